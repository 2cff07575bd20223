import csv
import json

import pandas as pd
import pytest

from hzlib import paths
from hzlib.errors import HzError
from hzlib.pages import evidence, source
from hzlib.pages.evidence import Value
from hzlib.pages.grid import grid, grid_html
from hzlib.text import corpus

GDP = Value(18753, "亿元", "fact:hangzhou-gwr-2023@507", period="2022")
PEOPLE = Value(1237.6, "万人", "reference:9", "reference", period="2022")


def test_a_quotient_names_its_formula_and_both_sources():
    each = (GDP / PEOPLE).having("万元", 2)
    assert str(each) == "15.15万元"
    assert each.status == "derived"
    assert evidence.resolve(each.evidence) == {
        "kind": "formula",
        "formula": "18753 ÷ 1237.6",
        "parts": ["fact:hangzhou-gwr-2023@507", "reference:9"],
    }


@pytest.mark.parametrize(
    ("value", "text", "number"),
    [
        ((GDP + PEOPLE) / GDP, "(18753 + 1237.6) ÷ 18753", 19990.6 / 18753),
        (GDP - (GDP - PEOPLE), "18753 − (18753 − 1237.6)", 1237.6),
        (GDP / (GDP / PEOPLE), "18753 ÷ (18753 ÷ 1237.6)", 1237.6),
        ((GDP / PEOPLE) ** (1 / 2) - 1, "(18753 ÷ 1237.6) ^ 0.5 − 1", (18753 / 1237.6) ** 0.5 - 1),
        (2 * (GDP - 1), "2 × (18753 − 1)", 37504),
        (-GDP, "0 − 18753", -18753),
    ],
)
def test_a_formula_reads_as_it_was_computed(value, text, number):
    assert json.loads(value.evidence.removeprefix("formula:"))["formula"] == text
    assert value.number == pytest.approx(number)


def test_the_parts_of_a_computed_number_are_all_its_sources_once():
    both = (GDP / PEOPLE + GDP) / (PEOPLE * 2)
    assert evidence.parts(both.evidence) == ["fact:hangzhou-gwr-2023@507", "reference:9"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Value(5, "%", "fact:a@1", bound=">="), "≥5%"),
        (Value(5.2, "%", "fact:a@1", bound="~"), "约5.2%"),
        (Value(-3.5, "%", "fact:a@1"), "-3.5%"),
        (Value(0.4, "pp", "fact:a@1"), "0.4个百分点"),
        (Value(326500, "人", "fact:a@1"), "32.65万人"),
        (Value(2_300_000_000, "斤", "fact:a@1"), "23亿斤"),
        (Value(77043, "元", "fact:a@1"), "77043元"),
        (Value(2 / 3, "", "reference:1", "derived"), "0.67"),
    ],
)
def test_a_value_reads_as_chinese_text(value, text):
    assert str(value) == text


def test_percentages_differ_by_percentage_points():
    assert (Value(5, "%", "fact:a@1") - Value(3.5, "%", "fact:a@2")).unit == "pp"


def test_a_value_in_html_escapes_its_evidence():
    shown = Value(1, '"><script>', 'kwic:*:"><img onerror=x>').html()
    assert "<script" not in shown and "<img" not in shown and shown.count("<span") == 1


@pytest.mark.parametrize(
    "text",
    ["", "fact", "fact:", "fact:a", "fact:a@x", "note:1", "reference:0", "reference:9999",
     "reference:x", "quantity:a@5-3", "quantity:a@5", "kwic:*", "kwic:*:", "formula:{", "all:["],
)  # fmt: skip
def test_a_broken_evidence_string_is_refused_with_a_clear_message(text):
    with pytest.raises(HzError):
        evidence.resolve(text)


def test_a_reference_gives_its_row_and_source():
    with (paths.data() / "etc" / "reference.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = evidence.resolve("reference:3")
    assert {name: found[name] for name in rows[2]} == rows[2]


def test_a_quantity_gives_the_sentence_with_the_number_marked():
    document = corpus.load("hangzhou-gwr-2023")
    start = document.raw.index("18753亿元")
    found = evidence.resolve(f"quantity:hangzhou-gwr-2023@{start}-{start + 7}")
    low, high = found["mark"]
    assert found["sentence"][low:high] == "18753亿元"
    assert "生产总值" in found["sentence"] and found["title"] == document.title


def test_a_word_gives_its_lines_spread_over_all_documents():
    found = evidence.resolve("kwic:*:高质量发展")
    total = sum(one.text.count("高质量发展") for one in corpus.documents())
    assert found["total"] == total > source.KWIC_LINES == len(found["lines"])
    assert len({line["doc"] for line in found["lines"]}) == 5
    for line in found["lines"]:
        low, high = line["mark"]
        assert line["sentence"][low:high] == "高质量发展"


def test_a_reading_shows_every_number_with_its_evidence(capsys):
    evidence.reading("2022 年生产总值{gdp}，人均{each:.1f}。", gdp=GDP, each=GDP / PEOPLE)
    assert capsys.readouterr().out == "2022 年生产总值18753亿元，人均15.2。\n"
    from hzlib.pages.display import reading_html, reading_pieces

    shown = reading_html(reading_pieces("2022 年{gdp}<b>{x}", {"gdp": GDP, "x": "<i>"}))
    assert shown == f"<p>2022 年{GDP.html()}&lt;b&gt;&lt;i&gt;</p>"


def test_a_reading_refuses_a_number_without_source():
    with pytest.raises(HzError, match="没有出处"):
        evidence.reading("{n}", n=3)
    with pytest.raises(HzError, match="没有给出"):
        evidence.reading("{n}")


def test_each_column_of_a_table_may_have_its_own_evidence():
    frame = pd.DataFrame(
        {"年": ["2022"], "甲": [1.5], "甲_evidence": ["fact:a@1"], "乙": [GDP], "丙": [None]}
    )
    assert grid(frame) == {
        "columns": ["年", "甲", "乙", "丙"],
        "rows": [["2022", 1.5, "18753亿元", None]],
        "sources": [{"1": "fact:a@1", "2": "fact:hangzhou-gwr-2023@507"}],
    }


def test_a_table_refuses_a_column_of_evidence_with_something_else_in_it():
    with pytest.raises(HzError, match="不是出处"):
        grid(pd.DataFrame({"value": [1], "evidence": ["http://a"]}))


def test_a_table_in_html_escapes_its_cells_and_headings():
    frame = pd.DataFrame({"<script>": ["</td><img src=x onerror=1>"], "value": [1],
                          "evidence": ['all:["\\"><b>"]']})  # fmt: skip
    shown = grid_html(grid(frame), "<i>")
    assert not [tag for tag in ("<script", "<img", "<i>", "<b>") if tag in shown]


def test_show_refuses_a_mark_without_evidence():
    go = pytest.importorskip("plotly.graph_objects")
    bare = go.Figure(go.Scatter(x=[1], y=[1], name="甲"))
    with pytest.raises(HzError, match="“甲”没有出处"):
        evidence.show(bare, pd.DataFrame(), "", "")
    wrong = go.Figure(go.Scatter(x=[1], y=[1], customdata=["nowhere"]))
    with pytest.raises(HzError, match="不是出处"):
        evidence.show(wrong, pd.DataFrame(), "", "")


def test_the_places_of_printed_marks_lie_where_the_marks_are():
    from matplotlib.figure import Figure

    from hzlib.pages.printing import places, svg

    figure = Figure(figsize=(4, 4), layout="none")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, 4), ylim=(0, 4))
    evidence.mark(axes.bar([1], [2], width=2), ["fact:a@1"])
    evidence.mark(axes.plot([3], [3], "o")[0], ["fact:a@2"])
    bar, point = sorted(places(figure), key=lambda place: place["evidence"])
    assert [bar[name] for name in ("x", "y", "width", "height")] == [0, 0.5, 0.5, 0.5]
    assert point["x"] + point["width"] / 2 == pytest.approx(0.75, abs=1e-3)
    assert point["y"] + point["height"] / 2 == pytest.approx(0.25, abs=1e-3)
    assert svg(figure) == svg(figure) and svg(figure).startswith("<svg")
