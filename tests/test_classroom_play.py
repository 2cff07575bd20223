"""Each lesson played as a student plays it, in a kernel: all cells, wrong and right answers."""

import json
import re

import nbformat
import pytest

from hzlib import paths, wording
from hzlib.course import progress
from hzlib.course.checking import exercises
from hzlib.course.homework import drawn
from hzlib.course.lessons import answers, lessons
from hzlib.figures.display import MIME
from hzlib.pages.run import run

LESSONS = [lesson for lesson in lessons() if lesson.of("exercise")]


def _played(folder, name, cells_of):
    """Run a lesson in a folder of its own, each cell replaced by those that it stands for."""
    source = paths.notebooks() / "lessons" / name
    book = nbformat.read(source, as_version=4)
    book.cells = [new for cell in book.cells for new in cells_of(cell)]
    path = folder / source.name
    nbformat.write(book, path)
    return path


def _said(cell):
    texts = [o.data.get("text/plain", "") for o in cell.outputs if o.output_type == "display_data"]
    return "".join(texts)


def _code(text):
    return nbformat.v4.new_code_cell(text)


@pytest.fixture
def as_student(monkeypatch):
    # `run` serves the reports; a student's kernel does not have their mark.
    from hzlib.pages import run as running

    whole = running._environment
    monkeypatch.setattr(running, "_environment", lambda *given: _without_mark(whole(*given)))


def _without_mark(environment):
    return {name: text for name, text in environment.items() if name != "HZLIB_REPORT"}


STUDENT = "20240042"


def _tries(lesson):
    """Return what a student tries at each exercise, each with how it is taken."""
    solutions = {block.number: block.text for block in lesson.of("solution")}
    found = {}
    for number, spec in answers(lesson).items():
        if spec.get("predict"):
            guess = spec["choices"][0] if "choices" in spec else f"3{wording.unit(spec['unit'])}"
            found[number] = [(f'hz.check("{number}", {guess!r})', "记下了")]
            continue
        right = f'{solutions[number]}\nhz.check("{number}", answer)'
        if "variants" in spec:
            names = drawn(number, STUDENT).items()
            own = "".join(f"{name} = {value!r}\n" for name, value in names)
            found[number] = [(own + right, "记下了")]
            continue
        other = f"next(one for one in {spec.get('choices', [123456789])} if one != answer)"
        wrong = spec["wrong"][-1]["answer"] if "wrong" in spec else other
        mistaken = f'{solutions[number]}\nhz.check("{number}", {wrong})'
        found[number] = [(mistaken, "再想想"), (right, "对了：")]
    return found


@pytest.mark.slow
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_a_lesson_played_to_its_end(lesson, tmp_path, as_student):
    tries = _tries(lesson)
    practice = [number for number, one in tries.items() if one[-1][1] == "对了："]

    def cells_of(cell):
        tags = cell.metadata.get("tags", [])
        if "parameters" in tags:
            return [_code(f'name = "李四"\nnumber = "{STUDENT}"')]
        if "exercise" not in tags:
            return [cell]
        number = cell.source.splitlines()[-1].split('"')[1]
        return [cell, *(_code(code) for code, _ in tries[number])]

    done = run(_played(tmp_path, lesson.notebook, cells_of))
    talk = [cell for cell in done.cells if cell.cell_type == "code" and "check(" in cell.source]
    expected = [told for one in tries.values() for told in ("请看：", *(told for _, told in one))]
    assert [_said(cell)[:3] for cell in talk] == expected
    kept = progress.load(tmp_path / f"进度-{STUDENT}.json")["exercises"]
    assert {number: [one["right"] for one in kept[number]] for number in practice} == {
        number: [False, True] for number in practice
    }
    last = [_said(cell) for cell in done.cells if cell.cell_type == "code"][-1]
    assert last.count("已做对") == len(practice)
    assert not [
        o for cell in done.cells for o in cell.get("outputs", ()) if o.output_type == "error"
    ]


MISTAKES = {
    "answr": "“answr”还没有定义",
    "1 / 0": "除以了 0",
    "answer = (1": "Python 读不懂",
    "if True:\nanswer = 1": "缩进不对",
    "data['nothing']": "没有叫“nothing”的列",
    "hz.facts(5, 6, 7, reference=True)": "类型合不上",
    "data.iloc[10_000]": "序号超出了范围",
    "import nosuchmodule": "没有叫“nosuchmodule”的模块",
    "hz.nothing": "“nothing”这个属性",
    "open('没有.txt')": "找不到文件“没有.txt”",
    "int('😀')": "值不合适",
    "hz.load('no-such-document')": "no-such-document",
    'hz.check("1.1", 1 / 0)': "除以了 0",
    'hz.check("1.1", answr)': "“answr”还没有定义",
    'hz.check("1.1", float("inf"))': "无穷大",
    'hz.check("1.1", "😀")': "没有数",
    'hz.check("1.1", [1, 2])': "你给了 2 个",
    'hz.check("7.7", 1)': "没有练习“7.7”",
    "hz.check()": "没有练习",
}


@pytest.mark.slow
def test_a_students_mistakes_are_told_in_words_and_never_by_a_stack_trace(tmp_path, as_student):
    from nbclient import NotebookClient

    def cells_of(cell):
        if cell.cell_type == "code" and ("import" in cell.source or "begin(" in cell.source):
            return [cell]
        if "parameters" in cell.metadata.get("tags", []):
            return [cell]
        return []

    path = _played(tmp_path, LESSONS[0].notebook, cells_of)
    book = nbformat.read(path, as_version=4)
    book.cells += [_code("data = hz.facts(reference=True)"), *map(_code, MISTAKES)]
    client = NotebookClient(
        book, allow_errors=True, timeout=120, resources={"metadata": {"path": tmp_path}}
    )
    client.execute()
    told = book.cells[-len(MISTAKES) :]
    assert [expected for cell, expected in zip(told, MISTAKES.values(), strict=True)
            if expected not in _said(cell)] == []  # fmt: skip
    outputs = json.dumps([cell.outputs for cell in told], ensure_ascii=False)
    assert '"error"' not in outputs
    assert "Traceback" not in outputs
    assert "hzlib/" not in outputs


@pytest.mark.slow
def test_the_glossary_runs_and_every_term_has_its_places():
    done = run(paths.notebooks() / "lessons" / "术语表.ipynb")
    views = [
        output.data[MIME]
        for cell in done.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    ]
    *counted, lessons_own = views  # the terms of the lessons are not counted in the documents
    rows = [row for view in counted for row in view["html"].split("<tr>")[2:]]
    assert len(counted) == 9 and len(rows) >= 40 and "区位商" in lessons_own["html"]
    for row in rows:
        assert all(float(number) > 0 for number in re.findall(r'data-value="([^"]*)"', row))
        assert len(re.findall(r'data-evidence="', row)) == 2, "both counts can be opened"
    entries = [one for view in counted for one in view["evidence"]["entries"].values()]
    assert all(one.get("lines") for one in entries if one["heading"].startswith("词"))


def test_the_lessons_number_their_exercises_as_the_file_does():
    numbers = [block.number for lesson in LESSONS for block in lesson.of("exercise")]
    assert numbers == list(exercises())
