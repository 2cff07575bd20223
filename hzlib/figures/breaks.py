"""Where a line must not join two marks, since what they show is measured on unlike bases."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from hzlib.evidence.basis import difference
from hzlib.evidence.value import Value
from hzlib.figures import style
from hzlib.figures.plot import is_bound, symbol


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
    marks = [(a, b, value) for a, b, value in drawn if value is not None and on_curve(value)]
    return [
        Leg((x0, x1), (y0, y1), (before, after), difference(before.source, after.source))
        for (x0, y0, before), (x1, y1, after) in pairwise(marks)
        # Where years are missing the line is broken in any case.
        if x1 - x0 <= 1
    ]


def over_gaps(x: Iterable[float], values: Iterable[Value | None]) -> list[str]:
    """Return why marks between which years are missing are not alike, each reason once.

    Parameters
    ----------
    x, values : iterable
        As of `legs`.

    Examples
    --------
    >>> import hzlib as hz
    >>> found = hz.values(hz.facts(indicator="life_expectancy", status=["actual", "estimate"]))
    >>> over_gaps([2020, 2025], found)
    ['范围不同：2020年的数载明“户籍人口”，2025年的数未载明']
    """
    drawn = zip(x, values, strict=True)
    marks = [(year, value) for year, value in drawn if value is not None and on_curve(value)]
    found = (difference(before.source, after.source)
             for (first, before), (last, after) in pairwise(marks) if last - first > 1)  # fmt: skip
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


def parted(reasons: Iterable[str], over: Iterable[str] = ()) -> str:
    """Return in words why two strokes break a line, and why none goes over years without a mark.

    Examples
    --------
    >>> parted(["甲早于普查的修订", ""]), parted([""])
    ('数据点之间的“//”表示前后口径不同，不相连：甲早于普查的修订。', '')
    >>> parted(["甲早于普查的修订"], ["甲早于普查的修订", "范围不同"]).split("。")[1]
    '不相连的数口径不同：范围不同'
    """
    signed = dict.fromkeys(filter(None, reasons))
    others = [one for one in dict.fromkeys(over) if one not in signed]
    said = f"数据点之间的“//”表示前后口径不同，不相连：{'；'.join(signed)}。" if signed else ""
    return said + (f"不相连的数口径不同：{'；'.join(others)}。" if others else "")


def is_expected(value: Value) -> bool:
    """Tell whether a number is drawn as an estimate, of whatever origin.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from hzlib.evidence.value import assumed
    >>> one = assumed(5, "%", "放宽", "about")
    >>> is_expected(one), is_expected(replace(one, status="estimate"))
    (False, True)
    """
    return symbol(value) in ("circle-open", "circle-x-open")


def dashed(trace: Any, ways: Sequence[tuple[tuple[float, float], tuple[float, float]]]) -> Any:
    """Return the trace of the broken lines to and from estimates; None if there are none.

    Parameters
    ----------
    trace : plotly trace
        Whose lines these are.
    ways : sequence of pair of pair of float
        Where each begins and ends, across and up.

    Examples
    --------
    >>> import plotly.graph_objects as go
    >>> list(dashed(go.Scatter(x=[2024, 2025], y=[5, 6]), [((2024, 2025), (5, 6))]).x)
    [2024, 2025, 2025]
    """
    import plotly.graph_objects as go

    if not ways:
        return None
    return go.Scatter(
        x=[place for x, _ in ways for place in (*x, x[1])],
        y=[place for _, y in ways for place in (*y, None)],
        mode="lines", line={"color": trace.line.color, "width": trace.line.width, "dash": "dash"},
        zorder=-1,  # behind the marks, which are hollow
        hoverinfo="skip", meta=trace.meta, legendgroup=trace.legendgroup, visible=trace.visible,
        xaxis=trace.xaxis, yaxis=trace.yaxis,
    )  # fmt: skip


def on_curve(value: Value) -> bool:
    """Tell whether a number is a point of a curve: a stated bound and a target are none.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from hzlib.evidence.value import assumed
    >>> one = assumed(5, "%", "放宽", "about")
    >>> on_curve(one), on_curve(replace(one, status="target"))
    (True, False)
    """
    return value.status == "derived" or (value.status != "target" and not is_bound(value))


def bounded_apart(one: Value | None, other: Value | None) -> bool:
    """Tell whether a line must not join two numbers of several years: a target, or one a bound.

    A result that is stated as a bound is no point of a curve, nor is a target, which is one of its
    year; what is computed of targets that are floors makes a curve of floors.

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
    >>> bounded_apart(*[replace(plain, status="target")] * 2)
    True
    """
    if one is None or other is None:
        return False
    sides = [value.bound if value.bound in (">=", "<=") else "" for value in (one, other)]
    return sides[0] != sides[1] or not (on_curve(one) and on_curve(other))


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
