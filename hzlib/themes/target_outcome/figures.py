"""Figures of targets and what became of them."""

from typing import TYPE_CHECKING, Any

from hzlib import wording
from hzlib.evidence.sentence import Sentence, joined, sentence
from hzlib.evidence.value import Value
from hzlib.figures import style
from hzlib.figures.plot import Plot
from hzlib.figures.printing import in_print, mark, paper
from hzlib.figures.specification import Cell, Choice, Column, Figure, Option, Table, kindly, need
from hzlib.frames.outcomes import DUE, MET, MISSED, NO_ANSWER, UNLIKE, VERDICTS
from hzlib.frames.selection import label
from hzlib.themes.target_outcome.readings import count, spoken
from hzlib.themes.target_outcome.tables import result

if TYPE_CHECKING:
    import pandas as pd

_BLUE, _RED, _GREEN = style.PALETTE[:3]
_MUTED, _INK, _PAPER = (style.GROUNDS[name][0] for name in ("muted", "ink", "paper"))
# Fill and text colour of each verdict; every piece has its number written in it.
LOOKS = {
    MET: (_BLUE, _PAPER),
    MISSED: (_RED, _PAPER),
    UNLIKE: (style.PALETTE[4], _PAPER),
    NO_ANSWER: (style.SCALE[2], _INK),
    DUE: (style.SCALE[0], _INK),
}
_STATUSES = ("actual", "estimate", "derived", "reference")


@kindly
def scorecard(pairs: "pd.DataFrame", place: str) -> Figure:
    """Return the figure of how many targets came out how, by the year for which they were set.

    Parameters
    ----------
    pairs : DataFrame
        What `hzlib.frames.outcomes.outcomes` returns.
    place : str
        Whose targets.
    """
    import plotly.graph_objects as go

    rows = need(pairs[pairs["region"] == place], f"{place}的目标")
    groups = {wording.period(one): group for one, group in rows.groupby("period", sort=True)}
    plot = Plot(x="目标数（个）", y="目标的年份", height=150 + 34 * len(groups))
    for verdict in VERDICTS:
        found = {period: count(group, verdict) for period, group in groups.items()}
        counts = {period: value for period, value in found.items() if value.number}
        if not counts:
            continue
        colour, ink = LOOKS[verdict]
        bar = go.Bar(
            x=[value.number for value in counts.values()], y=list(counts), orientation="h",
            name=verdict, text=[f"{value:#}" for value in counts.values()],
            textposition="inside", insidetextanchor="middle", textfont={"color": ink},
            hovertemplate=f"%{{y}}的目标<br>{verdict}：%{{x}}个<extra></extra>",
            marker={"color": colour, "line": {"color": _MUTED, "width": 1}},
        )  # fmt: skip
        plot.add(bar, list(counts.values()))
    plot.figure.update_layout(barmode="stack", legend={"traceorder": "normal"})
    periods = list(groups)[::-1]
    plot.figure.update_yaxes(type="category", categoryorder="array", categoryarray=periods)
    caption = "“不可比”是有数字而口径不同或只给出界限；“无结果”是现有材料里找不到。"
    return Figure(
        plot, _account(rows), sentence(caption), _counts_said(groups, place), _counts(groups)
    )


def _account(rows: "pd.DataFrame") -> Sentence:
    due = rows[rows["verdict"] != DUE]
    if due.empty:
        return sentence("{all}目标，期限都在现有材料之后", all=count(rows))
    words = "到期的{due}目标，{compared}有可比的结果，其中{met}达到"
    return sentence(words, due=count(due), compared=count(due, MET, MISSED), met=count(due, MET))


def _counts(groups: dict[str, "pd.DataFrame"]) -> Table:
    columns: list[Column | str] = ["目标的年份", *(Column(verdict, "#") for verdict in VERDICTS)]
    rows: list[tuple[Cell, ...]] = [
        (one, *(count(group, verdict) for verdict in VERDICTS)) for one, group in groups.items()
    ]
    return Table(tuple(columns), tuple(rows))


def _counts_said(groups: dict[str, "pd.DataFrame"], place: str) -> Sentence:
    periods = [
        sentence("{period}{counts}", period=period, counts=joined("、", [
            sentence("{verdict}{count}", verdict=verdict, count=found)
            for verdict in VERDICTS if (found := count(group, verdict)).number
        ]))
        for period, group in groups.items()
    ]  # fmt: skip
    return sentence("{place}各年目标的结果：{said}。", place=place, said=joined("；", periods))


def _compared(pairs: "pd.DataFrame", place: str, rate: bool) -> "pd.DataFrame":
    """Return a place's pairs with a comparable outcome: rates in per cent, or amounts."""
    rows = pairs[(pairs["region"] == place) & pairs["verdict"].isin([MET, MISSED])]
    rows = rows.loc[[(target.unit == "%") == rate for target in rows["target"]]]
    return rows.assign(what=[label(row.indicator, row.measure) for row in rows.itertuples()])


@kindly
def rates(pairs: "pd.DataFrame", place: str, period: str = "") -> Figure:
    """Return the figure of targets in per cent with their outcomes, one line an indicator.

    Parameters
    ----------
    pairs : DataFrame
        What `hzlib.frames.outcomes.outcomes` returns.
    place : str
        Whose targets.
    period : str, optional
        The year that is shown first; the others are in the choice box. The one with the most
        answered targets, if it is empty or has none.
    """
    rows = need(_compared(pairs, place, True), f"{place}有结果的百分比目标")
    rows = rows.sort_values("gap", kind="stable", key=lambda gaps: gaps.map(float))
    sizes = rows.groupby("period").size().sort_values(ascending=False, kind="stable")
    periods = sorted(sizes.index, reverse=True)
    first = periods.index(period if period in sizes.index else str(sizes.index[0]))
    plot = Plot(x="增速或比率（%）", height=140 + 38 * int(sizes.max()))
    ends = []
    for place_, one in enumerate(periods):
        _dumbbells(plot, rows[rows["period"] == one], place_ == first)
        ends.append(len(plot.figure.data))
    options = tuple(
        _option(rows[rows["period"] == one], [low <= n < high for n in range(ends[-1])])
        for one, low, high in zip(periods, [0, *ends], ends, strict=False)
    )
    shown = options[first]
    categories = shown.layout["yaxis.categoryarray"]
    plot.figure.update_yaxes(categoryorder="array", categoryarray=categories)
    caption = (
        "横线连起目标（三角）与结果（圆点）；蓝线为达到，红线为未达到。价格、失业率一类以低为好。"
    )
    choices = (Choice("年份", options, active=first),) if len(options) > 1 else ()
    return Figure(
        plot, shown.title, sentence(caption), _rates_said(rows, place), _pairs_table(rows),
        choices=choices, reading=shown.reading,
    )  # fmt: skip


def _option(rows: "pd.DataFrame", visible: list[bool]) -> Option:
    """Return the state of the figure that shows one period's pairs."""
    when = wording.period(rows["period"].iloc[0])
    counts = {"when": when, "all": count(rows), "met": count(rows, MET)}
    missed = rows[rows["verdict"] == MISSED]
    gaps = joined("；", [
        sentence("{what}目标{target:p}，结果{outcome:p}，差{gap}", what=row.what, target=row.target,
             outcome=row.outcome, gap=abs(row.gap))
        for row in missed.itertuples()
    ])  # fmt: skip
    words = "{when}有结果的百分比目标里，{missed}未达到：{gaps}。"
    none = "{when}有结果的百分比目标里，{missed}未达到。"
    return Option(
        when,
        visible=tuple(visible),
        layout={"yaxis.categoryarray": [wording.folded(one) for one in rows["what"]]},
        title=sentence("{when}有结果的{all}百分比目标，{met}达到", **counts),
        reading=sentence(
            words if len(missed) else none, when=when, missed=count(rows, MISSED), gaps=gaps
        ),
    )


def _dumbbells(plot: Plot, rows: "pd.DataFrame", visible: bool) -> None:
    """Draw a line from each target to its outcome, and the marks at its ends."""
    import plotly.graph_objects as go

    for row in rows.itertuples():
        line = {"color": _BLUE if row.verdict == MET else _RED, "width": 3}
        plot.decorate(go.Scatter(
            x=[row.target.number, row.outcome.number], y=[wording.folded(row.what)] * 2,
            mode="lines", line=line, visible=visible,
        ))  # fmt: skip
    names = list(rows["what"])
    targets = list(zip(names, rows["target"], strict=True))
    _ends(plot, targets, "target", "目标", _GREEN, visible)
    for status in _STATUSES:
        chosen = [
            one for one in zip(names, rows["outcome"], strict=True) if one[1].status == status
        ]
        if chosen:
            name = f"结果（{wording.STATUSES[status]}）"
            _ends(plot, chosen, status, name, _BLUE, visible)


def _ends(
    plot: Plot, shown: list[tuple[str, Value]], status: str, name: str, colour: str, visible: bool
) -> None:
    import plotly.graph_objects as go

    looks = style.line(status, colour) | {"mode": "markers"}
    looks.pop("line")
    # A result on its target leaves the target's tips in sight.
    looks["marker"] = looks["marker"] | {"size": 16 if status == "target" else 10}
    trace = go.Scatter(
        x=[value.number for _, value in shown],
        y=[wording.folded(what) for what, _ in shown],
        name=name,
        text=[f"{value:p}" for _, value in shown],
        hovertemplate=f"%{{y}}<br>{name}：%{{text}}<extra></extra>",
        visible=visible,
        **looks,
    )
    plot.add(trace, [value for _, value in shown])


def _pairs_table(rows: "pd.DataFrame") -> Table:
    columns = ("时期", "指标", Column("目标", "p"), "结果", Column("结果 − 目标", "+"), "判断")
    latest = rows[::-1].sort_values("period", kind="stable", ascending=False)
    cells = (
        (
            wording.period(row.period),
            row.what,
            row.target,
            result(row.outcome),
            row.gap,
            row.verdict,
        )
        for row in latest.itertuples()
    )
    return Table(columns, tuple(cells))


def _rates_said(rows: "pd.DataFrame", place: str) -> Sentence:
    return sentence(
        "{place}各年百分比目标与结果：{said}。", place=place, said=spoken(rows, named=True)
    )


@kindly
@in_print
def amounts(pairs: "pd.DataFrame", place: str) -> Figure:
    """Return the printed figure of outcomes as per cent of their targets, for amounts.

    Parameters
    ----------
    pairs : DataFrame
        What `hzlib.frames.outcomes.outcomes` returns.
    place : str
        Whose targets.
    """
    rows = _compared(pairs, place, False)
    # What is to be zero has no percentage.
    rows = rows.loc[[target.number > 0 for target in rows["target"]]]
    rows = need(rows, f"{place}有结果的总量目标")
    ratios = [(row.outcome / row.target).percent(1) for row in rows.itertuples()]
    rows = rows.assign(ratio=ratios).sort_values(
        "ratio", kind="stable", key=lambda ratios: ratios.map(float)
    )
    top = rows.iloc[-1]
    title = sentence(
        "有结果的{all}总量目标，{met}达到；{what}达到目标的{ratio:.0f}",
        all=count(rows), met=count(rows, MET), what=top["what"], ratio=top["ratio"],
    )  # fmt: skip
    caption = "倍差一类以低为好，不超过目标为达到；超出一倍以上的，先看两处口径是否一致。"
    hollow = "空心条为未达到。" if MISSED in set(rows["verdict"]) else ""
    said = joined("；", [
        sentence("{period}{what}{ratio:.0f}", period=wording.period(row.period), what=row.what,
             ratio=row.ratio)
        for row in rows[::-1].itertuples()
    ])  # fmt: skip
    alt = sentence("{place}总量目标的结果占目标：{said}。", place=place, said=said)
    return Figure(_bars(rows), title, sentence(hollow + caption), alt, _ratio_table(rows))


def _bars(rows: "pd.DataFrame") -> Any:
    sheet, axes = paper(7.2, 1.1 + 0.3 * len(rows))
    met = [verdict == MET for verdict in rows["verdict"]]
    sizes = [ratio.number for ratio in rows["ratio"]]
    bars = axes.barh(
        range(len(rows)), sizes, 0.62, linewidth=1.4,
        facecolor=[_BLUE if one else "white" for one in met],
        edgecolor=[_BLUE if one else _RED for one in met],
    )  # fmt: skip
    mark(bars, list(rows["ratio"]))
    labels = axes.bar_label(bars, [f"{one:.0f}" for one in rows["ratio"]], padding=4, fontsize=9)
    for words in labels:
        words.set_bbox({"facecolor": _PAPER, "edgecolor": "none", "pad": 1})
    axes.axvline(100, color=_INK, linewidth=1.2, linestyle="--")
    names = [f"{row.what}，{row.period}" for row in rows.itertuples()]
    axes.set_yticks(range(len(rows)), names)
    axes.set_xlim(0, max(sizes) * 1.12)
    axes.set_xlabel("结果占目标的百分比（%，虚线为目标）")
    axes.grid(axis="y", visible=False)
    return sheet


def _ratio_table(rows: "pd.DataFrame") -> Table:
    columns = (
        "时期",
        "指标",
        Column("目标", "p"),
        "结果",
        Column("结果占目标（%）", ".1#"),
        "判断",
    )
    cells = (
        (
            wording.period(row.period),
            row.what,
            row.target,
            result(row.outcome),
            row.ratio,
            row.verdict,
        )
        for row in rows[::-1].itertuples()
    )
    return Table(columns, tuple(cells))
