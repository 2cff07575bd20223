"""Numbers with their unit: what is one, what it is worth, where it ends."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hzlib.extraction.lexicon import MULTIPLES, units
from hzlib.extraction.quantity import quantities


def read(text: str) -> list[tuple[str, Fraction, str, str]]:
    return [(text[q.start : q.end], q.number, q.base, q.bound) for q in quantities(text)]


@pytest.mark.parametrize(
    ("text", "number", "base"),
    [
        ("18753亿元", 1_875_300_000_000, "元"),
        ("1.61万亿元", 1_610_000_000_000, "元"),
        ("32.65万人", 326_500, "人"),
        ("58,640元", 58_640, "元"),
        ("6.5%", Fraction("6.5"), "%"),
        ("3.8个百分点", Fraction("3.8"), "pp"),
        ("3个千分点", Fraction("0.3"), "pp"),
        ("1.2万吨", 24_000_000, "斤"),
        ("5亿公斤", 1_000_000_000, "斤"),
        ("3亩", 2000, "平方米"),
        ("2公顷", 20_000, "平方米"),
        ("171公里", 171_000, "米"),
        ("4.6亿美元", 460_000_000, "美元"),
        ("21.5万元/人", 215_000, "元/人"),
        ("29微克/立方米", 29, "微克/立方米"),
        ("1.75", Fraction("1.75"), ""),
    ],
)
def test_a_number_is_read_in_its_base_unit(text, number, base):
    assert read(text) == [(text, number, base, "=")]


@pytest.mark.parametrize("unit", sorted(units()))
def test_every_unit_is_read_whole_behind_a_number(unit):
    base, factor = units()[unit].base, units()[unit].factor
    assert read(f"共7{unit}。") == [(f"7{unit}", 7 * factor, base, "=")]


@pytest.mark.parametrize("multiple", [word for word in MULTIPLES if word])
def test_every_multiple_counts(multiple):
    assert read(f"共3{multiple}元") == [(f"3{multiple}元", 3 * MULTIPLES[multiple], "元", "=")]


@pytest.mark.parametrize(
    ("text", "stated", "bound"),
    [
        ("增长5%以上，", "5%", ">="),
        ("5%以内", "5%", "<="),
        ("5%以下", "5%", "<="),
        ("5%左右", "5%", "~"),
        ("180余家", "180余家", ">="),
        ("5万余人", "5万余人", ">="),
        ("300多个", "300多个", ">="),
        ("2000亿元大关", "2000亿元", ">="),
        ("5%", "5%", "="),
    ],
)
def test_the_words_behind_a_number_give_its_bound_and_are_no_part_of_it(text, stated, bound):
    assert [(row[0], row[3]) for row in read(text)] == [(stated, bound)]


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("5%—5.5%", ("5%", Fraction(5)), ("5.5%", Fraction("5.5"))),
        ("5.5-6%", ("5.5", Fraction("5.5")), ("6%", Fraction(6))),
        ("6%至7%", ("6%", Fraction(6)), ("7%", Fraction(7))),
        ("120—125亿元", ("120", Fraction(120 * 10**8)), ("125亿元", Fraction(125 * 10**8))),
        ("3.5万~4万人", ("3.5万", Fraction(35_000)), ("4万人", Fraction(40_000))),
    ],
)
def test_a_range_is_two_numbers_of_one_unit(text, lower, upper):
    found = read(text)
    assert [row[:2] for row in found] == [lower, upper]
    assert len({row[2] for row in found}) == 1
    assert [row[3] for row in found] == [">=", "<="]


@pytest.mark.parametrize(
    "text",
    [
        "2023年", "二〇二三年", "5月20日", "第4位", "第14个五年", "B2B", "PM2.5", "415X", "G60",
        "上午9时", "2021—2025年", "v1.2.3",
    ],
)  # fmt: skip
def test_years_dates_ranks_and_names_are_no_numbers(text):
    assert [row for row in read(text) if row[2]] == []


def test_a_number_torn_by_a_space_is_not_read_by_its_end():
    assert [row[0] for row in read("3 280亿元")] == ["3"]


def test_a_bare_multiple_needs_a_word_of_passing_before_it():
    assert read("突破万亿元") == [("万亿元", 10**12, "元", "=")]
    assert read("跨上千亿元大关，") == [("千亿元", 10**11, "元", "=")]
    assert read("打造万亿元产业") == []


def test_the_words_of_a_mark_are_no_gap_to_what_follows():
    text = "突破千亿元大关，增长"
    assert text[quantities(text)[0].stop :] == "，增长"


@pytest.mark.parametrize(
    ("text", "number"), [("三分之一", Fraction(1, 3)), ("十分之三", Fraction(3, 10))]
)
def test_fractions_in_characters_are_read(text, number):
    assert read(text) == [(text, number, "", "=")]


def test_only_the_part_asked_for_is_read():
    text = "增长5%，其中7%，后9%"
    middle = text.index("其中"), text.index("，后")
    assert [text[q.start : q.end] for q in quantities(text, *middle)] == ["7%"]


# --- any text --------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    ["5", "12.5", "1,234", "%", "个百分点", "亿元", "万人", "万亿", "以上", "左右", "—", "至", "余", "多",
     "突破", "年", "，", "。", "第", " ", "三分之一", "/", ":1", "人均", "0", ".", "\n", "B"]
)  # fmt: skip
ANY = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=30).map("".join))


@settings(max_examples=300, deadline=None)
@given(ANY)
def test_spans_are_ordered_inside_the_text_and_do_not_overlap(text):
    last = 0
    for quantity in quantities(text):
        assert last <= quantity.start < quantity.end <= quantity.stop <= len(text)
        last = quantity.end
        assert quantity.bound in ("=", ">=", "<=", "~")
        assert quantity.number >= 0


@settings(max_examples=150, deadline=None)
@given(ANY, ANY)
def test_what_follows_a_full_stop_changes_nothing_before_it(head, tail):
    before = quantities(head + "。")
    assert quantities(head + "。" + tail)[: len(before)] == before


@settings(max_examples=100, deadline=None)
@given(st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from(sorted(units())))
def test_any_written_number_is_read_back(number, unit):
    (found,) = quantities(f"达到{number}{unit}。")
    assert found.number == Fraction(str(number)) * units()[unit].factor
