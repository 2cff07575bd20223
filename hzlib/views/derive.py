"""Outcomes that nobody states but that follow from stated levels, where they may be derived."""

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hzlib.views.judge import Goal
from hzlib.views.rounding import Interval, exact, printed, shown, total

if TYPE_CHECKING:
    import pandas as pd


def derived(goal: Goal, known: "pd.DataFrame", nature: Mapping[str, str]) -> dict[str, Any] | None:
    """Return an outcome that follows from levels, as a row of the common frame, or None.

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
    nature : mapping
        The indicator's row of ``comparability.csv``.

    Returns
    -------
    dict or None
        Besides the columns of the common frame ``interval`` (what rounding leaves open), ``note``
        and ``unlike``.
    """
    rows = known[
        (known["indicator"] == goal.indicator)
        & (known["measure"] == "level")
        & known["bound"].isin(["="])
    ]
    levels = {row["period"]: row for row in reversed(_best(rows).to_dict("records"))}
    ways = {"growth": _growth, "growth_avg": _average, "change": _change, "level": _sum}
    made = ways[goal.measure](goal, levels, nature) if goal.measure in ways else None
    if made is None:
        return None
    interval, sums, used = made
    value = float((interval.low + interval.high) / 2)
    return {
        "value": round(value, 2),
        "unit": goal.unit,
        "bound": "=",
        "text": f"{shown(value)}{goal.unit}",
        "status": "derived",
        "origin": "derived",
        "doc": "；".join(dict.fromkeys(row["doc"] for row in used)),
        "evidence": _formula(sums, used),
        "interval": interval,
        "note": f"由水平推算：{sums}",
        "unlike": _unlike(goal, nature, interval),
    }


def _best(rows: "pd.DataFrame") -> "pd.DataFrame":
    from hzlib.views.common import ranked

    return ranked(rows)


def _formula(sums: str, used: list[dict[str, Any]]) -> str:
    from hzlib.pages.evidence import formula

    return formula(sums, [row["evidence"] for row in used])


def _unlike(goal: Goal, nature: Mapping[str, str], interval: Interval) -> str:
    if goal.measure not in ("growth", "growth_avg"):
        return ""
    said = f"推算为 {shown((interval.low + interval.high) / 2)}%"
    if nature["prices"] == "constant":
        return f"只能由现价水平{said}，增速目标按不变价，口径不同"
    if nature["prices"] == "adjusted":
        return f"只能由水平{said}，增速目标按可比口径，口径不同"
    return ""


_Made = tuple[Interval, str, list[dict[str, Any]]] | None


def _pair(levels: dict[str, dict[str, Any]], first: int, last: int) -> list[dict[str, Any]] | None:
    rows = [levels.get(str(first)), levels.get(str(last))]
    if any(row is None for row in rows) or len({row["unit"] for row in rows if row}) > 1:
        return None
    return [row for row in rows if row]


def _interval(row: dict[str, Any]) -> Interval:
    return printed(row["text"], row["value"])


def _growth(goal: Goal, levels: dict[str, dict[str, Any]], nature: Mapping[str, str]) -> _Made:
    if nature["kind"] == "rate" and nature["prices"] == "none":
        return None
    year = int(goal.period) if goal.period.isdigit() else 0
    used = _pair(levels, year - 1, year)
    if not used:
        return None
    before, after = used
    interval = (_interval(after) / _interval(before)).times(100).plus(-100)
    return interval, f"{shown(after['value'])} ÷ {shown(before['value'])} − 1", [after, before]


def _average(goal: Goal, levels: dict[str, dict[str, Any]], _: Mapping[str, str]) -> _Made:
    first, last = _years(goal.period)
    used = _pair(levels, first - 1, last)
    if not used or first >= last:
        return None
    before, after = used
    years = last - first + 1
    ratio = _interval(after) / _interval(before)
    low, high = (_average_rate(end, years) for end in (ratio.low, ratio.high))
    sums = f"({shown(after['value'])} ÷ {shown(before['value'])})^(1/{years}) − 1"
    return Interval(low, high), sums, [after, before]


def _change(goal: Goal, levels: dict[str, dict[str, Any]], _: Mapping[str, str]) -> _Made:
    first, last = _years(goal.period)
    used = _pair(levels, first - 1, last)
    if not used or goal.unit not in (used[0]["unit"], "pp"):
        return None
    before, after = used
    sums = f"{shown(after['value'])} − {shown(before['value'])}"
    return _interval(after) - _interval(before), sums, [after, before]


def _sum(goal: Goal, levels: dict[str, dict[str, Any]], nature: Mapping[str, str]) -> _Made:
    first, last = _years(goal.period)
    used = [levels.get(str(year)) for year in range(first, last + 1)]
    rows = [row for row in used if row]
    if nature["kind"] != "flow" or first >= last or len(rows) != len(used):
        return None
    return total(map(_interval, rows)), " + ".join(shown(row["value"]) for row in rows), rows


def _years(period: str) -> tuple[int, int]:
    first, _, last = period.partition("-")
    return int(first), int(last or first)


def _average_rate(ratio: Fraction, years: int) -> Fraction:
    # A root is irrational; twelve digits are far finer than what is printed.
    return exact(round(100 * float(ratio) ** (1 / years) - 100, 12))
