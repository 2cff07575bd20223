"""Views of a part beside its whole: a district and its city in one year."""

from typing import TYPE_CHECKING, Any

from hzlib.views.common import label, select, series
from hzlib.views.outcomes import nature
from hzlib.views.rounding import shown
from hzlib.views.trends import per_head

if TYPE_CHECKING:
    import pandas as pd

# Parts of output whose weight in it can be compared; they overlap.
INDUSTRIES = (
    "industrial_va",
    "hightech_va",
    "services_va",
    "digital_core_va",
    "finance_va",
    "culture_va",
    "primary_va",
)
_SIDES = ("part", "whole")


def beside(data: "pd.DataFrame", part: str, whole: str, year: str | int) -> "pd.DataFrame":
    """Return what is known of two places in one year, side by side.

    Parameters
    ----------
    data : DataFrame
        The common frame (`hzlib.views.common.combined`).
    part, whole : str
        Full names of the two places, the district and the city.
    year : str or int
        The year.

    Returns
    -------
    DataFrame
        One row an indicator and measure that either place has: ``indicator, measure, name, unit``,
        for each side ``part``/``whole`` with ``…_bound, …_origin, …_evidence``, and ``known``:
        ``both``, ``part`` or ``whole``.
    """
    import pandas as pd

    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for side, region in zip(_SIDES, (part, whole), strict=True):
        stated = select(data, region=region, period=str(year), status=("actual", "estimate"))
        for indicator, measure in dict.fromkeys(
            zip(stated["indicator"], stated["measure"], strict=True)
        ):
            best = series(data, indicator, measure, region)
            one = best[best["period"] == str(year)].iloc[0]
            rows.setdefault((indicator, measure), {})[side] = one
    result = [_beside(*key, found=found) for key, found in rows.items()]
    columns = ["indicator", "measure", "name", "unit", "known"]
    for side in _SIDES:
        columns += [side, f"{side}_bound", f"{side}_origin", f"{side}_evidence"]
    return pd.DataFrame(result, columns=columns)


def _beside(indicator: str, measure: str, found: dict[str, Any]) -> dict[str, Any]:
    first = next(iter(found.values()))
    row = {
        "indicator": indicator,
        "measure": measure,
        "name": label(indicator, measure),
        "unit": first["unit"],
        "known": "both" if len(found) == 2 else next(iter(found)),
    }
    for side in _SIDES:
        one = found.get(side)
        row[side] = None if one is None else float(one["value"])
        for key in ("bound", "origin", "evidence"):
            row[f"{side}_{key}"] = "" if one is None else one[key]
    return row


def shares_of_whole(rows: "pd.DataFrame") -> "pd.DataFrame":
    """Return what the part is of the whole, for amounts and counts that both places state.

    Parameters
    ----------
    rows : DataFrame
        What `beside` returns.

    Returns
    -------
    DataFrame
        ``indicator, name, unit, part, whole``, ``value`` (per cent), ``bound`` (>= where the
        part is only known to be at least so much) and evidence; the largest share first.
    """
    from hzlib.pages.evidence import formula

    both = rows[(rows["known"] == "both") & (rows["measure"] == "level")]
    both = both.loc[[nature(one)["kind"] != "rate" for one in both["indicator"]]]
    both = both[both["whole_bound"] == "="]
    return (
        both.assign(
            value=both["part"] / both["whole"] * 100,
            bound=both["part_bound"],
            evidence=[
                formula(f"{shown(a, 6)} ÷ {shown(b, 6)} × 100", pair)
                for a, b, *pair in both[
                    ["part", "whole", "part_evidence", "whole_evidence"]
                ].itertuples(index=False)
            ],
        )
        .sort_values("value", ascending=False, kind="stable")
        .reset_index(drop=True)
    )


def growth_gaps(rows: "pd.DataFrame") -> "pd.DataFrame":
    """Return growth in both places and the gap in percentage points (part less whole)."""
    from hzlib.pages.evidence import formula

    both = rows[(rows["known"] == "both") & (rows["measure"] == "growth")]
    return (
        both.assign(
            value=both["part"] - both["whole"],
            evidence=[
                formula(f"{shown(a, 6)} − {shown(b, 6)}", pair)
                for a, b, *pair in both[
                    ["part", "whole", "part_evidence", "whole_evidence"]
                ].itertuples(index=False)
            ],
        )
        .sort_values("value", ascending=False, kind="stable")
        .reset_index(drop=True)
    )


def quotients(rows: "pd.DataFrame", industries: tuple[str, ...] = INDUSTRIES) -> "pd.DataFrame":
    """Return each industry's weight in both places' output and its location quotient.

    The quotient is the weight in the part over the weight in the whole: above 1 the part is
    specialised in the industry.

    Returns
    -------
    DataFrame
        ``indicator, name``, ``part_share, whole_share`` (per cent of 地区生产总值), ``value`` (the
        quotient), each with its evidence; the largest quotient first. Industries that one place
        does not state are left out.
    """
    import pandas as pd

    from hzlib.pages.evidence import formula

    both = rows[(rows["known"] == "both") & (rows["measure"] == "level")].set_index("indicator")
    result = []
    if "gdp" in both.index:
        for indicator in [one for one in industries if one in both.index]:
            row: dict[str, Any] = {"indicator": indicator, "name": both.at[indicator, "name"]}
            texts, sources = [], []
            for side in _SIDES:
                a, b = both.at[indicator, side], both.at["gdp", side]
                text = f"{shown(a, 6)} ÷ {shown(b, 6)}"
                pair = [both.at[one, f"{side}_evidence"] for one in (indicator, "gdp")]
                row[f"{side}_share"] = a / b * 100
                row[f"{side}_share_evidence"] = formula(f"{text} × 100", pair)
                texts.append(text)
                sources += pair
            row["value"] = row["part_share"] / row["whole_share"]
            row["evidence"] = formula(f"({texts[0]}) ÷ ({texts[1]})", sources)
            result.append(row)
    columns = ["indicator", "name"]
    for side in _SIDES:
        columns += [f"{side}_share", f"{side}_share_evidence"]
    frame = pd.DataFrame(result, columns=[*columns, "value", "evidence"])
    return frame.sort_values("value", ascending=False, kind="stable").reset_index(drop=True)


PER_HEAD = ("gdp", "budget_revenue", "industrial_va", "services_va")


def intensities(
    data: "pd.DataFrame", rows: "pd.DataFrame", part: str, whole: str, year: str | int
) -> "pd.DataFrame":
    """Return what does not depend on size: amounts per resident, investment per output, rates.

    Parameters
    ----------
    data : DataFrame
        The common frame.
    rows : DataFrame
        What `beside` returns for the same places and year.
    part, whole : str
        The two places.
    year : str or int
        The year.

    Returns
    -------
    DataFrame
        ``name, unit``, ``part, whole`` (None where it cannot be known) and their evidence. Amounts
        per resident (of the year end) are in 万元.
    """
    import pandas as pd

    result = []
    for indicator in PER_HEAD:
        row: dict[str, Any] = {"name": f"人均{label(indicator)}", "unit": "万元"}
        for side, region in zip(_SIDES, (part, whole), strict=True):
            heads = per_head(data, region, indicator, year_end=True)
            found = heads[heads["period"] == str(year)]
            row[side] = found.iloc[0]["value"] / 1e4 if len(found) else None
            row[f"{side}_evidence"] = found.iloc[0]["evidence"] if len(found) else ""
        result.append(row)
    for indicator in ("fai", "manufacturing_investment"):
        result.append(_ratio(rows, indicator, "gdp"))
    level = rows[rows["measure"] == "level"]
    rates = level.loc[[nature(one)["kind"] == "rate" for one in level["indicator"]]]
    result += rates.to_dict("records")
    columns = ["name", "unit", "part", "part_evidence", "whole", "whole_evidence"]
    frame = pd.DataFrame(result, columns=columns)
    return frame[frame["part"].notna() | frame["whole"].notna()].reset_index(drop=True)


def _ratio(rows: "pd.DataFrame", indicator: str, base: str) -> dict[str, Any]:
    from hzlib.pages.evidence import formula

    level = rows[rows["measure"] == "level"].set_index("indicator")
    row: dict[str, Any] = {"name": f"{label(indicator)}与{label(base)}之比", "unit": "%"}
    for side in _SIDES:
        known = {indicator, base} <= set(level.index) and not (
            level.loc[[indicator, base], side].isna().any()
        )
        row[side] = level.at[indicator, side] / level.at[base, side] * 100 if known else None
        pair = [level.at[one, f"{side}_evidence"] for one in (indicator, base)] if known else []
        text = " ÷ ".join(shown(level.at[one, side], 6) for one in (indicator, base) if known)
        row[f"{side}_evidence"] = formula(f"{text} × 100", pair) if known else ""
    return row


def plan_and_result(data: "pd.DataFrame", place: str, year: str | int) -> "pd.DataFrame":
    """Return a place's targets for the year after beside what it had achieved in the year.

    Returns
    -------
    DataFrame
        ``indicator, measure, name, unit, result, plan``, ``gap`` (plan less result, in ``unit``,
        percentage points for per cent) with bounds and evidence; targets without a result have
        none. The gap is no forecast: a plan may be a floor.
    """
    import pandas as pd

    from hzlib.pages.evidence import formula

    after = str(int(year) + 1)
    goals = select(data, region=place, status="target", period=after)
    rows = []
    for key in dict.fromkeys(zip(goals["indicator"], goals["measure"], strict=True)):
        goal = series(data, *key, place, "target")
        goal = goal[goal["period"] == after].iloc[0]
        done = series(data, *key, place)
        done = done[done["period"] == str(year)]
        row = {"indicator": key[0], "measure": key[1], "name": label(*key), "unit": goal["unit"]}
        row |= {"plan": goal["value"], "plan_bound": goal["bound"]}
        row |= {"plan_text": goal["text"], "plan_evidence": goal["evidence"]}
        if len(done):
            one = done.iloc[0]
            text = f"{shown(goal['value'], 6)} − {shown(one['value'], 6)}"
            row |= {"result": one["value"], "result_bound": one["bound"]}
            row |= {"result_text": one["text"], "result_evidence": one["evidence"]}
            row |= {"gap": goal["value"] - one["value"]}
            row["gap_evidence"] = formula(text, [goal["evidence"], one["evidence"]])
        rows.append(row)
    columns = ["indicator", "measure", "name", "unit"]
    for part in ("result", "plan"):
        columns += [part, f"{part}_text", f"{part}_bound", f"{part}_evidence"]
    return pd.DataFrame(rows, columns=[*columns, "gap", "gap_evidence"])
