"""Who makes the parts of a corpus: processes of this machine, or a cluster of dask."""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent import futures
from concurrent.futures.process import BrokenProcessPool

from hzlib.errors import HzError
from hzlib.store.part import Record, Task, made
from hzlib.store.schema import need


def processes(tasks: Sequence[Task], jobs: int) -> Iterator[Record]:
    """Make parts in several processes; each as it is done.

    Raises
    ------
    HzError
        If a process was ended from without.
    """
    jobs = min(jobs, len(tasks))
    if jobs < 2:
        yield from map(made, tasks)
        return
    context = multiprocessing.get_context("spawn")  # they inherit no lock and no open file
    pool = futures.ProcessPoolExecutor(jobs, context, _begin)
    try:
        # The largest first: at the end none waits long for another.
        ordered = sorted(tasks, key=lambda task: -len(task.files))
        for one in futures.as_completed([pool.submit(made, task) for task in ordered]):
            yield one.result()
    except BrokenProcessPool:
        raise HzError(
            "a process that read reports was ended, perhaps for want of memory",
            "run the command again, with fewer --jobs: what was read is kept",
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


_NEW_OBJECTS = 100_000  # between two looks for what is no longer used, as in `hzlib.cli`


def _begin() -> None:
    """Let a process end with the one that began it, and leave Ctrl-C to that one."""
    gc.set_threshold(_NEW_OBJECTS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, daemon=True).start()
    _without_pandas()


def _without_pandas() -> None:
    """Let Arrow look for pandas where it is not: it needs none, and loading it takes long."""
    import pyarrow as pa

    path, sys.path = sys.path, []
    pa.array([])
    sys.path = path


def _end_with() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def cluster(tasks: Sequence[Task], address: str) -> Iterator[Record]:
    """Make parts on a cluster of dask; each as it is done.

    Its machines see the folders of the reports and of the corpus by the same paths. What a machine
    leaves undone another one does.

    Raises
    ------
    HzError
        If no scheduler answers there, or the machines are lost.
    """
    need("distributed", extra="dask")
    from distributed import Client, KilledWorker, as_completed

    try:
        client = Client(address)
    except (OSError, ValueError) as error:
        raise HzError(
            "{address}: no scheduler of dask answers ({reason})",
            "start one with dask scheduler and give the address that it tells",
            address=address,
            reason=str(error),
        ) from None
    with client:
        try:
            for _, record in as_completed(client.map(made, tasks, pure=False), with_results=True):
                yield record
        except KilledWorker:
            raise HzError(
                "a process that read reports was ended, perhaps for want of memory",
                "run the command again: what was read is kept",
            ) from None
