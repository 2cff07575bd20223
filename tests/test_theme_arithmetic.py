"""Does it add up: small texts whose sums can be done by hand, and what is shown of them."""

import re
import time
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
import shown_checks
from hypothesis import given, settings
from hypothesis import strategies as st
from test_notebook_grid import shown

from hzlib import paths
from hzlib.evidence.entry import entry, payload
from hzlib.evidence.sources import AssumptionSource, FactSource, place_of, read_as
from hzlib.evidence.value import FormulaSource, Missing, Value
from hzlib.figures.specification import Figure, Note, Table
from hzlib.text.corpus import Document
from hzlib.themes import arithmetic
from hzlib.themes.arithmetic.check import (
    COMPLETION,
    GROWTH,
    HUNDRED,
    ORDER,
    RATIO,
    SHARE,
    SUM,
    TWICE,
    Check,
)
from hzlib.themes.arithmetic.checks import _gap
from hzlib.themes.arithmetic.identities import growth_checks, relation_checks, repeat_checks
from hzlib.themes.arithmetic.reading import item, own, reading

ABOUT = 0.05


def _document(text, name="report", reviewed="2023", planned="2024"):
    return Document(
        name, name, "work-report", "", "某市", 2024, reviewed, planned, Path(name), text
    )


def _plain(words):
    """Return words as they stand, without the marks that set off thousands."""
    return re.sub(r"(?<=\d),(?=\d{3})", "", str(words))


def rows_of(made, *verdicts, kind=""):
    """Return the checks of a table of some verdicts and a kind."""
    return [
        check for check in made["evidence"]
        if (not verdicts or check.verdict in verdicts) and kind in ("", check.kind)
    ]  # fmt: skip


def _row(check):
    return f"{check.said:p}", _plain(check.formula), check.verdict


def _checks(*texts):
    books = [one if isinstance(one, Document) else _document(one) for one in texts]
    return arithmetic.checks(books, ABOUT)


def _made(text, kind):
    return [_row(check) for check in rows_of(_checks(text), kind=kind)]


# --- parts and totals -----------------------------------------------------------------------------


def test_parts_behind_a_cue_make_up_the_number_before_them():
    # 195 + 118 + 183 + 38 = 534
    text = (
        "计划安排项目534个，年度计划投资532.3亿元。其中：前期项目195个，新开工项目118个，"
        "续建项目183个，决算项目38个。"
    )
    assert _made(text, SUM) == [("534个", "195 + 118 + 183 + 38 = 534", "相符")]


def test_two_divisions_of_one_total_are_both_checked():
    # 32 + 5 = 37 and 31 + 6 = 37
    text = "37项指标，包括32项预期性指标、5项约束性指标，31项指标达到目标，6项指标还有差距。"
    assert _made(text, SUM) == [
        ("37项", "32 + 5 = 37", "相符"),
        ("37项", "31 + 6 = 37", "相符"),
    ]


def test_stretches_that_are_built_alike_are_added_column_by_column():
    # 181 + 353 = 534; 336.5 + 195.7 = 532.2, which rounding lets be 532.3
    text = (
        "计划安排项目534个，年度计划投资532.3亿元。按资金来源分类，财政项目181个，"
        "年度计划投资336.5亿元；公司项目353个，年度计划投资195.7亿元。"
    )
    assert _made(text, SUM) == [
        ("534个", "181 + 353 = 534", "相符"),
        ("532.3亿元", "336.5 + 195.7 = 532.2", "相符"),
    ]


LIST = (
    "实施项目10个，年度计划投资60.5亿元。\n"
    "（1）甲领域：共计5个实施项目，年度计划投资30.3亿元，投资占比50.1%。\n"
    "（2）乙领域：共计3个实施项目，年度计划投资20.2亿元，投资占比33.4%。\n"
    "（3）丙领域：共计2个实施项目，年度计划投资10.0亿元，投资占比16.5%。\n"
)


def test_list_items_are_added_column_by_column_and_their_shares_checked():
    # 5 + 3 + 2 = 10; 30.3 + 20.2 + 10.0 = 60.5; 50.1 + 33.4 + 16.5 = 100
    # 30.3 ÷ 60.5 = 50.08 %, 20.2 ÷ 60.5 = 33.39 %, 10.0 ÷ 60.5 = 16.53 %
    assert _made(LIST, SUM) == [
        ("10个", "5 + 3 + 2 = 10", "相符"),
        ("60.5亿元", "30.3 + 20.2 + 10 = 60.5", "相符"),
    ]
    assert _made(LIST, HUNDRED) == [("100%", "50.1 + 33.4 + 16.5 = 100", "相符")]
    assert _made(LIST, SHARE) == [
        ("50.1%", "30.3 ÷ 60.5 × 100 = 50.08", "相符"),
        ("33.4%", "20.2 ÷ 60.5 × 100 = 33.39", "相符"),
        ("16.5%", "10 ÷ 60.5 × 100 = 16.53", "相符"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "kind", "row"),
    [
        # 100 + 3 + 2 would be another thing; 99 of 100 is a sum that went wrong
        ("实施项目10个", "实施项目100个", SUM, None),
        ("30.3亿元", "31.3亿元", SUM, ("60.5亿元", "31.3 + 20.2 + 10 = 61.5", "不符")),
        ("50.1%", "51.1%", HUNDRED, ("100%", "51.1 + 33.4 + 16.5 = 101", "不符")),
        ("16.5%", "16.6%", SHARE, ("16.6%", "10 ÷ 60.5 × 100 = 16.53", "相符")),
        ("16.5%", "16.7%", SHARE, ("16.7%", "10 ÷ 60.5 × 100 = 16.53", "不符")),
    ],
)
def test_a_changed_digit_is_found(old, new, kind, row):
    made = _made(LIST.replace(old, new), kind)
    if row is None:
        assert all(total != new.removeprefix("实施项目") for total, *_ in made)
    else:
        assert row in made


def test_a_count_has_no_tolerance():
    # 195 + 118 + 183 + 39 = 535, one more than is said
    text = "计划安排项目534个。其中：前期项目195个，新开工项目118个，续建项目183个，决算项目39个。"
    made = _checks(text)
    assert [_row(one) for one in rows_of(made)] == [("534个", "195 + 118 + 183 + 39 = 535", "不符")]
    (check,) = rows_of(made)
    assert check.tolerance.number == 0
    assert (str(made.gap.iloc[0]), made.deviation.iloc[0]) == ("1个", None)


_INDUSTRIES = "甲业增加值43.5亿元，增长2%；乙业增加值30.2亿元，增长3%；丙业增加值25.2亿元，增长4%。"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        # 43.5 + 30.2 + 25.2 = 98.9 of 100.0: a later section does not say of what it is all
        (f"服务业增加值100.0亿元，增长3%。\n四、服务业\n{_INDUSTRIES}", []),
        (f"服务业增加值100.0亿元，增长3%。分行业看，{_INDUSTRIES}", ["不符"]),
        (f"服务业增加值100.0亿元，增长3%。{_INDUSTRIES.replace('丙业', '其他业')}", ["不符"]),
        # what is 其中 may leave something out, but cannot be more
        (f"服务业增加值100.0亿元，增长3%。其中，{_INDUSTRIES}", ["无法判断"]),
        (f"服务业增加值100.0亿元。其中，{_INDUSTRIES.replace('丙业', '其他业')}", ["不符"]),
        (f"服务业增加值98.0亿元，增长3%。其中，{_INDUSTRIES}", ["不符"]),
        (f"服务业增加值98.9亿元，增长3%。\n四、服务业\n{_INDUSTRIES}", ["相符"]),
        # the nearest like number is another one: 45.3 of 50.6 beds
        ("有编制床位44.9万张，实有床位50.6万张，其中医院床位35.7万张、乡镇床位9.6万张。", []),
        # the total is no part of the first stretch
        ("按地分，城镇收入66.5万元，支出41.3万元；农村收入33.3万元，支出24.7万元。", []),
    ],
)
def test_parts_contradict_a_number_only_if_they_are_said_to_be_all_of_it(text, rows):
    assert [verdict for *_, verdict in _made(text, SUM)] == rows
    for check in rows_of(_checks(text), "无法判断", kind=SUM):
        assert str(check.reason) == "原文未说明以上各项为全部，差额可能为未列出的部分"


def test_parts_that_may_lack_one_are_not_drawn_as_the_whole():
    text = f"服务业增加值100.0亿元，增长3%。其中，{_INDUSTRIES}"
    assert arithmetic.parts([_document(text)]).empty
    assert len(arithmetic.parts([_document(text.replace("100.0", "98.9"))])) == 3


def test_the_title_of_a_sum_opens_the_total_and_the_list_of_its_parts():
    check = rows_of(_checks(LIST), kind=SUM)[1]
    assert str(check.title) == "年度计划投资60.5亿元（3项相加）"
    total, size = check.title.sources()
    assert str(total) == f"stated:report@{LIST.index('60.5亿元')}"
    assert [part.label for part in size.items] == [
        "2023年 30.3亿元",
        "2023年 20.2亿元",
        "2023年 10亿元",
    ]
    assert [part.source for part in size.items] == [
        one.source for one in check.computed.source.parts
    ]


@pytest.mark.parametrize(
    ("words", "verdicts"),
    [
        ("占地区生产总值的比重达25.4%", ["相符"]),
        ("占地区生产总值比率约为25.4%", ["相符"]),
        ("占地区生产总值的25.4%", ["相符"]),
        # A rate of completion, a share without 占 and a ratio to no total are no shares of one.
        ("占全年计划的25.4%", []),
        ("比重25.4%", []),
        ("与地区生产总值之比为25.4%", []),
    ],
)
def test_a_share_is_known_by_the_words_around_it(words, verdicts):
    # 330 ÷ 1300 = 25.38 %
    text = f"生产总值1300亿元、增长2.5%。数字经济核心产业增加值330亿元、增长2.8%，{words}。"
    assert [verdict for *_, verdict in _made(text, SHARE)] == verdicts


@pytest.mark.parametrize(
    ("words", "kept"),
    [("其中续建项目", "续建项目"), ("续建项目其中", "续建项目其中"), ("在其中", "在其中")],
)
def test_a_part_is_named_without_the_cue_that_begins_it(words, kept):
    assert own(words) == kept


def test_a_share_that_fills_up_to_a_hundred_is_named():
    # 308 ÷ 610 = 50.492 %, 202 ÷ 610 = 33.115 %, 100 ÷ 610 = 16.393 %; 50.4 = 100 − 33.1 − 16.5
    text = LIST
    for old, new in [
        ("10.0亿元", "100.0亿元"),
        ("20.2亿元", "202.0亿元"),
        ("30.3亿元", "308.0亿元"),
        ("60.5亿元", "610.0亿元"),
        ("50.1%", "50.5%"),
        ("33.4%", "33.1%"),
        ("16.5%", "16.4%"),
    ]:
        text = text.replace(old, new)
    assert [verdict for *_, verdict in _made(text, SHARE)] == ["相符", "相符", "相符"]
    made = _checks(text.replace("50.5%", "50.4%").replace("16.4%", "16.5%"))
    off = rows_of(made, "不符", kind=SHARE)
    assert [f"{one.said:p}" for one in off] == ["50.4%", "16.5%"]
    assert {str(one.reason) for one in off} == {"恰为100%减去其余2项，可能为使合计等于100%而调整"}
    whole, others, _ = off[0].reason.sources()
    assert [part.label for part in others.items] == ["2023年 33.1%", "2023年 16.5%"]
    assert [part.label for part in whole.parts] == ["50.4%", "33.1%", "16.5%"]


@pytest.mark.parametrize(
    "text",
    [
        # a subset, not a division
        "全年落地产业项目396个，其中制造业项目289个、服务业项目10个。",
        "新增托位5000个、其中普惠托位3000个。",
        # alike, but not parts of anything
        "新建公园10个，绿道4条；改建公园20个，绿道6条。",
        # what lacks is more than the smallest part: another part, not an error
        "安排项目1000个。其中：甲项目980个，乙项目9个。",
        # units differ
        "安排项目10个。其中：甲5家，乙5家。",
        # so coarse that anything fits
        "出让工业用地1.28万亩。其中独立选址用地1万亩，重大项目用地2000亩。",
        # the total comes later and belongs to something else
        "其中甲项目5个，乙项目5个。\n\n另有丙项目10个。",
    ],
)
def test_numbers_that_make_up_nothing_make_no_check(text):
    assert _made(text, SUM) == []


@given(
    st.lists(st.integers(50, 99_999), min_size=2, max_size=6),
    st.sampled_from([1, 10]),
)
@settings(deadline=None, max_examples=60)
def test_true_parts_printed_with_fewer_digits_always_fit_their_total(tenths, coarse):
    # True values in tenths, every print rounded half up to a multiple of the same step.
    def show(value):
        rounded = (2 * value + coarse) // (2 * coarse) * coarse
        return f"{rounded / 10:.1f}" if coarse == 1 else str(rounded // 10)

    named = "，".join(f"第{chr(0x7532 + n)}类投资{show(v)}亿元" for n, v in enumerate(tenths))
    text = f"完成投资{show(sum(tenths))}亿元。其中：{named}。"
    assert all(verdict == "相符" for *_, verdict in _made(text, SUM))


def test_the_head_of_a_list_item_names_its_numbers():
    report = reading(_document(LIST))
    heads = [item(report.document.text, number) for number in report.numbers]
    assert heads == ["", "", *["甲领域"] * 3, *["乙领域"] * 3, *["丙领域"] * 3]


def test_a_bare_multiple_is_one_of_its_unit():
    (number,) = reading(_document("生产总值突破万亿元大关。")).numbers
    assert (number.value.number, number.value.unit) == (1.0, "万亿元")


# --- shares and completion ------------------------------------------------------------------------


def _share_report(share="27.1%"):
    return _document(
        f"生产总值18753亿元、增长1.5%。数字经济核心产业增加值5076亿元、增长2.8%，占GDP比重达{share}。"
    )


def test_a_share_is_checked_against_both_levels_and_keeps_their_sources():
    document = _share_report()
    (check,) = rows_of(_checks(document), kind=SHARE)
    # 5076 ÷ 18753 = 27.0677…%; both printed to 1亿元: 27.06429… to 27.07107…
    assert str(check.title) == "数字经济核心产业增加值占GDP比重"
    assert _row(check) == ("27.1%", "5076 ÷ 18753 × 100 = 27.07", "相符")
    assert (round(check.low.number, 3), round(check.high.number, 3)) == (27.064, 27.071)
    # half of 0.1 and half of 0.00678
    assert round(check.tolerance.number, 4) == 0.0534
    assert (str(check.least), str(check.most)) == ("27.05%", "27.15%")
    starts = [document.raw.index(words) for words in ("5076亿元", "18753亿元", "27.1%")]
    parts = check.computed.source.parts
    assert [str(part.source) for part in parts] == [f"fact:report@{start}" for start in starts[:2]]
    assert str(check.said.source) == f"fact:report@{starts[2]}"
    (low,) = check.low.source.parts
    assert low.source == check.computed.source
    assert check.least.source.text == "27.1 − 0.05"


@pytest.mark.parametrize(
    ("share", "verdict"),
    [
        ("27.0%", "不符"),
        ("27.2%", "不符"),
        ("27%", "相符"),
        # A bound is kept by anything above or below it, and by nothing else.
        ("25%以上", "相符"),
        ("28%以上", "不符"),
        # 左右 reaches a twentieth: from 25.6 to 28.4, and from 28.4 to 31.6.
        ("27%左右", "相符"),
        ("30%左右", "不符"),
    ],
)
def test_a_wrong_share_is_found_and_a_coarser_one_passes(share, verdict):
    made = _checks(_share_report(share))
    made = made[made["kind"] == SHARE]
    assert list(made["verdict"]) == [verdict]
    plain = share.endswith("%")
    assert isinstance(made.tolerance.iloc[0], Value) == plain
    assert isinstance(made.deviation.iloc[0], Value) == plain


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("出口5141亿元，占全国比重2.15%。", "文件未载明全国的总量"),
        ("优势特色产业产值占比89.7%。", "文件未载明分子"),
        ("税收收入2348.1亿元，占一般公共预算收入的89.7%。", "文件未载明分母"),
    ],
)
def test_a_share_without_both_levels_is_listed_as_open(text, reason):
    (check,) = rows_of(_checks(text))
    assert (check.kind, check.verdict, str(check.reason)) == (SHARE, "无法判断", reason)
    assert isinstance(check.computed, Missing)


def test_a_total_of_nothing_is_no_divisor():
    text = (
        "实施项目10个，年度计划投资0亿元。\n（1）甲领域：5个实施项目，年度计划投资0亿元，投资占比50%。\n"
        "（2）乙领域：3个实施项目，年度计划投资0亿元，投资占比30%。\n"
        "（3）丙领域：2个实施项目，年度计划投资0亿元，投资占比20%。\n"
    )
    assert {str(one.reason) for one in rows_of(_checks(text), kind=SHARE)} <= {
        "分母可能是零",
        "文件未载明分母",
    }
    done = "重点项目建设完成投资3011.6亿元，为年度计划的0%。"
    (check,) = rows_of(_checks(done), kind=COMPLETION)
    assert str(check.reason) == "未找到对应的计划数"


PLAN = "安排重点项目858个、年度投资2060.9亿元，安排制造业重大项目77个、投资100亿元。"


@pytest.mark.parametrize(("rate", "verdict"), [("146.1%", "相符"), ("146.3%", "不符")])
def test_a_rate_of_completion_is_checked_against_the_plan_of_the_year(rate, verdict):
    # 3011.6 ÷ 2060.9 = 146.13 %
    done = f"重点项目建设完成投资3011.6亿元，为年度计划的{rate}。"
    plan = _document(PLAN, "plan", reviewed="2022", planned="2023")
    (check,) = rows_of(_checks(plan, done), kind=COMPLETION)
    assert _row(check) == (rate, "3011.6 ÷ 2060.9 × 100 = 146.13", verdict)
    report, planned = check.computed.source.parts
    assert (report.source.document.id, planned.source.document.id) == ("report", "plan")


def test_a_rate_of_completion_is_no_share():
    checks = rows_of(_checks("重点项目完成投资5亿元，占年度计划的80%。"))
    assert [check.kind for check in checks] == [COMPLETION]


def test_a_plan_that_cannot_be_found_is_reckoned_back():
    # 796.3 ÷ 1.991 = 399.95: between 796.25 ÷ 1.9915 and 796.35 ÷ 1.9905
    text = "其中新建796.3万平方米，完成年度目标的199.1%。"
    (check,) = rows_of(_checks(text))
    assert (check.kind, check.verdict) == (COMPLETION, "无法判断")
    reason = "未找到对应的计划数；按完成率倒推，应在399.82—400.08万平方米之间"
    assert str(check.reason) == reason
    for source in check.reason.sources():
        starts = [place_of(part.source).start for part in source.parts]
        assert starts == [text.index("796.3"), text.index("199.1")]


def test_a_plan_for_another_year_is_no_plan_for_this_one():
    done = "重点项目建设完成投资3011.6亿元，为年度计划的146.1%。"
    plan = _document(PLAN, "plan", reviewed="2021", planned="2022")
    checks = rows_of(_checks(plan, done), kind=COMPLETION)
    assert [check.verdict for check in checks] == ["无法判断"]


# --- facts against facts --------------------------------------------------------------------------

FIELDS = ["indicator", "measure", "period", "value", "unit"]


def _rows(*rows):
    start = {"region": "某市", "status": "actual", "bound": "=", "doc": "a", "origin": "document"}
    made = [
        start | {"evidence": AssumptionSource(f"句{n}", f"a@{n}", row["value"], row["unit"])} | row
        for n, row in enumerate(rows)
    ]
    return pd.DataFrame(made).assign(step=1.0)


def _fact(indicator, measure, period, text, value, unit, **more):
    fields = dict(zip(FIELDS, (indicator, measure, period, value, unit), strict=True))
    return fields | {"text": text} | more


def _of(checks, *rows):
    return [(*_row(one), _plain(one.reason)) for one in checks(_rows(*rows), ABOUT)]


def test_growth_in_current_prices_is_checked_against_two_levels():
    # 2616.8 ÷ 2451 − 1 = 6.7646 %; with rounding 6.741 to 6.788
    rows = [
        _fact("budget_revenue", "level", "2022", "2451亿元", 2451.0, "亿元"),
        _fact("budget_revenue", "level", "2023", "2616.8亿元", 2616.8, "亿元"),
        _fact("budget_revenue", "growth", "2023", "6.8%", 6.8, "%"),
    ]
    (check,) = growth_checks(_rows(*rows), ABOUT)
    assert str(check.title) == "某市2023年一般公共预算收入增速"
    assert _row(check) == ("6.8%", "(2616.8 ÷ 2451 − 1) × 100 = 6.76", "相符")
    assert (str(check.reason), check.computed.source.text) == (
        "", "(2,616.8 ÷ 2,451 − 1) × 100",
    )  # fmt: skip
    names = [part.source.name for part in check.computed.source.parts]
    assert (names, check.said.source.name) == (["句1", "句0"], "句2")


def test_growth_that_does_not_fit_is_reckoned_back_to_the_year_before():
    # 5338.7 ÷ 5141 − 1 = 3.8456 %; 5338.65 ÷ 1.0375 = 5145.69, 5338.75 ÷ 1.0365 = 5150.75
    rows = [
        _fact("exports", "level", "2022", "5141亿元", 5141.0, "亿元"),
        _fact("exports", "level", "2023", "5338.7亿元", 5338.7, "亿元"),
        _fact("exports", "growth", "2023", "3.7%", 3.7, "%"),
    ]
    reason = "按增速倒推，上年数应为5145.69—5150.75亿元，上年数此后可能修订"
    formula = "(5338.7 ÷ 5141 − 1) × 100 = 3.85"
    assert _of(growth_checks, *rows) == [("3.7%", formula, "不符", reason)]


def test_real_growth_is_never_judged_by_nominal_levels():
    rows = [
        _fact("gdp", "level", "2022", "18753亿元", 18753.0, "亿元"),
        _fact("gdp", "level", "2023", "20059亿元", 20059.0, "亿元"),
        _fact("gdp", "growth", "2023", "5.6%", 5.6, "%"),
    ]
    (row,) = _of(growth_checks, *rows)
    assert row[1:3] == ("(20059 ÷ 18753 − 1) × 100 = 6.96", "无法判断")
    assert "不变价" in row[3]


@pytest.mark.parametrize(
    ("text", "level", "growth", "gap"),
    [
        # 18109 ÷ 16050 to 18109 ÷ 16150: 12.1 to 12.8
        ("1.61万亿元", 16100.0, "约12.5%", "约4.0个百分点"),
        # 18109 ÷ 16106: 12.43 to 12.45
        ("16106亿元", 16106.0, "12.44%", "3.94个百分点"),
        # 18109 ÷ 15000 to 18109 ÷ 17000
        ("1.6万亿元", 16000.0, "约13%", "约5个百分点"),
    ],
)
def test_growth_that_is_not_judged_is_told_as_finely_as_its_levels_are(text, level, growth, gap):
    rows = [
        _fact("gdp", "level", "2020", text, level, "亿元"),
        _fact("gdp", "level", "2021", "18109亿元", 18109.0, "亿元"),
        _fact("gdp", "growth", "2021", "8.5%", 8.5, "%"),
    ]
    (check,) = growth_checks(_rows(*rows), ABOUT)
    assert (str(check.computed), str(_gap(check))) == (growth, gap)


def test_a_fall_is_checked_with_its_sign():
    # 96.5 ÷ 100 − 1 = −3.5 %
    rows = [
        _fact("retail_sales", "level", "2019", "100.0亿元", 100.0, "亿元"),
        _fact("retail_sales", "level", "2020", "96.5亿元", 96.5, "亿元"),
        _fact("retail_sales", "growth", "2020", "3.5%", -3.5, "%"),
    ]
    (row,) = _of(growth_checks, *rows)
    assert row[:3] == ("−3.5%", "(96.5 ÷ 100 − 1) × 100 = −3.50", "相符")


def test_growth_over_nothing_is_left_open():
    rows = [
        _fact("exports", "level", "2022", "0亿元", 0.0, "亿元"),
        _fact("exports", "level", "2023", "5亿元", 5.0, "亿元"),
        _fact("exports", "growth", "2023", "3.7%", 3.7, "%"),
    ]
    assert _of(growth_checks, *rows) == [("3.7%", "", "无法判断", "上年数可能是零")]


def test_numbers_too_coarse_to_tell_decide_nothing():
    # 2 万 stands for 15,000 to 25,000: growth over 1 万 for anything from 0 to 400 %.
    rows = [
        _fact("exports", "level", "2022", "1万亿元", 10000.0, "亿元"),
        _fact("exports", "level", "2023", "2万亿元", 20000.0, "亿元"),
        _fact("exports", "growth", "2023", "3.7%", 3.7, "%"),
    ]
    (row,) = _of(growth_checks, *rows)
    assert row[2:] == ("无法判断", "公布数精度不足，舍入误差超过10%")


@pytest.mark.parametrize(("ratio", "verdict"), [(1.71, "相符"), (1.70, "不符"), (1.72, "不符")])
def test_the_ratio_of_incomes_is_checked(ratio, verdict):
    # 77043 ÷ 45183 = 1.70513, which is printed as 1.71
    rows = [
        _fact("income_urban", "level", "2022", "77043元", 77043.0, "元"),
        _fact("income_rural", "level", "2022", "45183元", 45183.0, "元"),
        _fact("urban_rural_ratio", "level", "2022", f"{ratio:.2f}", ratio, "倍"),
    ]
    (check,) = [one for one in relation_checks(_rows(*rows), ABOUT) if one.kind == RATIO]
    assert _row(check)[1:] == ("77043 ÷ 45183 = 1.705", verdict)
    assert str(check.computed) == "1.705倍"


@pytest.mark.parametrize(("mean", "verdict"), [(73797.0, "相符"), (90000.0, "不符")])
def test_a_mean_lies_between_its_parts(mean, verdict):
    rows = [
        _fact("income_rural", "level", "2023", "48180元", 48180.0, "元"),
        _fact("income_all", "level", "2023", f"{mean:.0f}元", mean, "元"),
        _fact("income_urban", "level", "2023", "80587元", 80587.0, "元"),
    ]
    (check,) = relation_checks(_rows(*rows), ABOUT)
    assert (check.kind, _row(check)[1:]) == (ORDER, (f"48180 ≤ {mean:.0f} ≤ 80587", verdict))
    assert [source.name for source in check.formula.sources()] == ["句0", "句1", "句2"]


@pytest.mark.parametrize(
    ("part", "verdict"), [(14045.0, "相符"), (20060.0, "相符"), (20061.0, "不符")]
)
def test_a_part_is_no_larger_than_its_whole(part, verdict):
    # 20060 and 20059 can both stand for 20059.5.
    rows = [
        _fact("gdp", "level", "2023", "20059亿元", 20059.0, "亿元"),
        _fact("services_va", "level", "2023", f"{part:.0f}亿元", part, "亿元"),
    ]
    assert [row[2] for row in _of(relation_checks, *rows)] == [verdict]


@pytest.mark.parametrize(
    ("text", "value", "bound", "verdict", "reason"),
    [
        ("1.88万亿元", 18800.0, "=", "相符", "相差47亿元"),
        ("18754亿元", 18754.0, "=", "相符", "相差1亿元"),
        ("18752亿元", 18752.0, "=", "相符", "相差1亿元"),
        ("18760亿元", 18760.0, "=", "不符", "相差7亿元"),
        ("1.8万亿元", 18000.0, ">=", "相符", ""),
        ("1.9万亿元", 19000.0, ">=", "不符", ""),
        ("19000亿元", 19000.0, "~", "相符", "“左右”放宽5%"),
        ("30000亿元", 30000.0, "=", "无法判断", "两数相差悬殊，可能并非同一事项，应核对原句"),
    ],
)
def test_a_figure_stated_twice_must_agree_as_far_as_it_is_printed(
    text, value, bound, verdict, reason
):
    rows = [
        _fact("gdp", "level", "2022", "18753亿元", 18753.0, "亿元"),
        _fact("gdp", "level", "2022", text, value, "亿元", bound=bound, doc="b"),
    ]
    assert [row[2:] for row in _of(repeat_checks, *rows)] == [(verdict, reason)]


def test_a_target_and_its_result_are_not_one_figure_twice():
    rows = [
        _fact("gdp", "growth", "2023", "5%", 5.0, "%", status="target"),
        _fact("gdp", "growth", "2023", "5.6%", 5.6, "%"),
    ]
    assert _of(repeat_checks, *rows) == []


@pytest.mark.parametrize("count, pairs", [(3, 3), (12, 66), (200, 199)])
def test_of_many_statements_each_is_compared_with_the_first_alone(count, pairs):
    rows = [
        _fact("gdp", "level", "2022", f"{n}亿元", float(n), "亿元") for n in range(1, count + 1)
    ]
    assert len(_of(repeat_checks, *rows)) == pairs


# --- the table ------------------------------------------------------------------------------------


def test_documents_that_state_nothing_to_check_make_an_empty_table():
    made = _checks("没有数字。")
    assert made.empty
    added = ["name", "gap", "deviation", "evidence"]
    assert list(made.columns) == [*Check.__dataclass_fields__, *added]
    assert isinstance(arithmetic.listed(made), Note) and str(arithmetic.count(made)) == "0项"
    assert "：加总的核对。" in str(arithmetic.listed(made, kind=SUM))
    assert "：相符、不符的占比的核对。" in str(arithmetic.listed(made, "相符", "不符", kind=SHARE))


def test_a_table_of_every_verdict_names_none():
    made = arithmetic.checks("hangzhou-plan-2024")
    size = str(arithmetic.count(made, kind=SHARE))
    assert str(arithmetic.listed(made, kind=SHARE).caption) == f"占比：{size}"


def test_reference_figures_of_other_places_are_left_out():
    # The series has growth and levels of Hangzhou, which say nothing of another place.
    made = _checks("2022年，生产总值18753亿元。2023年，生产总值20059亿元、增长5.6%。")
    assert set(made.doc) == {"report"}


def test_every_check_is_counted_once():
    made = _checks(LIST.replace("16.5%", "16.7%"))
    counts = {
        kind: [str(arithmetic.count(made, *v, kind=kind)) for v in (["相符"], ["不符"], [])]
        for kind in (SUM, HUNDRED, SHARE)
    }
    assert counts == {
        SUM: ["2项", "0项", "2项"],
        HUNDRED: ["0项", "1项", "1项"],
        SHARE: ["2项", "1项", "3项"],
    }
    none = arithmetic.count(made, "不符", kind=SUM).source
    assert (len(none.items), len(none.among)) == (0, 2)


@pytest.fixture(scope="module")
def made():
    return arithmetic.checks()


def test_the_known_sums_of_the_five_documents_are_found(made):
    found = {_row(check) for check in rows_of(made)}
    nine = "921.5 + 29.5 + 429.5 + 14.8 + 60.4 + 171.4 + 8.4 + 42.2 + 390.8 = 2068.5"
    for known in [
        ("2,068.5亿元", nine, "相符"),
        ("786个", "425 + 16 + 35 + 7 + 20 + 60 + 7 + 24 + 192 = 786", "相符"),
        ("534个", "195 + 118 + 183 + 38 = 534", "相符"),
        ("532.3亿元", "336.5 + 195.7 = 532.2", "相符"),
        ("100%", "66 + 34 = 100", "相符"),
        ("27.1%", "5076 ÷ 18753 × 100 = 27.07", "相符"),
        ("89.7%", "2348.1 ÷ 2616.8 × 100 = 89.73", "相符"),
        ("19.0%", "390.8 ÷ 2068.5 × 100 = 18.89", "不符"),
        ("1.71倍", "77043 ÷ 45183 = 1.705", "相符"),
    ]:
        assert known in found


def test_the_verdicts_on_the_five_documents_stay(made):
    assert Counter(zip(made.kind, made.verdict, strict=True)) == {
        (SUM, "相符"): 11, (HUNDRED, "相符"): 2,
        (SHARE, "相符"): 13, (SHARE, "不符"): 1, (SHARE, "无法判断"): 24,
        (COMPLETION, "相符"): 2, (COMPLETION, "无法判断"): 4,
        (GROWTH, "相符"): 8, (GROWTH, "不符"): 1, (GROWTH, "无法判断"): 15,
        (RATIO, "相符"): 1, (ORDER, "相符"): 29, (TWICE, "相符"): 7,
    }  # fmt: skip


def _digits(text):
    return re.sub(r"[^\d.]", "", text)


def test_every_number_of_a_check_stands_where_its_source_says(made):
    for check in rows_of(made):
        values = [check.said]
        if isinstance(check.computed, Value) and isinstance(check.computed.source, FormulaSource):
            values += check.computed.source.parts
        for value in values:
            if place := place_of(value.source):
                raw = place.document.raw[place.start : place.end]
                assert _digits(raw) == _digits(value.printed), (raw, value.printed)


def test_every_number_of_a_check_is_of_the_kind_as_which_it_was_read(made):
    goals = 0
    for check in rows_of(made, kind=SHARE):
        source = check.said.source
        assert check.said.status == read_as(source).status, check.title
        goals += not isinstance(source, FactSource) and check.said.status == "target"
    assert goals > 10


@pytest.mark.parametrize(
    ("text", "title", "said"),
    [
        ("铁路、水路货运量占比提升至22%左右。", "铁路、水路货运量占比", "约22%"),
        # The bound of a share may stand before what it is taken of.
        ("招生占比不低于总招生数的70%。", "招生占总招生数的比重", "≥70%"),
        ("招生占比超过总数的70%。", "招生占总数的比重", "≥70%"),
        ("招生占总招生数的70%。", "招生占总招生数的比重", "70%"),
        ("招生占过去五年总数的70%。", "招生占过去五年总数的比重", "70%"),
        # A threshold in the name is a part of it, and none of it the share.
        ("年收入50万元以上行政村占比达96.6%。", "年收入50万元以上行政村占比", "96.6%"),
        ("50万元以上行政村占比达96.6%。", "50万元以上行政村占比", "96.6%"),
        ("到2030年，公交出行占机动化出行比重达55%。", "公交出行占机动化出行比重", "55%"),
    ],
)
def test_a_share_is_named_by_the_whole_of_its_subject(text, title, said):
    (check,) = rows_of(_checks(text), kind=SHARE)
    assert (str(check.title), f"{check.said:p}") == (title, said)


def test_a_mark_that_is_passed_in_one_sentence_is_no_second_statement():
    said = "2022年，全市货物出口首破5000亿元大关、达5141亿元。"
    assert _made(said, TWICE) == []
    assert len(_made(said + "2022年，全市货物出口5142亿元。", TWICE)) == 2


def test_a_number_of_a_name_is_none_to_reckon_with():
    numbers = [one.text for one in reading(_document("建成15分钟生活圈，新增床位20张。")).numbers]
    assert numbers == ["20张"]


def test_every_formula_gives_its_number(made):
    signs = str.maketrans({"÷": "/", "×": "*", "−": "-", ",": ""})
    for check in rows_of(made):
        if isinstance(check.computed, Value) and isinstance(check.computed.source, FormulaSource):
            formula = check.computed.source.text.translate(signs)
            exact = eval(
                re.sub(r"\d+(\.\d+)?", r"Fraction('\g<0>')", formula), {"Fraction": Fraction}
            )
            assert check.computed.number == pytest.approx(float(exact), rel=1e-12)
            assert check.low.number - 1e-9 <= float(exact) <= check.high.number + 1e-9


def test_a_check_is_a_source_that_leads_to_its_numbers(made):
    (check,) = rows_of(made, "不符", kind=SHARE)
    shown = entry(check)
    assert (shown.heading, shown.value) == ("核对", "不符")
    assert shown.text == "民生设施领域投资占比：公布数19.0%，计算式：390.8 ÷ 2,068.5 × 100 = 18.89"
    assert [label for label, _ in shown.parts] == ["公布数19.0%", "计算数18.89%", "100%", "8项"]
    assert shown.quote.printed == "19.0%"
    every = arithmetic.count(made)
    assert len(every.source.items) == len(made) == every.number
    assert len({str(one.source) for one in every.source.items}) == len(made)
    assert len(payload([every.source])["entries"]) > len(made)


# --- frames ---------------------------------------------------------------------------------------


def test_a_deviation_is_the_gap_over_what_rounding_allows():
    made = _checks(LIST.replace("16.5%", "16.7%"))
    row = made[(made["kind"] == SHARE) & (made["verdict"] == "不符")].iloc[0]
    # 16.5289 less 16.7, over half of 0.1 and half of what 10.0 and 60.5 leave open
    assert row.deviation.number == pytest.approx(-1.169, abs=0.001)
    assert row.deviation.source.text.startswith("(10 ÷ 60.5 × 100 − 16.7) ÷ 0.14")
    assert (row["name"], str(row.gap)) == ("丙领域投资占比", "−0.17个百分点")
    known = made.dropna(subset=["deviation"])
    assert all((abs(one.deviation.number) <= 1) == (one.verdict == "相符")
               for one in known.itertuples())  # fmt: skip


def test_where_prices_stand_between_two_growth_rates_the_gap_is_known_and_no_verdict(made):
    rows = made[(made["kind"] == GROWTH) & (made["verdict"] == "无法判断")]
    top = rows.sort_values("gap", key=abs).iloc[-1]
    # 3211 ÷ 2420 − 1 = 32.69 %, less 11.3
    assert (top["name"], f"{top.gap:.2f}") == ("杭州市2023年文化产业增加值增速", "21.39个百分点")
    assert not any(rows["deviation"])


def test_two_units_have_no_gap():
    text = "2023年，完成固定资产投资5亿元。2023年固定资产投资5亿美元。"
    rows = _checks(text)
    rows = rows[rows["kind"] == TWICE]
    assert [str(one) for one in rows["reason"]] == ["单位不同"] and not any(rows["gap"])


def test_the_parts_of_a_total_have_both_shares():
    rows = arithmetic.parts([_document(LIST.replace("16.5%", "16.7%"))])
    assert [
        (one.total, str(one.whole), one.name, str(one.value), f"{one.said:p}",
         f"{one.computed:.2f}", one.verdict)
        for one in rows.itertuples()
    ] == [
        ("年度计划投资", "60.5亿元", "甲领域", "30.3亿元", "50.1%", "50.08%", "相符"),
        ("年度计划投资", "60.5亿元", "乙领域", "20.2亿元", "33.4%", "33.39%", "相符"),
        ("年度计划投资", "60.5亿元", "丙领域", "10亿元", "16.7%", "16.53%", "不符"),
    ]  # fmt: skip
    assert arithmetic.parts([_document("没有数字。")]).empty


def test_the_longest_sum_is_the_one_of_most_parts_and_of_those_with_shares():
    rows = arithmetic.parts()
    assert (len(rows), rows.total.iloc[0], str(rows.whole.iloc[0])) == (
        9, "年度计划投资", "2,068.5亿元",
    )  # fmt: skip


def test_a_table_leaves_out_columns_without_content(made):
    heads = [column.heading for column in arithmetic.listed(made, kind=SHARE).columns]
    assert heads == ["核对内容", "公布数", "计算数", "容差", "判断", "算式和说明"]
    unsure = arithmetic.listed(made[made["kind"] == SHARE], "无法判断")
    assert [column.heading for column in unsure.columns] == [
        "核对内容", "公布数", "判断", "算式和说明",
    ]  # fmt: skip


def test_no_number_shown_leads_nowhere_and_every_count_is_its_list(made):
    for kind in ("", *dict.fromkeys(made["kind"])):
        shown_checks.check(arithmetic.listed(made, kind=kind), names=["“1248”", "6·"])


# --- what the notebook says -----------------------------------------------------------------------


def _said(tmp_path, text):
    """Return what notebook 06 says of a text, paragraphs and titles."""
    file = tmp_path / "report.txt"
    file.write_text("2024年宁波市政府工作报告\n\n" + text, encoding="utf-8")
    found = shown(paths.notebooks() / "06_arithmetic.ipynb", documents=[str(file)])
    return "\n".join(
        str(one.title if isinstance(one, Figure) else one)
        for _, things in found for one in things if not isinstance(one, Table)
    )  # fmt: skip


PARTS = "2023年，地区生产总值100亿元，服务业增加值{services}亿元，规上工业增加值30亿元。\n"


@pytest.mark.parametrize(
    ("services", "wrong"), [("60", "2项仅比较部分与整体的大小，单独计数，均相符。"),
                            ("160", "2项仅比较部分与整体的大小，单独计数，1项相符，1项不符。")]
)  # fmt: skip
def test_what_holds_of_itself_is_counted_apart(tmp_path, services, wrong):
    said = _said(tmp_path, PARTS.format(services=services) + LIST)
    # Two sums, one hundred, three shares.
    assert "共配成6项核对，均相符。" in said
    assert wrong in said
    assert "可判断的6项核对，均相符" in said
    assert "3项合计为60.5亿元，年度计划投资公布数为60.5亿元\n" in said


def test_what_is_known_to_be_unlike_is_not_judged_and_what_may_be_is(made):
    growth = {str(one.title): one for one in rows_of(made, kind=GROWTH)}
    known = growth["杭州市2020年社会消费品零售总额增速"]
    assert known.verdict == "无法判断" and "早于第四次全国经济普查的修订" in str(known.reason)
    # That the numbers do not fit is all that tells of another base.
    maybe = growth["杭州市2023年货物出口额增速"]
    assert maybe.verdict == "不符" and str(maybe.reason).startswith("2022年的数可能已修订")


def test_one_gap_is_the_widest_of_nothing(tmp_path):
    text = "2022年，地区生产总值100亿元。2023年，地区生产总值110亿元、增长6%。"
    said = _said(tmp_path, text)
    # 109.5 ÷ 100.5 to 110.5 ÷ 99.5: 8.96 to 11.06
    assert (
        "两年口径一致而与两年水平相除所得相差最大的为宁波市2023年地区生产总值增速：公布增速为6%，"
        "相除所得为约10%（计入水平的舍入误差，为9.0%至11.1%），相差约4个百分点（公布数精度不足，舍入误差超过10%）。"
        in said
    )
    assert "不能由两年水平核对的1项增速，均低于两年水平相除所得" in said
    assert "1项核对（增速）无法判断，见前文各节。" in said
    assert "口径不同（" not in said


def test_growth_over_levels_of_unlike_scope_is_told_with_the_reason_and_is_no_headline(tmp_path):
    text = (
        "2022年，文化产业增加值100亿元，地区生产总值900亿元。"
        "2023年，文化及相关产业增加值140亿元、增长6%，地区生产总值990亿元、增长6%。"
    )
    said = _said(tmp_path, text)
    assert "所得相差最大的为宁波市2023年地区生产总值增速：公布增速为6%" in said
    assert "宁波市2023年文化产业增加值增速两年口径不同（范围不同：" in said
    assert "，相除所得约40%不宜与公布的6%相比。" in said


def test_checks_of_one_title_are_told_apart_by_their_own_words():
    text = (
        "2024年，实施项目30个，年度计划投资100亿元。市级安排项目10个，年度计划投资40亿元，"
        "占全市比重40.0%；县级安排项目20个，年度计划投资60亿元，占全市比重60.0%。\n"
    )
    made = _checks(text)
    titles = [str(row[0]) for row in arithmetic.listed(made, kind="占比").rows]
    assert len(titles) == 2
    assert [one.partition("（")[2][:4] for one in titles] == ["市级安排", "县级安排"]
    # One title alone needs no words.
    (alone,) = arithmetic.listed(made[made["name"].duplicated()], kind="占比").rows
    assert "（" not in str(alone[0])


def test_heads_say_what_is_set_side_by_side(made):
    heads = {
        kind: [one.heading for one in arithmetic.listed(made, kind=kind).columns][1:3]
        for kind in ("加总", "大小关系", "同一数字")
    }
    assert heads == {
        "加总": ["公布数", "计算数"], "大小关系": ["被核对的数", "应有的大小关系"],
        "同一数字": ["一处", "另一处"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "title", "said"),
    [
        ("税收收入占预算收入的40%。", "税收收入占预算收入的比重", "40%"),
        ("税收收入占预算收入的比重为40%。", "税收收入占预算收入的比重", "40%"),
        ("重点项目投资完成率超200%。", "重点项目投资完成率", "≥200%"),
        ("重点项目投资完成率200%。", "重点项目投资完成率", "200%"),
    ],
)
def test_a_title_ends_with_a_noun_and_a_bound_stands_with_its_number(text, title, said):
    row = _checks(f"2024年，{text}\n").iloc[0]
    assert (row["name"].removeprefix("2024年，"), f"{row.said:p}") == (title, said)


def test_a_text_without_sums_is_told_so(tmp_path):
    said = _said(tmp_path, "我们推进高质量发展。")
    assert "共配成0项核对。" in said
    assert "另有" not in said and "例：" not in said and "不符不等于" not in said


# --- hostile text ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "其中1个，" * 2000,
        "共2000个项目。" + "其中项目1个，" * 2000,
        "投资5亿元，其中" + "占比1%，" * 3000,
        "投资5亿元，完成率3%。" * 2000,
        "总计项目4000个，投资5亿元。\n" + "（1）甲项目1个。\n" * 4000,
        "占" * 60_000 + "1%，" + "达" * 60_000 + "占比1%。",
        "甲1个乙2亿元" * 3000,
    ],
    ids=range(7),
)
def test_hostile_text_is_read_in_time_that_grows_with_its_length(text):
    began = time.process_time()
    report = reading(_document(text))
    for check in _checks(report.document).itertuples():
        str(check.reason)
    assert time.process_time() - began < 30
