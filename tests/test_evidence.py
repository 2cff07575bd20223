"""Values that carry where they come from, sentences made of them, and what the panel shows."""

import csv
import math
import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_frames import facts as made

from hzlib import lookups, paths, wording
from hzlib.errors import HzError
from hzlib.evidence.clause import quote
from hzlib.evidence.entry import Entry, entry, is_source, key, merged, payload
from hzlib.evidence.sentence import Sentence, Shown, as_sentence, joined, sentence
from hzlib.evidence.sources import (
    AssumptionSource,
    FactSource,
    Item,
    ListSource,
    MethodSource,
    QuantitySource,
    SeveralSource,
    facts_of,
    passage,
    several,
)
from hzlib.evidence.value import FormulaSource, Missing, Value, assumed, counted, log2, total
from hzlib.frames.facts import facts as facts_frame
from hzlib.frames.facts import sources as reference_sources
from hzlib.text import corpus

REPORT = corpus.load("hangzhou-gwr-2023")
GDP = Value(18753, "亿元", QuantitySource(REPORT, 507, 514), period="2022")
PEOPLE = Value(1237.6, "万人", reference_sources()[27], "reference", period="2022")
MONEY = PEOPLE.having("亿元")


def told(number, unit="", bound="=", status="actual", **more):
    return Value(number, unit, AssumptionSource("甲", "a", 1.0, ""), status, bound, **more)


# --- how a value reads ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "spec", "words"),
    [
        (told(5, "%", ">="), "", "≥5%"),
        (told(5.2, "%", "~"), "", "约5.2%"),
        (told(-3.5, "%"), "", "−3.5%"),
        (told(0.4, "pp"), "", "0.4个百分点"),
        (told(326500, "人"), "", "32.65万人"),
        (told(2_300_000_000, "斤"), "", "23亿斤"),
        (told(77043, "元"), "", "77,043元"),
        (told(2 / 3, status="derived"), "", "0.67"),
        (told(0.0123456, status="derived"), "", "0.0123"),
        (told(18753.456, "亿元"), ".1f", "18,753.5亿元"),
        (told(18753.456, "亿元"), ".1#", "18,753.5"),
        (told(0.4, "pp"), "+#", "+0.4"),
        (told(-0.4, "pp"), "+.1", "−0.4个百分点"),
        (told(9.04, "%", digits=1), "", "9.0%"),
        (told(9.04, "%", digits=1), ".2", "9.04%"),
        (told(16100, "亿元", ">=", printed="1.61万亿元"), "p", "≥1.61万亿元"),
        (told(16100, "亿元", ">=", printed="1.61万亿元"), "", "≥16,100亿元"),
        (told(16100, "亿元"), "p", "16,100亿元"),
    ],
)
def test_a_value_reads_as_chinese_text(value, spec, words):
    assert format(value, spec) == words


def test_an_unknown_format_is_refused():
    with pytest.raises(ValueError, match="is formatted as"):
        format(GDP, "%d")


def test_a_value_in_html_opens_its_evidence_and_escapes_what_it_says():
    assert GDP.html() == (
        f'<span class="hz-number" data-status="actual" data-evidence="{key(GDP.source)}">'
        "18,753亿元</span>"
    )
    shown = told(1, '"><script>').html()
    assert "<script" not in shown and shown.count("<span") == 1
    assert GDP._repr_html_() == GDP.html()


def test_a_value_of_a_row_keeps_all_that_the_row_says():
    frame = made("a gdp level 某市 2025 target 23000 亿元 >= 2.3万亿元")
    for row in (frame.iloc[0], next(frame.itertuples()), frame.to_dict("records")[0]):
        value = Value.of(row)
        assert (str(value), f"{value:p}") == ("≥23,000亿元", "≥2.3万亿元")
        assert (value.status, value.period, str(value.source)) == ("target", "2025", "fact:a@1")
    borrowed = Value.of(frame.to_dict("records")[0] | {"origin": "reference", "status": "actual"})
    assert borrowed.status == "reference"


@pytest.mark.parametrize("row", [{}, {"value": 1, "unit": "%"}, {"evidence": "fact:a@1"}, 5])
def test_a_row_without_a_source_gives_no_value(row):
    with pytest.raises(HzError, match="没有出处"):
        Value.of(row)


# --- arithmetic -----------------------------------------------------------------------------------


def test_a_quotient_names_its_formula_and_both_sources():
    each = (GDP / PEOPLE).having("万元", 2)
    assert str(each) == "15.15万元"
    assert each.status == "derived"
    assert each.source == FormulaSource(
        "18,753 ÷ 1,237.6", GDP.number / PEOPLE.number, "万元", (GDP, PEOPLE), each.source.rank
    )


@pytest.mark.parametrize(
    ("value", "formula", "number"),
    [
        ((GDP + MONEY) / GDP, "(18,753 + 1,237.6) ÷ 18,753", 19990.6 / 18753),
        (GDP - (GDP - MONEY), "18,753 − (18,753 − 1,237.6)", 1237.6),
        (GDP - GDP - MONEY, "18,753 − 18,753 − 1,237.6", -1237.6),
        (GDP / (GDP / PEOPLE), "18,753 ÷ (18,753 ÷ 1,237.6)", 1237.6),
        (GDP * (GDP / PEOPLE), "18,753 × 18,753 ÷ 1,237.6", 18753**2 / 1237.6),
        (
            (GDP / PEOPLE) ** (1 / 2) - 1,
            "(18,753 ÷ 1,237.6) ^ (1 ÷ 2) − 1",
            (18753 / 1237.6) ** 0.5 - 1,
        ),
        (GDP**2, "18,753 ^ 2", 18753**2),
        ((GDP**2) ** 2, "(18,753 ^ 2) ^ 2", 18753**4),
        (2 * (GDP - 1), "2 × (18,753 − 1)", 37504),
        (1 - GDP / PEOPLE, "1 − 18,753 ÷ 1,237.6", 1 - 18753 / 1237.6),
        (100 / PEOPLE, "100 ÷ 1,237.6", 100 / 1237.6),
        (-GDP, "0 − 18,753", -18753),
        (abs(told(-3.5, "%")), "|−3.5|", 3.5),
        (abs(GDP - 20000), "|18,753 − 20,000|", 1247),
        (1 + told(-3.5, "%") / 100, "1 + (−3.5) ÷ 100", 0.965),
        (log2(GDP / PEOPLE), "log2(18,753 ÷ 1,237.6)", math.log2(18753 / 1237.6)),
        (total([GDP, MONEY, GDP]), "18,753 + 1,237.6 + 18,753", 38743.6),
    ],
)
def test_a_formula_reads_as_it_was_computed(value, formula, number):
    assert value.source.text == formula
    assert value.number == value.source.number == pytest.approx(number, rel=1e-6)


numbers = st.integers(-1000, 1000).filter(bool).map(float)
steps = st.lists(st.tuples(st.sampled_from("+-*/"), numbers, st.booleans()), max_size=5)


@given(numbers, steps)
def test_a_formula_gives_its_number_when_it_is_reckoned_again(start, steps):
    value = Value(start, "", GDP.source)
    for sign, number, swapped in steps:
        other = Value(number, "", PEOPLE.source)
        one, two = (other, value) if swapped else (value, other)
        if sign == "/" and not two.number:
            return
        value = {"+": one + two, "-": one - two, "*": one * two}.get(sign) or one / two
    if not isinstance(value.source, FormulaSource):
        return
    code = value.source.text.translate(str.maketrans({"×": "*", "÷": "/", "−": "-", ",": None}))
    assert eval(code) == pytest.approx(value.number)  # noqa: S307  a formula made above


def test_the_parts_of_a_computed_number_are_all_its_sources_once():
    both = (GDP / PEOPLE + GDP) / (PEOPLE * 2)
    assert [part.source for part in both.source.parts] == [GDP.source, PEOPLE.source]


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        (told(5, "%") - told(3.5, "%"), "pp"),
        (told(5, "%") + told(3.5, "%"), "%"),
        (told(5, "亿元") - told(3, "亿元"), "亿元"),
        (told(5, "亿元") / told(3, "亿元"), ""),
        (told(5, "亿元") / 3, "亿元"),
        (3 * told(5, "亿元"), "亿元"),
        (told(5, "亿元") ** 2, ""),
        ((told(5, "亿元") / told(3, "亿元")).percent(), "%"),
    ],
)
def test_a_result_has_the_unit_that_follows(value, unit):
    assert value.unit == value.source.unit == unit


def test_two_units_do_not_add_up():
    for add in (lambda: GDP + PEOPLE, lambda: GDP - told(5, "%"), lambda: total([GDP, PEOPLE])):
        with pytest.raises(HzError, match="单位不同（亿元和.*），不能加减"):
            add()
    points = told(5, "%") + told(1, "pp"), told(1, "pp") - told(5, "%")
    assert [one.number for one in points] == [6, -4]
    assert (GDP + 3).unit == (3 + GDP).unit == (GDP + GDP / PEOPLE).unit == "亿元"


def test_values_compare_and_sort_by_their_numbers():
    assert GDP > PEOPLE > 1000 and PEOPLE <= GDP and not GDP < 18753 and GDP >= 18753
    assert max([PEOPLE, GDP]) is GDP
    assert round(GDP / PEOPLE, 1).digits == 1


def test_what_has_no_result_is_refused():
    with pytest.raises(HzError, match="18,753 ÷ 0 没有实数结果"):
        GDP / 0
    with pytest.raises(HzError, match="没有实数结果"):
        told(-2) ** 0.5
    with pytest.raises(TypeError):
        GDP + "亿元"


# --- what is missing, chosen, counted -------------------------------------------------------------


def test_what_nobody_states_absorbs_whatever_is_computed_from_it():
    lacking, other = Missing.of("某市人口"), Missing.of("某市面积")
    for result in (
        lacking + 1, 1 + lacking, GDP - lacking, lacking * GDP, GDP / lacking, lacking / 2,
        lacking ** 2, 2**lacking, -lacking, abs(lacking), round(lacking, 1),
        lacking.having("亿元", 0), lacking.percent(1),
    ):  # fmt: skip
        assert str(result) == "没有某市人口的数据"
    assert str(lacking / other + lacking) == "没有某市人口、某市面积的数据"
    assert not lacking < 1 and not lacking > 1 and float(lacking) != float(lacking)
    assert (lacking.unit, lacking.period) == ("", "")


def test_a_chosen_number_says_which_parameter_holds_it():
    reach = assumed(5, "%", "“左右”放宽", "about", 1)
    assert (str(reach), reach.status) == ("5.0%", "derived")
    assert str(reach.source) == "assumption:about=5.0%"
    shown = entry(reach.source)
    assert (shown.heading, shown.value, shown.text) == ("选定的数", "5%", "“左右”放宽")
    assert ("参数", "about") in shown.fields and "不出自文件" in shown.note


def test_a_count_is_traced_to_all_it_counts():
    three = counted([GDP, Item("人口", PEOPLE.source), GDP.source], "项", "所说的")
    assert (str(three), three.status) == ("3项", "derived")
    assert [item.label for item in three.source.items] == ["2022年 18,753亿元", "人口", ""]
    shown = entry(three.source)
    assert (shown.value, shown.total, len(shown.parts)) == ("3项", 3, 3)
    none = counted([], "项", "所说的", among=[GDP])
    assert str(none) == "0项" and none.source.among[0].source == GDP.source
    assert "在下列各项中查找" in entry(none.source).text and entry(none.source).total == 1
    assert not counted([GDP], "项", "所说的", among=[GDP, PEOPLE]).source.among


# --- sentences ------------------------------------------------------------------------------------


def test_a_sentence_shows_every_number_with_its_evidence():
    found = sentence("2022 年生产总值{gdp}，人均{each:.1f}<b>。", gdp=GDP, each=GDP / PEOPLE)
    assert str(found) == "2022 年生产总值18,753亿元，人均15.2<b>。"
    assert found.html().startswith(f"2022 年生产总值{GDP.html()}，人均<span ")
    assert "&lt;b&gt;" in found.html()
    assert list(found.sources()) == [GDP.source, (GDP / PEOPLE).source]


def test_a_sentence_takes_sentences_texts_and_what_is_missing():
    inner = sentence("{gdp}", gdp=GDP)
    found = sentence(
        "{place}：{inner}，{lacking}", place="某市", inner=inner, lacking=Missing.of("乙")
    )
    assert str(found) == "某市：18,753亿元，没有乙的数据"
    assert [type(one) for one in found.pieces] == [str, str, Shown, str, str]
    assert str("甲" + inner + "乙" + inner) == "甲18,753亿元乙18,753亿元"
    assert str(joined("；", [inner, "甲", inner])) == "18,753亿元；甲；18,753亿元"
    assert len(list(joined("；", [inner, inner]).sources())) == 2
    assert not Sentence() and not as_sentence(None) and as_sentence(inner) is inner


def test_a_sentence_refuses_a_number_without_source():
    for number in (3, 2.5, True, None):
        with pytest.raises(HzError, match="没有出处的数"):
            sentence("{n}", n=number)
    with pytest.raises(HzError, match="没有给出“n”"):
        sentence("{n}")


# --- what the panel shows of each kind of source --------------------------------------------------


def test_a_quantity_gives_the_sentence_with_the_number_marked():
    start = REPORT.raw.index("18753亿元")
    source = QuantitySource(REPORT, start, start + 7)
    assert str(source) == f"quantity:hangzhou-gwr-2023@{start}-{start + 7}"
    place = source.passage
    assert place.sentence[slice(*place.mark)] == "18753亿元"
    assert "生产总值" in place.sentence and place.section == "一、2022年工作回顾"
    shown = entry(source)
    assert (shown.heading, shown.value, shown.quote) == ("原文出处", "18753亿元", source)


def test_a_place_in_no_sentence_shows_what_is_around_it():
    found = passage(REPORT, len(REPORT.raw), len(REPORT.raw))
    assert found.mark[0] == found.mark[1] == len(found.sentence)


def test_a_row_of_a_table_is_quoted_with_the_heads_of_its_columns():
    text = (
        "政府工作报告\n\n| 类别 | 指标 | 2024年 | 2025年 |\n| --- | --- | --- | --- |\n"
        "| 民生 | 养老参保率 | 95% | 96% |\n| | 养老床位 | — | 80张 |\n| | 城市绿地 | 到明年达到5亩。再增6亩。 | |\n\n"
        "参保率|达95%。"
    )
    document = replace(REPORT, raw=text, corrections=())

    def said(words, mark):
        start = document.raw.index(words) + words.index(mark)
        shown = payload([QuantitySource(document, start, start + len(mark))])
        low, high = next(iter(shown["entries"].values()))["quote"]["mark"]
        assert shown["sentences"][0][low:high] == mark
        return shown["sentences"][0]

    row = "表：类别：民生；指标：养老参保率；2024年：95%；2025年：96%"
    assert said("95%", "95%") == said("96%", "96%") == row
    assert said("80张", "80张") == "表：类别：民生；指标：养老床位；2024年：—；2025年：80张"
    assert said("再增6亩", "6亩") == "表：2024年：再增6亩。", "of a cell with sentences, one"
    assert said("达95%", "95%") == "参保率|达95%。", "a bar makes no table"


def test_a_fact_gives_its_fields_in_words():
    source = next(one for one in facts_of(REPORT) if one.fact.start == 507)
    assert (str(source), source.place.printed) == ("fact:hangzhou-gwr-2023@507", "18753亿元")
    shown = entry(source)
    fields = dict(shown.fields)
    assert (shown.value, shown.quote) == ("18,753亿元", source.place)
    assert [fields[name] for name in ("指标", "口径", "地区", "时期", "状态", "名称与数值")] == [
        "地区生产总值", "总量", "杭州市", "2022年", "实际", "名称在前，数值在后",
    ]  # fmt: skip


def test_every_fact_marks_its_number_in_its_sentence():
    for document in corpus.documents():
        for source in facts_of(document):
            place = source.place.passage
            marked = place.sentence[slice(*place.mark)]
            # Cleaning drops spaces inside a number and narrows wide characters.
            stated = unicodedata.normalize("NFKC", source.fact.text)
            assert "".join(marked.split()) == "".join(stated.split()), source


def test_a_reference_gives_its_row_and_its_publisher():
    with (paths.data() / "etc" / "reference.csv").open(encoding="utf-8", newline="") as file:
        row = list(csv.DictReader(file))[2]
    source = reference_sources()[2]
    shown = entry(source)
    assert str(source) == "reference:3"
    assert shown.text == f"{row['source_title']}（{row['publisher']}）" and shown.url == row["url"]
    assert dict(shown.fields)["时期"] == f"{row['period']}年"
    assert shown.value == wording.quantity(float(row["value"]), row["unit"])


def test_a_formula_lists_what_stands_in_it():
    shown = entry((GDP / PEOPLE).having("万元", 2).source)
    assert (shown.heading, shown.value, shown.text) == (
        "推算方法", "15.15万元", "18,753 ÷ 1,237.6",
    )  # fmt: skip
    assert shown.parts == (
        ("2022年 18,753亿元", GDP.source), ("2022年 1,237.6万人", PEOPLE.source),
    )  # fmt: skip


def test_a_method_says_what_was_done_and_with_what():
    source = MethodSource("重抽样", "抽一千次", 0.25, "", (Item("总量", GDP.source),))
    shown = entry(source)
    assert (shown.value, shown.text, dict(shown.fields)) == ("0.25", "抽一千次", {"方法": "重抽样"})
    assert shown.parts == (("总量", GDP.source),)


def test_several_sources_stand_side_by_side_each_once():
    one, two = GDP.source, PEOPLE.source
    assert several([one, one]) is one
    both = several([one, two, one])
    assert both == SeveralSource((one, two))
    assert [part for _, part in entry(both).parts] == [one, two]


def test_what_is_no_source_is_refused():
    for one in ("fact:a@1", None, 5):
        assert not is_source(one)
        with pytest.raises(HzError, match="不是出处"):
            entry(one)
    assert is_source(GDP.source) and is_source((GDP * 2).source)


def test_equal_sources_have_one_key_and_different_ones_have_two():
    again = QuantitySource(corpus.load("hangzhou-gwr-2023"), 507, 514)
    assert again == GDP.source and key(again) == key(GDP.source)
    keys = {key(one.source) for one in (GDP, PEOPLE, GDP * 2, GDP + 2, GDP * 3)}
    assert len(keys) == 5
    # The same formula over other numbers, or read as another unit, is another one.
    assert key((GDP / 2).source) != key((GDP / 2).having("元").source)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("年内有6项指标距离目标较远。", "6项"),
        ("各项指标距离目标不一，6项指标距离目标较远。", "6项"),
        ("已完成4项，指标距离目标较近；6项指标距离目标较远。", "6项"),
        ("2023年指标距离目标较远。", "“……指标距离目标”一句"),
        ("各项指标距离目标较远。", "“……指标距离目标”一句"),
    ],
)
def test_a_number_is_quoted_where_it_stands_right_before_the_words(text, found):
    one = quote([replace(REPORT, raw=text, corrections=())], "指标距离目标")
    assert found in str(one) and isinstance(one, Value) == (found == "6项")


# --- what a page needs ----------------------------------------------------------------------------


def test_a_payload_holds_everything_that_can_be_followed():
    value = counted([(GDP / PEOPLE).having("万元"), GDP], "个", "数")
    found = payload([value.source])
    waiting, seen = [key(value.source)], set()
    while waiting:
        name = waiting.pop()
        seen.add(name)
        waiting += [part for _, part in found["entries"][name].get("parts", ()) if part not in seen]
    assert seen == set(found["entries"]) and len(seen) == 4
    assert found["documents"] == {"hangzhou-gwr-2023": {"title": REPORT.title, "reader": True}}
    quote = found["entries"][key(GDP.source)]["quote"]
    low, high = quote["mark"]
    assert found["sentences"][quote["sentence"]][low:high] == "18753亿元"
    assert (quote["start"], quote["end"], quote["section"]) == (507, 514, "一、2022年工作回顾")


def test_a_payload_is_the_same_in_every_order_of_its_sources():
    sources = list(facts_of(REPORT)[:9])
    one, two = payload(sources), payload(sources[::-1])
    assert one["entries"].keys() == two["entries"].keys() and set(one["sentences"]) == set(
        two["sentences"]
    )
    assert list(one["entries"]) == sorted(one["entries"])


def test_a_sentence_of_several_facts_is_held_once():
    found = payload(facts_of(REPORT))
    assert len(found["sentences"]) == len(set(found["sentences"])) < len(found["entries"])


def test_marks_count_as_scripts_count():
    frame = made("a gdp level 😀市 2022 actual 18753 亿元 = 18753亿元")
    (source,) = frame["evidence"]
    found = payload([source])
    ((low, high),) = [one["quote"]["mark"] for one in found["entries"].values()]
    units = found["sentences"][0].encode("utf-16-le")
    assert units[2 * low : 2 * high].decode("utf-16-le") == "18753亿元"
    told = found["documents"]["a"]
    assert (told["title"], told["reader"]) == ("文件a", False)
    assert told["own"]["path"] == "a.txt" and len(told["own"]["sha256"]) == 64


def test_payloads_of_several_displays_are_joined():
    one, two = payload([GDP.source]), payload([*facts_of(REPORT)[:5], PEOPLE.source])
    whole = merged([one, two, one])
    assert whole["entries"].keys() == one["entries"].keys() | two["entries"].keys()
    assert len(whole["sentences"]) == len(set(whole["sentences"]))
    for part in (one, two):
        for name, shown in part["entries"].items():
            if "quote" in shown:
                said = part["sentences"][shown["quote"]["sentence"]]
                assert whole["sentences"][whole["entries"][name]["quote"]["sentence"]] == said
    assert whole == merged([one, two])


def test_lines_of_a_concordance_are_renumbered_with_their_sentences():
    one = {"entries": {}, "sentences": ["甲"], "documents": {}}
    line = {"lines": [[0, 0, 1, "a", 5]]}
    two = {"entries": {"b": line}, "sentences": ["乙"], "documents": {"a": {}}}
    assert merged([one, two])["entries"]["b"]["lines"] == [[1, 0, 1, "a", 5]]
    assert line["lines"][0][0] == 0


def test_an_entry_leaves_out_what_is_empty():
    found = payload([AssumptionSource("甲", "a", 1.0, "%")])
    (shown,) = found["entries"].values()
    assert set(shown) == {"heading", "value", "text", "note", "fields"}
    assert Entry(heading="甲").total is None


# --- nothing is looked up by how it is printed ----------------------------------------------------


def test_a_number_that_two_sentences_state_leads_to_the_one_it_came_from():
    frame = facts_frame()
    again = frame[frame.duplicated(["text", "indicator", "period", "doc"], keep=False)]
    assert len(again)
    for row in again.to_dict("records"):
        source = Value.of(row).source
        assert isinstance(source, FactSource)
        assert (source.fact.start, source.document.id) == (row["start"], row["doc"])


def test_every_fact_of_the_documents_has_a_source_of_its_own():
    frame = facts_frame()
    assert len({str(one) for one in frame["evidence"]}) == len(frame)
    assert all(re.fullmatch(r"fact:[\w-]+@\d+", str(one)) for one in frame["evidence"])
    assert all(isinstance(counted([one]).source, ListSource) for one in frame["evidence"][:3])
    assert {row["indicator"] for row in frame.to_dict("records")} <= set(lookups.indicators())


# --- bounds ---------------------------------------------------------------------------------------

FLOOR, CEILING, PLAIN = (
    Value(4, "亿元", AssumptionSource("甲", bound, 4.0, "亿元"), "actual", bound)
    for bound in (">=", "<=", "=")
)


@pytest.mark.parametrize(
    ("made", "bound"),
    [
        (FLOOR + 1, ">="), (1 - FLOOR, "<="), (-FLOOR, "<="), (PLAIN / FLOOR, "<="),
        (FLOOR / PLAIN, ">="), (FLOOR * -2, "<="), (abs(-CEILING), "<="), (FLOOR + FLOOR, ">="),
        ((FLOOR / PLAIN) ** (1 / 5) - 1, ">="), (FLOOR - CEILING, ">="), (log2(FLOOR), ">="),
        ((FLOOR / PLAIN).percent(1).having("倍"), ">="), (PLAIN - PLAIN, "="),
    ],
)  # fmt: skip
def test_what_is_computed_of_a_bound_is_one(made, bound):
    assert made.bound == bound
    # The panel says so too.
    assert entry(made.source).value.startswith(wording.BOUNDS[bound])


@pytest.mark.parametrize("made", [lambda: FLOOR - FLOOR * 2, lambda: FLOOR + CEILING,
                                  lambda: FLOOR / (FLOOR + 1)])  # fmt: skip
def test_bounds_that_pull_both_ways_leave_nothing_to_tell(made):
    assert isinstance(made(), Missing)


def test_a_bound_tells_a_sign_only_where_it_settles_it():
    below = FLOOR - 5
    assert (below.number, below.sign, (FLOOR - 3).sign) == (-1, None, 1)
    assert ((CEILING - 5).sign, (CEILING - 3).sign, (PLAIN - 4).sign) == (-1, None, 0)
    assert (FLOOR - 4).sign is None and Missing.of("甲").sign is None


def test_a_target_of_the_reference_is_shown_as_of_the_reference():
    source = next(one for one in reference_sources() if one.figure.status == "target")
    value = Value(source.figure.value, source.figure.unit, source, "target")
    assert 'data-status="reference"' in value.html()
    assert 'data-status="target"' in Value(1, "", PLAIN.source, "target").html()


def test_in_running_text_a_bound_is_a_word():
    goal = assumed(30000, "亿元", "目标", "goal")
    floor, ceiling, about = (replace(goal, bound=one) for one in (">=", "<=", "~"))
    told = [f"{one:w}" for one in (goal, floor, ceiling, about)]
    assert told == ["30,000亿元", "不低于30,000亿元", "不高于30,000亿元", "约30,000亿元"]


def test_a_number_of_several_years_says_whether_it_is_of_them_together_and_since_when(tmp_path):
    path = tmp_path / "江州市.txt"
    path.write_text(
        "2024年江州市政府工作报告\n一、2023年工作回顾\n五年来，城镇新增就业40万人，年均新增城镇就业8万人，"
        "生产总值比2018年增长33.4%。2023年生产总值增长5%。\n",
        encoding="utf-8",
    )
    shown = [dict(entry(source).fields) for source in facts_of(corpus.read(path))]
    assert [(one["时期"], one.get("基期", "")) for one in shown] == [
        ("2019—2023年（累计）", ""), ("2019—2023年", ""), ("2019—2023年（累计）", "2018年"),
        ("2023年", ""),
    ]  # fmt: skip
