"""Tables of targets and what became of them."""

import re
from typing import TYPE_CHECKING, Any

from hzlib import wording
from hzlib.evidence.sentence import Sentence, Shown, joined, sentence
from hzlib.evidence.sources import FactSource, Item, QuantitySource
from hzlib.evidence.value import Value, assumed, counted
from hzlib.extraction.quantity import quantities
from hzlib.figures.specification import Column, Table, kindly, need
from hzlib.frames.facts import ReferenceSource
from hzlib.frames.outcomes import NO_ANSWER, UNLIKE, outcomes
from hzlib.frames.selection import label, name
from hzlib.text.corpus import Document
from hzlib.themes.target_outcome.readings import answered, count, stated

if TYPE_CHECKING:
    import pandas as pd

_LEAST = 8  # characters that a clause has besides its number; a shorter one takes its neighbour in
_FRAME = "“”（）() \n|"  # what frames a clause or a row and is no part of it
_BARS = re.compile(r"\s*\|[\s|]*")  # borders of a table's cells, empty ones between them
_SIDES = (Column("目标", "p"), "结果", Column("结果 − 目标", "+"))


def result(outcome: Any) -> Any:
    """Return an outcome as a cell that says whether it is expected or derived."""
    word = {"estimate": "（预计）", "derived": "（推算）"}.get(outcome.status, "")
    return Shown(f"{outcome:p}{word}", outcome) if isinstance(outcome, Value) else None


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
    cells = tuple(
        (
            ("" if period else wording.period(row.period)) + label(row.indicator, row.measure),
            row.target, result(row.outcome), row.gap, row.verdict, _said(row),
        )
        for row in rows.itertuples()
    )  # fmt: skip
    columns = ("指标", *_SIDES, "判断", "立目标的话与报结果的话")
    caption = "{place}{when}的{count}目标和它们的结果"
    return Table(columns, cells, sentence(caption, place=place, when=when, count=count(rows)))


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


def clause(value: Value, place: QuantitySource) -> Sentence:
    """Return the clause that states a value, with the one before it if it is short.

    Of a table it is the row. The numbers in it can be followed.

    Parameters
    ----------
    value : Value
        The value.
    place : QuantitySource
        Where it stands.

    Examples
    --------
    >>> import hzlib as hz
    >>> value = hz.Value.of(hz.facts("hangzhou-gwr-2023").iloc[1])
    >>> str(clause(value, value.source.place))
    '全市生产总值18753亿元、增长1.5%'
    """
    document, sentence, mark = place.document, place.passage.sentence, place.passage.mark
    low, high = (_row if "|" in sentence else _clause)(sentence, *mark)
    words = sentence[low:high]
    low += len(words) - len(words.lstrip(_FRAME))
    begin = document.cleaned.text_offset(place.start) - mark[0] + low
    found = _linked(document, begin, begin + len(words.strip(_FRAME)), {place.start: value})
    bare = (_BARS.sub("｜", one) if isinstance(one, str) else one for one in found.pieces)
    return Sentence(tuple(bare))


def _row(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Return where a row of a table begins and ends."""
    low, high = sentence.rfind("\n", 0, start) + 1, sentence.find("\n", end)
    return low, high if high >= 0 else len(sentence)


def _clause(sentence: str, start: int, end: int) -> tuple[int, int]:
    breaks = [match.start() for match in re.finditer("[，；。：]", sentence)]
    before = [one for one in breaks if one < start]
    high = next((one for one in breaks if one >= end), len(sentence))
    low = before[-1] + 1 if before else 0
    if high - low < _LEAST + end - start and sentence[low - 1 : low] == "，":
        low = before[-2] + 1 if len(before) > 1 else 0
    return low, high


def _linked(document: Document, low: int, high: int, known: dict[int, Value]) -> Sentence:
    """Return a part of a document's text in which each number can be followed.

    ``known`` are values by the raw offsets at which they start.
    """
    pieces: list[str | Shown] = []
    for one in quantities(document.text, low, high):
        value = known.get(document.cleaned.raw_span(one.start, one.end)[0])
        value = value or stated(document, one)
        if one.end <= high and (one.base or isinstance(value.source, FactSource)):
            pieces += [document.text[low : one.start]]
            pieces += [Shown(document.text[one.start : one.end], value)]
            low = one.end
    return Sentence((*pieces, document.text[low:high]))


@kindly
def unanswered(pairs: "pd.DataFrame", place: str) -> Table:
    """Return the table of a place's targets that are due and have no comparable outcome."""
    rows = pairs[(pairs["region"] == place) & pairs["verdict"].isin([UNLIKE, NO_ANSWER])]
    rows = need(rows, f"{place}没有可比结果的目标").sort_values("period", kind="stable")
    cells = tuple(
        (
            wording.period(row.period), label(row.indicator, row.measure), row.target,
            sentence("{verdict}：{reason}", verdict=row.verdict, reason=row.reason),
        )
        for row in rows.itertuples()
    )  # fmt: skip
    columns = ("时期", "指标", Column("目标", "p"), "为什么没有结论")
    caption = sentence("{place}到期而没有结论的{count}目标", place=place, count=count(rows))
    return Table(columns, cells, caption)


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
    verdicts = zip(*(one.loc[asked, "verdict"] for one in tries), strict=True)
    cells = tuple(
        (
            wording.period(row.period), label(row.indicator, row.measure), row.target,
            result(row.outcome), row.gap, *words,
        )
        for row, words in zip(rows.itertuples(), verdicts, strict=True)
    )  # fmt: skip
    widths = joined("、", [
        sentence("{width}（{reach}）", width=_width(about),
             reach=assumed(round(about * 100, 9), "%", "“左右”放宽到目标值的几成", "choices"))
        for about in choices
    ])  # fmt: skip
    caption = sentence("“左右”放宽多少，{count}目标的结论怎样变", count=count(rows))
    note = sentence("放宽的是目标值的几成：{widths}。", widths=widths)
    return Table(("时期", "指标", *_SIDES, *map(_width, choices)), cells, caption, note)


def _width(about: float) -> str:
    """Return how far 左右 reaches in words: 0.05 is 半成, 0.1 一成, 0.15 一成半.

    Examples
    --------
    >>> [_width(about) for about in (0, 0.05, 0.1, 0.15)]
    ['不放宽', '放宽半成', '放宽一成', '放宽一成半']
    """
    halves = round(about * 20)
    if not 0 <= halves < 20 or abs(halves - about * 20) > 1e-9:
        return f"放宽到 {about:.1%}"
    whole = "〇一二三四五六七八九"[halves // 2] + "成" if halves > 1 else ""
    half = "半" if whole else "半成"
    return "放宽" + whole + half * (halves % 2) if halves else "不放宽"


@kindly
def compared_growth(rows: "pd.DataFrame", place: str) -> Table:
    """Return the table of targets that are set against another growth rate.

    Parameters
    ----------
    rows : DataFrame
        What `relative_targets` returns.
    place : str
        Whose targets.
    """
    own = need(rows[rows["region"] == place], f"{place}以另一个增速为准的目标")
    own = own.sort_values("period", kind="stable")
    cells = tuple(
        (
            sentence("{year}：{said}（{reason}）" if row.reason else "{year}：{said}",
                 year=wording.period(row.period), said=row.said, reason=row.reason),
            name(row.indicator), row.growth, row.base, row.gap, row.verdict,
        )
        for row in own.itertuples()
    )  # fmt: skip
    columns = ("目标怎么说", "看哪个指标", Column("增速（%）", "#"), Column("对方（%）", "#"),
               Column("相差（百分点）", "+#"), "判断")  # fmt: skip
    members = [
        Item(f"{wording.period(row.period)}{name(row.indicator)}：{row.said}", row.asked.source)
        for row in own.itertuples()
    ]
    shown = counted(members, "个", "以另一个增速为准的目标")
    return Table(
        columns, cells, sentence("{place}以另一个增速为准的{count}目标", place=place, count=shown)
    )
