"""A Word file as Word shows it."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hzlib.errors import HzError
from hzlib.messages import told
from hzlib.text.formats.numbering import Numbering, numbering
from hzlib.text.formats.source import Piece, Source, joined, table_lines, with_notes
from hzlib.text.formats.xml import DAMAGED, DOCUMENT, child, children, descendants, name, value

Element = Any  # an element of lxml, which has no types

_LARGEST = 64_000_000  # bytes of a part, unpacked; a plan of 0.3 million characters has 10 million
_MOST = 4_000_000  # tags of a part; an element takes some 150 bytes of memory
_LEAVES = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_FOREIGN = ("altChunk", "chart", "relIds", "OLEObject")
# What of a paragraph, a run or a block holds no text that is shown in its place.
_SILENT = frozenset((
    "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "instrText",
    "delText", "delInstrText", "rt", "ctrlPr",
))  # fmt: skip


@dataclass
class _Package:
    """What of a Word file is needed to read its text, and what was met on the way."""

    parts: dict[str, Element]
    styles: dict[str, frozenset[str]]
    numbering: Numbering
    marked: dict[Element, frozenset[str]] = field(default_factory=dict)
    references: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    nested: list[Element] = field(default_factory=list)


def word(found: bytes, path: Path) -> Source:
    """Return the text of a .docx file as Word shows it.

    Tracked insertions are read, deletions and hidden or struck-out text are left out with a
    warning; text boxes, content controls and the numbers of lists are read, headers and footers
    and the table of contents are not; footnotes and endnotes stand at the end.

    Raises
    ------
    HzError
        If the file is no sound .docx.
    """
    try:
        package = _opened(found, path)
        body = package.parts["document"]
        changes = _settled(body, package)
        lines = list(_lines(body, package))
        notes = list(_notes(package))
    except (*DAMAGED, KeyError, SyntaxError) as error:
        raise HzError(
            "{path}: is not a sound Word file ({error})",
            "save it again as .docx",
            path=path,
            error=str(error) or type(error).__name__,
        ) from None
    raw, spans = with_notes(lines, notes)
    return Source(raw, spans, tuple(_warnings(changes, path)))


def _opened(found: bytes, path: Path) -> _Package:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, remove_comments=True, huge_tree=True)
    parts = {}
    with zipfile.ZipFile(io.BytesIO(found)) as archive:
        files = {DOCUMENT.sub("document", file): file for file in archive.namelist()}
        for part in ("document", "styles", "numbering", "footnotes", "endnotes"):
            file = files.get("document" if part == "document" else f"word/{part}.xml")
            if file is None:
                continue
            small = archive.getinfo(file).file_size <= _LARGEST
            if not small or (content := archive.read(file)).count(b"<") > _MOST:
                raise HzError(
                    "{path}: unpacks to too large a text", "give one report a file", path=path
                )
            parts[part] = etree.fromstring(content, parser)
    styles = parts.get("styles")
    return _Package(parts, _marked_styles(styles), numbering(parts.get("numbering"), styles))


# --- what is shown --------------------------------------------------------------------------------


_MARKS = {
    "vanish": "hidden",
    "strike": "struck",
    "dstrike": "struck",
    "vertAlign": "raised",
    "position": "raised",
}
_OFF = ("0", "false", "off", "baseline")
_NONE: frozenset[str] = frozenset()


def _marks(properties: Element) -> tuple[set[str], set[str]]:
    """Return what the properties of a run say of its text, and say that it is not.

    Hidden, struck or raised.
    """
    on, off = set(), set()
    for one in children(properties, *_MARKS) if properties is not None else ():
        kind, said = name(one), value(one)
        raised = (
            said == "superscript" if kind == "vertAlign" else said.isdecimal() and int(said) > 0
        )
        if said in _OFF:
            off.add(_MARKS[kind])
        elif raised or _MARKS[kind] != "raised":
            on.add(_MARKS[kind])
    return on, off


def _marked_styles(styles: Element) -> dict[str, frozenset[str]]:
    """Return the marks that each style gives, those of the style below it included."""
    own, below = {}, {}
    for style in styles if styles is not None else ():
        if name(style) == "style":
            id = value(style, "styleId")
            own[id] = frozenset(_marks(child(style, "rPr"))[0])
            if value(child(style, "name")).lower().startswith("toc "):
                own[id] |= {"contents"}
            below[id] = value(child(style, "basedOn"))
    marked = {}
    for id in own:
        marks, at, depth = own[id], below[id], 0
        while at in own and depth < 12:
            marks, at, depth = marks | own[at], below[at], depth + 1
        marked[id] = marks
    return marked


def _marked_runs(root: Element, styles: dict[str, frozenset[str]]) -> dict[Element, frozenset[str]]:
    """Return the runs of a part of which something is said, few of them all, with what is said."""
    marked = {}
    for one in descendants(root, *_MARKS, "rStyle"):
        run = one.getparent().getparent()
        if name(run) == "r" and run not in marked:
            properties = child(run, "rPr")
            on, off = _marks(properties)
            marked[run] = styles.get(value(child(properties, "rStyle")), _NONE) | on - off
    if any("hidden" in marks for marks in styles.values()):
        for run in descendants(root, "r"):
            marked[run] = marked.get(run, _NONE) | _of_paragraph(run, styles)
    return marked


def _of_paragraph(run: Element, styles: dict[str, frozenset[str]]) -> frozenset[str]:
    if value(child(run, "rPr", "vanish")) in _OFF:
        return _NONE
    paragraph = next(run.iterancestors("{*}p"), None)
    return styles.get(value(child(paragraph, "pPr", "pStyle")), _NONE) & {"hidden"}


_CHANGES = ("ins", "moveTo", "del", "moveFrom", "Fallback", *_FOREIGN)


def _settled(root: Element, package: _Package) -> Counter[str]:
    """Take out of a part what Word does not show, and count it."""
    changes: Counter[str] = Counter()
    for element in list(descendants(root, *_CHANGES)):
        kind = name(element)
        above = element.getparent()
        if above is None:
            continue
        if kind in _FOREIGN:
            changes["foreign"] += 1
        elif kind in ("ins", "moveTo") and name(above) != "rPr":
            changes["inserted"] += 1
        elif kind in ("del", "moveFrom") and name(above) == "trPr":
            changes["deleted"] += 1
            _removed(above.getparent())
        elif kind in ("del", "moveFrom") and name(above) != "rPr":
            changes["deleted"] += 1
            _removed(element)
        elif kind == "Fallback" and child(above, "Choice") is not None:
            _removed(element)
    marked = _marked_runs(root, package.styles)
    package.marked |= marked
    for run, marks in marked.items():
        out = next((mark for mark in ("hidden", "struck") if mark in marks), "")
        if out and any(name(one) == "t" and one.text for one in run):
            changes[out] += 1
            _removed(run)
    return changes


def _removed(element: Element) -> None:
    if element is not None and element.getparent() is not None:
        element.getparent().remove(element)


def _warnings(changes: Counter[str], path: Path) -> Iterator[str]:
    if changes["inserted"] or changes["deleted"]:
        yield told(
            "{path}: tracked changes: {inserted} [insertion|insertions] read, {deleted} "
            "[deletion|deletions] left out",
            path=path, inserted=changes["inserted"], deleted=changes["deleted"],
        )  # fmt: skip
    if changes["hidden"]:
        yield told("{path}: {count} [piece|pieces] of hidden text left out",
                   path=path, count=changes["hidden"])  # fmt: skip
    if changes["struck"]:
        yield told("{path}: {count} [piece|pieces] of struck-out text left out",
                   path=path, count=changes["struck"])  # fmt: skip
    if changes["foreign"]:
        yield told("{path}: {count} [chart, diagram or embedded file is|charts, diagrams or "
                   "embedded files are] not read",
                   path=path, count=changes["foreign"])  # fmt: skip


# --- lines ----------------------------------------------------------------------------------------


def _lines(container: Element, package: _Package) -> Iterator[str]:
    begun = ""
    for element in container:
        kind = name(element)
        if _is_contents(element, package):
            continue
        if kind == "p":
            begun += _paragraph(element, package)
            if child(element, "pPr", "rPr", "del") is None:  # else it goes on with the next one
                yield begun
                begun = ""
                yield from _boxed(package)
        elif kind == "tbl":
            yield from _table(element, package)
        elif kind and kind not in _SILENT:
            yield from _lines(element, package)
    if begun:
        yield begun


def _is_contents(block: Element, package: _Package) -> bool:
    """Say whether a block is part of the table of contents."""
    gallery = value(child(block, "sdtPr", "docPartObj", "docPartGallery"))
    style = package.styles.get(value(child(block, "pPr", "pStyle")), frozenset())
    return gallery == "Table of Contents" or "contents" in style


def _boxed(package: _Package) -> Iterator[str]:
    """Yield the lines of the text boxes that hang on the paragraph before."""
    boxes, package.boxes = package.boxes, []
    for box in boxes:
        yield from _lines(box, package)


def _paragraph(paragraph: Element, package: _Package) -> str:
    text = joined(_pieces(paragraph, package, False))
    own = text.strip("\t ")
    number = package.numbering.number(paragraph) if own else ""
    # Spaces set a line of a table that is none to Word.
    return number + own if number or not own else text


def _pieces(element: Element, package: _Package, raised: bool) -> Iterator[Piece]:
    references = children(element, "footnoteReference", "endnoteReference")
    marks_follow = any(
        value(one, "customMarkFollows") not in ("", "0", "false") for one in references
    )
    for part in element:
        kind = name(part)
        if kind == "t":
            if not marks_follow:
                yield part.text or "", raised
        elif kind in _LEAVES:
            yield _LEAVES[kind], False
        elif kind in ("footnoteReference", "endnoteReference"):
            package.references.append((kind.removesuffix("Reference"), value(part, "id")))
        elif kind == "txbxContent":
            package.boxes.append(part)
        elif kind == "r":
            yield from _pieces(part, package, "raised" in package.marked.get(part, ()))
        elif kind and kind not in _SILENT:
            yield from _pieces(part, package, raised)


def _notes(package: _Package) -> Iterator[str]:
    """Yield the notes that the text refers to, footnotes first, each as one line."""
    known = {
        (kind, value(note, "id")): note
        for kind in ("footnote", "endnote")
        for note in package.parts.get(f"{kind}s", ())
    }
    for reference in sorted(package.references, key=lambda reference: reference[0] != "footnote"):
        if reference in known:
            note = known[reference]
            _settled(note, package)
            yield " ".join(" ".join(_lines(note, package)).split())


# --- tables ---------------------------------------------------------------------------------------


def _table(table: Element, package: _Package) -> Iterator[str]:
    rows = [list(_cells(row)) for row in _inside(table, "tr")]
    if max(map(len, rows), default=0) < 2:
        # One cell a row is a frame around text.
        for row in rows:
            for cell, _, _ in row:
                yield from _lines(cell, package)
        return
    texts: list[list[str]] = []
    for row in rows:
        texts.append(_row(row, texts[-1] if texts else [], package))
    yield from table_lines(texts)
    nested, package.nested = package.nested, []
    for inner in nested:
        yield from _table(inner, package)
    yield from _boxed(package)


def _inside(element: Element, wanted: str) -> Iterator[Element]:
    """Yield the rows of a table, or the cells of a row, content controls around them or not."""
    for one in element:
        if name(one) == wanted:
            yield one
        elif name(one) not in ("", "tbl", "p", "tc") and name(one) not in _SILENT:
            yield from _inside(one, wanted)


def _cells(row: Element) -> Iterator[tuple[Element, int, str]]:
    """Yield the cells of a row, each with how many columns it spans and how it is merged."""
    before = value(child(row, "trPr", "gridBefore"))
    for _ in range(min(int(before or 0), 60)):
        yield (), 1, ""
    for cell in _inside(row, "tc"):
        properties = child(cell, "tcPr")
        span = int(value(child(properties, "gridSpan")) or 1)
        merged = child(properties, "vMerge")
        goes_on = merged is not None and value(merged) in ("", "continue")
        sideways = value(child(properties, "hMerge")) == "continue"
        yield cell, min(span, 60), "above" if goes_on else "left" if sideways else ""


def _row(row: list[tuple[Element, int, str]], above: list[str], package: _Package) -> list[str]:
    """Return the texts of a row; a cell merged over rows stands in each, one over columns once."""
    texts: list[str] = []
    for cell, span, merged in row:
        column = len(texts)
        if merged == "above" and column < len(above):
            texts.append(above[column])
        elif merged:
            texts.append("")
        else:
            texts.append(_cell(cell, package))
        texts += [""] * (span - 1)
    return texts


def _cell(cell: Element, package: _Package) -> str:
    lines: list[str] = []
    for block in cell:
        if name(block) == "tbl":
            package.nested.append(block)
        elif name(block) == "p":
            lines.append(_paragraph(block, package))
        elif name(block) not in _SILENT:
            lines += _lines(block, package)
    return " ".join(" ".join(lines).split())
