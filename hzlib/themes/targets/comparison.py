"""Two plans: what the earlier aimed at, what came of it, what the later aims at."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hzlib import wording
from hzlib.evidence.sentence import Sentence, each, sentence
from hzlib.evidence.sources import Item
from hzlib.evidence.value import Missing, Value, counted
from hzlib.frames.rows import frame_of
from hzlib.frames.selection import by_period, label, ranked, series
from hzlib.themes.targets.outline import STATED

if TYPE_CHECKING:
    import pandas as pd

KEPT, CHANGED, DROPPED, NEW = "两期都有", "换了口径", "只在前一期", "只在后一期"
_Key = tuple[str, str]


@dataclass(frozen=True)
class Compared:
    """An indicator of two plans.

    Attributes
    ----------
    name, indicator, measure, unit, category, attribute : str
        What it is; ``unit`` is that of its later target, else of its outcome. Indicators that the
        table of main indicators does not have are without category and attribute.
    outcome, later : Value or Missing
        What came of the earlier plan; what the later plan aims at.
    outcome_said, later_said : Sentence
        The two as the document prints them, words too.
    outcome_period : str
        The year of the outcome.
    listed : bool
        Whether the table of main indicators has it.
    printed_unit : str
        The unit that the table prints.
    member : Item
        The earlier target, else the later one, as a member of a count.
    earlier : Value or Missing
        What the earlier plan aimed at.
    verdict : str
        What became of the earlier target.
    reason : Sentence
        What stands in the way of a verdict, if anything does.
    change : str
        `KEPT`, `CHANGED`, `DROPPED` or `NEW`.
    """

    name: str
    indicator: str
    measure: str
    unit: str
    category: str
    attribute: str
    outcome: Value | Missing
    later: Value | Missing
    outcome_said: Sentence
    later_said: Sentence
    outcome_period: str
    listed: bool
    printed_unit: str
    member: Item
    earlier: Value | Missing
    verdict: str = ""
    reason: Sentence = Sentence()
    change: str = ""


def comparison(
    data: "pd.DataFrame",
    table: "pd.DataFrame",
    pairs: "pd.DataFrame",
    place: str,
    earlier: str = "2025",
    later: str = "2030",
) -> "pd.DataFrame":
    """Return every indicator with its earlier target, its outcome and its later target.

    Parameters
    ----------
    data : DataFrame
        The facts (`hzlib.frames.facts.facts`).
    table : DataFrame
        The main indicators of the place's later plan (`main_indicators`); those of a plan that
        ends in another year are passed over.
    pairs : DataFrame
        Targets with their outcomes (`hzlib.frames.outcomes.outcomes`); the verdicts come from here.
    place : str
        The place.
    earlier, later : str, optional
        The years for which the two plans set their targets.

    Returns
    -------
    DataFrame
        The columns of `Compared`, the table's rows first.

    Examples
    --------
    >>> import hzlib as hz
    >>> data, table = hz.facts(reference=True), hz.themes.targets.main_indicators(hz.documents())
    >>> row = comparison(data, table, hz.outcomes(data), "杭州市").iloc[2]
    >>> str(row.earlier), str(row.outcome), str(row.later), row.verdict, row.change
    ('≥82%', '85%', '86%', '达到', '两期都有')
    """
    before, after = (_goals(data, pairs, place, year) for year in (earlier, later))
    rows = [_listed(row) for row in table.itertuples() if row.goal_period == later]
    listed = {(row.indicator, row.measure) for row in rows}
    for key in dict.fromkeys([*after, *before]):
        if key not in listed:
            rows.append(_stated(data, place, key, earlier, before.get(key), after.get(key)))
    asked = {(row.indicator, row.measure) for row in rows if row.later_said}
    return frame_of((_judged(row, before, asked, earlier) for row in rows), Compared)


def _goals(data: "pd.DataFrame", pairs: "pd.DataFrame", place: str, year: str) -> dict[_Key, Any]:
    """Return a year's targets as rows of `pairs`, of rival ones the one to show."""
    wanted = pairs[(pairs["region"] == place) & (pairs["period"] == year)]
    known = {pair.target.source: pair for pair in wanted.itertuples()}
    stated = data[[source in known for source in data["evidence"]]]
    best = ranked(stated).drop_duplicates(["indicator", "measure"])
    return {(row.indicator, row.measure): known[row.evidence] for row in best.itertuples()}


def _listed(row: Any) -> Compared:
    """Return a row of the table of main indicators."""
    known = [one.unit for one in (row.target, row.base) if isinstance(one, Value)]
    return Compared(
        row.name, row.indicator, row.measure, (known or [row.unit])[0], row.category, row.attribute,
        outcome=row.base,
        later=row.target,
        outcome_said=row.base_said,
        later_said=row.target_said,
        outcome_period=row.base_period,
        listed=True,
        printed_unit=row.unit,
        member=row.member,
        earlier=Missing.of(f"{row.name}的前一期目标"),
    )  # fmt: skip


def _stated(
    data: "pd.DataFrame", place: str, key: _Key, year: str, before: Any, after: Any
) -> Compared:
    """Return an indicator that only sentences have; ``before, after`` are its targets, if any."""
    name = label(*key)
    done = by_period(series(data, *key, place)).get(year)
    unit = (after or before).target.unit if after or not done else done.unit
    like = done is not None and done.unit == unit
    outcome = done if done is not None and like else Missing.of(f"{place}{year}年{name}")
    later = after.target if after else Missing.of(f"{name}的后一期目标")
    return Compared(
        name, *key, unit, category="", attribute="",
        outcome=outcome,
        later=later,
        outcome_said=_said(outcome),
        later_said=_said(later),
        outcome_period=year,
        listed=False,
        printed_unit="",
        member=_item(name, (after or before).target),
        earlier=Missing.of(f"{name}的前一期目标"),
    )  # fmt: skip


def _said(value: Value | Missing) -> Sentence:
    return sentence("{value:p}", value=value) if isinstance(value, Value) else Sentence()


def _item(name: str, value: Value) -> Item:
    return Item(f"{value.period}年{name}：目标{value:p}", value.source)


def _judged(row: Compared, before: dict[_Key, Any], asked: set[_Key], year: str) -> Compared:
    """Return a row with its earlier target and what became of it."""
    goal = before.get((row.indicator, row.measure))
    if goal is None:
        lost = {indicator for indicator, measure in before if (indicator, measure) not in asked}
        return replace(row, change=CHANGED if row.indicator in lost else NEW)
    if row.later_said:
        change = KEPT if goal.target.unit == row.unit else CHANGED
    else:
        change = CHANGED if row.indicator in {key[0] for key in asked} else DROPPED
    member = _item(row.name, goal.target)
    told = {"verdict": goal.verdict, "reason": goal.reason, "change": change}
    return replace(row, earlier=goal.target, member=member, **told)


# --- what follows from it -------------------------------------------------------------------------


@dataclass(frozen=True)
class Composition:
    """How many main indicators of a category and an attribute have a target with a number.

    Attributes
    ----------
    category, attribute : str
        Which indicators.
    stated, worded : Value
        How many have a target with a number, and how many one in words only.
    words : Sentence
        The targets in words.
    """

    category: str
    attribute: str
    stated: Value
    worded: Value
    words: Sentence


def composition(table: "pd.DataFrame") -> "pd.DataFrame":
    """Return how many indicators each category has, by attribute and by whether a number is set.

    An indicator that a merged cell splits in two counts once, as the table itself counts.

    Parameters
    ----------
    table : DataFrame
        What `main_indicators` returns.

    Returns
    -------
    DataFrame
        The columns of `Composition`.

    Examples
    --------
    >>> import hzlib as hz
    >>> table = hz.themes.targets.main_indicators(hz.documents())
    >>> [str(row.worded) for row in composition(table).itertuples()]
    ['0项', '0项', '2项', '0项', '5项', '0项']
    """
    once = table.drop_duplicates("number")
    rows = [
        _composition(category, attribute, list(group.itertuples()))
        for (category, attribute), group in once.groupby(["category", "attribute"], sort=False)
    ]
    return frame_of(rows, Composition)


def _composition(category: str, attribute: str, rows: list[Any]) -> Composition:
    worded = [row for row in rows if row.aim != STATED]
    every, told, words = (
        [row.member for row in some]
        for some in (rows, [row for row in rows if row.aim == STATED], worded)
    )
    noun = f"{category}类里{attribute}的主要指标，目标"
    return Composition(
        category,
        attribute,
        counted(told, "项", f"{noun}有数字的", among=every),
        counted(words, "项", f"{noun}只有文字的", among=every),
        each(worded, "{name}：{target_said}"),
    )


@dataclass(frozen=True)
class Normalised:
    """Both plans' targets as per cent of the outcome between them.

    Attributes
    ----------
    name, category : str
        The indicator; with the year of the outcome if that is another one than `earlier`.
    outcome : Value
        The outcome in its unit.
    earlier, later : Value or Missing
        The targets as per cent of the outcome.
    member : Item
        The indicator with its outcome, as a member of a count.
    """

    name: str
    category: str
    outcome: Value
    earlier: Value | Missing
    later: Value | Missing
    member: Item


def normalised(compared: "pd.DataFrame", earlier: str = "2025") -> "pd.DataFrame":
    """Return the targets of both plans as per cent of the outcome between them.

    Only rows whose outcome is a plain number; so different units can be compared.

    Parameters
    ----------
    compared : DataFrame
        What `comparison` returns.
    earlier : str, optional
        The last year of the earlier plan.

    Returns
    -------
    DataFrame
        The columns of `Normalised`, the largest later target first.

    Examples
    --------
    >>> import hzlib as hz
    >>> data, table = hz.facts(reference=True), hz.themes.targets.main_indicators(hz.documents())
    >>> rows = normalised(comparison(data, table, hz.outcomes(data), "杭州市"))
    >>> str(rows.later.iloc[0]), rows.later.iloc[0].source.text
    ('149.3%', '5,000 ÷ 3,350 × 100')
    """
    rows = _normalised(compared.itertuples(), earlier)
    return frame_of(sorted(rows, key=_later, reverse=True), Normalised)


def _later(row: Normalised) -> float:
    return row.later.number if isinstance(row.later, Value) else float("-inf")


def _normalised(rows: Iterable[Any], year: str) -> Iterable[Normalised]:
    for row in rows:
        outcome = row.outcome
        plain = isinstance(outcome, Value) and outcome.bound in ("=", "~") and outcome.number
        if not plain or row.measure == "growth":
            continue
        earlier, later = (_index(one, outcome) for one in (row.earlier, row.later))
        if isinstance(earlier, Value) or isinstance(later, Value):
            when = row.outcome_period
            item = Item(f"{when}年{row.name}：{outcome}", outcome.source)
            name = row.name if when == year else f"{row.name}（{when}年结果）"
            yield Normalised(name, row.category, outcome, earlier, later, item)


def _index(target: Value | Missing, outcome: Value) -> Value | Missing:
    if isinstance(target, Value) and target.unit != outcome.unit:
        return Missing.of(f"单位是{outcome.unit}的目标")
    return (target / outcome).percent(1)


@dataclass(frozen=True)
class Change:
    """An indicator's change a year.

    Attributes
    ----------
    name, indicator : str
        The indicator.
    unit : str
        The unit of the changes: ``%`` of growth, or the indicator's own (``pp`` of per cents).
    planned, achieved, next : Value or Missing
        What the earlier plan asked for, what came of it, what the later plan asks for.
    """

    name: str
    indicator: str
    unit: str
    planned: Value | Missing
    achieved: Value | Missing
    next: Value | Missing


def ambition(
    data: "pd.DataFrame",
    compared: "pd.DataFrame",
    place: str,
    start: str = "2020",
    middle: str = "2025",
    end: str = "2030",
) -> "pd.DataFrame":
    """Return the change a year that was planned, that came, and that is planned next.

    Amounts and counts change by per cent a year, rates, ratios and years of life by their own unit
    a year.

    Parameters
    ----------
    data, compared : DataFrame
        The common frame and what `comparison` returns.
    place : str
        The place.
    start, middle, end : str, optional
        The year before the earlier plan and the two plans' last years.

    Returns
    -------
    DataFrame
        The columns of `Change`; one row for each indicator with a later target to reckon with.

    Examples
    --------
    >>> import hzlib as hz
    >>> data, table = hz.facts(reference=True), hz.themes.targets.main_indicators(hz.documents())
    >>> compared = hz.themes.targets.comparison(data, table, hz.outcomes(data), "杭州市")
    >>> row = ambition(data, compared, "杭州市").iloc[0]
    >>> row["name"], str(row.next), row.next.source.text
    ('全员劳动生产率', '3.41%', '((35 ÷ 29.6) ^ (1 ÷ 5) − 1) × 100')
    """
    reckoned = (
        _change(data, row, place, start, middle, end)
        for row in compared.itertuples()
        if row.measure not in ("growth", "change")
    )
    return frame_of((one for one in reckoned if isinstance(one.next, Value)), Change)


def _change(
    data: "pd.DataFrame", row: Any, place: str, start: str, middle: str, end: str
) -> Change:
    unit = wording.change_unit(row.unit)
    own = unit != "%"
    first: Value | Missing = Missing.of(f"{place}{start}年{row.name}")
    if row.indicator:
        known = by_period(series(data, row.indicator, row.measure, place, plain=True))
        first = known.get(start, first)
    outcome = row.outcome
    # An outcome of another year, or one that is only a bound, cannot be reckoned with.
    if outcome.period != middle or outcome.bound not in ("=", "~"):
        outcome = Missing.of(f"{place}{middle}年{row.name}")
    past, coming = int(middle) - int(start), int(end) - int(middle)
    return Change(
        row.name,
        row.indicator,
        unit,
        planned=_yearly(first, row.earlier, past, own),
        achieved=_yearly(first, outcome, past, own),
        next=_yearly(outcome, row.later, coming, own),
    )


def _yearly(begin: Value | Missing, aim: Value | Missing, years: int, own: bool) -> Value | Missing:
    if isinstance(begin, Missing) or isinstance(aim, Missing):
        return begin + aim
    if begin.unit != aim.unit or not (own or begin > 0):
        return Missing.of("单位相同、可以相比的两个数")
    return round((aim - begin) / years, 2) if own else ((aim / begin) ** (1 / years) - 1).percent(2)
