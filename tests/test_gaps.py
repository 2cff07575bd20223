"""The words between a subject and its number."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hzlib.extraction.gaps import OBJECT, read_gap
from hzlib.lookups import cues


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("", ""), ("达到", ""), ("预计达到", ""), ("增长", "growth"), ("，同比增长", "growth"),
        ("，比上年增长", "growth"), ("分别增长", "growth"), ("年均增长", "growth"),
        ("增加到", "level"), ("提高到", "level"), ("缩小到", "level"), ("从", ""),
        (f"占{OBJECT}比重达到", "share"), ("占全省比重达到", "share"), (f"与{OBJECT}之比达到", "share"),
        ("高于全国", "compare"), ("增长，高于全省", "compare"), (f"增速快于{OBJECT}", "compare"),
    ],
)  # fmt: skip
def test_the_relation_of_a_number_is_read_from_the_gap(words, relation):
    gap = read_gap(words)
    assert (gap.known, gap.relation) == (True, relation)


@pytest.mark.parametrize(
    "words",
    [
        "全年利润",
        "，工业用电量增长",
        "，其中进口",
        "在园幼儿占",
        "，在园幼儿占比",
        "，贷款余额",
        "协会会员",
        "的企业",
    ],
)
def test_a_gap_with_a_foreign_word_is_not_known(words):
    assert not read_gap(words).known


def test_a_gap_is_never_read_over_eighty_characters():
    assert read_gap("，" * 80).known
    assert not read_gap("，" * 81).known


@pytest.mark.parametrize("words", ["下降", "减少", "同比下降", "回落"])
def test_a_fall_has_its_sign(words):
    assert (read_gap(words).relation, read_gap(words).sign) == ("growth", -1)


@pytest.mark.parametrize(
    ("words", "bound"),
    [("突破", ">="), ("超过", ">="), ("不低于", ">="), ("首次突破", ">="), ("低于", "<="),
     ("不超过", "<="), ("约", "~"), ("近", "~"), ("达到", "="), ("力争达到", "="), ("确保", "=")],
)  # fmt: skip
def test_the_bound_comes_from_the_words_of_passing_and_not_from_ambition(words, bound):
    assert read_gap(words).bound == bound


@pytest.mark.parametrize(
    ("words", "kind"),
    [("分别达到", "respectively"), ("年均增长", "average"), ("预计增长", "estimate"),
     ("力争达到", "plan"), ("从", "from"), ("由", "from"), ("总数达", "strong_stock"),
     ("累计达", "sum"), ("稳定在", "steady"), ("均增长", "every"), ("达", "reached")],
)  # fmt: skip
def test_a_cue_sets_what_it_says(words, kind):
    assert kind in read_gap(words).says
    assert kind not in read_gap("增长").says


def test_the_year_that_is_compared_with_is_kept():
    level = read_gap("，较2020年的")
    assert (level.relation, level.base_level, level.other_base) == ("level", "2020年", "")
    assert read_gap("，比2020年增长").other_base == "2020年"
    assert read_gap("，比“十三五”末提高").other_base == "“十三五”末"
    assert read_gap("，比上年增长").other_base in ("", "上年")


@pytest.mark.parametrize(
    "words", ["，居全省第3位，增长", "，总量稳居全省第5，增长", "，比“十二五”末翻了一番，年均增长"]
)
def test_a_clause_that_tells_a_rank_or_a_doubling_is_set_aside(words):
    gap = read_gap(words)
    assert (gap.known, gap.relation) == (True, "growth")


def test_the_amount_behind_a_rank_is_no_growth():
    assert read_gap("，增速居全省第3位，总量达到").relation == ""


@pytest.mark.parametrize(
    "kind", ["up", "down", "to", "average", "base", "estimate", "plan", "at_least"]
)
def test_every_cue_word_of_a_kind_is_understood_alone(kind):
    for word in cues(kind):
        assert read_gap(word).known, word


def test_every_word_of_growth_gives_growth_and_every_word_of_arrival_gives_none():
    for word in {*cues("up"), *cues("down")} - {*cues("to")}:
        assert read_gap(word).relation == "growth", word
    for word in cues("to"):
        assert read_gap(word).relation == "level", word


WORDS = st.sampled_from(
    [*cues("link"), *cues("up"), *cues("to"), *cues("rank"), *cues("object"), OBJECT, "，", "（", "）", "企业"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=14).map("".join)))
def test_any_gap_is_read_to_an_end(words):
    gap = read_gap(words)
    assert gap.relation in ("", "level", "growth", "share", "compare")
    assert gap.bound in ("=", ">=", "<=", "~") and gap.sign in (1, -1)


def test_a_bound_is_that_of_its_own_clause():
    assert read_gap("突破").bound == ">="
    assert read_gap("突破，增长").bound == "="
