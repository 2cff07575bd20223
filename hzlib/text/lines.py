"""The lines of a text: which line breaks end a paragraph, and which were only made by a page."""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Literal, NamedTuple

from hzlib import lookups
from hzlib.text.characters import GONE
from hzlib.text.patterns import cued, trie_pattern

_BLANK = f" \n{GONE}"
_BREAK = re.compile(rf"\n[{_BLANK}]*+")
_FULL_STOP = "。！？；|"
_CLOSING = "：.!?;:”）)"
_LONG, _NO_LINE = 40, 120
_LEADING = "，、。；：！？）”%,;)"
# The punctuation of running text; 1,234 and 5.6 have none.
_RUNNING_TEXT = re.compile(r"[，。；;]|,(?!\d)")
_STOPPED = re.compile(r"[。；;]|[一-鿿%]\.(?=[一-鿿“])")

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
    spaced_out = text.count(GONE) * 3 > len(text)
    seen = _unspaced if spaced_out else _stripped
    lines = [seen(line) for line in text.split("\n")]
    width = _width(lines) or _short_width(lines)
    if not width and _lost_full_stops(lines):
        return []
    spans, start = [], 0
    for gap in _BREAK.finditer(text):
        before = seen(text[start : gap.start()])
        start = gap.end()
        if gap.group().count("\n") > 1 and _is_heading(before) or _is_caption(before):
            continue
        indented = gap.group().rstrip(GONE)[-1:] == " "
        if indented and before[-1:] in _PAUSES and gap.group().endswith(_DEEP):
            indented = False  # a clause that a page has set far to the right
        after = text[start : start + _AHEAD]
        after = _unspaced(text[start : start + 4 * _AHEAD])[:_AHEAD] if spaced_out else after
        if before and _continues(before, after, indented, width):
            spans.append(gap.span())
    return spans


_AHEAD = 40
_PAUSES, _DEEP = ("，", "、"), " " * 5


def _stripped(line: str) -> str:
    return line.strip(f" {GONE}")


def _unspaced(line: str) -> str:
    """Return a line of a copy with spaces behind each character as its reader sees it."""
    return line.replace(GONE, "").replace(" ", "")


def _is_heading(line: str) -> bool:
    """Tell whether a line has the number of a heading, and nothing of running text."""
    return bool(line and cued(_OWN).match(line) and not _RUNNING_TEXT.search(line))


_CAPTION = r"{caption_mark} {0,2}\d{1,2}[ ：:]"


def _is_caption(line: str) -> bool:
    """Tell whether a line is the caption of a chart: 图2  三次产业增加值占地区生产总值比重."""
    if line[:1] not in _caption_signs():
        return False
    return bool(cued(_CAPTION).match(line) and not _RUNNING_TEXT.search(line))


@cache
def _caption_signs() -> frozenset[str]:
    return frozenset(word[0] for word in lookups.cues("caption_mark"))


class _Width(NamedTuple):
    """A width at which lines were broken: from where on a line is full, in which measure."""

    full: int
    measure: Callable[[str], int] = len
    punctuated: int = 0

    def filled(self, line: str, after: str) -> bool:
        """Tell whether a line is full; one with a comma in it is running text and may be short.

        So may one before a number and its unit (一般公共预算收入 / 139亿元，). Such a line may
        lack the indent of its paragraph, and a number that is not broken.
        """
        whole = _UNBREAKABLE.match(after)
        number_goes_on = whole and _unit_ahead().match(after[whole.end() :].lstrip(" "))
        if not number_goes_on and not _RUNNING_TEXT.search(line):
            return self.measure(line) >= self.full
        room = self.measure(_INDENT) + (self.measure(whole.group()) if whole else 0)
        return self.measure(line) >= (self.punctuated or self.full - room)


_UNBREAKABLE = re.compile(r"[\dA-Za-z.,%]+")
_INDENT = "\u3000\u3000"


def _width(lines: list[str]) -> _Width | None:
    """Return the width at which the lines of a long text were broken."""
    long = sorted(len(line) for line in lines if len(line) > 15 and line[0] != "|")
    if len(long) < 30:
        return None
    widest = long[len(long) * 9 // 10]
    near = sum(widest - 5 <= length <= widest + 3 for length in long)
    if widest > 120 or near * 3 <= len(long) * 2:
        return None
    return _Width(widest - 4, punctuated=widest * 2 // 5)


_NARROWEST, _WIDEST = 10, 100


def _screen_columns(line: str) -> int:
    """Return how many columns of a screen a line takes: as many as bytes in the old encoding.

    Of one wider than any screen at least so many.
    """
    return len(line) if len(line) > _WIDEST * 2 else len(line.encode("gbk", "replace"))


def _short_width(lines: list[str]) -> _Width | None:
    """Return the width at which the lines of a text of any length were broken.

    Lines of one width, most of which end in the middle of a clause and have commas or full stops
    inside, are running text; lists, cells and headings are not.
    """
    text = [line for line in lines if line and line[0] != "|" and _is_set_as_text(line)]
    if not any(_STOPPED.search(line) for line in text):
        return None
    # How uneven the lines' ends may be: type set in a proportional fount is broken by its breadth.
    # Notes may be set in a page's full width, a little wider than the text.
    for measure, unit, ragged, wider in ((len, 1, 3, 0), (_screen_columns, 2, 8, 8)):
        sized = [(measure(line), line) for line in text]
        counts = Counter(size for size, _ in sized if _NARROWEST * unit <= size <= _WIDEST * unit)
        widest = max(counts, default=0, key=lambda size: (_within(counts, size, ragged), size))
        full = [line for size, line in sized if widest - ragged < size <= widest]
        longer = sum(size > widest + wider for size, _ in sized)
        if len(full) < _FEWEST or longer * 4 > len(full):
            continue
        open_ended = sum(
            line[-1] not in _FULL_STOP + _CLOSING + "，、" or bool(_POINT.search(line))
            for line in full
        )
        running = sum(bool(_RUNNING_TEXT.search(line[:-1])) for line in full)
        # Slogans of one length have commas inside, but no full stops.
        ended = sum(bool(_STOPPED.search(line[:-1])) for line in full)
        if open_ended * 5 >= len(full) * 2 and running * 2 >= len(full) and ended * 8 >= len(full):
            return _Width(widest - ragged + 1, measure)
    return None


_FEWEST = 3
_WORDS = re.compile("[一-鿿]")


def _is_set_as_text(line: str) -> bool:
    """Tell whether a line is no row of a table and no scale of a chart."""
    return "\t" not in line and "   " not in line and bool(_WORDS.search(line))


def _within(counts: Counter[int], size: int, ragged: int) -> int:
    return sum(counts[size - less] for less in range(ragged))


def _lost_full_stops(lines: list[str]) -> bool:
    """Tell whether the lines are sentences whose full stops a copy has lost."""
    long = [line for line in lines if len(line) >= _LONG]
    paragraphs = sum(len(line) > _NO_LINE for line in long) * 2 > len(long)
    open_ended = sum(line[-1] not in _FULL_STOP + _CLOSING for line in long)
    # A line that holds the end of a sentence is no single sentence.
    stopped = sum(bool(_STOPPED.search(line[:-1])) for line in long)
    return open_ended * 2 > len(long) and (paragraphs or stopped * 4 < len(long))


_NUMBER_END = re.compile(r"\d(?:%|[一-龥]{1,3})?$")
_BOUND = r"{after_about|after_at_least|after_at_most}[，。；、,;]"


# （下同）增长2%: no remark stands at the head of a sentence.
_REMARK = re.compile(r"[（(][^（）()\n]{1,12}[）)][一-鿿]")
_STATED = re.compile(r"\d(?:[%‰]|个百分点|[万亿]{0,2}[元人吨])$")
_STATED_ENDS = frozenset("%‰点元人吨")


def _continues(before: str, after: str, indented: bool, width: _Width | None) -> bool:
    if not after or before[-1] in _FULL_STOP or before[0] == "|":
        return False
    if after[0] in _LEADING or (before[-1].isdecimal() and _DECIMALS.match(after)):
        return True
    if before[-1].isdecimal() and _WORDS.search(before) and _unit_ahead().match(after):
        return True  # 生产总值2191.5 / 亿元，
    if before[-1].isdecimal() and cued(r"{whole_year}").match(after):
        return False  # the last cell of a table, and the next sentence
    if _NUMBER_END.search(before) and _RUNNING_TEXT.search(before) and cued(_BOUND).match(after):
        return True  # 增长6.5% / 左右
    stated = before[-1] in _STATED_ENDS and _STATED.search(before, len(before) - 6)
    if stated and cued(r"{section_opening}").match(after):
        return False  # 增长5.7% / 年末常住人口: a sentence that has lost its full stop
    full = width.filled(before, after) if width else len(before) >= _LONG
    own = cued(_OWN)
    if own.match(after) and not (width and full and not own.match(before)):
        return False
    if indented and not (width and full):
        return False
    if before[-1] in "，、":
        return True
    if before[-1] in _CLOSING:
        # A bracket, a quotation mark or a decimal point may end a line inside a sentence.
        within = before[-1] in "”）)" or (_POINT.search(before) and after[0].isdecimal())
        return width is not None and full and bool(within)
    if _REMARK.match(after) and _RUNNING_TEXT.search(before):
        return True
    return full or before.rfind("“") > before.rfind("”") or _torn(before, after.split("\n")[0])


_SHORTEST_NAME, _PART = 4, 16
_DIGIT = re.compile(r"\d")


def _torn(before: str, after: str) -> bool:
    """Tell whether a name lies over the end of a line of running text, or a word before a number.

    城镇调查 / 失业率5%，增 / 长5.0%: a line end that was set by hand, or by a narrow page.
    """
    if not _RUNNING_TEXT.search(before + after):
        return False
    low, high, known = before[-_PART:], after[:_PART], _rests()
    if _RUNNING_TEXT.search(before):
        near = low[-3:]
        if _DIGIT.search(high, 0, 6):
            words = cued(r"(?:{up|down|to|at_least|at_most})(?=\d)").finditer(near + high[:6])
            if any(word.start() < len(near) <= word.end() for word in words):
                return True
        starts = range(len(low) - 1)
    else:
        # A line without punctuation may be a heading, unless it is just the first half.
        starts = range(len(before) <= _PART)
    begun = (known[part] for start in starts if (part := low[start:]) in known)
    return any(high.startswith(rests) for rests in begun)


@cache
def _rests() -> dict[str, tuple[str, ...]]:
    """Return, for each beginning of an indicator's name, what is left of such names behind it."""
    rows = lookups.read(lookups.Alias)
    names = {name for row in rows for name in lookups.expand(row.pattern)}
    rests: dict[str, set[str]] = {}
    for name in names:
        if len(name) >= _SHORTEST_NAME:
            for cut in range(max(1, len(name) - _PART), min(len(name) - 1, _PART + 1)):
                rests.setdefault(name[:cut], set()).add(name[cut:])
    return {begun: tuple(sorted(found)) for begun, found in rests.items()}


_DECIMALS = re.compile(r"\.\d")
_POINT = re.compile(r"\d\.$")


# --- what a page prints between the lines ---------------------------------------------------------

_PAGE_NUMBER = re.compile(r"[-—–·]?\d{1,3}[-—–·]?")
_MARK = re.compile(r"(?:\[\d{1,2}\] *)+")
_PAGE_ENDS = frozenset("0123456789-—–·]")
_UNFINISHED = re.compile(r"[^\n|\t]{10,}[^\n|\t。！？；：:!?;.|]")
_RUNNING = re.compile(r"[一-鿿\dA-Za-z（）()—－“”·]{4,40}")


Furniture = Literal["number", "head", "mark"]
"""What a page prints between lines: its number, a running head, the mark of a footnote."""


def furniture(text: str) -> list[tuple[int, int, Furniture]]:
    r"""Return the lines that a page prints between the lines of a sentence.

    A page number or the mark of a footnote alone on its line, and a running head that stands there
    twice or more. They count only behind a line that ends in the middle of a sentence and before
    one that goes on.

    Parameters
    ----------
    text : str
        Text with what was taken out overwritten by `GONE`.

    Returns
    -------
    list of (int, int, str)
        Span of each line with the line ends around it, and what it is.

    Examples
    --------
    >>> furniture("全市经济运行稳中有进，居民收入\n12\n增长百分之五，就业形势保持稳定。")
    [(15, 19, 'number')]
    """
    found: list[tuple[int, int, Furniture]] = []
    every = [line.strip(f" {GONE}") for line in text.split("\n")]
    short = [words for words in every if 0 < len(words) <= _LONG]
    # A numbered heading that comes again, in another part, is none.
    heads = {
        words for words, times in Counter(short).items()
        if times > 1 and _RUNNING.fullmatch(words) and not cued(_OWN).match(words)
    }  # fmt: skip
    if not heads and not any(_is_furniture(words, heads) for words in short):
        return []
    lines = [(m.start(), m.end(), m.group().strip(f" {GONE}")) for m in _LINE.finditer(text)]
    lines = [line for line in lines if line[2]]
    index = 1
    while index < len(lines):
        stop = index
        while stop < len(lines) and stop - index < _MOST and _is_furniture(lines[stop][2], heads):
            stop += 1
        marked = index < stop and _kind(lines[index][2]) == "mark"
        if index < stop < len(lines) and _goes_on(lines[index - 1][2], lines[stop][2], marked):
            edges = [
                lines[index - 1][1],
                *(high for _, high, _ in lines[index : stop - 1]),
                lines[stop][0],
            ]
            for number, line in enumerate(lines[index:stop]):
                found.append((edges[number], edges[number + 1], _kind(line[2])))
        index = max(stop, index + 1)
    return found


_LINE = re.compile(r"[^\n]+")
_MOST = 3


def _is_furniture(line: str, heads: set[str]) -> bool:
    return (
        line in heads
        or line[-1:] in _PAGE_ENDS
        and bool(_PAGE_NUMBER.fullmatch(line) or _MARK.fullmatch(line))
    )


def _kind(line: str) -> Furniture:
    if _MARK.fullmatch(line):
        return "mark"
    return "number" if _PAGE_NUMBER.fullmatch(line) else "head"


@cache
def _counted() -> re.Pattern[str]:
    """Return the pattern of what makes the line before it a number of the sentence."""
    return re.compile(f"[万亿千百]|{trie_pattern(lookups.units())}")


@cache
def _unit_ahead() -> re.Pattern[str]:
    """Return the pattern of a unit that the clause ends with, or of the name of a year."""
    return re.compile(rf"[十百千万亿]{{0,2}}(?:{trie_pattern(lookups.units())})[，。；、,;]")


def _goes_on(before: str, after: str, marked: bool) -> bool:
    """Tell whether a line ends in the middle of a sentence that the other goes on with.

    Where the mark of a footnote stands between them, a number may be parted from its unit.
    """
    return bool(
        _UNFINISHED.fullmatch(before)
        and len(after) >= _NARROWEST
        and after[0] != "|"
        and not cued(_OWN).match(after)
        and (marked or not _counted().match(after))
        and _RUNNING_TEXT.search(before + after)
    )


# --- columns --------------------------------------------------------------------------------------

_CELL = r"[^\s。；！？|]{1,40}"
_ROW = rf"\n *{_CELL}(?: +{_CELL}){{2,15}}[ {GONE}]*(?=\n|\Z)"
_COLUMNS = re.compile(rf"{_ROW}(?:{_ROW}){{2,}}")
_GAP = re.compile(r"(?<=\S) +(?=\S)")
_WITHIN = re.compile("[一-鿿]，[一-鿿]")
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
    below: list[str] = []
    while lines and _is_sentence(lines[-1]):
        below.insert(0, lines.pop())
    cells = [line.split() for line in lines]
    figures = sum(any(_FIGURE.fullmatch(cell) for cell in row[1:]) for row in cells)
    if len({len(row) for row in cells}) > 1 or figures * 3 < len(lines) * 2:
        return block.group()
    return "\n" + "\n".join([*(_GAP.sub(_tab, line) for line in lines), *below])


def _is_sentence(line: str) -> bool:
    """Tell whether a line with spaces around its numbers is the beginning of a sentence."""
    return bool(_WITHIN.search(line)) and "  " not in line.strip(f" {GONE}")


def _tab(gap: re.Match[str]) -> str:
    return "\t" + GONE * (gap.end() - gap.start() - 1)
