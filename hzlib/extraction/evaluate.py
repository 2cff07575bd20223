"""Facts against gold: precision, recall and F1 by document, indicator and field."""

import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from hzlib import lookups
from hzlib.errors import HzError, reason
from hzlib.extraction.facts import extract
from hzlib.messages import Message
from hzlib.text import corpus
from hzlib.text.corpus import Document

NUMBER = ("value", "unit")
CORE = (*NUMBER, "indicator", "measure")
FULL = (*CORE, "region", "period", "status", "bound")
LEVELS = {"number": NUMBER, "core": CORE, "full": FULL}
_NEEDED = ("doc", "start", "end", *FULL)
LISTED = "indicators.txt"
"""Beside gold files, or one folder up: the indicators that their readers looked for."""

Row = dict[str, Any]
Fits = Callable[[Row, Row], bool]
"""Whether a gold row and a found one agree in something."""


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of a comparison.

    ``hit`` gold facts were found, ``found`` facts count, ``wanted`` gold facts count; close calls
    count neither as missed nor as spurious.
    """

    hit: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """Share of the facts found that are right, 0 to 1."""
        return self.hit / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold facts that were found, 0 to 1."""
        return self.hit / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.hit + other.hit, self.found + other.found, self.wanted + other.wanted)


@dataclass
class Comparison:
    """What a comparison of one document found at one level."""

    doc: str
    level: str
    score: Score
    missed: list[Row] = field(default_factory=list)
    spurious: list[Row] = field(default_factory=list)


def read_gold(path: Path) -> list[Row]:
    """Return the gold facts of a file with one JSON object a line.

    Raises
    ------
    HzError
        If the file cannot be read, or a line is no JSON object or lacks a field.
    """
    return list(numbered(path, _NEEDED).values())


def numbered(path: Path, needed: Sequence[str]) -> dict[int, Row]:
    """Return the rows of a file with one JSON object a line, by their lines.

    Parameters
    ----------
    path : Path
        A file in UTF-8.
    needed : sequence of str
        The fields that a row must have.

    Raises
    ------
    HzError
        If the file cannot be read, has no row, or a line is no JSON object or lacks a field.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise HzError(
            "{path}: cannot be read ({reason})",
            "give gold as JSON lines in UTF-8",
            path=path,
            reason=reason(error) if isinstance(error, OSError) else Message("not UTF-8"),
        ) from None
    rows: dict[int, Row] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise HzError(
                "{path}, line {line}: no JSON ({error})",
                "one JSON object a line",
                path=path,
                line=number,
                error=error.msg,
            ) from None
        has = row if isinstance(row, dict) else {}
        if lacking := [name for name in needed if name not in has]:
            raise HzError(
                "{path}, line {line}: lacks {lacking}",
                "see the fields in docs/accuracy.md",
                path=path,
                line=number,
                lacking=lacking,
            )
        rows[number] = row
    if not rows:
        raise HzError("{path}: holds no rows", "give gold as JSON lines", path=path)
    return rows


def compare(gold: Sequence[Row], facts: Sequence[Row], level: str) -> Comparison:
    """Compare the facts of one document with its gold at a level.

    A fact matches a gold fact if their spans overlap and the fields of the level agree; pairs are
    made one to one in the order of the text.

    Parameters
    ----------
    gold, facts : sequence of dict
        Rows with the fields of the facts table; gold rows may have ``close``.
    level : str
        ``number``, ``core`` or ``full``.

    Returns
    -------
    Comparison

    Examples
    --------
    >>> fact = dict(doc="a", start=0, end=2, value=5, unit="%", indicator="gdp", measure="growth")
    >>> compare([fact], [fact], "core").score.f1
    1.0
    """
    return compared(gold, facts, level, partial(_agree, LEVELS[level]))


def compared(
    gold: Sequence[Row], found: Sequence[Row], level: str, fits: Fits, spared: Sequence[Row] = ()
) -> Comparison:
    """Compare rows with gold that they may fit.

    Gold with ``close`` that nothing fits is no miss; a row that overlaps it, or gold of ``spared``,
    is not spurious.

    Examples
    --------
    >>> gold = [dict(doc="a", start=0, end=2, close=True), dict(doc="a", start=4, end=6)]
    >>> compared(gold, [dict(start=0, end=2)], "full", lambda wanted, row: False).score
    Score(hit=0, found=0, wanted=1)
    """
    paired = pairs(gold, found, fits)
    unmet = [row for i, row in enumerate(gold) if i not in paired]
    missed = [row for row in unmet if not row.get("close")]
    close = [row for row in unmet if row.get("close")]
    spurious = unpaired(found, paired, [*close, *spared])
    score = Score(len(paired), len(paired) + len(spurious), len(paired) + len(missed))
    return Comparison(gold[0]["doc"] if gold else "", level, score, missed, spurious)


def pairs(gold: Sequence[Row], found: Sequence[Row], fits: Fits) -> dict[int, int]:
    """Return the places of the gold rows that are paired, each with that of its found row.

    Rows are paired if their spans overlap and they fit; each once, in the order given.

    Examples
    --------
    >>> gold = [dict(start=0, end=2), dict(start=4, end=6)]
    >>> pairs(gold, [dict(start=5, end=9)], lambda wanted, row: True)
    {1: 0}
    """
    paired: dict[int, int] = {}
    taken: set[int] = set()
    for i, wanted in enumerate(gold):
        for j, row in enumerate(found):
            if j not in taken and overlap(wanted, row) and fits(wanted, row):
                paired[i] = j
                taken.add(j)
                break
    return paired


def unpaired(found: Sequence[Row], paired: Mapping[int, int], spared: Sequence[Row]) -> list[Row]:
    """Return the found rows that are not paired and overlap none of the gold that spares them.

    Examples
    --------
    >>> found = [dict(start=0, end=2), dict(start=4, end=6), dict(start=8, end=9)]
    >>> unpaired(found, {0: 0}, [dict(start=5, end=6)])
    [{'start': 8, 'end': 9}]
    """
    taken = set(paired.values())
    return [
        row
        for j, row in enumerate(found)
        if j not in taken and not any(overlap(row, other) for other in spared)
    ]


def overlap(a: Row, b: Row) -> bool:
    """Say whether the spans of two rows overlap.

    Examples
    --------
    >>> overlap(dict(start=0, end=2), dict(start=2, end=4))
    False
    """
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def _agree(fields: Sequence[str], a: Row, b: Row) -> bool:
    return all(_same(name, a, b) for name in fields)


def _same(name: str, a: Row, b: Row) -> bool:
    if name == "value":
        return same_number(a[name], b[name])
    return str(a.get(name)) == str(b.get(name))


def same_number(a: float, b: float) -> bool:
    """Say whether two numbers agree up to a millionth.

    Examples
    --------
    >>> same_number(3_000_000, 3_000_001), same_number(3, 3.1)
    (True, False)
    """
    return math.isclose(float(a), float(b), rel_tol=1e-6, abs_tol=1e-9)


def by_indicator(gold: Sequence[Row], facts: Sequence[Row], level: str) -> dict[str, Score]:
    """Return the score of each indicator that gold or facts have.

    Examples
    --------
    >>> by_indicator([], [], "full")
    {}
    """
    wanted, found = _grouped(gold, "indicator"), _grouped(facts, "indicator")
    return {
        name: compare(wanted[name], found[name], level).score for name in sorted({*wanted, *found})
    }


def by_field(gold: Sequence[Row], facts: Sequence[Row]) -> dict[str, tuple[int, int]]:
    """Return for each field beyond the number how often it agrees where the number does.

    Returns
    -------
    dict
        Field to (agreeing pairs, pairs). Pairs agree in value and unit.

    Examples
    --------
    >>> by_field([], [])["period"]
    (0, 0)
    """
    fields = {name: partial(_same, name) for name in FULL[2:]}
    return agreement(gold, facts, partial(_agree, NUMBER), fields)


def agreement(
    gold: Sequence[Row], found: Sequence[Row], fits: Fits, fields: Mapping[str, Fits]
) -> dict[str, tuple[int, int]]:
    """Return for each field how often it agrees in the rows that fit.

    Of several rows that fit a gold row the one that agrees with it in most fields is taken.

    Returns
    -------
    dict
        Field to (agreeing pairs, pairs).

    Examples
    --------
    >>> agreement([], [], overlap, {"period": overlap})
    {'period': (0, 0)}
    """
    agreeing = dict.fromkeys(fields, 0)
    taken: set[int] = set()
    for wanted in gold:
        best: tuple[int, dict[str, bool]] | None = None
        for j, row in enumerate(found):
            if j not in taken and overlap(wanted, row) and fits(wanted, row):
                same = {name: test(wanted, row) for name, test in fields.items()}
                if best is None or sum(same.values()) > sum(best[1].values()):
                    best = j, same
        if best is not None:
            taken.add(best[0])
            for name, agrees in best[1].items():
                agreeing[name] += agrees
    return {name: (count, len(taken)) for name, count in agreeing.items()}


def _grouped(rows: Iterable[Row], name: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[name]].append(row)
    return groups


def located(
    gold: Iterable[Path], texts: Path | None, stated: Path | None = None
) -> Iterator[tuple[str, list[Row], list[Row]]]:
    """Yield document id, gold rows and extracted rows of each document of gold files.

    Extracted rows of indicators that the gold files' `LISTED` lacks are left out.

    Parameters
    ----------
    gold : iterable of Path
        Gold files.
    texts : Path or None
        Folder with the texts of documents that the catalogue does not have, named ``<id>.txt``.
    stated : Path, optional
        File with facts as JSON lines to compare, instead of extracting them.

    Raises
    ------
    HzError
        If a text is not to be found, or a list names what is no indicator.
    """
    rows: dict[str, list[Row]] = defaultdict(list)
    listed: dict[str, frozenset[str] | None] = {}
    for path in gold:
        names = _listed(path)
        for row in read_gold(path):
            rows[row["doc"]].append(row)
            listed[row["doc"]] = names
    for doc, found in rows_of(sorted(rows), texts, stated, _NEEDED, _facts):
        names = listed[doc]
        kept = found if names is None else [row for row in found if row["indicator"] in names]
        yield doc, rows[doc], kept


def _facts(document: Document) -> list[Row]:
    return [asdict(fact) for fact in extract(document)]


def _listed(gold: Path) -> frozenset[str] | None:
    """Return the indicators that the readers of a gold file looked for, None for all."""
    for folder in (gold.parent, gold.parent.parent):
        path = folder / LISTED
        if not path.exists():
            continue
        names = lookups.words(path)
        if unknown := [name for name in names if name not in lookups.indicators()]:
            raise HzError(
                "{path}: {name}: no such indicator",
                "data/etc/indicators.csv has the ids of indicators",
                path=path,
                name=unknown[0],
            )
        return frozenset(names)
    return None


def rows_of(
    docs: Iterable[str],
    texts: Path | None,
    stated: Path | None,
    needed: Sequence[str],
    read: Callable[[Document], list[Row]],
) -> Iterator[tuple[str, list[Row]]]:
    """Yield the rows of each document, as a file states them or as they are read now.

    Parameters
    ----------
    docs : iterable of str
        Ids of documents.
    texts : Path or None
        Folder with the texts of documents that the catalogue does not have, named ``<id>.txt``.
    stated : Path or None
        File with rows as JSON lines, in place of reading.
    needed : sequence of str
        The fields that a row of that file must have.
    read : callable
        Makes rows of a document.

    Raises
    ------
    HzError
        If the file cannot be used, or a text is not to be found.
    """
    if stated is not None:
        told = _grouped(numbered(stated, needed).values(), "doc")
        yield from ((doc, told[doc]) for doc in docs)
    else:
        yield from ((doc, read(_document(doc, texts))) for doc in docs)


def _document(doc: str, texts: Path | None) -> Document:
    """Return a document of the catalogue, else from the folder of texts."""
    if any(row.id == doc for row in corpus.catalogue_rows()):
        return corpus.load(doc)
    path = (texts or Path()) / f"{doc}.txt"
    if texts is None or not path.exists():
        raise HzError(
            "{doc}: no such document in the catalogue{lacking}",
            "put its text into a folder as <id>.txt and name the folder with --texts",
            doc=doc,
            lacking=Message("; and there is no {path}", path=path) if texts else "",
        )
    return corpus.read(path, id=doc)
