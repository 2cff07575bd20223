"""The sentence around a place of a document; of a table its row, in words."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import repeat

from hzlib.text.corpus import HELD, Document
from hzlib.text.outline import path, sentences
from hzlib.text.shape import Row
from hzlib.text.tables import Table, tables

_AROUND = 40  # characters on either side of a number that stands in no sentence
_ROW = "表："  # before a row of a table
_ENDS = frozenset("。！？")


@dataclass(frozen=True)
class Passage:
    """The sentence around a place of a document, in cleaned text.

    Attributes
    ----------
    sentence : str
        The sentence.
    mark : tuple of int
        Where the place begins and ends in it.
    section : str
        The headings over it, joined with ›.
    stretches : tuple of (int, int, int)
        What of the cleaned text stands in it: where that begins and ends, and where in the
        sentence it begins.
    """

    sentence: str
    mark: tuple[int, int]
    section: str
    stretches: tuple[tuple[int, int, int], ...] = ()

    def place(self, low: int, high: int) -> tuple[int, int] | None:
        """Return where a span of the cleaned text stands in the sentence; None if outside."""
        found = (at - start for start, end, at in self.stretches if start <= low < high <= end)
        moved = next(found, None)
        return None if moved is None else (low + moved, high + moved)


@lru_cache(maxsize=4096)
def passage(document: Document, start: int, end: int) -> Passage:
    """Return the sentence around a raw span of a document.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> found = passage(load("hangzhou-gwr-2023"), 507, 514)
    >>> found.sentence[slice(*found.mark)]
    '18753亿元'
    """
    low, high = document.cleaned.text_offset(start), document.cleaned.text_offset(end)
    spans = sentences(document)
    found = bisect_right(spans, low, key=lambda one: one.start) - 1
    if found >= 0 and low < spans[found].end:
        first, last = spans[found].start, max(spans[found].end, high)
    else:
        first, last = max(low - _AROUND, 0), min(high + _AROUND, len(document.text))
    sentence, mark = document.text[first:last], (low - first, high - first)
    return Passage(sentence, mark, path(document, low), ((first, last, 0),))


@lru_cache(maxsize=4096)
def quoted(document: Document, start: int, end: int) -> Passage:
    """Return the sentence around a raw span as readers see it: a row of a table in words.

    Each cell stands behind the head of its column, without which it tells nothing. Of a row that
    holds sentences it is what is around the place.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> plan = load("hangzhou-fyp15")
    >>> start = plan.raw.index("31.4")
    >>> found = quoted(plan, start, start + 4)
    >>> found.sentence[26:51], found.sentence[slice(*found.mark)]
    ('城镇新增就业人数（万人）；2025年预计：31.4', '31.4')
    """
    plain = passage(document, start, end)
    low, high = document.cleaned.text_offset(start), document.cleaned.text_offset(end)
    ((first, last, _),) = plain.stretches
    words, stretches = "", []
    for name, text, begin, stop in _cells_at(document, low, first, last):
        words += ("；" if words else _ROW) + (f"{name}：" if name else "")
        # A cell under a merged one has that one's name before its own words.
        stretches.append((begin, stop, len(words) + len(text) - (stop - begin)))
        words += text
    row = replace(plain, sentence=words, stretches=tuple(stretches))
    mark = row.place(low, high)
    return replace(row, mark=mark) if mark else plain


@lru_cache(maxsize=HELD)
def _rows(document: Document) -> tuple[list[int], list[tuple[int, Table, Row]]]:
    """Return where the cells of all tables begin; where each ends, its table and its row.

    A cell merged over rows is of the first one.
    """
    found: dict[int, tuple[int, Table, Row]] = {}
    for table in tables(document):
        for row in table.body:
            for cell in row:
                if cell.text:
                    found.setdefault(cell.start, (cell.end, table, list(row)))
    starts = sorted(found)
    return starts, [found[start] for start in starts]


def _cells_at(
    document: Document, offset: int, first: int, last: int
) -> Iterator[tuple[str, str, int, int]]:
    """Yield of each cell of the row at an offset its head, its words and where they stand.

    Of a row that holds sentences it is what stands between two places.
    """
    starts, ends = _rows(document)
    at = bisect_right(starts, offset) - 1
    if at < 0 or offset >= ends[at][0]:
        return
    _, table, row = ends[at]
    sentences = any(_ENDS & set(cell.text) for cell in row)
    names = [*(head.text for head in table.header), *repeat("", len(row))]
    for name, cell in zip(names, row, strict=False):
        begin, stop = cell.start, cell.end
        words = cell.text
        if sentences:
            begin, stop = max(begin, first), min(stop, last)
            words = document.text[begin:stop]
        if words:
            yield name, words, begin, stop
