"""What a text says of its place, its year and its kind."""

import pytest

from hzlib.text.identity import identity
from hzlib.text.places import listed

SPEECH = "各位代表：\n现在，我代表{}政府，向大会报告工作，请予审议。\n一、{}年工作回顾\n"


def found(text, name="report", **claims):
    said = identity(text, name, **claims)
    return said.kind, said.place, said.year, said.reviewed, said.planned, said.warnings


@pytest.mark.parametrize(
    ("text", "name", "kind", "place", "year", "reviewed", "planned"),
    [
        ("（2021年2月3日在江州市第十三届人民代表大会第六次会议上）", "a", "work-report", "江州市", 2021, "2020", "2021"),
        ("——二〇二六年一月二十七日在平海省十四届人民代表大会第四次会议上", "a", "work-report", "平海省", 2026, "2025", "2026"),
        ("2024年2月5日经江州市东湖区第一届人民代表大会第四次会议审议通过", "a", "work-report", "东湖区", 2024, "2023", "2024"),
        ("张三市长在江州市第十二届人民代表大会第二次会议上的政府工作报告（2004年）", "a", "work-report", "江州市", 2004, "2003", "2004"),
        ("政 府 工 作 报 告\n----2012年2月29日在东湖区第十三届人民代表大会第六次会议上", "a", "work-report", "东湖区", 2012, "2011", "2012"),
        (SPEECH.format("江州市人民", 2015), "a", "work-report", "江州市", 2016, "2015", "2016"),
        (SPEECH.format("市", 2023) + "宁波市民营经济", "宁波_2024", "work-report", "宁波市", 2024, "2023", "2024"),
        (SPEECH.format("省人民", 2023) + "平海省委平海" * 2, "2024年平海省政府工作报告", "work-report", "平海省", 2024, "2023", "2024"),
        ("各位主任、委员：下面，我代表行署作工作报告。\n一、2023年工作回顾\n锡林郭勒锡林郭勒", "锡林郭勒", "work-report", "锡林郭勒盟", 2024, "2023", "2024"),
        (SPEECH.format("州人民", 2023) + "恩施恩施恩施", "恩施_2024", "work-report", "恩施土家族苗族自治州", 2024, "2023", "2024"),
        ("现在，我代表国务院，向大会报告政府工作。\n一、2023年工作回顾\n", "全国", "work-report", "全国", 2024, "2023", "2024"),
        ("二O一一年政府工作报告\n" + SPEECH.format("江州市", 2010), "a", "work-report", "江州市", 2011, "2010", "2011"),
        ("关于江州市2023年国民经济和社会发展计划执行情况与2024年国民经济和社会发展计划草案的报告", "a", "plan-report", "江州市", 2024, "2023", "2024"),
        ("江州市国民经济和社会发展第十五个五年规划纲要", "a", "plan-outline", "江州市", 2026, "2021-2025", "2026-2030"),
        ("平海省国民经济和社会发展第十个五年计划纲要\n（2001年2月16日平海省第九届人民代表大会第四次会议通过）", "a", "plan-outline", "平海省", 2001, "1996-2000", "2001-2005"),
        ("中华人民共和国国民经济和社会发展第十二个五年（２０１１—２０１５年）规划纲要", "a", "plan-outline", "全国", 2011, "2006-2010", "2011-2015"),
        ("江州市国民经济和社会发展第12个五年规划纲要", "a", "plan-outline", "江州市", 2011, "2006-2010", "2011-2015"),
    ],
)  # fmt: skip
def test_place_year_and_kind_are_found_in_the_text(
    text, name, kind, place, year, reviewed, planned
):
    assert found(text, name) == (kind, place, year, reviewed, planned, ())


def test_the_plan_that_a_work_report_is_read_with_does_not_make_it_a_plan():
    text = "我代表省人民政府，向大会报告工作，请与《平海省国民经济和社会发展第十五个五年规划纲要（草案）》一并审议"
    assert identity(text, "a").kind == "work-report"


def test_place_of_a_text_without_names_is_the_one_it_speaks_of_most():
    text = (
        SPEECH.format("市", 2023)
        + "建设现代化温州，温州港吞吐量增长5%，温州人，温州模式，温州大学，学习宁波经验。"
    )
    assert found(text)[1] == "温州市"


@pytest.mark.parametrize(
    ("text", "name", "claims", "place", "year", "warnings"),
    [
        (
            "我代表国务院，向大会报告政府工作。\n一、2023年工作回顾\n", "襄阳_2024", {}, "全国", 2024,
            ["文件名里是襄阳，正文是全国的"],
        ),
        (
            SPEECH.format("区人民", 2023) + "黄山区是旅游名区，黄山区委，黄山风景。", "黄山_2024", {}, "黄山区", 2024,
            ["文件名里是黄山，正文是黄山区的"],
        ),
        (
            "标题：二O一一年政府工作报告\n年份：2014\n" + SPEECH.format("江州市", 2010), "江州市", {}, "江州市", 2011,
            ["文头写的是 2014 年，标题写的是 2011 年"],
        ),
        (
            SPEECH.format("江州市", 2010), "江州市_2014", {}, "江州市", 2011,
            ["文件名里是 2014 年，回顾部分写的是 2011 年"],
        ),
        (
            SPEECH.format("江州市", 2010), "a", {"place": "平海省", "year": 2012}, "平海省", 2012,
            ["给定的是平海省，正文是江州市的", "给定的是 2012 年，回顾部分写的是 2011 年"],
        ),
        (SPEECH.format("江州市", 2010), "a", {"place": "江州", "year": 2011}, "江州市", 2011, []),
        ("增长5%。", "a", {}, "", 0, [
            "正文没有写明是哪里的；请给出地名", "正文没有写明年份",
        ]),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_warned_of_and_the_caller_wins(
    text, name, claims, place, year, warnings
):
    said = identity(text, name, **claims)
    assert (said.place, said.year, list(said.warnings)) == (place, year, warnings)


def test_list_of_places_has_every_province_and_prefecture():
    rows = set(listed().values())
    assert sum(row.level == "province" for row in rows) == 31
    assert sum(row.level == "prefecture" for row in rows) == 333
    provinces = {row.name for row in rows if row.level == "province"}
    assert {row.within for row in rows if row.level == "prefecture"} < provinces
