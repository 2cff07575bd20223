"""The documents that a user names: by id, by path, as documents, or not at all."""

from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from hzlib.text import corpus
from hzlib.text.corpus import Document


def documents(source: object = None) -> tuple[Document, ...]:
    """Return the documents that a user names; the catalogue's if there is none.

    Parameters
    ----------
    source : str, Path, Document or iterable of these, optional
        Ids of the catalogue, paths of files (with one report or several), documents.

    Raises
    ------
    HzError
        If a file cannot be read, or something is named that is no document.

    Examples
    --------
    >>> [document.place for document in documents("qiantang-gwr-2024")]
    ['钱塘区']
    >>> len(documents()), len(documents([]))
    (5, 5)
    """
    if source is None:
        return corpus.documents()
    if isinstance(held := getattr(source, "documents", None), tuple):
        return held or corpus.documents()
    if isinstance(source, str | Path | Document):
        return _named(source)
    assert isinstance(source, Iterable)
    return tuple(chain.from_iterable(map(_named, source))) or corpus.documents()


def _named(named: str | Path | Document) -> tuple[Document, ...]:
    if isinstance(named, Document):
        return (named,)
    known = {document.id: document for document in corpus.documents()}
    return (known[str(named)],) if str(named) in known else corpus.read_all(named)
