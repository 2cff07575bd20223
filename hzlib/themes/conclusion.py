"""What the page of an indicator opens with: level, change, target, comparability, where from."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from hzlib import lookups, wording
from hzlib.evidence.basis import difference, measured, of_figure, share_of, unclear
from hzlib.evidence.interval import exact
from hzlib.evidence.sentence import Sentence, joined, sentence
from hzlib.evidence.sources import FactSource, subject_of
from hzlib.evidence.value import Missing, Value, caution, counted
from hzlib.frames.outcomes import DUE, UNLIKE
from hzlib.frames.selection import (
    DONE,
    breaks,
    ends,
    label,
    passed,
    ranked,
    select,
    series,
    values,
    yearly,
)

if TYPE_CHECKING:
    import pandas as pd

PRICES = {
    "constant": "增速按不变价格计算", "current": "按当年价格计算", "adjusted": "增速按可比口径计算",
    "none": "",
}  # fmt: skip
_GROWTH = ("growth", "growth_avg")
_SERIES = ("level", "growth", "share")  # measures that make a series
_LATEST = 2  # of these whose last figure is told
_REASONS = 2  # that are told one by one
_REAL = ("constant", "adjusted")  # prices of growth, of which levels in current prices tell nothing
_MOVES = {"倍": ("扩大", "缩小")}  # of a number of times, which is a distance
_COARSE = 1  # percentage points: a growth that rounding leaves so open is told without decimals


@dataclass(frozen=True)
class Told:
    """What is told of an indicator: its statements, its targets, the place that is looked at.

    ``relative`` are the targets that another growth rate sets (`hzlib.themes.relative`).
    """

    indicator: str
    rows: "pd.DataFrame"
    pairs: "pd.DataFrame"
    place: str
    relative: "pd.DataFrame"

    @cached_property
    def done(self) -> "pd.DataFrame":
        """The results of the place."""
        return select(self.rows, region=self.place, status=DONE)

    def rows_of(self, measure: str) -> "pd.DataFrame":
        """Return the results of the place by one measure, without what is no point of a series.

        That is a milestone long passed, or what may be a stock or a flow.
        """
        rows = select(self.done, measure=measure)
        doubtful = (unclear(one) for one in rows["evidence"])
        kept = rows.loc[[not (one or two) for one, two in zip(passed(rows), doubtful, strict=True)]]
        return kept if len(kept) else rows

    @cached_property
    def measures(self) -> list[str]:
        """The measures of the results, levels before rates."""
        return [one for one in wording.MEASURES if one in set(self.done["measure"])]

    @property
    def series(self) -> list[str]:
        """Those of the measures that make a series."""
        return [one for one in self.measures if one in _SERIES]

    @cached_property
    def curves(self) -> dict[str, "pd.DataFrame"]:
        """The plain results of the place, one a year, by measure."""
        return {one: series(self.done, self.indicator, one, self.place, plain=True)
                for one in self.series}  # fmt: skip

    @cached_property
    def breaks(self) -> dict[str, list[str]]:
        """Why results of the place, each after the other, may not be compared, by measure."""
        return {one: list(breaks(rows)["reason"]) for one, rows in self.curves.items()}

    @cached_property
    def aims(self) -> "pd.DataFrame":
        """The targets of the place that have a number."""
        return self.pairs[self.pairs["region"] == self.place] if len(self.pairs) else self.pairs

    @cached_property
    def set_beside(self) -> list[Any]:
        """The targets of the place that another growth rate sets, in time."""
        rows = self.relative
        own = rows[rows["region"] == self.place] if len(rows) else rows
        return sorted(own.itertuples(), key=lambda row: row.period)

    @property
    def unlike(self) -> list[str]:
        """Return why targets and results of the place, and results of its years, are not alike."""
        met = (one for one in self.aims.itertuples() if not isinstance(one.outcome, Missing))
        aimed = [difference(one.target.source, one.outcome.source) for one in met]
        gaps = [caution(one.gap) for one in self.set_beside if isinstance(one.gap, Value)]
        of: dict[str, str] = {}  # what the first of the measures has in common is told of it
        for measure, found in self.breaks.items():
            named = "" if measure == self.series[0] else f"{wording.MEASURES[measure]}："
            for why in found:
                of.setdefault(why, named)
        found = [*aimed, *gaps, *(measure + why for why, measure in of.items())]
        return list(dict.fromkeys(filter(None, found)))


def conclusion(told: Told) -> tuple[Sentence, ...]:
    """Return three to five sentences on an indicator; one where nothing states it.

    Parameters
    ----------
    told : Told
        The statements of it, its targets with what came of them, and a place.

    Examples
    --------
    >>> from hzlib.frames.facts import facts
    >>> from hzlib.frames.outcomes import outcomes
    >>> data = facts("hangzhou-gwr-2023", indicator="gdp")
    >>> found = conclusion(Told("gdp", data, outcomes(data), "杭州市", data.head(0)))
    >>> str(found[0])
    '杭州市最近的数值：2022年地区生产总值18,753亿元，2022年地区生产总值增速1.5%。'
    >>> str(found[2])
    '杭州市未到期的数字目标：2023年地区生产总值增速≥5%；尚无到期的数字目标。'
    """
    if told.rows.empty:
        return (Sentence((f"所收文件未载明{lookups.indicator_name(told.indicator)}。",)),)
    made = (_level(told), _change(told), _aim(told), _comparable(told), _counts(told))
    return tuple(one for one in made if one)


# --- the last figure, and what changed ------------------------------------------------------------


def _level(told: Told) -> Sentence:
    """Return the last plain figures of the place: the level before rates; then what is later."""
    if not told.measures:
        return Sentence((f"所收文件和参考数据未载明{told.place}的结果，仅载明目标。",))
    newest = {one: _years(told.rows_of(one)).max() for one in told.series or told.measures[:1]}
    first = list(newest)[:_LATEST]
    reached = max(newest[one] for one in first)
    chosen = [one for one in newest if one in first or newest[one] > reached]
    said = joined("，", (
        last(told.indicator, one, told.rows_of(one)) + _later(told.rows_of(one)) for one in chosen
    ))  # fmt: skip
    return f"{told.place}最近的数值：" + said + "。"


def last(indicator: str, measure: str, rows: "pd.DataFrame") -> Sentence:
    """Return the last of some results of one place in words, a plain number before others.

    What is told of single years comes before what is told of several; of these a level that each
    year counts anew is their sum.

    Examples
    --------
    >>> from hzlib.frames.facts import facts
    >>> str(last("gdp", "growth", facts("hangzhou-gwr-2023", indicator="gdp", measure="growth")))
    '2022年地区生产总值增速1.5%'
    """
    value = _last(rows)
    words = f"{wording.period(value.period)}{_named(value)}{_expected(value)}{_summed(value)}"
    return sentence(words + "{value}", value=value) + limits(value)


def _years(rows: "pd.DataFrame") -> Any:
    return rows["period"].str[-4:]


def _firm(rows: "pd.DataFrame") -> "pd.DataFrame":
    """Return the plain results: no bounds, nothing that was expected, none of several years."""
    return rows[(rows["bound"] == "=") & (rows["status"] != "estimate")
                & (rows["period"].str.len() == 4)]  # fmt: skip


def _last(rows: "pd.DataFrame") -> Value:
    """Return the last plain result; where there is none the last number, else the last bound."""
    plain = rows[rows["bound"].isin(["=", "~"])]
    for some in (_firm(rows), plain, rows):
        if len(some):
            return _newest(some)
    raise ValueError("no rows")


def _newest(rows: "pd.DataFrame") -> Value:
    """Return the last figure: of a year, and of the years that it ends, that of the year."""
    rows = rows[_years(rows) == _years(rows).max()]
    single = rows[rows["period"].str.len() == 4]
    return Value.of(ranked(single if len(single) else rows).iloc[0])


def _later(rows: "pd.DataFrame") -> Sentence:
    """Return what is told of a later year than that of the last plain figure: a bound, a sum."""
    rows = rows[_years(rows) > _last(rows).period[-4:]]
    if rows.empty:
        return Sentence()
    value = _newest(rows)
    words = f"，{wording.period(value.period)}{_expected(value) or _summed(value) or '为'}{{value}}"
    return sentence(words, value=value) + limits(value)


def _summed(value: Value) -> str:
    """Return the word of a level of several years that is the sum of what each year counts."""
    fact = value.source.fact if isinstance(value.source, FactSource) else None
    return "合计" if fact and fact.cumulated and fact.measure == "level" else ""


def limits(value: Value) -> str:
    """Return in brackets what a figure's name says of how much it counts; else nothing.

    Examples
    --------
    >>> from hzlib.evidence.value import assumed
    >>> limits(assumed(5, "%", "放宽", "about"))
    ''
    """
    whole = share_of(value.source)  # 占规模以上工业增加值比重 tells a limit already
    named = whole + (subject_of(value.source) if narrower(value.source) else "")
    said = "、".join(one for one in _scope(value) if one not in named)
    return f"（{said}）" if said else ""


def _named(value: Value) -> str:
    """Return the name of what a figure measures; of a share also what it is a share of."""
    known = measured(value.source)
    if known is None:
        return ""
    called = label(known.indicator, known.measure, value.unit)
    if narrower(value.source):
        said = subject_of(value.source).removeprefix(value.each)
        called = called.replace(lookups.indicator_name(known.indicator), said)
    if known.measure == "change":
        return called.replace(*_moved(value))
    whole = share_of(value.source) if known.measure == "share" else ""
    return called.removesuffix(wording.MEASURES["share"]) + whole if whole else called


def narrower(source: Any) -> bool:
    """Tell whether an indicator's name says of a limit what a source's own name does not.

    Examples
    --------
    >>> from hzlib.evidence.sources import facts_of
    >>> from hzlib.text.corpus import load
    >>> [narrower(one) for one in facts_of(load("hangzhou-gwr-2021"))
    ...  if one.fact.indicator == "ai_core_revenue"]
    [True]
    """
    known = measured(source)
    if known is None or not subject_of(source):
        return False
    usual = of_figure(known.figure, lookups.indicator_name(known.indicator), 0).basis.scope
    return not {*usual} <= {*known.basis.scope}


def _moved(value: Value) -> tuple[str, str]:
    """Return the neutral word of a change, and that of one upwards or downwards."""
    more, less = ("提高", "降低") if value.unit == "pp" else ("新增", "减少")
    return wording.MEASURES["change"], less if value.number < 0 else more


def _scope(value: Value) -> tuple[str, ...]:
    """Return what a figure's name says of how much it counts, where the indicator's does not."""
    known = measured(value.source)
    if known is None:
        return ()
    usual = of_figure(known.figure, lookups.indicator_name(known.indicator), 0).basis.scope
    return tuple(one for one in known.basis.scope if one not in usual)


def _expected(value: Value) -> str:
    """Return the word of a figure that was told before its year was over."""
    return wording.STATUSES["estimate"] if value.status == "estimate" else ""


def span(rows: "pd.DataFrame", indicator: str, measure: str, place: str) -> Sentence:
    """Return the ends of the longest run of figures on one basis, and the change; else nothing.

    Parameters
    ----------
    rows : DataFrame
        Statements of the indicator.
    indicator, measure, place : str
        As of `hzlib.frames.selection.ends`.

    Examples
    --------
    >>> from hzlib.frames.facts import facts
    >>> str(span(facts(reference=True), "gdp", "level", "杭州市"))
    '2015年10,500亿元，2023年20,059亿元，按现价增长约91%'
    """
    first, last = ends(rows, indicator, place, measure)
    if isinstance(first, Missing) or isinstance(last, Missing) or first.unit != last.unit:
        return Sentence()
    words = "，".join(
        f"{one.period}年{_expected(one)}{{{end}}}"
        for one, end in ((first, "first"), (last, "last"))
    )
    return sentence(words, first=first, last=last) + joined(
        "", _grown(first, last, indicator, measure)
    )


def _grown(first: Value, last: Value, indicator: str, measure: str) -> Iterator[Sentence]:
    """Yield by how much a number rose or fell, as finely as its prints allow; of rates nothing."""
    rises = last.number >= first.number
    if measure == "growth" or lookups.indicators()[indicator].anew:
        return
    if wording.change_unit(last.unit) != "%":
        gap = (last - first) if rises else (first - last)
        up, down = _MOVES.get(last.unit, ("上升", "下降"))
        yield sentence(f"，{up if rises else down}{{gap}}", gap=gap)
    elif first.number > 0 and last.number > 0:
        reach = (last.interval / first.interval).times(100)
        fine = reach.high - reach.low < exact(_COARSE)
        ratio = last / first
        found = (ratio - 1 if rises else 1 - ratio).percent(1 if fine else 0)
        words = (
            f"，{_priced(indicator)}{'增长' if rises else '下降'}{'' if fine else '约'}{{found}}"
        )
        yield sentence(words, found=found)
        if int(last.period) - int(first.period) > 1 and rises and fine:
            yield sentence("，年均增长{mean}", mean=yearly(first, last))


def _priced(indicator: str) -> str:
    """Return in which prices levels grow, where growth as it is published is in others."""
    known = lookups.comparability()[indicator]
    # Of intensities, which are to fall, the level is in constant prices too.
    return "按现价" if known.prices in _REAL and known.direction == "up" else ""


def _change(told: Told) -> Sentence:
    """Return what changed over the longest time of which the figures are on one basis."""
    if not told.measures:
        return Sentence()
    for measure in told.series:
        if said := span(told.done, told.indicator, measure, told.place):
            apart = "（口径不同的年份除外）" if told.breaks[measure] else ""
            return f"{label(told.indicator, measure)}的变动{apart}：" + said + "。"
    if any(told.breaks.values()):
        lacking = "各年数值的口径不同"
    elif told.done["period"].nunique() > 1:
        lacking = "同一口径的确数不足两个年份"
    else:
        lacking = "仅载明一个年份的数值"
    return Sentence((f"{lacking}，未计算变动。",))


# --- targets --------------------------------------------------------------------------------------


def _aim(told: Told) -> Sentence:
    """Return the targets of the place: those to come, what came of the last, those without number.

    Of those to come the next and the furthest are told.
    """
    parts = [part for part in (_ahead(told), _due(told), _outpaced(told)) if part]
    if not parts:
        return Sentence((f"所收文件和参考数据未载明{told.place}的数字目标。",))
    return told.place + joined("；", parts) + "。"


def _ahead(told: Told) -> Sentence:
    pairs = [one for one in told.aims.itertuples() if one.verdict == DUE]
    ends = sorted({one.period[-4:] for one in pairs})
    said = [_aimed(told, _plainest(pairs, end)) for end in dict.fromkeys([*ends[:1], *ends[-1:]])]
    return "未到期的数字目标：" + joined("，", said) if said else Sentence()


def _due(told: Told) -> Sentence:
    pairs = [one for one in told.aims.itertuples() if one.verdict != DUE]
    if not pairs:
        return Sentence(("尚无到期的数字目标",)) if len(told.aims) else Sentence()
    closed = _plainest(pairs, max(one.period[-4:] for one in pairs))
    return "最近到期的数字目标：" + _aimed(told, closed) + "，" + _came(closed)


def _plainest(pairs: list[Any], end: str) -> Any:
    """Return of the targets that end in a year that of the year itself, of a level before rates."""
    measures = list(wording.MEASURES)
    own = (one for one in pairs if one.period[-4:] == end)
    return min(own, key=lambda one: (len(one.period) != len(end), measures.index(one.measure)))


def _outpaced(told: Told) -> Sentence:
    """Return the last due targets that another growth rate sets, and what came of them."""
    due = [one for one in told.set_beside if one.verdict != DUE] or told.set_beside
    said = [_ran(one) for one in due if one.period == due[-1].period]
    return "以另一增速为准的目标：" + joined("，", said) if said else Sentence()


def _ran(row: Any) -> Sentence:
    """Return a target that another growth rate sets, both rates, and the verdict."""
    begun = sentence("{year}{said}", year=wording.period(row.period), said=row.said)
    if isinstance(row.gap, Missing):
        return begun + f"，{row.verdict}"
    rates = sentence("（{growth}与{base}），", growth=row.growth, base=row.base)
    open_ = row.verdict == UNLIKE  # 同步, which says not how close
    return begun + rates + row.verdict + ("（" + row.reason + "）" if open_ else _marked(row.gap))


def _marked(gap: Value | Missing) -> str:
    """Return the mark of a verdict on two figures that are not alike."""
    return "※" if isinstance(gap, Value) and caution(gap) else ""


def _aimed(told: Told, pair: Any) -> Sentence:
    return f"{wording.period(pair.period)}{_named(pair.target)}" + target(told.rows, pair)


def target(rows: "pd.DataFrame", pair: Any) -> Sentence:
    """Return the target of a pair with its limits; of a range both ends, as ``rows`` state them.

    Examples
    --------
    >>> from hzlib.frames.facts import facts
    >>> from hzlib.frames.outcomes import outcomes
    >>> data = facts(reference=True, indicator="gdp")
    >>> pairs = outcomes(data)
    >>> [str(target(data, one)) for one in pairs.itertuples() if one.target.bound == ".."]
    ['5%—5.5%']
    """
    ends_of = {"status": "target", "measure": pair.measure, "region": pair.region,
               "period": pair.period, "doc": pair.target_doc}  # fmt: skip
    found = values(select(rows, **ends_of)) if pair.target.bound == ".." else []
    if len({one.number for one in found}) < 2:
        return sentence("{target}", target=pair.target) + limits(pair.target)
    low, high = (replace(end(found, key=float), bound="=") for end in (min, max))
    return sentence("{low}—{high}", low=low, high=high) + limits(pair.target)


def _came(pair: Any) -> Sentence:
    """Return what came of a target, and the verdict; of what cannot be compared also why."""
    came = Sentence() if isinstance(pair.outcome, Missing) else "结果" + _told(pair.outcome) + "，"
    why = "（" + pair.reason + "）" if pair.verdict == UNLIKE else Sentence()
    return came + pair.verdict + _marked(pair.gap) + why


def outcome(pair: Any) -> Sentence | Missing:
    """Return what came of a target, with its limits, and whether it was expected or derived."""
    if isinstance(pair.outcome, Missing):
        return pair.outcome
    return _told(pair.outcome)


def _told(value: Value) -> Sentence:
    word = {"estimate": "（预计）", "derived": "（推算）"}.get(value.status, "")
    return sentence("{value}", value=value) + word + limits(value)


# --- what may be compared -------------------------------------------------------------------------


def _comparable(told: Told) -> Sentence:
    """Return what stands between the figures of the place, and in which prices they grow."""
    known = lookups.comparability()[told.indicator]
    reasons = [*told.unlike, *_left_out(told), *_vintage(told)]
    more = "等" if len(reasons) > _REASONS else ""
    several = any(len(rows) > 1 for rows in told.curves.values())
    none = "所收文件未载明各年的口径是否有变" if several else ""
    grows = not set(_GROWTH).isdisjoint(told.rows["measure"])
    priced = (known.note or PRICES[known.prices]) if grows else ""
    said = "；".join(filter(None, ["；".join(reasons[-_REASONS:]) + more or none, priced]))
    return Sentence((f"可比性：{said}。",) if said else ())


def _left_out(told: Told) -> Iterator[str]:
    """Yield which years were told of by a word that leaves open what kind of number it is."""
    for source, period in zip(told.done["evidence"], told.done["period"], strict=True):
        if word := unclear(source):
            yield f"{period}年的数载明“{word}”，未说明是总数还是当年新增，未列入各年比较"


def _vintage(told: Told) -> Iterator[str]:
    """Yield which years were told before a revision of which no difference tells."""
    said, years = "，".join(told.unlike), dict[str, set[str]]()
    for source, period in zip(told.done["evidence"], told.done["period"], strict=True):
        known = measured(source)
        for event in known.basis.before if known else ():
            years.setdefault(event, set()).add(period[-4:])
    for event, told_of in years.items():
        if event not in said:
            first, last = min(told_of), max(told_of)
            span = first if first == last else f"{first}—{last}"
            yield f"{span}年的数早于{event}的修订"


# --- where it stands ------------------------------------------------------------------------------


def _counts(told: Told) -> Sentence:
    """Return how often it is told of, in documents and in the reference series, and of where."""
    origins = joined("，", (
        sentence(f"{_ORIGINS[origin]}载明{{n}}", n=n) for origin, n in _counted(told, "origin")
    ))  # fmt: skip
    every = [*_counted(told, "region")]
    if len(every) == 1:
        return origins + f"，均为{every[0][0]}。"
    places = joined("，", (sentence(f"{one}{{n}}", n=n) for one, n in every))
    return origins + "；其中" + places + "。"


_ORIGINS = {**wording.ORIGINS, "document": "所收文件"}


def _counted(told: Told, column: str) -> Iterator[tuple[str, Value]]:
    """Yield each word of a column with how many statements have it."""
    stated: dict[str, list[Value]] = {}
    for word, value in zip(told.rows[column], values(told.rows), strict=True):
        stated.setdefault(word, []).append(value)
    for word in sorted(stated, key=list(_ORIGINS).index) if column == "origin" else stated:
        yield word, counted(stated[word], "处", "载明该指标的数")
