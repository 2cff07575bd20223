"""Exercises in a page: the script says of every answer what the notebook says."""

import json
import re
import shutil
import subprocess
import zlib
from base64 import b64decode
from dataclasses import replace

import pytest

from hzlib import web
from hzlib.course.checking import bare, exercises, judge, rules_of, unpacked
from hzlib.course.form import _texts, form_html, judged
from hzlib.wording import unit as worded

PRACTICE = {number: task for number, task in exercises().items() if not task.get("graded")}
_RUN = """
import { readFileSync } from "node:fs";
import { judgeAnswer } from "./judging.mjs";
const cases = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(cases.map(({ known, given, tries }) => judgeAnswer(known, given, tries))));
"""
_ODD = ("不知道", "1 和 2", "约5600亿元", "12％", "１２", "0", "-3.5", "。")


def _numbers(value, unit, digits):
    """Return ways in which a number is written, right and wrong ones."""
    told = f"{abs(value):.{digits}f}"
    yield from (f"{value:.{digits}f}", f"{value:.9f}", str(round(value)), f"{-value:.{digits}f}")
    yield from (f"{value * 10:.{digits}f}", f"{value / 100:.6f}", f"{value * 1.004:.{digits + 2}f}")
    yield from (f"{told}{unit}", f" {told} {unit}。", f"慢{told}{unit}", f"下降 {told}{unit}")
    yield from (f"{told}%", f"{told}个百分点", f"{told}倍", f"{told}万", f"（{told}）")
    if abs(value) < 1000 and "元" in unit:
        yield f"{told}万亿元"
    yield f"不低于{abs(value):,.{digits}f}{unit}"


def _written(task, slot):
    """Return texts that may stand in one field."""
    digits, unit = task.get("digits", 0), worded(task.get("unit", ""))
    if "value" in slot:
        for value in (slot["value"], *(wrong for wrong, _ in slot["mistakes"])):
            yield from _numbers(value, unit, digits)
    else:
        for word in (*slot["accepted"], *(wrong for wrong, _ in slot["mistakes"])):
            yield from (word, f"“{word}”", f" {word.upper()} 。", f"{word}了")
        yield from [
            name for name, word in judged(task)["names"].items() if word in slot["accepted"]
        ]
    yield from _ODD


def _given(task):
    """Return answers to an exercise, as the fields of its form have them."""
    slots = rules_of(task)["slots"]
    if task.get("predict"):
        texts = [*task.get("choices", []), *_numbers(3.2, worded(task.get("unit", "")), 1)]
        return [{"": text} for text in texts]
    if len(slots) == 1 and task["kind"] != "record":
        return [{"": text} for text in _written(task, slots[0])]
    right = [next(_written(task, slot)) for slot in slots]
    every = [right, right[::-1], right[:-1], [*right, right[0]]]
    for place, slot in enumerate(slots):
        every += [[*right[:place], one, *right[place + 1 :]] for one in _written(task, slot)]
    every += [[bare(task, one) for one in wrong] for wrong, _ in rules_of(task)["whole"]]
    if task["kind"] != "record":
        return [{"": "、".join(one)} for one in every]
    fields = list(task["fields"])
    return [dict(zip(fields, one, strict=True)) for one in every if len(one) == len(fields)]


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    """Return for each answer of each exercise what the notebook and what the script says."""
    if not shutil.which("node"):
        pytest.skip("node is not at hand")
    home = tmp_path_factory.mktemp("judging")
    (home / "judging.mjs").write_text("\n".join(web.joined("judging.js", web._FOLDER)).replace(
        "const judgeAnswer", "export const judgeAnswer"), encoding="utf-8")  # fmt: skip
    (home / "run.mjs").write_text(_RUN, encoding="utf-8")
    cases = [(number, given, tries) for number, task in PRACTICE.items()
             for tries, given in enumerate(_given(task))]  # fmt: skip
    known = {number: judged(task) for number, task in PRACTICE.items()}
    asked = [{"known": known[number], "given": given, "tries": tries % 4}
             for number, given, tries in cases]  # fmt: skip
    done = subprocess.run(["node", "run.mjs"], cwd=home, input=json.dumps(asked), check=True,
                          capture_output=True, text=True)  # fmt: skip
    said = json.loads(done.stdout)
    made = []
    for (number, given, tries), one in zip(cases, said, strict=True):
        answer = given if PRACTICE[number]["kind"] == "record" else given[""]
        mine = judge(number, answer, tries % 4)
        made.append((number, given, replace(mine, message=_on_page(number, mine.message)), one))
    return made


def _on_page(number, message):
    """Return what is said of an answer as a page words it: its reader runs no code."""
    task = PRACTICE[number]
    for hint, one in zip(task.get("hints", ()), task.get("page_hints", ()), strict=False):
        message = message.replace(hint, one)
    return message


def test_what_a_page_says_of_an_answer_names_no_code():
    for number, task in PRACTICE.items():
        assert len(task.get("page_hints", task.get("hints", ()))) == len(task.get("hints", ()))
        assert not [one for one in _texts(task) if re.search(r"hz\.|[a-z_]\(", one)], number


def test_the_script_judges_as_the_notebook_does(verdicts):
    apart = [(number, given, mine.kind, mine.message, other) for number, given, mine, other in verdicts
             if mine.kind != other["kind"] or (mine.kind != "unread" and mine.message != other["message"])]  # fmt: skip
    assert len(verdicts) > 500
    assert apart == []
    kinds = {mine.kind for _, _, mine, _ in verdicts}
    assert kinds >= {"right", "wrong", "unread"}


def test_each_exercise_can_be_answered_rightly_in_a_page(verdicts):
    right = {number for number, _, _, other in verdicts if other["kind"] in ("right", "noted")}
    assert right == set(PRACTICE)


@pytest.mark.parametrize("number", PRACTICE)
def test_a_form_has_a_named_field_a_button_and_no_answer_to_be_read(number):
    task = PRACTICE[number]
    text = form_html(task)
    assert text.count("<label>") == len(task.get("fields") or "1")
    assert 'role="status"' in text and "<button" in text and "作业要在课程的笔记本里做" in text
    held = re.search(r"data-packed hidden>([^<]*)<", text)[1]
    assert unpacked(held)["task"]["number"] == number
    assert json.loads(zlib.decompress(b64decode(held)))["reading"]["falls"]
    seen = text.replace(held, "")
    for slot in rules_of(task)["slots"]:
        assert f">{slot.get('value')}<" not in seen


def test_the_signs_of_all_hints_are_in_the_page_for_its_font():
    for task in PRACTICE.values():
        signs = re.search(r'data-signs="([^"]*)"', form_html(task))[1]
        hints = task.get("page_hints") or task.get("hints", "")
        assert set("".join(hints)) - set(signs) <= set('"<>&')


def test_homework_has_no_form():
    assert "<form" not in form_html({"number": "3.4", "kind": "number", "graded": True})
