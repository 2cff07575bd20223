"""What lessons show of rounding, vintages and contributions, where the code is no matter."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hzlib import lookups, wording
from hzlib.evidence.basis import measured
from hzlib.evidence.value import Value, both_ends
from hzlib.figures.own import explore
from hzlib.figures.specification import Column, Figure, Note, Table
from hzlib.frames.facts import ReferenceSource
from hzlib.frames.rows import frame_of
from hzlib.frames.selection import name, pick, series, values

if TYPE_CHECKING:
    import pandas as pd

PARTS = ("services_va", "industrial_va", "digital_core_va")


# --- rounding -------------------------------------------------------------------------------------


def rounding(data: "pd.DataFrame", place: str, indicator: str = "gdp") -> Table:
    """Return printed levels with what the number behind each can be.

    Parameters
    ----------
    data : DataFrame
        The facts (`hzlib.facts`).
    place, indicator : str
        The place and the indicator.

    Examples
    --------
    >>> import hzlib as hz
    >>> print(rounding(hz.facts("hangzhou-gwr-2023"), "杭州市").rows[0][2])
    18,752.5亿元
    """
    rows = series(data, indicator, "level", place, plain=True)
    rows = rows[rows["bound"] == "="]
    return Table(
        ("年份", Column("公布数", "p"), "真数的下限", "真数的上限", "半位占公布数的比重"),
        tuple(_ends(one, name(indicator)) for one in values(rows)),
        caption=f"{place}{name(indicator)}：公布数与真数的范围",
    )


def _ends(one: Value, what: str) -> tuple[str, Value, Value, Value, Value]:
    span, words = one.interval, f"公布数为四舍五入值，取{{end}}的一端，求得{what}。"
    low, high = both_ends(span, f"{what}的真数", words, one.unit, [one], 1)
    return wording.period(one.period), one, low, high, ((high - low) / 2 / one).percent(3)


# --- vintages -------------------------------------------------------------------------------------


def vintages(data: "pd.DataFrame", place: str, indicator: str = "gdp") -> Table:
    """Return the levels of an indicator, when each was published and what it did not know yet.

    Parameters
    ----------
    data : DataFrame
        The facts (`hzlib.facts`).
    place, indicator : str
        The place and the indicator.

    Examples
    --------
    >>> import hzlib as hz
    >>> [row[3] for row in vintages(hz.facts(reference=True), "杭州市").rows[-2:]]
    ['第五次全国经济普查', '—']
    """
    rows = values(series(data, indicator, "level", place, plain=True))
    return Table(
        ("年份", Column("总量", "p"), "公布年份", "公布时尚未进行的修订", "出自"),
        tuple(_vintage(one) for one in rows),
        caption=f"{place}{name(indicator)}：每个数公布于何时",
    )


def _vintage(one: Value) -> tuple[str, Value, str, str, str]:
    known = measured(one.source)
    published, title = _published(one.source)
    before = "、".join(known.basis.before) if known else ""
    return wording.period(one.period), one, wording.period(str(published)), before or "—", title


def _published(source: Any) -> tuple[int, str]:
    """Return the year in which a figure was published, and in what."""
    if isinstance(source, ReferenceSource):
        return source.figure.published, source.figure.source_title
    return source.document.year, source.document.title


def revisions(survey: str = "国民经济核算", reach: int = 0) -> Table:
    """Return the revisions of past years' levels that a survey had, as the project knows them.

    Parameters
    ----------
    survey : str, optional
        The statistics, as ``data/etc/revisions.csv`` names them.
    reach : int, optional
        Only those that revised figures of this year or of later ones.

    Examples
    --------
    >>> [row[0] for row in revisions(reach=2014).rows]
    ['第四次全国经济普查', '第五次全国经济普查']
    """
    known = (one for one in lookups.read(lookups.Revision) if one.survey == survey)
    rows = (one for one in known if one.last >= reach)
    return Table(
        ("修订的原因", "修订到哪一年", "哪一年起的文件用新数", "依据"),
        tuple(
            (one.event, *(wording.period(str(year)) for year in (one.last, one.since)), one.source)
            for one in rows
        ),
        caption=f"{survey}：对以前年份的修订",
    )


# --- contributions --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Contribution:
    """What a part gave to the growth of a whole in a year.

    Attributes
    ----------
    indicator, name, period : str
        The part and the year.
    before, level, growth : Value
        Its levels of the year before and of the year, in current prices; its real growth.
    gain, rate : Value
        By how much it rose, and what that is of the rise of the whole in per cent.
    weight, pull : Value
        Its share of the whole in the year before, and that share of its real growth in percentage
        points.
    """

    indicator: str
    name: str
    period: str
    before: Value
    level: Value
    growth: Value
    gain: Value
    rate: Value
    weight: Value
    pull: Value


def contributions(
    data: "pd.DataFrame",
    place: str,
    year: int,
    parts: tuple[str, ...] = PARTS,
    whole: str = "gdp",
) -> "pd.DataFrame":
    """Return what parts gave to the growth of a whole, one row a part whose figures are known.

    The pull is the share of the year before in current prices times real growth: what the bureau
    reckons of levels in constant prices, which no document tells, it comes near to.

    Parameters
    ----------
    data : DataFrame
        The facts (`hzlib.facts`).
    place : str
        The place.
    year : int
        The year.
    parts, whole : tuple of str, str
        The indicators.

    Returns
    -------
    DataFrame
        The columns of `Contribution`.

    Examples
    --------
    >>> import hzlib as hz
    >>> row = contributions(hz.facts(reference=True), "杭州市", 2023).iloc[0]
    >>> str(row.rate), str(row.pull), row.pull.source.text
    ('96.3%', '4.91个百分点', '12,787 ÷ 18,753 × 7.2')
    """
    return frame_of(_contributions(data, place, year, parts, whole), Contribution)


def _contributions(
    data: "pd.DataFrame", place: str, year: int, parts: tuple[str, ...], whole: str
) -> Iterator[Contribution]:
    wholes = [pick(data, whole, "level", one, place) for one in (year - 1, year)]
    for part in parts:
        own = [pick(data, part, "level", one, place) for one in (year - 1, year)]
        stated = [*wholes, *own, pick(data, part, "growth", year, place)]
        known = [one for one in stated if isinstance(one, Value)]
        if len(known) < len(stated):
            continue
        first, last, before, level, growth = known
        gain, weight = level - before, before / first
        yield Contribution(
            part, name(part), str(year), before, level, growth,
            gain, (gain / (last - first)).percent(1),
            weight.percent(1), (weight * growth).having("pp", 2),
        )  # fmt: skip


def contribution_table(
    data: "pd.DataFrame", place: str, year: int, parts: tuple[str, ...] = PARTS
) -> Table:
    """Return `contributions` to the growth of output as a table.

    Examples
    --------
    >>> import hzlib as hz
    >>> len(contribution_table(hz.facts(reference=True), "杭州市", 2023).rows)
    3
    """
    rows = contributions(data, place, year, parts)
    return Table.each(
        rows.itertuples(),
        ("产业", "name"), ("上年总量", "before"), ("当年总量", "level"), ("增量", "gain"),
        ("贡献率（现价）", "rate"), ("上年占比", "weight"), ("实际增速", "growth"),
        ("拉动（近似）", "pull"),
        caption=f"{year}年{place}各产业对地区生产总值增长的贡献和拉动",
    )  # fmt: skip


def pulls(
    data: "pd.DataFrame", place: str, years: tuple[int, ...], parts: tuple[str, ...] = PARTS
) -> Figure | Note:
    """Return the figure of by how many points parts pulled output through the years.

    Examples
    --------
    >>> import hzlib as hz
    >>> figure = pulls(hz.facts(reference=True), "杭州市", (2021, 2022, 2023))
    >>> [trace.name for trace in figure.figure.data]
    ['规模以上工业增加值', '数字经济核心产业增加值', '服务业增加值']
    """
    import pandas as pd
    import plotly.express as px

    rows = pd.concat([contributions(data, place, year, parts) for year in years])
    rows = rows.astype({"period": int})
    words = {"period": "年份", "pull": "拉动（个百分点）", "name": "产业"}
    figure = px.bar(rows, "period", "pull", color="name", barmode="group", labels=words)
    return explore(figure, title=f"{place}各产业拉动地区生产总值增长的百分点（近似）")
