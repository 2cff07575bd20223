"""The lessons' sources: one Markdown file a lesson, from which both notebooks are made.

A source is a notebook as text, which jupytext reads (in JupyterLab it opens as a notebook). A
heading begins a new cell, so that slides begin with headings; a tag says what a cell is for::

    ```python tags=["parameters"]        the cell whose values a run may set
    ```python tags=["exercise 2.1"]      what the student completes; the last line checks it
    ```python tags=["solution 2.1"]      only in the teacher's notebook; its answer is `answer`
    <!-- #raw tags=["answers 2.1"] -->   TOML: what counts as right, which mistakes get which hint
    <!-- #region tags=["teacher"] -->    a note for the teacher, in Markdown
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hzlib import paths
from hzlib.errors import HzError
from hzlib.messages import Message

_KINDS = ("code", "markdown", "parameters", "exercise", "solution", "answers", "teacher")
_FORM = {"extension": ".md", "split_at_heading": True}


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


def folder() -> Path:
    """Return the folder of the sources, which is in a checkout only.

    Raises
    ------
    HzError
        If there is none: an installed package has no solutions.
    """
    found = paths.code().parent / "lessons"
    if not found.is_dir():
        raise HzError(
            "{path}: the lessons' sources are not here", "run this in a checkout", path=found
        )
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
        If a cell has an unknown tag or is not closed, or an exercise lacks its parts.
    """
    lesson = Lesson(path.stem, path, tuple(_blocks(path)))
    for exercise in lesson.of("exercise"):
        where = Message("{file}: exercise {number}", file=path.name, number=exercise.number)
        for kind in ("solution", "answers"):
            if exercise.number not in {block.number for block in lesson.of(kind)}:
                raise HzError("{where} has no {kind}", "add it", where=where, kind=kind)
        last = f'hz.check("{exercise.number}", answer)'
        if last not in exercise.text.splitlines():
            raise HzError(
                "{where} does not check itself", "write {last} last", where=where, last=last
            )
    return lesson


def _blocks(path: Path) -> Iterator[Block]:
    import jupytext

    for cell in jupytext.reads(path.read_text(encoding="utf-8"), fmt=_FORM).cells:
        said = {key: one for key, one in cell.metadata.items() if not key.startswith("lines_to_")}
        kind, _, number = (said.pop("tags", None) or [cell.cell_type])[0].partition(" ")
        where = Message("{file}: cell “{start}”", file=path.name, start=cell.source.strip()[:20])
        if kind not in _KINDS or said:
            tags = f"{kind} {said or ''}".strip()
            raise HzError("{where} has unknown tags ({tags})", "use one of {known}",
                          where=where, tags=tags, known=_KINDS[2:])  # fmt: skip
        if "```" in cell.source:
            raise HzError("{where} has a ``` too many or too few",
                          "write code between ```python and ``` on a line of its own",
                          where=where)  # fmt: skip
        if cell.source.strip():
            yield Block(kind, cell.source, number)


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
                "{where}: its answers are not sound ({error})",
                "mend the TOML",
                where=Message(
                    "{file}: exercise {number}", file=lesson.path.name, number=block.number
                ),
                error=str(error),
            ) from None
    return found
