"""What a student hands in, brought to one form: a list of short texts that can be compared.

A *task* is a dictionary that says what kind of answer is wanted:

=============  ====================================================================================
``kind``       ``number``, ``numbers`` (in an order), ``text``, ``set``, ``order`` or ``record``
``unit``       unit of numbers: ``亿元``, ``%``, ``pp``, …; empty for a pure number
``step``       what numbers are rounded to, in that unit
``fields``     the names of a record, each ``text`` or ``number``
``column``     the column to take where the answer is a whole table
=============  ====================================================================================
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from hzlib import lookups, wording
from hzlib.evidence.value import Missing, Value
from hzlib.extraction.quantity import quantities
from hzlib.text import corpus
from hzlib.text.patterns import cued

_SPLIT = re.compile(r"[、，,;；\n]+")
_NOISE = re.compile(r"[\s\"'“”‘’《》〈〉「」。.!！?？:：]+")


class UnreadableError(Exception):
    """An answer that is no answer yet; the message tells the student why."""


def items(task: Mapping[str, Any], answer: Any) -> list[str]:
    """Return an answer in the form in which it is compared.

    Parameters
    ----------
    task : Mapping
        What kind of answer is wanted (see the module).
    answer : object
        A number, text, `hzlib.Value`, list, set, dictionary, numpy array, pandas Series,
        Index or DataFrame.

    Returns
    -------
    list of str
        One text an item: for numbers the count of steps, for a record ``name=value``, for an
        order ``place:text``; a set is sorted and without repetition.

    Raises
    ------
    UnreadableError
        If it can be no answer to this task; the message is for the student.

    Examples
    --------
    >>> task = {"kind": "number", "unit": "亿元", "step": 1}
    >>> items(task, 18753), items(task, "1.8753万亿元"), items(task, [18753.2])
    (['18753'], ['18753'], ['18753'])
    >>> items({"kind": "set"}, {"b", "a"}) == items({"kind": "set"}, "a、b")
    True
    """
    _refuse_empty(answer)
    return _KINDS[task["kind"]](task, answer)


def _refuse_empty(answer: Any) -> None:
    if answer is ...:
        raise UnreadableError("还没有作答：把 ... 换成你的答案，再运行这个单元格。")
    if answer is None:
        raise UnreadableError("答案是 None：这一行没有得到结果（print() 只显示，不返回结果）。")
    if isinstance(answer, type) or callable(answer) and not hasattr(answer, "__len__"):
        raise UnreadableError("答案是一个函数，不是结果：函数名后面也许少了一对括号 ()。")
    if isinstance(answer, BaseException):
        raise UnreadableError("答案是一个错误信息，不是结果：先改正出错的单元格。")


# --- numbers --------------------------------------------------------------------------------------


def _number(task: Mapping[str, Any], answer: Any) -> list[str]:
    return [_steps(task, _only(_flat(task, answer), "数"))]


def _numbers(task: Mapping[str, Any], answer: Any) -> list[str]:
    found = _flat(task, _ordered(answer))
    return [f"{place}:{_steps(task, one)}" for place, one in enumerate(found, 1)]


def _only(found: list[Any], noun: str) -> Any:
    if len(found) != 1:
        raise UnreadableError(f"这道题要一个{noun}，你给了 {len(found)} 个。")
    return found[0]


def _ordered(answer: Any) -> Any:
    if isinstance(answer, set | frozenset):
        raise UnreadableError("集合没有先后：请用列表，写成 [第一个, 第二个]。")
    return answer


def _steps(task: Mapping[str, Any], answer: Any) -> str:
    """Return a number as a count of the task's steps."""
    value = amount(answer, task.get("unit", ""))
    if math.isnan(value):
        raise UnreadableError("答案是 NaN（缺失值）：筛选的结果里也许没有这个数，先看看中间结果。")
    if math.isinf(value):
        raise UnreadableError("答案是无穷大：多半是除以了 0，先看看除数是多少。")
    return str(round(value / task.get("step", 1)))


# --- texts ----------------------------------------------------------------------------------------


def _text(task: Mapping[str, Any], answer: Any) -> list[str]:
    return [plain(_only(_flat(task, answer), "词"))]


def _set(task: Mapping[str, Any], answer: Any) -> list[str]:
    return sorted({plain(one) for one in _flat(task, answer, split=True)})


def _order(task: Mapping[str, Any], answer: Any) -> list[str]:
    found = _flat(task, _ordered(answer), split=True)
    return [f"{place}:{plain(one)}" for place, one in enumerate(found, 1)]


def plain(answer: Any) -> str:
    """Return a text without case, spaces, quotes and width; known names become their ids.

    Examples
    --------
    >>> plain(" “GDP” "), plain("目标"), plain("地区生产总值"), plain("大于等于")
    ('gdp', 'target', 'gdp', '>=')
    """
    if not isinstance(answer, str):
        if isinstance(answer, bool) or not isinstance(answer, int | float):
            kind = type(answer).__name__
            raise UnreadableError(f"答案的类型是 {kind}：这里要一段文字，写在引号里。")
        answer = f"{answer:g}"
    text = _folded(answer)
    if not text:
        raise UnreadableError("答案是空的：写上你的答案，再运行这个单元格。")
    return _names().get(text, text)


@cache
def _names() -> dict[str, str]:
    """Return what students may call the values of the facts table, in words or by id."""
    names = {one.name_zh.casefold(): one.id for one in lookups.indicators().values()}
    words = (wording.STATUSES, wording.MEASURES)
    names |= {word: id for table in words for id, word in table.items()}
    names |= {word.name: word.value for word in lookups.read(lookups.AnswerWord)}
    return names | {_folded(one.title): one.id for one in corpus.documents()}


def _folded(text: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).casefold()


# --- collections ----------------------------------------------------------------------------------


def _flat(task: Mapping[str, Any], answer: Any, split: bool = False) -> list[Any]:
    """Return the members of an answer; a text may name several."""
    if isinstance(answer, str):
        parts = [part for part in _SPLIT.split(answer) if part.strip()] if split else [answer]
        return parts or [answer]
    if hasattr(answer, "columns") and hasattr(answer, "iloc"):
        answer = _column(task, answer)
    if isinstance(answer, Mapping):
        raise UnreadableError("答案是字典：这道题只要其中的值，例如 list(答案.values())。")
    if hasattr(answer, "tolist"):
        answer = answer.tolist()
    if isinstance(answer, bytes | Value | Missing) or not isinstance(answer, Iterable):
        return [answer]
    found: list[Any] = []
    for one in answer:
        found += _flat(task, one) if isinstance(one, list | tuple) else [one]
    if not found:
        raise UnreadableError("答案是空的：筛选的结果里一行也没有，看看条件写得对不对。")
    return found


def _column(task: Mapping[str, Any], frame: Any) -> Any:
    wanted = task.get("column") or ("value" if "number" in task["kind"] else "")
    if frame.shape[1] == 1:
        return frame.iloc[:, 0]
    if wanted in frame.columns:
        return frame[wanted]
    if frame.empty:
        raise UnreadableError("答案是一张空表：筛选的结果里一行也没有，看看条件写得对不对。")
    raise UnreadableError('答案是一张有好几列的表：请只取出一列，例如 表["value"]。')


def _record(task: Mapping[str, Any], answer: Any) -> list[str]:
    fields: Mapping[str, str] = task["fields"]
    given = {str(name).strip(): value for name, value in _pairs(answer, fields).items()}
    missing = [name for name in fields if name not in given or given[name] is ...]
    if missing:
        raise UnreadableError(f"还没有填完：缺少 {'、'.join(missing)}。")
    return [f"{name}={_field(task, kind, given[name])}" for name, kind in fields.items()]


def _field(task: Mapping[str, Any], kind: str, value: Any) -> str:
    _refuse_empty(value)
    return _number(task, value)[0] if kind == "number" else _text(task, value)[0]


def _pairs(answer: Any, fields: Mapping[str, str]) -> Mapping[Any, Any]:
    if isinstance(answer, Mapping):
        return answer
    if hasattr(answer, "columns") and hasattr(answer, "iloc"):
        if len(answer) == 1 and set(fields) <= set(map(str, answer.columns)):
            return dict(answer.iloc[0])
        if answer.shape[1] == 2:
            return dict(zip(answer.iloc[:, 0], answer.iloc[:, 1], strict=True))
    if hasattr(answer, "to_dict") and not hasattr(answer, "columns"):
        return dict(answer.to_dict())
    if isinstance(answer, list | tuple) and len(answer) == len(fields):
        return dict(zip(fields, answer, strict=True))
    raise UnreadableError(f"这道题要一个字典，写成 {{名称: 值}}，名称是 {'、'.join(fields)}。")


_KINDS = {
    "number": _number,
    "numbers": _numbers,
    "text": _text,
    "set": _set,
    "order": _order,
    "record": _record,
}


# --- one number and its unit ----------------------------------------------------------------------


_MINUS = r"\s*(?:[-−－–负]|{down})\s*"
_LONG = re.compile(r"(\.\d{9})\d+")


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
    falls = cued(_MINUS).match(text)
    sign = -1.0 if falls else 1.0
    text = _LONG.sub(r"\1", text[falls.end() if falls else 0 :].replace(" ", ""))
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
    return sign * float(one.number) / (_unit(unit)[1] if one.times != 1 else 1)


def _converted(number: float, given: str, wanted: str) -> float:
    if given == wanted or not wanted:
        return number
    if not given:
        # A quotient has no unit of its own: where per cent is wanted it is a ratio.
        return number * 100 if wanted == "%" else number
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
        raise UnreadableError(f"单位不对：这道题的单位是{wording.unit(wanted)}。")
    return number / factor


@cache
def _unit(unit: str) -> tuple[str, float]:
    """Return a unit's base unit and how many of these it is."""
    found = quantities("1" + wording.unit(unit))
    return (found[0].base, float(found[0].number)) if found else (unit, 1.0)
