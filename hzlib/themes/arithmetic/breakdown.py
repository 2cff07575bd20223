"""One total with its parts, their names and their shares as said and as reckoned."""

from collections.abc import Sequence
from dataclasses import dataclass

from hzlib import lookups
from hzlib.evidence.sources import Item
from hzlib.evidence.value import Missing, Value
from hzlib.themes.arithmetic.check import FIT, OFF
from hzlib.themes.arithmetic.reading import Reading
from hzlib.themes.arithmetic.stated import Stated, item
from hzlib.themes.arithmetic.sums import Sum


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of a total.

    Attributes
    ----------
    name : str
        What it is of.
    value : Value
        Its number, in the unit of the total.
    said : Value or Missing
        Its share of the total as the text states it.
    computed : Value
        The share that follows, in per cent.
    verdict : str
        Whether the two fit; empty if no share is stated.
    """

    name: str
    value: Value
    said: Value | Missing
    computed: Value
    verdict: str

    @property
    def item(self) -> Item:
        """The part as a member of a list that is counted."""
        return Item(f"{self.name} {self.value}", self.value.source)


def largest(readings: Sequence[Reading]) -> tuple[Reading, Sum] | None:
    """Return the sum with the most parts; of two, the one whose parts have shares."""
    made = [(one, found) for one in readings for found in one.sums if found.whole]
    return max(made, key=_size, default=None)


def _size(pair: tuple[Reading, Sum]) -> tuple[int, bool]:
    source, made = pair
    return len(made.parts), any(_share(source, part) for part in made.parts)


def breakdown(source: Reading, made: Sum) -> list[Part]:
    """Return the parts of a sum in the order of the text.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> from hzlib.themes.arithmetic.reading import reading
    >>> parts = breakdown(*largest([reading(load("hangzhou-plan-2024"))]))
    >>> parts[0].name, str(parts[0].value), str(parts[0].computed)
    ('先进制造业基地领域', '921.5亿元', '44.55%')
    """
    whole = made.whole
    assert whole is not None
    return [_part(source, made, whole, part) for part in made.parts]


def _part(source: Reading, made: Sum, whole: Stated, part: Stated) -> Part:
    share = _share(source, part)
    value = part.at(whole.scale, whole.unit)
    fits = share is not None and (part.interval / whole.interval).times(100).meets(share.interval)
    name = _name(source, made, part)
    return Part(
        name=name,
        value=value,
        said=share.value if share else Missing.of(f"{name}的占比"),
        computed=(value / whole.value).percent(),
        verdict="" if share is None else FIT if fits else OFF,
    )


def _share(source: Reading, part: Stated) -> Stated | None:
    """Return the share that is said of a part in its stretch, if one is."""
    after = source.following.get(part)
    cues = lookups.arithmetic_cues("share")
    told = after and after.base == "%" and any(cue in after.before for cue in cues)
    return after if told else None


def _name(source: Reading, made: Sum, part: Stated) -> str:
    """Return the head of a part's list item, or the words before the number."""
    listed = len({other.paragraph for other in made.parts}) == len(made.parts)
    head = item(source.document.text, part) if listed else ""
    return head or part.before.removeprefix("其中")
