"""What is told in Chinese by those who read, in an English console."""

import re

import pytest

from hzlib.commands.reasons import said
from hzlib.extraction.account import account
from hzlib.extraction.explain import explain
from hzlib.extraction.stated import reading
from hzlib.messages import Message, in_chinese
from hzlib.text.corpus import catalogue_rows, load

HAN = re.compile("[㐀-䶿一-鿿]")
# Words of the document: what is quoted, what stands behind the colon of its lines, names.
OWN = re.compile("“.*”|^(?:sentence|section|result|number): .*|^step: .*?…|indicator [^,]*"
                 "|^counts: “.*” .*?\\)|分别|其中|column [^,]*|read as [^:]*")  # fmt: skip


@pytest.mark.parametrize("doc", [row.id for row in catalogue_rows()])
def test_every_reason_has_its_english(doc, english):
    document = load(doc)
    found = {str(one.why) for one in account(document).unbound}
    found |= {str(what) for _, what in reading(document).decided.notes}
    assert [one for one in found if HAN.search(OWN.sub("", one))] == []


def test_the_lines_of_one_number_are_english_but_for_what_the_document_says(english):
    document = load("hangzhou-gwr-2023")
    lines = [one for start in (507, 3520, 3560) for one in explain(document, start)]
    assert [one for one in lines if HAN.search(OWN.sub("", one))] == []
    assert any(one.endswith("(level, 杭州市, 2022, actual), the noun stands right before the number")
               for one in lines)  # fmt: skip


@pytest.mark.parametrize(
    "message",
    [
        Message("{path}: the file is empty", path="甲.txt"),
        Message("{path}: {count} [note is|notes are] left out of facts and words", path="a", count=1),
        Message("{path}: {count} [note is|notes are] left out of facts and words", path="a", count=3),
        Message("{what}; {remedy}", what=Message("{path}: no such file", path="a.txt"),
                remedy=Message("check the name and the folder")),
        Message("the file name says {named}, but {source} says {found}", named=2023, found=2024,
                source=Message("the title")),
        Message("there are {known}", known=["file", "year"]),
    ],
)  # fmt: skip
def test_a_message_that_was_kept_in_chinese_is_told_in_english(message, english):
    assert said(in_chinese(message)) == str(message) and not HAN.search(str(message)[3:])
    assert said("没有人这样说") == "没有人这样说"


def test_a_warning_that_a_corpus_kept_is_told_in_english(english):
    warned = Message(
        "the file name says {named}, but the text speaks for {found}", named="甲", found="乙"
    )
    assert said(f"甲.txt: {in_chinese(warned)}") == f"甲.txt: {warned}"
