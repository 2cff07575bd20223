"""What the words between a subject and a number say of their relation."""

import re
from dataclasses import dataclass, field
from functools import cache

from hzlib.extraction.lexicon import cues, trie_pattern

OBJECT = "\ue000"
"""Stands in a gap for a name that is compared with and is no subject."""

_WORD_KINDS = (
    "link", "at_least", "at_most", "about", "up", "down", "to", "average", "share", "base",
    "estimate", "plan", "gap", "strong_stock", "flow", "sum",
)  # fmt: skip
_SKIP = re.compile(r"[和与及，、：:“”\"'‘’（）()*\s—–★·|" + OBJECT + r"]")
_YEARS = re.compile(
    r"(?:到|至)?(?:\d{4}年(?:[—\-至到]\d{4}年)?(?:底|末|初)?|“?[一二三四五六七八九十]{1,3}五”?(?:时期|期间|末|以来)?)"
)
_BRACKET = re.compile(r"[（(][^（）()\d]{1,36}+[）)]")
_RATIO = re.compile(
    r"(?:与|和|同|相当于)[^，。；\d]{0,14}?"
    + OBJECT
    + r"(?:之|的)?(?:比重|比例|比值|比)?|相当于[^，。；\d]{0,14}?"
    + OBJECT
    + r"的?(?:比重|比例|比)?"
)
_SHARE = re.compile(
    r"占(?P<whole>[^，。；：\d]{0,26}?)(?:的)?(?:比重|比例|份额|比率|比值|之比|比)|占(?P<rest>[^，。；：\d]{1,20})$"
)
_THAN = re.compile(
    r"(?:比(?!重|例|值|率)|较(?!快)|与)(?P<what>[^，。；、：]{1,16}?)(?:相比)?[，]?(?=增|提|上升|上涨|下降|减|降|回落|高|低|快|慢|多|少|翻|年均|累计|净增|扩大|缩小|收窄|改善|新增|拉长|是)"
)
_BASE_LEVEL = re.compile(r"(?:比|较)(?P<what>[^，。；、：]{0,10}(?:年|年底|末))的?$")
_THAN_PLACE = re.compile(
    r"(?:高于|快于|低于|慢于|高出|领先于?|领跑|好于|优于|跑赢|大于|超出|超过|超|快过)(?P<what>[^，。；、：\d]{1,18})"
)
_TIME = re.compile(r"[年期初末底月季度]|同比|环比|平均数|基数")
_PLACES = (
    "全国",
    "全省",
    "全市",
    "全区",
    "平均",
    "预期",
    "目标",
    "同期",
    "同类",
    "增速",
    "增幅",
    "城镇",
    "农村",
    "计划",
    OBJECT,
)


@dataclass
class Gap:
    """What a gap says.

    ``relation`` is ``level``, ``growth``, ``share``, ``compare`` (a gap to another place or
    indicator) or empty; ``known`` tells whether every word of it is understood.
    """

    known: bool = True
    relation: str = ""
    sign: int = 1
    average: bool = False
    bound: str = "="
    estimate: bool = False
    stock: bool = False
    flow: bool = False
    total: bool = False
    start_of: bool = False
    respectively: bool = False
    steady: bool = False
    reached: bool = False
    planned: bool = False
    every: bool = False
    other_base: str = ""
    base_level: str = ""
    cues: list[str] = field(default_factory=list)


@cache
def _words() -> tuple[re.Pattern[str], dict[str, set[str]]]:
    kinds: dict[str, set[str]] = {}
    for kind in _WORD_KINDS:
        for word in cues(kind):
            kinds.setdefault(word, set()).add(kind)
    return re.compile(trie_pattern(kinds)), kinds


@cache
def _rank() -> re.Pattern[str]:
    # A clause that tells a rank or a record stands between the numbers of one subject.
    return re.compile(rf"(?:{trie_pattern(cues('rank'))})[^，、。；：\d]*")


def read_gap(text: str) -> Gap:
    """Read the words between a subject, or the number before, and a number.

    Parameters
    ----------
    text : str
        The words, at most some sixty characters.

    Returns
    -------
    Gap

    Examples
    --------
    >>> gap = read_gap("，比上年增长")
    >>> gap.known, gap.relation
    (True, 'growth')
    >>> read_gap("全年利润").known
    False
    """
    gap = Gap()
    if len(text) > 80:
        gap.known = False
        return gap
    position = 0
    clause = -1
    while position < len(text):
        if text[position] in "，、":
            clause = position
        following = _step(text, position, gap)
        if following < 0:
            # Either the whole clause is set aside, or the rest of it from here on.
            following = _skipped(text, clause) if clause >= 0 else _skipped("，" + text, 0) - 1
            if following <= position:
                following = ranked.end() if (ranked := _RANKED.match(text, position)) else 0
            clause = -1 if following > 0 else clause
            # 由第8位上升至第5位，达到2100亿元: the first number of the pair was no quantity.
            gap.start_of = False
        if following <= 0:
            gap.known = False
            return gap
        position = following
    return gap


def _step(text: str, position: int, gap: Gap) -> int:
    """Read one word and return where the next begins; -1 if it is not understood."""
    character = text[position]
    if character in "占与和同相" and (
        found := (_SHARE if character == "占" else _RATIO).match(text, position)
    ):
        gap.relation = "share"
        gap.cues.append(found.group().replace(OBJECT, ""))
        return found.end()
    if character in "比较" and (found := _BASE_LEVEL.match(text, position)):
        gap.base_level = found["what"]
        gap.relation = "level"
        return len(text)
    if character in "比较与" and (found := _THAN.match(text, position)):
        what = found["what"]
        if _TIME.search(what):
            gap.other_base = what
            gap.cues.append(found.group())
            return found.end()
        gap.relation = "compare"
        return len(text)
    if (found := _THAN_PLACE.match(text, position)) and found["what"].startswith(_PLACES):
        gap.relation = "compare"
        return len(text)
    if found := _YEARS.match(text, position):
        return found.end()
    pattern, kinds = _words()
    if (found := pattern.match(text, position)) and found.end() > position:
        _apply(found.group(), kinds[found.group()], gap)
        return found.end()
    if found := _BRACKET.match(text, position):
        return found.end()
    if _SKIP.match(character):
        return position + 1
    return -1


_DOUBLED = re.compile(
    r"(?:[一二三四五六七八九十两]年)?(?:实现)?(?:[比较][^，、]{1,10})?翻了?[一两]?番"
)
_ANAPHORA = re.compile(
    r"[，、](?:同比|比上年|较上年|比去年|较去年|预计总数|总数|总量|占|增速|增幅|年均|分别|其中|累计|产量|均|达到)"
)


_RANKED = re.compile(
    r"[^，、。；：]{0,12}(?:居|列|位)[^，、。；：\d]{0,10}(?:第?[\d一二三四五六七八九十]{1,3}|前列|首位|前茅)[位名]?(?=[，、])"
)


def _skipped(text: str, position: int) -> int:
    """Return where a clause without numbers ends that leaves the subject as it is."""
    if found := _RANKED.match(text, position + 1):
        return found.end()
    found = _rank().match(text, position + 1)
    if found and found.end() < len(text) and text[found.end()] in "，、":
        return found.end()
    # A word such as 同比 or 总数 points back over the clause between.
    if (found := _DOUBLED.match(text, position + 1)) and text[
        found.end() : found.end() + 1
    ] in "，、":
        return found.end()
    if (found := _ANAPHORA.search(text, position + 1)) and found.start() - position <= 8:
        return found.start()
    return 0


def _apply(word: str, kinds: set[str], gap: Gap) -> None:
    if word in ("分别", "各自"):
        gap.respectively = True
    if word in ("达", "达到", "为", "有", "共有"):
        gap.reached = True
    if word in ("稳定在", "保持在", "维持在", "连年"):
        gap.steady = True
    if word in ("均", "都"):
        gap.every = True
    if word in ("由", "从"):
        gap.start_of = True
    if word in ("总量", "总额", "总值", "总规模") and gap.relation == "growth":
        # 增速居第3位，总量达到830亿元: the amount again.
        gap.relation = ""
    if kinds & {"up", "down"}:
        gap.relation, gap.sign = "growth", -1 if "down" in kinds else 1
    elif "to" in kinds:
        gap.relation = gap.relation if gap.relation == "share" else "level"
        gap.reached = True
    elif "share" in kinds:
        gap.relation = "share"
    elif word in ("到", "至") and gap.relation == "growth":
        gap.relation = "level"
    if "average" in kinds:
        gap.average = True
        if "递增" in word or "增" in word:
            gap.relation = "growth"
    for kind, bound in (("at_least", ">="), ("at_most", "<="), ("about", "~")):
        if kind in kinds:
            gap.bound = bound
    gap.estimate |= "estimate" in kinds
    gap.planned |= "plan" in kinds
    gap.stock |= "strong_stock" in kinds
    gap.flow |= "flow" in kinds
    gap.total |= "sum" in kinds
    if not kinds <= {"link"}:
        gap.cues.append(word)
