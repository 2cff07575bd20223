"""Targets that are no indicator and their answers: what is alike, what is proposed, what a row settles."""

from dataclasses import replace
from pathlib import Path

import pytest
import shown_checks

from hzlib import lookups
from hzlib.evidence.value import Missing
from hzlib.extraction.alike import things
from hzlib.extraction.stated import stated
from hzlib.figures.display import held
from hzlib.figures.specification import Note
from hzlib.frames.facts import facts
from hzlib.frames.open_targets import CONFIRMED, PROPOSED, open_targets, strays
from hzlib.frames.outcomes import outcomes
from hzlib.text.corpus import Document
from hzlib.themes import target_outcome as theme


def report(id, year, done="经济平稳。", aims="经济平稳。", place="某市"):
    raw = (
        f"{year}年政府工作报告\n一、{year - 1}年工作回顾\n{year - 1}年，{done}\n"
        f"二、{year}年工作安排\n{year}年，{aims}\n"
    )
    return Document(
        id, id, "work-report", "", place, year, str(year - 1), str(year), Path(id), raw
    )  # fmt: skip


def thing(words):
    """Return what the last number of a sentence is of."""
    document = report("a", 2023, aims=words)
    found = stated(document)
    return things(document, found)[-1]


def pairs(aims, done, **more):
    """Return the pairs of what a report aimed at and the next one tells."""
    found = open_targets([report("a", 2023, aims=aims), report("b", 2024, done, **more)])
    return [(str(row.target), str(row.outcome)) for row in found.itertuples()]


# --- what is alike


@pytest.mark.parametrize(
    ("words", "name", "act", "dealt"),
    [
        ("新增家庭养老床位4800张。", "家庭养老床位", "adds", ""),
        ("新增托位50个、其中普惠托位30个。", "普惠托位", "adds", ""),
        ("建成30个城市书房、20个文化驿站。", "文化驿站", "makes", ""),
        ("新（改）建城市公园65个。", "城市公园", "adds", ""),
        ("加快10万平方米标准厂房建设。", "标准厂房", "makes", ""),
        ("盘活低效用地300亩。", "低效用地", "", "盘活"),
        ("完成污水管网改造40公里。", "污水管网", "", "改造"),
        ("累计建成文化驿站20个。", "文化驿站", "in_all", ""),
        ("普惠托位增至90个。", "普惠托位", "in_all", ""),
        ("“品字标”的企业达到60家。", "品字标企业", "", ""),
        ("实现城乡同质供水达标率99%。", "城乡同质供水达标率", "", ""),
        # What two characters name is not told apart, unless it was added.
        ("新增学位500个。", "学位", "adds", ""),
        ("建成学位500个。", "", "makes", ""),
        # What counts a list, and what is spelt out, as in the names of programmes.
        ("建设甲、乙、丙等8个产业项目。", "", "", ""),
        ("实施三项重点工作。", "", "makes", ""),
        # A heading ends in a word that is no verb of the line below it.
        ("经济平稳。\n五、工作安排\n普惠托位500个。", "普惠托位", "", ""),
    ],
)
def test_a_number_is_of_a_thing_and_its_verb(words, name, act, dealt):
    found = thing(words)
    assert (found.name, found.act, "".join(found.dealt)) == (name, act, dealt)


@pytest.mark.parametrize(
    ("aims", "done"),
    [
        ("新增普惠托位500个。", "新增普惠托位600个。"),
        ("建设老年学校71所。", "新增老年学校75所。"),
        ("普惠托位总数达到9000个。", "普惠托位9500个。"),
        ("完成成片造林10万亩。", "成片造林12万亩。"),
        ("加快10万平方米标准厂房建设。", "建设标准厂房12万平方米。"),
        ("引进“西湖”的顶尖人才15名。", "引进西湖顶尖人才16人。"),
        ("改造老旧燃气管网40公里。", "完成老旧燃气管网改造45公里。"),
    ],
)
def test_one_thing_in_two_wordings_is_proposed(aims, done):
    assert len(pairs(aims, done)) == 1


@pytest.mark.parametrize(
    ("aims", "done"),
    [
        ("新增普惠托位500个。", "普惠托位总数达到9000个。"),
        ("新增普惠托位500个。", "累计新增普惠托位9000个。"),
        ("新增普惠托位500个。", "普惠托位600个。"),
        ("新创建幸福河湖50条。", "建成幸福河湖600条。"),
        ("建设幸福河湖50条。", "幸福河湖达到600条。"),
        ("新增普惠托位500个。", "新增普惠托位6%。"),
        ("新增普惠托位500个。", "新增家庭养老床位600个。"),
        ("盘活低效用地300亩。", "处置低效用地400亩。"),
        ("盘活低效用地300亩。", "累计盘活低效用地4000亩。"),
        ("省重点项目增长5%。", "省重点项目占5%。"),
        ("建设甲、乙等8个产业项目。", "建设27个产业项目。"),
        ("打造十项重点工程。", "打造12项重点工程。"),
    ],
)
def test_what_is_not_one_thing_is_not_proposed(aims, done):
    assert pairs(aims, done) == []


def test_only_a_later_report_of_the_place_answers_for_the_year_or_years_that_hold_it():
    aims = report("a", 2023, aims="新增普惠托位500个。")
    said = "新增普惠托位600个。"
    for other in (
        report("same", 2023, f"2023年{said}"),
        report("elsewhere", 2024, said, place="别市"),
        report("next", 2025, said),
    ):
        assert open_targets([aims, other]).empty


SUMS = (
    "经济平稳。“十四五”时期，新增普惠托位6000个，老年食堂覆盖率提高9个百分点。"
    "“十四五”时期，改造燃气管网900公里。"
)
YEAR = "新增普惠托位600个，改造燃气管网80公里，老年食堂覆盖率提高2个百分点。"


def answers(aims, done, year=2023):
    """Return the answers of the report of 2026 to an aim that names its own time."""
    plain = report("a", year, aims=f"{aims}。")
    plain = replace(plain, raw=plain.raw.replace(f"{year}年，{aims}", aims))
    return open_targets([plain, report("b", 2026, done)])


@pytest.mark.parametrize(
    "aims",
    [
        "到2025年，新增普惠托位5000个",
        "到2025年，累计新增普惠托位5000个",
        "“十四五”时期，新增普惠托位5000个",
        "三年新增普惠托位5000个",
        "用三年时间，新增普惠托位5000个",
        "到2025年，建成普惠托位5000个",
        "到2025年，改造燃气管网800公里",
    ],
)
def test_a_sum_of_several_years_is_answered_by_one_and_not_by_a_year(aims):
    assert answers(aims, YEAR).empty
    row = answers(aims, SUMS).iloc[0]
    assert str(row["outcome"]) in ("6,000个", "900公里")
    # Since when it is counted is told of a plan's years alone.
    assert isinstance(row["gap"], Missing) is (row["target"].period == row["target"].period[:4])


@pytest.mark.parametrize(
    "aims",
    [
        "新增普惠托位5000个",
        "改造燃气管网800公里",
        "老年食堂覆盖率提高5个百分点",
        "连续三年新增普惠托位5000个",
        "到2025年，每年新增普惠托位5000个",
        "2025年新增普惠托位5000个",
        "开展托育三年行动，新增普惠托位5000个",
    ],
)
def test_what_is_aimed_at_for_a_year_is_answered_by_a_year_and_not_by_a_sum(aims):
    year = 2023 if "2025" in aims else 2025
    assert len(answers(aims, YEAR, year)) == 1
    assert answers(aims, SUMS, year).empty


def test_what_there_is_at_the_end_is_no_sum():
    assert len(answers("到2025年，普惠托位达到5000个", "普惠托位达到5200个。")) == 1


def test_of_several_answers_the_one_with_the_verb_of_the_target_is_proposed():
    assert pairs("建设标准厂房10万平方米。", "新建标准厂房8万平方米，建设标准厂房12万平方米。") == [
        ("10万平方米", "12万平方米")
    ]


def test_a_name_for_two_numbers_tells_neither_and_a_target_said_twice_counts_once():
    done = "建成美丽乡村庭院30个。"
    assert pairs("建成美丽乡村庭院20个、美丽乡村庭院10个。", done) == []
    assert len(pairs("建成美丽乡村庭院20个。确保建成美丽乡村庭院20个。", done)) == 1


# --- what a row settles

AIMS = report("a", 2023, aims="新增普惠托位500个，建设数字乡村100个。")
DONE = report("b", 2024, "新增普惠托位600个，建成数字乡村样板村110个。")


def settle(monkeypatch, *rows):
    read = lookups.read
    made = tuple(lookups.Match(target=a, outcome=b, verdict=c, note=d) for a, b, c, d in rows)
    monkeypatch.setattr(lookups, "read", lambda row: made if row is lookups.Match else read(row))


def ids(text):
    return next(
        one.id for book in (AIMS, DONE) for one in stated(book) if one.text == text
    )  # fmt: skip


def test_without_a_row_an_answer_is_a_proposal_with_the_row_that_would_confirm_it():
    (row,) = open_targets([AIMS, DONE]).itertuples()
    assert (row.state, row.note, str(row.gap)) == (PROPOSED, "", "100个")
    assert row.row == f"{ids('500个')},{ids('600个')},confirmed,"
    assert (row.target.source.place.printed, row.outcome.source.place.printed) == ("500个", "600个")


def test_a_confirmed_answer_is_shown_so_though_it_is_called_otherwise(monkeypatch):
    settle(monkeypatch, (ids("100个"), ids("110个"), "confirmed", "样板村就是数字乡村"))
    first, second = theme.open_targets([AIMS, DONE], "某市").itertuples()
    assert (first.state, first.note, first.subject) == (
        CONFIRMED, "样板村就是数字乡村", second.subject.replace("新增普惠托位", "建设数字乡村"),
    )  # fmt: skip
    assert second.state == PROPOSED


def test_a_rejected_answer_vanishes_and_the_next_one_is_proposed(monkeypatch):
    more = report("c", 2024, "新增普惠托位610个。")
    settle(monkeypatch, (ids("500个"), ids("600个"), "rejected", ""))
    assert open_targets([AIMS, DONE]).empty
    assert [str(one) for one in open_targets([AIMS, DONE, more])["outcome"]] == ["610个"]


def test_a_row_that_names_no_number_of_the_documents_is_told(monkeypatch):
    settle(
        monkeypatch,
        ("a@1", ids("600个"), "confirmed", ""), ("a@1", "elsewhere@7", "confirmed", ""),
    )  # fmt: skip
    assert [row.outcome for row in strays([AIMS, DONE])] == [ids("600个")]
    with held() as shown:
        theme.open_targets([AIMS, DONE])
    assert [type(one) for one in shown] == [Note] and "a@1" in str(shown[0])


def test_the_rows_of_the_project_name_numbers_that_its_documents_state():
    assert strays() == []
    confirmed = [row for row in lookups.read(lookups.Match) if row.verdict == "confirmed"]
    assert confirmed and list(open_targets()["state"]).count(CONFIRMED) == len(confirmed)


# --- what is shown


def test_the_table_shows_both_clauses_and_their_numbers_can_be_followed():
    rows = theme.open_targets([AIMS, DONE], "某市")
    table = theme.open_answers(rows, "某市")
    shown_checks.check(table)
    (cells,), (row,) = table.rows, rows.itertuples()
    assert [str(one) for one in cells] == [
        "新增普惠托位", "2023年，新增普惠托位500个", "2023年，新增普惠托位600个", "2023年", "100个",
        "待确认",
    ]  # fmt: skip
    assert [list(cell.sources()) for cell in cells[1:3]] == [
        [row.target.source], [row.outcome.source],
    ]  # fmt: skip


def test_a_confirmed_answer_says_why(monkeypatch):
    settle(monkeypatch, (ids("500个"), ids("600个"), "confirmed", "同一项"))
    table = theme.open_answers(theme.open_targets([AIMS, DONE], "某市"), "某市")
    assert [row[-1] for row in table.rows] == ["已确认：同一项"]


def test_the_account_says_how_many_were_looked_at_and_tells_no_noughts(monkeypatch):
    goals = theme.open_goals([AIMS, DONE], "某市")
    assert (len(goals), list(goals["sought"])) == (2, [True, True])
    begun = "某市指标目录以外的目标数共2处（含工作项数等），其中2处的名称可供查找，"
    rows = theme.open_targets([AIMS, DONE], "某市")
    assert str(theme.open_account(rows, goals)) == begun + "查到后续数值的1个：待确认的1个。"
    assert str(theme.open_account(rows.head(0), goals)) == begun + "未查到后续数值。"
    assert theme.open_account(rows.head(0), goals.head(0)) is None
    settle(monkeypatch, (ids("500个"), ids("600个"), "confirmed", ""))
    rows = theme.open_targets([AIMS, DONE], "某市")
    assert (
        str(theme.open_account(rows, goals))
        == begun + "查到后续数值的1个：已确认的1个，结果均不低于目标。"
    )


def test_a_place_without_answers_gets_a_note():
    rows = theme.open_targets([AIMS], "某市")
    assert rows.empty and isinstance(theme.open_answers(rows, "某市"), Note)


def test_proposals_are_no_outcomes():
    frame = theme.open_targets()
    counted = {(one.source.fact.doc, one.source.fact.start) for one in outcomes(facts())["target"]}
    places = {(one.source.stated.doc, one.source.stated.start) for one in frame["target"]}
    assert places and not places & counted
