"""Figures and tables of two plans' targets."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from hzlib import lookups
from hzlib.evidence.sentence import Sentence, Shown, each, sentence
from hzlib.evidence.sources import Item
from hzlib.evidence.value import Missing, Value, counted
from hzlib.figures import style
from hzlib.figures.plot import Plot, add_dots, add_spans
from hzlib.figures.printing import bars, in_print, paper
from hzlib.figures.specification import Column, Figure, Table, kindly, need
from hzlib.themes.targets.comparison import NEW, normalised
from hzlib.wording import folded, period, unit

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
    add_spans(plot, names, [_span(row) for row in rows])
    outcomes = [row.outcome for row in rows]
    add_dots(plot, names, outcomes, _BLUE, f"{earlier}年结果", at=_WHOLE)
    for part, year, colour in (("earlier", earlier, _RED), ("later", later, _GREEN)):
        values = [getattr(row, part) for row in rows]
        add_dots(plot, names, values, colour, f"{year}年的目标", look="target")
    plot.figure.update_yaxes(categoryorder="array", categoryarray=names)
    told = each(reversed(aimed), "{name}{year}年目标{later}", year=later)
    title = "相对{earlier}年结果，{late}年目标最高的是{name}（{later:.0f}）"
    return Figure(
        plot,
        each(aimed[-1:], title, earlier=earlier, late=later),
        "目标除以结果，单位不同也能比。低于结果不等于退步：有的指标以低为好，有的目标定的是底线。",
        sentence("各指标两期目标相当于{earlier}年结果的：{told}。", earlier=earlier, told=told),
        Table.each(
            rows[::-1], ("指标", "name"), ("类别", "category"), (f"{earlier}年结果", "outcome"),
            (f"{earlier}年目标÷结果", "earlier"), (f"{later}年目标÷结果", "later"),
        ),
    )  # fmt: skip


def _span(row: Any) -> tuple[float, float]:
    known = [one.number for one in (row.earlier, row.later) if isinstance(one, Value)]
    return min(_WHOLE, *known), max(_WHOLE, *known)


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
    told = each(rows, "{category}{attribute}有数字{stated}、只有文字{worded}")
    return Figure(
        sheet,
        title,
        sentence("斜线为只有文字的目标，文字见数据表。"),
        sentence("主要指标按类别和属性：{told}。", told=told),
        Table.each(
            rows, ("类别", "category"), ("属性", "attribute"), ("目标有数字", "stated"),
            ("目标只有文字", "worded"), ("只有文字的目标", "words"),
        ),
    )  # fmt: skip


def _draw(axes: Any, rows: list[Any]) -> None:
    names = list(dict.fromkeys(row.category for row in rows))[::-1]
    left = dict.fromkeys(names, 0.0)
    attributes = list(dict.fromkeys(row.attribute for row in rows))
    for part, words in (("stated", "有数字"), ("worded", "只有文字")):
        for place, attribute in enumerate(attributes):
            colour = style.colour(place)
            shown = [row for row in rows if row.attribute == attribute and getattr(row, part) > 0]
            if not shown:
                continue
            values = [getattr(row, part) for row in shown]
            looks = {"facecolor": colour, "edgecolor": colour}
            if part == "worded":
                looks |= {"facecolor": "white", "hatch": "///"}
            drawn = bars(
                axes, [names.index(row.category) for row in shown], values, 0.6,
                left=[left[row.category] for row in shown],
                label=f"{attribute}·{words}", linewidth=1.2, **looks,
            )  # fmt: skip
            ink = "white" if part == "stated" else "black"
            axes.bar_label(drawn, label_type="center", color=ink)
            for row, value in zip(shown, values, strict=True):
                left[row.category] += value.number
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(-0.6, len(names) - 0.4)
    axes.set_xlabel("指标数（项）")
    axes.legend(ncols=4, loc="upper center", bbox_to_anchor=(0.45, -0.18), fontsize=9)


def _composition_title(rows: list[Any]) -> Sentence:
    def items(values: Sequence[Value]) -> list[Item]:
        return [item for value in values for item in value.source.items]  # type: ignore[attr-defined]

    every = items([one for row in rows for one in (row.stated, row.worded)])
    worded = items([row.worded for row in rows])
    bound = lookups.cues("binding")
    binding = items([row.worded for row in rows if row.attribute in bound])
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
    told = each(rows, "{name}后一期每年{next}")
    return Figure(
        _yearly_plot(groups, 250 + 40 * len(rows)),
        _yearly_title(rows),
        "总量算年均增速，比重、倍数、岁数算每年变化；前一期须有规划开始前一年的基数才有点。",
        sentence("各指标年均变化：{told}。", told=told),
        Table.each(
            rows, ("指标", "name"), ("前一期目标", "planned"), ("前一期实际", "achieved"),
            ("后一期目标", "next"),
        ),
    )  # fmt: skip


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
                more: dict[str, Any] = {"legendgroup": part, "legendrank": rank}
                more |= {"showlegend": part not in shown, "row": place, "col": 1}
                add_dots(plot, names, values, colour, words, look, **more)
                shown.add(part)
        axis = "年均增长（%）" if growth else "年均变化（各按自己的单位）"
        chart.update_xaxes(title_text=axis, zeroline=True, showgrid=True, row=place, col=1)
        chart.update_yaxes(categoryorder="array", categoryarray=names, row=place, col=1)
    return plot


def _yearly_title(rows: list[Any]) -> Sentence:
    both = [row for row in rows if isinstance(row.achieved, Value)]
    coming, every, slower = (
        [Item(f"{row.name}：后一期每年{row.next}", row.next.source) for row in some]
        for some in (rows, both, [row for row in both if row.next < row.achieved])
    )
    if not both:
        found = counted(coming, "项", "后一期每年要求的变化")
        return sentence("{coming}指标算得出后一期每年要求的变化", coming=found)
    return sentence(
        "能比的{both}里，{slower}后一期每年要求的增幅低于前一期的实际",
        both=counted(every, "项", "前一期的实际和后一期的目标都有的指标"),
        slower=counted(slower, "项", "后一期每年要求的增幅低于前一期实际的指标", among=every),
    )


# --- tables ---------------------------------------------------------------------------------------


@kindly
def comparison_table(compared: "pd.DataFrame", earlier: str = "2025", later: str = "2030") -> Table:
    """Return the table of every indicator with its targets, its outcome and the verdict.

    Parameters
    ----------
    compared : DataFrame
        What `comparison` returns.
    earlier, later : str, optional
        The last years of the two plans.
    """
    rows = need(compared, "两期规划的指标")
    every, new = rows["member"], rows.loc[rows["change"] == NEW, "member"]
    caption = sentence(
        "{every}指标，{new}在现有文件里没有前一期目标。"
        "括号里的年份表示结果不是当年的；“正文”表示不在主要指标表里。",
        every=counted(every, "项", "两期规划的指标"),
        new=counted(new, "项", "现有文件里没有前一期目标的指标", among=every),
    )
    return Table.each(
        rows.itertuples(),
        ("类别", lambda row: row.category or "正文"),
        ("指标", lambda row: row.name + (f"（{row.printed_unit}）" if row.printed_unit else "")),
        ("属性", "attribute"),
        (Column(f"{earlier}年目标", "p"), lambda row: _told(row.earlier)),
        (f"{earlier}年结果", lambda row: _outcome(row, earlier) or ""),
        (f"{later}年目标", lambda row: row.later_said or ""),
        ("前一期目标的判断", _verdict),
        ("两期之间", "change"),
        caption=caption,
    )


def _told(value: Value | Missing) -> Value | str:
    return value if isinstance(value, Value) else ""


def _outcome(row: Any, earlier: str) -> Sentence:
    """Return the outcome with its year if it is another one; some cells give it themselves."""
    year = period(row.outcome_period)
    known = row.outcome_period == earlier or year in str(row.outcome_said)
    return row.outcome_said if known or not row.outcome_said else row.outcome_said + f"（{year}）"


def _verdict(row: Any) -> Sentence | str:
    return each([row], "{verdict}：{reason}") if row.reason else row.verdict


@kindly
def further_table(rows: "pd.DataFrame") -> Table:
    """Return the sortable table of the outline's other numbers, with their place in it.

    Parameters
    ----------
    rows : DataFrame
        What `further_targets` returns.
    """
    need(rows, "指标表以外的数字目标")
    boxed = rows[rows["box"] != ""]
    caption = sentence(
        "指标表以外的{every}数字目标，{boxed}在专栏里；点表头可排序。",
        every=counted(rows["member"], "个", "指标表以外的数字目标"),
        boxed=counted(boxed["member"], "个", "写在专栏里的数字目标", among=rows["member"]),
    )
    return Table.each(
        rows.itertuples(), ("目标原文", "clause"), (Column("数值", "#"), _number),
        ("单位", lambda row: row.value.unit), ("专栏", "box"), ("章节", _place), caption=caption,
    )  # fmt: skip


def _number(row: Any) -> Value | Shown:
    """Return a cell for a number; a range is shown with both its ends."""
    return Shown(f"{row.value:p}", row.value) if row.value.bound == ".." else row.value


def _place(row: Any) -> str:
    """Return the chapter and the section of a path of headings; 篇 and 专栏 stand elsewhere."""
    parts = row.section.split(" › ")[1:3]
    outside = [part for part in parts if not part.startswith(lookups.cues("box"))]
    return " › ".join(outside) or row.section
