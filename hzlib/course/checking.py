"""Is an answer right? Decided by digests, so that no answer can be read in a student's files.

``notebooks/lessons/exercises.json`` is written by ``hz class build`` from the lessons' sources. Of
an exercise it holds what kind of answer is wanted, the hints, and salted digests: for each item of
the answer those of all values that count as right, and those of mistakes with a hint of their own.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from hzlib import paths
from hzlib.course.answers import UnreadableError, items
from hzlib.errors import HzError

FILE = "exercises.json"
# Slow on purpose: a search through all numbers of an exercise shall not be worth its while.
_ROUNDS = 10_000


@dataclass(frozen=True)
class Verdict:
    """What came of an answer.

    ``counts`` is false for what is no answer yet; ``items`` is the answer in its compared form.
    """

    right: bool
    message: str
    counts: bool = True
    items: tuple[str, ...] = ()


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


@lru_cache(maxsize=4096)
def digest(number: str, item: str) -> str:
    """Return the digest of an item of an answer to an exercise.

    Examples
    --------
    >>> digest("1.1", "5") == digest("1.1", "5") != digest("1.2", "5")
    True
    """
    salt = f"hzlib lessons {number}".encode()
    return hashlib.pbkdf2_hmac("sha256", item.encode(), salt, _ROUNDS)[:12].hex()


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
        return Verdict(False, str(error), counts=False)
    except Exception as error:  # a student's object may raise anything when it is looked at
        kind = type(answer).__name__
        message = f"看不懂这个答案（类型 {kind}，读它时出错：{type(error).__name__}）。"
        return Verdict(False, message, counts=False)
    if fits(task, given):
        return Verdict(True, task["praise"], items=tuple(given))
    return Verdict(False, _hint(task, given, tries), items=tuple(given))


def fits(task: Mapping[str, Any], given: Iterable[str]) -> bool:
    """Return whether items of an answer are all right and none is missing."""
    given = list(given)
    hit = {_slot(task, item) for item in given}
    return None not in hit and len(hit) == len(given) == len(task["right"])


def _slot(task: Mapping[str, Any], item: str) -> int | None:
    found = digest(task["number"], item)
    return next((n for n, digests in enumerate(task["right"]) if found in digests), None)


def joined(given: Iterable[str]) -> str:
    """Return all items of an answer as the one text whose digest stands for the whole."""
    return "\n".join(given)


def _hint(task: Mapping[str, Any], given: list[str], tries: int) -> str:
    found = {digest(task["number"], item) for item in (*given, joined(given))}
    for mistake in task["wrong"]:
        if found & set(mistake["digests"]):
            return str(mistake["hint"])
    hints = task["hints"]
    return _partly(task, given) + str(hints[min(tries, len(hints) - 1)])


def _partly(task: Mapping[str, Any], given: list[str]) -> str:
    """Return what is right already in an answer of several items."""
    total = len(task["right"])
    if total == 1:
        return ""
    if task["kind"] == "record":
        pairs = zip(task["fields"], given, strict=True)
        return f"还不对的是：{'、'.join(n for n, i in pairs if _slot(task, i) is None)}。"
    hits = len({_slot(task, item) for item in given} - {None})
    if len(given) != total:
        return f"给出的 {len(given)} 项里有 {hits} 项对，项数也不对。"
    return f"{total} 项里有 {hits} 项对。"
