"""Change the code in small ways, one at a time, and say which changes no test notices.

    python benchmarks/mutants.py [FILE_OR_FOLDER...] [--sample 200] [--jobs 2] [--least 85]

mutmut makes the changes (mutants). A sample is chosen by the hash of what is changed, so that it
stays the same while other code changes; ``--sample 0`` takes all. A mutant is tried in a copy of
the project against the quick tests of its module (`tests_of`), and is killed if one of them fails.
Those of ``benchmarks/equivalent_mutants.csv`` mean the same as the code, for the reason that stands
there; they are left out. Needs processes that fork: Linux or macOS.
"""

import argparse
import ast
import contextlib
import csv
import difflib
import hashlib
import importlib
import multiprocessing
import os
import resource
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import accumulate, repeat
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
ROOMS = [
    f"hzlib/{room}" for room in ("text", "extraction", "evidence", "words/measures.py", "themes")
]
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.csv")
LEFT_OUT = (".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", "reports")
HEAVY = ("pandas", "plotly.express", "matplotlib.pyplot", "lxml.html", "hypothesis", "IPython")
FEW = 16  # files of tests that a mutant may be tried with
ENOUGH = 25  # seconds of tests that a mutant is tried with
PATIENCE = 90  # seconds of a core after which it counts as killed
FORK = multiprocessing.get_context("fork")


class Mutant(NamedTuple):
    """A change: in which file and function, from what to what, at which of several such places."""

    file: str
    function: str
    before: str
    after: str
    place: int

    @property
    def hash(self) -> str:
        """A number that the code around has no part in."""
        return hashlib.sha256(repr(tuple(self)).encode()).hexdigest()


# The changes


@cache
def mutants(file: str) -> dict[Mutant, tuple]:
    """Return the changes of a module, each with the tree, the node before and the node after.

    Messages and the names of ``__all__`` stay as they are: ``tests/test_messages.py`` and
    ``tests/test_architecture.py`` hold them, whatever the module.
    """
    from mutmut.mutation.file_mutation import create_mutations

    with contextlib.chdir(ROOT):  # where mutmut looks for its settings
        tree, changes, *_ = create_mutations(file, (ROOT / file).read_text(encoding="utf-8"))
    held = {row["en"] for row in rows(ROOT / "hzlib" / "messages.csv")} | _offered(file)
    found, seen = {}, Counter()
    for one in changes:
        if getattr(one.original_node, "evaluated_value", None) in held:
            continue
        function = getattr(one.contained_by_top_level_function, "name", None)
        nodes = (one.original_node, one.mutated_node)
        told = (file, function.value if function else "", *map(tree.code_for_node, nodes))
        found[Mutant(*told, seen[told])] = (tree, *nodes)
        seen[told] += 1
    return found


def _offered(file: str) -> set[str]:
    """Return the names of a module's ``__all__``."""
    for node in ast.parse((ROOT / file).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return set(ast.literal_eval(node.value))
    return set()


def code(mutant: Mutant) -> str:
    """Return the module with the change."""
    tree, before, after = mutants(mutant.file)[mutant]
    return tree.deep_replace(before, after).code


def difference(mutant: Mutant) -> str:
    """Return where a mutant is and what it changes."""
    lines = (ROOT / mutant.file).read_text(encoding="utf-8").splitlines()
    parts = list(difflib.unified_diff(lines, code(mutant).splitlines(), n=0, lineterm=""))[2:]
    line = parts[0].split()[1].strip("-").split(",")[0]
    return "\n".join([f"{mutant.file}:{line}", *(f"    {one}" for one in parts[1:])])


def rows(file: Path) -> list[dict[str, str]]:
    """Return the rows of a table."""
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def sample(files: list[str], size: int, jobs: int) -> list[Mutant]:
    """Return so many mutants of some modules, or all, without those that mean the same."""
    with ProcessPoolExecutor(jobs, FORK) as pool:
        found = [one for names in pool.map(_names, files) for one in names]
    same = {tuple(row[name] for name in Mutant._fields) for row in rows(EQUIVALENT)}
    told = [one for one in found if tuple(map(str, one)) not in same]
    return sorted(sorted(told, key=lambda one: one.hash)[: size or None])


def _names(file: str) -> list[Mutant]:
    return list(mutants(file))


# The tests of a module


def tests_near(file: str) -> list[str]:
    """Return the files of tests of a module, the nearest first.

    They are those named as the module or its folder, then those that import it, then those that
    import what imports it, and so on; of each, those first that import little else.
    """
    imports, reach = imported(), {_module(file)}
    tests = {one for one in imports if one.startswith("tests")}
    _, room, *names = _module(file).split(".")
    named = {f"test_theme_{one}" if room == "themes" else f"test_{one}" for one in (room, *names)}
    near = sorted(
        one for one in tests if {Path(one).stem, Path(one).stem.removesuffix("s")} & named
    )
    size = 0
    while len(reach) > size and len(near) < FEW:
        size = len(reach)
        met = {one for one, found in imports.items() if found & reach}
        near += sorted(met & tests - set(near), key=lambda one: (len(imports[one]), one))
        reach |= {_module(one) for one in met - tests}
    return near[:FEW]


def tests_of(file: str, seconds: dict[str, float]) -> list[str]:
    """Return what a mutant is tried with: the module's examples, then tests for some seconds."""
    near = tests_near(file)
    start = min(seconds.values())  # what no more than starting takes
    spent = [0.0, *accumulate(seconds[one] - start for one in near)]
    return [file, *(one for one, before in zip(near, spent, strict=False) if before < ENOUGH)]


def _module(file: str) -> str:
    return file.removesuffix(".py").replace("/", ".").removesuffix(".__init__")


@cache
def imported() -> dict[str, set[str]]:
    """Return what each module and file of tests imports of the package, by file.

    Tests that start processes are left out: they take too long to be run for each mutant.
    """
    files = [*ROOT.glob("hzlib/**/*.py"), *ROOT.glob("tests/test_*.py")]
    found = {one.relative_to(ROOT).as_posix(): _imports(one) for one in sorted(files)}
    return {file: names for file, names in found.items() if file[0] == "h" or not names & SLOW}


SLOW = {"subprocess", "hzlib.pages.run", "hzlib.pages.report"}


def _imports(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
    return found


# The trial


def begin() -> None:
    """Make this process's copy of the project, and import what no mutant changes."""
    global _copy
    _copy = Path(tempfile.mkdtemp(dir=_copies))
    shutil.copytree(ROOT, _copy, ignore=shutil.ignore_patterns(*LEFT_OUT), dirs_exist_ok=True)
    for name in HEAVY:
        importlib.import_module(name)


def trial(mutant: Mutant | None, tests: list[str]) -> tuple[bool, float]:
    """Run tests in a process of their own on a mutant, or on the code as it is.

    Return whether they passed, and the seconds of a core that they took.
    """
    before = _spent()
    if mutant:
        (_copy / mutant.file).write_text(code(mutant), encoding="utf-8")
    process = FORK.Process(target=_run, args=(tests,))
    process.start()
    process.join(20 * PATIENCE)
    process.kill()
    process.join()
    if mutant:
        shutil.copy2(ROOT / mutant.file, _copy / mutant.file)
    return process.exitcode == 0, _spent() - before


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _run(tests: list[str]) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
    os.chdir(_copy)
    os.environ |= {"PYTHONPATH": str(_copy), "HZLIB_CACHE": str(_copy / "cache")}
    sys.path.insert(0, str(_copy))
    sys.dont_write_bytecode = True
    said = os.open(_copy / "said.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(said, 1)
    os.dup2(said, 2)
    import pytest

    options = ("-x", "-p", "no:cacheprovider", "-m", "not browser and not slow")
    os._exit(pytest.main([*options, *tests]))


def main() -> None:
    """Try a sample of mutants; print what survived, and how many did in each room."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="*", default=ROOMS, help="files or folders of the package")
    parser.add_argument("--sample", type=int, default=200, help="how many mutants; 0: all")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    parser.add_argument("--least", type=float, default=0, help="so many percent must be killed")
    given = parser.parse_args()
    chosen = sample(_files(given.paths), given.sample, given.jobs)
    tests = sorted({test for one in chosen for test in tests_near(one.file)})
    with ProcessPoolExecutor(given.jobs, FORK, begin) as pool:
        as_is = zip(tests, pool.map(trial, repeat(None), [[one] for one in tests]), strict=True)
        passed = {test: spent for test, (ok, spent) in as_is if ok}
        if failing := [one for one in tests if one not in passed]:
            sys.exit(f"These fail without a mutant: {' '.join(failing)}")
        survived = _survivors(pool, chosen, passed)
    killed = 100 * (1 - len(survived) / len(chosen))
    for room, count in sorted(Counter(_room(one) for one in chosen).items()):
        lived = sum(_room(one) == room for one in survived)
        print(f"{room:<12}{count - lived:>6} of {count:>5} killed {1 - lived / count:>6.0%}")
    print(f"All: {len(chosen) - len(survived)} of {len(chosen)} killed, {killed:.1f} %")
    sys.exit(killed < given.least)


def _survivors(
    pool: ProcessPoolExecutor, chosen: list[Mutant], seconds: dict[str, float]
) -> list[Mutant]:
    found = []
    tried = pool.map(trial, chosen, [tests_of(one.file, seconds) for one in chosen])
    for mutant, (passed, _) in zip(chosen, tried, strict=True):
        if passed:
            found.append(mutant)
            print(difference(mutant), f"    {tuple(mutant)}", sep="\n", flush=True)
    return found


def _room(mutant: Mutant) -> str:
    return mutant.file.split("/")[1]


def _files(paths: Iterable[str]) -> list[str]:
    found = {file for path in paths for file in ([ROOT / path, *(ROOT / path).rglob("*.py")])}
    return sorted(file.relative_to(ROOT).as_posix() for file in found if file.is_file())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="mutants-") as _copies:
        main()
