"""How words are used: from document to document, where in each, and beside which others."""

import math
import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from hzlib.evidence.sentence import Sentence, joined, sentence
from hzlib.evidence.value import Missing, Value, assumed
from hzlib.figures import style
from hzlib.figures.layout import springs
from hzlib.figures.plot import Plot, in_turn
from hzlib.figures.printing import in_print, mark, paper
from hzlib.figures.specification import Choice, Column, Figure, Option, Table, kindly, need
from hzlib.frames.rows import frame_of
from hzlib.themes.words.keys import MARKER
from hzlib.words.comparison import DRAWS, collocations, network, word_trends
from hzlib.words.concordance import LinesSource, positions
from hzlib.words.frequency import frequency, n_grams
from hzlib.words.measures import Z_95
from hzlib.words.tokens import all_tokens, label
from hzlib.words.values import lines_value, rate_value, value_of, values_of

if TYPE_CHECKING:
    import pandas as pd

CHANCE = 0.001  # largest p of an edge, adjusted for the number of pairs
_BLUE, _RED = style.PALETTE[:2]
_COLUMNS = 4  # small multiples side by side


def name_of(query: str) -> str:
    """Return the name of a query that counts several forms: its first form.

    Examples
    --------
    >>> name_of("亚运|亚运会")
    '亚运'
    """
    return query.split("|")[0]


# --- from document to document --------------------------------------------------------------------


@kindly
def trends(words: list[str], source: Any = None) -> Figure:
    """Return small multiples: each word's frequency in each document, with 95 % intervals."""
    from plotly.subplots import make_subplots

    rows, lines, columns = _multiples(words, source)
    grid = make_subplots(
        rows=lines, cols=columns, subplot_titles=[name_of(word) for word in words],
        horizontal_spacing=0.06, vertical_spacing=0.16,
    )  # fmt: skip
    plot = Plot(height=110 + 170 * lines, figure=grid)
    for place, word in enumerate(words):
        _add_trend(plot, rows[rows["word"] == word], place // columns + 1, place % columns + 1)
    grid.update_layout(margin={"t": 60, "b": 40})
    grid.update_yaxes(rangemode="tozero", nticks=4)
    return _trend_figure(plot, rows)


def _multiples(words: list[str], source: Any) -> tuple["pd.DataFrame", int, int]:
    """Return the frequencies of words, and how many small multiples stand over and beside."""
    columns = min(_COLUMNS, len(words))
    return need(word_trends(words, source), "词频"), -(-len(words) // columns), columns


def _add_trend(plot: Plot, rows: "pd.DataFrame", row: int, column: int) -> None:
    import plotly.graph_objects as go

    name = name_of(rows["word"].iloc[0])
    x, y = brief(list(rows["label"])), list(rows["per_10k"])
    above, below = list(rows["high"] - rows["per_10k"]), list(rows["per_10k"] - rows["low"])
    error = style.reach(above, below, thickness=1.2, width=4, color=_BLUE)
    told = [
        f"{one.frequency} 次，每万词 {one.per_10k:.1f}（{one.low:.1f} 至 {one.high:.1f}）"
        for one in rows.itertuples()
    ]
    thin = {"color": _BLUE, "width": 1.4, "dash": "dot"}
    plot.decorate(go.Scatter(x=x, y=y, mode="lines", line=thin), row=row, col=column)
    marks = go.Scatter(
        x=x, y=y, mode="markers", error_y=error, name=name, marker={**MARKER, "color": _BLUE},
        text=told, showlegend=False, hovertemplate=f"{name}<br>%{{x}}：%{{text}}<extra></extra>",
    )  # fmt: skip
    plot.add(marks, [rate_value(one) for one in rows.itertuples()], row=row, col=column)


@dataclass(frozen=True)
class Move:
    """A word whose frequency changed by more than chance would change it."""

    word: str
    first: Value | Missing
    last: Value | Missing
    change: Value | Missing


def moves(rows: "pd.DataFrame") -> "pd.DataFrame":
    """Return the words whose frequency changed from the first document to the last.

    That is by more than 1.96 standard errors of the difference.

    Parameters
    ----------
    rows : DataFrame
        Of `hzlib.words.comparison.word_trends`.

    Returns
    -------
    DataFrame
        ``word, first, last, change`` (values, per ten thousand words), the largest rise first.

    Examples
    --------
    >>> both = ["hangzhou-gwr-2021", "hangzhou-fyp15"]
    >>> moves(word_trends(["人工智能", "杭州"], both))["word"].tolist()
    ['人工智能']
    """
    found = []
    for word, part in rows.groupby("word", sort=False):
        first, last = part.iloc[0], part.iloc[-1]
        change = last["per_10k"] - first["per_10k"]
        if abs(change) > Z_95 * math.hypot(first["error"], last["error"]):
            before, after = (value_of(one, "per_10k", "次", 1) for one in (first, last))
            found.append(Move(str(word), before, after, (after - before).having("次", 1)))
    return frame_of(sorted(found, key=lambda one: -float(one.change)), Move)


def trend_title(rows: "pd.DataFrame") -> str:
    """Return what a figure of trends finds."""
    found = {name_of(one.word): float(one.change) for one in moves(rows).itertuples()}
    ordered = [name_of(word) for word in dict.fromkeys(rows["word"])]
    first, last = rows["label"].iloc[0], rows["label"].iloc[-1]
    if rows["doc"].nunique() == 1:
        return f"{first}的词频"
    sides = []
    for sign, verb in ((1, "升"), (-1, "降")):
        names = [word for word in ordered if found.get(word, 0) * sign > 0]
        if names:
            sides.append(f"{'、'.join(names)}{verb}了")
    said = "；".join(sides) or "没有一个词的变化超出偶然"
    return f"从{first}到{last}：{said}"


def _trend_figure(drawn: Any, rows: "pd.DataFrame") -> Figure:
    title = trend_title(rows)
    caption = sentence(
        "纵轴是每万词出现次数（各小图刻度不同）；竖线是以句子为单位重抽样{draws}得到的{sure}区间，"
        "没有出现的词给出泊松上限。",
        draws=assumed(DRAWS, "次", "重抽样的次数", "DRAWS"),
        sure=assumed(95, "%", "置信水平", "Z_95"),
    )
    columns = ("词", "文件", Column("次数", "#"), Column("每万词", "#"), "下限", "上限")
    rates = (values_of(rows, name, digits=1) for name in ("per_10k", "low", "high"))
    words = map(name_of, rows["word"])
    cells = zip(words, rows["label"], values_of(rows, "frequency"), *rates, strict=True)
    return Figure(drawn, title, caption, f"各文件的词频：{title}。", Table(columns, tuple(cells)))


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


@kindly
@in_print
def printed_trends(words: list[str], source: Any = None) -> Figure:
    """Return the small multiples of `trends` for print."""
    rows, lines, columns = _multiples(words, source)
    sheet, grid = paper(7.2, 0.6 + 1.5 * lines, nrows=lines, ncols=columns, squeeze=False)
    for place, axes in enumerate(grid.flat):
        if place >= len(words):
            axes.set_visible(False)
            continue
        part = rows[rows["word"] == words[place]].reset_index(drop=True)
        axes.plot(part.index, part["per_10k"], color=_BLUE, linestyle=":", linewidth=1)
        axes.vlines(part.index, part["low"], part["high"], color=_BLUE, linewidth=1)
        dots = axes.scatter(part.index, part["per_10k"], color=_BLUE, marker="s", s=18, zorder=3)
        mark(dots, [rate_value(one) for one in part.itertuples()])
        axes.set_xticks(part.index, brief(list(part["label"]), "\n"), fontsize=8)
        axes.set_xlim(-0.4, len(part) - 0.6)
        axes.set_ylim(0, None)
        axes.set_title(name_of(words[place]), fontsize=10)
    return _trend_figure(sheet, rows)


# --- where in each --------------------------------------------------------------------------------


@kindly
def places(words: list[str], source: Any = None) -> Figure:
    """Return a dispersion plot: where a chosen word stands in each document, with a choice box."""
    rows = need(positions(words, source), "词的位置")
    chosen = all_tokens(source)
    names = [label(found.document) for found in chosen][::-1]
    used = [word for word in words if (rows["word"] == word).any()]
    plot = Plot("在文件中的位置（0 为开头，100 为结尾）", height=150 + 46 * len(names))
    groups = [rows[rows["word"] == word] for word in used]
    seen = in_turn(plot, groups, partial(_add_places, plot))
    plot.figure.update_xaxes(range=[-1, 101])
    plot.figure.update_yaxes(
        categoryorder="array", categoryarray=names, range=[-0.6, len(names) - 0.4]
    )
    counts = [_counts(word, chosen) for word in used]
    options = tuple(
        Option(name_of(word), visible, title=f"“{name_of(word)}”在各文件里的位置",
               reading=count, alt=count)
        for word, visible, count in zip(used, seen, counts, strict=True)
    )  # fmt: skip
    caption = "每一竖是词的一次出现，点开即到那一句。疏密不匀的词，总频次不能代表全文。"
    table = Table.each(
        rows.itertuples(), ("词", lambda row: name_of(row.word)), ("文件", "label"), ("位置", _at),
        ("上文", "pre"), ("关键词", "keyword"), ("下文", "post"), ("章节", "section"),
    )  # fmt: skip
    choices = (Choice("词", options),)
    return Figure(plot, options[0].title, caption, counts[0], table, choices, counts[0])


def _add_places(plot: Plot, rows: "pd.DataFrame", visible: bool) -> None:
    import plotly.graph_objects as go

    told = [f"…{r.pre}<b>{r.keyword}</b>{r.post}…<br>{r.section}" for r in rows.itertuples()]
    labels = [f"{r.label}，{r.section}，…{r.pre}{r.keyword}{r.post}…" for r in rows.itertuples()]
    trace = go.Scatter(
        x=list(rows["at"]), y=list(rows["label"]), mode="markers", visible=visible,
        marker={"symbol": "line-ns", "size": 20, "line": {"width": 1.6, "color": _BLUE}},
        name=name_of(rows["word"].iloc[0]), text=told, showlegend=False,
        hovertemplate="%{text}<extra></extra>",
    )  # fmt: skip
    plot.add(trace, [_at(row) for row in rows.itertuples()], labels)


def _at(row: Any) -> Value:
    return Value(row.at, "", row.evidence, "derived", digits=1)


def _counts(word: str, chosen: Any) -> Sentence:
    """Return in words how often each document has a word."""
    told = joined("，", [
        sentence("{name}{n}", name=label(one.document), n=lines_value(LinesSource(word, (one,))))
        for one in chosen
    ])  # fmt: skip
    return sentence("“{word}”：{told}。", word=name_of(word), told=told)


# --- beside which others --------------------------------------------------------------------------


@kindly
def collocation_table(word: str, source: Any = None, window: int = 5, top: int = 12) -> Table:
    """Return the strongest collocations of a word."""
    need(LinesSource(word, all_tokens(source)).places, f"“{word}”的搭配")
    rows = need(collocations(word, source, window), f"“{word}”的搭配").head(top)
    numbers = ("together", "frequency", "expected", "g2", "mi", "t")
    columns = ("词", Column("同现（次）", "#"), Column("总次数", "#"), Column("偶然应有", ".2#"),
               Column("G²", ".1#"), Column("MI", ".2#"), Column("t", ".2#"))  # fmt: skip
    cells = zip(rows["word"], *(values_of(rows, name) for name in numbers), strict=True)
    reach = assumed(window, "词", "窗口：往前往后各看多远", "window")
    caption = sentence("“{word}”前后{reach}以内的搭配，按 G² 排列。", word=word, reach=reach)
    return Table(columns, tuple(cells), caption)


@kindly
def sequence_table(source: Any = None, n: int = 3, top: int = 12) -> Table:
    """Return the most frequent sequences of words."""
    rows = need(n_grams(source, n), "词的序列").head(top)
    columns = ("序列", Column("次数", "#"), Column("文件数", "#"))
    counts = (values_of(rows, name) for name in ("frequency", "docfreq"))
    size = assumed(n, "", "序列有几个词", "n")
    caption = sentence("最常见的{n}词序列（两端不是停用词）。", n=size)
    return Table(columns, tuple(zip(rows["words"], *counts, strict=True)), caption)


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
    _add_words(plot, used, source, [at[word] for word in used])
    plot.figure.update_layout(margin={"t": 20, "b": 20, "l": 20, "r": 20})
    plot.figure.update_xaxes(visible=False)
    plot.figure.update_yaxes(visible=False)
    title = "最常同句的词：" + "、".join("＋".join(pair) for pair in pairs[:3])
    columns = ("词", "同句的词", Column("同句（句）", "#"), Column("偶然应有", ".2#"),
               Column("G²", ".1#"))  # fmt: skip
    cells = zip(edges["source"], edges["target"], together, expected, g2, strict=True)
    caption = sentence(
        "连线：两词同句的句数显著多于偶然（Holm 校正后 p 不超过{chance}），越粗 G² 越大；"
        "红点可点开看句子。",
        chance=assumed(100 * CHANCE, "%", "p 的上限：把偶然当作联系的概率", "CHANCE"),
    )
    return Figure(plot, title, caption, f"词的网络：{title}。", Table(columns, tuple(cells)))


def _add_words(plot: Plot, used: list[str], source: Any, at: list[Any]) -> None:
    counts = frequency(source, shortest=1, stop_words=True).set_index("word", drop=False)
    values = values_of(counts.loc[used], "frequency")
    most = counts["frequency"].max()
    sizes = [12 + 26 * (float(one) / most) ** 0.5 for one in values]
    told = [f"{word}，{one}" for word, one in zip(used, values, strict=True)]
    _add_dots_at(
        plot, at, values, told, "词", text=used, mode="markers+text", textposition="top center",
        marker={"size": sizes, "color": _BLUE},
    )  # fmt: skip


def _add_dots_at(
    plot: Plot, at: list[Any], values: list[Any], told: list[str], name: str, **look: Any
) -> None:
    """Add marks at places of a plane."""
    import plotly.graph_objects as go

    x, y = ([place[axis] for place in at] for axis in (0, 1))
    hover = "%{text}<extra></extra>"
    trace = go.Scatter(x=x, y=y, name=name, hovertemplate=hover, showlegend=False, **look)
    plot.add(trace, values, told)


# --- what readings say of uses --------------------------------------------------------------------


def absences(rows: "pd.DataFrame") -> Sentence:
    """Return in words which words the first document has not once, though the last has them.

    Parameters
    ----------
    rows : DataFrame
        Of `hzlib.words.comparison.word_trends`.

    Examples
    --------
    >>> both = ["hangzhou-gwr-2021", "hangzhou-fyp15"]
    >>> str(absences(word_trends(["新质生产力", "杭州"], both)))
    '“新质生产力”在杭州2021报告里一次也没有，区间的上端是一次没有出现时仍可能有的频率。'
    """
    first, last = (rows[rows["doc"] == rows["doc"].iloc[place]] for place in (0, -1))
    later = set(last.loc[last["frequency"] > 0, "word"])
    words = [word for word in first.loc[first["frequency"] == 0, "word"] if word in later]
    if not words:
        return sentence("没有哪个词是{name}里没有、后来才有的。", name=rows["label"].iloc[0])
    return sentence(
        "“{words}”在{name}里一次也没有，区间的上端是一次没有出现时仍可能有的频率。",
        words="”“".join(map(name_of, words)),
        name=rows["label"].iloc[0],
    )


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
