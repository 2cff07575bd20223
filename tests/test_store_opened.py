"""A corpus in a folder answers as the files that it was built of, and reads no text unasked."""

import json
import pickle
import shutil
from dataclasses import replace
from pathlib import Path

import made_reports
import pytest
from pandas.testing import assert_frame_equal

import hzlib as hz
from hzlib import paths
from hzlib.errors import HzError
from hzlib.evidence.entry import payload
from hzlib.evidence.passage import passage
from hzlib.extraction.facts import extract
from hzlib.store import opened as module
from hzlib.store.build import build
from hzlib.store.choice import documents
from hzlib.store.opened import StoredDocument, opened
from hzlib.store.schema import DOCUMENTS, MARK, UNFINISHED

REPORT = """{place}政府工作报告（{year}年）
——{year}年1月10日在{place}第十六届人民代表大会第四次会议上
一、{before}年工作回顾
过去一年，全市生产总值{gdp}亿元，增长{growth}%；一般公共预算收入{gdp}万元。常住人口{people}万人。
建成未来社区{homes}个，新增学位{homes}00个，城乡居民收入比缩小到1.7{homes}。
二、{year}年工作安排
{year}年主要预期目标：全市生产总值增长{aim}%左右，居民人均可支配收入增长{aim}%以上，新建未来社区{more}个。
"""


def report(place, year, n):
    return REPORT.format(place=place, year=year, before=year - 1, gdp=1000 + 37 * n, growth=5 + n / 10,
                         people=300 + n, homes=n + 2, aim=5 + n % 3 / 2, more=n + 4)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a folder of reports: the five of the catalogue, invented ones, and what is no report."""
    home = tmp_path_factory.mktemp("reports")
    for file in (paths.data() / "raw").glob("*.txt"):
        shutil.copy(file, home / file.name)
    for n, (place, year) in enumerate(
        (place, year) for place in ("云溪市", "石浦市", "江州市") for year in (2023, 2024)
    ):
        (home / place).mkdir(exist_ok=True)
        (home / place / f"{year}.txt").write_text(report(place, year, n), encoding="utf-8")
    (home / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    return home


@pytest.fixture(scope="module")
def corpus(folder, tmp_path_factory):
    home = tmp_path_factory.mktemp("corpus")
    assert build(str(folder), str(home)).documents == 11
    return home


@pytest.fixture
def read(monkeypatch):
    """Return the ids of the documents whose text was read from a corpus, in their order."""
    module._raw.cache_clear()
    module._cleaned.cache_clear()
    passage.cache_clear()
    found = []
    rows = module._rows

    def counted(document, table, *columns):
        if "raw" in columns:
            found.append(document.id)
        return rows(document, table, *columns)

    monkeypatch.setattr(module, "_rows", counted)
    return found


def same(one, other):
    """Compare two tables: all cells but the evidence, and what the evidence is called."""
    assert [*map(str, one["evidence"])] == [*map(str, other["evidence"])]
    assert_frame_equal(one.drop(columns="evidence"), other.drop(columns="evidence"))


FACTS = [
    {},
    {"indicator": "gdp"},
    {"indicator": "GDP", "measure": "增速"},
    {"indicator": ["gdp", "population"], "status": "actual"},
    {"status": "estimate"},
    {"place": "云溪", "year": 2024},
    {"place": ["云溪市", "杭州"], "indicator": "gdp", "reference": True},
    {"reference": True, "indicator": "gdp", "measure": "level"},
    {"year": 1900},
]


@pytest.mark.parametrize("wanted", FACTS, ids=str)
def test_facts_are_those_of_the_files(wanted, corpus, folder, read):
    found = hz.facts(corpus, **wanted)
    assert read == []
    same(found, hz.facts(folder, **wanted))


QUANTITIES = [
    {},
    {"subject": "未来社区"},
    {"subject": "未来 社区", "status": "目标"},
    {"indicator": "gdp", "year": 2022},
    {"unit": "万人", "place": "杭州"},
    {"section": "回顾", "measure": "level"},
    {"doc": "云溪市_2024"},
    {"indicator": "收入比"},
]


@pytest.mark.parametrize("wanted", QUANTITIES, ids=str)
def test_quantities_are_those_of_the_files(wanted, corpus, folder, read):
    found = hz.quantities(corpus, **wanted)
    assert read == []
    same(found, hz.quantities(folder, **wanted))


def test_like_quantities_are_those_of_the_files(corpus, folder):
    one, other = (hz.alike(hz.quantities(source)) for source in (corpus, folder))
    assert one.map(str).equals(other.map(str)) and len(one) > 5


def test_the_panel_shows_of_a_kept_number_what_it_shows_of_one_that_was_read(corpus, folder):
    for one, other in zip(documents(corpus), documents(folder), strict=True):
        assert repr(extract(one)) == repr(extract(other))  # whole numbers stay whole
    for table in (hz.facts, hz.quantities):
        for one, other in zip(table(corpus)["evidence"], table(folder)["evidence"], strict=True):
            shown, read = (payload([source]) for source in (one, other))
            assert shown["entries"] == read["entries"]


ANALYSES = {
    "compare": lambda one: one.compare("GDP", "growth"),
    "compare places": lambda one: one.compare("GDP", "growth", ["云溪", "石浦"]),
    "outcomes": lambda one: one.outcomes(),
    "outcomes of a place": lambda one: one.outcomes(place="云溪市"),
    "indicators": lambda one: one.indicators(),
    "indicators of a place": lambda one: one.indicators(place="石浦"),
    "keyness": lambda one: hz.keyness(one, "hangzhou-gwr-2021"),
    "frequency": lambda one: one.words.frequency(by="document"),
    "kwic": lambda one: one.words.kwic("未来社区"),
    "topics": lambda one: one.words.topics(),
    "pick": lambda one: [one.pick("GDP", place="云溪"), one.pick("GDP", year=2023, place="石浦")],
    "pick, missing": lambda one: [one.pick("常住人口", year=1999, place="云溪")],
    "choose": lambda one: one.choose(place="云溪", indicator="GDP", year=""),
    "places": lambda one: [one.places, one.years],
}


@pytest.mark.parametrize("name", ANALYSES)
def test_an_analysis_gives_the_same(name, corpus, folder):
    one, other = (ANALYSES[name](hz.corpus(source)) for source in (corpus, folder))
    assert str(one) == str(other)
    if hasattr(one, "map"):
        assert one.map(str).equals(other.map(str)) and len(one)


def test_a_document_is_read_as_a_whole(corpus, folder, read):
    one, other = (hz.corpus(source).read("石浦市_2023") for source in (corpus, folder))
    assert one.html == other.html
    assert set(read) == {"石浦市_2023"}


def test_a_missing_name_is_told_alike(corpus, folder):
    for wanted in ({"place": "云夕"}, {"indicator": "gpd"}, {"doc": "x"}, {"status": "x"}):
        call = hz.quantities if "doc" in wanted else hz.facts
        with pytest.raises(HzError) as one:
            call(corpus, **wanted)
        with pytest.raises(HzError) as other:
            call(folder, **wanted)
        assert str(one.value) == str(other.value)


def test_no_text_is_read_until_a_sentence_is_looked_at(corpus, read):
    books = hz.corpus(corpus)
    assert "云溪市" in books.places and repr(books) and books.years
    value = books.pick("GDP", year=2023, place="云溪")
    assert str(value) == "1,037亿元" and books.compare("GDP", "growth") is not None
    assert read == []
    assert "全市生产总值1037亿元" in value.source.place.passage.sentence
    assert read == ["云溪市_2024"]


def test_a_text_that_was_read_is_not_held_by_its_document(corpus):
    books = opened(corpus)
    assert all(one.text in one.cleaned.text and one.raw for one in books)
    assert not [name for one in books for name in ("raw", "cleaned", "text") if name in vars(one)]


def test_documents_may_be_chosen_and_stand_beside_others(corpus, folder, read):
    books = [one for one in hz.documents(corpus) if one.place == "云溪市"]
    assert [one.id for one in books] == ["云溪市_2023", "云溪市_2024"]
    rows = hz.facts([*reversed(books), "qiantang-gwr-2024"], indicator="gdp")
    assert set(rows["doc"]) == {"云溪市_2023", "云溪市_2024", "qiantang-gwr-2024"}
    same(rows, hz.facts([folder / "云溪市/2024.txt", folder / "云溪市/2023.txt", "qiantang-gwr-2024"],
                        indicator="gdp").assign(doc=rows["doc"], id=rows["id"], evidence=rows["evidence"]))  # fmt: skip
    assert read == []


def test_a_document_is_known_by_its_corpus_and_its_id(corpus, folder, read):
    one, again = (next(one for one in opened(corpus) if one.id == "云溪市_2024") for _ in range(2))
    assert one == again and hash(one) == hash(again) and pickle.loads(pickle.dumps(one)) == one
    assert one != next(iter(opened(corpus))) and read == []
    plain = next(one for one in documents(folder) if one.id == "云溪市_2024")
    assert one != plain and one.raw == plain.raw and one.text == plain.text
    assert (one.warnings, one.notes, one.corrections) == (
        plain.warnings,
        plain.notes,
        plain.corrections,
    )
    other = replace(one, id="another")
    assert not isinstance(other, StoredDocument) and other.raw == one.raw and other.year == 2024
    with pytest.raises(AttributeError):
        one.nothing  # noqa: B018


def test_the_repairs_of_a_document_of_the_catalogue_hold(corpus, folder):
    for one, other in zip(documents(corpus), documents(folder), strict=True):
        assert (one.id, one.corrections, one.text) == (other.id, other.corrections, other.text)
    assert any(one.corrections for one in documents(corpus))


def test_a_folder_tells_what_it_could_not_read(folder, capsys):
    assert len(documents(folder)) == 11
    assert "12 个文件有 1 个没有读成：photo.jpg" in capsys.readouterr().err


def test_what_cannot_be_opened_gets_a_remedy(corpus, tmp_path):
    def refused(match, path):
        with pytest.raises(HzError, match=match):
            hz.facts(path) if path.is_dir() else opened(path)

    refused("不是语料库", tmp_path / "none")
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8")
    refused("里面没有读得出的报告", tmp_path)
    copy = tmp_path / "copy"
    shutil.copytree(corpus, copy)
    (copy / UNFINISHED).touch()
    refused("还没有建完", copy)
    (copy / UNFINISHED).unlink()
    mark = json.loads((copy / MARK).read_text(encoding="utf-8"))
    (copy / MARK).write_text(json.dumps(mark | {"hzlib": {}}), encoding="utf-8")
    refused("还没有建完", copy)
    (copy / MARK).write_text(json.dumps(mark), encoding="utf-8")
    file = copy / DOCUMENTS.file(0, 1)
    content = file.read_bytes()
    for damaged in (b"", content[:100], content[:-9]):
        file.write_bytes(damaged)
        refused("语料库读不出来.*请重新建一次", copy)
    file.unlink()
    refused("语料库读不出来.*00000-of-00001", copy)


def test_a_corpus_that_was_built_anew_is_read_anew(folder, tmp_path):
    reports, home = tmp_path / "reports", tmp_path / "corpus"
    shutil.copytree(folder / "云溪市", reports)
    build(str(reports), str(home))
    before = hz.facts(home, indicator="gdp", year=2023, measure="level")
    text = (reports / "2024.txt").read_text(encoding="utf-8").replace("1037亿元", "1999亿元")
    (reports / "2024.txt").write_text(text, encoding="utf-8")
    build(str(reports), str(home))
    after = hz.facts(home, indicator="gdp", year=2023, measure="level")
    assert (before["value"].tolist(), after["value"].tolist()) == ([1037.0], [1999.0])
    assert Path(home).is_dir()


def test_the_outcomes_of_an_indicator_are_those_among_all_and_no_other_facts_are_read(
    tmp_path, monkeypatch
):
    folder = tmp_path / "reports"
    folder.mkdir()
    made_reports.two_years(folder)
    build(str(folder), str(tmp_path / "corpus"))
    for source in (tmp_path / "corpus", folder, None):
        every = hz.corpus(source).outcomes()
        books = hz.corpus(source)
        if source == tmp_path / "corpus":
            monkeypatch.setattr(hz.Corpus, "_all", property(lambda self: pytest.fail("all facts")))
        for one in ("gdp", "fai", "pm25", "new_urban_jobs"):
            wanted = every[every["indicator"] == one].reset_index(drop=True)
            found = books.outcomes(indicator=one)
            assert list(map(str, found.to_dict("records"))) == list(
                map(str, wanted.to_dict("records"))
            )
        assert {*books.outcomes(indicator="GDP", measure="增速")["measure"]} <= {"growth"}
        monkeypatch.undo()
