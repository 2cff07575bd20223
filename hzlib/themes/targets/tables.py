"""Tables of two plans' targets, worded as the documents print them."""

from typing import TYPE_CHECKING, Any

from hzlib import lookups
from hzlib.evidence.sentence import Sentence, each, sentence
from hzlib.evidence.value import Missing, Value, counted
from hzlib.figures.specification import Column, Table, kindly, need
from hzlib.themes.targets.outline import Plan
from hzlib.wording import period

if TYPE_CHECKING:
    import pandas as pd


@kindly
def comparison_table(compared: "pd.DataFrame", plan: Plan) -> Table:
    """Return the table of every indicator with its targets, its outcome and the verdict.

    First what can be compared: with an earlier target, then with an outcome and a later target.

    Parameters
    ----------
    compared : DataFrame
        What `comparison` returns.
    plan : Plan
        The two plans.
    """
    rows = need(compared, "两期规划的指标")
    every = rows["member"]
    bare = rows.loc[[isinstance(one, Missing) for one in rows["earlier"]], "member"]
    caption = sentence(
        "{every}指标，{bare}在所收文件中无前一期目标。可比的在前；括号内年份表示结果并非当年数{listed}",
        every=counted(every, "项", "两期规划的指标"),
        bare=counted(bare, "项", "所收文件中无前一期目标的指标", among=every),
        listed="；“正文”表示未列入主要指标表" if rows["listed"].any() else "",
    )
    category, attribute = ("类别", lambda row: row.category or "正文"), ("属性", "attribute")
    listed = rows["listed"].any()
    return Table.each(
        sorted(rows.itertuples(), key=_lacking),
        ("指标", lambda row: row.name + (f"（{row.printed_unit}）" if row.printed_unit else "")),
        (f"{plan.earlier}年目标", lambda row: _told(row.earlier)),
        (f"{plan.earlier}年结果", lambda row: _outcome(row, plan.earlier) or ""),
        (f"{plan.later}年目标", lambda row: row.later_said or ""),
        ("前一期目标的判断", _verdict),
        ("两期之间", "change"),
        *((category, attribute) if listed else ()),
        caption=caption,
    )


def _lacking(row: Any) -> int:
    """Return how much a row lacks to be compared: nothing, the earlier target, more."""
    if isinstance(row.earlier, Value):
        return 0
    return 1 if row.outcome_said and row.later_said else 2


def _told(value: Value | Missing) -> Sentence | str:
    # Words, as in the columns beside it: all three stand on one side.
    return sentence("{value:p}", value=value) if isinstance(value, Value) else ""


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
    need(rows, "主要指标表以外的数字目标")
    boxed = rows[rows["box"] != ""]
    caption = sentence(
        "主要指标表以外的{every}数字目标，其中{boxed}载于专栏",
        every=counted(rows["member"], "个", "主要指标表以外的数字目标"),
        boxed=counted(boxed["member"], "个", "载于专栏的数字目标", among=rows["member"]),
    )
    return Table.each(
        rows.itertuples(), ("对象", "subject"), (Column("目标", "p"), "value"),
        (Column("口径", choose=True), "measure"), (Column("时期", choose=True), "period"),
        ("专栏", "box"), ("章节", _place), caption=caption,
    )  # fmt: skip


def _place(row: Any) -> str:
    """Return the chapter and the section of a path of headings; 篇 and 专栏 stand elsewhere."""
    parts = row.section.split(" › ")[1:3]
    outside = [part for part in parts if not part.startswith(lookups.cues("box"))]
    return " › ".join(outside) or row.section
