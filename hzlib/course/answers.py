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
from hzlib.course.amounts import UnreadableError, amount
from hzlib.evidence.value import Missing, Value
from hzlib.text import corpus

_SPLIT = re.compile(r"[、，,;；\n]+")
_NOISE = re.compile(r"[\s\"'“”‘’《》〈〉「」。.!！?？:：]+")


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
    found = _flat(task, answer)
    if len(found) != 1:
        raise UnreadableError(f"这道题要一个数，你给了 {len(found)} 个。")
    return [_steps(task, found[0])]


def _numbers(task: Mapping[str, Any], answer: Any) -> list[str]:
    if isinstance(answer, set | frozenset):
        raise UnreadableError("集合没有先后：请用列表，写成 [第一个, 第二个]。")
    return [f"{place}:{_steps(task, one)}" for place, one in enumerate(_flat(task, answer), 1)]


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
    found = _flat(task, answer)
    if len(found) != 1:
        raise UnreadableError(f"这道题要一个词，你给了 {len(found)} 个。")
    return [plain(found[0])]


def _set(task: Mapping[str, Any], answer: Any) -> list[str]:
    return sorted({plain(one) for one in _flat(task, answer, split=True)})


def _order(task: Mapping[str, Any], answer: Any) -> list[str]:
    if isinstance(answer, set | frozenset):
        raise UnreadableError("集合没有先后：请用列表，写成 [第一个, 第二个]。")
    found = _flat(task, answer, split=True)
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
    text = _NOISE.sub("", unicodedata.normalize("NFKC", answer)).casefold()
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
    return names | {plain_title(one.title): one.id for one in corpus.documents()}


def plain_title(title: str) -> str:
    """Return a title as `plain` sees it."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", title)).casefold()


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
