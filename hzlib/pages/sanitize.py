"""HTML that is not the project's own, cut down to harmless structure."""

import html
from html.parser import HTMLParser

from hzlib.pages.source import is_evidence

_TAGS = frozenset(
    ("table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption", "p", "span", "div", "em",
     "strong", "b", "i", "u", "s", "br", "hr", "ul", "ol", "li", "dl", "dt", "dd", "code", "pre",
     "h2", "h3", "h4", "h5", "h6", "sub", "sup", "blockquote", "details", "summary", "small", "kbd")
)  # fmt: skip
_EMPTY = frozenset(("br", "hr"))
_SILENT = frozenset(("script", "style", "template", "noscript", "iframe", "object", "title", "svg"))
_ATTRIBUTES = frozenset(("colspan", "rowspan", "scope"))


class _Sieve(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.open: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag in _TAGS and not self.silent:
            self.out.append(f"<{tag}{''.join(map(_attribute, attrs))}>")
            if tag not in _EMPTY:
                self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(self.silent - 1, 0)
        elif tag in self.open and not self.silent:
            while self.open:
                last = self.open.pop()
                self.out.append(f"</{last}>")
                if last == tag:
                    break

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.out.append(html.escape(data, quote=False))


def _attribute(pair: tuple[str, str | None]) -> str:
    name, value = pair[0], pair[1] or ""
    if name in _ATTRIBUTES and value.isalnum():
        return f' {name}="{value}"'
    if name == "data-evidence" and is_evidence(value):
        return f' class="number" data-evidence="{html.escape(value)}"'
    return ""


def sanitize(text: str) -> str:
    """Return HTML with structure and text only: no script, style, address or event is left.

    Examples
    --------
    >>> sanitize('<table style="x"><td onclick="a()">1<script>b()</script></table>')
    '<table><td>1</td></table>'
    """
    sieve = _Sieve()
    sieve.feed(text)
    sieve.close()
    return "".join(sieve.out) + "".join(f"</{tag}>" for tag in reversed(sieve.open))
