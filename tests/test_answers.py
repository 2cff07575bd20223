"""What students hand in, whatever its form, is read as they mean it or refused in words."""

import decimal
import fractions

import numpy as np
import pandas as pd
import pytest

import hzlib as hz
from hzlib.course.answers import UnreadableError, items

AMOUNT = {"kind": "number", "unit": "亿元"}
PERCENT = {"kind": "number", "unit": "%", "digits": 2}
POINTS = {"kind": "number", "unit": "pp", "digits": 1}


def _value(number, unit):
    return hz.assumed(number, unit, "甲", "a")


@pytest.mark.parametrize(
    "answer",
    [
        18753,
        "18753",
        "18,753亿元",
        "1.8753万亿元",
        "约1.8753万亿元",
        "1.8753 万亿",
        "１８７５３亿元",
        "187530000万元",
        np.float32(18753),
        np.array([[18753]]),
        decimal.Decimal("18753"),
        fractions.Fraction(37506, 2),
        [18753],
        pd.Series([18753]),
        pd.DataFrame({"indicator": ["gdp"], "value": [18753.0]}),
        pd.DataFrame({"任何名字": [18753.0]}),
        _value(18753, "亿元"),
        _value(1.8753, "万亿元"),
        str(_value(18753, "亿元")),
        [_value(18753, "亿元")],
    ],
)
def test_one_amount_in_many_forms_is_one_answer(answer):
    assert items(AMOUNT, answer)[0] in ("18753", "18753 亿元")


@pytest.mark.parametrize(
    ("answer", "read"),
    [
        ("27.07%", "27.07 %"),
        (27.07, "27.07"),
        (_value(5076, "亿元") / _value(20000, "亿元") * 100, "25.38"),
        (str((_value(5076, "亿元") / _value(18753, "亿元")).percent(2)), "27.07 %"),
        ("-1.4%", "-1.4 %"),
        ("−1.4%", "-1.4 %"),
        ("下降1.4%", "-1.4 %"),
        (str(2.6999999999999997) + "%", "2.699999999 %"),
    ],
)
def test_a_percentage_may_carry_its_sign_and_its_unit(answer, read):
    assert items(PERCENT, answer) == [read]


@pytest.mark.parametrize(
    ("task", "answer", "said"),
    [
        (AMOUNT, ..., "还没有作答"),
        (AMOUNT, None, "None"),
        (AMOUNT, len, "函数"),
        (AMOUNT, int, "函数"),
        (AMOUNT, float("nan"), "NaN"),
        (AMOUNT, pd.NA, "NaN"),
        (AMOUNT, float("inf"), "无穷大"),
        (AMOUNT, 10**400, "读不成一个数"),
        (AMOUNT, 1 + 2j, "complex"),
        (AMOUNT, True, "不是判断"),
        (AMOUNT, np.bool_(True), "不是判断"),
        (AMOUNT, "😀", "没有数"),
        (AMOUNT, "", "没有数"),
        (AMOUNT, "18753和20059", "有 2 个数"),
        (AMOUNT, [1, 2], "你给了 2 个"),
        (AMOUNT, [], "一行也没有"),
        (AMOUNT, {"gdp": 1}, "字典"),
        (AMOUNT, pd.DataFrame({"a": [1, 2], "b": [3, 4]}), "只取出一列"),
        (AMOUNT, ValueError("x"), "错误信息"),
        (AMOUNT, hz.Missing.of("杭州市2020年人口"), "没有杭州市2020年人口的数据"),
        ({"kind": "text"}, 5j, "文字"),
        ({"kind": "text"}, "  ", "空的"),
        ({"kind": "order"}, {"a", "b"}, "没有先后"),
        ({"kind": "record", "fields": {"a": "text"}}, {"b": 1}, "缺少 a"),
        ({"kind": "record", "fields": {"a": "text"}}, 5, "字典"),
    ],
)
def test_what_is_no_answer_is_refused_with_the_reason(task, answer, said):
    with pytest.raises(UnreadableError, match=said):
        items(task, answer)


@pytest.mark.parametrize(
    ("task", "answer", "form"),
    [
        (AMOUNT, "18753万户", "187530000 户"),
        (AMOUNT, "5%", "5 %"),
        (PERCENT, "27.07个百分点", "27.07 pp"),
        (POINTS, "2.7%", "2.7 %"),
    ],
)
def test_a_number_of_another_unit_keeps_it(task, answer, form):
    assert items(task, answer) == [form]


def test_a_difference_of_percentages_is_in_percentage_points():
    gap = _value(2.0, "%") - _value(3.4, "%")
    assert items(POINTS, gap) == items(POINTS, str(gap)) == ["-1.4 pp"]


def test_names_count_in_words_and_by_id():
    task = {"kind": "set", "column": "indicator"}
    answers = [
        ["gdp", "fai"],
        {"固定资产投资", "地区生产总值"},
        "FAI、GDP",
        pd.Series(["gdp", "fai"]),
        pd.DataFrame({"indicator": ["fai", "gdp"], "value": [1, 2]}),
        np.array(["gdp", "fai", "gdp"]),
    ]
    assert [items(task, answer) for answer in answers] == [["fai", "gdp"]] * len(answers)


def test_an_order_keeps_its_places():
    task = {"kind": "order", "column": "doc"}
    assert items(task, ["乙", "甲"]) == ["1:乙", "2:甲"]
    assert items(task, pd.DataFrame({"doc": ["乙", "甲"], "x": [1, 2]})) == ["1:乙", "2:甲"]


def test_a_record_may_be_a_dictionary_a_series_a_row_or_a_table_of_two_columns():
    task = {
        "kind": "record",
        "unit": "%",
        "fields": {"status": "text", "value": "number"},
    }
    whole = {"status": "目标", "value": "5%"}
    forms = [
        whole,
        pd.Series(whole),
        pd.DataFrame([whole]),
        pd.DataFrame({"name": list(whole), "given": list(whole.values())}),
        ["target", 5],
        whole | {"more": 1},
    ]
    for form in forms:
        assert items(task, form) in (["status=target", f"value=5{unit}"] for unit in ("", " %"))
    assert items(task, ["target", 5]) == ["status=target", "value=5"]
