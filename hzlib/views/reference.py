"""Official figures of years that the documents leave out, each with its source."""

from functools import cache
from typing import TYPE_CHECKING

from hzlib import paths
from hzlib.errors import HzError

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "region",
    "indicator",
    "measure",
    "period",
    "value",
    "unit",
    "status",
    "bound",
    "source_title",
    "publisher",
    "url",
    "note",
)


def reference() -> "pd.DataFrame":
    """Return the reference series, one row a figure.

    The series fills gaps in the documents; it never replaces a figure that they state. Where the
    note says "read in a reprint", the original page was not at hand.

    Returns
    -------
    DataFrame
        The columns of ``data/etc/reference.csv`` (``value`` as a number in ``unit``, the
        indicator's canonical unit, ``%`` for growth), ``text`` (the value as the file writes it)
        and ``evidence`` (``reference:<n>``, the n-th data row of the file).

    Raises
    ------
    HzError
        If the file lacks a column or holds a value that is no number.

    Examples
    --------
    >>> series = reference()
    >>> row = series[(series.indicator == "gdp") & (series.period == "2021")].iloc[0]
    >>> float(row.value), row.unit, row.evidence
    (18109.0, '亿元', 'reference:16')
    """
    return _read().copy()


@cache
def _read() -> "pd.DataFrame":
    import pandas as pd

    path = paths.data() / "etc" / "reference.csv"
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    missing = [name for name in COLUMNS if name not in frame.columns]
    if missing:
        raise HzError(f"{path.name}: 缺少列 {'、'.join(missing)}", "请按 data/README.md 补全表头")
    numbers = pd.to_numeric(frame["value"], errors="coerce")
    for line, text in frame.loc[numbers.isna(), "value"].items():
        raise HzError(f"{path.name}: 第 {line + 1} 行的数值“{text}”不是数", "请改正这一行")
    frame["text"] = frame["value"] + frame["unit"]
    frame["value"] = numbers
    frame["evidence"] = [f"reference:{n}" for n in range(1, len(frame) + 1)]
    return frame
