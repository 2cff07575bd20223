"""The pages as a reader meets them, by mouse, touch and keyboard, with the network cut."""

import csv
import io

import pytest

import hzlib as hz
from hzlib.pages import evidence
from tests.browser import gallery

pytestmark = pytest.mark.browser
PLOTTED = list(gallery.FIGURES)


@pytest.fixture(scope="module")
def sentences():
    """Return the sentence of each fact, from the facts table."""
    facts = hz.facts()
    return {f"fact:{row.id}": (row.sentence, row.text) for row in facts.itertuples()}


def _panel(page):
    return page.evaluate("""() => {
      const panel = document.getElementById('evidence');
      return {shown: !panel.hidden, evidence: panel.dataset.evidence || '',
        quotes: [...panel.querySelectorAll('blockquote')].map((one) => one.textContent),
        marks: [...panel.querySelectorAll('blockquote mark')].map((one) => one.textContent),
        text: panel.textContent};
    }""")


def _right(panel, sentences):
    """Check that the panel shows the right thing for its evidence, whatever its kind."""
    source = panel["evidence"]
    assert panel["shown"]
    kind = source.partition(":")[0]
    if kind == "fact":
        sentence, text = sentences[source]
        assert panel["quotes"] == [sentence]
        assert panel["marks"] == [text]
    elif kind in ("formula", "all"):
        stated = [sentences[part] for part in evidence.parts(source)]
        assert panel["quotes"] == [sentence for sentence, _ in stated]
        assert panel["marks"] == [text for _, text in stated]
        if kind == "formula":
            assert evidence.resolve(source)["formula"] in panel["text"]
    else:
        assert kind == "kwic"
        assert (
            f"“{source.rpartition(':')[2]}”共 {evidence.resolve(source)['total']} 处"
            in panel["text"]
        )


def _figure(page, name):
    figure = page.locator(f'.figure[data-figure="{PLOTTED.index(name)}"]')
    figure.scroll_into_view_if_needed()
    return figure


def _expected(page, name):
    """Return the evidence of each mark as plotly itself holds it."""
    return page.evaluate("""(place) => {
      const plot = document.querySelector(`.figure[data-figure="${place}"] .plot`);
      return plot.data.flatMap((trace) => trace.customdata.flat());
    }""", PLOTTED.index(name))  # fmt: skip


@pytest.fixture
def gallery_page(visit, folder):
    return visit(folder / "gallery.html").page


def test_no_page_asks_the_network_for_anything_or_complains(visit, folder):
    for file in sorted(folder.glob("*.html")):
        watched = visit(file)
        watched.page.wait_for_timeout(200)
        assert (file.name, watched.requests, watched.complaints) == (file.name, [], [])


def test_a_site_works_from_a_folder_too(visit, site, sentences):
    for file in sorted(site.glob("*.html")):
        watched = visit(file)
        watched.page.wait_for_timeout(200)
        assert (file.name, watched.requests, watched.complaints) == (file.name, [], [])
    page = visit(site / "gallery.html").page
    page.click(".reading .number >> nth=0")
    _right(_panel(page), sentences)


def test_every_figure_is_drawn(gallery_page):
    drawn = gallery_page.locator(".figure[data-drawn=yes] .main-svg").count()
    assert gallery_page.locator(".figure[data-drawn=yes]").count() == len(PLOTTED)
    assert drawn >= len(PLOTTED)


@pytest.mark.parametrize("name", PLOTTED)
def test_a_key_press_on_each_mark_opens_its_sentence(gallery_page, sentences, name):
    figure = _figure(gallery_page, name)
    marks = figure.locator(".mark")
    expected = _expected(gallery_page, name)
    assert sorted(
        marks.nth(i).get_attribute("data-evidence") for i in range(marks.count())
    ) == sorted(expected)
    figure.locator('.mark[tabindex="0"]').focus()
    for step in range(marks.count()):
        gallery_page.keyboard.press("Enter")
        panel = _panel(gallery_page)
        assert panel["evidence"] == marks.nth(step).get_attribute("data-evidence")
        _right(panel, sentences)
        gallery_page.keyboard.press("Escape")
        assert not _panel(gallery_page)["shown"]
        assert marks.nth(step).evaluate("one => one === document.activeElement")
        gallery_page.keyboard.press("ArrowRight")


@pytest.mark.parametrize("name", PLOTTED)
def test_a_click_on_a_mark_opens_its_sentence(gallery_page, sentences, name):
    figure = _figure(gallery_page, name)
    box = figure.locator(".mark").first.bounding_box()
    gallery_page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    gallery_page.mouse.down()
    gallery_page.mouse.up()
    gallery_page.wait_for_selector("#evidence:not([hidden])", timeout=3000)
    panel = _panel(gallery_page)
    assert panel["evidence"] == figure.locator(".mark").first.get_attribute("data-evidence")
    _right(panel, sentences)


@pytest.mark.parametrize("name", ["折线", "柱", "热图"])
def test_a_tap_on_a_mark_opens_its_sentence(visit, folder, sentences, name):
    page = visit(
        folder / "gallery.html", width=390, height=800, has_touch=True, is_mobile=True
    ).page
    figure = _figure(page, name)
    page.wait_for_timeout(200)
    box = figure.locator(".mark").first.bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_selector("#evidence:not([hidden])", timeout=3000)
    _right(_panel(page), sentences)


def test_marks_follow_what_a_choice_or_a_slider_shows(gallery_page, sentences):
    figure = _figure(gallery_page, "选择")
    first = _expected(gallery_page, "选择")
    figure.locator("select").select_option(index=2)
    gallery_page.wait_for_timeout(300)
    assert _expected(gallery_page, "选择") != first
    test_a_key_press_on_each_mark_opens_its_sentence(gallery_page, sentences, "选择")
    figure = _figure(gallery_page, "滑块")
    figure.locator("input[type=range]").focus()
    gallery_page.keyboard.press("ArrowRight")
    gallery_page.wait_for_timeout(300)
    test_a_key_press_on_each_mark_opens_its_sentence(gallery_page, sentences, "滑块")


def test_a_choice_brings_its_title_whose_number_opens_too(gallery_page, sentences):
    figure = _figure(gallery_page, "选择")
    figure.locator("select").select_option(index=1)
    title = figure.locator(".title")
    assert title.text_content().startswith("乙从")
    number = title.locator(".number")
    assert title.text_content() == f"乙从{number.text_content()}起"
    number.click()
    _right(_panel(gallery_page), sentences)


def test_marks_survive_a_change_of_look(gallery_page, sentences):
    figure = _figure(gallery_page, "选择")
    figure.locator("select").select_option(index=1)
    chosen = _expected(gallery_page, "选择")
    gallery_page.click("#look")
    gallery_page.wait_for_timeout(500)
    assert gallery_page.evaluate("document.documentElement.dataset.look") == "dark"
    assert _expected(gallery_page, "选择") == chosen
    test_a_key_press_on_each_mark_opens_its_sentence(gallery_page, sentences, "选择")


def test_marks_of_a_printed_picture_open_their_sentences(gallery_page, sentences):
    marks = gallery_page.locator(".picture .mark")
    assert marks.count() == 8
    for step in range(8):
        marks.nth(step).click(force=True)
        _right(_panel(gallery_page), sentences)
        gallery_page.keyboard.press("Escape")


def test_numbers_in_text_and_tables_open_by_mouse_and_key(gallery_page, sentences):
    gallery_page.evaluate(
        "document.querySelectorAll('details').forEach((one) => { one.open = true })"
    )
    numbers = gallery_page.locator("article .number")
    assert numbers.count() > 50
    for step in range(0, numbers.count(), 7):
        numbers.nth(step).focus()
        gallery_page.keyboard.press("Enter" if step % 2 else " ")
        panel = _panel(gallery_page)
        assert panel["evidence"] == numbers.nth(step).get_attribute("data-evidence")
        _right(panel, sentences)
        gallery_page.keyboard.press("Escape")
        assert numbers.nth(step).evaluate("one => one === document.activeElement")
    gallery_page.locator(".reading .number").nth(0).click()
    _right(_panel(gallery_page), sentences)


def test_a_formula_is_followed_to_its_facts_and_back(gallery_page, sentences):
    gallery_page.locator(".reading .number").nth(2).click()
    _right(_panel(gallery_page), sentences)
    gallery_page.locator("#evidence [data-follow]").nth(1).click()
    panel = _panel(gallery_page)
    assert panel["evidence"].startswith("fact:")
    _right(panel, sentences)
    gallery_page.click("#evidence .back")
    assert _panel(gallery_page)["evidence"].startswith("formula:")


def test_the_way_to_the_reader_lands_at_the_number(gallery_page, visit, folder):
    gallery_page.locator(".reading .number").nth(0).click()
    source = _panel(gallery_page)["evidence"]
    gallery_page.click("#evidence a")
    gallery_page.wait_for_selector("html[data-ready]", state="attached")
    here = gallery_page.locator(".fact.here")
    assert here.get_attribute("data-evidence") == source
    box = here.bounding_box()
    assert 0 < box["y"] < 900


def _download(page, locator):
    with page.expect_download() as event:
        locator.click()
    return event.value


def test_a_data_file_holds_the_rows_with_their_provenance(gallery_page, sentences):
    got = _download(gallery_page, gallery_page.locator(".data [data-save=csv]").last)
    content = got.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    facts = hz.facts()
    levels = facts[facts.measure == "level"].drop_duplicates(["doc", "start"]).head(8)
    assert [float(row["数值"]) for row in rows] == list(levels.value)
    assert [row["出处"] for row in rows] == [f"fact:{one}" for one in levels.id]
    assert [row["原文"] for row in rows] == list(levels.sentence)
    assert [row["位置"] for row in rows] == [
        f"{row.doc} {row.start}–{row.end}" for row in levels.itertuples()
    ]


def test_pictures_are_downloaded_as_png_and_svg(gallery_page):
    for holder in (_figure(gallery_page, "柱"), gallery_page.locator(".picture")):
        png = _download(gallery_page, holder.locator("[data-save=png]")).path().read_bytes()
        assert png.startswith(b"\x89PNG") and len(png) > 10_000
        svg = _download(gallery_page, holder.locator("[data-save=svg]")).path().read_text("utf-8")
        assert "<svg" in svg[:200]


def _violations(page, axe):
    script, locale = axe
    page.evaluate(script)
    return page.evaluate("""async (locale) => {
      if (locale) axe.configure({locale});
      const found = await axe.run(document, {resultTypes: ['violations']});
      return found.violations.map((one) => [one.id, one.help, one.nodes.slice(0, 3).map((node) => node.html)]);
    }""", locale)  # fmt: skip


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    "name", ["gallery", "index", "read-hangzhou-fyp15", "read-hangzhou-plan-2024"]
)
def test_axe_finds_no_violation(visit, folder, axe, name, dark):
    page = visit(folder / f"{name}.html", dark=dark, bypass_csp=True, reduced_motion="reduce").page
    if name == "gallery":
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        page.locator(".reading .number").nth(2).click()
    assert _violations(page, axe) == []


@pytest.mark.parametrize("name", ["gallery", "index", "read-hangzhou-fyp15"])
def test_nothing_scrolls_sideways_on_a_narrow_screen(visit, folder, name):
    page = visit(folder / f"{name}.html", width=360, height=740).page
    if name == "gallery":
        page.locator(".reading .number").nth(2).click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_print_clips_no_figure(visit, folder, tmp_path):
    page = visit(folder / "gallery.html").page
    page.set_viewport_size({"width": 642, "height": 1000})
    page.emulate_media(media="print")
    page.wait_for_timeout(300)
    clipped = page.evaluate("""() => [...document.querySelectorAll('.figure')].filter((figure) => {
      const home = figure.getBoundingClientRect();
      return [...figure.querySelectorAll('.main-svg, img')].some((one) => {
        const box = one.getBoundingClientRect();
        return box.right > home.right + 1 || box.left < home.left - 1 || box.bottom > home.bottom + 1;
      });
    }).length""")
    assert clipped == 0


@pytest.mark.parametrize("name", ["gallery", "read-hangzhou-gwr-2023"])
def test_the_embedded_font_has_every_character_of_the_page(visit, folder, name):
    import base64
    import re

    from fontTools.ttLib import TTFont

    text = (folder / f"{name}.html").read_text(encoding="utf-8")
    font = TTFont(
        io.BytesIO(base64.b64decode(re.search(r"font/woff2;base64,([^\"]+)", text).group(1)))
    )
    has = set(font.getBestCmap())
    page = visit(folder / f"{name}.html").page
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    # Formulas have their letters from a font for mathematics, or from this one.
    page.evaluate("document.querySelectorAll('math').forEach((one) => one.remove())")
    shown = set(page.evaluate("document.body.innerText + [...document.querySelectorAll('svg text')]"
                              ".map((one) => one.textContent).join('')"))  # fmt: skip
    assert {
        one for one in shown if ord(one) > 0x7F and ord(one) not in has and one != "\xa0"
    } == set()
    assert page.evaluate("document.fonts.check('16px \"Noto Sans SC\"', '杭州')")
