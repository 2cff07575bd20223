"""The places of a query in a document.

A query is one of these:

==================  ================================================================
``数字经济``        a word, or a phrase of several: where both its ends are word boundaries
``亚运|亚残运``     either of several
``#数字与智能``    any term of a topic of ``data/etc/topics.csv``
``=质生``           a string, blind to word boundaries
``企业~5~创新``     创新 within five words before or behind 企业, in one sentence
``企业&创新``       a sentence that has both
``&亚运|亚残运``    a sentence that has the word, or either
==================  ================================================================
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache

from hzlib import lookups
from hzlib.errors import HzError
from hzlib.text.outline import sentences
from hzlib.words.tokens import Tokens

_NEAR = re.compile(r"(.+)~(\d{1,3})~(.+)")
Span = tuple[int, int]


@cache
def topic_terms() -> dict[str, tuple[str, ...]]:
    """Return the terms of each topic of ``topics.csv``.

    Examples
    --------
    >>> "人工智能" in topic_terms()["数字与智能"]
    True
    """
    found: dict[str, tuple[str, ...]] = {}
    for row in lookups.read(lookups.TopicTerm):
        found[row.topic] = (*found.get(row.topic, ()), row.term)
    return found


def terms(topic: str) -> tuple[str, ...]:
    """Return the terms of one topic.

    Raises
    ------
    HzError
        If there is no such topic.
    """
    if topic not in topic_terms():
        raise HzError(
            "{topic}: no such topic",
            "data/etc/topics.csv has {known}",
            topic=topic,
            known=list(topic_terms()),
        )
    return topic_terms()[topic]


def spans(found: Tokens, query: str) -> list[Span]:
    """Return the places of a query in a document, as offsets in its text, in order.

    Examples
    --------
    >>> from hzlib.words.tokens import all_tokens
    >>> found = all_tokens("hangzhou-gwr-2023")[0]
    >>> len(spans(found, "数字经济")) == found.counts["数字经济"]
    True
    """
    near = _NEAR.fullmatch(query)
    if near:
        return _near(found, near[1], near[3], int(near[2]))
    if "&" in query:
        return _sentences_with(found, [word for word in query.split("&") if word])
    return _either(_either_of(found, query))


def windows(found: Tokens, node: str, window: int) -> tuple[set[int], set[int]]:
    """Return the positions of the tokens near a node in its sentences, and those of the node."""
    nodes: set[int] = set()
    near: set[int] = set()
    of = found.sentences
    for start, end in spans(found, node):
        first = bisect_left(found.starts, start)
        last = bisect_left(found.starts, end)
        nodes.update(range(first, last))
        around = range(max(first - window, 0), min(last + window, len(found)))
        near.update(position for position in around if of[position] == of[first])
    return near - nodes, nodes


def near_parts(query: str) -> tuple[str, int, str] | None:
    """Return node, window and word of a query of words near one another, else nothing.

    Examples
    --------
    >>> near_parts("企业~5~创新"), near_parts("企业")
    (('企业', 5, '创新'), None)
    """
    near = _NEAR.fullmatch(query)
    return (near[1], int(near[2]), near[3]) if near else None


def named(query: str) -> str:
    """Return a query in words for a reader.

    Examples
    --------
    >>> named("企业~5~创新"), named("亚运|亚残运"), named("企业&创新")
    ('创新（“企业”前后 5 词内）', '亚运、亚残运', '企业＋创新（同句）')
    """
    near = near_parts(query)
    if near:
        return f"{near[2]}（“{near[0]}”前后 {near[1]} 词内）"
    if query.startswith("&"):
        return f"{named(query[1:])}（所在的句子）"
    if "&" in query:
        return "＋".join(query.split("&")) + "（同句）"
    names = [f"{w[1:]}（主题）" if w[:1] == "#" else w.removeprefix("=") for w in query.split("|")]
    return "、".join(names)


def _either_of(found: Tokens, query: str) -> Iterator[Span]:
    for word in query.split("|"):
        if word.startswith("#"):
            for term in terms(word[1:]):
                yield from _phrase(found, term)
        elif word.startswith("="):
            matches = re.finditer(re.escape(word[1:]), found.document.text)
            yield from (match.span() for match in matches if match.group())
        elif word:
            yield from _phrase(found, word)


def _either(places: Iterable[Span]) -> list[Span]:
    # The longest of several that begin together; none that begins inside another.
    kept: list[Span] = []
    for start, end in sorted(set(places), key=lambda place: (place[0], -place[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _phrase(found: Tokens, phrase: str) -> Iterator[Span]:
    if phrase in found.index:
        starts = found.starts
        yield from ((starts[i], starts[i] + len(phrase)) for i in found.index[phrase])
        return
    text, start = found.document.text, -1
    while (start := text.find(phrase, start + 1)) >= 0:
        if not (_inside(found, start) or _inside(found, start + len(phrase))):
            yield start, start + len(phrase)


def _inside(found: Tokens, offset: int) -> bool:
    before = bisect_right(found.starts, offset) - 1
    if before < 0 or found.starts[before] == offset:
        return False
    return offset < found.starts[before] + len(found.words[before])


def _near(found: Tokens, node: str, word: str, window: int) -> list[Span]:
    inside = windows(found, node, window)[0]
    starts = found.starts
    return [(starts[i], starts[i] + len(word)) for i in found.index.get(word, ()) if i in inside]


def _sentences_with(found: Tokens, words: list[str]) -> list[Span]:
    bounds = sentences(found.document)
    firsts = [sentence.start for sentence in bounds]
    having = [{bisect_right(firsts, start) - 1 for start, _ in spans(found, w)} for w in words]
    both = sorted(set.intersection(*having)) if having else []
    return [(bounds[i].start, bounds[i].end) for i in both if i >= 0]
