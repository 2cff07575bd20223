"""The documents: the project's own five, and any report that is given."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from hzlib import lookups, paths
from hzlib.errors import HzError, reason
from hzlib.messages import Message, told
from hzlib.text import files
from hzlib.text.characters import GONE
from hzlib.text.clean import Cleaned, Correction, Removal, clean
from hzlib.text.identity import Identity, identity, periods
from hzlib.text.several import is_doubled
from hzlib.text.traditional import is_traditional, simplified

if TYPE_CHECKING:
    import pandas as pd

HELD = 512
"""Of how many documents what was made of each is held: as many as a page shows."""


@dataclass(frozen=True)
class Document:
    """A report with what is known of it.

    Parameters
    ----------
    id : str
        Its id in the catalogue, else the name of its file without suffix.
    title : str
        Its title.
    kind : str
        ``work-report``, ``plan-report`` or ``plan-outline``.
    issuer : str
        The government that issued it.
    place : str
        The place it speaks for, by its full name (杭州市, 全国); empty if unknown.
    year : int
        The year of issue of a report, the first year of a plan; 0 if unknown.
    reviewed, planned : str
        The years that it reviews and plans: ``2022``, ``2021-2025``.
    path : Path
        Its file.
    raw : str
        The text of the file: decoded, without newline translation, a byte order mark kept.
    warnings : tuple of str
        What does not fit together: the file name, the text, what the caller says.
    corrections : tuple of Correction
        Repairs of the copy that cleaning applies.
    notes : tuple of (int, int)
        The offsets in `raw` of its footnotes and endnotes, which are no part of its text.

    Examples
    --------
    >>> document = load("qiantang-gwr-2024")
    >>> document.year, document.reviewed, "生产总值" in document.text
    (2024, '2023', True)
    """

    id: str
    title: str
    kind: str
    issuer: str
    place: str
    year: int
    reviewed: str
    planned: str
    path: Path
    raw: str
    warnings: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    notes: tuple[tuple[int, int], ...] = ()

    def __hash__(self) -> int:
        # What is kept of a document is looked up often, and a text knows its hash.
        return hash((self.id, self.raw))

    def __deepcopy__(self, memo: dict[int, object]) -> "Document":
        # Nothing of it changes; a copy would be cleaned and read anew.
        return self

    def __repr__(self) -> str:
        return f"<Document {self.id}: {self.title or self.path.name}>"

    @cached_property
    def cleaned(self) -> Cleaned:
        """The cleaned text with its audit trail and the map to raw offsets."""
        raw = simplified(self.raw)
        for start, end in self.notes:
            raw = raw[:start] + GONE * (end - start) + raw[end:]
        cleaned = clean(raw, self.corrections)
        notes = (Removal(start, end, _NOTE) for start, end in self.notes)
        return replace(cleaned, removals=tuple(sorted((*cleaned.removals, *notes))))

    @property
    def origin(self) -> Path:
        """Where it is read again: its file; of a document that is kept elsewhere, that place."""
        return self.path

    @property
    def text(self) -> str:
        """The cleaned text, which extraction and words read."""
        return self.cleaned.text


def catalogue_rows() -> tuple[lookups.CatalogueRow, ...]:
    """Return the rows of the catalogue, ``data/etc/documents.csv``.

    Examples
    --------
    >>> catalogue_rows()[0].id
    'hangzhou-gwr-2021'
    """
    return lookups.read(lookups.CatalogueRow)


def documents() -> tuple[Document, ...]:
    """Return the documents of the catalogue, each checked against its hash.

    Raises
    ------
    HzError
        If a file is missing, unreadable or not the one that the catalogue was made for.

    Examples
    --------
    >>> [document.year for document in documents()]
    [2021, 2023, 2024, 2024, 2026]
    """
    return tuple(load(row.id) for row in catalogue_rows())


@cache
def load(id: str) -> Document:
    """Return one document of the catalogue.

    Raises
    ------
    HzError
        If the catalogue has no such id, or the file is missing, unreadable or changed.

    Examples
    --------
    >>> load("qiantang-gwr-2024").place
    '钱塘区'
    """
    for row in catalogue_rows():
        if row.id == id:
            return _catalogued(row, file_of(row), checked(row))
    known = [row.id for row in catalogue_rows()]
    raise HzError(
        "{doc}: no such document in the catalogue", "there are {known}", doc=id, known=known
    )


def file_of(row: lookups.CatalogueRow) -> Path:
    """Return the path of the file of a row of the catalogue."""
    return paths.data() / "raw" / row.file


def checked(row: lookups.CatalogueRow) -> bytes:
    """Return the bytes of the file of a row of the catalogue, checked against its hash.

    Raises
    ------
    HzError
        If the file is missing, unreadable or changed.
    """
    path = file_of(row)
    remedy = Message(
        "restore it, for instance with: git checkout -- data/raw/{file}", file=row.file
    )
    try:
        found = path.read_bytes()
    except OSError as error:
        raise HzError(
            "{path}: cannot be read ({reason})", remedy, path=path, reason=reason(error)
        ) from None
    if hashlib.sha256(found).hexdigest() != row.sha256:
        raise HzError(
            "{path}: was changed; its sha256 is not that of the catalogue", remedy, path=path
        )
    return found


def _catalogued(row: lookups.CatalogueRow, path: Path, found: bytes) -> Document:
    return Document(
        id=row.id,
        title=row.title,
        kind=row.kind,
        issuer=row.issuer,
        place=row.place,
        year=row.year,
        reviewed=row.reviewed,
        planned=row.planned,
        path=path,
        raw=found.decode("utf-8"),
        corrections=tuple(_corrections(row.id)),
    )


def corrections(sha256: str) -> tuple[Correction, ...]:
    """Return the repairs of a file with the very bytes of a document of the catalogue.

    Examples
    --------
    >>> corrections("no hash of the catalogue")
    ()
    """
    id = next((row.id for row in catalogue_rows() if row.sha256 == sha256), "")
    return tuple(_corrections(id))


def _corrections(id: str) -> Iterator[Correction]:
    for row in lookups.read(lookups.Correction):
        if row.doc == id:
            yield Correction(row.start, row.end, row.expected, row.replacement, row.reason)


def catalogue() -> "pd.DataFrame":
    """Return the catalogue: one row a document.

    Returns
    -------
    DataFrame
        Columns ``id``, ``file``, ``title``, ``kind``, ``issuer``, ``place``, ``year``,
        ``reviewed``, ``planned``, ``source``, ``sha256``, ``defects``; all text but ``year``.

    Examples
    --------
    >>> catalogue().set_index("id").loc["hangzhou-fyp15", "planned"]
    '2026-2030'
    """
    import pandas as pd

    return pd.DataFrame([asdict(row) for row in catalogue_rows()])


def read(
    path: str | Path, id: str | None = None, place: str | None = None, year: int | None = None
) -> Document:
    """Return the report in a file: any kind of report, of any place.

    Text (UTF-8, UTF-16, GB18030, Big5), .docx, saved web pages, PDF files with a
    text layer and CSV tables are read. A file with the very bytes of a document of the catalogue
    is that document. What in text, file name and caller contradicts each other is a warning of
    the document.

    Parameters
    ----------
    path : str or Path
        The file.
    id, place, year : optional
        What the caller knows better than the text. `place` may be short (宁波).

    Raises
    ------
    HzError
        If the file is missing, a folder, empty, too large, no Chinese text, or holds more than
        one report.

    Examples
    --------
    >>> read(paths.data() / "raw" / "003_058a47b1a797c1c9.txt").id
    'qiantang-gwr-2024'
    """
    found = read_all(path, id, place, year)
    if len(found) > 1:
        raise HzError(
            "{path}: holds {count} [report|reports]",
            "give each a file, or read them with hz.documents, `hz facts` or `hz explain --report`",
            path=path,
            count=len(found),
        )
    return found[0]


def read_all(
    path: str | Path, id: str | None = None, place: str | None = None, year: int | None = None
) -> tuple[Document, ...]:
    """Return the reports in a file: one, those of a table, or those that follow one another.

    The parameters are those of `read`. Where there are several, their ids are those of the
    table's column, or the id (or the name of the file) with a number: ``reports-1``.

    Raises
    ------
    HzError
        As `read`, but for a file with several reports.

    Examples
    --------
    >>> [report.year for report in read_all(paths.data() / "raw" / "003_058a47b1a797c1c9.txt")]
    [2024]
    """
    path = Path(path)
    return of_bytes(files.content(path), path, id, place, year)


def of_bytes(
    found: bytes, path: Path, id: str | None = None, place: str | None = None,
    year: int | None = None,
) -> tuple[Document, ...]:  # fmt: skip
    """Return the reports in the bytes of a file, as `read_all` does.

    Examples
    --------
    >>> of_bytes("2024年江州市政府工作报告".encode(), Path("report.txt"))[0].place
    '江州市'
    """
    digest = hashlib.sha256(found).hexdigest()
    for row in catalogue_rows():
        if row.sha256 == digest:
            return (_as_given(_catalogued(row, path, found), id, place, year),)
    rows = files.sources(found, path)
    given = [id or path.stem] if len(rows) == 1 else [f"{id}-{n + 1}" for n in range(len(rows))]
    ids = given if id else [row.id for row in rows]
    return tuple(
        _read(row, own, path, place or row.place or None, year, len(rows) > 1)
        for row, own in zip(rows, ids, strict=True)
    )


_SAMPLE = "2024年江州市政府工作报告\n一、2023年工作回顾\n2023年，生产总值900亿元，增长5%。\n"


def sample() -> Document:
    """Return a report of one sentence: who has read it has loaded what any reading needs.

    Examples
    --------
    >>> sample().kind
    'work-report'
    """
    return of_bytes(_SAMPLE.encode(), Path("sample.txt"))[0]


def _read(
    row: files.Row, id: str, path: Path, place: str | None, year: int | None, one_of_several: bool
) -> Document:
    raw, notes, warnings = row.source
    text = simplified(raw)
    if any(mark[0] in text and mark in text for mark in _SIGNS):  # one sign is found much quicker
        text = _MARKS.sub("", text)
    # What the name of a file with several reports says is of none of them, unless it is silent.
    name = re.sub(r"\d", "", path.stem) if one_of_several or row.year else path.stem
    said = identity(text, "" if one_of_several else name, place, year)
    if one_of_several and not said.place:
        said = identity(text, name, place, year)
    own = [f"{path.name}: {warning}" for warning in said.warnings]
    if row.year and not year:
        if not said.year:
            return _read(row._replace(year=0), id, path, place, row.year, one_of_several)
        if said.year != row.year:
            own.append(told("{path}: the table says {year}, the text is of {found}",
                            path=path.name, year=row.year, found=said.year))  # fmt: skip
    if is_traditional(raw):
        own.append(told("{path}: written in traditional characters, read as simplified ones",
                        path=path.name))  # fmt: skip
    if is_doubled(raw):
        own.append(told("{path}: the same paragraphs stand in it twice", path=path.name))
    if notes:
        own.append(told("{path}: {count} [note is|notes are] left out of facts and words",
                        path=path.name, count=len(notes)))  # fmt: skip
    return replace(_described(said, id, path, raw, (*warnings, *own)), notes=notes)


# The marks of Markdown, and those of a list, before a title or a date.
_MARKS = re.compile(r"^(?:[#>]+ +|[-*+] +|[●■◆•][ \u3000]*)+|\*\*", re.MULTILINE)
_SIGNS = ("# ", "> ", "- ", "* ", "+ ", "**", *"●■◆•")
_NOTE = "脚注"


def _described(
    said: Identity, id: str, path: Path, raw: str, warnings: tuple[str, ...]
) -> Document:
    return Document(
        id=id,
        title=said.title,
        kind=said.kind,
        issuer=said.issuer,
        place=said.place,
        year=said.year,
        reviewed=said.reviewed,
        planned=said.planned,
        path=path,
        raw=raw,
        warnings=warnings,
    )


def _as_given(document: Document, id: str | None, place: str | None, year: int | None) -> Document:
    reviewed, planned = document.reviewed, document.planned
    if year:
        reviewed, planned = periods(document.kind, year)
    return replace(
        document,
        id=id or document.id,
        place=place or document.place,
        year=year or document.year,
        reviewed=reviewed,
        planned=planned,
    )
