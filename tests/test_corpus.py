"""The catalogue, its hash check, and the reading of any file."""

import csv
import hashlib
from pathlib import Path

import pytest

from hzlib import lookups, paths
from hzlib.errors import HzError
from hzlib.text import corpus, files

IDS = [
    "hangzhou-gwr-2021",
    "hangzhou-gwr-2023",
    "hangzhou-plan-2024",
    "qiantang-gwr-2024",
    "hangzhou-fyp15",
]
REPORT = (
    "政府工作报告\n（2019年2月3日在江州市第十三届人民代表大会第六次会议上）\n各位代表：\n"
    "一、2018年工作回顾\n全市生产总值达到１０８０．５亿元，增长５．６％。\n"
)


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A copy of the data folder that a test may spoil."""
    for folder in ("raw", "etc"):
        (tmp_path / folder).mkdir()
        for file in (paths.data() / folder).iterdir():
            (tmp_path / folder / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(paths, "data", lambda: tmp_path)
    corpus.load.cache_clear()
    lookups.forget()
    yield tmp_path
    corpus.load.cache_clear()
    lookups.forget()


def test_catalogue_names_each_document_fully():
    rows = [
        (d.id, d.kind, d.issuer, d.place, d.year, d.reviewed, d.planned) for d in corpus.documents()
    ]
    city, district = "杭州市人民政府", "杭州市钱塘区人民政府"
    assert rows == [
        ("hangzhou-gwr-2021", "work-report", city, "杭州市", 2021, "2020", "2021"),
        ("hangzhou-gwr-2023", "work-report", city, "杭州市", 2023, "2022", "2023"),
        ("hangzhou-plan-2024", "plan-report", city, "杭州市", 2024, "2023", "2024"),
        ("qiantang-gwr-2024", "work-report", district, "钱塘区", 2024, "2023", "2024"),
        ("hangzhou-fyp15", "plan-outline", city, "杭州市", 2026, "2021-2025", "2026-2030"),
    ]


def test_catalogue_is_a_table_with_a_source_and_a_hash_for_every_document():
    table = corpus.catalogue()
    assert list(table["id"]) == IDS
    assert (table["source"] != "").all()
    assert (table["defects"] != "").all()
    for row in table.to_dict("records"):
        content = (paths.data() / "raw" / row["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == row["sha256"], row["file"]


def test_every_raw_file_is_in_the_catalogue():
    assert {row.file for row in corpus.catalogue_rows()} == {
        file.name for file in (paths.data() / "raw").iterdir()
    }


def test_raw_text_is_the_file_itself():
    for document in corpus.documents():
        assert document.raw.encode("utf-8") == document.path.read_bytes()


def test_unknown_id_lists_the_known_ones():
    with pytest.raises(HzError, match="hangzhou-gwr-2022: 目录里没有这份文件.*qiantang-gwr-2024"):
        corpus.load("hangzhou-gwr-2022")


def test_a_changed_file_is_named_with_the_remedy(copied):
    file = copied / "raw" / "003_058a47b1a797c1c9.txt"
    file.write_bytes(file.read_bytes().replace("1270亿元".encode(), "1720亿元".encode()))
    with pytest.raises(HzError, match=r"003_058a47b1a797c1c9.txt: 被改动过.*git checkout"):
        corpus.load("qiantang-gwr-2024")
    assert corpus.load("hangzhou-gwr-2021").place == "杭州市"


def test_a_missing_file_is_named_with_the_remedy(copied):
    (copied / "raw" / "001_9ecc862bbb333f7d.txt").unlink()
    with pytest.raises(HzError, match=r"001_9ecc862bbb333f7d.txt: 读不出来.*git checkout"):
        corpus.documents()


def test_a_file_that_cannot_be_read_is_named(copied):
    file = copied / "raw" / "001_9ecc862bbb333f7d.txt"
    file.unlink()
    file.mkdir()
    with pytest.raises(HzError, match=r"001_9ecc862bbb333f7d.txt: 读不出来"):
        corpus.load("hangzhou-gwr-2021")


def test_a_correction_whose_expectation_is_not_met_fails_loudly(copied):
    file = copied / "etc" / "corrections.csv"
    rows = list(csv.DictReader(file.open(encoding="utf-8", newline="")))
    rows[0]["expected"] = "新时代习"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    with pytest.raises(HzError, match="220-224 处是“习新时代”，不是“新时代习”"):
        _ = corpus.load("hangzhou-plan-2024").text


# --- reading --------------------------------------------------------------------------------------


def test_encodings_are_recognised(tmp_path):
    for name, content in {
        "utf8": REPORT.encode(),
        "utf8-mark": b"\xef\xbb\xbf" + REPORT.encode(),
        "gb18030": REPORT.encode("gb18030"),
        "gb18030-crlf": REPORT.replace("\n", "\r\n").encode("gb18030"),
        "utf16-little": b"\xff\xfe" + REPORT.encode("utf-16-le"),
        "utf16-big": b"\xfe\xff" + REPORT.encode("utf-16-be"),
    }.items():
        path = tmp_path / f"{name}.txt"
        path.write_bytes(content)
        document = corpus.read(path)
        assert document.warnings == (), name
        assert "全市生产总值达到1080.5亿元，增长5.6%。" in document.text, name
        start = document.text.index("1080.5亿元")
        low, high = document.cleaned.raw_span(start, start + 8)
        assert document.raw[low:high] == "１０８０．５亿元", name


def test_byte_order_mark_and_line_ends_count_in_offsets(tmp_path):
    path = tmp_path / "江州市_2019.txt"
    path.write_bytes(b"\xef\xbb\xbf" + "一、回顾\r\n增长5%。".encode())
    document = corpus.read(path)
    assert document.raw == "\ufeff一、回顾\r\n增长5%。"
    start = document.text.index("5%")
    assert document.cleaned.raw_span(start, start + 2) == (9, 11)


def test_a_few_broken_bytes_are_read_and_warned_of(tmp_path):
    path = tmp_path / "江州市_2019.txt"
    path.write_bytes(REPORT.encode() + "各项任务全面完成".encode()[:-1])
    document = corpus.read(path)
    assert document.text.endswith("各项任务全面完\ufffd")
    assert document.warnings == (f"{path}: 有 1 个字符解不出来",)
    assert [defect.reason for defect in document.cleaned.defects] == ["无法解码的字"]


def test_a_word_file_gives_paragraphs_and_tables_in_order(tmp_path):
    from docx import Document

    word = Document()
    word.add_paragraph("2019年江州市政府工作报告")
    word.add_paragraph("一、主要指标")
    table = word.add_table(rows=2, cols=3)
    for row, texts in enumerate(
        (("指标", "2018年", "2019年"), ("生产总值（亿元）", "1080", "1140"))
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    word.add_paragraph("二、措施")
    path = tmp_path / "report.docx"
    word.save(str(path))
    document = corpus.read(path)
    assert document.raw.split("\n") == [
        "2019年江州市政府工作报告",
        "一、主要指标",
        "指标\t2018年\t2019年",
        "生产总值（亿元）\t1080\t1140",
        "二、措施",
    ]
    assert (document.place, document.year) == ("江州市", 2019)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "文件是空的"),
        (b" \r\n\t", "文件是空的"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "是一张图片（PNG）"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)) * 9, "是一张图片（JPEG）"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 9, "不是能读的 PDF 文件"),
        (b"\xd0\xcf\x11\xe0" + bytes(500), "是一个旧的 Word 文件（.doc）"),
        (b"PK\x03\x04" + bytes(500), "是压缩包，不是 Word 文件"),
        (bytes(range(256)) * 50, "不是 UTF-8、|是二进制数据"),
        (bytes(3000), "是二进制数据"),
        (b"GDP grew by 5 per cent.", "里面没有中文"),
    ],
)
def test_what_is_no_report_is_refused_with_one_message(tmp_path, content, message):
    path = tmp_path / "report.txt"
    path.write_bytes(content)
    with pytest.raises(HzError, match=f"report.txt: {message}"):
        corpus.read(path)


def test_no_such_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(HzError, match="nothing.txt: 没有这个文件"):
        corpus.read(tmp_path / "nothing.txt")
    with pytest.raises(HzError, match="是文件夹，不是文件"):
        corpus.read(tmp_path)


def test_a_file_of_50_mb_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(HzError, match="large.txt: 有 50 MB"):
        corpus.read(path)
    assert files.LIMIT > 20_000_000


def test_a_file_with_the_bytes_of_a_catalogued_one_is_that_document(tmp_path):
    row = corpus.catalogue_rows()[2]
    path = tmp_path / "copy.txt"
    path.write_bytes(corpus.file_of(row).read_bytes())
    document = corpus.read(path)
    assert (document.id, document.path) == ("hangzhou-plan-2024", path)
    assert "习近平新时代" in document.text
    told = corpus.read(path, id="x", place="江州市", year=2020)
    assert (told.id, told.place, told.year, told.reviewed) == ("x", "江州市", 2020, "2019")


def test_reading_text_needs_no_large_package():
    import subprocess
    import sys

    code = (
        "import sys; from hzlib.text import corpus; [d.text for d in corpus.documents()];"
        "print([m for m in ('pandas', 'numpy', 'docx', 'lxml', 'pypdfium2', 'plotly', 'jieba') if m in sys.modules])"
    )
    root = Path(corpus.__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root)
    assert done.stdout.strip() == "[]", done.stderr
