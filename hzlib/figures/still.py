"""A figure standing still: for programs that run no widget, such as nbconvert."""

import base64
import html
import io
import json
from typing import Any

from hzlib.evidence.sentence import as_sentence
from hzlib.figures import printing, style
from hzlib.figures.html import grid_html, tools
from hzlib.figures.plot import Plot
from hzlib.figures.specification import Figure

_DOTS = 100  # pixels an inch
# Where the panels lie on the sheet; the margins leave room for titles and long names.
_LEFT, _LOW, _WIDTH, _HEIGHT = 0.24, 0.14, 0.74, 0.76
_SYMBOLS = {
    "circle": "o", "circle-open": "o", "triangle-up": "^", "triangle-down": "v", "square": "s",
    "x": "X", "x-open": "x", "arrow-bar-up-open": "^", "arrow-bar-down-open": "v", "line-ns": "|",
}  # fmt: skip
_DASHES = {"solid": "-", "dash": "--", "dot": ":", "dashdot": "-."}
_HATCHES = {"/": "///", ".": "..", "x": "xx"}


def still_html(shown: Any, view: dict[str, Any]) -> str:
    """Return a display as HTML that needs no script.

    Parameters
    ----------
    shown : Figure, Table, Note or Sentence
        The display.
    view : dict
        Its view.
    """
    if not isinstance(shown, Figure):
        return view["html"].replace(tools("csv"), "")
    drawn = next(iter(view["pictures"].values()), "")
    kind, image = ("svg+xml", drawn.encode()) if drawn else ("png", _png(still(shown.plot)))
    source = base64.b64encode(image).decode("ascii")
    title = as_sentence(shown.title)
    table = grid_html(shown.table) if shown.table is not None else ""
    return (
        f"<figure><p><b>{html.escape(str(title))}</b></p>"
        f'<img alt="{html.escape(str(shown.alt))}" src="data:image/{kind};base64,{source}">'
        f"<figcaption>{html.escape(str(shown.caption))}</figcaption>"
        f"<details><summary>数据表</summary>{table}</details></figure>"
    )


def _png(sheet: Any) -> bytes:
    # Pixels are drawn several times faster than outlines; only what is drawn decides the edges.
    buffer = io.BytesIO()
    sheet.savefig(buffer, format="png", dpi=_DOTS, bbox_inches="tight")
    return buffer.getvalue()


@printing.in_print
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
    for words in layout.get("annotations", ()):
        _written(sheet, words)
    return sheet


def _written(sheet: Any, words: dict[str, Any]) -> None:
    """Write what stands at a place of the sheet, such as the titles of small panels."""
    if words.get("xref") == words.get("yref") == "paper":
        place = (_LEFT + _WIDTH * words["x"], _LOW + _HEIGHT * words["y"])
        sheet.text(*place, _plain(words["text"]), fontsize=8, ha=words.get("xanchor", "center"))


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
            ticks = range(len(categories))
            labels = [_plain(text) for text in categories]
            getattr(axes, f"set_{name}ticks")(list(ticks), labels)
            setattr(axes, f"hz_{name}", {text: place for place, text in enumerate(categories)})
    return axes


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
    setattr(axes, f"hz_{name}", known)
    getattr(axes, f"set_{name}ticks")(list(known.values()), [_plain(text) for text in known])
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
        axes.plot(x, y, color=colour, linewidth=line.get("width", 1.5),
                  linestyle=_DASHES.get(line.get("dash", "solid"), "-"), label=label)  # fmt: skip
        label = None
    for bar, name in (("error_x", "xerr"), ("error_y", "yerr")):
        if reach := trace.get(bar, {}).get("array"):
            ends = (trace[bar].get("arrayminus", reach), reach)
            axes.errorbar(x, y, fmt="none", ecolor=colour, elinewidth=1, **{name: ends})
    if "markers" in mode:
        _dots(axes, x, y, marker, label)
    if "text" in mode:
        text = trace.get("text") or []
        for a, b, words in zip(x, y, [text] * len(x) if isinstance(text, str) else text):  # noqa: B905
            axes.annotate(_plain(words), (a, b), xytext=(0, 4), textcoords="offset points",
                          ha="center", fontsize=7)  # fmt: skip


def _dots(axes: Any, x: list[Any], y: list[Any], marker: dict[str, Any], label: Any) -> None:
    colours = _each(marker.get("color"), len(x))
    symbols = marker.get("symbol", "circle")
    each = symbols if isinstance(symbols, list) else [symbols] * len(x)
    for symbol in dict.fromkeys(each):
        chosen = [i for i, one in enumerate(each) if one == symbol]
        colour = [_colour(colours[i]) for i in chosen]
        fill = "white" if symbol == "circle-open" else colour
        crossed = _SYMBOLS.get(symbol, "o") in "x|"
        look = {"color": colour} if crossed else {"facecolor": fill, "edgecolor": colour}
        axes.scatter([x[i] for i in chosen], [y[i] for i in chosen], s=38, label=label, zorder=3,
                     marker=_SYMBOLS.get(symbol, "o"), **look)  # fmt: skip
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
    fills = [_colour(one) for one in _each(marker.get("color"), len(sizes))]
    edge = marker.get("line", {}).get("color")
    base: dict[Any, float] = getattr(axes, "hz_base", {})
    begin = [base.get(one, 0.0) for one in places] if layout.get("barmode") == "stack" else None
    look = {
        "facecolor": fills, "edgecolor": _colour(edge) if edge else fills,
        "hatch": _HATCHES.get(marker.get("pattern", {}).get("shape", ""), ""),
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
    if axes.get_legend_handles_labels()[1]:
        axes.legend(loc="best", fontsize=8)
