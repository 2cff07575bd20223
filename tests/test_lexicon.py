"""The judgement in ``data/etc``: readable, complete, and clear about what is wrong with it."""

import csv
import re
from pathlib import Path

import pytest

from hzlib import paths
from hzlib.errors import HzError
from hzlib.extraction import lexicon

NEEDS = {"", "level", "growth", "share", "flow", "stock", "built", "grown"}
NO_INDICATOR = {"@carry", "@second", "service_trade", "patents_per_10k"}
"""Wordings that stand for something else, so that they are not taken for what they contain."""


@pytest.fixture
def spoilt(tmp_path, monkeypatch):
    """A copy of ``data/etc`` that a test may spoil."""
    (tmp_path / "etc").mkdir()
    for file in (paths.data() / "etc").glob("*.csv"):
        (tmp_path / "etc" / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(paths, "data", lambda: tmp_path)
    return tmp_path / "etc"


def test_a_missing_file_is_named_with_the_remedy(spoilt):
    (spoilt / "units.csv").unlink()
    with pytest.raises(HzError, match=r"units\.csv: cannot be read .*; restore the file"):
        lexicon.rows("units.csv")


@pytest.mark.parametrize("row", ["吨,斤", "吨,斤,2000,多"])
def test_a_row_with_too_few_or_too_many_fields_is_named_by_its_line(spoilt, row):
    path = spoilt / "units.csv"
    path.write_text(f"unit,base,factor\n元,元,1\n{row}\n", encoding="utf-8")
    with pytest.raises(HzError, match=r"units\.csv, line 3: not as many fields.*double quotes"):
        lexicon.rows("units.csv")


def test_a_byte_order_mark_of_a_spreadsheet_does_no_harm(spoilt):
    path = spoilt / "units.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert lexicon.rows("units.csv")[0]["unit"] == "元"


def test_every_indicator_has_a_wording():
    named = {
        name for known in lexicon.aliases().values() for alias in known for name in alias.indicators
    }
    assert set(lexicon.indicators()) <= named
    assert named - set(lexicon.indicators()) == NO_INDICATOR


def test_every_indicator_is_read_in_its_own_unit():
    for indicator in lexicon.indicators().values():
        if indicator.unit == "%":
            assert indicator.bases == frozenset(), indicator.id
        else:
            base, factor = lexicon.canonical(indicator.unit)
            assert base in indicator.bases and factor > 0, indicator.id


def test_a_flow_names_the_stock_that_it_adds_to_or_none():
    for indicator in lexicon.indicators().values():
        assert not indicator.stock or (
            indicator.kind == "flow" and indicator.stock in lexicon.indicators()
        )


def test_needs_are_known_and_every_wording_is_used_once_for_one_meaning():
    for wording, known in lexicon.aliases().items():
        assert wording, "an alias row that may be empty"
        assert {alias.needs for alias in known} <= NEEDS, wording
        assert len(known) == len(set(known)), wording


def test_two_meanings_of_a_wording_are_told_apart_by_need_or_context():
    for wording, known in lexicon.aliases().items():
        signs = [(alias.needs, alias.context) for alias in known]
        assert len(signs) == len(set(signs)), (wording, known)


def test_no_row_of_the_aliases_is_wholly_swallowed_by_an_earlier_one():
    taken: dict[tuple, str] = {}
    for row in lexicon.rows("aliases.csv"):
        keys = [
            (wording, row["indicator"], row["needs"], row["context"])
            for wording in lexicon.expand(row["pattern"])
        ]
        assert any(key not in taken for key in keys), row["pattern"]
        taken.update(dict.fromkeys(keys, row["pattern"]))


def test_brackets_of_patterns_are_closed():
    for name, column in (("aliases.csv", "pattern"), ("cues.csv", "word")):
        for row in lexicon.rows(name):
            assert re.fullmatch(r"(?:[^\[\]]|\[[^\[\]]*\])+", row[column]), (name, row[column])


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
    assert list(lexicon.expand(pattern)) == words


def test_a_scanner_s_misreading_of_a_wording_is_known_too():
    assert lexicon.aliases()["一般公共预算收人"] == lexicon.aliases()["一般公共预算收入"]


def test_the_longest_word_wins():
    pattern = re.compile(lexicon.trie_pattern(["出口", "出口额", "出口总额", "进口"]))
    assert [m.group() for m in pattern.finditer("出口额与出口和进口")] == ["出口额", "出口", "进口"]


def test_special_characters_of_words_are_taken_as_they_are():
    pattern = re.compile(lexicon.trie_pattern(["a.b", "(c", "d+"]))
    assert pattern.fullmatch("a.b") and pattern.fullmatch("(c") and pattern.fullmatch("d+")
    assert not pattern.fullmatch("axb")


def test_units_have_positive_factors_and_their_base_is_a_unit_of_itself():
    for unit, (base, factor) in lexicon.units().items():
        assert factor > 0, unit
        if base in lexicon.units():
            assert lexicon.units()[base] == (base, 1), unit


def test_no_unit_is_listed_twice_and_no_indicator_either():
    for name, column in (("units.csv", "unit"), ("indicators.csv", "id")):
        seen = [row[column] for row in lexicon.rows(name)]
        assert len(seen) == len(set(seen)), name


def test_cues_are_sorted_longest_first_and_of_a_used_kind():
    kinds = {row["kind"] for row in lexicon.rows("cues.csv")}
    for kind in kinds:
        lengths = [len(word) for word in lexicon.cues(kind)]
        assert lengths and lengths == sorted(lengths, reverse=True), kind
    code = "\n".join(
        path.read_text(encoding="utf-8") for path in Path(lexicon.__file__).parent.glob("*.py")
    )
    for kind in kinds - {"after_at_least", "after_at_most", "after_about"}:
        named = re.search(f"[\"']{kind}[\"']", code)
        assert named, f"no code reads the cues of the kind {kind}"


def test_the_files_are_plain_utf_8_with_one_header():
    for name in ("indicators.csv", "aliases.csv", "cues.csv", "units.csv", "misreadings.csv"):
        text = (paths.data() / "etc" / name).read_text(encoding="utf-8")
        header, *rest = csv.reader(text.splitlines())
        assert all(len(row) == len(header) for row in rest), name
        assert header not in rest, name


def test_a_kind_of_cue_without_a_word_is_an_error_and_no_pattern_that_matches_everything():
    with pytest.raises(HzError, match=r"cues\.csv: no cue of the kind none"):
        lexicon.cues("none")
