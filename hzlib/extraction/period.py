"""The periods that a sentence names."""

import re
from dataclasses import dataclass

from hzlib.extraction.frame import plan_years

_PERIOD = re.compile(
    r"(?P<first>(?:19|20)\d{2})年?[—–\-至到](?P<last>(?:19|20)?\d{2})年"
    r"|(?P<year>(?:19|20)\d{2})年(?!代)"
    r"|“?(?P<plan2>[一二三四五六七八九十]{1,2})五”?(?:时期|期间|末|以来|期末)"
    r"|(?P<relative>今年|去年|前年|明年|上年)"
)
_TIMES = re.compile(r"的?[\d.]+倍|(?:不变|可比)?价格?计|不变价|可比价|价格|为基期|基数")
_COMPARED = re.compile(r"(?:比|较|与|跟|以|自)[^，。；、]{0,4}$")
_GROUND = re.compile(r"[^，。；\d]{0,16}基础上")


@dataclass(frozen=True, slots=True)
class Period:
    """A period that a sentence names: where, which years, and whether as a stretch."""

    start: int
    first: int
    last: int
    words: str


def periods(text: str, start: int, end: int, issue: int) -> list[Period]:
    """Return the periods that a sentence names, those left out that only serve to compare.

    Examples
    --------
    >>> [(p.first, p.last) for p in periods("到2030年，比2025年增长5%", 0, 15, 2026)]
    [(2030, 2030)]
    """
    found = []
    for match in _PERIOD.finditer(text, start, end):
        if _COMPARED.search(text, max(start, match.start() - 6), match.start()):
            continue
        if _TIMES.match(text, match.end()) or _GROUND.match(text, match.end()):
            continue
        if match["year"]:
            first = last = int(match["year"])
        elif match["first"]:
            first = int(match["first"])
            last = (
                int(match["last"])
                if len(match["last"]) == 4
                else first // 100 * 100 + int(match["last"])
            )
        elif match["plan2"]:
            first, last = plan_years(match["plan2"])
        else:
            first = last = (
                issue
                + {"今年": 0, "去年": -1, "前年": -2, "明年": 1, "上年": -2}[match["relative"]]
            )
            if match["relative"] == "上年":
                continue
        found.append(Period(match.start(), first, last, match.group()))
    return found
