"""The teacher's tables of a class: as a workbook, as a page to print, as CSV."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from hzlib import storage
from hzlib.course.checking import exercises
from hzlib.course.grades import (
    FAULTY,
    HANDED,
    MISSING,
    RIGHT,
    UNJUDGED,
    WRONG,
    Grades,
    Student,
)
from hzlib.course.likeness import pairs
from hzlib.course.marking import is_graded, judged
from hzlib.course.questions import guesses, mistakes, questions
from hzlib.errors import HzError
from hzlib.figures.specification import Table
from hzlib.figures.view import grid_html
from hzlib.messages import in_chinese
from hzlib.pages.sheet import sheet_html
from hzlib.tabular import Format, Sheet, emit, workbook

_COMMON = 5  # wrong answers of a question that are told
NOTES = {
    "成绩": "对错由文件里的答案重新判定：练习有一次对就算对，作业看最后一次；"
    "猜测不判对错，写“已答”。",
    "次数": "每位学生每题答了几次。",
    "各题": "每课的练习依次是：○ 对，× 错，— 没有做，？ 未判；末一个是作业，括号里是答了几次。",
    "备注": "要留意的学生。",
    "题目": "区分度：成绩前三分之一的学生做对的比例减去后三分之一的（按其余各题做对的题数排列），"
    "做过的学生满 12 人才算。平均次数：练习数到第一次做对为止，作业数全部。"
    "作业的“做对”看最后一次，“一次做对”看第一次。",
    "常见错误": "“比较的形式”是系统判定时用的写法，“学生写法”是其中最多的一种；“认出的错误”是"
    "系统当时给的提示，没有认出的空着。",
    "猜测": "每位学生只计第一次猜测。",
    "相似": "这里列出的是该问一问的情形，不是结论：一起讨论、听了同一句话，也会错得一样。"
    "信息量说明共有的少见错误有多难碰巧出现，每多 1 比特，可能性减半。",
    "没有交": "文件有问题的学生请补交；不知道是谁的文件也列在这里。",
}


def sheets(found: Grades, most: int = _COMMON) -> list[Sheet]:
    """Return all tables of a class; that of guesses only if there are any."""
    every = [
        marks(found), _tries(found), _questions(found.handed), _mistakes(found.handed, most),
        _guesses(found.handed), _pairs(found.handed), _absent(found),
    ]  # fmt: skip
    return [one for one in every if one.rows or one.name != "猜测"]


def marks(found: Grades) -> Sheet:
    """Return the grades: a row a student, a column an exercise."""
    heads = ("学号", "姓名", "班级", "状态", *exercises(), "做对", "次数", "最后一次", "备注")
    rows = (
        (*_who(one), *map(one.mark, exercises()), *_sums(one), "；".join(one.notes))
        for one in found.students
    )
    return _sheet("成绩", heads, rows, still=2)


def _tries(found: Grades) -> Sheet:
    """Return how often each student tried each exercise."""
    rows = (
        (*_who(one), *(len(one.tries.get(name, ())) or "" for name in judged()))
        for one in found.students
    )
    return _sheet("次数", ("学号", "姓名", "班级", "状态", *judged()), rows, still=2)


def signs(found: Grades) -> Sheet:
    """Return a sign for each exercise with a column a lesson: what has room on a screen."""
    lessons: dict[str, list[str]] = {}
    for one in judged():
        lessons.setdefault(one.partition(".")[0], []).append(one)
    rows = (
        (one.number, one.name, *("".join(_sign(one, n) for n in some) for some in lessons.values()))
        for one in found.handed
    )
    return _sheet("各题", ("学号", "姓名", *(f"第{name}课" for name in lessons)), rows)


def _sign(student: Student, exercise: str) -> str:
    count = len(student.tries.get(exercise, ()))
    tries = f"（{count}）" if count and is_graded(exercise) else ""
    return _SIGNS[student.mark(exercise)] + tries


_SIGNS = {RIGHT: "○", WRONG: "×", UNJUDGED: "？", "": "—"}


def brief(found: Grades) -> Sheet:
    """Return the grades with a column a lesson, for a screen and for paper."""
    lessons: dict[str, list[str]] = {}
    for one in judged():
        lessons.setdefault("作业" if is_graded(one) else one.partition(".")[0], []).append(one)
    lessons |= {"作业": lessons.pop("作业")} if "作业" in lessons else {}
    heads = [
        f"{name if name == '作业' else f'第{name}课'}（{len(n)}）" for name, n in lessons.items()
    ]
    rows = (
        (*_who(one), *(_count(one, names) for names in lessons.values()), *_sums(one)[:2],
         _sums(one)[2][5:], "；".join(one.notes))
        for one in found.students
    )  # fmt: skip
    return _sheet(
        "成绩", ("学号", "姓名", "班级", "状态", *heads, "做对", "次数", "最后一次", "备注"), rows
    )


def _who(student: Student) -> tuple[str, ...]:
    return student.number, student.name, student.group, student.state


def _count(student: Student, names: Sequence[str]) -> int | str:
    done = [one for one in map(student.mark, names) if one]
    return done.count(RIGHT) if done else ""


def _sums(student: Student) -> tuple[int | str, int | str, str]:
    """Return how many exercises are solved, in how many tries, and when the last one was."""
    if student.state != HANDED:
        return "", "", ""
    times = [str(one["time"]) for tries in student.tries.values() for one in tries]
    count = sum(len(student.tries.get(name, ())) for name in judged())
    last = max(times, default="")[:16].replace("T", " ")
    return sum(map(student.solved, judged())), count, last


def _questions(students: Sequence[Student]) -> Sheet:
    heads = ("练习", "种类", "做过（人）", "做对（人）", "做对（%）", "一次做对（人）",
             "一次做对（%）", "平均次数", "区分度")  # fmt: skip
    rows = (
        (one.exercise, "作业" if is_graded(one.exercise) else "练习", one.tried, one.right,
         round(100 * one.share), one.first, round(100 * one.first / one.tried),
         round(one.tries, 1),
         "" if one.discrimination is None else round(one.discrimination, 2))
        for one in questions(students)
    )  # fmt: skip
    return _sheet("题目", heads, rows)


def _mistakes(students: Sequence[Student], most: int) -> Sheet:
    heads = ("练习", "比较的形式", "学生写法", "人数", "认出的错误")
    rows = ((one.exercise, one.items, one.written, one.students, one.hint.replace("**", ""))
            for one in mistakes(students, most))  # fmt: skip
    return _sheet("常见错误", heads, rows)


def _guesses(students: Sequence[Student]) -> Sheet:
    rows = ((one.exercise, one.items, one.written, one.students) for one in guesses(students))
    return _sheet("猜测", ("练习", "猜测", "学生写法", "人数"), rows)


def _pairs(students: Sequence[Student]) -> Sheet:
    heads = ("学生甲", "学生乙", "迹象", "内容", "信息量（比特）")
    rows = (
        (one.one.label, one.other.label, one.sign, one.detail, _rounded(one.bits, 1))
        for one in pairs(students)
    )  # fmt: skip
    return _sheet("相似", heads, rows, still=2)


def _rounded(number: float | None, digits: int) -> float | str:
    return "" if number is None else round(number, digits)


def _absent(found: Grades) -> Sheet:
    tied = {note for one in found.students for note in one.notes}
    rows = [(*_who(one), "；".join(one.notes)) for one in found.students if one.state != HANDED]
    problems = map(in_chinese, found.problems)
    rows += [("", "", "", "不知道是谁的", one) for one in problems if one not in tied]
    return _sheet("没有交", ("学号", "姓名", "班级", "状态", "原因"), rows)


def _sheet(
    name: str, heads: Sequence[str], rows: Iterable[tuple[Any, ...]], still: int = 1
) -> Sheet:
    """Return a sheet; a column of classes that is empty is left out."""
    cells = list(rows)
    kept = [
        place for place, head in enumerate(heads)
        if head != "班级" or any(row[place] for row in cells)
    ]  # fmt: skip
    return Sheet(
        name, tuple(heads[n] for n in kept), tuple(tuple(row[n] for n in kept) for row in cells),
        still,
    )  # fmt: skip


# --- files ----------------------------------------------------------------------------------------

_ON_PAPER = 3  # wrong answers of a question that a page shows


def written(found: Grades, file: Path) -> None:
    """Write the tables of a class as the suffix of a file asks for.

    A workbook and a page hold all of them, CSV the grades alone.

    Raises
    ------
    HzError
        If the suffix is another one, or the file cannot be written.
    """
    checked(file)
    if file.suffix.lower() == ".xlsx":
        workbook(sheets(found), file)
    elif file.suffix.lower() == ".html":
        storage.write(file, page(found))
    else:
        table = marks(found)
        emit(rows(table), table.columns, Format.csv, file=file)


def checked(file: Path) -> None:
    """Raise `HzError` if grades are not written as a file of that name."""
    if file.suffix.lower() not in _SUFFIXES:
        raise HzError(
            "{path}: grades are written as {known}",
            "give the file one of these suffixes",
            path=file,
            known=_SUFFIXES,
        )


_SUFFIXES = (".xlsx", ".html", ".csv")


def rows(table: Sheet) -> list[dict[str, Any]]:
    """Return the rows of a table by the names of its columns."""
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def average(found: Grades) -> float:
    """Return how many exercises those who handed in solved on average."""
    return fmean([sum(map(one.solved, judged())) for one in found.handed] or [0])


def _summary(found: Grades) -> str:
    states = [one.state for one in found.students]
    counts = "，".join(f"{states.count(one)} 名{one}" for one in (HANDED, MISSING, FAULTY))
    total = len(judged())
    return f"{len(states)} 名学生：{counts}；平均做对 {average(found):.1f} 题（共 {total} 题）。"


def page(found: Grades) -> str:
    """Return all tables of a class as one page, to be printed on A4."""
    grades = brief(found)
    others = [signs(found), *(one for one in sheets(found, _ON_PAPER)[1:] if one.name != "次数")]
    # On paper there is no room beside the lessons for what is to be told of a student.
    narrow = Sheet(grades.name, grades.columns[:-1], tuple(row[:-1] for row in grades.rows))
    notes = [(one.label, "；".join(one.notes)) for one in found.students if one.notes]
    told = Sheet("备注", ("学生", "备注"), tuple(notes))
    tables = [narrow, *([told] if notes else []), *others]
    parts = [f"<p>{_summary(found)}</p>", *map(_section, tables)]
    return sheet_html("课程成绩", "\n".join(parts))


def _section(table: Sheet) -> str:
    cells = tuple(tuple(map(str, row)) for row in table.rows)
    grid = grid_html(Table(table.columns, cells)) if cells else "<p>没有。</p>"
    note = f'<p class="note">{NOTES[table.name]}</p>'
    return f'<h2>{table.name}</h2>\n{note}\n<div class="wide">{grid}</div>'
