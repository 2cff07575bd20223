"""From the lessons' sources: the students' notebooks, the teacher's, and the exercises' digests."""

import contextlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from hzlib import storage
from hzlib.course.answers import UnreadableError, items
from hzlib.course.checking import FILE, digest, joined
from hzlib.course.lesson_source import Block, Lesson, answers, lessons
from hzlib.errors import HzError
from hzlib.evidence.value import Value

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
        right = _right(task, [value(lesson, number, one, space) for one in _accepted(spec)])
        mistakes = [
            {"digests": _mistake(lesson, task, one, space), "hint": one["hint"]}
            for one in spec.get("wrong", [])
        ]
        if {code for slot in right for code in slot} & _whole_answers(mistakes, right):
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
            try:
                with contextlib.redirect_stdout(io.StringIO()):
                    exec(compile(block.text, f"<{lesson.name}>", "exec"), space)
            except Exception as error:
                line = block.text.splitlines()[0]
                raise HzError(
                    "{lesson}: “{line}” fails: {error}",
                    "mend the source",
                    lesson=lesson.name,
                    line=line,
                    error=repr(error),
                ) from error
        if block.kind == "answers":
            yield block.number, specs[block.number], space


def value(lesson: Lesson, number: str, expression: str, space: dict[str, Any]) -> Any:
    """Return what an expression of an answer block stands for."""
    try:
        return eval(compile(expression, f"<{number}>", "eval"), space)
    except Exception as error:
        raise HzError(
            "{lesson}, exercise {number}: {expression} fails: {error}",
            "mend the source",
            lesson=lesson.name,
            number=number,
            expression=expression,
            error=repr(error),
        ) from error


def _accepted(spec: Mapping[str, Any]) -> list[str]:
    return ["answer", *spec.get("also", [])]


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


def _whole_answers(mistakes: list[dict[str, Any]], right: list[list[str]]) -> set[str]:
    # Items of a longer answer may be right and yet be a mistake elsewhere.
    return {code for one in mistakes for code in one["digests"]} if len(right) == 1 else set()


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
    lines = [
        "# 参考答案",
        "",
        "由解法当场算出，不要发给学生。",
        "",
        "| 练习 | 答案 |",
        "| --- | --- |",
    ]
    for lesson in lessons():
        for number, spec, space in solved(lesson):
            lines.append(f"| {number} | {_spoken(spec, space['answer'])} |")
    return "\n".join(lines) + "\n"


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
