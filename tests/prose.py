"""What pages, notebooks and code show in Chinese, without what they quote, and what is amiss in it.

The rules are those of ``docs/style.zh-CN.md``; the words are data in ``tests/language``.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html

from tests.language import table
from tests.walk import data_of

_HAN = r"[\u4e00-\u9fff]"
_CODE = "⌀"  # stands where code, mathematics or a field of a template stood
_QUOTED = re.compile(r"“[^“”]*”|《[^《》]*》|‘[^‘’]*’")
_UNNUMBERED = ("结论", "名词", "数据的局限")
_THINGS = "人|名|户|家|件|个|所|处|项|套|张|辆|台|亩"
_LARGE = re.compile(rf"(\d{{1,3}}(?:,\d{{3}})+)(?:\.\d+)?(?={_THINGS})(?!个?百分点)")
_MILLIONS = re.compile(r"\d{1,3},\d{3},\d{3}(?!元)")
_UNPARTED = re.compile(rf"(?<![\d,.@])(?!(?:19|20)\d\d(?!{_THINGS}|亿|万))\d{{4,}}(?!\d|,\d|年)")
_MINUS = re.compile(r"(?<![A-Za-z\d—–.-])-\d")
_HALF_WIDTH = re.compile(rf"{_HAN}[,;:!?()]|[,;:!?()]{_HAN}|[\"「」『』]|--|\.\.\.")
_SPACE = re.compile(rf"{_HAN} +[A-Za-z\d]|{_HAN} +{_HAN}|[A-Za-z\d²%] +{_HAN}")
_LATIN = re.compile(r"[A-Za-z][A-Za-z\d]*(?:[.&_-][A-Za-z\d]+)*")


# --- what is amiss --------------------------------------------------------------------------------


def amiss(text: str) -> list[str]:
    """Return what the style forbids in a passage, each with what it is."""
    own = _QUOTED.sub("“”", text)
    found = [
        f"{row['avoid']} → {row['use']}" for row in table("words") if re.search(row["avoid"], own)
    ]
    whole = [found[1] for found in _LARGE.finditer(own)]
    found += [f"in 万: {one}" for one in whole if int(one.replace(",", "")) >= 10_000]
    known = {row["term"] for row in table("latin")}
    if re.search(_HAN, own):
        found += [f"Latin: {one}" for one in _LATIN.findall(own) if one not in known]
        found += [f"half-width: {one}" for one in _HALF_WIDTH.findall(own)]
        found += [f"space: {one}" for one in _SPACE.findall(own)]
    formula = re.search(" [÷×^−+] ", own)  # reckons with numbers, not with their units
    found += [] if formula else [f"in 万: {one}" for one in _MILLIONS.findall(own)]
    for name, pattern in (("thousands", _UNPARTED), ("minus", _MINUS)):
        found += [f"{name}: {one}" for one in pattern.findall(own)]
    return found


def misnumbered(headings: list[str]) -> list[str]:
    """Return the sections of a notebook that do not follow the one before: 1　…, 2　…."""
    numbered = [one for one in headings if one not in _UNNUMBERED]
    return [
        one for number, one in enumerate(numbered, 1) if not re.match(rf"{number}　\S", one)
    ]  # fmt: skip


# --- a page ---------------------------------------------------------------------------------------


def headings(page: Path) -> list[str]:
    """Return the sections of a page."""
    body = lxml.html.document_fromstring(page.read_text(encoding="utf-8"))
    return [
        one.text_content()
        for one in body.xpath("//article//h2[not(ancestor::*[contains(@class, 'hz-full')])]")
    ]


def titles(page: Path) -> list[str]:
    """Return the titles of the figures and tables of a page."""
    body = lxml.html.document_fromstring(page.read_text(encoding="utf-8"))
    return [one.text_content() for one in body.xpath("//*[@class='hz-title']|//caption")]


def passages(page: Path) -> Iterator[str]:
    """Yield what a page shows in words of its own: its text, its figures, its panels."""
    html = page.read_text(encoding="utf-8")
    body = lxml.html.document_fromstring(html)
    held = data_of(html, "held-data") or {}
    for one in (body, *(lxml.html.fragment_fromstring(part, "div") for part in held.values())):
        yield from _told(one)
    yield from _drawn(data_of(html, "figure-data"))
    yield from _panels(data_of(html, "evidence-data"))


def _told(body: lxml.html.HtmlElement) -> Iterator[str]:
    quotes = {row["heading"] for row in table("verbatim")}
    for grid in body.iter("table"):
        heads = [one.text_content() for one in grid.xpath("./thead//th")]
        for row in grid.xpath("./tbody/tr"):
            for head, cell in zip(heads, row, strict=False):
                if head in quotes:
                    cell.clear(keep_tail=True)
    for one in body.xpath(
        "//script|//style|//pre|//math|//*[contains(@class, 'hz-full')]|//nav[@aria-label='文件大纲']|//details[@class='code']"
    ):
        if one.getparent() is not None:
            one.drop_tree()
    for one in body.iter("code"):
        one.text = _CODE
    blocks = (
        "p|h1|h2|h3|li|td|th|caption|figcaption|summary|button|label|title|span[@class='sample']"
    )
    for one in body.xpath("|".join(f"//{name}" for name in blocks.split("|"))):
        yield one.text_content().strip()
    yield from map(str, body.xpath("//@title|//@aria-label|//meta[@name='description']/@content"))


def _drawn(found: object) -> Iterator[str]:
    """Yield the names, titles and labels of figures, wherever they stand in plotly's data."""
    if isinstance(found, dict):
        for key, part in found.items():
            if isinstance(part, str) and key in ("name", "text", "label", "title"):
                yield re.sub(r"<[^>]*>", "", part)
            elif key not in ("customdata", "hovertemplate", "font", "template"):
                yield from _drawn(part)
    elif isinstance(found, list):
        for part in found:
            yield from _drawn(part)


def _panels(payload: dict | None) -> Iterator[str]:
    quotes = {row["heading"] for row in table("verbatim")}
    for one in (payload or {}).get("entries", {}).values():
        told = ("note",) if one.get("heading") in quotes else ("heading", "value", "note", "text")
        yield from (one.get(name, "") for name in told)
        yield from (said for name, said in one.get("fields", ()) if name not in quotes)


# --- sources --------------------------------------------------------------------------------------


def of_markdown(text: str) -> Iterator[str]:
    """Yield the lines of a markdown text, without code, marks and addresses."""
    for line in re.sub(r"```.*?```", "", text, flags=re.S).splitlines():
        plain = re.sub(r"`[^`]*`", _CODE, line)
        plain = re.sub(r"\]\([^)]*\)|\*\*|^\s*(?:#+|-|>)\s+|\[", "", plain)
        yield from (cell.strip() for cell in plain.split("|"))


def of_code(text: str) -> Iterator[str]:
    """Yield the Chinese strings of a program, docstrings and patterns aside; a field is a gap."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value.value = None
    for node in ast.walk(tree):
        said = node.value if isinstance(node, ast.Constant) else None
        if isinstance(said, str) and re.search(_HAN, said) and not re.search(r"\\d|\(\?", said):
            yield re.sub(r"\{[^{}]*\}|<[^>]*>", _CODE, said)
