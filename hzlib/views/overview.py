"""The first look: which documents there are and what was read from them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from hzlib.charts.exhibits import Chart, Table, displayed, kindly, need
from hzlib.charts.marks import figure, in_print, paper
from hzlib.pages import style
from hzlib.views.common import name, select

if TYPE_CHECKING:
    import pandas as pd

    from hzlib.text.corpus import Document

_KINDS = {"work-report": "政府工作报告", "plan-report": "计划报告", "plan-outline": "规划纲要"}
_STATUSES = {"actual": style.PALETTE[0], "estimate": style.PALETTE[0], "target": style.PALETTE[2]}


@kindly
def library(documents: "Iterable[Document]") -> Table:
    """Return the table of documents: title, kind, place, years, length and known gaps.

    Parameters
    ----------
    documents : iterable of Document
        What `hzlib.views.common.chosen` returns.
    """
    import pandas as pd

    rows = [
        {
            "标题": document.title,
            "类别": _KINDS.get(document.kind, document.kind),
            "地方": document.place,
            "年份": f"{document.year}",
            "回顾": document.reviewed,
            "安排": document.planned,
            "正文字数": len(document.text),
            "正文字数_evidence": _length(document),
            "取走几处": len(document.cleaned.removals),
            "取走几处_evidence": _removals(document),
        }
        for document in documents
    ]
    caption = (
        "正文字数是取走水印、页眉和广告以后的；“取走几处”是取走的段落数，逐处的原因见 hz docs。"
    )
    return Table(need(pd.DataFrame(rows), "文件"), caption)


def _length(document: "Document") -> str:
    from hzlib.pages.evidence import formula
    from hzlib.text.outline import sentences

    found = sentences(document)
    text = f"从第一句到最后一句逐字计数：{len(document.text)}字"
    return formula(text, [_span(document, one.start, one.end) for one in found[:1] + found[-1:]])


def _removals(document: "Document") -> str:
    from hzlib.pages.evidence import formula

    taken = document.cleaned.removals
    parts = [f"quantity:{document.id}@{one.start}-{one.end}" for one in taken]
    return formula(f"逐处计数：{len(taken)}处", parts)


def _span(document: "Document", start: int, end: int) -> str:
    first, last = document.cleaned.raw_span(start, end)
    return f"quantity:{document.id}@{first}-{last}"


def how_many(documents: "Iterable[Document]") -> Any:
    """Return how many documents there are, as a value whose evidence are their first sentences."""
    from hzlib.text.outline import sentences
    from hzlib.views.picks import count

    firsts = ((one, sentences(one)[:1]) for one in documents)
    return count([_span(one, at.start, at.end) for one, first in firsts for at in first], "份")


@kindly
def row(facts: "pd.DataFrame", indicator: str, place: str, year: str | int) -> Table:
    """Return the facts of one indicator, place and year as rows of the facts table.

    Parameters
    ----------
    facts : DataFrame
        What `hzlib.extraction.facts` returns.
    indicator, place : str
        Indicator's id and full name of the place.
    year : str or int
        The year.
    """
    found = select(facts, indicator=indicator, region=place, period=str(year))
    need(found, f"{place}{year}年{name(indicator)}")
    columns = ["indicator", "measure", "region", "period", "status", "value", "unit", "sentence"]
    frame = found[columns].assign(evidence="fact:" + found["id"])
    return Table(frame.reset_index(drop=True), "事实表里的行：点数值看它在原文里的位置。")


@kindly
@in_print
def by_document(facts: "pd.DataFrame") -> Chart:
    """Return the printed figure of facts by document and kind of number."""
    from hzlib.pages.evidence import mark, together
    from hzlib.pages.source import document_title

    need(facts, "读出的数字")
    names = list(dict.fromkeys(facts["doc"]))[::-1]
    counts = facts.groupby(["doc", "status"]).agg(n=("id", "size"), ids=("id", list)).reset_index()
    counts["evidence"] = [together(f"fact:{one}" for one in ids) for ids in counts["ids"]]
    counts["title"] = counts["doc"].map(document_title)
    most = facts["doc"].value_counts()
    title = f"{len(facts)} 个数字，最多的一份文件有 {most.iloc[0]} 个"
    sheet, axes = paper(7.2, 1.4 + 0.5 * len(names))
    left = dict.fromkeys(names, 0)
    for status in _STATUSES:
        part = counts[counts["status"] == status]
        if part.empty:
            continue
        bars = axes.barh(
            [names.index(one) for one in part["doc"]],
            part["n"],
            0.6,
            [left[one] for one in part["doc"]],
            label=style.STATUS_NAMES[status],
            **style.printed_bar(status, _STATUSES[status]),
        )
        mark(bars, list(part["evidence"]))
        for one in part.itertuples():
            left[one.doc] += one.n
    for place, one in enumerate(names):
        axes.text(left[one], place, f" {left[one]}", va="center", fontsize=9)
    axes.set_yticks(range(len(names)), [_folded(document_title(one)) for one in names], fontsize=8)
    axes.set_xlabel("数字（个）")
    axes.margins(x=0.1)
    axes.grid(axis="y", visible=False)
    axes.legend(loc="upper center", bbox_to_anchor=(0.4, -0.22), ncols=3, fontsize=9)
    sheet.suptitle(title, x=0.01, ha="left", fontsize=12)
    frame = displayed(
        counts.assign(n_evidence=counts["evidence"]), title="文件", status="status", n="数字（个）"
    )
    alt = "各文件读出的数字：" + "；".join(
        f"{document_title(one)}{left[one]}个" for one in names[::-1]
    )
    return Chart(sheet, frame, "实际、预计和目标分开数；规划纲要里以目标为主。", alt + "。")


def _folded(text: str, width: int = 20) -> str:
    return "\n".join(text[i : i + width] for i in range(0, len(text), width))


@kindly
def by_indicator(facts: "pd.DataFrame", top: int = 20) -> Chart:
    """Return the chart of the indicators that are stated most often.

    Parameters
    ----------
    facts : DataFrame
        What `hzlib.extraction.facts` returns.
    top : int, optional
        How many indicators to show.
    """
    import plotly.graph_objects as go

    from hzlib.pages.evidence import together

    need(facts, "读出的数字")
    order = facts["indicator"].value_counts()
    shown = list(order.index[:top])[::-1]
    title = f"说得最多的指标是{name(shown[-1])}，{order.iloc[0]} 次"
    chart = figure(title, "数字（个）", "", height=150 + 26 * len(shown), barmode="stack")
    chart.update_layout(legend={"traceorder": "normal"})
    rows = []
    for status, colour in _STATUSES.items():
        part = facts[facts["status"] == status]
        groups = {one: part[part["indicator"] == one] for one in shown}
        groups = {one: group for one, group in groups.items() if len(group)}
        if not groups:
            continue
        evidence = [together("fact:" + group["id"]) for group in groups.values()]
        chart.add_trace(
            go.Bar(
                x=[len(group) for group in groups.values()],
                y=[name(one) for one in groups],
                orientation="h",
                name=style.STATUS_NAMES[status],
                customdata=evidence,
                hovertemplate="%{y}：%{x} 个<extra></extra>",
                **style.bar(status, colour),
            )
        )
        rows += [
            (name(one), style.STATUS_NAMES[status], len(group), source)
            for (one, group), source in zip(groups.items(), evidence, strict=True)
        ]
    chart.update_yaxes(categoryorder="array", categoryarray=[name(one) for one in shown])
    frame = _counted(rows)
    alt = title + "。其后是" + "、".join(name(one) for one in shown[::-1][1:6])
    return Chart(chart, frame, f"共 {len(order)} 个指标，图上是前 {len(shown)} 个。", alt + "。")


def _counted(rows: list[tuple[str, str, int, str]]) -> "pd.DataFrame":
    import pandas as pd

    return pd.DataFrame(rows, columns=["指标", "状态", "数字（个）", "数字（个）_evidence"])
