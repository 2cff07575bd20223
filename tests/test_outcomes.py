"""Targets beside their outcomes, on small frames that can be worked by hand."""

import pandas as pd
import pytest

from hzlib.errors import HzError
from hzlib.views.common import combined, name
from hzlib.views.outcomes import KEY, goals, nature, outcomes, scorecard, with_sentences

PLAN = {"doc": "plan", "status": "target"}
LATER = {"doc": "later", "status": "actual"}
EXPECTED = {"doc": "later", "status": "estimate"}


def _frame(*rows):
    start = {"region": "某市", "period": "2023", "bound": "=", "unit": "%", "measure": "growth"}
    made = [start | {"id": f"{row['doc']}@{n}"} | row for n, row in enumerate(rows)]
    return pd.DataFrame(made)


def _data(*rows, reference=()):
    given = [{"bound": "=", "region": "某市", "source_title": "公报", "status": "actual"} | row
             for row in reference]  # fmt: skip
    for n, row in enumerate(given, 1):
        row["evidence"] = f"reference:{n}"
    return combined(_frame(*rows), pd.DataFrame(given) if given else None)


def _fact(indicator, value, text, **more):
    return {"indicator": indicator, "value": value, "text": text} | more


def _verdicts(data, **options):
    return outcomes(data, **options)["verdict"].tolist()


def test_a_target_and_its_result_make_a_pair_with_the_difference_written_out():
    data = _data(_fact("gdp", 5.0, "5%", bound=">=", **PLAN), _fact("gdp", 5.6, "5.6%", **LATER))
    assert outcomes(data).to_dict("records") == [
        {
            "indicator": "gdp",
            "measure": "growth",
            "region": "某市",
            "period": "2023",
            "name": "地区生产总值",
            "target": 5.0,
            "unit": "%",
            "target_bound": ">=",
            "target_text": "5%",
            "target_origin": "document",
            "target_doc": "plan",
            "target_evidence": "fact:plan@0",
            "outcome": 5.6,
            "outcome_bound": "=",
            "outcome_text": "5.6%",
            "outcome_status": "actual",
            "outcome_origin": "document",
            "outcome_doc": "later",
            "outcome_evidence": "fact:later@1",
            "gap": 0.6,
            "arithmetic": "5.6 − 5 = 0.6",
            "arithmetic_evidence": 'formula:{"formula":"5.6 − 5 = 0.6",'
            '"parts":["fact:later@1","fact:plan@0"]}',
            "verdict": "达到",
            "reason": "",
        }
    ]


@pytest.mark.parametrize(
    ("indicator", "goal", "bound", "result", "result_bound", "verdict"),
    [
        # more is asked for
        ("fai", 6.0, "=", 2.8, "=", "未达到"),
        ("fai", 6.0, "=", 6.0, "=", "达到"),
        ("fai", 6.0, ">=", 5.9, "=", "未达到"),
        # 5%左右 begins at 4.75%
        ("gdp", 5.0, "~", 4.8, "=", "达到"),
        ("gdp", 5.0, "~", 4.7, "=", "未达到"),
        # less is asked for, in words or by the nature of the indicator
        ("cpi", 3.0, "<=", 0.2, "=", "达到"),
        ("cpi", 3.0, "<=", 3.1, "=", "未达到"),
        ("pm25", 29.0, "=", 28.0, "=", "达到"),
        ("pm25", 29.0, "=", 30.0, "=", "未达到"),
        ("pm25", 29.0, "~", 30.4, "=", "达到"),
        ("pm25", 29.0, "~", 30.5, "=", "未达到"),
        # 突破: certain only upwards
        ("gdp", 5.0, ">=", 6.0, ">=", "达到"),
        ("gdp", 5.0, ">=", 4.0, ">=", "不可比"),
        ("gdp", 5.0, ">=", 4.0, "<=", "未达到"),
        ("cpi", 3.0, "<=", 2.0, "<=", "达到"),
        ("cpi", 3.0, "<=", 4.0, "<=", "不可比"),
        ("cpi", 3.0, "<=", 4.0, ">=", "未达到"),
        # a result of 左右: 4 ± 0.2
        ("rd_intensity", 4.0, "=", 4.0, "~", "不可比"),
        ("rd_intensity", 3.8, "=", 4.0, "~", "达到"),
        ("rd_intensity", 4.3, "=", 4.0, "~", "未达到"),
    ],
)
def test_bounds_are_respected(indicator, goal, bound, result, result_bound, verdict):
    data = _data(
        _fact(indicator, goal, f"{goal:g}%", bound=bound, **PLAN),
        _fact(indicator, result, f"{result:g}%", bound=result_bound, **LATER),
    )
    assert _verdicts(data) == [verdict]


def test_how_far_about_reaches_is_the_readers_choice():
    data = _data(_fact("gdp", 7.0, "7%", bound="~", **PLAN), _fact("gdp", 6.8, "6.8%", **LATER))
    assert [_verdicts(data, about=about) for about in (0, 0.02, 0.05)] == [
        ["未达到"],
        ["未达到"],
        ["达到"],
    ]
    # 7 × (1 − 0.05) = 6.65
    assert outcomes(data)["reason"].tolist() == ["“左右”按目标值的 5% 计，界线为 6.65"]


@pytest.mark.parametrize(
    "other",
    [
        {"measure": "level", "value": 20059.0, "text": "20059亿元", "unit": "亿元"},
        {"region": "某区"},
        {"period": "2022"},
        {"indicator": "services_va"},
    ],
)
def test_only_like_is_set_beside_like(other):
    data = _data(
        _fact("gdp", 5.0, "5%", **PLAN),
        _fact("gdp", 9.9, "9.9%", **LATER) | other,
        _fact("cpi", 0.2, "0.2%", **LATER),
    )
    assert _verdicts(data)[0] in ("不可比", "无结果")
    assert outcomes(data)["outcome"].isna().all()


def test_five_years_added_up_are_no_answer_to_one_year():
    data = _data(
        _fact("listed_new", 25.0, "25家", measure="level", unit="家", **PLAN),
        _fact(
            "listed_new", 124.0, "124家", measure="level", unit="家", period="2021-2025", **LATER
        ),
    )
    assert _verdicts(data) == ["无结果"]


def test_a_level_at_the_same_time_is_named_as_what_stands_in_the_way():
    data = _data(
        _fact("services_va", 8.0, "8%", **PLAN),
        _fact("services_va", 12287.0, "12287亿元", measure="level", unit="亿元", **LATER),
    )
    row = outcomes(data).iloc[0]
    assert (row["verdict"], row["reason"]) == (
        "不可比",
        "同期只给出服务业增加值（12287亿元），口径不同",
    )


def test_a_target_beyond_all_results_is_not_yet_due():
    data = _data(
        _fact("gdp", 3.0, "3万亿元", measure="level", unit="亿元", period="2030", **PLAN),
        _fact("gdp", 5.6, "5.6%", **LATER),
        _fact("cpi", 3.0, "3%", **PLAN),
    )
    assert _verdicts(data) == ["未到期", "无结果"]


def test_achieved_comes_before_expected_and_documents_before_the_reference():
    data = _data(
        _fact("fdi", 78.0, "78亿美元", measure="level", unit="亿美元", **PLAN),
        _fact("fdi", 80.0, "80亿美元", measure="level", unit="亿美元", **EXPECTED),
        _fact("fdi", 88.3, "88.3亿美元", measure="level", unit="亿美元", **LATER),
        reference=[_fact("fdi", 88.0, "88亿美元", measure="level", unit="亿美元", period="2023")],
    )  # fmt: skip
    row = outcomes(data).iloc[0]
    assert (row["outcome"], row["outcome_status"], row["outcome_evidence"]) == (
        88.3,
        "actual",
        "fact:later@2",
    )
    without = outcomes(data[data["value"] != 88.3]).iloc[0]
    assert (without["outcome"], without["outcome_origin"]) == (88.0, "reference")


def test_a_bound_that_decides_nothing_gives_way_to_a_figure_that_does():
    data = _data(
        _fact("gdp", 23000.0, "2.3万亿元", measure="level", unit="亿元", bound=">=", **PLAN),
        _fact("gdp", 20000.0, "2万亿元", measure="level", unit="亿元", bound=">=", **LATER),
        _fact("gdp", 23011.0, "23011亿元", measure="level", unit="亿元", **EXPECTED),
    )  # fmt: skip
    row = outcomes(data).iloc[0]
    assert (row["verdict"], row["outcome_status"], row["gap"]) == ("达到", "estimate", 11.0)


def test_a_result_printed_more_coarsely_than_the_target_leaves_it_open():
    # 138万亩 is anything from 137.5 to 138.5; the target is 138.1.
    data = _data(
        _fact("grain_area", 1381000.0, "138.1万亩", measure="level", unit="亩", **PLAN),
        _fact("grain_area", 1380000.0, "138万亩", measure="level", unit="亩", **LATER),
    )
    row = outcomes(data).iloc[0]
    assert (row["verdict"], row["reason"]) == ("不可比", "结果的进位误差跨在目标两侧")


def test_growth_of_a_count_follows_from_two_levels_and_says_so():
    # 95000 ÷ 73000 − 1 = 30.1369…%; with both prints' rounding between 29.98 % and 30.30 %.
    level = {"measure": "level", "unit": "件"}
    data = _data(
        _fact("invention_patents", 15.0, "15%", bound=">=", **PLAN),
        _fact("invention_patents", 73000.0, "7.3万件", period="2022", **LATER, **level),
        _fact("invention_patents", 95000.0, "95000件", **LATER, **level),
    )
    row = outcomes(data).iloc[0]
    assert (row["verdict"], row["outcome_status"], row["outcome"], row["reason"]) == (
        "达到",
        "derived",
        30.14,
        "由水平推算：95000 ÷ 73000 − 1",
    )
    assert '"fact:later@2","fact:later@1"' in row["outcome_evidence"]


def test_real_growth_does_not_follow_from_nominal_levels():
    level = {"measure": "level", "unit": "亿元"}
    data = _data(
        _fact("gdp", 5.0, "5%", **PLAN),
        _fact("gdp", 18753.0, "18753亿元", period="2022", **LATER, **level),
        _fact("gdp", 20059.0, "20059亿元", **LATER, **level),
    )
    row = outcomes(data).iloc[0]
    # 20059 ÷ 18753 − 1 = 6.96 %: above the target, and yet no answer to it.
    assert (row["verdict"], row["outcome"]) == ("不可比", 6.96)
    assert row["reason"] == "只能由现价水平推算为 6.96%，增速目标按不变价，口径不同"


def test_average_growth_needs_the_level_before_the_first_year():
    # (121 ÷ 100)^(1/2) − 1 = 10 %
    level = {"measure": "level", "unit": "元"}
    data = _data(
        _fact("income_rural", 9.0, "9%", measure="growth_avg", period="2022-2023", **PLAN),
        _fact("income_rural", 10000.0, "10000元", period="2021", **LATER, **level),
        _fact("income_rural", 12100.0, "12100元", **LATER, **level),
    )
    row = outcomes(data).iloc[0]
    assert (row["verdict"], row["outcome"], row["reason"]) == (
        "达到",
        10.0,
        "由水平推算：(12100 ÷ 10000)^(1/2) − 1",
    )
    assert _verdicts(data[data["period"] != "2021"]) == ["无结果"]


def test_amounts_of_all_years_add_up_to_the_amount_of_the_plan():
    # 30 + 32 = 62 万人 against 60; without the first year there is nothing to add.
    level = {"measure": "level", "unit": "人"}
    rows = [
        _fact("new_urban_jobs", 600000.0, "60万人", period="2022-2023", **PLAN, **level),
        _fact("new_urban_jobs", 300000.0, "30万人", period="2022", **LATER, **level),
        _fact("new_urban_jobs", 320000.0, "32万人", period="2023", **LATER, **level),
    ]
    row = outcomes(_data(*rows)).iloc[0]
    assert (row["verdict"], row["outcome"], row["gap"]) == ("达到", 620000.0, 20000.0)
    assert _verdicts(_data(rows[0], rows[2])) == ["无结果"]


def test_a_stock_is_not_added_up_over_the_years():
    level = {"measure": "level", "unit": "公里"}
    data = _data(
        _fact("metro_length", 1000.0, "1000公里", period="2022-2023", **PLAN, **level),
        _fact("metro_length", 516.0, "516公里", period="2022", **LATER, **level),
        _fact("metro_length", 516.0, "516公里", period="2023", **LATER, **level),
    )
    assert _verdicts(data) == ["无结果"]


def test_an_increase_is_the_difference_of_two_levels():
    # 516 − 441 = 75 公里
    level = {"measure": "level", "unit": "公里"}
    data = _data(
        _fact("metro_length", 75.0, "75公里", measure="change", unit="公里", **PLAN),
        _fact("metro_length", 441.0, "441公里", period="2022", **LATER, **level),
        _fact("metro_length", 516.0, "516公里", **LATER, **level),
    )
    row = outcomes(data).iloc[0]
    # Both levels are rounded: the difference is 74 to 76, so that 75 is not certain.
    assert (row["outcome"], row["verdict"]) == (75.0, "不可比")


def test_the_two_ends_of_a_range_are_one_target_and_the_worse_end_counts():
    data = _data(
        _fact("gdp", 5.0, "5%", bound=">=", **PLAN),
        _fact("gdp", 5.5, "5.5%", bound="<=", **PLAN),
        _fact("gdp", 5.2, "5.2%", **LATER),
    )
    row = outcomes(data).iloc[0]
    assert (len(goals(data)), row["target_text"], row["target_bound"]) == (1, "5%—5.5%", "..")
    assert (row["target"], row["verdict"]) == (5.0, "达到")


def test_a_target_stated_twice_in_one_document_counts_once():
    again = _fact("rd_intensity", 4.5, "4.5%", measure="level", **PLAN)
    assert len(goals(_data(again, again))) == 1
    assert len(goals(_data(again, again | {"doc": "other"}))) == 2


def test_the_scorecard_counts_every_target_once():
    data = _data(
        _fact("gdp", 5.0, "5%", **PLAN),
        _fact("fai", 6.0, "6%", **PLAN),
        _fact("cpi", 3.0, "3%", **PLAN),
        _fact("gdp", 3.0, "3%", period="2030", **PLAN),
        _fact("gdp", 5.6, "5.6%", **LATER),
        _fact("fai", 2.8, "2.8%", **LATER),
    )
    none = {"达到": 0, "未达到": 0, "不可比": 0, "无结果": 0, "未到期": 0}
    assert scorecard(outcomes(data)).to_dict("records") == [
        none | {"period": "2023", "达到": 1, "未达到": 1, "无结果": 1, "目标数": 3},
        none | {"period": "2030", "未到期": 1, "目标数": 1},
    ]


def test_each_pair_has_both_sentences():
    facts = _frame(_fact("gdp", 5.0, "5%", **PLAN), _fact("gdp", 5.6, "5.6%", **LATER))
    facts["sentence"] = ["增长5%。", "增长5.6%。"]
    pairs = with_sentences(outcomes(combined(facts)), facts)
    assert pairs[["target_sentence", "outcome_sentence"]].values.tolist() == [
        ["增长5%。", "增长5.6%。"]
    ]


def test_a_figure_of_the_reference_shows_its_source_for_a_sentence():
    data = _data(
        _fact("gdp", 5.0, "5%", **PLAN),
        reference=[_fact("gdp", 5.6, "5.6%", measure="growth", period="2023", unit="%")],
    )
    facts = _frame(_fact("gdp", 5.0, "5%", **PLAN)).assign(sentence="增长5%。")
    assert with_sentences(outcomes(data), facts)["outcome_sentence"].tolist() == ["公报"]


def test_no_targets_make_an_empty_table_with_all_columns():
    pairs = outcomes(_data(_fact("gdp", 5.6, "5.6%", **LATER)))
    assert pairs.empty
    assert list(pairs.columns)[:4] == KEY


def test_every_indicator_says_how_it_may_be_compared():
    indicators = pd.read_csv("data/etc/indicators.csv")["id"]
    assert {nature(indicator)["kind"] for indicator in indicators} == {"flow", "stock", "rate"}
    assert {nature(indicator)["direction"] for indicator in indicators} == {"up", "down"}
    assert name("pm25") and nature("pm25")["direction"] == "down"


def test_an_indicator_without_a_row_is_named():
    with pytest.raises(HzError, match="no_such"):
        nature("no_such")


# --- targets set against another growth rate


def _relative(sentence, *rows):
    from pathlib import Path

    from hzlib.text.corpus import Document
    from hzlib.views.relative import relative

    text = f"目标是：{sentence}"
    document = Document(
        "plan", "plan", "work-report", "", "某市", 2023, "2022", "2023", Path("plan"), text
    )
    facts = _frame(_fact("gdp", 5.0, "5%", **PLAN), *rows).assign(sentence="原句。")
    facts.loc[0, "sentence"] = text
    return relative([document], facts, combined(facts))


INCOMES = [
    _fact("gdp", 5.6, "5.6%", **LATER),
    _fact("income_urban", 4.6, "4.6%", **LATER),
    _fact("income_rural", 6.6, "6.6%", **LATER),
]


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        (
            "生产总值增长5%，城乡居民人均可支配收入增速高于GDP增速。",
            # 4.6 − 5.6 = −1; 6.6 − 5.6 = 1
            [("income_urban", "gdp", -1.0, "未达到"), ("income_rural", "gdp", 1.0, "达到")],
        ),
        (
            "生产总值增长5%，农村居民人均可支配收入增速高于城镇居民1个百分点。",
            # 6.6 − 4.6 = 2, at least 1 is asked for
            [("income_rural", "income_urban", 2.0, "达到")],
        ),
        (
            "生产总值增长5%，农村居民人均可支配收入增速高于城镇居民2.5个百分点。",
            [("income_rural", "income_urban", 2.0, "未达到")],
        ),
        (
            "生产总值增长5%，城镇居民人均可支配收入与经济增长基本同步。",
            [("income_urban", "gdp", -1.0, "不可比")],
        ),
        ("生产总值增长5%，贷款增速高于新增贷款增速。", []),
        ("生产总值增长5%，增速高于全国0.4个百分点。", []),
    ],
)
def test_a_target_that_names_another_growth_rate_is_answered_by_both(sentence, rows):
    made = _relative(sentence, *INCOMES)
    found = made[["indicator", "than", "gap", "verdict"]].itertuples(index=False)
    assert [tuple(row) for row in found] == rows


def test_the_words_of_such_a_target_can_be_followed():
    made = _relative("生产总值增长5%，城镇居民人均可支配收入增速高于GDP增速。", *INCOMES)
    row = made.iloc[0]
    # "目标是：生产总值增长5%，" has thirteen characters, the words of the target twenty.
    assert (row["said"], row["said_evidence"]) == (
        "城镇居民人均可支配收入增速高于GDP增速",
        "quantity:plan@13-33",
    )
    assert row["gap_evidence"] == (
        'formula:{"formula":"4.6 − 5.6 = −1",'
        '"parts":["fact:later@2","fact:later@1","quantity:plan@13-33"]}'
    )


def test_without_both_growth_rates_there_is_no_answer():
    made = _relative("生产总值增长5%，城镇居民人均可支配收入增速高于GDP增速。", INCOMES[0])
    assert made[["verdict", "reason"]].values.tolist() == [
        ["无结果", "现有材料没有给出城镇居民人均可支配收入增速"]
    ]


# --- charts and tables


def _small():
    facts = _frame(
        _fact("gdp", 5.0, "5%", bound=">=", **PLAN),
        _fact("fai", 6.0, "6%", **PLAN),
        _fact("cpi", 3.0, "3%", measure="level", bound="<=", **PLAN),
        _fact("fdi", 78.0, "78亿美元", measure="level", unit="亿美元", **PLAN),
        _fact("gdp", 5.6, "5.6%", **LATER),
        _fact("fai", 2.8, "2.8%", **LATER),
        _fact("fdi", 156.0, "156亿美元", measure="level", unit="亿美元", **EXPECTED),
    )
    facts["sentence"] = [f"全年目标或结果为{text}，其余略。" for text in facts["text"]]
    return with_sentences(outcomes(combined(facts)), facts)


def test_the_charts_state_their_finding_and_every_mark_has_its_evidence():
    from hzlib.charts import outcome_charts
    from hzlib.pages.evidence import is_evidence

    pairs = _small()
    charts = [
        outcome_charts.scorecard(pairs, "某市"),
        outcome_charts.rates(pairs, "某市"),
        outcome_charts.amounts(pairs, "某市"),
    ]
    titles = [one.figure.layout.title.text for one in charts[:2]]
    # Four targets, three answered, two met; two of them in per cent; 156 ÷ 78 = 200 %.
    assert titles == [
        "到期的四个目标，三个有可比的结果，其中两个达到",
        "有结果的两个百分比目标，一个达到",
    ]
    assert charts[2].figure._suptitle.get_text() == (
        "有结果的一个总量目标，一个达到；实际利用外资达到目标的 200%"
    )
    for chart in charts[:2]:
        marks = [trace for trace in chart.figure.data if trace.hoverinfo != "skip"]
        assert marks
        assert all(is_evidence(one) for trace in marks for one in trace.customdata)
        assert chart.figure.layout.xaxis.title.text


def test_a_place_without_targets_gets_a_note_in_place_of_each_chart_and_table():
    from hzlib.charts import outcome_charts, outcome_tables
    from hzlib.charts.exhibits import Note

    pairs = _small()
    for build in (
        outcome_charts.scorecard,
        outcome_charts.rates,
        outcome_charts.amounts,
        outcome_tables.sentences,
        outcome_tables.unanswered,
    ):
        note = build(pairs, "无名市")
        assert isinstance(note, Note)
        assert "无名市" in note.text


def test_the_table_of_pairs_quotes_both_clauses():
    from hzlib.charts import outcome_tables

    table = outcome_tables.sentences(_small(), "某市")
    row = table.frame.set_index("指标").loc["2023年实际利用外资"]
    assert row[["目标", "结果", "结果 − 目标", "判断"]].tolist() == [
        "78亿美元",
        "156亿美元（预计）",
        "156 − 78 = 78",
        "达到",
    ]
    assert row["立目标的话与报结果的话"] == (
        "“全年目标或结果为78亿美元” → “全年目标或结果为156亿美元”"
    )


def test_a_count_is_followed_to_the_targets_that_were_counted():
    from hzlib.charts import outcome_tables

    met = outcome_tables.count(_small(), "未达到")
    assert (met.number, met.unit, met.evidence) == (1, "个", "fact:plan@1")


# --- the five documents


def test_the_headline_of_the_notebook_agrees_with_the_raw_text():
    import re

    from hzlib.extraction.facts import facts
    from hzlib.text.corpus import load

    plan, report = load("hangzhou-gwr-2023"), load("hangzhou-plan-2024")
    words = {"gdp": "生产总值", "fai": "固定资产投资", "industrial_va": "规上工业增加值"}
    pairs = outcomes(combined(facts([plan, report])))
    for indicator, name_ in words.items():
        goals_ = plan.raw.index("2023年经济社会发展主要预期目标")
        number = r"[^，、。；]*?(?:\d+亿元[，,]|实现\d+亿元[，,])?增长(\d+(?:\.\d+)?)%"
        goal = re.search(name_ + number, plan.raw[goals_:])
        result = re.search(name_ + number, report.raw)
        row = pairs[(pairs["indicator"] == indicator) & (pairs["measure"] == "growth")].iloc[0]
        assert (row["target"], row["outcome"]) == (float(goal[1]), float(result[1]))
        assert row["verdict"] == ("达到" if float(result[1]) >= float(goal[1]) else "未达到")
