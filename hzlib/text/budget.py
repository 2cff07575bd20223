"""What reading a file may take: time and memory. Who takes more is refused, and named."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from hzlib.errors import HzError


class Budget(NamedTuple):
    """How many seconds a file may take to read, and how many MB of memory; 0 is no limit."""

    seconds: float = 0
    memory: int = 0


UNLIMITED = Budget()


class Spent(HzError):
    """A file took more than its budget: nothing is wrong with it."""


@contextmanager
def within(budget: Budget, path: object) -> Iterator[None]:
    """Refuse a file that takes more time or memory than its budget.

    Parameters
    ----------
    budget : Budget
        Its memory is what may be taken beyond that which the process holds already.
    path : object
        The file, as it is named in the refusal.

    Raises
    ------
    Spent
        If the budget is spent.
    HzError
        If this system cannot keep it: Windows has no such clock, and Linux alone limits memory.

    Examples
    --------
    >>> with within(UNLIMITED, "report.txt"):
    ...     "生产总值".strip()
    '生产总值'
    """
    with _time(budget.seconds, path), _memory(budget.memory, path):
        yield


class _TooLong(BaseException):
    """The time of a file is over; no reader of a format may take it for a fault of the file."""


@contextmanager
def _time(seconds: float, path: object) -> Iterator[None]:
    if not seconds:
        yield
        return
    if not hasattr(signal, "setitimer"):
        raise HzError("--seconds: this system cannot stop a file that is read", "leave it out")

    def late(*_: object) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGALRM, late)
    try:
        # Again and again: what is raised while the interpreter itself is at work is lost.
        signal.setitimer(signal.ITIMER_REAL, seconds, 1)
        yield
        signal.setitimer(signal.ITIMER_REAL, 0)
    except _TooLong:
        signal.setitimer(signal.ITIMER_REAL, 0)
        raise Spent(
            "{path}: not read within {seconds:g} [second|seconds], so nothing of it is shown",
            "allow more with --seconds, or cut the file into parts",
            path=path,
            seconds=seconds,
        ) from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _memory(most: int, path: object) -> Iterator[None]:
    if not most:
        yield
        return
    if sys.platform != "linux":
        raise HzError("--memory: this system limits no memory of a file", "leave it out")
    try:
        with _Limit(_held() + most * 1_000_000):
            yield
    except MemoryError:
        raise Spent(
            "{path}: not read with {memory} MB of memory, so nothing of it is shown",
            "allow more with --memory, or cut the file into parts",
            path=path,
            memory=most,
        ) from None


class _Limit:
    """The data of this process stay below a number of bytes; afterwards what held before holds."""

    def __init__(self, most: int) -> None:
        import resource

        self.set = resource.setrlimit
        self.data = resource.RLIMIT_DATA
        self.before = soft, hard = resource.getrlimit(self.data)
        held = soft != resource.RLIM_INFINITY and soft <= most
        self.within = self.before if held else (most, hard)
        # Where all is taken, lifting the limit takes some memory too.
        self.reserve: bytes | None = bytes(_RESERVE)
        self.told = sys.unraisablehook

    def __enter__(self) -> None:
        # Nor is there any to tell that something could not clean up behind it.
        sys.unraisablehook = _untold
        self.set(self.data, self.within)

    def __exit__(self, *_: object) -> None:
        self.reserve = None
        self.set(self.data, self.before)
        sys.unraisablehook = self.told


_RESERVE = 1 << 20


def _untold(_: object) -> None:
    """Tell nothing."""


def _held() -> int:
    """Return how many bytes of data this process holds, as the limit counts them."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    line = next(line for line in status.splitlines() if line.startswith("VmData:"))
    return int(line.split()[1]) * 1024
