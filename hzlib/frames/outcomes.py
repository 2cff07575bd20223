"""Targets and what became of them: each target beside the later statement that answers it.

Only like is set beside like: the same indicator, measure, region and period. What the documents
leave open stays open and is listed with the reason.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hzlib import lookups, wording
from hzlib.errors import HzError
from hzlib.evidence.sentence import Sentence, joined, sentence
from hzlib.evidence.value import Missing, Value
from hzlib.frames.judgement import (
    DUE,
    MET,
    MISSED,
    NO_ANSWER,
    UNLIKE,
    VERDICTS,
    Answer,
    Goal,
    derived,
    judged,
)
from hzlib.frames.rows import frame_of
from hzlib.frames.selection import label, name, ranked

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "DUE", "MET", "MISSED", "NO_ANSWER", "UNLIKE", "VERDICTS", "Pair", "goals", "horizons",
    "nature", "outcomes",
]  # fmt: skip

KEY = ("indicator", "measure", "region", "period")


@dataclass(frozen=True)
class Pair:
    """A target and what became of it.

    Attributes
    ----------
    indicator, measure, region, period : str
        What the target is of.
    name : str
        The indicator's name.
    target : Value
        The target; of a range the worse end, with the bound ``..``.
    target_doc : str
        The document, or the title of the reference, that sets it.
    outcome : Value or Missing
        What came of it; of status ``derived`` where it follows from levels.
    outcome_doc : str
        Where that stands; empty if nowhere.
    gap : Value or Missing
        Outcome less target; missing where the two are not alike.
    verdict : str
        One of `VERDICTS`.
    reason : Sentence
        What stands in the way, or what the verdict rests on, if anything does.
    """

    indicator: str
    measure: str
    region: str
    period: str
    name: str
    target: Value
    target_doc: str
    outcome: Value | Missing
    outcome_doc: str
    gap: Value | Missing
    verdict: str
    reason: Sentence


def outcomes(data: "pd.DataFrame", about: float = 0.05) -> "pd.DataFrame":
    """Return every target with its outcome, one row a target.

    An outcome has the target's indicator, measure, region and period. Achieved figures come
    before expected ones, those of the documents before the reference's, plain numbers before
    bounds, finer ones before coarser; the first that decides is taken. Where nobody states the
    outcome it is derived from levels if the indicator allows it (see
    `hzlib.frames.judgement.derived`).

    Parameters
    ----------
    data : DataFrame
        The common frame (`hzlib.frames.facts.gather`).
    about : float, optional
        How far 左右 reaches, as a share of the number: 0.05 lets 7%左右 begin at 6.65%.

    Returns
    -------
    DataFrame
        The fields of `Pair`, in the order of ``data``.

    Examples
    --------
    >>> from hzlib.frames.facts import gather
    >>> pairs = outcomes(gather())
    >>> wanted = (pairs.indicator == "fai") & (pairs.region == "杭州市") & (pairs.period == "2023")
    >>> pair = pairs[wanted].iloc[0]
    >>> str(pair.target), str(pair.outcome), str(pair.gap), pair.verdict
    ('6%', '2.8%', '−3.2个百分点', '未达到')
    """
    horizon = horizons(data)
    known = dict(list(data[data["status"] != "target"].groupby("region", sort=False)))
    nothing = data.head(0)
    pairs = (
        _pair(goal, known.get(goal.region, nothing), horizon.get(goal.region, ""), about)
        for goal in goals(data)
    )
    return frame_of(pairs, Pair)


def goals(data: "pd.DataFrame") -> list[Goal]:
    """Return the targets of the common frame, each once.

    A target that one source states twice counts once, as the plainest statement; the two ends of
    a range (5%—5.5%) are one target.
    """
    stated = data[data["status"] == "target"]
    return [
        Goal.of(ranked(rows, "status"), nature(rows.iloc[0]["indicator"]).direction)
        for _, rows in stated.groupby([*KEY, "origin", "doc"], sort=False)
    ]


def nature(indicator: str) -> lookups.Comparability:
    """Return how an indicator may be compared: its row of ``data/etc/comparability.csv``.

    Raises
    ------
    HzError
        If the file has no row for the indicator.

    Examples
    --------
    >>> nature("gdp").prices, nature("pm25").direction
    ('constant', 'down')
    """
    found = lookups.comparability().get(indicator)
    if found is None:
        raise HzError(
            "comparability.csv: the indicator {indicator} is missing",
            "add a row that says how it can be compared",
            indicator=indicator,
        )
    return found


def horizons(data: "pd.DataFrame") -> dict[str, str]:
    """Return the last year of which anything is known, by place."""
    known = data[data["status"] != "target"]
    return known.assign(last=known["period"].str[-4:]).groupby("region")["last"].max().to_dict()


def _pair(goal: Goal, known: "pd.DataFrame", horizon: str, about: float) -> Pair:
    same = known[(known["indicator"] == goal.indicator) & (known["period"] == goal.period)]
    like = ranked(same[same["measure"] == goal.measure], "status")
    answers = [Answer(Value.of(row), row["doc"]) for row in like.to_dict("records")]
    if not answers:
        made = derived(goal, known, nature(goal.indicator))
        answers = [made] if made else []
    verdicts = [judged(goal, answer, about) for answer in answers]
    # The first answer that decides is taken, else the first.
    best = min(range(len(answers)), key=lambda n: verdicts[n][0] == UNLIKE, default=None)
    answer = None if best is None else answers[best]
    verdict, reason = _silence(goal, same, horizon) if best is None else verdicts[best]
    what = f"{goal.region}{wording.period(goal.period)}{label(goal.indicator, goal.measure)}"
    outcome = answer.value if answer else Missing.of(what)
    return Pair(
        goal.indicator, goal.measure, goal.region, goal.period, name(goal.indicator),
        target=goal.target,
        target_doc=goal.doc,
        outcome=outcome,
        outcome_doc=answer.doc if answer else "",
        # A difference of what is not alike would say nothing.
        gap=Missing.of(f"{what}可比的结果") if verdict == UNLIKE else outcome - goal.target,
        verdict=verdict,
        reason=reason,
    )  # fmt: skip


def _silence(goal: Goal, same: "pd.DataFrame", horizon: str) -> tuple[str, Sentence]:
    """Return the verdict on a target of which no outcome is known."""
    if goal.period[-4:] > horizon:
        return DUE, sentence("期限在现有材料之后")
    if same.empty:
        return NO_ANSWER, sentence("现有材料没有给出结果")
    others: list[dict[str, Any]] = same.drop_duplicates("measure").to_dict("records")
    said = joined("、", (
        sentence(
            "{what}（{value:p}）", what=label(goal.indicator, row["measure"]), value=Value.of(row)
        )
        for row in others
    ))  # fmt: skip
    return UNLIKE, sentence("同期只给出{said}，口径不同", said=said)
