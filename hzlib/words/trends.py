"""How the use of words differs from document to document, with what chance could do to it."""

import math
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from hzlib.text.outline import sentences
from hzlib.words import measures
from hzlib.words.concordance import LinesSource
from hzlib.words.query import Span, spans
from hzlib.words.segment import Segmenter
from hzlib.words.tokens import Tokens, all_tokens, label

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

DRAWS = 2000


def word_trends(
    words: Iterable[str], source: Any = None, seed: int = 1, cutter: Segmenter | None = None
) -> "pd.DataFrame":
    """Return the frequency of words in each document with a 95 % interval.

    Words come in clumps, so the interval comes from resampling sentences, not single words: how
    would the frequency vary if the document had been made of other sentences of its kind? A word
    that does not occur gets the exact Poisson limit, -ln 0.025 occurrences.

    Parameters
    ----------
    words : iterable of str
        Queries (see `hzlib.words.query`; ``亚运|亚残运`` counts both).
    source : str, Path, Document or iterable of these, optional
        As for `hzlib.words.tokens.all_tokens`.
    seed : int
        Of the resampling; the same seed gives the same interval.

    Returns
    -------
    DataFrame
        ``doc, label, year, word, frequency, per_10k, error, low, high, seed`` and ``evidence``,
        the `LinesSource` of the frequency; ``error`` is the standard error of per_10k (of a word
        that does not occur: one occurrence).

    Examples
    --------
    >>> row = word_trends(["疫情"], "hangzhou-gwr-2021").iloc[0]
    >>> bool(row["low"] < row["per_10k"] < row["high"])
    True
    """
    import pandas as pd

    words = list(words)
    table = []
    for found in all_tokens(source, cutter):
        draws, about = _draws(found, seed), found.document
        for word in words:
            places = spans(found, word)
            rate = float(measures.per_10k(len(places), len(found)))
            table.append((about.id, label(about), about.year, word, len(places), rate,
                          *draws.interval(places), seed, LinesSource(word, (found,))))  # fmt: skip
    columns = ["doc", "label", "year", "word", "frequency", "per_10k", "error", "low", "high",
               "seed", "evidence"]  # fmt: skip
    return pd.DataFrame(table, columns=columns)


@lru_cache(maxsize=8)
def _draws(found: Tokens, seed: int) -> "_Draws":
    return _Draws(found, seed)


class _Draws:
    """Resampled documents: how often each sentence is drawn each time."""

    def __init__(self, found: Tokens, seed: int) -> None:
        import numpy as np

        self.tokens = len(found)
        self.firsts = [sentence.start for sentence in sentences(found.document)] or [0]
        sizes = self._per_sentence(found.starts)
        self.kept = np.flatnonzero(sizes)
        n = max(len(self.kept), 1)
        self.times = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=DRAWS)
        self.sizes = self.times @ sizes[self.kept] if len(self.kept) else None

    def _per_sentence(self, offsets: Iterable[int]) -> "np.ndarray":
        import numpy as np

        numbers = [max(bisect_right(self.firsts, offset) - 1, 0) for offset in offsets]
        return np.bincount(numbers, minlength=len(self.firsts))

    def interval(self, places: list[Span]) -> tuple[float, float, float]:
        import numpy as np

        if self.sizes is None:
            return math.nan, math.nan, math.nan
        if not places:
            return 1e4 / self.tokens, 0.0, 1e4 * -math.log(0.025) / self.tokens
        counts = self._per_sentence(start for start, _ in places)[self.kept]
        rates = 1e4 * (self.times @ counts) / self.sizes
        low, high = np.percentile(rates, [2.5, 97.5])
        return float(rates.std()), float(low), float(high)
