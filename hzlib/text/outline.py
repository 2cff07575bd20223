"""The outline of a document: its sections and its sentences."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

from hzlib.text.corpus import Document
from hzlib.text.headings import FOURTH, INLINE, ITEM, RUN_IN, SECOND, Mark, marks
from hzlib.text.tables import place_of_row, tables


class Section(NamedTuple):
    """A part of a document under a heading.

    Parameters
    ----------
    level : int
        1 for the uppermost.
    number : str
        ``一、``, ``（一）``, ``第一章``, ``专栏7``; empty where the heading has none.
    heading : str
        The heading without its number and without its full stop.
    start, end : int
        Offsets in the document's text, the heading included.
    parent : int or None
        Index of the section that holds this one.
    """

    level: int
    number: str
    heading: str
    start: int
    end: int
    parent: int | None


class Sentence(NamedTuple):
    """A sentence: offsets in the document's text, and the index of its innermost section."""

    start: int
    end: int
    section: int | None


class _Outline(NamedTuple):
    sections: tuple[Section, ...]
    spans: list[tuple[int, int]]
    starts: list[int]
    paths: list[str]


_outlines: WeakKeyDictionary[Document, _Outline] = WeakKeyDictionary()
_sentences: WeakKeyDictionary[Document, tuple[Sentence, ...]] = WeakKeyDictionary()


def sections(document: Document) -> tuple[Section, ...]:
    """Return the sections of a document in the order of the text.

    Examples
    --------
    >>> from hzlib.text import corpus
    >>> [part.heading for part in sections(corpus.load("hangzhou-gwr-2023")) if part.level == 1]
    ['2022年工作回顾', '2023年政府工作安排', '切实加强政府自身建设']
    """
    return _outline(document).sections


def sentences(document: Document) -> tuple[Sentence, ...]:
    """Return the sentences of a document in the order of the text.

    A sentence ends with 。！？ and the closing quotation mark or bracket after it, or with its
    line; a row of a table is one sentence, or more where its cells hold full stops.

    Examples
    --------
    >>> from hzlib.text import corpus
    >>> document = corpus.load("hangzhou-gwr-2023")
    >>> first = sentences(document)[0]
    >>> document.text[first.start : first.end]
    '2023年杭州市政府工作报告（2023年2月19日姚高员）'
    """
    found = _sentences.get(document)
    if found is None:
        parts, spans, starts, _ = _outline(document)
        found = tuple(_placed(_with_rows(document, spans), parts, starts))
        _sentences[document] = found
    return found


def section_at(document: Document, offset: int) -> int | None:
    """Return the index of the innermost section that holds an offset of the text."""
    outline = _outline(document)
    return _holding(outline.sections, bisect_right(outline.starts, offset) - 1, offset)


def sentence_at(document: Document, offset: int) -> Sentence | None:
    """Return the sentence that holds an offset of the text.

    Examples
    --------
    >>> from hzlib.text import corpus
    >>> document = corpus.load("hangzhou-gwr-2023")
    >>> found = sentence_at(document, document.text.index("18753亿元"))
    >>> document.text[found.start : found.start + 5]
    '全市生产总'
    """
    spans = sentences(document)
    index = bisect_right(spans, offset, key=lambda sentence: sentence.start) - 1
    return spans[index] if index >= 0 and offset < spans[index].end else None


def path(document: Document, offset: int) -> str:
    """Return the headings over an offset of the text, the uppermost first, joined with `` › ``.

    Examples
    --------
    >>> from hzlib.text import corpus
    >>> document = corpus.load("hangzhou-gwr-2023")
    >>> path(document, document.text.index("5141亿元"))
    '一、2022年工作回顾 › 改革开放实现新突破'
    """
    return paths(document)(offset)


def paths(document: Document) -> Callable[[int], str]:
    """Return the function that tells the headings over an offset, for many of a document.

    Examples
    --------
    >>> from hzlib.text import corpus
    >>> document = corpus.load("hangzhou-gwr-2023")
    >>> over = paths(document)
    >>> over(document.text.index("5141亿元")) == path(document, document.text.index("5141亿元"))
    True
    """
    parts, _, starts, known = _outline(document)

    def over(offset: int) -> str:
        index = _holding(parts, bisect_right(starts, offset) - 1, offset)
        return "" if index is None else known[index]

    return over


def headings(document: Document) -> list[str]:
    """Return the headings over each section of a document, as `path` gives them.

    Examples
    --------
    >>> from hzlib.text import corpus
    >>> headings(corpus.load("hangzhou-gwr-2023"))[:2]
    ['一、2022年工作回顾', '一、2022年工作回顾 › 科技创新实现新突破']
    """
    return _outline(document).paths


def _paths(parts: Sequence[Section]) -> list[str]:
    """Return the headings over each section, its own the last."""
    found: list[str] = []
    for part in parts:
        above = "" if part.parent is None else found[part.parent] + " › "
        gap = " " if part.number[:1] in ("第", "专") else ""
        found.append(above + part.number + gap + part.heading)
    return found


_WORD = re.compile(r"[一-鿿A-Za-z\d]")
# Most begin with a word; the others are looked through for one.
_SENTENCE = re.compile(
    rf"(?:(?P<word>{_WORD.pattern})[^\n。！？]*+|[^\n。！？]++)(?:[。！？]++[”’）』」》]*+)?"
)


def _outline(document: Document) -> _Outline:
    found = _outlines.get(document)
    if found is None:
        text = document.text
        spans = [
            match.span()
            for match in _SENTENCE.finditer(text)
            if match.lastgroup or _WORD.search(text, *match.span())
        ]
        parts = _nested(marks(text, spans), text)
        starts = [part.start for part in parts]
        found = _outlines[document] = _Outline(parts, spans, starts, _paths(parts))
    return found


def _with_rows(document: Document, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the sentences with each row of a table as one, whatever lines it takes.

    A row between bars is a line already, and may hold more than one.
    """
    text = document.text
    rows = [place_of_row(document, row) for table in tables(document) for row in table.rows]
    rows = sorted((low, high) for low, high in rows if low < high and text[low] != "|")
    index = 0
    for whole in spans:
        start, end = whole
        while index < len(rows) and rows[index][0] < end:
            low, high = rows[index]
            if start < low and _WORD.search(text, start, low):
                yield start, low
            if low >= start:
                yield low, high
            start = max(start, high)
            if high > end:
                break
            index += 1
        if (start, end) == whole or start < end and _WORD.search(text, start, end):
            yield start, end


def _nested(found: Sequence[Mark], text: str) -> tuple[Section, ...]:
    ends = [len(text)] * len(found)
    parents: list[int | None] = [None] * len(found)
    stack: list[int] = []
    table_end = 0
    for index, mark in enumerate(found):
        while stack and (found[stack[-1]].rank >= mark.rank or ends[stack[-1]] <= mark.start):
            closed = stack.pop()
            ends[closed] = min(ends[closed], mark.start)
        parents[index] = stack[-1] if stack else None
        if text[mark.start] == "|":
            # A box that is a table ends with it; no other section begins with a bar.
            if mark.start >= table_end:
                table_end = _end_of_table(text, mark.start)
            ends[index] = table_end
        stack.append(index)
    _trim(found, ends, parents, text)
    levels: list[int] = []
    for parent in parents:
        levels.append(1 if parent is None else levels[parent] + 1)
    return tuple(
        Section(level, mark.number, mark.heading, mark.start, end, parent)
        for level, mark, end, parent in zip(levels, found, ends, parents, strict=True)
    )


def _trim(found: Sequence[Mark], ends: list[int], parents: list[int | None], text: str) -> None:
    """End the sections of one paragraph with it: what follows the last item is its parent's."""
    groups: dict[tuple[int | None, int], list[int]] = {}
    breaks = [match.end() for match in re.finditer("\n", text)] + [len(text)]
    lines = [breaks[min(bisect_left(breaks, mark.after + 1), len(breaks) - 1)] for mark in found]
    for index, mark in enumerate(found):
        if mark.rank >= SECOND:
            groups.setdefault((parents[index], mark.rank), []).append(index)
    for (_, rank), (*others, last) in groups.items():
        short = all(ends[index] <= lines[index] for index in others)
        if short and (others or rank >= ITEM) and text[lines[last] - 2] not in "：:":
            ends[last] = min(ends[last], lines[last])
    for index, mark in enumerate(found):
        if mark.start and text[mark.start - 1] != "\n" and mark.rank > FOURTH:
            # It began inside a paragraph.
            ends[index] = min(ends[index], lines[index])
        if mark.rank == RUN_IN and parents[index] is None:
            ends[index] = min(ends[index], lines[index])
        if mark.rank == INLINE:
            clause = _CLAUSE_END.search(text, mark.after, ends[index])
            ends[index] = clause.end() if clause else ends[index]
    for index, parent in enumerate(parents):
        while parent is not None and ends[parent] <= found[index].start:
            parent = parents[parent]
        parents[index] = parent
        if parent is not None:
            ends[index] = min(ends[index], ends[parent])


_CLAUSE_END = re.compile("[；。\n]")
_TABLE = re.compile(r"(?:\|[^\n]*(?:\n|\Z))+")


def _end_of_table(text: str, start: int) -> int:
    table = _TABLE.match(text, start)
    return table.end() if table else len(text)


def _placed(
    spans: Iterable[tuple[int, int]], parts: Sequence[Section], starts: Sequence[int]
) -> Iterator[Sentence]:
    index, following = -1, starts[0] if starts else -1
    for start, end in spans:
        while following >= 0 and start >= following:
            index += 1
            following = starts[index + 1] if index + 1 < len(starts) else -1
        inside = index >= 0 and start < parts[index].end
        yield Sentence(start, end, index if inside else _holding(parts, index, start))


def _holding(parts: Sequence[Section], index: int, offset: int) -> int | None:
    found: int | None = index if index >= 0 else None
    while found is not None and parts[found].end <= offset:
        found = parts[found].parent
    return found
