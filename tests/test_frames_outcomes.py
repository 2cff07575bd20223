"""Targets beside their outcomes, on small frames that can be worked by hand."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from hzlib import lookups
from hzlib.errors import HzError
from hzlib.evidence.entry import entry
from hzlib.evidence.sources import FactSource
from hzlib.evidence.value import Missing, Value
from hzlib.extraction.facts import Fact
from hzlib.frames.facts import ReferenceSource, facts, tabled
from hzlib.frames.outcomes import (
    DUE,
    MET,
    MISSED,
    NO_ANSWER,
    REPORTED,
    UNLIKE,
    VERDICTS,
    Pair,
    goals,
    nature,
    outcomes,
)
from hzlib.lookups import ReferenceFigure
from hzlib.text.corpus import Document, load

PLAN = {"doc": "plan", "status": "target"}
LATER = {"doc": "later", "status": "actual"}
EXPECTED = {"doc": "later", "status": "estimate"}


def fact(indicator, value, text, **more):
    start = {"region": "某市", "period": "2023", "bound": "=", "unit": "%", "measure": "growth"}
    return start | {"indicator": indicator, "value": value, "text": text} | more


def data(*rows, reference=()):
    """Return the common frame of facts of documents that state them, one sentence a fact."""
    said = [row.get("sentence", f"第{n}句的数是{row['text']}。") for n, row in enumerate(rows)]
    lines = {}
    for row, sentence in zip(rows, said, strict=True):
        lines.setdefault(row["doc"], []).append(sentence)
    books = {
        doc: Document(doc, doc, "work-report", "", "某市", 2023, "2022", "2023", Path(doc),
                      "\n".join(sentences))
        for doc, sentences in lines.items()
    }  # fmt: skip
    found = []
    for row, sentence in zip(rows, said, strict=True):
        book = books[row["doc"]]
        start = book.raw.index(sentence) + sentence.index(row["text"])
        whole = {"id": f"{book.id}@{start}", "start": start, "end": start + len(row["text"]),
                 "section": "", "cue": "", "rule": "subject",
                 "cumulated": "-" in row["period"], "base": ""} | row | {"sentence": sentence}  # fmt: skip
        found.append(FactSource(book, Fact(**whole)))
    return tabled([*found, *_borrowed(reference)])


def _borrowed(rows):
    figures = [
        ReferenceFigure(
            region=row["region"], indicator=row["indicator"], measure=row["measure"],
            period=row["period"], value=Decimal(str(row["value"])), unit=row["unit"],
            status=row.get("status", "actual"), bound=row["bound"], source_title="公报",
            publisher="统计局", published=int(row["period"][-4:]) + 1,
        )
        for row in rows
    ]  # fmt: skip
    return [ReferenceSource(number, one) for number, one in enumerate(figures, 900)]


def _verdicts(frame, **options):
    return outcomes(frame, **options)["verdict"].tolist()


def _start(frame, text):
    """Return the source of the fact with a text, as it names itself."""
    return str(frame[frame["text"] == text]["evidence"].iloc[0])


def test_a_target_and_its_result_make_a_pair_with_the_difference_computed():
    frame = data(fact("gdp", 5.0, "5%", bound=">=", **PLAN), fact("gdp", 5.6, "5.6%", **LATER))
    pairs = outcomes(frame)
    pair = next(pairs.itertuples(index=False))
    assert (len(pairs), list(pairs)) == (1, list(Pair.__dataclass_fields__))
    names = ("indicator", "measure", "region", "period", "name", "target_doc", "outcome_doc")
    assert [getattr(pair, name) for name in names] == [
        "gdp", "growth", "某市", "2023", "地区生产总值", "plan", "later",
    ]  # fmt: skip
    assert (str(pair.target), pair.target.status, pair.target.printed) == ("≥5%", "target", "5%")
    assert (str(pair.outcome), pair.outcome.status) == ("5.6%", "actual")
    # "第0句的数是" has six characters.
    assert (str(pair.target.source), str(pair.outcome.source)) == ("fact:plan@6", "fact:later@6")
    assert (str(pair.gap), pair.gap.source.text) == ("0.6个百分点", "5.6 − 5")
    assert pair.gap.source.parts == (pair.outcome, pair.target)
    assert (pair.verdict, str(pair.reason)) == (MET, "")


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
    frame = data(
        fact(indicator, goal, f"{goal:g}%", bound=bound, **PLAN),
        fact(indicator, result, f"{result:g}%", bound=result_bound, **LATER),
    )
    assert _verdicts(frame) == [verdict]


def test_how_far_about_reaches_is_the_readers_choice():
    frame = data(fact("gdp", 7.0, "7%", bound="~", **PLAN), fact("gdp", 6.8, "6.8%", **LATER))
    verdicts = [_verdicts(frame, about=about) for about in (0, 0.02, 0.05)]
    assert verdicts == [["未达到"], ["未达到"], ["达到"]]
    reason = outcomes(frame)["reason"].iloc[0]
    # 7 × (1 − 0.05) = 6.65
    assert str(reason) == "文件未载明“左右”的容许幅度，设定为目标值的5%，界限为6.65%"
    reach, limit = reason.sources()
    assert str(reach) == "assumption:about=5.0%"
    assert (limit.text, [str(part.source) for part in limit.parts]) == (
        "7 − 7 × 5 ÷ 100",
        [_start(frame, "7%"), "assumption:about=5.0%"],
    )


def test_what_may_be_about_too_much_reaches_upwards_where_less_is_asked_for():
    frame = data(
        fact("pm25", 29.0, "29微克", bound="~", unit="微克", measure="level", **PLAN),
        fact("pm25", 30.4, "30.4微克", unit="微克", measure="level", **LATER),
    )
    # 29 × (1 + 0.05) = 30.45
    assert (
        str(outcomes(frame)["reason"].iloc[0])
        == "文件未载明“左右”的容许幅度，设定为目标值的5%，界限为30.45微克"
    )


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
    frame = data(
        fact("gdp", 5.0, "5%", **PLAN),
        fact("gdp", 9.9, "9.9%", **LATER) | other,
        fact("cpi", 0.2, "0.2%", **LATER),
    )
    pair = outcomes(frame).iloc[0]
    assert pair["verdict"] in (UNLIKE, NO_ANSWER)
    assert pair["outcome"] == Missing.of("某市2023年地区生产总值增速")
    assert isinstance(pair["gap"], Missing) and pair["outcome_doc"] == ""


def test_five_years_added_up_are_no_answer_to_one_year():
    several = {"measure": "level", "unit": "家", "period": "2021-2025"}
    frame = data(
        fact("listed_new", 25.0, "25家", measure="level", unit="家", **PLAN),
        fact("listed_new", 124.0, "124家", **several, **LATER),
    )
    assert _verdicts(frame) == ["无结果"]


def test_a_level_at_the_same_time_is_named_as_what_stands_in_the_way():
    frame = data(
        fact("services_va", 8.0, "8%", **PLAN),
        fact("services_va", 12287.0, "12287亿元", measure="level", unit="亿元", **LATER),
    )
    pair = outcomes(frame).iloc[0]
    assert (pair["verdict"], str(pair["reason"])) == (
        UNLIKE,
        "同期只给出服务业增加值（12,287亿元），未给出增速",
    )
    assert list(map(str, pair["reason"].sources())) == [_start(frame, "12287亿元")]


def test_a_result_in_another_unit_is_not_compared():
    frame = data(
        fact("fdi", 78.0, "78亿美元", measure="level", unit="亿美元", **PLAN),
        fact("fdi", 560.0, "560亿元", measure="level", unit="亿元", **LATER),
    )
    pair = outcomes(frame).iloc[0]
    assert (pair["verdict"], str(pair["reason"])) == (
        UNLIKE, "目标的单位为亿美元，结果的单位为亿元",
    )  # fmt: skip
    assert str(pair["outcome"]) == "560亿元" and isinstance(pair["gap"], Missing)


def test_a_target_beyond_all_results_is_not_yet_due():
    frame = data(
        fact("gdp", 3.0, "3万亿元", measure="level", unit="亿元", period="2030", **PLAN),
        fact("gdp", 5.6, "5.6%", **LATER),
        fact("cpi", 3.0, "3%", **PLAN),
    )
    assert _verdicts(frame) == ["无结果", "未到期"]


def test_a_target_is_due_once_its_year_is_told_of_at_another_place():
    frame = data(
        fact("cpi", 3.0, "3%", **(PLAN | {"region": "乙区", "period": "2024"})),
        fact("gdp", 4.2, "4.2%", **(LATER | {"region": "乙区", "period": "2023"})),
        fact("fai", 3.0, "3%", **(PLAN | {"region": "乙区", "period": "2026"})),
        fact("gdp", 5.2, "5.2%", **(LATER | {"region": "甲市", "period": "2025"})),
    )
    pairs = outcomes(frame).set_index("indicator")
    assert pairs["verdict"].to_dict() == {"cpi": "无结果", "fai": "未到期"}
    assert str(pairs.loc["cpi", "reason"]) == "所收文件未载明乙区2024年的数"
    assert str(pairs.loc["fai", "reason"]) == "期限在所收文件之后"


def test_achieved_comes_before_expected_and_documents_before_the_reference():
    level = {"measure": "level", "unit": "亿美元"}
    frame = data(
        fact("fdi", 78.0, "78亿美元", **level, **PLAN),
        fact("fdi", 80.0, "80亿美元", **level, **EXPECTED),
        fact("fdi", 88.3, "88.3亿美元", **level, **LATER),
        reference=[fact("fdi", 88.0, "88亿美元", **level)],
    )
    outcome = outcomes(frame)["outcome"].iloc[0]
    assert (str(outcome), outcome.status) == ("88.3亿美元", "actual")
    assert str(outcome.source) == _start(frame, "88.3亿美元")
    without = outcomes(frame[frame["value"] != 88.3]).iloc[0]
    assert (str(without["outcome"]), without["outcome"].status) == ("88亿美元", "reference")
    assert (str(without["outcome"].source), without["outcome_doc"]) == ("reference:900", "公报")


def test_a_bound_that_decides_nothing_gives_way_to_a_figure_that_does():
    level = {"measure": "level", "unit": "亿元"}
    frame = data(
        fact("gdp", 23000.0, "2.3万亿元", bound=">=", **level, **PLAN),
        fact("gdp", 20000.0, "2万亿元", bound=">=", **level, **LATER),
        fact("gdp", 23011.0, "23011亿元", **level, **EXPECTED),
    )
    pair = outcomes(frame).iloc[0]
    assert (pair["verdict"], pair["outcome"].status, str(pair["gap"])) == (
        MET,
        "estimate",
        "11亿元",
    )


def test_a_milestone_that_an_earlier_year_had_passed_is_no_outcome_unless_it_decides():
    level = {"measure": "level", "unit": "亿元"}
    plan = fact("gdp", 23000.0, "2.3万亿元", bound=">=", **level, **PLAN)
    before = fact("gdp", 20059.0, "20059亿元", **level, **LATER) | {"period": "2022"}
    passed = fact("gdp", 20000.0, "2万亿元", bound=">=", **level, **LATER)
    pair = outcomes(data(plan, before, passed)).iloc[0]
    assert (pair["verdict"], type(pair["outcome"])) == (NO_ANSWER, Missing)
    assert str(pair["reason"]) == "所收文件只给出≥2万亿元（此前年份已越过的界限）"
    growth = fact("gdp", 6.0, "6%", **LATER) | {"measure": "growth", "unit": "%"}
    pair = outcomes(data(plan, before, passed, growth)).iloc[0]
    assert (pair["verdict"], str(pair["reason"])) == (
        UNLIKE, "同期只给出地区生产总值增速（6%），总量只给出≥2万亿元（此前年份已越过的界限）",
    )  # fmt: skip
    # What comes later, or is of another unit, passes no milestone.
    for other in ({"period": "2024"}, {"unit": "亿美元", "text": "20059亿美元"}):
        pair = outcomes(data(plan, before | other, passed)).iloc[0]
        assert (pair["verdict"], f"{pair['outcome']:p}") == (UNLIKE, "≥2万亿元")
    low = fact("gdp", 10000.0, "1万亿元", bound=">=", **level, **PLAN)
    pair = outcomes(data(low, before, passed)).iloc[0]
    assert (pair["verdict"], f"{pair['outcome']:p}") == (MET, "≥2万亿元")


def test_where_nothing_decides_the_best_figure_is_shown():
    level = {"measure": "level", "unit": "亿元"}
    frame = data(
        fact("gdp", 23000.0, "2.3万亿元", bound=">=", **level, **PLAN),
        fact("gdp", 20000.0, "2万亿元", bound=">=", **level, **EXPECTED),
        fact("gdp", 21000.0, "2.1万亿元", bound=">=", **level, **LATER),
    )
    pair = outcomes(frame).iloc[0]
    assert (pair["verdict"], f"{pair['outcome']:p}") == (UNLIKE, "≥2.1万亿元")
    assert str(pair["reason"]) == "结果只给出界限，无法判断是否达到"


def test_a_result_printed_more_coarsely_than_the_target_leaves_it_open():
    # 138万亩 is anything from 137.5 to 138.5; the target is 138.1.
    level = {"measure": "level", "unit": "亩"}
    frame = data(
        fact("grain_area", 1381000.0, "138.1万亩", **level, **PLAN),
        fact("grain_area", 1380000.0, "138万亩", **level, **LATER),
    )
    pair = outcomes(frame).iloc[0]
    assert (pair["verdict"], str(pair["reason"])) == (UNLIKE, "目标在结果的舍入误差以内")


def test_growth_of_a_count_follows_from_two_levels_and_says_so():
    # 95000 ÷ 73000 − 1 = 30.1369…%; with both prints' rounding between 29.98 % and 30.30 %.
    level = {"measure": "level", "unit": "件"}
    frame = data(
        fact("invention_patents", 15.0, "15%", bound=">=", **PLAN),
        fact("invention_patents", 73000.0, "7.3万件", period="2022", **LATER, **level),
        fact("invention_patents", 95000.0, "95000件", **LATER, **level),
    )
    pair = outcomes(frame).iloc[0]
    outcome = pair["outcome"]
    assert (pair["verdict"], outcome.status, str(outcome), str(pair["reason"])) == (
        MET, "derived", "约30%", "由水平推算，计入水平的舍入误差，为29.3%至31.0%",
    )  # fmt: skip
    # 7.3万 leaves 29.3 to 31 open; of whole pieces nothing but the second decimal is.
    assert outcome.number == pytest.approx((95000 / 73000 - 1) * 100)
    assert str(pair["gap"]) == "约15个百分点"
    assert outcome.source.text == "(95,000 ÷ 73,000 − 1) × 100"
    assert [str(part.source) for part in outcome.source.parts] == [
        _start(frame, "95000件"), _start(frame, "7.3万件"),
    ]  # fmt: skip
    assert (outcome.period, pair["outcome_doc"]) == ("2023", "later")
    assert pair["gap"].source.text == "(95,000 ÷ 73,000 − 1) × 100 − 15"


def test_a_derived_growth_as_sure_as_its_target_is_no_about():
    level = {"measure": "level", "unit": "件"}
    frame = data(
        fact("invention_patents", 15.0, "15%", bound=">=", **PLAN),
        fact("invention_patents", 73000.0, "73000件", period="2022", **LATER, **level),
        fact("invention_patents", 95000.0, "95000件", **LATER, **level),
    )
    pair = outcomes(frame).iloc[0]
    assert (str(pair["outcome"]), str(pair["reason"])) == ("30.14%", "由水平推算")


def test_a_derived_growth_that_rounding_leaves_open_is_not_judged():
    # 7.5 ÷ 7.3 is 2.7 %, but with both prints' rounding anything from 1.36 % to 4.14 %.
    level = {"measure": "level", "unit": "件"}
    rows = [
        fact("invention_patents", 73000.0, "7.3万件", period="2022", **LATER, **level),
        fact("invention_patents", 75000.0, "7.5万件", **LATER, **level),
    ]
    open_, clear = (
        data(fact("invention_patents", goal, f"{goal}%", bound=">=", **PLAN), *rows)
        for goal in (2.5, 1.3)
    )
    assert (_verdicts(open_), _verdicts(clear)) == ([UNLIKE], [MET])
    assert str(outcomes(open_)["reason"].iloc[0]) == "目标在结果的舍入误差以内", "not by 左右"


def test_real_growth_does_not_follow_from_nominal_levels():
    level = {"measure": "level", "unit": "亿元"}
    frame = data(
        fact("gdp", 5.0, "5%", **PLAN),
        fact("gdp", 18753.0, "18753亿元", period="2022", **LATER, **level),
        fact("gdp", 20059.0, "20059亿元", **LATER, **level),
    )
    pair = outcomes(frame).iloc[0]
    # 20059 ÷ 18753 − 1 = 6.96 %: above the target, and yet no answer to it.
    assert (pair["verdict"], str(pair["outcome"])) == (UNLIKE, "6.96%")
    assert str(pair["reason"]) == "仅能由现价水平推算为6.96%，增速目标按不变价格计算，口径不同"
    assert list(pair["reason"].sources()) == [pair["outcome"].source]
    assert isinstance(pair["gap"], Missing)


def test_average_growth_needs_the_level_before_the_first_year():
    # (121 ÷ 100)^(1/2) − 1 = 10 %
    level = {"measure": "level", "unit": "元"}
    frame = data(
        fact("income_rural", 9.0, "9%", measure="growth_avg", period="2022-2023", **PLAN),
        fact("income_rural", 10000.0, "10000元", period="2021", **LATER, **level),
        fact("income_rural", 12100.0, "12100元", **LATER, **level),
    )
    pair = outcomes(frame).iloc[0]
    assert (pair["verdict"], str(pair["outcome"])) == (MET, "10%")
    assert pair["outcome"].source.text == "((12,100 ÷ 10,000) ^ (1 ÷ 2) − 1) × 100"
    assert _verdicts(frame[frame["period"] != "2021"]) == ["无结果"]


def test_an_amount_of_several_years_is_the_sum_of_the_years():
    level = {"measure": "level", "unit": "人"}
    rows = [
        fact("new_urban_jobs", 600000.0, "60万人", period="2022-2023", **PLAN, **level),
        fact("new_urban_jobs", 300000.0, "30万人", period="2022", **LATER, **level),
        fact("new_urban_jobs", 320000.0, "32万人", **LATER, **level),
    ]
    pair = outcomes(data(*rows)).iloc[0]
    assert (pair["verdict"], pair["outcome"].number, pair["gap"].number) == (MET, 620000, 20000)
    assert pair["outcome"].source.text == "300,000 + 320,000"
    assert _verdicts(data(rows[0], rows[2])) == ["无结果"]


def test_years_in_another_unit_are_not_added_up():
    rows = [
        fact(
            "new_urban_jobs", 60.0, "60人", period="2022-2023", measure="level", unit="人", **PLAN
        ),
        fact("new_urban_jobs", 30.0, "30户", period="2022", measure="level", unit="户", **LATER),
        fact("new_urban_jobs", 32.0, "32户", measure="level", unit="户", **LATER),
    ]
    assert _verdicts(data(*rows)) == ["无结果"]


def test_a_stock_is_not_added_up_over_the_years():
    level = {"measure": "level", "unit": "公里"}
    frame = data(
        fact("metro_length", 1000.0, "1000公里", period="2022-2023", **PLAN, **level),
        fact("metro_length", 516.0, "516公里", period="2022", **LATER, **level),
        fact("metro_length", 516.0, "516公里", period="2023", **LATER, **level),
    )
    assert _verdicts(frame) == ["无结果"]


def test_an_increase_is_the_difference_of_two_levels():
    # 516 − 441 = 75 公里
    level = {"measure": "level", "unit": "公里"}
    frame = data(
        fact("metro_length", 75.0, "75公里", measure="change", unit="公里", **PLAN),
        fact("metro_length", 441.0, "441公里", period="2022", **LATER, **level),
        fact("metro_length", 516.0, "516公里", **LATER, **level),
    )
    pair = outcomes(frame).iloc[0]
    # Both levels are rounded: the difference is 74 to 76, so that 75 is not certain.
    assert (str(pair["outcome"]), pair["verdict"]) == ("75公里", UNLIKE)
    assert pair["outcome"].source.text == "516 − 441"


def test_a_rise_in_percentage_points_follows_from_two_percentages():
    # 85.2 − 83 = 2.2, with both prints' rounding at least 2.1
    level = {"measure": "level", "unit": "%"}
    frame = data(
        fact("urbanization", 2.0, "2个百分点", measure="change", unit="pp", **PLAN),
        fact("urbanization", 83.0, "83.0%", period="2022", **LATER, **level),
        fact("urbanization", 85.2, "85.2%", **LATER, **level),
    )
    pair = outcomes(frame).iloc[0]
    assert (str(pair["outcome"]), str(pair["gap"]), pair["verdict"]) == (
        "2.2个百分点", "0.2个百分点", MET,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("indicator", "worse", "verdict"), [("gdp", 5.0, "达到"), ("cpi", 5.5, "达到")]
)
def test_the_two_ends_of_a_range_are_one_target_and_the_worse_end_counts(indicator, worse, verdict):
    frame = data(
        fact(indicator, 5.0, "5%", bound=">=", **PLAN),
        fact(indicator, 5.5, "5.5%", bound="<=", **PLAN),
        fact(indicator, 5.2, "5.2%", **LATER),
    )
    pair = outcomes(frame).iloc[0]
    target = pair["target"]
    assert (len(goals(frame)), f"{target:p}", target.bound) == (1, "5%—5.5%", "..")
    assert (target.number, pair["verdict"]) == (worse, verdict)
    assert str(target.source) == _start(frame, f"{worse:g}%")


def test_a_target_stated_twice_in_one_document_counts_once():
    again = fact("rd_intensity", 4.5, "4.5%", measure="level", **PLAN)
    assert len(goals(data(again, again))) == 1
    assert len(goals(data(again, again | {"doc": "other"}))) == 2


def test_no_targets_make_an_empty_table_with_all_columns():
    pairs = outcomes(data(fact("gdp", 5.6, "5.6%", **LATER)))
    assert pairs.empty
    assert list(pairs) == list(Pair.__dataclass_fields__)


def test_every_indicator_says_how_it_may_be_compared():
    natures = [nature(indicator) for indicator in lookups.indicators()]
    assert {one.kind for one in natures} == {"flow", "stock", "rate"}
    assert {one.direction for one in natures} == {"up", "down"}


def test_an_indicator_without_a_row_is_named():
    with pytest.raises(HzError, match=r"comparability\.csv.*no_such"):
        nature("no_such")


# --- the five documents


@pytest.fixture(scope="module")
def pairs():
    return outcomes(facts(reference=True))


def test_the_verdicts_on_the_five_documents(pairs):
    own = pairs[pairs["region"] == "杭州市"]
    counts = own["verdict"].value_counts()
    assert [int(counts[one]) for one in VERDICTS] == [25, 4, 8, 1, 55, 37]


def test_every_number_of_a_pair_has_an_entry(pairs):
    for pair in pairs.itertuples():
        for value in (pair.target, pair.outcome, pair.gap):
            if isinstance(value, Value):
                assert entry(value.source).value
        for source in pair.reason.sources():
            assert entry(source).value
        assert isinstance(pair.gap, Value) == (pair.verdict in (MET, MISSED))
        assert pair.verdict in (MET, MISSED) or str(pair.reason)
        assert isinstance(pair.outcome, Missing) or pair.verdict not in (DUE, NO_ANSWER, REPORTED)


def test_no_digit_of_a_reason_stands_outside_its_values(pairs):
    for reason in pairs["reason"]:
        words = "".join(one for one in reason.pieces if isinstance(one, str))
        assert not re.search(r"\d", re.sub(r"\d{4}年", "", words)), words


def test_the_headline_of_the_notebook_agrees_with_the_raw_text():
    plan, report = load("hangzhou-gwr-2023"), load("hangzhou-plan-2024")
    words = {"gdp": "生产总值", "fai": "固定资产投资", "industrial_va": "规上工业增加值"}
    found = outcomes(facts([plan, report]))
    for indicator, name in words.items():
        begin = plan.raw.index("2023年经济社会发展主要预期目标")
        number = r"[^，、。；]*?(?:\d+亿元[，,]|实现\d+亿元[，,])?增长(\d+(?:\.\d+)?)%"
        goal = re.search(name + number, plan.raw[begin:])
        result = re.search(name + number, report.raw)
        pair = found[(found["indicator"] == indicator) & (found["measure"] == "growth")].iloc[0]
        assert (pair["target"].number, pair["outcome"].number) == (float(goal[1]), float(result[1]))
        assert pair["verdict"] == ("达到" if float(result[1]) >= float(goal[1]) else "未达到")
