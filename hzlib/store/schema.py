"""What a corpus is: a folder with tables. The one definition to build, open and explain it."""

import json
import re
from dataclasses import dataclass, fields
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_type_hints

from hzlib.errors import HzError
from hzlib.extraction.facts import Fact
from hzlib.extraction.stated import Stated

if TYPE_CHECKING:
    import pyarrow as pa

MARK = "datapackage.json"
"""The file that makes a folder a corpus: what is in it, as a Data Package."""

UNFINISHED = ".unfinished"
"""The file that stands in a corpus while it is built, and after a build that was broken off."""


def is_corpus(folder: Path) -> bool:
    """Tell whether a folder is a corpus, finished or not.

    Examples
    --------
    >>> is_corpus(Path("no-such-folder"))
    False
    """
    try:
        return "hzlib" in json.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError):
        return False


def need(*packages: str, extra: str = "corpus") -> None:
    """Raise `HzError` if packages are not installed that an extra of this package brings.

    Examples
    --------
    >>> need("pandas")
    """
    if missing := [name for name in packages if find_spec(name) is None]:
        raise HzError(
            "{packages}: not installed, and a corpus needs it",
            'run: pip install "hzlib[{extra}]"',
            packages=missing,
            extra=extra,
        )


Kind = Literal["string", "integer", "number", "truth", "strings", "spans", "signature"]
"""What a column holds: ``spans`` are pairs of offsets, ``signature`` is numbers of MinHash."""

SIGNATURE = 128
"""How many numbers the signature of a document has."""


@dataclass(frozen=True, eq=False)
class Table:
    """A table of a corpus: its name, and what each of its columns holds."""

    name: str
    columns: dict[str, Kind]

    @cached_property
    def schema(self) -> "pa.Schema":
        """The columns as Arrow has them.

        Examples
        --------
        >>> SENTENCES.schema.field("start").type
        DataType(int32)
        """
        import pyarrow as pa

        kinds = {
            "string": pa.string(),
            "integer": pa.int32(),
            "number": pa.float64(),
            "truth": pa.bool_(),
            "strings": pa.list_(pa.string()),
            "spans": pa.list_(pa.list_(pa.int32(), 2)),
            "signature": pa.list_(pa.uint32(), SIGNATURE),
        }
        return pa.schema([(name, kinds[kind]) for name, kind in self.columns.items()])

    def file(self, number: int, parts: int) -> str:
        """Return where a part of the table lies in its corpus.

        How many parts there are stands in the name, so that parts of before and of now never
        take each other's place.

        Examples
        --------
        >>> FACTS.file(3, 128)
        'facts/00003-of-00128.parquet'
        """
        return f"{self.name}/{number:05}-of-{parts:05}.parquet"


_NAME = re.compile(r"(\d+)-of-(\d+)\.parquet")


def part(name: str) -> tuple[int, int] | None:
    """Return which part of how many the name of a file is of, or None.

    Examples
    --------
    >>> part("00003-of-00128.parquet"), part("notes.txt")
    ((3, 128), None)
    """
    found = _NAME.fullmatch(name)
    return (int(found[1]), int(found[2])) if found else None


_OF: dict[Any, Kind] = {str: "string", int: "integer", float: "number", bool: "truth"}

DOCUMENTS = Table(
    "documents",
    {
        "id": "string",
        "file": "string",
        "sha256": "string",
        "title": "string",
        "kind": "string",
        "issuer": "string",
        "place": "string",
        "level": "string",
        "province": "string",
        "year": "integer",
        "reviewed": "string",
        "planned": "string",
        "characters": "integer",
        "facts": "integer",
        "quantities": "integer",
        "sentences": "integer",
        "refused": "integer",
        "targets": "integer",
        "warnings": "strings",
        "notes": "spans",
        "ending": "string",
        "signature": "signature",
        "raw": "string",
    },
)
FACTS = Table("facts", {one.name: _OF[one.type] for one in fields(Fact)})
QUANTITIES = Table("quantities", {k: _OF[v] for k, v in get_type_hints(Stated).items()})
SENTENCES = Table(
    "sentences",
    {"doc": "string", "start": "integer", "end": "integer", "section": "string", "text": "string"},
)
TABLES = (DOCUMENTS, FACTS, QUANTITIES, SENTENCES)
