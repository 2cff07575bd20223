"""``hz candidates``."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from hzlib.extraction.candidates import ALIAS, Candidate, candidates
from hzlib.messages import told
from hzlib.tabular import Format, by_suffix, emit
from hzlib.text.choice import documents
from hzlib.text.corpus import Document

EXAMPLES = """Examples:

  hz candidates                              names that two of the catalogue's documents share

  hz candidates reports/*.txt                names that reports of your own share

  hz candidates reports/*.txt --least 5      those that five share at least

  hz candidates reports/*.txt -o names.csv   rows of aliases.csv, to fill in and choose from
"""
COLUMNS = (
    "subject", "measure", "unit", "documents", "quantities", "indicator", "needs", "example",
)  # fmt: skip
SHOWN = ("subject", "measure", "unit", "documents", "quantities", "indicator", "sentence")
_EXCERPT, _BEFORE = 40, 10  # characters of the example on a screen, and before the name


app = typer.Typer(add_completion=False)


@app.command("candidates", epilog=EXAMPLES)
def command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Reports: text, .docx, .html, .pdf, or a .csv with one a row; "
            "without any, the catalogue's.",
        ),
    ] = None,
    least: Annotated[int, typer.Option(min=1, help="In how many documents a name must occur.")] = 2,
    format: Annotated[
        Format | None,
        typer.Option(help="How to print; else as the suffix of the file says."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A file, in place of the screen; CSV fit for Excel."),
    ] = None,
) -> None:
    """List names that documents share and no indicator has: proposals for aliases.csv."""
    form = format or by_suffix(output)
    found = candidates(_read(paths or []), least)
    if form is Format.csv:
        emit(_aliases(found), ALIAS, form, file=output)
    else:
        emit(map(_row, found), COLUMNS, form, SHOWN, output)
    if not found:
        print(told("hz: no name occurs in so many documents"), file=sys.stderr)


def _read(paths: list[Path]) -> Iterator[Document]:
    for path in paths:
        yield from documents(path)
    if not paths:
        yield from documents()


def _aliases(found: list[Candidate]) -> Iterator[dict[str, Any]]:
    """Yield the rows of ``aliases.csv``; one for all measures of a name."""
    rows = dict.fromkeys(tuple(getattr(one, name) for name in ALIAS) for one in found)
    yield from (dict(zip(ALIAS, row, strict=True)) for row in rows)


def _row(one: Candidate) -> dict[str, Any]:
    start = max(0, one.example.find(one.subject) - _BEFORE)
    words = one.example[start : start + _EXCERPT]
    return {name: getattr(one, name) for name in COLUMNS} | {"sentence": words}
