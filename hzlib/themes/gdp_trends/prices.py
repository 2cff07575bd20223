"""What two years' levels say: the prices in nominal growth, and revisions of the first release."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hzlib.errors import HzError
from hzlib.evidence.interval import Interval
from hzlib.evidence.sources import Item
from hzlib.evidence.value import Value, both_ends, caution
from hzlib.frames.facts import ReferenceSource
from hzlib.frames.outcomes import nature
from hzlib.frames.rows import frame_of
from hzlib.frames.selection import by_period, name, select, series

if TYPE_CHECKING:
    import pandas as pd


_DECIMAL = Fraction(1, 1000)  # a tenth of a per cent, to which growth is told


# --- nominal and real -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Price:
    """Growth of one year, nominal and real, and the deflator between the two.

    Attributes
    ----------
    period : str
        The year.
    base, level : Value
        The levels of the year before and of the year.
    nominal, real, deflator : Value
        In per cent.
    low, high : Value
        What the deflator can be by the rounding of the printed levels and growth.
    rough : bool
        Whether the base is only expected or about right, or rounding leaves the first decimal of
        nominal growth open.
    unlike : str
        Why the two levels are not alike, if they are not (`hzlib.evidence.value.caution`).
    """

    period: str
    base: Value
    level: Value
    nominal: Value
    real: Value
    deflator: Value
    low: Value
    high: Value
    rough: bool
    unlike: str


def prices(data: "pd.DataFrame", region: str, indicator: str = "gdp") -> "pd.DataFrame":
    """Return nominal growth, real growth and the deflator that both imply, one row a year.

    Nominal growth is computed from two levels in a row, real growth is what a source states. Their
    quotient is the implied deflator: the price change, and with it whatever revision of the base
    year lies between the two levels.

    Parameters
    ----------
    data : DataFrame
        The facts (`hzlib.facts`).
    region, indicator : str
        The place and an indicator whose growth is real.

    Returns
    -------
    DataFrame
        The columns of `Price`.

    Raises
    ------
    HzError
        If the growth of the indicator is not in constant prices.

    Examples
    --------
    >>> import hzlib as hz
    >>> row = prices(hz.facts(reference=True), "杭州市").iloc[-2]
    >>> row.period, str(row.deflator), row.deflator.source.text
    ('2023', '1.3%', '(20,059 ÷ 18,753 ÷ (1 + 5.6 ÷ 100) − 1) × 100')
    """
    if nature(indicator).prices != "constant":
        raise HzError(
            "{name}: its growth is not in constant prices",
            "a deflator comes from real growth only",
            name=name(indicator),
        )
    return frame_of((_price(*one) for one in _years(data, indicator, region)), Price)


def _years(
    data: "pd.DataFrame", indicator: str, region: str
) -> Iterator[tuple[Value, Value, Value]]:
    """Yield the level of a year, that of the next and its growth, where all three are known."""
    levels, growth = (
        by_period(series(data, indicator, measure, region, plain=True))
        for measure in ("level", "growth")
    )
    for period, level in levels.items():
        base, rate = levels.get(str(int(period) - 1)), growth.get(period)
        if base is not None and rate is not None and base.unit == level.unit:
            yield base, level, rate


def _price(base: Value, level: Value, real: Value) -> Price:
    stated: Any = base.source.figure if isinstance(base.source, ReferenceSource) else base
    real_factor = real.interval.times(Fraction(1, 100)).plus(1)
    ratio = level.interval / base.interval
    spread = (ratio / real_factor).plus(-1).times(100)
    coarse = ratio.high - ratio.low > _DECIMAL
    nominal = (level / base - 1).percent(1)
    deflator = (level / base / (1 + real / 100) - 1).percent(1)
    return Price(
        level.period, base, level, replace(nominal, period=level.period), real,
        replace(deflator, period=level.period),
        *_rounding(spread, "%", "隐含平减指数", (level, base, real)),
        rough=stated.status == "estimate" or base.bound != "=" or coarse,
        unlike=caution(nominal),
    )  # fmt: skip


def _rounding(
    spread: Interval, unit: str, name: str, parts: tuple[Value, ...]
) -> tuple[Value, Value]:
    """Return what a number of this name and unit can be that printed numbers leave open."""
    ranges = "，".join(f"{part}的取值为{part.interval}" for part in parts)
    words = f"公布数均为四舍五入值：{ranges}；各取一端，求得{name}{{end}}值。"
    items = [Item(f"{part.period}年：{part}", part.source) for part in parts]
    return both_ends(spread, "舍入范围", words, unit, items, 2 if unit == "%" else None)


# --- first release and later revision -------------------------------------------------------------


@dataclass(frozen=True)
class Rival:
    """Two different statements of one figure; ``gap`` is in per cent of the lower."""

    indicator: str
    measure: str
    period: str
    low: Value
    high: Value
    gap: Value


def rivals(data: "pd.DataFrame", region: str) -> "pd.DataFrame":
    """Return figures of one year that two sources give differently: first release and revision.

    Two statements differ if their printed roundings do not meet; a bound differs from nothing.

    Parameters
    ----------
    data : DataFrame
        The facts (`hzlib.facts`).
    region : str
        The place.

    Returns
    -------
    DataFrame
        The columns of `Rival`; empty where the sources agree.

    Examples
    --------
    >>> import hzlib as hz
    >>> list(rivals(hz.facts(reference=True), "杭州市"))
    ['indicator', 'measure', 'period', 'low', 'high', 'gap']
    """
    rows = []
    known = select(data, region=region, status="actual", bound="=")
    names = ["indicator", "measure", "period", "unit"]
    known = known[known.duplicated(names, keep=False)]  # no figure differs from itself
    for (indicator, measure, period, _), group in known.groupby(names, sort=True, observed=True):
        ordered = group.sort_values("value", kind="stable")
        low, high = (Value.of(ordered.iloc[place]) for place in (0, -1))
        if low.number and not low.interval.meets(high.interval):
            gap = (high / low - 1).percent(2)
            rows.append(Rival(indicator, measure, period, low, high, gap))
    return frame_of(rows, Rival)


@dataclass(frozen=True)
class Base:
    """A level first stated, beside what the next year's level and growth imply for it.

    Attributes
    ----------
    indicator, name, period : str
        What it is of.
    stated, implied : Value
        The level as first stated, and level ÷ (1 + growth) of the year after.
    gap : Value
        By how much the implied level is above the stated one, in per cent.
    low, high : Value
        What the gap can be by the rounding of the printed figures.
    revised : bool
        Whether it cannot be nothing.
    """

    indicator: str
    name: str
    period: str
    stated: Value
    implied: Value
    gap: Value
    low: Value
    high: Value
    revised: bool


def implied_bases(data: "pd.DataFrame", region: str) -> "pd.DataFrame":
    """Return the base that a later level and its growth imply, beside the base first stated.

    Only for indicators whose growth is in current prices (``data/etc/comparability.csv``): level ÷
    (1 + growth) is then the previous year's figure as the later report had it.

    Parameters
    ----------
    data : DataFrame
        The facts (`hzlib.facts`).
    region : str
        The place.

    Returns
    -------
    DataFrame
        The columns of `Base`.

    Examples
    --------
    >>> import hzlib as hz
    >>> row = implied_bases(hz.facts(reference=True), "杭州市").iloc[0]
    >>> row.implied.source.text, row.revised
    ('2,093 ÷ (1 + 6.5 ÷ 100)', False)
    """
    rows = [
        base
        for indicator in sorted(set(data["indicator"]))
        if nature(indicator).prices == "current"
        for base in _implied(data, region, indicator)
    ]
    return frame_of(rows, Base)


def _implied(data: "pd.DataFrame", region: str, indicator: str) -> Iterator[Base]:
    for base, level, rate in _years(data, indicator, region):
        implied = (level / (1 + rate / 100)).having(level.unit)
        spread = level.interval / rate.interval.times(Fraction(1, 100)).plus(1)
        reach = (spread / base.interval).plus(-1).times(100)
        gap = replace((implied / base - 1).percent(2), period=base.period)
        ends = _rounding(reach, "%", "倒推数高于首次公布数的幅度", (level, rate, base))
        revised = not spread.meets(base.interval)
        yield Base(indicator, name(indicator), base.period, base, implied, gap, *ends, revised)


def base_items(bases: "pd.DataFrame") -> list[Item]:
    """Return rows of `implied_bases` as members of a list.

    Examples
    --------
    >>> import hzlib as hz
    >>> base_items(implied_bases(hz.facts(reference=True), "杭州市"))[0].label
    '2019年一般公共预算收入：首次公布1,965.97亿元，倒推1,965.26亿元'
    """
    return [
        Item(f"{row.period}年{row.name}：首次公布{row.stated}，倒推{row.implied}", row.gap.source)
        for row in bases.itertuples(index=False)
    ]
