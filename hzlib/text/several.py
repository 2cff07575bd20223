"""Several reports in one text: where each begins."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from hzlib.text.characters import GONE, full_punctuation, one_width, without_spaces
from hzlib.text.patterns import cued, last_signs

_LINE = re.compile(r"[^\n]+")
_LONGEST = 120  # characters of a line that may be a title or a date
_BODY = 40  # characters of a line that is no title
_SENTENCE = 20  # characters of one that hardly comes twice
_NUMERAL = r"[\d〇○零oO0一二三四五六七八九十]"
_TITLE_WORDS = r"(?:{work_report}|{plan_draft}|{outline_title}|{communique})"
_TITLE = rf"[#\-*>— ]*(?P<head>[^，。；：、]{{0,40}}?){_TITLE_WORDS}(?P<tail>（[^）]{{1,40}}）)?\**"
_OPENING = (
    rf"[#\-*>—–（(【]*(?P<date>{_NUMERAL}{{4}}年{_NUMERAL}{{1,3}}月{_NUMERAL}{{1,3}}日)"
    r"[^。；]{0,70}|{salutation}[^。；]{1,40}"
)
# 现在，我代表市人民政府，向大会报告工作; 受市人民政府委托，…: each report says so once, whatever
# title it has. What else was 受国务院表扬 stands in running text.
_FORMULA = (
    r"[我受](?:(?<=我){speaks_for}[一-鿿]{0,16}{government}"
    r"|(?<={sent_by})(?<![^\s：:].)[一-鿿]{0,16}{government}的?委托)[^\n。]{0,40}{report}"
)
_SENTENCE_END = re.compile("[。！？!?]")
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
    below it, or with the words that each opens with (现在，我代表…). A title in running text, or
    again at the head of a page, begins none. A text that stands there again is a part as well.

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
            far = begin.opened >= 0 and begin.start >= _NO_HEAD
            if (known or far) and _has_body(raw[starts[-1] : begin.start]):
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
    if len(starts) == 1 and (copy := _copied(raw)):
        starts.append(copy)
    return tuple(zip(starts, [*starts[1:], len(raw)], strict=True))


_NO_HEAD = 3000  # what stands before a title that is so far down is a report
_PREVIEW = 10  # a report is so many times as long as its first words that are shown elsewhere


def _is_another(begin: _Begin, known: list[_Begin]) -> bool:
    if known and begin.start < known[-1].opened:
        # The title again, between that of the page and the date.
        return False
    same = [one for one in known if not begin.year or one.year in ("", begin.year)]
    return not same or begin.opened >= 0 and any(one.opened >= 0 for one in same)


def _begins(raw: str) -> Iterator[_Begin]:
    """Yield where a report may begin: at its title, or at the words by which it opens."""
    titles = list(_titled(raw))
    spoken = list(_spoken(raw, [title.start for title in titles]))
    within = [(one.start, one.opened) for one in spoken]
    titles = [one for one in titles if not any(low <= one.start <= high for low, high in within)]
    yield from sorted([*titles, *spoken])


def _spoken(raw: str, titles: list[int]) -> Iterator[_Begin]:
    """Yield where the head begins that stands before the opening words of a report."""
    last = 0
    found = list(cued(_FORMULA).finditer(raw))
    for formula, following in zip(found, [*found[1:], None], strict=False):
        opened = formula.start()
        if following and _is_summary(formula, following):
            continue
        start = far = max(last, opened - _HEAD)
        for end in _SENTENCE_END.finditer(raw, far, opened):
            if not cued(r"{salutation}").search(raw, max(far, end.start() - 8), end.start()):
                start = end.end()
        start = next((title for title in titles if far <= title < opened), start)
        year = _YEAR.search(raw, start, opened)
        yield _Begin(start, year.group().translate(_DIGITS) if year else "", opened)
        last = formula.end()


_SHORTEST = 400  # characters between the opening words of two reports


def _is_summary(formula: re.Match[str], following: re.Match[str]) -> bool:
    """Tell whether opening words are of what a page shows of a report above it: 内容摘要."""
    near = following.start() - formula.end() < _SHORTEST
    dots = near and _DOTS.search(formula.string, formula.end(), following.start())
    return bool(dots) and formula.group() == following.group()


_DOTS = re.compile(r"\.{3}|…")
_HEAD = 600  # characters before the opening words


def _titled(raw: str) -> Iterator[_Begin]:
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
    signs = last_signs("work_report", "plan_draft", "outline_title", "communique")
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
    """Tell whether a text holds running text, not only its title, which may be long."""
    lines = (line.strip() for line in text.split("\n"))
    return any(
        line.endswith("。")
        or len(line) >= _BODY
        and re.search("[，。；]", line)
        and not cued(_TITLE_WORDS + r"\**$").search(_plain(line))
        for line in lines
    )


def is_again(text: str, before: str) -> bool:
    r"""Tell whether a text is one that was there before, but for some lines without numbers.

    Examples
    --------
    >>> paragraph = "全市生产总值达到900亿元，增长5%，" * 4
    >>> is_again(f"{paragraph}\n上一篇", paragraph), is_again(paragraph, "增长5%")
    (True, False)
    """
    own, known = _lines(text), set(_lines(before))
    new = [one for one in own if one not in known]
    if any(len(one) >= _SENTENCE and re.search(r"\d", one) for one in new):
        return False
    return sum(map(len, new)) * 10 < sum(map(len, own))


def _lines(text: str, least: int = 1) -> list[str]:
    """Return the lines of a text that are so long, without spaces, and without those of tables."""
    long = (line for line in text.split("\n") if len(line) >= least and "\t" not in line)
    lines = ("".join(line.split()) for line in long)
    return [line for line in lines if len(line) >= least and line[0] != "|"]


def _copied(raw: str) -> int:
    """Return where a text begins again, its head apart; 0 if it does not."""
    if not is_doubled(raw):
        return 0
    first = next(line for line in raw.split("\n") if len(line.strip()) >= _SENTENCE)
    start = raw.find(first, raw.find(first) + len(first))
    return start if start > 0 and is_again(raw[start:], raw[:start]) else 0


@lru_cache(maxsize=4)  # what parts a text and what tells of it ask in turn
def is_doubled(raw: str) -> bool:
    r"""Say whether a text stands there twice: its paragraphs come again.

    Examples
    --------
    >>> paragraph = "全市生产总值达到900亿元，增长5%，" * 4
    >>> is_doubled(f"{paragraph}\n{paragraph}"), is_doubled(paragraph)
    (True, False)
    """
    long = _lines(raw, _SENTENCE)
    again = sum(map(len, long)) - sum(map(len, set(long)))
    return again * 3 > sum(map(len, long)) > 0
