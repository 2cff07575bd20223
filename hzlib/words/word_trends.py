"""How the use of words differs from document to document, with what chance could do to it."""

import math
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from hzlib.pages.source import formula
from hzlib.text.outline import sentences
from hzlib.words import measures
from hzlib.words.concordance import Span, line, spans
from hzlib.words.parts import label
from hzlib.words.segment import Segmenter
from hzlib.words.tokens import Tokens, all_tokens

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
        Queries of the concordance (``亚运|亚残运`` counts both).
    source : None, str, Document or iterable of these
        As for :func:`hzlib.words.tokens.all_tokens`.
    seed : int
        Of the resampling; the same seed gives the same interval.

    Returns
    -------
    DataFrame
        ``doc, label, year, word, frequency, per_10k, error, low, high, evidence``; ``error`` is
        the standard error of per_10k (of a word that does not occur: one occurrence).

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
        draws = _draws(found, seed)
        for word in words:
            places = spans(found, word)
            rate = float(measures.per_10k(len(places), len(found)))
            error, low, high = draws.interval(places)
            about = found.document
            table.append((about.id, label(about), about.year, word, len(places), rate,
                          error, low, high,
                          f"kwic:{about.id}:{word}"))  # fmt: skip
    columns = [
        "doc",
        "label",
        "year",
        "word",
        "frequency",
        "per_10k",
        "error",
        "low",
        "high",
        "evidence",
    ]
    frame = pd.DataFrame(table, columns=columns)
    sizes = {found.document.id: len(found) for found in all_tokens(source, cutter)}
    frame["per_10k_evidence"] = [
        formula(f"{row.frequency} ÷ {sizes[row.doc]} × 10000", [row.evidence])
        for row in frame.itertuples()
    ]
    return frame


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


def positions(words: Iterable[str], source: Any = None) -> "pd.DataFrame":
    """Return where words stand: one row a place, for a dispersion plot.

    Returns
    -------
    DataFrame
        ``word, doc, label, section, at`` (0 for the beginning of the document, 100 for its end),
        ``pre, keyword, post, evidence``.

    Examples
    --------
    >>> found = positions(["亚运会"], "hangzhou-plan-2024")
    >>> bool(found["at"].between(0, 100).all())
    True
    """
    import pandas as pd

    words = list(words)
    table: list[dict[str, Any]] = []
    for found in all_tokens(source):
        length = len(found.document.text)
        for word in words:
            for start, end in spans(found, word):
                row = line(found.document, start, end, 12)
                source_of = f"quantity:{row['doc']}@{row['start']}-{row['end']}"
                at = 100 * start / length
                about = {"word": word, "label": label(found.document), "at": at}
                table.append({**about, **row, "evidence": source_of})
    columns = ["word", "doc", "label", "section", "at", "pre", "keyword", "post", "evidence"]
    return pd.DataFrame(table, columns=columns)
