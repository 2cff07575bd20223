"""Grading: whose file it is, what counts, what a class tells of its questions and its students."""

import json
import random
import re
import time
from datetime import datetime, timedelta

import openpyxl
import pytest
from typer.testing import CliRunner

from hzlib import messages
from hzlib.cli import app
from hzlib.course import cockpit, homework, progress
from hzlib.course.checking import judge
from hzlib.course.grades import Student, grades
from hzlib.course.likeness import pairs
from hzlib.course.progress import file_name, normal
from hzlib.course.questions import guesses, mistakes, questions
from hzlib.course.roster import roster
from hzlib.errors import HzError
from hzlib.tabular import Sheet, workbook

NOON = datetime(2026, 3, 2, 8, 0, 0)


def _task(number, right=0, **more):
    slots = [{"value": right, "mistakes": []}]
    return {"number": number, "kind": "number", "digits": 0, "hints": ["再看看"], "praise": "好",
            "rules": {"slots": slots, "whole": []}} | more  # fmt: skip


@pytest.fixture
def course(monkeypatch):
    """Two lessons: exercises, a prediction, and a homework with two variants."""
    tasks = {
        "1.0": _task("1.0", predict=True, kind="text"),
        "1.1": _task("1.1", 5),
        "1.2": _task("1.2", 7),
        "2.1": _task("2.1", 9),
        "2.2": _task("2.2", graded=True),
    }

    def drawn(number, student):
        return {"year": 2021 + int(student or 0) % 2}

    def task_of(number, student):
        return _task(number, drawn(number, student)["year"] * 10, graded=True)

    monkeypatch.setattr(homework, "drawn", drawn)
    monkeypatch.setattr(homework, "task_of", task_of)
    monkeypatch.setattr(homework, "question", lambda n, s: f"由 {drawn(n, s)['year']} 年算出")
    for module in ("marking", "grades", "questions", "cockpit"):
        monkeypatch.setattr(f"hzlib.course.{module}.exercises", lambda: tasks)
    return tasks


_clock = iter(range(10**9))


def _progress(number, name, answers, begin=None):
    """Return the progress of a student: the answers by exercise, a try every few seconds."""
    at = NOON + timedelta(seconds=begin if begin is not None else 1000 * next(_clock))
    state = progress.empty(name, number)
    for exercise, some in answers.items():
        for one in some:
            at += timedelta(seconds=7)
            more = one if isinstance(one, dict) else {"answer": str(one)}
            attempt = {"time": at.isoformat(), "items": [more["answer"]], "right": True} | more
            state["exercises"].setdefault(exercise, []).append(attempt)
    return state


def _file(folder, number, name, answers, begin=None):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file_name(number)
    progress.save(path, _progress(number, name, answers, begin))
    return path


def _table(sheet):
    return cockpit.rows(sheet)


def _by_number(found):
    return {row["学号"]: row for row in _table(cockpit.marks(found))}


# --- student numbers ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [("２０２４００１７", "20240017"), (" 2024 0017 ", "20240017"), ("a-17", "A-17"),
     ("20240017\u200b", "20240017"), ("Ａ１７", "A17"), ("1，7", "1,7")],
)  # fmt: skip
def test_a_student_number_has_one_form(written, meant):
    assert normal(written) == meant
    assert file_name(written) == file_name(meant)


def test_numbers_that_differ_have_files_that_differ():
    numbers = ["17", "1,7", "1.7", "１７０", "A17", "学17", "1" * 41, "1" * 42, "1/7", ""]
    assert len({file_name(one) for one in numbers}) == len(numbers)
    assert all(re.fullmatch(r"进度(-[0-9A-Za-z_-]+)?\.json", file_name(one)) for one in numbers)


def test_a_number_written_in_two_ways_is_one_student(course, tmp_path):
    _file(tmp_path / "a", "２０２４００１７", "张三", {"1.1": [5]})
    _file(tmp_path / "b", "20240017", "张三", {"1.2": [7]})
    (student,) = grades(tmp_path).students
    assert (student.number, student.mark("1.1"), student.mark("1.2")) == ("20240017", "对", "对")
    assert any("几种写法" in note for note in student.notes)


# --- the roster -----------------------------------------------------------------------------------


def _book(path, *rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_a_roster_is_read_in_the_encodings_of_spreadsheets(tmp_path, encoding, delimiter):
    path = tmp_path / "名单.csv"
    lines = [
        "某某学院学生名单",
        "序号,姓名,学 号,班级",
        "1,张三,００17,一班",
        "2,李四,18,二班",
        ",,,",
    ]
    path.write_text("\n".join(lines).replace(",", delimiter), encoding=encoding)
    people = roster(path).people
    assert [(one.number, one.name, one.group) for one in people] == [
        ("0017", "张三", "一班"), ("18", "李四", "二班"),
    ]  # fmt: skip


def test_a_roster_may_be_a_workbook_whose_heads_stand_lower(tmp_path):
    path = _book(
        tmp_path / "a.xlsx", ["名单"], [], ["姓名", "学号"], ["张三", 20240017], ["李四", "0018"]
    )
    assert [one.number for one in roster(path).people] == ["20240017", "0018"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", "姓名,电话\n张三,1\n".encode(), "没有“学号”这个表头"),
        ("a.csv", "学号,姓名\n2.02401E+11,张三\n".encode(), "第 2 行: 学号 2.02401E+11"),
        ("a.xlsx", b"PK\x03\x04nonsense", "打不开"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "另存为 .xlsx"),
        ("b.csv", None, "没有这个文件"),
    ],
)  # fmt: skip
def test_a_roster_that_cannot_be_read_says_why(tmp_path, name, content, said):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(HzError, match="a.csv|a.xls|b.csv") as caught:
        roster(path)
    assert said in str(caught.value)


def test_a_number_that_a_workbook_holds_with_too_few_digits_is_refused(tmp_path):
    path = _book(tmp_path / "a.xlsx", ["学号", "姓名"], [20240017001234567, "张三"])
    with pytest.raises(HzError, match="丢了位数"):
        roster(path)


def test_zeros_that_a_spreadsheet_lost_are_found_again_if_only_one_can_be_meant(course, tmp_path):
    listed = roster(
        _book(tmp_path / "a.xlsx", ["学号", "姓名"], [17, "张三"], ["18", "李四"], ["018", "王五"])
    )
    folder = tmp_path / "in"
    _file(folder, "0017", "张三", {"1.1": [5]})
    _file(folder, "0018", "赵六", {"1.1": [5]})
    rows = _by_number(grades(folder, listed))
    assert rows["0017"]["状态"] == "已交"
    assert "差前面的零：名单里是 17，文件里是 0017" in rows["0017"]["备注"]
    assert rows["0018"]["备注"] == "不在名单上" and rows["18"]["状态"] == "没有交"


# --- thirty students ------------------------------------------------------------------------------


def _class(tmp_path):
    """A class of thirty with everything that goes wrong; return the folder and the roster."""
    folder = tmp_path / "收上来的"
    numbers = [f"{20240000 + index:08}" for index in range(30)]
    people = [["学号", "姓名", "班级"]]
    people += [[n, f"学生{i}", f"{1 + i % 2}班"] for i, n in enumerate(numbers)]
    listed = _book(tmp_path / "名单.xlsx", *people)
    for index, number in enumerate(numbers[:24]):
        year = 2021 + int(number) % 2
        answers = {"1.0": ["升"], "1.1": [5] if index % 3 else [100 + index, 5], "1.2": [7],
                   "2.2": [{"answer": str(year * 10), "question": f"由 {year} 年算出"}]}  # fmt: skip
        raw = number if index else "２０２４ ００００"
        _file(folder, raw, f"学生{index}", answers)
    # 24: cut off; 25: edited; 26: the file of student 1 under another name; 27: a picture
    cut = _file(folder, numbers[24], "学生24", {"1.1": [5]})
    cut.write_bytes(cut.read_bytes()[:-40])
    edited = _file(folder, numbers[25], "学生25", {"1.1": [5]})
    edited.write_text(edited.read_text("utf-8").replace('"answer": "5"', '"answer": "6"'), "utf-8")
    (folder / f"进度-{numbers[26]}.json").write_bytes(
        (folder / f"进度-{numbers[1]}.json").read_bytes()
    )
    (folder / f"{numbers[27]} 学生27.jpg").write_bytes(b"\xff\xd8\xff")
    # 28 copied the tries of 2 and went on; 29 handed in nothing; one is of another class
    copied = progress.load(folder / f"进度-{numbers[2]}.json")
    copied |= {"number": numbers[28], "name": "学生28"}
    copied["exercises"] |= _progress("", "", {"2.1": [9]})["exercises"]
    progress.save(folder / f"进度-{numbers[28]}.json", copied)
    _file(folder, "99", "外来", {"1.1": [5]})
    (folder / "作业说明.docx").write_bytes(b"PK")
    return folder, listed, numbers


def test_of_thirty_students_nobody_is_lost(course, tmp_path):
    folder, listed, numbers = _class(tmp_path)
    found = grades(folder, roster(listed))
    rows = _by_number(found)
    assert list(rows) == [*numbers, "99"]
    states = [rows[number]["状态"] for number in numbers]
    assert states == ["已交"] * 24 + ["文件有问题"] * 4 + ["已交", "没有交"]
    assert [rows[number]["1.1"] for number in numbers[:24]] == ["对"] * 24
    assert [rows[number]["2.2"] for number in numbers[:24]] == ["对"] * 24
    assert rows[numbers[0]]["1.0"] == "已答" and rows[numbers[0]]["班级"] == "1班"
    assert [rows[number]["做对"] for number in numbers[:24]] == [3] * 24
    assert "损坏" in rows[numbers[24]]["备注"] and "改动过" in rows[numbers[25]]["备注"]
    assert f"里面是学号 {numbers[1]} 的进度" in rows[numbers[26]]["备注"]
    assert "不是进度文件" in rows[numbers[27]]["备注"] and rows["99"]["备注"] == "不在名单上"
    # Who was copied handed in one file: the copy under another's name is not his.
    assert rows[numbers[1]]["备注"] == ""
    # The copy is graded by its own number, whose homework is the same variant here.
    assert rows[numbers[28]]["做对"] == 4
    absent = {row["学号"] or row["原因"]: row["状态"] for row in _table(cockpit._absent(found))}
    assert list(absent)[:5] == [*numbers[24:28], numbers[29]]
    assert absent["作业说明.docx: 内容损坏，或不是进度文件"] == "不知道是谁的"
    (pair,) = [one for one in pairs(found.handed) if one.sign == "同一份文件"]
    assert (pair.one.number, pair.other.number) == (numbers[2], numbers[28])


def test_without_a_roster_bad_files_have_their_students_too(course, tmp_path):
    folder, _, numbers = _class(tmp_path)
    rows = _by_number(grades(folder))
    assert list(rows) == [*numbers[:27], numbers[28], "99"]
    assert {rows[number]["状态"] for number in numbers[24:27]} == {"文件有问题"}


def test_a_file_without_a_number_belongs_to_who_its_folder_is_named_by(course, tmp_path):
    listed = roster(
        _book(tmp_path / "a.xlsx", ["学号", "姓名"], ["20240017", "张三"], ["20240018", "李四"])
    )
    _file(tmp_path / "in" / "20240017 张三", "", "张三", {"1.1": [5]})
    bad = _file(tmp_path / "in" / "２０２４００１８李四", "", "", {"1.1": [5]})
    bad.write_bytes(b"{")
    rows = _by_number(grades(tmp_path / "in", listed))
    assert (rows["20240017"]["做对"], rows["20240017"]["备注"]) == (1, "没有填学号，按文件名归入")
    assert rows["20240018"]["状态"] == "文件有问题" and list(rows) == ["20240017", "20240018"]


def test_a_file_that_only_claims_to_be_right_is_graded_by_its_answers(course, tmp_path):
    _file(tmp_path, "7", "李四", {"1.1": [1]})
    assert _by_number(grades(tmp_path))["7"]["1.1"] == "错"


def test_several_files_of_one_student_count_together(course, tmp_path):
    path = _file(tmp_path, "7", "李四", {"1.1": [1]})
    (tmp_path / "copy.json").write_bytes(path.read_bytes())
    _file(tmp_path / "later", "7", "李四", {"1.1": [5]})
    row = _by_number(grades(tmp_path))["7"]
    assert (row["做对"], row["次数"], row["备注"]) == (1, 2, "有几个文件，已合并")


def test_an_exercise_that_the_course_does_not_have_is_left_out(course, tmp_path):
    _file(tmp_path, "7", "李四", {"99.1": [1]})
    row = _by_number(grades(tmp_path))["7"]
    assert (row["做对"], row["次数"]) == (0, 0)


@pytest.mark.parametrize("name", ["no-such-folder", "empty"])
def test_a_folder_without_progress_files_is_an_error(tmp_path, name):
    (tmp_path / "empty").mkdir()
    with pytest.raises(HzError, match="没有"):
        grades(tmp_path / name)


def test_files_that_try_to_break_the_grading_are_named(course, tmp_path):
    _file(tmp_path, "7", "李四", {"1.1": [5]})
    (tmp_path / "list.json").write_text("[]", encoding="utf-8")
    (tmp_path / "empty.json").write_text("", encoding="utf-8")
    (tmp_path / "deep.json").write_text("[" * 100_000, encoding="utf-8")
    half = json.loads((tmp_path / "进度-7.json").read_text("utf-8")) | {"name": "\ud800"}
    (tmp_path / "half.json").write_text(json.dumps(half), encoding="utf-8")
    (tmp_path / "folder.json").mkdir()
    found = grades(tmp_path)
    assert sorted(str(one).split(":")[0] for one in found.problems) == [
        "deep.json", "empty.json", "half.json", "list.json",
    ]  # fmt: skip
    assert [one.number for one in found.students] == ["7"]


# --- homework -------------------------------------------------------------------------------------


def test_homework_is_judged_by_the_variant_of_the_number(course, tmp_path):
    _file(tmp_path, "2", "甲", {"2.2": [20210]})
    _file(tmp_path, "3", "乙", {"2.2": [{"answer": "20210", "question": "由 2021 年算出"}]})
    rows = _by_number(grades(tmp_path))
    assert (rows["2"]["2.2"], rows["3"]["2.2"]) == ("对", "错")
    assert rows["3"]["备注"] == "题目与学号不符：2.2" and rows["2"]["备注"] == ""
    (pair,) = pairs(grades(tmp_path).handed)
    assert (pair.sign, pair.one.number, pair.other.number) == ("别人的题目", "3", "2")


def test_of_homework_the_last_answer_counts(course, tmp_path):
    _file(tmp_path, "2", "甲", {"2.2": [20200, 20210], "1.1": [5, 4]})
    _file(tmp_path, "4", "乙", {"2.2": [20210, 20200, 20190]})
    found = grades(tmp_path)
    rows = _by_number(found)
    assert (rows["2"]["2.2"], rows["4"]["2.2"]) == ("对", "错") and rows["2"]["1.1"] == "对"
    homework = next(one for one in questions(found.handed) if one.exercise == "2.2")
    assert (homework.right, homework.first, homework.tries) == (1, 1, 2.5)
    assert [row["2.2"] for row in _table(cockpit._tries(found))] == [2, 3]


def test_what_is_wrong_with_a_file_is_told_in_chinese_in_the_sheets(course, tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "_language", "en")
    _file(tmp_path, "7", "李四", {"1.1": [5]})
    (tmp_path / "进度-8.json").write_text("{", encoding="utf-8")
    (tmp_path / "x.txt").write_text("{", encoding="utf-8")
    found = grades(tmp_path)
    assert all("damaged" in str(one) for one in found.problems)
    assert "内容损坏" in _by_number(found)["8"]["备注"]
    said = [row["原因"] for row in _table(cockpit._absent(found))]
    assert len(said) == 2 and all("内容损坏" in one for one in said)


def test_where_the_answers_are_not_at_hand_homework_stays_unjudged(course, tmp_path, monkeypatch):
    def nowhere(number, student):
        raise HzError("{path}: the lessons' sources are not here", path="lessons")

    monkeypatch.setattr(homework, "task_of", nowhere)
    _file(tmp_path, "2", "甲", {"1.1": [5], "2.2": [20210]})
    row = _by_number(grades(tmp_path))["2"]
    assert (row["2.2"], row["做对"]) == ("未判", 1)
    assert cockpit.page(grades(tmp_path))


# --- questions ------------------------------------------------------------------------------------


def _student(number, marks):
    """A student whose tries are right as a word says: 'x' wrong, 'o' right."""
    tries = {
        exercise: tuple(
            {"time": f"{number}{exercise}{n}", "answer": sign, "items": [sign], "right": sign == "o"}
            for n, sign in enumerate(word)
        )
        for exercise, word in marks.items()
    }  # fmt: skip
    marked = {exercise: tuple(sign == "o" for sign in word) for exercise, word in marks.items()}
    return Student(str(number), f"学生{number}", tries=tries, marked=marked)


def test_a_question_in_numbers(course):
    students = [_student(1, {"1.1": "o"}), _student(2, {"1.1": "xxo"}), _student(3, {"1.1": "xx"}),
                _student(4, {"1.2": "o"})]  # fmt: skip
    first, second = questions(students)
    assert (first.tried, first.right, first.first, first.tries) == (3, 2, 1, 2.0)
    assert first.share == 2 / 3 and second.share == 1 and first.discrimination is None


def test_discrimination_is_the_upper_third_less_the_lower(course):
    good = [_student(n, {"1.1": "o", "1.2": "o", "2.1": "o"}) for n in range(4)]
    fair = [_student(n, {"1.1": "o", "1.2": "x", "2.1": "x"}) for n in range(4, 8)]
    poor = [_student(n, {"1.1": "x", "1.2": "x", "2.1": "x"}) for n in range(8, 12)]
    found = {one.exercise: one.discrimination for one in questions([*good, *fair, *poor])}
    # 1.2 is solved by the best alone; by what else they solved, fair and poor are four and four.
    assert found["1.2"] == 1.0
    assert found["1.1"] == pytest.approx(1.0 - 4 / 8)
    assert questions([*good, *fair, *poor[:3]])[0].discrimination is None


def test_the_commonest_wrong_answers_come_with_their_hint(course):
    def one(number, answer, hint=""):
        attempt = {"time": str(number), "answer": answer, "items": [answer], "right": False}
        attempt |= {"mistake": hint} if hint else {}
        return Student(
            str(number), "甲", tries={"1.1": (attempt, attempt)}, marked={"1.1": (False, False)}
        )

    students = [one(1, "4", "差一年"), one(2, "4", "差一年"), one(3, "8")]
    found = mistakes(students, 5)
    assert [(said.items, said.students, said.hint) for said in found] == [
        ("4", 2, "差一年"),
        ("8", 1, ""),
    ]
    assert len(mistakes(students, 1)) == 1


def test_guesses_are_counted_and_never_judged(course, tmp_path):
    for number, guess in enumerate(["升", "升", "降"]):
        _file(tmp_path, f"{number}", "甲", {"1.0": [guess, "平"]})
    found = grades(tmp_path)
    assert [(one.items, one.students) for one in guesses(found.handed)] == [("升", 2), ("降", 1)]
    assert questions(found.handed) == [] and mistakes(found.handed, 5) == []


# --- likeness -------------------------------------------------------------------------------------


@pytest.fixture
def long_course(course):
    """Thirty questions."""
    course.clear()
    course |= {f"{n // 3 + 1}.{n % 3 + 1}": _task(f"{n}", 5) for n in range(30)}
    return course


def _crowd(rng, exercises, count):
    """Students who work by themselves: some errors are common, most are rare."""
    students = []
    for number in range(count):
        skill, marks, tries = rng.uniform(0.3, 0.95), {}, {}
        for exercise in exercises:
            some = []
            while len(some) < 3 and rng.random() > skill:
                some.append(str(min(int(rng.paretovariate(0.7)), 60)))
            signs = [*some, "o"]
            tries[exercise] = tuple(
                {"time": f"{rng.random()}", "answer": one, "items": [one], "right": False}
                for one in signs
            )
            marks[exercise] = tuple(one == "o" for one in signs)
        students.append(Student(f"{number:03}", "甲", tries=tries, marked=marks))
    return students


@pytest.mark.parametrize("count", [30, 200])
def test_who_works_by_himself_is_seldom_told_and_who_copied_is(long_course, count):
    rng = random.Random(7)
    told, caught = 0, 0
    for _ in range(5):
        students = _crowd(rng, long_course, count)
        told += len(pairs(students))
        # One takes over what another answered to ten questions that were hard, at other times.
        weak = [one for one in students if sum(len(some) > 1 for some in one.tries.values()) > 10]
        of, by = weak[:2]
        taken = [one for one in of.tries if len(of.tries[one]) > 1][:10]
        own = {
            one: tuple({**t, "time": f"x{rng.random()}"} for t in of.tries[one]) for one in taken
        }
        marked = {one: of.marked[one] for one in taken}
        copy = Student(by.number, "乙", tries={**by.tries, **own}, marked={**by.marked, **marked})
        found = pairs([of, copy, *(one for one in students if one not in (of, by))])
        caught += any({one.one, one.other} == {of, copy} for one in found)
    assert told <= 1, told
    assert caught >= 3, caught


def test_two_hundred_students_are_compared_in_a_moment(long_course):
    students = _crowd(random.Random(1), long_course, 200)
    begin = time.perf_counter()
    pairs(students)
    assert time.perf_counter() - begin < 3


def test_one_answer_in_one_second_is_no_sign(course):
    attempt = {"time": "08:00:00", "answer": "5", "items": ["5"], "right": True}
    some = [Student(str(n), "甲", tries={"1.1": (attempt,)}, marked={"1.1": (True,)})
            for n in range(4)]  # fmt: skip
    assert pairs(some) == []


def test_a_room_that_works_in_step_is_not_told(long_course):
    answers = {exercise: [5] for exercise in long_course}
    rng = random.Random(3)
    students = []
    for number in range(40):
        tries = {
            exercise: ({"time": f"{n:02}:{rng.randrange(60):02}", "answer": "5", "items": ["5"], "right": True},)
            for n, exercise in enumerate(answers)
        }  # fmt: skip
        marked = dict.fromkeys(answers, (True,))
        students.append(Student(str(number), "甲", tries=tries, marked=marked))
    assert pairs(students) == []


# --- what is written ------------------------------------------------------------------------------


def test_the_workbook_keeps_numbers_as_text_and_runs_nothing(course, tmp_path):
    _file(tmp_path / "in", "0017", "=cmd|'/c calc'!A0", {"1.1": [1, 5]})
    _file(tmp_path / "in", "20240017001234567890", "@李\x07四", {"1.1": ["-3"], "1.0": ["升"]})
    output = tmp_path / "out" / "成绩.xlsx"
    cockpit.written(grades(tmp_path / "in"), output)
    book = openpyxl.load_workbook(output)
    assert book.sheetnames == ["成绩", "次数", "题目", "常见错误", "猜测", "相似", "没有交"]
    page = book["成绩"]
    assert [cell.value for cell in page["A"]] == ["学号", "0017", "20240017001234567890"]
    assert {cell.data_type for cell in page["A"]} == {"s"} and page["A2"].number_format == "@"
    assert page["B2"].value == "'=cmd|'/c calc'!A0" and page["B3"].value.startswith("'@李")
    assert not [cell for row in page for cell in row if cell.data_type == "f"]
    assert page.freeze_panes == "C2" and page.column_dimensions["A"].width > 20
    assert book["常见错误"]["B3"].value == "1"


def test_a_workbook_is_written_whole_or_not_at_all(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(HzError, match="写不进去"):
        workbook([Sheet("a", ("甲",), ((1,),))], tmp_path / "file" / "a.xlsx")


def test_the_page_is_one_file_that_asks_for_nothing_and_escapes_names(course, tmp_path):
    _file(tmp_path, "7", "<script>alert(1)</script>", {"1.1": [1, 5], "2.2": [1]})
    text = cockpit.page(grades(tmp_path))
    assert (
        "<script" not in text
        and "&lt;script" in text
        and "http" not in text.replace("http-equiv", "")
    )
    assert "○" in text and "×（1）" in text
    for heading in ("成绩", "各题", "题目", "常见错误", "相似", "没有交"):
        assert f"<h2>{heading}</h2>" in text


def test_the_command_prints_the_table_and_writes_what_it_is_asked_for(tmp_path):
    state = progress.empty("李四", "7")
    verdict = judge("1.1", 777.0)
    progress.save(
        tmp_path / "in.json", progress.added(state, "1.1", "777", verdict.items, verdict.right)
    )
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    outputs = [tmp_path / "out" / name for name in ("成绩.xlsx", "成绩.html", "成绩.csv")]
    options = [word for one in outputs for word in ("-o", str(one))]
    done = CliRunner().invoke(app, ["class", "grade", str(tmp_path), *options])
    assert done.exit_code == 0, done.output
    assert "李四" in done.stdout and "没有计入：broken.json" in done.stderr
    assert all(one.stat().st_size > 100 for one in outputs)
    assert outputs[2].read_bytes().startswith(b"\xef\xbb\xbf")
    assert "7,李四,已交" in outputs[2].read_text("utf-8-sig")
    # The tables may lie beside the students' files when they are made again.
    again = CliRunner().invoke(app, ["class", "grade", str(tmp_path), *options])
    assert again.stderr == done.stderr


def test_a_name_of_another_kind_is_refused_before_anything_is_read(tmp_path):
    done = CliRunner().invoke(app, ["class", "grade", str(tmp_path), "-o", "a.pdf"])
    assert done.exit_code == 1 and ".xlsx、.html、.csv" in str(done.exception)
