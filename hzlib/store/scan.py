"""What many documents state: of a corpus in a folder no more is read than is asked for."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any, NamedTuple, TypeVar

from hzlib.evidence.sources import FactSource, StatedSource, facts_of, stated_of
from hzlib.extraction.facts import Fact
from hzlib.extraction.stated import Stated
from hzlib.store.opened import StoredDocument, cells_of, read
from hzlib.store.schema import FACTS, QUANTITIES, Table
from hzlib.text.corpus import Document

T = TypeVar("T")


class Has(NamedTuple):
    """What a column is to hold: one of some values, or with ``part`` one of them somewhere."""

    column: str
    values: Sequence[str]
    part: bool = False


def facts_in(documents: Sequence[Document], wanted: Sequence[Has] = ()) -> list[FactSource]:
    """Return the facts of documents as sources, in the order of the documents and their texts.

    Parameters
    ----------
    documents : sequence of Document
        Any documents.
    wanted : sequence of Has, optional
        What is asked for: of a corpus in a folder nothing else is read. Of other documents all is
        returned.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> str(facts_in([load("hangzhou-gwr-2023")])[0])
    'fact:hangzhou-gwr-2023@507'
    """
    kept = _kept(documents, FACTS, Fact, wanted)
    return [
        source for one in documents
        for source in (
            (FactSource(one, fact) for fact in kept.get(one, ()))
            if isinstance(one, StoredDocument) else facts_of(one)
        )
    ]  # fmt: skip


def stated_in(documents: Sequence[Document], wanted: Sequence[Has] = ()) -> list[StatedSource]:
    """Return the quantities of documents as sources, as `facts_in` does the facts.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> str(stated_in([load("hangzhou-gwr-2023")])[0])
    'stated:hangzhou-gwr-2023@507'
    """
    kept = _kept(documents, QUANTITIES, Stated, wanted)
    return [
        source for one in documents
        for source in (
            (StatedSource(one, stated) for stated in kept.get(one, ()))
            if isinstance(one, StoredDocument) else stated_of(one)
        )
    ]  # fmt: skip


def tally(documents: Sequence[Document], table: Table, column: str) -> Counter[str]:
    """Return what a column of the facts or the quantities of documents holds, and how often.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> tally([load("hangzhou-gwr-2023")], FACTS, "region").most_common(1)[0][0]
    '杭州市'
    """
    plain = [one for one in documents if not isinstance(one, StoredDocument)]
    rows: Iterable[Any]
    if table is FACTS:
        rows = (one.fact for one in facts_in(plain))
    else:
        rows = (one.stated for one in stated_in(plain))
    found = Counter(getattr(one, column) for one in rows)
    for _, kept in tables_of(documents, table, [column], ()):
        counts = kept[column].value_counts()
        found.update(dict(zip(*(one.to_pylist() for one in counts.flatten()), strict=True)))
    return found


def last_years(documents: Sequence[Document]) -> dict[str, str]:
    """Return the last year of which documents state anything but a target, by place.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> last_years([load("hangzhou-gwr-2023")])["杭州市"]
    '2022'
    """
    plain = [one for one in documents if not isinstance(one, StoredDocument)]
    found: dict[str, str] = {}
    known = {(one.fact.region, one.fact.period) for one in facts_in(plain)
             if one.fact.status != "target"}  # fmt: skip
    for _, kept in tables_of(documents, FACTS, ["region", "period"], [Has("status", _DONE)]):
        known.update(zip(*(kept[name].to_pylist() for name in kept.column_names), strict=True))
    for place, period in known:
        found[place] = max(found.get(place, ""), period[-4:])
    return found


_DONE = ("actual", "estimate")


def stating_facts(documents: Sequence[Document]) -> Iterator[Document]:
    """Yield the documents that state facts.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> [*stating_facts([load("hangzhou-gwr-2023")])]
    [<Document hangzhou-gwr-2023: 2023年杭州市政府工作报告>]
    """
    for one in documents:
        if one.kept.row["facts"] if isinstance(one, StoredDocument) else facts_of(one):
            yield one


def _kept(
    documents: Sequence[Document], table: Table, row: Callable[..., T], wanted: Sequence[Has]
) -> dict[Document, list[T]]:
    """Return the rows of a table that are of documents of corpora in folders."""
    found: dict[Document, list[T]] = {}
    of = list(table.columns).index("doc")
    for known, rows in tables_of(documents, table, list(table.columns), wanted):
        for cells in zip(*map(cells_of, rows.columns), strict=True):
            found.setdefault(known[cells[of]], []).append(row(*cells))
    return found


def tables_of(
    documents: Sequence[Document], table: Table, columns: Sequence[str], wanted: Sequence[Has]
) -> Iterator[tuple[dict[str, StoredDocument], Any]]:
    """Yield, corpus by corpus, the documents that are of it and their rows of a table."""
    corpora: dict[str, list[StoredDocument]] = {}
    for one in documents:
        if isinstance(one, StoredDocument):
            corpora.setdefault(one.kept.key, []).append(one)
    for several in corpora.values():
        kept, known = several[0].kept, {one.id: one for one in several}
        parts = sorted({one.kept.part for one in several})
        where = _where([Has("doc", list(known)), *wanted])
        yield known, read(kept.corpus, table, parts, kept.parts, columns, where)


def _where(wanted: Sequence[Has]) -> Any:
    import pyarrow as pa
    from pyarrow import compute

    def one(has: Has) -> Any:
        field = compute.field(has.column)
        if not has.part:
            return field.isin(pa.array(list(has.values), pa.string()))
        return reduce(or_, (compute.match_substring(field, value) for value in has.values))

    return reduce(and_, map(one, wanted))
