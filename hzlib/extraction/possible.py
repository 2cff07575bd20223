"""What the number of a fact can be of any place, by its indicator and its measure."""

import re
from decimal import Decimal
from functools import cache, lru_cache

from hzlib import lookups, wording
from hzlib.extraction.lexicon import canonical, indicators

Range = tuple[Decimal, Decimal]

_PERIOD = re.compile(r"(?:19|20)\d\d|(?P<first>(?:19|20)\d\d)-(?P<last>(?:19|20)\d\d)")
_ENDLESS = Decimal("Infinity")
_RATE = 10


@lru_cache(maxsize=1024)
def is_period(period: str) -> bool:
    """Tell whether a period is a year that a text can mean, or years in their order.

    Examples
    --------
    >>> [is_period(one) for one in ("2024", "2021-2025", "2021-2011", "0", "-1", "")]
    [True, True, False, False, False, False]
    """
    found = _PERIOD.fullmatch(period)
    return found is not None and (found["first"] is None or found["first"] < found["last"])


@cache
def possible(indicator: str, measure: str, unit: str) -> Range:
    """Return the least and the greatest value that a fact can have.

    Parameters
    ----------
    indicator, measure, unit : str
        As in the facts table; the ranges of levels are those of ``comparability.csv``, those of
        the other measures of ``possible.csv``.

    Examples
    --------
    >>> [str(end) for end in possible("gdp", "level", "亿元")]
    ['0.5', '3000000']
    >>> [str(end) for end in possible("gdp", "growth", "%")]
    ['-100', '100000']
    """
    known = lookups.comparability().get(indicator)
    if found := _of_measures().get((measure, unit)):
        return found
    if known is None:
        return -_ENDLESS, _ENDLESS
    own = indicators()[indicator].canonical_unit
    if unit != own:
        # In another currency; one of them is worth less than ten of the other.
        size = canonical(own)[1] / canonical(unit)[1] * _RATE
        most = known.high * size.numerator / size.denominator
        return (Decimal(0), most) if measure == "level" else (-most, most)
    return (known.low if measure == "level" else -known.high), known.high


@cache
def _of_measures() -> dict[tuple[str, str], Range]:
    """Return the ranges of what is no level."""
    return {(row.measure, row.unit): (row.low, row.high) for row in lookups.read(lookups.Possible)}


def is_possible(indicator: str, measure: str, unit: str, value: float) -> bool:
    """Tell whether a fact can have a value.

    Examples
    --------
    >>> is_possible("gdp", "level", "亿元", 18753), is_possible("gdp", "level", "亿元", 1e21)
    (True, False)
    """
    low, high = possible(indicator, measure, unit)
    return low <= Decimal(str(value)) <= high


def range_said(indicator: str, measure: str, unit: str) -> str:
    """Return in words what a fact can be.

    Examples
    --------
    >>> range_said("gdp", "level", "亿元")
    '0.5亿元至3,000,000亿元'
    """
    ends = possible(indicator, measure, unit)
    return "至".join(wording.quantity(end, unit) if end.is_finite() else "—" for end in ends)
