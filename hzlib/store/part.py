"""One part of a corpus: its files read, its tables written.

A part is a function of its task and of nothing else, so that a loop, processes and the machines of
a cluster make it alike. What a part of before holds of a file that did not change is taken over.
"""

import hashlib
import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from hzlib import paths, storage
from hzlib.errors import HzError
from hzlib.evidence.sources import names
from hzlib.extraction.stated import reading
from hzlib.messages import chinese, told
from hzlib.store import plan
from hzlib.store.likeness import signature
from hzlib.store.schema import DOCUMENTS, FACTS, QUANTITIES, SENTENCES, TABLES, Table
from hzlib.text import outline, places
from hzlib.text.budget import UNLIMITED, Budget, Spent, within
from hzlib.text.corpus import Document, sample
from hzlib.text.formats.sheet import NoTexts

if TYPE_CHECKING:
    import pyarrow as pa


class Task(NamedTuple):
    """A part that is to be made.

    Parameters
    ----------
    folder : str
        The folder of the reports.
    corpus : str
        The folder of the corpus.
    number, parts : int
        Which part it is, of how many.
    files : tuple of File
        The files whose reports it holds.
    before : tuple of (int, int)
        Number and count of the parts that may hold what was read of these files before.
    rules : str
        By which rules it is to be read, as `rules` tells.
    budget : Budget
        What a file may take.
    """

    folder: str
    corpus: str
    number: int
    parts: int
    files: tuple[plan.File, ...]
    before: tuple[tuple[int, int], ...]
    rules: str
    budget: Budget = UNLIMITED


class Read(NamedTuple):
    """What became of a file: its bytes, the ids of its documents, why it was not read.

    A ``table`` without a column of texts is about reports, and no failure.
    """

    path: str
    id: str
    bytes: int
    sha256: str
    documents: tuple[str, ...]
    why: str
    table: bool = False


class Piece(NamedTuple):
    """A file of a table: its path in the corpus, how large it is, what it holds."""

    path: str
    bytes: int
    sha256: str
    rows: int


class Record(NamedTuple):
    """What became of a part: its files, how many of them were read anew, its pieces by table."""

    number: int
    files: tuple[Read, ...]
    anew: int
    pieces: dict[str, Piece]


Rows = Mapping[str, "pa.Table"]
"""The rows of one document, by table."""


# --- the rules of reading -------------------------------------------------------------------------

_CODE = (
    "text", "extraction", "evidence/sources.py", "evidence/passage.py", "store/schema.py",
    "store/plan.py", "store/part.py", "store/likeness.py", "lookups.py", "wording.py",
)  # fmt: skip
# Tables of data/etc that say nothing of how a report is read.
APART = frozenset({
    "answer_words.csv", "columns.csv", "glossary.csv", "identities.csv", "matches.csv",
    "reference.csv", "reference_notes.csv", "relative_words.csv", "revisions.csv", "scopes.csv",
    "stop_words.txt", "topics.csv", "user_dictionary.txt",
})  # fmt: skip
_PACKAGES = ("lxml", "pypdfium2", "rensa")


@cache
def rules() -> str:
    """Return one hash over all that decides what is read of a file.

    That is the code and the data of the rooms that read, those of the workspace over them, Python
    and the packages that open files; a change of a page or of a notebook is none of it.

    Examples
    --------
    >>> len(rules())
    16
    """
    code = [paths.code() / name for name in _CODE]
    files = [one for top in code for one in (top.rglob("*.py") if top.is_dir() else (top,))]
    folders = [paths.data()] + ([home] if (home := paths.workspace()) else [])
    digest = hashlib.sha256(storage.content(files))
    for folder in folders:
        data = (one for one in (folder / "etc").glob("*") if one.name not in APART)
        digest.update(storage.content(data))
    digest.update(repr(sys.version_info[:2]).encode())
    for name in _PACKAGES:
        digest.update(f"{name} {_version(name)}\n".encode())
    return digest.hexdigest()[:16]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


# --- a document -----------------------------------------------------------------------------------


def rows(document: Document, file: str, sha256: str) -> Rows:
    """Return what a corpus keeps of a document, by table.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> kept = rows(load("hangzhou-gwr-2023"), "a.txt", "")
    >>> kept["documents"]["level"].to_pylist(), kept["facts"].num_rows > 50
    (['prefecture'], True)
    """
    read = reading(document)
    facts = read.decided.facts
    called = names(document, read.quantities)
    sentences = list(_sentences(document))
    of_document = {
        **{name: getattr(document, name) for name in _OWN},
        "file": file,
        "sha256": sha256,
        "level": places.level(document.place),
        "province": places.province(document.place),
        "characters": len(document.raw),
        "facts": len(facts),
        "quantities": len(called),
        "sentences": len(sentences),
        "refused": len(read.decided.refused),
        "targets": sum(one.status == "target" for one in facts),
        "ending": ending(document.text),
        "signature": signature(document.text),
    }
    quantities = _columns(QUANTITIES, read.quantities) | {"subject": called}
    return {
        DOCUMENTS.name: _table(DOCUMENTS, {name: [one] for name, one in of_document.items()}),
        FACTS.name: _table(FACTS, _columns(FACTS, map(attrgetter(*FACTS.columns), facts))),
        QUANTITIES.name: _table(QUANTITIES, quantities),
        SENTENCES.name: _table(SENTENCES, _columns(SENTENCES, sentences)),
    }


_OWN = ("id", "title", "kind", "issuer", "place", "year", "reviewed", "planned", "warnings",
        "notes", "raw")  # fmt: skip


_ENDING = 20  # characters by which the end of a text is known


def ending(text: str) -> str:
    r"""Return the end of the last line of a cleaned text.

    Examples
    --------
    >>> ending("一、2023年工作回顾\n坚持稳中求\n")
    '坚持稳中求'
    """
    return text.rstrip().rpartition("\n")[2].strip()[-_ENDING:]


def _columns(table: Table, rows: Iterable[Sequence[Any]]) -> dict[str, Sequence[Any]]:
    """Return rows as columns; without rows there is none."""
    return dict(zip(table.columns, zip(*rows, strict=True), strict=False))


def _table(table: Table, columns: Mapping[str, Sequence[Any]]) -> "pa.Table":
    import pyarrow as pa

    schema = table.schema
    made = [pa.array(columns.get(one.name, ()), one.type) for one in schema]
    return pa.Table.from_arrays(made, schema=schema)


def _sentences(document: Document) -> Iterator[tuple[str, int, int, str, str]]:
    over, text, raw_span = outline.headings(document), document.text, document.cleaned.raw_span
    for start, end, section in outline.sentences(document):
        above = "" if section is None else over[section]
        yield document.id, *raw_span(start, end), above, text[start:end]


# --- a part ---------------------------------------------------------------------------------------


class Before:
    """What parts of before hold: a file is known by its path, its id and its bytes."""

    def __init__(self, task: Task) -> None:
        self.corpus = Path(task.corpus)
        self.known: dict[tuple[str, str, str], tuple[Read, tuple[int, int]]] = {}
        self.key = ""
        for number, parts in task.before:
            key, files = self._of(number, parts, task.rules)
            self.known |= {one[:2] + (one.sha256,): (one, (number, parts)) for one in files}
            if (number, parts) == (task.number, task.parts):
                self.key = key

    def _of(self, number: int, parts: int, rules: str) -> tuple[str, tuple[Read, ...]]:
        """Return the key and the files of a part whose tables are of one making and these rules."""
        import pyarrow.parquet as pq

        try:
            metas = [
                pq.read_schema(self.corpus / one.file(number, parts)).metadata for one in TABLES
            ]
            kept = json.loads(metas[0][b"files"])
            files = tuple(Read._make([*one[:4], tuple(one[4]), *one[5:]]) for one in kept)
            whole = {meta[b"key"].decode() for meta in metas} == {key := _key(rules, files)}
        except (OSError, ValueError, KeyError, TypeError):
            return "", ()
        return (key, files) if whole else ("", ())

    def file(self, file: plan.File, sha256: str) -> Read | None:
        """Return what became of a file of before, or None."""
        found = self.known.get((file.shown, file.id, sha256))
        return found[0] if found else None

    def rows(self, taken: Sequence[Read]) -> dict[str, Rows]:
        """Return the rows of the documents of files, by their ids."""
        wanted: dict[tuple[int, int], set[str]] = {}
        for one in taken:
            part = self.known[one.path, one.id, one.sha256][1]
            wanted.setdefault(part, set()).update(one.documents)
        found: dict[str, dict[str, pa.Table]] = {}
        for part, ids in wanted.items():
            for table in TABLES:
                for id, piece in _apart(table, self.corpus / table.file(*part)):
                    if id in ids:
                        found.setdefault(id, {})[table.name] = piece
        empty = {table.name: table.schema.empty_table() for table in TABLES}
        return {id: empty | of for id, of in found.items()}


def _apart(table: Table, file: Path) -> Iterator[tuple[str, "pa.Table"]]:
    """Yield the rows of each document of a table that has them one behind the other."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    whole = pq.ParquetFile(file).read().replace_schema_metadata(None)
    runs = pc.run_end_encode(whole["id" if table is DOCUMENTS else "doc"].combine_chunks())
    start = 0
    for id, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
        yield id, whole.slice(start, end - start)
        start = end


def _key(rules: str, files: Sequence[Read]) -> str:
    """Return the key of a part: what it was read of, by which rules, and what became of it."""
    return hashlib.sha256(json.dumps([rules, files]).encode()).hexdigest()


def made(task: Task) -> Record:
    """Make a part: read its files, or take over what did not change, and write its tables.

    Raises
    ------
    HzError
        If the tables cannot be written, or this machine reads by other rules.
    """
    if task.rules != rules():
        raise HzError(
            "a worker reads by other rules than this program",
            "install the same version of hzlib, of its packages and of Python there",
        )
    if any(task.budget):
        # What is imported and looked up once is of no file's budget.
        rows(sample(), "", "")
    before = Before(task)
    files: list[Read] = []
    taken: list[Read] = []
    found: dict[str, Rows] = {}
    for file in task.files:
        with chinese():
            read, new = _read(task, file, before)
        files.append(read)
        if new is None:
            taken.append(read)
        else:
            found |= new
    anew = len(files) - len(taken)
    key = _key(task.rules, files)
    if key != before.key:
        found |= before.rows(taken)
        _write(task, key, files, [found[id] for id in sorted(found)])
    pieces = {table.name: _piece(task, table) for table in TABLES}
    return Record(task.number, tuple(files), anew, pieces)


def _read(task: Task, file: plan.File, before: Before) -> tuple[Read, dict[str, Rows] | None]:
    """Return what becomes of a file, and the rows of its documents; None if they are known."""
    size, sha256, why, table = 0, "", "", False
    found: dict[str, Rows] = {}
    try:
        content = plan.content(task.folder, file)
        size, sha256 = len(content), hashlib.sha256(content).hexdigest()
        if known := before.file(file, sha256):
            return known, None
        with within(task.budget, file.shown):
            for document in plan.reports(content, file):
                found[document.id] = rows(document, file.shown, sha256)
    except HzError as error:
        why, table = str(error), isinstance(error, NoTexts)
        sha256 = "" if isinstance(error, Spent) else sha256
    except Exception as error:  # one strange file must not end the reading of ten thousand
        why = told("{path}: a fault of the program ({error})", path=file.shown, error=repr(error))
        sha256 = ""  # so that it is tried again
    if why:
        found = {}
    return Read(file.shown, file.id, size, sha256, tuple(found), why, table), found


def _write(task: Task, key: str, files: Sequence[Read], documents: Sequence[Rows]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    for table in reversed(TABLES):  # the documents, by which a part is known, at the end
        whole = pa.concat_tables(
            [table.schema.empty_table(), *(one[table.name] for one in documents)]
        )
        meta = {"key": key} | ({"files": json.dumps(files)} if table is DOCUMENTS else {})
        stream = io.BytesIO()
        # In one piece, so that the bytes are the same, whether rows were read or taken over.
        whole = whole.combine_chunks().replace_schema_metadata(meta)
        pq.write_table(whole, stream, compression="zstd")
        storage.write(Path(task.corpus, table.file(task.number, task.parts)), stream.getvalue())


def _piece(task: Task, table: Table) -> Piece:
    import pyarrow.parquet as pq

    path = table.file(task.number, task.parts)
    content = Path(task.corpus, path).read_bytes()
    rows = pq.read_metadata(io.BytesIO(content)).num_rows
    return Piece(path, len(content), hashlib.sha256(content).hexdigest(), rows)
