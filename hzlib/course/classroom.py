"""What a lesson's notebook calls: begin a lesson, check an answer, see how far one has come.

Nothing here raises: a student sees one friendly message, whatever is handed in.
"""

import html
import os
import re
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from hzlib.course import checking, homework
from hzlib.course.answers import is_blank
from hzlib.course.checking import NOTED, RIGHT, UNREAD, WRONG, Verdict, exercises, judge
from hzlib.course.form import form_view
from hzlib.course.progress import added, empty, file_name, load, normal, save
from hzlib.errors import HzError
from hzlib.figures import style
from hzlib.figures.display import MIME, in_report, shell, show
from hzlib.figures.specification import Table

# How a message looks: heading, colour of its rim (an index of the palette).
_LOOKS = {
    RIGHT: ("对了", 2), WRONG: ("再想想", 1), NOTED: ("记下了", 4), UNREAD: ("请看", 4),
    "error": ("出错了", 1),
}  # fmt: skip
_BOLD = re.compile(r"\*\*([^*]+)\*\*")


@dataclass
class _Student:
    name: str = ""
    number: str = ""
    lesson: str = ""


_student = _Student()


def begin(lesson: int, name: Any = "", number: Any = "") -> None:
    """Begin a lesson: whose progress is kept, and what errors look like from here on.

    Parameters
    ----------
    lesson : int
        The lesson's number, for the greeting.
    name, number : str
        The student's name and student number; both may be empty.

    Examples
    --------
    >>> begin(1, "张三", "20240017")
    请看：第 1 课，张三。进度存入 进度-20240017.json。
    """
    _student.name, _student.number = str(name).strip()[:40], str(number).strip()[:40]
    _student.lesson = str(lesson)[:8]
    _explain_errors()
    if in_report():
        return
    who = f"，{_student.name}" if _student.name else ""
    kept = f"进度存入 {file_name(_student.number)}。"
    if not _student.number:
        kept += "在上面填好姓名和学号，进度才分得清是谁的。"
    _say(UNREAD, f"第 {_student.lesson} 课{who}。{kept}")


def check(exercise: Any = "", answer: Any = ...) -> None:
    """Tell whether an answer is right, or give the next hint; the try is added to the progress.

    Parameters
    ----------
    exercise : str
        The exercise's number, ``"2.1"``.
    answer : object
        A number (with or without its unit), text, list, dictionary, array, Series, DataFrame.

    Examples
    --------
    >>> check("1.1", ...)
    请看：还没有作答：把 ... 换成你的答案，再运行这个单元格。
    """
    try:
        if in_report() and is_blank(answer):
            _show_form(exercise)
            return
        progress = _progress()
        tries = progress["exercises"].get(str(exercise), [])
        verdict = judge(exercise, answer, sum(not one["right"] for one in tries))
        _say(verdict.kind, verdict.message)
        if verdict.counts and not in_report():
            _keep(progress, str(exercise), answer, verdict)
    except HzError as error:
        _say(UNREAD, str(error))
    except Exception as error:  # whatever happens, a student sees no stack trace of ours
        _say(UNREAD, f"检查没有做成（{type(error).__name__}）。请把这一条告诉老师。")


def _show_form(exercise: Any) -> None:
    """Show an exercise as a page has it: a form that its script judges."""
    shown = form_view(checking.exercise(exercise))
    if shell() is None:
        print("在课程的笔记本里作答，当场知道对不对。")
        return
    from IPython.display import display

    display({MIME: shown, "text/plain": ""}, raw=True)


def question(exercise: Any = "") -> None:
    """Show the student's own question of homework, drawn by the student number.

    Parameters
    ----------
    exercise : str
        The exercise's number, ``"3.4"``.

    Examples
    --------
    >>> question("9.9")  # doctest: +ELLIPSIS
    请看：没有练习“9.9”；...
    """
    if in_report():
        _say(UNREAD, "每人的题目不同：在课程的笔记本里填好学号，就看到自己的题目。")
        return
    try:
        text = homework.question(_known(exercise), normal(_student.number))
        who = f"学号 {_student.number}" if _student.number else "还没有填学号，题目会变"
        _say(UNREAD, f"你的题目（{who}）：{text}")
    except HzError as error:
        _say(UNREAD, str(error))


def _known(exercise: Any) -> str:
    known = checking.exercise(exercise)
    if known.get("graded"):
        return str(known["number"])
    raise HzError("exercise {number} is no homework", number=known["number"])


def results() -> None:
    """Show which exercises of the lesson are solved, and in how many tries; nothing in a report.

    Examples
    --------
    In a lesson, after `begin`:

    >>> results()  # doctest: +SKIP
    我的进度
    练习  情况  次数
    1.1  已做对  2
    """
    if in_report():
        return
    try:
        done = _progress()["exercises"]
        own = [number for number in exercises() if number.startswith(f"{_student.lesson}.")]
        rows = (
            (n, _state(n, done.get(n, [])), str(len(done.get(n, [])))) for n in own or exercises()
        )
        show(Table(("练习", "情况", "次数"), tuple(rows), "我的进度"))
    except HzError as error:
        _say(UNREAD, str(error))


def _state(number: str, tries: list[dict[str, Any]]) -> str:
    if not tries:
        return "未做"
    known = exercises()[number]
    if known.get("graded") or known.get("predict"):
        return "已记下"
    return "已做对" if any(one["right"] for one in tries) else "还不对"


# --- progress -------------------------------------------------------------------------------------


def _path() -> Path:
    return Path.cwd() / file_name(_student.number)


def _progress() -> dict[str, Any]:
    """Return the student's progress as the file has it: two notebooks may be open at once.

    Exported pages show a lesson as nobody has yet worked on it, and leave no file behind.
    """
    path = _path()
    if in_report() or not path.exists():
        return empty(_student.name, _student.number)
    try:
        return load(path)
    except HzError as error:
        aside = path.with_name(f"{path.stem}-damaged-{os.getpid()}.json.bak")
        path.replace(aside)
        _say(UNREAD, f"{error}。原来的文件改名为 {aside.name}，进度从头记起。")
        return empty(_student.name, _student.number)


def _keep(progress: dict[str, Any], exercise: str, answer: Any, verdict: Verdict) -> None:
    who = {"name": _student.name, "number": _student.number}
    asked = ""
    if exercises()[exercise].get("graded"):
        asked = homework.question(exercise, normal(_student.number))
    done = added(progress | who, exercise, _short(answer), verdict.items, verdict.right,
                 asked, verdict.mistake)  # fmt: skip
    save(_path(), done)


def _short(answer: Any) -> str:
    try:
        return " ".join(str(answer).split())[:120]
    except Exception:
        return type(answer).__name__


# --- messages -------------------------------------------------------------------------------------


def _say(kind: str, text: str) -> None:
    heading, colour = _LOOKS[kind]
    plain = _BOLD.sub(r"\1", text)
    if shell() is None:
        print(f"{heading}：{plain}")
        return
    from IPython.display import display

    first, *rest = text.split("\n")
    marked = _BOLD.sub(r"<b>\1</b>", html.escape(first))
    lines = [f"<p><b>{heading}</b>　{marked}</p>"]
    lines += [f"<p><code>{html.escape(line)}</code></p>" for line in rest]
    rim = f"border-left:5px solid {style.colour(colour)};padding:.2em 1em;margin:.4em 0"
    content = {"text/html": f'<div style="{rim}">{"".join(lines)}</div>',
               "text/plain": f"{heading}：{plain}"}  # fmt: skip
    display(content, raw=True)


def _explain_errors() -> None:
    """Have this notebook tell errors in a sentence; the report's runs keep their traceback."""
    running = shell()
    if running is not None and not in_report():
        running.set_custom_exc((Exception,), _explain)


def _explain(running: Any, kind: Any, error: Any, trace: Any, tb_offset: Any = None) -> None:
    # The first frame is IPython's own, the second the student's cell.
    cell = trace.tb_next if trace is not None else None
    file = cell.tb_frame.f_code.co_filename if cell is not None else ""
    source = str(running.user_ns.get("In", [""])[-1])
    _say("error", full_message(error, _line(error, trace, file), source))


# --- what a student's error means -----------------------------------------------------------------

# The first kind that fits is told; {what} is what the error names.
_MEANINGS: tuple[tuple[type[BaseException], str], ...] = (
    (NameError, "名字“{what}”还没有定义：检查拼写，或先运行定义它的单元格。"),
    (IndentationError, "缩进不对：同一段的各行要左对齐，冒号下面的行要多缩进四格。"),
    (SyntaxError, "这一行 Python 读不懂：检查括号、引号是否成对，标点是否是英文的。"),
    (ZeroDivisionError, "除以了 0：看看除数是从哪里来的。"),
    (ModuleNotFoundError, "没有叫“{what}”的模块：检查拼写；课上用到的模块都已装好。"),
    (ImportError, "导入不了“{what}”：检查拼写。"),
    (KeyError, "没有叫“{what}”的列或键：用 list(表.columns) 看看有哪些。"),
    (IndexError, "序号超出了范围：结果里没有这么多项，也许一行也没筛出来。"),
    (AttributeError, "“{what}”这个属性或方法不存在：检查拼写，也看看变量是不是你以为的类型。"),
    (TypeError, "类型合不上：比如文字和数直接相加，或函数的参数多了、少了。"),
    (FileNotFoundError, "找不到文件“{what}”：检查名字和文件夹。"),
    (ValueError, "值不合适：比如把读不成数的文字转成数，或两列长短不一。"),
    (RecursionError, "函数一直在调用自己，没有停下来。"),
    (MemoryError, "内存不够：数据太大，或循环里不断累积。"),
)
_QUOTED = re.compile(r"['\"‘“]([^'\"’”]{1,60})['\"’”]")


def explained(error: BaseException) -> str:
    """Return what an error means, in Chinese.

    Examples
    --------
    >>> explained(NameError("name 'gpd' is not defined"))
    '名字“gpd”还没有定义：检查拼写，或先运行定义它的单元格。'
    >>> explained(HzError("没有这个指标", "看看拼写"))
    '没有这个指标；看看拼写'
    """
    if isinstance(error, HzError):
        return str(error)
    for kind, text in _MEANINGS:
        if isinstance(error, kind):
            return text.format(what=_named(error))
    return f"出错了：{type(error).__name__}。从上往下重新运行一遍，或请老师看看。"


def _named(error: BaseException) -> str:
    if isinstance(error, KeyError) and error.args:
        return str(error.args[0])[:60]
    if isinstance(error, FileNotFoundError):
        return str(error.filename)[:200]
    if isinstance(error, AttributeError):
        # "module 'x' has no attribute 'y'": the last word is what is missing.
        return str(error.name or (str(error).split() or ["?"])[-1].strip("'"))
    return str((_QUOTED.findall(str(error)) or ["?"])[0])


def _line(error: BaseException, trace: TracebackType | None, file: str) -> int | None:
    """Return the line of the student's own code, compiled as a file, at which an error arose."""
    if isinstance(error, SyntaxError):
        return error.lineno
    line = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == file:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def full_message(error: BaseException, line: int | None, source: str) -> str:
    r"""Return the whole message: what it means, and the line that it is about.

    Examples
    --------
    >>> full_message(ZeroDivisionError("division by zero"), 2, "a = 0\n1 / a")
    '除以了 0：看看除数是从哪里来的。\n第 2 行：1 / a\n（ZeroDivisionError: division by zero）'
    """
    lines = source.splitlines()
    parts = [explained(error)]
    if line and 0 < line <= len(lines):
        parts.append(f"第 {line} 行：{lines[line - 1].strip()}")
    if not isinstance(error, HzError):
        said: Any = error.msg if isinstance(error, SyntaxError) else error
        parts.append(f"（{type(error).__name__}: {str(said)[:200]}）")
    return "\n".join(parts)
