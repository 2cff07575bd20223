"""Lessons 6 to 10: what the text says is true, homework differs, and code is what students read."""

import re

import pytest

import hzlib as hz
from hzlib.course import homework
from hzlib.course.answers import items
from hzlib.course.checking import fits
from hzlib.course.lessons import answers, lessons, solved, value, with_variant
from hzlib.errors import HzError
from hzlib.frames.outcomes import nature
from hzlib.themes import lessons_places
from tests import prose

OWN = [one for one in lessons() if re.match(r"0[6-9]_|10_", one.name)]
each = pytest.mark.parametrize("lesson", OWN, ids=lambda one: one.name)
# What second-year students need not read: the helpers hide it.
_HARD = re.compile(r"\blambda\b|\bzip\(|\*\*\w|groupby|pivot|set_index|iterrows|concat|\bfor\b")
_ENGLISH = re.compile(r"""["'](?:gdp|level|growth|share|evidence|hangzhou-[^"']*)["']""")
_SEEN = ("code", "shown", "parameters", "exercise")


def test_the_lessons_are_there():
    assert [one.name[:2] for one in OWN] == ["06", "07", "08", "09", "10"]


@each
def test_students_read_short_plain_code(lesson):
    cells = [block.text for kind in _SEEN for block in lesson.of(kind)]
    assert not [text for text in cells if _HARD.search(text) or _ENGLISH.search(text)]
    assert all(len(text.splitlines()) <= 8 for text in cells)


@each
def test_there_is_more_text_than_before(lesson):
    text = "".join(block.text for block in lesson.of("markdown"))
    assert len(re.findall("[\u4e00-\u9fff]", text)) >= 1300


@each
def test_a_lesson_has_its_minutes_and_answers_to_what_figures_are_asked(lesson):
    notes = "".join(block.text for block in lesson.of("teacher"))
    planned = re.search(r"\*\*时间（45 分钟）：\*\*([^。]*)", notes)[1]
    assert sum(map(int, re.findall(r" (\d+)", planned))) == 45
    asked = [
        block for block in lesson.of("markdown") if re.search("^读[图表数索]", block.text, re.M)
    ]
    assert len(re.findall(r"\*\*读\w+的答案：\*\*", notes)) >= len(asked)


@pytest.mark.slow
@each
def test_each_variant_of_homework_has_an_answer_of_its_own(lesson):
    number, spec, space = next(one for one in solved(lesson) if "variants" in one[1])
    drawn = value(lesson, number, spec["variants"], space)
    found = set()
    for place, variant in enumerate(drawn):
        names, task = with_variant(lesson, number, variant, space), homework.task_at(number, place)
        for one in ("answer", *spec["natural"]):
            assert fits(task, items(task, value(lesson, number, one, names))), (variant, one)
        found.add(round(float(names["answer"]), spec["digits"]))
        assert "{" not in spec["question"].format(**variant)
    assert len(found) == len(drawn) >= 6


@each
def test_predictions_offer_what_may_be_answered(lesson):
    guesses = [one for one in answers(lesson).values() if one.get("predict")]
    assert guesses and all("choices" in one or "unit" in one for one in guesses)


def test_what_lesson_6_says_of_the_better_direction_is_so():
    low = ("unemployment_surveyed", "cpi", "pm25", "urban_rural_ratio")
    assert {nature(one).direction for one in low} == {"down"}
    assert {nature(one).direction for one in ("gdp", "income_all", "new_urban_jobs")} == {"up"}


def _lines(text):
    """Yield what a lesson says, without formulas, numbers of exercises and the plan of minutes."""
    text = re.sub(r"\$\$.*?\$\$|\$[^$]*\$", "⌀", text, flags=re.S)
    text = re.sub(r"(练习|作业|先猜) ?\d+\.\d", r"\1", text)
    yield from (line for line in prose.of_markdown(text) if "时间（45 分钟）" not in line)


@each
def test_a_lesson_is_written_in_the_style(lesson):
    blocks = (*lesson.of("markdown"), *lesson.of("teacher"))
    found = {
        line: wrong for block in blocks for line in _lines(block.text)
        if (wrong := set(prose.amiss(line)) - {"Latin: Python"})
    }  # fmt: skip
    assert not found


# --- helpers --------------------------------------------------------------------------------------


def test_targets_are_told_with_what_sets_them_apart_from_results():
    pairs = hz.outcomes(hz.facts(reference=True))
    rows = {str(row[0]): row for row in lessons_places.targets(pairs, "杭州市", 2025).rows}
    assert rows["常住人口城镇化率"][3] == "达到※"
    assert rows["城乡居民收入倍差"][3] == "达到"
    assert "户籍人口" in str(rows["人均预期寿命"][4])
    assert "没有足够的数据" in str(lessons_places.targets(pairs, "杭州市", 1999))


def test_what_one_target_needs_is_told_from_the_years_asked_for():
    figure = lessons_places.needed(hz.facts(reference=True), "杭州市", 2030, since=2021)
    assert {row[1] for row in figure.table.rows} == {"2030"}
    assert sorted({row[3] for row in figure.table.rows}) == ["2021", "2022", "2023", "2024"]


def test_words_are_counted_in_a_document_named_as_figures_name_it():
    count, size, rate = (
        lessons_places.times("亚运", "杭州2021报告"), lessons_places.size("杭州2021报告"),
        lessons_places.rate("亚运", "杭州2021报告"),
    )  # fmt: skip
    assert rate.number == pytest.approx(count.number / size.number * 10_000)
    with pytest.raises(HzError, match="杭州2021报告"):
        lessons_places.times("亚运", "杭州2020报告")


def test_a_table_of_words_tells_the_interval_of_each_rate():
    rows = lessons_places.words_table("人工智能", "亚运").rows
    assert len(rows) == 10 and all("—" in str(row[-1]) for row in rows)


def test_key_words_are_told_with_both_documents():
    table = lessons_places.key_words("杭州2026纲要", "杭州2021报告", top=3)
    assert [one.heading for one in table.columns][1:3] == ["杭州2026纲要", "杭州2021报告"]
    assert len(table.rows) == 3


def test_weights_and_growth_of_two_places_stand_side_by_side():
    table = lessons_places.structure(hz.facts(reference=True), "钱塘区", "杭州市", 2023)
    assert [str(row[0]) for row in table.rows] == ["规模以上工业增加值", "服务业增加值"]
    assert "没有足够的数据" in str(
        lessons_places.structure(hz.facts(reference=True), "钱塘区", "杭州市", 1999)
    )
