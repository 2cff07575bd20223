"""The folder for a memory stick: the course for a room without network.

A second run with another platform adds its packages to the same folder: one stick then serves
several kinds of laptops.
"""

import hashlib
import json
import re
import runpy
import subprocess
import sys
import tempfile
import time
import tomllib
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.tags import compatible_tags, cpython_tags, mac_platforms
from packaging.utils import canonicalize_name, parse_wheel_filename

from hzlib import paths, storage
from hzlib.errors import HzError, reason
from hzlib.messages import told
from hzlib.pages.report import report as written

# --- wheels for another machine -------------------------------------------------------------------

# These publish no wheel: their source is built here, where it must give one for every machine.
_BUILT_HERE = frozenset({"jieba"})
_MACHINES = {
    "win": ("win32", "Windows", "nt", {"amd64": "AMD64", "arm64": "ARM64", "32": "x86"}),
    "macosx": ("darwin", "Darwin", "posix", {"arm64": "arm64", "x86_64": "x86_64"}),
    "linux": ("linux", "Linux", "posix", {"x86_64": "x86_64", "aarch64": "aarch64"}),
}
_OLDEST_GLIBC, _NEWEST_GLIBC = 5, 28
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Pin:
    """A package at its one version, with the hashes that its files may have."""

    name: str
    version: str
    hashes: frozenset[str]

    @property
    def line(self) -> str:
        """The package for pip, without its marker: pip would ask it of this machine."""
        hashes = (f"--hash=sha256:{code}" for code in sorted(self.hashes))
        return " ".join((f"{self.name}=={self.version}", *hashes))


@dataclass(frozen=True)
class Target:
    """The machine that wheels are for.

    Parameters
    ----------
    platform : str
        ``win_amd64``, ``win_arm64``, ``macosx_arm64``, ``macosx_x86_64``, ``linux_x86_64``,
        ``linux_aarch64``.
    python : str
        ``3.12``.

    Examples
    --------
    >>> str(Target("win_amd64", "3.12").tags[0]), Target("win_amd64", "3.12").markers["os_name"]
    ('cp312-cp312-win_amd64', 'nt')
    """

    platform: str
    python: str

    def __post_init__(self) -> None:
        system, _, machine = self.platform.partition("_")
        if machine not in (_MACHINES.get(system) or ({},))[-1]:
            known = [f"{s}_{m}" for s, row in _MACHINES.items() for m in row[-1]]
            raise HzError(
                "{name}: no such platform", "use one of {known}", name=self.platform, known=known
            )
        if not re.fullmatch(r"3\.\d{1,2}", self.python):
            raise HzError("{name}: no version of Python", "give one such as 3.12", name=self.python)

    @cached_property
    def platforms(self) -> tuple[str, ...]:
        """Names that wheels give the machine, the most special first."""
        system, _, machine = self.platform.partition("_")
        if system == "win":
            return ("win32" if machine == "32" else self.platform,)
        if system == "macosx":
            return tuple(mac_platforms((14, 0), machine))
        range_ = range(_NEWEST_GLIBC, _OLDEST_GLIBC - 1, -1)
        old = {17: "manylinux2014", 12: "manylinux2010", 5: "manylinux1"}
        names = [f"manylinux_2_{minor}_{machine}" for minor in range_]
        names += [f"{name}_{machine}" for name in old.values()]
        return (*names, self.platform)

    @cached_property
    def tags(self) -> tuple[Any, ...]:
        """All wheel tags that fit, the most special first."""
        version = tuple(int(part) for part in self.python.split("."))
        cp = f"cp{version[0]}{version[1]}"
        return (
            *cpython_tags(version, platforms=self.platforms),
            *compatible_tags(version, interpreter=cp, platforms=self.platforms),
        )

    @property
    def markers(self) -> dict[str, str]:
        """What environment markers (``sys_platform == 'win32'``) see there."""
        system, _, machine = self.platform.partition("_")
        sys_platform, platform_system, os_name, machines = _MACHINES[system]
        return {
            "sys_platform": sys_platform,
            "platform_system": platform_system,
            "os_name": os_name,
            "platform_machine": machines[machine],
            "python_version": self.python,
            "python_full_version": f"{self.python}.0",
        }


def pins(lock: Path, target: Target) -> list[Pin]:
    """Return the packages of a lock that a machine needs.

    Raises
    ------
    HzError
        If the lock cannot be read.
    """
    try:
        text = lock.read_text(encoding="utf-8")
    except OSError as error:
        raise HzError(
            "{path}: cannot be read ({reason})",
            "run this in a checkout",
            path=lock,
            reason=reason(error),
        ) from None
    found = []
    for line in _logical(text):
        requirement = Requirement(line.partition("--hash")[0].strip())
        if requirement.marker is None or requirement.marker.evaluate(target.markers):
            (pin,) = requirement.specifier
            hashes = frozenset(_HASH.findall(line))
            found.append(Pin(canonicalize_name(requirement.name), pin.version, hashes))
    return found


def _needed(target: Target) -> list[Pin]:
    """Return what the laptops need: all of a set-up but the packages for corpora in folders."""
    home = _checkout()
    everything = pins(home / "locks" / "run.txt", target)
    project = tomllib.loads((home / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    apart = {Requirement(one).name for one in project["optional-dependencies"]["corpus"]}
    return [one for one in everything if one.name not in apart]


def _logical(text: str) -> Iterator[str]:
    whole = text.replace("\\\r\n", " ").replace("\\\n", " ")
    for line in whole.splitlines():
        if line.strip() and not line.lstrip().startswith(("#", "-")):
            yield line


def gathered(wanted: list[Pin], target: Target, cache: Path) -> list[Path]:
    """Return a wheel for each package, from the cache or else from the package index.

    Raises
    ------
    HzError
        If a package has no wheel for the machine, or the index cannot be reached.
    """
    cache.mkdir(parents=True, exist_ok=True)
    missing = [pin for pin in wanted if _kept(pin, target, cache) is None]
    built = [pin for pin in missing if pin.name in _BUILT_HERE]
    _pip("wheel", built, cache, ["--use-pep517", "--no-build-isolation"])
    _download([pin for pin in missing if pin not in built], target, cache)
    found = {pin.name: _kept(pin, target, cache) for pin in wanted}
    lacking = [name for name, path in found.items() if path is None]
    if lacking:
        raise HzError(
            "{packages}: no wheel for {platform}", packages=lacking, platform=target.platform
        )
    return [path for path in found.values() if path is not None]


def _download(wanted: list[Pin], target: Target, cache: Path, more: Sequence[str] = ()) -> None:
    options = ["--only-binary=:all:", "--implementation", "cp", "--python-version", target.python]
    options += [word for name in target.platforms for word in ("--platform", name)]
    _pip("download", wanted, cache, [*options, *more])


def _kept(pin: Pin, target: Target, cache: Path) -> Path | None:
    """Return the wheel of a package in the cache that fits best, its hash checked."""
    order = {tag: place for place, tag in enumerate(target.tags)}
    best: tuple[int, Path] | None = None
    for path in cache.glob("*.whl"):
        name, version, _, tags = parse_wheel_filename(path.name)
        if canonicalize_name(name) != pin.name or str(version) != pin.version:
            continue
        rank = min((order[tag] for tag in tags if tag in order), default=None)
        if rank is not None and (best is None or rank < best[0]) and _sound(path, pin):
            best = rank, path
    return best[1] if best else None


def _sound(path: Path, pin: Pin) -> bool:
    if pin.name in _BUILT_HERE:
        return True  # its source was checked when it was built
    return hashlib.sha256(path.read_bytes()).hexdigest() in pin.hashes


def _pip(command: str, wanted: list[Pin], cache: Path, options: list[str]) -> None:
    """Run pip for packages at their locked hashes; its wheels come into the cache."""
    if not wanted:
        return
    with tempfile.TemporaryDirectory(prefix="hz-") as folder:
        lines = Path(folder) / "wanted.txt"
        lines.write_text("\n".join(pin.line for pin in wanted) + "\n", encoding="utf-8")
        run_pip(
            command, "--no-deps", "--require-hashes", *options,
            "--dest" if command == "download" else "--wheel-dir", str(cache), "-r", str(lines),
        )  # fmt: skip


def run_pip(*arguments: str) -> None:
    """Run this Python's pip.

    Raises
    ------
    HzError
        If it fails, with the last of what it says.
    """
    quiet = ("--quiet", "--disable-pip-version-check", "--no-input")
    command = [sys.executable, "-m", "pip", arguments[0], *quiet, *arguments[1:]]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split())[-500:]
        raise HzError(
            "pip {command} fails: {said}",
            "check the network, or run run.py setup first",
            command=arguments[0],
            said=said,
        )


# --- the folder -----------------------------------------------------------------------------------

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
        The laptops' (see `hzlib.course.pack.Target`).
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
        If the folder holds something else, something that packing needs is not here, or a part
        cannot be made.
    """
    begin = time.monotonic()
    target = Target(platform, python)
    folder = _checked(folder)
    _ready(target)
    # The mark comes first, so that a build that was broken off can be taken up again.
    _put(folder / MARK, json.dumps({"kind": "hzlib class"}).encode())
    report(told("packages for {platform} and Python {python} …", platform=platform, python=python))
    count = _packages(folder, target)
    _copies(folder)
    if site:
        report(told("site and slides …"))
        written(notebooks(), folder / "site", site=True, slides=True)
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


def _ready(target: Target) -> None:
    """Check, before anything is made, that everything is here which packing needs."""
    needed = _needed(target)
    if target.python not in (known := versions()):
        raise HzError(
            "{name}: the locks have no packages for this Python",
            "use one of {known}",
            name=target.python,
            known=known,
        )
    tools = [name for name in ("pip", "hatchling", "setuptools") if find_spec(name) is None]
    if tools:
        raise HzError(
            "{packages}: not installed, and packing needs it",
            "run it as: python3 run.py class; or install what is missing with pip or uv",
            packages=tools,
        )
    cache = storage.folder() / "wheels"
    storage.writable(cache)
    missing = [pin for pin in needed if _kept(pin, target, cache) is None]
    fetched = [pin for pin in missing if pin.name not in _BUILT_HERE]
    if fetched:
        # One package, at the first try, tells whether the index can be reached.
        _download(fetched[:1], target, cache, ["--retries", "0", "--timeout", "15"])


def _checked(folder: Path) -> Path:
    folder = folder.expanduser().resolve()
    free = not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    if not free and not (folder / MARK).is_file():
        raise HzError("{path}: holds something else", "name a new or an empty folder", path=folder)
    return folder


def _put(path: Path, content: bytes) -> None:
    storage.writable(path.parent)
    storage.write(path, content)


# --- its packages ---------------------------------------------------------------------------------


def _packages(folder: Path, target: Target) -> int:
    """Copy the wheels of a machine and write its list, each with its hash."""
    cache = storage.folder() / "wheels"
    needed = gathered(_needed(target), target, cache)
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
    if not paths.is_checkout():
        raise HzError(
            "{path}: not a checkout of the project",
            "a pack is made in a checkout: get the project with git and run python3 run.py class",
            path=found,
        )
    return found


def _own(folder: Path) -> Path:
    """Build the wheel of this project."""
    run_pip(
        "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(_checkout())
    )
    (wheel,) = folder.glob("hzlib-*.whl")
    return wheel


def versions() -> list[str]:
    """Return the versions of Python that the locks were checked with.

    Examples
    --------
    >>> "3.12" in versions(), "3.10" in versions()
    (True, False)
    """
    tasks = runpy.run_path(str(_checkout() / "run.py"))
    major, newest = tasks["NEWEST"]
    return [f"{major}.{minor}" for minor in range(tasks["OLDEST"][1], newest + 1)]


def longest(wheels: Path) -> int:
    """Return the length of the longest path in a folder where these wheels are installed."""
    found = 0
    for wheel in wheels.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            found = max(found, *(len(_installed(name)) for name in archive.namelist()))
    return found


def _installed(name: str) -> str:
    """Return where a file of a wheel is installed; Windows has the longest names of folders.

    Examples
    --------
    >>> _installed("a/b.py"), _installed("a-1.data/data/share/c.json")
    ('Lib/site-packages/a/b.py', 'share/c.json')
    """
    top, _, rest = name.partition("/")
    kind, _, inner = rest.partition("/")
    return inner if top.endswith(".data") and kind == "data" else f"Lib/site-packages/{name}"


# --- notebooks, data, site ------------------------------------------------------------------------


def _copies(folder: Path) -> None:
    books = paths.notebooks()
    for path in notebooks():
        _put(folder / "notebooks" / path.relative_to(books), path.read_bytes())
    answers = Path("lessons") / "exercises.json"
    _put(folder / "notebooks" / answers, (books / answers).read_bytes())
    for path in sorted(paths.data().rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            _put(folder / "data" / path.relative_to(paths.data()), path.read_bytes())


def notebooks() -> list[Path]:
    """Return the notebooks of the pack: the themes, then the lessons."""
    books = paths.notebooks()
    return [*sorted(books.glob("*.ipynb")), *sorted((books / "lessons").glob("*.ipynb"))]


# --- scripts --------------------------------------------------------------------------------------


def _scripts(folder: Path) -> None:
    sets = sorted(path.stem for path in (folder / "sets").glob("*.txt"))
    size = sum(path.stat().st_size for path in (folder / "wheels").iterdir()) / 1e6
    words = {
        "@VERSIONS@": " ".join(_versions(sets)),
        "@EITHER@": " 或 ".join(_versions(sets)),
        "@SETS@": "".join(f"    {name.replace('-', '，Python ')}\n" for name in sets),
        "@SIZE@": f"{size:.0f}",
        "@INSTALLED@": f"{size * _UNPACKED:.0f}",
        "@LONGEST@": str(longest(folder / "wheels")),
    }
    for name, source in _SCRIPTS.items():
        # A laptop may have several Pythons: the one that its own packages are for is looked for.
        batch = name.endswith(".bat")
        served = _versions(one for one in sets if one.startswith("win") is batch)
        own = {"@VERSIONS@": " ".join(served)} if served else {}
        text = _filled(source, words | own)
        lines = text.replace("\n", "\r\n") if batch else text
        _put(folder / name, lines.encode("ascii" if batch else "utf-8"))
        (folder / name).chmod(0o755)
    _put(folder / "start.py", _filled("start.py", words).encode())
    # Its picture is of Windows.
    served = _versions([one for one in sets if one.startswith("win")] or sets)
    page = _filled("no-python.html", words | {"@EITHER@": " 或 ".join(served)})
    _put(folder / "no-python.html", page.encode())
    # Notepad on any Windows reads this right: byte order mark, CR LF.
    text = _filled("read_me.txt", words).replace("\n", "\r\n")
    _put(folder / "先读我.txt", text.encode("utf-8-sig"))


def _versions(sets: Iterable[str]) -> list[str]:
    return sorted({name.partition("-")[2] for name in sets}, key=lambda one: int(one[2:]))


def _filled(name: str, words: dict[str, str]) -> str:
    text = (files("hzlib.course") / "pack_files" / name).read_text(encoding="utf-8")
    for mark, word in words.items():
        text = text.replace(mark, word)
    return text
