"""Many places side by side: whose target is how high, and where one stands among the others."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from hzlib import lookups, wording
from hzlib.evidence.interval import exact
from hzlib.evidence.sources import Item
from hzlib.evidence.value import Value, counted, reckoned
from hzlib.frames.outcomes import Goal, nature
from hzlib.frames.rows import frame_of
from hzlib.frames.selection import ranked_rows
from hzlib.text import places
from hzlib.text.places import COUNTRY

if TYPE_CHECKING:
    import pandas as pd

_PLAIN = ("=", "~")


@cache
def _invented() -> dict[str, lookups.ExamplePlace]:
    return {row.name: row for row in lookups.read(lookups.ExamplePlace)}


def is_invented(place: str) -> bool:
    """Tell whether a place is one of those of ``data/example``, which do not exist.

    Examples
    --------
    >>> is_invented("澜溪市"), is_invented("杭州市")
    (True, False)
    """
    return place in _invented()


def level(place: str) -> str:
    """Return the level of a place, an invented one too; empty if it is not known.

    Examples
    --------
    >>> level("杭州市"), level("澜溪市"), level("某某市")
    ('prefecture', 'prefecture', '')
    """
    return _invented()[place].level if is_invented(place) else places.level(place)


def province(place: str) -> str:
    """Return the province of a place, an invented one too; empty if it is not known.

    Examples
    --------
    >>> province("杭州市"), province("澜溪市"), province("全国")
    ('浙江省', '岚川省', '')
    """
    return _invented()[place].province if is_invented(place) else places.province(place)


_OF_NO_SIZE = ("growth", "growth_avg", "share")


def is_sized(indicator: str, measure: str, unit: str = "") -> bool:
    """Tell whether a number grows with the size of its place, as an amount does and no rate.

    Examples
    --------
    >>> is_sized("gdp", "level"), is_sized("gdp", "growth"), is_sized("cpi", "level")
    (True, False, False)
    """
    return not (measure in _OF_NO_SIZE or unit == "pp" or nature(indicator).kind == "rate")


# --- the figure of each place ---------------------------------------------------------------------


@dataclass(frozen=True)
class Target:
    """What a place aims at for a year.

    Attributes
    ----------
    place, level, province : str
        Whose target.
    period : str
        For which year.
    target : Value
        What is compared: of a range its worse end, with the bound ``..``.
    low, high : Value
        Both ends of a range, else the target.
    doc : str
        The document that sets it.
    """

    place: str
    level: str
    province: str
    period: str
    target: Value
    low: Value
    high: Value
    doc: str


def targets(rows: "pd.DataFrame", among: Collection[str] = ()) -> "pd.DataFrame":
    """Return the target of each place for each year, the highest first within a year.

    Where several documents set one, that of the place itself comes first, then the plainest. What
    a document of another year sets, as a plan of five years its last, is no target of a year.

    Parameters
    ----------
    rows : DataFrame
        Facts of one indicator and one measure.
    among : collection of str, optional
        The places; those that the rows are of, but for the country, if none are named.

    Returns
    -------
    DataFrame
        The fields of `Target`.

    Examples
    --------
    >>> from hzlib.frames.facts import facts
    >>> found = targets(facts(indicator="gdp", measure="growth"))
    >>> [(one.place, one.period, f"{one.target:p}") for one in found.itertuples()]
    [('杭州市', '2021', '7%'), ('杭州市', '2023', '≥5%'), ('钱塘区', '2024', '5.5%')]
    """
    goals = rows[(rows["status"] == "target") & (rows["period"].str.len() == len("2024"))]
    own = map(_is_of_its_year, goals["evidence"], goals["period"])
    goals = goals.loc[[*own]]
    found = [_target(*pair) for pair in _by_place(goals, among).items()]
    found.sort(key=lambda one: (one.period, -one.target.number, one.place))
    return frame_of(found, Target)


def _is_of_its_year(source: Any, period: str) -> bool:
    """Tell whether a target is for the year of its document, if that has one."""
    year = getattr(getattr(source, "document", None), "year", 0)
    return not year or str(year) == period


def _by_place(
    rows: "pd.DataFrame", among: Collection[str]
) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Return rows by place and period, a place's own documents alone where it has any."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows.to_dict("records"):
        place = row["region"]
        if place in among if among else place != COUNTRY:
            groups[place, row["period"]].append(row)
    return {key: _own(key[0], some) for key, some in groups.items()}


def _own(place: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    own = [
        one
        for one in rows
        if getattr(one["evidence"], "document", None) is not None
        and one["evidence"].document.place == place
    ]
    return own or rows


def _target(key: tuple[str, str], rows: list[dict[str, Any]]) -> Target:
    place, period = key
    best = ranked_rows(rows, "status")
    best = [one for one in best if one["doc"] == best[0]["doc"]]
    goal = Goal.of(best, nature(rows[0]["indicator"]).direction)
    low = high = goal.target
    if goal.target.bound == "..":
        ends = [next(one for one in best if one["bound"] == sign) for sign in (">=", "<=")]
        low, high = (replace(Value.of(one), bound="=") for one in ends)
    return Target(place, level(place), province(place), period, goal.target, low, high, goal.doc)


def results(rows: "pd.DataFrame", year: str, among: Collection[str] = ()) -> dict[str, Value]:
    """Return what came of one year in each place, by place; what is only a bound is left out.

    Parameters
    ----------
    rows : DataFrame
        Facts of one indicator and one measure.
    year : str
        The year.
    among : collection of str, optional
        As of `targets`.

    Examples
    --------
    >>> from hzlib.frames.facts import facts
    >>> found = results(facts(indicator="gdp", measure="growth"), "2023")
    >>> {place: str(value) for place, value in found.items()}
    {'杭州市': '5.6%', '钱塘区': '4.2%'}
    """
    done = rows[(rows["status"] != "target") & (rows["period"] == year)]
    done = done[done["bound"].isin(_PLAIN)]
    return {
        place: Value.of(ranked_rows(some)[0]) for (place, _), some in _by_place(done, among).items()
    }


# --- where one stands -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Standing:
    """Where a place stands among others.

    Attributes
    ----------
    rank : Value
        Its rank, the highest first; equal ones share one.
    equal : Value
        How many others are equal.
    among : Value
        How many places are compared, itself one of them.
    above : Value
        The share of the others that are lower, in per cent.
    """

    rank: Value
    equal: Value
    among: Value
    above: Value


def standing(values: Mapping[str, Value], place: str) -> Standing | None:
    """Return where a place stands among places; None where it has no figure, or is alone.

    Examples
    --------
    >>> from hzlib.evidence.value import assumed
    >>> values = {name: assumed(n, "%", name, "a") for name, n in zip("甲乙丙丁", (5, 6, 5, 4))}
    >>> found = standing(values, "甲")
    >>> str(found.rank), str(found.equal), str(found.among), str(found.above)
    ('第2位', '1个', '4个', '33.3%')
    """
    own = values.get(place)
    if own is None or len(values) < 2:  # noqa: PLR2004
        return None
    others = {name: one for name, one in values.items() if name != place}
    higher, equal, lower = (
        _items({name: one for name, one in others.items() if kept(one)})
        for kept in (
            lambda one: one.number > own.number,
            lambda one: one.number == own.number,
            lambda one: one.number < own.number,
        )
    )
    words = "由高到低排列，位次为数值较高的地区个数加1；数值相同的并列"
    rank = reckoned("位次", words, len(higher) + 1, "", _items(values))
    n, rest = counted(_items(values), "个", "地区"), counted(_items(others), "个", "其他地区")
    above = counted(lower, "个", "数值较低的地区", _items(others))
    return Standing(
        replace(rank, ranks=True),
        counted(equal, "个", "并列的地区", _items(others)),
        n,
        (above / rest).percent(1),
    )


def _items(values: Mapping[str, Value]) -> list[Item]:
    return [Item(f"{place} {one:p}", one.source) for place, one in values.items()]


def quantile(values: Mapping[str, Value], share: float, name: str) -> Value:
    """Return a quantile of figures of places: between two of them in proportion.

    It is no finer than what is stated, but for the middle of two figures. Of figures that are all
    bounds of one kind (5%以上), or all an about, it is one too.

    Parameters
    ----------
    values : mapping of str to Value
        The figures by place, one at least, in one unit.
    share : float
        0 for the lowest, 0.5 for the median, 1 for the highest.
    name : str
        What it is called.

    Examples
    --------
    >>> from hzlib.evidence.value import assumed
    >>> values = {name: assumed(n, "%", name, "a") for name, n in zip("甲乙丙丁", (5, 6, 5.5, 4))}
    >>> str(quantile(values, 0.5, "中位数")), str(quantile(values, 0.25, "下四分位数"))
    ('5.25%', '4.8%')
    """
    ordered = sorted(values.items(), key=lambda pair: pair[1].number)
    at = exact(share) * (len(ordered) - 1)
    before = int(at)
    after = min(before + 1, len(ordered) - 1)
    low, high = (exact(ordered[place][1].number) for place in (before, after))
    words = f"由低到高排列，取{name}；位于两数之间的，按距离取其间的数"
    found = low + (high - low) * (at - before)
    if at - before not in (0, Fraction(1, 2)):
        found = _rounded(found, max(1, *(_decimals(one) for one in values.values())))
        words += "，四舍五入到所载数值的末位（至少一位小数）"
    if some := loose(values):
        words += f"；{len(some)}个不是确数，按所载数值计"
    value = reckoned(name, words, found, ordered[0][1].unit, _items(dict(ordered)))
    bound, *others = {one.bound for one in values.values()}
    return value if others or bound == ".." else replace(value, bound=bound)


def loose(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return those of figures of places that are bounds, ranges or an about.

    Examples
    --------
    >>> from hzlib.evidence.value import assumed
    >>> five = assumed(5, "%", "甲", "a")
    >>> [*loose({"甲": five, "乙": replace(five, bound="~")})]
    ['乙']
    """
    return {place: one for place, one in values.items() if one.bound != "="}


def _rounded(number: Fraction, digits: int) -> Fraction:
    return Fraction(math.floor(number * 10**digits + Fraction(1, 2)), 10**digits)


def _decimals(value: Value) -> int:
    return len(wording.plain(value.number).partition(".")[2])


def worded(values: Iterable[Value]) -> dict[tuple[str, str], Value]:
    """Return how figures are worded, each way once: plain, a bound, an about, a range by its ends.

    Examples
    --------
    >>> from hzlib.evidence.value import assumed
    >>> five = assumed(5, "%", "甲", "a")
    >>> [*worded([five, replace(five, bound=">="), five])]
    [('=', ''), ('>=', '')]
    """
    return {(one.bound, one.printed if one.bound == ".." else ""): one for one in values}


def ends_of(values: Mapping[str, Value]) -> tuple[Value, Value]:
    """Return the highest and the lowest of figures of places, as all that have them word them.

    Of a range it is printed with both ends (the format ``p``).

    Examples
    --------
    >>> from hzlib.evidence.value import assumed
    >>> values = {name: assumed(n, "%", name, "a") for name, n in zip("甲乙丙", (5, 6, 4))}
    >>> [str(one) for one in ends_of(values)]
    ['6%', '4%']
    >>> floor = replace(assumed(3, "%", "丁", "a"), bound=">=")
    >>> [str(one) for one in ends_of({**values, "丁": floor})]
    ['6%', '≥3%']
    """
    return _end(values, 1, "最高"), _end(values, 0, "最低")


def _end(values: Mapping[str, Value], share: float, name: str) -> Value:
    end = quantile(values, share, name)
    ways = worded(one for one in values.values() if one.number == end.number)
    (bound, printed), *others = ways
    return replace(end, bound="=") if others else replace(end, bound=bound, printed=printed)


def median(values: Mapping[str, Value]) -> Value:
    """Return the median of figures of places.

    Examples
    --------
    >>> from hzlib.evidence.value import assumed
    >>> str(median({name: assumed(n, "%", name, "a") for name, n in zip("甲乙", (5, 6))}))
    '5.5%'
    """
    return quantile(values, 0.5, "中位数")


def grouped(
    values: Mapping[str, Value], by: Iterable[tuple[str, str]]
) -> dict[str, dict[str, Value]]:
    """Return figures of places by group.

    Parameters
    ----------
    values : mapping of str to Value
        The figures by place.
    by : iterable of (str, str)
        Each place with its group, in the order of the groups; one without a group is left out.

    Examples
    --------
    >>> grouped({"甲": 1, "乙": 2}, [("乙", "省级"), ("甲", "")])
    {'省级': {'乙': 2}}
    """
    found: dict[str, dict[str, Value]] = {}
    for place, group in by:
        if group and place in values:
            found.setdefault(group, {})[place] = values[place]
    return found
