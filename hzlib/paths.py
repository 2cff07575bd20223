"""Where the project's files lie, in a checkout and in an installed package."""

import os
from functools import cache
from pathlib import Path

from hzlib.errors import HzError

_PACKAGE = Path(__file__).resolve().parent

RECORD = ".hzlib.json"
"""The file that makes a folder a workspace (see `hzlib.workspace`)."""


def code() -> Path:
    """Return the folder of this package.

    Examples
    --------
    >>> code().name
    'hzlib'
    """
    return _PACKAGE


@cache
def data() -> Path:
    """Return the folder with ``raw`` and ``etc``.

    The environment variable ``HZLIB_DATA`` names another one.

    Raises
    ------
    HzError
        If there is no such folder.

    Examples
    --------
    >>> (data() / "etc" / "indicators.csv").exists()
    True
    """
    return _folder("data", os.environ.get("HZLIB_DATA"))


@cache
def notebooks() -> Path:
    """Return the folder with the notebooks.

    Examples
    --------
    >>> (notebooks() / "00_start.ipynb").name
    '00_start.ipynb'
    """
    return _folder("notebooks", os.environ.get("HZLIB_NOTEBOOKS"))


@cache
def workspace() -> Path | None:
    """Return the workspace in which this process runs, or None.

    The environment variable ``HZLIB_WORKSPACE`` names it, an empty one says that there is none;
    without it, it is the current folder or the nearest folder over it that holds a record. It stays
    the same for the whole process, as does what was read of it.

    Raises
    ------
    HzError
        If there is no folder of the name that the variable gives.
    """
    named = os.environ.get("HZLIB_WORKSPACE")
    if named is None:
        try:
            return workspace_of(Path.cwd())
        except OSError:  # a current folder that is gone or closed to us
            return None
    if named and not Path(named).is_dir():
        raise HzError(
            "{path}: no such folder",
            "point HZLIB_WORKSPACE to a workspace, or unset it",
            path=named,
        )
    return Path(named).resolve() if named else None


def workspace_of(folder: Path) -> Path | None:
    """Return the workspace that a folder is or lies in, or None.

    Examples
    --------
    >>> workspace_of(code()) is None
    True
    """
    home = folder.resolve()
    return next((one for one in (home, *home.parents) if (one / RECORD).is_file()), None)


def readable(path: Path) -> Path:
    """Return a path whose name is text; any other could stand in no table and on no page.

    Raises
    ------
    HzError
        If its bytes are no text in the system's encoding.

    Examples
    --------
    >>> readable(Path("report.txt")).name
    'report.txt'
    """
    try:
        str(path).encode("utf-8")
    except UnicodeEncodeError:
        raise HzError("{path}: its name is no text", "rename it", path=path) from None
    return path


def is_checkout() -> bool:
    """Tell whether this package is that of a checkout of the project, not an installed one."""
    return (_PACKAGE.parent / "pyproject.toml").is_file()


def _folder(name: str, named: str | None) -> Path:
    candidates = [Path(named)] if named else [_PACKAGE.parent / name, _PACKAGE / f"_{name}"]
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise HzError(
        "{path}: no such folder",
        "install the project again or point HZLIB_{name} to the folder",
        path=candidates[0],
        name=name.upper(),
    )
