"""A browser without a network, over pages as `hz report` writes them."""

import json
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.browser import gallery

_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking",
              "--disable-component-update", "--disable-sync", "--no-first-run")  # fmt: skip


@dataclass
class Watched:
    """A page with what it asked for and complained of."""

    page: object
    requests: list = field(default_factory=list)
    complaints: list = field(default_factory=list)


@pytest.fixture(scope="session")
def chromium():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        pytest.skip("no chromium is installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=list(_ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """Return the folder with the gallery's pages and readers."""
    from hzlib.pages.report import report

    home = tmp_path_factory.mktemp("pages")
    report([gallery.write(home)], home / "single")
    return home / "single"


INDICATORS = ("gdp", "budget_revenue", "pm25")


@pytest.fixture(scope="session")
def indicators(tmp_path_factory):
    """Return a folder with the pages of three indicators."""
    from hzlib.pages.assemble import page_html
    from hzlib.pages.indicators import indicator_page
    from hzlib.themes.indicator import indicator

    home = tmp_path_factory.mktemp("indicators")
    for name in INDICATORS:
        text, _ = page_html(indicator_page(indicator(name)))
        (home / f"indicator-{name}.html").write_text(text, encoding="utf-8")
    return home


@pytest.fixture(scope="session")
def site(tmp_path_factory, folder):
    from hzlib.pages.report import report

    home = tmp_path_factory.mktemp("site")
    report([gallery.write(home)], home / "site", site=True, slides=True)
    return home / "site"


@pytest.fixture(scope="session")
def reports(tmp_path_factory):
    """Return the folder with the pages of all notebooks."""
    from hzlib.pages.report import report

    home = tmp_path_factory.mktemp("reports")
    report([], home)
    return home


@pytest.fixture(scope="session")
def decks(tmp_path_factory):
    """Return the folder with the lessons as pages and as slides."""
    from hzlib import paths
    from hzlib.pages.report import report

    home = tmp_path_factory.mktemp("decks")
    report(sorted((paths.notebooks() / "lessons").glob("*.ipynb")), home, slides=True)
    return home


@pytest.fixture
def visit(chromium):
    """Return a function that opens a page: ``visit(file, dark=False, width=1280, …)``."""
    contexts = []

    def visit(address, **more):
        watched = opened(chromium, address, **more)
        contexts.append(watched.page.context)
        return watched

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def standing(chromium, folder):
    """Return the gallery's page for tests that leave it as they found it."""
    page = opened(chromium, folder / "gallery.html").page
    yield page
    page.context.close()


# Figures are drawn as they come near; a print draws all of them.
DRAW = """async () => {
  dispatchEvent(new Event('beforeprint'));
  dispatchEvent(new Event('afterprint'));
  const missing = () => document.querySelector('.hz-figure[data-figure]:not([data-drawn])');
  for (let i = 0; missing() && i < 200; i += 1) await new Promise((end) => setTimeout(end, 50));
}"""


def opened(chromium, address, dark=False, width=1280, height=900, script=True, whole=True, **more):
    """Open a page that can reach nothing but itself, and wait until it is ready, or all is drawn."""
    address = address.as_uri() if isinstance(address, Path) else address
    # A page that still glides to a place moves away from under a click.
    more.setdefault("reduced_motion", "reduce")
    context = chromium.new_context(
        viewport={"width": width, "height": height}, java_script_enabled=script,
        color_scheme="dark" if dark else "light", accept_downloads=True, **more,
    )  # fmt: skip
    watched = Watched(context.new_page())
    own = ("file:", "data:", "blob:")

    def gate(route):
        if route.request.url.startswith(own):
            return route.continue_()
        watched.requests.append(route.request.url)
        return route.abort()

    context.route("**/*", gate)
    page = watched.page
    page.on("console", lambda one: watched.complaints.append(one.text)
            if one.type in ("error", "warning") else None)  # fmt: skip
    page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    page.on("dialog", lambda one: (watched.complaints.append(one.message), one.dismiss()))
    page.goto(address)
    if script:
        page.wait_for_selector("html[data-ready]", state="attached", timeout=30_000)
        if whole:
            page.evaluate(DRAW)
    return watched


@pytest.fixture(scope="session")
def axe():
    """Return axe-core's script with its Chinese messages where they are at hand."""
    found = os.environ.get("HZLIB_AXE")
    if found:
        script = (Path(found) / "axe.min.js").read_text(encoding="utf-8")
        locale = json.loads((Path(found) / "locales" / "zh_CN.json").read_text(encoding="utf-8"))
        return script, locale
    package = pytest.importorskip("axe_playwright_python", reason="axe-core is not installed")
    return (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8"), None
