"""Names of series beside their marks, in place of a legend: where each finds room of its own."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from hzlib.figures import style
from hzlib.figures.specification import Choice

NAMED = "hz-name"  # the name of an annotation that names a series
_MOST = 6  # series that are named beside their marks
_WIDE, _SIZE, _MARK = 520.0, 13.0, 7.0  # pixels: the least room for marks, a letter, half a mark
_SIDES = {
    "right": ("left", "middle", 10, 0), "top": ("center", "bottom", 0, 8),
    "bottom": ("center", "top", 0, -8), "left": ("right", "middle", -10, 0),
}  # fmt: skip
_UPRIGHT = [("right", lift) for lift in (0, 8, -8, 15, -15)] + [("top", 0), ("bottom", 0)]
_LYING = [("top", 0), ("right", 0), ("left", 0)]


@dataclass(frozen=True)
class _Box:
    """A field in pixels, from the lower left of where the marks are."""

    left: float
    low: float
    right: float
    high: float

    def meets(self, other: "_Box") -> bool:
        return (self.left < other.right and other.left < self.right
                and self.low < other.high and other.low < self.high)  # fmt: skip


@dataclass(frozen=True)
class _Field:
    """The way from places on two axes to pixels, for the traces that are seen."""

    x: Callable[[Any], float]
    y: Callable[[Any], float]

    @classmethod
    def of(cls, figure: Any, seen: Sequence[Any]) -> "_Field":
        low, top = figure.layout.yaxis.domain or (0, 1)
        high = ((figure.layout.height or 440) - 130.0) * (top - low)
        return cls(_scale(figure.layout.xaxis, [one.x for one in seen], _WIDE),
                   _scale(figure.layout.yaxis, [one.y for one in seen], high))  # fmt: skip

    def dots(self, trace: Any) -> list[tuple[float, float] | None]:
        """Return where the marks of a trace are; None where it has none."""
        pairs = zip(trace.x, trace.y, strict=True)
        return [None if _none(x) or _none(y) else (self.x(x), self.y(y)) for x, y in pairs]


def _none(place: Any) -> bool:
    return place is None or place != place


def _scale(axis: Any, places: Sequence[Any], length: float) -> Callable[[Any], float]:
    """Return the way from places on an axis to pixels."""
    every = [one for part in places for one in part if not _none(one)]
    if any(isinstance(one, str) for one in every):
        order = () if axis.categoryarray is None else axis.categoryarray
        known = list(dict.fromkeys((*order, *every)))
        known = known[::-1] if axis.autorange == "reversed" else known
        step = length / max(len(known), 1)
        return lambda one: step * (known.index(one) + 0.5)
    ends = [*every, *((0,) if axis.rangemode == "tozero" else ())]
    low, high = axis.range or (min(ends), max(ends))
    pad = 0.06 * (high - low or 1)
    return lambda one: length * (one - low + pad) / (high - low + 2 * pad)


def name_series(figure: Any, choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """Write the names of series beside their marks and leave out the legend, if all find room.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
        With lines over years, or dots of items that lie one below the other.
    choices : sequence of Choice
        Its choices; of one, each option has the names of the series that it shows.

    Returns
    -------
    tuple of Choice
        The choices, whose options carry their names.

    Examples
    --------
    >>> import plotly.graph_objects as go
    >>> lines = [go.Scatter(x=[1, 2], y=[n, n], name=name, mode="lines+markers", customdata=[1, 2])
    ...          for n, name in enumerate("甲乙")]
    >>> figure = go.Figure(lines)
    >>> name_series(figure, ()), [one.text for one in figure.layout.annotations]
    ((), ['乙', '甲'])
    """
    if len(choices) > 1 or not _suits(figure):
        return tuple(choices)
    options = choices[0].options if choices else ()
    states = [one.visible or (True,) * len(figure.data) for one in options]
    found = [_names(figure, state) for state in states or [(True,) * len(figure.data)]]
    if any(one is None for one in found):
        return tuple(choices)
    own = [one.to_plotly_json() for one in figure.layout.annotations]
    figure.update_layout(showlegend=False)
    _room(figure, [one for names in found for one in names or ()])
    drawn = [[annotation for annotation, _ in names or ()] for names in found]
    figure.layout.annotations = [*own, *drawn[choices[0].active if choices else 0]]
    if not choices:
        return ()
    named = tuple(
        replace(one, layout={**one.layout, "annotations": [*own, *names]})
        for one, names in zip(options, drawn, strict=True)
    )
    return (replace(choices[0], options=named),)


def _suits(figure: Any) -> bool:
    """Tell whether a figure has one field of lines or dots, on axes whose places are known."""
    if {one.type for one in figure.data} != {"scatter"}:
        return False
    axes = {(one.xaxis or "x")[1:] == (one.yaxis or "y")[1:] for one in figure.data}
    plain = all(one.type in (None, "-", "linear", "category")
                for one in (figure.layout.xaxis, figure.layout.yaxis))  # fmt: skip
    return axes == {True} and plain


_Named = tuple[dict[str, Any], _Box]


def _names(figure: Any, state: Sequence[Any]) -> list[_Named] | None:
    """Return the annotations that name the series of a state, or None if one finds no room."""
    seen = [one for one, shown in zip(figure.data, state, strict=False) if shown is True]
    seen = [one for one in seen if one.x is not None and one.y is not None and len(one.x)]
    named = [one for one in seen if one.name and one.showlegend is not False and _has_marks(one)]
    if any((one.xaxis or "x") != "x" for one in named):
        return None
    seen = [one for one in seen if (one.xaxis or "x") == "x"]
    words = [one.name for one in named]
    if not 2 <= len(words) <= _MOST or len(set(words)) < len(words):
        return None
    lying = all(any(isinstance(y, str) for y in one.y) for one in named)
    if not lying and not any("lines" in (one.mode or "") for one in named):
        return None
    field = _Field.of(figure, seen)
    taken = [box for one in seen for box in _covered(field, one)]
    taken += [_Box(x - 1, -1e4, x + 1, 1e4) for x in map(field.x, _strokes(figure))]
    made = []
    for trace in sorted(named, key=lambda one: -_anchor(field, one, lying)[1]):
        place = _place(trace, _anchor(field, trace, lying), taken, lying)
        if place is None:
            return None
        annotation, box = place
        made.append((annotation | _at(field, trace, lying), box))
        taken.append(box)
    return made


def _has_marks(trace: Any) -> bool:
    return trace.customdata is not None and not all(map(_none, trace.y))


def _strokes(figure: Any) -> Iterator[Any]:
    """Return where lines stand over the whole height, such as that of nought."""
    for one in figure.layout.shapes:
        if one.x0 == one.x1 and not isinstance(one.x0, str) and one.xref in (None, "x"):
            yield one.x0


def _anchor(field: _Field, trace: Any, lying: bool) -> tuple[float, float]:
    """Return where the mark is that is named: the last of a line, the topmost of a column."""
    dots = [one for one in field.dots(trace) if one is not None]
    return max(dots, key=lambda one: one[1]) if lying else dots[-1]


def _at(field: _Field, trace: Any, lying: bool) -> dict[str, Any]:
    wanted = _anchor(field, trace, lying)
    place = [one == wanted for one in field.dots(trace)]
    at = len(place) - 1 - place[::-1].index(True)
    return {"x": trace.x[at], "y": trace.y[at]}


def _covered(field: _Field, trace: Any) -> Iterator[_Box]:
    """Return the fields that a trace's marks, its lines and their reaches take."""
    dots = field.dots(trace)
    for one in dots:
        if one is not None:
            yield _Box(one[0] - _MARK, one[1] - _MARK, one[0] + _MARK, one[1] + _MARK)
    for one, text, side in zip(dots, *_written(trace), strict=False):
        if one is not None and text:
            ends = sorted((one[0], one[0] + (_width(text) + 10) * (1 if "right" in side else -1)))
            yield _Box(ends[0], one[1] - 7, ends[1], one[1] + 7)
    if "lines" in (trace.mode or ""):
        for one, other in pairwise(dots):
            if one is not None and other is not None:
                for part in range(1, 20):
                    x, y = (a + (b - a) * part / 20 for a, b in zip(one, other, strict=True))
                    yield _Box(x - 1, y - 1, x + 1, y + 1)
    if trace.error_x.array is not None:
        for one in dots:
            if one is not None:
                yield _Box(0, one[1] - 3, _WIDE, one[1] + 3)


def _written(trace: Any) -> tuple[Sequence[str], Sequence[str]]:
    """Return what is written beside the marks of a trace, and where; nothing if it has no list."""
    texts, places = trace.text, trace.textposition
    lists = all(isinstance(one, list | tuple) for one in (texts, places))
    return (texts, places) if lists and "text" in (trace.mode or "") else ((), ())


def _place(
    trace: Any, anchor: tuple[float, float], taken: Sequence[_Box], lying: bool
) -> _Named | None:
    """Return a name with the field that it takes: the first of its sides on which it is alone."""
    wide, (x, y) = _width(trace.name), anchor
    for side, lift in _LYING if lying else _UPRIGHT:
        across, down, right, up = _SIDES[side]
        left = {"left": x + right, "center": x - wide / 2, "right": x - wide + right}[across]
        low = {"middle": y - 8, "bottom": y + up, "top": y + up - 16}[down] + lift
        box = _Box(left, low, left + wide, low + 16)
        if left < -40 or low < -4 or any(box.meets(one) for one in taken):
            continue
        colour = trace.marker.color if isinstance(trace.marker.color, str) else trace.line.color
        font = {"color": colour or style.GROUNDS["ink"][0], "size": _SIZE}
        look = {"xanchor": across, "yanchor": down, "xshift": right, "yshift": up + lift}
        return {"name": NAMED, "text": trace.name, "showarrow": False, "font": font,
                "bgcolor": style.GROUNDS["paper"][0], "borderpad": 0, **look}, box  # fmt: skip
    return None


def _width(name: str) -> float:
    """Return the width of a name in pixels: letters of Latin are half as wide."""
    narrow = len(re.findall(r"[\x20-\x7e]", name))
    return _SIZE * (len(name) - narrow) + 0.6 * _SIZE * narrow


def _room(figure: Any, names: Sequence[_Named]) -> None:
    """Make room beside the marks for names that reach over the edge."""
    margin = figure.layout.margin
    margin.r = max([margin.r or 20, *(box.right - _WIDE + 8 for _, box in names)])
    margin.t = 34 if any(one["yanchor"] == "bottom" for one, _ in names) else 20
