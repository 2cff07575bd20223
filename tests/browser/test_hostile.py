"""A document of every text made to do harm, in a browser: nothing runs, nothing is asked for."""

import json

import pytest

from hzlib.pages.report import report
from tests import hostile

pytestmark = pytest.mark.browser

_SHOWS = """
import hzlib as hz
import plotly.graph_objects as go
from hzlib.figures import style
found = hz.quantities("江州_2024.txt").sort_values("start")
levels = found[found.measure == "level"].head(40)
values, names = hz.values(levels), list(levels.sentence)
hz.table(found[["doc", "subject", "region", "period", "value", "unit", "sentence", "evidence"]])
"""
_FIGURE = """
plot = hz.Plot()
plot.add(go.Bar(x=names, y=[one.number for one in values], name=names[0], **style.bar("actual")),
    values)
hz.Figure(plot, names[0], hz.sentence("{one}", one=values[0]), names[1])
"""


@pytest.fixture(scope="module")
def hostile_folder(tmp_path_factory):
    """Return the page of a notebook about a document of all these texts, with its reader."""
    home = tmp_path_factory.mktemp("hostile")
    lines = "".join(f"{text}共{place}.5亿元，增长8%。\n{text}\n"
                    for place, text in enumerate(hostile.TEXTS) if len(text) < 5_000)  # fmt: skip
    law = "2024年江州市政府工作报告\n2023年，江州市一般公共预算收入300亿元，增长3.2%。\n"
    (home / "江州_2024.txt").write_text(law * 20 + lines + law, encoding="utf-8", newline="")
    cells = [{"cell_type": "code", "id": f"c{place}", "metadata": {}, "execution_count": None,
              "outputs": [], "source": source} for place, source in enumerate((_SHOWS, _FIGURE))]  # fmt: skip
    title = {"cell_type": "markdown", "id": "t", "metadata": {},
             "source": "# 题\n\n" + "\n\n".join(hostile.TEXTS[:40])}  # fmt: skip
    book = {"cells": [title, *cells], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (home / "own.ipynb").write_text(json.dumps(book), encoding="utf-8")
    report([home / "own.ipynb"], home / "pages")
    return home / "pages"


@pytest.mark.parametrize("name", ["own.html", "read-江州_2024.html", "index.html"])
def test_nothing_of_a_hostile_document_runs_or_asks(visit, hostile_folder, name):
    watched = visit(hostile_folder / name)
    page = watched.page
    numbers = page.locator("[data-evidence], .fact[id], .stated[id]")
    assert name == "index.html" or numbers.count() > 100
    for place in range(0, numbers.count(), 7):
        # A number behind a fold opens by its key, as by a click.
        numbers.nth(place).evaluate("one => one.click()")
    assert page.evaluate("window.broken") is None
    assert page.url.startswith("file:") and page.locator("iframe, object, form, base").count() == 0
    assert page.evaluate("getComputedStyle(document.querySelector('main')).display") != "none"
    assert (watched.requests, watched.complaints) == ([], [])


def test_the_panel_shows_a_hostile_sentence_as_it_is(visit, hostile_folder):
    page = visit(hostile_folder / "own.html").page
    cell = page.locator("td:has-text('window.broken') [data-evidence], tr:has-text('window.broken')"
                        " [data-evidence]").first  # fmt: skip
    cell.evaluate("one => one.click()")
    page.wait_for_selector("#evidence:not([hidden])")
    assert "window.broken=1" in page.locator("#evidence .body").inner_text()
    assert page.evaluate("window.broken") is None
