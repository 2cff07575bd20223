"""Views of two plans: what the earlier aimed at, what came of it, what the later aims at."""

import re
from typing import TYPE_CHECKING, Any

from hzlib.views.common import label, ranked, select, series

if TYPE_CHECKING:
    import pandas as pd

KEPT, CHANGED, DROPPED, NEW = "两期都有", "换了口径", "只在前一期", "只在后一期"
PARTS = ("earlier", "outcome", "later")
COMPARISON = (
    "name",
    "indicator",
    "measure",
    "unit",
    "category",
    "attribute",
    *(f"{part}{suffix}" for part in PARTS for suffix in ("", "_text", "_bound", "_evidence")),
    "outcome_period",
    "verdict",
    "reason",
    "change",
    "listed",
    "printed_unit",
)


def comparison(
    data: "pd.DataFrame",
    table: "pd.DataFrame",
    pairs: "pd.DataFrame",
    place: str,
    earlier: str = "2025",
    later: str = "2030",
) -> "pd.DataFrame":
    """Return every indicator with its earlier target, its outcome and its later target.

    Parameters
    ----------
    data : DataFrame
        The common frame (`hzlib.views.common.combined`).
    table : DataFrame
        The later plan's main indicators (`hzlib.views.indicator_table.indicator_table`).
    pairs : DataFrame
        Targets with their outcomes (`hzlib.views.outcomes.outcomes`); the verdicts come from here.
    place : str
        The place.
    earlier, later : str, optional
        The years for which the two plans set their targets.

    Returns
    -------
    DataFrame
        The columns of `COMPARISON`, the table's rows first: ``earlier, outcome, later`` in
        ``unit`` with their words, bounds and evidence; ``outcome_period`` (the year of the
        outcome); ``verdict`` and ``reason`` on the earlier target; ``change`` (`KEPT`, `CHANGED`,
        `DROPPED` or `NEW`); ``listed`` (whether the table has it) and ``printed_unit`` (the unit
        that the table prints).
    """
    import pandas as pd

    before = _aims(data, place, earlier)
    after = _aims(data, place, later)
    known = data.drop_duplicates("evidence").set_index("evidence")
    rows = [_listed(row, known) for row in table.to_dict("records")]
    listed = {(row["indicator"], row["measure"]) for row in rows if row["indicator"]}
    for key in [*after, *(key for key in before if key not in after)]:
        if key not in listed:
            rows.append(_stated(data, place, key, earlier, after.get(key)))
    for row in rows:
        goal = before.get((row["indicator"], row["measure"]))
        row |= _side("earlier", goal)
        if goal and goal["unit"] != row["unit"]:
            row["earlier"] = None
        row |= _verdict(pairs, place, goal)
    asked = {(row["indicator"], row["measure"]) for row in rows if row["later_text"]}
    for row in rows:
        row["change"] = _change(row, before, asked)
    return pd.DataFrame(rows, columns=list(COMPARISON))


def _aims(data: "pd.DataFrame", place: str, year: str) -> dict[tuple[str, str], dict[str, Any]]:
    goals = select(data, region=place, status="target", period=year)
    best = ranked(goals).drop_duplicates(["indicator", "measure"])
    return {(row["indicator"], row["measure"]): row for row in best.to_dict("records")}


def _side(part: str, row: dict[str, Any] | None) -> dict[str, Any]:
    row = row or {"value": None, "text": "", "bound": "", "evidence": ""}
    names = {"value": "", "text": "_text", "bound": "_bound", "evidence": "_evidence"}
    return {f"{part}{suffix}": row[name] for name, suffix in names.items()}


def _listed(row: dict[str, Any], known: "pd.DataFrame") -> dict[str, Any]:
    """Return a row of the table; where its cells are facts, with their indicator and unit."""
    later = "goal" if row["goal_text"] else "average"
    result = {key: row[key] for key in ("name", "unit", "category", "attribute")}
    result["printed_unit"] = row["unit"]
    result |= {"indicator": "", "measure": "", "listed": True, "outcome_period": row["base_period"]}
    for part, source in (("later", later), ("outcome", "base")):
        cell = {key: row[f"{source}_{key}"] for key in ("text", "bound", "evidence")}
        cell["value"] = row[source]
        fact = _fact(known, cell["evidence"])
        if fact is not None:
            cell |= {"value": fact["value"], "evidence": fact["evidence"]}
            measure = "growth" if fact["measure"] == "growth_avg" else fact["measure"]
            result |= {"indicator": fact["indicator"], "measure": measure, "unit": fact["unit"]}
        result |= _side(part, cell)
    return result


def _fact(known: "pd.DataFrame", evidence: str) -> dict[str, Any] | None:
    found = re.fullmatch(r"quantity:(.+@\d+)-\d+", evidence or "")
    name = f"fact:{found[1]}" if found else ""
    return {**known.loc[name], "evidence": name} if name in known.index else None


def _stated(
    data: "pd.DataFrame",
    place: str,
    key: tuple[str, str],
    year: str,
    goal: dict[str, Any] | None,
) -> dict[str, Any]:
    done = series(data, *key, place)
    rows = done[done["period"] == year].to_dict("records")
    unit = (goal or (rows[0] if rows else {})).get("unit")
    unit = unit or _aims(data, place, year)[key]["unit"]
    rows = [row for row in rows if row["unit"] == unit]
    result = {"name": label(*key), "indicator": key[0], "measure": key[1], "unit": unit}
    result |= {
        "category": "",
        "attribute": "",
        "listed": False,
        "outcome_period": year,
        "printed_unit": "",
    }
    return result | _side("later", goal) | _side("outcome", rows[0] if rows else None)


def _verdict(pairs: "pd.DataFrame", place: str, goal: dict[str, Any] | None) -> dict[str, Any]:
    if goal is None:
        return {"verdict": "", "reason": ""}
    found = pairs[pairs["target_evidence"] == goal["evidence"]]
    if found.empty:
        return {"verdict": "", "reason": ""}
    return {"verdict": found.iloc[0]["verdict"], "reason": found.iloc[0]["reason"]}


def _change(
    row: dict[str, Any],
    before: dict[tuple[str, str], dict[str, Any]],
    asked: set[tuple[str, str]],
) -> str:
    goal = before.get((row["indicator"], row["measure"]))
    if goal is not None and row["later_text"]:
        return KEPT if goal["unit"] == row["unit"] else CHANGED
    if goal is not None:
        return CHANGED if row["indicator"] in {key[0] for key in asked} else DROPPED
    lost = {key[0] for key in before if key not in asked}
    return CHANGED if row["indicator"] in lost else NEW


def composition(table: "pd.DataFrame") -> "pd.DataFrame":
    """Return how many indicators each category has, by attribute and by whether a number is set.

    An indicator that a merged cell splits in two counts once, as the table itself counts.

    Returns
    -------
    DataFrame
        ``category, attribute, stated`` (a target with a number), ``worded`` (a target in words
        only), their evidence, and ``words`` (of those without a number).
    """
    import pandas as pd

    from hzlib.pages.evidence import together

    once = table.drop_duplicates("number")
    rows = []
    for key, group in once.groupby(["category", "attribute"], sort=False):
        has = group["goal"].notna() | group["average"].notna()
        words = [
            f"{row['name']}：{row['goal_text'] or row['average_text']}"
            for row in group[~has].to_dict("records")
        ]
        sources = [together(group.loc[one, "evidence"]) if one.any() else "" for one in (has, ~has)]
        rows.append((*key, int(has.sum()), int((~has).sum()), *sources, "；".join(words)))
    columns = ["category", "attribute", "stated", "worded", "stated_evidence", "worded_evidence"]
    return pd.DataFrame(rows, columns=[*columns, "words"])
