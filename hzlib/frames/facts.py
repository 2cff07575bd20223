"""The facts of documents, beside what the reference series gives, as tables."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from hzlib import lookups, wording
from hzlib.evidence.basis import Measured, measured, of_figure
from hzlib.evidence.entry import Entry, entry
from hzlib.evidence.interval import step
from hzlib.evidence.sources import FactSource, figure_fields
from hzlib.extraction.facts import Fact
from hzlib.frames.names import (
    indicator_id,
    measure_id,
    place_name,
    refuse_others,
    status_id,
)
from hzlib.frames.rows import stated_numbers
from hzlib.store.choice import documents
from hzlib.store.scan import Has, facts_in, tally
from hzlib.store.schema import FACTS
from hzlib.text.corpus import Document

if TYPE_CHECKING:
    import pandas as pd


FACT_COLUMNS = tuple(field.name for field in fields(Fact))
COLUMNS = (
    "name", "measure", "region", "period", "cumulated", "base", "status", "bound", "value", "unit",
    "text", "year_from", "year_to", "indicator", "doc", "origin", "section", "sentence", "start",
    "end", "cue", "rule", "id", "step", "evidence",
)  # fmt: skip
CHOICES = ("place", "indicator", "year", "status", "measure")
_YEARS = ("year_from", "year_to")


def facts(source: Any = None, reference: bool = False, **wanted: Any) -> "pd.DataFrame":
    """Return the facts of documents: one row a stated number, by the time that they are of.

    Parameters
    ----------
    source : str, Path, Document, Corpus or iterable of these, optional
        Ids of the catalogue, paths of files, documents; the catalogue's five if not given.
    reference : bool, optional
        Add the figures of the reference series for the places of the documents.
    **wanted
        ``place``, ``indicator``, ``year``, ``status`` and ``measure``: one each or several, in any
        form that people write (杭州, GDP, 2023, 目标, 增速).

    Returns
    -------
    DataFrame
        One row a number. ``name`` is the indicator in Chinese and ``indicator`` its id; ``value``
        is in ``unit``; ``measure`` and ``status`` are ordered categories; a ``period`` is a year or
        two (``2021-2025``), ``year_from`` and ``year_to`` as numbers; ``cumulated`` tells that the
        number is of them together, ``base`` is what a growth is counted from; ``origin`` says
        ``document`` or ``reference``, ``doc`` the id of the document or the title of the reference;
        ``step`` is what one unit of the last printed digit is worth; ``start`` and ``end`` are code
        points of the raw file. ``evidence`` is the source that `Value.of` carries on.

    Raises
    ------
    HzError
        If a file cannot be read, or a name is unknown.

    Examples
    --------
    >>> table = facts("hangzhou-gwr-2023", indicator="gdp", measure="level", status="actual")
    >>> table["text"].tolist()
    ['18753亿元']
    """
    refuse_others("hz.facts", wanted, CHOICES)
    found = documents(source)
    known = stated_places(found, reference) if reference or wanted.get("place") else []
    asked = asked_of(known, **wanted)
    added = [one for one in sources() if one.figure.region in known] if reference else []
    return having(tabled([*facts_in(found, _read(asked)), *added]), asked)


def stated_places(documents: Sequence[Document], reference: bool = False) -> list[str]:
    """Return the places of which documents state facts, and what the reference adds for them.

    What no document states is looked up for their places alone.

    Examples
    --------
    >>> "杭州市" in stated_places(documents("hangzhou-gwr-2023"))
    True
    """
    known = tally(documents, FACTS, "region")
    places = {*known, *(one.place for one in documents)} if reference else ()
    added = (one.figure.region for one in sources() if one.figure.region in places)
    return [*dict.fromkeys((*known, *added))]


_DONE = ("actual", "estimate")


def _read(asked: Sequence[Has]) -> list[Has]:
    """Return what facts are to have that are read: `_expected` sees results and estimates."""
    return [
        one._replace(values=_DONE) if one.column == "status" and {*_DONE} & {*one.values} else one
        for one in asked
    ]


def tabled(found: "Sequence[FactSource | ReferenceSource]") -> "pd.DataFrame":
    """Return facts and reference figures as a table, by the time that they are of.

    Parameters
    ----------
    found : sequence of FactSource or ReferenceSource
        In the order in which they are to be trusted.

    Returns
    -------
    DataFrame
        See `facts`.

    Examples
    --------
    >>> tabled(sources()[:1])[["name", "period", "value"]].values.tolist()
    [['地区生产总值', '2014', 9201.16]]
    """
    table = stated_numbers(map(row_of, _expected(found)), COLUMNS, wording.MEASURES)
    return table.sort_values(["year_to", "year_from"], kind="stable", ignore_index=True)


def row_of(source: "FactSource | ReferenceSource") -> dict[str, Any]:
    """Return a fact or a reference figure as a row of the table of facts.

    Examples
    --------
    >>> row_of(sources()[0])["name"]
    '地区生产总值'
    """
    row = _stated(source) if isinstance(source, FactSource) else _added(source)
    return {**row, "evidence": source}


def _expected(found: "Sequence[FactSource | ReferenceSource]") -> Iterator[Any]:
    """Yield sources; what a document states plainly and as expected too, as expected.

    An outline of a plan is written before the year is over of which its table gives the expected
    figure and its review the same one without saying so.
    """
    expected = {_said(one.fact) for one in found
                if isinstance(one, FactSource) and one.fact.status == "estimate"}  # fmt: skip
    for one in found:
        if isinstance(one, FactSource) and one.fact.status == "actual":
            late = _said(one.fact) in expected
            yield replace(one, fact=replace(one.fact, status="estimate")) if late else one
        else:
            yield one


def _said(fact: Fact) -> tuple[Any, ...]:
    """Return what a fact states, and in which document, whatever kind of number it is."""
    return (fact.doc, fact.indicator, fact.measure, fact.region, fact.period, fact.value, fact.unit)


def _stated(source: FactSource) -> dict[str, Any]:
    fact = source.fact
    row = {name: getattr(fact, name) for name in FACT_COLUMNS}
    return row | _further(fact.indicator, fact.period, fact.text, fact.value, "document")


def _added(source: "ReferenceSource") -> dict[str, Any]:
    row = asdict(source.figure)
    text = f"{wording.plain(row['value'])}{row['unit']}"
    said = {"value": float(row["value"]), "text": text, "doc": row["source_title"]}
    blank = dict.fromkeys(("section", "sentence", "cue", "rule", "id"), "")
    # A figure of one year; what grew did so on the year before.
    grows = row["measure"] in ("growth", "change")
    base = str(int(row["period"]) - 1) if grows else ""
    more = _further(row["indicator"], row["period"], text, said["value"], "reference")
    return row | blank | said | more | {"cumulated": False, "base": base}


def _further(indicator: str, period: str, text: str, value: float, origin: str) -> dict[str, Any]:
    years = dict(zip(_YEARS, (int(period[:4]), int(period[-4:])), strict=True))
    name = lookups.indicator_name(indicator)
    return {"name": name, "origin": origin, "step": float(step(text, value)), **years}


def narrowed(
    rows: "pd.DataFrame",
    place: Any = None,
    indicator: Any = None,
    year: Any = None,
    status: Any = None,
    measure: Any = None,
) -> "pd.DataFrame":
    """Return the facts of a place, an indicator, a year, a status or a measure, or of several.

    Parameters
    ----------
    rows : DataFrame
        As `facts` gives them.
    place, indicator, year, status, measure : optional
        As the ``wanted`` of `facts`.

    Raises
    ------
    HzError
        If a name is unknown.

    Examples
    --------
    >>> narrowed(facts("hangzhou-gwr-2023"), indicator="GDP", year=2022)["text"].tolist()
    ['18753亿元', '1.5%']
    """
    known = rows["region"].unique() if place else ()
    return having(rows, asked_of(known, place, indicator, year, status, measure))


def having(rows: "pd.DataFrame", asked: Iterable[Has]) -> "pd.DataFrame":
    """Return the rows of a table that have what is asked for.

    Examples
    --------
    >>> rows = having(facts("hangzhou-gwr-2023"), [Has("name", ["生产总值"], part=True)])
    >>> rows["text"].tolist()[:2]
    ['18753亿元', '1.5%']
    """
    for column, values, part in asked:
        cells = rows[column]
        if part:
            rows = rows[[any(value in cell for value in values) for cell in cells]]
        else:
            rows = rows[cells.isin(values)]
    return rows.reset_index(drop=True)


def asked_of(
    known: Iterable[str],
    place: Any = None,
    indicator: Any = None,
    year: Any = None,
    status: Any = None,
    measure: Any = None,
) -> list[Has]:
    """Return what rows are to have that are asked for, as it stands in the tables.

    Parameters
    ----------
    known : iterable of str
        The full names of the places there are.
    place, indicator, year, status, measure : optional
        As the ``wanted`` of `facts`.

    Examples
    --------
    >>> [list(one.values) for one in asked_of(["杭州市"], place="杭州", indicator="GDP")]
    [['杭州市'], ['gdp']]
    """
    forms: dict[str, tuple[Any, Callable[[str], str]]] = {
        "region": (place, lambda name: place_name(name, known)),
        "indicator": (indicator, indicator_id),
        "period": (year, str),
        "status": (status, status_id),
        "measure": (measure, measure_id),
    }
    found = []
    for column, (asked, form) in forms.items():
        if asked is not None and asked != "":
            several = [asked] if isinstance(asked, str | int) else asked
            named = [form(one if isinstance(one, str) else str(one)) for one in several]
            found.append(Has(column, named))
    return found


# --- the reference series -------------------------------------------------------------------------


@dataclass(frozen=True)
class ReferenceSource:
    """A row of ``data/etc/reference.csv``; ``number`` counts its rows from 1.

    Examples
    --------
    >>> str(sources()[15]), sources()[15].figure.period
    ('reference:16', '2021')
    """

    number: int
    figure: lookups.ReferenceFigure

    def __str__(self) -> str:
        return f"reference:{self.number}"

    __repr__ = __str__


@entry.register
def _(source: ReferenceSource) -> Entry:
    row = source.figure
    stated = wording.quantity(row.value, row.unit, row.bound)
    return Entry(
        heading="参考数据",
        value=stated,
        text=f"{row.source_title}（{row.publisher}）",
        note="参考数据，不出自所收文件。" + ("" if row.url else "所列出处无网址，数据读自转载。"),
        fields=(*figure_fields(row, stated), ("说明", lookups.reference_note(row.note))),
        url=row.url,
        indicator=row.indicator,
    )


@measured.register
def _(source: ReferenceSource) -> Measured:
    row = source.figure
    told = _told().get((row.indicator, row.region, row.source_title))
    return of_figure(row, lookups.indicator_name(row.indicator), row.published, told)


@cache
def _told() -> dict[tuple[str, ...], dict[tuple[str, str], lookups.ReferenceFigure]]:
    """Return what each source tells of an indicator and a place, by measure and period."""
    found: dict[tuple[str, ...], dict[tuple[str, str], lookups.ReferenceFigure]] = {}
    for row in lookups.read(lookups.ReferenceFigure):
        of = found.setdefault((row.indicator, row.region, row.source_title), {})
        of[row.measure, row.period] = row
    return found


@cache
def sources() -> tuple[ReferenceSource, ...]:
    """Return the reference figures as sources, in the order of the file."""
    rows = lookups.read(lookups.ReferenceFigure)
    return tuple(ReferenceSource(number, row) for number, row in enumerate(rows, 1))
