"""``hz facts`` and ``hz explain`` as a user calls them."""

import csv
import io
import json
import re
import signal
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

import pytest
from leisure import at_leisure

from hzlib import cli, lookups, paths
from hzlib.extraction.facts import COLUMNS, extract
from hzlib.text import corpus

ROOT = paths.data().parent
GOLD_FIELDS = {
    "doc", "start", "end", "text", "indicator", "measure", "region", "period", "status", "value",
    "unit", "bound",
}  # fmt: skip
REPORT = (
    "政府工作报告\n（2024年1月8日在江州市第十六届人民代表大会第四次会议上）\n各位代表：\n"
    "一、2023年工作回顾\n全市地区生产总值达到1080.5亿元，增长5.6%。\n"
    "二、2024年工作安排\n固定资产投资增长8%以上，高于全省2个百分点。\n"
)
FACTS = [
    ("1080.5亿元", "gdp", "level", "江州市", "2023", "actual", 1080.5, "亿元", "="),
    ("5.6%", "gdp", "growth", "江州市", "2023", "actual", 5.6, "%", "="),
    ("8%", "fai", "growth", "江州市", "2024", "target", 8, "%", ">="),
]
FIELDS = ("text", "indicator", "measure", "region", "period", "status", "value", "unit", "bound")


def hz(*arguments) -> tuple[int, str, str]:
    """Run the command line here and return its exit code, output and errors."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    with (
        patch.object(sys, "argv", ["hz", *map(str, arguments)]),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            cli.main()
        except SystemExit as end:
            code = end.code or 0
    return code, out.getvalue(), err.getvalue()


SLOW = REPORT + "地区生产总值5.1亿元，固定资产投资增长6%，" * 300_000  # takes minutes


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no such clock")
@pytest.mark.parametrize("command", at_leisure(("facts",), ("facts", "--unbound"), ("quantities",)))
def test_a_file_that_takes_too_long_is_refused_and_the_others_are_read(tmp_path, command):
    for name, text in (("own.txt", REPORT), ("slow.txt", SLOW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = (tmp_path / "slow.txt", tmp_path / "own.txt")
    before = signal.getsignal(signal.SIGALRM)
    code, out, err = hz(*command, *files, "--format", "csv", "--seconds", 3)
    assert code == 1 and "own" in out and "slow" not in out
    assert "slow.txt: 3 秒里没有读完" in err and "2 个文件里有 1 个读不出来" in err
    assert signal.getsignal(signal.SIGALRM) == before
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
    alone = hz(*command, files[0], "--format", "csv", "--seconds", 1)
    assert alone[0] == 1 and "slow.txt: 1 秒里没有读完" in alone[2]
    assert len(alone[1].splitlines()) == 1  # the names of the columns


@pytest.mark.skipif(sys.platform != "linux", reason="no such limit")
def test_a_file_that_takes_too_much_memory_is_refused_and_the_others_are_read(tmp_path):
    import resource

    for name, text in (("own.txt", REPORT), ("large.txt", SLOW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    before = resource.getrlimit(resource.RLIMIT_DATA)
    code, out, err = hz("facts", tmp_path / "large.txt", tmp_path / "own.txt", "--format", "csv",
                        "--memory", 40)  # fmt: skip
    assert code == 1 and "own" in out and "large" not in out
    assert "large.txt: 40 MB 内存不够读完" in err and "2 个文件里有 1 个读不出来" in err
    assert resource.getrlimit(resource.RLIMIT_DATA) == before


def test_a_budget_that_this_system_cannot_keep_is_told(tmp_path, monkeypatch):
    (tmp_path / "own.txt").write_text(REPORT, encoding="utf-8")
    monkeypatch.setattr(sys, "platform", "win32")
    code, out, err = hz("facts", tmp_path / "own.txt", "--format", "csv", "--memory", 40)
    assert code == 1 and "这个系统不能限制" in err


def test_two_lists_are_not_asked_for_at_once(tmp_path):
    (tmp_path / "own.txt").write_text(REPORT, encoding="utf-8")
    code, out, err = hz("facts", tmp_path / "own.txt", "--check", "--unbound")
    assert (code, out) == (1, "") and "不能一起用" in err


@pytest.mark.skipif(sys.platform != "linux", reason="no such limits")
def test_a_file_that_is_read_within_its_budget_gives_the_same(tmp_path):
    (tmp_path / "own.txt").write_text(REPORT, encoding="utf-8")
    plain = hz("facts", tmp_path / "own.txt", "--format", "csv")
    assert plain[0] == 0 and plain == hz("facts", tmp_path / "own.txt", "--format", "csv",
                                         "--seconds", 60, "--memory", 2000)  # fmt: skip
    assert hz("facts", tmp_path / "own.txt", "--check", "--seconds", 60)[0] == 1
    assert hz("facts", tmp_path / "own.txt", "--check", "--memory", 60)[0] == 1


def test_a_level_that_no_place_can_have_is_told_on_the_way(tmp_path):
    (tmp_path / "own.txt").write_text(
        REPORT.replace("1080.5亿元", "10805000亿元"), encoding="utf-8"
    )
    code, out, err = hz("facts", tmp_path / "own.txt", "--format", "csv")
    assert code == 0 and "10805000亿元" not in out.replace("。", "，").split("，")
    assert "有1个数读出来不可能" in err and "“10805000亿元”" in err
    out = hz("facts", tmp_path / "own.txt", "--unbound", "--format", "csv")[1]
    assert "读成地区生产总值10,805,000亿元，超出0.5亿元至3,000,000亿元的范围" in out
    (tmp_path / "own.txt").write_text(REPORT, encoding="utf-8")
    assert "不可能" not in hz("facts", tmp_path / "own.txt")[2]


def hz_alone(*arguments) -> tuple[int, str, str]:
    """Run it as a process of its own, as a shell does."""
    done = subprocess.run(
        [sys.executable, "-c", "from hzlib.cli import main; main()", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        timeout=120,
    )
    return done.returncode, done.stdout, done.stderr


def rows(*arguments) -> list[dict]:
    code, out, err = hz("facts", *arguments, "--format", "jsonl")
    assert code == 0, err
    return [json.loads(line) for line in out.splitlines()]


def told(found: list[dict]) -> list[tuple]:
    return [tuple(row[field] for field in FIELDS) for row in found]


@pytest.fixture
def report(tmp_path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


# --- the contract ----------------------------------------------------------------------------------


def test_a_report_of_any_place_is_read_as_it_stands(report):
    found = rows(report)
    assert told(found) == FACTS
    for row in found:
        assert set(row) >= GOLD_FIELDS and tuple(row) == COLUMNS
        assert row["doc"] == "report"
        assert REPORT[row["start"] : row["end"]] == row["text"]


def test_without_a_path_the_catalogue_is_read():
    found = rows()
    assert {row["doc"] for row in found} == {document.id for document in corpus.documents()}
    assert len(found) == sum(len(extract(document)) for document in corpus.documents())


def test_doc_names_one_of_the_catalogue_or_gives_an_id_to_a_file(report):
    assert {row["doc"] for row in rows("--doc", "qiantang-gwr-2024")} == {"qiantang-gwr-2024"}
    assert {row["doc"] for row in rows(report, "--doc", "mine")} == {"mine"}


def test_place_and_year_choose_from_the_catalogue():
    for place in ("杭州市", "杭州", "浙江省杭州市"):
        found = {row["doc"] for row in rows("--place", place, "--year", "2023")}
        assert found == {"hangzhou-gwr-2023"}
    for name in ("钱塘", "杭州钱塘"):
        assert {row["doc"] for row in rows("--place", name)} == {"qiantang-gwr-2024"}


def test_place_that_is_told_goes_before_that_of_the_text_and_a_wrong_year_does_not(report):
    code, out, err = hz("facts", report, "--place", "云岭市", "--year", 2020, "--format", "jsonl")
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert {row["region"] for row in found} == {"云岭市"}
    assert {row["period"] for row in found} == {"2023", "2024"}
    assert "注意" in err and "江州市" in err and "2024" in err


def test_several_reports_are_read_one_behind_the_other(tmp_path, report):
    other = tmp_path / "other.txt"
    other.write_text(REPORT.replace("江州市", "云岭市"), encoding="utf-8")
    found = rows(report, other)
    assert [row["doc"] for row in found] == ["report"] * 3 + ["other"] * 3
    assert [row["region"] for row in found] == ["江州市"] * 3 + ["云岭市"] * 3


def test_a_table_shows_the_facts_on_a_screen(report):
    code, out, _ = hz("facts", report)
    assert code == 0
    for text in ("1080.5亿元", "5.6%", "gdp", "fai", "江州市", "target"):
        assert text in out


def test_a_report_without_facts_is_said_to_have_none(tmp_path):
    path = tmp_path / "calm.txt"
    path.write_text(REPORT.split("一、")[0] + "各项工作稳步推进。\n", encoding="utf-8")
    code, out, err = hz("facts", path, "--format", "jsonl")
    assert (code, out) == (0, "")
    assert "没有读出事实" in err


def test_what_was_not_bound_is_listed_with_its_reason(report):
    found = rows(report, "--unbound")
    assert [(row["text"], row["indicator"]) for row in found] == [("2个百分点", "fai")]
    assert "差距" in found[0]["why"]
    assert REPORT[found[0]["start"] : found[0]["end"]] == "2个百分点"


def test_many_files_are_read_in_processes_in_their_order(tmp_path):
    names = [f"{number:02}" for number in range(20)]
    for name in names:
        (tmp_path / f"{name}.txt").write_text(REPORT, encoding="utf-8")
    files = [tmp_path / f"{name}.txt" for name in names]
    files.insert(7, tmp_path / "none.txt")
    code, out, err = hz_alone("facts", *files, "--format", "jsonl")
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 1 and "none.txt" in err
    assert list(dict.fromkeys(row["doc"] for row in found)) == names
    assert len(found) == len(names) * len(FACTS)


def test_the_suffix_of_the_file_gives_the_format(report, tmp_path):
    file = tmp_path / "facts.csv"
    assert hz("facts", report, "-o", file)[0] == 0
    assert file.read_text("utf-8-sig") == hz("facts", report, "--format", "csv")[1]
    lines = tmp_path / "facts.jsonl"
    assert hz("facts", report, "-o", lines)[0] == 0
    assert told([json.loads(line) for line in lines.read_text("utf-8").splitlines()]) == FACTS


def test_every_number_is_accounted_for(report):
    code, _, err = hz("facts", report, "--unbound")
    total, fact, listed, other, none = map(int, re.findall(r"\d+(?=个)", err))
    assert code == 0 and total == fact + listed + other + none and fact == len(FACTS)


def test_a_report_whose_year_was_misread_is_doubted(tmp_path):
    path = tmp_path / "report.txt"
    aims = "".join(f"2024年城镇新增就业{number}万人。" for number in range(2, 14))
    path.write_text(
        f"2023年江州市政府工作报告\n——2023年1月9日在江州市人民代表大会会议上\n{aims}", "utf-8"
    )
    code, _, err = hz("facts", path)
    assert code == 0 and "是目标" in err


def test_what_contradicts_itself_is_listed(tmp_path):
    path = tmp_path / "report.txt"
    head = "2024年江州市政府工作报告\n——2024年1月9日在江州市第九届人民代表大会第三次会议上\n一、2023年工作回顾\n"
    says = "全市生产总值1860亿元。一般公共预算收入120亿元，其中税收收入150亿元。\n"
    path.write_text(f"{head}{says}全市生产总值1680亿元。\n", "utf-8")
    code, out, _ = hz("facts", path, "--check", "--format", "jsonl")
    found = {row["title"]: row["said"] for row in map(json.loads, out.splitlines())}
    assert code == 0 and found == {
        "江州市2023年地区生产总值": "1,860亿元",
        "江州市2023年：税收收入 ≤ 一般公共预算收入": "120亿元",
    }
    path.write_text(f"{head}全市生产总值1860亿元。\n", "utf-8")
    assert hz("facts", path, "--check", "--format", "jsonl")[1] == ""


# --- formats ---------------------------------------------------------------------------------------


def test_csv_has_a_header_and_the_same_rows(report):
    code, out, _ = hz("facts", report, "--format", "csv")
    found = list(csv.DictReader(io.StringIO(out)))
    assert code == 0 and tuple(found[0]) == COLUMNS
    assert [row["text"] for row in found] == [fact[0] for fact in FACTS]


def test_csv_has_no_cell_that_a_spreadsheet_would_run(tmp_path):
    path = tmp_path / "=cmd.txt"
    path.write_text(REPORT.replace("全市地区", "=HYPERLINK(1)，地区"), encoding="utf-8")
    code, out, _ = hz("facts", path, "--format", "csv")
    found = list(csv.DictReader(io.StringIO(out)))
    assert code == 0 and len(found) == 3
    for row in found:
        for cell in row.values():
            assert len(cell) == 1 or not cell.startswith(("=", "+", "@", "\t"))
    assert found[0]["doc"] == "'=cmd"
    assert found[0]["sentence"].startswith("'=HYPERLINK")


def test_a_fall_stays_a_number_in_csv(tmp_path, report):
    report.write_text(REPORT.replace("增长5.6%", "下降5.6%"), encoding="utf-8")
    _, out, _ = hz("facts", report, "--format", "csv")
    assert list(csv.DictReader(io.StringIO(out)))[1]["value"] == "-5.6"


def test_brackets_of_a_name_are_no_markup_of_the_table(tmp_path):
    path = tmp_path / "[bold]report.txt"
    path.write_text(REPORT, encoding="utf-8")
    code, out, _ = hz("facts", path)
    assert code == 0 and "[bold]report" in out


def test_as_a_process_it_gives_the_same_and_the_same_exit_codes(report, tmp_path):
    code, out, err = hz_alone("facts", report, "--format", "jsonl")
    assert (code, err) == (0, "")
    assert told([json.loads(line) for line in out.splitlines()]) == FACTS
    code, out, err = hz_alone("facts", tmp_path / "none.txt")
    assert (code, out) == (1, "") and "Traceback" not in err and len(err.splitlines()) == 1


def test_a_file_for_a_spreadsheet_begins_with_its_mark_and_is_whole(report, tmp_path):
    file = tmp_path / "new" / "facts.csv"
    code, out, err = hz("facts", report, "--format", "csv", "-o", file)
    assert (code, out, err) == (0, "", "")
    assert file.read_bytes().startswith(b"\xef\xbb\xbfid,doc,start")
    assert file.read_text("utf-8-sig") == hz("facts", report, "--format", "csv")[1]
    assert [path.name for path in file.parent.iterdir()] == ["facts.csv"]
    code, _, err = hz("facts", report, "-o", tmp_path / "new")
    assert code == 1 and err.startswith("hz: ")


def test_facts_are_printed_without_pandas(report):
    code = (
        "import sys; from hzlib.cli import app\n"
        f"app(['facts', {str(report)!r}, '--format', 'csv'], standalone_mode=False)\n"
        "assert not {'pandas', 'numpy', 'plotly', 'jieba', 'IPython'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")


# --- encodings -------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_other_encodings_give_the_same_facts(tmp_path, encoding):
    path = tmp_path / "report.txt"
    path.write_bytes(REPORT.encode(encoding))
    assert told(rows(path)) == FACTS


def test_line_ends_of_windows_are_kept_in_the_offsets(tmp_path):
    path = tmp_path / "report.txt"
    raw = REPORT.replace("\n", "\r\n")
    path.write_bytes(raw.encode("utf-8"))
    found = rows(path)
    assert told(found) == FACTS
    assert all(raw[row["start"] : row["end"]] == row["text"] for row in found)


# --- bad input -------------------------------------------------------------------------------------


def refused(*arguments) -> str:
    """The one message of a command that must fail with exit code 1."""
    code, out, err = hz(*arguments)
    lines = err.strip().splitlines()
    assert code == 1 and out == "" and len(lines) == 1, (code, out, err)
    assert lines[0].startswith("hz: ") and "；" in lines[0], "what is wrong; what to do"
    return lines[0]


def test_a_file_that_does_not_exist_is_named(tmp_path):
    assert "none.txt: 没有这个文件" in refused("facts", tmp_path / "none.txt")


def test_a_folder_without_reports_is_refused(tmp_path):
    assert "里面没有读得出的报告" in refused("facts", tmp_path)


@pytest.mark.parametrize("content", [b"", b" \n\n\t "])
def test_an_empty_file_is_refused(tmp_path, content):
    path = tmp_path / "empty.txt"
    path.write_bytes(content)
    assert "empty.txt: 文件是空的" in refused("facts", path)


@pytest.mark.parametrize("head", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"%PDF-1.7\n"])
def test_a_picture_or_a_pdf_named_txt_is_refused(tmp_path, head):
    path = tmp_path / "picture.txt"
    path.write_bytes(head + bytes(range(256)) * 40)
    assert "picture.txt" in refused("facts", path)


def test_a_text_without_chinese_is_refused(tmp_path):
    path = tmp_path / "english.txt"
    path.write_text("The economy grew by 5.6%.\n" * 20, encoding="utf-8")
    assert "english.txt" in refused("facts", path)


def test_a_file_of_fifty_megabytes_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert "50 MB" in refused("facts", path)


def test_an_unknown_id_lists_the_known_ones():
    assert "hangzhou-gwr-2023" in refused("facts", "--doc", "hangzhou-gwr-1999")


def test_a_place_that_the_catalogue_lacks_lists_what_it_has():
    assert "钱塘区 2024" in refused("facts", "--place", "云岭市")


def test_one_id_for_two_files_is_refused(report):
    assert "2 个文件只有一个 id" in refused("facts", report, report, "--doc", "x")


def test_one_bad_file_among_several_does_not_hide_the_others(tmp_path, report):
    missing = tmp_path / "none.txt"
    code, out, err = hz("facts", missing, report, "--format", "jsonl")
    assert code == 1
    assert told([json.loads(line) for line in out.splitlines()]) == FACTS
    assert "none.txt: 没有这个文件" in err and "2 个文件里有 1 个读不出来" in err
    assert "Traceback" not in err


def test_an_unknown_format_is_refused_with_the_known_ones(report):
    code, out, err = hz("facts", report, "--format", "xml")
    assert code == 2 and out == "" and "jsonl" in err


# --- explain ---------------------------------------------------------------------------------------


def test_explain_tells_how_a_number_of_a_file_was_read(report):
    offset = REPORT.index("5.6%")
    code, out, err = hz("explain", report, offset)
    assert code == 0, err
    assert out.startswith(f"数字：5.6%（原文 {offset}–{offset + 4}）")
    assert "结果：地区生产总值（gdp.growth） 江州市 2023 actual = 5.6 %" in out


def test_explain_tells_why_a_number_gave_no_fact(report):
    code, out, _ = hz("explain", report, REPORT.index("2个百分点"))
    assert code == 0 and "差距" in out and out.rstrip().endswith("结果：不成事实")


def test_explain_reads_a_document_of_the_catalogue_by_its_id():
    code, out, _ = hz("explain", "hangzhou-gwr-2023", 507)
    assert code == 0 and out.startswith("数字：18753亿元")


def test_explain_refuses_what_it_cannot_find(tmp_path, report):
    assert "第 0 个字符处没有数字" in refused("explain", report, 0)
    assert "没有第 99999 个字符" in refused("explain", report, 99999)
    assert "没有这份文件" in refused("explain", "hangzhou-gwr-1999", 5)
    assert "没有这个文件" in refused("explain", tmp_path / "none.txt", 5)


def test_every_column_of_the_table_is_explained():
    rows = lookups.read(lookups.ColumnMeaning)
    assert [row.column for row in rows if row.table == "facts"] == list(COLUMNS)
    assert all(row.meaning for row in rows)
    code, out, _ = hz("facts", "--columns", "--format", "csv")
    assert code == 0 and out.splitlines()[0] == "table,column,standard name,meaning"
    assert "文件所印的数和单位" in out and all(row.zh for row in rows)
