"""Words that stand together: collocations, sequences, and the network that they form."""

from typing import TYPE_CHECKING, Any

from hzlib.evidence.sentence import Sentence, sentence
from hzlib.evidence.value import Missing, Value, assumed
from hzlib.figures import style
from hzlib.figures.plot import Plot
from hzlib.figures.specification import Column, Figure, Table, kindly, need
from hzlib.words.comparison import collocations, network
from hzlib.words.concordance import LinesSource
from hzlib.words.frequency import frequency, n_grams
from hzlib.words.tokens import all_tokens
from hzlib.words.values import value_of

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

CHANCE = 0.001  # largest p of an edge, adjusted for the number of pairs
_BLUE, _RED = style.PALETTE[:2]


@kindly
def collocation_table(word: str, source: Any = None, window: int = 5, top: int = 12) -> Table:
    """Return the strongest collocations of a word."""
    need(LinesSource(word, all_tokens(source)).places, f"“{word}”的搭配")
    rows = need(collocations(word, source, window), f"“{word}”的搭配").head(top)
    numbers = ("together", "frequency", "expected", "g2", "mi", "t")
    columns = ("词", Column("同现（次）", "#"), Column("总次数", "#"), Column("偶然应有", ".2#"),
               Column("G²", ".1#"), Column("MI", ".2#"), Column("t", ".2#"))  # fmt: skip
    cells = ((row.word, *(value_of(row, name) for name in numbers)) for row in rows.itertuples())
    caption = sentence(
        "“{word}”前后{window}以内的搭配，按 G² 排列。",
        word=word,
        window=assumed(window, "词", "窗口：往前往后各看多远", "window"),
    )
    return Table(columns, tuple(cells), caption)


@kindly
def sequence_table(source: Any = None, n: int = 3, top: int = 12) -> Table:
    """Return the most frequent sequences of words."""
    rows = need(n_grams(source, n), "词的序列").head(top)
    columns = ("序列", Column("次数", "#"), Column("文件数", "#"))
    cells = (
        (row.words, value_of(row, "frequency"), value_of(row, "docfreq"))
        for row in rows.itertuples()
    )
    caption = sentence(
        "最常见的{n}词序列（两端不是停用词）。", n=assumed(n, "", "序列有几个词", "n")
    )
    return Table(columns, tuple(cells), caption)


@kindly
def word_network(words: list[str], source: Any = None, seed: int = 3) -> Figure:
    """Return the network of words that share sentences more often than by chance."""
    import plotly.graph_objects as go

    edges = need(network(words, source, p=CHANCE), "同句出现的词对")
    used = [word for word in words if word in set(edges["source"]) | set(edges["target"])]
    at = layout(used, edges, seed)
    plot = Plot(height=560)
    widest, muted = edges["g2"].max(), style.GROUNDS["muted"][0]
    for r in edges.itertuples():
        (x0, y0), (x1, y1) = at[r.source], at[r.target]
        line = {"color": muted, "width": 0.6 + 4 * r.g2 / widest}
        plot.decorate(go.Scatter(x=[x0, x1], y=[y0, y1], mode="lines", line=line, opacity=0.6))
    _add_edges(plot, edges, at)
    _add_words(plot, used, source, at)
    plot.figure.update_layout(margin={"t": 20, "b": 20, "l": 20, "r": 20})
    plot.figure.update_xaxes(visible=False)
    plot.figure.update_yaxes(visible=False)
    title = "最常同句的词：" + "、".join(f"{r.source}＋{r.target}" for r in edges[:3].itertuples())
    columns = (
        "词",
        "同句的词",
        Column("同句（句）", "#"),
        Column("偶然应有", ".2#"),
        Column("G²", ".1#"),
    )
    cells = tuple(
        (r.source, r.target, *(value_of(r, name) for name in ("sentences", "expected", "g2")))
        for r in edges.itertuples()
    )
    return Figure(plot, title, _caption(), f"词的网络：{title}。", Table(columns, cells))


def _caption() -> Sentence:
    return sentence(
        "连线：两词同句的句数显著多于偶然（Holm 校正后 p 不超过{chance}），越粗 G² 越大；"
        "红点可点开看句子。",
        chance=assumed(100 * CHANCE, "%", "p 的上限：把偶然当作联系的概率", "CHANCE"),
    )


def _add_edges(plot: Plot, edges: "pd.DataFrame", at: dict[str, "np.ndarray"]) -> None:
    import plotly.graph_objects as go

    middles = [(at[r.source] + at[r.target]) / 2 for r in edges.itertuples()]
    together = [value_of(r, "sentences") for r in edges.itertuples()]
    told = [
        f"{r.source}＋{r.target}：{count}，G² = {r.g2:.1f}"
        for r, count in zip(edges.itertuples(), together, strict=True)
    ]
    trace = go.Scatter(
        x=[x for x, _ in middles], y=[y for _, y in middles], mode="markers", name="同句",
        marker={"size": 6, "symbol": "square", "color": _RED}, text=told,
        hovertemplate="%{text}<extra></extra>", showlegend=False,
    )  # fmt: skip
    plot.add(trace, together, told)


def _add_words(plot: Plot, used: list[str], source: Any, at: dict[str, "np.ndarray"]) -> None:
    import plotly.graph_objects as go

    counts = frequency(source, shortest=1, stop_words=True).set_index("word", drop=False)
    values = [value_of(counts.loc[word], "frequency") for word in used]
    most = counts["frequency"].max()
    trace = go.Scatter(
        x=[at[word][0] for word in used], y=[at[word][1] for word in used], mode="markers+text",
        text=used, textposition="top center", name="词",
        marker={"size": [12 + 26 * (float(one) / most) ** 0.5 for one in values], "color": _BLUE},
        hovertemplate="%{text}<extra></extra>", showlegend=False,
    )  # fmt: skip
    plot.add(trace, values, [f"{word}，{one}" for word, one in zip(used, values, strict=True)])


def layout(words: list[str], edges: "pd.DataFrame", seed: int) -> dict[str, "np.ndarray"]:
    """Return a place for each word: the words push each other off, the edges pull.

    Fruchterman and Reingold's forces, from a fixed beginning.
    """
    import numpy as np

    n = len(words)
    number = {word: i for i, word in enumerate(words)}
    pull = np.zeros((n, n))
    for r in edges.itertuples():
        pull[number[r.source], number[r.target]] = pull[number[r.target], number[r.source]] = 1.0
    at = np.random.default_rng(seed).random((n, 2))
    k = 1 / np.sqrt(n)
    for step in np.linspace(0.12, 0.002, 300):
        apart = at[:, None] - at[None, :]
        distance = np.maximum(np.linalg.norm(apart, axis=2), 0.01)
        force = k**2 / distance**2 - pull * distance / k
        push = (apart * force[:, :, None]).sum(axis=1) - (at - at.mean(axis=0)) * 0.5
        length = np.maximum(np.linalg.norm(push, axis=1, keepdims=True), 1e-9)
        at = at + push / length * np.minimum(length, step)
    at = (at - at.min(axis=0)) / np.maximum(np.ptp(at, axis=0), 1e-9)
    return dict(zip(words, at, strict=True))


def closest(words: list[str], source: Any = None) -> tuple[str, Value | Missing]:
    """Return the pair of words that is joined most closely, and the sentences that have both.

    Examples
    --------
    >>> pair, sentences = closest(["产业集群", "产业", "博物馆"])
    >>> pair, sentences.unit
    ('“产业集群”和“产业”', '句')
    """
    edges = network(words, source, p=CHANCE)
    if edges.empty:
        return "", Missing.of("同句出现的词对")
    first = edges.iloc[0]
    return f"“{first['source']}”和“{first['target']}”", value_of(first, "sentences")
