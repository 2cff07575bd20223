"""The theme of the first look: which documents there are and what was read from them."""

import re
from dataclasses import replace

import pytest
from made_frames import facts as made
from shown_checks import check

from hzlib import paths, wording
from hzlib.evidence.sources import MethodSource, QuantitySource
from hzlib.extraction.facts import extract
from hzlib.figures.specification import Note
from hzlib.frames.facts import facts as facts_of
from hzlib.text.choice import documents
from hzlib.themes import start

LINES = (
    "a gdp level 某市 2020 actual 16100 亿元 = 1.61万亿元",
    "a gdp growth 某市 2020 actual 3.9 % = 3.9%",
    "a gdp growth 某市 2021 target 7 % >= 7%",
    "b gdp level 某市 2022 estimate 18753 亿元 = 18753亿元",
    "b exports level 某市 2022 actual 5141 亿元 = 5141亿元",
)


@pytest.fixture(scope="module")
def books():
    return documents()


@pytest.fixture(scope="module")
def facts():
    return facts_of()


def test_everything_it_shows_can_be_followed(books, facts):
    titles = [book.title for book in books]
    for shown in (
        start.library(books),
        start.by_document(facts),
        start.by_indicator(facts),
    ):
        check(shown, titles)
    sentences = list(facts["sentence"])
    check(start.row(facts, "gdp", "杭州市", 2022), sentences)


def test_the_library_counts_characters_and_what_was_taken_out(books):
    table = start.library(books)
    assert [str(row[0]) for row in table.rows] == [book.title for book in books]
    for book, (*_, length, taken) in zip(books, table.rows, strict=True):
        assert length.number == len(book.text) and length.unit == "字"
        assert isinstance(length.source, MethodSource)
        first, last = (item.source for item in length.source.parts)
        assert first.start < last.start and isinstance(first, QuantitySource)
        assert taken.number == len(book.cleaned.removals) == len(taken.source.items)
    fyp = table.rows[-1]
    assert fyp[1:6] == ("规划纲要", "杭州市", "2026", "2021—2025年", "2026—2030年")
    watermark = table.rows[0][-1].source.items[0]
    assert watermark.label.startswith("水印 更多数据") and "ppmandata" in watermark.source.printed


def test_documents_are_counted_by_their_first_sentences(books):
    value = start.how_many(books)
    assert str(value) == "5份" == f"{len(books)}份"
    assert [item.label for item in value.source.items] == [book.title for book in books]
    assert value.source.items[1].source.printed.startswith("2023年杭州市政府工作报告")


def test_a_row_of_the_facts_table_keeps_its_source(facts):
    table = start.row(facts, "gdp", "杭州市", 2022)
    assert [row[1] for row in table.rows] == ["总量", "增速"]
    value = table.rows[0][5]
    assert (str(value), str(value.source)) == ("18,753亿元", "fact:hangzhou-gwr-2023@507")
    assert isinstance(start.row(facts, "gdp", "别市", 2022), Note)


def test_the_printed_figure_counts_by_document_and_kind():
    figure = start.by_document(made(*LINES))
    assert str(figure.title) == "5个数字，最多的一份文件有3个"
    rows = [(title, status, f"{n:#}") for title, status, n in figure.table.rows]
    assert rows == [
        ("文件a", "实际", "2"), ("文件a", "目标", "1"), ("文件b", "实际", "1"), ("文件b", "预计", "1"),
    ]  # fmt: skip
    assert str(figure.alt) == "各文件读出的数字：文件a3个；文件b2个。"
    items = figure.table.rows[0][2].source.items
    assert [item.label for item in items] == [
        "2020年某市地区生产总值 1.61万亿元",
        "2020年某市地区生产总值增速 3.9%",
    ]
    assert [str(item.source) for item in items] == ["fact:a@1", "fact:a@2"]
    bars = [patch for patch in figure.plot.axes[0].patches if hasattr(patch, "hz_values")]
    assert [bar.get_width() for bar in bars] == [bar.hz_values.number for bar in bars]
    # Each stretch begins where the one before ends.
    assert sorted((round(bar.get_y(), 1), bar.get_x()) for bar in bars) == [
        (-0.3, 0), (-0.3, 1), (0.7, 0), (0.7, 2),
    ]  # fmt: skip


def test_documents_of_one_title_keep_all_their_numbers():
    frame = made(*LINES)
    frame["evidence"] = [
        replace(one, document=replace(one.document, title="工作报告")) for one in frame["evidence"]
    ]
    rows = start.by_document(frame).table.rows
    assert [(title, f"{n:#}") for title, _, n in rows] == [
        ("工作报告", "2"), ("工作报告", "1"), ("工作报告", "1"), ("工作报告", "1"),
    ]  # fmt: skip


def test_the_figure_of_indicators_begins_with_the_most_frequent():
    figure = start.by_indicator(made(*LINES), top=1)
    assert str(figure.title) == "说得最多的指标是地区生产总值，4次"
    assert str(figure.caption) == "文件说到的指标共2个，图上是说得最多的1个。"
    drawn = {trace.name: (list(trace.x), list(trace.y)) for trace in figure.plot.figure.data}
    gdp = ["地区生产总值"]
    assert drawn == {"实际": ([2], gdp), "预计": ([1], gdp), "目标": ([1], gdp)}
    assert figure.plot.figure.data[0].customdata[0][1] == "地区生产总值，实际，2个"


def test_an_indicator_leads_to_the_list_of_its_facts():
    gdp, exports = start.indicators(made(*LINES))
    assert (gdp.label, exports.label) == ("地区生产总值", "货物出口额")
    assert [str(item.source) for item in gdp.source.items] == [
        "fact:a@1", "fact:a@2", "fact:a@3", "fact:b@4",
    ]  # fmt: skip


def test_without_facts_there_is_a_note():
    none = made(*LINES).head(0)
    for shown in (start.by_document(none), start.by_indicator(none), start.library([])):
        assert isinstance(shown, Note) and str(shown.text).startswith("没有足够的数据")


def test_the_figures_of_the_notebook_are_those_of_the_documents(books, facts):
    found = [fact for book in books for fact in extract(book)]
    figure = start.by_document(facts)
    assert str(figure.title).startswith(f"{len(found)}个数字")
    for status in ("actual", "estimate", "target"):
        told = [row[2].number for row in figure.table.rows if row[1] == wording.STATUSES[status]]
        assert sum(told) == sum(fact.status == status for fact in found)
    raw = (paths.data() / "raw" / "000_d5e9e53ef1ac3bbb.txt").read_bytes().decode("utf-8")
    gdp = re.search(r"生产总值(\d+)亿元、增长", raw).group(1)
    assert f"{start.row(facts, 'gdp', '杭州市', 2022).rows[0][5].number:.0f}" == gdp
