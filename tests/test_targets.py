"""The indicator table and two plans' targets: whole rows, sums in the comments."""

import re
from pathlib import Path

import pytest
from hand_frames import data, rounded

from hzlib.errors import HzError
from hzlib.text import corpus
from hzlib.text.corpus import read
from hzlib.views import ambition, indicator_table, outcomes, target_sentences, targets

OUTLINE = """某市国民经济和社会发展第十五个五年规划纲要

第一篇 开局

第一章 目标

到2030年，地区生产总值突破3万亿元，服务业增加值达到2万亿元。每年新引进35周岁以下大学生35万人以上。

| 类别 | 序号 | 指标名称 | 2025年 预计 | 2030年 目标 | 年均/ 累计 | 属性 |
|---|---|---|---|---|---|---|
| 经济发展 (2项) | 1 | 研发强度(%) | 4左右 | 4.5 | — | 预期性 |
| | 2 | 数字贸易额(亿元) | 3350 | 5000 | — | 预期性 |
| 民生 (2项) | 3 | 每千人口医护人员数 | 医师数(人) | 4.9 | 5.0 | — |
| 护士数(人) | | | 5.92 | 6.02 | — | 预期性 |
| | 4 | 新增就业(万人) | 31.4 | >25 | [125] | 约束性 |
| 绿色 (1项) | 5 | 碳排放(%) | — | — | 完成省 下达目标 | 约束性 |
"""


@pytest.fixture(scope="module")
def outline(tmp_path_factory):
    path = tmp_path_factory.mktemp("outline") / "纲要.txt"
    path.write_text(OUTLINE, encoding="utf-8")
    return read(path, id="o", place="某市", year=2026)


@pytest.fixture(scope="module")
def table(outline):
    return indicator_table.indicator_table(outline)


def test_a_merged_cell_gives_two_rows_with_one_number_and_the_attribute_of_both(table):
    assert rounded(
        table.fillna({"base": -1, "goal": -1}),
        "number",
        "category",
        "name",
        "unit",
        "attribute",
        "base",
        "goal",
    ) == [
        ("1", "经济发展", "研发强度", "%", "预期性", 4.0, 4.5),
        ("2", "经济发展", "数字贸易额", "亿元", "预期性", 3350.0, 5000.0),
        ("3", "民生", "每千人口医护人员数/医师数", "人", "预期性", 4.9, 5.0),
        ("3", "民生", "每千人口医护人员数/护士数", "人", "预期性", 5.92, 6.02),
        ("4", "民生", "新增就业", "万人", "约束性", 31.4, 25.0),
        ("5", "绿色", "碳排放", "%", "约束性", -1.0, -1.0),
    ]
    assert table.loc[5, ["base", "goal", "average"]].isna().all()
    assert list(table["base_bound"]) == ["~", "=", "=", "=", "=", ""]
    assert table.loc[4, "goal_bound"] == ">=" and table.loc[4, "average"] == 125
    assert table.loc[5, "average_text"] == "完成省下达目标"


def test_every_cell_points_to_its_number_or_its_words_in_the_raw_text(outline, table):
    for part in ("base", "goal", "average"):
        cells = table[[part, f"{part}_text", f"{part}_evidence"]]
        for value, text, evidence in cells.itertuples(index=False):
            assert bool(evidence) == bool(text)
            if evidence:
                start, end = map(int, evidence.rpartition("@")[2].split("-"))
                raw = outline.raw[start:end]
                assert float(raw) == value if value == value else raw.replace(" ", "") == text


def test_the_projects_outline_has_29_indicators_of_which_9_bind_and_7_state_no_number():
    table = indicator_table.indicator_table(corpus.load("hangzhou-fyp15"))
    once = table.drop_duplicates("number")
    # An independent count over the raw lines of the table.
    raw = corpus.load("hangzhou-fyp15").raw
    lines = [line for line in raw.splitlines() if re.match(r"^\|[^|]*\| \d{1,2} \|.*性 \|$", line)
             or "每千人口拥有医护人员数" in line]  # fmt: skip
    assert len(once) == len(lines) == 29
    worded = [
        line for line in lines if not re.search(r"\d", re.sub(r"^[^|]*(\|[^|]*){3}", "", line))
    ]
    numberless = once[once["goal"].isna() & once["average"].isna()]
    # 非化石能源 and PM2.5 state a number for 2025 but words for 2030.
    assert len(numberless) == 7 and len(worded) == 5
    assert (once["attribute"] == "约束性").sum() == sum("约束性" in line for line in lines) == 9


def test_a_document_without_such_a_table_says_so_and_a_corpus_without_outline_has_no_rows():
    report = corpus.load("hangzhou-gwr-2023")
    with pytest.raises(HzError, match="2023年杭州市政府工作报告里没有主要指标表"):
        indicator_table.indicator_table(report)
    empty = indicator_table.main_indicators([report])
    assert empty.empty and list(empty.columns) == list(indicator_table.COLUMNS)


def test_composition_counts_a_split_indicator_once(table):
    rows = targets.composition(table)
    assert rounded(rows, "category", "attribute", "stated", "worded", "words") == [
        ("经济发展", "预期性", 2, 0, ""),
        ("民生", "预期性", 1, 0, ""),
        ("民生", "约束性", 1, 0, ""),
        ("绿色", "约束性", 0, 1, "碳排放：完成省下达目标"),
    ]


def test_further_targets_leave_out_conditions_and_what_the_comparison_has(outline):
    frame = data("o gdp level 某市 2030 target 30000 亿元 >= 3万亿元")
    gdp = outline.raw.index("3万亿元")
    compared = targets.comparison(frame, indicator_table.main_indicators([]), outcomes.outcomes(frame),
                                  "某市")  # fmt: skip
    compared["later_evidence"] = f"fact:o@{gdp}"
    rows = target_sentences.further_targets([outline], compared)
    assert rounded(rows, "clause", "text", "value", "unit")[:2] == [
        ("服务业增加值达到2万亿元", "2万亿元", 2e12, "元"),
        # 35周岁以下 is a condition, 35万人 the target.
        ("每年新引进35周岁以下大学生35万人以上", "35万人", 350000.0, "人"),
    ]


LINES = (
    "a rd_intensity level 某市 2025 target 4 % = 4%",
    "a urbanization level 某市 2025 target 82 % >= 82%",
    "a income_all level 某市 2025 target 85000 元 >= 8.5万元",
    "a gdp_per_capita level 某市 2025 target 18 万元 >= 18万元",
    "a digital_core_va level 某市 2025 target 7000 亿元 >= 7000亿元",
    "b rd_intensity level 某市 2020 actual 3.5 % = 3.5%",
    "b rd_intensity level 某市 2025 estimate 4.1 % = 4.1",
    "b rd_intensity level 某市 2030 target 4.5 % = 4.5",
    "b urbanization level 某市 2025 estimate 85 % = 85",
    "b urbanization level 某市 2030 target 86 % = 86",
    "b gdp_per_capita level 某市 2030 target 3 万美元 >= 3万美元",
    "b digital_core_va share 某市 2025 estimate 29.5 % = 29.5",
    "b digital_core_va share 某市 2030 target 32 % = 32",
    "b culture_va level 某市 2020 actual 2285 亿元 = 2285亿元",
    "b culture_va level 某市 2025 estimate 3600 亿元 = 3600",
    "b culture_va level 某市 2030 target 5000 亿元 = 5000",
)


@pytest.fixture(scope="module")
def compared():
    frame = data(*LINES)
    empty = indicator_table.main_indicators([])
    return targets.comparison(frame, empty, outcomes.outcomes(frame), "某市")


def test_the_comparison_sets_target_outcome_and_next_target_side_by_side(compared):
    rows = compared.sort_values("indicator", kind="stable").fillna({"earlier": 0, "outcome": 0,
                                                                    "later": 0})  # fmt: skip
    names = ("indicator", "measure", "unit", "earlier", "outcome", "later", "verdict", "change")
    assert rounded(rows, *names) == [
        ("culture_va", "level", "亿元", 0, 3600.0, 5000.0, "", "只在后一期"),
        ("digital_core_va", "share", "%", 0, 29.5, 32.0, "", "换了口径"),
        ("digital_core_va", "level", "亿元", 7000.0, 0, 0, "不可比", "换了口径"),
        ("gdp_per_capita", "level", "万美元", 0, 0, 3.0, "无结果", "换了口径"),
        ("income_all", "level", "元", 85000.0, 0, 0, "无结果", "只在前一期"),
        ("rd_intensity", "level", "%", 4.0, 4.1, 4.5, "达到", "两期都有"),
        ("urbanization", "level", "%", 82.0, 85.0, 86.0, "达到", "两期都有"),
    ]


def test_a_target_in_another_unit_keeps_its_words_but_no_number_to_reckon_with(compared):
    row = compared[compared["indicator"] == "gdp_per_capita"].iloc[0]
    assert row["earlier"] != row["earlier"] and row["earlier_text"] == "18万元"


def test_changes_a_year_are_growth_for_amounts_and_differences_for_rates(compared):
    rows = ambition.ambition(data(*LINES), compared, "某市")
    rows = rows.sort_values("indicator", kind="stable").fillna(0)
    assert rounded(rows, "indicator", "unit", "planned", "achieved", "next") == [
        # (3600 ÷ 2285)^(1/5) = 1.095174; (5000 ÷ 3600)^(1/5) = 1.067907
        ("culture_va", "%", 0, 9.5174, 6.7907),
        ("digital_core_va", "个百分点", 0, 0, 0.5),  # (32 − 29.5) ÷ 5
        # (4 − 3.5) ÷ 5; (4.1 − 3.5) ÷ 5; (4.5 − 4.1) ÷ 5
        ("rd_intensity", "个百分点", 0.1, 0.12, 0.08),
        ("urbanization", "个百分点", 0, 0, 0.2),  # (86 − 85) ÷ 5
    ]


def test_the_outlines_file_is_the_one_in_the_catalogue():
    assert Path(corpus.load("hangzhou-fyp15").path).name == "004_d007ba3417d3ce78.txt"
