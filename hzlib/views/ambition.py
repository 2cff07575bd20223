"""How much a year plans ask for, and how much a year came."""

from typing import TYPE_CHECKING, Any

from hzlib.views.common import series
from hzlib.views.rounding import shown
from hzlib.views.targets import PARTS

if TYPE_CHECKING:
    import pandas as pd

# Indicators whose change is told in their own unit; any other's as growth in per cent.
_OWN_UNIT = ("%", "倍", "岁")


def ambition(
    data: "pd.DataFrame",
    compared: "pd.DataFrame",
    place: str,
    start: str = "2020",
    middle: str = "2025",
    end: str = "2030",
) -> "pd.DataFrame":
    """Return the change a year that was planned, that came, and that is planned next.

    Amounts and counts change by per cent a year, rates, ratios and years of life by their own unit
    a year.

    Parameters
    ----------
    data, compared : DataFrame
        The common frame and what `comparison` returns.
    place : str
        The place.
    start, middle, end : str, optional
        The year before the earlier plan and the two plans' last years.

    Returns
    -------
    DataFrame
        ``name, indicator, unit`` (of the changes), ``planned, achieved, next`` and for each its
        ``…_evidence``; one row for each indicator with a later target to reckon with.
    """
    import pandas as pd

    rows = []
    spans = (int(middle) - int(start), int(end) - int(middle))
    for row in compared.to_dict("records"):
        first = _first(data, place, row, start)
        points = {part: row for part in PARTS if _solid(row, part, middle)}
        own = row["unit"] in _OWN_UNIT
        result = {
            "name": row["name"],
            "indicator": row["indicator"],
            "unit": f"{'个百分点' if row['unit'] == '%' else row['unit']}" if own else "%",
        }
        outcome = _point(row, "outcome") if "outcome" in points else None
        pairs = (
            ("planned", first, _point(row, "earlier") if "earlier" in points else None, spans[0]),
            ("achieved", first, outcome, spans[0]),
            ("next", outcome, _point(row, "later") if "later" in points else None, spans[1]),
        )
        for part, begin, aim, years in pairs:
            result[part], result[f"{part}_evidence"] = _yearly(begin, aim, years, own)
        if result["next"] is not None:
            rows.append(result)
    columns = ["name", "indicator", "unit"]
    for part in ("planned", "achieved", "next"):
        columns += [part, f"{part}_evidence"]
    return pd.DataFrame(rows, columns=columns)


_Point = tuple[float, str] | None


def _solid(row: dict[str, Any], part: str, middle: str) -> bool:
    """Tell whether a figure can be reckoned with: an outcome that is a bound cannot."""
    if row[part] is None or row[part] != row[part]:
        return False
    if row["measure"] in ("growth", "change"):
        return False
    fits = row["outcome_period"] == middle and row["outcome_bound"] in ("=", "~")
    return part != "outcome" or fits


def _point(row: dict[str, Any], part: str) -> _Point:
    return float(row[part]), row[f"{part}_evidence"]


def _first(data: "pd.DataFrame", place: str, row: dict[str, Any], start: str) -> _Point:
    if not row["indicator"]:
        return None
    known = series(data, row["indicator"], row["measure"], place, plain=True)
    known = known[(known["period"] == start) & (known["unit"] == row["unit"])]
    return (known.iloc[0]["value"], known.iloc[0]["evidence"]) if len(known) else None


def _yearly(begin: _Point, aim: _Point, years: int, own: bool) -> tuple[float | None, str]:
    from hzlib.pages.evidence import formula

    if begin is None or aim is None:
        return None, ""
    a, b = begin[0], aim[0]
    sources = [aim[1], begin[1]]
    if own:
        return (b - a) / years, formula(f"({shown(b, 6)} − {shown(a, 6)}) ÷ {years}", sources)
    text = f"(({shown(b, 6)} ÷ {shown(a, 6)})^(1/{years}) − 1) × 100"
    return ((b / a) ** (1 / years) - 1) * 100, formula(text, sources)
