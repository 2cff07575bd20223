"""Every number of every page is clicked: what opens states it, counts it, yields it or names it."""

import re
from collections import Counter

import pytest

from hzlib import lookups, paths
from tests.browser.conftest import INDICATORS, opened
from tests.browser.panel import READ, numbers, result
from tests.language import table
from tests.walk import data_of

pytestmark = pytest.mark.browser
NOTEBOOKS = [file.stem for file in sorted(paths.notebooks().glob("[0-9][0-9]_*.ipynb"))]
INDICATED = [f"indicator-{one}" for one in INDICATORS]
_UNIT = re.compile(r"\d\s*(?:万亿|千亿|百亿|亿|万|千)?(个百分点|[^\d\s。，；、（）()—+−-]{1,4})$")
_NAMES = tuple(row.name_zh for row in lookups.indicators().values())
_CONSTANTS = tuple(row["phrase"] for row in table("constants"))


def misfit(one, entry):
    """Return why what a number opens is not about that number; an empty text if it is."""
    if not one["open"]:
        return "nothing opens"
    if not entry or entry["heading"] not in one["title"]:
        return "no entry"
    words = one["shown"].split("。看出处")[0].rstrip("※")
    shown, unit = numbers(words), _UNIT.search(words)
    heading, value = entry["heading"], entry.get("value", "")
    # A cell may leave its unit to the heading; where there is one it is that of the evidence.
    bare = words.lstrip("≥≤约+")
    said = bare in one["body"] or bare.replace(",", "") in one["body"]
    if unit and value and not (one["mark"] or said or _same_unit(unit[1], value)):
        return f"is in {unit[1]}, the evidence says {value}"
    if value and value not in one["body"]:
        return f"the panel does not say {value}"
    if heading == "原文出处":
        marked = [number for text in one["marks"] for number in numbers(text)]
        if not one["marks"] or not "".join(one["marks"]).strip():
            return "no sentence"
        if "fields" in entry and not {"指标", "数的对象"} & {name for name, _ in entry["fields"]}:
            return "no indicator and no subject"
        told = numbers(value) + marked
        if (
            not told
        ):  # a place where a word stands: what is marked is that word, of the label or row
            about = words if one["mark"] else one["context"]
            marked = all(text in about or words in text for text in one["marks"])
            return "" if marked else f"marks {one['marks']}"
        return "" if _fits(shown, told) or not shown else f"states {value}, {one['marks']}"
    if heading == "推算方法" and entry.get("parts") and _is_formula(entry["text"]):
        yields = numbers(f"{result(entry['text']):.9f}".replace("-", "−"))
        if words == "未出现" and not result(entry["text"]):  # nought in words
            return ""
        return "" if _fits(shown, yields) else f"{entry['text']} = {yields[0].value}"
    if heading in ("逐一计数", "词语所在"):
        total = 0 if "无；已在" in entry.get("text", "") else entry["total"]
        if not shown:  # words, not their number: each of them stands in the lines
            names = words.split("、")
            wrong = [text for text in one["marks"] if text not in names]
            return f"marks {wrong}" if wrong or not one["marks"] else ""
        return "" if any(abs(number.value) == total for number in shown) else f"lists {total}"
    if heading in ("推算方法", "选定的数", "参考数据", "切词计数"):
        return "" if _fits(shown, numbers(value)) else f"says {value}"
    if heading == "多处出处":
        return "" if entry["parts"] else "nothing beside"
    return f"{heading}: of no known kind"


def _same_unit(unit, value):
    # A column of people has one unit: a document counts some of them in 名.
    names = {unit, {"个百分点": "%", "人": "名"}.get(unit, unit)}
    return any(name in value for name in names) or value[-1:].isdigit()


def _fits(shown, told):
    return any(number.near(other) for number in shown for other in told)


def _is_formula(text):
    return not re.search(r"[\u4e00-\u9fff]", text)


def every_state(page):
    """Yield for each option of each choice the figure that it changed; first None: the page."""
    yield None
    for figure in page.query_selector_all(".hz-figure:has(.hz-controls)"):
        for select in figure.query_selector_all(".hz-controls select"):
            for place in range(1, len(select.query_selector_all("option"))):
                select.select_option(index=place)
                page.wait_for_timeout(250)
                yield figure
        for slider in figure.query_selector_all(".hz-controls input[type=range]"):
            for key in ["Home"] + ["ArrowRight"] * int(slider.get_attribute("max") or 0):
                slider.focus()
                page.keyboard.press(key)
                page.wait_for_timeout(250)
                yield figure


@pytest.fixture(scope="module", params=[*NOTEBOOKS, *INDICATED])
def visited(request, chromium):
    """Return a page's file and the page, for all tests of one before those of the next."""
    home = request.getfixturevalue("indicators" if request.param in INDICATED else "reports")
    file = home / f"{request.param}.html"
    page = opened(chromium, file).page
    yield file, page
    page.context.close()


def test_no_number_of_the_text_is_without_evidence(visited):
    # The 35 of 新引进35岁以下大学生 is part of an indicator's name.
    bare = [one for one in visited[1].evaluate(BARE) if not any(name in one[1] for name in _NAMES)]
    # A constant of a definition stands in its words: 95%置信区间.
    bare = [[number, words] for number, words in bare
            if not any(number in one and one in words for one in _CONSTANTS)
            and not any(words in one.definition for one in lookups.comparability().values())]  # fmt: skip
    assert not bare, "\n".join(f"{number} in {context}" for number, context in bare[:40])


def test_a_click_on_every_number_opens_what_it_is(visited):
    file, page = visited
    name, entries = file.stem, data_of(file.read_text(encoding="utf-8"), "evidence-data")["entries"]
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    page.wait_for_timeout(300)
    seen, wrong, kinds = set(), [], Counter()
    for changed in every_state(page):
        for one in page.evaluate(READ, changed):
            mark = (one["shown"], one["key"], one["context"])
            if mark in seen:
                continue
            seen.add(mark)
            entry = entries.get(one["key"])
            kinds[entry["heading"] if entry else "—"] += 1
            why = misfit(one, entry)
            if why:
                wrong.append(f"{one['shown']!r} in {one['context'][:60]!r}: {why}")
    print(f"{name}: {len(seen)} numbers, {dict(kinds)}")
    assert not wrong, f"{len(wrong)} of {len(seen)} numbers\n" + "\n".join(wrong[:60])
    assert len(seen) > (15 if name in INDICATED else 40)


# Numbers of titles, captions, readings and cells that open nothing. Years, periods, numbers inside
# of names (PM2.5, 5G, Top20), axes and controls are free; so is prose in Markdown, which the
# notebooks' own test holds to be without figures.
BARE = r"""() => {
  const found = [];
  const roots = document.querySelectorAll('.hz-title, figcaption, .hz-reading, .hz-text, .hz-table, .hz-alt, .hz-figure table');
  for (const root of roots) {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (node.parentElement.closest('[data-evidence], button, label, th[scope=col], .hz-tools, .hz-bar, input, select')) continue;
      const cell = node.parentElement.closest('td, th');
      // A cell that names its row, or quotes the document, stands beside numbers that answer.
      if (cell && cell.parentElement.querySelector('[data-evidence]')) continue;
      for (const match of node.data.matchAll(/(?<![A-Za-z\d.])\d[\d,]*(?:\.\d+)?(?![A-Za-z\d])/g)) {
        if (/^(19|20)\d\d$/.test(match[0])) continue;
        found.push([match[0], node.data.slice(0, 80)]);
      }
    }
  }
  return found;
}"""


FACT = {"heading": "原文出处", "value": "18,753亿元", "fields": [["指标", "地区生产总值"]]}
FORMULA = {
    "heading": "推算方法",
    "value": "2.38倍",
    "text": "21,860 ÷ 9,201.16",
    "parts": [["", "a"]],
}
LIST = {"heading": "逐一计数", "value": "6个", "text": "六个", "parts": [["", "a"]] * 6, "total": 6}


@pytest.mark.parametrize(
    ("shown", "entry", "right"),
    [
        ("18,753亿元", FACT, True), ("1.88万亿元", FACT, True), ("18,753", FACT, True),
        ("18,754亿元", FACT, False), ("3.9%", FACT, False), ("18,753个", FACT, False),
        ("2.4倍", FORMULA, True), ("2.3倍", FORMULA, False), ("4倍", FORMULA, False),
        ("6个", LIST, True), ("4个", LIST, False), ("90个", LIST, False),
        ("18,753亿元", None, False),
    ],
)  # fmt: skip
def test_a_number_that_opens_something_else_is_found(shown, entry, right):
    title = entry["heading"] if entry else "出处"
    one = {"open": True, "title": title, "shown": shown, "mark": False, "marks": ["18753亿元"],
           "body": entry["value"] if entry else "这里没有出处。"}  # fmt: skip
    assert (misfit(one, entry) == "") is right
