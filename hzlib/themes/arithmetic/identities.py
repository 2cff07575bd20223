"""What must hold between facts: growth and levels, ratios, parts and wholes, one figure twice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Any

from hzlib import lookups, wording
from hzlib.evidence.basis import difference
from hzlib.evidence.interval import Interval, exact
from hzlib.evidence.sentence import Sentence, each, sentence
from hzlib.evidence.value import Value, assumed
from hzlib.frames.outcomes import nature
from hzlib.frames.selection import label, name, ranked
from hzlib.text.patterns import cued
from hzlib.themes.arithmetic.check import (
    FIT,
    GROWTH,
    OFF,
    OPEN,
    ORDER,
    RATIO,
    TWICE,
    Check,
    Claim,
    allowed,
    compared,
    edge,
    implied,
    may_be_zero,
    tolerance,
    undecided,
)

if TYPE_CHECKING:
    import pandas as pd

# Two statements of one figure that are further apart than this are hardly of one figure.
_FAR = Fraction(1, 5)
# Of more statements of one figure than this each is compared with the first alone.
_MANY = 12
_PRICES = {
    "constant": "公布的为不变价增速，相除所得为名义增速，差额含价格变动和口径修订",
    "adjusted": "投资增速按可比口径，不能由两年水平相除核对",
}


@dataclass(frozen=True, kw_only=True)
class _Figure:
    """A stated figure: what it is of, who states it, its value."""

    region: str
    indicator: str
    measure: str
    doc: str
    aimed: bool
    value: Value

    @classmethod
    def of(cls, row: dict[str, Any]) -> "_Figure":
        """Return the figure of a row of the common frame."""
        fields = {name: row[name] for name in ("region", "indicator", "measure", "doc")}
        return cls(**fields, aimed=row["status"] == "target", value=Value.of(row))

    @property
    def title(self) -> str:
        """What it is of, in words."""
        what = label(self.indicator, self.measure, self.value.unit) + ("目标" if self.aimed else "")
        return f"{self.region}{wording.period(self.value.period)}{what}"

    def claim(self, kind: str) -> Claim:
        """Return the figure as what is checked."""
        return Claim(kind, self.doc, self.title, self.value)


_Levels = dict[tuple[str, str, str], _Figure]


# --- growth ---------------------------------------------------------------------------------------


def growth_checks(data: "pd.DataFrame", about: float) -> list[Check]:
    """Return growth as stated against growth from the levels of two years.

    Parameters
    ----------
    data : DataFrame
        The facts (`hzlib.frames.facts.facts`).
    about : float
        How far 左右 reaches, as a share of the number.

    Returns
    -------
    list of Check
        Where prices, scope or a revision stand between the two, both numbers are given and the
        verdict is left open.
    """
    levels, checks = _levels(data), []
    for figure in _plain(data, "growth"):
        if not figure.value.period.isdigit():
            continue
        year, place = int(figure.value.period), (figure.region, figure.indicator)
        after, before = levels.get((*place, str(year))), levels.get((*place, str(year - 1)))
        if after and before and after.value.unit == before.value.unit:
            checks.append(_growth(figure, after.value, before.value, about))
    return checks


def _growth(figure: _Figure, after: Value, before: Value, about: float) -> Check:
    claim, said = figure.claim(GROWTH), figure.value
    if may_be_zero(before):
        return undecided(claim, "上年数可能是零")
    span = (after.interval / before.interval).times(100).plus(-100)
    doubt: Sentence | str = _PRICES.get(nature(figure.indicator).prices, "")
    known, computed = bool(doubt), (after / before - 1).percent()
    if not doubt and not span.meets(said.interval):
        doubt = _year_before(after, said, before.unit)
    return compared(claim, computed, span, about, doubt, undecided=known)


def _year_before(after: Value, growth: Value, unit: str) -> Sentence:
    """Say what the figure of the year before must have been."""
    rate = growth.interval.plus(100).times(Fraction(1, 100))
    if rate.low <= 0 <= rate.high:
        return Sentence()
    ends = implied(after.interval / rate, "当年数除以1与增速之和", "上年数", unit, [after, growth])
    return sentence("按增速倒推，上年数应为{low:.2#}—{high:.2}，上年数此后可能修订", **ends)


# --- levels of one place and year -----------------------------------------------------------------


def relation_checks(data: "pd.DataFrame", about: float) -> list[Check]:
    """Return what ``data/etc/identities.csv`` asks of levels of one place and year."""
    levels = _levels(data)
    found = (
        _relation(rule, result, levels, about)
        for result in levels.values()
        for rule in lookups.read(lookups.Identity)
        if rule.result == result.indicator
    )
    return [check for check in found if check]


def _levels(data: "pd.DataFrame") -> _Levels:
    """Return one plain level a place, indicator and period, the statement to be trusted first."""
    found: _Levels = {}
    for figure in _plain(ranked(data), "level"):
        found.setdefault((figure.region, figure.indicator, figure.value.period), figure)
    return found


def _plain(data: "pd.DataFrame", measure: str) -> Iterator[_Figure]:
    rows = data[(data["measure"] == measure) & (data["status"] != "target")]
    return map(_Figure.of, rows[rows["bound"] == "="].to_dict("records"))


def _relation(
    rule: lookups.Identity, result: _Figure, levels: _Levels, about: float
) -> Check | None:
    names = [one for one in (rule.first, rule.second) if one]
    found = [levels.get((result.region, one, result.value.period)) for one in names]
    others = [one for one in found if one]
    unit = result.value.unit
    if len(others) < len(names):
        return None
    if rule.operation == "ratio":
        # Dollars per head are no quotient of yuan and people.
        first, second = (one.value for one in others)
        return (
            None if cued(r"{dollars}").search(unit) else _ratio(rule, result, first, second, about)
        )
    if {one.value.unit for one in others} != {unit}:
        return None
    whole = rule.operation == "whole"
    return _ordered(rule, result, [*others, result] if whole else [others[0], result, others[1]])


def _ordered(rule: lookups.Identity, result: _Figure, rising: list[_Figure]) -> Check:
    """Return the check of figures that must rise; a part of a whole is not below zero."""
    spans = [one.value.interval for one in rising]
    if rule.operation == "whole":
        spans.insert(0, Interval(Fraction(0), Fraction(0)))
    below, middle, above = spans
    inside = below.low <= middle.high and middle.low <= above.high
    order = " ≤ ".join(name(one.indicator) for one in rising)
    title = f"{result.region}{wording.period(result.value.period)}：{order}"
    return result.claim(ORDER)._replace(title=title).check(
        "只比大小的核对的得数",
        verdict=FIT if inside else OFF,
        formula=each(rising, "{value:#}", " ≤ "),
        reason=rule.note,
    )  # fmt: skip


def _ratio(
    rule: lookups.Identity, result: _Figure, first: Value, second: Value, about: float
) -> Check:
    claim = result.claim(RATIO)
    if may_be_zero(second):
        return undecided(claim, "除数可能是零")
    quotient = first / second if rule.factor == 1 else first / second * float(rule.factor)
    span = (first.interval / second.interval).times(rule.factor)
    return compared(claim, quotient.having(claim.said.unit), span, about, rule.note)


# --- one figure twice -----------------------------------------------------------------------------


def repeat_checks(data: "pd.DataFrame", about: float) -> list[Check]:
    """Return figures that are stated more than once, each pair of statements.

    Targets are compared with targets, results with results; 左右 reaches ``about`` of the number.
    """
    kinds = data["status"].eq("target")
    keys = ["region", "indicator", "measure", "period", kinds.rename("kind")]
    checks = []
    for _, rows in data.groupby(keys, sort=False, observed=True):
        rows = rows.drop_duplicates(["doc", "text", "bound"])
        if len(rows) == 2 and {">=", "<="} <= set(rows["bound"]):
            continue  # the two ends of a range
        checks += [_twice(*pair, about) for pair in _pairs(rows.to_dict("records"))]
    return checks


def _pairs(rows: list[dict[str, Any]]) -> Iterable[tuple[_Figure, _Figure]]:
    """Yield the statements to compare: what is said again as before is compared once."""
    first, *others = figures = list(map(_Figure.of, rows))
    if len(figures) > _MANY:
        return [(first, one) for one in others]
    said = [(one.value.number, one.value.unit) for one in figures]
    firsts = [one for at, one in enumerate(figures) if said[at] not in said[:at]]
    return (pair for pair in combinations(figures, 2) if pair[0] in firsts and not _passed(*pair))


def _passed(one: _Figure, other: _Figure) -> bool:
    """Tell whether two numbers are one statement: 首破5000亿元大关、达5141亿元."""
    facts: list[Any] = [getattr(each.value.source, "fact", None) for each in (one, other)]
    bounds = {one.value.bound, other.value.bound}
    return (
        all(facts) and len({(fact.doc, fact.sentence) for fact in facts}) == 1 and len(bounds) > 1
    )


def _twice(one: _Figure, other: _Figure, about: float) -> Check:
    said, again = one.value, other.value
    off = not allowed(said, about).meets(allowed(again, about))
    verdict, reason = OFF if off else FIT, Sentence()
    gap = abs(exact(again.number) - exact(said.number))
    plain = said.bound == again.bound == "="
    unlike = difference(said.source, again.source, inferred=False)
    if said.unit != again.unit:
        verdict, reason = OPEN, sentence("单位不同")
    elif unlike:
        verdict, reason = OPEN, sentence("{unlike}", unlike=unlike)
    elif off and gap > abs(exact(said.number)) * _FAR:
        verdict, reason = OPEN, sentence("两数相差悬殊，可能并非同一事项，应核对原句")
    elif plain and gap:
        places = len(wording.plain(gap, 4).partition(".")[2])
        reason = sentence("相差{gap}", gap=round(abs(again - said), places))
    elif "~" in (said.bound, again.bound):
        reach = assumed(float(100 * exact(about)), "%", "“左右”的容许幅度", "about")
        reason = sentence("“左右”放宽{reach}", reach=reach)
    ends = {"low": edge(again, -1), "high": edge(again, 1)} if plain else {}
    return one.claim(TWICE)._replace(doc=other.doc).check(
        "有上下限的数的舍入区间",
        verdict=verdict,
        computed=again,
        tolerance=tolerance(said, again, again.interval),
        reason=reason,
        **ends,
    )  # fmt: skip
