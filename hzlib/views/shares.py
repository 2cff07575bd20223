"""Shares and rates of completion: 甲占乙的百分之几, checked against 甲 and 乙."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hzlib.views.check import COMPLETION, SHARE, Check, compared, undecided
from hzlib.views.rounding import shown
from hzlib.views.stated import Stated, bigrams, item, likeness, words
from hzlib.views.sums import Sum

if TYPE_CHECKING:
    from hzlib.text.corpus import Document

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


@dataclass(frozen=True)
class Source:
    """A document with its numbers, and its facts by evidence string."""

    document: "Document"
    numbers: Sequence[Stated]
    facts: Mapping[str, Mapping[str, Any]]
    sums: Sequence[Sum]

    def sentence(self, number: Stated) -> str:
        """Return the sentence of a number."""
        text = self.document.text
        start = max(text.rfind(mark, 0, number.start) for mark in "\n。！？") + 1
        end = re.compile(r"[\n。！？]|$").search(text, number.end)
        return text[start : end.end() if end else None].strip()


def shares(source: Source) -> list[Check]:
    """Return the checks of a document's shares."""
    return [
        _share(source, number, match)
        for number in source.numbers
        if number.base == "%" and (match := _SHARE.search(number.before)) and not _completes(number)
    ]


def completions(source: Source, plans: Iterable[Source]) -> list[Check]:
    """Return the checks of a document's rates of completion against the year's plans.

    Parameters
    ----------
    source : Source
        The document that reports.
    plans : iterable of Source
        The documents that planned the reported year for the same place.
    """
    planned = list(plans)
    return [
        _completion(source, number, planned)
        for number in source.numbers
        if number.base == "%" and _completes(number)
    ]


def _completes(number: Stated) -> bool:
    return number.before.rstrip("达到为超约").endswith(words("completion"))


def _share(source: Source, number: Stated, match: re.Match[str]) -> Check:
    part, whole = (match[name].strip() for name in ("part", "whole"))
    numerator = _numerator(source, number, part)
    title = (_called(source, numerator) if numerator and not part else part) + number.before[
        len(part) :
    ]
    title = _VERBS.sub("", title)
    if numerator and not whole:
        title = item(source.document.text, numerator) + title
    said = (title, number.text)
    about = (number.evidence, source.sentence(number))
    if numerator is None:
        return undecided(SHARE, number.doc, *said, "文件没有给出分子", *about)
    if whole.startswith(words("outside")):
        return undecided(SHARE, number.doc, *said, f"{whole}的总量不在文件里", *about)
    denominator = _denominator(source, numerator, whole)
    if denominator is None:
        return undecided(SHARE, number.doc, *said, "文件没有给出分母", *about)
    return _ratio(SHARE, source, number, title, numerator, denominator)


def _ratio(
    kind: str, source: Source, number: Stated, title: str, above: Stated, below: Stated
) -> Check:
    scale = below.scale
    formula = f"{shown(above.value / scale, 4)} ÷ {shown(below.value / scale, 4)}"
    return compared(
        kind,
        number.doc,
        title,
        number.text,
        "%",
        number.interval,
        (above.interval / below.interval).times(100),
        100 * above.value / below.value,
        f"{formula} × 100",
        [above.evidence, below.evidence],
        number.evidence,
        sentence=source.sentence(number),
    )


def _numerator(source: Source, number: Stated, part: str) -> Stated | None:
    fact = source.facts.get(number.evidence)
    if fact is not None and fact["measure"] == "share":
        level = _level(source, fact, fact["indicator"])
        if level is not None:
            return level
    previous = [n for n in source.numbers if n.part == number.part and n.end <= number.start]
    amounts = [n for n in previous if n.base not in ("%", "pp")]
    if not amounts or (part and likeness(part, amounts[-1].label) < 0.5):
        return None
    return amounts[-1]


def _called(source: Source, number: Stated) -> str:
    from hzlib.views.common import name

    fact = source.facts.get(number.evidence)
    return name(fact["indicator"]) if fact is not None else number.before


def _denominator(source: Source, numerator: Stated, whole: str) -> Stated | None:
    if not whole or whole in words("same"):
        made = [s for s in source.sums if numerator in s.parts]
        return made[0].whole if made else None
    from hzlib.extraction.lexicon import aliases

    known = aliases().get(whole) or aliases().get(re.sub("^(全市|全区|全省|全县)", "", whole))
    if not known:
        return None
    fact = source.facts.get(numerator.evidence, {})
    found = _level(source, fact, known[0].indicators[0])
    return found if found and found.base == numerator.base else None


def _level(source: Source, like: Mapping[str, Any], indicator: str) -> Stated | None:
    """Return the level of an indicator for the place and time of another fact, if it is given."""
    by_evidence = {number.evidence: number for number in source.numbers}
    for evidence, fact in source.facts.items():
        same = all(fact[key] == like[key] for key in ("region", "period") if key in like)
        if fact["indicator"] == indicator and fact["measure"] == "level" and same:
            number = by_evidence.get(evidence)
            if number is not None and fact["bound"] == "=":
                return number
    return None


def _completion(source: Source, number: Stated, plans: Sequence[Source]) -> Check:
    previous = [n for n in source.numbers if n.part == number.part and n.end <= number.start]
    amounts = [n for n in previous if n.base not in ("%", "pp")]
    about = (number.evidence, source.sentence(number))
    title = number.before
    # 16个项目投资完成率超200%: what was completed is named beside the rate, and has no amount.
    if not amounts or not _OWN.fullmatch(number.before):
        return undecided(COMPLETION, number.doc, title, number.text, "文件没有给出完成数", *about)
    done = amounts[-1]
    title = f"{re.sub('^其中', '', done.label)}：{number.before}"
    goal = _planned(done, plans)
    if goal is None:
        implied = (done.interval / number.interval).times(100)
        unit = done.scale
        span = f"{shown(implied.low / unit)}—{shown(implied.high / unit)}{done.unit}"
        reason = f"没有找到对应的计划数；按完成率倒推，应在 {span}之间"
        return undecided(COMPLETION, number.doc, title, number.text, reason, *about)
    return _ratio(COMPLETION, source, number, title, done, goal)


def _planned(done: Stated, plans: Sequence[Source]) -> Stated | None:
    scored = sorted(
        ((_likeness(done, number, plan), number) for plan in plans for number in plan.numbers),
        key=lambda pair: -pair[0],
    )
    if not scored or scored[0][0] < _ALIKE:
        return None
    if len(scored) > 1 and scored[0][0] - scored[1][0] < _CLEARLY:
        return None
    return scored[0][1]


def _likeness(done: Stated, number: Stated, plan: Source) -> float:
    if number.base != done.base or number.unit.lstrip("万亿") != done.unit.lstrip("万亿"):
        return 0.0
    label, words_there = done.label, number.label
    for word in words("empty"):
        label = label.replace(word, " ")
    if not bigrams(label) & bigrams(words_there):
        return 0.0
    if len(bigrams(words_there)) <= _SHORT:
        words_there = plan.document.text[max(0, number.start - _BEFORE) : number.start]
    return likeness(label, words_there)
