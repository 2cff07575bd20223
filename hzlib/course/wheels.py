"""The packages of the lock as wheels for another machine, kept in the user's cache folder."""

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from hzlib.errors import HzError, reason

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

    @classmethod
    def here(cls) -> "Target":
        """Return this machine and this Python."""
        import platform

        systems = {"win32": "win", "darwin": "macosx"}
        machine = platform.machine().lower()
        system = systems.get(sys.platform, "linux")
        return cls(f"{system}_{machine}", f"{sys.version_info[0]}.{sys.version_info[1]}")

    @cached_property
    def platforms(self) -> tuple[str, ...]:
        """Names that wheels give the machine, the most special first."""
        from packaging.tags import mac_platforms

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
        from packaging.tags import compatible_tags, cpython_tags

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
            "implementation_name": "cpython",
            "implementation_version": f"{self.python}.0",
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_version": "",
            "extra": "",
        }


def pins(lock: Path, target: Target) -> list[Pin]:
    """Return the packages of a lock that a machine needs.

    Raises
    ------
    HzError
        If the lock cannot be read.
    """
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

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


def _logical(text: str) -> Iterator[str]:
    whole = text.replace("\\\r\n", " ").replace("\\\n", " ")
    for line in whole.splitlines():
        if line.strip() and not line.lstrip().startswith(("#", "-")):
            yield line


def gathered(wanted: Iterable[Pin], target: Target, cache: Path) -> list[Path]:
    """Return a wheel for each package, from the cache or else from the package index.

    Raises
    ------
    HzError
        If a package has no wheel for the machine, or the index cannot be reached.
    """
    wanted = list(wanted)
    cache.mkdir(parents=True, exist_ok=True)
    missing = [pin for pin in wanted if _kept(pin, target, cache) is None]
    _build([pin for pin in missing if pin.name in _BUILT_HERE], cache)
    _download([pin for pin in missing if pin.name not in _BUILT_HERE], target, cache)
    found = {pin.name: _kept(pin, target, cache) for pin in wanted}
    lacking = [name for name, path in found.items() if path is None]
    if lacking:
        raise HzError(
            "{packages}: no wheel for {platform}", packages=lacking, platform=target.platform
        )
    return [path for path in found.values() if path is not None]


def _kept(pin: Pin, target: Target, cache: Path) -> Path | None:
    """Return the wheel of a package in the cache that fits best, its hash checked."""
    from packaging.utils import canonicalize_name, parse_wheel_filename

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


def _download(missing: list[Pin], target: Target, cache: Path) -> None:
    if not missing:
        return
    options = ["--only-binary=:all:", "--implementation", "cp", "--python-version", target.python]
    for name in target.platforms:
        options += ["--platform", name]
    _pip("download", missing, cache, options)


def _build(missing: list[Pin], cache: Path) -> None:
    if missing:
        _pip("wheel", missing, cache, ["--use-pep517", "--no-build-isolation"])


def _pip(command: str, wanted: list[Pin], cache: Path, options: list[str]) -> None:
    """Run pip for packages at their locked hashes; its wheels come into the cache."""
    import tempfile

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
