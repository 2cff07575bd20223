"""Where a report says in words that a target was not reached: which words say so, and of what."""

from dataclasses import replace
from pathlib import Path

import pytest

from hzlib.extraction.shortfalls import shortfalls
from hzlib.frames.facts import facts
from hzlib.frames.outcomes import NO_ANSWER, REPORTED, outcomes
from hzlib.text.corpus import Document


def report(year, done="经济平稳。", aims="经济平稳。", place="某市"):
    raw = (
        f"{year}年政府工作报告\n一、{year - 1}年工作回顾\n{year - 1}年，{done}\n"
        f"二、{year}年工作安排\n{year}年，{aims}\n"
    )
    return Document(
        str(year), f"{year}年报告", "work-report", "", place, year, str(year - 1), str(year),
        Path(str(year)), raw,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("固定资产投资未达预期。", ["fai"]),
        ("固定资产投资增速低于预期目标。", ["fai growth"]),
        ("网络零售额增长乏力，未能完成年初目标。", ["online_retail growth"]),
        ("固定资产投资、技术交易额等指标与预期目标还存在一定差距。", ["fai", "tech_transactions"]),
        ("2项指标距离目标还有差距：“固定资产投资”指标主要受出口影响，“新增上市公司”指标主要受节奏影响。",
         ["fai", "listed_new"]),
        ("PM2.5平均浓度没有达到年度目标。", ["pm25"]),
        # What is no such verdict.
        ("居民消费价格涨幅低于预期目标。", []),
        ("PM2.5平均浓度低于年度目标。", []),
        ("固定资产投资不低于预期目标。", []),
        ("对固定资产投资未完成目标的单位进行督查。", []),
        ("固定资产投资未完成的任务继续推进。", []),
        ("城乡居民收入差距缩小，固定资产投资完成预期目标。", []),
        ("固定资产投资缩小与预期目标的差距。", []),
        ("个别指标距离目标还有差距：主要受出口影响。", []),
        ("民间投资意愿不强，部分指标未完成年初目标。", []),
    ],
)  # fmt: skip
def test_words_that_say_that_a_target_was_not_reached(words, named):
    found = shortfalls(report(2024, done=words))
    assert [" ".join(filter(None, (one.indicator, one.measure))) for one in found] == named
    assert {(one.region, one.period) for one in found} <= {("某市", "2023")}


def test_what_is_planned_has_not_fallen_short():
    assert shortfalls(report(2024, aims="固定资产投资未达预期的，加快项目建设。")) == ()


def _verdict(goal, said, **more):
    pairs = outcomes(facts([report(2023, aims=goal), report(2024, done=said, **more)]))
    return pairs.iloc[0]


def test_a_target_without_a_figure_has_the_verdict_that_the_report_states():
    pair = _verdict(
        "新增上市公司25家。",
        "固定资产投资增长3%。2项指标距离目标还有差距：“新增上市公司”指标受节奏影响。",
    )
    assert (pair["verdict"], pair["outcome_doc"]) == (REPORTED, "2024")
    said = "《2024年报告》称“2项指标距离目标还有差距：……新增上市公司”"
    assert str(pair["reason"]) == said and len([*pair["reason"].sources()]) == 1


@pytest.mark.parametrize(
    ("goal", "said", "more"),
    [
        ("固定资产投资增长6%。", "固定资产投资增长2.8%，未达预期。", {}),
        ("网络零售额增长6%。", "固定资产投资增长3%，网络零售额占比低于预期目标。", {}),
        ("网络零售额增长6%。", "固定资产投资增长3%，技术交易额低于预期目标。", {}),
        ("网络零售额增长6%。", "网络零售额低于预期目标。", {"place": "某区"}),
    ],
)
def test_a_figure_decides_by_itself_and_words_of_another_thing_say_nothing(goal, said, more):
    pair = _verdict(goal, said, **more)
    assert pair["verdict"] in ("未达到", NO_ANSWER, "未到期")


@pytest.mark.parametrize(
    ("place", "year", "read"),
    [("杭州市", 2024, True), ("浙江省", 2024, True), ("", 2024, True), ("宁波市", 2024, False),
     ("杭州市", 2022, False)],
)  # fmt: skip
def test_only_those_texts_are_looked_through_that_may_say_it(place, year, read, monkeypatch):
    looked = []
    monkeypatch.setattr("hzlib.frames.outcomes.shortfalls", lambda one: looked.append(one.id) or ())
    goal = report(2023, aims="固定资产投资增长6%。", place="杭州市")
    other = replace(report(year, place=place), id="other")
    pairs = outcomes(facts([goal]), horizon={"杭州市": "2023"}, documents=[goal, other])
    assert list(pairs["verdict"]) == [NO_ANSWER]
    assert looked == ["other"] * read, "that which sets the target says nothing of it"


def test_the_report_of_a_place_around_says_what_fell_short_in_one():
    goal = report(2023, aims="固定资产投资增长6%。", place="西湖区")
    city = report(2024, done="西湖区固定资产投资未达预期。", place="杭州市")
    pairs = outcomes(facts([goal]), horizon={"西湖区": "2023"}, documents=[goal, city])
    assert list(pairs["verdict"]) == [REPORTED]
