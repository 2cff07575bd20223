"""``hz candidates``."""

import sys
from collections.abc import Iterator
from itertools import chain
from typing import Annotated, Any

import typer

from hzlib.commands import reading
from hzlib.extraction.candidates import ALIAS, Candidate, candidates
from hzlib.messages import told
from hzlib.tabular import Format, by_suffix, emit

EXAMPLES = """Examples:

  hz candidates                              names that two of the catalogue's documents share

  hz candidates reports/*.txt                names that reports of your own share

  hz candidates reports/*.txt --least 5      those that five share at least

  hz candidates reports/*.txt -o names.csv   rows of aliases.csv, to fill in and choose from
"""
COLUMNS = (
    "subject", "measure", "unit", "documents", "quantities", "indicator", "needs", "example",
)  # fmt: skip
SHOWN = ("subject", "measure", "unit", "documents", "quantities", "indicator", "needs", "sentence")
_EXCERPT, _BEFORE = 40, 10  # characters of the example on a screen, and before the name


app = typer.Typer(add_completion=False)


@app.command("candidates", epilog=EXAMPLES)
def command(
    paths: reading.Paths = None,
    least: Annotated[int, typer.Option(min=1, help="In how many documents a name must occur.")] = 2,
    format: reading.Form = None,
    output: reading.Output = None,
) -> None:
    """List names that documents share and no indicator has: proposals for aliases.csv.

    A row's indicator is one of which the name contains a wording, often a wider one; needs is flow
    where the numbers are of what was added, so that one name may have two rows.
    """
    form = format or by_suffix(output)
    read = reading.documents(paths or [], doc="", place="", year=0)
    found = candidates(chain.from_iterable(read), least)
    if form is Format.csv:
        emit(_aliases(found), ALIAS, form, file=output)
    else:
        emit(map(_row, found), COLUMNS, form, SHOWN, output)
    if not found:
        print(told("hz: no name occurs in so many documents"), file=sys.stderr)


def _aliases(found: list[Candidate]) -> Iterator[dict[str, Any]]:
    """Yield the rows of ``aliases.csv``; one for all measures of a name."""
    rows = dict.fromkeys(tuple(getattr(one, name) for name in ALIAS) for one in found)
    yield from (dict(zip(ALIAS, row, strict=True)) for row in rows)


def _row(one: Candidate) -> dict[str, Any]:
    start = max(0, one.example.find(one.subject) - _BEFORE)
    words = one.example[start : start + _EXCERPT]
    return {name: getattr(one, name) for name in COLUMNS} | {"sentence": words}
