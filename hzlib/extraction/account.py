"""What became of every number of a text: a fact, told with a reason, or known to be none.

The numbers are found by a scanner of its own, broader than what extraction reads, in the raw text;
so a number that cleaning or reading lost is found as well.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple

from hzlib.extraction.explain import Unbound, non_quantities, unbound
from hzlib.extraction.facts import Fact
from hzlib.extraction.quantity import Quantity, Refused, numbers
from hzlib.extraction.stated import Reading, reading
from hzlib.messages import Message
from hzlib.text.characters import one_width
from hzlib.text.corpus import Document

Fate = Literal["fact", "told", "no indicator", "no quantity", "not read"]


class Numeral(NamedTuple):
    """A numeral of the raw text and what became of it.

    Attributes
    ----------
    start, end : int
        Its span in ``document.raw``.
    text : str
        ``document.raw[start:end]``.
    fate : str
        ``fact``; ``told`` (near an indicator, with the reason in `why`); ``no indicator`` (a
        quantity of something that no indicator names); ``no quantity`` (a date, a rank, a name);
        ``not read`` (none of these).
    why : str
        The reason.
    """

    start: int
    end: int
    text: str
    fate: Fate
    why: str


class Account(NamedTuple):
    """The numerals of a document, and its numbers that are told.

    Attributes
    ----------
    numerals : list of Numeral
        Every one with what became of it, in the order of the text.
    unbound : list of Unbound
        The numbers near an indicator without a fact, and those not read.
    """

    numerals: list[Numeral]
    unbound: list[Unbound]


def account(document: Document) -> Account:
    """Return what became of every numeral of a document.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> found = account(load("qiantang-gwr-2024"))
    >>> {str(n.why) for n in found.numerals if n.text == "2023"}
    {'年份'}
    >>> {item.indicator == "" for item in found.unbound}
    {False}
    """
    read = reading(document)
    every = list(numbers(document.text))
    told = unbound(document, read.decided, every)
    spans = (*_stated(document, read, told), *_counting(document, every))
    # Of reasons of one rank the one of the first row of their table holds.
    stated = sorted(spans, key=lambda span: span[:3])[::-1]
    open_: list[Span] = []
    found = []
    for start, end in _numerals(document, read.decided.facts):
        while stated and stated[-1][0] < end:
            open_.append(stated.pop())
        open_ = [span for span in open_ if span[1] > start]
        *_, fate, why = min(open_, key=lambda span: span[2], default=_NOT_READ)
        found.append(Numeral(start, end, document.raw[start:end], fate, str(why)))
    unread = (
        Unbound(document.id, one.start, one.end, one.text, "", one.why, _around(document, one))
        for one in found
        if one.fate == "not read"
    )
    return Account(found, sorted([*told, *unread], key=lambda item: item.start))


_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")


def _numerals(document: Document, facts: list[Fact]) -> list[tuple[int, int]]:
    """Return the spans of the numerals of a raw text, those of facts in characters included."""
    found = [match.span() for match in _NUMERAL.finditer(one_width(document.raw))]
    written = (fact for fact in facts if not _NUMERAL.search(fact.text))
    return sorted({*found, *((fact.start, fact.end) for fact in written)})


def counted(numerals: list[Numeral]) -> Counter[str]:
    """Return how many numerals had each fate.

    Examples
    --------
    >>> counted([Numeral(0, 1, "5", "fact", "")])
    Counter({'fact': 1})
    """
    return Counter(numeral.fate for numeral in numerals)


_REACH = 24


def _around(document: Document, numeral: Numeral) -> str:
    """Return the words around a numeral, in one line."""
    words = document.raw[max(0, numeral.start - _REACH) : numeral.end + _REACH]
    return " ".join(words.split())


Span = tuple[int, int, int, Fate, str | Message]
"""Where a fate holds, its rank (the lowest wins), the fate and the reason."""


_UNKNOWN = Message("what it counts is not known")
_NOT_READ: Span = (0, 0, 9, "not read", Message("it was not read what number it is"))


def _stated(document: Document, read: Reading, told: list[Unbound]) -> Iterator[Span]:
    for fact in read.decided.facts:
        yield fact.start, fact.end, 0, "fact", fact.indicator
    for item in told:
        yield item.start, item.end, 1, "told", item.why
    for removal in document.cleaned.removals:
        yield removal.start, removal.end, 2, "no quantity", removal.reason
    raw_span = document.cleaned.raw_span
    for pattern, reason in non_quantities():
        for match in pattern.finditer(document.text):
            yield *raw_span(*match.span()), 4, "no quantity", reason
    for one in read.quantities:
        why = Message("it counts “{subject}”, which is none of the indicators", subject=one.subject)
        why = why if one.subject else _UNKNOWN
        yield one.start, one.end, 3, "no indicator", why


def _counting(document: Document, every: list[Quantity | Refused]) -> Iterator[Span]:
    """Yield the quantities among numbers: of the others of them it is not known what they count."""
    for one in every:
        if isinstance(one, Quantity):
            place = document.cleaned.raw_span(one.start, one.end)
            yield *place, 5, "no indicator", _UNKNOWN
