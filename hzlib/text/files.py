"""The text of a file: its format recognised, what is no text refused."""

import re
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISREG

from hzlib import paths
from hzlib.errors import HzError, reason
from hzlib.messages import told
from hzlib.text.formats.encoding import TEXT_WANTED, decoded
from hzlib.text.formats.pdf import pdf
from hzlib.text.formats.refused import refuse, refuse_archive
from hzlib.text.formats.sheet import Row, is_sheet, sheet
from hzlib.text.formats.source import Source
from hzlib.text.formats.web import is_page, web
from hzlib.text.formats.word import word
from hzlib.text.several import is_again, parts

LIMIT = 32_000_000  # bytes; the longest report known has 0.3 million

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CHINESE = re.compile(r"[㐀-䶿一-鿿]")


def content(path: Path) -> bytes:
    """Return the bytes of a file.

    Returns
    -------
    bytes
        At most `LIMIT` bytes.

    Raises
    ------
    HzError
        If there is no such file, or it is a folder, too large or unreadable.

    Examples
    --------
    >>> content(Path("no-such-report.txt"))
    Traceback (most recent call last):
    hzlib.errors.HzError: no-such-report.txt: 没有这个文件；请核对文件名和文件夹
    """
    if paths.readable(path).is_dir():
        raise HzError("{path}: is a folder, not a file", "name the files in it", path=path)
    try:
        kind, size = path.stat().st_mode, path.stat().st_size
        if not S_ISREG(kind):
            raise HzError(
                "{path}: is a device or a pipe, not a file",
                "save what it gives in a file",
                path=path,
            )
        check_size(size, path)
        found = path.read_bytes()
    except FileNotFoundError:
        raise HzError("{path}: no such file", "check the name and the folder", path=path) from None
    except OSError as error:
        raise HzError(
            "{path}: cannot be read ({reason})",
            "check its rights",
            path=path,
            reason=reason(error),
        ) from None
    return found


def check_size(size: int, path: Path) -> None:
    """Raise `HzError` if a file has more bytes than any report."""
    if size > LIMIT:
        raise HzError(
            "{path}: has {size:.0f} MB, a report has at most {limit:.0f}",
            "give one report a file",
            path=path,
            size=size / 1e6,
            limit=LIMIT / 1e6,
        )


def sources(found: bytes, path: Path) -> tuple[Row, ...]:
    """Return the reports in a file's bytes: one, those of a table, or those that follow on another.

    Text (UTF-8, a byte order mark stays as U+FEFF; UTF-16; GB18030; Big5), .docx,
    web pages, PDF files with a text layer, and tables of reports (CSV, .xlsx) are read.

    Raises
    ------
    HzError
        If the bytes are none or no text, or hold nothing Chinese.

    Examples
    --------
    >>> rows = sources("生产总值增长５％".encode("gb18030"), Path("report.txt"))
    >>> rows[0].source.raw
    '生产总值增长５％'
    """
    if not found.strip():
        raise HzError(
            "{path}: the file is empty", "give a file with the text of a report", path=path
        )
    refuse(found, path)
    rows = sheet(found, path) if is_sheet(path) else tuple(_reports(_source(found, path), path))
    for row in rows:
        sample = row.source.raw[:200_000]
        # A PDF gives such a sign for each that its fount has no name of: some are no harm.
        if max(sample.count("\0") * 5, len(_CONTROL.findall(sample))) * 20 > len(sample):
            raise HzError("{path}: holds binary data, not a text", TEXT_WANTED, path=path)
    if not any(_CHINESE.search(row.source.raw) for row in rows):
        raise HzError("{path}: holds nothing Chinese", TEXT_WANTED, path=path)
    return rows


def _source(found: bytes, path: Path) -> Source:
    if found[:4] == b"PK\x03\x04":
        refuse_archive(found, path)
        return word(found, path)
    if found[:1024].lstrip().startswith(b"%PDF"):
        return pdf(found, path)
    if is_page(found, path):
        return web(found, path)
    text, warnings = decoded(found, path)
    return Source(text, (), warnings)


def _reports(source: Source, path: Path) -> Iterator[Row]:
    """Yield the reports of one text; one that is there again is read once."""
    raw, notes, warnings = source
    found = parts(raw)
    if len(found) == 1:
        yield Row(source, path.stem, "", 0)
        return
    spans: list[tuple[int, int]] = []
    for start, end in found:
        if not any(is_again(raw[start:end], raw[slice(*one)]) for one in spans):
            spans.append((start, end))
    if len(spans) < len(found):
        again = told("{path}: a report that stands in it twice is read once", path=path.name)
        warnings = (*warnings, again)
    for number, (start, end) in enumerate(spans, 1):
        own = tuple((low - start, high - start) for low, high in notes if start <= low < end)
        id = f"{path.stem}-{number}" if len(spans) > 1 else path.stem
        yield Row(Source(raw[start:end], own, warnings), id, "", 0)
