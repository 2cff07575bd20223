"""The theme of targets and outcomes: findings recomputed by hand, every number its source."""

import re
from itertools import chain
from pathlib import Path

import pytest
from test_frames_outcomes import EXPECTED, LATER, PLAN, data, fact

import hzlib as hz
from hzlib import lookups, wording
from hzlib.evidence.clause import clause, words_of
from hzlib.evidence.entry import entry
from hzlib.evidence.sentence import Sentence, Shown, as_sentence
from hzlib.evidence.sources import ListSource, QuantitySource, place_of
from hzlib.evidence.value import FormulaSource, Missing, Value
from hzlib.extraction.stated import stated
from hzlib.figures import printing
from hzlib.figures.plot import Plot
from hzlib.figures.specification import Figure, Note, Table, cell_text
from hzlib.figures.view import view
from hzlib.frames.facts import facts
from hzlib.frames.outcomes import VERDICTS, outcomes
from hzlib.text.corpus import Document, documents, load
from hzlib.themes import target_outcome as theme


def _rows(*more):
    level = {"measure": "level", "unit": "亿美元"}
    return [
        fact("gdp", 5.0, "5%", bound=">=", **PLAN),
        fact("fai", 6.0, "6%", **PLAN),
        fact("cpi", 3.0, "3%", measure="level", bound="<=", **PLAN),
        fact("fdi", 78.0, "78亿美元", **level, **PLAN),
        fact("gdp", 5.6, "5.6%", **LATER),
        fact("fai", 2.8, "2.8%", **LATER),
        fact("fdi", 156.0, "156亿美元", **level, **EXPECTED),
        *more,
    ]


@pytest.fixture(scope="module")
def small():
    return outcomes(data(*_rows()))


def _counts(sentence):
    """Return the lists behind the counts of a sentence: number and labels."""
    return [
        (len(source.items), [one.label for one in source.items])
        for source in as_sentence(sentence).sources()
        if isinstance(source, ListSource)
    ]


def _cells(table):
    return [
        [cell_text(cell, column) for cell, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]


# --- counts and readings


def test_a_count_opens_the_targets_that_were_counted(small):
    missed = theme.count(small, "未达到")
    assert (str(missed), missed.source.noun) == ("1个", "未达到的目标")
    assert [(one.label, one.source) for one in missed.source.items] == [
        ("2023年固定资产投资增速：目标6%", small["target"].iloc[1].source)
    ]
    assert str(theme.count(small)) == "4个"


def test_a_count_of_none_opens_what_was_looked_through(small):
    due = theme.count(small, "未到期")
    assert (due.number, len(due.source.items), len(due.source.among)) == (0, 0, 4)


def test_the_tally_names_what_was_missed_and_leaves_out_what_none_is(small):
    assert str(theme.tally(small)) == "2个达到，1个未达到（2023年固定资产投资增速），1个无结果"
    met = small[small["verdict"] == "达到"]
    assert str(theme.tally(met)) == "2个均达到"


def test_titles_say_all_or_none_without_a_nought(small):
    judged = small[small["verdict"].isin(["达到", "未达到"])]
    assert str(theme.came_out(judged, "某市", "")) == "某市有可比结果的3个目标中，2个达到"
    missed = small[small["verdict"] == "未达到"]
    assert str(theme.came_out(missed, "某市", "")) == "某市有可比结果的1个目标均未达到"
    met = small[small["verdict"] == "达到"]
    assert str(theme.scorecard(met, "某市").title) == "到期的2个目标中，2个有可比结果，均达到"


def test_answered_targets_are_told_in_the_order_of_their_years():
    frame = data(
        fact("gdp", 5.0, "5%", bound=">=", **PLAN),
        fact("gdp", 6.5, "6.5%", bound=">=", period="2022", **PLAN),
        fact("gdp", 5.6, "5.6%", **LATER),
        fact("gdp", 1.5, "1.5%", period="2022", **LATER),
    )
    said = theme.spoken(outcomes(frame))
    assert str(said) == "2022年目标≥6.5%，结果1.5%，未达到；2023年目标≥5%，结果5.6%，达到"
    assert len(list(said.sources())) == 4
    assert isinstance(theme.spoken(outcomes(frame.head(1))), Missing)


def test_a_count_of_a_report_is_quoted_from_it():
    report = load("hangzhou-plan-2024")
    met, missed = (theme.quote(documents(), words) for words in ("指标可以达到", "指标距离目标"))
    for value, words in ((met, "指标可以达到"), (missed, "指标距离目标")):
        number = re.search(r"(\d+)项" + words, report.raw)
        assert (value.number, value.unit) == (float(number[1]), "项")
        place = place_of(value.source)
        assert (place.start, place.end) == (number.start(), number.start() + len(number[1]) + 1)
    assert str(theme.quote(documents(), "没有这样的话")) == "没有“……没有这样的话”一句的数据"


# --- figures


def test_the_scorecard_counts_every_target_once_and_each_bar_opens_its_list(small):
    figure = theme.scorecard(small, "某市")
    # Four targets, three answered, two met.
    assert str(figure.title) == "到期的4个目标中，3个有可比结果，其中2个达到"
    assert [number for number, _ in _counts(figure.title)] == [4, 3, 2]
    bars = {trace.name: trace for trace in figure.figure.data}
    assert {name: list(bar.x) for name, bar in bars.items()} == {
        "达到": [2], "未达到": [1], "无结果": [1],
    }  # fmt: skip
    source = figure.plot.sources[bars["达到"].customdata[0][0]]
    assert [one.label for one in source.items] == [
        "2023年地区生产总值增速：目标≥5%", "2023年实际利用外资：目标78亿美元",
    ]  # fmt: skip
    assert _cells(figure.table) == [["2023年", "2", "1", "0", "1", "0"]]
    assert str(figure.alt) == "某市各年目标的完成情况：2023年达到2个、未达到1个、无结果1个。"


def test_targets_that_are_all_to_come_are_called_so():
    pairs = outcomes(data(fact("gdp", 5.0, "5%", period="2030", **PLAN)))
    assert str(theme.scorecard(pairs, "某市").title) == "1个目标，期限均在所收文件之后"


def test_targets_without_any_comparable_outcome_are_called_so():
    late = fact("exports", 9.0, "9%", **LATER)
    pairs = outcomes(data(fact("gdp", 5.0, "5%", **PLAN), late))
    assert str(theme.scorecard(pairs, "某市").title) == "到期的1个目标均无可比结果"


# --- frames to be drawn


def test_targets_in_per_cent_stand_by_year_and_gap():
    further = [
        fact("gdp", 6.5, "6.5%", bound=">=", period="2022", **PLAN),
        fact("gdp", 1.5, "1.5%", period="2022", **LATER),
        fact("cpi", 0.2, "0.2%", measure="level", **LATER),
    ]
    rows = theme.rates(outcomes(data(*_rows(*further))))
    assert [
        (row.label, row.year, row.kind, str(row.target), str(row.outcome), row.verdict)
        for row in rows.itertuples()
    ] == [
        ("地区生产总值增速，2022年", 2022, "增速", "≥6.5%", "1.5%", "未达到"),
        # gaps: 2.8 − 6, 0.2 − 3, 5.6 − 5
        ("固定资产投资增速，2023年", 2023, "增速", "6%", "2.8%", "未达到"),
        ("居民消费价格指数涨幅，2023年", 2023, "比率", "≤3%", "0.2%", "达到"),
        ("地区生产总值增速，2023年", 2023, "增速", "≥5%", "5.6%", "达到"),
    ]


def test_amounts_are_a_percentage_of_their_targets():
    further = [
        fact("little_giants_new", number, f"{number}家", measure="level", unit="家", **of)
        for number, of in ((0, PLAN), (3, LATER))
    ]
    # 156 ÷ 78 = 200 %; of what was to be none there is no percentage.
    (row,) = theme.amounts(outcomes(data(*_rows(*further)))).itertuples()
    assert (row.label, str(row.ratio)) == ("实际利用外资，2023年", "200.0%")
    assert row.ratio.source.text == "156 ÷ 78 × 100"
    assert row.ratio.source.parts == (row.outcome, row.target)


def test_a_place_without_targets_gets_a_note_in_place_of_each_figure_and_table(small):
    notes = [
        build(small, "无名市")
        for build in (
            theme.scorecard, theme.sentences, theme.unanswered,
        )
    ]  # fmt: skip
    notes += [
        theme.reach(data(*_rows()), "无名市"),
        theme.compared_growth(theme.relative_targets(data(*_rows())), "无名市"),
    ]
    assert all(isinstance(note, Note) and "无名市" in str(note) for note in notes)


def test_frames_without_any_target_do_no_harm():
    nothing = outcomes(data(fact("gdp", 5.6, "5.6%", **LATER)))
    for build in (theme.scorecard, theme.sentences):
        assert isinstance(build(nothing, "某市"), Note)
    for frame in (theme.rates(nothing), theme.amounts(nothing)):
        assert frame.empty and "label" in frame
    assert isinstance(theme.count(nothing), Missing) and isinstance(theme.spoken(nothing), Missing)


# --- tables


def test_the_table_of_pairs_quotes_both_clauses(small):
    table = theme.sentences(small, "某市")
    assert str(table.caption) == "某市3个目标与结果对照"
    assert _cells(table)[2] == [
        "2023年实际利用外资", "78亿美元", "156亿美元（预计）", "+78亿美元", "达到",
        "“第3句的数是78亿美元” → “第6句的数是156亿美元”",
    ]  # fmt: skip
    words = table.rows[2][-1]
    assert [one.text for one in words.pieces if isinstance(one, Shown)] == ["78亿美元", "156亿美元"]
    assert list(words.sources()) == [
        small["target"].iloc[3].source, small["outcome"].iloc[3].source,
    ]  # fmt: skip


def test_the_table_of_one_year_names_it_once(small):
    table = theme.sentences(small, "某市", "2023")
    assert str(table.caption) == "某市2023年3个目标与结果对照"
    assert table.rows[0][0] == "地区生产总值增速"


def test_a_figure_of_the_reference_shows_its_source_for_a_sentence():
    frame = data(fact("gdp", 5.0, "5%", **PLAN), reference=[fact("gdp", 5.6, "5.6%")])
    assert str(theme.sentences(outcomes(frame), "某市").rows[0][-1]) == "“第0句的数是5%” → 《公报》"


def test_a_derived_outcome_shows_the_sentences_of_its_levels():
    level = {"measure": "level", "unit": "件"}
    frame = data(
        fact("invention_patents", 15.0, "15%", bound=">=", **PLAN),
        fact("invention_patents", 73000.0, "7.3万件", period="2022", **LATER, **level),
        fact("invention_patents", 95000.0, "95000件", **LATER, **level),
    )
    row = theme.sentences(outcomes(frame), "某市").rows[0]
    assert cell_text(row[2], None) == "约30%（推算）"
    assert (
        str(row[-1])
        == "“第0句的数是15%” → “第2句的数是95000件”、“第1句的数是7.3万件”（由水平推算，计入水平的舍入误差，为29.3%至31.0%）"
    )


@pytest.mark.parametrize(
    ("doc", "number", "said"),
    [
        ("hangzhou-gwr-2023", "1.5%", "全市生产总值18753亿元、增长1.5%"),
        ("hangzhou-gwr-2023", "2451亿元", "一般公共预算收入2451亿元、增长2.7%"),
        ("hangzhou-fyp15", "84.18", "表：18·人均预期寿命（岁）·84.18·84.3·—·预期性"),
        # What counts a list's items is none of its words; brackets and quotes stand in pairs.
        ("hangzhou-gwr-2021", "87所", "新建中小学、幼儿园87所"),
        ("hangzhou-plan-2024", "5505个", "新增托位6870个（其中普惠托位5505个）"),
    ],
)
def test_a_clause_is_cut_out_of_its_sentence_and_a_row_out_of_its_table(doc, number, said):
    document = load(doc)
    start = document.raw.index(number)
    place = QuantitySource(document, start, start + len(number))
    found = clause(Value(float(number.strip("%亿元所个")), "", place), place)
    assert str(found) == said
    for one in found.pieces:
        if isinstance(one, Shown):
            place = place_of(one.value.source)
            assert document.raw[place.start : place.end].replace(" ", "") == one.text


def test_every_number_of_a_clause_is_of_the_kind_as_which_it_was_read():
    for document in documents():
        statuses = {one.start: one.status for one in stated(document)}
        words = words_of(document, 0, len(document.text))
        for one in (piece for piece in words.pieces if isinstance(piece, Shown)):
            # A number in a name (15分钟生活圈) states nothing and is of no kind.
            assert one.value.status == statuses.get(place_of(one.value.source).start, ""), one.text


@pytest.mark.parametrize(
    ("number", "status"), [("4800张", "target"), ("6870个", "actual"), ("5505个", "actual")]
)
def test_a_number_beside_others_is_followed_as_the_kind_that_it_is(number, status):
    document = load("hangzhou-gwr-2023" if status == "target" else "hangzhou-plan-2024")
    at = document.text.index(number)
    found = [*words_of(document, at, at + len(number)).sources()]
    assert [entry(one).fields[4] for one in found] == [("状态", wording.STATUSES[status])]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("明确“亩产”等31项指标；另有甲。", "明确“亩产”等31项指标"),
        # The clause is within a pair of marks, or begins or ends in one.
        ("（甲地建成学校31项，乙地另有5所）。", "甲地建成学校31项"),
        (
            "全年开工（含甲、乙和丙等项目31项，丁5所），完工。",
            "全年开工（含甲、乙和丙等项目31项，丁5所）",
        ),
        ("推动“甲乙丙丁，戊己庚辛”等项目31项。", "“甲乙丙丁，戊己庚辛”等项目31项"),
        ("“推动甲乙丙丁等项目31项”。", "推动甲乙丙丁等项目31项"),
        # Two pairs that do not frame the whole.
        ("“甲乙丙丁戊己”项目31项“样板”。", "“甲乙丙丁戊己”项目31项“样板”"),
    ],
)
def test_marks_of_a_clause_stand_in_pairs(words, said):
    document = Document(
        "made", "甲", "work-report", "", "某市", 2024, "2023", "2024", Path(), words
    )
    start = words.index("31项")
    place = QuantitySource(document, start, start + 3)
    assert str(clause(Value(31.0, "项", place), place)) == said


def test_what_has_no_conclusion_says_why(small):
    table = theme.unanswered(small, "某市")
    assert str(table.caption) == "某市到期而未作判断的1个目标"
    assert _cells(table) == [
        ["居民消费价格指数涨幅", "2023年", "≤3%", "无结果：所收文件未载明结果"]
    ]


def test_the_reach_of_about_is_tried_out_and_its_steps_are_assumptions():
    frame = data(fact("gdp", 7.0, "7%", bound="~", **PLAN), fact("gdp", 6.8, "6.8%", **LATER))
    table = theme.reach(frame, "某市")
    assert [column.heading for column in table.columns][-3:] == ["不放宽", "放宽半成", "放宽一成"]
    assert _cells(table) == [
        ["地区生产总值增速", "2023年", "约7%", "6.8%", "−0.2个百分点", "未达到", "达到", "达到"]
    ]
    assert (
        str(table.note) == "容许幅度占目标值的比例：不放宽（0%）、放宽半成（5%）、放宽一成（10%）。"
    )
    assert [str(source) for source in table.note.sources()] == [
        "assumption:choices=0.0%", "assumption:choices=5.0%", "assumption:choices=10.0%",
    ]  # fmt: skip


# --- targets set against another growth rate

INCOMES = [
    fact("gdp", 5.6, "5.6%", **LATER),
    fact("income_urban", 4.6, "4.6%", **LATER),
    fact("income_rural", 6.6, "6.6%", **LATER),
]


def _relative(sentence, *rows):
    said = f"目标是：{sentence}"
    return theme.relative_targets(data(fact("gdp", 5.0, "5%", sentence=said, **PLAN), *rows))


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        (
            "生产总值增长5%，城乡居民人均可支配收入增速高于GDP增速。",
            # 4.6 − 5.6 = −1; 6.6 − 5.6 = 1
            [("income_urban", "gdp", -1.0, "未达到"), ("income_rural", "gdp", 1.0, "达到")],
        ),
        (
            "生产总值增长5%，农村居民人均可支配收入增速高于城镇居民1个百分点。",
            # 6.6 − 4.6 = 2, at least 1 is asked for
            [("income_rural", "income_urban", 2.0, "达到")],
        ),
        (
            "生产总值增长5%，农村居民人均可支配收入增速高于城镇居民2.5个百分点。",
            [("income_rural", "income_urban", 2.0, "未达到")],
        ),
        (
            "生产总值增长5%，城镇居民人均可支配收入与经济增长基本同步。",
            [("income_urban", "gdp", -1.0, "不可比")],
        ),
        (
            "生产总值增长5%，农村居民人均可支配收入增长与经济增长保持同步。",
            [("income_rural", "gdp", 1.0, "不可比")],
        ),
        # 同步 is not said of a growth rate, or no growth rate is named.
        ("生产总值增长5%，城乡道路与管网同步。", []),
        ("生产总值增长5%，城镇居民人均可支配收入与经济增长同步实施。", []),
        ("生产总值增长5%，贷款增速高于新增贷款增速。", []),
        ("生产总值增长5%，增速高于全国0.4个百分点。", []),
    ],
)
def test_a_target_that_names_another_growth_rate_is_answered_by_both(sentence, rows):
    made = _relative(sentence, *INCOMES)
    assert [
        (row.indicator, row.than, round(row.gap.number, 9), row.verdict)
        for row in made.itertuples()
    ] == rows


def test_the_words_of_such_a_target_can_be_followed():
    row = _relative("生产总值增长5%，城镇居民人均可支配收入增速高于GDP增速。", *INCOMES).iloc[0]
    # "目标是：生产总值增长5%，" has thirteen characters, the words of the target twenty.
    assert (str(row["said"]), str(row["asked"].source)) == (
        "城镇居民人均可支配收入增速高于GDP增速",
        "quantity:plan@13-33",
    )
    assert (list(row["said"].sources()), row["asked"].status) == ([row["asked"].source], "target")
    assert row["gap"].source.text == "4.6 − 5.6"
    assert row["gap"].source.parts == (row["growth"], row["base"])


def test_without_both_growth_rates_there_is_no_answer():
    said = "生产总值增长5%，城镇居民人均可支配收入增速高于GDP增速。"
    row = _relative(said, INCOMES[0]).iloc[0]
    assert (row["verdict"], str(row["reason"])) == (
        "无结果", "所收文件未载明城镇居民人均可支配收入增速",
    )  # fmt: skip
    assert isinstance(row["growth"], Missing) and isinstance(row["gap"], Missing)


def test_a_difference_within_rounding_is_judged_as_printed_and_says_so():
    said = "生产总值增长5%，城镇居民人均可支配收入增速高于GDP增速。"
    # 5.6 and 5.6 can be 5.64 and 5.56; 5.8 and 5.6 cannot change places.
    rows = [
        _relative(said, INCOMES[0], fact("income_urban", town, f"{town}%", **LATER)).iloc[0]
        for town in (5.6, 5.8)
    ]
    prices = "价格口径不同：城镇居民人均可支配收入增速按现价计算，地区生产总值增速按不变价格计算"
    assert [(row["verdict"], str(row["reason"])) for row in rows] == [
        ("未达到", f"差额在舍入误差以内，按公布数判断；{prices}"), ("达到", prices),
    ]  # fmt: skip


def test_growth_in_unlike_prices_keeps_the_documents_comparison_and_is_marked():
    said = "生产总值增长5%，城镇居民人均可支配收入增速高于GDP增速。"
    made = _relative(said, *INCOMES)
    assert theme.doubted(made)["verdict"].tolist() == ["未达到"]
    # Two incomes are reckoned alike: their difference has no mark.
    alike = _relative("收入增长5%，农村居民人均可支配收入增速高于城镇居民。", *INCOMES)
    assert len(alike) == 1 and theme.doubted(alike).empty


def test_a_title_marks_targets_older_than_a_revision_and_no_other(small):
    assert str(theme.came_out(small, "某市", "")) == "某市有可比结果的4个目标中，2个达到"
    pairs = hz.corpus(reference=True).outcomes()
    own = pairs[pairs["region"] == "杭州市"]
    rates = theme.rates(own)
    marked = rates.loc[rates["label"].str.contains("※"), "indicator"].tolist()
    assert marked == theme.doubted(own)["indicator"].tolist() == ["urbanization"]
    figure = theme.scorecard(pairs, "杭州市")
    assert "（其中1个口径不一，标※）" in str(figure.title)
    (met,) = (trace for trace in figure.figure.data if trace.name == "达到")
    assert [one for one in zip(met.y, met.text, strict=True) if "※" in one[1]] == [("2025年", "2※")]
    assert [row[0] for row in _cells(figure.table) if "※" in "".join(row)] == ["2025年"]


def test_years_of_one_indicator_are_called_steady_only_if_all_were_met():
    further = [
        fact("gdp", 6.5, "6.5%", bound=">=", period="2022", **PLAN),
        fact("gdp", 1.5, "1.5%", period="2022", **LATER),
        fact("fai", 2.0, "2%", period="2022", **PLAN), fact("fai", 6.0, "6%", period="2022", **LATER),
        fact("budget_revenue", 2.0, "2%", period="2022", **PLAN),
        fact("budget_revenue", 6.0, "6%", period="2022", **LATER),
        fact("budget_revenue", 2.0, "2%", **PLAN), fact("budget_revenue", 6.0, "6%", **LATER),
    ]  # fmt: skip
    rows = theme.rates(outcomes(data(*_rows(*further))))
    told = {
        only: str(theme.steady(rows[rows["indicator"].isin(only.split())], "某市"))
        for only in ("gdp", "gdp budget_revenue", "budget_revenue")
    }
    assert list(told.values()) == [
        "某市1个有多年可比结果的指标均有年份未达到",
        "某市2个有多年可比结果的指标中，1个各年均达到",
        "某市1个有多年可比结果的指标各年均达到",
    ]


def test_the_table_of_such_targets_counts_them():
    made = _relative("生产总值增长5%，城镇居民人均可支配收入增速高于GDP增速。", *INCOMES)
    table = theme.compared_growth(made, "某市")
    assert str(table.caption) == "某市以另一增速为准的1个目标"
    assert _cells(table) == [[
        "2023年：城镇居民人均可支配收入增速高于GDP增速（价格口径不同：城镇居民人均可支配收入增速"
        "按现价计算，地区生产总值增速按不变价格计算）", "城镇居民人均可支配收入",
        "4.6", "5.6", "−1", "未达到",
    ]]  # fmt: skip
    (count,) = table.caption.sources()
    assert count.items == (made["member"].iloc[0],)
    assert count.items[0].label == (
        "2023年城镇居民人均可支配收入：城镇居民人均可支配收入增速高于GDP增速"
    )


# --- the five documents


@pytest.fixture(scope="module")
def displays():
    frame = facts(reference=True)
    pairs = outcomes(frame)
    made = []
    for place in ("杭州市", "钱塘区"):
        made += [
            theme.scorecard(pairs, place), theme.sentences(pairs, place),
            theme.sentences(pairs, place, "2023"), theme.unanswered(pairs, place),
            theme.reach(frame, place),
            theme.compared_growth(theme.relative_targets(frame), place),
        ]  # fmt: skip
    return made


def _words(shown):
    """Return the sentences that a display shows besides its cells."""
    if isinstance(shown, Note):
        return [as_sentence(shown.text)]
    if isinstance(shown, Table):
        return [as_sentence(shown.caption), as_sentence(shown.note)]
    states = [shown, *(option for choice in shown.choices for option in choice.options)]
    names = ("title", "caption", "reading", "alt")
    return [as_sentence(getattr(state, name)) for state in states for name in names]


def _stray_digits(sentence):
    """Return the digits of a sentence that stand outside its values and name no time or thing."""
    words = "".join(one for one in sentence.pieces if isinstance(one, str))
    for row in sorted(lookups.indicators().values(), key=lambda row: -len(row.name_zh)):
        words = words.replace(row.name_zh, "")
    return re.findall(r"\d+", re.sub(r"(?:19|20)\d\d", "", words))


def _values(shown):
    cells = chain.from_iterable(_tables(shown))
    found = [cell.value if isinstance(cell, Shown) else cell for cell in cells]
    sentences = [*_words(shown), *(one for one in found if isinstance(one, Sentence))]
    shown_values = [
        one.value for text in sentences for one in text.pieces if isinstance(one, Shown)
    ]
    return [*(one for one in found if isinstance(one, Value)), *shown_values]


def _tables(shown):
    table = shown if isinstance(shown, Table) else getattr(shown, "table", None)
    return table.rows if table is not None else ()


def test_no_number_of_the_words_stands_outside_a_value(displays):
    for sentence in chain.from_iterable(map(_words, displays)):
        assert not _stray_digits(sentence), str(sentence)


def test_every_count_is_as_long_as_its_list_and_every_formula_gives_its_number(displays):
    values = list(chain.from_iterable(map(_values, displays)))
    counts = [one for one in values if isinstance(one.source, ListSource)]
    formulas = [one for one in values if isinstance(one.source, FormulaSource)]
    assert len(counts) > 40 and len(formulas) > 30
    for value in counts:
        assert value.number == len(value.source.items)
    for value in formulas:
        assert value.number == value.source.number
    for value in values:
        assert entry(value.source).heading


def test_every_mark_of_a_figure_opens_an_entry(displays):
    figures = [one for one in displays if isinstance(one, Figure)]
    assert len(figures) == 2
    for figure in figures:
        shown = view(figure)
        if isinstance(figure.plot, Plot):
            traces = [one for one in figure.figure.data if one.hoverinfo != "skip"]
            keys = [key for trace in traces for key, label in trace.customdata if label]
            assert len(keys) == sum(len(trace.x) for trace in traces)
        else:
            keys = [one["evidence"] for one in printing.places(figure.plot)]
        assert keys and set(keys) <= set(shown["evidence"]["entries"])


def test_the_scorecard_of_the_city_adds_up(displays):
    table = displays[0].table
    sums = [
        sum(getattr(row[column], "value", row[column]).number for row in table.rows)
        for column in range(1, 7)
    ]
    assert dict(zip(VERDICTS, sums, strict=True)) == {
        "达到": 25, "未达到": 4, "不可比": 8, "报告称未达到": 1, "无结果": 55, "未到期": 37,
    }  # fmt: skip
    assert [number for number, _ in _counts(displays[0].title)] == [93, 29, 25, 1]
