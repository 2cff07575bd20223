"""What a notebook shows on the last line of a cell: a chart, a table, or a note in their stead.

A chart function takes frames and returns a `Chart`, whose title states its finding, computed from
the figures that it shows. Where figures are lacking it returns a `Note` that says which, and the
notebook goes on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

from hzlib.errors import HzError

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Chart:
    """A figure with the table of its numbers, its caption and its text alternative.

    ``figure`` is a plotly figure to explore or a matplotlib figure for print.
    """

    figure: Any
    frame: "pd.DataFrame"
    caption: str
    alt: str

    def show(self) -> None:
        """Display the chart with everything that belongs to it."""
        from hzlib.pages import evidence

        display = evidence.picture if hasattr(self.figure, "savefig") else evidence.show
        display(self.figure, self.frame, caption=self.caption, alt=self.alt)

    _ipython_display_ = show


@dataclass(frozen=True)
class Note:
    """What stands in for a chart or a table that the figures at hand do not allow."""

    text: str

    def show(self) -> None:
        """Display the note."""
        from hzlib.pages.evidence import reading

        reading(f"（{self.text.replace('{', '{{').replace('}', '}}')}。）")

    _ipython_display_ = show


@dataclass(frozen=True)
class Table:
    """A table with its caption; ``frame`` is as `hzlib.pages.evidence.table` wants it."""

    frame: "pd.DataFrame"
    caption: str

    def show(self) -> None:
        """Display the table."""
        from hzlib.pages.evidence import table

        table(self.frame, caption=self.caption)

    _ipython_display_ = show


def kindly(build: Callable[..., Any]) -> Callable[..., Any]:
    """Let a chart function answer with a `Note` where it would raise `HzError`."""

    @wraps(build)
    def built(*args: Any, **named: Any) -> Any:
        try:
            return build(*args, **named)
        except HzError as error:
            return Note(str(error))

    return built


def need(frame: "pd.DataFrame", what: str, rows: int = 1) -> "pd.DataFrame":
    """Return the frame if it has so many rows.

    Raises
    ------
    HzError
        Else; it says that there are no figures of ``what``.
    """
    if len(frame) < rows:
        least = f"（至少要 {rows} 项，现有 {len(frame)} 项）" if rows > 1 else ""
        raise HzError(f"没有足够的数据：{what}{least}")
    return frame


def displayed(rows: "pd.DataFrame", **columns: str) -> "pd.DataFrame":
    """Return some columns under the headings that a reader sees, each with its evidence column.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"value": [1.0], "value_evidence": ["fact:a@1"], "rest": [0]})
    >>> list(displayed(rows, value="数值（亿元）"))
    ['数值（亿元）', '数值（亿元）_evidence']
    """
    import pandas as pd

    result = {}
    for column, heading in columns.items():
        result[heading] = rows[column]
        if f"{column}_evidence" in rows:
            result[f"{heading}_evidence"] = rows[f"{column}_evidence"]
        elif column == "value" and "evidence" in rows:
            result[f"{heading}_evidence"] = rows["evidence"]
    return pd.DataFrame(result).reset_index(drop=True)
