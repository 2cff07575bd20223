"""Counts of targets, and targets with their outcomes, for the sentences of a reading."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from hzlib import wording
from hzlib.evidence.sentence import Sentence, joined, sentence
from hzlib.evidence.sources import FactSource, Item, QuantitySource, Source, facts_of
from hzlib.evidence.value import Missing, Value, counted
from hzlib.extraction.quantity import Quantity, quantities
from hzlib.frames.outcomes import MET, MISSED, NO_ANSWER, UNLIKE
from hzlib.frames.selection import label
from hzlib.text.corpus import Document

if TYPE_CHECKING:
    import pandas as pd


def item(pair: Any) -> Item:
    """Return a target as a member of a list that is counted."""
    what = label(pair.indicator, pair.measure)
    words = f"{wording.period(pair.period)}{what} 目标{pair.target:p}"
    return Item(words, pair.target.source)


def count(pairs: "pd.DataFrame", *verdicts: str) -> Value:
    """Return how many pairs have one of the verdicts, of all if none is named.

    Examples
    --------
    >>> import hzlib as hz
    >>> from hzlib.frames.outcomes import outcomes
    >>> pairs = outcomes(hz.gather("hangzhou-gwr-2023"))
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
    >>> pairs = outcomes(hz.gather())
    >>> wanted = (pairs.indicator == "fai") & (pairs.region == "杭州市") & (pairs.period == "2023")
    >>> str(spoken(pairs[wanted]))
    '2023年目标6%，结果2.8%，未达到'
    """
    rows = answered(pairs).sort_values("period", kind="stable")
    if rows.empty:
        return Missing.of("目标和结果")
    return joined("；", [
        sentence(
            "{period}{what}目标{target:p}，结果{outcome:p}，{verdict}",
            period=wording.period(row.period),
            what=label(row.indicator, row.measure) if named else "",
            target=row.target, outcome=row.outcome, verdict=row.verdict,
        )
        for row in rows.itertuples()
    ])  # fmt: skip


def answered_growth(rows: "pd.DataFrame", indicator: str, than: str) -> dict[str, Any]:
    """Return the latest answered target that sets one growth rate against another, for a reading.

    Parameters
    ----------
    rows : DataFrame
        What `relative_targets` returns, of one place.
    indicator, than : str
        Whose growth rate is set against whose.

    Returns
    -------
    dict
        ``period, said, growth, base, gap, verdict``; each a `Missing` if there is none.
    """
    names = ("period", "said", "growth", "base", "gap", "verdict")
    wanted = rows[(rows["indicator"] == indicator) & (rows["than"] == than)]
    wanted = wanted.loc[[isinstance(one, Value) for one in wanted["gap"]]]
    if wanted.empty:
        missing = Missing.of(
            f"{label(indicator, 'growth')}与{label(than, 'growth')}之比的目标和结果"
        )
        return dict.fromkeys(names, missing)
    return wanted.sort_values("period", kind="stable").iloc[-1][list(names)].to_dict()


def quote(documents: Iterable[Document], words_behind: str) -> Value | Missing:
    """Return the first number that stands right before some words.

    Parameters
    ----------
    documents : iterable of Document
        Where to look.
    words_behind : str
        What follows the number: 指标距离目标.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> found = quote([load("hangzhou-plan-2024")], "指标距离目标")
    >>> str(found), found.source.printed
    ('6项', '6项')
    """
    for document in documents:
        place = document.text.find(words_behind)
        while place >= 0:
            found = quantities(document.text, max(place - 30, 0), place)
            if found and found[-1].end == place and found[-1].base:
                return stated(document, found[-1])
            place = document.text.find(words_behind, place + 1)
    return Missing.of(f"“……{words_behind}”一句")


def stated(document: Document, quantity: Quantity) -> Value:
    """Return a number of a document as it is printed; a fact if it is one."""
    place = QuantitySource.of(document, quantity.start, quantity.end)
    facts = {one.fact.start: one for one in facts_of(document)}
    source: Source = facts.get(place.start, place)
    if isinstance(source, FactSource):
        fact = source.fact
        return Value(fact.value, fact.unit, source, fact.status, fact.bound, fact.period,
                     printed=fact.text)  # fmt: skip
    printed = document.text[quantity.start : quantity.end]
    digits, unit = wording.split(printed)
    number = float(digits) if digits else float(quantity.number)
    return Value(number, unit, place, bound=quantity.bound, printed=printed)
