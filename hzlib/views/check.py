"""One check of the documents' arithmetic: what is said, what follows, whether they can agree."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from hzlib.views.rounding import Interval, shown

FIT, OFF, OPEN = "相符", "不符", "无法判断"
# Numbers printed so coarsely that rounding alone moves the result by more than this decide nothing.
_VAGUE = Fraction(1, 10)
SUM, HUNDRED, SHARE, COMPLETION = "加总", "占比合计", "占比", "完成率"
GROWTH, RATIO, ORDER, TWICE = "增速", "比值", "大小关系", "同一数字"
KINDS = (SUM, HUNDRED, SHARE, COMPLETION, GROWTH, RATIO, ORDER, TWICE)


@dataclass(frozen=True)
class Check:
    """A check; the fields are the columns of `hzlib.views.arithmetic.checks`."""

    kind: str
    doc: str
    title: str
    said: str
    unit: str
    stated: float | None
    computed: float | None
    low: float | None
    high: float | None
    tolerance: float | None
    formula: str
    verdict: str
    reason: str
    evidence: str
    said_evidence: str
    sentence: str = ""


def compared(
    kind: str,
    doc: str,
    title: str,
    said: str,
    unit: str,
    stated: Interval,
    computed: Interval,
    value: Fraction,
    formula: str,
    parts: Iterable[str],
    said_evidence: str,
    reason: str = "",
    undecided: bool = False,
    sentence: str = "",
) -> Check:
    """Return the check of a stated against a computed number.

    They fit if one value can be both: ``tolerance`` is half the stated print's last digit and half
    the width of what rounding leaves open in the computed number. ``value`` is what the numbers as
    printed give. ``undecided`` keeps the verdict open although both numbers are there; ``reason``
    then says why.

    Examples
    --------
    >>> from hzlib.views.rounding import printed
    >>> share = (printed("390.8亿元", 390.8) / printed("2068.5亿元", 2068.5)).times(100)
    >>> check = compared(SHARE, "a", "", "19.0%", "%", printed("19.0%", 19), share,
    ...                  Fraction("18.893"), "390.8 ÷ 2068.5",
    ...                  ["fact:a@1", "fact:a@2"], "fact:a@3")
    >>> check.verdict, round(check.computed, 2), round(check.tolerance, 3)
    ('不符', 18.89, 0.053)
    """
    from hzlib.pages.evidence import formula as evidence

    if (computed.high - computed.low) / 2 > abs(value) * _VAGUE:
        undecided, reason = True, "数字印得太粗，进位误差超过一成"
    verdict = OPEN if undecided else FIT if computed.meets(stated) else OFF
    return Check(
        kind,
        doc,
        title,
        said,
        unit,
        float(_middle(stated)),
        float(value),
        float(computed.low),
        float(computed.high),
        float((stated.high - stated.low + computed.high - computed.low) / 2),
        f"{formula} = {shown(value, digits(stated))}".replace("-", "−"),
        verdict,
        reason,
        evidence(formula, parts),
        said_evidence,
        sentence,
    )


def undecided(
    kind: str, doc: str, title: str, said: str, reason: str, said_evidence: str, sentence: str = ""
) -> Check:
    """Return a statement that could be checked if the documents said more."""
    none = (None,) * 5
    return Check(
        kind, doc, title, said, "", *none, "", OPEN, reason, "", said_evidence, sentence
    )  # fmt: skip


def digits(stated: Interval) -> int:
    """Return how many decimals show whether a number fits: one more than are printed.

    Examples
    --------
    >>> from hzlib.views.rounding import printed
    >>> digits(printed("27.1%", 27.1)), digits(printed("786个", 786))
    (2, 1)
    """
    width, count = stated.high - stated.low, 1
    while width and width * 10**count < 10 and count < 6:
        count += 1
    return count


def _middle(interval: Interval) -> Fraction:
    return (interval.low + interval.high) / 2
