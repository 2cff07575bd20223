"""A table of twenty thousand rows: a page builds those that are seen, and finds all of them."""

import csv
import io
import zipfile
from xml.etree import ElementTree

import pypdfium2
import pytest

import hzlib as hz
from hzlib.figures.specification import STANDING
from hzlib.pages.pdf import browser, print_pages
from tests import walk
from tests.browser import gallery

pytestmark = pytest.mark.browser
ROWS = 20_000
_SEEN = "(list) => list.map((row) => [...row.cells].map((cell) => cell.textContent.trim()))"


@pytest.fixture(scope="module")
def facts():
    found = hz.facts(gallery.DOCUMENTS).sort_values(["doc", "start"])
    return found.iloc[[place % len(found) for place in range(ROWS)]].reset_index(drop=True)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    made = tmp_path_factory.mktemp("long") / "long.html"
    made.write_text(gallery.long_table(ROWS), encoding="utf-8")
    return made


@pytest.fixture
def page(visit, file):
    return visit(file).page


def _seen(page, column=0):
    rows = page.locator("tbody tr:visible").evaluate_all(_SEEN)
    return [row[column] for row in rows]


def _count(page):
    return page.locator(".hz-bar output").text_content()


def _rows(page, kind):
    with page.expect_download() as event:
        page.locator(f"[data-save={kind}]").click()
    return event.value.path()


def test_a_page_holds_all_rows_and_builds_those_that_are_seen(page, file):
    text = file.read_text(encoding="utf-8")
    (rows,) = walk.held_rows(text)
    assert len(rows) == ROWS and walk.broken_keys(text) == []
    assert page.locator("tbody tr").count() == STANDING
    assert _seen(page) == [f"{place:05}" for place in range(20)]
    assert _count(page) == "1–20 / 20,000 行"
    page.get_by_label("下一页").click()
    assert _seen(page) == [f"{place:05}" for place in range(20, 40)]
    assert page.locator("tbody tr").count() == STANDING


def test_it_is_sorted_filtered_and_narrowed_as_a_whole(page, facts):
    page.locator(".hz-sort", has_text="数值").click()
    column = [one.text_content() for one in page.locator("thead th").all()].index("数值")
    least = sorted(facts.value)[:20]
    shown = page.locator(f"tbody tr:visible td:nth-child({column + 1})")
    assert shown.evaluate_all("(list) => list.map((one) => Number(one.dataset.value))") == least
    page.locator("input[type=search]").fill("19999")
    assert _seen(page) == ["19999"] and _count(page) == "1 行（共 20,000 行）"
    page.locator("input[type=search]").fill("")
    box = page.get_by_label("只看这一列里的：状态")
    box.select_option("目标")
    wanted = int((facts.status == "target").sum())
    assert _count(page) == f"1–20 / {wanted:,} 行（共 20,000 行）"


def test_a_number_of_any_row_opens_its_sentence_by_keyboard_and_the_focus_comes_back(page, facts):
    page.locator("input[type=search]").fill("15000")
    number = page.locator("tbody tr:visible .hz-number").first
    number.focus()
    page.keyboard.press("Enter")
    panel = page.locator("#evidence")
    row = facts.iloc[15000]
    assert panel.locator("blockquote").text_content() == row.sentence
    assert panel.locator("blockquote mark").text_content() == row.text
    page.keyboard.press("Escape")
    assert number.evaluate("(one) => one === document.activeElement")
    page.get_by_label("筛选表中的行").focus()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.get_by_label("下一页").focus()
    page.keyboard.press("Enter")
    assert _count(page) == "21–40 / 20,000 行"


def test_a_screen_reader_hears_how_many_rows_there_are_and_at_which_it_is(page):
    table = page.locator("table")
    assert table.get_attribute("aria-rowcount") == "20001"
    page.get_by_label("下一页").click()
    assert page.locator("tbody tr:visible").first.get_attribute("aria-rowindex") == "22"
    page.locator("input[type=search]").fill("1999")
    kept = sum("1999" in f"{place:05}" for place in range(ROWS))
    assert int(table.get_attribute("aria-rowcount")) >= kept + 1


def test_what_is_saved_are_all_rows_that_are_left(page):
    text = _rows(page, "csv").read_text(encoding="utf-8-sig")
    assert [row["编号"] for row in csv.DictReader(io.StringIO(text))] == [
        f"{place:05}" for place in range(ROWS)
    ]
    page.locator("input[type=search]").fill("0777")
    left = [f"{place:05}" for place in range(ROWS) if "0777" in f"{place:05}"]
    assert set(left) <= set(_seen(page))
    with zipfile.ZipFile(_rows(page, "xlsx")) as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    lines = sheet.findall(f"{space}sheetData/{space}row")
    assert len(lines) - 1 == int(page.locator("table").get_attribute("aria-rowcount")) - 1


def test_on_paper_it_has_its_first_rows_and_says_how_many_there_are(file):
    (made,) = print_pages(browser(), [file])
    sheets = pypdfium2.PdfDocument(str(made))
    text = "".join(sheet.get_textpage().get_text_bounded() for sheet in sheets).replace("\r\n", "")
    assert "共20,000行，印出前100行" in text
    assert "00099" in text and "00100" not in text


def test_without_scripts_it_has_its_first_rows_and_says_so(visit, file):
    page = visit(file, script=False).page
    assert page.locator("tbody tr:visible").count() == STANDING
    assert page.locator("tfoot").inner_text() == "共20,000行，这里列出前100行。"


def test_on_a_phone_each_row_is_a_card_whichever_page_it_is_on(visit, file):
    page = visit(file, width=360).page
    page.get_by_label("下一页").click()
    card = page.locator("tbody tr:visible").first
    assert card.locator(".hz-named").text_content() == "00020"
    assert card.locator("[data-head=数值]").is_visible()
