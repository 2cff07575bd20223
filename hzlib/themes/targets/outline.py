"""The targets that a plan outline sets up: its table of main indicators, and its sentences."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hzlib import wording
from hzlib.errors import HzError
from hzlib.evidence.sentence import Sentence, Shown
from hzlib.evidence.sources import FactSource, Item, QuantitySource, source_at
from hzlib.evidence.value import Missing, Value, fact_value
from hzlib.extraction import columns as headings
from hzlib.extraction.quantity import Quantity, quantities
from hzlib.extraction.tables import bound_in, number_in
from hzlib.frames.rows import frame_of
from hzlib.text.corpus import Document
from hzlib.text.numerals import NUMERAL
from hzlib.text.outline import path, sentences
from hzlib.text.patterns import cued
from hzlib.text.tables import Cell, Table, tables

if TYPE_CHECKING:
    import pandas as pd

_OUTLINE = "plan-outline"
STATED, WORDED = "有数字", "只有文字"
# What the heading of a column says of it, in the order in which headings are tried.
_HEADINGS = {
    "category": r"{category_column}",
    "number": r"{counting_column}",
    "attribute": r"{attribute_column}",
    "name": r"{name_column}",
}
_ESTIMATE = r"(?!{no_estimate_column}){estimate_column}"
_EMPTY = ("", "—")
_UNIT = re.compile(r"（([^（）]{1,10})）$")
_COUNT = re.compile(r"（\d+[^（）\d]?）$")
_GOAL = rf"20\d\d{{year}}|“{NUMERAL}{{1,3}}”{{during}}|{{sets_target}}"
_CLAUSE = re.compile(r"[^，。；：、|\n]+")
_BOX = r"{box}\s*\d+[^›]*"
_LOWER, _UPPER = 1, 2  # the ends of a range, as quantities count them


# --- the plan at hand -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Plan:
    """A plan, or a year's work report, and the one before it.

    Attributes
    ----------
    start, earlier, later : str
        The year before the earlier plan, and the last years of both; empty if there is no plan.
    documents : tuple of Document
        What sets the later one up.
    """

    start: str = ""
    earlier: str = ""
    later: str = ""
    documents: tuple[Document, ...] = ()

    @property
    def long(self) -> bool:
        """Whether a plan is of more than one year."""
        return bool(self.later) and int(self.later) - int(self.earlier) > 1


def plan(documents: Iterable[Document], place: str, year: int | str = 0) -> Plan:
    """Return the last plan of a place: that of an outline, else the year that a report plans.

    Parameters
    ----------
    documents : iterable of Document
        Documents of any places.
    place : str
        The place.
    year : int or str, optional
        The last year of the plan that is meant, if not the last one.

    Examples
    --------
    >>> import hzlib as hz
    >>> found = plan(hz.documents(), "杭州市")
    >>> found.start, found.earlier, found.later
    ('2020', '2025', '2030')
    """
    own = [one for one in documents if one.place == place and one.planned[-4:].isdigit()]
    own = [one for one in own if not year or one.planned.endswith(str(year))]
    own = [one for one in own if one.kind == _OUTLINE] or own
    named = str(year) if year else ""
    planned = max((one.planned for one in own), key=lambda years: years[-4:], default=named)
    if not planned:
        return Plan()
    first, last = int(planned[:4]), int(planned[-4:])
    books = tuple(one for one in own if one.planned == planned)
    return Plan(str(2 * first - last - 2), str(first - 1), str(last), books)


# --- the table of main indicators -----------------------------------------------------------------


@dataclass(frozen=True)
class MainIndicator:
    """A row of the table.

    Attributes
    ----------
    number : str
        The indicator's number, or the row's where there is none; the two rows of a merged cell
        share it.
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
    rows = _main_rows(document)
    if not rows:
        raise HzError(
            "{title}: has no table of main indicators",
            "give the outline of a plan",
            title=document.title,
        )
    return frame_of(rows, MainIndicator)


def main_indicators(documents: Iterable[Document]) -> "pd.DataFrame":
    """Return the main indicators of the first outline with such a table; no rows if there is none.

    Examples
    --------
    >>> import hzlib as hz
    >>> len(main_indicators(hz.documents()).drop_duplicates("number"))
    29
    """
    tabled = (_main_rows(one) for one in documents if one.kind == _OUTLINE)
    return frame_of(next(filter(None, tabled), []), MainIndicator)


def _main_rows(document: Document) -> list[MainIndicator]:
    for table in tables(document):
        columns = _columns(document, table)
        known = {"name", "base", "goal"} <= set(columns)
        if known and columns["goal"].period > columns["base"].period:
            rows = (_row(document, cells, columns) for cells in table.body)
            # Where the table does not count its rows each is an indicator of its own.
            return [replace(row, number=row.number or f"#{n}") for n, row in enumerate(rows, 1)]
    return []


@dataclass(frozen=True)
class _Column:
    place: int
    period: str = ""
    status: str = "target"


def _columns(document: Document, table: Table) -> dict[str, _Column]:
    found: dict[str, _Column] = {}
    texts = [cell.text for cell in table.header]
    name = next((i for i, text in enumerate(texts) if cued(_HEADINGS["name"]).search(text)), -1)
    numbers = headings.columns(document, table, name) if name >= 0 else {}
    for place, text in enumerate(texts):
        role, one = _role(place, text, numbers.get(place))
        found.setdefault(role, one)
    return found


def _role(place: int, heading: str, numbers: headings.Column | None) -> tuple[str, _Column]:
    """Return what a column is in the table, its years and the status of its numbers."""
    if numbers is None:
        named = (role for role, words in _HEADINGS.items() if cued(words).search(heading))
        return next(named, ""), _Column(place)
    if numbers.says in ("average", "mixed", "sum"):
        return "average", _Column(place, f"{numbers.first}-{numbers.last}")
    estimated = cued(_ESTIMATE).search(heading)
    if estimated or numbers.status != "target" or cued(r"{base_column}").search(heading):
        return "base", _Column(place, str(numbers.last), "estimate" if estimated else "actual")
    return "goal", _Column(place, str(numbers.last))


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
    values = (base[0], goal[0], average[0])
    indicator, measure = _subject(*values)
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
        aim=STATED if any(isinstance(one, Value) for one in values[1:]) else WORDED,
        member=Item(f"{label}：{said}" if said else label, source),
    )


def _read(
    document: Document, cell: Cell, column: _Column, unit: str, name: str
) -> tuple[Value | Missing, Sentence]:
    """Return the number of a cell, and its words so that they can be followed."""
    missing = Missing.of(f"{wording.period(column.period)}{name}")
    if cell.text in _EMPTY:
        return missing, Sentence()
    found = number_in(cell.text)
    if not found:
        return missing, worded(cell.text, QuantitySource.of(document, cell.start, cell.end))
    source = source_at(document, *(cell.start + end for end in found.span("number")))
    if isinstance(source, FactSource):
        value = fact_value(source)
    else:
        value = Value(
            float(found["number"].replace(",", "")), found["unit"] or unit, source,
            status="actual" if found["year"] else column.status,
            bound=bound_in(found),
            period=found["year"] or column.period,
            printed=found["number"],
        )  # fmt: skip
    return value, Sentence((Shown(wording.set_off(cell.text), value),))


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


# --- sentences ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FurtherTarget:
    """A number of a target sentence.

    Attributes
    ----------
    clause : str
        The words around the number.
    value : Value
        The number; of a range the lower end.
    box : str
        The 专栏 that it stands in, if any.
    section : str
        The path of headings over it.
    member : Item
        The target as a member of a count.
    """

    clause: str
    value: Value
    box: str
    section: str
    member: Item


def further_targets(documents: Iterable[Document], compared: "pd.DataFrame") -> "pd.DataFrame":
    """Return the numbers of outlines' target sentences that a comparison does not have yet.

    A target sentence names a year, the plan's years, 力争 or 每年. Years and ranks are no numbers,
    nor is a condition (35周岁以下大学生35万人, 1000万美元以上企业300家: only the second number is).
    The two ends of a range are one target, and what the comparison has already is left out wherever
    it is said again.

    Parameters
    ----------
    documents : iterable of Document
        Documents; those that are no plan outline are passed over.
    compared : DataFrame
        What `comparison` returns.

    Returns
    -------
    DataFrame
        The columns of `FurtherTarget`, in the order of the text.

    Examples
    --------
    >>> import hzlib as hz
    >>> data, table = hz.facts(reference=True), hz.themes.targets.main_indicators(hz.documents())
    >>> theme = hz.themes.targets
    >>> plan = theme.plan(hz.documents(), "杭州市")
    >>> compared = theme.comparison(data, table, hz.outcomes(data), "杭州市", plan)
    >>> row = further_targets(plan.documents, compared).iloc[0]
    >>> row.clause, str(row.value)
    ('培育国际顶尖水平开源基础大模型3个以上', '≥3个')
    """
    told = {
        name
        for row in compared.itertuples()
        for value in (row.outcome, row.later)
        if isinstance(value, Value)
        for name in _names(value)
    }
    rows = (
        row
        for document in documents
        if document.kind == _OUTLINE
        for sentence in sentences(document)
        if cued(_GOAL).search(document.text, sentence.start, sentence.end)
        for row in _targets(document, sentence.start, sentence.end)
        if not told & _names(row.value)
    )
    return frame_of(rows, FurtherTarget)


def _names(value: Value) -> set[Any]:
    """Return what a number is known by: its place, and of a fact what it states of what."""
    source: Any = value.source
    if not isinstance(source, FactSource):
        return {source}
    fact = source.fact
    stated = (fact.indicator, fact.measure, fact.region, fact.period, fact.value, fact.unit)
    return {source, stated}


def _targets(document: Document, first: int, last: int) -> Iterator[FurtherTarget]:
    section = path(document, first)
    box = cued(_BOX).search(section)
    for clause in _CLAUSE.finditer(document.text, first, last):
        words = clause[0].strip()
        for value in _values(document, *clause.span()):
            item = Item(words, value.source)
            yield FurtherTarget(words, value, box[0].strip() if box else "", section, item)


def _values(document: Document, first: int, last: int) -> Iterator[Value]:
    text = document.text
    # A count in characters is mostly part of a name: 三个主攻方向.
    stated = [
        one for one in quantities(text, first, last) if one.base and text[one.start].isdecimal()
    ]
    lower: Quantity | None = None
    for place, one in enumerate(stated):
        if one.joined == _LOWER:
            lower = one
        elif not _is_condition(one, place + 1 < len(stated)):
            ranged = lower if one.joined == _UPPER else None
            yield _value(document, ranged or one, one.end if ranged else None)
            lower = None


_BEFORE = r"(?:(?P<low>{at_least})|(?P<high>{at_most})|(?P<about>{about}))(?:{to}|{link})?$"
_REACH = 8


def _bound_before(text: str, start: int) -> str:
    """Return the bound that the words right before a number give: 不低于55%, 突破2200亿元."""
    found = cued(_BEFORE).search(text, max(0, start - _REACH), start)
    return {"low": ">=", "high": "<=", "about": "~"}[found.lastgroup or ""] if found else "="


def _is_condition(one: Quantity, more: bool) -> bool:
    """Tell whether a number limits what another one counts (35周岁以下大学生35万人)."""
    return more and one.bound in (">=", "<=") and one.stop > one.end


def _value(document: Document, one: Quantity, end: int | None) -> Value:
    """Return a number as a value; ``end`` is where the range ends that begins with it."""
    span = (one.start, end or one.end)
    source = source_at(document, *span)
    if isinstance(source, FactSource):
        value = fact_value(source)
    else:
        number, unit = wording.amount(one.number, one.base)
        printed = document.text[one.start : one.end]
        bound = one.bound if one.bound != "=" else _bound_before(document.text, one.start)
        value = Value(float(number), unit, source, "target", bound, printed=printed)
    if end is None:
        return value
    return replace(value, bound="..", printed=QuantitySource.of(document, *span).printed)
