"""Whom a user names as documents: every function of words and facts takes the same."""

from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace

import pytest

import hzlib as hz
from hzlib.errors import HzError
from hzlib.store.choice import documents
from hzlib.words.concordance import lines, positions
from hzlib.words.topics import glossary, part_words

TEXT = "加快发展新质生产力，推进城市建设，发展人工智能。城市发展新质生产力。" * 8 + "\n"


@dataclass(frozen=True)
class Corpus:
    """Something that holds documents, of which this package knows nothing."""

    documents: tuple[hz.Document, ...]


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """Return a report of one part, read from its file."""
    path = tmp_path_factory.mktemp("own") / "某市2024.txt"
    path.write_text(TEXT, encoding="utf-8")
    return hz.read(path)


CALLS = {
    "frequency": lambda source: hz.frequency(source),
    "frequency by document": lambda source: hz.frequency(source, by="document"),
    "frequency by section": lambda source: hz.frequency(source, by="section"),
    "n_grams": lambda source: hz.n_grams(source),
    "variety": lambda source: hz.variety(source),
    "keyness, target": lambda source: hz.keyness(source, "hangzhou-gwr-2021"),
    "keyness, reference": lambda source: hz.keyness("hangzhou-gwr-2021", source),
    "kwic": lambda source: hz.kwic("城市", source),
    "lines": lambda source: [str(row) for row in lines("城市", source)],
    "positions": lambda source: positions("城市", source),
    "collocations": lambda source: hz.collocations("城市", source),
    "network": lambda source: hz.network(["城市", "发展", "建设"], source, least=1, p=1),
    "word_trends": lambda source: hz.word_trends(["城市", "量子霸权"], source),
    "topics": lambda source: hz.topics(source),
    "topics by section": lambda source: hz.topics(source, by="section"),
    "coverage": lambda source: hz.coverage(source),
    "part_words": lambda source: part_words(source),
    "glossary": lambda source: glossary(source),
    "new_words": lambda source: hz.new_words(source, least=2, cohesion=0, entropy=0),
    "dictionary_effect": lambda source: hz.dictionary_effect("城市建设", source),
    "tokens": lambda source: hz.tokens(source).frame(),
}


@pytest.mark.parametrize("name", CALLS)
def test_every_function_takes_paths_documents_lists_and_corpora_alike(name, report):
    call = CALLS[name]
    expected = str(call(report))
    forms = (report.path, str(report.path), [report], (one for one in [report]), {report: 1})
    for source in (*forms, Corpus((report,)), [Corpus((report,))], [report.path]):
        assert str(call(source)) == expected, source


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("wrong", [5, [5], b"x", object(), SimpleNamespace(documents=["x"])])
def test_what_is_no_document_is_named_with_what_would_be(name, wrong):
    with pytest.raises(HzError, match="不是文件；请给出目录里的标识、文件路径、文件、语料"):
        CALLS[name](wrong)


def test_a_corpus_without_documents_is_not_the_catalogue():
    with pytest.raises(HzError, match="语料里没有文件"):
        documents(Corpus(()))


def test_ids_and_corpora_stand_together_in_the_order_given(report):
    several = documents(["hangzhou-fyp15", Corpus((report, hz.load("qiantang-gwr-2024")))])
    assert [one.id for one in several] == ["hangzhou-fyp15", report.id, "qiantang-gwr-2024"]
    assert set(hz.facts(Corpus(several[:1]))["doc"]) == {"hangzhou-fyp15"}


def test_tokens_are_of_one_document():
    with pytest.raises(HzError, match="给了 2 份；请只给一份"):
        hz.tokens(["hangzhou-fyp15", "qiantang-gwr-2024"])


# --- a corpus of one document, and of hardly any words --------------------------------------------

COLUMNS = {
    "frequency by section": "doc section word frequency per_10k rank evidence",
    "n_grams": "words text frequency docfreq evidence",
    "network": "source target sentences expected g2 p evidence",
    "part_words": "doc section words evidence",
    "dictionary_effect": "word before after change before_lines after_lines",
    "positions": "word label at pre keyword post doc section start end evidence",
}


def own(text):
    path = Path("own.txt")
    return replace(hz.load("hangzhou-gwr-2023"), id="own", raw=text, corrections=(), path=path)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("text", ["", "2023年，36个。", "城市", "的和我们", "5G ABC", TEXT])
def test_however_little_a_document_says_there_is_a_table_or_a_remedy(text):
    for name, call in CALLS.items():
        try:
            rows = call(own(text))
        except HzError as error:
            assert error.remedy, name
            continue
        if not text and name in COLUMNS:
            assert list(rows.columns) == COLUMNS[name].split() and rows.empty, name


def test_over_a_single_part_no_word_is_spread_evenly_or_unevenly(report):
    rows = hz.frequency(report)
    assert rows["dp"].isna().all() and len(rows) > 3
    assert isinstance(hz.value_of(rows.iloc[0], "dp"), hz.Missing)
    assert hz.keyness(report, "hangzhou-gwr-2021")["dp"].isna().all()


def test_one_document_has_a_trend_of_one_point_and_no_reference(report):
    (row,) = hz.word_trends("城市", report).itertuples()
    assert row.frequency == TEXT.count("城市") and row.low <= row.per_10k <= row.high
    for reference in ([], report, replace(report)):
        with pytest.raises(HzError, match="请两边各给出文件|请与别的文件相比"):
            hz.keyness(report, reference)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda one: hz.latent_topics(one, number=1, runs=2), "请给出更长或更多的文件"),
        (lambda one: hz.latent_topics(one), "主题要比部分少"),
        (lambda one: hz.variety(one, window=0), "窗口有 0 个词"),
        (lambda one: hz.value_of(hz.frequency(one), "frequency"), "不是表格的一行"),
        (lambda one: hz.value_of(5, "frequency"), "int 不是表格的一行"),
        (lambda one: hz.value_of(hz.frequency(one).iloc[0], "word"), "“word”一列不是数"),
    ],
)
def test_what_cannot_be_computed_gets_a_remedy(call, message, report):
    with pytest.raises(HzError, match=message):
        call(report)


def test_a_word_alone_is_a_word_not_its_characters(report):
    assert hz.word_trends("城市", report)["word"].tolist() == ["城市"]
    assert set(positions("城市", report)["word"]) == {"城市"}
    assert hz.network("城市", report).empty
    assert "城市建设" in set(hz.dictionary_effect("城市建设", report)["word"])
