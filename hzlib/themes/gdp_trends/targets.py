"""Targets of years: beside what came of them, and the growth that the coming ones ask for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from hzlib import wording
from hzlib.evidence.sentence import Sentence, each, sentence
from hzlib.evidence.sources import Item, several
from hzlib.evidence.value import Value, assumed, counted
from hzlib.figures import style
from hzlib.figures.plot import Plot, Point, add_marks, in_turn
from hzlib.figures.specification import Choice, Column, Figure, Option, Table, kindly, need
from hzlib.frames.outcomes import MET, MISSED
from hzlib.frames.rows import frame_of
from hzlib.frames.selection import label, name, select, series, values

if TYPE_CHECKING:
    import pandas as pd

_BLUE, _RED, _GREEN = style.PALETTE[:3]


# --- targets and what came of them ----------------------------------------------------------------


@kindly
def against_targets(
    pairs: "pd.DataFrame", place: str, indicator: str = "gdp", measure: str = "growth"
) -> Figure:
    """Return the figure of annual targets and what came of them.

    Parameters
    ----------
    pairs : DataFrame
        What `hzlib.outcomes` returns.
    place, indicator, measure : str
        Whose targets of what.

    Examples
    --------
    >>> import hzlib as hz
    >>> figure = against_targets(hz.outcomes(hz.facts(reference=True)), "杭州市")
    >>> [column.heading for column in figure.table.columns]
    ['年份', '目标', '结果', '结果减目标', '判断', '说明']
    """
    rows = select(pairs, region=place, indicator=indicator, measure=measure)
    rows = rows[rows["period"].str.fullmatch(r"\d{4}")].sort_values("period", kind="stable")
    what = label(indicator, measure)
    known = list(rows.itertuples(index=False))
    judged = [pair for pair in known if pair.verdict in (MET, MISSED)]
    need(judged, f"{place}{what}的目标和可比的结果")
    members = pair_items(judged)
    met = pair_items(pair for pair in judged if pair.verdict == MET)
    told = each(judged, "{period}年目标{target:p}，结果{outcome:p}，{verdict}")
    return Figure(
        _target_plot(known, judged, what),
        title=sentence(
            "{what}：有结果可比的{n}年度目标，{met}达到", what=what,
            n=counted(members, "个", f"{place}{what}有结果可比的年度目标"),
            met=counted(met, "个", "达到的年度目标", among=members),
        ),
        caption="竖线连起同一年的目标与结果，蓝线为达到，红线为未达到；没有竖线的年份缺可比的结果。",
        alt=sentence("{place}{what}的目标与结果：{told}。", place=place, what=what, told=told),
        table=Table.each(
            known, ("年份", "period"), (Column("目标", "p"), "target"),
            (Column("结果", "p"), "outcome"), (Column("结果减目标", "+"), "gap"),
            ("判断", "verdict"), ("说明", "reason"),
        ),
    )  # fmt: skip


def _target_plot(known: list[Any], judged: list[Any], what: str) -> Plot:
    import plotly.graph_objects as go

    unit = wording.unit(known[0].target.unit)
    plot = Plot(x="年份", y=f"{what}（{unit}）" if unit else what)
    for pair in judged:
        line = {"color": _BLUE if pair.verdict == MET else _RED, "width": 3}
        ends = [pair.target.number, pair.outcome.number]
        plot.decorate(go.Scatter(x=[int(pair.period)] * 2, y=ends, mode="lines", line=line))
    for side, colour in (("target", _GREEN), ("outcome", _BLUE)):
        ends = [(int(pair.period), getattr(pair, side)) for pair in known]
        marks = [Point(year, value) for year, value in ends if isinstance(value, Value)]
        add_marks(plot, marks, colour)
    plot.figure.update_xaxes(dtick=1)
    plot.figure.update_yaxes(rangemode="tozero")
    return plot


def pair_items(pairs: Iterable[Any]) -> list[Item]:
    """Return rows of `hzlib.outcomes` as members of a list, each with its target and its outcome.

    Parameters
    ----------
    pairs : iterable of namedtuple
        ``itertuples()`` of the rows.

    Examples
    --------
    >>> import hzlib as hz
    >>> pairs = hz.outcomes(hz.facts(place="杭州", indicator="gdp", year=2023))
    >>> pair_items(pairs.itertuples())[0].label
    '2023年地区生产总值增速 目标≥5%，结果5.6%'
    """
    return [_item(pair) for pair in pairs]


def _item(pair: Any) -> Item:
    words = f"{pair.period}年{label(pair.indicator, pair.measure)} 目标{pair.target:p}"
    sources = [one.source for one in (pair.target, pair.outcome) if isinstance(one, Value)]
    told = f"，结果{pair.outcome:p}" if len(sources) > 1 else ""
    return Item(words + told, several(sources))


# --- what the coming ones ask for -----------------------------------------------------------------


@dataclass(frozen=True)
class Need:
    """The average growth a year that leads from a level to a target, in per cent."""

    target_period: str
    target: Value
    period: str
    level: Value
    growth: Value


def needed(
    data: "pd.DataFrame", region: str, indicator: str = "gdp", price: Value | None = None
) -> "pd.DataFrame":
    """Return the average growth a year that each target level asks for, from each earlier year on.

    Parameters
    ----------
    data : DataFrame
        The facts (`hzlib.facts`).
    region, indicator : str
        The place and an indicator with target levels.
    price : Value, optional
        Assumed price change a year in per cent (`hzlib.assumed`); without it growth is nominal.

    Returns
    -------
    DataFrame
        The columns of `Need`. A bound (突破…) is no starting point.

    Examples
    --------
    >>> import hzlib as hz
    >>> price = hz.assumed(2, "%", "物价每年变动", "price")
    >>> rows = needed(hz.facts(reference=True), "杭州市", price=price)
    >>> print(rows.growth.iloc[-1].source.text)
    ((30,000 ÷ 21,860) ^ (1 ÷ 6) ÷ (1 + 2 ÷ 100) − 1) × 100
    """
    goals = values(series(data, indicator, "level", region, "target"))
    levels = values(series(data, indicator, "level", region, plain=True))
    rows = [
        Need(goal.period, goal, level.period, level, _growth(level, goal, price))
        for goal in goals
        for level in levels
        if level.period < goal.period and level.unit == goal.unit
    ]
    return frame_of(rows, Need)


def _growth(level: Value, goal: Value, price: Value | None) -> Value:
    rate = (goal / level) ** (1 / (int(goal.period) - int(level.period)))
    if price is not None:
        rate = rate / (1 + price / 100)
    return replace((rate - 1).percent(1), period=level.period)


@kindly
def needed_growth(
    data: "pd.DataFrame",
    place: str,
    indicator: str = "gdp",
    assumptions: tuple[float, ...] = (-1.0, 0.0, 1.0, 2.0, 3.0),
) -> Figure:
    """Return the figure of the growth that each target needs, with a slider of price assumptions.

    Parameters
    ----------
    data : DataFrame
        The facts (`hzlib.facts`).
    place, indicator : str
        The place and an indicator with target levels.
    assumptions : tuple of float, optional
        Price changes a year in per cent among which the slider chooses; 0 shows nominal growth.

    Examples
    --------
    >>> import hzlib as hz
    >>> figure = needed_growth(hz.facts(reference=True), "杭州市", assumptions=(0.0, 2.0))
    >>> for option in figure.choices[0].options:
    ...     print(option.title)
    从2024年的21,860亿元到2030年的≥30,000亿元，名义上每年要增长5.4%
    从2024年的21,860亿元到2030年的≥30,000亿元，物价每年变动2%，实际上每年要增长3.4%
    """
    prices = [assumed(one, "%", "假定物价每年变动", "assumptions") for one in assumptions]
    tables = [
        list(needed(data, place, indicator, price if price.number else None).itertuples())
        for price in prices
    ]
    need(tables[0] if tables else [], f"{place}{name(indicator)}的目标总量和此前的总量")
    start = next((i for i, price in enumerate(prices) if not price.number), 0)
    plot = Plot(x="从哪一年算起", height=500)
    seen = in_turn(plot, tables, partial(_add_needs, plot), start)
    options = tuple(
        _option(price, rows, visible, place)
        for price, rows, visible in zip(prices, tables, seen, strict=True)
    )
    shown, unit = options[start], tables[0][0].level.unit
    plot.figure.update_xaxes(dtick=1)
    plot.figure.update_yaxes(title_text=shown.layout["yaxis.title.text"])
    return Figure(
        plot,
        title=shown.title,
        caption=shown.caption,
        alt=shown.alt,
        reading=shown.reading,
        table=Table.each(
            ((price, row) for price, rows in zip(prices, tables, strict=True) for row in rows),
            ("假定物价每年变动", lambda pair: pair[0]),
            ("目标年", lambda pair: pair[1].target_period),
            (Column(f"目标总量（{unit}）", "#"), lambda pair: pair[1].target),
            ("从哪一年算起", lambda pair: pair[1].period),
            (Column(f"当年总量（{unit}）", "#"), lambda pair: pair[1].level),
            (Column("年均增速（%）", "#"), lambda pair: pair[1].growth),
        ),
        choices=(Choice("假定物价每年变动", options, "slider", start),),
    )


def _option(price: Value, rows: list[Any], visible: tuple[bool, ...], place: str) -> Option:
    """Return one state of the slider: its words follow the assumption."""
    real = bool(price.number)
    told = "物价每年变动{price}，实际上" if real else "名义上"
    nominal = "名义增速，物价变动也在里面；拖动滑块，假定物价怎样变动。"
    caption = "名义增速除以物价变动，得到所需的实际增速；物价每年变动{price}是假定，不出自文件。"
    kind = "实际" if real else "名义"
    assumption = sentence("（假定物价每年变动{price}）", price=price) if real else Sentence()
    last = {row.target_period: row for row in rows}
    asked = "要到{target_period}年的{target}，从{period}年算起，每年{kind}增长{growth}"
    return Option(
        label=f"{wording.number(price.number, sign=True)}%" if real else "0（名义）",
        visible=visible,
        layout={"yaxis.title.text": f"此后平均每年{kind}要增长（%）"},
        title=each(
            rows[-1:],
            "从{period}年的{level}到{target_period}年的{target}，" + told + "每年要增长{growth}",
            price=price,
        ),
        caption=sentence(caption if real else nominal, price=price),
        reading=each(last.values(), asked, kind=kind) + assumption + "。",
        alt=sentence("{place}达到目标所需的年均{kind}增速", place=place, kind=kind)
        + assumption + "：" + each(rows, "从{period}年到{target_period}年{growth}") + "。",
    )  # fmt: skip


def _add_needs(plot: Plot, rows: list[Any], visible: bool) -> None:
    import plotly.graph_objects as go

    for place, goal in enumerate(sorted({row.target_period for row in rows})):
        part = [row for row in rows if row.target_period == goal]
        texts = [f"从{row.period}年到{goal}年，每年{row.growth:.2}" for row in part]
        trace = go.Scatter(
            x=[int(row.period) for row in part],
            y=[row.growth.number for row in part],
            name=f"到{goal}年的目标",
            text=texts,
            hovertemplate="%{text}<extra></extra>",
            visible=visible,
            **style.line("derived", style.colour(place)),
        )
        plot.add(trace, [row.growth for row in part], texts)
