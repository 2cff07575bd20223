"""Progress: one small file a student, and the grades in those that a teacher has collected."""

import hashlib
import hmac
import json
import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hzlib import storage
from hzlib.course.checking import exercises, fits
from hzlib.errors import HzError, reason

if TYPE_CHECKING:
    import pandas as pd


KIND = "hzlib progress"
LIMIT = 2_000_000  # bytes; a student's file has some ten thousand
# Tells a file that was damaged or edited from one that was not. No secret: whoever reads this code
# could write such a file, so what counts in grading is recomputed from the answers themselves.
_KEY = b"hzlib lessons"
_RIGHT = "对"
_MORE = ("question", "mistake")


def normal(number: str) -> str:
    """Return a student number in the one form in which numbers are compared and name files.

    Examples
    --------
    >>> normal("２０２４ 0017"), normal("a-17"), normal("1，7")
    ('20240017', 'A-17', '1,7')
    """
    text = unicodedata.normalize("NFKC", number)
    return "".join(one for one in text if one.isprintable() and not one.isspace()).upper()


def file_name(number: str) -> str:
    """Return the name of the file of a student.

    Examples
    --------
    >>> file_name("2024 0017"), file_name("")
    ('progress-20240017.json', 'progress.json')
    """
    own = normal(number)
    if own and not re.fullmatch("[0-9A-Z_-]{1,40}", own):
        # A number with other signs still gets a file of its own.
        own = hashlib.sha256(own.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"progress-{own}.json" if own else "progress.json"


def empty(name: str, number: str) -> dict[str, Any]:
    """Return the progress of a student who has not begun."""
    return {"kind": KIND, "version": 1, "name": name, "number": number, "exercises": {}}


def load(path: Path) -> dict[str, Any]:
    """Read a progress file.

    Raises
    ------
    HzError
        If the file cannot be read, is no progress file or was changed.
    """
    try:
        if path.stat().st_size > LIMIT:
            raise HzError("{path}: too large for a progress file", path=path.name)
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise HzError(
            "{path}: cannot be read ({reason})", path=path.name, reason=reason(error)
        ) from None
    except (ValueError, RecursionError):
        raise HzError("{path}: damaged, or no progress file", path=path.name) from None
    if not isinstance(found, dict) or found.get("kind") != KIND:
        raise HzError("{path}: no progress file", path=path.name)
    if not _sound(found):
        raise HzError("{path}: a progress file that lacks something", path=path.name)
    if not hmac.compare_digest(str(found.get("digest")), _digest(found)):
        raise HzError("{path}: was changed after it was saved", path=path.name)
    return found


def _sound(found: dict[str, Any]) -> bool:
    texts = all(isinstance(found.get(field), str) for field in ("name", "number", "saved"))
    exercises = found.get("exercises")
    if not texts or not isinstance(exercises, dict):
        return False
    return all(isinstance(tries, list) and all(map(_is_try, tries)) for tries in exercises.values())


_TRY = {"time": str, "answer": str, "items": list, "right": bool}


def _is_try(one: Any) -> bool:
    whole = isinstance(one, dict) and all(isinstance(one.get(n), kind) for n, kind in _TRY.items())
    return whole and all(isinstance(item, str) for item in one["items"])


def save(path: Path, progress: dict[str, Any]) -> None:
    """Write a progress file, whole or not at all.

    Raises
    ------
    HzError
        If it cannot be written.
    """
    sealed = progress | {"saved": datetime.now().astimezone().isoformat(timespec="seconds")}
    sealed["digest"] = _digest(sealed)
    try:
        storage.write(path, json.dumps(sealed, ensure_ascii=False, indent=1))
    except HzError as error:
        fields = error.fields | {"path": path.name}
        raise HzError(error.args[0], "take a folder that can be written", **fields) from None


def added(
    progress: dict[str, Any],
    exercise: str,
    answer: str,
    items: tuple[str, ...],
    right: bool,
    question: str = "",
    mistake: str = "",
) -> dict[str, Any]:
    """Return the progress with one more try at an exercise.

    Of a homework the try keeps the question that was asked, of a wrong answer the hint that it got.

    Examples
    --------
    >>> after = added(empty("张三", "17"), "1.1", "32.65", ("3265",), True)
    >>> [one["right"] for one in after["exercises"]["1.1"]]
    [True]
    """
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    one: dict[str, Any] = {
        "time": now, "answer": answer[:120], "items": list(items[:100]),
        "right": right,
    }  # fmt: skip
    one |= {name: text[:300] for name, text in zip(_MORE, (question, mistake), strict=True) if text}
    before = progress["exercises"]
    return progress | {"exercises": before | {exercise: [*before.get(exercise, []), one][-200:]}}


def _digest(progress: dict[str, Any]) -> str:
    content = {name: value for name, value in progress.items() if name != "digest"}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(_KEY, text.encode("utf-8", "surrogatepass"), "sha256").hexdigest()


# --- grades ---------------------------------------------------------------------------------------


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
    return pd.DataFrame(
        rows, columns=["学号", "姓名", *exercises(), "做对", "次数", "最后一次", "备注"]
    )


def _row(number: str, files: list[dict[str, Any]]) -> list[Any]:
    names = sorted({one["name"] for one in files if one["name"]})
    tries = _together(files)
    marks = [_mark(name, tries.get(name, [])) for name in exercises()]
    times = [one["time"] for known in tries.values() for one in known]
    notes = ["有几个文件，已合并"] if len(files) > 1 else []
    if len(names) > 1:
        notes.append("同一学号有几个姓名")
    if not files[0]["number"]:
        notes.append("没有填学号")
    return [
        files[0]["number"], "、".join(names), *marks, marks.count(_RIGHT),
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
        return ""
    return _RIGHT if any(_right(exercise, tuple(one["items"])) for one in tries) else "错"


@cache
def _right(exercise: str, items: tuple[str, ...]) -> bool:
    return fits(exercises()[exercise], items)
