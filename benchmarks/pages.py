"""How soon a page answers: how long it is blocked, and when it hears its reader.

    python benchmarks/pages.py reports              each page of a folder, twice, in chromium
    python benchmarks/pages.py reports/04_words.html
    python benchmarks/pages.py --rows 20000         a page with a table of so many rows

`blocked` is what tasks take beyond 50 ms after the first paint, `answers` the end of the last such
task before two quiet seconds (both by the clock, so that whatever else runs on the machine counts),
`processor` what the page's main thread has worked itself. Exits 1 if a page is blocked, or does not
answer, within the bar in the better of its runs; the bar is meant for two idle cores. `figure` is
how long the first figure takes from the moment its reader scrolls to it: plotly runs then. `table`
is the slowest step (sort, filter, page, evidence) of the first table whose rows are data of the
page, from the event to the next frame; above 0.2 s it exits 1 too.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

BAR = 1.5  # seconds
STEP = 0.2  # seconds, of a table
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
_TABLE = """async () => {
  const table = document.querySelector('.hz-table table[data-rows]');
  if (!table) return 0;
  const all = (selector) => [...table.closest('.hz-table').querySelectorAll(selector)];
  const [field] = all('input[type=search]'), [next] = all('[aria-label=下一页]');
  const type = (words) => { field.value = words; field.dispatchEvent(new Event('input')); };
  const choose = (box, place) => {
    box.selectedIndex = place;
    box.dispatchEvent(new Event('change'));
  };
  const steps = [
    ...all('.hz-sort').flatMap((head) => [1, 2, 3].map(() => () => head.click())),
    ...['1', '增', '增长', '增长 2', ''].map((words) => () => type(words)),
    ...all('.hz-bar select').flatMap((box) => [1, 0].map((place) => () => choose(box, place))),
    ...[1, 2, 3, 4, 5, 6, 7, 8].map(() => () => next.click()),
    () => all('tbody tr:not(.hz-elsewhere) .hz-number')[0].click(),
  ];
  let slowest = 0;
  for (const run of steps) {
    const began = performance.now();
    run();
    await new Promise((end) => requestAnimationFrame(() => setTimeout(end)));
    slowest = Math.max(slowest, performance.now() - began);
  }
  return slowest;
}"""


def measured(browser: Any, page: Path) -> tuple[float, ...]:
    """Return how long a page is blocked, when it answers, its work, its figure and table, in s."""
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
    figure, table = tab.evaluate(_SCROLL) / 1000, tab.evaluate(_TABLE) / 1000
    context.close()
    paint = seen["paint"]
    parts = [start + size - max(start, paint) - 50 for start, size in seen["tasks"]]
    blocked = sum(part for part in parts if part > 0)
    return blocked / 1000, max(last, paint) / 1000, metrics["TaskDuration"], figure, table


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
    heads = ("MB", "blocked", "answers", "processor", "figure", "table")
    print(f"{'page':32}" + "".join(f"{one:>10}" for one in heads) + "   seconds")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        for page in pages:
            runs_of = [measured(browser, page) for _ in range(runs)]
            seconds = [min(one) for one in zip(*runs_of, strict=True)]
            above = max(seconds[:2]) > bar or seconds[-1] > STEP
            slow += above
            row = "".join(f"{one:10.2f}" for one in (page.stat().st_size / 1e6, *seconds))
            print(f"{page.name:32}{row}{'   above the bar' if above else ''}", flush=True)
        browser.close()
    return int(slow > 0)


def long_page(rows: int, folder: Path) -> Path:
    """Write the page of a long table into a folder and return its file."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from tests.browser.gallery import long_table

    file = folder / f"{rows}_rows.html"
    file.write_text(long_table(rows), encoding="utf-8")
    return file


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("pages", nargs="*", type=Path, help="pages, or folders of them")
    options.add_argument("--rows", type=int, help="of a table whose page is measured too")
    options.add_argument("--runs", type=int, default=2, help="how often each is opened")
    options.add_argument("--bar", type=float, default=BAR, help="seconds")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as home:
        made = [long_page(chosen.rows, Path(home))] if chosen.rows else []
        sys.exit(main([*files(chosen.pages), *made], chosen.runs, chosen.bar))
