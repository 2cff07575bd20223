"""A plotly figure whose every mark carries the value that it shows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from numbers import Real
from typing import Any

from hzlib import lookups, wording
from hzlib.errors import HzError
from hzlib.evidence.basis import measured
from hzlib.evidence.entry import Source, key
from hzlib.evidence.value import CAUTION, Missing, Value, caution, kind_word, unlike
from hzlib.figures import style
from hzlib.frames.facts import ReferenceSource
from hzlib.frames.selection import label

_YEARS = "年份"
# The arrow of a bound, and on which side of its stroke it stands, by whether items lie.
_ARROWS = {
    (">=", False): ("↑", "top center"), ("<=", False): ("↓", "bottom center"),
    (">=", True): ("→", "middle right"), ("<=", True): ("←", "middle left"),
}  # fmt: skip
# Kinds of number in the order of the legend; whether they come from the reference series.
_KINDS = (
    *((status, False) for status in ("actual", "estimate", "derived", "target")),
    ("reference", True),
    ("target", True),
)


@cache
def _templates() -> tuple[Any, Any]:
    """Return plotly's own template, and the house's over it: a union that takes plotly long."""
    import plotly.graph_objects as go

    plain = go.Figure().layout.template
    return plain, go.Figure().update_layout(template=style.template()).layout.template


class Plot:
    """A plotly figure in the making.

    Parameters
    ----------
    x, y : str, optional
        The titles of the axes.
    height : int, optional
        In pixels.
    figure : plotly.graph_objects.Figure, optional
        A figure to begin with, such as one of ``make_subplots``.
    **layout
        Further fields of plotly's layout.

    Attributes
    ----------
    figure : plotly.graph_objects.Figure
        The figure, to be changed at will.
    sources : dict
        The sources of the marks by their keys.

    Examples
    --------
    >>> import plotly.graph_objects as go
    >>> from hzlib.evidence.value import assumed
    >>> plot = Plot("年份", "亿元")
    >>> plot.add(go.Scatter(x=["2022"], y=[5], name="甲"), [assumed(5, "亿元", "甲", "a")])
    >>> plot.figure.data[0].customdata[0][1]
    '甲，2022，推算，5亿元'
    """

    def __init__(
        self, x: str = "", y: str = "", height: int = 440, figure: Any = None, **layout: Any
    ) -> None:
        import plotly.graph_objects as go

        self.figure = figure if figure is not None else go.Figure()
        self.sources: dict[str, Source] = {}
        plain, styled = _templates()
        if self.figure.layout.template == plain:
            self.figure.layout.template = styled
        else:
            self.figure.update_layout(template=style.template())
        self.figure.update_layout(height=height, margin={"t": 66, "b": 60}, **layout)
        if x:
            # A year is the name of a time: its thousands are not set off.
            years = {"tickformat": "d"} if x == _YEARS else {}
            self.figure.update_xaxes(title_text=x, **years)
        if y:
            self.figure.update_yaxes(title_text=y)

    def add(
        self,
        trace: Any,
        values: Sequence[Any],
        labels: Sequence[Any] | None = None,
        **where: Any,
    ) -> None:
        """Add a trace with the value of each of its marks.

        Parameters
        ----------
        trace : plotly trace
            Its points in the order of `values`.
        values : sequence of Value or None
            One a mark, None where there is no number; for a heat map rows of them.
        labels : sequence of str, optional
            What a screen reader is told of each mark; composed of the trace's name, the place on
            the axis and the value if it is left out.
        **where
            ``row`` and ``col`` of a subplot.

        Raises
        ------
        HzError
            If there are more or fewer values than marks.
        """
        grid = bool(len(values)) and isinstance(values[0], list | tuple)
        if not grid and (marks := _marks(trace)) != len(values):
            raise HzError(
                "“{trace}” has {marks} marks and {values} values",
                "give each mark a Value or None",
                trace=trace.name,
                marks=marks,
                values=len(values),
            )
        told = labels if labels is not None else _labels(trace, values, grid)
        data: list[Any]
        if grid:
            data = [[self._custom(*pair) for pair in zip(*rows, strict=True)]
                    for rows in zip(values, told, strict=True)]  # fmt: skip
        else:
            data = [self._custom(*pair) for pair in zip(values, told, strict=True)]
        trace.customdata = data
        trace.meta = {"status": next((one.status for one in _flat(values) if one), "derived")}
        self.figure.add_trace(trace, **where)
        if not grid and _are_years(getattr(trace, "x", None)):
            self.figure.update_xaxes(tickformat="d", **where)

    def decorate(self, *traces: Any, **where: Any) -> None:
        """Add traces that show no number of their own, such as the line between two marks."""
        for trace in traces:
            trace.update(hoverinfo="skip", showlegend=False)
            self.figure.add_trace(trace, **where)

    def _custom(self, value: Value | None, label: str) -> list[str]:
        if value is None:
            return ["", ""]
        self.sources[key(value.source)] = value.source
        return [key(value.source), label]


def _are_years(places: Any) -> bool:
    """Tell whether the places of marks are years, whose thousands are not set off."""
    known = [] if places is None else list(places)
    return bool(known) and all(isinstance(one, Real) and 1900 < float(one) < 2100 for one in known)


def _flat(values: Iterable[Any]) -> Iterator[Any]:
    for value in values:
        if isinstance(value, list | tuple):
            yield from _flat(value)
        else:
            yield value


def _marks(trace: Any) -> int:
    for name in ("labels", "x", "y", "values", "r"):
        found = getattr(trace, name, None)
        if found is not None:
            return len(found)
    return 0


def _labels(trace: Any, values: Sequence[Any], grid: bool) -> Any:
    name = trace.name or ""
    if grid:
        return [
            [_label(name, [str(y), str(x)], value) for x, value in zip(trace.x, row, strict=True)]
            for y, row in zip(trace.y, values, strict=True)
        ]
    # A bar or a dot of a category stands at its name, whichever axis that is.
    axes = [getattr(trace, axis, None) for axis in ("x", "y", "labels")]
    named = [axis for axis in axes if axis is not None and len(axis) and isinstance(axis[0], str)]
    axis = named[0] if named else axes[0]
    places = (
        [str(one).replace("<br>", "") for one in axis] if axis is not None else [""] * len(values)
    )
    return [_label(name, [place], value) for place, value in zip(places, values, strict=True)]


def _label(name: str, places: list[str], value: Value | None) -> str:
    return "" if value is None else spoken(value, name, *places)


def spoken(value: Value, *about: str) -> str:
    """Return what a screen reader is told of a mark: each thing once, the bound in words.

    Parameters
    ----------
    value : Value
        What it shows.
    *about : str
        The name of its series, and where it stands.

    Examples
    --------
    >>> import hzlib as hz
    >>> value = hz.pick(hz.facts(reference=True), "gdp", "level", 2022)
    >>> spoken(value, "结果", "2022"), spoken(value, "地区生产总值", "2022")
    ('地区生产总值，结果，2022，实际，18,753亿元', '地区生产总值，2022，实际，18,753亿元')
    """
    stated = getattr(value.source, "fact", None) or getattr(value.source, "figure", None)
    what = label(stated.indicator, stated.measure, stated.unit) if stated is not None else ""
    number = str(value)
    if value.bound in (">=", "<="):
        number = wording.BOUND_WORDS[value.bound] + str(replace(value, bound="="))
    known: list[str] = []
    for part in ("" if any(what in one for one in about) else what, *about,
                 kind_word(value)):  # fmt: skip
        if part and not any(part in one for one in known):
            known.append(part)
    apart = unlike([value])
    return "，".join((*known, number, *([f"所含各数{apart}"] if apart else [])))


# --- the grammar of kinds of number ---------------------------------------------------------------


@dataclass(frozen=True)
class Point:
    """A value at its place on the axis, a year as a number or the name of a category.

    Examples
    --------
    >>> from hzlib.evidence.value import assumed
    >>> Point("工业", assumed(5, "%", "放宽", "about")).x
    '工业'
    """

    x: Any
    value: Value


def points(values: Iterable[Value]) -> list[Point]:
    """Return values of single years as points on an axis of years.

    Examples
    --------
    >>> import hzlib as hz
    >>> [one.x for one in points([hz.pick(hz.facts(reference=True), "gdp", "level", 2022)])]
    [2022]
    """
    return [Point(int(value.period), value) for value in values]


def add_marks(plot: Plot, shown: Sequence[Point], colour: str, name: str = "", **more: Any) -> None:
    """Add one trace of marks for each kind of number among points.

    Parameters
    ----------
    plot : Plot
        Where they are added.
    shown : sequence of Point
        The points; a bound is drawn as an arrow, a target as a triangle, a reference as a cross.
    colour : str
        One of `hzlib.figures.style.PALETTE`.
    name : str, optional
        Goes before the kind in the legend.
    **more
        ``row`` and ``col`` of a subplot, and further arguments of each trace.

    Examples
    --------
    >>> from hzlib.evidence.value import assumed
    >>> plot = Plot("年份")
    >>> add_marks(plot, [Point(2024, assumed(5, "%", "放宽", "about"))], "#08306b", "放宽")
    >>> len(plot.figure.data), len(plot.sources)
    (1, 1)
    """
    import plotly.graph_objects as go

    where = _panel(more)
    for status, borrowed in _KINDS:
        part = [one for one in shown if _kind(one.value) == (status, borrowed)]
        if not part:
            continue
        label = wording.STATUSES[status] + (
            f"（{wording.STATUSES['reference']}）" if borrowed and status == "target" else ""
        )
        label = f"{name}·{label}" if name else label
        look = style.marks(status, colour)
        look["marker"] = look["marker"] | {"symbol": [symbol(one.value) for one in part]}
        trace = go.Scatter(
            x=[one.x for one in part],
            y=[one.value.number for one in part],
            name=label,
            text=[_told(one) for one in part],
            hovertemplate=f"{label}<br>%{{text}}<extra></extra>",
            **(look | more),
        )
        plot.add(trace, [one.value for one in part], **where)
        if pointing := arrows(trace, [one.value for one in part]):
            plot.decorate(pointing, **where)


def add_path(plot: Plot, shown: Sequence[Point], colour: str, dash: str = "solid",
             **more: Any) -> None:  # fmt: skip
    """Add thin lines between points of years in a row; where years are missing there is a gap.

    Examples
    --------
    >>> from hzlib.evidence.value import assumed
    >>> reach = assumed(5, "%", "放宽", "about")
    >>> plot = Plot("年份")
    >>> add_path(plot, [Point(year, reach) for year in (2019, 2020, 2023, 2024)], "#08306b")
    >>> [list(trace.x) for trace in plot.figure.data]
    [[2019, 2020], [2023, 2024]]
    """
    import plotly.graph_objects as go

    where = _panel(more)
    runs: list[list[Point]] = []
    for one in shown:
        if runs and one.x == runs[-1][-1].x + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    for run in runs:
        if len(run) > 1:
            line = {"color": colour, "width": 2, "dash": dash}
            trace = go.Scatter(x=[one.x for one in run], y=[one.value.number for one in run],
                               mode="lines", line=line, **more)  # fmt: skip
            plot.decorate(trace, **where)


def _panel(more: dict[str, Any]) -> dict[str, Any]:
    """Take ``row`` and ``col`` of a subplot out of the arguments of a trace, and return them."""
    return {axis: more.pop(axis) for axis in ("row", "col") if axis in more}


def _kind(value: Value) -> tuple[str, bool]:
    return value.status, isinstance(value.source, ReferenceSource)


def kind(value: Value) -> str:
    """Return what kind of number a mark shows: its status, apart a reference's estimate.

    Examples
    --------
    >>> from hzlib.evidence.value import assumed
    >>> kind(assumed(5, "%", "放宽", "about"))
    'derived'
    """
    source = value.source
    estimate = isinstance(source, ReferenceSource) and source.figure.status == "estimate"
    return f"{value.status} estimate" if estimate and value.status == "reference" else value.status


def symbol(value: Value) -> str:
    """Return plotly's name of the mark for a value: its kind of number, or where a bound points.

    Examples
    --------
    >>> from hzlib.evidence.value import assumed
    >>> symbol(assumed(5, "%", "放宽", "about"))
    'square'
    """
    plain: str = style.marks(kind(value))["marker"]["symbol"]
    if value.status == "target":
        if isinstance(value.source, ReferenceSource):
            return "x-open"
        return "triangle-down" if _downwards(value) else plain
    return "line-ew-open" if is_bound(value) else plain


def _downwards(value: Value) -> bool:
    """Tell whether a target is a limit, or a level of what is to fall."""
    known = measured(value.source) if value.bound not in (">=", "<=") else None
    if known is None or known.measure != "level":
        return value.bound == "<="
    return lookups.comparability()[known.indicator].direction == "down"


def is_bound(value: Value | None) -> bool:
    """Return whether a result is only said to be above or below a number: no point of a curve.

    Examples
    --------
    >>> from hzlib.evidence.value import assumed
    >>> is_bound(assumed(5, "%", "放宽", "about"))
    False
    """
    return value is not None and value.status != "target" and value.bound in (">=", "<=")


def arrows(trace: Any, values: Sequence[Value | None], lying: bool = False) -> Any:
    """Return the trace of the arrows that point from a trace's bounds to where the number lies.

    Parameters
    ----------
    trace : plotly trace
        The marks; a bound among them is a stroke (see `symbol`).
    values : sequence of Value or None
        One a mark.
    lying : bool, optional
        The numbers grow to the right.

    Returns
    -------
    plotly trace or None
        Of words without numbers, for `Plot.decorate`; None if nothing is a bound.

    Examples
    --------
    >>> import plotly.graph_objects as go
    >>> from dataclasses import replace
    >>> from hzlib.evidence.value import assumed
    >>> least = replace(assumed(5, "%", "放宽", "about"), bound=">=")
    >>> list(arrows(go.Scatter(x=[2024], y=[5]), [least]).text)
    ['↑']
    """
    import plotly.graph_objects as go

    drawn = [
        (x, y, *_ARROWS[value.bound, lying])
        for x, y, value in zip(trace.x, trace.y, values, strict=True)
        if value is not None and is_bound(value)
    ]
    if not drawn:
        return None
    x, y, text, place = map(list, zip(*drawn, strict=True))
    colour = (trace.line.color if trace.line else None) or trace.marker.color
    font = {"color": colour if isinstance(colour, str) else style.PALETTE[0], "size": 20}
    return go.Scatter(
        x=x, y=y, text=text, textposition=place, textfont=font, mode="text", cliponaxis=False,
        meta=trace.meta, legendgroup=trace.legendgroup, visible=trace.visible,
        xaxis=trace.xaxis, yaxis=trace.yaxis,
    )  # fmt: skip


def cautioned(trace: Any, values: Sequence[Value | None]) -> Any:
    """Return the trace of the signs over marks that are computed of figures that are not alike.

    Parameters
    ----------
    trace : plotly trace
        The marks.
    values : sequence of Value or None
        One a mark.

    Returns
    -------
    plotly trace or None
        As of `arrows`; None if there is nothing to be said.

    Examples
    --------
    >>> import hzlib as hz
    >>> import plotly.graph_objects as go
    >>> data = hz.facts(reference=True)
    >>> first, last = (hz.pick(data, "gdp", "level", year, "杭州市") for year in (2023, 2024))
    >>> list(cautioned(go.Scatter(x=[2023, 2024], y=[1, 2]), [first, last / first]).x)
    [2024]
    """
    import plotly.graph_objects as go

    drawn = zip(trace.x, trace.y, values, strict=True)
    marked = [(x, y) for x, y, value in drawn if value is not None and caution(value)]
    if not marked:
        return None
    x, y = map(list, zip(*marked, strict=True))
    colour = (trace.line.color if trace.line else None) or trace.marker.color
    font = {"color": colour if isinstance(colour, str) else style.PALETTE[0], "size": 17}
    return go.Scatter(
        x=x, y=y, text=[CAUTION] * len(x), textposition="bottom center", textfont=font,
        mode="text", cliponaxis=False, meta=trace.meta, legendgroup=trace.legendgroup,
        visible=trace.visible, xaxis=trace.xaxis, yaxis=trace.yaxis,
    )  # fmt: skip


def _told(one: Point) -> str:
    when = f"{one.x}年：" if str(one.x).isdigit() else f"{one.x}："
    return f"{when}{one.value}"


# --- dot plots: items one below the other ---------------------------------------------------------


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
    where = _panel(more)
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
