"""Traditional characters, read as their simplified ones, each in its place."""

from functools import cache

from hzlib import lookups

_SAMPLE = 20_000


def is_traditional(text: str) -> bool:
    """Say whether a text is written in traditional characters.

    Examples
    --------
    >>> is_traditional("全市生產總值增長5%"), is_traditional("全市生产总值增长5%，著名於世")
    (True, False)
    """
    sample, table = text[:_SAMPLE], _table()
    traditional = sum(ord(character) in table for character in sample)
    return traditional > sum(character in _simplified() for character in sample)


def simplified(text: str) -> str:
    """Return a text of traditional characters in simplified ones, of the same length.

    A text in simplified characters is returned as it is, with the traditional ones of its names.

    Examples
    --------
    >>> simplified("全市生產總值增長5%")
    '全市生产总值增长5%'
    """
    return text.translate(_table()) if is_traditional(text) else text


@cache
def _table() -> dict[int, str]:
    rows = lookups.read(lookups.Traditional)
    return {ord(old): row.simplified for row in rows for old in row.traditional}


@cache
def _simplified() -> frozenset[str]:
    return frozenset(row.simplified for row in lookups.read(lookups.Traditional))
