"""Titles and captions whose numbers are followed to the table of their figure."""

import html
import re
from typing import Any

from hzlib.pages.grid import number, shown
from hzlib.pages.source import facts_of, formula, parts, resolve, together

_NUMBER = re.compile(r"(?<![A-Za-z\d.])\d+(?:\.\d+)?(?![A-Za-z\d])")
# So many of the sources are named where a number was reckoned from a whole table.
_SHOWN = 6
# Years and periods name a time and no amount: 2024, 2021—2025, 2024年, 2035.
YEAR = re.compile(r"(?<![\d.])(?:19|20)\d\d(?![\d.])")


def linked(text: str, cells: dict[str, Any]) -> str:
    """Return a caption as HTML in which each number that the table states carries its evidence.

    Examples
    --------
    >>> cells = {"columns": ["值"], "rows": [[18753]], "sources": [{"0": "fact:a@1"}]}
    >>> linked("2022 年达 18753 亿元", cells).count('data-evidence="fact:a@1">18753</span>')
    1
    """
    return "".join(
        number(piece, source) if source else html.escape(piece)
        for piece, source in pieces(text, cells)
    )


def pieces(text: str, cells: dict[str, Any]) -> list[tuple[str, str]]:
    """Return a caption in pieces, each with the evidence that it carries, or an empty text."""
    known = _stated(cells)
    years = {match.span() for match in YEAR.finditer(text)}
    parts, last = [], 0
    for match in _NUMBER.finditer(text):
        if match.span() in years:
            continue
        said = match.group()
        sources = list(known.get(said, ()))[:4] or _elsewhere(said, cells) or _computed(said, cells)
        if sources:
            parts += [(text[last : match.start()], ""), (match.group(), together(sources))]
            last = match.end()
    return [(piece, source) for piece, source in [*parts, (text[last:], "")] if piece]


def _elsewhere(text: str, cells: dict[str, Any]) -> list[str]:
    """Return the facts of the table's own indicators and documents that state a number."""
    told = {atom for row in cells["sources"] for one in row.values() for atom in _atoms(one)}
    named = [one for one in sorted(told) if one.startswith("reference:")]
    found = [one for one in named if text in _spellings(resolve(one).get("value"))]
    told = {one for one in told if one.startswith("fact:")}
    documents = sorted({one[5:].partition("@")[0] for one in told})
    stated = [(name, start, fact) for name in documents for start, fact in facts_of(name).items()]
    indicators = {
        fact["indicator"] for name, start, fact in stated if f"fact:{name}@{start}" in told
    }
    found += [
        f"fact:{name}@{start}"
        for name, start, fact in stated
        if fact["indicator"] in indicators and text in _spellings(fact["value"])
    ]
    return found[:4]


def _atoms(evidence: str) -> set[str]:
    """Return the facts and reference figures that a formula comes down to."""
    inside = parts(evidence) if evidence.startswith(("formula:", "all:")) else []
    return {atom for one in inside for atom in _atoms(one)} or {evidence}


def _computed(text: str, cells: dict[str, Any]) -> list[str]:
    """Return the evidence of a number that the table does not state, so was reckoned from it."""
    sources = dict.fromkeys(one for row in cells["sources"] for one in row.values())
    if not sources:
        return []
    named = f"{text}（不在数据表里：由表里的数得来，或是作图时定下的界限）"
    return [formula(named, list(sources)[:_SHOWN])]


def _stated(cells: dict[str, Any]) -> dict[str, dict[str, None]]:
    known: dict[str, dict[str, None]] = {}
    for row, sources in zip(cells["rows"], cells["sources"], strict=True):
        for place, source in sources.items():
            cell = row[int(place)]
            for text in _spellings(cell):
                known.setdefault(text, {})[source] = None
    return known


def _spellings(cell: Any) -> set[str]:
    if cell is None:
        return set()
    if isinstance(cell, str):
        return set(_NUMBER.findall(cell))
    size = abs(cell)
    return {shown(size), f"{size:.0f}", f"{size:.1f}", f"{size:.2f}", f"{size:g}"}
