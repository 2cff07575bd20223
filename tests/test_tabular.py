"""Rows on a screen, in a pipe and in files, with all that cells may hold."""

import io
import json
import re
import sys

import pandas as pd
import pytest
from rich.cells import cell_len

import hzlib as hz
from hzlib.errors import HzError
from hzlib.tabular import Format, emit, printed, safe

FALL = hz.assumed(-1.4, "个百分点", "差", "gap")
FRAME = pd.DataFrame(
    {
        "word": ["经济", "5G", "=cmd"],
        "rate": [12.345, 0.0001, float("nan")],
        "gap": [FALL, FALL, hz.Missing.of("某市人口")],
        "evidence": [FALL.source] * 3,
        "section": ["一、回顾", "很长" * 40, None],
    }
)


def test_a_table_is_aligned_and_leaves_sources_out(capsys):
    assert printed(FRAME, Format.table) == 3
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.split() == ["word", "rate", "gap", "section"]
    ends = [cell_len(line[: line.index("−1.4个百分点")]) for line in lines[:2]]
    assert ends[0] == ends[1], "Chinese characters take two columns"
    assert lines[0].split()[1] == "12.35" and lines[1].split()[1] == "1.00e-04"
    assert "…" in lines[1] and cell_len(lines[1].split()[-1]) <= 60
    assert lines[2].split() == ["=cmd", "没有某市人口的数据"]


def test_values_and_sources_are_told_as_text(capsys):
    printed(FRAME, Format.jsonl)
    first, _, last = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["gap"] == "−1.4个百分点" and first["evidence"] == str(FALL.source)
    assert (last["rate"], last["section"]) == (None, None)
    printed(FRAME, Format.csv)
    assert capsys.readouterr().out.splitlines()[3].startswith("'=cmd,,没有某市人口的数据,")


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1+1", "-1-1", "@sum", "\t=1", "＝1+1", "\u200b=1", " =1", "\r=1", "-cmd|x"]
)
def test_no_cell_is_run_by_a_spreadsheet(cell):
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["=", "-3.5", "+12%", "a-b", "", "−5", 5, None, "1,200"])
def test_what_runs_nothing_is_left_alone(cell):
    assert safe(cell) == cell


@pytest.mark.parametrize("form", list(Format))
def test_a_file_is_what_the_screen_shows(tmp_path, capsys, form):
    rows = [{"a": 1, "b": "乙"}, {"a": 2.5, "b": "[bold]"}]
    assert emit(rows, ("a", "b"), form) == 2
    shown = capsys.readouterr().out
    file = tmp_path / "new" / "rows.txt"
    assert emit(rows, ("a", "b"), form, file=file) == 2
    assert capsys.readouterr().out == ""
    assert file.read_bytes().startswith(b"\xef\xbb\xbf") == (form is Format.csv)
    assert file.read_text("utf-8-sig") == shown
    assert "[bold]" in shown


def test_no_rows_give_the_heading_alone(capsys):
    assert emit([], ("a", "b"), Format.csv) == 0
    assert capsys.readouterr().out == "a,b\n"
    assert printed(FRAME.head(0), Format.table) == 0
    assert pd.read_csv(io.StringIO("a,b\n")).empty


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "rows.csv").mkdir()
    with pytest.raises(HzError, match="rows.csv"):
        emit([], ("a",), Format.csv, file=tmp_path / "rows.csv")


def test_in_a_pipe_cells_stay_whole(capsys):
    rows = [{"a": "18,\n753\t亿元\r", "b": "长" * 9000}, {"a": "", "b": "5"}]
    assert emit(rows, ("a", "b"), Format.table) == 2
    lines = capsys.readouterr().out.splitlines()
    assert [line.rstrip() for line in lines[2:]] == ["753 亿元", " " * 10 + "5"]
    assert lines[1].rstrip() == "18,       " + "长" * 9000
    assert len({cell_len(line) for line in lines}) == 1


def test_a_screen_folds_what_is_too_wide(monkeypatch):
    class Screen(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setenv("COLUMNS", "20")
    monkeypatch.setattr("sys.stdout", Screen())
    emit([{"a": "经济" * 9, "b": "[bold]"}], ("a", "b"), Format.table)
    lines = sys.stdout.getvalue().splitlines()
    assert len(lines) > 2 and all(cell_len(re.sub(r"\x1b\[\d+m", "", x)) <= 20 for x in lines)
    assert "[bold]" in sys.stdout.getvalue()


def test_a_screen_too_narrow_for_the_table_has_a_field_a_line(monkeypatch):
    class Screen(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setenv("COLUMNS", "20")
    columns = ("doc", "indicator", "region", "value")
    rows = [dict(zip(columns, ("甲", "gdp", "江州市", 5), strict=True))] * 2
    monkeypatch.setattr("sys.stdout", Screen())
    emit(rows, columns, Format.table)
    one = "doc        甲\nindicator  gdp\nregion     江州市\nvalue      5\n\n"
    assert sys.stdout.getvalue() == one * 2
    monkeypatch.setenv("COLUMNS", "24")
    monkeypatch.setattr("sys.stdout", Screen())
    emit(rows, columns, Format.table)
    assert "江州" in sys.stdout.getvalue() and "region     江州市" not in sys.stdout.getvalue()


def test_what_steers_a_terminal_is_written_out(capsys, monkeypatch):
    rows = [{"a": "\x1b[31m红\u202e\x9b", "b": 1}]
    for form in (Format.table, Format.jsonl):
        emit(rows, ("a", "b"), form)
        assert r"\u001b[31m红\u202e\u009b" in capsys.readouterr().out
    emit(rows, ("a", "b"), Format.csv)
    assert "\x1b[31m" in capsys.readouterr().out, "a file holds what the document holds"
