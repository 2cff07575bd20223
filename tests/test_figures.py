"""Figures and tables as specifications, and what notebooks, pages and print are given of them."""

import base64
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import hostile
import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
import pytest
from made_frames import facts as made
from plotly.subplots import make_subplots

import hzlib as hz
from hzlib import wording
from hzlib.errors import HzError
from hzlib.evidence.entry import key
from hzlib.evidence.sentence import Sentence, Shown, sentence
from hzlib.evidence.sources import Item
from hzlib.evidence.value import Missing, Value, assumed, counted
from hzlib.figures import display, printing, style
from hzlib.figures.display import widget_class
from hzlib.figures.plot import Plot, add_marks, add_path, points
from hzlib.figures.printing import still
from hzlib.figures.specification import LONG as MOST
from hzlib.figures.specification import (
    STANDING,
    Choice,
    Column,
    Figure,
    Note,
    Option,
    Table,
    kindly,
    need,
)
from hzlib.figures.view import grid_html, still_html, table_html, view

FRAME = made(
    "a gdp level 某市 2020 actual 16100 亿元 = 1.61万亿元",
    "a gdp level 某市 2021 target 18000 亿元 >= 1.8万亿元",
    "a gdp level 某市 2022 estimate 18753 亿元 ~ 18753亿元",
    "b exports level 某市 2022 actual 5141 亿元 = 5141亿元",
)
VALUES = hz.values(FRAME)
PARTS = {"figure", "figcaption", "p", "div", "button", "details", "summary", "table", "caption",
         "thead", "tbody", "tr", "th", "td", "span", "img", "b"}  # fmt: skip


def five(name="放宽"):
    return assumed(5, "%", name, "about")


class _Structure(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.names, self.said = [], set(), ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}
        self.said += "".join(value or "" for name, value in attrs if name in ("alt", "aria-label"))

    def handle_data(self, data):
        self.said += data


# --- plots ----------------------------------------------------------------------------------------


def test_each_mark_carries_the_key_of_its_source_and_what_it_says():
    plot = Plot("年份", "亿元")
    plot.add(go.Bar(x=["甲", "乙"], y=[16100, None], name="总值"), [VALUES[0], None])
    trace = plot.figure.data[0]
    assert list(map(list, trace.customdata)) == [
        [key(VALUES[0].source), "地区生产总值，甲，实际，16,100亿元"], ["", ""],
    ]  # fmt: skip
    assert plot.sources == {key(VALUES[0].source): VALUES[0].source}
    assert plot.figure.layout.xaxis.title.text == "年份"
    assert plot.figure.layout.xaxis.tickformat == "d"


@pytest.mark.parametrize("count", [0, 1, 3])
def test_more_or_fewer_values_than_marks_are_refused(count):
    with pytest.raises(HzError, match=rf"“甲”有 2 个点、{count} 个数"):
        Plot().add(go.Scatter(x=[1, 2], y=[1, 2], name="甲"), [five()] * count)


def test_labels_can_be_given():
    plot = Plot()
    plot.add(go.Pie(labels=["甲"], values=[5]), [five()], ["一块"])
    assert plot.figure.data[0].customdata[0][1] == "一块"


def test_a_bar_that_lies_is_named_by_its_category():
    plot = Plot()
    plot.add(go.Bar(y=["甲<br>乙"], x=[5], orientation="h", name="推算"), [five()])
    assert plot.figure.data[0].customdata[0][1] == "推算，甲乙，5%"


def test_a_count_is_called_a_count_under_the_pointer_in_the_caption_and_in_the_table():

    def drawn(*values):
        rows = pd.DataFrame({"value": values, "what": [f"项{n}" for n in range(len(values))]})
        return hz.explore(px.bar(rows, x="value", y="what"), title="个数")

    count, computed = counted([five(), five()]), five() * 2
    only, both = drawn(count), drawn(count, computed)
    assert only.figure.data[0].customdata[0][1] == "项0，计数，2个"
    assert (str(only.caption), str(both.caption)) == ("点纹是计数。", "点纹是推算或计数。")
    assert "推算" not in view(only)["html"]


def test_the_cells_of_a_heat_map_have_values_row_by_row():
    plot = Plot()
    trace = go.Heatmap(z=[[1, 2], [3, None]], x=["子", "丑"], y=["甲", "乙"])
    plot.add(trace, [VALUES[:2], [VALUES[2], None]])
    told = plot.figure.data[0].customdata
    assert [[one[0] for one in row] for row in told] == [
        [key(VALUES[0].source), key(VALUES[1].source)], [key(VALUES[2].source), ""],
    ]  # fmt: skip
    assert told[0][1][1] == "地区生产总值，甲，丑，目标，不低于18,000亿元"
    rows = [VALUES[:2], VALUES[:1]]
    with pytest.raises(ValueError, match="zip"):
        Plot().add(go.Heatmap(z=[[1, 2], [3, 4]], x=["子", "丑"], y=["甲", "乙"]), rows)


def test_marks_stand_in_the_subplot_that_is_asked_for():
    plot = Plot(figure=make_subplots(1, 2))
    plot.add(go.Scatter(x=[1], y=[5]), [five()], row=1, col=2)
    assert plot.figure.data[0].xaxis == "x2"


def test_marks_are_grouped_by_the_kind_of_their_number():
    plot = Plot()
    add_marks(plot, points(VALUES[:3]), style.PALETTE[0], "总值")
    add_path(plot, points(VALUES[:3]), style.PALETTE[0])
    names = [trace.name for trace in plot.figure.data]
    assert names == ["总值·实际", "总值·预计", "总值·目标", None]
    assert [trace.hoverinfo for trace in plot.figure.data] == [None, None, None, "skip"]
    assert plot.figure.data[2].marker.symbol == ("triangle-up",)


def test_decoration_has_no_number_and_no_name():
    plot = Plot()
    plot.decorate(go.Scatter(x=[1], y=[2]))
    trace = plot.figure.data[0]
    assert (trace.hoverinfo, trace.showlegend, plot.sources) == ("skip", False, {})


# --- tables ---------------------------------------------------------------------------------------


def test_a_table_shows_values_texts_and_what_is_missing():
    shown = Shown("一万多亿", VALUES[0])
    table = Table(
        ("项", Column("数（亿元）", "#"), "话"),
        [("甲", VALUES[0], sentence("共{v}", v=VALUES[1])), ("乙", Missing.of("它"), shown)],
        sentence("{v}起", v=VALUES[0]), "注",
    )  # fmt: skip
    assert str(table).splitlines() == [
        "16,100亿元起", "项  数（亿元）  话", "甲  16,100  共≥18,000亿元", "乙  —  一万多亿",
    ]  # fmt: skip
    one, two = (key(value.source) for value in VALUES[:2])
    shown = grid_html(table)
    assert (
        '<th scope="row">甲</th><td class="hz-amount" data-value="16100"><span class="hz-number"'
        f' data-status="actual" data-evidence="{one}">16,100</span></td><td>共<span' in shown
    )
    assert '<td class="hz-amount">—</td>' in shown
    # A column with a format is of numbers, though a row says why it has none.
    unsure = grid_html(Table(("项", Column("差", "+")), (("甲", VALUES[0]), ("乙", "无法判断"))))
    assert '<td class="hz-amount">无法判断</td>' in unsure
    words = grid_html(Table(("项", "差"), (("甲", VALUES[0]), ("乙", "无法判断"))))
    assert "hz-amount" not in words
    assert (
        f'data-value="16100"><span class="hz-number" data-status="actual" data-evidence="{one}"'
        in (shown.split("<tr>")[-1])
    )
    assert [key(source) for source in table.sources()] == [one, two, one, one]
    whole = table_html(table)
    assert "<caption><span><span class" in whole and '<p class="hz-note">注</p>' in whole


def _long(count=MOST + 1, name="甲"):
    rows = [
        (f"{name}{place}", "东" if place % 2 else "西", VALUES[place % 4]) for place in range(count)
    ]
    return Table(("项", "处", Column("数", "#")), rows, "题")


def test_of_a_long_table_the_first_rows_stand_and_all_are_data():
    made = view(_long())
    assert made["html"].count("<tr>") == STANDING + 2
    assert f'<tfoot><tr><td colspan="3">共{MOST + 1}行，这里列出前{STANDING}行。' in made["html"]
    ((name, columns),) = made["rows"].items()
    assert f'<table data-rows="{name}">' in made["html"]
    (names,), (places, at), (numbers, _) = columns
    assert names[-1] == f'<th scope="row">甲{MOST}</th>' and len(names) == MOST + 1
    assert (places, at[:3]) == (["<td>西</td>", "<td>东</td>"], [0, 1, 0])
    assert len(numbers) == len(VALUES) and 'data-value="16100"' in numbers[0]
    assert len(made["evidence"]["entries"]) == len(VALUES)


def test_a_table_that_is_not_long_stands_as_a_whole():
    made = view(_long(MOST))
    assert made["rows"] == {} and "data-rows" not in made["html"] and "<tfoot>" not in made["html"]
    assert grid_html(_long()).count("<tr>") == MOST + 2, "where nothing can build rows, too"


def test_the_long_tables_of_a_figure_and_of_its_options_are_data():
    options = tuple(Option(one, table=_long(name=one)) for one in ("甲", "乙"))
    figure = Figure(Plot("年份"), "题", "", "话", _long(name="丙"), (Choice("组", options),))
    made = view(figure)
    (spec,) = made["figures"].values()
    tables = [made["html"], *(one["table"] for one in spec["choices"][0]["options"])]
    assert [re.search('data-rows="(.*?)"', one)[1] in made["rows"] for one in tables] == [True] * 3
    assert len(made["rows"]) == 3


def test_a_long_table_as_text_has_its_first_rows_and_says_how_many_there_are():
    lines = str(_long()).splitlines()
    assert len(lines) == STANDING + 3
    assert lines[-1] == f"共{MOST + 1}行，这里列出前{STANDING}行。"
    assert str(_long()).count("甲") == still_html(_long(), view(_long())).count("甲") == STANDING


def test_a_long_frame_can_be_narrowed_by_the_columns_that_have_few_words():
    rows = [
        {"id": f"{place}", "place": "东西"[place % 2], "one": "同", "value": place}
        for place in range(600)
    ]
    chosen = [column.choose for column in Table.of(pd.DataFrame(rows)).columns]
    assert chosen == [False, True, False, False]
    assert not any(column.choose for column in Table.of(pd.DataFrame(rows[:MOST])).columns)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        (sentence("{v}（2020年）", v=VALUES[0]), ["16100"]),
        (sentence("共{v}", v=VALUES[0]), []),
        (sentence("{v}，{v}", v=VALUES[0]), []),
        (sentence("没有"), []),
        (sentence(""), []),
    ],
)
def test_a_text_that_begins_with_its_only_number_is_sorted_by_it(text, order):
    shown = grid_html(Table(("项", "数"), [("甲", text)]))
    assert re.findall(' data-sort="([^"]*)"', shown) == order


def test_a_row_of_another_length_is_refused():
    with pytest.raises(HzError, match="有 1 格，表头有 2 格"):
        Table(("甲", "乙"), [("子",)])


def test_long_cells_are_told_so_that_a_phone_can_show_them():
    shown = grid_html(Table(("甲", "乙"), [("短", "长" * 30)]))
    assert '<td class="hz-long">' in shown and shown.count("hz-long") == 1


def test_a_frame_is_a_table_whose_values_have_their_sources():
    table = hz.table(FRAME[["indicator", "period", "value", "unit", "status", "evidence"]], "题")
    assert [column.heading for column in table.columns] == ["指标", "时期", "数值", "单位", "状态"]
    assert table.rows[1][0] == "地区生产总值" and table.rows[1][4] == "目标"
    assert [row[2].source for row in table.rows] == list(FRAME["evidence"])
    assert hz.table(table) is table
    with pytest.raises(HzError, match="要一张 DataFrame"):
        hz.table([1, 2])


def test_a_frame_without_sources_shows_its_numbers_as_text():
    table = Table.of(pd.DataFrame({"甲": [1.5, float("nan")], "乙": [None, "x"], "value": [1, 2]}))
    assert table.rows == (("1.5", None, "1"), (None, "x", "2")) or table.rows[1][0] is None
    assert list(table.sources()) == []


# --- figures and their choices --------------------------------------------------------------------


def _chosen(active=0, **words):
    plot = Plot()
    for value in VALUES[:2]:
        plot.add(go.Bar(x=["甲"], y=[value.number]), [value])
    options = tuple(
        Option(name, (name == "子", name == "丑"), {"yaxis.title.text": name},
               sentence("{n}从{v}起", n=name, v=value), sentence("{n}的说明", n=name),
               sentence("{n}\n\n读数{v}", n=name, v=value), sentence("{n}：{v}", n=name, v=value))
        for name, value in zip("子丑", VALUES[2:], strict=True)
    )  # fmt: skip
    choice = Choice("组", options, "slider", active)
    return Figure(plot, **({"title": "题", "caption": "说明", "alt": "文字"} | words),
                  choices=(choice,))  # fmt: skip


def test_a_view_has_all_words_of_its_choices_and_their_evidence():
    made = view(_chosen(active=1))
    (spec,) = made["figures"].values()
    (choice,) = spec["choices"]
    assert (choice["name"], choice["kind"], choice["active"]) == ("组", "slider", 1)
    first, _ = choice["options"]
    assert first["label"] == "子" and first["visible"] == [True, False]
    assert first["layout"] == {"yaxis.title.text": "子"}
    assert first["title"] == f"子从{VALUES[2].html()}起"
    assert first["reading"] == f"<p>子</p><p>读数{VALUES[2].html()}</p>"
    assert first["alt"] == "子：约18,753亿元"
    assert {key(value.source) for value in VALUES} <= set(made["evidence"]["entries"])
    assert spec["title"] == "题" and "title" not in spec["layout"]


def test_a_figure_begins_with_its_own_words_or_with_those_of_the_option_shown_first():
    own = view(_chosen(active=1))["html"]
    assert '<p class="hz-title">题</p>' in own and "<figcaption>说明</figcaption>" in own
    assert f'<div class="hz-reading"><p>丑</p><p>读数{VALUES[3].html()}</p></div>' in own
    none = view(_chosen(active=1, title="", caption=""))["html"]
    assert f'<p class="hz-title">丑从{VALUES[3].html()}起</p>' in none
    assert "<figcaption>丑的说明</figcaption>" in none
    bare = view(Figure(Plot(), "", "", "文字"))["html"]
    assert "hz-title" not in bare and "hz-reading" not in bare and "hz-controls" not in bare


def test_a_view_is_plain_json_whatever_numbers_a_figure_has():
    numpy = pytest.importorskip("numpy")
    plot = Plot()
    plot.add(go.Scatter(x=numpy.array([1.0, 2.0]), y=numpy.array([numpy.nan, 2.0])), [None, five()])
    plot.add(
        go.Heatmap(z=numpy.array([[1.0, numpy.inf]]), x=["子", "丑"], y=["甲"]), [[five(), None]]
    )
    made = view(Figure(plot, "题", "说明", "文字", Table(("甲",), [(five(),)])))
    assert json.loads(json.dumps(made, allow_nan=False)) == made
    assert made == view(Figure(plot, "题", "说明", "文字", Table(("甲",), [(five(),)])))


def test_a_figure_without_a_table_saves_pictures_alone():
    assert 'data-save="csv"' not in view(Figure(Plot(), "题", "说明", "文字"))["html"]
    table = Table(("甲",), [("乙",)])
    assert 'data-save="csv"' in view(Figure(Plot(), "题", "说明", "文字", table))["html"]


def test_words_can_be_changed():
    changed = _chosen().having(title="新题", reading=sentence("{v}", v=VALUES[0]))
    assert str(changed.title) == "新题" and str(changed.caption) == "说明"
    assert VALUES[0].source in list(changed.sources())


def test_what_lacks_data_is_said_kindly():
    @kindly
    def figure(rows):
        need(rows, "某市的总值", 2)
        raise AssertionError

    shown = figure([1])
    assert isinstance(shown, Note)
    assert str(shown) == "（没有足够的数据：某市的总值（至少要 2 项，现有 1 项）。）"
    assert view(shown)["html"] == f'<div class="hz-text hz-note"><p>{shown}</p></div>'


# --- hostile text ---------------------------------------------------------------------------------


def _everywhere(words):
    """Return displays that have a text in each place where a text can be."""
    value = assumed(5, words, words, words)
    listed = counted([Item(words, value.source)], words, words)
    table = Table((words, "数"), [(words, value), (sentence("{w}{v}", w=words, v=listed), None)],
                  sentence("{w}", w=words), words)  # fmt: skip
    plot = Plot(words, words)
    plot.add(go.Bar(x=[words, "乙"], y=[5, 1], name=words), [value, listed])
    option = Option(words, None, {"yaxis.title.text": words}, words, words, words, words)
    choices = (Choice(words, (option,)), Choice(words, (option,), "slider"))
    sheet, axes = printing.paper(2, 2)
    axes.set_axis_off()  # no text is drawn: none of the words stands in the picture
    printing.mark(axes.bar([0], [5]), [value])
    return [
        Figure(plot, words, words, words, table, choices, words),
        Figure(sheet, words, words, words, table), table, Note(words), sentence("{w}", w=words),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words", [one[:400] for one in hostile.TEXTS], ids=range(len(hostile.TEXTS))
)
def test_hostile_text_stays_text_wherever_it_stands(words):
    kept = re.sub(r"\s", "", words)
    for shown in _everywhere(words):
        seen = view(shown)
        parts = [seen["html"]]
        for spec in seen["figures"].values():
            for choice in spec["choices"]:
                parts += [one[name] for one in choice["options"]
                          for name in ("title", "caption", "reading")]  # fmt: skip
        for part in parts:
            structure = _Structure(part)
            assert set(structure.tags) <= PARTS
            assert not [name for name in structure.names if name.startswith("on")]
            assert kept in re.sub(r"\s", "", structure.said.replace("\ufffd", "\0"))
        assert json.loads(json.dumps(seen, allow_nan=False)) == seen


@pytest.mark.slow
@pytest.mark.parametrize("words", [one for one in hostile.TEXTS if "<" in one and len(one) < 200])
def test_hostile_text_stays_text_where_no_script_runs(words):
    for shown in _everywhere(words)[:2]:
        structure = _Structure(still_html(shown, view(shown)))
        assert set(structure.tags) <= PARTS
        assert not [name for name in structure.names if name.startswith("on")]


# --- without scripts ------------------------------------------------------------------------------


def _is_drawn(shown):
    found = re.search(r'src="data:image/([\w+]+);base64,([^"]*)"', shown)
    begin = {"png": b"\x89PNG", "svg+xml": b"<svg"}[found[1]]
    return base64.b64decode(found[2]).startswith(begin)


def test_a_figure_stands_still_where_no_script_runs():
    figure = _chosen()
    shown = still_html(figure, view(figure))
    assert "<script" not in shown and "hz-marks" not in shown and "<button" not in shown
    assert _is_drawn(shown) and 'alt="文字"' in shown
    table = Table(("甲",), [(five(),)])
    assert "<button" not in still_html(table, view(table))
    assert "5%" in still_html(table, view(table))


@pytest.mark.parametrize(
    "trace",
    [
        go.Scatter(x=["2020", "2021"], y=[1, None], **style.line("target")),
        go.Scatter(y=[1, 2], mode="markers+text", text=["甲", "乙"]),
        go.Scatter(x=[1, 2], y=[1, 2], mode="markers", marker={"color": [1, 2]}),
        go.Scatter(x=[1, 2], y=[1, 2], marker={"color": "rgb(1,2,3)", "symbol": ["x", "circle"]}),
        go.Scatter(x=[1, 2], y=[1, 2], error_y={"array": [1, 1]}),
        go.Bar(x=["甲", "乙"], y=[1, None], **style.bar("estimate")),
        go.Bar(y=["甲", "乙"], x=[1, 2], orientation="h", marker={"color": ["red", "#00f"]}),
        go.Bar(y=[1, 2]),
        go.Heatmap(z=[[1, None], [2, 3]], x=["甲", "乙"], y=["子", "丑"]),
        go.Heatmap(z=[[1, 2]]),
        go.Pie(labels=["甲"], values=[1]),
    ],
    ids=lambda trace: trace.type,
)
def test_every_kind_of_trace_can_stand_still(trace, recwarn):
    plot = Plot("横", "纵")
    plot.decorate(trace)
    figure = Figure(plot, "题", "说明", "文字")
    first, second = (still_html(figure, view(figure)) for _ in range(2))
    assert first == second and _is_drawn(first)
    assert not [one for one in recwarn if "Glyph" in str(one.message)]


def test_a_still_figure_draws_what_is_first_seen_where_it_belongs():
    plot = Plot(figure=make_subplots(1, 2), barmode="stack")
    plot.add(go.Bar(x=["甲"], y=[5]), [five()], row=1, col=1)
    plot.add(go.Bar(x=["甲"], y=[5]), [five()], row=1, col=1)
    plot.add(go.Bar(x=["甲"], y=[5], visible=False), [five()], row=1, col=1)
    plot.add(go.Scatter(x=[1], y=[5], mode="markers"), [five()], row=1, col=2)
    left, right = still(plot).axes
    assert [(bar.get_y(), bar.get_height()) for bar in left.patches] == [(0, 5), (5, 5)]
    assert len(right.collections) == 1 and not right.patches


# --- what a notebook is given ---------------------------------------------------------------------


def test_the_run_of_a_report_keeps_the_view(monkeypatch):
    monkeypatch.setenv("HZLIB_REPORT", "1")
    figure = _chosen()
    assert display.bundle(figure) == {display.MIME: view(figure), "text/plain": "题"}
    assert display.bundle(sentence("共{v}", v=five()))["text/plain"] == "共5%"


def test_a_live_notebook_gets_a_widget_and_what_stands_in_for_it(monkeypatch):
    monkeypatch.delenv("HZLIB_REPORT", raising=False)
    bundle = display.bundle(_chosen())
    assert set(bundle) == {
        "application/vnd.jupyter.widget-view+json", "text/html", "text/plain",
    }  # fmt: skip
    assert bundle["text/plain"] == "题" and "<img" in bundle["text/html"]


def _widget(shown, monkeypatch):
    """Return the widget of a display and what it sends."""
    kept = []
    monkeypatch.setattr("hzlib.figures.display.widget_class", lambda: kept_class)

    class kept_class(widget_class()):  # noqa: N801
        def __init__(self, **named):
            super().__init__(**named)
            self.sent = []
            kept.append(self)

        def send(self, content, buffers=None):
            self.sent.append((content, buffers))

    display.bundle(shown)
    return kept[0]


def _ask(made, **content):
    made._handle_custom_msg(content, [])
    return made.sent.pop()


def test_a_widget_answers_with_the_drawing_library(monkeypatch):
    made = _widget(_chosen(), monkeypatch)
    assert set(made.view["looks"]) == {"light", "dark", "twins"}
    content, buffers = _ask(made, need="plotly")
    assert content == {"give": "plotly"}
    assert b"plotly.js" in buffers[0][:200]
    assert made.sent == []


def test_a_widget_answers_with_the_text_of_a_document(monkeypatch):
    report = hz.load("qiantang-gwr-2024")
    facts = hz.facts(report)
    found = counted([], "项", "没有的", among=hz.values(facts.head(1)))
    made = _widget(sentence("共{v}", v=found), monkeypatch)
    assert "looks" not in made.view
    assert made.view["evidence"]["documents"] == {
        report.id: {"title": report.title, "reader": True}
    }
    content, _ = _ask(made, need="text", doc=report.id)
    assert content["give"] == "text" and content["doc"] == report.id
    assert '<span class="hz-number fact" id="fact-' in content["html"]
    keys = set(re.findall(r'data-evidence="([^"]*)"', content["html"]))
    assert keys and keys <= set(content["evidence"]["entries"])


def test_a_widget_says_that_it_has_no_such_document(monkeypatch):
    made = _widget(_chosen(), monkeypatch)
    content, _ = _ask(made, need="text", doc="nowhere")
    assert content == {"give": "text", "doc": "nowhere", "error": "没有这份文件"}


def test_a_widget_leads_to_every_document_that_its_panel_names(monkeypatch):
    lines = hz.frequency().iloc[0]
    shown = sentence("{a}{b}", a=hz.value_of(lines, "frequency"), b=VALUES[0] / VALUES[3])
    made = _widget(shown, monkeypatch)
    assert set(made.documents) == set(made.view["evidence"]["documents"])
    assert {"a", "b"} < set(made.documents)


def test_on_a_terminal_words_are_printed(capsys):
    hz.say("总值{v}，{w:.1f}。", v=VALUES[0], w=VALUES[0] / VALUES[3])
    display.show(_chosen())
    hz.say("总值{v}。", v=Missing.of("某市2020年总值"))
    assert capsys.readouterr().out.splitlines() == [
        "总值16,100亿元，3.1倍。" if "倍" in str(VALUES[0] / VALUES[3]) else "总值16,100亿元，3.1。",
        "题", "说明", "（这一段需要的数字不齐：没有某市2020年总值的数据。）",
    ]  # fmt: skip


@pytest.mark.parametrize("shown", [Figure, Table, Note, Sentence])
def test_every_specification_shows_itself(shown):
    assert callable(shown._ipython_display_)


# --- figures of one's own -------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [["evidence"], ["evidence", "period"], ["period", "evidence"]])
def test_points_find_their_sources_in_their_custom_data(columns):
    shown = hz.explore(px.scatter(FRAME, x="period", y="value", custom_data=columns))
    assert list(shown.plot.sources) == [key(source) for source in FRAME["evidence"]]
    assert (
        shown.plot.figure.data[0].customdata[1][1] == "地区生产总值，2021，目标，不低于18,000亿元"
    )


def test_points_take_the_sources_that_are_given():
    figure = px.bar(FRAME, y="period", x="value", orientation="h", title="<b>题")
    for evidence in (FRAME["evidence"], VALUES, list(FRAME["evidence"])):
        shown = hz.explore(figure, evidence)
        assert list(shown.plot.sources.values()) == list(FRAME["evidence"])
    assert shown.title == "<b>题" and "<b>" not in view(shown)["html"]
    assert len(figure.data[0].customdata or ()) == 0, "the figure itself is left as it was"


def test_what_lies_is_named_by_its_vertical_axis_and_drawn_with_plain_numbers():
    frame = pd.DataFrame({"name": ["甲", "乙"], "value": VALUES[:2]})
    for draw in (px.bar, px.scatter):
        labels = {"name": "部分", "value": "数额"}
        shown = hz.explore(draw(frame, x="value", y="name", orientation="h", labels=labels))
        assert shown.table.columns[0].heading == "部分"
        assert all(isinstance(one, float) for one in shown.figure.data[0].x)


def test_a_sheet_without_marks_is_a_note_and_one_without_sources_is_refused():
    sheet, axes = printing.paper()
    assert isinstance(hz.explore(sheet), Note)
    axes.bar([1], [2])
    with pytest.raises(HzError, match="没有出处"):
        hz.explore(sheet)


def test_traces_without_sources_are_decoration():
    figure = px.scatter(FRAME, x="period", y="value", custom_data=["evidence"])
    figure.add_scatter(x=["2020"], y=[1])
    shown = hz.explore(figure)
    assert [trace.hoverinfo for trace in shown.plot.figure.data] == [None, "skip"]


@pytest.mark.parametrize(
    "figure",
    [
        px.line(FRAME, x="period", y="value", color="doc", custom_data=["evidence"]),
        px.bar(FRAME, x="period", y="value", color="status", custom_data=["evidence"]),
        px.scatter(FRAME, x="value", y="value", color="value", custom_data=["evidence"]),
        px.scatter(FRAME, x="period", y="value", text="unit", log_y=True, custom_data=["evidence"]),
        px.pie(FRAME, names="period", values="value", custom_data=["evidence"]),
        px.area(FRAME, x="period", y="value", custom_data=["evidence"]),
    ],
    ids=["line", "bar", "scatter", "text", "pie", "area"],
)
def test_whatever_plotly_express_draws_can_be_shown(figure, monkeypatch):
    monkeypatch.delenv("HZLIB_REPORT", raising=False)
    shown = hz.explore(figure)
    assert len(shown.plot.sources) == len(FRAME)
    assert _is_drawn(display.bundle(shown)["text/html"])


LONG = "数字经济核心产业增加值占地区生产总值比重"


def test_items_one_below_the_other_keep_their_lines_and_fold_their_names():
    pairs = [
        (name, one) for name, ends in ((LONG, VALUES[:2]), ("乙", VALUES[2:4])) for one in ends
    ]
    frame = pd.DataFrame(pairs, columns=["name", "value"])
    figure = px.line(frame, x="value", y="name", line_group="name", markers=True, orientation="h",
                     category_orders={"name": [LONG, "乙"]})  # fmt: skip
    shown = hz.explore(figure)
    first = shown.plot.figure.data[0]
    # 16100 and 18000 are no years with a gap between them: the line is whole.
    assert [float(one) for one in first.x] == [one.number for one in VALUES[:2]]
    assert set(first.y) == {wording.folded(LONG)} and "<br>" in first.y[0]
    assert wording.folded(LONG) in shown.plot.figure.layout.yaxis.categoryarray
    assert first.customdata[0][1].startswith(LONG)
    # The table has the names whole, and what kind each number is of.
    assert [column.heading for column in shown.table.columns] == ["指标", "状态", "数"]
    assert shown.table.rows[1] == (LONG, "目标", VALUES[1])


def test_values_over_years_stand_upright():
    frame = pd.DataFrame({"year": [2020, 2021], "value": VALUES[:2]})
    (trace,) = hz.explore(px.line(frame, x="year", y="value", markers=True)).plot.figure.data
    assert [one for one in trace.y if one is not None] == [one.number for one in VALUES[:2]]


def test_a_point_without_a_number_has_no_mark():
    figure = go.Figure(go.Scatter(x=[1, 2], y=[5, None]))
    told = hz.explore(figure, list(FRAME["evidence"][:2])).plot.figure.data[0].customdata
    assert [bool(one[0]) for one in told] == [True, False]


def test_panels_are_headed_by_their_values_alone():
    figure = px.scatter(FRAME, x="period", y="value", facet_col="doc", custom_data=["evidence"])
    figure.add_annotation(text="q=5%", x=0, y=0)
    assert [one.text for one in hz.explore(figure).figure.layout.annotations] == ["a", "b", "q=5%"]
    unnamed = px.scatter(
        FRAME, x="period", y="value", facet_col="region", labels={"region": ""},
        custom_data=["evidence"],
    )  # fmt: skip
    assert hz.explore(unnamed).figure.layout.annotations[0].text == "某市"


def test_a_mark_is_called_by_its_hover_name_and_a_table_may_stand_in_for_its_numbers():
    beside = Table(("甲",), ((five(),),))
    figure = px.scatter(FRAME, x="period", y="value", hover_name="text", custom_data=["evidence"])
    shown = hz.explore(figure, table=beside)
    assert [one[1] for one in shown.figure.data[0].customdata] == list(FRAME["text"])
    assert shown.table is beside
    sheet, axes = hz.paper()
    hz.mark(axes.bar([0], [5]), [five()])
    assert hz.explore(sheet, table=beside).table is beside


def test_where_nothing_is_drawn_a_note_stands_in_print_too():
    sheet, _ = hz.paper(nrows=2)
    assert str(hz.explore(sheet)) == "（没有可画的数。）"
    sheet, axes = hz.paper()
    axes.plot([1, 2], [3, 4])
    with pytest.raises(HzError, match="没有出处"):
        hz.explore(sheet)


def test_a_figure_without_a_legend_leaves_no_room_for_one():
    rows = pd.DataFrame({"name": ["甲", "乙"], "value": [_told(), _told()], "status": ["甲", "乙"]})
    tops = [
        hz.explore(px.bar(rows, x="name", y="value", color=one)).figure.layout.margin.t
        for one in (None, "status")
    ]
    assert tops[0] < 30 < tops[1]
    drawn = px.bar(rows, x="name", y="value")
    drawn.add_vline(0, annotation_text="甲", annotation_position="bottom right")
    assert hz.explore(drawn).figure.layout.margin.t < 30


def test_the_note_in_place_of_a_figure_says_what_was_to_be_drawn():
    assert str(hz.explore(go.Figure(), title="甲的增速")) == "（甲的增速：没有可画的数。）"
    assert str(hz.explore(go.Figure())) == "（没有可画的数。）"


def test_a_table_without_rows_is_a_note_and_an_empty_text_is_not_shown(capsys):
    assert str(hz.table(FRAME.head(0))) == "（没有可列的行。）"
    hz.say("{told}", told=Sentence())
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("draw", [px.bar, px.line, px.scatter])
def test_values_beside_whole_years_are_sizes(draw):
    rows = FRAME.assign(year=[2020, 2021, 2022, 2023], number=VALUES)
    shown = hz.explore(draw(rows, x="year", y="number"))
    trace = shown.plot.figure.data[0]
    assert trace.orientation == "v"
    assert [type(one) for one in trace.y if one is not None] == [float] * len(VALUES)
    assert [row[0] for row in shown.table.rows] == ["2020", "2021", "2022", "2023"]


def test_a_choice_shows_its_first_option():
    figure = px.scatter(FRAME, x="period", y="value", color="period", custom_data=["evidence"])
    options = [
        hz.Option(one, tuple(trace.name == one for trace in figure.data), title=f"{one}年",
                  layout={"yaxis.title.text": one})
        for one in FRAME["period"].unique()
    ]  # fmt: skip
    shown = hz.explore(figure, choices=[hz.Choice("年份", tuple(options), active=1)])
    assert [trace.visible for trace in shown.figure.data] == [False, True, False]
    assert shown.figure.layout.yaxis.title.text == "2021" and shown.title == "2021年"
    assert view(shown)["figures"].popitem()[1]["choices"][0]["active"] == 1


def _told(status="actual", bound="=", borrowed="", size=5.0):
    """Return a value of a kind, of the reference series if it says what it is there."""
    value = replace(assumed(size, "%", "甲", "a"), status=status, bound=bound)
    if not borrowed:
        return value
    fact = next(one for one in hz.facts(reference=True).to_dict("records")
                if one["origin"] == "reference" and one["status"] == borrowed)  # fmt: skip
    return replace(value, source=fact["evidence"])


def _years(*values, **more):
    years = list(range(2020, 2020 + len(values)))
    trace = go.Scatter(x=years, y=list(values), mode="lines+markers", name="结果")
    return hz.explore(go.Figure(trace), **more)


def test_an_estimate_of_the_reference_series_is_no_result():
    result, estimate = (_told("reference", borrowed=one) for one in ("actual", "estimate"))
    shown = _years(result, estimate)
    signs = zip(shown.figure.data[0].marker.symbol, shown.figure.data[0].y, strict=True)
    assert [sign for sign, y in signs if y is not None] == ["x", "circle-x-open"]
    assert str(shown.caption) == "叉号是参考数据，圈里有叉是参考数据的预计，虚线的一端为预计。"
    assert str(_years(estimate).caption) == "圈里有叉是参考数据的预计。"


def test_a_bar_of_an_estimate_of_the_reference_series_is_hatched_otherwise():
    result, estimate = (_told("reference", borrowed=one) for one in ("actual", "estimate"))
    shown = hz.explore(go.Figure(go.Bar(x=["甲", "乙"], y=[result, estimate])))
    assert list(shown.figure.data[0].marker.pattern.shape) == ["x", "-"]
    assert str(shown.caption) == "网纹是参考数据，横纹是参考数据的预计。"
    bars = still(shown.plot).axes[0].patches
    assert [bar.get_hatch() for bar in bars] == ["xx", "---"]
    # A hatch in the colour of its ground would not be seen.
    assert all(bar.get_facecolor() != bar.get_edgecolor() for bar in bars)


def test_marks_of_quantities_are_of_their_own_kind_and_a_rank_is_read_as_one():
    rows = hz.quantities("qiantang-gwr-2024", measure="rank")
    figure = px.scatter(rows, x="value", y="subject", custom_data=["evidence"])
    traces = [one for one in hz.explore(figure).figure.data if one.customdata is not None]
    drawn = [(*row, symbol) for one in traces
             for row, symbol in zip(one.customdata, one.marker.symbol, strict=True) if row[0]]  # fmt: skip
    assert len(drawn) == len(rows) and all(re.search(r"[第前]\d", words) for _, words, _ in drawn)
    statuses = dict(zip(map(key, rows["evidence"]), rows["status"], strict=True))
    kinds = {"actual": "circle", "estimate": "circle-open", "target": "triangle-up"}
    bounded = {"line-ns-open", "triangle-down"}
    for source, _, symbol in drawn:
        assert symbol == kinds[statuses[source]] or symbol in bounded


def test_a_bound_is_a_stroke_with_an_arrow_that_goes_with_its_trace():
    shown = _years(_told(), _told(bound=">="), _told(bound="<="))
    line, arrows = shown.figure.data
    assert list(line.marker.symbol)[-1] == "line-ew-open" and "箭头表示只给出界限" in str(
        shown.caption
    )
    assert (list(arrows.x), list(arrows.text)) == ([2021, 2022], ["↑", "↓"])
    assert list(arrows.textposition) == ["top center", "bottom center"]
    traces = [go.Scatter(x=[2020], y=[_told(bound=bound)], name=bound) for bound in ("=", ">=")]
    options = (hz.Option("甲", visible=(True, False)), hz.Option("乙", visible=(False, True)))
    shown = hz.explore(go.Figure(traces), choices=[hz.Choice("看", options)])
    assert [one.visible for one in shown.choices[0].options] == [
        (True, False, False), (False, True, True),
    ]  # fmt: skip
    assert [one.visible for one in shown.figure.data] == [True, False, False]
    lying = hz.explore(go.Figure(go.Scatter(x=[_told(bound=">=")], y=["甲"], mode="markers")))
    assert [lying.figure.data[0].marker.symbol[0], lying.figure.data[1].text[0]] == [
        "line-ns-open", "→",
    ]  # fmt: skip


def test_the_legend_of_results_shows_the_mark_of_a_result():
    shown = _years(_told("reference", borrowed="actual"), _told())
    (line,) = shown.figure.data
    assert list(line.marker.symbol) == ["circle", "x", "circle"]
    assert list(line.y) == [None, 5.0, 5.0] and line.customdata[0][1] == ""
    assert len(shown.table.rows) == 2
    values = [_told("reference", borrowed="actual"), _told()]
    named = go.Bar(x=[2020, 2021], y=values, texttemplate="%{y:.1f}")
    (bars,) = hz.explore(go.Figure(named)).figure.data
    assert list(bars.texttemplate) == ["", "%{y:.1f}", "%{y:.1f}"]
    assert list(bars.marker.pattern.shape) == ["", "x", ""] and bars.y[0] is None
    wide = go.Bar(x=[2020, 2021], y=values, error_y={"array": [1, 2]})
    assert len(hz.explore(go.Figure(wide)).figure.data[0].y) == 2


@pytest.mark.parametrize(
    ("values", "caption", "told"),
    [
        ([_told(), _told("target")], "看这里", "看这里。实心是实际，三角是目标。"),
        ([_told(), _told("target")], "三角是年度目标。", "三角是年度目标。实心是实际。"),
        ([_told(), _told()], "看这里。", "看这里。"),
        ([_told("derived")], "方块由这里数出。", "方块由这里数出。"),
    ],
)
def test_what_the_marks_mean_stands_behind_a_caption_of_ones_own(values, caption, told):
    assert str(_years(*values, caption=caption).caption) == told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (["3%以内"], "倒三角是上限目标"), (["3%左右"], "倒三角是以低为好的指标的目标"),
        (["3%左右", "3%以内"], "倒三角是上限目标或以低为好的指标的目标"),
    ],
)  # fmt: skip
def test_a_target_turned_downwards_is_called_a_limit_only_where_it_is_one(tmp_path, said, told):
    values = []
    for at, one in enumerate(said):
        file = tmp_path / f"{at}.txt"
        file.write_text(f"2026年江州市政府工作报告\n\n二、2026年工作安排\n\n2026年主要预期目标：居民消费价格涨幅{one}。\n",
                        encoding="utf-8")  # fmt: skip
        values += hz.corpus(file).facts(indicator="cpi", status="target").pipe(hz.values)
    assert str(_years(*values).caption).startswith(told)
    chosen = go.Scatter(
        x=[2026] * len(values), y=values, mode="markers", marker_symbol="triangle-up"
    )
    assert "倒三角" not in str(hz.explore(go.Figure(chosen)).caption)


def test_the_table_tells_the_kinds_of_number_where_there_are_several():
    shown = hz.explore(px.bar(FRAME, y="period", x="value", orientation="h",
                              labels={"period": "时期"}), VALUES)  # fmt: skip
    assert [column.heading for column in shown.table.columns] == ["时期", "状态", "数"]
    assert shown.table.rows[1][:2] == ("2021", "目标")


def test_a_figure_of_points_without_sources_is_refused_with_what_to_do():
    with pytest.raises(HzError, match=r"没有出处.*custom_data"):
        hz.explore(px.scatter(FRAME, x="period", y="value", custom_data=["period"]))
    with pytest.raises(HzError, match="有 4 个点、2 个出处"):
        hz.explore(px.scatter(FRAME, x="period", y="value"), list(FRAME["evidence"][:2]))


# --- print ----------------------------------------------------------------------------------------


def _printed():
    from matplotlib.figure import Figure as Sheet

    sheet = Sheet(figsize=(4, 4), layout="none")
    axes = sheet.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, 4), ylim=(0, 4))
    printing.mark(axes.bar([1], [2], width=2), VALUES[:1])
    printing.mark(axes.plot([3, 3.5], [3, 1], "o")[0], [VALUES[1], None])
    printing.mark(axes.scatter([0.5], [3.5]), [VALUES[2]])
    printing.mark(axes.text(2, 2, "字"), VALUES[3])
    return sheet


def test_the_places_of_printed_marks_lie_where_the_marks_are():
    found = {one["evidence"]: one for one in printing.places(_printed())}
    bar, point, dot, word = (found[key(value.source)] for value in VALUES)
    assert [bar[name] for name in ("x", "y", "width", "height")] == [0, 0.5, 0.5, 0.5]
    for one, (x, y) in ((point, (0.75, 0.25)), (dot, (0.125, 0.125))):
        assert one["x"] + one["width"] / 2 == pytest.approx(x, abs=1e-3)
        assert one["y"] + one["height"] / 2 == pytest.approx(y, abs=1e-3)
    assert word["x"] == pytest.approx(0.5, abs=0.01)
    assert [one["label"] for one in (bar, point, word)] == [
        "地区生产总值，实际，16,100亿元",
        "地区生产总值，目标，不低于18,000亿元",
        "字",
    ]
    assert [key(one) for one in printing.sources(_printed())].count(key(VALUES[1].source)) == 1


def test_a_bar_without_a_number_has_no_mark():
    sheet, axes = printing.paper()
    printing.mark(axes.barh(["甲", "乙"], [2, 0]), [VALUES[0], None])
    assert list(printing.tied_values(sheet)) == [VALUES[0]]
    assert isinstance(hz.explore(sheet), Figure)


def test_a_print_without_marks_is_a_note_where_nothing_is_drawn():
    sheet, axes = printing.paper()
    printing.mark(axes.barh([], []), [])
    assert isinstance(hz.explore(sheet), Note)
    axes.plot([1, 2])
    with pytest.raises(HzError, match="没有出处"):
        hz.explore(sheet)


def test_a_mark_needs_one_value_for_each_of_its_bars():
    _, axes = printing.paper()
    with pytest.raises(ValueError, match="zip"):
        printing.mark(axes.bar([1, 2], [1, 2]), VALUES[:1])


def test_the_same_figure_is_printed_in_the_same_bytes():
    first, second = (printing.svg(_printed()) for _ in range(2))
    assert first == second and first.startswith("<svg")
    assert "Date" not in first and not re.search(r'\sd="[^"]*\d\.\d{3}', first)


def test_a_printed_picture_has_a_field_over_each_of_its_marks():
    figure = Figure(_printed(), "题", "说明", "文字", Table(("甲",), [("乙",)]))
    made = view(figure)
    name, narrow = made["pictures"]
    assert made == view(Figure(_printed(), "题", "说明", "文字", figure.table))
    marks = re.findall(
        r'<button type="button" class="hz-mark"[^>]*data-evidence="([^"]*)"[^>]*>', made["html"]
    )
    assert set(marks) == {key(value.source) for value in VALUES}
    names = f'data-picture="{name}" data-narrow="{narrow}"'
    assert f'<img alt="文字" {names} width="288" height="288">' in made["html"]
    assert made["html"].count("left:") == made["html"].count("--x:") == len(marks)
    assert made["html"].count('tabindex="0" style') == 1
    assert set(marks) <= set(made["evidence"]["entries"])


@printing.in_print
def _labelled(columns=1):
    sheet, axes = printing.paper(7.2, 3, ncols=columns)
    axes = axes if columns == 1 else axes[0]
    printing.mark(axes.scatter([1, 2], [1, 1]), VALUES[:2])
    words = [axes.annotate("20,000亿元", (x, 1.0), xytext=(0, 6), textcoords="offset points")
             for x in (1.85, 2)]  # fmt: skip
    return sheet, words


def test_the_drawing_for_a_phone_leaves_out_labels_that_lie_over_others():
    sheet, words = _labelled()
    with printing.narrowed(sheet) as readable:
        assert readable and [one.get_visible() for one in words] == [False, True]
        assert len(printing.places(sheet)) == 2
    assert all(one.get_visible() for one in words) and sheet.get_figwidth() == 7.2


def test_nor_does_it_show_a_label_that_lies_over_an_axis():
    @printing.in_print
    def drawn():
        sheet, axes = printing.paper(7.2, 3)
        printing.mark(axes.scatter([1, 1.5], [1, 1]), VALUES[:2])
        axes.set(xlim=(0.98, 2), ylim=(0.9, 1.1))
        return sheet, [axes.annotate("20,000", (x, 1), xytext=(0, 6), textcoords="offset points",
                                     ha="center") for x in (1, 1.5)]  # fmt: skip

    sheet, words = drawn()
    printing.svg(sheet)  # which has pixels of another size
    with printing.narrowed(sheet):
        assert [one.get_visible() for one in words] == [False, True]


def test_words_are_as_large_on_a_phone_as_they_are_drawn():
    sheet, words = _labelled()
    with printing.narrowed(sheet):
        fresh = words[1].get_window_extent().width
    printing.svg(sheet)
    with printing.narrowed(sheet):
        assert words[1].get_window_extent().width == pytest.approx(fresh, abs=2)


@pytest.mark.parametrize(
    ("points", "touched"),
    [
        ([(15, -2)], False),  # its own mark
        ([(15, -2), (32, 5)], True),
        ([(15, -2), (40, 5)], False),
        ([(15, 5)], True),
        ([], False),
    ],
)
def test_a_label_touches_the_marks_of_others(points, touched):
    from matplotlib.transforms import Bbox

    assert printing._strikes(Bbox([(0, 0), (30, 10)]), points, 3) == touched


def test_years_below_a_narrow_axis_do_not_run_together():
    @printing.in_print
    def drawn():
        sheet, axes = printing.paper(7.2, 3)
        printing.mark(axes.scatter([2014, 2026], [1, 1]), VALUES[:2])
        axes.set_xticks(range(2014, 2027), [str(year) for year in range(2014, 2027)])
        return sheet, axes

    sheet, axes = drawn()
    with printing.narrowed(sheet) as readable:
        shown = [one for one in axes.get_xticklabels() if one.get_visible()]
        boxes = [one.get_window_extent() for one in shown]
        assert readable and shown[-1].get_text() == "2026" and len(shown) > 4
        assert all(right.x0 - left.x1 >= 8 for left, right in pairwise(boxes))
    assert all(one.get_visible() for one in axes.get_xticklabels()), "a wide one keeps all"


def test_what_a_phone_cannot_show_has_no_drawing_for_it():
    sheet, _ = _labelled(columns=2)
    made = view(Figure(sheet, "题", "说明", "文字", Table(("甲",), [("乙",)])))
    assert len(made["pictures"]) == 1 and "data-narrow" not in made["html"]


def test_prints_are_in_chinese_on_every_machine(recwarn):
    @printing.in_print
    def drawn():
        sheet, axes = printing.paper()
        axes.set_title("生产总值（亿元）−1")
        return sheet

    assert "<text" not in printing.svg(drawn()), "text is drawn as outlines"
    assert not [one for one in recwarn if "Glyph" in str(one.message)]


def test_a_value_shows_itself_as_what_opens_its_evidence():
    assert VALUES[0]._repr_html_() == VALUES[0].html()
    assert isinstance(VALUES[0], Value)


def _joined(*values):
    frame = pd.DataFrame({"year": range(2020, 2020 + len(values)), "value": values})
    (trace, *_) = hz.explore(px.line(frame, x="year", y="value", markers=True)).plot.figure.data
    return None not in trace.y


def test_no_line_joins_targets_or_stated_floors_but_what_is_computed_of_floors():
    plain, floor = _told("target"), _told("target", ">=")
    assert not any(_joined(*pair) for pair in ((floor, plain), (floor, floor), (plain, plain)))
    # Computed of floors they are a curve of floors; stated results are none.
    assert _joined(*[_told("derived", ">=")] * 2) and not _joined(*[_told(bound=">=")] * 2)
    ends = pd.DataFrame({"year": [2026, 2026], "value": [floor, _told("target", "<=", size=6.0)]})
    (range_, *_) = hz.explore(px.line(ends, x="year", y="value", markers=True)).figure.data
    assert None not in range_.y, "the two ends of a range are joined"


@pytest.mark.parametrize("last, dashes", [("estimate", 1), ("actual", 0), ("target", 0)])
def test_the_line_to_an_estimate_is_broken_and_that_to_a_result_is_not(last, dashes):
    shown = _years(_told(), _told(), _told(last))
    found = [one for one in shown.figure.data if one.line.dash == "dash" and one.mode == "lines"]
    assert [list(one.x) for one in found] == [[2021, 2022, 2022]] * dashes
    assert ("虚线的一端为预计" in str(shown.caption)) == bool(dashes)
    solid = [y for y in shown.figure.data[0].y if y is not None]
    assert len(solid) == 3 and (None in shown.figure.data[0].y) == (last != "actual")


def _unlike_years(*years):
    data = hz.facts(reference=True)
    values = [hz.pick(data, "gdp", "level", year, "杭州市") for year in years]
    return hz.explore(go.Figure(go.Scatter(x=list(years), y=values, mode="lines+markers")))


def test_two_results_that_no_line_joins_are_parted_by_strokes_and_the_caption_says_why():
    shown = _unlike_years(2023, 2024)
    assert [list(one.x) for one in shown.figure.data if one.text == ("//",)] == [[2023.5]]
    assert "2023年的数早于第五次全国经济普查的修订" in str(shown.caption)
    assert "不连线" not in str(shown.caption)
    # Where years are missing there is no place for strokes; the reason is told all the same.
    apart = str(_unlike_years(2022, 2024).caption)
    assert "“//”" not in apart and "不相连的数口径不同：2022年的数早于第五次" in apart
    assert str(_unlike_years(2020, 2022).caption).endswith("没有相邻年份的确数，不连线。")
    assert "不连线" not in str(_unlike_years(2021, 2022).caption)


def test_what_is_computed_of_unlike_figures_is_marked_in_the_figure_too():
    data = hz.facts(reference=True)
    first, second, last = (hz.pick(data, "gdp", "level", year, "杭州市")
                           for year in (2021, 2023, 2024))  # fmt: skip
    frame = pd.DataFrame({"year": [2023, 2024], "value": [second / first, last / first]})
    bars = hz.explore(px.bar(frame, x="year", y="value"))
    assert list(bars.figure.data[0].text) == ["", "※"] and "※" in str(bars.caption)
    # Beside the column, in no colour of its own: a pattern lets little be read on it.
    assert bars.figure.data[0].textposition == "outside"
    labelled = px.bar(frame, x="year", y="value").update_traces(texttemplate="%{y:.1f}")
    assert list(hz.explore(labelled).figure.data[0].texttemplate) == ["%{y:.1f}", "%{y:.1f}※"]
    dots = hz.explore(px.scatter(frame, x="year", y="value")).figure.data
    assert [list(one.x) for one in dots if one.text == ("※",)] == [[2024]]
    alike = hz.explore(px.bar(frame.head(1), x="year", y="value"))
    assert alike.figure.data[0].text is None and "※" not in str(alike.caption)


def test_what_is_written_in_a_patterned_bar_is_read_on_its_pale_ground():
    data = hz.facts(reference=True)
    values = [hz.pick(data, "gdp", "level", year, "杭州市") for year in (2022, 2021)]
    assert [one.status for one in values] == ["actual", "reference"]
    bars = px.bar(pd.DataFrame({"year": [2022, 2021], "value": values}), "year", "value",
                  text_auto=True)  # fmt: skip
    inks = hz.explore(bars).figure.data[0].insidetextfont.color
    paper, ink = style.GROUNDS["paper"][0], style.GROUNDS["ink"][0]
    assert list(inks) == [paper, ink]  # both have twins on a dark ground
    assert {paper, ink} <= set(style.twins())
    named = hz.explore(bars.update_traces(textfont_color="red")).figure.data[0]
    assert named.insidetextfont.color is None
