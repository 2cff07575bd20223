"""The notebook that is written about any report, and the first look in one call."""

import nbformat
import pytest
from test_corpus_object import paths  # noqa: F401
from typer.testing import CliRunner

import hzlib as hz
from hzlib import cli
from hzlib.figures.display import held
from hzlib.pages.run import run
from hzlib.themes import first_look

SECTIONS = ["文件概况", "主要数据", "目标", "目标完成情况", "用词", "全文", "数据的局限"]


def headings(book):
    lines = (cell.source.splitlines()[0] for cell in book.cells if cell.cell_type == "markdown")
    return [line.removeprefix("## ") for line in lines if line.startswith("## ")]


def test_a_notebook_has_the_sections_that_the_report_has_figures_for(paths):  # noqa: F811
    one = first_look.notebook(paths[0], ["甲.txt"])
    assert headings(one) == SECTIONS
    assert "未列入：目录以外的数量、各地比较、数据勾稽关系" in one.cells[0].source
    three = first_look.notebook(paths, ["甲.txt", "乙.txt", "丙.txt"])
    assert "各地比较" in headings(three)
    assert three.cells[0].source.startswith("# 数据概览：2024年宁波市政府工作报告、2024年苏州市")


def test_a_first_look_shows_the_same_sections(paths):  # noqa: F811
    with held() as shown:
        hz.first_look(paths[0])
    told = list(map(str, shown))
    assert told[0] == "所收文件缺少以下各节所需数据：目录以外的数量、各地比较、数据勾稽关系。"
    assert [one for one in told if one in SECTIONS] == SECTIONS[:-1]


def test_the_command_writes_a_notebook_that_runs(paths, monkeypatch):  # noqa: F811
    folder = paths[0].parent
    monkeypatch.chdir(folder)
    done = CliRunner().invoke(cli.app, ["new", "甲.txt", "-o", "own"])
    assert done.exit_code == 0 and "own/甲.ipynb" in done.output
    file = folder / "own" / "甲.ipynb"
    book = nbformat.read(file, as_version=4)
    assert book.metadata.kernelspec.name == "python3", "JupyterLab would ask for a kernel"
    assert "documents = ['../甲.txt']" in book.cells[1].source
    shown = "".join(str(output) for cell in run(file).cells for output in cell.get("outputs", []))
    assert "16,452.8亿元" in shown and "杭州" not in shown
    assert 'class="dataframe"' not in shown, "a plain table, whose numbers do not answer"


def test_a_notebook_is_never_written_over(paths, monkeypatch):  # noqa: F811
    monkeypatch.chdir(paths[0].parent)
    runner = CliRunner()
    assert runner.invoke(cli.app, ["new", "甲.txt"]).exit_code == 0
    again = runner.invoke(cli.app, ["new", "甲.txt"])
    assert again.exit_code == 1 and "已经有了" in str(again.exception)


def test_a_notebook_may_be_called_as_one_likes(paths, monkeypatch):  # noqa: F811
    monkeypatch.chdir(paths[0].parent)
    done = CliRunner().invoke(cli.app, ["new", "甲.txt", "-o", "own/look.ipynb"])
    assert done.exit_code == 0 and "own/look.ipynb" in done.output
    assert "documents = ['../甲.txt']" in nbformat.read("own/look.ipynb", 4).cells[1].source


@pytest.mark.parametrize("name", ["hangzhou-fyp15", "qiantang-gwr-2024"])
def test_documents_of_the_catalogue_have_a_first_look(name):
    with held() as shown:
        hz.first_look(name)
    assert len(shown) > 10
