"""``hz quantities``."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated

import typer

from hzlib.commands import reading
from hzlib.commands.reading import Read
from hzlib.extraction.stated import COLUMNS, stated
from hzlib.messages import told
from hzlib.store.opened import StoredDocument
from hzlib.store.scan import Has, stated_in
from hzlib.tabular import by_suffix
from hzlib.text.budget import Budget
from hzlib.text.corpus import Document

EXAMPLES = """Examples:

  hz quantities                                   every quantity of the catalogue's documents

  hz quantities --doc hangzhou-fyp15 -o quantities.csv

  hz quantities --subject 未来社区                 what is stated of a thing

  hz quantities report.txt                        a report of your own; place and year from its text

  hz quantities reports/*.txt --format jsonl      any number of reports
"""
SHOWN = (
    "doc", "start", "text", "subject", "measure", "region", "period", "status", "bound", "value",
    "unit",
)  # fmt: skip


app = typer.Typer(add_completion=False)

_Subject = Annotated[
    str, typer.Option(help="Only what is counted or measured under this name; several words: all.")
]


@app.command(epilog=EXAMPLES)
def quantities(
    paths: reading.Paths = None,
    subject: _Subject = "",
    doc: reading.Doc = "",
    place: reading.Place = "",
    year: reading.Year = 0,
    format: reading.Form = None,
    output: reading.Output = None,
    columns: reading.Columns = False,
    seconds: reading.Seconds = 0,
    memory: reading.Memory = 0,
) -> None:
    """Print every quantity of reports: one row a number, with what it counts or measures."""
    form = format or by_suffix(output)
    if columns:
        reading.print_columns("quantities", form, paths)
        return
    how = partial(_read, words=subject)
    kept = partial(_read_kept, words=subject)
    read = reading.read_all(paths or [], doc, place, year, how, Budget(seconds, memory), kept)
    named = told("hz: no quantity has {subject} in its subject", subject=subject)
    none = named if subject else told("hz: no quantities found")
    reading.print_rows(read, paths or [], COLUMNS, SHOWN, form, output, none)


def _read(document: Document, words: str) -> Read:
    """Return the quantities of a document whose subjects hold words, and what is odd about it."""
    found = (one for one in stated(document) if all(word in one.subject for word in words.split()))
    return Read(reading.rows_of(found, COLUMNS), tuple(map(reading.warning, document.warnings)))


def _read_kept(documents: Sequence[StoredDocument], words: str) -> Read:
    """Return the quantities of documents of a corpus; what is odd about them stands there."""
    holding = [Has("subject", [word], part=True) for word in words.split()]
    return Read(reading.rows_of((one.stated for one in stated_in(documents, holding)), COLUMNS))
