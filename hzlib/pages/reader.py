"""Reader pages: one document each, its outline beside it, every fact marked where it stands.

The page shows the raw text, character for character, so that every raw offset is a place in it;
what cleaning took out is there too, out of sight until it is asked for.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hzlib.pages.export import Page
from hzlib.pages.source import indicator_name, together
from hzlib.pages.style import STATUS_NAMES

if TYPE_CHECKING:
    from hzlib.text.corpus import Document

_WORDS = re.compile(r"\S")
_DEPTH = 4


@dataclass(frozen=True)
class Span:
    """A stretch of raw text with a meaning: a fact, a removal or a defect."""

    start: int
    end: int
    kind: str
    data: tuple[Any, ...]


def reader_page(document: "Document") -> Page:
    """Return the reader page of a document.

    Examples
    --------
    >>> from hzlib.text import corpus
    >>> page = reader_page(corpus.load("qiantang-gwr-2024"))
    >>> page.name, page.body["text"].count("<h2") > 0
    ('read-qiantang-gwr-2024', True)
    """
    from hzlib.extraction.facts import extract

    facts = sorted(extract(document), key=lambda fact: (fact.start, fact.end))
    text = _Text(document, facts)
    page = Page(name=f"read-{document.id}", kind="reader", title=document.title)
    page.lead = f"《{document.title}》全文：标出每个被抽取的数字，可按指标和性质筛选。"
    page.uses([f"fact:{document.id}@{fact.start}" for fact in facts])
    page.uses([span.data[0] for span in text.spans if span.kind == "fact"])
    named = {fact.indicator: indicator_name(fact.indicator) for fact in facts}
    present = {fact.status for fact in facts}
    page.body = {
        "text": "\n".join(text.blocks()),
        "outline": text.outline(),
        "indicators": sorted(named.items(), key=lambda pair: pair[1]),
        "statuses": [(key, name) for key, name in STATUS_NAMES.items() if key in present],
        "issuer": document.issuer,
        "cleaned": bool(document.cleaned.removals or document.cleaned.defects),
    }
    return page


class _Text:
    def __init__(self, document: "Document", facts: list[Any]) -> None:
        from hzlib.text.outline import sections
        from hzlib.text.tables import tables

        self.document, self.raw = document, document.raw
        self.removals = [
            Span(one.start, one.end, "removal", (one.reason,))
            for one in document.cleaned.removals if one.end > one.start
        ]  # fmt: skip
        self.spans = sorted(
            [*_facts(document.id, facts), *self.removals, *_defects(document)],
            key=lambda span: (span.start, -span.end),
        )
        self.sections = sections(document)
        self.places = [document.cleaned.raw_span(one.start, one.start + 1)[0]
                       for one in self.sections]  # fmt: skip
        self.tables = [(document.cleaned.raw_span(one.start, one.end), one)
                       for one in tables(document)]  # fmt: skip

    def outline(self) -> list[dict[str, Any]]:
        """Return the entries of the outline: those sections that stand on a line of their own."""
        depth: list[int] = []
        entries = []
        for section, start in zip(self.sections, self.places, strict=True):
            depth.append(0 if section.parent is None else depth[section.parent] + 1)
            run_in = not section.number
            if depth[-1] < _DEPTH and not (run_in and depth[-1] > 2):
                entries.append({
                    "depth": depth[-1] + 1, "href": f"#c{start}",
                    "text": _title(section),
                })  # fmt: skip
        return entries

    def blocks(self) -> Iterator[str]:
        """Return the text as headings, paragraphs and tables."""
        position = 0
        for (start, end), table in self.tables:
            yield from self._paragraphs(position, start)
            yield self._table(table)
            yield from self._hidden(start, end)
            position = end
        yield from self._paragraphs(position, len(self.raw))

    def _paragraphs(self, start: int, end: int) -> Iterator[str]:
        for low, high in self._lines(start, end):
            inner = self._inline(low, high)
            level = self._level(low, high)
            tag = f"h{level}" if level else "p"
            yield f'<{tag} data-c="{low}">{inner}</{tag}>'

    def _lines(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        # A line break that cleaning took out joins the lines; the removal stays inside.
        inside = {
            place for span in self.removals if start <= span.start < end
            for place in range(span.start, min(span.end, end)) if self.raw[place] == "\n"
        }  # fmt: skip
        low = start
        for place in range(start, end):
            if self.raw[place] == "\n" and place not in inside:
                if _WORDS.search(self.raw, low, place):
                    yield low, place
                low = place + 1
        if _WORDS.search(self.raw, low, end):
            yield low, end

    def _level(self, low: int, high: int) -> int:
        from bisect import bisect_left

        place = bisect_left(self.places, low)
        if place == len(self.places) or self.places[place] >= high:
            return 0
        section = self.sections[place]
        words = len(section.number) + len(section.heading)
        if not section.number or len(self.raw[low:high].strip()) > words + 4:
            return 0
        depth = 0
        while section.parent is not None:
            section, depth = self.sections[section.parent], depth + 1
        return min(depth + 2, 6)

    def _inline(self, low: int, high: int) -> str:
        from bisect import bisect_left

        first = bisect_left(self.spans, low, key=lambda span: span.start)
        inside = []
        for span in self.spans[first:]:
            if span.start >= high:
                break
            inside.append(span)
        return self._nested(inside, low, min(high, len(self.raw)))

    def _nested(self, spans: list[Span], low: int, high: int) -> str:
        parts, position, i = [], low, 0
        while i < len(spans):
            span = spans[i]
            end = min(span.end, high)
            j = i + 1
            while j < len(spans) and spans[j].start < end:
                j += 1
            if span.start >= position and end > span.start:
                parts.append(_text(self.raw[position : span.start]))
                inner = self._nested(spans[i + 1 : j], span.start, end)
                parts.append(_marked(span, inner))
                position = end
            i = j
        parts.append(_text(self.raw[position:high]))
        return "".join(parts)

    def _table(self, table: Any) -> str:
        rows = []
        for number, row in enumerate(table.rows):
            cells = []
            for cell in row:
                tag = "th scope=col" if number == 0 and cell.text else "td"
                low, high = self.document.cleaned.raw_span(cell.start, cell.end)
                inner = self._inline(low, high) if high > low else ""
                cells.append(f'<{tag} data-c="{low}">{inner}</{tag[:2]}>')
            rows.append(f"<tr>{''.join(cells)}</tr>")
        return (
            '<div class="scroll" tabindex="0" role="group" aria-label="文件中的表">'
            f"<table><thead>{rows[0]}</thead><tbody>{''.join(rows[1:])}</tbody></table></div>"
        )

    def _hidden(self, start: int, end: int) -> Iterator[str]:
        # What was taken out between the rows of a table has no place in it.
        found = [span for span in self.removals if start <= span.start < end]
        if found:
            marked = "".join(self._apart(span) for span in found)
            yield f'<p class="hidden-rows">{marked}</p>'

    def _apart(self, span: Span) -> str:
        inner = _marked(span, _text(self.raw[span.start : span.end]))
        return f'<span data-c="{span.start}">{inner}</span>'


def _title(section: Any) -> str:
    gap = "　" if section.number.startswith(("第", "专栏")) else ""
    return f"{section.number}{gap}{section.heading}"


def _facts(name: str, facts: list[Any]) -> Iterator[Span]:
    groups: dict[tuple[int, int], list[Any]] = {}
    for fact in facts:
        groups.setdefault((fact.start, fact.end), []).append(fact)
    for (start, end), group in groups.items():
        evidence = together([f"fact:{name}@{fact.start}" for fact in group])
        yield Span(start, end, "fact", (evidence, group[0].status, group[0].indicator))


def _defects(document: "Document") -> Iterator[Span]:
    for one in document.cleaned.defects:
        if one.end > one.start:
            yield Span(one.start, one.end, "defect", (one.reason,))


def _marked(span: Span, inner: str) -> str:
    data = [html.escape(str(value)) for value in span.data]
    if span.kind == "removal":
        return f'<del class="removed" data-reason="{data[0]}">{inner}</del>'
    if span.kind == "defect":
        return f'<span class="defect" data-reason="{data[0]}">{inner}</span>'
    return (
        f'<span class="number fact" id="fact-{span.start}"'
        f' data-status="{data[1]}" data-indicator="{data[2]}" data-evidence="{data[0]}">'
        f"{inner}</span>"
    )


def _text(text: str) -> str:
    # Each raw character stays one character of the page: the parser would fold a bare CR, and
    # browsers put U+FFFD for NUL.
    escaped = html.escape(text, quote=False).replace("\r", "&#13;")
    return escaped.replace("\0", "\ufffd")
