"""``hz quantities`` as a user calls it."""

import json

import pytest
from test_facts_command import hz, hz_alone

from hzlib import lookups
from hzlib.extraction.stated import COLUMNS, stated
from hzlib.text import corpus

REPORT = (
    "政府工作报告\n（2024年1月8日在江州市第十六届人民代表大会第四次会议上）\n各位代表：\n"
    "一、2023年工作回顾\n全市地区生产总值增长5.6%。新增口袋公园40个。\n"
    "二、2024年工作安排\n新植行道树6万棵以上，新增口袋公园50个。\n"
)


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def rows(*arguments):
    code, out, err = hz("quantities", *arguments, "--format", "jsonl")
    assert code == 0, err
    return [json.loads(line) for line in out.splitlines()]


def test_every_number_is_a_row_with_what_it_counts(report):
    found = rows(report)
    assert [(row["text"], row["subject"]) for row in found][1:] == [
        ("40个", "新增口袋公园"), ("6万棵", "新植行道树"), ("50个", "新增口袋公园"),
    ]  # fmt: skip
    for row in found:
        assert tuple(row) == COLUMNS and REPORT[row["start"] : row["end"]] == row["text"]


def test_without_a_path_the_catalogue_is_read():
    assert len(rows()) == sum(len(stated(document)) for document in corpus.documents())
    assert {row["doc"] for row in rows("--doc", "qiantang-gwr-2024")} == {"qiantang-gwr-2024"}
    assert {row["doc"] for row in rows("--year", 2023)} == {"hangzhou-gwr-2023"}


def test_place_and_year_that_are_told_hold(report):
    found = rows(report, "--place", "云岭市", "--doc", "mine")
    assert {(row["region"], row["doc"]) for row in found} == {("云岭市", "mine")}


def test_a_subject_may_be_asked_for_by_several_words(report):
    assert [row["text"] for row in rows(report, "--subject", "公园 口袋")] == ["40个", "50个"]
    code, out, err = hz("quantities", report, "--subject", "口袋 行道树")
    assert code == 0 and "对象里有 口袋 行道树" in err and "40个" not in out


def test_a_table_for_the_screen_and_a_file_for_a_spreadsheet(report, tmp_path):
    code, out, _ = hz("quantities", report)
    assert code == 0 and "subject" in out.splitlines()[0] and "sentence" not in out
    file = tmp_path / "found.csv"
    assert hz("quantities", report, "-o", file)[0] == 0
    assert file.read_text("utf-8-sig").splitlines()[0] == ",".join(COLUMNS)


def test_many_files_are_read_in_several_processes_in_their_order(report, tmp_path):
    files = [tmp_path / f"r{number:02}.txt" for number in range(20)]
    for file in files:
        file.write_text(REPORT, encoding="utf-8")
    code, out, err = hz_alone("quantities", *files, "--subject", "行道树", "--format", "jsonl")
    assert code == 0, err
    assert [json.loads(line)["doc"] for line in out.splitlines()] == [file.stem for file in files]


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_read(report, tmp_path):
    code, out, err = hz("quantities", tmp_path / "none.txt", report, "--format", "jsonl")
    assert code == 1 and len(out.splitlines()) == 4
    assert "没有这个文件" in err and "2" in err.splitlines()[-1]


def test_columns_are_explained_all_or_not_at_all(report):
    for command in ("quantities", "facts"):
        code, out, err = hz(command, "--columns", "subjekt")
        assert code == 1 and "subjekt" in err and not out


def test_every_column_of_the_table_is_explained():
    explained = lookups.read(lookups.ColumnMeaning)
    assert [row.column for row in explained if row.table == "quantities"] == list(COLUMNS)
    code, out, _ = hz("quantities", "--columns", "--format", "csv")
    assert code == 0 and len(out.splitlines()) == 1 + len(COLUMNS)
    assert {line.split(",")[0] for line in out.splitlines()[1:]} == {"quantities"}
    assert {
        line.split(",")[0]
        for line in hz("facts", "--columns", "--format", "csv")[1].splitlines()[1:]
    } == {"facts"}
