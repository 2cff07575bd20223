"""The modules that are translated to C read as their sources do."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hzlib import compiled

READINGS = Path(__file__).parent / "readings.py"


def readings(home, translated, count=2_000):
    environment = os.environ | {
        "HZLIB_COMPILED": str(int(translated)),
        "HZLIB_CACHE": str(home / str(translated)),
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": os.pathsep.join([str(compiled.PACKAGE.parent), str(READINGS.parent)]),
    }
    done = subprocess.run(
        [sys.executable, "-P", str(READINGS), str(count)], env=environment, capture_output=True, text=True,
        encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    kind, *lines = done.stdout.splitlines()
    return kind, lines


@pytest.mark.slow
@pytest.mark.skipif(not compiled.folder().is_dir(), reason="not translated: python3 run.py compile")
def test_all_texts_give_the_same_by_the_translation(tmp_path):
    with ThreadPoolExecutor(2) as both:
        (plain, wanted), (kind, lines) = both.map(
            lambda one: readings(tmp_path, one), (False, True)
        )
    assert (plain, kind) == (".py", Path("a" + compiled.EXTENSION_SUFFIXES[0]).suffix)
    assert len(lines) > 3_000
    assert [pair for pair in zip(wanted, lines, strict=True) if pair[0] != pair[1]] == []


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package of the modules that are translated, each with a translation that is none."""
    for source in compiled.SOURCES:
        (tmp_path / source).parent.mkdir(exist_ok=True)
        (tmp_path / source).write_text(f"'{source}'\n")
    monkeypatch.setattr(compiled, "PACKAGE", tmp_path)
    for source in compiled.SOURCES:
        file = compiled.folder() / "hzlib" / source.with_suffix(compiled.EXTENSION_SUFFIXES[0])
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    return tmp_path


def test_only_translated_modules_are_found(package):
    finder = compiled.Finder()
    found = [finder.find_spec(f"hzlib.{name}") for name in compiled.MODULES]
    assert [Path(spec.origin).is_relative_to(package) for spec in found] == [True] * len(found)
    assert finder.find_spec("hzlib.text.corpus") is finder.find_spec("json") is None


def test_a_changed_source_is_read_as_it_is(package):
    with (package / compiled.SOURCES[-1]).open("a") as stream:
        stream.write("changed = True\n")
    assert compiled.Finder().find_spec(f"hzlib.{compiled.MODULES[0]}") is None


@pytest.mark.parametrize(("said", "found"), [("0", 0), ("1", 1), (None, 1)])
def test_who_wants_the_sources_gets_them(package, monkeypatch, said, found):
    monkeypatch.setattr(sys, "meta_path", [])
    monkeypatch.delenv("HZLIB_COMPILED")
    if said:
        monkeypatch.setenv("HZLIB_COMPILED", said)
    compiled.install()
    assert len(sys.meta_path) == found


def test_what_is_translated_is_not_translated_again(package, monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("translated again"))
    assert compiled.make() == compiled.folder()


def test_what_cannot_be_translated_says_why_and_leaves_nothing(package, monkeypatch):
    for source in compiled.SOURCES:
        (package / source).write_text("number: int = 'no number'\n")
    before = sorted((package / "__compiled__").iterdir())
    with pytest.raises(RuntimeError, match="Incompatible types in assignment"):
        compiled.make()
    assert sorted((package / "__compiled__").iterdir()) == before
