"""Full disks, closed folders, damaged caches, two runs at once: whole files, and a next run as ever."""

import contextlib
import errno
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from hzlib import cli, paths, storage, workspace
from hzlib.course import pack, progress
from hzlib.course.lessons import write as write_lessons
from hzlib.errors import HzError
from hzlib.pages import report, run

_HZ = [sys.executable, "-c", "from hzlib.cli import main; main()"]
_TEXT = "2024年江州市政府工作报告\n2023年，江州市地区生产总值5000亿元，增长5.6%。\n"
_CELLS = ("import hzlib as hz", "hz.table(hz.facts('qiantang-gwr-2024').head(5))")
_REFUSED = {errno.ENOSPC: "磁盘满了", errno.EROFS: "磁盘是只读的", errno.EACCES: "没有权限"}


@pytest.fixture(autouse=True)
def _own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("HZLIB_CACHE", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """Return a notebook's file, and the notebook as it ran."""
    cells = [{"cell_type": "code", "id": f"c{place}", "metadata": {}, "execution_count": None,
              "outputs": [], "source": source} for place, source in enumerate(_CELLS)]  # fmt: skip
    file = tmp_path_factory.mktemp("book") / "own.ipynb"
    made = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    file.write_text(json.dumps(made), encoding="utf-8")
    return file, run.run(file)


@pytest.fixture
def ran(book, monkeypatch):
    """Return the notebook's file; a report takes it as it ran."""
    monkeypatch.setattr(
        report, "run_all", lambda files, done, *_: [done(one, book[1]) for one in files]
    )
    return book[0]


class Disk:
    """A disk that takes so many files more, and then refuses: half of a file is left behind."""

    def __init__(self, monkeypatch):
        self.left, self.written, self.error = sys.maxsize, 0, errno.ENOSPC
        real = Path.write_bytes

        def write(path, data):
            if self.left <= 0:
                with contextlib.suppress(OSError):
                    real(path, data[: len(data) // 2])
                raise OSError(self.error, os.strerror(self.error), str(path))
            self.left, self.written = self.left - 1, self.written + 1
            return real(path, data)

        monkeypatch.setattr(Path, "write_bytes", write)


@pytest.fixture
def disk(monkeypatch):
    return Disk(monkeypatch)


@pytest.fixture
def own(tmp_path):
    file = tmp_path / "江州_2024.txt"
    file.write_text(_TEXT, encoding="utf-8")
    return file


def hz(*words):
    cli.app(list(map(str, words)), standalone_mode=False)


# What is made of the lessons' sources (test_classroom.py): any texts will do here.
LESSONS = {one.name: one.read_text(encoding="utf-8")
           for one in sorted((paths.notebooks() / "lessons").iterdir()) if one.is_file()}  # fmt: skip
_RECORD = f"own/{paths.RECORD}"
JOBS = {
    "facts": lambda folder, own, _: hz("facts", own, "-o", folder / "out.csv"),
    "quantities": lambda folder, own, _: hz("quantities", own, "-o", folder / "out.jsonl"),
    "new": lambda folder, own, _: hz("new", own, "-o", folder),
    "workspace": lambda folder, *_: workspace.prepared(folder / "own"),
    "lessons": lambda folder, *_: write_lessons(folder, LESSONS),
    "pack": lambda folder, *_: pack._copies(folder),
    "report": lambda folder, _, ran: report.report([ran], folder),
    "site": lambda folder, _, ran: report.report([ran], folder, site=True, slides=True),
}


def held(folder):
    """Return the files of a folder with what they hold."""
    return {str(one.relative_to(folder)): one.read_bytes()
            for one in folder.rglob("*") if one.is_file()}  # fmt: skip


@pytest.mark.parametrize("job", JOBS)
def test_a_disk_that_fills_leaves_whole_files_and_a_next_run_as_ever(
    tmp_path, monkeypatch, capsys, disk, own, ran, job
):
    do = JOBS[job]
    (tmp_path / "whole").mkdir()
    do(tmp_path / "whole", own, ran)
    total, whole = disk.written, held(tmp_path / "whole")
    assert total and whole
    for left in sorted({0, 1, total // 2, total - 1}):
        folder = tmp_path / f"torn-{left}"
        folder.mkdir()
        monkeypatch.setenv("HZLIB_CACHE", str(tmp_path / f"cache-{left}"))
        disk.left = left
        try:
            do(folder, own, ran)
        except HzError as error:
            assert "磁盘满了" in str(error) and str(folder) in str(error)
        else:
            assert held(folder) == whole, "only what is kept for later may be lost in silence"
        torn = held(folder)
        if record := torn.pop(_RECORD, b""):
            assert json.loads(record), "first without what is not copied yet"
        assert torn.items() <= whole.items(), "each file is whole, and none is a rest"
        disk.left = sys.maxsize
        if not (job == "new" and torn):  # a notebook that is there is never written over
            do(folder, own, ran)
        assert held(folder) == whole
        assert not list((tmp_path / f"cache-{left}").glob(".*")), "no rests in the cache"


@pytest.mark.parametrize("error", _REFUSED)
def test_a_disk_that_refuses_is_named_with_its_reason(tmp_path, disk, own, ran, error):
    disk.left, disk.error = 0, error
    for do in (JOBS["facts"], JOBS["report"]):
        with pytest.raises(HzError, match=f"写不进去.*{_REFUSED[error]}"):
            do(tmp_path, own, ran)


def test_progress_on_a_full_disk_is_as_it_was(tmp_path, disk):
    file = tmp_path / "进度-17.json"
    progress.save(file, progress.empty("甲", "17"))
    before = file.read_bytes()
    disk.left = 0
    more = progress.added(progress.empty("甲", "17"), "1.1", "5", ("5",), True)
    with pytest.raises(HzError, match="磁盘满了"):
        progress.save(file, more)
    assert held(tmp_path) == {file.name: before}
    disk.left = 1
    progress.save(file, more)
    assert progress.load(file)["exercises"]


# --- what is kept ---------------------------------------------------------------------------------


def _cut(content):
    return content[: len(content) // 2]


def _noise(content):
    return random.Random(1).randbytes(len(content))


def _changed(content):
    place = len(content) * 2 // 3
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


_DAMAGES = {
    "cut": _cut, "noise": _noise, "a bit": _changed, "empty": lambda _: b"", "null": lambda _: b"null",
    "another value": lambda _: b'["", {"html": "x", "characters": "", "documents": {}}]',
    "deep": lambda _: b"[" * 100_000, "no text": lambda _: b'["", "\xff"]',
}  # fmt: skip


@pytest.mark.parametrize("damage", _DAMAGES)
def test_what_is_damaged_in_the_cache_is_made_again(tmp_path, ran, damage):
    report.report([ran], tmp_path / "a")
    kept = sorted((tmp_path / "cache").glob("*.json"))
    assert len(kept) >= 4
    for file in kept:
        file.write_bytes(_DAMAGES[damage](file.read_bytes()))
        assert storage.get(file.stem) is None
    report.report([ran], tmp_path / "b")
    assert held(tmp_path / "a") == held(tmp_path / "b")
    assert all(storage.get(file.stem) is not None for file in kept)


def test_what_is_kept_under_another_key_is_not_taken(tmp_path):
    storage.put("a", {"b": 1})
    (tmp_path / "cache" / "a.json").rename(tmp_path / "cache" / "b.json")
    assert (storage.get("a"), storage.get("b")) == (None, None)


@pytest.mark.skipif(sys.platform == "win32", reason="homes of POSIX")
@pytest.mark.parametrize("home", [None, "/dev/null/none"])
def test_without_a_home_everything_is_done_without_what_is_kept(own, home):
    known = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    env = known | {"HZLIB_LANG": "en"} | ({"HOME": home} if home else {})
    for words in (("facts", own), ("words", own, "--top", "1")):
        done = subprocess.run([*_HZ, *map(str, words)], capture_output=True, text=True,
                              encoding="utf-8", timeout=120, check=False, env=env)  # fmt: skip
        assert (done.returncode, "Traceback" in done.stderr) == (0, False)
        assert all(line.startswith("hz: ") for line in done.stderr.splitlines())


# --- two at once ----------------------------------------------------------------------------------


@pytest.mark.slow
def test_two_runs_into_one_folder_leave_what_one_leaves(tmp_path, book, own):
    env = {**os.environ, "HZLIB_CACHE": str(tmp_path / "cache")}
    for job in (("report", book[0]), ("facts", own)):
        out = {name: tmp_path / f"{job[0]}-{name}" for name in ("one", "two")}
        target = {name: one if job[0] == "report" else one / "out.csv" for name, one in out.items()}
        runs = [subprocess.Popen([*_HZ, *map(str, job), "-o", str(target["two"])], env=env,
                                 stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
                for _ in range(2)]  # fmt: skip
        assert [one.wait(120) for one in runs] == [0, 0]
        subprocess.run([*_HZ, *map(str, job), "-o", str(target["one"])], env=env, check=True,
                       capture_output=True, timeout=120)  # fmt: skip
        assert held(out["one"]) == held(out["two"])


# --- Windows, as far as it can be played ----------------------------------------------------------


def test_a_file_that_another_program_holds_for_a_moment_is_written(tmp_path, monkeypatch):
    real, refusals = Path.replace, [1, 2]

    def replace(source, target):
        if refusals:
            refusals.pop()
            raise PermissionError(errno.EACCES, "in use", str(target))
        return real(source, target)

    monkeypatch.setattr(Path, "replace", replace)
    assert storage.write(tmp_path / "a.csv", "甲") and held(tmp_path) == {"a.csv": "甲".encode()}


def test_a_file_that_stays_open_elsewhere_is_named_and_left(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_text("原来的", encoding="utf-8")

    def replace(source, target):
        raise PermissionError(errno.EACCES, "in use", str(target))

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(storage.time, "sleep", lambda _: None)
    with pytest.raises(HzError, match=r"a\.csv: 写不进去（没有权限）"):
        storage.write(tmp_path / "a.csv", "甲")
    assert held(tmp_path) == {"a.csv": "原来的".encode()}
