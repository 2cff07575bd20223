"""A plotly figure of one's own, its points tied to the sentences that state them."""

from collections.abc import Iterator, Sequence
from typing import Any

from hzlib.errors import HzError
from hzlib.evidence.entry import is_source
from hzlib.evidence.value import Value
from hzlib.figures.plot import Plot
from hzlib.figures.specification import Figure


def explore(figure: Any, evidence: Sequence[Any] | None = None) -> Figure:
    """Return a plotly figure whose points answer when they are clicked.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
        Any figure; the points of a trace carry their sources in ``customdata``, as
        ``plotly.express`` sets it with ``custom_data=["evidence"]``.
    evidence : sequence of sources or values, optional
        One a point, for a figure with a single trace.

    Raises
    ------
    HzError
        If no point has a source, or there are more or fewer sources than points.

    Examples
    --------
    >>> import hzlib as hz
    >>> import plotly.express as px
    >>> rows = hz.series(hz.gather(), "gdp")
    >>> shown = explore(px.line(rows, x="period", y="value", custom_data=["evidence"]))
    >>> len(shown.plot.sources) == len(rows)
    True
    """
    import plotly.graph_objects as go

    layout = figure.to_dict()["layout"]
    plot = Plot(figure=go.Figure(layout=layout), height=layout.get("height", 440))
    found = False
    for trace in figure.data:
        sources = list(evidence) if evidence is not None else [_source(one) for one in _rows(trace)]
        shown = go.Figure(trace).data[0]
        if any(is_source(one) or isinstance(one, Value) for one in sources):
            found = True
            sizes = _sizes(trace)
            if len(sizes) != len(sources):
                raise HzError(
                    "hz.explore: the figure has {marks} marks and {sources} sources",
                    "give each mark a source; bins of a histogram have none, draw points or bars",
                    marks=len(sizes),
                    sources=len(sources),
                )
            plot.add(shown, [_value(*pair) for pair in zip(sources, sizes, strict=True)])
        else:
            plot.decorate(shown)
    if not found:
        raise HzError(
            "hz.explore: the marks have no sources",
            'draw with custom_data=["evidence"], or give evidence=table["evidence"]',
        )
    title = figure.layout.title.text or ""
    return Figure(plot, title, "", title or "自己画的图")


def _rows(trace: Any) -> Iterator[Any]:
    yield from [] if trace.customdata is None else trace.customdata


def _source(row: Any) -> Any:
    """Return the source among what a point carries: one thing, or a row of several."""
    if is_source(row) or isinstance(row, Value):
        return row
    members = row if hasattr(row, "__iter__") and not isinstance(row, str) else ()
    return next((one for one in members if is_source(one) or isinstance(one, Value)), None)


def _sizes(trace: Any) -> list[Any]:
    names = ("x",) if getattr(trace, "orientation", None) == "h" else ("y", "values", "r")
    found = (axis for name in names if (axis := getattr(trace, name, None)) is not None)
    return list(next(found, ()))


def _value(source: Any, size: Any) -> Value | None:
    if isinstance(source, Value) or source is None:
        return source
    if size is None or size != size:
        return None
    fact = getattr(source, "fact", None) or getattr(source, "figure", None)
    if fact is not None:
        fields = ("unit", "status", "bound", "period")
        unit, status, bound, period = (getattr(fact, name) for name in fields)
        return Value(float(size), unit, source, status, bound, period)
    return Value(float(size), "", source, "derived")
