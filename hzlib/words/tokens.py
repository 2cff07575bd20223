"""The running words of documents, each with its span.

A running word (token) is a stretch of Chinese characters that the segmenter keeps together, or a
Latin word such as ``5G``. Numbers with their units, dates, punctuation and all that cleaning takes
out are none. Stop words are running words like others; lists merely leave them out.
"""

from array import array
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from hzlib.errors import HzError
from hzlib.pages.source import together
from hzlib.text.corpus import Document
from hzlib.text.outline import sentences
from hzlib.words.parts import Part, parts
from hzlib.words.segment import Segmenter, segmenter

if TYPE_CHECKING:
    import pandas as pd

SHORTEST = 2  # characters; single ones are mostly remains of unknown words


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

    def raw_span(self, index: int) -> tuple[int, int]:
        """Return the raw offsets of a token."""
        start = self.starts[index]
        return self.document.cleaned.raw_span(start, start + len(self.words[index]))

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

    def part_counts(self) -> list[Counter[str]]:
        """Return the occurrences of each word in each part."""
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


_tokens: WeakKeyDictionary[Document, dict[Segmenter, Tokens]] = WeakKeyDictionary()


def tokens(document: Document, cutter: Segmenter | None = None) -> Tokens:
    """Return the running words of a document.

    Parameters
    ----------
    document : Document
        Any document.
    cutter : Segmenter, optional
        Another segmenter than that of the project's files.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> found = tokens(load("hangzhou-gwr-2023"))
    >>> found.counts["数字经济"] > 0
    True
    """
    cutter = cutter or segmenter()
    known = _tokens.setdefault(document, {})
    if cutter not in known:
        words: list[str] = []
        starts = array("q")
        for word, start in cutter.words(document.text):
            words.append(word)
            starts.append(start)
        known[cutter] = Tokens(document, cutter, words, starts)
    return known[cutter]


def all_tokens(source: Any = None, cutter: Segmenter | None = None) -> list[Tokens]:
    """Return the tokens of documents: of the catalogue's, of one or of several.

    Parameters
    ----------
    source : None, str, Document or iterable of these
        None stands for the catalogue, a string for a document's id.

    Raises
    ------
    HzError
        If an id is unknown or there is no document.

    Examples
    --------
    >>> [found.document.id for found in all_tokens("hangzhou-fyp15")]
    ['hangzhou-fyp15']
    """
    from hzlib.text.corpus import documents, load

    if source is None:
        source = documents()
    elif isinstance(source, str | Document):
        source = [source]
    chosen = [load(item) if isinstance(item, str) else item for item in source]
    if not chosen:
        raise HzError("no document given", "name one or more")
    return [tokens(document, cutter) for document in chosen]


def evidence(chosen: list[Tokens], query: str) -> str:
    """Return the evidence string of the lines that answer a query in the documents chosen.

    Examples
    --------
    >>> evidence(all_tokens("hangzhou-fyp15"), "算力")
    'kwic:hangzhou-fyp15:算力'
    """
    from hzlib.text.corpus import documents

    if tuple(found.document for found in chosen) == documents():
        return f"kwic:*:{query}"
    return together(f"kwic:{found.document.id}:{query}" for found in chosen)
