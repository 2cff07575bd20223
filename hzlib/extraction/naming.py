"""Subjects: what a mention in its clause makes the subject of the numbers that follow."""

import re
from collections.abc import Sequence
from functools import cache

from hzlib.extraction.lexicon import Alias, aliases, cue_pattern
from hzlib.extraction.mentions import Mention
from hzlib.extraction.subject import Subject

_LONGEST_BASE = 14
_SHORTEST_BASE = 4


@cache
def _said(kind: str) -> re.Pattern[str]:
    return re.compile(cue_pattern(kind))


@cache
def _joining() -> re.Pattern[str]:
    return re.compile(rf"(?:{cue_pattern('link', 'plan')}|[，、])*")


def subject_of(text: str, start: int, mention: Mention, told: Sequence[Subject]) -> Subject:
    """Return the subject that a mention makes, with what the words before it say.

    Parameters
    ----------
    text : str
        The text that is read; ``start`` is where the sentence begins.
    start : int
    mention : Mention
    told : sequence of Subject
        The subjects of the sentence so far; a bare 增加值 takes its name from them.

    Examples
    --------
    >>> from hzlib.extraction.mentions import mentions
    >>> text = "预计固定资产投资增长5%"
    >>> subject_of(text, 0, mentions(text, 0, len(text))[0], []).estimate
    True
    """
    clause = max(text.rfind(mark, start, mention.start) for mark in "，；：、")
    head = text[max(clause + 1, start) : mention.start]
    if text.endswith(("预计，", "预计："), start, mention.start):
        head = "预计"
    known = mention.aliases
    if known and known[0].indicators[0] == "@carry":
        known = _carried(text, start, mention, head, told)
    return Subject(
        known, mention.start, mention.end, mention.region, mention.made,
        estimate=_said("estimate").search(head) is not None,
        total=_said("sum").search(text, start, mention.start) is not None,
        average="年均" in head or "每年" in head,
    )  # fmt: skip


def _carried(
    text: str, start: int, mention: Mention, head: str, told: Sequence[Subject]
) -> tuple[Alias, ...]:
    """Complete a bare 增加值 or 营业收入 with the name that the clause before begins with."""
    if not _joining().fullmatch(head):
        return ()
    word = text[mention.start : mention.end]
    before = text[
        max(start, mention.start - len(head) - _LONGEST_BASE - 2) : mention.start - len(head)
    ]
    before = before.rstrip("，、")
    for length in range(min(_LONGEST_BASE, len(before)), _SHORTEST_BASE - 1, -1):
        if known := aliases().get(before[-length:] + word):
            return known
    for subject in reversed(told):
        wording = text[subject.start : subject.end] if subject.aliases else ""
        for cut in range(len(wording), _SHORTEST_BASE - 1, -1):
            if known := aliases().get(wording[:cut] + word):
                return known
    return ()
