"""What a stated figure is measured on, and so what it may be set beside.

Two figures of one indicator are alike if they count the same (规模以上, 户籍人口), for each of the
same (每千人), and were told on the same side of every revision of past years: a total as first
released and one after a census are not two points of one curve.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache, singledispatch
from itertools import combinations
from typing import Any

from hzlib import lookups, wording
from hzlib.evidence.interval import Interval, printed
from hzlib.evidence.sources import FactSource, StatedSource, called, each_year, facts_of, stated_of
from hzlib.extraction.facts import Fact
from hzlib.text.corpus import Document
from hzlib.text.patterns import cued, trie_pattern


@dataclass(frozen=True)
class Basis:
    """What a figure is measured on.

    Attributes
    ----------
    scope : tuple of str
        What its name says of how much it counts, as ``data/etc/scopes.csv`` calls it.
    per : str
        For each of how many of what it counts, or of several years for each, where it counts so.
    before : tuple of str
        The revisions of past years that it does not know yet, ``data/etc/revisions.csv``.
    """

    scope: tuple[str, ...] = ()
    per: str = ""
    before: tuple[str, ...] = ()


@dataclass(frozen=True)
class Measured:
    """What a source measures: an indicator of a place and a period, on a basis.

    Attributes
    ----------
    figure : Fact or ReferenceFigure
        Its figure.
    growth : Fact or ReferenceFigure, optional
        The growth that its source tells of the same place and period, of a level.
    """

    indicator: str
    measure: str
    region: str
    period: str
    status: str
    basis: Basis
    figure: Any
    growth: Any = None


@singledispatch
def measured(source: Any) -> Measured | None:
    """Return what a source measures; None if it is no figure of an indicator.

    The room that owns a kind of source registers it.

    Examples
    --------
    >>> from hzlib.evidence.sources import facts_of
    >>> from hzlib.text.corpus import load
    >>> measured(facts_of(load("hangzhou-gwr-2023"))[0]).basis
    Basis(scope=(), per='', before=('第五次全国经济普查',))
    """
    return None


@measured.register
def _(source: FactSource) -> Measured:
    fact, book = source.fact, source.document
    growth = _growths(book).get((fact.indicator, fact.region, fact.period))
    return of_figure(fact, _called(book).get(fact.start, ""), book.year, growth)


_HEAD = re.compile(r"[^，。；：、！（）\s]*$")
_GOES_ON = r"[、\s]+|{and|and_too}"  # between a number and the next name of a list
_VERB = 16  # characters that a verb before a name has at the most


@lru_cache(maxsize=256)
def _called(document: Document) -> dict[int, str]:
    """Return what each quantity is called, with the verb of its clause, by where it begins.

    The verb ahead of a list (新认定甲3家、乙5家) is that of all its members.
    """
    found, verb, stop = {}, "", 0
    for one in stated_of(document):
        first = min((low for low, _ in one.subject_at), default=0)
        if not cued(_GOES_ON).fullmatch(document.raw, stop, max(first, stop)):
            head = _HEAD.search(document.raw[max(0, first - _VERB) : first])
            verb = head.group() if head else ""
        found[one.stated.start] = verb + called(one)
        stop = one.stated.end
    return found


# What a share is taken of: 占GDP比重, 占一般公共预算收入的.
_WHOLE = r"{takes}(?P<whole>[^，。；：、|\d]{2,20}?)(?:{of}?{share_word}|{of}?$)"


def share_of(source: Any) -> str:
    """Return what a stated share is a share of, in the words before it; empty if they do not say.

    Examples
    --------
    >>> from hzlib.evidence.sources import facts_of
    >>> from hzlib.text.corpus import load
    >>> shares = [one for one in facts_of(load("hangzhou-fyp15")) if one.fact.measure == "share"]
    >>> share_of(shares[0])
    '占地区生产总值比重'
    """
    if isinstance(source, FactSource):
        raw, start = source.document.raw, source.fact.start
    elif isinstance(source, StatedSource):
        raw, start = source.document.raw, source.stated.start
    else:
        return ""
    begun = _begun(source.document).get(start, start)
    found = [*cued(_WHOLE).finditer(raw[min(begun, start) : start].rstrip(" |"))]
    return found[-1].group() if found else ""


@lru_cache(maxsize=256)
def _begun(document: Document) -> dict[int, int]:
    """Return where the subject of each quantity begins, by where the quantity begins."""
    return {one.stated.start: min((low for low, _ in one.subject_at), default=one.stated.start)
            for one in stated_of(document)}  # fmt: skip


@lru_cache(maxsize=256)
def _growths(document: Document) -> dict[tuple[str, str, str], Fact]:
    found = (one.fact for one in facts_of(document) if one.fact.measure == "growth")
    return {(one.indicator, one.region, one.period): one for one in found}


def of_figure(figure: Any, name: str, published: int, growth: Any = None) -> Measured:
    """Return what a figure measures that was published under a name in a year.

    Parameters
    ----------
    figure : Fact or ReferenceFigure
        The figure.
    name : str
        What it is called there.
    published : int
        The year of its publication.
    growth : Fact or ReferenceFigure, optional
        The growth told with it.

    Examples
    --------
    >>> from hzlib.frames.facts import sources
    >>> figure = sources()[0].figure
    >>> of_figure(figure, "规上工业增加值", 2015).basis
    Basis(scope=('规模以上',), per='', before=('第四次全国经济普查', '第五次全国经济普查'))
    """
    per = each_year(figure.period, name) + _per(name)
    basis = Basis(_scope(name, figure.indicator), per, _unknown(figure, published))
    return Measured(
        figure.indicator, figure.measure, figure.region, figure.period, figure.status, basis,
        figure, growth if figure.measure == "level" else None,
    )  # fmt: skip


@cache
def _scopes(indicator: str) -> tuple[re.Pattern[str], dict[str, str]]:
    rows = lookups.read(lookups.Scope)
    of = (row for row in rows if not row.indicators or indicator in row.indicators)
    words = {word: row.scope for row in of for word in lookups.expand(row.word)}
    return re.compile(trie_pattern(words)), words


def _scope(name: str, indicator: str) -> tuple[str, ...]:
    pattern, words = _scopes(indicator)
    return tuple(sorted({words[found] for found in pattern.findall(name)} - {""}))


_PER = r"{per}(?P<many>{per_many})(?:{per_person}|(?P<whom>[^，。；]{1,12}?)(?={owns}))?"


def _per(name: str) -> str:
    """Return for each of how many of what a name counts: 每千人; of people if it does not say."""
    found = cued(_PER).search(name)
    return f"每{found['many']}{found['whom'] or '人'}" if found else ""


def _unknown(figure: Any, published: int) -> tuple[str, ...]:
    """Return the revisions that a level could not know when it was published."""
    if figure.measure not in _OF_LEVELS:
        return ()
    surveys = lookups.comparability()[figure.indicator].surveys
    # A target is of a year to come: it knows what was known when it was set.
    year = 0 if figure.status == "target" else int(figure.period[-4:])
    rows = (row for row in lookups.read(lookups.Revision) if row.survey in surveys)
    return tuple(row.event for row in rows if published < row.since and year <= row.last)


_OF_LEVELS = ("level", "share")


def difference(one: Any, other: Any, inferred: bool = True) -> str:
    """Return in words why two sources are not alike, of one indicator; empty if nothing is known.

    Of two indicators of one period and survey, a part and its whole, both are to know the same
    revisions. Of two formulas with as many figures each is compared with its like.

    Parameters
    ----------
    one, other : Source
        What is no figure of an indicator differs from nothing.
    inferred : bool, optional
        Whether that two figures and a growth do not fit tells of a difference, which may be one.

    Examples
    --------
    >>> from hzlib.frames.facts import sources
    >>> first, last = (one for one in sources() if one.figure.period in ("2014", "2019")
    ...                and (one.figure.indicator, one.figure.measure) == ("gdp", "level")
    ...                and one.figure.status == "actual")
    >>> difference(first, last)
    '2014年的数早于第四次全国经济普查的修订'
    """
    sides = _leaves(one), _leaves(other)
    pairs = zip(*sides, strict=True) if len(sides[0]) == len(sides[1]) else ()
    found = dict.fromkeys(said for pair in pairs for said in _apart(*pair, inferred))
    return "，".join(found)


def _apart(one: Any, other: Any, inferred: bool) -> list[str]:
    """Return how two figures differ; another base says nothing new of a revision that is known."""
    known = [*filter(None, (f(one, other) for f in (counted_apart, revised_between, priced_apart)))]
    return known or [*filter(None, [told_anew(one, other) if inferred else ""])]


def _leaves(source: Any) -> list[Any]:
    """Return the figures that a formula is over, or the source itself."""
    parts = getattr(source, "parts", ())
    return [part.source for part in parts if hasattr(part, "source")] or [source]


def counted_apart(one: Any, other: Any, *called: str) -> str:
    """Return in words how two figures of one indicator differ in what they count, or for whom.

    Parameters
    ----------
    one, other : Source
        The two figures.
    *called : str
        What to call them; else by their years.

    Examples
    --------
    >>> from hzlib.frames.facts import sources
    >>> counted_apart(*sources()[:2])
    ''
    """
    left, right = measured(one), measured(other)
    if left is None or right is None or not _of_one(left, right):
        return ""
    return "，".join(_counted(left, right, called or (_said(left), _said(right))))


def revised_between(one: Any, other: Any, *called: str) -> str:
    """Return in words which revisions one of two figures knows and the other does not.

    Parameters
    ----------
    one, other, *called
        As of `counted_apart`.

    Examples
    --------
    >>> from hzlib.frames.facts import sources
    >>> revised_between(*sources()[:2])
    ''
    """
    left, right = measured(one), measured(other)
    if left is None or right is None or not (_of_one(left, right) or _at_once(left, right)):
        return ""
    return "，".join(_revised(left, right, called or (_said(left), _said(right))))


def told_anew(one: Any, other: Any) -> str:
    """Return in words that the later of two years' levels may have been told of another base.

    Where growth is in current prices a level and its growth, told by one source, give the level of
    the year before; if that cannot be what was printed then, it may have been revised since.

    Parameters
    ----------
    one, other : Source
        The two figures.

    Examples
    --------
    >>> from hzlib.frames.facts import sources
    >>> told_anew(*sources()[:2])
    ''
    """
    left, right = measured(one), measured(other)
    if left is None or right is None or not _of_one(left, right) or left.region != right.region:
        return ""
    before, after = sorted((left, right), key=lambda side: side.period)
    base = _base(after) if after.period == str(int(before.period[-4:]) + 1) else None
    said = before.figure.bound == "=" and before.figure.unit == after.figure.unit
    if base is None or not said or base.meets(_interval(before.figure)):
        return ""
    return f"{_said(before)}可能已修订或口径有变，与{_said(after)}和增速不符"


def _base(side: Measured) -> Interval | None:
    """Return what a level and its growth in current prices imply for the year before."""
    prices = lookups.comparability()[side.indicator].prices
    if side.growth is None or prices != "current" or side.figure.bound + side.growth.bound != "==":
        return None
    return _interval(side.figure) / _interval(side.growth).times(Fraction(1, 100)).plus(1)


def _interval(figure: Any) -> Interval:
    text = getattr(figure, "text", f"{wording.plain(figure.value)}{figure.unit}")
    return printed(text, figure.value)


def priced_apart(one: Any, other: Any) -> str:
    """Return in words that growth of two indicators in one period is reckoned in unlike prices.

    Parameters
    ----------
    one, other : Source
        The two figures.

    Examples
    --------
    >>> from hzlib.evidence.sources import facts_of
    >>> from hzlib.text.corpus import load
    >>> sources = facts_of(load("hangzhou-gwr-2023"))
    >>> growth = {one.fact.indicator: one for one in sources
    ...           if (one.fact.measure, one.fact.period) == ("growth", "2022")}
    >>> priced_apart(growth["gdp"], growth["income_urban"])
    '价格口径不同：地区生产总值增速按不变价格计算，城镇居民人均可支配收入增速按现价计算'
    """
    left, right = measured(one), measured(other)
    if left is None or right is None or left.measure not in _GROWTH:
        return ""
    ways = [lookups.comparability()[side.indicator].prices for side in (left, right)]
    alike = (left.measure, left.period) == (right.measure, right.period)
    if not alike or ways[0] == ways[1] or not {*ways} <= {*_PRICED}:
        return ""
    named = (
        f"{lookups.indicator_name(side.indicator)}增速{_PRICED[way]}"
        for side, way in zip((left, right), ways, strict=True)
    )
    return f"价格口径不同：{'，'.join(named)}"


_GROWTH = ("growth", "growth_avg")
_PRICED = {
    "constant": "按不变价格计算", "current": "按现价计算", "adjusted": "按可比口径计算",
}  # fmt: skip


def _of_one(left: Measured, right: Measured) -> bool:
    return (left.indicator, left.measure) == (right.indicator, right.measure)


def _at_once(left: Measured, right: Measured) -> bool:
    """Tell whether two figures are of one period and of indicators of one survey."""
    if (left.measure, left.period) != (right.measure, right.period):
        return False
    one, other = (set(lookups.comparability()[x.indicator].surveys) for x in (left, right))
    return not one.isdisjoint(other)


def _counted(left: Measured, right: Measured, called: tuple[str, ...]) -> Iterator[str]:
    """Yield how two figures differ in what they count, and for each of what."""
    sides = (left.basis.scope, right.basis.scope), (left.basis.per, right.basis.per)
    for words, (one, other) in zip(("范围", "计算基数"), sides, strict=True):
        if one != other:
            said = ["、".join(x) if isinstance(x, tuple) else x for x in (one, other)]
            named = (f"载明“{x}”" if x else "未载明" for x in said)
            pairs = (f"{side}{x}" for side, x in zip(called, named, strict=True))
            yield f"{words}不同：{'，'.join(pairs)}"


def _revised(left: Measured, right: Measured, called: tuple[str, ...]) -> Iterator[str]:
    """Yield the revisions that one of two figures knows and the other does not."""
    for (side, other), said in zip(((left, right), (right, left)), called, strict=True):
        known = {*other.basis.before}
        if events := [one for one in side.basis.before if one not in known]:
            yield f"{said}早于{'、'.join(events)}的修订"


def _said(side: Measured) -> str:
    return f"{wording.period(side.period)}的{'目标' if side.status == 'target' else '数'}"


def cautions(sources: Iterable[Any], inferred: bool = True) -> tuple[str, ...]:
    """Return in words where sources that are reckoned with one another are not alike.

    ``inferred`` is as of `difference`.

    Examples
    --------
    >>> from hzlib.frames.facts import sources
    >>> cautions(sources()[:2])
    ()
    """
    found = (difference(*pair, inferred) for pair in combinations(dict.fromkeys(sources), 2))
    return tuple(dict.fromkeys(filter(None, found)))
