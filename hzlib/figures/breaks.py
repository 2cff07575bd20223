"""Where a line must not join two marks, since what they show is measured on unlike bases."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from hzlib.evidence.basis import difference
from hzlib.evidence.value import Value
from hzlib.figures import style
from hzlib.figures.plot import is_bound


class Crossing(NamedTuple):
    """Where a line would go from one basis to another: half-way between two marks, and why."""

    x: float
    y: float
    reason: str


class Leg(NamedTuple):
    """The way from one mark of a curve to that of the next year; no line takes it for a reason."""

    x: tuple[float, float]
    y: tuple[float, float]
    values: tuple[Value, Value]
    reason: str


def legs(x: Iterable[float], y: Iterable[float], values: Iterable[Value | None]) -> list[Leg]:
    """Return the ways between the marks of a curve, from year to year, where no year is missing.

    Parameters
    ----------
    x, y : iterable of float
        Where the marks lie, from left to right.
    values : iterable of Value or None
        One a mark; None where the line is broken. A mere bound and a target lie on no curve.

    Examples
    --------
    >>> import hzlib as hz
    >>> rows = hz.corpus(reference=True).compare("gdp", place="杭州")
    >>> found = legs(map(int, rows["year_to"]), rows["value"], hz.values(rows))
    >>> [(one.x, bool(one.reason)) for one in found if one.x[0] in (2022, 2023)]
    [((2022, 2023), False), ((2023, 2024), True)]
    """
    drawn = zip(x, y, values, strict=True)
    marks = [(a, b, value) for a, b, value in drawn if value is not None and _on_curve(value)]
    return [
        Leg((x0, x1), (y0, y1), (before, after), difference(before.source, after.source))
        for (x0, y0, before), (x1, y1, after) in pairwise(marks)
        # Where years are missing the line is broken in any case.
        if x1 - x0 <= 1
    ]


def over_gaps(values: Iterable[Value]) -> list[str]:
    """Return why marks between which years are missing are not alike, each reason once.

    Parameters
    ----------
    values : iterable of Value
        The results of single years, in their order.

    Examples
    --------
    >>> import hzlib as hz
    >>> over_gaps(hz.values(hz.facts(indicator="life_expectancy", status=["actual", "estimate"])))
    ['范围不同：2020年的数载明“户籍人口”，2025年的数未载明']
    """
    pairs = pairwise(one for one in values if _on_curve(one))
    found = (difference(before.source, after.source) for before, after in pairs
             if int(after.period) - int(before.period) > 1)  # fmt: skip
    return list(dict.fromkeys(filter(None, found)))


def crossings(trace: Any, values: Sequence[Value | None]) -> list[Crossing]:
    """Return where a line through marks would go from one basis to another.

    Parameters
    ----------
    trace : plotly trace
        The marks, from left to right.
    values : sequence of Value or None
        One a mark; None where the line is broken.

    Examples
    --------
    >>> import plotly.graph_objects as go
    >>> import hzlib as hz
    >>> rows = hz.corpus(reference=True).compare("gdp", place="杭州").head(2)
    >>> drawn = go.Scatter(x=rows["year_to"].tolist(), y=rows["value"].tolist())
    >>> crossings(drawn, hz.values(rows))[0].reason
    '2014年的数早于第四次全国经济普查的修订'
    """
    return [
        Crossing(sum(one.x) / 2, sum(one.y) / 2, one.reason)
        for one in legs(trace.x, trace.y, values) if one.reason
    ]  # fmt: skip


def parted(reasons: Iterable[str]) -> str:
    """Return in words why two strokes break a line; nothing where none do.

    Examples
    --------
    >>> parted(["甲早于普查的修订", ""]), parted([""])
    ('数据点之间的“//”表示前后口径不同，不相连：甲早于普查的修订。', '')
    """
    said = "；".join(dict.fromkeys(filter(None, reasons)))
    return f"数据点之间的“//”表示前后口径不同，不相连：{said}。" if said else ""


def _on_curve(value: Value) -> bool:
    """Tell whether a number is a point of a curve: a stated bound and a target are none."""
    return value.status == "derived" or (value.status != "target" and not is_bound(value))


def bounded_apart(one: Value | None, other: Value | None) -> bool:
    """Tell whether a line must not join two numbers of several years, of which one is a bound.

    A result that is stated as a bound is no point of a curve; targets that are floors, and what is
    computed of these, make a curve of floors.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from hzlib.evidence.value import assumed
    >>> plain = assumed(5, "%", "放宽", "about")
    >>> floor = replace(plain, bound=">=")
    >>> bounded_apart(floor, floor), bounded_apart(plain, floor)
    (False, True)
    >>> bounded_apart(*[replace(floor, status="actual")] * 2)
    True
    """
    if one is None or other is None:
        return False
    sides = [value.bound if value.bound in (">=", "<=") else "" for value in (one, other)]
    stated = any(is_bound(value) and value.status != "derived" for value in (one, other))
    return stated or sides[0] != sides[1]


def strokes(trace: Any, crossed: Sequence[Crossing]) -> Any:
    """Return the trace of the two strokes that break a line; None if it is broken nowhere.

    Examples
    --------
    >>> import plotly.graph_objects as go
    >>> list(strokes(go.Scatter(x=[2014, 2016], y=[5, 7]), [Crossing(2015, 6, "普查")]).text)
    ['//']
    """
    import plotly.graph_objects as go

    if not crossed:
        return None
    x, y, _ = map(list, zip(*crossed, strict=True))
    colour = (trace.line.color if trace.line else None) or style.PALETTE[0]
    return go.Scatter(
        x=x, y=y, text=["//"] * len(x), textposition="middle center", mode="text",
        textfont={"color": colour, "size": 15}, meta=trace.meta, legendgroup=trace.legendgroup,
        visible=trace.visible, xaxis=trace.xaxis, yaxis=trace.yaxis,
    )  # fmt: skip
