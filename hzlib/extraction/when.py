"""Of which years, of which status and of which place a number is.

The *frame* is the years and the status that hold from a place in the text on: headings (2023年工作
回顾), sentences that turn to targets, words of several years (五年来). A *period* that the sentence
itself names goes before the frame. A report is read paragraph by paragraph; where the reading
stands is a frozen `_Reading`, and each heading and each sentence makes a new one of it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

from hzlib import lookups
from hzlib.extraction.binding import Bound, years_listed
from hzlib.extraction.lexicon import indicators
from hzlib.extraction.whose import place_of
from hzlib.text.corpus import Document
from hzlib.text.numerals import NUMERAL, NUMERALS, whole
from hzlib.text.outline import path
from hzlib.text.patterns import behind_last, cued, first_of, first_signs, trie_pattern

Years = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Frame:
    """Years and status that hold from a place in the text on.

    Attributes
    ----------
    offset : int
        Where it begins in the document's text.
    first, last : int
        First and last year; the same for a single year.
    status : str
        ``actual``, ``estimate`` or ``target``.
    reason : str
        The words that say so.
    stretch : tuple of int
        The several years that an average or a sum stands for here.
    """

    offset: int
    first: int
    last: int
    status: str
    reason: str
    stretch: Years = (0, 0)

    @property
    def span(self) -> str:
        """The years as the facts table writes them."""
        return span(self.first, self.last)


class Period(NamedTuple):
    """A period that a sentence names: where, which years, and in which words."""

    start: int
    first: int
    last: int
    words: str


class Setting(NamedTuple):
    """The place, the period and the status of a number."""

    region: str
    period: str
    status: str


@lru_cache(maxsize=256)
def span(first: int, last: int) -> str:
    """Return years as the facts table writes them; empty where no text can mean them.

    Examples
    --------
    >>> span(2021, 2025), span(2024, 2024), span(2025, 2021), span(2441, 2445)
    ('2021-2025', '2024', '', '')
    """
    if not _FIRST_YEAR <= first <= last <= _LAST_YEAR:
        return ""
    return str(last) if first == last else f"{first}-{last}"


_FIRST_YEAR, _LAST_YEAR = 1900, 2099  # those that the patterns of years know


def plan_years(ordinal: str) -> Years:
    """Return the years of a five-year plan named by its Chinese ordinal.

    Examples
    --------
    >>> plan_years("十四"), plan_years("十")
    ((2021, 2025), (2001, 2005))
    """
    first = 1951 + 5 * whole(ordinal)
    return first, first + 4


_NEVER = 10_000


def planned_from(document: Document) -> int:
    """Return the first year that a document plans: numbers of it and of later years are targets.

    A report held in December plans the year after; one that plans nothing tells of years before the
    one of its issue.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> planned_from(load("hangzhou-gwr-2023")), planned_from(load("hangzhou-fyp15"))
    (2023, 2026)
    """
    return years_of(document.planned, document.year)[0] or _NEVER


def plan_ordinal(first: int) -> str:
    """Return the Chinese ordinal of the five-year plan that begins in a year; empty if none can.

    Examples
    --------
    >>> plan_ordinal(2021), plan_ordinal(2001), plan_ordinal(2051), plan_ordinal(9996)
    ('十四', '十', '二十', '')
    """
    tens, ones = divmod((first - 1951) // 5, 10)
    if not span(first, first):
        return ""
    return ("" if tens < 2 else NUMERALS[tens]) + "十" * (tens > 0) + NUMERALS[ones]


def years_of(period: str, fallback: int) -> Years:
    """Return first and last year of a period such as ``2021-2025``.

    Examples
    --------
    >>> years_of("2021-2025", 0), years_of("", 2023)
    ((2021, 2025), (2023, 2023))
    """
    found = [int(year) for year in re.findall(r"\d{4}", period)]
    return (found[0], found[-1]) if found else (fallback, fallback)


# --- frames ---------------------------------------------------------------------------------------


def frames(document: Document) -> list[Frame]:
    """Return the frames of a document in the order of the text.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> frames(load("hangzhou-gwr-2023"))[0].span
    '2022'
    """
    if not document.planned:
        return [_reviewed(document)]
    first, last = years_of(document.planned, document.year)
    return list(_report_frames(document) if first == last else _outline_frames(document))


def frame_at(found: list[Frame], offset: int) -> Frame:
    """Return the frame that holds at an offset of the text."""
    return found[max(0, bisect_right(found, offset, key=lambda frame: frame.offset) - 1)]


_FIVE_YEARS_BACK = rf"(?:{{past}}(?P<past>{NUMERAL})年|(?P<since>{NUMERAL})年{{until_now}})，"


def aside(document: Document, frame: Frame, start: int, end: int) -> Frame:
    """Return the frame of a sentence that looks back for itself, in what is planned: 五年来，….

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> report = load("hangzhou-gwr-2023")
    >>> aside(report, frames(report)[-1], 0, 14) == frames(report)[-1]
    True
    """
    if frame.status != "target" or frame.first != frame.last:
        return frame
    found = cued(_FIVE_YEARS_BACK).match(document.text, start, end)
    if not found or cued(r"{ahead}").search(document.text, start, end):
        return frame
    last = planned_from(document) - 1
    years = last - whole(found["past"] or found["since"]) + 1, last
    return Frame(start, *years, "actual", found.group(), years)


def _reviewed(document: Document) -> Frame:
    """Return the one frame of a text that plans nothing, such as a statistical communiqué."""
    if not document.reviewed:
        # Of a part of a year, or of an unknown one: only a year that a sentence names holds.
        return Frame(0, 0, 0, "actual", "时期不明")
    first, last = years_of(document.reviewed, document.year)
    return Frame(0, first, last, "actual", document.title, (last - 4, last))


_GUIDING = r"(?![^\n]*{done})[^\n。]{0,40}{guiding_ideas}[^\n。]{0,20}$"
_OTHER_PLAN = rf"(?<!{NUMERAL})(?!OWN五){NUMERAL}{{1,2}}五"
_OWN_AIMS = (
    r"{until}LAST年，|{sets_aims}[，：]?“?OWN五”?{during}，"
    r"|(?:OWN五”?{during}?|{next_five_years})[^。\n]{0,18}{plan_aims}(?:{link}|：)"
    r"|(?<=[。\n])[^，。\n]{1,14}?{in_respect}，{sets_aims}(?!{of})"
)
_DIVISION = re.compile(rf"[ \t]*第{NUMERAL}{{1,3}}[篇章节]")
# A heading of the body has sentences right below it; in the contents other headings follow.
_BELOW = 3
_LONGEST_HEADING = 40


def _outline_frames(document: Document) -> Iterator[Frame]:
    """Up to the guiding ideas an outline looks back; from there on it plans."""
    text = document.text
    first, last = years_of(document.planned, document.year)
    back = years_of(document.reviewed, first - 1)
    yield Frame(0, *back, "actual", "规划基础", back)
    own = plan_ordinal(first)
    start = _guiding_heading(text, own)
    if not 0 <= start <= len(text) // 2:
        # The heading is lacking, or what was taken for it stands at the end.
        aims = cued(_OWN_AIMS.replace("OWN", own).replace("LAST", str(last))).search(text)
        start = aims.start() if aims and not 0 <= start <= aims.start() else start
    if start >= 0:
        words = text[start : start + 30].split("\n")[0]
        yield Frame(start, first, last, "target", words, (first, last))


def _guiding_heading(text: str, own: str) -> int:
    """Return where the heading of the guiding ideas stands in the body, or -1."""
    lines = list(_PARAGRAPH.finditer(text))
    for index, line in enumerate(lines):
        heading, glued, _ = line.group().strip().partition("。")
        if glued and not _DIVISION.match(heading) or heading[-1:].isdecimal():
            continue  # prose, or a line of the contents with its page
        if not cued(_GUIDING).match(heading) or re.search(_OTHER_PLAN.replace("OWN", own), heading):
            continue
        below = [line.group() for line in lines[index + 1 : index + 1 + _BELOW]]
        if any(_looks_back(words, own) for words in below):
            continue
        if glued or any("。" in words or len(words) > _LONGEST_HEADING for words in below):
            return line.start()
    return -1


def _looks_back(line: str, own: str) -> bool:
    """Tell whether a line begins with a heading of what was done: 第一章 “十四五”时期重大成就."""
    head = line.strip()[:_HEAD]
    other = re.search(_OTHER_PLAN.replace("OWN", own), head)
    heads = _BIG_HEADING.match(head) or _DIVISION.match(head)
    return bool(heads and (other or cued(r"{done}").search(head)))


_HEAD = 30


@dataclass(frozen=True, slots=True)
class _Reading:
    """Where the reading of a report stands.

    Attributes
    ----------
    issue : int
        The year of issue.
    review : int
        The year that is reviewed.
    back, ahead : tuple of int
        The several years behind and ahead.
    planning, wide, single, part : bool
        Whether it looks ahead, whether at several years, and whether its section looks back at one,
        or at a part of one.
    paused : str
        What looks back in a plan: the words by which a section or a paragraph opens, or empty.
    resumed : bool
        Whether what is planned behind it is wide.
    found : tuple of Frame
        The frames so far.
    """

    issue: int
    review: int
    back: Years
    ahead: Years
    planning: bool = False
    wide: bool = False
    single: bool = False
    part: bool = False
    paused: str = ""
    resumed: bool = False
    found: tuple[Frame, ...] = ()


# A sentence without a word of turning changes no frame.
_TURN = r"{turning}"
_OPENING = 66
_PARAGRAPH = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_BIG_HEADING = re.compile(rf"[ \t]*(?:第{NUMERAL}{{1,3}}[部篇章]分?|{NUMERAL}{{1,3}}、)")
_LISTED = re.compile(rf"{NUMERAL}{{1,3}}、[^，：；。\n]*。")
# A whole date is that of issue or of a page, and heads nothing.
_DATED = r"\d{4}年(?!\d{1,2}月\d{1,2}日)|{dated_line}"


def _report_frames(document: Document) -> tuple[Frame, ...]:
    """Go through the paragraphs: headings first, then the sentences' own words."""
    text, issue = document.text, planned_from(document)
    review = years_of(document.reviewed, 0)[1]
    back = (issue - 5, issue - 1)
    first = Frame(0, review, review, "actual", "报告年份", back)
    reading = _Reading(issue, review, back, (issue, issue + 4), found=(first,))
    turn = cued(_TURN)
    for paragraph in _PARAGRAPH.finditer(text):
        if reading.single and reading.wide and not reading.planning:
            # In a review of one year, 五年来 holds for its paragraph.
            reading = _turned(replace(reading, wide=False), paragraph.start(), "")
        line = paragraph.group().strip()
        if reading.planning or reading.paused:
            reading = _paused(reading, paragraph.start(), line)
        numbered = bool(_BIG_HEADING.match(line))
        # A line that ends like a sentence, or goes on like one, is one, however short.
        short = len(line) < 36 and not line.endswith(("。", "；", "！"))
        short = short and (numbered or "，" not in line)
        if numbered or (short and cued(_DATED).search(line)):
            head = line[:60].split("。")[0]
            if numbered or not cued(r"{title_word}").search(head):
                reading = _after_heading(reading, paragraph.start(), head, numbered)
            if short:
                continue
        if not turn.search(text, *paragraph.span()):
            continue
        for sentence in _SENTENCE.finditer(text, *paragraph.span()):
            start, end = sentence.span()
            if _LISTED.fullmatch(text, start, end):
                continue  # a sentence that lists the parts of a report
            if turn.search(text, start, min(start + _OPENING, end)):
                if not start and cued(r"{speaks_for}|{work_report}").search(text, start, end):
                    continue  # a title, and what stands on its line
                head = text[start:end].strip()[:60]
                after = _ahead if reading.planning else _back
                reading = after(reading, start, head)
    return reading.found


def _paused(reading: _Reading, offset: int, line: str) -> _Reading:
    """Look back, in what is planned, where a section or a paragraph opens with a plan that is over.

    （二）“十五”时期发展情况 holds to the next section, “十五”时期，… for its paragraph.
    """
    if reading.paused and (reading.paused[0] not in "（(" or _SECTION.match(line)):
        ahead = replace(reading, planning=True, wide=reading.resumed, paused="")
        reading = _turned(ahead, offset, "")
    found = cued(_PLAN_OVER).match(line) if reading.planning else None
    years = plan_years(found["plan"]) if found else (0, 0)
    if not found or years[1] >= reading.issue:
        return reading
    back = replace(reading, planning=False, wide=True, back=years, resumed=reading.wide)
    return _turned(replace(back, paused=found.group()), offset, found.group())


def _turned(reading: _Reading, offset: int, reason: str) -> _Reading:
    """Add the frame of the present reading where it differs from the last one."""
    stretch = reading.ahead if reading.planning else reading.back
    single = reading.issue if reading.planning else 0 if reading.part else reading.review
    years = stretch if reading.wide else (single, single)
    status = "target" if reading.planning else "actual"
    last = reading.found[-1]
    if (*years, status, stretch) == (last.first, last.last, last.status, last.stretch):
        return reading
    new = Frame(offset, *years, status, reason, stretch)
    return replace(reading, found=(*reading.found, new))


# The name of a five-year plan, of which 五年 is none.
_PLAN_NAME = rf"“?(?P<plan>{NUMERAL}{{1,2}})五”?"
_SECTION = re.compile(rf"[（(]{NUMERAL}{{1,2}}[)）]|{_BIG_HEADING.pattern}")
_PLAN_OVER = (
    rf"(?P<section>[（(]{NUMERAL}{{1,2}}[)）])?{_PLAN_NAME}{{during}}"
    r"(?(section)|，(?!{we}?{to_do}))"
)
_PLAN = rf"{_PLAN_NAME}(?=[、，]|{{after_plan}})"
_STRETCH = (
    rf"(?<!{{than}}){_PLAN_NAME}(?:{{during}}|(?P<so_far>{{since}})|[^，。]{{0,6}}五年)"
    r"(?!{of}?[\d.]+{times})"
)
# “十五五”经济社会发展主要目标是
_PLAN_AIMS = rf"{_PLAN_NAME}[^，。：\d]{{0,14}}{{aims}}[^，。：\d]{{0,6}}[：:]"
_PAST_YEAR = r"—*(?:[^，！：]{0,6}[，！：])?(?:{past_year}|{past}\d{4}年)"
_YEARS_BEHIND = (
    r"(?:^|[^一-龥]|{recalls})"
    rf"(?:{{years_behind}}(?P<behind>{NUMERAL}|两)年|(?P<since>{NUMERAL}|两)年{{years_since}})"
    r"|(?P<term>{term_of_office})"
)
_TERM = 5


def _named(reading: _Reading, text: str) -> _Reading:
    """Take over the five-year plans that a heading names."""
    for match in cued(_PLAN).finditer(text):
        years = plan_years(match["plan"])
        if years[1] < reading.issue:
            reading = replace(reading, back=years)
        elif years[0] >= reading.issue - 4:
            reading = replace(reading, ahead=years)
    return reading


def _heads_part(head: str) -> bool:
    """Tell whether a heading is of what was done in a part of a year: 2017年上半年执行情况."""
    if not cued(_PART_OF_YEAR).search(head):
        return False
    return bool(cued(r"{review_heading}").search(head) or not cued(r"{plan_heading}").search(head))


def _after_heading(reading: _Reading, offset: int, head: str, numbered: bool) -> _Reading:
    """Read a heading."""
    reading = _named(reading, head)
    if _heads_part(head):
        return _turned(replace(reading, planning=False, wide=False, part=True), offset, head)
    issue, before = str(reading.issue), str(reading.issue - 1)
    now = issue in head or cued(r"{this_year}").search(head) is not None
    # 奋力完成2023年的各项任务: the tasks of a year that is over.
    past = before in head and not now
    coming = cued(r"{next_five_years}").search(head)
    plans = (
        now or not past and (coming or cued(r"(?!{no_plan_heading}){plan_heading}").search(head))
    )
    # 一、奋力开拓的五年
    five = not coming and cued(r"{of}{many_years}$").search(head)
    told = past or five or cued(r"{review_heading}").search(head)
    reviews = told and not (now and before not in head)
    if reviews and not (reading.planning and plans):
        one = f"{before}年" in head or cued(r"{last_year}").search(head)
        many = cued(rf"{{many_years}}|{NUMERAL}五").search(head)
        reading = _behind(replace(reading, planning=False, wide=bool(many), part=False), head)
        reading = replace(
            reading, wide=reading.wide and not one, single=bool(one) and not reading.wide
        )
    elif plans:
        many = coming or cued(_PLAN).search(head)
        reading = replace(reading, planning=True, wide=bool(many) and not now, part=False)
    elif numbered and reading.planning and reading.wide:
        reading = replace(reading, wide=False)
    else:
        return reading
    return _turned(reading, offset, head)


def _back(reading: _Reading, offset: int, head: str) -> _Reading:
    """Read the opening words of a sentence that stands in a review."""
    years, issue = _stretch(head, reading.issue), reading.issue
    if years and years[0] > issue - 2 and cued(r"{ahead}").search(head):
        reading = replace(reading, ahead=years, planning=True, wide=True)
    elif _turns_to_plan(head, issue):
        many = not _now(issue).search(head) and (
            reading.ahead != (issue, issue + 4) or cued(r"{next_five_years}").search(head)
        )
        reading = replace(reading, planning=True, wide=bool(many))
    elif years and years[1] < issue:
        reading = replace(reading, back=years, wide=True)
    elif reading.wide and cued(_PAST_YEAR).match(head):
        reading = replace(reading, wide=False)
    else:
        reading = _behind(reading, head[:24])
    return _turned(reading, offset, head[:16])


def _behind(reading: _Reading, head: str) -> _Reading:
    """Take over the several years that a sentence or a heading looks back at: 六年来."""
    found = cued(_YEARS_BEHIND).search(head)
    count = whole(found["behind"] or found["since"] or "") if found else 0
    if found and found["term"]:
        count = _TERM
    if count < 2:
        return reading
    if reading.back[1] - reading.back[0] + 1 != count:
        reading = replace(reading, back=(reading.review - count + 1, reading.review))
    return replace(reading, wide=True)


def _ahead(reading: _Reading, offset: int, head: str) -> _Reading:
    """Read the opening words of a sentence that stands in a plan."""
    years = _stretch(head, reading.issue)
    if _now(reading.issue).search(head, 0, 40):
        reading = replace(reading, wide=False)
    elif years and years[1] >= reading.issue and cued(r"{ahead|arrives}").search(head):
        reading = replace(reading, ahead=years, wide=True)
    elif cued(r"{next_five_years}").search(head[:40]):
        reading = replace(reading, wide=True)
    else:
        return reading
    return _turned(reading, offset, head[:16])


_OPENS = 24


def _stretch(head: str, issue: int) -> Years | None:
    """Return the years of the plan that a sentence opens with; those since, up to the last one."""
    named = cued(_STRETCH).search(head)  # all of it: what follows may compare (时期的2.5倍)
    if named and named.end() > _OPENS:
        named = None
    if not named and (aims := cued(_PLAN_AIMS).search(head)):
        years = plan_years(aims["plan"])
        return years if years[0] > issue - 2 else None
    if not named:
        return None
    first, last = plan_years(named["plan"])
    return first, min(last, issue - 1) if named["so_far"] and first < issue else last


@cache
def _now(issue: int) -> re.Pattern[str]:
    return cued(rf"{{this_year}}|{issue}年")


_TARGET = (
    r"(?:{this_year}|\d{4}年)[^。；]{0,24}?{aims}(?!{title_word})|{this_year}[，,]?{we}?{to_do}|(?<!（){aims_are}"
    r"|{sets_aims}(?!{of})[^，。；\d]{0,16}{aims}[，：]"
    r"|{next_five_years}，(?:[^。；]{0,24}?{aims}|[^。；，]{0,6}?{to_do})"
)


def _turns_to_plan(head: str, issue: int) -> bool:
    """Tell whether a sentence turns from what was done to what is to be done."""
    if found := cued(_TARGET).search(head):
        year = re.match(r"\d{4}", found.group())
        if year and int(year.group()) < issue:
            return False
        return not cued(r"{fulfilled}").search(head, 0, found.end())
    return bool(cued(rf"{issue}年(?:[，,]|{{of_this_year}})").match(head))


# --- periods --------------------------------------------------------------------------------------

_PERIOD = (
    r"(?P<first>(?:19|20)\d{2})年?(?:[—–\-]|{until})(?P<last>(?:19|20)?\d{2})年"
    r"|(?P<start>(?:19|20)\d{2})年(?:{since}|{since_then})"
    rf"|(?P<count>{NUMERAL}|两)年{{summed}}"
    rf"|(?<![一-龥]){{recently}}(?P<recent>{NUMERAL}|两)年来?(?=，|{{adds|made_verb|summed}})"
    r"|(?<![一-龥]){of_late}(?P<late>[2-9]|[1-9]\d)年来?(?=，|{adds|made_verb|summed})"
    r"|(?P<year>(?:19|20)\d{2})年(?!代)"
    rf"|“?(?P<plan>{NUMERAL}{{1,2}})五(?:”(?={{whole_place}})|”?"
    rf"(?:{{during}}|(?P<so_far>{{since}})|{{plan_end}}|{{first_of}}(?P<part>{NUMERAL}|两)年))"
)
_PART = r"[上下]半年|第?[一二三四1-4]季度"
_ONLY_COMPARED = r"(?!{not_than})(?<!{takes}){compares}[^，。；、]{0,4}$"
_NO_PERIOD = (
    r"{of}?[\d.]+{times}|{price_base}|[^，。；\d]{0,16}{ground}"
    rf"|(?:{_PART}|\d{{1,2}}月)(?:{{since}}|{{since_then}})"
)


@cache
def _period() -> re.Pattern[str]:
    return cued(_PERIOD + rf"|(?P<relative>{trie_pattern(lookups.relative_years())})")


@cache
def _dating() -> re.Pattern[str]:
    """Return the pattern, found quickly, of what every period has in it."""
    return re.compile(trie_pattern(("年", "五", *lookups.relative_years())))


def periods(text: str, start: int, end: int, issue: int) -> list[Period]:
    """Return the periods that a sentence names, those left out that only serve to compare.

    Examples
    --------
    >>> [(p.first, p.last) for p in periods("到2030年，比2025年增长5%", 0, 15, 2026)]
    [(2030, 2030)]
    """
    found: list[Period] = []
    if not _dating().search(text, start, end):
        return found
    if text[start] in first_signs("that_year"):
        found += _told_before(text, start, end)
    for match in _period().finditer(text, start, end):
        at = match.start()
        compared = cued(_ONLY_COMPARED).search(text, max(start, at - 6), at)
        if not compared and not cued(_NO_PERIOD).match(text, match.end()):
            found.append(Period(at, *_years(match, issue), match.group()))
    return found


_BEFORE_REACH = 200


def _told_before(text: str, start: int, end: int) -> list[Period]:
    """Return the year that the sentence before begins with, for one that begins with 这一年."""
    that = cued(r"{that_year}").match(text, start, end)
    before = behind_last("。！\n", text, max(0, start - _BEFORE_REACH), max(0, start - 1))
    opened = re.compile(r"\s*((?:19|20)\d\d)年").match(text, before, start) if that else None
    if not that or not opened or text[start - 1] == "\n":
        return []
    return [Period(start, int(opened[1]), int(opened[1]), that.group())]


def _years(match: re.Match[str], issue: int) -> Years:
    """Return the years of a period as a text writes it."""
    if match["year"]:
        return int(match["year"]), int(match["year"])
    if match["first"]:
        first, last = int(match["first"]), match["last"]
        return first, int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if match["start"]:
        return int(match["start"]), max(int(match["start"]), issue - 1)
    if count := match["count"] or match["recent"]:
        return issue - whole(count), issue - 1
    if match["late"]:
        return issue - int(match["late"]), issue - 1
    if match["plan"]:
        first, last = plan_years(match["plan"])
        if match["part"]:
            last = first + whole(match["part"]) - 1
        # Since the plan began: up to the year before, if it still runs.
        return first, max(first, min(last, issue - 1)) if match["so_far"] else last
    year = issue + lookups.relative_years()[match.group()]
    return year, year


# --- a number in its frame ------------------------------------------------------------------------


class Dated(NamedTuple):
    """A sentence: where it begins, and what is looked up of it for each of its numbers.

    Attributes
    ----------
    start : int
        Where it begins.
    divided : int
        Where the first part of a year may be named: 上半年; its end if nowhere.
    opening : int
        Where the year stands that it counts its changes from: 与2018年相比; its end if nowhere.
    supposed : int
        Where a supposition may begin: 如果; its end if nowhere.
    """

    start: int
    divided: int
    opening: int
    supposed: int


def dated(text: str, start: int, end: int) -> Dated:
    """Return a sentence with what is looked up for each of its numbers.

    Examples
    --------
    >>> dated("上半年增长5%", 0, 7)
    Dated(start=0, divided=1, opening=7, supposed=7)
    """
    part = _dividing().search(text, start, end)
    divided = part.start() if part else end
    year = text.find("年", start, end)
    opening = end if year < 0 else first_of(_OPENING_BASE, text, start, end)
    return Dated(start, divided, opening, first_of(r"{supposed}", text, start, end))


def setting(
    document: Document, bound: Bound, frame: Frame, named: list[Period], sentence: Dated,
    turn: str = "",
) -> Setting | None:  # fmt: skip
    """Return place, period and status of a bound number of a sentence; None if it is no fact.

    It is none if it is of a wider place than the document speaks for, of a part of a year, or
    counted from another year than the one before.

    Parameters
    ----------
    document : Document
    bound : Bound
    frame : Frame
        The frame that the sentence stands in.
    named : list of Period
        The periods that the sentence names.
    sentence : Dated
        The sentence.
    turn : str, optional
        The place that is told of there, in a text of several.
    """
    region, gap = place_of(document, bound.region, turn), bound.gap
    divided = sentence.divided < bound.quantity.start
    supposed = sentence.supposed < bound.subject_start
    if region is None or supposed and _is_supposed(document.text, bound):
        return None
    if divided and _part_of_year(document.text, sentence, bound):
        return None
    if _of_one_level(document, bound):
        return None
    ahead = not frame.last and _lies_ahead(document, bound, named)
    if not frame.last and not ahead and not _is_dated(document, bound, named):
        return None
    if gap.over and frame.status == "target" and frame.last - frame.first + 1 != gap.over:
        # 力争三年增长30%: which years ahead is not said, unless they are those of the plan.
        return None
    base = gap.other_base or _base_before(document.text, sentence, bound)
    if base and (cued(_PART_OF_YEAR).search(base) or cued(r"{year_start}.").search(base)):
        # Months are no year; 比年初预算 compares with what had been planned.
        return None
    if base and bound.measure == "growth" and not cued(r"{year_before}").search(base):
        years = re.findall(r"\d{4}", base)
        if not years or int(years[0]) != frame.last - 1:
            return None
    if base and bound.measure == "change" and not gap.other_base:
        # 与2010年相比，城镇人口比重上升10个百分点: over all the years since.
        bound = bound._replace(gap=gap._replace(other_base=base))
    period, status = _time(document, bound, frame, named)
    status = "target" if ahead else status
    if "budget" in gap.says and status != "target":
        # What a budget of a year that is over had said is no outcome.
        return None
    if status != "target" and bound.measure == "growth" and _was_aim(document, bound):
        # 完成了增长5%的目标任务: nor is what had been aimed at.
        return None
    return Setting(region, period, status)


_SUPPOSED = r"{supposed}[^，。；：]*$"
_SUPPOSED_REACH = 16


def _is_supposed(text: str, bound: Bound) -> bool:
    """Tell whether a name stands in a supposition: 如果生产总值突破1000亿元，…."""
    near = max(0, bound.subject_start - _SUPPOSED_REACH)
    return cued(_SUPPOSED).search(text, near, bound.subject_start) is not None


def _was_aim(document: Document, bound: Bound) -> bool:
    """Tell whether a number is followed by words that make it an aim: 5%的预期目标."""
    stop = bound.quantity.stop
    return bool(cued(r"{of}[一-龥]{0,2}{target_column}").match(document.text, stop))


_LEVEL = (
    r"(?P<part>(?<!{handed_up}){own_level}|{own_zone})|(?!{other_place}){whole_place}"
    # 东湖区地方一般公共预算收入…。其中，税收收入…: of the district as well.
    r"|(?:^|[。；])(?>(?:\d年|[^一-龥。；]){0,8})"
    r"(?P<place>(?:(?!{whole_place})[一-龥]){1,5}{zone})(?=[一-龥]{0,6}{fiscal})"
)
_INHERITED = r"(?P<part>(?<!{handed_up}){own_level})|(?!{other_place}){whole_place}"
# A heading that is the name of a place: 二、东湖区.
_DISTRICT = (
    rf"(?:^|› )(?:第?{NUMERAL}{{1,3}}[、章节]\s*|[（(]{NUMERAL}{{1,3}}[）)]|\d{{1,2}}[.．、])?"
    r"(?P<part>(?!{whole_place})[一-龥]{1,10}{zone})(?= ›|$)"
)
_OPENING_LEVEL = r"(?:[^一-龥。\n]|\d年|[（(][一-龥][）)]){0,9}{own_level}(?![^。]*{whole_place})"
# What goes on with the paragraph before.
_ITEM = r"[^一-龥\n]*[●○■□◆◇▲△★☆·•—]|\s*{among}|\S[^\n]*\t\S"
_ABOVE, _FEW_HEADINGS, _LONG_LINE = 600, 3, 40


def _of_one_level(document: Document, bound: Bound) -> bool:
    """Tell whether a number of a budget is that of one level: 2.市本级…。一般公共预算支出….

    The last words say so that stand before it in its paragraph, else in the lines or the headings
    over it; in a text that is no budget, those that its sentence opens with.
    """
    if not bound.indicator or bound.region:
        return False
    at, text = bound.subject_start, document.text
    if not cued(r"{fiscal}").search(text, at, bound.quantity.start):
        return False
    if document.kind != "budget-report":
        return cued(_OPENING_LEVEL).match(text, behind_last("。\n", text, 0, at), at) is not None
    start = text.rfind("\n", 0, at) + 1
    over = path(document, at)
    for template, words in (
        (_LEVEL, text[start:at]), (_INHERITED, _lines_above(text, start)), (_LEVEL, over)
    ):  # fmt: skip
        named = list(cued(template).finditer(words))
        if named:
            part = named[-1]["part"] or named[-1].groupdict().get("place") or ""
            return bool(part) and not document.place.endswith(part)
    districts = (one["part"] for one in cued(_DISTRICT).finditer(over))
    return any(
        not cued(r"{no_place}$").search(name) and not document.place.endswith(name)
        for name in districts
    )


def _lines_above(text: str, start: int) -> str:
    """Return the lines before a paragraph that it stands under: what it lists, and headings."""
    low, item = start, bool(cued(_ITEM).match(text, start))
    for _ in range(_FEW_HEADINGS):
        far = max(0, low - 1 - _ABOVE)
        before = text.rfind("\n", far, low - 1) + 1
        short = low - before <= _LONG_LINE and text[low - 2 : low - 1] not in "。；"
        if not low or far and not before or not (item or short):
            break
        # The items of a list stand under what was said before the first one.
        low, item = before, bool(cued(_ITEM).match(text, before))
    return text[low:start]


def _is_dated(document: Document, bound: Bound, named: list[Period]) -> bool:
    """Tell whether a number of a text without a year of its own is of a year that is over."""
    explicit = _explicit(document.text, bound, named)
    if explicit is None or document.year:
        return explicit is not None and explicit.last < document.year
    # Without a year of issue, what is aimed at is not told from what was reached by its year.
    text, at = document.text, explicit.start
    ahead = cued(_AIMED).search(text, max(0, at - 4), at) or "plan" in bound.gap.says
    # 2019年主要预期目标; “十一五”末 may lie ahead.
    aimed = cued(r"{aims}").search(text, at, max(at, bound.subject_start))
    of_plan = not re.search(r"\d", explicit.words) and not _was_average(text, bound, at)
    return not (ahead or aimed or of_plan or cued(r"{plan_heading}").search(path(document, at)))


def _lies_ahead(document: Document, bound: Bound, named: list[Period]) -> bool:
    """Tell whether a text without a year says that a number is of years ahead: 到2030年将达到."""
    explicit = _explicit(document.text, bound, named)
    if explicit is None or document.year:
        return False
    if bound.kind == "flow" and explicit.first == explicit.last:
        return False  # 到2025年新增就业500万人: of which years all is not said
    start, stop = explicit.start, bound.quantity.start
    return cued(r"{lies_ahead}").search(document.text, start, max(start, stop)) is not None


def _was_average(text: str, bound: Bound, at: int) -> bool:
    """Tell whether a growth is the mean of a plan's years that are over: 期间完成…，年均增长5%."""
    stop = bound.quantity.start
    done = bound.measure == "growth_avg" and cued(r"{really}").search(text, at, stop)
    return bool(done) and not cued(r"{ahead|strives}").search(text, at, stop)


_AIMED = r"(?:^|[，。；：\s]|{strives}){until}$"


_OPENING_BASE = r"{compares}(?P<base>\d{4})年[^，。；\d]{0,14}{compared}[，,]"


def _opening_base(text: str, sentence: Dated, bound: Bound) -> str:
    """Return the year that a sentence counts all its changes from: 与2018年相比，…增长35%."""
    if "base" in bound.gap.says:
        return ""
    opening = cued(_OPENING_BASE).search(text, sentence.opening, bound.subject_start)
    return opening["base"] if opening else ""


def _base_before(text: str, sentence: Dated, bound: Bound) -> str:
    """Return the year that a sentence, or the words before a name, count its change from.

    与2018年相比，…增长35%; 2022年比2018年的人均收入增加.
    """
    if sentence.opening < bound.subject_start and (base := _opening_base(text, sentence, bound)):
        return base
    if text[bound.subject_start - 1 : bound.subject_start] not in first_signs("of"):
        return ""
    if bound.measure not in ("change", "growth"):
        return ""
    near = max(0, bound.subject_start - 8)
    found = cued(r"{than}(?P<base>\d{4})年{of}$").search(text, near, bound.subject_start)
    return found["base"] if found else ""


# A number of a quarter, of some months or of a holiday is none of the year's.
_PART_OF_YEAR = (
    rf"(?<![\d续])[一二三四1-4]季度|前[二三两23]个?季度|[上下]半年|前(?:\d|{NUMERAL}){{1,2}}个?月"
    r"|1[—\-至~～](?!12月)\d{1,2}月|{holiday}"
    r"|(?<![\d—\-至~～])(?:1[0-2]|[1-9])月(?:{of_month}|，)"
    r"|(?<!\d)(?:1[01]|[1-9])月{month_end}(?!{before_it})"
)


@cache
def _dividing() -> re.Pattern[str]:
    """Return the pattern, found quickly, of what every part of a year has in its name."""
    return re.compile(trie_pattern(("季度", "半年", "月", *lookups.cues("holiday"))))


# What takes a part of a year back: the whole of it, or another year.
_WHOLE_YEAR = (
    rf"{{whole_year}}|年{{month_end}}|\d{{4}}年，"
    rf"|\d{{4}}年(?!前|同期|\d{{1,2}}(?:[—\-至~～、]\d{{1,2}})?月|{_PART}|{NUMERAL}{{1,2}}月|{{month_end}})"
    r"(?:{whole_year})?"
)


def _part_of_year(text: str, sentence: Dated, bound: Bound) -> bool:
    """Tell whether a sentence dates a number to a part of a year."""
    start = sentence.start
    stop = max(min(bound.subject_start, bound.quantity.start), start)
    found = [*cued(_PART_OF_YEAR).finditer(text, start, stop)]
    found += cued(_PART_OF_YEAR).finditer(text, stop, bound.quantity.start)
    found = [part for part in found if not _is_base(text, start, part)]
    return bool(found) and not _taken_back(text, found[-1].end(), bound.quantity.start)


def _taken_back(text: str, start: int, end: int) -> bool:
    """Tell whether another time is named behind a part of a year, not only to compare."""
    return any(
        not _is_base(text, start, one) for one in cued(_WHOLE_YEAR).finditer(text, start, end)
    )


def begins_in_part(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence begins with a part of a year, and goes on with no other time.

    Examples
    --------
    >>> begins_in_part("初步核算，上半年增长5%", 0, 12), begins_in_part("增长5%", 0, 4)
    (True, False)
    """
    begun = cued(rf"[^。；\d]{{0,8}}?(?:\d{{4}}年)?(?:{_PART_OF_YEAR})").match(text, start, end)
    return begun is not None and not _taken_back(text, begun.end(), end)


def _is_base(text: str, start: int, part: re.Match[str]) -> bool:
    """Tell whether a part of a year only serves to compare: 降幅较1-11月扩大."""
    compared = cued(_ONLY_COMPARED).search(text, start, part.start())
    return bool(compared) and not cued(r"[^，。；、]{0,6}{compared}").match(text, part.end())


class _Time(NamedTuple):
    """Years and status of a number, and the several years that an average of it stands for."""

    first: int
    last: int
    status: str
    stretch: Years


def _from_to(period: Period) -> bool:
    """Tell whether a period is told by its first and its last year: 2003年到2023年."""
    return period.first < period.last and bool(cued(r"^\d{4}年?{until}\d").match(period.words))


def _explicit(text: str, bound: Bound, named: list[Period]) -> Period | None:
    """Return the last period that a sentence names before a number."""
    first = bound.subject_start if bound.first_of_pair else bound.pair_start
    at = bound.quantity.start
    before = [p for p in named if p.start < at and (first < p.start or _of_pair(text, p, bound))]
    before = [p for p in before if not _of_first(text, p, bound)]
    return before[-1] if before else None


def _of_first(text: str, period: Period, bound: Bound) -> bool:
    """Tell whether a year is only that of the first of two numbers told before a name.

    占比由2022年的5.7∶49.3∶45调整为…，第三产业占比提高2个百分点.
    """
    start, stop = period.start, period.start + len(period.words)
    if stop > bound.subject_start or period.first != period.last:
        return False
    pair = cued(r"{from}$").search(text, max(0, start - 1), start)
    return bool(pair and cued(r"{of}[\d.]").match(text, stop))


def _of_pair(text: str, period: Period, bound: Bound) -> bool:
    """Tell whether a period named before 由…提高到… is told of it.

    2003年到2023年，由104亿元增加到1118亿元; 2022年，全市城镇化率由70%提高到72%.
    """
    start, end = period.start, period.start + len(period.words)
    if period.first != period.last:
        return bound.first_of_pair or _from_to(period)
    if cued(r"(?:{from}|{than})$").search(text, max(0, start - 2), start):
        return False
    return bool(cued(r"，?{whole_place}?").fullmatch(text, end, bound.subject_start))


def _time(document: Document, bound: Bound, frame: Frame, named: list[Period]) -> tuple[str, str]:
    """Return period and status of a bound number."""
    explicit = _explicit(document.text, bound, named) if named else None
    explicit = _in_turn(document.text, bound) if bound.turn else explicit
    if explicit is None or explicit.start < bound.subject_start:
        # 五年完成投资200亿元，其中2023年完成59亿元: the year behind the name goes before them.
        explicit = _all_years(document, bound, frame) or explicit
    if explicit and _of_plan(frame, explicit):
        explicit = None
    if bound.gap.over:
        explicit = _up_to(bound, explicit or Period(0, frame.last, frame.last, ""))
    elif explicit and _of_frame(document.text, bound, frame, explicit):
        explicit = None
    # Mostly the sentence names no year, and its frame is of one.
    plain = explicit is None and frame.first == frame.last and not _moves(bound)
    time: Frame | _Time = frame
    if not plain:
        stated = _stated(document, frame, explicit, named)
        years = _pair_years(bound, named)
        # 从2021年…到2025年…，年均增长5%: in the plan of these years it is that of the plan.
        if years and (years[0] - 1, years[1]) != stated.stretch:
            stated = stated._replace(stretch=years)
        time = _counted(bound, stated, frame, explicit)
    first, last, status = time.first, time.last, time.status
    ahead = status == "target" and explicit is not None and frame.first < last == frame.last
    if ahead and bound.kind == "flow":
        first = frame.first
    share = bound.measure == "share" and explicit and explicit.first != explicit.last
    if share and explicit and cued(r"{all_along}").search(explicit.words):
        first = explicit.first
    if status == "actual" and ("estimate" in bound.gap.says or _estimated(document, bound, last)):
        status = "estimate"
    at = bound.quantity.start
    if "aimed" in bound.gap.says and status != "target":
        # GDP目标增速6.5%: of the year planned, unless another is named.
        status = "target"
        whose = cued(_BRACKETED).search(document.text, max(0, at - _REACH), at)
        if explicit is None and document.planned and frame.first == frame.last and not whose:
            first, last = years_of(document.planned, last)
    return span(first, last), status


def _in_turn(text: str, bound: Bound) -> Period | None:
    """Return the year of a number that is dealt to the years of a list: 2022年、2023年，…分别…."""
    start = behind_last("。\n", text, 0, bound.subject_start)
    years = years_listed(text, start, bound.subject_start)[bound.turn - 1 : bound.turn]
    return Period(start, years[0], years[0], "") if years else None


def _pair_years(bound: Bound, named: list[Period]) -> Years | None:
    """Return the years between the two of a pair: 从2010年的…增加到2020年的…，年均增长11%."""
    at, pair = bound.quantity.start, bound.pair_start
    single = [p for p in named if pair >= 0 and p.first == p.last and p.start < at]
    first = [p.last for p in single if bound.subject_start < p.start < pair]
    last = [p.last for p in single if p.start > pair]
    return (first[-1] + 1, last[-1]) if first and last and first[-1] < last[-1] else None


# 增长5.9%（预期目标为8.5%以上）: what had been aimed at for the same year.
_BRACKETED, _REACH = r"（[^（）]{0,8}{aimed}$", 16

# 二〇〇五年 is one year.
_ALL_YEARS = (
    rf"(?:^|[^一-龥\d〇○]|{{estimate_first}})(?P<words>{{of_late}}?(?P<count>{NUMERAL}|两)年)"
    r"{adds|made_verb}?$"
)
_ALL_YEARS_REACH = 14


def _all_years(document: Document, bound: Bound, frame: Frame) -> Period | None:
    """Return the years that stand right before a name: 五年新增城镇就业40万人."""
    text, stop = document.text, bound.subject_start
    start = max(0, stop - _ALL_YEARS_REACH)
    if text.find("年", start, stop) < 0 or bound.rule == "table":
        return None
    found = cued(_ALL_YEARS).search(text, start, stop)
    count = whole(found["count"]) if found else 0
    if not found or count < 2:
        return None
    issue = planned_from(document)
    first, last = (issue - count, issue - 1) if frame.status != "target" else frame.stretch
    at = found.start("words")
    return Period(at, first, last, found["words"]) if last - first + 1 == count else None


_FOR_ALL = (
    r"{estimate_first}[^，。；\d]{0,4}（{as_below}）"
    r"|（[^（），。；]{0,12}{estimate_first}[^（）。；]{0,6}{as_below}）"
)


def _estimated(document: Document, bound: Bound, last: int) -> bool:
    """Tell whether all numbers of the year now ending are estimates from here on: 预计（下同）."""
    # 增长4%（预计数，下同）: the number right before the bracket is one as well.
    if bound.quantity.stop < _estimated_from(document.text) or document.kind == "communique":
        return False
    return last == planned_from(document) - 1


@lru_cache(maxsize=8)
def _estimated_from(text: str) -> int:
    """Return where a text says that the numbers below are estimates; its end if it does not."""
    near = first_of(r"{as_below}", text, 0, len(text))
    found = cued(_FOR_ALL).search(text, max(0, near - _BELOW_REACH))
    return found.start() if found else len(text)


_BELOW_REACH = 30


def _of_plan(frame: Frame, explicit: Period) -> bool:
    """Tell whether 五年累计 stands in a plan of as many years, and so means those."""
    if frame.status != "target" or explicit.last - explicit.first != frame.last - frame.first:
        return False
    return bool(cued(rf"(?:{NUMERAL}|两)年{{summed}}").fullmatch(explicit.words))


def _moves(bound: Bound) -> bool:
    """Tell whether the words of a number give it other years than those of its frame."""
    gap = bound.gap
    other = gap.over or gap.other_base or gap.base_level or bound.first_of_pair
    return bool(other) or bound.measure == "growth_avg" or "average" in gap.says


def _up_to(bound: Bound, time: Period) -> Period:
    """Return the years that a change is counted over: 五年提高4个百分点."""
    return time._replace(first=time.last - bound.gap.over + 1)


def _of_frame(text: str, bound: Bound, frame: Frame, explicit: Period) -> bool:
    """Tell whether a sum is one of the years looked back at, though a clause before named the last.

    预计2021年生产总值完成150亿元；固定资产投资五年来累计完成420亿元.
    """
    last = frame.first < frame.last == explicit.first == explicit.last
    said_later = cued(r"{sum}").search(
        text, max(explicit.start, bound.subject_start), bound.quantity.start
    )
    until = said_later.start() if said_later else bound.subject_start
    between = text[explicit.start : max(explicit.start, until)]
    return last and "sum" in bound.gap.says and any(mark in between for mark in "，；")


def _stated(
    document: Document, frame: Frame, explicit: Period | None, named: list[Period]
) -> _Time:
    """Return the time of the period that a sentence names, else that of the frame."""
    stretch = frame.stretch if frame.stretch[0] else (frame.first, frame.last)
    if not frame.last and explicit:
        stretch = (0, explicit.last)  # of a text without a year
    if explicit is None:
        return _Time(frame.first, frame.last, frame.status, stretch)
    first, last = explicit.first, explicit.last
    plans = (p for p in named if p.first < p.last == last and not re.search(r"\d", p.words))
    ends = (p for p in plans if p.start < explicit.start)
    # “十五五”期间…，到2030年达到2万亿元，年均增长5%: in those years.
    if whole := next(ends, None if first == last else explicit):
        stretch = (whole.first, whole.last)
    elif last >= planned_from(document) > stretch[1]:
        # Looking back, a year ahead is named: an average is that of the years up to it.
        stretch = (planned_from(document), last)
    return _Time(first, last, "target" if last >= planned_from(document) else "actual", stretch)


def _counted(bound: Bound, time: _Time, frame: Frame, explicit: Period | None) -> _Time:
    """Return the time of a number: of several years, it may be their sum, mean or last one."""
    gap = bound.gap
    if bound.measure == "growth_avg" or "average" in gap.says:
        # 比2020年增长38%，年均增长8%: the mean is that of the years since.
        since = _base_year(gap.other_base) if time.status == "actual" else 0
        first, last = time.stretch
        return time._replace(first=since + 1 if since else first, last=last)
    if bound.first_of_pair:
        year = _start_year(bound, explicit, frame, time)
        # 由70%提高到72%, in a plan: the first number is that of a year before it.
        past = frame.status == "target" and year < frame.first
        return time._replace(first=year, last=year, status="actual" if past else time.status)
    if gap.base_level and (year := _level_year(gap.base_level, time)):
        # 比“十三五”的541亿元增加294亿元: a sum of those years.
        plan = cued(rf"“?({NUMERAL}{{1,2}})五”?{{during}}?").fullmatch(gap.base_level)
        first, last = plan_years(plan[1]) if plan else (year, year)
        return time._replace(first=first, last=last, status="actual")
    if bound.measure == "change" and (year := _base_year(gap.other_base)):
        return time._replace(first=year + 1)
    if time.first == time.last or bound.measure == "growth" and not _of_a_year(bound):
        # 五年来增长53%: a growth over them all.
        return time
    summed = _sums(bound, time.status) or explicit and _of_all(bound, explicit)
    return time if summed else time._replace(first=time.last)


def _of_all(bound: Bound, explicit: Period) -> bool:
    """Tell whether an amount is that of all the years before its name: 五年固定资产投资8000亿元.

    So it is right behind a plan's name, without a comma: “十四五”期间财政收入244亿元. What was
    reached or passed (五年…突破100亿元) is that of the last one.
    """
    if bound.kind != "amount" or bound.measure != "level" or bound.bound != "=":
        return False
    counted = cued(rf"{{of_late}}?(?:{NUMERAL}|两)年").fullmatch(explicit.words)
    name, words = indicators()[bound.indicator].name_zh, explicit.words
    # “十四五”期间，一般公共预算收入244亿元: a revenue adds up over a plan, as does what stands
    # right behind its name.
    near = bound.subject_start - explicit.start - len(words) == (2 if bound.region else 0)
    revenue = cued(r"{all_along}$").search(words) and cued(r"{fiscal}").search(name)
    plan = revenue or near and cued(r"{during}$").search(words)
    each = cued(r"{for_each}").search(name)
    return bool(counted or plan) and not each and "reached" not in bound.gap.says


def _of_a_year(bound: Bound) -> bool:
    """Tell whether a growth is said to be counted from the year before."""
    base = bound.gap.other_base
    return "base" in bound.gap.says or bool(base and cued(r"{year_before}").search(base))


def _sums(bound: Bound, status: str) -> bool:
    """Tell whether a number of several years is their sum, or holds for each of them."""
    if bound.measure == "change":
        return not cued(r"{year_before}").search(bound.gap.other_base)
    kind = bound.kind
    if bound.indicator and cued(r"{for_each}").search(indicators()[bound.indicator].name_zh):
        # 累计完成约545亿元，人均突破15万元: what is told for each of many adds up to nothing.
        return False
    steady = "steady" in bound.gap.says and status == "actual"
    of_sum = bound.measure == "share" and "of_sum" in bound.gap.says
    summed = of_sum or bound.measure == "level" and "sum" in bound.gap.says
    if status == "actual" and bound.measure == "level" and bound.quantity.unit != "%":
        # 五年来…整治河道348条: what was done, in all of them; 河道达到348条 is what there is.
        said = bound.gap.says
        if "dealt" in said and not said & {"reached", "strong_stock"}:
            return True
    return kind == "flow" or (kind == "amount" and (steady or summed))


def _base_year(words: str) -> int:
    """Return the year that a change is counted from, 0 if the words name none."""
    if not words:
        return 0
    if year := re.search(r"\d{4}", words):
        return int(year.group())
    plan = cued(rf"({NUMERAL}{{1,2}})五”?(?:{{plan_end}}|{{during}}?$)").search(words)
    return plan_years(plan[1])[1] if plan else 0


def _level_year(words: str, time: _Time) -> int:
    """Return the year of a number that another is counted from: 比上年执行数51亿元."""
    before = cued(r"{year_before}{year_before_number}").search(words)
    return time.last - 1 if before else _base_year(words)


def _start_year(bound: Bound, explicit: Period | None, frame: Frame, time: _Time) -> int:
    """Return the year of the first number of 从…到…."""
    if explicit and explicit.first == explicit.last and explicit.start > bound.subject_start:
        return explicit.last
    if explicit and _from_to(explicit):
        return explicit.first
    if explicit and explicit.last != frame.last and time.status == "actual":
        return explicit.last - 1
    return (time.stretch[0] if frame.first != frame.last else frame.last) - 1
