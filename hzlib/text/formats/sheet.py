"""A table of reports, one a row."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from hzlib import lookups
from hzlib.errors import HzError
from hzlib.messages import Message
from hzlib.text.formats.encoding import decoded
from hzlib.text.formats.source import Source

_LONG = 200  # characters of a text that is no label


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
    return path.suffix.lower() in (".csv", ".tsv")


def sheet(found: bytes, path: Path) -> tuple[Row, ...]:
    """Return the reports of a CSV file with a header, one a row; rows without text are left out.

    The column of texts is known by its name, else it is the only one that holds long texts; those
    of title, place, year and id are known by their names (``document_cues.csv``).

    Raises
    ------
    HzError
        If there is no header, no column of texts, or no text in it.
    """
    text, warnings = decoded(found, path)
    rows = _rows(text.removeprefix("\ufeff"), path)
    header = [cell.strip() for cell in rows[0]]
    column = _text_column(header, rows[1:], path)
    places = {kind: _named(header, kind) for kind in _KINDS}

    def cell(row: Sequence[str], kind: lookups.DocumentCueKind) -> str:
        at = places[kind]
        return row[at].strip() if at is not None and at < len(row) else ""

    reports = []
    for number, row in enumerate(rows[1:], 1):
        if column < len(row) and row[column].strip():
            body, title = row[column], cell(row, "title_column")
            raw = body if not title or title in body[:_LONG] else f"{title}\n{body}"
            id = cell(row, "id_column") or f"{path.stem}-{number}"
            year = "".join(filter(str.isdecimal, cell(row, "year_column")))[:4]
            place = cell(row, "place_column")
            reports.append(Row(Source(raw, (), warnings), id, place, int(year or 0)))
    if not reports:
        raise HzError(
            "{path}: the file is empty", "give a file with the text of a report", path=path
        )
    return tuple(_with_own_ids(reports, path))


_KINDS: tuple[lookups.DocumentCueKind, ...] = (
    "id_column", "place_column", "text_column", "title_column", "year_column",
)  # fmt: skip


def _rows(text: str, path: Path) -> list[list[str]]:
    first = text.partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise HzError(
            "{path}: is no sound CSV file ({error})",
            "put cells that hold a comma or a double quote in double quotes, inner ones twice",
            path=path,
            error=str(error),
        ) from None
    return [row for row in rows if any(cell.strip() for cell in row)]


def _named(header: Sequence[str], kind: lookups.DocumentCueKind) -> int | None:
    return next((i for i, cell in enumerate(header) if cell in lookups.cues(kind)), None)


def _text_column(header: Sequence[str], rows: Sequence[Sequence[str]], path: Path) -> int:
    named = _named(header, "text_column")
    if named is not None:
        return named
    long = {i for row in rows for i, cell in enumerate(row) if len(cell) > _LONG}
    if len(long) != 1:
        what = Message("{path}: the table has no column of texts (its columns are {known})",
                       path=path, known=list(header))  # fmt: skip
        remedy = Message("name the column of the reports' texts “text”, or give each report a file")
        raise HzError(what, remedy) if long else NoTexts(what, remedy)
    return long.pop()


def _with_own_ids(reports: Sequence[Row], path: Path) -> Iterator[Row]:
    """Yield the reports; if two have one id, each gets the name of the file with its number."""
    unique = len({report.id for report in reports}) == len(reports)
    for number, report in enumerate(reports, 1):
        yield report if unique else report._replace(id=f"{path.stem}-{number}")
