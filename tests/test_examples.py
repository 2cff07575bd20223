"""Every example of ``tests/examples``: a text and the whole rows that it must give."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from hzlib import lookups
from hzlib.extraction.facts import Fact, extract
from hzlib.extraction.mentions import mentions
from hzlib.lookups import cues, expand, indicators
from hzlib.text.corpus import Document
from hzlib.text.identity import periods

FOLDER = Path(__file__).parent / "examples"
GROUPS = {
    "aliases", "average_and_total", "bounds", "carried", "components", "composition", "doubling",
    "from_to", "gaps", "misprints", "more_indicators", "neighbours", "number_before_name",
    "numerals_and_years", "old_wording", "period", "qualifiers", "ranges", "ranks_and_clubs", "region", "respectively",
    "share", "status", "stock_and_flow", "tables", "topic", "units",
}  # fmt: skip
CORE = ("text", "indicator", "measure", "value", "unit", "bound")
FULL = (*CORE, "region", "period", "status")
RULES = {"subject", "shared", "respectively", "number-before-name", "composition", "table"}
KEYS = {
    "name", "text", "rule", "expected", "expected_full", "place", "year", "kind", "heading",
    "near_miss", "xfail",
}  # fmt: skip
# Cues that count verbs or list whole words are tried one by one; of the others one a kind will do.
KINDS_WORD_BY_WORD = ("at_most", "about", "after_at_most", "after_about")


def read() -> list[dict]:
    found = []
    for path in sorted(FOLDER.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            found.append({"group": path.stem, **json.loads(line)})
    return found


EXAMPLES = read()
NEAR_MISSES = [example for example in EXAMPLES if example.get("near_miss")]


def document(example: dict) -> Document:
    """The example as a report of a made-up city, of 2024 unless it says otherwise."""
    kind, year = example.get("kind", "work-report"), example.get("year", 2024)
    reviewed, planned = periods(kind, year)
    text = "\n".join(filter(None, (example.get("heading"), example["text"])))
    place = example.get("place", "江州市")
    return Document("example", "", kind, "", place, year, reviewed, planned, Path("example"), text)


@cache
def facts_of(name: str) -> tuple[Fact, ...]:
    return tuple(extract(document(next(e for e in EXAMPLES if e["name"] == name))))


def wanted(example: dict) -> tuple[tuple[str, ...], list[tuple]]:
    """The fields that an example tells and its rows of them."""
    if "expected_full" in example:
        return FULL, sorted(map(tuple, example["expected_full"]), key=str)
    return CORE, sorted(map(tuple, example["expected"]), key=str)


def as_parameter(example: dict):
    marks = [pytest.mark.xfail(reason=example["xfail"], strict=True)] if "xfail" in example else []
    return pytest.param(example, id=f"{example['group']}: {example['name']}", marks=marks)


@pytest.mark.parametrize("example", [as_parameter(example) for example in EXAMPLES])
def test_the_text_gives_just_these_facts(example):
    fields, rows_wanted = wanted(example)
    found = [tuple(getattr(fact, name) for name in fields) for fact in facts_of(example["name"])]
    assert sorted(found, key=str) == rows_wanted


def test_the_numbers_of_the_examples_stand_in_their_texts():
    for example in EXAMPLES:
        raw, facts = document(example).raw, facts_of(example["name"])
        found = [raw[fact.start : fact.end] for fact in facts]
        assert found == [fact.text for fact in facts], example["name"]


def test_there_are_enough_examples_and_near_misses():
    assert len(EXAMPLES) >= 550
    assert len(NEAR_MISSES) >= 190
    assert sum(not wanted(example)[1] for example in EXAMPLES) >= 120, "texts without any fact"


def test_every_construction_has_its_file_with_at_least_six_examples():
    assert {example["group"] for example in EXAMPLES} == GROUPS
    for group in GROUPS:
        assert sum(example["group"] == group for example in EXAMPLES) >= 6, group


def test_examples_are_well_formed_and_each_is_told_apart():
    names = [example["name"] for example in EXAMPLES]
    assert len(names) == len(set(names))
    texts = [(e.get("heading"), e["text"], e.get("place"), e.get("year")) for e in EXAMPLES]
    assert len(texts) == len(set(texts))
    for example in EXAMPLES:
        assert set(example) - {"group"} <= KEYS, example["name"]
        assert ("expected" in example) != ("expected_full" in example), example["name"]
        fields, rows_wanted = wanted(example)
        for row in rows_wanted:
            assert len(row) == len(fields) and row[0] in example["text"], example["name"]
            assert row[1] in indicators(), example["name"]


def test_a_near_miss_holds_a_number_that_gives_no_fact():
    for example in NEAR_MISSES:
        text = example["text"]
        for row in sorted(wanted(example)[1], key=lambda row: -len(row[0])):
            text = text.replace(row[0], "", 1)
        assert re.search(
            r"\d|[万百]亿|翻.{0,2}番|[一二三四五六七八九十几千个](?:分之|年|条|家|代表)", text
        ), example["name"]


def test_every_example_without_facts_is_marked_as_a_near_miss():
    for example in EXAMPLES:
        assert wanted(example)[1] or example.get("near_miss"), example["name"]


def test_few_examples_are_known_to_fail():
    assert sum("xfail" in example for example in EXAMPLES) <= 5


# --- what the examples exercise --------------------------------------------------------------------


def test_every_rule_of_the_binding_is_exercised():
    assert {fact.rule for example in EXAMPLES for fact in facts_of(example["name"])} == RULES


def test_every_indicator_every_measure_bound_and_status_is_expected_somewhere():
    told = [dict(zip(wanted(e)[0], row, strict=True)) for e in EXAMPLES for row in wanted(e)[1]]
    assert {row["indicator"] for row in told} == set(indicators())
    assert {row["measure"] for row in told} == {"level", "growth", "growth_avg", "share", "change"}
    assert {row["bound"] for row in told} == {"=", ">=", "<=", "~"}
    assert {row["status"] for row in told if "status" in row} == {"actual", "estimate", "target"}
    assert any(row["value"] < 0 for row in told), "a fall"


def test_every_row_of_the_aliases_names_something_in_an_example():
    named = {
        example["text"][mention.start : mention.end]
        for example in EXAMPLES
        for mention in mentions(example["text"], 0, len(example["text"]))
    }
    unused = [
        row.pattern for row in lookups.read(lookups.Alias) if not named & set(expand(row.pattern))
    ]
    assert unused == []


def test_every_row_of_the_cues_has_a_word_in_an_example():
    everything = "\n".join(f"{e.get('heading')}\n{e['text']}" for e in EXAMPLES)
    unused = [
        (row.kind, row.word)
        for row in lookups.read(lookups.Cue)
        if not any(word and word in everything for word in expand(row.word))
    ]
    assert unused == []


@pytest.mark.parametrize("kind", KINDS_WORD_BY_WORD)
def test_each_word_of_a_bound_gives_its_bound(kind):
    sign = {"at_most": "<=", "after_at_most": "<=", "about": "~", "after_about": "~"}[kind]
    for word in cues(kind):
        number = f"5%{word}" if kind.startswith("after") else f"{word}5%"
        text = f"城镇调查失业率{number}。"
        example = {"text": text, "heading": "二、2024年主要任务"}
        assert [(fact.text, fact.bound) for fact in extract(document(example))] == [("5%", sign)], (
            text
        )


# 城乡固定资产投资 is a name of the whole, 规上 goes without saying, 二、 is part of a list.
NOT_BEFORE_INVESTMENT = {"城乡", "规上", "二、", "二三"}
PLACES = {"新区", "经开区", "高新区"}


@pytest.mark.parametrize("word", sorted({*cues("component")} - NOT_BEFORE_INVESTMENT - PLACES))
def test_each_component_before_a_name_makes_it_no_indicator(word):
    example = {"text": f"{word}固定资产投资增长5.1%。"}
    assert not [f for f in extract(document(example)) if f.indicator == "fai"], example["text"]


@pytest.mark.parametrize("word", sorted(PLACES))
def test_a_zone_before_a_name_is_never_taken_for_the_whole_place(word):
    example = {"text": f"{word}固定资产投资增长5.1%。"}
    assert "江州市" not in [fact.region for fact in extract(document(example))]


# --- the documentation -----------------------------------------------------------------------------

PAGE = (Path(__file__).parent.parent / "docs" / "extraction.md").read_text(encoding="utf-8")


def test_every_sentence_that_the_documentation_quotes_is_an_example():
    quoted = re.findall(r"^ *> (.+)$", PAGE, re.MULTILINE)
    assert len(quoted) >= 15
    assert set(quoted) <= {example["text"] for example in EXAMPLES}


def test_the_documentation_names_every_rule_and_its_model_line_is_an_example():
    for rule in RULES:
        assert f"**{rule}**" in PAGE
    model = json.loads(next(line for line in PAGE.splitlines() if line.startswith('{"name"')))
    assert model in [{k: v for k, v in e.items() if k != "group"} for e in EXAMPLES]
