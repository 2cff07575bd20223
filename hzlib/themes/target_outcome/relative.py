"""Targets that name another growth rate instead of a number, and what came of them.

收入增速高于GDP增速 and 与经济增长同步 state no number, yet two later growth rates answer the
first; the second says not how close is close enough and stays open.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hzlib import lookups
from hzlib.evidence.interval import exact, printed
from hzlib.evidence.sentence import Sentence, Shown, sentence
from hzlib.evidence.sources import FactSource, QuantitySource
from hzlib.evidence.value import Missing, Value
from hzlib.extraction.lexicon import aliases
from hzlib.frames.outcomes import DUE, MET, MISSED, NO_ANSWER, UNLIKE, horizons
from hzlib.frames.rows import frame_of
from hzlib.frames.selection import label, pick

if TYPE_CHECKING:
    import pandas as pd

_ABOVE = re.compile(
    r"(?P<who>[^，；。：\d]{2,30}?)增速(?:高于|快于)(?P<than>[^，；。、\d]{2,14}?)(?:增速)?"
    r"(?:(?P<gap>\d+(?:\.\d+)?)个百分点)?(?=[，；。]|以上|$)"
)
_ALONG = re.compile(
    r"(?P<who>[^，；。：\d]{2,30}?)(?:增长)?与(?P<than>[^，；。、\d]{2,10}?)(?:基本)?同步(?:增长)?(?=[，；。]|$)"
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


@dataclass(frozen=True)
class _Said:
    words: str
    indicators: tuple[str, ...]
    than: str
    asked: Value


def relative_targets(data: "pd.DataFrame") -> "pd.DataFrame":
    """Return the targets that are set against another growth rate, one row an indicator.

    They are looked for in the sentences that set targets in numbers; year and place are those of
    these targets.

    Parameters
    ----------
    data : DataFrame
        The common frame (`hzlib.frames.facts.gather`), in which the growth rates are looked up.

    Returns
    -------
    DataFrame
        The fields of `RelativeTarget`.

    Examples
    --------
    >>> import hzlib as hz
    >>> first = relative_targets(hz.gather("hangzhou-gwr-2021")).iloc[0]
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
            due = first["period"] > horizon.get(first["region"], "")
            for said in _targets(first["evidence"]):
                rows += [_row(said, one, first, data, due) for one in said.indicators]
    return frame_of(rows, RelativeTarget)


def _targets(source: FactSource) -> Iterator[_Said]:
    """Return such targets of the sentence around a fact."""
    document, sentence = source.document, source.fact.sentence
    number = document.cleaned.text_offset(source.fact.start)
    begin = document.text.find(sentence, max(number - len(sentence), 0))
    for pattern, bound in ((_ABOVE, ">="), (_ALONG, "~")):
        for match in pattern.finditer(sentence) if begin >= 0 else ():
            than = _meant(match["than"])
            found = tuple(one for part in match["who"].split("、") for one in _meant(part))
            place = QuantitySource.of(document, begin + match.start(), begin + match.end())
            points = float(match.groupdict().get("gap") or 0)
            asked = Value(points, "pp", place, "target", bound)
            if len(than) == 1 and found:
                yield _Said(match[0].strip(), found, than[0], asked)


def _meant(words: str) -> tuple[str, ...]:
    """Return the indicators that words stand for."""
    words = words.strip()
    further = [row.indicator for row in lookups.read(lookups.RelativeWord) if row.word == words]
    known = aliases().get(words)
    return tuple(further) or (known[0].indicators if known else ())


def _row(
    said: _Said, indicator: str, goal: "pd.Series", data: "pd.DataFrame", due: bool
) -> RelativeTarget:
    plain = data[data["bound"] == "="]
    growth, base = (
        pick(plain, one, "growth", goal["period"], goal["region"]) for one in (indicator, said.than)
    )
    sides = {indicator: growth, said.than: base}
    lacking = [label(one, "growth") for one, side in sides.items() if isinstance(side, Missing)]
    if isinstance(growth, Value) and isinstance(base, Value):
        verdict, reason = _verdict(said.asked, growth, base)
    elif due:
        verdict, reason = DUE, sentence("期限在现有材料之后")
    else:
        verdict, reason = (
            NO_ANSWER,
            sentence("现有材料没有给出{lacking}", lacking="、".join(lacking)),
        )
    return RelativeTarget(
        goal["region"], goal["period"], goal["doc"],
        said=Sentence((Shown(said.words, said.asked),)),
        indicator=indicator,
        than=said.than,
        asked=said.asked,
        growth=growth,
        base=base,
        gap=growth - base,
        verdict=verdict,
        reason=reason,
    )  # fmt: skip


def _verdict(asked: Value, one: Value, other: Value) -> tuple[str, Sentence]:
    if asked.bound == "~":
        return UNLIKE, sentence("“同步”没有说差多少以内算同步，只列出差额")
    gap, wanted = exact(one.number) - exact(other.number), exact(asked.number)
    # 高于 asks for more, 高于…1个百分点 for that much at least.
    met = gap >= wanted if wanted else gap > 0
    spread = printed(one.printed, one.number) - printed(other.printed, other.number)
    near = spread.low <= wanted <= spread.high
    return MET if met else MISSED, sentence(
        "在进位误差以内，按印出的数判断"
    ) if near else Sentence()
