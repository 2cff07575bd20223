"""The growth that coming targets ask for, with and without an assumption on prices."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hzlib import wording
from hzlib.evidence.sentence import Sentence, each, sentence
from hzlib.evidence.value import Value, assumed
from hzlib.figures import style
from hzlib.figures.own import explore
from hzlib.figures.specification import Choice, Column, Figure, Option, Table, kindly, need
from hzlib.frames.rows import frame_of
from hzlib.frames.selection import name, series, values

if TYPE_CHECKING:
    import pandas as pd

_HUES = (style.ROLES["target"], style.ROLES["earlier"])
_LISTED = 6  # needs that the text for screen readers tells one by one
_ASKED = (
    "{told}由{period}年的{level}至{target_period}年的{target:w}，所需{kind}{mean}增速为{growth:w}"
)
_CAPTION = "未假定价格变动的为名义增速，扣除后为实际增速。价格变动为假定，不出自所收文件。"


@dataclass(frozen=True)
class Need:
    """The average growth a year that leads from a level to a target, in per cent.

    ``mean`` is the word for an average, empty where the target is of the next year.
    """

    target_period: str
    target: Value
    period: str
    level: Value
    growth: Value
    mean: str


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
    >>> price = hz.assumed(2, "%", "价格年变动率", "price")
    >>> rows = needed(hz.facts(reference=True), "杭州市", price=price)
    >>> print(rows.growth.iloc[-1].source.text)
    ((30,000 ÷ 21,860) ^ (1 ÷ 6) ÷ (1 + 2 ÷ 100) − 1) × 100
    """
    goals = values(series(data, indicator, "level", region, "target"))
    levels = values(series(data, indicator, "level", region, plain=True))
    rows = [
        Need(
            goal.period, goal, level.period, level, _growth(level, goal, price), _mean(level, goal)
        )
        for goal in goals
        for level in levels
        if level.period < goal.period and level.unit == goal.unit
    ]
    return frame_of(rows, Need)


def _mean(level: Value, goal: Value) -> str:
    return "年均" if int(goal.period) - int(level.period) > 1 else ""


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
    由2024年的21,860亿元至2030年的不低于30,000亿元，所需名义年均增速为不低于5.4%
    假定价格年变动率为2%，由2024年的21,860亿元至2030年的不低于30,000亿元，所需实际年均增速为不低于3.4%
    """
    import plotly.express as px
    import plotly.graph_objects as go

    prices = [assumed(one, "%", "假定的价格年变动率", "assumptions") for one in assumptions]
    tables = [needed(data, place, indicator, one if one.number else None) for one in prices]
    need(tables[0] if tables else [], f"{place}{name(indicator)}的目标总量和此前的总量")
    words = {"period": "基期", "growth": "所需年均增速（%）", "target_period": "目标年"}
    # The last two ends of a five-year plan have the colours of two plans on every page.
    plans = [one for one in tables[0]["target_period"].drop_duplicates() if int(one) % 5 == 0]
    ends = dict(zip(plans[::-1], _HUES, strict=False))
    parts = [
        px.line(rows.astype({"period": int}), "period", "growth", color="target_period",
                labels=words, color_discrete_map=ends)
        for rows in tables
    ]  # fmt: skip
    drawn = go.Figure([trace for part in parts for trace in part.data], parts[0].layout)
    goals = len(parts[0].data)
    options = tuple(
        _option(price, rows, [turn == n // goals for n in range(len(drawn.data))])
        for turn, (price, rows) in enumerate(zip(prices, tables, strict=True))
    )
    start = next((turn for turn, price in enumerate(prices) if not price.number), 0)
    choice, first = Choice("假定的价格年变动率", options, "slider", start), options[start]
    table = _table(zip(prices, tables, strict=True))
    shown = explore(drawn, None, first.title, _CAPTION, first.alt, table, [choice])
    assert isinstance(shown, Figure)
    return shown


def _option(price: Value, rows: "pd.DataFrame", visible: list[bool]) -> Option:
    """Return one state of the slider: its words follow the assumption."""
    told = sentence("假定价格年变动率为{price}，", price=price) if price.number else ""
    kind = "实际" if price.number else "名义"
    return Option(
        label=f"{wording.number(price.number, sign=True)}%" if price.number else "0（名义）",
        visible=tuple(visible),
        title=each(rows.tail(1).itertuples(), _ASKED, told=told, kind=kind),
        alt=_alt(rows, told, kind),
    )


def _alt(rows: "pd.DataFrame", told: Sentence | str, kind: str) -> Sentence:
    """Return in words what each target needs from the last year on; the table has the others."""
    last = rows.drop_duplicates("target_period", keep="last").tail(_LISTED)
    more = "；其余见数据表。" if len(last) < len(rows) else "。"
    return each(last.itertuples(), _ASKED, told=told, kind=kind) + more


def _table(parts: Iterable[tuple[Value, "pd.DataFrame"]]) -> Table:
    return Table.each(
        ((price, row) for price, rows in parts for row in rows.itertuples()),
        ("假定的价格年变动率", lambda pair: pair[0]),
        ("目标年", lambda pair: pair[1].target_period),
        ("目标总量", lambda pair: pair[1].target), ("基期", lambda pair: pair[1].period),
        ("当年总量", lambda pair: pair[1].level),
        (Column("年均增速（%）", "#"), lambda pair: pair[1].growth),
    )  # fmt: skip
