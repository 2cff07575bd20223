"""The facts table: one row a stated number."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from hzlib.binding import Trace, bind
from hzlib.bound import Bound, value
from hzlib.corpus import Document, documents
from hzlib.frame import Frame, frame_at, frames, plan_years
from hzlib.lexicon import indicators
from hzlib.period import Period, periods


@dataclass(frozen=True, slots=True)
class Fact:
    """One stated number; the fields are those of the facts table.

    ``start`` and ``end`` are code-point offsets in ``document.raw``.
    """

    id: str
    doc: str
    start: int
    end: int
    text: str
    indicator: str
    measure: str
    region: str
    period: str
    status: str
    value: float
    unit: str
    bound: str
    section: str
    sentence: str
    cue: str
    rule: str


COLUMNS = tuple(Fact.__dataclass_fields__)


def facts(source: Document | Iterable[Document] | None = None) -> Any:
    """Return the facts of one or more documents as a table.

    Parameters
    ----------
    source : Document or iterable of Document, optional
        The catalogue's five documents if not given.

    Returns
    -------
    pandas.DataFrame
        One row a stated number with the columns ``id doc start end text indicator measure region
        period status value unit bound section sentence cue rule``; the unit of ``value`` is in
        ``unit``, offsets are code points of the raw file.

    Examples
    --------
    >>> from hzlib.corpus import load
    >>> table = facts(load("hangzhou-gwr-2023"))
    >>> table.loc[table.indicator.eq("gdp") & table.measure.eq("level"), "text"].tolist()
    ['18753亿元']
    """
    import pandas as pd

    if source is None:
        source = documents()
    elif isinstance(source, Document):
        source = (source,)
    rows = [asdict(fact) for document in source for fact in extract(document)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def extract(document: Document, trace: Trace | None = None) -> list[Fact]:
    """Return the facts of a document in the order of its text.

    Parameters
    ----------
    document : Document
        As loaded or read by `hzlib.corpus`.
    trace : callable, optional
        Called with an offset of the text and a line for each decision.

    Returns
    -------
    list of Fact

    Examples
    --------
    >>> from hzlib.corpus import load
    >>> extract(load("hangzhou-gwr-2023"))[0].value
    18753
    """
    from hzlib.rows import table_facts

    found = [*_prose(document, trace), *table_facts(document, trace)]
    return sorted(found, key=lambda fact: (fact.start, fact.end))


_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
# A table's cell that holds a sentence is read like one.
_PART = re.compile(r"[^；;|]+[；;|]?")


def _prose(document: Document, trace: Trace | None) -> Iterator[Fact]:
    text = document.text
    setting = frames(document)
    for span in _pieces(text):
        if not _NUMBER.search(text, *span):
            continue
        frame: Frame | None = None
        named: list[Period] = []
        for part in _PART.finditer(text, *span):
            for bound in bind(text, *part.span(), trace):
                if frame is None:
                    frame = frame_at(setting, span[0])
                    named = periods(text, *span, document.year)
                fact = finish(document, bound, frame, named, span)
                if fact is not None:
                    yield fact
                elif trace:
                    trace(bound.quantity.start, "地区或时期不在本文所述范围，不成事实")


_NUMBER = re.compile(r"\d|亿|分之")
_LONGEST = 1200


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences; one without end is cut at a comma, so that reading stays linear."""
    for sentence in _SENTENCE.finditer(text):
        start, end = sentence.span()
        while end - start > _LONGEST:
            cut = text.rfind("，", start + 1, start + _LONGEST) + 1 or start + _LONGEST
            yield start, cut
            start = cut
        yield start, end


_UNFIT = frozenset({"全国", "全球", "世界", "我国", "国家", "县域", "镇域"})
_OWN = {
    "省": "全省 我省 本省",
    "市": "全市 我市 本市 全域",
    "区": "全区 我区 本区 全市 全省",
    "县": "全县 我县",
}


def finish(
    document: Document, bound: Bound, frame: Frame, named: list[Period], sentence: tuple[int, int]
) -> Fact | None:
    """Give a bound quantity its region, period and status, and make it a fact."""
    region = _region(document, bound.region)
    if region is None:
        return None
    if (
        bound.gap.other_base
        and bound.measure == "growth"
        and not re.search(r"上年|去年|同期|上一年", bound.gap.other_base)
    ):
        years = re.findall(r"\d{4}", bound.gap.other_base)
        if not years or int(years[0]) != frame.last - 1:
            return None
    period, status = _time(document, bound, frame, named)
    unit = unit_of(bound)
    number = value(bound, unit)
    return make(document, bound, region, period, status, number, unit, sentence)


def make(
    document: Document,
    bound: Bound,
    region: str,
    period: str,
    status: str,
    number: Any,
    unit: str,
    sentence: tuple[int, int],
) -> Fact:
    """Put a fact together; offsets become those of the raw file."""
    from hzlib.outline import path

    start, end = document.cleaned.raw_span(bound.quantity.start, bound.quantity.end)
    return Fact(
        f"{document.id}@{start}", document.id, start, end, document.raw[start:end],
        bound.indicator, bound.measure, region, period, status,
        int(number) if number.denominator == 1 else float(number), unit, bound.bound,
        path(document, bound.quantity.start), document.text[slice(*sentence)].strip(),
        bound.cue, bound.rule,
    )  # fmt: skip


def unit_of(bound: Bound) -> str:
    """Return the unit in which the facts table gives a bound quantity."""
    if bound.measure in ("growth", "growth_avg", "share"):
        return "%"
    if bound.measure == "change" and bound.quantity.base == "pp":
        return "pp"
    unit = indicators()[bound.indicator].unit
    if bound.quantity.base == "美元" and "美元" not in unit:
        written_small = bound.quantity.times < 10**8
        return "万美元" if unit.startswith("万") or written_small else "亿美元"
    return unit


_LEVELS = {"国": 0, "省": 1, "市": 2, "州": 2, "盟": 2, "区": 3, "县": 3, "旗": 3}
_OWN_PARTS = frozenset({"市区", "城区", "主城区", "地区"})


def _region(document: Document, named: str) -> str | None:
    """Return the place of a number; None if it is a wider one than the document speaks for."""
    place = document.place
    if not named or named == place or named in _OWN_PARTS:
        return place
    if named in _UNFIT:
        return None
    if named[0] in "全我本":
        wide, own = _LEVELS.get(named[1], 3), _LEVELS.get(place[-1:], 3)
        return None if place and wide < own else place
    return place if place.endswith(named) or place.startswith(named) else named


def _time(document: Document, bound: Bound, frame: Frame, named: list[Period]) -> tuple[str, str]:
    """Return period and status of a bound quantity."""
    first, last, status = frame.first, frame.last, frame.status
    stretch = frame.stretch if frame.stretch[0] else (first, last)
    explicit = None
    for period in named:
        if max(bound.pair_start, -1) < period.start < bound.quantity.start:
            explicit = period
    if explicit:
        first, last = explicit.first, explicit.last
        if first != last:
            stretch = (first, last)
        elif last >= document.year > stretch[1]:
            # Looking back, a year ahead is named: an average is that of the years up to it.
            stretch = (document.year, last)
        status = "target" if last >= document.year else "actual"
    kind = indicators()[bound.indicator].kind
    base = _base_year(bound.gap.other_base)
    if bound.measure == "growth_avg" or bound.gap.average:
        first, last = stretch
    elif bound.first_of_pair:
        first = last = _start_year(bound, explicit, frame, stretch)
    elif bound.gap.base_level and _base_year(bound.gap.base_level):
        first = last = _base_year(bound.gap.base_level)
        status = "actual"
    elif bound.measure == "change" and base:
        first = base + 1
    elif first != last and not _sums(bound, kind, status):
        first = last
    if kind == "flow" and explicit and status == "target" and frame.first < last == frame.last:
        first = frame.first
    if (
        explicit
        and explicit.first != explicit.last
        and bound.measure == "share"
        and "期间" in explicit.words
    ):
        first = explicit.first
    if bound.gap.estimate and status == "actual":
        status = "estimate"
    return (str(last) if first == last else f"{first}-{last}"), status


def _sums(bound: Bound, kind: str, status: str) -> bool:
    """Tell whether a number of several years is their sum, or holds for each of them."""
    if bound.measure == "change":
        return not re.search(r"上年|去年|同期", bound.gap.other_base)
    steady = kind == "amount" and bound.gap.steady and status == "actual"
    return kind == "flow" or bound.gap.total or steady


def _base_year(words: str) -> int:
    """Return the year that a change is counted from, 0 if the words name none."""
    if year := re.search(r"\d{4}", words):
        return int(year.group())
    if plan := re.search(r"([一二三四五六七八九十]{1,2})五”?末", words):
        return plan_years(plan.group(1))[1]
    return 0


def _start_year(
    bound: Bound, explicit: Period | None, frame: Frame, stretch: tuple[int, int]
) -> int:
    """Return the year of the first number of 从…到…."""
    if explicit and explicit.first == explicit.last and explicit.start > bound.subject_start:
        return explicit.last
    return (stretch[0] if frame.first != frame.last else frame.last) - 1
