"""What is more than chance: key words, collocations, networks, and trends over documents."""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sized
from functools import lru_cache
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from hzlib.errors import HzError
from hzlib.evidence.sources import SeveralSource
from hzlib.text.outline import sentences
from hzlib.words import measures
from hzlib.words.concordance import LinesSource, Span, queries, sources, spans, windows
from hzlib.words.segment import SHORTEST, Segmenter
from hzlib.words.tokens import Tokens, all_tokens, label, total_counts

# --- key words ------------------------------------------------------------------------------------


def keyness(
    target: Any,
    reference: Any,
    least: int = 5,
    shortest: int = SHORTEST,
    stop_words: bool = False,
    cutter: Segmenter | None = None,
) -> pd.DataFrame:
    """Return how the words of a target differ in frequency from those of a reference.

    Parameters
    ----------
    target, reference : str, Path, Document, corpus or iterable of these
        As for `hzlib.words.tokens.all_tokens`; they may not share a document.
    least : int
        Fewest occurrences in both together.
    shortest : int
        Fewest characters of a listed word.
    stop_words : bool
        List the stop words too.

    Returns
    -------
    DataFrame
        ``word, target, reference`` (occurrences), ``target_per_10k, reference_per_10k, g2`` (the
        log-likelihood), ``p``, ``p_holm`` and ``q`` (adjusted for the number of words listed after
        Holm and after Benjamini and Hochberg), ``log_ratio, low, high`` (with its 95 % interval),
        ``dp`` (Gries' DP over the parts of the target); the largest G² first. A positive log ratio
        is a key word of the target, a negative one of the reference.

        The numbers are plain. ``target_lines`` and ``reference_lines`` are the `LinesSource` of
        either count, ``evidence`` both side by side; `hzlib.words.values.value_of` makes of any
        number of a row a value that leads there.

    Raises
    ------
    HzError
        If a side is empty, the two share a document, or one has no words.

    Examples
    --------
    >>> words = keyness("hangzhou-gwr-2021", "hangzhou-fyp15").set_index("word")
    >>> bool(words.loc["人工智能", "log_ratio"] < 0)
    True
    >>> str(words.loc["人工智能", "target_lines"])
    'lines:hangzhou-gwr-2021:人工智能'
    """
    if any(isinstance(side, Sized) and not len(side) for side in (target, reference)):
        raise HzError("nothing to compare with", "name a document on either side")
    sides = [all_tokens(target, cutter), all_tokens(reference, cutter)]
    if {t.document for t in sides[0]} & {t.document for t in sides[1]}:
        raise HzError("target and reference share a document", "compare a document with others")
    counts = [total_counts(side) for side in sides]
    if not all(count.total() for count in counts):
        raise HzError("a text without words cannot be compared", "give texts with Chinese words")
    often = [word for word, count in (counts[0] + counts[1]).items() if count >= least]
    words = sides[0][0].segmenter.listed(often, shortest, stop_words)
    frame = _measured(words, counts)
    frame["dp"] = _dispersion(sides[0], words)
    for name, side in zip(("target", "reference"), sides, strict=True):
        frame[f"{name}_lines"] = sources(side, words)
    pairs = zip(frame["target_lines"], frame["reference_lines"], strict=True)
    frame["evidence"] = [SeveralSource(pair) for pair in pairs]
    return frame.sort_values(["g2", "word"], ascending=[False, True], ignore_index=True)


def _measured(words: list[str], counts: list[Counter[str]]) -> pd.DataFrame:

    sizes = [count.total() for count in counts]
    a, b = (np.array([count[word] for word in words], float) for count in counts)
    g2 = measures.log_likelihood(a, b, *sizes)
    p = measures.p_value(g2)
    ratio, low, high = measures.log_ratio(a, b, *sizes)
    return pd.DataFrame(
        {
            "word": words,
            "target": a.astype(int),
            "reference": b.astype(int),
            "target_per_10k": measures.per_10k(a, sizes[0]),
            "reference_per_10k": measures.per_10k(b, sizes[1]),
            "g2": g2,
            "p": p,
            "p_holm": measures.holm(p),
            "q": measures.benjamini_hochberg(p),
            "log_ratio": ratio,
            "low": low,
            "high": high,
        }
    )


def _dispersion(side: tuple[Tokens, ...], words: list[str]) -> Any:

    parts = [counts for found in side for counts in found.part_counts]
    matrix = np.array([[counts[word] for counts in parts] for word in words])
    return measures.deviation_of_proportions(
        matrix.reshape(len(words), len(parts)), [counts.total() for counts in parts]
    )


# --- the company of a word ------------------------------------------------------------------------


MEASURES = ("g2", "mi", "t")


def collocations(
    word: str,
    source: Any = None,
    window: int = 5,
    least: int = 3,
    sort: str = "g2",
    cutter: Segmenter | None = None,
) -> pd.DataFrame:
    """Return the words that stand near a word more (or less) often than by chance.

    Parameters
    ----------
    word : str
        The node: a word, a phrase or several (``亚运|亚残运``).
    source : str, Path, Document, corpus or iterable of these, optional
        As for `hzlib.words.tokens.all_tokens`.
    window : int
        Running words to either side, never beyond the sentence.
    least : int
        Fewest times together.
    sort : {"g2", "mi", "t"}
        The measure that orders the rows.

    Returns
    -------
    DataFrame
        ``word, together`` (occurrences in the windows), ``frequency`` (occurrences in all but the
        node itself), ``expected, mi, t, g2`` (negative: avoids the node), ``p`` and ``evidence``,
        the `LinesSource` of ``together``; `hzlib.words.values.value_of` makes values of a row.

    Raises
    ------
    HzError
        If the node does not occur, or there is no such measure.

    Examples
    --------
    >>> collocations("人工智能")["word"].tolist()[:2]
    ['小镇', '创新']
    """
    if sort not in MEASURES:
        raise HzError("{name}: no such measure", "use one of {known}", name=sort, known=MEASURES)
    chosen = all_tokens(source, cutter)
    near: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for found in chosen:
        inside, nodes = windows(found, word, window)
        near.update(found.words[position] for position in inside)
        total.update(found.counts)
        total.subtract(found.words[position] for position in nodes)
    if not near and sum(total.values()) == sum(map(len, chosen)):
        raise HzError(
            "{word}: does not occur in the documents", "search for a part of it", word=word
        )
    words = chosen[0].segmenter.listed(w for w, count in near.items() if count >= least)
    o = np.array([near[w] for w in words], float)
    c = np.array([total[w] for w in words], float)
    scores = measures.association(o, near.total(), c, total.total())
    frame = pd.DataFrame(
        {"word": words, "together": o.astype(int), "frequency": c.astype(int), **scores}
    )
    frame["evidence"] = sources(chosen, [f"{word}~{window}~{w}" for w in words])
    return frame.sort_values([sort, "word"], ascending=[False, True], ignore_index=True)


def network(
    words: str | Iterable[str],
    source: Any = None,
    least: int = 3,
    p: float = 0.001,
    cutter: Segmenter | None = None,
) -> pd.DataFrame:
    """Return which of some words stand in the same sentences more often than by chance.

    Parameters
    ----------
    words : str or iterable of str
        The words to join.
    source : str, Path, Document, corpus or iterable of these, optional
        As for `hzlib.words.tokens.all_tokens`.
    least : int
        Fewest sentences with both.
    p : float
        Largest p of an edge, adjusted for the number of pairs (Holm).

    Returns
    -------
    DataFrame
        ``source, target, sentences`` (that have both), ``expected, g2, p`` and ``evidence``, the
        `LinesSource` of the sentences; the largest G² first.

    Examples
    --------
    >>> found = network(["产业集群", "产业", "博物馆"])
    >>> found[["source", "target"]].values.tolist()
    [['产业集群', '产业']]
    """
    words = queries(words)
    chosen = all_tokens(source, cutter)
    having = {word: _sentences(chosen, word) for word in words}
    total = sum(len(set(found.sentences)) for found in chosen)
    rows = []
    for one, other in combinations(words if total else (), 2):
        both = len(having[one] & having[other])
        scores = measures.association(both, len(having[one]), len(having[other]), total)
        rows.append((one, other, both, *(float(scores[k]) for k in ("expected", "g2", "p"))))
    frame = pd.DataFrame(rows, columns=["source", "target", "sentences", "expected", "g2", "p"])
    frame["p"] = measures.holm(frame["p"].fillna(1.0))
    kept = frame[(frame["sentences"] >= least) & (frame["g2"] > 0) & (frame["p"] <= p)].copy()
    kept = kept.sort_values("g2", ascending=False, ignore_index=True)
    return kept.assign(
        evidence=sources(chosen, [f"{row.source}&{row.target}" for row in kept.itertuples()])
    )


def _sentences(chosen: tuple[Tokens, ...], word: str) -> set[tuple[int, int]]:
    return {
        (number, found.sentences[position])
        for number, found in enumerate(chosen)
        for position in found.index.get(word, ())
    }


# --- trends ---------------------------------------------------------------------------------------


DRAWS = 2000


def word_trends(
    words: str | Iterable[str],
    source: Any = None,
    seed: int = 1,
    cutter: Segmenter | None = None,
) -> pd.DataFrame:
    """Return the frequency of words in each document with a 95 % interval.

    Words come in clumps, so the interval comes from resampling sentences, not single words: how
    would the frequency vary if the document had been made of other sentences of its kind? A word
    that does not occur gets the exact Poisson limit, -ln 0.025 occurrences.

    Parameters
    ----------
    words : str or iterable of str
        Queries (see `hzlib.words.concordance`; ``亚运|亚残运`` counts both).
    source : str, Path, Document, corpus or iterable of these, optional
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
    words = queries(words)
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

        self.tokens = len(found)
        self.firsts = [sentence.start for sentence in sentences(found.document)] or [0]
        sizes = self._per_sentence(found.starts)
        self.kept = np.flatnonzero(sizes)
        n = max(len(self.kept), 1)
        self.times = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=DRAWS)
        self.sizes = self.times @ sizes[self.kept] if len(self.kept) else None

    def _per_sentence(self, offsets: Iterable[int]) -> np.ndarray:

        numbers = [max(bisect_right(self.firsts, offset) - 1, 0) for offset in offsets]
        return np.bincount(numbers, minlength=len(self.firsts))

    def interval(self, places: list[Span]) -> tuple[float, float, float]:

        if self.sizes is None:
            return math.nan, math.nan, math.nan
        if not places:
            return 1e4 / self.tokens, 0.0, 1e4 * -math.log(0.025) / self.tokens
        counts = self._per_sentence(start for start, _ in places)[self.kept]
        rates = 1e4 * (self.times @ counts) / self.sizes
        low, high = np.percentile(rates, [2.5, 97.5])
        return float(rates.std()), float(low), float(high)
