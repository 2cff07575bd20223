"""Homework: each student has a question of his own, drawn by his number, and no answer with it.

A student's files hold the variants. What is right is worked out where the lessons' sources are, by
running the solution with the names of the variant.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from hzlib import storage
from hzlib.course.checking import exercise
from hzlib.course.lessons import Lesson, answers, folder, lessons, rules_of, solved, with_variant


def place_of(number: str, student: str, count: int) -> int:
    """Return which of so many variants of an exercise a student has.

    Examples
    --------
    >>> place_of("3.4", "20240017", 6) == place_of("3.4", "20240017", 6) < 6
    True
    """
    code = hashlib.sha256(f"{number} {student}".encode()).digest()
    return int.from_bytes(code[:8], "big") % count


def drawn(number: str, student: str) -> dict[str, Any]:
    """Return the variant that a student has, by the names of the solution.

    Raises
    ------
    HzError
        If there is no such exercise.
    """
    variants = exercise(number)["variants"]
    found: dict[str, Any] = variants[place_of(number, student, len(variants))]
    return found


def question(number: str, student: str) -> str:
    """Return the question of homework as it is put to a student."""
    return str(exercise(number)["question"]).format(**drawn(number, student))


# --- where the sources are ------------------------------------------------------------------------


def task_of(number: str, student: str) -> dict[str, Any]:
    """Return an exercise of homework with the rules of a student's variant.

    Raises
    ------
    HzError
        If there is no such exercise, or the sources are not here.
    """
    count = len(exercise(number)["variants"])
    return task_at(number, place_of(number, student, count))


def task_at(number: str, place: int) -> dict[str, Any]:
    """Return an exercise of homework with the rules of its variant of this place.

    Raises
    ------
    HzError
        If the sources are not here, or the solution fails.
    """
    return exercise(number) | {"rules": _rules(number)[place]}


@cache
def _rules(number: str) -> list[dict[str, Any]]:
    """Return the rules of each variant: worked out once, and kept while nothing changes."""
    variants = exercise(number)["variants"]
    sources = storage.content(folder().glob("*.md"))
    key = storage.key("homework", number, sources, json.dumps(variants))
    found = storage.get(key)
    if found is None:
        lesson = next(one for one in lessons() if number in answers(one))
        found = _worked_out(lesson, number, variants)
        storage.put(key, found)
    return list(found)


def _worked_out(
    lesson: Lesson, number: str, variants: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    spec, space = next((spec, space) for one, spec, space in solved(lesson) if one == number)
    return [
        rules_of(lesson, number, spec, with_variant(lesson, number, one, space)) for one in variants
    ]
