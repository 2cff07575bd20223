"""The lines of a text: which line breaks end a paragraph, and which were only made by a page."""

import re

from hzlib.text.characters import GONE
from hzlib.text.patterns import cued

_BLANK = f" \n{GONE}"
_BREAK = re.compile(rf"\n[{_BLANK}]*+")
_FULL_STOP = "。！？；|"
_CLOSING = "：.!?;:”）)"
_LEADING = "，、。；：！？）”%,;)"

# How a line begins that is a heading, an item or a paragraph of its own.
_OWN = (
    r"[ \t|#]|第[一二三四五六七八九十百零〇\d]{1,6}[篇章节条]"
    r"|[一二三四五六七八九十]{1,3}[、．.是要]"
    r"|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,3}[.、．](?!\d)|[①-⑳]|[-—]{2}|- "
    r"|{own_line}|{own_line_mark}[:：]"
)


def broken(text: str) -> list[tuple[int, int]]:
    r"""Return the spans of the line breaks inside sentences.

    A text of lines of one width was broken at that width. Else a long line that ends without
    punctuation was broken by a page. A copy in which most long lines end so has lost its full
    stops: there a line is a sentence and nothing shows what to join.

    Parameters
    ----------
    text : str
        Text with what was taken out overwritten by `GONE`.

    Returns
    -------
    list of (int, int)
        Spans that hold the break and the blank or removed lines around it.

    Examples
    --------
    >>> broken("全市生产总值达到，\n18753亿元。\n增长5%。")
    [(9, 10)]
    """
    lines = [line.strip(f" {GONE}") for line in text.split("\n")]
    width = _width(lines)
    if not width and _lost_full_stops(lines):
        return []
    spans, start = [], 0
    for gap in _BREAK.finditer(text):
        before = text[start : gap.start()].strip(f" {GONE}")
        start = gap.end()
        indented = gap.group().rstrip(GONE)[-1:] == " "
        if before and _continues(before, text[start : start + 40], indented, width):
            spans.append(gap.span())
    return spans


def _width(lines: list[str]) -> int:
    """Return the width at which the lines were broken, or 0."""
    long = sorted(len(line) for line in lines if len(line) > 15 and line[0] != "|")
    if len(long) < 30:
        return 0
    widest = long[len(long) * 9 // 10]
    near = sum(widest - 5 <= length <= widest + 3 for length in long)
    return widest if widest <= 120 and near * 3 > len(long) * 2 else 0


def _lost_full_stops(lines: list[str]) -> bool:
    long = [line for line in lines if len(line) >= 40]
    return sum(line[-1] not in _FULL_STOP + _CLOSING for line in long) * 2 > len(long)


def _continues(before: str, after: str, indented: bool, width: int) -> bool:
    if not after or before[-1] in _FULL_STOP or before[0] == "|":
        return False
    if after[0] in _LEADING:
        return True
    # In a text broken at a width a shorter line with a comma is running text all the same.
    near = width - 4 if not re.search(r"[，。；]", before) else width * 2 // 5
    full = len(before) >= (near if width else 40)
    own = cued(_OWN)
    if own.match(after) and not (width and full and not own.match(before)):
        return False
    if indented and not (width and full):
        return False
    if before[-1] in "，、":
        return True
    if before[-1] in _CLOSING:
        # A bracket or a quotation mark may end a line in the middle of a sentence.
        return width > 0 and full and before[-1] in "”）)"
    return full or before.rfind("“") > before.rfind("”")


# --- columns --------------------------------------------------------------------------------------

_CELL = r"[^\s。；！？|]{1,40}"
_ROW = rf"\n *{_CELL}(?: +{_CELL}){{2,15}}[ {GONE}]*(?=\n|\Z)"
_COLUMNS = re.compile(rf"{_ROW}(?:{_ROW}){{2,}}")
_GAP = re.compile(r"(?<=\S) +(?=\S)")
_FIGURE = re.compile(r"[-—\[＞>≥<≤]?\d[\d.,]*[%％\]]?|[—-]{1,2}")


def columns(text: str) -> str:
    r"""Return the text with tabs, in place of spaces, between the cells of tables set with spaces.

    Three lines or more that follow one another, with the same number of cells and with figures in
    most of them, are a table.

    Examples
    --------
    >>> table = columns("主要指标\n指标 2020年 2025年\n生产总值 16106 23000\n人口 1196 1260")
    >>> table.splitlines()[-1].split("\t")
    ['人口', '1196', '1260']
    """
    return _COLUMNS.sub(_with_tabs, text)


def _with_tabs(block: re.Match[str]) -> str:
    lines = block.group().split("\n")[1:]
    cells = [line.split() for line in lines]
    figures = sum(any(_FIGURE.fullmatch(cell) for cell in row[1:]) for row in cells)
    if len({len(row) for row in cells}) > 1 or figures * 3 < len(lines) * 2:
        return block.group()
    return "\n" + "\n".join(_GAP.sub(_tab, line) for line in lines)


def _tab(gap: re.Match[str]) -> str:
    return "\t" + GONE * (gap.end() - gap.start() - 1)
