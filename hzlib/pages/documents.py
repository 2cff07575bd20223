"""The documents that a page shows: found again for their readers, and told in the page's head."""

import hashlib
import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from hzlib.errors import HzError
from hzlib.frames.places import is_invented
from hzlib.pages.page import Page
from hzlib.pages.passages import cited, joined, passages
from hzlib.store import choice
from hzlib.text import corpus
from hzlib.text.corpus import Document

# What can be the name of a file on every system.
_NAME = re.compile(r'[^/\\:*?"<>|\x00-\x1f]{1,80}')
_FIELDS = ("kind", "issuer", "place", "year", "reviewed", "planned")


def resolved(told: dict[str, Any], folder: Path, readers: bool = True) -> dict[str, Any]:
    """Return what a page's evidence tells of its documents, and which of them can have a reader.

    Parameters
    ----------
    told : dict
        ``documents`` of `hzlib.evidence.entry.payload`.
    folder : Path
        The folder in which the notebook ran, for the paths of one's own documents.
    readers : bool, optional
        Whether there are to be any.

    Returns
    -------
    dict
        By id: ``title``, ``reader``, ``place``, ``issuer``, and ``own`` of one's own documents,
        which `found` reads again. A report of a place that does not exist has no reader.
    """
    rows = {row.id: row for row in corpus.catalogue_rows()}
    made = {}
    for id, one in told.items():
        if own := one.get("own"):
            own = own | {"path": str((folder / own["path"]).resolve())}
            said = one | {"own": own, "place": own["place"], "issuer": own["issuer"]}
            known = not is_invented(own["place"]) and found(id, said) is not None
            made[id] = said | {"reader": readers and known}
        else:
            said = one | {"place": rows[id].place, "issuer": rows[id].issuer}
            made[id] = said | {"reader": readers}
    return made


def order(id: str) -> tuple[int, str]:
    """Return what sorts documents: those of the catalogue come first, in its order.

    Examples
    --------
    >>> sorted(["a", "hangzhou-fyp15", "hangzhou-gwr-2021"], key=order)
    ['hangzhou-gwr-2021', 'hangzhou-fyp15', 'a']
    """
    ids = [row.id for row in corpus.catalogue_rows()]
    return (ids.index(id) if id in ids else len(ids), id)


def found(id: str, told: dict[str, Any]) -> Document | None:
    """Return a document that a page shows, or None if its file is no longer as it was read."""
    own = told.get("own")
    if own is None:
        return corpus.load(id)
    if not _NAME.fullmatch(id):
        return None
    try:
        candidates = _read(own["path"], Path(own["path"]).stat().st_mtime_ns)
    except (HzError, OSError):
        return None
    for one in [one for one in candidates if one.id == id] or candidates:
        if hashlib.sha256(one.raw.encode("utf-8", "surrogatepass")).hexdigest() == own["sha256"]:
            return replace(one, id=id, title=told["title"], **{name: own[name] for name in _FIELDS})
    return None


@lru_cache(maxsize=8)
def _read(path: str, changed: int) -> tuple[Document, ...]:
    """Return the reports in a file, or in a corpus, as it is since its last change."""
    return choice.documents(Path(path))


def shown(page: Page, told: dict[str, Any]) -> Page:
    """Return a page that knows which of its documents have a reader, and tells it in its head.

    Where one's own documents lie is of no concern to who reads the page. Of reports of places that
    do not exist the head, from which the index is made, tells nothing.
    """
    names = ("title", "reader", "place", "issuer")
    head = [{"id": id} | {name: one[name] for name in names} for id, one in told.items()
            if not is_invented(one["place"])]  # fmt: skip
    known = {id: {"title": one["title"], "reader": one["reader"]} for id, one in told.items()}
    return replace(page, evidence=page.evidence | {"documents": known}, documents=head)


def with_passages(page: Page, told: dict[str, Any], around: bool = True) -> Page:
    """Return a page that holds the paragraphs around the places that it cites, or none of them.

    Of a document that cannot be read again it has the sentences alone.
    """
    places = cited(page.evidence)
    held = {
        id: passages(document, [place for place, _ in places[id]], page.evidence["entries"])
        for id in sorted(places)
        if around and (document := found(id, told[id]))
    }
    return replace(page, evidence=joined(page.evidence, places, held))
