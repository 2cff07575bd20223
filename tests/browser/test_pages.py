"""The pages as a reader meets them, by mouse, touch and keyboard, with the network cut."""

import base64
import csv
import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont
from walk import data_of

import hzlib as hz
from hzlib.evidence.entry import key
from tests.browser import gallery

pytestmark = pytest.mark.browser
PLOTTED = list(gallery.FIGURES)
_OPEN = "document.querySelectorAll('details').forEach((one) => { one.open = true })"


@pytest.fixture(scope="module")
def facts():
    return hz.facts(gallery.DOCUMENTS).sort_values(["doc", "start"])


@pytest.fixture(scope="module")
def check(folder, facts):
    """Return a function that checks that the panel shows the right thing, of whatever kind."""
    stated = {key(row.evidence): (row.sentence, row.text) for row in facts.itertuples()}
    text = (folder / "gallery.html").read_text(encoding="utf-8")
    entries = data_of(text, "evidence-data")["entries"]

    def check(panel):
        assert panel["shown"]
        entry = entries[panel["evidence"]]
        assert panel["title"] == entry["heading"]
        assert entry.get("value", "") in panel["text"] and entry.get("text", "") in panel["text"]
        parts = [part for _, part in entry.get("parts", ())]
        quoted = [stated[one] for one in [panel["evidence"], *parts] if one in stated]
        assert panel["quotes"] == [sentence for sentence, _ in quoted]
        assert panel["marks"] == [words for _, words in quoted]
        assert panel["parts"] == len(parts)
        if "lines" in entry:
            assert f"共 {entry['total']} 处" in panel["text"]
            assert panel["lines"] == len(entry["lines"])

    return check


def _panel(page):
    return page.evaluate("""() => {
      const panel = document.getElementById('evidence');
      const texts = (selector) => [...panel.querySelectorAll(selector)].map((one) => one.textContent);
      return {shown: !panel.hidden, evidence: panel.dataset.evidence || '', text: panel.textContent,
        title: panel.querySelector('h2').textContent, quotes: texts('blockquote'),
        marks: texts('blockquote mark'), parts: texts('.hz-part').length, lines: texts('.hz-lines li').length};
    }""")


def _figure(page, name):
    figure = page.locator(".hz-figure[data-figure]").nth(PLOTTED.index(name))
    figure.scroll_into_view_if_needed()
    return figure


def _expected(figure):
    """Return the key of each mark that is to be seen, as plotly itself holds it."""
    return figure.evaluate("""(figure) => {
      const keys = (rows) => rows.flatMap((one) => (typeof one[0] === 'string' ? one.slice(0, 1).filter(Boolean) : keys(one)));
      return figure.querySelector('.hz-plot').data
        .filter((trace) => trace.hoverinfo !== 'skip' && trace.visible !== false)
        .flatMap((trace) => keys(trace.customdata));
    }""")


def _keys(marks):
    return marks.evaluate_all("(list) => list.map((one) => one.dataset.evidence)")


def _press_through(page, figure, check):
    """Open each mark of a figure by the keyboard, one after the other."""
    marks = figure.locator(".hz-mark")
    assert sorted(_keys(marks)) == sorted(_expected(figure))
    figure.locator('.hz-mark[tabindex="0"]').focus()
    page.keyboard.press("Home")
    for step in range(marks.count()):
        page.keyboard.press("Enter")
        panel = _panel(page)
        assert panel["evidence"] == marks.nth(step).get_attribute("data-evidence")
        check(panel)
        page.keyboard.press("Escape")
        assert not _panel(page)["shown"]
        assert marks.nth(step).evaluate("one => one === document.activeElement")
        page.keyboard.press("ArrowRight")


@pytest.fixture
def gallery_page(visit, folder):
    return visit(folder / "gallery.html").page


# --- pages as they are ----------------------------------------------------------------------------


def test_no_page_asks_the_network_for_anything_or_complains(visit, folder):
    for file in sorted(folder.glob("*.html")):
        watched = visit(file)
        watched.page.wait_for_timeout(200)
        assert (file.name, watched.requests, watched.complaints) == (file.name, [], [])


def test_a_site_works_from_a_folder_too(visit, site, check):
    for file in sorted(site.glob("*.html")):
        watched = visit(file)
        watched.page.wait_for_timeout(200)
        assert (file.name, watched.requests, watched.complaints) == (file.name, [], [])
    page = visit(site / "gallery.html").page
    page.click(".hz-text .hz-number >> nth=0")
    check(_panel(page))


def test_numbers_of_slides_open_and_no_code_is_shown(visit, site, check):
    page = visit(site / "gallery.slides.html").page
    page.evaluate("location.hash = '2'")
    page.locator(".here .hz-text .hz-number").first.click()
    check(_panel(page))
    assert page.locator(".slide pre").count() == 0


def test_without_scripts_the_words_and_tables_can_be_read(visit, folder):
    page = visit(folder / "gallery.html", script=False).page
    assert page.locator("noscript p").is_visible()
    assert page.locator(".hz-text p").first.is_visible()
    assert page.locator(".hz-table table").last.locator("tbody tr").count() == 45
    assert page.locator(".hz-figure figcaption").count() == len(PLOTTED) + 1
    assert page.locator("#evidence").is_hidden() and page.locator("#look").is_hidden()
    page = visit(folder / "read-hangzhou-gwr-2023.html", script=False).page
    assert page.locator(".hz-full > p:visible").count() > 50
    assert page.locator(".hz-full .fact:visible").count() > 50


_AXE = """async (locale) => {
  if (locale) axe.configure({locale});
  const found = await axe.run(document, {resultTypes: ['violations']});
  return found.violations.map((one) => [one.id, one.help, one.nodes.slice(0, 3).map((node) => node.html)]);
}"""


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    "name", ["gallery", "index", "read-hangzhou-fyp15", "read-hangzhou-plan-2024"]
)
def test_axe_finds_no_violation(visit, folder, axe, name, dark):
    page = visit(folder / f"{name}.html", dark=dark, bypass_csp=True).page
    if name == "gallery":
        page.evaluate(_OPEN)
        page.locator(".hz-text .hz-number").nth(2).click()
    script, locale = axe
    page.evaluate(script)
    assert page.evaluate(_AXE, locale) == []


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (360, False)])
def test_the_page_of_an_indicator_is_whole_and_asks_for_nothing(
    visit, indicators, axe, width, dark
):
    file = indicators / "indicator-gdp.html"
    watched = visit(file, width=width, dark=dark, bypass_csp=True)
    page = watched.page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".hz-picture img").evaluate_all(
        "all => all.map((one) => one.naturalWidth > 300)"
    ) == [True, True]
    page.evaluate(_OPEN)
    page.locator(".hz-picture .hz-mark").first.click()
    assert page.locator("#evidence").is_visible()
    script, locale = axe
    page.evaluate(script)
    assert page.evaluate(_AXE, locale) == []
    assert watched.requests == [] and watched.complaints == []


def test_a_number_leads_to_the_page_of_its_indicator_where_that_lies_beside(
    visit, folder, indicators, tmp_path
):
    text = (folder / "gallery.html").read_text(encoding="utf-8")
    entries = data_of(text, "evidence-data")["entries"]
    shown = [one for one in entries if f'data-evidence="{one}"' in text]
    keys = {name: next(one for one in shown if entries[one].get("indicator", "") == name)
            for name in ("gdp", "")}  # fmt: skip
    told = text.replace('name="indicators" content=""', 'name="indicators" content="gdp pm25"')
    (tmp_path / "page.html").write_text(told, encoding="utf-8")
    (tmp_path / "indicator-gdp.html").write_bytes((indicators / "indicator-gdp.html").read_bytes())
    page = visit(tmp_path / "page.html").page
    link = page.locator('#evidence a[href^="indicator-"]')

    def opened(name):
        page.evaluate(_OPEN)
        page.locator(f'.hz-number[data-evidence="{keys[name]}"]').first.click()
        return link.count()

    assert opened("gdp") == 0, "a page that may lie alone has no link that leads nowhere"
    page.goto((tmp_path / "page.html").as_uri() + "?folder")
    page.locator("html[data-ready]").wait_for()
    assert opened("") == 0 and opened("gdp") == 1
    link.click()
    assert page.url.endswith("indicator-gdp.html?folder")


@pytest.mark.parametrize("name", ["gallery", "index", "read-hangzhou-fyp15"])
def test_nothing_scrolls_sideways_on_a_narrow_screen(visit, folder, name):
    page = visit(folder / f"{name}.html", width=360, height=740).page
    if name == "gallery":
        page.evaluate(_OPEN)
        page.locator(".hz-text .hz-number").nth(2).click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("width", [1100, 1280, 1500, 1700])
def test_the_panel_covers_nothing_of_the_text_on_a_wide_screen(visit, folder, width):
    page = visit(folder / "gallery.html", width=width).page
    page.locator(".hz-text .hz-number").first.click()
    page.wait_for_timeout(400)
    left = page.locator("#evidence").bounding_box()["x"]
    for box in ("article", ".hz-figure >> nth=0", ".hz-table >> nth=0"):
        found = page.locator(box).bounding_box()
        assert found["x"] >= 0 and found["x"] + found["width"] <= left
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width >= 1280:
        assert page.locator("article").bounding_box()["width"] >= 780


_APART = """(one) => {
  const [mark, panel] = [one, document.getElementById('evidence')].map((it) => it.getBoundingClientRect());
  const beside = mark.right <= panel.left + 1 || mark.bottom <= panel.top + 1;
  return beside && mark.left >= -1 && mark.top >= -1 && mark.right <= innerWidth + 1 && mark.bottom <= innerHeight + 1;
}"""


@pytest.mark.parametrize("width", [360, 800, 1200, 1440])
def test_what_was_chosen_stays_in_sight_beside_the_panel(visit, folder, width):
    page = visit(folder / "gallery.html", width=width, height=740).page
    page.evaluate(_OPEN)
    farthest = """(root) => {
      const marks = [...root.querySelectorAll('.hz-mark, .hz-table .hz-number')];
      const right = (one) => one.getBoundingClientRect().right;
      return marks.sort((a, b) => right(b) - right(a))[0];
    }"""
    roots = [_figure(page, name) for name in ("折线", "横柱", "分图")]
    for root in (*roots, page.locator(".hz-picture"), page.locator(".hz-table").first):
        root.scroll_into_view_if_needed()
        mark = root.evaluate_handle(farthest)
        if not mark.as_element():
            mark = root.evaluate_handle("(root) => root.querySelector('.hz-number')")
        mark.evaluate("(one) => { one.scrollIntoView({block: 'end'}); one.click(); }")
        page.wait_for_timeout(900)
        assert _panel(page)["shown"]
        assert mark.evaluate(_APART)
        page.keyboard.press("Escape")
        page.wait_for_timeout(300)


def test_print_clips_no_figure_and_leaves_out_no_row(visit, folder):
    page = visit(folder / "gallery.html", dark=True).page
    page.set_viewport_size({"width": 642, "height": 1000})
    page.emulate_media(media="print")
    page.wait_for_timeout(300)
    clipped = page.evaluate("""() => [...document.querySelectorAll('.hz-figure')].filter((figure) => {
      const home = figure.getBoundingClientRect();
      return [...figure.querySelectorAll('.main-svg, img')].some((one) => {
        const box = one.getBoundingClientRect();
        return box.right > home.right + 1 || box.left < home.left - 1 || box.bottom > home.bottom + 1;
      });
    }).length""")
    assert clipped == 0
    rows = page.locator(".hz-table table").last.locator("tbody tr")
    assert [rows.nth(one).is_visible() for one in (0, 19, 20, 44)] == [True] * 4
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == (
        "rgb(255, 255, 255)"
    )


@pytest.mark.parametrize("name", ["gallery", "read-hangzhou-gwr-2023"])
def test_the_embedded_font_has_every_character_of_the_page(visit, folder, name):
    text = (folder / f"{name}.html").read_text(encoding="utf-8")
    font = TTFont(
        io.BytesIO(base64.b64decode(re.search(r"font/woff2;base64,([^\"]+)", text).group(1)))
    )
    has = set(font.getBestCmap())
    page = visit(folder / f"{name}.html").page
    page.evaluate(_OPEN)
    # Formulas have their letters from a font for mathematics, or from this one.
    page.evaluate("document.querySelectorAll('math').forEach((one) => one.remove())")
    shown = set(page.evaluate("document.body.innerText + [...document.querySelectorAll('svg text')]"
                              ".map((one) => one.textContent).join('')"))  # fmt: skip
    assert {
        one for one in shown if ord(one) > 0x7F and ord(one) not in has and one != "\xa0"
    } == set()
    assert page.evaluate("document.fonts.check('16px \"Noto Sans SC\"', '杭州')")


# --- figures --------------------------------------------------------------------------------------


def test_every_figure_is_drawn(standing):
    drawn = standing.locator(".hz-figure[data-drawn=yes]")
    assert drawn.count() == len(PLOTTED)
    assert drawn.locator(".main-svg").count() >= len(PLOTTED)
    assert standing.locator(".hz-picture img").evaluate("one => one.naturalWidth") > 300


@pytest.mark.parametrize("name", PLOTTED)
def test_a_key_press_on_each_mark_opens_its_sentence(standing, check, name):
    _press_through(standing, _figure(standing, name), check)


@pytest.mark.parametrize("name", PLOTTED)
def test_a_click_on_a_mark_opens_its_sentence(standing, check, name):
    mark = _figure(standing, name).locator(".hz-mark").first
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    standing.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    standing.mouse.down()
    standing.mouse.up()
    standing.wait_for_selector("#evidence:not([hidden])", timeout=3000)
    panel = _panel(standing)
    assert panel["evidence"] == mark.get_attribute("data-evidence")
    check(panel)
    standing.keyboard.press("Escape")


@pytest.mark.parametrize("name", ["折线", "叠柱", "饼", "热图", "分图"])
def test_a_tap_on_a_mark_opens_its_sentence(visit, folder, check, name):
    page = visit(
        folder / "gallery.html", width=390, height=800, has_touch=True, is_mobile=True
    ).page
    mark = _figure(page, name).locator(".hz-mark").first
    mark.scroll_into_view_if_needed()
    page.wait_for_timeout(200)
    box = mark.bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_selector("#evidence:not([hidden])", timeout=3000)
    check(_panel(page))


def test_each_mark_is_named_for_who_cannot_see_it(standing):
    for name in PLOTTED:
        figure = _figure(standing, name)
        labels = figure.locator(".hz-mark").evaluate_all(
            "(list) => list.map((one) => one.getAttribute('aria-label'))"
        )
        assert labels and all(re.search(r"\d", one) for one in labels), name
        assert figure.locator(".hz-plot").get_attribute("aria-label")


def test_marks_follow_what_a_choice_or_a_slider_shows(gallery_page, check):
    figure = _figure(gallery_page, "选择")
    assert figure.locator("select").evaluate("one => one.selectedIndex") == 1
    first = _expected(figure)
    figure.locator("select").select_option(index=2)
    gallery_page.wait_for_timeout(300)
    assert _expected(figure) != first
    _press_through(gallery_page, figure, check)
    figure = _figure(gallery_page, "滑块")
    figure.locator("input[type=range]").focus()
    gallery_page.keyboard.press("ArrowRight")
    gallery_page.wait_for_timeout(300)
    assert figure.locator(".hz-controls output").text_content() == "丑"
    _press_through(gallery_page, figure, check)


def test_a_choice_brings_its_words_whose_numbers_open_too(gallery_page, check):
    figure = _figure(gallery_page, "选择")
    figure.locator("select").select_option(label="丙")
    gallery_page.wait_for_timeout(300)
    for selector, words in ((".hz-title", "丙从{}起"), ("figcaption", "丙的说明，第一个是{}。"),
                            (".hz-reading", "丙的读数是{}。")):  # fmt: skip
        number = figure.locator(f"{selector} .hz-number")
        assert figure.locator(selector).text_content() == words.format(number.text_content())
        number.click()
        check(_panel(gallery_page))
    told = figure.locator(".hz-plot").get_attribute("aria-label")
    assert told.startswith("丙的文字说明") and figure.locator(".hz-alt").text_content() == told
    assert figure.locator(".ytitle").text_content() == "丙"


def test_nothing_moves_while_one_chooses(gallery_page):
    figure = _figure(gallery_page, "选择")
    heights = set()
    for place in range(3):
        figure.locator("select").select_option(index=place)
        gallery_page.wait_for_timeout(200)
        heights.add(round(figure.bounding_box()["height"]))
    assert len(heights) == 1


def test_marks_survive_a_change_of_look(gallery_page, check):
    figure = _figure(gallery_page, "选择")
    figure.locator("select").select_option(index=0)
    gallery_page.wait_for_timeout(300)
    chosen = _expected(figure)
    gallery_page.click("#look")
    gallery_page.wait_for_timeout(500)
    assert gallery_page.evaluate("document.documentElement.dataset.look") == "dark"
    ground = figure.locator(".main-svg").first.evaluate("one => one.style.background")
    assert ground == "rgb(20, 24, 29)"
    assert _expected(figure) == chosen
    _press_through(gallery_page, figure, check)


def test_marks_of_a_printed_picture_open_their_sentences(standing, check):
    marks = standing.locator(".hz-picture .hz-mark")
    assert marks.count() == 8
    for step in range(8):
        marks.nth(step).click()
        assert _panel(standing)["evidence"] == marks.nth(step).get_attribute("data-evidence")
        check(_panel(standing))
        standing.keyboard.press("Escape")


def test_a_printed_picture_follows_the_look_of_the_page(gallery_page):
    image = gallery_page.locator(".hz-picture img")
    drawn = "(one) => decodeURIComponent(one.src).includes('#14181d')"
    assert not image.evaluate(drawn)
    gallery_page.click("#look")
    assert image.evaluate(drawn)
    assert not image.evaluate("(one) => decodeURIComponent(one.src).includes('#ffffff')")
    gallery_page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert not image.evaluate(drawn)


def test_figures_are_drawn_as_they_come_near_and_all_for_a_print(visit, folder):
    page = visit(folder / "gallery.html", whole=False).page
    drawn = page.locator(".hz-figure[data-drawn=yes]")
    assert drawn.count() < 4
    last = page.locator(".hz-figure[data-figure]").last
    last.scroll_into_view_if_needed()
    last.locator(".main-svg").first.wait_for(timeout=5000)
    assert drawn.count() < len(PLOTTED)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.wait_for_timeout(1000)
    assert drawn.count() == len(PLOTTED)


def test_a_link_leads_to_a_figure_and_copies_what_to_cite_it_by(visit, folder):
    page = visit(folder / "gallery.html", permissions=["clipboard-read", "clipboard-write"]).page
    page.locator(".hz-cite[href='#fig-gallery-4']").click()
    page.locator(".hz-cite", has_text="已复制引文").wait_for(timeout=3000)
    assert page.evaluate("navigator.clipboard.readText()") == (
        "图的各种样子｜政府文件中的数据，图 4：柱的题。gallery.html#fig-gallery-4"
    )
    assert page.evaluate("document.querySelector(':target').id") == "fig-gallery-4"


# --- text and tables ------------------------------------------------------------------------------


def test_numbers_in_text_and_tables_open_by_mouse_and_key(gallery_page, check):
    gallery_page.evaluate(_OPEN)
    numbers = gallery_page.locator("article .hz-number:visible")
    assert numbers.count() > 50
    for step in range(0, numbers.count(), 11):
        numbers.nth(step).focus()
        gallery_page.keyboard.press("Enter" if step % 2 else " ")
        panel = _panel(gallery_page)
        assert panel["evidence"] == numbers.nth(step).get_attribute("data-evidence")
        check(panel)
        gallery_page.keyboard.press("Escape")
        assert numbers.nth(step).evaluate("one => one === document.activeElement")
    gallery_page.locator(".hz-text .hz-number").nth(0).click()
    check(_panel(gallery_page))


def test_a_formula_is_followed_to_its_facts_and_back(gallery_page, check):
    gallery_page.locator(".hz-text .hz-number").nth(2).click()
    whole = _panel(gallery_page)
    assert whole["title"] == "推算方法" and whole["parts"] == 2
    check(whole)
    gallery_page.locator("#evidence [data-follow]").nth(1).click()
    part = _panel(gallery_page)
    assert part["title"] == "原文出处"
    check(part)
    gallery_page.click("#evidence .back")
    assert _panel(gallery_page) == whole
    assert (
        gallery_page.locator("#evidence [data-follow]")
        .nth(1)
        .evaluate("one => one === document.activeElement")
    )


def test_the_way_to_the_reader_lands_at_the_number(visit, folder):
    gallery_page = visit(f"{(folder / 'gallery.html').as_uri()}?folder").page
    gallery_page.locator(".hz-text .hz-number").nth(0).click()
    source = _panel(gallery_page)["evidence"]
    gallery_page.click("#evidence a")
    gallery_page.wait_for_selector("html.reader[data-ready]", state="attached")
    here = gallery_page.locator(".fact.here")
    assert here.get_attribute("data-evidence") == source
    assert 0 < here.bounding_box()["y"] < 900


def _shown(table, column=2):
    """Return the exact values of the rows that are to be seen, or the words of their cells."""
    return table.locator("tbody tr:visible").evaluate_all(f"""(rows) => rows.map((row) => {{
      const cell = row.cells[{column}];
      return cell.dataset.value ? Number(cell.dataset.value) : cell.textContent;
    }})""")


def test_no_number_of_a_table_is_off_a_narrow_screen(visit, folder):
    page = visit(folder / "gallery.html", width=360, height=740).page
    page.wait_for_timeout(300)
    assert page.locator(".hz-table .hz-cards").count()
    off = """(list) => list.filter((one) => {
      const box = one.getBoundingClientRect();
      return box.left < 0 || box.right > innerWidth;
    }).length"""
    numbers = page.locator(".hz-table tbody .hz-number:visible")
    assert numbers.count() > 20 and numbers.evaluate_all(off) == 0
    cell = page.locator(".hz-cards td:visible").nth(1)
    told = cell.evaluate("one => getComputedStyle(one, '::before').content")
    assert (
        told.strip('"') == cell.get_attribute("data-head") and cell.get_attribute("role") == "cell"
    )
    page.locator(".hz-cards .hz-sort").nth(2).click()
    assert page.locator(".hz-cards th[aria-sort]").count() == 1


def test_the_first_column_stays_where_a_table_scrolls(visit, folder):
    page = visit(folder / "gallery.html", width=700).page
    field = page.locator(".hz-table .hz-scroll").last
    field.scroll_into_view_if_needed()
    field.evaluate("one => { one.style.width = '320px'; }")
    page.wait_for_timeout(300)
    assert field.get_attribute("data-more") is not None
    field.evaluate("one => { one.scrollLeft = one.scrollWidth; }")
    page.wait_for_timeout(300)
    assert field.get_attribute("data-more") is None
    first = field.locator("tbody tr:visible").first.locator(":scope > *").first
    assert abs(first.bounding_box()["x"] - field.bounding_box()["x"]) < 2


def test_headings_sort_a_table_by_size_and_by_words(gallery_page):
    table = gallery_page.locator(".hz-table table").first
    before = _shown(table)
    head = table.locator("th", has_text="数值")
    for sort, wanted in (("ascending", sorted(before)), ("descending", sorted(before)[::-1]),
                         (None, before)):  # fmt: skip
        head.locator("button").press("Enter")
        assert head.get_attribute("aria-sort") == sort
        assert _shown(table) == wanted
    head = table.locator("th", has_text="单位")
    head.locator("button").click()
    assert _shown(table, 3) != sorted(before) and head.get_attribute("aria-sort") == "ascending"
    words = _shown(table, 3)
    assert words == [one for unit in dict.fromkeys(words) for one in [unit] * words.count(unit)]


def test_a_filter_leaves_the_rows_with_all_words(gallery_page, facts, check):
    holder = gallery_page.locator(".hz-table").last
    rows = facts.head(45)
    holder.locator("input[type=search]").fill("亿元  增长")
    wanted = [one for one in rows.itertuples()
              if "亿元" in one.unit + one.sentence and "增长" in one.sentence]  # fmt: skip
    assert 0 < len(wanted) < 45
    shown = _shown(holder.locator("table"), 1)
    assert shown == [one.value for one in wanted][:20]
    assert f"{len(wanted)} 行" in holder.locator("output").text_content()
    holder.locator("tbody tr:visible .hz-number").first.click()
    check(_panel(gallery_page))
    holder.locator("input[type=search]").fill("没有这样的词")
    assert _shown(holder.locator("table"), 1) == []
    assert holder.locator("output").text_content() == "没有符合的行（共 45 行）"


def test_a_long_table_has_pages(gallery_page, facts):
    holder = gallery_page.locator(".hz-table").last
    values = list(facts.head(45).value)
    count, (back, forth) = holder.locator("output"), (
        holder.locator(f"button[aria-label={name}]") for name in ("上一页", "下一页"))  # fmt: skip
    assert (count.text_content(), back.is_disabled()) == ("1–20 / 45 行", True)
    forth.click()
    assert count.text_content() == "21–40 / 45 行"
    forth.click()
    assert (count.text_content(), forth.is_disabled()) == ("41–45 / 45 行", True)
    assert _shown(holder.locator("table"), 1) == values[40:]
    back.click()
    assert _shown(holder.locator("table"), 1) == values[20:40]


def test_short_tables_have_no_filter_and_middling_ones_no_pages(standing):
    bars = standing.locator(".hz-table").evaluate_all(
        "(list) => list.map((one) => [one.querySelectorAll('.hz-bar input').length, one.querySelectorAll('.hz-bar button').length])"
    )
    assert bars == [[1, 0], [0, 0], [1, 2]]


def test_a_long_table_behind_a_figure_is_filled_when_it_is_opened(gallery_page, facts, check):
    figure = _figure(gallery_page, "柱")
    assert figure.locator("table").count() == 0
    assert gallery_page.locator("[data-held]").count() == 1
    figure.locator("summary").click()
    # The page is told of the opening a moment later.
    figure.locator("table tbody tr").nth(59).wait_for(state="attached")
    assert figure.locator("table tbody tr").count() == 60
    assert figure.locator(".hz-bar output").text_content() == "1–20 / 60 行"
    figure.locator(".hz-sort", has_text="数值").click()
    assert _shown(figure.locator("table"), 3) == sorted(facts.head(60).value)[:20]
    figure.locator("tbody tr:visible .hz-number").first.click()
    check(_panel(gallery_page))


# --- files ----------------------------------------------------------------------------------------


def _download(page, locator):
    with page.expect_download() as event:
        locator.click()
    return event.value


def _rows(download):
    content = download.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_data_file_holds_the_rows_with_their_provenance(standing, facts):
    got = _download(standing, standing.locator(".hz-table [data-save=csv]").first)
    assert got.suggested_filename == "tab-gallery-1.csv"
    rows, wanted = _rows(got), facts.head(12)
    assert [float(row["数值"]) for row in rows] == list(wanted.value)
    assert {row["出处"] for row in rows} == {"原文出处"}
    assert [row["原文"] for row in rows] == list(wanted.sentence)
    assert [row["位置"] for row in rows] == [
        f"{row.doc} {row.start}–{row.end}" for row in wanted.itertuples()
    ]
    titles = {one.id: one.title for one in hz.documents([])}
    assert all(
        row["来源"].startswith(titles[one.doc])
        for row, one in zip(rows, wanted.itertuples(), strict=True)
    )
    short = _rows(_download(standing, standing.locator(".hz-table [data-save=csv]").nth(1)))
    assert [row["乙"] for row in short] == [str(short[0]["乙"]), ""]


def test_a_workbook_holds_the_same_rows(standing, facts):
    got = _download(standing, standing.locator(".hz-table [data-save=xlsx]").first)
    assert got.suggested_filename == "tab-gallery-1.xlsx"
    with zipfile.ZipFile(got.path()) as book:
        assert book.testzip() is None
        data, about = (
            ElementTree.fromstring(book.read(f"xl/worksheets/sheet{one}.xml")) for one in (1, 2)
        )
    space = {"": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    head, *rows = data.findall("sheetData/row", space)
    column = next(one.get("r")[0] for one in head if "".join(one.itertext()) == "数值")
    numbers = {one.get("r"): one.find("v", space) for row in rows for one in row}
    assert [float(numbers[f"{column}{line}"].text) for line in range(2, 14)] == list(
        facts.head(12).value
    )
    texts = {one.text for one in data.iter(f"{{{space['']}}}t")}
    assert {"原文", *facts.head(12).sentence} <= texts
    assert any("资料来源：《" in one.text for one in about.iter(f"{{{space['']}}}t"))


def test_a_data_file_of_a_closed_long_table_has_all_rows(gallery_page, facts):
    figure = _figure(gallery_page, "柱")
    rows = _rows(_download(gallery_page, figure.locator("[data-save=csv]")))
    assert [float(row["数值"]) for row in rows] == list(facts.head(60).value)


def test_a_computed_number_is_told_in_a_data_file_with_its_formula(standing):
    rows = _rows(_download(standing, _figure(standing, "推算").locator("[data-save=csv]")))
    assert [row["出处"] for row in rows] == ["推算方法", "逐一计数"]
    assert "÷" in rows[0]["原文"] and rows[0]["位置"].count("hangzhou-gwr-2021 ") == 2


def test_pictures_are_downloaded_as_png_and_svg(standing):
    for holder in (_figure(standing, "柱"), standing.locator(".hz-picture")):
        png = _download(standing, holder.locator("[data-save=png]")).path().read_bytes()
        assert png.startswith(b"\x89PNG") and len(png) > 10_000
        svg = _download(standing, holder.locator("[data-save=svg]")).path().read_text("utf-8")
        assert "<svg" in svg[:200]
    svg = _download(standing, _figure(standing, "柱").locator("[data-save=svg]")).path()
    text = svg.read_text("utf-8")
    assert "柱的题" in text and "@font-face" in text
    assert "注：柱的说明" in text and "资料来源：《" in text and "fig-gallery-4" in text
    assert re.search(r"fig-gallery-4　\d{4}-\d\d-\d\d<", text)
    picture = _download(standing, standing.locator(".hz-picture [data-save=svg]"))
    assert picture.suggested_filename == f"fig-gallery-{len(PLOTTED) + 1}.svg"
    assert "印刷图的题" in picture.path().read_text("utf-8")


def test_a_figure_without_a_table_offers_no_data(standing):
    kinds = (
        _figure(standing, "方块")
        .locator("[data-save]")
        .evaluate_all("(list) => list.map((one) => one.dataset.save)")
    )
    assert kinds == ["png", "svg"]
