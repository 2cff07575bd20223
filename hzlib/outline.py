"""The outline of a document: its sections and its sentences."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from hzlib.corpus import Document

_NUMERAL = "一二三四五六七八九十百零〇"


@dataclass(frozen=True)
class Section:
    """A part of a document under a heading.

    Parameters
    ----------
    level : int
        1 for the uppermost.
    number : str
        ``一、``, ``（一）``, ``第一章``, ``专栏7``; empty for a run-in heading.
    heading : str
        The heading without its number.
    start, end : int
        Offsets in the document's text, heading included.
    parent : int or None
        Index of the section that holds this one.
    """

    level: int
    number: str
    heading: str
    start: int
    end: int
    parent: int | None


@dataclass(frozen=True)
class Sentence:
    """A sentence.

    Parameters
    ----------
    start, end : int
        Offsets in the document's text.
    section : int or None
        Index of the innermost section.
    """

    start: int
    end: int
    section: int | None


_MARKS = (
    (1, rf"第[{_NUMERAL}\d]{{1,4}}篇"),
    (2, rf"第[{_NUMERAL}\d]{{1,4}}章"),
    (3, rf"第[{_NUMERAL}\d]{{1,4}}节"),
    (4, r"专栏\d{1,3}"),
    (5, rf"[{_NUMERAL}]{{1,3}}、"),
    (6, rf"（[{_NUMERAL}]{{1,3}}）"),
    (7, r"\d{1,2}[.、．](?!\d)"),
    (8, r"[①-⑳]|（\d{1,2}）"),
    (9, rf"[{_NUMERAL}]{{1,3}}是|——"),
)
_HEADING = re.compile(
    r"^\|? ?(?:" + "|".join(f"(?P<m{level}>{pattern})" for level, pattern in _MARKS) + r")"
    r"(?P<heading>[^\n。；！？|]{0,60})(?P<stop>[。；！？|]|$)",
    re.MULTILINE,
)
_RUN_IN = re.compile(r"(?:^|(?<=[。！？；]))(?P<heading>[一-鿿“”、·A-Za-z0-9+]{4,24})。", re.MULTILINE)
_outlines: WeakKeyDictionary[Document, tuple[Section, ...]] = WeakKeyDictionary()
_sentences: WeakKeyDictionary[Document, tuple[Sentence, ...]] = WeakKeyDictionary()
_RUN_IN_LEVEL = 10


def sections(document: Document) -> tuple[Section, ...]:
    """Return the sections of a document in the order of the text."""
    found = _outlines.get(document)
    if found is None:
        found = _outlines[document] = _sections(document.text)
    return found


def _sections(text: str) -> tuple[Section, ...]:
    starts = []
    for match in _HEADING.finditer(text):
        level = int((match.lastgroup and next(n for n in match.groupdict() if n[0] == "m" and match[n]))[1:])
        starts.append((match.start(), level, match[f"m{level}"], match["heading"].strip()))
    numbered = {start for start, *_ in starts}
    for match in _RUN_IN.finditer(text):
        if match.start() not in numbered and not re.search(r"\d", match["heading"]):
            starts.append((match.start(), _RUN_IN_LEVEL, "", match["heading"]))
    starts.sort()
    ends = [len(text)] * len(starts)
    parents: list[int | None] = [None] * len(starts)
    stack: list[int] = []
    for index, (start, level, *_) in enumerate(starts):
        while stack and starts[stack[-1]][1] >= level:
            ends[stack.pop()] = start
        parents[index] = stack[-1] if stack else None
        stack.append(index)
    return tuple(
        Section(level, number, heading, start, end, parent)
        for (start, level, number, heading), end, parent in zip(starts, ends, parents, strict=True)
    )


_SENTENCE = re.compile(r"[^\n。！？]*(?:[。！？]+[”’）』」]*|(?=\n|\Z))")


def sentences(document: Document) -> tuple[Sentence, ...]:
    """Return the sentences of a document in the order of the text."""
    found = _sentences.get(document)
    if found is None:
        found = _sentences[document] = tuple(_split(document))
    return found


def _split(document: Document) -> list[Sentence]:
    outline = sections(document)
    starts = [section.start for section in outline]
    result = []
    for match in _SENTENCE.finditer(document.text):
        if match.end() > match.start():
            index = bisect_right(starts, match.start()) - 1
            result.append(Sentence(match.start(), match.end(), _holding(outline, index, match.start())))
    return result


def _holding(outline: tuple[Section, ...], index: int | None, offset: int) -> int | None:
    if index is not None and index < 0:
        return None
    while index is not None and outline[index].end <= offset:
        index = outline[index].parent
    return index


def path(document: Document, offset: int) -> str:
    """Return the headings over an offset of the text, joined with `` › ``."""
    outline = sections(document)
    index = bisect_right([section.start for section in outline], offset) - 1
    found = _holding(outline, index, offset)
    headings: list[str] = []
    while found is not None:
        headings.append(outline[found].number + outline[found].heading)
        found = outline[found].parent
    return " › ".join(reversed(headings))
