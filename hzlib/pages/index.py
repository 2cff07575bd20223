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
from hzlib.pages.page import Page

TITLE = "从政府文件到图表"
_ABOUT = re.compile(r'<meta name="hzlib" content="([^"]*)">')
_HEAD = 200_000  # characters, more than the head of a page has before its style
_MOST = 3  # places that are named one by one


class Listed(NamedTuple):
    """What an index lists: cards with ``href``, ``title``, ``lead``; and the places it is about.

    The cards of indicators come by groups, each with its name.
    """

    themes: tuple[dict[str, str], ...]
    documents: tuple[dict[str, str], ...]
    lead: str
    indicators: tuple[tuple[str, tuple[dict[str, str], ...]], ...] = ()

    @property
    def pages(self) -> int:
        """How many pages it lists."""
        known = sum(len(cards) for _, cards in self.indicators)
        return len(self.themes) + len(self.documents) + known


def listed(folder: Path) -> Listed:
    """Return the pages of notebooks in a folder, and the readers of the documents they show.

    Pages that were made earlier count too; what is no page of ours does not.
    """
    abouts = {file.name: _about(file) for file in sorted(folder.glob("*.html"))}
    reports = {name: one for name, one in abouts.items() if one.get("kind") == "report"}
    documents = {one["id"]: one for about in reports.values() for one in about["documents"]}
    ids = sorted(documents, key=order)
    return Listed(
        tuple(_card(name, one["title"], one["lead"]) for name, one in reports.items()),
        tuple(
            _card(f"read-{id}.html", documents[id]["title"], documents[id]["issuer"])
            for id in ids
            if f"read-{id}.html" in abouts
        ),
        lead(documents[id]["place"] for id in ids),
        _groups({name: one for name, one in abouts.items() if one.get("kind") == "indicator"}),
    )


def _groups(
    abouts: dict[str, dict[str, Any]],
) -> tuple[tuple[str, tuple[dict[str, str], ...]], ...]:
    """Return the pages of indicators by their groups, both in the order of ``data/etc``."""
    groups: dict[str, list[dict[str, str]]] = {}
    for row in lookups.read(lookups.Comparability):
        name = f"indicator-{row.indicator}.html"
        if name in abouts:
            groups.setdefault(row.group, []).append(_card(name, abouts[name]["title"], ""))
    return tuple((group, tuple(cards)) for group, cards in groups.items())


def _about(file: Path) -> dict[str, Any]:
    """Return what a page tells of itself; nothing if it is none of ours."""
    with file.open(encoding="utf-8", errors="replace") as text:
        found = _ABOUT.search(text.read(_HEAD))
    try:
        return dict(json.loads(html.unescape(found[1]))) if found else {}
    except ValueError:
        return {}


def _card(name: str, title: str, lead: str) -> dict[str, str]:
    return {"href": quote(name), "title": title, "lead": lead}


def lead(places: Iterable[str]) -> str:
    """Return what an index says of documents of these places, one place a document.

    Examples
    --------
    >>> lead(["宁波市"])
    '宁波市的一份政府文件，读成事实、图和词；点开任何一个数字，就看到写出它的那句话。'
    >>> lead(["甲市", "乙市", "甲市", "丙市", "丁市"]).partition("，")[0]
    '甲市、乙市、丙市等地的几份政府文件'
    """
    given = list(places)
    names = list(dict.fromkeys(one for one in given if one))
    if len(names) > _MOST:
        of = "、".join(names[:_MOST]) + "等地的"
    else:
        of = "与".join(["、".join(names[:-1]), names[-1]] if names[1:] else names)
        of += "的" if names else ""
    number = {0: "", 1: "一份"}.get(len(given), "几份")
    return f"{of}{number}政府文件，读成事实、图和词；点开任何一个数字，就看到写出它的那句话。"


def index_page(found: Listed) -> Page:
    """Return the index of what was found in a folder."""
    body = {
        "themes": found.themes, "documents": found.documents, "indicators": found.indicators,
    }  # fmt: skip
    return Page("index", "index", TITLE, found.lead, body)
