"""From a notebook with its outputs to the content of one page."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from hzlib.charts.captions import linked
from hzlib.charts.captions import pieces as pieces_of
from hzlib.pages.display import PLOTLY, reading_html
from hzlib.pages.grid import grid_html
from hzlib.pages.markdown import to_html
from hzlib.pages.sanitize import sanitize
from hzlib.pages.source import is_evidence

_HEADING = re.compile(r"<h([1-4])>(.*?)</h\1>", re.DOTALL)
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_TAG = re.compile(r"<[^>]*>")
_LONG = 20


@dataclass
class Page:
    """What a page shows, before it gets its frame.

    ``evidence`` holds every evidence string of the page, ``figures`` plotly's JSON of each figure,
    ``pictures`` the SVG of each picture, ``grids`` the long tables, which the page builds when they
    are opened.
    """

    name: str
    kind: str
    title: str = ""
    lead: str = ""
    body: Any = ""
    contents: list[dict[str, Any]] = field(default_factory=list)
    figures: list[dict[str, Any]] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    grids: list[dict[str, Any]] = field(default_factory=list)
    evidence: dict[str, None] = field(default_factory=dict)
    known: dict[str, Any] = field(default_factory=dict)
    items: int = 0

    def uses(self, value: Any) -> None:
        """Note every evidence string in a JSON value."""
        for text in strings(value):
            if is_evidence(text):
                self.evidence[text] = None


def strings(value: Any) -> Iterator[str]:
    """Return every text in a JSON value, keys left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, Iterable):
        for one in value:
            yield from strings(one)


def page(notebook: Any, name: str) -> Page:
    """Return the page of a notebook that was run.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        With outputs.
    name : str
        The page's file name without ``.html``.
    """
    made = Page(name=name, kind="report")
    settle(made, '<div class="figures">' + "\n".join(pieces(made, notebook)) + "</div>", name)
    return made


def pieces(page: Page, notebook: Any) -> Iterator[str]:
    """Return the HTML of a notebook's cells and outputs; what they use is noted in the page."""
    for cell in notebook.cells:
        yield from _cell(page, cell)


def settle(page: Page, body: str, name: str) -> None:
    """Give a page its body, its title and its contents."""
    page.body = _headings(page, body)
    page.title = page.title or name
    page.uses(map(html.unescape, re.findall(r'data-evidence="([^"]*)"', page.body)))


def _cell(page: Page, cell: Any) -> Iterator[str]:
    tags = cell.metadata.get("tags", [])
    if "remove-cell" in tags:
        return
    if cell.cell_type == "markdown":
        text = to_html(cell.source)
        if not page.lead:
            page.lead = first_paragraph(text)
        yield text
    elif cell.cell_type == "code":
        if cell.source.strip() and "remove-input" not in tags:
            yield _code(cell.source)
        for output in cell.outputs:
            yield from _output(page, output)


def first_paragraph(text: str) -> str:
    """Return the text of the first paragraph of HTML."""
    found = re.search(r"<p>(.*?)</p>", text, re.DOTALL)
    return html.unescape(_TAG.sub("", found.group(1))).strip() if found else ""


def _code(source: str) -> str:
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    text = highlight(source, PythonLexer(), HtmlFormatter(nowrap=True))
    return (
        '<details class="code"><summary>代码</summary>'
        f'<pre tabindex="0" role="group" aria-label="代码"><code>{text}</code></pre></details>'
    )


def _output(page: Page, output: Any) -> Iterator[str]:
    if output.output_type == "stream":
        if output.name == "stdout" and output.text.strip():
            yield f"<pre>{html.escape(output.text)}</pre>"
        return
    data, meta = output.get("data", {}), output.get("metadata", {}).get("hzlib", {})
    page.known.update(meta.get("known", {}))
    kind = meta.get("kind")
    if kind == "caption":
        return
    if kind == "reading":
        page.uses(meta["pieces"])
        yield f'<div class="reading">{reading_html(meta["pieces"])}</div>'
    elif kind == "table":
        page.uses(meta["grid"])
        yield _data(page, meta["grid"], meta["caption"])
    elif kind == "picture":
        yield _picture(page, _text(data["image/svg+xml"]), meta)
    elif PLOTLY in data:
        yield _figure(page, json.loads(json.dumps(data[PLOTLY])))
    elif "text/html" in data:
        text = sanitize(_text(data["text/html"]))
        yield f'<div class="scroll" tabindex="0" role="group" aria-label="输出">{text}</div>'
    elif "text/markdown" in data:
        yield to_html(_text(data["text/markdown"]))
    elif "text/plain" in data and _text(data["text/plain"]).strip():
        yield f"<pre>{html.escape(_text(data['text/plain']))}</pre>"


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "".join(value)


# --- figures, pictures, tables --------------------------------------------------------------------


def _figure(page: Page, spec: dict[str, Any]) -> str:
    layout = spec.get("layout", {})
    layout.pop("template", None)
    meta = layout.pop("meta", None) or {}
    title = layout.pop("title", None) or {}
    title = title.get("text", "") if isinstance(title, dict) else str(title)
    title = _untagged(title)
    if title:
        # The page sets the title itself: the room that the figure kept for it closes.
        margin = layout.setdefault("margin", {})
        margin["t"] = max(margin.get("t", 56) - 34, 24)
    cells = meta.get("grid") or {"columns": [], "rows": [], "sources": []}
    _titled(layout, cells)
    place = len(page.figures)
    page.figures.append({
        "data": spec.get("data", []), "layout": layout, "frames": spec.get("frames", []),
        "title": title,
    })  # fmt: skip
    page.uses([spec, meta])
    alt = meta.get("alt", title)
    stage = f'<div class="plot" role="img" aria-label="{html.escape(alt)}"></div>'
    return _framed(
        page, stage, cells, meta.get("caption", ""), alt, title, f' data-figure="{place}"'
    )


def _titled(layout: dict[str, Any], cells: dict[str, Any]) -> None:
    """Take the titles that choices and sliders bring out of plotly's hands: the page sets them."""
    menus = [*layout.get("updatemenus", ()), *layout.get("sliders", ())]
    for option in (one for menu in menus for one in menu.get("buttons") or menu.get("steps") or ()):
        place = 1 if option.get("method") == "update" else 0
        changes = option.get("args", [])[place : place + 1]
        if changes and isinstance(changes[0], dict) and "title.text" in changes[0]:
            option["title"] = pieces_of(_untagged(changes[0].pop("title.text")), cells)


def _untagged(title: Any) -> str:
    return html.unescape(_TAG.sub("", re.sub(r"<br\s*/?>", "　", str(title or ""))))


def _picture(page: Page, image: str, meta: dict[str, Any]) -> str:
    page.uses([meta["grid"], meta["places"]])
    marks = "".join(
        f'<button type="button" class="mark" tabindex="{-1 if i else 0}"'
        f' style="left:{100 * mark["x"]:.3f}%;top:{100 * mark["y"]:.3f}%;'
        f'width:{100 * mark["width"]:.3f}%;height:{100 * mark["height"]:.3f}%"'
        f' data-evidence="{html.escape(mark["evidence"])}"'
        f' aria-label="{html.escape(mark["label"] or "图中的数")}。看出处"></button>'
        for i, mark in enumerate(meta["places"])
    )
    label = "图中的数：方向键移动，回车看出处"
    group = f'<div class="marks" role="group" aria-label="{label}">{marks}</div>'
    size = _SIZE.search(image)
    shape = f' width="{size[1]}" height="{size[2]}"' if size else ""
    alt = html.escape(meta["alt"])
    drawn = f'<img alt="{alt}" data-picture="{len(page.pictures)}"{shape}>{group if marks else ""}'
    stage = f'<div class="sheet" tabindex="0" role="group" aria-label="图"><div>{drawn}</div></div>'
    page.pictures.append(image)
    return _framed(page, stage, meta["grid"], meta["caption"], meta["alt"], "", "", " picture")


def _framed(
    page: Page, stage: str, cells: dict[str, Any], caption: str, alt: str, title: str,
    attributes: str, kind: str = "",
) -> str:  # fmt: skip
    name = f"{page.name}-{_next(page)}"
    head = f'<p class="title">{linked(title, cells)}</p>' if title else ""
    table = _table(page, cells, caption) if cells["rows"] else ""
    data = '<button type="button" class="plain" data-save="csv">下载数据（CSV）</button>'
    return (
        f'<figure class="figure{kind}" data-name="{html.escape(name)}"{attributes}>{head}'
        f'<div class="stage">{stage}</div>'
        f"<figcaption>{linked(caption, cells)}</figcaption>"
        f'<div class="tools">{data if table else ""}'
        '<button type="button" class="plain" data-save="png">下载图（PNG）</button>'
        '<button type="button" class="plain" data-save="svg">下载图（SVG）</button></div>'
        f"<details><summary>数据表与文字说明</summary><p>{linked(alt, cells)}</p>{table}</details>"
        "</figure>"
    )


def _table(page: Page, cells: dict[str, Any], caption: str) -> str:
    if len(cells["rows"]) <= _LONG:
        return _scroll(grid_html(cells), caption)
    page.grids.append(cells)
    return _scroll("", caption, f' data-grid="{len(page.grids) - 1}"')


def _data(page: Page, cells: dict[str, Any], caption: str) -> str:
    table = grid_html(cells)
    if caption:
        table = table.replace(
            "<table>", f"<table><caption><span>{linked(caption, cells)}</span></caption>", 1
        )
    return (
        f'<div class="data" data-name="{html.escape(page.name)}-{_next(page)}">'
        f"{_scroll(table, caption)}"
        '<div class="tools"><button type="button" class="plain" data-save="csv">'
        "下载数据（CSV）</button></div></div>"
    )


def _next(page: Page) -> int:
    # Counts figures, pictures and tables alike, for the names of their files.
    page.items += 1
    return page.items


def _scroll(table: str, label: str, more: str = "") -> str:
    name = html.escape(label or "数据表")
    return f'<div class="scroll" tabindex="0" role="group" aria-label="{name}"{more}>{table}</div>'


# --- headings -------------------------------------------------------------------------------------


def _headings(page: Page, body: str) -> str:
    count = 0

    def name(match: re.Match[str]) -> str:
        nonlocal count
        level, text = int(match.group(1)), match.group(2)
        said = html.unescape(_TAG.sub("", text))
        if level == 1 and not page.title:
            page.title = said
            return match.group()
        count += 1
        if 2 <= level <= 3:
            page.contents.append({"level": level, "id": f"s{count}", "text": said})
        return f'<h{level} id="s{count}">{text}</h{level}>'

    return _HEADING.sub(name, body)
