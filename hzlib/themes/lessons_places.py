"""What lessons 6 to 10 show that a student need not read: tables, and words as values."""

from typing import TYPE_CHECKING, Any

from hzlib.errors import HzError
from hzlib.evidence.sentence import joined
from hzlib.evidence.value import Missing, Value
from hzlib.figures.specification import Column, Table, kindly, need
from hzlib.frames.beside import beside
from hzlib.frames.names import indicator_id, measure_id
from hzlib.frames.selection import label, select
from hzlib.text.corpus import Document, documents
from hzlib.themes.target_outcome import result
from hzlib.words.comparison import word_trends
from hzlib.words.tokens import label as short_title
from hzlib.words.values import value_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["rate", "size", "structure", "targets", "times", "verdict", "words_table"]


# --- targets and what became of them --------------------------------------------------------------


def verdict(
    pairs: "pd.DataFrame", indicator: str, measure: str, year: str | int, place: str = "杭州市"
) -> str:
    """Return the verdict on a target; names as people write them.

    Examples
    --------
    >>> import hzlib as hz
    >>> verdict(hz.outcomes(hz.facts(reference=True)), "生产总值", "增速", 2022)
    '未达到'
    """
    asked = {"indicator": indicator_id(indicator), "measure": measure_id(measure)}
    rows = select(pairs, region=place, period=str(year), **asked)
    return str(rows["verdict"].iloc[0])


@kindly
def targets(pairs: "pd.DataFrame", place: str, year: str | int) -> Table:
    """Return a place's targets for a year, all of them, with what is known of each.

    Parameters
    ----------
    pairs : DataFrame
        What `hzlib.outcomes` returns.
    place : str
        Whose targets.
    year : str or int
        For which year.

    Examples
    --------
    >>> import hzlib as hz
    >>> len(targets(hz.outcomes(hz.facts(reference=True)), "杭州市", 2025).rows)
    9
    """
    rows = need(select(pairs, region=place, period=str(year)), f"{place}{year}年的目标")
    return Table.each(
        rows.itertuples(),
        ("指标", lambda row: label(row.indicator, row.measure, row.target.unit)),
        (Column("目标", "p"), "target"),
        ("结果", lambda row: result(row.outcome)),
        ("判断", "verdict"),
        ("依据", "reason"),
        caption=f"{place}{year}年的目标与结果",
    )
