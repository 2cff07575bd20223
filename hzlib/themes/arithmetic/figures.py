"""Figures of the documents' arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hzlib import wording
from hzlib.errors import HzError
from hzlib.evidence.sentence import Sentence, each, joined, sentence
from hzlib.evidence.sources import Item
from hzlib.evidence.value import Missing, Value, assumed, counted
from hzlib.figures import style
from hzlib.figures.bars import add_pieces
from hzlib.figures.plot import Plot, add_series, add_spans
from hzlib.figures.printing import bars, in_print, mark, paper
from hzlib.figures.specification import Column, Figure, Table, kindly, need
from hzlib.text import choice
from hzlib.text.patterns import cued
from hzlib.themes.arithmetic.check import FIT, GROWTH, KINDS, OFF, OPEN, VERDICTS, Check, lacking
from hzlib.themes.arithmetic.checks import check_table, counted_checks, deviation, gap, rows_of
from hzlib.themes.arithmetic.reading import Reading, Stated, Sum, item, own, reading

if TYPE_CHECKING:
    import pandas as pd

_BLUE, _RED = style.PALETTE[:2]
_INK, _PAPER = style.GROUNDS["ink"][0], style.GROUNDS["paper"][0]
_MUTED, _SOFT = style.GROUNDS["muted"][0], style.GROUNDS["soft"][0]
# Fill and ink of a bar by verdict.
_LOOKS = {FIT: (_BLUE, _PAPER), OFF: (_RED, _PAPER), OPEN: (style.SCALE[1], _INK)}
# Deviations beyond this many tolerances are drawn at the edge.
EDGE = 8


def _kinds(found: Sequence[Check]) -> list[str]:
    known = {check.kind for check in found}
    return [kind for kind in KINDS if kind in known]


# --- how many -------------------------------------------------------------------------------------


@kindly
def overview(made: "pd.DataFrame") -> Figure:
    """Return the figure of how many checks of each kind came out how; a bar opens its checks.

    Examples
    --------
    >>> from hzlib.themes.arithmetic.checks import checks
    >>> str(overview(checks("hangzhou-plan-2024")).title)
    '能下判断的38项核对，37项相符，1项不符'
    """
    found = need(rows_of(made), "可以核对的数字")
    kinds = _kinds(found)
    plot = Plot("核对数（项）", height=170 + 36 * len(kinds), barmode="stack")
    plot.figure.update_layout(legend={"traceorder": "normal"})
    counts = {verdict: {one: _count(found, one, verdict) for one in kinds} for verdict in VERDICTS}
    for verdict, look in _LOOKS.items():
        hover = f"%{{y}}：{verdict} %{{x}} 项<extra></extra>"
        add_pieces(plot, counts[verdict], verdict, hover, *look)
    plot.figure.update_yaxes(categoryorder="array", categoryarray=kinds[::-1])
    told = [
        sentence("{kind}", kind=kind)
        + joined("、", (sentence(one + "{n}", n=counts[one][kind]) for one in VERDICTS))
        for kind in kinds
    ]
    columns = (Column("核对"), *(Column(f"{verdict}（项）", "#") for verdict in VERDICTS))
    return Figure(
        plot,
        title=_balance(found),
        caption="“无法判断”是缺一个数，或者两个数的口径不同。点一段，可看是哪些核对。",
        alt=sentence("各类核对的结果：{told}。", told=joined("；", told)),
        table=Table(columns, tuple((kind, *(n[kind] for n in counts.values())) for kind in kinds)),
    )


def _count(found: Sequence[Check], kind: str, verdict: str) -> Value:
    same = [check for check in found if check.kind == kind]
    part = [check for check in same if check.verdict == verdict]
    return counted_checks(part, f"{verdict}的{kind}核对", same)


def _balance(found: Sequence[Check]) -> Sentence:
    judged = [check for check in found if check.verdict != OPEN]
    fit, off = ([one for one in judged if one.verdict == verdict] for verdict in (FIT, OFF))
    return sentence(
        "能下判断的{judged}核对，{fit}相符，{off}不符",
        judged=counted_checks(judged, "能下判断的核对", list(found)),
        fit=counted_checks(fit, "相符的核对", judged),
        off=counted_checks(off, "不符的核对", judged),
    )


# --- how far apart --------------------------------------------------------------------------------


@kindly
def tolerances(made: "pd.DataFrame") -> Figure:
    """Return the figure of deviations in units of what rounding allows.

    Examples
    --------
    >>> from hzlib.themes.arithmetic.checks import checks
    >>> str(tolerances(checks("qiantang-gwr-2024")).title)
    '两边都有数的2项，2项的偏差在进位误差以内'
    """
    pairs = [(check, deviation(check)) for check in rows_of(made)]
    apart = {check: one for check, one in pairs if isinstance(one, Value)}
    found = need(list(apart), "两边都有数的核对")
    kinds = _kinds(found)
    plot = Plot("偏差是容差的几倍（灰带内相符）", height=190 + 52 * len(kinds))
    plot.figure.add_vrect(x0=-1, x1=1, fillcolor=_SOFT, line_width=0, layer="below")
    height = _heights(found, kinds)
    for verdict in (FIT, OFF):
        _crowd(plot, verdict, {c: one for c, one in apart.items() if c.verdict == verdict}, height)
    rows = {
        "tickvals": list(range(len(kinds))),
        "ticktext": kinds,
        "range": [len(kinds) - 0.5, -0.5],
    }
    plot.figure.update_yaxes(**rows, zeroline=False)
    limit = max(2.5, 1.25 * max(abs(_place(*pair)) for pair in apart.items()))
    plot.figure.update_xaxes(range=[-limit, limit])
    edge = assumed(EDGE, "倍", "偏差画到多少倍容差为止", "EDGE")
    outside = [check for check in found if check.verdict == OFF]
    title = _within(found)
    return Figure(
        plot,
        title=title,
        caption=sentence(
            "灰带是进位误差容许的范围；计数没有误差，必须一个不差。超出{edge}容差的画在边上。",
            edge=edge,
        ),
        alt=title + ("。在外的：" if outside else "")
        + joined("；", [check.words for check in outside]) + "。",
        table=check_table(found),
    )  # fmt: skip


def _crowd(plot: Plot, verdict: str, apart: dict[Check, Value], height: dict[Check, float]) -> None:
    """Add the points of checks at their deviations; those that do not fit are named."""
    import plotly.graph_objects as go

    fits, places = verdict == FIT, [_place(*pair) for pair in apart.items()]
    colour, symbol = (_BLUE, "circle") if fits else (_RED, "x")
    trace = go.Scatter(
        x=places,
        y=[height[check] for check in apart],
        mode="markers" if fits else "markers+text",
        name=verdict,
        text=[wording.folded(f"{check.title} {check.said:p}", 12) for check in apart],
        textposition=[_beside(place) for place in places],
        textfont={"size": 12},
        hovertext=[str(check.words) for check in apart],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={"color": colour, "symbol": symbol, "size": 10},
    )
    if apart:
        labels = [f"{check.words}，{verdict}，偏差 {one}" for check, one in apart.items()]
        plot.add(trace, list(apart.values()), labels)


def _within(found: list[Check]) -> Sentence:
    inside = [check for check in found if check.verdict == FIT]
    return sentence(
        "两边都有数的{all}，{inside}的偏差在进位误差以内",
        all=counted_checks(found, "两边都有数、能下判断的核对"),
        inside=counted_checks(inside, "偏差在进位误差以内的核对", found),
    )


def _place(check: Check, value: Value) -> float:
    """Return where a deviation is drawn; what has no tolerance fits or stands at the edge."""
    number = value.number if float(check.tolerance) else value.number * EDGE
    return max(-EDGE, min(EDGE, number))


def _beside(place: float) -> str:
    """Set a label on the side away from the crowd, and near the edge so that it leads inwards."""
    outwards = abs(place) <= 3
    return f"middle {'left' if (place < 0) == outwards else 'right'}"


def _heights(found: Sequence[Check], kinds: list[str]) -> dict[Check, float]:
    """Spread the points of a kind over its row, so that they do not hide one another."""
    heights: dict[Check, float] = {}
    for row, kind in enumerate(kinds):
        same = [check for check in found if check.kind == kind]
        step = 0.7 / max(1, len(same) - 1)
        heights |= {check: row - 0.35 + step * place for place, check in enumerate(same)}
    return heights


# --- growth in other prices -----------------------------------------------------------------------


@kindly
def prices(made: "pd.DataFrame") -> Figure:
    """Return the figure of growth as stated against growth of levels in other prices or scope.

    Examples
    --------
    >>> from hzlib.themes.arithmetic.checks import checks
    >>> print(prices(checks("qiantang-gwr-2024")))
    （没有足够的数据：不变价增速和两年现价水平。）
    """
    rising = need(_gaps(made), "不变价增速和两年现价水平")
    falling = rising[::-1]
    told = each(falling, "{title}{said}，{computed}")
    words = "{title}差得最多：文件说{said}，两年水平相除得{computed}"
    return Figure(
        _pairs(rising),
        title=each(falling[:1], words),
        caption="差额里有价格变动，也有修订和口径变化；单凭这两个数分不开，所以不判相符或不符。",
        alt=sentence("文件说的增速与两年水平相除：{told}。", told=told),
        table=Table.each(
            falling, ("什么的增速", lambda check: str(check.title)),
            (Column("文件说的（%）", "#"), "said"), (Column("两年水平相除（%）", "#"), "computed"),
            (Column("相差（个百分点）", ".2#"), gap),
        ),
    )  # fmt: skip


def _pairs(rows: Sequence[Check]) -> Plot:
    """Draw the two growth rates of each check on one line."""
    places = [wording.folded(cued(r"{pace}$").sub("", str(check.title)), 18) for check in rows]
    plot = Plot("增速（%）", height=150 + 34 * len(rows))
    add_spans(plot, places, [(float(check.said), float(check.computed)) for check in rows])
    said, computed = (
        [(place, getattr(check, side)) for place, check in zip(places, rows, strict=True)]
        for side in ("said", "computed")
    )
    for status in dict.fromkeys(value.status for _, value in said):
        kind = "" if status == "actual" else f"（{wording.STATUSES[status]}）"
        part = [pair for pair in said if pair[1].status == status]
        add_series(plot, part, f"文件说的增速{kind}", style.marks(status, _BLUE))
    add_series(plot, computed, "两年水平相除", style.marks("derived", _RED))
    plot.figure.update_yaxes(categoryorder="array", categoryarray=places)
    return plot


def widest(made: "pd.DataFrame") -> Check:
    """Return the check of growth in other prices or scope whose two numbers are furthest apart.

    Examples
    --------
    >>> from hzlib.themes.arithmetic.checks import checks
    >>> str(widest(checks("qiantang-gwr-2024")).said)
    '没有不变价增速和两年现价水平的数据'
    """
    found = _gaps(made)
    return found[-1] if found else lacking("不变价增速和两年现价水平")


def _gaps(made: "pd.DataFrame") -> list[Check]:
    """Return the checks of growth that prices or scope leave open, the widest gap last."""
    rows = rows_of(made, OPEN, kind=GROWTH)
    known = [check for check in rows if isinstance(check.computed, Value)]
    return sorted(known, key=lambda check: abs(gap(check).number))


# --- a total and its parts ------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of a total.

    Attributes
    ----------
    name : str
        What it is of.
    value : Value
        Its number, in the unit of the total.
    said : Value or Missing
        Its share of the total as the text states it.
    computed : Value
        The share that follows, in per cent.
    verdict : str
        Whether the two fit; empty if no share is stated.
    """

    name: str
    value: Value
    said: Value | Missing
    computed: Value
    verdict: str


def largest(readings: Sequence[Reading]) -> tuple[Reading, Sum] | None:
    """Return the sum with the most parts; of two, the one whose parts have shares."""
    made = [(one, found) for one in readings for found in one.sums if found.whole]
    return max(made, key=_size, default=None)


def _size(pair: tuple[Reading, Sum]) -> tuple[int, bool]:
    source, made = pair
    return len(made.parts), any(_share(source, part) for part in made.parts)


def breakdown(source: Reading, made: Sum) -> list[Part]:
    """Return the parts of a sum in the order of the text.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> parts = breakdown(*largest([reading(load("hangzhou-plan-2024"))]))
    >>> parts[0].name, str(parts[0].value), str(parts[0].computed)
    ('先进制造业基地领域', '921.5亿元', '44.55%')
    """
    whole = made.whole
    assert whole is not None
    listed = len({other.paragraph for other in made.parts}) == len(made.parts)
    found = []
    for part in made.parts:
        name = (item(source.document.text, part) if listed else "") or own(part.before)
        share, value = _share(source, part), part.at(whole.scale, whole.unit)
        span = (part.interval / whole.interval).times(100)
        found.append(Part(
            name=name,
            value=value,
            said=share.value if share else Missing.of(f"{name}的占比"),
            computed=(value / whole.value).percent(),
            verdict="" if share is None else FIT if span.meets(share.interval) else OFF,
        ))  # fmt: skip
    return found


def _share(source: Reading, part: Stated) -> Stated | None:
    """Return the share that is said of a part in its stretch, if one is."""
    after = source.following.get(part)
    told = after and after.base == "%" and cued(r"{told_share}").search(after.before)
    return after if told else None


@kindly
@in_print
def parts(documents: Any = None) -> Figure:
    """Return the printed figure of the longest sum: its parts, their shares as said and reckoned.

    Parameters
    ----------
    documents : str, Path, Document or iterable of these, optional
        The documents; the catalogue's five if not given.

    Examples
    --------
    >>> print(str(parts("hangzhou-plan-2024").title).partition("；")[0])
    9项相加得年度计划投资2,068.5亿元
    """
    found = largest([reading(book) for book in choice.documents(documents)])
    if found is None or found[1].whole is None:
        raise HzError("not enough data: {what}{few}", what="一个总数和它的各部分", few="")
    rows, stated = breakdown(*found), found[1].whole
    name, whole = own(stated.before), stated.value
    off = [row for row in rows if row.verdict == OFF]
    members = [Item(f"{row.name} {row.value}", row.value.source) for row in rows]
    size = counted(members, "项", f"{name}的各部分")
    title = sentence("{size}相加得{name}{whole:p}", size=size, name=name, whole=whole)
    title += each(off, "；{name}占比印{said:p}，算得{computed:.2f}", "")
    unit = wording.unit(whole.unit)
    return Figure(
        _drawn(rows, f"{name}（{unit}）"),
        title=title,
        caption="条后是数额，右边两列是算得的和印的占比"
        + ("；斜线条的两个占比在进位误差以内也对不上。" if off else "。"),
        alt=title + "。" + each(rows, "{name}{value}") + "。",
        table=Table.each(
            rows, ("部分", "name"), (Column(f"数额（{unit}）", "#"), "value"),
            (Column("印的占比", "p"), "said"), (Column("算的占比", ".3"), "computed"),
            ("判断", "verdict"),
        ),
    )  # fmt: skip


def _drawn(rows: Sequence[Part], label: str) -> Any:
    """Draw parts as bars, beside each its number and its shares as reckoned and as said."""
    sheet, axes = paper(7.2, 1.5 + 0.34 * len(rows))
    wrong = [row.verdict == OFF for row in rows]
    places = range(len(rows))
    drawn = bars(
        axes, places, [row.value for row in rows], linewidth=1.4,
        facecolor=["white" if one else _BLUE for one in wrong],
        edgecolor=[_RED if one else _BLUE for one in wrong],
        hatch=["///" if one else "" for one in wrong],
    )  # fmt: skip
    told = axes.bar_label(drawn, [f"{row.value:#}" for row in rows], padding=4, fontsize=9)
    for words, row in zip(told, rows, strict=True):
        mark(words, row.value)
    sides = ((0.86, "算得占比", ".2f", [row.computed for row in rows]),
             (1.0, "印的占比", "p", [row.said for row in rows]))  # fmt: skip
    for right, head, spec, values in sides:
        look = {
            "transform": axes.get_yaxis_transform(),
            "ha": "right",
            "va": "center",
            "fontsize": 9,
        }
        axes.text(right, -0.8, head, **look, color=_MUTED)
        for place, value in enumerate(values):
            if isinstance(value, Value):
                mark(axes.text(right, place, format(value, spec), **look), value)
    axes.set_yticks(places, [row.name for row in rows])
    axes.set_ylim(len(rows) - 0.5, -1.2)
    largest_bar = max(row.value.number for row in rows)
    axes.set_xticks([tick for tick in axes.get_xticks() if tick <= largest_bar])
    axes.set_xlim(0, largest_bar * 1.6)
    axes.set_xlabel(label)
    return sheet
