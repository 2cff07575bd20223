"""What commands that read reports share: their options, the files, what is said of them."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent import futures
from contextlib import suppress
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from hzlib import lookups
from hzlib.commands.reasons import said
from hzlib.errors import HzError
from hzlib.frames.names import place_name
from hzlib.messages import language, told, use
from hzlib.store import choice
from hzlib.store.opened import StoredDocument
from hzlib.tabular import Format, emit
from hzlib.text import corpus
from hzlib.text.budget import UNLIMITED, Budget, within
from hzlib.text.corpus import Document

# The options, each with its help.
Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[PATH]...",
        help="Reports: text, .docx, .html, .pdf, or a .csv or .xlsx with one a row; a folder of "
        "them, or a corpus; without any, the catalogue's.",
    ),
]
Doc = Annotated[
    str,
    typer.Option(
        help="Without PATH: a document of the catalogue. With one PATH: the id to give it."
    ),
]
Place = Annotated[str, typer.Option(help="The place, such as 宁波市; else found in the text.")]
Year = Annotated[int, typer.Option(help="The year of issue; else found in the text.")]
Form = Annotated[
    Format | None,
    typer.Option(help="How to print; else as the suffix of the file says."),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="A file, in place of the screen; CSV fit for Excel."),
]


Seconds = Annotated[
    float,
    typer.Option(
        "--seconds",
        min=0,
        help="Refuse a file that takes longer to read (0: none; not on Windows).",
    ),
]
Memory = Annotated[
    int,
    typer.Option(
        "--memory", min=0, help="Refuse a file that takes more MB to read (0: none; Linux alone)."
    ),
]
Columns = Annotated[bool, typer.Option("--columns", help="Explain the columns of the table.")]


class Read(NamedTuple):
    """What the reports of a file gave: rows, what is to be said of them, why it was not read."""

    rows: list[dict[str, Any]]
    said: tuple[str, ...] = ()
    failure: str = ""


def rows_of(found: Iterable[Any], columns: Sequence[str]) -> list[dict[str, Any]]:
    """Return rows of a frozen dataclass as mappings of some of its fields."""
    return [{column: getattr(item, column) for column in columns} for item in found]


def warning(words: str) -> str:
    """Return what is odd about a report as it is said."""
    return told("hz: warning: {warning}", warning=said(words))  # a corpus keeps it in Chinese


def told_rows(found: Iterable[Read], failed: list[str]) -> Iterator[dict[str, Any]]:
    """Yield the rows of files; what is to be said goes to stderr, failures to `failed` as well."""
    for read in found:
        for line in read.said:
            print(line, file=sys.stderr)
        if read.failure:
            failed.append(read.failure)
            print(f"hz: {read.failure}", file=sys.stderr)
        yield from read.rows


def print_rows(
    read: Iterable[Read],
    paths: list[Path],
    columns: Sequence[str],
    shown: Sequence[str],
    form: Format,
    output: Path | None,
    none: str = "",
) -> None:
    """Print what the reports of files gave, or that there is none of it.

    Raises
    ------
    HzError
        If files could not be read; what the others gave is printed.
    """
    failed: list[str] = []
    if not emit(told_rows(read, failed), columns, form, shown, output) and none and not failed:
        print(none, file=sys.stderr)
    refuse(failed, paths)


def refuse(failed: list[str], paths: list[Path]) -> None:
    """Raise `HzError` if files could not be read."""
    if failed:
        raise HzError(
            "{failed} of {count} [file|files] could not be read",
            "see the messages above",
            failed=len(failed),
            count=len(paths),
        )


_MANY = 8  # from so many files on, other processes read along


def read_all(
    paths: list[Path],
    doc: str,
    place: str,
    year: int,
    how: Callable[[Document], Read],
    budget: Budget = UNLIMITED,
    kept: Callable[[Sequence[StoredDocument]], Read] | None = None,
) -> Iterator[Read]:
    """Yield what each file gave, in the order of the files; many are read in several processes.

    ``how`` makes of one report what it gives, ``kept`` of those of a corpus in a folder at once;
    other processes must find them in their module. A file that takes more than its budget is
    refused.
    """
    if any(budget):
        _loaded(how)
    if len(paths) < 2:
        found = documents(paths, doc, place, year)
        read_one = chain.from_iterable(_given(one, how, kept) for one in found)
        with within(budget, paths[0] if paths else Path("data/raw")):
            whole = list(read_one) if any(budget) else read_one
        yield from whole
        return
    _check(paths, doc, year)
    read = partial(_read, place=place, year=year, how=how, budget=budget, kept=kept)
    workers = min(os.cpu_count() or 1, len(paths) // _MANY)
    if workers < 2:
        yield from map(read, paths)
        return
    with futures.ProcessPoolExecutor(workers, None, use, (language(),)) as pool:
        yield from pool.map(read, paths, chunksize=4)


@cache
def _loaded(how: Callable[[Document], Read]) -> None:
    """Load what reading needs: what is looked up once is of no file's budget."""
    how(corpus.sample())


def _read(
    path: Path, place: str, year: int, how: Callable[[Document], Read], budget: Budget,
    kept: Callable[[Sequence[StoredDocument]], Read] | None,
) -> Read:  # fmt: skip
    """Return what the reports of one file among several gave."""
    if any(budget):
        _loaded(how)
    try:
        with within(budget, path):
            readings = [*_given(_one(path, "", place, year), how, kept)]
    except HzError as error:
        return Read([], (), str(error))
    rows = [row for read in readings for row in read.rows]
    return Read(rows, tuple(dict.fromkeys(line for read in readings for line in read.said)))


def _given(
    documents: Sequence[Document],
    how: Callable[[Document], Read],
    kept: Callable[[Sequence[StoredDocument]], Read] | None,
) -> Iterator[Read]:
    stored = [one for one in documents if isinstance(one, StoredDocument)]
    if kept and stored:
        yield kept(stored)
    else:
        yield from map(how, documents)


def documents(paths: list[Path], doc: str, place: str, year: int) -> Iterator[tuple[Document, ...]]:
    """Return the reports of each file; without files, those of the catalogue that are wanted.

    Raises
    ------
    HzError
        If what is told of the files cannot be.
    """
    _check(paths, doc, year)
    if not paths:
        return iter([_catalogued(doc, place, year)])
    return (_one(path, doc, place, year) for path in paths)


def _one(path: Path, doc: str, place: str, year: int) -> tuple[Document, ...]:
    if path.is_dir():
        if doc or place or year:
            raise HzError("{path}: is a folder; --doc, --place and --year are of files",
                          "leave them out", path=path)  # fmt: skip
        return choice.documents(path)
    return corpus.read_all(path, id=doc or None, place=place or None, year=year or None)


def print_columns(table: str, form: Format, paths: list[Path] | None) -> None:
    """Print what the columns of a table hold.

    Raises
    ------
    HzError
        If files are named: nothing is read.
    """
    if paths:
        raise HzError("--columns explains all columns and takes nothing behind it",
                      "leave out {paths}", paths=list(map(str, paths)))  # fmt: skip
    names = ("table", "column", "standard name", "meaning")
    meanings = (row for row in lookups.read(lookups.ColumnMeaning) if row.table == table)
    cells = ((row.table, row.column, row.standard_name, row.told) for row in meanings)
    emit((dict(zip(names, row, strict=True)) for row in cells), names, form)


def _check(paths: list[Path], doc: str, year: int) -> None:
    if year and not 1949 <= year <= 2100:
        raise HzError(
            "--year {year}: no year of a report", "give four digits, such as 2024", year=year
        )
    if doc and len(paths) > 1:
        raise HzError(
            "--doc {doc}: one id for {count} files",
            "name one file, or leave --doc out",
            doc=doc,
            count=len(paths),
        )


def _catalogued(doc: str, place: str, year: int) -> tuple[Document, ...]:
    found = [corpus.load(doc)] if doc else corpus.documents()
    with suppress(HzError):  # told below, with all that there is
        place = place and place_name(place, [one.place for one in found])
    fitting = [d for d in found if (not place or d.place == place) and (not year or d.year == year)]
    if not fitting:
        raise HzError(
            "no document of the catalogue is of {wanted}",
            "there are {known}",
            wanted=f"{place} {year or ''}".strip(),
            known=[f"{d.place} {d.year}" for d in corpus.documents()],
        )
    return tuple(fitting)
