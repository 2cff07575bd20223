"""Tables of two plans' targets, worded as the documents print them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from hzlib import lookups
from hzlib.evidence.clause import clause, followed
from hzlib.evidence.sentence import Sentence, sentence
from hzlib.evidence.sources import Item
from hzlib.evidence.value import Missing, Value, counted
from hzlib.figures.specification import Column, Table, kindly, need
from hzlib.themes.targets.comparison import CHANGED, OTHERWISE
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
    listed = rows["listed"].any()
    return Table.each(
        sorted(rows.itertuples(), key=_lacking),
        ("指标", lambda row: row.name + (f"（{row.printed_unit}）" if row.printed_unit else "")),
        (f"{plan.earlier}年目标", _earlier),
        (f"{plan.earlier}年结果", lambda row: _outcome(row, plan.earlier) or ""),
        (f"{plan.later}年目标", lambda row: row.later_said or ""),
        ("前一期目标的判断", _verdict),
        *((("类别", _kind),) if listed else ()),
        caption=caption,
    )


def _lacking(row: Any) -> int:
    """Return how much a row lacks to be compared: nothing, the earlier target, more."""
    if isinstance(row.earlier, Value):
        return 0
    return 1 if row.outcome_said and row.later_said else 2


def _earlier(row: Any) -> Sentence | str:
    """Return the earlier target; a unit that the row prints with its name is not said again."""
    if isinstance(row.earlier, Missing):
        return ""
    spec = "#" if row.earlier.unit == row.printed_unit else "p"
    return sentence(f"{{value:{spec}}}", value=row.earlier)


def _kind(row: Any) -> str:
    return "　".join(filter(None, (row.category, row.attribute))) or "正文"


def _outcome(row: Any, earlier: str) -> Sentence:
    """Return the outcome with its year if it is another one; some cells give it themselves."""
    year = period(row.outcome_period)
    known = row.outcome_period == earlier or year in str(row.outcome_said)
    return row.outcome_said if known or not row.outcome_said else row.outcome_said + f"（{year}）"


def _verdict(row: Any) -> Sentence | str:
    verdict = row.verdict + ("（按预计数）" if row.expected else "")
    told = sentence("{a}：{b}", a=verdict, b=row.reason) if row.reason else verdict
    # Whether both plans have the indicator the cells beside tell.
    changed = {CHANGED: f"两期{CHANGED}", OTHERWISE: f"两期用{OTHERWISE}"}.get(row.change, "")
    return told + ("；" if told and changed else "") + changed


@kindly
def pace_table(
    changes: "pd.DataFrame", columns: dict[str, str], what: str, left: Sequence[Item] = ()
) -> Table:
    """Return the table of changes a year, without the columns in which nothing is known.

    Parameters
    ----------
    changes : DataFrame
        Rows of what `ambition` returns.
    columns : dict of str to str
        The headings of its columns, the first of which names the indicator.
    what : str
        What the changes are.
    left : sequence of Item, optional
        Indicators of which no change a year is computed, since each year counts anew.
    """
    rows = need(changes, what)
    name, *parts = columns
    known = {one: [isinstance(value, Value) for value in rows[one]] for one in parts}
    bare = [columns[one] for one in parts if not any(known[one])]
    lacking = any(any(one) and not all(one) for one in known.values())
    caption = sentence(
        f"{what}{{lacking}}{{bare}}{{left}}",
        lacking="；“—”表示缺少基数或目标" if lacking else "",
        bare=f"；所列指标的{'、'.join(bare)}均缺少基数或目标，不列" if bare else "",
        left=sentence("；每年重新计数的{n}指标不计算", n=counted(left, "项", "每年重新计数的指标"))
        if len(left) else "",
    )  # fmt: skip
    shown = ((columns[one], one) for one in (name, *parts) if one == name or any(known[one]))
    return Table.each(rows.itertuples(), *shown, caption=caption)


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
        rows.itertuples(), ("对象", _object), (Column("目标", "p"), "value"),
        (Column("口径", choose=True), "measure"), (Column("时期", choose=True), "period"),
        ("专栏", "box"), ("章节", _place), caption=caption,
    )  # fmt: skip


def _object(row: Any) -> Sentence | str:
    """Return what a number counts; the words around it where that alone does not say it."""
    if not row.loose:
        return str(row.subject)
    source = row.value.source
    words = clause(row.value, getattr(source, "place", source))
    if not followed(words):
        return str(row.subject)
    return words if row.subject in str(words) else sentence("{a}（{b}）", a=row.subject, b=words)


def _place(row: Any) -> str:
    """Return the chapter and the section of a path of headings; 篇 and 专栏 stand elsewhere."""
    parts = row.section.split(" › ")[1:3]
    outside = [part for part in parts if not part.startswith(lookups.cues("box"))]
    return " › ".join(outside) or row.section
