"""Every quantity of documents as a table, and like quantities side by side."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hzlib import lookups, wording
from hzlib.errors import HzError
from hzlib.evidence.basis import share_of
from hzlib.evidence.sources import FactSource, Item, things_of
from hzlib.evidence.sources import called as called_in_text
from hzlib.evidence.value import Value, counted
from hzlib.extraction.alike import Act, Words, bare, counted_as, known_by
from hzlib.frames.facts import CHOICES, asked_of, having
from hzlib.frames.names import indicator_id, refuse_others
from hzlib.frames.rows import objects, stated_numbers
from hzlib.frames.selection import passed
from hzlib.store.choice import documents
from hzlib.store.scan import Has, facts_in, stated_in, tally
from hzlib.store.schema import QUANTITIES
from hzlib.text.corpus import Document
from hzlib.text.patterns import cued

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "subject", "measure", "region", "period", "cumulated", "base", "status", "bound", "value",
    "unit", "text", "name",
    "year_from", "year_to", "indicator", "doc", "section", "sentence", "start", "end",
    "subject_at", "id", "evidence",
)  # fmt: skip


def quantities(source: Any = None, **wanted: Any) -> "pd.DataFrame":
    """Return every quantity of documents: one row a number, with what it counts or measures.

    Parameters
    ----------
    source : str, Path, Document, Corpus or iterable of these, optional
        Ids of the catalogue, paths of files, documents; the catalogue's five if not given.
    **wanted
        ``place``, ``indicator``, ``year``, ``status``, ``measure``, ``unit`` and ``doc``: one each
        or several, in any form that people write (杭州, GDP, 2023, 目标, 增速, 万人); ``subject``
        and ``section``: words that all stand in it.

    Returns
    -------
    DataFrame
        One row a number, in the order of the texts. ``subject`` is what the text says it counts or
        measures; ``value`` is in ``unit``, which is printed in the text, without 万 and 亿;
        ``measure`` and ``status`` are ordered categories; a ``period`` is a year, two
        (``2021-2025``) or empty where the text leaves it open, ``year_from`` and ``year_to`` as
        numbers; ``name`` and ``indicator`` are the Chinese name and the id of the indicator whose
        fact it is, empty if it is none; ``start``, ``end`` and ``subject_at`` are code points of
        the raw file. ``evidence`` is the source that `Value.of` carries on: the fact if it is one.

    Raises
    ------
    HzError
        If a file cannot be read, or a name is unknown.

    Examples
    --------
    >>> table = quantities("hangzhou-gwr-2023", subject="未来社区", year=2022)
    >>> table[["text", "value", "unit", "period", "status"]].values.tolist()
    [['40个', 40.0, '个', '2022', 'actual']]
    """
    refuse_others("hz.quantities", wanted, (*CHOICES, "unit", "doc", "subject", "section"))
    found = documents(source)
    asked = _asked(found, **wanted)
    table = stated_numbers(_rows(found, asked), COLUMNS, wording.STATED_MEASURES)
    return having(table, asked)


def _rows(documents: Sequence[Document], asked: Sequence[Has]) -> Iterator[dict[str, Any]]:
    """Yield the quantities of documents, each with the fact that it is or with itself."""
    # A number that is printed without a unit may get that of its fact.
    read = [one._replace(values=[*one.values, ""]) if one.column == "unit" else one
            for one in asked]  # fmt: skip
    stated = stated_in(documents, read)
    indicators = {id for one in stated for id in one.stated.indicator.split()}
    facts: dict[tuple[Document, int], list[FactSource]] = {}
    for fact in facts_in(documents, [Has("indicator", sorted(indicators))]):
        facts.setdefault((fact.document, fact.fact.start), []).append(fact)
    for source in stated:
        one = source.stated
        same = facts.get((source.document, one.start), ()) if one.indicator else ()
        names = map(lookups.indicator_name, one.indicator.split())
        yield {
            **one._asdict(), "subject": called_in_text(source),
            "name": "、".join(names), "evidence": same[0] if len(same) == 1 else source,
            # A ratio (收入倍差1.62) is printed without the unit that its indicator has.
            "unit": one.unit or (same[0].fact.unit if len(same) == 1 else ""),
            "year_from": _year(one.period[:4]), "year_to": _year(one.period[-4:]),
        }  # fmt: skip


def _year(text: str) -> int | None:
    return int(text) if text else None


def _asked(
    documents: Sequence[Document],
    subject: Any = None,
    section: Any = None,
    unit: Any = None,
    indicator: Any = None,
    doc: Any = None,
    **wanted: Any,
) -> list[Has]:
    """Return what the quantities of documents are to have that are asked for."""
    words = (("subject", subject), ("section", section))
    found = [Has(column, [word], part=True) for column, asked in words
             for word in str(asked or "").split()]  # fmt: skip
    ids = [one.id for one in documents]
    forms: dict[str, tuple[Any, Callable[[str], str]]] = {
        "unit": (unit, lambda name: wording.unit(wording.unscaled(name))),
        "indicator": (indicator, indicator_id),
        "doc": (doc, lambda name: _known(name, ids)),
    }
    for column, (asked, form) in forms.items():
        if asked is not None and asked != "":
            named = [form(one) for one in ([asked] if isinstance(asked, str) else asked)]
            if column == "indicator":  # a number may be of several
                cells = tally(documents, QUANTITIES, column)
                named = [one for one in cells if not {one, *one.split()}.isdisjoint(named)]
            found.append(Has(column, named))
    known = tally(documents, QUANTITIES, "region") if wanted.get("place") else ()
    return [*found, *asked_of(known, **wanted)]


def _known(doc: str, known: list[str]) -> str:
    if doc not in known:
        raise HzError(
            "{doc}: no such document in the corpus", "there are {known}", doc=doc, known=known
        )
    return doc


# --- like quantities ------------------------------------------------------------------------------


def alike(data: Any = None, by: str = "doc") -> "pd.DataFrame":
    """Return what several documents count or measure, one row a thing, one column a document.

    Numbers are of one thing if they are of one indicator, or if their subjects have the same words
    without signs, 的 and verbs, and both tell what came to be (新增, 建成) or what there is; their
    measure must be the same, and their unit but for words such as 名 and 人 that count the same.

    Parameters
    ----------
    data : DataFrame or documents, optional
        What `quantities` returns, or what it takes: a corpus, paths, ids.
    by : str, optional
        The column of it that gives the columns: ``doc``, or ``period`` for what is stated of
        several years, ``region`` of several places.

    Returns
    -------
    DataFrame
        ``subject``, ``measure``, ``unit``, ``region``, ``indicator`` (its id, empty if it is none),
        ``numbers`` (how many there are, a `Value` that lists them); then a column a document, whose
        cells are a `Value` that is read with its period and kind, or None: of several
        numbers a result before an estimate before a target, a plain one before a bound, the latest.
        What most columns have comes first. Numbers of other places than the document's own are
        things of their own. A milestone (≥2万亿元) that an earlier year's result had passed is
    none of its year.

    Raises
    ------
    HzError
        If there is no such column.

    Examples
    --------
    >>> table = alike(quantities(subject="新增学位"))
    >>> str(table["hangzhou-gwr-2023"].iloc[0])
    '7.068万个（2022年）'
    >>> table[["subject", "hangzhou-gwr-2021", "hangzhou-gwr-2023"]].values.tolist()
    [['新增学位', <Value 8万个 2020 actual>, <Value 7.068万个 2022 actual>]]
    """
    data = data if hasattr(data, "columns") else quantities(data)
    if by not in data.columns:
        raise HzError("{name}: no such column", "there are {known}", name=by, known=list(data))
    heads = [str(one) for one in dict.fromkeys(data[by]) if one]
    heads = heads if by == "doc" else sorted(heads)
    things: dict[tuple[str, ...], list[Any]] = {}
    data = data.drop(index=_old(data))
    for row in data.itertuples(index=False):
        if getattr(row, by) and (thing := _thing(row, by)):
            things.setdefault(thing, []).append(row)
    made = [_side_by_side(rows, by) for rows in things.values()]
    made = [row for row in made if len(row) > len(_OF_ALL) + 1]
    made.sort(key=len, reverse=True)
    return objects(made, (*_OF_ALL, *heads))


def _old(data: "pd.DataFrame") -> list[Any]:
    """Return the rows whose milestone a result of an earlier year had passed."""
    done = data[(data["status"] != "target") & (data["indicator"] != "")]
    groups = done.groupby(["region", "indicator"], sort=False)
    return [at for _, rows in groups for at in rows.index[passed(rows)]]


_OF_ALL = ("subject", "measure", "unit", "region", "indicator", "numbers")


def _thing(row: Any, by: str) -> tuple[Any, ...]:
    """Return what tells a thing from others; nothing if its number is of no thing."""
    words = known(row)
    if row.measure == "other" or not (row.indicator or isinstance(words, Words)):
        return ()
    own = by == "region" or (by == "doc" and row.region in ("", row.evidence.document.place))
    return words, row.measure, counted_as(row.unit), "" if own else row.region


def known(row: Any) -> str | Words:
    """Return what the thing that a number is of is known by, whatever is measured of it.

    Parameters
    ----------
    row : tuple
        A row of `quantities`, as ``itertuples`` gives it.

    Returns
    -------
    str or Words
        The indicator, or the words of the thing; the subject as it is printed if it names none.

    Examples
    --------
    >>> rows = quantities(subject="普惠托位")
    >>> [known(row) for row in rows.itertuples()] == 3 * [known_by("新增普惠托位")]
    True
    """
    words = things_of(row.evidence.document)[row.start].words
    return row.indicator or (words if words.name else row.subject)


def statement(source: Any) -> Any:
    """Return the fact or the stated quantity of a source: either has section, start and period."""
    return getattr(source, "fact", None) or source.stated


def act_of(source: Any) -> Act:
    """Return whether a source's number was added, made or is all there are (`Thing.act`).

    Examples
    --------
    >>> rows = quantities("hangzhou-gwr-2023", subject="未来社区")
    >>> [act_of(source) for source in rows["evidence"]]
    ['makes', 'adds']
    """
    return things_of(source.document)[statement(source).start].act


def called(rows: Sequence[Any]) -> str:
    """Return what a thing is called of which all the numbers are: its indicator, or its words.

    A verb (新增) that stands elsewhere in the sentence of one is missed in its subject: the first
    subject with it is taken, unless others were not added but made (建成): then it goes without.

    Examples
    --------
    >>> rows = [*quantities(subject="老年学校").itertuples()]
    >>> [row.subject for row in rows], called(rows)
    (['老年学校', '新增老年学校'], '老年学校')
    >>> called([*quantities("hangzhou-gwr-2023", subject="普惠托位").itertuples()])
    '新增普惠托位'
    """
    first, words = rows[0], known(rows[0])
    alike = len({act_of(row.evidence) for row in rows}) == 1
    telling = (row.subject if alike else bare(row.subject) for row in rows
               if known_by(row.subject) == words)  # fmt: skip
    return with_whole(str(first.name or next(telling, first.subject)), rows)


def with_whole(name: str, rows: Sequence[Any]) -> str:
    """Return the name of a thing with what shares of it are taken of, if all are of one whole.

    Examples
    --------
    >>> rows = quantities("hangzhou-gwr-2023", indicator="货物出口额", measure="share")
    >>> with_whole("货物出口额", [*rows.itertuples()])
    '货物出口额（占全国比重）'
    """
    wholes = {share_of(row.evidence) if row.measure == "share" else "" for row in rows}
    whole = cued("{of}$").sub("", wholes.pop()) if len(wholes) == 1 else ""
    return name if whole in name else f"{name}（{whole}）"


def _side_by_side(rows: list[Any], by: str) -> dict[str, Any]:
    """Return the cells of a thing."""
    first = rows[0]
    regions = dict.fromkeys(row.region for row in rows if row.region)
    listed = [Item(_label(row), row.evidence) for row in rows]
    made = {
        "subject": called(rows),
        "measure": first.measure, "unit": first.unit,
        "region": wording.together(list(regions)), "indicator": first.indicator,
        "numbers": counted(listed, "处", "该对象的数"),
    }  # fmt: skip
    for row in sorted(rows, key=_rank):
        made.setdefault(str(getattr(row, by)), replace(Value.of(row), dated=True))
    return made


def _rank(row: Any) -> tuple[int, bool, int]:
    """Return the place of a number among several of a thing: the least is shown."""
    return list(wording.STATUSES).index(row.status), row.bound != "=", -int(row.period[-4:] or 0)


def _label(row: Any) -> str:
    told = (row.evidence.document.title, wording.period(row.period), wording.STATUSES[row.status])
    return " ".join(filter(None, told))
