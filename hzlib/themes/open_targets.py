"""Targets that are no indicator beside the numbers that may answer them, to be confirmed or not."""

from typing import TYPE_CHECKING, Any

from hzlib import wording
from hzlib.evidence.clause import clause
from hzlib.evidence.sentence import Sentence, joined, sentence
from hzlib.evidence.value import Value, counted
from hzlib.figures.display import show
from hzlib.figures.specification import Column, Note, Table, kindly, need
from hzlib.frames import open_targets as frames
from hzlib.frames.quantities import quantities
from hzlib.messages import told

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["open_account", "open_answers", "open_goals", "open_targets"]


def open_targets(source: Any = None, place: str = "") -> "pd.DataFrame":
    """Return the open targets of a place that have an answer, those with a confirmed one first.

    A row of ``matches.csv`` that names no number of the documents at hand is told in a note.

    Parameters
    ----------
    source : str, Path, Document, Corpus or iterable of these, optional
        As for `hzlib.frames.open_targets.open_targets`.
    place : str, optional
        Whose targets; those of all places if not given.

    Returns
    -------
    DataFrame
        The fields of `hzlib.frames.open_targets.OpenPair`.

    Examples
    --------
    >>> open_targets(["hangzhou-gwr-2023", "hangzhou-plan-2024"], "杭州市")["state"].iloc[0]
    '已确认'
    """
    for row in frames.strays(source):
        lost = told("matches.csv: {target}, {outcome}: the documents state no such numbers",
                    target=row.target, outcome=row.outcome)  # fmt: skip
        show(Note(lost))
    rows = frames.open_targets(source)
    rows = rows[(rows["region"] == place) | (not place)]
    settled = rows["state"] == frames.CONFIRMED
    return rows.loc[[*rows.index[settled], *rows.index[~settled]]].reset_index(drop=True)


def open_goals(source: Any, place: str) -> "pd.DataFrame":
    """Return all numbers that set a place a target and are no indicator, answered or not.

    ``sought`` tells of each whether its name is good to look for an answer by.

    Parameters
    ----------
    source : str, Path, Document, Corpus or iterable of these
        As for `open_targets`.
    place : str
        Whose targets.

    Examples
    --------
    >>> goals = open_goals("hangzhou-gwr-2023", "杭州市")
    >>> set(goals["status"]), 0 < sum(goals["sought"].tolist()) < len(goals)
    ({'target'}, True)
    """
    rows = quantities(source)
    goals = rows[(rows["status"] == "target") & (rows["indicator"] == "")]
    goals = goals[(goals["region"] == place) & (goals["measure"] != "other")]
    return goals.assign(sought=goals["id"].isin(frames.looked_for(source)))


def open_account(rows: "pd.DataFrame", goals: "pd.DataFrame") -> Sentence | None:
    """Return how many open targets were looked at, and how many have an answer, in words.

    Parameters
    ----------
    rows : DataFrame
        What `open_targets` returns of the place.
    goals : DataFrame
        What `open_goals` returns.

    Examples
    --------
    >>> books = ["hangzhou-gwr-2023", "hangzhou-plan-2024"]
    >>> said = open_account(open_targets(books, "杭州市"), open_goals(books, "杭州市"))
    >>> str(said).endswith("已确认的6个，结果均不低于目标；待确认的1个。")
    True
    """
    if goals.empty:
        return None
    all = counted(list(goals["evidence"]), "处", "指标目录以外的目标")
    sure, likely = (rows[rows["state"] == one] for one in (frames.CONFIRMED, frames.PROPOSED))
    told = [_confirmed(sure)] if len(sure) else []
    told += [sentence("待确认的{n}", n=_counted(likely, "待确认的目标"))] if len(likely) else []
    n = _counted(rows, "查到后续数值的目标")
    found = sentence("查到后续数值的{n}：", n=n) + joined("；", told) if told else "未查到后续数值"
    sought = list(goals.loc[goals["sought"], "evidence"])
    return sentence(
        "{place}指标目录以外的目标数共{all}（含工作项数等），其中{sought}的名称可供查找，{found}。",
        place=goals["region"].iloc[0], all=all, found=found,
        sought=counted(sought, "处", "可按名称查找的目标", list(goals["evidence"])),
    )  # fmt: skip


def _confirmed(sure: "pd.DataFrame") -> Sentence:
    reached = sure[sure["gap"].map(float) >= 0]
    n = _counted(sure, "结果已确认的目标")
    if reached.empty:
        return sentence("已确认的{n}", n=n)
    if len(reached) == len(sure):
        return sentence("已确认的{n}，结果均不低于目标", n=n)
    return sentence("已确认的{n}，其中结果不低于目标的{reached}", n=n,
                    reached=_counted(reached, "结果不低于目标的"))  # fmt: skip


def _counted(rows: "pd.DataFrame", noun: str) -> Value:
    return counted(list(rows["member"]), "个", noun)


@kindly
def open_answers(rows: "pd.DataFrame", place: str) -> Table:
    """Return the table of open targets and their answers as pairs of sentences.

    Parameters
    ----------
    rows : DataFrame
        What `open_targets` returns.
    place : str
        Whose targets.
    """
    own = need(rows[rows["region"] == place], f"{place}指标目录以外、有后续数值的目标")
    count = counted(own["member"], "个", "指标目录以外、有后续数值的目标")
    return Table.each(
        own.itertuples(),
        # A sentence may state several numbers: it is named which one is meant.
        ("对象", "subject"),
        ("目标原句", lambda row: _said(row.target)), ("结果原句", lambda row: _said(row.outcome)),
        ("时期", _when), (Column("结果与目标之差", "+"), "gap"),
        ("是否同一事项", _settled),
        caption=sentence("{place}指标目录以外、有后续数值的{count}目标", place=place, count=count),
    )  # fmt: skip


def _when(row: Any) -> str:
    """Return the period of a target, and that of its answer if it is another one."""
    periods = dict.fromkeys((row.period, row.outcome.period))
    return " → ".join(map(wording.period, periods))


def _said(value: Value) -> Sentence:
    words = clause(value, value.source.place)  # type: ignore[attr-defined]
    return words + ("（预计）" if value.status == "estimate" else "")


def _settled(row: Any) -> str:
    """Return whether an answer is confirmed, and why."""
    return f"{row.state}：{row.note}" if row.note else str(row.state)
