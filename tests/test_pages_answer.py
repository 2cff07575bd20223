"""How a page begins, that it holds no code unless asked, and the paragraphs that it cites."""

import json
import re

import nbformat
import pytest
from nbformat import v4
from typer.testing import CliRunner

from hzlib import cli, paths
from hzlib.evidence.entry import payload
from hzlib.evidence.sentence import sentence
from hzlib.evidence.sources import QuantitySource, facts_of
from hzlib.evidence.value import assumed
from hzlib.figures.display import MIME
from hzlib.figures.screen import for_screen
from hzlib.figures.specification import Note, Table
from hzlib.figures.view import view
from hzlib.pages.answer import answer, opened
from hzlib.pages.assemble import page_html
from hzlib.pages.index import _told, index_page, listed
from hzlib.pages.page import Page, page, plain
from hzlib.pages.passages import cited, joined, passages
from hzlib.text.corpus import load

NOTEBOOKS = sorted(paths.notebooks().glob("[0-9][0-9]_*.ipynb"))


@pytest.fixture(autouse=True)
def _own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("HZLIB_CACHE", str(tmp_path / "cache"))


def _said(words):
    """Return a reading; each # in it is a number that can be followed."""
    parts = words.split("#")
    names = {f"n{place}": assumed(place, "%", "放宽", "about") for place in range(1, len(parts))}
    text = parts[0] + "".join(f"{{n{place}}}{one}" for place, one in enumerate(parts[1:], 1))
    return sentence(text, **names)


def _cell(*shown, tags=("answer",), source="x"):
    cell = v4.new_code_cell(source, metadata={"tags": list(tags)})
    data = (json.loads(json.dumps({MIME: view(one)}, allow_nan=False)) for one in shown)
    cell.outputs = [v4.new_output("display_data", data=one) for one in data]
    return cell


def _text(words):
    return v4.new_markdown_cell(words)


def _answer(*cells):
    return [plain(one) for one in answer(cells)]


def test_an_answer_takes_the_first_sentence_with_a_number_of_each_reading():
    told = _answer(
        _cell(_said("甲是#。乙是#。"), _said("没有丙。丁是#，“#。”己是#！")),
        _cell(_said("庚是#。"), tags=()),
        _cell(_said("辛是#。\n\n壬是#。")),
    )
    assert told == ["甲是1%。", "丁是1%，“2%。”", "辛是1%。"]


def test_what_only_says_that_something_is_lacking_is_no_answer():
    lacking = _cell(Note("没有这个数"), _said("没有可比的文件。"))
    assert _answer(lacking, _cell(Table(("甲",), [("乙",)]))) == []
    made = page(v4.new_notebook(cells=[_text("# 题"), lacking]), "one")
    assert "结论" not in made.body and made.answer == ()


def test_an_answer_has_at_most_five_sentences():
    assert _answer(*[_cell(_said(f"第{one}是#。")) for one in "甲乙丙丁戊己"]) == [
        f"第{one}是1%。" for one in "甲乙丙丁戊"
    ]


def test_a_page_begins_with_its_answer_and_says_nothing_twice_at_once():
    below, later = _cell(_said("甲是#。")), _cell(_said("乙是#。丙是#。"))
    cells = [_text("# 题\n\n问题？"), below, _text("## 往下"), later]
    made = page(v4.new_notebook(cells=cells), "one")
    body = plain(made.body)
    order = [body.index(one) for one in ("题", "结论", "甲是", "乙是", "问题？", "往下", "丙是")]
    assert order == sorted(order)
    assert (body.count("甲是"), body.count("乙是")) == (1, 2)
    assert set(re.findall(r'data-evidence="([^"]*)"', made.body)) == set(made.evidence["entries"])
    assert made.contents[0]["text"] == "结论"
    about = json.loads(re.search(r'name="hzlib" content="([^"]*)"', page_html(made)[0])[1]
                       .replace("&#34;", '"'))  # fmt: skip
    assert about["answer"] == ["甲是1%。", "乙是1%。"] and about["kind"] == "report"


def test_what_the_answer_does_not_say_in_full_stays_where_it_is():
    cells = [_text("# 题"), _cell(_said("甲是#。乙是#。"))]
    assert plain(page(v4.new_notebook(cells=cells), "one").body).count("甲是") == 2


def test_the_index_shows_answers_and_questions_where_there_is_none(tmp_path):
    for name, cells in {"a": [_text("# 题\n\n问？"), _cell(_said("甲#。"), _said("乙#。"), _said("丙#。"))],
                        "b": [_text("# 题\n\n问？")]}.items():  # fmt: skip
        made = page(v4.new_notebook(cells=cells), name)
        (tmp_path / f"{name}.html").write_text(page_html(made)[0], encoding="utf-8")
    (themes,) = listed(tmp_path).sections
    assert (themes.kind, themes.heading) == ("report", "专题")
    assert [card["lead"] for card in themes.cards] == ["甲1%。乙1%。", "问？"]


def test_the_index_keeps_the_sign_of_unlike_figures_and_says_what_it_means(tmp_path):
    said = {"a": '甲<span class="hz-number" data-caution="※" data-evidence="k">1%</span>。',
            "b": '乙<span class="hz-number" data-evidence="k">2%</span>。'}  # fmt: skip
    for name, one in said.items():
        made = page_html(Page(name, "report", "题", answer=(one,)))[0]
        (tmp_path / f"{name}.html").write_text(made, encoding="utf-8")
    (themes,) = listed(tmp_path).sections
    assert [card["lead"] for card in themes.cards] == ["甲1%※。", "乙2%。"]
    assert "※" in themes.note
    (tmp_path / "a.html").unlink()
    (themes,) = listed(tmp_path).sections
    assert themes.note == ""


def test_the_index_explains_no_numbers_since_none_there_can_be_followed(tmp_path):
    made = page_html(Page("a", "report", "题"))[0]
    (tmp_path / "a.html").write_text(made, encoding="utf-8")
    assert "数字标识说明" in made
    assert "数字标识说明" not in page_html(index_page(listed(tmp_path)))[0]


# --- code -----------------------------------------------------------------------------------------


def _notebook(folder):
    file = folder / "one.ipynb"
    cells = [_text("# 题"), v4.new_code_cell("secret = 1")]
    for place, cell in enumerate(cells):
        cell["id"] = f"c{place}"
    nbformat.write(v4.new_notebook(cells=cells), file)
    return file


def test_a_page_holds_code_only_if_asked_and_one_switch_for_all_of_it(tmp_path):
    file, out = _notebook(tmp_path), tmp_path / "out"
    made = {}
    for more in ([], ["--with-code"], []):
        done = CliRunner().invoke(cli.app, ["report", str(file), "-o", str(out), "--slides", *more])
        assert done.exit_code == 0, done.output
        text = (out / "one.html").read_text(encoding="utf-8")
        assert "secret" not in (out / "one.slides.html").read_text(encoding="utf-8")
        assert ("secret" in text) == ('id="code"' in text) == bool(more)
        assert text.count("显示代码</button>") == len(more)
        made.setdefault(bool(more), text)
    assert len(made[False]) < len(made[True])


# --- the paragraphs around what is cited -----------------------------------------------------------


def test_passages_hold_each_place_and_little_else():
    document = load("hangzhou-gwr-2023")
    places = [source.fact.start for source in facts_of(document)[:5]]
    found = passages(document, places)
    numbers = [number for number, *_ in found]
    assert numbers == sorted(set(numbers))
    for place in places:
        _, start, section, text = [one for one in found if one[1] <= place][-1]
        assert document.raw[place : place + 4] in plain(text)
        assert section and f'data-c="{start}"' in text
    assert sum(len(plain(text)) for *_, text in found) < len(document.raw) / 4


def test_a_small_paragraph_has_its_neighbours_beside_it():
    document = load("hangzhou-gwr-2023")
    place = document.raw.index("一、2022年工作回顾")
    found = passages(document, [place])
    assert [number - found[0][0] for number, *_ in found] == [0, 1, 2]
    assert "2022年工作回顾" in found[1][3]


def test_passages_mark_the_numbers_that_the_page_knows_and_keep_every_character():
    document = load("hangzhou-gwr-2023")
    fact = facts_of(document)[0]
    known = payload([fact])["entries"]
    (bare,), (marked,) = (passages(document, [fact.fact.start], keys) for keys in ((), known))
    assert plain(bare[3]) == plain(marked[3])
    assert "hz-number" not in bare[3] and marked[3].count("hz-number") == 1
    assert " id=" not in marked[3] and "data-indicator" not in marked[3]


def test_evidence_keeps_its_sentences_when_passages_join_them():
    document = load("hangzhou-gwr-2023")
    evidence = payload([QuantitySource(document, 507, 514), *facts_of(document)[:9]])
    places = cited(evidence)
    made = joined(evidence, places, {document.id: passages(document, [507])})
    for name, entry in evidence["entries"].items():
        before, after = entry["quote"]["sentence"], made["entries"][name]["quote"]["sentence"]
        assert evidence["sentences"][before] == made["sentences"][after]
    (passage,) = made["passages"][document.id]
    assert "18753亿元" in plain(made["sentences"][passage[3]])


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_tags_three_readings_or_more(file):
    cells = nbformat.read(file, as_version=4).cells
    tagged = [cell.source for cell in cells if "answer" in cell.metadata.get("tags", [])]
    assert sum(source.count("hz.say(") for source in tagged) >= 3


def test_a_card_names_its_page_and_explains_no_sign_that_it_does_not_show():
    about = {"title": "数字总表：全部数量", "lead": "问", "answer": ["其余3个仅见于本篇。"]}
    assert _told(about) == "其余3个仅见于《数字总表》。"
    about["answer"] = ["2项达到（其中1项口径不一，标※）。"]
    assert _told(about) == "2项达到（其中1项口径不一）。"
    about["answer"] = ["增长9%※（其中1项口径不一，标※）。"]
    assert _told(about) == "增长9%※（其中1项口径不一，标※）。"


def test_prints_leave_out_what_to_do_with_the_mouse():
    assert '<span class="hz-screen">，点数字看原句</span>' in opened("<h1>题</h1>", ["答。"])
    # The end of a sentence in bold goes with it; that of another one stays.
    text = for_screen("甲。<b>均可点击</b>。乙，<b>丙</b>。")
    assert re.sub(r'<span class="hz-screen">.*?</span>', "", text) == "甲。<b></b>乙，<b>丙</b>。"
