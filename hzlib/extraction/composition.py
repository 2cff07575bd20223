"""Shares that stand together as one ratio: 三次产业结构调整为5.1∶38.2∶56.7."""

import re
from fractions import Fraction

from hzlib import lookups
from hzlib.extraction.bound import Bound
from hzlib.extraction.gaps import Gap
from hzlib.extraction.quantity import Quantity
from hzlib.text.patterns import cued

SECTORS = ("primary_share", "secondary_share", "services_share")
"""The indicators of the parts of the ratio; nothing else names them."""
_NAMED = (
    r"{three_sectors}(?:{composition}|[一-龥]{0,3}{takes}[^，。；：\d]{1,14}?{of}?{share_word})"
)
_COLON = r" ?[:：∶︰] ?"
_PART = r"(\d{1,2}(?:\.\d{1,2})?)"
_RATIO = re.compile(rf"(?<![\d.:：∶︰]){_PART}{_COLON}{_PART}{_COLON}{_PART}(?![\d.]|{_COLON}\d)")
_REACH = 80  # characters behind the name


def is_composed(text: str) -> bool:
    """Tell, quickly, whether a text may name the composition by sectors at all.

    Examples
    --------
    >>> is_composed("三次产业结构优化"), is_composed("全市生产总值增长5%")
    (True, False)
    """
    return any(word in text for word in lookups.cues("three_sectors"))


def shares(text: str, start: int, end: int) -> tuple[Bound, ...]:
    """Return the shares of the three sectors that a part of a text gives as a ratio.

    Their sum shows that it is one: what does not come to a hundred is none. Of two ratios the
    first is that of before, if the text says so; else neither is read.

    Parameters
    ----------
    text : str
        Normalised text.
    start, end : int
        The part to read.

    Examples
    --------
    >>> text = "三次产业结构由6∶40∶54调整为5.1∶38.2∶56.7"
    >>> [(one.indicator, one.quantity.digits) for one in shares(text, 0, len(text))]
    [('primary_share', '5.1'), ('secondary_share', '38.2'), ('services_share', '56.7')]
    """
    named = cued(_NAMED).search(text, start, end)
    if named is None:
        return ()
    found = list(_RATIO.finditer(text, named.end(), min(named.end() + _REACH, end)))
    changed = len(found) == 2 and cued(r"{from}").search(text, named.end(), found[0].start())
    if not found or len(found) > 1 and not changed:
        return ()
    ratio = found[-1]
    if not 99 <= sum(map(Fraction, ratio.groups())) <= 101:
        return ()
    estimated = cued(r"{estimate_first}").search(text, start, ratio.start())
    gap = Gap(says=frozenset(["estimate"] if estimated else []))
    return tuple(
        Bound(
            Quantity(*ratio.span(place), ratio[place], Fraction(1), "%", "=", ratio.end(place)),
            indicator, "level", 1, "=", "", "composition", named.group(), gap, named.start(),
            # 由2019年的…调整为…: the year is that of the first ratio.
            pair_start=found[0].start() if changed else -1,
        )
        for place, indicator in enumerate(SECTORS, 1)
    )  # fmt: skip
