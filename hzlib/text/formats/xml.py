"""The elements of a Word file, whatever their namespace (there are two dialects)."""

import re
from typing import Any

DOCUMENT = re.compile(r"^word/document\d*\.xml$")
"""The name of the part of a Word file that holds its text."""


def name(element: Any) -> str:
    """Return the name of an element without its namespace; empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: Any, *names: str) -> Any:
    """Return the first child, or its child and so on, of these names; None without."""
    for wanted in names:
        if element is None:
            return None
        element = next((one for one in element if name(one) == wanted), None)
    return element


def value(element: Any, key: str = "val") -> str:
    """Return an attribute of an element, whatever its namespace; empty without."""
    if element is None:
        return ""
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == key), "")
