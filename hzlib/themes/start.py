"""The first look: which documents there are and what was read from them."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from hzlib import wording
from hzlib.evidence.sentence import Sentence, joined, sentence
from hzlib.evidence.sources import Item, QuantitySource
from hzlib.evidence.value import Value, counted, reckoned
from hzlib.figures import style
from hzlib.figures.bars import add_bars
from hzlib.figures.plot import Plot
from hzlib.figures.printing import bars, in_print, mark, paper
from hzlib.figures.specification import Column, Figure, Table, kindly, need
from hzlib.frames.selection import label, name, select
from hzlib.text.clean import Removal
from hzlib.text.corpus import Document
from hzlib.text.outline import sentences

if TYPE_CHECKING:
    import pandas as pd

_KINDS = {"work-report": "政府工作报告", "plan-report": "计划报告", "plan-outline": "规划纲要"}
_COLOURS = {"actual": style.PALETTE[0], "estimate": style.PALETTE[0], "target": style.PALETTE[2]}
_NUMBERS = "数字（个）"


def items(rows: "pd.DataFrame") -> list[Item]:
    """Return rows of the facts table as members of a list, each named by what it states.

    Examples
    --------
    >>> import hzlib as hz
    >>> items(hz.facts("hangzhou-gwr-2023"))[0].label
    '2022年杭州市地区生产总值 18,753亿元'
    """
    records = rows.to_dict("records")
    return [Item(f"{_what(row)} {Value.of(row):p}", row["evidence"]) for row in records]


def _what(row: dict[Any, Any]) -> str:
    what = label(row["indicator"], row["measure"])
    return f"{wording.period(row['period'])}{row['region']}{what}"


def indicators(rows: "pd.DataFrame") -> list[Item]:
    """Return the indicators of rows of the facts table, the one that is stated most often first.

    Each leads to the list of its facts.

    Examples
    --------
    >>> import hzlib as hz
    >>> indicators(hz.facts("hangzhou-gwr-2023"))[0].label
    '数字经济核心产业增加值'
    """
    return [
        Item(name(one), counted(items(select(rows, indicator=one)), "个", "数字").source)
        for one in _order(rows)
    ]


def _order(rows: "pd.DataFrame") -> list[str]:
    """Return the indicators of rows, the most frequent first, of equals the first stated."""
    return [one for one, _ in Counter(rows["indicator"]).most_common()]


@kindly
def library(documents: Iterable[Document]) -> Table:
    """Return the table of documents: title, kind, place, years, length, and what was taken out.

    Parameters
    ----------
    documents : iterable of Document
        What `hzlib.documents` returns.

    Examples
    --------
    >>> import hzlib as hz
    >>> print(library(hz.documents("hangzhou-gwr-2023")).rows[0][0])
    2023年杭州市政府工作报告
    """
    caption = "正文字数是取走水印、页眉和广告以后的；取走的每一处和原因，点“取走几处”里的数。"
    return Table.each(
        need(list(documents), "文件"), ("标题", "title"),
        ("类别", lambda one: _KINDS.get(one.kind, one.kind)), ("地方", "place"),
        ("年份", lambda one: str(one.year)), ("回顾", lambda one: wording.period(one.reviewed)),
        ("安排", lambda one: wording.period(one.planned)), (Column("正文字数", "#"), _length),
        (Column("取走几处", "#"), _taken), caption=caption,
    )  # fmt: skip


def _taken(document: Document) -> Value:
    taken = [
        Item(_removed(document, one), QuantitySource(document, one.start, one.end))
        for one in document.cleaned.removals
    ]
    return counted(taken, "处", "清理时取走的文字、标记和断行")


def _removed(document: Document, removal: Removal) -> str:
    words = " ".join(document.raw[removal.start : removal.end].split())
    return f"{removal.reason} {words[:20]}".strip()


def _length(document: Document) -> Value:
    """Return how many characters a document has, with its first and its last sentence."""
    spans = sentences(document)
    ends = zip(("第一句", "最后一句"), (*spans[:1], *spans[-1:]), strict=False)
    parts = [Item(words, QuantitySource.of(document, one.start, one.end)) for words, one in ends]
    text = "从第一句到最后一句逐字计数；标点计入，水印、页眉和广告不计。"
    return reckoned("逐字计数", text, len(document.text), "字", parts)


def how_many(documents: Iterable[Document]) -> Value:
    """Return how many documents there are; the list shows the first sentence of each.

    Examples
    --------
    >>> import hzlib as hz
    >>> str(how_many(hz.documents()))
    '5份'
    """
    found = [
        Item(document.title, QuantitySource.of(document, first.start, first.end))
        for document in documents
        for first in sentences(document)[:1]
    ]
    return counted(found, "份", "文件")


@kindly
def row(facts: "pd.DataFrame", indicator: str, place: str, year: str | int) -> Table:
    """Return the facts of one indicator, place and year as rows of the facts table.

    Parameters
    ----------
    facts : DataFrame
        What `hzlib.facts` returns.
    indicator, place : str
        Indicator's id and full name of the place.
    year : str or int
        The year.

    Examples
    --------
    >>> import hzlib as hz
    >>> len(row(hz.facts("hangzhou-gwr-2023"), "gdp", "杭州市", 2022).rows)
    2
    """
    found = select(facts, indicator=indicator, region=place, period=str(year))
    need(found, f"{place}{year}年{name(indicator)}")
    columns = ["indicator", "measure", "region", "period", "status", "value", "unit", "sentence"]
    return Table.of(found[[*columns, "evidence"]], "事实表里的行：点数值看它在原文里的位置。")


@kindly
@in_print
def by_document(facts: "pd.DataFrame") -> Figure:
    """Return the printed figure of facts by document and kind of number.

    Parameters
    ----------
    facts : DataFrame
        What `hzlib.facts` returns.

    Examples
    --------
    >>> import hzlib as hz
    >>> str(by_document(hz.facts("hangzhou-gwr-2023")).caption)
    '实际、预计和目标分开数；点一段，看数的是哪些数字。'
    """
    need(facts, "读出的数字")
    titles = {source.document.id: source.document.title for source in facts["evidence"]}
    groups = [(title, select(facts, doc=one)) for one, title in titles.items()]
    totals = [(title, _numbers(group, title)) for title, group in groups]
    rows = [row for title, group in groups for row in _by_status(group, title)]
    most = max(total for _, total in totals)
    told = [sentence("{title}{n}", title=title, n=n) for title, n in totals]
    return Figure(
        _stacked(dict(totals), rows),
        title=sentence("{all}数字，最多的一份文件有{most}", all=_numbers(facts), most=most),
        caption="实际、预计和目标分开数；点一段，看数的是哪些数字。",
        alt=sentence("各文件读出的数字：{told}。", told=joined("；", told)),
        table=Table(("文件", "状态", Column(_NUMBERS, "#")), tuple(rows)),
    )


_Row = tuple[str, str, Value]


def _by_status(facts: "pd.DataFrame", what: str) -> list[_Row]:
    """Return the numbers of something by their kind: what it is, the kind, how many."""
    groups = ((one, select(facts, status=one)) for one in _COLOURS)
    return [
        (what, wording.STATUSES[one], _numbers(part, what)) for one, part in groups if len(part)
    ]


def _of_kind(rows: list[_Row], status: str) -> tuple[list[str], list[Value]]:
    """Return the names and the numbers of the rows of one kind."""
    part = [row for row in rows if row[1] == wording.STATUSES[status]]
    return [one for one, _, _ in part], [value for _, _, value in part]


def _numbers(rows: "pd.DataFrame", what: str = "") -> Value:
    return counted(items(rows), "个", f"{what}读出的数字")


def _stacked(totals: dict[str, Value], rows: list[_Row]) -> Any:
    """Return the sheet of bars: one a document, a stretch for each kind of number."""
    titles = list(totals)[::-1]
    sheet, axes = paper(7.2, 1.1 + 0.5 * len(titles))
    left = dict.fromkeys(titles, 0.0)
    for status, colour in _COLOURS.items():
        names, values = _of_kind(rows, status)
        if not names:
            continue
        look = style.printed_bar(status, colour) | {"label": wording.STATUSES[status]}
        places = [titles.index(one) for one in names]
        bars(axes, places, values, 0.6, left=[left[one] for one in names], **look)
        for one, value in zip(names, values, strict=True):
            left[one] += value.number
    for place, one in enumerate(titles):
        mark(axes.text(left[one], place, f" {totals[one]:#}", va="center", fontsize=9), totals[one])
    axes.set_yticks(range(len(titles)), [wording.wrapped(one) for one in titles], fontsize=8)
    axes.set_xlabel(_NUMBERS)
    axes.margins(x=0.1)
    axes.legend(loc="upper center", bbox_to_anchor=(0.4, -0.22), ncols=3, fontsize=9)
    return sheet


@kindly
def by_indicator(facts: "pd.DataFrame", top: int = 20) -> Figure:
    """Return the figure of the indicators that are stated most often.

    Parameters
    ----------
    facts : DataFrame
        What `hzlib.facts` returns.
    top : int, optional
        How many indicators to show.

    Examples
    --------
    >>> import hzlib as hz
    >>> str(by_indicator(hz.facts("hangzhou-gwr-2023")).title)
    '说得最多的指标是数字经济核心产业增加值，4次'
    """
    need(facts, "读出的数字")
    shown = _order(facts)[:top]
    by_name = [_by_status(select(facts, indicator=one), name(one)) for one in shown]
    order = list(map(wording.STATUSES.get, _COLOURS))
    rows = sorted((row for rows in by_name for row in rows), key=lambda row: order.index(row[1]))
    first = _first(facts, shown[0])
    return Figure(
        _ranked([name(one) for one in shown], rows),
        title=first,
        caption=sentence(
            "文件说到的指标共{all}，图上是说得最多的{shown}。",
            all=counted(indicators(facts), "个", "指标"),
            shown=counted(indicators(select(facts, indicator=shown)), "个", "图上的指标"),
        ),
        alt=first + _following(shown[1:6]) + "。",
        table=Table(("指标", "状态", Column(_NUMBERS, "#")), tuple(rows)),
    )


def _first(facts: "pd.DataFrame", indicator: str) -> Sentence:
    times = counted(items(select(facts, indicator=indicator)), "次", f"{name(indicator)}读出的数字")
    return sentence("说得最多的指标是{name}，{times}", name=name(indicator), times=times)


def _following(indicators: list[str]) -> str:
    return f"。其后是{'、'.join(map(name, indicators))}" if indicators else ""


def _ranked(names: list[str], rows: list[_Row]) -> Plot:
    """Return the plot of bars: one an indicator, a stretch for each kind of number."""
    plot = Plot(x=_NUMBERS, height=150 + 26 * len(names), barmode="stack")
    for status, colour in _COLOURS.items():
        kind, (shown, values) = wording.STATUSES[status], _of_kind(rows, status)
        if shown:
            hover = f"%{{y}}，{kind}：%{{x}} 个<extra></extra>"
            labels = [f"{one}，{kind}，{value}" for one, value in zip(shown, values, strict=True)]
            add_bars(plot, shown, values, kind, hover, labels, **style.bar(status, colour))
    plot.figure.update_layout(legend={"traceorder": "normal"})
    plot.figure.update_yaxes(categoryorder="array", categoryarray=names[::-1])
    return plot
