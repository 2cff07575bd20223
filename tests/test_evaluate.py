"""Facts against gold, on cases small enough to reckon by hand."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from hzlib import cli, lookups
from hzlib.errors import HzError
from hzlib.extraction.evaluate import (
    CORE,
    FULL,
    Score,
    by_field,
    by_indicator,
    compare,
    located,
    read_gold,
)

GOLD = Path(__file__).parent / "gold"


def fact(start: int = 0, **fields) -> dict:
    row = {
        "doc": "d", "start": start, "end": start + 4, "value": 5, "unit": "%", "indicator": "gdp",
        "measure": "growth", "region": "江州市", "period": "2023", "status": "actual", "bound": "=",
    }  # fmt: skip
    return row | fields


def counts(gold: list[dict], facts: list[dict], level: str = "full") -> tuple[int, int, int]:
    score = compare(gold, facts, level).score
    return score.hit, score.found, score.wanted


def test_the_levels_ask_for_the_fields_of_the_definition():
    assert set(CORE) == {"value", "unit", "indicator", "measure"}
    assert set(FULL) == set(CORE) | {"region", "period", "status", "bound"}


def test_the_same_facts_agree_wholly():
    rows = [fact(0), fact(10, indicator="fai"), fact(20, measure="level")]
    assert counts(rows, rows) == (3, 3, 3)


def test_a_missed_and_a_spurious_fact_are_counted_and_listed():
    result = compare([fact(0), fact(10)], [fact(0), fact(30)], "full")
    assert (result.score.hit, result.score.found, result.score.wanted) == (1, 2, 2)
    assert result.missed == [fact(10)] and result.spurious == [fact(30)]


@pytest.mark.parametrize(
    ("field", "other", "number", "core", "full"),
    [
        ("value", 6, 0, 0, 0), ("unit", "pp", 0, 0, 0), ("indicator", "fai", 1, 0, 0),
        ("measure", "level", 1, 0, 0), ("region", "临湖区", 1, 1, 0), ("period", "2022", 1, 1, 0),
        ("status", "target", 1, 1, 0), ("bound", ">=", 1, 1, 0), ("doc", "e", 1, 1, 1),
        ("section", "一", 1, 1, 1),
    ],
)  # fmt: skip
def test_each_field_counts_at_its_levels_only(field, other, number, core, full):
    changed = fact(0, **{field: other})
    for level, hits in (("number", number), ("core", core), ("full", full)):
        assert counts([fact(0)], [changed], level)[0] == hits, level


@pytest.mark.parametrize(
    ("start", "end", "hit"), [(0, 4, 1), (3, 7, 1), (4, 8, 0), (-4, 0, 0), (-3, 1, 1), (1, 2, 1)]
)
def test_spans_match_when_they_overlap(start, end, hit):
    assert counts([fact(0)], [fact(start, end=end)])[0] == hit


def test_a_gold_fact_is_paired_once():
    assert counts([fact(0)], [fact(0), fact(1)]) == (1, 2, 1)


def test_a_fact_is_paired_once():
    assert counts([fact(0), fact(1)], [fact(0)]) == (1, 1, 2)


def test_two_facts_of_one_number_find_their_own_gold():
    both = [fact(0, indicator="income_urban"), fact(0, indicator="income_rural")]
    assert counts(both, both[::-1]) == (2, 2, 2)


def test_numbers_agree_up_to_a_millionth():
    assert counts([fact(0, value=10**9)], [fact(0, value=10**9 + 100)])[0] == 1
    assert counts([fact(0, value=10**9)], [fact(0, value=10**9 + 10_000)])[0] == 0
    assert counts([fact(0, value=5)], [fact(0, value=5.0)])[0] == 1
    assert counts([fact(0, value=5)], [fact(0, value=-5)])[0] == 0


def test_a_close_call_that_is_absent_is_not_missed():
    assert counts([fact(0), fact(10, close=True)], [fact(0)]) == (1, 1, 1)


def test_a_close_call_that_is_found_is_a_hit():
    assert counts([fact(0, close=True)], [fact(0)]) == (1, 1, 1)


def test_a_close_call_that_is_read_otherwise_is_not_spurious():
    assert counts([fact(0, close=True)], [fact(0, period="2022")]) == (0, 0, 0)
    assert compare([fact(0, close=True)], [fact(0, period="2022")], "full").spurious == []


def test_a_spurious_fact_beside_a_close_call_is_spurious():
    assert counts([fact(0, close=True)], [fact(10)]) == (0, 1, 0)


def test_precision_recall_and_f1_are_those_of_the_textbook():
    score = Score(6, 8, 12)
    assert (score.precision, score.recall) == (0.75, 0.5)
    assert score.f1 == pytest.approx(0.6)
    assert Score(0, 0, 0).f1 == Score(0, 5, 5).f1 == 0
    assert Score(1, 2, 3) + Score(4, 5, 6) == Score(5, 7, 9)


def test_indicators_are_scored_each_on_its_own():
    gold = [fact(0), fact(10), fact(20, indicator="fai")]
    found = [fact(0), fact(20, indicator="retail_sales")]
    scores = by_indicator(gold, found, "core")
    assert {name: (s.hit, s.found, s.wanted) for name, s in scores.items()} == {
        "gdp": (1, 1, 2), "fai": (0, 0, 1), "retail_sales": (0, 1, 0)
    }  # fmt: skip


def test_fields_are_compared_where_the_numbers_agree():
    gold = [fact(0), fact(10), fact(20)]
    found = [fact(0, period="2022"), fact(10, bound=">="), fact(20, value=9)]
    agreed = by_field(gold, found)
    assert agreed["period"] == (1, 2) and agreed["bound"] == (1, 2)
    assert agreed["indicator"] == agreed["region"] == (2, 2)


def test_of_two_readings_of_a_number_the_better_one_is_compared():
    agreed = by_field([fact(0)], [fact(0, indicator="fai", period="2020"), fact(0)])
    assert set(agreed.values()) == {(1, 1)}


def reference(gold: list[dict], facts: list[dict], fields: tuple[str, ...]) -> tuple[int, int, int]:
    """The definition once more, as plainly as it can be said."""
    hit = 0
    used: set[int] = set()
    paired: set[int] = set()
    for i, wanted in enumerate(gold):
        for j, found in enumerate(facts):
            overlap = found["start"] < wanted["end"] and wanted["start"] < found["end"]
            if j not in used and overlap and all(wanted[f] == found[f] for f in fields):
                hit, used, paired = hit + 1, used | {j}, paired | {i}
                break
    calls = [g for i, g in enumerate(gold) if g.get("close") and i not in paired]
    spared = [
        j for j, f in enumerate(facts)
        if j not in used and any(f["start"] < g["end"] and g["start"] < f["end"] for g in calls)
    ]  # fmt: skip
    return hit, len(facts) - len(spared), len(gold) - len(calls)


ROWS = st.builds(
    fact,
    st.integers(0, 12),
    value=st.sampled_from([5, 6]),
    period=st.sampled_from(["2022", "2023"]),
    indicator=st.sampled_from(["gdp", "fai"]),
)
CALLS = st.builds(lambda row, close: row | {"close": close}, ROWS, st.booleans())


@settings(max_examples=300, deadline=None)
@given(st.lists(CALLS, max_size=6), st.lists(ROWS, max_size=6))
def test_any_comparison_agrees_with_the_definition(gold, facts):
    assert counts(gold, facts) == reference(gold, facts, FULL)
    assert counts(gold, facts, "core") == reference(gold, facts, CORE)


# --- files -----------------------------------------------------------------------------------------


def test_gold_is_read_line_by_line_and_blank_lines_do_not_count(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(fact(0)) + "\n\n" + json.dumps(fact(9)) + "\n", encoding="utf-8")
    assert read_gold(path) == [fact(0), fact(9)]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{not json", r"gold\.jsonl 第 1 行: 不是 JSON"),
        ('{"doc": "d"}', r"第 1 行: 缺 start、end"),
        ("[1, 2]", r"第 1 行: 缺 doc"),
    ],
)
def test_a_bad_line_of_gold_is_named(tmp_path, content, message):
    path = tmp_path / "gold.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(HzError, match=message):
        read_gold(path)


def test_gold_that_is_missing_or_no_text_is_named(tmp_path):
    with pytest.raises(HzError, match="读不出来"):
        read_gold(tmp_path / "none.jsonl")
    (tmp_path / "picture.jsonl").write_bytes(b"\x89PNG\xff\xfe")
    with pytest.raises(HzError, match="读不出来"):
        read_gold(tmp_path / "picture.jsonl")


def test_gold_of_a_text_of_ones_own_is_found_in_the_folder(tmp_path):
    raw = (
        "政府工作报告\n（2024年1月8日在江州市第十六届人民代表大会第四次会议上）\n"
        "一、2023年工作回顾\n地区生产总值增长5%。\n"
    )
    (tmp_path / "d.txt").write_text(raw, encoding="utf-8")
    gold = tmp_path / "gold.jsonl"
    start = raw.index("5%")
    gold.write_text(json.dumps(fact(start, end=start + 2)), encoding="utf-8")
    ((doc, wanted, found),) = located([gold], tmp_path)
    assert doc == "d" and counts(wanted, found) == (1, 1, 1)


def test_gold_without_its_text_is_refused_with_what_to_do(tmp_path):
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(fact(0)), encoding="utf-8")
    for folder in (None, tmp_path):
        with pytest.raises(HzError, match="d: 目录里没有这份文件.*--texts"):
            list(located([gold], folder))


def test_the_gold_of_the_project_fits_the_documents():
    from hzlib.extraction.lexicon import indicators
    from hzlib.text.corpus import load

    for path in GOLD.glob("*.jsonl"):
        rows = read_gold(path)
        assert len(rows) >= 50
        document = load(path.stem)
        for row in rows:
            assert document.raw[row["start"] : row["end"]] == row["text"]
            assert row["doc"] == path.stem and row["indicator"] in indicators()


def test_the_command_prints_documents_indicators_and_fields():
    gold = sorted(map(str, GOLD.glob("*.jsonl")))
    result = CliRunner().invoke(cli.app, ["evaluate", *gold, "--format", "jsonl"])
    assert result.exit_code == 0, result.output
    rows = [json.loads(line) for line in result.output.splitlines()]
    assert {row["of"] for row in rows} == {"document", "all", "indicator", "field"}
    total = next(row for row in rows if row["of"] == "all" and row["level"] == "full")
    parts = [row for row in rows if row["of"] == "document" and row["level"] == "full"]
    assert total["gold"] == sum(row["gold"] for row in parts) >= 100
    assert float(total["f1"]) >= 0.96
    assert {row["name"] for row in rows if row["of"] == "field"} == set(FULL) - {"value", "unit"}


def test_facts_of_a_file_are_compared_in_place_of_new_ones(tmp_path):
    gold, stated = tmp_path / "gold.jsonl", tmp_path / "facts.jsonl"
    gold.write_text("\n".join(json.dumps(row) for row in (fact(0), fact(10))), encoding="utf-8")
    stated.write_text(json.dumps(fact(10)), encoding="utf-8")
    ((doc, wanted, found),) = located([gold], None, stated)
    assert (doc, len(wanted), [row["start"] for row in found]) == ("d", 2, [10])


@pytest.mark.parametrize("folder", ["", "elsewhere"])
def test_a_list_beside_gold_or_a_folder_up_says_what_its_readers_looked_for(tmp_path, folder):
    gold, stated = tmp_path / folder / "gold.jsonl", tmp_path / "facts.jsonl"
    gold.parent.mkdir(exist_ok=True)
    gold.write_text(json.dumps(fact(0)), encoding="utf-8")
    rows = (fact(0), fact(10, indicator="imports"), fact(20))
    stated.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    ((_, _, found),) = located([gold], None, stated)
    assert [row["start"] for row in found] == [0, 10, 20]
    (tmp_path / "indicators.txt").write_text("# looked for\ngdp\n", encoding="utf-8")
    ((_, _, found),) = located([gold], None, stated)
    assert [row["start"] for row in found] == [0, 20]
    (tmp_path / "indicators.txt").write_text("gpd\n", encoding="utf-8")
    with pytest.raises(HzError, match=r"indicators\.txt.*gpd"):
        list(located([gold], None, stated))


def test_the_list_of_the_projects_gold_holds_every_indicator_of_it():
    listed = set(lookups.words(GOLD / "indicators.txt"))
    files = [*GOLD.glob("*.jsonl"), *GOLD.glob("elsewhere/*.jsonl")]
    told = {row["indicator"] for path in files for row in read_gold(path)}
    assert told <= listed < set(lookups.indicators())
