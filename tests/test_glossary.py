"""The glossary: terms that the documents use, each defined once."""

from hzlib import lookups
from hzlib.evidence.entry import entry
from hzlib.themes.glossary import terms
from hzlib.words.topics import glossary

LESSONS = "教学用语"


def test_there_are_forty_terms_or_more_each_defined_once():
    rows = lookups.read(lookups.GlossaryTerm)
    assert len(rows) >= 40
    assert len({row.term for row in rows}) == len(rows)
    assert all(row.meaning.endswith("。") for row in rows)


def test_a_term_that_is_an_indicator_has_its_definition_there_and_nowhere_else():
    rows = lookups.read(lookups.GlossaryTerm)
    assert all(bool(row.definition) != bool(row.indicator) for row in rows)
    term = next(row for row in rows if row.term == "常住人口")
    assert term.meaning == lookups.comparability()["population"].definition
    shown = {row[0]: row[1] for row in terms("民生").rows}
    assert shown["常住人口"] == term.meaning


def test_every_term_but_those_of_lessons_is_used_and_its_evidence_leads_there():
    table = glossary()
    apart = {row.group for row in lookups.read(lookups.GlossaryTerm) if not row.forms}
    assert apart == {LESSONS} and LESSONS not in set(table["group"])
    assert list(table[table["frequency"] == 0]["term"]) == []
    row = table.set_index("term").loc["规模以上"]
    assert row["evidence"].count == row["frequency"]
    assert any(place.printed == "规上" for place in row["evidence"].places)


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
        "区位商",
        "平减指数",
        "对数比",
        "贡献率",
        "拉动",
    }
    assert asked <= {row.term for row in lookups.read(lookups.GlossaryTerm)}


def test_what_others_set_is_told_with_who_sets_it():
    meant = {row.term: row.meaning for row in lookups.read(lookups.GlossaryTerm)}
    assert "2,000万元" in meant["规模以上"] and "国家统计局" in meant["规模以上"]
    assert "几何平均" in meant["年均增长"] and "（1＋增速）" in meant["年均增长"]


def test_terms_of_the_lessons_have_no_counts():
    table = terms(LESSONS)
    assert len(table.rows) >= 10 and all(len(row) == 2 for row in table.rows)


def test_a_group_is_a_table_whose_counts_lead_to_the_sentences():
    groups = {row.group for row in lookups.read(lookups.GlossaryTerm)}
    every = {row[0] for group in groups for row in terms(group).rows}
    assert every == {row.term for row in lookups.read(lookups.GlossaryTerm)}
    for term, definition, _, documents, uses in terms("国民经济").rows:
        assert definition.endswith("。")
        assert entry(uses.source).total == uses.number
        assert documents.number == len(documents.source.items) <= 5
        assert sum(item.source.count for item in documents.source.items) == uses.number, term


def test_other_forms_that_are_counted_are_told_and_evidence_names_the_documents_that_use_it():
    said = {row[0]: row[2] for row in terms("怎样说数").rows}
    assert (said["占比"], said["以内"]) == ("占比、比重", "")
    row = glossary().set_index("term").loc["预期性指标"]
    assert len(row["evidence"].tokens) == row["docfreq"] < 5


def test_a_group_that_there_is_not_is_a_note():
    assert "没有足够的数据" in str(terms("天文"))
