"""The columns of an indicator table: their years, their status, what is said of their numbers."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from hzlib import lookups
from hzlib.extraction.quantity import quantities
from hzlib.extraction.years import Years, plan_years, planned_from, years_of
from hzlib.text.corpus import Document
from hzlib.text.numerals import NUMERAL
from hzlib.text.patterns import cued
from hzlib.text.shape import kind_of
from hzlib.text.tables import Table


@dataclass(frozen=True, slots=True)
class Column:
    """What a column's heading says of its numbers.

    Attributes
    ----------
    first, last : int
        The years.
    status : str
        ``actual``, ``estimate`` or ``target``.
    says : str
        ``growth`` (比上年增长), ``share`` (占比), ``average`` (年均增长), ``sum`` (累计), ``mixed``
        (年均/累计), or empty.
    unit : str
        The unit that it gives.
    """

    first: int
    last: int
    status: str
    says: str = ""
    unit: str = ""


_YEAR = r"(?P<first>(?:19|20)\d{2})年?(?:(?:[—\-–~至]|{until})(?P<last>(?:19|20)\d{2})年?)?"
PLAN = rf"“?(?P<plan>{NUMERAL}{{1,2}})五”?"
_BASE = r"{compares}(?P<base>\d{4})年?"


def columns(document: Document, table: Table, name: int) -> dict[int, Column]:
    """Return what the columns right of the names say, by their places.

    Parameters
    ----------
    document : Document
    table : Table
    name : int
        The column of the names.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> from hzlib.text.tables import tables
    >>> outline = load("hangzhou-fyp15")
    >>> columns(outline, tables(outline)[0], 2)[4]
    Column(first=2030, last=2030, status='target', says='', unit='')
    """
    found: dict[int, Column] = {}
    headings = [re.sub(r"\s", "", cell.text) for cell in table.header]
    named = year_above(document, table, headings)
    clear = True
    for index, heading in enumerate(headings):
        kind = kind_of(heading)
        if index > name and kind in ("value", "other"):
            # A growth is that of the column before, and unclear if that is.
            unclear = not clear and said(heading) == "growth" and not years_named(heading)
            column = None
            if kind == "value" and not unclear:
                column = column_of(heading, document, [*found.values()], named)
            clear = column is not None
            if column:
                found[index] = column
    return found


_REMARK = re.compile("（[^）]*）")  # 固定资产投资（不含农户）
_OF_EACH = r"{each_part}(?P<noun>[一-龥（）]{2,14}?){and|and_too}?{growth_column|pace}$"


def nouns(table: Table, name: int) -> dict[int, str]:
    """Return what the columns right of the names count where their heads or the caption say it.

    Examples
    --------
    >>> from hzlib.text.tables import Cell
    >>> head = tuple(Cell(words, 0, 0) for words in ("产品", "产量（吨）", "增长（%）"))
    >>> nouns(Table(0, 0, (head,), Cell("", 0, 0)), 0)
    {1: '产量', 2: '产量'}
    """
    of_each = cued(_OF_EACH).search(table.caption.text)
    noun, found = _REMARK.sub("", of_each["noun"]) if of_each else "", {}
    for index, cell in enumerate(table.header[name + 1 :], name + 1):
        heading = re.sub(r"\s", "", cell.text)
        if own := cued(r"{noun_column}").search(heading):
            noun = own.group()
        elif not said(heading):
            noun = ""
        found[index] = noun
    return found


def year_above(document: Document, table: Table, headings: list[str]) -> Years | None:
    """Return the years that a table's caption names, unless they are those of the report alone.

    Examples
    --------
    >>> from hzlib.text.tables import Cell
    >>> from hzlib.text.corpus import load
    >>> named = Table(0, 0, (), Cell("2021年主要指标", 0, 0))
    >>> year_above(load("hangzhou-gwr-2023"), named, ["指标", "数值"])
    (2021, 2021)
    """
    named = years_named(table.caption.text)
    ahead = named and document.kind != "communique" and named[1] >= planned_from(document)
    reached = cued(r"^(?!.*\d{4}).*{achieved_column}")
    return None if ahead and any(map(reached.search, headings)) else named


def column_of(
    heading: str, document: Document, before: list[Column], named: Years | None
) -> Column | None:
    """Read a heading such as ``2025年预计``, ``比上年增长（%）`` or ``年均/累计``.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> column_of("2025年预计", load("hangzhou-fyp15"), [], None)
    Column(first=2025, last=2025, status='estimate', says='', unit='')
    """
    base = cued(_BASE).search(heading)
    years = years_named(heading[: base.start()] + heading[base.end() :] if base else heading)
    says = said(heading)
    if says == "growth" and not unit_of(heading) and cued(r"{account_column}").search(heading):
        return None  # 决算数增减: an amount as well as a rate
    if says in ("average", "mixed", "sum") and not (years and years[0] < years[1]):
        single = years or named or _single(document.reviewed)
        years = _averaged(document, before, named) or (single if says == "sum" else None)
    elif says and not years and before:
        return _further(before, says, unit_of(heading))
    elif not years:
        aims = document.kind == "plan-outline" and cued(r"{target_column}").search(heading)
        years = (
            named or _single(document.reviewed) or (_several(document.planned) if aims else None)
        )
        if years and not says:
            # What a plan aims at stands at its end.
            years = years[1], years[1]
    if not years or base and int(base["base"]) != years[0] - 1:
        return None
    if cued(r"{budget_column}").search(heading) and years[1] < planned_from(document):
        return None  # what a budget of a year that is over had said
    status = _status(heading, document, years[1])
    if not status or says == "growth" and years[0] < years[1]:
        return None
    return Column(*years, status, says, unit_of(heading))


def _further(before: list[Column], says: str, unit: str) -> Column:
    """Return the column of what more is said of the numbers in the columns right before it."""
    plain = [index for index, column in enumerate(before) if column.says]
    levels = before[plain[-1] + 1 :] if plain else before
    # 2023年, 2022年, 增长: it is that of the last year.
    of = max(reversed(levels or before), key=lambda column: column.last)
    return Column(of.last, of.last, of.status, says, unit)


def years_named(words: str) -> Years | None:
    """Return the years that some words name first: of a plan, or a year or years.

    Examples
    --------
    >>> years_named("“十四五”规划目标"), years_named("2025年（预计）"), years_named("属性")
    ((2021, 2025), (2025, 2025), None)
    >>> years_named("“十四五”目标2025年")
    (2025, 2025)
    """
    if found := cued(rf"{PLAN}|{_YEAR}").search(words):
        if found["plan"]:
            years = plan_years(found["plan"])
            # 2030年 below “十五五”目标: the numbers are of that year.
            own = [int(year) for year in re.findall(r"(?:19|20)\d{2}", words[found.end() :])]
            inside = len(own) == 1 and years[0] <= own[0] <= years[1]
            return (own[0], own[0]) if inside else years
        return int(found["first"]), int(found["last"] or found["first"])
    return None


def plan_named(words: str) -> Years | None:
    """Return the years of the plan that some words name.

    Examples
    --------
    >>> plan_named("“十四五”规划目标")
    (2021, 2025)
    """
    found = cued(PLAN).search(words)
    return plan_years(found["plan"]) if found else None


def _single(period: str) -> Years | None:
    """Return the year of a period of one year."""
    years = years_of(period, 0)
    return years if years[0] == years[1] != 0 else None


@lru_cache(maxsize=4096)
def said(heading: str) -> str:
    """Return what a heading says of all its numbers, as `Column.says`.

    Examples
    --------
    >>> [said(words) for words in ("2025年", "比上年增长（%）", "年均增长", "年均/累计")]
    ['', 'growth', 'average', 'mixed']
    """
    grows = cued(r"{growth_column}").search(heading)
    if cued(r"{yearly}").search(heading):
        return "average" if grows else "mixed"
    if grows:
        return "growth"
    if cued(r"{average_column}").search(heading):
        return "sum"
    return "share" if cued(r"{share}").search(heading) else ""


def _averaged(document: Document, before: list[Column], named: Years | None) -> Years | None:
    """Return the years of an average: those of the plan, or those between two columns."""
    if named and named[0] < named[1]:
        return named
    last = sorted({column.last for column in before})
    if len(last) > 1 and last[-1] - last[-2] > 1:
        return last[-2] + 1, last[-1]
    return _several(document.planned)


def _several(period: str) -> Years | None:
    """Return the years of a period of several years."""
    years = years_of(period, 0)
    return years if years[0] < years[1] else None


def _status(heading: str, document: Document, last: int) -> str:
    """Return the status of the numbers under a heading that are of a year; empty if unclear."""
    told = document.kind == "communique" or last < planned_from(document)
    if told and cued(r"(?!{no_estimate_column}){estimate_column}").search(heading):
        return "estimate"
    if cued(r"{achieved_column}").search(heading):
        return "actual" if told else ""
    return "target" if not told or cued(r"{target_column}").search(heading) else "actual"


IN_BRACKETS = re.compile(r"[（(](?P<unit>[^（()）]*)[）)]$")


def unit_of(words: str) -> str:
    """Return the unit that ends a name or a heading, in brackets or as a bare %.

    Examples
    --------
    >>> unit_of("地区生产总值（亿元）"), unit_of("常住人口城镇化率%"), unit_of("人口（常住）")
    ('亿元', '%', '')
    """
    found = IN_BRACKETS.search(words)
    unit = re.split("[，、,;；]", found["unit"])[0].replace(" ", "") if found else ""
    if is_known_unit(unit):
        return unit
    return words[-1:] if words[-1:] in ("%", "‰") else ""


@cache
def is_known_unit(unit: str) -> bool:
    """Tell whether a unit is one of the project's.

    Examples
    --------
    >>> is_known_unit("万人"), is_known_unit("标准箱/小时")
    (True, False)
    """
    if unit in lookups.cues("year_unit"):
        return True
    read = quantities(f"1{unit}") if unit else []
    return len(read) == 1 and bool(read[0].base) and read[0].end == len(unit) + 1
