"""Facts of indicator tables: the name of a row, the years of a column, the number of a cell."""

from pathlib import Path

import pytest

from hzlib.extraction.facts import Fact, decided, extract
from hzlib.text.corpus import Document, load
from hzlib.text.identity import periods


def outline(text: str, year: int = 2026, kind: str = "plan-outline") -> Document:
    reviewed, planned = periods(kind, year)
    return Document("p", "", kind, "", "江州市", year, reviewed, planned, Path("p"), text)


def table(*lines: str) -> str:
    """A markdown table: the first line is its header, cells are set apart by commas."""
    rows = ["| " + " | ".join(line.split(",")) + " |" for line in lines]
    rule = "|" + " --- |" * len(lines[0].split(","))
    return "\n".join([rows[0], rule, *rows[1:]])


def table_facts(document: Document) -> list[Fact]:
    return [fact for fact in extract(document) if fact.rule == "table"]


def read(text: str, **of) -> list[tuple]:
    found = table_facts(outline(text, **of))
    return [
        (f.text, f.indicator, f.measure, f.value, f.unit, f.bound, f.period, f.status)
        for f in found
    ]


CITY = "常住人口城镇化率（%）"


@pytest.mark.parametrize(
    ("heading", "period", "status"),
    [
        ("2025年预计", "2025", "estimate"),
        ("2025年", "2025", "actual"),
        ("2025年实际", "2025", "actual"),
        ("2030年目标", "2030", "target"),
        ("2030年", "2030", "target"),
        ("2030 年 预期目标", "2030", "target"),
    ],
)
def test_the_heading_of_a_column_gives_year_and_status(heading, period, status):
    found = read(table(f"指标,{heading},属性", f"{CITY},71,预期性", "森林覆盖率（%）,40,约束性"))
    assert [(row[0], row[6], row[7]) for row in found] == [
        ("71", period, status), ("40", period, status)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "stated", "value", "bound"),
    [
        ("71", "71", 71, "="), ("71.5", "71.5", 71.5, "="), (">71", "71", 71, ">="),
        ("≥71", "71", 71, ">="), ("71以上", "71", 71, ">="), ("<71", "71", 71, "<="),
        ("71以内", "71", 71, "<="), ("71左右", "71", 71, "~"), ("71%", "71%", 71, "="),
    ],
)  # fmt: skip
def test_a_cell_gives_number_and_bound(cell, stated, value, bound):
    found = read(table("指标,2030年目标", f"{CITY},{cell}", "森林覆盖率（%）,40"))
    assert found[0] == (stated, "urbanization", "level", value, "%", bound, "2030", "target")


@pytest.mark.parametrize("ending", ["", "，力争更好"])
def test_the_ends_of_a_range_in_a_cell_are_two_facts(ending):
    head, rest = "指标\t2025年\t2030年目标", "森林覆盖率（%）\t40\t41"
    found = read("\n".join([head, f"{CITY}\t71\t74.5-76{ending}", rest]))
    assert [(row[0], row[3], row[5], row[6]) for row in found[:3]] == [
        ("71", 71, "=", "2025"), ("74.5", 74.5, ">=", "2030"), ("76", 76, "<=", "2030")
    ]  # fmt: skip


def test_years_in_a_cell_are_no_range():
    found = read(table("指标,2025年,2030年目标", f"{CITY},70,2026-2030", "森林覆盖率（%）,39,40"))
    assert [row[0] for row in found] == ["70", "39", "40"]


@pytest.mark.parametrize(
    ("note", "status"),
    [("注：带*为预计数。", "estimate"), ("注：*为2024年数。", "actual"), ("", "actual")],
)
def test_a_mark_makes_a_number_an_estimate_where_a_note_says_so(note, status):
    text = table("指标,2025年,2030年目标", f"{CITY},>71*,75", "森林覆盖率（%）,40,41")
    found = [(row[0], row[5], row[7]) for row in read(f"{text}\n{note}") if row[6] == "2025"]
    assert found == [("71", ">=", status), ("40", "=", "actual")]


@pytest.mark.parametrize("cell", ["—", "", "完成省下达任务", "稳步提高", "待定", "71、72"])
def test_a_cell_without_one_number_gives_nothing(cell):
    found = read(table("指标,2025年,2030年目标", f"{CITY},70,{cell}", "森林覆盖率（%）,39,40"))
    assert [row[0] for row in found] == ["70", "39", "40"]


@pytest.mark.parametrize("cell", ["[8]", "［8］", "【8】", "〔8〕"])
def test_a_number_in_brackets_is_the_sum_of_the_plan(cell):
    found = read(table("指标,2030年目标", f"新增学位（万个）,{cell}", "森林覆盖率（%）,40"))
    assert found[0] == (
        "8", "new_school_places", "level", 80000, "个", "=", "2026-2030", "target"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "row"),
    [
        ("“十四五”年均增长5.6%", ("5.6%", "gdp", "growth_avg", 5.6, "%", "=", "2021-2025", "actual")),
        ("2021—2024年年均增长5.6%", ("5.6%", "gdp", "growth_avg", 5.6, "%", "=", "2021-2024", "actual")),
        ("2024年905", ("905", "gdp", "level", 905, "亿元", "=", "2024", "actual")),
        ("2031年1210", ("1210", "gdp", "level", 1210, "亿元", "=", "2031", "target")),
    ],
)  # fmt: skip
def test_years_that_a_cell_names_go_before_that_of_the_column(cell, row):
    assert read(table("指标,2025年", f"地区生产总值（亿元）,{cell}", f"{CITY},70"))[0] == row


def test_a_year_in_the_cell_goes_before_that_of_the_column():
    found = read(
        table("指标,2025年,2030年", "研发经费投入强度（%）,2.9（2024年）,3.5", f"{CITY},70,71")
    )
    assert found[0][6:] == ("2024", "actual")
    assert found[1][6:] == ("2030", "target")


def test_growth_in_a_column_of_averages_is_average_growth():
    found = read(table("指标,2030年,年均/累计", "地区生产总值增长（%）,—,5.5以上", f"{CITY},71,—"))
    assert found[0][:7] == ("5.5", "gdp", "growth_avg", 5.5, "%", ">=", "2026-2030")


def test_the_unit_of_the_name_makes_the_value():
    found = read(table("指标,2030年目标", "粮食综合生产能力（亿斤）,12.5", "常住人口（万人）,480"))
    assert [row[1:5] for row in found] == [
        ("grain_capacity", "level", 1_250_000_000, "斤"), ("population", "level", 4_800_000, "人")
    ]  # fmt: skip


def test_a_number_in_the_name_of_a_row_is_not_taken_for_its_value():
    found = read(
        table("指标,2030年目标", "每千人口拥有3岁以下婴幼儿托位数（个）,4.6", f"{CITY},71")
    )
    assert [row[0] for row in found] == ["4.6", "71"]


def test_rows_of_things_that_are_no_indicators_are_left_out():
    found = read(
        table(
            "指标,2030年目标", "每千人口药师数（人）,8.5", "单位建筑能耗降低（%）,13", f"{CITY},71"
        )
    )
    assert [row[0] for row in found] == ["71"]


@pytest.mark.parametrize("header", ["乡镇,2025年,2030年", "指标,现状,远期", "甲,乙,丙"])
def test_a_table_without_names_or_years_in_its_header_is_no_indicator_table(header):
    assert read(table(header, f"{CITY},70,71", "森林覆盖率（%）,39,40")) == []


def test_every_fact_stands_in_its_cell_and_its_row_is_its_sentence():
    document = outline(
        "附表\n" + table("指标,2025年预计,2030年目标", f"{CITY},70,>71", "森林覆盖率（%）,39,40")
    )
    found = table_facts(document)
    assert len(found) == 4
    for fact in found:
        assert document.raw[fact.start : fact.end] == fact.text
        assert fact.text in fact.sentence and fact.rule == "table"
    assert "城镇化率" in found[0].sentence


def test_the_table_of_the_outline_is_read_as_a_reader_would():
    found = {
        (f.indicator, f.measure, f.period): (f.value, f.bound, f.status)
        for f in table_facts(load("hangzhou-fyp15"))
    }
    assert found["gdp", "growth_avg", "2026-2030"] == (5, ">=", "target")
    assert found["gdp", "growth", "2025"] == (5.2, "~", "estimate")
    assert found["trade_total", "share", "2024"] == (21.5, "=", "actual")
    assert found["new_urban_jobs", "level", "2026-2030"] == (1_250_000, "=", "target")
    assert found["new_urban_jobs", "level", "2030"] == (250_000, ">=", "target")
    assert ("pm25", "level", "2030") not in found


def test_each_fact_of_a_table_is_noted():
    document = outline(table("指标,2030年目标", f"{CITY},71", "森林覆盖率（%）,40"))
    notes = [note for note in decided(document).notes if "table" in str(note.what)]
    assert [document.text[note.offset : note.offset + 2] for note in notes] == ["71", "40"]
