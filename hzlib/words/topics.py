"""What parts of documents are about: by a dictionary of topics, and without one.

The dictionary (``data/etc/topics.csv``) is a judgement that anybody can read and change; what share
of the sentences it covers is counted. The unsupervised view (non-negative matrix factorisation) has
no such judgement, but depends on where it begins: how stable its themes are is measured as well.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

from hzlib.errors import HzError
from hzlib.extraction.lexicon import rows
from hzlib.pages.source import formula
from hzlib.words import measures
from hzlib.words.segment import Segmenter
from hzlib.words.tokens import SHORTEST, Tokens, all_tokens

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


@cache
def topic_terms() -> dict[str, tuple[str, ...]]:
    """Return the terms of each topic of ``topics.csv``.

    Examples
    --------
    >>> "人工智能" in topic_terms()["数字与智能"]
    True
    """
    found: dict[str, list[str]] = {}
    for row in rows("topics.csv"):
        found.setdefault(row["topic"], []).append(row["term"])
    return {topic: tuple(words) for topic, words in found.items()}


def terms(topic: str) -> tuple[str, ...]:
    """Return the terms of one topic.

    Raises
    ------
    HzError
        If there is no such topic.
    """
    if topic not in topic_terms():
        raise HzError(
            f"{topic}: no such topic", f"data/etc/topics.csv has {'、'.join(topic_terms())}"
        )
    return topic_terms()[topic]


def topics(
    source: Any = None, by: str = "document", cutter: Segmenter | None = None
) -> "pd.DataFrame":
    """Return how often the terms of each topic occur.

    Parameters
    ----------
    source : None, str, Document or iterable of these
        As for :func:`hzlib.words.tokens.all_tokens`.
    by : {"document", "section"}
        Count in each document or in each of its parts.

    Returns
    -------
    DataFrame
        ``doc, section, topic, frequency, per_10k, evidence``; ``section`` is empty by document.

    Examples
    --------
    >>> found = topics("hangzhou-fyp15", by="section")
    >>> ai = found[found["section"].str.startswith("第二篇")]
    >>> ai.loc[ai["per_10k"].idxmax(), "topic"]
    '数字与智能'
    """
    import pandas as pd

    if by not in ("document", "section"):
        raise HzError(f"{by}: topics are not counted by that", "use document or section")
    table = []
    for found in all_tokens(source, cutter):
        for name, heading, counts, size in _counted(found, by == "section"):
            for topic, count in counts.items():
                query = f"kwic:{name}:#{topic}"
                table.append((found.document.id, heading, topic, count, size, query))
    frame = pd.DataFrame(
        table, columns=["doc", "section", "topic", "frequency", "size", "evidence"]
    )
    frame["per_10k_evidence"] = [
        formula(f"{row.frequency} ÷ {row.size} × 10000", [row.evidence])
        for row in frame.itertuples()
    ]
    frame.insert(4, "per_10k", measures.per_10k(frame["frequency"], frame.pop("size")))
    return frame


def _counted(found: Tokens, sections: bool) -> Any:
    from hzlib.words.concordance import spans

    places = {topic: [start for start, _ in spans(found, f"#{topic}")] for topic in topic_terms()}
    doc = found.document.id
    if not sections:
        yield doc, "", {topic: len(starts) for topic, starts in places.items()}, len(found)
        return
    for part, words in zip(found.parts, found.part_counts(), strict=True):
        inside = {
            t: sum(part.start <= s < part.end for s in starts) for t, starts in places.items()
        }
        yield f"{doc}/{part.index}", part.heading, inside, words.total()


def coverage(source: Any = None, cutter: Segmenter | None = None) -> "pd.DataFrame":
    """Return what share of the sentences the topic dictionary says something about.

    Returns
    -------
    DataFrame
        ``doc, sentences`` (with at least one word), ``covered`` (with a term of any topic) and
        ``share`` with its evidence.

    Examples
    --------
    >>> bool(coverage("hangzhou-fyp15")["share"].between(0.5, 1).all())
    True
    """
    import pandas as pd

    from hzlib.words.concordance import spans

    query = "|".join(f"#{topic}" for topic in topic_terms())
    table = []
    for found in all_tokens(source, cutter):
        at = dict(zip(found.starts, found.sentences, strict=True))
        covered = {at[start] for start, _ in spans(found, query) if start in at}
        all_of = len(set(found.sentences))
        parts = [f"kwic:{found.document.id}:{query}"]
        source_of = formula(f"{len(covered)} ÷ {all_of}", parts)
        share = len(covered) / max(all_of, 1)
        table.append((found.document.id, all_of, len(covered), share, source_of))
    return pd.DataFrame(table, columns=["doc", "sentences", "covered", "share", "evidence"])


def themes(
    source: Any = None, number: int = 8, runs: int = 20, cutter: Segmenter | None = None
) -> "pd.DataFrame":
    """Return themes found without a dictionary, each with its words and its stability.

    The parts of the documents times their words, weighted by tf-idf, are factorised `runs` times
    from different random beginnings (fixed seeds). The themes are those of the run that fits best;
    the stability of a theme is the mean share of its ten words that its nearest theme of the other
    runs has too: 1 is found every time, 0 never again.

    Parameters
    ----------
    source : None, str, Document or iterable of these
        As for :func:`hzlib.words.tokens.all_tokens`.
    number : int
        Themes to find.
    runs : int
        Random beginnings.

    Returns
    -------
    DataFrame
        ``theme, words`` (its ten heaviest, joined by 、), ``stability`` and ``section``, the part
        where it weighs most, with its ``doc``; the most stable first. ``evidence`` leads to the
        words in that document.

    Raises
    ------
    HzError
        If the documents have fewer parts than there are to be themes.

    Examples
    --------
    >>> found = themes("hangzhou-fyp15", number=5, runs=4)
    >>> len(found), bool(found["stability"].between(0, 1).all())
    (5, True)
    """
    import numpy as np
    import pandas as pd

    chosen = all_tokens(source, cutter)
    names = [(found.document.id, part.heading) for found in chosen for part in found.parts]
    words, weights = _weighted(chosen)
    if number < 1 or runs < 2 or number > len(names):
        raise HzError(f"{number} themes from {len(names)} parts in {runs} runs cannot be found",
                      "ask for fewer themes than parts and for two runs or more")  # fmt: skip
    results = [_factors(weights, number, seed) for seed in range(runs)]
    best = min(range(runs), key=lambda run: results[run][2])
    tops = [[set(np.argsort(-row)[:10].tolist()) for row in h] for _, h, _ in results]
    others = [top for run, top in enumerate(tops) if run != best]
    w, h, _ = results[best]
    table = []
    for theme, row in enumerate(h):
        heaviest = [words[i] for i in np.argsort(-row)[:10]]
        same = [max(len(tops[best][theme] & one) for one in top) / 10 for top in others]
        doc, section = names[int(np.argmax(w[:, theme]))]
        text = f"{runs - 1} 次重新开始，十个词平均有 {10 * np.mean(same):.1f} 个重现"
        source_of = formula(text, [f"kwic:{doc}:{'|'.join(heaviest)}"])
        table.append(("、".join(heaviest), float(np.mean(same)), doc, section, source_of))
    frame = pd.DataFrame(table, columns=["words", "stability", "doc", "section", "evidence"])
    frame = frame.sort_values("stability", ascending=False, ignore_index=True)
    frame.insert(0, "theme", range(1, number + 1))
    return frame


def part_words(source: Any = None, top: int = 6, cutter: Segmenter | None = None) -> "pd.DataFrame":
    """Return the words that mark each part of documents, by tf-idf over all the parts.

    Returns
    -------
    DataFrame
        ``doc, section, words`` (joined by 、) and ``evidence``.

    Examples
    --------
    >>> found = part_words("hangzhou-fyp15", top=3)
    >>> found.loc[found["section"].str.startswith("第二篇"), "words"].item()
    '智能、模型、数据'
    """
    import numpy as np
    import pandas as pd

    chosen = all_tokens(source, cutter)
    words, weights = _weighted(chosen)
    table = []
    places = ((found.document.id, part) for found in chosen for part in found.parts)
    for (doc, part), row in zip(places, weights, strict=True):
        best = [words[i] for i in np.argsort(-row, kind="stable")[:top] if row[i] > 0]
        query = f"kwic:{doc}/{part.index}:{'|'.join(best)}"
        table.append((doc, part.heading, "、".join(best), query))
    return pd.DataFrame(table, columns=["doc", "section", "words", "evidence"])


def _weighted(chosen: list[Tokens]) -> tuple[list[str], "np.ndarray"]:
    import numpy as np

    parts = [counts for found in chosen for counts in found.part_counts()]
    hidden = chosen[0].segmenter.stop_words
    having: dict[str, int] = {}
    for counts in parts:
        for word in counts:
            having[word] = having.get(word, 0) + 1
    words = sorted(
        w for w, n in having.items() if n >= 2 and len(w) >= SHORTEST and w not in hidden
    )
    weights = measures.tf_idf(np.array([[part[word] for word in words] for part in parts]))
    norm = np.linalg.norm(weights, axis=1, keepdims=True)
    return words, weights / np.where(norm > 0, norm, 1)


def _factors(v: "np.ndarray", number: int, seed: int) -> tuple["np.ndarray", "np.ndarray", float]:
    # Multiplicative updates for the squared error (Lee and Seung 2001).
    import numpy as np

    random = np.random.default_rng(seed)
    w = random.random((v.shape[0], number)) + 0.1
    h = random.random((number, v.shape[1])) + 0.1
    for _ in range(150):
        h *= (w.T @ v) / (w.T @ w @ h + 1e-12)
        w *= (v @ h.T) / (w @ (h @ h.T) + 1e-12)
    size = np.linalg.norm(h, axis=1)
    return w * size, h / np.where(size > 0, size, 1)[:, None], float(np.linalg.norm(v - w @ h))
