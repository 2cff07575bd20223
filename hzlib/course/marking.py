"""What counts as right when a teacher grades: recomputed from the answers that files keep."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from hzlib.course import homework
from hzlib.course.checking import exercises, fits


def is_graded(exercise: str) -> bool:
    """Tell whether an exercise is a homework, each student's own variant of it."""
    return bool(exercises()[exercise].get("graded"))


def is_guess(exercise: str) -> bool:
    """Tell whether an exercise asks for a prediction, which is never judged."""
    return bool(exercises()[exercise].get("predict"))


def judged() -> list[str]:
    """Return the exercises that are right or wrong, in the order of the lessons.

    Examples
    --------
    >>> judged()[0]
    '1.1'
    """
    return [one for one in exercises() if not is_guess(one)]


@cache
def variant(exercise: str, student: str) -> tuple[tuple[str, Any], ...]:
    """Return the variant of an exercise that a student number draws; nothing if all have one."""
    if not is_graded(exercise):
        return ()
    return tuple(sorted(homework.drawn(exercise, student).items()))


@cache
def _task(exercise: str, drawn: tuple[tuple[str, Any], ...], student: str) -> Mapping[str, Any]:
    return homework.task_of(exercise, student) if is_graded(exercise) else exercises()[exercise]


_drawers: dict[tuple[str, tuple[tuple[str, Any], ...]], str] = {}


def task(exercise: str, student: str) -> Mapping[str, Any]:
    """Return the task that a student has, with its right answers.

    Raises
    ------
    HzError
        If it is a homework, whose answers are in a checkout only.
    """
    drawn = variant(exercise, student)
    # Whoever first draws a variant stands for all who do: its answers are worked out once.
    return _task(exercise, drawn, _drawers.setdefault((exercise, drawn), student))


@cache
def _fits(exercise: str, drawn: tuple[tuple[str, Any], ...], items: tuple[str, ...]) -> bool:
    return fits(task(exercise, _drawers[exercise, drawn]), items)


def right(exercise: str, student: str, items: tuple[str, ...]) -> bool:
    """Tell whether an answer is right for a student.

    Examples
    --------
    >>> right("1.1", "20240017", ("1",))
    False
    """
    task(exercise, student)
    return _fits(exercise, variant(exercise, student), items)
