"""Numbers that students hand in, in whatever unit they wrote them."""

import math
import re
import unicodedata
from functools import cache
from typing import Any

from hzlib.evidence.value import Missing, Value
from hzlib.extraction.quantity import quantities

_MINUS = re.compile(r"^\s*(?:[-−－–]|负|下降|减少)\s*")
_LONG = re.compile(r"(\.\d{9})\d+")
_RATIO = 100


class UnreadableError(Exception):
    """An answer that is no answer yet; the message tells the student why."""


def amount(answer: Any, unit: str) -> float:
    """Return an answer as a number in the unit that is wanted.

    Parameters
    ----------
    answer : object
        A number, an `hzlib.Value`, or a text with one number and perhaps its unit.
    unit : str
        ``亿元``, ``%``, ``pp``, …; empty for a number without unit.

    Raises
    ------
    UnreadableError
        If it is no number, or one of another unit.

    Examples
    --------
    >>> amount("1.8753万亿元", "亿元"), amount("下降1.4%", "%"), amount(18753, "亿元")
    (18753.0, -1.4, 18753.0)
    """
    if isinstance(answer, str):
        return _stated(answer, unit)
    if isinstance(answer, Missing):
        raise UnreadableError(f"{answer}：看看年份、地区和指标写得对不对。")
    if isinstance(answer, Value):
        return _converted(answer.number, answer.unit, unit)
    if isinstance(answer, bool) or type(answer).__name__ in ("bool_", "bool"):
        raise UnreadableError("答案是 True 或 False：这道题要一个数，不是判断。")
    if type(answer).__name__ in ("NAType", "NaTType"):
        return math.nan
    try:
        return float(answer)
    except (TypeError, ValueError, OverflowError):
        kind = type(answer).__name__
        raise UnreadableError(f"答案的类型是 {kind}，读不成一个数。这道题要一个数。") from None


def _stated(text: str, unit: str) -> float:
    """Return the one number of a text in the unit that is wanted."""
    text = unicodedata.normalize("NFKC", text).strip()
    sign = -1.0 if _MINUS.match(text) else 1.0
    text = _LONG.sub(r"\1", _MINUS.sub("", text).replace(" ", ""))
    try:
        return sign * float(text.replace(",", ""))
    except ValueError:
        pass
    found = quantities(text) if len(text) < 200 else []
    if len(found) != 1:
        many = "里没有数" if not found else f"里有 {len(found)} 个数"
        raise UnreadableError(f"“{text[:20]}”{many}：这道题要一个数，可以带单位。")
    one = found[0]
    if one.base or not unit:
        return sign * _in_unit(float(one.number), one.base, unit)
    # 1.61万亿 without 元: the multiple alone tells that base units are meant.
    scaled = any(sign in text for sign in "万亿千百")
    return sign * (float(one.number) / _unit(unit)[1] if scaled else float(one.number))


def _converted(number: float, given: str, wanted: str) -> float:
    if given == wanted or not wanted:
        return number
    if not given:
        # A quotient has no unit of its own: where per cent is wanted it is a ratio.
        return number * _RATIO if wanted == "%" else number
    base, factor = _unit(given)
    return _in_unit(number * factor, base, wanted)


def _in_unit(number: float, base: str, wanted: str) -> float:
    if not wanted:
        if base:
            raise UnreadableError("这道题的答案是一个没有单位的数。")
        return number
    target, factor = _unit(wanted)
    if {base, target} == {"%", "pp"}:
        raise UnreadableError(
            "百分比（%）与百分点是两回事：两个百分数相减，差的单位是百分点；"
            "一个量是另一个量的多少、增长多少，单位才是 %。看看这道题要哪一个。"
        )
    if base != target:
        raise UnreadableError(f"单位不对：这道题的单位是{_spoken(wanted)}。")
    return number / factor


@cache
def _unit(unit: str) -> tuple[str, float]:
    """Return a unit's base unit and how many of these it is."""
    found = quantities("1" + _spoken(unit))
    return (found[0].base, float(found[0].number)) if found else (unit, 1.0)


def _spoken(unit: str) -> str:
    return "个百分点" if unit == "pp" else unit
