"""Bars that lie one below the other: each with its value, alone or as pieces of a stack."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from hzlib.evidence.sentence import Sentence, joined, sentence
from hzlib.evidence.value import CAUTION, Value
from hzlib.figures import style
from hzlib.figures.plot import Plot


def add_bars(
    plot: Plot,
    names: Sequence[str],
    values: Sequence[Value],
    name: str,
    hover: str,
    labels: Sequence[str] | None = None,
    **more: Any,
) -> None:
    """Add bars of one series, from the vertical axis to the right.

    Parameters
    ----------
    plot : Plot
        Where they are added.
    names : sequence of str
        The items, the places on the vertical axis.
    values : sequence of Value
        One an item.
    name, hover : str
        The series' name in the legend; what is shown under the pointer (a plotly template).
    labels : sequence of str, optional
        As for `hzlib.figures.plot.Plot.add`.
    **more
        Further arguments of the trace, such as those of `hzlib.figures.style.bar`.

    Examples
    --------
    >>> from hzlib.evidence.value import assumed
    >>> plot = Plot()
    >>> add_bars(plot, ["甲"], [assumed(5, "%", "放宽", "about")], "放宽", "%{y}")
    >>> list(plot.figure.data[0].x)
    [5.0]
    """
    import plotly.graph_objects as go

    sizes = [value.number for value in values]
    bars = go.Bar(x=sizes, y=names, orientation="h", name=name, hovertemplate=hover, **more)
    plot.add(bars, values, labels)


def add_pieces(
    plot: Plot,
    counts: Mapping[str, Value],
    name: str,
    hover: str,
    fill: str,
    marked: Collection[str] = (),
) -> None:
    """Add a piece to the stack of each item, its number written in it; of zero there is none.

    The number of a marked item has a ※ after it.

    Examples
    --------
    >>> from hzlib.evidence.value import counted
    >>> plot = Plot(barmode="stack")
    >>> none = {"甲": counted([], "项"), "乙": counted([], "项")}
    >>> add_pieces(plot, none, "相符", "%{y}", style.PALETTE[0])
    >>> len(plot.figure.data)
    0
    """
    shown = {item: value for item, value in counts.items() if value.number}
    if shown:
        add_bars(
            plot, list(shown), list(shown.values()), name, hover,
            text=[f"{value:#}{CAUTION * (item in marked)}" for item, value in shown.items()],
            textposition="inside", insidetextanchor="middle", textfont={"color": style.on(fill)},
            # Upright and as large as other text, even where a piece is narrow.
            textangle=0, constraintext="none",
            marker={"color": fill, "line": {"color": style.GROUNDS["muted"][0], "width": 1}},
        )  # fmt: skip


def add_stack(
    plot: Plot,
    counts: Mapping[str, Mapping[str, Value]],
    fills: Mapping[str, str],
    called: str,
    hover: str = "%{y}",
    marked: Mapping[str, Collection[str]] | None = None,
) -> Sentence:
    """Add a stack for each item, a piece of it for each word, and return in words what they are.

    Parameters
    ----------
    plot : Plot
        Where they are added, the first item uppermost.
    counts : mapping of str to mapping of str to Value
        By word, by item.
    fills : mapping of str to str
        The fill of each word.
    called : str
        What the words are, before them in the legend.
    hover : str, optional
        How an item is called under the pointer (a plotly template).
    marked : mapping of str to collection of str, optional
        By word, the items whose number has a ※ after it.

    Examples
    --------
    >>> from hzlib.evidence.value import counted
    >>> counts = {"相符": {"甲": counted([], "项")}, "不符": {"甲": counted(["子"], "项")}}
    >>> str(add_stack(Plot(), counts, dict.fromkeys(counts, style.PALETTE[0]), "判断"))
    '甲不符1项'
    """
    for word, found in counts.items():
        unit = next(iter(found.values())).unit
        shown = f"{hover}<br>{word}：%{{x}}{unit}<extra></extra>"
        add_pieces(plot, found, word, shown, fills[word], (marked or {}).get(word, ()))
    items = list(next(iter(counts.values())))
    legend = {"traceorder": "normal", "title": {"text": called}}
    plot.figure.update_layout(barmode="stack", legend=legend)
    order = {"categoryorder": "array", "categoryarray": items[::-1]}
    plot.figure.update_yaxes(type="category", **order)
    return joined("；", (
        item + joined("、", (
            word + sentence("{n}", n=found[item])
            for word, found in counts.items() if found[item].number
        ))
        for item in items
    ))  # fmt: skip
