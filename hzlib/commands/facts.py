"""``hz facts``."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hzlib.commands.output import Format, emit, sent_to
from hzlib.errors import HzError

if TYPE_CHECKING:
    from hzlib.text.corpus import Document

EXAMPLES = """Examples:

  hz facts                                        the facts of the catalogue's documents

  hz facts --doc hangzhou-fyp15 --format csv -o facts.csv

  hz facts report.txt                             a report of your own; place and year from its text

  hz facts report.txt --place 宁波市 --year 2024    the same, told

  hz facts reports/*.txt --format jsonl           any number of reports

  hz facts --unbound report.txt                   numbers near an indicator that gave no fact
"""
SHOWN = (
    "doc",
    "start",
    "text",
    "indicator",
    "measure",
    "region",
    "period",
    "status",
    "bound",
    "value",
    "unit",
)
UNBOUND = ("doc", "start", "end", "text", "indicator", "why", "sentence")


def register(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("facts", epilog=EXAMPLES)(facts)


def facts(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH]...", help="Reports: text or .docx; without any, the catalogue's."
        ),
    ] = None,
    doc: Annotated[
        str,
        typer.Option(
            help="Without PATH: a document of the catalogue. With one PATH: the id to give it."
        ),
    ] = "",
    place: Annotated[
        str, typer.Option(help="The place, such as 宁波市; else found in the text.")
    ] = "",
    year: Annotated[int, typer.Option(help="The year of issue; else found in the text.")] = 0,
    format: Annotated[Format, typer.Option(help="How to print.")] = Format.table,
    unbound: Annotated[
        bool,
        typer.Option("--unbound", help="List the numbers near an indicator that gave no fact."),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A file, in place of the screen; CSV fit for Excel."),
    ] = None,
    columns: Annotated[
        bool, typer.Option("--columns", help="Explain the columns of the facts table.")
    ] = False,
) -> None:
    """Print the facts of reports: one row a stated number, with its place in the text."""
    from hzlib.extraction.facts import COLUMNS
    from hzlib.extraction.lexicon import rows

    if columns:
        described = rows("columns.csv")
        emit(described, list(described[0]), format)
        return
    failed: list[str] = []
    documents = chosen(paths or [], doc, place, year, failed)
    with sent_to(output, format):
        if unbound:
            emit(_unbound(documents), UNBOUND, format, ("doc", "start", "text", "indicator", "why"))
        elif not emit(_facts(documents), COLUMNS, format, SHOWN) and not failed:
            print("hz: no facts found", file=sys.stderr)
    if failed:
        raise HzError(
            f"{len(failed)} of {len(paths or [])} files could not be read", "see the messages above"
        )


def chosen(
    paths: list[Path], doc: str, place: str, year: int, failed: list[str]
) -> Iterator["Document"]:
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
    from hzlib.text import corpus

    if year and not 1949 <= year <= 2100:
        raise HzError(f"--year {year}: no year of a report", "give four digits, such as 2024")
    if not paths:
        yield from _catalogued(doc, place, year)
        return
    if doc and len(paths) > 1:
        raise HzError(
            f"--doc {doc}: one id for {len(paths)} files", "name one file, or leave --doc out"
        )
    for path in paths:
        try:
            document = corpus.read(path, id=doc or None, place=place or None, year=year or None)
        except HzError as error:
            if len(paths) == 1:
                raise
            failed.append(str(error))
            print(f"hz: {error}", file=sys.stderr)
            continue
        for warning in document.warnings:
            print(f"hz: warning: {warning}", file=sys.stderr)
        yield document


def _catalogued(doc: str, place: str, year: int) -> Iterator["Document"]:
    from hzlib.text import corpus

    found = [corpus.load(doc)] if doc else corpus.documents()
    fitting = [d for d in found if (not place or d.place == place) and (not year or d.year == year)]
    if not fitting:
        known = "、".join(f"{d.place} {d.year}" for d in corpus.documents())
        raise HzError(
            f"no document of the catalogue is of {place} {year or ''}".rstrip(),
            f"there are {known}",
        )
    yield from fitting


def _facts(documents: Iterator["Document"]) -> Iterator[dict[str, Any]]:
    from hzlib.extraction.facts import COLUMNS, extract

    for document in documents:
        for fact in extract(document):
            yield {column: getattr(fact, column) for column in COLUMNS}


def _unbound(documents: Iterator["Document"]) -> Iterator[dict[str, Any]]:
    from hzlib.extraction.explain import unbound

    for document in documents:
        for item in unbound(document):
            yield {column: getattr(item, column) for column in UNBOUND}
