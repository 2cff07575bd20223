"""Dot plots: items one below the other, each with its marks and a line between them."""

from collections.abc import Sequence
from typing import Any

from hzlib import wording
from hzlib.evidence.value import Missing, Value
from hzlib.figures import style
from hzlib.figures.plot import Plot


def add_dots(
    plot: Plot,
    names: Sequence[str],
    values: Sequence[Value | Missing],
    colour: str,
    name: str,
    look: str = "",
    at: float | None = None,
    **more: Any,
) -> None:
    """Add the marks of one series of a dot plot, one trace for each kind of number among them.

    Parameters
    ----------
    plot : Plot
        Where they are added.
    names : sequence of str
        The items, the places on the vertical axis.
    values : sequence of Value or Missing
        One an item; of a missing one there is no mark.
    colour : str
        One of `hzlib.figures.style.PALETTE`.
    name : str
        The series' name in the legend.
    look : str, optional
        Draw all marks as this kind of number, in one trace: an index of a target is computed, but
        stands for a target.
    at : float, optional
        Where the marks stand, if not at their numbers.
    **more
        ``row`` and ``col`` of a subplot, and further arguments of each trace.

    Examples
    --------
    >>> from hzlib.evidence.value import assumed
    >>> plot = Plot()
    >>> add_dots(plot, ["甲"], [assumed(5, "%", "放宽", "about")], style.PALETTE[0], "放宽")
    >>> plot.figure.data[0].name
    '放宽·推算'
    """
    import plotly.graph_objects as go

    where = {axis: more.pop(axis) for axis in ("row", "col") if axis in more}
    known = [
        (one, value) for one, value in zip(names, values, strict=True) if isinstance(value, Value)
    ]
    for status in [look] if look else dict.fromkeys(value.status for _, value in known):
        part = [pair for pair in known if look or pair[1].status == status]
        if not part:
            continue
        told = name if look else f"{name}·{wording.STATUSES[status]}"
        marker = style.line(status, colour)["marker"]
        trace = go.Scatter(
            x=[value.number if at is None else at for _, value in part],
            y=[one for one, _ in part],
            mode="markers",
            marker=marker,
            name=told,
            text=[str(value) for _, value in part],
            hovertemplate=f"%{{y}}<br>{told}：%{{text}}<extra></extra>",
            **more,
        )
        plot.add(trace, [value for _, value in part], **where)


def add_spans(plot: Plot, names: Sequence[str], spans: Sequence[Sequence[float]]) -> None:
    """Add to each item of a dot plot the line from its lowest to its highest mark.

    Parameters
    ----------
    plot : Plot
        Where they are added.
    names : sequence of str
        The items.
    spans : sequence of sequence of float
        The places of each item's marks.
    """
    import plotly.graph_objects as go

    line = {"color": style.GROUNDS["muted"][0], "width": 2}
    for name, places in zip(names, spans, strict=True):
        ends = [min(places), max(places)]
        plot.decorate(go.Scatter(x=ends, y=[name] * 2, mode="lines", line=line))
