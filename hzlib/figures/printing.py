"""matplotlib figures for print: Chinese on every machine, the same bytes, marks with values."""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import Any, TypeVar

from hzlib.evidence.entry import Source, key
from hzlib.evidence.value import Value
from hzlib.figures import style

_PATH = re.compile(r'\sd="[^"]*"')
_LONG = re.compile(r"-?\d+\.\d{3,}")
_REACH = 9.0  # half the side of the field around a point that answers a click, in pixels
_TIED = "hz_values"

Built = TypeVar("Built", bound=Callable[..., Any])


def paper(width: float = 7.2, height: float = 4.2, **axes: Any) -> tuple[Any, Any]:
    """Return a matplotlib figure for print and its axes, without touching matplotlib's state.

    Parameters
    ----------
    width, height : float, optional
        In inches.
    **axes
        Arguments of ``Figure.subplots``.

    Examples
    --------
    >>> sheet, axes = paper(nrows=2)
    >>> len(axes)
    2
    """
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(style.print_style()):
        sheet = Figure(figsize=(width, height), layout="constrained")
        return sheet, sheet.subplots(**axes)


def in_print(build: Built) -> Built:
    """Run a function with the print style, so that Chinese shows on every machine.

    Examples
    --------
    >>> @in_print
    ... def drawn():
    ...     import matplotlib
    ...     return matplotlib.rcParams["axes.unicode_minus"]
    >>> drawn()
    False
    """

    @wraps(build)
    def built(*args: Any, **named: Any) -> Any:
        import matplotlib

        with matplotlib.rc_context(style.print_style()):
            return build(*args, **named)

    return built  # type: ignore[return-value]


def mark(artist: Any, values: "Value | Sequence[Value | None]") -> Any:
    """Tie a matplotlib mark to the value that it shows, and return it.

    Parameters
    ----------
    artist : Artist, or container of bars
        A text, a bar, or a line or scatter with one value for each of its points.
    values : Value or sequence of Value
        The value of the mark, or of each of its points or bars; None where there is no number.

    Examples
    --------
    >>> from hzlib.evidence.value import assumed
    >>> sheet, axes = paper()
    >>> bars = mark(axes.bar([0], [5]), [assumed(5, "%", "放宽", "about")])
    >>> [place["label"] for place in places(sheet)]
    ['5%']
    """
    if hasattr(artist, "patches"):
        for patch, value in zip(artist.patches, values, strict=True):  # type: ignore[arg-type]
            setattr(patch, _TIED, value)
    else:
        setattr(artist, _TIED, values)
    return artist


def bars(
    axes: Any, places: Sequence[float], values: Sequence[Value], thick: float = 0.62, **look: Any
) -> Any:
    """Draw bars from the vertical axis to the right, each tied to its value, and return them.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        Where they are drawn; the lines of its grid that would run along them are left out.
    places : sequence of float
        How high each lies.
    values : sequence of Value
        One a bar.
    thick : float, optional
        How thick they are.
    **look
        Further arguments of ``Axes.barh``, such as those of `hzlib.figures.style.printed_bar`.

    Examples
    --------
    >>> from hzlib.evidence.value import assumed
    >>> sheet, axes = paper()
    >>> float(bars(axes, [0], [assumed(5, "%", "放宽", "about")]).patches[0].get_width())
    5.0
    """
    axes.grid(axis="y", visible=False)
    return mark(axes.barh(places, [value.number for value in values], thick, **look), values)


def svg(figure: Any) -> str:
    """Return a matplotlib figure as SVG text.

    Text becomes outlines, so that no reader needs the font; names inside are fixed, so that the
    same figure gives the same bytes.
    """
    buffer = io.StringIO()
    with _fixed():
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    # A hundredth of a point is finer than any print, and the outlines of text are long.
    text = _PATH.sub(lambda path: _LONG.sub(_short, path.group()), buffer.getvalue())
    return text[text.index("<svg") :]


def _fixed() -> Any:
    """Return matplotlib's context for drawing a figure that anyone made."""
    import matplotlib

    fixed: Any = {"svg.hashsalt": "hzlib", "svg.fonttype": "path", "font.sans-serif": [style.FONT]}
    style.print_style()  # registers the font
    return matplotlib.rc_context(fixed)


def _short(number: re.Match[str]) -> str:
    return f"{float(number.group()):.2f}".rstrip("0").rstrip(".")


def places(figure: Any) -> list[dict[str, Any]]:
    """Return where the marks with values lie, as fractions of the picture from its top left.

    Returns
    -------
    list of dict
        ``x``, ``y``, ``width``, ``height``, ``evidence`` (a key) and ``label``.
    """
    with _fixed():
        figure.draw_without_rendering()
        marks = list(_marks(figure))
    size, found = figure.bbox, []
    for (x0, y0, x1, y1), value, label in marks:
        found.append({
            "x": _share(x0, size.width), "y": _share(size.height - y1, size.height),
            "width": _share(x1 - x0, size.width), "height": _share(y1 - y0, size.height),
            "evidence": key(value.source), "label": label,
        })  # fmt: skip
    return found


def _share(length: float, whole: float) -> float:
    return round(float(length / whole), 5)


def sources(figure: Any) -> Iterator[Source]:
    """Return the sources of the values that marks are tied to."""
    for artist in figure.findobj(lambda one: hasattr(one, _TIED)):
        values = getattr(artist, _TIED)
        for value in [values] if isinstance(values, Value) else values or ():
            if value is not None:
                yield value.source


_Box = tuple[float, float, float, float]


def _marks(figure: Any) -> Iterator[tuple[_Box, Value, str]]:
    for artist in figure.findobj(lambda one: hasattr(one, _TIED)):
        values = getattr(artist, _TIED)
        if isinstance(values, Value):
            box = artist.get_window_extent()
            words = artist.get_text() if hasattr(artist, "get_text") else ""
            yield (box.x0, box.y0, box.x1, box.y1), values, words or str(values)
        elif values is not None:
            for (x, y), value in zip(_points(artist), values, strict=True):
                if value is not None:
                    box = (x - _REACH, y - _REACH, x + _REACH, y + _REACH)
                    yield box, value, str(value)


def _points(artist: Any) -> Any:
    if hasattr(artist, "get_offsets"):
        return artist.get_offset_transform().transform(artist.get_offsets())
    return artist.get_transform().transform(artist.get_xydata())
