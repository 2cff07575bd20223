"""A page as who gets it by mail reads it: its answer at once, and nothing that leads nowhere."""

import re
import shutil
from urllib.parse import unquote, urlsplit

import pytest

from hzlib import paths

pytestmark = pytest.mark.browser
NOTEBOOKS = [file.stem for file in sorted(paths.notebooks().glob("[0-9][0-9]_*.ipynb"))]
# The files and places of a page that an address may name, and those that it has.
ADDRESSES = """() => ({
  links: [...document.querySelectorAll('[href], [src]')].map((one) => one.getAttribute('href') || one.getAttribute('src')),
  ids: [...document.querySelectorAll('[id]')].map((one) => one.id),
})"""
# Every sentence that the panel quotes, followed to the paragraphs around it; run inside the page.
FOLLOW = """() => {
  const panel = document.querySelector('#evidence');
  const bare = (text) => text.normalize('NFKC').replace(/\\s/g, '');
  const kept = (range) => {
    const part = range.cloneContents();
    part.querySelectorAll('.removed').forEach((one) => one.remove()); // an advertisement inside
    return bare(part.textContent);
  };
  const known = new Set();
  const wrong = [];
  const links = new Set();
  let read = 0;
  const follow = (depth) => {
    panel.querySelectorAll('a[href]').forEach((one) => links.add(one.getAttribute('href')));
    const quoted = [...panel.querySelectorAll('.body > blockquote mark')].map((one) => bare(one.textContent));
    const ways = [...panel.querySelectorAll('.body > .hz-ways > [data-read]')];
    if (quoted.length !== ways.length) wrong.push(['no way', panel.textContent.slice(0, 60)]);
    ways.forEach((way, i) => {
      way.click();
      // What is coloured in them is what is marked in the sentence.
      const reached = [...(CSS.highlights.get('hz-place') || [])].map(kept).join('');
      // What cleaning took out has no words in the sentence, and may be blanks alone.
      if (quoted[i] ? reached !== quoted[i] : !panel.querySelector('.here, .reached')) wrong.push([quoted[i], reached]);
      read += 1;
      panel.querySelectorAll('a[href]').forEach((one) => links.add(one.getAttribute('href')));
      panel.querySelector('.back').click();
    });
    if (depth === 3) return;
    const parts = [...panel.querySelectorAll('[data-follow]')];
    for (const part of parts) {
      if (known.has(part.dataset.follow)) continue;
      known.add(part.dataset.follow);
      part.click();
      follow(depth + 1);
      panel.querySelector('.back').click();
    }
  };
  for (const one of document.querySelectorAll('main [data-evidence]')) {
    if (known.has(one.dataset.evidence)) continue;
    known.add(one.dataset.evidence);
    one.click();
    if (panel.hidden) continue;
    follow(0);
    panel.querySelector('.close').click();
  }
  return { wrong, read, links: [...links] };
}"""


def missing(links, ids, folder):
    """Return the addresses that lead to no file of the folder and to no place of the page."""
    found = []
    for link in links:
        place = urlsplit(link)
        if place.scheme in ("http", "https", "mailto", "data"):
            continue
        file = place.path and not (folder / unquote(place.path)).is_file()
        nowhere = not place.path and place.fragment and place.fragment not in ids
        if file or nowhere:
            found.append(link)
    return found


def _alone(reports, tmp_path, name):
    return shutil.copy(reports / f"{name}.html", tmp_path / f"{name}.html")


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_page_alone_has_no_dead_link_and_holds_what_it_cites(visit, reports, tmp_path, name):
    file = _alone(reports, tmp_path, name)
    watched = visit(file)
    found = watched.page.evaluate(ADDRESSES)
    assert missing(found["links"], found["ids"], tmp_path) == []
    followed = watched.page.evaluate(FOLLOW)
    print(f"{name}: {followed['read']} sentences followed to their paragraphs")
    assert followed["wrong"] == [] and followed["read"] > 5
    assert missing(followed["links"], [], tmp_path) == []
    assert (watched.requests, watched.complaints) == ([], [])


@pytest.mark.parametrize("name", ["read-hangzhou-gwr-2023", "read-hangzhou-fyp15"])
def test_a_reader_alone_has_no_dead_link(visit, reports, tmp_path, name):
    page = visit(_alone(reports, tmp_path, name)).page
    page.locator(".hz-full .fact").first.click()
    link = page.locator("#evidence .hz-ways a").get_attribute("href")
    assert re.fullmatch(r"#c\d+", link)
    found = page.evaluate(ADDRESSES)
    links = [one for one in found["links"] if not re.fullmatch(r"#c\d+", one)]
    assert missing(links, found["ids"], tmp_path) == []


def test_a_page_that_its_index_opens_is_linked_with_those_beside_it(visit, reports):
    page = visit(reports / "index.html").page
    page.locator(".cards a").nth(1).click()
    page.wait_for_selector("html.report[data-ready]", state="attached")
    found = page.evaluate(ADDRESSES)
    assert missing(found["links"], found["ids"], reports) == []
    assert page.locator(".masthead nav a:visible").all_text_contents() == [
        "目录",
        "上一篇",
        "下一篇",
    ]
    page.click(".onward [rel=next]")
    page.wait_for_selector("html.report[data-ready]", state="attached")
    assert "02_targets.html?folder" in page.url
    page.locator(".answer .hz-number").first.click()
    page.locator("#evidence [data-follow]").first.click()
    page.locator("#evidence .hz-ways a").click()
    page.wait_for_selector("html.reader[data-ready]", state="attached")
    assert page.locator(".here, .reached").count() == 1
    page.click(".masthead nav a")
    page.wait_for_selector("html.index[data-ready]", state="attached")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (360, 740)])
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_answer_is_whole_in_the_first_screen(visit, reports, name, width, height):
    page = visit(reports / f"{name}.html", width=width, height=height, whole=False).page
    box = page.locator("section.answer").bounding_box()
    print(f"{name} {width}x{height}: {box['y'] + box['height']:.0f}")
    assert box["y"] + box["height"] <= height
    said = page.locator(".answer li")
    assert 3 <= said.count() <= 5
    for place in range(said.count()):
        assert said.nth(place).locator(".hz-number[role=button]").count() >= 1


def test_one_button_shows_the_code_of_a_page(visit, tmp_path):
    from hzlib.pages.report import report

    report(["01_gdp_trends"], tmp_path, code=True)
    page = visit(tmp_path / "01_gdp_trends.html").page
    cells = page.locator("pre.code")
    assert cells.count() > 10 and not cells.first.is_visible()
    page.click("#code")
    assert cells.first.is_visible() and page.locator("#code").text_content() == "隐藏代码"
    page.click("#code")
    assert not cells.first.is_visible()
    plain = visit(tmp_path / "01_gdp_trends.html", script=False).page
    assert plain.locator("pre.code").first.is_visible()
