"""The place, the years and the status of a bound number."""

import re

from hzlib.extraction.bound import Bound
from hzlib.extraction.frame import Frame, plan_years
from hzlib.extraction.lexicon import indicators
from hzlib.extraction.period import Period
from hzlib.text.corpus import Document

_UNFIT = frozenset({"全国", "全球", "世界", "我国", "国家", "县域", "镇域"})
# A number of a quarter or of some months is none of the year's.
_PART_YEAR = re.compile(
    r"(?<![\d续])[一二三四1-4]季度|前[二三两23]个?季度|[上下]半年|前[一二三四五六七八九十\d]{1,2}个月"
    r"|1[—\-至~～]\d{1,2}月"
)
_WHOLE_YEAR = re.compile(r"全年|年均|\d{4}年，")


def part_year(text: str, start: int, bound: Bound) -> bool:
    """Tell whether a sentence dates a number to a part of a year."""
    start = max(start, text.rfind("；", start, bound.subject_start) + 1)
    stop = min(bound.subject_start, bound.quantity.start)
    found = [*_PART_YEAR.finditer(text, start, max(stop, start))]
    found += _PART_YEAR.finditer(text, max(stop, start), bound.quantity.start)
    if not found:
        return False
    return not _WHOLE_YEAR.search(text, found[-1].end(), bound.quantity.start)


_LEVELS = {"国": 0, "省": 1, "市": 2, "州": 2, "盟": 2, "区": 3, "县": 3, "旗": 3}
_OWN_PARTS = frozenset({"市区", "城区", "主城区", "地区"})


def region_of(document: Document, named: str) -> str | None:
    """Return the place of a number; None if it is a wider one than the document speaks for."""
    place = document.place
    if not named or named == place or named in _OWN_PARTS:
        return place
    if named in _UNFIT:
        return None
    if named[0] in "全我本":
        wide, own = _LEVELS.get(named[1], 3), _LEVELS.get(place[-1:], 3)
        return None if place and wide < own else place
    return place if place.endswith(named) or place.startswith(named) else named


def time_of(document: Document, bound: Bound, frame: Frame, named: list[Period]) -> tuple[str, str]:
    """Return period and status of a bound quantity."""
    first, last, status = frame.first, frame.last, frame.status
    stretch = frame.stretch if frame.stretch[0] else (first, last)
    explicit = None
    for period in named:
        if max(bound.pair_start, -1) < period.start < bound.quantity.start:
            explicit = period
    if explicit:
        first, last = explicit.first, explicit.last
        if first != last:
            stretch = (first, last)
        elif last >= document.year > stretch[1]:
            # Looking back, a year ahead is named: an average is that of the years up to it.
            stretch = (document.year, last)
        status = "target" if last >= document.year else "actual"
    kind = indicators()[bound.indicator].kind
    base = _base_year(bound.gap.other_base)
    if bound.measure == "growth_avg" or bound.gap.average:
        first, last = stretch
    elif bound.first_of_pair:
        first = last = _start_year(bound, explicit, frame, stretch)
    elif bound.gap.base_level and _base_year(bound.gap.base_level):
        first = last = _base_year(bound.gap.base_level)
        status = "actual"
    elif bound.measure == "change" and base:
        first = base + 1
    elif first != last and not _sums(bound, kind, status):
        first = last
    if kind == "flow" and explicit and status == "target" and frame.first < last == frame.last:
        first = frame.first
    if (
        explicit
        and explicit.first != explicit.last
        and bound.measure == "share"
        and "期间" in explicit.words
    ):
        first = explicit.first
    if bound.gap.estimate and status == "actual":
        status = "estimate"
    return (str(last) if first == last else f"{first}-{last}"), status


def _sums(bound: Bound, kind: str, status: str) -> bool:
    """Tell whether a number of several years is their sum, or holds for each of them."""
    if bound.measure == "change":
        return not re.search(r"上年|去年|同期", bound.gap.other_base)
    steady = kind == "amount" and bound.gap.steady and status == "actual"
    return kind == "flow" or bound.gap.total or steady


def _base_year(words: str) -> int:
    """Return the year that a change is counted from, 0 if the words name none."""
    if year := re.search(r"\d{4}", words):
        return int(year.group())
    if plan := re.search(r"([一二三四五六七八九十]{1,2})五”?末", words):
        return plan_years(plan.group(1))[1]
    return 0


def _start_year(
    bound: Bound, explicit: Period | None, frame: Frame, stretch: tuple[int, int]
) -> int:
    """Return the year of the first number of 从…到…."""
    if explicit and explicit.first == explicit.last and explicit.start > bound.subject_start:
        return explicit.last
    return (stretch[0] if frame.first != frame.last else frame.last) - 1
