"""The names of indicators, the units and the cue words: complete, and each used for one meaning."""

import re
from pathlib import Path

import pytest

from hzlib import lookups
from hzlib.errors import HzError
from hzlib.extraction import composition, lexicon
from hzlib.text.patterns import cue_pattern, cued, trie_pattern


def test_every_indicator_has_a_wording():
    named = {
        name for known in lexicon.aliases().values() for alias in known for name in alias.indicators
    }
    named = {name for name in named if not name.startswith("@")}
    assert set(lexicon.indicators()) == named | set(composition.SECTORS)


def test_every_indicator_is_read_in_its_own_unit():
    for indicator in lexicon.indicators().values():
        if indicator.canonical_unit == "%":
            assert indicator.units == frozenset(), indicator.id
        else:
            base, factor = lexicon.canonical(indicator.canonical_unit)
            assert base in indicator.units and factor > 0, indicator.id


def test_a_flow_names_the_stock_that_it_adds_to_or_none():
    for indicator in lexicon.indicators().values():
        assert not indicator.stock or indicator.kind == "flow"


def test_every_wording_is_used_once_for_one_meaning():
    for wording, known in lexicon.aliases().items():
        assert len(wording) > 1, "a name is found by its first two characters"
        assert len(known) == len(set(known)), wording


def test_two_meanings_of_a_wording_are_told_apart_by_need_or_context():
    for wording, known in lexicon.aliases().items():
        signs = [(alias.needs, alias.context) for alias in known]
        assert len(signs) == len(set(signs)), (wording, known)


def test_no_row_of_the_aliases_is_wholly_swallowed_by_an_earlier_one():
    taken: dict[tuple, str] = {}
    for row in lookups.read(lookups.Alias):
        keys = [
            (wording, row.indicator, row.needs, row.context)
            for wording in lookups.expand(row.pattern)
        ]
        assert any(key not in taken for key in keys), row
        taken.update(dict.fromkeys(keys, row.pattern))


def test_a_scanner_s_misreading_of_a_wording_is_known_too():
    assert lexicon.aliases()["一般公共预算收人"] == lexicon.aliases()["一般公共预算收入"]


def test_units_have_positive_factors_and_their_base_is_a_unit_of_itself():
    for unit in lookups.units().values():
        assert unit.factor > 0, unit
        if unit.base in lookups.units():
            base = lookups.units()[unit.base]
            assert (base.base, base.factor) == (unit.base, 1), unit


# --- patterns -------------------------------------------------------------------------------------


def test_the_longest_word_wins():
    pattern = re.compile(trie_pattern(["出口", "出口额", "出口总额", "进口"]))
    assert [m.group() for m in pattern.finditer("出口额与出口和进口")] == ["出口额", "出口", "进口"]


def test_special_characters_of_words_are_taken_as_they_are():
    pattern = re.compile(trie_pattern(["a.b", "(c", "d+"]))
    assert pattern.fullmatch("a.b") and pattern.fullmatch("(c") and pattern.fullmatch("d+")
    assert not pattern.fullmatch("axb")


def test_a_kind_in_a_template_stands_for_its_words_and_a_quantifier_stays_one():
    pattern = cued(r"(?:{at_least|about})\d{1,2}")
    assert pattern.fullmatch("突破12") and pattern.fullmatch("大约12")
    assert not pattern.fullmatch("突破123") and not pattern.fullmatch("增长12")
    assert cued(r"{takes}+").fullmatch("占占"), "a kind is a group of its own"


def test_a_kind_that_is_none_is_named():
    with pytest.raises(HzError, match="没有“no_such_kind”这个类"):
        cue_pattern("no_such_kind")


def _named_in(*rooms):
    """Return the kinds of cues that the code of some rooms names, as words or in patterns."""
    package = Path(lookups.__file__).parent
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for room in rooms
        for path in package.rglob(f"{room}/**/*.py" if "." not in room else room)
    )
    named = set(re.findall(r"[\"']([a-z_]+)[\"']", code))
    for kinds in re.findall(r"\{\{?([a-z_|]+)\}\}?", code):
        named |= set(kinds.split("|"))
    return named


def test_every_kind_of_cue_is_read_by_some_code():
    named = _named_in("text", "extraction", "evidence", "words", "wording.py")
    unread = {row.kind for row in lookups.read(lookups.Cue)} - named
    assert unread == {"after_at_least", "after_at_most", "after_about"} - named
    assert {row.kind for row in lookups.read(lookups.ThemeCue)} <= _named_in(
        "themes", "figures", "extraction"
    )
