"""Rows as a table, as CSV, as JSON lines or as a workbook: on a screen, in a pipe, in a file."""

import csv
import io
import json
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from hzlib import storage, wording
from hzlib.errors import HzError
from hzlib.messages import visible

if TYPE_CHECKING:
    import pandas as pd

# A spreadsheet would run a cell that begins so, invisible signs and full-width forms included.
_RUNS = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠\t\r]")
_PLAIN_NUMBER = re.compile(r"[+-]?\d[\d.,]*%?$")
_WIDEST = 60  # columns of a frame's cell on a screen
_NARROWEST = 4  # columns of a screen in which a cell can still be read


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    jsonl = "jsonl"


def by_suffix(file: Path | None) -> Format:
    """Return the format that the suffix of a file asks for: a table if it asks for none.

    Raises
    ------
    HzError
        If it asks for one that is not written, such as .xlsx.

    Examples
    --------
    >>> by_suffix(Path("facts.csv")).value, by_suffix(Path("facts.txt")).value
    ('csv', 'table')
    """
    suffix = file.suffix.lower().lstrip(".") if file else ""
    if suffix not in ("", "txt", *Format):
        raise HzError(
            "{path}: no table is written as .{suffix}",
            "name the file .csv (for a spreadsheet), .jsonl or .txt",
            path=file,
            suffix=suffix,
        )
    return Format(suffix) if suffix in set(Format) else Format.table


def safe(cell: Any) -> Any:
    """Return a cell that no spreadsheet runs as a formula.

    Examples
    --------
    >>> safe("=1+1"), safe("-3.5"), safe("a-b")
    ("'=1+1", '-3.5', 'a-b')
    """
    # A sign alone, such as the bound “=”, runs nothing.
    if (
        isinstance(cell, str)
        and len(cell) > 1
        and _RUNS.match(cell)
        and not _PLAIN_NUMBER.match(cell)
    ):
        return f"'{cell}"
    return cell


def emit(
    rows: Iterable[Mapping[str, Any]],
    columns: Sequence[str],
    form: Format,
    shown: Sequence[str] | None = None,
    file: Path | None = None,
    right: Collection[str] = (),
) -> int:
    """Print rows or write them to a file, and return how many there were.

    Parameters
    ----------
    rows : iterable of mapping
        One mapping a row; values and sources in it are told as text.
    columns : sequence of str
        The columns of CSV and JSON lines.
    form : Format
        ``table``, ``csv`` or ``jsonl``.
    shown : sequence of str, optional
        The columns of the table, where a screen is too narrow for all.
    file : Path, optional
        A file in place of the screen, written whole or not at all; a spreadsheet opens its CSV
        with the Chinese right.
    right : collection of str, optional
        The columns of the table that end flush.

    Returns
    -------
    int

    Raises
    ------
    HzError
        If the file cannot be written.

    Examples
    --------
    >>> emit([{"a": 1, "b": "=x"}], ["a", "b"], Format.csv)
    a,b
    1,'=x
    1
    """
    out = sys.stdout if file is None else io.StringIO()
    if form is Format.table:
        count = _table(out, rows, shown or columns, right)
    elif form is Format.csv:
        count = _csv(out, rows, columns)
    else:
        count = _json(out, rows, columns)
    if file is not None and isinstance(out, io.StringIO):
        mark = "\ufeff" if form is Format.csv else ""
        storage.write(file, mark + out.getvalue())
    return count


def _csv(out: TextIO, rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> int:
    writer = csv.writer(out, lineterminator="\n")
    # A file keeps each sign as it is; a terminal would obey it.
    shown = visible if out.isatty() else str
    writer.writerow(map(safe, columns))
    count = 0
    for row in rows:
        count += 1
        cells = (safe(_told(row[column])) for column in columns)
        writer.writerow([shown(cell) if isinstance(cell, str) else cell for cell in cells])
    return count


def _json(out: TextIO, rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> int:
    count = 0
    for row in rows:
        count += 1
        line = {column: _told(row[column]) for column in columns}
        out.write(visible(json.dumps(line, ensure_ascii=False)) + "\n")
    return count


def _told(cell: Any) -> Any:
    return cell if cell is None or isinstance(cell, str | int | float) else str(cell)


def _table(
    out: TextIO, rows: Iterable[Mapping[str, Any]], columns: Sequence[str], right: Collection[str]
) -> int:
    table = [[str(row[column]) for column in columns] for row in rows]
    if out.isatty():
        _fitted(out, table, columns, right)
    else:
        out.writelines(f"{line}\n" for line in _aligned(table, columns, right))
    return len(table)


def _fitted(
    out: TextIO, table: list[list[str]], columns: Sequence[str], right: Collection[str]
) -> None:
    """Print a table that folds its cells; one field a line where the screen is too narrow."""
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=out)
    widths = [max(map(cell_len, cells)) for cells in zip(columns, *table, strict=True)]
    if sum(min(width, _NARROWEST) + 2 for width in widths) > console.width:
        longest = max(map(len, columns))
        for row in table:
            out.writelines(
                f"{name:{longest}}  {_plain(cell)}\n"
                for name, cell in zip(columns, row, strict=True)
            )
            out.write("\n")
        return
    fitted = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        fitted.add_column(column, overflow="fold", justify="right" if column in right else "left")
    for row in table:
        # Text: square brackets of a document are no markup.
        fitted.add_row(*(Text(_plain(cell)) for cell in row))
    console.print(fitted)


def _aligned(
    table: list[list[str]], columns: Sequence[str], right: Collection[str]
) -> Iterator[str]:
    """Yield the lines of a table whose cells are whole: in a pipe there is no screen to fit."""
    from rich.cells import cell_len

    lines = [
        # A cell of several lines makes several of its row.
        line
        for row in (columns, *table)
        for line in zip_longest(*(_plain(cell).split("\n") for cell in row), fillvalue="")
    ]
    widths = [max(map(cell_len, cells)) for cells in zip(*lines, strict=True)]
    for line in lines:
        blanks = [" " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True)]
        yield "  ".join(
            blank + cell if column in right else cell + blank
            for cell, blank, column in zip(line, blanks, columns, strict=True)
        )


def _plain(cell: str) -> str:
    return cell if cell.isprintable() else visible(cell.translate(_NO_WIDTH))


# Tabs and line ends of old systems would break the columns.
_NO_WIDTH = {ord("\t"): " ", **dict.fromkeys(map(ord, "\v\f\r"))}


def printed(
    frame: "pd.DataFrame | list[dict[str, Any]]", form: Format, file: Path | None = None
) -> int:
    """Print a frame or write it to a file, and return how many rows it has.

    Parameters
    ----------
    frame : DataFrame or list of dict
        One row or more, if a list. In a table, columns of sources are left out and long cells are
        cut short.
    form : Format
        Missing numbers are empty in CSV and null in JSON lines.
    file : Path, optional
        A file in place of the screen.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"word": ["经济", "5G"], "frequency": [12, 3]})
    >>> printed(frame, Format.jsonl)
    {"word": "经济", "frequency": 12}
    {"word": "5G", "frequency": 3}
    2
    """
    names, rows = (list(frame[0]), frame) if isinstance(frame, list) else _of_frame(frame)
    if form is not Format.table:
        return emit(rows, names, form, file=file)
    shown = [name for name in names if all(_is_read(row[name]) for row in rows)]
    # What stands before a key word ends where that begins.
    right = {"pre"} | {name for name in shown if all(_is_amount(row[name]) for row in rows)}
    short = ({name: _short(row[name]) for name in shown} for row in rows)
    return emit(short, shown, form, file=file, right=right)


def _of_frame(frame: "pd.DataFrame") -> tuple[list[str], list[dict[str, Any]]]:
    names = [str(name) for name in frame.columns]
    cells = (map(_known, frame.iloc[:, place].tolist()) for place in range(len(names)))
    return names, [dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True)]


def _known(cell: Any) -> Any:
    return None if isinstance(cell, float) and not wording.is_number(cell) else cell


def _is_read(cell: Any) -> bool:
    """Tell whether a cell is text or a number; a source is neither."""
    return cell is None or isinstance(cell, str) or hasattr(cell, "__float__")


def _is_amount(cell: Any) -> bool:
    return cell is None or not isinstance(cell, str | bool)


def _short(cell: Any) -> str:
    from rich.cells import cell_len

    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.2e}" if 0 < abs(cell) < 0.005 else f"{cell:.2f}"
    text = " ".join(str(cell).split())
    # A Chinese character takes two columns.
    while cell_len(text) > _WIDEST:
        text = text[:-2] + "…"
    return text


# --- workbooks ------------------------------------------------------------------------------------

_LETTERS = 2  # columns that a sheet's widths leave round a text


class Sheet(NamedTuple):
    """A sheet of a workbook: its name, its heads, its rows; `still` columns stay in sight."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    still: int = 1


def workbook(sheets: Iterable[Sheet], file: Path) -> None:
    """Write sheets as a workbook (.xlsx), whole or not at all.

    Texts are cells of text, whatever they look like: a spreadsheet keeps the zeros before a number
    and all its digits, and runs none as a formula.

    Raises
    ------
    HzError
        If the file cannot be written.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        for place, row in enumerate((sheet.columns, *sheet.rows), 1):
            _filled(page, place, row)
        _laid(page, sheet)
    held = io.BytesIO()
    book.save(held)
    storage.write(file, held.getvalue())


def _filled(page: Any, place: int, row: Sequence[Any]) -> None:
    for column, value in enumerate(row, 1):
        told = _told(value)
        cell = page.cell(place, column)
        if isinstance(told, str):
            cell.value, cell.number_format = visible(safe(told)), "@"
            cell.data_type = "s"
        else:
            cell.value = told


def _laid(page: Any, sheet: Sheet) -> None:
    """Set heads, widths and what stays in sight when a sheet is moved."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from rich.cells import cell_len

    for column, cells in enumerate(zip(sheet.columns, *sheet.rows, strict=True), 1):
        widest = max(cell_len(str(cell)) for cell in cells)
        page.column_dimensions[get_column_letter(column)].width = min(widest, _WIDEST) + _LETTERS
        page.cell(1, column).font = Font(bold=True)
        for place, text in enumerate(cells, 1):
            if cell_len(str(text)) > _WIDEST:
                page.cell(place, column).alignment = Alignment(wrap_text=True, vertical="top")
    page.freeze_panes = page.cell(2, sheet.still + 1)
    if sheet.rows:
        page.auto_filter.ref = page.dimensions
    page.print_title_rows = "1:1"
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.sheet_properties.pageSetUpPr.fitToPage = True
