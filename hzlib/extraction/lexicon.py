"""The judgement in ``data/etc``, read once and made ready for matching."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from hzlib import paths
from hzlib.errors import HzError


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of ``data/etc``.

    Parameters
    ----------
    name : str
        File name, such as ``"units.csv"``.

    Raises
    ------
    HzError
        If the file is missing or a row has too few or too many fields.

    Examples
    --------
    >>> rows("indicators.csv")[0]["id"]
    'gdp'
    """
    path = paths.data() / "etc" / name
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = list(csv.DictReader(file))
    except OSError as error:
        raise HzError(f"{path}: cannot be read ({error.strerror})", "restore the file") from error
    for number, row in enumerate(table, 2):
        if None in row or None in row.values():
            raise HzError(
                f"{path}, line {number}: not as many fields as the header has",
                "put cells that hold a comma in double quotes",
            )
    return table


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of ``indicators.csv``.

    ``kind`` is ``amount``, ``flow`` (a count that adds up over years), ``stock`` (a count that
    new ones are added to), ``rate`` (its level is a per cent), ``rise`` (a rate that rises or
    falls: 上涨2% is its level), ``ratio`` (a bare number) or ``days`` (its per cent is a share of
    the year, with or without 占); ``bases`` are the base units that a level may have; ``stock``
    is the indicator that counts what this flow adds to.
    """

    id: str
    name: str
    unit: str
    kind: str
    bases: frozenset[str]
    stock: str


@dataclass(frozen=True, slots=True)
class Alias:
    """What one wording stands for; a row of ``aliases.csv`` after expansion."""

    indicators: tuple[str, ...]
    needs: str
    context: str


@cache
def indicators() -> dict[str, Indicator]:
    """Return the indicators by id.

    Examples
    --------
    >>> indicators()["gdp"].unit
    '亿元'
    """
    return {
        row["id"]: Indicator(
            row["id"],
            row["name_zh"],
            row["canonical_unit"],
            row["kind"],
            frozenset(row["units"].split()),
            row["stock"],
        )
        for row in rows("indicators.csv")
    }


@cache
def units() -> dict[str, tuple[str, Fraction]]:
    """Return base unit and factor of each unit.

    Examples
    --------
    >>> units()["公斤"]
    ('斤', Fraction(2, 1))
    """
    return {row["unit"]: (row["base"], Fraction(row["factor"])) for row in rows("units.csv")}


MULTIPLES = {
    "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8,
    "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 10**3, "百": 100, "": 1,
}  # fmt: skip


@cache
def canonical(unit: str) -> tuple[str, Fraction]:
    """Return base unit and factor of a canonical unit such as ``亿元``.

    Examples
    --------
    >>> canonical("亿元")
    ('元', Fraction(100000000, 1))
    """
    for word, times in MULTIPLES.items():
        base = unit.removeprefix(word)
        if word and base != unit and base in units():
            return units()[base][0], units()[base][1] * times
    return units()[unit]


def expand(pattern: str) -> Iterator[str]:
    """Yield the wordings of a pattern: ``[a|b|]`` stands for a, b or nothing.

    Examples
    --------
    >>> list(expand("人均[地区|]生产总值"))
    ['人均地区生产总值', '人均生产总值']
    """
    head, bracket, rest = pattern.partition("[")
    if not bracket:
        yield pattern
        return
    choices, _, tail = rest.partition("]")
    for choice in choices.split("|"):
        for ending in expand(tail):
            yield head + choice + ending


@cache
def aliases() -> dict[str, tuple[Alias, ...]]:
    """Return what each wording may stand for, in the order of the file.

    Examples
    --------
    >>> aliases()["人均生产总值"][0].indicators
    ('gdp_per_capita',)
    """
    found: dict[str, list[Alias]] = {}
    for row in rows("aliases.csv"):
        alias = Alias(tuple(row["indicator"].split("+")), row["needs"], row["context"])
        for wording in _misread(expand(row["pattern"])):
            known = found.setdefault(wording, [])
            if alias not in known:
                known.append(alias)
    return {wording: tuple(known) for wording, known in found.items()}


def _misread(wordings: Iterable[str]) -> Iterator[str]:
    """Yield wordings, and with them what a scanner commonly makes of them."""
    pairs = [(row["word"], row["misread"]) for row in rows("misreadings.csv")]
    for wording in wordings:
        yield wording
        for word, misread in pairs:
            if word in wording:
                yield wording.replace(word, misread)


def trie_pattern(words: Iterable[str]) -> str:
    """Return a regular expression that matches the longest of the words in linear time.

    Examples
    --------
    >>> re.match(trie_pattern(["出口", "出口额"]), "出口额达").group()
    '出口额'
    """
    trie: dict = {}
    for word in words:
        node = trie
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _node_pattern(trie)


def _node_pattern(node: dict) -> str:
    branches = [re.escape(c) + _node_pattern(n) for c, n in sorted(node.items()) if c]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{joined})?" if "" in node else joined


@cache
def cues(kind: str) -> tuple[str, ...]:
    """Return the cue words of a kind, longest first.

    Raises
    ------
    HzError
        If there is none.

    Examples
    --------
    >>> "突破" in cues("at_least")
    True
    """
    words = [
        word for row in rows("cues.csv") if row["kind"] == kind for word in expand(row["word"])
    ]
    if not words:
        # A pattern of no words would match everywhere.
        raise HzError(f"cues.csv: no cue of the kind {kind}", "restore its row")
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))


@cache
def cue_pattern(*kinds: str) -> str:
    """Return a pattern that matches one cue of the kinds.

    Examples
    --------
    >>> re.match(cue_pattern("at_least"), "突破1000").group()
    '突破'
    """
    return trie_pattern(word for kind in kinds for word in cues(kind))
