"""What counts as right when a teacher grades: worked out anew from the answers that files keep."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from typing import Any

from hzlib import lookups, wording
from hzlib.course import homework
from hzlib.course.checking import bare, exercises, fits, verdict
from hzlib.frames.names import BOUNDS
from hzlib.text.corpus import documents


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


def right(exercise: str, student: str, items: Iterable[str]) -> bool:
    """Tell whether an answer is right for who has this student number.

    Raises
    ------
    HzError
        If it is a homework, whose answers are worked out in a checkout only.

    Examples
    --------
    >>> right("1.1", "20240017", ["不知道"])
    False
    """
    with suppress(*_STRANGE):
        return fits(_task(exercise, student), items)
    return False


def mistake(exercise: str, student: str, attempt: Mapping[str, Any]) -> str:
    """Return which known mistake a wrong answer is; of homework nobody was told."""
    if is_graded(exercise):
        with suppress(*_STRANGE):
            return verdict(_task(exercise, student), attempt["items"]).mistake
    return str(attempt.get("mistake", ""))


def _task(exercise: str, student: str) -> Mapping[str, Any]:
    return homework.task_of(exercise, student) if is_graded(exercise) else exercises()[exercise]


# What comes of answers that no checker of ours has written.
_STRANGE = (ValueError, KeyError, IndexError)


def alike(exercise: str, items: Iterable[str]) -> tuple[str, ...]:
    """Return an answer in the form in which those of several students are compared and counted.

    Numbers have the decimals that the exercise asks for, whatever a student wrote after them.

    Examples
    --------
    >>> task = {"number": "1", "kind": "number", "digits": 1}
    >>> _rounded(task, "27.0677 %|27.1"), _rounded({"kind": "set"}, "gdp")
    ('27.1 %', 'gdp')
    """
    return tuple(_rounded(exercises()[exercise], one) for one in items)


def _rounded(task: Mapping[str, Any], item: str) -> str:
    rest = bare(task, item)
    number, space, unit = rest.partition("|")[0].partition(" ")
    try:
        told = f"{float(number):.{task.get('digits', 0)}f}"
    except ValueError:
        return item
    return item[: len(item) - len(rest)] + told + space + unit


def spoken(exercise: str, items: Iterable[str]) -> str:
    """Return an answer in its compared form in words.

    Examples
    --------
    >>> _spoken({"kind": "number"}, "2.7 pp"), _spoken({"kind": "record"}, "界限=>=")
    ('2.7个百分点', '界限＝不低于')
    """
    return "、".join(_spoken(exercises()[exercise], one) for one in items)


def _spoken(task: Mapping[str, Any], item: str) -> str:
    rest = bare(task, item)
    name = item[: len(item) - len(rest)].partition("=")[0]
    number, _, unit = rest.partition("|")[0].partition(" ")
    told = _words().get(rest) or number + wording.unit(unit)
    return f"{name}＝{told}" if task["kind"] == "record" else told


@cache
def _words() -> Mapping[str, str]:
    """Return what is said for the ids that stand in compared answers."""
    names = {one.id: one.name_zh for one in lookups.indicators().values()}
    titles = {one.id: one.title for one in documents()}
    return {**names, **titles, **wording.MEASURES, **wording.STATUSES, **BOUNDS}
