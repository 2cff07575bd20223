"""What is read from a file, and the marks of notes that are no part of its text."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from hzlib.text.patterns import cued

Piece = tuple[str, bool]
"""A piece of text, and whether it is raised (superscript)."""


class Source(NamedTuple):
    """The text of a file as a reader sees it.

    Parameters
    ----------
    raw : str
        One paragraph or heading a line, a row of a table as a line with tabs between the cells,
        the notes as lines at the end.
    notes : tuple of (int, int)
        The offsets of the notes in `raw`: they are no part of the running text.
    warnings : tuple of str
        What was left out, and what is odd.
    """

    raw: str
    notes: tuple[tuple[int, int], ...] = ()
    warnings: tuple[str, ...] = ()


def with_notes(
    lines: Iterable[str], notes: Iterable[str]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    r"""Return the text of lines with the notes behind it, and the offsets of the notes.

    Examples
    --------
    >>> with_notes(["增长5%。"], ["初步核算数。"])
    ('增长5%。\n初步核算数。', ((6, 12),))
    """
    text, spans = "\n".join(lines), []
    for note in filter(None, notes):
        spans.append((len(text) + 1, len(text) + 1 + len(note)))
        text += f"\n{note}"
    return text, tuple(spans)


_LARGEST = 32_000_000  # characters of a table: merged cells come again in each of their rows


def table_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    r"""Return the rows of a table as lines with tabs between the cells.

    A first or last row with one text only is the caption or the note of the table.

    Raises
    ------
    ValueError
        If merged cells make it larger than any table.

    Examples
    --------
    >>> table_lines([["主要指标", ""], ["人口", "218"], ["面积", ""], ["注：年末数", ""]])
    ['主要指标', '人口\t218', '面积\t', '注：年末数']
    """
    if sum(len(cell) + 1 for row in rows for cell in row) > _LARGEST:
        raise ValueError("a table of too many cells")
    alone = [bool(row) and bool(row[0]) and not any(row[1:]) for row in rows]
    edges = {0, len(rows) - 1}
    return [
        row[0] if alone[index] and index in edges else "\t".join(row)
        for index, row in enumerate(rows)
    ]


_MARK = r"(?:[\d①-⑳¹²³⁰⁴-⁹*†‡※\[\]()（）〔〕【】［］,，、 \-—]|{own_line_mark})+"
_SQUARE = r"(?:(?<![A-Za-z])[A-Za-z]?m|{length})$"
_POWER = re.compile(r"[×xX*] ?10$")
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def joined(pieces: Iterable[Piece]) -> str:
    """Return the pieces of a paragraph as one text, without the raised marks of notes.

    A raised 2 or 3 behind a length is that of an area or a volume and stays.

    Examples
    --------
    >>> joined([("收入", False), ("3", True), ("120.5亿元", False)])
    '收入120.5亿元'
    >>> joined([("面积5万m", False), ("2", True)])
    '面积5万m²'
    """
    texts: list[str] = []
    before = ""
    for raised, group in groupby(pieces, key=lambda piece: piece[1]):
        text = "".join(part for part, _ in group)
        if raised:
            text = _unmarked(text, before)
        texts.append(text)
        before = (before + text)[-8:]
    return "".join(texts)


def _unmarked(text: str, before: str) -> str:
    plain = text.strip().translate(_RAISED)
    if plain in ("²", "³") and cued(_SQUARE).search(before) or _POWER.search(before):
        return plain
    return "" if cued(_MARK).fullmatch(text) else text
