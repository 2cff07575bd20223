"""One look for every figure: palette, grammar of kinds of number, plotly template, print style.

The grammar, in both libraries: an *actual* number is solid, a *target* dashed, an *estimate*
hollow, what the project *derived* and what a *reference* series states have marks of their own,
a mere bound is a stroke with an arrow.
Colour never carries the kind alone, so that figures hold in grey print and for all eyes.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

# Six hues a step of lightness apart; each at least 3:1 on its ground, and apart from one another
# under simulated protanopia, deuteranopia and tritanopia (tests/test_style.py measures it).
PALETTE = ("#003a85", "#ca414c", "#009678", "#9b1c72", "#b38d18", "#327103")
PALETTE_DARK = ("#7799eb", "#fa8b8b", "#71e7b8", "#f69fe1", "#f9da84", "#6b9e53")

# name -> (light, dark): every colour that a figure uses besides the palette.
GROUNDS = {
    "paper": ("#ffffff", "#14181d"),
    "ink": ("#1c2430", "#e6e9ed"),
    "muted": ("#596473", "#a3adb9"),
    "grid": ("#e3e7ec", "#2b323b"),
    "soft": ("#eef2f7", "#222931"),
}
# A scale of one hue for heat maps: light to dark, monotone in lightness.
SCALE = ("#f2f6fc", "#c9d8ee", "#95b3db", "#5c89c2", "#2a60a5", "#003a85")
SCALE_DARK = ("#1b232d", "#24406b", "#34599b", "#4d76c4", "#7799eb", "#b9ccff")

# What has a colour of its own on every page, by its role there, never by its name: places, kinds of
# number, two plans' targets, documents, verdicts.
ROLES = {
    "whole": PALETTE[0], "part": PALETTE[5],
    "actual": PALETTE[0], "reference": PALETTE[0], "derived": PALETTE[0], "estimate": PALETTE[4],
    "target": PALETTE[3], "earlier": PALETTE[5], "report": PALETTE[0], "outline": PALETTE[3],
    "met": PALETTE[2], "missed": PALETTE[1], "unlike": PALETTE[4], "none": SCALE[2],
    "reported": PALETTE[3], "due": GROUNDS["muted"][0],
}  # fmt: skip

FONT = "Noto Sans SC"
_LINES = {
    "actual": ("solid", "circle"),
    "target": ("dash", "triangle-up"),
    "estimate": ("solid", "circle-open"),
    "derived": ("dot", "square"),
    "reference": ("dashdot", "x"),
    "reference estimate": ("dashdot", "circle-x-open"),
}
# Fill pattern of a bar by status.
_PATTERNS = {
    "actual": "", "target": "/", "estimate": "", "derived": ".", "reference": "x",
    "reference estimate": "-",
}  # fmt: skip
# plotly's names of marks, dashes and fill patterns as matplotlib has them.
SYMBOLS = {
    "circle": "o", "circle-open": "o", "triangle-up": "^", "triangle-down": "v", "square": "s",
    "x": "X", "x-open": "x", "circle-x-open": r"$\otimes$", "line-ew-open": "_", "line-ns": "|",
    "line-ns-open": "|",
}  # fmt: skip
DASHES = {"solid": "-", "dash": "--", "dot": ":", "dashdot": "-."}
HATCHES = {"": "", "/": "///", ".": "..", "x": "xx", "-": "---"}


def colour(index: int) -> str:
    """Return the palette's colour number `index`; it starts over after the sixth.

    Examples
    --------
    >>> colour(0) == colour(6) == PALETTE[0]
    True
    """
    return PALETTE[index % len(PALETTE)]


def line(status: str, colour: str = PALETTE[0], **more: Any) -> dict[str, Any]:
    """Return the arguments of a plotly ``Scatter`` trace for numbers of one status.

    Parameters
    ----------
    status : {"actual", "target", "estimate", "derived", "reference", "reference estimate"}
        What kind of number the trace shows.
    colour : str
        One of `PALETTE` (the page turns it into its twin on dark ground).
    **more
        Further arguments of the trace, kept as they are.

    Examples
    --------
    >>> line("target")["line"]["dash"], line("estimate")["marker"]["symbol"]
    ('dash', 'circle-open')
    """
    dash, symbol = _LINES[status]
    return {
        "mode": "lines+markers",
        "line": {"color": colour, "dash": dash, "width": 2.4},
        "marker": {
            "color": colour,
            "symbol": symbol,
            "size": 10,
            "line": {"color": colour, "width": 2},
        },
        "meta": {"status": status},
        **more,
    }


def marks(status: str, colour: str = PALETTE[0]) -> dict[str, Any]:
    """Return the arguments of a plotly ``Scatter`` trace of single numbers of one status.

    Examples
    --------
    >>> marks("target")["mode"], "line" in marks("target")
    ('markers', False)
    """
    look = line(status, colour) | {"mode": "markers"}
    del look["line"]
    return look


def reach(above: list[float], below: list[float], **look: Any) -> dict[str, Any]:
    """Return plotly's error bars that reach so far above and below each point.

    Examples
    --------
    >>> reach([1.0], [0.5], width=4)["arrayminus"]
    [0.5]
    """
    ends = {"array": above, "arrayminus": below}
    return {"type": "data", "symmetric": False, **look, **ends}


def bar(status: str, colour: str = PALETTE[0], **more: Any) -> dict[str, Any]:
    """Return the arguments of a plotly ``Bar`` trace for numbers of one status.

    A target's bar is hatched, an estimate's is hollow.

    Examples
    --------
    >>> bar("target")["marker"]["pattern"]["shape"]
    '/'
    """
    shape = _PATTERNS[status]
    fill = GROUNDS["paper"][0] if status == "estimate" else colour
    marker: dict[str, Any] = {"color": fill, "line": {"color": colour, "width": 1.6}}
    if shape:
        marker["pattern"] = {
            "shape": shape, "fgcolor": colour, "bgcolor": GROUNDS["paper"][0],
            "fillmode": "replace", "size": 6, "solidity": 0.25,
        }  # fmt: skip
    return {"marker": marker, "meta": {"status": status}, **more}


def printed_line(status: str, colour: str = PALETTE[0]) -> dict[str, Any]:
    """Return the keyword arguments of ``Axes.plot`` for numbers of one status.

    Examples
    --------
    >>> printed_line("target")["linestyle"], printed_line("estimate")["markerfacecolor"]
    ('--', 'white')
    """
    dash, symbol = _LINES[status]
    return {
        "color": colour, "linestyle": DASHES[dash], "linewidth": 1.8,
        "marker": SYMBOLS[symbol], "markersize": 6,
        "markerfacecolor": "white" if status == "estimate" else colour,
    }  # fmt: skip


def printed_bar(status: str, colour: str = PALETTE[0]) -> dict[str, Any]:
    """Return the keyword arguments of ``Axes.bar`` for numbers of one status.

    Examples
    --------
    >>> printed_bar("target")["hatch"], printed_bar("target")["linestyle"]
    ('///', '--')
    """
    filled = status == "actual"
    return {
        "facecolor": colour if filled else "white", "edgecolor": colour, "linewidth": 1.4,
        "hatch": HATCHES[_PATTERNS[status]], "linestyle": "--" if status == "target" else "-",
    }  # fmt: skip


def template(dark: bool = False) -> dict[str, Any]:
    """Return the plotly template as a dictionary (``figure.update_layout(template=template())``).

    Examples
    --------
    >>> template()["layout"]["colorway"][0] == PALETTE[0]
    True
    """
    look = {name: pair[dark] for name, pair in GROUNDS.items()}
    scale = SCALE_DARK if dark else SCALE
    steps = [[i / (len(scale) - 1), value] for i, value in enumerate(scale)]
    axis = {
        "automargin": True, "gridcolor": look["grid"], "linecolor": look["muted"],
        "tickcolor": look["muted"], "zerolinecolor": look["muted"], "zerolinewidth": 1,
        "ticks": "outside", "ticklen": 4, "exponentformat": "none",
        "separatethousands": True, "title": {"standoff": 10, "font": {"size": 13}},
    }  # fmt: skip
    layout = {
        "font": {"family": f"'{FONT}', sans-serif", "size": 13, "color": look["ink"]},
        "title": {"font": {"size": 16}, "x": 0, "xref": "paper", "xanchor": "left"},
        "paper_bgcolor": look["paper"], "plot_bgcolor": look["paper"],
        "colorway": list(PALETTE_DARK if dark else PALETTE),
        "colorscale": {"sequential": steps, "sequentialminus": steps},
        "xaxis": {**axis, "showgrid": False, "showline": True}, "yaxis": axis,
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        "hoverlabel": {"bgcolor": look["soft"], "bordercolor": look["muted"], "align": "left",
                       "font": {"color": look["ink"], "family": f"'{FONT}', sans-serif"}},
        "hovermode": "closest", "margin": {"l": 56, "r": 20, "t": 56, "b": 48},
        "polar": {"bgcolor": look["paper"], "angularaxis": {"gridcolor": look["grid"]},
                  "radialaxis": {"gridcolor": look["grid"]}},
        "separators": ".,", "bargap": 0.28, "shapedefaults": {"line": {"color": look["ink"]}},
    }  # fmt: skip
    heat = {"colorbar": {"outlinewidth": 0, "thickness": 12}, "colorscale": steps}
    return {"layout": layout, "data": {"heatmap": [{"type": "heatmap", **heat}]}}


def twins() -> dict[str, str]:
    """Return each colour of the light look with its twin of the dark look.

    Examples
    --------
    >>> twins()["#ffffff"]
    '#14181d'
    """
    pairs = dict(zip(PALETTE + SCALE, PALETTE_DARK + SCALE_DARK, strict=True))
    # The deepest step of the scale is the palette's blue: there the palette's twin holds.
    pairs.update(zip(PALETTE, PALETTE_DARK, strict=True))
    return pairs | dict(GROUNDS.values()) | {"white": GROUNDS["paper"][1]}


def on(fill: str) -> str:
    """Return the colour of words that are read on a fill in the light and in the dark look.

    Black has no twin: it stays on a fill that is light in both.

    Examples
    --------
    >>> on(GROUNDS["paper"][0]) == GROUNDS["ink"][0], on(PALETTE[4])
    (True, 'black')
    """
    other = twins()
    inks = {"black": ("#000000", "#000000"), GROUNDS["paper"][0]: GROUNDS["paper"],
            GROUNDS["ink"][0]: GROUNDS["ink"]}  # fmt: skip
    grounds = (fill, other[fill])
    return max(inks, key=lambda name: min(map(_contrast, inks[name], grounds)))


def _contrast(*colours: str) -> float:
    """Return the contrast of two colours as WCAG has it."""
    low, high = sorted(map(_luminance, colours))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def looks() -> dict[str, Any]:
    """Return what scripts need to draw figures in both looks: ``light``, ``dark`` and ``twins``.

    Examples
    --------
    >>> sorted(looks())
    ['dark', 'light', 'twins']
    """
    return {"light": template(), "dark": template(dark=True), "twins": twins()}


@cache
def font_file() -> Path:
    """Return the Chinese font that the package ``zhplot`` brings.

    Examples
    --------
    >>> font_file().suffix
    '.ttf'
    """
    spec = find_spec("zhplot")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent / "fonts" / "NotoSansSC-Regular.ttf"


def print_style() -> dict[Any, Any]:
    """Register the Chinese font with matplotlib and return the print style's rcParams.

    Use it as ``with matplotlib.rc_context(print_style()):`` or ``plt.rcParams.update(...)``.

    Examples
    --------
    >>> print_style()["font.family"]
    ['Noto Sans SC']
    """
    from cycler import cycler
    from matplotlib import font_manager

    if FONT not in font_manager.fontManager.get_font_names():
        font_manager.fontManager.addfont(str(font_file()))
    ink, muted, grid = (GROUNDS[name][0] for name in ("ink", "muted", "grid"))
    return {
        "font.family": [FONT], "font.sans-serif": [FONT, "DejaVu Sans"],
        "font.size": 9, "axes.unicode_minus": False,
        "axes.prop_cycle": cycler(color=list(PALETTE)), "axes.edgecolor": muted,
        "axes.labelcolor": ink, "text.color": ink, "xtick.color": ink, "ytick.color": ink,
        "axes.spines.top": False, "axes.spines.right": False, "axes.grid": True,
        "axes.grid.axis": "y", "axes.axisbelow": True, "grid.color": grid,
        "axes.titlelocation": "left", "axes.titlesize": 12, "legend.frameon": False,
        "figure.figsize": (7.2, 4.2), "figure.dpi": 100, "figure.constrained_layout.use": True,
        "savefig.dpi": 200, "svg.hashsalt": "hzlib", "svg.fonttype": "path", "hatch.linewidth": 0.8,
    }  # fmt: skip
