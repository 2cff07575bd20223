"""Words of a document in which every number can be followed: a clause, and a number in a phrase."""

import re
from collections.abc import Iterable

from hzlib import wording
from hzlib.evidence.sentence import Sentence, Shown
from hzlib.evidence.sources import FactSource, QuantitySource, source_at
from hzlib.evidence.value import Missing, Value, fact_value
from hzlib.extraction.quantity import Quantity, quantities
from hzlib.text.corpus import Document

_LEAST = 8  # characters that a clause has besides its number; a shorter one takes its neighbour in
_FRAME = " \n|"  # what frames a clause or a row and is no part of it
_BARS = re.compile(r"\s*\|[\s|]*")  # borders of a table's cells, empty ones between them
_ROW = "表："  # before a row of a table, whose cells a dot parts
_PAIRS = ("（）", "()", "“”", "《》")  # signs of which a quote has both or none
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
    low, high = _paired(sentence, min(_begun(sentence, low), mark[0]), high, mark)
    words = sentence[low:high].rstrip(_FRAME)
    begin = document.cleaned.text_offset(place.start) - mark[0] + low
    found = _linked(document, begin, begin + len(words), {place.start: value})
    bare = (_BARS.sub("·", one) if isinstance(one, str) else one for one in found.pieces)
    return Sentence((*((_ROW,) if row else ()), *bare))


def _begun(sentence: str, low: int) -> int:
    """Return where the words of a clause begin, behind what only counts it among others."""
    found = _NUMBERED.match(sentence, low)
    return found.end() if found else low


def _paired(sentence: str, low: int, high: int, mark: tuple[int, int]) -> tuple[int, int]:
    """Return the ends of a clause that has both signs of each pair, or none.

    A bracket that opens before the number is taken whole, any other that is cut is left out.

    Examples
    --------
    >>> said = "新增托位7个（其中普惠5个）"
    >>> [said[slice(*_paired(said, *ends))] for ends in ((0, 13, (11, 13)), (0, 9, (4, 6)))]
    ['新增托位7个（其中普惠5个）', '新增托位7个']
    """
    for opening, closing in _PAIRS:
        opened: list[int] = []
        for place in range(low, high):
            if sentence[place] == opening:
                opened.append(place)
            elif sentence[place] == closing and opened:
                opened.pop()
            elif sentence[place] == closing:
                low, high = (place + 1, high) if place < mark[0] else (low, min(high, place))
        for place in opened:
            end = sentence.find(closing, high)
            if place >= mark[1]:
                high = min(high, place)
            elif place > low and end >= 0:
                high = end + 1
            else:
                low = max(low, place + 1)
    return low, high


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


def _linked(document: Document, low: int, high: int, known: dict[int, Value]) -> Sentence:
    """Return a part of a document's text in which each number can be followed.

    ``known`` are values by the raw offsets at which they start.
    """
    pieces: list[str | Shown] = []
    for one in quantities(document.text, low, high):
        value = known.get(document.cleaned.raw_span(one.start, one.end)[0])
        value = value or stated(document, one)
        if one.end <= high and (one.base or isinstance(value.source, FactSource)):
            pieces += [document.text[low : one.start]]
            pieces += [Shown(document.text[one.start : one.end], value)]
            low = one.end
    return Sentence((*pieces, document.text[low:high]))


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
    >>> str(found), found.source.printed
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
    return Value(number, unit, source, bound=quantity.bound, printed=printed)
