"""What all theme figures share: the finished chart, its marks by kind of number, its axes.

A chart function takes frames and returns a `Chart`; in a notebook its name on the last line of a
cell shows it. Where figures are lacking it returns a `Note` that says which, and the notebook goes
on. The title of a chart states its finding, computed from the figures that it shows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

from hzlib import style
from hzlib.errors import HzError
from hzlib.rounding import shown

if TYPE_CHECKING:
    import pandas as pd

# Kinds of number in the order of the legend; whether they come from the reference series.
_KINDS = (
    *((status, False) for status in ("actual", "estimate", "derived", "target")),
    ("reference", True),
    ("target", True),
)
_SIGNS = {"=": "", ">=": "≥", "<=": "≤", "~": "约"}


@dataclass(frozen=True)
class Chart:
    """A figure with the table of its numbers, its caption and its text alternative.

    ``figure`` is a plotly figure to explore or a matplotlib figure for print.
    """

    figure: Any
    frame: "pd.DataFrame"
    caption: str
    alt: str

    def show(self) -> None:
        """Display the chart with everything that belongs to it."""
        from hzlib import evidence

        display = evidence.picture if hasattr(self.figure, "savefig") else evidence.show
        display(self.figure, self.frame, caption=self.caption, alt=self.alt)

    _ipython_display_ = show


@dataclass(frozen=True)
class Note:
    """What stands in for a chart or a table that the figures at hand do not allow."""

    text: str

    def show(self) -> None:
        """Display the note."""
        from hzlib.evidence import reading

        reading(f"（{self.text.replace('{', '{{').replace('}', '}}')}。）")

    _ipython_display_ = show


@dataclass(frozen=True)
class Table:
    """A table with its caption; ``frame`` is as `hzlib.evidence.table` wants it."""

    frame: "pd.DataFrame"
    caption: str

    def show(self) -> None:
        """Display the table."""
        from hzlib.evidence import table

        table(self.frame, caption=self.caption)

    _ipython_display_ = show


def kindly(build: Callable[..., Any]) -> Callable[..., Any]:
    """Let a chart function answer with a `Note` where it would raise `HzError`."""

    @wraps(build)
    def built(*args: Any, **named: Any) -> Any:
        try:
            return build(*args, **named)
        except HzError as error:
            return Note(str(error))

    return built


def need(frame: "pd.DataFrame", what: str, rows: int = 1) -> "pd.DataFrame":
    """Return the frame if it has so many rows.

    Raises
    ------
    HzError
        Else; it says that there are no figures of ``what``.
    """
    if len(frame) < rows:
        known = f"，现有 {len(frame)} 项" if len(frame) else ""
        raise HzError(f"没有足够的数据：{what}（至少要 {rows} 项{known}）")
    return frame


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
            "title": {"text": title, "y": 0.97, "yanchor": "top", "yref": "container"},
            "xaxis": {"title": {"text": x}},
            "yaxis": {"title": {"text": y}, "exponentformat": "none", "separatethousands": False},
            "height": height,
            "margin": {"t": 100, "b": 60},
            **layout,
        }
    )


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
        One of `hzlib.style.PALETTE`.
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
        part = rows[chosen]
        if part.empty:
            continue
        records = part.to_dict("records")
        label = style.STATUS_NAMES[status] + (
            "（参考数据）" if borrowed and status == "target" else ""
        )
        label = f"{name}·{label}" if name else label
        look = style.line(status, colour) | {"mode": "markers"}
        rim = {"color": colour, "width": 2}
        symbols = [_symbol(row, look) for row in records]
        look["marker"] = look["marker"] | {"symbol": symbols, "line": rim}
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


def displayed(rows: "pd.DataFrame", **columns: str) -> "pd.DataFrame":
    """Return some columns under the headings that a reader sees, each with its evidence column.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"value": [1.0], "value_evidence": ["fact:a@1"], "rest": [0]})
    >>> list(displayed(rows, value="数值（亿元）"))
    ['数值（亿元）', '数值（亿元）_evidence']
    """
    import pandas as pd

    result = {}
    for column, heading in columns.items():
        result[heading] = rows[column]
        if f"{column}_evidence" in rows:
            result[f"{heading}_evidence"] = rows[f"{column}_evidence"]
        elif column == "value" and "evidence" in rows:
            result[f"{heading}_evidence"] = rows["evidence"]
    return pd.DataFrame(result).reset_index(drop=True)


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
