"""The names of indicators and the units of ``data/etc``, made ready for matching."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from hzlib import lookups
from hzlib.lookups import expand, indicators, units

__all__ = ["MULTIPLES", "Alias", "aliases", "canonical", "indicators", "units"]


@dataclass(frozen=True, slots=True)
class Alias:
    """What one wording may stand for.

    Attributes
    ----------
    indicators : tuple of str
        One id, or several where the wording names several; ``@`` begins what is no indicator.
    needs : str
        What the words around must say for it (``aliases.csv``).
    context : tuple of str
        Words of which one must stand before; ``^`` goes without.
    """

    indicators: tuple[str, ...]
    needs: str = ""
    context: tuple[str, ...] = ()

    @property
    def known(self) -> tuple[str, ...]:
        """The ids that are indicators."""
        return _known(self.indicators)


@cache
def _known(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name in indicators())


MULTIPLES = {
    "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8,
    "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 10**3, "百": 100, "": 1,
}  # fmt: skip


@cache
def canonical(unit: str) -> tuple[str, Fraction]:
    """Return base unit and factor of a canonical unit such as ``亿元``.

    Examples
    --------
    >>> canonical("亿元")
    ('元', Fraction(100000000, 1))
    """
    for word, times in MULTIPLES.items():
        base = unit.removeprefix(word)
        if word and base != unit and base in units():
            return units()[base].base, units()[base].factor * times
    return units()[unit].base, units()[unit].factor


@cache
def aliases() -> dict[str, tuple[Alias, ...]]:
    """Return what each wording may stand for, in the order of the file.

    Examples
    --------
    >>> aliases()["人均生产总值"][0].indicators
    ('gdp_per_capita',)
    """
    found: dict[str, tuple[Alias, ...]] = {}
    misreadings = lookups.read(lookups.Misreading)
    for row in lookups.read(lookups.Alias):
        alias = Alias(row.indicator, row.needs, row.context)
        for wording in _misread(expand(row.pattern), misreadings):
            known = found.get(wording, ())
            if alias not in known:
                found[wording] = (*known, alias)
    return found


def _misread(wordings: Iterable[str], misreadings: Iterable[lookups.Misreading]) -> Iterator[str]:
    """Yield wordings, and with them what a scanner commonly makes of them."""
    for wording in wordings:
        yield wording
        for row in misreadings:
            if row.word in wording:
                yield wording.replace(row.word, row.misread)
