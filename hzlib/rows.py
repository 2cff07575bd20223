"""Facts of tables."""

from collections.abc import Iterator

from hzlib.binding import Trace
from hzlib.corpus import Document


def table_facts(document: Document, trace: Trace | None = None) -> Iterator:
    return iter(())
