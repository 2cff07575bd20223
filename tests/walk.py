"""Walk a page's file and list what has no evidence: marks of figures, numbers in running text.

What needs no evidence, and nothing else does:

* years and periods: 2024, 2021—2025;
* numbers that belong to a name: digits that touch Latin letters (PM2.5, Top20), names of indicators;
* numbers of sections, figures and lists, which the page numbers itself: headings, ``h1`` to ``h4``;
* what is code, and mathematics: ``pre``, ``code``, ``math``;
* constants of definitions, as ``tests/language/constants.csv`` lists them (95%置信区间);
* controls and the page's own frame: everything outside of ``<main>``, buttons, labels, the foot of
  a long table, which says how many rows it has;
* the whole text of a document, shown as such;
* cells of a table that name the row, or quote the document: beside a cell that has evidence.
"""

import base64
import json
import re
import zlib
from functools import cache
from html.parser import HTMLParser

from hzlib import lookups
from tests.language import table

_NUMBER = re.compile(r"(?<![A-Za-z\d.])\d+(?:[.,]\d+)*(?![A-Za-z\d])")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_FREE = ("h1", "h2", "h3", "h4", "pre", "code", "math", "button", "label", "script", "style",
         "tfoot")  # fmt: skip
_EMPTY = ("br", "hr", "img", "input", "meta", "link")
_WORDS = ("title", "caption", "reading", "alt")


def data_of(text, name):
    """Return the data that a page holds under a name, as its scripts read it; None if none."""
    block = rf'<script type="application/json" id="{name}"( data-packed)?>(.*?)</script>'
    found = re.search(block, text, re.DOTALL)
    if not found:
        return None
    if found.group(1):
        return json.loads(zlib.decompress(base64.b64decode(found.group(2))))
    return json.loads(found.group(2))


class _Walker(HTMLParser):
    def __init__(self, inside):
        super().__init__(convert_charrefs=True)
        self.stack, self.main = [], inside
        self.bare, self.keys = [], []
        self.row = None

    def handle_starttag(self, tag, attrs):
        key = dict(attrs).get("data-evidence")
        # The whole text of a document is its own evidence.
        quoted = "hz-full" in (dict(attrs).get("class") or "")
        if key is not None:
            self.keys.append(key)
        if tag == "tr":
            self.row = [[], False]
        if self.row is not None and key is not None:
            self.row[1] = True
        if tag not in _EMPTY:
            self.stack.append((tag, key is not None or quoted))
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
        plain = data
        for name in _names():
            plain = plain.replace(name, "")
        found = [(one, data.strip()[:80]) for one in _NUMBER.findall(plain) if not _YEAR.match(one)]
        if self.row is not None:
            self.row[0] += found
        else:
            self.bare += found


@cache
def _names():
    names = [one.name_zh for one in lookups.indicators().values() if re.search(r"\d", one.name_zh)]
    return (*names, *(row["phrase"] for row in table("constants")))


def held_rows(text):
    """Return the rows of each long table of a page, a row the HTML of its cells."""
    for columns in (data_of(text, "rows-data") or {}).values():
        filled = [[cells[place] for place in places[0]] if places else cells
                  for cells, *places in columns]  # fmt: skip
        yield list(zip(*filled, strict=True))


def _rows(rows):
    return "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows)


def _walked(text):
    """Return walkers of a page, of what it holds back and of the words of its choices."""
    page = _Walker(0)
    page.feed(text)
    parts = [*(data_of(text, "held-data") or {}).values(), *map(_rows, held_rows(text))]
    for figure in _figures(text):
        for choice in figure["choices"]:
            parts += [option[name] for option in choice["options"] for name in _WORDS[:3]
                      if option.get(name)]  # fmt: skip
    inner = _Walker(1)
    for part in parts:
        inner.feed(f"<div>{part}</div>")
    return page, inner


def _figures(text):
    return list((data_of(text, "figure-data") or {"figures": {}})["figures"].values())


def bare_numbers(text):
    """Return the numbers of the running text and of tables that carry no evidence."""
    return [one for walker in _walked(text) for one in walker.bare]


def broken_keys(text):
    """Return the keys of a page of which its panel could show nothing, those of marks among them."""
    entries = (data_of(text, "evidence-data") or {"entries": {}})["entries"]
    keys = [one for walker in _walked(text) for one in walker.keys]
    keys += [told[0] for figure in _figures(text) for trace in figure["data"]
             for told in _told(trace.get("customdata") or []) if told and told[0]]  # fmt: skip
    keys += [part for one in entries.values() for _, part in one.get("parts", ())]
    return [one for one in dict.fromkeys(keys) if not entries.get(one)]


def bare_marks(text):
    """Return the marks of plotly figures that carry no evidence: (figure, trace, point)."""
    bare = []
    for number, figure in enumerate(_figures(text)):
        for trace in figure["data"]:
            if trace.get("hoverinfo") == "skip":
                continue
            told = list(_told(trace.get("customdata") or []))
            # Where there is no number, its place says so.
            bare += [(number, trace.get("name"), place)
                     for place in range(max(_points(trace), 1)) if place >= len(told)]  # fmt: skip
    return bare


def _points(trace):
    if trace.get("type") == "heatmap":
        return sum(1 for _ in _told(trace.get("customdata") or []))
    for name in ("labels", "x", "y", "values", "r"):
        if isinstance(trace.get(name), list):
            return len(trace[name])
    return 0


def _told(rows):
    """Return [key, label] of each mark; of a heat map row by row."""
    for one in rows:
        if not one or isinstance(one[0], str):
            yield one
        else:
            yield from _told(one)
