"""Slides: the content of a notebook by headings; a script lays each out on as many as it needs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from hzlib.pages.page import CODE, SHOWN, Page, Piece, assembled, filled, pieces

_HEADING = re.compile(r"(?=<h[12]>)")
# What a notebook has for who works in it: who that is, what he has done.
_FOR_WORK = ("parameters",)
_CALLS = re.compile(r"^hz\.(?:begin|results)\(", re.MULTILINE)
_READ = ("shown", "exercise")  # cells whose code is to be read
_TOLD = ("teacher", "solution")  # what the teacher's notebook alone has
_ASIDE = '<aside class="remark">'


def slides_page(notebook: Any, name: str) -> Page:
    """Return the page of slides of a notebook that was run.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        With outputs. What is tagged ``teacher`` or ``solution`` becomes the speaker's notes.
    name : str
        The notebook's name; the file is ``<name>.slides.html``.
    """
    found = list(_pieces(filled(notebook.cells)))
    parts = (one for piece in found for one in _parts(piece.html) if one.strip())
    topics = (f'<section class="slide">{"".join(group)}</section>' for group in grouped(parts))
    return assembled(Page(f"{name}.slides", "slides"), found, topics)


def _pieces(cells: Iterable[Any]) -> Iterator[Piece]:
    """Return what slides show of cells: outputs, and the code that is to be read."""
    for cell in cells:
        tags = {tag.partition(" ")[0] for tag in cell.metadata.get("tags", [])}
        if tags.intersection(_TOLD):
            told = "".join(piece.html for piece in pieces([_bare(cell)], code=True))
            yield Piece(f"{_ASIDE}{told}</aside>".replace(CODE, SHOWN))
        elif not (tags.intersection(_FOR_WORK) or _CALLS.search(cell.source)):
            read = tags.intersection(_READ)
            for piece in pieces([_bare(cell) if "exercise" in tags else cell], code=bool(read)):
                yield replace(piece, html=piece.html.replace(CODE, SHOWN))


def _bare(cell: Any) -> Any:
    """Return a cell without its outputs."""
    return SimpleNamespace(cell_type=cell.cell_type, source=cell.source, metadata={}, outputs=[])


def _parts(text: str) -> list[str]:
    return [text] if text.startswith(_ASIDE) else _HEADING.split(text)


def grouped(parts: Iterable[str]) -> Iterator[list[str]]:
    """Return the parts topic by topic: a heading of the first or second level begins one.

    Examples
    --------
    >>> list(grouped(["<h1>甲</h1>", "<figure>", "<h2>乙</h2>", "<p>"]))
    [['<h1>甲</h1>', '<figure>'], ['<h2>乙</h2>', '<p>']]
    """
    group: list[str] = []
    for part in parts:
        if group and part.startswith(("<h1", "<h2")):
            yield group
            group = []
        group.append(part)
    if group:
        yield group
