"""Numbers of indicator tables: the name of a row, the years of a column, the number of a cell.

A cell is read as the sentence that it stands for: the name of its row, what its column says of all
its numbers (年均增长), its number and its unit; `hzlib.extraction.binding` says what that means.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from hzlib import lookups
from hzlib.extraction.binding import bind
from hzlib.extraction.bound import UNFIT, Bound, Note
from hzlib.extraction.columns import (
    IN_BRACKETS,
    PLAN,
    Column,
    columns,
    is_known_unit,
    nouns,
    plan_named,
    said,
    unit_of,
    years_named,
)
from hzlib.extraction.dating import Dated
from hzlib.extraction.districts import Districts, districts
from hzlib.extraction.framing import Frame
from hzlib.extraction.levels import table_of_one_level
from hzlib.extraction.lexicon import aliases, indicators
from hzlib.extraction.mentions import mentions
from hzlib.extraction.quantity import has_number
from hzlib.extraction.subject import Counted, counted
from hzlib.extraction.when import Setting, setting, timed
from hzlib.extraction.years import Time, Years, planned_from, span, years_of
from hzlib.messages import Message
from hzlib.text.corpus import Document
from hzlib.text.patterns import cued
from hzlib.text.shape import NO_VALUE, kind_of
from hzlib.text.tables import Cell, Table, place_of_row, tables


class Cellular(NamedTuple):
    """A number of a table with its place, period and status, and the line that it stands in.

    ``name`` is the name of its row, which stands at ``name_at``; a number of a row that names no
    indicator has a bound without one.
    """

    bound: Bound
    setting: Setting
    line: tuple[int, int]
    note: Note
    name: str
    name_at: tuple[int, int]


class Untold(NamedTuple):
    """A number of a row that names an indicator, of which the table does not tell what it is."""

    start: int
    end: int
    indicator: str
    line: tuple[int, int]
    why: Message


class IndicatorTable(NamedTuple):
    """A table with a column of names and columns of values, by their places.

    ``marked`` are the columns in which a cell has a %; ``every`` says whether its numbers that are
    of no indicator are read as well; of a table whose rows are places, ``districts`` says what its
    columns and its rows are.
    """

    table: Table
    name: int
    unit: int
    columns: dict[int, Column]
    plan: Years | None
    base_unit: str
    nouns: dict[int, str]
    marked: frozenset[int]
    every: bool = False
    districts: Districts | None = None


def table_numbers(document: Document, every: bool = False) -> Iterator[Cellular | Untold]:
    """Yield the numbers of a document's indicator tables.

    Parameters
    ----------
    document : Document
        Its tables need a heading row with a column of names and columns of years.
    every : bool, optional
        Whether numbers of rows that name no indicator are wanted, too.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> [n.bound.indicator for n in table_numbers(load("hangzhou-fyp15"))][:2]
    ['gdp', 'gdp']
    """
    for table in indicator_tables(document):
        if table_of_one_level(document, table.table):
            continue
        asked = table._replace(every=every)
        if table.districts:
            yield from _of_districts(document, asked, table.districts)
            continue
        whole = None
        for row in table.table.body:
            fits = len(row) == len(table.table.header)
            named = _of_whole(_named_row(document, table, row, fits), whole)
            whole = whole if named.sector else named
            yield from _row(document, asked, row, named)


def indicator_tables(document: Document) -> Iterator[IndicatorTable]:
    """Yield the tables of a document that are read by row and column.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> [table.name for table in indicator_tables(load("hangzhou-fyp15"))]
    [2]
    """
    for table in tables(document):
        if places := districts(document, table):
            found = {at: head.column for at, head in places.heads.items()}
            above = _unit_above(document, table)
            yield IndicatorTable(
                table, 0, -1, found, None, above, {}, frozenset(), districts=places
            )
            continue
        kinds = _kinds(table)
        if "name" in kinds:
            name = kinds.index("name")
            plan = plan_named(table.caption.text)
            found = columns(document, table, name)
            unit = kinds.index("unit") if "unit" in kinds else -1
            if found:
                above, counted = _unit_above(document, table), nouns(table, name)
                marked = _marked(table, found)
                yield IndicatorTable(table, name, unit, found, plan, above, counted, marked)


def _marked(table: Table, found: dict[int, Column]) -> frozenset[int]:
    """Return the columns of which a cell has a %."""
    cells = ((index, row[index]) for row in table.body for index in found if index < len(row))
    return frozenset(index for index, cell in cells if "%" in cell.text)


def _kinds(table: Table) -> list[str]:
    """Return what the columns of a table hold; the first holds names where its head is empty."""
    kinds = [kind_of(cell.text) for cell in table.header] if table.rows else []
    nameless = len(kinds) > 1 and not table.header[0].text and "name" not in kinds
    if nameless and "value" in kinds and set(kinds[1:]) <= {"value", "unit"}:
        kinds[0] = "name"
    return kinds


_ABOVE = 60
# 单位：亿元、%: the amounts' unit; that of growth is told by its column.
_UNIT_ABOVE = r"{unit_column}[：:] ?(?P<unit>[^，、,；;]{1,10}?)(?:[，、,；;] ?[%‰])?[）)]?$"


def _unit_above(document: Document, table: Table) -> str:
    """Return the unit that stands alone above a table, ``单位：亿元``."""
    # A bar may stand on a line between them.
    end = max(table.start - 1, 0)
    above = document.text[max(0, end - _ABOVE) : end].rstrip("|\n").rpartition("\n")[2]
    found = cued(_UNIT_ABOVE).search(above)
    return found["unit"] if found and is_known_unit(found["unit"]) else ""


# --- rows -----------------------------------------------------------------------------------------


class _Row(NamedTuple):
    """A row: its name, its numbers' unit, the first indicator it names, its place, the name's.

    ``bound`` is what numbers so far are bound to, by what makes numbers be read alike;
    ``sector`` says whether it is that of a bare sector, such as 第一产业, or names no indicator;
    ``region`` is the place that it is told of, if it is not the document's own.
    """

    name: str
    unit: str
    indicator: str
    place: tuple[int, int]
    name_at: tuple[int, int]
    bound: "dict[_Alike, list[Bound]]"
    sector: bool = False
    region: str = ""


_FURNITURE = r"^(?:{row_opening}[：:]?)+|[*※★☆▲△①-⑳]|[\[［【]\d{1,2}[\]］】]"


def _of_whole(row: _Row, whole: _Row | None) -> _Row:
    """Return a row with what it is a part of: 第一产业 is that of the row 地区生产总值 above it.

    Below another row, such as 固定资产投资, a bare sector names no indicator.
    """
    added, other = lookups.cues("value_added")[0], cued(r"{split_of|for_each}")
    ids = [name for alias in aliases().get(row.name + added, ()) for name in alias.known]
    unnamed = not row.indicator and not other.search(row.name)
    row = row._replace(sector=unnamed or row.indicator in ids)
    if not row.sector or not ids or whole is None:
        return row
    if other.search(whole.name):
        return row._replace(name="", indicator="")
    if cued(r"{economy}").search(whole.name):
        unit = row.unit or whole.unit
        return row._replace(name=row.name + added, indicator=ids[0], unit=unit)
    return row


_DIGIT = re.compile(r"\d")
_UNCLEAR = Message("meaning or time of the column unknown")
_TORN = Message("the row has not as many cells as the head")


def _of_districts(
    document: Document, table: IndicatorTable, districts: Districts
) -> Iterator[Cellular | Untold]:
    """Yield the numbers of a table whose rows are places: each names what its column does."""
    known: dict[_Alike, list[Bound]] = {}  # below a head all numbers are told alike
    for at, region in districts.places.items():
        row = table.table.body[at]
        line = place_of_row(document, row)
        for index, head in districts.heads.items():
            cell = row[index]
            if not _DIGIT.search(cell.text):
                continue
            unit = head.column.unit or table.base_unit
            name_at = head.cell.start, head.cell.end
            named = _Row(head.name, unit, head.indicator, line, name_at, known, region=region)
            read = list(_cell(document, table, named, cell, head.column))
            yield from read
            told = {number.bound.quantity.end for number in read if number.bound.indicator}
            yield from _untold(named, cell, UNFIT, told)


def _row(
    document: Document, table: IndicatorTable, row: tuple[Cell, ...], named: _Row
) -> Iterator[Cellular | Untold]:
    """Yield the numbers of a row."""
    fits = len(row) == len(table.table.header)
    for index, cell in enumerate(row):
        kept = index > table.name and index != table.unit if fits else index > 0
        if not kept or not _DIGIT.search(cell.text):
            continue
        column = table.columns.get(index) if fits else None
        whole = _completed(named, table.nouns.get(index, "")) if column else named
        read = list(_cell(document, table, whole, cell, column)) if column else []
        yield from read
        if whole.indicator:
            why = _UNCLEAR if fits else _TORN
            told = {number.bound.quantity.end for number in read if number.bound.indicator}
            yield from _untold(whole, cell, UNFIT if column else why, told)


def _named_row(
    document: Document, table: IndicatorTable, row: tuple[Cell, ...], fits: bool
) -> _Row:
    """Return the name of a row without what is no part of it, and its unit."""
    label = row[table.name].text if fits else "".join(cell.text for cell in row[: table.name + 1])
    label = cued(_FURNITURE).sub("", re.sub(r"\s", "", label))
    unit = unit_of(label)
    name = label
    if unit:
        name = label[: -1 if label.endswith(unit) else label.rindex(unit) - 1]
    if fits and table.unit >= 0:
        unit = re.sub(r"\s", "", row[table.unit].text) or unit
    elif not unit and not IN_BRACKETS.search(label):
        unit = table.base_unit
    named = mentions(name, 0, len(name))
    ids = [
        indicator for mention in named if not mention.compared
        for alias in mention.aliases or aliases()[name[mention.start : mention.end]]
        for indicator in alias.indicators
    ]  # fmt: skip
    first = next((known for known in ids if known in indicators()), "")
    name_at = _name_at(document, row[: table.name + 1], name)
    return _Row(name, unit, first, place_of_row(document, row), name_at, {})


def _name_at(document: Document, cells: tuple[Cell, ...], name: str) -> tuple[int, int]:
    """Return where the name of a row stands, or the last part of it; else its whole cell."""
    for cell in reversed(cells):
        text = document.text[cell.start : cell.start + len(cell.text)]
        places = [at for at, sign in enumerate(text) if not sign.isspace()]
        words = "".join(text[at] for at in places)
        for part in dict.fromkeys((name, name.rpartition("/")[2])):
            if part and (found := words.find(part)) >= 0:
                low, high = places[found], places[found + len(part) - 1] + 1
                return cell.start + low, cell.start + high
    return cells[-1].start, cells[-1].start + len(cells[-1].text.rpartition("/")[2])


def _completed(row: _Row, noun: str) -> _Row:
    """Return a row that names no indicator with what its column counts: 粮食 of 产量."""
    if row.indicator or not noun:
        return row
    # 粮食作物合计 under 产量 is 粮食作物产量.
    name = cued(r"{all_rows}$").sub("", row.name) + noun
    ids = [known for alias in aliases().get(name, ()) for known in alias.known]
    return row._replace(name=name, indicator=ids[0]) if ids else row


# A year of a cell has its 年: 20000以上 has none.
_PERIOD = rf"(?P<period>{PLAN}|(?:\d{{4}}年?[-—–~至])?\d{{4}}年)"
_CELL = (
    rf"{_PERIOD}?(?P<words>(?:{{cell_word|average_column|growth_column|up|down}})*)"
    r"(?P<cumulated>[\[［【〔])?(?P<before>{at_least|at_most|about}|>=|<=)?"
    r"(?P<sign>[-−–])?[+↑▲]?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>%|[一-龥/]{0,6}?)"
    r"(?P<after>{after_at_least|after_at_most|after_about})?[\]］】〕]?(?P<mark>[*∗※])?"
    r"(?:[（(](?P<year>\d{4})年[)）])?"
)


_PARTS = re.compile(r"[,，](?!\d)")


def _cell(
    document: Document, table: IndicatorTable, row: _Row, cell: Cell, column: Column
) -> Iterator[Cellular]:
    """Yield the numbers of a cell: one, or one in each part between commas."""
    low = 0
    for part in _PARTS.split(cell.text):
        words = "".join(part.split())
        places: Sequence[int] = range(low, low + len(part))
        if words != part:
            places = [low + i for i, sign in enumerate(part) if not sign.isspace()]
        for found, sign, at in _stated(words):
            if low and not found["words"]:
                continue
            falls = bool(found["sign"] or cued(r"{down}").search(found["words"]))
            says = _said(row, column, found)
            read = _Read(document, table, row, column, found, falls, says, sign)
            start = cell.start + places[at + found.start("sign" if found["sign"] else "number")]
            end = cell.start + places[at + found.end("unit") - 1] + 1
            yield from _number(read, start, end)
        low += len(part) + 1


_RANGE = re.compile(r"(?!\d{4}[-—–~]\d{4})(\d[\d.]*%?)[-—–~](\d[\d.]*%?)")


def _stated(words: str) -> Iterator[tuple[re.Match[str], str, int]]:
    """Yield the number of a cell, or the two of a range, with its bound and where it begins."""
    if ends := _RANGE.fullmatch(words):
        for group, sign in ((1, ">="), (2, "<=")):
            if found := cued(_CELL).fullmatch(ends[group]):
                yield found, sign, ends.start(group)
    elif found := cued(_CELL).fullmatch(words):
        yield found, bound_in(found), 0


def number_in(cell: str) -> re.Match[str] | None:
    """Return the number of a cell as a match with its ``number``, ``unit`` and ``year``, or None.

    Examples
    --------
    >>> found = number_in(">25")
    >>> found["number"], bound_in(found), number_in("完成上级下达目标")
    ('25', '>=', None)
    """
    return cued(rf"\s*{_CELL}\s*").fullmatch(cell)


def bound_in(found: re.Match[str]) -> str:
    """Return the bound that the marks around the number of a cell make it."""
    return _bounds().get(found["after"] or found["before"] or "", "=")


class _Read(NamedTuple):
    """A number as it stands in its cell, with its row and its column.

    ``falls`` says whether the cell has it that its number is below the one before, ``says`` what is
    said of the number, by its cell or else by its column; see `Column.says`; ``sign`` is its bound.
    """

    document: Document
    table: IndicatorTable
    row: _Row
    column: Column
    found: re.Match[str]
    falls: bool
    says: str
    sign: str


def _said(row: _Row, column: Column, found: re.Match[str]) -> str:
    """Return what is said of a number in a cell, as `_Read.says`."""
    words = said(found["words"]) or column.says
    if found["cumulated"]:
        return "sum"
    if words == "mixed":
        # 年均 without 增长 is an amount for what adds up, and growth for what does not.
        kind = indicators()[row.indicator].kind if row.indicator else ""
        return "yearly" if kind == "flow" or row.unit in _RATES else "average"
    return words


_RATES = ("%", "‰", "百分点", "个百分点")
# What a column says, in words that binding understands.
_YEARLY, _UP, _DOWN, _SHARE = "年均", "增长", "下降", "占比"


def _number(read: _Read, start: int, end: int) -> Iterator[Cellular]:
    """Yield a number of a cell with what it means, if the row, the column and it fit together."""
    document = read.document
    sentence, at = _sentence(read)
    bounds = _bound_alike(read, sentence, at)
    timed = _time(read, bounds[0]) if len(bounds) == 1 and _meant(read, bounds[0]) else None
    if not timed and read.table.every:
        read_openly = counted(sentence, 0, len(sentence))
        bounds = [_unnamed(one) for one in read_openly if one.quantity.start == at]
        timed = _time(read, bounds[0]) if bounds else None
    if not timed:
        return
    time, status, average = timed
    measure = "growth_avg" if bounds[0].measure == "growth" and average else bounds[0].measure
    bound = bounds[0]._replace(
        quantity=bounds[0].quantity._replace(start=start, end=end), measure=measure,
        bound=read.sign, rule="table", region=read.row.region or bounds[0].region,
    )  # fmt: skip
    why = Message(
        "rule table: row “{name}”, column {columns}",
        name=read.row.name, columns=span(read.column.first, read.column.last),
    )  # fmt: skip
    # Of the place alone the words before the name tell, as in prose.
    frame = Frame(0, time.first, time.last, status, why)
    if placed := setting(document, bound, frame, [], Dated(start, start, start, start)):
        place = Setting(placed.region, time, status)
        yield Cellular(
            bound, place, read.row.place, Note(start, why), read.row.name, read.row.name_at
        )


_Alike = tuple[str, int, bool]
"""What makes numbers be bound alike: their sentence, where they begin there, whether they are few.

The sentence has a 0 for each digit.
"""

_ZEROS = str.maketrans("123456789", "000000000")
_FEW, _FEW_DIGITS = 10, 6  # what a ratio may be; what is not too much in any unit


def _bound_alike(read: _Read, sentence: str, at: int) -> list[Bound]:
    """Return what the number of a sentence is bound to, read once for numbers that look alike."""
    number, known = read.found["number"], read.row.bound
    digits = number.replace(",", "")
    whole = digits.partition(".")[0]
    # A year, or what no number can be, is told by its own digits.
    own = len(whole) > _FEW_DIGITS or whole[:2] in ("19", "20") or "年" in sentence[at:]
    alike = (sentence if own else sentence.translate(_ZEROS), at, float(digits) <= _FEW)
    if (found := known.get(alike)) is not None:
        return [one._replace(quantity=one.quantity._replace(digits=digits)) for one in found]
    # The name may hold a number of its own (3岁以下); the last one is the cell's.
    found = [
        bound for bound in bind(sentence, 0, len(sentence)).bounds if bound.quantity.start == at
    ]
    if all(one.quantity.digits == digits for one in found) and not has_number(sentence, 0, at):
        known[alike] = found
    return found


def _unnamed(one: Counted) -> Bound:
    """Return a number of a row that names no indicator."""
    return Bound(one.quantity, "", one.measure, one.gap.sign, one.bound, "", "", "", one.gap, 0)


def _sentence(read: _Read) -> tuple[str, int]:
    """Return the sentence that a number of a table stands for, and where its number begins."""
    found, name, says = read.found, read.row.name, read.says
    grows = says in ("growth", "average")
    rate = grows or says == "share"
    of_all = (read.column.unit, "%") if rate else (read.row.unit, read.column.unit)
    unit = found["unit"] or of_all[0] or of_all[1]
    words = ""
    if read.falls:
        words = _DOWN
    elif grows and not cued(r"{growth_column}").search(name):
        words = _UP
    elif says == "share" and not cued(r"{share}").search(name):
        words = _SHARE
    if says == "average" and words:
        words = _YEARLY + words
    stated = found["number"] + (unit if unit not in NO_VALUE else "")
    return name + words + stated, len(name + words)


_STEEP = 30  # per cent a year, over years


def _as_rate(read: _Read) -> bool:
    """Tell whether a number may be a mean growth, in a table whose head may have been torn.

    Where others of its column have a %, it has one too, unless its row is in %; so has a steep one.
    """
    if "%" in (read.found["unit"], read.column.unit):
        return True
    index = next(at for at, column in read.table.columns.items() if column is read.column)
    marked = index in read.table.marked
    steep = float(read.found["number"].replace(",", "")) >= _STEEP
    return not steep and not (marked and read.row.unit not in _RATES)


def _meant(read: _Read, bound: Bound) -> bool:
    """Tell whether a bound number is what its column and its signs say that it is."""
    measure, kind = bound.measure, bound.kind
    grown = measure in ("growth", "growth_avg", "change") or kind == "rise"
    if read.falls and not grown:
        return False
    if bound.sign < 0 and not read.falls and read.document.kind == "plan-outline":
        # 单位能耗下降（%） is meant for all years of a plan.
        return measure == "growth_avg"
    match read.says:
        case "growth" | "average" if measure != "change" and cued(r"{share}").search(read.row.name):
            return False  # how a share grows is not how what it is of grows
        case "average" if not _as_rate(read):
            return False
        case "growth" | "average":
            return grown
        case "share":
            # A share of 100% is that of the whole in itself.
            whole = read.found["number"] in ("100", "100.0", "100.00")
            return not whole and (measure == "share" or bound.quantity.base == "%")
        case "sum":
            adds = kind == "flow" or kind == "amount" and bound.quantity.base in ("元", "美元")
            return adds and measure == "level" or measure == "change"
        case "yearly":
            return measure in ("growth", "growth_avg") or kind == "flow"
    return True


def _time(read: _Read, bound: Bound) -> tuple[Time, str, bool] | None:
    """Return the time and the status of a number, and whether it is an average of its years."""
    document, found, column = read.document, read.found, read.column
    adds = bound.kind == "flow"
    average = bound.measure == "growth_avg" or read.says in ("average", "yearly")
    average = average or adds and "average" in bound.gap.says
    summed = adds and cued(r"{sum}").search(read.row.name + found["words"])
    whole = average or read.says == "sum" or summed
    period = years_named(found["period"]) if found["period"] else None
    if found["year"]:
        period = int(found["year"]), int(found["year"])
    years = period or (column.first, column.last)
    if whole and years[0] == years[1]:
        planned = _planned(read, years[1])
        if not planned and average:
            return None
        years = planned or years
    status = column.status
    if period:
        ahead = document.kind != "communique" and years[1] >= planned_from(document)
        estimated = status == "estimate" and years[1] == column.last
        status = "target" if ahead else "estimate" if estimated else "actual"
    told = found["mark"] and _marked_estimates(document, read.table.table.end)
    if status == "actual" and (told or cued(r"{estimate}").search(found["words"])):
        status = "estimate"
    time = timed(bound, *years)
    return time._replace(cumulated=time.cumulated and not average), status, average


_NOTES = 400  # characters below a table in which a note may say what a mark means


def _marked_estimates(document: Document, end: int) -> bool:
    """Tell whether a note below a table has it that marked numbers are estimates: 带*为预计数."""
    note = cued(r"[*∗※][一-龥]{0,4}{estimate}")
    return bool(note.search(document.text, end, end + _NOTES))


def _planned(read: _Read, last: int) -> Years | None:
    """Return the years of the plan that ends with a year."""
    known = (read.document.planned, read.document.reviewed)
    for years in (read.table.plan, *(years_of(period, 0) for period in known)):
        if years and years[0] < years[1] == last:
            return years
    return None


# --- places in the text ---------------------------------------------------------------------------


_NUMBER = re.compile(r"(?<!\d)[-−–+↑↓▲▼]?\d(?:[\d,]| (?=\d{3}))*(?:\.\d+)?%?")


def _untold(row: _Row, cell: Cell, why: Message, told: set[int]) -> Iterator[Untold]:
    """Yield the numbers of a cell that are not understood: those whose end is not told."""
    for found in _NUMBER.finditer(cell.text):
        start, end = cell.start + found.start(), cell.start + found.end()
        # A fact's number ends with its unit.
        unit = (cell.text[found.end() : place - cell.start] for place in told if place >= end)
        known = any(not _DIGIT.search(words) for words in unit)
        if not known and cell.text[found.end() :][:1] != "年":
            yield Untold(start, end, row.indicator, row.place, why)


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
