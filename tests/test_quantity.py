"""Numbers with their unit: what is one, what it is worth, where it ends."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hzlib.extraction.lexicon import MULTIPLES, units
from hzlib.extraction.quantity import Refused, numbers, quantities
from hzlib.text.clean import clean


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


def test_the_number_of_a_box_is_part_of_its_name():
    assert read("份额稳定。\n专栏15对外开放重大平台\n新增3家") == [("3家", 3, "家", "=")]
    # What counts boxes is a number.
    assert [one[0] for one in read("开设宣传专栏15个，\n另有15个")] == ["15个", "15个"]


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


@pytest.mark.parametrize(
    ("text", "number", "base"),
    [
        ("1，206.5亿元", 120_650_000_000, "元"),
        ("1,206,300人", 1_206_300, "人"),
        ("1 206.5亿元", 120_650_000_000, "元"),
        ("1'206人", 1206, "人"),
        ("4·7%", Fraction("4.7"), "%"),
        ("两万一千五百亿元", 2_150_000_000_000, "元"),
        ("2万1千人", 21_000, "人"),
        ("3亿6000万元", 360_000_000, "元"),
        ("十五家", 15, "家"),
        ("四家", 4, "家"),
        ("两个百分点", 2, "pp"),
        ("百分之七点三", Fraction("7.3"), "%"),
        ("百分之7.3", Fraction("7.3"), "%"),
        ("百分之百", 100, "%"),
        ("千分之四", 4, "‰"),
        ("七成", 70, "%"),
        ("七成五", 75, "%"),
        ("3成", 30, "%"),
        ("1.3倍", Fraction("1.3"), "倍"),
        ("两倍", 2, "倍"),
        ("一半", Fraction(1, 2), ""),
        ("1.3万亿", 1_300_000_000_000, ""),
        ("两万亿", 2_000_000_000_000, ""),
    ],
)
def test_a_number_is_read_however_it_is_spelled(text, number, base):
    assert read(f"共达{text}。") == [(text, number, base, "=")]


@pytest.mark.parametrize(
    ("text", "stated", "bound"),
    [
        ("六万余人", "六万余人", ">="),
        ("两千多亿元", "两千多亿元", ">="),
        ("4000余家", "4000余家", ">="),
        ("二十多个", "二十多个", ">="),
        ("十来家", "十来家", ">="),
        ("七成以上", "七成", ">="),
        ("六成左右", "六成", "~"),
        ("百分之四十以内", "百分之四十", "<="),
        ("一半以上", "一半", ">="),
    ],
)
def test_the_words_at_a_spelled_number_give_its_bound(text, stated, bound):
    assert [(row[0], row[3]) for row in read(f"共{text}，")] == [(stated, bound)]


@pytest.mark.parametrize(
    "text",
    [
        "10 0.5亿元", "3 28亿元", "4   8%", "1,23亿元", "1.2.3亿元", "1O%", "8l.5亿元", "分别为123，456亿元", "12，345，678亿元",
        "1万5人", "3亿5000元", "三五家", "七八万人", "三百二家", "1234567890123456元", "5公里半",
        "下降-1.2%", "目标—5%", "-5个", "为负5亿元", "增长-1.2--0.5%", "12几亿元半",
    ],
)  # fmt: skip
def test_what_may_be_read_in_two_ways_is_refused_whole(text):
    """Nothing of it is read; a part of a number is another number."""
    assert read(f"总量{text}，") == []


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("增加10 0.5亿元，", "10 0.5亿元"), ("增加1万5人，", "1万5人"), ("下降-1.2%", "1.2%"),
        ("达到五千六百点零千万亿场次，", "五千六百点零千万亿场次"), ("达到1234567万亿元，", "1234567万亿元"),
    ],
)  # fmt: skip
def test_what_is_refused_is_told(text, refused):
    (one,) = [one for one in numbers(text) if isinstance(one, Refused)]
    assert text[one.start : one.end] == refused
    assert one.why


def test_a_number_that_is_large_but_can_be_is_read():
    assert [row[0] for row in read("达到九百九十万亿元，")] == ["九百九十万亿元"]


@pytest.mark.parametrize(
    "text",
    [
        "三农", "五大", "一带一路", "十四五", "第三产业", "两会", "百强", "千岛湖", "万里扬", "一季度", "三个代表",
        "“三个区域”", "双百", "千方百计", "万无一失", "一户一策", "第三家", "两位数", "翻两番", "三成员", "一成不变",
        "几千家", "十几家", "数百家", "20几家", "上百家", "五年", "三至四月", "事半功倍", "一半径", "一家企业", "百家",
        "1:2.3", "14:30", "时间：14:30", "比分3：2", "3·15", "负增长", "三三制", "二〇二四", "统一五项", "万一",
    ],
)  # fmt: skip
def test_names_idioms_and_guesses_are_no_quantities(text):
    assert read(f"推进{text}工作") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("增长-3.4%", "-3.4"), ("增长—3.4%", "-3.4"), ("增长–3.4%", "-3.4"), ("增长负3.4%", "-3.4"),
        ("同比+3.4%", "3.4"), ("分别增长7%、-3.4%", "-3.4"), ("增速为-3.4%", "-3.4"), ("增速：-3.4个百分点", "-3.4"),
        ("增长3%—3.4%", "3.4"), ("——3.4%", "3.4"), ("--3.4%", "3.4"), ("企业减负3.4%", "3.4"),
        ("2021—3.4%", "3.4"), ("增长-5%至-3.4%", "-3.4"),
    ],
)  # fmt: skip
def test_a_sign_counts_and_a_dash_does_not(text, number):
    found = quantities(text)
    assert found[-1].number == Fraction(number)
    signed = text[found[-1].start] in "-—–+负"
    assert signed == (number[0] == "-" or "+" in text)


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("生产总值：812.5亿元", "812.5亿元"),
        ("产值（亿元）：812.5", "812.5"),
        ("GDP:812.5亿元", "812.5亿元"),
    ],
)
def test_a_number_behind_a_colon_is_read(text, stated):
    assert [row[0] for row in read(text)] == [stated]


def test_a_range_in_characters_is_one():
    assert [row[:2] for row in read("五至六万人")] == [("五", 50_000), ("六万人", 60_000)]
    assert [row[:2] for row in read("三到五家")] == [("三", 3), ("五家", 5)]
    assert [row[1] for row in read("百分之五至百分之六")] == [5, 6]


def test_a_full_width_comma_between_clauses_separates_no_thousands():
    assert [row[0] for row in read("缩小至1.71，234家企业")] == ["1.71", "234家"]
    assert [row[0] for row in read("排名第1，234家企业")] == ["234家"]
    assert [row[0] for row in read("分别为5，6，7家")] == ["5", "6", "7家"]


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
    ["5", "12.5", "1,234", "，234", "·", "'", "五万", "三家", "百分之", "六点一", "成", "半", "负", "-", "+", "两", "几", "%", "个百分点", "亿元", "万人", "万亿", "以上", "左右", "—", "至", "余", "多",
     "突破", "年", "，", "。", "第", " ", "三分之一", "/", ":1", "人均", "0", ".", "\n", "B"]
)  # fmt: skip
ANY = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=30).map("".join))


@settings(max_examples=300, deadline=None)
@given(ANY)
def test_spans_are_ordered_inside_the_text_and_do_not_overlap(text):
    last = 0
    for quantity in quantities(text):
        assert quantity.number >= 0 or text[quantity.start] in "-—–负"
        assert last <= quantity.start < quantity.end <= quantity.stop <= len(text)
        last = quantity.end
        assert quantity.bound in ("=", ">=", "<=", "~")


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


# --- one number, all its spellings ----------------------------------------------------------------


def group(number: int) -> str:
    """Spell a number below ten thousand."""
    words, zero = "", False
    for times, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // times % 10
        if digit:
            words += ("零" if zero and words else "") + "零一二三四五六七八九"[digit] + name
        zero = not digit
    return words


def spelled(number: int) -> str:
    """Spell a number below 10000亿 in characters."""
    words, below = "", 10**12
    for times, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part = number // times % 10_000
        if part:
            words += ("零" if words and part < below else "") + group(part) + name
        below = 1000
    return words.removeprefix("一") if words.startswith("一十") else words


def spellings(number: int) -> list[str]:
    """Return the ways in which a whole number is written."""
    plain, separated = str(number), f"{number:,}"
    full = plain.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    ways = [
        plain,
        separated,
        separated.replace(",", "，"),
        separated.replace(",", "'"),
        clean(full).text,
    ]
    ways += [separated.replace(",", " ")] if number >= 1000 else []
    if number >= 11:
        ways.append(spelled(number))
    if number >= 10**8 and not number % 10**4:
        high, low = divmod(number // 10**4, 10**4)
        ways += [f"{high}亿{low}万"] if low >= 1000 else []
    return ways


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.integers(1, 10**11),
        st.integers(1, 9999).map(lambda number: number * 10**4),
        st.integers(1, 9999).map(lambda number: number * 10**8),
    ),
    st.sampled_from(["元", "人", "家", "吨", "亩"]),
)
def test_all_spellings_of_a_number_are_that_number(number, unit):
    for way in spellings(number):
        (found,) = quantities(f"总量达到{way}{unit}。")
        assert found.number == number * units()[unit].factor, way


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 9999), st.integers(1, 99))
def test_per_cent_in_characters_is_read_back(above, below):
    decimals = f"{below:02d}".rstrip("0") or "0"
    words = (
        (spelled(above) or "零") + "点" + "".join("零一二三四五六七八九"[int(d)] for d in decimals)
    )
    (found,) = quantities(f"增长百分之{words}。")
    assert (found.number, found.base) == (Fraction(f"{above}.{decimals}"), "%")
