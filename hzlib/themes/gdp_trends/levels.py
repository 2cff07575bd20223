"""Levels and growth through the years, with the targets set for them; parts, and shares a head."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hzlib import lookups, wording
from hzlib.evidence.sentence import Sentence, each, joined, sentence
from hzlib.evidence.sources import Item
from hzlib.evidence.value import Value, counted
from hzlib.figures import style
from hzlib.figures.plot import Plot, add_marks, add_path, in_turn, points
from hzlib.figures.specification import Choice, Column, Figure, Option, Table, kindly, need
from hzlib.frames.derived import per_head, shares
from hzlib.frames.facts import ReferenceSource
from hzlib.frames.selection import aims, label, name, series, values

if TYPE_CHECKING:
    import pandas as pd

_FIRST, _LAST = "2014", "2030"
_BLUE, _, _GREEN = style.PALETTE[:3]
CHOICES = (
    "gdp", "income_all", "income_urban", "income_rural", "budget_revenue", "retail_sales",
    "exports",
)  # fmt: skip
PARTS = ("services_va", "industrial_va", "digital_core_va", "culture_va", "finance_va")


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
        done, goals = (
            tuple(one for one in values(rows) if span[0] <= one.period <= span[1])
            for rows in (kind(data, indicator, measure, place) for kind in (series, aims))
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

    def axis(self, *more: str) -> str:
        """Return the title of its axis, with its unit and what more is to be said of it."""
        unit = wording.unit(self.all[0].unit) if self.all else ""
        words = "，".join(filter(None, (unit, *more)))
        return f"{name(self.indicator)}（{words}）" if words else name(self.indicator)

    def told(self) -> Sentence:
        """Return all of it in words."""
        return _told(self.all, estimate="预计", target="目标")


def _told(values: Iterable[Value], **kinds: str) -> Sentence:
    """Return values with their years, and what is said of kinds of number."""
    return joined("，", (
        sentence(f"{wording.period(one.period)}{kinds.get(one.status, '')}{{value}}", value=one)
        for one in values
    ))  # fmt: skip


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
        The facts (`hzlib.facts`).
    place, indicator : str
        The place and the indicator's id.
    first, last : str or int, optional
        First and last year.

    Examples
    --------
    >>> import hzlib as hz
    >>> str(levels(hz.facts(reference=True), "杭州市").title)
    '2014—2024年地区生产总值由9,201.16亿元到21,860亿元（2.4倍）'
    """
    course = _Course.of(data, indicator, "level", place, (str(first), str(last)))
    need(course.plain, f"{place}历年{name(indicator)}")
    nature = lookups.comparability().get(indicator)
    prices = "当年价" if nature is not None and nature.prices != "none" else ""
    plot = Plot(x="年份", y=course.axis(prices))
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


def _rise(course: _Course) -> Sentence:
    begin, end = course.plain[0], course.plain[-1]
    words = {"first": begin.period, "last": end.period, "name": name(course.indicator)}
    if begin is end:
        return sentence("{last}年{name}{end}", end=end, **words)
    title = sentence("{first}—{last}年{name}由{begin}到{end}", begin=begin, end=end, **words)
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
        The facts (`hzlib.facts`).
    place : str
        The place.
    indicators : sequence of str, optional
        Ids of indicators.
    first, last : str or int, optional
        First and last year.

    Examples
    --------
    >>> import hzlib as hz
    >>> figure = choice(hz.facts(reference=True), "杭州市", ("gdp", "exports"))
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
    plot, seen = _two_rows(shown, span)
    left = [name(pair[0].indicator) for pair in pairs if pair not in shown]
    caption = (
        "上图为总量，金额按当年价；下图为文件或参考数据给出的增速，产出类按不变价，其余一般为名义。"
        "两者不可混用。"
    )
    options = tuple(
        Option(
            label=name(pair[0].indicator),
            visible=visible,
            layout={"yaxis.title.text": pair[0].axis()},
            title=_finding(*pair),
            alt=_both(*pair),
        )
        for pair, visible in zip(shown, seen, strict=True)
    )
    return Figure(
        plot,
        title=options[0].title,
        caption=caption + (f"没有数据而略去：{'、'.join(left)}。" if left else ""),
        alt=options[0].alt,
        table=_table(course for pair in shown for course in pair),
        choices=(Choice("指标", options),),
    )


def _two_rows(shown: Sequence[Any], span: tuple[str, str]) -> tuple[Plot, list[tuple[bool, ...]]]:
    """Return the plot of levels above growth, and which traces each pair of courses has."""
    from plotly.subplots import make_subplots

    frame = make_subplots(rows=2, cols=1, shared_xaxes=True, vertical_spacing=0.08)
    plot = Plot(figure=frame, height=600)

    def draw(pair: Sequence[_Course], visible: bool) -> None:
        for row, course in enumerate(pair, start=1):
            where: dict[str, Any] = {"row": row, "col": 1, "visible": visible}
            add_path(plot, points(course.plain), _BLUE, **where)
            add_marks(plot, points(course.all), _BLUE, showlegend=row == 1, **where)

    seen = in_turn(plot, shown, draw)
    plot.figure.update_xaxes(dtick=1, tickangle=-45, range=[int(span[0]) - 0.7, int(span[1]) + 0.7])
    plot.figure.update_xaxes(title_text="年份", row=2, col=1)
    plot.figure.update_yaxes(title_text=shown[0][0].axis(), rangemode="tozero", row=1, col=1)
    plot.figure.update_yaxes(title_text="比上年增长（%）", row=2, col=1)
    return plot, seen


def _both(level: _Course, growth: _Course) -> Sentence:
    words = sentence("{place}{name}：总量{told}", place=level.place, name=name(level.indicator),
                 told=level.told())  # fmt: skip
    return words + (sentence("；增速{told}。", told=growth.told()) if growth.all else "。")


def _finding(level: _Course, growth: _Course) -> Sentence:
    """Return the last level and the growth that led to it."""
    if not level.plain:
        return sentence("{name}：只有目标或界限", name=name(level.indicator))
    end, named = level.plain[-1], {"name": name(level.indicator)}
    words = sentence("{year}年{name}{value}", year=end.period, value=end, **named)
    for rate in growth.plain:
        if rate.period == end.period:
            words += sentence("，{way}{rate}", way="增长" if rate >= 0 else "下降", rate=abs(rate))
    return words


# --- a head, and parts ----------------------------------------------------------------------------


@kindly
def per_person(data: "pd.DataFrame", place: str, indicator: str = "gdp") -> Figure:
    """Return the figure of an amount per resident, with the targets that are set in 元.

    Parameters
    ----------
    data : DataFrame
        The facts (`hzlib.facts`).
    place, indicator : str
        The place, and an indicator in 亿元.

    Examples
    --------
    >>> import hzlib as hz
    >>> str(per_person(hz.facts(reference=True), "杭州市").title)
    '2024年人均地区生产总值约17.39万元，2025年的目标是≥18万元'
    """
    what = f"人均{name(indicator)}"
    heads = need(per_head(data, place, indicator), f"{place}同一年的{name(indicator)}和常住人口")
    amounts = list(heads["value"])
    aimed = values(series(data, "gdp_per_capita", "level", place, "target"))
    goals = [goal for goal in aimed if goal.unit == "万元"] if indicator == "gdp" else []
    plot = Plot(x="年份", y=f"{what}（万元，当年价）")
    add_path(plot, points(amounts), _BLUE, "dot")
    add_marks(plot, points(amounts), _BLUE)
    add_marks(plot, points(goals), _GREEN)
    plot.figure.update_xaxes(dtick=1)
    plot.figure.update_yaxes(rangemode="tozero")
    last = amounts[-1]
    title = sentence("{year}年{what}约{value}", year=last.period, what=what, value=last)
    return Figure(
        plot,
        title=title + each(goals[-1:], "，{period}年的目标是{goal}", goal=lambda one: one),
        caption="由总量除以常住人口推算：有上年末人口的年份用两个年末的平均数，否则用当年末数。",
        alt=sentence("{place}{what}：{told}。", place=place, what=what, told=_told(amounts)),
        table=Table.each(
            heads.itertuples(), ("年份", "period"), (Column(f"{what}（万元）", "#"), "value"),
            ("用作除数的常住人口", "people"),
        ),
    )  # fmt: skip


@kindly
def structure(data: "pd.DataFrame", place: str, parts: tuple[str, ...] = PARTS) -> Figure:
    """Return the figure of what parts are of output, stated or computed.

    Parameters
    ----------
    data : DataFrame
        The facts (`hzlib.facts`).
    place : str
        The place.
    parts : tuple of str, optional
        Indicators in the unit of output.

    Examples
    --------
    >>> import hzlib as hz
    >>> str(structure(hz.facts(reference=True), "杭州市", ("digital_core_va",)).title)
    '杭州市各产业占地区生产总值的比重：数字经济核心由26.6%到29.5%'
    """
    rows = need(shares(data, place, parts), f"{place}各产业占地区生产总值的比重")
    groups = {part: list(rows[rows["indicator"] == part]["value"]) for part in parts}
    shown = {part: group for part, group in groups.items() if group}
    plot = Plot(x="年份", y="占地区生产总值的比重（%）", height=500)
    for place_, (part, group) in enumerate(shown.items()):
        add_path(plot, points(_done(group)), style.colour(place_))
        add_marks(plot, points(group), style.colour(place_), _short(part))
    plot.figure.update_xaxes(dtick=1)
    plot.figure.update_yaxes(rangemode="tozero")
    title = sentence("{place}各产业占地区生产总值的比重", place=place)
    told = [sentence("{part}：", part=_short(part)) + _told(one) for part, one in shown.items()]
    return Figure(
        plot,
        title=title + _moves(shown),
        caption=_overlaps(shown),
        alt=title + "。" + joined("；", told) + "。",
        table=Table.each(
            ((part, one) for part in shown for one in shown[part]),
            ("产业", lambda pair: name(pair[0])), ("年份", lambda pair: pair[1].period),
            (Column("占比（%）", "#"), lambda pair: pair[1]),
            ("状态", lambda pair: wording.STATUSES[pair[1].status]),
        ),
    )  # fmt: skip


def _done(group: list[Value]) -> list[Value]:
    return [one for one in group if one.status != "target"]


def _moves(shown: dict[str, list[Value]]) -> Sentence:
    """Return how the first two parts moved of which two years are known."""
    known = [(part, done) for part, group in shown.items() if len(done := _done(group)) > 1]
    moves = [
        sentence("{part}由{first}到{last}", part=_short(part), first=done[0], last=done[-1])
        for part, done in known[:2]
    ]
    return "：" + joined("，", moves) if moves else Sentence()


def _overlaps(shown: dict[str, Any]) -> str:
    digital = "（数字经济既有服务业也有工业）" if "digital_core_va" in shown else ""
    firms = "；规上工业只含规模以上企业" if "industrial_va" in shown else ""
    return f"各项互有重叠{digital}，不可相加{firms}。"


def _short(indicator: str) -> str:
    return wording.industry(name(indicator), short=True)
