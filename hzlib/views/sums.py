"""Parts and their total: which numbers of a text make up which other one.

Three shapes are read: parts behind 其中, 包括 and the like; stretches between semicolons that are
built alike; list items in paragraphs that are built alike. The total is a number of the same unit
before them. Parts that add up to no number nearby are taken as not exhaustive: they make no check.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, pairwise

from hzlib.views.rounding import Interval, total
from hzlib.views.stated import Stated, bigrams, words

# A total stands at most so many numbers of its unit before the parts.
_REACH = 20
# Parts that miss a number by less than this share of it, and by less than the smallest part, are
# a sum that went wrong rather than another thing.
_NEAR = Fraction(2, 100)
# A sum whose rounding alone is more than this share of it would fit anything.
_VAGUE = Fraction(5, 100)


@dataclass(frozen=True)
class Sum:
    """Numbers that make up another.

    ``whole`` is None for shares, which make up 100 %.
    """

    whole: Stated | None
    parts: tuple[Stated, ...]

    @property
    def computed(self) -> Interval:
        """What the parts add up to, in the base unit."""
        return total(part.interval for part in self.parts)

    @property
    def stated(self) -> Interval:
        """What the total is said to be, in the base unit."""
        return self.whole.interval if self.whole else Interval(Fraction(100), Fraction(100))


def sums(numbers: Sequence[Stated], text: str) -> list[Sum]:
    """Return the totals of a document with their parts.

    Parameters
    ----------
    numbers : sequence of Stated
        The document's numbers (`hzlib.views.stated.stated`).
    text : str
        The document's text.

    Returns
    -------
    list of Sum
        In the order of the text, each once.
    """
    found: dict[tuple[int | None, tuple[int, ...]], Sum] = {}
    for run, strict in _runs(numbers, text):
        for made in _resolved(run, numbers, strict):
            whole = made.whole.start if made.whole else None
            found.setdefault((whole, tuple(part.start for part in made.parts)), made)
    return sorted(found.values(), key=lambda made: made.parts[0].start)


def columns(numbers: Sequence[Stated]) -> list[list[tuple[Stated, ...]]]:
    """Return the groups of stretches or paragraphs that are built alike, each as its columns.

    (1) 425个…921.5亿元…44.5% and (2) 16个…29.5亿元…1.4% make three columns.
    """
    groups = []
    for members in _alike(numbers):
        made = [tuple(column) for column in zip(*members, strict=True)]
        groups.append([column for column in made if _common(column)])
    return [group for group in groups if group]


def _runs(numbers: Sequence[Stated], text: str) -> Iterator[tuple[tuple[Stated, ...], bool]]:
    for group in columns(numbers):
        for column in group:
            yield column, True
    yield from ((run, False) for run in _cued(numbers, text))


def _alike(numbers: Sequence[Stated]) -> Iterator[list[list[Stated]]]:
    """Yield groups of two or more stretches, or three or more paragraphs, with like units."""
    for _, sentence in groupby(numbers, key=lambda number: number.sentence):
        parts = [list(part) for _, part in groupby(sentence, key=lambda number: number.part)]
        yield from _stretches(parts, 2, "part")
    paragraphs = [list(group) for _, group in groupby(numbers, key=lambda n: n.paragraph)]
    yield from _stretches(paragraphs, 3, "paragraph")


def _stretches(members: list[list[Stated]], least: int, place: str) -> Iterator[list[list[Stated]]]:
    run = members[:1]
    for before, after in pairwise(members):
        adjacent = getattr(after[0], place) - getattr(before[0], place) == 1
        if adjacent and [n.base for n in before] == [n.base for n in after]:
            run.append(after)
            continue
        if len(run) >= least:
            yield run
        run = [after]
    if len(run) >= least:
        yield run


def _common(column: Sequence[Stated]) -> bool:
    return bool(set.intersection(*(bigrams(number.label) for number in column))) or all(
        number.before == column[0].before for number in column
    )


def _cued(numbers: Sequence[Stated], text: str) -> Iterator[tuple[Stated, ...]]:
    for _, group in groupby(numbers, key=lambda number: number.sentence):
        sentence = list(group)
        for index, number in enumerate(sentence):
            previous = sentence[index - 1].end if index else max(0, number.start - 40)
            between = text[previous : number.start].rpartition("\n")[2]
            if any(cue in between for cue in words("parts")):
                rest = [n for n in sentence[index:] if n.base == number.base]
                if len(rest) > 1:
                    yield tuple(rest)


def _resolved(run: tuple[Stated, ...], numbers: Sequence[Stated], strict: bool) -> Iterator[Sum]:
    if all(n.base == "%" for n in run):
        made = Sum(None, run)
        shares = all(any(cue in n.before for cue in words("share")) for n in run)
        if strict and shares and _near(made):
            yield made
        return
    whole, size = _whole(run, numbers, strict)
    if whole is None:
        return
    yield Sum(whole, run[:size])
    # 37项，包括32项、5项，其中31项…、6项…: what follows may make up the same total again.
    rest = run[size:]
    if len(rest) > 1 and Sum(whole, rest).computed.meets(whole.interval):
        yield Sum(whole, rest)


def _whole(
    run: tuple[Stated, ...], numbers: Sequence[Stated], strict: bool
) -> tuple[Stated | None, int]:
    candidates = _candidates(run, numbers, strict)
    for size in [len(run)] if strict else range(len(run), 1, -1):
        for candidate in candidates:
            made = Sum(candidate, run[:size])
            if made.computed.meets(made.stated) and _telling(made):
                return candidate, size
    common = set.intersection(*(_pairs(n) for n in run))
    near = [n for n in candidates if _near(Sum(n, run)) and (not strict or common & _pairs(n))]
    return min(near, key=lambda n: abs(_gap(Sum(n, run))), default=None), len(run)


def _candidates(run: tuple[Stated, ...], numbers: Sequence[Stated], strict: bool) -> list[Stated]:
    """Return the numbers before the parts that may be their total, the nearest first.

    Behind 其中 the total stands in the same sentence or the one before; before a list it may stand
    further off.
    """
    label = set.union(*(_pairs(n) for n in run))
    before = [n for n in numbers if n.start < run[0].start and n.base == run[0].base]
    near = [n for n in before[-_REACH:] if label & _pairs(n)]
    if not strict:
        near = [n for n in near if n.paragraph == run[0].paragraph]
        near = [n for n in near if run[0].sentence - n.sentence <= 1]
    return near[::-1]


def _pairs(number: Stated) -> set[str]:
    return bigrams(number.label) - set(words("empty"))


def _telling(made: Sum) -> bool:
    """Tell whether rounding is small enough for the sum to say anything."""
    width = made.computed.high - made.computed.low
    return width <= made.computed.high * _VAGUE


def _gap(made: Sum) -> Fraction:
    middle = (made.computed.low + made.computed.high) / 2
    return middle - (made.stated.low + made.stated.high) / 2


def _near(made: Sum) -> bool:
    gap, size = abs(_gap(made)), (made.stated.low + made.stated.high) / 2
    return gap <= size * _NEAR and gap < min(part.value for part in made.parts)
