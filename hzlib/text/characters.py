"""Characters written in one way: width, spaces and punctuation, each in its place.

Every function returns a text of the same length as its argument, so that offsets stay true; what is
dropped is overwritten by `GONE`, a code point that no text may contain.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from string import ascii_letters, digits

GONE = "\uffff"

_SPACES = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_CONTROL = "".join(map(chr, (*range(9), *range(0x0E, 0x1C), 0x1F)))
_INVISIBLE = _CONTROL + "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff"
_NEWLINES = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_WIDE = "％﹪℅．＋－−﹣‐‑‒﹢＝／＞＜［］＊＿｜＃＆｡､﹐"
_NARROW = "%%%.+------+=/><[]*_|#&。、，"

_WRITTEN = {chr(0xFF00 + i - 0x20): chr(i) for i in map(ord, ascii_letters + digits)}
_WRITTEN |= dict(zip(_WIDE, _NARROW, strict=True))
_WRITTEN |= dict.fromkeys(_SPACES, " ")
_WRITTEN |= dict.fromkeys(_INVISIBLE, GONE)
_WRITTEN |= dict.fromkeys(_NEWLINES, "\n")
_PRIVATE = "\ue000-\uf8ff"
_TO_WRITE = re.compile(f"[{re.escape(''.join(_WRITTEN))}{_PRIVATE}]")

# Two ideographic spaces inside a line are the indent of a new paragraph, but not in a signature
# (区长　　张三) or in a spaced title.
# Each pattern here begins with a set of characters: such a one is searched for quickly.
_INDENT = re.compile(
    rf"[{_SPACES} ](?:(?<=\S　)　(?:(?=[^\n　]{{8}})|(?<=[。！？；：”]　　))"
    rf"|(?<=[。！？；：].)[{_SPACES} ](?=\S))"
)


# A copy with spaces behind each character.
_SPACED = "[一-鿿，。；：、“”（）！]"
_SPACED_OUT = re.compile(rf" (?<={_SPACED} ) {{0,2}}(?={_SPACED})")


# 二〇〇五年, 二OO一至二OO五年: a year in characters takes as many as in figures.
_NOUGHT = "〇○零Oo0"
_YEAR = rf"(?:一九|二[{_NOUGHT}])[{_NOUGHT}一二三四五六七八九]{{2}}"
_WRITTEN_YEAR = re.compile(rf"{_YEAR}(?=年|[至到、—–~～-]{{1,2}}{_YEAR}年)")
_YEAR_SIGNS = str.maketrans(dict(zip("一二三四五六七八九", "123456789", strict=True)))
_YEAR_SIGNS |= dict.fromkeys(map(ord, _NOUGHT), "0")


# A copy with the number of its line before each line.
_LINE_NUMBER = re.compile(r"(?m)^[ \t]{0,8}(\d{1,5})(?:[ \t]{1,2}|[:|] ?|\r?$)")
_FIRST_NUMBER = re.compile(r"\s{0,40}(?!(?:19|20)\d\d[ \t])\d{1,5}[ \t:|]")
_FEWEST_LINES = 8


def line_numbers(text: str) -> list[tuple[int, int]]:
    r"""Return the spans of the numbers of lines, if the lines of a text are numbered throughout.

    The first line has one, a title that no numbered list has; they count on by one, and hardly a
    line lacks one.

    Examples
    --------
    >>> line_numbers("\n".join(f"{at:3d}  增长5%" for at in range(1, 10)))[:2]
    [(0, 5), (10, 15)]
    >>> line_numbers("\n".join(["任务", *(f"{at}  增长5%" for at in range(1, 10))]))
    []
    """
    if not _FIRST_NUMBER.match(text):
        return []
    found = list(_LINE_NUMBER.finditer(text))
    lines = sum(not line.isspace() for line in text.splitlines() if line)
    if len(found) < _FEWEST_LINES or len(found) * 10 < lines * 9:
        return []
    counted = all(int(one[1]) + 1 == int(next_[1]) for one, next_ in pairwise(found))
    return [one.span() for one in found] if counted else []


@lru_cache(maxsize=4)  # what finds out about a text, cleans it and reads its tables asks in turn
def one_width(raw: str) -> str:
    r"""Return the text with one form for digits, Latin letters, signs, spaces and line ends.

    Examples
    --------
    >>> one_width("增长５．６％\r\n")
    '增长5.6%\uffff\n'
    """
    text = raw
    if "\r" in text:
        text = text.replace("\r\n", GONE + "\n").replace("\r", "\n")
    text = erased(text, line_numbers(text))
    if text.count(" ") * 3 > len(text):
        text = _SPACED_OUT.sub(lambda match: GONE * len(match.group()), text)
    text = _INDENT.sub("\n ", text)
    # Few characters differ in a text; to translate them all would take ten times as long.
    for wide in set(_TO_WRITE.findall(text)):
        text = text.replace(wide, _WRITTEN.get(wide, GONE))
    return _WRITTEN_YEAR.sub(lambda year: year.group().translate(_YEAR_SIGNS), text)


# A space is kept only between two visible ASCII characters that are no bracket.
_KEEPING = frozenset(map(chr, range(0x21, 0x7F))) - set("()")
_SPACE = re.compile(f" [ {GONE}]*+")
# One space on its own, the most frequent case, needs no look at what is on its other side.
_LONE_SPACE = re.compile(rf" (?:(?![!-'*-~ {GONE}])|(?<![!-'*-~ {GONE}] ))")
_BLANK_LINES = re.compile(rf"\n[\n{GONE}]++")


def without_spaces(text: str) -> str:
    r"""Return the text with the spaces and blank lines marked as gone that mean nothing.

    Examples
    --------
    >>> without_spaces("实现 3 万亿元、AI Agent").replace(GONE, "")
    '实现3万亿元、AI Agent'
    """
    if " " in text:
        text = _without_blanks(text)
    blank = len(text) - len(text.lstrip(f"\n{GONE}"))
    return GONE * blank + _BLANK_LINES.sub(_one_line_end, text[blank:])


def _without_blanks(text: str) -> str:
    """Return the text with the spaces marked as gone that mean nothing."""
    text = _SPACED_NUMBER.sub(_joined_number, text)
    if ". " in text:
        text = _SPACED_POINT.sub(lambda match: match.group().replace(" ", GONE), text)
    often = len(_SPACED_DIGIT.findall(text)) > _OFTEN
    spaced_out = len(re.findall(r"[0-9] {1,3}[0-9]", text)) if often else 0
    if spaced_out > _OFTEN and spaced_out > len(re.findall(r"[0-9][0-9]", text)):
        # The copy has a space after each digit.
        return text.replace(" ", GONE)
    return _SPACE.sub(_kept_space, _LONE_SPACE.sub(GONE, text))


# Digits with a space after each, as one number with its unit; digits that may be several numbers
# (5 6家) keep their spaces unless a point or a third digit shows what they are.
_SPACED_NUMBER = re.compile(
    r"[0-9](?=\.?[0-9]? )(?<![0-9A-Za-z.,].)(?<![0-9.,] .)(?>(?: {1,3}[0-9](?![0-9]))*)"
    r"(?>(?P<decimals>(?: {0,3}\. {0,3}[0-9])(?>(?: {1,3}[0-9](?![0-9]))*))?)"
    r"(?![0-9.])(?! {1,3}[0-9.])(?= {0,3}[%‰年月日万亿千百十元人家个户项吨亩公平米倍美])"
)
_LEAST_SPACED = 3
_SPACED_DIGIT = re.compile(r" (?<=[0-9] ) {0,2}(?=[0-9])")
_OFTEN = 10
_IN_DATE = re.compile(r" {0,3}[月日]")
_SET_APART = re.compile(rf"[\s{GONE}](?:[一-鿿][ {GONE}]){{3}}(?=[0-9])")
# 812. 5亿元, but not the number of an item (1. 5亿元…) at the head of a line.
_SPACED_POINT = re.compile(
    r"[0-9](?<=[^0-9\s.].)[0-9]{0,9}(?P<point> ?\. )(?=[0-9]{1,4} {0,2}[%‰万亿])"
)


def _joined_number(match: re.Match[str]) -> str:
    spaced = sum(character.isdecimal() for character in match.group()) >= _LEAST_SPACED
    # 2 0 2 5 年 1 月 1 5 日: in a date two digits are one number.
    spaced = spaced or _IN_DATE.match(match.string, match.end()) is not None
    # 比 重 为 6 4 %: where words are set apart, too, a space parts no numbers.
    spaced = spaced or _SET_APART.match(match.string, max(0, match.start() - 7)) is not None
    pointed = re.search(r" \.|\. ", match["decimals"] or "")
    # 1. 5家 at the head of a line may be the number of an item.
    first = match.start() == 0 or match.string[match.start() - 1] == "\n"
    if not spaced and (first or not pointed):
        return match.group()
    return match.group().replace(" ", GONE)


def _kept_space(match: re.Match[str]) -> str:
    low, high = match.span()
    text = match.string
    while text[low - 1 : low] == GONE:
        low -= 1
    before, after = text[low - 1 : low], text[high : high + 2]
    if before not in _KEEPING or after[:1] not in _KEEPING:
        return GONE * len(match.group())
    in_number = before.isdecimal() and (
        after[0] == "%" or after[0] == "." and after[1:].isdecimal()
    )
    return GONE * len(match.group()) if in_number else match.group()


def _one_line_end(match: re.Match[str]) -> str:
    return "\n" + GONE * (match.end() - match.start() - 1)


def erased(text: str, spans: Sequence[tuple[int, int]], end: str = GONE) -> str:
    """Return a text with spans of it overwritten, the last character of each with `end`.

    Examples
    --------
    >>> erased("12增长5%", [(0, 2)])
    '\uffff\uffff增长5%'
    """
    pieces, last = [], 0
    for low, high in spans:
        pieces += [text[last:low], GONE * (high - low - 1), end]
        last = high
    return "".join(pieces) + text[last:] if pieces else text


_FULL = dict(zip(",;:!?().", "，；：！？（）。", strict=True))
_CJK = "㐀-䶿一-鿿"
_HALF = re.compile(
    rf"[(),;:!?.](?:(?<=[()])|(?<=[{_CJK}”》）)%][,;:!?])|(?<=[,;:!?])(?=[{_CJK}“《])"
    rf"|(?<=[{_CJK}”》）]\.)(?<![一二三四五六七八九十]\.)(?=\n|\Z))"
)
# A point for each full stop: 增长5%.其中
_POINT = re.compile(
    rf"\.(?<=[{_CJK}”》）%\d]\.)(?<![一二三四五六七八九十]\.)(?<!\n\d\.)(?<!\n\d\d\.)"
    rf"(?=\n|\Z|[{_CJK}“《])"
)
# "小巨人", 「小巨人」
_STRAIGHT = re.compile(r'"([^"\n]{1,40})"')


def full_punctuation(text: str) -> str:
    """Return the text with full-width punctuation beside Chinese; numbers and times keep theirs.

    Quotation marks become those of running text.

    Examples
    --------
    >>> full_punctuation('总量1,234万户,增长5%(预计),14:14;"小巨人"5家')
    '总量1,234万户，增长5%（预计），14:14；“小巨人”5家'
    """
    if '"' in text:
        text = _STRAIGHT.sub(r"“\1”", text)
    if len(_POINT.findall(text)) > text.count("。"):
        text = _POINT.sub("。", text)
    if "「" in text:
        text = text.replace("「", "“").replace("」", "”")
    return _HALF.sub(lambda match: _FULL[match.group()], text)
