"""A corpus as an analyst uses it: facts, comparisons, parameters, objects that show well."""

import re
from pathlib import Path

import plotly.express as px
import pytest
from made_files import docx, paragraph, run

import hzlib as hz
from hzlib.errors import HzError
from hzlib.figures.display import held, run_cell

TEXTS = {
    "甲": ("2024年宁波市政府工作报告", "全市地区生产总值16452.8亿元、增长5.5%", "6%左右"),
    "乙": ("2024年苏州市政府工作报告", "地区生产总值2.4万亿元、增长4.6%", "5%以上"),
    "丙": ("2024年温州市政府工作报告", "地区生产总值8730.6亿元、增长6.9%", "6%以上"),
}


@pytest.fixture
def paths(tmp_path):
    found = []
    for name, (title, done, aim) in TEXTS.items():
        text = (
            f"{title}\n一、2023年工作回顾\n{done}。\n二、2024年工作安排\n地区生产总值增长{aim}。\n"
        )
        path = tmp_path / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        found.append(path)
    return found


def test_an_analyst_compares_three_reports_in_ten_lines(paths):
    corpus = hz.corpus(paths)
    rows = corpus.compare("GDP", "增速")
    wide = rows.pivot(index="region", columns="status", values="value")
    figure = px.bar(rows, x="region", y="value", color="status", custom_data=["evidence"])
    shown = hz.explore(figure, title="三市")
    point = shown.figure.data[0].customdata[0][0]
    assert shown.plot.sources[point].fact.sentence == "全市地区生产总值16452.8亿元、增长5.5%。"
    assert wide.loc["苏州市"].dropna().to_dict() == {"actual": 4.6, "target": 5.0}
    assert [trace.name for trace in shown.figure.data] == ["实际", "目标"] and len(rows) == 6


def test_every_source_is_a_corpus(paths):
    documents = hz.documents(paths)
    for source in (
        paths,
        list(map(str, paths)),
        documents,
        hz.corpus(paths),
        [documents[0], *paths[1:]],
    ):
        assert hz.corpus(source).places == ("宁波市", "苏州市", "温州市")
    assert hz.corpus(paths[0]).place == "宁波市" and len(hz.corpus().documents) == 5


def test_facts_of_own_reports_hold_nothing_of_others(paths):
    assert set(hz.corpus(paths, reference=True).facts()["region"]) == {"宁波市", "苏州市", "温州市"}


def test_a_figure_is_picked_for_the_place_and_the_last_year(paths):
    corpus = hz.corpus(paths[0])
    assert str(corpus.pick("GDP")) == "16,452.8亿元"
    assert str(corpus.pick("gdp", "增速", status="目标")) == "约6%"
    assert str(corpus.pick("gdp", year=1999)) == "没有宁波市1999年地区生产总值的数据"
    with pytest.raises(HzError, match="gdp（地区生产总值）"):
        corpus.pick("gpd")


def test_among_several_places_a_figure_needs_the_one_that_is_meant(paths):
    corpus = hz.corpus(paths)
    with held() as notes, pytest.raises(HzError, match="几个地方：宁波市、苏州市、温州市"):
        corpus.pick("gdp")
    assert notes == [] and str(corpus.pick("gdp", place="苏州")) == "24,000亿元"


def test_parameters_are_made_canonical_and_what_is_unknown_is_told(paths, tmp_path):
    corpus = hz.corpus(paths)
    with held() as notes:
        assert corpus.choose(place="苏州", indicator="生产总值", year=2023) == (
            "苏州市",
            "gdp",
            2023,
        )
    assert notes == []
    with held() as notes:
        assert corpus.choose(place="", year=0) == ("宁波市", 2023)
    assert "几个地方" in str(notes[0])
    newest = tmp_path / "丁.txt"
    newest.write_text(
        paths[2].read_text(encoding="utf-8").replace("2024", "2026").replace("2023", "2025"),
        "utf-8",
    )
    later = hz.corpus([*paths, newest])
    assert later.choose(place="宁波", year=0) == ("宁波市", 2023), "the year is one of its own"
    assert later.choose(place="温州", year=0)[1] == later.choose(year=0) == 2025
    with held() as notes:
        place, indicator = corpus.choose(place="宁坡", indicator="gpd")
    assert (place, indicator) == ("宁坡", "gpd")
    assert corpus.facts(place=place).empty and corpus.compare(indicator).empty
    assert ["最像" in str(note) or "现有" in str(note) for note in notes].count(True) == 2


def test_the_whole_text_is_read(paths):
    corpus = hz.corpus(paths)
    assert str(corpus.read("乙")) == "2024年苏州市政府工作报告"
    with pytest.raises(HzError, match="这批文件里没有它；现有：hangzhou-gwr-2023$"):
        hz.corpus().read("gwr-2023")
    assert "hz-number" in corpus.read().html
    with pytest.raises(HzError, match="丁：这批文件里没有它；现有：甲、乙、丙"):
        corpus.read("丁")


def test_indicators_are_listed_with_their_numbers(paths):
    rows = hz.corpus(paths).indicators()
    assert rows[["name", "places", "first", "last"]].values.tolist() == [
        ["地区生产总值", "宁波市、苏州市、温州市", 2023, 2024]
    ]
    assert str(rows["numbers"].iloc[0]) == "9个"


def test_the_objects_of_a_notebook_are_short(paths):
    corpus = hz.corpus(paths)
    value = corpus.pick("gdp", place="宁波")
    for one in (corpus, corpus.documents[0], value, value * 2, corpus.pick("gdp", year=1999, place="苏州"),
                corpus.facts()["evidence"].iloc[0]):  # fmt: skip
        assert len(repr(one)) < 200
    assert "<li>2024年宁波市政府工作报告</li>" in corpus._repr_html_()


def test_an_error_in_a_notebook_is_its_message():
    (line,) = HzError("{path}: no such file", "check the name", path="甲")._render_traceback_()
    assert line.startswith("（甲: 没有这个文件")


def test_values_compare_sort_round_and_plot(paths):
    rows = hz.corpus(paths).facts(indicator="gdp", measure="level")
    values = hz.values(rows)
    assert sorted(values)[0] == 8730.6 and values[0] != values[1] and values[0] > 10_000
    assert f"{round(values[0])}" == "16,453亿元" and max(values).number == 24000
    figure = px.bar(x=values, y=list(rows["region"]))
    assert len(hz.explore(figure).plot.sources) == 3
    sheet, axes = hz.paper()
    hz.mark(axes.plot([1, 2, 3], values)[0], values)
    assert "16,452.8亿元" in str(hz.explore(axes, title="总量").alt)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_analysis_of_the_readme_runs(paths, tmp_path, monkeypatch, name):
    text = (Path(__file__).resolve().parent.parent / name).read_text(encoding="utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```", text, re.M | re.S)
    monkeypatch.chdir(tmp_path)
    files = re.findall(r'"([^"]+\.(?:txt|docx))"', code)
    said = (
        paths[0].read_text(encoding="utf-8").replace("增长5.5%", "增长5.5%，年末常住人口969.7万人")
    )
    Path(files[0]).write_text(said, encoding="utf-8")
    lines = paths[1].read_text(encoding="utf-8").splitlines()
    Path(files[1]).write_bytes(docx("".join(paragraph(run(line)) for line in lines)))
    with held() as shown:
        run_cell(code, {})
    assert [str(one) for one in shown][-1] == "人均16.97万元。"
    assert len(code.splitlines()) <= 10
