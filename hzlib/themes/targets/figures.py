"""Figures of two plans' targets."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from hzlib.evidence.sentence import Sentence, joined, sentence
from hzlib.evidence.sources import Item
from hzlib.evidence.value import Missing, Value, counted
from hzlib.figures import style
from hzlib.figures.dots import add_dots, add_spans
from hzlib.figures.plot import Plot
from hzlib.figures.printing import in_print, mark, paper
from hzlib.figures.specification import Figure, Table, kindly, need
from hzlib.themes.targets.comparison import normalised
from hzlib.wording import folded, unit

if TYPE_CHECKING:
    import pandas as pd

_BLUE, _RED, _GREEN = style.PALETTE[:3]
_WHOLE = 100  # where the outcome stands, of which the targets are per cents


@kindly
def dumbbell(compared: "pd.DataFrame", earlier: str = "2025", later: str = "2030") -> Figure:
    """Return the figure of both plans' targets as per cent of the outcome between them.

    Parameters
    ----------
    compared : DataFrame
        What `comparison` returns.
    earlier, later : str, optional
        The last years of the two plans.
    """
    rows = list(normalised(compared, earlier).itertuples())[::-1]
    aimed = [row for row in rows if isinstance(row.later, Value)]
    need(aimed, f"{earlier}年有结果、{later}年有目标的指标")
    names = [folded(row.name) for row in rows]
    plot = Plot(f"相当于{earlier}年结果的（%）", height=150 + 38 * len(rows))
    add_spans(plot, names, [(min(_places(row)), max(_places(row))) for row in rows])
    outcomes = [row.outcome for row in rows]
    add_dots(plot, names, outcomes, _BLUE, f"{earlier}年结果", at=_WHOLE)
    for part, year, colour in (("earlier", earlier, _RED), ("later", later, _GREEN)):
        values = [getattr(row, part) for row in rows]
        add_dots(plot, names, values, colour, f"{year}年的目标", look="target")
    plot.figure.update_yaxes(categoryorder="array", categoryarray=names)
    told = joined("；", [
        sentence("{name}{later}年目标{value}", name=row.name, later=later, value=row.later)
        for row in reversed(aimed)
    ])  # fmt: skip
    return Figure(
        plot,
        sentence(
            "相对{earlier}年结果，{later}年目标最高的是{name}（{value:.0f}）",
            earlier=earlier, later=later, name=aimed[-1].name, value=aimed[-1].later,
        ),
        "目标除以结果，单位不同也能比。低于结果不等于退步：有的指标以低为好，有的目标定的是底线。",
        sentence("各指标两期目标相当于{earlier}年结果的：{told}。", earlier=earlier, told=told),
        _normalised_table(rows[::-1], earlier, later),
    )  # fmt: skip


def _places(row: Any) -> list[float]:
    known = (row.earlier, row.later)
    return [_WHOLE, *(one.number for one in known if isinstance(one, Value))]


def _normalised_table(rows: list[Any], earlier: str, later: str) -> Table:
    columns = ("指标", "类别", f"{earlier}年结果", f"{earlier}年目标÷结果", f"{later}年目标÷结果")
    cells = ((row.name, row.category, row.outcome, row.earlier, row.later) for row in rows)
    return Table(columns, tuple(cells))


# --- the main indicators by category and attribute, for print -------------------------------------


@kindly
@in_print
def categories(counts: "pd.DataFrame") -> Figure:
    """Return the printed figure of the table's indicators by category and attribute.

    Parameters
    ----------
    counts : DataFrame
        What `composition` returns.
    """
    rows = list(need(counts, "主要指标表").itertuples())
    sheet, axes = paper(7.2, 3.6)
    _draw(axes, rows)
    title = _composition_title(rows)
    sheet.suptitle(str(title), x=0.01, ha="left", fontsize=12)
    told = joined("；", [
        sentence("{category}{attribute}有数字{stated}、只有文字{worded}", category=row.category,
             attribute=row.attribute, stated=row.stated, worded=row.worded)
        for row in rows
    ])  # fmt: skip
    columns = ("类别", "属性", "目标有数字", "目标只有文字", "只有文字的目标")
    cells = ((row.category, row.attribute, row.stated, row.worded, row.words) for row in rows)
    return Figure(
        sheet,
        title,
        sentence("斜线为只有文字的目标，文字见数据表。"),
        sentence("主要指标按类别和属性：{told}。", told=told),
        Table(columns, tuple(cells)),
    )


def _draw(axes: Any, rows: list[Any]) -> None:
    names = list(dict.fromkeys(row.category for row in rows))[::-1]
    left = dict.fromkeys(names, 0.0)
    attributes = list(dict.fromkeys(row.attribute for row in rows))
    for part, words in (("stated", "有数字"), ("worded", "只有文字")):
        for place, attribute in enumerate(attributes):
            colour = style.colour(place)
            solid = {"facecolor": colour, "edgecolor": colour}
            hatched = {"facecolor": "white", "edgecolor": colour, "hatch": "///"}
            shown = [row for row in rows if row.attribute == attribute and getattr(row, part) > 0]
            if not shown:
                continue
            values = [getattr(row, part) for row in shown]
            bars = axes.barh(
                [names.index(row.category) for row in shown],
                [value.number for value in values],
                0.6,
                [left[row.category] for row in shown],
                label=f"{attribute}·{words}",
                linewidth=1.2,
                **(solid if part == "stated" else hatched),
            )
            colour = "white" if part == "stated" else "black"
            axes.bar_label(bars, label_type="center", color=colour)
            mark(bars, values)
            for row, value in zip(shown, values, strict=True):
                left[row.category] += value.number
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(-0.6, len(names) - 0.4)
    axes.set_xlabel("指标数（项）")
    axes.grid(axis="y", visible=False)
    axes.legend(ncols=4, loc="upper center", bbox_to_anchor=(0.45, -0.18), fontsize=9)


def _composition_title(rows: list[Any]) -> Sentence:
    def items(*values: Value) -> list[Any]:
        return [item for value in values for item in value.source.items]  # type: ignore[attr-defined]

    every = items(*(one for row in rows for one in (row.stated, row.worded)))
    worded = items(*(row.worded for row in rows))
    binding = items(*(row.worded for row in rows if row.attribute == "约束性"))
    title = sentence(
        "{every}主要指标里{worded}目标没有数字",
        every=counted(every, "项", "主要指标"),
        worded=counted(worded, "项", "目标没有数字的主要指标", among=every),
    )
    if binding:
        count = counted(binding, "项", "目标没有数字的约束性指标")
        title += sentence("，其中约束性{count}", count=count)
    return title


# --- changes a year -------------------------------------------------------------------------------

_PARTS = (
    ("planned", "target", _RED, "前一期的目标"),
    ("achieved", "derived", _BLUE, "前一期的实际"),
    ("next", "target", _GREEN, "后一期的目标"),
)


@kindly
def yearly(changes: "pd.DataFrame", earlier: str = "2025", later: str = "2030") -> Figure:
    """Return the figure of how much a year was planned, came, and is planned next.

    Parameters
    ----------
    changes : DataFrame
        What `ambition` returns.
    earlier, later : str, optional
        The last years of the two plans.
    """
    rows = list(need(changes, f"{earlier}年有结果、{later}年有目标的指标").itertuples())
    groups = [[row for row in rows if (row.unit == "%") is growth] for growth in (True, False)]
    groups = [sorted(group, key=lambda row: row.next) for group in groups if group]
    told = joined("；", [
        sentence("{name}后一期每年{value}", name=row.name, value=row.next) for row in rows
    ])  # fmt: skip
    columns = ("指标", "前一期目标", "前一期实际", "后一期目标")
    cells = ((row.name, row.planned, row.achieved, row.next) for row in rows)
    return Figure(
        _yearly_plot(groups, 250 + 40 * len(rows)),
        _yearly_title(rows),
        sentence(
            "总量算年均增速，比重、倍数、岁数算每年变化；前一期须有规划开始前一年的基数才有点。"
        ),
        sentence("各指标年均变化：{told}。", told=told),
        Table(columns, tuple(cells)),
    )


def _yearly_plot(groups: Sequence[Sequence[Any]], height: int) -> Plot:
    from plotly.subplots import make_subplots

    sizes = [len(group) for group in groups]
    chart = make_subplots(
        rows=len(groups), cols=1, row_heights=sizes, vertical_spacing=90 / height
    )  # fmt: skip
    plot = Plot(height=height, figure=chart)
    shown: set[str] = set()
    for place, group in enumerate(groups, start=1):
        growth = group[0].unit == "%"
        names = [folded(row.name if growth else f"{row.name}（{unit(row.unit)}）") for row in group]
        for rank, (part, look, colour, words) in enumerate(_PARTS):
            values: list[Value | Missing] = [getattr(row, part) for row in group]
            if any(isinstance(one, Value) for one in values):
                more: dict[str, Any] = {
                    "legendgroup": part,
                    "legendrank": rank,
                    "showlegend": part not in shown,
                }
                add_dots(plot, names, values, colour, words, look, row=place, col=1, **more)
                shown.add(part)
        axis = "年均增长（%）" if growth else "年均变化（各按自己的单位）"
        chart.update_xaxes(title_text=axis, zeroline=True, showgrid=True, row=place, col=1)
        chart.update_yaxes(categoryorder="array", categoryarray=names, row=place, col=1)
    return plot


def _yearly_title(rows: list[Any]) -> Sentence:
    both = [row for row in rows if isinstance(row.achieved, Value)]
    if not both:
        coming = counted([_item(row) for row in rows], "项", "后一期每年要求的变化")
        return sentence("{coming}指标算得出后一期每年要求的变化", coming=coming)
    every = [_item(row) for row in both]
    slower = [_item(row) for row in both if row.next < row.achieved]
    return sentence(
        "能比的{both}里，{slower}后一期每年要求的增幅低于前一期的实际",
        both=counted(every, "项", "前一期的实际和后一期的目标都有的指标"),
        slower=counted(slower, "项", "后一期每年要求的增幅低于前一期实际的指标", among=every),
    )


def _item(row: Any) -> Item:
    return Item(f"{row.name}：后一期每年{row.next}", row.next.source)
