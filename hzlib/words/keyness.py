"""Keyness: the words that set a target apart from a reference."""

from collections import Counter
from collections.abc import Sized
from typing import TYPE_CHECKING, Any

from hzlib.errors import HzError
from hzlib.evidence.sources import SeveralSource
from hzlib.words import measures
from hzlib.words.concordance import sources
from hzlib.words.segment import Segmenter
from hzlib.words.tokens import SHORTEST, Tokens, all_tokens, total_counts

if TYPE_CHECKING:
    import pandas as pd


def keyness(
    target: Any,
    reference: Any,
    least: int = 5,
    shortest: int = SHORTEST,
    stop_words: bool = False,
    cutter: Segmenter | None = None,
) -> "pd.DataFrame":
    """Return how the words of a target differ in frequency from those of a reference.

    Parameters
    ----------
    target, reference : str, Path, Document or iterable of these
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
    if {id(t.document) for t in sides[0]} & {id(t.document) for t in sides[1]}:
        raise HzError("target and reference share a document", "compare a document with others")
    counts = [total_counts(side) for side in sides]
    if not all(count.total() for count in counts):
        raise HzError("a text without words cannot be compared", "give texts with Chinese words")
    hidden = frozenset() if stop_words else sides[0][0].segmenter.stop_words
    words = [
        word
        for word, count in (counts[0] + counts[1]).items()
        if count >= least and len(word) >= shortest and word not in hidden
    ]
    frame = _measured(words, counts)
    frame["dp"] = _dispersion(sides[0], words)
    for name, side in zip(("target", "reference"), sides, strict=True):
        frame[f"{name}_lines"] = sources(side, words)
    pairs = zip(frame["target_lines"], frame["reference_lines"], strict=True)
    frame["evidence"] = [SeveralSource(pair) for pair in pairs]
    return frame.sort_values(["g2", "word"], ascending=[False, True], ignore_index=True)


def _measured(words: list[str], counts: list[Counter[str]]) -> "pd.DataFrame":
    import numpy as np
    import pandas as pd

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
    import numpy as np

    parts = [counts for found in side for counts in found.part_counts]
    matrix = np.array([[counts[word] for counts in parts] for word in words])
    return measures.deviation_of_proportions(
        matrix.reshape(len(words), len(parts)), [counts.total() for counts in parts]
    )
