"""A notebook as slides: one file, a heading, a figure and its reading on each."""

import re
from collections.abc import Iterator
from typing import Any

from hzlib.pages.export import Page, pieces, settle

_HEADING = re.compile(r"(?=<h[12]>)")


def slides(notebook: Any, name: str) -> Page:
    """Return the page of slides of a notebook that was run.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        With outputs.
    name : str
        The notebook's name; the file is ``<name>.slides.html``.
    """
    made = Page(name=f"{name}.slides", kind="slides")
    shown = (one for part in pieces(made, notebook) for one in _HEADING.split(part) if one.strip())
    sheets = [f'<section class="slide">{"".join(group)}</section>' for group in _grouped(shown)]
    settle(made, '<div class="figures">' + "\n".join(sheets) + "</div>", name)
    return made


def _grouped(parts: Iterator[str]) -> Iterator[list[str]]:
    """Return the parts slide by slide: a heading begins one, and so does a second figure."""
    group: list[str] = []
    full = False
    for part in parts:
        if part.startswith('<details class="code"'):
            continue
        big = part.startswith(("<figure", '<div class="data"'))
        if group and (part.startswith(("<h1", "<h2")) or (big and full)):
            yield group
            group, full = [], False
        group.append(part)
        full = full or big
    if group:
        yield group
