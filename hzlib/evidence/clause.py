"""Words of a document in which every number can be followed: a clause, and a number in a phrase."""

import re
from collections.abc import Iterable
from functools import lru_cache

from hzlib import wording
from hzlib.evidence.sentence import Sentence, Shown
from hzlib.evidence.sources import FactSource, QuantitySource, source_at, stated_of
from hzlib.evidence.value import Missing, Value, as_read, fact_value
from hzlib.extraction.quantity import Quantity, quantities
from hzlib.text.corpus import HELD, Document

_LEAST = 8  # characters that a clause has besides its number; a shorter one takes its neighbour in
_EDGE = " \n|"  # what frames a clause or a row and is no part of it
_BARS = re.compile(r"\s*\|[\s|]*")  # borders of a table's cells, empty ones between them
_ROW = "表："  # before a row of a table, whose cells a dot parts
_PAIRS = {"“": "”", "‘": "’", "（": "）", "(": ")", "《": "》"}
_OPENERS = {close: sign for sign, close in _PAIRS.items()}
_NEAR = 60  # characters that a clause may grow to the other one of a pair of marks
# And what counts the items of a list.
_NUMBERED = re.compile(r"[\s|]*(?:[①-⑳]|\d{1,2}[.．、](?!\d))?[\s|]*")
_NUMBER = re.compile(r"(?<!\d)(?!\d{4}年)\d")  # that is no year
_BREAK = re.compile("[，；。：]")
_BEFORE = 30  # characters before a phrase in which its number may begin


def clause(value: Value, place: QuantitySource, wide: bool = False) -> Sentence:
    """Return the clause that states a value, with the one before it if it is short.

    Of a table it is the row. The numbers in it can be followed.

    Parameters
    ----------
    value : Value
        The value.
    place : QuantitySource
        Where it stands.
    wide : bool, optional
        Return the whole stretch between semicolons.

    Examples
    --------
    >>> import hzlib as hz
    >>> value = hz.Value.of(hz.facts("hangzhou-gwr-2023").iloc[1])
    >>> str(clause(value, value.source.place))
    '全市生产总值18753亿元、增长1.5%'
    """
    document, sentence, mark = place.document, place.passage.sentence, place.passage.mark
    row = "|" in sentence
    low, high = (_row if row else _stretch if wide else _clause)(sentence, *mark)
    low, high = _paired(sentence, *_bare(sentence, min(_begun(sentence, low), mark[0]), high))
    begin = document.cleaned.text_offset(place.start) - mark[0] + low
    found = _linked(document, begin, begin + high - low, {place.start: value})
    bare = (_BARS.sub("·", one) if isinstance(one, str) else one for one in found.pieces)
    return Sentence((*((_ROW,) if row else ()), *bare))


def _begun(sentence: str, low: int) -> int:
    """Return where the words of a clause begin, behind what only counts it among others."""
    found = _NUMBERED.match(sentence, low)
    return found.end() if found else low


def _row(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Return where a row of a table begins and ends."""
    low, high = sentence.rfind("\n", 0, start) + 1, sentence.find("\n", end)
    return low, high if high >= 0 else len(sentence)


def _stretch(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Return where the stretch between semicolons that holds a number begins and ends."""
    breaks = [match.start() for match in re.finditer("[；。]", sentence)]
    low = max((one + 1 for one in breaks if one < start), default=0)
    return low, next((one for one in breaks if one >= end), len(sentence))


def _clause(sentence: str, start: int, end: int) -> tuple[int, int]:
    breaks = [match.start() for match in _BREAK.finditer(sentence)]
    before = [one for one in breaks if one < start]
    high = next((one for one in breaks if one >= end), len(sentence))
    low = before[-1] + 1 if before else 0
    if high - low < _LEAST + end - start and sentence[low - 1 : low] == "，":
        low = before[-2] + 1 if len(before) > 1 else 0
    return low, high


def _bare(text: str, low: int, high: int) -> tuple[int, int]:
    """Return a stretch without what frames it: spaces, a pair of marks, a mark of a pair alone."""
    while low < high:
        lone = _lone(text[low:high])
        ends = (
            _PAIRS.get(text[low]) == text[high - 1]
            and not lone
            and not _lone(text[low + 1 : high - 1])
        )
        first, last = (
            ends or text[at] in _EDGE or at - low in lone for at in (low, high - 1)
        )  # fmt: skip
        if not (first or last):
            break
        low, high = low + first, high - last
    return low, high


def _lone(words: str) -> dict[int, str]:
    """Return the places of marks whose other one is not there, each with the other one."""
    begun: list[tuple[int, str]] = []
    lone: dict[int, str] = {}
    for at, sign in enumerate(words):
        if sign in _PAIRS:
            begun.append((at, _PAIRS[sign]))
        elif sign in _OPENERS:
            if begun and begun[-1][1] == sign:
                begun.pop()
            else:
                lone[at] = _OPENERS[sign]
    return lone | dict(begun)


def _paired(text: str, low: int, high: int) -> tuple[int, int]:
    """Return a stretch that holds both marks of each pair, where the other one is near."""
    for sign in _lone(text[low:high]).values():
        if sign in _PAIRS and (found := text.rfind(sign, max(0, low - _NEAR), low)) >= 0:
            low = found
        elif sign in _OPENERS and (found := text.find(sign, high, high + _NEAR)) >= 0:
            high = found + 1
    return low, high


def words_of(document: Document, low: int, high: int) -> Sentence:
    """Return a stretch of a document's cleaned text, in which each number can be followed.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> report = load("hangzhou-gwr-2023")
    >>> at = report.text.find("全市生产总值")
    >>> [one.text for one in words_of(report, at, at + 14).pieces if isinstance(one, Shown)]
    ['18753亿元']
    """
    return _linked(document, low, high, {})


def _linked(document: Document, low: int, high: int, known: dict[int, Value]) -> Sentence:
    """Return a part of a document's text in which each number can be followed.

    ``known`` are values by the raw offsets at which they start.
    """
    pieces: list[str | Shown] = []
    for one in quantities(document.text, low, high):
        value = known.get(document.cleaned.raw_span(one.start, one.end)[0])
        start, rank = _ranks(document).get(one.end, (one.start, None))
        value = rank or value or stated(document, one)
        if one.end <= high and (one.base or rank or isinstance(value.source, FactSource)):
            pieces += [document.text[low:start], Shown(document.text[start : one.end], value)]
            low = one.end
    return Sentence((*pieces, document.text[low:high]))


@lru_cache(maxsize=HELD)
def _ranks(document: Document) -> dict[int, tuple[int, Value]]:
    """Return where the ranks of a text begin (前10), and their values, by where they end."""
    offset = document.cleaned.text_offset
    return {
        offset(one.stated.end): (
            offset(one.stated.start), Value.of({**one.stated._asdict(), "evidence": one})
        )
        for one in stated_of(document) if one.stated.measure == "rank"
    }  # fmt: skip


def followed(words: Sentence) -> bool:
    """Tell whether every number of some words can be followed; years need not.

    Examples
    --------
    >>> followed(Sentence(("2023年的集体",))), followed(Sentence(("连续5年",)))
    (True, False)
    """
    return not _NUMBER.search("|".join(one for one in words.pieces if isinstance(one, str)))


def quote(documents: Iterable[Document], words_behind: str) -> Value | Missing:
    """Return the first number that stands right before some words.

    Parameters
    ----------
    documents : iterable of Document
        Where to look.
    words_behind : str
        What follows the number: 指标距离目标.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> found = quote([load("hangzhou-plan-2024")], "指标距离目标")
    >>> str(found), found.source.place.printed
    ('6项', '6项')
    """
    for document in documents:
        place = document.text.find(words_behind)
        while place >= 0:
            found = quantities(document.text, max(place - _BEFORE, 0), place)
            if found and found[-1].end == place and found[-1].base:
                return stated(document, found[-1])
            place = document.text.find(words_behind, place + 1)
    return Missing.of(f"“……{words_behind}”一句")


def stated(document: Document, quantity: Quantity) -> Value:
    """Return a number of a document as it is printed; a fact if it is one."""
    source = source_at(document, quantity.start, quantity.end)
    if isinstance(source, FactSource):
        return fact_value(source)
    printed = document.text[quantity.start : quantity.end]
    digits, unit = wording.split(printed)
    number = float(digits) if digits else float(quantity.number)
    return as_read(source, number, unit, quantity.bound, printed)
