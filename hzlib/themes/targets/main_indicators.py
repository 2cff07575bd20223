"""The table of main indicators that a plan outline sets up, one row an indicator."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from hzlib import wording
from hzlib.errors import HzError
from hzlib.evidence.sentence import Sentence, Shown
from hzlib.evidence.sources import FactSource, Item, QuantitySource, facts_of
from hzlib.evidence.value import Missing, Value
from hzlib.frames.rows import frame_of
from hzlib.text.corpus import Document
from hzlib.text.tables import Cell, Table, tables

if TYPE_CHECKING:
    import pandas as pd

STATED, WORDED = "有数字", "只有文字"
# What the heading of a column says of it, in the order in which headings are tried.
_HEADINGS = {
    "category": r"类别",
    "number": r"序号",
    "name": r"指标",
    "base": r"20\d\d年(?:预计|实际|完成|现状|基期)",
    "goal": r"20\d\d年目标",
    "average": r"年均|累计",
    "attribute": r"属性|性质",
}
_EMPTY = ("", "—")
_NUMBER = re.compile(
    r"(?P<sign>[>≥<≤]?)\[?(?P<number>\d+(?:\.\d+)?)\]?(?P<word>以上|以下|以内|左右)?"
    r"(?:（(?P<year>20\d\d)年）)?"
)
_BOUNDS = {
    ">": ">=", "≥": ">=", "以上": ">=", "<": "<=", "≤": "<=", "以下": "<=", "以内": "<=",
    "左右": "~", "": "=",
}  # fmt: skip
_UNIT = re.compile(r"（([^（）]{1,10})）$")
_COUNT = re.compile(r"（\d+项）$")


@dataclass(frozen=True)
class MainIndicator:
    """A row of the table.

    Attributes
    ----------
    number : str
        The indicator's number; the two rows of a merged cell share it.
    category, name, unit, attribute : str
        As the table prints them.
    indicator, measure : str
        What it is among the project's indicators; empty if it is none of them.
    base, goal, average : Value or Missing
        The number of the year before the plan, of its last year, and a year or in all; in the unit
        of the facts where the cell is a fact, else in ``unit``.
    target : Value or Missing
        The target to compare: that of the last year, else a year or in all.
    base_said, target_said : Sentence
        The base and the target as the table prints them, words too.
    base_period, goal_period : str
        The year of the base, and the last year of the plan.
    aim : str
        `STATED` if a target has a number, else `WORDED`.
    member : Item
        The indicator with its target, as a member of a count.
    """

    number: str
    category: str
    name: str
    unit: str
    attribute: str
    indicator: str
    measure: str
    base: Value | Missing
    goal: Value | Missing
    average: Value | Missing
    target: Value | Missing
    base_said: Sentence
    target_said: Sentence
    base_period: str
    goal_period: str
    aim: str
    member: Item


def indicator_table(document: Document) -> "pd.DataFrame":
    """Return the main indicators of an outline with their base, target and attribute.

    A merged cell over two indicators (医护人员数/执业医师数) stands for two rows with one number.
    A cell that states no number (完成省下达目标) keeps its words and has no value.

    Parameters
    ----------
    document : Document
        A plan outline.

    Returns
    -------
    DataFrame
        The columns of `MainIndicator`.

    Raises
    ------
    HzError
        If the document has no such table.

    Examples
    --------
    >>> import hzlib as hz
    >>> row = indicator_table(hz.load("hangzhou-fyp15")).iloc[2]
    >>> row["name"], str(row.base), str(row.goal), str(row.target_said)
    ('常住人口城镇化率', '85%', '86%', '86')
    """
    for table in tables(document):
        columns = _columns(table)
        if {"name", "base", "goal"} <= set(columns):
            rows = (_row(document, cells, columns) for cells in table.body)
            return frame_of(rows, MainIndicator)
    raise HzError(
        "{title}: has no table of main indicators",
        "give the outline of a plan",
        title=document.title,
    )


def main_indicators(documents: Iterable[Document]) -> "pd.DataFrame":
    """Return the main indicators of the first outline among documents; no rows if there is none.

    Examples
    --------
    >>> import hzlib as hz
    >>> len(main_indicators(hz.documents()).drop_duplicates("number"))
    29
    """
    for document in documents:
        if document.kind == "plan-outline":
            return indicator_table(document)
    return frame_of([], MainIndicator)


@lru_cache(maxsize=16)
def _by_start(document: Document) -> dict[int, FactSource]:
    return {one.fact.start: one for one in facts_of(document)}


def fact_at(place: QuantitySource) -> FactSource | None:
    """Return the fact that a place of a document states, if it is one."""
    return _by_start(place.document).get(place.start)


def fact_value(source: FactSource) -> Value:
    """Return the number of a fact."""
    return Value.of(asdict(source.fact) | {"evidence": source})


# --- reading a row --------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Column:
    place: int
    period: str = ""
    status: str = "target"


def _columns(table: Table) -> dict[str, _Column]:
    found: dict[str, _Column] = {}
    for place, cell in enumerate(table.header):
        for column, pattern in _HEADINGS.items():
            if column not in found and re.search(pattern, cell.text):
                found[column] = _column(column, place, cell.text)
                break
    if {"base", "goal", "average"} <= set(found):
        plan = f"{int(found['base'].period) + 1}-{found['goal'].period}"
        found["average"] = _Column(found["average"].place, plan)
    return found


def _column(column: str, place: int, heading: str) -> _Column:
    year = re.search(r"20\d\d", heading)
    status = {"base": "estimate" if "预计" in heading else "actual"}.get(column, "target")
    return _Column(place, year[0] if year else "", status)


def _row(document: Document, cells: tuple[Cell, ...], columns: dict[str, _Column]) -> MainIndicator:
    texts = {column: cells[one.place].text for column, one in columns.items()}
    found = _UNIT.search(texts["name"])
    unit = found[1] if found else ""
    name = _UNIT.sub("", texts["name"]).strip()
    read = {
        part: _read(document, cells[columns[part].place], columns[part], unit, name)
        for part in ("base", "goal", "average")
        if part in columns
    }
    base, goal = read["base"], read["goal"]
    average = read.get("average", (Missing.of(f"{name}的年均或累计目标"), Sentence()))
    # Words in the cell of the last year stand before a number a year.
    target, said = goal if goal[1] else average
    place = cells[columns["name"].place]
    label = f"{name}（{unit}）" if unit else name
    source = next(said.sources(), QuantitySource.of(document, place.start, place.end))
    indicator, measure = _subject(base[0], goal[0], average[0])
    return MainIndicator(
        number=texts.get("number", ""),
        category=_COUNT.sub("", texts.get("category", "")),
        name=name,
        unit=unit,
        attribute=texts.get("attribute", ""),
        indicator=indicator,
        measure=measure,
        base=base[0],
        goal=goal[0],
        average=average[0],
        target=target,
        base_said=base[1],
        target_said=said,
        base_period=base[0].period or columns["base"].period,
        goal_period=columns["goal"].period,
        aim=WORDED if isinstance(goal[0], Missing) and isinstance(average[0], Missing) else STATED,
        member=Item(f"{label}：{said}" if said else label, source),
    )


def _read(
    document: Document, cell: Cell, column: _Column, unit: str, name: str
) -> tuple[Value | Missing, Sentence]:
    """Return the number of a cell, and its words so that they can be followed."""
    missing = Missing.of(f"{wording.period(column.period)}{name}")
    if cell.text in _EMPTY:
        return missing, Sentence()
    found = _NUMBER.fullmatch(cell.text)
    if not found:
        return missing, worded(cell.text, QuantitySource.of(document, cell.start, cell.end))
    low, high = (cell.start + end for end in found.span("number"))
    place = QuantitySource.of(document, low, high)
    fact = fact_at(place)
    if fact is not None:
        value = fact_value(fact)
    else:
        value = Value(
            float(found["number"]), unit, place,
            status="actual" if found["year"] else column.status,
            bound=_BOUNDS[found["sign"] or found["word"] or ""],
            period=found["year"] or column.period,
            printed=found["number"],
        )  # fmt: skip
    return value, Sentence((Shown(cell.text, value),))


def worded(words: str, place: QuantitySource) -> Sentence:
    """Return words of a document that state no number, so that they can be followed all the same.

    Examples
    --------
    >>> import hzlib as hz
    >>> place = QuantitySource(hz.load("hangzhou-gwr-2023"), 0, 4)
    >>> worded("完成省下达目标", place).html().startswith('<span class="hz-number"')
    True
    """
    return Sentence((Shown(words, Value(float("nan"), "", place, "target")),))


def _subject(*values: Value | Missing) -> tuple[str, str]:
    """Return indicator and measure of the first number that is a fact."""
    for value in values:
        if isinstance(value, Value) and isinstance(value.source, FactSource):
            fact = value.source.fact
            return fact.indicator, "growth" if fact.measure == "growth_avg" else fact.measure
    return "", ""
