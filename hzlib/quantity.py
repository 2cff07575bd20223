"""Numbers with their unit, as the text writes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from hzlib.lexicon import MULTIPLES, cue_pattern, trie_pattern, units

_NUMBER = r"\d{1,3}(?:,\d{3})++(?:\.\d{1,9}+)?+|\d{1,15}+(?!\d)(?:\.\d{1,9}+)?+"
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_FRACTION = r"[一二两三四五六七八九十]{1,3}分之[一二两三四五六七八九十百点]{1,6}"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A stated number.

    Attributes
    ----------
    start, end : int
        Span in the text that was read, the unit included.
    number : Fraction
        The number in the base unit (``1.61万亿元`` is 1610000000000).
    base : str
        Base unit of ``units.csv``; empty if the text gives none.
    bound : str
        ``=``, ``>=``, ``<=`` or ``~`` as far as the words right behind the number tell.
    stop : int
        Where the words behind the number (以上, 左右 …) end.
    joined : int
        0, or for a range 1 (the lower end) and 2 (the upper end).
    """

    start: int
    end: int
    number: Fraction
    base: str
    bound: str
    stop: int
    joined: int = 0


@cache
def _pattern() -> re.Pattern[str]:
    multiple = trie_pattern(word for word in MULTIPLES if word)
    unit = trie_pattern(units())
    after = "|".join(
        f"(?P<{kind}>{cue_pattern(f'after_{kind}')})" for kind in ("at_least", "at_most", "about")
    )
    return re.compile(
        # A digit behind a Latin letter, a dot or 第 belongs to a name or a rank.
        rf"(?<![A-Za-z\d.第_:：∶])(?P<number>{_NUMBER})(?P<odd>[多余来]?+)(?P<multiple>{multiple})?+"
        rf"(?P<odd2>[多余来]?+)(?P<unit>{unit})?+(?P<odd3>[多余]?+)"
        rf"(?:[:：∶]1(?![\d.]))?+"
        rf"(?:(?P<range>[—–\-~～至]{{1,2}}+)(?=\d)|(?:{after})?+)"
        rf"|(?P<fraction>{_FRACTION})"
        rf"|(?<=[破超过达上逾近越])(?P<bare>万亿|千亿|百亿|亿|万|千万|百万)(?P<bare_unit>{unit})"
    )


def quantities(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """Return the numbers of a text in their order, years and ranks left out.

    Parameters
    ----------
    text : str
        Normalised text, such as ``document.text``.
    start, end : int, optional
        Part of the text to read.

    Returns
    -------
    list of Quantity

    Examples
    --------
    >>> [(float(q.number), q.base, q.bound) for q in quantities("增长5%以上，达1.61万亿元")]
    [(5.0, '%', '>='), (1610000000000.0, '元', '=')]
    """
    return list(_read(text, start, len(text) if end is None else end))


def _read(text: str, start: int, end: int) -> Iterator[Quantity]:
    lower: re.Match[str] | None = None
    for match in _pattern().finditer(text, start, end):
        if match["fraction"]:
            yield Quantity(*match.span(), _fraction(match["fraction"]), "", "=", match.end())
            continue
        if match["bare"]:
            base, factor = units()[match["bare_unit"]]
            yield Quantity(*match.span(), factor * MULTIPLES[match["bare"]], base, "=", match.end())
            continue
        if not match["unit"] and text[match.end("number") : match.end("number") + 1] in _DATE:
            lower = match if match["range"] else None
            continue
        joined = 0
        if lower is not None and lower.end() == match.start():
            if not lower["unit"] and match["unit"]:
                yield _quantity(lower, match, 1)
            joined = 2 if not lower["unit"] else 3
        lower = match if match["range"] else None
        if lower is None:
            yield _quantity(match, match, 2 if joined else 0)
        elif match["unit"]:
            yield _quantity(match, match, 1)


_DATE = ("年", "月", "日", "时", "点")


def _quantity(match: re.Match[str], united: re.Match[str], joined: int) -> Quantity:
    """Make a quantity; the unit of a range's lower end may stand at its upper end."""
    unit = united["unit"] or ""
    base, factor = units()[unit] if unit else ("", Fraction(1))
    multiple = match["multiple"] or (united["multiple"] if not match["unit"] else "") or ""
    number = Fraction(match["number"].replace(",", "")) * MULTIPLES[multiple] * factor
    end = match.start("range") if match["range"] else match.end("odd3")
    bound = "="
    if joined:
        bound = ">=" if joined == 1 else "<="
    elif match["at_least"] or match["odd"] or match["odd2"] or match["odd3"]:
        bound = ">="
    elif match["at_most"]:
        bound = "<="
    if match["about"]:
        bound = "~"
    return Quantity(match.start(), end, number, base, bound, match.end() if not match["range"] else end, joined)


def _fraction(words: str) -> Fraction:
    below, above = words.split("分之")
    return Fraction(_chinese(above), _chinese(below) or 1)


def _chinese(words: str) -> int:
    """Read a Chinese numeral below ten thousand.

    Examples
    --------
    >>> _chinese("三十五")
    35
    """
    total, digit = 0, 0
    for character in words:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[character]
            digit = 0
    return total + digit
