"""Keyness, collocations, trends, topics and new words."""

import math

import pytest

from hzlib.errors import HzError
from hzlib.evidence.entry import entry
from hzlib.text.corpus import documents, load
from hzlib.text.outline import sentences
from hzlib.words import measures
from hzlib.words.comparison import collocations, keyness, network, word_trends
from hzlib.words.concordance import LinesSource, positions, spans, topic_terms
from hzlib.words.cutting import candidates, new_words
from hzlib.words.segment import segmenter
from hzlib.words.tokens import all_tokens
from hzlib.words.topics import coverage, latent_topics, part_words, topics
from hzlib.words.values import value_of


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


def test_every_number_of_keyness_leads_to_what_it_counts():
    for row in keyness("hangzhou-fyp15", "hangzhou-gwr-2023").head(12).itertuples():
        assert row.target_lines.count == row.target
        assert row.reference_lines.count == row.reference
        assert value_of(row, "target").source == row.target_lines
        ratio = value_of(row, "log_ratio", digits=2)
        assert ratio.number == pytest.approx(row.log_ratio)
        sources = [part.source for part in ratio.source.parts]
        assert sources[0] == row.target_lines and row.reference_lines in sources
        for name in ("target_per_10k", "reference_per_10k", "g2", "p", "q", "low", "high"):
            assert value_of(row, name).number == pytest.approx(getattr(row, name))
        assert entry(value_of(row, "g2").source).total == 4


def test_a_word_of_one_side_alone_has_a_log_ratio_with_a_half_in_each_cell():
    rows = keyness("hangzhou-fyp15", "hangzhou-gwr-2023")
    for row in rows[(rows["target"] == 0) | (rows["reference"] == 0)].head(6).itertuples():
        ratio = value_of(row, "log_ratio")
        assert ratio.number == pytest.approx(row.log_ratio)
        assert ratio.source.text.count("0.5") == 2


def test_keyness_keeps_its_numbers_plain():
    rows = keyness("hangzhou-fyp15", "hangzhou-gwr-2023", least=1)
    numbers = rows.drop(columns=["word", "target_lines", "reference_lines", "evidence"])
    assert len(rows) > 3000 and {kind.kind for kind in numbers.dtypes} == {"i", "f"}


def test_a_document_is_not_compared_with_itself():
    with pytest.raises(HzError, match="两边有同一份文件"):
        keyness("hangzhou-fyp15", list(documents()))
    with pytest.raises(HzError, match="没有可比的文件"):
        keyness("hangzhou-fyp15", [])


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
    expected, mi, t = (value_of(row.to_dict(), name) for name in ("expected", "mi", "t"))
    assert expected.source.text == f"{len(near):,} × {c} ÷ {n:,}"
    assert [value.number for value in (expected, mi, t)] == pytest.approx(
        [row["expected"], row["mi"], row["t"]]
    )
    assert f"{o}与{len(near) - o}" in value_of(row.to_dict(), "g2").source.text


def test_collocations_and_edges_lead_to_as_many_lines():
    for row in collocations("人工智能").head(8).itertuples():
        assert row.evidence.count == row.together
        assert value_of(row, "frequency").number == row.frequency
    edges = network(["产业集群", "产业", "投资", "项目", "教育", "医疗"])
    assert len(edges) >= 2
    for row in edges.itertuples():
        assert row.evidence.count == row.sentences
        assert value_of(row, "expected").number == pytest.approx(row.expected)


def test_a_node_that_does_not_occur_is_an_error():
    with pytest.raises(HzError, match="量子霸权: 文件里没有"):
        collocations("量子霸权")
    with pytest.raises(HzError, match="g2、mi、t"):
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
        assert row.evidence.count == row.frequency
        assert value_of(row, "per_10k").number == pytest.approx(row.per_10k)
    high = value_of(seen.iloc[0], "high")
    assert high.number == seen["high"].iloc[0]
    assert "重抽2,000次（随机种子为1）" in high.source.text
    assert "泊松" in value_of(absent.iloc[0], "high").source.text


def test_positions_are_places_in_the_document():
    rows = positions(["亚运会"], "hangzhou-plan-2024")
    raw = load("hangzhou-plan-2024").raw
    assert len(rows) == all_tokens("hangzhou-plan-2024")[0].counts["亚运会"]
    for row in rows.itertuples():
        assert raw[row.evidence.start : row.evidence.end] == "亚运会"
        assert row.at / 100 * len(raw) == pytest.approx(row.evidence.start, abs=0.05 * len(raw))


def test_topics_count_their_terms():
    rows = topics()
    assert len(rows) == 5 * len(topic_terms())
    for row in rows[rows["topic"] == "数字与智能"].itertuples():
        assert row.evidence.count == row.frequency
    by_part = topics("hangzhou-fyp15", by="section")
    summed = by_part.groupby("topic")["frequency"].sum()
    whole = rows[rows["doc"] == "hangzhou-fyp15"].set_index("topic")["frequency"]
    assert summed.to_dict() == whole.to_dict()
    densest = by_part.loc[by_part[by_part["topic"] == "生态与低碳"]["per_10k"].idxmax()]
    assert densest["section"].startswith("第十四篇")


def test_every_term_of_the_topics_occurs_and_has_one_topic():
    every = [term for words in topic_terms().values() for term in words]
    assert len(every) == len(set(every))
    assert [term for term in every if not LinesSource(term, all_tokens()).count] == []


def test_coverage_counts_sentences_with_a_term():
    row = coverage("hangzhou-gwr-2023").iloc[0]
    found = all_tokens("hangzhou-gwr-2023")[0]
    assert row["sentences"] == len(set(found.sentences))
    assert 0.5 < row["share"] == row["covered"] / row["sentences"] < 1
    starts = {start for words in topic_terms().values() for term in words
              for start, _ in spans(found, term)}  # fmt: skip
    having = [s for s in sentences(found.document) if starts & set(range(s.start, s.end))]
    assert row["covered"] == len(having)
    share = value_of(row, "share").percent(1)
    assert share.number == pytest.approx(100 * row["share"])
    assert share.source.parts[0].source == row["evidence"]


def test_latent_topics_are_repeatable_and_say_how_stable_they_are():
    first = latent_topics("hangzhou-fyp15", number=5, runs=5)
    assert first.equals(latent_topics("hangzhou-fyp15", number=5, runs=5))
    assert first["stability"].between(0, 1).all() and first["stability"].is_monotonic_decreasing
    assert all(len(words.split("、")) == 10 for words in first["words"])
    with pytest.raises(HzError, match="主题要比部分少"):
        latent_topics("hangzhou-fyp15", number=99)
    assert "重算4次" in value_of(first.iloc[0], "stability").source.text


def test_part_words_occur_where_they_are_said_to():
    for row in part_words("hangzhou-fyp15", top=3).itertuples():
        assert row.evidence.count >= 3 and row.evidence.part is not None


def test_new_words_are_found_when_the_dictionary_is_taken_away():
    texts = [document.text for document in documents()]
    bare = new_words(cutter=segmenter(bare=True), cohesion=3, entropy=1)
    found = set(bare["word"])
    assert {"新质生产力", "高质量发展", "具身智能", "科创", "数智", "赋能"} <= found
    full = set(new_words(cohesion=3, entropy=1)["word"])
    assert not full & set(segmenter().user)
    row = bare.set_index("word").loc["新质生产力"]
    assert row["frequency"] == sum(text.count("新质生产力") for text in texts)
    assert (row["parts"], row["kind"], row["line"]) == ("新/质/生产力", "word", "新质生产力")
    for row in bare.head(20).itertuples():
        assert row.evidence.count == row.frequency


def test_cohesion_and_entropy_are_worked_by_hand():
    # 14 characters; 甲乙 four times, each part four times; neighbours all different or ends.
    text = "丙甲乙。甲乙丁。戊甲乙己。庚甲乙辛"
    rows = candidates([text], list, least=4, longest=2, cohesion=0, entropy=0)
    row = rows.set_index("word").loc["甲乙"]
    assert row["frequency"] == 4
    assert row["cohesion"] == pytest.approx(math.log2(4 * 14 / (4 * 4)))
    assert row["left_entropy"] == row["right_entropy"] == pytest.approx(2.0)
