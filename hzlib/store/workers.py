"""Who makes the parts of a corpus: processes of this machine, or a cluster of dask."""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent import futures
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial

from hzlib.errors import HzError
from hzlib.extraction.stated import reading
from hzlib.store.part import Record, Task, made
from hzlib.store.schema import need
from hzlib.text.corpus import sample


@contextmanager
def processes(jobs: int) -> Iterator[Callable[[Sequence[Task]], Iterator[Record]]]:
    """Begin processes, and yield what makes parts in them; each as it is done.

    Those of Linux are copies of this one and know what it knows. So they are to begin before
    anything is locked or opened, and before there are threads.
    """
    if jobs < 2:
        yield partial(map, made)
        return
    if _COPIES:
        reading(sample())
    context = multiprocessing.get_context("fork" if _COPIES else "spawn")
    pool = futures.ProcessPoolExecutor(jobs, context, _begin)
    pool.submit(int)  # with the first task all copies begin
    try:
        yield partial(_in_pool, pool)
    finally:
        pool.shutdown(cancel_futures=True)


_COPIES = sys.platform == "linux"


def _in_pool(pool: futures.Executor, tasks: Sequence[Task]) -> Iterator[Record]:
    """Make parts in processes.

    Raises
    ------
    HzError
        If a process was ended from without.
    """
    if len(tasks) < 2:
        yield from map(made, tasks)
        return
    # The largest first: at the end none waits long for another.
    ordered = sorted(tasks, key=lambda task: -len(task.files))
    try:
        for one in futures.as_completed([pool.submit(made, task) for task in ordered]):
            yield one.result()
    except BrokenProcessPool:
        raise HzError(
            "a process that read reports was ended, perhaps for want of memory",
            "run the command again, with fewer --jobs: what was read is kept",
        ) from None


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
