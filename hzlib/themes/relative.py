"""Targets that name another growth rate instead of a number, and what came of them.

收入增速高于GDP增速 and 与经济增长同步 state no number, yet two later growth rates answer the
first; the second says not how close is close enough and stays open.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hzlib import lookups, wording
from hzlib.evidence.interval import exact
from hzlib.evidence.sentence import Sentence, Shown, as_sentence, sentence
from hzlib.evidence.sources import FactSource, Item, QuantitySource
from hzlib.evidence.value import Missing, Value, caution, counted
from hzlib.extraction.lexicon import aliases
from hzlib.figures.specification import Column, Table, kindly, need
from hzlib.frames.outcomes import DUE, MET, MISSED, NO_ANSWER, UNLIKE, horizons, is_due
from hzlib.frames.rows import frame_of
from hzlib.frames.selection import label, name, pick
from hzlib.text.patterns import cued

if TYPE_CHECKING:
    import pandas as pd

_ABOVE = (
    r"(?P<who>[^，；。：\d]{2,30}?){growth_rate}{outpaces}(?P<than>[^，；。、\d]{2,14}?){growth_rate}?"
    r"(?:(?P<gap>\d+(?:\.\d+)?){points})?(?=[，；。]|{after_at_least}|$)"
)
_ALONG = (
    r"(?P<who>[^，；。：\d]{2,30}?){growing}?{than_with}(?P<than>[^，；。、\d]{2,10}?){keeping}?"
    r"{abreast}{growing}?(?=[，；。]|$)"
)


@dataclass(frozen=True)
class RelativeTarget:
    """A target that is set against another growth rate, and what came of it.

    Attributes
    ----------
    region, period, doc : str
        Whose target, for which year, where.
    said : Sentence
        Its words.
    indicator, than : str
        Whose growth rate is set against whose.
    asked : Value
        The difference that is asked for: at least so many percentage points, or (同步) about none.
    growth, base, gap : Value or Missing
        What came: both growth rates and their difference.
    verdict : str
        As in `hzlib.frames.outcomes.Pair`.
    reason : Sentence
        As there.
    member : Item
        The target as a member of a count.
    """

    region: str
    period: str
    doc: str
    said: Sentence
    indicator: str
    than: str
    asked: Value
    growth: Value | Missing
    base: Value | Missing
    gap: Value | Missing
    verdict: str
    reason: Sentence
    member: Item


def relative_targets(data: "pd.DataFrame") -> "pd.DataFrame":
    """Return the targets that are set against another growth rate, one row an indicator.

    They are looked for in the sentences that set targets in numbers; year and place are those of
    these targets.

    Parameters
    ----------
    data : DataFrame
        The facts (`hzlib.frames.facts.facts`), in which the growth rates are looked up.

    Returns
    -------
    DataFrame
        The fields of `RelativeTarget`.

    Examples
    --------
    >>> import hzlib as hz
    >>> first = relative_targets(hz.facts("hangzhou-gwr-2021", reference=True)).iloc[0]
    >>> str(first.said), first.indicator, first.than
    ('居民人均可支配收入增速高于地区生产总值增速', 'income_all', 'gdp')
    """
    goals = data[(data["status"] == "target") & (data["origin"] == "document")]
    goals = goals[goals["period"].str.fullmatch(r"\d{4}")]
    horizon = horizons(data)
    sentences = [source.fact.sentence for source in goals["evidence"]]
    rows = []
    for (_, _), group in goals.groupby([goals["doc"], sentences], sort=False):
        first = group.iloc[0]
        if group["period"].nunique() == group["region"].nunique() == 1:
            due = not is_due(first["period"], horizon)
            for said, indicator, than in _targets(first["evidence"]):
                rows.append(_row(said, indicator, than, first, data, due))
    return frame_of(rows, RelativeTarget)


def _targets(source: FactSource) -> Iterator[tuple[Shown, str, str]]:
    """Yield such targets of the sentence around a fact: their words and both indicators."""
    document, sentence = source.document, source.fact.sentence
    number = document.cleaned.text_offset(source.fact.start)
    begin = document.text.find(sentence, max(number - len(sentence), 0))
    for pattern, bound in ((_ABOVE, ">="), (_ALONG, "~")):
        for match in cued(pattern).finditer(sentence) if begin >= 0 else ():
            than = _meant(match["than"])
            place = QuantitySource.of(document, begin + match.start(), begin + match.end())
            points = float(match.groupdict().get("gap") or 0)
            said = Shown(match[0].strip(), Value(points, "pp", place, "target", bound))
            if len(than) == 1:
                for part in match["who"].split("、"):
                    yield from ((said, one, than[0]) for one in _meant(part))


def _meant(words: str) -> tuple[str, ...]:
    """Return the indicators that words stand for."""
    words = words.strip()
    further = [row.indicator for row in lookups.read(lookups.RelativeWord) if row.word == words]
    known = aliases().get(words)
    return tuple(further) or (known[0].indicators if known else ())


def _row(
    said: Shown, indicator: str, than: str, goal: "pd.Series", data: "pd.DataFrame", due: bool
) -> RelativeTarget:
    plain = data[data["bound"] == "="]
    sides = {
        one: pick(plain, one, "growth", goal["period"], goal["region"]) for one in (indicator, than)
    }
    growth, base = sides[indicator], sides[than]
    gap = growth - base
    if isinstance(growth, Value) and isinstance(base, Value):
        verdict, reason = _verdict(said.value, growth, base)
        # The document itself sets the two side by side: the verdict stays, and says what differs.
        reason = "；".join(filter(None, (reason, caution(growth - base))))
    elif due:
        verdict, reason = DUE, "期限在所收文件之后"
    else:
        lacking = [label(one, "growth") for one, side in sides.items() if isinstance(side, Missing)]
        verdict, reason = NO_ANSWER, f"所收文件未载明{'、'.join(lacking)}"
    return RelativeTarget(
        goal["region"], goal["period"], goal["doc"],
        said=Sentence((said,)),
        indicator=indicator,
        than=than,
        asked=said.value,
        growth=growth,
        base=base,
        gap=gap,
        verdict=verdict,
        reason=as_sentence(reason),
        member=Item(
            f"{wording.period(goal['period'])}{name(indicator)}：{said.text}", said.value.source
        ),
    )  # fmt: skip


def _verdict(asked: Value, one: Value, other: Value) -> tuple[str, str]:
    if asked.bound == "~":
        return UNLIKE, "“同步”未载明容许差额，仅列差额"
    gap, wanted = exact(one.number) - exact(other.number), exact(asked.number)
    # 高于 asks for more, 高于…1个百分点 for that much at least.
    met = gap >= wanted if wanted else gap > 0
    spread = one.interval - other.interval
    near = spread.low <= wanted <= spread.high
    return MET if met else MISSED, "差额在舍入误差以内，按公布数判断" if near else ""


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
    own = need(rows[rows["region"] == place], f"{place}以另一增速为准的目标")
    shown = counted(own["member"], "个", "以另一增速为准的目标")
    own = own.sort_values("period", kind="stable")
    return Table.each(
        own.itertuples(), ("目标原句", _told), ("指标", lambda row: name(row.indicator)),
        (Column("增速（%）", "#"), "growth"), (Column("比较增速（%）", "#"), "base"),
        (Column("相差（百分点）", "+#"), "gap"), ("判断", "verdict"),
        caption=sentence("{place}以另一增速为准的{count}目标", place=place, count=shown),
    )  # fmt: skip


def _told(row: Any) -> Sentence:
    words = "{year}：{said}（{reason}）" if row.reason else "{year}：{said}"
    return sentence(words, year=wording.period(row.period), said=row.said, reason=row.reason)
