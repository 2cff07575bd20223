"""A page on paper: what its PDF says, with the notes of its numbers at the end."""

import re
import shutil

import pypdfium2
import pytest

import hzlib as hz
from hzlib.pages.assemble import page_html
from hzlib.pages.page import Page
from hzlib.pages.pdf import print_pages
from tests.browser import gallery

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def printed(folder):
    """Return the text of each sheet of the gallery's PDF, without white space."""
    return _sheets(folder / "gallery.html")


def _sheets(page):
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        pytest.skip("no chromium is installed")
    (file,) = print_pages(program, [page])
    sheets = pypdfium2.PdfDocument(str(file))
    return [re.sub(r"\s", "", sheet.get_textpage().get_text_bounded()) for sheet in sheets]


def test_a_long_line_of_code_is_whole_on_paper(tmp_path):
    names = [f"name{number}" for number in range(40)]
    body = f"<h1>甲</h1><pre>{' '.join(names)}</pre>"
    made, _ = page_html(Page(name="a", kind="report", title="甲", body=body))
    (tmp_path / "a.html").write_text(made, encoding="utf-8")
    assert "".join(names) in "".join(_sheets(tmp_path / "a.html"))


def test_the_notes_have_sentence_section_formula_and_assumption(printed):
    _, _, notes = "".join(printed).partition("出处注释")
    facts = hz.facts(gallery.DOCUMENTS).sort_values(["doc", "start"])
    first = facts[facts.measure == "level"].drop_duplicates(["doc", "start"]).iloc[0]
    titles = {one.id: one.title for one in hz.documents([])}
    assert (
        f"《{titles[first.doc]}》" in notes
        and re.sub(r"\s", "", first.section.split("›")[-1]) in notes
    )
    near = first.sentence[max(first.sentence.index(first.text) - 8, 0) :][: 8 + len(first.text)]
    assert notes.count(re.sub(r"\s", "", near)) == 1, "a source stands once"
    assert re.search(r"推算方法：[^。]*。[^。]*\+[^。]*。", notes)
    assert "（注1）" in notes


def test_each_figure_and_table_has_a_line_of_its_sources(printed):
    body, _, _ = "".join(printed).partition("出处注释")
    figures = [*gallery.FIGURES, "印刷图"]
    assert body.count("资料来源：《") >= len(figures)


def test_each_row_of_a_long_table_leads_to_the_notes_of_its_numbers(printed):
    body, _, notes = "".join(printed).partition("出处注释")
    under = body.partition("时期数值单位句子")[2].partition("资料来源")[2]
    runs = re.match(r"：[^。]*。注：([\d、–]+)。", under).group(1).split("、")
    ends = [[int(end) for end in run.split("–")] for run in runs]
    cited = {number for run in ends for number in range(run[0], run[-1] + 1)}
    rows = hz.facts(gallery.DOCUMENTS).sort_values(["doc", "start"]).head(45)
    assert len(cited) == len(set(rows.sentence)), "a note for each sentence, whichever row has it"
    assert re.sub(r"\s", "", rows.iloc[-1].sentence)[:12] in notes
    assert "由同一行各数得出的数不另注" in notes


def test_every_figure_is_on_paper_and_no_heading_stands_alone(printed):
    body, _, _ = "".join(printed).partition("出处注释")
    for name in gallery.FIGURES:
        assert f"{name}的题" in body or name in ("选择",), name
    for sheet in printed[:-1]:
        assert not re.search(rf"(?:{'|'.join(gallery.FIGURES)}|表|印刷图)$", sheet), sheet[-40:]


def test_no_sheet_but_the_last_is_blank_by_half(folder, printed):
    sheets = list(pypdfium2.PdfDocument(str(folder / "gallery.pdf")))
    for number, sheet in enumerate(sheets[:-1]):
        grey = sheet.render(scale=0.25).to_pil().convert("L").point(lambda one: one < 200 and 255)
        assert grey.getbbox()[3] > grey.height / 2, number + 1


def test_the_head_of_a_table_stands_on_each_of_its_sheets(printed):
    long = [sheet for sheet in printed if "时期数值单位句子" in sheet]
    assert len(long) > 1, "the long table goes on overleaf"
    assert sum("长表" in sheet for sheet in long) == 1


def test_no_address_of_a_link_is_printed_and_a_print_leaves_the_page_as_it_was(
    printed, visit, folder
):
    body, _, _ = "".join(printed).partition("出处注释")
    assert "file:" not in body and ".html#" not in body and "引用本" not in body
    page = visit(folder / "gallery.html", whole=False).page
    page.wait_for_timeout(1500)
    left = "document.querySelectorAll('.hz-ref, .hz-sources, .hz-notes, .hz-unprinted').length"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(left) > 40
    assert page.locator(".hz-notes").is_hidden() and page.locator(".hz-ref").first.is_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(left) == 0


HATCHED = """() => [...document.querySelectorAll('path.pattern_filled')].map((bar) =>
  [bar.style.fill.includes('url'), document.querySelectorAll('g[clip-path*=hz-hatch] > g').length])"""


def test_hatches_of_bars_are_lines_on_paper_and_patterns_again_on_the_screen(
    printed, visit, folder
):
    page = visit(folder / "gallery.html", whole=False).page
    page.wait_for_timeout(1500)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.wait_for_function(f"({HATCHED})().length > 3 && ({HATCHED})().every(([url]) => !url)")
    drawn = page.evaluate(HATCHED)
    assert drawn[0][1] > 40, "tiles within the bars"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    after = page.evaluate(HATCHED)
    assert len(after) == len(drawn) and all(url and not tiles for url, tiles in after)
    images = (folder / "gallery.pdf").read_bytes().count(b"/Subtype /Image")
    assert images < len(drawn), "no bar is a picture"


def test_the_key_stands_before_the_notes_so_that_it_has_no_sheet_of_its_own(printed):
    text = "".join(printed)
    assert 0 < text.index("数字标识说明") < text.index("出处注释")
    assert "数字标识说明" not in printed[-1] or "出处注释" in printed[-1]
