"""Whether an answer is right, and if not, what the student is to be told.

``notebooks/lessons/exercises.json`` is written by ``hz class build`` from the lessons' sources. Of
an exercise for practice it holds what kind of answer is wanted, the hints, and its *rules*: what is
right, and the mistakes that the solution's variations give (`hzlib.course.mistakes`). The rules are
packed so that nobody comes upon an answer by looking; they keep no secret. Of homework it holds the
variants and no answer: that is worked out where it is graded (`hzlib.course.homework`).
"""

import base64
import json
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from hzlib import paths, wording
from hzlib.course.answers import UnreadableError, items, plain
from hzlib.course.comparing import NO_UNIT, mark, near
from hzlib.errors import HzError

FILE = "exercises.json"
RIGHT, WRONG, NOTED, UNREAD = "right", "wrong", "noted", "unread"


@dataclass(frozen=True)
class Verdict:
    """What came of an answer.

    Parameters
    ----------
    kind : {"right", "wrong", "noted", "unread"}
        A guess and homework are noted, not judged; what is no answer yet is unread.
    message : str
        What to tell the student.
    items : tuple of str
        The answer in its compared form.
    mistake : str
        The hint of a known mistake; empty for any other wrong answer.
    """

    kind: str
    message: str
    items: tuple[str, ...] = ()
    mistake: str = ""

    @property
    def right(self) -> bool:
        """Whether the answer is right."""
        return self.kind == RIGHT

    @property
    def counts(self) -> bool:
        """Whether it is an answer at all."""
        return self.kind != UNREAD


@cache
def exercises() -> dict[str, dict[str, Any]]:
    """Return what is known of each exercise, by its number.

    Raises
    ------
    HzError
        If the file is missing or damaged.

    Examples
    --------
    >>> exercises()["1.1"]["kind"]
    'number'
    """
    path = paths.notebooks() / "lessons" / FILE
    try:
        return dict(json.loads(path.read_text(encoding="utf-8"))["exercises"])
    except (OSError, ValueError, KeyError, TypeError):
        raise HzError(
            "{path}: the exercises cannot be read",
            "unpack the course again, or run hz class build",
            path=path,
        ) from None


def exercise(number: Any) -> dict[str, Any]:
    """Return what is known of one exercise; ``2.1`` may be given as text or as a number.

    Raises
    ------
    HzError
        If there is no such exercise.
    """
    known = exercises()
    name = str(number).strip() if isinstance(number, str | int | float) else ""
    if name in known:
        return known[name]
    raise HzError(
        "there is no exercise “{number}”",
        "there are {known}; write the number in quotes",
        number=str(number)[:20],
        known=list(known),
    )


# --- rules ----------------------------------------------------------------------------------------


def packed(rules: Mapping[str, Any]) -> str:
    """Return rules as a text that shows no answer to who looks at the file.

    Examples
    --------
    >>> unpacked(packed({"slots": []}))
    {'slots': []}
    """
    text = json.dumps(rules, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


@lru_cache(maxsize=1024)
def unpacked(text: str) -> dict[str, Any]:
    """Return packed rules: ``slots``, one an item of the answer, and ``whole``."""
    found: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(text)))
    return found


def rules_of(task: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the rules of a task, packed or not; without any, nothing is right."""
    rules = task.get("rules") or {"slots": [], "whole": []}
    return unpacked(rules) if isinstance(rules, str) else rules


# --- verdicts -------------------------------------------------------------------------------------


def judge(number: Any, answer: Any, tries: int = 0) -> Verdict:
    """Return whether an answer to an exercise is right, and what to tell the student.

    Parameters
    ----------
    number : str
        The exercise, ``"2.1"``.
    answer : object
        See `hzlib.course.answers.items`.
    tries : int, optional
        How many wrong answers went before: each gets the next hint.

    Returns
    -------
    Verdict

    Raises
    ------
    HzError
        If there is no such exercise.

    Examples
    --------
    >>> judge("1.1", ...).message
    '还没有作答：把 ... 换成你的答案，再运行这个单元格。'
    >>> judge("1.1", "不知道").right
    False
    """
    task = exercise(number)
    try:
        given = items(task, answer)
    except UnreadableError as error:
        return Verdict(UNREAD, str(error))
    except Exception as error:  # a student's object may raise anything when it is looked at
        kind = type(answer).__name__
        message = f"看不懂这个答案（类型 {kind}，读它时出错：{type(error).__name__}）。"
        return Verdict(UNREAD, message)
    return verdict(task, given, tries)


def verdict(task: Mapping[str, Any], given: Iterable[str], tries: int = 0) -> Verdict:
    """Return what comes of an answer in its compared form (see `judge`)."""
    found = tuple(given)
    if others := _no_choice(task, found):
        return Verdict(UNREAD, others)
    if task.get("predict") or task.get("graded") and "rules" not in task:
        return _noted(task, found)
    if fits(task, found):
        return Verdict(RIGHT, task["praise"], found)
    known = _mistake(task, found)
    hints = task["hints"]
    told = known or str(hints[min(tries, len(hints) - 1)])
    return Verdict(WRONG, _partly(task, found) + told, found, known)


def _no_choice(task: Mapping[str, Any], given: tuple[str, ...]) -> str:
    choices = task.get("choices", ())
    words = {bare(task, one) for one in given} - {"true", "false"}
    outside = choices and not words <= set(map(plain, choices))
    return f"请从这几个里选：{'、'.join(choices)}。" if outside else ""


def _noted(task: Mapping[str, Any], given: tuple[str, ...]) -> Verdict:
    if task.get("unit_needed") and not all(" " in one for one in given):
        return Verdict(UNREAD, NO_UNIT.replace("数对了，", ""))
    own = {plain(one): one for one in task.get("choices", ())}
    read = "；".join(own.get(one) or _read(one) for one in given)
    told = task["praise"] if task.get("predict") else "对错由老师判；改了答案再运行一次就行。"
    return Verdict(NOTED, f"{read}。{told}", given)


def _read(item: str) -> str:
    """Return an item as it is told to the student."""
    number, _, unit = item.partition("|")[0].partition(" ")
    with suppress(ValueError):
        number = f"{float(number):.6g}"
    return number + wording.unit(unit)


def fits(task: Mapping[str, Any], given: Iterable[str]) -> bool:
    """Return whether items of an answer are all right and none is missing.

    Examples
    --------
    >>> task = {"kind": "numbers", "digits": 0, "rules": {"slots": [{"value": 5, "mistakes": []}]}}
    >>> fits(task, ["1:5"]), fits(task, ["1:6"]), fits(task, ["1:5", "2:5"])
    (True, False, False)
    """
    given = list(given)
    hit = {_slot(task, place, item) for place, item in enumerate(given)}
    return None not in hit and len(hit) == len(given) == len(rules_of(task)["slots"])


def _slot(task: Mapping[str, Any], place: int, item: str) -> int | None:
    """Return which of the items that are wanted an item is; the members of a set have no places."""
    slots = rules_of(task)["slots"]
    if task["kind"] == "set":
        return next((n for n, slot in enumerate(slots) if item in slot["accepted"]), None)
    right = place < len(slots) and mark(task, slots[place], bare(task, item)) is None
    return place if right else None


def bare(task: Mapping[str, Any], item: str) -> str:
    """Return an item without its place or its name.

    Examples
    --------
    >>> bare({"kind": "order"}, "1:甲"), bare({"kind": "record"}, "界限=>=")
    ('甲', '>=')
    """
    sign = {"numbers": ":", "order": ":", "record": "="}.get(task["kind"])
    return item.partition(sign)[2] if sign else item


def _mistake(task: Mapping[str, Any], given: tuple[str, ...]) -> str:
    """Return the hint of the first known mistake in an answer."""
    rules = rules_of(task)
    for wrong, hint in rules["whole"]:
        if len(wrong) == len(given) and all(
            _same(task, one, other) for one, other in zip(wrong, given, strict=True)
        ):
            return str(hint)
    if task["kind"] == "set" or len(given) != len(rules["slots"]):
        return ""
    marks = (
        mark(task, slot, bare(task, one)) for slot, one in zip(rules["slots"], given, strict=True)
    )
    return next((one for one in marks if one), "")


def _same(task: Mapping[str, Any], one: str, other: str) -> bool:
    if task["kind"] != "numbers":
        return one == other
    return near(_number(task, one), _number(task, other), task.get("digits", 0))


def _number(task: Mapping[str, Any], item: str) -> float:
    return float(bare(task, item).partition("|")[0].partition(" ")[0])


def _partly(task: Mapping[str, Any], given: tuple[str, ...]) -> str:
    """Return what is right already in an answer of several items."""
    total = len(rules_of(task)["slots"])
    if total == 1:
        return ""
    hit = [_slot(task, place, item) for place, item in enumerate(given)]
    if task["kind"] == "record":
        wrong = (name for name, place in zip(task["fields"], hit, strict=True) if place is None)
        return f"还不对的是：{'、'.join(wrong)}。"
    hits = len({*hit} - {None})
    if hits == len(given):
        return f"给出的 {hits} 项都对，还不全。"
    if len(given) != total:
        return f"给出的 {len(given)} 项里有 {hits} 项对，项数也不对。"
    return f"{total} 项里有 {hits} 项对。"
