"""The index of a folder of pages: what lies in it, as the pages tell of themselves."""

import html
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from hzlib import lookups
from hzlib.pages.documents import order
from hzlib.pages.page import CAUTION, Page

TITLE = "政府文件数据分析"
# The kinds of page that have a section of their own, in its order.
KINDS = {"report": "专题"}
DOCUMENTS = ("documents", "原文")
INDICATORS = ("indicator", "指标")
_AMONG = "列出所收文件和参考数据载明两处以上的指标。"
_UNLIKE = f"{CAUTION}表示算式所含各数口径不同或可能不同，仅供参考。"
_ABOUT = re.compile(r'<meta name="hzlib" content="([^"]*)">')
_HEAD = 200_000  # characters, more than the head of a page has before its style
_MOST = 3  # places that are named one by one
_SAID = 2  # sentences of a page's answer


class Section(NamedTuple):
    """A section of an index; its cards have ``href``, ``title`` and ``lead``.

    Where there are groups, each a name with cards, these are the same cards. A note says what is
    among the cards, or what a sign in them means.
    """

    kind: str
    heading: str
    cards: tuple[dict[str, str], ...]
    groups: tuple[tuple[str, tuple[dict[str, str], ...]], ...] = ()
    note: str = ""


class Listed(NamedTuple):
    """What an index lists, and the places that it is about."""

    sections: tuple[Section, ...]
    lead: str

    @property
    def pages(self) -> int:
        """How many pages it lists."""
        return sum(len(section.cards) for section in self.sections)


def listed(folder: Path) -> Listed:
    """Return the pages of notebooks in a folder, and the readers of the documents they show.

    Pages that were made earlier count too; what is no page of ours does not.
    """
    abouts = {file.name: _about(file) for file in sorted(folder.glob("*.html"))}
    shown = {name: one for name, one in abouts.items() if one.get("kind") in KINDS}
    documents = {one["id"]: one for about in shown.values() for one in about["documents"]}
    ids = sorted(documents, key=order)
    found = [_section(kind, heading, shown) for kind, heading in KINDS.items()]
    readers = tuple(
        _card(f"read-{id}.html", documents[id]["title"], documents[id]["issuer"])
        for id in ids
        if f"read-{id}.html" in abouts
    )
    every = (*found, Section(*DOCUMENTS, readers), _indicators(abouts))
    kept = (one for one in every if one.cards)
    return Listed(tuple(kept), lead(documents[id]["place"] for id in ids))


def _section(kind: str, heading: str, shown: dict[str, dict[str, Any]]) -> Section:
    kept = {name: one for name, one in shown.items() if one["kind"] == kind}
    cards = tuple(_card(name, one["title"], _told(one)) for name, one in kept.items())
    note = _UNLIKE if any(CAUTION in one["lead"] for one in cards) else ""
    return Section(kind, heading, cards, note=note)


def _indicators(abouts: dict[str, dict[str, Any]]) -> Section:
    """Return the pages of indicators by their groups, both in the order of ``data/etc``."""
    groups: dict[str, list[dict[str, str]]] = {}
    for row in lookups.read(lookups.Comparability):
        about = abouts.get(name := f"indicator-{row.indicator}.html", {})
        if about.get("kind") == "indicator":
            groups.setdefault(row.group, []).append(_card(name, about["title"], ""))
    cards = (card for some in groups.values() for card in some)
    named = tuple((name, tuple(some)) for name, some in groups.items())
    return Section(*INDICATORS, tuple(cards), named, _AMONG)


def _about(file: Path) -> dict[str, Any]:
    """Return what a page tells of itself; nothing if it is none of ours."""
    with file.open(encoding="utf-8", errors="replace") as text:
        found = _ABOUT.search(text.read(_HEAD))
    try:
        return dict(json.loads(html.unescape(found[1]))) if found else {}
    except ValueError:
        return {}


def _told(about: dict[str, Any]) -> str:
    """Return what a card says of a page: how its answer begins; its question if it has none."""
    told = "".join(about.get("answer", ())[:_SAID]) or str(about["lead"])
    # On a card 本篇 would be the index, and a sign is explained where one is seen.
    told = told.replace("本篇", f"《{about['title'].partition('：')[0]}》")
    bare = told.replace(f"，标{CAUTION}", "")
    return told if CAUTION in bare else bare


def _card(name: str, title: str, lead: str) -> dict[str, str]:
    return {"href": quote(name), "title": title, "lead": lead}


def lead(places: Iterable[str]) -> str:
    """Return what an index says of documents of these places, one place a document.

    Examples
    --------
    >>> lead(["宁波市"])
    '宁波市的一份政府文件，整理为数据、图表和词语统计；各页的数字均附原句。'
    >>> lead(["甲市", "乙市", "甲市", "丙市", "丁市"]).partition("，")[0]
    '甲市、乙市、丙市等地的多份政府文件'
    """
    given = list(places)
    names = list(dict.fromkeys(one for one in given if one))
    if len(names) > _MOST:
        of = "、".join(names[:_MOST]) + "等地的"
    else:
        of = "与".join(["、".join(names[:-1]), names[-1]] if names[1:] else names)
        of += "的" if names else ""
    number = {0: "", 1: "一份"}.get(len(given), "多份")
    return f"{of}{number}政府文件，整理为数据、图表和词语统计；各页的数字均附原句。"


def index_page(found: Listed) -> Page:
    """Return the index of what was found in a folder."""
    body = {"sections": [section._asdict() for section in found.sections]}
    return Page("index", "index", TITLE, found.lead, body)
