"""Targets and what became of them: each target beside the later statement that answers it.

Only like is set beside like: the same indicator, measure, region and period. What the documents
leave open stays open and is listed with the reason.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hzlib import lookups, wording
from hzlib.errors import HzError
from hzlib.evidence import interval as intervals
from hzlib.evidence.basis import counted_apart, measured, revised_between
from hzlib.evidence.clause import words_of
from hzlib.evidence.interval import Interval, exact, step
from hzlib.evidence.sentence import Sentence, joined, sentence
from hzlib.evidence.sources import FactSource, Item
from hzlib.evidence.value import Missing, Value, assumed, both_ends, caution, total
from hzlib.extraction.shortfalls import Shortfall, shortfalls
from hzlib.frames.rows import frame_of
from hzlib.frames.selection import Row, label, name, passed_rows, ranked_rows
from hzlib.lookups import Comparability
from hzlib.text.corpus import Document
from hzlib.text.places import COUNTRY, counties, province

if TYPE_CHECKING:
    import pandas as pd


# --- one target against one outcome ---------------------------------------------------------------

MET, MISSED, UNLIKE, NO_ANSWER, DUE = "达到", "未达到", "不可比", "无结果", "未到期"
REPORTED = "报告称未达到"  # in words of a report, without a figure that could be compared
VERDICTS = (MET, MISSED, UNLIKE, REPORTED, NO_ANSWER, DUE)
_VAGUE = {"=": "目标在结果的舍入误差以内", "~": "结果仅表述为“左右”，目标在其容许幅度以内"}


@dataclass(frozen=True)
class Goal:
    """A target: at least its number (direction up) or at most (direction down).

    The target of a range has the bound ``..`` and the number of the range's worse end.
    """

    indicator: str
    measure: str
    region: str
    period: str
    target: Value
    doc: str
    direction: str

    @staticmethod
    def of(rows: Sequence[Row], direction: str) -> "Goal":
        """Return the target that one source's statements of it make up, the plainest first."""
        best = rows[0]
        low, high = (
            next((row for row in rows if row["bound"] == sign), None) for sign in (">=", "<=")
        )
        target = Value.of(best)
        if best["bound"] in (">=", "<="):
            if low and high and low["value"] < high["value"]:
                best = low if direction == "up" else high
                whole = f"{low['text']}—{high['text']}"
                target = replace(Value.of(best), bound="..", printed=whole)
            else:
                direction = "up" if best["bound"] == ">=" else "down"
        key = {name: best[name] for name in ("indicator", "measure", "region", "period", "doc")}
        return Goal(**key, target=target, direction=direction)

    def limit(self, about: float) -> Fraction:
        """Return the worst outcome that meets the target; 左右 reaches ``about`` of the number."""
        number = exact(self.target.number)
        slack = abs(number) * exact(about) if self.target.bound == "~" else Fraction(0)
        return number + (-slack if self.direction == "up" else slack)

    def limit_words(self, about: float) -> Sentence:
        """Return in words how far 左右 reaches and where that leads; nothing if it is not said."""
        if self.target.bound != "~":
            return Sentence()
        reach = assumed(float(exact(about) * 100), "%", "“左右”类目标的容许幅度", "about")
        slack = abs(self.target) * reach / 100
        limit = self.target - slack if self.direction == "up" else self.target + slack
        words = "文件未载明“左右”的容许幅度，设定为目标值的{reach}，界限为{limit}"
        return sentence(words, reach=reach, limit=limit.having(self.target.unit))


@dataclass(frozen=True)
class Answer:
    """A figure that answers a target.

    Attributes
    ----------
    value : Value
        The figure.
    doc : str
        Where it stands.
    interval : Interval, optional
        What it can be, where its print does not tell.
    note, unlike : Sentence
        How it came about; why it must not be compared.
    """

    value: Value
    doc: str
    interval: Interval | None = None
    note: Sentence = Sentence()
    unlike: Sentence = Sentence()


def judged(goal: Goal, answer: Answer, about: float) -> tuple[str, Sentence]:
    """Return the verdict on a target, and its reason or what stands in the way.

    Parameters
    ----------
    goal : Goal
        The target.
    answer : Answer
        What came of it.
    about : float
        How far 左右 reaches, as a share of the number.

    Examples
    --------
    >>> three, less = (assumed(number, "%", "涨幅", "cpi") for number in (3, 0.2))
    >>> goal = Goal("cpi", "level", "某市", "2023", three, "a", "down")
    >>> judged(goal, Answer(less, "b"), 0.05)[0]
    '达到'
    """
    value, target = answer.value, goal.target
    if answer.unlike:
        return UNLIKE, answer.unlike
    if value.unit != target.unit:
        return UNLIKE, Sentence((f"目标的单位为{target.unit}，结果的单位为{value.unit}",))
    sign = 1 if goal.direction == "up" else -1
    reach, limit = _reach(goal, answer, about), sign * goal.limit(about)
    worst: Fraction | float
    best: Fraction | float
    worst, best = sorted((sign * reach.low, sign * reach.high))
    if value.bound in (">=", "<="):
        # A bound leaves the side open to which it points.
        opens_up = value.bound == (">=" if sign == 1 else "<=")
        worst, best = (worst, math.inf) if opens_up else (-math.inf, best)
    if worst >= limit or best < limit:
        notes = joined("；", filter(None, [goal.limit_words(about), answer.note]))
        return MET if worst >= limit else MISSED, notes
    # What is derived is an about by rounding, not by 左右.
    vague = "=" if answer.interval is not None else value.bound
    return UNLIKE, Sentence((_VAGUE.get(vague, "结果只给出界限，无法判断是否达到"),))


def _reach(goal: Goal, answer: Answer, about: float) -> Interval:
    """Return what the outcome can be, by its 左右 or by a print coarser than the target's."""
    if answer.interval is not None:
        return answer.interval
    value, number = answer.value, exact(answer.value.number)
    if value.bound == "~":
        slack = abs(number) * exact(about)
    else:
        coarse = step(value.printed, value.number) / 2
        fine = step(goal.target.printed, goal.target.number) / 2
        near = abs(number - exact(goal.target.number)) < coarse
        # A figure printed as finely as the target is taken at its word.
        slack = coarse if coarse > fine and near else Fraction(0)
    return Interval(number - slack, number + slack)


# --- outcomes that follow from levels -------------------------------------------------------------


@dataclass(frozen=True)
class _Level:
    value: Value
    doc: str

    @property
    def interval(self) -> Interval:
        return self.value.interval


_RATIOS = ("growth", "growth_avg")
_Levels = dict[str, _Level]
_Made = tuple[Value, Interval, list[_Level]] | None


def derived(goal: Goal, known: Sequence[Row], nature: Comparability) -> Answer | None:
    """Return the answer to a target that follows from levels, or None.

    Growth follows from the levels of two years, average growth from the levels at both ends, an
    increase from two levels, the amount of several years from the years' amounts. Growth that is
    reckoned in constant prices or in a changing scope does not follow from levels as printed: the
    figure is given, with ``unlike`` saying why it must not be compared.

    Parameters
    ----------
    goal : Goal
        The target that lacks an outcome.
    known : sequence of mapping
        Rows of the common frame, of the target's indicator and place, that are no targets.
    nature : Comparability
        How the indicator may be compared.
    """
    if goal.measure not in _WAYS:
        return None
    rows = [row for row in known if row["measure"] == "level" and row["bound"] == "="]
    levels = {
        row["period"]: _Level(Value.of(row), row["doc"]) for row in reversed(ranked_rows(rows))
    }
    made = _WAYS[goal.measure](goal, levels, nature)
    if made is None:
        return None
    value, interval, used = made
    fine = _fine(value, interval)
    # Growth is an about if rounding leaves more of it open than of the target.
    width = step(goal.target.printed, goal.target.number)
    rough = goal.measure in _RATIOS and interval.high - interval.low > width
    value = replace(value.having(goal.target.unit, fine), period=goal.period,
                    bound="~" if rough else value.bound)  # fmt: skip
    docs = "；".join(dict.fromkeys(one.doc for one in used))
    note = _spread(value, interval, used) if rough else sentence("由水平推算")
    return Answer(value, docs, interval, note, _unlike(goal, nature, value))


def _spread(value: Value, interval: Interval, used: list[_Level]) -> Sentence:
    """Return from where to where a figure may lie that was derived of rounded levels."""
    parts = [Item(f"{one.value:p}", one.value.source) for one in used]
    formula = getattr(value.source, "text", "")
    ends = "，".join(f"{one.value:p}为{one.interval}" for one in used)
    low, high = both_ends(
        interval, "推算", f"{formula}；各水平取舍入区间的一端（{ends}），求得结果的{{end}}值",
        value.unit, parts,
        (value.digits or 0) + 1,
    )  # fmt: skip
    return sentence("由水平推算，计入水平的舍入误差，为{low}至{high}", low=low, high=high)


def _fine(value: Value, interval: Interval) -> int:
    """Return how many decimals a derived figure shows: none finer than what rounding leaves open.

    Examples
    --------
    >>> from hzlib.evidence.value import assumed
    >>> patents = assumed(30.137, "%", "增速", "growth")
    >>> _fine(patents, Interval(exact(28.6), exact(31.7)))
    0
    >>> _fine(patents, Interval(exact(30.09), exact(30.19)))
    1
    """
    width = float(interval.high - interval.low)
    most = next((digits for digits in range(_DECIMALS) if 10**-digits <= width), _DECIMALS)
    return _decimals(value.number, most)


def _decimals(number: float, most: int = 9) -> int:
    return len(wording.plain(number, most).partition(".")[2])


_DECIMALS = 2


def _unlike(goal: Goal, nature: Comparability, value: Value) -> Sentence:
    words = {
        "constant": "仅能由现价水平推算为{value}，增速目标按不变价格计算，口径不同",
        "adjusted": "仅能由水平推算为{value}，增速目标按可比口径计算，口径不同",
    }.get(nature.prices)
    if goal.measure in ("growth", "growth_avg") and words is not None:
        return sentence(words, value=value)
    apart = caution(value)
    words = "只能由水平推算为{value}，{apart}"
    return sentence(words, value=value, apart=apart) if apart else Sentence()


def _both(levels: _Levels, first: int, last: int) -> tuple[_Level, _Level] | None:
    before, after = levels.get(str(first)), levels.get(str(last))
    if before is None or after is None or before.value.unit != after.value.unit:
        return None
    return before, after


def _growth(goal: Goal, levels: _Levels, nature: Comparability) -> _Made:
    year = int(goal.period) if goal.period.isdigit() else 0
    used = _both(levels, year - 1, year)
    if not used or (nature.kind == "rate" and nature.prices == "none"):
        return None
    before, after = used
    interval = (after.interval / before.interval).times(100).plus(-100)
    return (after.value / before.value - 1).percent(), interval, [after, before]


def _average(goal: Goal, levels: _Levels, _: Comparability) -> _Made:
    first, last = _years(goal.period)
    used = _both(levels, first - 1, last)
    if not used or first >= last:
        return None
    before, after = used
    years = last - first + 1
    ratio = after.interval / before.interval
    # A root is irrational; twelve digits are far finer than what is printed.
    low, high = (
        exact(round(100 * float(end) ** (1 / years) - 100, 12)) for end in (ratio.low, ratio.high)
    )
    value = ((after.value / before.value) ** (1 / years) - 1).percent()
    return value, Interval(low, high), [after, before]


def _change(goal: Goal, levels: _Levels, _: Comparability) -> _Made:
    first, last = _years(goal.period)
    used = _both(levels, first - 1, last)
    if not used or goal.target.unit not in (used[0].value.unit, "pp"):
        return None
    before, after = used
    return after.value - before.value, after.interval - before.interval, [after, before]


def _sum(goal: Goal, levels: _Levels, nature: Comparability) -> _Made:
    first, last = _years(goal.period)
    found = [levels.get(str(year)) for year in range(first, last + 1)]
    used = [one for one in found if one and one.value.unit == goal.target.unit]
    one_sum = nature.kind == "flow" and first < last and not goal.target.each
    if not one_sum or len(used) != len(found):
        return None
    return total(one.value for one in used), intervals.total(one.interval for one in used), used


_WAYS: dict[str, Callable[[Goal, _Levels, Any], _Made]] = {
    "growth": _growth, "growth_avg": _average, "change": _change, "level": _sum,
}  # fmt: skip


def _years(period: str) -> tuple[int, int]:
    first, _, last = period.partition("-")
    return int(first), int(last or first)


# --- targets with their outcomes ------------------------------------------------------------------

KEY = ("indicator", "measure", "region", "period")


@dataclass(frozen=True)
class Pair:
    """A target and what became of it.

    Attributes
    ----------
    indicator, measure, region, period : str
        What the target is of.
    name : str
        The indicator's name.
    target : Value
        The target; of a range the worse end, with the bound ``..``.
    target_doc : str
        The document, or the title of the reference, that sets it.
    outcome : Value or Missing
        What came of it; of status ``derived`` where it follows from levels.
    outcome_doc : str
        Where that stands; empty if nowhere.
    gap : Value or Missing
        Outcome less target; missing where the two are not alike.
    verdict : str
        One of `VERDICTS`.
    reason : Sentence
        What stands in the way, or what the verdict rests on, if anything does.
    """

    indicator: str
    measure: str
    region: str
    period: str
    name: str
    target: Value
    target_doc: str
    outcome: Value | Missing
    outcome_doc: str
    gap: Value | Missing
    verdict: str
    reason: Sentence


def outcomes(
    data: "pd.DataFrame",
    about: float = 0.05,
    horizon: Mapping[str, str] | None = None,
    documents: Iterable[Document] | None = None,
) -> "pd.DataFrame":
    """Return every target with its outcome, one row a target.

    An outcome has the target's indicator, measure, region and period. Achieved figures come
    before expected ones, those of the documents before the reference's, plain numbers before
    bounds, finer ones before coarser; the first that decides is taken. Where nobody states the
    outcome it is derived from levels if the indicator allows it (see `derived`).

    Parameters
    ----------
    data : DataFrame
        The facts (`hzlib.frames.facts.facts`).
    about : float, optional
        How far 左右 reaches, as a share of the number: 0.05 lets 7%左右 begin at 6.65%.
    horizon : mapping of str to str, optional
        The last year of which anything is known, by place; of these facts if it is not given.
    documents : iterable of Document, optional
        Those in which a report may say of a target that it was not reached; those of these facts
        if they are not given.

    Returns
    -------
    DataFrame
        The fields of `Pair`, in the order of ``data``.

    Examples
    --------
    >>> from hzlib.frames.facts import facts
    >>> pairs = outcomes(facts(reference=True))
    >>> wanted = (pairs.indicator == "fai") & (pairs.region == "杭州市") & (pairs.period == "2023")
    >>> pair = pairs[wanted].iloc[0]
    >>> str(pair.target), str(pair.outcome), str(pair.gap), pair.verdict
    ('6%', '2.8%', '−3.2个百分点', '未达到')
    """
    horizon = horizons(data) if horizon is None else horizon
    # As mappings: for frames of a few rows pandas' own machinery takes ten times as long.
    known: dict[tuple[str, str], list[dict[Any, Any]]] = {}
    for row in data[data["status"] != "target"].to_dict("records"):
        known.setdefault((row["region"], row["indicator"]), []).append(row)
    for rows in known.values():
        for row, old in zip(rows, passed_rows(rows), strict=True):
            row["passed"] = old
    pairs = [
        _pair(goal, known.get((goal.region, goal.indicator), ()), horizon, about)
        for goal in goals(data)
    ]
    if documents is None:
        documents = dict.fromkeys(
            one.document for one in data["evidence"] if isinstance(one, FactSource)
        )
    # Texts are looked through only where figures leave a target open.
    said = _said(_asked([pair for pair in pairs if _is_open(pair)], data), documents)
    return frame_of((_reported(pair, said) for pair in pairs), Pair)


def _is_open(pair: Pair) -> bool:
    return pair.verdict in (NO_ANSWER, UNLIKE) and not isinstance(pair.outcome, Value)


_Said = dict[tuple[str, str, str], list[tuple[Document, Shortfall]]]
_Asked = dict[str, dict[str, int]]


def _said(asked: _Asked, documents: Iterable[Document]) -> _Said:
    """Return what texts say fell short, by indicator, region and period.

    Parameters
    ----------
    asked : mapping
        Of which places documents are looked through: for the targets of which documents, and of
        these from which year on. A document says nothing of what became of its own targets.
    documents : iterable of Document
    """
    found: _Said = {}
    for one in documents if asked else ():
        years = (year for id, year in asked.get(one.place, {}).items() if id != one.id)
        first = min(years, default=0)
        for short in shortfalls(one) if first and first <= (one.year or first) else ():
            found.setdefault((short.indicator, short.region, short.period), []).append((one, short))
    return found


def _asked(pairs: Sequence[Pair], data: "pd.DataFrame") -> _Asked:
    """Return whose documents may say of targets that they were missed, and of which targets.

    They are those of the place, of the places that it lies in, and of those that tell of it.
    """
    around = {region: {region, "", *_above(region)} for region in {one.region for one in pairs}}
    for region, source in zip(data["region"], data["evidence"], strict=True):
        if region in around and isinstance(source, FactSource):
            around[region].add(source.document.place)
    found: _Asked = {}
    for pair in pairs:
        year = int(pair.period[:4])
        for place in around[pair.region]:
            years = found.setdefault(place, {})
            years[pair.target_doc] = min(years.get(pair.target_doc, year), year)
    return found


def _above(region: str) -> set[str]:
    """Return the places that a place lies in, as far as the lists of places know them."""
    within = counties().get(region, frozenset())
    return {COUNTRY, *within, *(province(one) for one in (region, *within))} - {""}


def _reported(pair: Pair, said: _Said) -> Pair:
    """Return a pair without a verdict with that of a report that states no figure, if one does."""
    if not _is_open(pair):
        return pair
    for document, short in said.get((pair.indicator, pair.region, pair.period), ()):
        if short.measure in ("", pair.measure) and document.id != pair.target_doc:
            words = words_of(document, *short.clause)
            if short.name[0] >= short.clause[1]:
                words += "：……" + document.text[slice(*short.name)].strip("“”")
            told = sentence("《{title}》称“{words}”", title=document.title, words=words)
            return replace(pair, verdict=REPORTED, outcome_doc=document.id, reason=told)
    return pair


def goals(data: "pd.DataFrame") -> list[Goal]:
    """Return the targets of the common frame, each once.

    A target that one source states twice counts once, as the plainest statement; the two ends of
    a range (5%—5.5%) are one target.
    """
    stated: dict[tuple[Any, ...], list[Row]] = {}
    for row in data[data["status"] == "target"].to_dict("records"):
        stated.setdefault(tuple(row[name] for name in (*KEY, "origin", "doc")), []).append(row)
    return [
        Goal.of(ranked_rows(rows, "status"), nature(rows[0]["indicator"]).direction)
        for rows in stated.values()
    ]


def nature(indicator: str) -> lookups.Comparability:
    """Return how an indicator may be compared: its row of ``data/etc/comparability.csv``.

    Raises
    ------
    HzError
        If the file has no row for the indicator.

    Examples
    --------
    >>> nature("gdp").prices, nature("pm25").direction
    ('constant', 'down')
    """
    found = lookups.comparability().get(indicator)
    if found is None:
        raise HzError(
            "comparability.csv: the indicator {indicator} is missing",
            "add a row that says how it can be compared",
            indicator=indicator,
        )
    return found


def horizons(data: "pd.DataFrame") -> dict[str, str]:
    """Return the last year of which anything is known, by place."""
    known = data[data["status"] != "target"]
    return known.assign(last=known["period"].str[-4:]).groupby("region")["last"].max().to_dict()


def is_due(period: str, horizon: Mapping[str, str]) -> bool:
    """Tell whether anything is known of the year in which a target ends, of whatever place.

    Examples
    --------
    >>> known = {"甲市": "2025", "乙区": "2023"}
    >>> is_due("2024", known), is_due("2021-2025", known), is_due("2026", known)
    (True, True, False)
    """
    return period[-4:] <= max(horizon.values(), default="")


def _pair(goal: Goal, known: Sequence[Row], horizon: Mapping[str, str], about: float) -> Pair:
    same = [row for row in known if row["period"] == goal.period]
    like = ranked_rows([row for row in same if row["measure"] == goal.measure], "status")
    base = _base(goal, known)
    stated = [(_answer(goal, row, base), row["passed"]) for row in like]
    # A milestone that an earlier year had passed is an answer only if it decides.
    answers = [one for one, old in stated if not old or judged(goal, one, about)[0] != UNLIKE]
    if not answers and known:
        made = derived(goal, known, nature(goal.indicator))
        answers = [made] if made else []
    verdicts = [judged(goal, answer, about) for answer in answers]
    # The first answer that decides is taken, else the first.
    best = min(range(len(answers)), key=lambda n: verdicts[n][0] == UNLIKE, default=None)
    answer = None if best is None else answers[best]
    verdict, reason = _silence(goal, same, horizon) if best is None else verdicts[best]
    called = label(goal.indicator, goal.measure, goal.target.unit)
    what = f"{goal.region}{wording.period(goal.period)}{called}"
    outcome = answer.value if answer else Missing.of(what)
    return Pair(
        goal.indicator, goal.measure, goal.region, goal.period, name(goal.indicator),
        target=goal.target,
        target_doc=goal.doc,
        outcome=outcome,
        outcome_doc=answer.doc if answer else "",
        # A difference of what is not alike would say nothing.
        gap=Missing.of(f"{what}可比的结果") if verdict == UNLIKE else _gap(outcome, goal.target),
        verdict=verdict,
        reason=reason,
    )  # fmt: skip


def _gap(outcome: Value | Missing, target: Value) -> Value | Missing:
    """Return outcome less target, no finer than the outcome."""
    gap = against(outcome, target, lambda result, limit: result - limit)
    if isinstance(gap, Missing) or isinstance(outcome, Missing) or outcome.digits is None:
        return gap
    bound = "~" if outcome.bound == "~" else gap.bound
    return replace(gap, digits=max(outcome.digits, _decimals(target.number)), bound=bound)


def against(
    outcome: Value | Missing,
    target: Value,
    reckon: Callable[[Value | Missing, Value], Value | Missing],
) -> Value | Missing:
    """Return what is reckoned of an outcome and a target, of a target 以上 with its limit.

    Examples
    --------
    >>> from hzlib.evidence.value import assumed
    >>> floor = replace(assumed(40, "亿元", "目标", "a"), bound=">=")
    >>> str(against(assumed(50, "亿元", "结果", "b"), floor, lambda result, limit: result / limit))
    '1.25'
    """
    limit = replace(target, bound="=")
    made = reckon(outcome, limit)
    if isinstance(made, Missing):
        return made
    source: Any = made.source
    parts = tuple(target if part == limit else part for part in source.parts)
    return replace(made, source=replace(source, parts=parts))


_GOING_ON = ("level", "share")


def _base(goal: Goal, known: Sequence[Row]) -> Value | None:
    """Return the last result that a target sets out from, where it says not how much it counts.

    What each year counts anew, and growth, go on from no earlier figure.
    """
    if goal.measure not in _GOING_ON or lookups.indicators()[goal.indicator].anew:
        return None
    asked = (goal.doc, goal.measure)
    rows = [row for row in known
            if (row["doc"], row["measure"]) == asked and row["period"] < goal.period]  # fmt: skip
    own = measured(goal.target.source)
    return Value.of(rows[-1]) if rows and own and not own.basis.scope else None


def _answer(goal: Goal, row: Any, base: Value | None) -> Answer:
    """Return a stated figure as the answer to a target, with what sets the two apart."""
    pair = goal.target.source, row["evidence"], "目标", "结果"
    apart = counted_apart(*pair)
    if base and not apart:
        called = f"目标所在文件{wording.period(base.period)}的数"
        apart = counted_apart(base.source, row["evidence"], called, "结果")
    unlike, note = (Sentence((said,) if said else ()) for said in (apart, revised_between(*pair)))
    return Answer(Value.of(row), row["doc"], note=note, unlike=unlike)


def _silence(goal: Goal, same: Sequence[Row], horizon: Mapping[str, str]) -> tuple[str, Sentence]:
    """Return the verdict on a target of which no outcome is known."""
    if not is_due(goal.period, horizon):
        return DUE, sentence("期限在所收文件之后")
    old = [row for row in same if row["passed"] and row["measure"] == goal.measure]
    limits = joined("、", (
        sentence("{value:p}（此前年份已越过的界限）", value=Value.of(row)) for row in old
    ))  # fmt: skip
    same = [row for row in same if not row["passed"]]
    if not same and old:
        return NO_ANSWER, sentence("所收文件只给出{limits}", limits=limits)
    if not same:
        silent = goal.period[-4:] > horizon.get(goal.region, "")
        lacking = f"{goal.region}{goal.period[-4:]}年的数" if silent else "结果"
        return NO_ANSWER, Sentence((f"所收文件未载明{lacking}",))
    others: dict[str, Row] = {}
    for row in same:
        others.setdefault(row["measure"], row)
    said = joined("、", (
        sentence(
            "{what}（{value:p}）", what=label(goal.indicator, row["measure"], row["unit"]),
            value=Value.of(row),
        )
        for row in others.values()
    ))  # fmt: skip
    asked = wording.measure(goal.measure, goal.target.unit, goal.indicator)
    if old:
        words = "同期只给出{said}，{asked}只给出{limits}"
        return UNLIKE, sentence(words, said=said, asked=asked, limits=limits)
    return UNLIKE, sentence("同期只给出{said}，未给出{asked}", said=said, asked=asked)
