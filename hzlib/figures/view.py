"""Figures, tables and sentences as HTML, and as the plain JSON that pages and the widget get.

``html`` is the whole rendering, ``figures`` and ``pictures`` what scripts draw into it by their
names, ``rows`` those of long tables by theirs, ``evidence`` what the panel needs (see
`hzlib.evidence.entry.payload`). Numbers are spans that carry the key of their source; scripts bring
them to life, in a page and in a notebook alike.
All text is escaped here.
"""

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from hzlib import wording
from hzlib.evidence.entry import Source, payload
from hzlib.evidence.fulltext import FullText
from hzlib.evidence.sentence import Sentence, Shown, as_sentence
from hzlib.evidence.value import Missing, Value, number_html
from hzlib.figures import printing
from hzlib.figures.plot import Plot
from hzlib.figures.screen import for_screen
from hzlib.figures.specification import Cell, Choice, Column, Figure, Note, Option, Table, cell_text

_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_UNDRAWN = ("template", "title", "updatemenus", "sliders")

_CODED = re.compile("`([^`]+)`")  # what is to be typed, in a note
NOTE = "hz-note"  # the class of what stands in for something that is lacking
CHOSEN = f"{NOTE} chosen"  # of what only tells what was chosen
View = dict[str, Any]
Rows = dict[str, list[list[Any]]]
"""The rows of long tables by the tables' names: of each column its cells once, as HTML, and which
of them each row has; cells alone where each row has one of its own."""
Shows = Figure | Table | Note | Sentence | FullText


def view(shown: Shows) -> View:
    """Return what is needed to show a figure, a table or a text.

    Examples
    --------
    >>> view(Sentence(("甲",)))["html"]
    '<div class="hz-text"><p>甲</p></div>'
    """
    rows: Rows = {}
    if isinstance(shown, Table):
        return _view(table_html(shown, rows), shown.sources(), rows=rows)
    if isinstance(shown, Figure):
        made = _plotted if isinstance(shown.plot, Plot) else _pictured
        return made(shown, rows) | {"rows": rows}
    if isinstance(shown, FullText):
        name = html.escape(str(shown))
        text = f'<div class="hz-full hz-whole" tabindex="0" role="group" aria-label="{name}">'
        left = '<p class="hz-note hz-paper">打印版不含全文，见网页版。</p>'
        return _view(f"{text}{shown.html}</div>{left}", shown.sources())
    if isinstance(shown, Note):
        text = _CODED.sub(r"<code>\1</code>", paragraphs(str(shown)))
        kind = NOTE if shown.lacks else CHOSEN
        return _view(f'<div class="hz-text {kind}">{text}</div>', ())
    return _view(text_html(shown), shown.sources())


def _view(text: str, sources: Iterable[Source], **more: Any) -> View:
    made = {"html": text, "figures": {}, "pictures": {}, "rows": {}}
    return made | {"evidence": payload(sources)} | more


def _plotted(figure: Figure, rows: Rows) -> View:
    plot: Plot = figure.plot
    drawn = json.loads(plot.figure.to_json())
    layout = {name: one for name, one in drawn["layout"].items() if name not in _UNDRAWN}
    spec = {
        "data": drawn["data"],
        "layout": layout,
        "choices": [_choice(one, rows) for one in figure.choices],
        "title": str(figure.title),
    }
    identity = _identity(spec)
    text = figure_html(figure, identity, plot_stage(figure.alt), rows)
    sources = [*figure.sources(), *plot.sources.values()]
    return _view(text, sources, figures={identity: spec})


def _pictured(figure: Figure, rows: Rows) -> View:
    drawn = [_drawn(figure.plot)]
    with printing.narrowed(figure.plot) as readable:
        if readable:
            drawn.append(_drawn(figure.plot))
    pictures = {_identity(image): image for image, _ in drawn}
    identity = next(iter(pictures))
    found = _SIZE.search(pictures[identity])
    size = (found[1], found[2]) if found else ("", "")
    stage = picture_stage(list(pictures), str(figure.alt), size, *(marks for _, marks in drawn))
    text = figure_html(figure, identity, stage, rows, "hz-picture")
    sources = [*figure.sources(), *printing.sources(figure.plot)]
    return _view(text, sources, pictures=pictures)


def _drawn(sheet: Any) -> tuple[str, list[dict[str, Any]]]:
    """Return a matplotlib figure as SVG, with the places of its marks."""
    return printing.svg(sheet), printing.places(sheet)


def _identity(content: Any) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def _choice(choice: Choice, rows: Rows) -> dict[str, Any]:
    options = [_option(one, rows) for one in choice.options]
    return {"name": choice.name, "kind": choice.kind, "active": choice.active, "options": options}


def _option(option: Option, rows: Rows) -> dict[str, Any]:
    words = {
        "title": for_screen(as_sentence(option.title).html()),
        "caption": for_screen(as_sentence(option.caption).html()),
        "reading": paragraphs(option.reading) if option.reading else "",
        "alt": str(option.alt),
        "table": grid_html(option.table, rows) if option.table is not None else "",
    }
    visible = None if option.visible is None else list(option.visible)
    kept = {name: text for name, text in words.items() if text}
    return {"label": option.label, "visible": visible, "layout": option.layout, **kept}


def still_html(shown: Shows, made: View) -> str:
    """Return a display as HTML that needs no script.

    Parameters
    ----------
    shown : Figure, Table, Note or Sentence
        The display.
    made : dict
        Its view.
    """
    if not isinstance(shown, Figure):
        return made["html"].replace(tools(*_DATA), "")
    drawn = next(iter(made["pictures"].values()), "")
    kind, image = ("svg+xml", drawn.encode()) if drawn else ("png", printing.png(shown.plot))
    source = base64.b64encode(image).decode("ascii")
    title = as_sentence(shown.title)
    table = grid_html(shown.table, {}) if shown.table is not None else ""
    return (
        f"<figure><p><b>{html.escape(str(title))}</b></p>"
        f'<img alt="{html.escape(str(shown.alt))}" src="data:image/{kind};base64,{source}">'
        f"<figcaption>{html.escape(str(shown.caption))}</figcaption>"
        f"<details><summary>数据表</summary>{table}</details></figure>"
    )


# --- HTML -----------------------------------------------------------------------------------------

LONG_CELL = 12  # characters; a longer cell keeps some width where there is little
_SAVE = {"csv": "下载数据（CSV）", "xlsx": "下载数据（Excel）", "png": "下载图（PNG）",
         "svg": "下载图（SVG）"}  # fmt: skip
_DATA, _PICTURE = ("csv", "xlsx"), ("png", "svg")


def paragraphs(sentence: Sentence | str) -> str:
    r"""Return a sentence as HTML paragraphs; an empty line begins a new one.

    Examples
    --------
    >>> paragraphs("甲\n\n乙")
    '<p>甲</p><p>乙</p>'
    """
    inner = as_sentence(sentence).html().replace("\n\n", "</p><p>")
    return for_screen(f"<p>{inner}</p>")


def text_html(sentence: Sentence | str) -> str:
    """Return a reading as HTML."""
    return f'<div class="hz-text">{paragraphs(sentence)}</div>'


def tools(*kinds: str) -> str:
    """Return the buttons that save data and pictures."""
    buttons = (f'<button type="button" data-save="{one}">{_SAVE[one]}</button>' for one in kinds)
    return f'<div class="hz-tools">{"".join(buttons)}</div>'


def scroll(inner: str, label: str) -> str:
    """Return HTML in a field that scrolls sideways and can be reached by the keyboard."""
    name = html.escape(label or "数据表")
    return f'<div class="hz-scroll" tabindex="0" role="group" aria-label="{name}">{inner}</div>'


def table_html(table: Table, rows: Rows | None = None) -> str:
    """Return a table with its caption, its note and the button that saves it.

    Parameters
    ----------
    table : Table
        The table.
    rows : dict, optional
        Gets its rows if it is long; without it all stand in the table.

    Examples
    --------
    >>> table_html(Table(("甲",), (("<b>",),))).count("&lt;b&gt;")
    1
    """
    inner = scroll(grid_html(table, rows, captioned=True), str(table.caption))
    note = as_sentence(table.note)
    under = f'<p class="hz-note">{for_screen(note.html())}</p>' if note else ""
    return f'<div class="hz-table">{inner}{under}{tools(*_DATA)}</div>'


def grid_html(table: Table, rows: Rows | None = None, captioned: bool = False) -> str:
    """Return the ``table`` element of a table.

    Parameters
    ----------
    table : Table
        The table.
    rows : dict, optional
        Gets its rows if it is long: the element has but the first of them.
    captioned : bool, optional
        Whether its caption stands over it.

    Examples
    --------
    >>> rows = {}
    >>> grid_html(Table(("甲",), [("乙",)] * 600), rows).count("<tr>")
    102
    >>> [(cells, len(places)) for ((cells, places),) in rows.values()]
    [(['<th scope="row">乙</th>'], 600)]
    """
    columns: tuple[Any, ...] = table.columns
    amounts = [_is_amount([row[i] for row in table.rows], one) for i, one in enumerate(columns)]
    head = "".join(
        f'<th scope="col"{_class(amount, column)}{" data-choose" if column.choose else ""}>'
        f"{html.escape(column.heading)}</th>"
        for column, amount in zip(columns, amounts, strict=True)
    )
    cells = [_row(row, columns, amounts) for row in table.rows]
    named = foot = ""
    if table.left_out and rows is not None:
        held = [_once(column) for column in zip(*cells, strict=True)]
        rows[name := _identity(held)] = held
        named = f' data-rows="{name}"'
        foot = f'<tfoot><tr><td colspan="{len(columns)}">{table.left_out}</td></tr></tfoot>'
        cells = cells[: len(table.standing)]
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in cells)
    caption = as_sentence(table.caption)
    title = (
        f"<caption><span>{for_screen(caption.html())}</span></caption>"
        if captioned and caption
        else ""
    )
    return f"<table{named}>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody>{foot}</table>"


def _once(column: Sequence[str]) -> list[Any]:
    """Return each cell of a column once, and which of them each row has if some have the same."""
    places: dict[str, int] = {}
    at = [places.setdefault(cell, len(places)) for cell in column]
    return [list(places)] if len(places) == len(at) else [list(places), at]


def _is_amount(cells: list[Cell], column: Column) -> bool:
    """Tell whether a column is of numbers; one with a format may say of a row why it has none."""
    known = [cell for cell in cells if cell is not None and cell != ""]
    numbers = [isinstance(cell, Value | Shown | Missing) for cell in known]
    return any(numbers) if column.spec else bool(known) and all(numbers)


def _class(amount: bool, column: Column, text: str = "") -> str:
    if column.joins:
        return ' class="hz-joins"'
    if amount:
        return ' class="hz-amount"'
    return ' class="hz-long"' if len(text) > LONG_CELL else ""


def _row(row: tuple[Cell, ...], columns: tuple[Column, ...], amounts: list[bool]) -> list[str]:
    cells = []
    for place, (cell, column, amount) in enumerate(zip(row, columns, amounts, strict=True)):
        shown = cell_text(cell, column)
        # The first column names the row, unless it holds numbers itself.
        names = place == 0 and isinstance(cell, str)
        tag, scope = ("th", ' scope="row"') if names else ("td", "")
        value = cell.value if isinstance(cell, Shown) else cell if isinstance(cell, Value) else None
        exact = (
            f' data-value="{wording.plain(value.number)}"' if value is not None else _begun(cell)
        )
        inner = _inner(cell, shown, value)
        cells.append(f"<{tag}{scope}{_class(amount, column, shown)}{exact}>{inner}</{tag}>")
    return cells


def _begun(cell: Cell) -> str:
    """Return by what a text is sorted that begins with its only number: 8万个（2020年）."""
    pieces = cell.pieces if isinstance(cell, Sentence) else ()
    first, *rest = pieces or ("",)
    if not isinstance(first, Shown) or any(isinstance(one, Shown) for one in rest):
        return ""
    return f' data-sort="{wording.plain(first.value.number)}"'


def _inner(cell: Cell, shown: str, value: Value | None) -> str:
    if value is not None:
        return number_html(shown, value)
    return cell.html() if isinstance(cell, Sentence) else html.escape(shown, quote=False)


def figure_html(figure: Figure, identity: str, stage: str, rows: Rows, kind: str = "") -> str:
    """Return a figure's frame: title, controls, stage, caption, reading, tools and data.

    Parameters
    ----------
    figure : Figure
        What to show.
    identity : str
        The name under which scripts find its drawing.
    stage : str
        The HTML inside the stage.
    rows : dict
        Gets the rows of its data if they are many.
    kind : {"", "hz-picture"}, optional
        A further class.
    """
    title, caption, reading = (_words(figure, one) for one in ("title", "caption", "reading"))
    data = scroll(grid_html(figure.table, rows), "图的数据") if figure.table is not None else ""
    saved = (*_DATA, *_PICTURE) if figure.table is not None else _PICTURE
    name = "picture" if kind else "figure"
    classes = f"hz-figure {kind}".strip()
    return (
        f'<figure class="{classes}" data-{name}="{identity}">'
        + (f'<p class="hz-title">{for_screen(title.html())}</p>' if title is not None else "")
        + ('<div class="hz-controls"></div>' if figure.choices else "")
        + f'<div class="hz-stage">{stage}</div>'
        + f"<figcaption>{for_screen(caption.html()) if caption is not None else ''}</figcaption>"
        + (f'<div class="hz-reading">{paragraphs(reading)}</div>' if reading is not None else "")
        + tools(*saved)
        + "<details><summary>数据表与文字说明</summary>"
        + f'<p class="hz-alt">{as_sentence(figure.alt).html()}</p>{data}</details></figure>'
    )


def _words(figure: Figure, name: str) -> Sentence | None:
    """Return a figure's title, caption or reading as first shown; None if it never has any."""
    first = [getattr(one.options[one.active], name) for one in figure.choices]
    every = [getattr(option, name) for one in figure.choices for option in one.options]
    own = getattr(figure, name) or next(filter(None, first), "")
    return as_sentence(own) if own or any(every) else None


def plot_stage(alt: Sentence | str) -> str:
    """Return the stage of a plotly figure, which a script draws."""
    return f'<div class="hz-plot" role="img" aria-label="{html.escape(str(alt))}"></div>'


def picture_stage(
    names: Sequence[str], alt: str, size: tuple[str, str], *drawn: list[dict[str, Any]]
) -> str:
    """Return the stage of a picture with a focusable field over each of its marks.

    Parameters
    ----------
    names : sequence of str
        The drawing, and the one for narrow windows if there is one.
    alt : str
        What it shows, in words.
    size : (str, str)
        Its width and height.
    *drawn : list of dict
        The places of the marks of each drawing.
    """
    marks = list(zip(*drawn, strict=True))
    buttons = "".join(_mark(one, place) for place, one in enumerate(marks))
    group = (
        '<div class="hz-marks" role="group" aria-label="图中的数：方向键移动，回车看出处">'
        f"{buttons}</div>"
    )
    shape = f' width="{size[0]}" height="{size[1]}"' if size[0] else ""
    narrow = "".join(f' data-narrow="{name}"' for name in names[1:])
    image = f'<img alt="{html.escape(alt)}" data-picture="{names[0]}"{narrow}{shape}>'
    return image + (group if marks else "")


# A mark's field: in the drawing, and as variables of the style sheet in the one for narrow windows.
_BOX = ("left", "top", "width", "height"), ("--x", "--y", "--w", "--h")


def _mark(drawn: tuple[dict[str, Any], ...], place: int) -> str:
    one = drawn[0]
    box = ";".join(
        f"{side}:{100 * places[name]:.3f}%"
        for sides, places in zip(_BOX, drawn, strict=False)
        for side, name in zip(sides, ("x", "y", "width", "height"), strict=True)
    )
    label = html.escape(one["label"] or "图中的数")
    return (
        f'<button type="button" class="hz-mark" tabindex="{-1 if place else 0}" style="{box}"'
        f' data-evidence="{one["evidence"]}" aria-label="{label}。看出处"></button>'
    )
