"""Keyness, collocations, trends, topics and new words."""

import math

import pytest

from hzlib.errors import HzError
from hzlib.pages.source import resolve
from hzlib.text.corpus import documents, load
from hzlib.words import measures
from hzlib.words.collocation import collocations, network
from hzlib.words.concordance import places
from hzlib.words.keyness import keyness
from hzlib.words.new_words import new_words
from hzlib.words.segment import segmenter
from hzlib.words.tokens import all_tokens
from hzlib.words.topics import coverage, part_words, themes, topic_terms, topics
from hzlib.words.word_trends import positions, word_trends


def test_a_row_of_keyness_is_worked_by_hand():
    one, other = (all_tokens(name)[0] for name in ("hangzhou-fyp15", "hangzhou-gwr-2021"))
    row = keyness("hangzhou-fyp15", "hangzhou-gwr-2021").set_index("word").loc["人工智能"]
    a, b, c, d = one.words.count("人工智能"), other.words.count("人工智能"), len(one), len(other)
    assert (row["target"], row["reference"]) == (a, b)
    pooled = (a + b) / (c + d)
    by_hand = 2 * (
        a * math.log(a / (c * pooled))
        + b * math.log(b / (d * pooled))
        + (c - a) * math.log((c - a) / (c * (1 - pooled)))
        + (d - b) * math.log((d - b) / (d * (1 - pooled)))
    )
    assert row["g2"] == pytest.approx(by_hand)
    assert row["p"] == pytest.approx(math.erfc(math.sqrt(by_hand / 2)))
    assert row["log_ratio"] == pytest.approx(math.log2((a / c) / (b / d)))
    error = math.sqrt(1 / a - 1 / c + 1 / b - 1 / d) / math.log(2)
    assert row["high"] - row["low"] == pytest.approx(2 * 1.959963985 * error)
    assert row["target_per_10k"] == pytest.approx(1e4 * a / c)


def test_swapping_target_and_reference_turns_the_log_ratio():
    there = keyness("hangzhou-fyp15", "hangzhou-gwr-2021").set_index("word")
    back = keyness("hangzhou-gwr-2021", "hangzhou-fyp15").set_index("word").loc[there.index]
    assert back["log_ratio"].tolist() == pytest.approx((-there["log_ratio"]).tolist())
    assert back["g2"].tolist() == pytest.approx(there["g2"].tolist())


def test_every_count_of_keyness_leads_to_its_lines():
    for row in keyness("hangzhou-fyp15", "hangzhou-gwr-2023").head(12).itertuples():
        assert resolve(row.target_evidence)["total"] == row.target
        assert resolve(row.reference_evidence)["total"] == row.reference
        parts = resolve(row.log_ratio_evidence)["parts"]
        assert parts == [row.target_evidence, row.reference_evidence]


def test_a_document_is_not_compared_with_itself():
    with pytest.raises(HzError, match="share a document"):
        keyness("hangzhou-fyp15", list(documents()))


def test_a_row_of_collocations_is_worked_by_hand():
    found = all_tokens("hangzhou-fyp15")[0]
    node = [i for i, word in enumerate(found.words) if word == "人工智能"]
    near = {
        j
        for i in node
        for j in range(max(i - 5, 0), min(i + 6, len(found)))
        if found.sentences[i] == found.sentences[j]
    } - set(node)
    o = sum(found.words[j] == "创新" for j in near)
    c, n = found.words.count("创新"), len(found) - len(node)
    row = collocations("人工智能", "hangzhou-fyp15").set_index("word").loc["创新"]
    assert (row["together"], row["frequency"]) == (o, c)
    assert row["expected"] == pytest.approx(len(near) * c / n)
    assert row["mi"] == pytest.approx(math.log2(o / row["expected"]))
    assert row["t"] == pytest.approx((o - row["expected"]) / math.sqrt(o))
    scores = measures.association(o, len(near), c, n)
    assert row["g2"] == pytest.approx(float(scores["g2"]))


def test_collocations_and_edges_lead_to_as_many_lines():
    for row in collocations("人工智能").head(8).itertuples():
        assert resolve(row.evidence)["total"] == row.together
    edges = network(["产业集群", "产业", "投资", "项目", "教育", "医疗"])
    assert len(edges) >= 2
    for row in edges.itertuples():
        assert resolve(row.evidence)["total"] == row.sentences


def test_a_node_that_does_not_occur_is_an_error():
    with pytest.raises(HzError, match="量子霸权: does not occur"):
        collocations("量子霸权")
    with pytest.raises(HzError, match="g2, mi, t"):
        collocations("城市", sort="best")


def test_trends_have_intervals_around_their_rates_and_are_repeatable():
    words = ["人工智能", "疫情|新冠", "并不出现的词"]
    rows = word_trends(words, ["hangzhou-gwr-2021", "hangzhou-fyp15"])
    assert rows.equals(word_trends(words, ["hangzhou-gwr-2021", "hangzhou-fyp15"]))
    seen = rows[rows["frequency"] > 0]
    assert ((seen["low"] < seen["per_10k"]) & (seen["per_10k"] < seen["high"])).all()
    absent = rows[rows["frequency"] == 0]
    sizes = {name: len(all_tokens(name)[0]) for name in absent["doc"]}
    limits = [1e4 * -math.log(0.025) / sizes[name] for name in absent["doc"]]
    assert absent["high"].tolist() == pytest.approx(limits)
    for row in rows.itertuples():
        assert resolve(row.evidence)["total"] == row.frequency


def test_positions_are_places_in_the_document():
    rows = positions(["亚运会"], "hangzhou-plan-2024")
    raw = load("hangzhou-plan-2024").raw
    assert len(rows) == all_tokens("hangzhou-plan-2024")[0].counts["亚运会"]
    for row in rows.itertuples():
        span = row.evidence.rpartition("@")[2]
        low, high = map(int, span.split("-"))
        assert raw[low:high] == "亚运会"
        assert row.at / 100 * len(raw) == pytest.approx(low, abs=0.05 * len(raw))


def test_topics_count_their_terms():
    rows = topics()
    assert len(rows) == 5 * len(topic_terms())
    for row in rows[rows["topic"] == "数字与智能"].itertuples():
        assert resolve(row.evidence)["total"] == row.frequency
    by_part = topics("hangzhou-fyp15", by="section")
    summed = by_part.groupby("topic")["frequency"].sum()
    whole = rows[rows["doc"] == "hangzhou-fyp15"].set_index("topic")["frequency"]
    assert summed.to_dict() == whole.to_dict()
    densest = by_part.loc[by_part[by_part["topic"] == "生态与低碳"]["per_10k"].idxmax()]
    assert densest["section"].startswith("第十四篇")


def test_every_term_of_the_topics_occurs_and_has_one_topic():
    every = [term for words in topic_terms().values() for term in words]
    assert len(every) == len(set(every))
    assert [term for term in every if not places("*", term)] == []


def test_coverage_counts_sentences_with_a_term():
    row = coverage("hangzhou-gwr-2023").iloc[0]
    found = all_tokens("hangzhou-gwr-2023")[0]
    assert row["sentences"] == len(set(found.sentences))
    assert 0.5 < row["share"] == row["covered"] / row["sentences"] < 1


def test_themes_are_repeatable_and_say_how_stable_they_are():
    first = themes("hangzhou-fyp15", number=5, runs=5)
    assert first.equals(themes("hangzhou-fyp15", number=5, runs=5))
    assert first["stability"].between(0, 1).all() and first["stability"].is_monotonic_decreasing
    assert all(len(words.split("、")) == 10 for words in first["words"])
    with pytest.raises(HzError, match="fewer themes"):
        themes("hangzhou-fyp15", number=99)


def test_part_words_occur_where_they_are_said_to():
    for row in part_words("hangzhou-fyp15", top=3).itertuples():
        assert resolve(row.evidence)["total"] >= 3


def test_new_words_are_found_when_the_dictionary_is_taken_away():
    texts = [document.text for document in documents()]
    bare = new_words(texts, segmenter(bare=True).cut, cohesion=3, entropy=1)
    found = set(bare["word"])
    assert {"新质生产力", "高质量发展", "具身智能", "科创", "数智", "赋能"} <= found
    full = set(new_words(texts, segmenter().cut, cohesion=3, entropy=1)["word"])
    assert not full & set(segmenter().user)
    row = bare.set_index("word").loc["新质生产力"]
    assert row["frequency"] == sum(text.count("新质生产力") for text in texts)
    assert (row["parts"], row["kind"], row["line"]) == ("新/质/生产力", "word", "新质生产力")


def test_cohesion_and_entropy_are_worked_by_hand():
    # 14 characters; 甲乙 four times, each part four times; neighbours all different or ends.
    text = "丙甲乙。甲乙丁。戊甲乙己。庚甲乙辛"
    rows = new_words([text], list, least=4, longest=2, cohesion=0, entropy=0)
    row = rows.set_index("word").loc["甲乙"]
    assert row["frequency"] == 4
    assert row["cohesion"] == pytest.approx(math.log2(4 * 14 / (4 * 4)))
    assert row["left_entropy"] == row["right_entropy"] == pytest.approx(2.0)
