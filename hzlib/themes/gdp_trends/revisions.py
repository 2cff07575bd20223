"""First release against later revision: where two statements of one figure do not meet."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hzlib import wording
from hzlib.evidence.sentence import Sentence, joined, sentence
from hzlib.evidence.sources import Item
from hzlib.evidence.value import Value, counted
from hzlib.figures import style
from hzlib.figures.plot import Plot
from hzlib.figures.specification import Column, Figure, Table, kindly, need
from hzlib.frames.outcomes import nature
from hzlib.frames.rows import frame_of
from hzlib.frames.selection import by_period, label, name, select, series
from hzlib.themes.gdp_trends.prices import rounding, stated

if TYPE_CHECKING:
    import pandas as pd

_BLUE, _RED = style.PALETTE[:2]


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
        The common frame (`hzlib.gather`).
    region : str
        The place.

    Returns
    -------
    DataFrame
        The columns of `Rival`; empty where the sources agree.

    Examples
    --------
    >>> import hzlib as hz
    >>> list(rivals(hz.gather(), "杭州市"))
    ['indicator', 'measure', 'period', 'low', 'high', 'gap']
    """
    rows = []
    known = select(data, region=region, status="actual", bound="=")
    for (indicator, measure, period), group in known.groupby(
        ["indicator", "measure", "period"], sort=True
    ):
        ordered = group.sort_values("value", kind="stable")
        low, high = (Value.of(ordered.iloc[place]) for place in (0, -1))
        if low.number and not stated(low).meets(stated(high)):
            gap = (high / low - 1).percent(2)
            rows.append(Rival(indicator, measure, period, low, high, gap))
    return frame_of(rows, Rival)


@dataclass(frozen=True)
class Base:
    """A level first stated, beside what the next year's level and growth imply for it.

    Attributes
    ----------
    indicator, period : str
        What it is of.
    stated, implied : Value
        The level as first stated, and level ÷ (1 + growth) of the year after.
    low, high : Value
        What the implied level can be by the rounding of the printed figures.
    gap : Value
        Implied over stated, in per cent.
    revised : bool
        Whether the stated level lies outside.
    """

    indicator: str
    period: str
    stated: Value
    implied: Value
    low: Value
    high: Value
    gap: Value
    revised: bool


def implied_bases(data: "pd.DataFrame", region: str) -> "pd.DataFrame":
    """Return the base that a later level and its growth imply, beside the base first stated.

    Only for indicators whose growth is in current prices (``data/etc/comparability.csv``): level ÷
    (1 + growth) is then the previous year's figure as the later report had it.

    Parameters
    ----------
    data : DataFrame
        The common frame (`hzlib.gather`).
    region : str
        The place.

    Returns
    -------
    DataFrame
        The columns of `Base`.

    Examples
    --------
    >>> import hzlib as hz
    >>> row = implied_bases(hz.gather(), "杭州市").iloc[0]
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
    levels, growth = (
        by_period(series(data, indicator, measure, region, plain=True))
        for measure in ("level", "growth")
    )
    for period, level in levels.items():
        base = levels.get(str(int(period) - 1))
        rate = growth.get(period)
        if base is None or rate is None or base.unit != level.unit:
            continue
        implied = (level / (1 + rate / 100)).having(level.unit)
        spread = stated(level) / stated(rate).times(Fraction(1, 100)).plus(1)
        low, high = rounding(
            spread, level.unit, f"{base.period}年的{name(indicator)}", (level, rate)
        )
        gap = (implied / base - 1).percent(2)
        revised = not spread.meets(stated(base))
        yield Base(indicator, base.period, base, implied, low, high, gap, revised)


@kindly
def revised_bases(data: "pd.DataFrame", place: str) -> Figure:
    """Return the figure of bases first stated against those that the next year's report implies.

    Parameters
    ----------
    data : DataFrame
        The common frame (`hzlib.gather`).
    place : str
        The place.

    Examples
    --------
    >>> import hzlib as hz
    >>> figure = revised_bases(hz.gather(), "杭州市")
    >>> [column.heading for column in figure.table.columns][:3]
    ['指标', '年份', '首次公布']
    """
    bases = need(implied_bases(data, place), f"{place}相邻两年的总量和名义增速")
    rows = list(bases.itertuples(index=False))
    members = base_items(bases)
    gaps = [sentence("{where}年{gap:+}", where=_where(row), gap=row.gap) for row in rows]
    return Figure(
        _plot(rows),
        title=sentence(
            "{all}上年数里，{revised}与下一年的总量和增速倒推的不一致",
            all=counted(members, "个", "可以倒推的上年数"),
            revised=counted(
                base_items(bases[list(bases["revised"])]), "个", "不一致的上年数", among=members
            ),
        ),
        caption="横线是印出数字的舍入所容许的范围。只查名义增速的指标；" + _twice(data, place),
        alt=sentence("倒推的上年数与首次公布之差：{gaps}。", gaps=joined("；", gaps)),
        table=_table(rows),
    )


def base_items(bases: "pd.DataFrame") -> list[Item]:
    """Return rows of `implied_bases` as members of a list.

    Examples
    --------
    >>> import hzlib as hz
    >>> base_items(implied_bases(hz.gather(), "杭州市"))[0].label
    '一般公共预算收入 2019年 首次公布1,965.97亿元，倒推1,965.26亿元'
    """
    return [
        Item(f"{_where(row)}年 首次公布{row.stated}，倒推{row.implied}", row.gap.source)
        for row in bases.itertuples(index=False)
    ]


def _where(row: Any) -> str:
    return f"{name(row.indicator)} {row.period}"


def _twice(data: "pd.DataFrame", place: str) -> Sentence:
    told = [
        sentence("{what}{year}年{low}与{high}", what=label(row.indicator, row.measure),
             year=row.period, low=row.low, high=row.high)
        for row in rivals(data, place).itertuples(index=False)
    ]  # fmt: skip
    if not told:
        return sentence("没有同一年同一指标给出两个不同数的情形。")
    return sentence("同一年同一指标给出两个不同数的还有：{told}。", told=joined("，", told))


def _plot(rows: list[Any]) -> Plot:
    import plotly.graph_objects as go

    plot = Plot(x="倒推数比首次公布高（+）或低（−）（%）", height=130 + 34 * len(rows))
    for revised, colour, words in (
        (False, _BLUE, "舍入可以解释"), (True, _RED, "已修订或换口径")
    ):  # fmt: skip
        part = [row for row in rows if row.revised == revised]
        if not part:
            continue
        trace = go.Scatter(
            x=[row.gap.number for row in part],
            y=[_where(row) for row in part],
            name=words,
            error_x=_reach(part),
            text=[f"首次公布{row.stated}，倒推{row.implied}" for row in part],
            hovertemplate="%{y}年：%{text}<extra></extra>",
            **style.line("derived", colour) | {"mode": "markers"},
        )
        plot.add(trace, [row.gap for row in part])
    plot.figure.add_vline(x=0, line={"color": style.GROUNDS["muted"][0], "width": 1})
    names = [_where(row) for row in rows]
    plot.figure.update_yaxes(categoryorder="array", categoryarray=names[::-1])
    return plot


def _reach(rows: list[Any]) -> dict[str, Any]:
    """Return how far the rounding reaches on either side of each gap."""
    above, below = (
        [
            abs(float(getattr(row, end)) - float(row.implied)) / float(row.stated) * 100
            for row in rows
        ]
        for end in ("high", "low")
    )
    return {"type": "data", "symmetric": False, "array": above, "arrayminus": below}


def _table(rows: list[Any]) -> Table:
    columns = (
        "指标", "年份", Column("首次公布", "#"), Column("由下一年倒推", "#"),
        Column("舍入下限", "#"), Column("舍入上限", "#"), "单位", Column("相差（%）", "+#"),
    )  # fmt: skip
    return Table(
        columns,
        tuple(
            (
                name(row.indicator), row.period, row.stated, row.implied, row.low, row.high,
                wording.unit(row.stated.unit), row.gap,
            )
            for row in rows
        ),
    )  # fmt: skip
