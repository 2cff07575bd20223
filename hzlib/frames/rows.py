"""From rows of values to a table whose cells are values."""

from collections.abc import Iterable
from dataclasses import fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def frame_of(rows: Iterable[Any], row_type: type) -> "pd.DataFrame":
    """Return rows of a frozen dataclass as a table; a cell that is a `Value` stays one.

    Parameters
    ----------
    rows : iterable
        Instances of `row_type`.
    row_type : type
        The dataclass; its fields are the columns, rows or not.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True)
    ... class Row:
    ...     name: str
    ...     share: object
    >>> from hzlib.evidence.value import assumed
    >>> frame = frame_of([Row("甲", assumed(5, "%", "放宽", "about"))], Row)
    >>> str(frame.share.iloc[0]), list(frame_of([], Row))
    ('5%', ['name', 'share'])
    """
    import pandas as pd

    names = [field.name for field in fields(row_type)]
    made = list(rows)
    return pd.DataFrame(
        {name: pd.Series([getattr(row, name) for row in made], dtype=object) for name in names}
    )
