"""The theme of output: levels, prices, targets, needs, revisions; the sums stand in the comments."""

import csv
import re

import nbformat
import pytest
from made_frames import data, rounded
from shown_checks import check, digits

from hzlib import paths
from hzlib.errors import HzError
from hzlib.evidence.sources import AssumptionSource, MethodSource
from hzlib.evidence.value import assumed
from hzlib.figures import style
from hzlib.figures.specification import Note, kindly, need
from hzlib.frames.facts import facts
from hzlib.frames.outcomes import outcomes
from hzlib.frames.selection import ends, pick, yearly
from hzlib.themes import gdp_trends as theme

YEARS = (
    "a gdp level 某市 2020 actual 16100 亿元 = 1.61万亿元",
    "b gdp level 某市 2021 actual 18109 亿元 = 18109亿元",
    "b gdp growth 某市 2021 actual 8.5 % = 8.5%",
    "c gdp level 某市 2022 actual 18753 亿元 = 18753亿元",
    "c gdp growth 某市 2022 actual 1.5 % = 1.5%",
    "c gdp growth 某市 2023 actual 5.6 % = 5.6%",
    "d gdp level 某市 2023 actual 20059 亿元 = 20059亿元",
    "a gdp level 某市 2025 target 23000 亿元 >= 2.3万亿元",
    "e gdp level 某市 2025 actual 20000 亿元 >= 2万亿元",
    "b population level 某市 2021 actual 12204000 人 = 1220.4万人",
    "c population level 某市 2022 actual 12376000 人 = 1237.6万人",
)
LINES = (
    "a gdp level 某市 2020 actual 16100 亿元 = 1.61万亿元",
    "c gdp level 某市 2022 actual 18753 亿元 = 18753亿元",
    "d gdp level 某市 2023 actual 20000 亿元 = 20000亿元",
    "d gdp growth 某市 2023 actual 5.6 % = 5.6%",
    "c gdp growth 某市 2023 target 5 % >= 5%",
    "e gdp level 某市 2025 actual 21000 亿元 >= 2.1万亿元",
    "a gdp level 某市 2025 target 23000 亿元 >= 2.3万亿元",
    "c exports level 某市 2022 actual 5141 亿元 = 5141亿元",
)
BORROWED = (
    "官 gdp level 某市 2021 actual 18109 亿元 = 18109亿元",
    "官 gdp level 某市 2026 target 25000 亿元 = 25000亿元",
)
CITY = "杭州市"


@pytest.fixture(scope="module")
def frame():
    return data(*LINES, borrowed=BORROWED)


@pytest.fixture(scope="module")
def every():
    return facts(reference=True)


# --- everything that it shows ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def figures(every):
    return {
        "levels": theme.levels(every, CITY),
        "against": theme.against_targets(outcomes(every), CITY),
        "prices": theme.nominal_and_real(every, CITY),
        "needed": theme.needed_growth(every, CITY),
        "structure": theme.structure(every, CITY),
    }


def test_everything_it_shows_can_be_followed(figures):
    for figure in figures.values():
        check(figure)


def test_every_figure_names_its_axes_and_the_kind_of_its_numbers(figures):
    for name, figure in figures.items():
        layout = figure.plot.figure.layout
        assert layout.xaxis.title.text and layout.yaxis.title.text, name
        for trace in figure.plot.figure.data:
            assert trace.meta["status"] in (
                "actual", "estimate", "target", "derived", "reference",
            )  # fmt: skip


def test_the_check_of_words_finds_a_bare_number():
    assert digits("2023年增长5.6%") == ["5", "6"]
    assert not digits("2021—2025年PM2.5浓度，2024年")


# --- what the lessons show ------------------------------------------------------------------------


def test_the_levels_figure_says_first_and_last_and_joins_no_bound(frame):
    figure = theme.levels(frame, "某市")
    assert str(figure.title) == "2020—2023年，地区生产总值由16,100亿元增加到20,000亿元"
    first, last = figure.title.sources()
    assert (str(first), str(last)) == ("fact:a@1", "fact:d@3")
    done, goals, arrows = figure.figure.data
    assert (list(arrows.x), list(arrows.text), arrows.mode) == ([2025], ["↑"], "text")
    assert done.marker.symbol[-1] == "line-ew-open" and not arrows.showlegend
    # 2025 is only said to be above a number, so the line breaks before it.
    assert list(done.x) == [2020, 2021, 2022, 2023, 2023, 2025]
    assert list(done.y)[-2:] == [None, 21000.0] and goals.line.dash == "dash"
    # The target of 2025 is a floor, that of 2026 is none: no line joins them.
    assert list(goals.y) == [23000.0, None, 25000.0]
    assert "箭头表示只给出界限" in str(figure.caption) and "叉号是参考数据" in str(figure.caption)
    one = theme.levels(data(LINES[1]), "某市")
    assert (str(one.title), str(one.caption)) == ("地区生产总值", "实心是实际。")


def test_targets_met_and_missed_are_counted_in_the_title(frame):
    figure = theme.against_targets(outcomes(frame), "某市")
    assert str(figure.title) == "地区生产总值增速：1个年度目标有可比结果，1个达到"
    (line,) = figure.figure.data
    assert (line.name, list(line.x), list(line.y)) == ("达到", [2023, 2023], [5.0, 5.6])
    lines = (LINES[4], LINES[3].replace("5.6", "4.9"))
    figure = theme.against_targets(outcomes(data(*lines)), "某市")
    *_, met = figure.title.sources()
    assert not met.items and len(met.among) == 1


def test_targets_to_come_are_not_drawn_beside_those_of_past_years(every):
    pairs = outcomes(every)
    assert "2026" in set(pairs.loc[pairs["measure"].eq("growth"), "period"])
    drawn = theme.against_targets(pairs, CITY).figure.data
    assert {year for line in drawn for year in line.x} == {2019, 2021, 2022, 2023}


def test_borrowed_growth_is_drawn_apart_from_the_documents(every):
    figure = theme.nominal_and_real(every, CITY)
    real = figure.figure.data[1]
    kinds = ["" if year in (2020, 2022, 2023) else "x" for year in real.x]
    # An empty place is ahead, so that the legend shows a result.
    assert (real.name, list(real.marker.pattern.shape)) == ("实际增速", ["", *kinds[1:]])


def test_parts_of_output_are_stated_or_computed():
    lines = (
        "b digital_core_va level 某市 2021 actual 4905 亿元 = 4905亿元",
        "c digital_core_va share 某市 2022 actual 27.1 % = 27.1%",
        "e digital_core_va share 某市 2030 target 32 % = 32",
    )
    figure = theme.structure(data(*YEARS, *lines), "某市")
    # 4905 ÷ 18109 = 27.086%
    assert [(row[1], row[2], str(row[3])) for row in figure.table.rows] == [
        ("2021", "推算", "27.1%"), ("2022", "实际", "27.1%"), ("2030", "目标", "32%"),
    ]  # fmt: skip
    assert figure.figure.layout.yaxis.title.text == "占地区生产总值的比重（%）"


# --- prices ---------------------------------------------------------------------------------------


def test_the_implied_deflator_is_nominal_over_real_growth():
    rows = theme.prices(data(*YEARS), "某市")
    assert rounded(rows, "period", "base", "level", "nominal", "real", "deflator", "rough") == [
        # 18109 ÷ 16100 = 1.124783; ÷ 1.085 = 1.036666
        # 1.61万亿元 leaves 0.7 points open.
        ("2021", 16100.0, 18109.0, 12.4783, 8.5, 3.6666, True),
        # 18753 ÷ 18109 = 1.035562; ÷ 1.015 = 1.020259
        ("2022", 18109.0, 18753.0, 3.5562, 1.5, 2.0259, False),
        # 20059 ÷ 18753 = 1.069642; ÷ 1.056 = 1.012919
        ("2023", 18753.0, 20059.0, 6.9642, 5.6, 1.2919, False),
    ]


def test_the_deflators_range_comes_from_the_rounding_of_what_is_printed():
    row = theme.prices(data(*YEARS), "某市").iloc[0]
    # 1.61万亿元 is 16050 to 16150, 18109 is 18108.5 to 18109.5, 8.5% is 8.45 to 8.55.
    assert round(row.low.number, 4) == round((18108.5 / 16150 / 1.0855 - 1) * 100, 4)
    assert round(row.high.number, 4) == round((18109.5 / 16050 / 1.0845 - 1) * 100, 4)
    assert isinstance(row.low.source, MethodSource)
    assert "16,100亿元的取值为16,050—16,150" in row.low.source.text
    assert [str(item.source) for item in row.low.source.parts] == [
        "fact:b@2", "fact:a@1", "fact:b@3",
    ]  # fmt: skip
    formula = row.deflator.source
    assert formula.text == "(18,109 ÷ 16,100 ÷ (1 + 8.5 ÷ 100) − 1) × 100"
    assert [str(part.source) for part in formula.parts] == ["fact:b@2", "fact:a@1", "fact:b@3"]
    assert str(row.real.source) == "fact:b@3"


@pytest.mark.parametrize(
    ("status", "bound", "rough"),
    [("estimate", "=", True), ("actual", "~", True), ("actual", "=", False)],
)
def test_a_base_that_is_only_expected_is_marked(status, bound, rough):
    lines = (
        f"a gdp level 某市 2018 {status} 13500 亿元 {bound} 13500亿元",
        "b gdp level 某市 2019 actual 15373 亿元 = 15373亿元",
        "b gdp growth 某市 2019 actual 6.8 % = 6.8%",
    )
    assert rounded(theme.prices(data(*lines), "某市"), "period", "rough") == [("2019", rough)]


def test_growth_in_current_prices_has_no_deflator(every):
    with pytest.raises(HzError, match="不是按不变价算的"):
        theme.prices(every, CITY, "budget_revenue")


# --- needs ----------------------------------------------------------------------------------------


def test_the_growth_of_one_year_is_no_average():
    rows = theme.needed(facts(reference=True), CITY)
    years = [int(row.target_period) - int(row.period) for row in rows.itertuples()]
    assert {one > 1 for one in years} == {True, False}
    assert [row.mean for row in rows.itertuples()] == ["年均" if n > 1 else "" for n in years]


def test_two_plans_have_one_colour_each_on_every_page(figures):
    drawn = {one.name: one.line.color for one in figures["needed"].figure.data if one.name}
    earlier, later = (style.ROLES[one] for one in ("earlier", "target"))
    assert (drawn["2025"], drawn["2030"]) == (earlier, later)
    assert drawn["2026"] not in (earlier, later)


def test_needed_growth_is_the_root_of_the_quotient():
    rows = theme.needed(data(*YEARS), "某市")
    assert rounded(rows, "target_period", "target", "period", "level", "growth") == [
        # 23000 ÷ 16100 = 1.428571, fifth root 1.073941
        ("2025", 23000.0, "2020", 16100.0, 7.3941),
        # 23000 ÷ 18109 = 1.270087, fourth root 1.061594
        ("2025", 23000.0, "2021", 18109.0, 6.1594),
        # 23000 ÷ 18753 = 1.226471, third root 1.070415
        ("2025", 23000.0, "2022", 18753.0, 7.0415),
        # 23000 ÷ 20059 = 1.146618, square root 1.070802
        ("2025", 23000.0, "2023", 20059.0, 7.0802),
    ]


def test_a_price_assumption_divides_the_nominal_rate():
    price = assumed(2, "%", "物价", "price")
    growth = theme.needed(data(*YEARS), "某市", price=price).iloc[-1].growth
    # 1.070802 ÷ 1.02 = 1.049806
    assert round(growth.number, 4) == 4.9806
    assert growth.source.text == "((23,000 ÷ 20,059) ^ (1 ÷ 2) ÷ (1 + 2 ÷ 100) − 1) × 100"
    assert [str(part.source) for part in growth.source.parts] == [
        "fact:a@8", "fact:d@7", "assumption:price=2.0%",
    ]  # fmt: skip


def test_the_slider_divides_by_the_price_assumption(frame):
    figure = theme.needed_growth(frame, "某市", assumptions=(0.0, 2.0))
    (slider,) = figure.choices
    goals = 2  # 2025 and 2026
    assert (slider.kind, slider.active) == ("slider", 0)
    assert [list(option.visible)[: 2 * goals] for option in slider.options] == [
        [True] * goals + [False] * goals,
        [False] * goals + [True] * goals,
    ]
    # The signs at the marks come and go with these.
    assert all(sum(option.visible) * 2 == len(option.visible) for option in slider.options)
    nominal, real = figure.figure.data[0], figure.figure.data[goals]
    # From 2023: (23000 ÷ 20000)^(1/2) = 1.072381; ÷ 1.02 = 1.051354
    assert (round(nominal.y[-1], 3), round(real.y[-1], 3)) == (7.238, 5.135)
    assert "1 + 2 ÷ 100" in figure.plot.sources[real.customdata[-1][0]].text


def test_the_words_of_the_slider_follow_the_assumption(frame):
    figure = theme.needed_growth(frame, "某市", assumptions=(0.0, 2.0))
    nominal, real = figure.choices[0].options
    # From 2023 to 2026: (25000 ÷ 20000)^(1/3) = 1.077217; ÷ 1.02 = 1.056095
    assert str(nominal.title).endswith("至2026年的25,000亿元，所需名义年均增速为7.7%")
    assert str(real.title).startswith("假定价格年变动率为2%，")
    assert str(real.title).endswith("所需实际年均增速为5.6%")
    assert "实际" not in str(nominal.alt) and "名义" not in str(real.alt)
    assumption = next(one for one in real.title.sources() if isinstance(one, AssumptionSource))
    assert (assumption.number, assumption.parameter) == (2.0, "assumptions")
    assert {str(row[0]) for row in figure.table.rows} == {"0%", "2%"}


def test_the_figure_begins_with_nominal_growth(every):
    figure = theme.needed_growth(every, CITY)
    (slider,) = figure.choices
    assert slider.options[slider.active].label == "0（名义）"
    assert [trace.visible for trace in figure.figure.data] == list(
        slider.options[slider.active].visible
    )
    assert figure.title is slider.options[slider.active].title
    check(theme.needed_growth(every, CITY, assumptions=(2.0, 3.0)))


# --- revisions ------------------------------------------------------------------------------------


def test_two_sources_that_differ_by_more_than_rounding_are_rivals():
    lines = (
        "a gdp level 某市 2018 actual 13509 亿元 = 13509亿元",
        "b gdp level 某市 2018 actual 14307 亿元 = 14307亿元",
        "a gdp level 某市 2020 actual 16100 亿元 = 1.61万亿元",
        "b gdp level 某市 2020 actual 16106 亿元 = 16106亿元",
        "b gdp level 某市 2025 actual 20000 亿元 >= 2万亿元",
    )
    rows = theme.rivals(data(*lines), "某市")
    # 14307 ÷ 13509 = 1.059072; 16106 lies within 16050 to 16150.
    assert rounded(rows, "period", "low", "high", "gap") == [("2018", 13509.0, 14307.0, 5.9072)]
    assert rows.iloc[0].gap.source.text == "(14,307 ÷ 13,509 − 1) × 100"


BASES = (
    "a retail_sales level 某市 2019 actual 6215 亿元 = 6215亿元",
    "b retail_sales level 某市 2020 actual 5973 亿元 = 5973亿元",
    "b retail_sales growth 某市 2020 actual -3.5 % = 3.5%",
    "a budget_revenue level 某市 2022 actual 2451 亿元 = 2451亿元",
    "b budget_revenue level 某市 2023 actual 2616.8 亿元 = 2616.8亿元",
    "b budget_revenue growth 某市 2023 actual 6.8 % = 6.8%",
)


def test_an_implied_base_outside_of_the_rounding_is_a_revision():
    rows = theme.implied_bases(data(*BASES, *YEARS), "某市")
    assert rounded(rows, "indicator", "period", "stated", "implied", "gap", "revised") == [
        # 2616.8 ÷ 1.068 = 2450.1873: 2451 lies in 2448.99 to 2451.38.
        ("budget_revenue", "2022", 2451.0, 2450.1873, -0.0332, False),
        # 5973 ÷ 0.965 = 6189.6373, at most 5973.5 ÷ 0.9645 = 6193.36: 6215 does not fit.
        ("retail_sales", "2019", 6215.0, 6189.6373, -0.4081, True),
    ]
    # GDP growth is real: no base follows from it.
    assert "gdp" not in set(rows["indicator"])
    # What the gap can be: 5973.5 ÷ 0.9645 ÷ 6214.5 at most, 2448.99 ÷ 2451.5 at least.
    assert round(rows.iloc[1].high.number, 3) == -0.340
    assert round(rows.iloc[0].low.number, 3) == -0.102
    assert [row.low <= 0 <= row.high for row in rows.itertuples()] == [True, False]
    assert rows.iloc[1].implied.source.text == "5,973 ÷ (1 + (−3.5) ÷ 100)"
    assert {row.implied.unit for row in rows.itertuples()} == {"亿元"}


# --- what the notebook says -----------------------------------------------------------------------

TEXT = """2024年江州市政府工作报告

各位代表：

一、2023年工作回顾

2022年，全市地区生产总值1000亿元。2023年，全市地区生产总值1040亿元，增长5.5%。{more}

二、2024年工作安排

今年经济社会发展主要预期目标为：地区生产总值增长6%左右。
"""


@pytest.fixture
def said(tmp_path, capsys):
    """Return a function that runs the notebook's cells over a text and returns what they show."""
    cells = nbformat.read(paths.notebooks() / "01_gdp_trends.ipynb", as_version=4).cells
    code = [cell.source for cell in cells if cell.cell_type == "code"]

    def run(more="", **parameters):
        path = tmp_path / "江州市_2024.txt"
        path.write_text(TEXT.format(more=more), encoding="utf-8")
        names = {"documents": [str(path)]} | parameters
        for source in (code[0], *(f"{one} = {value!r}" for one, value in names.items())):
            exec(source, names)
        for source in code[1:]:
            exec(source, names)
        return capsys.readouterr().out

    return run


def test_a_sum_that_comes_out_too_high_is_told_as_less(said):
    # 1000 × 1.055 = 1055, 15 more than 1040; (1040 ÷ 1000) ÷ 1.055 − 1 = −1.4%
    words = said()
    assert "据此推算2023年总量为1,055亿元；公布数为1,040亿元，较推算数少15亿元" in words
    assert "名义增速为4.0%，实际增速为5.5%，隐含平减指数为−1.4%" in words


def test_a_year_without_figures_is_told_and_nothing_of_it_computed(said):
    words = said(year=2019)
    assert "没有江州市2019年及上年齐全的地区生产总值和增速的数据" in words
    assert "据此推算" not in words


def test_the_tolerance_of_about_is_stated_as_it_was_chosen(said):
    words = said(about=0.1)
    assert "共1个：达到0个，未到期1个" in words and "容许幅度为目标值的10%" in words


def test_one_share_is_no_change(said):
    words = said("服务业增加值520亿元。")
    assert "2023年，服务业增加值占地区生产总值的比重为50.0%" in words
    assert "变动" not in words.replace("价格变动", "") and "变动最大" not in words


def test_a_bound_is_no_level_of_its_year(said):
    words = said("2020年，全市地区生产总值突破900亿元。")
    assert "2020年仅载明≥900亿元，为界限值，不作实际总量使用" in words
    assert "由2022年的1,000亿元增加到2023年的1,040亿元" in words
    assert "首尾年份之间缺少总量的年份" not in words


# --- what is lacking ------------------------------------------------------------------------------


def test_what_figures_do_not_allow_is_a_note():
    empty = data(LINES[0])
    for note in (
        theme.levels(empty, "别市"),
        theme.nominal_and_real(empty, "别市"),
        theme.needed_growth(empty, "别市"),
        theme.structure(empty, "别市"),
        theme.against_targets(outcomes(empty), "别市"),
    ):
        assert isinstance(note, Note) and "没有" in str(note.text)
    assert not len(theme.needed(empty, "别市")) and not len(theme.rivals(empty, "别市"))


def test_an_error_of_the_program_is_no_note():
    @kindly
    def broken():
        raise ValueError("a mistake")

    with pytest.raises(ValueError, match="a mistake"):
        broken()
    with pytest.raises(HzError, match="没有足够的数据：甲（至少要 2 项，现有 1 项）"):
        need(data(LINES[0]), "甲", 2)


@pytest.mark.parametrize("place", ["钱塘区", "某市"])
def test_other_places_show_what_they_have(every, frame, place):
    known = frame if place == "某市" else every
    for shown in (theme.levels(known, place), theme.structure(known, place)):
        if not isinstance(shown, Note):
            check(shown)
            assert CITY not in f"{shown.title}{shown.caption}{shown.alt}"


# --- the headline figures of the notebook, from the raw texts -------------------------------------

RAW = {
    "fyp15": "004_d007ba3417d3ce78.txt",
    "2023": "000_d5e9e53ef1ac3bbb.txt",
    "plan": "002_518a845f9904276b.txt",
}


def found(name, pattern):
    """Return the numbers that a pattern finds in a raw document, which must have it."""
    raw = (paths.data() / "raw" / RAW[name]).read_bytes().decode("utf-8")
    match = re.search(pattern, raw)
    assert match, pattern
    return [float(number) for number in match.groups()]


def borrowed(indicator, measure, period, region=CITY):
    with (paths.data() / "etc" / "reference.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = (row["indicator"], row["measure"], row["period"], row["region"])
            if key == (indicator, measure, period, region) and row["status"] == "actual":
                return float(row["value"])
    raise AssertionError(f"{indicator} {period}")


def test_prices_are_what_the_raw_texts_give(every):
    (before, _), (now, growth) = (
        found("2023", r"生产总值(\d+)亿元、增长([\d.]+)%"),
        found("plan", r"生产总值实现(\d+)亿元,增长([\d.]+)%"),
    )
    row = next(row for row in theme.prices(every, CITY).itertuples() if row.period == "2023")
    assert row.nominal.number == pytest.approx((now / before - 1) * 100)
    assert (row.base.number, row.level.number, row.real.number) == (before, now, growth)
    naive = before * (1 + growth / 100)
    assert row.deflator.number == pytest.approx((now / naive - 1) * 100)


def test_needs_are_what_the_raw_texts_give(every):
    (goal,) = found("fyp15", r"地区生产总值力争迈上 ?(\d) ?万亿元")
    last = borrowed("gdp", "level", "2024")
    need_ = ((goal * 10000 / last) ** (1 / 6) - 1) * 100
    row = theme.needed(every, CITY).iloc[-1]
    assert (row.period, row.target_period) == ("2024", "2030")
    assert row.growth.number == pytest.approx(need_)
    price = assumed(1, "%", "物价", "price")
    real = ((goal * 10000 / last) ** (1 / 6) / 1.01 - 1) * 100
    assert theme.needed(every, CITY, price=price).iloc[-1].growth.number == pytest.approx(real)
    # Of 2014 the first release is known, of 2024 one after a census: neither is like the others.
    start, end = ends(every, "gdp", CITY)
    assert (start.number, end.number) == (10500, 20059)
    assert yearly(start, end).number == pytest.approx(((20059 / 10500) ** (1 / 8) - 1) * 100)
    aim = pick(every, "gdp", "level", 2030, CITY, "target")
    level = pick(every, "gdp", "level", 2024, CITY)
    assert yearly(level, aim).number == pytest.approx(need_)


def test_the_amount_for_each_resident_is_what_the_reference_gives(every):
    last = borrowed("gdp", "level", "2024")
    people = (borrowed("population", "level", "2023") + borrowed("population", "level", "2024")) / 2
    row = theme.per_head(every, CITY).iloc[-1]
    assert (row.period, row.average) == ("2024", True)
    assert row.value.number == pytest.approx(last * 1e4 / people)


def test_the_axis_of_a_ratio_need_not_begin_at_nought():
    every = facts(reference=True)
    begun = [
        theme.levels(every, CITY, one).figure.layout.yaxis.rangemode
        for one in ("gdp", "urban_rural_ratio")
    ]
    assert begun == ["tozero", None]
