"""What all tests have in common."""

import os

import pytest

from hzlib import messages

# The command line speaks Chinese here, whatever the machine speaks.
os.environ["HZLIB_LANG"] = "zh"


@pytest.fixture
def english():
    """Let messages be English in this test."""
    messages.use("en")
    yield
    messages.use("zh")
