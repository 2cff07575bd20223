"""The documents: the project's own five, and any report that is given."""

import csv
import hashlib
import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from hzlib import paths
from hzlib.clean import Cleaned, clean
from hzlib.errors import HzError


@dataclass(frozen=True, eq=False)
class Document:
    """One document."""

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

    @cached_property
    def cleaned(self) -> Cleaned:
        """The cleaned text with its audit trail and the map to raw offsets."""
        return clean(self.raw)

    @property
    def text(self) -> str:
        """The cleaned text."""
        return self.cleaned.text


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with (paths.data() / "etc" / "documents.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def documents() -> tuple[Document, ...]:
    """Return the documents of the catalogue, each checked against its hash."""
    return tuple(load(row["id"]) for row in _rows())


@cache
def load(id: str) -> Document:
    """Return one document of the catalogue."""
    for row in _rows():
        if row["id"] == id:
            return _load(row)
    known = ", ".join(row["id"] for row in _rows())
    raise HzError(f"{id}: no such document in the catalogue", f"known: {known}")


def _load(row: dict[str, str]) -> Document:
    path = paths.data() / "raw" / row["file"]
    try:
        content = path.read_bytes()
    except OSError as error:
        raise HzError(f"{path}: cannot be read ({error.strerror})", "restore it from git") from None
    if hashlib.sha256(content).hexdigest() != row["sha256"]:
        raise HzError(f"{path}: the file was changed", f"restore it: git checkout -- {path}")
    return Document(
        row["id"], row["title"], row["kind"], row["issuer"], row["place"], int(row["year"]),
        row["reviewed"], row["planned"], path, content.decode("utf-8"),
    )


def catalogue() -> Any:
    """Return the catalogue as a DataFrame."""
    import pandas as pd

    return pd.DataFrame(_rows())


def read(
    path: str | Path, id: str | None = None, place: str | None = None, year: int | None = None
) -> Document:
    """Read any report."""
    path = Path(path)
    if not path.exists():
        raise HzError(f"{path}: no such file")
    if path.is_dir():
        raise HzError(f"{path}: is a folder", "give a file")
    content = path.read_bytes()
    if not content:
        raise HzError(f"{path}: the file is empty", "give a file with text")
    if path.suffix.lower() == ".docx":
        from docx import Document as Word

        raw = "\n".join(paragraph.text for paragraph in Word(str(path)).paragraphs)
    elif content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raw = content.decode("utf-16")
    else:
        try:
            raw = content.decode("utf-8")
        except UnicodeDecodeError:
            try:
                raw = content.decode("gb18030")
            except UnicodeDecodeError:
                raise HzError(f"{path}: not a text") from None
    if not year:
        found = re.search(r"(?:19|20)\d\d", path.stem) or re.search(r"(20\d\d)年", raw)
        year = int(found.group()[:4]) if found else 0
    if not place:
        named = re.search(r"在([一-鿿]{2,8}?[省市区县盟州旗])第", raw[:2000])
        place = named.group(1) if named else path.stem.split("_")[0]
    kind = "plan-outline" if re.search(r"五年.{0,4}(规划|计划)", raw[:600]) else "work-report"
    return Document(
        id or path.stem, path.stem, kind, "", place, year, str(year - 1), str(year), path, raw
    )
