"""Traditional characters, read as their simplified ones, each in its place."""

import re
from functools import cache

from hzlib import lookups
from hzlib.text.patterns import cued

_SAMPLE = 5_000


def is_traditional(text: str) -> bool:
    """Say whether a text is written in traditional characters.

    Examples
    --------
    >>> is_traditional("全市生產總值增長5%"), is_traditional("全市生产总值增长5%，著名於世")
    (True, False)
    """
    sample = text[:_SAMPLE]
    if not cued(r"{traditional}").search(sample):
        return False
    traditional, simplified = (len(pattern.findall(sample)) for pattern in _either())
    return traditional > simplified


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
def _either() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of the traditional characters and of the simplified ones."""
    rows = lookups.read(lookups.Traditional)
    old = "".join(row.traditional for row in rows)
    new = "".join(row.simplified for row in rows)
    return re.compile(f"[{re.escape(old)}]"), re.compile(f"[{re.escape(new)}]")
