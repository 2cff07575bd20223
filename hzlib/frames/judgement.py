"""One target against one outcome: what was asked for, what came, and whether that settles it."""

import math
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from hzlib.evidence.interval import Interval, exact, step
from hzlib.evidence.sentence import Sentence, joined, sentence
from hzlib.evidence.value import Value, assumed

if TYPE_CHECKING:
    import pandas as pd

MET, MISSED, UNLIKE, NO_ANSWER, DUE = "达到", "未达到", "不可比", "无结果", "未到期"
VERDICTS = (MET, MISSED, UNLIKE, NO_ANSWER, DUE)
_VAGUE = {"=": "结果的进位误差跨在目标两侧", "~": "结果只说“左右”，跨在目标两侧"}


@dataclass(frozen=True)
class Goal:
    """A target: at least its number (direction up) or at most (direction down).

    The target of a range has the bound ``..`` and the number of the range's worse end.
    """

    indicator: str
    measure: str
    region: str
    period: str
    target: Value
    doc: str
    direction: str

    @staticmethod
    def of(rows: "pd.DataFrame", direction: str) -> "Goal":
        """Return the target that one source's statements of it make up, the plainest first."""
        best = rows.iloc[0]
        lows, highs = (rows[rows["bound"] == sign] for sign in (">=", "<="))
        target = Value.of(best)
        if best["bound"] in (">=", "<="):
            if len(lows) and len(highs) and lows.iloc[0]["value"] < highs.iloc[0]["value"]:
                best = (lows if direction == "up" else highs).iloc[0]
                whole = f"{lows.iloc[0]['text']}—{highs.iloc[0]['text']}"
                target = replace(Value.of(best), bound="..", printed=whole)
            else:
                direction = "up" if best["bound"] == ">=" else "down"
        key = {name: best[name] for name in ("indicator", "measure", "region", "period", "doc")}
        return Goal(**key, target=target, direction=direction)

    def limit(self, about: float) -> Fraction:
        """Return the worst outcome that meets the target; 左右 reaches ``about`` of the number."""
        number = exact(self.target.number)
        slack = abs(number) * exact(about) if self.target.bound == "~" else Fraction(0)
        return number + (-slack if self.direction == "up" else slack)

    def limit_words(self, about: float) -> Sentence:
        """Return in words how far 左右 reaches and where that leads; nothing if it is not said."""
        if self.target.bound != "~":
            return Sentence()
        reach = assumed(float(exact(about) * 100), "%", "“左右”放宽到目标值的几成", "about")
        slack = abs(self.target) * reach / 100
        limit = self.target - slack if self.direction == "up" else self.target + slack
        words = "“左右”按目标值的{reach}计，界线为{limit}"
        return sentence(words, reach=reach, limit=limit.having(self.target.unit))


@dataclass(frozen=True)
class Answer:
    """A figure that answers a target.

    Attributes
    ----------
    value : Value
        The figure.
    doc : str
        Where it stands.
    interval : Interval, optional
        What it can be, where its print does not tell.
    note, unlike : Sentence
        How it came about; why it must not be compared.
    """

    value: Value
    doc: str
    interval: Interval | None = None
    note: Sentence = Sentence()
    unlike: Sentence = Sentence()


def judged(goal: Goal, answer: Answer, about: float) -> tuple[str, Sentence]:
    """Return the verdict on a target, and its reason or what stands in the way.

    Parameters
    ----------
    goal : Goal
        The target.
    answer : Answer
        What came of it.
    about : float
        How far 左右 reaches, as a share of the number.

    Examples
    --------
    >>> three, less = (assumed(number, "%", "涨幅", "cpi") for number in (3, 0.2))
    >>> goal = Goal("cpi", "level", "某市", "2023", three, "a", "down")
    >>> judged(goal, Answer(less, "b"), 0.05)[0]
    '达到'
    """
    value, target = answer.value, goal.target
    if answer.unlike:
        return UNLIKE, answer.unlike
    if value.unit != target.unit:
        return UNLIKE, Sentence((f"目标的单位是{target.unit}，结果的单位是{value.unit}",))
    sign = 1 if goal.direction == "up" else -1
    reach, limit = _reach(goal, answer, about), sign * goal.limit(about)
    worst: Fraction | float
    best: Fraction | float
    worst, best = sorted((sign * reach.low, sign * reach.high))
    if value.bound in (">=", "<="):
        # A bound leaves the side open to which it points.
        opens_up = value.bound == (">=" if sign == 1 else "<=")
        worst, best = (worst, math.inf) if opens_up else (-math.inf, best)
    if worst >= limit or best < limit:
        notes = joined("；", filter(None, [goal.limit_words(about), answer.note]))
        return MET if worst >= limit else MISSED, notes
    return UNLIKE, Sentence((_VAGUE.get(value.bound, "结果只给出界限，不知是否到目标"),))


def _reach(goal: Goal, answer: Answer, about: float) -> Interval:
    """Return what the outcome can be, by its 左右 or by a print coarser than the target's."""
    if answer.interval is not None:
        return answer.interval
    value, number = answer.value, exact(answer.value.number)
    if value.bound == "~":
        slack = abs(number) * exact(about)
    else:
        coarse = step(value.printed, value.number) / 2
        fine = step(goal.target.printed, goal.target.number) / 2
        near = abs(number - exact(goal.target.number)) < coarse
        # A figure printed as finely as the target is taken at its word.
        slack = coarse if coarse > fine and near else Fraction(0)
    return Interval(number - slack, number + slack)
