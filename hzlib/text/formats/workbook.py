"""The sheets of a workbook of Excel (.xlsx)."""

import io
import zipfile
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from hzlib.errors import HzError

CELL = 32_767
"""Characters at which Excel cuts a cell."""

_LARGEST = 128_000_000  # bytes of all parts, unpacked
_WIDEST = 256  # columns; a cell far to the right fills the row before it
_LONGEST = 1 << 20  # rows, as in Excel


def is_workbook(found: bytes) -> bool:
    """Say whether bytes are those of a packed file, as a workbook is.

    Examples
    --------
    >>> is_workbook(b"PK"), is_workbook(b"text")
    (True, False)
    """
    return found.startswith(b"PK")


def sheets(found: bytes, path: Path) -> list[list[Sequence[Any]]]:
    """Return the rows of each sheet of a workbook, in its order, formulas by their last values.

    Returns
    -------
    list of list of sequence
        Sheets, of rows, of cells: text, a number, a date, a truth value or None.

    Raises
    ------
    HzError
        If the bytes are no sound workbook, or unpack to more than any.
    """
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(found)) as archive:
            size = sum(part.file_size for part in archive.infolist())
        if size > _LARGEST:
            raise ValueError(f"{size / 1e6:,.0f} MB")
        book = openpyxl.load_workbook(io.BytesIO(found), read_only=True, data_only=True)
        return [_rows(page) for page in book.worksheets]
    except MemoryError:
        raise
    except Exception as error:  # a damaged workbook raises whatever its part that is read first
        raise HzError(
            "{path}: no workbook that can be read ({error})",
            "save it as .xlsx or .csv",
            path=path,
            error=str(error) if isinstance(error, ValueError) else type(error).__name__,
        ) from None


def _rows(page: Any) -> list[Sequence[Any]]:
    page.reset_dimensions()  # what some programs write there is less than there is
    found = islice(page.iter_rows(max_col=_WIDEST, values_only=True), _LONGEST)
    return [row[: max((n for n, cell in enumerate(row, 1) if cell is not None), default=0)]
            for row in found]  # fmt: skip


def text(cell: Any) -> str:
    r"""Return a cell as text: a whole number without a point, ends of lines as those of texts.

    Examples
    --------
    >>> text(2024.0), text(None), text("一_x000D_\n二")
    ('2024', '', '一\n二')
    """
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).replace("_x000D_", "")
