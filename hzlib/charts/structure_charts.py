"""Charts of what a place's output is made of, and of what it comes to for each resident."""

from typing import TYPE_CHECKING

from hzlib.charts.exhibits import Chart, displayed, kindly, need
from hzlib.charts.marks import figure, marks, path
from hzlib.pages import style
from hzlib.views.common import name, series
from hzlib.views.rounding import shown
from hzlib.views.trends import per_head, shares

if TYPE_CHECKING:
    import pandas as pd

_BLUE, _RED, _GREEN = style.PALETTE[:3]


@kindly
def per_person(data: "pd.DataFrame", place: str, indicator: str = "gdp") -> Chart:
    """Return the chart of an amount per resident, with the targets that are set in 元."""
    rows = need(per_head(data, place, indicator), f"{place}同一年的{name(indicator)}和常住人口")
    points = rows.assign(
        value=rows["value"] / 1e4, unit="万元", bound="=", status="derived", origin="derived"
    )
    goals = series(data, "gdp_per_capita", "level", place, "target")
    goals = goals[goals["unit"] == "万元"] if indicator == "gdp" else goals.head(0)
    end = points.iloc[-1]
    title = f"{end['period']}年人均{name(indicator)}约 {shown(end['value'], 1)} 万元"
    for goal in goals.tail(1).itertuples():
        title += f"，{goal.period}年的目标是 {shown(goal.value)} 万元"
    chart = figure(title, "年份", f"人均{name(indicator)}（万元，当年价）")
    chart.add_traces(path(points, _BLUE, "dot") + marks(points, _BLUE) + marks(goals, _GREEN))
    chart.update_xaxes(dtick=1)
    chart.update_yaxes(rangemode="tozero")
    frame = displayed(
        points.assign(value_evidence=points["evidence"], people=points["people"] / 1e4),
        period="年份",
        value=f"人均{name(indicator)}（万元）",
        people="用作除数的常住人口（万人）",
    )
    alt = f"{place}人均{name(indicator)}：" + "，".join(
        f"{row.period}年{row.value:.2f}万元" for row in points.itertuples()
    )
    caption = "由总量除以常住人口推算：有上年末人口的年份用两个年末的平均数，否则用当年末数。"
    return Chart(chart, frame, caption, alt + "。")


PARTS = ("services_va", "industrial_va", "digital_core_va", "culture_va", "finance_va")


@kindly
def structure(data: "pd.DataFrame", place: str, parts: tuple[str, ...] = PARTS) -> Chart:
    """Return the chart of what parts are of output, stated or computed."""
    rows = need(shares(data, place, parts), f"{place}各产业占地区生产总值的比重")
    done = rows[rows["status"] != "target"]
    moves = {part: group.iloc[[0, -1]] for part, group in done.groupby("indicator", sort=False)}
    known = {part: ends for part, ends in moves.items() if len(set(ends["period"])) == 2}
    title = f"{place}各产业占地区生产总值的比重"
    for part in [part for part in parts if part in known][:2]:
        ends = known[part]["value"].round(1)
        title += (
            f"{'，' if '由' in title else '：'}{_short(part)}由 {ends.iloc[0]}% 到 {ends.iloc[1]}%"
        )
    chart = figure(title, "年份", "占地区生产总值的比重（%）", height=500)
    for i, part in enumerate(part for part in parts if part in set(rows["indicator"])):
        points = rows[rows["indicator"] == part].assign(unit="%", bound="=", origin="document")
        colour = style.colour(i)
        chart.add_traces(path(points[points["status"] != "target"], colour))
        chart.add_traces(marks(points, colour, _short(part)))
    chart.update_xaxes(dtick=1)
    chart.update_yaxes(rangemode="tozero")
    frame = displayed(
        rows.assign(indicator=rows["indicator"].map(name), value_evidence=rows["evidence"]),
        indicator="产业", period="年份", value="占比（%）", status="status",
    )  # fmt: skip
    alt = (
        title
        + "。"
        + "；".join(
            f"{_short(part)}"
            + "、".join(f"{row.period}年{row.value:.1f}%" for row in group.itertuples())
            for part, group in rows.groupby("indicator", sort=False)
        )
    )
    caption = "各项互有重叠（数字经济既有服务业也有工业），不可相加；规上工业只含规模以上企业。"
    return Chart(chart, frame, caption, alt + "。")


def _short(indicator: str) -> str:
    return name(indicator).replace("增加值", "").replace("产业", "").replace("规模以上", "规上")
