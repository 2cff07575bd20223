"""What a sentence says of time: the periods that it names, the words that date its numbers."""

import re
from functools import cache
from typing import NamedTuple

from hzlib import lookups
from hzlib.extraction.years import Years, plan_years
from hzlib.text.numerals import NUMERAL, whole
from hzlib.text.patterns import behind_last, cued, first_of, first_signs, trie_pattern


class Period(NamedTuple):
    """A period that a sentence names: where, which years, and in which words."""

    start: int
    first: int
    last: int
    words: str


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
PART = r"[上下]半年|第?[一二三四1-4]季度"
ONLY_COMPARED = r"(?!{not_than})(?<!{takes}){compares}[^，。；、]{0,4}$"
# A number of a quarter, of some months or of a holiday is none of the year's.
PART_OF_YEAR = (
    rf"(?<![\d续])[一二三四1-4]季度|前[二三两23]个?季度|[上下]半年|前(?:\d|{NUMERAL}){{1,2}}个?月"
    r"|1[—\-至~～](?!12月)\d{1,2}月|{holiday}"
    r"|(?<![\d—\-至~～])(?:1[0-2]|[1-9])月(?:{of_month}|，)"
    r"|(?<!\d)(?:1[01]|[1-9])月{month_end}(?!{before_it})"
)
_NO_PERIOD = (
    r"{of}?[\d.]+{times}|{price_base}|[^，。；\d]{0,16}(?:（[^（）]{1,20}）)?{of}?{ground}"
    rf"|(?:{PART}|\d{{1,2}}月)(?:{{since}}|{{since_then}})"
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
        compared = cued(ONLY_COMPARED).search(text, max(start, at - 6), at)
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
    opening = end if year < 0 else first_of(OPENING_BASE, text, start, end)
    return Dated(start, divided, opening, first_of(r"{supposed}", text, start, end))


OPENING_BASE = r"{compares}(?P<base>\d{4})年[^，。；\d]{0,14}{compared}[，,]"


@cache
def _dividing() -> re.Pattern[str]:
    """Return the pattern, found quickly, of what every part of a year has in its name."""
    return re.compile(trie_pattern(("季度", "半年", "月", *lookups.cues("holiday"))))
