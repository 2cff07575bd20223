"""The numbers of a document with the words around them, ready to be reckoned with."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from hzlib import lookups
from hzlib.evidence.interval import Interval, printed
from hzlib.evidence.sources import FactSource, QuantitySource, facts_of
from hzlib.evidence.value import Value
from hzlib.extraction.facts import Fact
from hzlib.extraction.quantity import Quantity, quantities
from hzlib.text.corpus import Document

_BOUNDARY = re.compile(r"[，。；：、！？（）()\n]")
_LABEL = 120  # characters; no clause is longer, and a text without any must not cost more
_NUMBERING = re.compile(r"^(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.、．]|[①-⑳])")


@dataclass(frozen=True, eq=False, kw_only=True)
class Stated:
    """A number as the text states it.

    Attributes
    ----------
    source : FactSource or QuantitySource
        The fact that it is; else its place.
    start, end : int
        Span in the document's text.
    text : str
        The number with its unit as printed.
    amount : Fraction
        In the base unit: 921.5亿元 is 92150000000 (元).
    scale : Fraction
        What 1 of the printed unit is in the base unit.
    base, bound : str
        As in `hzlib.extraction.quantity.Quantity`.
    before, after : str
        The words of the same clause on either side.
    line : int
        Where its paragraph begins.
    paragraph, sentence, part : int
        Which paragraph, sentence and stretch between semicolons of the document holds it.
    """

    source: FactSource | QuantitySource
    start: int
    end: int
    text: str
    amount: Fraction
    scale: Fraction
    base: str
    bound: str
    before: str
    after: str
    line: int
    paragraph: int
    sentence: int
    part: int

    @cached_property
    def interval(self) -> Interval:
        """What rounding leaves open, in the base unit."""
        return printed(self.text, self.amount)

    @property
    def label(self) -> str:
        """The words around the number, which say what it counts."""
        return self.before + self.after

    @cached_property
    def pairs(self) -> set[str]:
        """The pairs of characters of the label that say what is counted."""
        return bigrams(self.label) - set(lookups.arithmetic_cues("empty"))

    @property
    def unit(self) -> str:
        """The unit as printed, with its 万 or 亿."""
        return re.sub(r"^[\d.,\s]+[多余来]?", "", self.text).strip()

    @property
    def fact(self) -> Fact | None:
        """The fact that the number is, if it is one."""
        return self.source.fact if isinstance(self.source, FactSource) else None

    @property
    def value(self) -> Value:
        """The number in its printed unit, as a value."""
        return self.at(self.scale, self.unit)

    def at(self, scale: Fraction, unit: str) -> Value:
        """Return the number in another unit, of which 1 is `scale` in the base unit."""
        fact = self.fact
        return Value(
            float(self.amount / scale),
            unit,
            self.source,
            fact.status if fact else "actual",
            self.bound,
            fact.period if fact else "",
            printed=self.text,
        )


def stated(document: Document) -> tuple[Stated, ...]:
    """Return the numbers of a document that have a unit, in their order.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> first = stated(load("hangzhou-gwr-2023"))[0]
    >>> first.text, first.before, str(first.source)
    ('18753亿元', '全市生产总值', 'fact:hangzhou-gwr-2023@507')
    """
    text = document.text
    facts = {one.fact.start: one for one in facts_of(document)}
    found = [one for one in quantities(text) if one.base]
    starts = [_starts(text, marks) for marks in ("\n", "\n。！？", "\n。！？；")]
    edges = [0, *(one.stop for one in found)], [*(one.start for one in found[1:]), len(text)]
    return tuple(
        _stated(document, facts, one, low, high, starts)
        for one, low, high in zip(found, *edges, strict=False)
    )


def _stated(
    document: Document,
    facts: dict[int, FactSource],
    quantity: Quantity,
    low: int,
    high: int,
    starts: list[list[int]],
) -> Stated:
    """Return a quantity with the words from `low`, where the one before ends, to the next."""
    text = document.text
    place = QuantitySource.of(document, quantity.start, quantity.end)
    left = text[max(low, quantity.start - _LABEL) : quantity.start]
    right = text[quantity.stop : min(high, quantity.stop + _LABEL)]
    paragraph, sentence, part = (bisect_right(one, quantity.start) for one in starts)
    return Stated(
        source=facts.get(place.start, place),
        start=quantity.start,
        end=quantity.end,
        text=text[quantity.start : quantity.end],
        amount=quantity.number,
        scale=quantity.times,
        base=quantity.base,
        bound=quantity.bound,
        before=_BOUNDARY.split(left)[-1].strip(),
        after=_BOUNDARY.split(right)[0].strip(),
        line=starts[0][paragraph - 1],
        paragraph=paragraph,
        sentence=sentence,
        part=part,
    )


def _starts(text: str, marks: str) -> list[int]:
    return [0] + [match.end() for match in re.finditer(f"[{marks}]+", text)]


def item(text: str, number: Stated) -> str:
    """Return the head of the numbered list item that holds a number, or an empty text."""
    line = text[number.line : min(number.start, number.line + _LABEL)]
    head = _NUMBERING.match(line)
    return re.split(r"[：:，。；]", line[head.end() :])[0].strip() if head else ""


def bigrams(words: str) -> set[str]:
    """Return the pairs of neighbouring characters, the cheapest likeness of two labels.

    Examples
    --------
    >>> sorted(bigrams("实施项目") & bigrams("项目"))
    ['项目']
    """
    return {words[i : i + 2] for i in range(len(words) - 1)}


def likeness(one: str, other: str) -> float:
    """Return which part of a label's pairs of characters another text has, from 0 to 1.

    Examples
    --------
    >>> likeness("标准厂房", "加快标准厂房建设")
    1.0
    """
    pairs = bigrams(one)
    return len(pairs & bigrams(other)) / len(pairs) if pairs else 0.0
