"""The classroom: lessons from one source, answers that cannot be read, progress and grades."""

import json
import re

import pytest
from typer.testing import CliRunner

from hzlib import paths, wording
from hzlib.cli import app
from hzlib.course import classroom, progress
from hzlib.course.checking import exercises, fits, judge, rules_of
from hzlib.course.lessons import answers, built, keys, lessons, read, stale
from hzlib.errors import HzError

NUMBERED = [lesson for lesson in lessons() if lesson.of("exercise")]


@pytest.fixture
def student(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HZLIB_REPORT", raising=False)
    classroom.begin(2, "张三", "20240001")
    yield tmp_path
    classroom._student = classroom._Student()


# --- sources and what is made of them -------------------------------------------------------------


def test_every_lesson_has_guesses_three_exercises_and_homework():
    for lesson in NUMBERED:
        specs = answers(lesson).values()
        guesses = sum(bool(spec.get("predict")) for spec in specs)
        homework = sum("variants" in spec for spec in specs)
        assert (1 <= guesses <= 2, homework, len(specs) - guesses - homework) == (True, 1, 3)


@pytest.mark.slow
def test_the_students_files_are_what_the_sources_make():
    assert stale(paths.notebooks() / "lessons", built()) == []


def test_only_the_teachers_notebooks_hold_solutions_and_notes():
    folder = paths.notebooks() / "lessons"
    teachers = built(teacher=True)
    for lesson in NUMBERED:
        student = _lines_joined((folder / lesson.notebook).read_text(encoding="utf-8"))
        teacher = _lines_joined(teachers[lesson.notebook])
        for block in (*lesson.of("solution"), *lesson.of("teacher")):
            text = json.dumps(block.text, ensure_ascii=False)[1:-1]
            assert text in teacher
            assert text not in student
        assert {"solution", "teacher"} <= _tags(teacher)
        assert not {"solution", "teacher"} & _tags(student)


@pytest.mark.slow
def test_the_command_writes_the_teachers_notebooks_with_a_sheet_of_answers(tmp_path):
    done = CliRunner().invoke(app, ["class", "build", "--teacher", str(tmp_path)])
    assert done.exit_code == 0
    assert "不要发给学生" in done.stdout
    key = (tmp_path / "答案.html").read_text(encoding="utf-8")
    assert "答案：5,600亿元" in key
    blank = (tmp_path / "练习单.html").read_text(encoding="utf-8")
    assert "5,600亿元" not in blank
    assert len(exercises()) == blank.count('class="task"')


def _lines_joined(text):
    return re.sub(r'\\n",\n\s*"', r"\\n", text)


def _tags(text):
    cells = json.loads(text)["cells"]
    return {tag for cell in cells for tag in cell["metadata"].get("tags", [])}


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.name)
def test_cells_are_short_and_define_no_functions(lesson):
    for block in lesson.blocks:
        if block.kind in ("code", "parameters", "exercise", "solution"):
            assert len(block.text.splitlines()) <= 10, block.text
            assert not re.search(r"^\s*(def|class) ", block.text, re.M), block.text
            imports = re.findall(r"^.*import.*hzlib.*$|^from hzlib.*$", block.text, re.M)
            assert set(imports) <= {"import hzlib as hz"}, block.text


EXERCISE = """
```python tags=["exercise 1.1"]
answer = ...
hz.check("1.1", answer)
```
"""
SOLUTION = """
```python tags=["solution 1.1"]
answer = 5
```
"""
ANSWERS = """
<!-- #raw tags=["answers 1.1"] -->
kind = "number"
hints = ["a"]
praise = "b"
[[wrong]]
answer = "5.2"
hint = "c"
<!-- #endraw -->
"""


def test_a_source_that_is_not_whole_is_refused(tmp_path):
    path = tmp_path / "1_x.md"
    path.write_text(f"# 课\n{EXERCISE}", encoding="utf-8")
    with pytest.raises(HzError, match="1.1 没有 solution"):
        read(path)
    whole = f"# 课\n{EXERCISE}{SOLUTION}{ANSWERS}"
    path.write_text(whole.replace('hz.check("1.1"', 'hz.check("1.2"'), encoding="utf-8")
    with pytest.raises(HzError, match="自查的一行"):
        read(path)
    path.write_text("# 课\n```python\nx = 1\n\n课文\n\n```python\ny\n```\n", encoding="utf-8")
    with pytest.raises(HzError, match="没有成对"):
        read(path)
    for tag in ('tags=["homework 1.1"]', "homework", "exercise 1.1"):
        path.write_text(f"# 课\n```python {tag}\nx = 1\n```\n", encoding="utf-8")
        with pytest.raises(HzError, match="不认识"):
            read(path)
    path.write_text(whole.replace("kind =", "kind"), encoding="utf-8")
    with pytest.raises(HzError, match="1.1 的答案块有错"):
        read(path)


def test_a_mistake_that_counts_as_right_stops_the_build(tmp_path):
    path = tmp_path / "1_x.md"
    path.write_text(f"# 课\n{EXERCISE}{SOLUTION}{ANSWERS}", encoding="utf-8")
    with pytest.raises(HzError, match="错的答案“5.2”算成了对的"):
        keys(read(path))


def test_a_natural_answer_that_counts_as_wrong_stops_the_build(tmp_path):
    path = tmp_path / "1_x.md"
    text = ANSWERS.replace("[[wrong]]", 'natural = ["6"]\n[[wrong]]').replace("5.2", "7")
    path.write_text(f"# 课\n{EXERCISE}{SOLUTION}{text}", encoding="utf-8")
    with pytest.raises(HzError, match="自然的答案“6”算成了错的"):
        keys(read(path))


def test_a_claim_that_is_not_true_stops_the_build(tmp_path):
    path = tmp_path / "1_x.md"
    claim = '```python tags=["claims"]\nassert 1 == 2\n```\n'
    path.write_text(f"# 课\n{claim}{EXERCISE}{SOLUTION}{ANSWERS}", encoding="utf-8")
    with pytest.raises(HzError, match="assert 1 == 2"):
        keys(read(path))


# --- checking -------------------------------------------------------------------------------------


def test_a_record_says_which_fields_are_not_right_yet():
    task = next(one for one in exercises().values() if one["kind"] == "record")
    first, *others = task["fields"]
    right = rules_of(task)["slots"][0]["accepted"][0]
    answer = {first: right} | dict.fromkeys(others, "0")
    assert judge(task["number"], answer).message.startswith(f"还不对的是：{'、'.join(others)}。")


def test_a_right_item_repeated_is_not_the_whole_answer():
    slots = [{"value": 16050, "mistakes": []}, {"value": 16150, "mistakes": []}]
    task = {"kind": "numbers", "rules": {"slots": slots, "whole": []}}
    assert fits(task, ["1:16050", "2:16150"])
    assert not fits(task, ["1:16050", "1:16050"])
    assert not fits(task, ["1:16050"])


@pytest.mark.parametrize("exercise", ["9.9", 9.9, None, [1], "😀", ""])
def test_an_unknown_exercise_is_named_with_those_that_exist(student, capsys, exercise):
    classroom.check(exercise, 5)
    assert "没有练习" in capsys.readouterr().out


class _Hostile:
    def __str__(self):
        raise RuntimeError("no")

    __float__ = __len__ = __iter__ = __repr__ = __str__

    def __getattr__(self, name):
        raise RuntimeError(name)


@pytest.mark.parametrize("exercise", ["2.1", "2.3", "1.2", "1.3", "9.2", "2.4", "2.0"])
def test_no_answer_whatever_makes_check_raise(student, capsys, exercise):
    for answer in (_Hostile(), [_Hostile()], {"a": _Hostile()}, object(), b"\xff", "\ud800"):
        classroom.check(exercise, answer)
        assert "：" in capsys.readouterr().out


# --- progress -------------------------------------------------------------------------------------


def test_tries_are_kept_in_the_students_file(student, capsys):
    classroom.check("2.1", 1)
    classroom.check("2.1", "5600亿元")
    classroom.check("2.1", ...)
    assert [line[:3] for line in capsys.readouterr().out.splitlines()] == [
        "再想想",
        "对了：",
        "请看：",
    ]
    kept = progress.load(student / "进度-20240001.json")
    tries = kept["exercises"]["2.1"]
    assert (kept["name"], kept["number"]) == ("张三", "20240001")
    assert [(one["answer"], one["right"]) for one in tries] == [("1", False), ("5600亿元", True)]


def test_a_damaged_progress_file_is_set_aside_and_work_goes_on(student, capsys):
    (student / "进度-20240001.json").write_text("{", encoding="utf-8")
    classroom.check("2.1", 5600)
    out = capsys.readouterr().out
    assert "从头记起" in out
    assert "对了" in out
    assert len(list(student.glob("*.bak"))) == 1
    assert progress.load(student / "进度-20240001.json")["exercises"]["2.1"][0]["right"]


def test_a_folder_that_cannot_be_written_is_said_once_and_does_not_raise(
    student, capsys, monkeypatch
):
    (student / "no").write_text("", encoding="utf-8")
    monkeypatch.setattr(classroom, "_path", lambda: student / "no" / "such" / "进度.json")
    classroom.check("2.1", 5600)
    out = capsys.readouterr().out
    assert "对了" in out
    assert "写不进去" in out


def test_results_show_the_lessons_exercises(student, capsys):
    guess = exercises()["2.0"]
    classroom.check("2.0", guess.get("choices", ["5" + wording.unit(guess.get("unit", ""))])[0])
    classroom.check("2.1", 5600)
    classroom.check("2.2", "1个百分点")
    capsys.readouterr()
    classroom.results()
    assert capsys.readouterr().out.split() == [
        *("我的进度", "练习", "情况", "次数"),
        *("2.0", "已记下", "1", "2.1", "已做对", "1", "2.2", "还不对", "1"),
        *("2.3", "未做", "0", "2.4", "未做", "0"),
    ]


def test_an_exported_lesson_leaves_no_file_behind(student, monkeypatch, capsys):
    monkeypatch.setenv("HZLIB_REPORT", "1")
    classroom.begin(2, "张三", "1")
    classroom.check("2.1", ...)
    classroom.check("2.1", 5600)
    assert list(student.iterdir()) == []
