"""From the content of a page to its file: template, style, scripts, font, what may run in it."""

import base64
import hashlib
import html
import io
import json
import logging
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from hzlib import web, wording
from hzlib.figures import style
from hzlib.figures.display import plotly_script
from hzlib.pages.page import CODE, Page, plain

SERIES = "政府文件中的数据"
COLOPHON = (
    "数据出自政府公开文件，均附原句；参考数据另注来源。"
    '<span class="hz-screen">本页可离线阅读。</span>'
)
SHEETS = {
    "report": ("shared", "page"), "index": ("shared", "page"), "indicator": ("shared", "page"),
    "reader": ("shared", "page", "reader"), "slides": ("shared", "page", "slides"),
}  # fmt: skip
# Longer data is packed: browsers have unpacked by themselves for years.
_PACKED_FROM = 40_000
_FOLDER = Path(__file__).resolve().parent
_STATUS_NOTES = (
    ("actual", "已实现的数值"), ("target", "提出的目标"), ("estimate", "年度终了前的预计数"),
    ("derived", "由本项目按算式推算"), ("reference", "所收文件以外的官方数据"),
)  # fmt: skip


@dataclass(frozen=True)
class Link:
    """A link of a page's head to another page."""

    href: str
    rel: str
    text: str
    title: str = ""


def beside(site: bool) -> str:
    """Return the attribute by which a page links to those that lie beside it.

    Those of a site lie together for good. Any other page may be sent alone, and has no link that
    leads nowhere: a script makes links of these where the page was opened from its index.
    """
    return "href" if site else "data-beside"


def sheet(kind: str) -> str:
    """Return the style sheet of a kind of page, its colours from `hzlib.figures.style`."""
    return f"{variables()}\n{web.sheet(*SHEETS[kind])}"


def variables() -> str:
    """Return the colours and the font of all pages, as variables of a style sheet."""
    names = {
        **style.GROUNDS,
        "accent": (style.PALETTE[0], "#9db8ff"), "focus": (style.PALETTE[1], "#ffb454"),
        "reference": (style.PALETTE[4], style.PALETTE_DARK[4]), "line": ("#d5dbe3", "#38414c"),
        "mark": ("#ffe28a", "#6b5300"), "string": (style.PALETTE[5], "#a5cf93"),
        "target": ("#ffe9d6", "#4a2f1c"), "actual": ("#dde9fb", "#1f3557"),
        "estimate": ("#e3f3e5", "#23402a"),
    }  # fmt: skip
    light, dark = (
        "".join(f"--{name}:{pair[look]};" for name, pair in names.items()) for look in (0, 1)
    )
    return (
        f':root{{--font:"{style.FONT}",sans-serif;{light}color-scheme:light}}'
        f'@media screen and (prefers-color-scheme:dark){{:root:not([data-look="light"])'
        f"{{{dark}color-scheme:dark}}}}"
        f'@media screen{{:root[data-look="dark"]{{{dark}color-scheme:dark}}}}'
    )


def characters(texts: Iterable[str]) -> str:
    """Return the characters of texts that the Chinese font has, each once, in order."""
    return "".join(sorted(one for one in set().union(*texts) if ord(one) in supported()))


def page_html(
    page: Page, links: Sequence[Link] = (), among: str = "", site: bool = False
) -> tuple[str, str]:
    """Return the file of a page, and the characters that it shows.

    Parameters
    ----------
    page : Page
        Its content.
    links : sequence of Link, optional
        To other pages.
    among : str, optional
        The characters of all pages of the run (see `subset`).
    site : bool, optional
        Take style, scripts and font from the folder ``assets`` instead of holding them.

    Returns
    -------
    html, characters : str
        The same for the same content.
    """
    data = _data(page)
    frame = _frame(page, links, site, ("", "", ""))
    shown = characters([frame, *_strings(data), web.bundle(page.kind)])
    if site:
        parts = _linked(page, data)
    else:
        parts = _held(page, data, face_css(subset(shown, among or shown)))
    return _frame(page, links, site, parts), shown


def _data(page: Page) -> dict[str, Any]:
    figures = (
        {"looks": style.looks(), "figures": page.figures} if page.figures or page.pictures else {}
    )
    data = {
        "evidence-data": page.evidence,
        "picture-data": page.pictures,
        "held-data": page.held,
        "rows-data": page.rows,
        "figure-data": figures,
    }
    return {name: one for name, one in data.items() if one}


def _strings(value: Any) -> Iterator[str]:
    """Return every text in a JSON value, keys among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield name
            yield from _strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)


def script_json(value: Any) -> str:
    r"""Return JSON that may stand in a script element: no text in it can end the element.

    Examples
    --------
    >>> script_json({"a": "</script><!--"})
    '{"a":"\\u003c/script\\u003e\\u003c!--"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _blocks(data: dict[str, Any]) -> str:
    """Return data as script elements, long ones packed."""
    blocks = []
    for name, value in data.items():
        text, packed = script_json(value), ""
        if len(text) > _PACKED_FROM:
            text, packed = _packed(text), " data-packed"
        blocks.append(f'<script type="application/json" id="{name}"{packed}>{text}</script>')
    return "\n".join(blocks)


@lru_cache(maxsize=8)
def _packed(text: str) -> str:
    return base64.b64encode(zlib.compress(text.encode("utf-8"), 9)).decode("ascii")


def _held(page: Page, data: dict[str, Any], font: str) -> tuple[str, str, str]:
    """Return policy, head and tail of a page that holds everything itself."""
    script = web.bundle(page.kind)
    library = _library(_packed(plotly_script())) if page.figures else ""
    head = f'<style id="font">{font}</style>\n<style>{sheet(page.kind)}</style>'
    tail = f"{_blocks(data)}\n{library}<script>{script}</script>"
    return _policy(_allowed(page, script), "data:", "'unsafe-inline'"), head, tail


def _linked(page: Page, data: dict[str, Any]) -> tuple[str, str, str]:
    """Return policy, head and tail of a page that shares the folder ``assets``."""
    library = _library(source="assets/plotly.js") if page.figures else ""
    head = (
        '<link rel="stylesheet" href="assets/font.css" id="font">\n'
        f'<link rel="stylesheet" href="assets/{page.kind}.css">'
    )
    tail = f'{_blocks(data)}\n{library}<script src="assets/{page.kind}.js"></script>'
    # 'self' does not name the files of a folder that was opened without a server: file: does.
    scripts = f"'self' file: {_allowed(page)}".strip()
    return _policy(scripts, "data:", "'self' file: 'unsafe-inline'"), head, tail


def _library(packed: str = "", source: str = "") -> str:
    # Packed it is a third as long; the page's own script unpacks it and runs it when it is needed.
    place = f' data-src="{source}"' if source else ""
    return f'<script type="text/plain" id="plotly" data-packed{place}>{packed}</script>\n'


def _allowed(page: Page, *scripts: str) -> str:
    texts = [*scripts, *([plotly_script()] if page.figures else [])]
    return " ".join(f"'sha256-{_hash(text)}'" for text in texts)


def _policy(scripts: str, fonts: str, styles: str) -> str:
    # plotly.js sets style attributes and rules, hence 'unsafe-inline' for styles alone.
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src data: blob:; "
        f"font-src {fonts}; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    # Browsers hash the text after they made all line ends one character.
    clean = text.replace("\r\n", "\n").replace("\r", "\n")
    return base64.b64encode(hashlib.sha256(clean.encode("utf-8")).digest()).decode("ascii")


def _frame(page: Page, links: Sequence[Link], site: bool, parts: tuple[str, str, str]) -> str:
    from markupsafe import Markup

    policy, head, tail = parts
    content = page.body if isinstance(page.body, dict) else Markup(page.body)
    about = {name: getattr(page, name) for name in ("kind", "title", "lead", "documents")}
    about["answer"] = said = [plain(one) for one in page.answer]
    return templates().get_template(f"{page.kind}.html.j2").render(
        page={"kind": page.kind, "title": page.title, "lead": "".join(said) or page.lead,
              "body": content, "contents": page.contents, "code": CODE in page.body,
              "about": json.dumps(about, ensure_ascii=False)},
        links=links, site=site, beside=beside(site), head=Markup(head), tail=Markup(tail),
        policy=Markup(html.escape(policy, quote=False)), series=SERIES, colophon=Markup(COLOPHON),
        statuses=[(key, wording.STATUSES[key], note) for key, note in _STATUS_NOTES],
    )  # fmt: skip


@cache
def templates() -> Any:
    """Return the templates of the pages; they escape what is put into them."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_FOLDER, encoding="utf-8"), autoescape=True,
        undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip


def assets(kinds: Iterable[str], shown: str) -> dict[str, str]:
    """Return the shared files of a site: name -> text."""
    library = f'document.getElementById("plotly").textContent = "{_packed(plotly_script())}";\n'
    files = {"font.css": face_css(subset(shown, shown)), "plotly.js": library}
    for kind in sorted(set(kinds)):
        files[f"{kind}.css"] = sheet(kind)
        files[f"{kind}.js"] = web.bundle(kind)
    return files


# --- the font, cut down to the characters of a page -----------------------------------------------

# Punctuation narrows where two marks meet, as in well set Chinese; all else of the font's layout
# tables serves other languages, and pairs of Latin letters take two fifths of the cutting.
_FEATURES = ("halt", "chws")
_ALWAYS = "".join(map(chr, range(0x20, 0x7F))) + "，。、；：？！（）“”‘’《》—…·％±×÷−≥≤→↑↓‹›▲▼"
# From so many characters on, size counts for more than speed.
_LARGE = 1500


@cache
def supported() -> frozenset[int]:
    """Return the code points that the Chinese font has a glyph for.

    Examples
    --------
    >>> ord("杭") in supported()
    True
    """
    from fontTools.ttLib import TTFont

    with TTFont(style.font_file(), lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _reduced(characters: frozenset[str]) -> bytes:
    return _subset(style.font_file().read_bytes(), characters, flavor=None)


def subset(text: Iterable[str], among: Iterable[str] = ()) -> bytes:
    """Return the font with the characters of a text only, as WOFF2.

    Parameters
    ----------
    text : iterable of str
        The page's text, or its characters.
    among : iterable of str, optional
        Characters of all pages of a run: the font is cut down to them once, and to each page's
        own from there, which is several times quicker.

    Returns
    -------
    bytes
        The same for the same set of characters.

    Examples
    --------
    >>> subset("杭州")[:4]
    b'wOF2'
    """
    wanted = frozenset("".join(text)) | frozenset(_ALWAYS)
    base = _reduced(frozenset("".join(among)) | wanted) if among else style.font_file().read_bytes()
    return _subset(base, wanted, flavor="woff2")


def _subset(font: bytes, characters: frozenset[str], flavor: str | None) -> bytes:
    from fontTools import subset as cutting
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.woff2 import WOFF2FlavorData

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    options = cutting.Options()
    options.layout_features = list(_FEATURES)
    options.hinting = options.glyph_names = options.notdef_outline = False
    options.name_IDs = [1, 2, 13, 14]
    options.drop_tables += ["DSIG", "vhea", "vmtx", "VORG", "BASE", "meta", "STAT"]
    options.ignore_missing_unicodes = True
    # Outlines pass through as they are: taking each apart to measure it anew, or to save a fifth
    # of the size, takes seconds a page; the latter pays for large fonts alone. The time of saving
    # would make each run's bytes differ.
    face: Any = TTFont(io.BytesIO(font), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    # Names of glyphs are not kept: finding them costs a tenth of the time.
    face.setGlyphOrder([f"g{number:05}" for number in range(face["maxp"].numGlyphs)])
    # The cutter would look through every table for names in use, which takes half of its time.
    names = face["name"]
    names.names = [one for one in names.names if one.nameID in options.name_IDs]
    del face["name"]
    cutter = cutting.Subsetter(options)
    cutter.populate(unicodes=map(ord, characters))
    cutter.subset(face)
    face["name"] = names
    face.flavor = flavor
    buffer = io.BytesIO()
    if flavor == "woff2":
        large = len(characters) > _LARGE
        face.flavorData = WOFF2FlavorData(transformedTables=("glyf", "loca") if large else ())
        _quicken()
    face.save(buffer)
    return buffer.getvalue()


@cache
def _quicken() -> None:
    # fontTools asks for brotli's last 4 % at fifty times the cost, and has no option for less.
    import brotli
    from fontTools.ttLib import woff2

    compress = partial(brotli.compress, quality=7)
    woff2.brotli = SimpleNamespace(**{**vars(brotli), "compress": compress})


def face_css(font: bytes) -> str:
    """Return the ``@font-face`` rule that embeds a WOFF2 font."""
    data = base64.b64encode(font).decode("ascii")
    return (
        f'@font-face{{font-family:"{style.FONT}";font-display:block;'
        f'src:url("data:font/woff2;base64,{data}") format("woff2")}}'
    )
