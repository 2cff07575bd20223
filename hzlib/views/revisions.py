"""First release against later revision: where two sources give one figure differently."""

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hzlib.views.common import select, series
from hzlib.views.outcomes import nature
from hzlib.views.rounding import Interval, exact, printed, shown

if TYPE_CHECKING:
    import pandas as pd


def rivals(data: "pd.DataFrame", region: str) -> "pd.DataFrame":
    """Return figures of one year that two sources give differently: first release and revision.

    Two statements differ if their printed roundings do not meet; a bound differs from nothing.

    Parameters
    ----------
    data : DataFrame
        The common frame (`hzlib.views.common.combined`).
    region : str
        The place.

    Returns
    -------
    DataFrame
        ``indicator, measure, period, low, high, unit, gap`` (per cent of the lower) and
        ``low_evidence, high_evidence``; empty where the sources agree.
    """
    import pandas as pd

    stated = select(data, region=region, status="actual", bound="=")
    rows = []
    for key, group in stated.groupby(["indicator", "measure", "period"], sort=True):
        group = group.sort_values("value", kind="stable")
        low, high = group.iloc[0], group.iloc[-1]
        if not _printed(low).meets(_printed(high)):
            gap = (high["value"] / low["value"] - 1) * 100 if low["value"] else float("nan")
            figures = (low["value"], high["value"], low["unit"], gap)
            rows.append((*key, *figures, low["evidence"], high["evidence"]))
    columns = ["indicator", "measure", "period", "low", "high", "unit", "gap"]
    return pd.DataFrame(rows, columns=[*columns, "low_evidence", "high_evidence"])


def implied_bases(data: "pd.DataFrame", region: str) -> "pd.DataFrame":
    """Return the base that a later level and its growth imply, beside the base first stated.

    Only for indicators whose growth is in current prices (``data/etc/comparability.csv``): level ÷
    (1 + growth) is then the previous year's figure as the later report had it.

    Parameters
    ----------
    data : DataFrame
        The common frame.
    region : str
        The place.

    Returns
    -------
    DataFrame
        ``indicator, period`` (of the base), ``unit, stated, implied, low, high`` (what the
        rounding of the printed figures allows), ``gap`` (per cent of the stated base),
        ``revised`` (the stated base lies outside) and ``stated_evidence, implied_evidence``.
    """
    import pandas as pd

    rows = []
    for indicator in sorted(set(data["indicator"])):
        if nature(indicator)["prices"] != "current":
            continue
        levels = series(data, indicator, "level", region, plain=True).set_index("period")
        growth = series(data, indicator, "growth", region, plain=True).set_index("period")
        for period in levels.index.intersection(growth.index):
            base = str(int(period) - 1)
            if base in levels.index:
                row = _implied(levels.loc[base], levels.loc[period], growth.loc[period])
                rows.append({"indicator": indicator, "period": base, **row})
    columns = ["indicator", "period", "unit", "stated", "implied", "low", "high", "gap", "revised"]
    frame = pd.DataFrame(rows, columns=[*columns, "stated_evidence", "implied_evidence"])
    return frame.astype({"revised": bool})


def _implied(first: Any, level: Any, rate: Any) -> dict[str, Any]:
    from hzlib.pages.evidence import formula

    factor = 1 + exact(rate["value"]) / 100
    spread = _printed(level) / _printed(rate).times(Fraction(1, 100)).plus(1)
    implied = float(exact(level["value"]) / factor)
    text = f"{shown(level['value'], 6)} ÷ {shown(float(factor), 6)}"
    return {
        "unit": level["unit"],
        "stated": first["value"],
        "implied": implied,
        "low": float(spread.low),
        "high": float(spread.high),
        "gap": (implied / first["value"] - 1) * 100,
        "revised": not spread.meets(_printed(first)),
        "stated_evidence": first["evidence"],
        "implied_evidence": formula(text, [level["evidence"], rate["evidence"]]),
    }


def _printed(row: Any) -> Interval:
    return printed(row["text"], row["value"])
