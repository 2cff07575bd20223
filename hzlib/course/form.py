"""An exercise in an exported page: a form that a script judges by the same rules, offline.

A page cannot run Python, so it holds what the script needs: the task with its rules, the units and
names that an answer may have, and the words of the verdicts. They are packed, as in
``exercises.json``, so that nobody comes upon an answer by looking.
"""

import html
from collections.abc import Iterator, Mapping
from typing import Any

from hzlib import lookups, wording
from hzlib.course import answers, comparing
from hzlib.course.checking import packed, rules_of
from hzlib.evidence.entry import payload
from hzlib.extraction.lexicon import MULTIPLES, aliases

_NOTE = "这里只检查练习，不留成绩；作业要在课程的笔记本里做。"
_ASKED = {
    "number": "一个数，可以带单位", "numbers": "几个数，按次序用顿号隔开", "text": "一个词",
    "set": "几项，用顿号隔开", "order": "几项，按次序用顿号隔开", "record": "",
}  # fmt: skip
_ALWAYS = ("%", "pp", "倍")  # units that are taken for one another


def form_view(task: Mapping[str, Any]) -> dict[str, Any]:
    """Return the form of an exercise as a page holds what is shown (see `hzlib.figures.view`)."""
    return {"html": form_html(task), "figures": {}, "pictures": {}, "rows": {},
            "evidence": payload(())}  # fmt: skip


def form_html(task: Mapping[str, Any]) -> str:
    """Return the form of an exercise as HTML.

    Parameters
    ----------
    task : Mapping
        See `hzlib.course.answers`; of homework the form only says where it is done.

    Examples
    --------
    >>> form_html({"number": "3.4", "kind": "number", "graded": True})
    '<p class="hz-note">作业 3.4 在课程的笔记本里做：每人的题目不同，由老师判分。</p>'
    """
    number = html.escape(task["number"])
    if task.get("graded"):
        told = f"作业 {number} 在课程的笔记本里做：每人的题目不同，由老师判分。"
        return f'<p class="hz-note">{told}</p>'
    fields = "".join(_field(task, name, kind) for name, kind in _fields(task).items())
    button = "记下" if task.get("predict") else "检查"
    signs = "".join(sorted(set("".join(_texts(task)))))
    return (
        f'<form class="hz-exercise" aria-label="练习 {number}" data-signs="{html.escape(signs)}">'
        f'<p class="ask">{fields}<button type="submit">{button}</button></p>'
        f'<p class="verdict" role="status" aria-live="polite"></p>'
        f'<p class="hz-note">{_NOTE}</p>'
        f'<span class="task" data-packed hidden>{packed(judged(task))}</span></form>'
    )


def _fields(task: Mapping[str, Any]) -> Mapping[str, str]:
    fields: Mapping[str, str] = task.get("fields") or {"": task["kind"]}
    return fields


def _field(task: Mapping[str, Any], name: str, kind: str) -> str:
    label, id = html.escape(name or "答案"), f'name="{html.escape(name)}"'
    choices = [html.escape(one) for one in task.get("choices", ())]
    if choices and kind == "text":
        options = "".join(f"<option>{one}</option>" for one in ("", *choices))
        return f"<label>{label}<select {id}>{options}</select></label>"
    label += f"（可选：{'、'.join(choices)}）" if choices else ""
    asked = _ASKED[kind]
    return f'<label>{label}<input {id} autocomplete="off" placeholder="{asked}"></label>'


def _texts(task: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a verdict may say, whose characters the page's font must have."""
    yield from (task.get("praise", ""), *_hints(task), *_words(task).values())
    rules = rules_of(task)
    yield from (hint for _, hint in rules["whole"])
    yield from (hint for slot in rules["slots"] for _, hint in slot["mistakes"])


def _hints(task: Mapping[str, Any]) -> list[str]:
    """Return the hints for who reads a page, which runs no code."""
    return list(task.get("page_hints") or task.get("hints", ()))


# --- what the script needs ------------------------------------------------------------------------


def judged(task: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the script of a page needs to judge an answer.

    Examples
    --------
    >>> found = judged({"number": "1.1", "kind": "number", "unit": "亿元", "hints": ["…"]})
    >>> found["target"], found["units"]["亿元"]
    (('元', 100000000.0), ('元', 100000000.0))
    """
    unit, told = task.get("unit", ""), {**task}
    told.pop("page_hints", None)
    target = answers.base_of(unit) if unit else ("", 1.0)
    return {
        "task": {**told, "hints": _hints(task), "rules": rules_of(task)},
        "target": target,
        "units": _units({target[0], *_ALWAYS}) | ({unit: target} if unit else {}),
        "multiples": {word: times for word, times in MULTIPLES.items() if word},
        "names": _names(task),
        "choices": {answers.plain(one): answers.folded(one) for one in task.get("choices", ())},
        "words": _words(task),
        "reading": answers.READING,
    }


def _units(bases: set[str]) -> dict[str, tuple[str, float]]:
    rows = lookups.read(lookups.Unit)
    return {row.unit: (row.base, float(row.factor)) for row in rows if row.base in bases}


def _names(task: Mapping[str, Any]) -> dict[str, str]:
    """Return what people may write for the words of an exercise: name -> word."""
    slots = [slot for slot in rules_of(task)["slots"] if "accepted" in slot]
    known = {word for slot in slots for word in slot["accepted"]}
    known |= {word for slot in slots for word, _ in slot["mistakes"]}
    known |= {answers.plain(one) for one in task.get("choices", ())}
    known |= {one.partition("=")[2] or one for wrong, _ in rules_of(task)["whole"] for one in wrong}
    names = {name: word for name, word in answers.names().items() if word in known}
    for word in known & lookups.indicators().keys():
        names[answers.folded(lookups.indicators()[word].name_zh)] = word
    for alias, senses in aliases().items():
        meant = senses[0].known
        if len(meant) == 1 and meant[0] in known:
            names[answers.folded(alias)] = meant[0]
    return names


def _words(task: Mapping[str, Any]) -> dict[str, str]:
    names = ("NO_UNIT", "DIGITS", "WHOLE", "CUT", "SIGN", "RATIO", "TWICE", "POWER", "POINT",
             "CLOSE", "POINTS", "OTHER_UNIT", "PURE")  # fmt: skip
    words = {name.lower(): getattr(comparing, name) for name in names}
    unit = wording.unit(task.get("unit", ""))
    return {name: word.replace("{unit}", unit) for name, word in words.items()}
