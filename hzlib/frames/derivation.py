"""Outcomes that nobody states but that follow from stated levels, where they may be derived."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hzlib.evidence import interval as intervals
from hzlib.evidence.interval import Interval, exact, printed
from hzlib.evidence.sentence import Sentence, sentence
from hzlib.evidence.value import Value, total
from hzlib.frames.judgement import Answer, Goal
from hzlib.frames.selection import ranked
from hzlib.lookups import Comparability

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class _Level:
    value: Value
    doc: str

    @property
    def interval(self) -> Interval:
        return printed(self.value.printed, self.value.number)


_Levels = dict[str, _Level]
_Made = tuple[Value, Interval, list[_Level]] | None


def derived(goal: Goal, known: "pd.DataFrame", nature: Comparability) -> Answer | None:
    """Return the answer to a target that follows from levels, or None.

    Growth follows from the levels of two years, average growth from the levels at both ends, an
    increase from two levels, the amount of several years from the years' amounts. Growth that is
    reckoned in constant prices or in a changing scope does not follow from levels as printed: the
    figure is given, with ``unlike`` saying why it must not be compared.

    Parameters
    ----------
    goal : Goal
        The target that lacks an outcome.
    known : DataFrame
        Rows of the common frame that are no targets.
    nature : Comparability
        How the indicator may be compared.
    """
    if goal.measure not in _WAYS:
        return None
    rows = known[
        (known["indicator"] == goal.indicator)
        & (known["measure"] == "level")
        & (known["bound"] == "=")
    ]
    levels = {
        row["period"]: _Level(Value.of(row), row["doc"])
        for row in reversed(ranked(rows).to_dict("records"))
    }
    made = _WAYS[goal.measure](goal, levels, nature)
    if made is None:
        return None
    value, interval, used = made
    value = replace(value.having(goal.target.unit), period=goal.period)
    docs = "；".join(dict.fromkeys(one.doc for one in used))
    return Answer(value, docs, interval, sentence("由水平推算"), _unlike(goal, nature, value))


def _unlike(goal: Goal, nature: Comparability, value: Value) -> Sentence:
    words = {
        "constant": "只能由现价水平推算为{value}，增速目标按不变价，口径不同",
        "adjusted": "只能由水平推算为{value}，增速目标按可比口径，口径不同",
    }.get(nature.prices)
    if goal.measure not in ("growth", "growth_avg") or words is None:
        return Sentence()
    return sentence(words, value=value)


def _pair(levels: _Levels, first: int, last: int) -> tuple[_Level, _Level] | None:
    before, after = levels.get(str(first)), levels.get(str(last))
    if before is None or after is None or before.value.unit != after.value.unit:
        return None
    return before, after


def _growth(goal: Goal, levels: _Levels, nature: Comparability) -> _Made:
    year = int(goal.period) if goal.period.isdigit() else 0
    used = _pair(levels, year - 1, year)
    if not used or (nature.kind == "rate" and nature.prices == "none"):
        return None
    before, after = used
    interval = (after.interval / before.interval).times(100).plus(-100)
    return (after.value / before.value - 1).percent(), interval, [after, before]


def _average(goal: Goal, levels: _Levels, _: Comparability) -> _Made:
    first, last = _years(goal.period)
    used = _pair(levels, first - 1, last)
    if not used or first >= last:
        return None
    before, after = used
    years = last - first + 1
    ratio = after.interval / before.interval
    low, high = (_average_rate(end, years) for end in (ratio.low, ratio.high))
    value = ((after.value / before.value) ** (1 / years) - 1).percent()
    return value, Interval(low, high), [after, before]


def _change(goal: Goal, levels: _Levels, _: Comparability) -> _Made:
    first, last = _years(goal.period)
    used = _pair(levels, first - 1, last)
    if not used or goal.target.unit not in (used[0].value.unit, "pp"):
        return None
    before, after = used
    return after.value - before.value, after.interval - before.interval, [after, before]


def _sum(goal: Goal, levels: _Levels, nature: Comparability) -> _Made:
    first, last = _years(goal.period)
    found = [levels.get(str(year)) for year in range(first, last + 1)]
    used = [one for one in found if one and one.value.unit == goal.target.unit]
    if nature.kind != "flow" or first >= last or len(used) != len(found):
        return None
    return total(one.value for one in used), intervals.total(one.interval for one in used), used


_WAYS: dict[str, Callable[[Goal, _Levels, Any], _Made]] = {
    "growth": _growth, "growth_avg": _average, "change": _change, "level": _sum,
}  # fmt: skip


def _years(period: str) -> tuple[int, int]:
    first, _, last = period.partition("-")
    return int(first), int(last or first)


def _average_rate(ratio: Fraction, years: int) -> Fraction:
    # A root is irrational; twelve digits are far finer than what is printed.
    return exact(round(100 * float(ratio) ** (1 / years) - 100, 12))
