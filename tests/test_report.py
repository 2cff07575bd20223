import base64
import hashlib
import html
import json
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from nbformat import from_dict, v4
from nbformat import write as write_notebook
from typer.testing import CliRunner

from hzlib import cli, lookups, paths, storage
from hzlib.errors import HzError
from hzlib.evidence.entry import payload
from hzlib.evidence.sentence import sentence
from hzlib.evidence.sources import QuantitySource
from hzlib.evidence.value import assumed
from hzlib.figures.display import MIME
from hzlib.figures.plot import Plot
from hzlib.figures.specification import Figure, Table
from hzlib.figures.view import view
from hzlib.pages import documents, report
from hzlib.pages.assemble import page_html, script_json
from hzlib.pages.index import listed
from hzlib.pages.page import Page, filled, page, reader_page, sanitized
from hzlib.store.build import build
from hzlib.text import corpus
from hzlib.text.corpus import load
from tests import hostile, walk
from tests.browser import gallery

_LAW = "2024年全市地区生产总值增长5%。"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("HZLIB_CACHE", str(tmp_path / "cache"))


def _notebook(folder, *cells, name="one"):
    made = [v4.new_markdown_cell(one[3:]) if one.startswith("md ") else v4.new_code_cell(one)
            for one in cells]  # fmt: skip
    for place, cell in enumerate(made):
        cell["id"] = f"c{place}"
    file = folder / f"{name}.ipynb"
    write_notebook(v4.new_notebook(cells=made), file)
    return file


# --- hostile text ---------------------------------------------------------------------------------


class _Structure(HTMLParser):
    """The tags, attributes' names and addresses of a page, its texts left out."""

    def __init__(self):
        super().__init__()
        self.tags, self.text, self.addresses = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, tuple(sorted(name for name, _ in attrs))))
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "style")]

    def handle_data(self, data):
        self.text.append(data)


def _structure(text):
    found = _Structure()
    found.feed(text)
    return found


def test_the_set_of_hostile_texts_is_large_and_has_each_kind():
    assert len(set(hostile.TEXTS)) >= 45


@pytest.mark.parametrize("text", hostile.TEXTS, ids=range(len(hostile.TEXTS)))
def test_a_hostile_document_changes_nothing_outside_its_text(text):
    raw = f"{_LAW}\n说明：{text}\n{_LAW}\n"
    document = replace(load("qiantang-gwr-2024"), id="hostile", title=text[:60], raw=raw)
    made, _ = page_html(reader_page(document))
    structure = _structure(made)
    allowed = {"script", "style"}
    assert sum(tag in allowed for tag, _ in structure.tags) == _count_of_own(made)
    named = {name for _, names in structure.tags for name in names}
    assert not {name for name in named if name.startswith("on")}
    assert not named & {"action", "srcdoc", "background"}
    assert not any("example.invalid" in address for address in structure.addresses)
    for one in document.raw.replace("\0", "\ufffd").split("\n"):
        kept = one.strip("\r")
        assert not kept or kept in "".join(structure.text)


def _count_of_own(made):
    # Two sheets, one script and the page's data: what `hzlib.pages.assemble` writes for a reader.
    return 2 + 1 + made.count('type="application/json"')


@pytest.mark.parametrize("text", hostile.TEXTS, ids=range(len(hostile.TEXTS)))
def test_hostile_text_stays_text_in_the_data_of_a_page(text):
    packed = script_json({"text": text})
    assert "<" not in packed and ">" not in packed and "&" not in packed
    assert json.loads(packed) == {"text": text}


@pytest.mark.parametrize("text", [one for one in hostile.TEXTS if "<" in one])
def test_foreign_html_keeps_no_script_style_or_address(text):
    made = _structure(sanitized(f"<table><tr><td>{text}</td></tr></table>"))
    assert not {"script", "style", "img", "svg", "iframe", "a", "form", "link", "meta", "base"} & {
        tag for tag, _ in made.tags
    }
    assert {name for _, names in made.tags for name in names} <= {"colspan", "rowspan", "scope"}


# --- notebooks ------------------------------------------------------------------------------------


def test_a_failing_cell_is_named_with_its_notebook_and_error(tmp_path):
    file = _notebook(tmp_path, "md # 题", "x = 1", "1 / 0", "x = 2")
    with pytest.raises(HzError, match=r"one\.ipynb: 第 3 个单元格.*1 / 0.*ZeroDivisionError"):
        report.report([file], tmp_path / "out")
    assert not (tmp_path / "out" / "one.html").exists()


def test_an_unknown_notebook_is_named_with_those_that_there_are(tmp_path):
    with pytest.raises(HzError, match="nowhere: 没有这个笔记本"):
        report.report(["nowhere"], tmp_path)


def test_a_file_that_is_no_notebook_is_refused(tmp_path):
    (tmp_path / "bad.ipynb").write_text("不是笔记本", encoding="utf-8")
    with pytest.raises(HzError, match="不是笔记本"):
        report.report([tmp_path / "bad.ipynb"], tmp_path)


def test_an_output_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(HzError, match="写不进去"):
        report.report([_notebook(tmp_path, "md # 题")], tmp_path / "file" / "out")


def test_running_leaves_the_notebook_as_it_was_and_makes_nothing_twice(tmp_path, monkeypatch):
    file = _notebook(tmp_path, "md # 题\n\n一句话。", "import time\ntime.time()")
    before = file.read_bytes()
    pages = report.report([file], tmp_path / "out")
    assert file.read_bytes() == before
    assert [one.name for one in pages[:1]] == ["index.html"]
    first = {one.name: one.read_bytes() for one in pages}

    def never(*_):
        raise AssertionError("run again")

    monkeypatch.setattr("hzlib.pages.run.run", never)
    report.report([file], tmp_path / "out")
    assert {one.name: one.read_bytes() for one in pages} == first
    with pytest.raises(AssertionError, match="run again"):
        report.report([file], tmp_path / "out", force=True)


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes(tmp_path):
    file = gallery.write(tmp_path)
    one = report.report([file], tmp_path / "a")
    two = report.report([file], tmp_path / "b", force=True)
    assert [page.read_bytes() for page in one] == [page.read_bytes() for page in two]


def _given(folder, *more):
    """Return a notebook that shows of each document that it is given one number with its place."""
    cell = "documents = []   # 留空为项目的文件"
    shows = """import hzlib as hz
hz.table(hz.facts(documents, indicator="gdp", measure="level"))"""
    file = _notebook(folder, "md # 题", cell, shows, *more)
    made = nbformat.read(file, as_version=4)
    made.cells[1].metadata["tags"] = ["parameters"]
    write_notebook(made, file)
    return file


def _written(folder, count):
    folder.mkdir(exist_ok=True)
    for place in range(count):
        text = f"云溪市人民政府工作报告（2025年）\n\n2024年，全市地区生产总值{300 + place}亿元。\n"
        (folder / f"云溪市{place:02}.txt").write_text(text, encoding="utf-8")
    return folder


def test_the_documents_of_a_notebook_are_given_for_a_run_and_named_in_its_code(tmp_path):
    file, reports = _given(tmp_path), _written(tmp_path / "reports", 2)
    before = file.read_bytes()
    report.report([file], tmp_path / "out", corpus=reports, code=True)
    text = (tmp_path / "out" / "one.html").read_text(encoding="utf-8")
    assert file.read_bytes() == before
    assert "300" in text and "301" in text and str(tmp_path) not in text
    code = re.sub("<[^>]*>", "", text)
    assert "documents = ['reports']   # 留空为项目的文件" in html.unescape(code)


def test_parameters_of_a_notebook_are_set_for_a_run(tmp_path):
    shows = "print(repr(place), repr(year), names)"
    file = _notebook(tmp_path, "md # 题", "year = 0\nplace = ''  # 地区\nnames = []", shows)
    made = nbformat.read(file, as_version=4)
    made.cells[1].metadata["tags"] = ["parameters"]
    write_notebook(made, file)
    for names in ("['a', 'b']", "a，b"):
        settings = ["place=2024", "year = 2024", f"names={names}"]
        report.report([file], tmp_path / "out", settings=settings)
        text = (tmp_path / "out" / "one.html").read_text(encoding="utf-8")
        assert "'2024' 2024 ['a', 'b']" in html.unescape(re.sub("<[^>]*>", "", text))
    for wrong, said in (
        ("year=abc", "year=abc：这里要写一个数；请写成 year=2024 的样子"),
        ("year=2024.5", "这里要写一个数"),
        ("year=[2024]", "这里要写一个数"),
        ("pace=1", "没有参数 pace；现有：year、place、names"),
        ("place", "place：没有给出参数"),
    ):
        with pytest.raises(HzError, match=said):
            report.report([file], tmp_path / "out", settings=[wrong])


CHOICE = """import hzlib as hz
corpus = hz.corpus("hangzhou-gwr-2023")
place, indicator, year = corpus.choose(place=place, indicator=indicator, year=year)"""


def test_a_parameter_that_is_set_to_what_the_material_lacks_makes_no_page(tmp_path):
    first = "place = ''\nindicator = 'gdp'\nyear = 0"
    file = _notebook(tmp_path, "md # 题", first, CHOICE, "hz.say(place)")
    made = nbformat.read(file, as_version=4)
    made.cells[1].metadata["tags"] = ["parameters"]
    write_notebook(made, file)
    for wrong, said in (
        ("place=杭洲", "one.ipynb: 按所给参数做不出：杭洲：材料里没有这个地方；最像的是：杭州市"),
        ("indicator=gpd", "gpd：没有这个指标；最像的是：gdp"),
        ("indicator=charging_points_new", "charging_points_new：材料里没有它的数"),
        ("year=1999", "year=1999：材料里没有它的数"),
    ):
        with pytest.raises(HzError, match=said):
            report.report([file], tmp_path / "out", settings=[wrong])
        assert not [*tmp_path.glob("out/*.html")]
    report.report([file], tmp_path / "out", settings=["place=杭州", "year=2023"])
    assert "杭州市" in (tmp_path / "out" / "one.html").read_text(encoding="utf-8")


def test_a_run_is_made_again_when_its_corpus_has_changed(tmp_path, monkeypatch):
    file, reports = _given(tmp_path), _written(tmp_path / "reports", 2)
    out = tmp_path / "out" / "one.html"
    report.report([file], out.parent, corpus=reports)
    kept = out.read_bytes()
    _written(reports, 3)
    report.report([file], out.parent, corpus=reports)
    assert "302" in out.read_text(encoding="utf-8") and out.read_bytes() != kept
    (reports / "云溪市02.txt").unlink()
    monkeypatch.setattr("hzlib.pages.run.run", lambda *_: pytest.fail("run again"))
    report.report([file], out.parent, corpus=reports)
    assert out.read_bytes() == kept


def test_a_notebook_that_reads_no_documents_is_refused_before_anything_runs(tmp_path):
    good, bad = _given(tmp_path), _notebook(tmp_path, "md # 题", "documents = []", name="two")
    for name, said in (
        (bad, "two.ipynb: 没有参数 documents；请在标签为"),
        (tmp_path / "none", "没有这个"),
    ):
        books = [good, bad] if name == bad else [good]
        with pytest.raises(HzError, match=said):
            report.report(books, tmp_path / "out", corpus=tmp_path if name == bad else name)
    assert not (tmp_path / "out" / "one.html").exists()


def test_a_page_of_many_documents_has_their_sentences_and_a_site_their_readers(
    tmp_path, monkeypatch
):
    few = 4
    monkeypatch.setattr(report, "MANY", few)
    file, reports = _given(tmp_path), _written(tmp_path / "reports", few + 1)
    for site in (False, True):
        made = report.report([file], tmp_path / f"{site}", corpus=reports, site=site)
        readers = [one for one in made if one.name.startswith("read-")]
        text = made[1].read_text(encoding="utf-8")
        evidence = walk.data_of(text, "evidence-data")
        assert len(readers) == (few + 1 if site else 0)
        assert bool(evidence["passages"]) is site
        assert {one["reader"] for one in evidence["documents"].values()} == {site}
        assert sum("亿元" in one for one in evidence["sentences"]) >= few + 1
    (reports / f"云溪市{few:02}.txt").unlink()
    made = report.report([file], tmp_path / "few", corpus=reports)
    assert len([one for one in made if one.name.startswith("read-")]) == few


def test_a_document_of_a_corpus_has_its_reader_and_its_paragraphs(tmp_path):
    file, reports = _given(tmp_path), _written(tmp_path / "reports", 3)
    build(str(reports), str(tmp_path / "corpus"))
    shutil.rmtree(reports)
    made = report.report([file], tmp_path / "out", corpus=tmp_path / "corpus")
    readers = [one for one in made if one.name.startswith("read-")]
    text = made[1].read_text(encoding="utf-8")
    assert len(readers) == 3 and "301亿元" in readers[1].read_text(encoding="utf-8")
    assert len(walk.data_of(text, "evidence-data")["passages"]) == 3 and str(tmp_path) not in text


def test_markdown_shows_html_as_text_and_mathematics_as_mathml():
    cell = v4.new_markdown_cell(
        "# 题\n\n量 <script>a()</script> $x^2$ [图](02_b.ipynb) [坏](javascript:a)"
    )
    made = page(v4.new_notebook(cells=[cell]), "one")
    assert "&lt;script&gt;" in made.body and "<math" in made.body
    assert 'href="02_b.html"' in made.body and "javascript" not in made.body
    assert made.title == "题"


def test_a_link_leads_to_a_page_that_the_run_makes_or_is_text(tmp_path):
    one = _notebook(tmp_path, "md # 一\n\n[课](lessons/two.ipynb)、[缺](three.ipynb)", name="one")
    two = _notebook(tmp_path, "md # 二", name="two")
    for site, by in ((False, "data-beside"), (True, "href")):
        report.report([one, two], tmp_path / "out", site=site)
        made = (tmp_path / "out" / "one.html").read_text(encoding="utf-8")
        assert f'<a {by}="two.html" rel="noopener">课</a>、缺' in made
        assert f'<a {by}="two.html" rel="next">下一篇</a>' in made
        assert f'<a {by}="index.html">目录</a>' in made
        assert bool(re.search(r' href="[^"]*html', made)) is site
    report.report([one], tmp_path / "out")
    assert "课、缺" in (tmp_path / "out" / "one.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["report", "slides", "index", "indicator", "reader"])
def test_a_page_may_run_its_own_scripts_alone(kind):
    body = {"sections": []} if kind == "index" else "<h1>甲</h1>"
    page = Page(name="a", kind=kind, title="甲", body=body, figures={"f": {}})
    made, _ = page_html(reader_page(load("qiantang-gwr-2024")) if kind == "reader" else page)
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', made).group(1)
    policy = dict(one.strip().split(" ", 1) for one in found.split(";"))
    assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert re.fullmatch(r"('sha256-[\w+/]{43}=' ?)+", policy["script-src"])
    assert policy["img-src"] == "data: blob:" and policy["font-src"] == "data:"
    # Nothing else is allowed: no request, no frame, no worker, no object.
    assert set(policy) - {"style-src", "script-src", "img-src", "font-src"} == {
        "default-src", "base-uri", "form-action",
    }  # fmt: skip
    own = [text for attrs, text in re.findall(r"<script([^>]*)>(.*?)</script>", made, re.S)
           if "type=" not in attrs]  # fmt: skip
    digests = {base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in own}
    assert own and all(f"'sha256-{one}'" in policy["script-src"] for one in digests)


def _shown(*specifications):
    """Return the page of a notebook that shows figures, tables and sentences."""
    cells = []
    for one in specifications:
        cell = v4.new_code_cell("", metadata={"tags": ["remove-input"]})
        data = json.loads(json.dumps({MIME: view(one)}, allow_nan=False))
        cell.outputs = [v4.new_output("display_data", data=data)]
        cells.append(cell)
    return page(v4.new_notebook(cells=cells), "one")


def _table(rows, caption=""):
    return Table(("甲", "乙"), [(f"行{'一' * row}", assumed(row, "%", "放宽", "about"))
                               for row in range(rows)], caption)  # fmt: skip


def test_long_tables_behind_figures_are_held_back_and_nothing_else_is():
    def figure(rows):
        plot = Plot(height=300 + (rows or 0))
        return Figure(plot, "题", "说明", "文字", _table(rows) if rows is not None else None)

    made = _shown(figure(None), _table(30, "长表"), figure(20), figure(21), figure(22), figure(3))
    held = list(made.held.values())
    assert [one.count("<tr>") for one in held] == [22, 23]
    assert all(one.startswith("<table>") and one.endswith("</table>") for one in held)
    assert [made.body.count(one) for one in ("长表</span>", "<figure", "</figure>", "<table>")] == [
        1, 5, 5, 3,
    ]  # fmt: skip
    named = ["fig-one-1", "tab-one-1", *(f"fig-one-{n}" for n in range(2, 6))]
    assert re.findall(r'(?:figure|table)" (?:data-figure="\w*" )?id="([^"]*)"', made.body) == named
    cited = re.findall(r'class="hz-cite" href="#([^"]*)">引用本(图|表)<', made.body)
    assert [place for place, *_ in cited] == named
    assert [word for _, word in cited] == list("图表图图图图")
    for name in made.held:
        assert f'data-held="{name}"></div></details></figure>' in made.body


def test_a_page_holds_the_evidence_of_all_its_displays_once():
    about = assumed(5, "%", "放宽", "about")
    made = _shown(sentence("放宽{about}。", about=about), _table(2), _table(2))
    assert set(re.findall(r'data-evidence="([^"]*)"', made.body)) == set(made.evidence["entries"])
    assert len(made.evidence["entries"]) == 3


# --- documents, readers, index -------------------------------------------------------------------

_REPORT = """宁海县政府工作报告

（2024年2月1日在县第十九届人民代表大会第三次会议上）

一、2023年工作回顾

全县地区生产总值900亿元，增长5.1%。
"""
_SHOWS = (
    "import hzlib as hz",
    'rows = hz.facts("reports/own.txt")',
    "hz.table(rows)",
)


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A workspace with a report of its own, in which the test runs."""
    home = tmp_path / "own"
    for name in ("reports", "etc"):
        (home / name).mkdir(parents=True)
    (home / paths.RECORD).write_text("{}", encoding="utf-8")
    (home / "reports" / "own.txt").write_text(_REPORT, encoding="utf-8")
    monkeypatch.chdir(home)
    monkeypatch.delenv("HZLIB_WORKSPACE", raising=False)
    for cached in (paths.workspace, storage._house, lookups.forget):
        getattr(cached, "cache_clear", cached)()
    yield home
    monkeypatch.undo()
    for cached in (paths.workspace, storage._house, lookups.forget):
        getattr(cached, "cache_clear", cached)()


def _index(folder):
    text = (folder / "index.html").read_text(encoding="utf-8")
    return re.findall(r'<li><a href="([^"]*)">([^<]*)</a>', text), text


def test_a_document_of_ones_own_gets_a_reader_and_nothing_speaks_of_hangzhou(own):
    _notebook(own, "md # 题\n\n一句话。", *_SHOWS, name="mine")
    done = CliRunner().invoke(cli.app, ["report"])
    assert done.exit_code == 0, done.output
    assert "列出 3 页；这次写了 4 个文件" in done.output.replace("\n", "")
    assert {one.name for one in (own / "pages").iterdir()} == {
        "index.html", "mine.html", "read-own.html", "indicator-gdp.html",
    }  # fmt: skip
    cards, index = _index(own / "pages")
    assert '<a href="indicator-gdp.html?folder">地区生产总值</a>' in index
    assert cards == [("mine.html?folder", "题"), ("read-own.html?folder", "宁海县政府工作报告")]
    assert "宁海县的一份政府文件，整理为" in index
    names = ("mine.html", "read-own.html", "indicator-gdp.html")
    page, reader, indicator = ((own / "pages" / one).read_text(encoding="utf-8") for one in names)
    told = walk.data_of(page, "evidence-data")["documents"]
    assert told == {"own": {"title": "宁海县政府工作报告", "reader": True}}
    assert re.search(r'<p data-c="\d+">全县地区生产总值<span class="hz-number fact"', reader)
    assert walk.data_of(indicator, "evidence-data")["documents"] == told
    for text in (page, reader, indicator):
        assert '<meta name="indicators" content="gdp">' in text
    for text in (index, page, reader, indicator):
        assert "杭州" not in re.sub(r"<script.*?</script>|<style.*?</style>", "", text, flags=re.S)
        assert str(own) not in text


@pytest.mark.slow
def test_indicators_have_pages_where_no_notebook_is_named(own, monkeypatch):
    file = _notebook(own, "md # 题", *_SHOWS, name="mine")
    folder = own / "pages"
    report.report([file], folder)
    assert not list(folder.glob("indicator-*"))
    assert '<meta name="indicators" content="">' in (folder / "mine.html").read_text("utf-8")
    steps = []
    made = report.report([], folder, progress=steps.append)
    assert [one.name for one in made if one.name.startswith("indicator-")] == ["indicator-gdp.html"]
    assert len(steps) == report.total([], slides=False)
    kept = (folder / "indicator-gdp.html").read_bytes()
    assert b'id="plotly"' not in kept and len(kept) < 300_000
    monkeypatch.setattr("hzlib.pages.report.profiles", lambda _: 1 / 0)
    report.report([], folder)
    assert (folder / "indicator-gdp.html").read_bytes() == kept, "kept, not made again"
    with pytest.raises(ZeroDivisionError):
        report.report([], folder, force=True)
    assert (folder / "indicator-gdp.html").read_bytes() == kept, "written whole or not at all"
    monkeypatch.undo()
    more = _REPORT + "全县常住人口70万人。\n2024年全县常住人口71万人以上。\n"
    (own / "reports" / "own.txt").write_text(more, encoding="utf-8")
    monkeypatch.chdir(own)
    report.report([], folder)
    assert listed(folder).sections[-1].groups == (
        ("国民经济", ({"href": "indicator-gdp.html", "title": "地区生产总值", "lead": ""},)),
        ("就业与人口", ({"href": "indicator-population.html", "title": "常住人口", "lead": ""},)),
    )


def test_a_changed_report_or_word_list_of_the_workspace_makes_the_page_anew(own):
    file = _notebook(own, "md # 题", *_SHOWS, name="mine")

    def shown(value):
        report.report([], own / "pages")
        return value in (own / "pages" / "mine.html").read_text(encoding="utf-8")

    def key():
        return report._source(file, report._reports()).run_key

    before = key()
    assert shown("900亿元")
    (own / "reports" / "own.txt").write_text(_REPORT.replace("900", "901"), encoding="utf-8")
    assert key() != before
    assert shown("901亿元") and "901" in (own / "pages" / "read-own.html").read_text("utf-8")
    before = key()
    (own / "etc" / "stop_words.txt").write_text("亿元\n", encoding="utf-8")
    storage._house.cache_clear()
    assert key() != before


def test_a_file_that_a_notebook_names_counts_for_its_run(tmp_path):
    (tmp_path / "books").mkdir()
    named = "hz.corpus(['own.txt', \"../above.txt\"])  # isn't it"
    file = _notebook(tmp_path / "books", named, f"# '{'长' * 300}'", "'a\0b'", "''")
    keys = [report._source(file).run_key]
    for name, text in (
        *(("books/own.txt", "甲"), ("books/own.txt", "乙"), ("above.txt", "丙")),
        ("books/other.txt", "丁"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        keys.append(report._source(file).run_key)
    assert len(set(keys)) == 4 and keys[3] == keys[4]


def test_the_index_lists_what_lies_in_the_folder(tmp_path):
    one = _notebook(tmp_path, "md # 一\n\n甲。", name="one")
    two = _notebook(tmp_path, "md # 二", "import hzlib as hz", 'hz.table(hz.facts("hangzhou-fyp15"))',
                    name="two")  # fmt: skip
    folder = tmp_path / "out"
    report.report([one], folder)
    cards, text = _index(folder)
    assert cards == [("one.html?folder", "一")] and "杭州" not in text
    report.report([two], folder)
    (folder / "letter.html").write_text("<html>", encoding="utf-8")
    report.report([two], folder)
    cards, text = _index(folder)
    assert [href.removesuffix("?folder") for href, _ in cards] == [
        "one.html", "two.html", "read-hangzhou-fyp15.html",
    ]  # fmt: skip
    assert "杭州市的一份政府文件" in text
    assert listed(folder).pages == 3
    (folder / "two.html").unlink()
    report.report([one], folder)
    assert [href for href, _ in _index(folder)[0]] == ["one.html?folder"]
    report.report([one], folder, site=True)
    assert [href for href, _ in _index(folder)[0]] == ["one.html"]


@pytest.mark.parametrize("id", ["../own", "a/b", "", "con?"])
def test_a_document_whose_id_can_name_no_file_gets_no_reader(tmp_path, id):
    (tmp_path / "own.txt").write_text(_REPORT, encoding="utf-8")
    document = replace(corpus.read(tmp_path / "own.txt"), id=id)
    made = payload([QuantitySource(document, 0, 3)])["documents"]
    assert documents.resolved(made, tmp_path)[id]["reader"] is False


def test_a_document_is_found_again_as_it_was_read_or_not_at_all(tmp_path):
    (tmp_path / "own.txt").write_text(_REPORT, encoding="utf-8")
    document = replace(
        corpus.read(tmp_path / "own.txt", place="宁波市", year=2023), path=Path("own.txt")
    )
    told = documents.resolved(payload([QuantitySource(document, 0, 3)])["documents"], tmp_path)
    again = documents.found("own", told["own"])
    assert again == replace(document, path=tmp_path / "own.txt", warnings=again.warnings)
    (tmp_path / "own.txt").write_text(_REPORT.replace("900", "901"), encoding="utf-8")
    assert documents.found("own", told["own"]) is None
    (tmp_path / "own.txt").unlink()
    assert documents.found("own", told["own"]) is None


# --- every page -----------------------------------------------------------------------------------


@pytest.mark.slow
def test_every_mark_and_number_of_the_gallery_has_evidence(tmp_path):
    report.report([gallery.write(tmp_path)], tmp_path)
    text = (tmp_path / "gallery.html").read_text(encoding="utf-8")
    assert walk.broken_keys(text) == []
    assert walk.bare_marks(text) == []
    assert walk.bare_numbers(text) == []
    assert len(walk.data_of(text, "evidence-data")["entries"]) > 10


def test_the_walk_sees_a_bare_number_and_a_bare_mark():
    options = [{"label": "甲", "title": "<b>9</b>"}]
    spec = {"data": [{"x": [1, 2], "customdata": [["abc", "甲"]]}],
            "choices": [{"name": "年", "kind": "box", "options": options}]}  # fmt: skip
    blocks = {"figure-data": {"figures": {"f": spec}},
              "held-data": {"h": "<table><tr><td>10</td></tr></table>"}}  # fmt: skip
    text = (
        "<main><h2>第 3 节</h2><p>2024年增长 5.5%，PM2.5 <b>7</b></p><table><tr><td>8</td></tr>"
        '<tr><td>6</td><td><span data-evidence="xyz">4</span></td></tr></table></main>'
    ) + "".join(
        f'<script type="application/json" id="{name}">{json.dumps(data)}</script>'
        for name, data in blocks.items()
    )
    assert [one for one, _ in walk.bare_numbers(text)] == ["5.5", "7", "8", "10", "9"]
    assert walk.bare_marks(text) == [(0, None, 1)]
    assert walk.broken_keys(text) == ["xyz", "abc"]


def test_the_cache_does_without_a_folder_that_cannot_be_written(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("HZLIB_CACHE", str(tmp_path / "file" / "no"))
    storage.put(storage.key("a"), {"b": 1})
    assert storage.get(storage.key("a")) is None


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    assert storage.write(tmp_path / "a.txt", "甲")
    assert not storage.write(tmp_path / "a.txt", "甲")
    with pytest.raises(HzError, match="写不进去"):
        storage.write(tmp_path / "a.txt" / "b.txt", "甲")
    assert [one.name for one in Path(tmp_path).glob("*")] == ["a.txt"]


# --- sections without figures ---------------------------------------------------------------------


def _told(text, notes):
    kind = '"hz-text hz-note"' if notes else '"hz-text"'
    return {"output_type": "display_data", "metadata": {},
            "data": {MIME: {"html": f"<div class={kind}><p>{text}</p></div>"}}}  # fmt: skip


def _cell(source, *outputs):
    made = v4.new_code_cell if outputs else v4.new_markdown_cell
    cell = made(source)
    if outputs:
        cell.outputs = list(map(from_dict, outputs))
    return cell


def test_sections_that_only_note_what_they_lack_are_told_with_the_reason():
    cells = [
        _cell("# 题\n\n问"), _cell("## 1　有数"), _cell("x", _told("甲", False)),
        _cell("## 2　没有数"), _cell("读法"),
        _cell("y", _told("（没有数；<code>year=1</code> 可改。）", True), _told("（别的。）", True)),
        _cell("## 3　半有数"), _cell("z", _told("（缺。）", True), _told("乙", False)),
        _cell("## 4　也没有"),
        _cell("u", _told("（这一段需要的数字不齐：没有数；<code>year=1</code> 可改。）", True)),
        _cell("## 5　无"), _cell("v", _told("（没有词。）", True)), _cell("## 数据的局限\n\n丙"),
    ]  # fmt: skip
    kept = [cell.source for cell in filled(cells)]
    assert kept == [
        "# 题\n\n问",
        "缺少材料，略去的各节：\n\n- “2 没有数”、“4 也没有”：没有数；`year=1` 可改。\n- “5 无”：没有词。",
        "## 1　有数", "x", "## 3　半有数", "z",
        "## 数据的局限\n\n丙",
    ]  # fmt: skip
    assert filled(cells[:3]) == cells[:3], "nothing is told where nothing is lacking"
