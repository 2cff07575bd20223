"""Figures of single years as a still picture, which is light: results, and targets beside them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from hzlib import wording
from hzlib.evidence.basis import difference
from hzlib.evidence.sentence import Sentence, joined, sentence
from hzlib.evidence.value import Value
from hzlib.figures import style
from hzlib.figures.own import explore
from hzlib.figures.plot import is_bound, symbol
from hzlib.figures.printing import in_print, mark
from hzlib.figures.specification import Figure, Note

_SIZE = (7.2, 3.3)  # inches
_INSIDE = {"left": 0.16, "right": 0.97, "bottom": 0.12, "top": 0.88}
_TICKS = 8  # years that are written at the most
_ROOM = 0.16  # of the height, over the highest mark and under the lowest
# What the legend calls a mark whose look says more than its kind.
_SAID = {
    "line-ew-open": "仅为界限", "x-open": "参考数据的目标", "circle-x-open": "参考数据的预计",
}  # fmt: skip
_ONE_ROW = 14  # signs of a legend, of one row on the narrowest drawing
_LABELLED = 14  # marks that have room for their numbers


@in_print
def years(values: Sequence[Value], title: Sentence | str = "") -> Figure | Note:
    """Return a still figure of an indicator's values of single years, of one unit.

    Results that follow one another are joined by a line if both are plain numbers of one basis
    (`hzlib.evidence.basis.difference`); targets stand by themselves.

    Parameters
    ----------
    values : sequence of Value
        In any order; each of a year.
    title : Sentence or str, optional
        What the figure finds.

    Examples
    --------
    >>> import hzlib as hz
    >>> rows = hz.corpus(reference=True).compare("gdp", "growth", "杭州")
    >>> str(years(hz.values(rows)).caption)
    '线段断开处缺少年份，或一端仅为界限。'
    """
    from matplotlib.figure import Figure as Sheet

    sheet: Any = Sheet(figsize=_SIZE, layout="none")  # type: ignore[arg-type]
    axes = sheet.subplots(gridspec_kw=_INSIDE)
    ordered = sorted(values, key=lambda one: (one.period, one.status))
    results = [one for one in ordered if one.status != "target"]
    broken = False
    for one, other in pairwise(results):
        if _joined(one, other):
            axes.plot([int(one.period), int(other.period)], [one.number, other.number],
                      color=style.PALETTE[0], linewidth=1.8, zorder=2)  # fmt: skip
        else:
            broken = True
    _dots(axes, ordered)
    _scaled(axes, ordered)
    unlike = any(difference(one.source, other.source) for one, other in pairwise(results))
    why = "两端口径不同，" if unlike else ""
    caption = f"线段断开处{why}缺少年份，或一端仅为界限。" if broken else ""
    return explore(sheet, title=title, caption=caption, alt=_told(ordered))


def _joined(one: Value, other: Value) -> bool:
    follows = int(other.period) == int(one.period) + 1
    plain = not is_bound(one) and not is_bound(other)
    return follows and plain and not difference(one.source, other.source)


def _dots(axes: Any, values: Sequence[Value]) -> None:
    """Draw the marks, each kind of number as it looks everywhere, named in the legend."""
    kinds: dict[str, list[Value]] = {}
    for one in sorted(values, key=lambda one: list(wording.STATUSES).index(one.status)):
        kinds.setdefault(symbol(one), []).append(one)
    named: set[str] = set()
    for sign, group in kinds.items():
        colour = style.PALETTE[1 if group[0].status == "target" else 0]
        drawn = style.SYMBOLS.get(sign, "o")
        filled = {"facecolor": "white" if sign == "circle-open" else colour, "edgecolor": colour}
        look = {"color": colour} if drawn in ("_", "x") else filled
        said = _SAID.get(sign) or wording.STATUSES[group[0].status]
        dots = axes.scatter(
            [int(one.period) for one in group], [one.number for one in group], s=40, zorder=3,
            marker=drawn, label=None if said in named else said, **look,
        )  # fmt: skip
        mark(dots, group)
        named.add(said)
    if len(named) > 1:
        axes.legend(
            loc="lower right",
            bbox_to_anchor=(1, 1),
            ncols=6 if sum(map(len, named)) <= _ONE_ROW else 2,
            columnspacing=1.2,
            handletextpad=0.2,
            fontsize=8.5,
            borderpad=0,
        )
    for one in values if len(values) <= _LABELLED else ():
        axes.annotate(_number(one), (int(one.period), one.number), xytext=(0, 6), fontsize=7.5,
                      textcoords="offset points", ha="center")  # fmt: skip


def _number(value: Value) -> str:
    """Return a number as it stands at its mark: without its unit, which the axis tells."""
    said = wording.quantity(value.number, value.unit, value.bound, most=2)
    return said.removesuffix(wording.unit(value.unit))


def _scaled(axes: Any, values: Sequence[Value]) -> None:
    unit = values[0].unit
    axes.yaxis.set_major_formatter(lambda size, _: wording.quantity(size, unit, most=2))
    first, last = (int(values[place].period) for place in (0, -1))
    step = -(-(last - first + 1) // _TICKS)
    axes.set_xticks(range(first, last + 1, step))
    lowest, highest = (end(one.number for one in values) for end in (min, max))
    room = (highest - lowest or abs(highest) or 1) * _ROOM
    axes.set_ylim(lowest - room, highest + room)
    axes.set_xlim(first - 0.7, last + 0.7)


def _told(values: Sequence[Value]) -> Sentence:
    """Return in words what the marks show, for who cannot see them."""
    return joined("，", _each(values)) + "。"


def _each(values: Sequence[Value]) -> Iterator[Sentence]:
    for one in values:
        kind = wording.STATUSES[one.status]
        yield sentence(f"{one.period}年{kind}{{number}}", number=one)
