"""One check of the documents' arithmetic: what is said, what follows, whether they can agree."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from hzlib import wording
from hzlib.evidence.entry import Entry, entry
from hzlib.evidence.interval import Interval, exact, printed
from hzlib.evidence.sentence import Sentence, Shown, as_sentence, sentence
from hzlib.evidence.sources import FactSource, Item, MethodSource, QuantitySource
from hzlib.evidence.value import FormulaSource, Missing, Value, assumed

FIT, OFF, OPEN = VERDICTS = ("相符", "不符", "无法判断")
SUM, HUNDRED, SHARE, COMPLETION = "加总", "占比合计", "占比", "完成率"
GROWTH, RATIO, ORDER, TWICE = "增速", "比值", "大小关系", "同一数字"
KINDS = (SUM, HUNDRED, SHARE, COMPLETION, GROWTH, RATIO, ORDER, TWICE)
# Numbers printed so coarsely that rounding alone moves the result by more than this decide nothing.
VAGUE = Fraction(1, 10)
_MOST_DECIMALS = 6

Range = tuple[Fraction | None, Fraction | None]


@dataclass(frozen=True, kw_only=True)
class Check:
    """A check; it is itself the source of what counts it.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    doc : str
        The document, or the title of the reference, that states what is checked.
    title : Sentence
        What it is of.
    said : Value or Missing
        The number that is checked; the format ``p`` shows it as printed.
    computed : Value or Missing
        What the other numbers give, or the other statement of the same figure.
    formula : Sentence
        How the numbers stand to each other.
    low, high : Value or Missing
        What rounding leaves open in `computed`.
    tolerance : Value or Missing
        Half the width of both prints together: how far they may be apart.
    verdict : str
        One of `VERDICTS`.
    reason : Sentence
        What the verdict rests on, where that is to be said.
    """

    kind: str
    doc: str
    title: Sentence
    said: Value | Missing
    verdict: str
    computed: Value | Missing
    formula: Sentence = Sentence()
    low: Value | Missing
    high: Value | Missing
    tolerance: Value | Missing
    reason: Sentence = Sentence()

    def __str__(self) -> str:
        sides = ";".join(str(part.source) for part in self.parts)
        return f"check:{self.kind}:{self.title}:{self.verdict}:{sides}"

    @property
    def parts(self) -> tuple[Item, ...]:
        """The number that is checked, what is computed, and the numbers of the words."""
        shown = [
            *_side("印的数", self.said),
            *_side("算得", self.computed),
            *(one for words in (self.formula, self.reason) for one in _items(words)),
        ]
        found: dict[str, Item] = {}
        for one in shown:
            found.setdefault(str(one.source), one)
        return tuple(found.values())

    @property
    def least(self) -> Value | Missing:
        """The least value that is printed so."""
        return edge(self.said, -1)

    @property
    def most(self) -> Value | Missing:
        """The greatest value that is printed so."""
        return edge(self.said, 1)

    @property
    def words(self) -> Sentence:
        """The check in one line."""
        said = sentence("{title}：印 {said:p}", title=self.title, said=self.said)
        if self.formula:
            return said + sentence("，算 {formula}", formula=self.formula)
        again = isinstance(self.computed, Value)
        return said + sentence("，另一处 {other:p}", other=self.computed) if again else said


def _side(name: str, value: Value | Missing) -> Iterator[Item]:
    if isinstance(value, Value):
        yield Item(f"{name} {value:p}", value.source)


def _items(words: Sentence) -> Iterator[Item]:
    for one in words.pieces:
        if isinstance(one, Shown):
            yield Item(one.text, one.value.source)


@entry.register
def _(check: Check) -> Entry:
    place = check.said.source if isinstance(check.said, Value) else None
    if isinstance(place, FactSource):
        place = place.place
    parts = check.parts
    return Entry(
        heading="核对",
        value=check.verdict,
        text=str(check.words),
        quote=place if isinstance(place, QuantitySource) else None,
        fields=(("核对的是", check.kind), ("判断", check.verdict), ("说明", str(check.reason))),
        parts=tuple((part.label, part.source) for part in parts),
        total=len(parts),
    )


# --- judging --------------------------------------------------------------------------------------


def interval(value: Value) -> Interval:
    """Return what the print of a stated value leaves open, in its unit."""
    return printed(value.printed, value.number)


def edge(value: Value | Missing, sign: int) -> Value | Missing:
    """Return the least (-1) or the greatest (1) number that is printed as a value is."""
    if isinstance(value, Missing):
        return value
    half = float(interval(value).high - exact(value.number))
    return value + half if sign > 0 else value - half


def allowed(value: Value, about: float) -> Range:
    """Return the least and the greatest number that a statement allows; None is no limit."""
    number = exact(value.number)
    # A threshold (突破2万亿元) is named, not rounded.
    if value.bound in (">=", "<="):
        return (number, None) if value.bound == ">=" else (None, number)
    slack = abs(number) * exact(about) if value.bound == "~" else Fraction(0)
    return interval(value).low - slack, interval(value).high + slack


def apart(one: Range, other: Range) -> bool:
    """Tell whether no number lies in both ranges.

    Examples
    --------
    >>> apart((1, 2), (3, None)), apart((1, 2), (2, 3)), apart((None, 2), (None, 1))
    (True, False, False)
    """
    return _below(one, other) or _below(other, one)


def _below(one: Range, other: Range) -> bool:
    return one[1] is not None and other[0] is not None and one[1] < other[0]


def compared(
    *,
    kind: str,
    doc: str,
    title: Sentence | str,
    said: Value,
    computed: Value,
    span: Interval,
    about: float,
    reason: Sentence | str = "",
    undecided: bool = False,
) -> Check:
    """Return the check of a stated against a computed number: they fit if one number can be both.

    Parameters
    ----------
    kind, doc, title, said, computed, reason
        See `Check`; `computed` is what the numbers as printed give.
    span, about : Interval, float
        What rounding leaves open in it, and how far 左右 reaches, as a share of the number.
    undecided : bool, optional
        Keep the verdict open although both numbers are there; `reason` then says why.
    """
    if (span.high - span.low) / 2 > abs(exact(computed.number)) * VAGUE:
        vague = assumed(float(100 * VAGUE), "%", "进位误差的上限", "VAGUE")
        undecided, reason = True, sentence("数字印得太粗，进位误差超过{vague}", vague=vague)
    off = apart(allowed(said, about), (span.low, span.high))
    shown = round(computed, _decimals(computed.number, interval(said)))
    return Check(
        kind=kind,
        doc=doc,
        title=as_sentence(title),
        said=said,
        verdict=OPEN if undecided else OFF if off else FIT,
        computed=shown,
        formula=_equation(shown),
        low=_end(shown, span.low, "最小"),
        high=_end(shown, span.high, "最大"),
        tolerance=tolerance(said, shown, span),
        reason=as_sentence(reason),
    )


def undecided(
    kind: str, doc: str, title: Sentence | str, said: Value, reason: Sentence | str
) -> Check:
    """Return a statement that could be checked if the documents said more."""
    return replace(
        lacking(f"“{title}”的算式"),
        kind=kind,
        doc=doc,
        title=as_sentence(title),
        said=said,
        verdict=OPEN,
        reason=as_sentence(reason),
    )


def lacking(what: str) -> Check:
    """Return a check that is not there: all its numbers are missing."""
    none = Missing.of(what)
    return Check(
        kind="",
        doc="",
        title=Sentence(),
        said=none,
        verdict="",
        computed=none,
        low=none,
        high=none,
        tolerance=none,
    )


def tolerance(said: Value, computed: Value, span: Interval) -> Value | Missing:
    """Return how far a stated and a computed number may be apart; there is none beside a bound."""
    if said.bound != "=" or computed.bound != "=":
        return Missing.of("有上下限的数的容差")
    print_ = interval(said)
    width = float((print_.high - print_.low + span.high - span.low) / 2)
    words = "印的数和算得的数，各取进位区间宽度的一半，相加"
    return reckoned("容差", words, width, said.unit, [said, computed])


def reckoned(
    name: str, words: str, number: float | Fraction, unit: str, parts: Iterable[Value]
) -> Value:
    """Return what a method in words gives that went over values."""
    items = tuple(Item(f"{part:p}", part.source) for part in parts)
    source = MethodSource(name, words, float(number), unit, items)
    return Value(float(number), unit, source, "derived")


def _equation(computed: Value) -> Sentence:
    """Return a computed value with its formula; all of it opens the value."""
    source = computed.source
    formula = f"{source.text} = " if isinstance(source, FormulaSource) else ""
    return Sentence((Shown(f"{formula}{computed:#}", computed),))


def _end(computed: Value, edge: Fraction, which: str) -> Value:
    words = f"算式里每个数各取它的进位区间，算得的数{which}是这么多"
    return reckoned("进位区间", words, edge, computed.unit, [computed])


def _decimals(number: float, stated: Interval) -> int:
    """Return how many decimals show whether a number fits: at most one more than are printed."""
    width, most = stated.high - stated.low, 1
    while width and width * 10**most < 10 and most < _MOST_DECIMALS:
        most += 1
    return len(wording.plain(number, most).partition(".")[2])
