"""Parts and their total: which numbers of a text make up which other one.

Three shapes are read: parts behind 其中, 包括 and the like; stretches between semicolons that are
built alike; list items in paragraphs that are built alike. The total is a number of the same unit
before them. Parts that add up to no number nearby are taken as not exhaustive: they make no check.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, groupby, islice, pairwise

from hzlib import lookups
from hzlib.evidence.interval import Interval, total
from hzlib.themes.arithmetic.stated import Stated, bigrams

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

_Run = tuple[Stated, ...]
_ByBase = dict[str, list[Stated]]


@dataclass(frozen=True, eq=False)
class Sum:
    """Numbers that make up another.

    ``whole`` is None for shares, which make up 100 %.
    """

    whole: Stated | None
    parts: tuple[Stated, ...]


def sums(numbers: Sequence[Stated], text: str) -> tuple[Sum, ...]:
    """Return the totals of a document with their parts, in the order of the text, each once.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> from hzlib.themes.arithmetic.stated import stated
    >>> report = load("hangzhou-plan-2024")
    >>> first = sums(stated(report), report.text)[0]
    >>> first.whole.text, [part.text for part in first.parts]
    ('37项', ['32项', '5项'])
    """
    by_base: _ByBase = defaultdict(list)
    for number in numbers:
        by_base[number.base].append(number)
    found: dict[tuple[int | None, tuple[int, ...]], Sum] = {}
    runs = [(run, True) for run in _columns(numbers)] + [
        (run, False) for run in _cued(numbers, text)
    ]
    for run, strict in runs:
        for made in _resolved(run, by_base, strict):
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
    cues = lookups.arithmetic_cues("parts")
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
            if any(cue in between for cue in cues):
                rest = tuple(islice(same, place, place + _MOST))
                if len(rest) > 1:
                    yield rest


# --- what they are parts of -----------------------------------------------------------------------


def _resolved(run: _Run, by_base: _ByBase, strict: bool) -> Iterator[Sum]:
    if all(n.base == "%" for n in run):
        cues = lookups.arithmetic_cues("share")
        shares = all(any(cue in n.before for cue in cues) for n in run)
        if strict and shares and _near(_WHOLE, total(n.interval for n in run), run):
            yield Sum(None, run)
        return
    whole, size = _whole(run, by_base, strict)
    if whole is None:
        return
    yield Sum(whole, run[:size])
    # 37项，包括32项、5项，其中31项…、6项…: what follows may make up the same total again.
    rest = run[size:]
    if len(rest) > 1 and total(n.interval for n in rest).meets(whole.interval):
        yield Sum(whole, rest)


def _whole(run: _Run, by_base: _ByBase, strict: bool) -> tuple[Stated | None, int]:
    """Return the total of a run and how many of its numbers make it up."""
    candidates = _candidates(run, by_base, strict)
    if not candidates:
        return None, 0
    so_far = list(accumulate((n.interval for n in run), Interval.__add__))
    known = Interval(
        min(n.interval.low for n in candidates), max(n.interval.high for n in candidates)
    )
    for size in [len(run)] if strict else range(len(run), 1, -1):
        made = so_far[size - 1]
        for candidate in candidates if made.meets(known) and _telling(made) else ():
            if made.meets(candidate.interval):
                return candidate, size
    common = set.intersection(*(n.pairs for n in run))
    near = [
        n
        for n in candidates
        if _near(n.interval, so_far[-1], run) and (not strict or common & n.pairs)
    ]
    return min(near, key=lambda n: abs(_gap(n.interval, so_far[-1])), default=None), len(run)


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


def _telling(made: Interval) -> bool:
    """Tell whether rounding is small enough for the sum to say anything."""
    return made.high - made.low <= made.high * _VAGUE


def _gap(stated: Interval, made: Interval) -> Fraction:
    return (made.low + made.high) / 2 - (stated.low + stated.high) / 2


def _near(stated: Interval, made: Interval, run: _Run) -> bool:
    gap, size = abs(_gap(stated, made)), (stated.low + stated.high) / 2
    return gap <= size * _NEAR and gap < min(part.amount for part in run)
