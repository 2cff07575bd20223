"""What a stated figure is measured on, and so what it may be set beside.

Two figures of one indicator are alike if they count the same (规模以上, 户籍人口), for each of the
same (每千人), and were told on the same side of every revision of past years: a total as first
released and one after a census are not two points of one curve.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, lru_cache, singledispatch
from itertools import combinations
from typing import Any

from hzlib import lookups, wording
from hzlib.evidence.interval import Interval, exact, printed
from hzlib.evidence.sources import FactSource, StatedSource, called, each_year, facts_of, stated_of
from hzlib.extraction.facts import Fact
from hzlib.text.corpus import HELD, Document
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
    told : dict
        What its source tells of the same indicator and place, of a level, by measure and period.
    """

    indicator: str
    measure: str
    region: str
    period: str
    status: str
    basis: Basis
    figure: Any
    told: Mapping[tuple[str, str], Any] = field(default_factory=dict, hash=False)

    @property
    def growth(self) -> Any:
        """The growth told with a level; None if there is none."""
        return self.told.get(("growth", self.period))


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
    told = _told(book).get((fact.indicator, fact.region))
    return of_figure(fact, _called(book).get(fact.start, ""), book.year, told)


_HEAD = re.compile(r"[^，。；：、！（）\s]*$")
_GOES_ON = r"[、\s]+|{and|and_too}"  # between a number and the next name of a list
_VERB = 16  # characters that a verb before a name has at the most


@lru_cache(maxsize=HELD)
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


@lru_cache(maxsize=HELD)
def _begun(document: Document) -> dict[int, int]:
    """Return where the subject of each quantity begins, by where the quantity begins."""
    return {one.stated.start: min((low for low, _ in one.subject_at), default=one.stated.start)
            for one in stated_of(document)}  # fmt: skip


@lru_cache(maxsize=HELD)
def _told(document: Document) -> dict[tuple[str, str], dict[tuple[str, str], Fact]]:
    """Return what a document tells of each indicator and place, by measure and period."""
    found: dict[tuple[str, str], dict[tuple[str, str], Fact]] = {}
    for one in (source.fact for source in facts_of(document)):
        found.setdefault((one.indicator, one.region), {})[one.measure, one.period] = one
    return found


def of_figure(
    figure: Any, name: str, published: int, told: Mapping[tuple[str, str], Any] | None = None
) -> Measured:
    """Return what a figure measures that was published under a name in a year.

    Parameters
    ----------
    figure : Fact or ReferenceFigure
        The figure.
    name : str
        What it is called there.
    published : int
        The year of its publication.
    told : dict, optional
        What is told with it of the same indicator and place, by measure and period.

    Examples
    --------
    >>> from hzlib.frames.facts import sources
    >>> figure = sources()[0].figure
    >>> of_figure(figure, "规上工业增加值", 2015).basis
    Basis(scope=('规模以上',), per='', before=('第四次全国经济普查', '第五次全国经济普查'))
    """
    per = each_year(figure.period, name) + _per(name)
    scope = _scope(f"{name} {_unit(figure)}", figure.indicator)
    return Measured(
        figure.indicator, figure.measure, figure.region, figure.period, figure.status,
        Basis(scope, per, _unknown(figure, published)), figure,
        (told or {}) if figure.measure == "level" else {},
    )  # fmt: skip


def _unit(figure: Any) -> str:
    """Return the unit in which a figure is printed: sites (处) are not the things on them (台)."""
    return wording.split(figure.text)[1] if hasattr(figure, "text") else ""


@cache
def _scopes(indicator: str) -> tuple[re.Pattern[str], dict[str, str]]:
    rows = lookups.read(lookups.Scope)
    of = (row for row in rows if not row.indicators or indicator in row.indicators)
    words = {word: row.scope for row in of for word in lookups.expand(row.word)}
    return re.compile(trie_pattern(words)), words


def _scope(name: str, indicator: str) -> tuple[str, ...]:
    pattern, words = _scopes(indicator)
    return tuple(sorted({words[found] for found in pattern.findall(name)} - {""}))


@cache
def _open_scopes() -> dict[str, set[str]]:
    """Return the scopes that may be of a stock or of a flow, by the indicators that have them."""
    found: dict[str, set[str]] = {}
    for row in lookups.read(lookups.Scope):
        for indicator in row.indicators if row.unclear else ():
            found.setdefault(indicator, set()).add(row.scope)
    return found


def unclear(source: Any) -> str:
    """Return the word by which a source may tell of a stock or a flow; empty if it is plain.

    What may be either is no point of a series: 培育 is said of a year's firms and of them all.

    Examples
    --------
    >>> from hzlib.frames.facts import sources
    >>> unclear(sources()[0])
    ''
    """
    figure = getattr(source, "fact", None) or getattr(source, "figure", None)
    scopes = _open_scopes().get(getattr(figure, "indicator", ""), set())
    known = measured(source) if scopes else None
    return "、".join(one for one in known.basis.scope if one in scopes) if known else ""


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
    """Return in words that two years' levels may have been told of unlike bases.

    Where growth is in current prices a level and its growth, told by one source, give the level of
    the year before; if that cannot be what was printed then, it may have been revised since. Where
    that year is missing they give its growth, which what is told may make unlikely.

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
    if before.figure.bound != "=" or before.figure.unit != after.figure.unit:
        return ""
    return _belied(before, after) or _leapt(before, after) or _halved(before, after)


def _belied(before: Measured, after: Measured) -> str:
    """Return in words that a level is not what the next one and its growth make of it."""
    prices = lookups.comparability()[before.indicator].prices
    next_year = prices == "current" and after.period == str(int(before.period[-4:]) + 1)
    base = _base(after) if next_year else None
    if base is None or base.meets(_interval(before.figure)):
        return ""
    return f"{_said(before)}可能已修订或口径有变，与{_said(after)}和增速不符"


def _base(side: Measured) -> Interval | None:
    """Return what a level and its growth imply for the year before."""
    if side.growth is None or side.figure.bound + side.growth.bound != "==":
        return None
    return _interval(side.figure) / _interval(side.growth).times(Fraction(1, 100)).plus(1)


# By how many percentage points growth is off at the least that is taken for unlikely. A year that
# falls or rebounds is off by less from what was planned, or from the years beside it.
_UNLIKELY = 5


def _leapt(before: Measured, after: Measured) -> str:
    """Return in words that the growth left for a missing year between two levels is unlikely.

    It is if it lies beyond all growth that is told, and far from what is told of that year, or else
    of those beside it. Levels rise with prices too: where growth is without, only too little tells.
    """
    year = str(int(before.period[-4:]) + 1)
    base = _base(after) if after.period == str(int(year) + 1) else None
    prices = lookups.comparability()[before.indicator].prices
    if base is None or before.growth is None or prices not in ("current", "constant"):
        return ""
    left = (base / _interval(before.figure)).plus(-1).times(100)
    aims = [side.told[key] for side in (before, after) if (key := ("growth", year)) in side.told]
    beside = [exact(one.value) for one in (before.growth, after.growth)]
    near = [exact(one.value) for one in aims] or beside
    under = left.high < min(*near, *beside) and left.high < min(near) - _UNLIKELY
    over = left.low > max(*near, *beside) and left.low > max(near) + _UNLIKELY
    if not (under or over and prices == "current"):
        return ""
    told = "该年目标和前后各年增速" if aims else "前后各年增速"
    said = f"由{_said(after)}和增速反推，{year}年的增速与{told}不符"
    return f"{said}，{_said(before)}可能已修订或口径有变"


_HALF = 2


def _halved(before: Measured, after: Measured) -> str:
    """Return in words that a flow fell by half when its source had aimed at less than half of it.

    So do counts that were made in another way from then on, since no one aims at half of what is
    to grow, unless it is planned by whoever does it.
    """
    known = lookups.comparability()[before.indicator]
    aim = before.told.get(("level", str(int(before.period[-4:]) + 1)))
    if aim is None or known.kind != "flow" or known.direction != "up" or known.planned:
        return ""
    results = aim.status == "target" and "target" not in (before.status, after.status)
    single = {len(side.period) for side in (before, after)} == {len("2020")}
    most = exact(before.figure.value) / _HALF
    if not (results and single and max(exact(aim.value), exact(after.figure.value)) < most):
        return ""
    said = f"{_said(after)}和{wording.period(aim.period)}的目标均不到{_said(before)}的一半"
    return f"{said}，口径可能不同"


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
