"""What is known of one indicator, in a notebook and on its page."""

import re

import pytest
from test_corpus_object import paths  # noqa: F401

import hzlib as hz
from hzlib import lookups
from hzlib.errors import HzError
from hzlib.evidence.basis import difference
from hzlib.figures.display import held
from hzlib.figures.specification import Figure, Table
from hzlib.figures.still import years
from hzlib.pages.indicators import indicator_page
from hzlib.themes.indicator import profiles

HEADINGS = ["定义与口径", "历年数值", "目标与结果", "各地并列", "各处表述", "参考数据来源"]


@pytest.fixture(scope="module")
def gdp():
    return hz.indicator("GDP")


def section(profile, heading):
    return dict(profile.sections)[heading]


def test_the_sections_are_those_for_which_there_are_figures(gdp):
    assert [heading for heading, _ in gdp.sections] == HEADINGS
    bare = hz.indicator("port_cargo", source="qiantang-gwr-2024")
    assert [heading for heading, _ in bare.sections] == ["定义与口径"]
    assert str(bare.lead) == "所收文件未载明港口货物吞吐量。"


def test_every_statement_stands_in_time_with_its_words_and_its_basis(gdp):
    (table,) = section(gdp, "各处表述")
    assert len(table.rows) == len(gdp.rows) > 30
    periods = [row[0] for row in table.rows]
    assert [one[-5:-1] for one in periods] == sorted(one[-5:-1] for one in periods)
    row = next(row for row in table.rows if str(row[1]) == "18,753亿元")
    assert row[2] == "杭州市，实际，总量"
    assert row[3] == "生产总值（早于第五次全国经济普查的修订）"
    assert str(row[4]) == "全市生产总值18753亿元、增长1.5%（2023年杭州市政府工作报告）"
    counts = re.findall(r"(\d+)处", str(gdp.lead))
    assert sum(map(int, counts)) == 2 * len(gdp.rows), "by origin and by place"


def test_a_definition_is_that_of_the_table_and_says_whose_statistics_it_is(gdp):
    (table,) = section(gdp, "定义与口径")
    told = dict(table.rows)
    assert told["定义"] == lookups.comparability()["gdp"].definition
    assert told["统计部门"] == "国家统计局《主要统计指标解释》"
    assert "第五次全国经济普查" in told["影响往年数据可比的修订"]
    assert "第一次" not in told["影响往年数据可比的修订"], "of years that no figure is of"
    (table,) = section(hz.indicator("每千人托位数"), "定义与口径")
    assert dict(table.rows)["分母"] == "每千人"


def test_targets_are_judged_as_among_all_that_is_known():
    every = hz.outcomes(hz.facts(reference=True))
    for id in ("gdp", "pm25", "exports"):
        own = every[every["indicator"] == id]
        found = hz.indicator(id).pairs
        assert found["verdict"].tolist() == own["verdict"].tolist(), id


def test_a_place_narrows_what_is_listed_and_a_wrong_one_is_told():
    found = hz.indicator("GDP", place="钱塘")
    assert found.place == "钱塘区" and set(found.rows["region"]) == {"钱塘区"}
    assert set(found.pairs["region"]) == {"钱塘区"}
    with pytest.raises(HzError, match="没有这个地方"):
        hz.indicator("GDP", place="火星")
    with pytest.raises(HzError, match="没有这个指标"):
        hz.indicator("火星人口密度")


def test_of_reports_of_ones_own_it_tells_what_they_tell(paths):  # noqa: F811
    found = hz.indicator("GDP", source=paths)
    assert set(found.rows["region"]) == {"宁波市", "苏州市", "温州市"}
    assert "杭州" not in str(found)
    tables = section(found, "各地并列")
    assert len(tables) == 3, "each two of three"
    assert all("占比" not in str(table) for table in tables), "none lies in another"
    assert [one.indicator for one in profiles(hz.corpus(paths))] == ["gdp"]


def test_many_places_stand_in_one_table_of_a_year(paths):  # noqa: F811
    more = [paths[0].with_name(f"{name}.txt") for name in "丁戊"]
    for file, place, gdp in zip(more, ("嘉兴市", "绍兴市"), ("7062.5", "7791"), strict=True):
        text = f"2024年{place}政府工作报告\n一、2023年工作回顾\n全市地区生产总值{gdp}亿元。\n"
        file.write_text(text, encoding="utf-8")
    (table,) = section(hz.indicator("GDP", source=[*paths, *more]), "各地并列")
    assert str(table.caption) == "2023年各地"
    rows = {row[0]: list(map(str, row[1:])) for row in table.rows}
    assert len(rows) == 5 and rows["宁波市"] == ["16,452.8亿元", "5.5%"]
    assert rows["嘉兴市"] == ["7,062.5亿元", "没有嘉兴市2023年地区生产总值增速的数据"]


def test_in_a_notebook_it_shows_its_sections_one_below_the_other(gdp):
    with held() as shown:
        gdp._ipython_display_()
    words = list(map(str, shown))
    assert words[0] == "地区生产总值" and words[1] == str(gdp.lead)
    assert [one for one in words if one in HEADINGS] == HEADINGS
    assert sum(isinstance(one, Figure) for one in shown) == 2
    assert sum(isinstance(one, Table) for one in shown) >= 5


# --- pictures of years ----------------------------------------------------------------------------


def drawn(indicator, measure="level", place="杭州市"):
    rows = hz.corpus(reference=True).compare(indicator, measure, place)
    values = hz.values(rows[rows["period"].str.len() == 4])
    return values, years(values).figure.axes[0]


def test_a_line_joins_results_of_one_year_after_the_other_that_are_alike():
    values, axes = drawn("gdp")
    done = sorted((one for one in values if one.status != "target"), key=lambda one: one.period)
    ends = [tuple(map(int, line.get_xdata())) for line in axes.lines]
    assert ends
    for first, last in ends:
        one, other = (next(v for v in done if v.period == str(year)) for year in (first, last))
        assert last == first + 1 and not difference(one.source, other.source)
        assert one.bound in "=~" and other.bound in "=~"
    assert (2023, 2024) not in ends, "2024 knows of the census, 2023 does not"
    assert (2021, 2022) in ends
    assert all(2025 not in pair for pair in ends), "that of 2025 is a bound"


def test_targets_stand_by_themselves_and_every_mark_has_its_value():
    values, axes = drawn("gdp", "growth")
    tied = [one for dots in axes.collections for one in dots.hz_values]
    assert sorted(map(str, tied)) == sorted(map(str, values))
    targets = {(int(v.period), v.number) for v in values if v.status == "target"}
    ends = {
        point for line in axes.lines
        for point in zip(line.get_xdata(), line.get_ydata(), strict=True)
    }  # fmt: skip
    assert targets and not targets & ends


def test_of_another_unit_no_point_is_drawn():
    for profile in (hz.indicator("fdi"), hz.indicator("人均地区生产总值")):
        for figure in dict(profile.sections).get("历年数值", ()):
            tied = [one for dots in figure.figure.axes[0].collections for one in dots.hz_values]
            assert len({one.unit for one in tied}) == 1


# --- pages ----------------------------------------------------------------------------------------


def test_a_page_is_of_its_kind_and_needs_no_drawing_library(gdp):
    page = indicator_page(gdp)
    assert (page.kind, page.name, page.title) == ("indicator", "indicator-gdp", "地区生产总值")
    assert page.lead == str(gdp.lead)
    assert page.figures == {} and len(page.pictures) == 2
    assert [one["text"] for one in page.contents] == HEADINGS
    keys = set(re.findall(r'data-evidence="([^"]*)"', page.body))
    assert keys <= set(page.evidence["entries"])
