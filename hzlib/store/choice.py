"""The documents that a user names: by id, by path, as documents, as a corpus, or not at all."""

import reprlib
from collections.abc import Iterable
from difflib import get_close_matches
from itertools import chain
from pathlib import Path

from hzlib.errors import HzError
from hzlib.store.opened import opened
from hzlib.store.schema import is_corpus
from hzlib.text import corpus
from hzlib.text.corpus import Document


def documents(source: object = None) -> tuple[Document, ...]:
    """Return the documents that a user names; the catalogue's if there is none.

    Parameters
    ----------
    source : str, Path, Document, corpus or iterable of these, optional
        Ids of the catalogue, paths of files (with one report or several), documents. A corpus is
        anything whose attribute ``documents`` is a tuple of documents.

    Raises
    ------
    HzError
        If a file cannot be read, something is named that is no document, or a corpus is empty.

    Examples
    --------
    >>> [document.place for document in documents("qiantang-gwr-2024")]
    ['钱塘区']
    >>> len(documents()), len(documents([]))
    (5, 5)
    """
    if source is None:
        return corpus.documents()
    several = isinstance(source, Iterable) and not isinstance(source, str | bytes)
    if not several or _held(source) is not None:
        return _named(source)
    assert isinstance(source, Iterable)
    return tuple(chain.from_iterable(map(_named, source))) or corpus.documents()


def _named(named: object) -> tuple[Document, ...]:
    if isinstance(named, Document):
        return (named,)
    if isinstance(named, str | Path):
        known = {document.id: document for document in corpus.documents()}
        if str(named) in known:
            return (known[str(named)],)
        if is_corpus(Path(named)):
            return opened(named)
        if not Path(named).exists() and (near := get_close_matches(str(named), known)):
            raise HzError("{doc}: no such file and no such document", "the nearest: {near}",
                          doc=named, near=near)  # fmt: skip
        return corpus.read_all(named)
    held = _held(named)
    if held is None:
        raise HzError(
            "{given}: is no document",
            "give an id of the catalogue, a path, a document, a corpus, or several of these",
            given=reprlib.repr(named),
        )
    if not held:
        raise HzError("a corpus without documents", "give one that has some")
    return held


def _held(corpus: object) -> tuple[Document, ...] | None:
    """Return the documents of a corpus, or None if it is none."""
    held = getattr(corpus, "documents", None)
    if isinstance(held, tuple) and all(isinstance(one, Document) for one in held):
        return held
    return None
