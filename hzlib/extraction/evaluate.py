"""Facts against gold: precision, recall and F1 by document, indicator and field."""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from hzlib import lookups
from hzlib.errors import HzError, reason
from hzlib.extraction.facts import extract
from hzlib.messages import Message
from hzlib.text import corpus

NUMBER = ("value", "unit")
CORE = (*NUMBER, "indicator", "measure")
FULL = (*CORE, "region", "period", "status", "bound")
LEVELS = {"number": NUMBER, "core": CORE, "full": FULL}
_NEEDED = ("doc", "start", "end", *FULL)
LISTED = "indicators.txt"
"""Beside gold files, or one folder up: the indicators that their readers looked for."""

Row = dict[str, Any]


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
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise HzError(
            "{path}: cannot be read ({reason})",
            "give gold facts as JSON lines in UTF-8",
            path=path,
            reason=reason(error) if isinstance(error, OSError) else Message("not UTF-8"),
        ) from None
    rows = []
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
        if lacking := [name for name in _NEEDED if name not in has]:
            raise HzError(
                "{path}, line {line}: lacks {lacking}",
                "see the fields in docs/accuracy.md",
                path=path,
                line=number,
                lacking=lacking,
            )
        rows.append(row)
    if not rows:
        raise HzError("{path}: holds no facts", "give gold facts as JSON lines", path=path)
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
    fields = LEVELS[level]
    paired, taken = _pairs(gold, facts, fields)
    close = {i for i, row in enumerate(gold) if row.get("close")}
    doubtful = [gold[i] for i in close - paired]
    spurious = [
        row
        for j, row in enumerate(facts)
        if j not in taken and not any(map(_overlap(row), doubtful))
    ]
    missed = [row for i, row in enumerate(gold) if i not in paired and i not in close]
    score = Score(len(paired), len(taken) + len(spurious), len(gold) - len(close - paired))
    return Comparison(gold[0]["doc"] if gold else "", level, score, missed, spurious)


def _pairs(
    gold: Sequence[Row], facts: Sequence[Row], fields: Sequence[str]
) -> tuple[set[int], set[int]]:
    paired: set[int] = set()
    taken: set[int] = set()
    for i, wanted in enumerate(gold):
        near = _overlap(wanted)
        for j, fact in enumerate(facts):
            if j not in taken and near(fact) and all(_same(wanted, fact, name) for name in fields):
                paired.add(i)
                taken.add(j)
                break
    return paired, taken


def _overlap(row: Row) -> Any:
    return lambda other: other["start"] < row["end"] and other["end"] > row["start"]


def _same(a: Row, b: Row, name: str) -> bool:
    if name == "value":
        return math.isclose(float(a[name]), float(b[name]), rel_tol=1e-6, abs_tol=1e-9)
    return str(a.get(name)) == str(b.get(name))


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
    agreeing = dict.fromkeys(FULL[2:], 0)
    pairs = 0
    taken: set[int] = set()
    for wanted in gold:
        near = _overlap(wanted)
        fitting = [
            j for j, fact in enumerate(facts)
            if j not in taken and near(fact) and all(_same(wanted, fact, name) for name in NUMBER)
        ]  # fmt: skip
        if not fitting:
            continue
        best = max(fitting, key=lambda j: sum(_same(wanted, facts[j], name) for name in agreeing))
        taken.add(best)
        pairs += 1
        for name in agreeing:
            agreeing[name] += _same(wanted, facts[best], name)
    return {name: (count, pairs) for name, count in agreeing.items()}


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
    for doc, found in _found(sorted(rows), texts, stated):
        names = listed[doc]
        kept = found if names is None else [row for row in found if row["indicator"] in names]
        yield doc, rows[doc], kept


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


def _found(
    docs: Sequence[str], texts: Path | None, stated: Path | None
) -> Iterator[tuple[str, list[Row]]]:
    """Yield the facts of each document, stated in a file or extracted now."""
    if stated is not None:
        told = _grouped(read_gold(stated), "doc")
        yield from ((doc, told[doc]) for doc in docs)
        return
    known = {row.id for row in corpus.catalogue_rows()}
    for doc in docs:
        if doc in known:
            document = corpus.load(doc)
        else:
            path = (texts or Path()) / f"{doc}.txt"
            if texts is None or not path.exists():
                lacking = Message("; and there is no {path}", path=path) if texts else ""
                raise HzError(
                    "{doc}: no such document in the catalogue{lacking}",
                    "put its text into a folder as <id>.txt and name the folder with --texts",
                    doc=doc,
                    lacking=lacking,
                )
            document = corpus.read(path, id=doc)
        yield doc, [asdict(fact) for fact in extract(document)]
