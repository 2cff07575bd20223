"""The checker: natural answers pass, mistakes get their hint; for every exercise there is."""

import json
import math

import numpy as np
import pandas as pd
import pytest

import hzlib as hz
from hzlib import paths, wording
from hzlib.course import comparing, homework
from hzlib.course.answers import amounts, items, plain
from hzlib.course.checking import exercises, fits, judge, rules_of, verdict
from hzlib.course.comparing import near
from hzlib.course.lessons import answers, lessons, solved, value
from hzlib.course.mistakes import variations
from hzlib.course.rules import rules
from hzlib.errors import HzError

SPECS = {number: spec for lesson in lessons() for number, spec in answers(lesson).items()}
PRACTICE = [number for number, spec in SPECS.items() if not {"predict", "variants"} & spec.keys()]
NUMBERS = [number for number in PRACTICE if SPECS[number]["kind"] == "number"]
HOMEWORK = [number for number, spec in SPECS.items() if "variants" in spec]
GUESSES = [number for number, spec in SPECS.items() if spec.get("predict")]


@pytest.fixture(scope="module")
def given():
    """Each exercise for practice with its natural answers and the mistakes that its author names."""
    found = {}
    for lesson in lessons():
        for number, spec, space in solved(lesson):
            if number in PRACTICE:
                right = ["answer", *spec.get("natural", [])]
                wrong = [(one["answer"], one["hint"]) for one in spec.get("wrong", [])]
                found[number] = (
                    [value(lesson, number, code, space) for code in right],
                    [(value(lesson, number, code, space), hint) for code, hint in wrong],
                )
    return found


def _task(kind="number", unit="", digits=0, **more):
    told = {"praise": "对", "hints": ["再想"], "number": "1.1"}
    return {"kind": kind, "unit": unit, "digits": digits, **told, **more}


def _told(task, answer, right, mistakes=()):
    known = {"slots": [{"value": right, "mistakes": [*mistakes]}], "whole": []}
    return verdict({**task, "rules": known}, items(task, answer))


# --- every exercise -------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("number", PRACTICE)
def test_every_natural_answer_is_right(number, given):
    right, _ = given[number]
    assert 3 <= len(right) <= 8
    for answer in right:
        assert judge(number, answer).right, (answer, judge(number, answer).message)


@pytest.mark.slow
@pytest.mark.parametrize("number", PRACTICE)
def test_every_mistake_that_the_author_names_gets_its_hint(number, given):
    for answer, hint in given[number][1]:
        found = judge(number, answer)
        assert not found.right, answer
        assert found.message.endswith(hint) or found.kind == "unread", (answer, found.message)


@pytest.mark.parametrize("number", NUMBERS)
def test_every_form_of_the_right_number_is_right(number):
    task = exercises()[number]
    right, digits = rules_of(task)["slots"][0]["value"], task.get("digits", 0)
    unit = wording.unit(task.get("unit", ""))
    rounded = f"{right:.{digits}f}"
    with_unit = [f"{rounded}{unit}", f"{rounded} {unit}", f"{right}{unit}", f"“{rounded}{unit}”。"]
    for text in with_unit:
        assert judge(number, text).right, text
    bare = [right, round(right, digits), rounded, np.float64(right), [right], pd.Series([right])]
    for form in bare:
        found = judge(number, form)
        if task.get("unit_needed"):
            assert found.message == comparing.NO_UNIT, form
        else:
            assert found.right, form


def _near_answers(right, digits, unit):
    """Yield what is nearly right, with the hint that it is to get."""
    yield -right, comparing.SIGN
    told = comparing.POINT if unit in ("%", "pp") else comparing.POWER
    for power in (1, 3, 4, -1, -3, -4):
        yield right * 10.0**power, told.format(times=f"{10 ** abs(power):,}")
    other = {"%": "个百分点", "pp": "%"}.get(unit, "")
    if other:
        yield f"{right:.{digits}f}{other}", comparing.POINTS
        yield f"{right:.{digits}f}平方米", comparing.OTHER_UNIT.format(unit=wording.unit(unit))
    elif unit:
        yield f"{right:.{digits}f}%", comparing.OTHER_UNIT.format(unit=wording.unit(unit))
    if unit == "%":
        yield right / 100, comparing.RATIO
        yield f"{right / 100:.{digits + 2}f}", comparing.RATIO
        yield right * 100, comparing.TWICE
    for fewer in range(digits):
        # What is right at fewer decimals is right.
        if not near(round(right, fewer), right, digits) and round(right, fewer):
            yield round(right, fewer), comparing.DIGITS.format(digits=digits)


@pytest.mark.parametrize("number", NUMBERS)
def test_what_is_nearly_right_gets_the_hint_that_fits(number):
    task = exercises()[number]
    slot, digits = rules_of(task)["slots"][0], task.get("digits", 0)
    for answer, hint in _near_answers(slot["value"], digits, task.get("unit", "")):
        found = judge(number, answer)
        assert not found.right, answer
        # A number may be what another mistake gives as well, in some form.
        known = {other for _, other in slot["mistakes"]}
        assert found.message in {hint, *known}, (answer, found.message, hint)


@pytest.mark.parametrize("number", PRACTICE)
def test_every_mistake_that_the_solution_varied_gives_is_told(number):
    task = exercises()[number]
    slots = rules_of(task)["slots"]
    if len(slots) != 1 or "value" not in slots[0]:
        return
    told = [_message(task, wrong) for wrong, _ in slots[0]["mistakes"]]
    hints = [hint for _, hint in slots[0]["mistakes"]]
    assert set(told) <= set(hints)
    # Two ways to one number: the first is told.
    assert sum(one == hint for one, hint in zip(told, hints, strict=True)) >= 0.7 * len(hints)


def _message(task, number):
    unit = task.get("unit", "")
    return verdict(task, [f"{number:.12g} {unit}".strip()]).message


def test_numbers_of_computed_exercises_have_several_mistakes():
    computed = [n for n in NUMBERS if len(rules_of(exercises()[n])["slots"][0]["mistakes"]) >= 3]
    assert len(computed) >= 0.7 * len(NUMBERS)


@pytest.mark.parametrize("number", PRACTICE)
def test_an_unexpected_wrong_answer_gets_the_hints_in_turn(number):
    task = exercises()[number]
    if task["kind"] != "number":
        return
    unit = wording.unit(task.get("unit", ""))
    odd = f"{rules_of(task)['slots'][0]['value'] * 3.137 + 0.77:.3f}{unit}"
    hints = task["hints"]
    told = [judge(number, odd, tries).message for tries in range(len(hints) + 1)]
    assert told == [*hints, hints[-1]]


def test_the_file_shows_no_answer_to_who_looks():
    text = (paths.notebooks() / "lessons" / "exercises.json").read_text("utf-8")
    kept = json.loads(text)["exercises"]
    assert set(kept) == set(SPECS)
    for number, task in kept.items():
        told = " ".join([task.get("praise", ""), *task.get("hints", [])])
        if number in NUMBERS:
            right = rules_of(exercises()[number])["slots"][0]["value"]
            assert f"{right:.{task.get('digits', 0)}f}" not in told or abs(right) < 10, number
        assert "slots" not in task


# --- homework and guesses -------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("number", HOMEWORK)
def test_every_variant_of_homework_has_an_answer_of_its_own(number):
    task = exercises()[number]
    assert len(task["variants"]) >= 6
    assert "rules" not in task
    found = []
    for place, variant in enumerate(task["variants"]):
        asked = task["question"].format(**variant)
        assert "{" not in asked
        (slot,) = homework.task_at(number, place)["rules"]["slots"]
        if "value" in slot:
            assert math.isfinite(slot["value"])
        found.append((asked, slot.get("value", slot.get("accepted"))))
    assert len({asked for asked, _ in found}) == len(found)
    answers_ = {str(answer) for _, answer in found}
    assert len(answers_) >= min(4, len(found))


@pytest.mark.parametrize("number", HOMEWORK)
def test_homework_is_noted_and_not_judged(number):
    task = exercises()[number]
    answer = "1" + wording.unit(task.get("unit", "")) if task["kind"] == "number" else "甲"
    found = judge(number, answer)
    assert (found.kind, found.right, found.counts) == ("noted", False, True)
    assert "老师" in found.message


def test_students_draw_all_variants_and_each_the_same_again():
    places = [homework.place_of("3.4", f"2024{one:04}", 6) for one in range(300)]
    assert places == [homework.place_of("3.4", f"2024{one:04}", 6) for one in range(300)]
    assert min(places.count(place) for place in range(6)) > 25


@pytest.mark.parametrize("number", GUESSES)
def test_a_guess_is_noted_whatever_it_is(number):
    task = exercises()[number]
    answer = task["choices"][0] if "choices" in task else "3" + wording.unit(task.get("unit", ""))
    found = judge(number, answer)
    assert found.kind == "noted"
    if "choices" in task:
        assert judge(number, "不知道吧").kind == "unread"


# --- how numbers are read -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        *(("低1.4个百分点", -1.4, "pp"), ("慢 1.4 个百分点", -1.4, "pp"), ("少1.4pp", -1.4, "pp")),
        *(("比全市慢1.4个百分点", -1.4, "pp"), ("比2022年低1.4个百分点", -1.4, "pp")),
        *(
            ("快1个百分点", 1, "pp"),
            ("高了1个百分点", 1, "pp"),
            ("-1.4", -1.4, ""),
            ("－1.4%", -1.4, "%"),
        ),
        *(
            ("不低于5%", 5, "%"),
            ("不少于5%", 5, "%"),
            ("下降0.3%", -0.3, "%"),
            ("负增长2%", -2, "%"),
        ),
        *(("百分之2.7", 2.7, "%"), ("2.7个点", 2.7, "pp"), ("-1.4点", -1.4, "pp")),
        *(("5,600", 5600, ""), ("[5600]", 5600, ""), ("约5600", 5600, "")),
    ],
)
def test_words_that_people_use_are_read(text, number, unit):
    assert amounts(text) == [(pytest.approx(number), unit)]


@pytest.mark.parametrize(
    ("answer", "form"),
    [("2023年", "2023"), (2023, "2023"), ("达到了", "达到"), ("没有达到", "未达到"), (True, "true"),
     (np.bool_(False), "false"), ("GDP", "gdp"), ("生产总值", "gdp"), ("至少", ">="),
     ("不低于", ">="), ("总量", "level"), ("增长率", "growth"), ("《2023年杭州市政府工作报告》",
     "hangzhou-gwr-2023")],
)  # fmt: skip
def test_words_have_one_form(answer, form):
    assert plain(answer) == form


def test_truth_answers_a_question_of_reached_or_not():
    task = _task("record", fields={"甲": "text", "乙": "text"})
    known = rules(task, "", {"answer": {"甲": "达到", "乙": "未达到"}}, {})
    for answer in (
        {"甲": True, "乙": False},
        {"甲": "达到了", "乙": "没达到"},
        ["达标", np.bool_(0)],
    ):
        assert fits({**task, "rules": known}, items(task, answer)), answer
    assert not fits({**task, "rules": known}, items(task, {"甲": False, "乙": False}))


@pytest.mark.parametrize(
    "text",
    [
        "[16050, 16150]",
        "16050到16150",
        "16,050—16,150亿元",
        "16050、16150",
        "16050-16150",
        "16050 16150",
        "至少16050亿元，不到16150亿元",
    ],
)
def test_two_ends_in_a_text_are_two_numbers(text):
    found = items(_task("numbers", "亿元"), text)
    assert [one.partition(":")[2].split()[0] for one in found] == ["16050", "16150"]


@pytest.mark.parametrize("text", ["2019年和2024年", "2019 2024", "2019与2024", [2019, "2024年"]])
def test_members_of_a_set_are_joined_as_people_join_them(text):
    assert items(_task("set"), text) == ["2019", "2024"]


def test_a_choice_may_be_shortened_and_is_not_its_opposite():
    task = _task("text", choices=["服务业增加值", "规模以上工业增加值", "相等"])
    assert items(task, "规模以上工业") == items(task, "规模以上工业增加值")
    assert items(task, "不相等") == ["不相等"]


def test_what_is_right_but_not_whole_is_told_so():
    known = {"slots": [{"accepted": ["甲"], "mistakes": []}, {"accepted": ["乙"], "mistakes": []}]}
    task = _task("set", rules=known | {"whole": []})
    assert verdict(task, ["甲"]).message.startswith("给出的 1 项都对，还不全。")
    assert verdict(task, ["丙"]).message.startswith("给出的 1 项里有 0 项对，项数也不对。")


def test_code_that_divides_a_value_by_ten_thousand_may_mean_another_unit():
    facts = hz.facts(reference=True)
    first, last = (hz.pick(facts, "gdp", "level", year) for year in (2015, 2020))
    task = _task(unit="亿元")
    for answer in (last - first, (last - first) / 10_000, "0.56万亿元", "5600"):
        assert _told(task, answer, 5600).right, answer
    assert _told(task, 0.56, 5600).message == comparing.POWER.format(times="10,000")
    assert not _told(task, (last - first) / 1000, 5600).right


# --- what wrong numbers are told ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (7, comparing.DIGITS.format(digits=2)), (7.0, comparing.DIGITS.format(digits=2)),
        ("6.97%", None), (6.97, None), (6.9654, None), (6.96, comparing.CUT),
        ("0.0697", comparing.RATIO), (696.54, comparing.TWICE), (-6.97, comparing.SIGN),
        (6.93, comparing.CLOSE), (69.7, comparing.POINT.format(times="10")),
        ("6.97个百分点", comparing.POINTS), ("6.97亿元", comparing.OTHER_UNIT.format(unit="%")),
        (106.97, "倍数"), (1.07, "倍数"), (42, "再想"),
    ],
)  # fmt: skip
def test_a_growth_and_what_is_near_it(answer, told):
    found = _told(_task(unit="%", digits=2), answer, 6.9654, [[106.9654, "倍数"]])
    assert (None if found.right else found.message) == told


def test_a_number_without_the_unit_that_is_asked_for_is_not_right():
    task = _task(unit="pp", digits=1, unit_needed=True)
    assert _told(task, 2.7, 2.7).message == comparing.NO_UNIT
    assert _told(task, "2.7", 2.7).message == comparing.NO_UNIT
    assert _told(task, "2.7个百分点", 2.7).right
    assert _told(task, "2.7%", 2.7).message == comparing.POINTS


@pytest.mark.parametrize("answer", ["173%", 1.73, "1.73倍", "1.73"])
def test_a_quotient_may_be_told_in_several_ways(answer):
    assert _told(_task(digits=2), answer, 1.7312).right


def test_no_unit_where_none_is_wanted():
    assert _told(_task(digits=2), "1.73亿元", 1.7312).message == comparing.PURE


def test_variations_leave_the_years_of_a_pick_to_the_picks():
    code = 'answer = hz.pick(data, "gdp", "level", year - 1) / 2 ** (1 / n) - 1'
    codes = [changed for changed, _ in variations(code, {"year": 2023, "n": 3})]
    assert any("2 ** (1 / (n + 1))" in one for one in codes)
    assert any("year - 1 + 1" in one for one in codes)
    assert not any("'level', year)" in one for one in codes)


def test_a_mistake_that_counts_as_right_is_refused():
    task = _task(unit="%", digits=1)
    with pytest.raises(HzError, match="算成了对的"):
        rules(task, "answer = 5", {"answer": 5}, {"answer + 0.01": "错"})
