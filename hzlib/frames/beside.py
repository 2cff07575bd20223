"""Two places in one year: a district beside its city, or two cities side by side."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hzlib.evidence.basis import counted_apart
from hzlib.evidence.sources import Item
from hzlib.evidence.value import Missing, Value
from hzlib.frames.derived import per_head, ratio, shares
from hzlib.frames.outcomes import goals, nature
from hzlib.frames.rows import frame_of
from hzlib.frames.selection import DONE, by_period, label, pick, select, series
from hzlib.text.places import COUNTRY, counties, listed

if TYPE_CHECKING:
    import pandas as pd

# Parts of output whose weight in it can be compared; they overlap.
INDUSTRIES = (
    "industrial_va", "hightech_va", "services_va", "digital_core_va", "finance_va", "culture_va",
    "primary_va",
)  # fmt: skip
PER_HEAD = ("gdp", "budget_revenue", "industrial_va", "services_va")
BOTH, PART, WHOLE = "both", "part", "whole"


def lies_in(place: str, other: str) -> bool:
    """Tell whether a place lies within another by what ``data/etc`` says of both.

    Parameters
    ----------
    place, other : str
        Full names.

    Examples
    --------
    >>> lies_in("钱塘区", "浙江省"), lies_in("杭州市", "钱塘区"), lies_in("宁波市", "杭州市")
    (True, False, False)
    """
    if COUNTRY in (place, other):
        return place != other == COUNTRY
    above = {*counties().get(place, ()), *([listed()[place].within] if place in listed() else ())}
    return other in above or any(lies_in(one, other) for one in above - {place, ""})


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
    share : Value or None
        What the part is of the whole in per cent, of amounts and counts; with the part's bound.
    gap : Value or None
        By how many percentage points the part grew faster; with the part's bound.
    unlike : str
        Why the two are set beside each other only, neither divided nor subtracted.
    """

    indicator: str
    measure: str
    name: str
    unit: str
    part: Value | Missing
    whole: Value | Missing
    known: str
    member: Item
    share: Value | None = None
    gap: Value | None = None
    unlike: str = ""


def beside(
    data: "pd.DataFrame", part: str, whole: str, year: str | int, nested: bool = True
) -> "pd.DataFrame":
    """Return what is known of two places in one year, side by side.

    Parameters
    ----------
    data : DataFrame
        The facts (`hzlib.frames.facts.facts`).
    part, whole : str
        Full names of the two places, the district and the city.
    year : str or int
        The year.
    nested : bool, optional
        Whether the first place lies within the second; only then are there shares.

    Returns
    -------
    DataFrame
        The columns of `Beside`, one row an indicator and measure that either place has; none if
        the data know nothing at all of one of them.

    Examples
    --------
    >>> import hzlib as hz
    >>> row = beside(hz.facts(reference=True), "钱塘区", "杭州市", 2023).iloc[0]
    >>> row["name"], str(row.part), str(row.whole), str(row.share), row.share.source.text
    ('地区生产总值', '1,270亿元', '20,059亿元', '6.3%', '1,270 ÷ 20,059 × 100')
    """
    keys: dict[tuple[str, str], None] = {}
    for region in (part, whole) if {part, whole} <= set(data["region"]) else ():
        stated = select(data, region=region, period=str(year), status=DONE)
        keys |= dict.fromkeys(zip(stated["indicator"], stated["measure"], strict=True))
    rows = (_beside(data, *one, (part, whole), year, nested) for one in keys)
    return frame_of(rows, Beside)


def _beside(
    data: "pd.DataFrame",
    indicator: str,
    measure: str,
    places: tuple[str, str],
    year: str | int,
    nested: bool,
) -> Beside:
    part, whole = (pick(data, indicator, measure, year, region) for region in places)
    own = isinstance(part, Value)
    first: Any = part if own else whole
    name = label(indicator, measure, first.unit)
    known = BOTH if own and isinstance(whole, Value) else PART if own else WHOLE
    item = Item(f"{places[0] if own else places[1]}{year}年{name}：{first}", first.source)
    row = Beside(indicator, measure, name, first.unit, part, whole, known, item)
    if isinstance(part, Missing) or isinstance(whole, Missing):
        return row
    row = replace(row, unlike=counted_apart(part.source, whole.source, *places))
    if part.unit != whole.unit or whole.bound != "=" or row.unlike:
        return row
    if measure == "growth":
        return replace(row, gap=part - whole)
    if not nested or measure != "level" or nature(indicator).kind == "rate" or not whole.number:
        return row
    return replace(row, share=(part / whole).percent(1))


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
    both = {
        row.indicator: row for row in rows[rows["measure"] == "level"].itertuples()
        if row.known == BOTH and row.part.unit == row.whole.unit
        and row.part.bound == row.whole.bound == "=" and row.part.number and row.whole.number
        and not row.unlike
    }  # fmt: skip
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
        What `beside` returns for the same places and year; without any there is nothing to tell.
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
    ('人均地区生产总值（按年末人口）', '15.84万元', '16.02万元')
    """
    made = []
    for indicator in PER_HEAD if len(rows) else ():
        sides = [_per_head(data, region, indicator, str(year)) for region in (part, whole)]
        made.append(Intensity(f"人均{label(indicator)}（按年末人口）", *sides))
    levels = {row.indicator: row for row in rows.itertuples() if row.measure == "level"}
    for indicator in ("fai", "manufacturing_investment"):
        if {indicator, "gdp"} <= set(levels):
            made.append(_ratio(levels[indicator], levels["gdp"]))
    made += [
        Intensity(row.name, *(
            ratio(data, row.indicator, region, str(year)) if isinstance(one, Missing) else one
            for one, region in ((row.part, part), (row.whole, whole))
        ))
        for row in levels.values()
        if nature(row.indicator).kind == "rate"
    ]  # fmt: skip
    return frame_of(
        (one for one in made if any(isinstance(x, Value) for x in (one.part, one.whole))), Intensity
    )


def _per_head(data: "pd.DataFrame", region: str, indicator: str, year: str) -> Value | Missing:
    heads = per_head(data, region, indicator, year_end=True)
    found = heads[heads["period"] == year]
    lacking = Missing.of(f"{region}{year}年人均{label(indicator)}")
    return found.iloc[0]["value"] if len(found) else lacking


def _ratio(amount: Any, base: Any) -> Intensity:
    name = f"{amount.name}与{base.name}之比"
    part, whole = (
        (above / below).percent(1)
        # A mere floor or ceiling makes no ratio.
        if above.bound == below.bound == "=" and below.number else Missing.of(name)
        for above, below in ((amount.part, base.part), (amount.whole, base.whole))
    )  # fmt: skip
    return Intensity(name, part, whole)


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


def _less(plan: Value, result: Value | Missing) -> Value | Missing:
    """Return plan less result, of a computed per cent as finely as that is told."""
    computed = result.status == "derived" and result.unit == "%"
    return round(plan - result, 1) if computed else plan - result


def _plan(
    data: "pd.DataFrame", indicator: str, measure: str, plan: Value, place: str, year: str
) -> PlanAndResult:
    name = label(indicator, measure, plan.unit)
    done = by_period(series(data, indicator, measure, place)).get(year)
    if done is None and measure == "share":
        made = shares(data, place, (indicator,)).itertuples()
        done = next((one.value for one in made if one.period == year), None)
    result = done if done is not None else Missing.of(f"{place}{year}年{name}")
    apart = done is not None and counted_apart(plan.source, done.source)
    if done is not None and done.unit != plan.unit:
        gap: Value | Missing = Missing.of(f"{place}{year}年单位为{plan.unit}的{name}")
    else:
        gap = Missing.of(f"{place}{year}年可与目标相比的{name}") if apart else _less(plan, result)
    item = Item(f"{plan.period}年{name}：目标{plan:p}", plan.source)
    return PlanAndResult(indicator, measure, name, result, plan, gap, item)
