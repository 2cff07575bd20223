"""The facts table: every number stands in its sentence, at its place in the raw file."""

import importlib
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hzlib.extraction import binding
from hzlib.extraction.evaluate import LEVELS, compare, located
from hzlib.extraction.explain import unbound
from hzlib.extraction.facts import COLUMNS, Impossible, decided, doubts, extract
from hzlib.extraction.lexicon import aliases, indicators
from hzlib.extraction.quantity import Refused, numbers, quantities
from hzlib.frames.facts import facts
from hzlib.lookups import cues
from hzlib.text import corpus
from hzlib.text.clean import clean
from hzlib.text.corpus import Document, documents
from hzlib.text.identity import periods

GOLD = sorted((Path(__file__).parent / "gold").glob("*.jsonl"))
FLOORS = {"number": 0.98, "core": 0.98, "full": 0.96}
NAMED = (
    "id", "doc", "start", "end", "text", "indicator", "measure", "region", "period",
    "cumulated", "base", "status", "value", "unit", "bound", "section", "sentence", "cue", "rule",
)  # fmt: skip


def report(text: str, year: int = 2024) -> Document:
    reviewed, planned = periods("work-report", year)
    return Document("r", "", "work-report", "", "江州市", year, reviewed, planned, Path("r"), text)


def bare(text: str) -> str:
    """A text without the spaces and widths that cleaning evens out."""
    return re.sub(r"\s", "", clean(text).text)


# --- what cannot be -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("全市地区生产总值3000001亿元。", "3000001亿元"), ("PM2.5平均浓度0.3微克/立方米。", "0.3微克/立方米"),
        ("全市地区生产总值增长3000001%。", "3000001%"), ("全市地区生产总值下降101%。", "101%"),
        ("全市实际利用外资999999999亿元。", "999999999亿元"), ("全市人均地区生产总值3000万美元。", "3000万美元"),
        ("服务业增加值占地区生产总值的比重3000%。", "3000%"), ("常住人口城镇化率提高300个百分点。", "300个百分点"),
        ("全市新增城镇就业比上年增加999999999人。", "999999999人"),
        # Near-misses: the ends themselves.
        ("全市地区生产总值3000000亿元。", ""), ("PM2.5平均浓度1微克/立方米。", ""), ("全市地区生产总值增长100000%。", ""),
        ("全市地区生产总值下降100%。", ""), ("全市人均地区生产总值20万美元。", ""), ("全市实际利用外资9999亿元。", ""),
    ],
)  # fmt: skip
def test_a_number_that_no_place_can_have_is_told_and_no_fact(words, refused):
    document = report(f"一、2023年工作回顾\n{words}\n")
    read = decided(document)
    assert len(read.facts) == (not refused)
    assert [document.text[one.start : one.end] for one in read.refused] == [refused] * bool(refused)
    said = doubts(document, read)
    assert len(said) == bool(refused)
    assert all(f"“{refused}”" in one and "1个" in one for one in said)
    told = {one.text: one.why for one in unbound(document)}
    assert all("范围" in told[one] for one in [refused] if one)


@pytest.mark.parametrize("words", [
    "九十九五时期，全市地区生产总值年均增长5%。", "2441年，全市地区生产总值5000亿元。", "2021—2011年，全市地区生产总值年均增长5%。",
])  # fmt: skip
def test_a_number_of_no_possible_year_is_no_fact(words):
    document = report(f"一、2023年工作回顾\n{words}\n")
    found = decided(document).facts
    assert all(re.fullmatch(r"20\d\d(-20\d\d)?", fact.period) for fact in found)
    assert "2011" not in {fact.period[-4:] for fact in found}


@pytest.mark.parametrize("year", [0, 1899, 9999])
def test_a_report_of_no_possible_year_gives_facts_of_possible_ones_alone(year):
    document = report("一、工作回顾\n全市地区生产总值5000亿元，2023年增长5%。\n", year)
    assert {fact.period for fact in extract(document)} <= {"2023"}


@pytest.mark.parametrize("wrong", [
    {"period": "0"}, {"period": "-1"}, {"period": "2021-2011"}, {"period": "2021-2021"}, {"period": ""},
    {"period": "9999"}, {"period": "2023年"}, {"value": 1e21}, {"value": float("inf")}, {"end": 0}, {"start": -1},
])  # fmt: skip
def test_a_fact_that_cannot_be_cannot_be_made(wrong):
    fact = extract(report("一、2023年工作回顾\n全市地区生产总值5000亿元。\n"))[0]
    with pytest.raises(Impossible):
        replace(fact, **wrong)


@pytest.mark.parametrize("number", ["9" * 15 + "万亿元", "9999999万亿元", "5—9999999万亿元"])
def test_a_number_that_no_text_can_mean_is_refused(number):
    words = "地区生产总值" + number
    assert not quantities(words)
    assert [one.why for one in numbers(words) if isinstance(one, Refused)]
    assert not extract(report(f"一、2023年工作回顾\n{words}。\n"))


def test_a_number_is_one_fact_of_an_indicator_though_a_list_names_it_twice():
    found = extract(report("一、2023年工作回顾\n全市新建幼儿园、学校11所。\n"))
    assert [(fact.indicator, fact.value) for fact in found] == [("new_schools", 11)]
    two = extract(report("一、2023年工作回顾\n全市城乡居民收入均增长5%。\n"))
    assert [fact.indicator for fact in two] == ["income_urban", "income_rural"]


@pytest.mark.parametrize("document", documents(), ids=lambda document: document.id)
def test_every_number_of_a_document_is_one_that_can_be(document):
    read = decided(document)
    assert doubts(document, read) == () and not read.refused


# --- the project's documents -----------------------------------------------------------------------


@pytest.mark.parametrize("document", documents(), ids=lambda document: document.id)
def test_each_fact_of_a_document_can_be_followed_to_its_place(document):
    found = extract(document)
    assert len(found) > 40
    for fact in found:
        assert document.raw[fact.start : fact.end] == fact.text
        assert fact.id == f"{document.id}@{fact.start}" and fact.doc == document.id
        assert bare(fact.text) in bare(fact.sentence)
        assert fact.cue and fact.rule


@pytest.mark.parametrize("document", documents(), ids=lambda document: document.id)
def test_each_fact_of_a_document_has_fields_of_the_agreed_kinds(document):
    for fact in extract(document):
        indicator = indicators()[fact.indicator]
        assert fact.measure in ("level", "growth", "growth_avg", "share", "change")
        assert fact.status in ("actual", "estimate", "target")
        assert fact.bound in ("=", ">=", "<=", "~")
        assert re.fullmatch(r"(?:19|20)\d\d(?:-(?:19|20)\d\d)?", fact.period)
        assert fact.region
        if fact.measure in ("growth", "growth_avg", "share"):
            assert fact.unit == "%"
        elif fact.measure == "level":
            assert fact.unit in (indicator.canonical_unit, "亿美元", "万美元")
        else:
            assert fact.unit in (indicator.canonical_unit, "pp")


@pytest.mark.parametrize("document", documents(), ids=lambda document: document.id)
def test_facts_come_in_the_order_of_the_text_and_none_comes_twice(document):
    found = extract(document)
    assert all(a.start <= b.start for a, b in pairwise(found))
    keys = [(fact.start, fact.end, fact.indicator, fact.measure, fact.region) for fact in found]
    assert len(keys) == len(set(keys))


def test_growth_is_a_fall_only_where_the_text_says_so():
    for fact in facts().query("value < 0").itertuples():
        assert re.search("下降|减少|降低|缩小|回落|负增长", fact.sentence), fact.id


def test_targets_lie_ahead_and_outcomes_behind():
    for document in documents():
        for fact in extract(document):
            last = int(fact.period[-4:])
            if fact.status == "target":
                assert last >= document.year, fact.id
            else:
                assert last < document.year, fact.id


# --- the table -------------------------------------------------------------------------------------


def test_the_table_has_the_agreed_columns_and_a_row_a_fact():
    table = facts()
    assert set(table.columns) >= {*COLUMNS, "evidence"} and COLUMNS == NAMED
    assert (
        list(table)[:4] == ["name", "measure", "region", "period"] and list(table)[-1] == "evidence"
    )
    assert len(table) == sum(len(extract(document)) for document in documents())
    assert sorted(table["doc"].unique()) == sorted(document.id for document in documents())
    assert not table.isna().any().any()


def test_the_table_of_one_document_is_its_part_of_the_whole():
    one = corpus.load("qiantang-gwr-2024")
    whole = facts()
    part = whole[whole["doc"] == one.id].reset_index(drop=True)
    assert facts(one).equals(part)
    assert facts([one]).equals(part)


def test_a_text_without_facts_gives_an_empty_table_with_all_columns():
    table = facts(report("今天天气晴朗。"))
    assert len(table) == 0 and list(table) == list(facts())
    assert table.dtypes.equals(facts().dtypes)


def test_a_value_is_a_whole_number_where_it_can_be():
    values = [fact.value for fact in extract(report("固定资产投资120亿元，增长8.5%。"))]
    assert values == [120, 8.5] and isinstance(values[0], int)


def test_reading_twice_gives_the_same():
    document = corpus.load("hangzhou-gwr-2023")
    assert extract(document) == extract(document)


# --- agreement with the gold -----------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_the_gold_of_the_project_is_reached(level):
    compared = [compare(wanted, found, level) for _, wanted, found in located(GOLD, None)]
    assert {result.doc for result in compared} == {"hangzhou-plan-2024", "qiantang-gwr-2024"}
    for result in compared:
        assert result.score.f1 >= FLOORS[level], (result.doc, result.missed, result.spurious)
        assert result.score.wanted >= 50


# --- shape of the text -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "stated"),
    [
        ("地区生产总值增长６．５％。", "６．５％"),
        ("地区生产总值增长 6.5 %。", "6.5 %"),
        ("﻿地区生产总值增长6.5%。", "6.5%"),
        ("地区生产总值增长6.5%,其他工作稳步推进。", "6.5%"),
        ("地区生产总值增长6.5%;其他工作稳步推进。", "6.5%"),
        ("地区生产总值增长6.5%.", "6.5%"),
        ("地区生产总值增长6.5%\r\n", "6.5%"),
    ],
)
def test_widths_spaces_and_line_ends_do_not_hide_a_number(raw, stated):
    (fact,) = extract(report(raw))
    assert (fact.text, fact.value, raw[fact.start : fact.end]) == (stated, 6.5, stated)


def test_a_fact_does_not_depend_on_what_stands_around_its_paragraph():
    sentence = "固定资产投资增长8.5%。"
    alone = extract(report(sentence))
    among = extract(report(f"春天来了，草木萌发。\n{sentence}\n鸟儿在歌唱，花儿在开放。\n"))
    strip = [(f.text, f.indicator, f.measure, f.value, f.period, f.status) for f in alone]
    assert [(f.text, f.indicator, f.measure, f.value, f.period, f.status) for f in among] == strip


# --- hostile and long text -------------------------------------------------------------------------

FACT = "地区生产总值增长6.5%。"


@pytest.mark.parametrize(
    "filler",
    [
        "1" * 1_000_000,
        "1," * 300_000,
        "1.2" * 200_000,
        "分别" * 300_000,
        "分别增长5%、6%" * 10_000,
        "（" * 400_000,
        "|" * 300_000,
        "地区生产总值" * 60_000,
        "地区生产总值、" * 40_000,
        "地区生产总值占" * 40_000,
        "比上年" * 150_000,
        "5%—" * 50_000,
        "万亿" * 100_000,
        "2023年" * 100_000,
        "第" * 400_000,
        " " * 600_000,
        "，" * 600_000,
        "增长" * 300_000,
        "一二三四五" * 100_000,
        "十分之" * 200_000,
    ],
    ids=lambda filler: f"{filler[:8]!r} x {len(filler)}",
)
def test_hostile_text_is_read_to_its_end_and_hides_no_fact_behind_it(filler):
    found = extract(report(f"{filler}。\n{FACT}"))
    assert (found[-1].text, found[-1].indicator, found[-1].value) == ("6.5%", "gdp", 6.5)


@pytest.mark.parametrize("size", [5_000, 50_000])
def test_a_long_report_gives_every_fact_it_states(size):
    sentence = "社会消费品零售总额突破900亿元，增长7.2%。其他工作稳步推进，取得新的进展。\n"
    times = size // len(sentence)
    found = extract(report(sentence * times))
    assert len(found) == 2 * times
    assert {(fact.indicator, fact.measure) for fact in found} == {
        ("retail_sales", "level"), ("retail_sales", "growth")
    }  # fmt: skip


def test_the_work_grows_with_the_length_and_not_faster(monkeypatch):
    """Counted in characters that the binding is asked to read, not in seconds."""
    read = []
    monkeypatch.setattr(
        # The package has a function of the module's name.
        importlib.import_module("hzlib.extraction.facts"),
        "bind",
        lambda text, start, end, *rest: (
            read.append(end - start) or binding.bind(text, start, end, *rest)
        ),
    )
    work = []
    for times in (50, 100, 200):
        read.clear()
        extract(report("固定资产投资增长8%，社会消费品零售总额增长7%，其他事情很多，" * times))
        work.append(sum(read))
    assert work[0] > 0
    assert work[1] <= 2.2 * work[0] and work[2] <= 2.2 * work[1]
    assert max(read) <= 1500, "a sentence without end is read in pieces"


@pytest.mark.slow
def test_twenty_megabytes_are_read_to_the_end():
    text = "各项工作稳步推进取得新的进展。" * 470_000 + "\n" + FACT
    assert len(text.encode()) > 20_000_000
    found = extract(report(text))
    assert [(fact.text, fact.indicator) for fact in found] == [("6.5%", "gdp")]


# --- any text --------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *sorted(aliases())[::60], *cues("up")[:4], *cues("to")[:4], *cues("object")[:6],
        *cues("component")[:6], *cues("flow")[:4], "地区生产总值", "分别", "从", "到", "占", "比重",
        "比2020年", "五年来", "今年", "预计", "，", "、", "和", "。", "；", "\n", "（", "）", "|", "| --- |",
        "5%", "6.5%—7%", "120亿元", "3.2万人", "1.7", "2个百分点", "300家", "万亿元", "2024年", "指标", " ", "\t",
        "一、2023年工作回顾\n", "二、2024年主要任务\n", "全省", "临湖区",
    ]
)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_mixture_of_names_cues_and_numbers_is_read_rightly_placed(raw):
    for fact in extract(report(raw)):
        assert raw[fact.start : fact.end] == fact.text
        assert fact.indicator in indicators() and fact.text.strip()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_at_all_is_read_without_a_crash(raw):
    extract(report(raw))


@pytest.mark.parametrize(
    "text",
    [
        "到2031年，地区生产总值达到900亿元。",
        "二、奋斗目标\n2031年地区生产总值达到900亿元。",
        "2031年，地区生产总值力争达到900亿元。",
    ],
)
def test_what_a_text_without_year_aims_at_is_no_outcome(text):
    assert extract(report(text, year=0)) == []
    reached = extract(report("截至2031年底，地区生产总值达到900亿元。", year=0))
    assert [(fact.period, fact.status) for fact in reached] == [("2031", "actual")]
