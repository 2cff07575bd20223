"""The raw text of a file: its encoding recognised, what is no text refused."""

import io
import re
import zipfile
from pathlib import Path

from hzlib import lookups
from hzlib.errors import HzError, reason
from hzlib.messages import Message, told

LIMIT = 32_000_000  # bytes; the longest report known has 0.3 million

_TEXT_WANTED = Message("give a report as text (UTF-8, UTF-16 or GB18030) or as .docx")
_UNPACK = Message("unpack it first")
_KINDS = (
    (b"%PDF", Message("a PDF file"), Message("save its text as .txt or .docx")),
    (b"\xd0\xcf\x11\xe0", Message("an old Word file (.doc)"), Message("save it as .docx or .txt")),
    (b"\x89PNG", Message("a picture (PNG)"), _TEXT_WANTED),
    (b"\xff\xd8\xff", Message("a picture (JPEG)"), _TEXT_WANTED),
    (b"GIF8", Message("a picture (GIF)"), _TEXT_WANTED),
    (b"BM", Message("a picture (BMP)"), _TEXT_WANTED),
    (b"\x1f\x8b", Message("a compressed file (gzip)"), _UNPACK),
    (b"Rar!", Message("an archive (RAR)"), _UNPACK),
    (b"7z\xbc\xaf", Message("an archive (7z)"), _UNPACK),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CHINESE = re.compile(r"[㐀-䶿一-鿿]")


def content(path: Path) -> bytes:
    """Return the bytes of a file.

    Returns
    -------
    bytes
        At least one byte, at most `LIMIT` bytes.

    Raises
    ------
    HzError
        If there is no such file, or it is a folder, empty, too large or unreadable.

    Examples
    --------
    >>> content(Path("no-such-report.txt"))
    Traceback (most recent call last):
    hzlib.errors.HzError: no-such-report.txt: 没有这个文件；请核对文件名和文件夹
    """
    if path.is_dir():
        raise HzError("{path}: is a folder, not a file", "name the files in it", path=path)
    try:
        size = path.stat().st_size
        if size > LIMIT:
            raise HzError(
                "{path}: has {size:.0f} MB, a report has at most {limit:.0f}",
                "give one report a file",
                path=path,
                size=size / 1e6,
                limit=LIMIT / 1e6,
            )
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
    if not found.strip():
        raise HzError(
            "{path}: the file is empty", "give a file with the text of a report", path=path
        )
    return found


def raw_text(found: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file's bytes, without newline translation, and what is to be warned of.

    UTF-8 (a byte order mark stays as U+FEFF), UTF-16 with its mark, GB18030 and .docx are read.
    Of a .docx the text is its paragraphs, one a line, and its tables, one row a line with tabs.

    Raises
    ------
    HzError
        If the bytes are no text, or hold nothing Chinese.

    Examples
    --------
    >>> raw_text("生产总值增长５％".encode("gb18030"), Path("report.txt"))
    ('生产总值增长５％', ())
    """
    if found[:4] == b"PK\x03\x04":
        text = _word(found, path)
        warnings: tuple[str, ...] = ()
    else:
        for mark, kind, remedy in _KINDS:
            if found.startswith(mark):
                raise HzError("{path}: is {kind}, not a text", remedy, path=path, kind=kind)
        text, warnings = _decoded(found, path)
    sample = text[:200_000]
    if len(_CONTROL.findall(sample)) * 100 > len(sample):
        raise HzError("{path}: holds binary data, not a text", _TEXT_WANTED, path=path)
    if not _CHINESE.search(text):
        raise HzError("{path}: holds nothing Chinese", _TEXT_WANTED, path=path)
    return text, warnings


def _decoded(found: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    if found[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = found.decode("utf-16", "replace")
    else:
        try:
            return found.decode("utf-8"), ()
        except UnicodeDecodeError:
            text = _damaged_or_gb18030(found, path)
    lost = text.count("\ufffd")
    if not lost:
        return text, ()
    return text, (told("{path}: {lost} characters could not be decoded", path=path, lost=lost),)


def _damaged_or_gb18030(found: bytes, path: Path) -> str:
    # A UTF-8 file with a few broken bytes decodes as GB18030, too, into rare characters.
    candidates = [found.decode("utf-8", "replace"), found.decode("gb18030", "replace")]
    text = min(candidates, key=lambda candidate: candidate.count("\ufffd") - _common(candidate))
    if text.count("\ufffd") * 50 > len(text):
        raise HzError(
            "{path}: is neither UTF-8 nor UTF-16 nor GB18030 text", _TEXT_WANTED, path=path
        )
    return text


def _common(text: str) -> int:
    return sum(text.count(character) for character in lookups.cues("common_character"))


def _word(found: bytes, path: Path) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(found)) as archive:
            if archive.getinfo("word/document.xml").file_size > 8 * LIMIT:
                raise HzError(
                    "{path}: unpacks to too large a text", "give one report a file", path=path
                )
    except (KeyError, zipfile.BadZipFile):
        raise HzError("{path}: is an archive, not a Word file", _TEXT_WANTED, path=path) from None
    from docx import Document as word_document  # noqa: N813 (slow to import)
    from docx.table import Table

    try:
        blocks = list(word_document(io.BytesIO(found)).iter_inner_content())
    except Exception as error:  # the library raises what its XML parser and zip reader raise
        raise HzError(
            "{path}: is not a sound Word file ({error})",
            "save it again as .docx",
            path=path,
            error=str(error),
        ) from None
    lines = []
    for block in blocks:
        lines += _rows(block) if isinstance(block, Table) else [block.text]
    return "\n".join(lines)


def _rows(table) -> list[str]:  # type: ignore[no-untyped-def]
    lines = []
    for row in table.rows:
        cells: list[str] = []
        for index, cell in enumerate(row.cells):
            # A cell merged over columns is met once for each; the columns must stay in line.
            repeated = index > 0 and cell._tc is row.cells[index - 1]._tc
            cells.append("" if repeated else " ".join(cell.text.split()))
        lines.append("\t".join(cells))
    return lines
