"""``hz facts``."""

import importlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent import futures
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from hzlib import lookups
from hzlib.errors import HzError
from hzlib.extraction.account import Numeral, account, counted
from hzlib.extraction.facts import COLUMNS, doubts, extract
from hzlib.messages import told
from hzlib.tabular import Format, by_suffix, emit
from hzlib.text import corpus
from hzlib.text.corpus import Document

EXAMPLES = """Examples:

  hz facts                                        the facts of the catalogue's documents

  hz facts --doc hangzhou-fyp15 --format csv -o facts.csv

  hz facts report.txt                             a report of your own; place and year from its text

  hz facts report.txt --place 宁波市 --year 2024    the same, told

  hz facts reports/*.txt --format jsonl           any number of reports

  hz facts --unbound report.txt                   numbers near an indicator that gave no fact

  hz facts --check report.txt                     numbers that contradict each other
"""
_SUBJECT = ("indicator", "measure", "region", "period", "status")
SHOWN = ("doc", "start", "text", *_SUBJECT, "bound", "value", "unit")
CHECKED = ("doc", "start", "kind", "title", "said", "computed", "formula", "reason")
UNBOUND = ("doc", "start", "end", "text", "indicator", "why", "sentence")


app = typer.Typer(add_completion=False)

# The options, each with its help.
_Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[PATH]...",
        help="Reports: text, .docx, .html, .pdf, or a .csv with one a row; "
        "without any, the catalogue's.",
    ),
]
_Doc = Annotated[
    str,
    typer.Option(
        help="Without PATH: a document of the catalogue. With one PATH: the id to give it."
    ),
]
_Place = Annotated[str, typer.Option(help="The place, such as 宁波市; else found in the text.")]
_Year = Annotated[int, typer.Option(help="The year of issue; else found in the text.")]
_Format = Annotated[
    Format | None,
    typer.Option(help="How to print; else as the suffix of the file says."),
]
_Unbound = Annotated[
    bool, typer.Option("--unbound", help="List the numbers near an indicator that gave no fact.")
]
_Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="A file, in place of the screen; CSV fit for Excel."),
]
_Check = Annotated[
    bool,
    typer.Option(
        "--check", help="List what contradicts itself: two numbers for one, growth, ratios, parts."
    ),
]
_Columns = Annotated[
    bool, typer.Option("--columns", help="Explain the columns of the facts table.")
]


@app.command(epilog=EXAMPLES)
def facts(
    paths: _Paths = None,
    doc: _Doc = "",
    place: _Place = "",
    year: _Year = 0,
    format: _Format = None,
    unbound: _Unbound = False,
    output: _Output = None,
    check: _Check = False,
    columns: _Columns = False,
) -> None:
    """Print the facts of reports: one row a stated number, with its place in the text."""
    form = format or by_suffix(output)
    if columns:
        _print_columns(form)
        return
    failed: list[str] = []
    if check:
        _check(paths or [], doc, year)
        emit(_contradictions(paths or [], doc, place, year), CHECKED, form, file=output)
        return
    read = _told(_read_all(paths or [], doc, place, year, unbound), failed)
    if unbound:
        emit(read, UNBOUND, form, ("doc", "start", "text", "indicator", "why"), output)
    elif not emit(read, COLUMNS, form, SHOWN, output) and not failed:
        print(told("hz: no facts found"), file=sys.stderr)
    if failed:
        raise HzError(
            "{failed} of {count} files could not be read",
            "see the messages above",
            failed=len(failed),
            count=len(paths or []),
        )


class _Read(NamedTuple):
    """What the reports of a file gave: rows, what is to be said of them, why it was not read."""

    rows: list[dict[str, Any]]
    said: tuple[str, ...] = ()
    failure: str = ""


def _told(found: Iterable[_Read], failed: list[str]) -> Iterator[dict[str, Any]]:
    """Yield the rows of files; what is to be said goes to stderr, failures to `failed` as well."""
    for read in found:
        for line in read.said:
            print(line, file=sys.stderr)
        if read.failure:
            failed.append(read.failure)
            print(f"hz: {read.failure}", file=sys.stderr)
        yield from read.rows


_MANY = 8  # from so many files on, other processes read along


def _read_all(paths: list[Path], doc: str, place: str, year: int, unbound: bool) -> Iterator[_Read]:
    """Yield what each file gave, in the order of the files; many are read in several processes."""
    _check(paths, doc, year)
    if len(paths) < 2:
        documents = _one(paths[0], doc, place, year) if paths else _catalogued(doc, place, year)
        yield from (_reading(document, unbound) for document in documents)
        return
    read = partial(_read, place=place, year=year, unbound=unbound)
    workers = min(os.cpu_count() or 1, len(paths) // _MANY)
    if workers < 2:
        yield from map(read, paths)
        return
    with futures.ProcessPoolExecutor(workers) as pool:
        yield from pool.map(read, paths, chunksize=4)


def _read(path: Path, place: str, year: int, unbound: bool) -> _Read:
    """Return what the reports of one file among several gave."""
    try:
        readings = [_reading(one, unbound) for one in _one(path, "", place, year)]
    except HzError as error:
        return _Read([], (), str(error))
    rows = [row for reading in readings for row in reading.rows]
    said = dict.fromkeys(line for reading in readings for line in reading.said)
    return _Read(rows, tuple(said))


def _one(path: Path, doc: str, place: str, year: int) -> tuple[Document, ...]:
    return corpus.read_all(path, id=doc or None, place=place or None, year=year or None)


def _reading(document: Document, unbound: bool) -> _Read:
    """Return the facts of a document, or the numbers that gave none, and what is odd about it."""
    warned = [*document.warnings]
    if unbound:
        read = account(document)
        total = _total(document, read.numerals)
        return _Read(_rows(read.unbound, UNBOUND), (*map(_warning, warned), total))
    found = extract(document)
    warned += doubts(document, found)
    return _Read(_rows(found, COLUMNS), tuple(map(_warning, warned)))


def _rows(found: Iterable[Any], columns: Sequence[str]) -> list[dict[str, Any]]:
    return [{column: getattr(item, column) for column in columns} for item in found]


def _warning(words: str) -> str:
    return told("hz: warning: {warning}", warning=words)


def _total(document: Document, numerals: list[Numeral]) -> str:
    """Return how many numbers there are, and what became of them."""
    fates = counted(numerals)
    return told(
        "hz: {doc}: {all} numbers: {fact} of facts, {listed} below, {other} of what is no "
        "indicator, {none} of dates, ordinals and names",
        doc=document.id, all=len(numerals), fact=fates["fact"],
        listed=fates["told"] + fates["not read"], other=fates["no indicator"],
        none=fates["no quantity"],
    )  # fmt: skip


def _contradictions(paths: list[Path], doc: str, place: str, year: int) -> Iterator[dict[str, Any]]:
    """Yield the statements of a report that cannot both be, as the notebook on sums finds them."""
    # The checks need much more of the package than facts do.
    arithmetic = importlib.import_module("hzlib.themes.arithmetic")
    found = [_one(path, doc, place, year) for path in paths] if paths else []
    for documents in found or [tuple(_catalogued(doc, place, year))]:
        for row in arithmetic.checks(documents).itertuples():
            if row.verdict == arithmetic.check.OFF and row.kind in arithmetic.check.OF_FACTS:
                source = getattr(row.said, "source", None)
                cells = {name: getattr(row, name) for name in CHECKED if name != "start"}
                yield {"start": getattr(getattr(source, "fact", None), "start", "")} | {
                    name: "" if isinstance(cell, arithmetic.check.Missing) else str(cell)
                    for name, cell in cells.items()
                }


def _print_columns(format: Format) -> None:
    meanings = map(asdict, lookups.read(lookups.ColumnMeaning))
    described = [{key.replace("_", " "): row[key] for key in row} for row in meanings]
    emit(described, list(described[0]), format)


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


def _catalogued(doc: str, place: str, year: int) -> Iterator[Document]:
    found = [corpus.load(doc)] if doc else corpus.documents()
    fitting = [d for d in found if (not place or d.place == place) and (not year or d.year == year)]
    if not fitting:
        raise HzError(
            "no document of the catalogue is of {wanted}",
            "there are {known}",
            wanted=f"{place} {year or ''}".strip(),
            known=[f"{d.place} {d.year}" for d in corpus.documents()],
        )
    yield from fitting
