"""The lessons' sources: one Markdown file a lesson, from which both notebooks are made.

A source is what it looks like: text, and Python between fences. Behind the fence's ``python`` a
word says what the cell is for, and three more kinds of block exist::

    ```python parameters        the cell whose values a run may set
    ```python exercise 2.1      what the student completes; the last line checks it
    ```python solution 2.1      only in the teacher's notebook; leaves the answer in `answer`
    ```toml answers 2.1         what counts as right, which mistakes get which hint
    ```text teacher             a note for the teacher, in Markdown

A heading begins a new cell, so that slides begin with headings.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hzlib import paths
from hzlib.errors import HzError

_FENCE = re.compile(r"^```(\w+)[ ]*(.*)$")
_KINDS = {
    ("python", ""): "code",
    ("python", "parameters"): "parameters",
    ("python", "exercise"): "exercise",
    ("python", "solution"): "solution",
    ("toml", "answers"): "answers",
    ("text", "teacher"): "teacher",
}


@dataclass(frozen=True)
class Block:
    """A cell to be, or the answers of an exercise; ``number`` is the exercise's."""

    kind: str
    text: str
    number: str = ""


@dataclass(frozen=True)
class Lesson:
    """A lesson's source."""

    name: str
    path: Path
    blocks: tuple[Block, ...]

    def of(self, kind: str) -> tuple[Block, ...]:
        """Return the blocks of one kind, in their order."""
        return tuple(block for block in self.blocks if block.kind == kind)

    @property
    def title(self) -> str:
        """The heading of the lesson."""
        return self.blocks[0].text.splitlines()[0].lstrip("# ")


def folder() -> Path:
    """Return the folder of the sources, which is in a checkout only.

    Raises
    ------
    HzError
        If there is none: an installed package has no solutions.
    """
    found = paths.code().parent / "lessons"
    if not found.is_dir():
        raise HzError(f"{found}: 没有课程的源文件", "在项目的源码目录里运行这个命令")
    return found


@cache
def lessons() -> tuple[Lesson, ...]:
    """Return all lessons in their order, and the glossary.

    Examples
    --------
    >>> [lesson.name.partition("_")[0] for lesson in lessons()]
    ['1', '2', '3', '4', '5', '6', 'glossary']
    """
    return tuple(read(path) for path in sorted(folder().glob("[0-9g]*.md")))


def read(path: Path) -> Lesson:
    """Return a lesson from its source.

    Raises
    ------
    HzError
        If a fence is of no known kind or is not closed, or an exercise lacks its parts.
    """
    text = path.read_text(encoding="utf-8")
    return _whole(Lesson(path.stem, path, tuple(_blocks(text, path.name))))


def _blocks(text: str, name: str) -> Iterator[Block]:
    lines: list[str] = []
    opened: tuple[str, str, int] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        fence = _FENCE.match(line)
        if opened and line == "```":
            yield Block(opened[0], "\n".join(lines), opened[1])
            opened, lines = None, []
        elif fence and not opened:
            yield from _markdown(lines)
            opened, lines = (*_kind(fence, name, number), number), []
        else:
            if line.startswith("#") and not opened:
                yield from _markdown(lines)
                lines = []
            lines.append(line)
    if opened:
        raise HzError(f"{name}: 第 {opened[2]} 行的 ``` 没有结束", "在单元格末尾另起一行写 ```")
    yield from _markdown(lines)


def _kind(fence: re.Match[str], name: str, number: int) -> tuple[str, str]:
    word, _, exercise = fence[2].strip().partition(" ")
    try:
        return _KINDS[fence[1], word], exercise
    except KeyError:
        known = "、".join(" ".join(pair).strip() for pair in _KINDS)
        raise HzError(f"{name}: 第 {number} 行的“{fence[0]}”不认识", f"可用：{known}") from None


def _markdown(lines: list[str]) -> Iterator[Block]:
    text = "\n".join(lines).strip()
    if text:
        yield Block("markdown", text)


def _whole(lesson: Lesson) -> Lesson:
    for exercise in lesson.of("exercise"):
        for kind in ("solution", "answers"):
            if exercise.number not in {block.number for block in lesson.of(kind)}:
                raise HzError(f"{lesson.path.name}: 练习 {exercise.number} 没有 {kind}", "补上它")
        if f'check("{exercise.number}", answer)' not in exercise.text.splitlines():
            raise HzError(
                f"{lesson.path.name}: 练习 {exercise.number} 的单元格没有自查的一行",
                f'最后一行写 check("{exercise.number}", answer)',
            )
    return lesson


def answers(lesson: Lesson) -> dict[str, dict[str, Any]]:
    """Return the answer blocks of a lesson by exercise.

    Raises
    ------
    HzError
        If a block is no TOML.
    """
    found = {}
    for block in lesson.of("answers"):
        try:
            found[block.number] = tomllib.loads(block.text)
        except tomllib.TOMLDecodeError as error:
            raise HzError(
                f"{lesson.path.name}: 练习 {block.number} 的答案块有错（{error}）", "改正 TOML"
            ) from None
    return found
