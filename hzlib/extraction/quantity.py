"""Numbers with their unit, as the text writes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from hzlib.extraction.lexicon import MULTIPLES, units
from hzlib.text.numerals import whole
from hzlib.text.patterns import cue_pattern, trie_pattern, with_cues

_NUMBER = r"\d{1,3}(?:,\d{3})++(?:\.\d{1,9}+)?+|\d{1,15}+(?!\d)(?:\.\d{1,9}+)?+"
_FRACTION = r"[一二两三四五六七八九十]{1,3}分之[一二两三四五六七八九十百点]{1,6}"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A stated number.

    Attributes
    ----------
    start, end : int
        Span in the text that was read, the unit included.
    digits : str
        The number as it is written, without commas (``1.61``), or a fraction (``1/3``).
    times : Fraction
        What multiple and unit make of it (``万亿元``: 1000000000000).
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
    digits: str
    times: Fraction
    base: str
    bound: str
    stop: int
    joined: int = 0

    @property
    def number(self) -> Fraction:
        """The number in the base unit (``1.61万亿元`` is 1610000000000)."""
        whole, point, decimals = self.digits.partition(".")
        if "/" in whole:
            return Fraction(self.digits) * self.times
        # Integers are quicker than a Fraction made of text.
        above = int(whole + decimals) * self.times.numerator
        return Fraction(above, 10 ** len(decimals) * self.times.denominator)


_ONE = Fraction(1)


@cache
def _times(multiple: str, unit: str) -> tuple[str, Fraction]:
    if not unit:
        return "", Fraction(MULTIPLES[multiple])
    return units()[unit].base, units()[unit].factor * MULTIPLES[multiple]


@cache
def _pattern() -> re.Pattern[str]:
    # 千 of 千克 and 百 of 百分点 belong to the unit.
    own = trie_pattern(word for word in units() if word[0] in "十百千")
    multiple = f"(?!{own}){trie_pattern(word for word in MULTIPLES if word)}"
    unit = trie_pattern(units())
    after = "|".join(
        f"(?P<{kind}>{cue_pattern(f'after_{kind}')})" for kind in ("at_least", "at_most", "about")
    )
    # A digit behind a Latin letter, a dot or 第 belongs to a name or a rank; one behind a digit
    # and a space is the rest of a number that the copy has torn.
    return re.compile(
        rf"(?<![A-Za-z\d.第_:：∶])(?<!\d )(?P<number>{_NUMBER})"
        + with_cues(rf"(?P<odd>{{odd|odd_early}}?+)(?P<multiple>{multiple})?+")
        + with_cues(rf"(?P<odd2>{{odd|odd_early}}?+)(?P<unit>{unit})?+(?P<odd3>{{odd}}?+)")
        + rf"(?:[:：∶]1(?![\d.]))?+(?:(?P<range>[—–\-~～至]{{1,2}}+)(?=\d)|(?:{after})?+)"
        rf"|(?P<fraction>{_FRACTION})"
        + with_cues(
            rf"|(?<={{bare_before}})(?P<bare>万亿|千亿|百亿|亿|万|千万|百万)"
            rf"(?P<bare_unit>{unit}|(?=[，。、；]|{{mark}}))(?:{{after_at_least}})?+"
        )
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
            yield Quantity(*match.span(), _fraction(match["fraction"]), _ONE, "", "=", match.end())
            continue
        if match["bare"]:
            base, times = _times(match["bare"], match["bare_unit"])
            yield Quantity(
                match.start(), match.end("bare_unit"), "1", times, base, "=", match.end()
            )
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
    number, odd, multiple, odd2, unit, odd3 = match.group(
        "number", "odd", "multiple", "odd2", "unit", "odd3"
    )
    if match is not united and not unit:
        unit, multiple = united["unit"], multiple or united["multiple"]
    base, times = _times(multiple or "", unit or "")
    ranged = match["range"]
    end = match.end("odd3")
    bound = "<=" if joined > 1 else ">=" if joined or odd or odd2 or odd3 else "="
    if not ranged and match.end() > end:
        if match["about"]:
            bound = "~"
        elif not joined and match["at_least"]:
            bound = ">="
        elif not joined and match["at_most"]:
            bound = "<="
    if "," in number:
        number = number.replace(",", "")
    return Quantity(
        match.start(), end, number, times, base, bound, end if ranged else match.end(), joined
    )


def _fraction(words: str) -> str:
    below, above = words.split("分之")
    return f"{whole(above)}/{whole(below) or 1}"
