"""What the first lessons show: rounding, vintages, contributions."""

import pytest

import hzlib as hz
from hzlib.themes import lessons


@pytest.fixture(scope="module")
def facts():
    return hz.facts(reference=True)


def test_a_printed_level_is_open_by_half_its_last_digit():
    rows = {row[0]: row for row in lessons.rounding(hz.facts(), "杭州市").rows}
    assert [str(one) for one in rows["2020年"][2:4]] == ["16,050.0亿元", "16,150.0亿元"]
    assert str(rows["2020年"][4]) == "0.311%"


def test_a_bound_is_no_printed_level():
    assert "2025年" not in [row[0] for row in lessons.rounding(hz.facts(), "杭州市").rows]


def test_a_level_does_not_know_the_census_after_its_publication(facts):
    rows = {row[0]: row[2:4] for row in lessons.vintages(facts, "杭州市").rows}
    assert rows["2015年"] == ("2021年", "第五次全国经济普查")  # an old year in a later report
    assert rows["2018年"] == ("2019年", "第四次全国经济普查、第五次全国经济普查")
    assert rows["2024年"] == ("2025年", "—")


def test_revisions_are_those_of_one_survey():
    assert [row[0] for row in lessons.revisions("国内贸易统计").rows] == [
        "第四次全国经济普查",
        "第五次全国经济普查",
    ]
    assert [row[1] for row in lessons.revisions(reach=2014).rows] == ["2018年", "2023年"]


def test_what_pulls_is_the_share_of_the_year_before_times_growth(facts):
    row = lessons.contributions(facts, "杭州市", 2021).set_index("indicator").loc["industrial_va"]
    assert row.pull.number == pytest.approx(3634 / 16100 * 10.6)
    assert row.rate.number == pytest.approx((4100 - 3634) / (18109 - 16100) * 100)
    assert row.pull.unit == "pp"


def test_a_part_whose_figures_are_missing_is_left_out(facts):
    found = lessons.contributions(facts, "杭州市", 2021)["indicator"]
    assert list(found) == ["industrial_va", "digital_core_va"]


def test_a_year_on_two_bases_is_cautioned(facts):
    rows = lessons.contributions(facts, "杭州市", 2024, ("gdp",))
    assert all(map(hz.caution, rows["rate"])) and len(rows) == 1
    plain = lessons.contributions(facts, "杭州市", 2023)
    assert not any(map(hz.caution, [*plain["rate"], *plain["pull"]]))
