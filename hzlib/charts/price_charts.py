"""Charts of prices, needs and revisions: what lies between two printed levels."""

from typing import TYPE_CHECKING, Any

from hzlib.charts.exhibits import Chart, displayed, kindly, need
from hzlib.charts.marks import figure, in_print, paper
from hzlib.pages import style
from hzlib.views.common import label, name
from hzlib.views.revisions import implied_bases, rivals
from hzlib.views.rounding import shown
from hzlib.views.trends import needed, prices

if TYPE_CHECKING:
    import pandas as pd

_BLUE, _RED, _GREEN = style.PALETTE[:3]


@kindly
@in_print
def nominal_and_real(data: "pd.DataFrame", place: str, indicator: str = "gdp") -> Chart:
    """Return the printed figure of nominal growth, real growth and the implied deflator."""
    from hzlib.pages.evidence import mark

    rows = need(prices(data, place, indicator), f"{place}相邻两年的{name(indicator)}和增速")
    last = rows.iloc[-1]
    title = f"{last['period']}年名义增长 {last['nominal']:.1f}%，"
    title += f"实际增长 {last['real']:.1f}%，隐含平减指数 {last['deflator']:+.1f}%"
    sheet, (top, bottom) = paper(7.2, 5.2, nrows=2, sharex=True, height_ratios=[3, 2])
    at = list(range(len(rows)))
    for shift, column, status, text in (
        (-0.2, "nominal", "derived", "名义增速（由两年现价总量推算）"),
        (0.2, "real", "actual", "实际增速（文件所述，不变价）"),
    ):
        look = style.printed_bar(status, _RED if column == "nominal" else _BLUE)
        bars = top.bar([x + shift for x in at], rows[column], 0.38, label=text, **look)
        mark(bars, list(rows[f"{column}_evidence"]))
        top.bar_label(bars, fmt="%.1f", fontsize=8, padding=1)
    top.set_ylabel("比上年增长（%）")
    top.margins(y=0.18)
    top.legend(loc="upper right", fontsize=9)
    look = style.printed_bar("derived", _GREEN)
    bars = bottom.bar(at, rows["deflator"], 0.5, **look)
    mark(bars, list(rows["deflator_evidence"]))
    bottom.bar_label(bars, fmt="%+.1f", fontsize=8, padding=1)
    bottom.set_ylabel("隐含平减指数（%）")
    bottom.axhline(0, color=style.GROUNDS["muted"][0], linewidth=0.8)
    bottom.margins(y=0.25)
    bottom.set_xticks(at, [f"{row.period}{'＊' if row.rough else ''}" for row in rows.itertuples()])
    bottom.set_xlabel("年份")
    sheet.suptitle(title, x=0.01, ha="left", fontsize=12)
    frame = displayed(
        rows,
        period="年份",
        base="上年总量（亿元）",
        level="当年总量（亿元）",
        nominal="名义增速（%）",
        real="实际增速（%）",
        deflator="隐含平减指数（%）",
        low="舍入下限（%）",
        high="舍入上限（%）",
    )
    alt = f"{place}{name(indicator)}名义与实际增速对比：" + "；".join(
        f"{row.period}年名义{row.nominal:.1f}%、实际{row.real:.1f}%、平减指数{row.deflator:+.1f}%"
        for row in rows.itertuples()
    )
    star = "＊上年只有预计数，不足为凭；" if rows["rough"].any() else ""
    caption = f"{star}平减指数里混有上年总量的修订，不等于物价涨幅；上下限只计印出数字的舍入。"
    return Chart(sheet, frame, caption, alt + "。")


@kindly
def needed_growth(
    data: "pd.DataFrame",
    place: str,
    indicator: str = "gdp",
    assumptions: tuple[float, ...] = (-1.0, 0.0, 1.0, 2.0, 3.0),
) -> Chart:
    """Return the chart of the growth that each target needs, with a slider of price assumptions.

    Parameters
    ----------
    data : DataFrame
        The common frame.
    place, indicator : str
        The place and an indicator with target levels.
    assumptions : tuple of float, optional
        Price changes a year in per cent among which the slider chooses.
    """
    base = need(needed(data, place, indicator), f"{place}{name(indicator)}的目标总量和此前的总量")
    start = next((i for i, price in enumerate(assumptions) if price == 0), 0)
    goals = sorted(set(base["target_period"]))
    end = base[base["target_period"] == goals[-1]].iloc[-1]
    title = (
        f"从{end['period']}年的{shown(end['level'])}亿元到{goals[-1]}年的{shown(end['target'])}亿元，"
        f"名义上每年要增长 {shown(end['growth'], 1)}%"
    )
    chart = figure(title, "从哪一年算起", "此后平均每年要增长（%）", height=500)
    for i, price in enumerate(assumptions):
        chart.add_traces(_needs(needed(data, place, indicator, price), goals, i == start))
    steps = [
        {
            "label": f"{price:+g}%" if price else "0（名义）",
            "method": "restyle",
            "args": ["visible", [j // len(goals) == i for j in range(len(chart.data))]],
        }
        for i, price in enumerate(assumptions)
    ]
    chart.update_layout(
        sliders=[
            {
                "active": start,
                "steps": steps,
                "currentvalue": {"prefix": "假定物价每年变动："},
                "pad": {"t": 55},
            }
        ],
        margin={"b": 110, "t": 100},
    )
    chart.update_xaxes(dtick=1)
    frame = displayed(
        base.assign(growth_evidence=base["evidence"]),
        target_period="目标年",
        target="目标总量（亿元）",
        period="从哪一年算起",
        level="当年总量（亿元）",
        years="年数",
        growth="名义年均增速（%）",
    )
    alt = f"{place}{name(indicator)}达到目标所需年均名义增速：" + "；".join(
        f"从{row.period}年到{row.target_period}年{row.growth:.1f}%" for row in base.itertuples()
    )
    caption = "滑块选物价假定：名义增速除以物价变动，得到所需的实际增速。假定是假定，不出自文件。"
    return Chart(chart, frame, caption, alt + "。")


def _needs(rows: "pd.DataFrame", goals: list[str], visible: bool) -> list[Any]:
    import plotly.graph_objects as go

    traces = []
    for i, goal in enumerate(goals):
        part = rows[rows["target_period"] == goal]
        amount = shown(part.iloc[0]["target"])
        texts = [
            f"{row.period}年起 {row.years} 年，每年 {row.growth:.2f}%" for row in part.itertuples()
        ]
        traces.append(
            go.Scatter(
                x=[int(period) for period in part["period"]],
                y=part["growth"].round(4),
                name=f"到{goal}年 {amount}亿元",
                customdata=list(part["evidence"]),
                text=texts,
                hovertemplate="%{text}<extra></extra>",
                visible=visible,
                **style.line("derived", style.colour(i)),
            )
        )
    return traces


@kindly
def revised_bases(data: "pd.DataFrame", place: str) -> Chart:
    """Return the chart of bases first stated against those that the next year's report implies."""
    import pandas as pd
    import plotly.graph_objects as go

    rows = need(implied_bases(data, place), f"{place}相邻两年的总量和名义增速")
    twice = rivals(data, place)
    changed = int(rows["revised"].sum())
    title = f"{len(rows)} 个上年数里，{changed} 个与下一年的总量和增速倒推的不一致"
    at = [f"{name(row.indicator)} {row.period}" for row in rows.itertuples()]
    chart = figure(title, "倒推数比首次公布高（+）或低（−）（%）", "", height=130 + 34 * len(rows))
    ends = [
        [(end / row.stated - 1) * 100 for end in (row.low, row.high)] for row in rows.itertuples()
    ]
    for revised, colour, text in ((False, _BLUE, "舍入可以解释"), (True, _RED, "已修订或换口径")):
        chosen = [i for i, flag in enumerate(rows["revised"]) if flag == revised]
        if not chosen:
            continue
        part = rows.iloc[chosen]
        look = style.line("derived", colour) | {"mode": "markers"}
        chart.add_trace(
            go.Scatter(
                x=part["gap"].round(4),
                y=[at[i] for i in chosen],
                name=text,
                customdata=list(part["implied_evidence"]),
                error_x={
                    "type": "data",
                    "symmetric": False,
                    "array": [ends[i][1] - rows.iloc[i]["gap"] for i in chosen],
                    "arrayminus": [rows.iloc[i]["gap"] - ends[i][0] for i in chosen],
                },
                text=[
                    f"首次公布{shown(row.stated)}，倒推{shown(row.implied)}"
                    for row in part.itertuples()
                ],
                hovertemplate="%{y}年：%{text}<extra></extra>",
                **look,
            )
        )
    chart.add_vline(x=0, line={"color": style.GROUNDS["muted"][0], "width": 1})
    chart.update_yaxes(categoryorder="array", categoryarray=at[::-1])
    frame = displayed(
        rows.assign(indicator=rows["indicator"].map(name)),
        indicator="指标",
        period="年份",
        unit="单位",
        stated="首次公布",
        implied="由下一年倒推",
        low="舍入下限",
        high="舍入上限",
        gap="相差（%）",
    )
    both = "，".join(f"{label(r.indicator, r.measure)}{r.period}年" for r in twice.itertuples())
    said = (
        f"同一年同一指标给出两个不同数的还有：{both}。"
        if both
        else "没有同一年同一指标给出两个不同数的情形。"
    )
    caption = f"横线是印出数字的舍入所容许的范围。只查名义增速的指标；{said}"
    alt = "倒推的上年数与首次公布之差：" + "；".join(
        f"{where}年{gap:+.2f}%" for where, gap in zip(at, rows["gap"], strict=True)
    )
    return Chart(chart, pd.DataFrame(frame), caption, alt + "。")
