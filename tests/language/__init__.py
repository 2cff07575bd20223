"""Tables of the style of ``docs/style.zh-CN.md``: words to avoid, abbreviations, constants, quotes."""

import csv
from functools import cache
from pathlib import Path


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a table of this folder."""
    path = Path(__file__).with_name(f"{name}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
