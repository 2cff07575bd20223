"""Frames as text for the command line: an aligned table, CSV or JSON lines."""

import csv
import io
import json
import math
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from hzlib.errors import HzError

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("table", "csv", "jsonl")
WIDEST = 60  # columns of a cell of the table


def printed(frame: "pd.DataFrame", format: str = "table") -> Iterator[str]:
    r"""Yield the lines of a frame.

    Parameters
    ----------
    frame : DataFrame
        In a table, columns of evidence are left out and long cells are cut short.
    format : {"table", "csv", "jsonl"}
        Missing numbers are empty in CSV and null in JSON lines.

    Raises
    ------
    HzError
        If there is no such format.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"word": ["经济", "5G"], "frequency": [12, 3]})
    >>> print("\n".join(printed(frame)))
    word  frequency
    经济         12
    5G            3
    >>> list(printed(frame, "jsonl"))[1]
    '{"word": "5G", "frequency": 3}'
    """
    if format not in FORMATS:
        raise HzError(f"{format}: no such format", f"use one of {', '.join(FORMATS)}")
    return {"table": _table, "csv": _csv, "jsonl": _json}[format](frame)


def _json(frame: "pd.DataFrame") -> Iterator[str]:
    for row in _records(frame):
        yield json.dumps(row, ensure_ascii=False)


def _csv(frame: "pd.DataFrame") -> Iterator[str]:
    yield _csv_line(list(frame.columns))
    for row in _records(frame):
        yield _csv_line(list(row.values()))


def _csv_line(cells: list[Any]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow(cells)
    return buffer.getvalue()


def _records(frame: "pd.DataFrame") -> Iterator[dict[str, Any]]:
    columns = [frame[name].tolist() for name in frame.columns]
    for cells in zip(*columns, strict=True):
        kept = (None if isinstance(c, float) and not math.isfinite(c) else c for c in cells)
        yield dict(zip(map(str, frame.columns), kept, strict=True))


def _table(frame: "pd.DataFrame") -> Iterator[str]:
    names = [str(n) for n in frame.columns if n != "evidence" and not str(n).endswith("_evidence")]
    right = {"pre"} | {n for n in names if frame[n].dtype.kind in "if"}
    rows = [[_cell(row[name]) for name in names] for row in _records(frame)]
    widths = [max(map(_width, column)) for column in zip(names, *rows, strict=True)]
    for row in [names, *rows]:
        cells = zip(names, row, widths, strict=True)
        yield "  ".join(_padded(c, w, n in right) for n, c, w in cells).rstrip()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.2e}" if 0 < abs(value) < 0.005 else f"{value:.2f}"
    text = " ".join(str(value).split())
    while _width(text) > WIDEST:
        text = text[:-2] + "…"
    return text


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _padded(text: str, width: int, right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if right else text + space
