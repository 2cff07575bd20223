"""The indicator table and two plans' targets: whole rows, sums in the comments."""

import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from made_frames import data, rounded
from shown_checks import check

from hzlib.errors import HzError
from hzlib.evidence.sources import FactSource, StatedSource, place_of
from hzlib.evidence.value import Missing, Value, assumed
from hzlib.figures.specification import Note, Table
from hzlib.frames.facts import facts
from hzlib.frames.outcomes import outcomes
from hzlib.text import corpus
from hzlib.themes import targets
from hzlib.themes.targets.comparison import _pace

OUTLINE = """某市国民经济和社会发展第十五个五年规划纲要

第一篇 开局

第一章 目标

到2030年，地区生产总值突破3万亿元，服务业增加值达到2万亿元。每年新引进35周岁以下大学生35万人以上。力争数字贸易额达到5000亿元，每年举办3—5项赛事。

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
    return corpus.read(path, id="o", place="某市", year=2026)


@pytest.fixture(scope="module")
def table(outline):
    return targets.indicator_table(outline)


PLAN = targets.Plan("2020", "2025", "2030")


# --- the plan at hand -----------------------------------------------------------------------------


def book(kind, planned, place="某市"):
    return SimpleNamespace(kind=kind, planned=planned, place=place)


OLD, NEW = book("plan-outline", "2021-2025"), book("plan-outline", "2026-2030")
REPORT, OTHER = book("work-report", "2024"), book("plan-outline", "2031-2035", "别市")


@pytest.mark.parametrize(
    ("books", "year", "years", "meant"),
    [
        # An outline comes before a report, the last one before an older one, whatever their order.
        ([REPORT, NEW, OLD, OTHER], 0, ("2020", "2025", "2030"), (NEW,)),
        ([OLD, OTHER], 0, ("2015", "2020", "2025"), (OLD,)),
        ([REPORT, NEW, OLD], 2025, ("2015", "2020", "2025"), (OLD,)),
        # A report plans a year: the earlier plan is that of the year before.
        ([REPORT, OTHER], 0, ("2022", "2023", "2024"), (REPORT,)),
        ([REPORT, NEW], "2024", ("2022", "2023", "2024"), (REPORT,)),
        # A year of which nobody has a plan is set beside the one before.
        ([REPORT], 2026, ("2024", "2025", "2026"), ()),
        ([OTHER, book("work-report", "")], 0, ("", "", ""), ()),
    ],
)
def test_the_two_plans_are_those_of_the_documents_at_hand(books, year, years, meant):
    found = targets.plan(books, "某市", year)
    assert (found.start, found.earlier, found.later) == years and found.documents == meant
    assert found.long == (years[-1] in ("2025", "2030"))


# --- the table of main indicators -----------------------------------------------------------------


def test_a_merged_cell_gives_two_rows_with_one_number_and_the_attribute_of_both(table):
    names = ("number", "category", "name", "unit", "attribute", "base", "goal")
    none = {part: f"没有{part}年碳排放的数据" for part in ("2025", "2030")}
    assert rounded(table, *names) == [
        ("1", "经济发展", "研发强度", "%", "预期性", 4.0, 4.5),
        ("2", "经济发展", "数字贸易额", "亿元", "预期性", 3350.0, 5000.0),
        ("3", "民生", "每千人口医护人员数/医师数", "人", "预期性", 4.9, 5.0),
        ("3", "民生", "每千人口医护人员数/护士数", "人", "预期性", 5.92, 6.02),
        # A fact has the number in the unit of the facts.
        ("4", "民生", "新增就业", "万人", "约束性", 314000.0, 250000.0),
        ("5", "绿色", "碳排放", "%", "约束性", none["2025"], none["2030"]),
    ]
    assert [value.bound for value in table["base"]] == ["~", "=", "=", "=", "=", "="]
    jobs, carbon = table.iloc[4], table.iloc[5]
    assert (jobs.goal.bound, jobs.average.number, str(jobs.target_said)) == (">=", 1250000, ">25")
    assert isinstance(carbon.average, Missing) and str(carbon.target_said) == "完成省下达目标"
    assert list(table["aim"]) == ["有数字"] * 5 + ["只有文字"]
    assert (jobs.member.label, carbon.member.label) == (
        "新增就业（万人）：>25",
        "碳排放（%）：完成省下达目标",
    )


def test_every_cell_points_to_its_number_or_its_words_in_the_raw_text(outline, table):
    for row in table.itertuples():
        for said, value in ((row.base_said, row.base), (row.target_said, row.target)):
            sources = list(said.sources())
            assert len(sources) == bool(str(said))
            if not sources:
                assert isinstance(value, Missing)
                continue
            (source,) = sources
            place = place_of(source)
            assert place.document is outline
            raw = outline.raw[place.start : place.end]
            if isinstance(value, Missing):
                assert raw.replace(" ", "") == str(said)
            else:
                assert value.source == source and raw in str(said).replace(",", "")
                assert float(raw) in (value.number, value.number / 1e4)


def test_the_cells_that_are_facts_lead_to_the_fact():
    table = targets.indicator_table(corpus.load("hangzhou-fyp15")).set_index("name")
    city, jobs = table.loc["常住人口城镇化率"], table.loc["城镇新增就业人数"]
    assert isinstance(city.base.source, FactSource) and city.indicator == "urbanization"
    assert (city.base.status, city.goal.status) == ("estimate", "target")
    assert (jobs.goal.number, jobs.goal.unit, jobs.goal.bound) == (250000, "人", ">=")
    # 单位GDP建设用地使用面积 is none of the project's indicators.
    land = table.loc["单位GDP建设用地使用面积"]
    assert isinstance(land.base.source, StatedSource) and land.indicator == ""
    assert (str(land.base), land.base.status) == ("10.04平方米/万元", "estimate")


def test_the_projects_outline_has_29_indicators_of_which_9_bind_and_7_state_no_number():
    table = targets.indicator_table(corpus.load("hangzhou-fyp15"))
    once = table.drop_duplicates("number")
    # An independent count over the raw lines of the table.
    raw = corpus.load("hangzhou-fyp15").raw
    lines = [line for line in raw.splitlines() if re.match(r"^\|[^|]*\| \d{1,2} \|.*性 \|$", line)
             or "每千人口拥有医护人员数" in line]  # fmt: skip
    assert len(once) == len(lines) == 29
    worded = [
        line for line in lines if not re.search(r"\d", re.sub(r"^[^|]*(\|[^|]*){3}", "", line))
    ]
    # 非化石能源 and PM2.5 state a number for 2025 but words for 2030.
    assert (once["aim"] == "只有文字").sum() == 7 and len(worded) == 5
    assert (once["attribute"] == "约束性").sum() == sum("约束性" in line for line in lines) == 9


BARE = """江州市国民经济和社会发展第十五个五年规划纲要

| 序号 | 名称 | 2025年 | 2030年 | 五年累计 | 性质 |
|---|---|---|---|---|---|
| 1 | 公园数（座） | 1,120 | 1300座以上 | — | 约束性 |
| 2 | 绿道长度（公里） | 310.5（2024年） | 完成上级任务 | — | 预期性 |
"""


def test_a_table_is_read_by_its_years_whatever_its_columns_are_called(tmp_path):
    path = tmp_path / "纲要.txt"
    path.write_text(BARE, encoding="utf-8")
    rows = targets.indicator_table(corpus.read(path, id="b", place="江州市", year=2026))
    parks, paths = rows.itertuples()
    assert (parks.base.number, parks.goal.number, parks.goal.bound) == (1120.0, 1300.0, ">=")
    assert (parks.unit, parks.goal.unit, parks.attribute) == ("座", "座", "约束性")
    assert (parks.base.status, parks.goal.status, parks.goal_period) == ("actual", "target", "2030")
    assert (paths.base.period, str(paths.target_said)) == ("2024", "完成上级任务")
    assert list(rows["aim"]) == ["有数字", "只有文字"]


UNCOUNTED = """江州市国民经济和社会发展第十五个五年规划纲要

| 指标名称 | 2025年 | 2030年目标 |
|---|---|---|
| 公园数（座） | 1120 | 1300 |
| 绿道长度（公里） | 310 | 400 |
"""


def test_rows_that_a_table_does_not_count_are_indicators_of_their_own(tmp_path):
    path = tmp_path / "纲要.txt"
    path.write_text(UNCOUNTED, encoding="utf-8")
    rows = targets.indicator_table(corpus.read(path, id="b", place="江州市", year=2026))
    assert len(rows.drop_duplicates("number")) == 2
    assert [one.number for one in targets.composition(rows)["stated"]] == [2]


@pytest.mark.parametrize("heading", ["| 序号 | 名称 | 2030年 |", "| 序号 | 名称 | 现状 | 目标 |"])
def test_a_table_without_a_year_before_the_plan_is_none_of_main_indicators(tmp_path, heading):
    path = tmp_path / "纲要.txt"
    rule = "|---" * (heading.count("|") - 1) + "|"
    path.write_text(f"江州市规划纲要\n\n{heading}\n{rule}\n{rule.replace('---', ' 5 ')}\n", "utf-8")
    with pytest.raises(HzError, match="没有主要指标表"):
        targets.indicator_table(corpus.read(path, id="b", place="江州市", year=2026))


def test_a_document_without_such_a_table_says_so_and_a_corpus_without_outline_has_no_rows(table):
    report = corpus.load("hangzhou-gwr-2023")
    with pytest.raises(HzError, match="2023年杭州市政府工作报告里没有主要指标表"):
        targets.indicator_table(report)
    empty = targets.main_indicators([report])
    assert empty.empty and list(empty.columns) == list(table.columns)


def test_an_outline_without_such_a_table_gives_way_to_one_that_has_it(outline, tmp_path):
    path = tmp_path / "纲要.txt"
    path.write_text("江州市国民经济和社会发展第十五个五年规划纲要\n\n没有表。\n", encoding="utf-8")
    bare = corpus.read(path, id="b", place="江州市", year=2026)
    assert bare.kind == "plan-outline" and targets.main_indicators([bare]).empty
    assert len(targets.main_indicators([bare, outline])) == 6


def test_composition_counts_a_split_indicator_once_and_lists_what_it_counts(table):
    rows = targets.composition(table)
    assert [(*row[:4], str(row[4])) for row in rounded(rows, *rows.columns)] == [
        ("经济发展", "预期性", 2, 0, ""),
        ("民生", "预期性", 1, 0, ""),
        ("民生", "约束性", 1, 0, ""),
        ("绿色", "约束性", 0, 1, "碳排放：完成省下达目标"),
    ]
    assert [item.label for item in rows.stated.iloc[0].source.items] == [
        "研发强度（%）：4.5", "数字贸易额（亿元）：5,000",
    ]  # fmt: skip
    assert [item.label for item in rows.stated.iloc[3].source.among] == [
        "碳排放（%）：完成省下达目标"
    ]


# --- the comparison -------------------------------------------------------------------------------

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


def compare(*lines, table=None):
    frame = data(*lines)
    empty = targets.main_indicators([]) if table is None else table
    return targets.comparison(frame, empty, outcomes(frame), "某市", PLAN)


@pytest.fixture(scope="module")
def compared():
    return compare(*LINES).sort_values("indicator", kind="stable", ignore_index=True)


def shown(value):
    return str(value) if isinstance(value, Value) else ""


def test_the_comparison_sets_target_outcome_and_next_target_side_by_side(compared):
    assert [
        (row.indicator, row.measure, row.unit, *map(shown, (row.earlier, row.outcome, row.later)),
         row.verdict, row.change)
        for row in compared.itertuples()
    ] == [
        ("culture_va", "level", "亿元", "", "3,600亿元", "5,000亿元", "", "只在后一期"),
        ("digital_core_va", "share", "%", "", "29.5%", "32%", "", "另一类数"),
        ("digital_core_va", "level", "亿元", "≥7,000亿元", "", "", "不可比", "另一类数"),
        ("gdp_per_capita", "level", "万美元", "≥18万元", "", "≥3万美元", "无结果", "口径有变"),
        ("income_all", "level", "元", "≥85,000元", "", "", "无结果", "只在前一期"),
        ("rd_intensity", "level", "%", "4%", "4.1%", "4.5%", "达到", "两期均有"),
        ("urbanization", "level", "%", "≥82%", "85%", "86%", "达到", "两期均有"),
    ]  # fmt: skip
    row = compared.iloc[5]
    assert [str(value.source) for value in (row.earlier, row.outcome, row.later)] == [
        "fact:a@1", "fact:b@7", "fact:b@8",
    ]  # fmt: skip
    assert (row.member.label, str(row.member.source)) == (
        "2025年研发经费投入强度：目标4%，结果4.1%（预计）",
        "fact:a@1",
    )
    assert str(compared.iloc[2].reason).startswith("同期只给出数字经济核心产业增加值占比（29.5%）")


def test_the_verdict_is_found_by_the_source_not_by_the_print():
    # Two indicators with the very same print; only one is met.
    rows = compare(
        "a rd_intensity level 某市 2025 target 4 % >= 4%",
        "a unemployment_surveyed level 某市 2025 target 4 % <= 4%",
        "b rd_intensity level 某市 2025 actual 4.2 % = 4.2%",
        "b unemployment_surveyed level 某市 2025 actual 4.2 % = 4.2%",
    ).set_index("indicator")
    assert (rows.loc["rd_intensity", "verdict"], rows.loc["unemployment_surveyed", "verdict"]) == (
        "达到", "未达到",
    )  # fmt: skip


def test_a_range_is_one_target_with_its_verdict():
    rows = compare(
        "a gdp growth 某市 2025 target 5 % >= 5%",
        "a gdp growth 某市 2025 target 5.5 % <= 5.5%",
        "b gdp growth 某市 2025 actual 5.2 % = 5.2%",
    )
    (row,) = rows.itertuples()
    assert f"{row.earlier:p}" == "5%—5.5%" and row.verdict == "达到"


def test_the_table_of_a_plan_that_ends_in_another_year_is_passed_over(table):
    frame = data(*LINES)
    sooner = targets.Plan("2015", "2020", "2025")
    assert not targets.comparison(frame, table, outcomes(frame), "某市", sooner).listed.any()
    assert targets.comparison(frame, table, outcomes(frame), "某市", PLAN).listed.sum() == len(
        table
    )


def test_targets_are_per_cents_of_the_outcome_where_units_are_the_same(compared):
    rows = targets.normalised(compared, PLAN)
    assert [(row.name, *map(shown, (row.earlier, row.later))) for row in rows.itertuples()] == [
        ("文化产业增加值", "", "138.9%"),  # 5000 ÷ 3600
        ("研发经费投入强度", "97.6%", "109.8%"),  # 4 ÷ 4.1; 4.5 ÷ 4.1
        ("数字经济核心产业增加值占比", "", "108.5%"),  # 32 ÷ 29.5
        ("常住人口城镇化率", "≥96.5%", "101.2%"),  # at least 82 ÷ 85; 86 ÷ 85
    ]
    assert rows.later.iloc[0].source.text == "5,000 ÷ 3,600 × 100"
    assert [str(one.source) for one in rows.later.iloc[0].source.parts] == [
        "fact:b@16",
        "fact:b@15",
    ]
    assert {row.base.period for row in rows.itertuples()} == {"2025"}
    # What is drawn says what it stands for: targets, and the outcome at a hundred per cent.
    first = rows.iloc[0]
    assert (first.later.status, first.outcome.status, first.outcome.number) == (
        "target", "estimate", 100,
    )  # fmt: skip
    assert [str(part.source) for part in first.outcome.source.parts] == ["fact:b@15"]


@pytest.mark.parametrize(
    ("outcome", "later"),
    [
        ("= 5000亿元", ["120.0%"]),
        ("~ 5000亿元", ["约120.0%"]),
        (">= 5000亿元", []),
        ("<= 5000亿元", []),
    ],
)
def test_only_of_a_plain_outcome_a_target_is_so_many_per_cent(outcome, later):
    rows = compare(
        f"b exports level 某市 2025 actual 5000 亿元 {outcome}",
        "b exports level 某市 2030 target 6000 亿元 = 6000亿元",
        "b culture_va level 某市 2030 target 5000 亿元 = 5000亿元",
    )
    assert [f"{row.later:p}" for row in targets.normalised(rows, PLAN).itertuples()] == later


def test_the_verdicts_of_earlier_targets_are_counted(compared):
    counts = targets.tally(compared)
    assert {name: str(one) for name, one in counts.items()} == {
        "met": "2项", "missed": "0项", "unlike": "1项", "reported": "0项", "none": "2项",
    }  # fmt: skip
    assert len(counts["missed"].source.among) == 5


def test_an_outcome_of_another_year_says_so(table):
    later = compare(*LINES, table=table.assign(base_period="2024"))
    names = list(targets.normalised(later, PLAN)["name"])
    assert "数字贸易额（2024年结果）" in names and "文化产业增加值" in names


def test_changes_a_year_are_growth_for_amounts_and_differences_for_rates(compared):
    rows = targets.ambition(data(*LINES), compared, "某市", PLAN)
    assert [
        (row.indicator, row.unit, *map(shown, (row.planned, row.achieved, row.next)))
        for row in rows.sort_values("indicator").itertuples()
    ] == [
        # (3600 ÷ 2285)^(1/5) = 1.095174; (5000 ÷ 3600)^(1/5) = 1.067907
        ("culture_va", "%", "", "9.52%", "6.79%"),
        ("digital_core_va", "pp", "", "", "0.50个百分点"),  # (32 − 29.5) ÷ 5
        # (4 − 3.5) ÷ 5; (4.1 − 3.5) ÷ 5; (4.5 − 4.1) ÷ 5
        ("rd_intensity", "pp", "0.10个百分点", "0.12个百分点", "0.08个百分点"),
        ("urbanization", "pp", "", "", "0.20个百分点"),  # (86 − 85) ÷ 5
    ]
    # The largest first; all of it was computed.
    culture, share, city, research = rows.itertuples()
    assert culture.next.number == pytest.approx(6.790716584560208)
    assert culture.next.source.text == "((5,000 ÷ 3,600) ^ (1 ÷ 5) − 1) × 100"
    assert (culture.next.status, culture.achieved.status) == ("derived", "derived")
    assert research.planned.source.text == "(4 − 3.5) ÷ 5"
    assert (culture.label, share.label) == (
        "文化产业增加值", "数字经济核心产业增加值占比（个百分点）",
    )  # fmt: skip
    assert city.member.label == "常住人口城镇化率：后一期年均0.20个百分点"


YEARS = (
    "a gdp growth 某市 2023 target 5 % >= 5%以上",
    "b gdp growth 某市 2023 actual 5.6 % = 5.6%",
    "b gdp growth 某市 2024 target 5.5 % ~ 5.5%左右",
    "b gdp level 某市 2023 actual 20059 亿元 = 20059亿元",
)


def test_growth_is_a_change_a_year_where_plans_are_of_one_year():
    frame, table = data(*YEARS), targets.main_indicators([])
    for plan, rows in (
        (targets.Plan("2022", "2023", "2024"), [("5%", "5.6%", "5.5%")]),
        # Of two years at once the growth of one is no average.
        (targets.Plan("2021", "2022", "2024"), []),
    ):
        compared = targets.comparison(frame, table, outcomes(frame), "某市", plan)
        found = targets.ambition(frame, compared, "某市", plan)
        assert [
            tuple(f"{one:#}".strip("≥约") + "%" for one in (row.planned, row.achieved, row.next))
            for row in found.itertuples()
        ] == rows


# --- sentences ------------------------------------------------------------------------------------


def test_further_targets_leave_out_conditions_and_what_the_comparison_has(outline):
    frame = facts([outline], reference=True)
    table = targets.main_indicators([outline])
    compared = targets.comparison(frame, table, outcomes(frame), "某市", PLAN)
    rows = targets.further_targets([outline], compared)
    # 3万亿元 and 2万亿元 are in the comparison as facts of this place, 数字贸易额 in its table;
    # 35周岁以下 is a condition, 3—5项 one target.
    assert [f"{row.value:p}" for row in rows.itertuples()] == ["每年≥35万人", "每年3—5项"]
    assert rows["subject"].iloc[0] == "新引进35周岁以下大学生"
    alone = targets.further_targets([outline], compared.head(0))
    assert [f"{row.value:p}" for row in alone.itertuples()] == [
        "≥3万亿元", "2万亿元", "每年≥35万人", "5,000亿元", "每年3—5项",
    ]  # fmt: skip
    ends = rows.value.iloc[1].source
    assert outline.raw[ends.start : ends.end] == "3—5项"
    assert alone.member.iloc[0].label == "地区生产总值：≥3万亿元"


def further(tmp_path, words):
    path = tmp_path / "纲要.txt"
    text = f"江州市国民经济和社会发展第十五个五年规划纲要\n\n第一章 目标\n\n到2030年，{words}\n"
    path.write_text(text, encoding="utf-8")
    book = corpus.read(path, id="b", place="江州市", year=2026)
    return targets.further_targets([book], compare(*LINES).head(0))


@pytest.mark.parametrize(
    ("words", "values"),
    [
        # What only says which things another number counts is none of the targets.
        ("年产值3亿元以上制造企业突破80家。", ["≥80家"]),
        ("年产值达到3亿元，制造企业突破80家。", ["3亿元", "≥80家"]),
        # Nor is how many are named one by one; a number beyond them is.
        ("打造造船、采煤2个优势产业。", []),
        ("打造造船、采煤、纺纱等3个优势产业。", []),
        ("打造造船、采煤等12个优势产业。", ["12个"]),
        ("新建、改建2座公园。", ["2座"]),
        # Nor is the head of a row.
        ("见下表。\n\n| 7个未来产业 | 造船 | 目标 | 到2030年，造船企业达到40家。 |", ["40家"]),
        ("见下表。\n\n| 造船 | 目标 | 到2030年，建成7个未来产业园。 |", ["7个"]),
        # Of one of the list of each year.
        ("每年新引进大学生3万人以上，新招收博士后20名以上。", ["每年≥3万人", "每年≥20名"]),
        ("每年新引进大学生3万人以上；集聚博士后20名以上。", ["每年≥3万人", "≥20名"]),
        # A year within the plan is a year of it; the unit is one of computing power.
        ("力争研发人员达到5万人。到2027年，全市算力规模超过60EFLOPS。", ["5万人", "≥60EFLOPS"]),
    ],
)
def test_further_targets_are_what_is_to_be_reached_not_what_it_is_called(tmp_path, words, values):
    assert [f"{one:p}" for one in further(tmp_path, words)["value"]] == values


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("力争3家工业园区进入全国前10。", "力争3家工业园区进入全国前10"),
        ("建成3家工业园区，全部进入全国前10。", "工业园区"),
        ("建成工业园区3家。", "工业园区"),
    ],
)
def test_what_a_count_is_to_do_stands_with_it(tmp_path, words, told):
    table = targets.further_table(further(tmp_path, words))
    assert str(table.rows[0][0]) == told
    check(table, [words])


def test_what_is_computed_of_numbers_about_right_is_about_right():
    rows = compare(
        "a rd_intensity level 某市 2020 actual 3.5 % = 3.5%",
        "b rd_intensity level 某市 2025 estimate 4 % ~ 4%左右",
        "b rd_intensity level 某市 2030 target 4.5 % = 4.5%",
        "b urbanization level 某市 2025 estimate 80 % = 80%",
        "b urbanization level 某市 2030 target 82 % = 82%",
    )
    told = {row.name: str(row.later) for row in targets.normalised(rows, PLAN).itertuples()}
    assert told == {"研发经费投入强度": "约112.5%", "常住人口城镇化率": "102.5%"}
    frame = data("a rd_intensity level 某市 2020 actual 3.5 % = 3.5%")
    changes = targets.ambition(frame, rows, "某市", PLAN).set_index("indicator")
    research, city = changes.loc["rd_intensity"], changes.loc["urbanization"]
    assert (str(research.achieved), str(research.next)) == ("约0.10个百分点", "约0.10个百分点")
    assert research.pace is None and str(city.next) == "0.40个百分点"
    # What is computed says so, whatever it stands for.
    assert 'data-status="derived"' in research.next.html()
    first = targets.normalised(rows, PLAN).later.iloc[0]
    assert first.status == "target" and 'data-status="derived"' in first.html()


def test_a_small_change_a_year_keeps_its_figures():
    rows = compare(
        "b urban_rural_ratio level 某市 2025 actual 1.62 倍 = 1.62",
        "b urban_rural_ratio level 某市 2030 target 1.58 倍 = 1.58",
    )
    (change,) = targets.ambition(data(*LINES), rows, "某市", PLAN).itertuples()
    assert str(change.next) == "−0.008倍"


def test_words_that_state_no_number_are_of_the_kind_of_their_column():
    table = targets.indicator_table(corpus.load("hangzhou-fyp15")).set_index("name")
    row = table.loc["居民人均可支配收入增长"]
    kinds = [re.findall(r'status="(\w+)"', one.html()) for one in (row.base_said, row.target_said)]
    assert kinds == [["estimate"], ["target"]]


def test_what_the_outline_says_twice_counts_once(every):
    rows = every["rows"]["further"]
    compared = every["rows"]["compared"]
    stated = [
        (one.fact.indicator, one.fact.measure, one.fact.period, one.fact.value)
        for one in (row.value.source for row in rows.itertuples())
        if isinstance(one, FactSource)
    ]
    known = {
        (row.indicator, row.measure, row.later.period, row.later.number)
        for row in compared.itertuples()
        if isinstance(row.later, Value)
    }
    assert len(rows) == 129 and not known & set(stated)
    assert sum(f"{value:p}" == "每年3—5项" for value in rows["value"]) == 1
    # Subjects keep what they are counted for, and are of the sentence that states the number.
    assert "每千名3岁以下婴幼儿拥有托位数" in set(rows["subject"])
    # A share is of a whole; where that is not said, nothing is.
    assert "高技能人才占技能人才" in set(rows["subject"])
    assert {"托育教育一体化幼儿园", "知识密集型服务贸易出口额"} <= set(rows["subject"])
    for row in rows.itertuples():
        place = getattr(row.value.source, "place", row.value.source)
        raw = place.document.raw[place.start : place.end]
        assert raw and raw[0].isdecimal()


# --- what is shown --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def every():
    """What the theme shows of the project's documents."""
    books, frame = corpus.documents(), facts(reference=True)
    plan = targets.plan(books, "杭州市")
    table = targets.main_indicators(plan.documents)
    compared = targets.comparison(frame, table, outcomes(frame), "杭州市", plan)
    further = targets.further_targets(plan.documents, compared)
    return {
        "shown": {
            "comparison": targets.comparison_table(compared, plan),
            "further": targets.further_table(further),
        },
        "rows": {"table": table, "compared": compared, "further": further},
        "plan": plan,
    }


def test_everything_it_shows_can_be_followed(every):
    rows = every["rows"]
    quoted = [
        *rows["further"]["subject"],
        *rows["further"]["period"],
        *rows["further"]["box"],
        *rows["table"]["name"],
    ]
    for one in every["shown"].values():
        check(one, quoted)


def test_the_frames_to_draw_are_those_of_the_project(every):
    compared, plan = every["rows"]["compared"], every["plan"]
    rows = targets.normalised(compared, plan)
    assert (len(rows), rows["name"].iloc[0]) == (20, "数字贸易额")
    assert rows["later"].iloc[0].number == pytest.approx(5000 / 3350 * 100)
    assert "货物和服务贸易进出口总额占全省份额（2024年结果）" in set(rows["name"])
    changes = targets.ambition(facts(reference=True), compared, "杭州市", plan)
    both = [row for row in changes.itertuples() if isinstance(row.achieved, Value)]
    # 文化、人工智能 and 预期寿命 of 2020 counted something else than the outline of 2026 does.
    assert (len(changes), len(both)) == (18, 2)
    counts = targets.composition(every["rows"]["table"])
    sums = [sum(one.number for one in counts[part]) for part in ("stated", "worded")]
    assert sums == [22, 7]


def test_the_comparison_table_prints_cells_as_the_outline_does(every):
    table = every["shown"]["comparison"]
    names = [column.heading for column in table.columns]
    rows = {row[0]: dict(zip(names, map(str, row), strict=True)) for row in table.rows}
    # What has an earlier target comes first, then what has an outcome and a later target.
    lacking = [0 if row["2025年目标"] else 1 if row["2025年结果"] and row["2030年目标"] else 2
               for row in rows.values()]  # fmt: skip
    assert lacking == sorted(lacking) and set(lacking) == {0, 1, 2}
    # The caption counts the cells that are empty.
    empty = [name for name, row in rows.items() if not row["2025年目标"]]
    assert str(table.caption).startswith("44项指标，35项在所收文件中无前一期目标。")
    assert [len(one.items) for one in table.caption.sources()] == [44, 35] and len(empty) == 35
    share = rows["货物和服务贸易进出口总额占全省份额（%）"]
    assert (share["2025年结果"], share["2030年目标"]) == ("21.5（2024年）", "22")
    rd = rows["研究与试验发展（R&D）经费支出与地区生产总值之比（%）"]
    # The unit that stands with the name is not said again.
    assert [rd[name] for name in names[1:]] == [
        "4", "4左右", "4.5", "不可比：结果仅表述为“左右”，目标在其容许幅度以内", "创新驱动　预期性",
    ]  # fmt: skip
    digital = rows["数字经济核心产业增加值"]
    assert (
        digital["前一期目标的判断"].endswith("未给出总量；两期用另一类数")
        and digital["类别"] == "正文"
    )
    assert rows["优良水体比例（%）"]["2030年目标"] == "完成省下达目标"
    text = str(table)
    assert "≥2.3万亿元" in text
    # A milestone that an earlier year had passed is no result of the year.
    output = rows["地区生产总值"]
    assert output["2025年结果"] == "" and "总量只给出≥2万亿元" in output["前一期目标的判断"]


def test_a_verdict_on_an_expected_outcome_says_so(every):
    table = every["shown"]["comparison"]
    told = {row[0]: str(row[4]) for row in table.rows}
    # One document states it plainly and as expected.
    assert told["城乡居民收入倍差"] == "达到（按预计数）"
    assert told["人均预期寿命（岁）"].startswith("不可比：范围不同")
    assert "按预计数" not in told["研究与试验发展（R&D）经费支出与地区生产总值之比（%）"]


def test_what_each_year_counts_anew_has_no_growth_a_year(every):
    compared, plan = every["rows"]["compared"], every["plan"]
    changes = targets.ambition(facts(reference=True), compared, "杭州市", plan)
    left = targets.anew(compared)
    assert list(left["indicator"]) == ["new_urban_jobs"]
    assert not set(left["name"]) & set(changes["name"])
    # A stock of the same kind of thing has one.
    assert targets.anew(compared[compared["indicator"] == "population"]).empty


def test_a_table_of_paces_leaves_out_what_is_never_known(every):
    compared, plan = every["rows"]["compared"], every["plan"]
    changes = targets.ambition(facts(reference=True), compared, "杭州市", plan)
    heads = {"label": "指标", "planned": "前", "achieved": "中", "next": "后"}
    growth = changes[changes["unit"] == "%"]
    table = targets.pace_table(growth, heads, "年均增速", targets.anew(compared)["member"])
    assert [one.heading for one in table.columns] == ["指标", "后"]
    assert (
        str(table.caption)
        == "年均增速；所列指标的前、中均缺少基数或目标，不列；每年重新计数的1项指标不计算"
    )
    # Where one row has a number the column stays.
    other = targets.pace_table(changes[changes["unit"] != "%"], heads, "年均变动")
    assert [one.heading for one in other.columns] == ["指标", "前", "中", "后"]
    assert str(other.caption) == "年均变动；“—”表示缺少基数或目标"
    assert isinstance(targets.pace_table(changes.head(0), heads, "甲"), Note)


def test_what_a_subject_does_not_say_the_words_around_it_do(every):
    rows = [str(row[0]) for row in every["shown"]["further"].rows]
    assert "中高职一体化招生占比不低于总招生数的70%" in " ".join(rows)
    assert "技术交易额与新产品产值累计达到16000亿元" in rows  # a sum of years
    # A share with its whole, and a plain count, are told by their subject.
    assert {"高技能人才占技能人才", "高质量数据集"} <= set(rows)


def test_without_a_table_of_main_indicators_there_are_no_columns_of_it(compared):
    table = targets.comparison_table(compared, PLAN)
    heads = [column.heading for column in table.columns]
    assert heads[0] == "指标" and not {"类别", "属性"} & set(heads)
    assert "正文" not in str(table.caption)


def test_a_range_stands_with_both_ends_in_the_table_of_further_targets(every):
    table = every["shown"]["further"]
    (row,) = (row for row in table.rows if f"{row[1]:p}" == "每年3—5项")
    assert row[1].number == 3
    money = next(row for row in table.rows if row[0] == "规模以上文化企业营业收入")
    assert (f"{money[1]:p}", money[2]) == ("≥1.4万亿元", "总量")
    assert str(table.caption) == "主要指标表以外的129个数字目标，其中89个载于专栏"


def test_what_figures_do_not_allow_is_a_note_that_says_which():
    frame = data(LINES[0])
    empty = targets.main_indicators([])
    compared = targets.comparison(frame, empty, outcomes(frame), "别市", targets.Plan())
    assert targets.composition(empty).empty and targets.normalised(compared, targets.Plan()).empty
    assert targets.ambition(frame, compared, "别市", targets.Plan()).empty
    for one in (
        targets.comparison_table(compared, targets.Plan()),
        targets.further_table(targets.further_targets([], compared)),
    ):
        assert isinstance(one, Note) and str(one.text).startswith("没有足够的数据")
    assert isinstance(targets.comparison_table(compare(*LINES), PLAN), Table)


def test_the_outlines_file_is_the_one_in_the_catalogue():
    assert Path(corpus.load("hangzhou-fyp15").path).name == "004_d007ba3417d3ce78.txt"


@pytest.mark.parametrize(
    ("before", "after", "bound", "pace"),
    [(1.001, 1.004, "=", 0), (1, 2, "=", 1), (2, 1, "~", -1), (-14.59, -4.46, ">=", None),
     (1, 2, "..", 1), (1.001, 1.004, "~", None)],
)  # fmt: skip
def test_a_floor_asks_for_no_pace(before, after, bound, pace):
    first, then = (assumed(one, "%", "甲", "a") for one in (before, after))
    assert _pace(first, replace(then, bound=bound)) == pace
    assert _pace(Missing.of("甲"), then) is None
