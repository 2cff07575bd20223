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
    known = [
        (one, value) for one, value in zip(names, values, strict=True) if isinstance(value, Value)
    ]
    for status in [look] if look else dict.fromkeys(value.status for _, value in known):
        part = [pair for pair in known if look or pair[1].status == status]
        told = name if look else f"{name}·{wording.STATUSES[status]}"
        marker = style.line(status, colour)["marker"]
        add_series(plot, part, told, {"mode": "markers", "marker": marker}, at=at, **more)


def add_series(
    plot: Plot,
    shown: Sequence[tuple[str, Value]],
    name: str,
    look: dict[str, Any],
    spec: str = "",
    at: float | None = None,
    **more: Any,
) -> None:
    """Add one trace of marks to a dot plot, if there are any.

    Parameters
    ----------
    plot : Plot
        Where it is added.
    shown : sequence of (str, Value)
        The items with their numbers.
    name : str
        The trace's name in the legend.
    look : dict
        Arguments of the trace, such as `hzlib.figures.style.marks` gives.
    spec : str, optional
        How the numbers under the pointer are formatted (see `Value`).
    at, **more
        As for `add_dots`.

    Examples
    --------
    >>> from hzlib.evidence.value import assumed
    >>> plot = Plot()
    >>> add_series(plot, [("甲", assumed(5, "%", "放宽", "about"))], "放宽", style.marks("derived"))
    >>> list(plot.figure.data[0].text)
    ['5%']
    """
    import plotly.graph_objects as go

    if not shown:
        return
    where = {axis: more.pop(axis) for axis in ("row", "col") if axis in more}
    trace = go.Scatter(
        x=[value.number if at is None else at for _, value in shown],
        y=[item for item, _ in shown],
        name=name,
        text=[format(value, spec) for _, value in shown],
        hovertemplate=f"%{{y}}<br>{name}：%{{text}}<extra></extra>",
        **look,
        **more,
    )
    plot.add(trace, [value for _, value in shown], **where)


def add_spans(
    plot: Plot,
    names: Sequence[str],
    spans: Sequence[Sequence[float]],
    colours: Sequence[str] = (),
    **more: Any,
) -> None:
    """Add to each item of a dot plot the line between its marks.

    Parameters
    ----------
    plot : Plot
        Where they are added.
    names : sequence of str
        The items.
    spans : sequence of (float, float)
        Where each item's line begins and ends.
    colours : sequence of str, optional
        The colour of each line; a line that says something of its own is thicker.
    **more
        Further arguments of each trace.
    """
    import plotly.graph_objects as go

    plain = [style.GROUNDS["muted"][0]] * len(names)
    for name, ends, colour in zip(names, spans, colours or plain, strict=True):
        line = {"color": colour, "width": 3 if colours else 2}
        plot.decorate(go.Scatter(x=ends, y=[name] * 2, mode="lines", line=line, **more))
