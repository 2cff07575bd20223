"""Words by their numbers: what sets documents apart, how evenly words are spread, a cloud."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from hzlib.evidence.sentence import Sentence, sentence
from hzlib.evidence.value import Value
from hzlib.figures.layout import spiral
from hzlib.store.choice import documents
from hzlib.text.corpus import Document
from hzlib.themes.start import kind_name
from hzlib.themes.words.roles import called, compared, lacking, placeless
from hzlib.words.frequency import frequency
from hzlib.words.tokens import label
from hzlib.words.values import values_of

if TYPE_CHECKING:
    import pandas as pd

LEVEL = 0.05  # largest adjusted p of a key word that is shown
_NAMED = 3  # words that a title names of either side
_INCH = 72  # points
# Half of a mark, a character of a label on a phone, and how near lines may come to each other,
# as shares of the axes.
_MARK, _CHARACTER, _LINE = 0.015, 0.052, 0.055
_DIGITS = {"target": 0, "reference": 0, "target_per_10k": 1, "reference_per_10k": 1, "g2": 1,
           "log_ratio": 2, "low": 2, "high": 2, "dp": 2}  # fmt: skip


def listed(rows: "pd.DataFrame", *names: str, **digits: int) -> "pd.DataFrame":
    """Return some columns of a frame of words, its numbers as values with so many digits.

    Parameters
    ----------
    rows : DataFrame
        Of a function of `hzlib.words`; it may be empty.
    *names : str
        Columns that stay as they are.
    **digits
        Columns of numbers; a share becomes per cent.

    Examples
    --------
    >>> rows = listed(frequency("hangzhou-fyp15", top=1), "word", frequency=0, per_10k=1)
    >>> rows.map(str).values.tolist()
    [['建设', '402次', '150.8次']]
    """
    import pandas as pd

    made = {name: values_of(rows, name, digits=places) for name, places in digits.items()}
    if "share" in made:
        made["share"] = [one.percent(digits["share"]) for one in made["share"]]
    kept = {name: list(rows[name]) if len(rows) else [] for name in names}
    return pd.DataFrame({**kept, **{n: pd.Series(one, dtype=object) for n, one in made.items()}})


# --- key words ------------------------------------------------------------------------------------


def key_words(
    target: Sequence[Document], reference: Sequence[Document], top: int = 12
) -> "pd.DataFrame":
    """Return the strongest key words of a target and of a reference.

    Parameters
    ----------
    target, reference : sequence of Document
        Two sides without a common document; empty if the material has none.
    top : int, optional
        Words of each side, by G², as far as q is below 0.05 and the interval of the log ratio
        leaves no change out; the names of the places are left out.

    Returns
    -------
    DataFrame
        ``word, side`` (who says it more often), ``one, other`` (what the sides are called), the
        numbers of `hzlib.words.comparison.keyness` as values, ``above, below`` (what the interval
        of the log ratio reaches beyond it) and ``told``; by log ratio. Empty without two sides.

    Examples
    --------
    >>> rows = key_words(documents("hangzhou-gwr-2021"), documents("hangzhou-fyp15"), top=1)
    >>> rows[["word", "side"]].values.tolist()
    [['领域', '杭州2026纲要'], ['完成', '杭州2021报告']]
    """
    import pandas as pd

    target, reference = tuple(target), tuple(reference)
    rows = compared(target, reference)
    sure = rows[_sure(rows)]
    sides = [sure[sure["log_ratio"] > 0].head(top), sure[sure["log_ratio"] < 0].head(top)]
    rows = pd.concat(sides).sort_values(["log_ratio", "word"])
    names = called(target), called(reference)
    return _told(rows, *names)


def _sure(rows: "pd.DataFrame") -> "pd.Series":
    """Tell of each row whether it is no chance, neither by its G² nor by its interval."""
    return (rows["q"] < LEVEL) & ((rows["low"] > 0) | (rows["high"] < 0))


def _told(rows: "pd.DataFrame", one: str, other: str) -> "pd.DataFrame":
    """Return rows of key words with values, and what is told of each."""
    found = listed(rows, "word", **_DIGITS)
    found["side"] = [one if ratio > 0 else other for ratio in rows["log_ratio"]]
    found["above"] = (rows["high"] - rows["log_ratio"]).to_numpy(float)
    found["below"] = (rows["log_ratio"] - rows["low"]).to_numpy(float)
    found["told"] = [
        f"{row.word}：{one}{row.target}（每万词{row.target_per_10k}），"
        f"{other}{row.reference}（每万词{row.reference_per_10k}），"
        f"对数比{row.log_ratio}（{row.low}至{row.high}），G²为{row.g2}"
        for row in found.itertuples()
    ]
    return found.assign(one=one, other=other)


def own_words(source: Any = None, top: int = 8) -> "pd.DataFrame":
    """Return what sets each document apart from the others: rows as of `key_words`.

    ``side`` is the document; the names of all their places are left out. Empty of one document.

    Examples
    --------
    >>> rows = own_words(top=2)
    >>> rows["side"].nunique(), len(own_words("hangzhou-fyp15"))
    (5, 0)
    """
    import pandas as pd

    books, found = documents(source), []
    for book in books:
        rows = placeless(compared((book,), tuple(one for one in books if one is not book)), books)
        sure = rows[_sure(rows) & (rows["log_ratio"] > 0)].head(top)
        found.append(_told(sure.sort_values(["log_ratio", "word"]), label(book), "其余文件"))
    return pd.concat(found, ignore_index=True)


def _surest(rows: "pd.DataFrame") -> "pd.DataFrame":
    """Return the rows of key words by G², the surest first."""
    return rows.sort_values("g2", key=lambda one: one.map(float), ascending=False, kind="stable")


def key_title(rows: "pd.DataFrame") -> str:
    """Return which words each side says more often, the surest first.

    Examples
    --------
    >>> key_title(key_words(documents("hangzhou-gwr-2021"), documents("hangzhou-fyp15"), top=1))
    '杭州2021报告较多使用完成；杭州2026纲要较多使用领域'
    """
    ordered = _surest(rows)
    names = dict.fromkeys([*rows["one"], *rows["other"]])
    sides = ((name, list(ordered.loc[ordered["side"] == name, "word"])) for name in names)
    return "；".join(f"{name}较多使用{'、'.join(words[:_NAMED])}" for name, words in sides if words)


def surest_told(rows: "pd.DataFrame", *sides: Sequence[Document]) -> Sentence:
    """Return in a sentence what is surest of key words; nothing if there are none.

    Parameters
    ----------
    rows : DataFrame
        Of `key_words` or `own_words`.
    *sides : sequence of Document
        The documents of both sides, where it is to be said that they are of unlike kinds.

    Examples
    --------
    >>> rows = key_words(documents("hangzhou-gwr-2021"), documents("hangzhou-fyp15"))
    >>> str(surest_told(rows))[:20]
    '杭州2021报告与杭州2026纲要相比，'
    """
    if rows.empty:
        return Sentence()
    row = _surest(rows).iloc[0]
    return sentence(
        "{one}与{other}相比，差别最显著的词为“{word}”：{one}{a}，{other}{b}{kinds}。",
        word=row["word"], one=row["one"], other=row["other"], kinds=_kinds_apart(sides),
        a=rate_told(row["target"], row["target_per_10k"]),
        b=rate_told(row["reference"], row["reference_per_10k"]),
    )  # fmt: skip


def _kinds_apart(sides: Sequence[Sequence[Document]]) -> str:
    """Return in words that the documents of two sides are of unlike kinds; nothing if of like."""
    kinds = ["、".join(dict.fromkeys(kind_name(one) for one in some)) for some in sides]
    unlike = len(set(kinds)) > 1 and all(kinds)
    return f"（文种不同，分别为{'和'.join(kinds)}，差别可能来自文种）" if unlike else ""


def rate_told(count: Value, rate: Value) -> Sentence:
    """Return in words how often a word occurs, or that it does not.

    Examples
    --------
    >>> rows = key_words(documents("hangzhou-gwr-2021"), documents("hangzhou-fyp15"), top=1)
    >>> str(rate_told(*rows[["target", "target_per_10k"]].iloc[-1]))
    '每万词出现41.4次'
    """
    return sentence("每万词出现{rate}", rate=rate) if rate.number else lacking(count, rate)


def own_title(rows: "pd.DataFrame") -> str:
    """Return the surest word of each document of `own_words`, as a title.

    Examples
    --------
    >>> own_title(own_words(["hangzhou-gwr-2021", "hangzhou-fyp15"]))
    '与其余文件相比差别最显著（G²最高）的词：杭州2021报告为完成，杭州2026纲要为领域'
    """
    first = _surest(rows).drop_duplicates("side").set_index("side")["word"]
    said = "，".join(f"{side}为{first[side]}" for side in dict.fromkeys(rows["side"]))
    return f"与其余文件相比差别最显著（G²最高）的词：{said}" if said else ""


# --- spread ---------------------------------------------------------------------------------------


def spread(source: Any = None, top: int = 60) -> "pd.DataFrame":
    """Return the commonest words with their frequency and dispersion (Gries' DP) as values.

    The names of the documents' places are left out. ``shown`` is the word where a figure has room
    for it, ``told`` what is told of it. Empty where there are no documents or parts to compare.

    Examples
    --------
    >>> spread(top=2)[["word", "frequency", "dp"]].map(str).values.tolist()
    [['建设', '766次', '0.06'], ['推进', '525次', '0.04']]
    """
    every = placeless(frequency(source, top=2 * top), documents(source))
    rows = every.dropna(subset=["dp"]).head(top)
    having = "docfreq" if "docfreq" in rows else "partfreq"
    found = listed(rows, "word", frequency=0, per_10k=1, **{having: 0}, dp=2)
    told = [f"{row.word}：{row.frequency}，离散度{row.dp}" for row in found.itertuples()]
    return found.assign(shown=_uncrowded(rows, [*_even(found), *_lumpy(found)]), told=told)


def _even(rows: "pd.DataFrame") -> list[str]:
    """Return the words that are spread most evenly; nothing of too few words to tell."""
    numbers = rows["dp"].map(float)
    ordered = list(rows.loc[numbers.sort_values(kind="stable").index, "word"])
    enough = numbers.nunique() > 1 and len(ordered) >= 2 * _NAMED
    return ordered[:_NAMED] if enough else []


def _lumpy(rows: "pd.DataFrame") -> list[str]:
    """Return the words that are most clustered, as `_even`."""
    numbers = rows["dp"].map(float)
    ordered = list(rows.loc[numbers.sort_values(kind="stable").index, "word"])
    return ordered[: -_NAMED - 1 : -1] if _even(rows) else []


def spread_title(rows: "pd.DataFrame") -> str:
    """Return which of the commonest words are spread most evenly, and which are most clustered.

    Examples
    --------
    >>> spread_title(spread())
    '常用词中分布最均匀的为推进、人才、提升，最集中的为完成、新增、增长'
    """
    even, lumpy = _even(rows), _lumpy(rows)
    if not even:
        return "常用词的次数与分布"
    return f"常用词中分布最均匀的为{'、'.join(even)}，最集中的为{'、'.join(lumpy)}"


def _uncrowded(rows: "pd.DataFrame", first: list[str]) -> list[str]:
    """Return the words, but nothing where the label of one before it is near, or a mark under it.

    Those that are to be labelled ``first`` come before the more frequent ones.
    """
    import numpy as np

    across = np.log(rows["frequency"].to_numpy(float))
    up = rows["dp"].to_numpy(float)
    wide = across.max(initial=0) - across.min(initial=across.max(initial=0))
    at = np.column_stack([across / max(wide, 1e-9), up / up.max(initial=1e-9)])
    words = list(rows["word"])
    half = np.array([_CHARACTER * len(word) / 2 for word in words])
    labelled: list[int] = []
    ranks = [words.index(word) for word in first]
    for i in [*ranks, *(i for i in range(len(at)) if i not in set(ranks))]:
        near, above = np.abs(at[labelled] - at[i]), at - at[i]
        struck = (np.abs(above[:, 0]) < half[i] + _MARK) & (above[:, 1] > 0) & (above[:, 1] < _LINE)
        crowded = (near[:, 0] < half[labelled] + half[i]) & (near[:, 1] < _LINE)
        if i in ranks or not (struck.any() or crowded.any()):
            labelled.append(i)
    return [word if i in set(labelled) else "" for i, word in enumerate(words)]


# --- the cloud ------------------------------------------------------------------------------------


def cloud(
    source: Any = None, top: int = 40, width: float = 3.6, height: float = 2.0
) -> "pd.DataFrame":
    """Return the commonest words with a place and a size for each, in points.

    Parameters
    ----------
    source : str, Path, Document, corpus or iterable of these, optional
        The documents.
    top : int, optional
        Words; those that find no room are left out.
    width, height : float, optional
        Of the cloud, in inches.

    Returns
    -------
    DataFrame
        ``word, frequency`` (value), ``size`` (grows with the root of the frequency), ``x, y``.

    Examples
    --------
    >>> words = cloud("hangzhou-fyp15", top=5)
    >>> words["word"].tolist()[:2], float(words["size"].max())
    (['建设', '推进'], 20.0)
    """
    found = listed(frequency(source, top=top), "word", frequency=0)
    most = max(found["frequency"].map(float), default=1)
    found["size"] = [5 + 15 * math.sqrt(float(one) / most) for one in found["frequency"]]
    boxes = [_measure(*pair) for pair in zip(found["word"], found["size"], strict=True)]
    spots = spiral(boxes, _INCH * width, _INCH * height)
    found["x"], found["y"] = ([spot and spot[axis] for spot in spots] for axis in (0, 1))
    return found.dropna(subset=["x"]).reset_index(drop=True)


def _measure(word: str, size: float) -> tuple[float, float]:
    # A Chinese character fills a square; Latin letters about half of one.
    wide = sum(1.0 if ord(character) > 0x2E80 else 0.6 for character in word)
    return wide * size * 1.04, size * 1.16
