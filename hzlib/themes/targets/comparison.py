"""Two plans: what the earlier aimed at, what came of it, what the later aims at."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hzlib import lookups, wording
from hzlib.evidence.basis import counted_apart
from hzlib.evidence.sentence import Sentence, each, sentence
from hzlib.evidence.sources import Item
from hzlib.evidence.value import Missing, Value, caution, counted, when
from hzlib.frames.outcomes import DUE, MET, MISSED, NO_ANSWER, REPORTED, UNLIKE
from hzlib.frames.rows import frame_of
from hzlib.frames.selection import by_period, label, ranked, results, series
from hzlib.themes.targets.outline import STATED, Plan

if TYPE_CHECKING:
    import pandas as pd

KEPT, CHANGED, DROPPED, NEW = "两期均有", "口径有变", "只在前一期", "只在后一期"
OTHERWISE = "另一类数"  # of the same indicator, a level here and a share there
_VERDICTS = {
    "met": (MET,), "missed": (MISSED,), "unlike": (UNLIKE,), "reported": (REPORTED,),
    "none": (NO_ANSWER, DUE),
}  # fmt: skip
_SMALL = 0.05  # below it a change a year shows a third decimal
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
        `KEPT`, `CHANGED`, `OTHERWISE`, `DROPPED` or `NEW`.
    expected : bool
        Whether the verdict rests on an outcome that was told before its year was over.
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
    expected: bool = False


def comparison(
    data: "pd.DataFrame",
    table: "pd.DataFrame",
    pairs: "pd.DataFrame",
    place: str,
    plan: Plan,
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
    plan : Plan
        The years for which the two plans set their targets.

    Returns
    -------
    DataFrame
        The columns of `Compared`, the table's rows first.

    Examples
    --------
    >>> import hzlib as hz
    >>> data, table = hz.facts(reference=True), hz.themes.targets.main_indicators(hz.documents())
    >>> plan = hz.themes.targets.plan(hz.documents(), "杭州市")
    >>> row = comparison(data, table, hz.outcomes(data), "杭州市", plan).iloc[2]
    >>> str(row.earlier), str(row.outcome), str(row.later), row.verdict, row.change
    ('≥82%', '85%', '86%', '达到', '两期均有')
    """
    before, after = (_goals(data, pairs, place, year) for year in (plan.earlier, plan.later))
    rows = [_listed(row) for row in table.itertuples() if row.goal_period == plan.later]
    listed = {(row.indicator, row.measure) for row in rows}
    for key in dict.fromkeys([*after, *before]):
        if key not in listed:
            rows.append(_stated(data, place, key, plan.earlier, before.get(key), after.get(key)))
    asked = {(row.indicator, row.measure) for row in rows if row.later_said}
    return frame_of((_judged(row, before, asked) for row in rows), Compared)


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
    done = by_period(results(data, *key, place)).get(year)
    if done is None and before is not None and before.verdict in (MET, MISSED):
        done = before.outcome
    unit = (after or before).target.unit if after or not done else done.unit
    name = label(*key, unit)
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


def _item(name: str, target: Value, outcome: Value | Missing | None = None) -> Item:
    told = f"{target.period}年{name}：目标{target:p}"
    if isinstance(outcome, Value):
        told += f"，结果{outcome:p}{when(outcome, period=False)}"
    return Item(told, target.source)


def _judged(row: Compared, before: dict[_Key, Any], asked: set[_Key]) -> Compared:
    """Return a row with its earlier target and what became of it."""
    goal = before.get((row.indicator, row.measure))
    if goal is None:
        lost = {indicator for indicator, measure in before if (indicator, measure) not in asked}
        return replace(row, change=OTHERWISE if row.indicator in lost else NEW)
    if row.later_said:
        alike = goal.target.unit == row.unit and not _apart(goal.target, row.later)
        change = KEPT if alike else CHANGED
    else:
        change = OTHERWISE if row.indicator in {key[0] for key in asked} else DROPPED
    member = _item(row.name, goal.target, goal.outcome)
    told = {"verdict": goal.verdict, "reason": goal.reason, "change": change}
    expected = goal.verdict in (MET, MISSED) and goal.outcome.status == "estimate"
    return replace(row, earlier=goal.target, member=member, expected=expected, **told)


# --- what follows from it -------------------------------------------------------------------------


def tally(compared: "pd.DataFrame") -> dict[str, Value]:
    """Return how many earlier targets were met, missed, are unlike their outcome, or have none.

    Examples
    --------
    >>> import hzlib as hz
    >>> theme, data = hz.themes.targets, hz.facts(reference=True)
    >>> plan = theme.plan(hz.documents(), "杭州市")
    >>> compared = theme.comparison(
    ...     data, theme.main_indicators(plan.documents), hz.outcomes(data), "杭州市", plan
    ... )
    >>> {name: str(count) for name, count in tally(compared).items()}
    {'met': '2项', 'missed': '0项', 'unlike': '4项', 'reported': '0项', 'none': '3项'}
    """
    aimed = compared[compared["verdict"] != ""]
    return {
        name: counted(
            aimed.loc[aimed["verdict"].isin(verdicts), "member"], "项",
            f"{'、'.join(verdicts)}的目标", among=aimed["member"],
        )
        for name, verdicts in _VERDICTS.items()
    }  # fmt: skip


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
        counted(told, "项", f"{noun}已量化的", among=every),
        counted(words, "项", f"{noun}未量化的", among=every),
        each(worded, "{name}：{target_said}"),
    )


@dataclass(frozen=True)
class Normalised:
    """Both plans' targets as per cent of the outcome between them.

    Attributes
    ----------
    name, category : str
        The indicator; with the year of the outcome if that is not the last of the earlier plan.
    base : Value
        The outcome in its unit.
    earlier, outcome, later : Value or Missing
        The targets as per cent of the outcome, and the outcome itself, a hundred per cent. What
        they stand for (target, actual, estimate) is their status.
    member : Item
        The indicator with its outcome and its later target, as a member of a count.
    """

    name: str
    category: str
    base: Value
    earlier: Value | Missing
    outcome: Value | Missing
    later: Value | Missing
    member: Item


def normalised(compared: "pd.DataFrame", plan: Plan) -> "pd.DataFrame":
    """Return the targets of both plans as per cent of the outcome between them.

    Only rows whose outcome is a plain number; so different units can be compared.

    Parameters
    ----------
    compared : DataFrame
        What `comparison` returns.
    plan : Plan
        The two plans.

    Returns
    -------
    DataFrame
        The columns of `Normalised`, the largest later target first.

    Examples
    --------
    >>> import hzlib as hz
    >>> data, table = hz.facts(reference=True), hz.themes.targets.main_indicators(hz.documents())
    >>> plan = hz.themes.targets.plan(hz.documents(), "杭州市")
    >>> rows = normalised(comparison(data, table, hz.outcomes(data), "杭州市", plan), plan)
    >>> str(rows.later.iloc[0]), rows.later.iloc[0].source.text
    ('149.3%', '5,000 ÷ 3,350 × 100')
    """
    rows = _normalised(compared.itertuples(), plan.earlier)
    return frame_of(sorted(rows, key=_later, reverse=True), Normalised)


def _later(row: Normalised) -> float:
    return row.later.number if isinstance(row.later, Value) else float("-inf")


def _normalised(rows: Iterable[Any], year: str) -> Iterable[Normalised]:
    for row in rows:
        base = row.outcome
        plain = isinstance(base, Value) and base.bound in ("=", "~") and base.number
        if not plain or row.measure == "growth":
            continue
        aims = [_index(one, base) for one in (row.earlier, row.later)]
        if any(isinstance(one, Value) for one in aims):
            when = row.outcome_period
            goal = f"，后一期目标{row.later:p}" if isinstance(aims[1], Value) else ""
            item = Item(f"{when}年{row.name}：{base:p}{goal}", base.source)
            name = row.name if when == year else f"{row.name}（{when}年结果）"
            outcome = _standing((base / base).percent(0), base.status)
            yield Normalised(name, row.category, base, aims[0], outcome, aims[1], item)


def _index(target: Value | Missing, base: Value) -> Value | Missing:
    if isinstance(target, Value) and target.unit != base.unit:
        return Missing.of(f"单位为{base.unit}的目标")
    if _apart(target, base):
        return Missing.of("范围相同的目标")
    return _standing(_about((target / base).percent(1), target, base), "target")


def _apart(one: Value | Missing, other: Value | Missing) -> bool:
    """Tell whether two figures count different things, and so are no measure of a change."""
    if isinstance(one, Missing) or isinstance(other, Missing):
        return False
    return bool(counted_apart(one.source, other.source))


def _about(value: Value | Missing, *parts: Value | Missing) -> Value | Missing:
    """Return what is computed of numbers as one that is about right, where one of them is."""
    about = any(one.bound == "~" for one in parts) and value.bound == "="
    if isinstance(value, Missing) or not about:
        return value
    return replace(value, bound="~", source=replace(value.source, bound="~"))  # type: ignore[type-var]


def _standing(value: Value | Missing, status: str) -> Value | Missing:
    """Return what is computed of a target, or of a result, as what it stands for."""
    return replace(value, status=status) if isinstance(value, Value) else value


@dataclass(frozen=True)
class Change:
    """An indicator's change a year.

    Attributes
    ----------
    name, label, indicator : str
        The indicator; its name with the unit of its change if that is not per cent; its id.
    unit : str
        The unit of the changes: ``%`` of growth, or the indicator's own (``pp`` of per cents).
    planned, achieved, next : Value or Missing
        What the earlier plan asked for, what came of it, what the later plan asks for.
    pace : int or None
        Whether the later target is above what came (1), below it (−1) or the same as printed (0);
        None where one of the two is missing or only a bound, which asks for no pace, or where the
        same are only about right.
    unlike : str
        Why one of the two is computed of figures that are not alike, if it is.
    member : Item
        The indicator with what the later plan asks for, as a member of a count.
    """

    name: str
    label: str
    indicator: str
    unit: str
    planned: Value | Missing
    achieved: Value | Missing
    next: Value | Missing
    pace: int | None
    unlike: str
    member: Item


def ambition(
    data: "pd.DataFrame", compared: "pd.DataFrame", place: str, plan: Plan
) -> "pd.DataFrame":
    """Return the change a year that was planned, that came, and that is planned next.

    What each year counts anew (`anew`) is left out: two years of it make no growth. Amounts and
    counts change by per cent a year, rates, ratios and years of life by their own unit a year. The
    growth that is stated of one year is such a change where the plans are of one year.

    Parameters
    ----------
    data, compared : DataFrame
        The common frame and what `comparison` returns.
    place : str
        The place.
    plan : Plan
        The two plans.

    Returns
    -------
    DataFrame
        The columns of `Change`; one row for each indicator with a later target to reckon with, by
        this target.

    Examples
    --------
    >>> import hzlib as hz
    >>> theme, data = hz.themes.targets, hz.facts(reference=True)
    >>> plan = theme.plan(hz.documents(), "杭州市")
    >>> table = theme.main_indicators(plan.documents)
    >>> compared = theme.comparison(data, table, hz.outcomes(data), "杭州市", plan)
    >>> row = ambition(data, compared, "杭州市", plan).iloc[0]
    >>> row["name"], str(row.next), row.next.source.text
    ('数字贸易额', '8.34%', '((5,000 ÷ 3,350) ^ (1 ÷ 5) − 1) × 100')
    """
    reckoned = [
        _changed(row, row.earlier, row.outcome, row.later)
        if row.measure == "growth"
        else _change(data, row, place, plan)
        for row in compared.drop(anew(compared).index).itertuples()
        if row.measure != "change" and not (row.measure == "growth" and plan.long)
    ]
    known = [one for one in reckoned if isinstance(one.next, Value)]
    return frame_of(sorted(known, key=lambda one: float(one.next), reverse=True), Change)


def anew(compared: "pd.DataFrame") -> "pd.DataFrame":
    """Return the rows with a later target of what each year counts anew: new jobs, fine days.

    Parameters
    ----------
    compared : DataFrame
        What `comparison` returns.

    Examples
    --------
    >>> import hzlib as hz
    >>> theme, data = hz.themes.targets, hz.facts(reference=True)
    >>> plan = theme.plan(hz.documents(), "杭州市")
    >>> table = theme.main_indicators(plan.documents)
    >>> compared = theme.comparison(data, table, hz.outcomes(data), "杭州市", plan)
    >>> list(anew(compared)["name"])
    ['城镇新增就业人数']
    """
    known = lookups.indicators()
    each_year = [
        isinstance(row.later, Value)
        and row.measure == "level"
        and row.indicator in known
        and known[row.indicator].anew
        for row in compared.itertuples()
    ]
    return compared[each_year]


def _changed(
    row: Any, planned: Value | Missing, achieved: Value | Missing, coming: Value | Missing
) -> Change:
    unit = "%" if row.measure == "growth" else wording.change_unit(row.unit)
    words = row.name if unit == "%" else f"{row.name}（{wording.unit(unit)}）"
    source = coming.source if isinstance(coming, Value) else row.member.source
    item = Item(f"{row.name}：后一期年均{coming}", source)
    pace = _pace(achieved, coming)
    odd = "；".join(caution(one) for one in (achieved, coming) if isinstance(one, Value))
    return Change(
        row.name, words, row.indicator, unit, planned, achieved, coming, pace, odd.strip("；"), item
    )


def _pace(achieved: Value | Missing, coming: Value | Missing) -> int | None:
    if isinstance(achieved, Missing) or isinstance(coming, Missing):
        return None
    bounds = {achieved.bound, coming.bound}
    before, after = (round(one.number, 2) for one in (achieved, coming))
    if bounds & {">=", "<="} or (before == after and "~" in bounds):
        return None
    return (after > before) - (after < before)


def _change(data: "pd.DataFrame", row: Any, place: str, plan: Plan) -> Change:
    own = wording.change_unit(row.unit) != "%"
    first: Value | Missing = Missing.of(f"{place}{plan.start}年{row.name}")
    if row.indicator:
        known = by_period(series(data, row.indicator, row.measure, place, plain=True))
        first = known.get(plan.start, first)
    outcome = row.outcome
    # An outcome of another year, or one that is only a bound, cannot be reckoned with.
    if outcome.period != plan.earlier or outcome.bound not in ("=", "~"):
        outcome = Missing.of(f"{place}{plan.earlier}年{row.name}")
    past = int(plan.earlier) - int(plan.start)
    coming = int(plan.later) - int(plan.earlier)
    return _changed(
        row,
        _yearly(first, row.earlier, past, own),
        _yearly(first, outcome, past, own),
        _yearly(outcome, row.later, coming, own),
    )


def _yearly(begin: Value | Missing, aim: Value | Missing, years: int, own: bool) -> Value | Missing:
    if isinstance(begin, Missing) or isinstance(aim, Missing):
        return begin + aim
    if begin.unit != aim.unit or not (own or begin > 0) or _apart(begin, aim):
        return Missing.of("单位、范围相同的两个数")
    if not own:
        return _about(((aim / begin) ** (1 / years) - 1).percent(2), begin, aim)
    change = (aim - begin) / years
    return _about(round(change, 2 if abs(change.number) >= _SMALL else 3), begin, aim)
