"""``hz evaluate``."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from hzlib.errors import HzError
from hzlib.extraction import evaluate as facts_measure
from hzlib.extraction import evaluate_quantities as quantities_measure
from hzlib.extraction.evaluate import Comparison, Score, by_indicator
from hzlib.tabular import Format, emit

EXAMPLES = """Examples:

  hz evaluate tests/gold                               the project's own gold

  hz evaluate tests/gold/*.jsonl --misses              with what is missed and what is spurious

  hz evaluate gold/*.jsonl --texts folder              gold of other texts, folder/<id>.txt

  hz evaluate --quantities tests/gold/quantities/qiantang-gwr-2024.jsonl
"""
COLUMNS = ("of", "name", "level", "precision", "recall", "f1", "gold", "found")
Row = dict[str, Any]
# A document's id, its gold rows, its rows.
Compared = tuple[str, list[Row], list[Row]]


class Measure(NamedTuple):
    """What is compared with gold, and how."""

    levels: Iterable[str]
    located: Callable[[Iterable[Path], Path | None, Path | None], Iterator[Compared]]
    compare: Callable[[Sequence[Row], Sequence[Row], str], Comparison]
    by_field: Callable[[Sequence[Row], Sequence[Row]], dict[str, tuple[int, int]]]
    unlike: tuple[str, ...]


FACTS = Measure(
    facts_measure.LEVELS, facts_measure.located, facts_measure.compare, facts_measure.by_field,
    ("what", "doc", "start", "text", "indicator", "measure", "region", "period", "status", "bound"),
)  # fmt: skip
QUANTITIES = Measure(
    quantities_measure.LEVELS, quantities_measure.located, quantities_measure.compare,
    quantities_measure.by_field,
    ("what", "doc", "start", "text", "value", "unit", "head", "head2", "widest", "subject",
     "measure", "period", "status", "bound"),
)  # fmt: skip


app = typer.Typer(add_completion=False)


@app.command(epilog=EXAMPLES)
def evaluate(
    gold: Annotated[
        list[Path],
        typer.Argument(help="Gold: one JSON object a line; a folder for all its .jsonl."),
    ],
    quantities: Annotated[
        bool,
        typer.Option("--quantities", help="The gold is of all quantities and what they count."),
    ] = False,
    texts: Annotated[
        Path | None,
        typer.Option(help="Folder with the texts that the catalogue lacks, named <id>.txt."),
    ] = None,
    facts: Annotated[
        Path | None,
        typer.Option(help="Facts or quantities as JSON lines, instead of new ones."),
    ] = None,
    misses: Annotated[
        bool, typer.Option("--misses", help="List what is missed and what is spurious.")
    ] = False,
    format: Annotated[Format, typer.Option(help="How to print.")] = Format.table,
) -> None:
    """Compare what is read with gold: precision, recall and F1 a document, indicator, field."""
    measure = QUANTITIES if quantities else FACTS
    compared = list(measure.located(_files(gold), texts, facts))
    rows = [*_by_document(measure, compared)]
    rows += [] if quantities else _by_indicator(compared)
    emit([*rows, *_by_field(measure, compared)], COLUMNS, format)
    if misses:
        emit(_unlike(measure, compared), measure.unlike, format)


def _files(gold: list[Path]) -> list[Path]:
    # A Windows shell expands no *.
    found: list[Path] = []
    for path in gold:
        inside = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
        if not inside:
            raise HzError("{path}: no .jsonl file in it", "name a folder with gold", path=path)
        found += inside
    return found


def _by_document(measure: Measure, compared: Sequence[Compared]) -> Iterator[Row]:
    totals = {level: Score(0, 0, 0) for level in measure.levels}
    for doc, wanted, found in compared:
        for level in measure.levels:
            score = measure.compare(wanted, found, level).score
            totals[level] += score
            yield _row("document", doc, level, score)
    for level, score in totals.items():
        yield _row("all", "all", level, score)


def _by_indicator(compared: Sequence[Compared]) -> Iterator[Row]:
    scores: dict[str, Score] = {}
    for _, wanted, found in compared:
        for name, score in by_indicator(wanted, found, "full").items():
            scores[name] = scores.get(name, Score(0, 0, 0)) + score
    for name, score in sorted(scores.items()):
        yield _row("indicator", name, "full", score)


def _by_field(measure: Measure, compared: Sequence[Compared]) -> Iterator[Row]:
    counts: dict[str, tuple[int, int]] = {}
    for _, wanted, found in compared:
        for name, (agreeing, pairs) in measure.by_field(wanted, found).items():
            before = counts.get(name, (0, 0))
            counts[name] = (before[0] + agreeing, before[1] + pairs)
    for name, (agreeing, pairs) in counts.items():
        share = f"{agreeing / pairs:.3f}" if pairs else ""
        cells = ("field", name, "of numbers found", share, "", "", agreeing, pairs)
        yield dict(zip(COLUMNS, cells, strict=True))


def _unlike(measure: Measure, compared: Sequence[Compared]) -> Iterator[Row]:
    for _, wanted, found in compared:
        result = measure.compare(wanted, found, "full")
        for what, rows in (("missed", result.missed), ("spurious", result.spurious)):
            for row in rows:
                yield {column: row.get(column, "") for column in measure.unlike} | {"what": what}


def _row(kind: str, name: str, level: str, score: Score) -> Row:
    shares = (f"{share:.3f}" for share in (score.precision, score.recall, score.f1))
    cells = (kind, name, level, *shares, score.wanted, score.found)
    return dict(zip(COLUMNS, cells, strict=True))
