"""Every notebook is run once and its page written: what both are, whatever the notebook says."""

import re

import nbformat
import pytest

from hzlib import paths, storage, wording
from hzlib.figures.display import MIME
from hzlib.pages import report
from hzlib.pages.run import run
from tests import prose, walk

NOTEBOOKS = sorted(paths.notebooks().glob("[0-9][0-9]_*.ipynb"))
LACKING = ("没有足够的数据", "这一段需要的数字不齐", "数字不齐")
_NUMBER = re.compile(r'data-status="(\w*)"[^>]*data-evidence="([^"]*)"')

pytestmark = pytest.mark.slow
each = pytest.mark.parametrize("name", [file.stem for file in NOTEBOOKS])


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Return the files of all pages by name, as `hz report` writes them."""
    return {file.stem: file for file in report.report([], tmp_path_factory.mktemp("pages"))}


@pytest.fixture(scope="module")
def ran(pages):
    """Return the notebooks by name, as the run of their pages left them."""
    kept = {file: storage.get(report._source(file).run_key) for file in NOTEBOOKS}
    return {file.stem: nbformat.from_dict(one) if one else run(file) for file, one in kept.items()}


def outputs(content):
    """Return each output of a notebook with the source of its cell."""
    return [(cell.source, item) for cell in content.cells for item in cell.get("outputs", [])]


def views(content):
    return [(source, item.data[MIME]) for source, item in outputs(content)]


# --- notebooks that have run ----------------------------------------------------------------------


@each
def test_a_notebook_runs_and_shows_nothing_but_displays(ran, name):
    assert outputs(ran[name])
    for source, item in outputs(ran[name]):
        assert item.output_type == "display_data" and MIME in item.data, (source, item)
        text = item.data["text/plain"]
        assert not any(word in text for word in LACKING), text


@each
def test_every_number_of_a_notebook_can_be_followed(ran, name):
    for source, view in views(ran[name]):
        told = set(re.findall(r'data-evidence="([^"]*)"', view["html"]))
        assert told <= set(view["evidence"]["entries"]), source


@each
def test_every_number_of_a_document_has_the_line_of_what_its_panel_says(ran, name):
    for _, view in views(ran[name]):
        entries = view["evidence"]["entries"]
        for status, key in _NUMBER.findall(view["html"]):
            if entries[key]["heading"] == "原文出处":
                # Words, and a number in a name, are of no kind that a number has.
                said = dict(entries[key].get("fields", ())).get("状态", "")
                kind = wording.STATUSES.get(status, "")
                assert said == kind or (not said and status != "actual"), entries[key]


@each
def test_every_legend_says_what_its_names_are(ran, name):
    for source, view in views(ran[name]):
        for figure in view["figures"].values():
            layout, traces = figure["layout"], figure["data"]
            named = {one.get("name") for one in traces if one.get("showlegend", True) is not False}
            if layout.get("showlegend") is not False and len(named - {None, ""}) > 1:
                assert layout["legend"]["title"]["text"], source


@each
def test_an_answer_is_given_in_figures_that_can_be_followed(ran, name):
    answers = [cell for cell in ran[name].cells if "answer" in cell.metadata.get("tags", [])]
    shown = [item.data[MIME]["html"] for cell in answers for item in cell.outputs]
    assert any('class="hz-number"' in one for one in shown)


# --- pages ----------------------------------------------------------------------------------------


@each
def test_every_mark_and_number_of_a_page_has_evidence(pages, name):
    text = pages[name].read_text(encoding="utf-8")
    assert len(text.encode()) <= 3_900_000
    assert walk.broken_keys(text) == []
    assert walk.bare_marks(text) == []
    assert walk.bare_numbers(text) == []


@each
def test_a_page_begins_with_three_to_five_sentences(pages, name):
    text = pages[name].read_text(encoding="utf-8")
    (block,) = re.findall(r'</h1>\s*<section class="answer">(.*?)</section>', text, re.S)
    said = re.findall("<li>(.*?)</li>", block, re.S)
    assert 3 <= len(said) <= 5
    assert all('data-evidence="' in one for one in said)
    assert not any(word in one for one in said for word in LACKING)


def test_every_page_is_written_in_the_style(pages):
    wrong = {
        (name, one): found
        for name, page in pages.items()
        for one in prose.passages(page)
        if (found := prose.amiss(one))
    }
    assert wrong == {}


def test_titles_of_figures_and_tables_end_without_a_full_stop(pages):
    found = {name: prose.titles(page) for name, page in pages.items()}
    assert any(found.values())
    assert not [one for texts in found.values() for one in texts if one.endswith("。")]


@each
def test_sections_of_pages_are_numbered(pages, name):
    assert prose.headings(pages[name]) and not prose.misnumbered(prose.headings(pages[name]))
