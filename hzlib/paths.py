"""Where the project's files lie, in a checkout and in an installed package."""

import os
from functools import cache
from pathlib import Path

from hzlib.errors import HzError

_PACKAGE = Path(__file__).resolve().parent


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
