"""``hz facts``."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

import typer

from hzlib import lookups
from hzlib.errors import HzError
from hzlib.extraction.explain import unbound as unbound_of
from hzlib.extraction.facts import COLUMNS, extract
from hzlib.messages import told
from hzlib.tabular import Format, emit
from hzlib.text import corpus
from hzlib.text.corpus import Document

EXAMPLES = """Examples:

  hz facts                                        the facts of the catalogue's documents

  hz facts --doc hangzhou-fyp15 --format csv -o facts.csv

  hz facts report.txt                             a report of your own; place and year from its text

  hz facts report.txt --place 宁波市 --year 2024    the same, told

  hz facts reports/*.txt --format jsonl           any number of reports

  hz facts --unbound report.txt                   numbers near an indicator that gave no fact
"""
_SUBJECT = ("indicator", "measure", "region", "period", "status")
SHOWN = ("doc", "start", "text", *_SUBJECT, "bound", "value", "unit")
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
_Format = Annotated[Format, typer.Option(help="How to print.")]
_Unbound = Annotated[
    bool, typer.Option("--unbound", help="List the numbers near an indicator that gave no fact.")
]
_Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="A file, in place of the screen; CSV fit for Excel."),
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
    format: _Format = Format.table,
    unbound: _Unbound = False,
    output: _Output = None,
    columns: _Columns = False,
) -> None:
    """Print the facts of reports: one row a stated number, with its place in the text."""
    if columns:
        _print_columns(format)
        return
    failed: list[str] = []
    documents = chosen(paths or [], doc, place, year, failed)
    if unbound:
        found = _rows(documents, unbound_of, UNBOUND)
        emit(found, UNBOUND, format, ("doc", "start", "text", "indicator", "why"), output)
    else:
        count = emit(_rows(documents, extract, COLUMNS), COLUMNS, format, SHOWN, output)
        if not count and not failed:
            print(told("hz: no facts found"), file=sys.stderr)
    if failed:
        raise HzError(
            "{failed} of {count} files could not be read",
            "see the messages above",
            failed=len(failed),
            count=len(paths or []),
        )


def _print_columns(format: Format) -> None:
    meanings = map(asdict, lookups.read(lookups.ColumnMeaning))
    described = [{key.replace("_", " "): row[key] for key in row} for row in meanings]
    emit(described, list(described[0]), format)


def chosen(
    paths: list[Path], doc: str, place: str, year: int, failed: list[str]
) -> Iterator[Document]:
    """Yield the documents that a command line names, with what is odd about them on stderr.

    Parameters
    ----------
    paths : list of Path
        Files; none for the catalogue.
    doc, place, year : str, str, int
        What the options say; empty or 0 where they say nothing.
    failed : list of str
        Takes the messages of files that could not be read, if there are several.

    Yields
    ------
    Document

    Raises
    ------
    HzError
        If a document cannot be read and it is the only one.
    """
    if year and not 1949 <= year <= 2100:
        raise HzError(
            "--year {year}: no year of a report", "give four digits, such as 2024", year=year
        )
    if not paths:
        yield from _catalogued(doc, place, year)
        return
    if doc and len(paths) > 1:
        raise HzError(
            "--doc {doc}: one id for {count} files",
            "name one file, or leave --doc out",
            doc=doc,
            count=len(paths),
        )
    for path in paths:
        try:
            found = corpus.read_all(path, id=doc or None, place=place or None, year=year or None)
        except HzError as error:
            if len(paths) == 1:
                raise
            failed.append(str(error))
            print(f"hz: {error}", file=sys.stderr)
            continue
        for warning in dict.fromkeys(chain.from_iterable(one.warnings for one in found)):
            print(told("hz: warning: {warning}", warning=warning), file=sys.stderr)
        yield from found


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


def _rows(
    documents: Iterator[Document],
    found_in: Callable[[Document], Iterable[Any]],
    columns: Sequence[str],
) -> Iterator[dict[str, Any]]:
    for document in documents:
        for item in found_in(document):
            yield {column: getattr(item, column) for column in columns}
