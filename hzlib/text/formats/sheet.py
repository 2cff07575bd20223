"""A table of reports, one a row."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from hzlib import lookups
from hzlib.errors import HzError
from hzlib.messages import Message, told
from hzlib.text.formats import workbook
from hzlib.text.formats.encoding import decoded
from hzlib.text.formats.source import Source

_LONG = 200  # characters of a text that is no label
_ABOVE = 5  # rows among which the header is looked for: titles stand above it


class Row(NamedTuple):
    """A report of a table: its text, and what the other columns say of it (or nothing)."""

    source: Source
    id: str
    place: str
    year: int


class NoTexts(HzError):
    """A table in which no report stands: it may be one about reports."""


def is_sheet(path: Path) -> bool:
    """Say whether a file is a table by its name.

    Examples
    --------
    >>> is_sheet(Path("reports.csv")), is_sheet(Path("report.txt"))
    (True, False)
    """
    return path.suffix.lower() in (".csv", ".tsv", ".xlsx", ".xlsm")


def sheet(found: bytes, path: Path) -> tuple[Row, ...]:
    """Return the reports of a table with a header, one a row; rows without text are left out.

    The table is a CSV file, or the sheets of a workbook that have a column of texts. That column is
    known by its name, else it is the only one that holds long texts; those of title, place, year
    and id are known by their names (``document_cues.csv``).

    Raises
    ------
    HzError
        If there is no header, no column of texts, or no text in it.
    """
    tables, warnings = _tables(found, path)
    columns = [_text_column(rows) for rows in tables]
    texts = [(rows, at) for rows, at in zip(tables, columns, strict=True) if at is not None]
    if tables and not texts:
        what = Message("{path}: the table has no column of texts (its columns are {known})",
                       path=path, known=_header(tables[0]))  # fmt: skip
        remedy = Message("name the column of the reports' texts “text”, or give each report a file")
        raise HzError(what, remedy) if any(map(_long, tables)) else NoTexts(what, remedy)
    if left := len(tables) - len(texts):
        said = told("{path}: {count} [sheet|sheets] without a column of texts left out",
                    path=path.name, count=left)  # fmt: skip
        warnings = (*warnings, said)
    reports = [report for rows, at in texts for report in _reports(rows, at, path, warnings)]
    if not reports:
        raise HzError(
            "{path}: the file is empty", "give a file with the text of a report", path=path
        )
    return tuple(_with_own_ids(reports, path))


def _reports(
    rows: Sequence[Sequence[str]], column: int, path: Path, warnings: tuple[str, ...]
) -> Iterator[Row]:
    places = {kind: _named(_header(rows), kind) for kind in _KINDS}

    def cell(row: Sequence[str], kind: lookups.DocumentCueKind) -> str:
        at = places[kind]
        return row[at].strip() if at is not None and at < len(row) else ""

    for number, row in enumerate(rows[1:], 1):
        if column < len(row) and row[column].strip():
            body, title = row[column], cell(row, "title_column")
            raw = body if not title or title in body[:_LONG] else f"{title}\n{body}"
            cut = (
                told("{path}, row {row}: the text has {count} characters, where Excel cuts a cell",
                     path=path.name, row=number, count=workbook.CELL),
            ) * (len(body) == workbook.CELL)  # fmt: skip
            year = "".join(filter(str.isdecimal, cell(row, "year_column")))[:4]
            yield Row(
                Source(raw, (), (*warnings, *cut)),
                cell(row, "id_column") or f"{path.stem}-{number}",
                cell(row, "place_column"),
                int(year or 0),
            )


_KINDS: tuple[lookups.DocumentCueKind, ...] = (
    "id_column", "place_column", "text_column", "title_column", "year_column",
)  # fmt: skip


def _tables(found: bytes, path: Path) -> tuple[list[list[list[str]]], tuple[str, ...]]:
    """Return the rows of each table from its header on, and what is to be warned of."""
    warnings: tuple[str, ...] = ()
    if workbook.is_workbook(found):
        books = workbook.sheets(found, path)
        tables = [[[workbook.text(cell) for cell in row] for row in rows] for rows in books]
    else:
        text, warnings = decoded(found, path)
        tables = [_rows(text.removeprefix("\ufeff"), path)]
    filled = ([row for row in rows if any(cell.strip() for cell in row)] for rows in tables)
    return [_headed(rows) for rows in filled if rows], warnings


def _rows(text: str, path: Path) -> list[list[str]]:
    first = text.partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise HzError(
            "{path}: is no sound CSV file ({error})",
            "put cells that hold a comma or a double quote in double quotes, inner ones twice",
            path=path,
            error=str(error),
        ) from None


def _headed(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows from the header on: titles may stand above it."""
    for at in range(min(_ABOVE, len(rows))):
        if _named(_header(rows[at:]), "text_column") is not None:
            return rows[at:]
    return rows


def _header(rows: Sequence[Sequence[str]]) -> list[str]:
    return [cell.strip() for cell in rows[0]]


def _named(header: Sequence[str], kind: lookups.DocumentCueKind) -> int | None:
    return next((i for i, cell in enumerate(header) if cell in lookups.cues(kind)), None)


def _text_column(rows: Sequence[Sequence[str]]) -> int | None:
    """Return where the texts stand: in the column of that name, or the only one of long texts."""
    named, long = _named(_header(rows), "text_column"), _long(rows)
    return named if named is not None else long.pop() if len(long) == 1 else None


def _long(rows: Sequence[Sequence[str]]) -> set[int]:
    """Return the columns that hold long texts."""
    return {i for row in rows[1:] for i, cell in enumerate(row) if len(cell) > _LONG}


def _with_own_ids(reports: Sequence[Row], path: Path) -> Iterator[Row]:
    """Yield the reports; if two have one id, each gets the name of the file with its number."""
    unique = len({report.id for report in reports}) == len(reports)
    for number, report in enumerate(reports, 1):
        yield report if unique else report._replace(id=f"{path.stem}-{number}")
