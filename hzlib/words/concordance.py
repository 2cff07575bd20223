"""The concordance: every place of a word with what stands before and behind it.

`LinesSource` is the source of a count of a word. A query is one of these:

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
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from hzlib import lookups, wording
from hzlib.errors import HzError
from hzlib.evidence.entry import Entry, entry
from hzlib.evidence.sources import QuantitySource
from hzlib.messages import Message
from hzlib.text.corpus import Document
from hzlib.text.outline import path, sentences
from hzlib.words.segment import Segmenter
from hzlib.words.tokens import Tokens, WordsSource, all_tokens, identity, label, where

if TYPE_CHECKING:
    import pandas as pd

WIDTH = 20  # characters on either side
_NAMED = 3  # longer words that the panel names of a word that is found in them alone
SHOWN = 12  # lines that the panel of evidence shows of a word
ORDERS = ("text", "left", "right")
_NEAR = re.compile(r"(.+)~(\d{1,3})~(.+)")
_JOINS = re.compile("[~&#=]")  # marks of a query that is no word and no choice of words
Span = tuple[int, int]


# --- the places of a query ------------------------------------------------------------------------


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


def _terms(topic: str) -> tuple[str, ...]:
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
    near = near_parts(query)
    if near:
        return _near(found, *near)
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
    ('创新（“企业”前后5词内）', '亚运、亚残运', '企业＋创新（同句）')
    """
    near = near_parts(query)
    if near:
        return f"{near[2]}（“{near[0]}”前后{near[1]}词内）"
    if query.startswith("&"):
        return f"{named(query[1:])}（所在的句子）"
    if "&" in query:
        return "＋".join(query.split("&")) + "（同句）"
    names = [f"{w[1:]}（主题）" if w[:1] == "#" else w.removeprefix("=") for w in query.split("|")]
    return "、".join(names)


def _either_of(found: Tokens, query: str) -> Iterator[Span]:
    for word in query.split("|"):
        if word.startswith("#"):
            for term in _terms(word[1:]):
                yield from _phrase(found, term)
        elif word.startswith("="):
            matches = re.finditer(re.escape(word[1:]), found.text)
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
    text, start = found.text, -1
    while (start := text.find(phrase, start + 1)) >= 0:
        if not (_inside(found, start) or _inside(found, start + len(phrase))):
            yield start, start + len(phrase)


def _inside(found: Tokens, offset: int) -> bool:
    before = bisect_right(found.starts, offset) - 1
    if before < 0 or found.starts[before] == offset:
        return False
    return offset < found.starts[before] + len(found.words[before])


def _near(found: Tokens, node: str, window: int, word: str) -> list[Span]:
    inside = windows(found, node, window)[0]
    starts = found.starts
    return [(starts[i], starts[i] + len(word)) for i in found.index.get(word, ()) if i in inside]


def _sentences_with(found: Tokens, words: list[str]) -> list[Span]:
    bounds = sentences(found.document)
    firsts = [sentence.start for sentence in bounds]
    having = [{bisect_right(firsts, start) - 1 for start, _ in spans(found, w)} for w in words]
    both = sorted(set.intersection(*having)) if having else []
    return [(bounds[i].start, bounds[i].end) for i in both if i >= 0]


def queries(words: str | Iterable[str]) -> list[str]:
    """Return queries as a list; one alone is one, not its characters.

    Examples
    --------
    >>> queries("亚运"), queries(("亚运", "疫情"))
    (['亚运'], ['亚运', '疫情'])
    """
    return [words] if isinstance(words, str) else list(words)


# --- the source of a count ------------------------------------------------------------------------


@dataclass(frozen=True)
class LinesSource:
    """The places of a query in documents: the source of a count of a word.

    To make one costs nothing; the places are looked for when they are asked for.

    Parameters
    ----------
    query : str
        See the module.
    tokens : tuple of Tokens
        The running words of the documents.
    part : int, optional
        Only that part of the one document (see `hzlib.words.tokens.parts`).

    Examples
    --------
    >>> lines = LinesSource("算力", all_tokens("hangzhou-fyp15"))
    >>> str(lines), entry(lines).total == lines.count == lines.tokens[0].counts["算力"]
    ('lines:hangzhou-fyp15:算力', True)
    """

    query: str
    tokens: tuple[Tokens, ...]
    part: int | None = None
    counts: ClassVar[bool] = True  # as of a `ListSource`

    def __str__(self) -> str:
        part = "" if self.part is None else f"/{self.part}"
        return f"lines:{identity(self.tokens)}{part}:{self.query}"

    __repr__ = __str__

    @property
    def count(self) -> int:
        """How many places there are."""
        return len(_places(self))

    @property
    def places(self) -> tuple[QuantitySource, ...]:
        """The places, in the order of the documents."""
        return tuple(QuantitySource.of(*place) for place in _places(self))

    @property
    def words(self) -> WordsSource:
        """All running words that it looks through."""
        return WordsSource(self.tokens, self.part)

    @property
    def longer(self) -> "LinesSource":
        """The longer words that hold its words, of which none is counted: 亚运 in 亚运会.

        Examples
        --------
        >>> found = LinesSource("亚运", all_tokens("hangzhou-fyp15"))
        >>> found.count, found.longer.query
        (0, '亚运会|后亚运')
        """
        own = set() if _JOINS.search(self.query) else {*self.query.split("|")} - {""}
        texts = [one.text for one in self.tokens]
        held = tuple(word for word in own if any(word in text for text in texts))
        every = {word for one in self.tokens for word in one.counts} if held else set()
        found = sorted(word for word in every - own if any(one in word for one in held))
        return LinesSource("|".join(found), self.tokens, self.part)


@lru_cache(maxsize=4096)
def _places(source: LinesSource) -> tuple[tuple[Document, int, int], ...]:
    found = [(one.document, *span) for one in source.tokens for span in spans(one, source.query)]
    if source.part is None:
        return tuple(found)
    part = source.tokens[0].parts[source.part]
    return tuple(place for place in found if part.start <= place[1] < part.end)


@entry.register
def _(source: LinesSource) -> Entry:
    found = _places(source)
    # Lines from the whole of the text rather than the first twelve of the first document.
    step = max(len(found) / SHOWN, 1)
    shown = [found[int(place * step)] for place in range(min(len(found), SHOWN))]
    return Entry(
        heading="词语所在",
        text=_said(source, len(found)),
        fields=where(source.tokens, source.part),
        lines=tuple(QuantitySource.of(*place) for place in shown),
        total=len(found),
    )


def _said(source: LinesSource, number: int) -> str:
    """Return how often a query is found; of one that is not, which longer words hold it."""
    name, longer = named(source.query), source.longer
    if number or not longer.count:
        return f"“{name}”共{wording.number(number)}处"
    words = longer.query.split("|")
    told = "”“".join(words[:_NAMED]) + "”" + ("等" if len(words) > _NAMED else "")
    return f"“{name}”未单独出现，另见于“{told}，共{wording.number(longer.count)}处"


def sources(chosen: tuple[Tokens, ...], queries: Any, part: int | None = None) -> "pd.Series":
    """Return the sources of counts of several queries, as a column of a frame."""
    import pandas as pd

    return pd.Series([LinesSource(query, chosen, part) for query in queries], dtype=object)


# --- the lines as a table -------------------------------------------------------------------------


def line(document: Document, start: int, end: int, width: int) -> dict[str, Any]:
    """Return one line of a concordance, a row of `kwic`."""
    text = document.text
    source = QuantitySource.of(document, start, end)
    return {
        "pre": text[max(start - width, 0) : start].replace("\n", " "),
        "keyword": text[start:end].replace("\n", " "),
        "post": text[end : end + width].replace("\n", " "),
        "doc": document.id,
        "section": path(document, start),
        "start": source.start,
        "end": source.end,
        "evidence": source,
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
        A query (see the module), or several words; with `regex` a regular expression
        over the text, blind to word boundaries.
    source : str, Path, Document, corpus or iterable of these, optional
        As for `hzlib.words.tokens.all_tokens`.
    width : int
        Characters on either side.
    sort : {"text", "left", "right"}
        Order of the text, or by what stands nearest on the left or the right (by code point).

    Returns
    -------
    DataFrame
        ``pre, keyword, post, doc, section, start, end`` (raw offsets) and ``evidence``, the place
        as a `QuantitySource`.

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

    return pd.DataFrame(lines(word, source, regex, width, sort, cutter))


def lines(
    word: str | Iterable[str],
    source: Any = None,
    regex: bool = False,
    width: int = WIDTH,
    sort: str = "text",
    cutter: Segmenter | None = None,
) -> list[dict[str, Any]]:
    """Return the rows of `kwic`, for those who need no frame; the parameters are the same.

    Examples
    --------
    >>> lines("元宇宙", "hangzhou-gwr-2023", width=4)[0]["pre"]
    '前瞻布局'
    """
    if sort not in ORDERS:
        raise HzError("{name}: no such order", "use one of {known}", name=sort, known=ORDERS)
    query = word if isinstance(word, str) else "|".join(word)
    chosen = all_tokens(source, cutter)
    pattern = _compiled(query) if regex else None
    rows = []
    for found in chosen:
        matches = pattern.finditer(found.document.text) if pattern else None
        where = [m.span() for m in matches if m.group()] if matches else spans(found, query)
        rows += [line(found.document, start, end, width) for start, end in where]
    if not rows:
        advice = _advice(query, chosen, regex)
        raise HzError("{word}: does not occur in the documents", advice, word=query)
    if sort != "text":
        rows.sort(key=lambda row: row["post"] if sort == "right" else row["pre"][::-1])
    return rows


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise HzError(
            "{pattern}: not a regular expression ({error})",
            "mend it, or search for the word",
            pattern=pattern,
            error=str(error),
        ) from None


def _advice(query: str, chosen: tuple[Tokens, ...], regex: bool) -> Message:
    if regex:
        return Message("try a wider expression")
    inside = sum(found.document.text.count(query) for found in chosen)
    if inside:
        return Message(
            "{count} [time|times] it is part of longer words: search with a regular expression",
            count=inside,
        )
    cut = "/".join(word for word, _ in chosen[0].segmenter.words(query))
    return Message("it is cut as {cut}; search for a part of it", cut=cut or Message("no word"))


def positions(
    words: str | Iterable[str], source: Any = None, cutter: Segmenter | None = None
) -> "pd.DataFrame":
    """Return where words stand: one row a place, for a dispersion plot.

    Parameters
    ----------
    words : str or iterable of str
        Queries (see the module).
    source : str, Path, Document, corpus or iterable of these, optional
        As for `hzlib.words.tokens.all_tokens`.

    Returns
    -------
    DataFrame
        ``word, label`` (of the document), ``at`` (0 for its beginning, 100 for its end) and the
        columns of `kwic`; empty if nothing is found.

    Examples
    --------
    >>> found = positions(["亚运会"], "hangzhou-plan-2024")
    >>> bool(found["at"].between(0, 100).all())
    True
    """
    import pandas as pd

    words = queries(words)
    table: list[dict[str, Any]] = []
    for found in all_tokens(source, cutter):
        about = found.document
        for word in words:
            for start, end in spans(found, word):
                at = 100 * start / len(about.text)
                table.append(
                    {"word": word, "label": label(about), "at": at, **line(about, start, end, 12)}
                )
    columns = ["word", "label", "at", "pre", "keyword", "post", "doc", "section", "start", "end",
               "evidence"]  # fmt: skip
    return pd.DataFrame(table, columns=columns)
