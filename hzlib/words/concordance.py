"""The concordance: every place of a word with what stands before and behind it.

A query is one of these:

==================  ================================================================
``数字经济``        a word, or a phrase of several: where both its ends are word boundaries
``亚运|亚残运``     either of several
``#数字与智能``    any term of a topic of ``data/etc/topics.csv``
``=质生``           a string, blind to word boundaries
``企业~5~创新``     创新 within five words before or behind 企业, in one sentence
``企业&创新``       a sentence that has both
==================  ================================================================
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from hzlib.errors import HzError
from hzlib.text.corpus import Document
from hzlib.text.outline import path, sentences
from hzlib.words.segment import Segmenter
from hzlib.words.tokens import Tokens, all_tokens

if TYPE_CHECKING:
    import pandas as pd

WIDTH = 20  # characters on either side
ORDERS = ("text", "left", "right")
_NEAR = re.compile(r"(.+)~(\d{1,3})~(.+)")
Span = tuple[int, int]


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
        return _sentences_with(found, query.split("&"))
    return _either(_either_of(found, query))


def _either_of(found: Tokens, query: str) -> Iterator[Span]:
    from hzlib.words.topics import terms

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


def _sentences_with(found: Tokens, words: list[str]) -> list[Span]:
    bounds = sentences(found.document)
    firsts = [sentence.start for sentence in bounds]
    having = [{bisect_right(firsts, start) - 1 for start, _ in spans(found, w)} for w in words]
    both = sorted(set.intersection(*having))
    return [(bounds[i].start, bounds[i].end) for i in both if i >= 0]


def places(name: str, query: str) -> list[tuple[Document, int, int]]:
    """Return what the evidence string ``kwic:<name>:<query>`` stands for.

    Parameters
    ----------
    name : str
        ``*`` for the catalogue, a document's id, or ``<id>/<part>`` for one of its parts (see
        `hzlib.words.parts`).
    query : str
        See the module.

    Returns
    -------
    list of tuple
        Document, start and end (offsets in its text).

    Raises
    ------
    HzError
        If there is no such document or part.

    Examples
    --------
    >>> [(doc.id, doc.text[a:b]) for doc, a, b in places("qiantang-gwr-2024/0", "各位代表")]
    [('qiantang-gwr-2024', '各位代表')]
    """
    from hzlib.pages.source import document

    id, slash, number = name.partition("/")
    chosen = all_tokens() if name == "*" else all_tokens(document(id))
    found = [(one.document, start, end) for one in chosen for start, end in spans(one, query)]
    if not slash:
        return found
    if not number.isdigit() or int(number) >= len(chosen[0].parts):
        raise HzError(f"{name}: no such part of the document")
    part = chosen[0].parts[int(number)]
    return [place for place in found if part.start <= place[1] < part.end]


def named(query: str) -> str:
    """Return a query in words for a reader.

    Examples
    --------
    >>> named("企业~5~创新"), named("亚运|亚残运")
    ('创新（“企业”前后 5 词内）', '亚运、亚残运')
    """
    near = _NEAR.fullmatch(query)
    if near:
        return f"{near[3]}（“{near[1]}”前后 {near[2]} 词内）"
    if "&" in query:
        return "＋".join(query.split("&")) + "（同句）"
    names = [f"{w[1:]}（主题）" if w[:1] == "#" else w.removeprefix("=") for w in query.split("|")]
    return "、".join(names)


def lines(evidence_doc: str, word: str, width: int = WIDTH) -> list[dict[str, Any]]:
    """Return the concordance lines of an evidence string ``kwic:<evidence_doc>:<word>``.

    Each line has ``pre, keyword, post, doc, section, start, end``, the last two in raw offsets.

    Examples
    --------
    >>> line = lines("hangzhou-gwr-2023", "元宇宙")[0]
    >>> line["keyword"]
    '元宇宙'
    """
    return [line(*place, width) for place in places(evidence_doc, word)]


def line(document: Document, start: int, end: int, width: int) -> dict[str, Any]:
    """Return one line of a concordance; see :func:`lines`."""
    text = document.text
    raw_start, raw_end = document.cleaned.raw_span(start, end)
    return {
        "pre": text[max(start - width, 0) : start].replace("\n", " "),
        "keyword": text[start:end].replace("\n", " "),
        "post": text[end : end + width].replace("\n", " "),
        "doc": document.id,
        "section": path(document, start),
        "start": raw_start,
        "end": raw_end,
    }


def kwic(
    word: str | Iterable[str],
    source: Any = None,
    regex: bool = False,
    width: int = WIDTH,
    sort: str = "text",
    cutter: Segmenter | None = None,
) -> "pd.DataFrame":
    """Return the concordance of a word: one line for each place.

    Parameters
    ----------
    word : str or iterable of str
        A query (see the module), or several words; with `regex` a regular expression over the
        text, blind to word boundaries.
    source : None, str, Document or iterable of these
        As for :func:`hzlib.words.tokens.all_tokens`.
    width : int
        Characters on either side.
    sort : {"text", "left", "right"}
        Order of the text, or by what stands nearest on the left or the right (by code point).

    Returns
    -------
    DataFrame
        ``pre, keyword, post, doc, section, start, end`` (raw offsets) and ``evidence``.

    Raises
    ------
    HzError
        If the expression does not compile, or nothing is found; the message says how the
        segmenter cuts the word.

    Examples
    --------
    >>> kwic("元宇宙", "hangzhou-gwr-2023")["keyword"].tolist()[0]
    '元宇宙'
    """
    import pandas as pd

    if sort not in ORDERS:
        raise HzError(f"{sort}: no such order", f"use one of {', '.join(ORDERS)}")
    query = word if isinstance(word, str) else "|".join(word)
    chosen = all_tokens(source, cutter)
    pattern = _compiled(query) if regex else None
    rows = []
    for found in chosen:
        matches = pattern.finditer(found.document.text) if pattern else None
        where = [m.span() for m in matches if m.group()] if matches else spans(found, query)
        rows += [line(found.document, start, end, width) for start, end in where]
    if not rows:
        raise HzError(f"{query}: does not occur in the documents", _advice(query, chosen, regex))
    frame = pd.DataFrame(rows)
    frame["evidence"] = [f"quantity:{r['doc']}@{r['start']}-{r['end']}" for r in rows]
    if sort == "text":
        return frame
    near = frame["post"] if sort == "right" else frame["pre"].str[::-1]
    return frame.iloc[near.argsort(kind="stable")].reset_index(drop=True)


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise HzError(
            f"{pattern}: not a regular expression ({error})", "mend it, or search for the word"
        ) from None


def _advice(query: str, chosen: list[Tokens], regex: bool) -> str:
    if regex:
        return "try a wider expression"
    inside = sum(found.document.text.count(query) for found in chosen)
    if inside:
        return f"{inside} times it is part of longer words: search with a regular expression"
    cut = "/".join(word for word, _ in chosen[0].segmenter.words(query))
    return f"it is cut as {cut or 'no word'}; search for a part of it"
