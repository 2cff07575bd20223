"""The paragraphs around the places that a page cites: with them it can be read alone."""

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from hzlib.evidence.fulltext import fulltext
from hzlib.text.corpus import Document
from hzlib.text.outline import path

_SHORT = 100  # characters; a shorter paragraph has the one before and the one behind it beside it
_TAG = re.compile(r"<[^>]*>")
_NUMBER = re.compile(
    r'<span class="(hz-number \w+)"[^>]*?( data-status="\w*")[^>]*( data-evidence="(\w+)")>'
    r"([^<]*)</span>"
)


def cited(evidence: Mapping[str, Any]) -> dict[str, set[int]]:
    """Return the places that evidence quotes: by document, the raw offsets at which they begin.

    Examples
    --------
    >>> quote, line = {"doc": "a", "start": 7}, [0, 1, 2, "a", 9]
    >>> sorted(cited({"entries": {"x": {"quote": quote}, "y": {"lines": [line]}}})["a"])
    [7, 9]
    """
    found: dict[str, set[int]] = {}
    for entry in evidence["entries"].values():
        if quote := entry.get("quote"):
            found.setdefault(quote["doc"], set()).add(quote["start"])
        for *_, doc, start in entry.get("lines", ()):
            found.setdefault(doc, set()).add(start)
    return found


def passages(
    document: Document, places: Iterable[int], known: Container[str] = ()
) -> list[list[Any]]:
    """Return the paragraphs, or tables, of places of a document; short ones with those beside them.

    Parameters
    ----------
    document : Document
        The document.
    places : iterable of int
        Raw offsets.
    known : container of str, optional
        The keys of the numbers that are marked, since the page has their evidence.

    Returns
    -------
    list of list
        ``[number, start, section, html]`` of each, in the order of the text; paragraphs that
        follow one another have numbers that do.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> found = passages(load("hangzhou-gwr-2023"), [507])
    >>> [(start, section, "18753亿元" in html) for _, start, section, html in found]
    [(301, '一、2022年工作回顾', True)]
    """
    blocks = list(fulltext(document).blocks())
    kept = sorted(set(_near(blocks, places)))
    return [[n, start, _section(document, start), _marked(html, known)]
            for n in kept for start, html in [blocks[n]]]  # fmt: skip


def _near(blocks: list[tuple[int, str]], places: Iterable[int]) -> Iterator[int]:
    """Yield the numbers of the blocks that hold the places, and of those beside short ones."""
    starts = [start for start, _ in blocks]
    for place in places:
        at = max(bisect_right(starts, place) - 1, 0)
        reach = int(len(_TAG.sub("", blocks[at][1])) < _SHORT)
        yield from range(max(at - reach, 0), min(at + reach + 1, len(blocks)))


def _section(document: Document, start: int) -> str:
    return path(document, document.cleaned.text_offset(start))


def _marked(html: str, known: Container[str]) -> str:
    """Return the HTML of a block with the known numbers marked, and nothing else of readers."""

    def kept(number: re.Match[str]) -> str:
        kind, status, evidence, key, text = number.groups()
        return f'<span class="{kind}"{status}{evidence}>{text}</span>' if key in known else text

    return _NUMBER.sub(kept, html)
