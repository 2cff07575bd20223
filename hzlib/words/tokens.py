"""The running words of documents, each with its span, and the parts that counts compare.

A running word (token) is a stretch of Chinese characters that the segmenter keeps together, or a
Latin word such as ``5G``. Numbers with their units, dates, punctuation and all that cleaning takes
out are none. Stop words are running words like others; lists merely leave them out.
"""

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

from hzlib import lookups, storage, wording
from hzlib.errors import HzError
from hzlib.evidence.entry import Entry, entry
from hzlib.messages import told
from hzlib.store.choice import documents
from hzlib.text.corpus import HELD, Document
from hzlib.text.outline import Section, sections, sentences
from hzlib.words.segment import Segmenter, segmenter

if TYPE_CHECKING:
    import pandas as pd

_SHOWN = 8  # words of a short form
LARGEST = 0.2  # a section with more of the text than this is divided into its own sections
_KINDS = {"work-report": "报告", "plan-report": "计划", "plan-outline": "纲要"}


# --- parts ----------------------------------------------------------------------------------------


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


def _numbered(outline: tuple[Section, ...], index: int | None) -> int | None:
    while index is not None and not outline[index].number:
        index = outline[index].parent
    return index


def _divide(
    outline: tuple[Section, ...],
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
    kinds = sorted(lookups.place_ranks(), key=len, reverse=True)
    kind = next(filter(document.place.endswith, kinds), "")
    place = document.place.removesuffix(kind)
    return f"{place}{document.year or ''}{_KINDS.get(document.kind, '')}" or document.id


# --- running words --------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Tokens:
    """The running words of one document, in the order of its text.

    Parameters
    ----------
    document : Document
        Where they come from.
    segmenter : Segmenter
        What cut them.
    words : list of str
        The tokens.
    starts : array
        Offset of each in the document's cleaned text.
    """

    document: Document
    segmenter: Segmenter
    words: list[str]
    starts: array

    def __len__(self) -> int:
        return len(self.words)

    def __repr__(self) -> str:
        begin = " ".join(self.words[:_SHOWN]) + (" …" if len(self) > _SHOWN else "")
        about = told("{doc}: {count} [word|words]; {begin}",
                     doc=self.document.id, count=f"{len(self):,}", begin=begin)  # fmt: skip
        return f"Tokens({about})"

    def _repr_html_(self) -> str:
        return escape(repr(self))

    def raw_span(self, index: int) -> tuple[int, int]:
        """Return the raw offsets of a token."""
        start = self.starts[index]
        return self.document.cleaned.raw_span(start, start + len(self.words[index]))

    @cached_property
    def text(self) -> str:
        """The cleaned text, held as long as its words are: of many documents few texts are."""
        return self.document.text

    @cached_property
    def counts(self) -> Counter[str]:
        """Occurrences of each word."""
        return Counter(self.words)

    @cached_property
    def index(self) -> dict[str, list[int]]:
        """Where each word stands: positions in `words`."""
        found: dict[str, list[int]] = {}
        for position, word in enumerate(self.words):
            found.setdefault(word, []).append(position)
        return found

    @cached_property
    def sentences(self) -> list[int]:
        """The sentence that each token stands in, by number."""
        firsts = [sentence.start for sentence in sentences(self.document)]
        return [bisect_right(firsts, start) - 1 for start in self.starts]

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the document that measures of spread compare."""
        return parts(self.document)

    @cached_property
    def part_counts(self) -> list[Counter[str]]:
        """The occurrences of each word in each part."""
        bounds = [bisect_right(self.starts, part.start - 1) for part in self.parts]
        bounds.append(len(self.words))
        return [Counter(self.words[a:b]) for a, b in zip(bounds, bounds[1:], strict=False)]

    def frame(self) -> "pd.DataFrame":
        """Return one row a token: ``doc, word, start, end`` (raw offsets), ``part``.

        Examples
        --------
        >>> from hzlib.text.corpus import load
        >>> frame = tokens(load("qiantang-gwr-2024")).frame()
        >>> row = frame[frame["word"] == "钱塘"].iloc[0]
        >>> load("qiantang-gwr-2024").raw[row["start"]:row["end"]]
        '钱塘'
        """
        import pandas as pd

        spans = [self.raw_span(index) for index in range(len(self))]
        firsts = [part.start for part in self.parts]
        return pd.DataFrame(
            {
                "doc": self.document.id,
                "word": self.words,
                "start": [start for start, _ in spans],
                "end": [end for _, end in spans],
                "part": [self.parts[bisect_right(firsts, at) - 1].heading for at in self.starts],
            }
        )


@lru_cache(maxsize=HELD)
def _cut(document: Document, cutter: Segmenter) -> Tokens:
    words, starts = _catalogued(document, cutter) or _cut_anew(document, cutter)
    return Tokens(document, cutter, words, array("q", starts))


def _cut_anew(document: Document, cutter: Segmenter) -> list[list[Any]]:
    found = list(cutter.words(document.text))
    return [[word for word, _ in found], [start for _, start in found]]


def _catalogued(document: Document, cutter: Segmenter) -> list[list[Any]] | None:
    """Return words and starts of a document of the catalogue as they were cut before.

    Only the catalogue, cut the project's own way, is asked for at every start; more would push the
    pages out of the cache.
    """
    if cutter.settings or document not in documents():
        return None
    # The rules as this process read them, which need not be those of the files by now.
    key = storage.key("tokens", cutter.rules, document.text)
    found: list[list[Any]] | None = storage.get(key)
    if found is None:
        found = _cut_anew(document, cutter)
        storage.put(key, found)
    return found


def tokens(source: Any, cutter: Segmenter | None = None) -> Tokens:
    """Return the running words of one document.

    Parameters
    ----------
    source : str, Path, Document, or a corpus or iterable with one document
        As for `all_tokens`.
    cutter : Segmenter, optional
        Another segmenter than that of the project's files.

    Raises
    ------
    HzError
        If there are several documents, or none is named.

    Examples
    --------
    >>> found = tokens("hangzhou-gwr-2023")
    >>> found.counts["数字经济"] > 0
    True
    >>> found
    Tokens(hangzhou-gwr-2023: 6,716 词；杭州市政府 工作 报告 姚高员 在 杭州市 人民代表大会 会议 …)
    """
    named = documents(source)
    if len(named) > 1:
        raise HzError(
            "hz.tokens: {count} documents in place of one",
            "name one; hz.frequency and the others take several",
            count=len(named),
        )
    return _cut(named[0], cutter or segmenter())


def all_tokens(source: Any = None, cutter: Segmenter | None = None) -> tuple[Tokens, ...]:
    """Return the tokens of documents: of the catalogue's, of one or of several.

    Parameters
    ----------
    source : str, Path, Document, corpus or iterable of these, optional
        Ids of the catalogue, paths of files, documents, or something whose attribute ``documents``
        is a tuple of documents; the catalogue's five if not given.

    Raises
    ------
    HzError
        If something is named that is no document.

    Examples
    --------
    >>> [found.document.id for found in all_tokens("hangzhou-fyp15")]
    ['hangzhou-fyp15']
    """
    return tuple(_cut(document, cutter or segmenter()) for document in documents(source))


def total_counts(all_of: Iterable[Tokens]) -> Counter[str]:
    """Return the occurrences of each word in several documents together.

    Examples
    --------
    >>> total_counts(all_tokens())["杭州"] > total_counts(all_tokens("hangzhou-fyp15"))["杭州"]
    True
    """
    total: Counter[str] = Counter()
    for found in all_of:
        total.update(found.counts)
    return total


def identity(all_of: tuple[Tokens, ...]) -> str:
    """Return the name of documents and of how they were cut: ``*`` for the catalogue's.

    Examples
    --------
    >>> identity(all_tokens()), identity(all_tokens(["hangzhou-gwr-2021", "hangzhou-fyp15"]))
    ('*', 'hangzhou-gwr-2021+hangzhou-fyp15')
    >>> identity(all_tokens("hangzhou-fyp15", segmenter(bare=True)))
    'hangzhou-fyp15[bare]'
    """
    whole = tuple(found.document for found in all_of) == documents()
    name = "*" if whole else "+".join(found.document.id for found in all_of)
    settings = all_of[0].segmenter.settings
    return f"{name}[{settings}]" if settings else name


@dataclass(frozen=True)
class WordsSource:
    """The running words of documents: the source of how many there are.

    Parameters
    ----------
    tokens : tuple of Tokens
        The running words of the documents.
    part : int, optional
        Only that part of the one document.

    Examples
    --------
    >>> words = WordsSource(all_tokens("hangzhou-fyp15"))
    >>> str(words), words.count == len(words.tokens[0])
    ('words:hangzhou-fyp15', True)
    """

    tokens: tuple[Tokens, ...]
    part: int | None = None

    def __str__(self) -> str:
        return f"words:{identity(self.tokens)}{'' if self.part is None else f'/{self.part}'}"

    @property
    def count(self) -> int:
        """How many running words there are."""
        if self.part is None:
            return sum(map(len, self.tokens))
        return self.tokens[0].part_counts[self.part].total()


@entry.register
def _(source: WordsSource) -> Entry:
    several = source.tokens if len(source.tokens) > 1 else ()
    return Entry(
        heading="切词计数",
        value=wording.quantity(source.count, "词"),
        text="清理后的正文按词典切分，逐词计数；不含数字、量词、日期和标点，含停用词。",
        fields=where(source.tokens, source.part),
        parts=tuple((label(found.document), WordsSource((found,))) for found in several),
        total=len(several) or None,
    )


def where(all_of: tuple[Tokens, ...], part: int | None) -> tuple[tuple[str, str], ...]:
    """Return documents and part as fields of the panel of evidence."""
    named = "" if part is None else all_of[0].parts[part].heading
    return (("文件", "、".join(f"《{found.document.title}》" for found in all_of)), ("部分", named))
