"""Tables of two plans' targets, as a reader sees them."""

from typing import TYPE_CHECKING, Any

from hzlib.evidence.sentence import Shown, sentence
from hzlib.evidence.value import Value, counted
from hzlib.figures.specification import Column, Table, kindly, need
from hzlib.themes.targets.comparison import NEW

if TYPE_CHECKING:
    import pandas as pd


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
    need(compared, "两期规划的指标")
    rows = list(compared.itertuples())
    every = [row.member for row in rows]
    new = [row.member for row in rows if row.change == NEW]
    caption = sentence(
        "{every}指标，{new}在现有文件里没有前一期目标。"
        "括号里的年份表示结果不是当年的；“正文”表示不在主要指标表里。",
        every=counted(every, "项", "两期规划的指标"),
        new=counted(new, "项", "现有文件里没有前一期目标的指标", among=every),
    )
    columns = (
        "类别", "指标", "属性", Column(f"{earlier}年目标", "p"), f"{earlier}年结果",
        f"{later}年目标", "前一期目标的判断", "两期之间",
    )  # fmt: skip
    return Table(columns, tuple(_compared(row, earlier) for row in rows), caption)


def _compared(row: Any, earlier: str) -> tuple[Any, ...]:
    unit = f"（{row.printed_unit}）" if row.printed_unit else ""
    outcome = row.outcome_said
    year = f"（{row.outcome_period}年）"
    # Some cells of the table give the year themselves.
    if outcome and row.outcome_period != earlier and year not in str(outcome):
        outcome = outcome + year
    verdict = sentence("{word}：{reason}", word=row.verdict, reason=row.reason)
    return (
        row.category or "正文",
        f"{row.name}{unit}",
        row.attribute,
        row.earlier if isinstance(row.earlier, Value) else "",
        outcome or "",
        row.later_said or "",
        verdict if row.reason else row.verdict,
        row.change,
    )


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
    cells = tuple(
        (row.clause, _number(row.value), row.value.unit, row.box, _place(row.section))
        for row in rows.itertuples()
    )
    return Table(("目标原文", Column("数值", "#"), "单位", "专栏", "章节"), cells, caption)


def _number(value: Value) -> Value | Shown:
    """Return a cell for a number; a range is shown with both its ends."""
    return Shown(f"{value:p}", value) if value.bound == ".." else value


def _place(section: str) -> str:
    """Return the chapter and the section of a path of headings; 篇 and 专栏 stand elsewhere."""
    parts = [part for part in section.split(" › ")[1:3] if not part.startswith("专栏")]
    return " › ".join(parts) or section
