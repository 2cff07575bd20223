"""The table of main indicators that a plan outline sets up, one row an indicator."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from hzlib.errors import HzError

if TYPE_CHECKING:
    import pandas as pd

    from hzlib.text.corpus import Document
    from hzlib.text.tables import Cell, Table

COLUMNS = (
    "number",
    "category",
    "name",
    "unit",
    "attribute",
    "evidence",
    *(f"{part}{suffix}" for part in ("base", "goal", "average")
      for suffix in ("_text", "", "_bound", "_period", "_evidence")),
)  # fmt: skip
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
_NUMBER = re.compile(
    r"(?P<sign>[>≥<≤]?)\[?(?P<number>\d+(?:\.\d+)?)\]?(?P<word>以上|以下|以内|左右)?"
    r"(?:（(?P<year>20\d\d)年）)?"
)
_BOUNDS = {">": ">=", "≥": ">=", "以上": ">=", "<": "<=", "≤": "<=", "以下": "<=", "以内": "<="}
_UNIT = re.compile(r"（([^（）]{1,10})）$")
_COUNT = re.compile(r"（\d+项）$")


def indicator_table(document: "Document") -> "pd.DataFrame":
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
        ``number`` (as the table counts), ``category, name, unit, attribute``, ``evidence`` (the
        cell with the name); for ``base`` (the
        year before the plan), ``goal`` (its last year) and ``average`` (a year or in all) the
        words of the cell in ``…_text``, the number in ``unit``, ``…_bound``, ``…_period`` and
        ``…_evidence``.

    Raises
    ------
    HzError
        If the document has no such table.
    """
    import pandas as pd

    from hzlib.text.tables import tables

    for table in tables(document):
        places = _places(table)
        if {"name", "base", "goal"} <= set(places):
            rows = [_row(document, table, cells, places) for cells in table.rows[1:]]
            return pd.DataFrame(rows, columns=list(COLUMNS))
    raise HzError(f"{document.title}里没有主要指标表", "请给出一份规划纲要")


def main_indicators(documents: "Iterable[Document]") -> "pd.DataFrame":
    """Return the main indicators of the first outline among documents; no rows if there is none."""
    import pandas as pd

    for document in documents:
        if document.kind == "plan-outline":
            return indicator_table(document)
    return pd.DataFrame(columns=list(COLUMNS))


def _places(table: "Table") -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(table.rows[0]):
        for column, pattern in _HEADINGS.items():
            if column not in found and re.search(pattern, cell.text):
                found[column] = place
                break
    return found


def _row(
    document: "Document", table: "Table", cells: "tuple[Cell, ...]", places: dict[str, int]
) -> dict[str, Any]:
    entry = {column: cells[place] for column, place in places.items()}
    unit = _UNIT.search(entry["name"].text)
    base, goal = (
        found[0] if (found := re.search(r"20\d\d", table.rows[0][places[part]].text)) else ""
        for part in ("base", "goal")
    )
    plan = f"{int(base) + 1}-{goal}" if base and goal else ""
    said = {key: entry[key].text if key in entry else "" for key in ("number", "attribute")}
    row: dict[str, Any] = said | {
        "category": _COUNT.sub("", entry["category"].text) if "category" in entry else "",
        "name": _UNIT.sub("", entry["name"].text).strip(),
        "unit": unit[1] if unit else "",
        "evidence": _span(document, entry["name"].start, entry["name"].end),
    }
    for part, period in (("base", base), ("goal", goal), ("average", plan)):
        row |= {f"{part}{key}": said for key, said in _cell(document, entry.get(part)).items()}
        row[f"{part}_period"] = row[f"{part}_period"] or period
    return row


def _cell(document: "Document", cell: "Cell | None") -> dict[str, Any]:
    text = cell.text if cell else ""
    result = {"_text": "" if text == "—" else text, "": None, "_bound": "", "_period": ""}
    found = _NUMBER.fullmatch(text)
    if cell is None or not found:
        words = _span(document, cell.start, cell.end) if cell and result["_text"] else ""
        return {**result, "_evidence": words}
    word = (
        "~" if found["word"] == "左右" else _BOUNDS.get(found["sign"] or found["word"] or "", "=")
    )
    return {
        **result,
        "": float(found["number"]),
        "_bound": word,
        "_period": found["year"] or "",
        "_evidence": _span(
            document, cell.start + found.start("number"), cell.start + found.end("number")
        ),
    }


def _span(document: "Document", start: int, end: int) -> str:
    first, last = document.cleaned.raw_span(start, end)
    return f"quantity:{document.id}@{first}-{last}"
