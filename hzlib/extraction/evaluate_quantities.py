"""Quantities against gold: whether they are found, what they are said to count, when it holds.

Gold says of every number in some stretches of a text, listed in `SPANS` beside it, what it counts
or measures. ``head`` are the words without which an answer would be wrong, ``head2`` others that it
needs as well, ``widest`` all that it may be made of; ``alt`` are answers that are right too.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from hzlib import lookups
from hzlib.errors import HzError
from hzlib.extraction.evaluate import (
    Comparison,
    Fits,
    Row,
    Score,
    agreement,
    numbered,
    pairs,
    rows_of,
    same_number,
    unpaired,
)
from hzlib.extraction.stated import stated as quantities
from hzlib.messages import Message
from hzlib.text.corpus import Document
from hzlib.text.patterns import cued

SPANS = "spans.csv"
"""Beside gold files: the stretches that were read whole, ``doc,start,end`` in code points."""

_SETTING = ("measure", "status", "bound")
_FOUND = ("doc", "start", "end", "value", "unit", "subject", *_SETTING, "period")
_NEEDED = ("doc", "start", "end", "text", "value", "unit", "head", "widest", *_SETTING, "period")
_LISTS = ("head2", "alt", *(f"{name}_or" for name in _SETTING))
_KINDS: dict[str, tuple[type, ...]] = {"start": (int,), "end": (int,), "value": (int, float)}
_POINTS = "pp"  # percentage points in units.csv


def _found(gold: Row, row: Row) -> bool:
    return same_number(gold["value"], row["value"]) and _unit(gold["unit"]) == _unit(row["unit"])


def _named(gold: Row, row: Row) -> bool:
    """Say whether a subject holds the words that it must, and is made of those that it may."""
    subject = _plain(row["subject"])
    alternatives = list(map(_plain, gold.get("alt", ())))
    return (
        any(head in subject for head in (_plain(gold["head"]), *alternatives))
        and all(_plain(word) in subject for word in gold.get("head2", ()))
        and any(_made_of(subject, words) for words in (_plain(gold["widest"]), *alternatives))
    )


def _allowed(field: str, gold: Row, row: Row) -> bool:
    return str(row[field]) in (gold[field], *gold.get(f"{field}_or", ()))


def _in_period(gold: Row, row: Row) -> bool:
    return gold["period"] in ("", str(row["period"]))


FIELDS: dict[str, Fits] = {
    "subject": _named,
    **{field: partial(_allowed, field) for field in _SETTING},
    "period": _in_period,
}
"""What is asked of a quantity beyond its number: each by itself."""


def _all(tests: Iterable[Fits], gold: Row, row: Row) -> bool:
    return all(test(gold, row) for test in tests)


LEVELS: dict[str, Fits] = {
    "found": _found,
    "subject": partial(_all, (_found, _named)),
    "full": partial(_all, (_found, *FIELDS.values())),
}


def compare(gold: Sequence[Row], found: Sequence[Row], level: str) -> Comparison:
    """Compare the quantities of one document with its gold at a level.

    Parameters
    ----------
    gold : sequence of dict
        Rows of gold; one with ``close`` counts neither as missed nor as found, nor does what
        overlaps it and no other gold fits.
    found : sequence of dict
        Rows with the fields of the table of quantities, all of the stretches that were read.
    level : str
        ``found``, ``subject`` or ``full``.

    Returns
    -------
    Comparison

    Examples
    --------
    >>> gold = dict(doc="a", start=0, end=3, value=40, unit="个", head="场馆", widest="亚运赛场馆")
    >>> row = dict(doc="a", start=0, end=3, value=40, unit="个", subject="亚运场馆")
    >>> compare([gold], [row], "subject").score.f1
    1.0
    >>> compare([gold], [row | {"subject": "亚运"}], "subject").score.f1
    0.0
    """
    firm = [row for row in gold if not row.get("close")]
    close = [row for row in gold if row.get("close")]
    paired = pairs(firm, found, LEVELS[level])
    missed = [row for i, row in enumerate(firm) if i not in paired]
    spurious = unpaired(found, paired, close)
    score = Score(len(paired), len(paired) + len(spurious), len(firm))
    return Comparison(gold[0]["doc"] if gold else "", level, score, missed, spurious)


def by_field(gold: Sequence[Row], found: Sequence[Row]) -> dict[str, tuple[int, int]]:
    """Return for the subject and each field beyond the number how often it is right.

    Returns
    -------
    dict
        Field to (right, numbers found), without the gold rows that have ``close``.

    Examples
    --------
    >>> by_field([], [])["subject"]
    (0, 0)
    """
    return agreement([row for row in gold if not row.get("close")], found, _found, FIELDS)


def _unit(text: str) -> str:
    """Return a unit as it is compared: the spellings of percentage points are one."""
    plain = _plain(unicodedata.normalize("NFKC", text))
    known = lookups.units().get(plain)
    return _POINTS if known and (known.base, known.factor) == (_POINTS, 1) else plain


def _plain(text: str) -> str:
    """Return words without blanks, quotation marks and what only joins them."""
    return cued(r"[\s、，,“”\"]|{of}").sub("", text)


def _made_of(words: str, wider: str) -> bool:
    """Say whether all characters of some words stand in others in their order."""
    rest = iter(wider)
    return all(character in rest for character in words)


# --- files ----------------------------------------------------------------------------------------

_Span = tuple[int, int]


def read_gold(path: Path) -> list[Row]:
    """Return the gold quantities of a file with one JSON object a line.

    Raises
    ------
    HzError
        If the file cannot be read, or a line is no JSON object, lacks a field, has one of another
        type or stands outside the stretches of `SPANS`; the error names file and line.
    """
    read = _stretches(path.parent / SPANS)
    rows = numbered(path, _NEEDED)
    for line, row in rows.items():
        if wrong := _wrong(row, read):
            raise HzError(
                "{path}, line {line}: {wrong}",
                "see the fields in docs/accuracy.md",
                path=path,
                line=line,
                wrong=wrong,
            )
    return list(rows.values())


def _wrong(row: Row, read: dict[str, list[_Span]]) -> Message | None:
    """Return what is wrong with a row of gold."""
    for name in _NEEDED:
        if type(row[name]) not in _KINDS.get(name, (str,)):
            return Message("{name} may not be {cell}", name=name, cell=row[name])
    for name in _LISTS:
        words = row.get(name, [])
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            return Message("{name} is no list of words", name=name)
    if not _inside(row, read[row["doc"]]):
        return Message("{start} is in no stretch of {file}", start=row["start"], file=SPANS)
    return None


def _inside(row: Row, spans: Iterable[_Span]) -> bool:
    return any(start <= row["start"] < end for start, end in spans)


def _stretches(path: Path) -> dict[str, list[_Span]]:
    """Return the stretches of each document that were read."""
    if not path.exists():
        raise HzError(
            "{path}: no such file",
            "write into it the stretches that were read whole: doc,start,end",
            path=path,
        )
    spans: dict[str, list[_Span]] = defaultdict(list)
    for line, (doc, *ends) in lookups.records(path)[1:]:
        if len(ends) != 2 or not all(end.isdecimal() for end in ends):
            raise HzError(
                "{path}, line {line}: {wrong}",
                "write doc,start,end",
                path=path,
                line=line,
                wrong=Message("no stretch of a text"),
            )
        spans[doc].append((int(ends[0]), int(ends[1])))
    return spans


def located(
    gold: Iterable[Path], texts: Path | None, stated: Path | None = None
) -> Iterator[tuple[str, list[Row], list[Row]]]:
    """Yield document id, gold rows and quantities of each document of gold files.

    Quantities outside the stretches that were read are left out.

    Parameters
    ----------
    gold : iterable of Path
        Gold files, each with `SPANS` beside it.
    texts : Path or None
        Folder with the texts of documents that the catalogue does not have, named ``<id>.txt``.
    stated : Path, optional
        File with quantities as JSON lines to compare, instead of reading them.

    Raises
    ------
    HzError
        If gold is wrong or of another text, or a text is not to be found.
    """
    rows: dict[str, list[Row]] = defaultdict(list)
    spans: dict[str, list[_Span]] = defaultdict(list)
    for path in gold:
        for row in read_gold(path):
            rows[row["doc"]].append(row)
        for doc, read in _stretches(path.parent / SPANS).items():
            spans[doc] += read

    def read_now(document: Document) -> list[Row]:
        _check(document, rows[document.id])
        return [row._asdict() for row in quantities(document)]

    for doc, found in rows_of(sorted(rows), texts, stated, _FOUND, read_now):
        yield doc, rows[doc], [row for row in found if _inside(row, spans[doc])]


def _check(document: Document, gold: Iterable[Row]) -> None:
    """Refuse gold of another copy of a text: all of it would be missed."""
    for row in gold:
        there = document.raw[row["start"] : row["end"]]
        if there != row["text"]:
            raise HzError(
                "{doc}: the text has “{there}” at {start}, the gold “{text}”",
                "give the copy that was read",
                doc=document.id,
                there=there,
                start=row["start"],
                text=row["text"],
            )
