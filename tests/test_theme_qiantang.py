"""A district beside its city: whole tables, sums in the comments."""

import math
from dataclasses import replace

import pandas as pd
import pytest
from made_frames import data, rounded
from shown_checks import check
from test_notebook_grid import shown

import hzlib as hz
from hzlib import paths
from hzlib.evidence.value import Missing, Value
from hzlib.figures.specification import Figure, Note, Table
from hzlib.frames.beside import lies_in
from hzlib.frames.facts import facts
from hzlib.text import corpus
from hzlib.themes import qiantang

LINES = (
    "d gdp level 某区 2023 actual 1270 亿元 = 1270亿元",
    "d gdp growth 某区 2023 actual 4.2 % = 4.2%",
    "d industrial_va level 某区 2023 actual 738 亿元 = 738亿元",
    "d fai level 某区 2023 actual 709 亿元 = 709亿元",
    "d rd_intensity level 某区 2023 actual 5.16 % = 5.16%",
    "d market_entities level 某区 2023 actual 130000 户 >= 13万户",
    "d gdp growth 某区 2024 target 5.5 % = 5.5%",
    "d market_entities level 某区 2024 target 140000 户 >= 14万户",
    "d fdi level 某区 2024 target 11 亿美元 >= 11亿美元",
    "c gdp level 某市 2023 actual 20059 亿元 = 20059亿元",
    "c gdp growth 某市 2023 actual 5.6 % = 5.6%",
    "c industrial_va level 某市 2023 actual 4355 亿元 = 4355亿元",
    "c market_entities level 某市 2023 actual 1875000 户 = 187.5万户",
    "c retail_sales level 某市 2023 actual 7671 亿元 = 7671亿元",
)
BORROWED = (
    "官 population level 某区 2023 actual 802000 人 = 802000人",
    "官 population level 某市 2022 actual 12376000 人 = 12376000人",
    "官 population level 某市 2023 actual 12522000 人 = 12522000人",
)
REAL = ("钱塘区", "杭州市", 2023)


@pytest.fixture(scope="module")
def frame():
    return data(*LINES, borrowed=BORROWED)


@pytest.fixture(scope="module")
def sides(frame):
    return qiantang.beside(frame, "某区", "某市", 2023)


def told(value):
    return str(value) if isinstance(value, Value) else ""


def parts(value):
    return [str(part.source) for part in value.source.parts]


# --- what is computed -----------------------------------------------------------------------------


def test_what_either_place_states_stands_in_one_table(sides):
    assert [
        (row.indicator, row.measure, told(row.part), told(row.whole), row.known)
        for row in sides.itertuples()
    ] == [
        ("gdp", "level", "1,270亿元", "20,059亿元", "both"),
        ("gdp", "growth", "4.2%", "5.6%", "both"),
        ("industrial_va", "level", "738亿元", "4,355亿元", "both"),
        ("fai", "level", "709亿元", "", "part"),
        ("rd_intensity", "level", "5.16%", "", "part"),
        ("market_entities", "level", "≥13万户", "187.5万户", "both"),
        ("population", "level", "80.2万人", "1,252.2万人", "both"),
        ("retail_sales", "level", "", "7,671亿元", "whole"),
    ]
    people = sides.iloc[6]
    assert (people.part.status, str(people.part.source)) == ("reference", "reference:1")
    assert [str(row.member.source) for row in sides.itertuples()][3:] == [
        "fact:d@4", "fact:d@5", "fact:d@6", "reference:1", "fact:c@14",
    ]  # fmt: skip
    assert sides.iloc[7].member.label == "某市2023年社会消费品零售总额：7,671亿元"


def test_shares_of_the_whole_are_quotients_and_a_bound_stays_a_bound(sides):
    rows = sides.dropna(subset=["share"])
    assert rounded(rows, "indicator", "share") == [
        ("gdp", 6.3313),  # 1270 ÷ 20059
        ("industrial_va", 16.946),  # 738 ÷ 4355
        ("market_entities", 6.9333),  # 130000 ÷ 1875000
        ("population", 6.4047),  # 802000 ÷ 12522000
    ]
    assert [str(value) for value in rows["share"]] == ["6.3%", "16.9%", "≥6.9%", "6.4%"]
    share = rows.share.iloc[1]
    assert share.source.text == "738 ÷ 4,355 × 100" and parts(share) == ["fact:d@3", "fact:c@12"]


def test_of_equals_there_are_no_shares_but_gaps(frame):
    equals = qiantang.beside(frame, "某区", "某市", 2023, nested=False)
    assert not any(equals["share"]) and [str(one) for one in equals["gap"] if one] == [
        "−1.4个百分点"
    ]


def test_only_like_units_are_divided():
    frame = data(*LINES[:1], "c gdp level 某市 2023 actual 2 万亿美元 = 2万亿美元")
    sides = qiantang.beside(frame, "某区", "某市", 2023)
    assert list(sides["known"]) == ["both"] and not any(sides["share"])
    assert qiantang.quotients(sides).empty


def test_growth_gaps_are_percentage_points(sides):
    (row,) = sides.dropna(subset=["gap"]).itertuples()
    assert (row.indicator, str(row.part), str(row.whole)) == ("gdp", "4.2%", "5.6%")
    assert (str(row.gap), row.gap.source.text) == ("−1.4个百分点", "4.2 − 5.6")
    assert parts(row.gap) == ["fact:d@2", "fact:c@11"]


def test_a_mere_bound_makes_a_bound_of_the_gap_and_none_of_ratios():
    frame = data(
        "d gdp growth 某区 2023 actual 6.5 % >= 6.5%",
        "d gdp level 某区 2023 actual 1000 亿元 >= 1000亿元",
        "d industrial_va level 某区 2023 actual 500 亿元 = 500亿元",
        "d fai level 某区 2023 actual 300 亿元 = 300亿元",
        "c gdp growth 某市 2023 actual 3.6 % = 3.6%",
        "c gdp level 某市 2023 actual 20000 亿元 = 20000亿元",
        "c industrial_va level 某市 2023 actual 5000 亿元 = 5000亿元",
        "c fai level 某市 2023 actual 6000 亿元 = 6000亿元",
    )
    sides = qiantang.beside(frame, "某区", "某市", 2023)
    assert [str(one) for one in sides["gap"] if one] == ["≥2.9个百分点"]
    assert qiantang.quotients(sides).empty
    (ratio,) = qiantang.intensities(frame, sides, "某区", "某市", 2023).itertuples(name="R")
    assert (told(ratio.part), told(ratio.whole)) == ("", "30.0%")


def test_a_place_that_the_data_do_not_know_is_set_beside_nothing(frame):
    sides = qiantang.beside(frame, "某区", "别市", 2023)
    assert sides.empty and qiantang.intensities(frame, sides, "某区", "别市", 2023).empty


def test_the_location_quotient_compares_weights(sides):
    rows = qiantang.quotients(sides)
    assert rounded(rows, "indicator", "part_share", "whole_share", "value") == [
        # 738 ÷ 1270 = 58.1102%; 4355 ÷ 20059 = 21.7110%; 58.1102 ÷ 21.7110 = 2.6765
        ("industrial_va", 58.1102, 21.711, 2.6765)
    ]
    value = rows.value.iloc[0]
    assert value.source.text == "738 ÷ 1,270 ÷ (4,355 ÷ 20,059)"
    assert parts(value) == ["fact:d@3", "fact:d@1", "fact:c@12", "fact:c@10"]


def test_intensities_do_not_depend_on_size_and_gaps_stay_empty(frame, sides):
    rows = qiantang.intensities(frame, sides, "某区", "某市", 2023)
    assert [(row.name, told(row.part), told(row.whole)) for row in rows.itertuples(name="R")] == [
        # 1270亿 ÷ 80.2万 = 15.8354万; 20059亿 ÷ 1252.2万 = 16.0190万 (year ends on both sides)
        ("人均地区生产总值（按年末人口）", "15.84万元", "16.02万元"),
        (
            "人均规模以上工业增加值（按年末人口）",
            "9.20万元",
            "3.48万元",
        ),  # 738 ÷ 80.2; 4355 ÷ 1252.2
        ("固定资产投资与地区生产总值之比", "55.8%", ""),  # 709 ÷ 1270
        ("研发经费投入强度", "5.16%", ""),
    ]
    assert rows.part.iloc[0].source.text == "1,270 × 10,000 ÷ 802,000"
    assert parts(rows.part.iloc[0]) == ["fact:d@1", "reference:1"]
    assert rows.part.iloc[0].number == pytest.approx(15.835411471)


def test_next_years_targets_stand_beside_this_years_results(frame):
    rows = qiantang.plan_and_result(frame, "某区", 2023)
    assert [
        (row.indicator, told(row.result), str(row.plan), told(row.gap)) for row in rows.itertuples()
    ] == [
        ("gdp", "4.2%", "5.5%", "1.3个百分点"),
        # Of two floors the one less the other can be anything.
        ("market_entities", "≥13万户", "≥14万户", ""),
        ("fdi", "", "≥11亿美元", ""),
    ]
    gap = rows.gap.iloc[0]
    assert gap.source.text == "5.5 − 4.2" and parts(gap) == ["fact:d@7", "fact:d@2"]
    assert isinstance(rows.gap.iloc[2], Missing)


def test_of_a_planned_range_the_worse_end_is_set_beside_the_result():
    lines = (
        "d gdp growth 某区 2023 actual 5.2 % = 5.2%",
        "d gdp growth 某区 2024 target 5 % >= 5%",
        "d gdp growth 某区 2024 target 5.5 % <= 5.5%",
    )
    (row,) = qiantang.plan_and_result(data(*lines), "某区", 2023).itertuples()
    assert (f"{row.plan:p}", str(row.gap)) == ("5%—5.5%", "−0.2个百分点")


# --- which places ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "other", "lies"),
    [
        ("钱塘区", "杭州市", True),
        ("钱塘区", "浙江省", True),
        ("杭州市", "浙江省", True),
        ("浦东新区", "上海市", True),
        ("浙江省", "全国", True),
        ("全国", "浙江省", False),
        ("全国", "全国", False),
        ("杭州市", "杭州市", False),
        ("杭州市", "钱塘区", False),
        ("鄞州区", "杭州市", False),
        ("某区", "某市", False),
    ],
)
def test_where_a_place_lies_is_read_from_the_tables(place, other, lies):
    assert lies_in(place, other) == lies


def _pair(capsys, places, part="", whole="", year=0):
    """Return the pair of a material of made documents, and what is said of it."""
    first = corpus.documents()[0]
    books = [
        replace(first, id=f"{place}{year}", place=place, reviewed=year, raw=f"{place}。")
        for place, year in places
    ]
    return tuple(qiantang.pair(hz.corpus(books), part, whole, year)), capsys.readouterr().out


def test_the_inner_place_and_the_last_common_year_are_the_materials_own(capsys):
    books = [("杭州市", "2023"), ("钱塘区", "2022"), ("宁波市", "2024"), ("杭州市", "2022")]
    assert _pair(capsys, books) == (("钱塘区", "杭州市", 2022, True), "")
    assert _pair(capsys, books, whole="杭州", year=2020) == (("钱塘区", "杭州市", 2020, True), "")
    assert _pair(capsys, books, "杭州", "钱塘")[0] == ("钱塘区", "杭州市", 2022, True)
    assert _pair(capsys, books, "杭州", "杭州市")[0] == ("钱塘区", "杭州市", 2022, True)


def test_equals_are_compared_without_shares_and_one_note_says_so(capsys):
    report = "2024年{place}政府工作报告\n一、2023年工作回顾\n2023年，全市地区生产总值增长5.5%。\n"
    books = [
        replace(corpus.documents()[0], id=place, place=place, year=2024, reviewed="2023",
                planned="2024", raw=report.format(place=place), corrections=())
        for place in ("宁波市", "苏州市", "苏州市")
    ]  # fmt: skip
    found = qiantang.pair(hz.corpus(books))
    said = capsys.readouterr().out
    assert tuple(found) == ("苏州市", "宁波市", 2023, False)
    assert said.count("互不隶属") == 1 and "材料里的地方：苏州市、宁波市" in said


def test_one_place_is_compared_with_none(capsys):
    found, said = _pair(capsys, [("宁波市", "2023"), ("宁波市", "2022")])
    assert found == ("宁波市", "另一个地方", 2023, False)
    assert said == "（材料里除了宁波市没有第二个地方，两地没法比。）\n"


def test_a_misspelt_place_is_named_and_the_materials_own_are_taken(capsys):
    books = [("杭州市", "2023"), ("钱塘区", "2023")]
    for wrong in ({"part": "杭洲"}, {"whole": "杭洲"}, {"part": "火星"}):
        found, said = _pair(capsys, books, **wrong)
        assert found == ("钱塘区", "杭州市", 2023, True)
        assert "没有这个地方" in said and said.count("\n") == 1


def test_the_reader_knows_where_a_place_lies_that_the_tables_do_not_have(capsys):
    books = [("某区", "2023"), ("某市", "2023")]
    assert not _pair(capsys, books)[0][3]
    assert _pair(capsys, books, "某区", "某市") == (("某区", "某市", 2023, True), "")


# --- words ----------------------------------------------------------------------------------------


def test_the_words_that_set_two_reports_apart_are_more_frequent_in_one_of_them():
    documents = corpus.documents()
    rows = list(qiantang.words_apart(documents, *REAL).itertuples())
    texts = [qiantang.report_on(documents, place, 2023).text for place in REAL[:2]]
    assert len(rows) == 16
    for row in rows:
        # Counted anew without segmentation: a word is in the text at least as often.
        for text, count in zip(texts, (row.target, row.reference), strict=True):
            assert text.count(row.word) >= count.number == count.source.count
        assert row.word not in "钱塘区" and row.word not in "杭州市"
        assert "log2(" in row.log_ratio.source.text
    sizes = [row.log_ratio.number for row in rows]
    assert sizes == sorted(sizes, reverse=True)
    start = next(row for row in rows if row.word == "启动")
    (target, reference), (n, m) = (16, 0), (
        part.number for part in start.log_ratio.source.parts if part.unit == "词"
    )  # fmt: skip
    # Half an occurrence more on either side, since one report has none.
    expected = math.log2(((target + 0.5) / (n + 1)) / ((reference + 0.5) / (m + 1)))
    assert start.log_ratio.number == pytest.approx(expected)


def test_each_word_has_the_place_that_says_it_more():
    rows = qiantang.words_apart(corpus.documents(), *REAL)
    assert [row.place for row in rows.itertuples()] == ["钱塘区"] * 8 + ["杭州市"] * 8
    assert all((row.log_ratio > 0) == (row.place == "钱塘区") for row in rows.itertuples())


def test_without_a_report_of_both_places_no_words_are_apart():
    assert qiantang.words_apart(corpus.documents(), "钱塘区", "杭州市", 2019).empty


# --- what the notebook says -----------------------------------------------------------------------

REPORT = """2024年{place}政府工作报告

一、2023年工作回顾

2023年，{own}地区生产总值{gdp}亿元、增长{growth}%，规模以上工业增加值{industry}亿元。一般公共预算收入增长6%。

二、2024年工作安排

2024年主要预期目标是：地区生产总值增长{aim}%。
"""


def _said(tmp_path, *rows, **parameters):
    """Return what notebook 03 says of reports: paragraphs, titles and notes."""
    files = []
    for row in rows:
        named = dict(zip(("place", "own", "gdp", "growth", "industry", "aim"), row, strict=True))
        file = tmp_path / f"{row[0]}.txt"
        file.write_text(REPORT.format(**named), encoding="utf-8")
        files.append(str(file))
    found = shown(paths.notebooks() / "03_qiantang.ipynb", documents=files, **parameters)
    return [
        str(one.title if isinstance(one, Figure) else one)
        for _, things in found for one in things if not isinstance(one, Table)
    ]  # fmt: skip


DISTRICT = ("宁波市鄞州区", "全区", 100, 4.0, 60, 4.5)
CITY = ("宁波市", "全市", 1000, 5.0, 300, 5)
EQUAL = ("苏州市", "全市", 800, "5.0", 400, 4)


def test_a_district_and_its_city_are_found_and_told(tmp_path):
    said = _said(tmp_path, CITY, DISTRICT)
    # 100 ÷ 1000, 60 ÷ 300, and (60 ÷ 100) ÷ (300 ÷ 1000)
    assert said[1] == ("2023年，鄞州区占宁波市的比重：规模以上工业增加值20.0%，地区生产总值10.0%。")
    assert "2023年地区生产总值增速，鄞州区为4%，宁波市为5%，前者低1个百分点。" in said
    assert (
        "鄞州区区位商最高的产业为规模以上工业增加值，区位商为2.0：该产业占鄞州区地区生产总值的60.0%，"
        "占宁波市地区生产总值的30.0%。" in said
    )
    assert "2023年鄞州区占宁波市：规模以上工业增加值20.0%，地区生产总值10.0%" in said
    assert "除地区生产总值外的1项指标中，1项的比重高于地区生产总值的比重（10.0%）。" in said
    # What there is none of is not named.
    assert "两地均有的2项增速中，鄞州区较慢的1项，相同的1项" in said
    assert "鄞州区2024年列入指标目录的1个目标中，1个有2023年结果可作对照：1个高于结果。" in said


def test_equals_have_no_shares_and_nothing_else_is_lost(tmp_path):
    said = _said(tmp_path, CITY, EQUAL)
    assert said[0] == (
        "（宁波市和苏州市互不隶属，只并排比，不算占比；材料里的地方：宁波市、苏州市，"
        "要比别的就改参数 part 和 whole。）"
    )
    assert "2023年地区生产总值增速，宁波市为5%，苏州市为5%，前者与后者持平。" in said
    assert not any("占苏州市的比重" in one or "占宁波市的比重" in one for one in said)
    assert "两地均有的2项增速中，宁波市相同的2项" in said
    # (300 ÷ 1000) ÷ (400 ÷ 800)
    assert "2023年宁波市区位商：规模以上工业增加值0.6" in said


def test_a_figure_that_lacks_takes_nothing_else_with_it(tmp_path):
    said = _said(tmp_path, CITY, (*DISTRICT[:5], "较快增长"))
    assert "（这一段需要的数字不齐：没有鄞州区2024年的目标的数据。）" in said
    assert "2023年鄞州区占宁波市：规模以上工业增加值20.0%，地区生产总值10.0%" in said


def test_one_place_is_told_once_and_its_own_targets_are_kept(tmp_path):
    said = _said(tmp_path, EQUAL)
    assert said[0] == "（材料里除了苏州市没有第二个地方，两地没法比。）"
    assert "苏州市2024年列入指标目录的1个目标中，1个有2023年结果可作对照：1个低于结果。" in said
    # All else are notes, which the page folds.
    assert all(one.startswith("（") for one in said if "列入指标目录的1个目标" not in one)


# --- what lesson 5 shows --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["shares", "growth", "specialisation", "intensity_table"])
def test_what_the_lesson_shows_can_be_followed(name):
    check(getattr(qiantang, name)(facts(reference=True), *REAL))


def test_location_quotients_are_of_sectors():
    layout = qiantang.specialisation(facts(reference=True), *REAL).figure.layout
    assert (layout.xaxis.title.text, layout.yaxis.title.text) == ("区位商", "产业")


@pytest.mark.parametrize("name", ["shares", "growth", "specialisation"])
def test_what_figures_do_not_allow_is_a_note(name):
    assert isinstance(getattr(qiantang, name)(data(LINES[0]), "某区", "别市", 2023), Note)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("占GDP比重", "占地区生产总值比重"), False),  # two names of one whole
        (("占GDP比重", "占一般公共预算收入的"), True),
        (("占GDP比重", ""), True),
        (("", ""), True),
        (("占GDP比重",), False),
    ],
)
def test_shares_of_unlike_wholes_are_told_not_to_be_compared(monkeypatch, words, told):
    monkeypatch.setattr(qiantang, "share_of", lambda source: source.name)
    values = [hz.assumed(5, "%", one, "share") for one in words]
    rows = pd.DataFrame({"measure": "share", "part": values, "whole": None})
    assert bool(qiantang.wholes_apart(rows)) == told
