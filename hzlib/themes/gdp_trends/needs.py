"""The growth that each target asks for, under an assumption about prices."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hzlib import wording
from hzlib.evidence.sentence import Sentence, joined, sentence
from hzlib.evidence.value import Value, assumed
from hzlib.figures import style
from hzlib.figures.plot import Plot
from hzlib.figures.specification import Choice, Column, Figure, Option, Table, kindly, need
from hzlib.frames.rows import frame_of
from hzlib.frames.selection import name, series, values

if TYPE_CHECKING:
    import pandas as pd


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
        The common frame (`hzlib.gather`).
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
    >>> rows = needed(hz.gather(), "杭州市", price=hz.assumed(2, "%", "物价每年变动", "price"))
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
        The common frame (`hzlib.gather`).
    place, indicator : str
        The place and an indicator with target levels.
    assumptions : tuple of float, optional
        Price changes a year in per cent among which the slider chooses; 0 shows nominal growth.

    Examples
    --------
    >>> import hzlib as hz
    >>> figure = needed_growth(hz.gather(), "杭州市", assumptions=(0.0, 2.0))
    >>> for option in figure.choices[0].options:
    ...     print(option.title)
    从2024年的21,860亿元到2030年的≥30,000亿元，名义上每年要增长5.4%
    从2024年的21,860亿元到2030年的≥30,000亿元，物价每年变动2%，实际上每年要增长3.4%
    """
    prices = [assumed(one, "%", "假定物价每年变动", "assumptions") for one in assumptions]
    tables = [
        list(
            needed(data, place, indicator, price if price.number else None).itertuples(index=False)
        )
        for price in prices
    ]
    need(tables[0] if tables else [], f"{place}{name(indicator)}的目标总量和此前的总量")
    start = next((i for i, price in enumerate(prices) if not price.number), 0)
    goals = sorted({row.target_period for row in tables[0]})
    options = tuple(
        _option(price, rows, [i == shown for shown in range(len(prices)) for _ in goals], place)
        for i, (price, rows) in enumerate(zip(prices, tables, strict=True))
    )
    shown = options[start]
    return Figure(
        _plot(tables, goals, start, shown.layout["yaxis.title.text"]),
        title=shown.title,
        caption=shown.caption,
        alt=shown.alt,
        reading=shown.reading,
        table=_table(prices, tables),
        choices=(Choice("假定物价每年变动", options, "slider", start),),
    )


def _option(price: Value, rows: list[Any], visible: list[bool], place: str) -> Option:
    """Return one state of the slider: its words follow the assumption."""
    last, real = rows[-1], bool(price.number)
    told = "物价每年变动{price}，实际上" if real else "名义上"
    title = "从{period}年的{level}到{goal}年的{target}，" + told + "每年要增长{growth}"
    nominal = "名义增速，物价变动也在里面；拖动滑块，假定物价怎样变动。"
    caption = "名义增速除以物价变动，得到所需的实际增速；物价每年变动{price}是假定，不出自文件。"
    kind = "实际" if real else "名义"
    each = [
        sentence("从{period}年到{goal}年{growth}", period=row.period, goal=row.target_period,
             growth=row.growth)
        for row in rows
    ]  # fmt: skip
    assumption = sentence("（假定物价每年变动{price}）", price=price) if real else Sentence()
    return Option(
        label=f"{wording.number(price.number, sign=True)}%" if real else "0（名义）",
        visible=tuple(visible),
        layout={"yaxis.title.text": f"此后平均每年{kind}要增长（%）"},
        title=sentence(title, period=last.period, level=last.level, goal=last.target_period,
                   target=last.target, growth=last.growth, price=price),
        caption=sentence(caption if real else nominal, price=price),
        reading=_reading(rows, kind) + assumption + "。",
        alt=sentence("{place}达到目标所需的年均{kind}增速", place=place, kind=kind)
        + assumption + "：" + joined("；", each) + "。",
    )  # fmt: skip


def _reading(rows: list[Any], kind: str) -> Sentence:
    """Return what each target asks for from the last known year on."""
    last = {row.target_period: row for row in rows}
    return joined("；", [
        sentence("要到{goal}年的{target}，从{period}年算起，每年{kind}增长{growth}", goal=goal,
             target=row.target, period=row.period, kind=kind, growth=row.growth)
        for goal, row in last.items()
    ])  # fmt: skip


def _plot(tables: list[list[Any]], goals: list[str], start: int, y: str) -> Plot:
    import plotly.graph_objects as go

    plot = Plot(x="从哪一年算起", y=y, height=500)
    for i, rows in enumerate(tables):
        for place, goal in enumerate(goals):
            part = [row for row in rows if row.target_period == goal]
            texts = [f"从{row.period}年到{goal}年，每年{row.growth:.2}" for row in part]
            trace = go.Scatter(
                x=[int(row.period) for row in part],
                y=[row.growth.number for row in part],
                name=f"到{goal}年的目标",
                text=texts,
                hovertemplate="%{text}<extra></extra>",
                visible=i == start,
                **style.line("derived", style.colour(place)),
            )
            plot.add(trace, [row.growth for row in part], texts)
    plot.figure.update_xaxes(dtick=1)
    return plot


def _table(prices: list[Value], tables: list[list[Any]]) -> Table:
    unit = tables[0][0].level.unit
    columns = (
        "假定物价每年变动", "目标年", Column(f"目标总量（{unit}）", "#"), "从哪一年算起",
        Column(f"当年总量（{unit}）", "#"), Column("年均增速（%）", "#"),
    )  # fmt: skip
    return Table(
        columns,
        tuple(
            (price, row.target_period, row.target, row.period, row.level, row.growth)
            for price, rows in zip(prices, tables, strict=True)
            for row in rows
        ),
    )
