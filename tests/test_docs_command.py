"""``hz docs`` as a user calls it."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys

import pytest

from hzlib import lookups, paths
from hzlib.text import corpus

ROOT = paths.data().parent


def hz(*arguments, **environment):
    """Run hz docs and return its exit code, output and errors."""
    done = subprocess.run(
        [sys.executable, "-c", "from hzlib.cli import main; main()", "docs", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "300", **environment},
    )
    return done.returncode, done.stdout, done.stderr


def rows(*arguments):
    code, output, errors = hz(*arguments, "--format", "jsonl")
    assert (code, errors) == (0, "")
    return [json.loads(line) for line in output.splitlines()]


def test_the_catalogue_is_listed_and_checked():
    code, output, errors = hz()
    assert (code, errors) == (0, "")
    lines = [line.split() for line in output.splitlines()]
    assert lines[0][:6] == ["id", "place", "year", "kind", "check", "characters"]
    assert [(line[0], line[4], line[5]) for line in lines[1:]] == [
        (d.id, "ok", str(len(d.raw))) for d in corpus.documents()
    ]


def test_rows_of_the_catalogue_in_json_lines_and_csv():
    found = rows()
    assert [
        (row["id"], row["removals"], row["corrections"], row["defects"], row["tables"])
        for row in found
    ] == [
        ("hangzhou-gwr-2021", 4, 0, 0, 0),
        ("hangzhou-gwr-2023", 3, 0, 0, 0),
        ("hangzhou-plan-2024", 9, 2, 7, 0),
        ("qiantang-gwr-2024", 0, 0, 0, 0),
        ("hangzhou-fyp15", 133, 0, 0, 3),
    ]
    code, output, _ = hz("--format", "csv")
    table = list(csv.DictReader(io.StringIO(output)))
    assert code == 0
    assert [row["title"] for row in table] == [row["title"] for row in found]


def test_details_of_one_document():
    code, output, _ = hz("hangzhou-plan-2024")
    assert code == 0
    for part in (
        "计划草案的报告",
        "b33体育",
        "插入的广告 6",
        "见表1",
        lookups.read(lookups.CatalogueRow)[2].sha256,
    ):
        assert part in output


def test_the_audit_lists_removals_corrections_and_defects_with_raw_spans():
    found = rows("hangzhou-plan-2024", "--audit")
    raw = corpus.load("hangzhou-plan-2024").raw
    assert [row["what"] for row in found].count("removal") == 9
    assert {(row["text"], row["instead"]) for row in found if row["what"] == "correction"} == {
        ("习新时代", "习近平新时代")
    }
    assert all(" ".join(raw[row["start"] : row["end"]].split()) == row["text"] for row in found)
    _, output, _ = hz("hangzhou-plan-2024", "--audit")
    assert "6 removal    插入的广告" in output
    assert "4 defect     数字缺失" in output


def test_the_outline_has_raw_spans():
    found = rows("--outline", "hangzhou-gwr-2023")
    raw = corpus.load("hangzhou-gwr-2023").raw
    assert (found[0]["level"], found[0]["number"], found[0]["heading"]) == (
        1,
        "一、",
        "2022年工作回顾",
    )
    assert raw[found[0]["start"] :].startswith("一、2022年工作回顾")
    assert hz("--outline", "hangzhou-gwr-2023")[1].splitlines()[2].split()[:3] == [
        "hangzhou-gwr-2023",
        "2",
        "科技创新实现新突破",
    ]


def test_a_file_of_the_user_is_read_and_contradictions_go_to_stderr(tmp_path):
    path = tmp_path / "江州_2014.txt"
    path.write_text(
        "我代表国务院，向大会报告政府工作。\n一、2023年工作回顾\n增长5%。", encoding="gb18030"
    )
    code, output, errors = hz(path, "--format", "jsonl")
    row = json.loads(output)
    assert code == 0
    assert (row["id"], row["place"], row["year"], row["check"]) == (
        "江州_2014",
        "全国",
        2024,
        "not in the catalogue",
    )
    assert "注意：江州_2014.txt: 文件名里是江州，正文是全国的" in errors
    assert "文件名里是 2014 年，回顾部分写的是 2024 年" in errors


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["hangzhou-gwr-2022"],
            "hz: hangzhou-gwr-2022: 目录里没有，也不是文件",
        ),
        (["--audit", "--outline"], "hz: --audit 和 --outline 不能一起用"),
    ],
)
def test_mistakes_end_with_one_message(arguments, message):
    code, output, errors = hz(*arguments)
    assert code == 1
    assert output == ""
    assert errors.startswith(message)
    assert len(errors.splitlines()) == 1


def test_a_changed_file_fails_the_check_and_the_others_are_still_listed(tmp_path):
    for folder in ("raw", "etc"):
        shutil.copytree(paths.data() / folder, tmp_path / folder)
    file = tmp_path / "raw" / "003_058a47b1a797c1c9.txt"
    file.write_bytes(file.read_bytes() + b"x")
    code, output, errors = hz(HZLIB_DATA=str(tmp_path))
    assert code == 1
    assert output.count(" ok ") == 4
    assert "003_058a47b1a797c1c9.txt: 被改动过" in errors
