"""Every quantity that a document states: what it counts or measures, and when it holds.

A fact is a quantity whose subject is an indicator of the closed list; both are made of one reading
of the text, so that they cannot disagree.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache, singledispatch
from typing import NamedTuple

from hzlib.extraction.bound import Bound
from hzlib.extraction.facts import Decided, Fact, Part, decided_of, in_one_line, parts
from hzlib.extraction.lexicon import indicators
from hzlib.extraction.quantity import Quantity
from hzlib.extraction.subject import Counted, Span, counted
from hzlib.extraction.tables import Cellular, table_numbers
from hzlib.extraction.when import Setting
from hzlib.extraction.whose import place_of
from hzlib.extraction.years import Time
from hzlib.text.corpus import Document
from hzlib.text.outline import paths
from hzlib.text.patterns import cued, first_signs, last_signs


class Stated(NamedTuple):
    """One stated quantity; the fields are those of the table of quantities.

    ``start`` and ``end`` are code-point offsets in ``document.raw``, and so are those in
    ``subject_at`` (``120-124 131-133``); ``subject`` is the text there, joined. ``value`` is in
    ``unit``, which is printed in the text, without 万 and 亿. ``cumulated`` and ``base`` are as
    in the table of facts. ``indicator`` is the id of the indicator whose fact it is, or ids with a
    space between, or empty.
    """

    id: str
    doc: str
    start: int
    end: int
    text: str
    subject: str
    subject_at: str
    measure: str
    region: str
    period: str
    cumulated: bool
    base: str
    status: str
    bound: str
    value: float
    unit: str
    indicator: str
    section: str
    sentence: str


COLUMNS = Stated._fields


@singledispatch
def stated(document: Document) -> list[Stated]:
    """Return the quantities of a document in the order of its text.

    The room that keeps documents with their quantities registers how it gives them.

    Parameters
    ----------
    document : Document
        As loaded or read by `hzlib.text.corpus`.

    Returns
    -------
    list of Stated
        Dates, ordinals and numbers in names are none.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> found = stated(load("hangzhou-gwr-2023"))
    >>> [(one.text, one.subject) for one in found if one.subject.endswith("未来社区")]
    [('40个', '未来社区'), ('100个', '新创建未来社区')]
    """
    return reading(document).quantities


class Reading(NamedTuple):
    """What one reading of a document gives: its facts with the decisions, and its quantities."""

    decided: Decided
    quantities: list[Stated]


def reading(document: Document) -> Reading:
    """Return the facts of a document and its quantities, read once.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> read = reading(load("hangzhou-gwr-2023"))
    >>> len(read.decided.facts) < len(read.quantities)
    True
    """
    read, cells = list(parts(document)), list(table_numbers(document, every=True))
    decided = decided_of(document, read, cells)
    facts: dict[int, list[Fact]] = defaultdict(list)
    for fact in decided.facts:
        facts[fact.start].append(fact)
    over = paths(document)
    found = {row.start: row for part in read for row in _of_part(document, part, facts, over)}
    for cell in cells:
        if isinstance(cell, Cellular):
            row = _of_cell(document, cell, facts, over)
            found.setdefault(row.start, row)
    for bound in (bound for part in read for bound in part.binding.bounds):
        start, _ = document.cleaned.raw_span(bound.quantity.start, bound.quantity.end)
        if start in facts and start not in found:
            # It was read together with the sentence before, or with others as a ratio.
            ratio = bound.rule == "composition"
            stop = bound.subject_start + len(bound.cue) if ratio else bound.quantity.start
            name = (bound.subject_start, stop)
            one = Counted(bound.quantity, (name,), bound.measure, bound.gap)
            found[start] = _row(one, facts[start], _subject(document, one.subject, {}))
    return Reading(decided, sorted(found.values(), key=lambda row: (row.start, row.end)))


Over = Callable[[int], str]
"""What tells the headings over an offset."""

Words = tuple[str, str]
"""The words of a subject, or of a part of it, and where they stand in the raw text."""


def _of_part(
    document: Document, part: Part, facts: dict[int, list[Fact]], over: Over
) -> Iterator[Stated]:
    """Yield the quantities of a part of a sentence."""
    known: dict[Span, Words] = {}
    raw_span = document.cleaned.raw_span
    for one in counted(document.text, *part.span, part.binding.quantities):
        place = raw_span(one.quantity.start, one.quantity.end)
        subject = _subject(document, one.subject, known)
        if place[0] in facts:
            yield _row(one, facts[place[0]], subject)
        else:
            of, section = _setting(document, part, one), over(one.quantity.start)
            yield _open(document, one, subject, place, of, section, part.sentence.line)


def _row(one: Counted, facts: list[Fact], subject: Words) -> Stated:
    """Return the quantity of one fact, or of several that one number states."""
    fact = facts[0]
    falls = fact.value < 0 < one.quantity.number
    indicator = " ".join(one.indicator for one in facts)
    return Stated(
        fact.id, fact.doc, fact.start, fact.end, fact.text, *subject,
        _measure(fact, one), fact.region, fact.period, fact.cumulated, fact.base, fact.status,
        fact.bound,
        -one.quantity.printed if falls else one.quantity.printed, one.quantity.unit, indicator,
        fact.section, fact.sentence,
    )  # fmt: skip


def _measure(fact: Fact, one: Counted) -> str:
    """Return the measure of a fact; the growth of prices, an indicator by itself, is growth."""
    rises = indicators()[fact.indicator].kind == "rise" and fact.measure == "level"
    return one.measure if rises and one.measure == "growth" else fact.measure


def _of_cell(
    document: Document, cell: Cellular, facts: dict[int, list[Fact]], over: Over
) -> Stated:
    """Return the quantity of a cell of a table; its subject is the name of its row."""
    bound = cell.bound
    place = document.cleaned.raw_span(bound.quantity.start, bound.quantity.end)
    quantity = bound.quantity._replace(bound=bound.bound)
    name = (cell.name_at,) if cell.name_at[0] < cell.name_at[1] else ()
    one = Counted(quantity, name, bound.measure, bound.gap)
    subject = _subject(document, one.subject, {})
    if bound.indicator and place[0] in facts:
        return _row(one, facts[place[0]], subject)
    section, line = over(quantity.start), in_one_line(document, cell.line)
    return _open(document, one, subject, place, cell.setting, section, line)


def _subject(document: Document, subject: tuple[Span, ...], known: dict[Span, Words]) -> Words:
    """Return the words of a subject; those of its parts are kept for the subjects that follow."""
    for one in subject:
        if one not in known:
            low, high = document.cleaned.raw_span(*one)
            known[one] = "".join(document.raw[low:high].split()), f"{low}-{high}"
    if len(subject) == 1:
        return known[subject[0]]
    parts = [known[one] for one in subject]
    return "".join([words for words, _ in parts]), " ".join([places for _, places in parts])


def _open(
    document: Document, one: Counted, subject: Words, place: Span, of: Setting, section: str,
    line: str,
) -> Stated:  # fmt: skip
    """Return a quantity that is no fact, at a place of the raw text."""
    start, end = place
    together = of.time.cumulated and not cued(r"{yearly}").search(subject[0])
    return Stated(
        f"{document.id}@{start}", document.id, start, end, document.raw[start:end],
        *subject, one.measure, of.region, of.time.period, together,
        of.time.base_period, of.status, one.bound, one.value,
        one.quantity.unit, "", section, line,
    )  # fmt: skip


def _setting(document: Document, part: Part, one: Counted) -> Setting:
    """Return place, period and status of a number that is no fact."""
    quantity, gap = one.quantity, one.gap
    at = min(quantity.start, min(one.subject)[0]) if one.subject else quantity.start
    wide = "" if one.measure == "rank" else _wide_place(document.text, part.span[0], at, quantity)
    bound = Bound(
        quantity, "", one.measure, gap.sign, one.bound, wide, "", "", gap, at,
        first_of_pair="from" in gap.says and gap.relation != "growth",
    )  # fmt: skip
    if of := part.sentence.setting(bound):
        return of
    # Of a part of a year, or of a wider place: the frame is all that is known.
    frame = part.sentence.time.frame
    return Setting(place_of(document, wide) or wide, Time(frame.first, frame.last), frame.status)


_NEAR = 4


def _wide_place(text: str, start: int, at: int, quantity: Quantity) -> str:
    """Return the whole place, such as 全国, that a subject opens with or stands behind.

    What is counted one by one is called so as a distinction (全国文明村12个); where 全国 stands
    right before the number (全国12个城市), it is of that place.
    """
    wide = quantity.multiple > 1 or at == quantity.start
    if not wide and not _is_measured(quantity.unit):
        return ""
    found = None
    if text[at - 1 : at] in last_signs("whole_place"):
        found = cued("(?!{no_region}){whole_place}$").search(text, max(start, at - _NEAR), at)
    if found is None and text[at : at + 1] in first_signs("whole_place"):
        found = cued("(?!{no_region}){whole_place}").match(text, at)
    return found.group() if found else ""


@lru_cache(maxsize=1024)
def _is_measured(unit: str) -> bool:
    """Tell whether a unit is of what is measured, not counted one by one."""
    return cued("{measured}").search(unit) is not None
