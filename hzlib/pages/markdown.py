"""Markdown cells and foreign HTML as harmless HTML; mathematics as MathML."""

import html
import re
from collections.abc import Container
from functools import cache
from typing import Any

# A notebook of a folder below; its page lies beside the others.
_NOTEBOOK = re.compile(r"^(?:[^./:?#\\]+/)?([^/:?#\\]+)\.ipynb(#.*)?$")
_ANCHOR = re.compile(r'<a href="([^"#]+\.html)(?:#[^"]*)?" rel="noopener">([^<]*)</a>')
_SAFE = re.compile(r"^(?:https?:|mailto:|#|[^:/?#\\]+\.html(?:#|$))", re.IGNORECASE)
_TAGS = frozenset(
    ("table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption", "p", "span", "div", "em",
     "strong", "b", "i", "u", "s", "br", "hr", "ul", "ol", "li", "dl", "dt", "dd", "code", "pre",
     "h2", "h3", "h4", "h5", "h6", "sub", "sup", "blockquote", "details", "summary", "small", "kbd")
)  # fmt: skip
_ATTRIBUTES = {"*": {"colspan", "rowspan", "scope"}}
_SILENT = frozenset(("script", "style", "template", "noscript", "iframe", "object", "title", "svg"))


@cache
def _renderer() -> Any:
    import mistune

    class Renderer(mistune.HTMLRenderer):
        def heading(self, text: str, level: int, **attrs: Any) -> str:
            return f"<h{level}>{text}</h{level}>\n"

        def link(self, text: str, url: str, title: str | None = None) -> str:
            address = _NOTEBOOK.sub(r"\1.html\2", url)
            if not _SAFE.match(address):
                return text
            return f'<a href="{html.escape(address)}" rel="noopener">{text}</a>'

        def image(self, text: str, url: str, title: str | None = None) -> str:
            # A page asks nothing of the network, and a notebook's pictures come from its cells.
            return text

        def block_math(self, text: str) -> str:
            return mathml(text, "block") + "\n"

        def inline_math(self, text: str) -> str:
            return mathml(text, "inline")

    return mistune.create_markdown(
        renderer=Renderer(escape=True), plugins=["table", "strikethrough", "math"]
    )


def linked(text: str, pages: Container[str]) -> str:
    r"""Return HTML in which a link to a page that is not among these is its text alone.

    Examples
    --------
    >>> linked(to_html("[甲](a.ipynb)、[乙](b/c.ipynb)"), ["c.html"])
    '<p>甲、<a href="c.html" rel="noopener">乙</a></p>\n'
    """

    def kept(link: re.Match[str]) -> str:
        return link[0] if ":" in link[1] or link[1] in pages else link[2]

    return _ANCHOR.sub(kept, text)


def mathml(formula: str, display: str = "inline") -> str:
    """Return a LaTeX formula as MathML, which browsers draw by themselves.

    Examples
    --------
    >>> mathml("x^2").startswith("<math")
    True
    """
    from latex2mathml.converter import convert

    return str(convert(formula.strip(), display=display))


def to_html(text: str) -> str:
    r"""Return a markdown text as HTML.

    Examples
    --------
    >>> to_html("**总量** <script>")
    '<p><strong>总量</strong> &lt;script&gt;</p>\n'
    """
    return str(_renderer()(text))


def sanitized(text: str) -> str:
    """Return HTML with structure and text only: no script, style, address or event is left.

    Examples
    --------
    >>> sanitized('<table style="x"><td onclick="a()">1<script>b()</script></table>')
    '<table><tbody><tr><td>1</td></tr></tbody></table>'
    """
    import nh3

    return nh3.clean(
        text, tags=set(_TAGS), attributes=_ATTRIBUTES, clean_content_tags=set(_SILENT),
        link_rel=None,
    )  # fmt: skip
