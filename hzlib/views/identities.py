"""What must hold between facts: growth and levels, ratios, parts and wholes, one figure twice."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Any

from hzlib.views.check import FIT, GROWTH, OFF, OPEN, ORDER, RATIO, TWICE, Check, compared
from hzlib.views.rounding import Interval, exact, printed, shown, written

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[str, Any]
Levels = dict[tuple[str, str, str], Row]
# Two statements of one figure that are further apart than this are hardly of one figure.
_FAR = Fraction(1, 5)
_PRICES = {
    "constant": "现价水平相除得名义增速，文件给的是不变价增速；两者之差含价格变动和口径修订",
    "adjusted": "投资增速按可比口径，不能由两年水平相除核对",
}


def growths(data: "pd.DataFrame") -> list[Check]:
    """Return growth as stated against growth from the levels of two years.

    Parameters
    ----------
    data : DataFrame
        The common frame (`hzlib.views.common.combined`).

    Returns
    -------
    list of Check
        Where prices or scope stand between the two, both numbers are given and the verdict is
        left open.
    """
    from hzlib.views.outcomes import nature

    levels, checks = _levels(data), []
    for row in _known(data, "growth"):
        if not row["period"].isdigit():
            continue
        year = int(row["period"])
        key = (row["region"], row["indicator"])
        after, before = levels.get((*key, str(year))), levels.get((*key, str(year - 1)))
        if not after or not before or after["unit"] != before["unit"]:
            continue
        reason = _PRICES.get(nature(row["indicator"])["prices"], "")
        checks.append(_growth(row, after, before, reason))
    return checks


def relations(data: "pd.DataFrame") -> list[Check]:
    """Return what ``data/etc/identities.csv`` asks of levels of one place and year."""
    from hzlib.extraction.lexicon import rows

    levels = _levels(data)
    checks = []
    for (region, indicator, period), result in levels.items():
        for rule in rows("identities.csv"):
            if rule["result"] == indicator:
                names = [name for name in (rule["first"], rule["second"]) if name]
                others = [levels.get((region, name, period)) for name in names]
                check = _relation(rule, result, [row for row in others if row], len(names))
                checks += [check] if check else []
    return checks


def repeats(data: "pd.DataFrame", about: float = 0.05) -> list[Check]:
    """Return figures that are stated more than once, each pair of statements.

    Targets are compared with targets, results with results; 左右 reaches ``about`` of the number.
    """
    checks = []
    kinds = data["status"].where(data["status"] == "target", "known")
    keys = ["region", "indicator", "measure", "period", kinds.rename("kind")]
    for _, rows in data.groupby(keys, sort=False):
        records = rows.drop_duplicates(["doc", "text", "bound"]).to_dict("records")
        lows = {row["bound"] for row in records}
        if {">=", "<="} <= lows and len(records) == 2:
            continue  # the two ends of a range
        checks += [_twice(*pair, about) for pair in combinations(records, 2)]
    return checks


def _levels(data: "pd.DataFrame") -> Levels:
    """Return one plain level a place, indicator and period, the statement to be trusted first."""
    from hzlib.views.common import ranked

    rows = data[(data["measure"] == "level") & (data["status"] != "target")]
    best = ranked(rows[rows["bound"] == "="])
    found: Levels = {}
    for row in best.to_dict("records"):
        found.setdefault((row["region"], row["indicator"], row["period"]), row)
    return found


def _known(data: "pd.DataFrame", measure: str) -> list[Row]:
    rows = data[(data["measure"] == measure) & (data["status"] != "target")]
    return rows[rows["bound"] == "="].to_dict("records")


def _interval(row: Row) -> Interval:
    return printed(row["text"], row["value"])


def _title(row: Row) -> str:
    from hzlib.views.common import label

    return f"{row['region']}{row['period']}年{label(row['indicator'], row['measure'])}"


def _growth(row: Row, after: Row, before: Row, reason: str) -> Check:
    value = 100 * exact(after["value"]) / exact(before["value"]) - 100
    computed = (_interval(after) / _interval(before)).times(100).plus(-100)
    if not reason and not computed.meets(_interval(row)):
        base = _interval(after) / _interval(row).plus(100).times(Fraction(1, 100))
        span = f"{shown(base.low)}—{shown(base.high)}{before['unit']}"
        reason, doubt = f"按增速倒推，上年应为 {span}；上年数可能后来修订过", False
    else:
        doubt = bool(reason)
    return compared(
        GROWTH,
        row["doc"],
        _title(row),
        _text(row),
        "%",
        _interval(row),
        computed,
        value,
        f"({_shown(after)} ÷ {_shown(before)} − 1) × 100",
        [after["evidence"], before["evidence"]],
        row["evidence"],
        reason=reason,
        undecided=doubt,
    )


def _relation(rule: Mapping[str, str], result: Row, others: list[Row], wanted: int) -> Check | None:
    same = len({row["unit"] for row in (result, *others)}) == 1
    if len(others) < wanted or (rule["operation"] != "ratio" and not same):
        return None
    # Dollars per head are no quotient of yuan and people.
    if rule["operation"] == "ratio" and "美元" in result["unit"]:
        return None
    if rule["operation"] == "ratio":
        return _ratio(rule, result, *others)
    bounds = [Interval(Fraction(0), Fraction(0)), _interval(result)]
    if rule["operation"] == "between":
        bounds, middle = [_interval(row) for row in others], result
    else:
        middle = others[0]
    inside = bounds[0].low <= _interval(middle).high and _interval(middle).low <= bounds[1].high
    rows = [*others, result] if rule["operation"] == "whole" else [others[0], result, others[1]]
    formula = " ≤ ".join(_shown(row) for row in rows)
    return _ordered(rule, result, rows, formula, inside)


def _ordered(
    rule: Mapping[str, str], result: Row, rows: list[Row], formula: str, inside: bool
) -> Check:
    from hzlib.pages.evidence import formula as evidence
    from hzlib.views.common import name

    parts = " ≤ ".join(name(row["indicator"]) for row in rows)
    return Check(
        ORDER,
        result["doc"],
        f"{result['region']}{result['period']}年：{parts}",
        _text(result),
        result["unit"],
        float(result["value"]),
        None,
        None,
        None,
        None,
        formula,
        FIT if inside else OFF,
        rule["note"],
        evidence(formula, [row["evidence"] for row in rows]),
        result["evidence"],
    )


def _ratio(rule: Mapping[str, str], result: Row, first: Row, second: Row) -> Check:
    factor = int(rule["factor"])
    formula = f"{_shown(first)} ÷ {_shown(second)}" + (f" × {factor}" if factor != 1 else "")
    return compared(
        RATIO,
        result["doc"],
        _title(result),
        _text(result),
        result["unit"],
        _interval(result),
        (_interval(first) / _interval(second)).times(factor),
        factor * exact(first["value"]) / exact(second["value"]),
        formula,
        [first["evidence"], second["evidence"]],
        result["evidence"],
        reason=rule["note"],
    )


def _twice(one: Row, other: Row, about: float) -> Check:
    from hzlib.pages.evidence import formula as evidence

    ends = [_range(row, about) for row in (one, other)]
    apart = _apart(*ends) or _apart(*ends[::-1])
    formula = f"{_text(one)} 与 {_text(other)}"
    plain = one["bound"] == other["bound"] == "="
    gap = exact(other["value"]) - exact(one["value"])
    unit = {"%": "个百分点", "pp": "个百分点"}.get(one["unit"], one["unit"])
    reason = f"相差 {shown(gap, 4)}{unit}" if gap and plain else ""
    if one["unit"] != other["unit"]:
        reason = "单位不同"
    elif apart and abs(gap) > abs(exact(one["value"])) * _FAR:
        reason = "两数相差悬殊，说的多半不是一件事，请看原句"
    unsure = reason and not reason.startswith("相差")
    return Check(
        TWICE,
        other["doc"],
        _title(one) + ("目标" if one["status"] == "target" else ""),
        _text(one),
        one["unit"],
        float(one["value"]),
        float(other["value"]) if plain else None,
        float(_interval(other).low) if plain else None,
        float(_interval(other).high) if plain else None,
        float(_half(one) + _half(other)) if plain else None,
        formula,
        OPEN if unsure else OFF if apart else FIT,
        reason,
        evidence(formula, [one["evidence"], other["evidence"]]),
        one["evidence"],
    )


def _half(row: Row) -> Fraction:
    interval = _interval(row)
    return (interval.high - interval.low) / 2


def _range(row: Row, about: float) -> tuple[Fraction | None, Fraction | None]:
    """Return the least and the greatest value that a statement allows; None is no limit."""
    interval, slack = _interval(row), abs(exact(row["value"])) * exact(about)
    if row["bound"] == "~":
        return interval.low - slack, interval.high + slack
    # A threshold (突破2万亿元) is named, not rounded.
    if row["bound"] in (">=", "<="):
        value = exact(row["value"])
        return (value, None) if row["bound"] == ">=" else (None, value)
    return interval.low, interval.high


def _apart(
    one: tuple[Fraction | None, Fraction | None], other: tuple[Fraction | None, Fraction | None]
) -> bool:
    return one[1] is not None and other[0] is not None and one[1] < other[0]


def _shown(row: Row) -> str:
    return shown(row["value"], 4)


def _text(row: Row) -> str:
    return written(row["text"], row["value"], row["unit"], row["bound"])
