"""The documents that a user names: by id, by path, as documents, as a corpus, or not at all."""

import reprlib
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import chain
from pathlib import Path

from hzlib.errors import HzError
from hzlib.messages import listed, told
from hzlib.store import plan
from hzlib.store.opened import opened
from hzlib.store.schema import is_corpus
from hzlib.text import corpus
from hzlib.text.corpus import Document
from hzlib.text.formats.sheet import NoTexts


def documents(source: object = None) -> tuple[Document, ...]:
    """Return the documents that a user names; the catalogue's if there is none.

    Parameters
    ----------
    source : str, Path, Document, corpus or iterable of these, optional
        Ids of the catalogue, paths of files (with one report or several), of folders of reports or
        of corpora that `hz corpus build` made, documents. A corpus is also anything whose attribute
        ``documents`` is a tuple of documents. An empty list or tuple is nothing named, as the
        parameters of the notebooks have it. What cannot be read of a folder is told on standard
        error.

    Raises
    ------
    HzError
        If a file cannot be read, something is named that is no document, or a corpus is empty;
        or what is looked for (``Path().glob(...)``) is not there.

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
    found = tuple(chain.from_iterable(map(_named, source)))
    if not found and not isinstance(source, list | tuple):
        raise HzError("no documents are named: what was searched for is not there",
                      "check the name and the folder")  # fmt: skip
    return found or corpus.documents()


def _named(named: object) -> tuple[Document, ...]:
    if isinstance(named, Document):
        return (named,)
    if isinstance(named, str | Path):
        known = {document.id: document for document in corpus.documents()}
        if str(named) in known:
            return (known[str(named)],)
        if is_corpus(Path(named)):
            return opened(named)
        if Path(named).is_dir() or "://" in str(named):
            return _in_folder(str(named))
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


_NAMED = 3


def _in_folder(folder: str) -> tuple[Document, ...]:
    """Return the reports of a folder and of those below it; what cannot be read is told."""
    read: list[Document] = []
    failures: list[str] = []
    tables: list[str] = []
    own: list[str] = []
    files = plan.found(folder, own)
    for file in files:
        # The page of a document reads it again from its file.
        path = Path(file.path if "://" in folder else Path(folder, file.path))
        try:
            found = plan.reports(plan.content(folder, file), file)
        except HzError as error:
            (tables if isinstance(error, NoTexts) else failures).append(str(error))
        else:
            read += (replace(one, path=path) for one in found)
    if not read:
        raise HzError("{path}: holds no report that can be read",
                      "name the folder of the reports", path=folder)  # fmt: skip
    if own:
        print(left_out(own), file=sys.stderr)
    if tables:
        line = told("hz: {count} [table without a column of texts is no report|tables "
                    "without a column of texts are no reports]: {first}",
                    count=len(tables), first=listed(tables, _NAMED))  # fmt: skip
        print(line, file=sys.stderr)
    if failures:
        line = told(
            "hz: {failed} of {count} [file|files] of {path} could not be read: {first}",
            failed=len(failures), count=len(files), path=folder,
            first=listed(failures, _NAMED),
        )  # fmt: skip
        print(line, file=sys.stderr)
    return tuple(sorted(read, key=lambda one: one.id))


def left_out(own: Sequence[str]) -> str:
    """Return that pages and tables which this package wrote lie among reports.

    Examples
    --------
    >>> left_out(["read-a.html", "facts.csv"])
    'hz：不读 hz 自己写的 2 个网页或表格：read-a.html、facts.csv'
    """
    return told("hz: {count} [page or table|pages and tables] that hz wrote left out: {files}",
                count=len(own), files=list(own))  # fmt: skip


def _held(corpus: object) -> tuple[Document, ...] | None:
    """Return the documents of a corpus, or None if it is none."""
    held = getattr(corpus, "documents", None)
    if isinstance(held, tuple) and all(isinstance(one, Document) for one in held):
        return held
    return None
