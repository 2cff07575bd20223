"""The rules of an exercise: what is right in it and which mistake is which, from its solution."""

from collections.abc import Iterator, Mapping
from typing import Any

from hzlib.course.answers import UnreadableError, items
from hzlib.course.checking import bare, fits
from hzlib.course.comparing import near
from hzlib.course.mistakes import REVERSED, tried
from hzlib.errors import HzError

_NUMBERS = ("number", "numbers")
# How True and False are meant where words are asked for.
_TRUTHS = {"达到": "true", "是": "true", "未达到": "false", "否": "false"}


def rules(
    task: Mapping[str, Any], code: str, space: Mapping[str, Any], authored: Mapping[str, str]
) -> dict[str, Any]:
    """Return the rules of an exercise.

    Parameters
    ----------
    task : Mapping
        See `hzlib.course.answers`.
    code, space : str, Mapping
        The solution, and the names after it; ``answer`` is what is right.
    authored : Mapping
        Further mistakes: Python expressions over these names, and their hints.

    Returns
    -------
    dict
        ``slots``: one an item of the answer, with ``value`` or ``accepted`` and ``mistakes``;
        ``whole``: mistakes of several items at once.

    Raises
    ------
    HzError
        If a mistake counts as right.

    Examples
    --------
    >>> task = {"number": "1.1", "kind": "number", "unit": "%", "digits": 1}
    >>> found = rules(task, "answer = (a / b - 1) * 100", {"a": 6, "b": 5, "answer": 20}, {})
    >>> found["slots"][0]["value"], found["slots"][0]["mistakes"][0]
    (20.0, [120.0, '这是两个数的倍数（或百分之几）。求增长多少，还要减去 1（100%）。'])
    """
    right = items(task, space["answer"])
    made: dict[str, Any] = {"slots": [_slot(task, one) for one in right], "whole": []}
    for expression, hint in authored.items():
        _add_authored(task, made, (expression, eval(expression, dict(space)), hint))
    for answer, hint in tried(code, space):
        given = _read(task, answer)
        # A result that only lost its sign is told as that, however it may come about.
        if hint != REVERSED and len(given) == 1 and _is_opposite(task, made, given[0]):
            continue
        if given and not fits({**task, "rules": made}, given):
            _add(task, made, given, hint)
    return made


def _is_opposite(task: Mapping[str, Any], made: Mapping[str, Any], item: str) -> bool:
    right = made["slots"][0].get("value")
    number = _is_number(task, item) and right is not None
    return number and near(-_number(bare(task, item)), right, task.get("digits", 0))


def _slot(task: Mapping[str, Any], item: str) -> dict[str, Any]:
    text = bare(task, item)
    if _is_number(task, item):
        return {"value": _number(text), "mistakes": []}
    forms = [text, *([_TRUTHS[text]] if text in _TRUTHS else [])]
    return {"accepted": forms, "mistakes": []}


def _is_number(task: Mapping[str, Any], item: str) -> bool:
    name = item.partition("=")[0]
    return task["kind"] in _NUMBERS or task.get("fields", {}).get(name) == "number"


def _number(text: str) -> float:
    return float(text.partition("|")[0].partition(" ")[0])


def _read(task: Mapping[str, Any], answer: Any) -> list[str]:
    """Return an answer in its compared form; nothing if it is none, or in units of another kind."""
    try:
        given = items(task, answer)
    except (UnreadableError, TypeError, ValueError, ArithmeticError):
        return []
    units = {bare(task, one).partition("|")[0].partition(" ")[2] for one in given
             if _is_number(task, one)}  # fmt: skip
    # Who took per cent for percentage points may have the number of a known mistake.
    known = {"%", "pp"} if task.get("unit") in ("%", "pp") else {task.get("unit", "")}
    return given if units <= {"", *known} else []


def _add_authored(
    task: Mapping[str, Any], made: dict[str, Any], mistake: tuple[str, Any, str]
) -> None:
    expression, answer, hint = mistake
    given = _read(task, answer)
    if given and fits({**task, "rules": made}, given):
        raise HzError(
            "exercise {number}: the wrong answer “{answer}” counts as right",
            "take another example, or ask for more digits",
            number=task["number"],
            answer=expression,
        )
    if given:
        _add(task, made, given, hint)


def _add(task: Mapping[str, Any], made: dict[str, Any], given: list[str], hint: str) -> None:
    """Add a mistake to the one item that it is in, or as one of the whole answer."""
    slots = made["slots"]
    if task["kind"] == "set" or len(given) != len(slots):
        made["whole"].append([given, hint])
        return
    wrong = [*_wrong(task, slots, given)]
    if len(wrong) > 1:
        made["whole"].append([given, hint])
    for slot, text in wrong if len(wrong) == 1 else ():
        one: Any = _number(text) if "value" in slot else text
        if not any(_same(task, one, known) for known, _ in slot["mistakes"]):
            slot["mistakes"].append([one, hint])


def _wrong(
    task: Mapping[str, Any], slots: list[dict[str, Any]], given: list[str]
) -> Iterator[tuple[dict[str, Any], str]]:
    for slot, item in zip(slots, given, strict=True):
        text = bare(task, item)
        if "value" in slot:
            if not near(_number(text), slot["value"], task.get("digits", 0)):
                yield slot, text
        elif text not in slot["accepted"]:
            yield slot, text


def _same(task: Mapping[str, Any], one: Any, known: Any) -> bool:
    return one == known if isinstance(one, str) else near(one, known, task.get("digits", 0) + 3)
