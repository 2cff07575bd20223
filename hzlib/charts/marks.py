"""What all theme figures share: marks by kind of number, lines, titles, the sheet for print."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from hzlib.pages import style
from hzlib.views.rounding import shown

if TYPE_CHECKING:
    import pandas as pd

# Kinds of number in the order of the legend; whether they come from the reference series.
_KINDS = (
    *((status, False) for status in ("actual", "estimate", "derived", "target")),
    ("reference", True),
    ("target", True),
)
_SIGNS = {"=": "", ">=": "≥", "<=": "≤", "~": "约"}


def kind(row: Any) -> str:
    """Return how to draw a row of the common frame: its status, or that it is a reference.

    Examples
    --------
    >>> kind({"status": "actual", "origin": "reference"}), kind({"status": "target"})
    ('reference', 'target')
    """
    if row["status"] != "target" and row.get("origin") == "reference":
        return "reference"
    return row["status"]


def said(row: Any, digits: int = 2) -> str:
    """Return a row's figure as a reader would say it.

    Examples
    --------
    >>> said({"value": 23000.0, "unit": "亿元", "bound": ">="})
    '≥23000亿元'
    """
    if row.get("bound") == "..":
        return f"{row['text']}"
    unit = "个百分点" if row["unit"] == "pp" else row["unit"]
    return f"{_SIGNS[row.get('bound', '=')]}{shown(row['value'], digits)}{unit}"


def figure(title: str, x: str = "", y: str = "", height: int = 440, **layout: Any) -> Any:
    """Return an empty plotly figure with its title and the titles of its axes."""
    import plotly.graph_objects as go

    return go.Figure(
        layout={
            "title": heading(title),
            "xaxis": {"title": {"text": x}},
            "yaxis": {"title": {"text": y}, "exponentformat": "none", "separatethousands": False},
            "height": height,
            "margin": {"t": 100, "b": 60},
            **layout,
        }
    )


def heading(text: str) -> dict[str, Any]:
    """Return the title of a plotly figure, set over its whole width."""
    place = {"x": 0.012, "xref": "container", "xanchor": "left"}
    return {"text": text, **place, "y": 0.98, "yref": "container", "yanchor": "top"}


def folded(text: str, width: int = 13) -> str:
    """Return a long label on two lines.

    Examples
    --------
    >>> folded("城乡居民收入倍差"), folded("数字经济核心产业增加值占GDP比重")
    ('城乡居民收入倍差', '数字经济核心产业增<br>加值占GDP比重')
    """
    if len(text) <= width:
        return text
    middle = (len(text) + 1) // 2
    return f"{text[:middle]}<br>{text[middle:]}"


def marks(
    rows: "pd.DataFrame", colour: str, name: str = "", x: str = "period", **more: Any
) -> list[Any]:
    """Return one trace of marks for each kind of number among rows of the common frame.

    Parameters
    ----------
    rows : DataFrame
        With ``x``, ``value, unit, bound, status, evidence`` and perhaps ``origin``; bounds have an
        arrow up or down as their mark.
    colour : str
        One of `hzlib.pages.style.PALETTE`.
    name : str, optional
        Goes before the kind in the legend.
    x : str, optional
        The column for the horizontal axis; years are taken as numbers.
    **more
        Further arguments of each trace.
    """
    import plotly.graph_objects as go

    traces = []
    kinds = [(kind(row), row.get("origin")) for row in rows.to_dict("records")]
    for status, borrowed in _KINDS:
        chosen = [one == status and (other == "reference") == borrowed for one, other in kinds]
        part = rows.loc[chosen]
        if part.empty:
            continue
        records = part.to_dict("records")
        label = style.STATUS_NAMES[status] + (
            "（参考数据）" if borrowed and status == "target" else ""
        )
        label = f"{name}·{label}" if name else label
        look = style.line(status, colour) | {"mode": "markers"}
        look["marker"] = look["marker"] | {"symbol": [_symbol(row, look) for row in records]}
        look.pop("line")
        traces.append(
            go.Scatter(
                x=[_place(row[x]) for row in records],
                y=[row["value"] for row in records],
                name=label,
                customdata=list(part["evidence"]),
                text=[f"{_when(row[x])}{said(row)}" for row in records],
                hovertemplate=f"{label}<br>%{{text}}<extra></extra>",
                **(look | more),
            )
        )
    return traces


def path(rows: "pd.DataFrame", colour: str, dash: str = "solid", x: str = "period") -> list[Any]:
    """Return thin lines between marks of years in a row; where years are missing there is a gap."""
    import plotly.graph_objects as go

    runs: list[list[Any]] = []
    for row in rows.to_dict("records"):
        if runs and int(row[x]) == int(runs[-1][-1][x]) + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return [
        go.Scatter(
            x=[int(row[x]) for row in run],
            y=[row["value"] for row in run],
            mode="lines",
            line={"color": colour, "width": 2, "dash": dash},
            hoverinfo="skip",
            showlegend=False,
        )
        for run in runs
        if len(run) > 1
    ]


def years(rows: "pd.DataFrame", first: str, last: str, column: str = "period") -> "pd.DataFrame":
    """Return the rows of single years from the first to the last."""
    single = rows[rows[column].str.fullmatch(r"\d{4}")]
    return single[single[column].between(str(first), str(last))]


def paper(width: float = 7.2, height: float = 4.2, **axes: Any) -> tuple[Any, Any]:
    """Return a matplotlib figure for print and its axes, without touching matplotlib's state.

    ``axes`` are arguments of ``Figure.subplots``.
    """
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(style.print_style()):
        sheet = Figure(figsize=(width, height), layout="constrained")
        return sheet, sheet.subplots(**axes)


def in_print(build: Callable[..., Any]) -> Callable[..., Any]:
    """Run a chart function with the print style, so that Chinese shows on every machine."""

    @wraps(build)
    def built(*args: Any, **named: Any) -> Any:
        import matplotlib

        with matplotlib.rc_context(style.print_style()):
            return build(*args, **named)

    return built


def _symbol(row: Any, look: dict[str, Any]) -> str:
    bound = row.get("bound", "=")
    if row["status"] == "target":
        if row.get("origin") == "reference":
            return "x-open"
        return "triangle-down" if bound == "<=" else look["marker"]["symbol"]
    return {">=": "arrow-bar-up-open", "<=": "arrow-bar-down-open"}.get(
        bound, look["marker"]["symbol"]
    )


def _place(value: Any) -> Any:
    return int(value) if str(value).isdigit() else value


def _when(value: Any) -> str:
    return f"{value}年：" if str(value).isdigit() else f"{value}："
