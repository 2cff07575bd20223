"""How words are used: from document to document, where in each, and beside which others."""

import math
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from hzlib.errors import HzError
from hzlib.evidence.sentence import Sentence, joined, sentence
from hzlib.evidence.value import Missing, Value, assumed
from hzlib.figures import style
from hzlib.figures.layout import springs
from hzlib.figures.plot import Plot
from hzlib.figures.specification import Column, Figure, Table, kindly, need
from hzlib.text.corpus import Document
from hzlib.themes.words.keys import listed
from hzlib.themes.words.roles import lacking, seen
from hzlib.words.comparison import network, word_trends
from hzlib.words.concordance import LinesSource, positions
from hzlib.words.frequency import frequency
from hzlib.words.measures import Z_95
from hzlib.words.tokens import all_tokens
from hzlib.words.values import lines_value, values_of

if TYPE_CHECKING:
    import pandas as pd

CHANCE = 0.001  # largest p of an edge, adjusted for the number of pairs
_BLUE, _RED = style.PALETTE[:2]


def name_of(query: str) -> str:
    """Return the name of a query that counts several forms: its first form.

    Examples
    --------
    >>> name_of("亚运|亚运会")
    '亚运'
    """
    return query.split("|")[0]


def found(build: Callable[..., "pd.DataFrame"], *args: Any, **how: Any) -> "pd.DataFrame":
    """Return the rows that a function of words gives, none where it has nothing to give.

    Examples
    --------
    >>> from hzlib.words.comparison import collocations
    >>> len(found(collocations, "量子霸权"))
    0
    """
    import pandas as pd

    try:
        return build(*args, **how)
    except HzError:
        return pd.DataFrame()


# --- from document to document --------------------------------------------------------------------


def trends(words: Sequence[str], series: Sequence[Document]) -> "pd.DataFrame":
    """Return the frequency of words in each document of a series, with 95 % intervals.

    Returns
    -------
    DataFrame
        ``word`` (its first form), ``label`` and ``brief`` (of the document), ``frequency, per_10k,
        low, high`` as values, ``error``, ``above, below`` (what the interval reaches beyond
        per_10k) and ``told``. Empty of fewer than two documents.

    Examples
    --------
    >>> from hzlib.store.choice import documents
    >>> both = documents(["hangzhou-gwr-2021", "hangzhou-fyp15"])
    >>> trends(["人工智能"], both)[["brief", "per_10k"]].map(str).values.tolist()
    [['2021<br>报告', '7.4次'], ['2026<br>纲要', '28.5次']]
    """
    every = word_trends(words if len(series) > 1 else [], series or None)
    rows = listed(every, "label", frequency=0, per_10k=1, low=1, high=1)
    rows.insert(0, "word", list(map(name_of, every["word"])))
    rows["brief"] = brief(list(rows["label"]))
    rows["error"] = list(every["error"])
    rows["above"] = (every["high"] - every["per_10k"]).to_numpy(float)
    rows["below"] = (every["per_10k"] - every["low"]).to_numpy(float)
    rows["told"] = [
        f"{one.word}，{one.label}：{_often(one.frequency)}，每万词{one.per_10k}（{one.low}至{one.high}）"
        for one in rows.itertuples()
    ]
    return rows


def _often(count: Value) -> str:
    return str(count if count.number else lacking(count, count))


def brief(labels: list[str], gap: str = "<br>") -> list[str]:
    """Return labels for a narrow axis, without the place if all have the same.

    Examples
    --------
    >>> brief(["杭州2021报告", "杭州2026纲要"], gap=" ")
    ['2021 报告', '2026 纲要']
    """
    places = {re.split(r"\d", name)[0] for name in labels}
    cut = len(places.pop()) if len(places) == 1 else 0
    return [re.sub(r"(\d{4})", rf"\1{gap}", name[cut:] or name) for name in labels]


def _moved(rows: "pd.DataFrame") -> tuple[list[Any], list[Any]]:
    """Return the first and the last row of each word that rose, and of each that fell.

    That is by more than 1.96 standard errors of the difference.
    """
    sides: tuple[list[Any], list[Any]] = [], []
    for _, part in rows.groupby("word", sort=False):
        first, last = part.iloc[0], part.iloc[-1]
        change = float(last["per_10k"]) - float(first["per_10k"])
        if abs(change) > Z_95 * math.hypot(first["error"], last["error"]):
            sides[change < 0].append((first, last))
    return sides


def trend_title(rows: "pd.DataFrame") -> str:
    """Return which words rose and which fell from the first document to the last.

    Parameters
    ----------
    rows : DataFrame
        Of `trends`.
    """
    if rows.empty:
        return ""
    verbs = zip(_moved(rows), ("升", "降"), strict=True)
    sides = [f"{'、'.join(row['word'] for row, _ in side)}{verb}" for side, verb in verbs if side]
    said = "；".join(sides) or "各词变化均不显著"
    return f"自{rows['label'].iloc[0]}至{rows['label'].iloc[-1]}：{said}"


def trend_told(rows: "pd.DataFrame", source: Any = None) -> Sentence | Missing:
    """Return in sentences how the first word that rose and the first that fell changed.

    Of documents without a series it tells the commonest word instead.

    Parameters
    ----------
    rows : DataFrame
        Of `trends`.
    source : str, Path, Document, corpus or iterable of these, optional
        All the documents.

    Examples
    --------
    >>> from hzlib.store.choice import documents
    >>> both = documents(["hangzhou-gwr-2021", "hangzhou-fyp15"])
    >>> str(trend_told(trends(["人工智能"], both)))
    '自杭州2021报告至杭州2026纲要，“人工智能”由每万词7.4次升至每万词28.5次。'
    """
    if rows.empty:
        return _common(source)
    sides = zip(_moved(rows), ("升", "降"), strict=True)
    said = [_change(side[0][0], side[0][1], verb) for side, verb in sides if side]
    return sentence(
        "自{first}至{last}，{said}。{absent}",
        first=rows["label"].iloc[0], last=rows["label"].iloc[-1],
        said=joined("；", said or ["各词变化均不显著"]), absent=absences(rows),
    )  # fmt: skip


def _change(first: Any, last: Any, verb: str) -> Sentence:
    """Return in words how often a word occurs in the first document and in the last."""
    rates = first["per_10k"], last["per_10k"]
    begin, end = (
        sentence("每万词{rate}", rate=rate) if rate.number else lacking(row["frequency"], rate)
        for row, rate in zip((first, last), rates, strict=True)
    )
    verb = f"{verb}至" if rates[1].number else "变为"
    words = "“{word}”由{begin}{verb}{end}"
    return sentence(words, word=first["word"], begin=begin, verb=verb, end=end)


def _common(source: Any) -> Sentence | Missing:
    words = seen((), source, 1)
    if not words:
        return Missing.of("词频")
    lines = LinesSource(words[0], all_tokens(source))
    return sentence(
        "没有可比的前后两份文件，无法判断用词升降；所收文件的常用词有“{word}”，共{n}。",
        word=words[0], n=lines_value(lines),
    )  # fmt: skip


def absences(rows: "pd.DataFrame") -> Sentence:
    """Return in words which words the first document has not once, though the last has them.

    Parameters
    ----------
    rows : DataFrame
        Of `trends`.

    Examples
    --------
    >>> from hzlib.store.choice import documents
    >>> both = documents(["hangzhou-gwr-2021", "hangzhou-fyp15"])
    >>> str(absences(trends(["新质生产力", "杭州"], both)))
    '“新质生产力”在杭州2021报告中未出现。'
    """
    first, last = (rows[rows["label"] == rows["label"].iloc[place]] for place in (0, -1))
    later = [one.word for one in last.itertuples() if float(one.frequency)]
    none = {
        one.word: lacking(one.frequency, one.frequency) for one in first.itertuples()
        if not float(one.frequency) and one.word in later
    }  # fmt: skip
    if not none:
        return Sentence()
    kinds = {str(told): told for told in none.values()}
    words = {kind: [word for word in none if str(none[word]) == kind] for kind in kinds}
    name = rows["label"].iloc[0]
    told = [sentence("“{words}”在{name}中{none}", words="”“".join(words[kind]), name=name,
                     none=kinds[kind]) for kind in kinds]  # fmt: skip
    return sentence("{told}。", told=joined("；", told))


# --- where in each --------------------------------------------------------------------------------


def places(words: Sequence[str], source: Any = None) -> "pd.DataFrame":
    """Return where words stand in documents, for a dispersion plot.

    Returns
    -------
    DataFrame
        ``word, label, at`` (value; 0 for the beginning of the document, 100 for its end),
        ``pre, keyword, post, section`` and ``told``.

    Examples
    --------
    >>> places(["亚运会"], "hangzhou-plan-2024")["at"].map(float).between(0, 100).all()
    np.True_
    """
    rows = positions(words, source)
    at = [Value(one.at, "", one.evidence, "derived", digits=1) for one in rows.itertuples()]
    told = [
        f"{one.label}，{one.section}：…{one.pre}{one.keyword}{one.post}…"
        for one in rows.itertuples()
    ]
    kept = rows[["label", "pre", "keyword", "post", "section"]]
    return kept.assign(at=at, told=told, word=list(map(name_of, rows["word"])))


# --- beside which others --------------------------------------------------------------------------


@kindly
def word_network(words: list[str], source: Any = None, seed: int = 3) -> Figure:
    """Return the network of words that share sentences more often than by chance."""
    import plotly.graph_objects as go

    edges = need(network(words, source, p=CHANCE), "同句出现的词对")
    pairs = list(zip(edges["source"], edges["target"], strict=True))
    used = [word for word in words if any(word in pair for pair in pairs)]
    at = springs(used, pairs, seed)
    plot = Plot(height=560)
    muted = style.GROUNDS["muted"][0]
    for pair, weight in zip(pairs, edges["g2"] / edges["g2"].max(), strict=True):
        x, y = zip(*(at[word] for word in pair), strict=True)
        line = {"color": muted, "width": 0.6 + 4 * weight}
        plot.decorate(go.Scatter(x=x, y=y, mode="lines", line=line, opacity=0.6))
    together, expected, g2 = (values_of(edges, one) for one in ("sentences", "expected", "g2"))
    told = [
        f"{one}＋{other}：{count}，G² = {strength:.1f}"
        for (one, other), count, strength in zip(pairs, together, edges["g2"], strict=True)
    ]
    middles = [(at[one] + at[other]) / 2 for one, other in pairs]
    look = {"mode": "markers", "marker": {"size": 6, "symbol": "square", "color": _RED}}
    _add_dots_at(plot, middles, together, told, "同句", text=told, **look)
    _add_words(plot, source, {word: at[word] for word in used}, pairs)
    plot.figure.update_layout(margin={"t": 20, "b": 20, "l": 20, "r": 20})
    plot.figure.update_xaxes(visible=False)
    plot.figure.update_yaxes(visible=False)
    title = "同句关联最显著（G²最高）的词：" + "、".join("＋".join(pair) for pair in pairs[:3])
    columns = ("词", "同句词", Column("同句（句）", "#"), Column("期望次数", ".2#"),
               Column("显著程度（G²）", ".1#"))  # fmt: skip
    cells = zip(edges["source"], edges["target"], together, expected, g2, strict=True)
    caption = sentence(
        "蓝色圆点为词，越大次数越多；连线表示两词同句的句数显著多于期望（按词对个数校正后p不超过{chance}），"
        "线越粗越显著；连线中点的红色方块为同句的句数，点击可查看句子。",
        chance=assumed(100 * CHANCE, "%", "p的上限：将偶然视为联系的概率", "CHANCE"),
    )
    return Figure(plot, title, caption, f"词的网络：{title}。", Table(columns, tuple(cells)))


def _add_words(
    plot: Plot, source: Any, at: dict[str, Any], pairs: Sequence[tuple[str, str]]
) -> None:
    """Add the words of a network, each named on the side to which no line goes."""
    counts = frequency(source, shortest=1, stop_words=True).set_index("word", drop=False)
    values = values_of(counts.loc[list(at)], "frequency")
    most = counts["frequency"].max()
    sides = free_sides(at, pairs)
    for side in dict.fromkeys(sides.values()):
        some = [
            (word, value) for word, value in zip(at, values, strict=True) if sides[word] == side
        ]
        sizes = [12 + 26 * (float(value) / most) ** 0.5 for _, value in some]
        told = [f"{word}，{value}" for word, value in some]
        _add_dots_at(
            plot, [at[word] for word, _ in some], [value for _, value in some], told, "词",
            text=[word for word, _ in some], mode="markers+text", textposition=side,
            marker={"size": sizes, "color": _BLUE},
        )  # fmt: skip


_SIDES = {"top center": (0, 1), "bottom center": (0, -1), "middle right": (1, 0),
          "middle left": (-1, 0)}  # fmt: skip


def free_sides(at: dict[str, Any], pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return for each word of a network the side that is furthest from where its lines go.

    Parameters
    ----------
    at : dict of str to pair of float
        Where the words are.
    pairs : sequence of (str, str)
        Which of them are joined by a line.

    Examples
    --------
    >>> free_sides({"甲": (0, 0), "乙": (0, 1)}, [("甲", "乙")])
    {'甲': 'bottom center', '乙': 'top center'}
    """

    def nearest(word: str, side: str) -> float:
        """Return how far a side points to where one of the lines goes: at most 1."""
        others = [pair[pair[0] == word] for pair in pairs if word in pair]
        ways = [(at[one][0] - at[word][0], at[one][1] - at[word][1]) for one in others]
        across, up = _SIDES[side]
        return max((across * x + up * y) / (math.hypot(x, y) or 1) for x, y in ways)

    return {word: min(_SIDES, key=lambda side: nearest(word, side)) for word in at}


def _add_dots_at(
    plot: Plot, at: list[Any], values: list[Any], told: list[str], name: str, **look: Any
) -> None:
    """Add marks at places of a plane."""
    import plotly.graph_objects as go

    x, y = ([place[axis] for place in at] for axis in (0, 1))
    hover = "%{text}<extra></extra>"
    trace = go.Scatter(x=x, y=y, name=name, hovertemplate=hover, showlegend=False, **look)
    plot.add(trace, values, told)
