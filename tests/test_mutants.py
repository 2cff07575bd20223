"""Which tests a changed module is tried with, and that a change is noticed."""

import ast
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs processes that fork")


@pytest.fixture(scope="module")
def mutants():
    pytest.importorskip("resource")
    spec = importlib.util.spec_from_file_location("mutants", ROOT / "benchmarks" / "mutants.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def seconds(mutants):
    tests = [one for one in mutants.imported() if one.startswith("tests")]
    return dict.fromkeys(tests, 8) | {"tests/test_numerals.py": 2}


@pytest.mark.parametrize(
    ("file", "first"),
    [
        ("hzlib/text/numerals.py", "tests/test_numerals.py"),  # named as the module
        ("hzlib/themes/targets/outline.py", "tests/test_theme_targets.py"),  # as its folder
        ("hzlib/extraction/subject.py", "tests/test_subject.py"),
        ("hzlib/evidence/clause.py", "tests/test_evidence.py"),  # as its room
        ("hzlib/text/places.py", "tests/test_identity.py"),  # imports it
    ],
)
def test_the_nearest_tests_come_first_behind_the_examples(mutants, seconds, file, first):
    chosen = mutants.tests_of(file, seconds)
    assert chosen[:2] == [file, first] and len(set(chosen)) == len(chosen)
    # Two seconds are the start; the others have six each, until twenty-five are filled.
    assert len(chosen) <= (7 if first == "tests/test_numerals.py" else 6)


def test_every_module_has_tests(mutants):
    for file in mutants._files(mutants.ROOMS):
        assert mutants.tests_near(file) or Path(file).stem == "__init__", file


def test_what_no_test_imports_is_tried_with_the_tests_of_what_imports_it(mutants):
    assert "tests/test_examples.py" in mutants.tests_near("hzlib/extraction/columns.py")


def test_tests_that_start_processes_are_not_run_for_each_mutant(mutants, seconds):
    assert not {"tests/test_faults.py", "tests/test_report.py"} & seconds.keys()


def test_a_mutant_is_the_module_with_one_change(mutants):
    pytest.importorskip("mutmut")
    file = "hzlib/text/numerals.py"
    whole = (ROOT / file).read_text(encoding="utf-8")
    made = list(mutants.mutants(file))
    assert len({one.hash for one in made}) == len(made) > 200
    for one in made[::20]:
        assert mutants.code(one) != whole and ast.parse(mutants.code(one))
        assert mutants.difference(one).startswith(f"{file}:") and one.function in whole


def test_messages_and_offered_names_are_left_to_their_own_tests(mutants):
    pytest.importorskip("mutmut")
    made = mutants.mutants("hzlib/text/formats/refused.py")
    told = {f'"{row["en"]}"' for row in mutants.rows(ROOT / "hzlib" / "messages.csv")}
    assert made and not told & {one.before for one in made}
    made = mutants.mutants("hzlib/themes/open_targets.py")
    assert made and '"open_account"' not in {one.before for one in made}


@pytest.mark.slow
def test_each_change_that_means_the_same_is_one_that_can_be_made(mutants):
    pytest.importorskip("mutmut")
    for row in mutants.rows(mutants.EQUIVALENT):
        *told, reason = row.values()
        made = {tuple(map(str, one)) for one in mutants.mutants(row["file"])}
        assert tuple(told) in made and reason, row


@pytest.mark.slow
@posix
def test_changes_are_noticed_and_counted():
    pytest.importorskip("mutmut")
    command = [sys.executable, "-P", "benchmarks/mutants.py", "hzlib/text/numerals.py"]
    done = subprocess.run([*command, "--sample", "4", "--jobs", "1"], cwd=ROOT, check=False,
                          capture_output=True, text=True, encoding="utf-8")  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    (killed,) = re.findall(r"^All: (\d) of 4 killed", done.stdout, re.M)
    assert 1 <= int(killed) == 4 - done.stdout.count("hzlib/text/numerals.py:")
