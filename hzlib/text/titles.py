"""The title of a text, found among its first lines, and the kind of document that it names."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from hzlib.text.numerals import NUMERAL
from hzlib.text.patterns import cued
from hzlib.text.places import YEAR, place_in_title

PLAN_NUMBER = rf"第(?:{NUMERAL}{{1,3}}|\d{{1,2}})个五年|[“\"]?(?:{NUMERAL}{{1,2}}?)五[”\"]?"
"""A pattern of the number of a five-year plan: 第十五个五年, “十五五”."""

PART = (
    rf"{{part_of_year}}|(?<!\d)\d{{1,2}}(?:[—–~～至、-]{{1,2}}\d{{1,2}})?月(?!\d|{NUMERAL})"
    rf"|{NUMERAL}{{1,3}}[—–~～至、-]{{1,2}}{NUMERAL}{{1,3}}月(?!\d|{NUMERAL})"
)
"""A pattern of a part of a year: 上半年, 1—9月."""

_HEAD = 2000
_LINES = 40
_LONGEST = 80
_PROSE = re.compile("[，。；]")
# A line of prose that the next one goes on with.
_TORN = re.compile(r"[，。；][^。；：！]*[^。；：！，]$")
_PATH = re.compile(r"[一-鿿] *[>›»] *[一-鿿]")

# The words by which a title names a kind of document, the surest kind first.
_TIME = rf"(?:{YEAR}|{PART}|{{year_whole}})"
_KINDS = {
    "communique": (
        r"{communique}{title_end}?(?:20\d\d)?$"
        # 公报[1]（第二号）——全市人口情况
        r"|{census}(?:\[\d\])?(?:（第[一-鿿]{1,3}号）)?(?:[—–-]{1,3}[一-鿿、]{2,24}情况)?$"
    ),
    "plan-report": (
        rf"{{carried_out}}|{{plan_title}}|{YEAR}[^，]*{{development}}{{plan_word}}{{title_end}}?$"
    ),
    "budget-report": r"{budget_title}",
    "plan-outline": (
        rf"{{outline_title}}|(?:{PLAN_NUMBER})[^，]{{0,30}}{{plan_document}}{{title_end}}?$"
    ),
    "work-report": (
        rf"(?:{{work_report}}|{{office|manager}}(?:{YEAR})?{{report_of_work}})"
        rf"(?:{{title_end}}|（?(?:{YEAR}|20\d\d)）?)?$"
    ),
    "news": rf"{_TIME}.*{{news_title}}|{{news_title}}.*{_TIME}|(?:{PART}).*{{part_news}}",
}
_OPENING = (
    r"[^，。；：]{2,50}?"
    r"(?:{communique}|{work_report}|{outline_title}|{plan_draft}[^，。；：]{0,2}{report})"
)
# What stands around a title: marks of its rank, brackets, the mark of a note, the name of a site.
_AROUND = (
    r"^(?>(?:[#*>|~\s·•—–-]|{header_title}[：:]|[【《〈（(](?=[^（(）)]*[】》〉）)]$))+)"
    r"|(?>(?:[\[［〔【（(](?:\d{0,2}|{note_mark})[\]］〕】）)]|[①-⑳*＊※#~\s】》〉])+)$"
    r"|[-_|—–]{1,2}[^-_|—–]{2,24}{site}$"
)
_NUMBERED = (
    rf"^(?:[（(]?(?:{NUMERAL}{{1,3}}|\d{{1,2}})(?:[、．.）)]|[是要])|第{NUMERAL}{{1,3}}[篇章节部])"
)


def is_path(line: str) -> bool:
    """Tell whether a line leads through a site.

    Examples
    --------
    >>> is_path("首页 > 政务公开 > 政府工作报告"), is_path("> 2024年政府工作报告")
    (True, False)
    """
    return _PATH.search(line) is not None


class Title(NamedTuple):
    """A line that is a title: its kind, and whether it says more than its kind."""

    kind: str
    line: str
    own: bool


def title(text: str) -> Title | None:
    r"""Return the title among the first lines of a text, the one that says most.

    Examples
    --------
    >>> title("江州市\n2023年国民经济和社会发展统计公报\n江州市统计局\n")
    Title(kind='communique', line='江州市2023年国民经济和社会发展统计公报', own=True)
    >>> title("各位代表：\n现在，我代表市人民政府报告工作。") is None
    True
    """
    best, rank = None, (False, False, False, False)
    for line, early in _lines(text):
        if not (kind := _kind(line)):
            continue
        dated = cued(rf"{YEAR}|(?:{PLAN_NUMBER})").search(line) is not None
        # A title of two years may stand over two lines.
        whole = len({*re.findall(YEAR, line)}) == 2 and cued(r"{report}$").search(line) is not None
        said = (early, bool(place_in_title(line)), dated, whole)
        if (best is None or said > rank) and (early or any(said[:3])):
            best, rank = Title(kind, line, dated or said[1]), said
    return best


def _kind(line: str) -> str:
    if cued(_NUMBERED).search(line):
        return ""
    return next((kind for kind, words in _KINDS.items() if cued(words).search(line)), "")


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the first lines, alone and joined with the next ones, and whether no body precedes."""
    lines = []
    for line in text[:_HEAD].split("\n")[:_LINES]:
        if cued(r"^{salutation}").match(line):
            break
        if len(line) > _LONGEST and (found := cued(_OPENING).match(line)):
            line = found.group()  # the text was run together behind it
        own = cued(_AROUND).sub("", re.sub(r"(?<=\d) (?=\d)", "", line))
        lines.append("" if is_path(line) else own)
    body = next((n for n, line in enumerate(lines) if len(line) >= 15 and _PROSE.search(line)), 99)
    torn = [_TORN.search(line) for line in ["", *lines]]
    for count in (1, 2, 3):
        for start in range(len(lines) - count + 1):
            joined = "".join(lines[start : start + count])
            if _PROSE.search(joined) or not 0 < len(joined) <= _LONGEST:
                continue
            if not torn[start] or place_in_title(joined):
                yield joined, start < body
