"""Print what texts give, a line each: python readings.py COUNT (so many made texts beside the rest).

`test_compiled.py` runs it with the modules as they are and as they are translated.
"""

import hashlib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from fuzzing import documents_of, made
from test_examples import EXAMPLES, document

from hzlib.errors import HzError
from hzlib.extraction import binding
from hzlib.extraction.stated import reading
from hzlib.text.corpus import Document, documents


def texts(count: int, folder: Path) -> Iterator[tuple[str, tuple[Document, ...]]]:
    """Yield the catalogue's documents, those of the examples and made ones, each with a name."""
    for one in documents():
        yield one.id, (one,)
    for example in EXAMPLES:
        yield example["name"], (document(example),)
    for number in range(count):
        try:
            yield f"made {number}", documents_of(made(20260102, number), folder)
        except HzError as error:
            yield f"made {number}: {error}".replace(str(folder), ""), ()


def told(document: Document) -> str:
    """Return a hash of everything that a document gives."""
    read = reading(document)
    given = document.text, document.cleaned.removals, read.decided, read.quantities
    return hashlib.sha256(repr(given).encode("utf-8", "surrogatepass")).hexdigest()


if __name__ == "__main__":
    print(Path(binding.__file__).suffix)
    with tempfile.TemporaryDirectory() as folder:
        for name, found in texts(int(sys.argv[1]), Path(folder)):
            print(name, *map(told, found))
