"""Whether one item of an answer is right, and if not, which mistake it looks like.

A *slot* holds what one item of an answer may be: for a number ``value``, for words ``accepted``;
and ``mistakes``, pairs of such an item and what to tell the student.

What is wrong with a number is worked out, not listed: its unit, its decimals, its sign, a factor of
ten. `hzlib.course.mistakes` works out what else a student may have computed.
"""

from collections.abc import Mapping
from typing import Any

from hzlib import wording

# Rounding to the asked decimals, and what floating point leaves of it.
_HALF = 0.5 + 1e-6
_POWERS = [power for power in range(-12, 13) if power]
_LIKENESS = 0.05
_CLOSE = 0.01

NO_UNIT = "数对了，还缺单位：这道题要连单位一起答。"
DIGITS = "数对，位数不对：题目要保留{digits}位小数，请多保留几位再四舍五入。"
WHOLE = "数对，位数不对：题目要精确到个位。"
CUT = "差在最后一位：末位要四舍五入，不是直接截去。"
SIGN = "大小对了，方向（正负号）反了。"
RATIO = "这是小数形式。题目要百分数：再乘 100，或者写成“…%”。"
TWICE = "多乘了一次 100：这个数本来就是百分数。"
POWER = "数字对，差了 {times} 倍：数一数零，看看万、亿换算得对不对。"
POINT = "数字对，差了 {times} 倍：小数点的位置不对。"
CLOSE = "很接近，还不够准：看看有没有抄错数字，或者在中间步骤先取了整。"
POINTS = (
    "百分比（%）与百分点是两回事：两个百分数相减，差的单位是百分点；"
    "一个量是另一个量的多少、增长多少，单位才是 %。看看这道题要哪一个。"
)
OTHER_UNIT = "单位不对：这道题的单位是“{unit}”。"
PURE = "这道题的答案没有单位。"


def mark(task: Mapping[str, Any], slot: Mapping[str, Any], item: str) -> str | None:
    """Return nothing if an item is right, else what to tell; empty if nothing special is known.

    Examples
    --------
    >>> task = {"kind": "number", "unit": "%", "digits": 2}
    >>> slot = {"value": 27.0677, "mistakes": [[32.7, "这是 2023 年的数。"]]}
    >>> mark(task, slot, "27.07") is None, mark(task, slot, "27.07 %") is None
    (True, True)
    >>> mark(task, slot, "0.2707"), mark(task, slot, "32.70 %"), mark(task, slot, "30")
    ('这是小数形式。题目要百分数：再乘 100，或者写成“…%”。', '这是 2023 年的数。', '')
    """
    if "value" not in slot:
        return _mark_words(slot, item)
    found = [_mark_number(task, slot, one) for one in item.split("|")]
    return None if None in found else max(found, key=len)  # type: ignore[arg-type]


def _mark_words(slot: Mapping[str, Any], item: str) -> str | None:
    if item in slot["accepted"]:
        return None
    return next((hint for wrong, hint in slot["mistakes"] if wrong == item), "")


def _mark_number(task: Mapping[str, Any], slot: Mapping[str, Any], item: str) -> str | None:
    text, _, given = item.partition(" ")
    number, right, unit = float(text), float(slot["value"]), task.get("unit", "")
    digits = task.get("digits", 0)
    if given and given != unit:
        if {given, unit} == {"%", "pp"}:
            return _known(number, slot, digits) or POINTS
        return OTHER_UNIT.format(unit=wording.unit(unit)) if unit else PURE
    if near(number, right, digits):
        return None if given or not task.get("unit_needed") else NO_UNIT
    if known := _known(number, slot, digits):
        return known
    slip = _slip(number, right, digits, unit)
    return slip or _scaled(number, slot, digits, unit)


def _known(number: float, slot: Mapping[str, Any], digits: int) -> str:
    return next((hint for wrong, hint in slot["mistakes"] if near(number, wrong, digits)), "")


def near(number: float, right: float, digits: int) -> bool:
    """Return whether a number is another one at so many decimals.

    Examples
    --------
    >>> near(6.96, 6.9592, 2), near(7, 6.9592, 2)
    (True, False)
    """
    return abs(number - right) <= _HALF * 10**-digits


def _slip(number: float, right: float, digits: int, unit: str) -> str:
    """Return what is wrong with the decimals, the sign or the size of a number."""
    if any(abs(number - round(right, fewer)) < 1e-9 for fewer in range(digits)) and number:
        return DIGITS.format(digits=digits) if digits else WHOLE
    if abs(number - int(right * 10**digits) / 10**digits) < 1e-9 and number:
        return CUT
    if near(-number, right, digits):
        return SIGN
    power = _power(number, right, digits)
    if unit == "%" and power in (-2, 2):
        return RATIO if power < 0 else TWICE
    if power:
        told = POINT if unit in ("%", "pp") else POWER
        return told.format(times=f"{10 ** abs(power):,}")
    return CLOSE if abs(number - right) <= _CLOSE * abs(right) else ""


def _power(number: float, right: float, digits: int) -> int:
    """Return by which power of ten a number is off; 0 if that is not all that is wrong."""
    for power in _POWERS:
        # What was rounded as a small number is as exact as its own decimals.
        left = 10 ** max(-power, 0) * 0.5 * 10 ** -max(_decimals(number), digits)
        allowed = min(max(_HALF * 10**-digits, left), _LIKENESS * abs(right))
        if number and abs(number * 10.0**-power - right) <= allowed:
            return power
    return 0


def _decimals(number: float) -> int:
    return len(f"{number:.9f}".rstrip("0").partition(".")[2])


def _scaled(number: float, slot: Mapping[str, Any], digits: int, unit: str) -> str:
    """Return the mistake that a number is in another form: rounded, or as a ratio."""
    for wrong, hint in slot["mistakes"]:
        rounded = any(abs(number - round(wrong, fewer)) < 1e-9 for fewer in range(1, digits))
        if rounded or (unit == "%" and _power(number, wrong, digits) == -2):
            return str(hint)
    return ""
