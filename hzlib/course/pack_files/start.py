# -*- coding: utf-8 -*-
"""Set the course up on this computer, without network, and open it.

``start.py``        set up if need be, and open JupyterLab
``start.py setup``  only set up
``start.py check``  set up, and run the first lesson as a trial

The file is kept free of newer syntax, so that an old Python reaches the message which says so.
"""

from __future__ import print_function

import os
import sys

if sys.version_info < (3, 6):
    sys.exit(
        "This course needs Python @VERSIONS@ (64 bit), and this is Python %d.%d: "
        "open no-python.html to see what to install." % sys.version_info[:2]
    )

import platform
import subprocess
import time
import venv
from pathlib import Path
from urllib.parse import quote

HERE = Path(__file__).resolve().parent
SYSTEMS = {"win32": "win", "darwin": "macosx", "linux": "linux"}
SPOKEN = {"win": "Windows", "macosx": "macOS", "linux": "Linux"}
WINDOWS = os.name == "nt"
LONGEST = "@LONGEST@"  # characters of the longest path in an installed pack, from its folder
MOST = 259  # characters of a path that Windows takes
# What a folder of installed packages holds; any other is left alone.
OURS = {"bin", "etc", "include", "lib", "lib64", "man", "scripts", "share", "pyvenv.cfg",
        "installed.txt", ".gitignore"}  # fmt: skip


def say(text):
    """Tell the student at once."""
    print(text)
    sys.stdout.flush()


def this_computer():
    """Return the name of the set of packages that this computer needs."""
    machine = platform.machine().lower()
    if sys.platform == "win32" and sys.maxsize < 2**32:
        machine = "32"
    system = SYSTEMS.get(sys.platform, sys.platform)
    return "%s_%s-%d.%d" % ((system, machine) + sys.version_info[:2])


def spoken(name):
    """Return the name of a set in words."""
    machine, _, version = name.partition("-")
    system, _, kind = machine.partition("_")
    return "%s（%s）+ Python %s" % (SPOKEN.get(system, system), kind, version)


def packages():
    """Return the list of this computer's packages; end with a message if there is none."""
    wanted = HERE / "sets" / (this_computer() + ".txt")
    if wanted.is_file():
        return wanted
    known = "；".join(spoken(path.stem) for path in sorted((HERE / "sets").glob("*.txt")))
    sys.exit(
        "这台电脑是 %s，课程包里没有它的软件包。\n课程包里有：%s。\n"
        "请安装相应版本的 Python 再试；不装也行：打开 site 文件夹里的 index.html 看网页版。"
        % (spoken(this_computer()), known)
    )


# --- folders --------------------------------------------------------------------------------------


def writable(folder):
    """Make a folder, and tell whether it can be written: on Windows only a trial tells."""
    probe = folder / (".hz-%d" % os.getpid())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError:
        return False
    return True


def fits(folder):
    """Tell whether Windows takes the paths of what is installed in a folder."""
    return not WINDOWS or len(str(folder)) + 1 + int(LONGEST) <= MOST


def places():
    """Return the folders that the packages may be installed in, the pack's own first."""
    if WINDOWS:
        local = Path(os.environ.get("LOCALAPPDATA") or Path.home())
        drive = os.environ.get("SYSTEMDRIVE", "C:")
        return [HERE / "env", local / "hzlib" / "class", Path(drive + "\\hz")]
    return [HERE / "env", Path.home() / ".cache" / "hzlib" / "class"]


def chosen(candidates):
    """Return the first of several folders in which the packages can be installed, and say why."""
    first = candidates[0]
    for place in candidates:
        if fits(place) and writable(place):
            if place != first:
                why = (
                    "不能写入" if fits(first) else "所在的路径太长（Windows 只认 %d 个字符）" % MOST
                )
                say("课程包%s，软件包装在 %s。" % (why, place))
            return place
    sys.exit(
        "没有地方安装：%s 都不能写入，或路径太长。\n"
        "请把课程包拷到硬盘上较短的路径（如 C:\\hz），或用环境变量 HZ_CLASS_HOME 指定一个空文件夹。"
        % "、".join(map(str, candidates))
    )


def home_folder():
    """Return where the packages are, or are to be installed."""
    named = os.environ.get("HZ_CLASS_HOME")
    home = chosen([Path(named)] if named else places())
    others = [one.name for one in home.iterdir() if one.name.lower() not in OURS]
    if others:
        sys.exit("%s 里有别的东西（%s）：请用 HZ_CLASS_HOME 指定一个空文件夹。" % (home, others[0]))
    return home


# --- the course's Python --------------------------------------------------------------------------


def environment():
    """Return the variables for the course's Python: its own packages and files, no network."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("PIP_")}
    for name in ("PYTHONHOME", "PYTHONPATH"):
        kept.pop(name, None)
    kept.update(
        PYTHONUTF8="1",
        PIP_NO_INDEX="1",
        PIP_CONFIG_FILE=os.devnull,
        HZLIB_DATA=str(HERE / "data"),
        HZLIB_NOTEBOOKS=str(HERE / "notebooks"),
    )
    return kept


def run(home, *arguments):
    """Run the course's Python; return whether it succeeded."""
    python = home / ("Scripts/python.exe" if WINDOWS else "bin/python")
    return subprocess.call([str(python)] + list(arguments), env=environment(), cwd=str(HERE)) == 0


def set_up(home):
    """Install the packages, unless that is done."""
    wanted = packages()
    done = home / "installed.txt"
    content = wanted.read_text(encoding="utf-8")
    if done.is_file() and done.read_text(encoding="utf-8") == content and run(home, "-c", ""):
        return
    begin = time.time()
    say("第一次使用，正在安装（不用网络，需要几分钟）……")
    try:
        venv.create(str(home), clear=True, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(
            "没有装成：%s\n请把整个课程包拷到硬盘上再试。Debian、Ubuntu 上先装 python3-venv。"
            % error
        )
    options = ["--no-index", "--no-deps", "--require-hashes", "--disable-pip-version-check"]
    options += ["--quiet", "-r", str(wanted)]
    if not run(home, "-m", "pip", "install", *options):
        sys.exit("没有装成：课程包里也许有文件损坏或缺少，请重新拷贝一份再试。")
    done.write_text(content, encoding="utf-8")
    say("装好了，用了 %.0f 秒。" % (time.time() - begin))


def first_lesson():
    """Return the notebook of the first lesson."""
    return min((HERE / "notebooks" / "lessons").glob("*01*.ipynb"))


def try_out(home):
    """Run the first lesson."""
    say("正在试跑第一课……")
    lesson = first_lesson()
    trial = "import pathlib, sys; from hzlib.pages.run import run; run(pathlib.Path(sys.argv[1]))"
    if not run(home, "-c", trial, str(lesson)):
        sys.exit("第一课没有跑通。")
    say("第一课跑通了。")


LAB = "from hzlib.cli import main; main()"
# Asked of the course's Python, which knows where this system has its documents.
OWN_LAB = (
    "import sys; from platformdirs import user_documents_path as own; "
    "sys.argv[2] = str(own() / sys.argv[2]); " + LAB
)


def open_lab(home):
    """Open JupyterLab in the pack's notebooks; in copies of them where they cannot be written."""
    say("正在打开 JupyterLab。上课时不要关掉这个窗口。")
    opened = "--LabApp.default_url=/lab/tree/lessons/" + quote(first_lesson().name)
    if writable(HERE / "notebooks" / "lessons"):
        run(home, "-c", LAB, "lab", "--", opened)
        return
    say("课程包不能写入：笔记本拷到“文档”里的“杭州课程”，进度存在其中的 lessons 文件夹。")
    run(home, "-c", OWN_LAB, "lab", "杭州课程", "--", opened)


def main():
    """Do what is asked for."""
    packages()
    home = home_folder()
    set_up(home)
    wish = sys.argv[1] if len(sys.argv) > 1 else ""
    if wish == "check":
        try_out(home)
    elif wish != "setup":
        open_lab(home)


if __name__ == "__main__":
    main()
