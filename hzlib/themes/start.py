"""The first look: which documents there are."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from hzlib import wording
from hzlib.evidence.sources import Item, QuantitySource
from hzlib.evidence.value import Value, counted, reckoned
from hzlib.text.clean import Removal
from hzlib.text.corpus import Document
from hzlib.text.outline import sentences

if TYPE_CHECKING:
    import pandas as pd

_KINDS = {
    "work-report": "政府工作报告", "plan-report": "计划报告", "plan-outline": "规划纲要",
    "communique": "统计公报", "budget-report": "预算报告", "news": "统计信息",
}  # fmt: skip


def kind_name(document: Document) -> str:
    """Return what documents of this kind are called: a code of its own as it is.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> kind_name(load("hangzhou-plan-2024"))
    '计划报告'
    """
    return _KINDS.get(document.kind, document.kind)


def library(documents: Iterable[Document]) -> "pd.DataFrame":
    """Return documents as a table: title, kind, place, years, length, and what was taken out.

    Parameters
    ----------
    documents : iterable of Document
        What `hzlib.documents` returns.

    Examples
    --------
    >>> import hzlib as hz
    >>> library(hz.documents("hangzhou-gwr-2023"))["标题"].tolist()
    ['2023年杭州市政府工作报告']
    """
    import pandas as pd

    rows = [
        {
            "标题": one.title, "类别": kind_name(one), "地方": one.place,
            "年份": str(one.year or ""), "回顾": wording.period(one.reviewed),
            "安排": wording.period(one.planned), "正文字数": _length(one), "清理处数": _taken(one),
        }
        for one in documents
    ]  # fmt: skip
    return pd.DataFrame(rows, dtype=object)


def _taken(document: Document) -> Value:
    taken = [
        Item(_removed(document, one), QuantitySource(document, one.start, one.end), one.reason)
        for one in document.cleaned.removals
    ]
    return counted(taken, "处", "清理的文字、标记和断行")


def _removed(document: Document, removal: Removal) -> str:
    words = " ".join(document.raw[removal.start : removal.end].split())
    return f"{removal.reason} {words[:20]}".strip()


def _length(document: Document) -> Value:
    """Return how many characters a document has, with its first and its last sentence."""
    spans = sentences(document)
    ends = zip(("首句", "末句"), (*spans[:1], *spans[-1:]), strict=False)
    parts = [Item(words, QuantitySource.of(document, one.start, one.end)) for words, one in ends]
    text = "自首句至末句逐字计数，含标点，不含水印、页眉和广告。"
    return reckoned("逐字计数", text, len(document.text), "字", parts)


def how_many(documents: Iterable[Document]) -> Value:
    """Return how many documents there are; the list shows the first sentence of each.

    Examples
    --------
    >>> import hzlib as hz
    >>> str(how_many(hz.documents()))
    '5份'
    """
    return counted([Item(one.title, begin(one)) for one in documents], "份", "文件")


_begun: WeakKeyDictionary[Document, tuple[int, int]] = WeakKeyDictionary()


def begin(document: Document) -> QuantitySource:
    """Return the first sentence of a document; of each its text is read once.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> begin(load("qiantang-gwr-2024")).printed[:20]
    '政 府 工 作 报 告'
    """
    span = _begun.get(document)
    if span is None:
        first = sentences(document)[:1]
        found = QuantitySource.of(document, *(first[0][:2] if first else (0, 1)))
        span = _begun[document] = found.start, found.end
    return QuantitySource(document, *span)
