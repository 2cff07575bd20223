"""Where numbers come from: a place in a document, a fact or other quantity, a list, a choice."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache, singledispatch
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

from hzlib import lookups, wording
from hzlib.evidence.entry import Entry, Source, entry
from hzlib.evidence.passage import Passage, passage, quoted
from hzlib.extraction.alike import Thing, things
from hzlib.extraction.facts import Fact, told_in
from hzlib.extraction.stated import Stated, stated
from hzlib.text.corpus import HELD, Document
from hzlib.text.patterns import cued
from hzlib.text.tables import over, tables


@dataclass(frozen=True)
class QuantitySource:
    """A place of a document that states a number: a span of its raw text.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> str(QuantitySource(load("hangzhou-gwr-2023"), 507, 514))
    'quantity:hangzhou-gwr-2023@507-514'
    """

    document: Document
    start: int
    end: int

    def __str__(self) -> str:
        return f"quantity:{self.document.id}@{self.start}-{self.end}"

    __repr__ = __str__

    @property
    def passage(self) -> Passage:
        """The sentence around the place."""
        return passage(self.document, self.start, self.end)

    @property
    def quoted(self) -> Passage:
        """The sentence around the place, of a table the row in words."""
        return quoted(self.document, self.start, self.end)

    @property
    def printed(self) -> str:
        """The number as the document prints it."""
        return " ".join(self.document.raw[self.start : self.end].split())

    @classmethod
    def of(cls, document: Document, start: int, end: int) -> "QuantitySource":
        """Return the source of a span of the cleaned text."""
        return cls(document, *document.cleaned.raw_span(start, end))


@dataclass(frozen=True)
class FactSource:
    """A stated number of an indicator, with the document that states it.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> report = load("hangzhou-gwr-2023")
    >>> str(facts_of(report)[0])
    'fact:hangzhou-gwr-2023@507'
    """

    document: Document
    fact: Fact

    def __str__(self) -> str:
        return f"fact:{self.fact.id}"

    __repr__ = __str__

    @property
    def place(self) -> QuantitySource:
        """The place that states it."""
        return QuantitySource(self.document, self.fact.start, self.fact.end)


def facts_of(document: Document) -> tuple[FactSource, ...]:
    """Return the facts of a document as sources, in the order of its text."""
    return _told_in(document)[0]


def refused_in(document: Document) -> int:
    """Return how many numbers of a document were read as what no number can be.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> refused_in(load("hangzhou-gwr-2023"))
    0
    """
    return _told_in(document)[1]


@lru_cache(maxsize=HELD)
def _told_in(document: Document) -> tuple[tuple[FactSource, ...], int]:
    facts, refused = told_in(document)
    return tuple(FactSource(document, fact) for fact in facts), refused


@dataclass(frozen=True)
class StatedSource:
    """A stated quantity, of whatever subject, with the document that states it.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> report = load("hangzhou-gwr-2023")
    >>> str(stated_of(report)[0])
    'stated:hangzhou-gwr-2023@507'
    """

    document: Document
    stated: Stated

    def __str__(self) -> str:
        return f"stated:{self.stated.id}"

    __repr__ = __str__

    @property
    def place(self) -> QuantitySource:
        """The place that states it."""
        return QuantitySource(self.document, self.stated.start, self.stated.end)

    @property
    def subject_at(self) -> tuple[tuple[int, int], ...]:
        """The raw spans of the words that say what it counts."""
        return _spans(self.stated)


def _spans(one: Stated) -> tuple[tuple[int, int], ...]:
    spans = [span.split("-") for span in one.subject_at.split()]
    return tuple([(int(start), int(end)) for start, end in spans])


@lru_cache(maxsize=HELD)
def stated_of(document: Document) -> tuple[StatedSource, ...]:
    """Return the quantities of a document as sources, in the order of its text."""
    return tuple(StatedSource(document, one) for one in stated(document))


_Merged = tuple[tuple[int, int, str], ...]
_merged_cells: WeakKeyDictionary[Document, _Merged] = WeakKeyDictionary()


def _merged(document: Document) -> _Merged:
    """Return where the cells begin and end over which a merged cell stands, with its name."""
    found = _merged_cells.get(document)
    if found is None:
        cells = (cell for table in tables(document) for row in table.rows for cell in row)
        told = ((cell, over(document, cell)) for cell in cells)
        found = _merged_cells[document] = tuple(
            (*document.cleaned.raw_span(one.start, one.end), name) for one, name in told if name
        )
    return found


def called(source: StatedSource) -> str:
    """Return what a quantity is called: its subject, in a table also by the merged cell over it.

    Of a denominator (每千人口拥有医护人员数) its words go before the subject.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> rows = stated_of(load("hangzhou-fyp15"))
    >>> next(called(one) for one in rows if one.stated.text == "5.92")
    '每千人口注册护士数'
    """
    return named(source.document, source.stated)


@singledispatch
def named(document: Document, one: Stated) -> str:
    """Return what a quantity of a document is called; see `called`.

    The room that keeps documents with their quantities registers how it knows.
    """
    return names(document, [one])[0]


def names(document: Document, quantities: Iterable[Stated]) -> list[str]:
    """Return what quantities of a document that was read are called; see `called`."""
    cells = _merged(document)
    return [_name(document, one, cells) for one in quantities]


def _name(document: Document, one: Stated, cells: _Merged) -> str:
    at = _spans(one)
    own = _read(document, at) or one.subject
    begin = at[0][0] if at else -1
    merged = [name for low, high, name in cells if low <= begin < high] if cells else ()
    if not merged:
        return own
    per = cued(r"{per}{per_many}{per_person}?").match(merged[0])
    return per.group() + own if per else f"{merged[0]}（{own}）"


def _read(document: Document, spans: tuple[tuple[int, int], ...]) -> str:
    """Return spans of the raw text as they are read: PM_{2.5} is PM2.5."""
    text, offset = document.text, document.cleaned.text_offset
    words = "".join([text[offset(low) : offset(high)] for low, high in spans])
    return "".join(words.split())


@lru_cache(maxsize=HELD)
def subjects_of(document: Document) -> dict[int, str]:
    """Return what each quantity of a document is called, by where it begins in the raw file.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> subjects_of(load("hangzhou-gwr-2023"))[507]
    '生产总值'
    """
    return {one.stated.start: called(one) for one in stated_of(document)}


def subject_of(source: Any) -> str:
    """Return what a stated number is called; nothing of what is no stated number.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> subject_of(facts_of(load("hangzhou-gwr-2023"))[0])
    '生产总值'
    """
    if isinstance(source, StatedSource):
        return called(source)
    if isinstance(source, FactSource):
        return subjects_of(source.document).get(source.fact.start, "")
    return ""


def each_year(period: str, subject: str) -> str:
    """Return the words of a subject by which a number of several years is of each of them.

    Examples
    --------
    >>> each_year("2026-2030", "每年新增学位"), each_year("2026-2030", "新增学位")
    ('每年', '')
    >>> each_year("2026", "每年新增学位")
    ''
    """
    words = lookups.cues("each_year") if "-" in period else ()
    return next((word for word in words if word in subject), "")


@lru_cache(maxsize=HELD)
def things_of(document: Document) -> dict[int, Thing]:
    """Return what each quantity of a document is of, by where it begins in the raw file.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> things_of(load("hangzhou-gwr-2023"))[507].unit
    '元'
    """
    found = [_printed(document, source) for source in stated_of(document)]
    return {one.start: thing for one, thing in zip(found, things(document, found), strict=True)}


def _printed(document: Document, source: StatedSource) -> Stated:
    """Return a quantity with its subject as it is printed: a kept one has what it is called."""
    spans = source.subject_at
    words = "".join("".join(document.raw[low:high].split()) for low, high in spans)
    return source.stated._replace(subject=words)


@lru_cache(maxsize=HELD)
def _read_at(document: Document) -> dict[int, FactSource | StatedSource]:
    """Return what each number of a document was read as, by where it begins in the raw file."""
    return {
        **{one.stated.start: one for one in stated_of(document)},
        **{one.fact.start: one for one in facts_of(document)},
    }


Place = FactSource | StatedSource | QuantitySource
"""A number of a document: a fact, a stated quantity, or one in a name, which states nothing."""


def source_at(document: Document, start: int, end: int) -> Place:
    """Return what the number at a span of the cleaned text was read as, else the place itself.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> report = load("hangzhou-gwr-2023")
    >>> start = report.text.index("18753亿元")
    >>> str(source_at(report, start, start + 7)), str(source_at(report, start + 1, start + 7))
    ('fact:hangzhou-gwr-2023@507', 'quantity:hangzhou-gwr-2023@508-514')
    """
    place = QuantitySource.of(document, start, end)
    return _read_at(document).get(place.start, place)


def read_as(source: Any) -> Fact | Stated | None:
    """Return what the number at a place of a document was read as; None of what states nothing.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> report = load("hangzhou-gwr-2023")
    >>> read_as(stated_of(report)[0]).status, read_as(QuantitySource(report, 0, 4))
    ('actual', None)
    """
    if isinstance(source, FactSource):
        return source.fact
    return source.stated if isinstance(source, StatedSource) else None


def place_of(source: Any) -> QuantitySource | None:
    """Return the place of a document at which a number stands; None of what has no such place.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> place_of(stated_of(load("hangzhou-gwr-2023"))[0])
    quantity:hangzhou-gwr-2023@507-514
    """
    place = source.place if isinstance(source, FactSource | StatedSource) else source
    return place if isinstance(place, QuantitySource) else None


@dataclass(frozen=True)
class Item:
    """A member of a list that was counted: what it is, where it comes from, of what kind it is."""

    label: str
    source: Source
    kind: str = ""


@dataclass(frozen=True)
class ListSource:
    """What a count counted.

    Attributes
    ----------
    noun : str
        What was counted, in words.
    unit : str
        The unit of the count.
    items : tuple of Item
        What was counted.
    among : tuple of Item
        What was looked through, where it tells more than the items: where there are none.
    """

    noun: str
    unit: str
    items: tuple[Item, ...]
    among: tuple[Item, ...] = ()
    counts: ClassVar[bool] = True  # a number of it is a count, not computed from others

    def __str__(self) -> str:
        members = (f"{item.label}={item.source}" for item in (*self.items, *self.among))
        return f"list:{len(self.items)}{self.unit}{self.noun}:" + ";".join(members)

    __repr__ = __str__


@dataclass(frozen=True)
class AssumptionSource:
    """A number that nobody states: a parameter that the reader chose, a threshold.

    Examples
    --------
    >>> str(AssumptionSource("放宽", "about", 5.0, "%"))
    'assumption:about=5.0%'
    """

    name: str
    parameter: str
    number: float
    unit: str

    def __str__(self) -> str:
        return f"assumption:{self.parameter}={self.number}{self.unit}"

    __repr__ = __str__


@dataclass(frozen=True)
class MethodSource:
    """A number that a named computation gives which is no short formula.

    Attributes
    ----------
    name : str
        The name of the method.
    text : str
        What was done, with which settings.
    number : float
        What it gave, in ``unit``.
    unit : str
        Its unit.
    parts : tuple of Item
        What went into it.
    """

    name: str
    text: str
    number: float
    unit: str
    parts: tuple[Item, ...] = ()

    def __str__(self) -> str:
        parts = ";".join(str(part.source) for part in self.parts)
        return f"method:{self.name}:{self.text}={self.number:.9g}{self.unit}:{parts}"

    __repr__ = __str__


@dataclass(frozen=True)
class SeveralSource:
    """Several statements of one thing, side by side."""

    parts: tuple[Source, ...]

    def __str__(self) -> str:
        return "several:" + ";".join(map(str, self.parts))

    __repr__ = __str__


def several(sources: Iterable[Source]) -> Source:
    """Return sources as one: a single one as it is, more side by side.

    Examples
    --------
    >>> one, two = (AssumptionSource("放宽", "about", n, "%") for n in (5.0, 6.0))
    >>> several([one, one]) is one, len(several([one, two]).parts)
    (True, 2)
    """
    found = tuple(dict.fromkeys(sources))
    return found[0] if len(found) == 1 else SeveralSource(found)


# --- what the panel shows of them -----------------------------------------------------------------


@entry.register
def _(source: QuantitySource) -> Entry:
    return Entry(heading="原文出处", value=source.printed, quote=source)


@entry.register
def _(source: FactSource) -> Entry:
    fact = source.fact
    each = each_year(fact.period, subject_of(source) if "-" in fact.period else "")
    stated = each + wording.written(fact.text, fact.value, fact.unit, fact.bound)
    return Entry(
        heading="原文出处",
        value=stated,
        quote=source.place,
        fields=(
            *figure_fields(fact, stated),
            ("原文数值", " ".join(fact.text.split())),
            ("识别用词", fact.cue),
            ("名称与数值", wording.RULES.get(fact.rule, fact.rule)),
        ),
        indicator=fact.indicator,
    )


@entry.register
def _(source: StatedSource) -> Entry:
    one, written = source.stated, _written(source.stated)
    return Entry(
        heading="原文出处",
        value=written,
        quote=source.place,
        subject_at=source.subject_at,
        fields=(
            ("数的对象", name := called(source)),
            ("口径", wording.measure(one.measure, one.unit, one.indicator, name)),
            ("地区", one.region),
            *_time_fields(one),
            ("状态", wording.STATUSES[one.status]),
            ("数值", written),
            ("界限", "" if one.measure == "rank" else wording.BOUND_WORDS[one.bound]),
            ("原文数值", source.place.printed),
        ),
        indicator=one.indicator,
    )


def _written(one: Stated) -> str:
    """Return a stated number as the text prints it; a rank as it is read."""
    if one.measure == "rank":
        return wording.rank(one.value, one.unit, one.bound)
    each = each_year(one.period, one.subject)
    return each + wording.written(one.text, one.value, one.unit, one.bound)


def figure_fields(figure: Any, stated: str) -> tuple[tuple[str, str], ...]:
    """Return what a figure is of, as fields of the panel; ``stated`` is its value in words."""
    return (
        ("指标", lookups.indicator_name(figure.indicator)),
        ("口径", wording.measure(figure.measure, figure.unit, figure.indicator)),
        ("地区", figure.region),
        *_time_fields(figure),
        ("状态", wording.STATUSES[figure.status]),
        ("数值", stated),
        ("界限", wording.BOUND_WORDS[figure.bound]),
    )


def _time_fields(figure: Any) -> tuple[tuple[str, str], ...]:
    """Return the period of a figure, and what one of several years is counted from."""
    if not isinstance(figure, Fact | Stated) or "-" not in figure.period:
        return (("时期", wording.period(figure.period)),)
    when = wording.time(figure.period, figure.cumulated)
    return ("时期", when), ("基期", wording.period(figure.base))


@entry.register
def _(source: ListSource) -> Entry:
    shown = source.items or source.among
    lacking = "" if source.items or not source.among else "无；已在下列各项中查找："
    kinds = Counter(item.kind for item in source.items if item.kind)
    return Entry(
        heading="逐一计数",
        value=wording.quantity(len(source.items), source.unit),
        text=lacking or f"{source.noun}，逐一列示如下：",
        kinds=tuple((one, wording.quantity(n, source.unit)) for one, n in kinds.most_common()),
        parts=tuple((item.label or _of(item.source), item.source) for item in shown),
        total=len(shown),
    )


def _of(source: Source) -> str:
    """Return what a stated number is a number of, with it; what is none says nothing."""
    if isinstance(source, StatedSource):
        return f"{called(source)} {_written(source.stated)}".strip()
    if isinstance(source, FactSource):
        fact = source.fact
        number = wording.written(fact.text, fact.value, fact.unit, fact.bound)
        return f"{lookups.indicator_name(fact.indicator)} {number}"
    return ""


@entry.register
def _(source: AssumptionSource) -> Entry:
    return Entry(
        heading="选定的数",
        value=wording.quantity(source.number, source.unit),
        text=source.name,
        note="该数不出自文件，为本页设定的参数；取值不同，结论可能不同。",
        fields=(("参数", source.parameter),),
    )


@entry.register
def _(source: MethodSource) -> Entry:
    return Entry(
        heading="推算方法",
        value=wording.quantity(source.number, source.unit, most=4),
        text=source.text,
        fields=(("方法", source.name),),
        parts=tuple((item.label, item.source) for item in source.parts),
        total=len(source.parts) or None,
    )


@entry.register
def _(source: SeveralSource) -> Entry:
    return Entry(
        heading="多处出处",
        text="几处出处并列如下。",
        parts=tuple(("", part) for part in source.parts),
        total=len(source.parts),
    )
