"""A notebook as slides: one file, a heading, a figure and its reading on each."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from hzlib.pages.page import Page, assembled, pieces

_HEADING = re.compile(r"(?=<h[12]>)")
_BIG = ("<figure", '<div class="hz-table"')


def slides(notebook: Any, name: str) -> Page:
    """Return the page of slides of a notebook that was run.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        With outputs.
    name : str
        The notebook's name; the file is ``<name>.slides.html``.
    """
    found = list(pieces(notebook))
    parts = (one for piece in found for one in _HEADING.split(piece.html) if one.strip())
    sheets = (f'<section class="slide">{"".join(group)}</section>' for group in grouped(parts))
    return assembled(Page(f"{name}.slides", "slides"), found, sheets)


def grouped(parts: Iterable[str]) -> Iterator[list[str]]:
    """Return the parts slide by slide: a heading begins one, and so does a second figure.

    Examples
    --------
    >>> list(grouped(["<h1>甲</h1>", "<figure>", "<p>", "<figure>"]))
    [['<h1>甲</h1>', '<figure>', '<p>'], ['<figure>']]
    """
    group: list[str] = []
    full = False
    for part in parts:
        if part.startswith('<details class="code"'):
            continue
        big = part.startswith(_BIG)
        if group and (part.startswith(("<h1", "<h2")) or (big and full)):
            yield group
            group, full = [], False
        group.append(part)
        full = full or big
    if group:
        yield group
