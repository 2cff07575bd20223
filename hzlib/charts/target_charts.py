"""Charts and tables of two plans' targets."""

from typing import TYPE_CHECKING, Any

from hzlib.charts.exhibits import Chart, displayed, kindly, need
from hzlib.charts.marks import figure, folded, heading, in_print, paper
from hzlib.pages import style
from hzlib.views.rounding import shown

if TYPE_CHECKING:
    import pandas as pd

_BLUE, _RED, _GREEN = style.PALETTE[:3]


def normalised(compared: "pd.DataFrame") -> "pd.DataFrame":
    """Return the targets of both plans as per cent of the outcome between them.

    Only rows whose outcome is a plain number of the year; so different units can be compared.

    Parameters
    ----------
    compared : DataFrame
        What `hzlib.views.targets.comparison` returns.

    Returns
    -------
    DataFrame
        ``name, earlier, later`` (outcome = 100) and ``outcome`` (in ``unit``), each with evidence.
    """
    import pandas as pd

    from hzlib.pages.evidence import formula

    rows = []
    for row in compared.to_dict("records"):
        if not _number(row["outcome"]) or row["outcome_bound"] not in ("=", "~"):
            continue
        one: dict[str, Any] = {key: row[key] for key in ("name", "unit", "category")}
        one |= {"outcome": row["outcome"], "outcome_evidence": row["outcome_evidence"]}
        for part in ("earlier", "later"):
            known = _number(row[part]) and row["measure"] != "growth"
            text = f"{shown(row[part], 6)} ÷ {shown(row['outcome'], 6)} × 100" if known else ""
            sources = [row[f"{part}_evidence"], row["outcome_evidence"]]
            one[part] = row[part] / row["outcome"] * 100 if known else None
            one[f"{part}_evidence"] = formula(text, sources) if known else ""
        if one["earlier"] is not None or one["later"] is not None:
            rows.append(one)
    columns = ["name", "unit", "category", "outcome", "outcome_evidence"]
    columns += ["earlier", "earlier_evidence", "later", "later_evidence"]
    return pd.DataFrame(rows, columns=columns)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and value == value


@kindly
def dumbbell(compared: "pd.DataFrame", earlier: str = "2025", later: str = "2030") -> Chart:
    """Return the chart of both plans' targets with the outcome between them as 100."""
    import plotly.graph_objects as go

    rows = need(normalised(compared), f"{earlier}年有结果、{later}年有目标的指标")
    rows = rows.sort_values("later", kind="stable", na_position="first").reset_index(drop=True)
    top = rows.iloc[-1]
    title = f"以{earlier}年结果为 100，{later}年目标最高的是{top['name']}（{top['later']:.0f}）"
    rows["at"] = rows["name"].map(folded)
    chart = figure(title, f"{earlier}年结果 = 100", "", height=150 + 38 * len(rows))
    for row in rows.itertuples():
        ends = [one for one in (row.earlier, 100.0, row.later) if _number(one)]
        chart.add_trace(
            go.Scatter(
                x=[min(ends), max(ends)],
                y=[row.at] * 2,
                mode="lines",
                line={"color": style.GROUNDS["muted"][0], "width": 2},
                hoverinfo="skip",
                showlegend=False,
            )
        )
    parts = (
        ("outcome", "estimate", _BLUE, f"{earlier}年结果"),
        ("earlier", "target", _RED, f"{earlier}年的目标"),
        ("later", "target", _GREEN, f"{later}年的目标"),
    )
    for part, status, colour, text in parts:
        known = rows[rows[part].notna()]
        at = [100.0] * len(known) if part == "outcome" else known[part]
        looks = style.line(status, colour) | {"mode": "markers"}
        said = [
            f"{shown(row['outcome'])}{row['unit']}" if part == "outcome" else f"{row[part]:.1f}"
            for row in known.to_dict("records")
        ]
        chart.add_trace(
            go.Scatter(
                x=list(at),
                y=list(known["at"]),
                name=text,
                customdata=list(known[f"{part}_evidence"]),
                text=said,
                hovertemplate=f"%{{y}}<br>{text}：%{{text}}<extra></extra>",
                **looks,
            )
        )
    chart.update_yaxes(categoryorder="array", categoryarray=list(rows["at"]))
    frame = displayed(
        rows[::-1],
        name="指标",
        category="类别",
        unit="单位",
        outcome=f"{earlier}年结果",
        earlier=f"{earlier}年目标（以结果为一百）",
        later=f"{later}年目标（以结果为一百）",
    )
    alt = f"各指标两期目标相对{earlier}年结果：" + "；".join(
        f"{row.name}{later}年目标{row.later:.1f}" for row in rows[::-1].itertuples() if row.later
    )
    caption = "目标除以结果再乘 100，单位不同也能比。低于 100 不等于退步：倍差、用地面积以低为好，"
    caption += "就业、森林覆盖率定的是底线。"
    return Chart(chart, frame, caption, alt + "。")


@kindly
@in_print
def categories(counts: "pd.DataFrame") -> Chart:
    """Return the printed figure of the table's indicators by category and attribute.

    Parameters
    ----------
    counts : DataFrame
        What `hzlib.views.targets.composition` returns.
    """
    from hzlib.pages.evidence import mark

    need(counts, "主要指标表")
    total, worded = counts[["stated", "worded"]].sum().sum(), counts["worded"].sum()
    binding = counts[counts["attribute"] == "约束性"]
    title = f"{total} 项主要指标里 {worded} 项目标没有数字，其中约束性 {binding['worded'].sum()} 项"
    names = list(dict.fromkeys(counts["category"]))[::-1]
    sheet, axes = paper(7.2, 3.6)
    left = dict.fromkeys(names, 0)
    looks = {
        ("预期性", "stated"): {"facecolor": _BLUE, "edgecolor": _BLUE},
        ("约束性", "stated"): {"facecolor": _RED, "edgecolor": _RED},
        ("预期性", "worded"): {"facecolor": "white", "edgecolor": _BLUE, "hatch": "///"},
        ("约束性", "worded"): {"facecolor": "white", "edgecolor": _RED, "hatch": "///"},
    }
    for (attribute, kind), look in looks.items():
        part = counts[(counts["attribute"] == attribute) & (counts[kind] > 0)]
        if part.empty:
            continue
        label = f"{attribute}·{'有数字' if kind == 'stated' else '只有文字'}"
        bars = axes.barh(
            [names.index(one) for one in part["category"]],
            part[kind],
            0.6,
            [left[one] for one in part["category"]],
            label=label,
            linewidth=1.2,
            **look,
        )
        axes.bar_label(bars, label_type="center", color="white" if kind == "stated" else "black")
        mark(bars, list(part[f"{kind}_evidence"]))
        for row in part.to_dict("records"):
            left[row["category"]] += row[kind]
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(-0.6, len(names) - 0.4)
    axes.set_xlabel("指标数（项）")
    axes.grid(axis="y", visible=False)
    axes.legend(ncols=4, loc="upper center", bbox_to_anchor=(0.45, -0.18), fontsize=9)
    sheet.suptitle(title, x=0.01, ha="left", fontsize=12)
    frame = displayed(
        counts,
        category="类别",
        attribute="属性",
        stated="目标有数字（项）",
        worded="目标只有文字（项）",
        words="只有文字的目标",
    )
    alt = "主要指标按类别和属性：" + "；".join(
        f"{row.category}{row.attribute}有数字{row.stated}项、只有文字{row.worded}项"
        for row in counts.itertuples()
    )
    return Chart(sheet, frame, "斜线为只有文字的目标，如“完成省下达目标”“稳步提高”。", alt + "。")


@kindly
def yearly(changes: "pd.DataFrame", earlier: str = "2025", later: str = "2030") -> Chart:
    """Return the chart of how much a year was planned, came, and is planned next.

    Parameters
    ----------
    changes : DataFrame
        What `hzlib.views.ambition.ambition` returns.
    earlier, later : str, optional
        The last years of the two plans.
    """
    import plotly.graph_objects as go
    from plotly.subplots import make_subplots

    rows = need(changes, "两期都能算年均变化的指标")
    both = rows[rows["achieved"].notna()]
    slower = (both["next"] < both["achieved"]).sum()
    title = f"能比的 {len(both)} 项里，{slower} 项今后每年的增幅要求低于过去五年的实际"
    groups = [rows[rows["unit"] == "%"], rows[rows["unit"] != "%"]]
    groups = [group.sort_values("next", kind="stable") for group in groups if len(group)]
    heights = [len(group) for group in groups]
    chart = make_subplots(
        rows=len(groups), cols=1, row_heights=heights, vertical_spacing=90 / (250 + 40 * len(rows))
    )
    looks = (
        ("planned", "target", _RED, "前一期的目标（从五年前算起）"),
        ("achieved", "derived", _BLUE, "前一期的实际"),
        ("next", "target", _GREEN, "后一期的目标"),
    )
    shown_parts: set[str] = set()
    for place, group in enumerate(groups, start=1):
        names = [
            folded(f"{row.name}（{row.unit}）" if row.unit != "%" else row.name)
            for row in group.itertuples()
        ]
        for part, status, colour, text in looks:
            known = [i for i, value in enumerate(group[part]) if _number(value)]
            if not known:
                continue
            values = group.iloc[known]
            chart.add_trace(
                go.Scatter(
                    x=values[part].round(4),
                    y=[names[i] for i in known],
                    name=text,
                    legendgroup=part,
                    showlegend=part not in shown_parts,
                    customdata=list(values[f"{part}_evidence"]),
                    hovertemplate=f"%{{y}}<br>{text}：每年 %{{x}}<extra></extra>",
                    **(style.line(status, colour) | {"mode": "markers"}),
                ),
                row=place,
                col=1,
            )
            shown_parts.add(part)
        unit = "年均增长（%）" if group.iloc[0]["unit"] == "%" else "年均变化（各按自己的单位）"
        chart.update_xaxes(title_text=unit, zeroline=True, showgrid=True, row=place, col=1)
        chart.update_yaxes(categoryorder="array", categoryarray=names, row=place, col=1)
    chart.update_layout(
        title=heading(title),
        height=250 + 40 * len(rows),
        margin={"t": 100, "b": 80},
    )
    frame = displayed(
        rows,
        name="指标",
        unit="年均变化的单位",
        planned="前一期目标",
        achieved="前一期实际",
        next="后一期目标",
    )
    alt = "各指标年均变化：" + "；".join(
        f"{row.name}后一期每年{row.next:.2f}{row.unit}" for row in rows.itertuples()
    )
    caption = "总量算年均增速，比重、倍数、岁数算每年变化；前一期须有五年前的基数才有点。"
    return Chart(chart, frame, caption, alt + "。")
