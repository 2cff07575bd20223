"""Progress: one small file a student, with all tries at the exercises."""

import hashlib
import hmac
import json
import re
import unicodedata
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from hzlib import storage
from hzlib.errors import HzError, reason

KIND = "hzlib progress"
LIMIT = 8_000_000  # bytes; a student's file has some ten thousand
# Tells a file that was damaged or edited from one that was not. No secret: whoever reads this code
# could write such a file, so what counts in grading is recomputed from the answers themselves.
_KEY = b"hzlib lessons"
_READABLE = re.compile(r'"(name|number)"\s*:\s*("(?:[^"\\\n]|\\.){0,200}")')


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
    ('进度-20240017.json', '进度.json')
    """
    own = normal(number)
    if own and not re.fullmatch("[0-9A-Z_-]{1,40}", own):
        # A number with other signs still gets a file of its own.
        own = hashlib.sha256(own.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"进度-{own}.json" if own else "进度.json"


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
    text = json.dumps(found, ensure_ascii=False)
    return shown(text) == text and all(
        isinstance(tries, list) and all(map(_is_try, tries)) for tries in exercises.values()
    )


_TRY = {"time": str, "answer": str, "items": list, "right": bool}
_MORE = ("question", "mistake")


def _is_try(one: Any) -> bool:
    whole = isinstance(one, dict) and all(isinstance(one.get(n), kind) for n, kind in _TRY.items())
    return whole and all(
        isinstance(item, str) for item in (*one["items"], *(one.get(name, "") for name in _MORE))
    )


def glimpse(path: Path) -> tuple[str, str]:
    """Return the student number and the name that can be read in a file that `load` refuses."""
    try:
        with path.open("rb") as file:
            text = file.read(LIMIT).decode("utf-8", "replace")
    except OSError:
        return "", ""
    found: dict[str, str] = {}
    for field, quoted in _READABLE.findall(text):
        with suppress(ValueError):
            # Tries follow the student's own fields, so that the first ones count.
            found.setdefault(field, shown(json.loads(quoted)))
    return found.get("number", ""), found.get("name", "")


def shown(text: str) -> str:
    r"""Return a text that every file can hold: half characters become question marks.

    Examples
    --------
    >>> shown("甲\ud800")
    '甲?'
    """
    return text.encode("utf-8", "replace").decode()


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
        "time": now, "answer": shown(answer[:120]), "items": [shown(i) for i in items[:100]],
        "right": right,
    }  # fmt: skip
    one |= {name: text[:300] for name, text in zip(_MORE, (question, mistake), strict=True) if text}
    before = progress["exercises"]
    return progress | {"exercises": before | {exercise: [*before.get(exercise, []), one][-200:]}}


def _digest(progress: dict[str, Any]) -> str:
    content = {name: value for name, value in progress.items() if name != "digest"}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(_KEY, text.encode("utf-8", "surrogatepass"), "sha256").hexdigest()
