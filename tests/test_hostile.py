"""Documents made to do harm, through the whole chain: each is text, or refused in one line."""

import ast
import csv
import io
import json
import os
import re
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import made_files as made
import pytest

from hzlib import cli
from hzlib.errors import HzError
from hzlib.messages import visible
from hzlib.pages import run
from hzlib.text import corpus
from hzlib.themes.first_look import _book
from tests import hostile

_HZ = [sys.executable, "-c", "from hzlib.cli import main; main()"]
_TEXT = "2024年江州市政府工作报告\n2023年，江州市地区生产总值5000亿元，增长5.6%。\n"
_LAW = "2023年，江州市一般公共预算收入300亿元，增长3.2%。\n"
# What turns text round or moves a cursor; tabs and line ends aside.
_STEERS = re.compile(r"[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
posix = pytest.mark.skipif(sys.platform == "win32", reason="names and devices of POSIX")


def hz(capsys, *words):
    """Run the command line; return its exit code, what it prints and what it says."""
    try:
        cli.app([str(word) for word in words], standalone_mode=False)
        code = 0
    except HzError as error:
        print(error, file=sys.stderr)
        code = 1
    return code, *capsys.readouterr()


# --- texts ----------------------------------------------------------------------------------------


@pytest.fixture(params=hostile.TEXTS, ids=range(len(hostile.TEXTS)))
def report(request, tmp_path):
    """A report that holds a text which tries to be more, alone on a line and beside a number."""
    text = request.param
    file = tmp_path / "江州_2024.txt"
    # A few strange signs among many others are no binary data.
    told = f"{_TEXT * 20}{_LAW}说明：{text}\n{text}共5.5亿元，{text}增长8%。\n{_LAW}"
    file.write_text(told, encoding="utf-8", newline="")
    return file


def test_a_text_hides_no_fact_before_or_behind_it(capsys, report):
    code, out, _ = hz(capsys, "facts", report, "--format", "jsonl")
    rows = list(map(json.loads, out.splitlines()))
    raw = report.read_bytes().decode("utf-8")
    assert code == 0 and all(raw[row["start"] : row["end"]] == row["text"] for row in rows)
    starts = [found.start() for found in re.finditer("300亿元", raw)]
    assert [row["start"] for row in rows if row["text"] == "300亿元"] == starts


def test_nothing_steers_the_terminal(capsys, report):
    place = report.read_bytes().decode("utf-8").rindex("8%")
    for command in (("facts",), ("quantities", "--format", "jsonl"), ("docs", "--audit"),
                    ("docs", "--outline"), ("docs",), ("explain", place)):  # fmt: skip
        code, *said = hz(capsys, command[0], report, *command[1:])
        assert code == 0 and not any(map(_STEERS.search, said)), command


def test_nothing_steers_the_terminal_that_shows_a_csv(capsys, monkeypatch, report):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    _, out, _ = hz(capsys, "quantities", report, "--format", "csv")
    assert "江州" in out and not _STEERS.search(out)


@pytest.mark.parametrize("command", ["facts", "quantities"])
def test_no_cell_of_a_csv_runs_and_numbers_stay_numbers(capsys, tmp_path, report, command):
    code, *_ = hz(capsys, command, report, "-o", tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert code == 0 and len(rows) > 20
    for row in rows:
        assert float(row["value"]) >= 0 and int(row["end"]) > int(row["start"])
        for cell in row.values():
            assert len(cell) < 2 or not re.match(r"[\s\u200b]*[=+\-@＝]", cell) or _number(cell)


def _number(cell):
    return re.fullmatch(r"[+-][\d.,]+%?", cell) is not None


def test_a_word_in_its_lines_is_no_formula_in_a_csv(capsys, tmp_path):
    file = tmp_path / "江州_2024.txt"
    file.write_text(f"{_TEXT}=HYPERLINK(新质)与新质\n=1+1新质\n", encoding="utf-8")
    code, out, _ = hz(capsys, "words", file, "--kwic", "新质", "--format", "csv")
    cells = [cell for row in csv.reader(io.StringIO(out)) for cell in row]
    assert code == 0 and any(cell.startswith("' =1+1") for cell in cells)
    assert not any(re.match(r"\s*[=+@]", cell) for cell in cells)


# --- names ----------------------------------------------------------------------------------------

NAMES = (
    "<script>alert(1)</script>", "\x1b[31m红", "换\n行", "..", "a..b", "=1+1", "@sum", "-rf",
    "\u202e反", "\u200b零宽", "' onload=a '", '"><b>', "%2e%2e%2fetc", "[bold red]", "{path}", "$(id)",
    "`id`", "😀", "a" * 200,
)  # fmt: skip


@posix
@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_a_file_is_a_name(capsys, tmp_path, name):
    # A name may hold no stroke.
    file = tmp_path / f"{name.replace('/', '∕')}.txt"
    file.write_text(_TEXT, encoding="utf-8")
    code, out, err = hz(capsys, "facts", "--format", "csv", "--", file)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0 and [row["text"] for row in rows] == ["5000亿元", "5.6%"]
    assert rows[0]["doc"].removeprefix("'") == visible(file.stem) or file.stem in rows[0]["doc"]
    assert not rows[0]["doc"].startswith(("=", "@")) and not _STEERS.search(err)


@pytest.mark.parametrize("name", (*NAMES, "题\n```python\nopen('broken', 'w')\n```", "{documents}"))
def test_a_name_is_no_cell_of_the_notebook_about_it(name):
    plain, found = _book("题", ["a"]), _book(name, [name])
    assert [one.cell_type for one in found.cells] == [one.cell_type for one in plain.cells]
    (cell,) = (one for one in found.cells if "parameters" in one.metadata.get("tags", ()))
    assert ast.literal_eval(ast.parse(cell.source).body[0].value) == [name]
    others = [one.source for one in found.cells[1:] if one is not cell]
    assert others == [
        one.source for one in plain.cells[1:] if one.source not in ("", _first(plain))
    ]


def _first(book):
    return next(one.source for one in book.cells if "parameters" in one.metadata.get("tags", ()))


@posix
@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_no_file_is_told_as_it_is(capsys, tmp_path, name):
    code, _, err = hz(capsys, "facts", "--", tmp_path / name.replace("/", "∕") / "no.txt")
    assert code == 1 and not _STEERS.search(err.replace("\n", ""))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems make no such name")
def test_a_file_whose_name_is_no_text_is_refused(tmp_path):
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    file.write_text(_TEXT, encoding="utf-8")
    for read in (corpus.read_all, run.load):
        with pytest.raises(HzError, match="文件名不是文字；请改名"):
            read(file)


# --- files ----------------------------------------------------------------------------------------


def _zipped(**parts):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _word(xml):
    return _zipped(**{"[Content_Types].xml": "<Types/>", "word/document.xml": xml})


def _entities(*declared, shown="&a;"):
    body = made.WORD.format(made.paragraph(f"<w:r><w:t>{_TEXT}{shown}</w:t></w:r>"))
    return _word(f"<!DOCTYPE w:document [{''.join(declared)}]>{body}")


_LAUGHS = ('<!ENTITY a0 "哈">', *(
    f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9)
))  # fmt: skip
_BODY = "".join(map(made.paragraph, _TEXT.splitlines()))
_CELLS = made.table([made.cell("甲"), made.cell("5")])
_MERGED = "<w:vMerge{}/>"
_PAGE = f"<html><body><p>{_TEXT.replace(chr(10), '</p><p>')}</p>{{}}</body></html>"

# Each with what is said of it; nothing is said of what is read.
FILES = {
    "0 bytes": ("a.txt", b"", "是空的"),
    "blank": ("a.txt", b" \r\n\t" * 99, "是空的"),
    "zeros": ("a.txt", bytes(999), "二进制"),
    "a text named docx": ("a.docx", _TEXT, None),
    "a web page named docx": ("a.docx", _PAGE.format(""), None),
    "a text named pdf": ("a.pdf", _TEXT, None),
    "half a zip": ("a.docx", made.docx(_BODY)[:300], "不是完好的 Word 文件"),
    "a zip's head alone": ("a.docx", b"PK\x03\x04" + b"x" * 99, "不是完好的 Word 文件"),
    "an empty zip": ("a.docx", b"PK\x05\x06" + bytes(18), "二进制"),
    "a zip of strange names": (
        "a.docx", _zipped(**{"../../word/document.xml": "<a/>", "/etc/passwd": ""}), "压缩包"
    ),
    "no XML": ("a.docx", _word("not XML"), "Word"),
    "an entity that names a file": (
        "a.docx", _entities('<!ENTITY a SYSTEM "file:///etc/passwd">'), None
    ),
    "an entity that names a host": (
        "a.docx", _entities('<!ENTITY a SYSTEM "http://example.invalid/a">'), None
    ),
    "entities of entities": ("a.docx", _entities(*_LAUGHS, shown="&a9;"), "Word"),
    "one long entity, often": (
        "a.docx", _entities(f'<!ENTITY a "{"哈" * 90_000}">', shown="&a;" * 9_000), "Word"
    ),
    "unpacks to 65 MB": ("a.docx", _word(made.WORD.format(" " * 65_000_000)), "太大"),
    "5 million tags": ("a.docx", _word(made.WORD.format("<w:p/>" * 5_000_000)), "太大"),
    "10,000 tables": ("a.docx", made.docx(_BODY + _CELLS * 10_000), None),
    "tables in tables": (
        "a.docx",
        made.docx("<w:tbl><w:tr><w:tc>" * 3_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 3_000),
        "Word",
    ),
    "a long cell over many rows": (
        "a.docx",
        made.docx(_BODY + made.table(
            [made.cell("长" * 99_999, properties=_MERGED.format(' w:val="restart"')), made.cell("5")],
            *[[made.cell(properties=_MERGED.format("")), made.cell("5")]] * 999,
        )),
        "Word",
    ),
    "UTF-16, small end first": ("a.txt", ("\ufeff" + _TEXT).encode("utf-16-le"), None),
    "UTF-16, big end first": ("a.txt", ("\ufeff" + _TEXT).encode("utf-16-be"), None),
    "UTF-16 without mark": ("a.txt", _TEXT.encode("utf-16-le"), None),
    "UTF-16 without mark, big": ("a.txt", _TEXT.encode("utf-16-be"), None),
    "UTF-16 of English": ("a.txt", ("no Chinese\n" * 99).encode("utf-16-le"), "二进制"),
    "UTF-32": ("a.txt", _TEXT.encode("utf-32"), "二进制"),
    "two encodings": ("a.txt", _TEXT.encode() * 3 + _TEXT.encode("gb18030") * 3, "不是 UTF-8"),
    "no encoding": ("a.txt", b"\x4e\xff\x52\xff" * 500, "不是 UTF-8"),
    "every byte": ("a.txt", bytes(range(1, 256)) * 30, "不是"),
    "half a PDF": ("a.pdf", made.pdf([(72, 700, 12, _TEXT.strip())])[:400], "PDF"),
    "a PDF's head alone": ("a.pdf", b"%PDF-1.7\n", "PDF"),
    "a page of scripts": ("a.html", _PAGE.format("<script>5%</script>" * 99), None),
    "a page that hides": ("a.html", _PAGE.format("<p hidden>9%</p><p style=display:none>9%"), None),
    "a page of 20,000 levels": ("a.html", _PAGE.format("<div>" * 20_000 + "5%。"), "网页"),
    "cells over 60 rows and columns": (
        "a.html",
        _PAGE.format("<table>" + "<tr><td rowspan=60 colspan=60>中5" * 1_000 + "</table>"), "网页",
    ),
    "a page that moves on": (
        "a.html", _PAGE.format("<meta http-equiv=refresh content='0;url=http://a.invalid'>"), None
    ),
    "a table without end": ("a.csv", f'text\n"{_TEXT}', "CSV"),
    "a table of formulas": ("a.csv", f'id,text\n=1+1,"{_TEXT}"\n@a,"{_TEXT}"\n', None),
    "ids that climb": ("a.csv", f'id,text\n../../a,"{_TEXT}"\n<b>,"{_TEXT}"\n', None),
    "a line of a million signs": ("a.txt", _TEXT + "，".join(["无"] * 500_000), None),
}  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_a_file_is_read_as_text_or_refused_in_one_line(capsys, tmp_path, kind):
    name, content, said = FILES[kind]
    file = tmp_path / name
    file.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    code, out, err = hz(capsys, "facts", file, "--format", "jsonl")
    if said is None:
        texts = [json.loads(line)["text"] for line in out.splitlines()]
        assert code == 0 and texts[:2] == ["5000亿元", "5.6%"] and "9%" not in texts
        assert "root:" not in corpus.read_all(file)[0].raw
    else:
        assert (code, out) == (1, "") and len(err.splitlines()) == 1
        assert err.startswith(str(file)) and said in err


def test_the_set_is_large():
    assert len(set(hostile.TEXTS)) >= 60 and len(FILES) + len(NAMES) >= 55


@pytest.mark.skipif(sys.platform != "linux", reason="no other system keeps the limit")
def test_no_file_takes_more_than_a_gigabyte(tmp_path):
    import resource

    files = []
    for number, (name, content, _) in enumerate(FILES.values()):
        files.append(tmp_path / f"{number:02}-{name}")
        files[-1].write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    files.append(tmp_path / "large.txt")
    files[-1].write_text(_TEXT, encoding="utf-8")
    os.truncate(files[-1], 200_000_000)
    limit = (1_000_000_000, 1_000_000_000)
    done = subprocess.run(
        [*_HZ, "facts", *map(str, files), "-o", str(tmp_path / "out.csv")], capture_output=True,
        text=True, encoding="utf-8", check=False, timeout=300,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, limit),
    )  # fmt: skip
    refused = sum(said is not None for _, _, said in FILES.values()) + 1
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert f"{refused}" in done.stderr.splitlines()[-1], done.stderr
    assert "large.txt" in done.stderr and "200 MB" in done.stderr


@posix
@pytest.mark.parametrize(
    "kind", ["pipe", "socket", "/dev/zero", "/dev/null", "folder", "nowhere", "circle", "closed"]
)
def test_what_is_no_file_is_refused_at_once(capsys, tmp_path, kind):
    path = tmp_path / "a.txt" if "/" not in kind else Path(kind)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        os.chdir(tmp_path)  # the name of a socket may have some hundred characters
        socket.socket(socket.AF_UNIX).bind("a.txt")
    elif kind == "folder":
        path.mkdir()
    elif kind in ("nowhere", "circle"):
        path.symlink_to(tmp_path / ("b.txt" if kind == "nowhere" else "a.txt"))
    elif kind == "closed":
        path.write_text(_TEXT, encoding="utf-8")
        path.chmod(0)
        if os.access(path, os.R_OK):
            pytest.skip("the superuser reads everything")
    code, out, err = hz(capsys, "facts", path)
    assert (code, out) == (1, "") and len(err.splitlines()) == 1 and err.startswith(str(path))
