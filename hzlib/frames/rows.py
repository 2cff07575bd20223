"""From rows to tables: of values that stay values, and of stated numbers in typed columns."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from hzlib import wording

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
    names = [field.name for field in fields(row_type)]
    return objects(({name: getattr(row, name) for name in names} for row in rows), names)


def objects(rows: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> "pd.DataFrame":
    """Return mappings as a table whose cells are left as they are; what a row lacks is None.

    Examples
    --------
    >>> objects([{"b": 1}], ["a", "b"]).values.tolist()
    [[None, 1]]
    """
    import pandas as pd

    made = list(rows)
    return pd.DataFrame(
        {name: pd.Series([row.get(name) for row in made], dtype=object) for name in columns}
    )


def stated_numbers(
    rows: Iterable[Mapping[str, Any]], columns: Iterable[str], measures: Iterable[str]
) -> "pd.DataFrame":
    """Return stated numbers, facts or quantities, as a table with a type for each column.

    Parameters
    ----------
    rows : iterable of mapping
        The numbers.
    columns : iterable of str
        The names of the columns.
    measures : iterable of str
        The measures there are, in their order.

    Returns
    -------
    DataFrame
        ``value`` and ``step`` are floats, years and offsets whole numbers that may be missing,
        ``measure`` and ``status`` ordered categories, ``evidence`` stays what it is, all else is
        text.

    Examples
    --------
    >>> row = {"measure": "level", "value": 3, "year_to": None}
    >>> stated_numbers([row], row, ["level", "growth"]).dtypes.astype(str).to_list()
    ['category', 'float64', 'Int64']
    """
    import pandas as pd

    ordered = {"measure": measures, "status": wording.STATUSES}
    types: dict[str, Any] = {
        **dict.fromkeys(("year_from", "year_to", "start", "end"), "Int64"),
        **dict.fromkeys(("value", "step"), float), "evidence": object, "cumulated": bool,
        **{name: pd.CategoricalDtype(list(one), ordered=True) for name, one in ordered.items()},
    }  # fmt: skip
    names = list(columns)
    return objects(rows, names).astype({name: types.get(name, "str") for name in names})
