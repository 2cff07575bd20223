"""Several reports in one text: where each begins."""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from hzlib.text.characters import GONE, full_punctuation, one_width, without_spaces
from hzlib.text.patterns import cued

_LINE = re.compile(r"[^\n]+")
_LONGEST = 120  # characters of a line that may be a title or a date
_BODY = 40  # characters of a line that is no title
_NUMERAL = r"[\d〇○零oO0一二三四五六七八九十]"
_TITLE = (
    r"[#\-*>— ]*(?P<head>[^，。；：、]{0,40}?)"
    r"(?:{work_report}|{plan_draft}|{outline_title})(?P<tail>（[^）]{1,40}）)?\**"
)
_OPENING = (
    rf"[#\-*>—–（(【]*(?P<date>{_NUMERAL}{{4}}年{_NUMERAL}{{1,3}}月{_NUMERAL}{{1,3}}日)"
    r"[^。；]{0,70}|{salutation}[^。；]{1,40}"
)
_YEAR = re.compile(rf"{_NUMERAL}{{4}}(?=年)")
_DIGITS = str.maketrans("〇○零oO一二三四五六七八九", "00000123456789")


class _Begin(NamedTuple):
    """Where a report begins, its year, and the line below its title that opens it (or nothing)."""

    start: int
    year: str
    opening: str


def parts(raw: str) -> tuple[tuple[int, int], ...]:
    r"""Return the offsets of the reports in a text: one, or more where a title comes again.

    A report begins with a line that is its title, of another year or with its date or 各位代表
    below it. A title in running text, or again at the head of a page, begins none.

    Examples
    --------
    >>> text = "江州市政府工作报告\n2023年2月1日\n全市生产总值增长5%。\n"
    >>> parts(text + text.replace("2023", "2024"))
    ((0, 32), (32, 64))
    """
    starts = [0]
    known: list[_Begin] = []
    for begin in _begins(raw):
        if _is_another(begin, known):
            if known and _has_body(raw[known[-1].start : begin.start]):
                starts.append(begin.start)
            known.append(begin)
    # A title with nothing below it is a link to another report.
    spans = zip(starts, [*starts[1:], len(raw)], strict=True)
    starts = [low for low, high in spans if not low or _has_body(raw[low:high])]
    return tuple(zip(starts, [*starts[1:], len(raw)], strict=True))


def _is_another(begin: _Begin, known: list[_Begin]) -> bool:
    same = [one for one in known if not begin.year or one.year in ("", begin.year)]
    return not same or bool(begin.opening) and any(one.opening for one in same)


def _begins(raw: str) -> Iterator[_Begin]:
    lines = [match.span() for match in _LINE.finditer(raw) if match.group().strip()]
    for index, (start, end) in enumerate(lines):
        title = cued(_TITLE).fullmatch(_plain(raw[start:end])) if end - start < _LONGEST else None
        if not title:
            continue
        below = (_plain(raw[low:high][:_LONGEST]) for low, high in lines[index + 1 : index + 4])
        head = takewhile(lambda line: not line.endswith("。"), below)
        opening = next(filter(None, map(cued(_OPENING).fullmatch, head)), None)
        dated = f"{title['head']}{title['tail'] or ''}{opening['date'] or '' if opening else ''}"
        year = _YEAR.search(dated)
        if opening or year:
            found = year.group().translate(_DIGITS) if year else ""
            yield _Begin(start, found, opening.group() if opening else "")


def _plain(line: str) -> str:
    return full_punctuation(without_spaces(one_width(line)).replace(GONE, "")).strip()


def _has_body(text: str) -> bool:
    lines = [line.strip() for line in text.split("\n")]
    return any(len(line) >= _BODY or line.endswith("。") for line in lines)


def is_doubled(raw: str) -> bool:
    r"""Say whether a text stands there twice: its paragraphs come again.

    Examples
    --------
    >>> paragraph = "全市生产总值达到900亿元，增长5%，" * 4
    >>> is_doubled(f"{paragraph}\n{paragraph}"), is_doubled(paragraph)
    (True, False)
    """
    lines = [line.strip() for line in raw.split("\n")]
    long = [line for line in lines if len(line) >= _BODY and "\t" not in line and line[0] != "|"]
    again = sum(map(len, long)) - sum(map(len, set(long)))
    return again * 3 > sum(map(len, long)) > 0
