"""The documents that a page shows: found again for their readers, and told in the page's head."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from hzlib.errors import HzError
from hzlib.text import corpus
from hzlib.text.corpus import Document

# What can be the name of a file on every system.
_NAME = re.compile(r'[^/\\:*?"<>|\x00-\x1f]{1,80}')
_FIELDS = ("kind", "issuer", "place", "year", "reviewed", "planned")


def resolved(told: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Return what a page's evidence tells of its documents, and which of them can have a reader.

    Parameters
    ----------
    told : dict
        ``documents`` of `hzlib.evidence.entry.payload`.
    folder : Path
        The folder in which the notebook ran, for the paths of one's own documents.

    Returns
    -------
    dict
        By id: ``title``, ``reader``, ``place``, ``issuer``, and ``own`` of one's own documents,
        which `found` reads again.
    """
    rows = {row.id: row for row in corpus.catalogue_rows()}
    made = {}
    for id, one in told.items():
        if own := one.get("own"):
            own = own | {"path": str((folder / own["path"]).resolve())}
            said = one | {"own": own, "place": own["place"], "issuer": own["issuer"]}
            made[id] = said | {"reader": found(id, said) is not None}
        else:
            made[id] = one | {"place": rows[id].place, "issuer": rows[id].issuer}
    return made


def found(id: str, told: dict[str, Any]) -> Document | None:
    """Return a document that a page shows, or None if its file is no longer as it was read."""
    own = told.get("own")
    if own is None:
        return corpus.load(id)
    if not _NAME.fullmatch(id):
        return None
    try:
        candidates = corpus.read_all(own["path"])
    except HzError:
        return None
    for one in candidates:
        if hashlib.sha256(one.raw.encode("utf-8", "surrogatepass")).hexdigest() == own["sha256"]:
            return replace(one, id=id, title=told["title"], **{name: own[name] for name in _FIELDS})
    return None


def in_page(told: dict[str, Any]) -> dict[str, Any]:
    """Return what the scripts of a page need to know of its documents."""
    return {id: {"title": one["title"], "reader": one["reader"]} for id, one in told.items()}


def in_head(told: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what the head of a page tells the index of its documents."""
    names = ("title", "reader", "place", "issuer")
    return [{"id": id} | {name: one[name] for name in names} for id, one in told.items()]
