"""A number bound to an indicator."""

from dataclasses import dataclass
from fractions import Fraction

from hzlib.extraction.gaps import Gap
from hzlib.extraction.lexicon import canonical
from hzlib.extraction.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Bound:
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


def value(bound: Bound, unit: str) -> Fraction:
    """Return the signed value of a bound quantity in a unit such as ``亿元``.

    Examples
    --------
    >>> from hzlib.extraction.binding import bind
    >>> value(bind("粮食总产量1.2万吨", 0, 10)[0], "斤")
    Fraction(24000000, 1)
    """
    number = bound.quantity.number * bound.sign
    if unit in ("%", "pp"):
        return number
    return number / canonical(unit)[1]
