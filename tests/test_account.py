"""Every numeral of a text has a fate: a fact, told with a reason, or known to be none."""

import re
from pathlib import Path
from typing import get_args

import pytest

from hzlib import lookups
from hzlib.extraction import facts as binding_of_facts
from hzlib.extraction.account import Fate, account, counted
from hzlib.extraction.binding import bind
from hzlib.text.corpus import Document, documents


def read(text: str) -> dict[str, tuple[str, str]]:
    document = Document(
        "made", "", "work-report", "", "江州市", 2024, "2023", "2024", Path("made.txt"), text
    )
    return {numeral.text: (numeral.fate, numeral.why) for numeral in account(document).numerals}


def test_each_numeral_ends_as_a_fact_or_with_a_reason():
    found = read("2023年，全市生产总值1860亿元，高于全省0.4个百分点；建成场馆12个，位居第3位。")
    assert found["2023"] == ("no quantity", "年份")
    assert found["1860"][0] == "fact"
    assert found["0.4"][0] == "told" and "差距" in found["0.4"][1]
    assert found["12"] == ("no indicator", "数的是“场馆”，不是指标清单里的指标")
    assert found["3"] == ("no indicator", "数的是“场馆”，不是指标清单里的指标")


def test_an_ordinal_is_no_quantity_and_a_rank_is():
    found = read("第17届运动会开幕，绿色指数居全省第3位。")
    assert (found["17"], found["3"][0]) == (("no quantity", "序号"), "no indicator")


def test_a_numeral_that_nothing_reads_is_told_as_such():
    assert read("改造后面积比为0.7:1。")["0.7"][0] != "fact"
    assert read("梅山6—10号集装箱码头。")["6"][0] == "not read"


def test_a_numeral_that_cleaning_takes_out_keeps_its_reason():
    found = read("更多数据尽在某某网（http://example.org/17）\n全市生产总值1860亿元。")
    assert found["17"] == ("no quantity", "水印")


def test_a_document_is_bound_once(monkeypatch):
    bound = []
    monkeypatch.setattr(
        binding_of_facts, "bind", lambda *where: bound.append(where) or bind(*where)
    )
    account(documents()[1])
    assert len(bound) == len(set(bound)) > 0


@pytest.mark.parametrize("document", documents(), ids=lambda document: document.id)
def test_nearly_nothing_of_the_documents_is_not_read(document):
    fates = counted(account(document).numerals)
    numerals = len(re.findall(r"\d+(?:[.,]\d+)*", document.raw))
    assert fates.total() >= numerals > 0 and set(fates) <= set(get_args(Fate))
    assert fates["not read"] <= numerals / 200


@pytest.mark.parametrize("row", lookups.read(lookups.NonQuantity), ids=lambda row: row.example)
def test_each_pattern_meets_its_example_and_not_its_near_miss(row):
    assert row.pattern.search(row.example)
    assert not row.pattern.search(row.near_miss)
