"""What the words between a subject and a number say of their relation."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from hzlib import lookups
from hzlib.text.numerals import NUMERAL, whole
from hzlib.text.patterns import cued, trie_pattern

OBJECT = "\ue000"
"""Stands in a gap for a name that is compared with and is no subject."""

_UNDERSTOOD: tuple[lookups.CueKind, ...] = (
    "link", "at_least", "at_most", "about", "up", "down", "to", "average", "share", "base",
    "estimate", "plan", "aimed", "gap", "strong_stock", "flow", "sum",
)  # fmt: skip
_SAYING: tuple[lookups.CueKind, ...] = (
    "respectively", "reached", "steady", "every", "from", "until", "whole_amount", "average_growth",
    "budget", "rate_of", "passes", "now",
)  # fmt: skip
_LONGEST = 80
_TOKEN = (
    r"(?P<fulfilled>{fulfils}[一-龥]{0,4}?{budgeted}{of}$|{takes}[一-龥]{0,4}?{budgeted}$|{surplus}$"
    r"|{jointly}[^，。；]*$)|(?P<adjusted>{meanwhile}[^。；\d]{0,60}?{adjusts}$|{adjusted}$)|"
    r"(?P<meanwhile>{meanwhile}[^。；\d]{0,48}?(?=，{really}))|"
    r"(?P<share>{takes}(?:[^，。；：\d]{0,26}?{of}?{share_word}|[^，。；：\d]{1,20}$)"
    rf"|{{beside}}[^，。；\d]{{0,14}}?{OBJECT}{{of|of_old}}?{{share_word}}?"
    r"|{in_whole}[^，。；：\d]{0,10}?{whole_end}{of}?{share}(?<!{takes}))"
    rf"|(?P<over>(?<!\d){{recently}}?(?!一年)(?P<count>[2-9]|10|{NUMERAL}|两)年(?={{changes|mean}}))"
    rf"|(?P<level>{{than}}(?P<base_level>“?{NUMERAL}{{1,2}}五”?{{during}}?"
    r"|[^，。；、：]{0,10}(?:年底?|末)|{year_before}{year_before_number}?){of}?$)"
    r"|(?P<than>(?:(?!{not_than}){than}|{than_with})(?P<other_base>[^，。；、：]{1,16}?)"
    r"{compared}?[，]?(?={changes}))"
    # 好于预期，增长5%: a clause that says no number.
    rf"|(?P<met>{{beyond}}[^，。；、：\d]{{0,4}}?(?:{{yardstick}}|{OBJECT})[^，。；、：\d]{{0,4}}"
    r"(?=，|、{at_least|up|down}))"
    rf"|(?P<beyond>{{beyond}}(?:{{yardstick}}|{OBJECT})|{{differs}}(?!{{per_unit}})[^，。；、：\d]{{1,12}}$)"
    r"|(?P<years>{until}?(?:\d{4}年(?:(?:[—\-]|{until})\d{4}年)?{year_end}?"
    r"|{year_whole}"
    rf"|“?{NUMERAL}{{1,3}}五”?(?:{{bracketed_year}}|{{first_of}}(?:{NUMERAL}|两)年)?))"
    rf"|(?P<word>{{{'|'.join((*_UNDERSTOOD, *_SAYING))}}})"
    r"|(?P<skipped>{excluding}[^，。；：\d]{1,12}?{excluded}|[（(][^（）()\d]{1,36}+[）)]"
    r"|[（(][^（）()]{1,24}{as_below}[）)]"
    rf"|{{and|and_too}}|[，、；.=：:“”\"'‘’（）()*\s—–★·|{OBJECT}])"
)
# A clause that tells a rank, a record or a doubling stands between the numbers of one subject.
_RANKED = (
    r"[^，、。；：]{0,12}{placed}[^，、。；：\d]{0,10}"
    rf"(?:第?(?:\d|{NUMERAL}){{1,3}}|{{foremost}}){{ranked_as}}?(?=[，、（])"
)
_RANK = r"{rank}(?:[^，、。；：\d]|\d个(?=[百千万亿]))*"
_DOUBLED = (
    rf"(?:(?:{NUMERAL}|两)年)?(?:{{achieved}}|{{strives}}{{achieved}}?)?"
    r"(?:{than}[^，、]{1,10})?{doubling}(?=[，、]|$)"
)
_ANAPHORA = r"[，、]{anaphora}"


class Gap(NamedTuple):
    """What a gap says.

    Attributes
    ----------
    known : bool
        Whether every word of it is understood.
    relation : str
        ``level``, ``growth``, ``share``, ``compare`` (a gap to another place or indicator) or
        empty.
    sign : int
        -1 for a fall.
    bound : str
        ``=``, ``>=``, ``<=`` or ``~``.
    says : frozenset of str
        The kinds of the cue words in it, such as ``average`` or ``estimate``.
    other_base : str
        What a change is counted from: ``2020年``.
    base_level : str
        The same where the number is what it is counted from: 较2020年的9323亿元.
    over : int
        How many years a change is counted over (五年提高), or 0.
    cues : tuple of str
        The words that decided.
    """

    known: bool = True
    relation: str = ""
    sign: int = 1
    bound: str = "="
    says: frozenset[str] = frozenset()
    other_base: str = ""
    base_level: str = ""
    over: int = 0
    cues: tuple[str, ...] = ()


_UNKNOWN = Gap(known=False)
_BOUNDS = {"at_least": ">=", "at_most": "<=", "about": "~"}


@cache
def _kinds() -> dict[str, frozenset[str]]:
    """Return the kinds of each word that a gap may hold."""
    kinds: dict[str, frozenset[str]] = {}
    for kind in (*_UNDERSTOOD, *_SAYING):
        for word in lookups.cues(kind):
            kinds[word] = kinds.get(word, frozenset()) | {kind}
    return kinds


@lru_cache(maxsize=4096)
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
    if len(text) > _LONGEST:
        return _UNKNOWN
    gap, position, clause = Gap(), 0, -1
    while position < len(text):
        if text[position] in "，、":
            clause = position
            # 突破一个关口，增长5.8%: the bound is that of the first clause.
            grew = {"grew"} if text[position] == "，" and gap.relation == "growth" else set()
            gap = gap._replace(bound="=", says=gap.says | grew)
        following, gap = _read(text, position, gap)
        if following < 0:
            # Either the whole clause is set aside, or the rest of it from here on.
            following = _skipped(text, clause) if clause >= 0 else _skipped("，" + text, 0) - 1
            if following <= position:
                ranked = cued(_RANKED).match(text, position)
                following = ranked.end() if ranked else 0
            clause = -1
            # 由第8位上升至第5位，达到2100亿元: the first number of the pair was no quantity.
            gap = gap._replace(says=gap.says - {"from"})
        if following <= 0:
            return gap._replace(known=False)
        position = following
    return gap


def _read(text: str, position: int, gap: Gap) -> tuple[int, Gap]:
    """Read one word; return where the next begins, -1 if it is not understood, and the gap."""
    found = cued(_TOKEN).match(text, position)
    if found is None:
        return -1, gap
    match found.lastgroup:
        case "word":
            gap = _applied(found.group(), _kinds()[found.group()], gap)
        case "share":
            word = found.group().replace(OBJECT, "")
            gap = gap._replace(relation="share", cues=(*gap.cues, word), says=gap.says | {"share"})
        case "than" if cued(r"{time_word}").search(found["other_base"]):
            cues = (*gap.cues, found.group())
            gap = gap._replace(other_base=found["other_base"], cues=cues)
        case "level":
            gap = gap._replace(relation="level", base_level=found["base_level"])
        case "met" if text[found.end()] == "、":
            # 增速快于全省、突破3万元: the amount again.
            gap = gap._replace(relation="")
        case "years":
            gap = gap._replace(says=gap.says | {"dated"})
        case "over":
            gap = gap._replace(over=whole(found["count"]))
            if cued(r"{mean}").match(text, found.end()):
                gap = gap._replace(says=gap.says | {"average"}, cues=(*gap.cues, found.group()))
        case "than" | "beyond" | "fulfilled" | "adjusted":
            return len(text), gap._replace(relation="compare")
    return found.end(), gap


def _skipped(text: str, position: int) -> int:
    """Return where a clause without numbers ends that leaves the subject as it is."""
    start = position + 1
    if found := cued(_RANKED).match(text, start):
        return found.end()
    found = cued(_RANK).match(text, start)
    if found and found.end() < len(text) and text[found.end()] in "，、":
        return found.end()
    # A word such as 同比 or 总数 points back over the clause between.
    if found := cued(_DOUBLED).match(text, start):
        return found.end()
    if (found := cued(_ANAPHORA).search(text, start)) and found.start() - position <= 8:
        return found.start()
    return 0


def _applied(word: str, kinds: frozenset[str], gap: Gap) -> Gap:
    """Return a gap with what one more word says."""
    relation, sign, bound = gap.relation, gap.sign, gap.bound
    if "whole_amount" in kinds and relation == "growth":
        # 增速居第3位，总量达到830亿元: the amount again.
        relation = ""
    if kinds & {"up", "down"}:
        relation, sign = "growth", -1 if "down" in kinds else 1
    elif "to" in kinds:
        # 增速回落至3%: what fell is the growth itself; but 从5%回落至3% are two.
        grown = "rate_of" in gap.says and "from" not in gap.says
        relation = relation if relation == "share" or grown else "level"
        kinds |= {"reached"}
    elif "share" in kinds:
        relation = "share"
    elif "until" in kinds and relation == "growth":
        relation = "level"
    if "grew" in gap.says and ("reached" in kinds or word in lookups.cues("amounted")):
        # 持续增长，达到5300元; 稳定增长，完成95亿元: what was reached, though growth was told.
        kinds |= {"grown_to"}
    if "average_growth" in kinds:
        relation = "growth"
    for kind, sign_of_bound in _BOUNDS.items():
        if kind in kinds:
            bound = sign_of_bound
    cues = gap.cues if kinds <= _NO_CUES else (*gap.cues, word)
    return gap._replace(relation=relation, sign=sign, bound=bound, says=gap.says | kinds, cues=cues
    )  # fmt: skip


_NO_CUES = frozenset(("link", *_SAYING))


# --- read from the number backwards ---------------------------------------------------------------


def link_start(text: str, low: int, high: int) -> int:
    """Return where the words begin that only link what is named to a number.

    Parameters
    ----------
    text : str
        Normalised text.
    low, high : int
        The part to look at; the number begins at its end.

    Examples
    --------
    >>> text = "出口首次突破"
    >>> text[: link_start(text, 0, len(text))]
    '出口'
    """
    if low >= high or not (text[high - 1] in _linking().last or text[high - 1].isspace()):
        return high
    found = _linking().words.match(text[low:high][::-1])
    start = high - found.end() if found else high
    return start + bool(low < start < high and _is_torn(text, low, start))


def _is_torn(text: str, low: int, start: int) -> bool:
    """Tell whether a link that begins at a place is the end of a word: 综合 in 综合排名, 人均.

    One character names nothing, but for nouns such as 村; a link of several is a word by itself.
    """
    if text[start] in lookups.cues("every") and text[start - 1] in lookups.cues("mean_of"):
        return True
    if start - 1 > low and text[start - 2] not in _MARKS:
        return False
    longest = _linking().one.match(text, start)
    return (
        longest is not None
        and longest.end() == start + 1
        and _CHINESE.match(text, start - 1) is not None
        and text[start - 1] not in lookups.cues("short_noun")
    )


_MARKS = frozenset("，、；：。（(\n")
_CHINESE = re.compile("[一-龥]")


class _Linking(NamedTuple):
    """Patterns of linking words, of many read backwards and of one, and what they may end with."""

    words: re.Pattern[str]
    one: re.Pattern[str]
    last: frozenset[str]


@cache
def _linking() -> _Linking:
    nouns = {*lookups.cues("counted_noun"), *lookups.cues("no_link")}
    words = {word for kind in _LINKING for word in lookups.cues(kind) if word not in nouns}
    last = {word[-1] for word in words}
    ahead = re.escape("".join(sorted(last)))
    back = trie_pattern(word[::-1] for word in words)
    whole = trie_pattern(word[::-1] for word in lookups.cues("whole_word"))
    pattern = rf"(?>(?:(?=[{ahead}])(?!{whole}){back}|[\s：:]|年\d{{2}}(?:02|91))*)"
    one = re.compile(trie_pattern(words))
    return _Linking(re.compile(pattern), one, frozenset((*last, *"：:年")))


_LINKING: tuple[lookups.CueKind, ...] = (
    "link", "at_least", "at_most", "about", "up", "down", "to", "average", "base", "estimate",
    "steady", "every", "respectively", "reached", "rate_of", "average_growth", "flow", "ranks",
    "until", "sum", "links_count", "added", "whole_place",
)  # fmt: skip
