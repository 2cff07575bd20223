"""The targets that a plan outline sets up: its table of main indicators, and its sentences."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hzlib import wording
from hzlib.errors import HzError
from hzlib.evidence.sentence import Sentence, Shown
from hzlib.evidence.sources import FactSource, Item, QuantitySource, source_at, stated_of
from hzlib.evidence.value import Missing, Value, fact_value
from hzlib.extraction import columns as headings
from hzlib.extraction.tables import bound_in, number_in
from hzlib.figures.display import is_set, refuse
from hzlib.frames.quantities import quantities
from hzlib.frames.rows import frame_of
from hzlib.text.corpus import Document
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
_BOX = r"{box}\s*\d+[^›]*"
# What a number is a share of, or what the members of a list are, between its subject and itself.
_WHOLE = r"{takes}(?P<whole>[^，。；、]{2,20}?){of}?{share_word}"
_LISTED = r"(?:^|[，、。；：])(?P<last>[^，、。；：]{1,12}{such_as})$"
_BEFORE = 60  # characters before a number in which its subject stands
_NAMES = 4  # characters of a subject that tells one thing from another
_BETWEEN = 3  # characters between the ends of a range at the most
_GOES_ON = re.compile(r"[^，。；：、（）|\n]*")  # the rest of a clause
_ROW_HEAD = re.compile(r"\|[|\s]*$")  # what stands before the first words of a table's row
_MEMBERS = r"(?:^|[，。；：|\n])(?P<members>[^，。；：|\n]+?){such_as}?$"


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
    if year and not own and is_set():
        refuse(HzError("{place}: no plan that ends in {year} is in the material",
                       place=place, year=year))  # fmt: skip
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
    for table, columns in _main_tables(document):
        rows = (_row(document, cells, columns) for cells in table.body)
        # Where the table does not count its rows each is an indicator of its own.
        return [replace(row, number=row.number or f"#{n}") for n, row in enumerate(rows, 1)]
    return []


def _main_tables(document: Document) -> "Iterator[tuple[Table, dict[str, _Column]]]":
    """Yield the tables that set a target beside a base for each indicator."""
    for table in tables(document):
        columns = _columns(document, table)
        known = {"name", "base", "goal"} <= set(columns)
        if known and columns["goal"].period > columns["base"].period:
            yield table, columns


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
        place = QuantitySource.of(document, cell.start, cell.end)
        return missing, worded(cell.text, place, column.status)
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


def worded(words: str, place: QuantitySource, status: str = "target") -> Sentence:
    """Return words of a document that state no number, so that they can be followed all the same.

    Their kind is that of the numbers beside them.

    Examples
    --------
    >>> import hzlib as hz
    >>> place = QuantitySource(hz.load("hangzhou-gwr-2023"), 0, 4)
    >>> worded("完成省下达目标", place).html().startswith('<span class="hz-number"')
    True
    """
    return Sentence((Shown(words, Value(float("nan"), "", place, status)),))


def _subject(*values: Value | Missing) -> tuple[str, str]:
    """Return indicator and measure of the first number that is a fact."""
    for value in values:
        if isinstance(value, Value) and isinstance(value.source, FactSource):
            fact = value.source.fact
            return fact.indicator, "growth" if fact.measure == "growth_avg" else fact.measure
    return "", ""


# --- its other numbers ----------------------------------------------------------------------------


@dataclass(frozen=True)
class FurtherTarget:
    """A number that an outline aims at.

    Attributes
    ----------
    subject : str
        What it counts or measures, in the outline's words.
    value : Value
        The number; of a range the lower end.
    measure, period : str
        What kind of number it is, in Chinese; the years that it is of.
    box : str
        The 专栏 that it stands in, if any.
    section : str
        The path of headings over it.
    member : Item
        The target as a member of a count.
    loose : bool
        Whether the subject alone does not say what the number is of: a share without its whole, a
        sum, a threshold, a word that names nothing.
    """

    subject: str
    value: Value
    measure: str
    period: str
    box: str
    section: str
    member: Item
    loose: bool


def further_targets(documents: Iterable[Document], compared: "pd.DataFrame") -> "pd.DataFrame":
    """Return the targets of outlines outside of their tables that a comparison does not have yet.

    Counts in characters are left out: most are part of a name (三个主攻方向); so are what
    only says which things another number counts (出口额1000万美元以上企业300家), how many are named
    one by one before it, and the head of a row. The two ends of a range are one target; what is
    said twice, or is in the comparison already, counts once.

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
    >>> row.subject, str(row.value)
    ('国际顶尖水平开源基础大模型', '≥3个')
    """
    every = [one for one in documents if one.kind == _OUTLINE]
    stated = quantities(every, status="target") if every else None
    told = {
        name
        for row in compared.itertuples()
        for value in (row.outcome, row.later)
        if isinstance(value, Value)
        for name in _names(value.source)
    }
    tabled = {one.id: [*_tabled(one), *_within(one)] for one in every}
    rows = [] if stated is None else [
        row for row in stated.itertuples()
        if row.text[0].isdecimal() and not told & _names(row.evidence)
        and not any(low <= row.start < high for low, high in tabled[row.doc])
        and not _names_only(row)
    ]  # fmt: skip
    once: dict[tuple[str, ...], FurtherTarget] = {}
    for one in _ranged(rows):
        once.setdefault((one.subject, f"{one.value:p}", one.measure, one.period), one)
    return frame_of(once.values(), FurtherTarget)


def _tabled(document: Document) -> list[tuple[int, int]]:
    """Return the raw spans of the tables of main indicators of a document."""
    found = (table for table, _ in _main_tables(document))
    return [document.cleaned.raw_span(table.start, table.end) for table in found]


def _within(document: Document) -> list[tuple[int, int]]:
    """Return the raw spans of what the numbers of a document count, which may hold others."""
    return [span for one in stated_of(document) for span in one.subject_at]


def _names_only(row: Any) -> bool:
    """Tell whether a count is part of a name: of a list before it, or of what heads a row."""
    before, after = _around(row)
    if _ROW_HEAD.search(before) and re.match(re.escape(row.subject) + r"\s*\|", after):
        return True
    found = cued(_MEMBERS).search(before) if row.measure == "level" else None
    members = found["members"].split("、") if found else []
    last = members[-1] if members else ""
    return len(members) == row.value > 1 and not cued(r"(?:{made_verb|added})").fullmatch(last)


def _around(row: Any) -> tuple[str, str]:
    """Return the text before and behind a number."""
    document = row.evidence.document
    start, stop = (document.cleaned.text_offset(one) for one in (row.start, row.end))
    return document.text[max(start - _BEFORE, 0) : start], document.text[stop : stop + _BEFORE]


def _names(source: Any) -> set[Any]:
    """Return what a number is known by: its place, and of a fact what it states of what."""
    place = getattr(source, "place", source)
    if not isinstance(source, FactSource):
        return {place}
    fact = source.fact
    return {
        place, (fact.indicator, fact.measure, fact.region, fact.period, fact.value, fact.unit)
    }  # fmt: skip


def _ranged(rows: list[Any]) -> Iterator[FurtherTarget]:
    """Yield targets; the upper end of a range goes into the lower one that is before it."""
    for place, row in enumerate(rows):
        before, after = (rows[n] if 0 <= n < len(rows) else None for n in (place - 1, place + 1))
        if before is None or not _is_range(before, row):
            yield _further(row, after if after is not None and _is_range(row, after) else None)


def _is_range(lower: Any, upper: Any) -> bool:
    near = lower.doc == upper.doc and 0 <= upper.start - lower.end < _BETWEEN
    return near and (lower.bound, upper.bound) == (">=", "<=") and lower.subject == upper.subject


def _further(row: Any, upper: Any) -> FurtherTarget:
    value, document = Value.of(row), row.evidence.document
    if upper is not None:
        source = QuantitySource(document, row.start, upper.end)
        value = replace(value, bound="..", printed=source.printed, source=source)
    box, subject = cued(_BOX).search(row.section), _whole_subject(row, value.each)
    plain = row.measure != "other" and len(subject) >= _NAMES and not _is_cut(row, subject)
    item = Item(f"{subject}：{value:p}", value.source)
    where = box[0].strip() if box else ""
    kind = wording.measure(row.measure, row.unit, row.indicator)
    years = wording.period(row.period)
    return FurtherTarget(subject, value, kind, years, where, row.section, item, not plain)


def _is_cut(row: Any, subject: str) -> bool:
    """Tell whether a subject lacks the whole of its share or what it is to do, or is a sum's."""
    if row.measure == "share":
        return not cued(r"{takes}").search(subject)
    before, after = _around(row)
    head, found, rest = after.partition(subject)
    # 2家开发区进入全国前10: of what the number counts the clause goes on to say something.
    told = found and head == _GOES_ON.match(head)[0] and _GOES_ON.match(rest)[0]  # type: ignore[index]
    return bool(told or cued(r"{sum}[^，。；：、]*$").search(before))


def _whole_subject(row: Any, each: str) -> str:
    """Return what a number counts, with the whole of a share and the last member of a list."""
    subject, (before, _) = row.subject.removeprefix(each), _around(row)
    if found := cued(_LISTED).search(before):
        return found["last"] + subject
    _, named, between = before.rpartition(subject)
    whole = cued(_WHOLE).match(between) if named and row.measure == "share" else None
    return subject + between[: whole.end("whole")] if whole else subject
