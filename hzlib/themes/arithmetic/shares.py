"""Sums, shares and rates of completion in a document's text, checked against its numbers."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from hzlib import lookups
from hzlib.evidence.clause import words_of
from hzlib.evidence.interval import exact, total
from hzlib.evidence.sentence import Sentence, as_sentence, sentence
from hzlib.evidence.sources import read_as, subject_of
from hzlib.evidence.value import Value, counted, reckoned
from hzlib.evidence.value import total as summed
from hzlib.extraction.lexicon import aliases
from hzlib.frames.selection import name
from hzlib.text.patterns import cued
from hzlib.themes.arithmetic.check import (
    COMPLETION,
    HUNDRED,
    OFF,
    SHARE,
    SUM,
    Check,
    Claim,
    as_printed,
    compared,
    implied,
    undecided,
)
from hzlib.themes.arithmetic.reading import Reading, Stated, Sum, bigrams, item, likeness, own
from hzlib.wording import unscaled

_SHARE = (
    r"(?P<part>(?:(?!{takes}).)*){takes}(?P<limit>{share_word}(?:{at_least}|{at_most}|{about}))?"
    r"(?P<whole>(?:(?!{takes}).){0,24}?)"
    r"(?:{of|of_old}?{share_word}\D{0,6}|{of})$"
)
_VERBS = r"^{begins}+|{moves}?{reaching}*$"
_COMPLETES = r"{completion}{reaching}*$"
_OWN = r"{rate_ahead}*{completion}{reaching}*"
# A planned number is found again by its label: so many of the label's pairs of characters must be
# there, and clearly more than in the next best place.
_ALIKE, _CLEARLY = 0.4, 0.05
# A label of so few pairs (年度投资) is read together with the words before it.
_SHORT, _BEFORE = 3, 20


# --- sums -----------------------------------------------------------------------------------------


def sum_check(made: Sum, about: float) -> Check:
    """Return the check of a total against its parts."""
    first, whole = made.parts[0], made.whole
    scale, unit = (whole.scale, whole.unit) if whole else (first.scale, "%")
    values = [part.at(scale, unit) for part in made.parts]
    said = whole.value if whole else _hundred(values)
    named = "{words}{said:p}{after}（{size}相加）" if whole else "{words}（{size}合计应为{said}）"
    title = sentence(
        named, words=own((whole or first).before), said=said, after=whole.after if whole else "",
        size=counted(values, "项", "相加的各部分"),
    )  # fmt: skip
    claim = Claim(SUM if whole else HUNDRED, first.source.document.id, title, said)
    span = total(part.interval for part in made.parts).times(1 / scale)
    unsaid = "原文未说明以上各项为全部，差额可能为未列出的部分" if made.open else ""
    return compared(claim, summed(values), span, about, unsaid, undecided=made.open)


def _hundred(shares: Iterable[Value]) -> Value:
    words = "整体分为若干部分，各部分占比之和即为整体"
    return reckoned("占比合计", words, 100, "%", as_printed(shares))


# --- shares ---------------------------------------------------------------------------------------


def share_checks(source: Reading, about: float) -> list[Check]:
    """Return the checks of a document's shares."""
    return [
        _levelled(_share(source, number, match, about), number, source)
        for number in source.numbers
        if number.base == "%"
        and (match := cued(_SHARE).search(number.before))
        and not _completes(number)
    ]


def _completes(number: Stated) -> bool:
    return cued(_COMPLETES).search(number.before) is not None


def _share(source: Reading, number: Stated, match: re.Match[str], about: float) -> Check:
    part, whole = (match[group].strip() for group in ("part", "whole"))
    numerator = _numerator(source, number, part)
    # 占比不低于总数的70%: the bound is the number's.
    taken = number.before[match.end("part") :].replace(match["limit"] or "", "", 1)
    whose = _named(number, part) if numerator is None else part
    title = (_called(numerator) if numerator and not part else whose) + taken
    title = _noun(cued(_VERBS).sub("", title), "比重")
    if numerator and not whole:
        title = item(source.document.text, numerator) + title
    claim = Claim(SHARE, source.document.id, title, number.value)
    if numerator is None:
        claim = claim._replace(title=_followed(number, title))
        return undecided(claim, "文件未载明分子")
    if whole.startswith(lookups.cues("outside")):
        return undecided(claim, f"文件未载明{whole}的总量")
    denominator = _denominator(source, numerator, whole)
    if denominator is None:
        return undecided(claim, "文件未载明分母")
    return _ratio(claim, numerator, denominator, about)


def _named(number: Stated, part: str) -> str:
    """Return what a share is of: the whole subject, where the words beside it are its end."""
    subject = subject_of(number.source)
    return subject if subject.endswith(part) or part.endswith(subject) else part


def _followed(number: Stated, title: str) -> Sentence:
    """Return a title in which the numbers of the name can be followed."""
    at: Any = getattr(number.source, "subject_at", ())
    if len(at) == 1 and title.startswith(subject_of(number.source)):
        document = number.source.document
        low, high = map(document.cleaned.text_offset, at[0])
        return words_of(document, low, high) + title[high - low :]
    return as_sentence(title)


def _noun(words: str, what: str) -> str:
    """Return words that end with 的 with what they are of: 占收入的 is 占收入的比重."""
    bare = cued(r"{reaching}+$").sub("", words)
    return bare + what if cued(r"{of}$").search(bare) else bare


def _ratio(claim: Claim, above: Stated, below: Stated, about: float) -> Check:
    if below.interval.low <= 0 <= below.interval.high:
        return undecided(claim, "分母可能是零")
    computed = (above.at(below.scale, below.unit) / below.value).percent()
    return compared(claim, computed, (above.interval / below.interval).times(100), about)


def _numerator(source: Reading, number: Stated, part: str) -> Stated | None:
    fact = number.fact
    if fact is not None and fact.measure == "share":
        level = source.levels.get((fact.indicator, fact.region, fact.period))
        if level is not None:
            return level
    last = source.amounts.get(number)
    if last is None or (part and likeness(part, last.label) < 0.5) or _names(last, number):
        return None
    return last


def _names(one: Stated, number: Stated) -> bool:
    """Tell whether a number is a part of the name of another: 收入50万元以上的村占比96.6%."""
    spans = getattr(number.source, "subject_at", ())
    return any(low <= read.start < high for low, high in spans if (read := read_as(one.source)))


def _called(number: Stated) -> str:
    return name(number.fact.indicator) if number.fact is not None else number.before


def _denominator(source: Reading, numerator: Stated, whole: str) -> Stated | None:
    if not whole or whole in lookups.cues("same"):
        return source.wholes.get(numerator)
    known = aliases().get(whole) or aliases().get(cued(r"^{scope}").sub("", whole))
    if not known:
        return None
    fact, indicator = numerator.fact, known[0].indicators[0]
    key = (indicator, fact.region, fact.period) if fact else (indicator,)
    found = source.levels.get(key)
    return found if found and found.base == numerator.base else None


def _levelled(check: Check, number: Stated, source: Reading) -> Check:
    """Say of a share that does not fit whether it is what the other shares leave of 100 %."""
    made = source.shares.get(number) if check.verdict == OFF else None
    if made is None:
        return check
    values = [part.value for part in made.parts]
    others = [part.value for part in made.parts if part is not number]
    if 100 - sum(exact(one.number) for one in others) != exact(number.value.number):
        return check
    reason = sentence(
        "恰为{whole}减去其余{others}，可能为使合计等于{whole}而调整",
        whole=_hundred(values),
        others=counted(others, "项", "其余占比"),
    )
    return replace(check, reason=reason)


# --- rates of completion --------------------------------------------------------------------------


def completion_checks(source: Reading, plans: Sequence[Reading], about: float) -> list[Check]:
    """Return the checks of a document's rates of completion against the year's plans.

    Parameters
    ----------
    source : Reading
        The document that reports.
    plans : sequence of Reading
        The documents that planned the reported year for the same place.
    about : float
        How far 左右 reaches, as a share of the number.
    """
    plan = _Plan(plans)
    return [
        _completion(source, number, plan, about)
        for number in source.numbers
        if number.base == "%" and _completes(number)
    ]


def _completion(source: Reading, number: Stated, plan: "_Plan", about: float) -> Check:
    done = source.amounts.get(number)
    title = _noun(number.before, "比例")
    claim = Claim(COMPLETION, source.document.id, title, number.value)
    # 16个项目投资完成率超200%: what was completed is named beside the rate, and has no amount.
    if done is None or not cued(_OWN).fullmatch(number.before):
        return undecided(claim, "文件未载明完成数")
    claim = claim._replace(title=f"{_whose(source, done)}：{title}")
    goal = plan.goal(done)
    return _ratio(claim, done, goal, about) if goal else undecided(claim, _implied(done, number))


def _whose(source: Reading, done: Stated) -> str:
    """Return what was done; of a part (其中新建) with what it is part of."""
    whole = source.amounts.get(done) if cued(r"^{among}").search(done.before) else None
    return f"{own(whole.label)}，{done.label}" if whole else done.label


def _implied(done: Stated, number: Stated) -> Sentence:
    """Say what the plan must have been."""
    if number.interval.low <= 0 <= number.interval.high:
        return sentence("未找到对应的计划数")
    span = (done.interval / number.interval).times(100 / done.scale)
    values = [done.value, number.value]
    ends = implied(span, "完成数除以完成率", "计划数", done.unit, values)
    return sentence("未找到对应的计划数；按完成率倒推，应在{low:.2#}—{high:.2}之间", **ends)


class _Plan:
    """What was planned, found again by its words; like words are looked for once."""

    def __init__(self, plans: Sequence[Reading]) -> None:
        self.numbers = [(plan, number) for plan in plans for number in plan.numbers]
        self.found: dict[tuple[str, str, str], Stated | None] = {}

    def goal(self, done: Stated) -> Stated | None:
        """Return the planned number whose words are clearly the likest, if one is."""
        label, unit = done.label, unscaled(done.unit)
        for word in lookups.cues("empty"):
            label = label.replace(word, " ")
        key = (label, done.base, unit)
        if key not in self.found:
            self.found[key] = self._likest(*key)
        return self.found[key]

    def _likest(self, label: str, base: str, unit: str) -> Stated | None:
        scored = sorted(
            (
                (_likeness(label, number, plan), number)
                for plan, number in self.numbers
                if number.base == base and unscaled(number.unit) == unit
            ),
            key=lambda pair: -pair[0],
        )
        (best, number), (second, _) = (*scored, (0.0, None), (0.0, None))[:2]
        return number if best >= _ALIKE and best - second >= _CLEARLY else None


def _likeness(label: str, number: Stated, plan: Reading) -> float:
    words_there = number.label
    if not bigrams(label) & bigrams(words_there):
        return 0.0
    if len(bigrams(words_there)) <= _SHORT:
        words_there = plan.document.text[max(0, number.start - _BEFORE) : number.start]
    return likeness(label, words_there)
