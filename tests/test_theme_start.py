"""The theme of the first look: which documents there are."""

import pytest
from shown_checks import check

import hzlib as hz
from hzlib.evidence.sources import MethodSource, QuantitySource
from hzlib.store.choice import documents
from hzlib.themes import start


@pytest.fixture(scope="module")
def books():
    return documents()


def test_everything_it_shows_can_be_followed(books):
    check(hz.table(start.library(books), "文件"), [book.title for book in books])


def test_the_library_counts_characters_and_what_was_taken_out(books):
    table = start.library(books)
    assert table["标题"].tolist() == [book.title for book in books]
    for book, length, taken in zip(books, table["正文字数"], table["清理处数"], strict=True):
        assert length.number == len(book.text) and length.unit == "字"
        assert isinstance(length.source, MethodSource)
        first, last = (item.source for item in length.source.parts)
        assert first.start < last.start and isinstance(first, QuantitySource)
        assert taken.number == len(book.cleaned.removals) == len(taken.source.items)
    told = table.iloc[-1][["类别", "地方", "年份", "回顾", "安排"]].tolist()
    assert told == ["规划纲要", "杭州市", "2026", "2021—2025年", "2026—2030年"]
    watermark = table["清理处数"].iloc[0].source.items[0]
    assert watermark.label.startswith("水印 更多数据") and "ppmandata" in watermark.source.printed


def test_every_kind_of_document_has_a_chinese_name(tmp_path):
    path = tmp_path / "江州市2023年国民经济和社会发展统计公报.txt"
    path.write_text(
        "江州市2023年国民经济和社会发展统计公报\n\n一、综合\n全年地区生产总值5亿元。\n",
        encoding="utf-8",
    )
    assert start.library(documents(path))["类别"].tolist() == ["统计公报"]


def test_documents_are_counted_by_their_first_sentences(books):
    value = start.how_many(books)
    assert str(value) == "5份" == f"{len(books)}份"
    assert [item.label for item in value.source.items] == [book.title for book in books]
    assert value.source.items[1].source.printed.startswith("2023年杭州市政府工作报告")
