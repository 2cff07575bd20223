"""Tables of two plans' targets, as a reader sees them."""

from typing import TYPE_CHECKING, Any

from hzlib.charts.exhibits import Table, displayed, kindly, need
from hzlib.views.targets import NEW

if TYPE_CHECKING:
    import pandas as pd


@kindly
def comparison_table(compared: "pd.DataFrame", earlier: str = "2025", later: str = "2030") -> Table:
    """Return the table of every indicator with its targets, its outcome and the verdict."""
    rows = need(compared, "两期规划的指标").copy()
    for part in ("earlier", "outcome", "later"):
        rows[f"{part}_said"] = [_said(row, part, earlier) for row in rows.to_dict("records")]
        rows[f"{part}_said_evidence"] = rows[f"{part}_evidence"]
    rows["category"] = rows["category"].where(rows["category"] != "", "正文")
    rows["heading"] = [
        f"{row['name']}（{row['printed_unit']}）" if row["printed_unit"] else row["name"]
        for row in rows.to_dict("records")
    ]
    rows["said"] = [
        f"{row['verdict']}：{row['reason']}" if row["reason"] else row["verdict"]
        for row in rows.to_dict("records")
    ]
    new = rows["change"] == NEW
    frame = displayed(
        rows,
        category="类别",
        heading="指标",
        attribute="属性",
        earlier_said=f"{earlier}年目标",
        outcome_said=f"{earlier}年结果",
        later_said=f"{later}年目标",
        said="前一期目标的判断",
        change="两期之间",
    )
    caption = f"{len(rows)} 项指标，{new.sum()} 项在现有文件里没有前一期目标。"
    caption += "括号里的年份表示结果不是当年的；“正文”表示不在主要指标表里。"
    return Table(frame, caption)


def _said(row: dict[str, Any], part: str, earlier: str) -> str:
    text = row[f"{part}_text"]
    if part != "earlier" and row["listed"]:
        return text
    other = part == "outcome" and text and row["outcome_period"] != earlier
    sign = {">=": "≥", "<=": "≤", "~": "约"}.get(row[f"{part}_bound"], "")
    return f"{sign}{text}" + (f"（{row['outcome_period']}年）" if other else "")


@kindly
def further_table(rows: "pd.DataFrame") -> Table:
    """Return the sortable table of the outline's other numbers, with their place in it.

    Parameters
    ----------
    rows : DataFrame
        What `hzlib.views.target_sentences.further_targets` returns.
    """
    need(rows, "指标表以外的数字目标")
    boxed = (rows["box"] != "").sum()
    money = rows["unit"].isin(["元", "美元"])
    frame = displayed(
        rows.assign(
            value=rows["value"].where(~money, rows["value"] / 1e8),
            unit=rows["unit"].where(~money, "亿" + rows["unit"]),
            place=rows["section"].map(_place),
        ),
        clause="目标原文",
        value="数值",
        unit="单位",
        box="专栏",
        place="章节",
    )
    return Table(frame, f"指标表以外的 {len(rows)} 个数字目标，{boxed} 个在专栏里；点表头可排序。")


def _place(section: str) -> str:
    """Return the chapter and the section of a path of headings; 篇 and 专栏 stand elsewhere."""
    parts = [part for part in section.split(" › ")[1:3] if not part.startswith("专栏")]
    return " › ".join(parts) or section
