"""Several reports in one text: where each begins."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from hzlib.text.characters import GONE, full_punctuation, one_width, without_spaces
from hzlib.text.patterns import cued, last_signs

_LINE = re.compile(r"[^\n]+")
_LONGEST = 120  # characters of a line that may be a title or a date
_BODY = 40  # characters of a line that is no title
_NUMERAL = r"[\d〇○零oO0一二三四五六七八九十]"
_TITLE_WORDS = r"(?:{work_report}|{plan_draft}|{outline_title})"
_TITLE = rf"[#\-*>— ]*(?P<head>[^，。；：、]{{0,40}}?){_TITLE_WORDS}(?P<tail>（[^）]{{1,40}}）)?\**"
_OPENING = (
    rf"[#\-*>—–（(【]*(?P<date>{_NUMERAL}{{4}}年{_NUMERAL}{{1,3}}月{_NUMERAL}{{1,3}}日)"
    r"[^。；]{0,70}|{salutation}[^。；]{1,40}"
)
_YEAR = re.compile(rf"{_NUMERAL}{{4}}(?=年)")
_DIGITS = str.maketrans("〇○零oO一二三四五六七八九", "00000123456789")


class _Begin(NamedTuple):
    """Where a report begins, its year, and where the line below its title is that opens it.

    Without such a line `opened` is -1.
    """

    start: int
    year: str
    opened: int


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
    starts, years = [0], [""]
    known: list[_Begin] = []
    for begin in _begins(raw):
        if _is_another(begin, known):
            if known and _has_body(raw[known[-1].start : begin.start]):
                starts.append(begin.start)
                years.append(begin.year)
            known.append(begin)
    # A title with nothing below it is a link to another report, one of a year that was there, with
    # no more than its first words, a link to the report itself.
    spans = list(zip(starts, [*starts[1:], len(raw)], strict=True))
    preview = spans[0][1] // _PREVIEW
    first = known[0].year if known else ""
    starts = [
        low for (low, high), year in zip(spans, years, strict=True)
        if not low or _has_body(raw[low:high]) and (year != first or high - low >= preview)
    ]  # fmt: skip
    return tuple(zip(starts, [*starts[1:], len(raw)], strict=True))


_PREVIEW = 10  # a report is so many times as long as its first words that are shown elsewhere


def _is_another(begin: _Begin, known: list[_Begin]) -> bool:
    if known and begin.start < known[-1].opened:
        # The title again, between that of the page and the date.
        return False
    same = [one for one in known if not begin.year or one.year in ("", begin.year)]
    return not same or begin.opened >= 0 and any(one.opened >= 0 for one in same)


def _begins(raw: str) -> Iterator[_Begin]:
    lines = [match.span() for match in _LINE.finditer(raw) if not match.group().isspace()]
    ends = _title_ends()
    for index, (start, end) in enumerate(lines):
        # Few lines hold the words of a title; only they are written in one way and read whole.
        if end - start >= _LONGEST or not ends.search(raw, start, end):
            continue
        line = raw[start:end]
        if not cued(_TITLE_WORDS).search("".join(line.split())):
            continue
        title = cued(_TITLE).fullmatch(_plain(line))
        if not title:
            continue
        date, opened = _opening(raw, lines[index + 1 : index + 1 + _BELOW])
        year = _YEAR.search(f"{title['head']}{title['tail'] or ''}{date}")
        if opened >= 0 or year:
            yield _Begin(start, year.group().translate(_DIGITS) if year else "", opened)


@cache
def _title_ends() -> re.Pattern[str]:
    signs = last_signs("work_report", "plan_draft", "outline_title")
    return re.compile(f"[{''.join(sorted(signs))}]")


_BELOW = 3


def _opening(raw: str, lines: list[tuple[int, int]]) -> tuple[str, int]:
    """Return the date of the line that opens a report, and where the line stands; or -1."""
    for start, end in lines:
        line = _plain(raw[start:end][:_LONGEST])
        if line.endswith("。"):
            break
        if found := cued(_OPENING).fullmatch(line):
            return found["date"] or "", start
    return "", -1


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
