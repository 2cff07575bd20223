"""The workspace: a folder of one's own with the notebooks, documents and words to add.

On first use it is made; later a newer package renews the notebooks that were not edited and puts
the others beside. The record in it, ``.hzlib.json``, says which notebooks were copied. To run a
notebook, and to save its outputs, is no edit.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from packaging.version import Version

from hzlib import __version__, paths, storage
from hzlib.errors import HzError, reason
from hzlib.messages import Message, told

REPORTS, ETC, PAGES = "reports", "etc", "pages"
_READ_ME = "README.md"
_CHECKPOINTS = ".ipynb_checkpoints"
_ELSEWHERE = Message("name another folder: hz lab FOLDER")


def home(named: Path | None = None) -> Path:
    """Return the folder to work in.

    Parameters
    ----------
    named : Path, optional
        The folder that the user names. Without it, it is the workspace in which the process runs,
        else the notebooks' folder of a checkout (or the one that ``HZLIB_NOTEBOOKS`` names), else
        ``hzlib`` in the user's documents.

    Examples
    --------
    >>> home(paths.code()) == paths.code()
    True
    """
    if named is not None:
        return named.expanduser().resolve()
    if found := paths.workspace():
        return found
    books = paths.notebooks()
    # An installation is never worked in, even where it could be written.
    if not books.is_relative_to(paths.code()) and os.access(books, os.W_OK):
        return books
    from platformdirs import user_documents_path

    return user_documents_path() / "hzlib"


def notebooks(folder: Path) -> list[Path]:
    """Return the notebooks of a folder and of those below, the upper ones first.

    Examples
    --------
    >>> notebooks(paths.notebooks())[0].name
    '00_start.ipynb'
    """
    found = (one for one in folder.rglob("*.ipynb") if _CHECKPOINTS not in one.parts)
    return sorted(found, key=lambda one: (len(one.parts), one))


def prepared(folder: Path) -> list[str]:
    """Make a new or empty folder a workspace, renew one, leave any other as it is.

    Returns
    -------
    list of str
        What was done, in lines for the user.

    Raises
    ------
    HzError
        If the folder cannot be written or its record cannot be read.
    """
    is_new = not folder.exists() or not any(_seen(folder))
    if not is_new and not (folder / paths.RECORD).is_file():
        return []
    try:
        if is_new:
            storage.writable(folder)
            # The record comes first, so that a beginning that was broken off is taken up again.
            _Record("0", {}).write(folder)
        return list(_renewed(folder, is_new))
    except HzError as error:
        raise HzError(error.args[0], _ELSEWHERE, **error.fields) from None
    except OSError as error:
        raise HzError(
            "{path}: cannot be read ({reason})",
            _ELSEWHERE,
            path=error.filename or folder,
            reason=reason(error),
        ) from None


def _seen(folder: Path) -> Iterator[Path]:
    try:
        yield from (one for one in folder.iterdir() if not one.name.startswith("."))
    except NotADirectoryError:
        raise HzError(
            "{path}: no such folder", "name a folder that is there", path=folder
        ) from None


def _renewed(folder: Path, is_new: bool) -> Iterator[str]:
    """Bring the notebooks up to date and tell what was done."""
    record = _Record.of(folder)
    if Version(record.version) > Version(__version__):
        yield told("{path}: made by hzlib {version}, newer than this one; nothing was changed",
                   path=folder, version=record.version)  # fmt: skip
        return
    for name in (REPORTS, ETC):
        if not (folder / name).is_dir():
            storage.writable(folder / name)
    if not (folder / _READ_ME).exists():
        storage.write(folder / _READ_ME, (paths.code() / "workspace.md").read_bytes())
    books = paths.notebooks()
    changes = {
        file.relative_to(books).as_posix(): _put(folder, file, record.notebooks)
        for file in notebooks(books)
    }
    after = {name: change.digest for name, change in changes.items()}
    _Record(__version__, after).write(folder)
    if is_new:
        yield told("{path}: a workspace with {count} [notebook|notebooks]; its README.md "
                   "says what goes where",
                   path=folder, count=len(after))  # fmt: skip
        return
    yield from _told(changes, sorted(record.notebooks.keys() - after.keys()))


@dataclass(frozen=True)
class _Change:
    """What became of one notebook: kept, copied, renewed, or put beside at some place."""

    digest: str
    what: str
    beside: str = ""


def _put(folder: Path, file: Path, copied: dict[str, str]) -> _Change:
    """Copy a notebook of the package, unless that would lose what the user wrote."""
    name = file.relative_to(paths.notebooks())
    content, target = file.read_bytes(), folder / name
    new, old = cells_digest(content), copied.get(name.as_posix())
    have = cells_digest(target.read_bytes()) if target.is_file() else None
    if have == new or (have not in (None, old) and old == new):
        return _Change(new, "kept")
    if have not in (None, old):
        beside = _free(folder, name, new)
        _write(folder / beside, content)
        return _Change(new, "beside", beside.as_posix())
    _write(target, content)
    return _Change(new, "renewed" if have else "copied")


def _free(folder: Path, name: Path, digest: str) -> Path:
    """Return where the new version of an edited notebook can lie without replacing another."""
    for number in count(1):
        place = Path(f"new-{__version__}" + (f"-{number}" if number > 1 else "")) / name
        file = folder / place
        if not file.exists() or cells_digest(file.read_bytes()) == digest:
            break
    return place


def _write(file: Path, content: bytes) -> None:
    if not file.parent.is_dir():
        storage.writable(file.parent)
    storage.write(file, content)


def _told(changes: dict[str, _Change], gone: list[str]) -> Iterator[str]:
    named = {what: [name for name, one in changes.items() if one.what == what]
             for what in ("copied", "renewed")}  # fmt: skip
    if named["copied"]:
        yield told("copied: {names}", names=named["copied"])
    if named["renewed"]:
        yield told("renewed, for you had not changed them: {names}", names=named["renewed"])
    for name, change in changes.items():
        if change.beside:
            yield told("{name}: you changed it, so it stays; the new version is {beside}",
                       name=name, beside=change.beside)  # fmt: skip
    if gone:
        yield told("no longer part of hzlib, but still here: {names}", names=gone)


def cells_digest(content: bytes) -> str:
    """Return a hash over the cells of a notebook as they were written, their outputs aside.

    Parameters
    ----------
    content : bytes
        The notebook's file; one that is no notebook is hashed as it is.

    Examples
    --------
    >>> one = b'{"cells": [{"cell_type": "code", "source": ["a = 1"], "outputs": []}]}'
    >>> two = b'{"cells": [{"source": "a = 1", "outputs": [1], "cell_type": "code"}]}'
    >>> cells_digest(one) == cells_digest(two) != cells_digest(two.replace(b"a", b"b"))
    True
    """
    try:
        cells = json.loads(content)["cells"]
        content = json.dumps([[one["cell_type"], "".join(one["source"])] for one in cells]).encode()
    except (ValueError, KeyError, TypeError):
        pass
    return hashlib.sha256(content).hexdigest()


# --- the record -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Record:
    """The package's version, and each notebook with the hash of its cells as they were copied."""

    version: str
    notebooks: dict[str, str]

    @classmethod
    def of(cls, folder: Path) -> "_Record":
        file = folder / paths.RECORD
        try:
            said: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
            return cls(str(Version(said["version"])), dict(said["notebooks"]))
        except (OSError, ValueError, KeyError, TypeError):
            raise HzError("{path}: is no record of a workspace", path=file) from None

    def write(self, folder: Path) -> None:
        said = {"version": self.version, "notebooks": self.notebooks}
        text = json.dumps(said, ensure_ascii=False, indent=1)
        storage.write(folder / paths.RECORD, text + "\n")
