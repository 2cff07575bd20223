"""Dots of items one below the other: joined by a line; what is of another unit or size apart."""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from hzlib import wording
from hzlib.evidence.value import Value
from hzlib.figures import style
from hzlib.figures.plot import is_bound

_MOST = 3  # panels
_APART = 2.0  # so many times larger is of another size
_SMALL = 0.25  # of the whole axis: what a group must not reach to get an axis of its own
_SAME = 0.012  # of the axis: marks so near hide one another
_HIDDEN = 0.02  # of the axis: a mark of a line so near to its other one is hidden by it
_PLAIN, _LARGE, _UNDER = 10, 16, 20  # pixels, of a mark
_SPACE = "\u2002"
_LABEL, _PAD = 11, 0.09  # pixels of a letter beside a mark; of the axis, beside the last mark
_BETWEEN, _EDGES = 74, 126  # pixels between two panels, and above and below them
_HEIGHT = 440


def label_ends(figure: Any, values: Sequence[Sequence[Value | None]]) -> None:
    """Write the numbers of each item beside its outermost marks, away from the line between them.

    Where marks have reaches the numbers stand at their ends.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
        With dots of items, on one pair of axes.
    values : sequence of sequence of Value or None
        Those of the marks of each trace.

    Examples
    --------
    >>> import plotly.graph_objects as go
    >>> from hzlib.evidence.value import assumed
    >>> sizes = [[assumed(n, "%", "甲", "a")] for n in (1, 3)]
    >>> figure = go.Figure([go.Scatter(x=[n], y=["甲"], mode="markers") for n in (1, 3)])
    >>> label_ends(figure, sizes)
    >>> [(one.text[0], one.textposition[0]) for one in figure.data]
    [('1', 'middle left'), ('3', 'middle right')]
    """
    dots = [one for one in figure.data if one.mode in ("markers", "lines+markers")]
    items = next(iter(_reaches(dots).values()), {})
    # What a line over all items stands for is told at the axis, but for a bound of it.
    lines = {(one.x0, name) for one in figure.layout.shapes for name in items if one.x0 == one.x1}
    told: set[tuple[Any, Any]] = set()
    for trace, each in zip(dots, values, strict=False):
        if trace.error_x.array is not None:
            _label_reaches(figure, trace, each)
            continue
        texts, sides = [], []
        for x, y, value in zip(trace.x, trace.y, each, strict=True):
            ends = items.get(y, [])
            side = "right" if x == max(ends, default=x) else "left" if x == min(ends) else ""
            at_axis = value is None or is_bound(value) or (value.bound == "=" and (x, y) in lines)
            written = side and not at_axis and (x, y) not in told
            texts.append(f"{value:#}" if written else "")
            sides.append(f"middle {side or 'right'}")
            told.add((x, y))
        trace.update(
            mode=f"{trace.mode}+text", text=texts, textposition=sides, textfont_size=_LABEL,
            cliponaxis=False,
        )  # fmt: skip


def _label_reaches(figure: Any, trace: Any, values: Sequence[Value | None]) -> None:
    """Write the number of each mark at the end of its reach that is further from nought."""
    for y, value, (low, high) in zip(trace.y, values, _ends(trace), strict=True):
        if value is not None:
            left = value.number < 0
            figure.add_annotation(
                x=low if left else high, y=y, text=f"{value:#}", showarrow=False,
                xanchor="right" if left else "left", xshift=-4 if left else 4,
                font={"size": _LABEL, "color": style.GROUNDS["ink"][0]},
            )  # fmt: skip


def _ends(trace: Any) -> list[tuple[float, float]]:
    """Return from where to where each mark of a trace reaches."""
    above = [0.0] * len(trace.x) if trace.error_x.array is None else trace.error_x.array
    below = above if trace.error_x.arrayminus is None else trace.error_x.arrayminus
    sizes = (math.nan if x is None else float(x) for x in trace.x)
    return [(x - low, x + high) for x, low, high in zip(sizes, below, above, strict=True)]


def join_marks(figure: Any) -> None:
    """Draw a line behind the marks of each item of which several series have one.

    Examples
    --------
    >>> import plotly.graph_objects as go
    >>> figure = go.Figure([go.Scatter(x=[n], y=["甲"], mode="markers") for n in (1, 3)])
    >>> join_marks(figure)
    >>> figure.layout.shapes[0].x1
    3.0
    """
    dots = [one for one in figure.data if "markers" in (one.mode or "")]
    if any(len(set(one.y)) < len(one.y) for one in dots):
        return
    for (x, y), items in _reaches(dots).items():
        reached = [end for one in dots if (one.xaxis or "x") == x for pair in _ends(one)
                   for end in pair if end == end]  # fmt: skip
        low, high = min(reached), max(reached)
        whole = high - low
        axis = figure.layout[f"xaxis{x[1:]}"]
        if whole and axis.range is None:  # room for the numbers at both ends
            low = min(low, 0) if axis.rangemode == "tozero" else low
            axis.range = [low - _PAD * whole, high + _PAD * whole]
        for name, ends in items.items():
            if max(ends) - min(ends) < _SAME * whole and len(ends) > 1:
                _ring(next(one for one in dots if name in one.y), name)
            if max(ends) > min(ends):
                figure.add_shape(
                    type="line", x0=min(ends), x1=max(ends), y0=name, y1=name, layer="below",
                    xref=x, yref=y, line={"color": style.GROUNDS["muted"][0], "width": 2},
                )  # fmt: skip


def uncover(figure: Any) -> None:
    """Draw the first of two marks that a line joins larger where the other would hide it.

    Examples
    --------
    >>> import plotly.graph_objects as go
    >>> lines = [go.Scatter(x=x, y=["甲"] * 2, mode="lines+markers", marker_size=[14, 8])
    ...          for x in ([5, 5.1], [5, 20])]
    >>> figure = go.Figure(lines)
    >>> uncover(figure)
    >>> [list(one.marker.size) for one in figure.data]
    [[20, 8], [14, 8]]
    """
    pairs = [one for one in figure.data if "lines+markers" in (one.mode or "") and len(one.x) == 2]
    for (x, _), items in _reaches(pairs).items():
        ends = [end for each in items.values() for end in each]
        near = _HIDDEN * (max(ends) - min(ends))
        for one in pairs:
            apart = abs(float(one.x[0]) - float(one.x[1])) if None not in one.x else near + 1
            if (one.xaxis or "x") == x and one.y[0] == one.y[1] and apart <= near:
                sizes = one.marker.size
                last = sizes[1] if isinstance(sizes, list | tuple) else _PLAIN
                one.marker.size = [_UNDER, last]
                if one.text is not None and len(one.text) == len(one.x):
                    # The number of the mark in front stands beside the one beneath it.
                    left = "left" in one.textposition[1]
                    told = one.text[1] and (one.text[1] + _SPACE if left else _SPACE + one.text[1])
                    one.text = [one.text[0], told]


def _ring(trace: Any, name: str) -> None:
    """Draw a mark larger, so that it is seen behind another at its place."""
    before = trace.marker.size
    sizes = before if isinstance(before, list | tuple) else [_PLAIN] * len(trace.y)
    pairs = zip(trace.y, sizes, strict=True)
    trace.marker.size = [_LARGE if one == name else size for one, size in pairs]
    trace.marker.opacity = 1


def _reaches(traces: Sequence[Any]) -> dict[tuple[str, str], dict[str, list[float]]]:
    """Return the numbers of each item, by the axes of its panel."""
    found: dict[tuple[str, str], dict[str, list[float]]] = {}
    for trace in traces:
        panel = found.setdefault((trace.xaxis or "x", trace.yaxis or "y"), {})
        for x, y in zip(trace.x, trace.y, strict=True):
            if x is not None:
                panel.setdefault(y, []).append(float(x))
    return found


def groups(items: Mapping[str, Sequence[Value]]) -> list[tuple[str, list[str]]]:
    """Return which items have an axis in common: by their unit, else by their size.

    Parameters
    ----------
    items : mapping of str to sequence of Value
        The values of each item.

    Returns
    -------
    list of (str, list of str)
        The unit, or nothing if all have one, with the items; the largest first.

    Examples
    --------
    >>> from hzlib.evidence.value import assumed
    >>> one = lambda *sizes: [assumed(size, "%", "甲", "a") for size in sizes]
    >>> groups({"甲": one(79, 25), "乙": one(31, 3), "丙": one(4, 5.6), "丁": one(2.4, 2.4)})
    [('', ['甲', '乙']), ('', ['丙', '丁'])]
    >>> len(groups({"甲": one(5, 6), "乙": one(7, 8)}))
    1
    """
    units = list(dict.fromkeys(one.unit for values in items.values() for one in values))
    if 1 < len(units) <= _MOST:
        owners = {name: values[0].unit for name, values in items.items() if values}
        return [
            (wording.unit(unit), [name for name in items if owners.get(name) == unit])
            for unit in units
        ]
    small = _small({name: [one.number for one in values] for name, values in items.items()})
    parts = ([name for name in items if (name in small) == kind] for kind in (False, True))
    return [("", part) for part in parts if part]


def _small(sizes: Mapping[str, Sequence[float]]) -> set[str]:
    """Return the items whose differences would not be seen on the axis of the others."""
    reach = {name: max(map(abs, ends)) for name, ends in sizes.items() if len(ends)}
    order = sorted(reach, key=lambda name: reach[name])
    most = reach[order[-1]] if order else 0.0
    steps = [
        (reach[large] / reach[small], place + 1)
        for place, (small, large) in enumerate(pairwise(order))
        if 0 < reach[small] <= _SMALL * most
    ]
    apart, place = max(steps, default=(0.0, 0))
    small = order[:place] if apart >= _APART else []
    hidden = any(0 < max(sizes[name]) - min(sizes[name]) < _SMALL * most for name in small)
    return set(small) if hidden else set()


def part(figure: Any, parts: Sequence[tuple[str, list[str]]]) -> None:
    """Give each group of items a panel with an axis of its own, one below the other.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
        With dots of items, on one pair of axes.
    parts : sequence of (str, list of str)
        What `groups` returns.

    Examples
    --------
    >>> import plotly.graph_objects as go
    >>> figure = go.Figure(go.Scatter(x=[1, 90], y=["甲", "乙"], mode="markers"))
    >>> part(figure, [("", ["乙"]), ("", ["甲"])])
    >>> [(list(one.y), one.xaxis) for one in figure.data]
    [(['乙'], 'x'), (['甲'], 'x2')]
    """
    traces = [one.to_plotly_json() for one in figure.data]
    made, named = [], set()
    for place, (_, names) in enumerate(parts):
        for trace in traces:
            piece = _piece(trace, names, place)
            if not len(piece["y"]):
                continue
            if trace.get("name") in named:
                piece["showlegend"] = False
            named.add(trace.get("name"))
            made.append(piece)
    figure.data = []
    figure.add_traces(made)
    figure.update_layout(_axes(figure, parts))


def _piece(trace: dict[str, Any], names: Sequence[str], place: int) -> dict[str, Any]:
    """Return the marks of a trace that are of some items, on the axes of their panel."""
    kept = [name in names for name in trace["y"]]
    number = str(place + 1) if place else ""
    return _chosen(trace, kept) | {"xaxis": f"x{number}", "yaxis": f"y{number}"}


def _chosen(field: dict[str, Any], kept: Sequence[bool]) -> dict[str, Any]:
    """Return a trace, or a part of it, with what belongs to some of its marks."""

    def one(value: Any) -> Any:
        if isinstance(value, dict):
            return _chosen(value, kept)
        each = hasattr(value, "__len__") and not isinstance(value, str)
        if each and len(value) == len(kept):
            return [part for part, keep in zip(value, kept, strict=True) if keep]
        return value

    return {name: one(value) for name, value in field.items()}


def _axes(figure: Any, parts: Sequence[tuple[str, list[str]]]) -> dict[str, Any]:
    """Return the layout of panels whose heights follow their items."""
    x, y = figure.layout.xaxis.to_plotly_json(), figure.layout.yaxis.to_plotly_json()
    items, height = sum(len(names) for _, names in parts), figure.layout.height or _HEIGHT
    height += _BETWEEN * (len(parts) - 1)
    gap = _BETWEEN / (height - _EDGES)
    line = (1 - gap * (len(parts) - 1)) / items
    layout, top = {"height": height}, 1.0
    for place, (unit, names) in enumerate(parts):
        number = str(place + 1) if place else ""
        low = max(top - line * len(names), 0.0)
        order = y.get("categoryarray")
        kept = (
            {"categoryarray": [one for one in order if one in names]} if order is not None else {}
        )
        said = (x.get("title") or {}).get("text") or ""
        words = f"{said}（{unit}）" if unit else said
        title: dict[str, Any] = {"title": {**(x.get("title") or {}), "text": words}}
        if unit:  # a single mark says nothing without a nought beside it
            title["rangemode"] = "tozero"
        layout[f"yaxis{number}"] = {**y, **kept, "domain": [low, top], "anchor": f"x{number}"}
        layout[f"xaxis{number}"] = {**x, **title, "anchor": f"y{number}"}
        top = low - gap
    return layout
