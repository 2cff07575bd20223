"""``hz words`` from the shell: its formats, its own texts, its messages."""

import csv
import io
import json
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from hzlib.cli import main
from hzlib.text.corpus import load
from hzlib.words.concordance import LinesSource
from hzlib.words.frequency import frequency
from hzlib.words.tokens import all_tokens


@pytest.fixture
def run(monkeypatch, capsys):
    """Return what runs ``hz words`` in this process."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["hz", "words", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        captured = capsys.readouterr()
        code = left.value.code or 0
        return SimpleNamespace(returncode=code, stdout=captured.out, stderr=captured.err)

    return run


def test_json_lines_hold_the_rows_of_frequency(run):
    done = run("--by", "document", "--top", "3", "--format", "jsonl")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.stderr == ""
    assert [row["word"] for row in rows] == frequency(by="document", top=3)["word"].tolist()
    assert rows[0]["evidence"] == f"lines:{rows[0]['doc']}:{rows[0]['word']}"
    assert len(rows) == 15


def test_csv_has_a_header_and_a_table_is_aligned(run):
    done = run("--doc", "hangzhou-fyp15", "--top", "2", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["word"] for row in rows] == frequency("hangzhou-fyp15", top=2)["word"].tolist()
    table = run("--doc", "hangzhou-fyp15", "--top", "2").stdout.splitlines()
    assert table[0].split()[:3] == ["doc", "word", "frequency"]
    assert "evidence" not in table[0]
    keys = run("--doc", "hangzhou-fyp15", "--against", "rest", "--top", "2").stdout.splitlines()
    assert keys[0].split()[:3] == ["word", "target", "reference"] and "lines" not in keys[0]


def test_an_own_text_is_compared_with_the_catalogue(run, tmp_path):
    path = tmp_path / "我的报告.txt"
    path.write_text("人工智能。" * 30 + "城市建设。" * 5, encoding="utf-8")
    done = run(str(path), "--against", "hangzhou-gwr-2021", "--format", "jsonl", "--top", "1")
    row = json.loads(done.stdout)
    assert (row["word"], row["target"]) == ("人工智能", 30)
    assert row["log_ratio"] > 5 and row["p"] < 1e-9


def test_against_rest_takes_the_other_documents(run):
    done = run("--doc", "hangzhou-fyp15", "--against", "rest", "--top", "40", "--format", "jsonl")
    rows = {row["word"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert rows["人工智能"]["reference"] == 6


@pytest.mark.parametrize(
    "arguments", [("--kwic", "新质生产力"), ("--kwic", "新质.{2}力", "--regex")]
)
def test_concordance_lines_have_their_raw_spans(run, arguments):
    done = run(*arguments, "--doc", "hangzhou-fyp15", "--format", "jsonl")
    raw = load("hangzhou-fyp15").raw
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) == load("hangzhou-fyp15").text.count("新质生产力") > 9
    assert {raw[row["start"] : row["end"]] for row in rows} == {"新质生产力"}


def test_a_sentence_is_cut_in_the_open(run):
    lines = run("--cut", "培育新质生产力5项").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["piece", "培育", "新质生产力", "5项"]
    assert "user_dictionary.txt" in lines[2]


def test_totals_are_the_frequencies(run, tmp_path):
    texts = []
    for number in range(3):
        texts.append(tmp_path / f"{number}_2024.txt")
        texts[-1].write_text("城市发展三个项目。城市建设。", encoding="utf-8")
    done = run(*map(str, texts), "--totals", "--format", "jsonl")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    found = {row["word"]: (row["frequency"], row["docfreq"]) for row in rows}
    assert found == {"城市": (6, 3), "发展": (3, 3), "项目": (3, 3), "建设": (3, 3)}


def test_new_words_and_collocations_are_listed(run):
    assert "line" in run("--new", "--top", "3").stdout
    assert "创新" in run("--near", "人工智能", "--top", "5").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.txt"], "none.txt: 没有这个文件"),
        (["--doc", "nowhere"], "nowhere: 目录里没有这份文件"),
        (["--by", "year"], "可用：document、section"),
        (["--kwic", "城市", "--near", "城市"], "不能一起用"),
        (["--kwic", "(", "--regex"], "不是正则表达式"),
        (["--kwic", "量子霸权"], "文件里没有"),
        (["--dictionary", "none.txt"], "读不出来"),
        (["--against", "hangzhou-fyp15"], "两边有同一份文件"),
    ],
)
def test_a_mistake_gets_one_message_and_a_failure(run, arguments, message):
    done = run(*arguments)
    assert done.returncode == 1
    assert message in done.stderr and done.stderr.startswith("hz: ")
    assert done.stderr.count("\n") == 1 and done.stdout == ""


def test_an_unknown_format_is_refused_with_the_known_ones(run):
    done = run("--format", "xlsx")
    assert done.returncode == 2 and done.stdout == "" and "jsonl" in done.stderr


def test_jieba_keeps_its_cache_to_the_user_and_is_silent(tmp_path):
    shared, own = tmp_path / "shared", tmp_path / "own"
    shared.mkdir()
    places = {"TMPDIR": str(shared), "TEMP": str(shared), "XDG_CACHE_HOME": str(own)}
    places |= {"HOME": str(own), "LOCALAPPDATA": str(own)}
    done = subprocess.run(
        [sys.executable, "-c", "from hzlib.cli import main; main()", "words", "--cut", "城市"],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **places},
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert [path for path in shared.rglob("*") if "jieba" in path.name] == []
    assert [path.name for path in own.rglob("jieba-*.cache")] != []


def test_no_line_of_a_concordance_is_a_formula_of_a_spreadsheet(run, tmp_path):
    path = tmp_path / "own.txt"
    path.write_text("城市=1+1\n=2+3城市发展，城市建设\n", encoding="utf-8")
    for arguments in (("--kwic", "城市"), ("--kwic", "=2.3", "--regex")):
        rows = run(str(path), *arguments, "--format", "csv").stdout
        cells = [cell for row in csv.reader(io.StringIO(rows)) for cell in row]
        assert [cell for cell in cells if cell.lstrip().startswith("=")] == []
        assert [cell for cell in cells if cell.lstrip("' ").startswith("=")] != []


def test_a_concordance_of_the_catalogue_waits_for_no_engine_and_no_pandas(tmp_path):
    code = (
        "import sys; from hzlib.words.concordance import lines; print(len(lines('算力')));"
        "import hzlib.commands.words;"
        "print([m for m in ('jieba', 'rjieba', 'pandas', 'numpy') if m in sys.modules])"
    )
    done = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "HZLIB_CACHE": str(tmp_path)},
        ).stdout.splitlines()
        for _ in range(2)
    ]
    assert (done[0][1], done[1][1]) == ("['jieba']", "[]")
    assert done[0][0] == done[1][0] == str(LinesSource("算力", all_tokens()).count)


def test_importing_the_package_loads_no_segmenter():
    code = "import sys, hzlib; print([m for m in ('jieba', 'pandas', 'numpy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
