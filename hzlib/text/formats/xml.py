"""The elements of a Word file, whatever their namespace (there are two dialects)."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache
from typing import Any

DOCUMENT = re.compile(r"^word/document\d*\.xml$")
"""The name of the part of a Word file that holds its text."""

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
)
"""What opening a damaged archive may end with; what it asks for and we do not have is one."""


def name(element: Any) -> str:
    """Return the name of an element without its namespace; empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Any, *names: str) -> Iterator[Any]:
    """Return the children of an element that have one of these names."""
    return element.iterchildren(*_tags(*names))


def descendants(element: Any, *names: str) -> Iterator[Any]:
    """Return an element and all below it that have one of these names."""
    return element.iter(*_tags(*names))


@cache
def _tags(*names: str) -> tuple[str, ...]:
    """Return the names as lxml takes them, of any namespace."""
    return tuple(f"{{*}}{wanted}" for wanted in names)


def child(element: Any, *names: str) -> Any:
    """Return the first child, or its child and so on, of these names; None without."""
    for wanted in names:
        if element is None:
            return None
        element = next(children(element, wanted), None)
    return element


def value(element: Any, key: str = "val") -> str:
    """Return an attribute of an element, whatever its namespace; empty without."""
    if element is None:
        return ""
    for written, found in element.items():
        if written.rpartition("}")[2] == key:
            return found
    return ""
