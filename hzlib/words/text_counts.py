"""Word counts of any number of texts, one after the other: memory does not grow with their number.

The counts are those of `hzlib.tokens`; only positions are not kept, so that ten thousand reports
take about as long as a program needs to cut them.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import compress
from typing import TYPE_CHECKING

from hzlib.words import measures
from hzlib.words.segment import LATIN, NUMBER, Segmenter, segmenter
from hzlib.words.tokens import SHORTEST

if TYPE_CHECKING:
    import pandas as pd

MARK, OTHER = "\x1f", "\x1e"  # stand for a number and a Latin word while the engine cuts
_FOREIGN = re.compile(f"(?P<number>{NUMBER})|(?P<latin>{LATIN})")
# Where one of them can be: begins with a plain set of characters, which is searched for fast.
_CANDIDATE = re.compile(r"[0-9A-Za-z][0-9A-Za-z.,\-余多十百千万亿]*+")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")


@dataclass
class TextCounts:
    """The word counts of texts.

    Parameters
    ----------
    texts : int
        How many.
    characters : int
        Their length.
    frequency : Counter
        Occurrences of each word.
    docfreq : Counter
        Texts that have each word.
    """

    texts: int = 0
    characters: int = 0
    frequency: Counter[str] = field(default_factory=Counter)
    docfreq: Counter[str] = field(default_factory=Counter)

    def frame(
        self,
        top: int | None = None,
        shortest: int = SHORTEST,
        hidden: frozenset[str] = frozenset(),
    ) -> "pd.DataFrame":
        """Return ``word, frequency, per_10k, rank, docfreq``, the most frequent first."""
        import pandas as pd

        rows = [
            (word, count, self.docfreq[word])
            for word, count in self.frequency.items()
            if len(word) >= shortest and word not in hidden
        ]
        rows.sort(key=lambda row: (-row[1], row[0]))
        frame = pd.DataFrame(rows, columns=["word", "frequency", "docfreq"])
        rank = frame["frequency"].rank(method="min", ascending=False).astype(int)
        frame.insert(2, "per_10k", measures.per_10k(frame["frequency"], self.frequency.total()))
        frame.insert(3, "rank", rank)
        return frame.head(top) if top is not None else frame


def text_counts(
    texts: Iterable[str],
    cutter: Segmenter | None = None,
    total: int | None = None,
    progress: bool = False,
) -> TextCounts:
    """Return the word counts of texts.

    Parameters
    ----------
    texts : iterable of str
        The texts, met once each; a generator need hold only one at a time.
    cutter : Segmenter, optional
        ``segmenter("rjieba")`` counts two million characters a second and more.
    total : int, optional
        How many texts, for the progress bar.
    progress : bool
        Show a progress bar on stderr.

    Examples
    --------
    >>> counts = text_counts(["培育新质生产力5项", "发展新质生产力"])
    >>> counts.frequency["新质生产力"], counts.docfreq["发展"], counts.frequency["项"]
    (2, 1, 0)
    """
    cutter = cutter or segmenter()
    found = TextCounts()
    numbers = _Numbers(cutter)
    for text in _with_bar(texts, total) if progress else texts:
        pieces = _pieces(text, cutter, numbers)
        found.texts += 1
        found.characters += len(text)
        found.frequency.update(pieces)
        found.docfreq.update(set(pieces))
    for piece in [piece for piece in found.frequency if not _is_word(piece, numbers)]:
        del found.frequency[piece], found.docfreq[piece]
    return found


def _with_bar(texts: Iterable[str], total: int | None) -> Iterable[str]:
    from rich.console import Console
    from rich.progress import track

    return track(texts, "词频", total=total, console=Console(stderr=True))


def _pieces(text: str, cutter: Segmenter, numbers: "_Numbers") -> list[str]:
    """Return the pieces of a text; words and what `_is_word` tells from them."""
    latin: list[str] = []

    def stand_in(found: re.Match[str]) -> str:
        if found.lastgroup == "number":
            return MARK
        latin.append(found.group())
        return OTHER

    def marked(candidate: re.Match[str]) -> str:
        run = candidate.group()
        return MARK if run.isdigit() else _FOREIGN.sub(stand_in, run)

    pieces = cutter.cut_text(_CANDIDATE.sub(marked, text))
    pieces.append("")
    classifiers = cutter.classifiers
    # The measure words that follow a number at once belong to it.
    for at in compress(range(len(pieces)), map(numbers.__getitem__, pieces)):
        while pieces[at := at + 1] in classifiers and not numbers[pieces[at]]:
            pieces[at] = ""
    pieces += latin
    return pieces


class _Numbers(dict[str, bool]):
    """Whether a piece is a number, found out once for each."""

    def __init__(self, cutter: Segmenter) -> None:
        super().__init__({MARK: True})
        self.cutter = cutter

    def __missing__(self, piece: str) -> bool:
        number = self[piece] = self.cutter.is_number(piece)
        return number


def _is_word(piece: str, numbers: _Numbers) -> bool:
    # All that is left of letters and digits are the Latin words.
    latin = piece[:1].isascii() and piece[:1].isalnum()
    return latin or (bool(_HAN.fullmatch(piece)) and not numbers[piece])
