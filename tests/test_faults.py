"""Devices, pipes, full disks, links, notebooks that hang, users who stop: what a run does then."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from leisure import at_leisure
from typer.testing import CliRunner

from hzlib import cli, storage
from hzlib.errors import HzError
from hzlib.pages import run
from hzlib.text import files

_HZ = [sys.executable, "-c", "from hzlib.cli import main; main()"]
_TEXT = "2024年某市政府工作报告\n2023年，某市地区生产总值增长5.6%。\n"
posix = pytest.mark.skipif(sys.platform == "win32", reason="devices and signals of POSIX")


def hz(*words, **more):
    """Run the command line in a process of its own."""
    return subprocess.run([*_HZ, *map(str, words)], capture_output=True, text=True,
                          encoding="utf-8", timeout=120, check=False, **more)  # fmt: skip


@pytest.fixture
def report(tmp_path):
    file = tmp_path / "某市_2024.txt"
    file.write_text(_TEXT, encoding="utf-8")
    return file


# --- reading and writing --------------------------------------------------------------------------


@posix
@pytest.mark.parametrize("kind", ["pipe", "/dev/zero", "/dev/null"])
def test_what_is_no_file_is_not_read(tmp_path, kind):
    path = Path(kind)
    if kind == "pipe":
        path = tmp_path / "pipe.txt"
        os.mkfifo(path)
    with pytest.raises(HzError, match="不是文件"):
        files.content(path)


@posix
def test_a_device_is_given_the_content_and_stays(tmp_path):
    assert storage.write(Path("/dev/null"), "内容")
    assert Path("/dev/null").is_char_device()


@posix
def test_what_a_link_names_is_written_and_the_link_stays(tmp_path):
    link, real = tmp_path / "link.csv", tmp_path / "real.csv"
    link.symlink_to(real)
    assert storage.write(link, "内容") and link.is_symlink()
    assert real.read_text(encoding="utf-8") == "内容"
    assert not storage.write(link, "内容")


def test_a_file_in_place_of_a_folder_is_named_and_left(tmp_path):
    (tmp_path / "plain").write_text("原来的", encoding="utf-8")
    with pytest.raises(HzError, match=r"plain.out\.csv: 写不进去"):
        storage.write(tmp_path / "plain" / "out.csv", "内容")
    assert (tmp_path / "plain").read_text(encoding="utf-8") == "原来的"


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("how", ["printed", "file"])
def test_a_full_disk_ends_with_a_line(report, how):
    words = ["facts", report, "--format", "csv"]
    if how == "file":
        done = hz(*words, "-o", "/dev/full")
    else:
        with Path("/dev/full").open("w") as full:
            done = subprocess.run([*_HZ, *map(str, words)], stdout=full, stderr=subprocess.PIPE,
                                  text=True, encoding="utf-8", timeout=120, check=False)  # fmt: skip
    assert done.returncode == 1
    said = done.stderr.splitlines()
    assert all(line.startswith("hz: ") for line in said) and "Traceback" not in done.stderr
    assert "disk is full" in said[-1] or "磁盘满了" in said[-1]


@posix
@pytest.mark.parametrize("words", [
    "facts --format csv", "facts {report}", "quantities", "docs", "docs --outline", "words --top 3",
    "explain hangzhou-gwr-2023 507", "--help", "facts --help", "class --help",
])  # fmt: skip
@pytest.mark.parametrize("buffered", at_leisure("", "1"))
def test_a_pipe_that_closes_is_no_error(report, words, buffered):
    asked = [one.format(report=report) for one in words.split()]
    end, begin = os.pipe()
    os.close(end)  # as of `head` that has read its line
    # What is printed waits until the end, as it does for a user, or goes out line by line.
    env = {**os.environ, "PYTHONUNBUFFERED": buffered}
    done = subprocess.run([*_HZ, *asked], stdout=begin, stderr=subprocess.PIPE, env=env,
                          text=True, encoding="utf-8", timeout=120, check=False)  # fmt: skip
    os.close(begin)
    said = [line for line in done.stderr.splitlines() if not line.startswith("hz: ")]
    assert (done.returncode, said) == (0, [])


@posix
def test_a_pipe_that_closes_hides_no_mistake(tmp_path):
    end, begin = os.pipe()
    os.close(end)
    done = subprocess.run([*_HZ, "facts", str(tmp_path / "no.txt")], stdout=begin, check=False,
                          stderr=subprocess.PIPE, text=True, encoding="utf-8", timeout=120)  # fmt: skip
    os.close(begin)
    assert done.returncode == 1 and "no.txt" in done.stderr


def test_the_cache_keeps_so_many_files_and_no_more(tmp_path, monkeypatch):
    monkeypatch.setenv("HZLIB_CACHE", str(tmp_path))
    for number in range(storage._KEEP + 5):
        storage.put(f"{number:03}", number)
        os.utime(tmp_path / f"{number:03}.json", (number, number))
    storage.put("last", 1)
    kept = sorted(file.stem for file in tmp_path.glob("*.json"))
    assert len(kept) == storage._KEEP
    assert "last" in kept and "000" not in kept


# --- consoles -------------------------------------------------------------------------------------


_ESCAPE = re.compile(r"\x1b\[[\d;]*[A-Za-z]")
# A command, and what of its answer stands at its beginning and at its end.
SHOWN = {
    "facts": ("某市_2024", "growth", "actual"),
    "quantities": ("某市地区生产总值", "5.6%"),
    "facts --format csv": ("indicator", "地区生产总值增长5.6%"),
    "docs": ("某市政府工作报告", "file"),
    "explain 30": ("5.6%", "growth"),
    "words --kwic 地区生产总值": ("某市", "增长5.6%"),
    "words --kwic": ("Error", "--kwic"),
    "--help": ("hz facts --doc", "自相矛盾"),
}


def _asked(report, command):
    name, *options = command.split()
    return [name, *options] if name.startswith("-") else [name, str(report), *options]


@pytest.mark.parametrize("encoding", at_leisure("cp936", "ascii", "latin-1"))
@pytest.mark.parametrize("command", SHOWN)
def test_a_console_of_any_encoding_shows_everything(report, encoding, command):
    env = {**os.environ, "PYTHONIOENCODING": encoding, "COLUMNS": "40", "NO_COLOR": "1"}
    asked = ["facts", "--help"] if command == "--help" else _asked(report, command)
    found = hz(*asked, env=env)
    said = found.stdout + found.stderr
    assert all(one in "".join(said.split()) or one in said for one in SHOWN[command])
    assert not any(sign in said for sign in ("\x1b", "?", "\ufffd"))


@posix
@pytest.mark.parametrize("colour", at_leisure(True, False))
@pytest.mark.parametrize("command", SHOWN)
def test_a_narrow_terminal_shows_everything(report, command, colour):
    import pty

    master, slave = pty.openpty()
    env = {**os.environ, "COLUMNS": "40", "TERM": "xterm"} | ({} if colour else {"NO_COLOR": "1"})
    asked = ["facts", "--help"] if command == "--help" else _asked(report, command)
    running = subprocess.Popen([*_HZ, *asked], stdin=slave, stdout=slave, stderr=slave, env=env)
    os.close(slave)
    parts = []
    with contextlib.suppress(OSError):  # how the end of a terminal is told
        while part := os.read(master, 65536):
            parts.append(part)
    running.wait(60)
    os.close(master)
    shown = b"".join(parts).decode("utf-8")
    plain = _ESCAPE.sub("", shown)
    assert all(one in "".join(plain.split()) or one in plain for one in SHOWN[command])
    assert colour or not re.search(r"\x1b\[[\d;]*(?:3[0-7]|4[0-7]|9[0-7])[\d;]*m", shown)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_word_of_a_help_is_cut_off_whatever_the_width(monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    for words in ("report", "lab", "facts", "words", "class", "class pack", ""):
        said = CliRunner().invoke(cli.app, [*words.split(), "--help"]).output
        own = 1 if words == "class pack" else 0  # which says that there are more platforms
        assert said.count("…") <= own and not re.search(r"\w\.\.\.$", said, re.M), words


# --- notebooks ------------------------------------------------------------------------------------


def notebook(folder, *sources):
    """Write a notebook of code cells."""
    cells = [{"cell_type": "code", "id": f"c{i}", "metadata": {}, "execution_count": None,
              "outputs": [], "source": source} for i, source in enumerate(sources)]  # fmt: skip
    file = folder / "a.ipynb"
    made = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    file.write_text(json.dumps(made), encoding="utf-8")
    return file


@pytest.mark.slow
@pytest.mark.parametrize(("source", "said"), [
    ("while True: pass", "超过 2 秒没有完成"),
    ("import os\nos._exit(1)", "内核中止了"),
    ("print('x' * 2_000_000)", "输出超过 1 MB"),
])  # fmt: skip
def test_a_cell_is_ended_by_a_limit_and_named(tmp_path, monkeypatch, source, said):
    monkeypatch.setattr(run, "OUTPUT", 1_000_000)
    kernels = []
    with pytest.raises(HzError, match=f"第 2 个单元格.*{said}"):
        run.run(notebook(tmp_path, "1", source), run.Limits(2), kernels)
    process = kernels[0].provisioner.process if kernels[0].has_kernel else None
    assert process is None or process.poll() is not None


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="no other system keeps the limit")
@pytest.mark.parametrize("source", [
    "held = []\nwhile True: held.append(bytearray(50_000_000))",
    "import numpy\nnumpy.ones((1_000_000, 1_000))",
])  # fmt: skip
def test_a_cell_that_takes_all_memory_is_ended_and_named(tmp_path, source):
    kernels = []
    with pytest.raises(HzError, match="第 2 个单元格.*内存超过 600 MB"):
        run.run(notebook(tmp_path, "1", source), run.Limits(memory=600), kernels)
    process = kernels[0].provisioner.process if kernels[0].has_kernel else None
    assert process is None or process.poll() is not None


@posix
@pytest.mark.slow
def test_who_stops_a_run_is_told_what_is_done_and_no_kernel_stays(tmp_path):
    file = notebook(tmp_path, "import os, time", "open('begun', 'w').write(str(os.getpid()))\n"
                    "time.sleep(600)")  # fmt: skip
    running = subprocess.Popen(
        [*_HZ, "report", str(file), "-o", str(tmp_path / "out")], stderr=subprocess.PIPE, text=True,
        encoding="utf-8", start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    begun, until = tmp_path / "begun", time.monotonic() + 90
    while not (begun.exists() and begun.read_text()) and time.monotonic() < until:
        time.sleep(0.2)
    kernel = int(begun.read_text())
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "0" in said and ("steps are done" in said or "步" in said) and "Traceback" not in said
    with pytest.raises(ProcessLookupError):
        os.kill(kernel, 0)
