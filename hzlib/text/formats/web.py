"""A saved web page: its main text, as a browser shows it."""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from hzlib.errors import HzError
from hzlib.text.formats.encoding import decoded
from hzlib.text.formats.source import Piece, Source, joined, table_lines, with_notes
from hzlib.text.patterns import cued

Element = Any  # an element of lxml, which has no types

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.I)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# What a browser does not show, or what is no text of the page.
_SILENT = frozenset((
    "script", "style", "head", "template", "noscript", "iframe", "object", "svg", "canvas", "audio",
    "video", "button", "select", "textarea", "datalist", "nav", "aside", "rt", "rp", "del", "s",
    "strike",
))  # fmt: skip
_BLOCKS = frozenset((
    "address", "article", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
))  # fmt: skip
# What may be a part of the frame of a page.
_PARTS = ("div", "dl", "footer", "form", "header", "ol", "p", "section", "table", "td", "ul")
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_SUPER = re.compile(r"vertical-align\s*:\s*super", re.I)
_FURNITURE = re.compile(
    r"(?:nav|navbar|navigation|breadcrumbs?|crumbs?|position|foot|footer|header|head|top|topbar"
    r"|sidebar|side|menu|share|related|recommend|copyright|search|login|banner|comments?)"
    r"(?:[-_\d]|$)",
    re.I,
)
_NOTES = re.compile(r"(?:foot|end)notes?$", re.I)
_HAN = re.compile(r"[㐀-䶿一-鿿]")
_MARKED = re.compile(r"[，。；、：]")
_FEW = 200  # Chinese characters of a frame's part: the text of a report has more
_SPACE = re.compile(r"[ \t\r\n\f]+")
_MOST = 200_000  # cells of a table, those over several rows or columns in each of them


def is_page(found: bytes, path: Path) -> bool:
    """Say whether a file is a web page, by its name or by how it begins.

    Examples
    --------
    >>> is_page(b"<!DOCTYPE html><p>", Path("report")), is_page(b"<p>", Path("report.txt"))
    (True, False)
    """
    begin = found[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    named = path.suffix.lower() in (".html", ".htm", ".xhtml", ".shtml")
    return named or begin.startswith((b"<!doctype html", b"<html")) or b"<html" in begin[:500]


def web(found: bytes, path: Path) -> Source:
    """Return the main text of a web page, with its title as the first line.

    Without scripts, hidden elements, navigation and the frame of the page; a table is lines with
    tabs, and a cell over several columns leaves the others empty.

    Raises
    ------
    HzError
        If the page cannot be read.
    """
    from lxml import etree, html

    declared = _CHARSET.search(found[:4000])
    text, warnings = decoded(found, path, declared[1].decode("ascii") if declared else "")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True,
                             huge_tree=True)  # fmt: skip
    text = _CONTROL.sub(" ", _DECLARATION.sub("", text.removeprefix("\ufeff")))
    try:
        page = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
        title = _title(page)
        body = page.find("body") if page.find("body") is not None else page
        _settled(body, _hidden_names(page))
        notes = [_line(note) for note in _notes(body)]
        lines = [line for line in _lines(_main(body)) if line.strip()]
    except (etree.LxmlError, RecursionError, ValueError, AssertionError, SyntaxError) as error:
        raise HzError(
            "{path}: is no web page that can be read ({error})",
            "open it in a browser and save its text as .txt or .docx",
            path=path,
            error=str(error) or type(error).__name__,
        ) from None
    if title and not any(title in line for line in lines[:12]):
        lines.insert(0, title)
    raw, spans = with_notes(lines, notes)
    return Source(raw, spans, warnings)


_BAR = re.compile(r" ?[|_] ?| ?(?<!\d)[-–—]+(?!\d) ?")


def _title(page: Element) -> str:
    """Return the title that the page gives itself, without the name of its site."""
    for meta in page.iter("meta"):
        named = (meta.get("name") or meta.get("property") or "").lower()
        if named in ("articletitle", "og:title", "dc.title") and meta.get("content"):
            return _SPACE.sub(" ", meta.get("content")).strip()
    found = page.find(".//title")
    said = _SPACE.sub(" ", found.text_content()).strip() if found is not None else ""
    named = [
        part
        for part in _BAR.split(said)
        if cued("{report}|{plan_word}|{outline_title}").search(part)
    ]
    return named[0] if named else _BAR.split(said)[0]


# --- what is shown --------------------------------------------------------------------------------

_RULES_OF_MEDIA = re.compile(r"@[^{}@]{0,400}+\{(?>(?:[^{}]*+\{[^{}]*+\})*)[^{}]*+\}")
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SELECTOR = re.compile(r"\s*([.#][\w-]+)\s*")


def _hidden_names(page: Element) -> set[str]:
    """Return the classes (.x) and ids (#x) that the page's own style sheets hide."""
    hidden = set()
    for sheet in page.iter("style"):
        for selectors, rule in _RULE.findall(_RULES_OF_MEDIA.sub("", sheet.text_content())):
            if _HIDING.search(rule):
                simple = map(_SELECTOR.fullmatch, selectors.split(","))
                hidden |= {selector[1] for selector in simple if selector}
    return hidden


def _settled(body: Element, hidden: set[str]) -> None:
    """Take out of a page what is not shown, then what frames it."""
    for element in list(body.iter()):
        if element.tag in _SILENT or _is_hidden(element, hidden):
            _dropped(element, body)
    whole = _han(body)
    for element in list(body.iter(*_PARTS)):
        if _frames(element, whole):
            _dropped(element, body)


def _dropped(element: Element, body: Element) -> None:
    # An element without parent hung on one that is gone; the text behind an element stays.
    if element is not body and element.getparent() is not None:
        element.drop_tree()


def _is_hidden(element: Element, hidden: set[str]) -> bool:
    if "hidden" in element.attrib or _HIDING.search(element.get("style", "")):
        return True
    names = {f".{name}" for name in element.get("class", "").split()} | {f"#{element.get('id')}"}
    return not hidden.isdisjoint(names)


def _frames(element: Element, whole: int) -> bool:
    """Say whether an element is part of the frame of the page: links, head, foot, side."""
    han = _han(element)
    links = [_han(link) for link in element.iter("a") if link.get("href")]
    if len(links) > 2 and sum(links) * 10 > han * 7:
        return True
    if han > _FEW or han * 2 > whole:
        return False
    names = [*element.get("class", "").split(), element.get("id", ""), element.get("role", "")]
    named = any(map(_FURNITURE.match, names)) and next(element.iter("h1"), None) is None
    inside = any(one.tag in ("article", "main") for one in element.iterancestors())
    return named or element.tag in ("footer", "form") or element.tag == "header" and not inside


def _han(element: Element) -> int:
    return len(_HAN.findall(element.text_content()))


def _main(body: Element) -> Element:
    """Return the smallest element that holds nearly all of the running text of a page."""
    for wanted in ("article", "main"):
        found = list(body.iter(wanted))
        if len(found) == 1 and _running(found[0]) * 2 > _running(body):
            return found[0]
    main, whole = body, _running(body)
    while whole:
        within = [one for one in main if isinstance(one.tag, str) and one.tag in _BLOCKS
                  and _running(one) * 20 >= whole * 19]  # fmt: skip
        if not within or within[0].tag in ("p", "table", "ul", "ol", "dl"):
            break
        main = within[0]
    return main


def _running(element: Element) -> int:
    """Return the length of the text of an element that is written in sentences or in figures."""
    lines = (line for line in _lines(element) if _MARKED.search(line) or "\t" in line)
    return sum(map(len, lines))


def _notes(body: Element) -> Iterator[Element]:
    """Yield the notes of a page, taken out of it."""
    for element in list(body.iter(*_BLOCKS)):
        names = [*element.get("class", "").split(), element.get("role", "").removeprefix("doc-")]
        if any(map(_NOTES.fullmatch, names)) and element.getparent() is not None:
            _dropped(element, body)
            yield element


# --- lines ----------------------------------------------------------------------------------------


def _lines(element: Element) -> list[str]:
    """Return the lines of an element; those of a table have tabs between their cells."""
    pieces = list(_pieces(element, False))
    lines = []
    for broken, group in groupby(pieces, key=lambda piece: piece[0].startswith("\n")):
        if broken:
            # A table is one piece with its line ends.
            lines += [line for text, _ in group for line in text.split("\n") if line]
        else:
            lines.append(_SPACE.sub(" ", joined(group)).strip(" "))
    return lines


def _line(element: Element) -> str:
    return " ".join(" ".join(_lines(element)).split())


def _pieces(element: Element, raised: bool) -> Iterator[Piece]:
    """Yield the text of an element; a line end is a piece of its own, and so is a table."""
    if element.tag == "br":
        yield "\n", False
        return
    if element.tag == "table":
        rows = _grid(element)
        if _is_data(rows):
            yield "\n" + "\n".join(_rows(rows, element)), False
            return
    block = element.tag in _BLOCKS
    if block:
        yield "\n", False
    raised = raised or element.tag == "sup" or _SUPER.search(element.get("style", "")) is not None
    yield _SPACE.sub(" ", element.text or ""), raised
    for one in element:
        yield from _pieces(one, raised)
        yield _SPACE.sub(" ", one.tail or ""), raised
    if block:
        yield "\n", False


# --- tables ---------------------------------------------------------------------------------------

Grid = list[list[tuple[Element, bool]]]
"""The rows of a table: in each column its cell, and whether it is there again from the left."""


def _grid(table: Element) -> Grid:
    rows: Grid = []
    cells = 0
    below: dict[int, tuple[Element, int, bool]] = {}  # cells that reach down: rows left
    for tr in (row for row in table.iter("tr") if next(row.iterancestors("table")) is table):
        row: list[tuple[Element, bool]] = []
        for cell in (one for one in tr if one.tag in ("td", "th")):
            _carried(row, below)
            if cells + len(row) > _MOST:
                raise ValueError("a table of too many cells")
            for nth in range(_span(cell, "colspan")):
                if _span(cell, "rowspan") > 1:
                    below[len(row)] = (cell, _span(cell, "rowspan") - 1, nth > 0)
                row.append((cell, nth > 0))
        _carried(row, below)
        rows.append(row)
        cells += len(row)
    return rows


def _carried(row: list[tuple[Element, bool]], below: dict[int, tuple[Element, int, bool]]) -> None:
    """Put the cells of the rows above that reach down into the columns that are next."""
    while len(row) in below:
        cell, left, again = below.pop(len(row))
        if left > 1:
            below[len(row)] = (cell, left - 1, again)
        row.append((cell, again))


def _span(cell: Element, key: str) -> int:
    said = (cell.get(key) or "").strip()
    return min(max(int(said), 1), 60) if said.isdecimal() else 1


def _is_data(rows: Grid) -> bool:
    """Say whether a table holds data: more than one column, short cells, no table inside."""
    cells = {cell for row in rows for cell, _ in row}
    if max(map(len, rows), default=0) < 2:
        return False
    inner = any(one is not cell and one.tag == "table" for cell in cells for one in cell.iter())
    return not inner and all(_han(cell) <= _FEW and not _is_prose(cell) for cell in cells)


def _is_prose(cell: Element) -> bool:
    return sum(line.endswith("。") for line in _lines(cell)) > 1


def _rows(rows: Grid, table: Element) -> Iterator[str]:
    for caption in table.iter("caption"):
        yield _line(caption)
    yield from table_lines([["" if again else _line(cell) for cell, again in row] for row in rows])
