"""Keyness: the words that set a target apart from a reference."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from hzlib.errors import HzError
from hzlib.pages.source import formula, together
from hzlib.words import measures
from hzlib.words.segment import Segmenter
from hzlib.words.tokens import SHORTEST, all_tokens, evidence

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
    target, reference : str, Document or iterable of these
        As for :func:`hzlib.words.tokens.all_tokens`; they may not share a document.
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
        ``dp`` (Gries' DP over the parts of the target) and their evidence; the largest G² first.
        A positive log ratio is a key word of the target, a negative one of the reference.

    Examples
    --------
    >>> words = keyness("hangzhou-gwr-2021", "hangzhou-fyp15")
    >>> bool(words.set_index("word").loc["人工智能", "log_ratio"] < 0)
    True
    """
    import numpy as np
    import pandas as pd

    sides = [all_tokens(target, cutter), all_tokens(reference, cutter)]
    if {id(t.document) for t in sides[0]} & {id(t.document) for t in sides[1]}:
        raise HzError("target and reference share a document", "compare a document with others")
    counts = [_total(side) for side in sides]
    sizes = [count.total() for count in counts]
    if not all(sizes):
        raise HzError("a text without words cannot be compared", "give texts with Chinese words")
    hidden = frozenset() if stop_words else sides[0][0].segmenter.stop_words
    words = [
        word
        for word, count in (counts[0] + counts[1]).items()
        if count >= least and len(word) >= shortest and word not in hidden
    ]
    a, b = (np.array([count[word] for word in words], float) for count in counts)
    g2 = measures.log_likelihood(a, b, *sizes)
    p = measures.p_value(g2)
    ratio, low, high = measures.log_ratio(a, b, *sizes)
    frame = pd.DataFrame(
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
            "dp": _dispersion(sides[0], words),
        }
    )
    for name, side, size in zip(("target", "reference"), sides, sizes, strict=True):
        frame[f"{name}_evidence"] = [evidence(side, word) for word in words]
        frame[f"{name}_per_10k_evidence"] = [
            formula(f"{count} ÷ {size} × 10000", [source])
            for count, source in zip(frame[name], frame[f"{name}_evidence"], strict=True)
        ]
    sources = list(zip(frame["target_evidence"], frame["reference_evidence"], strict=True))
    frame["log_ratio_evidence"] = [
        formula(_written(target, other, sizes), pair)
        for target, other, pair in zip(frame["target"], frame["reference"], sources, strict=True)
    ]
    frame["evidence"] = [together(pair) for pair in sources]
    return frame.sort_values(["g2", "word"], ascending=[False, True], ignore_index=True)


def _total(side: list[Any]) -> Counter[str]:
    total: Counter[str] = Counter()
    for found in side:
        total.update(found.counts)
    return total


def _dispersion(side: list[Any], words: list[str]) -> Any:
    import numpy as np

    parts = [counts for found in side for counts in found.part_counts()]
    matrix = np.array([[counts[word] for counts in parts] for word in words])
    return measures.deviation_of_proportions(
        matrix.reshape(len(words), len(parts)), [counts.total() for counts in parts]
    )


def _written(target: int, reference: int, sizes: list[int]) -> str:
    if target and reference:
        return f"log2(({target} ÷ {sizes[0]}) ÷ ({reference} ÷ {sizes[1]}))"
    return f"log2(({target}.5 ÷ {sizes[0] + 1}) ÷ ({reference}.5 ÷ {sizes[1] + 1}))"
