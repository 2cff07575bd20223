"""``hz facts``."""

import importlib
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Annotated, Any

import typer

from hzlib.commands import reading
from hzlib.commands.reading import Read
from hzlib.errors import HzError
from hzlib.extraction.account import Numeral, account, counted
from hzlib.extraction.facts import COLUMNS, decided, doubts
from hzlib.messages import told
from hzlib.store.opened import StoredDocument
from hzlib.store.scan import facts_in
from hzlib.tabular import by_suffix, emit
from hzlib.text.budget import Budget
from hzlib.text.corpus import Document

EXAMPLES = """Examples:

  hz facts                                        the facts of the catalogue's documents

  hz facts --doc hangzhou-fyp15 --format csv -o facts.csv

  hz facts report.txt                             a report of your own; place and year from its text

  hz facts report.txt --place 宁波市 --year 2024    the same, told

  hz facts reports/*.txt --format jsonl           any number of reports

  hz facts corpus                                 a folder of reports, or a corpus

  hz facts --unbound report.txt                   numbers near an indicator that gave no fact

  hz facts --check report.txt                     numbers that contradict each other
"""
_SUBJECT = ("indicator", "measure", "region", "period", "status")
SHOWN = ("doc", "start", "text", *_SUBJECT, "bound", "value", "unit")
CHECKED = ("doc", "start", "kind", "title", "said", "computed", "formula", "reason")
UNBOUND = ("doc", "start", "end", "text", "indicator", "why", "sentence")


app = typer.Typer(add_completion=False)

# The options of its own.
_Unbound = Annotated[
    bool, typer.Option("--unbound", help="List the numbers near an indicator that gave no fact.")
]
_Check = Annotated[
    bool,
    typer.Option(
        "--check",
        help="List what contradicts itself: two numbers for one, growth, ratios, parts; in the "
        "Chinese of notebook 06.",
    ),
]


@app.command(epilog=EXAMPLES)
def facts(
    paths: reading.Paths = None,
    doc: reading.Doc = "",
    place: reading.Place = "",
    year: reading.Year = 0,
    format: reading.Form = None,
    unbound: _Unbound = False,
    output: reading.Output = None,
    check: _Check = False,
    columns: reading.Columns = False,
    seconds: reading.Seconds = 0,
    memory: reading.Memory = 0,
) -> None:
    """Print the facts of reports: one row a stated number, with its place in the text."""
    form = format or by_suffix(output)
    if columns:
        reading.print_columns("facts", form, paths)
        return
    budget = Budget(seconds, memory)
    if check and unbound:
        raise HzError("--check and --unbound: one at a time", "leave one out")
    if check and any(budget):
        raise HzError(
            "--check reads all reports together, --seconds and --memory are of one", "leave one out"
        )
    if check:
        found = reading.documents(paths or [], doc, place, year)
        emit(_contradictions(found), CHECKED, form, file=output)
        return
    how = partial(_read, unbound=unbound)
    kept = None if unbound else _read_kept
    read = reading.read_all(paths or [], doc, place, year, how, budget, kept)
    if unbound:
        short = ("doc", "start", "text", "indicator", "why")
        reading.print_rows(read, paths or [], UNBOUND, short, form, output)
    else:
        none = told("hz: no facts found")
        reading.print_rows(read, paths or [], COLUMNS, SHOWN, form, output, none)


def _read(document: Document, unbound: bool) -> Read:
    """Return the facts of a document, or the numbers that gave none, and what is odd about it."""
    warned = [*document.warnings]
    if unbound:
        read = account(document)
        total = _total(document, read.numerals)
        return Read(reading.rows_of(read.unbound, UNBOUND), (*map(reading.warning, warned), total))
    found = decided(document)
    warned += doubts(document, found)
    return Read(reading.rows_of(found.facts, COLUMNS), tuple(map(reading.warning, warned)))


def _read_kept(documents: Sequence[StoredDocument]) -> Read:
    """Return the facts of documents of a corpus; what is odd about them stands in the corpus."""
    return Read(reading.rows_of((one.fact for one in facts_in(documents)), COLUMNS))


def _total(document: Document, numerals: list[Numeral]) -> str:
    """Return how many numbers there are, and what became of them."""
    fates = counted(numerals)
    return told(
        "hz: {doc}: {all} [number|numbers]: {fact} of facts, {listed} below, {other} of what is no "
        "indicator, {none} of dates, ordinals and names",
        doc=document.id, all=len(numerals), fact=fates["fact"],
        listed=fates["told"] + fates["not read"], other=fates["no indicator"],
        none=fates["no quantity"],
    )  # fmt: skip


def _contradictions(found: Iterable[tuple[Document, ...]]) -> Iterator[dict[str, Any]]:
    """Yield the statements of a report that cannot both be, as the notebook on sums finds them."""
    # The checks need much more of the package than facts do.
    arithmetic = importlib.import_module("hzlib.themes.arithmetic")
    for documents in found:
        for row in arithmetic.checks(documents).itertuples():
            if row.verdict == arithmetic.check.OFF and row.kind in arithmetic.check.OF_FACTS:
                source = getattr(row.said, "source", None)
                cells = {name: getattr(row, name) for name in CHECKED if name != "start"}
                yield {"start": getattr(getattr(source, "fact", None), "start", "")} | {
                    name: "" if isinstance(cell, arithmetic.check.Missing) else str(cell)
                    for name, cell in cells.items()
                }
