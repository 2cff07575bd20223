"""``hz evaluate``."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from hzlib.errors import HzError
from hzlib.extraction.evaluate import LEVELS, Score, by_field, by_indicator, compare, located
from hzlib.tabular import Format, emit

EXAMPLES = """Examples:

  hz evaluate tests/gold                               the project's own gold

  hz evaluate tests/gold/*.jsonl --misses              with what is missed and what is spurious

  hz evaluate gold/*.jsonl --texts folder              gold of other texts, folder/<id>.txt
"""
COLUMNS = ("of", "name", "level", "precision", "recall", "f1", "gold", "found")
UNLIKE = (
    "what", "doc", "start", "text", "indicator", "measure", "region", "period", "status", "bound",
)  # fmt: skip
# A document's id, its gold facts, its facts.
Compared = tuple[str, list[dict[str, Any]], list[dict[str, Any]]]


app = typer.Typer(add_completion=False)


@app.command(epilog=EXAMPLES)
def evaluate(
    gold: Annotated[
        list[Path],
        typer.Argument(help="Gold facts: one JSON object a line; a folder for all its .jsonl."),
    ],
    texts: Annotated[
        Path | None,
        typer.Option(help="Folder with the texts that the catalogue lacks, named <id>.txt."),
    ] = None,
    facts: Annotated[
        Path | None,
        typer.Option(help="Facts as `hz facts --format jsonl` prints them, instead of new ones."),
    ] = None,
    misses: Annotated[
        bool, typer.Option("--misses", help="List what is missed and what is spurious.")
    ] = False,
    format: Annotated[Format, typer.Option(help="How to print.")] = Format.table,
) -> None:
    """Compare extracted facts with gold: precision, recall and F1 a document, indicator, field."""
    compared = list(located(_files(gold), texts, facts))
    emit([*_by_document(compared), *_by_indicator(compared), *_by_field(compared)], COLUMNS, format)
    if misses:
        emit(_unlike(compared), UNLIKE, format)


def _files(gold: list[Path]) -> list[Path]:
    # A Windows shell expands no *.
    found: list[Path] = []
    for path in gold:
        inside = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
        if not inside:
            raise HzError(
                "{path}: no .jsonl file in it", "name a folder with gold facts", path=path
            )
        found += inside
    return found


def _by_document(compared: Sequence[Compared]) -> Iterator[dict[str, Any]]:
    totals = {level: Score(0, 0, 0) for level in LEVELS}
    for doc, wanted, found in compared:
        for level in LEVELS:
            score = compare(wanted, found, level).score
            totals[level] += score
            yield _row("document", doc, level, score)
    for level, score in totals.items():
        yield _row("all", "all", level, score)


def _by_indicator(compared: Sequence[Compared]) -> Iterator[dict[str, Any]]:
    scores: dict[str, Score] = {}
    for _, wanted, found in compared:
        for name, score in by_indicator(wanted, found, "full").items():
            scores[name] = scores.get(name, Score(0, 0, 0)) + score
    for name, score in sorted(scores.items()):
        yield _row("indicator", name, "full", score)


def _by_field(compared: Sequence[Compared]) -> Iterator[dict[str, Any]]:
    counts: dict[str, tuple[int, int]] = {}
    for _, wanted, found in compared:
        for name, (agreeing, pairs) in by_field(wanted, found).items():
            before = counts.get(name, (0, 0))
            counts[name] = (before[0] + agreeing, before[1] + pairs)
    for name, (agreeing, pairs) in counts.items():
        share = f"{agreeing / pairs:.3f}" if pairs else ""
        cells = ("field", name, "of numbers found", share, "", "", agreeing, pairs)
        yield dict(zip(COLUMNS, cells, strict=True))


def _unlike(compared: Sequence[Compared]) -> Iterator[dict[str, Any]]:
    for _, wanted, found in compared:
        result = compare(wanted, found, "full")
        yield from ({"what": "missed", **row} for row in result.missed)
        yield from ({"what": "spurious", **row} for row in result.spurious)


def _row(kind: str, name: str, level: str, score: Score) -> dict[str, Any]:
    shares = (f"{share:.3f}" for share in (score.precision, score.recall, score.f1))
    cells = (kind, name, level, *shares, score.wanted, score.found)
    return dict(zip(COLUMNS, cells, strict=True))
