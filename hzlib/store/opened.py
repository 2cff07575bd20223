"""A corpus in a folder, opened: its documents are known at once, their texts when asked for."""

import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from hzlib.errors import HzError, reason
from hzlib.evidence.sources import named
from hzlib.extraction.facts import Fact, Told, told_in
from hzlib.extraction.stated import Stated, stated
from hzlib.store.schema import (
    DOCUMENTS,
    FACTS,
    MARK,
    QUANTITIES,
    UNFINISHED,
    Table,
    is_corpus,
    need,
)  # fmt: skip
from hzlib.text.clean import Cleaned
from hzlib.text.corpus import HELD, Document, corrections

_HELD = tuple(name for name in DOCUMENTS.columns if name not in ("raw", "signature"))
_OF_DOCUMENT = (
    "id", "title", "kind", "issuer", "place", "year", "reviewed", "planned", "warnings", "notes",
)  # fmt: skip


class Kept(NamedTuple):
    """Where a document is kept.

    Attributes
    ----------
    corpus : Path
        The folder.
    key : str
        A hash of what lies there: a corpus that was built anew is another one.
    part, parts : int
        In which of its parts the document is, and how many there are.
    row : dict
        Its row of the table of documents, without text and signature.
    """

    corpus: Path
    key: str
    part: int
    parts: int
    row: dict[str, Any]

    def file(self, table: Table) -> Path:
        """Return the file that holds the document's rows of a table."""
        return self.corpus / table.file(self.part, self.parts)


class StoredDocument(Document):
    """A document of a corpus in a folder; its text is read when it is asked for.

    Its facts and quantities are those that were read when the corpus was built.
    """

    kept: Kept

    def __new__(cls, **fields: Any) -> Any:
        """Return the document; one with other fields (`dataclasses.replace`) is a plain one."""
        return Document(**fields) if fields else super().__new__(cls)

    def __getattr__(self, name: str) -> Any:
        if name != "raw":
            raise AttributeError(name)
        return _raw(self)

    @property
    def origin(self) -> Path:
        """Its corpus."""
        return self.kept.corpus

    @property
    def cleaned(self) -> Cleaned:  # type: ignore[override]
        """The cleaned text; of many documents only the last few texts are held."""
        return _cleaned(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StoredDocument) and self._known == other._known

    def __hash__(self) -> int:
        return hash(self._known)

    @property
    def _known(self) -> tuple[str, str]:
        return self.kept.key, self.id


def opened(path: str | Path) -> tuple[StoredDocument, ...]:
    """Return the documents of a corpus in a folder, in the order of their ids.

    Raises
    ------
    HzError
        If it is no corpus or an unfinished one, or files of it are missing or damaged.

    Examples
    --------
    >>> opened("data")
    Traceback (most recent call last):
    hzlib.errors.HzError: data: 不是语料库；请用 hz corpus build 建一个
    """
    corpus = Path(path)
    key, parts = finished(corpus)
    return kept_in(corpus.resolve(), key, parts)


def finished(corpus: Path) -> tuple[str, int]:
    """Return a hash of what lies in a corpus, and of how many parts it is made.

    Raises
    ------
    HzError
        If it is no corpus or an unfinished one.
    """
    if not is_corpus(corpus):
        raise HzError("{path}: is no corpus", "build one with hz corpus build", path=corpus)
    need("pyarrow")
    mark = (corpus / MARK).read_bytes()
    parts = json.loads(mark)["hzlib"].get("parts", 0)
    if not parts or (corpus / UNFINISHED).exists():
        raise HzError(
            "{path}: the corpus is not finished",
            "wait for its build, or run the same hz corpus build again",
            path=corpus,
        )
    return hashlib.sha256(mark).hexdigest(), parts


@lru_cache(maxsize=4)
def kept_in(corpus: Path, key: str, parts: int) -> tuple[StoredDocument, ...]:
    """Return the documents of a corpus, finished or not, of which `finished` told the rest."""
    table = read(corpus, DOCUMENTS, range(parts), parts, [*_HELD, "__fragment_index"])
    rows = table.sort_by("id").to_pylist()
    return tuple(_stored(Kept(corpus, key, row.pop("__fragment_index"), parts, row))
                 for row in rows)  # fmt: skip


def _stored(kept: Kept) -> StoredDocument:
    document: StoredDocument = StoredDocument.__new__(StoredDocument)
    held = {name: kept.row[name] for name in _OF_DOCUMENT}
    document.__dict__.update(
        held, kept=kept, path=Path(kept.row["file"]), warnings=tuple(held["warnings"]),
        notes=tuple((start, end) for start, end in held["notes"]),
        corrections=corrections(kept.row["sha256"]),
    )  # fmt: skip
    return document


def read(
    corpus: Path, table: Table, parts: Sequence[int], of: int, columns: Sequence[str],
    where: Any = None,
) -> Any:  # fmt: skip
    """Return columns of some parts of a table, as Arrow has them; ``where`` is left to Parquet.

    Raises
    ------
    HzError
        If files are missing or damaged.
    """
    import pyarrow as pa
    from pyarrow import dataset

    files = [str(corpus / table.file(part, of)) for part in parts]
    try:
        return dataset.dataset(files, table.schema, "parquet").to_table(list(columns), where)
    except (OSError, pa.ArrowInvalid) as error:
        told = reason(error) if isinstance(error, OSError) else str(error).partition("\n")[0]
        raise HzError("{path}: the corpus cannot be read ({reason})", "build it again",
                      path=corpus, reason=told) from None  # fmt: skip


def cells_of(column: Any) -> list[Any]:
    """Return the cells of a column of Arrow; what stands in many of them is held once.

    Examples
    --------
    >>> import pyarrow as pa
    >>> cells_of(pa.chunked_array([[5.0, 5.5]])), cells_of(pa.chunked_array([["亿元", "亿元"]]))
    ([5, 5.5], ['亿元', '亿元'])
    """
    if column.type == "double":  # a whole number is read as one
        return [int(one) if one.is_integer() else one for one in column.to_pylist()]
    if column.type != "string":
        return list(column.to_pylist())
    cells = column.combine_chunks().dictionary_encode()
    words = cells.dictionary.to_pylist()
    return [words[one] for one in cells.indices.to_pylist()]


# --- what is kept of one document -----------------------------------------------------------------


def _rows(document: StoredDocument, table: Table, column: str, *columns: str) -> list[list[Any]]:
    """Return columns of the rows of a table that are of a document."""
    from pyarrow import compute

    kept = document.kept
    where = compute.field(column) == document.id
    found = read(kept.corpus, table, [kept.part], kept.parts, columns, where)
    return [cells_of(found[name]) for name in columns]


@lru_cache(maxsize=HELD)
def _raw(document: StoredDocument) -> str:
    ((raw,),) = _rows(document, DOCUMENTS, "id", "raw")
    return str(raw)


@lru_cache(maxsize=HELD)
def _cleaned(document: StoredDocument) -> Cleaned:
    cleaned: Cleaned = Document.cleaned.func(document)  # type: ignore[attr-defined]
    return cleaned


@told_in.register
def _(document: StoredDocument) -> Told:
    rows = zip(*_rows(document, FACTS, "doc", *FACTS.columns), strict=True)
    return Told([Fact(*row) for row in rows], document.kept.row["refused"])


@stated.register
def _(document: StoredDocument) -> list[Stated]:
    rows = zip(*_rows(document, QUANTITIES, "doc", *QUANTITIES.columns), strict=True)
    return [Stated(*row) for row in rows]


@named.register
def _(document: StoredDocument, one: Stated) -> str:
    return one.subject
