"""Chinese numerals."""

NUMERAL = "[一二三四五六七八九十]"
"""A pattern of one character of a numeral below a hundred."""

NUMERALS = ("", *"一二三四五六七八九")
"""The digits of a numeral; of a zero nothing is written."""

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TIMES = {"十": 10, "百": 100, "千": 1000}


def whole(numeral: str) -> int:
    """Return the number of a numeral below ten thousand, Chinese or Arabic.

    Examples
    --------
    >>> whole("三十五"), whole("十"), whole("15")
    (35, 10, 15)
    """
    if numeral.isdigit():
        return int(numeral)
    total, digit = 0, 0
    for character in numeral:
        if character in _TIMES:
            total, digit = total + (digit or 1) * _TIMES[character], 0
        else:
            digit = _DIGITS.get(character, digit)
    return total + digit
