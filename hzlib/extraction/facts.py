"""The facts of a document: one row a stated number."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, singledispatch
from typing import NamedTuple

from hzlib import lookups, wording
from hzlib.extraction.binding import bind
from hzlib.extraction.bound import Binding, Bound, Note, value
from hzlib.extraction.composition import is_composed, shares
from hzlib.extraction.dating import Dated, Period, dated, periods
from hzlib.extraction.framing import Frame, aside, frame_at, frames
from hzlib.extraction.lexicon import indicators
from hzlib.extraction.mentions import Mention
from hzlib.extraction.possible import is_period, is_possible, range_said
from hzlib.extraction.quantity import has_number
from hzlib.extraction.tables import Cellular, Untold, indicator_tables, table_numbers
from hzlib.extraction.when import Setting, begins_in_part, setting
from hzlib.extraction.whose import InTurn, Turns, in_turn
from hzlib.extraction.years import years_of
from hzlib.messages import Message, told
from hzlib.text.corpus import Document
from hzlib.text.outline import paths
from hzlib.text.patterns import cued, last_signs, occurrences


@dataclass(frozen=True, slots=True)
class Fact:
    """One stated number; the fields are those of the facts table.

    ``start`` and ``end`` are code-point offsets in ``document.raw``. ``cumulated`` is a number of
    several years together: a sum, or a growth or a change over all of them. ``base`` is the
    period that a growth or a change is counted from, empty for a level.

    Raises
    ------
    Impossible
        If it has no place, no year that a text can mean, or a value that no place can have.
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
    cumulated: bool
    base: str
    status: str
    value: float
    unit: str
    bound: str
    section: str
    sentence: str
    cue: str
    rule: str

    def __post_init__(self) -> None:
        if why := _impossible(self):
            raise Impossible(why)


class Impossible(ValueError):
    """Why there is no such fact, as decisions are told."""

    def __init__(self, why: Message) -> None:
        super().__init__(why)
        self.why = why


def _impossible(fact: Fact) -> Message | None:
    """Return why a fact cannot be, if it cannot."""
    what = fact.indicator, fact.measure, fact.unit
    if not 0 <= fact.start < fact.end:
        return Message("not in the raw text: no fact")
    if not is_period(fact.period):
        return Message("no year was read, or none that can be: no fact")
    if not is_possible(*what, fact.value):
        said = indicators()[fact.indicator].name_zh + wording.quantity(fact.value, fact.unit)
        known = range_said(*what)
        return Message("read as {said}, beyond {range}: no fact", said=said, range=known)
    return None


COLUMNS = tuple(Fact.__dataclass_fields__)


class Told(NamedTuple):
    """The facts of a document, and how many numbers were read as what no number can be."""

    facts: list[Fact]
    refused: int


@singledispatch
def told_in(document: Document) -> Told:
    """Return the facts of a document, and how many numbers gave none since none can be so.

    The room that keeps documents with their facts registers how it gives them.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> told_in(load("hangzhou-gwr-2023")).refused
    0
    """
    read = decided(document)
    return Told(read.facts, len(read.refused))


def extract(document: Document) -> list[Fact]:
    """Return the facts of a document in the order of its text.

    Parameters
    ----------
    document : Document
        As loaded or read by `hzlib.text.corpus`.

    Returns
    -------
    list of Fact

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> extract(load("hangzhou-gwr-2023"))[0].value
    18753
    """
    return told_in(document).facts


_FEW, _MOST_AHEAD = 10, Fraction(2, 3)


def doubts(document: Document, read: "Decided") -> tuple[str, ...]:
    """Return what makes one doubt that a document was read as what it is.

    Most numbers of a report are of what was done; where most come out as targets, its year or its
    kind was misread. What no place or no year can have is a misprint, or was read as what it is
    not.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> document = load("hangzhou-gwr-2023")
    >>> doubts(document, decided(document))
    ()
    """
    return (*_mostly_ahead(document, read.facts), *_refused(document, read.refused))


def _refused(document: Document, refused: Sequence[Untold]) -> Iterator[str]:
    """Yield in words how many numbers cannot be what they were read as."""
    if refused:
        start, end = document.cleaned.raw_span(refused[0].start, refused[0].end)
        yield told(
            "{doc}: {count} [number gives|numbers give] no fact, since none can be so; the "
            "first is “{text}” at "
            "{start}, and hz facts --unbound tells why",
            doc=document.id, count=len(refused), text=document.raw[start:end], start=start,
        )  # fmt: skip


def _mostly_ahead(document: Document, facts: Sequence[Fact]) -> tuple[str, ...]:
    ahead = sum(fact.status == "target" for fact in facts)
    if document.kind == "plan-outline" or len(facts) < _FEW or ahead <= _MOST_AHEAD * len(facts):
        return ()
    return (
        told(
            "{doc}: {ahead} of {all} [fact|facts] are targets; is {year} the year of its issue?",
            doc=document.id, ahead=ahead, all=len(facts), year=document.year,
        ),
    )  # fmt: skip


class Decided(NamedTuple):
    """The facts of a document, and the decisions that led to them, in the order of the text.

    The numbers of tables that gave no fact are apart, and so are those that no fact can have.
    ``named`` are the names in parts of sentences, by their places.
    """

    facts: list[Fact]
    notes: list[Note]
    untold: list[Untold]
    refused: list[Untold]
    named: dict[tuple[int, int], Sequence[Mention]]


def decided(document: Document) -> Decided:
    """Return the facts of a document with the decisions that led to them.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> decided(load("hangzhou-gwr-2023")).notes[0].what
    '规则 subject：指标 地区生产总值，口径 level，线索“生产总值”'
    """
    return decided_of(document, parts(document), table_numbers(document))


def decided_of(
    document: Document, read: "Iterable[Part]", cells: "Iterable[Cellular | Untold]"
) -> Decided:
    """Return the facts of a document whose sentences and tables are read already."""
    found: list[_Placed] = []
    notes: list[Note] = []
    untold: list[Untold] = []
    named: dict[tuple[int, int], Sequence[Mention]] = {}
    for part in read:
        notes += part.binding.notes
        if part.binding.named is not None:
            named[part.span] = part.binding.named
        for bound, of in zip(part.binding.bounds, part.settings, strict=True):
            if of:
                found.append(_Placed(bound, of, part.sentence.span))
            else:
                notes.append(Note(bound.quantity.start, _ELSEWHERE))
    for number in cells:
        if isinstance(number, Untold):
            untold.append(number)
        elif number.bound.indicator:
            notes.append(number.note)
            found.append(_Placed(number.bound, number.setting, number.line))
    found, lesser = _without_lesser(document, found)
    notes += lesser
    facts, refused = _facts(document, found)
    notes += [Note(one.start, one.why) for one in (*untold, *refused)]
    facts.sort(key=lambda fact: (fact.start, fact.end))
    return Decided(facts, notes, untold, refused, named)


_ELSEWHERE = Message("of a place or a time that the text does not report on: no fact")
_LESSER = Message("the text has a number under the usual name, here it is of another scope")


class _Placed(NamedTuple):
    """A bound number with its place, period and status, and the line that it stands in."""

    bound: Bound
    setting: Setting
    line: tuple[int, int]


def _without_lesser(
    document: Document, found: Sequence[_Placed]
) -> tuple[list[_Placed], list[Note]]:
    """Leave out what a looser name tells of another thing where the usual name is told too.

    农业增加值32亿元 beside 第一产业增加值62亿元: in such a text 农业 is farming alone; and
    市一般公共预算收入 beside 全市一般公共预算收入 is that of one level.
    """
    text = document.text
    lesser = [one.bound.rule != "table" and _is_lesser(text, one.bound) for one in found]
    if not any(lesser):
        return [*found], []
    of = [(one.bound.indicator, one.setting.region, one.setting.time.period) for one in found]
    wholes = {key for key, less in zip(of, lesser, strict=True) if not less}
    each = [*zip(found, of, lesser, strict=True)]
    usual = {(key, _told(one)) for one, key, less in each if not less}
    # The same number by two names is of one thing, and a mark that was passed may be.
    same = {
        one.bound.subject_start for one, key, _ in each
        if (key, _told(one)) in usual or one.bound.bound != "="
    }  # fmt: skip
    kept, notes = [], []
    for one, key, less in each:
        if less and key in wholes and one.bound.subject_start not in same:
            notes.append(Note(one.bound.quantity.start, _LESSER))
        else:
            kept.append(one)
    return kept, notes


_OF_CITY = r"(?:^|[，。；：\s]|\d年){own_name}$"


def _is_lesser(text: str, bound: Bound) -> bool:
    """Tell whether a number is told of a name that may be less than the whole."""
    at = bound.subject_start
    if cued(r"{lesser_name}").match(text, at):
        return True
    own = text[at - 1 : at] in last_signs("own_name") and cued(_OF_CITY).search(
        text, max(0, at - 4), at
    )
    return bool(own) and cued(r"{fiscal}").search(text, at, bound.quantity.start) is not None


def _told(one: _Placed) -> tuple[str, Fraction]:
    """Return what a number measures, and the number."""
    return one.bound.measure, one.bound.quantity.number


def _facts(document: Document, found: Iterable[_Placed]) -> tuple[list[Fact], list[Untold]]:
    """Return the facts of bound numbers, and those of which there can be none.

    A number is one fact of an indicator and a place, though a list may name them twice.
    """
    facts: list[Fact] = []
    refused: list[Untold] = []
    known: set[tuple[int, str, str]] = set()
    words: dict[tuple[int, int], str] = {}
    over = paths(document)
    for bound, of, line in found:
        quantity, name = bound.quantity, bound.indicator
        if (quantity.start, name, of.region) in known:
            continue
        known.add((quantity.start, name, of.region))
        if line not in words:
            words[line] = in_one_line(document, line)
        try:
            facts.append(_fact(document, bound, of, over(quantity.start), words[line]))
        except Impossible as error:
            refused.append(Untold(quantity.start, quantity.end, name, line, error.why))
    return facts, refused


_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
# A table's cell that holds a sentence is read like one.
# 增加值68亿元；占生产总值的65%: the share is that of what was told before.
_PART = r"[^；;|]+(?:[；;](?={takes|as_much|came_of_it})[^；;|]+)*[；;|]?"
_LONGEST = 1200


class SentenceTime:
    """A sentence with its years: the frame that it stands in, the periods that it names."""

    def __init__(
        self, document: Document, framed: list[Frame], span: tuple[int, int], turns: Turns = ()
    ) -> None:
        self.document, self.framed, self.span, self.turns = document, framed, span, turns
        self._time: _Time | None = None

    @property
    def time(self) -> "_Time":
        """What dates its numbers; looked up once, if it is asked for."""
        if self._time is None:
            text, year = self.document.text, _this_year(self.document)
            frame = aside(self.document, frame_at(self.framed, self.span[0]), *self.span)
            self._time = _Time(frame, periods(text, *self.span, year), dated(text, *self.span))
        return self._time

    @cached_property
    def line(self) -> str:
        """Its words in one line."""
        return in_one_line(self.document, self.span)

    def setting(self, bound: Bound) -> Setting | None:
        """Return place, period and status of a bound number of it; None if it is no fact."""
        turn = in_turn(self.turns, bound.subject_start) if self.turns else ""
        return setting(self.document, bound, *self.time, turn)


def _this_year(document: Document) -> int:
    """Return the year that 今年 is in a document: in a communiqué the one that it reviews."""
    if document.kind == "communique" and document.reviewed:
        return years_of(document.reviewed, document.year)[1]
    return document.year


class _Time(NamedTuple):
    """The frame that a sentence begins in, the periods that it names, its words that date."""

    frame: Frame
    named: list[Period]
    dated: Dated


class Part(NamedTuple):
    """A part of a sentence, up to a semicolon: its numbers bound, each with its setting if any."""

    sentence: SentenceTime
    span: tuple[int, int]
    binding: Binding
    settings: tuple[Setting | None, ...]


def parts(document: Document) -> Iterator[Part]:
    """Yield the parts of the sentences of a document that hold numbers; tables are left out.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> first = next(parts(load("hangzhou-gwr-2023")))
    >>> first.sentence.time.frame.span
    '2022'
    """
    text = document.text
    framed = frames(document)
    tables = [(table.table.start, table.table.end) for table in indicator_tables(document)]
    ordinals = occurrences(("第", *lookups.cues("in_a_row")), text)[::-1]
    composed = is_composed(text)
    divided, further, whose = cued(_PART), cued(_GOES_ON), InTurn(document)
    monthly = -1  # where the sentence before begins, if none of its numbers is of the year
    # 上半年生产总值735亿元。分产业看，…: the sentence before, if it may be of a part of the year.
    before, partial = (0, 0), False
    for span, turns in whose.over(_sentences(text)):
        place = bisect_right(tables, span) - 1 if tables else -1
        if place >= 0 and span[0] < tables[place][1]:
            # A table is read by row and column.
            continue
        numbered = has_number(text, *span)
        if not numbered:
            monthly = -1
            while ordinals and ordinals[-1] < span[0]:
                ordinals.pop()
            if not ordinals or ordinals[-1] >= span[1]:
                continue
        sentence: SentenceTime = SentenceTime(document, framed, span, turns)
        if not numbered:
            yield Part(sentence, span, Binding(quantities=()), ())
            continue
        told: list[Setting | None] = []
        goes_on = (partial or before[1] > 0) and further.match(text, *span) is not None
        goes_on = goes_on and (partial or begins_in_part(text, *before))
        for part in divided.finditer(text, *span):
            joined = _of_whole_year(text, monthly, span) if monthly >= 0 else None
            binding = joined or bind(text, *part.span())
            if composed and (together := shares(text, *part.span())):
                binding = binding._replace(bounds=(*binding.bounds, *together))
            sentence.turns = turns and whose.told(binding.bounds)
            found = tuple(None if goes_on else sentence.setting(one) for one in binding.bounds)
            told += found
            yield Part(sentence, part.span(), binding, found)
        monthly = span[0] if told and not any(told) else -1
        before, partial = (0, 0) if any(told) else span, goes_on


_GOES_ON = r"{by_sector|among|same_time}"
_WHOLE_YEAR = r"(?:{year_whole}(?:{of_month|sum|base|up|down|link}|，)*|{came_of_it})\d"


def _of_whole_year(text: str, before: int, span: tuple[int, int]) -> Binding | None:
    """Bind a number of a whole year to the subject of the month before: …1.2%。1-12月上涨0.1%.

    So is what came of a budget, on its own line: 收入预算423亿元；⏎收入完成421亿元.
    """
    start, end = span
    if not cued(_WHOLE_YEAR).match(text, start, end):
        return None
    joined = text[before : start - 1] + "，" + text[start:end]
    found = bind(joined, 0, len(joined))
    notes = (note._replace(offset=note.offset + before) for note in found.notes)
    return Binding(
        tuple(_moved(b, before) for b in found.bounds if b.quantity.start >= start - before),
        tuple(note for note in notes if note.offset >= start),
    )


def _moved(bound: Bound, by: int) -> Bound:
    """Return a bound number with its offsets moved."""
    quantity = bound.quantity
    quantity = quantity._replace(
        start=quantity.start + by, end=quantity.end + by, stop=quantity.stop + by
    )
    return bound._replace(quantity=quantity, subject_start=bound.subject_start + by)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a text."""
    for sentence in _SENTENCE.finditer(text):
        start, end = sentence.span()
        if end - start <= _LONGEST:
            yield start, end
        else:
            yield from pieces(text, start, end)


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence; one without end is cut at a comma, so that reading stays linear.

    Examples
    --------
    >>> [high - low for low, high in pieces("数，" * 700, 0, 1400)]
    [1200, 200]
    """
    while end - start > _LONGEST:
        cut = text.rfind("，", start + 1, start + _LONGEST) + 1 or start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


def _fact(document: Document, bound: Bound, of: Setting, section: str, sentence: str) -> Fact:
    """Put a fact of a sentence together; offsets become those of the raw file."""
    start, end = document.cleaned.raw_span(bound.quantity.start, bound.quantity.end)
    unit = _unit(bound)
    return Fact(
        f"{document.id}@{start}", document.id, start, end, document.raw[start:end],
        bound.indicator, bound.measure, of.region, of.time.period, of.time.cumulated,
        of.time.base_period, of.status,
        value(bound, unit), unit, bound.bound, section, sentence, bound.cue, bound.rule,
    )  # fmt: skip


def in_one_line(document: Document, sentence: tuple[int, int]) -> str:
    """Return a sentence as it is shown; a row with a cell a line is shown in one.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> in_one_line(load("hangzhou-gwr-2023"), (0, 14))
    '2023年杭州市政府工作报告'
    """
    return document.text[slice(*sentence)].strip().replace("\n", " ")


_SMALL = 10**8


def _unit(bound: Bound) -> str:
    """Return the unit in which the facts table gives a bound quantity."""
    if bound.measure in ("growth", "growth_avg", "share"):
        return "%"
    if bound.measure == "change" and bound.quantity.base == "pp":
        return "pp"
    unit = indicators()[bound.indicator].canonical_unit
    if bound.quantity.base == "美元" and "美元" not in unit:
        small = bound.quantity.times < _SMALL
        return "万美元" if unit.startswith("万") or small else "亿美元"
    if bound.quantity.base == "元":
        return unit.replace("美元", "元")
    return unit
