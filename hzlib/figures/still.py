"""Figures of single years as a still picture, which is light: results, and targets beside them."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import hypot
from typing import Any

from hzlib import wording
from hzlib.evidence.sentence import Sentence, joined, sentence
from hzlib.evidence.value import Value
from hzlib.figures import style
from hzlib.figures.breaks import Leg, is_expected, legs, over_gaps, parted
from hzlib.figures.own import explore
from hzlib.figures.plot import symbol
from hzlib.figures.printing import NARROW, in_print, mark
from hzlib.figures.specification import Figure, Note

_SIZE = (7.2, 3.3)  # inches
_INSIDE = {"left": 0.13, "right": 0.97, "bottom": 0.12, "top": 0.88}
_TICKS = 17  # years side by side that are written at the most
_FINEST = 4  # decimals
_ROOM = 0.16  # of the height, over the highest mark and under the lowest
# What the legend calls a mark whose look says more than its kind.
_SAID = {
    "line-ew-open": "仅为界限", "x-open": "参考数据的目标", "circle-x-open": "参考数据的预计",
}  # fmt: skip
BROKEN = "broken"  # the id of the strokes where a line is broken
_RIGHT = 8.0  # points, by which a target stands beside the result that it lies on
_ROW = 0.055  # of the height, that a row of the legend takes
_ONE_ROW = 14  # signs of a legend, of one row on the narrowest drawing
_WORDS = 7.5  # points, of the numbers at the marks
_WIDE, _NARROW = 1.0, 0.58  # ems, of a Chinese sign and of any other
_STEPS = 12  # of a line
_MARK, _LINE = 5.5, 1.5  # points, from the middle of a mark or a line to where a number may stand
# Where a number stands beside its mark, the best place first.
_BESIDE = ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1))


@in_print
def years(values: Sequence[Value], title: Sentence | str = "", name: str = "") -> Figure | Note:
    """Return a still figure of an indicator's values of single years, of one unit.

    Results that follow one another are joined by a line if both are plain numbers of one basis
    (`hzlib.figures.breaks`), by a broken one if either is expected; targets stand by themselves,
    the two ends of a range joined.

    Parameters
    ----------
    values : sequence of Value
        In any order; each of a year.
    title : Sentence or str, optional
        What the figure finds.
    name : str, optional
        What the values are of.

    Examples
    --------
    >>> import hzlib as hz
    >>> rows = hz.corpus(reference=True).compare("gdp", "growth", "杭州")
    >>> str(years(hz.values(rows)).caption)
    '线连接相邻年份的数，虚线的一端为预计，竖线连接目标范围的两端。'
    """
    from matplotlib.figure import Figure as Sheet

    sheet: Any = Sheet(figsize=_SIZE, layout="none")  # type: ignore[arg-type]
    axes = sheet.subplots(gridspec_kw=_INSIDE)
    ordered = sorted(values, key=lambda one: (one.period, one.status))
    results = [one for one in ordered if one.status != "target"]
    at = [int(one.period) for one in results]
    ways = legs(at, [one.number for one in results], results)
    ranges = _ranges(ordered)
    factor = _scaled(axes, ordered, name)
    aside = _aside(axes, ordered)
    _lines(axes, ways, ranges)
    _dots(axes, ordered, aside)
    _numbers(axes, ordered, ways, (factor, aside))
    return explore(
        sheet,
        title=title,
        caption=_caption(ways, ranges, over_gaps(at, results), _has_gap(at)),
        alt=_told(ordered),
    )


def _aside(axes: Any, values: Sequence[Value]) -> set[int]:
    """Return the targets, by their id, that lie on a result: they stand to the right of it."""
    results = [one for one in values if one.status != "target"]
    return {
        id(one) for one in values if one.status == "target" for other in results
        if one.period == other.period and abs(_spot(axes, one)[1] - _spot(axes, other)[1]) < _MARK
    }  # fmt: skip


def _spot(axes: Any, value: Value) -> Any:
    """Return where a value lies on the sheet, in points."""
    place = axes.transData.transform((int(value.period), value.number))
    return place / axes.get_figure().dpi * 72


def _ranges(values: Sequence[Value]) -> list[list[Value]]:
    """Return the targets that are the two ends of a range."""
    goals = (one for one in values if one.status == "target")
    found = (list(group) for _, group in groupby(goals, lambda one: one.period))
    return [group for group in found if {one.bound for one in group} == {">=", "<="}]


def _lines(axes: Any, ways: Sequence[Leg], ranges: Sequence[Sequence[Value]]) -> None:
    from matplotlib.path import Path

    strokes = Path([(-1, -1), (0.2, 1), (-0.2, -1), (1, 1)], [1, 2, 1, 2])
    for one in ways:
        if one.reason:
            axes.scatter(sum(one.x) / 2, sum(one.y) / 2, s=45, marker=strokes, gid=BROKEN,
                         color=style.PALETTE[0], linewidth=0.9, zorder=4)  # fmt: skip
        else:
            axes.plot(one.x, one.y, "--" if _expects(one) else "-", color=style.PALETTE[0],
                      linewidth=1.8, zorder=2)  # fmt: skip
    for group in ranges:
        ends = [one.number for one in group]
        axes.vlines(int(group[0].period), min(ends), max(ends), color=style.ROLES["target"])


def _expects(way: Leg) -> bool:
    return any(map(is_expected, way.values))


def _has_gap(years: Sequence[int]) -> bool:
    return any(after - before > 1 for before, after in pairwise(years))


def _caption(
    ways: Sequence[Leg], ranges: Sequence[Any], unlike: Sequence[str], parts_years: bool
) -> str:
    """Return what the lines mean, as far as they are there, and why they break or are not there."""
    drawn = [one for one in ways if not one.reason]
    none = "相邻年份的数口径不同，不连线" if ways else "没有相邻年份的确数，不连线"
    if ways and parts_years:
        none = "不相邻的年份之间、口径不同的数之间均不连线"
    reasons = [one.reason for one in ways]
    said = [
        "线连接相邻年份的数" if drawn else none,
        "虚线的一端为预计" if any(map(_expects, drawn)) else "",
        "竖线连接目标范围的两端" if ranges else "",
    ]  # fmt: skip
    return f"{'，'.join(filter(None, said))}。" + parted(reasons, unlike)


def _dots(axes: Any, values: Sequence[Value], aside: Container[int]) -> None:
    """Draw the marks, each kind of number as it looks everywhere, named in the legend."""
    from matplotlib.transforms import ScaledTranslation

    right = ScaledTranslation(_RIGHT / 72, 0, axes.get_figure().dpi_scale_trans)
    kinds: dict[tuple[str, bool], list[Value]] = {}
    for one in sorted(values, key=lambda one: list(wording.STATUSES).index(one.status)):
        kinds.setdefault((symbol(one), id(one) in aside), []).append(one)
    named: set[str] = set()
    for (sign, moved), group in kinds.items():
        colour = style.ROLES["target" if group[0].status == "target" else "actual"]
        drawn = style.SYMBOLS.get(sign, "o")
        filled = {"facecolor": "white" if sign == "circle-open" else colour, "edgecolor": colour}
        look: dict[str, Any] = {"color": colour} if drawn in ("_", "x") else filled
        if drawn.startswith("$"):  # a sign of a font, whose edge would fill it
            look["linewidth"] = 0
        said = _SAID.get(sign) or wording.STATUSES[group[0].status]
        dots = axes.scatter(
            [int(one.period) for one in group], [one.number for one in group], s=40, zorder=3,
            marker=drawn, label=None if said in named else said,
            transform=axes.transData + right if moved else axes.transData, **look,
        )  # fmt: skip
        mark(dots, group)
        named.add(said)
    if len(named) > 1:
        columns = 6 if sum(map(len, named)) <= _ONE_ROW else 2
        box, rows = axes.get_position(), -(-len(named) // columns)
        axes.set_position([box.x0, box.y0, box.width, box.height - _ROW * (rows - 1)])
        axes.legend(
            loc="lower right", bbox_to_anchor=(1, 1), columnspacing=1.2, handletextpad=0.2,
            ncols=columns, fontsize=8.5, borderpad=0,
        )  # fmt: skip


def _scaled(axes: Any, values: Sequence[Value], name: str) -> int:
    """Set both axes, the unit beside the name; return in how many at once numbers are written."""
    from matplotlib.ticker import MaxNLocator

    sizes = [one.number for one in values]
    factor, unit = wording.axis_unit(max(sizes, key=abs), values[0].unit)
    axes.set_ylabel(wording.folded(f"{name}（{unit}）" if unit else name, 20).replace("<br>", "\n"),
                    fontsize=8.5)  # fmt: skip
    # Steps of a half of the last digit would be written as if they were uneven.
    whole = factor == 1 and all(float(one).is_integer() for one in sizes)
    axes.yaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10], integer=whole))
    years = sorted({int(one.period) for one in values})
    first, last = years[0], years[-1]
    axes.set_xticks(_apart(years, -(-(last - first + 1) // _TICKS)))
    axes.set_xticks(range(first, last + 1), minor=True)
    lowest, highest = min(sizes), max(sizes)
    room = (highest - lowest or abs(highest) or 1) * _ROOM
    axes.set_ylim(lowest - room, highest + room)
    axes.set_xlim(first - 0.7, last + 0.7)
    ticks = [round(float(one) / factor, _FINEST) for one in axes.get_yticks()]
    decimals = max(len(wording.plain(one, _FINEST).partition(".")[2]) for one in ticks)
    axes.yaxis.set_major_formatter(lambda size, _: wording.number(size / factor, decimals))
    return factor


def _apart(years: Sequence[int], least: int) -> list[int]:
    """Return of some years those to write, none nearer to the next than so many, the last of all.

    Examples
    --------
    >>> _apart([2015, 2016, 2020], 1), _apart([2015, 2016, 2017, 2020], 2)
    ([2015, 2016, 2020], [2015, 2017, 2020])
    """
    found: list[int] = []
    for one in reversed(years):
        if not found or found[-1] - one >= least:
            found.append(one)
    return found[::-1]


# --- the numbers at the marks ---------------------------------------------------------------------

_Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class _Laid:
    """What a sheet of some width holds, in points: where a number may stand, and beside what."""

    whole: Sequence[float]
    spots: dict[int, Any]
    marks: list[_Box]
    lines: list[_Box]

    def at(self, one: Value, way: tuple[int, int], half: tuple[float, float]) -> Any:
        """Return the middle of a number on one side of its mark."""
        return self.spots[id(one)] + [side * (length + _MARK) for side, length in
                                      zip(way, half, strict=True)]  # fmt: skip

    def room(self, middle: Any, one: Value, half: tuple[float, float]) -> bool:
        """Tell whether a number is on the drawing, covers none and is nearest to its own mark."""
        box = _around(middle, *half)
        inside = box[0] >= self.whole[0] and box[2] <= self.whole[2]
        away = {key: hypot(*(middle - spot)) for key, spot in self.spots.items()}
        return inside and away[id(one)] <= min(away.values()) and not _meets(box, self.marks)


def _laid(axes: Any, values: Sequence[Value], ways: Sequence[Leg], aside: Container[int],
          narrow: float = 1) -> _Laid:  # fmt: skip
    """Return where marks and lines lie on a sheet that is so much narrower."""

    def place(x: float, y: float) -> Any:
        return axes.transData.transform((x, y)) / axes.get_figure().dpi * 72 * [narrow, 1]

    spots = {id(one): _spot(axes, one) * [narrow, 1] + [_RIGHT * (id(one) in aside), 0]
             for one in values}  # fmt: skip
    marks = [_around(spot, _MARK, _MARK) for spot in spots.values()]
    lines: list[_Box] = []
    for way in ways:
        ends = [place(*end) for end in zip(way.x, way.y, strict=True)]
        if way.reason:  # two strokes
            marks.append(_around((ends[0] + ends[1]) / 2, _MARK, _MARK))
        else:
            shares = (step / _STEPS for step in range(_STEPS + 1))
            lines += [_around(ends[0] + (ends[1] - ends[0]) * one, _LINE, _LINE) for one in shares]
    left, low, right, high = (end / axes.get_figure().dpi * 72 for end in axes.bbox.extents)
    return _Laid((left * narrow, low, right * narrow, high), spots, marks, lines)


def _numbers(axes: Any, values: Sequence[Value], ways: Sequence[Leg],
             how: tuple[int, Container[int]]) -> None:  # fmt: skip
    """Write each number beside its mark where it covers nothing: results first, the last of all.

    Where the drawing for a phone has room for it too is best.
    """
    factor, aside = how
    sheets = [_laid(axes, values, ways, aside, narrow) for narrow in (1, NARROW / _SIZE[0])]
    said = set()
    for one in sorted(values, key=lambda one: (one.status != "target", one.period), reverse=True):
        words = wording.BOUNDS[one.bound] + wording.number(one.number / factor, most=_FINEST)
        sizes = [_WIDE if ord(sign) > 0x2E80 else _NARROW for sign in words]
        half = _WORDS * sum(sizes) / 2, _WORDS * 0.6
        way = _free(one, half, *sheets)
        if way is None or (one.period, words) in said:
            continue
        said.add((one.period, words))
        for sheet in sheets:
            middle = sheet.at(one, way, half)
            if sheet.room(middle, one, half):
                sheet.marks.append(_around(middle, *half))
        middle = sheets[0].at(one, way, half)
        axes.annotate(words, (int(one.period), one.number), fontsize=_WORDS, ha="center",
                      va="center", xytext=tuple(middle - _spot(axes, one)),
                      textcoords="offset points")  # fmt: skip


def _free(one: Value, half: tuple[float, float], wide: _Laid, narrow: _Laid) -> Any:
    """Return the side of a mark on which its number covers least; none where it has no room."""
    found = []
    for way in _BESIDE:
        here, there = (sheet.at(one, way, half) for sheet in (wide, narrow))
        lies, seems = (
            _meets(_around(middle, *half), sheet.lines)
            for middle, sheet in ((here, wide), (there, narrow))
        )
        if wide.room(here, one, half):
            found.append((2 * lies + 2 * (not narrow.room(there, one, half)) + seems, way))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _around(spot: Any, wide: float, tall: float) -> _Box:
    x, y = spot
    return (x - wide, y - tall, x + wide, y + tall)


def _meets(box: _Box, others: Sequence[_Box]) -> bool:
    left, low, right, high = box
    return any(left < r and lf < right and low < h and lo < high for lf, lo, r, h in others)


# --- in words -------------------------------------------------------------------------------------


def _told(values: Sequence[Value]) -> Sentence:
    """Return in words what the marks show, for who cannot see them."""
    return joined("，", _each(values)) + "。"


def _each(values: Sequence[Value]) -> Iterator[Sentence]:
    for one in values:
        kind = wording.STATUSES[one.status]
        yield sentence(f"{one.period}年{kind}{{number}}", number=one)
