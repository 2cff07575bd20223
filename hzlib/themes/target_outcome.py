"""What notebook 05 shows: targets and what became of them, with both sentences side by side."""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from hzlib import wording
from hzlib.evidence.clause import clause, quote
from hzlib.evidence.sentence import Sentence, Shown, as_sentence, divided, each, joined, sentence
from hzlib.evidence.sources import FactSource, Item
from hzlib.evidence.value import CAUTION, Missing, Value, assumed, caution, counted
from hzlib.figures import style
from hzlib.figures.bars import add_stack
from hzlib.figures.plot import Plot
from hzlib.figures.specification import Column, Figure, Table, kindly, need
from hzlib.frames.facts import ReferenceSource
from hzlib.frames.outcomes import (
    DUE,
    MET,
    MISSED,
    NO_ANSWER,
    REPORTED,
    UNLIKE,
    VERDICTS,
    against,
    outcomes,
)
from hzlib.frames.selection import label
from hzlib.themes.open_targets import open_account, open_answers, open_goals, open_targets
from hzlib.themes.relative import compared_growth, relative_targets

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "amounts", "answered", "called", "came_out", "compared_growth", "count", "doubted", "doubts",
    "kinds", "open_account", "open_answers", "open_goals", "open_targets", "quote", "rates",
    "reach", "relative_targets", "scorecard", "sentences", "spoken", "steady", "tally",
    "unanswered",
]  # fmt: skip

# The fill of each verdict; every piece has its number written in it.
FILLS = {
    MET: style.ROLES["met"],
    MISSED: style.ROLES["missed"],
    UNLIKE: style.ROLES["unlike"],
    REPORTED: style.ROLES["reported"],
    NO_ANSWER: style.ROLES["none"],
    DUE: style.GROUNDS["paper"][0],
}

_SELF_TOLD = f"“{REPORTED}”指报告自述未达到而未载明可比的数值，非本篇判断；"

# --- what readings say ----------------------------------------------------------------------------


def item(pair: Any) -> Item:
    """Return a target as a member of a list that is counted."""
    return Item(f"{_when(pair)}{_what(pair)}：目标{pair.target:p}", pair.target.source)


def _when(pair: Any) -> str:
    return wording.period(pair.period)


def _what(pair: Any) -> str:
    target = getattr(pair, "target", None)  # one that another growth sets has no number
    return label(pair.indicator, pair.measure, target.unit if target else "")


def count(pairs: "pd.DataFrame", *verdicts: str) -> Value | Missing:
    """Return how many pairs have one of the verdicts, of all if none is named.

    Without any pair there is nothing to count: the count is missing.

    Examples
    --------
    >>> import hzlib as hz
    >>> from hzlib.frames.outcomes import outcomes
    >>> pairs = outcomes(hz.facts("hangzhou-gwr-2023", reference=True))
    >>> count(pairs, "未到期").number + count(pairs, "无结果").number <= count(pairs).number
    True
    """
    return Missing.of("目标") if pairs.empty else _counted(pairs, *verdicts)


def _counted(pairs: "pd.DataFrame", *verdicts: str) -> Value:
    rows = pairs[pairs["verdict"].isin(verdicts)] if verdicts else pairs
    noun = "、".join(verdicts) + "的目标" if verdicts else "目标"
    members, among = (map(item, frame.itertuples()) for frame in (rows, pairs))
    return counted(members, "个", noun, among=among)


def tally(due: "pd.DataFrame") -> Sentence:
    """Return what came of targets that are due in words, those that were missed by name.

    Examples
    --------
    >>> import hzlib as hz
    >>> pairs = hz.corpus(reference=True).outcomes()
    >>> qiantang = pairs[(pairs["region"] == "钱塘区") & (pairs["verdict"] != "未到期")]
    >>> str(tally(qiantang))
    '19个均无结果'
    """
    parts = {verdict: due[due["verdict"] == verdict] for verdict in VERDICTS if verdict != DUE}
    more: dict[str, Sentence | str] = {
        MET: doubts(parts[MET]),
        **{one: f"（{called(parts[one])}）" for one in (MISSED, REPORTED) if len(parts[one])},
    }
    told = [
        (_counted(rows), verdict + as_sentence(more.get(verdict, "")))
        for verdict, rows in parts.items() if len(rows)
    ]  # fmt: skip
    # Without a number that can be followed no answer of a page would tell it.
    return (
        sentence("{n}均{words}", n=told[0][0], words=told[0][1])
        if len(told) == 1
        else divided(told)
    )


def answered(pairs: "pd.DataFrame") -> "pd.DataFrame":
    """Return the pairs that have an outcome, comparable or not.

    Examples
    --------
    >>> import hzlib as hz
    >>> pairs = hz.corpus(reference=True).outcomes()
    >>> len(answered(pairs)) < len(pairs)
    True
    """
    return pairs.loc[[isinstance(one, Value) for one in pairs["outcome"]]]


def kinds(pairs: "pd.DataFrame") -> Sentence:
    """Return how many answered targets can be compared, and what kinds of number answer them.

    Examples
    --------
    >>> import hzlib as hz
    >>> pairs = answered(hz.corpus(reference=True).outcomes())
    >>> str(kinds(pairs[pairs["period"] == "2023"]))
    '19个可比，3个不可比；结果均为实际数'
    """
    judged = pairs["verdict"].isin([MET, MISSED])
    alike = ((pairs[judged], "可比"), (pairs[~judged], "不可比"))
    status = [one.status for one in pairs["outcome"]]
    words = {"actual": "为实际数", "estimate": "为预计数", "reference": "取自参考数据",
             "derived": "由水平推算"}  # fmt: skip
    came = ((pairs.loc[[one == kind for one in status]], told) for kind, told in words.items())
    first, second = (
        divided((_counted(*one), told) for *one, told in some) for some in (alike, came)
    )
    return first + "；结果" + second


def doubted(pairs: "pd.DataFrame") -> "pd.DataFrame":
    """Return the judged targets of which two figures that are not alike were set side by side.

    Parameters
    ----------
    pairs : DataFrame
        With ``gap`` and ``verdict``: of `hzlib.frames.outcomes.outcomes` or `relative_targets`.

    Examples
    --------
    >>> import hzlib as hz
    >>> doubted(hz.corpus(reference=True).outcomes())["period"].tolist()
    ['2025']
    """
    judged = pairs[pairs["verdict"].isin([MET, MISSED])]
    return judged.loc[[bool(_mark(one)) for one in judged["gap"]]]


def _mark(gap: Value | Missing) -> str:
    return CAUTION if isinstance(gap, Value) and caution(gap) else ""


def doubts(pairs: "pd.DataFrame") -> Sentence:
    """Return how many judged targets stand beside a figure of another basis; nothing if none.

    Examples
    --------
    >>> import hzlib as hz
    >>> str(doubts(hz.corpus(reference=True).outcomes()))
    '（其中1个口径不一，标※）'
    """
    found = doubted(pairs)
    words = "（其中{n}口径不一，标※）"
    return sentence(words, n=_counted(found)) if len(found) else Sentence()


def called(pairs: "pd.DataFrame", year: bool = True) -> str:
    """Return targets by year and indicator, those marked ※ whose two figures are not alike.

    Examples
    --------
    >>> import hzlib as hz
    >>> pairs = hz.corpus(reference=True).outcomes()
    >>> called(pairs[pairs["verdict"] == "未达到"].head(1))
    '2021年数字经济核心产业增加值增速'
    """
    rows = pairs.sort_values("period", kind="stable").itertuples()
    return "、".join(f"{_when(row) if year else ''}{_what(row)}{_mark(row.gap)}" for row in rows)


def came_out(pairs: "pd.DataFrame", place: str, kind: str) -> Sentence:
    """Return how many targets of a kind that have a comparable outcome were met, as a title.

    Examples
    --------
    >>> import hzlib as hz
    >>> pairs = hz.corpus(reference=True).outcomes()
    >>> str(came_out(rates(pairs[pairs["region"] == "杭州市"]), "杭州市", "百分比"))
    '杭州市有可比结果的18个百分比目标中，14个达到（其中1个口径不一，标※）'
    """
    words = "{place}有可比结果的{n}{kind}目标{met}"
    return sentence(words, place=place, n=count(pairs), kind=kind, met=_met(pairs, "中，"))


def _met(pairs: "pd.DataFrame", lead: str) -> Sentence:
    """Return how many of some judged targets were met, in words that go on after them."""
    met = pairs[pairs["verdict"] == MET]
    if met.empty:
        return Sentence(("均未达到",))
    words = "均达到{doubts}" if len(met) == len(pairs) else lead + "{met}达到{doubts}"
    return sentence(words, met=count(pairs, MET), doubts=doubts(met))


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
        verdict: {period: _counted(group, verdict) for period, group in groups.items()}
        for verdict in VERDICTS if verdict != REPORTED or rows["verdict"].eq(REPORTED).any()
    }  # fmt: skip
    plot = Plot(x="目标数（个）", y="目标的年份", height=150 + 34 * len(groups))
    unlike = {wording.period(one) for one in doubted(rows[rows["verdict"] == MET])["period"]}
    told = add_stack(plot, counts, FILLS, "判断", "%{y}的目标", {MET: unlike})
    return Figure(
        plot,
        _account(rows),
        "“不可比”指有数值而口径不同或只给出界限；"
        + _SELF_TOLD * (REPORTED in counts)
        + "“无结果”指所收文件未载明。",
        sentence("{place}各年目标的完成情况：{told}。", place=place, told=told),
        Table(
            ("目标的年份", *(Column(verdict, "#") for verdict in counts)),
            tuple((one, *_cells(one, counts, unlike)) for one in groups),
        ),
    )


def _cells(
    period: str, counts: Mapping[str, Mapping[str, Value]], unlike: Collection[str]
) -> Iterator[Value | Shown]:
    for verdict, found in counts.items():
        count = found[period]
        marked = verdict == MET and period in unlike
        yield Shown(f"{count:#}{CAUTION}", count) if marked else count


def _account(rows: "pd.DataFrame") -> Sentence:
    due = rows[rows["verdict"] != DUE]
    if due.empty:
        return sentence("{all}目标，期限均在所收文件之后", all=count(rows))
    if not due["verdict"].isin([MET, MISSED]).any():
        return sentence("到期的{due}目标均无可比结果", due=count(due))
    judged = due[due["verdict"].isin([MET, MISSED])]
    words = "到期的{due}目标中，{compared}有可比结果，{met}"
    return sentence(
        words, due=count(due), compared=count(due, MET, MISSED), met=_met(judged, "其中")
    )


# --- targets beside their outcomes, to be drawn ---------------------------------------------------


def rates(pairs: "pd.DataFrame") -> "pd.DataFrame":
    """Return the targets in per cent that have a comparable outcome, by year and by their gap.

    Parameters
    ----------
    pairs : DataFrame
        What `hzlib.frames.outcomes.outcomes` returns, of one place.

    Returns
    -------
    DataFrame
        The pairs with ``what`` (indicator and measure), ``label`` (with the period too), ``year``,
        the last of the period, and ``kind`` (增速 or 比率).

    Examples
    --------
    >>> import hzlib as hz
    >>> row = rates(hz.corpus("qiantang-gwr-2024", reference=True).outcomes())
    >>> list(row.columns[-4:])
    ['what', 'label', 'year', 'kind']
    """
    rows = _compared(pairs, True).sort_values("gap", kind="stable", key=_numbers)
    kinds = rows["measure"].isin(["growth", "growth_avg"]).map({True: "增速", False: "比率"})
    return rows.assign(kind=kinds).sort_values("year", kind="stable")


def amounts(pairs: "pd.DataFrame") -> "pd.DataFrame":
    """Return the other targets that have a comparable outcome, with its share of the target.

    What is to be zero has no such share and is left out.

    Parameters
    ----------
    pairs : DataFrame
        What `hzlib.frames.outcomes.outcomes` returns, of one place.

    Returns
    -------
    DataFrame
        The columns of `rates` and ``ratio``, the outcome as per cent of the target, in its order.

    Examples
    --------
    >>> import hzlib as hz
    >>> rows = amounts(hz.corpus(reference=True).outcomes())
    >>> rows["what"].iloc[-1], str(rows["ratio"].iloc[-1])
    ('制造业实际利用外资', '302.7%')
    """
    rows = _compared(pairs, False)
    rows = rows.loc[[target.number > 0 for target in rows["target"]]]
    ratios = [
        against(row.outcome, row.target, lambda result, limit: result / limit).percent(1)
        for row in rows.itertuples()
    ]
    return rows.assign(ratio=ratios).sort_values("ratio", kind="stable", key=_numbers)


def steady(rows: "pd.DataFrame", place: str) -> Sentence:
    """Return of how many indicators with outcomes in several years the verdict stayed, as a title.

    Parameters
    ----------
    rows : DataFrame
        Of `rates`, those of indicators of several years.
    place : str
        Whose they are.

    Examples
    --------
    >>> import hzlib as hz
    >>> rows = rates(hz.corpus(reference=True).outcomes())
    >>> str(steady(rows[rows["what"] == "地区生产总值增速"], "杭州市"))
    '杭州市1个有多年可比结果的指标均有年份未达到'
    """
    met = rows["verdict"].eq(MET).groupby(rows["what"], sort=False).all()
    firsts = rows.drop_duplicates("what")
    all, always = (
        counted(map(item, some.itertuples()), "个", "有多年可比结果的指标", map(item, among))
        for some, among in ((firsts, ()), (firsts[firsts["what"].map(met)], firsts.itertuples()))
    )
    if always.number == 0:
        told = "均有年份未达到"
    else:
        told = "各年均达到" if always.number == all.number else "中，{always}各年均达到"
    return sentence("{place}{all}有多年可比结果的指标" + told, place=place, all=all, always=always)


def _numbers(values: "pd.Series") -> "pd.Series":
    return values.map(float)


def _compared(pairs: "pd.DataFrame", rate: bool) -> "pd.DataFrame":
    """Return the pairs with a comparable outcome: rates in per cent, or amounts."""
    rows = pairs[pairs["verdict"].isin([MET, MISSED])]
    rows = rows.loc[[(target.unit == "%") == rate for target in rows["target"]]]
    what = [_what(row) for row in rows.itertuples()]
    names = [f"{_what(row)}，{_when(row)}{_mark(row.gap)}" for row in rows.itertuples()]
    return rows.assign(what=what, label=names, year=[int(one[-4:]) for one in rows["period"]])


# --- tables ---------------------------------------------------------------------------------------


def result(outcome: Any) -> Any:
    """Return an outcome as a cell that says whether it is expected or derived."""
    word = {"estimate": "（预计）", "derived": "（推算）"}.get(outcome.status, "")
    return Shown(f"{outcome:p}{word}", outcome) if isinstance(outcome, Value) else None


_SIDES = (
    (Column("目标", "p"), "target"),
    ("结果", lambda row: result(row.outcome)),
    (Column("结果与目标之差", "+"), "gap"),
)


@kindly
def sentences(pairs: "pd.DataFrame", place: str, period: str = "", which: str = "") -> Table:
    """Return the table of answered targets as pairs of sentences.

    Parameters
    ----------
    pairs : DataFrame
        What `hzlib.frames.outcomes.outcomes` returns.
    place : str
        Whose targets.
    period : str, optional
        Only the targets for this year.
    which : str, optional
        What the caption calls the years (其他年份) if none is named.
    """
    rows = answered(pairs[pairs["region"] == place])
    rows = rows[(rows["period"] == period) | (not period)]
    when = wording.period(period) if period else which
    rows = need(rows, f"{place}{when}有结果的目标").sort_values("period", kind="stable")
    caption = "{place}{when}{count}目标与结果对照"
    return Table.each(
        rows.itertuples(),
        ("指标", lambda row: ("" if period else _when(row)) + _what(row)),
        *_SIDES, ("判断", "verdict"), ("目标与结果原句", _said),
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
    rows = pairs[(pairs["region"] == place) & pairs["verdict"].isin([UNLIKE, REPORTED, NO_ANSWER])]
    rows = need(rows, f"{place}到期而未作判断的目标").sort_values("period", kind="stable")
    return Table.each(
        rows.itertuples(), ("指标", _what), ("时期", _when), _SIDES[0],
        ("未作判断的原因", lambda row: each([row], "{verdict}：{reason}")),
        caption=sentence("{place}到期而未作判断的{count}目标", place=place, count=count(rows)),
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
             reach=assumed(round(about * 100, 9), "%", "“左右”类目标的容许幅度", "choices"))
        for about in choices
    ])  # fmt: skip
    return Table.each(
        rows.itertuples(), ("指标", _what), ("时期", _when), *_SIDES,
        *((wording.widened(about), lambda row, found=found: found[row.Index])
          for about, found in zip(choices, verdicts, strict=True)),
        caption=sentence("不同容许幅度下{count}“左右”类目标的判断", count=count(rows)),
        note=sentence("容许幅度占目标值的比例：{widths}。", widths=widths),
    )  # fmt: skip
