"""The rules of the house that no linter knows."""

import ast
import re
from functools import cache
from pathlib import Path

import nbformat
import pytest

import hzlib
from hzlib import paths

ROOT = paths.code()
MODULES = sorted(ROOT.rglob("*.py"))
NOTEBOOKS = sorted(paths.notebooks().rglob("*.ipynb"))
# Loaded when their command runs, so that `hz` starts quickly: the one place is cli.py.
LAZY = {"cli.py"}


@cache
def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def each_module(faults, modules=MODULES):
    """Return the faults that a function finds in modules, by module."""
    return {ids(path): found for path in modules if (found := faults(path))}


def ids(path):
    return path.relative_to(ROOT).as_posix()


def functions(node):
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [one for one in ast.walk(node) if isinstance(one, kinds)]


def length(node):
    """Return how many lines of code a definition has, its docstring aside."""
    lines = node.end_lineno - node.lineno + 1
    if ast.get_docstring(node, clean=False) is not None:
        first = node.body[0]
        lines -= first.end_lineno - first.lineno + 1
    return lines


def test_first_party_imports_stand_at_the_top():
    def inside(path):
        for function in functions(tree(path)) if path.name not in LAZY else ():
            for one in ast.walk(function):
                named = [alias.name for alias in one.names] if isinstance(one, ast.Import) else []
                named += [one.module or ""] if isinstance(one, ast.ImportFrom) else []
                yield from (name for name in named if name.split(".")[0] == "hzlib")

    assert each_module(lambda path: list(inside(path))) == {}


def test_functions_and_classes_are_short():
    def long(path):
        module = tree(path)
        found = [f"{one.name}: {length(one)}" for one in functions(module) if length(one) > 40]
        classes = [one for one in ast.walk(module) if isinstance(one, ast.ClassDef)]
        return found + [f"{one.name}: {length(one)}" for one in classes if length(one) > 150]

    assert each_module(long) == {}


def test_public_functions_have_a_docstring():
    def bare(path):
        kinds = (ast.FunctionDef, ast.ClassDef)
        public = [one for one in tree(path).body if isinstance(one, kinds)]
        return [one.name for one in public
                if not one.name.startswith("_") and not ast.get_docstring(one)]  # fmt: skip

    assert each_module(bare) == {}


def test_the_names_that_a_module_offers_are_its_own():
    for path in MODULES:
        names = {
            name
            for node in tree(path).body
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
            and isinstance(node.value, ast.List)
            for name in ast.literal_eval(node.value)
        }  # fmt: skip
        own = {
            word
            for node in tree(path).body
            for one in (node, *getattr(node, "names", ()), *getattr(node, "targets", ()))
            for word in (getattr(one, name, None) for name in ("asname", "name", "id"))
        }
        assert names <= own, (ids(path), names - own)


def test_the_public_names_have_examples():
    lacking = []
    for name in hzlib.__all__:
        found = getattr(hzlib, name)
        if callable(found) and ">>>" not in (found.__doc__ or ""):
            lacking.append(name)
    assert sorted(set(lacking) - {"HzError"}) == []


def test_one_room_reads_data_etc():
    readers = [
        ids(path) for path in MODULES
        if re.search(r'data\(\)\s*/\s*"etc"', path.read_text(encoding="utf-8"))
    ]  # fmt: skip
    # What names the folder to copy it, to hash it or to list its characters reads no judgement.
    assert set(readers) - {"lookups.py", "paths.py", "pages/report.py", "storage.py"} == set()


RUNNING = {"pickle", "marshal", "shelve", "dill", "joblib", "cloudpickle", "read_pickle",
           "allow_pickle", "unsafe_load", "full_load"}  # fmt: skip


def test_nothing_that_runs_on_reading_is_read_from_disk():
    def running(path):
        named = set()
        for one in ast.walk(tree(path)):
            if isinstance(one, ast.Import):
                named |= {alias.name.split(".")[0] for alias in one.names}
            elif isinstance(one, ast.ImportFrom):
                named.add((one.module or "").split(".")[0])
            elif isinstance(one, ast.Attribute):
                named.add(one.attr)
            elif isinstance(one, ast.keyword):
                named.add(one.arg)
        return named & RUNNING

    assert each_module(running) == {}


# What looks for words in a text: functions of re, the house's own patterns, methods of strings.
SEARCHES = {
    *("compile", "match", "search", "fullmatch", "sub", "split", "findall", "finditer"),
    *("cued", "with_cues", "startswith", "endswith", "removeprefix", "removesuffix", "strip"),
    *("lstrip", "rstrip", "find", "rfind", "index", "rindex", "count", "partition", "rpartition"),
    "replace",
}
HAN = re.compile("[\u4e00-\u9fff]")


def matched_words(module):
    """Return the Chinese words of a module's code that are looked for in a text."""
    named = {
        target.id: one.value for one in module.body if isinstance(one, ast.Assign)
        for target in one.targets if isinstance(target, ast.Name)
    }  # fmt: skip

    def words(node):
        for one in ast.walk(node):
            if isinstance(one, ast.Constant) and isinstance(one.value, str):
                yield from [one.value] if HAN.search(one.value) else []
            elif isinstance(one, ast.Name) and one.id in named:
                yield from words(named[one.id])

    for one in ast.walk(module):
        if isinstance(one, ast.Call):
            called = getattr(one.func, "attr", getattr(one.func, "id", ""))
            for argument in one.args if called in SEARCHES else ():
                yield from words(argument)
        elif isinstance(one, ast.Compare) and isinstance(one.ops[0], ast.In | ast.NotIn):
            for side in (one.left, *one.comparators):
                yield from words(side)


def test_themes_look_for_no_words_that_stand_in_code():
    themes = sorted((ROOT / "themes").rglob("*.py"))
    assert each_module(lambda path: list(matched_words(tree(path))), themes) == {}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ('re.compile(r"占(?:比|\\d)")', 1),
        ('cued("{takes}比重")', 1),
        ('_GOAL = "力争"\nfound = re.search(_GOAL, text)', 1),
        ('"预计" in heading', 1),
        ('unit in ("元", "美元")', 2),
        ('words.rstrip("达到")', 1),
        # What a page says, punctuation, and words of data/etc are no literals to look for.
        ('title = f"{name}占全市"', 0),
        ('re.split("[，。；]", text)', 0),
        ('words.startswith(lookups.cues("outside"))', 0),
        ('cued(r"{takes}(?P<whole>.*)")', 0),
    ],
)
def test_words_that_are_looked_for_are_told_from_words_that_are_said(code, words):
    assert len(list(matched_words(ast.parse(code)))) == words


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_import_nothing_of_the_package_but_its_name(path):
    found = []
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            found += re.findall(r"^[ \t]*(?:import|from)\s+hzlib.*$", cell.source, re.M)
    assert set(found) <= {"import hzlib as hz"}


def test_every_name_that_notebooks_use_exists():
    for path in NOTEBOOKS:
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type != "code":
                continue
            for name in re.findall(r"\bhz\.(\w+(?:\.\w+)*)", cell.source):
                found = hzlib
                for part in name.split(".")[: 3 if name.startswith("themes.") else 1]:
                    assert hasattr(found, part), f"{path.name}: hz.{name}"
                    found = getattr(found, part)


def test_the_documented_rooms_are_those_of_the_linter():
    import tomllib

    project = Path(__file__).resolve().parent.parent
    settings = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    text = (project / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = text.partition("| room |")[2].partition("\n\n")[0]
    assert set(re.findall(r"`(\w+)`(?=[^|]*\| )", table)) >= set(layers) - {"cli"}
