"""Numbers of indicator tables: the name of a row, the years of a column, the number of a cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from hzlib import lookups
from hzlib.extraction.binding import Bound, Note, bind
from hzlib.extraction.when import Setting, Years, span, years_of
from hzlib.text.corpus import Document
from hzlib.text.patterns import cued
from hzlib.text.tables import Cell, Table, tables

_YEAR = r"((?:19|20)\d{2})年?(?:(?:[—\-–]|{until})((?:19|20)\d{2})年?)?"
_UNIT = re.compile(r"[（(]([^（()）]*)[）)]\s*$")
_CELL = (
    r"\s*(?P<cumulated>[\[［【〔])?(?P<before>{at_least|at_most|about}|>=|<=)?"
    r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>%|[一-龥/]{0,6}?)"
    r"(?P<after>{after_at_least|after_at_most|after_about})?[\]］】〕]?"
    r"\s*(?:[（(](?P<year>\d{4})年[)）])?\s*"
)


class Cellular(NamedTuple):
    """A number of a table with its place, period and status, and the line that it stands in."""

    bound: Bound
    setting: Setting
    line: tuple[int, int]
    note: Note


@dataclass(frozen=True, slots=True)
class Column:
    """What a column's heading says of its numbers."""

    first: int
    last: int
    status: str
    average: bool


def table_numbers(document: Document) -> Iterator[Cellular]:
    """Yield the numbers of a document's indicator tables.

    Parameters
    ----------
    document : Document
        Its tables need a heading row with a column of names and columns of years.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> [n.bound.indicator for n in table_numbers(load("hangzhou-fyp15"))][:2]
    ['gdp', 'gdp']
    """
    for table in tables(document):
        header = table.rows[0] if table.rows else ()
        names = [i for i, cell in enumerate(header) if cued(r"{name_column}").search(cell.text)]
        columns = {i: c for i, cell in enumerate(header) if (c := column(cell.text, document))}
        if names and columns:
            yield from _numbers(document, table, names[0], columns)


def column(heading: str, document: Document) -> Column | None:
    """Return what a heading such as ``2025年预计``, ``2030年目标`` or ``年均/累计`` says.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> column("2030年目标", load("hangzhou-fyp15"))
    Column(first=2030, last=2030, status='target', average=False)
    """
    compact = heading.replace(" ", "")
    average = bool(cued(r"{average_column}").search(compact))
    if found := cued(_YEAR).search(compact):
        first, last = int(found[1]), int(found[2] or found[1])
    elif average and document.planned:
        first, last = years_of(document.planned, 0)
    else:
        return None
    if last < document.year and cued(r"(?!{no_estimate_column}){estimate_column}").search(compact):
        status = "estimate"
    else:
        ahead = last >= document.year or cued(r"{target_column}").search(compact)
        status = "target" if ahead else "actual"
    return Column(first, last, status, average or first != last)


def _numbers(
    document: Document, table: Table, name: int, columns: dict[int, Column]
) -> Iterator[Cellular]:
    for row in table.rows[1:]:
        for index, column in columns.items():
            if name < len(row) > index and (found := number_in(row[index].text)):
                number = _number(document, row[name].text, row[index], found, column)
                if number:
                    yield number


def number_in(cell: str) -> re.Match[str] | None:
    """Return the number of a cell as a match with its ``number``, ``unit`` and ``year``, or None.

    Examples
    --------
    >>> found = number_in(">25")
    >>> found["number"], bound_in(found), number_in("完成上级下达目标")
    ('25', '>=', None)
    """
    return cued(_CELL).fullmatch(cell)


def bound_in(found: re.Match[str]) -> str:
    """Return the bound that the marks around the number of a cell make it."""
    return _bounds().get(found["after"] or found["before"] or "", "=")


def _number(
    document: Document, label: str, cell: Cell, found: re.Match[str], column: Column
) -> Cellular | None:
    unit = _UNIT.search(label)
    name = re.sub(r"\s", "", label[: unit.start()] if unit else label)
    stated = found["unit"] or (unit[1].replace(" ", "") if unit else "")
    sentence = f"{name}{found['number']}{stated}"
    # The name may hold a number of its own (3岁以下); the last one is the cell's.
    bounds = bind(sentence, 0, len(sentence)).bounds
    if not bounds:
        return None
    start = cell.start + found.start("number")
    bound = _placed(bounds[-1], start, cell.start + found.end("unit"), found, column)
    years, status = _time(document, found, column)
    # A merged cell may begin rows above; the sentence is the line that the number stands in.
    stop = document.text.find("\n", start)
    line = (document.text.rfind("\n", 0, start) + 1, stop if stop >= 0 else len(document.text))
    why = f"规则 table：行“{label}”，列 {column.first}-{column.last}"
    return Cellular(bound, Setting(document.place, span(*years), status), line, Note(start, why))


def _time(document: Document, found: re.Match[str], column: Column) -> tuple[Years, str]:
    """Return the years and the status of a cell's number."""
    if found["year"]:
        year = int(found["year"])
        return (year, year), "actual" if year < document.year else "target"
    if found["cumulated"]:
        return _summed(document, column), column.status
    return (column.first if column.average else column.last, column.last), column.status


def _summed(document: Document, column: Column) -> Years:
    """Return the years of a sum in brackets: those of the plan that ends with the column's year."""
    for years in (document.planned, document.reviewed):
        if years.endswith(str(column.last)):
            return int(years[:4]), column.last
    return column.first, column.last


def _placed(bound: Bound, start: int, end: int, found: re.Match[str], column: Column) -> Bound:
    """Give a bound quantity of the label's sentence its place and bound in the table."""
    measure = "growth_avg" if bound.measure == "growth" and column.average else bound.measure
    quantity = replace(bound.quantity, start=start, end=end)
    return replace(bound, quantity=quantity, measure=measure, bound=bound_in(found), rule="table")


@cache
def _bounds() -> dict[str, str]:
    """Return the bound that each mark before or behind a cell's number is."""
    kinds: tuple[tuple[str, tuple[lookups.CueKind, ...]], ...] = (
        (">=", ("at_least", "after_at_least")),
        ("<=", ("at_most", "after_at_most")),
        ("~", ("about", "after_about")),
    )
    found = {word: sign for sign, two in kinds for kind in two for word in lookups.cues(kind)}
    return found | {">=": ">=", "<=": "<="}
