"""How soon a page answers: how long it is blocked, and when it hears its reader.

    python benchmarks/pages.py reports              each page of a folder, twice, in chromium
    python benchmarks/pages.py reports/04_words.html

`blocked` is what tasks take beyond 50 ms after the first paint, `answers` the end of the last such
task before two quiet seconds (both by the clock, so that whatever else runs on the machine counts),
`processor` what the page's main thread has worked itself. Exits 1 if a page is blocked, or does not
answer, within the bar in the better of its runs; the bar is meant for two idle cores. `figure` is
how long the first figure takes from the moment its reader scrolls to it: plotly runs then.
"""

import argparse
import shutil
import sys
from pathlib import Path
from typing import Any

BAR = 1.5  # seconds
_QUIET = 2000  # ms
_WATCH = """
window.hzTasks = [];
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) window.hzTasks.push([one.startTime, one.duration]);
}).observe({type: 'longtask', buffered: true});
"""
_READ = """() => ({tasks: window.hzTasks, now: performance.now(),
  paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0})"""


_SCROLL = """() => new Promise((resolve) => {
  const figure = document.querySelector('.hz-figure[data-figure]');
  if (!figure || figure.dataset.drawn) return resolve(0);
  const began = performance.now();
  new MutationObserver(() => requestAnimationFrame(() => resolve(performance.now() - began)))
    .observe(figure, {attributeFilter: ['data-drawn']});
  figure.scrollIntoView();
})"""


def measured(browser: Any, page: Path) -> tuple[float, float, float, float]:
    """Return how long a page is blocked, when it answers, its work and its first figure, in s."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    tab.add_init_script(_WATCH)
    session = context.new_cdp_session(tab)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    tab.goto(page.resolve().as_uri())
    tab.wait_for_selector("html[data-ready]", state="attached", timeout=120_000)
    while True:
        seen = tab.evaluate(_READ)
        last = max((start + size for start, size in seen["tasks"]), default=0)
        if seen["now"] - last > _QUIET:
            break
        tab.wait_for_timeout(200)
    metrics = {
        one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]
    }
    figure = tab.evaluate(_SCROLL)
    context.close()
    paint = seen["paint"]
    parts = [start + size - max(start, paint) - 50 for start, size in seen["tasks"]]
    blocked = sum(part for part in parts if part > 0)
    return blocked / 1000, max(last, paint) / 1000, metrics["TaskDuration"], figure / 1000


def files(names: list[Path]) -> list[Path]:
    """Return the pages that are named, and those of the folders that are."""
    return [
        page for one in names for page in (sorted(one.glob("*.html")) if one.is_dir() else [one])
    ]


def main(pages: list[Path], runs: int, bar: float) -> int:
    """Measure pages and print a row of each; 1 if one is above the bar."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("google-chrome")
    slow = 0
    heads = ("MB", "blocked", "answers", "processor", "figure")
    print(f"{'page':32}" + "".join(f"{one:>10}" for one in heads) + "   seconds")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        for page in pages:
            runs_of = [measured(browser, page) for _ in range(runs)]
            seconds = [min(one) for one in zip(*runs_of, strict=True)]
            above = max(seconds[:2]) > bar
            slow += above
            row = "".join(f"{one:10.2f}" for one in (page.stat().st_size / 1e6, *seconds))
            print(f"{page.name:32}{row}{'   above the bar' if above else ''}", flush=True)
        browser.close()
    return int(slow > 0)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("pages", nargs="+", type=Path, help="pages, or folders of them")
    options.add_argument("--runs", type=int, default=2, help="how often each is opened")
    options.add_argument("--bar", type=float, default=BAR, help="seconds")
    chosen = options.parse_args()
    sys.exit(main(files(chosen.pages), chosen.runs, chosen.bar))
