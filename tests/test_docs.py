"""The documentation: its links, its commands, the parts that programs make."""

import importlib.util
import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "data" / "README.md"])
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]


def load(file):
    spec = importlib.util.spec_from_file_location(file.stem, file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def commands(file):
    """Return the commands in a file's console blocks, without their comments."""
    blocks = re.findall(r"^```console\n(.*?)^```", file.read_text(encoding="utf-8"), re.M | re.S)
    lines = [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line]


@cache
def options():
    """Return the options of each command of hz, by its words."""
    import typer.main

    from hzlib import cli

    found = {}

    def visit(command, words):
        if hasattr(command, "commands"):
            for name, inner in command.commands.items():
                visit(inner, (*words, name))
        else:
            found[words] = {flag for one in command.params for flag in getattr(one, "opts", [])}

    visit(typer.main.get_command(cli.app), ("hz",))
    return found


def unknown(line):
    """Return what a command line has that the program lacks."""
    words = shlex.split(line)
    names = [name for name in options() if tuple(words[: len(name)]) == name]
    if not names:
        return [line]
    used = {word for word in words if word.startswith("-")}
    return sorted(used - options()[names[0]])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_to_files(page):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S)
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_commands_of_hz_exist_with_their_options(page):
    lines = [line for line in commands(page) if line.startswith("hz ")]
    assert {line: unknown(line) for line in lines if unknown(line)} == {}


def test_a_wrong_command_or_option_would_be_found():
    assert unknown("hz fact --doc x") == ["hz fact --doc x"]
    assert unknown("hz facts --docs x") == ["--docs"]


@pytest.mark.parametrize("page", READMES, ids=lambda page: page.name)
def test_the_readme_has_every_command_of_hz(page):
    shown = {line.split()[1] for line in commands(page) if line.startswith("hz ")}
    assert {words[1] for words in options()} == shown


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_tasks_that_the_pages_name_exist(page):
    tasks = load(ROOT / "run.py").TASKS
    text = page.read_text(encoding="utf-8")
    named = re.findall(
        r"`?(?:make|python3(?:\.\d+)? run\.py|py(?: -\S+)? run\.py) ([a-z]+)[`\s]", text
    )
    assert set(named) - set(tasks) == set()


def parts(text):
    """Return the generated parts of a page, whatever language the console speaks in them."""
    return [one.replace(', language="zh"', "") for one in re.findall(r"\[\[\[cog (.+?) ]]]", text)]


def test_both_readmes_show_the_same_commands_and_parts():
    english, chinese = READMES
    assert commands(english) == commands(chinese)
    texts = [page.read_text(encoding="utf-8") for page in READMES]
    assert parts(texts[0]) == parts(texts[1]) != []


def test_the_readmes_name_every_notebook():
    names = {file.stem for file in (ROOT / "notebooks").glob("*.ipynb")}
    for page in READMES:
        listed = re.findall(r"\]\(notebooks/(\w+)\.ipynb\)", page.read_text(encoding="utf-8"))
        assert set(listed) == names


@pytest.mark.slow
def test_the_parts_that_programs_make_are_up_to_date():
    command = [sys.executable, "-m", "docs.build", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, f"{done.stdout}{done.stderr}\nrenew them with: python3 run.py docs"


def test_the_changelog_keeps_its_form():
    import tomllib

    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    heads = re.findall(r"^## (.+)$", text, re.M)
    assert heads[0] == "[Unreleased]"
    for head in heads[1:]:
        assert re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", head)
    assert len(heads) == 1 or heads[1].startswith(f"[{version['project']['version']}]")
    kinds = set(re.findall(r"^### (.+)$", text, re.M))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
