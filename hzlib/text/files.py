"""The raw text of a file: its encoding recognised, what is no text refused."""

import io
import re
import zipfile
from pathlib import Path

from hzlib import lookups
from hzlib.errors import HzError

LIMIT = 32_000_000  # bytes; the longest report known has 0.3 million

_KINDS = (
    (b"%PDF", "a PDF file", "save its text as .txt or .docx"),
    (b"\xd0\xcf\x11\xe0", "an old Word file (.doc)", "save it as .docx or .txt"),
    (b"\x89PNG", "a picture (PNG)", ""),
    (b"\xff\xd8\xff", "a picture (JPEG)", ""),
    (b"GIF8", "a picture (GIF)", ""),
    (b"BM", "a picture (BMP)", ""),
    (b"\x1f\x8b", "a compressed file (gzip)", "unpack it first"),
    (b"Rar!", "an archive (RAR)", "unpack it first"),
    (b"7z\xbc\xaf", "an archive (7z)", "unpack it first"),
)
_TEXT_WANTED = "give a report as text (UTF-8, UTF-16 or GB18030) or as .docx"
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
    hzlib.errors.HzError: no-such-report.txt: no such file; check the name and the folder
    """
    if path.is_dir():
        raise HzError(f"{path}: is a folder, not a file", "name the files in it")
    try:
        size = path.stat().st_size
        if size > LIMIT:
            raise HzError(
                f"{path}: has {size / 1e6:.0f} MB, a report has at most {LIMIT / 1e6:.0f}",
                "give one report a file",
            )
        found = path.read_bytes()
    except FileNotFoundError:
        raise HzError(f"{path}: no such file", "check the name and the folder") from None
    except OSError as error:
        raise HzError(f"{path}: cannot be read ({error.strerror})", "check its rights") from None
    if not found.strip():
        raise HzError(f"{path}: the file is empty", "give a file with the text of a report")
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
                raise HzError(f"{path}: is {kind}, not a text", remedy or _TEXT_WANTED)
        text, warnings = _decoded(found, path)
    sample = text[:200_000]
    if len(_CONTROL.findall(sample)) * 100 > len(sample):
        raise HzError(f"{path}: holds binary data, not a text", _TEXT_WANTED)
    if not _CHINESE.search(text):
        raise HzError(f"{path}: holds nothing Chinese", _TEXT_WANTED)
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
    return text, (f"{path}: {lost} characters could not be decoded",) if lost else ()


def _damaged_or_gb18030(found: bytes, path: Path) -> str:
    # A UTF-8 file with a few broken bytes decodes as GB18030, too, into rare characters.
    candidates = [found.decode("utf-8", "replace"), found.decode("gb18030", "replace")]
    text = min(candidates, key=lambda candidate: candidate.count("\ufffd") - _common(candidate))
    if text.count("\ufffd") * 50 > len(text):
        raise HzError(f"{path}: is neither UTF-8 nor UTF-16 nor GB18030 text", _TEXT_WANTED)
    return text


def _common(text: str) -> int:
    return sum(text.count(character) for character in lookups.cues("common_character"))


def _word(found: bytes, path: Path) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(found)) as archive:
            if archive.getinfo("word/document.xml").file_size > 8 * LIMIT:
                raise HzError(f"{path}: unpacks to too large a text", "give one report a file")
    except (KeyError, zipfile.BadZipFile):
        raise HzError(f"{path}: is an archive, not a Word file", _TEXT_WANTED) from None
    from docx import Document as word_document  # noqa: N813 (slow to import)
    from docx.table import Table

    try:
        blocks = list(word_document(io.BytesIO(found)).iter_inner_content())
    except Exception as error:  # the library raises what its XML parser and zip reader raise
        raise HzError(
            f"{path}: is not a sound Word file ({error})", "save it again as .docx"
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
