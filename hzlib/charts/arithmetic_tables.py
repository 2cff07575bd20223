"""Tables of the documents' arithmetic, and its numbers for readings."""

import re
from typing import TYPE_CHECKING, Any

from hzlib.charts.exhibits import Table, displayed, kindly, need
from hzlib.views.check import SUM

if TYPE_CHECKING:
    import pandas as pd


def count(made: "pd.DataFrame", *verdicts: str, kind: str = "") -> Any:
    """Return how many checks have one of the verdicts (any, if none is named), as a value."""
    from hzlib.pages.evidence import Value, together

    rows = made[made["verdict"].isin(verdicts)] if verdicts else made
    rows = rows[rows["kind"] == kind] if kind else rows
    counted = rows if len(rows) else made
    return Value(len(rows), "项", together(counted["said_evidence"]), "derived")


def listed_frame(made: "pd.DataFrame") -> "pd.DataFrame":
    """Return checks under the headings that a reader sees; a column without content is left out."""
    tolerance = [
        "" if one != one else "0" if one == 0 else f"±{float(f'{one:.2g}'):g}"
        for one in made["tolerance"].astype(float)
    ]
    rows = made.assign(
        tolerance=tolerance,
        result=[re.split("= |与 ", formula)[-1] for formula in made["formula"]],
        result_evidence=made["evidence"],
        how=[
            "；".join(part for part in (formula if "=" in formula else "", reason) if part)
            for formula, reason in zip(made["formula"], made["reason"], strict=True)
        ],
    )
    columns = {"title": "说的是什么", "said": "印的数", "result": "算得", "tolerance": "容差"}
    columns |= {"verdict": "判断", "how": "算式和说明"}
    empty = [name for name in ("result", "tolerance", "how") if not any(rows[name])]
    return displayed(rows, **{name: text for name, text in columns.items() if name not in empty})


@kindly
def listed(made: "pd.DataFrame", *verdicts: str, kind: str = "", reason: str = "") -> Table:
    """Return the table of checks of some verdicts and of one kind, the statements' order kept."""
    rows = made[made["verdict"].isin(verdicts)] if verdicts else made
    rows = rows[rows["kind"] == kind] if kind else rows
    rows = rows[rows["reason"].str.contains(reason, regex=False)] if reason else rows
    words = "、".join(verdicts) or "全部"
    rows = need(rows, f"{kind or '各类核对'}里{words}的")
    return Table(listed_frame(rows), f"{kind or '各类核对'}：{words} {len(rows)} 项")


def first(made: "pd.DataFrame", kind: str, *verdicts: str) -> str:
    """Return the title of the first check of a kind with one of the verdicts, as an example.

    Of sums it is the one with the most parts. An empty text if there is none.
    """
    rows = made[(made["kind"] == kind) & (made["verdict"].isin(verdicts) | (not verdicts))]
    if kind == SUM:
        rows = rows.assign(size=rows["formula"].str.count(r"\+"), money=rows["unit"].str.len())
        rows = rows.sort_values(["size", "money"], ascending=False, kind="stable")
    return str(rows.iloc[0]["title"]) if len(rows) else ""


def quoted(made: "pd.DataFrame", **wanted: str) -> dict[str, Any]:
    """Return stated and computed numbers of checks as values for a reading.

    Parameters
    ----------
    made : DataFrame
        What `hzlib.views.arithmetic.checks` returns.
    **wanted : str
        The title of a check, or the end of it, under the name that the reading uses.

    Returns
    -------
    dict
        For each name ``<name>`` (as stated), ``<name>_least`` and ``<name>_most`` (what its print
        stands for), ``<name>_computed``, and ``<name>_low`` and ``<name>_high`` (what rounding
        leaves open in it); where there is no such check a `hzlib.views.picks.Missing`.
    """
    from hzlib.pages.evidence import Value
    from hzlib.views.picks import Missing
    from hzlib.views.rounding import printed

    values: dict[str, Any] = {}
    for name, title in wanted.items():
        rows = made[made["title"].str.endswith(title) & made["low"].notna() & (title != "")]
        ends = ("computed", "low", "high")
        sides = ("least", "most")
        if rows.empty:
            missing = Missing(f"“{title}”的核对" if title else "可以举例的核对")
            values |= {name: missing} | {f"{name}_{end}": missing for end in ends + sides}
            continue
        row = rows.iloc[0]
        decimals = len(row["said"].partition(".")[2].rstrip(row["unit"]))
        values[name] = Value(row["stated"], row["unit"], row["said_evidence"], digits=decimals)
        span = printed(row["said"].lstrip("−"), row["stated"])
        for side, edge in zip(sides, (span.low, span.high), strict=True):
            values[f"{name}_{side}"] = Value(
                float(edge), row["unit"], row["said_evidence"], "derived"
            )
        for end in ends:
            values[f"{name}_{end}"] = Value(row[end], row["unit"], row["evidence"], "derived")
    return values
