"""An axis of years that leaves out a long run of years without a mark, and says so."""

from collections.abc import Callable, Sequence
from numbers import Real
from typing import Any

_LEAST = 3  # years without a mark that are left out
_TICKS = 9
FOLDED = "hz-folded"  # the name of the sign at the place where years are left out


def fold_years(figure: Any) -> bool:
    """Bring the marks behind a long run of empty years nearer; return whether there is one.

    Only an axis of whole years is folded, of a figure with one field; no line crosses the fold,
    since lines break where years are missing.

    Examples
    --------
    >>> import plotly.graph_objects as go
    >>> figure = go.Figure(go.Scatter(x=[2022, 2023, 2030], y=[1, 2, 3]))
    >>> fold_years(figure), list(figure.data[0].x), list(figure.layout.xaxis.ticktext)
    (True, [2022.0, 2023.0, 2025.0], ['2022', '2023', '2030'])
    """
    years = _years(figure)
    last = next((a for a, b in zip(years, years[1:], strict=False) if b - a > _LEAST), None)
    if last is None:
        return False
    first = years[years.index(last) + 1]
    beyond = len([one for one in years if one >= first])
    # What lies beyond is the end of the axis, not its bulk.
    if beyond > len(years) // 3:
        return False

    def moved(year: Any) -> Any:
        return year if year is None or year <= last else year - (first - last - 2)

    for trace in figure.data:
        trace.x = [moved(float(one)) for one in trace.x]
    for note in figure.layout.annotations:
        if note.xref in (None, "x"):
            note.x = moved(note.x)
    _sign(figure, years, moved, last + 1)
    return True


def each_year(figure: Any) -> None:
    """Have a tick at each year of an axis of few years, and none between two.

    Examples
    --------
    >>> import plotly.graph_objects as go
    >>> figure = go.Figure(go.Scatter(x=[2021, 2022, 2023], y=[1, 2, 3]))
    >>> each_year(figure)
    >>> figure.layout.xaxis.dtick
    1
    """
    years = _years(figure)
    if years and years[-1] - years[0] < _TICKS:
        figure.update_xaxes(dtick=1)


def is_folded(figure: Any) -> bool:
    """Tell whether the axis of a figure leaves out years.

    Examples
    --------
    >>> import plotly.graph_objects as go
    >>> is_folded(go.Figure())
    False
    """
    return any(one.name == FOLDED for one in figure.layout.annotations)


def reaches(traces: Sequence[Any], sign: Any) -> bool:
    """Tell whether traces have marks behind the place where years are left out.

    Examples
    --------
    >>> import plotly.graph_objects as go
    >>> figure = go.Figure(go.Scatter(x=[2022, 2023, 2030], y=[1, 2, 3]))
    >>> fold_years(figure), reaches(figure.data, figure.layout.annotations[0])
    (True, True)
    """
    if sign.name != FOLDED:
        return True
    return any(
        x is not None and x > sign.x for one in traces for x in (() if one.x is None else one.x)
    )


def ticks(figure: Any, traces: Sequence[Any], folded: bool) -> dict[str, Any]:
    """Return the layout that writes the years of some traces of a figure whose years are folded.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
        Whose choices show some of its traces.
    traces : sequence of plotly trace
        Those that are shown.
    folded : bool
        Whether these have marks behind the fold, whose years the axis writes as it is.

    Examples
    --------
    >>> import plotly.graph_objects as go
    >>> figure = go.Figure(go.Scatter(x=[2022, 2023, 2030], y=[1, 2, 3]))
    >>> some = [go.Scatter(x=[2022, 2024], y=[1, 2])]
    >>> ticks(figure, some, False), fold_years(figure), ticks(figure, some, False)
    ({}, True, {'xaxis.tickvals': [2022, 2023, 2024], 'xaxis.ticktext': ['2022', '2023', '2024']})
    """
    if not is_folded(figure):
        return {}
    axis = figure.layout.xaxis
    if folded:
        return {"xaxis.tickvals": list(axis.tickvals), "xaxis.ticktext": list(axis.ticktext)}
    marked = [x for one in traces for x, y in zip(one.x, one.y, strict=False)
              if x is not None and y is not None and y == y and float(x).is_integer()]  # fmt: skip
    near = range(int(min(marked)), int(max(marked)) + 1)
    shown = [*near[:: -(-len(near) // _TICKS)]]
    return {"xaxis.tickvals": shown, "xaxis.ticktext": [str(one) for one in shown]}


def _years(figure: Any) -> list[int]:
    """Return the years with marks, in order; none if the axis is not one of whole years."""
    kinds = {one.type for one in figure.data}
    if (
        figure.layout.shapes
        or not kinds <= {"scatter", "bar"}
        or any((one.xaxis or "x") != "x" for one in figure.data)
    ):
        return []
    # Signs beside marks, such as the strokes of a break half-way between years, are no years.
    drawn = [one for one in figure.data if getattr(one, "mode", None) != "text"]
    places = [x for one in drawn for x in (() if one.x is None else one.x)]
    if not all(
        isinstance(x, Real) and 1900 < float(x) < 2100 and float(x).is_integer() for x in places
    ):
        return []
    marked = {int(x) for one in drawn if one.x is not None and one.y is not None
              for x, y in zip(one.x, one.y, strict=False) if y is not None and y == y}  # fmt: skip
    return sorted(marked)


def _sign(figure: Any, years: Sequence[int], moved: Callable[[Any], Any], fold: float) -> None:
    """Write the years on the axis, and the sign where some are left out."""
    beyond = [year for year in years if year >= fold]
    near = range(years[0], int(fold))
    step = -(-len(near) // (_TICKS - len(beyond)))
    shown = [*near[::step], *beyond]
    axis = {"tickmode": "array", "tickvals": [moved(float(one)) for one in shown],
            "ticktext": [str(one) for one in shown], "dtick": None}  # fmt: skip
    figure.update_xaxes(**axis)
    figure.add_annotation(
        name=FOLDED, text="//", x=fold, y=0, yref="paper", showarrow=False, yanchor="middle",
        font={"size": 15}, bgcolor=figure.layout.template.layout.paper_bgcolor or "white",
    )  # fmt: skip
