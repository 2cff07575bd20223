"""The facts table: one row a stated number."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from hzlib.extraction.binding import Trace, bind
from hzlib.extraction.bound import Bound, value
from hzlib.extraction.frame import Frame, frame_at, frames
from hzlib.extraction.lexicon import indicators
from hzlib.extraction.period import Period, periods
from hzlib.extraction.setting import part_year, region_of, time_of
from hzlib.text.corpus import Document, documents


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
    >>> from hzlib.text.corpus import load
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
        As loaded or read by `hzlib.text.corpus`.
    trace : callable, optional
        Called with an offset of the text and a line for each decision.

    Returns
    -------
    list of Fact

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> extract(load("hangzhou-gwr-2023"))[0].value
    18753
    """
    from hzlib.extraction.rows import table_facts

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


def finish(
    document: Document, bound: Bound, frame: Frame, named: list[Period], sentence: tuple[int, int]
) -> Fact | None:
    """Give a bound quantity its region, period and status, and make it a fact."""
    region = region_of(document, bound.region)
    if region is None or part_year(document.text, sentence[0], bound):
        return None
    if (
        bound.gap.other_base
        and bound.measure == "growth"
        and not re.search(r"上年|去年|同期|上一年", bound.gap.other_base)
    ):
        years = re.findall(r"\d{4}", bound.gap.other_base)
        if not years or int(years[0]) != frame.last - 1:
            return None
    period, status = time_of(document, bound, frame, named)
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
    from hzlib.text.outline import path

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
