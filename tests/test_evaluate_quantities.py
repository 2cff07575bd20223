"""Quantities against gold, on cases small enough to reckon by hand, and on a whole document."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from hzlib import cli
from hzlib.errors import HzError
from hzlib.extraction.evaluate_quantities import (
    FIELDS,
    LEVELS,
    by_field,
    compare,
    located,
    read_gold,
)
from hzlib.text import corpus

GOLD = Path(__file__).parent / "gold" / "quantities"
FLOORS = {"found": 0.97, "subject": 0.85, "full": 0.80}

# 江州市新建改造农村公路38公里。
SETTING = {"measure": "level", "period": "2023", "status": "actual", "bound": "="}


def asked(start: int = 0, **fields) -> dict:
    row = {
        "doc": "d", "start": start, "end": start + 4, "text": "38公里", "value": 38, "unit": "公里",
        "head": "公路", "widest": "新建、改造农村公路",
    }  # fmt: skip
    return row | SETTING | fields


def said(start: int = 0, **fields) -> dict:
    row = {"doc": "d", "start": start, "end": start + 4, "value": 38, "unit": "公里"}
    return row | {"subject": "新建改造农村公路"} | SETTING | fields


def counts(gold: list[dict], found: list[dict], level: str = "full") -> tuple[int, int, int]:
    score = compare(gold, found, level).score
    return score.hit, score.found, score.wanted


def reached(gold: dict, found: dict) -> str:
    """Return the highest level at which two rows agree, or nothing."""
    levels = [level for level in LEVELS if compare([gold], [found], level).score.hit]
    assert levels == list(LEVELS)[: len(levels)], "a higher level asks for less"
    return levels[-1] if levels else ""


# --- levels ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "other", "level"),
    [
        ("value", 39, ""), ("value", -38, ""), ("value", 38.00001, "full"), ("unit", "里", ""),
        ("unit", "公里 ", "full"), ("start", 4, ""), ("subject", "农村", "found"),
        ("measure", "growth", "subject"), ("status", "target", "subject"),
        ("bound", ">=", "subject"), ("period", "2022", "subject"), ("doc", "e", "full"),
        ("region", "江州市", "full"),
    ],
)  # fmt: skip
def test_each_field_counts_from_its_level_on(field, other, level):
    assert reached(asked(), said() | {field: other}) == level


@pytest.mark.parametrize(
    ("start", "end", "found"), [(3, 9, 1), (4, 9, 0), (-4, 0, 0), (-4, 1, 1), (1, 2, 1)]
)
def test_spans_need_only_overlap(start, end, found):
    assert counts([asked()], [said(start, end=end)])[0] == found


@pytest.mark.parametrize(
    ("printed", "read", "same"),
    [
        ("个百分点", "百分点", True), ("百分点", "个百分点", True), ("%", "％", True),
        ("%", "个百分点", False), ("‰", "%", False), ("百分点", "千分点", False),
        ("家", "户", False), ("", "", True), ("", "个", False), ("公里", "千米", False),
    ],
)  # fmt: skip
def test_units_agree_as_printed_but_for_the_spelling_of_percentage_points(printed, read, same):
    assert counts([asked(unit=printed)], [said(unit=read)])[0] == same


# --- subjects -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("subject", "right"),
    [
        ("公路", True), ("农村公路", True), ("新建改造农村公路", True), ("新建农村公路", True),
        ("新建、改造的“农村公路”", True), ("农村 公路", True),
        # Without its head, with other words, in another order.
        ("农村", False), ("", False), ("江州市农村公路", False), ("公路农村", False),
        ("农村公路公路", False), ("公共道路", False),
    ],
)  # fmt: skip
def test_a_subject_holds_the_head_and_is_made_of_the_widest_words(subject, right):
    assert reached(asked(), said(subject=subject)) == ("full" if right else "found")


@pytest.mark.parametrize(
    ("subject", "right"), [("农村公路", True), ("新建公路", False), ("新建农村公路", True)]
)
def test_every_second_head_is_asked_for(subject, right):
    assert counts([asked(head2=["农村"])], [said(subject=subject)])[0] == right
    assert counts([asked(head2=["农村", "新建"])], [said(subject=subject)])[0] == (
        right and "新建" in subject
    )


def test_an_alternative_is_a_head_and_may_be_the_whole_answer():
    gold = asked(alt=["乡道建设里程", "村道"])
    for subject in ("公路", "乡道建设里程", "村道"):
        assert reached(gold, said(subject=subject)) == "full"
    for subject in ("乡道", "乡道里程", "农村乡道建设里程", "村道里程"):
        assert reached(gold, said(subject=subject)) == "found"


def test_an_alternative_needs_the_second_heads_too():
    gold = asked(head2=["新建"], alt=["乡道", "新建乡道"])
    assert reached(gold, said(subject="乡道")) == "found"
    assert reached(gold, said(subject="新建乡道")) == "full"


# --- the setting ----------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["measure", "status", "bound"])
def test_other_values_that_are_right_as_well_are(field):
    other = {"measure": "change", "status": "target", "bound": "~"}[field]
    assert reached(asked(), said(**{field: other})) == "subject"
    assert reached(asked(**{f"{field}_or": [other]}), said(**{field: other})) == "full"
    assert reached(asked(**{f"{field}_or": [other]}), said()) == "full"


def test_a_period_counts_only_where_gold_has_one():
    assert reached(asked(period=""), said(period="2022")) == "full"
    assert reached(asked(), said(period="")) == "subject"


# --- counting -------------------------------------------------------------------------------------


def test_what_is_missed_and_what_is_spurious_is_counted_and_listed():
    gold, found = [asked(0), asked(10)], [said(0), said(30), said(40)]
    result = compare(gold, found, "full")
    assert (result.score.hit, result.score.found, result.score.wanted) == (1, 3, 2)
    assert result.missed == [asked(10)] and result.spurious == [said(30), said(40)]


def test_rows_are_paired_once():
    assert counts([asked()], [said(0), said(1)]) == (1, 2, 1)
    assert counts([asked(0), asked(1)], [said()]) == (1, 1, 2)


def test_a_close_call_counts_in_no_way():
    gold = [asked(0), asked(10, close=True)]
    for there in ([], [said(10)], [said(10, subject="江州市")], [said(10, value=1), said(12)]):
        assert counts(gold, [said(0), *there]) == (1, 1, 1)
    assert compare(gold, [said(10)], "full").missed == [asked(0)]
    assert counts(gold, [said(0), said(20)]) == (1, 2, 1)
    assert counts(gold, []) == (0, 0, 1)


def test_a_row_beside_a_close_call_may_be_of_other_gold():
    gold = [asked(0, close=True), asked(2)]
    assert counts(gold, [said(1)]) == (1, 1, 1)


def test_fields_are_compared_where_the_numbers_are_found():
    gold = [asked(0), asked(10), asked(20), asked(30, close=True)]
    found = [said(0, subject="农村"), said(10, bound="~"), said(20, value=9), said(30, period="1")]
    agreed = by_field(gold, found)
    assert set(agreed) == set(FIELDS) == {"subject", "measure", "status", "bound", "period"}
    assert agreed["subject"] == agreed["bound"] == (1, 2) and agreed["period"] == (2, 2)


def reference(gold: list[dict], found: list[dict]) -> tuple[int, int, int]:
    """The definition of the level `found` once more, as plainly as it can be said."""
    used: set[int] = set()
    for wanted in (row for row in gold if not row.get("close")):
        for j, row in enumerate(found):
            near = row["start"] < wanted["end"] and wanted["start"] < row["end"]
            if j not in used and near and row["value"] == wanted["value"]:
                used.add(j)
                break
    calls = [row for row in gold if row.get("close")]
    spared = [
        j for j, row in enumerate(found) if j not in used
        and any(row["start"] < g["end"] and g["start"] < row["end"] for g in calls)
    ]  # fmt: skip
    return len(used), len(found) - len(spared), len(gold) - len(calls)


VALUES = st.sampled_from([5, 6])
WANTED = st.builds(asked, st.integers(0, 12), value=VALUES, close=st.booleans())
READ = st.builds(said, st.integers(0, 12), value=VALUES)


@settings(max_examples=300, deadline=None)
@given(st.lists(WANTED, max_size=6), st.lists(READ, max_size=6))
def test_any_comparison_agrees_with_the_definition(gold, found):
    assert counts(gold, found, "found") == reference(gold, found)


# --- files ----------------------------------------------------------------------------------------


def written(folder: Path, *rows: dict, spans: str = "doc,start,end\nd,0,100\n") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "gold.jsonl"
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8")
    (folder / "spans.csv").write_text(spans, encoding="utf-8")
    return path


def without(name: str) -> dict:
    return {field: cell for field, cell in asked(10).items() if field != name}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (without("widest"), "缺 widest"),
        (without("period"), "缺 period"),
        ([1], "缺 doc"),
        (asked(10) | {"start": "10"}, "start 不能是 10"),
        (asked(10, value=True), "value 不能是 True"),
        (asked(10, value="38"), "value 不能是 38"),
        (asked(10, period=2023), "period 不能是 2023"),
        (asked(10, head2="农村"), "head2 不是一列词"),
        (asked(10, status_or="target"), "status_or 不是一列词"),
        (asked(10, alt=[1]), "alt 不是一列词"),
        (asked(100), r"100 不在 spans\.csv 的任何一段里"),
        (asked(10, doc="e"), r"10 不在 spans\.csv 的任何一段里"),
    ],
)
def test_a_bad_row_of_gold_is_named_with_file_and_line(tmp_path, row, message):
    path = written(tmp_path, asked(0), row)
    with pytest.raises(HzError, match=rf"gold\.jsonl 第 2 行: .*{message}"):
        read_gold(path)


@pytest.mark.parametrize("spans", ["doc,start,end\nd,0,many\n", "doc,start\nd,0\n"])
def test_a_bad_list_of_stretches_is_named_with_its_line(tmp_path, spans):
    with pytest.raises(HzError, match=r"spans\.csv 第 2 行"):
        read_gold(written(tmp_path, asked(0), spans=spans))


def test_gold_without_a_list_of_stretches_is_refused(tmp_path):
    path = written(tmp_path, asked(0))
    (tmp_path / "spans.csv").unlink()
    with pytest.raises(HzError, match=r"spans\.csv: 没有这个文件.*doc,start,end"):
        read_gold(path)


def test_only_rows_that_begin_in_a_stretch_count(tmp_path):
    gold = written(tmp_path, asked(10), asked(50), spans="doc,start,end\nd,10,20\nd,50,60\n")
    stated = tmp_path / "rows.jsonl"
    starts = (0, 9, 10, 19, 20, 45, 59, 60)
    stated.write_text("\n".join(json.dumps(said(start)) for start in starts), encoding="utf-8")
    ((doc, wanted, found),) = located([gold], None, stated)
    assert doc == "d" and len(wanted) == 2
    assert [row["start"] for row in found] == [10, 19, 59]


def test_a_document_may_have_gold_in_two_folders(tmp_path):
    one = written(tmp_path / "one", asked(10), spans="doc,start,end\nd,10,20\n")
    two = written(tmp_path / "two", asked(50), spans="doc,start,end\nd,50,60\n")
    stated = tmp_path / "rows.jsonl"
    stated.write_text("\n".join(json.dumps(said(at)) for at in (10, 30, 50)), encoding="utf-8")
    ((_, wanted, found),) = located([one, two], None, stated)
    assert counts(wanted, found) == (2, 2, 2)


TEXT = (
    "政府工作报告\n（2024年1月8日在江州市第十六届人民代表大会第四次会议上）\n"
    "一、2023年工作回顾\n新建农村公路38公里。\n"
)


def test_gold_of_a_text_of_ones_own_is_found_in_the_folder(tmp_path):
    (tmp_path / "d.txt").write_text(TEXT, encoding="utf-8")
    gold = written(tmp_path, asked(TEXT.index("38公里")))
    ((doc, wanted, found),) = located([gold], tmp_path)
    assert doc == "d" and counts(wanted, found) == (1, 1, 1)


def test_gold_of_another_copy_of_a_text_is_refused(tmp_path):
    (tmp_path / "d.txt").write_text(TEXT, encoding="utf-8")
    gold = written(tmp_path, asked(TEXT.index("38公里") - 2))
    with pytest.raises(HzError, match="d: 原文在 .* 处是“公路38”，标准答案是“38公里”"):
        list(located([gold], tmp_path))


# --- the project's own gold -------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(GOLD.rglob("*.jsonl")), ids=lambda path: path.stem)
def test_the_gold_of_the_project_is_of_the_form_that_its_readme_gives(path):
    rows = read_gold(path)
    assert {row["doc"] for row in rows} == {path.stem} and len(rows) >= 50
    for row, after in zip(rows, rows[1:] + [{"start": float("inf")}], strict=True):
        assert row["start"] < row["end"] <= after["start"]
        measures = {"level", "growth", "growth_avg", "share", "change", "rank", "other"}
        assert {row["measure"], *row.get("measure_or", ())} <= measures
        assert {row["status"], *row.get("status_or", ())} <= {"actual", "estimate", "target"}
        assert {row["bound"], *row.get("bound_or", ())} <= {"=", ">=", "<=", "~"}
        perfect = row | {"subject": "".join(row["widest"].split())}
        if not row.get("close"):
            assert reached(row, perfect) == "full", row["start"]


def test_quantities_of_the_catalogues_document_are_read():
    path = GOLD / "qiantang-gwr-2024.jsonl"
    ((doc, wanted, found),) = located([path], None)
    raw = corpus.load(doc).raw
    assert all(raw[row["start"] : row["end"]] == row["text"] for row in wanted)
    for level, floor in FLOORS.items():
        score = compare(wanted, found, level).score
        assert score.f1 >= floor and score.wanted >= 50, (level, score)


# --- the command ----------------------------------------------------------------------------------


def run(*arguments) -> list[list[dict]]:
    """Return the tables that the command prints, as rows."""
    given = ["evaluate", "--quantities", *map(str, arguments), "--format", "jsonl"]
    result = CliRunner().invoke(cli.app, given)
    assert result.exit_code == 0, result.output
    tables: dict[str, list[dict]] = {}
    for line in result.output.splitlines():
        row = json.loads(line)
        tables.setdefault(next(iter(row)), []).append(row)
    return list(tables.values())


def test_the_command_prints_documents_and_fields_and_what_is_unlike(tmp_path):
    gold = written(tmp_path, asked(0), asked(10, head2=["农村"]), asked(20))
    stated = tmp_path / "rows.jsonl"
    rows = [said(0), said(10, text="38公里", subject="公路"), said(90)]
    stated.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (scores, unlike) = run(gold, "--facts", stated, "--misses")
    told = {(row["of"], row["level"]): row for row in scores if row["of"] in ("document", "all")}
    assert set(told) == {(of, level) for of in ("document", "all") for level in LEVELS}
    found, subject = told["document", "found"], told["all", "subject"]
    assert (found["name"], found["precision"], found["gold"], found["found"]) == (
        "d",
        "0.667",
        3,
        3,
    )
    assert subject["f1"] == "0.333"
    assert {row["name"] for row in scores if row["of"] == "field"} == set(FIELDS)
    assert [(row["what"], row["start"], row["subject"]) for row in unlike] == [
        ("missed", 10, ""), ("missed", 20, ""), ("spurious", 10, "公路"),
        ("spurious", 90, "新建改造农村公路"),
    ]  # fmt: skip
    assert (unlike[0]["head"], unlike[0]["head2"]) == ("公路", "['农村']")


def test_rows_to_compare_that_lack_a_field_are_named(tmp_path):
    stated = tmp_path / "rows.jsonl"
    stated.write_text(json.dumps(asked(0)), encoding="utf-8")
    with pytest.raises(HzError, match=r"rows\.jsonl 第 1 行: 缺 subject"):
        list(located([written(tmp_path, asked(0))], None, stated))
