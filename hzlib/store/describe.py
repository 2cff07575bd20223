"""What tells of a corpus: the Data Package with every column, the list of files, the README."""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from hzlib import __version__, lookups, paths
from hzlib.store.part import Read, Record
from hzlib.store.quality import FILE as QUALITY
from hzlib.store.quality import summary
from hzlib.store.schema import TABLES, Kind, Table
from hzlib.tabular import Format, emit

FILES = "files.csv"
"""The list of all files that were found, and what became of each."""

READ_ME = "README.md"
_PARQUET = "application/vnd.apache.parquet"
_TYPES: dict[Kind, str] = {
    "string": "string", "integer": "integer", "number": "number", "truth": "boolean",
}  # fmt: skip


def package(records: Sequence[Record], rules: str) -> str:
    """Return the Data Package (Frictionless) of a corpus: its tables, their files, their columns.

    Examples
    --------
    >>> found = json.loads(package([], ""))
    >>> [resource["name"] for resource in found["resources"]]
    ['documents', 'facts', 'quantities', 'sentences', 'files', 'quality']
    """
    files = [one for record in records for one in record.files]
    found = {
        "profile": "data-package",
        "name": "hzlib-corpus",
        "title": "政府报告语料库",
        "hzlib": {
            "version": __version__,
            "rules": rules,
            "parts": len(records),
            "files": len(files),
            "documents": sum(len(one.documents) for one in files),
        },
        "resources": [*(_resource(table, records) for table in TABLES), *_LISTS],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _resource(table: Table, records: Sequence[Record]) -> dict[str, Any]:
    pieces = [record.pieces[table.name] for record in records]
    return {
        "name": table.name,
        "path": [one.path for one in pieces],
        "format": "parquet",
        "mediatype": _PARQUET,
        "bytes": sum(one.bytes for one in pieces),
        "rows": sum(one.rows for one in pieces),
        "schema": _schema(table),
        "pieces": [
            {"path": one.path, "bytes": one.bytes, "hash": f"sha256:{one.sha256}", "rows": one.rows}
            for one in pieces
        ],
    }


def _schema(table: Table) -> dict[str, Any]:
    meanings = {
        row.column: row.zh for row in lookups.read(lookups.ColumnMeaning) if row.table == table.name
    }
    fields = [
        {"name": name, "type": _TYPES.get(kind, "array"), "description": meanings[name]}
        for name, kind in table.columns.items()
    ]
    if "doc" not in table.columns:
        return {"fields": fields, "primaryKey": "id"}
    of = {"fields": "doc", "reference": {"resource": "documents", "fields": "id"}}
    return {"fields": fields, "foreignKeys": [of]}


_COLUMNS = ("path", "bytes", "sha256", "documents", "table", "why")
_LISTS = tuple(
    {"name": Path(name).stem, "path": name, "format": "csv", "mediatype": "text/csv",
     "encoding": "utf-8"}
    for name in (FILES, QUALITY)
)  # fmt: skip


def listed(files: Iterable[Read], corpus: Path) -> None:
    """Write the list of the files that were found: what was read of each, or why nothing."""
    rows = (
        one._asdict() | {"documents": len(one.documents), "table": int(one.table)} for one in files
    )
    emit(rows, _COLUMNS, Format.csv, file=corpus / FILES)


def tables_in(corpus: Path) -> list[tuple[str, str]]:
    """Return the tables without a column of texts that stand among the reports of a corpus.

    Each is its path and what is said of it.
    """
    with (corpus / FILES).open(encoding="utf-8-sig", newline="") as file:
        return [(row["path"], row["why"]) for row in csv.DictReader(file) if row["table"] == "1"]


def read_me(files: Sequence[Read], records: Sequence[Record], odd: Counter[str]) -> str:
    """Return what a reader of the corpus should know, in Chinese; with how often what is odd."""
    rows = {
        table.name: sum(record.pieces[table.name].rows for record in records) for table in TABLES
    }
    words = {
        "files": len(files),
        "failed": sum(bool(one.why) and not one.table for one in files),
        "tables": sum(one.table for one in files),
        **rows,
    }
    text = (paths.code() / "store" / "read_me.md").read_text(encoding="utf-8")
    for name, number in words.items():
        text = text.replace(f"@{name}@", f"{number:,}")
    return text.replace("@quality@", summary(odd))
