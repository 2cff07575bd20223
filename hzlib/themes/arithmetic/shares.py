"""Sums, shares and rates of completion in a document's text, checked against its numbers."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from hzlib import lookups
from hzlib.evidence.interval import exact, total
from hzlib.evidence.sentence import Sentence, sentence
from hzlib.evidence.value import Value, counted
from hzlib.evidence.value import total as summed
from hzlib.extraction.lexicon import aliases
from hzlib.frames.selection import name
from hzlib.themes.arithmetic.check import (
    COMPLETION,
    HUNDRED,
    OFF,
    SHARE,
    SUM,
    Check,
    compared,
    reckoned,
    undecided,
)
from hzlib.themes.arithmetic.reading import Reading
from hzlib.themes.arithmetic.stated import Stated, bigrams, item, likeness
from hzlib.themes.arithmetic.sums import Sum

_SHARE = re.compile(
    r"(?P<part>[^占]*)占(?P<whole>[^占]{0,24}?)(?:(?:的|之)?(?:比重|比例|份额|比)\D{0,6}|的)$"
)
_VERBS = re.compile(
    r"^(?:其中|力争|实现|确保|推动)+|(?:力争|提高|提升|上升|稳定|保持|不低于|均)?[达到至在为约超过于]*$"
)
_OWN = re.compile(
    r"(?:为|完成|占|达到?|全年|年度|当年)*(?:完成率|计划的|目标的|任务的)(?:达到?|为|超过?)?"
)
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
    before = (whole or first).before.removeprefix("其中")
    size = counted(values, "项", "相加的各部分")
    title = (
        sentence("{words}{said:p}{after}（{size}相加）",
             words=before, said=said, after=whole.after, size=size)
        if whole
        else sentence("{words}（{size}合计应为{said}）", words=before, size=size, said=said)
    )  # fmt: skip
    return compared(
        kind=SUM if whole else HUNDRED,
        doc=first.source.document.id,
        title=title,
        said=said,
        computed=summed(values),
        span=total(part.interval for part in made.parts).times(1 / scale),
        about=about,
    )


def _hundred(shares: Iterable[Value]) -> Value:
    words = "一个整体分成几部分，各部分的占比加起来是整体本身"
    return reckoned("占比合计", words, 100, "%", shares)


# --- shares ---------------------------------------------------------------------------------------


def share_checks(source: Reading, about: float) -> list[Check]:
    """Return the checks of a document's shares."""
    return [
        _levelled(_share(source, number, match, about), number, source)
        for number in source.numbers
        if number.base == "%" and (match := _SHARE.search(number.before)) and not _completes(number)
    ]


def _completes(number: Stated) -> bool:
    return number.before.rstrip("达到为超约").endswith(lookups.arithmetic_cues("completion"))


def _share(source: Reading, number: Stated, match: re.Match[str], about: float) -> Check:
    part, whole = (match[group].strip() for group in ("part", "whole"))
    numerator = _numerator(source, number, part)
    title = (_called(numerator) if numerator and not part else part) + number.before[len(part) :]
    title = _VERBS.sub("", title)
    if numerator and not whole:
        title = item(source.document.text, numerator) + title
    about_it = (SHARE, source.document.id, title, number.value)
    if numerator is None:
        return undecided(*about_it, "文件没有给出分子")
    if whole.startswith(lookups.arithmetic_cues("outside")):
        return undecided(*about_it, f"{whole}的总量不在文件里")
    denominator = _denominator(source, numerator, whole)
    if denominator is None:
        return undecided(*about_it, "文件没有给出分母")
    return _ratio(SHARE, number, title, numerator, denominator, about)


def _ratio(
    kind: str, number: Stated, title: str, above: Stated, below: Stated, about: float
) -> Check:
    doc = number.source.document.id
    if below.interval.low <= 0 <= below.interval.high:
        return undecided(kind, doc, title, number.value, "分母可能是零")
    scale, unit = below.scale, below.unit
    return compared(
        kind=kind,
        doc=doc,
        title=title,
        said=number.value,
        computed=(above.at(scale, unit) / below.at(scale, unit)).percent(),
        span=(above.interval / below.interval).times(100),
        about=about,
    )


def _numerator(source: Reading, number: Stated, part: str) -> Stated | None:
    fact = number.fact
    if fact is not None and fact.measure == "share":
        level = source.levels.get((fact.indicator, fact.region, fact.period))
        if level is not None:
            return level
    last = source.amounts.get(number)
    if last is None or (part and likeness(part, last.label) < 0.5):
        return None
    return last


def _called(number: Stated) -> str:
    return name(number.fact.indicator) if number.fact is not None else number.before


def _denominator(source: Reading, numerator: Stated, whole: str) -> Stated | None:
    same = lookups.arithmetic_cues("same")
    if not whole or whole in same:
        return source.wholes.get(numerator)
    known = aliases().get(whole) or aliases().get(re.sub("^(全市|全区|全省|全县)", "", whole))
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
        "正好是{whole}减去另外{others}，可能为凑足{whole}而调整",
        whole=_hundred(values),
        others=counted(others, "项", "另外的占比"),
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
    done, doc = source.amounts.get(number), source.document.id
    # 16个项目投资完成率超200%: what was completed is named beside the rate, and has no amount.
    if done is None or not _OWN.fullmatch(number.before):
        return undecided(COMPLETION, doc, number.before, number.value, "文件没有给出完成数")
    title = f"{re.sub('^其中', '', done.label)}：{number.before}"
    goal = plan.goal(done)
    if goal is None:
        return undecided(COMPLETION, doc, title, number.value, _implied(done, number))
    return _ratio(COMPLETION, number, title, done, goal, about)


def _implied(done: Stated, number: Stated) -> Sentence:
    """Say what the plan must have been."""
    if number.interval.low <= 0 <= number.interval.high:
        return sentence("没有找到对应的计划数")
    span = (done.interval / number.interval).times(100 / done.scale)
    low, high = (
        reckoned("倒推", f"完成数除以完成率，各取进位区间的一端：计划数{which}是这么多",
                 edge, done.unit, [done.value, number.value])
        for edge, which in ((span.low, "最小"), (span.high, "最大"))
    )  # fmt: skip
    words = "没有找到对应的计划数；按完成率倒推，应在{low:.2#}—{high:.2}之间"
    return sentence(words, low=low, high=high)


class _Plan:
    """What was planned, found again by its words; like words are looked for once."""

    def __init__(self, plans: Sequence[Reading]) -> None:
        self.numbers = [(plan, number) for plan in plans for number in plan.numbers]
        self.found: dict[tuple[str, str, str], Stated | None] = {}

    def goal(self, done: Stated) -> Stated | None:
        """Return the planned number whose words are clearly the likest, if one is."""
        label, unit = done.label, done.unit.lstrip("万亿")
        for word in lookups.arithmetic_cues("empty"):
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
                if number.base == base and number.unit.lstrip("万亿") == unit
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
