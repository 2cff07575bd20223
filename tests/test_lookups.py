"""The reader of ``data/etc``: every table is read, and what is wrong with one is named."""

import csv
import io
import re
from fractions import Fraction
from typing import Annotated, Literal, get_args, get_origin, get_type_hints

import pytest

from hzlib import lookups, paths, storage, wording
from hzlib.errors import HzError

ETC = paths.data() / "etc"
FILES = sorted(path.name for path in ETC.glob("*.csv"))


@pytest.fixture
def etc(tmp_path, monkeypatch):
    """A copy of ``data/etc`` that a test may spoil."""
    (tmp_path / "etc").mkdir()
    for file in ETC.iterdir():
        (tmp_path / "etc" / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(paths, "data", lambda: tmp_path)
    lookups.forget()
    yield tmp_path / "etc"
    lookups.forget()


def table(path):
    text = path.read_text(encoding="utf-8")
    return list(csv.reader(io.StringIO(text, newline="")))


def written(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def complaint(path, *parts):
    """Read the file and check that the error names file, line and column, and has a remedy."""
    lookups.forget()
    with pytest.raises(HzError) as caught:
        lookups.read(lookups.TABLES[path.name].row)
    message = str(caught.value)
    assert message.startswith(f"{path} 第 ") and caught.value.remedy, message
    for part in parts:
        assert str(part) in message, message
    return message


def wrong_values(kind):
    """Values that a column of a type may not hold."""
    plain = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    notes = kind.__metadata__ if get_origin(kind) is Annotated else ()
    if get_origin(plain) is Literal:
        yield from ("no-such-value", "NaN")
    if plain is re.Pattern[str] or get_origin(plain) is re.Pattern:
        yield from ("(unclosed", "a{3,2}")
    if plain in lookups._NUMBERS:
        yield from ("many", "1e", "NaN", "1_0", "1/0")
    for note in notes:
        if isinstance(note, lookups.Refers):
            yield from ("no_such_key", "@" if not note.mark else "no_such_key")
        if isinstance(note, lookups.Form):
            yield "[no] such] form"


def test_every_table_of_the_folder_has_a_row_type_and_is_read_whole():
    assert set(lookups.TABLES) == set(FILES)
    for file, known in lookups.TABLES.items():
        rows = lookups.read(known.row)
        assert len(rows) == len(table(ETC / file)) - 1 > 0, file


@pytest.mark.parametrize("file", FILES)
def test_what_is_wrong_with_a_table_is_named_by_file_line_and_column(etc, file):
    path, known = etc / file, lookups.TABLES[file]
    header, *rows = sound = table(path)
    kinds = get_type_hints(known.row, include_extras=True)
    last = len(path.read_text(encoding="utf-8").splitlines())

    written(path, [*sound[:-1], rows[-1][:-1]])
    complaint(path, f"第 {last} 行“{header[-1]}”列")
    written(path, [*sound[:-1], [*rows[-1], "more"]])
    complaint(path, f"第 {last} 行“{len(header) + 1}”列")
    written(path, [*sound, rows[-1]])
    complaint(path, f"第 {last + 1} 行“{'、'.join(known.key)}”列", f"在第 {last} 行已有")
    for index, column in enumerate(header):
        name = column.replace(" ", "_")
        written(path, [row[:index] + row[index + 1 :] for row in sound])
        complaint(path, f"第 1 行“{name}”列: 缺这一列")
        for value in wrong_values(kinds[name]):
            spoilt = [*rows[-1][:index], value, *rows[-1][index + 1 :]]
            written(path, [*sound[:-1], spoilt])
            complaint(path, f"第 {last} 行“{name}”列: ", f"“{value}”")
    written(path, [[*header, "surplus"], *([*row, ""] for row in rows)])
    complaint(path, "第 1 行“surplus”列: 没有这样的列")
    written(path, [[*header[:-1], header[0]], *rows])
    complaint(path, "第 1 行“")


@pytest.mark.parametrize("file", FILES)
def test_a_table_that_cannot_be_read_is_named_with_the_remedy(etc, file):
    path = etc / file
    row = lookups.TABLES[file].row
    content = path.read_bytes()
    for spoilt, message in (
        (content + "数字".encode("gb18030") + b"\n", r"第 \d+ 行: 不是 UTF-8"),
        (b"", "没有表头"),
        (content + b'"never closed', r"第 \d+ 行: unexpected end"),
        (None, "读不出来.*；请恢复这个文件"),
    ):
        path.write_bytes(spoilt) if spoilt is not None else path.unlink()
        lookups.forget()
        with pytest.raises(HzError, match=re.escape(str(path)) + f".*{message}"):
            lookups.read(row)


def test_a_cell_that_must_be_filled_may_not_be_empty(etc):
    path = etc / "units.csv"
    path.write_text("unit,base,factor\n元,,1\n", encoding="utf-8")
    complaint(path, "第 2 行“base”列: 这一格是空的；请填上")


def test_a_byte_order_mark_and_empty_lines_of_a_spreadsheet_do_no_harm(etc):
    path = etc / "units.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes() + b"\r\n\r\n")
    assert lookups.read(lookups.Unit)[0].unit == "元"


def test_a_line_is_counted_as_an_editor_counts_it(etc):
    path = etc / "units.csv"
    path.write_text('unit,base,factor\n"元\n",元,1\n\n吨,斤,many\n', encoding="utf-8")
    complaint(path, "第 5 行“factor”列")


def test_cells_are_what_their_columns_say():
    assert lookups.units()["亩"] == lookups.Unit(unit="亩", base="平方米", factor=Fraction(2000, 3))
    assert lookups.indicators()["gdp"].units == {"元", "美元"}
    pairs = (row for row in lookups.read(lookups.Alias) if len(row.indicator) == 2)
    both = next(row for row in pairs if row.indicator[0][0] != "@")
    assert both.indicator == ("income_urban", "income_rural")
    assert any(str(row.value) == "84.0" for row in lookups.read(lookups.ReferenceFigure))


def test_rows_cannot_be_changed():
    with pytest.raises(AttributeError):
        lookups.indicators()["gdp"].kind = "rate"


def test_every_indicator_may_be_compared_somehow_and_has_a_name():
    assert set(lookups.comparability()) == set(lookups.indicators())
    assert lookups.indicator_name("gdp") == "地区生产总值"


def test_every_indicator_is_defined_and_has_a_range_that_holds_the_reference_figures():
    known = lookups.comparability()
    for row in known.values():
        assert row.definition.endswith("。") and row.authority and row.group, row.indicator
        assert row.low < row.high and row.high.is_finite(), row.indicator
    for one in lookups.read(lookups.ReferenceFigure):
        unit = lookups.indicators()[one.indicator].canonical_unit
        if one.measure == "level" and one.unit == unit:
            assert known[one.indicator].low <= one.value <= known[one.indicator].high, one


KINDS = [
    *get_args(lookups.CueKind), *get_args(lookups.DocumentCueKind), *get_args(lookups.HeadingRole),
]  # fmt: skip


def test_a_kind_of_cue_has_its_words_in_one_table():
    assert len(KINDS) == len(set(KINDS))


def test_cues_are_sorted_longest_first():
    for kind in KINDS:
        lengths = [len(word) for word in lookups.cues(kind)]
        assert lengths and lengths == sorted(lengths, reverse=True), kind
        assert "" not in lookups.cues(kind), kind


def test_a_kind_of_cue_without_a_word_is_an_error_and_no_pattern_that_matches_everything():
    with pytest.raises(HzError, match=r"cues\.csv: 没有“none”这一类的词"):
        lookups.cues("none")


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("出口", ["出口"]),
        ("[a|b]c", ["ac", "bc"]),
        ("[a|]c", ["ac", "c"]),
        ("[a|b][c|]", ["ac", "a", "bc", "b"]),
        ("x[a|b]y[c|d]z", ["xaycz", "xaydz", "xbycz", "xbydz"]),
    ],
)
def test_a_pattern_expands_to_its_wordings(pattern, words):
    assert list(lookups.expand(pattern)) == words


def test_word_files_are_read_with_their_lines(tmp_path):
    path = tmp_path / "own.txt"
    path.write_text("# 说明\n\n 新质生产力 300 n\n我们\n", encoding="utf-8")
    assert lookups.word_lines(path) == ((path, 3, "新质生产力 300 n"), (path, 4, "我们"))
    with pytest.raises(HzError, match=r"own\.txt 第 3 行: .*不止一个词；请每行写一个词"):
        lookups.words(path)
    path.write_bytes("数字经济".encode("gb18030"))
    with pytest.raises(HzError, match="不是 UTF-8，像是 GB18030"):
        lookups.words(path)
    with pytest.raises(HzError, match="读不出来"):
        lookups.words(tmp_path / "none.txt")


@pytest.mark.parametrize("file", sorted(path.name for path in ETC.glob("*.txt")))
def test_no_word_of_a_word_file_stands_there_twice(file):
    found = [line.word for line in lookups.word_lines(file)]
    assert len(found) == len(set(found)) > 0


# --- a workspace's files over them ----------------------------------------------------------------


@pytest.fixture
def own(tmp_path, monkeypatch):
    """The folder ``etc`` of the workspace in which the test runs."""
    (tmp_path / "etc").mkdir()
    (tmp_path / paths.RECORD).write_text("{}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HZLIB_WORKSPACE", raising=False)
    paths.workspace.cache_clear()
    lookups.forget()
    yield tmp_path / "etc"
    monkeypatch.undo()
    paths.workspace.cache_clear()
    lookups.forget()


def test_rows_of_a_workspace_are_added_and_replace_those_with_their_key(own):
    (own / "units.csv").write_text(
        "unit,base,factor\n亩,平方米,600\n方里,平方米,250000\n", encoding="utf-8"
    )
    names = [row.unit for row in lookups.read(lookups.Unit)]
    assert lookups.units()["亩"].factor == 600 and lookups.units()["方里"].factor == 250_000
    assert names[-1] == "方里" and names.count("亩") == 1
    assert len(names) == len(table(ETC / "units.csv"))  # header aside, one more
    (own / "aliases.csv").write_text(
        "indicator,pattern,needs,context\ngdp,本地总产出,,\n", encoding="utf-8"
    )
    lookups.forget()
    rows = lookups.read(lookups.Alias)
    assert (rows[-1].pattern, len(rows)) == ("本地总产出", len(table(ETC / "aliases.csv")))


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("units.csv", "unit,base,factor\n\n亩,平方米,many\n", "第 3 行“factor”列: “many”"),
        ("units.csv", "unit,base\n亩,平方米\n", "第 1 行“factor”列: 缺这一列"),
        ("units.csv", "unit,base,factor\n亩,平方米,1\n亩,平方米,2\n", "第 3 行“unit”列: 亩 在第 2 行已有"),
        ("corrections.csv", "doc,start,end,expected,replacement,reason\nnone,1,2,甲,乙,丙\n",
         "第 2 行“doc”列: documents.csv 里没有“none”"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file_of_a_workspace_names_that_file(own, file, text, said):
    (own / file).write_text(text, encoding="utf-8")
    with pytest.raises(HzError, match=re.escape(f"{own / file} {said}")):
        lookups.read(lookups.TABLES[file].row)


def test_a_file_of_a_workspace_that_nothing_reads_is_named(own):
    (own / "alias.csv").write_text("indicator\n", encoding="utf-8")
    (own / "notes.md").write_text("说明", encoding="utf-8")
    with pytest.raises(HzError, match=r"alias\.csv: data/etc 里没有同名的文件.*aliases\.csv"):
        lookups.read(lookups.Unit)


def test_words_of_a_workspace_are_added_replaced_and_taken_out(own):
    before = lookups.words("stop_words.txt")
    (own / "stop_words.txt").write_text("# 说明\n-我们\n亿元\n", encoding="utf-8")
    lookups.forget()
    assert set(lookups.words("stop_words.txt")) == {*before, "亿元"} - {"我们"}
    word, *_ = (line.word for line in lookups.word_lines("user_dictionary.txt"))
    (own / "user_dictionary.txt").write_text(f"{word} 77 n\n", encoding="utf-8")
    lookups.forget()
    lines = [line for line in lookups.word_lines("user_dictionary.txt") if line.word == word]
    assert lines == [(own / "user_dictionary.txt", 1, f"{word} 77 n")]
    # The path of another file is that file alone.
    other = own.parent / "stop_words.txt"
    other.write_text("甲\n", encoding="utf-8")
    assert lookups.words(other) == ("甲",)


@pytest.mark.parametrize("text", ["-没有这个词", "-"])
def test_a_word_that_cannot_be_taken_out_is_named_with_its_line(own, text):
    (own / "stop_words.txt").write_text(f"亿元\n{text}\n", encoding="utf-8")
    with pytest.raises(HzError, match=r"stop_words\.txt 第 2 行: .*没有这个词.*"):
        lookups.words("stop_words.txt")
    (own / "stop_words.txt").write_text("两个 词\n", encoding="utf-8")
    with pytest.raises(HzError, match=re.escape(f"{own / 'stop_words.txt'} 第 1 行: 两个 词")):
        lookups.words("stop_words.txt")


def test_what_is_kept_of_one_workspace_is_not_that_of_another(own):
    def key():
        storage._house.cache_clear()
        return storage.key("a")

    try:
        empty = key()
        (own / "units.csv").write_text("unit,base,factor\n方里,平方米,250000\n", encoding="utf-8")
        first = key()
        (own / "units.csv").write_text("unit,base,factor\n方里,平方米,250001\n", encoding="utf-8")
        assert len({empty, first, key()}) == 3
    finally:
        storage._house.cache_clear()


def test_the_variable_names_the_workspace_before_the_current_folder(own, tmp_path, monkeypatch):
    assert paths.workspace() == tmp_path
    other = tmp_path / "other"
    other.mkdir()
    for named, found in ((str(other), other), ("", None)):
        monkeypatch.setenv("HZLIB_WORKSPACE", named)
        paths.workspace.cache_clear()
        assert paths.workspace() == found
    monkeypatch.setenv("HZLIB_WORKSPACE", str(tmp_path / "none"))
    paths.workspace.cache_clear()
    with pytest.raises(HzError, match="none: 没有这个文件夹；让 HZLIB_WORKSPACE 指向"):
        paths.workspace()
    monkeypatch.delenv("HZLIB_WORKSPACE")
    monkeypatch.chdir(other)
    paths.workspace.cache_clear()
    assert paths.workspace() == tmp_path


def test_the_meaning_of_the_rule_names_every_rule():
    (row,) = (one for one in lookups.read(lookups.ColumnMeaning) if one.column == "rule")
    for told in (row.meaning, row.zh):
        assert set(re.findall("`(.*?)`", told)) == set(wording.RULES)
