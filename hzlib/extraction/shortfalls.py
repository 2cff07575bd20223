"""Where a report says in words that a target was not reached, and of which indicators.

固定资产投资未达预期, 甲、乙等指标未完成年初目标, 6项指标距离目标还有差距：“甲”指标主要受…: such a
clause states no figure; what it says is a verdict of the report.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from hzlib import lookups
from hzlib.extraction.framing import frame_at, frames
from hzlib.extraction.mentions import Mention, mentions
from hzlib.extraction.whose import place_of
from hzlib.text.corpus import HELD, Document
from hzlib.text.patterns import cued

_SENTENCE = re.compile(r"[^。！？；\n]+")
_SHORT = (
    r"{distance}[^，。；：]{0,8}?{goal_word}[^，。；：]{0,4}?{still}[^，。；：]{0,6}?{distance_left}"
    r"|{not_yet}{reaches}(?!{of})[^，。；：]{0,8}?{goal_word}(?!{of})"
    r"|(?<!不)(?P<below>{below})[^，。；：]{0,6}?{goal_word}(?!{of})"
)
_CLAUSE = re.compile(r"[，：\n]")
_OPENED = r"“(?:{flow}{after_flow}*)?$"  # “新增上市企业”
_NEAR = 12
_GROWTH = r"{growth_rate}|{growing}"
_SHARE = r"{told_share}"


class Shortfall(NamedTuple):
    """That a report says of an indicator that its target was not reached.

    ``measure`` is empty where the words name none; ``clause`` and ``name`` are spans of the cleaned
    text, of which the second may lie behind the first.
    """

    indicator: str
    measure: str
    region: str
    period: str
    clause: tuple[int, int]
    name: tuple[int, int]


@lru_cache(maxsize=HELD)
def shortfalls(document: Document) -> tuple[Shortfall, ...]:
    """Return what a report says fell short of its target, in the order of its text.

    Parameters
    ----------
    document : Document
        As loaded or read by `hzlib.text.corpus`.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> [(one.indicator, one.measure) for one in shortfalls(load("hangzhou-gwr-2023"))]
    [('gdp', ''), ('digital_core_va', 'growth')]
    """
    text, framed = document.text, frames(document)
    found = []
    for sentence in _SENTENCE.finditer(text):
        for cue in cued(_SHORT).finditer(text, *sentence.span()):
            frame = frame_at(framed, cue.start())
            if frame.status == "target":
                continue
            clause = _clause(text, sentence.span(), cue.span())
            for mention, name in _meant(text, clause, cue.start(), sentence.end()):
                region = place_of(document, mention.region)
                measure = _measure(text, mention.end)
                found += [
                    Shortfall(one, measure, region, frame.span, clause, name)
                    for one in mention.aliases[0].indicators
                    if region is not None and not (cue["below"] and _falls(one))
                ]
    return tuple(found)


def _clause(text: str, sentence: tuple[int, int], cue: tuple[int, int]) -> tuple[int, int]:
    """Return the clause of the words, with the one before where they open it."""
    breaks = [one.start() for one in _CLAUSE.finditer(text, sentence[0], cue[0])]
    if breaks and not text[breaks[-1] + 1 : cue[0]].strip():
        breaks.pop()
    after = _CLAUSE.search(text, cue[1], sentence[1])
    low = breaks[-1] + 1 if breaks else sentence[0]
    low += len(text[low : cue[0]]) - len(text[low : cue[0]].lstrip())
    return low, after.start() if after else sentence[1]


def _meant(
    text: str, clause: tuple[int, int], cue: int, end: int
) -> Iterator[tuple[Mention, tuple[int, int]]]:
    """Yield the names that the words are said of: before them, else in marks behind their colon."""
    before = [one for one in mentions(text, clause[0], cue) if _named(one)]
    yield from ((one, (one.start, one.end)) for one in before)
    if before or text[clause[1] : clause[1] + 1] != "：":
        return
    for one in mentions(text, clause[1] + 1, end):
        opened = cued(_OPENED).search(text, max(clause[1], one.start - _NEAR), one.start)
        if _named(one) and opened and text[one.end : one.end + 1] == "”":
            yield one, (opened.start(), one.end + 1)


def _named(mention: Mention) -> bool:
    known = mention.aliases
    return bool(known) and not mention.compared and not known[0].indicators[0].startswith("@")


def _falls(indicator: str) -> bool:
    """Tell whether less of an indicator is better, so that to be below a target is no failure."""
    row = lookups.comparability().get(indicator)
    return row is not None and row.direction == "down"


def _measure(text: str, end: int) -> str:
    """Return what the word behind a name says is measured; nothing if there is none."""
    if cued(_GROWTH).match(text, end):
        return "growth"
    return "share" if cued(_SHARE).match(text, end) else ""
