"""The full text of a document: every raw offset a place in it, every quantity marked, nothing else."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import hostile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hzlib.evidence.entry import entry, key, payload
from hzlib.evidence.fulltext import FullText, Span, fulltext
from hzlib.evidence.sources import FactSource, called, facts_of, stated_of
from hzlib.extraction.facts import extract
from hzlib.text import corpus
from hzlib.text.tables import tables

_DOCUMENTS = corpus.documents()
_BASE = corpus.load("qiantang-gwr-2024")


class _Holders(HTMLParser):
    """The text of each element that says at which raw offset it begins."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.held, self.tags = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        start = dict(attrs).get("data-c")
        self.open.append((tag, None if start is None else [int(start), ""]))

    def handle_endtag(self, tag):
        last, holder = self.open.pop()
        assert last == tag, "elements close in the order in which they opened"
        if holder:
            self.held.append(holder)

    def handle_data(self, data):
        for _, holder in self.open:
            if holder:
                holder[1] += data


def _parsed(text):
    found = _Holders()
    found.feed(text)
    found.close()
    assert not found.open
    return found


def _marks(text):
    return [attrs for _, attrs in _parsed(text).tags if attrs.get("id")]


def _made(raw, **more):
    return replace(_BASE, **({"id": "made", "raw": raw} | more))


def _as_shown(raw):
    return raw.replace("\0", "\ufffd")


@pytest.mark.parametrize("document", _DOCUMENTS, ids=lambda one: one.id)
def test_the_text_is_the_raw_text_character_for_character(document):
    shown = set()
    for start, text in _parsed(fulltext(document).html).held:
        assert document.raw[start : start + len(text)] == text
        shown |= set(range(start, start + len(text)))
    # What stands between the cells of a table, and nothing else, is not shown.
    within = set()
    for table in tables(document):
        within |= set(range(*document.cleaned.raw_span(table.start, table.end)))
    unseen = sorted(set(range(len(document.raw))) - shown - within)
    assert "".join(document.raw[place] for place in unseen).strip() == ""
    assert len(shown) > 0.9 * len(document.text)


@pytest.mark.parametrize("document", _DOCUMENTS, ids=lambda one: one.id)
def test_each_fact_is_marked_where_it_stands(document):
    laid = fulltext(document)
    facts = {fact.start: fact for fact in reversed(extract(document))}
    marks = [one for one in _marks(laid.html) if "fact" in one["class"]]
    assert [one["id"] for one in marks] == [f"fact-{start}" for start in sorted(facts)]
    assert [(one["data-status"], one["data-indicator"]) for one in marks] == [
        (facts[start].status, facts[start].indicator) for start in sorted(facts)
    ]
    inner = dict(re.findall(r'id="fact-(\d+)"[^>]*>((?:(?!</span>).)*)</span>', laid.html))
    for start, fact in facts.items():
        assert re.sub(r"<[^>]*>", "", inner[str(start)]) in document.raw[start : fact.end]
    # Two facts of one place are opened together: each can be followed.
    known = payload(laid.sources())["entries"]
    assert {one["data-evidence"] for one in marks} <= set(known)
    assert {key(source) for source in facts_of(document)} <= set(known)


@pytest.mark.parametrize("document", _DOCUMENTS, ids=lambda one: one.id)
def test_each_other_quantity_is_marked_once_with_what_it_counts_and_when(document):
    laid = fulltext(document)
    others = [one for one in stated_of(document) if not one.stated.indicator]
    assert len(others) > 100
    marks = {one["id"]: one for one in _marks(laid.html) if "stated" in one["class"]}
    assert list(marks) == [f"stated-{one.stated.start}" for one in others]
    known = payload(laid.sources())["entries"]
    for source, mark in zip(others, marks.values(), strict=True):
        one, shown = source.stated, known[mark["data-evidence"]]
        assert (mark["data-subject"], mark["data-status"]) == (called(source), one.status)
        assert one.period[:4] in mark["data-when"]
        assert "data-indicator" not in mark
        assert dict(shown["fields"]).get("数的对象", "") == called(source)
        assert shown["quote"]["start"] == one.start


def test_a_fact_says_what_the_text_calls_it():
    document = _made("2024年全区地区生产总值增长5%，新建口袋公园320个。", id="subjects")
    marks = {one["id"].split("-")[0]: one for one in _marks(fulltext(document).html)}
    assert marks["fact"]["data-subject"].startswith("地区生产")
    assert marks["stated"]["data-subject"].endswith("口袋公园")
    assert marks["stated"]["data-when"] == "2024年 目标"


def test_several_indicators_of_one_number_are_all_named(monkeypatch):
    document = _made("2024年全区地区生产总值增长5%。", id="several")
    (only,) = facts_of(document)
    other = FactSource(document, replace(only.fact, indicator="retail"))
    monkeypatch.setattr("hzlib.evidence.fulltext.facts_of", lambda _: (only, other))
    fulltext.cache_clear()
    (mark,) = _marks(fulltext(document).html)
    fulltext.cache_clear()
    assert mark["data-indicator"] == "gdp retail"


def test_the_words_that_say_what_is_counted_are_marked_in_the_sentence():
    document = _made("𠀀市新建充电桩320个。\n", id="marked")
    (source,) = stated_of(document)
    made = payload([source])
    (entry,) = made["entries"].values()
    quote, sentence = entry["quote"], made["sentences"][0].encode("utf-16-le")
    shown = [sentence[2 * low : 2 * high].decode("utf-16-le") for low, high in quote["subject"]]
    assert "".join(shown) == source.stated.subject
    assert sentence[2 * quote["mark"][0] : 2 * quote["mark"][1]].decode("utf-16-le") == "320个"


def test_what_cleaning_took_out_is_there_with_its_reason():
    document = corpus.load("hangzhou-plan-2024")
    found = _parsed(fulltext(document).html)
    removed = [attrs["data-reason"] for tag, attrs in found.tags if tag == "del"]
    taken = [one for one in document.cleaned.removals if one.end > one.start]
    assert len(removed) >= len(taken) > 0
    assert set(removed) == {one.reason for one in taken}


@pytest.mark.parametrize("document", _DOCUMENTS, ids=lambda one: one.id)
def test_the_outline_leads_to_places_of_the_text(document):
    laid = fulltext(document)
    found = _parsed(laid.html)
    ranges = [(start, start + len(text)) for start, text in found.held]
    assert laid.outline
    for one in laid.outline:
        place = int(one["href"].removeprefix("#c"))
        assert any(low <= place < high for low, high in ranges), one
        assert 1 <= one["depth"] <= 4
    # Headings without a number are lines like others; every other one is a heading.
    levels = {tag for tag, _ in found.tags if re.fullmatch(r"h\d", tag)}
    assert ("h2" in levels) == (document.id != "hangzhou-plan-2024")


@pytest.mark.parametrize(
    ("merged", "name", "measure"),
    [
        ("每千人口医护人员数", "每千人口医师数", "水平"),
        ("医护人员数", "医护人员数（医师数）", "数量"),
    ],
)
def test_a_number_under_a_merged_name_is_called_by_it(merged, name, measure):
    rows = [
        "|类别|序号|指标名称|2025年预计|2030年目标|属性|", "|---|---|---|---|---|---|",
        "|经济|1|志愿者数（人）|84|85|预期性|", f"|民生|2|{merged}|医师数（人）|4.9|5.0|",
        "|护士数（人）| | |5.9|6.0|预期性|", "|绿色|3|用水效率（元/立方米）|12|13|预期性|",
    ]  # fmt: skip
    found = {one.stated.text: one for one in stated_of(_made("\n".join(rows)))}
    assert (called(found["4.9"]), called(found["84"])) == (name, "志愿者数")
    fields = [dict(entry(found[one]).fields) for one in ("4.9", "84")]
    assert [one["口径"] for one in fields] == [measure, "数量"]
    assert fields[0]["数的对象"] == name


def test_a_name_under_a_merged_one_is_shown_with_it():
    rows = [
        "|类别|序号|指标名称|2025年预计|2030年目标|属性|", "|---|---|---|---|---|---|",
        "|经济|1|人均预期寿命（岁）|84|85|预期性|", "|民生|2|每千人口医护人员数|医师数（人）|4.9|5.0|",
        "|护士数（人）| | |5.9|6.0|预期性|", "|绿色|3|用水效率（元/立方米）|12|13|预期性|",
    ]  # fmt: skip
    body = fulltext(_made("\n".join(rows))).html
    assert re.findall(r'data-over="([^"]*)"[^>]*>([^<]*)', body) == [
        ("每千人口医护人员数", "医师数（人）"), ("每千人口医护人员数", "护士数（人）"),
    ]  # fmt: skip


def test_tables_keep_their_cells_with_their_offsets():
    document = corpus.load("hangzhou-fyp15")
    found = _parsed(fulltext(document).html)
    tags = [tag for tag, _ in found.tags]
    assert tags.count("table") == len(tables(document)) > 0
    cells = [attrs for tag, attrs in found.tags if tag in ("td", "th")]
    assert cells and all("data-c" in attrs for attrs in cells)
    held = {start for start, _ in found.held}
    for table in tables(document):
        for cell in (cell for row in table.rows for cell in row if cell.text):
            assert document.cleaned.raw_span(cell.start, cell.end)[0] in held


@pytest.mark.parametrize("text", hostile.TEXTS, ids=range(len(hostile.TEXTS)))
def test_a_hostile_document_shows_as_itself(text):
    law = "2024年地区生产总值增长5%。"
    document = _made(f"{law}\n说明：{text}\n{law}\n", id=f"hostile-{hash(text)}")
    found = _parsed(fulltext(document).html)
    allowed = {"p", "h2", "h3", "h4", "h5", "h6", "span", "del", "div", "table", "thead", "tbody",
               "tr", "th", "td"}  # fmt: skip
    names = {"data-c", "class", "id", "data-status", "data-indicator", "data-evidence",
             "data-subject", "data-when", "data-reason", "tabindex", "role", "aria-label", "scope"}  # fmt: skip
    for tag, attrs in found.tags:
        assert tag in allowed and set(attrs) <= names
    for start, shown in found.held:
        assert _as_shown(document.raw[start : start + len(shown)]) == shown
    marked = [attrs for _, attrs in found.tags if attrs.get("id")]
    assert len(marked) >= 2, "the law is read on either side"


# --- spans in one another -------------------------------------------------------------------------


@st.composite
def _texts(draw):
    raw = draw(st.text(st.sampled_from("甲乙<&\n\r丙 5%"), min_size=1, max_size=40))
    places = st.integers(0, len(raw))
    spans = [sorted(pair) for pair in draw(st.lists(st.tuples(places, places), max_size=8))]
    names = draw(st.lists(st.sampled_from(("i", "b")), min_size=len(spans), max_size=len(spans)))
    return raw, [(*span, name) for span, name in zip(spans, names, strict=True)]


def _laid(raw, spans):
    made = [Span(low, high, f'<{name} data-n="{low}-{high}">', f"</{name}>")
            for low, high, name in spans if high > low]  # fmt: skip
    ordered = sorted(made, key=lambda span: (span.start, -span.end))
    return FullText(_made(raw), tuple(ordered), (), ()).html


@given(_texts())
def test_spans_lie_in_one_another_and_no_sign_is_lost(made):
    raw, spans = made
    found = _parsed(_laid(raw, spans))
    for start, text in found.held:
        assert raw[start : start + len(text)] == text
    shown = "".join(text for _, text in sorted(found.held))
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", raw)


def test_a_span_within_another_stays_within_it():
    assert _laid("零一二三四五", [(1, 5, "b"), (2, 3, "i"), (3, 5, "i")]) == (
        '<p data-c="0">零<b data-n="1-5">一<i data-n="2-3">二</i><i data-n="3-5">三四</i></b>五</p>'
    )


def test_a_span_that_leaves_another_is_cut_at_its_end():
    shown = _laid("零一二三四五", [(1, 4, "b"), (3, 6, "i")])
    assert shown == '<p data-c="0">零<b data-n="1-4">一二<i data-n="3-6">三</i></b>四五</p>'


def test_signs_of_html_and_line_ends_stay_one_sign_each():
    shown = _laid("<a>&\0", [])
    assert shown == '<p data-c="0">&lt;a&gt;&amp;\ufffd</p>'
    assert _laid("甲\r\n乙", []) == '<p data-c="0">甲&#13;</p>\n<p data-c="3">乙</p>'
