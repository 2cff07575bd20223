"""Years as texts and tables write them: spans, those of a plan, those that a document plans."""

import re
from functools import lru_cache
from typing import NamedTuple

from hzlib.text.corpus import Document
from hzlib.text.numerals import NUMERALS, whole

Years = tuple[int, int]


class Time(NamedTuple):
    """The years that a number is of, and those that it is compared with.

    Attributes
    ----------
    first, last : int
        First and last year; the same for a single year.
    cumulated : bool
        Whether it is of several years together, as their sum, or what grew or changed over all of
        them; else it is of each of them, or a mean.
    base : tuple of int
        First and last year of what a growth or a change is counted from; zeros for a level.
    """

    first: int
    last: int
    cumulated: bool = False
    base: Years = (0, 0)

    @property
    def period(self) -> str:
        """The years as the facts table writes them.

        Examples
        --------
        >>> Time(2021, 2025).period
        '2021-2025'
        """
        return span(self.first, self.last)

    @property
    def base_period(self) -> str:
        """The years of the base, as the facts table writes them; empty for a level.

        Examples
        --------
        >>> Time(2023, 2023, base=(2022, 2022)).base_period, Time(2023, 2023).base_period
        ('2022', '')
        """
        return span(*self.base)


@lru_cache(maxsize=256)
def span(first: int, last: int) -> str:
    """Return years as the facts table writes them; empty where no text can mean them.

    Examples
    --------
    >>> span(2021, 2025), span(2024, 2024), span(2025, 2021), span(2441, 2445)
    ('2021-2025', '2024', '', '')
    """
    if not _FIRST_YEAR <= first <= last <= _LAST_YEAR:
        return ""
    return str(last) if first == last else f"{first}-{last}"


_FIRST_YEAR, _LAST_YEAR = 1900, 2099  # those that the patterns of years know


def plan_years(ordinal: str) -> Years:
    """Return the years of a five-year plan named by its Chinese ordinal.

    Examples
    --------
    >>> plan_years("十四"), plan_years("十")
    ((2021, 2025), (2001, 2005))
    """
    first = 1951 + 5 * whole(ordinal)
    return first, first + 4


_NEVER = 10_000


def planned_from(document: Document) -> int:
    """Return the first year that a document plans: numbers of it and of later years are targets.

    A report held in December plans the year after; one that plans nothing tells of years before the
    one of its issue.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> planned_from(load("hangzhou-gwr-2023")), planned_from(load("hangzhou-fyp15"))
    (2023, 2026)
    """
    return years_of(document.planned, document.year)[0] or _NEVER


def plan_ordinal(first: int) -> str:
    """Return the Chinese ordinal of the five-year plan that begins in a year; empty if none can.

    Examples
    --------
    >>> plan_ordinal(2021), plan_ordinal(2001), plan_ordinal(2051), plan_ordinal(9996)
    ('十四', '十', '二十', '')
    """
    tens, ones = divmod((first - 1951) // 5, 10)
    if not span(first, first):
        return ""
    return ("" if tens < 2 else NUMERALS[tens]) + "十" * (tens > 0) + NUMERALS[ones]


def years_of(period: str, fallback: int) -> Years:
    """Return first and last year of a period such as ``2021-2025``.

    Examples
    --------
    >>> years_of("2021-2025", 0), years_of("", 2023)
    ((2021, 2025), (2023, 2023))
    """
    found = [int(year) for year in re.findall(r"\d{4}", period)]
    return (found[0], found[-1]) if found else (fallback, fallback)
