"""What a printed number leaves open: the interval of the values that would be printed so.

27.1% stands for anything from 27.05% to 27.15%; 1.61万亿元 for 16050亿元 to 16150亿元; 786个, a
count that is written out, for 786 alone. The arithmetic is exact (`fractions.Fraction`), so that a
value on the edge of an interval is judged alike on every machine.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache, reduce

from hzlib import lookups, wording
from hzlib.text.patterns import cued


@dataclass(frozen=True)
class Interval:
    """A closed interval of exact numbers; arithmetic gives all values that the result can take.

    Examples
    --------
    >>> share = printed("5076亿元", 5076) / printed("18753亿元", 18753)
    >>> share.times(100).meets(printed("27.1%", 27.1))
    True
    >>> str(share.times(100))
    '27.06—27.07'
    """

    low: Fraction
    high: Fraction

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: "Interval") -> "Interval":
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: "Interval") -> "Interval":
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("the divisor can be zero")
        return self * Interval(1 / other.high, 1 / other.low)

    def times(self, factor: int | Fraction) -> "Interval":
        """Return the interval scaled by an exact factor."""
        return self * Interval(Fraction(factor), Fraction(factor))

    def plus(self, number: int | Fraction) -> "Interval":
        """Return the interval shifted by an exact number."""
        return Interval(self.low + number, self.high + number)

    def meets(self, other: "Interval") -> bool:
        """Return whether one value can be both."""
        return self.low <= other.high and other.low <= self.high

    def __str__(self) -> str:
        return f"{wording.number(self.low, most=2)}—{wording.number(self.high, most=2)}"


def exact(value: float | int | str | Fraction) -> Fraction:
    """Return a number as it is written, without the error of binary floats.

    Examples
    --------
    >>> exact(27.1)
    Fraction(271, 10)
    """
    return Fraction(str(value))


def printed(text: str, value: float | Fraction) -> Interval:
    """Return the interval of the values that round to a printed number.

    Half a unit of the last printed digit lies on either side; a count that is written out in
    full (786个) is exact. Whether the author rounded or cut off is not known; rounding is assumed.

    Parameters
    ----------
    text : str
        The number as printed with its unit, 1.61万亿元.
    value : float or Fraction
        Its value in the unit in which to reckon, 16100 (亿元).

    Examples
    --------
    >>> str(printed("1.61万亿元", 16100)), str(printed("786个", 786))
    ('16,050—16,150', '786—786')
    """
    half = step(text, value) / 2
    return Interval(exact(value) - half, exact(value) + half)


def noted(value: float | Fraction) -> Interval:
    """Return the interval of a number whose print is not known: noughts at its end may be rounding.

    Examples
    --------
    >>> str(noted(95000)), str(noted(12522000)), str(noted(17.5))
    ('94,500—95,500', '12,521,500—12,522,500', '17.45—17.55')
    """
    digits = wording.plain(float(value), 9)
    whole, _, decimals = digits.partition(".")
    places = len(decimals) if decimals else len(whole.rstrip("0")) - len(whole)
    half = Fraction(10) ** -places / 2 if value and places else Fraction(0)
    return Interval(exact(value) - half, exact(value) + half)


@lru_cache(maxsize=4096)
def step(text: str, value: float | Fraction) -> Fraction:
    """Return what one unit of the last printed digit is worth in the unit of ``value``.

    Zero for counts that are written out in full.

    Examples
    --------
    >>> step("1.61万亿元", 16100), step("27.1%", 27.1), step("786个", 786)
    (Fraction(100, 1), Fraction(1, 10), Fraction(0, 1))
    """
    digits, unit = wording.split(text)
    if not digits or _counted(digits, unit, value):
        return Fraction(0)
    number = exact(digits)
    factor = abs(exact(value) / number) if number else Fraction(1)
    return factor / 10 ** len(digits.partition(".")[2])


def total(intervals: Iterable[Interval]) -> Interval:
    """Return the sum of intervals.

    Examples
    --------
    >>> str(total([printed("336.5亿元", 336.5), printed("195.7亿元", 195.7)]))
    '532.1—532.3'
    """
    return reduce(Interval.__add__, intervals)


def _counted(digits: str, unit: str, value: float | Fraction) -> bool:
    # What is measured is rounded when it is printed; anything else (个, 家, 项, 人 …) is counted.
    if not unit or "." in digits or unit.startswith(lookups.cues("multiple")):
        return False
    return not cued("{measured}").search(unit) and exact(digits) == abs(exact(value))
