"""Amounts for each resident and parts of a whole: what several themes compute from levels."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hzlib import lookups, wording
from hzlib.evidence.basis import measured
from hzlib.evidence.sentence import Sentence, sentence
from hzlib.evidence.value import Missing, Value
from hzlib.frames.rows import frame_of
from hzlib.frames.selection import by_period, series, values

if TYPE_CHECKING:
    import pandas as pd

_ALL = ("actual", "estimate", "target")
_HALF, _NOUGHT = 0.5, 1e-6  # what rounding takes of a last decimal; what is no difference


@dataclass(frozen=True)
class PerHead:
    """An amount for each resident.

    Attributes
    ----------
    period : str
        The year.
    value : Value
        The amount in 万元.
    people : Value
        The residents by whom it was divided.
    average : bool
        Whether they are the average of two year ends.
    """

    period: str
    value: Value
    people: Value
    average: bool


def per_head(
    data: "pd.DataFrame", region: str, indicator: str = "gdp", year_end: bool = False
) -> "pd.DataFrame":
    """Return an amount for each resident, one row a year with both figures.

    The population is the average of two year ends where both are known, else the year end.

    Parameters
    ----------
    data : DataFrame
        The facts (`hzlib.frames.facts.facts`).
    region, indicator : str
        The place, and an indicator in 亿元.
    year_end : bool, optional
        Divide by the year end always, so that places with fewer figures compare.

    Returns
    -------
    DataFrame
        The columns of `PerHead`.

    Examples
    --------
    >>> import hzlib as hz
    >>> last = per_head(hz.facts(reference=True), "杭州市").iloc[-1]
    >>> last.period, str(last.value), last.value.source.text
    ('2024', '17.39万元', '21,860 × 10,000 ÷ ((12,522,000 + 12,624,000) ÷ 2)')
    """
    heads = by_period(series(data, "population", "level", region, plain=True))
    rows = []
    for amount in values(series(data, indicator, "level", region, plain=True)):
        if amount.period not in heads:
            continue
        people, before = heads[amount.period], heads.get(str(int(amount.period) - 1))
        average = before is not None and not year_end
        if before is not None and average:
            people = replace((before + people) / 2, period=amount.period)
        result = (amount * 10_000 / people).having("万元", 2)
        rows.append(PerHead(amount.period, replace(result, period=amount.period), people, average))
    return frame_of(rows, PerHead)


def ratio(data: "pd.DataFrame", indicator: str, region: str, year: str) -> Value | Missing:
    """Return a rate that nobody states of two levels that make it by definition.

    Only of levels whose quotient is in the unit of the rate (``data/etc/identities.csv``).

    Examples
    --------
    >>> import hzlib as hz
    >>> data = hz.facts(reference=True)
    >>> found = ratio(data, "urban_rural_ratio", "杭州市", "2023")
    >>> str(found), found.source.text
    ('1.67倍', '80,587 ÷ 48,180')
    """
    for rule in lookups.read(lookups.Identity):
        if (rule.result, rule.operation, rule.factor) == (indicator, "ratio", 1):
            above, below = (
                by_period(series(data, one, "level", region, plain=True)).get(year)
                for one in (rule.first, rule.second)
            )
            if above is not None and below is not None and above.unit == below.unit:
                unit = lookups.indicators()[indicator].canonical_unit
                return replace((above / below).having(unit, 2), period=year)
    return Missing.of(f"{region}{year}年{lookups.indicator_name(indicator)}")


def unaware(one: Value, other: Value) -> str:
    """Return in words which revisions of past years only one of two figures knows.

    The figures may be of two indicators, or computed: what they are computed of is asked.

    Examples
    --------
    >>> import hzlib as hz
    >>> data = hz.facts(reference=True)
    >>> first, last = (hz.pick(data, "gdp", "level", year, "杭州市") for year in (2023, 2024))
    >>> unaware(first, last)
    '2023年的数早于第五次全国经济普查的修订'
    """
    told = []
    sides = _unaware(one), _unaware(other)
    for value, (own, known) in zip((one, other), (sides, sides[::-1]), strict=True):
        if events := [event for event in own if event not in known]:
            kind = wording.STATUSES["target"] if value.status == "target" else "数"
            when = wording.period(value.period)
            told.append(f"{when}的{kind}早于{'、'.join(events)}的修订")
    return "，".join(told)


def _unaware(value: Value) -> list[str]:
    """Return the revisions that some figure does not know of those that a value is made of."""
    parts = getattr(value.source, "parts", (value,))
    known = (measured(part.source) for part in parts)
    return list(dict.fromkeys(event for one in known if one for event in one.basis.before))


@dataclass(frozen=True)
class Share:
    """What a part is of a whole, in per cent: stated, or computed from two levels."""

    indicator: str
    period: str
    value: Value


def shares(
    data: "pd.DataFrame", region: str, parts: tuple[str, ...], whole: str = "gdp"
) -> "pd.DataFrame":
    """Return what parts are of a whole in per cent: stated shares, else computed from two levels.

    Parameters
    ----------
    data : DataFrame
        The common frame.
    region : str
        The place.
    parts : tuple of str
        Indicators in the unit of `whole`; they may overlap, so they are not to be stacked.
    whole : str, optional
        The indicator that they are parts of; stated shares are taken for ``gdp`` only.

    Returns
    -------
    DataFrame
        The columns of `Share`, by part and year; a computed share has the status ``derived``.

    Examples
    --------
    >>> import hzlib as hz
    >>> data = hz.facts("hangzhou-gwr-2023", reference=True)
    >>> row = shares(data, "杭州市", ("digital_core_va",)).iloc[0]
    >>> row.period, str(row.value), row.value.source.text
    ('2021', '27.1%', '4,905 ÷ 18,109 × 100')
    """
    totals = by_period(series(data, whole, "level", region, plain=True))
    found = [one for part in parts for one in _shares(data, region, part, whole, totals)]
    return frame_of(sorted(found, key=lambda one: (one.indicator, one.period)), Share)


def _shares(
    data: "pd.DataFrame", region: str, part: str, whole: str, totals: dict[str, Value]
) -> Iterator[Share]:
    stated = values(series(data, part, "share", region, _ALL)) if whole == "gdp" else []
    told = {value.period for value in stated}
    for value in stated:
        yield Share(part, value.period, value)
    for level in values(series(data, part, "level", region, plain=True)):
        if level.period not in told and level.period in totals:
            share = (level / totals[level.period]).percent(1)
            yield Share(part, level.period, replace(share, period=level.period))


def moved(first: Value, last: Value, digits: int = 1) -> Sentence:
    """Return by how much a number changed, and where its printed ends do not give that, why.

    A change is reckoned of numbers that are not rounded, wherever it is told.

    Examples
    --------
    >>> import hzlib as hz
    >>> ends = hz.assumed(67.87, "%", "比重", "a", 1), hz.assumed(70.03, "%", "比重", "b", 1)
    >>> str(moved(*ends)), str(moved(*(round(one, 2) for one in ends)))
    ('变动+2.2个百分点（由未取整数计算）', '变动+2.2个百分点')
    """
    gap = last - first
    words = f"变动{{gap:+.{digits}}}"
    if isinstance(gap, Value):
        shown = [one.number if one.digits is None else round(one.number, one.digits)
                 for one in (first, last)]  # fmt: skip
        away = abs(shown[1] - shown[0] - round(gap.number, digits))
        words += "（由未取整数计算）" if away > (_HALF + _NOUGHT) * 10**-digits else ""
    return sentence(words, gap=gap)
