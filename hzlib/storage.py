"""What was made once, kept in the user's cache folder; files written whole or not at all."""

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from hzlib import paths
from hzlib.errors import HzError, reason

_PACKAGES = (
    "brotli", "fonttools", "ipykernel", "jieba", "jinja2", "latex2mathml", "matplotlib", "mistune",
    "nbclient", "numpy", "pandas", "plotly", "pygments", "rjieba", "zhplot",
)  # fmt: skip
_KINDS = (".py", ".j2", ".css", ".js", ".csv")
_KEEP = 120


def key(*parts: str | bytes) -> str:
    """Return the key of a content: the same for the same parts, code, data and packages.

    The data are those of the package and what the workspace puts over them.

    Examples
    --------
    >>> key("a", "bc") == key("a", "bc") != key("ab", "c")
    True
    """
    digest = hashlib.sha256(_house().encode())
    for part in parts:
        data = part.encode("utf-8") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


@cache
def _house() -> str:
    """Return one hash over our code, our data, this Python and the packages that shape a page."""
    from importlib.metadata import PackageNotFoundError, version  # slow, and seldom needed

    digest = hashlib.sha256(sys.version.encode())
    code = paths.code()
    files = [one for one in code.rglob("*") if one.suffix in _KINDS]
    files += [
        one for folder in ("raw", "etc", "example") for one in (paths.data() / folder).rglob("*")
    ]
    digest.update(content(files))
    if home := paths.workspace():
        digest.update(b"workspace" + content((home / "etc").glob("*")))
    for name in _PACKAGES:
        try:
            digest.update(f"{name} {version(name)}\n".encode())
        except PackageNotFoundError:
            digest.update(f"{name} -\n".encode())
    return digest.hexdigest()


def content(files: Iterable[Path]) -> bytes:
    """Return one hash over the names and the contents of files; what is no file is left out."""
    digest = hashlib.sha256()
    for file in sorted(file for file in files if file.is_file()):
        digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.digest()


def folder() -> Path:
    """Return the cache folder; the environment variable ``HZLIB_CACHE`` names another one."""
    named = os.environ.get("HZLIB_CACHE")
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("hzlib", appauthor=False)


def get(key: str) -> Any:
    """Return what is kept under a key, or None: so too if its file is no longer as it was kept."""
    try:
        file = folder() / f"{key}.json"
        seal, found = json.loads(file.read_text(encoding="utf-8"))
        os.utime(file)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return found if seal == _seal(key, found) else None


def put(key: str, value: Any) -> None:
    """Keep a JSON value under a key; a cache that cannot be written is done without."""
    try:
        folder().mkdir(parents=True, exist_ok=True)
        write(folder() / f"{key}.json", json.dumps([_seal(key, value), value], ensure_ascii=False))
        _prune()
    except (OSError, HzError):
        return


def _seal(key: str, value: Any) -> str:
    """Return a hash by which a JSON value is known as the one that was kept under a key."""
    return hashlib.sha256(json.dumps([key, value]).encode("ascii")).hexdigest()


def _prune() -> None:
    files = sorted(folder().glob("*.json"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[_KEEP:]:
        file.unlink(missing_ok=True)


def write(file: Path, content: str | bytes) -> bool:
    """Write a file whole or not at all; a file that holds this content already is left alone.

    What a link names is written, the link stays. A device or a pipe is given the content.

    Returns
    -------
    bool
        Whether the file was written.

    Raises
    ------
    HzError
        If it cannot be written.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    if file.exists() and not file.is_file() and not file.is_dir():
        return _give(file, data)
    file = Path(os.path.realpath(file))
    beside = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        if file.is_file() and file.stat().st_size == len(data) and file.read_bytes() == data:
            return False
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        _replace(beside, file)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise _unwritable(file, error) from None
    return True


def _give(device: Path, data: bytes) -> bool:
    try:
        with device.open("wb") as out:
            out.write(data)
    except OSError as error:
        raise _unwritable(device, error) from None
    return True


def _replace(source: Path, file: Path) -> None:
    # Windows refuses while another program, a virus scanner say, has the file open for a moment.
    for pause in (0.05, 0.2, 0.5):
        try:
            source.replace(file)
            return
        except PermissionError:
            time.sleep(pause)
    source.replace(file)


def writable(folder: Path) -> None:
    """Make a folder and check that it can be written; `HzError` if not."""
    probe = folder / f".hz.{os.getpid()}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
    except OSError as error:
        raise _unwritable(folder, error) from None
    finally:
        with suppress(OSError):
            probe.unlink()


def _unwritable(path: Path, error: OSError) -> HzError:
    return HzError(
        "{path}: cannot be written ({reason})",
        "name a folder that can be written with -o",
        path=path,
        reason=reason(error),
    )
