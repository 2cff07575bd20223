"""How a number was read, and what gave no fact."""

from dataclasses import replace
from pathlib import Path

import pytest

from hzlib.errors import HzError
from hzlib.extraction.account import account
from hzlib.extraction.explain import explain, unbound
from hzlib.extraction.facts import extract
from hzlib.extraction.lexicon import indicators
from hzlib.text.corpus import Document, documents, load
from hzlib.text.identity import periods


def report(text: str) -> Document:
    reviewed, planned = periods("work-report", 2024)
    return Document("r", "", "work-report", "", "江州市", 2024, reviewed, planned, Path("r"), text)


def about(text: str, number: str) -> str:
    document = report(text)
    return "\n".join(explain(document, document.raw.index(number)))


def test_a_fact_is_explained_from_number_to_result():
    lines = explain(report("预计固定资产投资增长8.5%以上。"), 10)
    assert lines[0] == "数字：8.5%（原文 10–14）"
    assert lines[1] == "句子：预计固定资产投资增长8.5%以上。"
    assert [line.split("：")[0] for line in lines] == [
        "数字",
        "句子",
        "位置",
        "时期框架",
        "步骤",
        "对象",
        "结果",
    ]
    assert "规则 subject" in lines[4] and "增长" in lines[4]
    assert lines[6].startswith("结果：固定资产投资（fai.growth） 江州市 2023 estimate >= 8.5 %")


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("地区生产总值增长6%，高于全国0.8个百分点。", "0.8", "差距"),
        ("引进固定资产投资10亿元以上项目。", "10", "修饰语"),
        ("生产性服务业增加值增长9%。", "9%", "组成部分"),
        ("地区生产总值增长6%，贷款余额增长12%。", "12%", "不是可识别的连接"),
        ("退耕还林3.6万亩。", "3.6", "同一句里没有指标名称"),
        ("城镇新增就业补贴3.6亿元。", "3.6", "不是可识别的连接"),
        ("全国地区生产总值增长5.2%。", "5.2", "不成事实"),
    ],
)
def test_a_number_without_a_fact_says_why(text, number, words):
    lines = about(text, number)
    assert words in lines
    assert lines.endswith("结果：不成事实")


def test_a_number_of_a_table_is_explained_by_row_and_column():
    text = "| 指标 | 2023年 | 2024年目标 |\n| --- | --- | --- |\n| 城镇化率（%） | 70 | 71 |\n"
    lines = about(text + "| 森林覆盖率（%） | 40 | 41 |", "71")
    assert "规则 table" in lines and "结果：" in lines.splitlines()[-1]


def test_any_offset_inside_the_number_will_do():
    document = report("固定资产投资达到1200亿元。")
    start, end = extract(document)[0].start, extract(document)[0].end
    told = {tuple(explain(document, offset)) for offset in range(start, end)}
    assert len(told) == 1


@pytest.mark.parametrize("offset", [-1, 12, 10_000])
def test_an_offset_outside_the_document_is_refused_with_its_limits(offset):
    with pytest.raises(HzError, match=rf"r: 没有第 {offset} 个字符；请给出 0 到 11 之间的位置"):
        explain(report("投资增长8%，很不错。"[:12].ljust(12, "好")), offset)


def test_each_number_that_the_list_of_the_unread_tells_is_explained():
    document = load("hangzhou-gwr-2021")
    told = [item for item in account(document).unbound if not item.indicator]
    assert told
    for item in told:
        assert explain(document, item.start)[0].startswith(f"数字：{item.text}")


def test_an_offset_without_a_number_shows_what_stands_there():
    with pytest.raises(HzError, match="第 0 个字符处没有数字.*固定资产投资.*start 一列"):
        explain(report("固定资产投资增长8%。"), 0)


@pytest.mark.parametrize("document", documents(), ids=lambda document: document.id)
def test_every_tenth_fact_of_a_document_is_explained_with_its_own_result(document):
    for fact in extract(document)[::10]:
        lines = explain(document, fact.start)
        results = [line for line in lines if line.startswith("结果：")]
        assert any(f"（{fact.indicator}.{fact.measure}）" in line for line in results), lines
        assert any(f"规则 {fact.rule}" in line for line in lines)


# --- what was not bound ----------------------------------------------------------------------------


def test_a_number_near_a_name_that_gave_no_fact_is_listed_with_its_reason():
    found = unbound(report("地区生产总值增长6%，高于全国0.8个百分点。森林覆盖率提高了一些。"))
    assert [(item.text, item.indicator) for item in found] == [("0.8个百分点", "gdp")]
    assert "差距" in found[0].why and found[0].sentence.startswith("地区生产总值")


def test_a_text_that_was_read_whole_lists_nothing():
    assert unbound(report("地区生产总值增长6%，固定资产投资增长8%。")) == []


def test_a_number_far_from_any_name_or_in_a_foreign_unit_is_not_listed():
    assert unbound(report("植树造林3.6万亩。")) == []
    assert unbound(report("森林覆盖率高的乡镇达到36个。")) == []


def test_of_a_sentence_without_end_each_number_is_told_with_its_piece():
    document = replace(
        load("hangzhou-gwr-2023"), id="made", raw="外省地区生产总值5亿元，" * 500, corrections=()
    )
    found = unbound(document)
    assert len(found) == 500 and {len(one.sentence) <= 1200 for one in found} == {True}


@pytest.mark.parametrize("document", documents(), ids=lambda document: document.id)
def test_what_is_listed_stands_in_the_text_and_is_no_fact(document):
    starts = {fact.start for fact in extract(document)}
    for item in unbound(document):
        assert document.raw[item.start : item.end] == item.text
        assert item.start not in starts
        assert item.indicator in indicators() and item.why and item.doc == document.id


def test_little_is_left_unbound_in_the_project_s_documents():
    for document in documents():
        assert len(unbound(document)) <= len(extract(document)), document.id
    assert unbound(load("hangzhou-plan-2024"))


TABLE = """指标\t单位\t2023年\t比上年增长（%）\t12月
地区生产总值\t亿元\t871.5\t5.9\t90.5
研发经费投入强度\t%\t2.4\t4.3\t—
固定资产投资\t亿元\t420\t4.4
常住人口\t万人\t211\t0.4\t—\t88
茶叶产量\t万吨\t3.1\t2.2\t0.6"""


def test_every_number_of_a_table_s_row_is_a_fact_or_told():
    document = report(TABLE)
    told = {item.text: item for item in unbound(document)}
    stated = {fact.text for fact in extract(document)}
    assert stated == {"871.5", "5.9", "2.4", "420", "4.4"}
    assert set(told) == {"90.5", "4.3", "211", "0.4", "88"}, "茶叶产量 is no indicator"
    assert [told[number].indicator for number in ("90.5", "4.3", "211")] == [
        "gdp",
        "rd_intensity",
        "population",
    ]
    assert told["90.5"].why == "列的含义或时期不明"
    assert told["4.3"].why == "单位或说法与指标不合"
    assert told["211"].why == "这一行的格数与表头不合"


def test_a_number_of_a_table_is_explained_with_its_row_in_one_line():
    cells = (
        "指标\n2023年\n增长（%）\n地区生产总值（亿元）\n871.5\n5.9\n固定资产投资（亿元）\n420\n4.4"
    )
    lines = about(f"主要指标\n{cells}", "5.9").splitlines()
    assert lines[1] == "句子：地区生产总值（亿元） 871.5 5.9"
    assert "规则 table：行“地区生产总值”，列 2023" in "\n".join(lines)
    assert lines[-1].startswith("结果：地区生产总值（gdp.growth） 江州市 2023 actual = 5.9 %")


def test_a_number_of_a_cell_is_told_with_its_sign():
    table = (
        "| 指标 | 2023年 | 决算数增减 |\n| --- | --- | --- |\n| 税收收入（亿元） | 71.5 | -3.2 |\n"
    )
    assert ("-3.2", "tax_revenue") in {
        (item.text, item.indicator) for item in unbound(report(table))
    }


def test_an_amount_without_its_unit_is_told():
    told = unbound(report("地区生产总值由于汛情影响仍有812.4亿，森林覆盖率由于补种树木共栽30万。"))
    assert [(item.text, item.indicator) for item in told] == [("812.4亿", "gdp")]


def test_a_part_that_has_a_name_of_its_own_is_told_with_the_whole():
    told = unbound(report("年末农村常住人口63.5万人，全市常住人口188.2万人。"))
    assert [(item.text, item.indicator) for item in told] == [("63.5万人", "population")]


# --- what a number counts, and where that was read


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        (
            "新增口袋公园40个。",
            "40",
            "“新增口袋公园”（总量、江州市、2023年、实际），名词紧靠在数前",
        ),
        ("口袋公园达到40个。", "40", "，名词在数前，中间是“达到”"),
        ("建成40个口袋公园。", "40", "口袋公园”（总量、江州市、2023年、实际），名词在数后"),
        ("每年举办5项国际赛事。", "5", "，名词在数后，数前的词限定它"),
        (
            "低效用地8块、538亩。",
            "538",
            "，跟着前面的数：它们数的是同一样，或共一个名称",
        ),
        ("2023年，我们克服困难。", "2023", "对象：不是数量（年份）"),
    ],
)
def test_what_a_number_counts_is_told_with_where_that_stands_or_why_it_counts_nothing(
    text, number, words
):
    lines = about(text, number).splitlines()
    assert lines[-2].startswith("对象：") and lines[-2].endswith(words)
    assert lines[-1] == "结果：不成事实"
