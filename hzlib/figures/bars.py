"""Bars that lie one below the other: each with its value, alone or as pieces of a stack."""

from collections.abc import Mapping, Sequence
from typing import Any

from hzlib.evidence.value import Value
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
    plot: Plot, counts: Mapping[str, Value], name: str, hover: str, fill: str, ink: str
) -> None:
    """Add a piece to the stack of each item, its number written in it; of zero there is none.

    Examples
    --------
    >>> from hzlib.evidence.value import counted
    >>> plot = Plot(barmode="stack")
    >>> none = {"甲": counted([], "项"), "乙": counted([], "项")}
    >>> add_pieces(plot, none, "相符", "%{y}", style.PALETTE[0], "white")
    >>> len(plot.figure.data)
    0
    """
    shown = {item: value for item, value in counts.items() if value.number}
    if shown:
        add_bars(
            plot, list(shown), list(shown.values()), name, hover,
            text=[f"{value:#}" for value in shown.values()],
            textposition="inside", insidetextanchor="middle", textfont={"color": ink},
            marker={"color": fill, "line": {"color": style.GROUNDS["muted"][0], "width": 1}},
        )  # fmt: skip
