"""The reports in the bytes of a file: one, several, one that is there again."""

from pathlib import Path

import pytest

from hzlib.errors import HzError
from hzlib.text.corpus import of_bytes
from hzlib.text.files import sources

PATH = Path("reports.txt")


def report(year: int, value: float) -> str:
    return (
        f"江州市政府工作报告\n{year}年2月6日\n一、{year - 1}年工作回顾\n全市生产总值{value}亿元。\n"
        f"二、{year}年主要目标\n地区生产总值增长6%左右。\n"
    )


FIRST, SECOND = report(2022, 880.5), report(2023, 930.2)
AGAIN = "reports.txt: 有一份报告出现了两遍，只读一遍"


@pytest.mark.parametrize(
    ("texts", "read", "ids", "warnings"),
    [
        ([FIRST], [FIRST], ["reports"], ()),
        ([FIRST, SECOND], [FIRST, SECOND], ["reports-1", "reports-2"], ()),
        ([FIRST, FIRST.replace("\n", "\n\n")], [FIRST], ["reports"], (AGAIN,)),
        ([FIRST, SECOND, FIRST], [FIRST, SECOND], ["reports-1", "reports-2"], (AGAIN,)),
    ],
    ids=["one", "two", "one twice", "one of two twice"],
)
def test_each_report_of_a_text_is_read_once(texts, read, ids, warnings):
    rows = sources("".join(texts).encode(), PATH)
    assert [row.source.raw for row in rows] == read and [row.id for row in rows] == ids
    assert {row.source.warnings for row in rows} == {warnings}


def test_what_a_page_shows_of_a_report_above_it_is_no_report():
    spoken = "各位代表：\n现在，我代表江州市人民政府向大会报告工作，请予审议。\n"
    shown = f"内容摘要：\n2022年2月6日在江州市人民代表大会上{spoken[:-1]}一......\n"
    body = "".join(f"一、2021年工作回顾\n全市生产总值{n}80.5亿元。\n" for n in range(1, 30))
    whole = f"江州市政府工作报告\n{shown}2022年2月6日在江州市人民代表大会上\n{spoken}{body}"
    assert [row.id for row in sources(whole.encode(), PATH)] == ["reports"]
    two = sources(
        f"{whole}{spoken.replace('江州', '白水')}{body.replace('80', '90')}".encode(), PATH
    )
    assert len(two) == 2


def test_what_a_page_says_of_itself_above_a_report_is_no_report():
    title = "2022年江州市国民经济和社会发展统计公报"
    menus = (
        f"    {title}        _        年度报告        _ 江州市人民政府门户网站\n首页 > 政务公开\n"
    )
    line = f"日期：2023-03-14 09:16{' ' * 40}来源：统计局\n相关解读：\n"
    report = (
        f"{title[:-4]}\n统计公报\n江州市统计局\n2023年3月1日\n一、综合\n全年生产总值80.5亿元。\n"
    )
    assert len(sources(f"{menus}{title}\n{line}{report}".encode(), PATH)) == 1


def test_signs_that_a_fount_has_no_name_of_are_no_binary_data():
    title = "\x01\x0e\x11关于\x12\x13预算的报告\n"
    text = title + "一般公共预算收入增长5%。\n" * 9 + "—\x14\x15—\n"
    document = of_bytes(text.encode(), PATH)[0]
    assert "关于预算的报告\n" in document.text
    with pytest.raises(HzError, match="二进制"):
        sources((text + "\x01" * 30).encode(), PATH)
    with pytest.raises(HzError, match="二进制"):
        sources((text + "\0" * 4).encode(), PATH)
