"""Chinese numerals."""

import pytest

from hzlib.text.numerals import Numeral, numeral, whole


@pytest.mark.parametrize(
    ("numeral", "number"),
    [("〇", 0), ("五", 5), ("十", 10), ("十四", 14), ("二十", 20), ("三十五", 35), ("两百", 200),
     ("一百零三", 103), ("三千", 3000), ("12", 12)],
)  # fmt: skip
def test_a_numeral_is_read(numeral, number):
    assert whole(numeral) == number


@pytest.mark.parametrize(
    ("words", "digits", "times"),
    [
        ("一万五千亿", "15000", 10**8), ("五万", "5", 10**4), ("两千三百亿", "2300", 10**8), ("十二点三五", "12.35", 1),
        ("1万5千", "15000", 1), ("12万3000", "123000", 1), ("3亿5000万", "35000", 10**4), ("一万零五百", "10500", 1),
        ("一点二万亿", "1.2", 10**12), ("零点五", "0.5", 1), ("两千零五", "2005", 1), ("一亿零五十万", "10050", 10**4),
    ],
)  # fmt: skip
def test_a_numeral_of_any_size_is_read(words, digits, times):
    assert numeral(words) == Numeral(digits, times)


@pytest.mark.parametrize(
    "words",
    ["", "三五", "一万五", "三百二", "3亿5000", "二〇二三", "十四五", "百", "千三", "1.2万5千", "一点", "点五", "四万万",
     "一百零", "5.5.5万", "百千", "0十5", "5千0百", "一" * 5000, "9" * 5000 + "万5千"],
)  # fmt: skip
def test_what_is_no_well_formed_numeral_is_none(words):
    assert numeral(words) is None
