"""A district beside its city: whole tables, sums in the comments."""

import pytest
from hand_frames import data, rounded

from hzlib.errors import HzError
from hzlib.text import corpus
from hzlib.views import districts
from hzlib.words import district_words

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


@pytest.fixture(scope="module")
def frame():
    return data(*LINES, borrowed=BORROWED)


@pytest.fixture(scope="module")
def sides(frame):
    return districts.beside(frame, "某区", "某市", 2023)


def test_what_either_place_states_stands_in_one_table(sides):
    rows = sides.fillna({"part": -1, "whole": -1})
    assert rounded(rows, "indicator", "measure", "part", "whole", "known") == [
        ("gdp", "level", 1270.0, 20059.0, "both"),
        ("gdp", "growth", 4.2, 5.6, "both"),
        ("industrial_va", "level", 738.0, 4355.0, "both"),
        ("fai", "level", 709.0, -1.0, "part"),
        ("rd_intensity", "level", 5.16, -1.0, "part"),
        ("market_entities", "level", 130000.0, 1875000.0, "both"),
        ("population", "level", 802000.0, 12522000.0, "both"),
        ("retail_sales", "level", -1.0, 7671.0, "whole"),
    ]
    population = rows[rows["indicator"] == "population"].iloc[0]
    assert population["part_origin"] == "reference"


def test_shares_of_the_whole_are_quotients_and_a_bound_stays_a_bound(sides):
    rows = districts.shares_of_whole(sides)
    assert rounded(rows, "indicator", "value", "bound") == [
        ("industrial_va", 16.946, "="),  # 738 ÷ 4355
        ("market_entities", 6.9333, ">="),  # 130000 ÷ 1875000
        ("population", 6.4047, "="),  # 802000 ÷ 12522000
        ("gdp", 6.3313, "="),  # 1270 ÷ 20059
    ]
    assert rows.iloc[0]["evidence"] == (
        'formula:{"formula":"738 ÷ 4355 × 100","parts":["fact:d@3","fact:c@12"]}'
    )


def test_growth_gaps_are_percentage_points(sides):
    assert rounded(districts.growth_gaps(sides), "indicator", "part", "whole", "value") == [
        ("gdp", 4.2, 5.6, -1.4)
    ]


def test_the_location_quotient_compares_weights(sides):
    assert rounded(
        districts.quotients(sides), "indicator", "part_share", "whole_share", "value"
    ) == [
        # 738 ÷ 1270 = 58.1102%; 4355 ÷ 20059 = 21.7110%; 58.1102 ÷ 21.7110 = 2.6765
        ("industrial_va", 58.1102, 21.711, 2.6765)
    ]


def test_intensities_do_not_depend_on_size_and_gaps_stay_empty(frame, sides):
    rows = districts.intensities(frame, sides, "某区", "某市", 2023).fillna(-1)
    assert rounded(rows, "name", "unit", "part", "whole") == [
        # 1270亿 ÷ 80.2万 = 15.8354万; 20059亿 ÷ 1252.2万 = 16.0190万 (year ends on both sides)
        ("人均地区生产总值", "万元", 15.8354, 16.019),
        ("人均规模以上工业增加值", "万元", 9.202, 3.4779),  # 738 ÷ 80.2; 4355 ÷ 1252.2
        ("固定资产投资与地区生产总值之比", "%", 55.8268, -1.0),  # 709 ÷ 1270
        ("研发经费投入强度", "%", 5.16, -1.0),
    ]


def test_next_years_targets_stand_beside_this_years_results(frame):
    rows = districts.plan_and_result(frame, "某区", 2023).fillna({"result": -1, "gap": -1})
    assert rounded(rows, "indicator", "result", "plan", "plan_bound", "gap") == [
        ("gdp", 4.2, 5.5, "=", 1.3),
        ("market_entities", 130000.0, 140000.0, ">=", 10000.0),
        ("fdi", -1.0, 11.0, ">=", -1.0),
    ]


def test_the_words_that_set_two_reports_apart_are_more_frequent_in_one_of_them():
    documents = corpus.documents()
    rows = district_words.words_apart(documents, "钱塘区", "杭州市", 2023)
    texts = {place: district_words.report_on(documents, place, 2023).text
             for place in ("钱塘区", "杭州市")}  # fmt: skip
    assert len(rows) > 4
    for row in rows.to_dict("records"):
        # Counted anew without segmentation: a word is in the text at least as often.
        found = {place: text.count(row["word"]) for place, text in texts.items()}
        assert found["钱塘区"] >= row["target"] and found["杭州市"] >= row["reference"]
        assert (row["target_per_10k"] > row["reference_per_10k"]) == (row["log_ratio"] > 0)
        assert row["word"] not in "钱塘区杭州市"


def test_a_year_without_report_is_named():
    with pytest.raises(HzError, match="没有钱塘区回顾2019年的报告"):
        district_words.words_apart(corpus.documents(), "钱塘区", "杭州市", 2019)
