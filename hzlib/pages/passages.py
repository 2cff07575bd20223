"""The paragraphs around the places that a page cites: with them it can be read alone."""

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from hzlib.evidence.entry import renumbered
from hzlib.evidence.fulltext import fulltext
from hzlib.text.corpus import Document
from hzlib.text.outline import path

_SHORT = 100  # characters
_END = re.compile("[。！？]")
_TAG = re.compile(r"<[^>]*>")
_NUMBER = re.compile(
    r'<span class="(hz-number \w+)"[^>]*?( data-status="\w*")[^>]*( data-evidence="(\w+)")>'
    r"([^<]*)</span>"
)


def cited(evidence: Mapping[str, Any]) -> dict[str, list[tuple[int, int]]]:
    """Return the places that evidence quotes, by document, in the order of the text.

    Returns
    -------
    dict
        For each document the raw offsets at which they begin, with the numbers of their sentences.

    Examples
    --------
    >>> quote, line = {"doc": "a", "start": 9, "sentence": 0}, [1, 0, 2, "a", 7]
    >>> cited({"entries": {"x": {"quote": quote}, "y": {"lines": [line]}}})
    {'a': [(7, 1), (9, 0)]}
    """
    found: dict[str, set[tuple[int, int]]] = {}
    for entry in evidence["entries"].values():
        if quote := entry.get("quote"):
            found.setdefault(quote["doc"], set()).add((quote["start"], quote["sentence"]))
        for sentence, *_, doc, start in entry.get("lines", ()):
            found.setdefault(doc, set()).add((start, sentence))
    return {doc: sorted(places) for doc, places in found.items()}


def joined(
    evidence: Mapping[str, Any],
    places: Mapping[str, list[tuple[int, int]]],
    held: Mapping[str, list[list[Any]]],
) -> dict[str, Any]:
    """Return evidence with the passages of its documents.

    Each passage stands among the sentences, before those that it holds: what repeats itself close
    by is packed to almost nothing.

    Parameters
    ----------
    evidence : dict
        See `hzlib.evidence.entry.payload`.
    places : dict
        What `cited` says of it.
    held : dict
        What `passages` returns, by document.

    Returns
    -------
    dict
        With ``passages``, by document: ``[number, start, section, place among the sentences]``.

    Examples
    --------
    >>> evidence = {"entries": {"x": {"quote": {"sentence": 1}}}, "sentences": ["甲", "乙"]}
    >>> made = joined(evidence, {"a": [(9, 1)]}, {"a": [[0, 5, "一", "<p>乙</p>"]]})
    >>> made["sentences"], made["passages"], made["entries"]["x"]["quote"]
    (['<p>乙</p>', '乙', '甲'], {'a': [[0, 5, '一', 0]]}, {'sentence': 1})
    """
    sentences: list[str] = evidence["sentences"]
    texts: list[str] = []
    moved: dict[int, int] = {}

    def put(number: int) -> None:
        if number not in moved:
            moved[number] = len(texts)
            texts.append(sentences[number])

    told: dict[str, list[list[Any]]] = {doc: [] for doc in held}
    for doc, blocks in held.items():
        stream = [(block[1], -1, block) for block in blocks]
        for _, number, block in sorted([*stream, *((*place, []) for place in places[doc])]):
            if block:
                told[doc].append([*block[:3], len(texts)])
                texts.append(block[3])
            else:
                put(number)
    for number in range(len(sentences)):
        put(number)
    at = [moved[number] for number in range(len(sentences))]
    entries = {name: renumbered(entry, at) for name, entry in evidence["entries"].items()}
    return {**evidence, "entries": entries, "sentences": texts, "passages": told}


def passages(
    document: Document, places: Iterable[int], known: Container[str] = ()
) -> list[list[Any]]:
    """Return the paragraphs, or tables, of places of a document.

    One that is short, or but one sentence, has the one before and the one behind it with it.

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
    """Yield the numbers of the blocks that hold the places, and of those beside small ones."""
    starts = [start for start, _ in blocks]
    for place in places:
        at = max(bisect_right(starts, place) - 1, 0)
        text = _TAG.sub("", blocks[at][1])
        reach = int(len(text) < _SHORT or len(_END.findall(text)) < 2)
        yield from range(max(at - reach, 0), min(at + reach + 1, len(blocks)))


def _section(document: Document, start: int) -> str:
    return path(document, document.cleaned.text_offset(start))


def _marked(html: str, known: Container[str]) -> str:
    """Return the HTML of a block with the known numbers marked, and nothing else of readers."""

    def kept(number: re.Match[str]) -> str:
        kind, status, evidence, key, text = number.groups()
        return f'<span class="{kind}"{status}{evidence}>{text}</span>' if key in known else text

    return _NUMBER.sub(kept, html)
