"""Walk a page's file and list what has no evidence: marks of figures, numbers in running text.

What needs no evidence, and nothing else does:

* years and periods: 2024, 2021—2025, 2020s of a plan's name;
* numbers that belong to a name: digits that touch Latin letters (PM2.5, Top20);
* numbers of sections, figures and lists, which the page numbers itself: headings, ``h1`` to ``h4``;
* what is code, and mathematics: ``pre``, ``code``, ``math``;
* controls and the page's own frame: everything outside of ``<main>``, buttons, labels;
* columns of a table that name the row: periods, ranks, documents (cells with no evidence beside a
  cell of their row that has one).
"""

import re
from html.parser import HTMLParser

from hzlib.pages.assemble import data_of
from hzlib.pages.source import is_evidence

_NUMBER = re.compile(r"(?<![A-Za-z\d.])\d+(?:[.,]\d+)*(?![A-Za-z\d])")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_FREE = ("h1", "h2", "h3", "h4", "pre", "code", "math", "button", "label", "script", "style")
_EMPTY = ("br", "hr", "img", "input", "meta", "link")


class _Walker(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.stack, self.main = [], 0
        self.bare, self.sources = [], []
        self.row = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        source = attrs.get("data-evidence")
        if source is not None:
            self.sources.append(source)
        if tag == "tr":
            self.row = [[], False]
        if self.row is not None and source is not None:
            self.row[1] = True
        if tag not in _EMPTY:
            self.stack.append((tag, source is not None))
            self.main += tag == "main"

    def handle_endtag(self, tag):
        while self.stack:
            last, _ = self.stack.pop()
            self.main -= last == "main"
            if last == tag:
                break
        if tag == "tr" and self.row:
            bare, sourced = self.row
            self.bare += [] if sourced else bare
            self.row = None

    def handle_data(self, data):
        if not self.main or any(tag in _FREE or sourced for tag, sourced in self.stack):
            return
        found = [one for one in _NUMBER.findall(data) if not _YEAR.match(one)]
        found = [(one, data.strip()[:80]) for one in found]
        if self.row is not None:
            self.row[0] += found
        else:
            self.bare += found


def bare_numbers(text):
    """Return the numbers of the running text and of tables that carry no evidence."""
    walker = _Walker()
    walker.feed(text)
    bare = list(walker.bare)
    for cells in data_of(text, "grid-data") or []:
        for row, sources in zip(cells["rows"], cells["sources"], strict=True):
            if not sources:
                bare += [(str(cell), str(row)) for cell in row if isinstance(cell, int | float)]
    return bare


def broken_sources(text):
    """Return the evidence strings of a page that its panel could not show."""
    walker = _Walker()
    walker.feed(text)
    known = (data_of(text, "evidence-data") or {"entries": {}})["entries"]
    return [one for one in [*walker.sources, *_strings(data_of(text, "figure-data") or {})]
            if not known.get(one) and (one in walker.sources or is_evidence(one))]  # fmt: skip


def bare_marks(text):
    """Return the marks of plotly figures that carry no evidence: (figure, trace, point)."""
    bare = []
    for number, figure in enumerate((data_of(text, "figure-data") or {"figures": []})["figures"]):
        for trace in figure["data"]:
            if trace.get("hoverinfo") == "skip":
                continue
            count = _points(trace)
            sources = list(_flat(trace.get("customdata") or []))
            bare += [(number, trace.get("name"), place) for place in range(max(count, 1))
                     if place >= len(sources) or not _source(sources[place])]  # fmt: skip
    return bare


def _source(one):
    return one is None or one == "" or is_evidence(one)


def _points(trace):
    if trace.get("type") == "heatmap":
        return sum(1 for _ in _flat(trace.get("customdata") or []))
    for name in ("labels", "x", "y", "values", "r"):
        values = trace.get(name)
        if isinstance(values, list):
            return len(values)
        if isinstance(values, dict) and name in ("x", "y"):
            return len(trace.get("customdata") or [])
    return 0


def _flat(values):
    for value in values:
        if isinstance(value, list):
            yield from _flat(value)
        else:
            yield value


def _strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
