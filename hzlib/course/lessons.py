"""The lessons' sources: one Markdown file a lesson, from which both notebooks are made.

A source is a notebook as text, which jupytext reads (in JupyterLab it opens as a notebook). A
heading begins a new cell, so that slides begin with headings; a tag says what a cell is for::

    ```python tags=["parameters"]        the cell whose values a run may set
    ```python tags=["exercise 2.1"]      what the student completes; the last line checks it
    ```python tags=["solution 2.1"]      only in the teacher's notebook; its answer is `answer`
    <!-- #raw tags=["answers 2.1"] -->   TOML: what counts as right, which mistakes get which hint
    <!-- #region tags=["teacher"] -->    a note for the teacher, in Markdown
"""

import contextlib
import io
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hzlib import paths, storage
from hzlib.course.answers import UnreadableError, items
from hzlib.course.checking import FILE, digest, joined
from hzlib.errors import HzError
from hzlib.evidence.value import Value
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

    def exercise(self, number: str) -> Message:
        """Return how an exercise is named in a message."""
        return Message("{file}: exercise {number}", file=self.path.name, number=number)

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
        where = lesson.exercise(exercise.number)
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
                where=lesson.exercise(block.number),
                error=str(error),
            ) from None
    return found


# --- the files made of the sources ----------------------------------------------------------------

_NUMBERS = ("number", "numbers")
_TASK = ("kind", "unit", "step", "within", "fields", "column")


def built(teacher: bool = False) -> dict[str, str]:
    """Return the files made of the sources: name in ``notebooks/lessons`` -> content.

    Parameters
    ----------
    teacher : bool, optional
        The notebooks with solutions, mistakes and notes, in place of the students' files.

    Examples
    --------
    >>> sorted(built(teacher=True))[0]
    '1_report_as_data.ipynb'
    """
    files = {f"{one.name}.ipynb": _notebook(one, teacher) for one in lessons()}
    if not teacher:
        known: dict[str, Any] = {}
        for lesson in lessons():
            known |= keys(lesson)
        files[FILE] = json.dumps({"exercises": known}, ensure_ascii=False, indent=1) + "\n"
    return files


# --- digests --------------------------------------------------------------------------------------


def keys(lesson: Lesson) -> dict[str, dict[str, Any]]:
    """Return what ``exercises.json`` holds of a lesson, by exercise.

    Raises
    ------
    HzError
        If a solution fails, or an answer that is to be wrong counts as right.
    """
    found = {}
    for number, spec, space in solved(lesson):
        task = {"number": number} | {name: spec[name] for name in _TASK if name in spec}
        right = _right(
            task, [value(lesson, number, one, space) for one in ["answer", *spec.get("also", [])]]
        )
        mistakes = [
            {"digests": _mistake(lesson, task, one, space), "hint": one["hint"]}
            for one in spec.get("wrong", [])
        ]
        # Items of a longer answer may be right and yet be a mistake elsewhere.
        wrong = {code for one in mistakes for code in one["digests"]} if len(right) == 1 else set()
        if wrong & {code for slot in right for code in slot}:
            raise HzError(
                "exercise {number}: a wrong answer counts as right",
                "make within smaller, or take another example",
                number=number,
            )
        found[number] = task | {
            "right": right, "wrong": mistakes, "hints": spec["hints"], "praise": spec["praise"],
        }  # fmt: skip
    return found


def solved(lesson: Lesson) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Run a lesson with its solutions; return each exercise with its answer block and the names."""
    space: dict[str, Any] = {}
    specs = answers(lesson)
    if not specs:
        return
    for block in lesson.blocks:
        if block.kind in ("code", "parameters", "solution"):
            with contextlib.redirect_stdout(io.StringIO()):
                _ran(lesson.name, block.text, "exec", space)
        if block.kind == "answers":
            yield block.number, specs[block.number], space


def value(lesson: Lesson, number: str, expression: str, space: dict[str, Any]) -> Any:
    """Return what an expression of an answer block stands for."""
    return _ran(lesson.exercise(number), expression, "eval", space)


def _ran(where: str | Message, code: str, mode: str, space: dict[str, Any]) -> Any:
    try:
        return eval(compile(code, f"<{where}>", mode), space)
    except Exception as error:
        raise HzError(
            "{where}: “{line}” fails: {error}",
            "mend the source",
            where=where,
            line=code.splitlines()[0],
            error=repr(error),
        ) from error


def _right(task: Mapping[str, Any], accepted: list[Any]) -> list[list[str]]:
    slots: list[set[str]] = []
    for place, one in enumerate(accepted):
        for index, item in enumerate(items(task, one)):
            if place == 0:
                slots.append(set())
            slots[index] |= {digest(task["number"], text) for text in _near(task, item)}
    return [sorted(slot) for slot in slots]


def _near(task: Mapping[str, Any], item: str) -> Iterable[str]:
    """Return an item and, if it is a number, those within the tolerance."""
    name, sign, last = item.rpartition("=" if task["kind"] == "record" else ":")
    is_number = task["kind"] in _NUMBERS or task.get("fields", {}).get(name) == "number"
    if not is_number:
        return [item]
    reach = int(task.get("within", 0) / task.get("step", 1) + 1e-6)
    return [f"{name}{sign}{int(last) + shift}" for shift in range(-reach, reach + 1)]


def _mistake(
    lesson: Lesson, task: Mapping[str, Any], wrong: Mapping[str, str], space: dict[str, Any]
) -> list[str]:
    """Return the digests of a mistake: of one item, or of a whole answer."""
    if "item" in wrong:
        return [digest(task["number"], wrong["item"])]
    try:
        given = items(task, value(lesson, task["number"], wrong["answer"], space))
    except UnreadableError:
        return []  # refused before it is compared; the block shows it all the same
    return [digest(task["number"], joined(given))]


# --- notebooks ------------------------------------------------------------------------------------


def _notebook(lesson: Lesson, teacher: bool) -> str:
    import nbformat

    cells = [cell for block in lesson.blocks for cell in _cells(lesson, block, teacher)]
    for place, cell in enumerate(cells):
        cell["id"] = str(place)  # as nbstripout numbers them
    book = nbformat.v4.new_notebook(cells=cells, metadata={
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    })  # fmt: skip
    nbformat.validate(book)
    return nbformat.writes(book) + "\n"


def _cells(lesson: Lesson, block: Block, teacher: bool) -> list[Any]:
    from nbformat.v4 import new_code_cell, new_markdown_cell

    kind = block.kind
    if kind == "markdown":
        level = len(block.text) - len(block.text.lstrip("#"))
        return [new_markdown_cell(block.text, metadata=_slide("slide" if level else "-"))]
    if kind in ("code", "parameters", "exercise"):
        tags = {} if kind == "code" else {"tags": [kind]}
        slide = _slide("skip" if kind == "parameters" else "-")
        return [new_code_cell(block.text, metadata=tags | slide)]
    if not teacher:
        return []
    if kind == "teacher":
        text = f"**给教师** {block.text}"
    elif kind == "answers":
        text = _mistakes(answers(lesson)[block.number])
    else:
        code = {"tags": ["solution"]} | _slide("skip")
        head = new_markdown_cell(f"**参考答案 {block.number}**", metadata=_teacher())
        return [head, new_code_cell(f"{block.text}\nanswer", metadata=code)]
    return [new_markdown_cell(text, metadata=_teacher())]


def answer_sheet() -> str:
    """Return the answers of all exercises as a Markdown table, computed from the solutions."""
    rows = (
        f"| {number} | {_spoken(spec, space['answer'])} |\n"
        for lesson in lessons()
        for number, spec, space in solved(lesson)
    )
    head = "# 参考答案\n\n由解法当场算出，不要发给学生。\n\n| 练习 | 答案 |\n| --- | --- |\n"
    return head + "".join(rows)


def _spoken(spec: Mapping[str, Any], answer: Any) -> str:
    if isinstance(answer, Mapping):
        return "；".join(f"{name} = {value}" for name, value in answer.items())
    if isinstance(answer, list):
        return "、".join(map(str, answer))
    if isinstance(answer, Value | str):
        return str(answer)
    return f"{answer:.2f}{spec.get('unit', '')}"


def _slide(kind: str) -> dict[str, Any]:
    return {"slideshow": {"slide_type": kind}}


def _teacher() -> dict[str, Any]:
    return {"tags": ["teacher"], "slideshow": {"slide_type": "notes"}}


def _mistakes(spec: Mapping[str, Any]) -> str:
    """Return the known mistakes of an exercise as a Markdown table."""
    lines = ["**可能的错误与系统给的提示**", "", "| 学生的答案 | 提示 |", "| --- | --- |"]
    for one in spec.get("wrong", []):
        shown = one.get("answer", one.get("item", "")).replace("|", "\\|")
        lines.append(f"| `{shown}` | {one['hint']} |")
    hints = [f"| 其他，第 {n} 次 | {hint} |" for n, hint in enumerate(spec["hints"], 1)]
    return "\n".join(lines + hints)


def stale(folder: Path, files: Mapping[str, str]) -> list[str]:
    """Return the names of the files that are missing in a folder or read otherwise there."""
    return [
        name
        for name, text in files.items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    ]


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write files into a folder, each whole or not at all, whatever else is there."""
    storage.writable(folder)
    for name, text in files.items():
        storage.write(folder / name, text)
