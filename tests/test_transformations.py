"""The same report in another shape gives the same facts."""

from collections import Counter

import pytest
from transformations import SHAPES

from hzlib.extraction.facts import extract
from hzlib.text.corpus import load, read

DOCUMENT = load("qiantang-gwr-2024")
TORN = ("one line", "one spaced line", "without indents", "wrapped at 24", "wrapped at 38")
MARKED = (
    "half-width marks", "points", "without last stops", "spaced out", "spaced wide", "traditional",
    "of a site", "bullets", "line numbers",
)  # fmt: skip


def facts(document, but="") -> Counter:
    fields = ("indicator", "measure", "region", "period", "status", "value", "unit", "bound")
    found = (fact for fact in extract(document) if fact.rule != but)
    return Counter(tuple(getattr(fact, field) for field in fields) for fact in found)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_report_in_another_shape_gives_the_same_facts(shape, tmp_path):
    path = SHAPES[shape](DOCUMENT.raw, tmp_path)
    changed = read(path)
    assert (changed.kind, changed.place, changed.year) == ("work-report", "钱塘区", 2024)
    assert facts(changed) == facts(DOCUMENT)


@pytest.mark.parametrize("shape", [*TORN, *MARKED])
@pytest.mark.parametrize("id", ["hangzhou-gwr-2021", "hangzhou-gwr-2023", "hangzhou-plan-2024"])
def test_other_line_ends_and_marks_change_no_fact(id, shape, tmp_path):
    document = load(id)
    changed = read(SHAPES[shape](document.raw, tmp_path))
    assert (changed.kind, changed.place, changed.year) == (document.kind, "杭州市", document.year)
    assert facts(changed) == facts(document)


@pytest.mark.parametrize("shape", MARKED)
def test_an_outline_with_other_marks_gives_the_same_facts(shape, tmp_path):
    document = load("hangzhou-fyp15")
    assert facts(read(SHAPES[shape](document.raw, tmp_path))) == facts(document)


@pytest.mark.parametrize("shape", TORN)
def test_of_an_outline_nothing_but_its_tables_is_lost_with_its_lines(shape, tmp_path):
    document = load("hangzhou-fyp15")
    changed = read(SHAPES[shape](document.raw, tmp_path))
    assert not facts(changed) - facts(document)
    if not shape.startswith("wrapped"):  # which tears the cells of tables, with what they tell
        assert not facts(document, but="table") - facts(changed)


OUTLINE = (
    "江州市国民经济和社会发展第十五个五年规划纲要\n第一章 发展基础\n“十四五”时期，地区生产总值年均增长5%。\n"
    "第二章 指导思想和主要目标\n第一节 指导思想\n坚持稳中求进，统筹发展和安全。\n第二节 主要目标\n"
    "地区生产总值年均增长6%。\n"
)
COMMUNIQUE = (
    "江州市2024年国民经济和社会发展统计公报\n江州市统计局\n2025年3月20日\n一、综合\n"
    "全年全市地区生产总值900亿元，比上年增长5%。\n二、农业\n全年粮食产量80万吨，增长2%。\n"
)
SPEECH = (
    "2026年江州市政府工作报告\n2026年1月20日在江州市第十六届人民代表大会第五次会议上\n各位代表：\n"
    "现在，我代表市人民政府向大会报告工作，请予审议。\n一、2025年工作回顾\n过去一年，地区生产总值增长5%！\n"
    "二、2026年工作安排\n今年，地区生产总值增长6%左右。\n"
)


@pytest.mark.parametrize("text", [OUTLINE, COMMUNIQUE, SPEECH])
@pytest.mark.parametrize("shape", ["one line", "one spaced line"])
def test_headings_are_found_where_no_line_ends(text, shape, tmp_path):
    plain = read(SHAPES["carriage returns"](text, tmp_path))
    changed = read(SHAPES[shape](text, tmp_path))
    assert "\n" not in changed.raw.strip() and len(facts(changed)) >= 2
    assert (changed.kind, changed.place, changed.year) == (plain.kind, plain.place, plain.year)
    assert facts(changed) == facts(plain)


def test_a_number_within_a_paragraph_is_no_heading_where_headings_have_lines(tmp_path):
    text = SPEECH.replace("增长5%！", "增长5%。一、抓项目。二、抓招商。")
    document = read(SHAPES["carriage returns"](text, tmp_path))
    assert not document.cleaned.corrections


def test_each_number_leads_to_the_text_of_the_other_shape(tmp_path):
    changed = read(SHAPES["footnotes"](DOCUMENT.raw, tmp_path))
    for fact in extract(changed):
        assert changed.raw[fact.start : fact.end] == fact.text
