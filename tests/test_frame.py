"""Which years and which status the numbers of a passage have."""

from pathlib import Path

import pytest

from hzlib.extraction.dating import periods
from hzlib.extraction.facts import extract
from hzlib.extraction.framing import frame_at, frames
from hzlib.extraction.years import plan_years
from hzlib.text.corpus import Document, documents
from hzlib.text.identity import periods as years_of


def report(text: str, year: int = 2024, kind: str = "work-report") -> Document:
    reviewed, planned = years_of(kind, year)
    return Document("r", "", kind, "", "江州市", year, reviewed, planned, Path("r"), text)


def frame_of(text: str, mark: str, year: int = 2024, kind: str = "work-report") -> tuple[str, str]:
    document = report(text, year, kind)
    frame = frame_at(frames(document), document.text.index(mark))
    return frame.span, frame.status


@pytest.mark.parametrize(
    ("ordinal", "years"),
    [("十", (2001, 2005)), ("十一", (2006, 2010)), ("十四", (2021, 2025)), ("十五", (2026, 2030)),
     ("九", (1996, 2000)), ("二十", (2051, 2055))],
)  # fmt: skip
def test_a_five_year_plan_has_its_years(ordinal, years):
    assert plan_years(ordinal) == years


def test_a_report_begins_with_the_year_before_its_issue():
    assert frame_of("地区生产总值增长6%。", "地区") == ("2023", "actual")
    assert frame_of("地区生产总值增长6%。", "地区", year=2009) == ("2008", "actual")


@pytest.mark.parametrize(
    "heading",
    ["二、2024年工作安排", "二、2024年主要任务", "二、今年的重点工作", "三、2024年经济社会发展总体要求",
     "第二部分 2024年工作部署"],
)  # fmt: skip
def test_a_heading_of_plans_turns_to_the_year_of_issue(heading):
    text = f"一、2023年工作回顾\n看到成绩。\n{heading}\n着力做好工作。\n"
    assert frame_of(text, "看到") == ("2023", "actual")
    assert frame_of(text, "着力") == ("2024", "target")


@pytest.mark.parametrize(
    "sentence",
    [
        "建议今年全市经济社会发展的主要预期目标是：地区生产总值增长6%。",
        "今年经济社会发展主要预期目标为：地区生产总值增长6%。",
        "2024年，全市经济社会发展的预期目标是：地区生产总值增长6%。",
    ],
)
def test_a_sentence_of_targets_turns_to_plans_without_a_heading(sentence):
    assert frame_of(f"一、2023年工作回顾\n看到成绩。\n{sentence}\n", "地区") == ("2024", "target")


def test_targets_that_were_fulfilled_turn_to_no_plan():
    text = "圆满完成年初确定的2023年主要预期目标。地区生产总值增长6%。\n"
    assert frame_of(text, "地区") == ("2023", "actual")


@pytest.mark.parametrize("words", ["五年来", "过去五年", "这五年", "本届政府任期以来"])
def test_words_of_five_years_widen_the_review(words):
    text = f"{words}，我们坚持发展第一要务，综合实力迈上新的台阶，新增上市公司20家。\n"
    assert frame_of(text, "新增") == ("2019-2023", "actual")


def test_a_short_line_that_ends_like_a_sentence_is_no_heading():
    assert frame_of("五年来，新增上市公司20家。\n", "新增") == ("2019-2023", "actual")


def test_the_last_year_narrows_the_review_again():
    text = (
        "一、过去五年工作回顾\n五年来，综合实力明显增强，新增上市公司20家。\n"
        "过去的一年，我们攻坚克难，城镇新增就业3万人。\n"
    )
    assert frame_of(text, "新增上市") == ("2019-2023", "actual")
    assert frame_of(text, "攻坚") == ("2023", "actual")


def test_a_named_plan_gives_the_review_its_years():
    text = "一、“十三五”时期工作回顾\n新增上市公司20家。\n二、“十四五”时期目标任务\n力争有为。\n"
    assert frame_of(text, "新增", year=2021) == ("2016-2020", "actual")
    assert frame_of(text, "力争", year=2021) == ("2021-2025", "target")


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("“十五五”时期将是关键期。", "2026-2030"),
        ("“十五五”时期，我们要实干。", "2026-2030"),
        ("“十五五”时期是关键期。", "2024"),
        ("“十三五”时期，我们要实干。", "2024"),
    ],
)
def test_a_plan_that_lies_ahead_widens_the_plans_of_a_year(sentence, years):
    assert frame_of(f"二、2024年工作安排\n{sentence}力争有为。\n", "力争") == (years, "target")


def test_the_next_five_years_widen_the_plan_and_this_year_narrows_it():
    text = "二、今后五年的目标任务\n力争有为。\n三、2022年重点工作\n着力做好。\n"
    assert frame_of(text, "力争", year=2022) == ("2022-2026", "target")
    assert frame_of(text, "着力", year=2022) == ("2022", "target")


def test_an_outline_looks_back_up_to_its_guiding_ideas():
    text = "第一章 发展环境\n实力增强。\n第二章 指导思想\n到2030年，奋力前行。\n"
    assert frame_of(text, "实力", 2026, "plan-outline") == ("2021-2025", "actual")
    assert frame_of(text, "奋力", 2026, "plan-outline") == ("2026-2030", "target")


def test_frames_of_the_documents_are_ordered_differ_and_say_why():
    for document in documents():
        found = frames(document)
        assert found[0].offset == 0 and found[0].status == "actual"
        assert any(frame.status == "target" for frame in found), document.id
        for before, frame in zip(found, found[1:], strict=False):
            assert before.offset <= frame.offset < len(document.text)
            assert frame.first <= frame.last and frame.reason
            assert (
                before.stretch != frame.stretch
                or before.span != frame.span
                or (before.status != frame.status)
            )


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("到2027年，总量达标", [(2027, 2027)]),
        ("2021—2023年，新增", [(2021, 2023)]),
        ("2021-23年，新增", [(2021, 2023)]),
        ("“十三五”时期，年均", [(2016, 2020)]),
        ("今年，全市", [(2024, 2024)]),
        ("去年，全市", [(2023, 2023)]),
        ("比2020年增长", []),
        ("较“十三五”末提高", []),
        ("按2020年价格计算", []),
        ("是2015年的2.3倍", []),
        ("在2020年的基础上翻一番", []),
        ("2020年代，我们", []),
        ("没有年份", []),
    ],
)
def test_periods_of_a_sentence_are_those_that_do_not_only_compare(sentence, expected):
    found = periods(sentence, 0, len(sentence), 2024)
    assert [(period.first, period.last) for period in found] == expected


def test_a_report_of_december_tells_of_the_year_that_ends():
    text = (
        "江州市政府工作报告\n——2024年12月26日在江州市第九届人民代表大会第四次会议上\n"
        "一、2024年工作回顾\n预计全年生产总值增长6%。\n二、2025年工作安排\n生产总值增长5.5%。\n"
    )
    path = Path("report.txt")
    document = Document("d", "", "work-report", "", "江州市", 2024, "2024", "2025", path, text)
    found = [(fact.period, fact.status) for fact in extract(document)]
    assert found == [("2024", "estimate"), ("2025", "target")]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("五年来，生产总值较2020年的930亿元增长12%。", ("930亿元", "2020")),
        ("2021—2023年，生产总值较2020年的930亿元增长12%。", ("930亿元", "2020")),
        ("五年来，生产总值比上年增长12%。", ("12%", "2023")),
        ("五年来，生产总值增长12%。", ("12%", "2019-2023")),
    ],
)
def test_what_is_compared_with_a_year_is_of_no_stretch_of_years(sentence, told):
    found = extract(report(f"一、过去五年工作回顾\n{sentence}\n"))[0]
    assert (found.text, found.period, found.status) == (*told, "actual")


def test_in_a_review_of_one_year_five_years_hold_for_their_paragraph():
    text = (
        "一、2023年工作回顾\n五年来，全市团结奋斗，城镇新增就业21万人。\n"
        "民生持续改善。城镇新增就业4.1万人。\n"
    )
    path = Path("report.txt")
    document = Document("d", "", "work-report", "", "江州市", 2024, "2023", "2024", path, text)
    assert [fact.period for fact in extract(document)] == ["2019-2023", "2023"]


@pytest.mark.parametrize(
    ("year", "kind", "planned"),
    [(2024, "news", ""), (0, "work-report", ""), (2024, "budget-report", "2024")],
)
def test_a_text_without_a_year_that_it_tells_of_gives_no_number_of_a_year(year, kind, planned):
    text = "全市生产总值450亿元，同比增长5.2%。2024年进出口总额120亿元。2022年进出口总额90亿元。"
    document = Document("d", "", kind, "", "江州市", year, "", planned, Path("d"), text)
    found = [(fact.text, fact.period, fact.status) for fact in extract(document)]
    assert found[-1] == ("90亿元", "2022", "actual")
    assert not [period for _, period, _ in found if not period.startswith("20")]
    assert "450亿元" not in [words for words, _, _ in found]
