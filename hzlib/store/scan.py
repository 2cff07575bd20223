"""What documents state, of many at once: from a corpus in a folder only what is asked for."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from hzlib.evidence.sources import FactSource, StatedSource, facts_of, stated_of
from hzlib.extraction.facts import Fact
from hzlib.extraction.stated import Stated
from hzlib.store.opened import StoredDocument, opened, scan
from hzlib.store.schema import FACTS, QUANTITIES, Table
from hzlib.text.corpus import Document

Wanted = Mapping[str, Collection[str]]
"""What a column may hold, by column."""


def facts_in(documents: Sequence[Document], wanted: Wanted) -> Iterator[FactSource]:
    """Yield the facts of documents as sources, in the order of documents and texts.

    Parameters
    ----------
    documents : sequence of Document
        Those of a corpus in a folder are read together, and of them only what is wanted.
    wanted : mapping
        What columns of the facts may hold: ``{"indicator": ["gdp"]}``.

    Examples
    --------
    >>> from hzlib.text.corpus import documents
    >>> found = facts_in(documents(), {"indicator": ["gdp"], "measure": ["growth"]})
    >>> [source.fact.text for source in found][:2]
    ['3.9%', '6%以上']
    """
    stored = _rows(FACTS, documents, wanted)
    for document in documents:
        if isinstance(document, StoredDocument):
            rows = stored.get(document, ())
            yield from (FactSource(document, Fact(*row)) for row in rows)
        else:
            yield from (one for one in facts_of(document) if _fits(one.fact, wanted))


def stated_in(documents: Sequence[Document], wanted: Wanted) -> Iterator[StatedSource]:
    """Yield the quantities of documents as sources, in the order of documents and texts.

    The parameters are those of `facts_in`; of ``indicator`` one of several of a number is enough.

    Examples
    --------
    >>> from hzlib.text.corpus import documents
    >>> [one.stated.text for one in stated_in(documents(), {"subject": ["全国文明城市"]})][:1]
    []
    """
    stored = _rows(QUANTITIES, documents, wanted)
    for document in documents:
        if isinstance(document, StoredDocument):
            rows = stored.get(document, ())
            yield from (StatedSource(document, Stated(*row)) for row in rows)
        else:
            yield from (one for one in stated_of(document) if _fits(one.stated, wanted))


def _fits(one: Fact | Stated, wanted: Wanted) -> bool:
    return all(not {cell, *cell.split()}.isdisjoint(values)
               for cell, values in ((getattr(one, name), values) for name, values in wanted.items()))


def distinct(documents: Sequence[Document], column: str) -> list[str]:
    """Return what a column of the facts of documents holds, each once.

    Examples
    --------
    >>> from hzlib.text.corpus import documents
    >>> distinct(documents()[:1], "region")[:2]
    ['杭州市', '全国']
    """
