"""Charts and tables of a district beside its city."""

from typing import TYPE_CHECKING

from hzlib.charts.exhibits import Chart, Table, displayed, kindly, need
from hzlib.charts.marks import figure, folded, in_print, paper
from hzlib.pages import style
from hzlib.views.districts import beside, growth_gaps, intensities, plan_and_result, quotients
from hzlib.views.districts import shares_of_whole as shares
from hzlib.views.rounding import shown

if TYPE_CHECKING:
    import pandas as pd

_BLUE, _RED, _GREEN = style.PALETTE[:3]
_SIGNS = {">=": "≥", "<=": "≤", "~": "约", "=": "", "": ""}


@kindly
def shares_of_whole(data: "pd.DataFrame", part: str, whole: str, year: str | int) -> Chart:
    """Return the chart of what the district is of the city, its share of output as the measure."""
    import plotly.graph_objects as go

    rows = need(shares(beside(data, part, whole, year)), f"{year}年{part}和{whole}都有的总量")
    rows = rows.iloc[::-1].reset_index(drop=True)
    output = rows[rows["indicator"] == "gdp"]
    top = rows.iloc[-1]
    title = f"{year}年{part}占全市：{top['name']} {top['value']:.1f}%"
    if len(output):
        title += f"，地区生产总值 {output.iloc[0]['value']:.1f}%"
    chart = figure(title, f"占{whole}的比重（%）", "", height=150 + 34 * len(rows))
    names = [folded(one) for one in rows["name"]]
    chart.add_trace(
        go.Bar(
            x=rows["value"].round(3),
            y=names,
            orientation="h",
            name="推算",
            showlegend=False,
            customdata=list(rows["evidence"]),
            text=[f"{_SIGNS[row.bound]}{row.value:.1f}%" for row in rows.itertuples()],
            textposition="outside",
            cliponaxis=False,
            hovertext=[
                f"{shown(row.part)} ÷ {shown(row.whole)}（{row.unit}）" for row in rows.itertuples()
            ],
            hovertemplate="%{y}：%{text}<br>%{hovertext}<extra></extra>",
            **style.bar("derived", _BLUE),
        )
    )
    if len(output):
        chart.add_vline(
            x=output.iloc[0]["value"],
            line={"color": _RED, "width": 1.6, "dash": "dot"},
            annotation={"text": "地区生产总值的比重", "font": {"color": _RED}},
            annotation_position="bottom right",
        )
    frame = displayed(
        rows[::-1].assign(value_evidence=rows["evidence"]),
        name="指标",
        unit="单位",
        part=part,
        whole=whole,
        value="占全市（%）",
    )
    alt = f"{year}年{part}占{whole}的比重：" + "；".join(
        f"{row.name}{row.value:.1f}%" for row in rows[::-1].itertuples()
    )
    caption = "只列两地都给出总量的指标；“≥”表示区里只说“突破”。红线右边的，分量重于经济总量。"
    return Chart(chart, frame, caption, alt + "。")


@kindly
def growth(data: "pd.DataFrame", part: str, whole: str, year: str | int) -> Chart:
    """Return the chart of growth in both places, the widest gap on top."""
    import plotly.graph_objects as go

    rows = need(growth_gaps(beside(data, part, whole, year)), f"{year}年两地都有的增速")
    rows = rows.iloc[::-1].reset_index(drop=True)
    faster = (rows["value"] > 0).sum()
    output = rows[rows["indicator"] == "gdp"]
    title = f"{len(rows)} 项增速里 {faster} 项{part}更快"
    if len(output):
        gap = output.iloc[0]["value"]
        title += (
            f"，经济总量却慢 {abs(gap):.1f} 个百分点"
            if gap < 0
            else f"，经济总量快 {gap:.1f} 个百分点"
        )
    chart = figure(title, f"{year}年比上年增长（%）", "", height=150 + 34 * len(rows))
    names = [folded(one.removesuffix("增速")) for one in rows["name"]]
    for spot, row in enumerate(rows.itertuples()):
        chart.add_trace(
            go.Scatter(
                x=[row.part, row.whole],
                y=[names[spot]] * 2,
                mode="lines",
                line={"color": style.GROUNDS["muted"][0], "width": 2},
                hoverinfo="skip",
                showlegend=False,
            )
        )
    for side, place, colour in (("part", part, _RED), ("whole", whole, _BLUE)):
        for status, borrowed in (("actual", False), ("reference", True)):
            known = rows[(rows[f"{side}_origin"] == "reference") == borrowed]
            if known.empty:
                continue
            chart.add_trace(
                go.Scatter(
                    x=known[side],
                    y=[names[i] for i in known.index],
                    name=place + ("（参考数据）" if borrowed else ""),
                    customdata=list(known[f"{side}_evidence"]),
                    hovertemplate=f"%{{y}}<br>{place}：%{{x}}%<extra></extra>",
                    **(style.line(status, colour) | {"mode": "markers"}),
                )
            )
    chart.update_yaxes(categoryorder="array", categoryarray=names)
    frame = displayed(
        rows[::-1].assign(value_evidence=rows["evidence"]),
        name="指标", part=f"{part}（%）", whole=f"{whole}（%）", value="区减市（个百分点）",
    )  # fmt: skip
    alt = f"{year}年增速对比：" + "；".join(
        f"{row.name}{part}{shown(row.part)}%、{whole}{shown(row.whole)}%"
        for row in rows[::-1].itertuples()
    )
    caption = "圆点由两份报告各自给出，叉号取自参考数据；投资增速波动大，一年的差距不代表趋势。"
    return Chart(chart, frame, caption, alt + "。")


@kindly
@in_print
def specialisation(data: "pd.DataFrame", part: str, whole: str, year: str | int) -> Chart:
    """Return the printed figure of industries' weights in both places and location quotients."""
    from hzlib.pages.evidence import mark

    rows = need(quotients(beside(data, part, whole, year)), f"{year}年两地都有的产业增加值")
    top = rows.iloc[0]
    title = f"{top['name'].removesuffix('增加值')}的区位商是 {top['value']:.1f}"
    title += "".join(
        f"，{row.name.removesuffix('增加值')} {row.value:.1f}"
        for row in rows.iloc[1:3].itertuples()
    )
    sheet, (left, right) = paper(7.2, 1.9 + 0.55 * len(rows), ncols=2, width_ratios=[3, 2])
    at = list(range(len(rows)))[::-1]
    for shift, side, place, colour in ((0.2, "part", part, _RED), (-0.2, "whole", whole, _BLUE)):
        look = style.printed_bar("derived", colour)
        bars = left.barh([y + shift for y in at], rows[f"{side}_share"], 0.36, label=place, **look)
        mark(bars, list(rows[f"{side}_share_evidence"]))
        left.bar_label(bars, fmt="%.1f", padding=2, fontsize=8)
    left.set_yticks(at, [one.removesuffix("增加值") for one in rows["name"]])
    left.set_xlabel("占地区生产总值（%）")
    left.margins(x=0.16)
    left.legend(loc="lower right", fontsize=8)
    bars = right.barh(at, rows["value"], 0.5, **style.printed_bar("derived", _GREEN))
    mark(bars, list(rows["evidence"]))
    right.bar_label(bars, fmt="%.2f", padding=2, fontsize=8)
    right.axvline(1, color=style.GROUNDS["ink"][0], linewidth=1)
    right.set_yticks([])
    right.set_xlabel("区位商（1 = 与全市相同）")
    right.margins(x=0.18)
    for axes in (left, right):
        axes.grid(axis="y", visible=False)
    sheet.suptitle(title, x=0.01, ha="left", fontsize=12)
    frame = displayed(
        rows.assign(value_evidence=rows["evidence"]),
        name="产业", part_share=f"占{part}（%）", whole_share=f"占{whole}（%）", value="区位商",
    )  # fmt: skip
    alt = f"{year}年{part}各产业区位商：" + "；".join(
        f"{row.name}{row.value:.2f}" for row in rows.itertuples()
    )
    caption = "区位商＝产业在区里的比重÷在全市的比重，大于 1 为专门化；"
    caption += f"{whole}的数含{part}自己，产业之间有重叠。"
    return Chart(sheet, frame, caption, alt + "。")


@kindly
def intensity_table(data: "pd.DataFrame", part: str, whole: str, year: str | int) -> Table:
    """Return the table of amounts per resident, investment per output and rates."""
    rows = intensities(data, beside(data, part, whole, year), part, whole, year)
    need(rows, f"{year}年{part}和{whole}的人均数和比率")
    frame = displayed(rows, name="指标", unit="单位", part=part, whole=whole)
    lacking = rows["part"].isna().sum() + rows["whole"].isna().sum()
    return Table(frame, f"人均数用年末常住人口；空格 {lacking} 处是文件和参考数据都没有的数。")


@kindly
def coverage_table(data: "pd.DataFrame", part: str, whole: str, year: str | int) -> Table:
    """Return the table of what only one of the two places states."""
    rows = beside(data, part, whole, year)
    need(rows, f"{year}年{part}和{whole}的指标")
    one = rows[rows["known"] != "both"].copy()
    one["place"] = one["known"].map({"part": part, "whole": whole})
    one["value"] = one["part"].fillna(one["whole"])
    one["value_evidence"] = one["part_evidence"].where(
        one["known"] == "part", one["whole_evidence"]
    )
    counts = rows["known"].value_counts()
    frame = displayed(one, place="只见于", name="指标", value="数值", unit="单位")
    caption = f"两地都有 {counts.get('both', 0)} 项，只有{part} {counts.get('part', 0)} 项，"
    return Table(frame, caption + f"只有{whole} {counts.get('whole', 0)} 项（总量与增速分开数）。")


@kindly
def plan_table(data: "pd.DataFrame", place: str, year: str | int) -> Table:
    """Return the table of next year's targets beside this year's results."""
    rows = need(plan_and_result(data, place, year), f"{place}{int(year) + 1}年的目标")
    rows["gap_unit"] = ["个百分点" if unit in ("%", "pp") else unit for unit in rows["unit"]]
    for side in ("result", "plan"):
        rows[f"{side}_said"] = [
            f"{_SIGNS[row[f'{side}_bound']]}{row[f'{side}_text']}"
            if isinstance(row[f"{side}_text"], str)
            else ""
            for row in rows.to_dict("records")
        ]
        rows[f"{side}_said_evidence"] = rows[f"{side}_evidence"].fillna("")
    rows["gap_evidence"] = rows["gap_evidence"].fillna("")
    frame = displayed(
        rows,
        name="指标",
        result_said=f"{year}年结果",
        plan_said=f"{int(year) + 1}年目标",
        gap="目标减结果",
        gap_unit="差的单位",
    )
    known = rows["gap"].notna()
    lower = (rows["gap"] < 0).sum()
    caption = f"{len(rows)} 个目标里 {known.sum()} 个有上年结果，其中 {lower} 个定得比上年结果低。"
    return Table(frame, caption + "目标多是底线，低于上年结果不等于预计下降。")
