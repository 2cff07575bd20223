"""One target against one outcome: what was asked for, what came, and whether that settles it."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hzlib.views.rounding import Interval, exact, shown, step

if TYPE_CHECKING:
    import pandas as pd

MET, MISSED, UNLIKE, NO_ANSWER, DUE = "达到", "未达到", "不可比", "无结果", "未到期"
_INFINITY = math.inf


@dataclass(frozen=True)
class Goal:
    """A target: at least ``low`` (direction up) or at most ``high`` (direction down).

    ``bound`` is ``..`` for a range, whose worse end counts.
    """

    indicator: str
    measure: str
    region: str
    period: str
    value: float
    bound: str
    unit: str
    text: str
    origin: str
    doc: str
    evidence: str
    direction: str

    @staticmethod
    def of(rows: "pd.DataFrame", direction: str) -> "Goal":
        """Return the target that one source's statements of it make up."""
        best = rows.iloc[0]
        lows, highs = (rows[rows["bound"] == sign] for sign in (">=", "<="))
        ranged = not lows.empty and not highs.empty and best["bound"] in (">=", "<=")
        if ranged and lows.iloc[0]["value"] < highs.iloc[0]["value"]:
            best = (lows if direction == "up" else highs).iloc[0]
        else:
            ranged = False
        text = f"{lows.iloc[0]['text']}—{highs.iloc[0]['text']}" if ranged else best["text"]
        names = ("indicator", "measure", "region", "period", "unit", "origin", "doc", "evidence")
        if best["bound"] in (">=", "<=") and not ranged:
            direction = "up" if best["bound"] == ">=" else "down"
        return Goal(
            **{name: best[name] for name in names},
            value=float(best["value"]),
            bound=".." if ranged else best["bound"],
            text=text,
            direction=direction,
        )

    def limit(self, about: float) -> Fraction:
        """Return the worst outcome that meets the target; 左右 reaches ``about`` of the number."""
        slack = abs(exact(self.value)) * exact(about) if self.bound == "~" else Fraction(0)
        return exact(self.value) + (-slack if self.direction == "up" else slack)

    def row(self) -> dict[str, Any]:
        """Return the target's columns of the table of pairs."""
        key = {name: getattr(self, name) for name in ("indicator", "measure", "region", "period")}
        names = ("bound", "text", "origin", "doc", "evidence")
        said = {f"target_{name}": getattr(self, name) for name in names}
        return key | {"target": self.value, "unit": self.unit} | said


def verdict(word: str, reason: str) -> dict[str, Any]:
    """Return the columns of a pair that has no outcome."""
    return {"verdict": word, "reason": reason, "outcome_evidence": "", "arithmetic": ""}


def judged(goal: Goal, row: Mapping[str, Any], about: float) -> dict[str, Any]:
    """Return the outcome's columns of a pair.

    Parameters
    ----------
    goal : Goal
        The target.
    row : mapping
        The outcome, a row of the common frame; ``unlike`` in it says why it must not be compared.
    about : float
        How far 左右 reaches, as a share of the number.

    Examples
    --------
    >>> goal = Goal("cpi", "level", "某市", "2023", 3.0, "<=", "%", "3%", "document", "a",
    ...             "fact:a@1", "down")
    >>> row = {"value": 0.2, "unit": "%", "bound": "=", "text": "0.2%", "status": "actual",
    ...        "origin": "document", "doc": "b", "evidence": "fact:b@1"}
    >>> judged(goal, row, 0.05)["verdict"]
    '达到'
    """
    from hzlib.pages.evidence import formula

    names = ("bound", "text", "status", "origin", "doc", "evidence")
    word, reason = _word(goal, row, about)
    said = {f"outcome_{name}": row[name] for name in names} | {"outcome": float(row["value"])}
    if word == UNLIKE:
        # A difference of what is not alike would say nothing.
        return said | {"verdict": word, "reason": reason, "arithmetic": ""}
    gap = exact(row["value"]) - exact(goal.value)
    scale = _scale(row, goal)
    terms = (shown(one / scale, 4) for one in (exact(row["value"]), exact(goal.value), gap))
    sums = "{} − {} = {}".format(*terms).replace("-", "−")
    return said | {
        "gap": float(gap),
        "arithmetic": sums,
        "arithmetic_evidence": formula(sums, [row["evidence"], goal.evidence]),
        "verdict": word,
        "reason": reason,
    }


def _scale(row: Mapping[str, Any], goal: Goal) -> int:
    """Return 万 or 亿 if both numbers are printed so, to reckon in the numbers as printed."""
    for word, scale in (("万", 10**4), ("亿", 10**8)):
        shown_so = re.compile(rf"\d\s*{word}(?![万亿])")
        if word not in goal.unit and all(map(shown_so.search, (row["text"], goal.text))):
            return scale
    return 1


def _word(goal: Goal, row: Mapping[str, Any], about: float) -> tuple[str, str]:
    if row.get("unlike"):
        return UNLIKE, row["unlike"]
    if row["unit"] != goal.unit:
        return UNLIKE, f"目标的单位是{goal.unit}，结果的单位是{row['unit']}"
    sign = 1 if goal.direction == "up" else -1
    reach, limit = _reach(goal, row, about), sign * goal.limit(about)
    worst: Fraction | float
    best: Fraction | float
    worst, best = sorted((sign * reach.low, sign * reach.high))
    if row["bound"] in (">=", "<="):
        # A bound leaves the side open to which it points.
        opens_up = row["bound"] == (">=" if sign == 1 else "<=")
        worst, best = (worst, _INFINITY) if opens_up else (-_INFINITY, best)
    if worst >= limit or best < limit:
        note = [_about(goal, about), row.get("note", "")]
        return MET if worst >= limit else MISSED, "；".join(part for part in note if part)
    vague = {"=": "结果的进位误差跨在目标两侧", "~": "结果只说“左右”，跨在目标两侧"}
    return UNLIKE, vague.get(row["bound"], "结果只给出界限，不知是否到目标")


def _reach(goal: Goal, row: Mapping[str, Any], about: float) -> Interval:
    """Return what the outcome can be, by its 左右 or by a print coarser than the target's."""
    value = exact(row["value"])
    if row.get("interval") is not None:
        return row["interval"]
    if row["bound"] == "~":
        slack = abs(value) * exact(about)
        return Interval(value - slack, value + slack)
    coarse = step(row["text"], row["value"]) / 2
    fine = step(goal.text, goal.value) / 2
    # A figure printed as finely as the target is taken at its word.
    slack = coarse if coarse > fine and abs(value - exact(goal.value)) < coarse else Fraction(0)
    return Interval(value - slack, value + slack)


def _about(goal: Goal, about: float) -> str:
    if goal.bound != "~":
        return ""
    return f"“左右”按目标值的 {shown(about * 100)}% 计，界线为 {shown(goal.limit(about), 4)}"
