"""What is left to the run of all tests."""

import pytest


def at_leisure(quick, *others):
    """Return parameters of which all but the first are slow: together, not each on its own."""
    return [quick, *(pytest.param(one, marks=pytest.mark.slow) for one in others)]
