"""Single figures out of the common frame, as values that keep their evidence."""

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from hzlib.views.common import label, ranked, select, series

if TYPE_CHECKING:
    import pandas as pd


def pick(
    data: "pd.DataFrame",
    indicator: str,
    measure: str,
    period: str | int,
    region: str = "杭州市",
    status: str | Iterable[str] = ("actual", "estimate"),
) -> Any:
    """Return one figure as a `hzlib.Value`, or a `Missing` that says what is lacking.

    Examples
    --------
    >>> from hzlib.views.reference import reference
    >>> from hzlib.views.common import combined
    >>> data = combined(reference().assign(id="", doc="").head(0), reference())
    >>> str(pick(data, "gdp", "level", 2020))
    '没有杭州市2020年地区生产总值的数据'
    >>> pick(data, "gdp", "level", 2021).number
    18109.0
    """
    rows = select(data, indicator=indicator, measure=measure, region=region, status=status)
    rows = ranked(rows[rows["period"] == str(period)])
    if rows.empty:
        wanted = "目标" if status == "target" else ""
        return Missing(f"{region}{period}年{label(indicator, measure)}{wanted}")
    return value(rows.iloc[0])


def value(row: Any) -> Any:
    """Return a row of the common frame as a `hzlib.pages.evidence.Value`."""
    from hzlib.pages.evidence import Value

    return Value(
        number=float(row["value"]),
        unit=row["unit"],
        evidence=row["evidence"],
        status="reference" if row["origin"] == "reference" else row["status"],
        bound=row["bound"],
        period=row["period"],
    )


def ends(data: "pd.DataFrame", indicator: str, region: str, measure: str = "level") -> tuple:
    """Return the first and the last plain figure of an indicator as values, or two `Missing`."""
    rows = series(data, indicator, measure, region, plain=True)
    if len(rows) < 2:
        missing = Missing(f"{region}两个年份的{label(indicator, measure)}")
        return missing, missing
    return value(rows.iloc[0]), value(rows.iloc[-1])


def yearly(first: Any, last: Any) -> Any:
    """Return average growth a year between two values, in per cent.

    Examples
    --------
    >>> from hzlib.pages.evidence import Value
    >>> a = Value(100, "亿元", "fact:a@1", period="2020")
    >>> str(yearly(a, Value(121, "亿元", "fact:a@9", period="2022")))
    '10.0%'
    """
    if isinstance(first, Missing) or isinstance(last, Missing):
        return first + last
    years = int(last.period[-4:]) - int(first.period[-4:])
    return (((last / first) ** (1 / years)) - 1).percent(1)


def cell(
    frame: "pd.DataFrame", column: str, unit: str, what: str, digits: int = 1, **wanted: Any
) -> Any:
    """Return a figure of a view as a value, or `Missing`: of the last row that has what is wanted.

    Parameters
    ----------
    frame : DataFrame
        A view; the evidence stands in ``<column>_evidence`` or ``evidence``.
    column, unit : str
        The column and the unit of its figures.
    what : str
        What is missing if there is no such row.
    digits : int, optional
        Decimals to show.
    **wanted
        Columns with the values that the row must have.
    """
    from hzlib.pages.evidence import Value

    rows = select(frame, **wanted)
    rows = rows[rows[column].notna()] if column in rows else rows.head(0)
    if rows.empty:
        return Missing(what)
    row = rows.iloc[-1]
    source = row.get(f"{column}_evidence") or row["evidence"]
    return Value(float(row[column]), unit, source, "derived", digits=digits)


def count(evidence: Iterable[str], unit: str = "个", lacking: str = "") -> Any:
    """Return how many figures there are as a value whose evidence is all of them.

    Where there is none and ``lacking`` says of what, the answer is `Missing` instead of 0.

    Examples
    --------
    >>> str(count(["fact:a@1", "fact:a@9"], "项"))
    '2项'
    """
    from hzlib.pages.evidence import Value, formula

    sources = list(evidence)
    if lacking and not sources:
        return Missing(lacking)
    return Value(len(sources), unit, formula(f"逐一计数：{len(sources)}{unit}", sources), "derived")


def assumed(number: float, unit: str, parameter: str, digits: int | None = None) -> Any:
    """Return a number that the reader chose in the parameters as a value that says so.

    Examples
    --------
    >>> str(assumed(5, "%", "about")), str(assumed(1, "%", "price", 1))
    ('5%', '1.0%')
    """
    from hzlib.pages.evidence import Value, formula

    chosen = formula(f"参数 {parameter} 选定的数：{number:g}{unit}", [])
    return Value(number, unit, chosen, "derived", digits=digits)


class Missing:
    """A figure that nobody states; whatever is computed from it is missing too.

    Examples
    --------
    >>> str(1 + Missing("某市2020年人口") * 2)
    '没有某市2020年人口的数据'
    """

    number = math.nan
    unit = bound = period = evidence = ""

    def __init__(self, *what: str) -> None:
        self.what = tuple(dict.fromkeys(what))

    def __str__(self) -> str:
        return f"没有{'、'.join(self.what)}的数据"

    def _absorb(self, other: Any = None) -> "Missing":
        return Missing(*self.what, *getattr(other, "what", ()))

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _absorb
    __truediv__ = __rtruediv__ = __pow__ = __rpow__ = _absorb

    def __getattr__(self, name: str) -> Any:
        # Any further question to a missing figure has the same answer.
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *_, **__: self


def say(template: str, **values: Any) -> None:
    """Display a reading (`hzlib.pages.evidence.reading`), or say kindly which figures it lacks."""
    from hzlib.pages.evidence import reading

    missing = [what for item in values.values() if isinstance(item, Missing) for what in item.what]
    if missing:
        reading(f"（这一段需要的数字不齐：没有{'、'.join(dict.fromkeys(missing))}的数据。）")
    else:
        reading(template, **values)
