"""Targets of single years beside what came of them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from hzlib import wording
from hzlib.evidence.sentence import Sentence, joined, sentence
from hzlib.evidence.sources import Item, several
from hzlib.evidence.value import Value, counted
from hzlib.figures import style
from hzlib.figures.plot import Plot, Point, add_marks
from hzlib.figures.specification import Column, Figure, Table, kindly, need
from hzlib.frames.outcomes import MET, MISSED
from hzlib.frames.selection import label, select

if TYPE_CHECKING:
    import pandas as pd

_BLUE, _RED, _GREEN = style.PALETTE[:3]


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
    >>> figure = against_targets(hz.outcomes(hz.gather()), "杭州市")
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
    return Figure(
        _plot(known, judged, what),
        title=sentence(
            "{what}：有结果可比的{n}年度目标，{met}达到", what=what,
            n=counted(members, "个", f"{place}{what}有结果可比的年度目标"),
            met=counted(met, "个", "达到的年度目标", among=members),
        ),
        caption="竖线连起同一年的目标与结果，蓝线为达到，红线为未达到；没有竖线的年份缺可比的结果。",
        alt=sentence("{place}{what}的目标与结果：{told}。", place=place, what=what,
                 told=joined("；", map(_told, judged))),
        table=_table(known),
    )  # fmt: skip


def _plot(known: list[Any], judged: list[Any], what: str) -> Plot:
    import plotly.graph_objects as go

    unit = wording.unit(known[0].target.unit)
    plot = Plot(x="年份", y=f"{what}（{unit}）" if unit else what)
    for pair in judged:
        line = {"color": _BLUE if pair.verdict == MET else _RED, "width": 3}
        ends = [pair.target.number, pair.outcome.number]
        plot.decorate(go.Scatter(x=[int(pair.period)] * 2, y=ends, mode="lines", line=line))
    goals = [Point(int(pair.period), pair.target) for pair in known]
    done = [
        Point(int(pair.period), pair.outcome) for pair in known if isinstance(pair.outcome, Value)
    ]
    add_marks(plot, goals, _GREEN)
    add_marks(plot, done, _BLUE)
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
    >>> pairs = hz.select(hz.outcomes(hz.gather()), indicator="gdp", period="2023", region="杭州市")
    >>> pair_items(pairs.itertuples())[0].label
    '2023年地区生产总值增速 目标≥5%，结果5.6%'
    """
    return [_item(pair) for pair in pairs]


def _item(pair: Any) -> Item:
    words = f"{pair.period}年{label(pair.indicator, pair.measure)} 目标{pair.target:p}"
    sources = [one.source for one in (pair.target, pair.outcome) if isinstance(one, Value)]
    told = f"，结果{pair.outcome:p}" if len(sources) > 1 else ""
    return Item(words + told, several(sources))


def _told(pair: Any) -> Sentence:
    words = "{year}年目标{target:p}，结果{outcome:p}，{verdict}"
    return sentence(words, year=pair.period, target=pair.target, outcome=pair.outcome,
                verdict=pair.verdict)  # fmt: skip


def _table(known: list[Any]) -> Table:
    columns = (
        "年份",
        Column("目标", "p"),
        Column("结果", "p"),
        Column("结果减目标", "+"),
        "判断",
        "说明",
    )
    return Table(
        columns,
        tuple(
            (pair.period, pair.target, pair.outcome, pair.gap, pair.verdict, pair.reason)
            for pair in known
        ),
    )
