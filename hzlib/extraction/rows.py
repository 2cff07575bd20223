"""Facts of tables: the name of a row, the years of a column, the number of a cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hzlib.extraction.binding import Trace, bind
from hzlib.extraction.bound import Bound, value
from hzlib.text.corpus import Document
from hzlib.text.tables import Cell, Table, tables

if TYPE_CHECKING:
    from hzlib.extraction.facts import Fact

_NAME = re.compile(r"指标|项目|名称|内容")
_YEAR = re.compile(r"((?:19|20)\d{2})年?(?:[—\-–至到]((?:19|20)\d{2})年?)?")
_UNIT = re.compile(r"[（(]([^（()）]*)[）)]\s*$")
_CELL = re.compile(
    r"\s*(?P<cumulated>[\[［【〔])?(?P<before>>=|>|<|≥|≤|＞|＜|约)?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>%|[一-龥/]{0,6}?)"
    r"(?P<after>以上|以内|以下|左右)?[\]］】〕]?\s*(?:[（(](?P<year>\d{4})年[)）])?\s*"
)
_BOUNDS = {
    ">": ">=", ">=": ">=", "≥": ">=", "＞": ">=", "以上": ">=",
    "<": "<=", "≤": "<=", "＜": "<=", "以内": "<=", "以下": "<=", "约": "~", "左右": "~",
}  # fmt: skip


@dataclass(frozen=True)
class Column:
    """What a column's heading says of its numbers."""

    first: int
    last: int
    status: str
    average: bool


def table_facts(document: Document, trace: Trace | None = None) -> Iterator["Fact"]:
    """Yield the facts of a document's indicator tables.

    Parameters
    ----------
    document : Document
        Its tables need a heading row with a column of names and columns of years.
    trace : callable, optional
        Called with an offset of the text and a line for each decision.

    Yields
    ------
    Fact

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> [f.text for f in table_facts(load("hangzhou-fyp15")) if f.indicator == "pm25"]
    ['29']
    """
    for table in tables(document):
        header = table.rows[0] if table.rows else ()
        names = [i for i, cell in enumerate(header) if _NAME.search(cell.text)]
        columns = {i: c for i, cell in enumerate(header) if (c := _column(cell.text, document))}
        if names and columns:
            yield from _rows(document, table, names[0], columns, trace)


def _column(heading: str, document: Document) -> Column | None:
    """Read a heading such as ``2025年预计``, ``2030年目标`` or ``年均/累计``."""
    compact = heading.replace(" ", "")
    average = bool(re.search(r"年均|累计|五年", compact))
    if found := _YEAR.search(compact):
        first = int(found[1])
        last = int(found[2] or found[1])
    elif average:
        years = [int(year) for year in re.findall(r"\d{4}", document.planned)]
        if not years:
            return None
        first, last = years[0], years[-1]
    else:
        return None
    if re.search(r"预计|预期(?!目标)", compact) and last < document.year:
        status = "estimate"
    else:
        status = (
            "target"
            if last >= document.year or "目标" in compact or "计划" in compact
            else "actual"
        )
    return Column(first, last, status, average or first != last)


def _rows(
    document: Document, table: Table, name: int, columns: dict[int, Column], trace: Trace | None
) -> Iterator["Fact"]:
    for row in table.rows[1:]:
        if len(row) <= name:
            continue
        label = row[name].text
        for index, column in columns.items():
            if index < len(row) and (found := _CELL.fullmatch(row[index].text)):
                fact = _fact(document, label, row[index], found, column)
                if fact:
                    if trace:
                        trace(
                            row[index].start + found.start("number"),
                            f"规则 table：行“{label}”，列 {column.first}-{column.last}",
                        )
                    yield fact


def _fact(
    document: Document,
    label: str,
    cell: Cell,
    found: re.Match[str],
    column: Column,
) -> "Fact | None":
    from hzlib.extraction.facts import make, unit_of

    unit = _UNIT.search(label)
    name = re.sub(r"\s", "", label[: unit.start()] if unit else label)
    stated = found["unit"] or (unit[1].replace(" ", "") if unit else "")
    sentence = f"{name}{found['number']}{stated}"
    # The name may hold a number of its own (3岁以下); the last one is the cell's.
    bounds = bind(sentence, 0, len(sentence))
    if not bounds:
        return None
    start = cell.start + found.start("number")
    end = cell.start + found.end("unit")
    bound = _placed(bounds[-1], start, end, found, column)
    years = (column.first, column.last) if column.average else (column.last, column.last)
    if found["cumulated"]:
        years = _summed(document, column)
    status = column.status
    if found["year"]:
        years = (int(found["year"]), int(found["year"]))
        status = "actual" if years[0] < document.year else "target"
    period = str(years[1]) if years[0] == years[1] else f"{years[0]}-{years[1]}"
    amount = unit_of(bound)
    # A merged cell may begin rows above; the sentence is the line that the number stands in.
    line = document.text.rfind("\n", 0, start) + 1
    stop = document.text.find("\n", start)
    span = (line, stop if stop >= 0 else len(document.text))
    return make(document, bound, document.place, period, status, value(bound, amount), amount, span)


def _summed(document: Document, column: Column) -> tuple[int, int]:
    """Return the years of a sum in brackets: those of the plan that ends with the column's year."""
    for years in (document.planned, document.reviewed):
        if years.endswith(str(column.last)):
            return int(years[:4]), column.last
    return column.first, column.last


def _placed(bound: Bound, start: int, end: int, found: re.Match[str], column: Column) -> Bound:
    """Give a bound quantity of the label's sentence its place and bound in the table."""
    mark = found["after"] or found["before"] or ""
    measure = "growth_avg" if bound.measure == "growth" and column.average else bound.measure
    quantity = replace(bound.quantity, start=start, end=end)
    return replace(
        bound, quantity=quantity, measure=measure, bound=_BOUNDS.get(mark, "="), rule="table"
    )
