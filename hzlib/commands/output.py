"""Rows on the screen or in a pipe: as a table, CSV or JSON lines."""

import csv
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from enum import StrEnum
from pathlib import Path
from typing import Any

# A spreadsheet would run a cell that begins so, invisible signs and full-width forms included.
_RUNS = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠\t\r]")
_PLAIN_NUMBER = re.compile(r"[+-]?\d[\d.,]*%?$")


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    jsonl = "jsonl"


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
) -> int:
    """Print rows to standard output and return how many there were.

    Parameters
    ----------
    rows : iterable of mapping
        One mapping a row.
    columns : sequence of str
        The columns of CSV and JSON lines.
    form : Format
        ``table``, ``csv`` or ``jsonl``.
    shown : sequence of str, optional
        The columns of the table, where a screen is too narrow for all.

    Returns
    -------
    int

    Examples
    --------
    >>> emit([{"a": 1, "b": "=x"}], ["a", "b"], Format.csv)
    a,b
    1,'=x
    1
    """
    if form is Format.table:
        return _table(rows, shown or columns)
    count = 0
    if form is Format.csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow([safe(row[column]) for column in columns])
            count += 1
    else:
        for row in rows:
            line = json.dumps({column: row[column] for column in columns}, ensure_ascii=False)
            sys.stdout.write(line + "\n")
            count += 1
    return count


@contextmanager
def sent_to(file: Path | None, form: Format) -> Iterator[None]:
    """Send what is printed to a file, whole or not at all; a spreadsheet reads its CSV as UTF-8."""
    if file is None:
        yield
        return
    from hzlib.pages import store

    shown = io.StringIO()
    with redirect_stdout(shown):
        yield
    mark = "\ufeff" if form is Format.csv else ""
    store.write(file, mark + shown.getvalue())


def _table(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> int:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    count = 0
    for row in rows:
        count += 1
        # Text: square brackets of a document are no markup.
        table.add_row(*(Text(str(row[column])) for column in columns))
    # In a pipe there is no screen to fit.
    Console(width=None if sys.stdout.isatty() else 240).print(table)
    return count
