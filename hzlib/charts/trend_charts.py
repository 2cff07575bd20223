"""Charts of one place's output and incomes through the years."""

from typing import TYPE_CHECKING, Any

from hzlib.charts.exhibits import Chart, displayed, kindly, need
from hzlib.charts.marks import figure, heading, marks, path, said, years
from hzlib.pages import style
from hzlib.views.common import aims, label, name, series
from hzlib.views.rounding import shown

if TYPE_CHECKING:
    import pandas as pd

FIRST, LAST = "2014", "2030"
_BLUE, _RED, _GREEN = style.PALETTE[:3]
_ALL = ("actual", "estimate")


def _points(
    data: "pd.DataFrame", indicator: str, measure: str, place: str, span: tuple[Any, Any]
) -> "pd.DataFrame":
    """Return what happened and what was aimed at, one row a year and kind."""
    import pandas as pd

    done = series(data, indicator, measure, place, _ALL)
    goals = aims(data, indicator, measure, place)
    return years(pd.concat([done, goals], ignore_index=True), *map(str, span))


def _is_plain(rows: "pd.DataFrame") -> "pd.Series":
    return (rows["status"] != "target") & rows["bound"].isin(["=", "~"])


@kindly
def levels(
    data: "pd.DataFrame",
    place: str,
    indicator: str = "gdp",
    first: str | int = FIRST,
    last: str | int = LAST,
) -> Chart:
    """Return the chart of an indicator's levels with the targets set for it.

    Parameters
    ----------
    data : DataFrame
        The common frame (`hzlib.views.common.combined`).
    place, indicator : str
        The place and the indicator's id.
    first, last : str or int, optional
        First and last year.
    """
    rows = _points(data, indicator, "level", place, (first, last))
    done = need(rows[_is_plain(rows)], f"{place}历年{name(indicator)}")
    begin, end = done.iloc[0], done.iloc[-1]
    title = f"{end['period']}年{name(indicator)}{said(end)}"
    if len(done) > 1:
        title = f"{begin['period']}—{end['period']}年{name(indicator)}由{said(begin)}到{said(end)}"
        title += f"（{shown(end['value'] / begin['value'], 1)} 倍）"
    chart = figure(title, "年份", f"{name(indicator)}（{end['unit']}，当年价）")
    chart.add_traces(path(done, _BLUE))
    chart.add_traces(_towards(end, rows[rows["status"] == "target"]))
    chart.add_traces(marks(rows, _BLUE))
    chart.update_xaxes(dtick=2, range=[int(done.period.min()) - 0.7, int(rows.period.max()) + 0.7])
    chart.update_yaxes(rangemode="tozero")
    frame = displayed(
        rows.assign(value_evidence=rows["evidence"]),
        period="年份",
        status="status",
        bound="bound",
        value=f"{name(indicator)}（{end['unit']}）",
        origin="来历",
    )
    alt = f"{place}{name(indicator)}折线图：{'，'.join(_spoken(rows))}。"
    return Chart(chart, frame.replace({"来历": _ORIGINS}), _caption(rows), alt)


_ORIGINS = {"document": "文件", "reference": "参考数据", "derived": "推算"}


def _towards(end: Any, goals: "pd.DataFrame") -> list[Any]:
    """Return the dashed line from the last known level to the targets after it."""
    import plotly.graph_objects as go

    later = goals[goals["period"] > end["period"]]
    if later.empty:
        return []
    return [
        go.Scatter(
            x=[int(end["period"]), *later["period"].astype(int)],
            y=[end["value"], *later["value"]],
            mode="lines",
            line={"color": _BLUE, "width": 1.6, "dash": "dash"},
            hoverinfo="skip",
            showlegend=False,
        )
    ]


def _spoken(rows: "pd.DataFrame") -> list[str]:
    names = {"actual": "", "estimate": "预计", "target": "目标"}
    return [
        f"{row['period']}年{names[row['status']]}{said(row)}"
        for row in rows.sort_values("period", kind="stable").to_dict("records")
    ]


def _caption(rows: "pd.DataFrame") -> str:
    used = rows[rows["origin"] == "reference"]
    note = f"其中 {len(used)} 个点取自参考数据，不出自这几份文件；" if len(used) else ""
    arrows = "箭头只是下限（“突破”“超过”），不连线；" if (rows["bound"] == ">=").any() else ""
    return f"{note}{arrows}没有数字的年份断开，不内插。点一个点，可看它的原句。"


@kindly
def against_targets(
    pairs: "pd.DataFrame", place: str, indicator: str = "gdp", measure: str = "growth"
) -> Chart:
    """Return the chart of annual targets and what came of them.

    Parameters
    ----------
    pairs : DataFrame
        What `hzlib.views.outcomes.outcomes` returns.
    place, indicator, measure : str
        Whose targets of what.
    """
    import plotly.graph_objects as go

    rows = pairs[
        (pairs["region"] == place)
        & (pairs["indicator"] == indicator)
        & (pairs["measure"] == measure)
        & pairs["period"].str.fullmatch(r"\d{4}")
    ].sort_values("period", kind="stable")
    what = label(indicator, measure)
    answered = need(rows[rows["outcome"].notna()], f"{place}{what}的目标和结果")
    met = (answered["verdict"] == "达到").sum()
    title = f"{what}：有结果可比的 {len(answered)} 个年度目标，{met} 个达到"
    chart = figure(title, "年份", f"{what}（{rows.iloc[0]['unit']}）", hovermode="closest")
    for row in answered.itertuples():
        chart.add_trace(
            go.Scatter(
                x=[int(row.period)] * 2,
                y=[row.target, row.outcome],
                mode="lines",
                line={"color": _BLUE if row.verdict == "达到" else _RED, "width": 3},
                hoverinfo="skip",
                showlegend=False,
            )
        )
    goals = _side(rows, "target").assign(status="target")
    done = _side(answered, "outcome")
    chart.add_traces(marks(goals, _GREEN) + marks(done, _BLUE))
    chart.update_xaxes(dtick=1)
    chart.update_yaxes(rangemode="tozero")
    frame = displayed(
        rows.assign(gap_evidence=rows["arithmetic_evidence"].where(rows["gap"].notna(), "")),
        period="年份",
        target="目标（%）",
        outcome="结果（%）",
        gap="结果减目标（个百分点）",
        verdict="判断",
        reason="说明",
    )
    alt = f"{place}{what}的目标与结果：" + "；".join(
        f"{row.period}年目标{shown(row.target)}%，结果{shown(row.outcome)}%，{row.verdict}"
        for row in answered.itertuples()
    )
    caption = "竖线连起同一年的目标与结果，蓝线为达到，红线为未达到；没有竖线的年份缺结果。"
    return Chart(chart, frame, caption, alt + "。")


def _side(rows: "pd.DataFrame", side: str) -> "pd.DataFrame":
    names = ["bound", "text", "origin", "evidence"] + (["status"] if side == "outcome" else [])
    part = rows[["period", "unit", side, *(f"{side}_{one}" for one in names)]]
    return part.rename(columns={side: "value"} | {f"{side}_{one}": one for one in names})


CHOICES = (
    "gdp",
    "income_all",
    "income_urban",
    "income_rural",
    "budget_revenue",
    "retail_sales",
    "exports",
)


@kindly
def choice(
    data: "pd.DataFrame",
    place: str,
    indicators: tuple[str, ...] = CHOICES,
    first: str | int = FIRST,
    last: str | int = LAST,
) -> Chart:
    """Return levels above and growth below, with a box that chooses the indicator.

    An indicator without any figure is left out of the box; the caption names it.
    """
    import pandas as pd
    from plotly.subplots import make_subplots

    chart = make_subplots(rows=2, cols=1, shared_xaxes=True, vertical_spacing=0.08)
    owners: list[int] = []
    rows: list[pd.DataFrame] = []
    states: list[tuple[str, list[pd.DataFrame]]] = []
    for indicator in indicators:
        both = [_points(data, indicator, one, place, (first, last)) for one in ("level", "growth")]
        if not len(both[0]):
            continue
        for row, points in enumerate(both, start=1):
            traces = path(points[_is_plain(points)], _BLUE) + marks(points, _BLUE)
            for trace in traces:
                trace.update(visible=not states, showlegend=row == 1 and trace.hoverinfo != "skip")
                chart.add_trace(trace, row=row, col=1)
            owners += [len(states)] * len(traces)
        rows += both
        states.append((indicator, both))
    need(pd.DataFrame(states), f"{place}的{'、'.join(map(name, indicators))}")
    titles = [_finding(indicator, *both) for indicator, both in states]
    units = [f"{name(one)}（{both[0].iloc[0]['unit']}）" for one, both in states]
    buttons = [
        {
            "label": name(indicator),
            "method": "update",
            "args": [
                {"visible": [owner == i for owner in owners]},
                {"title.text": titles[i], "yaxis.title.text": units[i]},
            ],
        }
        for i, (indicator, _) in enumerate(states)
    ]
    chart.update_layout(
        title=heading(titles[0]),
        updatemenus=[
            {"buttons": buttons, "x": 1, "xanchor": "right", "y": 1.16, "yanchor": "bottom"}
        ],
        height=600,
        margin={"t": 130},
    )
    chart.update_xaxes(dtick=1, range=[int(first) - 0.7, int(last) + 0.7], tickangle=-45)
    chart.update_xaxes(title_text="年份", row=2, col=1)
    chart.update_yaxes(title_text=units[0], rangemode="tozero", row=1, col=1)
    chart.update_yaxes(exponentformat="none", separatethousands=False)
    chart.update_yaxes(title_text="比上年增长（%）", row=2, col=1)
    every = pd.concat(rows, ignore_index=True)
    frame = displayed(
        every.assign(indicator=every["indicator"].map(name), value_evidence=every["evidence"]),
        indicator="指标", measure="measure", period="年份", status="status", bound="bound",
        value="数值", unit="单位",
    )  # fmt: skip
    left = [name(one) for one in indicators if one not in dict(states)]
    caption = (
        "上图为当年价总量，下图为文件给出的增速（产出类为不变价，其余一般为名义）；两者不可混用。"
    )
    caption += f"没有数据而略去：{'、'.join(left)}。" if left else ""
    alt = f"{place}可选指标的总量与增速：" + "；".join(titles)
    return Chart(chart, frame, caption, alt + "。")


def _finding(indicator: str, level: "pd.DataFrame", growth: "pd.DataFrame") -> str:
    done = level[_is_plain(level)]
    if done.empty:
        return f"{name(indicator)}：只有目标或下限"
    end = done.iloc[-1]
    text = f"{end['period']}年{name(indicator)}{said(end)}"
    rate = growth[_is_plain(growth) & (growth["period"] == end["period"])]
    if len(rate):
        value = rate.iloc[0]["value"]
        text += f"，{'增长' if value >= 0 else '下降'} {shown(abs(value), 1)}%"
    return text
