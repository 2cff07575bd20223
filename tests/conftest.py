"""What all tests have in common."""

import os

# Tests change what modules hold; test_compiled.py holds the translated ones to the sources.
os.environ["HZLIB_COMPILED"] = "0"

import pytest

from hzlib import messages

# The command line speaks Chinese here, whatever the machine speaks.
os.environ["HZLIB_LANG"] = "zh"


def pytest_collection_modifyitems(items):
    """Begin with the files that have slow tests: at the end one would keep a process busy alone."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture
def english():
    """Let messages be English in this test."""
    messages.use("en")
    yield
    messages.use("zh")
