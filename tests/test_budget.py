"""What reading a file may take."""

import sys

import pytest

from hzlib.text.budget import Budget, Spent, _held, within


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone limits memory")
def test_memory_is_limited_beyond_what_the_process_holds():
    held = _held()
    assert held > 20_000_000, "an interpreter with its packages, in bytes"
    with within(Budget(memory=50), "report.txt"):
        assert len(bytearray(10_000_000)) == 10_000_000
    with pytest.raises(Spent, match="50 MB"), within(Budget(memory=50), "report.txt"):
        bytearray(200_000_000)
    assert len(bytearray(200_000_000)) == 200_000_000
