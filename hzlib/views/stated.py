"""The numbers of a document with the words around them, ready to be reckoned with."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from hzlib.views.rounding import Interval, exact, printed

if TYPE_CHECKING:
    from hzlib.text.corpus import Document

_BOUNDARY = re.compile(r"[，。；：、！？（）()\n]")


@dataclass(frozen=True)
class Stated:
    """A number as the text states it.

    Attributes
    ----------
    doc : str
        Id of the document.
    start, end : int
        Span in the document's text.
    text : str
        The number with its unit as printed.
    value : Fraction
        In the base unit: 921.5亿元 is 92150000000 (元).
    base, bound : str
        As in `hzlib.extraction.quantity.Quantity`.
    before, after : str
        The words of the same clause on either side.
    paragraph, sentence, part : int
        Which paragraph, sentence and stretch between semicolons of the document holds it.
    evidence : str
        Evidence string.
    """

    doc: str
    start: int
    end: int
    text: str
    value: Fraction
    base: str
    bound: str
    before: str
    after: str
    paragraph: int
    sentence: int
    part: int
    evidence: str

    @property
    def interval(self) -> Interval:
        """What rounding leaves open, in the base unit."""
        return printed(self.text, self.value)

    @property
    def label(self) -> str:
        """The words around the number, which say what it counts."""
        return self.before + self.after

    @property
    def scale(self) -> Fraction:
        """What 1 of the printed unit is in the base unit."""
        digits = re.match(r"[\d.,]+", self.text)
        number = exact(digits[0].replace(",", "").strip(".")) if digits else Fraction(0)
        return abs(self.value / number) if number else Fraction(1)

    @property
    def unit(self) -> str:
        """The unit as printed, with its 万 or 亿."""
        return re.sub(r"^[\d.,\s]+", "", self.text).strip()


def stated(document: "Document", known: Iterable[str] = ()) -> list[Stated]:
    """Return the numbers of a document that have a unit, in their order.

    Parameters
    ----------
    document : Document
        What to read.
    known : iterable of str, optional
        Ids of facts; a number that starts where a fact starts refers to the fact.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> first = stated(load("hangzhou-gwr-2023"))[0]
    >>> first.text, first.before
    ('18753亿元', '全市生产总值')
    """
    from hzlib.extraction.quantity import quantities

    text, facts = document.text, set(known)
    found = [q for q in quantities(text) if q.base]
    paragraphs, sentences, parts = (
        _starts(text, marks) for marks in ("\n", "\n。！？", "\n。！？；")
    )
    result = []
    for index, quantity in enumerate(found):
        low = found[index - 1].stop if index else 0
        high = found[index + 1].start if index + 1 < len(found) else len(text)
        left, right = text[low : quantity.start], text[quantity.stop : high]
        raw = document.cleaned.raw_span(quantity.start, quantity.end)
        fact = f"{document.id}@{raw[0]}"
        evidence = f"fact:{fact}" if fact in facts else f"quantity:{fact}-{raw[1]}"
        place = [bisect_right(starts, quantity.start) for starts in (paragraphs, sentences, parts)]
        result.append(
            Stated(
                document.id,
                quantity.start,
                quantity.end,
                text[quantity.start : quantity.end],
                quantity.number,
                quantity.base,
                quantity.bound,
                _BOUNDARY.split(left)[-1].strip(),
                _BOUNDARY.split(right)[0].strip(),
                place[0],
                place[1],
                place[2],
                evidence,
            )
        )
    return result


def _starts(text: str, marks: str) -> list[int]:
    return [0] + [match.end() for match in re.finditer(f"[{marks}]+", text)]


def quote(documents: "Iterable[Document]", words_behind: str, facts: Iterable[str] = ()) -> Any:
    """Return the first number that stands right before some words, as a value.

    Parameters
    ----------
    documents : iterable of Document
        Where to look.
    words_behind : str
        What follows the number: 指标距离目标.
    facts : iterable of str, optional
        Ids of facts, as for `stated`.

    Returns
    -------
    hzlib.pages.evidence.Value or hzlib.views.picks.Missing

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> str(quote([load("hangzhou-plan-2024")], "指标距离目标"))
    '6项'
    """
    from hzlib.pages.evidence import Value
    from hzlib.views.picks import Missing

    known = set(facts)
    for document in documents:
        if words_behind in document.text:
            for number in stated(document, known):
                if document.text.startswith(words_behind, number.end):
                    value = float(number.value / number.scale)
                    return Value(value, number.unit, number.evidence)
    return Missing(f"“……{words_behind}”一句")


_NUMBERING = re.compile(r"^(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.、．]|[①-⑳])")


def item(text: str, number: Stated) -> str:
    """Return the head of the numbered list item that holds a number, or an empty text.

    Examples
    --------
    >>> text = "（1）先进制造业领域：共计425个项目"
    >>> number = Stated("a", 11, 15, "425个", Fraction(425), "个", "=", "共计", "项目", 1, 1, 1, "")
    >>> item(text, number)
    '先进制造业领域'
    """
    line = text[text.rfind("\n", 0, number.start) + 1 : number.start]
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


@cache
def words(kind: str) -> tuple[str, ...]:
    """Return the cue words of a kind in ``data/etc/arithmetic_cues.csv``.

    Examples
    --------
    >>> "其中" in words("parts")
    True
    """
    from hzlib.extraction.lexicon import rows

    return tuple(row["word"] for row in rows("arithmetic_cues.csv") if row["kind"] == kind)
