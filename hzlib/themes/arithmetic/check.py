"""One check of the documents' arithmetic: what is said, what follows, whether they can agree."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, NamedTuple

from hzlib import wording
from hzlib.evidence.basis import cautions
from hzlib.evidence.entry import Entry, entry
from hzlib.evidence.interval import Interval, exact
from hzlib.evidence.sentence import Sentence, Shown, as_sentence, joined, sentence
from hzlib.evidence.sources import Item, place_of
from hzlib.evidence.value import (
    FormulaSource,
    Missing,
    Value,
    assumed,
    both_ends,
    caution,
    reckoned,
)

FIT, OFF, OPEN = VERDICTS = ("相符", "不符", "无法判断")
SUM, HUNDRED, SHARE, COMPLETION = "加总", "占比合计", "占比", "完成率"
GROWTH, RATIO, ORDER, TWICE = "增速", "比值", "大小关系", "同一数字"
# What is checked of facts, which hold for any report; sums and shares are read from its own words.
OF_FACTS = (GROWTH, RATIO, ORDER, TWICE)
KINDS = (SUM, HUNDRED, SHARE, COMPLETION, GROWTH, RATIO, ORDER, TWICE)
# Numbers printed so coarsely that rounding alone moves the result by more than this decide nothing.
VAGUE = Fraction(1, 10)
_MOST_DECIMALS = 6

_ENDLESS = Fraction(10) ** 400  # further than any float


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
            *_side("公布数", self.said),
            *_side("计算数", self.computed),
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
        said = sentence("{title}：公布数{said:p}", title=self.title, said=self.said)
        if self.formula:
            return said + sentence("，计算式：{formula}", formula=self.formula)
        again = isinstance(self.computed, Value)
        return said + sentence("，另一处为{other:p}", other=self.computed) if again else said


def _side(name: str, value: Value | Missing) -> Iterator[Item]:
    if isinstance(value, Value):
        yield Item(f"{name}{value:p}", value.source)


def _items(words: Sentence) -> Iterator[Item]:
    for one in words.pieces:
        if isinstance(one, Shown):
            yield Item(one.text, one.value.source)


@entry.register
def _(check: Check) -> Entry:
    parts = check.parts
    return Entry(
        heading="核对",
        value=check.verdict,
        text=str(check.words),
        quote=place_of(check.said.source) if isinstance(check.said, Value) else None,
        fields=(("核对类别", check.kind), ("判断", check.verdict), ("说明", str(check.reason))),
        parts=tuple((part.label, part.source) for part in parts),
        total=len(parts),
    )


# --- judging --------------------------------------------------------------------------------------


class Claim(NamedTuple):
    """A statement that can be checked: its kind, who states what of what (see `Check`)."""

    kind: str
    doc: str
    title: Sentence | str
    said: Value

    def check(self, what: str, **found: Any) -> Check:
        """Return the check of the claim, its numbers missing by the name of ``what`` if not found.

        A reason may be words.
        """
        named = {"title": as_sentence(self.title), "reason": as_sentence(found.pop("reason", ""))}
        return lacking(what, **{**self._asdict(), **named, **found})


def edge(value: Value | Missing, sign: int) -> Value | Missing:
    """Return the least (-1) or the greatest (1) number that is printed as a value is."""
    if isinstance(value, Missing):
        return value
    half = float(value.interval.high - exact(value.number))
    return value + half if sign > 0 else value - half


def allowed(value: Value, about: float) -> Interval:
    """Return the numbers that a statement allows.

    Examples
    --------
    >>> str(allowed(assumed(7, "%", "目标", "goal"), 0.05))
    '7—7'
    """
    number = exact(value.number)
    # A threshold (突破2万亿元) is named, not rounded.
    if value.bound in (">=", "<="):
        return Interval(number, _ENDLESS) if value.bound == ">=" else Interval(-_ENDLESS, number)
    slack = abs(number) * exact(about) if value.bound == "~" else Fraction(0)
    return Interval(value.interval.low - slack, value.interval.high + slack)


def compared(
    claim: Claim,
    computed: Value,
    span: Interval,
    about: float,
    reason: Sentence | str = "",
    undecided: bool = False,
) -> Check:
    """Return the check of a stated against a computed number: they fit if one number can be both.

    Parameters
    ----------
    claim : Claim
        What is stated.
    computed : Value
        What the numbers as printed give.
    span, about : Interval, float
        What rounding leaves open in it, and how far 左右 reaches, as a share of the number.
    reason : Sentence or str, optional
        See `Check`.
    undecided : bool, optional
        Keep the verdict open although both numbers are there; `reason` then says why. It is open as
        well if what is reckoned with is known to be unlike (`hzlib.evidence.basis.difference`).
    """
    if claim.kind not in (SUM, HUNDRED):  # the members of a list are told alike
        parts = [part.source for part in getattr(computed.source, "parts", ())]
        reason = joined("；", filter(None, (caution(computed), reason)))
        undecided = undecided or bool(cautions(parts, inferred=False))
    if (span.high - span.low) / 2 > abs(exact(computed.number)) * VAGUE:
        vague = assumed(float(100 * VAGUE), "%", "舍入误差的上限", "VAGUE")
        undecided, reason = True, sentence("公布数精度不足，舍入误差超过{vague}", vague=vague)
    fits = allowed(claim.said, about).meets(span)
    stated = claim.said.interval
    shown = _as_sure(computed, stated, span) if undecided else _as_fine(computed, stated)
    words = "算式中各数分别取其舍入区间，求得计算数的{end}值"
    low, high = both_ends(span, "舍入区间", words, shown.unit, as_printed([shown]))
    return claim.check(
        "",
        verdict=OPEN if undecided else FIT if fits else OFF,
        computed=shown,
        formula=_equation(shown),
        low=low,
        high=high,
        tolerance=tolerance(claim.said, computed, span),
        reason=reason,
    )


def undecided(claim: Claim, reason: Sentence | str) -> Check:
    """Return a statement that could be checked if the documents said more."""
    return claim.check(f"“{claim.title}”的算式", verdict=OPEN, reason=reason)


def lacking(what: str, **known: Any) -> Check:
    """Return a check whose numbers are missing, but for what is known of it."""
    none = dict.fromkeys(("said", "computed", "low", "high", "tolerance"), Missing.of(what))
    return Check(**{"kind": "", "doc": "", "title": Sentence(), "verdict": "", **none, **known})


def may_be_zero(value: Value) -> bool:
    """Tell whether a stated number is zero or is printed as zero would be."""
    return value.interval.low <= 0 <= value.interval.high


def tolerance(said: Value, computed: Value, span: Interval) -> Value | Missing:
    """Return how far a stated and a computed number may be apart; there is none beside a bound."""
    if said.bound != "=" or computed.bound != "=":
        return Missing.of("有上下限的数的容差")
    print_ = said.interval
    width = float((print_.high - print_.low + span.high - span.low) / 2)
    words = "公布数和计算数各取舍入区间宽度的一半，两者相加"
    return reckoned("容差", words, width, said.unit, as_printed([said, computed]))


def as_printed(values: Iterable[Value]) -> list[Item]:
    """Return values as members of a list, each named as it is printed."""
    return [Item(f"{value:p}", value.source) for value in values]


def implied(
    span: Interval, way: str, what: str, unit: str, values: Iterable[Value]
) -> dict[str, Value]:
    """Return what a number that is not stated must have been: its ``low`` and ``high``.

    Parameters
    ----------
    span : Interval
        What it can be.
    way, what : str
        How it is reckoned, and what it is.
    unit : str
        Its unit.
    values : iterable of Value
        The values from which it follows.
    """
    words = f"{way}，各取舍入区间的一端，求得{what}的{{end}}值"
    low, high = both_ends(span, "倒推", words, unit, as_printed(values))
    return {"low": low, "high": high}


def _equation(computed: Value) -> Sentence:
    """Return a computed value with its formula; all of it opens the value."""
    source = computed.source
    formula = f"{source.text} = " if isinstance(source, FormulaSource) else ""
    return Sentence((Shown(f"{formula}{computed:#}", computed),))


def _as_fine(computed: Value, stated: Interval) -> Value:
    """Return a computed number with the decimals that show whether it fits: one more, at most."""
    width = stated.high - stated.low
    most = _until(width, 10)
    # Rates printed alike have as many decimals, whether the last is nought or not.
    rate = width and computed.unit == "%"
    plain = wording.plain(computed.number, most).partition(".")[2]
    return round(computed, most if rate else len(plain))


def _as_sure(computed: Value, stated: Interval, span: Interval) -> Value:
    """Return what is told and not judged, to the first decimal that rounding leaves open.

    It is an about if rounding leaves more of it open than of the stated number.
    """
    open_, width = span.high - span.low, stated.high - stated.low
    found = round(computed, min(_until(width, 10), _until(open_, 2, 0)))
    return replace(found, bound="~" if open_ > width else computed.bound)


def _until(width: Fraction, units: int, least: int = 1) -> int:
    """Return the decimal, from the least on, of which a width is so many units."""
    while width and width * 10**least < units and least < _MOST_DECIMALS:
        least += 1
    return least
