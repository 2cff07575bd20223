"""The glossary: terms that the documents use, each defined once."""

from hzlib.extraction.lexicon import rows
from hzlib.pages.source import resolve
from hzlib.views.glossary import glossary


def test_there_are_forty_terms_or_more_each_defined_once():
    terms = [row["term"] for row in rows("glossary.csv")]
    assert len(terms) >= 40
    assert len(set(terms)) == len(terms)
    assert all(row["definition"].endswith("。") for row in rows("glossary.csv"))


def test_every_term_is_used_by_the_documents_and_its_evidence_leads_there():
    table = glossary()
    assert list(table[table["uses"] == 0]["term"]) == []
    row = table.set_index("term").loc["规模以上"]
    found = resolve(row["evidence"])
    assert found["total"] == row["uses"]
    assert any("规上" in line["sentence"] for line in found["lines"])


def test_the_terms_that_readers_ask_for_are_there():
    asked = {
        "规模以上",
        "增加值",
        "可支配收入",
        "城乡居民收入倍差",
        "约束性指标",
        "预期性指标",
        "百分点",
        "翻一番",
    }
    assert asked <= {row["term"] for row in rows("glossary.csv")}
