"""A PDF file with a text layer: its lines joined to paragraphs."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from hzlib.errors import HzError
from hzlib.messages import told
from hzlib.text.formats.grid import Grid, grids
from hzlib.text.formats.source import Source, joined

_NARROW = 1.8  # of the width of a figure is its size
_INVISIBLE = "\x00\x02\ufffe\uffff"


class _Character(NamedTuple):
    text: str
    left: float
    base: float
    right: float
    size: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, self.base + self.size * 0.3


class _Line(NamedTuple):
    """A line of a page: its cells with their left and right ends, and where it stands.

    ``ruled`` says whether it is the row of a table with lines around its cells.
    """

    cells: tuple[tuple[str, float, float], ...]
    base: float
    size: float
    page: int
    height: float
    ruled: bool = False

    @property
    def text(self) -> str:
        return "\t".join(cell for cell, _, _ in self.cells)

    @property
    def left(self) -> float:
        return self.cells[0][1]

    @property
    def right(self) -> float:
        return self.cells[-1][2]


def pdf(found: bytes, path: Path) -> Source:
    """Return the text of a PDF file: paragraphs, rows of tables with tabs, no heads and feet.

    Raises
    ------
    HzError
        If the file is damaged, protected, or a scan without a text layer.
    """
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(found) as document:
            pages = [list(_lines(page, number)) for number, page in enumerate(document)]
    except pypdfium2.PdfiumError as error:
        raise HzError(
            "{path}: is no PDF file that can be read ({error})",
            "save it again, without a password, or save its text as .txt or .docx",
            path=path,
            error=str(error),
        ) from None
    empty = [number for number, lines in enumerate(pages, 1) if not lines]
    if len(empty) == len(pages):
        raise HzError(
            "{path}: has no text layer, it is a scan",
            "recognise its text (OCR) and save it as .txt or .docx",
            path=path,
        )
    told_of = (told("{path}: pages without text, perhaps scans: {pages}", path=path, pages=empty),)
    return Source("\n".join(_paragraphs(list(_body(pages)))), (), told_of if empty else ())


# --- lines ----------------------------------------------------------------------------------------


def _lines(page: Any, number: int) -> Iterator[_Line]:
    """Yield the lines of a page in the order of its text, which keeps columns apart.

    The rows of a ruled table come where the text first comes to it.
    """
    height, tables = page.get_height(), grids(page)
    inside: list[list[_Character]] = [[] for _ in tables]
    text: list[list[_Character]] = [[]]  # before, between and behind the tables
    order: list[int] = []
    for one in _characters(page.get_textpage()):
        table = next((n for n, grid in enumerate(tables) if grid.cell(*one.middle)), -1)
        if table < 0:
            text[-1].append(one)
            continue
        if not inside[table]:
            order.append(table)
            text.append([])
        inside[table].append(one)
    for table, part in zip([-1, *order], text, strict=True):
        if table >= 0:
            yield from _ruled(tables[table], inside[table], number, height)
        yield from _plain_lines(part, number, height)


def _plain_lines(text: Sequence[_Character], number: int, height: float) -> Iterator[_Line]:
    for line in _runs(text):
        size = sorted(one.size for one in line)[len(line) // 2]
        base = sorted(one.base for one in line)[len(line) // 2]
        cells = tuple(_cells(line, size, base))
        if any(cell for cell, _, _ in cells):
            yield _Line(cells, base, size, number, height)


def _ruled(grid: Grid, text: Sequence[_Character], number: int, height: float) -> Iterator[_Line]:
    """Yield the rows of a ruled table; of cells that are one the first has the text."""
    cells: dict[tuple[int, int], list[_Character]] = {}
    for one in text:
        if at := grid.cell(*one.middle):
            cells.setdefault(at, []).append(one)
    size = sorted(one.size for one in text)[len(text) // 2]
    for row, base in enumerate(grid.rows[1:]):
        words = [_in_cell(cells.get((row, column), ())) for column in range(len(grid.columns) - 1)]
        if any(words):
            ends = zip(words, grid.columns, grid.columns[1:], strict=False)
            yield _Line(tuple(ends), base, size, number, height, ruled=True)


def _in_cell(text: Sequence[_Character]) -> str:
    """Return the text of a cell, its lines one behind the other."""
    found = ""
    for line in _plain_lines(text, 0, 0):
        words = "".join(cell for cell, _, _ in line.cells)
        gap = " " if (found[-1:] + words[:1]).isascii() and found[-1:].isalpha() else ""
        found += gap + words
    return found


def _characters(text: Any) -> Iterator[_Character]:
    from ctypes import c_double

    from pypdfium2 import raw

    x, y = c_double(), c_double()
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        if character.isspace() or character in _INVISIBLE:
            continue
        left, _, right, _ = text.get_charbox(index, loose=True)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        # Chinese characters are as wide as their size; fonts are not of one mind on the height.
        size = (right - left) * (1 if ord(character) > 0x2E7F else _NARROW)
        yield _Character(character, left, y.value, right, size)


def _runs(characters: Sequence[_Character]) -> Iterator[list[_Character]]:
    """Yield the characters of each line, spaces aside: where they stand shows the gaps."""
    run: list[_Character] = []
    for one in characters:
        if run:
            lower = abs(one.base - run[-1].base) > max(one.size, run[-1].size) * 0.6
            if lower or one.right < run[-1].left - one.size:
                yield run
                run = []
        run.append(one)
    if run:
        yield run


def _cells(
    line: Sequence[_Character], size: float, base: float
) -> Iterator[tuple[str, float, float]]:
    """Yield the cells of a line: what a wide gap parts."""
    begin = 0
    for index in range(1, len(line) + 1):
        if index < len(line) and line[index].left - line[index - 1].right <= size * 1.2:
            continue
        cell = line[begin:index]
        begin = index
        raised = [one.size < size * 0.8 and one.base > base + size * 0.15 for one in cell]
        spaced = [
            (" " if _apart(before, one, size) else "") + one.text
            for before, one in zip([cell[0], *cell], cell, strict=False)
        ]
        yield joined(zip(spaced, raised, strict=True)), cell[0].left, cell[-1].right


def _apart(before: _Character, after: _Character, size: float) -> bool:
    return after.left - before.right > size * 0.2


# --- heads and feet -------------------------------------------------------------------------------

_NUMBER = re.compile(r"[-—–·•.\s/第页共]*\d{1,4}[-—–·•.\s/第页共\d]*")
_EDGE = 0.12  # of the height of a page


def _body(pages: Sequence[Sequence[_Line]]) -> Iterator[_Line]:
    """Yield the lines without page numbers and without heads and feet that come again."""
    edges = ((line for line in lines if _edge(line) and not line.ruled) for lines in pages)
    often = Counter(key for lines in edges for key in set(map(_key, lines)))
    again: set[tuple[str, int, int]] = set()
    for line in (line for lines in pages for line in lines):
        if _edge(line) and not line.ruled:
            if _NUMBER.fullmatch(line.text):
                continue
            key = _key(line)
            if often[key] * 2 > len(pages) > 1:
                if key in again:
                    continue
                again.add(key)
        yield line


def _edge(line: _Line) -> bool:
    return not _EDGE <= (line.base + line.size / 2) / line.height <= 1 - _EDGE


def _key(line: _Line) -> tuple[str, int, int]:
    return re.sub(r"\d+", "#", line.text), round(line.base / 4), round(line.size)


# --- paragraphs -----------------------------------------------------------------------------------


def _paragraphs(lines: Sequence[_Line]) -> Iterator[str]:
    """Yield the paragraphs, and the rows of tables."""
    placed = list(_placed(map(_titled, lines)))
    # Where paragraphs are not indented, a full line that ends a sentence ends its paragraph.
    indented = sum(one.line.left - one.left > one.line.size for one in placed) * 12 > len(placed)
    for in_table, group in groupby(placed, key=lambda one: len(one.line.cells) > 1):
        if in_table:
            yield from _rows([one.line for one in group])
            continue
        text, before = "", None
        for one in group:
            if before and not _goes_on(before, one, indented):
                yield text
                text = ""
            gap = " " if text[-1:].isalpha() and (text[-1:] + one.line.text[:1]).isascii() else ""
            text, before = text + gap + one.line.text, one
        yield text


class _Placed(NamedTuple):
    """A line and the ends of the column that it stands in."""

    line: _Line
    left: float
    right: float


def _titled(line: _Line) -> _Line:
    """Return a line of single characters set wide, such as a title, as one cell."""
    if line.ruled or any(len(cell) > 1 for cell, _, _ in line.cells):
        return line
    text = "".join(cell for cell, _, _ in line.cells)
    return line._replace(cells=((text, line.left, line.right),))


def _placed(lines: Iterable[_Line]) -> Iterator[_Placed]:
    for _, group in groupby(lines, key=lambda line: line.page):
        page = list(group)
        text = [one for one in page if len(one.cells) == 1]
        for line in page:
            near = [one for one in text if abs(one.left - line.left) < line.size * 3] or [line]
            yield _Placed(line, min(one.left for one in near), max(one.right for one in near))


def _goes_on(before: _Placed, after: _Placed, indented: bool) -> bool:
    """Say whether a line goes on with the paragraph of the line before it."""
    one, two = before.line, after.line
    full = one.right >= before.right - one.size * 2
    alike = abs(one.size - two.size) <= one.size * 0.1
    apart = one.page == two.page and one.base - two.base > one.size * 2.6
    same_column = (
        one.page != two.page or two.base > one.base or abs(two.left - before.left) <= one.size
    )
    begins = two.left - after.left > two.size
    ended = not indented and one.text[-1:] in "。！？；："
    return full and alike and same_column and not (apart or begins or ended)


def _rows(lines: Sequence[_Line]) -> Iterator[str]:
    """Yield the rows of a table; the cells of a shorter row are those that they stand under."""
    widest = max(lines, key=lambda line: len(line.cells))
    middles = [(left + right) / 2 for _, left, right in widest.cells]
    for line in lines:
        texts = [""] * len(middles)
        for text, left, right in line.cells:
            middle = (left + right) / 2
            distances = [abs(one - middle) for one in middles]
            column = distances.index(min(distances))
            texts[column] = f"{texts[column]} {text}".strip()
        yield "\t".join(texts)
