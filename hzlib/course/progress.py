"""A student's progress: one small file that a teacher collects."""

import hashlib
import hmac
import json
import os
import re
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from hzlib.errors import HzError, reason

KIND = "hzlib progress"
LIMIT = 2_000_000  # bytes; a student's file has some ten thousand
# Tells a file that was damaged or edited from one that was not. No secret: whoever reads this code
# could write such a file, so what counts in grading is recomputed from the answers themselves.
_KEY = b"hzlib lessons"


def file_name(number: str) -> str:
    """Return the name of the file of a student.

    Examples
    --------
    >>> file_name("2024 0017"), file_name("")
    ('progress-20240017.json', 'progress.json')
    """
    safe = re.sub(r"[^0-9A-Za-z_-]", "", number)[:40]
    if number and not safe:
        # A number in other characters still gets a file of its own.
        safe = hashlib.sha256(number.encode()).hexdigest()[:12]
    return f"progress-{safe}.json" if safe else "progress.json"


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
    return (
        texts
        and isinstance(exercises, dict)
        and all(
            isinstance(tries, list) and all(map(_is_try, tries)) for tries in exercises.values()
        )
    )


def _is_try(one: Any) -> bool:
    return (
        isinstance(one, dict)
        and isinstance(one.get("time"), str)
        and isinstance(one.get("answer"), str)
        and isinstance(one.get("items"), list)
        and all(isinstance(item, str) for item in one["items"])
        and isinstance(one.get("right"), bool)
    )


def save(path: Path, progress: dict[str, Any]) -> None:
    """Write a progress file, whole or not at all.

    Raises
    ------
    HzError
        If it cannot be written.
    """
    sealed = progress | {"saved": datetime.now().astimezone().isoformat(timespec="seconds")}
    sealed["digest"] = _digest(sealed)
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        beside.write_text(json.dumps(sealed, ensure_ascii=False, indent=1), encoding="utf-8")
        _replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise HzError(
            "{path}: cannot be written ({reason})",
            "take a folder that can be written",
            path=path.name,
            reason=reason(error),
        ) from None


def _replace(source: Path, path: Path) -> None:
    # Windows refuses while another program, a virus scanner say, has the file open for a moment.
    for pause in (0.05, 0.2, 0.5):
        try:
            source.replace(path)
            return
        except PermissionError:
            time.sleep(pause)
    source.replace(path)


def added(
    progress: dict[str, Any], exercise: str, answer: str, items: tuple[str, ...], right: bool
) -> dict[str, Any]:
    """Return the progress with one more try at an exercise.

    Examples
    --------
    >>> after = added(empty("张三", "17"), "1.1", "32.65", ("3265",), True)
    >>> [one["right"] for one in after["exercises"]["1.1"]]
    [True]
    """
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    one = {"time": now, "answer": answer[:120], "items": list(items)[:100], "right": right}
    before = progress["exercises"]
    return progress | {"exercises": before | {exercise: [*before.get(exercise, []), one][-200:]}}


def _digest(progress: dict[str, Any]) -> str:
    content = {name: value for name, value in progress.items() if name != "digest"}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(_KEY, text.encode("utf-8", "surrogatepass"), "sha256").hexdigest()
