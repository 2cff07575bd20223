"""Words by their numbers: what sets documents apart, how evenly words are spread, a cloud."""

import math
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from hzlib.errors import HzError
from hzlib.evidence.sentence import Sentence, sentence
from hzlib.evidence.value import Missing, Value, assumed
from hzlib.figures import style
from hzlib.figures.layout import spiral
from hzlib.figures.plot import Plot, in_turn
from hzlib.figures.printing import in_print, mark, paper
from hzlib.figures.specification import Choice, Column, Figure, Option, Table, kindly, need
from hzlib.words.comparison import keyness
from hzlib.words.frequency import frequency
from hzlib.words.tokens import all_tokens, label
from hzlib.words.values import value_of, values_of

if TYPE_CHECKING:
    import pandas as pd

LEVEL = 0.05  # largest adjusted p of a key word that is shown
MARKER = {"symbol": "square", "size": 9}
AXIS = "对数比（以 2 为底）"
_BLUE, _RED = style.PALETTE[:2]
_NAMED = 3  # words that a title names of either side
_INCH = 72  # points
_LABEL = 0.05, 0.055  # how near a label may come to another one, as shares of the axes


@dataclass(frozen=True)
class KeyWord:
    """A key word with the numbers that make it one."""

    word: str
    target: Value | Missing
    reference: Value | Missing
    target_per_10k: Value | Missing
    reference_per_10k: Value | Missing
    g2: Value | Missing
    log_ratio: Value | Missing
    low: Value | Missing
    high: Value | Missing
    dp: Value | Missing

    @classmethod
    def of(cls, row: Any) -> "KeyWord":
        """Return a row of `keyness` with values in place of its numbers."""
        digits = {"target": 0, "reference": 0, "g2": 1, "target_per_10k": 1, "reference_per_10k": 1}
        names = [name for name in cls.__dataclass_fields__ if name != "word"]
        return cls(row.word, **{n: value_of(row, n, digits=digits.get(n, 2)) for n in names})

    def told(self, names: tuple[str, str]) -> str:
        """Return what is shown of it under the pointer."""
        return (
            f"{names[0]} {self.target}（每万词 {self.target_per_10k}）<br>"
            f"{names[1]} {self.reference}（每万词 {self.reference_per_10k}）<br>"
            f"G² = {self.g2}，对数比 {self.log_ratio}（{self.low} 至 {self.high}）"
        )


def best_keys(frame: "pd.DataFrame", top: int = 12) -> "pd.DataFrame":
    """Return the rows of the strongest key words of either side, ordered by log ratio.

    Parameters
    ----------
    frame : DataFrame
        Of `hzlib.words.comparison.keyness`.
    top : int
        Words of each side, by G², as far as q is below 0.05.

    Examples
    --------
    >>> rows = best_keys(keyness("hangzhou-gwr-2021", "hangzhou-fyp15"), top=3)
    >>> len(rows), rows["log_ratio"].is_monotonic_increasing
    (6, True)
    """
    import pandas as pd

    sure = frame[frame["q"] < LEVEL]
    sides = [sure[sure["log_ratio"] > 0].head(top), sure[sure["log_ratio"] < 0].head(top)]
    return pd.concat(sides).sort_values(["log_ratio", "word"], ignore_index=True)


def key_title(words: list[KeyWord], names: tuple[str, str]) -> str:
    """Return which words either side says more often, the surest first."""
    ordered = sorted(words, key=lambda one: -float(one.g2))
    sides = [[one.word for one in ordered if float(one.log_ratio) * sign > 0] for sign in (1, -1)]
    said = zip(names, sides, strict=True)
    return "；".join(f"{name}更多说{'、'.join(side[:_NAMED])}" for name, side in said if side)


def _caption(top: int, names: str = "每边") -> Sentence:
    return sentence(
        "横轴是对数比（log ratio）：零为同样常见，一为两倍，负一为一半；横线是{sure}的置信区间。"
        "只列 q 小于{level}（Benjamini–Hochberg 校正）的词，{names}按 G² 取前{top}；"
        "一方未出现的词，各格加二分之一后计算。",
        sure=assumed(95, "%", "置信水平", "Z_95"),
        level=assumed(100 * LEVEL, "%", "q 的上限：错认为关键词的比例", "LEVEL"),
        names=names,
        top=assumed(top, "个", "最多列出的词", "top"),
    )


def _table(words: list[KeyWord], names: tuple[str, str]) -> Table:
    columns = (
        "词", Column(f"{names[0]}（次）", "#"), Column(f"{names[1]}（次）", "#"), Column("G²", "#"),
        "对数比", "下限", "上限", "DP",
    )  # fmt: skip
    rows = [
        (one.word, one.target, one.reference, one.g2, one.log_ratio, one.low, one.high, one.dp)
        for one in reversed(words)
    ]
    return Table(columns, tuple(rows))


def _trace(words: list[KeyWord], names: tuple[str, str], name: str, colour: str) -> Any:
    import plotly.graph_objects as go

    ratios, lows, highs = (
        [float(getattr(one, side)) for one in words] for side in ("log_ratio", "low", "high")
    )
    above = [high - ratio for high, ratio in zip(highs, ratios, strict=True)]
    below = [ratio - low for low, ratio in zip(lows, ratios, strict=True)]
    error = style.reach(above, below, thickness=1.2, width=3, color=colour)
    return go.Scatter(
        x=ratios, y=[one.word for one in words], mode="markers", error_x=error,
        marker={**MARKER, "color": colour}, name=f"{name}更多",
        text=[one.told(names) for one in words], hovertemplate="%{y}<br>%{text}<extra></extra>",
    )  # fmt: skip


def _sides(
    words: list[KeyWord], names: tuple[str, str]
) -> list[tuple[str, str, str, list[KeyWord]]]:
    """Return reference and target with their colour, their printed mark and their words."""
    told = ((names[1], _RED, "o", -1), (names[0], _BLUE, "s", 1))
    return [
        (name, colour, shape, [one for one in words if float(one.log_ratio) * sign > 0])
        for name, colour, shape, sign in told
    ]


def _compared(
    target: Any, reference: Any, names: tuple[str, str] | None, top: int
) -> tuple[list[KeyWord], tuple[str, str]]:
    """Return the key words of a target and a reference, and what the two are called."""
    for side in (target, reference):
        need(side, "可以相比的文件")
    sides = [{found.document.id for found in all_tokens(side)} for side in (target, reference)]
    if sides[0] & sides[1]:
        raise HzError("target and reference share a document", "compare a document with others")
    rows = need(best_keys(keyness(target, reference), top), "差别显著的词")
    words = [KeyWord.of(row) for row in rows.itertuples()]
    return words, names or (called(target), called(reference))


def _figure(plot: Any, words: list[KeyWord], names: tuple[str, str], top: int) -> Figure:
    title = key_title(words, names)
    return Figure(plot, title, _caption(top), f"关键词图：{title}。", _table(words, names))


def called(source: Any) -> str:
    """Return what documents are called together.

    Examples
    --------
    >>> called("hangzhou-fyp15"), called(["hangzhou-gwr-2021", "hangzhou-gwr-2023"])
    ('杭州2026纲要', '杭州2021报告、杭州2023报告')
    """
    return "、".join(label(found.document) for found in all_tokens(source))


@kindly
def key_words(
    target: Any, reference: Any, names: tuple[str, str] | None = None, top: int = 12
) -> Figure:
    """Return the figure of the key words of a target against a reference.

    Parameters
    ----------
    target, reference : str, Path, Document or iterable of these
        As for `hzlib.words.comparison.keyness`.
    names : tuple of str, optional
        What the two are called in the figure.
    top : int
        Words of each side.
    """
    words, names = _compared(target, reference, names, top)
    plot = Plot(AXIS, height=160 + 21 * len(words))
    for name, colour, _, side in _sides(words, names):
        if side:
            plot.add(_trace(side, names, name, colour), [one.log_ratio for one in side])
    plot.figure.add_vline(x=0, line={"color": style.GROUNDS["muted"][0], "width": 1})
    plot.figure.update_yaxes(
        categoryorder="array", categoryarray=[one.word for one in words], title=""
    )
    return _figure(plot, words, names, top)


@kindly
@in_print
def printed_key_words(
    target: Any, reference: Any, names: tuple[str, str] | None = None, top: int = 10
) -> Figure:
    """Return the figure of key words for print; as `key_words`."""
    words, names = _compared(target, reference, names, top)
    at = {one.word: place for place, one in enumerate(words)}
    sheet, axes = paper(7.2, 0.6 + 0.235 * len(words))
    for name, colour, shape, side in _sides(words, names):
        places = [at[one.word] for one in side]
        ends = ([float(one.low) for one in side], [float(one.high) for one in side])
        axes.hlines(places, *ends, color=colour, linewidth=1)
        look = {"color": colour, "marker": shape, "s": 26, "zorder": 3, "label": f"{name}更多"}
        dots = axes.scatter([float(one.log_ratio) for one in side], places, **look)
        mark(dots, [one.log_ratio for one in side])  # type: ignore[misc]
    axes.axvline(0, color=style.GROUNDS["muted"][0], linewidth=0.8)
    axes.set_yticks(list(at.values()), list(at))
    axes.grid(axis="y", visible=False)
    axes.grid(axis="x", visible=True)
    axes.set_xlabel("对数比（2 为底）")
    axes.legend(loc="lower right")
    return _figure(sheet, words, names, top)


@kindly
def key_words_of_each(source: Any = None, top: int = 15) -> Figure:
    """Return the figure of what sets each document apart from the others, with a choice box."""
    documents = [found.document for found in all_tokens(source)]
    need(documents, "可以相比的文件", 2)
    found: list[tuple[str, list[KeyWord]]] = []
    for document in documents:
        rows = best_keys(keyness(document, [one for one in documents if one is not document]), top)
        words = [KeyWord.of(row) for row in rows[rows["log_ratio"] > 0].itertuples()]
        if words:
            found.append((label(document), words))
    need(found, "差别显著的词")
    plot = Plot(AXIS, height=220 + 22 * top)
    seen = in_turn(plot, found, partial(_add_own, plot))
    titles = [_said(*one) for one in found]
    options = tuple(
        Option(name, visible, title=title, alt=f"{title}。")
        for (name, _), visible, title in zip(found, seen, titles, strict=True)
    )
    plot.figure.update_xaxes(rangemode="tozero")
    columns = ("文件", "词", Column("次数", "#"), Column("其余文件（次）", "#"), Column("G²", "#"),
               "对数比", "DP")  # fmt: skip
    rows = tuple(
        (name, one.word, one.target, one.reference, one.g2, one.log_ratio, one.dp)
        for name, words in found
        for one in reversed(words)
    )
    return Figure(plot, titles[0], _caption(top, "每份文件"), f"{titles[0]}。",
                  Table(columns, rows), (Choice("文件", options),))  # fmt: skip


def _add_own(plot: Plot, found: tuple[str, list[KeyWord]], visible: bool) -> None:
    """Add the words that set a document apart from the others."""
    name, words = found
    trace = _trace(words, (name, "其余文件"), name, _BLUE)
    trace.update(visible=visible, showlegend=False)
    plot.add(trace, [one.log_ratio for one in words])


def _said(name: str, words: list[KeyWord]) -> str:
    ordered = sorted(words, key=lambda one: -float(one.g2))
    return f"{name}最突出的词：{'、'.join(one.word for one in ordered[:5])}"


# --- spread ---------------------------------------------------------------------------------------


@kindly
def spread(source: Any = None, top: int = 60) -> Figure:
    """Return the figure of frequency against dispersion (Gries' DP) of the most frequent words."""
    import plotly.graph_objects as go

    rows = need(frequency(source, top=top), "词频")
    rows = need(rows.dropna(subset=["dp"]), "可以相比的部分")
    having = "docfreq" if "docfreq" in rows else "partfreq"
    places = "文件" if having == "docfreq" else "部分"
    counts, spreads = values_of(rows, "frequency"), values_of(rows, "dp", digits=2)
    words = list(rows["word"])
    plot = Plot("次数（对数刻度）", "DP（0 为完全均匀）", 520)
    trace = go.Scatter(
        x=list(map(float, counts)), y=list(map(float, spreads)),
        text=_uncrowded(rows), hovertext=words, mode="markers+text", textposition="top center",
        textfont={"size": 11}, marker={"symbol": "square", "size": 7, "color": _BLUE},
        hovertemplate="%{hovertext}：%{x} 次，DP = %{y:.2f}<extra></extra>", showlegend=False,
    )  # fmt: skip
    told = zip(words, counts, spreads, strict=True)
    plot.add(trace, counts, [f"{word}，{count}，DP {one}" for word, count, one in told])
    steps = [digit * 10**power for power in range(6) for digit in (1, 2, 3, 5)]
    plot.figure.update_xaxes(type="log", tickvals=steps, ticktext=[f"{step:,}" for step in steps])
    plot.figure.update_yaxes(rangemode="tozero")
    columns = ("词", Column("次数", "#"), Column("每万词", "#"), Column(f"{places}数", "#"), "DP")
    rates, spans = values_of(rows, "per_10k", digits=1), values_of(rows, having)
    cells = tuple(zip(words, counts, rates, spans, spreads, strict=True))
    title = _spread_title(rows)
    caption = f"DP 是各{places}实际份额与按篇幅应有份额之差的一半之和（Gries 2008）。"
    return Figure(plot, title, caption, f"频次与分布：{title}。", Table(columns, cells))


def _spread_title(rows: "pd.DataFrame") -> str:
    if rows["dp"].nunique() == 1:
        return "最常见的词分布得一样匀"
    ordered = list(rows.sort_values("dp", kind="stable")["word"])
    if len(ordered) < 2 * _NAMED:
        return f"分布最匀的是{ordered[0]}"
    even, lumpy = ordered[:_NAMED], ordered[: -_NAMED - 1 : -1]
    return f"分布最匀的是{'、'.join(even)}，最集中的是{'、'.join(lumpy)}"


def _uncrowded(rows: "pd.DataFrame") -> list[str]:
    """Return the words, but nothing where a more frequent word's label is near."""
    import numpy as np

    across = np.log(rows["frequency"].to_numpy(float))
    up = rows["dp"].to_numpy(float)
    at = np.column_stack([across / max(np.ptp(across), 1e-9), up / max(up.max(), 1e-9)])
    labelled: list[int] = []
    for i in range(len(at)):
        near = np.abs(at[labelled] - at[i])
        if not ((near[:, 0] < _LABEL[0]) & (near[:, 1] < _LABEL[1])).any():
            labelled.append(i)
    return [word if i in set(labelled) else "" for i, word in enumerate(rows["word"])]


# --- the cloud ------------------------------------------------------------------------------------


@kindly
@in_print
def cloud(source: Any = None, top: int = 40, width: float = 3.6, height: float = 2.0) -> Figure:
    """Return a small word cloud: size says frequency (its root), place and colour say nothing."""
    rows = need(frequency(source, top=top), "词频")
    # The cloud takes the middle of a sheet as wide as the other figures, so that it stays small.
    sheet, axes = paper(7.2, height)
    sheet.set_layout_engine("none")
    axes.set_position((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(_INCH / 2 * (width - 7.2), _INCH / 2 * (width + 7.2))
    axes.set_ylim(0, _INCH * height)
    counts = values_of(rows, "frequency")
    sizes = [5 + 15 * math.sqrt(float(one) / float(counts[0])) for one in counts]
    words = list(rows["word"])
    boxes = [_measure(word, size) for word, size in zip(words, sizes, strict=True)]
    cells = []
    for place, spot in enumerate(spiral(boxes, _INCH * width, _INCH * height)):
        if spot:
            shown = axes.text(*spot, words[place], fontsize=sizes[place], ha="center", va="center",
                              color=style.colour(place % 3))  # fmt: skip
            mark(shown, counts[place])  # type: ignore[arg-type]
            cells.append((words[place], counts[place]))
    alt = f"词云，最大的词是{'、'.join(words[:5])}。"
    caption = "字号随频次的平方根变化；位置和颜色没有含义。词云只供一瞥，比较请看前面的图。"
    title = f"最常见的词：{'、'.join(words[:5])}"
    return Figure(sheet, title, caption, alt, Table(("词", Column("次数", "#")), tuple(cells)))


def _measure(word: str, size: float) -> tuple[float, float]:
    # A Chinese character fills a square; Latin letters about half of one.
    wide = sum(1.0 if ord(character) > 0x2E80 else 0.6 for character in word)
    return wide * size * 1.04, size * 1.16


# --- what readings say of key words ---------------------------------------------------------------


def strongest(frame: "pd.DataFrame", side: int = 1) -> str:
    """Return the surest key word of the target (side 1) or of the reference (-1).

    Empty if none is sure.

    Examples
    --------
    >>> strongest(keyness("hangzhou-gwr-2021", "hangzhou-fyp15"))
    '完成'
    """
    words = list(frame.loc[(frame["log_ratio"] * side > 0) & (frame["q"] < LEVEL), "word"])
    return words[0] if words else ""


def apart(frame: "pd.DataFrame", names: tuple[str, str], without: str = "") -> str:
    """Return in words what either side says more often, but for words within `without`.

    Examples
    --------
    >>> apart(keyness("hangzhou-gwr-2021", "hangzhou-fyp15"), ("报告", "规划"))[:5]
    '报告更常说'
    """
    named = [word for word in frame["word"] if word in without]
    sure = frame[(frame["q"] < LEVEL) & ~frame["word"].isin(named)]
    sides = [list(sure.loc[sure["log_ratio"] * sign > 0, "word"])[:_NAMED] for sign in (1, -1)]
    said = [
        f"{name}更常说“{'”“'.join(words)}”"
        for name, words in zip(names, sides, strict=True)
        if words
    ]
    return "，".join(said) or f"{names[0]}和{names[1]}没有差别显著的词"
