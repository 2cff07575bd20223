"""The common frame, one row a year, single values: against tables worked out by hand."""

import pytest
from hand_frames import data, facts, reference, rounded

from hzlib.errors import HzError
from hzlib.views import common as views
from hzlib.views import picks

GDP = (
    "a gdp level 某市 2020 actual 16100 亿元 = 1.61万亿元",
    "b gdp level 某市 2022 actual 18753 亿元 = 18753亿元",
    "b gdp growth 某市 2022 actual 1.5 % = 1.5%",
    "c gdp level 某市 2022 actual 18000 亿元 >= 1.8万亿元",
    "c gdp level 某市 2025 actual 20000 亿元 >= 2万亿元",
    "c gdp level 别市 2022 actual 1 亿元 = 1亿元",
    "a gdp level 某市 2025 target 23000 亿元 >= 2.3万亿元",
)
BORROWED = (
    "官 gdp level 某市 2021 actual 18109 亿元 = 18109亿元",
    "官 gdp level 某市 2022 actual 18753.1 亿元 = 18753.1亿元",
    "官 gdp growth 某市 2026 target 5 % >= 5%",
    "官 gdp growth 某市 2026 target 5.5 % <= 5.5%",
)


def test_the_common_frame_keeps_where_each_figure_comes_from():
    frame = data(*GDP[:1], borrowed=BORROWED[:1])
    assert list(frame.columns) == list(views.COLUMNS)
    assert rounded(frame, "value", "step", "origin", "doc", "evidence") == [
        (16100.0, 100.0, "document", "a", "fact:a@1"),
        (18109.0, 1.0, "reference", "官", "reference:1"),
    ]


def test_a_series_has_one_row_a_year_and_the_documents_go_before_the_reference():
    rows = views.series(data(*GDP, borrowed=BORROWED), "gdp", region="某市")
    assert rounded(rows, "period", "value", "bound", "origin", "evidence") == [
        ("2020", 16100.0, "=", "document", "fact:a@1"),
        ("2021", 18109.0, "=", "reference", "reference:1"),
        # 18753 before ≥18000 (a plain number first) and before 18753.1 (the reference last).
        ("2022", 18753.0, "=", "document", "fact:b@2"),
        ("2025", 20000.0, ">=", "document", "fact:c@5"),
    ]


def test_a_plain_series_leaves_bounds_out_and_targets_are_asked_for_by_name():
    frame = data(*GDP, borrowed=BORROWED)
    assert list(views.series(frame, "gdp", region="某市", plain=True).period) == [
        "2020", "2021", "2022",
    ]  # fmt: skip
    goals = views.series(frame, "gdp", region="某市", status="target")
    assert rounded(goals, "period", "value") == [("2025", 23000.0)]


def test_both_ends_of_a_range_are_aims_of_one_year():
    rows = views.aims(data(*GDP, borrowed=BORROWED), "gdp", "growth", "某市")
    assert rounded(rows, "period", "value", "bound") == [("2026", 5.0, ">="), ("2026", 5.5, "<=")]


def test_an_achieved_figure_goes_before_an_expected_one_and_a_finer_before_a_coarser():
    frame = data(
        "a rd_intensity level 某市 2022 estimate 3.75 % = 3.75%",
        "b rd_intensity level 某市 2022 actual 3.8 % = 3.8%",
        "c rd_intensity level 某市 2022 actual 3.84 % = 3.84%",
    )
    assert views.series(frame, "rd_intensity", region="某市").iloc[0]["evidence"] == "fact:c@3"


def test_a_picked_value_can_be_reckoned_with_and_keeps_its_sources():
    frame = data(*GDP, borrowed=BORROWED)
    a, b = (picks.pick(frame, "gdp", "level", year, "某市") for year in (2021, 2022))
    assert (a.status, b.status) == ("reference", "actual")
    growth = (b / a - 1).percent(2)
    # 18753 ÷ 18109 = 1.035562…
    assert str(growth) == "3.56%"
    assert "fact:b@2" in growth.evidence and "reference:1" in growth.evidence


def test_what_nobody_states_is_missing_and_so_is_what_is_computed_from_it():
    frame = data(*GDP)
    gap = picks.pick(frame, "gdp", "level", 2022, "某市") - picks.pick(
        frame, "gdp", "level", 2021, "某市"
    )
    assert str(gap.having("亿元", 0)) == "没有某市2021年地区生产总值的数据"
    assert str(picks.pick(frame, "gdp", "level", 2030, "某市", "target")) == (
        "没有某市2030年地区生产总值目标的数据"
    )
    assert isinstance(picks.yearly(*picks.ends(frame, "gdp", "别市")), picks.Missing)


def test_a_reading_with_a_missing_figure_names_it_instead(capsys):
    frame = data(*GDP)
    picks.say("{a}和{b}。", a=picks.pick(frame, "gdp", "level", 2022, "某市"),
              b=picks.pick(frame, "population", "level", 2022, "某市"))  # fmt: skip
    assert capsys.readouterr().out == "（这一段需要的数字不齐：没有某市2022年常住人口的数据。）\n"


def test_a_count_is_traced_to_all_it_counts():
    three = picks.count(["fact:a@1", "fact:b@2", "fact:c@3"], "项")
    assert str(three) == "3项"
    assert all(one in three.evidence for one in ("fact:a@1", "fact:b@2", "fact:c@3"))
    assert str(picks.count([], "项")) == "0项"
    assert str(picks.count([], "项", "主要指标表")) == "没有主要指标表的数据"


def test_an_unknown_indicator_is_named_with_what_to_do():
    with pytest.raises(HzError, match="没有“gpd”这个指标.*indicators.csv"):
        views.name("gpd")


def test_documents_can_be_chosen_by_id_and_by_path(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text("2024年宁波市政府工作报告\n2023年，全市地区生产总值16452.8亿元，增长5.5%。\n",
                    encoding="utf-8")  # fmt: skip
    assert len(views.chosen()) == 5
    named = views.chosen([str(path), "qiantang-gwr-2024"])
    assert [document.place for document in named] == ["宁波市", "钱塘区"]
    frame = views.gather([str(path)])
    assert set(frame[frame["origin"] == "document"]["region"]) == {"宁波市"}
    with pytest.raises(HzError, match="nowhere.txt"):
        views.chosen(["nowhere.txt"])


def test_the_helpers_read_as_their_lines_say():
    assert facts(GDP[0]).iloc[0]["id"] == "a@1"
    assert reference(BORROWED[0]).iloc[0]["evidence"] == "reference:1"
