"""Targets and what became of them: each target beside the later statement that answers it.

Only like is set beside like: the same indicator, measure, region and period. What the documents
leave open stays open and is listed with the reason.
"""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from hzlib import paths
from hzlib.errors import HzError
from hzlib.views.judge import DUE, MET, MISSED, NO_ANSWER, UNLIKE, Goal, judged, verdict

if TYPE_CHECKING:
    import pandas as pd

KEY = ["indicator", "measure", "region", "period"]
VERDICTS = (MET, MISSED, UNLIKE, NO_ANSWER, DUE)
COLUMNS = (
    *KEY,
    "name",
    "target",
    "unit",
    "target_bound",
    "target_text",
    "target_origin",
    "target_doc",
    "target_evidence",
    "outcome",
    "outcome_bound",
    "outcome_text",
    "outcome_status",
    "outcome_origin",
    "outcome_doc",
    "outcome_evidence",
    "gap",
    "arithmetic",
    "arithmetic_evidence",
    "verdict",
    "reason",
)
_STATUS = {"actual": 0, "estimate": 2}
_BOUND = {"=": 0, "~": 1, ">=": 2, "<=": 2}


def outcomes(data: "pd.DataFrame", about: float = 0.05) -> "pd.DataFrame":
    """Return every target with its outcome, one row a target.

    An outcome has the target's indicator, measure, region and period. Achieved figures come
    before expected ones, those of the documents before the reference's, plain numbers before
    bounds, finer ones before coarser; the first that decides is taken. Where nobody states the
    outcome it is derived from levels if the indicator allows it (see `derive.derived`).

    Parameters
    ----------
    data : DataFrame
        The common frame (`hzlib.views.common.combined`).
    about : float, optional
        How far 左右 reaches, as a share of the number: 0.05 lets 7%左右 begin at 6.65%.

    Returns
    -------
    DataFrame
        The columns of `COLUMNS`, in the order of ``data``. ``target`` and ``outcome`` in ``unit``;
        ``gap`` is outcome less target; ``outcome_status`` is actual, estimate or derived;
        ``verdict`` one of `VERDICTS`; ``reason`` says in Chinese what stands in the way, if
        anything does.

    Examples
    --------
    >>> import pandas as pd
    >>> from hzlib.views.common import combined
    >>> row = {"indicator": "gdp", "measure": "growth", "region": "某市", "period": "2023",
    ...        "unit": "%"}
    >>> frame = combined(pd.DataFrame([
    ...     row | {"id": "a@1", "doc": "a", "status": "target", "value": 5.0, "bound": ">=",
    ...            "text": "5%"},
    ...     row | {"id": "b@1", "doc": "b", "status": "actual", "value": 5.6, "bound": "=",
    ...            "text": "5.6%"}]))
    >>> pair = outcomes(frame).iloc[0]
    >>> pair.verdict, pair.arithmetic
    ('达到', '5.6 − 5 = 0.6')
    """
    import pandas as pd

    from hzlib.views.common import name

    horizon = horizons(data)
    rows = []
    for goal in goals(data):
        row = _pair(goal, data, horizon.get(goal.region, ""), about)
        rows.append(row | {"name": name(goal.indicator)})
    return pd.DataFrame(rows, columns=list(COLUMNS))


def goals(data: "pd.DataFrame") -> list[Goal]:
    """Return the targets of the common frame, each once.

    A target that one source states twice counts once, as the plainest statement; the two ends of
    a range (5%—5.5%) are one target.
    """
    stated = data[data["status"] == "target"]
    result = []
    for _, rows in stated.groupby([*KEY, "origin", "doc"], sort=False):
        result.append(Goal.of(_ranked(rows), nature(rows.iloc[0]["indicator"])["direction"]))
    return result


def scorecard(pairs: "pd.DataFrame", by: str = "period") -> "pd.DataFrame":
    """Return how many targets came out how.

    Parameters
    ----------
    pairs : DataFrame
        What `outcomes` returns.
    by : str, optional
        The column whose values make the rows.

    Returns
    -------
    DataFrame
        One row a value of ``by``, one column a verdict, and their sum ``目标数``.

    Examples
    --------
    >>> import pandas as pd
    >>> pairs = pd.DataFrame({"period": ["2023", "2023"], "verdict": ["达到", "无结果"]})
    >>> scorecard(pairs).to_dict("records")[0]["达到"]
    1
    """
    import pandas as pd

    counts = pd.crosstab(pairs[by], pairs["verdict"]).reindex(columns=list(VERDICTS), fill_value=0)
    counts["目标数"] = counts.sum(axis=1)
    counts.columns.name = None
    return counts.reset_index()


def with_sentences(pairs: "pd.DataFrame", facts: "pd.DataFrame") -> "pd.DataFrame":
    """Return the pairs with ``target_sentence`` and ``outcome_sentence``.

    A figure of the reference series has its source's title in place of a sentence, a derived one
    the words that it was derived.
    """
    said = dict(zip("fact:" + facts["id"], facts["sentence"], strict=True))
    result = pairs.copy()
    for side in ("target", "outcome"):
        found = result[f"{side}_evidence"].map(said)
        result[f"{side}_sentence"] = found.fillna(result[f"{side}_doc"]).fillna("")
    made = result["outcome_status"] == "derived"
    result.loc[made, "outcome_sentence"] = "由两年的水平推算"
    return result


def nature(indicator: str) -> Mapping[str, str]:
    """Return how an indicator may be compared: its row of ``data/etc/comparability.csv``.

    ``kind`` is flow, stock or rate; ``prices`` what growth rates are reckoned in (constant,
    current, adjusted for a changing scope, none); ``direction`` whether more (up) or less (down)
    is what targets ask for.

    Raises
    ------
    HzError
        If the file has no row for the indicator.

    Examples
    --------
    >>> nature("gdp")["prices"], nature("pm25")["direction"]
    ('constant', 'down')
    """
    try:
        return _natures()[indicator]
    except KeyError:
        raise HzError(
            f"comparability.csv: 没有指标“{indicator}”", "请为它加一行，说明能怎样比较"
        ) from None


@cache
def _natures() -> dict[str, dict[str, str]]:
    import csv

    with (paths.data() / "etc" / "comparability.csv").open(encoding="utf-8", newline="") as file:
        return {row["indicator"]: row for row in csv.DictReader(file)}


def _ranked(rows: "pd.DataFrame") -> "pd.DataFrame":
    order = rows.assign(
        _status=rows["status"].map(_STATUS).fillna(0) + (rows["origin"] != "document"),
        _bound=rows["bound"].map(_BOUND),
        _step=rows["step"] / rows["value"].abs().where(rows["value"] != 0),
    )
    keys = ["_status", "_bound", "_step"]
    return order.sort_values(keys, kind="stable").drop(columns=keys)


def horizons(data: "pd.DataFrame") -> dict[str, str]:
    """Return the last year of which anything is known, by place."""
    known = data[data["status"] != "target"]
    return known.assign(last=known["period"].str[-4:]).groupby("region")["last"].max().to_dict()


def _pair(goal: Goal, data: "pd.DataFrame", horizon: str, about: float) -> dict[str, Any]:
    known = data[(data["status"] != "target") & (data["region"] == goal.region)]
    same = known[(known["indicator"] == goal.indicator) & (known["period"] == goal.period)]
    like = _ranked(same[same["measure"] == goal.measure])
    answers = [judged(goal, row, about) for row in like.to_dict("records")]
    if not answers:
        from hzlib.views.derive import derived

        row = derived(goal, known, nature(goal.indicator))
        answers = [judged(goal, row, about)] if row else []
    decided = [answer for answer in answers if answer["verdict"] in (MET, MISSED)]
    answer = (decided or answers or [_silence(goal, same, horizon)])[0]
    return goal.row() | answer


def _silence(goal: Goal, same: "pd.DataFrame", horizon: str) -> dict[str, Any]:
    if goal.period[-4:] > horizon:
        return verdict(DUE, "期限在现有材料之后")
    if same.empty:
        return verdict(NO_ANSWER, "现有材料没有给出结果")
    from hzlib.views.common import label

    said = "、".join(
        f"{label(goal.indicator, row['measure'])}（{row['text']}）"
        for row in same.drop_duplicates("measure").to_dict("records")
    )
    return verdict(UNLIKE, f"同期只给出{said}，口径不同")
