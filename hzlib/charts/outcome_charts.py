"""Charts and tables of targets and what became of them."""

from typing import TYPE_CHECKING, Any

from hzlib.charts.exhibits import Chart, displayed, kindly, need
from hzlib.charts.marks import figure, folded, in_print, paper
from hzlib.charts.outcome_tables import names, pairs_frame, told
from hzlib.pages import style
from hzlib.views.judge import DUE, MET, MISSED, NO_ANSWER, UNLIKE
from hzlib.views.outcomes import VERDICTS
from hzlib.views.rounding import counted, shown

if TYPE_CHECKING:
    import pandas as pd

_BLUE, _RED, _GREEN = style.PALETTE[:3]
_MUTED, _SOFT = style.GROUNDS["muted"][0], style.GROUNDS["grid"][0]
_INK, _PAPER = style.GROUNDS["ink"][0], style.GROUNDS["paper"][0]
# Fill and text colour of each verdict; every piece has its number written in it.
LOOKS = {
    MET: (_BLUE, _PAPER),
    MISSED: (_RED, _PAPER),
    UNLIKE: (style.PALETTE[4], _PAPER),
    NO_ANSWER: (style.SCALE[2], _INK),
    DUE: (style.SCALE[0], _INK),
}
_WORDS = {"actual": "实际", "estimate": "预计", "derived": "推算", "reference": "参考数据"}


@kindly
def scorecard(pairs: "pd.DataFrame", place: str) -> Chart:
    """Return the chart of how many targets came out how, by the year for which they were set."""
    import plotly.graph_objects as go

    from hzlib.pages.evidence import together

    rows = need(pairs[pairs["region"] == place], f"{place}的目标")
    compared = rows[rows["verdict"].isin([MET, MISSED])]
    due = rows[rows["verdict"] != DUE]
    met = counted((compared["verdict"] == MET).sum())
    title = (
        f"到期的{counted(len(due))}个目标，{counted(len(compared))}个有可比的结果，其中{met}个达到"
    )
    periods = sorted(set(rows["period"]), reverse=True)
    chart = figure(title, "目标数（个）", "目标的年份", height=170 + 34 * len(periods))
    for verdict in VERDICTS:
        part = rows[rows["verdict"] == verdict].groupby("period", sort=True)["target_evidence"]
        if part.ngroups == 0:
            continue
        colour, ink = LOOKS[verdict]
        sizes = part.size()
        chart.add_trace(
            go.Bar(
                x=list(sizes),
                y=list(sizes.index),
                orientation="h",
                name=verdict,
                text=list(sizes),
                textposition="inside",
                insidetextanchor="middle",
                textfont={"color": ink},
                customdata=[together(group) for _, group in part],
                hovertemplate=f"%{{y}}年的目标<br>{verdict}：%{{x}} 个<extra></extra>",
                marker={"color": colour, "line": {"color": _MUTED, "width": 1}},
                meta={"status": "derived"},
            )
        )
    chart.update_layout(barmode="stack", legend={"traceorder": "normal"})
    chart.update_yaxes(type="category", categoryorder="array", categoryarray=periods)
    counts = _counts(rows)
    alt = f"{place}各年目标的结果：" + "；".join(
        f"{row['目标的年份']}年" + "、".join(f"{v}{row[v]}个" for v in VERDICTS if row[v])
        for row in counts.to_dict("records")
    )
    caption = "“不可比”是有数字而口径不同或只给出界限；“无结果”是现有材料里找不到。"
    return Chart(chart, counts, caption, alt + "。")


def _counts(rows: "pd.DataFrame") -> "pd.DataFrame":
    import pandas as pd

    from hzlib.pages.evidence import together

    made = []
    for period, group in rows.groupby("period", sort=True):
        row: dict[str, Any] = {"目标的年份": period}
        for verdict in VERDICTS:
            part = group[group["verdict"] == verdict]
            row |= {verdict: len(part)}
            row[f"{verdict}_evidence"] = together(part["target_evidence"]) if len(part) else ""
        made.append(row)
    return pd.DataFrame(made)


def _answered(pairs: "pd.DataFrame", place: str, rate: bool) -> "pd.DataFrame":
    """Return a place's pairs with a comparable outcome: rates in per cent, or amounts."""
    rows = pairs[(pairs["region"] == place) & pairs["verdict"].isin([MET, MISSED])]
    return rows[(rows["unit"] == "%") == rate]


@kindly
def rates(pairs: "pd.DataFrame", place: str, period: str = "") -> Chart:
    """Return the chart of targets in per cent with their outcomes, one line an indicator.

    Parameters
    ----------
    pairs : DataFrame
        What `hzlib.views.outcomes.outcomes` returns.
    place : str
        Whose targets.
    period : str, optional
        The year that is shown first; the others are in the choice box. The one with the most
        answered targets, if it is empty.
    """
    rows = need(_answered(pairs, place, True), f"{place}有结果的百分比目标").copy()
    rows["at"] = [folded(one) for one in names(rows)]
    sizes = rows.groupby("period").size().sort_values(ascending=False, kind="stable")
    first = period if period in sizes.index else str(sizes.index[0])
    periods = [first, *sorted(set(sizes.index) - {first}, reverse=True)]
    met = counted((rows["verdict"] == MET).sum())
    title = f"有结果的{counted(len(rows))}个百分比目标，{met}个达到"
    chart = figure(title, "增速或比率（%）", "", height=140 + 38 * int(sizes.max()))
    states = []
    for one in periods:
        part = rows[rows["period"] == one].sort_values("gap", kind="stable")
        begin = len(chart.data)
        chart.add_traces(_dumbbells(part, one == first))
        states.append((one, part, range(begin, len(chart.data))))
    chart.update_yaxes(categoryorder="array", categoryarray=list(states[0][1]["at"]))
    chart.update_layout(shapes=[], updatemenus=_menu(states, len(chart.data)))
    frame = pairs_frame(rows.sort_values(["period", "gap"], kind="stable", ascending=False))
    alt = f"{place}各年百分比目标与结果：" + "；".join(_spoken(rows))
    caption = (
        "横线连起目标（三角）与结果（圆点）；蓝线为达到，红线为未达到。价格、失业率一类以低为好。"
    )
    return Chart(chart, frame, caption, alt + "。")


def _menu(states: list[Any], size: int) -> list[dict[str, Any]]:
    if len(states) < 2:
        return []
    buttons = [
        {
            "label": f"{period}年",
            "method": "update",
            "args": [
                {"visible": [place in places for place in range(size)]},
                {"yaxis.categoryarray": list(part["at"])},
            ],
        }
        for period, part, places in states
    ]
    place = {"x": 1, "xanchor": "right", "y": 1.02, "yanchor": "bottom"}
    return [{"buttons": buttons, "name": "年份", "showactive": True, **place}]


def _dumbbells(part: "pd.DataFrame", visible: bool) -> list[Any]:
    import plotly.graph_objects as go

    traces: list[Any] = [
        go.Scatter(
            x=[row.target, row.outcome],
            y=[row.at] * 2,
            mode="lines",
            line={"color": _BLUE if row.verdict == MET else _RED, "width": 3},
            hoverinfo="skip",
            showlegend=False,
            visible=visible,
        )
        for row in part.itertuples()
    ]
    traces.append(_side(part, "target", "target", "目标", _GREEN, visible))
    for status in ("actual", "estimate", "derived", "reference"):
        chosen = part[[_kind(row) == status for row in part.to_dict("records")]]
        if len(chosen):
            traces.append(
                _side(chosen, "outcome", status, f"结果（{_WORDS[status]}）", _BLUE, visible)
            )
    return traces


def _kind(row: Any) -> str:
    return "reference" if row["outcome_origin"] == "reference" else row["outcome_status"]


def _side(
    part: "pd.DataFrame", side: str, status: str, name: str, colour: str, visible: bool
) -> Any:
    import plotly.graph_objects as go

    looks = style.line(status, colour) | {"mode": "markers"}
    looks.pop("line")
    # A result on its target leaves the target's tips in sight.
    looks["marker"] = looks["marker"] | {"size": 16 if side == "target" else 10}
    return go.Scatter(
        x=list(part[side]),
        y=list(part["at"]),
        name=name,
        customdata=list(part[f"{side}_evidence"]),
        text=told(part, side),
        hovertemplate=f"%{{y}}<br>{name}：%{{text}}<extra></extra>",
        visible=visible,
        **looks,
    )


def _spoken(rows: "pd.DataFrame") -> list[str]:
    sides = zip(names(rows), told(rows, "target"), told(rows, "outcome"), strict=True)
    return [
        f"{row['period']}年{name}目标{goal}，结果{result}，{row['verdict']}"
        for row, (name, goal, result) in zip(rows.to_dict("records"), sides, strict=True)
    ]


@kindly
@in_print
def amounts(pairs: "pd.DataFrame", place: str) -> Chart:
    """Return the printed figure of outcomes as per cent of their targets, for amounts."""
    from hzlib.pages.evidence import formula, mark

    rows = need(_answered(pairs, place, False), f"{place}有结果的总量目标").copy()
    rows["ratio"] = rows["outcome"] / rows["target"] * 100
    rows = rows.sort_values("ratio", kind="stable").reset_index(drop=True)
    sums = [f"{shown(row.outcome, 4)} ÷ {shown(row.target, 4)} × 100" for row in rows.itertuples()]
    rows["ratio_evidence"] = [
        formula(text, [row.outcome_evidence, row.target_evidence])
        for text, row in zip(sums, rows.itertuples(), strict=True)
    ]
    top = rows.iloc[-1]
    met = (rows["verdict"] == MET).sum()
    title = f"有结果的{counted(len(rows))}个总量目标，{counted(met)}个达到；"
    title += f"{top['name']}达到目标的 {top['ratio']:.0f}%"
    sheet, axes = paper(7.2, 1.4 + 0.3 * len(rows))
    bars = axes.barh(
        range(len(rows)),
        rows["ratio"],
        0.62,
        facecolor=[_BLUE if verdict == MET else "white" for verdict in rows["verdict"]],
        edgecolor=[_BLUE if verdict == MET else _RED for verdict in rows["verdict"]],
        linewidth=1.4,
    )
    mark(bars, list(rows["ratio_evidence"]))
    labels = axes.bar_label(bars, [f"{one:.0f}%" for one in rows["ratio"]], padding=4, fontsize=9)
    for text in labels:
        text.set_bbox({"facecolor": _PAPER, "edgecolor": "none", "pad": 1})
    axes.axvline(100, color=_INK, linewidth=1.2, linestyle="--")
    axes.set_yticks(
        range(len(rows)), [f"{row['name']}，{row['period']}" for _, row in rows.iterrows()]
    )
    axes.set_xlim(0, rows["ratio"].max() * 1.12)
    axes.set_xlabel("结果占目标的百分比（%，虚线为目标）")
    axes.grid(axis="y", visible=False)
    sheet.suptitle(title, x=0.01, ha="left", fontsize=12)
    frame = displayed(rows[::-1], name="指标", period="时期", unit="单位", target="目标",
                      outcome="结果", ratio="结果占目标（%）", verdict="判断")  # fmt: skip
    frame["结果占目标（%）"] = frame["结果占目标（%）"].round(1)
    alt = f"{place}总量目标的结果占目标：" + "；".join(
        f"{row.period}年{row.name}{row.ratio:.0f}%" for row in rows[::-1].itertuples()
    )
    caption = (
        "空心条为未达到。倍差一类以低为好，不超过目标为达到；超出一倍以上的，先看两处口径是否一致。"
    )
    return Chart(sheet, frame, caption, alt + "。")
