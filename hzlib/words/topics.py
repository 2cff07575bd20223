"""What parts of documents are about: by a dictionary of topics, and without one.

The dictionary (``data/etc/topics.csv``) is a judgement that anybody can read and change; what share
of the sentences it covers is counted. The unsupervised view (non-negative matrix factorisation) has
no such judgement, but depends on where it begins: how stable its topics are is measured as well.
"""

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd

from hzlib import lookups
from hzlib.errors import HzError
from hzlib.words import measures
from hzlib.words.concordance import LinesSource, spans, topic_terms
from hzlib.words.segment import Segmenter
from hzlib.words.tokens import Tokens, all_tokens

_HEAVIEST = 10  # words that stand for a theme


def topics(
    source: Any = None, by: str = "document", cutter: Segmenter | None = None
) -> pd.DataFrame:
    """Return how often the terms of each topic occur.

    Parameters
    ----------
    source : str, Path, Document, corpus or iterable of these, optional
        As for `hzlib.words.tokens.all_tokens`.
    by : {"document", "section"}
        Count in each document or in each of its parts.

    Returns
    -------
    DataFrame
        ``doc, section, topic, frequency, per_10k`` and ``evidence``, the `LinesSource` of the
        frequency; ``section`` is empty by document.

    Raises
    ------
    HzError
        If topics are not counted by that.

    Examples
    --------
    >>> found = topics("hangzhou-fyp15", by="section")
    >>> ai = found[found["section"].str.startswith("第二篇")]
    >>> ai.loc[ai["per_10k"].idxmax(), "topic"]
    '数字与智能'
    """
    if by not in ("document", "section"):
        raise HzError("{by}: topics are not counted by that", "use document or section", by=by)
    table = []
    for found in all_tokens(source, cutter):
        for part, heading, counts, size in _counted(found, by == "section"):
            for topic, count in counts.items():
                rate = float(measures.per_10k(count, size))
                lines = LinesSource(f"#{topic}", (found,), part)
                table.append((found.document.id, heading, topic, count, rate, lines))
    return pd.DataFrame(
        table, columns=["doc", "section", "topic", "frequency", "per_10k", "evidence"]
    )


def _counted(found: Tokens, sections: bool) -> Any:
    places = {topic: [start for start, _ in spans(found, f"#{topic}")] for topic in topic_terms()}
    if not sections:
        yield None, "", {topic: len(starts) for topic, starts in places.items()}, len(found)
        return
    for part, words in zip(found.parts, found.part_counts, strict=True):
        inside = {
            t: sum(part.start <= s < part.end for s in starts) for t, starts in places.items()
        }
        yield part.index, part.heading, inside, words.total()


def coverage(source: Any = None, cutter: Segmenter | None = None) -> pd.DataFrame:
    """Return what share of the sentences the topic dictionary says something about.

    Returns
    -------
    DataFrame
        ``doc, sentences`` (with at least one word), ``covered`` (with a term of any topic),
        ``share`` and ``evidence``, the `LinesSource` of the covered sentences.

    Examples
    --------
    >>> bool(coverage("hangzhou-fyp15")["share"].between(0.5, 1).all())
    True
    """
    query = "&" + "|".join(f"#{topic}" for topic in topic_terms())
    table = []
    for found in all_tokens(source, cutter):
        lines = LinesSource(query, (found,))
        total = len(set(found.sentences))
        table.append((found.document.id, total, lines.count, lines.count / max(total, 1), lines))
    return pd.DataFrame(table, columns=["doc", "sentences", "covered", "share", "evidence"])


def latent_topics(
    source: Any = None, number: int = 8, runs: int = 20, cutter: Segmenter | None = None
) -> pd.DataFrame:
    """Return themes found without a dictionary, each with its words and its stability.

    The parts of the documents times their words, weighted by tf-idf, are factorised `runs` times
    from different random beginnings (fixed seeds). The themes are those of the run that fits best;
    the stability of a theme is the mean share of its ten words that its nearest theme of the other
    runs has too: 1 is found every time, 0 never again.

    Parameters
    ----------
    source : str, Path, Document, corpus or iterable of these, optional
        As for `hzlib.words.tokens.all_tokens`.
    number : int
        Themes to find.
    runs : int
        Random beginnings.

    Returns
    -------
    DataFrame
        ``theme, words`` (its ten heaviest, joined by 、), ``stability`` and ``section``, the part
        where it weighs most, with its ``doc``; ``runs`` and ``evidence``, the `LinesSource` of the
        words in that document. The most stable comes first.

    Raises
    ------
    HzError
        If the documents have fewer parts than there are to be themes, or no words that parts share.

    Examples
    --------
    >>> found = latent_topics("hangzhou-fyp15", number=5, runs=4)
    >>> len(found), bool(found["stability"].between(0, 1).all())
    (5, True)
    """
    chosen = all_tokens(source, cutter)
    names = [(found, part) for found in chosen for part in found.parts]
    if number < 1 or runs < 2 or number > len(names):
        raise HzError(
            "{number} themes from {parts} parts in {runs} runs cannot be found",
            "ask for fewer themes than parts and for two runs or more",
            number=number,
            parts=len(names),
            runs=runs,
        )
    words, weights = _weighted(chosen)
    if not words:
        raise HzError("no word stands in two parts", "give longer documents, or more of them")
    results = [_factors(weights, number, seed) for seed in range(runs)]
    best = min(range(runs), key=lambda run: results[run][2])
    tops = [[set(np.argsort(-row)[:_HEAVIEST].tolist()) for row in h] for _, h, _ in results]
    others = [top for run, top in enumerate(tops) if run != best]
    w, h, _ = results[best]
    table = []
    for theme, row in enumerate(h):
        heaviest = [words[i] for i in np.argsort(-row)[:_HEAVIEST]]
        same = [max(len(tops[best][theme] & one) for one in top) / _HEAVIEST for top in others]
        found, part = names[int(np.argmax(w[:, theme]))]
        lines = LinesSource("|".join(heaviest), (found,))
        table.append(("、".join(heaviest), float(np.mean(same)), found.document.id, part.heading,
                      runs, lines))  # fmt: skip
    columns = ["words", "stability", "doc", "section", "runs", "evidence"]
    frame = pd.DataFrame(table, columns=columns)
    frame = frame.sort_values("stability", ascending=False, ignore_index=True)
    frame.insert(0, "theme", range(1, number + 1))
    return frame


def part_words(source: Any = None, top: int = 6, cutter: Segmenter | None = None) -> pd.DataFrame:
    """Return the words that mark each part of documents, by tf-idf over all the parts.

    Returns
    -------
    DataFrame
        ``doc, section, words`` (joined by 、) and ``evidence``, the `LinesSource` of the words in
        that part.

    Examples
    --------
    >>> found = part_words("hangzhou-fyp15", top=3)
    >>> found.loc[found["section"].str.startswith("第二篇"), "words"].item()
    '智能、模型、数据'
    """
    chosen = all_tokens(source, cutter)
    words, weights = _weighted(chosen) if any(found.parts for found in chosen) else ([], ())
    table = []
    places = ((found, part) for found in chosen for part in found.parts)
    for (found, part), row in zip(places, weights, strict=True):
        best = [words[i] for i in np.argsort(-row, kind="stable")[:top] if row[i] > 0]
        lines = LinesSource("|".join(best), (found,), part.index)
        table.append((found.document.id, part.heading, "、".join(best), lines))
    return pd.DataFrame(table, columns=["doc", "section", "words", "evidence"])


def _weighted(chosen: tuple[Tokens, ...]) -> tuple[list[str], np.ndarray]:

    parts = [counts for found in chosen for counts in found.part_counts]
    having = Counter(word for counts in parts for word in counts)
    words = sorted(chosen[0].segmenter.listed(word for word, count in having.items() if count > 1))
    counts = np.array([[part[word] for word in words] for part in parts])
    weights = measures.tf_idf(counts.reshape(len(parts), len(words)))
    norm = np.linalg.norm(weights, axis=1, keepdims=True)
    return words, weights / np.where(norm > 0, norm, 1)


def _factors(v: np.ndarray, number: int, seed: int) -> tuple[np.ndarray, np.ndarray, float]:
    # Multiplicative updates for the squared error (Lee and Seung 2001).

    random = np.random.default_rng(seed)
    w = random.random((v.shape[0], number)) + 0.1
    h = random.random((number, v.shape[1])) + 0.1
    for _ in range(150):
        h *= (w.T @ v) / (w.T @ w @ h + 1e-12)
        w *= (v @ h.T) / (w @ (h @ h.T) + 1e-12)
    size = np.linalg.norm(h, axis=1)
    return w * size, h / np.where(size > 0, size, 1)[:, None], float(np.linalg.norm(v - w @ h))


# --- the glossary ---------------------------------------------------------------------------------


def glossary(source: Any = None) -> pd.DataFrame:
    """Return the glossary of the documents' terms, one row a term; those of lessons are left out.

    The definitions are the project's own short ones, for reading reports; the official ones are in
    the statistical authorities' handbooks.

    Parameters
    ----------
    source : str, Path, Document, corpus or iterable of these, optional
        Where uses are counted; as for `hzlib.words.tokens.all_tokens`.

    Returns
    -------
    DataFrame
        ``term, group, definition`` of ``data/etc/glossary.csv`` (of a term that is an indicator the
        definition of ``comparability.csv``), ``docfreq`` (how many documents use it),
        ``frequency`` (how often all together) and ``evidence``, the `LinesSource` of the frequency.

    Examples
    --------
    >>> terms = glossary().set_index("term")
    >>> terms.loc["约束性指标", "group"], bool(terms.loc["约束性指标", "frequency"] > 0)
    ('规划用语', True)
    """
    chosen = all_tokens(source)
    rows = []
    for one in lookups.read(lookups.GlossaryTerm):
        if not one.forms:
            continue
        lines = LinesSource("|".join(one.forms), chosen)
        using = {place.document for place in lines.places}
        # The evidence names the documents that use it; where none does, those that were searched.
        found = tuple(book for book in chosen if book.document in using)
        lines = LinesSource(lines.query, found or chosen)
        rows.append((one.term, one.group, one.meaning, len(using), lines.count, lines))
    return pd.DataFrame(
        rows, columns=["term", "group", "definition", "docfreq", "frequency", "evidence"]
    )
