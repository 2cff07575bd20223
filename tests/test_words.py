"""Tokens, counts and concordance lines against a count that shares no code with them."""

import re
import sys
import unicodedata
from array import array
from collections import Counter, defaultdict
from dataclasses import replace

import pytest

from hzlib import paths, storage
from hzlib.errors import HzError
from hzlib.evidence.entry import entry
from hzlib.text import corpus
from hzlib.words import segment
from hzlib.words.concordance import SHOWN, LinesSource, kwic, named, spans
from hzlib.words.cutting import cut, dictionary_effect
from hzlib.words.frequency import frequency, n_grams, text_counts, variety
from hzlib.words.segment import UserWord, _base, segmenter
from hzlib.words.tokens import WordsSource, _cut, all_tokens, label, parts, tokens
from hzlib.words.values import value_of

IDS = [document.id for document in corpus.documents()]
WORDS = [
    "建设", "推进", "发展", "杭州", "城市", "创新", "企业", "项目", "产业", "文化", "人工智能", "数字经济",
    "新质生产力", "八八战略", "城西科创大走廊", "共同富裕", "亚运", "疫情", "高质量发展", "营商环境", "西湖",
    "钱塘", "一体化", "十四五", "专精特新", "跨境电商", "低空", "托育", "绿色低碳", "老旧小区",
]  # fmt: skip
HAN = re.compile("[\u3400-\u9fff]+")
NUMERAL = re.compile("第?[〇零一二三四五六七八九十百千万亿两]+")


@pytest.fixture(scope="module")
def plain_jieba(tmp_path_factory):
    """Return jieba as anybody would set it up: its own dictionary and the project's words."""
    import jieba

    folder = tmp_path_factory.mktemp("jieba")
    listed = (paths.data() / "etc" / "user_dictionary.txt").read_text(encoding="utf-8")
    own = folder / "words.txt"
    rows = [line for line in listed.splitlines() if line.strip() and line[0] != "#"]
    own.write_text("\n".join(rows), encoding="utf-8")
    cutter = jieba.Tokenizer()
    cutter.tmp_dir = str(folder)
    cutter.load_userdict(str(own))
    return cutter, {row.split()[0] for row in rows}


def own_characters(document):
    """Return the characters a reader would count, each with its raw start and end."""
    gone = {i for r in document.cleaned.removals for i in range(r.start, r.end)}
    repaired = {c.start: c for c in document.cleaned.corrections}
    found, i = [], 0
    while i < len(document.raw):
        if i in repaired:
            repair = repaired[i]
            found += [(c, repair.start, repair.end) for c in repair.replacement]
            i = repair.end
            continue
        if i not in gone and document.raw[i] not in "\r\ufeff":
            found.append((unicodedata.normalize("NFKC", document.raw[i])[0], i, i + 1))
        i += 1
    # A space means something between two ASCII signs only.
    text = "".join(c for c, _, _ in found)
    blank = {i for m in re.finditer(r" +", text) if not re.match(r"[!-~]", text[m.start() - 1]) or
             not re.match(r"[!-~]", text[m.end() : m.end() + 1]) for i in range(*m.span())}  # fmt: skip
    return [one for i, one in enumerate(found) if i not in blank]


def counted_anew(document, plain_jieba):
    """Return word -> raw spans: jieba over the raw text without what the audit says was removed."""
    cutter, user = plain_jieba
    kept = own_characters(document)
    text = "".join(c for c, _, _ in kept)
    units = (paths.data() / "etc" / "classifiers.txt").read_text(encoding="utf-8").split("\n")
    units = {line for line in units if line and line[0] != "#"}
    found, at, number = defaultdict(list), 0, False
    # Numbers go first, as a reader would strike them out; jieba sees what is left.
    struck = re.sub(
        r"(?<![A-Za-z])\d[\d.,]*+[余多]?[十百千万亿]*[余多]?(?![A-Za-z])",
        lambda m: "\0" * len(m.group()),
        text,
    )
    struck = re.sub(
        r"\d*[A-Za-z][A-Za-z\d]*(?:[.\-][A-Za-z\d]+)*", lambda m: "\1" * len(m.group()), struck
    )
    for piece in cutter.cut(struck, HMM=False):
        start, at = at, at + len(piece)
        head = NUMERAL.match(piece)
        digits = head and (head.end() == len(piece) or piece[head.end() :] in units)
        digits = digits or (head and re.fullmatch("[余多].*|分之.*", piece[head.end() :]))
        if piece == "\0" or (digits and piece not in user):
            number = True
        elif HAN.fullmatch(piece) and not (number and piece in units):
            found[piece].append((kept[start][1], kept[at - 1][2]))
            number = False
        else:
            number = number and piece in units
    return found


@pytest.mark.parametrize("name", IDS)
def test_every_count_and_every_place_agrees_with_an_independent_count(name, plain_jieba):
    document = corpus.load(name)
    anew = counted_anew(document, plain_jieba)
    found = tokens(document)
    ours = Counter(word for word in found.words if HAN.fullmatch(word))
    assert ours == Counter({word: len(at) for word, at in anew.items()})
    for word in WORDS:
        ours_at = [(one.start, one.end) for one in LinesSource(word, (found,)).places]
        assert ours_at == anew.get(word, []), word


def test_numbers_units_dates_marks_and_advertising_are_no_words():
    text = "2023年2月19日，第二届数贸会签约36个项目、总额1,234.5亿元，增长5.6%，惠及两万余人。"
    words = [word for word, _ in segmenter().words(text)]
    assert words == ["数", "贸", "会", "签约", "项目", "总额", "增长", "惠及"]
    everything = Counter(word for found in all_tokens() for word in found.words)
    assert not [word for word in everything if re.search("皮皮虾|体育网|www|ppmandata|B33", word)]
    assert everything["亿元"] == everything["2023"] == 0


def test_words_in_letters_stand_with_their_digits():
    text = "5G网络、PM2.5、G20峰会、AI+制造、415X集群"
    found = dict(segmenter().words(text))
    assert {"5G", "PM2.5", "G20", "AI", "415X"} <= set(found)
    assert all(text[start : start + len(word)] == word for word, start in found.items())


@pytest.mark.parametrize("name", IDS)
def test_every_token_keeps_its_raw_span(name):
    document = corpus.load(name)
    frame = tokens(document).frame()
    repaired = [(c.start, c.end) for c in document.cleaned.corrections]
    unlike = []
    for word, start, end in zip(frame["word"], frame["start"], frame["end"], strict=True):
        raw = unicodedata.normalize("NFKC", document.raw[start:end])
        mended = any(a < end and start < b for a, b in repaired)
        if not mended and [c for c in word if c not in raw]:
            unlike.append((word, raw))
    assert unlike == []
    assert frame["start"].is_monotonic_increasing


def test_a_string_between_two_word_boundaries_is_cut_the_same_way_everywhere():
    cutter = segmenter()
    kinds = {word for found in all_tokens() for word in found.words if HAN.fullmatch(word)}
    assert [word for word in kinds if cutter.cut(word) != (word,)] == []


def test_every_listed_frequency_is_the_number_of_its_lines():
    for by in (None, "document", "section"):
        for row in frequency(by=by, top=6 if by else 30).itertuples():
            assert row.evidence.count == row.frequency, row


def test_the_source_of_a_count_names_documents_part_and_query():
    whole, part = (frequency("hangzhou-fyp15", by=by, top=1).iloc[-1] for by in (None, "section"))
    assert str(whole["evidence"]) == "lines:hangzhou-fyp15:建设"
    assert re.fullmatch("lines:hangzhou-fyp15/[0-9]+:.+", str(part["evidence"]))
    assert str(LinesSource("建设", all_tokens())) == "lines:*:建设"
    two = all_tokens(["hangzhou-gwr-2021", "hangzhou-fyp15"])
    assert str(LinesSource("建设", two)) == "lines:hangzhou-gwr-2021+hangzhou-fyp15:建设"
    other = all_tokens(cutter=segmenter(more=("世界一流",)))
    assert str(LinesSource("世界", other)) == "lines:*[more=世界一流]:世界"


def test_the_panel_shows_a_dozen_lines_of_the_whole_text_and_tells_how_many_there_are():
    source = LinesSource("建设", all_tokens())
    shown = entry(source)
    assert shown.heading == "词语所在"
    assert shown.total == source.count > SHOWN == len(shown.lines) == 12
    assert shown.text == f"“建设”共{source.count}处"
    assert {place.document.id for place in shown.lines} == set(IDS)
    assert all(place.printed == "建设" for place in shown.lines)
    few = LinesSource("元宇宙", all_tokens("hangzhou-gwr-2023"))
    assert entry(few).lines == few.places


def test_the_source_of_running_words_says_how_they_were_counted():
    source = WordsSource(all_tokens())
    shown = entry(source)
    assert source.count == sum(len(found) for found in all_tokens())
    assert [part.count for _, part in shown.parts] == [len(found) for found in all_tokens()]
    assert "停用词" in shown.text and shown.value.endswith("词")


def test_frequencies_of_all_words_add_up_to_the_tokens():
    sizes = {found.document.id: len(found) for found in all_tokens()}
    for by, keys in ((None, None), ("document", ["doc"]), ("section", ["doc"])):
        rows = frequency(by=by, shortest=1, stop_words=True)
        totals = rows.groupby(keys)["frequency"].sum() if keys else rows["frequency"].sum()
        assert totals.to_dict() == sizes if keys else totals == sum(sizes.values())


def test_frequency_gives_whole_rows(tmp_path):
    path = tmp_path / "某市_2024.txt"
    path.write_text("城市发展。\n建设城市，城市发展得好。\n文化发展。", encoding="utf-8")
    other = tmp_path / "某市_2025.txt"
    other.write_text("文化。文化发展。", encoding="utf-8")
    rows = frequency([corpus.read(path), corpus.read(other)])
    assert rows[["word", "frequency", "rank", "docfreq"]].values.tolist() == [
        ["发展", 4, 1, 2],
        ["城市", 3, 2, 1],
        ["文化", 3, 2, 2],
        ["建设", 1, 4, 1],
    ]
    # 10 running words (得 and 好 among them) and 3; DP of 发展: (|3/4 - 10/13| + |1/4 - 3/13|) / 2.
    sizes = [len(found) for found in all_tokens([corpus.read(path), corpus.read(other)])]
    assert sizes == [10, 3]
    by_hand = (abs(3 / 4 - 10 / 13) + abs(1 / 4 - 3 / 13)) / 2
    grow = rows.set_index("word").loc["发展"]
    assert grow["dp"] == pytest.approx(by_hand)
    assert grow["per_10k"] == pytest.approx(4e4 / sum(sizes))


def test_stop_words_are_counted_but_not_listed():
    listed = frequency("hangzhou-gwr-2021")
    everything = frequency("hangzhou-gwr-2021", stop_words=True)
    hidden = set(everything["word"]) - set(listed["word"])
    assert hidden and hidden <= segmenter().stop_words
    shared = everything.set_index("word").loc[listed["word"], "per_10k"]
    assert shared.tolist() == pytest.approx(listed["per_10k"].tolist())


def test_the_parts_cover_each_document_without_a_gap():
    for document in corpus.documents():
        found = parts(document)
        assert found[0].start == 0 and found[-1].end == len(document.text)
        assert all(a.end == b.start for a, b in zip(found, found[1:], strict=False))
        assert len(found) > 5


def test_sequences_are_as_frequent_as_their_lines():
    for n in (2, 3):
        rows = n_grams(n=n, least=8)
        assert len(rows) > 5
        for row in rows.itertuples():
            assert row.evidence.count == row.frequency, row


def test_variety_counts_tokens_and_types():
    row = variety("hangzhou-gwr-2023").iloc[0]
    found = all_tokens("hangzhou-gwr-2023")[0]
    assert (row["tokens"], row["types"]) == (len(found), len(set(found.words)))


@pytest.mark.parametrize(
    ("place", "short"),
    [
        ("江州市", "江州"),
        ("东湖自治区", "东湖"),
        ("南岭自治州", "南岭"),
        ("江东省", "江东"),
        ("青原", "青原"),
    ],
)
def test_a_short_name_leaves_out_what_kind_of_place_it_is(place, short):
    report = replace(corpus.load("hangzhou-gwr-2023"), place=place)
    assert label(report) == f"{short}2023报告"


def test_counts_of_many_texts_are_those_of_the_tokens():
    documents = corpus.documents()
    for engine in ("jieba", "rjieba"):
        if engine == "rjieba":
            pytest.importorskip("rjieba")
        cutter = segmenter(engine)
        counts = text_counts((document.text for document in documents), cutter)
        anew = Counter(word for found in all_tokens(cutter=cutter) for word in found.words)
        assert counts.frequency == anew
        assert counts.docfreq["疫情"] == sum("疫情" in t.counts for t in all_tokens())
        assert counts.texts == 5


def test_rjieba_cuts_our_documents_as_jieba_does():
    pytest.importorskip("rjieba")
    for guess in (False, True):
        ours, theirs = segmenter("jieba", guess=guess), segmenter("rjieba", guess=guess)
        for document in corpus.documents():
            one, other = tokens(document, ours), tokens(document, theirs)
            assert (one.words, one.starts) == (other.words, other.starts)


def test_rjieba_differs_from_jieba_only_in_letters_and_digits_and_only_when_guessing():
    pytest.importorskip("rjieba")
    raw = "\n".join(document.raw for document in corpus.documents())
    for guess in (False, True):
        pieces = []
        for engine in ("jieba", "rjieba"):
            at, found = 0, set()
            for piece in segmenter(engine, guess=guess).cut_text(raw):
                found.add((at, piece))
                at += len(piece)
            pieces.append(found)
        apart = {piece for _, piece in pieces[0] ^ pieces[1]}
        assert bool(apart) == guess
        assert [piece for piece in apart if HAN.search(piece)] == []


def test_what_was_cut_is_kept_for_the_rules_that_cut_it(tmp_path, monkeypatch):
    monkeypatch.setenv("HZLIB_CACHE", str(tmp_path))
    document = corpus.load("qiantang-gwr-2024")
    anew, again = (_cut.__wrapped__(document, segmenter()) for _ in range(2))
    assert (anew.words, anew.starts) == (again.words, again.starts) == _pairs(document)
    (kept,) = tmp_path.iterdir()
    storage.put(kept.stem, [["城市"], [7]])
    assert _cut.__wrapped__(document, segmenter()).words == ["城市"]
    # Another dictionary, other stop words' files, another text: nothing of it is kept.
    other = segmenter(more=("世界一流",))
    for one, cutter in ((document, other), (replace(document, id="own"), segmenter())):
        assert len(_cut.__wrapped__(one, cutter)) > 1
    assert list(tmp_path.iterdir()) == [kept]
    # The files may have changed since this process read them.
    edited = replace(segmenter(), entries=(*segmenter().entries, UserWord("世界一流")))
    assert len(_cut.__wrapped__(document, edited)) > 1


def _pairs(document):
    found = list(segmenter().words(document.text))
    return [word for word, _ in found], array("q", [start for _, start in found])


def test_a_segmenter_loads_its_engine_with_the_first_cut(monkeypatch):
    loaded = []
    monkeypatch.setattr(segment, "_base", lambda: loaded.append(1) or _base())
    cutter = segmenter(more=("某某新城",))
    assert cutter.is_number("三个") and cutter.rules and not loaded
    assert cutter.cut("某某新城") == ("某某新城",) and loaded == [1]
    assert cutter.cut("城市") and cutter.user["某某新城"] and loaded == [1]


def test_jieba_says_that_it_compiles_its_dictionary_where_somebody_waits(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_: tmp_path)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    _base.__wrapped__()
    assert capsys.readouterr() == ("", "jieba 正在编译词典，只此一次\n")
    _base.__wrapped__()
    assert capsys.readouterr() == ("", "")


def test_a_page_and_a_pipe_hear_nothing_of_it(monkeypatch):
    monkeypatch.delenv("HZLIB_REPORT", raising=False)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False)
    monkeypatch.delitem(sys.modules, "ipykernel", raising=False)
    assert not segment._is_watched()
    monkeypatch.setitem(sys.modules, "ipykernel", sys)
    assert segment._is_watched()
    monkeypatch.setenv("HZLIB_REPORT", "1")
    assert not segment._is_watched()


def test_what_a_notebook_shows_of_running_words_is_a_line(tmp_path):
    path = tmp_path / "a<b>.txt"
    path.write_text("城市发展，城市建设。" * 500, encoding="utf-8")
    found = tokens(path)
    assert (
        repr(found) == f"Tokens(a<b>: 2,000 词；{' '.join(['城市', '发展', '城市', '建设'] * 2)} …)"
    )
    assert found._repr_html_() == repr(found).replace("<", "&lt;").replace(">", "&gt;")
    counts = text_counts(document.text for document in corpus.documents())
    shown = (found.segmenter, counts, LinesSource("城市", (found,)), WordsSource((found,)))
    assert [len(repr(one)) for one in shown if len(repr(one)) > 250] == []


def test_cut_says_which_entry_did_it():
    rows = cut("杭州推进新质生产力建设，的确增长5.6%。")
    found = rows[["piece", "kind", "entry", "alone"]].values.tolist()
    assert found == [
        ["杭州", "word", "jieba", ""],
        ["推进", "word", "jieba", ""],
        ["新质生产力", "word", "user_dictionary.txt", "新/质/生产力"],
        ["建设", "word", "jieba", ""],
        ["，", "mark", "", ""],
        ["的确", "word", "jieba", ""],
        ["增长", "word", "jieba", ""],
        ["5.6%", "number", "", ""],
        ["。", "mark", "", ""],
    ]


def test_every_line_of_the_user_dictionary_does_something():
    bare, full = segmenter(bare=True), segmenter()
    idle = [w for w in full.user if bare.cut(w) == (w,) and not bare.is_number(w)]
    broken = [w for w in full.user if full.cut(w) != (w,)]
    assert (idle, broken) == ([], [])


def test_a_line_more_changes_the_counts_that_it_must():
    rows = dictionary_effect(["世界一流"], "hangzhou-fyp15")
    found = {row.word: (row.before, row.after) for row in rows.itertuples()}
    # Not where 一流大学, an entry of jieba's, keeps 一流.
    text = corpus.load("hangzhou-fyp15").text
    times = text.count("世界一流") - text.count("世界一流大学")
    assert found["世界一流"] == (0, times) and times > 5
    assert found["世界"][0] - found["世界"][1] == found["一流"][0] - found["一流"][1] == times
    assert dictionary_effect(["并不出现的词"], "hangzhou-fyp15").empty
    for row in rows.itertuples():
        before, after, change = (value_of(row, name) for name in ("before", "after", "change"))
        assert (before.number, after.number) == (row.before, row.after)
        assert change.number == row.change
        assert entry(after.source).total == row.after
        if row.word == "世界一流":
            assert before.source.text.startswith("切分为世界/一流")
        else:
            assert entry(before.source).total == row.before


def test_the_concordance_has_pre_keyword_post_and_is_sortable():
    rows = kwic("数字经济", "hangzhou-fyp15", width=10)
    raw = corpus.load("hangzhou-fyp15").raw
    assert rows["keyword"].eq("数字经济").all()
    assert [raw[a:b] for a, b in zip(rows["start"], rows["end"], strict=True)] == [
        "数字经济"
    ] * len(rows)
    assert rows["section"].str.contains("第十二章").any()
    right = kwic("数字经济", "hangzhou-fyp15", width=10, sort="right")["post"].tolist()
    left = kwic("数字经济", "hangzhou-fyp15", width=10, sort="left")["pre"].tolist()
    assert right == sorted(right)
    assert [text[::-1] for text in left] == sorted(text[::-1] for text in left)
    assert sorted(right) == sorted(rows["post"])


def test_several_words_a_regular_expression_a_topic_and_a_string_can_be_searched():
    one, other = (len(kwic(word)) for word in ("疫情", "新冠"))
    assert len(kwic(["疫情", "新冠"])) == len(kwic("疫情|新冠")) == one + other
    by_pattern = kwic("数字.{2}", "hangzhou-gwr-2023", regex=True)
    assert by_pattern["keyword"].str.fullmatch("数字.{2}").all()
    text = corpus.load("hangzhou-gwr-2023").text
    assert len(by_pattern) == len(re.findall("数字.{2}", text))
    assert len(kwic("=经济", "hangzhou-gwr-2023")) == text.count("经济")
    assert set(kwic("#教育")["keyword"]) >= {"教育", "学校"}


def test_the_longest_of_several_is_found_once():
    found = all_tokens("hangzhou-plan-2024")[0]
    both = spans(found, "亚运|亚运会")
    assert len(both) == found.counts["亚运"] + found.counts["亚运会"]
    assert all(a[1] <= b[0] for a, b in zip(both, both[1:], strict=False))


def test_near_and_same_sentence_queries_say_what_they_find():
    assert named("企业~5~创新") == "创新（“企业”前后5词内）"
    found = all_tokens("hangzhou-fyp15")
    text = found[0].document.text
    for start, end in spans(found[0], "人工智能&小镇"):
        assert "人工智能" in text[start:end] and "小镇" in text[start:end]
    for start, end in spans(found[0], "人工智能~5~小镇"):
        assert text[start:end] == "小镇"
        assert "人工智能" in text[start - 40 : end + 40]


def test_a_query_of_sentences_finds_each_sentence_once():
    found = all_tokens("hangzhou-fyp15")[0]
    sentences = spans(found, "&人工智能")
    assert len(sentences) == len(set(sentences)) < found.counts["人工智能"]
    assert all("人工智能" in found.document.text[a:b] for a, b in sentences)
    assert named("&人工智能") == "人工智能（所在的句子）"


def test_value_of_leads_to_the_lines():
    row = frequency("hangzhou-fyp15", top=1).iloc[0]
    value = value_of(row, "frequency", "次")
    assert (value.number, value.source) == (row["frequency"], row["evidence"])


def test_a_rate_is_a_formula_over_its_lines_and_the_running_words():
    for by in ("document", "section"):
        for row in frequency(by=by, top=1).itertuples():
            value = value_of(row, "per_10k", "次", 1)
            assert value.number == pytest.approx(row.per_10k)
            count, words = value.source.parts
            assert count.source == row.evidence
            assert count.number / words.number * 10_000 == pytest.approx(row.per_10k)
            assert words.source == row.evidence.words


def test_the_number_of_documents_with_a_word_is_a_list_of_them():
    row = frequency().set_index("word", drop=False).loc["低空"]
    value = value_of(row, "docfreq")
    assert value.number == row["docfreq"] == len(value.source.items)
    assert sum(item.source.count for item in value.source.items) == row["frequency"]
    alone = frequency("hangzhou-fyp15").set_index("word", drop=False).loc["低空"]
    value = value_of(alone, "partfreq")
    assert value.number == alone["partfreq"] == len(value.source.items)
    assert {item.source.part for item in value.source.items} <= set(range(99))


def test_the_spread_of_a_word_says_what_was_compared():
    row = frequency().set_index("word", drop=False).loc["低空"]
    value = value_of(row, "dp", digits=2)
    assert value.number == row["dp"]
    sums = re.findall(r"\|([\d,]+) ÷ ([\d,]+) − ([\d,]+) ÷ ([\d,]+)\|", value.source.text)
    numbers = [[float(one.replace(",", "")) for one in pair] for pair in sums]
    assert sum(abs(a / b - c / d) for a, b, c, d in numbers) / 2 == pytest.approx(row["dp"])


def test_variety_is_told_with_its_sources():
    row = variety("hangzhou-gwr-2023").iloc[0]
    tokens_, types, ttr, mattr = (value_of(row, n) for n in ("tokens", "types", "ttr", "mattr"))
    assert ttr.number == pytest.approx(types.number / tokens_.number) == pytest.approx(row["ttr"])
    assert str(tokens_.source) == "words:hangzhou-gwr-2023"
    assert "以500词为窗口" in mattr.source.text


def test_a_row_without_sources_is_refused_by_name():
    with pytest.raises(HzError, match="没有“evidence”"):
        value_of({"word": "城市", "frequency": 3}, "frequency")
    with pytest.raises(HzError, match="没有“next”一列"):
        value_of(frequency(top=1).iloc[0], "next")


def test_frames_of_all_words_hold_numbers_and_one_column_of_sources():
    rows = frequency(by="document", shortest=1, stop_words=True)
    assert len(rows) > 10_000
    kinds = {name: kind.kind for name, kind in rows.dtypes.items() if name not in ("doc", "word")}
    assert kinds.pop("evidence") == "O"
    assert set(kinds.values()) <= {"i", "f"}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("新质生产力 abc3", "第 2 行: 新质生产力 abc3: “abc3”既不是"),
        ("新质生产力 0", "词频写 0，词就切不出来了"),
        ("新质生产力 3 n 多余", "“多余”既不是"),
        ("5G基站", "只能有汉字"),
        ("词", "2 到 30 个字"),
    ],
)
def test_a_wrong_line_of_the_dictionary_is_named(tmp_path, line, message):
    path = tmp_path / "own.txt"
    path.write_text(f"# 说明\n{line}\n", encoding="utf-8")
    with pytest.raises(HzError) as caught:
        segmenter(dictionary=path)
    assert message in str(caught.value) and str(path) in str(caught.value)


def test_word_files_in_gb18030_are_refused_with_a_remedy(tmp_path):
    path = tmp_path / "stop.txt"
    path.write_bytes("以及\n或者\n".encode("gb18030"))
    with pytest.raises(HzError, match="GB18030.*另存为 UTF-8"):
        segmenter(stop_words=path)
    with pytest.raises(HzError, match="读不出来"):
        segmenter(dictionary=tmp_path / "none.txt")


def test_own_word_files_are_followed(tmp_path):
    words, stops = tmp_path / "words.txt", tmp_path / "stops.txt"
    words.write_text("\ufeff世界一流 900 n\r\n世界一流\r\n", encoding="utf-8", newline="")
    stops.write_text("建设\n", encoding="utf-8")
    cutter = segmenter(dictionary=words, stop_words=stops)
    assert cutter.user == {"世界一流": 900}
    rows = frequency("hangzhou-fyp15", cutter=cutter)
    assert "建设" not in set(rows["word"]) and "世界一流" in set(rows["word"])


@pytest.mark.parametrize(
    ("query", "regex", "message"),
    [
        ("(", True, "不是正则表达式"),
        ("量子霸权", False, "它切成 量子/霸权"),
        ("字经", False, "在更长的词里"),
        ("Z{9}", True, "把表达式放宽"),
    ],
)
def test_a_search_without_result_says_why(query, regex, message):
    with pytest.raises(HzError, match="^[^;]*;?.*") as caught:
        kwic(query, regex=regex)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: frequency(by="year"), "可用：document、section"),
        (lambda: kwic("城市", sort="up"), "text、left、right"),
        (lambda: segmenter("hanlp"), "jieba、rjieba"),
        (lambda: all_tokens("nowhere"), "nowhere"),
        (lambda: n_grams(n=0), "1 个词或更多"),
    ],
)
def test_wrong_arguments_are_named(call, message):
    with pytest.raises(HzError, match=message):
        call()
