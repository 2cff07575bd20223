"""What notebook 05 shows: targets and what became of them, with both sentences side by side."""

from functools import partial
from typing import TYPE_CHECKING, Any

from hzlib import wording
from hzlib.evidence.clause import clause, quote
from hzlib.evidence.sentence import Sentence, Shown, each, joined, sentence
from hzlib.evidence.sources import FactSource, Item
from hzlib.evidence.value import Missing, Value, assumed, counted
from hzlib.figures import style
from hzlib.figures.bars import add_pieces
from hzlib.figures.plot import Plot, add_series, add_spans, in_turn
from hzlib.figures.printing import bars, in_print, paper
from hzlib.figures.specification import Choice, Column, Figure, Option, Table, kindly, need
from hzlib.frames.facts import ReferenceSource
from hzlib.frames.outcomes import DUE, MET, MISSED, NO_ANSWER, UNLIKE, VERDICTS, outcomes
from hzlib.frames.selection import label
from hzlib.themes.relative import answered_growth, compared_growth, relative_targets

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "amounts", "answered_growth", "compared_growth", "count", "quote", "quoted", "rates", "reach",
    "relative_targets", "scorecard", "sentences", "spoken", "tally", "unanswered",
]  # fmt: skip

_BLUE, _RED, _GREEN = style.PALETTE[:3]
_INK, _PAPER = (style.GROUNDS[name][0] for name in ("ink", "paper"))
# Fill and text colour of each verdict; every piece has its number written in it.
LOOKS = {
    MET: (_BLUE, _PAPER),
    MISSED: (_RED, _PAPER),
    UNLIKE: (style.PALETTE[4], _PAPER),
    NO_ANSWER: (style.SCALE[2], _INK),
    DUE: (style.SCALE[0], _INK),
}
_STATUSES = ("actual", "estimate", "derived", "reference")


# --- what readings say ----------------------------------------------------------------------------


def item(pair: Any) -> Item:
    """Return a target as a member of a list that is counted."""
    return Item(f"{_when(pair)}{_what(pair)} 目标{pair.target:p}", pair.target.source)


def _when(pair: Any) -> str:
    return wording.period(pair.period)


def _what(pair: Any) -> str:
    return label(pair.indicator, pair.measure)


def count(pairs: "pd.DataFrame", *verdicts: str) -> Value:
    """Return how many pairs have one of the verdicts, of all if none is named.

    Examples
    --------
    >>> import hzlib as hz
    >>> from hzlib.frames.outcomes import outcomes
    >>> pairs = outcomes(hz.facts("hangzhou-gwr-2023", reference=True))
    >>> count(pairs, "未到期").number + count(pairs, "无结果").number <= count(pairs).number
    True
    """
    rows = pairs[pairs["verdict"].isin(verdicts)] if verdicts else pairs
    noun = "、".join(verdicts) + "的目标" if verdicts else "目标"
    members, among = (map(item, frame.itertuples()) for frame in (rows, pairs))
    return counted(members, "个", noun, among=among)


def tally(pairs: "pd.DataFrame") -> dict[str, Value]:
    """Return the counts of the verdicts for a reading: met, missed, unlike, none."""
    verdicts = {"met": MET, "missed": MISSED, "unlike": UNLIKE, "none": NO_ANSWER}
    return {name: count(pairs, verdict) for name, verdict in verdicts.items()}


def answered(pairs: "pd.DataFrame") -> "pd.DataFrame":
    """Return the pairs that have an outcome, comparable or not."""
    return pairs.loc[[isinstance(one, Value) for one in pairs["outcome"]]]


def quoted(pairs: "pd.DataFrame", **wanted: tuple[str, str]) -> dict[str, Value | Missing]:
    """Return targets, outcomes and their gaps as values for a reading.

    Parameters
    ----------
    pairs : DataFrame
        Pairs of one place and period.
    **wanted : tuple of str
        Indicator and measure under the name that the reading uses.

    Returns
    -------
    dict
        For each name ``<name>`` (the outcome), ``<name>_goal`` and ``<name>_gap`` (without sign);
        a `Missing` where there is no such pair.
    """
    values: dict[str, Value | Missing] = {}
    for name, (indicator, measure) in wanted.items():
        same = (pairs["indicator"] == indicator) & (pairs["measure"] == measure)
        pair = next(answered(pairs[same]).itertuples(), None)
        missing = Missing.of(f"{label(indicator, measure)}的目标和结果")
        values |= {
            name: pair.outcome if pair else missing,
            f"{name}_goal": pair.target if pair else missing,
            f"{name}_gap": abs(pair.gap) if pair else missing,
        }
    return values


def spoken(pairs: "pd.DataFrame", named: bool = False) -> Sentence | Missing:
    """Return answered targets in words: when, what was asked for, what came.

    Parameters
    ----------
    pairs : DataFrame
        Pairs with or without outcome; those without are left out.
    named : bool, optional
        Name the indicator of each.

    Returns
    -------
    Sentence or Missing
        Missing if no pair has an outcome.

    Examples
    --------
    >>> import hzlib as hz
    >>> from hzlib.frames.outcomes import outcomes
    >>> pairs = outcomes(hz.facts(reference=True))
    >>> wanted = (pairs.indicator == "fai") & (pairs.region == "杭州市") & (pairs.period == "2023")
    >>> str(spoken(pairs[wanted]))
    '2023年目标6%，结果2.8%，未达到'
    """
    rows = answered(pairs).sort_values("period", kind="stable")
    if rows.empty:
        return Missing.of("目标和结果")
    words = "{when}{what}目标{target:p}，结果{outcome:p}，{verdict}"
    return each(rows.itertuples(), words, when=_when, what=_what if named else "")


# --- figures --------------------------------------------------------------------------------------


@kindly
def scorecard(pairs: "pd.DataFrame", place: str) -> Figure:
    """Return the figure of how many targets came out how, by the year for which they were set.

    Parameters
    ----------
    pairs : DataFrame
        What `hzlib.frames.outcomes.outcomes` returns.
    place : str
        Whose targets.
    """
    rows = need(pairs[pairs["region"] == place], f"{place}的目标")
    groups = {wording.period(one): group for one, group in rows.groupby("period", sort=True)}
    counts = {
        verdict: {period: count(group, verdict) for period, group in groups.items()}
        for verdict in VERDICTS
    }
    plot = Plot(x="目标数（个）", y="目标的年份", height=150 + 34 * len(groups))
    for verdict, found in counts.items():
        hover = f"%{{y}}的目标<br>{verdict}：%{{x}}个<extra></extra>"
        add_pieces(plot, found, verdict, hover, *LOOKS[verdict])
    plot.figure.update_layout(barmode="stack", legend={"traceorder": "normal"})
    periods = list(groups)[::-1]
    plot.figure.update_yaxes(type="category", categoryorder="array", categoryarray=periods)
    told = joined("；", (
        period + joined("、", (
            verdict + sentence("{n}", n=found[period])
            for verdict, found in counts.items() if found[period].number
        ))
        for period in groups
    ))  # fmt: skip
    return Figure(
        plot,
        _account(rows),
        "“不可比”是有数字而口径不同或只给出界限；“无结果”是现有材料里找不到。",
        sentence("{place}各年目标的结果：{told}。", place=place, told=told),
        Table(
            ("目标的年份", *(Column(verdict, "#") for verdict in VERDICTS)),
            tuple((one, *(found[one] for found in counts.values())) for one in groups),
        ),
    )


def _account(rows: "pd.DataFrame") -> Sentence:
    due = rows[rows["verdict"] != DUE]
    if due.empty:
        return sentence("{all}目标，期限都在现有材料之后", all=count(rows))
    words = "到期的{due}目标，{compared}有可比的结果，其中{met}达到"
    return sentence(words, due=count(due), compared=count(due, MET, MISSED), met=count(due, MET))


def _compared(pairs: "pd.DataFrame", place: str, rate: bool) -> "pd.DataFrame":
    """Return a place's pairs with a comparable outcome: rates in per cent, or amounts."""
    rows = pairs[(pairs["region"] == place) & pairs["verdict"].isin([MET, MISSED])]
    rows = rows.loc[[(target.unit == "%") == rate for target in rows["target"]]]
    return rows.assign(what=[label(row.indicator, row.measure) for row in rows.itertuples()])


@kindly
def rates(pairs: "pd.DataFrame", place: str, period: str = "") -> Figure:
    """Return the figure of targets in per cent with their outcomes, one line an indicator.

    Parameters
    ----------
    pairs : DataFrame
        What `hzlib.frames.outcomes.outcomes` returns.
    place : str
        Whose targets.
    period : str, optional
        The year that is shown first; the others are in the choice box. The one with the most
        answered targets, if it is empty or has none.
    """
    rows = need(_compared(pairs, place, True), f"{place}有结果的百分比目标")
    rows = rows.sort_values("gap", kind="stable", key=lambda gaps: gaps.map(float))
    sizes = rows.groupby("period").size().sort_values(ascending=False, kind="stable")
    periods = sorted(sizes.index, reverse=True)
    first = periods.index(period if period in sizes.index else str(sizes.index[0]))
    plot = Plot(x="增速或比率（%）", height=140 + 38 * int(sizes.max()))
    groups = [rows[rows["period"] == one] for one in periods]
    seen = in_turn(plot, groups, partial(_dumbbells, plot), first)
    options = tuple(_option(*pair) for pair in zip(groups, seen, strict=True))
    shown = options[first]
    categories = shown.layout["yaxis.categoryarray"]
    plot.figure.update_yaxes(categoryorder="array", categoryarray=categories)
    caption = (
        "横线连起目标（三角）与结果（圆点）；蓝线为达到，红线为未达到。价格、失业率一类以低为好。"
    )
    return Figure(
        plot,
        shown.title,
        caption,
        sentence("{place}各年百分比目标与结果：{said}。", place=place, said=spoken(rows, True)),
        Table.each(
            rows[::-1].sort_values("period", kind="stable", ascending=False).itertuples(),
            ("时期", _when), ("指标", "what"), *_SIDES, ("判断", "verdict"),
        ),
        choices=(Choice("年份", options, active=first),) if len(options) > 1 else (),
        reading=shown.reading,
    )  # fmt: skip


def _option(rows: "pd.DataFrame", visible: tuple[bool, ...]) -> Option:
    """Return the state of the figure that shows one period's pairs."""
    when = wording.period(rows["period"].iloc[0])
    missed = list(rows[rows["verdict"] == MISSED].itertuples())
    told = "{what}目标{target:p}，结果{outcome:p}，差{gap}"
    gaps = each(missed, told, gap=lambda row: abs(row.gap))
    words = "{when}有结果的百分比目标里，{missed}未达到" + ("：{gaps}。" if missed else "。")
    return Option(
        when,
        visible=visible,
        layout={"yaxis.categoryarray": [wording.folded(one) for one in rows["what"]]},
        title=sentence(
            "{when}有结果的{all}百分比目标，{met}达到",
            when=when, all=count(rows), met=count(rows, MET),
        ),
        reading=sentence(words, when=when, missed=count(rows, MISSED), gaps=gaps),
    )  # fmt: skip


def _dumbbells(plot: Plot, rows: "pd.DataFrame", visible: bool) -> None:
    """Draw a line from each target to its outcome, and the marks at its ends."""
    names = [wording.folded(one) for one in rows["what"]]
    ends = [(row.target.number, row.outcome.number) for row in rows.itertuples()]
    colours = [_BLUE if verdict == MET else _RED for verdict in rows["verdict"]]
    add_spans(plot, names, ends, colours, visible=visible)
    series = [("目标", "target", _GREEN, list(zip(names, rows["target"], strict=True)))]
    for status in _STATUSES:
        known = zip(names, rows["outcome"], strict=True)
        part = [pair for pair in known if pair[1].status == status]
        series.append((f"结果（{wording.STATUSES[status]}）", status, _BLUE, part))
    for name, status, colour, part in series:
        look = style.marks(status, colour)
        # A result on its target leaves the target's tips in sight.
        look["marker"] = look["marker"] | {"size": 16 if status == "target" else 10}
        add_series(plot, part, name, look, "p", visible=visible)


@kindly
@in_print
def amounts(pairs: "pd.DataFrame", place: str) -> Figure:
    """Return the printed figure of outcomes as per cent of their targets, for amounts.

    Parameters
    ----------
    pairs : DataFrame
        What `hzlib.frames.outcomes.outcomes` returns.
    place : str
        Whose targets.
    """
    rows = _compared(pairs, place, False)
    # What is to be zero has no percentage.
    rows = rows.loc[[target.number > 0 for target in rows["target"]]]
    rows = need(rows, f"{place}有结果的总量目标")
    ratios = [(row.outcome / row.target).percent(1) for row in rows.itertuples()]
    rows = rows.assign(ratio=ratios).sort_values(
        "ratio", kind="stable", key=lambda ratios: ratios.map(float)
    )
    top = rows.iloc[-1]
    title = sentence(
        "有结果的{all}总量目标，{met}达到；{what}达到目标的{ratio:.0f}",
        all=count(rows), met=count(rows, MET), what=top["what"], ratio=top["ratio"],
    )  # fmt: skip
    caption = "倍差一类以低为好，不超过目标为达到；超出一倍以上的，先看两处口径是否一致。"
    hollow = "空心条为未达到。" if MISSED in set(rows["verdict"]) else ""
    falling = list(rows[::-1].itertuples())
    said = each(falling, "{when}{what}{ratio:.0f}", when=_when)
    return Figure(
        _bars(rows),
        title,
        hollow + caption,
        sentence("{place}总量目标的结果占目标：{said}。", place=place, said=said),
        Table.each(
            falling, ("时期", _when), ("指标", "what"), *_SIDES[:2],
            (Column("结果占目标（%）", ".1#"), "ratio"), ("判断", "verdict"),
        ),
    )  # fmt: skip


def _bars(rows: "pd.DataFrame") -> Any:
    sheet, axes = paper(7.2, 1.1 + 0.3 * len(rows))
    met = [verdict == MET for verdict in rows["verdict"]]
    drawn = bars(
        axes, range(len(rows)), list(rows["ratio"]), linewidth=1.4,
        facecolor=[_BLUE if one else "white" for one in met],
        edgecolor=[_BLUE if one else _RED for one in met],
    )  # fmt: skip
    labels = axes.bar_label(drawn, [f"{one:.0f}" for one in rows["ratio"]], padding=4, fontsize=9)
    for words in labels:
        words.set_bbox({"facecolor": _PAPER, "edgecolor": "none", "pad": 1})
    axes.axvline(100, color=_INK, linewidth=1.2, linestyle="--")
    names = [f"{row.what}，{row.period}" for row in rows.itertuples()]
    axes.set_yticks(range(len(rows)), names)
    axes.set_xlim(0, max(map(float, rows["ratio"])) * 1.12)
    axes.set_xlabel("结果占目标的百分比（%，虚线为目标）")
    return sheet


# --- tables ---------------------------------------------------------------------------------------


def result(outcome: Any) -> Any:
    """Return an outcome as a cell that says whether it is expected or derived."""
    word = {"estimate": "（预计）", "derived": "（推算）"}.get(outcome.status, "")
    return Shown(f"{outcome:p}{word}", outcome) if isinstance(outcome, Value) else None


_SIDES = (
    (Column("目标", "p"), "target"),
    ("结果", lambda row: result(row.outcome)),
    (Column("结果 − 目标", "+"), "gap"),
)


@kindly
def sentences(pairs: "pd.DataFrame", place: str, period: str = "") -> Table:
    """Return the table of answered targets as pairs of sentences.

    Parameters
    ----------
    pairs : DataFrame
        What `hzlib.frames.outcomes.outcomes` returns.
    place : str
        Whose targets.
    period : str, optional
        Only the targets for this year.
    """
    rows = answered(pairs[pairs["region"] == place])
    rows = rows[(rows["period"] == period) | (not period)]
    when = wording.period(period) if period else ""
    rows = need(rows, f"{place}{when}有结果的目标").sort_values("period", kind="stable")
    caption = "{place}{when}的{count}目标和它们的结果"
    return Table.each(
        rows.itertuples(),
        ("指标", lambda row: ("" if period else _when(row)) + _what(row)),
        *_SIDES, ("判断", "verdict"), ("立目标的话与报结果的话", _said),
        caption=sentence(caption, place=place, when=when, count=count(rows)),
    )  # fmt: skip


def _said(row: Any) -> Sentence:
    words = "{goal} → {result}（{reason}）" if row.reason else "{goal} → {result}"
    return sentence(words, goal=_quote(row.target), result=_quote(row.outcome), reason=row.reason)


def _quote(value: Value) -> Sentence | str:
    """Return what the documents say, or a source's title where there is no sentence."""
    source = value.source
    if isinstance(source, FactSource):
        return sentence("“{clause}”", clause=clause(value, source.place))
    if isinstance(source, ReferenceSource):
        return f"《{source.figure.source_title}》"
    return joined("、", map(_quote, getattr(source, "parts", ())))


@kindly
def unanswered(pairs: "pd.DataFrame", place: str) -> Table:
    """Return the table of a place's targets that are due and have no comparable outcome."""
    rows = pairs[(pairs["region"] == place) & pairs["verdict"].isin([UNLIKE, NO_ANSWER])]
    rows = need(rows, f"{place}没有可比结果的目标").sort_values("period", kind="stable")
    return Table.each(
        rows.itertuples(), ("时期", _when), ("指标", _what), _SIDES[0],
        ("为什么没有结论", lambda row: each([row], "{verdict}：{reason}")),
        caption=sentence("{place}到期而没有结论的{count}目标", place=place, count=count(rows)),
    )  # fmt: skip


@kindly
def reach(data: "pd.DataFrame", place: str, choices: tuple[float, ...] = (0, 0.05, 0.1)) -> Table:
    """Return the table of targets with 左右 and how the verdict depends on its reach.

    Parameters
    ----------
    data : DataFrame
        The common frame.
    place : str
        Whose targets.
    choices : tuple of float, optional
        How far 左右 reaches, as shares of the number.
    """
    tries = [outcomes(data, about) for about in choices]
    asked = [
        row.region == place and row.target.bound == "~" and isinstance(row.outcome, Value)
        for row in tries[0].itertuples()
    ]
    rows = need(tries[0].loc[asked], f"{place}带“左右”的目标和结果")
    verdicts = [dict(zip(rows.index, one.loc[asked, "verdict"], strict=True)) for one in tries]
    widths = joined("、", [
        sentence("{width}（{reach}）", width=wording.widened(about),
             reach=assumed(round(about * 100, 9), "%", "“左右”放宽到目标值的几成", "choices"))
        for about in choices
    ])  # fmt: skip
    return Table.each(
        rows.itertuples(), ("时期", _when), ("指标", _what), *_SIDES,
        *((wording.widened(about), lambda row, found=found: found[row.Index])
          for about, found in zip(choices, verdicts, strict=True)),
        caption=sentence("“左右”放宽多少，{count}目标的结论怎样变", count=count(rows)),
        note=sentence("放宽的是目标值的几成：{widths}。", widths=widths),
    )  # fmt: skip
