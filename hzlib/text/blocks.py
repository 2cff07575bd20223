"""A document as its reader sees it: headings, paragraphs, items, tables and notes, in a tree."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from hzlib.text.corpus import Document
from hzlib.text.outline import sections
from hzlib.text.tables import Table, tables

Kind = Literal["heading", "paragraph", "item", "table", "note"]

_WORDS = re.compile(r"\S")
_MARGIN = re.compile(r"[\s|]*")  # before the words of a line, or of a row of a table
_BULLET = re.compile(r"\s*[●○■□◆◇▲△★☆·•※➢]")
_MARKS = 4  # characters beside number and heading on a heading's own line


class Block(NamedTuple):
    """A part of a document that stands for itself.

    Attributes
    ----------
    kind : str
        ``heading``, ``paragraph``, ``item`` (a paragraph that begins with a number or a mark),
        ``table`` or ``note`` (a footnote or an endnote).
    start, end : int
        Its span in ``document.raw``.
    level : int
        How many headings a heading stands under, and itself; 0 of what is none.
    parent : int or None
        Index of the heading that it stands under.
    table : Table, optional
        The rows and cells of a table, by their places in ``document.text``.
    """

    kind: Kind
    start: int
    end: int
    level: int = 0
    parent: int | None = None
    table: Table | None = None


def blocks(document: Document) -> tuple[Block, ...]:
    """Return the blocks of a document in the order of the text, from whatever file it came.

    Lines that were broken for a page are one block; spaces between blocks belong to none.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> found = blocks(load("hangzhou-fyp15"))
    >>> [one.kind for one in found if one.table]
    ['table', 'table', 'table']
    >>> heading = next(one for one in found if one.level == 2)
    >>> load("hangzhou-fyp15").raw[heading.start : heading.end].strip()
    '第一章 基本实现社会主义现代化新征程精彩开局'
    """
    headings: dict[int, int] = {}  # section -> its block
    found: list[Block] = []
    for kind, start, end, section, table in _parts(document):
        parent, level = _over(document, section, headings), 0
        if kind == "heading" and section is not None:
            headings[section] = len(found)
            level = depths(document)[section] + 1
        found.append(Block(kind, start, end, level, parent, table))
    return tuple(found)


def beginnings(document: Document) -> tuple[int, ...]:
    """Return the offsets in the raw text at which the sections of a document begin.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> len(beginnings(load("hangzhou-fyp15"))) == len(sections(load("hangzhou-fyp15")))
    True
    """
    text, raw_span = document.text, document.cleaned.raw_span
    firsts = (_MARGIN.match(text, one.start) for one in sections(document))
    return tuple(raw_span(one.end(), one.end() + 1)[0] for one in firsts if one)


@lru_cache(maxsize=8)
def depths(document: Document) -> tuple[int, ...]:
    """Return how many sections each section of a document lies in.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> depths(load("hangzhou-fyp15"))[:6]
    (0, 1, 1, 1, 1, 2)
    """
    found: list[int] = []
    for section in sections(document):
        found.append(0 if section.parent is None else found[section.parent] + 1)
    return tuple(found)


_Part = tuple[Kind, int, int, int | None, Table | None]
"""The kind of a block, its span, the innermost section that begins with it or before it."""


def _parts(document: Document) -> Iterator[_Part]:
    """Yield the blocks of a document, each with its section and its table."""
    begun, notes = beginnings(document), document.notes
    position = 0
    for table in (*tables(document), None):
        start, end = (
            document.cleaned.raw_span(table.start, table.end) if table
            else (len(document.raw),) * 2
        )  # fmt: skip
        for low, high in _lines(document, position, start):
            place = bisect_left(begun, high) - 1
            section = place if place >= 0 else None
            own = section if section is not None and begun[section] >= low else None
            kind: Kind = "note" if any(a <= low < b for a, b in notes) else _kind(
                document, low, high, own
            )  # fmt: skip
            yield kind, low, high, section, None
        if table:
            place = bisect_left(begun, start) - 1
            yield "table", start, end, place if place >= 0 else None, table
        position = end


def _kind(document: Document, low: int, high: int, own: int | None) -> Kind:
    """Return what a line is, with which a section may begin."""
    line = document.raw[low:high]
    if own is None or not (number := sections(document)[own].number):
        return "item" if _BULLET.match(line) else "paragraph"
    words = len(number) + len(sections(document)[own].heading)
    return "heading" if len(line.strip()) <= words + _MARKS else "item"


def _over(document: Document, section: int | None, headings: dict[int, int]) -> int | None:
    """Return the block of the innermost heading over a section that is not its own yet."""
    while section is not None and section not in headings:
        section = sections(document)[section].parent
    return None if section is None else headings[section]


def _lines(document: Document, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the lines of a part of the raw text; those that cleaning joined are one."""
    raw = document.raw
    inside = {
        place for one in document.cleaned.removals if start <= one.start < end
        for place in range(one.start, min(one.end, end)) if raw[place] == "\n"
    }  # fmt: skip
    low = start
    for place in range(start, end):
        if raw[place] == "\n" and place not in inside:
            if _WORDS.search(raw, low, place):
                yield low, place
            low = place + 1
    if _WORDS.search(raw, low, end):
        yield low, end
