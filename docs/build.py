"""Write the parts of the documentation that programs make: ``python3 run.py docs``.

A part stands in a Markdown file between two comments; the first names the command::

    <!-- output of: hz facts --doc hangzhou-gwr-2023; lines 1-2 -->
    <!-- end -->

The command is one of ``hz``, or ``notebooks`` (the table of the notebooks' questions, answers and
limits). ``lines A-B`` keeps lines; ``table A B`` makes a table of CSV rows whose first column is A
or B. ``--picture`` takes the README's picture anew, with chromium.
"""

import csv
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FILES = (
    "README.md",
    "README.zh-CN.md",
    "docs/notebooks.md",
    "docs/accuracy.md",
    "data/derived/README.md",
)
WRITTEN = {"data/derived/facts.csv": "hz facts --format csv"}
_PART = re.compile(
    r"(<!-- output of: ([^;\n]+?)(?:; (\w+) ([^\n]+?))? -->\n)(.*?)(<!-- end -->)", re.S
)


def parts(text: str) -> list[str]:
    """Return the commands that a file names."""
    return [found[2] for found in _PART.finditer(text)]


def renewed(text: str, output: Callable[[str], str]) -> str:
    """Return a file's text with every part made anew by ``output(command)``."""

    def part(found: re.Match[str]) -> str:
        head, command, how, what, _, end = found.groups()
        return head + shaped(output(command), how, what) + end

    return _PART.sub(part, text)


def shaped(text: str, how: str | None, what: str | None) -> str:
    """Return what a command printed as Markdown, cut as the part asks."""
    if how == "table":
        return _table(text, (what or "").split())
    if how == "lines":
        first, last = map(int, (what or "").split("-"))
        text = "".join(text.splitlines(keepends=True)[first - 1 : last])
    if text.startswith("|"):
        return text
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return f"```text\n{lines}\n```\n"


def _table(text: str, kept: list[str]) -> str:
    head, *rows = csv.reader(io.StringIO(text))
    return _markdown(head[1:], [row[1:] for row in rows if row[0] in kept])


def _markdown(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    barred = [" | ".join(cell.replace("|", r"\|") for cell in line) for line in lines]
    return "".join(f"| {line} |\n" for line in barred)


def printed(command: str) -> str:
    """Return what one command prints; a failure stops the program with its message."""
    if command == "notebooks":
        return notebooks()
    name, *arguments = shlex.split(command)
    if name != "hz":
        raise SystemExit(f"docs/build.py: {command!r} is not a command of hz")
    words = [one for word in arguments for one in _files(word)]
    environment = dict(os.environ, COLUMNS="100", NO_COLOR="1", PYTHONUTF8="1")
    code = "from hzlib.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"docs/build.py: {command}: {done.stderr}")
    return done.stdout


def _files(word: str) -> list[str]:
    if "*" not in word:
        return [word]
    return sorted(file.relative_to(ROOT).as_posix() for file in ROOT.glob(word))


def notebooks() -> str:
    """Return the table of the notebooks: question, answer with figures, limits."""
    from hzlib.pages.run import load, run_all

    rows: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        short = []
        for file in sorted((ROOT / "notebooks").glob("*.ipynb")):
            content = load(file)
            title, question, limits = _words(content)
            rows[file.name] = [f"[{title}](../notebooks/{file.name})", question, "", limits]
            short.append(_until_answer(content, Path(folder) / file.name))

        def done(file: Path, content: Any) -> None:
            rows[file.name][2] = _answer(content)

        run_all(short, done)
    return _markdown(
        ["笔记本", "问题", "回答", "数据的局限"], [rows[name] for name in sorted(rows)]
    )


def _until_answer(content: Any, file: Path) -> Path:
    """Write the notebook's cells up to the one tagged "answer"."""
    import nbformat

    tagged = [
        n for n, cell in enumerate(content.cells) if "answer" in cell.metadata.get("tags", [])
    ]
    if not tagged:
        raise SystemExit(f'docs/build.py: {file.name}: no cell is tagged "answer"')
    content.cells = content.cells[: tagged[0] + 1]
    nbformat.write(content, file)
    return file


def _answer(content: Any) -> str:
    shown = [
        output.data.get("text/plain", "")
        for output in content.cells[-1].outputs
        if "data" in output
    ]
    return " ".join("".join(shown).split("\n\n")[0].split())


def _words(content: Any) -> tuple[str, str, str]:
    """Return title, question and limits, as the notebook's text has them."""
    first, last = content.cells[0].source, content.cells[-1].source
    title = re.search(r"^# (.+)$", first, re.M)
    question = re.search(r"\*\*问题\*\*[　：\s]*([^\n]+)", first)
    limits = re.findall(r"^- (.+)$", last, re.M)
    if not (title and question and limits and "局限" in last):
        raise SystemExit("docs/build.py: a notebook lacks its title, question or limits")
    return title[1], question[1], "<br>".join(limits)


def picture(file: Path) -> None:
    """Photograph a chart of a page with the evidence of one point open; needs chromium."""
    from playwright.sync_api import sync_playwright

    from hzlib.pages.report import report

    program = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        report(["01_gdp_trends"], Path(folder))
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1600, "height": 700}, color_scheme="light")
        page.goto((Path(folder) / "01_gdp_trends.html").as_uri())
        chart = page.locator(".figure").first
        chart.scroll_into_view_if_needed()
        page.wait_for_selector(".figure[data-drawn=yes]")
        chart.locator('.mark[data-evidence="fact:hangzhou-gwr-2023@507"]').first.focus()
        page.keyboard.press("Enter")
        chart.evaluate("one => window.scrollTo(0, one.getBoundingClientRect().top + scrollY - 90)")
        page.wait_for_timeout(800)  # the panel slides in
        file.parent.mkdir(exist_ok=True)
        page.screenshot(path=file)
        browser.close()


def main() -> None:
    """Renew the files' parts; say which files changed."""
    known: dict[str, str] = {}

    def output(command: str) -> str:
        if command not in known:
            known[command] = printed(command)
        return known[command]

    for name in FILES:
        file = ROOT / name
        old = file.read_text(encoding="utf-8")
        new = renewed(old, output)
        if new != old:
            file.write_text(new, encoding="utf-8", newline="\n")
        print(f"{name}: {'renewed' if new != old else 'as it was'}")
    for name, command in WRITTEN.items():
        (ROOT / name).write_text(output(command), encoding="utf-8", newline="\n")
    if "--picture" in sys.argv[1:]:
        picture(ROOT / "docs" / "pictures" / "evidence.png")


if __name__ == "__main__":
    main()
