"""What figures are measured on: what may be joined, divided and compared, and what is marked."""

from itertools import combinations, pairwise

import plotly.express as px
import pytest

import hzlib as hz
from hzlib import lookups
from hzlib.evidence.basis import Basis, difference, measured, unclear
from hzlib.evidence.entry import entry
from hzlib.frames.selection import compared, series
from hzlib.text.corpus import read
from tests.made_frames import data


@pytest.fixture(scope="module")
def every():
    return hz.facts(reference=True)


def stated(tmp_path, text, year=2024, kind="政府工作报告"):
    file = tmp_path / f"{year}.txt"
    file.write_text(f"{year}年湖州市{kind}\n\n{text}\n", encoding="utf-8")
    return hz.facts(read(file))


@pytest.mark.parametrize(
    ("text", "indicator", "scope", "per"),
    [
        ("去年，规上工业增加值增长5%。", "industrial_va", ("规模以上",), ""),
        ("去年，规模以上工业增加值增长5%。", "industrial_va", ("规模以上",), ""),
        ("去年，户籍人口预期寿命83岁。", "life_expectancy", ("户籍人口",), ""),
        ("去年，人均预期寿命83岁。", "life_expectancy", (), ""),
        ("去年，文化产业增加值300亿元。", "culture_va", (), ""),
        ("去年，文化及相关产业增加值300亿元。", "culture_va", ("及相关产业",), ""),
        ("去年，每千人托位数达到4个。", "nursery_places_per_1000", (), "每千人"),
        ("去年，每千人口拥有托位4个。", "nursery_places_per_1000", (), "每千人"),
        ("去年，地区生产总值4000亿元。", "gdp", (), ""),
        ("去年，新认定国家高新技术企业30家。", "hightech_firms_new", ("新认定",), ""),
        ("去年，新增国家高新技术企业30家。", "hightech_firms_new", (), ""),
        # What is newly named is what is new of an indicator that counts nothing else.
        ("去年，新认定省级专精特新中小企业30家。", "specialised_smes_new", (), ""),
        ("去年，投用中小学、幼儿园7所。", "new_schools", ("投用",), ""),
        ("去年，新建中小学、幼儿园7所。", "new_schools", (), ""),
        ("去年，新增公共托位800个。", "nursery_places_new", ("公共托位",), ""),
        ("去年，培育专精特新“小巨人”企业30家。", "little_giants_new", ("培育",), ""),
        ("去年，新培育专精特新“小巨人”企业30家。", "little_giants_new", (), ""),
        ("去年，新增培育专精特新“小巨人”企业30家。", "little_giants_new", (), ""),
        ("去年，培育省级专精特新中小企业30家。", "specialised_smes_new", ("培育",), ""),
        # Sites and projects are not the lifts on them; some communities are not all houses.
        ("去年，完成住宅加装电梯项目30处。", "lifts_added", ("按项目或地点计",), ""),
        ("去年，完成住宅加装电梯30处。", "lifts_added", ("按项目或地点计",), ""),
        ("去年，完成住宅加装电梯30部。", "lifts_added", (), ""),
        ("去年，完成老旧小区住宅加装电梯30台。", "lifts_added", ("老旧小区",), ""),
        ("去年，技术合同交易额30亿元。", "tech_transactions", ("技术合同",), ""),
        ("去年，技术交易额30亿元。", "tech_transactions", (), ""),
        ("去年，扩绿30万平方米。", "green_space_new", ("扩绿",), ""),
        ("去年，新增绿地30万平方米。", "green_space_new", (), ""),
        ("去年，城镇固定资产投资450亿元。", "fai", ("城镇投资",), ""),
        ("去年，全社会固定资产投资500亿元。", "fai", (), ""),
    ],
)
def test_scope_and_denominator_are_read_from_what_a_figure_is_called(
    tmp_path, text, indicator, scope, per
):
    rows = stated(tmp_path, text)
    row = rows[rows["indicator"] == indicator].iloc[0]
    basis = measured(row["evidence"]).basis
    assert (basis.scope, basis.per) == (scope, per)


def test_a_denominator_of_others_than_people_is_told_apart():
    from hzlib.evidence.basis import _per

    assert _per("每千名3岁以下婴幼儿拥有托位数") == "每千名3岁以下婴幼儿"
    assert _per("每万名老年人口拥有认知障碍床位数") == "每万名老年人口"
    assert _per("每千名常住人口拥有床位") == _per("每千人床位数") == "每千人"
    assert _per("每万人高价值发明专利拥有量") == "每万人" and _per("每年新增") == ""


def test_a_number_of_each_of_several_years_is_none_of_them_all(tmp_path):
    text = "到2030年，每年新引进35周岁以下大学生35万人以上，五年新增学位10万个。"
    rows = stated(tmp_path, text, 2026, "国民经济和社会发展第十五个五年规划纲要")
    by = {row.indicator: row for row in rows.itertuples()}
    each, whole = by["graduates_attracted"], by["new_school_places"]
    assert measured(each.evidence).basis.per == "每年" and measured(whole.evidence).basis.per == ""
    assert [str(hz.Value.of(one)) for one in (each, whole)] == ["每年≥35万人", "10万个"]
    assert entry(each.evidence).value == "每年≥35万人"


def test_a_level_that_the_next_year_belies_is_told_anew(tmp_path):
    before = stated(tmp_path, "去年，货物出口1000亿元。", 2023)
    for text, said in (
        (
            "去年，货物出口1100亿元，增长9.5%。",
            "2022年的数可能已修订或口径有变，与2023年的数和增速不符",
        ),
        ("去年，货物出口1100亿元，增长10%。", ""),
        # Growth in constant prices tells nothing of the base; what tells no growth neither.
        ("去年，货物出口1100亿元。", ""),
    ):
        after = stated(tmp_path, text, 2024)
        assert difference(before["evidence"].iloc[0], after["evidence"].iloc[0]) == said
    one = stated(tmp_path, "去年，金融业增加值1000亿元。", 2023)["evidence"].iloc[0]
    other = stated(tmp_path, "去年，金融业增加值1100亿元，增长5%。", 2024)["evidence"].iloc[0]
    assert not difference(one, other)


@pytest.mark.parametrize(
    ("name", "before", "aim", "after", "said"),
    [
        # 1300 / 1.05 / 1000 leaves 23.8%, where 8% was aimed at.
        ("货物出口", "1000亿元，增长2%", "增长8%", "1300亿元，增长5%", "该年目标和前后各年增速"),
        ("货物出口", "1000亿元，增长2%", "", "1300亿元，增长5%", "前后各年增速"),
        ("货物出口", "1000亿元，增长9%", "增长8%", "950亿元，增长5%", "该年目标和前后各年增速"),
        # A rebound, a bad year, and what lies between what is told are no wonder.
        ("货物出口", "1000亿元，增长2%", "", "1140亿元，增长5%", ""),
        ("货物出口", "1000亿元，增长2%", "增长8%", "1170亿元，增长5%", ""),
        ("货物出口", "1000亿元，增长2%", "增长8%", "1080亿元，增长5%", ""),
        ("货物出口", "1000亿元，增长2%", "增长20%", "1300亿元，增长5%", ""),
        ("货物出口", "1000亿元，增长30%", "", "1300亿元，增长5%", ""),
        # Without the growth of either end nothing is known.
        ("货物出口", "1000亿元", "增长8%", "1300亿元，增长5%", ""),
        ("货物出口", "1000亿元，增长2%", "增长8%", "1300亿元", ""),
        # Levels in current prices outgrow growth in constant ones, yet do not fall behind it.
        ("高新技术产业增加值", "1000亿元，增长2%", "增长8%", "1300亿元，增长5%", ""),
        ("高新技术产业增加值", "1000亿元，增长9%", "增长8%", "1060亿元，增长5%", "该年目标和前后各年增速"),
    ],
)  # fmt: skip
def test_growth_that_is_left_for_a_missing_year_may_be_unlikely(
    tmp_path, name, before, aim, after, said
):
    text = f"去年，{name}{before}。" + (f"\n\n今年，{name}{aim}。" if aim else "")
    first = stated(tmp_path, text, 2023)
    last = stated(tmp_path, f"去年，{name}{after}。", 2025)
    (one,), (other,) = (x[(x["measure"] == "level")]["evidence"] for x in (first, last))
    known = f"由2024年的数和增速反推，2023年的增速与{said}不符，2022年的数可能已修订或口径有变"
    assert difference(one, other) == difference(other, one) == (known if said else "")
    later = stated(tmp_path, f"去年，{name}{after}。", 2026)
    assert not difference(one, later[later["measure"] == "level"]["evidence"].iloc[0])


@pytest.mark.parametrize(
    ("name", "before", "aim", "after", "marked"),
    [
        ("城镇新增就业", "60万人", "25万人", "28万人", True),
        ("城镇新增就业", "60万人", "25万人", "35万人", False),
        ("城镇新增就业", "60万人", "35万人", "28万人", False),
        ("城镇新增就业", "60万人", "", "28万人", False),
        ("城镇新增就业", "28万人", "25万人", "60万人", False),
        # Works that are planned end when their plan ends.
        ("改造老旧小区", "60个", "25个", "28个", False),
    ],
)
def test_a_count_that_fell_by_half_as_was_aimed_may_count_otherwise(
    tmp_path, name, before, aim, after, marked
):
    text = f"去年，{name}{before}。" + (f"\n\n今年，{name}{aim}。" if aim else "")
    one = stated(tmp_path, text, 2021)
    one = one[one["status"] == "actual"]["evidence"].iloc[0]
    other = stated(tmp_path, f"去年，{name}{after}。", 2026)["evidence"].iloc[0]
    known = "2025年的数和2021年的目标均不到2020年的数的一半，口径可能不同"
    assert difference(one, other) == (known if marked else "")


def test_what_may_be_a_stock_or_a_flow_joins_no_series(tmp_path):
    import pandas as pd

    books = [("去年，新增专精特新“小巨人”企业30家。", 2022), ("去年，培育专精特新“小巨人”企业300家。", 2023),
             ("去年，新培育专精特新“小巨人”企业40家。", 2024)]  # fmt: skip
    rows = pd.concat([stated(tmp_path, *one) for one in books], ignore_index=True)
    kept = series(rows, "little_giants_new", "level", "湖州市")
    assert [unclear(one) for one in rows["evidence"]] == ["", "培育", ""]
    assert kept["period"].tolist() == ["2021", "2023"]
    assert series(rows.iloc[1:2], "little_giants_new", "level", "湖州市").empty


def test_places_that_count_something_else_are_not_divided(tmp_path):
    import pandas as pd

    from hzlib.frames.beside import beside

    both = pd.concat([
        stated(tmp_path, "去年，新建中小学、幼儿园70所，新增学位1000个。", 2024),
        stated(tmp_path, "去年，投用中小学、幼儿园7所，新增学位100个。", 2024).assign(region="某区"),
    ], ignore_index=True)  # fmt: skip
    rows = beside(both, "某区", "湖州市", 2023).set_index("indicator")
    assert rows.loc["new_schools", "share"] is None
    assert rows.loc["new_schools", "unlike"] == "范围不同：某区载明“投用”，湖州市未载明"
    assert str(rows.loc["new_school_places", "share"]) == "10.0%"


@pytest.mark.parametrize(
    ("period", "published", "status", "before"),
    [
        ("2017", 2018, "actual", ("第四次全国经济普查", "第五次全国经济普查")),
        ("2018", 2019, "actual", ("第四次全国经济普查", "第五次全国经济普查")),
        # The same year told after the revision, and the first year after it.
        ("2018", 2020, "actual", ("第五次全国经济普查",)),
        ("2019", 2020, "actual", ("第五次全国经济普查",)),
        ("2023", 2024, "actual", ("第五次全国经济普查",)),
        ("2024", 2025, "actual", ()),
        # A target knows what was known when it was set, however far off it is.
        ("2030", 2021, "target", ("第五次全国经济普查",)),
        ("2030", 2026, "target", ()),
    ],
)
def test_a_level_knows_the_revisions_told_before_it(period, published, status, before):
    from types import SimpleNamespace

    from hzlib.evidence.basis import of_figure

    figure = SimpleNamespace(
        indicator="gdp", measure="level", region="某市", period=period, status=status
    )
    assert of_figure(figure, "地区生产总值", published).basis == Basis(before=before)
    growth = SimpleNamespace(**{**vars(figure), "measure": "growth"})
    assert of_figure(growth, "地区生产总值", published).basis == Basis()


def test_every_row_of_the_tables_can_be_met():
    surveys = {one for row in lookups.comparability().values() for one in row.surveys}
    revisions = lookups.read(lookups.Revision)
    assert surveys == {row.survey for row in revisions}
    assert all(row.last < row.since <= row.last + 3 for row in revisions)


# --- by construction ------------------------------------------------------------------------------


@pytest.mark.slow
def test_no_line_joins_figures_that_are_not_alike(every):
    joined = broken = 0
    for (indicator, measure, region), _ in every.groupby(
        ["indicator", "measure", "region"], observed=True
    ):
        rows = compared(every, indicator, measure, [region])
        rows = rows[rows["period"].str.len() == 4]
        if len(rows) < 2:
            continue
        shown = hz.explore(
            px.line(rows, x="year_to", y="value", line_group="region", markers=True,
                    custom_data=["evidence"])
        )  # fmt: skip
        sources = shown.plot.sources
        points = {
            (x, y): mark[0]
            for trace in shown.figure.data if trace.customdata is not None
            for x, y, mark in zip(trace.x, trace.y, trace.customdata, strict=True) if mark is not None
        }  # fmt: skip
        for trace in shown.figure.data:
            if "lines" not in (trace.mode or ""):
                continue
            # A broken line, to or from an estimate, has no marks of its own.
            marks = [points.get(one, "") for one in zip(trace.x, trace.y, strict=True)]
            sizes = list(trace.y)
            for (a, one), (b, other) in pairwise(zip(marks, sizes, strict=True)):
                if one is None or other is None or not a or not b:
                    broken += 1
                    continue
                joined += 1
                assert not difference(sources[a], sources[b])
    assert joined > 30 and broken > 10


def test_what_is_computed_of_unlike_figures_is_marked(every):
    marked = plain = 0
    for (indicator, region), _ in every.groupby(["indicator", "region"], observed=True):
        found = hz.values(series(every, indicator, "level", region, plain=True))
        for one, other in combinations(found, 2):
            if one.unit != other.unit or not one.number:
                continue
            ratio = other / one
            why = difference(other.source, one.source)
            assert hz.caution(ratio) == why
            assert ('data-caution="※"' in ratio.html()) is bool(why)
            assert entry(ratio.source).note.startswith("※") is bool(why)
            # However much is reckoned on with it.
            assert bool(hz.caution(((ratio - 1) * 100).having("%"))) is bool(why)
            marked, plain = marked + bool(why), plain + (not why)
    assert marked > 20 and plain > 20


def test_first_and_last_are_of_one_basis(every):
    for (indicator, region), _ in every.groupby(["indicator", "region"], observed=True):
        first, last = hz.ends(every, indicator, region)
        if first.period:
            assert first.period < last.period and not difference(first.source, last.source)


def test_a_target_is_not_judged_by_what_counts_something_else(tmp_path):
    before = stated(tmp_path, "今年，文化产业增加值增长4%。", 2023)
    after = stated(tmp_path, "去年，文化及相关产业增加值增长11%。", 2024)
    same = stated(tmp_path, "去年，文化产业增加值增长11%。", 2025).assign(period="2023")
    import pandas as pd

    (pair,) = hz.outcomes(pd.concat([before, after], ignore_index=True)).itertuples()
    assert (pair.verdict, str(pair.reason)) == (
        "不可比", "范围不同：目标未载明，结果载明“及相关产业”",
    )  # fmt: skip
    (pair,) = hz.outcomes(pd.concat([before, same], ignore_index=True)).itertuples()
    assert pair.verdict == "达到"


@pytest.mark.parametrize(
    ("goal", "result", "said"),
    [
        # What counts 户籍人口 is what the target goes on from, and the result does not say so.
        ("去年，户籍人口预期寿命83岁。今年，人均预期寿命达到83.5岁。", "人均预期寿命84岁。", "不可比"),
        ("去年，人均预期寿命83岁。今年，人均预期寿命达到83.5岁。", "人均预期寿命84岁。", "达到"),
        ("今年，人均预期寿命达到83.5岁。", "人均预期寿命84岁。", "达到"),
        ("去年，户籍人口预期寿命83岁。今年，户籍人口预期寿命达到83.5岁。",
         "户籍人口预期寿命84岁。", "达到"),
        # What each year counts anew, and growth, go on from nothing.
        ("去年，新增公共托位800个。今年，新增托位900个。", "新增托位950个。", "达到"),
        ("去年，文化及相关产业增加值增长5%。今年，文化产业增加值增长5%。", "文化产业增加值增长6%。", "达到"),
    ],
)  # fmt: skip
def test_a_target_counts_what_the_figure_counts_that_it_goes_on_from(tmp_path, goal, result, said):
    import pandas as pd

    books = stated(tmp_path, goal, 2023), stated(tmp_path, f"去年，{result}", 2024)
    (pair,) = hz.outcomes(pd.concat(books, ignore_index=True)).itertuples()
    assert pair.verdict == said
    assert ("目标所在文件2022年的数载明“户籍人口”，结果未载明" in str(pair.reason)) == (
        said == "不可比"
    )


def test_two_formulas_are_compared_figure_by_figure(every):
    rows = hz.themes.gdp_trends.shares(every, "杭州市", ("culture_va", "services_va"))
    by = {(row.indicator, row.period): row.value for row in rows.itertuples()}
    culture = by["culture_va", "2022"], by["culture_va", "2023"]
    services = by["services_va", "2022"], by["services_va", "2023"]
    assert "范围不同" in difference(*(one.source for one in culture))
    assert not difference(*(one.source for one in services))


def test_made_facts_without_words_are_alike():
    rows = data("a gdp level 某市 2022 actual 100 亿元 = 100亿元",
                "a gdp level 某市 2023 actual 110 亿元 = 110亿元")  # fmt: skip
    assert not difference(*rows["evidence"])


def test_a_mark_of_unlike_figures_says_so_to_who_hears_it(every):
    from hzlib.figures.plot import spoken

    years = (hz.pick(every, "gdp", "level", year, "杭州市") for year in (2022, 2023, 2024))
    before, last, after = years
    assert spoken(after / last, "增速").endswith("所含各数口径不同")
    assert "口径" not in spoken(last / before, "增速")


def test_what_only_does_not_fit_may_be_unlike(every, tmp_path):
    from hzlib.evidence.value import unlike

    before = stated(tmp_path, "去年，货物出口1000亿元。", 2023).iloc[0]
    after = stated(tmp_path, "去年，货物出口1100亿元，增长9.5%。", 2024).iloc[0]
    doubted = hz.Value.of(after) / hz.Value.of(before)
    years = [hz.pick(every, "gdp", "level", year, "杭州市") for year in (2023, 2024)]
    known = years[1] / years[0]
    assert [unlike(some) for some in ([doubted], [known], [doubted, known], years)] == [
        "可能口径不同", "口径不同", "口径不同或可能不同", "",
    ]  # fmt: skip
    assert "算式所含各数可能口径不同：2022年的数" in entry(doubted.source).note
