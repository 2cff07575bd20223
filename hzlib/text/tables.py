"""The tables of a document: in markdown, in lines with tabs or spaces, or with a cell a line."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from weakref import WeakKeyDictionary

from hzlib import lookups
from hzlib.text.characters import GONE, full_punctuation, one_width
from hzlib.text.corpus import Document
from hzlib.text.layout import LaidOut, laid_out, may_hold_tables
from hzlib.text.patterns import cued
from hzlib.text.shape import NO_VALUE, Cell, Row, is_head, kind_of, one_head
from hzlib.text.traditional import simplified

__all__ = ["Cell", "Table", "place_of_row", "tables"]


class Table(NamedTuple):
    """A table: its offsets in the document's text, its rows (the first is the header), its caption.

    A cell merged over rows stands in each of them; a row too short for the header is filled up with
    empty cells. The caption is the line before the table, or empty.
    """

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]
    caption: Cell

    @property
    def header(self) -> tuple[Cell, ...]:
        """The header row."""
        return self.rows[0]

    @property
    def body(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows below the header."""
        return self.rows[1:]


_tables: WeakKeyDictionary[Document, tuple[Table, ...]] = WeakKeyDictionary()


def tables(document: Document) -> tuple[Table, ...]:
    """Return the tables of a document in the order of the text.

    A table that goes on after a page break, with or without its header again, is one table.

    Examples
    --------
    >>> from hzlib.text import corpus
    >>> indicators = tables(corpus.load("hangzhou-fyp15"))[0]
    >>> len(indicators.body)
    30
    >>> [cell.text for cell in indicators.body[11][1:6]]
    ['12', '城镇新增就业人数（万人）', '31.4', '>25', '[125]']
    """
    found = _tables.get(document)
    if found is None:
        text = document.text
        every = [*_laid_out(document), *_markdown(text), *_tabbed(text)]
        found = _tables[document] = tuple(_apart(every))
    return found


def place_of_row(document: Document, row: tuple[Cell, ...]) -> tuple[int, int]:
    """Return where a row begins and ends in the document's text.

    A row between bars is its line: a merged cell may begin rows above.

    Examples
    --------
    >>> from hzlib.text import corpus
    >>> document = corpus.load("hangzhou-fyp15")
    >>> row = tables(document)[0].body[11]
    >>> document.text[slice(*place_of_row(document, row))][:16]
    '|民生福祉（10项）| 12 |'
    """
    text, end = document.text, max(cell.end for cell in row)
    line = text.rfind("\n", 0, end) + 1
    if text[line] == "|":
        stop = text.find("\n", end)
        return line, stop if stop >= 0 else len(text)
    return min((cell.start for cell in row if cell.text), default=end), end


def over(document: Document, cell: Cell) -> str:
    """Return the name that a merged cell over several rows gives a cell; empty if none does.

    Examples
    --------
    >>> from hzlib.text import corpus
    >>> document = corpus.load("hangzhou-fyp15")
    >>> row = next(one for one in tables(document)[0].body if one[1].text == "15")
    >>> over(document, row[2]), over(document, row[1])
    ('每千人口拥有医护人员数', '')
    """
    own = document.text[cell.start : cell.end].strip()
    merged = cell.text.removesuffix(f"/{own}")
    return merged if own and merged != cell.text else ""


def _apart(every: list[Table]) -> Iterator[Table]:
    """Yield tables in the order of the text; of two in one place the one that was read first."""
    reached = 0
    last: Table | None = None
    for _, table in sorted(enumerate(every), key=lambda item: (item[1].start, item[0])):
        # Of two side by side the second begins, as the first, with the line of its head.
        beside = last and last.start == table.start and last.header[-1].end < table.header[0].start
        if table.start >= reached or beside:
            yield table
            reached, last = max(reached, table.end), table


# --- markdown -------------------------------------------------------------------------------------

_BLOCK = re.compile(r"^\|[^\n]*(?:\n\|[^\n]*)*", re.MULTILINE)
_RULE_SIGNS = frozenset("|-: ")
_WIDEST = 60  # columns; a line with more bars is no row of a table


def _markdown(text: str) -> Iterator[Table]:
    if "|" not in text:
        return
    yield from _half_barred(text)
    for block in _BLOCK.finditer(text):
        # A block is one table or, after a page break, its parts: each begins with a header
        # and the rule below it.
        lines = [match.span() for match in re.finditer(r"[^\n]+", block.group())]
        spans = [(block.start() + low, block.start() + high) for low, high in lines]
        if any(text.count("|", *span) > _WIDEST for span in spans):
            continue
        rules = [index for index, span in enumerate(spans) if _is_rule(text[slice(*span)])]
        ruled = set(rules)
        starts = [0, *(index - 1 for index in rules if index > 1), len(spans)]
        parts: list[list[Row]] = []
        for first, last in zip(starts, starts[1:], strict=False):
            rows = [_cells(text, *spans[i]) for i in range(first, last) if i not in ruled]
            if any(cell.text for row in rows for cell in row):
                _append(parts, rows)
        for rows in parts:
            yield _table(text, rows)


# Rows that end with a bar and begin with none; the head has an empty cell before its first bar.
_HALF_BARRED = re.compile(r"^\|[^\n]*\| *(?:\n[^|\n][^|\n]*\|[^\n]*\| *)+$", re.MULTILINE)


def _half_barred(text: str) -> Iterator[Table]:
    for block in _HALF_BARRED.finditer(text):
        spans = [line.span() for line in re.finditer(r"[^\n]+", block.group())]
        # The head is cut before its first bar, each row as if a bar stood before it.
        rows = [_cells(text, block.start() + low - 1, block.start() + high) for low, high in spans]
        if len({len(row) for row in rows}) == 1 and len(rows[0]) <= _WIDEST:
            yield _table(text, rows)


def _is_rule(line: str) -> bool:
    return "-" in line and _RULE_SIGNS.issuperset(line)


def _cells(text: str, start: int, end: int) -> Row:
    row = []
    for part in text[start + 1 : end].removesuffix("|").split("|"):
        row.append(_cell(text, start + 1, start + 1 + len(part)))
        start += len(part) + 1
    return row


def _cell(text: str, start: int, end: int) -> Cell:
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return Cell(text[start:end], start, end)


def _append(parts: list[list[Row]], rows: list[Row]) -> None:
    """Add a part to the table before it if its header is empty or the same."""
    header = [cell.text for cell in rows[0]]
    if parts and (not any(header) or header == [cell.text for cell in parts[-1][0]]):
        parts[-1] += rows[1:]
    else:
        parts.append(rows)


# --- the common shape -----------------------------------------------------------------------------


def _table(text: str, rows: list[Row]) -> Table:
    if len(rows) > 2 and all(is_head(cell.text) or not cell.text for cell in [*rows[0], *rows[1]]):
        rows = [one_head(rows[:2], len(rows[0])), *rows[2:]]
    start, end = rows[0][0].start, max(cell.end for cell in rows[-1])
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    width = len(rows[0])
    name = _name_column(rows)
    if name is not None:
        _split_merged(rows, name, width)
        _fill_down(rows, name)
    shaped = tuple(tuple(_widened(row, width)) for row in rows)
    table_end = line_end if line_end >= 0 else len(text)
    return Table(line_start, table_end, shaped, _caption(text, line_start))


def _widened(row: Row, width: int) -> Row:
    end = row[-1].end
    return row + [Cell("", end, end)] * (width - len(row))


def _caption(text: str, start: int) -> Cell:
    line_start = text.rfind("\n", 0, max(start - 1, 0)) + 1
    line = text[line_start : max(start - 1, 0)].rstrip("\t")
    if cued(r"{unit_column}[：:]").match(line):
        return _caption(text, line_start)
    if not 0 < len(line) <= 60 or line[-1] in "。；|":
        return Cell("", start, start)
    return Cell(line, line_start, line_start + len(line))


_FIGURE = re.compile(r"[\[(（>≥<≤≈约+-]{0,2}\d[\d.,]*")
_SAMPLE = 200  # rows that show which columns hold figures


def _figure(cell: Cell) -> bool:
    return _FIGURE.match(cell.text) is not None


def _name_column(rows: list[Row]) -> int | None:
    """Return the column of the names: the last of those left of the first column of figures."""
    header, rows = rows[0], rows[1:_SAMPLE]
    for column in range(1, len(header)):
        if header[column].text in lookups.cues("counting_column"):
            continue
        cells = [row[column] for row in rows if column < len(row)]
        names = [row[column - 1] for row in rows if column - 1 < len(row)]
        figures = sum(_figure(cell) for cell in cells)
        named = sum(len(cell.text) >= 3 and not _figure(cell) for cell in names)
        if figures and figures * 3 >= len(rows) and named * 2 > len(names):
            return column - 1
    return None


def _split_merged(rows: list[Row], name: int, width: int) -> None:
    """Put in their columns the two rows over which a merged name stands.

    In the copy the first has the merged name and its own, so that its values stand one column
    too far right; the second has its name in the first column and no number.
    """
    for index in range(2, len(rows)):
        above, below = rows[index - 1], rows[index]
        if not (len(above) == len(below) == width and 0 < name < width - 2):
            continue
        shifted = below[0].text and not any(cell.text for cell in below[1 : name + 1])
        second = above[name + 1]
        if not shifted or _figure(second) or second.text in NO_VALUE or not above[name].text:
            continue
        merged = above[name]
        values = [*above[name + 2 :], below[-1]]
        rows[index - 1] = [*above[:name], _under(merged, second), *values]
        rows[index] = [*above[:name], _under(merged, below[0]), *below[name + 1 :]]


def _under(merged: Cell, own: Cell) -> Cell:
    return Cell(f"{merged.text}/{own.text}", own.start, own.end)


def _fill_down(rows: list[Row], name: int) -> None:
    """Give each row the group that a cell merged over rows stands for."""
    for column in range(name):
        cells = [row[column] for row in rows[1:] if len(row) > column]
        empty = sum(not cell.text for cell in cells)
        if not cells or not cells[0].text or empty * 3 < len(cells):
            continue
        last = cells[0]
        for row in (row for row in rows[1:] if len(row) > column):
            if row[column].text:
                last = row[column]
            elif len(row) > name and row[name].text:
                row[column] = last


# --- tabs -----------------------------------------------------------------------------------------

_TABBED = re.compile(r"^[^\n\t]*\t[^\n]*(?:\n[^\n\t]*\t[^\n]*)+", re.MULTILINE)


def _tabbed(text: str) -> Iterator[Table]:
    if "\t" not in text:
        return
    for block in _TABBED.finditer(text):
        rows: list[Row] = []
        for line in re.finditer(r"[^\n]+", block.group()):
            start = block.start() + line.start()
            rows.append([])
            for part in line.group().split("\t"):
                rows[-1].append(_cell(text, start, start + len(part)))
                start += len(part) + 1
        rows = _compact([row for row in rows if any(cell.text for cell in row)])
        width = max(map(len, rows), default=0)
        if len({len(row) for row in rows}) > 2 or width < 2:
            continue
        header = [cell.text for cell in rows[0]]
        rows = [rows[0], *(row for row in rows[1:] if [cell.text for cell in row] != header)]
        if len(rows) > 2 and width > 1 and not any(header[1:]):
            rows = rows[1:]  # a caption set over all columns
        yield _table(text, rows)


def _compact(rows: list[Row]) -> list[Row]:
    """Return rows without the columns that all of them leave empty, if the head then fits them."""
    if len(rows) < 2 or all(len(row) == len(rows[0]) for row in rows):
        return rows
    head = [cell for cell in rows[0] if cell.text]
    filled = sorted({at for row in rows[1:] for at, cell in enumerate(row) if cell.text})
    if len(filled) != len(head) or len(head) < 2:
        return rows
    body = [_widened(row, filled[-1] + 1) for row in rows[1:]]
    return [head, *([row[at] for at in filled] for row in body)]


# --- tabs, spaces and line ends in the file -------------------------------------------------------


def _laid_out(document: Document) -> Iterator[Table]:
    """Yield the tables that the raw text sets out: cleaning joins the cells that spaces part."""
    raw = simplified(document.raw)
    if not may_hold_tables(one_width(raw)):
        return
    text = full_punctuation(one_width(raw.replace("\u3000", " ")))
    pieces, last = [], 0
    for removal in document.cleaned.removals:
        gone = re.sub(r"[^\n]", GONE, text[removal.start : removal.end])
        pieces += [text[last : removal.start], gone]
        last = removal.end
    for found in laid_out("".join(pieces) + text[last:]):
        yield _mapped(document, found)


def _mapped(document: Document, found: LaidOut) -> Table:
    """Return a table of the raw text with the offsets of the cleaned one."""
    kinds = [kind_of(cell.text) for cell in found.head]
    name = kinds.index("name") if "name" in kinds else 0

    def mapped(cell: Cell, label: bool) -> Cell:
        start, end = map(document.cleaned.text_offset, (cell.start, cell.end))
        return Cell(cell.text if label else document.text[start:end], start, end)

    rows = [
        tuple(mapped(cell, index == name or row is found.head) for index, cell in enumerate(row))
        for row in (found.head, *found.rows)
    ]
    start, end = map(document.cleaned.text_offset, (found.start, found.end))
    return Table(start, end, tuple(rows), _caption(document.text, start))
