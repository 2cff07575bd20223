"""Tables of a district beside its city."""

from typing import TYPE_CHECKING, Any

from hzlib.evidence.sentence import sentence
from hzlib.evidence.value import Missing, Value, counted
from hzlib.figures.specification import Column, Table, kindly, need
from hzlib.themes.qiantang.beside import (
    BOTH,
    PART,
    WHOLE,
    beside,
    intensities,
    plan_and_result,
)

if TYPE_CHECKING:
    import pandas as pd


@kindly
def intensity_table(data: "pd.DataFrame", part: str, whole: str, year: str | int) -> Table:
    """Return the table of amounts per resident, investment per output and rates.

    Parameters
    ----------
    data : DataFrame
        The common frame (`hzlib.frames.facts.gather`).
    part, whole : str
        Full names of the two places, the district and the city.
    year : str or int
        The year.
    """
    rows = intensities(data, beside(data, part, whole, year), part, whole, year)
    need(rows, f"{year}年{part}和{whole}的人均数和比率")
    cells = tuple((row.name, row.part, row.whole) for row in rows.itertuples())
    caption = "人均数用年末常住人口"
    if any(isinstance(cell, Missing) for row in cells for cell in row):
        caption += "；“—”是文件和参考数据都没有的数"
    return Table(("指标", part, whole), cells, f"{caption}。")


@kindly
def coverage_table(data: "pd.DataFrame", part: str, whole: str, year: str | int) -> Table:
    """Return the table of what only one of the two places states.

    Parameters
    ----------
    data : DataFrame
        The common frame.
    part, whole : str
        Full names of the two places, the district and the city.
    year : str or int
        The year.
    """
    rows = list(beside(data, part, whole, year).itertuples())
    need(rows, f"{year}年{part}和{whole}的指标")
    names = {PART: part, WHOLE: whole}
    every = [row.member for row in rows]
    nouns = {BOTH: "两地都有的指标", PART: f"只有{part}有的指标", WHOLE: f"只有{whole}有的指标"}
    counts = {
        known: counted([row.member for row in rows if row.known == known], "项", noun, among=every)
        for known, noun in nouns.items()
    }
    caption = sentence(
        "两地都有{both}，只有{part}{mine}，只有{whole}{theirs}（总量与增速分开数）。",
        both=counts[BOTH], part=part, mine=counts[PART], whole=whole, theirs=counts[WHOLE],
    )  # fmt: skip
    cells = tuple(
        (names[row.known], row.name, getattr(row, row.known), row.unit)
        for row in rows
        if row.known in names
    )
    return Table(("只见于", "指标", Column("数值", "#"), "单位"), cells, caption)


@kindly
def plan_table(data: "pd.DataFrame", place: str, year: str | int) -> Table:
    """Return the table of next year's targets beside this year's results.

    Parameters
    ----------
    data : DataFrame
        The common frame.
    place : str
        The place.
    year : str or int
        The year of the results.
    """
    rows = list(plan_and_result(data, place, year).itertuples())
    need(rows, f"{place}{int(year) + 1}年的目标")
    every = [row.member for row in rows]
    known = [row for row in rows if isinstance(row.gap, Value)]
    answered = [row.member for row in known]
    lower = [row.member for row in known if row.gap < 0]
    caption = sentence(
        "{every}目标里{answered}有上年结果，其中{lower}定得比上年结果低。"
        "目标多是底线，低于上年结果不等于预计下降。",
        every=counted(every, "个", f"{int(year) + 1}年的目标"),
        answered=counted(answered, "个", "有上年结果的目标", among=every),
        lower=counted(lower, "个", "定得比上年结果低的目标", among=answered),
    )
    columns = ("指标", Column(f"{year}年结果", "p"), Column(f"{int(year) + 1}年目标", "p"),
               Column("目标减结果", "+"))  # fmt: skip
    return Table(columns, tuple(map(_planned, rows)), caption)


def _planned(row: Any) -> tuple[Any, ...]:
    return row.name, row.result, row.plan, row.gap
