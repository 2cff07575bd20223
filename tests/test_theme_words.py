"""The figures and tables of words: every number has its source, and the source its number."""

import json
import re

import pandas as pd
import pytest

from hzlib import paths
from hzlib.errors import HzError
from hzlib.evidence.entry import entry, payload
from hzlib.evidence.sentence import Shown, as_sentence
from hzlib.evidence.sources import ListSource, MethodSource
from hzlib.evidence.value import FormulaSource, Missing, Value
from hzlib.figures import printing
from hzlib.figures.layout import spiral, springs
from hzlib.figures.specification import Figure, Note, Table
from hzlib.figures.view import view
from hzlib.themes import words
from hzlib.themes.words import keys
from hzlib.words.comparison import keyness, network, word_trends
from hzlib.words.concordance import LinesSource
from hzlib.words.frequency import frequency, variety
from hzlib.words.tokens import all_tokens
from hzlib.words.topics import topics

SERIES = ["hangzhou-gwr-2021", "hangzhou-gwr-2023", "hangzhou-fyp15"]
NAMES = ("区", "市")
WORDS = ["人工智能", "亚运|亚运会", "疫情"]
PLOTS = {
    "keys": lambda: words.key_words("qiantang-gwr-2024", "hangzhou-plan-2024", NAMES, 6),
    "each": lambda: words.key_words_of_each(top=4),
    "trends": lambda: words.trends(WORDS, SERIES),
    "places": lambda: words.places(WORDS),
    "map": lambda: words.topic_map(),
    "parts": lambda: words.topic_map("hangzhou-fyp15", "section"),
    "spread": lambda: words.spread(top=25),
    "network": lambda: words.word_network(["投资", "项目", "教育", "医疗", "产业", "产业集群"]),
}
PRINTS = {
    "keys": lambda: words.printed_key_words(SERIES[2], SERIES[0], NAMES, 4),
    "trends": lambda: words.printed_trends(WORDS[:2], SERIES),
    "cloud": lambda: words.cloud(top=20),
}
TABLES = {
    "cut": lambda: words.cut_table("培育新质生产力。"),
    "effect": lambda: words.effect_table(["世界一流"], "hangzhou-fyp15"),
    "size": lambda: words.size_table(),
    "lines": lambda: words.line_table("新质生产力", sort="left", top=3),
    "collocations": lambda: words.collocation_table("人工智能", top=3),
    "sequences": lambda: words.sequence_table(n=2, top=3),
    "candidates": lambda: words.candidate_table(top=3),
    "coverage": lambda: words.coverage_table(),
    "latent": lambda: words.latent_topic_table("hangzhou-fyp15", 3, 2),
    "parts": lambda: words.part_table("hangzhou-fyp15", 2),
}
# A year, a name in letters or a section's number may stand in plain text.
PLAIN = re.compile(
    r"\d{4}(?=[年报计纲）—-])|PM2\.5|\d+[A-Za-z]+|[A-Za-z]+\d+|\d+(?=[.、])|q <|“双碳”", re.ASCII
)


def values_of(*cells):
    for cell in cells:
        if isinstance(cell, Value):
            yield cell
        elif isinstance(cell, Shown):
            yield cell.value
        else:
            yield from (p.value for p in as_sentence(cell).pieces if isinstance(p, Shown))


def texts(shown):
    """Return the words of a figure or a table that are no numbers of its own."""
    if isinstance(shown, Table):
        return [shown.caption, shown.note]
    options = [option for choice in shown.choices for option in choice.options]
    return [getattr(one, name) for one in (shown, *options)
            for name in ("title", "caption", "alt", "reading")]  # fmt: skip


def all_values(shown):
    table = shown.table if isinstance(shown, Figure) else shown
    cells = [
        cell
        for row in table.rows
        for cell in row
        if cell is not None and not isinstance(cell, Missing | str)
    ]
    yield from values_of(*cells, *texts(shown))


def check(shown):
    """Check what holds for every figure and table: no bare number, no count without its list."""
    for text in texts(shown):
        for piece in as_sentence(text).pieces:
            if isinstance(piece, str):
                left = PLAIN.sub("", piece)
                assert not re.search(r"[0-9]", left), piece
    found = list(all_values(shown))
    for value in found:
        if isinstance(value.source, ListSource):
            assert value.number == len(value.source.items)
        if isinstance(value.source, LinesSource) and value.unit in ("次", "句"):
            assert entry(value.source).total == value.number
    evidence = payload(value.source for value in found)
    assert all(len(one.get("lines", [])) <= 12 for one in evidence["entries"].values())
    return found


@pytest.mark.parametrize("name", PLOTS)
def test_every_mark_of_a_plot_leads_somewhere(name):
    figure = PLOTS[name]()
    assert isinstance(figure, Figure)
    assert len(check(figure)) > 3
    assert figure.caption and str(figure.alt).endswith("。")
    for trace in figure.figure.data:
        marks = trace.customdata
        assert (marks is None) == (trace.hoverinfo == "skip")
        pairs = [] if marks is None else [p for m in marks for p in ([m] if len(m) == 2 else m)]
        assert all(key in figure.plot.sources and label for key, label in pairs)
    shown = view(figure)
    assert set(figure.plot.sources) <= set(shown["evidence"]["entries"])
    json.dumps(shown)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_rows_and_sources(name):
    table = TABLES[name]()
    assert isinstance(table, Table) and table.rows
    assert bool(check(table)) == (name != "cut")
    json.dumps(view(table))


@pytest.mark.parametrize("name", PRINTS)
def test_a_printed_figure_has_its_sources_and_its_words(name):
    figure = PRINTS[name]()
    check(figure)
    marks = printing.places(figure.plot)
    assert len(marks) > 4
    assert {mark["evidence"] for mark in marks} <= set(view(figure)["evidence"]["entries"])
    picture = printing.svg(figure.plot)
    assert picture.startswith("<svg") and picture == printing.svg(PRINTS[name]().plot)


# --- key words ------------------------------------------------------------------------------------


def test_key_words_stand_on_their_side_of_nought():
    left, right = PLOTS["keys"]().figure.data[:2]
    assert max(left.x) < 0 < min(right.x)
    assert (left.name, right.name) == ("市更多", "区更多")


def test_the_title_of_key_words_names_the_surest_of_either_side():
    frame = keyness("qiantang-gwr-2024", "hangzhou-plan-2024")
    sure = frame[frame["q"] < 0.05]
    title = str(PLOTS["keys"]().title)
    for sign, name in ((1, "区"), (-1, "市")):
        named = sure.loc[sure["log_ratio"] * sign > 0, "word"].head(3)
        assert f"{name}更多说{'、'.join(named)}" in title


def test_the_numbers_of_a_key_word_are_those_of_its_row():
    figure = PLOTS["keys"]()
    frame = keyness("qiantang-gwr-2024", "hangzhou-plan-2024").set_index("word")
    for word, target, reference, g2, ratio, low, high, dp in figure.table.rows:
        row = frame.loc[word]
        numbers = (target, reference, g2, ratio, low, high)
        names = ("target", "reference", "g2", "log_ratio", "low", "high")
        assert [one.number for one in numbers] == pytest.approx([row[name] for name in names])
        assert target.source == row["target_lines"]
        assert isinstance(ratio.source, FormulaSource) and isinstance(g2.source, MethodSource)
        assert dp.number == row["dp"] or isinstance(dp, Missing)


def test_a_choice_box_shows_one_document_and_its_title():
    figure = PLOTS["each"]()
    (choice,) = figure.choices
    assert len(choice.options) == len(figure.figure.data) == 5
    for place, option in enumerate(choice.options):
        assert option.visible == tuple(at == place for at in range(5))
        assert str(option.title).startswith(f"{option.label}最突出的词：")
    assert [trace.visible for trace in figure.figure.data] == [True] + [False] * 4


def test_documents_are_called_by_their_names_unless_told_otherwise():
    named = words.key_words("qiantang-gwr-2024", "hangzhou-plan-2024", top=2)
    assert {trace.name for trace in named.figure.data} == {"钱塘2024报告更多", "杭州2024计划更多"}
    frame = keyness("qiantang-gwr-2024", "hangzhou-plan-2024")
    said = words.apart(frame, NAMES, "钱塘区杭州市")
    assert "钱塘" not in said and "杭州" not in said and said.startswith("区更常说“启动”")


def test_a_frame_without_sure_words_has_no_strongest():
    frame = keyness("qiantang-gwr-2024", "hangzhou-plan-2024")
    assert words.strongest(frame) == "钱塘"
    assert words.strongest(frame[frame["q"] > 0.5]) == ""
    assert isinstance(words.number_of(frame, "", "g2"), Missing)


def test_the_spread_of_words_compares_documents_or_the_parts_of_one():
    assert "各文件实际份额" in str(words.spread(top=10).caption)
    alone = words.spread("hangzhou-fyp15", top=10)
    assert "各部分实际份额" in str(alone.caption)
    assert [column.heading for column in alone.table.columns][3] == "部分数"


# --- uses -----------------------------------------------------------------------------------------


def test_a_mark_of_a_trend_leads_to_its_lines_and_the_table_to_the_formula():
    figure = words.trends(["人工智能"], SERIES)
    marks = figure.figure.data[1]
    rows = word_trends(["人工智能"], SERIES)
    for row, text, (key, label) in zip(
        rows.itertuples(), marks.text, marks.customdata, strict=True
    ):
        assert figure.plot.sources[key].parts[0].source == row.evidence
        assert text.startswith(f"{row.frequency} 次，")
        assert f"{row.per_10k:.1f}次" in label
    for row, cells in zip(rows.itertuples(), figure.table.rows, strict=True):
        assert cells[3].source.text.endswith("× 10,000")
        assert cells[3].number == pytest.approx(row.per_10k)


def test_a_trend_is_named_only_if_it_exceeds_chance():
    rows = word_trends(["人工智能", "杭州", "疫情"], SERIES)
    moved = words.moves(rows)
    assert list(moved["word"]) == ["人工智能", "疫情"]
    assert moved["change"].iloc[0].source.text.count("÷") == 2
    title = str(words.trends(["人工智能", "杭州", "疫情"], SERIES).title)
    assert title == "从杭州2021报告到杭州2026纲要：人工智能升了；疫情降了"


def test_words_that_come_later_are_told():
    rows = word_trends(["新质生产力", "人工智能"], SERIES)
    assert str(words.absences(rows)).startswith("“新质生产力”在杭州2021报告里一次也没有")
    rows = word_trends(["人工智能"], SERIES)
    assert str(words.absences(rows)) == "没有哪个词是杭州2021报告里没有、后来才有的。"


def test_the_dispersion_plot_has_one_mark_for_each_line():
    figure = words.places(["人工智能"])
    lines = LinesSource("人工智能", all_tokens())
    assert len(figure.figure.data[0].x) == lines.count
    assert {str(source) for source in figure.plot.sources.values()} == set(map(str, lines.places))
    assert all(0 <= x <= 100 for x in figure.figure.data[0].x)


def test_the_choice_of_a_word_changes_title_and_reading():
    figure = PLOTS["places"]()
    (choice,) = figure.choices
    assert [option.label for option in choice.options] == ["人工智能", "亚运", "疫情"]
    for word, option in zip(WORDS, choice.options, strict=True):
        assert f"“{option.label}”" in str(option.title)
        counts = list(values_of(option.reading))
        assert sum(count.number for count in counts) == LinesSource(word, all_tokens()).count


# --- topics ---------------------------------------------------------------------------------------


def test_a_cell_of_the_map_is_a_rate_that_leads_to_its_lines():
    figure = PLOTS["map"]()
    rows = topics()
    (trace,) = figure.figure.data
    flat = [(z, key) for zs, keys_ in zip(trace.z, trace.customdata, strict=True)
            for z, (key, _) in zip(zs, keys_, strict=True)]  # fmt: skip
    assert len(flat) == len(rows)
    for (z, key), row in zip(flat, rows.itertuples(), strict=True):
        assert z == pytest.approx(row.per_10k)
        assert figure.plot.sources[key].parts[0].source == row.evidence


def test_the_map_of_one_document_names_its_topics():
    title = str(words.topic_map("hangzhou-fyp15").title)
    assert title.startswith("杭州2026纲要说得最多的是“")


def test_the_stability_of_topics_is_told_or_missing():
    most, least = words.stabilities("hangzhou-fyp15", 4, 3)
    assert 0 <= least.number <= most.number <= 1
    assert "重来 2 次" in most.source.text
    assert isinstance(words.stabilities("hangzhou-fyp15", 99)[0], Missing)


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
    figure = PLOTS["network"]()
    edges, nodes = (trace for trace in figure.figure.data if trace.customdata is not None)
    for text, (key, _) in zip(edges.text, edges.customdata, strict=True):
        assert text.startswith(figure.plot.sources[key].query.replace("&", "＋"))
    for word, (key, label) in zip(nodes.text, nodes.customdata, strict=True):
        assert figure.plot.sources[key].query == word and label.startswith(word)


def test_the_closest_pair_is_told_or_missing():
    pair, sentences = words.closest(["投资", "项目", "教育"])
    assert pair == "“投资”和“项目”" and sentences.number == sentences.source.count
    assert isinstance(words.closest(["投资", "博物馆"])[1], Missing)


# --- tables ---------------------------------------------------------------------------------------


def test_the_effect_of_a_line_leads_to_its_counts():
    rows = {row[0]: row[1:] for row in words.effect_table(["世界一流"], "hangzhou-gwr-2023").rows}
    before, after, change = rows["世界一流"]
    assert (before.number, after.number, change.number) == (0, 5, 5)
    assert "世界/一流" in before.source.text and entry(after.source).total == 5
    assert "[more=世界一流]" in str(after.source)
    before, after, change = rows["世界"]
    assert entry(before.source).total == before.number
    assert change.number == -5 and change.source.text == f"{after:#} − {before:#}"
    changed = words.changed_words(["世界一流"], "hangzhou-gwr-2023")
    assert changed.number == len(rows) and [i.label for i in changed.source.items] == list(rows)


def test_one_document_alone_is_neither_the_richest_nor_the_poorest():
    alone = str(words.richest(variety("hangzhou-fyp15")))
    assert "最丰富" not in alone and "最单一" not in alone and "只有一份文件" in alone
    every = variety()
    said = str(words.richest(every))
    ordered = every.sort_values("mattr")["label"]
    assert f"最丰富的是{ordered.iloc[-1]}" in said and f"最单一的是{ordered.iloc[0]}" in said


def test_a_line_opens_its_sentence():
    for _, keyword, *_ in TABLES["lines"]().rows:
        (value,) = values_of(keyword)
        assert str(keyword) == value.source.printed == "新质生产力"


def test_the_fullest_part_and_the_densest_document_are_counted():
    name, count = words.fullest("人工智能", "hangzhou-fyp15")
    assert name.startswith("杭州2026纲要的第二篇") and entry(count.source).total == count.number
    assert count.number == frequency("hangzhou-fyp15", by="section").query(
        "word == '人工智能'"
    )["frequency"].max()  # fmt: skip
    assert words.densest("人工智能") == "杭州2026纲要"
    assert isinstance(words.fullest("量子霸权")[1], Missing) and words.densest("量子霸权") == ""


def test_words_of_the_cloud_do_not_overlap():
    spots = [spot for spot in spiral([(60.0, 20.0)] * 12, 330, 190) if spot]
    assert len(spots) == 12
    for i, (x, y) in enumerate(spots):
        assert 30 <= x <= 300 and 10 <= y <= 180
        assert all(abs(x - a) >= 60 or abs(y - b) >= 20 for a, b in spots[:i])
    assert spiral([(60.0, 20.0)] * 2, 70, 30)[1] is None


# --- kindness -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "build",
    [
        lambda: words.line_table("量子霸权"),
        lambda: words.collocation_table("量子霸权"),
        lambda: words.key_words(SERIES[0], SERIES[0], NAMES),
        lambda: words.key_words([], SERIES[0], NAMES),
        lambda: words.key_words_of_each(SERIES[0]),
        lambda: words.places(["量子霸权"]),
        lambda: words.latent_topic_table("hangzhou-fyp15", 99),
        lambda: words.word_network(["投资", "博物馆"]),
    ],
)
def test_what_cannot_be_shown_is_a_note_in_chinese(build):
    note = build()
    assert isinstance(note, Note)
    assert not re.search("[A-Za-z]{3}", str(note))


def test_a_short_text_of_ones_own_is_shown_or_told(tmp_path):
    path = tmp_path / "某市_2024.txt"
    path.write_text("城市发展。\n建设城市，城市发展得好。\n文化发展。", encoding="utf-8")
    for build in (words.size_table, words.spread, words.topic_map, words.part_table, words.cloud,
                  words.sequence_table, words.candidate_table, words.coverage_table):  # fmt: skip
        shown = build(path)
        assert isinstance(shown, Figure | Table | Note)
        view(shown)
    assert "可以相比的部分" in str(words.spread(path))
    even = pd.DataFrame({"word": ["城市", "发展"], "dp": [0.5, 0.5]})
    assert keys._spread_title(even) == "最常见的词分布得一样匀"


def test_the_notebook_uses_the_package_by_one_name():
    cells = json.loads((paths.notebooks() / "04_words.ipynb").read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    lines = [line for cell in code for line in cell.splitlines()]
    assert [line for line in lines if re.match(r"\s*(?:from|import) ", line)] == [
        "import hzlib as hz"
    ]
    used = {name for cell in code for name in re.findall(r"\bwords\.(\w+)\(", cell)}
    assert used <= set(words.__all__)
    assert all(len(cell.splitlines()) <= 10 for cell in code)


def test_best_keys_refuses_nothing_but_an_empty_comparison():
    with pytest.raises(HzError, match="没有可比的文件"):
        keyness([], SERIES[0])
    assert keys.best_keys(keyness(SERIES[0], SERIES[2]).head(0)).empty
