"""A document ready to be reckoned with: its numbers, the words around them, and their sums.

Three shapes of sums are read: parts behind 其中, 包括 and the like; stretches between semicolons
that are built alike; list items in paragraphs that are built alike. The total is a number of the
same unit before them. Parts that add up to no number nearby are taken as not exhaustive: they make
no check. Parts that miss the like number before them narrowly contradict it only if the text says
that they are all of it, or if they are more than it.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import accumulate, groupby, islice, pairwise

from hzlib import lookups
from hzlib.evidence.interval import Interval, printed, total
from hzlib.evidence.sources import FactSource, Place, read_as, source_at
from hzlib.evidence.value import Value, as_read
from hzlib.extraction.facts import Fact
from hzlib.extraction.quantity import quantities
from hzlib.text.corpus import HELD, Document
from hzlib.text.numerals import NUMERAL
from hzlib.text.patterns import cued

_BOUNDARY = re.compile(r"[，。；：、！？（）()\n]")
_LABEL = 120  # characters; no clause is longer, and a text without any must not cost more
_NUMBERING = re.compile(
    rf"^(?:[（(]?(?:\d|{NUMERAL}){{1,3}}[）)]|\d{{1,2}}[.、．]|[①-⑳])(?P<head>[^：:，。；]*)"
)
# A total stands at most so many numbers of its unit before the parts.
_REACH = 20
# No sentence names more parts behind one cue; what follows from there on belongs to another sum.
_MOST = 40
# Characters before a sentence's first number in which a cue may stand.
_BEFORE = 40
# Parts that miss a number by less than this share of it, and by less than the smallest part, are
# a sum that went wrong rather than another thing.
_NEAR = Fraction(2, 100)
# A sum whose rounding alone is more than this share of it would fit anything.
_VAGUE = Fraction(5, 100)
_WHOLE = Interval(Fraction(100), Fraction(100))


# --- numbers --------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False, kw_only=True)
class Stated:
    """A number as the text states it.

    Attributes
    ----------
    source : FactSource or StatedSource
        The fact that it is; else its place.
    start, end : int
        Span in the document's text.
    text : str
        The number with its unit as printed.
    amount : Fraction
        In the base unit: 921.5亿元 is 92150000000 (元).
    scale : Fraction
        What 1 of the printed unit is in the base unit.
    base, bound : str
        As in `hzlib.extraction.quantity.Quantity`.
    before, after : str
        The words of the same clause on either side.
    line : int
        Where its paragraph begins.
    paragraph, sentence, part : int
        Which paragraph, sentence and stretch between semicolons of the document holds it.
    """

    source: Place
    start: int
    end: int
    text: str
    amount: Fraction
    scale: Fraction
    base: str
    bound: str
    before: str
    after: str
    line: int
    paragraph: int
    sentence: int
    part: int

    @cached_property
    def interval(self) -> Interval:
        """What rounding leaves open, in the base unit."""
        return printed(self.text, self.amount)

    @property
    def label(self) -> str:
        """The words around the number, which say what it counts."""
        return self.before + self.after

    @cached_property
    def pairs(self) -> set[str]:
        """The pairs of characters of the label that say what is counted."""
        return bigrams(self.label) - set(lookups.cues("empty"))

    @property
    def unit(self) -> str:
        """The unit as printed, with its 万 or 亿."""
        return cued(r"^[\d.,\s]+(?:{odd|odd_early})?").sub("", self.text).strip()

    @property
    def fact(self) -> Fact | None:
        """The fact that the number is, if it is one."""
        return self.source.fact if isinstance(self.source, FactSource) else None

    @property
    def value(self) -> Value:
        """The number in its printed unit, as a value."""
        return self.at(self.scale, self.unit)

    def at(self, scale: Fraction, unit: str) -> Value:
        """Return the number in another unit, of which 1 is `scale` in the base unit."""
        return as_read(self.source, float(self.amount / scale), unit, self.bound, self.text)


def stated(document: Document) -> tuple[Stated, ...]:
    """Return the numbers of a document that have a unit, in their order; those of names are none.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> first = stated(load("hangzhou-gwr-2023"))[0]
    >>> first.text, first.before, str(first.source)
    ('18753亿元', '全市生产总值', 'fact:hangzhou-gwr-2023@507')
    """
    text = document.text
    found = [one for one in quantities(text) if one.base]
    starts = [_starts(text, marks) for marks in ("\n", "\n。！？", "\n。！？；")]
    # The words beside a number end where the next one begins.
    edges = [0, *(one.stop for one in found)], [*(one.start for one in found[1:]), len(text)]
    made = []
    for one, low, high in zip(found, *edges, strict=False):
        left = text[max(low, one.start - _LABEL) : one.start]
        right = text[one.stop : min(high, one.stop + _LABEL)]
        paragraph, sentence, part = (bisect_right(places, one.start) for places in starts)
        source = source_at(document, one.start, one.end)
        read = read_as(source)
        if read is None:
            continue
        made.append(Stated(
            source=source,
            start=one.start,
            end=one.end,
            text=text[one.start : one.end],
            amount=one.number,
            scale=one.times,
            base=one.base,
            bound=read.bound,
            before=_BOUNDARY.split(left)[-1].strip(),
            after=_BOUNDARY.split(right)[0].strip(),
            line=starts[0][paragraph - 1],
            paragraph=paragraph,
            sentence=sentence,
            part=part,
        ))  # fmt: skip
    return tuple(made)


def _starts(text: str, marks: str) -> list[int]:
    return [0] + [match.end() for match in re.finditer(f"[{marks}]+", text)]


def item(text: str, number: Stated) -> str:
    """Return the head of the numbered list item that holds a number, or an empty text."""
    head = _NUMBERING.match(text[number.line : min(number.start, number.line + _LABEL)])
    return head["head"].strip() if head else ""


def own(words: str) -> str:
    """Return the words before a part of a total without 其中.

    Examples
    --------
    >>> own("其中续建项目")
    '续建项目'
    """
    return cued(r"^{among}").sub("", words)


def bigrams(words: str) -> set[str]:
    """Return the pairs of neighbouring characters, the cheapest likeness of two labels.

    Examples
    --------
    >>> sorted(bigrams("实施项目") & bigrams("项目"))
    ['项目']
    """
    return {words[i : i + 2] for i in range(len(words) - 1)}


def likeness(one: str, other: str) -> float:
    """Return which part of a label's pairs of characters another text has, from 0 to 1.

    Examples
    --------
    >>> likeness("标准厂房", "加快标准厂房建设")
    1.0
    """
    pairs = bigrams(one)
    return len(pairs & bigrams(other)) / len(pairs) if pairs else 0.0


# --- sums -----------------------------------------------------------------------------------------


_Run = tuple[Stated, ...]
_ByBase = dict[str, list[Stated]]


@dataclass(frozen=True, eq=False)
class Sum:
    """Numbers that make up another.

    ``whole`` is None for shares, which make up 100 %. A sum is ``open`` if its parts are less than
    the whole and the text does not say that they are all of it.
    """

    whole: Stated | None
    parts: tuple[Stated, ...]
    open: bool = False


def sums(numbers: Sequence[Stated], text: str) -> tuple[Sum, ...]:
    """Return the totals of a document with their parts, in the order of the text, each once.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> report = load("hangzhou-plan-2024")
    >>> first = sums(stated(report), report.text)[0]
    >>> first.whole.text, [part.text for part in first.parts]
    ('37项', ['32项', '5项'])
    """
    by_base: _ByBase = defaultdict(list)
    for number in numbers:
        by_base[number.base].append(number)
    found: dict[tuple[int | None, tuple[int, ...]], Sum] = {}
    for runs, strict in ((_columns(numbers), True), (_cued(numbers, text), False)):
        for made in (one for run in runs for one in _resolved(run, by_base, strict, text)):
            whole = made.whole.start if made.whole else None
            found.setdefault((whole, tuple(part.start for part in made.parts)), made)
    return tuple(sorted(found.values(), key=lambda made: made.parts[0].start))


# --- numbers that may be parts --------------------------------------------------------------------


def _columns(numbers: Sequence[Stated]) -> Iterator[_Run]:
    """Yield the columns of groups of stretches or paragraphs that are built alike.

    (1) 425个…921.5亿元…44.5% and (2) 16个…29.5亿元…1.4% make three columns.
    """
    for _, sentence in groupby(numbers, key=lambda number: number.sentence):
        parts = [list(part) for _, part in groupby(sentence, key=lambda number: number.part)]
        yield from _alike(parts, 2, "part")
    paragraphs = [list(group) for _, group in groupby(numbers, key=lambda n: n.paragraph)]
    yield from _alike(paragraphs, 3, "paragraph")


def _alike(members: list[list[Stated]], least: int, place: str) -> Iterator[_Run]:
    """Yield the columns of runs of neighbours with like units, at least so many neighbours long."""
    groups, run = [], members[:1]
    for before, after in pairwise(members):
        adjacent = getattr(after[0], place) - getattr(before[0], place) == 1
        if adjacent and [n.base for n in before] == [n.base for n in after]:
            run.append(after)
        else:
            groups.append(run)
            run = [after]
    for group in (*groups, run):
        if len(group) >= least:
            yield from filter(_common, zip(*group, strict=True))


def _common(column: _Run) -> bool:
    """Tell whether the labels of a column have something in common."""
    shared = set.intersection(*(bigrams(number.label) for number in column))
    return bool(shared) or all(number.before == column[0].before for number in column)


def _cued(numbers: Sequence[Stated], text: str) -> Iterator[_Run]:
    """Yield the numbers of one unit behind a cue such as 其中, to the end of the sentence."""
    for _, group in groupby(numbers, key=lambda number: number.sentence):
        sentence = list(group)
        by_base: _ByBase = defaultdict(list)
        for number in sentence:
            by_base[number.base].append(number)
        seen: dict[str, int] = defaultdict(int)
        previous = max(0, sentence[0].start - _BEFORE)
        for number in sentence:
            between = text[previous : number.start].rpartition("\n")[2]
            previous = number.end
            same, place = by_base[number.base], seen[number.base]
            seen[number.base] += 1
            if cued(r"{parts}").search(between):
                rest = tuple(islice(same, place, place + _MOST))
                if len(rest) > 1:
                    yield rest


# --- what they are parts of -----------------------------------------------------------------------


def _resolved(run: _Run, by_base: _ByBase, strict: bool, text: str) -> Iterator[Sum]:
    if all(n.base == "%" for n in run):
        shares = all(cued(r"{told_share}").search(n.before) for n in run)
        if strict and shares and _near(_WHOLE, total(n.interval for n in run), run):
            yield Sum(None, run)
        return
    candidates = _candidates(run, by_base, strict)
    whole, size = _whole(run, candidates, strict)
    if whole is None:
        yield from _missed(run, candidates, strict, text)
        return
    yield Sum(whole, run[:size])
    # 37项，包括32项、5项，其中31项…、6项…: what follows may make up the same total again.
    rest = run[size:]
    if len(rest) > 1 and total(n.interval for n in rest).meets(whole.interval):
        yield Sum(whole, rest)


def _whole(run: _Run, candidates: list[Stated], strict: bool) -> tuple[Stated | None, int]:
    """Return the total that a run adds up to and how many of its numbers make it up."""
    if not candidates:
        return None, 0
    so_far = list(accumulate((n.interval for n in run), Interval.__add__))
    ends = [n.interval for n in candidates]
    known = Interval(min(one.low for one in ends), max(one.high for one in ends))
    for size in [len(run)] if strict else range(len(run), 1, -1):
        made = so_far[size - 1]
        if made.meets(known) and made.high - made.low <= made.high * _VAGUE:
            for candidate in candidates:
                if made.meets(candidate.interval):
                    return candidate, size
    return None, 0


def _missed(run: _Run, candidates: list[Stated], strict: bool, text: str) -> Iterator[Sum]:
    """Yield the sum of a run that narrowly misses the nearest like number, if it is of that one.

    Stretches and list items are of a number only if the text says that they are all of it.
    """
    made = total(n.interval for n in run)
    if not candidates or not _near(candidates[0].interval, made, run):
        return
    whole = candidates[0]
    common = set.intersection(*(n.pairs for n in run))
    said = _divided(whole, run, text)
    if not strict:
        yield Sum(whole, run, open=not said and made.high < whole.interval.low)
    elif said and common & whole.pairs:
        yield Sum(whole, run)


def _divided(whole: Stated, run: _Run, text: str) -> bool:
    """Tell whether the words say that parts are all of a whole.

    They do with 分为 or 分城乡看 ahead of the parts, with a rest (其他) as the last part, and as a
    numbered list right under the whole.
    """
    first, last = run[0], run[-1]
    if first.paragraph - whole.paragraph > 1:
        return False
    ahead = cued(r"{divides}|{seen_by}\w{1,12}{seen}").search(text[whole.end : first.start])
    listed = len({n.paragraph for n in run}) == len(run) and all(item(text, n) for n in run)
    return bool(ahead) or listed or cued(r"^{rest}").search(own(last.before)) is not None


def _candidates(run: _Run, by_base: _ByBase, strict: bool) -> list[Stated]:
    """Return the numbers before the parts that may be their total, the nearest first.

    Behind 其中 the total stands in the same sentence or the one before; before a list it may stand
    further off.
    """
    first = run[0]
    same = by_base[first.base]
    place = bisect_left(same, first.start, key=lambda n: n.start)
    near = same[max(0, place - _REACH) : place]
    if not strict:
        near = [n for n in near if n.paragraph == first.paragraph]
        near = [n for n in near if first.sentence - n.sentence <= 1]
    label = set.union(*(n.pairs for n in run)) if near else set()
    return [n for n in near if label & n.pairs][::-1]


def _gap(stated: Interval, made: Interval) -> Fraction:
    return (made.low + made.high) / 2 - (stated.low + stated.high) / 2


def _near(stated: Interval, made: Interval, run: _Run) -> bool:
    gap, size = abs(_gap(stated, made)), (stated.low + stated.high) / 2
    return gap <= size * _NEAR and gap < min(part.amount for part in run)


# --- a document -----------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Reading:
    """A document with its numbers and sums."""

    document: Document
    numbers: tuple[Stated, ...]
    sums: tuple[Sum, ...]

    @cached_property
    def levels(self) -> dict[tuple[str, ...], Stated]:
        """The first plain level of an indicator, and of an indicator, a region and a period."""
        found: dict[tuple[str, ...], Stated] = {}
        for number in self.numbers:
            fact = number.fact
            if fact is not None and fact.measure == "level" and fact.bound == "=":
                found.setdefault((fact.indicator,), number)
                found.setdefault((fact.indicator, fact.region, fact.period), number)
        return found

    @cached_property
    def amounts(self) -> dict[Stated, Stated]:
        """Of each number the last one before it, in its stretch, that is no per cent."""
        found: dict[Stated, Stated] = {}
        for before, number in pairwise(self.numbers):
            last = found.get(before) if before.base in ("%", "pp") else before
            if last is not None and last.part == number.part:
                found[number] = last
        return found

    @cached_property
    def following(self) -> dict[Stated, Stated]:
        """Of each number the next one in its stretch."""
        return {one: other for one, other in pairwise(self.numbers) if one.part == other.part}

    @cached_property
    def wholes(self) -> dict[Stated, Stated]:
        """The total of each number that is a part: of its first sum."""
        found: dict[Stated, Stated] = {}
        for made in self.sums:
            for part in made.parts if made.whole else ():
                found.setdefault(part, made.whole)  # type: ignore[arg-type]
        return found

    @cached_property
    def shares(self) -> dict[Stated, Sum]:
        """The group of shares, which make up 100 %, to which a share belongs."""
        return {part: made for made in self.sums if made.whole is None for part in made.parts}


@lru_cache(maxsize=HELD)
def reading(document: Document) -> Reading:
    """Return a document with its numbers and sums.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> found = reading(load("hangzhou-gwr-2023"))
    >>> found.levels["gdp",].text
    '18753亿元'
    """
    numbers = stated(document)
    return Reading(document, numbers, sums(numbers, document.text))
