"""Everything that ties a shown number to its source, under one name.

A notebook needs three lines: take values, say a sentence with them, show a figure::

    gdp = hz.Value.of(row)
    hz.reading("全市生产总值{gdp}。", gdp=gdp)
    hz.show(figure, frame, caption="……", alt="……")
"""

from hzlib.pages.display import mark, picture, reading, show, table
from hzlib.pages.source import formula, is_evidence, parts, remember, resolve, together
from hzlib.pages.value import Value

__all__ = [
    "Value",
    "formula",
    "is_evidence",
    "mark",
    "parts",
    "picture",
    "reading",
    "remember",
    "resolve",
    "show",
    "table",
    "together",
]
