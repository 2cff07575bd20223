"""Chinese numerals, and those of Chinese and Arabic digits together."""

import re
from typing import NamedTuple

NUMERAL = "[一二三四五六七八九十]"
"""A pattern of one character of a numeral below a hundred."""

NUMERALS = ("", *"一二三四五六七八九")
"""The digits of a numeral; of a zero nothing is written."""

DIGITS = "一二两三四五六七八九"
"""The digits that a number may begin with."""

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TIMES = {"十": 10, "百": 100, "千": 1000}
_MYRIAD, _MYRIADS = 10**4, 10**8
_LONGEST = 40
_MULTIPLES = {"": 1, "万": _MYRIAD, "亿": _MYRIADS, "万亿": _MYRIAD * _MYRIADS}


def whole(numeral: str) -> int:
    """Return the number of a numeral below ten thousand, Chinese or Arabic.

    Examples
    --------
    >>> whole("三十五"), whole("十"), whole("15")
    (35, 10, 15)
    """
    if numeral.isdecimal():
        return int(numeral)
    total, digit = 0, 0
    for character in numeral:
        if character in _TIMES:
            total, digit = total + (digit or 1) * _TIMES[character], 0
        else:
            digit = _DIGITS.get(character, digit)
    return total + digit


class Numeral(NamedTuple):
    """A number as Arabic digits, and what 万 and 亿 at its end make of it."""

    digits: str
    times: int


_PARTS = re.compile(r"(?P<before>.*[^十百千万亿])(?P<small>[十百千]?)(?P<multiple>万亿|万|亿|)")


def numeral(words: str) -> Numeral | None:
    """Return the number of a numeral of any size, or None if it is not well formed.

    Examples
    --------
    >>> numeral("一万五千亿")
    Numeral(digits='15000', times=100000000)
    >>> numeral("1万5千")
    Numeral(digits='15000', times=1)
    >>> numeral("三五"), numeral("一万五")
    (None, None)
    """
    words = words.replace("点", ".")
    if len(words) > _LONGEST:
        return None
    if "." in words:
        return _with_decimals(words)
    total = _sum(words)
    if total is None:
        return None
    multiple = words[len(words.rstrip("万亿")) :]
    times = _MULTIPLES[multiple]
    return Numeral(str(total // times), times)


def _with_decimals(words: str) -> Numeral | None:
    """Read 十二点三五, 1.2万: nothing but multiples may stand behind the decimals."""
    parts = _PARTS.fullmatch(words)
    before, point, decimals = parts["before"].partition(".") if parts else ("", "", "")
    above = _below_myriad(before) if before not in ("零", "〇") else 0
    if not decimals.isdecimal():
        decimals = "".join(str(_DIGITS.get(character, ".")) for character in decimals)
    if parts is None or above is None or not decimals or "." in decimals:
        return None
    times = _TIMES.get(parts["small"], 1) * _MULTIPLES[parts["multiple"]]
    return Numeral(f"{above}{point}{decimals}", times)


def _sum(words: str) -> int | None:
    """Return the number of a numeral without decimals: 亿 and 万 count all that is before them."""
    for mark, times in (("亿", _MYRIADS), ("万", _MYRIAD)):
        before, found, rest = words.rpartition(mark)
        if not found:
            continue
        high = _sum(before) if mark == "亿" else _below_myriad(before)
        low = _rest(rest, times) if rest else 0
        if not high or low is None or high >= times or low >= times:
            return None
        return high * times + low
    return _below_myriad(words)


def _rest(words: str, times: int) -> int | None:
    """Return what stands behind 万 or 亿; 一万五 and 3亿5000 do not say of which size it is."""
    if words[0] in "零〇":
        return _sum(words[1:]) if words[1:] else None
    sized = "万" in words if times == _MYRIADS else bool(set(words) & set(_TIMES))
    whole_group = times == _MYRIAD and words.isdecimal() and len(words) == len("5000")
    return _sum(words) if sized or whole_group else None


_TOKEN = re.compile(r"\d+|.")


def _below_myriad(words: str) -> int | None:
    total, power, digit, zero = 0, _MYRIAD, -1, False
    for token in _TOKEN.findall(words):
        if token in _TIMES:
            # Only 十 may stand without a digit before it.
            digit = 1 if digit < 0 and token == "十" else digit
            if digit < 1 or digit * _TIMES[token] >= power:
                return None
            total, power, digit = total + digit * _TIMES[token], _TIMES[token], -1
            zero = False
        elif token in "零〇":
            if zero or digit >= 0 or not total:
                return None
            zero = True
        elif digit >= 0:
            return None
        else:
            digit = int(token) if token.isdecimal() else _DIGITS.get(token, _MYRIAD)
    if digit < 0:
        return None if zero or not total else total
    # 三百二 does not say whether it is 302 or 320.
    placed = zero or power in (_TIMES["十"], _MYRIAD)
    return total + digit if placed and digit < power else None
