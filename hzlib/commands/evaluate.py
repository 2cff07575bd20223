"""``hz evaluate``."""

from pathlib import Path
from typing import Annotated, Any

import typer

from hzlib.commands.output import Format, emit
from hzlib.errors import HzError

EXAMPLES = """Examples:

  hz evaluate tests/gold                               the project's own gold

  hz evaluate tests/gold/*.jsonl --misses              with what is missed and what is spurious

  hz evaluate gold/*.jsonl --texts folder              gold of other texts, folder/<id>.txt
"""
COLUMNS = ("of", "name", "level", "precision", "recall", "f1", "gold", "found")


def register(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("evaluate", epilog=EXAMPLES)(evaluate)


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
    from hzlib.extraction.evaluate import LEVELS, Score, by_field, by_indicator, compare, located

    rows: list[dict[str, Any]] = []
    lists: list[dict[str, Any]] = []
    everything: tuple[list[dict], list[dict]] = ([], [])
    totals = {level: Score(0, 0, 0) for level in LEVELS}
    indicators: dict[str, Score] = {}
    for doc, wanted, found in located(_files(gold), texts, facts):
        everything[0].extend(wanted)
        everything[1].extend(found)
        for level in LEVELS:
            result = compare(wanted, found, level)
            totals[level] += result.score
            rows.append(_row("document", doc, level, result.score))
            if level == "full":
                lists += [{"what": "missed", **row} for row in result.missed]
                lists += [{"what": "spurious", **row} for row in result.spurious]
        for name, score in by_indicator(wanted, found, "full").items():
            indicators[name] = indicators.get(name, Score(0, 0, 0)) + score
    rows += [_row("all", "all", level, score) for level, score in totals.items()]
    rows += [_row("indicator", name, "full", score) for name, score in sorted(indicators.items())]
    for name, (agreeing, pairs) in _fields(everything, by_field).items():
        share = f"{agreeing / pairs:.3f}" if pairs else ""
        rows.append(
            dict(
                zip(
                    COLUMNS,
                    ("field", name, "of numbers found", share, "", "", agreeing, pairs),
                    strict=True,
                )
            )
        )
    emit(rows, COLUMNS, format)
    if misses:
        emit(
            lists,
            (
                "what",
                "doc",
                "start",
                "text",
                "indicator",
                "measure",
                "region",
                "period",
                "status",
                "bound",
            ),
            format,
        )


def _files(gold: list[Path]) -> list[Path]:
    # A Windows shell expands no *.
    found: list[Path] = []
    for path in gold:
        inside = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
        if not inside:
            raise HzError(f"{path}: no .jsonl file in it", "name a folder with gold facts")
        found += inside
    return found


def _fields(everything: tuple[list[dict], list[dict]], by_field: Any) -> dict[str, tuple[int, int]]:
    counts: dict[str, tuple[int, int]] = {}
    for doc in sorted({row["doc"] for row in everything[0]}):
        pair = ([row for row in rows if row["doc"] == doc] for rows in everything)
        for name, (agreeing, pairs) in by_field(*pair).items():
            before = counts.get(name, (0, 0))
            counts[name] = (before[0] + agreeing, before[1] + pairs)
    return counts


def _row(kind: str, name: str, level: str, score: Any) -> dict[str, Any]:
    numbers = (
        f"{score.precision:.3f}",
        f"{score.recall:.3f}",
        f"{score.f1:.3f}",
        score.wanted,
        score.found,
    )
    return dict(zip(COLUMNS, (kind, name, level, *numbers), strict=True))
