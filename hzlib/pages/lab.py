"""In JupyterLab: figures and tables that show their evidence beside them, the reader inline.

Without widgets each of these still shows: the figure as plotly draws it, the table as a table.
"""

import html
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hzlib.errors import HzError
from hzlib.pages.display import PLOTLY
from hzlib.pages.grid import BOUNDS, MEASURES, grid, grid_html
from hzlib.pages.source import is_evidence, resolve
from hzlib.pages.style import STATUS_NAMES, template

if TYPE_CHECKING:
    import pandas as pd

    from hzlib.text.corpus import Document

_BOX = (
    "border-left:3px solid #003a85;padding:.2em 1em;line-height:1.8;max-width:30em;"
    "overflow-wrap:anywhere"
)


def explore(figure: Any) -> Any:
    """Return a figure whose points show their evidence beside it when they are clicked.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure, or chart with such a ``figure``
        Its traces have ``customdata``, one evidence string a point. For the keyboard there is a
        list of the points above the evidence.

    Returns
    -------
    ipywidgets.Widget
        To be shown as the last line of a cell.

    Examples
    --------
    >>> import plotly.graph_objects as go
    >>> figure = go.Figure(go.Scatter(x=["2014"], y=[9201.16], customdata=["reference:1"]))
    >>> widget = explore(figure)
    >>> widget.choice.value = "reference:1"
    >>> "2015年杭州市政府工作报告" in widget.panel.value
    True
    """
    import ipywidgets
    import plotly.graph_objects as go

    chart = getattr(figure, "figure", figure)
    live = go.FigureWidget(chart)
    live.update_layout(template=template(), hovermode="closest")
    panel = ipywidgets.HTML(f'<div style="{_BOX}">点击图中的数，或在上面的列表里选择。</div>')
    choice = ipywidgets.Dropdown(options=[("选择一个数……", ""), *_points(chart)], value="")

    def show(evidence: str) -> None:
        if is_evidence(evidence):
            panel.value = f'<div style="{_BOX}">{evidence_html(evidence)}</div>'

    for trace in live.data:
        trace.on_click(_clicked(show))
    choice.observe(lambda change: show(change["new"]), names="value")
    return _Explorer(live, choice, panel, chart)


def _clicked(show: Callable[[str], None]) -> Callable[..., None]:
    def clicked(trace: Any, points: Any, _: Any) -> None:
        for index in points.point_inds:
            source = trace.customdata[index[0]][index[1]] if isinstance(index, list | tuple) else (
                trace.customdata[index]
            )  # fmt: skip
            show(str(source))

    return clicked


def _points(figure: Any) -> list[tuple[str, str]]:
    found = []
    for trace in figure.data:
        sources = [] if trace.customdata is None else list(trace.customdata)
        named = (name for name in ("x", "labels", "y") if getattr(trace, name, None) is not None)
        axis = next(named, "")
        names = list(trace[axis]) if axis else sources
        for place, source in enumerate(sources):
            if is_evidence(source):
                label = names[place] if place < len(names) else place + 1
                found.append((f"{trace.name or ''} {label}".strip(), source))
    return found


class _Explorer:
    """The figure, the list of its points and the panel, side by side."""

    def __init__(self, live: Any, choice: Any, panel: Any, figure: Any) -> None:
        import ipywidgets

        self.figure, self.choice, self.panel, self._plain = live, choice, panel, figure
        side = ipywidgets.VBox([choice, panel], layout={"width": "32em"})
        self.box = ipywidgets.HBox([live, side])

    def _repr_mimebundle_(self, **_: Any) -> Any:
        bundle = self.box._repr_mimebundle_()
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        # A viewer without widgets takes the figure.
        return {**data, PLOTLY: json.loads(self._plain.to_json())}


def evidence_html(evidence: str) -> str:
    """Return what an evidence string stands for as HTML without script.

    Examples
    --------
    >>> "杭州市人民政府" in evidence_html("reference:1")
    True
    """
    found = resolve(evidence)
    kind = found["kind"]
    if kind == "formula":
        parts = "".join(f"<li>{evidence_html(part)}</li>" for part in found["parts"])
        return f"<p><b>{html.escape(found['formula'])}</b></p><ul>{parts}</ul>"
    if kind == "all":
        return "<hr>".join(evidence_html(part) for part in found["parts"])
    if kind == "kwic":
        lines = "".join(f"<li>{_quote(line, 22)}</li>" for line in found["lines"])
        return f"<p>“{html.escape(found['word'])}”共 {found['total']} 处</p><ol>{lines}</ol>"
    if kind == "reference":
        source = f"{found['source_title']}（{found['publisher']}）"
        rows = [("指标", found["name"]), ("地区", found["region"]), ("时期", found["period"]),
                ("数值", f"{found['value']}{found['unit']}"), ("网址", found["url"]),
                ("说明", found["note"])]  # fmt: skip
        return f"<p><b>{html.escape(source)}</b></p>{_fields(rows)}"
    rows = _rows(found) if kind == "fact" else []
    head = html.escape(" › ".join(one for one in (found["title"], found["section"]) if one))
    return f"<p><b>{head}</b></p><p>{_quote(found)}</p>{_fields(rows)}"


def _quote(entry: dict[str, Any], around: int = 10_000) -> str:
    low, high = entry["mark"]
    text = entry["sentence"]
    first, last = max(low - around, 0), min(high + around, len(text))
    return (
        f"<bdi>{html.escape(text[first:low])}<mark>{html.escape(text[low:high])}</mark>"
        f"{html.escape(text[high:last])}</bdi>"
    )


def _rows(found: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        ("指标", found["name"]), ("口径", MEASURES.get(found["measure"], found["measure"])),
        ("地区", found["region"]), ("时期", found["period"]),
        ("状态", STATUS_NAMES.get(found["status"], found["status"])),
        ("数值", f"{found['value']:g}{found['unit']}"), ("界限", BOUNDS.get(found["bound"], "")),
        ("线索词", found["cue"]), ("规则", found["rule"]),
    ]  # fmt: skip


def _fields(rows: list[tuple[str, str]]) -> str:
    cells = "".join(
        f"<tr><td>{name}</td><td>{html.escape(str(value))}</td></tr>"
        for name, value in rows
        if value
    )
    return f"<table>{cells}</table>" if cells else ""


def facts_browser(frame: "pd.DataFrame | None" = None) -> Any:
    """Return a table of facts to sort, to filter and to follow.

    Parameters
    ----------
    frame : DataFrame, optional
        Facts as `hzlib.extraction.facts` gives them; those of the project's documents if None.

    Returns
    -------
    anywidget.AnyWidget
        A click or Enter on a row shows the sentence that states it.

    Raises
    ------
    HzError
        If the frame has no evidence and no ids of facts.
    """
    import anywidget
    import traitlets

    from hzlib.pages.assemble import file

    if frame is None:
        from hzlib.extraction.facts import facts

        frame = facts()
    if "evidence" not in frame and "id" not in frame:
        raise HzError("facts_browser: 表里没有 evidence 或 id 列", "请给出 hz.facts() 的结果")
    hidden = [name for name in ("id", "start", "end", "sentence", "section", "cue", "rule")
              if name in frame]  # fmt: skip
    sources = frame["evidence"] if "evidence" in frame else "fact:" + frame["id"]
    cells = grid(frame.drop(columns=hidden).assign(evidence=sources))

    class FactsTable(anywidget.AnyWidget):
        """The table; its script is `hzlib/pages/facts.mjs`."""

        _esm = file("facts.mjs")
        rows = traitlets.Dict(cells).tag(sync=True)
        panels = traitlets.Dict({}).tag(sync=True)
        wanted = traitlets.Unicode("").tag(sync=True)

        @traitlets.observe("wanted")
        def _resolve(self, change: Any) -> None:
            if is_evidence(change["new"]):
                self.panels = {change["new"]: evidence_html(change["new"])}

        def _repr_mimebundle_(self, **more: Any) -> Any:
            bundle = super()._repr_mimebundle_(**more)
            data, meta = bundle if isinstance(bundle, tuple) else (bundle, {})
            return {**(data or {}), "text/html": grid_html(cells)}, meta

    return FactsTable()


def reader(document: "Document", height: int = 640) -> Any:
    """Return the reader page of a document, to be shown inside a notebook.

    Parameters
    ----------
    document : Document
        One of the catalogue's, or any that `hzlib.read` gave.
    height : int, optional
        In pixels.

    Examples
    --------
    >>> from hzlib.text import corpus
    >>> reader(corpus.load("qiantang-gwr-2024"))._repr_html_().startswith("<iframe")
    True
    """
    from hzlib.pages.assemble import page_html
    from hzlib.pages.reader import reader_page
    from hzlib.pages.source import remember

    remember(document)
    text, _ = page_html(reader_page(document))
    # The page brings its own policy; the frame has no right to the notebook around it.
    return _Framed(
        f'<iframe title="{html.escape(document.title)}" sandbox="allow-scripts allow-downloads"'
        f' style="width:100%;height:{height}px;border:1px solid #d5dbe3"'
        f' srcdoc="{html.escape(text)}"></iframe>'
    )


class _Framed(str):
    """HTML to be shown."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        return "<原文页>"
