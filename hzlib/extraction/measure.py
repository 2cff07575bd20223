"""The measure that unit and words make of a number, if they fit the indicator at all."""

import re
from functools import cache

from hzlib.extraction.gaps import Gap
from hzlib.extraction.lexicon import Alias, Indicator, cue_pattern, cues
from hzlib.extraction.quantity import Quantity
from hzlib.extraction.subject import Subject

_VERB_REACH = 90
_MANY = 10_000


def measure(
    text: str, start: int, quantity: Quantity, gap: Gap, indicator: Indicator, alias: Alias,
    subject: Subject, before: str,
) -> str:  # fmt: skip
    """Return ``level``, ``growth``, ``growth_avg``, ``share`` or ``change``; empty if nothing fits.

    Parameters
    ----------
    text : str
        The text that is read; ``start`` is where the sentence begins.
    start : int
    quantity : Quantity
    gap : Gap
        The words between subject and number.
    indicator : Indicator
    alias : Alias
        The meaning of the subject's wording that is tried.
    subject : Subject
    before : str
        Measure of the number before, if it was the same subject's.
    """
    relation = gap.relation
    if alias.needs in ("flow", "stock", "built") and not _governed(
        text, start, alias, gap, subject
    ):
        return ""
    if alias.needs == "grown":
        # 经济增长7%: the name says growth itself.
        return (
            _growth(gap, subject)
            if quantity.base == "%" and relation in ("", "level", "growth")
            else ""
        )
    if alias.needs in ("growth", "share") and relation != alias.needs:
        return ""
    if quantity.base == "%":
        return _percent(gap, indicator.kind, subject, before)
    if quantity.base == "pp":
        return "change" if relation in ("growth", "share") else ""
    if alias.needs == "share" or relation == "share" or not _fits(quantity, indicator):
        return ""
    if relation == "growth" and indicator.kind != "flow":
        return "change"
    return "change" if (subject.made or gap.flow) and indicator.kind == "stock" else "level"


def _fits(quantity: Quantity, indicator: Indicator) -> bool:
    if indicator.kind == "ratio":
        return quantity.base in ("", *indicator.bases) and 1 <= quantity.number <= 10
    if not quantity.base and quantity.times >= _MANY:
        # 常住人口418.6万: the text leaves 人 out.
        return "人" in indicator.bases
    return quantity.base in indicator.bases


def _growth(gap: Gap, subject: Subject) -> str:
    return "growth_avg" if gap.average or subject.average else "growth"


def _percent(gap: Gap, kind: str, subject: Subject, before: str) -> str:
    if gap.relation == "growth":
        if kind == "rate":
            return ""
        return "level" if kind == "rise" else _growth(gap, subject)
    if gap.planned and before.startswith("growth"):
        # 增长9%以上，力争达到10%: the second is growth as well.
        return before
    if kind in ("rate", "rise"):
        return "level"
    if kind == "days" or (gap.relation == "share" and kind in ("amount", "stock")):
        return "share"
    return ""


def _governed(text: str, start: int, alias: Alias, gap: Gap, subject: Subject) -> bool:
    """Tell whether the verb before the name, or the words behind it, ask for flow or stock."""
    if gap.stock:
        return alias.needs == "stock"
    if (gap.flow or subject.made) and alias.needs != "built":
        return alias.needs == "flow"
    clause = max(text.rfind(mark, start, subject.start) for mark in "，；：") + 1
    verb = last_verb(text, max(clause, start), subject.start)
    if verb is None and alias.needs != "built":
        if gap.bound == ">=" or gap.reached or gap.start_of:
            return alias.needs == "stock"
        verb = last_verb(text, max(start, subject.start - _VERB_REACH), subject.start)
    if verb is None:
        return False
    if alias.needs == "built":
        return verb.group() in cues("built")
    return bool(verb["flow"]) == (alias.needs == "flow")


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(f"(?P<stock>{cue_pattern('had')})|(?P<flow>{cue_pattern('flow')})")


def last_verb(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the last verb of growth (新增) or of stock (拥有) in a part of a text.

    Examples
    --------
    >>> last_verb("新增企业", 0, 4)["flow"]
    '新增'
    """
    last = None
    for verb in _verbs().finditer(text, start, end):
        last = verb
    return last
