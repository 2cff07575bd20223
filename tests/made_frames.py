"""Small frames made by hand: their documents are made too, so that evidence is as in earnest."""

from decimal import Decimal
from pathlib import Path

from hzlib.evidence.sources import FactSource
from hzlib.evidence.value import Missing, Value
from hzlib.extraction.facts import Fact
from hzlib.frames.facts import ReferenceSource, tabled
from hzlib.lookups import ReferenceFigure
from hzlib.text.corpus import Document

FIELDS = (
    "doc", "indicator", "measure", "region", "period", "status", "value", "unit", "bound", "text",
)  # fmt: skip


def facts(*lines):
    """Return facts from lines such as ``a gdp level 某市 2020 actual 16100 亿元 = 1.61万亿元``.

    Each line is a sentence of its document. The id counts the lines: the first is ``a@1``.
    """
    return tabled(_stated(*lines))


def _stated(*lines):
    rows = [dict(zip(FIELDS, line.split(), strict=True)) for line in lines]
    documents = {name: _document(name, lines) for name in dict.fromkeys(row["doc"] for row in rows)}
    return [
        _source(number, row, line, documents[row["doc"]])
        for number, (row, line) in enumerate(zip(rows, lines, strict=True), 1)
    ]


def _document(name, lines):
    raw = "".join(f"{line}。\n" for line in lines if line.split()[0] == name)
    return Document(
        id=name, title=f"文件{name}", kind="work-report", issuer="", place="某市", year=2023,
        reviewed="2022", planned="2023", path=Path(f"{name}.txt"), raw=raw,
    )  # fmt: skip


def _source(number, row, line, document):
    end = document.raw.index(f"{line}。") + len(line)
    more = {"section": "", "sentence": f"{line}。", "cue": "", "rule": "subject",
            "cumulated": "-" in row["period"], "base": ""}  # fmt: skip
    place = {"id": f"{row['doc']}@{number}", "start": end - len(row["text"]), "end": end}
    return FactSource(document, Fact(**{**row, "value": float(row["value"])}, **place, **more))


def reference(*lines):
    """Return reference figures from lines as for facts, the document being the source."""
    return tabled(_borrowed(*lines))


def _borrowed(*lines):
    found = []
    for number, line in enumerate(lines, 1):
        row = dict(zip(FIELDS, line.split(), strict=True))
        known = {name: row[name] for name in FIELDS[1:6]} | {"unit": row["unit"]}
        figure = ReferenceFigure(
            **known, value=Decimal(row["value"]), bound=row["bound"], source_title=row["doc"],
            publisher="某机关", published=int(row["period"][-4:]) + 1, url="http://example.org",
        )  # fmt: skip
        found.append(ReferenceSource(number, figure))
    return found


def data(*lines, borrowed=()):
    """Return the common frame of facts and reference figures."""
    return tabled([*_stated(*lines), *_borrowed(*borrowed)])


def rounded(frame, *columns):
    """Return rows as tuples: values as numbers of four decimals, sources as their texts."""
    return [
        tuple(map(_plain, row)) for row in frame[list(columns)].itertuples(index=False, name=None)
    ]


def _plain(cell):
    if isinstance(cell, Missing):
        return str(cell)
    if isinstance(cell, Value | float):
        return round(float(cell), 4)
    return str(cell) if isinstance(cell, FactSource | ReferenceSource) else cell
