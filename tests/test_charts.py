"""Charts: each mark its evidence and its kind, titles computed, states complete, nothing in boxes."""

import warnings

import pytest
from hand_frames import data

from hzlib.charts import (
    district_charts,
    exhibits,
    price_charts,
    structure_charts,
    target_charts,
    target_tables,
    trend_charts,
)
from hzlib.charts import marks as charts
from hzlib.errors import HzError
from hzlib.pages import evidence, style
from hzlib.pages.display import check
from hzlib.views import ambition, indicator_table, outcomes, overview, picks, targets
from hzlib.views import common as views

LINES = (
    "a gdp level 某市 2020 actual 16100 亿元 = 1.61万亿元",
    "c gdp level 某市 2022 actual 18753 亿元 = 18753亿元",
    "d gdp level 某市 2023 actual 20000 亿元 = 20000亿元",
    "d gdp growth 某市 2023 actual 5.6 % = 5.6%",
    "c gdp growth 某市 2023 target 5 % >= 5%",
    "e gdp level 某市 2025 actual 20000 亿元 >= 2万亿元",
    "a gdp level 某市 2025 target 23000 亿元 >= 2.3万亿元",
    "c exports level 某市 2022 actual 5141 亿元 = 5141亿元",
)
BORROWED = (
    "官 gdp level 某市 2021 actual 18109 亿元 = 18109亿元",
    "官 gdp level 某市 2026 target 25000 亿元 = 25000亿元",
)


@pytest.fixture(scope="module")
def frame():
    return data(*LINES, borrowed=BORROWED)


@pytest.fixture(scope="module")
def every():
    """All charts of the theme notebooks on the project's documents."""
    books, all_data = views.chosen(), views.gather()
    table = indicator_table.main_indicators(books)
    pairs = outcomes.outcomes(all_data)
    compared = targets.comparison(all_data, table, pairs, "杭州市")
    city, pair = (all_data, "杭州市"), (all_data, "钱塘区", "杭州市", 2023)
    facts = evidence_facts()
    return {
        "levels": trend_charts.levels(*city),
        "against": trend_charts.against_targets(pairs, "杭州市"),
        "choice": trend_charts.choice(*city),
        "prices": price_charts.nominal_and_real(*city),
        "needed": price_charts.needed_growth(*city),
        "revised": price_charts.revised_bases(*city),
        "person": structure_charts.per_person(*city),
        "structure": structure_charts.structure(*city),
        "dumbbell": target_charts.dumbbell(compared),
        "categories": target_charts.categories(targets.composition(table)),
        "yearly": target_charts.yearly(ambition.ambition(all_data, compared, "杭州市")),
        "shares": district_charts.shares_of_whole(*pair),
        "growth": district_charts.growth(*pair),
        "special": district_charts.specialisation(*pair),
        "documents": overview.by_document(facts),
        "indicators": overview.by_indicator(facts),
    }


def evidence_facts():
    from hzlib.extraction.facts import facts

    return facts()


def plotly(every):
    return {name: one for name, one in every.items() if not hasattr(one.figure, "savefig")}


def title(chart):
    return chart.figure.layout.title.text


def test_every_chart_has_a_title_axes_a_caption_an_alternative_and_numbers_with_sources(every):
    for name, chart in every.items():
        assert isinstance(chart, exhibits.Chart), f"{name}: {chart}"
        assert chart.caption and chart.alt.endswith("。") and "。。" not in chart.alt, name
        assert any(str(column).endswith("_evidence") for column in chart.frame), name
    for name, chart in plotly(every).items():
        assert any(character.isdigit() for character in title(chart)), name
        assert chart.figure.layout.xaxis.title.text or chart.figure.layout.xaxis2.title.text, name


def test_every_mark_has_its_own_evidence_and_the_kind_of_its_number(every):
    for name, chart in plotly(every).items():
        check(chart.figure)
        drawn = [trace for trace in chart.figure.data if trace.hoverinfo != "skip"]
        assert drawn, name
        for trace in drawn:
            assert len(trace.customdata) == len(trace.x) == len(trace.y), name
            assert all(evidence.is_evidence(one) for one in trace.customdata), name
            assert trace.meta["status"] in style.STATUS_NAMES, name


def test_all_evidence_of_all_charts_resolves(every):
    def followed(one):
        found = evidence.resolve(one)
        return [leaf for part in found.get("parts", ()) for leaf in followed(part)] or [found]

    for name, chart in every.items():
        columns = [column for column in chart.frame if str(column).endswith("_evidence")]
        for cell in {cell for column in columns for cell in chart.frame[column] if cell}:
            leaves = followed(cell)
            assert leaves, f"{name}: {cell}"
            assert all(one.get("sentence") or one.get("source_title") for one in leaves), name


def test_the_level_chart_says_first_last_and_times_and_joins_no_bound(frame):
    chart = trend_charts.levels(frame, "某市")
    # 20000 ÷ 16100 = 1.24
    assert title(chart) == "2020—2023年地区生产总值由16100亿元到20000亿元（1.2 倍）"
    drawn = {trace.name: list(zip(trace.x, trace.y, trace.customdata, strict=True))
             for trace in chart.figure.data if trace.hoverinfo != "skip"}  # fmt: skip
    names = style.STATUS_NAMES
    assert drawn[names["reference"]] == [(2021, 18109.0, "reference:1")]
    assert drawn[f"{names['target']}（参考数据）"] == [(2026, 25000.0, "reference:2")]
    assert drawn[names["target"]] == [(2025, 23000.0, "fact:a@7")]
    assert drawn[names["actual"]][-1] == (2025, 20000.0, "fact:e@6")
    solid, dashed = (trace for trace in chart.figure.data if trace.hoverinfo == "skip")
    assert list(solid.x) == [2020, 2021, 2022, 2023]
    assert (list(dashed.x), dashed.line.dash) == ([2023, 2025, 2026], "dash")


def test_a_title_follows_the_figures(frame):
    other = data(*(line.replace("20000 亿元 = 20000", "32200 亿元 = 32200") for line in LINES))
    assert "（2 倍）" in title(trend_charts.levels(other, "某市"))
    assert title(trend_charts.levels(other, "某市")) != title(trend_charts.levels(frame, "某市"))


def test_lines_break_where_years_are_missing(frame):
    rows = views.series(data(LINES[0], *LINES[1:3]), "gdp", region="某市")
    assert [list(trace.x) for trace in charts.path(rows, "#000")] == [[2022, 2023]]


def test_the_choice_box_shows_each_indicator_alone_with_its_title_and_unit(frame):
    chart = trend_charts.choice(frame, "某市", ("gdp", "exports", "income_all"))
    buttons = chart.figure.layout.updatemenus[0].buttons
    assert [button.label for button in buttons] == ["地区生产总值", "货物出口额"]
    shown = [button.args[0]["visible"] for button in buttons]
    assert all(len(states) == len(chart.figure.data) for states in shown)
    # Each trace belongs to one choice; the first choice is what shows at first.
    assert [sum(states) for states in zip(*shown, strict=True)] == [1] * len(chart.figure.data)
    assert [trace.visible for trace in chart.figure.data] == list(shown[0])
    assert buttons[1].args[1]["title.text"] == "2022年货物出口额5141亿元"
    assert buttons[1].args[1]["yaxis.title.text"] == "货物出口额（亿元）"
    assert "略去：居民人均可支配收入" in chart.caption


def test_the_slider_divides_by_the_price_assumption(frame):
    chart = price_charts.needed_growth(frame, "某市", assumptions=(0.0, 2.0))
    steps = chart.figure.layout.sliders[0].steps
    goals = 2  # 2025 and 2026
    assert [list(step.args[1]) for step in steps] == [
        [True] * goals + [False] * goals,
        [False] * goals + [True] * goals,
    ]
    nominal, real = chart.figure.data[0], chart.figure.data[goals]
    # From 2023: (23000 ÷ 20000)^(1/2) = 1.072381; ÷ 1.02 = 1.051354
    assert (round(nominal.y[-1], 3), round(real.y[-1], 3)) == (7.238, 5.135)
    assert "÷ 1.02" in real.customdata[-1]


def test_targets_met_and_missed_are_counted_in_the_title(frame):
    chart = trend_charts.against_targets(outcomes.outcomes(frame), "某市")
    assert title(chart) == "地区生产总值增速：有结果可比的 1 个年度目标，1 个达到"
    assert list(chart.frame["判断"]) == ["达到"]


def test_printed_charts_have_every_character_in_the_font(every):
    printed = [one for one in every.values() if hasattr(one.figure, "savefig")]
    assert len(printed) == 4
    import matplotlib

    with warnings.catch_warnings(), matplotlib.rc_context(style.print_style()):
        warnings.simplefilter("error")
        for chart in printed:
            chart.figure.canvas.draw()
            marked = chart.figure.findobj(lambda one: hasattr(one, "hz_evidence"))
            assert marked and all(one.hz_evidence for one in marked)


def test_what_figures_do_not_allow_is_a_note_that_says_which():
    empty = data(LINES[0])
    for chart in (
        trend_charts.levels(empty, "别市"),
        price_charts.nominal_and_real(empty, "别市"),
        price_charts.needed_growth(empty, "别市"),
        structure_charts.per_person(empty, "别市"),
        trend_charts.choice(empty, "别市"),
        district_charts.shares_of_whole(empty, "某区", "别市", 2023),
    ):
        assert isinstance(chart, exhibits.Note)
        assert chart.text.startswith("没有足够的数据") and ("别市" in chart.text)


def test_a_note_and_a_table_show_themselves(capsys, frame):
    exhibits.Note("没有足够的数据：{甲}").show()
    assert capsys.readouterr().out == "（没有足够的数据：{甲}。）\n"
    one = target_tables.comparison_table(
        targets.comparison(
            frame, indicator_table.main_indicators([]), outcomes.outcomes(frame), "某市"
        )
    )
    one.show()
    shown = capsys.readouterr().out
    assert "≥2.3万亿元" in shown and "不可比：结果只给出界限" in shown


def test_an_error_of_the_program_is_no_note():
    @exhibits.kindly
    def broken():
        raise ValueError("a mistake")

    with pytest.raises(ValueError, match="a mistake"):
        broken()
    with pytest.raises(HzError, match="没有足够的数据：甲（至少要 2 项，现有 1 项）"):
        exhibits.need(data(LINES[0]), "甲", 2)


def test_a_cell_of_a_view_is_a_value_with_the_rows_evidence(frame):
    from hzlib.views import trends

    rows = trends.needed(frame, "某市")
    value = picks.cell(rows, "growth", "%", "目标", target_period="2025")
    assert str(value) == "7.2%" and '"fact:a@7"' in value.evidence
    missing = picks.cell(rows, "growth", "%", "某目标", target_period="2040")
    assert str(missing) == "没有某目标的数据"
