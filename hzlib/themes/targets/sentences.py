"""The numbers of a plan's target sentences, each with its words and its place in the outline."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hzlib.evidence.sources import FactSource, Item, QuantitySource
from hzlib.evidence.value import Value
from hzlib.extraction.quantity import Quantity, quantities
from hzlib.frames.rows import frame_of
from hzlib.text.corpus import Document
from hzlib.text.outline import path, sentences
from hzlib.themes.targets.main_indicators import fact_at, fact_value

if TYPE_CHECKING:
    import pandas as pd

_GOAL = re.compile(r"20\d\d年|“[一二三四五六七八九十]+”期间|力争|每年")
_CLAUSE = re.compile(r"[^，。；：、|\n]+")
_BOX = re.compile(r"专栏\s*\d+[^›]*")
_HUNDRED_MILLION = 10**8
_LOWER, _UPPER = 1, 2  # the ends of a range, as quantities count them


@dataclass(frozen=True)
class FurtherTarget:
    """A number of a target sentence.

    Attributes
    ----------
    clause : str
        The words around the number.
    value : Value
        The number; of a range the lower end.
    box : str
        The 专栏 that it stands in, if any.
    section : str
        The path of headings over it.
    member : Item
        The target as a member of a count.
    """

    clause: str
    value: Value
    box: str
    section: str
    member: Item


def further_targets(documents: Iterable[Document], compared: "pd.DataFrame") -> "pd.DataFrame":
    """Return the numbers of outlines' target sentences that a comparison does not have yet.

    A target sentence names a year, the plan's years, 力争 or 每年. Years and ranks are no numbers,
    nor is a condition (35周岁以下大学生35万人, 1000万美元以上企业300家: only the second number is).
    The two ends of a range are one target, and what the comparison has already is left out wherever
    it is said again.

    Parameters
    ----------
    documents : iterable of Document
        Documents; those that are no plan outline are passed over.
    compared : DataFrame
        What `comparison` returns.

    Returns
    -------
    DataFrame
        The columns of `FurtherTarget`, in the order of the text.

    Examples
    --------
    >>> import hzlib as hz
    >>> data, table = hz.gather(), hz.themes.targets.main_indicators(hz.documents())
    >>> compared = hz.themes.targets.comparison(data, table, hz.outcomes(data), "杭州市")
    >>> row = further_targets(hz.documents(), compared).iloc[0]
    >>> row.clause, str(row.value)
    ('培育国际顶尖水平开源基础大模型3个以上', '≥3个')
    """
    told = {
        name
        for row in compared.itertuples()
        for value in (row.outcome, row.later)
        if isinstance(value, Value)
        for name in _names(value)
    }
    rows = (
        row
        for document in documents
        if document.kind == "plan-outline"
        for sentence in sentences(document)
        if _GOAL.search(document.text, sentence.start, sentence.end)
        for row in _targets(document, sentence.start, sentence.end)
        if not told & _names(row.value)
    )
    return frame_of(rows, FurtherTarget)


def _names(value: Value) -> set[Any]:
    """Return what a number is known by: its place, and of a fact what it states of what."""
    source: Any = value.source
    if not isinstance(source, FactSource):
        return {source}
    fact = source.fact
    stated = (fact.indicator, fact.measure, fact.region, fact.period, fact.value, fact.unit)
    return {source, stated}


def _targets(document: Document, first: int, last: int) -> Iterator[FurtherTarget]:
    section = path(document, first)
    box = _BOX.search(section)
    for clause in _CLAUSE.finditer(document.text, first, last):
        words = clause[0].strip()
        for value in _values(document, *clause.span()):
            item = Item(words, value.source)
            yield FurtherTarget(words, value, box[0].strip() if box else "", section, item)


def _values(document: Document, first: int, last: int) -> Iterator[Value]:
    stated = [one for one in quantities(document.text, first, last) if one.base]
    lower: Quantity | None = None
    for place, one in enumerate(stated):
        if one.joined == _LOWER:
            lower = one
        elif not _is_condition(one, place + 1 < len(stated)):
            ranged = lower if one.joined == _UPPER else None
            yield _value(document, ranged or one, one.end if ranged else None)
            lower = None


def _is_condition(one: Quantity, more: bool) -> bool:
    """Tell whether a number limits what another one counts (35周岁以下大学生35万人)."""
    return more and one.bound in (">=", "<=") and one.stop > one.end


def _value(document: Document, one: Quantity, end: int | None) -> Value:
    """Return a number as a value; ``end`` is where the range ends that begins with it."""
    place = QuantitySource.of(document, one.start, end or one.end)
    fact = fact_at(place)
    if fact is not None:
        value = fact_value(fact)
    else:
        large = one.base in ("元", "美元")
        value = Value(
            float(one.number / (_HUNDRED_MILLION if large else 1)),
            f"亿{one.base}" if large else one.base,
            place, "target", one.bound,
            printed=document.text[one.start : one.end],
        )  # fmt: skip
    return value if end is None else replace(value, bound="..", printed=place.printed)
