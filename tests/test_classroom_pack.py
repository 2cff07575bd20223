"""The pack: wheels that fit the laptops, and a course that sets itself up without network."""

import ast
import hashlib
import importlib.util
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from hzlib.course import pack
from hzlib.course.pack import Target, build, notebooks, pins
from hzlib.errors import HzError

ROOT = Path(__file__).resolve().parent.parent
WINDOWS = Target("win_amd64", "3.12")
HERE = Target(
    {"win32": "win", "darwin": "macosx"}.get(sys.platform, "linux")
    + f"_{platform.machine().lower()}",
    f"{sys.version_info[0]}.{sys.version_info[1]}",
)
LOCK = """\
# a comment
one==1.0 \\
    --hash=sha256:{a} \\
    --hash=sha256:{b}
    # via two
two==2.0 ; sys_platform == 'win32' --hash=sha256:{a}
three==3.0 ; python_full_version < '3.12' --hash=sha256:{a}
four==4.0 ; os_name != 'nt' --hash=sha256:{a}
""".format(a="a" * 64, b="b" * 64)


@pytest.mark.parametrize(
    ("target", "wanted"),
    [
        (WINDOWS, ["one", "two"]),
        (Target("win_amd64", "3.11"), ["one", "two", "three"]),
        (Target("macosx_arm64", "3.13"), ["one", "four"]),
        (Target("linux_x86_64", "3.11"), ["one", "three", "four"]),
    ],
    ids=str,
)
def test_a_machine_needs_what_the_lock_says_of_it_whatever_machine_packs(tmp_path, target, wanted):
    lock = tmp_path / "lock.txt"
    lock.write_text(LOCK, encoding="utf-8")
    found = pins(lock, target)
    assert [pin.name for pin in found] == wanted
    assert found[0].hashes == {"a" * 64, "b" * 64}
    assert ";" not in found[-1].line


def test_the_packages_for_corpora_in_folders_stay_at_home():
    everything = {pin.name for pin in pins(ROOT / "locks" / "run.txt", WINDOWS)}
    apart = everything - {pin.name for pin in pack._needed(WINDOWS)}
    assert apart == {"fsspec", "pyarrow"}
    # Nothing else asks for them, and they ask for nothing.
    lock = (ROOT / "locks" / "run.txt").read_text(encoding="utf-8")
    asked = {
        name: set(re.findall(r"^    #(?: via|  ) (?!-c )(\S+)", entry, re.MULTILINE))
        for name, entry in re.findall(r"(?ms)^([a-z]\S*?)==(.*?)(?=^[a-z]|\Z)", lock)
    }
    assert all(asked[name] == {"hzlib"} for name in apart)
    assert [name for name, by in asked.items() if by and by <= apart] == []


@pytest.mark.parametrize("platform", ["win", "win_x", "beos_amd64", "", "linux_amd64"])
def test_an_unknown_platform_is_named_with_the_known_ones(platform):
    with pytest.raises(HzError, match="win_amd64"):
        Target(platform, "3.12")


@pytest.mark.parametrize("python", ["3", "2.7", "3.12.1", "python3", ""])
def test_an_odd_python_version_is_refused(python):
    with pytest.raises(HzError, match="3.12"):
        Target("win_amd64", python)


def test_a_folder_with_other_things_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("x", encoding="utf-8")
    with pytest.raises(HzError, match="已有别的东西"):
        list(build(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def _refused(folder, match):
    with pytest.raises(HzError, match=match):
        list(build(folder))
    assert not folder.exists()


def test_what_packing_lacks_is_said_before_anything_is_made(tmp_path, monkeypatch):
    monkeypatch.setenv("HZLIB_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "stick"
    with monkeypatch.context() as patch:
        patch.setattr(pack.paths, "is_checkout", lambda: False)
        _refused(folder, "不是项目的源码目录；课程包要在源码目录里做")
    with monkeypatch.context() as patch:
        patch.setattr(pack, "find_spec", lambda name: None if name == "pip" else name)
        _refused(folder, "pip: 没有安装，打包要用；请这样运行：python3 run.py class")
    with monkeypatch.context() as patch:
        patch.setattr(pack, "_checkout", lambda: tmp_path)
        _refused(folder, r"run\.txt: 读不出来")
    asked = []

    def unreachable(*arguments):
        asked.append(arguments)
        raise HzError("pip {command} fails: {said}", command=arguments[0], said="")

    monkeypatch.setattr(pack, "run_pip", unreachable)
    _refused(folder, "pip download 没有成功")
    assert len(asked) == 1 and "--retries" in asked[0]


def test_a_python_without_packages_is_answered_with_those_that_have_some(tmp_path):
    folder = tmp_path / "stick"
    with pytest.raises(HzError, match="3.10: 锁定的软件包不适用.*3.11、3.12、3.13"):
        list(build(folder, python="3.10"))
    assert not folder.exists()


def test_themes_and_lessons_go_into_the_pack():
    names = [path.name for path in notebooks()]
    assert any("01课" in name for name in names) and "术语表.ipynb" in names


def test_each_system_looks_for_a_python_that_its_own_packages_are_for(tmp_path):
    (tmp_path / "wheels").mkdir()
    for name in ("win_amd64-3.12", "linux_x86_64-3.11", "win_amd64-3.9"):
        (tmp_path / "sets" / f"{name}.txt").parent.mkdir(exist_ok=True)
        (tmp_path / "sets" / f"{name}.txt").touch()
    pack._scripts(tmp_path)
    texts = {one.name: one.read_text(encoding="utf-8") for one in tmp_path.glob("*.*")}
    assert "in (3.9 3.12) do" in texts["start.bat"] and "3.11" not in texts["start.bat"]
    for name in ("start.sh", "start.command"):
        assert "in 3.11; do" in texts[name] and "3.12" not in texts[name]
    assert "Python 3.9 或 3.12（64 位）" in texts["no-python.html"]
    assert "Python 3.9 或 3.11 或 3.12（64 位）" in texts["先读我.txt"]


# --- start.py -------------------------------------------------------------------------------------


@pytest.fixture
def start(tmp_path):
    """start.py of a pack, as a module; its longest path has 150 characters."""
    folder = tmp_path / "stick"
    (folder / "notebooks" / "lessons").mkdir(parents=True)
    file = folder / "start.py"
    file.write_text(
        pack._filled("start.py", {"@LONGEST@": "150", "@VERSIONS@": "3.12"}), encoding="utf-8"
    )
    spec = importlib.util.spec_from_file_location("start", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_an_old_python_can_read_start_py(start):
    source = Path(start.__file__).read_bytes()
    assert source.startswith(b"# -*- coding: utf-8 -*-")
    parsed = ast.parse(source, feature_version=(3, 4))
    assert not [one for one in ast.walk(parsed) if isinstance(one, ast.JoinedStr | ast.AnnAssign)]
    for name in ("python2.7", "python2"):
        done = shutil.which(name) and subprocess.run(
            [name, start.__file__], capture_output=True, text=True, check=False
        )
        # A launcher may stand there without the Python.
        if done and "command not found" not in done.stderr:
            assert done.returncode == 1 and done.stderr.count("\n") == 1
            assert "needs Python 3.12 (64 bit), and this is Python 2" in done.stderr


def test_packages_go_into_the_folder_of_the_pack_where_that_can_be_written(start, tmp_path, capsys):
    assert start.chosen([tmp_path / "a", tmp_path / "b"]) == tmp_path / "a"
    assert capsys.readouterr().out == ""


def test_where_it_cannot_be_written_they_go_to_the_user_and_that_is_said(start, tmp_path, capsys):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert start.chosen([tmp_path / "file" / "env", tmp_path / "own"]) == tmp_path / "own"
    assert f"课程包不能写入，软件包装在 {tmp_path / 'own'}" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="HZ_CLASS_HOME"):
        start.chosen([tmp_path / "file" / "env"])


def test_where_windows_would_not_take_the_paths_a_short_folder_is_taken(
    start, tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(start, "WINDOWS", True)
    long = tmp_path / ("long" * 40)
    monkeypatch.setattr(start, "MOST", len(str(tmp_path / "hz")) + 151)
    assert start.chosen([long, tmp_path / "hz"]) == tmp_path / "hz"
    assert "路径太长" in capsys.readouterr().out and not long.exists()


def test_a_folder_that_holds_something_else_is_never_emptied(start, tmp_path, monkeypatch):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "论文.docx").write_text("x", encoding="utf-8")
    monkeypatch.setenv("HZ_CLASS_HOME", str(tmp_path / "own"))
    with pytest.raises(SystemExit, match="论文.docx"):
        start.home_folder()


def test_on_a_stick_that_cannot_be_written_the_notebooks_open_in_the_documents(
    start, tmp_path, monkeypatch, capsys
):
    asked = []
    monkeypatch.setattr(start, "run", lambda home, *words: asked.append(words))
    monkeypatch.setattr(start, "first_lesson", lambda: Path("第01课_甲.ipynb"))
    start.open_lab(tmp_path)
    monkeypatch.setattr(start, "writable", lambda folder: False)
    start.open_lab(tmp_path)
    opened = ("--", f"--LabApp.default_url=/lab/tree/lessons/{quote('第01课_甲.ipynb')}")
    assert [words[2:] for words in asked] == [("lab", *opened), ("lab", "杭州课程", *opened)]
    assert "进度存在其中的 lessons 文件夹" in capsys.readouterr().out
    # The code that names the folder, without JupyterLab behind it.
    said = subprocess.run(
        [sys.executable, "-c", asked[1][1].replace(start.LAB, "print(*sys.argv[1:])"), "lab", "甲", "--"],
        capture_output=True, text=True, encoding="utf-8", check=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    words = said.stdout.split()
    assert words[0] == "lab" and Path(words[1]).name == "甲" and Path(words[1]).is_absolute()


@pytest.fixture(scope="module")
def stick(tmp_path_factory):
    """A stick for this machine, and for the Windows laptops too."""
    folder = tmp_path_factory.mktemp("stick") / "课程 包"
    said = list(build(folder, HERE.platform, HERE.python, site=True))
    said += list(build(folder, WINDOWS.platform, WINDOWS.python, site=False))
    assert "MB" in said[0]
    return folder


def _listed(folder, target):
    text = (folder / "sets" / f"{target.platform}-{target.python}.txt").read_text(encoding="utf-8")
    lines = [line.split(" --hash=sha256:") for line in text.splitlines()]
    return {folder / path: code for path, code in lines}


@pytest.mark.slow
def test_every_wheel_of_the_windows_set_fits_windows(stick):
    from packaging.utils import canonicalize_name, parse_wheel_filename

    listed = _listed(stick, WINDOWS)
    fitting = set(WINDOWS.tags)
    parsed = {path: parse_wheel_filename(path.name) for path in listed}
    assert [path.name for path, (_, _, _, tags) in parsed.items() if not tags & fitting] == []
    found = {canonicalize_name(name): str(version) for name, version, _, _ in parsed.values()}
    wanted = {pin.name: pin.version for pin in pack._needed(WINDOWS)}
    assert {name: version for name, version in found.items() if name != "hzlib"} == wanted
    assert {"pywinpty", "jieba", "colorama"} <= set(found)
    assert [path for path, code in listed.items()
            if hashlib.sha256(path.read_bytes()).hexdigest() != code] == []  # fmt: skip


@pytest.mark.slow
def test_the_scripts_and_texts_suit_their_systems(stick):
    batch = (stick / "start.bat").read_bytes()
    assert batch.isascii()
    assert batch.count(b"\r\n") == batch.count(b"\n") > 5
    assert b"3.12" in batch
    note = (stick / "先读我.txt").read_bytes()
    assert note.startswith(b"\xef\xbb\xbf")
    assert note.count(b"\r\n") == note.count(b"\n")
    assert b"HZ_CLASS_HOME" in note
    for name in (
        "start.bat",
        "start.sh",
        "start.command",
        "start.py",
        "no-python.html",
        "先读我.txt",
    ):
        assert not re.search(rb"@[A-Z]+@", (stick / name).read_bytes()), name
    assert subprocess.run(["sh", "-n", stick / "start.sh"], check=False).returncode == 0
    assert (stick / "start.command").read_bytes() == (stick / "start.sh").read_bytes()


@pytest.mark.slow
def test_the_site_holds_every_lesson_and_its_slides(stick):
    for path in notebooks():
        assert (stick / "site" / f"{path.stem}.html").stat().st_size > 1000
        assert (stick / "site" / f"{path.stem}.slides.html").stat().st_size > 1000


@pytest.mark.slow
def test_no_solution_is_on_the_stick(stick):
    from hzlib.course.lessons import lessons

    # The longest line of each answer, as a notebook holds it.
    answers = ["answer =" + b.text.partition("answer =")[2] for one in lessons()
               for b in one.of("solution")]  # fmt: skip
    lines = [max(answer.splitlines(), key=len) for answer in answers]
    solutions = [json.dumps(line, ensure_ascii=False)[1:-1] for line in lines]
    texts = [p.read_text(encoding="utf-8") for p in (stick / "notebooks").rglob("*") if p.is_file()]
    assert solutions
    assert not [line for line in solutions for text in texts if line in text]


def _offline():
    """Return a command that cuts its command off from the network, where the system has one."""
    cut = ["unshare", "--map-root-user", "--net"]
    able = shutil.which("unshare") and subprocess.run([*cut, "true"], check=False).returncode == 0
    return cut if able else []


def _start(folder, *arguments, home):
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")
    environment = {**os.environ, **nowhere, "HZ_CLASS_HOME": str(home)}
    return subprocess.run(
        [*_offline(), "sh", folder / "start.sh", *arguments],
        capture_output=True, text=True, encoding="utf-8", env=environment, check=False,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="runs start.sh")
def test_the_pack_sets_itself_up_without_network_and_runs_lesson_one(stick, tmp_path):
    first = _start(stick, "check", home=tmp_path / "env")
    assert first.returncode == 0, first.stdout + first.stderr
    assert "第一课跑通了。" in first.stdout
    again = _start(stick, "setup", home=tmp_path / "env")
    assert (again.returncode, again.stdout) == (0, "")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="runs start.sh")
def test_a_damaged_wheel_is_said_in_words(stick, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(stick, copy, ignore=shutil.ignore_patterns("site"))
    first = next(iter(_listed(copy, HERE)))
    first.write_bytes(b"damaged")
    done = _start(copy, "setup", home=tmp_path / "env")
    assert done.returncode != 0
    assert "损坏" in done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="runs start.sh")
def test_a_computer_whose_packages_are_missing_is_told_which_there_are(stick, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(stick, copy, ignore=shutil.ignore_patterns("site", "wheels", "notebooks"))
    (copy / "sets" / f"{HERE.platform}-{HERE.python}.txt").unlink()
    done = _start(copy, home=tmp_path / "env")
    assert done.returncode != 0
    assert "Windows（amd64）+ Python 3.12" in done.stderr
