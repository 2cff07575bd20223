"""The content of a page: a notebook with its outputs, a document to read."""

import hashlib
import html
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, reduce
from itertools import count
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

from hzlib import lookups, wording
from hzlib.evidence.entry import merged, payload
from hzlib.evidence.fulltext import fulltext
from hzlib.evidence.sources import facts_of, stated_of
from hzlib.figures.display import MIME
from hzlib.figures.screen import for_screen
from hzlib.figures.view import CHOSEN, NOTE, scroll
from hzlib.pages.answer import answer, once, opened
from hzlib.text.corpus import Document

_HEADING = re.compile(r"<h([1-4])>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
CAUTION = "※"  # the sign of what is computed of unlike figures
_CAUTIONED = re.compile(rf'<span\b[^>]*\bdata-caution="{CAUTION}"[^>]*>(.*?)</span>', re.DOTALL)
_NAMED = re.compile(r'<(?:figure class="hz-figure[^"]*"|div class="hz-(?:table|tools)")')
# The data of a figure, out of sight until it is opened.
_DATA = re.compile(
    r'(<div class="hz-scroll"[^>]*)>(<table[^>]*>(?:(?!</table>).)*</table>)</div></details>',
    re.DOTALL,
)
_LONG = 20  # rows
_NOT_ALL = "这一段需要的数字不齐："
CODE = '<pre class="code"'
SHOWN = '<pre class="shown"'  # code that no button hides


@dataclass(frozen=True)
class Page:
    """What a page shows, before it gets its frame.

    Attributes
    ----------
    name, kind : str
        Its file without ``.html``; ``report``, ``indicator``, ``index``, ``reader`` or
        ``slides``.
    title, lead : str
        Plain text.
    body : str or dict
        HTML, or what the template of its kind needs.
    contents : tuple of dict
        The headings: ``level, id, text``.
    figures, pictures, held, rows : dict
        What scripts draw, show and build by their names.
    evidence : dict
        What the panel needs (see `hzlib.evidence.entry.payload`).
    documents : list of dict
        What its head tells the index of the documents that it shows.
    answer : tuple of str
        The sentences with which it begins, as HTML.
    """

    name: str
    kind: str
    title: str = ""
    lead: str = ""
    body: Any = ""
    contents: tuple[dict[str, Any], ...] = ()
    figures: dict[str, Any] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)
    rows: dict[str, Any] = field(default_factory=dict)
    evidence: dict[str, Any] = field(default_factory=dict)
    documents: list[dict[str, Any]] = field(default_factory=list)
    answer: tuple[str, ...] = ()


@dataclass(frozen=True)
class Piece:
    """The HTML of a cell or an output, with the view that it came from."""

    html: str
    view: dict[str, Any] | None = None


def page(notebook: Any, name: str, code: bool = False) -> Page:
    """Return the page of a notebook that was run.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        With outputs.
    name : str
        The page's file name without ``.html``.
    code : bool, optional
        Hold the code of the cells too.
    """
    cells = filled(notebook.cells)
    said = answer(cells)
    found = list(pieces(cells, code))
    bodies = once((one.html for one in found), said)
    return assembled(Page(name, "report", answer=said), found, bodies)


def filled(cells: Iterable[Any]) -> list[Any]:
    """Return the cells of a notebook without the sections that have nothing to show.

    A section begins with a heading of the second level. One that only notes what it lacks is left
    out; a cell before the first section then says which were, and why.
    """
    sections: list[list[Any]] = [[]]
    for cell in cells:
        if cell.cell_type == "markdown" and cell.source.startswith("## "):
            sections.append([])
        sections[-1].append(cell)
    first, *others = sections
    kept = [section for section in others if not _lacks(section)]
    left: dict[str, list[str]] = {}
    for section in others:
        if _lacks(section):
            left.setdefault(_reason(section), []).append(_title(section))
    if left:
        told = (f"- {'、'.join(titles)}：{why}。" for why, titles in left.items())
        text = "\n".join(("缺少材料，略去的各节：\n", *told))
        first = [*first, SimpleNamespace(cell_type="markdown", source=text, metadata={})]
    return [cell for section in (first, *kept) for cell in section]


def _lacks(section: list[Any]) -> bool:
    """Tell whether all that a section shows are notes of what it lacks."""
    shown = _shown(section)
    return bool(shown) and all(f'"hz-text {NOTE}"' in one for one in shown)


def _shown(section: list[Any]) -> list[str]:
    """Return what a section shows, but for what only tells what was chosen."""
    outputs = [output for cell in section for output in cell.get("outputs", [])]
    shown = [output.get("data", {}).get(MIME, {}).get("html", "") for output in outputs]
    return [one for one in shown if f'"hz-text {CHOSEN}"' not in one]


def _reason(section: list[Any]) -> str:
    """Return what the first note of a section says, with what is to be typed as markdown has it."""
    text = re.sub("</?code>", "`", _shown(section)[0])
    return plain(text).strip("（。）").rpartition(_NOT_ALL)[2]


def _title(section: list[Any]) -> str:
    line: str = section[0].source.splitlines()[0]
    return "“" + line.removeprefix("## ").replace("\u3000", " ").strip() + "”"


def pieces(cells: Iterable[Any], code: bool = False) -> Iterator[Piece]:
    """Return the pieces of a notebook's cells and outputs, in their order; code if asked for.

    A lesson's code that is to be read (tagged ``shown``) is always there.
    """
    for cell in cells:
        tags = cell.metadata.get("tags", [])
        if "remove-cell" in tags:
            continue
        if cell.cell_type == "markdown":
            yield Piece(to_html(cell.source))
        elif cell.cell_type == "code":
            read = "shown" in tags
            if (code or read) and cell.source.strip() and "remove-input" not in tags:
                text = _code(cell.source)
                yield Piece(text.replace(CODE, SHOWN) if read else text)
            for output in cell.outputs:
                yield from _output(output)


def assembled(begun: Page, found: Iterable[Piece], bodies: Iterable[str]) -> Page:
    """Return a page with the pieces of a notebook as its body.

    Parameters
    ----------
    begun : Page
        The page, with its name and its kind.
    found : iterable of Piece
        The pieces, whose views the page holds.
    bodies : iterable of str
        The HTML of the page, made of the pieces' HTML.
    """
    views = [piece.view for piece in found if piece.view is not None]
    joined = "\n".join(bodies)
    body, held = _kept_back(_named(opened(joined, begun.answer), begun.name))
    text, contents, title = _with_headings(body)
    return replace(
        begun,
        title=title or begun.name,
        lead=first_paragraph(joined),
        body=text,
        contents=tuple(contents),
        figures=_union(view["figures"] for view in views),
        pictures=_union(view["pictures"] for view in views),
        held=held,
        rows=_union(view["rows"] for view in views),
        evidence=merged(view["evidence"] for view in views),
    )


def _union(parts: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return reduce(lambda one, other: one | other, parts, {})


def first_paragraph(text: str) -> str:
    """Return the text of the first paragraph of HTML.

    Examples
    --------
    >>> first_paragraph("<h1>甲</h1><p>乙 <b>丙</b></p><p>丁</p>")
    '乙 丙'
    """
    found = re.search(r"<p>(.*?)</p>", text, re.DOTALL)
    return plain(found.group(1)).strip() if found else ""


def plain(text: str) -> str:
    """Return the text of HTML without its tags, the sign of a caution behind its number.

    Examples
    --------
    >>> plain('增长<span class="hz-number" data-caution="※" data-evidence="a">9%</span>。')
    '增长9%※。'
    """
    return html.unescape(_TAG.sub("", _CAUTIONED.sub(r"\1" + CAUTION, text)))


def _code(source: str) -> str:
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    text = highlight(source, PythonLexer(), HtmlFormatter(nowrap=True))
    return f'{CODE} tabindex="0" role="group" aria-label="代码"><code>{text}</code></pre>'


def _output(output: Any) -> Iterator[Piece]:
    if output.output_type == "stream":
        if output.name == "stdout" and output.text.strip():
            yield Piece(f"<pre>{html.escape(output.text)}</pre>")
        return
    data = output.get("data", {})
    if MIME in data:
        yield Piece(data[MIME]["html"], data[MIME])
    elif "text/html" in data:
        text = sanitized(_text(data["text/html"]))
        yield Piece(
            f'<div class="hz-scroll" tabindex="0" role="group" aria-label="输出">{text}</div>'
        )
    elif "text/markdown" in data:
        yield Piece(to_html(_text(data["text/markdown"])))
    elif "text/plain" in data and _text(data["text/plain"]).strip():
        yield Piece(f"<pre>{html.escape(_text(data['text/plain']))}</pre>")


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "".join(value)


def _named(body: str, name: str) -> str:
    """Give figures and tables ids, under which their files are saved, and links to cite them by."""
    numbers = {"fig": count(1), "tab": count(1)}
    page, link = html.escape("-".join(name.split())), ""

    def named(match: re.Match[str]) -> str:
        nonlocal link
        if match.group().endswith('hz-tools"'):
            made, link = link, ""
            return match.group() + made
        kind, word = ("fig", "图") if match.group().startswith("<figure") else ("tab", "表")
        number = next(numbers[kind])
        place = f"{kind}-{page}-{number}"
        link = f'><a class="hz-cite" href="#{place}">引用本{word}</a'
        return f'{match.group()} id="{place}"'

    return _NAMED.sub(named, body)


def _kept_back(body: str) -> tuple[str, dict[str, str]]:
    """Take the long tables out that stand behind figures; the page builds them when opened."""
    held: dict[str, str] = {}

    def kept(match: re.Match[str]) -> str:
        table = match.group(2)
        if table.count("<tr>") <= _LONG + 1:
            return match.group()
        name = hashlib.blake2b(table.encode(), digest_size=6).hexdigest()
        held[name] = table
        return f'{match.group(1)} data-held="{name}"></div></details>'

    return _DATA.sub(kept, body), held


def _with_headings(body: str) -> tuple[str, list[dict[str, Any]], str]:
    """Return the body with an id on each heading, the contents and the title."""
    contents: list[dict[str, Any]] = []
    title, number = "", count(1)

    def name(match: re.Match[str]) -> str:
        nonlocal title
        level, said = int(match.group(1)), plain(match.group(2))
        if level == 1 and not title:
            title = said
            return match.group()
        place = f"s{next(number)}"
        if 2 <= level <= 3:
            contents.append({"level": level, "id": place, "text": said})
        return f'<h{level} id="{place}">{match.group(2)}</h{level}>'

    return _HEADING.sub(name, body), contents, title


# --- readers: one document, every quantity marked where it stands ---------------------------------


def reader_page(document: Document) -> Page:
    """Return the reader page of a document.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> page = reader_page(load("qiantang-gwr-2024"))
    >>> page.name, page.body["text"].count("<h2") > 0
    ('read-qiantang-gwr-2024', True)
    """
    laid = fulltext(document)
    facts = [source.fact for source in facts_of(document)]
    others = [one.stated for one in stated_of(document) if not one.stated.indicator]
    named = {fact.indicator: lookups.indicator_name(fact.indicator) for fact in facts}
    present = {fact.status for fact in facts} | {one.status for one in others}
    return Page(
        name=f"read-{document.id}",
        kind="reader",
        title=document.title,
        lead=f"《{document.title}》全文：标注载明的全部数量，可按指标和数据性质筛选，按统计对象查找。",
        body={
            "text": laid.html,
            "outline": laid.outline,
            "indicators": sorted(named.items(), key=lambda pair: pair[1]),
            "facts": len({fact.start for fact in facts}),
            "others": len(others),
            "statuses": [(key, name) for key, name in wording.STATUSES.items() if key in present],
            "issuer": document.issuer,
            "cleaned": bool(document.cleaned.removals or document.cleaned.defects),
        },
        evidence=payload(laid.sources()),
    )


# --- Markdown and foreign HTML, made harmless -----------------------------------------------------

# A notebook of a folder below; its page lies beside the others.
_NOTEBOOK = re.compile(r"^(?:[^./:?#\\]+/)?([^/:?#\\]+)\.ipynb(#.*)?$")
_ANCHOR = re.compile(r'<a href="([^"#]+\.html)(?:#[^"]*)?" rel="noopener">((?:(?!</a>).)*)</a>')
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

        def table(self, text: str) -> str:
            return f"{scroll(f'<table>{text}</table>', '')}\n"

        def block_math(self, text: str) -> str:
            return mathml(text, "block") + "\n"

        def inline_math(self, text: str) -> str:
            return mathml(text, "inline")

    return mistune.create_markdown(
        renderer=Renderer(escape=True), plugins=["table", "strikethrough", "math"]
    )


def linked(text: str, pages: Container[str], by: str = "href") -> str:
    r"""Return HTML in which a link to a page that is not among these is its text alone.

    Parameters
    ----------
    text : str
        HTML.
    pages : container of str
        The names of files.
    by : str, optional
        The attribute that links to them.

    Examples
    --------
    >>> linked(to_html("[甲](a.ipynb)、[乙](b/c.ipynb)"), ["c.html"])
    '<p>甲、<a href="c.html" rel="noopener">乙</a></p>\n'
    >>> linked(to_html("[课](课.ipynb)"), ["课.html"])
    '<p><a href="%E8%AF%BE.html" rel="noopener">课</a></p>\n'
    """

    def kept(link: re.Match[str]) -> str:
        if ":" in link[1]:
            return link[0]
        there = unquote(link[1]) in pages  # Markdown writes 第 as %E7%AC%AC
        return link[0].replace("href", by, 1) if there else link[2]

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
    return for_screen(str(_renderer()(text)))


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
