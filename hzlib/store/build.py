"""A corpus built of a folder of reports: planned, made part by part, described."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from hzlib import storage
from hzlib.errors import HzError
from hzlib.store import describe, plan, quality
from hzlib.store.part import Record, Task, made, rules
from hzlib.store.schema import DOCUMENTS, MARK, TABLES, UNFINISHED, is_corpus, need, part
from hzlib.text.budget import UNLIMITED, Budget

Run = Callable[[Sequence[Task]], Iterable[Record]]
"""What makes the parts of a corpus: a loop, processes, a cluster; in whatever order."""


@dataclass(frozen=True)
class Built:
    """What became of a build.

    Attributes
    ----------
    files : int
        How many files there are.
    anew : int
        How many of them were read in this build; what is known of the others was taken over.
    documents : int
        How many documents the corpus has.
    failures : tuple of str
        Why files could not be read.
    tables : tuple of str
        What is said of each table without a column of texts, which is no report.
    own : tuple of str
        The pages and tables of this package that lie among the reports and were left out.
    """

    files: int
    anew: int
    documents: int
    failures: tuple[str, ...]
    tables: tuple[str, ...] = ()
    own: tuple[str, ...] = ()


def _loop(tasks: Sequence[Task]) -> Iterator[Record]:
    return map(made, tasks)


def build(folder: str, corpus: str, run: Run = _loop, budget: Budget = UNLIMITED) -> Built:
    """Read the reports of a folder, and of those below it, into a corpus.

    What the corpus holds of files that did not change is taken over. A build that was broken off is
    taken up again by the next; the corpus is the same, byte for byte, as if nothing had happened.

    Parameters
    ----------
    folder : str
        The path of the folder, or an address that fsspec knows.
    corpus : str
        A new or an empty folder, or a corpus.
    run : callable, optional
        What makes the parts; one after the other if it is not given.
    budget : Budget, optional
        What a file may take; one that takes more counts as not read.

    Returns
    -------
    Built

    Raises
    ------
    HzError
        If there is nothing to read, the corpus cannot be written, or another build is at work
        there. A file that cannot be read is no error: it is listed in ``files.csv``.

    Examples
    --------
    >>> import tempfile
    >>> from hzlib import paths
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     build(str(paths.data() / "raw"), folder).documents
    5
    """
    need("pyarrow", "fsspec")
    local = "://" not in folder
    folder = str(Path(folder).expanduser().resolve()) if local else folder
    home = _checked(corpus)
    if local and is_corpus(Path(folder)):
        raise HzError("{path}: is a corpus", "name the folder of the reports", path=folder)
    own: list[str] = []
    files = plan.found(folder, own)
    if not files:
        raise HzError("{path}: holds no files", "name the folder of the reports", path=folder)
    storage.writable(home)
    with _alone(home):
        if not is_corpus(home):
            storage.write(home / MARK, describe.package([], ""))
        records = sorted(run(_tasks(folder, home, files, budget)))
        _tidied(home, records)
        return replace(_told(home, records), own=tuple(own))


def _checked(corpus: str) -> Path:
    """Return where a corpus lies, if it may be written there."""
    if "://" in corpus:
        raise HzError("{path}: a corpus is written to a disk", "name a folder", path=corpus)
    home = Path(corpus).expanduser().resolve()
    if home.exists() and not is_corpus(home) and not _is_free(home):
        raise HzError("{path}: holds something else", "name a new or an empty folder", path=home)
    return home


def _is_free(folder: Path) -> bool:
    return folder.is_dir() and not {one.name for one in folder.iterdir()} - {UNFINISHED}


def _tasks(folder: str, corpus: Path, files: Sequence[plan.File], budget: Budget) -> list[Task]:
    """Return the parts that are to be made."""
    parts = plan.parts(len(files))
    of: list[list[plan.File]] = [[] for _ in range(parts)]
    for file in files:
        of[plan.part_of(file, parts)].append(file)
    present = [part(file.name) for file in sorted((corpus / DOCUMENTS.name).glob("*"))]
    return [
        Task(
            folder, str(corpus), number, parts, tuple(own),
            tuple(one for one in present if one and _overlap(one, (number, parts))), rules(),
            budget,
        )
        for number, own in enumerate(of)
    ]  # fmt: skip


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether a file may be in both of two parts, each of so many."""
    fewer = min(one[1], other[1])
    return one[0] % fewer == other[0] % fewer


def _tidied(corpus: Path, records: Sequence[Record]) -> None:
    """Take away the parts of former builds that had more or fewer, and what broken ones left."""
    for left in (*corpus.glob(".*.part"), *corpus.glob("*/.*.part")):
        left.unlink()
    kept = {piece.path for record in records for piece in record.pieces.values()}
    for table in TABLES:
        for file in (corpus / table.name).glob("*"):
            if part(file.name) and f"{table.name}/{file.name}" not in kept:
                file.unlink()


def _told(corpus: Path, records: Sequence[Record]) -> Built:
    """Write what tells of a corpus, and return it in short."""
    files = sorted((one for record in records for one in record.files), key=lambda one: one.path)
    describe.listed(files, corpus)
    tables = [(one.path, one.why) for one in files if one.table]
    odd = quality.report(corpus, len(records), tables)
    storage.write(corpus / describe.READ_ME, describe.read_me(files, records, odd))
    storage.write(corpus / MARK, describe.package(records, rules()))
    return Built(
        len(files),
        sum(record.anew for record in records),
        sum(len(one.documents) for one in files),
        tuple(one.why for one in files if one.why and not one.table),
        tuple(why for _, why in tables),
    )


@contextmanager
def _alone(corpus: Path) -> Iterator[None]:
    """Keep other builds out of a corpus; it is marked as unfinished until the end is reached."""
    file = corpus / UNFINISHED
    with file.open("a") as held:
        if not _held(held) or not file.exists():
            raise HzError("{path}: another build is at work there", "wait for it", path=corpus)
        yield
        if not _WINDOWS:
            file.unlink()
    if _WINDOWS:  # which removes no open file
        file.unlink(missing_ok=True)


_WINDOWS = sys.platform == "win32"


def _held(file: IO[str]) -> bool:
    """Lock a file for this process; the system unlocks it, however the process ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
