"""Frames: from which place of a text on which years and which status hold.

Headings (2023年工作回顾), sentences that turn to targets and words of several years (五年来) begin
one. A report is read paragraph by paragraph; where the reading stands is a frozen `_Reading`, and
each heading and each sentence makes a new one of it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from hzlib.extraction.dating import PART_OF_YEAR
from hzlib.extraction.years import Years, plan_ordinal, plan_years, planned_from, span, years_of
from hzlib.messages import Message
from hzlib.text.corpus import Document
from hzlib.text.numerals import NUMERAL, whole
from hzlib.text.patterns import cued


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
    reason : str or Message
        The words that say so.
    stretch : tuple of int
        The several years that an average or a sum stands for here.
    """

    offset: int
    first: int
    last: int
    status: str
    reason: str | Message
    stretch: Years = (0, 0)

    @property
    def span(self) -> str:
        """The years as the facts table writes them."""
        return span(self.first, self.last)


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
        return Frame(0, 0, 0, "actual", Message("time unknown"))
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
    yield Frame(0, *back, "actual", Message("what a plan starts from"), back)
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
    both : bool
        Whether the heading of its section names several years and the last of them.
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
    both: bool = False
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
    first = Frame(0, review, review, "actual", Message("year of the report"), back)
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
    rf"(?<!{{than}})(?<!{{than}}“)(?<!{NUMERAL}){_PLAN_NAME}(?:{{during}}|(?P<so_far>{{since}})|[^，。]{{0,6}}五年)"
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
    if not cued(PART_OF_YEAR).search(head):
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
        wide = reading.wide
        reading = replace(
            reading, wide=wide and not one, single=bool(one) and not wide, both=bool(one) and wide
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
    elif reading.wide and (cued(_PAST_YEAR).match(head) or _opens_with_last(reading, head)):
        reading = replace(reading, wide=False)
    else:
        reading = _behind(reading, head[:24])
    return _turned(reading, offset, head[:16])


def _opens_with_last(reading: _Reading, head: str) -> bool:
    """Tell whether a sentence turns to the last year: 2025年，, below “十四五”及2025年工作."""
    return reading.both and head.startswith(f"{reading.review}年，")


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
