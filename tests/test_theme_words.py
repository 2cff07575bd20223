"""The frames, figures and tables of words: every number has its source, and the source its number."""

import json
import math
import re
from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest

from hzlib import paths
from hzlib.evidence.entry import entry, payload
from hzlib.evidence.sentence import Sentence, Shown, as_sentence
from hzlib.evidence.sources import ListSource, MethodSource
from hzlib.evidence.value import FormulaSource, Missing, Value
from hzlib.figures.display import table
from hzlib.figures.layout import spiral, springs
from hzlib.figures.specification import Figure, Note, Table
from hzlib.figures.view import view
from hzlib.store.choice import documents
from hzlib.text.corpus import Document
from hzlib.themes import words
from hzlib.themes.words.roles import compared, is_place, placeless, topical
from hzlib.themes.words.tables import told_apart
from hzlib.themes.words.uses import free_sides
from hzlib.words.comparison import collocations, keyness, network, word_trends
from hzlib.words.concordance import LinesSource
from hzlib.words.cutting import dictionary_effect
from hzlib.words.frequency import frequency, variety
from hzlib.words.tokens import all_tokens
from hzlib.words.topics import coverage, latent_topics, part_words, topics

SERIES = documents(["hangzhou-gwr-2021", "hangzhou-gwr-2023", "hangzhou-fyp15"])
DISTRICT, CITY = documents("qiantang-gwr-2024"), documents("hangzhou-plan-2024")
WORDS = ["人工智能", "亚运|亚运会", "疫情"]
TRENDS = ["word", "label", "frequency", "per_10k", "low", "high"]
SHOWN = {
    "map": lambda: words.topic_map(),
    "parts": lambda: words.topic_map("hangzhou-fyp15", "section"),
    "network": lambda: words.word_network(["投资", "项目", "教育", "医疗", "产业", "产业集群"]),
    "lines": lambda: words.line_table("新质生产力", sort="left", top=3),
}
FRAMES = {
    "keys": lambda: words.key_words(DISTRICT, CITY, 6).drop(columns=["above", "below", "told"]),
    "own": lambda: words.own_words(top=2)[["side", "word", "target", "reference", "log_ratio"]],
    "trends": lambda: words.trends(WORDS, SERIES)[TRENDS],
    "spread": lambda: words.spread(top=9)[["word", "frequency", "per_10k", "docfreq", "dp"]],
    "places": lambda: words.places(WORDS, SERIES[0])[["word", "label", "at"]],
    "cloud": lambda: words.cloud(top=9)[["word", "frequency"]],
    "sizes": lambda: words.listed(variety(), "label", tokens=0, types=0, ttr=3, mattr=3),
    "covered": lambda: words.listed(coverage(), sentences=0, covered=0, share=1),
    "effect": lambda: words.listed(
        dictionary_effect(["世界一流"], "hangzhou-fyp15"), "word", before=0, after=0, change=0
    ),
    "near": lambda: words.listed(
        collocations("人工智能").head(3), "word", together=0, frequency=0, expected=2, g2=1, mi=2
    ),
    "latent": lambda: words.linked(
        words.listed(latent_topics("hangzhou-fyp15", 3, 2), "words", "evidence", stability=2)
    ),
}
# A year, a name in letters or a section's number may stand in plain text.
PLAIN = re.compile(
    r"\d{4}(?=[年报计纲）—-])|PM2\.5|\d+[A-Za-z]+|[A-Za-z]+\d+|\d+(?=[.、])|“双碳”", re.ASCII
)


def made(name, text, place="江州市", year=2020, kind="work-report"):
    """Return a document made of a text."""
    return Document(
        id=name, title=name, kind=kind, issuer="", place=place, year=year,
        reviewed=str(year - 1), planned=str(year), path=Path(f"{name}.txt"), raw=text,
    )  # fmt: skip


def values_of(*cells):
    for cell in cells:
        if isinstance(cell, Value):
            yield cell
        elif isinstance(cell, Shown):
            yield cell.value
        else:
            yield from (p.value for p in as_sentence(cell).pieces if isinstance(p, Shown))


def check(shown):
    """Check what holds for every figure and table: no bare number, no count without its list."""
    table = shown.table if isinstance(shown, Figure) else shown
    texts = [getattr(shown, name) for name in ("title", "caption", "alt", "note")
             if hasattr(shown, name)]  # fmt: skip
    for text in texts:
        for piece in as_sentence(text).pieces:
            if isinstance(piece, str):
                assert not re.search(r"[0-9]", PLAIN.sub("", piece)), piece
    cells = [cell for row in table.rows for cell in row if isinstance(cell, Value | Sentence)]
    found = list(values_of(*cells, *texts))
    for value in found:
        if isinstance(value.source, ListSource):
            assert value.number == len(value.source.items)
        if isinstance(value.source, LinesSource) and value.unit in ("次", "句"):
            assert entry(value.source).total == value.number
    evidence = payload(value.source for value in found)
    assert all(len(one.get("lines", [])) <= 12 for one in evidence["entries"].values())
    return found


@pytest.mark.parametrize("name", SHOWN)
def test_every_mark_and_cell_leads_somewhere(name):
    shown = SHOWN[name]()
    assert len(check(shown)) > 2
    made = view(shown)
    if isinstance(shown, Figure):
        assert set(shown.plot.sources) <= set(made["evidence"]["entries"])
        for trace in shown.figure.data:
            assert (trace.customdata is None) == (trace.hoverinfo == "skip")
    json.dumps(made)


@pytest.mark.parametrize("name", FRAMES)
def test_every_number_of_a_frame_is_a_value_with_its_source(name):
    rows = FRAMES[name]()
    assert not rows.empty and not rows.select_dtypes("number").columns.any()
    assert check(table(rows))


# --- which documents ------------------------------------------------------------------------------


def test_the_parts_that_documents_play_come_from_kinds_places_and_years():
    books = (
        made("outline", "", year=2021, kind="plan-outline"), made("new", "", year=2023),
        made("old", "", year=2019), made("budget", "", year=2022, kind="budget-report"),
        made("later", "", year=2026, kind="plan-outline"), made("elsewhere", "", "海州市", 2024),
    )  # fmt: skip
    who = words.roles(books, "江州市")
    assert [one.id for one in who.series] == ["old", "outline", "new", "later"]
    assert [one.id for one in who.reports] == ["old", "new"]
    assert [one.id for one in who.outline] == ["later"]
    assert who.district == who.city == ()
    given = words.roles(books, "江州市", [books[5], books[1]], books[0], books[3], books[2])
    assert [one.id for one in given.series] == ["elsewhere", "new"]
    assert [one.id for one in (*given.outline, *given.district, *given.city)] == [
        "outline", "budget", "old",
    ]  # fmt: skip


def test_one_document_is_no_series_and_an_outline_alone_has_no_reports():
    who = words.roles("hangzhou-fyp15", "杭州市")
    assert who.series == who.reports == () and [one.id for one in who.outline] == ["hangzhou-fyp15"]
    two = [made("a", "", "宁波市"), made("b", "", "苏州市")]
    assert words.roles(two, "宁波市").series == ()
    assert words.roles(two, "宁坡市") == words.roles(two[1:], "")


def test_a_place_is_compared_with_the_one_it_lies_in():
    books = (
        made("far", "", "宁波市", 2020), made("near", "", "宁波市", 2023),
        made("other", "", "苏州市", 2024), made("part", "", "慈溪市", 2024),
        made("above", "", "浙江省", 2026),
    )  # fmt: skip
    who = words.roles(books)
    assert [one.id for one in (*who.district, *who.city)] == ["part", "near"]
    who = words.roles((books[1], books[2], books[4]))
    assert [one.id for one in (*who.district, *who.city)] == ["near", "above"]


# --- which words ----------------------------------------------------------------------------------


def test_the_names_of_the_documents_own_places_are_no_key_words():
    said = "江州市江州推进投资。"
    one, other = made("a", said * 20), made("b", "海州市海州发展教育。" * 20, "海州市")
    assert {"江州", "海州"} <= set(keyness(one, other)["word"])
    assert set(compared((one,), (other,))["word"]) == {"推进", "投资", "发展", "教育"}
    rows = pd.DataFrame({"word": ["江州", "江州市", "投资", "江"]})
    assert list(placeless(rows, [one])["word"]) == ["投资"]
    assert list(placeless(rows, [other])["word"]) == list(rows["word"])
    assert list(placeless(rows.head(0), [one])["word"]) == []


@pytest.mark.parametrize(
    "word",
    [
        "锡林郭勒盟行署",
        "全盟",
        "我省",
        "本市",
        "区委",
        "市政府",
        "县长",
        "行署",
        "人民政府",
        "自治区",
    ],
)
def test_what_a_text_calls_its_own_place_and_its_organs_is_no_key_word(word):
    rows = pd.DataFrame({"word": [word, "投资"]})
    assert list(placeless(rows, [made("a", "", "锡林郭勒盟")])["word"]) == ["投资"]


@pytest.mark.parametrize("word", ["市民", "省级", "市域", "党委", "示范区", "全面", "地区", "区县"])
def test_what_only_looks_like_it_may_be_a_key_word(word):
    rows = pd.DataFrame({"word": [word]})
    assert list(placeless(rows, [made("a", "", "锡林郭勒盟")])["word"]) == [word]


@pytest.mark.parametrize(
    ("word", "own", "is_one"),
    [("浦东", "上海市", True), ("浦东", "杭州市", False), ("义乌", "浙江省", True), ("兰州", "杭州市", True),
     ("郊区", "佳木斯市", False), ("城市", "上海市", False)],
)  # fmt: skip
def test_a_word_is_a_place_where_one_of_the_documents_holds_it(word, own, is_one):
    assert is_place(word, [made("a", "", own)]) == is_one


def test_places_are_left_out_wherever_words_are_ranked():
    own, keys = words.own_words(), words.key_words(DISTRICT, CITY)
    for rows in (own, keys, words.spread()):
        assert not {"杭州", "钱塘", "杭州市"} & set(rows["word"])
    assert "杭州" in set(frequency(top=60)["word"])


def test_words_are_watched_that_rose_and_fell_beyond_chance_first():
    first = made("a", "投资教育投资。" * 30 + "旅游。" * 9)
    last = made("b", "投资文化文化。" * 30 + "就业。" * 10, year=2021)
    assert words.watched((first, last)) == ["文化", "就业", "教育", "投资"]  # 旅游: nine times
    assert words.watched((last, first), top=1) == ["教育", "文化"]
    assert words.watched((first,)) == words.watched(()) == words.watched((first, first)) == []


def test_words_that_are_seen_occur():
    book = made("a", "投资教育投资。" * 5 + "推进。")
    assert words.seen(["量子霸权", "教育|教学", "投资"], book) == ["教育|教学", "投资"]
    assert words.seen(["量子霸权"], book) == ["投资", "教育"]
    plain = made("b", "推进落实。")
    assert words.seen([], plain) == topical(plain) == ["推进", "落实"]


def test_the_example_has_words_of_the_user_dictionary():
    book = made("a", "全面推进工作。\n发展新质生产力，共建城西科创大走廊。\n建设和美乡村。")
    assert words.example(book) == "发展新质生产力，共建城西科创大走廊。"
    assert words.example(made("b", "全面推进工作。")) == ""
    assert isinstance(words.cut_table(""), Note)
    rows = words.cut_table("建设科创大走廊，增长5%").rows
    assert [row[:3] for row in rows] == [
        ("建设", "词", "通用词典"), ("科创大走廊", "词", "项目词典"), ("增长", "词", "通用词典"), ("5%", "数字", ""),
    ]  # fmt: skip


# --- key words ------------------------------------------------------------------------------------


def test_the_numbers_of_a_key_word_are_those_of_its_row():
    rows = words.key_words(DISTRICT, CITY, 6)
    frame = keyness(DISTRICT, CITY).set_index("word")
    assert len(rows) == 12 and rows["log_ratio"].map(float).is_monotonic_increasing
    for one in rows.itertuples():
        row = frame.loc[one.word]
        for name in ("target", "reference", "g2", "log_ratio", "low", "high"):
            assert getattr(one, name).number == pytest.approx(row[name])
        assert one.target.source == row["target_lines"]
        assert isinstance(one.log_ratio.source, FormulaSource)
        assert isinstance(one.g2.source, MethodSource)
        assert one.above == pytest.approx(row["high"] - row["log_ratio"])
        assert one.below == pytest.approx(row["log_ratio"] - row["low"])
        assert one.side == ("钱塘2024报告" if row["log_ratio"] > 0 else "杭州2024计划")
        assert one.told.startswith(f"{one.word}：钱塘2024报告{one.target}（")


def test_the_title_of_key_words_names_the_surest_of_either_side():
    rows = words.key_words(DISTRICT, CITY)
    sure = compared(DISTRICT, CITY)
    sure = sure[sure["q"] < 0.05]
    for sign, name in ((1, "钱塘2024报告"), (-1, "杭州2024计划")):
        named = sure.loc[sure["log_ratio"] * sign > 0, "word"].head(3)
        assert f"{name}较多使用{'、'.join(named)}" in words.key_title(rows)
    first = sure.iloc[0]
    told = words.surest_told(rows)
    assert f"“{first['word']}”" in str(told) and len(list(told.sources())) == 2
    # Who is compared with whom comes first; what does not occur has no rate of nought.
    assert str(told).startswith("钱塘2024报告与杭州2024计划相比，") and str(told).endswith(
        "未出现。"
    )
    # Of documents of unlike kinds it is said that they are.
    unlike = words.surest_told(rows, DISTRICT, CITY)
    assert "未出现（文种不同，分别为政府工作报告和计划报告，差别可能来自文种）。" in str(unlike)
    assert str(words.surest_told(rows, DISTRICT, DISTRICT)) == str(told)


def test_a_key_words_interval_leaves_no_change_out():
    rows = compared(DISTRICT, CITY)
    near = rows[(rows["q"] < 0.05) & (rows["low"] < 0) & (rows["high"] > 0)]["word"]
    shown = words.key_words(DISTRICT, CITY, top=100)
    assert len(near) and not {*near} & {*shown["word"]}
    assert ((shown["low"].map(float) > 0) | (shown["high"].map(float) < 0)).all()


def test_each_document_has_one_colour_in_every_figure():
    who = words.roles(documents(), "杭州市")
    assert who.hues["杭州2026纲要"] not in (who.hues["杭州2021报告"], who.hues["钱塘2024报告"])
    assert who.hues["杭州2021报告"] == who.hues["杭州2021报告、杭州2023报告"]
    assert who.neutral not in who.hues.values()


def test_parts_are_named_by_what_tells_them_apart():
    assert told_apart(["第一篇坚持甲路", "第二篇 坚持乙路", "第三篇加强丙"]) == [
        "第一篇 甲路", "第二篇 乙路", "第三篇 加强丙",
    ]  # fmt: skip
    # Near-misses: a word of a few, headings without a number, nothing.
    few = ["第一篇坚持甲路", "第二篇推进乙路", "第三篇加强丙路", "第四篇优化丁路"]
    assert told_apart(few)[0] == "第一篇 坚持甲路"
    assert told_apart(["坚持甲路", "坚持乙路", "坚持丙路"])[0] == "坚持甲路"
    assert told_apart([]) == []


def test_words_of_the_title_are_labelled():
    rows = words.spread()
    named = [
        word for words_ in str(words.spread_title(rows)).split("，")
        for word in words_.partition("为")[2].split("、")
    ]  # fmt: skip
    assert len(named) == 6 and {*named} <= {*rows["shown"]}
    assert str(words.spread_title(rows)).startswith("常用词中")
    assert "" in set(rows["shown"])


def test_one_side_alone_has_no_key_words_and_is_not_told_of():
    for rows in (words.key_words(DISTRICT, ()), words.key_words(DISTRICT, DISTRICT),
                 words.own_words("hangzhou-fyp15")):  # fmt: skip
        assert rows.empty and {"word", "side", "log_ratio", "told"} <= set(rows.columns)
        assert words.key_title(rows) == "" and not words.surest_told(rows)
        assert isinstance(table(rows[["word", "side"]]), Note)


def test_each_document_has_its_own_words_against_the_others():
    rows = words.own_words(SERIES, top=3)
    assert list(dict.fromkeys(rows["side"])) == ["杭州2021报告", "杭州2023报告", "杭州2026纲要"]
    assert (rows["log_ratio"].map(float) > 0).all()
    first = keyness(SERIES[2], SERIES[:2]).set_index("word")
    for one in rows[rows["side"] == "杭州2026纲要"].itertuples():
        assert one.g2.number == pytest.approx(first.loc[one.word, "g2"])


def test_the_spread_of_words_compares_documents_or_the_parts_of_one():
    assert "docfreq" in words.spread(top=10)
    alone = words.spread("hangzhou-fyp15", top=10)
    assert "partfreq" in alone and len(alone) == 10
    assert set(alone["shown"]) <= {"", *alone["word"]}
    even = pd.DataFrame({"word": list("甲乙丙丁戊己"), "dp": [0.5] * 6})
    assert words.spread_title(even) == "常用词的次数与分布"
    few = pd.DataFrame({"word": ["甲", "乙"], "dp": [0.5, 0.1]})
    assert words.spread_title(few) == "常用词的次数与分布"


def test_words_of_the_cloud_do_not_overlap():
    spots = [spot for spot in spiral([(60.0, 20.0)] * 12, 330, 190) if spot]
    assert len(spots) == 12
    for i, (x, y) in enumerate(spots):
        assert 30 <= x <= 300 and 10 <= y <= 180
        assert all(abs(x - a) >= 60 or abs(y - b) >= 20 for a, b in spots[:i])
    assert spiral([(60.0, 20.0)] * 2, 70, 30)[1] is None
    assert len(words.cloud(top=40, width=0.5, height=0.5)) < 40


# --- uses -----------------------------------------------------------------------------------------


def test_a_trend_leads_to_its_lines():
    rows, frame = words.trends(["人工智能"], SERIES), word_trends(["人工智能"], SERIES)
    for one, row in zip(rows.itertuples(), frame.itertuples(), strict=True):
        assert one.frequency.source == row.evidence
        assert one.per_10k.number == pytest.approx(row.per_10k)
        assert one.per_10k.source.text.endswith("× 10,000")
        assert one.above == pytest.approx(row.high - row.per_10k)
        assert f"每万词{one.per_10k}（" in one.told


def test_a_trend_is_named_only_if_it_exceeds_chance():
    rows = words.trends(["人工智能", "杭州", "疫情|新冠"], SERIES)
    assert words.trend_title(rows) == "自杭州2021报告至杭州2026纲要：人工智能升；疫情降"
    same = words.trends(["杭州"], SERIES)
    assert words.trend_title(same).endswith("各词变化均不显著")
    assert "各词变化均不显著。" in str(words.trend_told(same))


def test_the_answer_tells_the_first_that_rose_and_the_first_that_fell():
    first = made("a", "投资教育投资。\n" * 40)
    last = made("b", "投资文化文化。\n" * 40, year=2021)
    told = words.trend_told(words.trends(words.watched((first, last)), (first, last)))
    assert str(told) == (
        "自江州2020报告至江州2021报告，“文化”由未出现升至每万词6,666.7次；"
        "“教育”由每万词3,333.3次变为未出现。“文化”在江州2020报告中未出现。"
    )
    back = str(words.trend_told(words.trends(["文化"], (last, first))))
    assert "“文化”由每万词6,666.7次变为未出现" in back and "中未出现" not in back


def test_a_word_that_stands_in_longer_words_alone_is_not_said_to_be_lacking():
    first = made("a", "投资教育投资。\n亚运投资。\n" * 40)
    last = made("b", "投资文化文化。\n" * 40 + "亚运会投资。", year=2021)
    told = str(words.trend_told(words.trends(["亚运"], (first, last))))
    assert "变为未单独出现（另见于“亚运会”1处）" in told
    back = str(words.trend_told(words.trends(["亚运", "教育"], (last, first))))
    assert back.endswith(
        "“亚运”在江州2021报告中未单独出现（另见于“亚运会”1处）；“教育”在江州2021报告中未出现。"
    )
    assert "：未单独出现（" in words.trends(["亚运"], (first, last)).iloc[-1]["told"]
    lines = LinesSource("亚运", all_tokens(last))
    assert entry(lines).text == "“亚运”未单独出现，另见于“亚运会”，共1处"
    # Near-misses: counted with its longer form, found as a word, characters of two words.
    assert LinesSource("亚运|亚运会", all_tokens(last)).longer.count == 0
    assert entry(LinesSource("亚运", all_tokens(first))).text == "“亚运”共40处"
    apart = made("c", "投资中国家庭。\n" * 4)
    assert entry(LinesSource("国家", all_tokens(apart))).text == "“国家”共0处"
    assert not LinesSource("=亚", all_tokens(last)).longer.query


def test_a_word_that_a_side_has_in_longer_words_alone_is_no_key_word():
    first = made("a", "投资教育投资。\n亚运投资。\n" * 40)
    plain = made("b", "投资文化文化。\n" * 40, year=2021)
    held = made("c", "投资文化文化。\n" * 40 + "亚运会投资。", year=2021)
    assert "亚运" in set(compared((first,), (plain,))["word"])
    assert "亚运" not in set(compared((first,), (held,))["word"])
    assert "亚运" not in set(compared((held,), (first,))["word"])


def test_a_document_alone_has_no_trend_and_the_answer_says_so():
    alone = made("a", "投资教育投资。" * 5)
    rows = words.trends(["投资"], (alone,))
    assert rows.empty and words.trends(["投资"], ()).empty and words.trend_title(rows) == ""
    said = str(words.trend_told(rows, alone))
    assert said.startswith("没有可比的前后两份文件") and said.endswith("“投资”，共10次。")
    assert isinstance(words.trend_told(rows, made("b", "的。")), Missing)


def test_the_dispersion_plot_has_one_mark_for_each_line():
    rows = words.places(["人工智能", "亚运|亚运会"])
    lines = LinesSource("人工智能", all_tokens())
    own = rows[rows["word"] == "人工智能"]
    assert len(own) == lines.count and set(rows["word"]) == {"人工智能", "亚运"}
    assert {str(one.source) for one in own["at"]} == set(map(str, lines.places))
    assert all(0 <= float(one) <= 100 for one in rows["at"])
    assert words.places(["量子霸权"]).empty


def test_what_finds_nothing_gives_no_rows():
    assert words.found(collocations, "量子霸权").empty
    assert words.found(latent_topics, "hangzhou-fyp15", number=99).empty
    assert len(words.found(part_words, "hangzhou-fyp15")) > 5
    none = words.listed(words.found(collocations, "量子霸权"), "word", together=0)
    assert list(none.columns) == ["word", "together"]
    assert words.linked(words.listed(pd.DataFrame(), "words", "evidence")).empty


# --- topics ---------------------------------------------------------------------------------------


def test_a_cell_of_the_map_is_a_rate_that_leads_to_its_lines():
    figure = SHOWN["map"]()
    rows = topics()
    (trace,) = figure.figure.data
    flat = [(z, key) for zs, keys_ in zip(trace.z, trace.customdata, strict=True)
            for z, (key, _) in zip(zs, keys_, strict=True)]  # fmt: skip
    assert len(flat) == len(rows)
    for (z, key), row in zip(flat, rows.itertuples(), strict=True):
        # Topics have lists of unlike lengths: a colour is told by the topic's own highest rate.
        most = rows.loc[rows["topic"] == row.topic, "per_10k"].max()
        assert z == pytest.approx(row.per_10k / most)
        assert figure.plot.sources[key].parts[0].source == row.evidence


def test_the_map_of_one_document_names_its_topics():
    title = str(words.topic_map("hangzhou-fyp15").title)
    assert title.startswith("杭州2026纲要使用最多的主题为“")


def test_a_share_is_told_in_per_cent():
    share = words.listed(coverage("hangzhou-fyp15"), share=1)["share"].iloc[0]
    assert str(share) == "78.3%" and isinstance(share.source, FormulaSource)


# --- company --------------------------------------------------------------------------------------


def test_the_layout_of_the_network_is_repeatable_and_within_the_unit_square():
    chosen = ["投资", "项目", "教育", "医疗"]
    rows = network(chosen)
    edges = list(zip(rows["source"], rows["target"], strict=True))
    one, other = (springs(chosen, edges, 3) for _ in range(2))
    for word in chosen:
        assert one[word].tolist() == other[word].tolist()
        assert (one[word] >= 0).all() and (one[word] <= 1).all()


def test_words_of_the_network_lead_to_their_lines_and_edges_to_their_sentences():
    figure = SHOWN["network"]()
    edges, *sides = (trace for trace in figure.figure.data if trace.customdata is not None)
    for text, (key, _) in zip(edges.text, edges.customdata, strict=True):
        assert text.startswith(figure.plot.sources[key].query.replace("&", "＋"))
    nodes = [pair for one in sides for pair in zip(one.text, one.customdata, strict=True)]
    for word, (key, label) in nodes:
        assert figure.plot.sources[key].query == word and label.startswith(word)
    sizes = [pair for one in sides for pair in zip(one.customdata, one.marker.size, strict=True)]
    counted = sorted((int(label[label.index("，") + 1 : -1]), size) for (_, label), size in sizes)
    assert [size for _, size in counted] == sorted({size for _, size in counted})
    # A name stands on one side of its mark, where no line goes.
    assert len({word for word, _ in nodes}) == len(nodes) > 2
    assert len({one.textposition for one in sides}) == len(sides) > 1


def test_a_name_stands_where_no_line_goes():
    pairs = [("甲", "乙"), ("甲", "丙"), ("甲", "丁")]
    at = {"甲": (0, 0), "乙": (0, 1), "丙": (1, 0), "丁": (-1, 0)}
    assert free_sides(at, pairs) == {
        "甲": "bottom center", "乙": "top center", "丙": "middle right", "丁": "middle left",
    }  # fmt: skip


# --- tables ---------------------------------------------------------------------------------------


def test_the_effect_of_a_line_leads_to_its_counts():
    rows = FRAMES["effect"]().set_index("word")
    before, after, change = rows.loc["世界一流"]
    assert before.number == 0 and entry(after.source).total == after.number == change.number
    assert "世界/一流" in before.source.text and "[more=世界一流]" in str(after.source)
    before, after, change = rows.loc["世界"]
    assert entry(before.source).total == before.number
    assert change.source.text == f"{after:#} − {before:#}"


def test_one_document_alone_is_neither_the_richest_nor_the_poorest():
    alone = str(words.richest(variety("hangzhou-fyp15")))
    assert "最丰富的为" not in alone and "最单一的为" not in alone and "仅有一份文件" in alone
    every = variety()
    said = str(words.richest(every))
    ordered = every.sort_values("mattr")["label"]
    assert f"最丰富的为{ordered.iloc[-1]}" in said and f"最单一的为{ordered.iloc[0]}" in said


def test_a_line_opens_its_sentence():
    for _, keyword, *_ in SHOWN["lines"]().rows:
        (value,) = values_of(keyword)
        assert str(keyword) == value.source.printed == "新质生产力"


@pytest.mark.parametrize(
    "build",
    [
        lambda: words.line_table("量子霸权"),
        lambda: words.line_table(""),
        lambda: words.word_network(["投资", "博物馆"]),
        lambda: words.word_network([]),
    ],
)
def test_what_cannot_be_shown_is_a_note_in_chinese(build):
    note = build()
    assert isinstance(note, Note)
    assert not re.search("[A-Za-z]{3}", str(note))


def test_a_short_text_of_ones_own_is_shown_or_told(tmp_path):
    path = tmp_path / "某市_2024.txt"
    path.write_text("城市发展。\n建设城市，城市发展得好。\n文化发展。", encoding="utf-8")
    shown = words.topic_map(path)
    assert isinstance(shown, Figure | Note)
    view(shown)
    assert words.spread(path).empty and words.spread_title(words.spread(path))
    assert list(words.cloud(path)["word"])[:2] == ["发展", "城市"]
    assert isinstance(SHOWN["lines"](), Table)


def test_the_notebook_uses_what_the_theme_offers():
    cells = json.loads((paths.notebooks() / "04_words.ipynb").read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    used = {name for cell in code for name in re.findall(r"(?<!\.)\bwords\.(\w+)\(", cell)}
    assert used <= set(words.__all__)
    lessons = {"cut_table", "line_table"}
    assert set(words.__all__) - lessons <= {*used, "found", "labels"}


def test_labels_of_the_spread_have_room_on_a_phone():
    rows = words.spread()
    size, tall = 11 / 270, 14 / 400  # a character, a line, as shares of the axes of a phone
    x = rows["frequency"].map(float).map(math.log)
    y = rows["dp"].map(float) / rows["dp"].map(float).max()
    x = (x - x.min()) / (x.max() - x.min())
    told = [(a, b, len(word)) for a, b, word in zip(x, y, rows["shown"], strict=True) if word]
    assert len(told) > 15
    over = [one for one, other in combinations(told, 2)
            if abs(one[0] - other[0]) < size * (one[2] + other[2]) / 2
            and abs(one[1] - other[1]) < tall]  # fmt: skip
    assert not over
