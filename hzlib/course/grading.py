"""One table from the progress files that a teacher has collected."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hzlib.course.checking import exercises, fits
from hzlib.course.progress import load
from hzlib.errors import HzError

if TYPE_CHECKING:
    import pandas as pd

RIGHT, WRONG, OPEN = "对", "错", ""
TOTALS = ("做对", "次数", "最后一次")
_SEVERAL = "有几个文件，已合并"


@dataclass(frozen=True)
class Grades:
    """The table, and what of the folder did not enter it, each with the reason."""

    table: "pd.DataFrame"
    problems: tuple[str, ...]


def grades(folder: Path) -> Grades:
    """Return the grades of all progress files in a folder and the folders in it.

    What counts as right is recomputed from the answers that the files keep. Of a student with
    several files the tries of all are taken together.

    Parameters
    ----------
    folder : Path
        Where the files are.

    Returns
    -------
    Grades
        The table has one row a student, by student number: ``学号, 姓名``, a column an exercise
        (对, 错 or empty), ``做对`` and ``次数`` (of tries), ``最后一次`` and ``备注``.

    Raises
    ------
    HzError
        If there is no such folder, or no progress file in it.
    """
    if not folder.is_dir():
        raise HzError(
            "{path}: no such folder", "name the folder with the progress files", path=folder
        )
    students: dict[str, list[dict[str, Any]]] = {}
    problems = []
    for path in _files(folder):
        try:
            found = load(path)
        except HzError as error:
            problems.append(str(error).replace(path.name, str(path.relative_to(folder)), 1))
            continue
        who = found["number"] or f"（没有学号）{found['name']}{path.relative_to(folder)}"
        students.setdefault(who, []).append(found)
    if not students:
        raise HzError(
            "{path}: no progress file that can be read{problems}",
            path=folder,
            problems="".join(f"\n{problem}" for problem in problems),
        )
    return Grades(_table(students), tuple(problems))


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            # Hidden files are the system's own; all others a teacher shall hear of.
            if not name.startswith((".", "~$")) and name not in ("desktop.ini", "Thumbs.db"):
                yield Path(place) / name


def _table(students: dict[str, list[dict[str, Any]]]) -> "pd.DataFrame":
    import pandas as pd

    rows = [_row(number, students[number]) for number in sorted(students)]
    return pd.DataFrame(rows, columns=["学号", "姓名", *exercises(), *TOTALS, "备注"])


def _row(number: str, files: list[dict[str, Any]]) -> list[Any]:
    names = sorted({one["name"] for one in files if one["name"]})
    tries = _together(files)
    marks = [_mark(name, tries.get(name, [])) for name in exercises()]
    times = [one["time"] for known in tries.values() for one in known]
    notes = [_SEVERAL] if len(files) > 1 else []
    if len(names) > 1:
        notes.append("同一学号有几个姓名")
    if not files[0]["number"]:
        notes.append("没有填学号")
    return [
        files[0]["number"], "、".join(names), *marks, marks.count(RIGHT),
        sum(len(tries.get(name, [])) for name in exercises()),
        max(times, default="")[:16].replace("T", " "), "；".join(notes),
    ]  # fmt: skip


def _together(files: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Return the tries of all files by exercise, those that a copy repeats once."""
    found: dict[str, dict[Any, dict[str, Any]]] = {}
    for one in files:
        for name, tries in one["exercises"].items():
            for attempt in tries:
                key = (attempt["time"], *attempt["items"])
                found.setdefault(name, {})[key] = attempt
    return {name: list(tries.values()) for name, tries in found.items()}


def _mark(exercise: str, tries: list[dict[str, Any]]) -> str:
    if not tries:
        return OPEN
    return RIGHT if any(_right(exercise, tuple(one["items"])) for one in tries) else WRONG


@cache
def _right(exercise: str, items: tuple[str, ...]) -> bool:
    return fits(exercises()[exercise], items)
