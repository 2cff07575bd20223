"""The lessons' sources: one Markdown file a lesson, from which both notebooks are made.

A source is a notebook as text, which jupytext reads (in JupyterLab it opens as a notebook). A
heading begins a new cell, so that slides begin with headings; a tag says what a cell is for::

    ```python tags=["parameters"]        the cell whose values a run may set
    ```python tags=["shown"]             a cell whose code a slide shows
    ```python tags=["exercise 2.1"]      what the student completes; the last line checks it
    ```python tags=["solution 2.1"]      only in the teacher's notebook; its answer is `answer`
    ```python tags=["claims"]            assertions on what the text says; in nobody's notebook
    <!-- #raw tags=["answers 2.1"] -->   TOML: what kind of answer, natural answers, hints
    <!-- #region tags=["teacher"] -->    a note for the teacher, in Markdown

An exercise is for practice, a guess (``predict = true``) or homework (``variants``): of homework
each student has a variant of his own, and the solution is run with the names of the variant. Hints
that name code have others for the page (``page_hints``), whose reader cannot run any.
"""

import contextlib
import io
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hzlib import paths, storage
from hzlib.course.answers import items
from hzlib.course.checking import FILE, fits, packed
from hzlib.course.rules import rules
from hzlib.errors import HzError
from hzlib.messages import Message

_KINDS = (
    "code", "markdown", "parameters", "shown", "exercise", "solution", "claims", "answers",
    "teacher",
)  # fmt: skip
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

    @property
    def notebook(self) -> str:
        """The name of its notebook, by its title: a student sees Chinese."""
        _, _, title = self.blocks[0].text.splitlines()[0].partition(" ")
        place, _, words = title.partition("　")
        number = self.name.partition("_")[0]
        name = f"第{int(number):02}课_{words}" if number.isdigit() else re.split("[：:]", place)[0]
        return f"{name}.ipynb"

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
    ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', 'glossary']
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
    guesses = {number for number, spec in answers(lesson).items() if spec.get("predict")}
    for exercise in lesson.of("exercise"):
        where = lesson.exercise(exercise.number)
        needed = ("answers",) if exercise.number in guesses else ("solution", "answers")
        for kind in needed:
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

_RUN = ("code", "parameters", "shown", "solution", "claims")
_TASK = (
    "kind", "unit", "digits", "unit_needed", "fields", "column", "choices", "hints", "page_hints",
    "praise",
)  # fmt: skip


def built(teacher: bool = False) -> dict[str, str]:
    """Return the files made of the sources: name in ``notebooks/lessons`` -> content.

    Parameters
    ----------
    teacher : bool, optional
        The notebooks with solutions, mistakes and notes, in place of the students' files.

    Examples
    --------
    >>> sorted(built(teacher=True))[1]
    '第01课_把一份报告读成数据.ipynb'
    """
    files = {one.notebook: _notebook(one, teacher) for one in lessons()}
    if not teacher:
        known: dict[str, Any] = {}
        for lesson in lessons():
            known |= keys(lesson)
        files[FILE] = json.dumps({"exercises": known}, ensure_ascii=False, indent=1) + "\n"
    return files


# --- exercises ------------------------------------------------------------------------------------


def keys(lesson: Lesson) -> dict[str, dict[str, Any]]:
    """Return what ``exercises.json`` holds of a lesson, by exercise.

    Raises
    ------
    HzError
        If a solution fails, a natural answer counts as wrong or a mistake as right.
    """
    found = {}
    for number, spec, space in solved(lesson):
        task = task_of(number, spec)
        if spec.get("predict"):
            found[number] = task | {"predict": True}
        elif "variants" in spec:
            drawn = value(lesson, number, spec["variants"], space)
            found[number] = task | {
                "graded": True, "variants": drawn, "question": spec["question"],
            }  # fmt: skip
        else:
            known = rules_of(lesson, number, spec, space)
            check_natural(lesson, task | {"rules": known}, spec, space)
            found[number] = task | {"rules": packed(known)}
    return found


def task_of(number: str, spec: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an answer block says of the answer that is wanted, and what is told."""
    return {"number": number} | {name: spec[name] for name in _TASK if name in spec}


def rules_of(
    lesson: Lesson, number: str, spec: Mapping[str, Any], space: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the rules of an exercise whose solution was run (`hzlib.course.rules.rules`)."""
    code = next(block.text for block in lesson.of("solution") if block.number == number)
    authored = {one["answer"]: one["hint"] for one in spec.get("wrong", [])}
    return rules(task_of(number, spec), code, space, authored)


def check_natural(
    lesson: Lesson, task: Mapping[str, Any], spec: Mapping[str, Any], space: dict[str, Any]
) -> None:
    """Check that all answers that are natural are right.

    Raises
    ------
    HzError
        If one is not.
    """
    for expression in ("answer", *spec.get("natural", [])):
        if not fits(task, items(task, value(lesson, task["number"], expression, space))):
            raise HzError(
                "exercise {number}: the natural answer “{answer}” counts as wrong",
                "mend the exercise or the answer",
                number=task["number"],
                answer=expression,
            )


def solved(lesson: Lesson) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Run a lesson with its solutions; return each exercise with its answer block and the names.

    Of homework the solution is not run: it needs the names of a variant.
    """
    space: dict[str, Any] = {}
    specs = answers(lesson)
    if not specs:
        return
    for block in lesson.blocks:
        open_one = block.kind == "solution" and "variants" in specs[block.number]
        if block.kind in _RUN and not open_one:
            with contextlib.redirect_stdout(io.StringIO()):
                _ran(lesson.name, block.text, "exec", space)
        if block.kind == "answers":
            yield block.number, specs[block.number], space


def value(lesson: Lesson, number: str, expression: str, space: dict[str, Any]) -> Any:
    """Return what an expression of an answer block stands for."""
    return _ran(lesson.exercise(number), expression, "eval", space)


def with_variant(
    lesson: Lesson, number: str, variant: Mapping[str, Any], space: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the names after the solution of homework was run for a variant."""
    names = dict(space) | dict(variant)
    code = next(block.text for block in lesson.of("solution") if block.number == number)
    _ran(lesson.exercise(number), code, "exec", names)
    return names


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


# --- notebooks ------------------------------------------------------------------------------------

# Before the solution of homework, which needs the names of a variant.
_FIRST = "variants = {variants}\nglobals().update(variants[0])  # 每个学生一种：换个序号看别的\n"


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
    if kind in ("code", "parameters", "shown", "exercise"):
        tags = {} if kind == "code" else {"tags": [kind]}
        slide = _slide("skip" if kind == "parameters" else "-")
        return [new_code_cell(block.text, metadata=tags | slide)]
    if not teacher or kind == "claims":
        return []
    if kind == "teacher":
        text = f"**给教师** {block.text}"
    elif kind == "answers":
        spec = answers(lesson)[block.number]
        if spec.get("predict"):
            return []
        text = _mistakes(spec)
    else:
        code = {"tags": ["solution"]} | _slide("skip")
        head = new_markdown_cell(f"**参考答案 {block.number}**", metadata=_teacher())
        drawn = answers(lesson)[block.number].get("variants")
        first = _FIRST.format(variants=drawn.strip()) if drawn else ""
        return [head, new_code_cell(f"{first}{block.text}\nanswer", metadata=code)]
    return [new_markdown_cell(text, metadata=_teacher())]


def _slide(kind: str) -> dict[str, Any]:
    return {"slideshow": {"slide_type": kind}}


def _teacher() -> dict[str, Any]:
    return {"tags": ["teacher"], "slideshow": {"slide_type": "notes"}}


def _mistakes(spec: Mapping[str, Any]) -> str:
    """Return the known mistakes of an exercise as a Markdown table."""
    lines = ["**可能的错误与系统给的提示**", "", "| 学生的答案 | 提示 |", "| --- | --- |"]
    for one in spec.get("wrong", []):
        shown = one["answer"].replace("|", "\\|")
        lines.append(f"| `{shown}` | {one['hint']} |")
    hints = [f"| 其他，第 {n} 次 | {hint} |" for n, hint in enumerate(spec.get("hints", []), 1)]
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
