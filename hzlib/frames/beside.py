"""A part beside its whole: a district and its city in one year."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hzlib.evidence.sources import Item
from hzlib.evidence.value import Missing, Value
from hzlib.frames.derived import per_head
from hzlib.frames.outcomes import goals, nature
from hzlib.frames.rows import frame_of
from hzlib.frames.selection import DONE, by_period, label, pick, select, series

if TYPE_CHECKING:
    import pandas as pd

# Parts of output whose weight in it can be compared; they overlap.
INDUSTRIES = (
    "industrial_va", "hightech_va", "services_va", "digital_core_va", "finance_va", "culture_va",
    "primary_va",
)  # fmt: skip
PER_HEAD = ("gdp", "budget_revenue", "industrial_va", "services_va")
BOTH, PART, WHOLE = "both", "part", "whole"


@dataclass(frozen=True)
class Beside:
    """What is known of one indicator in two places.

    Attributes
    ----------
    indicator, measure, name, unit : str
        What it is.
    part, whole : Value or Missing
        The figures of the part and of the whole.
    known : str
        ``both``, ``part`` or ``whole``.
    member : Item
        The figure of the part, or of the whole if only that is known, as a member of a count.
    """

    indicator: str
    measure: str
    name: str
    unit: str
    part: Value | Missing
    whole: Value | Missing
    known: str
    member: Item


def beside(data: "pd.DataFrame", part: str, whole: str, year: str | int) -> "pd.DataFrame":
    """Return what is known of two places in one year, side by side.

    Parameters
    ----------
    data : DataFrame
        The facts (`hzlib.frames.facts.facts`).
    part, whole : str
        Full names of the two places, the district and the city.
    year : str or int
        The year.

    Returns
    -------
    DataFrame
        The columns of `Beside`, one row an indicator and measure that either place has.

    Examples
    --------
    >>> import hzlib as hz
    >>> row = beside(hz.facts(reference=True), "钱塘区", "杭州市", 2023).iloc[0]
    >>> row["name"], str(row.part), str(row.whole), row.known
    ('地区生产总值', '1,270亿元', '20,059亿元', 'both')
    """
    keys: dict[tuple[str, str], None] = {}
    for region in (part, whole):
        stated = select(data, region=region, period=str(year), status=DONE)
        keys |= dict.fromkeys(zip(stated["indicator"], stated["measure"], strict=True))
    rows = (_beside(data, indicator, measure, (part, whole), year) for indicator, measure in keys)
    return frame_of(rows, Beside)


def _beside(
    data: "pd.DataFrame", indicator: str, measure: str, places: tuple[str, str], year: str | int
) -> Beside:
    part, whole = (pick(data, indicator, measure, year, region) for region in places)
    name = label(indicator, measure)
    own = isinstance(part, Value)
    first: Any = part if own else whole
    known = BOTH if own and isinstance(whole, Value) else PART if own else WHOLE
    item = Item(f"{places[0] if own else places[1]}{year}年{name}：{first}", first.source)
    return Beside(indicator, measure, name, first.unit, part, whole, known, item)


@dataclass(frozen=True)
class Ratio:
    """A figure made of one of a part and one of its whole.

    Attributes
    ----------
    indicator, name : str
        What the figures are of.
    part, whole : Value
        The figures of the part and of the whole.
    value : Value
        What is made of them.
    """

    indicator: str
    name: str
    part: Value
    whole: Value
    value: Value


def shares_of_whole(rows: "pd.DataFrame") -> "pd.DataFrame":
    """Return what the part is of the whole, for amounts and counts that both places state.

    Parameters
    ----------
    rows : DataFrame
        What `beside` returns.

    Returns
    -------
    DataFrame
        The columns of `Ratio`; ``value`` in per cent, with the bound of the part; the largest
        first.

    Examples
    --------
    >>> import hzlib as hz
    >>> row = shares_of_whole(beside(hz.facts(reference=True), "钱塘区", "杭州市", 2023)).iloc[0]
    >>> row["name"], str(row.value), row.value.source.text
    ('规模以上工业增加值', '16.9%', '738 ÷ 4,355 × 100')
    """
    return _ratios(
        (row, replace((row.part / row.whole).percent(1), bound=row.part.bound))
        for row in _alike(rows, "level")
        if nature(row.indicator).kind != "rate" and row.whole.bound == "=" and row.whole.number
    )


def growth_gaps(rows: "pd.DataFrame") -> "pd.DataFrame":
    """Return growth in both places and the gap in percentage points (part less whole).

    Parameters
    ----------
    rows : DataFrame
        What `beside` returns.

    Returns
    -------
    DataFrame
        The columns of `Ratio`; ``value`` is the gap, the largest first.

    Examples
    --------
    >>> import hzlib as hz
    >>> row = growth_gaps(beside(hz.facts(reference=True), "钱塘区", "杭州市", 2023)).iloc[-1]
    >>> row["name"], str(row.value), row.value.source.text
    ('地区生产总值增速', '−1.4个百分点', '4.2 − 5.6')
    """
    return _ratios((row, row.part - row.whole) for row in _alike(rows, "growth"))


def _alike(rows: "pd.DataFrame", measure: str) -> Iterator[Any]:
    """Yield the rows of a measure that both places state in one unit."""
    for row in rows.itertuples():
        if row.known == BOTH and row.measure == measure and row.part.unit == row.whole.unit:
            yield row


def _ratios(pairs: Iterable[tuple[Any, Value]]) -> "pd.DataFrame":
    made = [Ratio(row.indicator, row.name, row.part, row.whole, value) for row, value in pairs]
    return frame_of(sorted(made, key=lambda one: -one.value.number), Ratio)


@dataclass(frozen=True)
class Quotient:
    """An industry's weight in both places' output.

    Attributes
    ----------
    indicator, name : str
        The industry's value added.
    part_share, whole_share : Value
        Its weight in the output of the part and of the whole.
    value : Value
        The location quotient: above 1 the part is specialised in the industry.
    """

    indicator: str
    name: str
    part_share: Value
    whole_share: Value
    value: Value


def quotients(rows: "pd.DataFrame", industries: tuple[str, ...] = INDUSTRIES) -> "pd.DataFrame":
    """Return each industry's weight in both places' output and its location quotient.

    Parameters
    ----------
    rows : DataFrame
        What `beside` returns.
    industries : tuple of str, optional
        The industries; those that one place does not state are left out.

    Returns
    -------
    DataFrame
        The columns of `Quotient`, the largest quotient first.

    Examples
    --------
    >>> import hzlib as hz
    >>> row = quotients(beside(hz.facts(reference=True), "钱塘区", "杭州市", 2023)).iloc[0]
    >>> row["name"], str(row.value), row.value.source.text
    ('规模以上工业增加值', '2.68', '738 ÷ 1,270 ÷ (4,355 ÷ 20,059)')
    """
    levels = _alike(rows, "level")
    both = {row.indicator: row for row in levels if row.part.number and row.whole.number}
    if "gdp" not in both:
        return frame_of([], Quotient)
    output = both["gdp"]
    made = [
        Quotient(
            row.indicator,
            row.name,
            (row.part / output.part).percent(1),
            (row.whole / output.whole).percent(1),
            (row.part / output.part / (row.whole / output.whole)).having("", 2),
        )
        for row in (both[one] for one in industries if one in both)
    ]
    return frame_of(sorted(made, key=lambda one: -one.value.number), Quotient)


@dataclass(frozen=True)
class Intensity:
    """A figure of both places that does not depend on their size."""

    name: str
    part: Value | Missing
    whole: Value | Missing


def intensities(
    data: "pd.DataFrame", rows: "pd.DataFrame", part: str, whole: str, year: str | int
) -> "pd.DataFrame":
    """Return what does not depend on size: amounts per resident, investment per output, rates.

    Parameters
    ----------
    data : DataFrame
        The common frame.
    rows : DataFrame
        What `beside` returns for the same places and year.
    part, whole : str
        The two places.
    year : str or int
        The year.

    Returns
    -------
    DataFrame
        The columns of `Intensity`. Amounts per resident (of the year end) are in 万元.

    Examples
    --------
    >>> import hzlib as hz
    >>> data, places = hz.facts(reference=True), ("钱塘区", "杭州市", 2023)
    >>> row = intensities(data, beside(data, *places), *places).iloc[0]
    >>> row["name"], str(row.part), str(row.whole)
    ('人均地区生产总值', '15.84万元', '16.02万元')
    """
    made = []
    for indicator in PER_HEAD:
        sides = [_per_head(data, region, indicator, str(year)) for region in (part, whole)]
        made.append(Intensity(f"人均{label(indicator)}", *sides))
    levels = {row.indicator: row for row in rows.itertuples() if row.measure == "level"}
    for indicator in ("fai", "manufacturing_investment"):
        if {indicator, "gdp"} <= set(levels):
            made.append(_ratio(levels[indicator], levels["gdp"]))
    made += [
        Intensity(row.name, row.part, row.whole)
        for row in levels.values()
        if nature(row.indicator).kind == "rate"
    ]
    return frame_of(
        (one for one in made if any(isinstance(x, Value) for x in (one.part, one.whole))), Intensity
    )


def _per_head(data: "pd.DataFrame", region: str, indicator: str, year: str) -> Value | Missing:
    heads = per_head(data, region, indicator, year_end=True)
    found = heads[heads["period"] == year]
    lacking = Missing.of(f"{region}{year}年人均{label(indicator)}")
    return found.iloc[0]["value"] if len(found) else lacking


def _ratio(amount: Any, base: Any) -> Intensity:
    part, whole = (
        (getattr(amount, side) / getattr(base, side)).percent(1) for side in ("part", "whole")
    )
    return Intensity(f"{amount.name}与{base.name}之比", part, whole)


@dataclass(frozen=True)
class PlanAndResult:
    """A target for a year beside what was achieved in the year before.

    Attributes
    ----------
    indicator, measure, name : str
        What it is.
    result, plan : Value or Missing
        The year's result, and the next year's target.
    gap : Value or Missing
        Plan less result. It is no forecast: a plan may be a floor.
    member : Item
        The target as a member of a count.
    """

    indicator: str
    measure: str
    name: str
    result: Value | Missing
    plan: Value
    gap: Value | Missing
    member: Item


def plan_and_result(data: "pd.DataFrame", place: str, year: str | int) -> "pd.DataFrame":
    """Return a place's targets for the year after beside what it had achieved in the year.

    Of a range the worse end is set beside the result; targets without a result have no gap.

    Parameters
    ----------
    data : DataFrame
        The common frame.
    place : str
        The place.
    year : str or int
        The year of the results.

    Returns
    -------
    DataFrame
        The columns of `PlanAndResult`.

    Examples
    --------
    >>> import hzlib as hz
    >>> row = plan_and_result(hz.facts(reference=True), "钱塘区", 2023).iloc[0]
    >>> str(row.result), str(row.plan), str(row.gap)
    ('4.2%', '5.5%', '1.3个百分点')
    """
    after = str(int(year) + 1)
    made: dict[tuple[str, str], PlanAndResult] = {}
    for goal in goals(select(data, region=place, status="target", period=after)):
        key = (goal.indicator, goal.measure)
        # The first document to state a target is the one to trust.
        if key not in made:
            made[key] = _plan(data, *key, goal.target, place, str(year))
    return frame_of(made.values(), PlanAndResult)


def _plan(
    data: "pd.DataFrame", indicator: str, measure: str, plan: Value, place: str, year: str
) -> PlanAndResult:
    name = label(indicator, measure)
    done = by_period(series(data, indicator, measure, place)).get(year)
    result = done if done is not None else Missing.of(f"{place}{year}年{name}")
    alike = done is None or done.unit == plan.unit
    gap = plan - result if alike else Missing.of(f"{place}{year}年单位是{plan.unit}的{name}")
    item = Item(f"{plan.period}年{name}：目标{plan:p}", plan.source)
    return PlanAndResult(indicator, measure, name, result, plan, gap, item)
