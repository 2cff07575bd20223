"""The full text of a document, its quantities marked where they stand: facts, quietly all others.

The raw text is shown character for character, so that every raw offset is a place in it; what
cleaning took out is there too, out of sight until it is asked for.
"""

import html
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from hzlib import wording
from hzlib.evidence.entry import Source, key
from hzlib.evidence.sources import FactSource, called, facts_of, several, stated_of
from hzlib.extraction.facts import Fact
from hzlib.extraction.stated import Stated
from hzlib.text.blocks import beginnings, blocks, depths
from hzlib.text.clean import Defect, Removal
from hzlib.text.corpus import Document
from hzlib.text.outline import Section, sections
from hzlib.text.patterns import cued
from hzlib.text.tables import Table, over

_DEPTH = 4
_DEEPEST = 6  # the last kind of heading that a page has


@dataclass(frozen=True)
class Span:
    """A stretch of raw text with a meaning.

    Attributes
    ----------
    start, end : int
        Raw offsets.
    opening, closing : str
        The HTML around it.
    source : Source, optional
        What it opens, if it is a quantity.
    """

    start: int
    end: int
    opening: str
    closing: str
    source: Source | None = None


@dataclass(frozen=True)
class FullText:
    """A document laid out for reading.

    Attributes
    ----------
    document : Document
        The document.
    spans : tuple of Span
        Quantities, removals and defects, the outer ones first.
    removals : tuple of Span
        The removals alone.
    places : tuple of int
        The raw offsets at which its sections begin.
    """

    document: Document
    spans: tuple[Span, ...]
    removals: tuple[Span, ...]
    places: tuple[int, ...] = field(default=())

    def __str__(self) -> str:
        return self.document.title or self.document.id

    @property
    def html(self) -> str:
        """The text as headings, paragraphs and tables; ``data-c`` is the raw offset of each."""
        return "\n".join(text for _, text in self.blocks())

    @property
    def outline(self) -> list[dict[str, Any]]:
        """The sections that stand on a line of their own: ``depth, href, text``."""
        entries = []
        found = zip(sections(self.document), self.places, depths(self.document), strict=True)
        for section, start, depth in found:
            run_in = not section.number
            if depth < _DEPTH and not (run_in and depth > 2):
                shown = {"depth": depth + 1, "href": f"#c{start}", "text": _title(section)}
                entries.append(shown)
        return entries

    def sources(self) -> list[Source]:
        """Return the sources that the text opens."""
        return [span.source for span in self.spans if span.source is not None]

    def blocks(self) -> Iterator[tuple[int, str]]:
        """Yield each heading, paragraph and table: the raw offset at which it begins, its HTML."""
        for one in blocks(self.document):
            if one.table:
                rows = self._between_rows(one.start, one.end)
                yield one.start, "\n".join([self._table(one.table), *rows])
            else:
                tag = f"h{min(one.level + 1, _DEEPEST)}" if one.level else "p"
                inner = self._inline(one.start, one.end)
                yield one.start, f'<{tag} data-c="{one.start}">{inner}</{tag}>'

    def _inline(self, low: int, high: int) -> str:
        first = bisect_left(self.spans, low, key=lambda span: span.start)
        last = bisect_left(self.spans, high, key=lambda span: span.start)
        return self._nested(self.spans[first:last], low, min(high, len(self.document.raw)))

    def _nested(self, spans: tuple[Span, ...], low: int, high: int) -> str:
        raw, pieces, position, i = self.document.raw, [], low, 0
        while i < len(spans):
            span = spans[i]
            end = min(span.end, high)
            j = i + 1
            while j < len(spans) and spans[j].start < end:
                j += 1
            if span.start >= position and end > span.start:
                inner = self._nested(spans[i + 1 : j], span.start, end)
                pieces += [_escaped(raw[position : span.start]), span.opening, inner, span.closing]
                position = end
            i = j
        return "".join([*pieces, _escaped(raw[position:high])])

    def _table(self, table: Table) -> str:
        rows = []
        for number, row in enumerate(table.rows):
            cells = []
            for cell in row:
                head = number == 0 and cell.text
                low, high = self.document.cleaned.raw_span(cell.start, cell.end)
                inner = self._inline(low, high) if high > low else ""
                tag, scope = ("th", " scope=col") if head else ("td", "")
                merged = over(self.document, cell)
                told = f' data-over="{html.escape(merged)}"' if merged else ""
                cells.append(f'<{tag}{scope}{told} data-c="{low}">{inner}</{tag}>')
            rows.append(f"<tr>{''.join(cells)}</tr>")
        return (
            '<div class="hz-scroll" tabindex="0" role="group" aria-label="文件中的表">'
            f"<table><thead>{rows[0]}</thead><tbody>{''.join(rows[1:])}</tbody></table></div>"
        )

    def _between_rows(self, start: int, end: int) -> Iterator[str]:
        # What was taken out between the rows of a table has no place in it.
        found = [span for span in self.removals if start <= span.start < end]
        if found:
            marked = (
                f'<span data-c="{one.start}">{one.opening}'
                f"{_escaped(self.document.raw[one.start : one.end])}{one.closing}</span>"
                for one in found
            )
            yield f'<p class="hidden-rows">{"".join(marked)}</p>'


@lru_cache(maxsize=8)
def fulltext(document: Document) -> FullText:
    """Return a document laid out for reading, its quantities marked.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> laid = fulltext(load("qiantang-gwr-2024"))
    >>> laid.html.count("<h2") > 0, len(laid.sources()) > 20
    (True, True)
    """
    cleaned = document.cleaned
    removals = _marked(cleaned.removals, '<del class="removed"', "</del>")
    defects = _marked(cleaned.defects, '<span class="defect"', "</span>")
    spans = sorted(
        [*_numbers(document), *removals, *defects], key=lambda span: (span.start, -span.end)
    )
    return FullText(document, tuple(spans), tuple(removals), beginnings(document))


def _marked(found: Iterable[Removal | Defect], opening: str, closing: str) -> list[Span]:
    return [
        Span(one.start, one.end, f'{opening} data-reason="{html.escape(one.reason)}">', closing)
        for one in found
        if one.end > one.start
    ]


def _numbers(document: Document) -> Iterator[Span]:
    """Yield the facts of a document, those of one place together, and its other quantities."""
    found = {(one.stated.start, one.stated.end): one for one in stated_of(document)}
    facts: dict[tuple[int, int], list[FactSource]] = {}
    for one in facts_of(document):
        facts.setdefault((one.fact.start, one.fact.end), []).append(one)
    for place, named in facts.items():
        indicators = " ".join(dict.fromkeys(one.fact.indicator for one in named))
        subject = called(found[place]) if place in found else ""
        more = f' data-indicator="{indicators}"'
        yield _number("fact", named[0].fact, subject, several(named), more)
    for place, other in found.items():
        if not other.stated.indicator and place not in facts:
            yield _number("stated", other.stated, called(other), other)


def _number(kind: str, of: Fact | Stated, subject: str, source: Source, more: str = "") -> Span:
    when = f"{wording.period(of.period)} {wording.STATUSES[of.status]}"
    opening = (
        f'<span class="hz-number {kind}" id="{kind}-{of.start}" data-status="{of.status}"{more}'
        f' data-subject="{html.escape(subject)}" data-when="{when.strip()}"'
        f' data-evidence="{key(source)}">'
    )
    return Span(of.start, of.end, opening, "</span>", source)


def _title(section: Section) -> str:
    gap = "　" if cued("{ordinal|box}").match(section.number) else ""
    return f"{section.number}{gap}{section.heading}"


def _escaped(text: str) -> str:
    # Each raw character stays one character of the page: the parser would fold a bare CR, and
    # browsers put U+FFFD for NUL.
    return html.escape(text, quote=False).replace("\r", "&#13;").replace("\0", "\ufffd")
