"""Files that hold no text that can be read, each with what to do about it."""

import io
import zipfile
from pathlib import Path, PurePath

from hzlib.errors import HzError
from hzlib.messages import Message
from hzlib.text.formats.encoding import TEXT_WANTED
from hzlib.text.formats.xml import DAMAGED, DOCUMENT

_AS_DOCX = Message("save it as .docx or .txt")
_AS_XLSX = Message("save the sheet as .xlsx or .csv (UTF-8), one report a row")
_PICTURE = Message("recognise its text (OCR) and save it as .txt or .docx")
_UNPACK = Message("unpack it first")
_OLE = b"\xd0\xcf\x11\xe0"
_KINDS = (
    (b"\x89PNG", Message("a picture (PNG)"), _PICTURE),
    (b"\xff\xd8\xff", Message("a picture (JPEG)"), _PICTURE),
    (b"GIF8", Message("a picture (GIF)"), _PICTURE),
    (b"BM", Message("a picture (BMP)"), _PICTURE),
    (b"II*\x00", Message("a picture (TIFF)"), _PICTURE),
    (b"MM\x00*", Message("a picture (TIFF)"), _PICTURE),
    (b"\x1f\x8b", Message("a compressed file (gzip)"), _UNPACK),
    (b"Rar!", Message("an archive (RAR)"), _UNPACK),
    (b"7z\xbc\xaf", Message("an archive (7z)"), _UNPACK),
    (b"{\\rtf", Message("a rich text file (.rtf)"), _AS_DOCX),
    (b"From: <", Message("a web archive (.mht)"), Message("save the page as .html or .txt")),
    (b"MIME-Version:", Message("a web archive (.mht)"), Message("save the page as .html or .txt")),
)
_OLD = {
    ".wps": (Message("a WPS file (.wps)"), _AS_DOCX),
    ".xls": (Message("an old Excel file (.xls)"), _AS_XLSX),
    ".et": (Message("an old Excel file (.xls)"), _AS_XLSX),
    ".ppt": (Message("a slide show (.ppt)"), _AS_DOCX),
}
_OLD_WORD = (Message("an old Word file (.doc)"), _AS_DOCX)
_PACKED = (
    (
        "xl/workbook.xml",
        Message("an Excel file (.xlsx)"),
        Message("give its name the ending .xlsx"),
    ),
    ("ppt/presentation.xml", Message("a slide show (.pptx)"), _AS_DOCX),
    ("META-INF/container.xml", Message("an e-book (.epub)"), _AS_DOCX),
    ("OFD.xml", Message("an OFD file"), Message("save it as .pdf with a text layer, or as .docx")),
    ("content.xml", Message("an OpenDocument file (.odt)"), _AS_DOCX),
)
OURS = {".html": b'<meta name="hzlib"', ".csv": b"id,doc,start,end,text,"}
"""What a page of `hz report` and a table of `hz facts` or `hz quantities` begin with."""

BEGINNING = 8192
"""How many bytes of a file tell whether this package wrote it."""


def is_ours(beginning: bytes, name: str) -> bool:
    """Tell whether a file is a page or a table that this package wrote.

    Examples
    --------
    >>> is_ours(b"id,doc,start,end,text,indicator", "facts.csv"), is_ours(b"id,text", "own.csv")
    (True, False)
    """
    mark = OURS.get(PurePath(name).suffix.lower())
    return mark is not None and mark in beginning[:BEGINNING]


def refuse(found: bytes, path: Path) -> None:
    """Refuse a file that is known to be no text, by how it begins.

    Raises
    ------
    HzError
        That names what the file is and what to do about it.

    Examples
    --------
    >>> refuse(b"Rar!", Path("report.txt"))
    Traceback (most recent call last):
    hzlib.errors.HzError: report.txt: 是一个压缩包（RAR），不是文本；请先解压
    """
    if is_ours(found, path.name):
        raise HzError(
            "{path}: is a page or a table that hz wrote, no report",
            "give the reports that it was made of",
            path=path,
        )
    if found.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in found:
            raise HzError("{path}: is protected by a password", "save it without one", path=path)
        _refused(path, *_OLD.get(path.suffix.lower(), _OLD_WORD))
    for mark, kind, remedy in _KINDS:
        if found.startswith(mark):
            _refused(path, kind, remedy)


def _refused(path: Path, kind: Message, remedy: Message) -> None:
    raise HzError("{path}: is {kind}, not a text", remedy, path=path, kind=kind)


def refuse_archive(found: bytes, path: Path) -> None:
    """Refuse an archive that is no Word file; what is called one, but is damaged, is left to it.

    Raises
    ------
    HzError
        That names what the archive is.
    """
    try:
        names = zipfile.ZipFile(io.BytesIO(found)).namelist()
    except DAMAGED:
        if path.suffix.lower() == ".docx":
            return
        names = []
    if any(map(DOCUMENT.match, names)):
        return
    for part, kind, remedy in _PACKED:
        if part in names:
            _refused(path, kind, remedy)
    raise HzError("{path}: is an archive, not a Word file", TEXT_WANTED, path=path)
