"""Levels and growth through the years, with the targets that were set for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hzlib import lookups, wording
from hzlib.evidence.sentence import Sentence, joined, sentence
from hzlib.evidence.sources import Item
from hzlib.evidence.value import Value, counted
from hzlib.figures import style
from hzlib.figures.plot import Plot, add_marks, add_path, points
from hzlib.figures.specification import Choice, Column, Figure, Option, Table, kindly, need
from hzlib.frames.facts import ReferenceSource
from hzlib.frames.selection import aims, label, name, series, values

if TYPE_CHECKING:
    import pandas as pd

_FIRST, _LAST = "2014", "2030"
_BLUE = style.PALETTE[0]
CHOICES = (
    "gdp", "income_all", "income_urban", "income_rural", "budget_revenue", "retail_sales",
    "exports",
)  # fmt: skip


@dataclass(frozen=True)
class _Course:
    """What is known of an indicator in a span of years: what happened and what was aimed at."""

    indicator: str
    measure: str
    place: str
    done: tuple[Value, ...]
    goals: tuple[Value, ...]

    @classmethod
    def of(
        cls, data: "pd.DataFrame", indicator: str, measure: str, place: str, span: tuple[str, str]
    ) -> "_Course":
        first, last = span
        done, goals = (
            tuple(one for one in values(rows) if first <= one.period <= last)
            for rows in (
                series(data, indicator, measure, place),
                aims(data, indicator, measure, place),
            )
        )
        return cls(indicator, measure, place, done, goals)

    @property
    def plain(self) -> tuple[Value, ...]:
        """What happened, without bounds, which are no point of a curve."""
        return tuple(one for one in self.done if one.bound in ("=", "~"))

    @property
    def all(self) -> tuple[Value, ...]:
        """All of it by year."""
        return tuple(sorted((*self.done, *self.goals), key=lambda one: one.period))

    @property
    def unit(self) -> str:
        return wording.unit(self.all[0].unit) if self.all else ""

    def told(self) -> Sentence:
        """Return all of it in words."""
        return joined("，", [
            sentence("{year}{status}{value}", year=wording.period(one.period), value=one,
                 status={"estimate": "预计", "target": "目标"}.get(one.status, ""))
            for one in self.all
        ])  # fmt: skip


@kindly
def levels(
    data: "pd.DataFrame",
    place: str,
    indicator: str = "gdp",
    first: str | int = _FIRST,
    last: str | int = _LAST,
) -> Figure:
    """Return the figure of an indicator's levels with the targets set for it.

    Parameters
    ----------
    data : DataFrame
        The common frame (`hzlib.gather`).
    place, indicator : str
        The place and the indicator's id.
    first, last : str or int, optional
        First and last year.

    Examples
    --------
    >>> import hzlib as hz
    >>> str(levels(hz.gather(), "杭州市").title)
    '2014—2024年地区生产总值由9,201.16亿元到21,860亿元（2.4倍）'
    """
    course = _Course.of(data, indicator, "level", place, (str(first), str(last)))
    need(course.plain, f"{place}历年{name(indicator)}")
    unit = "，".join(filter(None, [course.unit, _prices(indicator)]))
    plot = Plot(x="年份", y=f"{name(indicator)}（{unit}）" if unit else name(indicator))
    add_path(plot, points(course.plain), _BLUE)
    _lead(plot, course)
    add_marks(plot, points(course.all), _BLUE)
    years = [int(one.period) for one in course.all]
    plot.figure.update_xaxes(dtick=2, range=[min(years) - 0.7, max(years) + 0.7])
    plot.figure.update_yaxes(rangemode="tozero")
    return Figure(
        plot,
        title=_rise(course),
        caption=_caption(course),
        alt=sentence("{place}{name}折线图：{told}。", place=place, name=name(indicator),
                 told=course.told()),
        table=_table([course]),
    )  # fmt: skip


def _prices(indicator: str) -> str:
    nature = lookups.comparability().get(indicator)
    return "当年价" if nature is not None and nature.prices != "none" else ""


def _rise(course: _Course) -> Sentence:
    begin, end = course.plain[0], course.plain[-1]
    title = sentence(
        "{year}年{name}{value}", year=end.period, name=name(course.indicator), value=end
    )
    if begin is end:
        return title
    title = sentence(
        "{first}—{last}年{name}由{begin}到{end}", first=begin.period, last=end.period,
        name=name(course.indicator), begin=begin, end=end,
    )  # fmt: skip
    if not begin.number or begin.unit == "%":
        return title
    return title + sentence("（{times}）", times=(end / begin).having("倍", 1))


def _lead(plot: Plot, course: _Course) -> None:
    """Add the dashed line from the last known level to the targets after it."""
    import plotly.graph_objects as go

    end = course.plain[-1]
    way = [end, *(one for one in course.goals if one.period > end.period)]
    if len(way) > 1:
        years, numbers = [int(one.period) for one in way], [one.number for one in way]
        line = {"color": _BLUE, "width": 1.6, "dash": "dash"}
        plot.decorate(go.Scatter(x=years, y=numbers, mode="lines", line=line))


def _caption(course: _Course) -> Sentence:
    borrowed = [
        Item(_what(course, one), one.source)
        for one in course.all
        if isinstance(one.source, ReferenceSource)
    ]
    note = sentence(
        "其中{n}点取自参考数据，不出自这几份文件；", n=counted(borrowed, "个", "取自参考数据的点")
    )
    arrows = "箭头只是界限（“突破”“超过”之类），不连线；"
    return (
        (note if borrowed else Sentence())
        + ("" if course.plain == course.done else arrows)
        + "没有数字的年份断开，不内插。点一个点，看它的出处。"
    )


def _what(course: _Course, value: Value) -> str:
    what = label(course.indicator, course.measure)
    goal = "目标" if value.status == "target" else ""
    return f"{wording.period(value.period)}{what}{goal} {value}"


def _table(courses: Iterable[_Course]) -> Table:
    rows = tuple(
        (
            name(course.indicator),
            wording.MEASURES[course.measure],
            one.period,
            wording.STATUSES[one.status],
            one,
            wording.unit(one.unit),
            wording.ORIGINS["reference" if isinstance(one.source, ReferenceSource) else "document"],
        )
        for course in courses
        for one in course.all
    )
    return Table(("指标", "口径", "年份", "状态", Column("数值", "#"), "单位", "来历"), rows)


# --- a box of indicators --------------------------------------------------------------------------


@kindly
def choice(
    data: "pd.DataFrame",
    place: str,
    indicators: Sequence[str] = CHOICES,
    first: str | int = _FIRST,
    last: str | int = _LAST,
) -> Figure:
    """Return levels above and growth below, with a box that chooses the indicator.

    An indicator without any level is left out of the box; the caption names it.

    Parameters
    ----------
    data : DataFrame
        The common frame (`hzlib.gather`).
    place : str
        The place.
    indicators : sequence of str, optional
        Ids of indicators.
    first, last : str or int, optional
        First and last year.

    Examples
    --------
    >>> import hzlib as hz
    >>> figure = choice(hz.gather(), "杭州市", ("gdp", "exports"))
    >>> [option.label for option in figure.choices[0].options]
    ['地区生产总值', '货物出口额']
    """
    span = (str(first), str(last))
    pairs = [
        tuple(_Course.of(data, one, measure, place, span) for measure in ("level", "growth"))
        for one in indicators
    ]
    shown = [pair for pair in pairs if pair[0].all]
    need(shown, f"{place}的{'、'.join(map(name, indicators))}")
    plot, owners = _two_rows(shown, span)
    left = [name(pair[0].indicator) for pair in pairs if pair not in shown]
    caption = (
        "上图为总量，金额按当年价；下图为文件或参考数据给出的增速，产出类按不变价，其余一般为名义。"
        "两者不可混用。"
    )
    titles = [_finding(*pair) for pair in shown]
    options = tuple(
        Option(
            label=name(level.indicator),
            visible=tuple(owner == number for owner in owners),
            layout={"yaxis.title.text": _axis(level)},
            title=title,
            alt=_told(level, growth),
        )
        for number, ((level, growth), title) in enumerate(zip(shown, titles, strict=True))
    )
    return Figure(
        plot,
        title=titles[0],
        caption=caption + (f"没有数据而略去：{'、'.join(left)}。" if left else ""),
        alt=_told(*shown[0]),
        table=_table(course for pair in shown for course in pair),
        choices=(Choice("指标", options),),
    )


def _two_rows(shown: Sequence[Any], span: tuple[str, str]) -> tuple[Plot, list[int]]:
    """Return the plot of levels above growth, and to which pair of courses each trace belongs."""
    from plotly.subplots import make_subplots

    frame = make_subplots(rows=2, cols=1, shared_xaxes=True, vertical_spacing=0.08)
    plot = Plot(figure=frame, height=600)
    owners: list[int] = []
    for place, pair in enumerate(shown):
        for row, course in enumerate(pair, start=1):
            where: dict[str, Any] = {"row": row, "col": 1, "visible": not place}
            add_path(plot, points(course.plain), _BLUE, **where)
            add_marks(plot, points(course.all), _BLUE, showlegend=row == 1, **where)
        owners += [place] * (len(plot.figure.data) - len(owners))
    plot.figure.update_xaxes(dtick=1, tickangle=-45, range=[int(span[0]) - 0.7, int(span[1]) + 0.7])
    plot.figure.update_xaxes(title_text="年份", row=2, col=1)
    plot.figure.update_yaxes(title_text=_axis(shown[0][0]), rangemode="tozero", row=1, col=1)
    plot.figure.update_yaxes(title_text="比上年增长（%）", row=2, col=1)
    return plot, owners


def _axis(course: _Course) -> str:
    return f"{name(course.indicator)}（{course.unit}）" if course.unit else name(course.indicator)


def _told(level: _Course, growth: _Course) -> Sentence:
    words = sentence("{place}{name}：总量{told}", place=level.place, name=name(level.indicator),
                 told=level.told())  # fmt: skip
    return words + (sentence("；增速{told}。", told=growth.told()) if growth.all else "。")


def _finding(level: _Course, growth: _Course) -> Sentence:
    """Return the last level and the growth that led to it."""
    if not level.plain:
        return sentence("{name}：只有目标或界限", name=name(level.indicator))
    end = level.plain[-1]
    words = sentence(
        "{year}年{name}{value}", year=end.period, name=name(level.indicator), value=end
    )
    for rate in growth.plain:
        if rate.period == end.period:
            words += sentence("，{way}{rate}", way="增长" if rate >= 0 else "下降", rate=abs(rate))
    return words
