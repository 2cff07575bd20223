"""The measures of corpus linguistics as plain formulas over counts.

Nothing here knows of documents or words: every function takes numbers and gives numbers, so that
each can be worked by hand. ``docs/words.md`` has the formulas with their sources.
"""

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

Z_95 = 1.959963984540054  # the 97.5 % point of the normal distribution


def per_10k(frequency: Any, tokens: Any) -> Any:
    """Return occurrences per ten thousand tokens (0 where there are no tokens).

    Parameters
    ----------
    frequency, tokens : int or array
        Occurrences and running words.

    Examples
    --------
    >>> float(per_10k(57, 9500))
    60.0
    """
    size = np.asarray(tokens, float)
    return np.where(size > 0, 1e4 * np.asarray(frequency, float) / np.where(size > 0, size, 1), 0.0)


def log_likelihood(target: Any, reference: Any, target_tokens: Any, reference_tokens: Any) -> Any:
    """Return G² of the 2 x 2 table of a word in two corpora (Dunning 1993, all four cells).

    Parameters
    ----------
    target, reference : int or array
        Occurrences of the word in either corpus.
    target_tokens, reference_tokens : int or array
        Running words of either corpus.

    Returns
    -------
    float or array
        G² >= 0, in the limit chi-squared with one degree of freedom.

    Examples
    --------
    >>> round(float(log_likelihood(110, 111, 2552, 29225)), 2)  # "the swiss", Dunning's table 1
    270.72
    """
    a, b = np.asarray(target, float), np.asarray(reference, float)
    c, d = np.asarray(target_tokens, float), np.asarray(reference_tokens, float)
    pooled = (a + b) / (c + d)
    cells = ((a, c * pooled), (b, d * pooled), (c - a, c * (1 - pooled)), (d - b, d * (1 - pooled)))
    total = 0.0
    for observed, expected in cells:
        ratio = np.divide(observed, expected, out=np.ones_like(expected), where=observed > 0)
        total = total + observed * np.log(ratio)
    return np.maximum(2 * total, 0.0)


def p_value(g2: Any) -> Any:
    """Return the probability of so large a G² by chance (chi-squared, one degree of freedom).

    Examples
    --------
    >>> round(p_value(3.841459), 4), round(p_value(15.13), 4)
    (0.05, 0.0001)
    """
    if np.ndim(g2) == 0:
        return math.erfc(math.sqrt(float(g2) / 2))
    return np.array([math.erfc(math.sqrt(value / 2)) for value in np.asarray(g2, float)])


def holm(p_values: Sequence[float]) -> Any:
    """Return p values adjusted for the number of tests (Holm 1979), in the order given.

    Examples
    --------
    >>> holm([0.01, 0.04, 0.03]).tolist()
    [0.03, 0.06, 0.06]
    """
    p = np.asarray(p_values, float)
    order = np.argsort(p, kind="stable")
    steps = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(steps, 1.0)
    return adjusted


def benjamini_hochberg(p_values: Sequence[float]) -> Any:
    """Return p values adjusted so that they bound the share of false finds (1995).

    Of the words with an adjusted value below 0.05 one in twenty is expected to be there by chance.

    Examples
    --------
    >>> benjamini_hochberg([0.01, 0.04, 0.03, 0.5]).round(4).tolist()
    [0.04, 0.0533, 0.0533, 0.5]
    """
    p = np.asarray(p_values, float)
    order = np.argsort(p, kind="stable")[::-1]
    steps = np.minimum.accumulate(p[order] * len(p) / np.arange(len(p), 0, -1))
    adjusted = np.empty_like(p)
    adjusted[order] = steps
    return adjusted


def log_ratio(
    target: Any, reference: Any, target_tokens: Any, reference_tokens: Any
) -> tuple[Any, Any, Any]:
    """Return the binary logarithm of the ratio of two relative frequencies, with its 95 % interval.

    1 means twice as frequent in the target, -2 a quarter as frequent (Hardie 2014). The interval
    is that of a log relative risk (Katz 1978). Where a word is missing from one corpus, a half is
    added to every cell of its table, which keeps the ratio finite.

    Parameters
    ----------
    target, reference, target_tokens, reference_tokens : int or array
        As for :func:`log_likelihood`.

    Returns
    -------
    tuple
        Log ratio, lower end, upper end.

    Examples
    --------
    >>> [round(float(x), 2) for x in log_ratio(189, 104, 11034, 11037)]
    [0.86, 0.52, 1.21]
    """
    a, b = np.asarray(target, float), np.asarray(reference, float)
    c, d = np.asarray(target_tokens, float), np.asarray(reference_tokens, float)
    half = np.where((a == 0) | (b == 0), 0.5, 0.0)
    a, b, c, d = a + half, b + half, c + 2 * half, d + 2 * half
    estimate = np.log2((a / c) / (b / d))
    error = np.sqrt(np.maximum(1 / a - 1 / c + 1 / b - 1 / d, 0)) / math.log(2)
    return estimate, estimate - Z_95 * error, estimate + Z_95 * error


def deviation_of_proportions(counts: Any, sizes: Any) -> Any:
    """Return Gries' DP: 0 when a word is spread as the parts' sizes would have it, towards 1 else.

    Parameters
    ----------
    counts : array, shape (parts,) or (words, parts)
        Occurrences in every part; a row of zeros gives NaN.
    sizes : array, shape (parts,)
        Running words of every part; over a single part nothing can be spread, which gives NaN.

    Examples
    --------
    >>> round(float(deviation_of_proportions([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])), 2)
    0.18
    """
    observed, expected = np.asarray(counts, float), np.asarray(sizes, float)
    expected = expected / expected.sum()
    total = observed.sum(axis=-1, keepdims=True)
    defined = (total > 0) & (len(expected) > 1)
    share = np.divide(observed, total, out=np.full_like(observed, np.nan), where=defined)
    return np.abs(share - expected).sum(axis=-1) / 2


def association(together: Any, span: Any, word: Any, tokens: Any) -> dict[str, Any]:
    """Return the measures of attraction between a node and a collocate.

    Parameters
    ----------
    together : int or array
        Occurrences of the collocate within the node's windows (O11).
    span : int
        Running words in the node's windows (R1).
    word : int or array
        Occurrences of the collocate anywhere (C1).
    tokens : int
        Running words of the corpus without the node itself (N).

    Returns
    -------
    dict
        ``expected`` = R1·C1/N, ``mi`` = log2(O/E), ``t`` = (O - E)/√O, ``g2`` of the whole table
        (negative when the two avoid each other) and its ``p``. Terms as in Evert (2008).

    Examples
    --------
    >>> scores = association(together=8, span=100, word=20, tokens=1000)
    >>> float(scores["expected"]), float(scores["mi"]), round(float(scores["t"]), 4)
    (2.0, 2.0, 2.1213)
    """
    o = np.asarray(together, float)
    expected = span * np.asarray(word, float) / tokens
    g2 = log_likelihood(o, np.asarray(word, float) - o, span, tokens - span)
    with np.errstate(divide="ignore", invalid="ignore"):
        mi = np.log2(o / expected)
        t = (o - expected) / np.sqrt(o)
    signed = np.where(o >= expected, g2, -g2)
    return {"expected": expected, "mi": mi, "t": t, "g2": signed, "p": p_value(g2)}


def moving_type_token_ratio(words: Sequence[str], window: int = 500) -> float:
    """Return the mean type-token ratio of all windows of a fixed size (MATTR).

    Unlike the plain ratio it does not fall merely because a text is long (Covington and McFall
    2010). A text shorter than the window gives its plain ratio; an empty one gives NaN.

    Examples
    --------
    >>> moving_type_token_ratio(list("甲乙甲丙"), window=2)
    1.0
    >>> moving_type_token_ratio(list("甲甲乙乙"), window=2)
    0.6666666666666666
    """
    if window < 1:
        raise ValueError("the window is to be one word or more")
    window = min(window, len(words))
    if not window:
        return math.nan
    inside = Counter(words[:window])
    total = len(inside)
    for leaving, entering in zip(words, words[window:], strict=False):
        inside[entering] += 1
        inside[leaving] -= 1
        if not inside[leaving]:
            del inside[leaving]
        total += len(inside)
    return total / (len(words) - window + 1) / window


def tf_idf(counts: Any) -> Any:
    """Return tf-idf weights: relative frequency times ln(parts / parts that have the word).

    Parameters
    ----------
    counts : array, shape (parts, words)
        Occurrences.

    Returns
    -------
    array, shape (parts, words)
        A word that every part has weighs 0.

    Examples
    --------
    >>> tf_idf([[2, 2], [0, 4]]).round(3).tolist()
    [[0.347, 0.0], [0.0, 0.0]]
    """
    counts = np.asarray(counts, float)
    having = (counts > 0).sum(axis=0)
    idf = np.log(len(counts) / np.maximum(having, 1))
    size = counts.sum(axis=1, keepdims=True)
    return np.divide(counts, size, out=np.zeros_like(counts), where=size > 0) * idf
