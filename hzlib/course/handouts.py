"""What a teacher prints: the exercises to write on, their answers, the sheet of the oral half."""

import html
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hzlib import wording
from hzlib.course.checking import exercises, rules_of
from hzlib.course.lessons import Lesson, answers, lessons, solved, with_variant
from hzlib.course.marking import spoken
from hzlib.course.roster import Person, Roster
from hzlib.figures.specification import Table
from hzlib.figures.view import grid_html
from hzlib.frames.chinese import chinese
from hzlib.frames.facts import facts
from hzlib.pages.page import to_html
from hzlib.pages.sheet import sheet_html

_MISTAKES = 8  # of an exercise that its key names
_LINES = 3  # to write on
_BLANK = 30  # rows of the oral sheet where there is no roster
_COLUMNS = ("指标", "口径", "地区", "时期", "状态", "界限")


def handouts(listed: Roster | None = None) -> dict[str, str]:
    """Return the pages for print: name -> content.

    Parameters
    ----------
    listed : Roster, optional
        Who is in the course: the oral sheet has a row for each.
    """
    return {
        "练习单.html": sheet_html(
            "练习单", _ABOUT_TASKS + "\n".join(map(_exercise_sheet, _numbered()))
        ),
        "答案.html": sheet_html("答案", _KEY + "\n".join(map(_key, _numbered()))),
        "口试评分表.html": sheet_html("口试评分表", _oral(listed)),
    }


def _numbered() -> Iterator[Lesson]:
    return (lesson for lesson in lessons() if lesson.of("exercise"))


# --- exercises to write on ------------------------------------------------------------------------

_ABOUT_TASKS = (
    "<p>题里没有给出的数，到文件里查：用教师印发的报告，或投影的网页版。"
    "作业由教师指定题号。要用笔记本里的表、单元格或词频的题，纸上不做。</p>\n"
)
_LIST = re.compile(r"^\w+ = \[.*\]$", re.MULTILINE)  # what an exercise may ask of
# How an exercise says that it needs what stands above it in the notebook.
_SCREEN = re.compile(r"上表|上面的(?:表|单元格)|<code>(?:words\.|hz\.select\(example)")


def _exercise_sheet(lesson: Lesson) -> str:
    title = html.escape(_title(lesson))
    who = '<p class="who"><span>姓名</span><span>学号</span><span>班级</span></p>'
    tasks = (
        f'<div class="task">{_on_paper(lesson, number, text)}</div>'
        for number, text in _asked(lesson)
    )
    return f'<h2 class="new">{title}</h2>{who}{"".join(tasks)}'


def _on_paper(lesson: Lesson, number: str, text: str) -> str:
    """Return an exercise with all that who has no computer needs, or why he leaves it out."""
    if _SCREEN.search(text):
        return f"{text.partition('</h3>')[0]}</h3><p>这一题要用笔记本，纸上不做。</p>"
    spec = answers(lesson)[number]
    choices = spec.get("choices", []) if spec["kind"] in ("set", "order") else []
    told = f"<p>可选：{html.escape('、'.join(choices))}。</p>" if choices else ""
    lines = '<div class="line"></div>' * (1 if spec.get("predict") else _LINES)
    return text + told + (_drawn(number) if "variants" in spec else "") + lines


def _drawn(number: str) -> str:
    """Return the questions of homework as a table, for the teacher to give each student one."""
    known = exercises()[number]
    rows = [
        (str(place), known["question"].format(**variant))
        for place, variant in enumerate(known["variants"], 1)
    ]
    return f"<p>我的题号：＿＿＿</p>{_grid(('题号', '题目'), rows)}"


def _title(lesson: Lesson) -> str:
    return lesson.of("markdown")[0].text.splitlines()[0].lstrip("# ")


def _asked(lesson: Lesson) -> Iterator[tuple[str, str]]:
    """Yield each exercise of a lesson with its text, from its heading on, as HTML."""
    said: list[str] = []
    for block in lesson.blocks:
        if block.kind == "markdown":
            said = [block.text] if block.text.startswith("#") else [*said, block.text]
        elif block.kind in ("code", "shown"):
            said += [f"`{line}`" for line in _LIST.findall(block.text)]
        elif block.kind == "exercise":
            yield block.number, to_html("\n\n".join(said)).replace("h2>", "h3>") + _form(block.text)
            said = []


def _form(code: str) -> str:
    """Return what of an exercise's cell tells the form of the answer, as the names of a record."""
    lines = [
        line for line in code.splitlines()
        if not re.fullmatch(r"(?:answer = [\[\](),. ]*|hz\.(?:check|question)\(.*)?", line)
    ]  # fmt: skip
    return f"<pre>{html.escape(chr(10).join(lines))}</pre>" if lines else ""


# --- answers --------------------------------------------------------------------------------------

_KEY = "<p>由解法当场算出，与数据一致。不要发给学生。</p>\n"


def _key(lesson: Lesson) -> str:
    titles = dict(_asked(lesson))
    parts = [f'<h2 class="new">{html.escape(_title(lesson))}</h2>']
    for number, spec, space in solved(lesson):
        parts.append(titles[number])
        if spec.get("predict"):
            parts.append("<p>猜测，不判对错。</p>")
        elif "variants" in spec:
            parts += [_code(lesson, number), _variants(lesson, number, spec, space)]
        else:
            told = html.escape(_spoken(spec, space["answer"]))
            parts += [f"<p><b>答案：{told}</b></p>", _code(lesson, number), _natural(spec)]
            parts.append(_mistakes(number))
        parts.append(_hints(spec))
    return "\n".join(parts)


def _code(lesson: Lesson, number: str) -> str:
    code = next(block.text for block in lesson.of("solution") if block.number == number)
    return f"<pre>{html.escape(code)}</pre>"


def _natural(spec: Mapping[str, Any]) -> str:
    forms = "".join(f"<li><code>{html.escape(one)}</code></li>" for one in spec.get("natural", []))
    return f"<p>这样写也对：</p><ul>{forms}</ul>" if forms else ""


def _mistakes(number: str) -> str:
    """Return the likeliest mistakes with their hints, as a table."""
    task = exercises()[number]
    rules = rules_of(task)
    slots = range(1, len(rules["slots"]) + 1)
    placed = [f"{place}:" if task["kind"] in ("numbers", "order") else "" for place in slots]
    names = [f"{name}=" for name in task.get("fields", ())] or placed
    found = [([name + _amount(task, wrong, unit="")], hint)
             for name, slot in zip(names, rules["slots"], strict=True)
             for wrong, hint in slot["mistakes"]]  # fmt: skip
    found += rules["whole"]
    rows = [(_which(items, len(slots)) + spoken(number, items), _plain(hint))
            for items, hint in found[:_MISTAKES]]  # fmt: skip
    return _grid(("错误的答案", "提示"), rows) if rows else ""


def _plain(hint: str) -> str:
    """Return a hint without the signs of bold type."""
    return hint.replace("**", "")


def _which(items: Sequence[str], slots: int) -> str:
    """Return of which of several numbers a mistake is."""
    place, sign, _ = items[0].partition(":")
    return f"第{place}个：" if sign and len(items) == 1 < slots else ""


def _amount(task: Mapping[str, Any], number: Any, unit: str | None = None) -> str:
    """Return a number with the decimals that are asked for, as those who grade compare it."""
    if task.get("kind") not in ("number", "numbers") or not hasattr(number, "__float__"):
        return str(number)
    known = wording.unit(task.get("unit", "")) if unit is None else unit
    return f"{float(number):,.{task.get('digits', 0)}f}{known}"


def _hints(spec: Mapping[str, Any]) -> str:
    told = "".join(f"<li>{html.escape(_plain(one))}</li>" for one in spec.get("hints", []))
    return f"<p>其他错误依次提示：</p><ol>{told}</ol>" if told else ""


def _variants(lesson: Lesson, number: str, spec: Mapping[str, Any], space: dict[str, Any]) -> str:
    """Return the variants of a homework with their answers, as a table."""
    known = exercises()[number]
    rows = []
    for place, variant in enumerate(known["variants"], 1):
        right = with_variant(lesson, number, variant, space)["answer"]
        rows.append((str(place), known["question"].format(**variant), _spoken(spec, right)))
    return _grid(("题号", "题目", "答案"), rows)


def _spoken(spec: Mapping[str, Any], answer: Any) -> str:
    if isinstance(answer, Mapping):
        return "；".join(f"{name} = {value}" for name, value in answer.items())
    if isinstance(answer, list):
        return "、".join(_spoken(spec, one) for one in answer)
    return _amount(spec, answer)


def _grid(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return grid_html(Table(tuple(heads), tuple(map(tuple, rows))))


# --- the oral half --------------------------------------------------------------------------------

_LEVELS = (
    ("六个栏目（每栏）", "说不出，或说错", "在提示下说对", "自己说对", "说对，并指出原句里的依据"),
    (
        "找到出处",
        "没有找到",
        "在提示下找到文件",
        "自己找到原句",
        "找到原句，并说明上下文如何限定这个数",
    ),
    ("说出局限", "没有说", "说了，与这个数无关", "说对一条", "说对两条以上，或说明如何核对"),
)
_ABOUT = (
    "<p>每位学生抽一个数。请学生在网页版或笔记本里找到写着它的句子，说明六个栏目"
    "（指标、口径、地区、时期、状态、界限），再说出用这个数时要当心什么。"
    "八项各 0—3 分，共 24 分。</p>"
)


def _oral(listed: Roster | None) -> str:
    people = listed.people if listed else tuple(Person(str(n), "") for n in range(1, _BLANK + 1))
    drawn = list(zip(people, _numbers(people), strict=True))
    blank = ("",) * (len(_COLUMNS) + 3)
    rows = [(one.number, one.name, row["原文"], row["文件"], *blank) for one, row in drawn]
    key = [(one.number, row["原文"], *(row[name] for name in _COLUMNS), row["原句"])
           for one, row in drawn]  # fmt: skip
    levels = _grid(("项目", "0 分", "1 分", "2 分", "3 分"), _LEVELS)
    first = "学号" if listed else "序号"
    heads = (first, "姓名", "数", "文件", *_COLUMNS, "出处", "局限", "合计")
    return (
        f'{_ABOUT}<div class="grid">{levels}</div>\n<h2>评分</h2>'
        f'<div class="grid">{_grid(heads, rows)}</div>\n<h2 class="new">教师用：各数的六个栏目</h2>'
        f'<div class="grid last">{_grid((first, "数", *_COLUMNS, "原句"), key)}</div>'
    )


def _numbers(people: Sequence[Person]) -> list[dict[str, str]]:
    """Return a number of the documents for each student, the same each time, none twice."""
    table = chinese(facts())
    rows = [{str(name): str(cell) for name, cell in row.items()}
            for row in table.to_dict("records")]  # fmt: skip
    # One that stands in its document once, with a unit, can be found.
    said = Counter((row["文件"], row["原文"]) for row in rows)
    rows = [row for row in rows
            if said[row["文件"], row["原文"]] == 1 and not row["原文"][-1].isdigit()]  # fmt: skip
    left = dict(enumerate(rows))
    found = []
    for person in people:
        place = random.Random(f"{person.number} {person.name}").choice(sorted(left))
        found.append(left.pop(place))
        left = left or dict(enumerate(rows))
    return found
