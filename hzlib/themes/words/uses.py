"""How words are used: from document to document, and where in each."""

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hzlib.evidence.sentence import Sentence, joined, sentence
from hzlib.evidence.value import Missing, Value, assumed
from hzlib.figures import style
from hzlib.figures.plot import Plot
from hzlib.figures.printing import in_print, mark, paper
from hzlib.figures.specification import Choice, Column, Figure, Option, Table, kindly, need
from hzlib.frames.rows import frame_of
from hzlib.themes.words.keys import MARKER
from hzlib.words.comparison import DRAWS, word_trends
from hzlib.words.concordance import LinesSource, positions
from hzlib.words.measures import Z_95
from hzlib.words.tokens import all_tokens, label
from hzlib.words.values import rate_value, value_of

if TYPE_CHECKING:
    import pandas as pd

_BLUE = style.PALETTE[0]
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

    rows = need(word_trends(words, source), "词频")
    columns = min(_COLUMNS, len(words))
    lines = -(-len(words) // columns)
    grid = make_subplots(
        rows=lines, cols=columns, subplot_titles=[name_of(word) for word in words],
        horizontal_spacing=0.06, vertical_spacing=0.16,
    )  # fmt: skip
    plot = Plot(height=110 + 170 * lines, figure=grid)
    for place, word in enumerate(words):
        _add_trend(plot, rows[rows["word"] == word], place // columns + 1, place % columns + 1)
    grid.update_layout(margin={"t": 60, "b": 40})
    grid.update_yaxes(rangemode="tozero", nticks=4)
    title = trend_title(rows)
    return Figure(plot, title, _trend_caption(), f"各文件的词频：{title}。", _trend_table(rows))


def _add_trend(plot: Plot, rows: "pd.DataFrame", row: int, column: int) -> None:
    import plotly.graph_objects as go

    name = name_of(rows["word"].iloc[0])
    x, y = brief(list(rows["label"])), list(rows["per_10k"])
    error = {
        "type": "data", "symmetric": False, "thickness": 1.2, "width": 4, "color": _BLUE,
        "array": list(rows["high"] - rows["per_10k"]),
        "arrayminus": list(rows["per_10k"] - rows["low"]),
    }  # fmt: skip
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


def _trend_caption() -> Sentence:
    return sentence(
        "纵轴是每万词出现次数（各小图刻度不同）；竖线是以句子为单位重抽样{draws}得到的{sure}区间，"
        "没有出现的词给出泊松上限。",
        draws=assumed(DRAWS, "次", "重抽样的次数", "DRAWS"),
        sure=assumed(95, "%", "置信水平", "Z_95"),
    )


def _trend_table(rows: "pd.DataFrame") -> Table:
    columns = ("词", "文件", Column("次数", "#"), Column("每万词", "#"), "下限", "上限")
    cells = [
        (name_of(row.word), row.label, value_of(row, "frequency"),
         *(value_of(row, name, digits=1) for name in ("per_10k", "low", "high")))
        for row in rows.itertuples()
    ]  # fmt: skip
    return Table(columns, tuple(cells))


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
    rows = need(word_trends(words, source), "词频")
    columns = min(_COLUMNS, len(words))
    lines = -(-len(words) // columns)
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
    title = trend_title(rows)
    return Figure(sheet, title, _trend_caption(), f"各文件的词频：{title}。", _trend_table(rows))


# --- where in each --------------------------------------------------------------------------------


@kindly
def places(words: list[str], source: Any = None) -> Figure:
    """Return a dispersion plot: where a chosen word stands in each document, with a choice box."""
    rows = need(positions(words, source), "词的位置")
    chosen = all_tokens(source)
    names = [label(found.document) for found in chosen][::-1]
    used = [word for word in words if (rows["word"] == word).any()]
    plot = Plot("在文件中的位置（0 为开头，100 为结尾）", height=150 + 46 * len(names))
    for place, word in enumerate(used):
        _add_places(plot, rows[rows["word"] == word], place == 0)
    plot.figure.update_xaxes(range=[-1, 101])
    plot.figure.update_yaxes(
        categoryorder="array", categoryarray=names, range=[-0.6, len(names) - 0.4]
    )
    titles = [f"“{name_of(word)}”在各文件里的位置" for word in used]
    counts = [_counts(word, chosen) for word in used]
    options = tuple(
        Option(name_of(word), tuple(at == place for at in range(len(used))), title=titles[place],
               reading=counts[place], alt=counts[place])
        for place, word in enumerate(used)
    )  # fmt: skip
    caption = "每一竖是词的一次出现，点开即到那一句。疏密不匀的词，总频次不能代表全文。"
    return Figure(plot, titles[0], caption, counts[0], _place_table(rows),
                  (Choice("词", options),), counts[0])  # fmt: skip


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
    found = [(label(one.document), LinesSource(word, (one,))) for one in chosen]
    told = [
        sentence(
            "{name}{count}", name=name, count=Value(float(lines.count), "次", lines, "derived")
        )
        for name, lines in found
    ]
    return sentence("“{word}”：{told}。", word=name_of(word), told=joined("，", told))


def _place_table(rows: "pd.DataFrame") -> Table:
    columns = ("词", "文件", "位置", "上文", "关键词", "下文", "章节")
    cells = [
        (name_of(row.word), row.label, _at(row), row.pre, row.keyword, row.post, row.section)
        for row in rows.itertuples()
    ]
    return Table(columns, tuple(cells))


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
