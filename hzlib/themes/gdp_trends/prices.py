"""Nominal growth, real growth, and the price change that both imply."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hzlib.errors import HzError
from hzlib.evidence.interval import Interval, printed
from hzlib.evidence.sentence import Sentence, joined, sentence
from hzlib.evidence.sources import Item, MethodSource
from hzlib.evidence.value import Value
from hzlib.figures import style
from hzlib.figures.printing import in_print, mark, paper
from hzlib.figures.specification import Column, Figure, Table, kindly, need
from hzlib.frames.outcomes import nature
from hzlib.frames.rows import frame_of
from hzlib.frames.selection import name, series

if TYPE_CHECKING:
    import pandas as pd

_BLUE, _RED, _GREEN = style.PALETTE[:3]


@dataclass(frozen=True)
class Price:
    """Growth of one year, nominal and real, and the deflator between the two.

    Attributes
    ----------
    period : str
        The year.
    base, level : Value
        The levels of the year before and of the year.
    nominal, real, deflator : Value
        In per cent.
    low, high : Value
        What the deflator can be by the rounding of the printed levels and growth.
    rough : bool
        Whether the base is only expected or only about right.
    """

    period: str
    base: Value
    level: Value
    nominal: Value
    real: Value
    deflator: Value
    low: Value
    high: Value
    rough: bool


def prices(data: "pd.DataFrame", region: str, indicator: str = "gdp") -> "pd.DataFrame":
    """Return nominal growth, real growth and the deflator that both imply, one row a year.

    Nominal growth is computed from two levels in a row, real growth is what a source states. Their
    quotient is the implied deflator: the price change, and with it whatever revision of the base
    year lies between the two levels.

    Parameters
    ----------
    data : DataFrame
        The common frame (`hzlib.gather`).
    region, indicator : str
        The place and an indicator whose growth is real.

    Returns
    -------
    DataFrame
        The columns of `Price`.

    Raises
    ------
    HzError
        If the growth of the indicator is not in constant prices.

    Examples
    --------
    >>> import hzlib as hz
    >>> row = prices(hz.gather(), "杭州市").iloc[-2]
    >>> row.period, str(row.deflator), row.deflator.source.text
    ('2023', '1.3%', '(20,059 ÷ 18,753 ÷ (1 + 5.6 ÷ 100) − 1) × 100')
    """
    if nature(indicator).prices != "constant":
        raise HzError(
            "{name}: its growth is not in constant prices",
            "a deflator comes from real growth only",
            name=name(indicator),
        )
    levels, growth = (_rows(data, indicator, measure, region) for measure in ("level", "growth"))
    rows = [
        _price(levels[base], level, growth[period])
        for period, level in levels.items()
        if (base := str(int(period) - 1)) in levels and period in growth
    ]
    return frame_of(rows, Price)


def _rows(
    data: "pd.DataFrame", indicator: str, measure: str, region: str
) -> dict[str, dict[Any, Any]]:
    found = series(data, indicator, measure, region, plain=True)
    return {row["period"]: row for row in found.to_dict("records")}


def _price(first: dict[Any, Any], then: dict[Any, Any], rate: dict[Any, Any]) -> Price:
    base, level, real = Value.of(first), Value.of(then), Value.of(rate)
    real_factor = stated(real).times(Fraction(1, 100)).plus(1)
    spread = (stated(level) / stated(base) / real_factor).plus(-1).times(100)
    low, high = rounding(spread, "%", "隐含平减指数", (level, base, real))
    nominal = (level / base - 1).percent(1)
    deflator = (level / base / (1 + real / 100) - 1).percent(1)
    return Price(
        level.period,
        base,
        level,
        replace(nominal, period=level.period),
        real,
        replace(deflator, period=level.period),
        low,
        high,
        rough=first["status"] != "actual" or base.bound != "=",
    )


def stated(value: Value) -> Interval:
    """Return what a stated number can be by the rounding of its print."""
    return printed(value.printed, value.number)


def rounding(
    spread: Interval, unit: str, name: str, parts: tuple[Value, ...]
) -> tuple[Value, Value]:
    """Return both ends of an interval as values.

    Parameters
    ----------
    spread : Interval
        The interval.
    unit, name : str
        Of the number whose interval it is.
    parts : tuple of Value
        The printed numbers that leave it open.
    """
    ranges = "，".join(f"{part} 可以是 {stated(part)}" for part in parts)
    items = tuple(Item(f"{part.period}年 {part}", part.source) for part in parts)
    ends = []
    for end, which in ((spread.low, "最小"), (spread.high, "最大")):
        words = f"印出的数都是四舍五入的：{ranges}；各取一端，{name}{which}是这个数。"
        source = MethodSource("舍入范围", words, float(end), unit, items)
        ends.append(Value(float(end), unit, source, "derived", digits=2 if unit == "%" else None))
    return ends[0], ends[1]


@kindly
@in_print
def nominal_and_real(data: "pd.DataFrame", place: str, indicator: str = "gdp") -> Figure:
    """Return the printed figure of nominal growth, real growth and the implied deflator.

    Parameters
    ----------
    data : DataFrame
        The common frame (`hzlib.gather`).
    place, indicator : str
        The place and an indicator whose growth is real.

    Examples
    --------
    >>> import hzlib as hz
    >>> str(nominal_and_real(hz.gather(), "杭州市").title)
    '2024年名义增长9.0%，实际增长4.7%，隐含平减指数+4.1%'
    """
    what = f"{place}相邻两年的{name(indicator)}和增速"
    rows = list(need(prices(data, place, indicator), what).itertuples(index=False))
    last = rows[-1]
    star = "＊上年只有预计数，不足为凭；" if any(row.rough for row in rows) else ""
    title = "{year}年名义增长{nominal}，实际增长{real}，隐含平减指数{deflator:+}"
    return Figure(
        _sheet(rows),
        title=sentence(title, year=last.period, nominal=last.nominal, real=last.real,
                   deflator=last.deflator),
        caption=f"{star}平减指数里混有上年总量的修订，不等于物价涨幅；上下限只计印出数字的舍入。",
        alt=sentence("{place}{name}名义与实际增速对比：{told}。", place=place, name=name(indicator),
                 told=joined("；", map(_told, rows))),
        table=_table(rows),
    )  # fmt: skip


def _told(row: Any) -> Sentence:
    words = "{year}年名义{nominal}、实际{real}、平减指数{deflator:+}"
    return sentence(
        words, year=row.period, nominal=row.nominal, real=row.real, deflator=row.deflator
    )


def _table(rows: list[Any]) -> Table:
    unit = rows[0].level.unit
    columns = (
        "年份", Column(f"上年总量（{unit}）", "#"), Column(f"当年总量（{unit}）", "#"),
        Column("名义增速（%）", "#"), Column("实际增速（%）", "#"),
        Column("隐含平减指数（%）", "+#"), Column("舍入下限（%）", "+#"),
        Column("舍入上限（%）", "+#"),
    )  # fmt: skip
    return Table(
        columns,
        tuple(
            (
                row.period, row.base, row.level, row.nominal, row.real, row.deflator, row.low,
                row.high,
            )
            for row in rows
        ),
    )  # fmt: skip


def _sheet(rows: list[Any]) -> Any:
    """Return the sheet: growth of both kinds above, the deflator below."""
    sheet, (top, bottom) = paper(7.2, 5.0, nrows=2, sharex=True, height_ratios=[3, 2])
    at = range(len(rows))
    nominal, real = ([getattr(row, column) for row in rows] for column in ("nominal", "real"))
    _bars(top, [place - 0.2 for place in at], nominal, _RED, "名义增速（由两年现价总量推算）")
    for status in dict.fromkeys(value.status for value in real):
        part = [(place, value) for place, value in enumerate(real) if value.status == status]
        told = "参考数据" if status == "reference" else "文件"
        label = f"实际增速（{told}所述，不变价）"
        _bars(top, [place + 0.2 for place, _ in part], [value for _, value in part], _BLUE, label)
    top.set_ylabel("比上年增长（%）")
    top.margins(y=0.2)
    top.legend(loc="upper right", fontsize=9)
    _bars(bottom, list(at), [row.deflator for row in rows], _GREEN, "隐含平减指数", 0.5, "+")
    bottom.set_ylabel("隐含平减指数（%）")
    bottom.axhline(0, color=style.GROUNDS["muted"][0], linewidth=0.8)
    bottom.margins(y=0.25)
    bottom.set_xticks(list(at), [f"{row.period}{'＊' if row.rough else ''}" for row in rows])
    bottom.set_xlabel("年份")
    return sheet


def _bars(
    axes: Any, at: list[Any], values: list[Value], colour: str, label: str,
    width: float = 0.38, sign: str = "",
) -> None:  # fmt: skip
    """Draw bars of one kind of number, each with its number over it."""
    look = style.printed_bar(values[0].status, colour)
    bars = axes.bar(at, [value.number for value in values], width, label=label, **look)
    mark(bars, values)
    axes.bar_label(bars, [format(one, f"{sign}#") for one in values], fontsize=8, padding=1)
