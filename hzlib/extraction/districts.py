"""Tables whose rows are places and whose columns are indicators: 东湖区; 生产总值, 增长（%）."""

import re
from functools import lru_cache
from typing import NamedTuple

from hzlib import lookups
from hzlib.extraction.columns import IN_BRACKETS, Column, column_of, is_known_unit, year_above
from hzlib.extraction.dating import PART_OF_YEAR
from hzlib.extraction.lexicon import aliases, indicators
from hzlib.extraction.mentions import Mention, mentions
from hzlib.text.corpus import Document
from hzlib.text.patterns import cued
from hzlib.text.places import counties, listed
from hzlib.text.shape import Cell, is_head, kind_of, one_head
from hzlib.text.tables import Table


class Head(NamedTuple):
    """The head of a column: the name of its indicator, its cell, what it says of its numbers."""

    name: str
    indicator: str
    cell: Cell
    column: Column


class Districts(NamedTuple):
    """A table of places: the heads of its columns and the places of its rows, by their numbers.

    A row of the whole place has the name 全市 or an empty one.
    """

    heads: dict[int, Head]
    places: dict[int, str]


def districts(document: Document, table: Table) -> Districts | None:
    r"""Return a table as one of places, or None if it is none.

    Examples
    --------
    >>> from pathlib import Path
    >>> from hzlib.text.corpus import of_bytes
    >>> from hzlib.text.tables import tables
    >>> rows = "地区\t生产总值（亿元）\t增长（%）\n东湖区\t81.5\t6\n西湖区\t65\t5"
    >>> text = f"江州市2024年国民经济和社会发展统计公报\n{rows}"
    >>> document = of_bytes(text.encode(), Path("a.txt"))[0]
    >>> districts(document, tables(document)[0]).places
    {0: '东湖区', 1: '西湖区'}
    """
    at = _column_of_places(table) if len(table.rows) > 2 and table.header else -1
    if at < 0:
        return None
    below = _second_head(table)
    first = re.sub(r"\s", "", table.header[at].text)
    labels = [row[at].text for row in table.body[below:]]
    named = {
        number: place for number, label in enumerate(labels, below)
        if (place := place_in_row(document, label)) is not None
    }  # fmt: skip
    sure = cued(r"{district_column}").fullmatch(first)
    few = len(named) < 2 or len(named) * 2 < len(labels)
    if few or not sure and len(named) < len(labels) or not any(named.values()):
        return None
    head = one_head([list(row) for row in table.rows[: below + 1]], len(table.header))
    heads = _heads(document, table, head, at + 1)
    return Districts(heads, named) if heads else None


def _column_of_places(table: Table) -> int:
    """Return the column whose head may be that of places: 地区, 指标 or empty; -1 if none is.

    Left of it may stand their numbers or ranks.
    """
    first, second = (re.sub(r"\s", "", cell.text) for cell in (table.header * 2)[:2])
    if not first or cued(r"{district_column|unit_column}|.*{name_column}").fullmatch(first):
        return 0
    ranked = kind_of(first) == "left" or cued(r"{other_column}").fullmatch(first)
    return 1 if ranked and cued(r"{district_column}").fullmatch(second) else -1


def _second_head(table: Table) -> int:
    """Return how many rows below the head are of it: 1 where 总量 and 增长 stand below it."""
    first, *others = table.rows[1]
    again = first.text in ("", table.header[0].text)
    heads = [cell.text for cell in others if cell.text]
    return int(again and bool(heads) and all(map(_is_further, heads)))


def _is_further(text: str) -> bool:
    text = re.sub(r"\s", "", text)
    return is_head(text) or bool(
        IN_BRACKETS.fullmatch(text) or cued(r"{growth_column}").match(text)
    )


def place_in_row(document: Document, label: str) -> str | None:
    """Return the place that a row is of; None if its label names none.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> report = load("hangzhou-gwr-2023")
    >>> [place_in_row(report, label) for label in ("全 市", "西湖", "合计", "粮食")]
    ['全市', '西湖区', '', None]
    """
    label = cued(r"^{row_opening}[：:]?").sub("", re.sub(r"\s", "", label))
    rest = cued(r"{all_rows}$").sub("", label)
    if not rest and label:
        return ""
    if cued(r"{whole_place}").fullmatch(rest) or rest in listed():
        return rest
    zone = cued(r"(?!.*{no_place}$)[一-龥]{1,12}{zone}").fullmatch(label)
    if label in counties() or zone:
        return label
    return _by_short(document.place).get(label)


@lru_cache(maxsize=64)
def _by_short(within: str) -> dict[str, str]:
    """Return the counties and districts of a place by their names without 区 or 县."""
    return {name[:-1]: name for name, places in counties().items() if within in places}


def _heads(document: Document, table: Table, head: list[Cell], low: int) -> dict[int, Head]:
    """Return the heads of the columns that name an indicator, or say more of the one before."""
    caption = table.caption.text
    if cued(PART_OF_YEAR).search(caption):
        return {}
    words = [re.sub(r"\s", "", cell.text) for cell in head]
    years = year_above(document, table, words)
    told = [_named(heading, "") for heading in words[low:]]
    # 各县区一般公共预算收入: what stands behind the places in the caption.
    each = None if any(name for name, _ in told) else cued(r"{district_column}").search(caption)
    of_all = _named(caption[each.end() :], "")[0] if each else ""
    name, found = of_all, dict[int, Head]()
    before: list[Column] = []
    for index, heading in enumerate(words[low:], low):
        own, rest = _named(heading, name)
        if own and own != name:
            name, before = own, []
        if not own and cued(r"{other_column}").search(heading):
            continue
        # A growth is that of the column before it.
        known = _is_understood(rest) and (own or of_all or before)
        column = column_of(rest, document, before, years) if name and known else None
        if column:
            found[index] = Head(name, _indicator(name), head[index], column)
            before = [*before, column]
        else:
            name, before = of_all, []
    return found


def _named(heading: str, before: str) -> tuple[str, str]:
    """Return the name of an indicator in a heading, empty if there is none, and the rest of it.

    第三产业 behind the column 生产总值 is its value added.
    """
    heading = cued(r"^{row_opening}[：:]?").sub("", heading)
    found = [one for one in mentions(heading, 0, len(heading)) if not one.compared]
    if len(found) == 1 and _known(found[0]):
        start, end = found[0].start, found[0].end
        return heading[start:end], heading[:start] + heading[end:]
    sector = cued(r"{sector_word}").match(heading)
    added = sector.group() + lookups.cues("value_added")[0] if sector else ""
    if sector and added in aliases() and cued(r"{economy}|{value_added}$").search(before):
        return added, heading[sector.end() :]
    return "", heading


def _known(mention: Mention) -> bool:
    return any(name in indicators() for alias in mention.aliases for name in alias.known)


def _indicator(name: str) -> str:
    """Return the first indicator that a name in a heading may stand for."""
    ids = (one for alias in aliases()[name] for one in alias.known)
    return next((one for one in ids if one in indicators()), "")


def _is_understood(rest: str) -> bool:
    """Tell whether what a heading says beside its name is known word for word."""
    if cued(PART_OF_YEAR).search(rest):
        return False
    unit = IN_BRACKETS.search(rest)
    words = rest[: unit.start()] if unit and is_known_unit(unit["unit"]) else rest
    return not words or kind_of(words) == "value" or bool(cued(_SIGNS).fullmatch(words))


_SIGNS = r"(?:{growth_column}|[±%（）()])+"
