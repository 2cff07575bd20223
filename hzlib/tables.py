"""The tables of a document."""

import re
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from hzlib.corpus import Document


@dataclass(frozen=True)
class Cell:
    """A cell: its text and its offsets in the document's text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Table:
    """A table: its offsets in the document's text and its rows, the first the header."""

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]


_BLOCK = re.compile(r"(?:^\|[^\n]*(?:\n|\Z))+", re.MULTILINE)
_ROW = re.compile(r"^\|[^\n]*", re.MULTILINE)
_CELL = re.compile(r"\|([^|\n]*)(?=\|)")
_tables: WeakKeyDictionary[Document, tuple[Table, ...]] = WeakKeyDictionary()


def tables(document: Document) -> tuple[Table, ...]:
    """Return the tables of a document in the order of the text."""
    found = _tables.get(document)
    if found is None:
        found = _tables[document] = tuple(_markdown(document.text))
    return found


def _markdown(text: str) -> list[Table]:
    result = []
    for block in _BLOCK.finditer(text):
        rows: list[tuple[Cell, ...]] = []
        for row in _ROW.finditer(text, block.start(), block.end()):
            if set(row.group()) <= set("|-: "):
                continue
            cells = tuple(_cell(text, cell.start(1), cell.end(1)) for cell in _CELL.finditer(text, row.start(), row.end()))
            if rows and [c.text for c in cells] == [c.text for c in rows[0]]:
                continue
            rows.append(cells)
        if rows:
            result.append(Table(block.start(), block.end(), tuple(rows)))
    return result


def _cell(text: str, start: int, end: int) -> Cell:
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return Cell(text[start:end], start, end)
