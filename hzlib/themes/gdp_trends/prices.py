"""What two years' levels say: the prices in nominal growth, and revisions of the first release."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from hzlib import wording
from hzlib.errors import HzError
from hzlib.evidence.interval import Interval
from hzlib.evidence.sentence import Sentence, each, sentence
from hzlib.evidence.sources import Item
from hzlib.evidence.value import Value, both_ends, counted
from hzlib.figures import style
from hzlib.figures.plot import Plot
from hzlib.figures.printing import in_print, mark, paper
from hzlib.figures.specification import Column, Figure, Table, kindly, need
from hzlib.frames.facts import ReferenceSource
from hzlib.frames.outcomes import nature
from hzlib.frames.rows import frame_of
from hzlib.frames.selection import by_period, label, name, select, series

if TYPE_CHECKING:
    import pandas as pd

_BLUE, _RED, _GREEN = style.PALETTE[:3]


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
        Whether the base is only expected or only about right.
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
    spread = (level.interval / base.interval / real_factor).plus(-1).times(100)
    nominal = (level / base - 1).percent(1)
    deflator = (level / base / (1 + real / 100) - 1).percent(1)
    return Price(
        level.period, base, level, replace(nominal, period=level.period), real,
        replace(deflator, period=level.period),
        *_rounding(spread, "%", "隐含平减指数", (level, base, real)),
        rough=stated.status == "estimate" or base.bound != "=",
    )  # fmt: skip


def _rounding(
    spread: Interval, unit: str, name: str, parts: tuple[Value, ...]
) -> tuple[Value, Value]:
    """Return what a number of this name and unit can be that printed numbers leave open."""
    ranges = "，".join(f"{part} 可以是 {part.interval}" for part in parts)
    words = f"印出的数都是四舍五入的：{ranges}；各取一端，{name}{{end}}是这个数。"
    items = [Item(f"{part.period}年 {part}", part.source) for part in parts]
    return both_ends(spread, "舍入范围", words, unit, items, 2 if unit == "%" else None)


@kindly
@in_print
def nominal_and_real(data: "pd.DataFrame", place: str, indicator: str = "gdp") -> Figure:
    """Return the printed figure of nominal growth, real growth and the implied deflator.

    Parameters
    ----------
    data : DataFrame
        The facts (`hzlib.facts`).
    place, indicator : str
        The place and an indicator whose growth is real.

    Examples
    --------
    >>> import hzlib as hz
    >>> str(nominal_and_real(hz.facts(reference=True), "杭州市").title)
    '2024年名义增长9.0%，实际增长4.7%，隐含平减指数+4.1%'
    """
    what = f"{place}相邻两年的{name(indicator)}和增速"
    rows = list(need(prices(data, place, indicator), what).itertuples(index=False))
    star = "＊上年只有预计数，不足为凭；" if any(row.rough for row in rows) else ""
    words = "{period}年名义{nominal}、实际{real}、平减指数{deflator:+}"
    title = "{period}年名义增长{nominal}，实际增长{real}，隐含平减指数{deflator:+}"
    return Figure(
        _sheet(rows),
        title=each(rows[-1:], title),
        caption=f"{star}平减指数里混有上年总量的修订，不等于物价涨幅；上下限只计印出数字的舍入。",
        alt=sentence("{place}{name}名义与实际增速对比：", place=place, name=name(indicator))
        + each(rows, words) + "。",
        table=_price_table(rows),
    )  # fmt: skip


def _price_table(rows: list[Any]) -> Table:
    unit = rows[0].level.unit
    return Table.each(
        rows, ("年份", "period"), (Column(f"上年总量（{unit}）", "#"), "base"),
        (Column(f"当年总量（{unit}）", "#"), "level"), (Column("名义增速（%）", "#"), "nominal"),
        (Column("实际增速（%）", "#"), "real"), (Column("隐含平减指数（%）", "+#"), "deflator"),
        (Column("舍入下限（%）", "+#"), "low"), (Column("舍入上限（%）", "+#"), "high"),
    )  # fmt: skip


def _sheet(rows: list[Any]) -> Any:
    """Return the sheet: growth of both kinds above, the deflator below."""
    sheet, (top, bottom) = paper(7.2, 5.0, nrows=2, sharex=True, height_ratios=[3, 2])
    at = range(len(rows))
    nominal, real = ([getattr(row, column) for row in rows] for column in ("nominal", "real"))
    _bars(top, [place - 0.2 for place in at], nominal, _RED, "名义增速（由两年现价总量推算）")
    for status in dict.fromkeys(value.status for value in real):
        part = [(place, value) for place, value in enumerate(real) if value.status == status]
        told = "参考数据" if status == "reference" else "文件"
        label = f"实际增速（{told}所述，不变价）"
        _bars(top, [place + 0.2 for place, _ in part], [value for _, value in part], _BLUE, label)
    top.set_ylabel("比上年增长（%）")
    top.margins(y=0.2)
    top.legend(loc="upper right", fontsize=9)
    _bars(bottom, list(at), [row.deflator for row in rows], _GREEN, "隐含平减指数", 0.5, "+")
    bottom.set_ylabel("隐含平减指数（%）")
    bottom.axhline(0, color=style.GROUNDS["muted"][0], linewidth=0.8)
    bottom.margins(y=0.25)
    bottom.set_xticks(list(at), [f"{row.period}{'＊' if row.rough else ''}" for row in rows])
    bottom.set_xlabel("年份")
    return sheet


def _bars(
    axes: Any, at: list[Any], values: list[Value], colour: str, label: str,
    width: float = 0.38, sign: str = "",
) -> None:  # fmt: skip
    """Draw bars of one kind of number, each with its number over it."""
    look = style.printed_bar(values[0].status, colour)
    bars = axes.bar(at, [value.number for value in values], width, label=label, **look)
    mark(bars, values)
    axes.bar_label(bars, [format(one, f"{sign}#") for one in values], fontsize=8, padding=1)


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
    for (indicator, measure, period), group in known.groupby(
        ["indicator", "measure", "period"], sort=True, observed=True
    ):
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
        what = f"{base.period}年的{name(indicator)}"
        low, high = _rounding(spread, level.unit, what, (level, rate))
        gap = (implied / base - 1).percent(2)
        revised = not spread.meets(base.interval)
        yield Base(indicator, base.period, base, implied, low, high, gap, revised)


@kindly
def revised_bases(data: "pd.DataFrame", place: str) -> Figure:
    """Return the figure of bases first stated against those that the next year's report implies.

    Parameters
    ----------
    data : DataFrame
        The facts (`hzlib.facts`).
    place : str
        The place.

    Examples
    --------
    >>> import hzlib as hz
    >>> figure = revised_bases(hz.facts(reference=True), "杭州市")
    >>> [column.heading for column in figure.table.columns][:3]
    ['指标', '年份', '首次公布']
    """
    bases = need(implied_bases(data, place), f"{place}相邻两年的总量和名义增速")
    rows = list(bases.itertuples(index=False))
    members, revised = base_items(bases), base_items(bases[list(bases["revised"])])
    return Figure(
        _revision_plot(rows),
        title=sentence(
            "{all}上年数里，{revised}与下一年的总量和增速倒推的不一致",
            all=counted(members, "个", "可以倒推的上年数"),
            revised=counted(revised, "个", "不一致的上年数", among=members),
        ),
        caption="横线是印出数字的舍入所容许的范围。只查名义增速的指标；" + _twice(data, place),
        alt="倒推的上年数与首次公布之差：" + each(rows, "{where}年{gap:+}", where=_where) + "。",
        table=Table.each(
            rows, ("指标", lambda row: name(row.indicator)), ("年份", "period"),
            (Column("首次公布", "#"), "stated"), (Column("由下一年倒推", "#"), "implied"),
            (Column("舍入下限", "#"), "low"), (Column("舍入上限", "#"), "high"),
            ("单位", lambda row: wording.unit(row.stated.unit)), (Column("相差（%）", "+#"), "gap"),
        ),
    )  # fmt: skip


def base_items(bases: "pd.DataFrame") -> list[Item]:
    """Return rows of `implied_bases` as members of a list.

    Examples
    --------
    >>> import hzlib as hz
    >>> base_items(implied_bases(hz.facts(reference=True), "杭州市"))[0].label
    '一般公共预算收入 2019年 首次公布1,965.97亿元，倒推1,965.26亿元'
    """
    return [
        Item(f"{_where(row)}年 首次公布{row.stated}，倒推{row.implied}", row.gap.source)
        for row in bases.itertuples(index=False)
    ]


def _where(row: Any) -> str:
    return f"{name(row.indicator)} {row.period}"


def _twice(data: "pd.DataFrame", place: str) -> Sentence:
    found = list(rivals(data, place).itertuples())
    if not found:
        return sentence("没有同一年同一指标给出两个不同数的情形。")
    told = each(
        found, "{what}{period}年{low}与{high}", "，",
        what=lambda row: label(row.indicator, row.measure),
    )  # fmt: skip
    return sentence("同一年同一指标给出两个不同数的还有：{told}。", told=told)


def _revision_plot(rows: list[Any]) -> Plot:
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
        [abs(float(end(row)) - float(row.implied)) / float(row.stated) * 100 for row in rows]
        for end in (attrgetter("high"), attrgetter("low"))
    )
    return style.reach(above, below)
