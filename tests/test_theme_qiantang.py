"""A district beside its city: whole tables, sums in the comments."""

import math
import warnings

import pytest
from made_frames import data, rounded
from shown_checks import check

from hzlib.errors import HzError
from hzlib.evidence.value import Missing, Value
from hzlib.figures import style
from hzlib.figures.specification import Figure, Note
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


def shown(value):
    return str(value) if isinstance(value, Value) else ""


def parts(value):
    return [str(part.source) for part in value.source.parts]


# --- what is computed -----------------------------------------------------------------------------


def test_what_either_place_states_stands_in_one_table(sides):
    assert [
        (row.indicator, row.measure, shown(row.part), shown(row.whole), row.known)
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
    rows = qiantang.shares_of_whole(sides)
    assert rounded(rows, "indicator", "value") == [
        ("industrial_va", 16.946),  # 738 ÷ 4355
        ("market_entities", 6.9333),  # 130000 ÷ 1875000
        ("population", 6.4047),  # 802000 ÷ 12522000
        ("gdp", 6.3313),  # 1270 ÷ 20059
    ]
    assert [str(value) for value in rows["value"]] == ["16.9%", "≥6.9%", "6.4%", "6.3%"]
    first = rows.value.iloc[0]
    assert first.source.text == "738 ÷ 4,355 × 100" and parts(first) == ["fact:d@3", "fact:c@12"]


def test_only_like_units_are_divided():
    frame = data(*LINES[:1], "c gdp level 某市 2023 actual 2 万亿美元 = 2万亿美元")
    sides = qiantang.beside(frame, "某区", "某市", 2023)
    assert list(sides["known"]) == ["both"]
    assert qiantang.shares_of_whole(sides).empty and qiantang.quotients(sides).empty


def test_growth_gaps_are_percentage_points(sides):
    (row,) = qiantang.growth_gaps(sides).itertuples()
    assert (row.indicator, str(row.part), str(row.whole)) == ("gdp", "4.2%", "5.6%")
    assert (str(row.value), row.value.source.text) == ("−1.4个百分点", "4.2 − 5.6")
    assert parts(row.value) == ["fact:d@2", "fact:c@11"]


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
    assert [(row.name, shown(row.part), shown(row.whole)) for row in rows.itertuples(name="R")] == [
        # 1270亿 ÷ 80.2万 = 15.8354万; 20059亿 ÷ 1252.2万 = 16.0190万 (year ends on both sides)
        ("人均地区生产总值", "15.84万元", "16.02万元"),
        ("人均规模以上工业增加值", "9.20万元", "3.48万元"),  # 738 ÷ 80.2; 4355 ÷ 1252.2
        ("固定资产投资与地区生产总值之比", "55.8%", ""),  # 709 ÷ 1270
        ("研发经费投入强度", "5.16%", ""),
    ]
    assert rows.part.iloc[0].source.text == "1,270 × 10,000 ÷ 802,000"
    assert parts(rows.part.iloc[0]) == ["fact:d@1", "reference:1"]
    assert rows.part.iloc[0].number == pytest.approx(15.835411471)


def test_next_years_targets_stand_beside_this_years_results(frame):
    rows = qiantang.plan_and_result(frame, "某区", 2023)
    assert [
        (row.indicator, shown(row.result), str(row.plan), shown(row.gap))
        for row in rows.itertuples()
    ] == [
        ("gdp", "4.2%", "5.5%", "1.3个百分点"),
        ("market_entities", "≥13万户", "≥14万户", "10,000户"),
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


def test_a_year_without_report_is_named():
    with pytest.raises(HzError, match="没有钱塘区回顾2019年的报告"):
        qiantang.words_apart(corpus.documents(), "钱塘区", "杭州市", 2019)
    figure = qiantang.words_figure(corpus.documents(), "钱塘区", "杭州市", 2019)
    assert isinstance(figure, Note) and str(figure.text) == "没有钱塘区回顾2019年的报告"


# --- what is shown --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def every():
    """What the theme shows of the project's documents."""
    frame = facts(reference=True)
    return {
        "shares": qiantang.shares(frame, *REAL),
        "growth": qiantang.growth(frame, *REAL),
        "special": qiantang.specialisation(frame, *REAL),
        "intensity": qiantang.intensity_table(frame, *REAL),
        "coverage": qiantang.coverage_table(frame, *REAL),
        "plan": qiantang.plan_table(frame, "钱塘区", 2023),
        "words": qiantang.words_figure(corpus.documents(), *REAL),
    }


def test_everything_it_shows_can_be_followed(every):
    for one in every.values():
        check(one)


def test_titles_say_what_the_figures_find(every):
    assert {name: str(one.title) for name, one in every.items() if isinstance(one, Figure)} == {
        "shares": "2023年钱塘区占全市：规模以上工业增加值16.9%，地区生产总值6.3%",
        "growth": "11项增速里8项钱塘区更快，地区生产总值慢1.4个百分点",
        "special": "规模以上工业的区位商是2.7，服务业0.5，数字经济核心产业0.4",
        "words": "钱塘区多说“启动”“新城”“人民”，杭州市多说“年度计划”“占比”“世界”",
    }
    counts = [len(one.items) for one in list(every["growth"].title.sources())[:2]]
    assert counts == [11, 8]


def test_growth_shows_each_place_with_its_kinds_of_number(every):
    traces = [one for one in every["growth"].figure.data if one.hoverinfo != "skip"]
    assert [(trace.name, len(trace.x)) for trace in traces] == [
        ("钱塘区·实际", 10), ("钱塘区·参考数据", 1), ("杭州市·实际", 11),
    ]  # fmt: skip
    assert "叉号取自参考数据" in str(every["growth"].caption)


def test_a_growth_that_is_alike_is_neither_faster_nor_slower():
    same = data(*LINES[:2], LINES[10].replace("5.6", "4.2"))
    figure = qiantang.growth(same, "某区", "某市", 2023)
    assert str(figure.title) == "1项增速里0项某区更快，地区生产总值一样快"
    assert "参考数据" not in str(figure.caption)


def test_the_print_has_every_character_in_the_font_and_a_value_for_each_bar(every):
    import matplotlib

    sheet = every["special"].figure
    with warnings.catch_warnings(), matplotlib.rc_context(style.print_style()):
        warnings.simplefilter("error")
        sheet.canvas.draw()
    bars = sheet.findobj(lambda one: hasattr(one, "hz_values"))
    assert len(bars) == 9
    assert all(bar.get_width() == bar.hz_values.number for bar in bars)


def test_tables_count_what_they_list(every):
    coverage, plan = every["coverage"], every["plan"]
    assert str(coverage.caption) == (
        "两地都有26项，只有钱塘区22项，只有杭州市20项（总量与增速分开数）。"
    )
    assert len(coverage.rows) == 42
    assert str(plan.caption).startswith("19个目标里10个有上年结果，其中6个定得比上年结果低。")
    assert len(plan.rows) == 19 and sum(isinstance(row[3], Value) for row in plan.rows) == 10
    assert [len(one.items) for one in plan.caption.sources()] == [19, 10, 6]
    assert "≥18,900件  ≥2万件  +1,100件" in str(plan)
    assert "15.84万元  16.02万元" in str(every["intensity"])


def test_a_bar_of_words_shows_both_counts(every):
    figure = every["words"]
    bars = {word: text for trace in figure.figure.data
            for word, text in zip(trace.y, trace.text, strict=True)}  # fmt: skip
    assert bars["启动"] == "16 : 0" and bars["占比"] == "0 : 11"
    assert "q < 0.05" in str(figure.caption)


def test_what_figures_do_not_allow_is_a_note_that_says_which():
    empty = data(LINES[0])
    for build in (qiantang.shares, qiantang.growth, qiantang.specialisation):
        note = build(empty, "某区", "别市", 2023)
        assert isinstance(note, Note) and str(note.text).startswith("没有足够的数据")
    note = qiantang.plan_table(empty, "某区", 2023)
    assert str(note.text) == "没有足够的数据：某区2024年的目标"
