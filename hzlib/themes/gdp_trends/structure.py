"""What a place's output is made of, and what it comes to for each resident."""

from typing import TYPE_CHECKING, Any

from hzlib import wording
from hzlib.evidence.sentence import Sentence, joined, sentence
from hzlib.evidence.value import Value
from hzlib.figures import style
from hzlib.figures.plot import Plot, add_marks, add_path, points
from hzlib.figures.specification import Column, Figure, Table, kindly, need
from hzlib.frames.derived import per_head, shares
from hzlib.frames.selection import name, series, values

if TYPE_CHECKING:
    import pandas as pd

_BLUE, _, _GREEN = style.PALETTE[:3]
PARTS = ("services_va", "industrial_va", "digital_core_va", "culture_va", "finance_va")


@kindly
def per_person(data: "pd.DataFrame", place: str, indicator: str = "gdp") -> Figure:
    """Return the figure of an amount per resident, with the targets that are set in 元.

    Parameters
    ----------
    data : DataFrame
        The common frame (`hzlib.gather`).
    place, indicator : str
        The place, and an indicator in 亿元.

    Examples
    --------
    >>> import hzlib as hz
    >>> str(per_person(hz.gather(), "杭州市").title)
    '2024年人均地区生产总值约17.39万元，2025年的目标是≥18万元'
    """
    what = f"人均{name(indicator)}"
    rows = list(
        need(per_head(data, place, indicator), f"{place}同一年的{name(indicator)}和常住人口")
        .itertuples(index=False)
    )  # fmt: skip
    amounts = [row.value for row in rows]
    aims = values(series(data, "gdp_per_capita", "level", place, "target"))
    goals = [goal for goal in aims if goal.unit == "万元"] if indicator == "gdp" else []
    plot = Plot(x="年份", y=f"{what}（万元，当年价）")
    add_path(plot, points(amounts), _BLUE, "dot")
    add_marks(plot, points(amounts), _BLUE)
    add_marks(plot, points(goals), _GREEN)
    plot.figure.update_xaxes(dtick=1)
    plot.figure.update_yaxes(rangemode="tozero")
    title = sentence("{year}年{what}约{value}", year=rows[-1].period, what=what, value=amounts[-1])
    aimed = [
        sentence("，{year}年的目标是{goal}", year=goal.period, goal=goal) for goal in goals[-1:]
    ]
    return Figure(
        plot,
        title=title + joined("", aimed),
        caption="由总量除以常住人口推算：有上年末人口的年份用两个年末的平均数，否则用当年末数。",
        alt=sentence("{place}{what}：{told}。", place=place, what=what, told=_told(amounts)),
        table=Table(
            ("年份", Column(f"{what}（万元）", "#"), "用作除数的常住人口"),
            tuple((row.period, row.value, row.people) for row in rows),
        ),
    )


def _told(values: list[Value]) -> Sentence:
    return joined("，", [sentence("{year}年{value}", year=one.period, value=one) for one in values])


@kindly
def structure(data: "pd.DataFrame", place: str, parts: tuple[str, ...] = PARTS) -> Figure:
    """Return the figure of what parts are of output, stated or computed.

    Parameters
    ----------
    data : DataFrame
        The common frame (`hzlib.gather`).
    place : str
        The place.
    parts : tuple of str, optional
        Indicators in the unit of output.

    Examples
    --------
    >>> import hzlib as hz
    >>> str(structure(hz.gather(), "杭州市", ("digital_core_va",)).title)
    '杭州市各产业占地区生产总值的比重：数字经济核心由26.6%到29.5%'
    """
    rows = need(shares(data, place, parts), f"{place}各产业占地区生产总值的比重")
    groups = {part: list(rows[rows["indicator"] == part]["value"]) for part in parts}
    shown = {part: group for part, group in groups.items() if group}
    plot = Plot(x="年份", y="占地区生产总值的比重（%）", height=500)
    for place_, (part, group) in enumerate(shown.items()):
        add_path(plot, points(_done(group)), style.colour(place_))
        add_marks(plot, points(group), style.colour(place_), _short(part))
    plot.figure.update_xaxes(dtick=1)
    plot.figure.update_yaxes(rangemode="tozero")
    title = sentence("{place}各产业占地区生产总值的比重", place=place)
    told = [sentence("{part}：{told}", part=_short(part), told=_told(group))
            for part, group in shown.items()]  # fmt: skip
    return Figure(
        plot,
        title=title + _moves(shown),
        caption=_caption(shown),
        alt=title + "。" + joined("；", told) + "。",
        table=Table(
            ("产业", "年份", Column("占比（%）", "#"), "状态"),
            tuple(
                (name(part), one.period, one, wording.STATUSES[one.status])
                for part, group in shown.items()
                for one in group
            ),
        ),
    )


def _done(group: list[Value]) -> list[Value]:
    return [one for one in group if one.status != "target"]


def _moves(shown: dict[str, list[Value]]) -> Sentence:
    """Return how the first two parts moved of which two years are known."""
    known = [(part, done) for part, group in shown.items() if len(done := _done(group)) > 1]
    moves = [
        sentence("{part}由{first}到{last}", part=_short(part), first=done[0], last=done[-1])
        for part, done in known[:2]
    ]
    return "：" + joined("，", moves) if moves else Sentence()


def _caption(shown: dict[str, Any]) -> str:
    digital = "（数字经济既有服务业也有工业）" if "digital_core_va" in shown else ""
    firms = "；规上工业只含规模以上企业" if "industrial_va" in shown else ""
    return f"各项互有重叠{digital}，不可相加{firms}。"


def _short(indicator: str) -> str:
    return name(indicator).replace("增加值", "").replace("产业", "").replace("规模以上", "规上")
