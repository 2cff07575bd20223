"""How much a year plans ask for, and how much a year came."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hzlib.evidence.value import Missing, Value
from hzlib.frames.rows import frame_of
from hzlib.frames.selection import by_period, series

if TYPE_CHECKING:
    import pandas as pd

# Indicators whose change is told in their own unit; any other's as growth in per cent.
_OWN_UNIT = ("%", "倍", "岁")


@dataclass(frozen=True)
class Change:
    """An indicator's change a year.

    Attributes
    ----------
    name, indicator : str
        The indicator.
    unit : str
        The unit of the changes: ``%`` of growth, or the indicator's own (``pp`` of per cents).
    planned, achieved, next : Value or Missing
        What the earlier plan asked for, what came of it, what the later plan asks for.
    """

    name: str
    indicator: str
    unit: str
    planned: Value | Missing
    achieved: Value | Missing
    next: Value | Missing


def ambition(
    data: "pd.DataFrame",
    compared: "pd.DataFrame",
    place: str,
    start: str = "2020",
    middle: str = "2025",
    end: str = "2030",
) -> "pd.DataFrame":
    """Return the change a year that was planned, that came, and that is planned next.

    Amounts and counts change by per cent a year, rates, ratios and years of life by their own unit
    a year.

    Parameters
    ----------
    data, compared : DataFrame
        The common frame and what `comparison` returns.
    place : str
        The place.
    start, middle, end : str, optional
        The year before the earlier plan and the two plans' last years.

    Returns
    -------
    DataFrame
        The columns of `Change`; one row for each indicator with a later target to reckon with.

    Examples
    --------
    >>> import hzlib as hz
    >>> data, table = hz.gather(), hz.themes.targets.main_indicators(hz.documents())
    >>> compared = hz.themes.targets.comparison(data, table, hz.outcomes(data), "杭州市")
    >>> row = ambition(data, compared, "杭州市").iloc[0]
    >>> row["name"], str(row.next), row.next.source.text
    ('全员劳动生产率', '3.41%', '((35 ÷ 29.6) ^ (1 ÷ 5) − 1) × 100')
    """
    reckoned = (
        _change(data, row, place, start, middle, end)
        for row in compared.itertuples()
        if row.measure not in ("growth", "change")
    )
    return frame_of((one for one in reckoned if isinstance(one.next, Value)), Change)


def _change(
    data: "pd.DataFrame", row: Any, place: str, start: str, middle: str, end: str
) -> Change:
    own = row.unit in _OWN_UNIT
    first: Value | Missing = Missing.of(f"{place}{start}年{row.name}")
    if row.indicator:
        known = by_period(series(data, row.indicator, row.measure, place, plain=True))
        first = known.get(start, first)
    outcome = row.outcome
    # An outcome of another year, or one that is only a bound, cannot be reckoned with.
    if outcome.period != middle or outcome.bound not in ("=", "~"):
        outcome = Missing.of(f"{place}{middle}年{row.name}")
    past, coming = int(middle) - int(start), int(end) - int(middle)
    return Change(
        row.name,
        row.indicator,
        ("pp" if row.unit == "%" else row.unit) if own else "%",
        planned=_yearly(first, row.earlier, past, own),
        achieved=_yearly(first, outcome, past, own),
        next=_yearly(outcome, row.later, coming, own),
    )


def _yearly(begin: Value | Missing, aim: Value | Missing, years: int, own: bool) -> Value | Missing:
    if isinstance(begin, Missing) or isinstance(aim, Missing):
        return begin + aim
    if begin.unit != aim.unit or not (own or begin > 0):
        return Missing.of("单位相同、可以相比的两个数")
    return round((aim - begin) / years, 2) if own else ((aim / begin) ** (1 / years) - 1).percent(2)
