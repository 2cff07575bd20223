"""What a notebook shows: readings, tables and figures whose numbers carry their evidence.

Each display holds plain Jupyter types (HTML, plotly's JSON, SVG, text), so that any notebook
program shows it; its metadata under ``hzlib`` is what the exported pages are built from.
"""

import html
import json
import os
import sys
from string import Formatter
from typing import TYPE_CHECKING, Any

from hzlib.errors import HzError
from hzlib.pages import style
from hzlib.pages.grid import grid, grid_html, number
from hzlib.pages.source import is_evidence, resolve
from hzlib.pages.value import Value

if TYPE_CHECKING:
    import pandas as pd

PLOTLY = "application/vnd.plotly.v1+json"


def reading(template: str, **values: Any) -> None:
    """Display a paragraph whose every number carries its evidence.

    Parameters
    ----------
    template : str
        The text, with ``{name}`` (or ``{name:.1f}``) where a value stands; an empty line begins
        a new paragraph. The text itself is shown as it is.
    **values : Value or str
        What the names stand for. A bare number is refused: it could not be followed.

    Raises
    ------
    HzError
        If a name has no value, or a value is a bare number.

    Examples
    --------
    >>> gdp = Value(9201.16, "亿元", "reference:1", "reference")
    >>> reading("2014 年生产总值为{gdp}。", gdp=gdp)
    2014 年生产总值为9201.16亿元。
    """
    pieces = reading_pieces(template, values)
    text = "".join(piece[1] for piece in pieces)
    hints = _in_notebook() and not _for_report()
    _display({"text/html": reading_html(pieces, hints), "text/plain": text},
             {"kind": "reading", "pieces": pieces})  # fmt: skip


def reading_pieces(template: str, values: dict[str, Any]) -> list[list[str]]:
    """Return a reading as ``["text", text]`` and ``["number", text, status, evidence]``."""
    pieces: list[list[str]] = []
    for text, name, spec, _ in Formatter().parse(template):
        if text:
            pieces.append(["text", text])
        if name is None:
            continue
        if name not in values:
            raise HzError(f"reading: 没有给出“{name}”", f"请写 {name}=……")
        value = values[name]
        if isinstance(value, Value):
            pieces.append(["number", format(value, spec or ""), value.status, value.evidence])
        elif isinstance(value, int | float):
            raise HzError(f"reading: “{name}”是没有出处的数", "请给出 hz.Value")
        else:
            pieces.append(["text", format(value, spec or "")])
    return pieces


def reading_html(pieces: list[list[str]], hints: bool = False) -> str:
    """Return a reading as HTML paragraphs; with `hints` each number says its source on hovering."""
    parts = []
    for kind, text, *rest in pieces:
        if kind == "text":
            parts.append(html.escape(text).replace("\n\n", "</p><p>"))
        elif hints:
            parts.append(f'<span title="{html.escape(hint(rest[1]))}">{html.escape(text)}</span>')
        else:
            parts.append(number(text, rest[1], rest[0]))
    return f"<p>{''.join(parts)}</p>"


def hint(evidence: str, limit: int = 160) -> str:
    """Return one line of text that says where a number comes from.

    Examples
    --------
    >>> hint("reference:1")
    '2015年杭州市政府工作报告（杭州市人民政府）'
    """
    found = resolve(evidence)
    if found["kind"] == "reference":
        text = f"{found['source_title']}（{found['publisher']}）"
    elif found["kind"] == "formula":
        text = "推算：" + found["formula"]
    elif found["kind"] == "all":
        text = "；".join(hint(part, 60) for part in found["parts"])
    elif found["kind"] == "kwic":
        text = f"“{found['word']}”共{found['total']}处"
    else:
        text = f"{found['title']}：“{found['sentence']}”"
    return text if len(text) <= limit else text[: limit - 1] + "…"


def table(frame: "pd.DataFrame", caption: str = "") -> None:
    """Display a table whose cells carry their evidence.

    Parameters
    ----------
    frame : DataFrame
        See `hzlib.pages.grid.grid` for how columns say their evidence.
    caption : str, optional
        What the table shows.

    Examples
    --------
    >>> import pandas as pd
    >>> table(pd.DataFrame({"period": ["2014"], "value": [9201.16], "evidence": ["reference:1"]}))
    时期  数值
    2014  9201.16
    """
    cells = grid(frame)
    _display({"text/html": grid_html(cells, caption), "text/plain": _plain(cells)},
             {"kind": "table", "grid": cells, "caption": caption})  # fmt: skip


def _plain(grid: dict[str, Any]) -> str:
    from hzlib.pages.grid import shown

    rows = [grid["columns"], *([shown(cell) for cell in row] for row in grid["rows"])]
    return "\n".join("  ".join(row) for row in rows)


def show(figure: Any, frame: "pd.DataFrame", caption: str, alt: str) -> None:
    """Display a plotly figure with its caption, its text alternative and its data.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
        Each trace has ``customdata``, one evidence string a point, and
        ``meta={"status": ...}``; a trace with ``hoverinfo="skip"`` is mere decoration.
    frame : DataFrame
        The numbers shown, with their evidence (see `hzlib.pages.grid.grid`).
    caption, alt : str
        The line under the figure; what the figure shows, in words, for who cannot see it.

    Raises
    ------
    HzError
        If a trace has a mark without evidence.
    """
    check(figure)
    cells = grid(frame)
    figure.update_layout(
        template=style.template(), meta={"caption": caption, "alt": alt, "grid": cells}
    )
    bundle = json.loads(figure.to_json())
    bundle["config"] = {"displaylogo": False, "responsive": True}
    fallback = f"<figure>{grid_html(cells, caption)}</figure>"
    _display({PLOTLY: bundle, "text/html": fallback, "text/plain": f"{caption}\n{alt}"},
             {"kind": "figure"})  # fmt: skip
    _display({"text/html": f"<p><em>{html.escape(caption)}</em></p>", "text/plain": ""},
             {"kind": "caption"})  # fmt: skip


def check(figure: Any) -> None:
    """Check that every mark of a plotly figure carries its evidence (`show` does so)."""
    for place, trace in enumerate(figure.data):
        name = getattr(trace, "name", None) or f"{place + 1}"
        if getattr(trace, "hoverinfo", None) == "skip":
            continue
        sources = [] if trace.customdata is None else list(_flat(trace.customdata))
        if not any(sources):
            raise HzError(f"图中“{name}”没有出处", 'customdata 给出处；装饰线请写 hoverinfo="skip"')
        for source in sources:
            if source and not is_evidence(source):
                raise HzError(
                    f"图中“{name}”: “{str(source)[:60]}”不是出处", "见 hzlib.pages.source"
                )


def _flat(values: Any) -> Any:
    for value in values:
        if isinstance(value, str) or not hasattr(value, "__iter__"):
            yield value
        else:
            yield from _flat(value)


def mark(artist: Any, evidence: str | list[str]) -> Any:
    """Tie a matplotlib mark to its evidence, and return it.

    Parameters
    ----------
    artist : Artist, or container of bars
        A text, a bar, or a line or scatter with one evidence string for each of its points.
    evidence : str or list of str
        The evidence of the mark, or of each of its points or bars.
    """
    if hasattr(artist, "patches"):
        for patch, one in zip(artist.patches, evidence, strict=True):
            patch.hz_evidence = one
    else:
        artist.hz_evidence = evidence
    return artist


def picture(figure: Any, frame: "pd.DataFrame", caption: str, alt: str) -> None:
    """Display a matplotlib figure as SVG, with its caption, text alternative and data.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        Its marks may be tied to their evidence with `mark`; the picture is closed afterwards.
    frame : DataFrame
        The numbers shown, with their evidence (see `hzlib.pages.grid.grid`).
    caption, alt : str
        As for `show`.
    """
    from hzlib.pages.printing import places, svg

    cells = grid(frame)
    image = svg(figure)
    _display({"image/svg+xml": image, "text/plain": f"{caption}\n{alt}"},
             {"kind": "picture", "grid": cells, "caption": caption, "alt": alt,
              "places": places(figure)})  # fmt: skip
    _display({"text/html": f"<p><em>{html.escape(caption)}</em></p>", "text/plain": ""},
             {"kind": "caption"})  # fmt: skip


def _for_report() -> bool:
    # Set by the run of a report: pages are built from the metadata, hints would be for nothing.
    return "HZLIB_REPORT" in os.environ


def _in_notebook() -> bool:
    # Nobody runs a notebook without IPython having been imported.
    shell = sys.modules.get("IPython.core.interactiveshell")
    return shell is not None and bool(shell.InteractiveShell.initialized())


def _display(data: dict[str, Any], metadata: dict[str, Any]) -> None:
    if _in_notebook():
        from IPython.display import display

        display(data, raw=True, metadata={"hzlib": metadata})
    elif data["text/plain"]:
        print(data["text/plain"])
