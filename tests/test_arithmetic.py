"""Does it add up: small texts whose sums can be done by hand."""

import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hzlib.text.corpus import Document
from hzlib.views.arithmetic import COLUMNS, checks, summary
from hzlib.views.check import COMPLETION, GROWTH, HUNDRED, ORDER, RATIO, SHARE, SUM, TWICE

FIELDS = ["indicator", "measure", "period", "value", "unit"]
NO_FACTS = ["id", "doc", "text", "region", "status", "bound", "sentence", *FIELDS]


def _document(text, name="report", reviewed="2023", planned="2024"):
    return Document(
        name, name, "work-report", "", "某市", 2024, reviewed, planned, Path(name), text
    )


def _facts(*pairs):
    """Make facts from pairs of a document and rows: words of the text, then FIELDS."""
    rows = []
    for document, facts in pairs:
        for words, *fields in facts:
            text = re.search(r"[\d.]+(?:万|亿)*[^\d，。、；]*$", words)[0]
            start = document.raw.index(words) + len(words) - len(text)
            rows.append(
                dict(zip(FIELDS, fields, strict=True))
                | {"id": f"{document.id}@{start}", "doc": document.id, "text": text}
                | {"region": "某市", "status": "actual", "bound": "=", "sentence": "原句。"}
            )
    return pd.DataFrame(rows, columns=NO_FACTS)


def _checks(*documents, facts=None):
    return checks(documents, _facts() if facts is None else facts)


def _made(text, kind):
    made = _checks(_document(text))
    rows = made.loc[made["kind"] == kind, ["said", "formula", "verdict"]]
    return [tuple(row) for row in rows.itertuples(index=False)]


# --- parts and totals


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
    assert _made(text, SUM) == [("534个", "195 + 118 + 183 + 39 = 535", "不符")]


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
    made = _checks(_document(text.replace("50.5%", "50.4%").replace("16.4%", "16.5%")))
    off = made[(made["kind"] == SHARE) & (made["verdict"] == "不符")]
    assert off["said"].tolist() == ["50.4%", "16.5%"]
    assert set(off["reason"]) == {"正好是 100% 减去另外 2 项，可能为凑足 100% 而调整"}


@pytest.mark.parametrize(
    "text",
    [
        # a subset, not a division
        "全年落地产业项目396个，其中制造业项目289个、服务业项目10个。",
        "新增托位5000个、其中普惠托位3000个。",
        # alike, but not parts of anything
        "新建公园10个，绿道4条；改建公园20个，绿道6条。",
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


# --- shares and completion


def _share_report(share="27.1%"):
    document = _document(
        f"生产总值18753亿元、增长1.5%。数字经济核心产业增加值5076亿元、增长2.8%，占GDP比重达{share}。"
    )
    facts = _facts(
        (
            document,
            [
                ("生产总值18753亿元", "gdp", "level", "2022", 18753.0, "亿元"),
                ("增加值5076亿元", "digital_core_va", "level", "2022", 5076.0, "亿元"),
            ],
        )
    )
    return document, facts


def test_a_share_is_checked_against_both_levels_and_keeps_their_evidence():
    document, facts = _share_report()
    made = _checks(document, facts=facts)
    row = made[made["kind"] == SHARE].iloc[0]
    # 5076 ÷ 18753 = 27.0677…%; both printed to 1亿元: 27.06429… to 27.07107…
    assert (row["title"], row["said"], row["formula"], row["verdict"]) == (
        "数字经济核心产业增加值占GDP比重",
        "27.1%",
        "5076 ÷ 18753 × 100 = 27.07",
        "相符",
    )
    assert (round(row["low"], 3), round(row["high"], 3)) == (27.064, 27.071)
    # half of 0.1 and half of 0.00678
    assert round(row["tolerance"], 4) == 0.0534
    starts = [document.raw.index(words) for words in ("5076亿元", "18753亿元", "27.1%")]
    assert row["evidence"] == (
        'formula:{"formula":"5076 ÷ 18753 × 100",'
        f'"parts":["fact:report@{starts[0]}","fact:report@{starts[1]}"]}}'
    )
    assert row["said_evidence"] == f"quantity:report@{starts[2]}-{starts[2] + 5}"


@pytest.mark.parametrize(
    ("share", "verdict"), [("27.0%", "不符"), ("27.2%", "不符"), ("27%", "相符")]
)
def test_a_wrong_share_is_found_and_a_coarser_one_passes(share, verdict):
    document, facts = _share_report(share)
    made = _checks(document, facts=facts)
    assert made.loc[made["kind"] == SHARE, "verdict"].tolist() == [verdict]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("出口5141亿元，占全国比重2.15%。", "全国的总量不在文件里"),
        ("优势特色产业产值占比89.7%。", "文件没有给出分子"),
        ("税收收入2348.1亿元，占一般公共预算收入的89.7%。", "文件没有给出分母"),
    ],
)
def test_a_share_without_both_levels_is_listed_as_open(text, reason):
    made = _checks(_document(text))
    assert made[["kind", "verdict", "reason"]].values.tolist() == [[SHARE, "无法判断", reason]]


PLAN = "安排重点项目858个、年度投资2060.9亿元，安排制造业重大项目77个、投资100亿元。"


@pytest.mark.parametrize(("rate", "verdict"), [("146.1%", "相符"), ("146.3%", "不符")])
def test_a_rate_of_completion_is_checked_against_the_plan_of_the_year(rate, verdict):
    # 3011.6 ÷ 2060.9 = 146.13 %
    done = f"重点项目建设完成投资3011.6亿元，为年度计划的{rate}。"
    plan = _document(PLAN, "plan", reviewed="2022", planned="2023")
    made = _checks(plan, _document(done))
    rows = made.loc[made["kind"] == COMPLETION, ["said", "formula", "verdict"]]
    assert rows.values.tolist() == [[rate, "3011.6 ÷ 2060.9 × 100 = 146.13", verdict]]


def test_a_plan_that_cannot_be_found_is_reckoned_back():
    # 796.3 ÷ 1.991 = 399.95: between 796.25 ÷ 1.9915 and 796.35 ÷ 1.9905
    made = _checks(_document("其中新建796.3万平方米，完成年度目标的199.1%。"))
    assert made[["kind", "verdict", "reason"]].values.tolist() == [
        [
            COMPLETION,
            "无法判断",
            "没有找到对应的计划数；按完成率倒推，应在 399.82—400.08万平方米之间",
        ]
    ]


def test_a_plan_for_another_year_is_no_plan_for_this_one():
    done = "重点项目建设完成投资3011.6亿元，为年度计划的146.1%。"
    plan = _document(PLAN, "plan", reviewed="2021", planned="2022")
    made = _checks(plan, _document(done))
    assert made.loc[made["kind"] == COMPLETION, "verdict"].tolist() == ["无法判断"]


# --- facts against facts


def _rows(*rows):
    start = {"region": "某市", "status": "actual", "bound": "=", "sentence": "原句。", "doc": "a"}
    return pd.DataFrame([start | {"id": f"a@{n}"} | row for n, row in enumerate(rows)])


def _fact(indicator, measure, period, text, value, unit, **more):
    fields = dict(zip(FIELDS, (indicator, measure, period, value, unit), strict=True))
    return fields | {"text": text} | more


def _of(kind, *rows):
    made = checks([], _rows(*rows))
    picked = made.loc[made["kind"] == kind, ["title", "said", "formula", "verdict", "reason"]]
    return picked.values.tolist()


def test_growth_in_current_prices_is_checked_against_two_levels():
    # 2616.8 ÷ 2451 − 1 = 6.7646 %; with rounding 6.741 to 6.788
    rows = [
        _fact("budget_revenue", "level", "2022", "2451亿元", 2451.0, "亿元"),
        _fact("budget_revenue", "level", "2023", "2616.8亿元", 2616.8, "亿元"),
        _fact("budget_revenue", "growth", "2023", "6.8%", 6.8, "%"),
    ]
    formula = "(2616.8 ÷ 2451 − 1) × 100 = 6.76"
    assert _of(GROWTH, *rows) == [["某市2023年一般公共预算收入增速", "6.8%", formula, "相符", ""]]


def test_growth_that_does_not_fit_is_reckoned_back_to_the_year_before():
    # 5338.7 ÷ 5141 − 1 = 3.8456 %; 5338.65 ÷ 1.0375 = 5145.69, 5338.75 ÷ 1.0365 = 5150.75
    rows = [
        _fact("exports", "level", "2022", "5141亿元", 5141.0, "亿元"),
        _fact("exports", "level", "2023", "5338.7亿元", 5338.7, "亿元"),
        _fact("exports", "growth", "2023", "3.7%", 3.7, "%"),
    ]
    reason = "按增速倒推，上年应为 5145.69—5150.75亿元；上年数可能后来修订过"
    assert _of(GROWTH, *rows)[0][2:] == ["(5338.7 ÷ 5141 − 1) × 100 = 3.85", "不符", reason]


def test_real_growth_is_never_judged_by_nominal_levels():
    rows = [
        _fact("gdp", "level", "2022", "18753亿元", 18753.0, "亿元"),
        _fact("gdp", "level", "2023", "20059亿元", 20059.0, "亿元"),
        _fact("gdp", "growth", "2023", "5.6%", 5.6, "%"),
    ]
    (row,) = _of(GROWTH, *rows)
    assert row[2:4] == ["(20059 ÷ 18753 − 1) × 100 = 6.96", "无法判断"]
    assert "不变价" in row[4]


def test_a_fall_is_checked_with_its_sign():
    # 96.5 ÷ 100 − 1 = −3.5 %
    rows = [
        _fact("retail_sales", "level", "2019", "100.0亿元", 100.0, "亿元"),
        _fact("retail_sales", "level", "2020", "96.5亿元", 96.5, "亿元"),
        _fact("retail_sales", "growth", "2020", "3.5%", -3.5, "%"),
    ]
    assert _of(GROWTH, *rows)[0][1:4] == ["−3.5%", "(96.5 ÷ 100 − 1) × 100 = −3.5", "相符"]


@pytest.mark.parametrize(("ratio", "verdict"), [(1.71, "相符"), (1.70, "不符"), (1.72, "不符")])
def test_the_ratio_of_incomes_is_checked(ratio, verdict):
    # 77043 ÷ 45183 = 1.70513, which is printed as 1.71
    rows = [
        _fact("income_urban", "level", "2022", "77043元", 77043.0, "元"),
        _fact("income_rural", "level", "2022", "45183元", 45183.0, "元"),
        _fact("urban_rural_ratio", "level", "2022", f"{ratio:.2f}", ratio, "倍"),
    ]
    assert _of(RATIO, *rows)[0][2:4] == ["77043 ÷ 45183 = 1.705", verdict]


@pytest.mark.parametrize(("mean", "verdict"), [(73797.0, "相符"), (90000.0, "不符")])
def test_a_mean_lies_between_its_parts(mean, verdict):
    rows = [
        _fact("income_rural", "level", "2023", "48180元", 48180.0, "元"),
        _fact("income_all", "level", "2023", f"{mean:.0f}元", mean, "元"),
        _fact("income_urban", "level", "2023", "80587元", 80587.0, "元"),
    ]
    (row,) = _of(ORDER, *rows)
    assert row[2:4] == [f"48180 ≤ {mean:.0f} ≤ 80587", verdict]


@pytest.mark.parametrize(
    ("part", "verdict"), [(14045.0, "相符"), (20060.0, "相符"), (20061.0, "不符")]
)
def test_a_part_is_no_larger_than_its_whole(part, verdict):
    # 20060 and 20059 can both stand for 20059.5.
    rows = [
        _fact("gdp", "level", "2023", "20059亿元", 20059.0, "亿元"),
        _fact("services_va", "level", "2023", f"{part:.0f}亿元", part, "亿元"),
    ]
    assert [row[3] for row in _of(ORDER, *rows)] == [verdict]


@pytest.mark.parametrize(
    ("text", "value", "bound", "verdict", "reason"),
    [
        ("1.88万亿元", 18800.0, "=", "相符", "相差 47亿元"),
        ("18754亿元", 18754.0, "=", "相符", "相差 1亿元"),
        ("18760亿元", 18760.0, "=", "不符", "相差 7亿元"),
        ("1.8万亿元", 18000.0, ">=", "相符", ""),
        ("1.9万亿元", 19000.0, ">=", "不符", ""),
        ("19000亿元", 19000.0, "~", "相符", ""),
        ("30000亿元", 30000.0, "=", "无法判断", "两数相差悬殊，说的多半不是一件事，请看原句"),
    ],
)
def test_a_figure_stated_twice_must_agree_as_far_as_it_is_printed(
    text, value, bound, verdict, reason
):
    rows = [
        _fact("gdp", "level", "2022", "18753亿元", 18753.0, "亿元"),
        _fact("gdp", "level", "2022", text, value, "亿元", bound=bound, doc="b", id="b@1"),
    ]
    assert [row[3:] for row in _of(TWICE, *rows)] == [[verdict, reason]]


def test_a_target_and_its_result_are_not_one_figure_twice():
    rows = [
        _fact("gdp", "growth", "2023", "5%", 5.0, "%", status="target"),
        _fact("gdp", "growth", "2023", "5.6%", 5.6, "%"),
    ]
    assert _of(TWICE, *rows) == []


# --- the table


def test_documents_that_state_nothing_to_check_make_an_empty_table():
    made = _checks(_document("没有数字。"))
    assert made.empty
    assert list(made.columns) == list(COLUMNS)


def test_the_summary_counts_every_check_once():
    made = _checks(_document(LIST.replace("16.5%", "16.7%")))
    assert summary(made).to_dict("records") == [
        {"kind": SUM, "相符": 2, "不符": 0, "无法判断": 0, "合计": 2},
        {"kind": HUNDRED, "相符": 0, "不符": 1, "无法判断": 0, "合计": 1},
        {"kind": SHARE, "相符": 2, "不符": 1, "无法判断": 0, "合计": 3},
    ]


def test_the_known_sums_of_the_five_documents_are_found_and_no_number_is_untraced():
    from hzlib.extraction.facts import facts
    from hzlib.text.corpus import documents
    from hzlib.views.reference import reference

    made = checks(documents(), facts(), reference())
    found = set(zip(made["said"], made["formula"], made["verdict"], strict=True))
    nine = "921.5 + 29.5 + 429.5 + 14.8 + 60.4 + 171.4 + 8.4 + 42.2 + 390.8 = 2068.5"
    for known in [
        ("2068.5亿元", nine, "相符"),
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
    assert made["said_evidence"].str.match(r"(fact|quantity|reference):").all()
    reckoned = made[made["formula"] != ""]
    assert reckoned["evidence"].str.startswith("formula:").all()
    assert made.loc[made["sentence"] == "", "said_evidence"].str.startswith("reference:").all()


# --- charts and tables


def test_the_charts_state_their_finding_and_every_mark_has_its_evidence():
    from hzlib.charts import arithmetic_charts
    from hzlib.pages.evidence import is_evidence
    from hzlib.views.arithmetic import source

    document = _document(LIST.replace("16.5%", "16.7%"))
    made = _checks(document)
    charts = [arithmetic_charts.overview(made), arithmetic_charts.tolerances(made)]
    # Two sums, one hundred, three shares: six; 16.7 fits neither 100 − 83.5 nor 10 ÷ 60.5.
    assert [one.figure.layout.title.text for one in charts] == [
        "能下判断的六项核对，四项相符，两项不符",
        "两边都有数的六项，四项的偏差在进位误差以内",
    ]
    for chart in charts:
        marks = [trace for trace in chart.figure.data if trace.hoverinfo != "skip"]
        assert marks
        assert all(is_evidence(one) for trace in marks for one in trace.customdata)
    printed = arithmetic_charts.parts([source(document, _facts())])
    assert printed.figure._suptitle.get_text() == (
        "三项相加得年度计划投资60.5亿元；丙领域占比印 16.7%，算得 16.53%"
    )
    assert printed.frame["部分"].tolist() == ["甲领域", "乙领域", "丙领域"]


def test_where_prices_stand_between_the_two_growth_rates_the_chart_shows_both():
    from hzlib.charts import arithmetic_charts

    rows = [
        _fact("gdp", "level", "2022", "18753亿元", 18753.0, "亿元"),
        _fact("gdp", "level", "2023", "20059亿元", 20059.0, "亿元"),
        _fact("gdp", "growth", "2023", "5.6%", 5.6, "%"),
    ]
    chart = arithmetic_charts.prices(checks([], _rows(*rows)))
    assert chart.figure.layout.title.text == (
        "某市2023年地区生产总值增速差得最多：文件说 5.6%，两年水平相除得 6.96%"
    )
    assert [trace.meta["status"] for trace in chart.figure.data if trace.meta] == [
        "actual",
        "derived",
    ]


def test_without_checks_there_are_notes_in_place_of_charts_and_tables():
    from hzlib.charts import arithmetic_charts, arithmetic_tables
    from hzlib.charts.exhibits import Note

    made = _checks(_document("没有数字。"))
    for build in (
        arithmetic_charts.overview,
        arithmetic_charts.tolerances,
        arithmetic_charts.prices,
        arithmetic_tables.listed,
    ):
        assert isinstance(build(made), Note)
    assert isinstance(arithmetic_charts.parts([]), Note)


def test_a_reading_gets_the_stated_and_the_computed_number_with_their_evidence():
    from hzlib.charts.arithmetic_tables import first, quoted

    document, facts = _share_report()
    made = _checks(document, facts=facts)
    title = first(made, SHARE, "相符")
    values = quoted(made, share=title)
    assert (title, str(values["share"]), f"{values['share_computed']:.2f}") == (
        "数字经济核心产业增加值占GDP比重",
        "27.1%",
        "27.07%",
    )
    assert [str(values[f"share_{end}"]) for end in ("least", "most")] == ["27.05%", "27.15%"]
    assert "没有" in str(quoted(made, share="别的")["share"])
