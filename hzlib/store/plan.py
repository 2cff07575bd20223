"""Which files a folder of reports has, what their documents are called, where they are kept."""

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from hzlib.errors import HzError, reason
from hzlib.store.schema import is_corpus, need
from hzlib.text import files
from hzlib.text.corpus import Document, of_bytes
from hzlib.text.formats.refused import BEGINNING, OURS, is_ours
from hzlib.text.formats.sheet import is_sheet

_HIDDEN = (".", "~$")  # ~$ begins what Word keeps beside an open file


class File(NamedTuple):
    """A file of a folder of reports.

    Parameters
    ----------
    path : str
        Its path in the folder, with ``/``.
    id : str
        The id of its document; where it holds several, how their ids begin.
    """

    path: str
    id: str

    @property
    def shown(self) -> str:
        """Its path as text, whatever its bytes are."""
        return _bytes(self.path).decode("utf-8", "backslashreplace")


def found(folder: str, own: list[str] | None = None) -> tuple[File, ...]:
    """Return the files of a folder and the folders below it, in the order of their paths.

    Hidden files and folders are left out, and so are a corpus and, on a disk, the pages and tables
    that this package wrote. A folder that cannot be listed stands there as a file, which then
    cannot be read: so it is told.

    Parameters
    ----------
    folder : str
        The path of a folder, or an address that fsspec knows, such as ``s3://bucket/reports``.
    own : list of str, optional
        Gets the paths of the pages and tables that this package wrote.

    Raises
    ------
    HzError
        If there is no such folder.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for name in ("a.txt", "b.txt", "b.docx"):
    ...         _ = Path(folder, name).write_text("…")
    ...     [(file.path, file.id) for file in found(folder)]
    [('a.txt', 'a'), ('b.docx', 'b.docx'), ('b.txt', 'b.txt')]
    """
    own = [] if own is None else own
    paths = _of_address(folder) if "://" in folder else _of_folder(Path(folder), own)
    ordered = sorted(paths, key=_bytes)
    return tuple(map(File, ordered, _ids(ordered)))


def _bytes(path: str) -> bytes:
    return path.encode("utf-8", "surrogateescape")


def _of_folder(folder: Path, own: list[str]) -> Iterator[str]:
    if folder.is_file():
        raise HzError(
            "{path}: is a file, not a folder", "name the folder that it lies in", path=folder
        )
    if not folder.is_dir():
        raise HzError("{path}: no such folder", "check the name and the folder", path=folder)

    def below(at: str) -> Iterator[str]:
        try:
            entries = sorted(os.scandir(folder / at), key=lambda entry: entry.name)
        except OSError as error:
            if not at:
                raise _unreadable(folder, error) from None
            yield at
            return
        for entry in entries:
            path = f"{at}/{entry.name}" if at else entry.name
            if entry.name.startswith(_HIDDEN):
                continue
            # A link to a folder may lead round in a circle; it is told like a file.
            if not entry.is_dir(follow_symlinks=False):
                if _is_ours(entry):
                    own.append(path)
                else:
                    yield path
            elif not is_corpus(folder / path):
                yield from below(path)

    return below("")


def _is_ours(entry: "os.DirEntry[str]") -> bool:
    if PurePosixPath(entry.name).suffix.lower() not in OURS or not entry.is_file():
        return False
    try:
        with Path(entry).open("rb") as opened:
            return is_ours(opened.read(BEGINNING), entry.name)
    except OSError:
        return False  # to be told when it is read


def _unreadable(path: object, error: OSError) -> HzError:
    return HzError(
        "{path}: cannot be read ({reason})", "check its rights", path=path, reason=reason(error)
    )


def _of_address(address: str) -> list[str]:
    system, root = _system(address)
    try:
        listed = system.find(root)
    except OSError as error:
        raise _unreadable(address, error) from None
    if not listed:
        raise HzError("{path}: no such folder", "check the name and the folder", path=address)
    paths = [str(PurePosixPath(one).relative_to(PurePosixPath(root))) for one in listed]
    return [one for one in paths if not any(p.startswith(_HIDDEN) for p in one.split("/"))]


def _system(address: str) -> tuple[Any, str]:
    need("fsspec")
    from fsspec.core import url_to_fs

    try:
        return url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise HzError(
            "{path}: cannot be read ({reason})",
            "give a folder, or an address that fsspec knows",
            path=address,
            reason=str(error),
        ) from None


def _ids(paths: Sequence[str]) -> Iterator[str]:
    """Yield the id of each file: its path without suffix, or as much more as makes it the only one.

    An id that a document of another file may have, as the second of its reports, is no id either.
    """
    plain = [str(PurePosixPath(path).with_suffix("")).replace("/", "_") for path in paths]
    whole = [path.replace("/", "_") for path in paths]
    taken, taken_whole = Counter(plain), Counter(whole)
    several = {id for id, path in zip(plain, paths, strict=True) if is_sheet(Path(path))}
    for path, short, long in zip(paths, plain, whole, strict=True):
        if taken[short] == 1 and not _of_another(short, taken, several):
            yield _text(short)
        elif taken_whole[long] == 1 and (long == short or long not in taken):
            yield _text(long)
        else:
            yield f"{_text(long)}-{hashlib.sha256(_bytes(path)).hexdigest()[:8]}"


def _text(id: str) -> str:
    return _bytes(id).decode("utf-8", "backslashreplace")


def _of_another(id: str, ids: Iterable[str], tables: Iterable[str]) -> bool:
    """Tell whether an id may be that of a document of another file: report-2 of report."""
    cuts = [at for at, sign in enumerate(id) if sign == "-" and at]
    return any(id[:at] in tables or (id[:at] in ids and id[at + 1 :].isdecimal()) for at in cuts)


def content(folder: str, file: File) -> bytes:
    """Return the bytes of a file of a folder of reports.

    Raises
    ------
    HzError
        If it cannot be read, or is too large for a report.
    """
    if "://" not in folder:
        try:
            return files.content(Path(folder, file.path))
        except HzError as error:  # where the folder lies is nothing of the corpus
            raise HzError(*error.args, **{**error.fields, "path": file.shown}) from None
    system, root = _system(folder)
    path = f"{root.rstrip('/')}/{file.path}"
    try:
        files.check_size(system.size(path) or 0, Path(file.path))
        found: bytes = system.cat_file(path)
    except OSError as error:
        raise _unreadable(file.shown, error) from None
    return found


def reports(found: bytes, file: File) -> tuple[Document, ...]:
    """Return the reports in the bytes of a file of a folder, by the ids that they have there.

    Raises
    ------
    HzError
        If the bytes are no text of a report.

    Examples
    --------
    >>> reports("2024年江州市政府工作报告".encode(), File("东/b.txt", "东_b"))[0].id
    '东_b'
    """
    path = Path(file.shown)
    documents = of_bytes(found, path)
    if len(documents) == 1:
        return (replace(documents[0], id=file.id),)
    own = [one.id.removeprefix(f"{path.stem}-") for one in documents]
    if len(set(own)) < len(own):
        own = [str(number) for number in range(1, len(own) + 1)]
    return tuple(
        replace(one, id=f"{file.id}-{name}") for one, name in zip(documents, own, strict=True)
    )


_MOST = 64  # files of a part, on average


def parts(count: int) -> int:
    """Return how many parts a corpus of so many files has: a power of two.

    Examples
    --------
    >>> parts(0), parts(64), parts(65), parts(56_000)
    (1, 1, 2, 1024)
    """
    return 1 << max(0, (count - 1) // _MOST).bit_length()


def part_of(file: File, parts: int) -> int:
    """Return which part a file belongs to: its path alone decides.

    Examples
    --------
    >>> file = File("a.txt", "a")
    >>> part_of(file, 4) % 2 == part_of(file, 2)
    True
    """
    return int.from_bytes(hashlib.sha256(_bytes(file.path)).digest()[:4], "little") % parts
