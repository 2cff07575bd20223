"""What reading a sentence gives: its numbers, each bound to an indicator of a subject."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from hzlib.extraction.gaps import Gap
from hzlib.extraction.lexicon import Alias, canonical, indicators
from hzlib.extraction.mentions import Mention
from hzlib.extraction.quantity import Quantity, divided
from hzlib.messages import Message


@dataclass(frozen=True, slots=True)
class Subject:
    """What the numbers that follow are numbers of; no alias for a thing that is no indicator.

    Attributes
    ----------
    aliases : tuple of Alias
        What the wording may stand for.
    start, end : int
        Span of the wording in the text.
    region : str
        The place named right before it, if any.
    made : bool
        Whether a word such as 新增 stands right before it.
    says : frozenset of str
        ``estimate``, ``sum`` and ``average`` where 预计, 累计 or 年均 stands before it.
    turn : int
        Which of the years it is told of that the sentence lists (2022年、2023年，…分别…); else 0.
    """

    aliases: tuple[Alias, ...]
    start: int
    end: int
    region: str = ""
    made: bool = False
    says: frozenset[str] = frozenset()
    turn: int = 0

    @property
    def width(self) -> int:
        """How many indicators the wording stands for (城乡居民收入: 2)."""
        return max([len(alias.indicators) for alias in self.aliases], default=1)


OTHER = Subject((), -1, -1)
"""A subject that is no indicator."""


class Bound(NamedTuple):
    """A quantity bound to one indicator of one subject.

    Attributes
    ----------
    quantity : Quantity
    indicator, measure : str
        Ids as in the facts table.
    sign : int
        -1 for a fall.
    bound : str
        ``=``, ``>=``, ``<=`` or ``~``.
    region : str
        The place named, empty for the document's own.
    rule, cue : str
        Which rule bound it, and the words that decided.
    gap : Gap
        What stands between subject and number.
    subject_start : int
        Where the subject's name begins.
    first_of_pair : bool
        Whether it is the first number of 从…到….
    pair_start : int
        For the second number of such a pair: where the first one stands; else -1.
    turn : int
        Which of the years that the sentence lists it is of, counted from 1; else 0.
    """

    quantity: Quantity
    indicator: str
    measure: str
    sign: int
    bound: str
    region: str
    rule: str
    cue: str
    gap: Gap
    subject_start: int
    first_of_pair: bool = False
    pair_start: int = -1
    turn: int = 0

    @property
    def kind(self) -> str:
        """The kind of its indicator; what no indicator names is a stock unless it was added."""
        if self.indicator:
            return indicators()[self.indicator].kind
        return "flow" if self.gap.says & {"flow", "sum"} else "stock"


def value(bound: Bound, unit: str) -> int | float:
    """Return the signed value of a bound quantity in a unit such as ``亿元``, whole if it can be.

    Examples
    --------
    >>> from hzlib.extraction.binding import bind
    >>> value(bind("粮食总产量1.2万吨", 0, 10).bounds[0], "斤")
    24000000
    >>> value(bind("进出口增长1.2倍", 0, 9).bounds[0], "%")
    120
    """
    above, below = bound.quantity.ratio
    times = bound.quantity.times
    if unit == "%" != bound.quantity.base:
        times *= _PER_CENT  # 增长1.2倍
    # Integers: each Fraction on the way would be reduced.
    size = (times.numerator, times.denominator)
    more, less = size if unit in ("%", "pp") else _times(*size, unit)
    above, below = above * bound.sign * more, below * less
    return divided(above, below)


_PER_CENT = 100


@lru_cache(maxsize=1024)
def _times(above: int, below: int, unit: str) -> tuple[int, int]:
    """Return, as a ratio, how many of a unit so many of its base unit are."""
    return (Fraction(above, below) / canonical(unit)[1]).as_integer_ratio()


UNFIT = Message("its unit or wording does not fit the indicator")
"""Why a number near an indicator is none of it."""


class Note(NamedTuple):
    """A decision: the offset in the text that it was made at, and what was decided."""

    offset: int
    what: Message


class Binding(NamedTuple):
    """What a sentence gives: numbers with their indicators, and the decisions that led there.

    ``quantities`` are all its numbers; None if they were not looked for in it alone. ``named`` are
    its names; None if they were not either, or it has no numbers and so they were not looked for.
    """

    bounds: tuple[Bound, ...] = ()
    notes: tuple[Note, ...] = ()
    quantities: tuple[Quantity, ...] | None = None
    named: Sequence[Mention] | None = None
