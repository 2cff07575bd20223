"""Set the course up on this computer, without network, and open it.

``start.py``        set up if need be, and open JupyterLab
``start.py setup``  only set up
``start.py check``  set up, and run the first lesson as a trial
"""

import os
import platform
import subprocess
import sys
import time
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
SYSTEMS = {"win32": "win", "darwin": "macosx", "linux": "linux"}
SPOKEN = {"win": "Windows", "macosx": "macOS", "linux": "Linux"}


def this_computer():
    """Return the name of the set of packages that this computer needs."""
    machine = platform.machine().lower()
    if sys.platform == "win32" and sys.maxsize < 2**32:
        machine = "32"
    system = SYSTEMS.get(sys.platform, sys.platform)
    return f"{system}_{machine}-{sys.version_info[0]}.{sys.version_info[1]}"


def spoken(name):
    """Return the name of a set in words."""
    machine, _, version = name.partition("-")
    system, _, kind = machine.partition("_")
    return f"{SPOKEN.get(system, system)}（{kind}）+ Python {version}"


def packages():
    """Return the list of this computer's packages; end with a message if there is none."""
    wanted = HERE / "sets" / f"{this_computer()}.txt"
    if wanted.is_file():
        return wanted
    known = "；".join(spoken(path.stem) for path in sorted((HERE / "sets").glob("*.txt")))
    sys.exit(
        f"这台电脑是 {spoken(this_computer())}，课程包里没有它的软件包。\n"
        f"课程包里有：{known}。\n"
        "请安装相应版本的 Python 再试；不装也行：打开 site 文件夹里的 index.html 看网页版。"
    )


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


def python(home):
    """Return the course's Python."""
    return home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run(home, *arguments):
    """Run the course's Python; return whether it succeeded."""
    return subprocess.call([str(python(home)), *arguments], env=environment(), cwd=str(HERE)) == 0


def set_up(home):
    """Install the packages, unless that is done."""
    wanted = packages()
    done = home / "installed.txt"
    content = wanted.read_text(encoding="utf-8")
    if done.is_file() and done.read_text(encoding="utf-8") == content and run(home, "-c", ""):
        return
    begin = time.time()
    print("第一次使用，正在安装（不用网络，需要几分钟）……", flush=True)
    try:
        venv.create(str(home), clear=True, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(
            f"没有装成：{error}\n请把整个课程包拷到硬盘上再试。Debian、Ubuntu 上先装 python3-venv。"
        )
    options = ["--no-index", "--no-deps", "--require-hashes", "--disable-pip-version-check"]
    options += ["--quiet"]
    if not run(home, "-m", "pip", "install", *options, "-r", str(wanted)):
        sys.exit("没有装成：课程包里也许有文件损坏或缺少，请重新拷贝一份再试。")
    done.write_text(content, encoding="utf-8")
    print(f"装好了，用了 {time.time() - begin:.0f} 秒。", flush=True)


def main():
    """Do what is asked for."""
    home = Path(os.environ.get("HZ_CLASS_HOME") or HERE / "env")
    set_up(home)
    wish = sys.argv[1] if len(sys.argv) > 1 else ""
    if wish == "setup":
        return
    if wish == "check":
        print("正在试跑第一课……", flush=True)
        lesson = min((HERE / "notebooks" / "lessons").glob("*01*.ipynb"))
        trial = (
            "import pathlib, sys; from hzlib.pages.run import run; run(pathlib.Path(sys.argv[1]))"
        )
        if not run(home, "-c", trial, str(lesson)):
            sys.exit("第一课没有跑通。")
        print("第一课跑通了。")
        return
    print("正在打开 JupyterLab。上课时不要关掉这个窗口。", flush=True)
    run(home, "-c", "from hzlib.cli import main; main()", "lab")


if __name__ == "__main__":
    main()
