"""matplotlib: figures for print, and plotly figures standing still where no script runs.

Chinese shows on every machine, the same figure gives the same bytes, and marks keep their values.
"""

import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from itertools import combinations
from math import dist
from typing import Any, TypeVar

from hzlib import wording
from hzlib.evidence.entry import Source, key
from hzlib.evidence.value import Value
from hzlib.figures import style
from hzlib.figures.plot import Plot, spoken

_PATH = re.compile(r'\sd="[^"]*"')
_LONG = re.compile(r"-?\d+\.\d{3,}")
_REACH = 9.0  # half the side of the field around a point that answers a click, in pixels
_TIED = "hz_values"
_USUAL = 10.0  # points: matplotlib's own size of words
NARROW = 3.7  # inches, of the drawing for a phone
_GAP = 8  # pixels, between the numbers below an axis
_HALF = 3.2  # points, of a mark
_ROOMY = 0.4  # of that width, which the marks need

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
    ['推算，5%']
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


_GROUPED = 1000  # from which on numbers have marks between their thousands


def dress(sheet: Any) -> None:
    """Give what was drawn outside of the print style its looks: words, legends, large numbers.

    Examples
    --------
    >>> sheet, axes = paper()
    >>> words = axes.text(0, 0, "甲", color="black")
    >>> dress(sheet)
    >>> words.get_color() == style.GROUNDS["ink"][0]
    True
    >>> axes.set(xlim=(2019, 2025), ylim=(0, 2000)) and dress(sheet)
    >>> [axis.get_major_formatter().format_ticks([2020])[0] for axis in (axes.xaxis, axes.yaxis)]
    ['2020', '2,020']
    """
    from matplotlib.colors import to_hex
    from matplotlib.legend import Legend
    from matplotlib.text import Text
    from matplotlib.ticker import FuncFormatter, ScalarFormatter

    for words in sheet.findobj(Text):
        if to_hex(words.get_color()) == "#000000":
            words.set_color(style.GROUNDS["ink"][0])
        if words.get_fontsize() == _USUAL:
            words.set_fontsize(style.print_style()["font.size"])
    for legend in sheet.findobj(Legend):
        legend.set_frame_on(False)
    for axis in (one for axes in sheet.axes for one in (axes.xaxis, axes.yaxis)):
        low, high = sorted(axis.get_view_interval())
        # Years, which have no marks between thousands, do not begin at nought.
        if type(axis.get_major_formatter()) is ScalarFormatter and low <= 0 and high >= _GROUPED:
            axis.set_major_formatter(FuncFormatter(lambda size, _: wording.number(size)))


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


@contextmanager
def narrowed(figure: Any) -> Iterator[bool]:
    """Give a matplotlib figure the width of a phone for a while; yield whether it can be read so.

    Labels that would lie over others are left out. Panels side by side, or names that leave no
    room for the marks, cannot be read.

    Examples
    --------
    >>> sheet, axes = paper(ncols=2)
    >>> with narrowed(sheet) as readable:
    ...     print(readable, sheet.get_figwidth())
    False 3.7
    """
    size, hidden = figure.get_size_inches().copy(), []
    before = [axes.get_position() for axes in figure.axes]
    try:
        figure.set_size_inches(NARROW, size[1])
        with _fixed():
            if figure.get_layout_engine() is None:
                _make_room(figure)
            # Words keep the size that they had in the SVG before, whose pixels are others.
            figure.draw_without_rendering()
            hidden = _crowded(figure)
            for words in hidden:
                words.set_visible(False)
        boxes = [axes.get_position() for axes in figure.axes]
        alike = len({round(box.x0, 2) for box in boxes}) == 1
        yield alike and min(box.width for box in boxes) > _ROOMY and not _clouded(figure)
    finally:
        for words in hidden:
            words.set_visible(True)
        figure.set_size_inches(size)
        for axes, box in zip(figure.axes, before, strict=True):
            if figure.get_layout_engine() is None:
                axes.set_position(box)


def _make_room(figure: Any) -> None:
    """Move the left sides of panels inwards until their names are on the sheet."""
    names = [box for axes in figure.axes if (box := axes.yaxis.get_tightbbox()) is not None]
    over = max(((2 - box.x0) / figure.bbox.width for box in names), default=0)
    for axes in figure.axes if over > 0 else ():
        box = axes.get_position()
        axes.set_position([box.x0 + over, box.y0, box.width - over, box.height])


def _clouded(figure: Any) -> bool:
    """Tell whether words that are marks lie one over the other."""
    words = [artist for artist, _ in _tied(figure) if hasattr(artist, "get_text")]
    boxes = [one.get_window_extent() for one in words]
    return any(one.overlaps(other) for one, other in combinations(boxes, 2))


def _crowded(figure: Any) -> list[Any]:
    """Return the labels of a figure's panels that lie over marks or labels, the left ones first."""
    points = [
        place for artist, values in _tied(figure)
        if not isinstance(values, Value) and not hasattr(artist, "get_width")
        for place in _points(artist)
    ]  # fmt: skip
    found: list[Any] = []
    near = _HALF * figure.dpi / 72
    for axes in figure.axes:
        kept: list[Any] = []
        labels = [
            one for one in axes.texts if one.get_visible() and getattr(one, _TIED, None) is None
        ]
        for words in sorted(labels, key=lambda one: -one.get_window_extent().x0):
            box = words.get_window_extent()
            over = any(map(box.overlaps, kept)) or _strikes(box, points, near)
            if over or _crosses(box, axes.bbox) or _astray(words, box, points):
                found.append(words)
            else:
                kept.append(box)
        found += _close(axes.get_xticklabels())
    return found


def _strikes(box: Any, points: Sequence[Any], near: float) -> bool:
    """Tell whether a label touches a mark; its own, the nearest, it may come close to."""
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    own, *others = sorted(points, key=lambda at: (at[0] - x) ** 2 + (at[1] - y) ** 2) or [None]
    wide = box.padded(near)
    return (own is not None and box.contains(*own)) or any(wide.contains(*at) for at in others)


def _astray(words: Any, box: Any, points: Sequence[Any]) -> bool:
    """Tell whether another mark is nearer to a label than the one that it was written for."""
    if not hasattr(words, "xy"):
        return False
    own = tuple(words.axes.transData.transform(words.xy))
    middle = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    away = dist(middle, own) - 1  # pixel: of two marks in one place either is its own
    return any(dist(own, at) < 1 for at in points) and any(dist(middle, at) < away for at in points)


def _crosses(box: Any, axes: Any) -> bool:
    """Tell whether a label lies over the axis to its left or below it."""
    return bool(box.x0 < axes.x0 < box.x1 or box.y0 < axes.y0 < box.y1)


def _close(ticks: Sequence[Any]) -> list[Any]:
    """Return the numbers below an axis that run into the next one to the right."""
    found, edge = [], float("inf")
    for words in reversed([one for one in ticks if one.get_text().isdigit()]):
        box = words.get_window_extent()
        if box.x1 + _GAP > edge:
            found.append(words)
        else:
            edge = box.x0
    return found


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
        # Where nothing moves and the axes have their limits, drawing once more tells nothing new.
        if figure.get_layout_engine() is not None or any(map(_unscaled, figure.axes)):
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


def _unscaled(axes: Any) -> bool:
    return bool(axes.get_autoscalex_on() or axes.get_autoscaley_on())


def _share(length: float, whole: float) -> float:
    return round(float(length / whole), 5)


def sources(figure: Any) -> Iterator[Source]:
    """Return the sources of the values that marks are tied to."""
    yield from (value.source for value in tied_values(figure))


def tied_values(figure: Any) -> Iterator[Value]:
    """Return the values that the marks of a matplotlib figure are tied to."""
    for _, values in _tied(figure):
        for value in [values] if isinstance(values, Value) else values:
            if value is not None:
                yield value


def _tied(figure: Any) -> Iterator[tuple[Any, Any]]:
    """Return the marks that are tied to values, each with these."""
    for artist in figure.findobj(lambda one: getattr(one, _TIED, None) is not None):
        yield artist, getattr(artist, _TIED)


_Box = tuple[float, float, float, float]


def _marks(figure: Any) -> Iterator[tuple[_Box, Value, str]]:
    for artist, values in _tied(figure):
        if isinstance(values, Value):
            box = artist.get_window_extent()
            words = artist.get_text() if hasattr(artist, "get_text") else ""
            yield (box.x0, box.y0, box.x1, box.y1), values, words or spoken(values)
        elif values is not None:
            for (x, y), value in zip(_points(artist), values, strict=True):
                if value is not None:
                    box = (x - _REACH, y - _REACH, x + _REACH, y + _REACH)
                    yield box, value, spoken(value)


def _points(artist: Any) -> Any:
    if hasattr(artist, "get_offsets"):
        return artist.get_offset_transform().transform(artist.get_offsets())
    return artist.get_transform().transform(artist.get_xydata())


# --- a plotly figure standing still ---------------------------------------------------------------

# Where words stand beside a mark: how many points off, and what of them is there.
_BESIDE: dict[Any, Any] = {
    "top center": ((0, 4), {"ha": "center"}),
    "bottom center": ((0, -4), {"ha": "center", "va": "top"}),
    "middle right": ((4, 0), {"va": "center"}),
    "middle left": ((-4, 0), {"ha": "right", "va": "center"}),
}
_DOTS = 100  # pixels an inch
_DOT = 10  # pixels, of a mark whose size is not told
_POINTS = 0.7  # of a pixel of the page
_DOWN = {"top": "top", "bottom": "bottom", "middle": "center"}
# Where the panels lie on the sheet; the margins leave room for titles and long names.
_LEFT, _LOW, _WIDTH, _HEIGHT = 0.24, 0.14, 0.74, 0.76


def png(plot: Plot) -> bytes:
    """Return a plotly figure drawn by matplotlib as a picture."""
    # Pixels are drawn several times faster than outlines; only what is drawn decides the edges.
    buffer = io.BytesIO()
    still(plot).savefig(buffer, format="png", dpi=_DOTS, bbox_inches="tight")
    return buffer.getvalue()


@in_print
def still(plot: Plot) -> Any:
    """Return a plotly figure drawn by matplotlib: its lines, marks, bars and cells as first shown.

    Examples
    --------
    >>> import plotly.graph_objects as go
    >>> plot = Plot("年份")
    >>> plot.decorate(go.Scatter(x=[1, 2], y=[3, 4], mode="lines"))
    >>> len(still(plot).axes)
    1
    """
    from matplotlib.figure import Figure as Sheet
    from plotly.utils import PlotlyJSONEncoder

    # Arrays as lists: plotly itself would pack them.
    parts = {"data": plot.figure.data, "layout": plot.figure.layout}
    figure = json.loads(PlotlyJSONEncoder().encode(parts))
    layout = figure["layout"]
    sheet = Sheet(figsize=(9, layout.get("height", 440) / _DOTS), layout=None)
    sheet.set_layout_engine("none")
    fields: dict[tuple[str, str], Any] = {}
    for trace in figure["data"]:
        if trace.get("visible") in (False, "legendonly"):
            continue
        pair = (trace.get("xaxis", "x"), trace.get("yaxis", "y"))
        if pair not in fields:
            fields[pair] = _field(sheet, layout, *pair)
        _DRAWS.get(trace["type"], _ignored)(fields[pair], trace, layout)
    for (x, y), axes in fields.items():
        _finished(axes, _axis(layout, x), _axis(layout, y))
        if layout.get("showlegend") is not False and axes.get_legend_handles_labels()[1]:
            axes.legend(loc="best", fontsize=8)
    for shape in layout.get("shapes", ()):
        _outlined(fields, shape)
    for words in layout.get("annotations", ()):
        _written(sheet, fields, words)
    return sheet


_Fields = dict[tuple[str, str], Any]


def _written(sheet: Any, fields: _Fields, words: dict[str, Any]) -> None:
    """Write what stands at a place of the sheet or of a panel, such as the names of series."""
    refs = words.get("xref", "x"), words.get("yref", "y")
    look = {"ha": words.get("xanchor", "center"), "color": words.get("font", {}).get("color")}
    if refs == ("paper", "paper"):
        place = (_LEFT + _WIDTH * words["x"], _LOW + _HEIGHT * words["y"])
        sheet.text(*place, _plain(words["text"]), fontsize=8, **look)
        return
    axes = _panel(fields, *refs)
    if axes is not None:
        axes.annotate(
            _plain(words["text"]), _spot(axes, refs, words["x"], words["y"]),
            xycoords=_ways(axes, refs), annotation_clip=False, fontsize=9,
            xytext=(words.get("xshift", 0) * _POINTS, words.get("yshift", 0) * _POINTS),
            textcoords="offset points", va=_DOWN.get(words.get("yanchor", ""), "center"), **look,
        )  # fmt: skip


def _outlined(fields: _Fields, shape: dict[str, Any]) -> None:
    """Draw a line or a field over a panel."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Rectangle

    refs = shape.get("xref", "x"), shape.get("yref", "y")
    axes = _panel(fields, *refs)
    if axes is None:
        return
    (x0, y0), (x1, y1) = (_spot(axes, refs, shape[f"x{end}"], shape[f"y{end}"]) for end in (0, 1))
    line, way = shape.get("line", {}), _ways(axes, refs)
    under = 0.5 if shape.get("layer") == "below" else 2
    drawn: Any
    if shape["type"] == "line":
        drawn = Line2D(
            (x0, x1), (y0, y1), linewidth=line.get("width", 2) * _POINTS, transform=way,
            color=line.get("color") or style.GROUNDS["ink"][0], zorder=under,
            linestyle=style.DASHES.get(line.get("dash", "solid"), "-"),  # type: ignore[arg-type]
        )  # fmt: skip
    else:
        drawn = Rectangle((x0, y0), x1 - x0, y1 - y0, facecolor=shape.get("fillcolor"),
                          transform=way, zorder=under, edgecolor="none")  # fmt: skip
    axes.add_artist(drawn)


def _panel(fields: _Fields, x: str, y: str) -> Any:
    """Return the panel whose axes a mark refers to; of the sheet as a whole, the first one."""
    names = [one.removesuffix(" domain") for one in (x, y)]
    for pair, axes in fields.items():
        if all(name in ("paper", own) for name, own in zip(names, pair, strict=True)):
            return axes
    return None


def _ways(axes: Any, refs: tuple[str, str]) -> Any:
    """Return matplotlib's way from the places of two axes, each data or a share of its length."""
    from matplotlib.transforms import blended_transform_factory

    ways = [axes.transData if ref in ("x", "y") or ref[1:].isdigit() else axes.transAxes
            for ref in refs]  # fmt: skip
    return blended_transform_factory(*ways)


def _spot(axes: Any, refs: tuple[str, str], *place: Any) -> tuple[Any, ...]:
    """Return a place on two axes, the names of categories as numbers."""
    return tuple(
        getattr(axes, f"hz_{ref[0]}", {}).get(one, 0) if isinstance(one, str) else one
        for ref, one in zip(refs, place, strict=True)
    )


def _axis(layout: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = layout.get(f"{name[0]}axis{name[1:]}", {})
    return found


def _field(sheet: Any, layout: dict[str, Any], x: str, y: str) -> Any:
    (left, right), (low, high) = (_axis(layout, one).get("domain", (0, 1)) for one in (x, y))
    width, height = _WIDTH * (right - left), _HEIGHT * (high - low)
    axes = sheet.add_axes((_LEFT + _WIDTH * left, _LOW + _HEIGHT * low, width, height))
    for name, one in (("x", x), ("y", y)):
        categories = _axis(layout, one).get("categoryarray")
        if categories is not None and len(categories):
            _name_places(axes, name, {text: place for place, text in enumerate(categories)})
    return axes


def _name_places(axes: Any, name: str, known: dict[Any, int]) -> None:
    setattr(axes, f"hz_{name}", known)
    getattr(axes, f"set_{name}ticks")(list(known.values()), [_plain(text) for text in known])


def _placed(axes: Any, trace: dict[str, Any], name: str) -> list[Any]:
    """Return a trace's places on an axis as numbers, categories by their order."""
    # Without places marks stand in their order, as plotly has them.
    other = trace.get("y" if name == "x" else "x") or ()
    found = trace.get(name) or list(range(len(other)))
    if not any(isinstance(one, str) for one in found):
        return found
    known: dict[Any, int] = getattr(axes, f"hz_{name}", {})
    for one in found:
        known.setdefault(one, len(known))
    _name_places(axes, name, known)
    return [known[one] for one in found]


def _plain(text: Any) -> str:
    return str(text).replace("<br>", "\n").replace("<b>", "").replace("</b>", "")


def _scatter(axes: Any, trace: dict[str, Any], layout: dict[str, Any]) -> None:
    x, y = (_placed(axes, trace, name) for name in ("x", "y"))
    mode = trace.get("mode", "lines+markers")
    marker, line = trace.get("marker", {}), trace.get("line", {})
    colour = _colour(line.get("color") or marker.get("color"))
    label = trace.get("name") if trace.get("showlegend") is not False else None
    if "lines" in mode:
        dash = style.DASHES.get(line.get("dash", "solid"), "-")
        axes.plot(x, y, dash, color=colour, linewidth=line.get("width", 1.5), label=label)
        label = None
    for bar, name in (("error_x", "xerr"), ("error_y", "yerr")):
        if reach := trace.get(bar, {}).get("array"):
            ends = (trace[bar].get("arrayminus", reach), reach)
            axes.errorbar(x, y, fmt="none", ecolor=colour, elinewidth=1, **{name: ends})
    if "markers" in mode:
        _dots(axes, x, y, {"color": colour} | marker, label)
    if "text" in mode:
        text = trace.get("text") or []
        font, places = trace.get("textfont", {}), _each(trace.get("textposition"), len(x))
        look = {"fontsize": font.get("size", 10) * 0.7, "color": font.get("color")}
        for a, b, words, place in zip(x, y, _each(text, len(x)), places):  # noqa: B905
            offset, sides = _BESIDE.get(place, _BESIDE["top center"])
            axes.annotate(_plain(words), (a, b), xytext=offset, textcoords="offset points",
                          **sides, **look)  # fmt: skip


def _dots(axes: Any, x: list[Any], y: list[Any], marker: dict[str, Any], label: Any) -> None:
    colours = _each(marker.get("color"), len(x))
    symbols = marker.get("symbol", "circle")
    each = symbols if isinstance(symbols, list) else [symbols] * len(x)
    sizes = [0.38 * (size or _DOT) ** 2 for size in _each(marker.get("size"), len(x))]
    for symbol in dict.fromkeys(each):
        chosen = [i for i, one in enumerate(each) if one == symbol]
        colour = [_colour(colours[i]) for i in chosen]
        fill = "white" if symbol == "circle-open" else colour
        crossed = style.SYMBOLS.get(symbol, "o") in "x|_"
        look = {"color": colour} if crossed else {"facecolor": fill, "edgecolor": colour}
        axes.scatter([x[i] for i in chosen], [y[i] for i in chosen],
                     s=[sizes[i] for i in chosen], label=label, zorder=3,
                     marker=style.SYMBOLS.get(symbol, "o"), **look)  # fmt: skip
        label = None


def _each(colours: Any, count: int) -> list[Any]:
    return colours if isinstance(colours, list) and len(colours) == count else [colours] * count


def _colour(colour: Any) -> Any:
    """Return a colour that matplotlib knows: numbers on a scale and CSS functions are none."""
    from matplotlib.colors import is_color_like

    return colour if isinstance(colour, str) and is_color_like(colour) else style.PALETTE[0]


def _bar(axes: Any, trace: dict[str, Any], layout: dict[str, Any]) -> None:
    lying = trace.get("orientation") == "h"
    where, size = ("y", "x") if lying else ("x", "y")
    places = _placed(axes, trace, where)
    sizes = [float(one or 0) for one in trace.get(size, ())]
    marker = trace.get("marker", {})
    edge, shape = marker.get("line", {}).get("color"), marker.get("pattern", {}).get("shape", "")
    colours, shapes = (_each(one, len(sizes)) for one in (marker.get("color"), shape))
    # A pattern is seen on white alone: matplotlib draws it in the colour of the edge.
    fills = ["white" if hatch and edge else _colour(one)
             for one, hatch in zip(colours, shapes, strict=True)]  # fmt: skip
    base: dict[Any, float] = getattr(axes, "hz_base", {})
    begin = [base.get(one, 0.0) for one in places] if layout.get("barmode") == "stack" else None
    look = {
        "facecolor": fills, "edgecolor": _colour(edge) if edge else fills,
        "hatch": [style.HATCHES.get(one, "") for one in shapes],
        "label": trace.get("name") if trace.get("showlegend") is not False else None,
    }  # fmt: skip
    if lying:
        axes.barh(places, sizes, 0.7, left=begin, **look)
    else:
        axes.bar(places, sizes, 0.7, bottom=begin, **look)
    axes.hz_base = base | {
        one: base.get(one, 0.0) + more for one, more in zip(places, sizes, strict=True)
    }


def _heatmap(axes: Any, trace: dict[str, Any], layout: dict[str, Any]) -> None:
    from matplotlib.colors import LinearSegmentedColormap

    for name in ("x", "y"):
        _placed(axes, trace, name)
    cells = [[float("nan") if one is None else float(one) for one in row] for row in trace["z"]]
    colours = LinearSegmentedColormap.from_list("hz", list(style.SCALE))
    axes.imshow(cells, cmap=colours, aspect="auto")
    axes.tick_params(axis="x", rotation=40)


def _ignored(axes: Any, trace: dict[str, Any], layout: dict[str, Any]) -> None:
    axes.text(0.5, 0.5, "这种图要在网页或 JupyterLab 里看", ha="center", transform=axes.transAxes)


_DRAWS = {"scatter": _scatter, "bar": _bar, "heatmap": _heatmap}


def _finished(axes: Any, x: dict[str, Any], y: dict[str, Any]) -> None:
    axes.set_xlabel(_plain(x.get("title", {}).get("text", "")))
    axes.set_ylabel(_plain(y.get("title", {}).get("text", "")))
    for name, axis in (("x", x), ("y", y)):
        logarithmic = axis.get("type") == "log"
        if logarithmic:
            getattr(axes, f"set_{name}scale")("log")
        if ticks := axis.get("tickvals"):
            labels = [_plain(text) for text in axis.get("ticktext") or ticks]
            getattr(axes, f"set_{name}ticks")(ticks, labels)
            getattr(axes, f"{name}axis").minorticks_off()
        # plotly gives the range of a logarithmic axis in powers of ten.
        if ends := axis.get("range"):
            bounds = [10**end for end in ends] if logarithmic else ends
            getattr(axes, f"set_{name}lim")(*bounds)
    if y.get("autorange") == "reversed" and not axes.yaxis_inverted():
        axes.invert_yaxis()
    if x.get("visible") is False:
        axes.set_axis_off()
