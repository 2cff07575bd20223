"""A document with its numbers and its sums, each found without looking through all of them."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from hzlib.text.corpus import Document
from hzlib.themes.arithmetic.stated import Stated, stated
from hzlib.themes.arithmetic.sums import Sum, sums


@dataclass(frozen=True, eq=False)
class Reading:
    """A document with its numbers and sums."""

    document: Document
    numbers: tuple[Stated, ...]
    sums: tuple[Sum, ...]

    @cached_property
    def levels(self) -> dict[tuple[str, ...], Stated]:
        """The first plain level of an indicator, and of an indicator, a region and a period."""
        found: dict[tuple[str, ...], Stated] = {}
        for number in self.numbers:
            fact = number.fact
            if fact is not None and fact.measure == "level" and fact.bound == "=":
                found.setdefault((fact.indicator,), number)
                found.setdefault((fact.indicator, fact.region, fact.period), number)
        return found

    @cached_property
    def amounts(self) -> dict[Stated, Stated]:
        """Of each number the last one before it, in its stretch, that is no per cent."""
        found: dict[Stated, Stated] = {}
        for before, number in pairwise(self.numbers):
            last = found.get(before) if before.base in ("%", "pp") else before
            if last is not None and last.part == number.part:
                found[number] = last
        return found

    @cached_property
    def following(self) -> dict[Stated, Stated]:
        """Of each number the next one in its stretch."""
        return {one: other for one, other in pairwise(self.numbers) if one.part == other.part}

    @cached_property
    def wholes(self) -> dict[Stated, Stated]:
        """The total of each number that is a part: of its first sum."""
        found: dict[Stated, Stated] = {}
        for made in self.sums:
            for part in made.parts if made.whole else ():
                found.setdefault(part, made.whole)  # type: ignore[arg-type]
        return found

    @cached_property
    def shares(self) -> dict[Stated, Sum]:
        """The group of shares, which make up 100 %, to which a share belongs."""
        return {part: made for made in self.sums if made.whole is None for part in made.parts}


@lru_cache(maxsize=64)
def reading(document: Document) -> Reading:
    """Return a document with its numbers and sums.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> found = reading(load("hangzhou-gwr-2023"))
    >>> found.levels["gdp",].text
    '18753亿元'
    """
    numbers = stated(document)
    return Reading(document, numbers, sums(numbers, document.text))
