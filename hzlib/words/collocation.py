"""Collocations: the words that keep a word company, and the network that they form."""

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, Any

from hzlib.errors import HzError
from hzlib.words import measures
from hzlib.words.concordance import sources
from hzlib.words.query import windows
from hzlib.words.segment import Segmenter
from hzlib.words.tokens import SHORTEST, Tokens, all_tokens

if TYPE_CHECKING:
    import pandas as pd

MEASURES = ("g2", "mi", "t")


def collocations(
    word: str,
    source: Any = None,
    window: int = 5,
    least: int = 3,
    sort: str = "g2",
    cutter: Segmenter | None = None,
) -> "pd.DataFrame":
    """Return the words that stand near a word more (or less) often than by chance.

    Parameters
    ----------
    word : str
        The node: a word, a phrase or several (``亚运|亚残运``).
    source : str, Path, Document or iterable of these, optional
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
    import numpy as np
    import pandas as pd

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
    if not near:
        raise HzError(
            "{word}: does not occur in the documents", "search for a part of it", word=word
        )
    hidden = chosen[0].segmenter.stop_words
    words = [w for w, n in near.items() if n >= least and len(w) >= SHORTEST and w not in hidden]
    o = np.array([near[w] for w in words], float)
    c = np.array([total[w] for w in words], float)
    scores = measures.association(o, near.total(), c, total.total())
    frame = pd.DataFrame(
        {"word": words, "together": o.astype(int), "frequency": c.astype(int), **scores}
    )
    frame["evidence"] = sources(chosen, [f"{word}~{window}~{w}" for w in words])
    return frame.sort_values([sort, "word"], ascending=[False, True], ignore_index=True)


def network(
    words: list[str],
    source: Any = None,
    least: int = 3,
    p: float = 0.001,
    cutter: Segmenter | None = None,
) -> "pd.DataFrame":
    """Return which of some words stand in the same sentences more often than by chance.

    Parameters
    ----------
    words : list of str
        The words to join.
    source : str, Path, Document or iterable of these, optional
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
    import pandas as pd

    chosen = all_tokens(source, cutter)
    having = {word: _sentences(chosen, word) for word in words}
    total = sum(len(set(found.sentences)) for found in chosen)
    rows = []
    for one, other in combinations(words, 2):
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
