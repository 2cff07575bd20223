"""Views of one indicator through the years: levels, growth, prices, targets, shares, per head.

Levels are nominal (prices of their year), growth of output is real (constant prices); a view says
which of the two a column holds and never mixes them. What a view computes has the status
``derived`` and a formula as its evidence.
"""

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hzlib.views.common import series
from hzlib.views.rounding import Interval, printed, shown

if TYPE_CHECKING:
    import pandas as pd


def prices(data: "pd.DataFrame", region: str, indicator: str = "gdp") -> "pd.DataFrame":
    """Return nominal growth, real growth and the deflator that both imply, one row a year.

    Nominal growth is computed from two levels in a row, real growth is what a source states. Their
    quotient is the implied deflator: the price change, and with it whatever revision of the base
    year lies between the two levels.

    Parameters
    ----------
    data : DataFrame
        The common frame (`hzlib.views.common.combined`).
    region, indicator : str
        The place and an indicator whose growth is real.

    Returns
    -------
    DataFrame
        ``period, base, level, nominal, real, deflator, low, high`` (in 亿元 and per cent;
        ``low`` and ``high`` bound the deflator by the rounding of the printed levels and growth)
        and for each figure its ``…_evidence``; ``rough`` marks a base that is only an estimate.
    """
    import pandas as pd

    levels = series(data, indicator, "level", region, plain=True).set_index("period")
    growth = series(data, indicator, "growth", region, plain=True).set_index("period")
    rows = []
    for period in levels.index.intersection(growth.index):
        base = str(int(period) - 1)
        if base in levels.index:
            rows.append(_price(levels.loc[base], levels.loc[period], growth.loc[period], period))
    return pd.DataFrame(rows, columns=list(_PRICE_COLUMNS))


_FIGURES = ("base", "level", "nominal", "real", "deflator")
_PRICE_COLUMNS = (
    *("period", *_FIGURES, "low", "high", "rough"),
    *(f"{figure}_evidence" for figure in _FIGURES),
)


def _printed(row: Any) -> Interval:
    return printed(row["text"], row["value"])


def _price(base: Any, level: Any, growth: Any, period: str) -> dict[str, Any]:
    from hzlib.pages.evidence import formula

    a, b, g = base["value"], level["value"], growth["value"]
    ratio = _printed(level) / _printed(base)
    spread = ratio / _printed(growth).times(Fraction(1, 100)).plus(1)
    parts = [level["evidence"], base["evidence"]]
    quotient = f"{shown(b, 6)} ÷ {shown(a, 6)}"
    return {
        "period": period,
        "base": a,
        "level": b,
        "nominal": (b / a - 1) * 100,
        "real": g,
        "deflator": (b / a / (1 + g / 100) - 1) * 100,
        "low": (float(spread.low) - 1) * 100,
        "high": (float(spread.high) - 1) * 100,
        "rough": base["status"] != "actual" or base["bound"] != "=",
        "base_evidence": base["evidence"],
        "level_evidence": level["evidence"],
        "nominal_evidence": formula(f"({quotient} − 1) × 100", parts),
        "real_evidence": growth["evidence"],
        "deflator_evidence": formula(
            f"({quotient} ÷ {shown(1 + g / 100, 6)} − 1) × 100", [*parts, growth["evidence"]]
        ),
    }


def needed(
    data: "pd.DataFrame", region: str, indicator: str = "gdp", price: float = 0.0
) -> "pd.DataFrame":
    """Return the average growth a year that each target level asks for, from each earlier year on.

    Parameters
    ----------
    data : DataFrame
        The common frame.
    region, indicator : str
        The place and an indicator with target levels.
    price : float, optional
        Assumed price change a year in per cent; 0 gives nominal growth.

    Returns
    -------
    DataFrame
        ``target_period, target, period, level, years, growth`` (per cent a year), ``evidence``.
        A bound (突破…) is no starting point.
    """
    import pandas as pd

    from hzlib.pages.evidence import formula

    goals = series(data, indicator, "level", region, "target")
    levels = series(data, indicator, "level", region, plain=True)
    rows = []
    for goal in goals.itertuples():
        for level in levels[levels["period"] < goal.period].itertuples():
            years = int(goal.period) - int(level.period)
            text = f"(({shown(goal.value, 6)} ÷ {shown(level.value, 6)})^(1/{years})"
            text += f" ÷ {shown(1 + price / 100, 6)} − 1) × 100" if price else " − 1) × 100"
            rate = (goal.value / level.value) ** (1 / years) / (1 + price / 100) - 1
            sources = [goal.evidence, level.evidence]
            rows.append(
                (goal.period, goal.value, level.period, level.value, years, rate * 100)
                + (formula(text, sources),)
            )
    columns = ["target_period", "target", "period", "level", "years", "growth", "evidence"]
    return pd.DataFrame(rows, columns=columns)


def per_head(
    data: "pd.DataFrame", region: str, indicator: str = "gdp", year_end: bool = False
) -> "pd.DataFrame":
    """Return an amount per resident in 元, one row a year with both figures.

    The population is the average of two year ends where both are known, else the year end; with
    ``year_end`` always the year end, so that places with fewer figures compare.

    Returns
    -------
    DataFrame
        ``period, value`` (元), ``people``, ``average`` (whether two year ends went into it),
        ``evidence``.
    """
    import pandas as pd

    from hzlib.pages.evidence import formula

    amounts = series(data, indicator, "level", region, plain=True)
    heads = series(data, "population", "level", region, plain=True).set_index("period")
    rows = []
    for amount in amounts.itertuples():
        ends = [str(int(amount.period) - 1), amount.period]
        known = [heads.loc[end] for end in ends[year_end:] if end in heads.index]
        if amount.period not in heads.index:
            continue
        people = sum(row["value"] for row in known) / len(known)
        people_text = " + ".join(shown(row["value"], 6) for row in known)
        if len(known) == 2:
            people_text = f"(({people_text}) ÷ 2)"
        text = f"{shown(amount.value, 6)} × 10^8 ÷ {people_text}"
        sources = [amount.evidence, *(row["evidence"] for row in known)]
        result = amount.value * 1e8 / people
        rows.append((amount.period, result, people, len(known) == 2, formula(text, sources)))
    return pd.DataFrame(rows, columns=["period", "value", "people", "average", "evidence"])


def shares(
    data: "pd.DataFrame", region: str, parts: tuple[str, ...], whole: str = "gdp"
) -> "pd.DataFrame":
    """Return what parts are of a whole in per cent: stated shares, else computed from two levels.

    Parameters
    ----------
    data : DataFrame
        The common frame.
    region : str
        The place.
    parts : tuple of str
        Indicators in the unit of ``whole``; they may overlap, so they are not to be stacked.
    whole : str, optional
        The indicator that they are parts of; stated shares are taken for ``gdp`` only.

    Returns
    -------
    DataFrame
        ``indicator, period, value, status, evidence``; ``status`` is that of a stated share,
        ``derived`` for a computed one.
    """
    import pandas as pd

    from hzlib.pages.evidence import formula

    total = series(data, whole, "level", region, plain=True).set_index("period")
    rows = []
    for part in parts:
        stated = series(data, part, "share", region, ("actual", "estimate", "target"))
        for row in stated.itertuples() if whole == "gdp" else ():
            rows.append((part, row.period, row.value, row.status, row.evidence))
        for row in series(data, part, "level", region, plain=True).itertuples():
            if row.period in set(stated["period"]) or row.period not in total.index:
                continue
            base = total.loc[row.period]
            text = f"{shown(row.value, 6)} ÷ {shown(base['value'], 6)} × 100"
            source = formula(text, [row.evidence, base["evidence"]])
            rows.append((part, row.period, row.value / base["value"] * 100, "derived", source))
    frame = pd.DataFrame(rows, columns=["indicator", "period", "value", "status", "evidence"])
    return frame.sort_values(["indicator", "period"], kind="stable").reset_index(drop=True)
