"""Targets that are no indicator beside the numbers that may answer them, to be confirmed or not."""

from typing import TYPE_CHECKING, Any

from hzlib import wording
from hzlib.evidence.clause import clause
from hzlib.evidence.sentence import Sentence, sentence
from hzlib.evidence.value import Value, counted
from hzlib.figures.display import show
from hzlib.figures.specification import Column, Note, Table, kindly, need
from hzlib.frames import open_targets as frames
from hzlib.messages import told

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["open_answers", "open_targets"]


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
        ("时期", _when), ("目标原句", lambda row: _said(row.target)),
        ("结果原句", lambda row: _said(row.outcome)), (Column("结果与目标之差", "+"), "gap"),
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
    """Return whether an answer is confirmed and why, or the row that would confirm it."""
    if row.state == frames.CONFIRMED:
        return f"{row.state}：{row.note}" if row.note else str(row.state)
    return f"{row.state}。确认须写入：{row.row}"
