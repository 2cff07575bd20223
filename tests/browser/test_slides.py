"""The lessons' slides: each fits its screen, none is passed over, two stand on a sheet of paper."""

import io
import re

import pypdfium2
import pytest

pytestmark = pytest.mark.browser

SIZES = ((1366, 768), (1920, 1080))
# What is to be read of a page: the texts of its blocks; what only helps to look at them is not.
TOLD = """(root) => {
  const left = '.answer, details, .hz-tools, .hz-bar, .hz-exercise, .code, .key, .on, script, .remark, .usage';
  const text = (one) => {
    const twin = one.cloneNode(true);
    for (const other of twin.querySelectorAll(left)) other.remove();
    return twin.textContent.replace(/\\s+/g, '');
  };
  return [...document.querySelectorAll(root + ' :is(h1, h2, h3, p, li, tbody tr, figcaption)')]
    .filter((one) => !one.closest(left) && !one.closest('.hz-sources')).map(text).filter(Boolean);
}"""
FAULTS = """() => [...document.querySelectorAll('.sheet.here .slide')].map((slide) => [
  slide.scrollHeight - slide.clientHeight > 1 && 'higher than the screen',
  slide.scrollWidth - slide.clientWidth > 1 && 'wider than the screen',
  [...slide.querySelectorAll('.hz-scroll')].some((one) => one.scrollWidth > one.clientWidth + 1) && 'a table is cut',
  slide.getBoundingClientRect().bottom > document.querySelector('.pager').getBoundingClientRect().top + .5 && 'under the pager',
].filter(Boolean).join(', '))"""


@pytest.fixture(scope="session")
def taught(tmp_path_factory):
    """Return the slides of one lesson with the teacher's remarks."""
    from hzlib.course.lessons import built, write
    from hzlib.pages.report import teacher_slides

    home = tmp_path_factory.mktemp("taught")
    name, text = sorted(built(teacher=True).items())[1]
    write(home, {name: text})
    (file,) = teacher_slides(home, home / "slides")
    return file


def _decks(folder):
    found = sorted(folder.glob("*.slides.html"))
    assert len(found) > 5
    return found


def _where(page):
    return page.locator("#where").text_content()


@pytest.mark.parametrize("size", SIZES)
def test_every_slide_fits_and_keys_show_each_once_with_all_that_the_page_says(visit, decks, size):
    for file in _decks(decks):
        page = visit(file, width=size[0], height=size[1], whole=False).page
        count = page.locator(".sheet").count()
        seen = []
        for number in range(1, count + 1):
            assert _where(page) == f"{number} / {count}", file.name
            assert page.evaluate(FAULTS) == [""], (file.name, number)
            seen += page.evaluate(TOLD, ".sheet.here .slide")
            page.keyboard.press("PageDown")
        assert _where(page) == f"{count} / {count}"
        report = file.with_name(file.name.replace(".slides", ""))
        told = visit(report, script=False).page.evaluate(TOLD, "article")
        missing = [one for one in told if one not in seen and "练习情况次数" not in one]
        assert [one for one in missing if not _of_progress(one)] == [], file.name


def _of_progress(text):
    """Tell what a page says to who works in a notebook, which slides leave out."""
    return (
        re.match(r"我的进度|\d\.\d(未做|已做对)|请看|猜|作业", text) or "在课程的笔记本里" in text
    )


def test_figures_are_drawn_as_large_as_their_slide_leaves_room(visit, decks):
    drawn = 0
    for file in _decks(decks):
        page = visit(file, width=1366, height=768, whole=False).page
        for number in range(1, page.locator(".sheet").count() + 1):
            page.evaluate(f"location.hash = '{number}'")
            if not page.locator(".here .hz-figure[data-figure]").count():
                continue
            page.wait_for_selector(".here .hz-figure[data-drawn]", timeout=5000)
            page.wait_for_timeout(300)
            stage, plot = (page.locator(f".here .hz-figure {one}").first.bounding_box()
                           for one in (".hz-stage", ".main-svg"))  # fmt: skip
            assert stage["height"] > 768 / 3
            assert abs(plot["height"] - stage["height"]) < 4, (file.name, number)
            assert abs(plot["width"] - stage["width"]) < 4, (file.name, number)
            drawn += 1
    assert drawn > 8


def test_keys_buttons_and_the_address_lead_to_a_slide(visit, decks):
    file = _decks(decks)[0]
    page = visit(f"{file.as_uri()}#3", width=1366, height=768, whole=False).page
    count = page.locator(".sheet").count()
    assert _where(page) == f"3 / {count}"
    for key, place in (
        (" ", 4), ("ArrowRight", 5), ("ArrowDown", 6), ("PageDown", 7), ("ArrowLeft", 6),
        ("ArrowUp", 5), ("PageUp", 4), ("Shift+ ", 3), ("End", count), ("Home", 1),
    ):  # fmt: skip
        page.keyboard.press(key)
        assert _where(page) == f"{place} / {count}", key
        assert page.evaluate("location.hash") == f"#{place}"
    page.click("#forth")
    page.keyboard.press("PageDown")  # of a clicker, though a button has the focus
    assert _where(page) == f"3 / {count}"
    page.click("#back")
    assert _where(page) == f"2 / {count}"
    assert page.evaluate("document.querySelectorAll('.sheet.here').length") == 1
    name = page.locator(".sheet.here .slide").get_attribute("aria-label")
    assert name == f"第 2 张，共 {count} 张"
    page.click("#usage")
    assert page.locator(".here :text('每页 A4 纸两张')").is_visible()


def test_the_panel_stands_beside_the_slide_and_the_next_slide_closes_it(visit, decks):
    file = _decks(decks)[1]
    page = visit(file, width=1366, height=768, whole=False).page
    while not page.locator(".here .hz-number[data-evidence]").count():
        page.keyboard.press("PageDown")
    before = _where(page)
    page.locator(".here .hz-number[data-evidence]").first.click()
    page.wait_for_selector("#evidence:not([hidden])")
    slide, panel = (page.locator(one).bounding_box() for one in (".here .slide", "#evidence"))
    assert slide["x"] + slide["width"] <= panel["x"] + 1
    page.keyboard.press("Escape")
    assert page.locator("#evidence").is_hidden() and _where(page) == before


def test_a_new_size_of_the_window_keeps_the_place(visit, decks):
    page = visit(_decks(decks)[0], width=1366, height=768, whole=False).page
    for _ in range(4):
        page.keyboard.press("PageDown")
    heading = page.locator(".here .slide > *").first.text_content()
    page.set_viewport_size({"width": 700, "height": 900})
    page.wait_for_timeout(600)
    assert page.locator(".here .slide > *").first.text_content()[:5] == heading[:5]
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(600)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def _printed(page):
    """Return how many sheets a deck has on paper, what is cut off there, and its pages' texts."""
    page.wait_for_timeout(1000)  # what draws figures is made ready
    file = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    texts = [re.sub(r"\s", "", one.get_textpage().get_text_bounded()) for one in file]
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    undrawn = "document.querySelector('.hz-figure[data-figure]:not([data-drawn])')"
    page.wait_for_function(f"!{undrawn}", timeout=5000)
    count = page.locator(".sheet").count()
    cut = page.evaluate(
        "[...document.querySelectorAll('.slide, .said')].filter((one) => one.scrollHeight > one.clientHeight + 1"
        " || one.scrollWidth > one.clientWidth + 1).length"
    )
    return count, cut, texts


def test_two_slides_stand_on_a_sheet_of_paper_and_nothing_is_cut(visit, decks):
    for file in _decks(decks):
        count, cut, texts = _printed(visit(file, width=1366, height=768, whole=False).page)
        assert (file.name, cut, len(texts)) == (file.name, 0, -(-count // 2))


def test_remarks_are_in_the_teachers_slides_alone_and_are_printed(visit, decks, taught):
    for file in _decks(decks):
        assert '<aside class="remark">' not in file.read_text(encoding="utf-8")
    page = visit(taught, width=1366, height=768, whole=False).page
    assert page.locator(".remarks").is_hidden()
    page.keyboard.press("PageDown")
    page.keyboard.press("n")
    said = page.locator(".remarks")
    assert "时间（45 分钟）" in said.text_content()
    assert "已过 0 分钟，共 45 分钟" in said.text_content()
    slide, box = (page.locator(one).bounding_box() for one in (".here .slide", ".remarks"))
    assert slide["y"] + slide["height"] <= box["y"] + 1, "they cover nothing"
    page.keyboard.press("n")
    assert said.is_hidden()
    count, cut, texts = _printed(page)
    assert (cut, len(texts)) == (0, -(-count // 2))
    assert "时间（45分钟）" in "".join(texts)


def test_code_is_shown_where_it_is_to_be_read(visit, decks):
    for file in _decks(decks):
        page = visit(file, whole=False, width=1366, height=768).page
        shown = page.locator(".slide pre.shown").all_text_contents()
        if "练习" in page.locator(".deck").text_content():
            assert any("hz.check(" in one for one in shown), file.name
        assert not any("hz.begin(" in one or "hz.results(" in one for one in shown)
        assert "我的进度" not in page.locator(".deck").text_content()
