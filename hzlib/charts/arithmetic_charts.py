"""Charts and tables of the documents' arithmetic."""

from typing import TYPE_CHECKING, Any

from hzlib.charts.arithmetic_tables import listed_frame
from hzlib.charts.exhibits import Chart, displayed, kindly, need
from hzlib.charts.marks import figure, folded, in_print, paper
from hzlib.errors import HzError
from hzlib.pages import style
from hzlib.views.check import FIT, GROWTH, KINDS, OFF, OPEN
from hzlib.views.rounding import counted, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from hzlib.views.shares import Source

_BLUE, _RED, _GREEN = style.PALETTE[:3]
_INK, _PAPER = style.GROUNDS["ink"][0], style.GROUNDS["paper"][0]
_MUTED, _SOFT = style.GROUNDS["muted"][0], style.GROUNDS["soft"][0]
LOOKS = {FIT: (_BLUE, _PAPER), OFF: (_RED, _PAPER), OPEN: (style.SCALE[1], _INK)}
# Deviations beyond this many tolerances are drawn at the edge.
_EDGE = 8


@kindly
def overview(made: "pd.DataFrame") -> Chart:
    """Return the chart of how many checks of each kind came out how."""
    import plotly.graph_objects as go

    from hzlib.pages.evidence import together

    rows = need(made, "可以核对的数字")
    judged = rows[rows["verdict"] != OPEN]
    off = (judged["verdict"] == OFF).sum()
    title = f"能下判断的{counted(len(judged))}项核对，{counted(len(judged) - off)}项相符，"
    title += f"{counted(off)}项不符"
    kinds = [kind for kind in KINDS if kind in set(rows["kind"])]
    chart = figure(title, "核对数（项）", "", height=170 + 36 * len(kinds), barmode="stack")
    chart.update_layout(legend={"traceorder": "normal"})
    frame: dict[str, list[Any]] = {"核对": kinds}
    for verdict, (colour, ink) in LOOKS.items():
        groups = [rows[(rows["kind"] == k) & (rows["verdict"] == verdict)] for k in kinds]
        sizes = [len(group) for group in groups]
        evidence = [together(group["said_evidence"]) if len(group) else "" for group in groups]
        frame |= {verdict: sizes, f"{verdict}_evidence": evidence}
        known = [place for place, size in enumerate(sizes) if size]
        if not known:
            continue
        chart.add_trace(
            go.Bar(
                x=[sizes[place] for place in known],
                y=[kinds[place] for place in known],
                orientation="h",
                name=verdict,
                text=[sizes[place] for place in known],
                textposition="inside",
                insidetextanchor="middle",
                textfont={"color": ink},
                customdata=[evidence[place] for place in known],
                hovertemplate=f"%{{y}}：{verdict} %{{x}} 项<extra></extra>",
                marker={"color": colour, "line": {"color": _MUTED, "width": 1}},
                meta={"status": "derived"},
            )
        )
    chart.update_yaxes(categoryorder="array", categoryarray=kinds[::-1])
    import pandas as pd

    table = pd.DataFrame(frame)
    alt = "各类核对的结果：" + "；".join(
        f"{row['核对']}相符{row[FIT]}项、不符{row[OFF]}项、无法判断{row[OPEN]}项"
        for row in table.to_dict("records")
    )
    caption = "“无法判断”是缺一个数，或者两个数的口径不同。点一段，可看这些数的原句。"
    return Chart(chart, table, caption, alt + "。")


def deviations(made: "pd.DataFrame") -> "pd.DataFrame":
    """Return the checks with both numbers, and how many tolerances apart they are.

    ``deviation`` is computed less stated, divided by the tolerance; from -1 to 1 the two fit. For
    counts, which have no tolerance, it is 0 or without limit.
    """
    rows = made[made["tolerance"].notna() & made["computed"].notna() & (made["verdict"] != OPEN)]
    gap = rows["computed"] - rows["stated"]
    exact = rows["tolerance"] == 0
    ratio = gap / rows["tolerance"].where(~exact, 1.0)
    limitless = gap.where(gap == 0, gap * float("inf"))
    return rows.assign(gap=gap.round(6), deviation=ratio.where(~exact, limitless))


@kindly
def tolerances(made: "pd.DataFrame") -> Chart:
    """Return the chart of deviations in units of what rounding allows."""
    import plotly.graph_objects as go

    rows = need(deviations(made), "两边都有数的核对")
    inside = rows["deviation"].abs() <= 1
    title = f"两边都有数的{counted(len(rows))}项，{counted(inside.sum())}项的偏差在进位误差以内"
    kinds = [kind for kind in KINDS if kind in set(rows["kind"])]
    chart = figure(title, "偏差 ÷ 容差（−1 至 1 为相符）", "", height=190 + 52 * len(kinds))
    chart.add_vrect(x0=-1, x1=1, fillcolor=_SOFT, line_width=0, layer="below")
    for verdict, colour, symbol in ((FIT, _BLUE, "circle"), (OFF, _RED, "x")):
        part = rows[rows["verdict"] == verdict]
        if part.empty:
            continue
        places = [_spread(rows, kinds, index) for index in part.index]
        chart.add_trace(
            go.Scatter(
                x=list(part["deviation"].clip(-_EDGE, _EDGE)),
                y=places,
                mode="markers" if verdict == FIT else "markers+text",
                name=verdict,
                text=[folded(_brief(row), 12) for row in part.to_dict("records")],
                textposition=[_beside(one) for one in part["deviation"]],
                textfont={"size": 12},
                customdata=list(part["evidence"]),
                hovertext=[_spoken(row) for row in part.to_dict("records")],
                hovertemplate="%{hovertext}<extra></extra>",
                marker={"color": colour, "symbol": symbol, "size": 10},
                meta={"status": "derived"},
            )
        )
    chart.update_yaxes(
        tickvals=list(range(len(kinds))),
        ticktext=kinds,
        range=[len(kinds) - 0.5, -0.5],
        zeroline=False,
    )
    limit = max(2.5, min(_EDGE, float(rows["deviation"].abs().clip(upper=_EDGE).max())) * 1.25)
    chart.update_xaxes(range=[-limit, limit])
    frame = listed_frame(rows)
    alt = f"{title}。在外的：" + "；".join(_spoken(row) for row in rows[~inside].to_dict("records"))
    caption = "灰带是进位误差容许的范围；计数没有误差，必须一个不差。超出八倍容差的画在边上。"
    return Chart(chart, frame, caption, alt + "。")


def _beside(deviation: float) -> str:
    """Set a label on the side away from the crowd, and near the edge so that it leads inwards."""
    outwards = abs(deviation) <= 3
    return f"middle {'left' if (deviation < 0) == outwards else 'right'}"


def _spread(rows: "pd.DataFrame", kinds: list[str], index: int) -> float:
    """Spread the points of a kind over its row, so that they do not hide one another."""
    same = list(rows.index[rows["kind"] == rows.at[index, "kind"]])
    step = 0.7 / max(1, len(same) - 1)
    return kinds.index(rows.at[index, "kind"]) - 0.35 + step * same.index(index)


def _brief(row: Any) -> str:
    return f"{row['title']} {row['said']}"


def _spoken(row: Any) -> str:
    return f"{row['title']}：印 {row['said']}，算 {row['formula']}"


@kindly
def prices(made: "pd.DataFrame") -> Chart:
    """Return the chart of growth as stated against growth of levels in other prices or scope."""
    import plotly.graph_objects as go

    rows = made[(made["kind"] == GROWTH) & (made["verdict"] == OPEN) & made["computed"].notna()]
    rows = need(rows, "不变价增速和两年现价水平").assign(gap=rows["computed"] - rows["stated"])
    rows = rows.sort_values("gap", kind="stable")
    top = rows.iloc[-1]
    title = f"{top['title']}差得最多：文件说 {shown(top['stated'])}%，"
    title += f"两年水平相除得 {shown(top['computed'])}%"
    rows["at"] = [folded(one.removesuffix("增速"), 18) for one in rows["title"]]
    chart = figure(title, "增速（%）", "", height=150 + 34 * len(rows))
    for row in rows.itertuples():
        chart.add_trace(
            go.Scatter(
                x=[row.stated, row.computed],
                y=[row.at] * 2,
                mode="lines",
                line={"color": _MUTED, "width": 2},
                hoverinfo="skip",
                showlegend=False,
            )
        )
    sides = (
        ("stated", "actual", "文件说的增速", _BLUE, "said_evidence"),
        ("computed", "derived", "两年水平相除", _RED, "evidence"),
    )
    for column, status, text, colour, evidence in sides:
        looks = style.line(status, colour) | {"mode": "markers"}
        looks.pop("line")
        chart.add_trace(
            go.Scatter(
                x=list(rows[column]),
                y=list(rows["at"]),
                name=text,
                customdata=list(rows[evidence]),
                text=[f"{shown(one)}%" for one in rows[column]],
                hovertemplate=f"%{{y}}<br>{text}：%{{text}}<extra></extra>",
                **looks,
            )
        )
    chart.update_yaxes(categoryorder="array", categoryarray=list(rows["at"]))
    frame = displayed(
        rows[::-1].assign(
            stated_evidence=rows["said_evidence"],
            computed_evidence=rows["evidence"],
            computed=rows["computed"].round(2),
            gap=rows["gap"].round(2),
            gap_evidence=rows["evidence"],
        ),
        title="什么的增速", stated="文件说的（%）", computed="两年水平相除（%）",
        gap="相差（个百分点）",
    )  # fmt: skip
    alt = "文件说的增速与两年水平相除：" + "；".join(
        f"{row.title}{shown(row.stated)}%，{shown(row.computed)}%"
        for row in rows[::-1].itertuples()
    )
    caption = "差额里有价格变动，也有修订和口径变化；单凭这两个数分不开，所以不判相符或不符。"
    return Chart(chart, frame, caption, alt + "。")


@kindly
@in_print
def parts(sources: "Sequence[Source]") -> Chart:
    """Return the printed figure of the longest sum: its parts, their shares as said and reckoned.

    Parameters
    ----------
    sources : sequence of hzlib.views.shares.Source
        The documents, as `hzlib.views.arithmetic.source` gives them.
    """
    from hzlib.pages.evidence import mark
    from hzlib.views.breakdown import breakdown, largest

    found = largest(sources)
    if found is None or found[1].whole is None:
        raise HzError("没有足够的数据：一个总数和它的各部分")
    whole = found[1].whole
    rows = breakdown(*found)[::-1].reset_index(drop=True)
    off = rows[rows["verdict"] == OFF]
    title = f"{counted(len(rows))}项相加得{whole.before.removeprefix('其中')}{whole.text}"
    for row in off.itertuples():
        title += f"；{row.name}占比印 {row.said:.1f}%，算得 {row.computed:.2f}%"
    sheet, axes = paper(7.2, 1.5 + 0.34 * len(rows))
    wrong = rows["verdict"] == OFF
    bars = axes.barh(
        range(len(rows)), rows["value"], 0.62, linewidth=1.4,
        facecolor=["white" if one else _BLUE for one in wrong],
        edgecolor=[_RED if one else _BLUE for one in wrong],
        hatch=["///" if one else "" for one in wrong],
    )  # fmt: skip
    mark(bars, list(rows["evidence"]))
    texts = [_share_text(row) for row in rows.to_dict("records")]
    for text, source in zip(
        axes.bar_label(bars, texts, padding=4, fontsize=9), rows["computed_evidence"], strict=True
    ):
        mark(text, source)
    axes.set_yticks(range(len(rows)), rows["name"])
    axes.set_xlim(0, rows["value"].max() * 1.5)
    axes.set_xlabel(f"{whole.before.removeprefix('其中')}（{whole.unit}）")
    axes.grid(axis="y", visible=False)
    sheet.suptitle(title, x=0.01, ha="left", fontsize=11)
    shown_rows = rows[::-1].assign(
        computed=rows["computed"].round(3), value_evidence=rows["evidence"]
    )
    table = displayed(
        shown_rows, name="部分", value=f"数额（{whole.unit}）", said="印的占比（%）",
        computed="算的占比（%）", verdict="判断",
    )  # fmt: skip
    alt = (
        title + "。" + "；".join(f"{row.name}{shown(row.value)}" for row in rows[::-1].itertuples())
    )
    caption = "条后是算得的占比，括号里是印的占比；斜线条的两个占比在进位误差以内也对不上。"
    return Chart(sheet, table, caption, alt + "。")


def _share_text(row: Any) -> str:
    said = f"（印 {row['said']:.1f}%）" if row["said"] == row["said"] else ""
    return f"{row['value']:g}，{row['computed']:.2f}%{said}"
