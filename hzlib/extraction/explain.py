"""How a number was read, and which numbers near an indicator's name gave no fact."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from hzlib import lookups, wording
from hzlib.errors import HzError
from hzlib.extraction.bound import Note
from hzlib.extraction.facts import Decided, Fact, decided, pieces
from hzlib.extraction.framing import frame_at, frames
from hzlib.extraction.lexicon import aliases, indicators
from hzlib.extraction.mentions import Mention, mentions
from hzlib.extraction.quantity import Quantity, Refused, numbers, quantities
from hzlib.extraction.stated import Stated, reading
from hzlib.messages import Message, language, told
from hzlib.text.characters import one_width
from hzlib.text.corpus import Document
from hzlib.text.outline import path, sentence_at, sentences

_NOT_READ = Message("in no sentence that is read")
_REACH = 24
_FAR = 60  # as far as a name may begin before a number that it ends near to
_MANY = 10_000


@dataclass(frozen=True, slots=True)
class Unbound:
    """A quantity near an indicator's name that gave no fact.

    ``start`` and ``end`` are offsets in ``document.raw``; ``why`` is the last decision on it.
    """

    doc: str
    start: int
    end: int
    text: str
    indicator: str
    why: str
    sentence: str


def unbound(
    document: Document,
    read: Decided | None = None,
    found: Sequence[Quantity | Refused] | None = None,
) -> list[Unbound]:
    """Return the quantities near an indicator's name that gave no fact.

    Near means: in the same sentence, at most 24 characters behind the name or right before it,
    in a unit that the indicator can have.

    Parameters
    ----------
    document : Document
    read : Decided, optional
        Its facts and decisions, where they are known already.
    found : sequence of Quantity or Refused, optional
        The numbers of its text, likewise.

    Returns
    -------
    list of Unbound

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> any(item.text == "9.3%" for item in unbound(load("hangzhou-plan-2024")))
    True
    """
    read = read or decided(document)
    bound = {place for fact in read.facts for place in range(fact.start, fact.end)}
    reasons = dict(read.notes)
    text, near_one = document.text, []
    every = list(numbers(text)) if found is None else found
    starts = [one.start for one in every]
    spans = ((sentence.start, sentence.end) for sentence in sentences(document))
    for sentence in (piece for span in spans for piece in pieces(text, *span)):
        inside = every[slice(*(bisect_left(starts, place) for place in sentence))]
        named = _named(text, sentence, read) if inside else ()
        words = _in_one_line(text[slice(*sentence)]) if named else ""
        for quantity in inside if named else ():
            start, end = document.cleaned.raw_span(quantity.start, quantity.end)
            if bound.isdisjoint(range(start, end)) and (near := _near(text, quantity, named)):
                known = quantity.why if isinstance(quantity, Refused) else _NOT_READ
                why = reasons.get(quantity.start, known)
                near_one.append(
                    Unbound(document.id, start, end, document.raw[start:end], near, str(why), words)
                )
    return sorted([*near_one, *_untold(document, read, near_one)], key=lambda item: item.start)


def _named(text: str, sentence: tuple[int, int], read: Decided) -> Sequence[Mention]:
    """Return the names in a sentence, as they were read where it is a whole part."""
    known = read.named.get(sentence)
    return mentions(text, *sentence) if known is None else known


def _untold(document: Document, read: Decided, found: list[Unbound]) -> Iterator[Unbound]:
    """Yield the numbers that gave no fact and are not found yet: of tables, and impossible ones."""
    every: list[Unbound | Fact] = [*found, *read.facts]
    known = {place for item in every for place in range(item.start, item.end)}
    for number in (*read.untold, *read.refused):
        start, end = document.cleaned.raw_span(number.start, number.end)
        if known.isdisjoint(range(start, end)):
            words = _in_one_line(document.text[slice(*number.line)])
            said = document.raw[start:end]
            yield Unbound(document.id, start, end, said, number.indicator, str(number.why), words)


def _in_one_line(words: str) -> str:
    """Return a sentence without the line ends of a table's cells."""
    return words.strip().replace("\n", " ")


def _near(text: str, quantity: Quantity | Refused, named: Sequence[Mention]) -> str:
    """Return the id of the nearest indicator that the quantity's unit fits, if one is near.

    What is refused may be of any unit.
    """
    low = bisect_left(named, quantity.start - _FAR, key=lambda mention: mention.start)
    high = bisect_left(named, quantity.start, key=lambda mention: mention.start)
    for mention in reversed(named[low:high]):
        if mention.compared or not 0 <= quantity.start - mention.end <= _REACH:
            continue
        for name in _possible(text, mention):
            if isinstance(quantity, Refused) or _fits(quantity, indicators()[name].units):
                return name
    return ""


def _possible(text: str, mention: Mention) -> list[str]:
    """Return the indicators that a wording may stand for, or be a part of (农村常住人口)."""
    known = mention.aliases
    for start in range(mention.start, mention.end):
        known = known or aliases().get(text[start : mention.end], ())
        if names := [name for alias in known for name in alias.known]:
            return names
        known = ()
    return []


def _fits(quantity: Quantity, known: frozenset[str]) -> bool:
    # 88.4亿、4.1万: the text may leave 元 or 人 out.
    unitless = not quantity.base and quantity.times >= _MANY and not known.isdisjoint("元人")
    return unitless or quantity.base in ("%", "pp") or quantity.base in known


def explain(document: Document, offset: int) -> list[str]:
    """Return, line by line, how the number at an offset was read, or why it gave no fact.

    Parameters
    ----------
    document : Document
    offset : int
        Code-point offset in ``document.raw``, anywhere in the number.

    Raises
    ------
    HzError
        If the offset is outside the document or no number stands there.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> explain(load("hangzhou-gwr-2023"), 507)[0]
    '数字：18753亿元（原文 507–514）'
    """
    if not 0 <= offset < len(document.raw):
        raise HzError(
            "{doc}: no offset {offset}",
            "give one from 0 to {last}",
            doc=document.id,
            offset=offset,
            last=len(document.raw) - 1,
        )
    read, counted = reading(document)
    number = _at(document, offset, counted)
    text, at = document.text, number.start
    start, end = document.cleaned.raw_span(number.start, number.end)
    span = f"{start}–{end}"
    lines = [told("number: {said} (raw text {span})", said=document.raw[start:end], span=span)]
    sentence = sentence_at(document, at)
    if sentence:
        words = _in_one_line(text[sentence.start : sentence.end])
        lines.append(told("sentence: {words}", words=words))
    lines.append(told("section: {section}", section=path(document, at)))
    frame = frame_at(frames(document), at)
    lines.append(told("time: {span}, {status} (by “{why}”)", span=frame.span or Message("unknown"),
                      status=frame.status, why=frame.reason))  # fmt: skip
    none = told("step: no name of an indicator stands in the sentence")
    lines += _steps(document, at, read.notes) or [none]
    one = next((one for one in counted if one.start <= start < one.end), None)
    what = _counts(document, one, counted) if one else number.why
    lines.append(told("counts: {what}", what=what))
    facts = [fact for fact in read.facts if fact.start <= start < fact.end]
    return lines + ([_result(fact) for fact in facts] or [told("result: no fact")])


def _steps(document: Document, at: int, notes: list[Note]) -> list[str]:
    """Return the decisions on a number, and on the names before it in its sentence."""
    text, sentence = document.text, sentence_at(document, at)
    return [
        told("step: {words}… {why}", why=note.what,
             words=_in_one_line(text[note.offset : note.offset + 8]))
        for note in notes
        if sentence and sentence.start <= note.offset < sentence.end
        and (note.offset == at or "“" in note.what.template and note.offset <= at)
    ]  # fmt: skip


class _Number(NamedTuple):
    """A number's span in the text, and why it is a number of nothing."""

    start: int
    end: int
    why: str | Message


def _at(document: Document, offset: int, counted: list[Stated]) -> _Number:
    """Return the number that is read at an offset, else what is known to be no quantity."""
    text_offset = document.cleaned.text_offset
    found = [_Number(one.start, one.end, _UNKNOWN) for one in quantities(document.text)]
    found += [_Number(text_offset(one.start), text_offset(one.end), "") for one in counted]
    for pattern, reason in non_quantities():
        matches, why = pattern.finditer(document.text), Message("no quantity ({kind})", kind=reason)
        found += [_Number(*match.span(), why) for match in matches]
    for number in found:
        start, end = document.cleaned.raw_span(number.start, number.end)
        if start <= offset < max(end, start + 1):
            return number
    if unread := _unread(document, offset):
        return unread
    excerpt = document.raw[max(0, offset - 8) : offset + 8].replace("\n", "⏎")
    raise HzError(
        "{doc}: no number at offset {offset} (the text there is “{excerpt}”)",
        "give an offset inside a number, such as the column start of `hz facts`",
        doc=document.id,
        offset=offset,
        excerpt=excerpt,
    )


_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")


def _unread(document: Document, offset: int) -> _Number | None:
    """Return the numeral at an offset that is read as no number: `hz facts --unbound` tells it."""
    low = max(0, offset - _REACH)
    for found in _NUMERAL.finditer(one_width(document.raw[low : offset + _REACH])):
        start, end = low + found.start(), low + found.end()
        if start <= offset < end:
            text_offset = document.cleaned.text_offset
            return _Number(
                text_offset(start), text_offset(end), Message("it was not read what number it is")
            )
    return None


_UNKNOWN = Message(
    "what it counts is not known: no noun that is understood stands before or behind it"
)


@cache
def non_quantities() -> tuple[tuple[re.Pattern[str], Message], ...]:
    """Return the patterns of what is a number and no quantity, each with what it is.

    Examples
    --------
    >>> [str(why) for pattern, why in non_quantities() if pattern.match("2023年")][:1]
    ['年份']
    """
    rows = lookups.read(lookups.NonQuantity)
    return tuple((row.pattern, Message(row.reason)) for row in rows)


def _counts(document: Document, one: Stated, others: list[Stated]) -> Message:
    """Return what a number counts and where that was read."""
    if not one.subject:
        return _UNKNOWN
    period = wording.period(one.period) if language() == "zh" else one.period
    of = [told(one.measure), one.region, period, told(one.status)]
    return Message("“{subject}” ({of}), {where}", subject=one.subject,
                   of=[*filter(None, of)], where=_found(document, one, others))  # fmt: skip


def _found(document: Document, one: Stated, others: list[Stated]) -> Message:
    """Return where the words stand that a number counts."""
    spans = [tuple(map(int, part.split("-"))) for part in one.subject_at.split()]
    if any(low >= one.end for low, _ in spans):
        if spans[0][0] < one.start:
            return Message("the noun stands behind the number, the words before it narrow it")
        return Message("the noun stands behind the number")
    end = spans[-1][1]
    if any(end <= other.start < one.start for other in others):
        return Message("as the number before: both count one thing, or share a name")
    between = _in_one_line(document.raw[end : one.start])
    if not between:
        return Message("the noun stands right before the number")
    return Message("the noun stands before the number, between them “{words}”", words=between)


def _result(fact: Fact) -> str:
    return told(
        "result: {name} ({indicator}.{measure}) {fact}, rule {rule}, cue “{cue}”",
        name=indicators()[fact.indicator].name_zh, indicator=fact.indicator, measure=fact.measure,
        fact=f"{fact.region} {fact.period} {fact.status} {fact.bound} {fact.value} {fact.unit}",
        rule=fact.rule, cue=fact.cue,
    )  # fmt: skip
