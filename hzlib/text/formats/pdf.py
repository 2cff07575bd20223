"""A PDF file with a text layer: its lines joined to paragraphs."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from hzlib.errors import HzError
from hzlib.messages import told
from hzlib.text.formats.source import Source, joined


class _Character(NamedTuple):
    text: str
    left: float
    bottom: float
    right: float
    size: float


class _Line(NamedTuple):
    """A line of a page: its cells with their left and right ends, and where it stands."""

    cells: tuple[tuple[str, float, float], ...]
    bottom: float
    size: float
    page: int
    height: float

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
    warnings = (
        (told("{path}: pages without text, perhaps scans: {pages}", path=path, pages=empty),)
        if empty
        else ()
    )
    return Source("\n".join(_paragraphs(list(_body(pages)))), (), warnings)


# --- lines ----------------------------------------------------------------------------------------


def _lines(page: Any, number: int) -> Iterator[_Line]:
    """Yield the lines of a page in the order of its text, which keeps columns apart."""
    height = page.get_height()
    for line in _runs(list(_characters(page.get_textpage()))):
        size = sorted(one.size for one in line)[len(line) // 2]
        bottom = sorted(one.bottom for one in line)[len(line) // 2]
        cells = tuple(_cells(line, size, bottom))
        if any(cell for cell, _, _ in cells):
            yield _Line(cells, bottom, size, number, height)


def _characters(text: Any) -> Iterator[_Character]:
    from pypdfium2 import raw

    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        left, bottom, right, top = text.get_charbox(index, loose=True)
        size = raw.FPDFText_GetFontSize(text, index) if top <= bottom else top - bottom
        yield _Character(character, left, bottom, right, size)


def _runs(characters: Sequence[_Character]) -> Iterator[list[_Character]]:
    """Yield the characters of each line, spaces aside."""
    run: list[_Character] = []
    for one in characters:
        if one.text.isspace() or one.text in "\x00\x02\ufffe\uffff":
            if run and one.text not in "\r\n":
                run.append(one._replace(text=" ", size=0))
            continue
        last = next((before for before in reversed(run) if before.size), None)
        if last and abs(one.bottom - last.bottom) > max(one.size, last.size) * 0.6:
            yield [before for before in run if before.size]
            run = []
        elif last and one.right < last.left - one.size:
            yield [before for before in run if before.size]
            run = []
        run.append(one)
    if any(one.size for one in run):
        yield [before for before in run if before.size]


def _cells(
    line: Sequence[_Character], size: float, bottom: float
) -> Iterator[tuple[str, float, float]]:
    """Yield the cells of a line: what a wide gap parts."""
    begin = 0
    for index in range(1, len(line) + 1):
        if index < len(line) and line[index].left - line[index - 1].right <= size * 1.5:
            continue
        cell = line[begin:index]
        begin = index
        raised = [one.size < size * 0.8 and one.bottom > bottom + size * 0.15 for one in cell]
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
    often = Counter(key for lines in pages for key in {_key(line) for line in lines if _edge(line)})
    again: set[tuple[str, int, int]] = set()
    for line in (line for lines in pages for line in lines):
        if _edge(line):
            if _NUMBER.fullmatch(line.text):
                continue
            key = _key(line)
            if often[key] * 2 > len(pages) > 1:
                if key in again:
                    continue
                again.add(key)
        yield line


def _edge(line: _Line) -> bool:
    return not _EDGE <= (line.bottom + line.size / 2) / line.height <= 1 - _EDGE


def _key(line: _Line) -> tuple[str, int, int]:
    return re.sub(r"\d+", "#", line.text), round(line.bottom / 4), round(line.size)


# --- paragraphs -----------------------------------------------------------------------------------


def _paragraphs(lines: Sequence[_Line]) -> Iterator[str]:
    """Yield the paragraphs, and the rows of tables."""
    indented = sum(_indent(line, lines) > line.size for line in lines) * 12 > len(lines)
    for in_table, group in groupby(_grouped(lines, indented), key=lambda part: part[0]):
        if in_table:
            yield from _rows([line for _, line in group])
        else:
            text = ""
            for continued, line in _continued([line for _, line in group], lines, indented):
                if text and not continued:
                    yield text
                    text = ""
                gap = " " if re.search(r"[A-Za-z,]$", text) and line.text[:1].isascii() else ""
                text += gap + line.text
            if text:
                yield text


def _grouped(lines: Sequence[_Line], indented: bool) -> Iterator[tuple[bool, _Line]]:
    for line in lines:
        in_table = len(line.cells) > 1 and any(len(cell) > 1 for cell, _, _ in line.cells)
        if not in_table and len(line.cells) > 1:  # a title set wide
            text = " ".join(cell for cell, _, _ in line.cells)
            line = line._replace(cells=((text, line.left, line.right),))
        yield in_table, line


def _continued(
    group: Sequence[_Line], lines: Sequence[_Line], indented: bool
) -> Iterator[tuple[bool, _Line]]:
    """Yield each line of a stretch of text with whether it goes on with the line before."""
    for index, line in enumerate(group):
        yield index > 0 and _goes_on(group[index - 1], line, lines, indented), line


def _goes_on(before: _Line, line: _Line, lines: Sequence[_Line], indented: bool) -> bool:
    left, right = _margins(before, lines)
    if before.right < right - before.size * 2 or abs(before.size - line.size) > line.size * 0.1:
        return False
    own = left if before.page == line.page and abs(line.left - left) < line.size * 4 else (
        _margins(line, lines)[0]
    )
    if line.left - own > line.size:
        return False
    if before.page == line.page and before.bottom > line.bottom:
        if before.bottom - line.bottom > before.size * 2.6:
            return False
    return indented or before.text[-1:] not in "。！？；："


def _indent(line: _Line, lines: Sequence[_Line]) -> float:
    return line.left - _margins(line, lines)[0]


def _margins(line: _Line, lines: Sequence[_Line]) -> tuple[float, float]:
    """Return the ends of the column that a line stands in."""
    peers = [
        one for one in lines
        if one.page == line.page and len(one.cells) == 1 and abs(one.left - line.left) < line.size * 3
    ]  # fmt: skip
    return min((one.left for one in peers), default=line.left), max(
        (one.right for one in peers), default=line.right
    )


def _rows(lines: Sequence[_Line]) -> Iterator[str]:
    """Yield the rows of a table; a row with fewer cells has them under those that they stand under."""
    widest = max(lines, key=lambda line: len(line.cells))
    middles = [(left + right) / 2 for _, left, right in widest.cells]
    for line in lines:
        texts = [""] * len(middles)
        for text, left, right in line.cells:
            column = min(
                range(len(middles)), key=lambda index: abs(middles[index] - (left + right) / 2)
            )
            texts[column] = f"{texts[column]} {text}".strip()
        yield "\t".join(texts)
