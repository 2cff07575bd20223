"""What the generated parts of the documentation call, and the files that commands write.

The parts stand in Markdown files between comments that cog reads; ``python3 run.py docs`` renews
them, a test compares them with what the commands print now. ``--picture`` takes the README's
picture anew, with chromium.
"""

import csv
import inspect
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from cogapp import Cog

import hzlib
from hzlib.pages.answer import answer
from hzlib.pages.page import plain
from hzlib.pages.report import report
from hzlib.pages.run import load, run_all

ROOT = Path(__file__).resolve().parent.parent
FILES = (
    "README.md", "README.zh-CN.md", "docs/notebooks.md", "docs/accuracy.md",
    "data/derived/README.md", "docs/api.md",
)  # fmt: skip
WRITTEN = {"data/derived/facts.csv": "facts --format csv"}


def hz(command: str, lines: str = "", table: str = "", language: str = "en") -> str:
    """Return what a command of hz prints, as Markdown.

    Parameters
    ----------
    command : str
        The command without ``hz``.
    lines : str, optional
        ``2-3`` keeps these lines.
    table : str, optional
        Makes a table of the CSV rows whose first column is one of these words.
    language : str, optional
        In which the console speaks.
    """
    text = printed(command, language)
    if table:
        head, *rows = csv.reader(io.StringIO(text))
        kept = table.split()
        return _markdown(head[1:], [row[1:] for row in rows if row[0] in kept])
    if lines:
        first, last = map(int, lines.split("-"))
        text = "".join(text.splitlines(keepends=True)[first - 1 : last])
    body = "\n".join(line.rstrip() for line in text.splitlines())
    return f"```text\n{body}\n```\n"


def api() -> str:
    """Return the reference of what ``import hzlib as hz`` offers, made from the docstrings."""
    parts = []
    for line in (ROOT / "hzlib" / "__init__.pyi").read_text(encoding="utf-8").splitlines()[1:]:
        if line.startswith("# "):
            parts.append(f"## {line[2:]}\n\n")
        for name in re.findall(r"\b(\w+) as \1\b", line):
            parts.append(_described(f"hz.{name}", getattr(hzlib, name)))
    return "".join(parts)


def _described(name: str, found: Any) -> str:
    told = inspect.getdoc(found) or ""
    if inspect.ismodule(found):
        return f"### {name}\n\n{told.splitlines()[0]}\n\n"
    methods = [
        f"- `.{one}{_signature(member)}`: {(inspect.getdoc(member) or '').splitlines()[0]}\n"
        for one, member in vars(found).items()
        if inspect.isclass(found) and not one.startswith("_") and inspect.isfunction(member)
    ]
    listed = "".join(methods) + "\n" if methods else ""
    return f"### {name}{_signature(found)}\n\n```text\n{told}\n```\n\n{listed}"


def _signature(found: Any) -> str:
    """Return the parameters of a function, without their types, which its text tells."""
    if inspect.isclass(found):
        return ""
    kept = (
        one.replace(annotation=inspect.Parameter.empty)
        for one in inspect.signature(found).parameters.values()
        if one.name != "self"
    )
    return str(inspect.Signature(list(kept)))


def _markdown(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    barred = [" | ".join(cell.replace("|", r"\|") for cell in line) for line in lines]
    return "".join(f"| {line} |\n" for line in barred)


@cache
def printed(command: str, language: str = "en") -> str:
    """Return what one command of hz prints; a failure stops the program with its message."""
    words = [one for word in shlex.split(command) for one in _files(word)]
    environment = dict(
        os.environ, COLUMNS="100", NO_COLOR="1", PYTHONUTF8="1", LANG="en", HZLIB_LANG=language
    )
    code = "from hzlib.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"docs/build.py: hz {command}: {done.stderr}")
    return done.stdout


def _files(word: str) -> list[str]:
    if "*" not in word:
        return [word]
    return sorted(file.relative_to(ROOT).as_posix() for file in ROOT.glob(word))


def notebooks() -> str:
    """Return the table of the notebooks: question, answer with figures, limits."""
    rows: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        short = []
        for file in sorted((ROOT / "notebooks").glob("*.ipynb")):
            content = load(file)
            title, question, limits = _words(content)
            rows[file.name] = [f"[{title}](../notebooks/{file.name})", question, "", limits]
            short.append(_until_answer(content, Path(folder) / file.name))

        def done(file: Path, content: Any) -> None:
            rows[file.name][2] = "".join(map(plain, answer(content.cells)))

        run_all(short, done)
    heads = ["笔记本", "问题", "回答", "数据的局限"]
    return _markdown(heads, [rows[name] for name in sorted(rows)])


def _until_answer(content: Any, file: Path) -> Path:
    """Write the notebook's cells up to the first one tagged "answer"."""
    tagged = [
        n for n, cell in enumerate(content.cells) if "answer" in cell.metadata.get("tags", [])
    ]
    if not tagged:
        raise SystemExit(f'docs/build.py: {file.name}: no cell is tagged "answer"')
    content.cells = content.cells[: tagged[0] + 1]
    nbformat.write(content, file)
    return file


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

    program = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        report(["01_gdp_trends"], Path(folder))
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1600, "height": 700}, color_scheme="light")
        page.goto((Path(folder) / "01_gdp_trends.html").as_uri())
        chart = page.locator(".hz-figure").first
        chart.scroll_into_view_if_needed()
        page.wait_for_selector("html[data-ready]", state="attached")
        chart.locator('.hz-mark[aria-label*="18,753"]').first.focus()
        page.keyboard.press("Enter")
        chart.evaluate("one => window.scrollTo(0, one.getBoundingClientRect().top + scrollY - 90)")
        page.wait_for_timeout(800)  # the panel slides in
        file.parent.mkdir(exist_ok=True)
        page.screenshot(path=file)
        browser.close()


def main(arguments: list[str]) -> int:
    """Renew the parts, or with ``--check`` tell which are old; return the exit code."""
    check = "--check" in arguments
    how = ["--check"] if check else ["-r"]
    options = ["-p", "from docs.build import api, hz, notebooks", "-I", str(ROOT), "-U"]
    failed = Cog().main(["cog", *how, *options, *(str(ROOT / name) for name in FILES)])
    for name, command in WRITTEN.items():
        file, text = ROOT / name, printed(command)
        if check:
            failed |= file.read_text(encoding="utf-8") != text
        else:
            file.write_text(text, encoding="utf-8", newline="\n")
    if "--picture" in arguments:
        picture(ROOT / "docs" / "pictures" / "evidence.png")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
