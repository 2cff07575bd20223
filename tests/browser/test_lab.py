"""The notebooks as an analyst meets them: in JupyterLab, run from top to bottom, then clicked.

JupyterLab is started as `hz lab` starts it, over a copy of the notebooks.
"""

import contextlib
import re
import shutil
import socket
import subprocess
import time
import urllib.request
import zipfile
from urllib.parse import quote
from xml.etree import ElementTree

import pytest

from hzlib import paths

pytestmark = pytest.mark.browser
NOTEBOOKS = [file.stem for file in sorted(paths.notebooks().glob("[0-9][0-9]_*.ipynb"))]
LESSON = min((paths.notebooks() / "lessons").glob("第01课*.ipynb")).name
PLACES = [f"{name}.ipynb" for name in NOTEBOOKS] + [f"lessons/{LESSON}"]
PATIENCE = 180  # seconds for a whole notebook on a slow machine


def _free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """Return the address of a JupyterLab over a copy of the notebooks."""
    from hzlib.commands.lab import command_line

    home = tmp_path_factory.mktemp("lab") / "notebooks"
    shutil.copytree(paths.notebooks(), home)
    settings = tmp_path_factory.mktemp("settings")
    port = _free_port()
    command = command_line(home, settings, browser=False, port=port)
    command += [
        "--ServerApp.token=",
        "--ServerApp.password=",
        "--LabApp.expose_app_in_browser=True",
    ]
    with (settings / "log.txt").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(240):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{address}/lab", timeout=2)
                break
            time.sleep(0.25)
        else:
            pytest.fail((settings / "log.txt").read_text(errors="replace")[-2000:])
        yield address
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="module")
def opened(lab, chromium):
    """Return a function that opens a notebook, alone, and runs all of its cells."""
    pages = {}

    def opened(place):
        if place not in pages:
            # One at a time: a machine with little memory does not hold all of them.
            while pages:
                pages.popitem()[1].context.close()
            context = chromium.new_context(viewport={"width": 1500, "height": 1000})
            pages[place] = _run(context.new_page(), lab, place)
        return pages[place]

    yield opened
    for page in pages.values():
        page.context.close()


@pytest.fixture(scope="module", params=PLACES)
def place(request):
    """Return a notebook's place; all tests of one run before those of the next."""
    return request.param


def _run(page, lab, place):
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    # A workspace of its own, so that no other notebook is open beside it.
    workspace = re.sub("[^a-z0-9]+", "-", place.removesuffix(".ipynb"))
    page.goto(f"{lab}/lab/workspaces/{workspace}/tree/{quote(place)}?reset")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=90_000)
    page.wait_for_function(
        "jupyterapp.shell.currentWidget?.context?.sessionContext?.session?.kernel?.status === 'idle'",
        timeout=90_000,
    )
    page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function(
        """() => {
          const cells = [...jupyterapp.shell.currentWidget.content.model.cells].filter((one) => one.type === 'code');
          const idle = jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.status === 'idle';
          return idle && cells.every((one) => one.executionCount || !one.sharedModel.getSource().trim());
        }""",
        timeout=1000 * PATIENCE,
    )
    return page


def _outputs(page):
    return page.evaluate(
        """() => [...jupyterapp.shell.currentWidget.content.model.cells].filter((one) => one.type === 'code')
          .flatMap((one) => Array.from({length: one.outputs.length}, (_, i) => one.outputs.get(i).toJSON()))
          .map((one) => ({kind: one.output_type, name: one.ename || '', text: (one.evalue || '').slice(0, 200)}))"""
    )


def _widget(page, selector):
    """Return the first display with such an element, scrolled to and ready."""
    cells = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell")
    for place in range(cells.count()):
        cells.nth(place).scroll_into_view_if_needed()
        widgets = cells.nth(place).locator(".hz-widget")
        for number in range(widgets.count()):
            widget = widgets.nth(number)
            if widget.locator(selector).count():
                page.wait_for_function(
                    "(one) => one.dataset.ready === 'yes'", arg=widget.element_handle(),
                    timeout=60_000,
                )  # fmt: skip
                widget.scroll_into_view_if_needed()
                return widget
    return None


def _answer(widget):
    panel = widget.locator(".hz-panel")
    panel.wait_for(state="visible", timeout=5000)
    said = panel.inner_text()
    panel.locator(".close").click()
    panel.wait_for(state="hidden", timeout=5000)
    return said


def test_a_notebook_runs_without_an_error(opened, place):
    page = opened(place)
    outputs = _outputs(page)
    assert len(outputs) >= 3
    assert [one for one in outputs if one["kind"] == "error"] == []
    assert page.complaints == []


def test_a_number_of_a_reading_answers(opened, place):
    widget = _widget(opened(place), ".hz-text .hz-number")
    number = widget.locator(".hz-text .hz-number").first
    shown = number.inner_text()
    number.click()
    assert shown and len(_answer(widget)) > len(shown)
    number.press("Enter")
    assert _answer(widget)


def test_a_point_of_a_figure_answers(opened, place):
    page = opened(place)
    widget = _widget(page, ".hz-figure .hz-mark")
    if widget is None and place.startswith("lessons/"):
        pytest.skip("the lesson has no figure")
    mark = widget.locator(".hz-mark").first
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2 - 3, box["y"] + box["height"] / 2)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)
    page.wait_for_timeout(200)
    page.mouse.down()
    page.mouse.up()
    assert _answer(widget)
    mark.focus()
    page.keyboard.press("Enter")
    assert _answer(widget)


def test_a_cell_of_a_table_answers_and_a_heading_sorts(opened, place):
    widget = _widget(opened(place), ".hz-table td .hz-number")
    if widget is None:
        widget = _widget(opened(place), "details td .hz-number")
        widget.locator("details").first.evaluate("(one) => { one.open = true }")
    cell = widget.locator("td .hz-number").first
    cell.click()
    assert _answer(widget)
    heads = widget.locator("thead th")
    column = heads.count() - 1
    read = f"(table) => [...table.tBodies[0].rows].map((row) => row.cells[{column}].textContent)"
    table = widget.locator("table").first
    before = table.evaluate(read)
    heads.nth(column).locator("button").first.click()
    up = table.evaluate(read)
    heads.nth(column).locator("button").first.click()
    down = table.evaluate(read)
    assert heads.nth(column).get_attribute("aria-sort") == "descending"
    assert sorted(up) == sorted(before) or len(before) >= 20
    assert len(set(before)) == 1 or up != down


def _sheets(page, widget):
    """Return the texts of each sheet of the workbook that a display is saved as."""
    button = widget.locator("[data-save=xlsx]").first
    button.scroll_into_view_if_needed()
    with page.expect_download(timeout=30_000) as event:
        button.click()
    assert event.value.suggested_filename.endswith(".xlsx")
    with zipfile.ZipFile(event.value.path()) as book:
        assert book.testzip() is None
        names = sorted(one for one in book.namelist() if one.startswith("xl/worksheets/sheet"))
        return [list(ElementTree.fromstring(book.read(one)).itertext()) for one in names]


def test_a_table_and_a_figure_are_saved_as_workbooks(opened, place):
    page = opened(place)
    table = _widget(page, ".hz-table [data-save=xlsx]")
    figure = _widget(page, ".hz-figure [data-save=xlsx]")
    found = [one for one in (table, figure) if one is not None]
    assert found or place.startswith("lessons/")
    for widget in found:
        rows, about = _sheets(page, widget)
        assert len(rows) > 3 and about
        if not place.startswith(("04_", "lessons/")):  # tables of words quote no one place
            assert any(one.endswith("原文") for one in rows), "each row with its provenance"
            assert any("资料来源：" in one for one in about)
    assert page.complaints == []


def _height(widget):
    return widget.locator(".hz-plot .main-svg").first.bounding_box()["height"]


def _words(widget):
    return [widget.locator(one).first.inner_text() if widget.locator(one).count() else ""
            for one in (".hz-title", "figcaption", ".hz-reading")]  # fmt: skip


def test_legend_box_and_slider_leave_a_figure_its_height_and_change_its_words(opened, place):
    page = opened(place)
    widget = _widget(page, ".hz-plot .legend .legendtoggle")
    if widget is not None:
        before = _height(widget)
        toggle = widget.locator(".hz-plot .legend .legendtoggle").first
        toggle.scroll_into_view_if_needed()
        box = toggle.bounding_box()
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_timeout(700)
        assert abs(_height(widget) - before) <= 2
    for selector in (".hz-controls select", ".hz-controls input[type=range]"):
        widget = _widget(page, selector)
        if widget is None:
            continue
        before, words = _height(widget), _words(widget)
        control = widget.locator(selector).first
        if selector.endswith("select"):
            control.select_option(index=0 if control.evaluate("(one) => one.selectedIndex") else 1)
        else:
            control.focus()
            at_end = control.evaluate("(one) => Number(one.value) === Number(one.max)")
            page.keyboard.press("ArrowLeft" if at_end else "ArrowRight")
        page.wait_for_timeout(700)
        assert abs(_height(widget) - before) <= 2
        assert _words(widget) != words
        mark = widget.locator(".hz-mark").first
        mark.focus()
        page.keyboard.press("Enter")
        assert _answer(widget)


def test_the_full_text_opens_at_the_number(opened):
    widget = _widget(opened(PLACES[0]), ".hz-text .hz-number[data-status=actual]")
    widget.locator(".hz-text .hz-number[data-status=actual]").first.click()
    panel = widget.locator(".hz-panel")
    marked = panel.locator("blockquote mark").first.inner_text()
    panel.locator("[data-read]").first.click()
    panel.locator(".hz-full [data-c]").first.wait_for(state="attached", timeout=20_000)
    assert marked in panel.locator(".hz-full").inner_text()
    panel.locator(".back").click()
    assert panel.locator("blockquote mark").first.inner_text() == marked


def _added(page, source):
    """Run a new cell at the end of a notebook, and return what it shows."""
    page.evaluate(
        """() => {
          const content = jupyterapp.shell.currentWidget.content;
          content.activeCellIndex = content.widgets.length - 1;
        }"""
    )
    page.evaluate("jupyterapp.commands.execute('notebook:insert-cell-below')")
    page.evaluate("jupyterapp.commands.execute('notebook:change-cell-to-code')")
    page.evaluate(
        """(source) => { jupyterapp.shell.currentWidget.content.activeCell.model.sharedModel.setSource(source); }""",
        source,
    )
    page.evaluate("jupyterapp.commands.execute('notebook:run-cell')")
    cell = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell").last
    widget = cell.locator(".hz-widget[data-ready=yes]").first
    widget.wait_for(state="attached", timeout=60_000)
    widget.scroll_into_view_if_needed()
    return widget


def test_a_plotly_express_figure_of_ones_own_answers(opened):
    page = opened(PLACES[0])
    widget = _added(
        page,
        "import plotly.express as px\n"
        "rows = hz.corpus().compare('GDP', place='杭州')\n"
        "hz.explore(px.scatter(rows, x='year_to', y='value', custom_data=['evidence'], title='自己画的图'))",
    )
    widget.locator(".hz-mark").first.wait_for(state="attached", timeout=60_000)
    widget.locator(".hz-mark").first.focus()
    page.keyboard.press("Enter")
    assert _answer(widget)


def test_a_table_of_many_rows_is_paged_sorted_and_filtered(opened):
    page = opened(PLACES[0])
    widget = _added(page, "rows = hz.quantities()\nhz.table(rows)")
    rows, count = widget.locator("tbody tr:visible"), widget.locator(".hz-bar output")
    whole = int(count.inner_text().partition("/")[2].strip(" 行").replace(",", ""))
    assert rows.count() == 20 and whole > 1000
    first = rows.first.inner_text()
    widget.get_by_label("下一页").click()
    assert rows.first.inner_text() != first and count.inner_text().startswith("21–40 /")
    head = widget.locator("thead th", has_text="数值").first
    place = head.evaluate("(one) => one.cellIndex") + 1
    read = "(list) => list.map((one) => Number(one.dataset.value))"
    found = []
    for way in ("ascending", "descending"):
        head.locator("button").first.click()
        assert head.get_attribute("aria-sort") == way
        found.append(widget.locator(f"tbody tr:visible td:nth-child({place})").evaluate_all(read))
    assert found[0] == sorted(found[0]) and found[1] == sorted(found[1], reverse=True)
    assert found[0][-1] < found[1][-1], "all rows are sorted, not those that are seen"
    widget.locator("input[type=search]").fill("养老")
    assert all("养老" in one for one in rows.all_inner_texts())
    assert count.inner_text().endswith(f"（共 {whole:,} 行）")
    widget.locator("td .hz-number").first.click()
    assert "养老" in _answer(widget)
    assert page.complaints == []


_DOUBTED = """from pathlib import Path
said = ("江州市政府工作报告（2023年）\\n——2023年1月10日在江州市第十六届人民代表大会第四次会议上\\n"
        "一、2022年工作回顾\\n全市生产总值1000亿元，增长5.5%。全市生产总值达到1200亿元。\\n"
        "二、2023年工作安排\\n2023年主要预期目标：全市生产总值增长6%左右。\\n请予审议。\\n")
names = [f"{one}.txt" for one in "abcdef"]
for name in names:
    Path(name).write_text(said, encoding="utf-8")
theme.oddities_table(theme.oddities(theme.material(names)))"""


def test_a_doubt_about_a_document_leads_to_what_is_doubted(opened):
    widget = _added(opened("08_many_places.ipynb"), _DOUBTED)
    rows, kinds = widget.locator("tbody tr:visible"), ["文内矛盾", *["重复", "文内矛盾"] * 5]
    read = "(list) => list.map((row) => row.cells[2].textContent)"
    assert rows.evaluate_all(read) == kinds
    rows.nth(1).locator(".hz-number").first.click()
    assert "江州市政府工作报告" in _answer(widget)
    rows.nth(0).locator(".hz-number").first.click()
    assert widget.locator(".hz-panel blockquote mark").first.inner_text() == "1000亿元"
    _answer(widget)
    widget.get_by_label("只看这一列里的：疑点").select_option("重复")
    assert rows.evaluate_all(read) == ["重复"] * 5
    widget.get_by_label("只看这一列里的：疑点").select_option("")
    widget.locator("thead th").nth(2).locator("button").first.click()
    assert sorted(kinds) in (found := rows.evaluate_all(read), found[::-1])


# --- a lesson ------------------------------------------------------------------------------------


def _run_cell(page, mark, source):
    """Write a cell that holds a mark anew, run it, and return what it shows."""
    place = page.evaluate(
        """([mark, source]) => {
          const notebook = jupyterapp.shell.currentWidget.content;
          const place = notebook.widgets.findIndex((one) => one.model.sharedModel.getSource().includes(mark));
          notebook.activeCellIndex = place;
          notebook.widgets[place].model.sharedModel.setSource(source);
          notebook.widgets[place].model.outputs?.clear();
          return place;
        }""",
        [mark, source],
    )
    page.evaluate("jupyterapp.commands.execute('notebook:run-cell')")
    cell = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell").nth(place)
    cell.scroll_into_view_if_needed()
    output = cell.locator(".jp-OutputArea-output").first
    output.wait_for(timeout=60_000)
    return output.inner_text()


def test_a_lesson_judges_answers_and_draws_homework(opened):
    page = opened(f"lessons/{LESSON}")
    answer = 'answer = {}\nhz.check("1.1", answer)'
    jobs = 'hz.pick(data, "城镇新增就业", "总量", 2022)'
    assert "没有填学号" in _run_cell(page, 'hz.question("1.4")', 'hz.question("1.4")')
    begun = 'hz.begin(1, "张三", "２０２４ 0017")'
    assert "20240017" in _run_cell(page, "hz.begin(", begun)
    mark = 'hz.check("1.1"'
    assert "还没有作答" in _run_cell(page, mark, answer.format("..."))
    assert "再想想" in _run_cell(page, mark, answer.format(f"{jobs}.number"))
    assert "对了" in _run_cell(page, mark, answer.format(f"{jobs} / 10_000"))
    assert "你的题目（学号 ２０２４ 0017）" in _run_cell(
        page, 'hz.question("1.4")', 'hz.question("1.4")'
    )
    assert "没有定义" in _run_cell(page, mark, answer.format("不存在的名字"))
