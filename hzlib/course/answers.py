"""What a student hands in, brought to one form: a list of short texts that can be compared.

A *task* is a dictionary that says what kind of answer is wanted:

===============  ==================================================================================
``kind``         ``number``, ``numbers`` (in an order), ``text``, ``set``, ``order`` or ``record``
``unit``         unit of numbers: ``亿元``, ``%``, ``pp``, …; empty for a pure number
``digits``       decimals that are asked for
``unit_needed``  whether a number is right only with its unit
``fields``       the names of a record, each ``text`` or ``number``
``choices``      the words among which an answer is
``column``       the column to take where the answer is a whole table
===============  ==================================================================================

The form of a number is what it is in the task's unit, with that unit if one was given (``6.96 %``);
in its own unit where that is another (``6.96 pp``); and both where code has divided a value by
10,000, which may mean a unit of 万 as well (``0.56 亿元|5600 亿元``).
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
from hzlib.frames.names import BOUNDS, indicators_meant
from hzlib.text import corpus

_SPLIT = re.compile(r"[、，;；>＞→\s]+|,(?!\d{3}(?!\d))")
_AND = re.compile("[和与及]")
_ENDS = re.compile(r"[、，;；~～—\s]+|(?<![不达])[到至](?!少|多)|(?<=\d)-(?=\d)|,(?!\d{3}(?!\d))")
_BRACKETS = "[]()（）【】 \t"
_NOISE = re.compile(r"[\s\"'“”‘’《》〈〉「」。.!！?？:：]+")
_YEAR = re.compile(r"^(\d{4})年?$")


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
        One text an item: for a record ``name=value``, for an order ``place:text``; a set is sorted
        and without repetition.

    Raises
    ------
    UnreadableError
        If it can be no answer to this task; the message is for the student.

    Examples
    --------
    >>> task = {"kind": "number", "unit": "亿元"}
    >>> items(task, 18753), items(task, "1.8753万亿元"), items(task, [18753.2])
    (['18753'], ['18753 亿元'], ['18753.2'])
    >>> items({"kind": "set"}, {"b", "a"}) == items({"kind": "set"}, "a、b")
    True
    """
    _refuse_empty(answer)
    return _KINDS[task["kind"]](task, answer)


def is_blank(answer: Any) -> bool:
    """Return whether nothing was filled in yet, or not all of a record.

    Examples
    --------
    >>> is_blank(...), is_blank({"a": 1, "b": ...}), is_blank(0)
    (True, True, False)
    """
    given = answer.values() if isinstance(answer, dict) else (answer,)
    return any(one is ... for one in given)


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
    return [_form(task, _only(_flat(task, answer), "数"))]


def _numbers(task: Mapping[str, Any], answer: Any) -> list[str]:
    if isinstance(answer, str):
        answer = [one for one in _ENDS.split(answer.strip(_BRACKETS)) if one.strip()]
    found = _flat(task, _ordered(answer))
    return [f"{place}:{_form(task, one)}" for place, one in enumerate(found, 1)]


def _only(found: list[Any], noun: str) -> Any:
    if len(found) != 1:
        raise UnreadableError(f"这道题要一个{noun}，你给了 {len(found)} 个。")
    return found[0]


def _ordered(answer: Any) -> Any:
    if isinstance(answer, set | frozenset):
        raise UnreadableError("集合没有先后：请用列表，写成 [第一个, 第二个]。")
    return answer


def _form(task: Mapping[str, Any], answer: Any) -> str:
    readings = [_in_unit(*one, task.get("unit", "")) for one in amounts(answer)]
    for number, _ in readings:
        if math.isnan(number):
            raise UnreadableError("答案是 NaN（缺失值）：筛选的结果里也许没有这个数。")
        if math.isinf(number):
            raise UnreadableError("答案是无穷大：多半是除以了 0，先看看除数是多少。")
    return "|".join(f"{number:.12g} {unit}".strip() for number, unit in readings)


# --- texts ----------------------------------------------------------------------------------------


def _text(task: Mapping[str, Any], answer: Any) -> list[str]:
    return [_word(task, _only(_flat(task, answer), "词"))]


def _set(task: Mapping[str, Any], answer: Any) -> list[str]:
    return sorted({_word(task, one) for one in _flat(task, answer, split=True)})


def _order(task: Mapping[str, Any], answer: Any) -> list[str]:
    found = _flat(task, _ordered(answer), split=True)
    return [f"{place}:{_word(task, one)}" for place, one in enumerate(found, 1)]


def _word(task: Mapping[str, Any], answer: Any) -> str:
    """Return a text in its one form: that of the one choice that may be meant, if there is any."""
    form = plain(answer)
    choices = {plain(one): folded(one) for one in task.get("choices", ())}
    said = folded(str(answer))
    near = [one for one, text in choices.items() if said in text]
    return near[0] if form not in choices and len(near) == 1 else form


def plain(answer: Any) -> str:
    """Return a text without case, spaces, quotes and width; known names become their ids.

    Examples
    --------
    >>> plain(" “GDP” "), plain("目标"), plain("地区生产总值"), plain("大于等于")
    ('gdp', 'target', 'gdp', '>=')
    >>> plain("2023年"), plain("达到了"), plain(True)
    ('2023', '达到', 'true')
    """
    if not isinstance(answer, str):
        # numpy has a kind of its own.
        truth = isinstance(answer, bool) or type(answer).__name__ in ("bool", "bool_")
        if not truth and not isinstance(answer, int | float):
            kind = type(answer).__name__
            raise UnreadableError(f"答案的类型是 {kind}：这里要一段文字，写在引号里。")
        answer = str(bool(answer)) if truth else f"{answer:g}"
    text = folded(answer)
    if not text:
        raise UnreadableError("答案是空的：写上你的答案，再运行这个单元格。")
    text = text.removesuffix("了") or text
    if text in names():
        return names()[text]
    if len(meant := indicators_meant(text)) == 1:
        return meant[0]
    year = _YEAR.match(text)
    return year[1] if year else text


@cache
def names() -> dict[str, str]:
    """Return what students may call the values of the facts table, in words or by id.

    Examples
    --------
    >>> names()["目标"]
    'target'
    """
    words = (wording.STATUSES, wording.MEASURES, BOUNDS)
    names = {word: id for table in words for id, word in table.items()}
    names |= {word.name: word.value for word in lookups.read(lookups.AnswerWord)}
    return names | {folded(one.title): one.id for one in corpus.documents()}


def folded(text: str) -> str:
    """Return a text without case, spaces, quotes and width.

    Examples
    --------
    >>> folded(" “ＧＤＰ” ")
    'gdp'
    """
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).casefold()


# --- collections ----------------------------------------------------------------------------------


def _flat(task: Mapping[str, Any], answer: Any, split: bool = False) -> list[Any]:
    """Return the members of an answer; a text may name several."""
    if isinstance(answer, str):
        inner = answer.strip(_BRACKETS)
        parts = ([part for part in _SPLIT.split(inner) if part] if split else []) or [answer]
        return [one for part in parts for one in _apart(task, part)] if split else parts
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


def _apart(task: Mapping[str, Any], part: str) -> list[str]:
    """Return the members that a text joins by 和, unless it is a name that holds the word."""
    known = folded(part) in map(folded, task.get("choices", ())) or plain(part) != folded(part)
    return [part] if known else [one for one in _AND.split(part) if one]


def _column(task: Mapping[str, Any], frame: Any) -> Any:
    if frame.empty:
        raise UnreadableError("答案是一张空表：筛选的结果里一行也没有，看看条件写得对不对。")
    if frame.shape[1] == 1:
        return frame.iloc[:, 0]
    wanted = (task.get("column"), *(("value", "数值") if "number" in task["kind"] else ()))
    for name in wanted:
        if name in frame.columns:
            return frame[name]
    raise UnreadableError('答案是一张有好几列的表：请只取出一列，例如 表["数值"]。')


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

# What stands before a number and does not turn its sign, though it holds a word that would.
_LIMITS = re.compile("不低于|不少于|不小于|不足|至少")
_FALLS = re.compile("[-−－–负低慢少降减跌落缩]")
_YEARS = re.compile(r"(?:19|20)\d\d年")
_POINTS = re.compile(r"(?<=\d)\s*(?:pp|PP|个?点)$")
_PARTS = re.compile(r"百分之(\d+(?:\.\d+)?)")
_LONG = re.compile(r"(\.\d{9})\d+")
_LEAD = re.compile(r"^[^\d.]*")
# Code that divides or multiplies a value by so much may mean a unit of 万 or 亿.
_RESCALED = re.compile(r"(?:^|[^\d,.])([÷×]) 1(0000|0,000|00000000|00,000,000)\)?$")


def amounts(answer: Any) -> list[tuple[float, str]]:
    """Return the readings of an answer as one number: each with its unit, if any.

    Parameters
    ----------
    answer : object
        A number, an `hzlib.Value`, or a text with one number and perhaps its unit.

    Raises
    ------
    UnreadableError
        If it is no number.

    Examples
    --------
    >>> amounts("1.8753万亿元"), amounts("慢1.4个百分点"), amounts(18753)
    ([(1875300000000.0, '元')], [(-1.4, 'pp')], [(18753.0, '')])
    """
    if isinstance(answer, str):
        return [_stated(answer)]
    if isinstance(answer, Missing):
        raise UnreadableError(
            f'{answer}：看看年份、地区和指标写得对不对；要的是目标，就写上 status="目标"。'
        )
    if isinstance(answer, Value):
        return [*_readings(answer)]
    if isinstance(answer, bool) or type(answer).__name__ in ("bool_", "bool"):
        raise UnreadableError("答案是 True 或 False：这道题要一个数，不是判断。")
    if type(answer).__name__ in ("NAType", "NaTType"):
        return [(math.nan, "")]
    try:
        return [(float(answer), "")]
    except (TypeError, ValueError, OverflowError):
        kind = type(answer).__name__
        raise UnreadableError(f"答案的类型是 {kind}，读不成一个数。这道题要一个数。") from None


def _readings(value: Value) -> Iterable[tuple[float, str]]:
    yield value.number, value.unit
    found = _RESCALED.search(getattr(value.source, "text", "")) if value.unit else None
    if found:
        factor = 10.0 ** found[2].count("0")
        yield value.number * factor if found[1] == "÷" else value.number / factor, value.unit


def _stated(text: str) -> tuple[float, str]:
    """Return the one number of a text, and its unit."""
    text = _YEARS.sub("", unicodedata.normalize("NFKC", text)).strip().strip(_BRACKETS)
    text = _PARTS.sub(r"\1%", _POINTS.sub("个百分点", text))
    lead = _LEAD.match(text)
    before = lead[0] if lead else ""
    sign = -1.0 if _FALLS.search(_LIMITS.sub("", before)) else 1.0
    rest = _LONG.sub(r"\1", text[len(before) :].replace(" ", ""))
    try:
        return sign * float(rest.replace(",", "")), ""
    except ValueError:
        pass
    found = quantities(rest or text) if len(text) < 200 else []
    if len(found) != 1:
        many = "里没有数" if not found else f"里有 {len(found)} 个数"
        raise UnreadableError(f"“{text[:20]}”{many}：这道题要一个数，可以带单位。")
    one = found[0]
    # 1.61万亿 without 元: the multiple alone tells that base units are meant.
    unit = one.base or ("×" if one.times != 1 else "")
    return sign * float(one.number), unit


def _in_unit(number: float, given: str, wanted: str) -> tuple[float, str]:
    """Return a number in the unit that is wanted, or in its own if that is another kind."""
    if not given:
        return number, ""
    if not wanted:
        # A quotient may be told as per cent or as times.
        return (
            (number / 100, "") if given == "%" else (number, "" if given in ("倍", "×") else given)
        )
    target, factor = base_of(wanted)
    if given == "×":
        return number / factor, ""
    base, times = base_of(given)
    if base != target:
        return number * times, base
    return number * times / factor, wanted


@cache
def base_of(unit: str) -> tuple[str, float]:
    """Return a unit's base unit and how many of these it is.

    Examples
    --------
    >>> base_of("万人")
    ('人', 10000.0)
    """
    found = quantities("1" + wording.unit(unit))
    return (found[0].base, float(found[0].number)) if found else (unit, 1.0)


# How a script reads texts as they are read here (see `hzlib.course.form`).
READING = {
    "years": _YEARS.pattern, "points": _POINTS.pattern, "parts": _PARTS.pattern,
    "and": _AND.pattern, "lead": _LEAD.pattern,
    "falls": _FALLS.pattern, "limits": _LIMITS.pattern, "noise": _NOISE.pattern,
    "year": _YEAR.pattern, "split": _SPLIT.pattern, "ends": _ENDS.pattern,
}  # fmt: skip
