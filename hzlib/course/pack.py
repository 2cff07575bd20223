"""The folder for a memory stick: the course for a room without network.

A second run with another platform adds its packages to the same folder: one stick then serves
several kinds of laptops.
"""

import hashlib
import json
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from hzlib import paths, storage
from hzlib.course.wheels import Target, gathered, pins, run_pip
from hzlib.errors import HzError
from hzlib.messages import told
from hzlib.pages.report import report as written

MARK = "pack.json"
# Unpacked wheels with their compiled files take about this much more room than packed.
_UNPACKED = 4.5
_SCRIPTS = {"start.bat": "start.bat", "start.sh": "start.sh", "start.command": "start.sh"}


def build(
    folder: Path,
    platform: str = "win_amd64",
    python: str = "3.12",
    site: bool = True,
    report: Callable[[str], None] = lambda _: None,
) -> Iterator[str]:
    """Build the pack, and tell in lines what was made.

    Parameters
    ----------
    folder : Path
        New, empty, or a pack that gets a further platform.
    platform, python : str
        The laptops' (see `hzlib.course.wheels.Target`).
    site : bool, optional
        Include the reports as a site, with the lessons' slides.
    report : callable, optional
        Called with each step as it begins.

    Yields
    ------
    str
        Lines for the user.

    Raises
    ------
    HzError
        If the folder holds something else, or a part cannot be made.
    """
    begin = time.monotonic()
    target = Target(platform, python)
    folder = _claimed(folder)
    report(told("packages for {platform} and Python {python} …", platform=platform, python=python))
    count = _packages(folder, target)
    _copies(folder)
    if site:
        report(told("site and slides …"))
        _site(folder / "site")
    _scripts(folder)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    seconds = time.monotonic() - begin
    yield told(
        "the pack is in {path}: {size:.0f} MB, {count} packages, in {seconds:.0f} seconds",
        path=folder,
        size=size,
        count=count,
        seconds=seconds,
    )
    yield told("for laptops without Python, put its installer into the pack's folder python")


def _claimed(folder: Path) -> Path:
    folder = folder.expanduser().resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        if not (folder / MARK).is_file():
            raise HzError(
                "{path}: holds something else", "name a new or an empty folder", path=folder
            )
        return folder
    # The mark comes first, so that a build that was broken off can be taken up again.
    _put(folder / MARK, json.dumps({"kind": "hzlib class"}).encode())
    return folder


def _put(path: Path, content: bytes) -> None:
    storage.writable(path.parent)
    storage.write(path, content)


# --- packages -------------------------------------------------------------------------------------


def _packages(folder: Path, target: Target) -> int:
    """Copy the wheels of a machine and write its list, each with its hash."""
    cache = storage.folder() / "wheels"
    needed = gathered(pins(_checkout() / "locks" / "run.txt", target), target, cache)
    with tempfile.TemporaryDirectory(prefix="hz-") as place:
        own = _own(Path(place))
        for old in (folder / "wheels").glob("hzlib-*.whl"):
            old.unlink()
        lines = [_copied(path, folder / "wheels") for path in (*needed, own)]
    name = f"{target.platform}-{target.python}.txt"
    _put(folder / "sets" / name, "".join(sorted(lines)).encode())
    _refresh(folder, own.name)
    return len(lines)


def _copied(wheel: Path, folder: Path) -> str:
    """Copy a wheel, unless it is there, and return its line for a machine's list."""
    content = wheel.read_bytes()
    if not (folder / wheel.name).is_file():
        _put(folder / wheel.name, content)
    return f"./wheels/{wheel.name} --hash=sha256:{hashlib.sha256(content).hexdigest()}\n"


def _refresh(folder: Path, own: str) -> None:
    """Have the lists of all machines name the package of this build."""
    line = _copied(folder / "wheels" / own, folder / "wheels")
    for path in (folder / "sets").glob("*.txt"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        others = [one for one in lines if not one.startswith("./wheels/hzlib-")]
        _put(path, "".join(sorted([*others, line])).encode())


def _checkout() -> Path:
    found = paths.code().parent
    if not (found / "pyproject.toml").is_file():
        raise HzError("{path}: not a checkout", "a pack is built in a checkout only", path=found)
    return found


def _own(folder: Path) -> Path:
    """Build the wheel of this project."""
    run_pip(
        "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(_checkout())
    )
    (wheel,) = folder.glob("hzlib-*.whl")
    return wheel


# --- notebooks, data, site ------------------------------------------------------------------------


def _copies(folder: Path) -> None:
    books = paths.notebooks()
    for path in notebooks():
        _put(folder / "notebooks" / path.relative_to(books), path.read_bytes())
    answers = Path("lessons") / "exercises.json"
    _put(folder / "notebooks" / answers, (books / answers).read_bytes())
    for path in _data():
        place = folder / "data" / path.relative_to(paths.data())
        _put(place, path.read_bytes())


def notebooks() -> list[Path]:
    """Return the notebooks of the pack: the themes, then the lessons."""
    books = paths.notebooks()
    return [*sorted(books.glob("*.ipynb")), *sorted((books / "lessons").glob("*.ipynb"))]


def _data() -> Iterable[Path]:
    for path in sorted(paths.data().rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield path


def _site(folder: Path) -> None:
    written(notebooks(), folder, site=True, slides=True)


# --- scripts --------------------------------------------------------------------------------------


def _scripts(folder: Path) -> None:
    sets = sorted(path.stem for path in (folder / "sets").glob("*.txt"))
    versions = sorted({name.partition("-")[2] for name in sets}, key=lambda v: int(v[2:]))
    size = sum(path.stat().st_size for path in (folder / "wheels").iterdir()) / 1e6
    words = {
        "@VERSIONS@": " ".join(versions),
        "@SETS@": "".join(f"    {name.replace('-', '，Python ')}\n" for name in sets),
        "@SIZE@": f"{size:.0f}",
        "@INSTALLED@": f"{size * _UNPACKED:.0f}",
    }
    for name, source in _SCRIPTS.items():
        text = _filled(source, words)
        lines = text.replace("\n", "\r\n") if name.endswith(".bat") else text
        _put(folder / name, lines.encode("ascii" if name.endswith(".bat") else "utf-8"))
        (folder / name).chmod(0o755)
    _put(folder / "start.py", _filled("start.py", {}).encode())
    _put(folder / "no-python.html", _filled("no-python.html", words).encode())
    # Notepad on any Windows reads this right: byte order mark, CR LF.
    text = _filled("read_me.txt", words).replace("\n", "\r\n")
    _put(folder / "先读我.txt", text.encode("utf-8-sig"))


def _filled(name: str, words: dict[str, str]) -> str:
    text = (files("hzlib.course") / "pack_files" / name).read_text(encoding="utf-8")
    for mark, word in words.items():
        text = text.replace(mark, word)
    return text
