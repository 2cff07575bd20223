"""The parts of a document that counts of words are compared over."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hzlib.text.corpus import Document

if TYPE_CHECKING:
    from hzlib.text.outline import Section

LARGEST = 0.2  # a section with more of the text than this is divided into its own sections
_KINDS = {"work-report": "报告", "plan-report": "计划", "plan-outline": "纲要"}


@dataclass(frozen=True)
class Part:
    """A stretch of a document; the parts of a document cover it without a gap.

    Parameters
    ----------
    index : int
        0 for the first.
    heading : str
        Number and heading of its section; ``（开头）`` for what precedes the first section.
    start, end : int
        Offsets in the document's text.
    """

    index: int
    heading: str
    start: int
    end: int


def parts(document: Document) -> tuple[Part, ...]:
    """Return the parts of a document: its numbered sections, the large ones divided further.

    A section with more than a fifth of the text is divided into the sections right under it; what
    it says before the first of them is a part of its own.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> parts(load("hangzhou-fyp15"))[1].heading[:3]
    '第一篇'
    """
    from hzlib.text.outline import sections

    length = len(document.text)
    outline = sections(document)
    children: dict[int | None, list[int]] = {}
    for index, section in enumerate(outline):
        if section.number:  # run-in headings hold a sentence or two
            children.setdefault(_numbered(outline, section.parent), []).append(index)
    cuts = _divide(outline, children, None, (0, "（开头）"), LARGEST * length)
    ends = [start for start, _ in cuts[1:]] + [length]
    spans = [(*cut, end) for cut, end in zip(cuts, ends, strict=True) if cut[0] < end]
    return tuple(Part(index, name, start, end) for index, (start, name, end) in enumerate(spans))


def _numbered(outline: tuple["Section", ...], index: int | None) -> int | None:
    while index is not None and not outline[index].number:
        index = outline[index].parent
    return index


def _divide(
    outline: tuple["Section", ...],
    children: dict[int | None, list[int]],
    section: int | None,
    first: tuple[int, str],
    limit: float,
) -> list[tuple[int, str]]:
    inside = children.get(section, [])
    cuts = [first]
    for index in inside:
        child = outline[index]
        head = (child.start, child.number + child.heading)
        large = child.end - child.start > limit
        cuts += _divide(outline, children, index, head, limit) if large else [head]
    return cuts


def label(document: Document) -> str:
    """Return a short name of a document for axes and legends.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> label(load("hangzhou-fyp15")), label(load("qiantang-gwr-2024"))
    ('杭州2026纲要', '钱塘2024报告')
    """
    place = document.place[:-1] if document.place[-1:] in "市区县" else document.place
    return f"{place}{document.year or ''}{_KINDS.get(document.kind, '')}" or document.id
