"""Of which years, of which status and of which place a number is.

A *period* that the sentence itself names goes before the *frame* that it stands in.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from hzlib.extraction.bound import Bound
from hzlib.extraction.dating import (
    ONLY_COMPARED,
    OPENING_BASE,
    PART,
    PART_OF_YEAR,
    Dated,
    Period,
)
from hzlib.extraction.framing import Frame
from hzlib.extraction.levels import of_one_level
from hzlib.extraction.lexicon import indicators
from hzlib.extraction.lists import years_listed
from hzlib.extraction.whose import place_of
from hzlib.extraction.years import Time, Years, plan_years, planned_from, years_of
from hzlib.text.corpus import Document
from hzlib.text.numerals import NUMERAL, whole
from hzlib.text.outline import path
from hzlib.text.patterns import behind_last, cued, first_of, first_signs


class Setting(NamedTuple):
    """The place, the time and the status of a number."""

    region: str
    time: Time
    status: str


def setting(
    document: Document, bound: Bound, frame: Frame, named: list[Period], sentence: Dated,
    turn: str = "",
) -> Setting | None:  # fmt: skip
    """Return place, time and status of a bound number of a sentence; None if it is no fact.

    It is none if it is of a wider place than the document speaks for, of a part of a year, or
    counted from what is no year before it.

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
    if of_one_level(document, bound):
        return None
    ahead = not frame.last and _lies_ahead(document, bound, named)
    if not frame.last and not ahead and not _is_dated(document, bound, named):
        return None
    if gap.over and frame.status == "target" and frame.last - frame.first + 1 != gap.over:
        # 力争三年增长30%: which years ahead is not said, unless they are those of the plan.
        return None
    base = gap.other_base or _base_before(document.text, sentence, bound)
    if base and (cued(PART_OF_YEAR).search(base) or cued(r"{year_start}.").search(base)):
        # Months are no year; 比年初预算 compares with what had been planned.
        return None
    if base and bound.measure in ("change", "growth") and not gap.other_base:
        # 与2010年相比，城镇人口比重上升10个百分点: over all the years since.
        bound = bound._replace(gap=gap._replace(other_base=base))
    time, status = _time(document, bound, frame, named)
    if base and bound.measure == "growth" and not _since(base, time):
        return None
    status = "target" if ahead else status
    if "budget" in gap.says and status != "target":
        # What a budget of a year that is over had said is no outcome.
        return None
    if status != "target" and bound.measure == "growth" and _was_aim(document, bound):
        # 完成了增长5%的目标任务: nor is what had been aimed at.
        return None
    return Setting(region, time, status)


def _since(base: str, time: Time) -> bool:
    """Tell whether a growth is counted from a year before its own: 比2018年增长53%."""
    return cued(r"{year_before}").search(base) is not None or 0 < _base_years(base)[1] < time.first


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


def _opening_base(text: str, sentence: Dated, bound: Bound) -> str:
    """Return the year that a sentence counts all its changes from: 与2018年相比，…增长35%."""
    if "base" in bound.gap.says:
        return ""
    opening = cued(OPENING_BASE).search(text, sentence.opening, bound.subject_start)
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


# What takes a part of a year back: the whole of it, or another year.
_WHOLE_YEAR = (
    rf"{{whole_year}}|年{{month_end}}|\d{{4}}年，"
    rf"|\d{{4}}年(?!前|同期|\d{{1,2}}(?:[—\-至~～、]\d{{1,2}})?月|{PART}|{NUMERAL}{{1,2}}月|{{month_end}})"
    r"(?:{whole_year})?"
)


def _part_of_year(text: str, sentence: Dated, bound: Bound) -> bool:
    """Tell whether a sentence dates a number to a part of a year."""
    start = sentence.start
    stop = max(min(bound.subject_start, bound.quantity.start), start)
    found = [*cued(PART_OF_YEAR).finditer(text, start, stop)]
    found += cued(PART_OF_YEAR).finditer(text, stop, bound.quantity.start)
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
    begun = cued(rf"[^。；\d]{{0,8}}?(?:\d{{4}}年)?(?:{PART_OF_YEAR})").match(text, start, end)
    return begun is not None and not _taken_back(text, begun.end(), end)


def _is_base(text: str, start: int, part: re.Match[str]) -> bool:
    """Tell whether a part of a year only serves to compare: 降幅较1-11月扩大."""
    compared = cued(ONLY_COMPARED).search(text, start, part.start())
    return bool(compared) and not cued(r"[^，。；、]{0,6}{compared}").match(text, part.end())


class _Years(NamedTuple):
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


def _time(document: Document, bound: Bound, frame: Frame, named: list[Period]) -> tuple[Time, str]:
    """Return time and status of a bound number."""
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
    time: Frame | _Years = frame
    if not plain:
        stated = _stated(document, frame, explicit, named)
        years = _pair_years(bound, named)
        # 从2021年…到2025年…，年均增长5%: in the plan of these years it is that of the plan.
        if years and (years[0] - 1, years[1]) != stated.stretch:
            stated = stated._replace(stretch=years)
        time = _counted(bound, stated, frame, explicit)
    first, last, status = _of_now(document, bound) or (time.first, time.last, time.status)
    ahead = status == "target" and explicit is not None and frame.first < last == frame.last
    if ahead and bound.kind == "flow":
        first = frame.first
    share = bound.measure == "share" and explicit and explicit.first != explicit.last
    if share and explicit and cued(r"{all_along}").search(explicit.words):
        first = explicit.first
    if status == "actual" and _estimated(document, bound, last):
        status = "estimate"
    at = bound.quantity.start
    if "aimed" in bound.gap.says and status != "target":
        # GDP目标增速6.5%: of the year planned, unless another is named.
        status = "target"
        whose = cued(_BRACKETED).search(document.text, max(0, at - _REACH), at)
        if explicit is None and document.planned and frame.first == frame.last and not whose:
            first, last = years_of(document.planned, last)
    return timed(bound, first, last), status


def _of_now(document: Document, bound: Bound) -> tuple[int, int, str] | None:
    """Return the years and the status of what there is now: 从目前的70%提高到75%."""
    if not bound.first_of_pair or "now" not in bound.gap.says or not document.planned:
        return None
    last = planned_from(document) - 1
    return last, last, "actual"


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
    """Tell whether a number is an estimate, as all of the year now ending from 预计（下同） on."""
    # 预计…由2005年的1.47万元提高到2.8万元: of a year before the last 预计 tells nothing.
    if "estimate" in bound.gap.says and last >= document.year - 1:
        return True
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
) -> _Years:
    """Return the time of the period that a sentence names, else that of the frame."""
    stretch = frame.stretch if frame.stretch[0] else (frame.first, frame.last)
    if not frame.last and explicit:
        stretch = (0, explicit.last)  # of a text without a year
    if explicit is None:
        return _Years(frame.first, frame.last, frame.status, stretch)
    first, last = explicit.first, explicit.last
    plans = (p for p in named if p.first < p.last == last and not re.search(r"\d", p.words))
    ends = (p for p in plans if p.start < explicit.start)
    # “十五五”期间…，到2030年达到2万亿元，年均增长5%: in those years.
    if whole := next(ends, None if first == last else explicit):
        stretch = (whole.first, whole.last)
    elif last >= planned_from(document) > stretch[1]:
        # Looking back, a year ahead is named: an average is that of the years up to it.
        stretch = (planned_from(document), last)
    return _Years(first, last, "target" if last >= planned_from(document) else "actual", stretch)


def _counted(bound: Bound, time: _Years, frame: Frame, explicit: Period | None) -> _Years:
    """Return the time of a number: of several years, it may be their sum, mean or last one."""
    gap = bound.gap
    if bound.measure == "growth_avg" or "average" in gap.says:
        # 比2020年增长38%，年均增长8%: the mean is that of the years since.
        since = _base_years(gap.other_base)[1] if time.status == "actual" else 0
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
    if bound.measure in ("change", "growth") and (year := _base_years(gap.other_base)[1]):
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


def timed(bound: Bound, first: int, last: int) -> Time:
    """Return the time of a number that is of some years: as their sum or not, and since when.

    Examples
    --------
    >>> from hzlib.extraction.binding import bind
    >>> texts = "五年新增城镇就业40万人", "五年来年均新增城镇就业8万人", "生产总值增长5%"
    >>> bounds = [bind(text, 0, len(text)).bounds[0] for text in texts]
    >>> [timed(bound, 2021, 2025).cumulated for bound in bounds]
    [True, False, True]
    >>> timed(bounds[2], 2025, 2025).base
    (2024, 2024)
    """
    says, measure = bound.gap.says, bound.measure
    each = not says.isdisjoint(("average", "steady"))
    adds = measure in ("level", "growth", "change") or "of_sum" in says
    base = (0, 0)
    if measure in _COUNTED_FROM:
        stated = _base_years(bound.gap.other_base)
        base = stated if 0 < stated[1] < first else (first - 1, first - 1)
    return Time(first, last, first < last and adds and not each, base)


_COUNTED_FROM = ("growth", "growth_avg", "change")


def _base_years(words: str) -> Years:
    """Return the years that a change is counted from, zeros if the words name none."""
    if not words:
        return 0, 0
    if year := re.search(r"\d{4}", words):
        return int(year.group()), int(year.group())
    plan = cued(rf"({NUMERAL}{{1,2}})五”?(?:(?P<end>{{plan_end}})|{{during}}?$)").search(words)
    if not plan:
        return 0, 0
    first, last = plan_years(plan[1])
    return (last, last) if plan["end"] else (first, last)


def _level_year(words: str, time: _Years) -> int:
    """Return the year of a number that another is counted from: 比上年执行数51亿元."""
    before = cued(r"{year_before}{year_before_number}|^{year_before}$").search(words)
    return time.last - 1 if before else _base_years(words)[1]


def _start_year(bound: Bound, explicit: Period | None, frame: Frame, time: _Years) -> int:
    """Return the year of the first number of 从…到…."""
    if explicit and explicit.first == explicit.last and explicit.start > bound.subject_start:
        return explicit.last
    if explicit and explicit.first < explicit.last and cued(r"{plan_end}$").search(explicit.words):
        # 由“十三五”末的29.1亿元增长到50.1亿元; 固定资产投资由53.9亿元增长到69.3亿元
        return explicit.last
    if explicit and _from_to(explicit):
        return explicit.first
    if explicit and explicit.last != frame.last and time.status == "actual":
        return explicit.last - 1
    return (time.stretch[0] if frame.first != frame.last else frame.last) - 1
