"""Whether reports in other shapes give the same facts: all shapes of the tests, over any reports.

    python benchmarks/shapes.py [REPORT.txt ...]

Without reports it reads the five documents. A line a report: its facts, and for each shape that
does not give the same ones how many are lost and how many are new. Tables are left out: a broken
row is no row.
"""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from hzlib.errors import HzError
from hzlib.extraction.facts import extract
from hzlib.text.corpus import Document, documents, read

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from transformations import SHAPES

FIELDS = ("indicator", "measure", "region", "period", "status", "value", "unit", "bound")


def facts(document: Document) -> Counter[tuple]:
    """Return the facts of the sentences of a document, without their offsets."""
    found = (fact for fact in extract(document) if fact.rule != "table")
    return Counter(tuple(getattr(fact, field) for field in FIELDS) for fact in found)


def compared(document: Document) -> str:
    """Return in one line how the shapes of a document differ from it."""
    own, differing = facts(document), []
    for name, shape in SHAPES.items():
        with tempfile.TemporaryDirectory() as folder:
            try:
                file = shape(document.raw.replace("\r\n", "\n"), Path(folder))
                other = facts(read(file, id=document.id))
            except (HzError, ValueError) as error:
                differing.append(f"{name}: {error}")
                continue
        lost, new = (own - other).total(), (other - own).total()
        if lost or new:
            differing.append(f"{name}: -{lost} +{new}")
    return f"{document.id}  {own.total()}  {'; '.join(differing) or 'the same in all shapes'}"


def main() -> None:
    """Print the comparison."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("reports", nargs="*", type=Path)
    reports = parser.parse_args().reports
    for document in map(read, reports) if reports else documents():
        print(compared(document), flush=True)


if __name__ == "__main__":
    main()
