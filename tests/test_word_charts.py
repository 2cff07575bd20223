"""Charts and tables of words: every mark has its evidence, and the evidence its number."""

import json

import pytest

from hzlib.charts.exhibits import Chart, Note, Table
from hzlib.pages.display import check
from hzlib.pages.grid import grid
from hzlib.pages.printing import places as marked
from hzlib.pages.printing import svg
from hzlib.pages.source import resolve
from hzlib.words import topic_charts, use_charts, word_charts, word_prints, word_tables

SERIES = ["hangzhou-gwr-2021", "hangzhou-gwr-2023", "hangzhou-fyp15"]
NAMES = ("区", "市")
WORDS = ["人工智能", "亚运|亚运会", "疫情"]
PLOTS = {
    "keys": lambda: word_charts.key_words("qiantang-gwr-2024", "hangzhou-plan-2024", NAMES, 6),
    "each": lambda: word_charts.key_words_of_each(top=4),
    "trends": lambda: use_charts.trends(WORDS, SERIES),
    "places": lambda: use_charts.places(WORDS),
    "map": lambda: topic_charts.topic_map(),
    "parts": lambda: topic_charts.topic_map("hangzhou-fyp15", "section"),
    "spread": lambda: topic_charts.spread(top=25),
    "network": lambda: topic_charts.word_network(
        ["投资", "项目", "教育", "医疗", "产业", "产业集群"]
    ),
}
PRINTS = {
    "keys": lambda: word_prints.printed_key_words(SERIES[2], SERIES[0], NAMES, 4),
    "trends": lambda: word_prints.printed_trends(WORDS[:2], SERIES),
    "cloud": lambda: word_prints.cloud(top=20),
}


def flat(values):
    for value in values:
        if isinstance(value, str):
            yield value
        else:
            yield from flat(value)


@pytest.mark.parametrize("name", PLOTS)
def test_every_mark_of_a_plot_leads_somewhere(name):
    chart = PLOTS[name]()
    assert isinstance(chart, Chart)
    check(chart.figure)
    sources = {s for t in chart.figure.data if t.customdata is not None for s in flat(t.customdata)}
    assert len(sources) > 3
    for source in sorted(sources)[:25]:
        resolve(source)
    cells = grid(chart.frame)
    assert cells["rows"] and all(cells["sources"])
    assert chart.caption and chart.alt.endswith("。")
    json.loads(chart.figure.to_json())


def test_a_bar_says_how_many_lines_there_are():
    trace = use_charts.trends(["人工智能"], SERIES).figure.data[1]
    for text, source in zip(trace.text, trace.customdata, strict=True):
        assert text.startswith(f"{resolve(source)['total']} 次，")


def test_a_choice_box_shows_one_trace_and_its_title():
    figure = use_charts.places(WORDS).figure
    buttons = figure.layout.updatemenus[0].buttons
    assert [button.label for button in buttons] == ["人工智能", "亚运", "疫情"]
    for place, button in enumerate(buttons):
        shown, title = button.args
        assert shown["visible"] == [at == place for at in range(3)]
        assert f"“{button.label}”" in title["title.text"]
    assert [trace.visible for trace in figure.data] == [True, False, False]


def test_the_dispersion_plot_has_one_mark_for_each_line():
    figure = use_charts.places(["人工智能"]).figure
    assert len(figure.data[0].x) == resolve("kwic:*:人工智能")["total"]
    assert all(0 <= x <= 100 for x in figure.data[0].x)


def test_key_words_stand_on_their_side_of_nought():
    left, right = PLOTS["keys"]().figure.data[:2]
    assert max(left.x) < 0 < min(right.x)
    assert (left.name, right.name) == ("市更多", "区更多")


@pytest.mark.parametrize("name", PRINTS)
def test_a_printed_figure_has_its_evidence_and_its_words(name):
    chart = PRINTS[name]()
    found = marked(chart.figure)
    assert len(found) > 4
    for place in found[:8]:
        resolve(place["evidence"])
    picture = svg(chart.figure)
    assert picture.startswith("<svg") and picture == svg(PRINTS[name]().figure)


def test_words_of_the_cloud_do_not_overlap():
    boxes = [(60.0, 20.0)] * 12
    spots = [spot for spot in word_prints.spiral(boxes, 330, 190) if spot]
    assert len(spots) == 12
    for i, (x, y) in enumerate(spots):
        assert 30 <= x <= 300 and 10 <= y <= 180
        assert all(abs(x - a) >= 60 or abs(y - b) >= 20 for a, b in spots[:i])
    assert word_prints.spiral([(60.0, 20.0)] * 2, 70, 30)[1] is None


def test_the_layout_of_the_network_is_repeatable_and_within_the_unit_square():
    from hzlib.words.collocation import network

    words = ["投资", "项目", "教育", "医疗"]
    edges = network(words)
    one, other = (topic_charts.layout(words, edges, 3) for _ in range(2))
    for word in words:
        assert one[word].tolist() == other[word].tolist()
        assert (one[word] >= 0).all() and (one[word] <= 1).all()


@pytest.mark.parametrize(
    "build",
    [
        lambda: word_tables.cut_table("培育新质生产力。"),
        lambda: word_tables.effect_table(["世界一流"], "hangzhou-fyp15"),
        lambda: word_tables.size_table(),
        lambda: word_tables.line_table("新质生产力", sort="left", top=3),
        lambda: word_tables.collocation_table("人工智能", top=3),
        lambda: word_tables.sequence_table(n=2, top=3),
        lambda: word_tables.candidate_table(top=3),
        lambda: word_tables.coverage_table(),
        lambda: word_tables.theme_table("hangzhou-fyp15", 3, 2),
        lambda: word_tables.part_table("hangzhou-fyp15", 2),
    ],
)
def test_every_table_has_rows_and_sources_that_resolve(build):
    table = build()
    assert isinstance(table, Table) and table.caption
    cells = grid(table.frame)
    assert cells["rows"]
    for sources in cells["sources"][:4]:
        for source in sources.values():
            resolve(source)


def test_the_effect_of_a_line_leads_to_its_counts():
    frame = word_tables.effect_table(["世界一流"], "hangzhou-gwr-2023").frame
    row = frame.set_index("词").loc["世界一流"]
    assert resolve(row["之后（次）_evidence"])["total"] == row["之后（次）"]
    world = frame.set_index("词").loc["世界"]
    assert resolve(world["之前（次）_evidence"])["total"] == world["之前（次）"]


def test_what_cannot_be_charted_is_a_note():
    assert isinstance(word_tables.line_table("量子霸权"), Note)
    assert isinstance(word_charts.key_words(SERIES[0], SERIES[0], NAMES), Note)
    assert isinstance(use_charts.places(["量子霸权"]), Note)
