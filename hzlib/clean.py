"""The text of a document without what is not the document's, and the way back to the raw text.

Everything that is taken out is first overwritten, character for character, by a mark (U+FFFF, which
no text may contain), so that all steps share the offsets of the raw text; the marks are dropped last.
"""

import csv
import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

from hzlib import paths

_GONE = "\uffff"
_CJK = "㐀-䶿一-鿿"


@dataclass(frozen=True)
class Removal:
    """A stretch of raw text that is not the document's own.

    Parameters
    ----------
    start, end : int
        Offsets in the raw text.
    reason : str
        Why it was taken out.
    """

    start: int
    end: int
    reason: str


@dataclass(frozen=True)
class Defect:
    """A place where the copy lost or changed what the document said.

    Parameters
    ----------
    start, end : int
        Offsets in the raw text.
    reason : str
        What is wrong there.
    """

    start: int
    end: int
    reason: str


@dataclass(frozen=True, eq=False)
class Cleaned:
    """A cleaned text with its audit trail.

    Parameters
    ----------
    text : str
        The text that extraction and words read.
    removals : tuple of Removal
        What was taken out, in raw offsets.
    defects : tuple of Defect
        Where the copy is known to be wrong, in raw offsets.
    """

    text: str
    removals: tuple[Removal, ...]
    defects: tuple[Defect, ...]
    _starts: array = field(repr=False)
    _raws: array = field(repr=False)

    def raw_offset(self, offset: int) -> int:
        """Return the raw offset of the character at `offset` of the text."""
        segment = max(bisect_right(self._starts, offset) - 1, 0)
        if not self._starts:
            return 0
        return self._raws[segment] + offset - self._starts[segment]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw offsets of the span `start`:`end` of the text.

        Examples
        --------
        >>> raw = "增长 ５．６ ％。"
        >>> cleaned = clean(raw)
        >>> start = cleaned.text.index("5.6%")
        >>> low, high = cleaned.raw_span(start, start + 4)
        >>> raw[low:high]
        '５．６ ％'
        """
        if end <= start:
            position = self.raw_offset(start)
            return position, position
        return self.raw_offset(start), self.raw_offset(end - 1) + 1

    def text_offset(self, raw: int) -> int:
        """Return the offset in the text of the first kept character at or after raw offset `raw`."""
        segment = bisect_right(self._raws, raw) - 1
        if segment < 0:
            return 0
        end = self._starts[segment + 1] if segment + 1 < len(self._starts) else len(self.text)
        return min(self._starts[segment] + raw - self._raws[segment], end)


def clean(raw: str) -> Cleaned:
    """Clean a raw text.

    Parameters
    ----------
    raw : str
        The text of a file as decoded.

    Returns
    -------
    Cleaned
        The text with its removals, its defects and the map to raw offsets.

    Examples
    --------
    >>> clean("更多数据尽在某网\\n全市生产总值18753 亿元。").text
    '全市生产总值18753亿元。'
    """
    removals: list[Removal] = []
    text = _characters(raw)
    text = _remove(text, removals)
    text = _join_lines(text, removals)
    text = _spaces(text)
    text = _punctuation(text)
    starts, raws, pieces = array("q"), array("q"), []
    length = 0
    for kept in _KEPT.finditer(text):
        starts.append(length)
        raws.append(kept.start())
        pieces.append(kept.group())
        length += kept.end() - kept.start()
    removals.sort(key=lambda removal: removal.start)
    return Cleaned("".join(pieces), tuple(removals), (), starts, raws)


_KEPT = re.compile(f"[^{_GONE}]+")

# --- characters -----------------------------------------------------------------------------------

_WIDE = {0xFF10 + i: 0x30 + i for i in range(10)}
_WIDE |= {0xFF21 + i: 0x41 + i for i in range(26)} | {0xFF41 + i: 0x61 + i for i in range(26)}
_WIDE |= {ord(a): ord(b) for a, b in zip("％．＋－＝／＞＜［］＊＿｜＃＆", "%.+-=/><[]*_|#&", strict=True)}
_WIDE |= dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000\u2000\u2001\u2004\u2005\u2006\u2008"), 0x20)
_WIDE |= dict.fromkeys(map(ord, "\r\ufeff\u200b\u200c\u200d\u2060\u00ad"), 0xFFFF)
_WIDE |= dict.fromkeys(map(ord, "\x0b\x0c\x85\u2028\u2029"), 0x0A)
_WIDE_FOUND = re.compile("[" + "".join(re.escape(chr(c)) for c in _WIDE) + "]")
_LONG_LINE = re.compile(r"[^\n]{60,}")


def _characters(raw: str) -> str:
    # Two ideographic spaces inside a long line stand where a new paragraph began.
    if "　　" in raw:
        raw = _LONG_LINE.sub(lambda line: line.group().replace("　　", "\n　"), raw)
    if not _WIDE_FOUND.search(raw):
        return raw
    return raw.translate(_WIDE)


# --- removals -------------------------------------------------------------------------------------

_HEAD = 3000


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    path = paths.data() / "etc" / "removals.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    compiled = []
    for row in rows:
        pattern = row["pattern"]
        if row["scope"] in ("line", "head", "tail"):
            pattern = rf"^[ {_GONE}]{{0,40}}(?:{pattern})[ {_GONE}]{{0,40}}(?:\n|\Z)"
        compiled.append((row["scope"], re.compile(pattern, re.MULTILINE), row["reason"]))
    return tuple(compiled)


def _remove(text: str, removals: list[Removal]) -> str:
    for scope, pattern, reason in _rules():
        start = max(len(text) - _HEAD, 0) if scope == "tail" else 0
        end = min(_HEAD, len(text)) if scope == "head" else len(text)
        spans = []
        for match in pattern.finditer(text, start, end):
            groups = range(1, (match.lastindex or 0) + 1) or range(1)
            spans += [match.span(group) for group in groups if match.end(group) > match.start(group)]
        removals += [Removal(low, high, reason) for low, high in spans]
        text = _erase(text, spans)
    return text


def _erase(text: str, spans: Sequence[tuple[int, int]]) -> str:
    if not spans:
        return text
    pieces, last = [], 0
    for low, high in spans:
        pieces += [text[last:low], _GONE * (high - low)]
        last = high
    pieces.append(text[last:])
    return "".join(pieces)


# --- lines ----------------------------------------------------------------------------------------

_LINE = re.compile(rf"[^\n{_GONE} ][^\n]*")
_BREAK = re.compile(rf"\n[ \n{_GONE}]*")
_END = "。！？；：.!?;:|”）)"
_START = re.compile(
    r"[ |]|#|第[一二三四五六七八九十百零〇\d]{1,6}[篇章节条]|[一二三四五六七八九十]{1,3}[、．.是要]|[(（][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,3}[.、．](?!\d)|[①-⑳]|专栏|[-—]{2}|- |各位|附[件表:：]|备注|注[:：]"
)


def _join_lines(text: str, removals: list[Removal]) -> str:
    lines = [len(line.group()) for line in _LINE.finditer(text) if line.group()[0] != "|"]
    width = _wrap_width(lines)
    long = [line for line in _LINE.finditer(text) if line.end() - line.start() >= 40]
    open_ended = sum(line.group().rstrip(f" {_GONE}")[-1] not in _END for line in long)
    # A copy that lost its full stops keeps a line a sentence: nothing shows what to join.
    if not width and open_ended * 2 > len(long):
        return text
    spans = []
    line_start = 0
    for gap in _BREAK.finditer(text):
        before = text[line_start : gap.start()].strip(f" {_GONE}")
        line_start = gap.end()
        if _continues(before, text[gap.end() : gap.end() + 12], gap.group(), width):
            spans.append(gap.span())
    removals += [Removal(low, high, "断行") for low, high in spans]
    return _erase(text, spans)


def _wrap_width(lines: list[int]) -> int:
    if len(lines) < 30:
        return 0
    widest = sorted(lines)[len(lines) * 9 // 10]
    near = sum(widest - 5 <= length <= widest + 3 for length in lines)
    return widest if widest <= 120 and near * 2 > len(lines) else 0


def _continues(before: str, after: str, gap: str, width: int) -> bool:
    if not before or not after or before[-1] in "。！？；|" or before[0] == "|":
        return False
    if after[0] in "，、。；：！？）”,;":
        return True
    if gap.rstrip(_GONE)[-1:] == " " or _START.match(after):
        return False
    if before[-1] in "，、":
        return True
    if before[-1] in _END:
        return width > 0 and before[-1] in "”）)" and len(before) >= width - 5
    return len(before) >= (width - 5 if width else 40)


# --- spaces and punctuation -----------------------------------------------------------------------

_SPACE = re.compile(rf"(?<![!-~ {_GONE}])[ {_GONE}]++|(?<![ {_GONE}])[ {_GONE}]++(?![!-~])|(?<=\d) ++(?=[%‰])")
_ALL_SPACE = re.compile(r" ++")
_BLANK = re.compile(rf"(?<=\n)[\n{_GONE}]++|\A[\n{_GONE}]++")


def _spaces(text: str) -> str:
    spaced = len(re.findall(r"\d \d", text))
    if spaced > 20 and spaced > len(re.findall(r"\d\d", text)):
        text = _ALL_SPACE.sub(_gone, text)
    elif " " in text:
        text = _SPACE.sub(_gone, text)
    return _BLANK.sub(_gone, text)


def _gone(match: re.Match[str]) -> str:
    return _GONE * (match.end() - match.start())


_TO_WIDE = dict(zip(",;:!?()", "，；：！？（）", strict=True))
_HALF = re.compile(rf"[()]|[,;:!?](?:(?<=[{_CJK}”）》%].)|(?=[{_CJK}“（《]))")


def _punctuation(text: str) -> str:
    return _HALF.sub(lambda match: _TO_WIDE[match.group()], text)
