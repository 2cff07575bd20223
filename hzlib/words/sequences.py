"""Sequences of words (n-grams) and the variety of words."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from hzlib.errors import HzError
from hzlib.pages.source import formula
from hzlib.words import measures
from hzlib.words.parts import label
from hzlib.words.segment import Segmenter
from hzlib.words.tokens import SHORTEST, Tokens, all_tokens, evidence

if TYPE_CHECKING:
    import pandas as pd


def n_grams(
    source: Any = None, n: int = 2, least: int = 3, cutter: Segmenter | None = None
) -> "pd.DataFrame":
    """Return sequences of `n` words that follow one another without a break between them.

    Sequences with a stop word, or with a single character, at either end are left out.

    Parameters
    ----------
    source : None, str, Document or iterable of these
        As for :func:`all_tokens`.
    n : int
        Words of a sequence.
    least : int
        Fewest occurrences.

    Returns
    -------
    DataFrame
        ``words`` (joined by a space), ``text`` (as it stands), ``frequency, docfreq, evidence``.

    Examples
    --------
    >>> n_grams("hangzhou-gwr-2023", n=2)["words"].tolist()[:1]
    ['深入 实施']
    """
    import pandas as pd

    if n < 1:
        raise HzError(f"{n}: no such sequence", "give 1 or more words")
    chosen = all_tokens(source, cutter)
    total: Counter[tuple[str, ...]] = Counter()
    having: Counter[tuple[str, ...]] = Counter()
    for found in chosen:
        counts = Counter(_sequences(found, n))
        total.update(counts)
        having.update(counts.keys())
    hidden = chosen[0].segmenter.stop_words
    rows = [
        (" ".join(words), "".join(words), count, having[words])
        for words, count in total.items()
        if count >= least and _presentable(words, hidden)
    ]
    rows.sort(key=lambda row: (-row[2], row[0]))
    frame = pd.DataFrame(rows, columns=["words", "text", "frequency", "docfreq"])
    frame["evidence"] = [evidence(chosen, text) for text in frame["text"]]
    return frame


def _presentable(words: tuple[str, ...], hidden: frozenset[str]) -> bool:
    return all(len(word) >= SHORTEST and word not in hidden for word in (words[0], words[-1]))


def _sequences(found: Tokens, n: int) -> Iterator[tuple[str, ...]]:
    words, starts = found.words, found.starts
    joined = 1  # how many words up to this one stand without a break
    for index, word in enumerate(words):
        follows = index and starts[index - 1] + len(words[index - 1]) == starts[index]
        joined = joined + 1 if follows else 1
        if joined >= n:
            yield (*words[index - n + 1 : index], word)


def variety(
    source: Any = None, window: int = 500, cutter: Segmenter | None = None
) -> "pd.DataFrame":
    """Return how varied the words of documents are.

    Parameters
    ----------
    source : None, str, Document or iterable of these
        As for :func:`hzlib.words.tokens.all_tokens`.
    window : int
        Running words of a window.

    Returns
    -------
    DataFrame
        ``doc, label, tokens, types, ttr`` (types per token, which falls as a text grows), ``mattr``
        (its mean over all windows, which does not) and ``evidence``.

    Examples
    --------
    >>> row = variety("hangzhou-gwr-2023").iloc[0]
    >>> bool(row["ttr"] < row["mattr"] < 1)
    True
    """
    import pandas as pd

    rows = []
    for found in all_tokens(source, cutter):
        mattr = measures.moving_type_token_ratio(found.words, window)
        types = len(found.counts)
        ttr = types / len(found) if len(found) else float("nan")
        counted = formula(f"逐词计数：{len(found)} 词，{types} 个不同的词", [])
        rows.append(
            (found.document.id, label(found.document), len(found), types, ttr, mattr, counted)
        )
    return pd.DataFrame(
        rows, columns=["doc", "label", "tokens", "types", "ttr", "mattr", "evidence"]
    )
