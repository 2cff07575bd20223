"""Where a text names an indicator, and what the words around say of the name."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from operator import attrgetter
from typing import NamedTuple

from hzlib import lookups
from hzlib.extraction.lexicon import Alias, aliases
from hzlib.messages import Message
from hzlib.text.numerals import DIGITS, NUMERAL
from hzlib.text.patterns import behind_last, cued, first_of, first_signs, last_signs
from hzlib.text.places import COUNTRY, listed, with_listed


class Mention(NamedTuple):
    """A wording that may name an indicator.

    Attributes
    ----------
    start, end : int
        Span in the text.
    aliases : tuple of Alias
        What the wording may stand for; empty for a part of an indicator, which is none.
    compared : bool
        Whether it is only compared with (``占GDP比重``).
    region : str
        The place named right before it, if any.
    made : bool
        Whether a word such as 新增 stands right before it.
    why : Message or None
        The reason that it is no subject, if it is none.
    """

    start: int
    end: int
    aliases: tuple[Alias, ...]
    compared: bool = False
    region: str = ""
    made: bool = False
    why: Message | None = None


FILLER = (
    r"(?:{filler}|(?<!{not_and}){and_too}|(?>{reckoned}[^，。；]{0,12}?{reckoned_end})"
    r"|\d{1,2}{years_old}|[\d.]{1,5}万元{after_at_least}|[Ⅰ一I1][—\-至~～]|[（(“\"”)）])+$"
)
"""Words before a name that do not narrow it."""

# Each pattern ends where the name begins; only the last characters can match, and most words before
# a name end with none of the characters that the cue words of the pattern end with.
_FILLER_MARKS = frozenset('—-至~～（(“"”)）')
_NEAR = 14
_FILLED = 26
_HEAD = 40
_WHOLE = r"{whole_place}$"
_REGION = (
    r"(?P<centre>{centre}|{counties}\d*{county})$"
    r"|(?:(?:^|[，。；、：（(\s”]|{and|and_too}|{list_head}|\d年|{during|place_opens|of|verb_of_value|takes})(?P<known>LISTED)"
    r"|(?:^|[，。；、：（(\s”]|{and|and_too}|{list_head}{and|and_too}?|\d年)"
    r"(?:(?P<own>{own_zone})|(?P<name>(?!{holding|list_head|centre|and_too})[一-龥]{1,3}?{zone})))"
    r"{region_word}?{of}?$"
)
_BEFORE = (
    r"(?:(?P<compared>{object}){compared_scope|own_zone}?"
    r"|(?<!第)(?P<part>{component}){part_end}?)$"
)
_MADE = r"{flow}{after_flow}*$"
_OPENING_MARKS = frozenset("，。；、：:（()）“—.●■◆★▲▶►◎○◇□☆※·•①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_OPENING = (
    r"(?:[（(]\d{1,2}|(?:^|[，。；：\s]){own_name}|{and}|(?<!{not_and}){and_too}"
    r"|{link|plan|estimate|flow|base|sum|verb|built|during}"
    rf"|\d年|(?:19|20)\d\d|{NUMERAL}五”?|[\d{DIGITS}十百千万]{{odd}}?[万亿]?{{counter}}"
    r"|{amounted|ranks_with|and}[\d.,，]{1,9}[万亿]{0,2}元{of}?|{amounted|ranks_with}[\d.]{1,5}%{of}?)$"
)
_GROWTH_AHEAD = r"{before_growth}*{growth_word}"
_TOLD = r"{link|at_least|about}*\d"
_MATCHED = r"(?:{of|of_old}?{share_word}|{pace}?{keeping}*{in_step})"


_LETTERS = 3  # characters by which a wording is looked up
_SHORTEST = 2  # characters of a wording; none has fewer


@cache
def _names() -> tuple[re.Pattern[str], dict[str, Sequence[int]]]:
    """Return a pattern of where a wording may begin, and how long those are that begin so.

    The pattern only knows which characters come first, second and third: one of all wordings would
    take longer to compile than a document to read.
    """
    # Wordings are many, openings few: the sets are made of these.
    openings = {wording[:_LETTERS] for wording in aliases()}
    first, second, third = (
        "".join(sorted({opening[at] for opening in openings if len(opening) > at}))
        for at in range(_LETTERS)
    )
    short = sorted(opening for opening in openings if len(opening) == _SHORTEST)
    lengths: dict[str, set[int]] = {
        opening: {_SHORTEST} if opening[:_SHORTEST] in aliases() else set() for opening in openings
    }
    for wording in aliases():
        lengths[wording[:_LETTERS]].add(len(wording))
    longest: dict[str, Sequence[int]] = {
        opening: sorted(found, reverse=True) for opening, found in lengths.items()
    }
    ends = "".join(sorted({opening[-1] for opening in short}))
    ahead = f"[{second}][{third}]|[{ends}](?<={'|'.join(short)})"
    return re.compile(f"[{first}](?={ahead})"), longest


def _wordings(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the wordings in a part of a text, the longest at each place."""
    pattern, lengths = _names()
    known = aliases()
    for found in pattern.finditer(text, start, end):
        at = found.start()
        opening = text[at : at + _LETTERS]
        of_opening = lengths.get(opening) or lengths.get(opening[:_SHORTEST])
        if of_opening is None or at < start:
            continue
        for length in of_opening:
            if at + length <= end and text[at : at + length] in known:
                start = at + length
                yield at, start
                break


def mentions(text: str, start: int, end: int) -> list[Mention]:
    """Return the mentions of indicators in a part of a text.

    Parameters
    ----------
    text : str
        Normalised text.
    start, end : int
        The part to read, usually a sentence.

    Returns
    -------
    list of Mention

    Examples
    --------
    >>> [m.aliases[0].indicators[0] for m in mentions("服务业增加值增长2%", 0, 10)]
    ['services_va']
    >>> mentions("生产性服务业增加值增长2%", 0, 13)[0].aliases
    ()
    """
    found: list[Mention] = []
    for low, high in _wordings(text, start, end):
        usable = _in_context(aliases()[text[low:high]], text, start, low)
        if usable and _wanted(usable, text, low, high):
            before = found[-1].end if found and not _is_sector(found[-1]) else -1
            found.append(_judged(text, start, Mention(low, high, usable), before))
    if text.find("（", start, end) >= 0 and (parted := list(_parted(text, start, end))):
        outside = (one for one in found if not any(_overlap(one, whole) for whole in parted))
        found = sorted([*outside, *parted], key=attrgetter("start"))
    for place, one in enumerate(found):
        if _is_sector(one):
            found[place] = _split_otherwise(text, one)
    if misprinted := list(_misprinted(text, start, end, found)):
        found = sorted([*found, *misprinted])
    if not found:
        return []
    return _of_places(text, start, _held(text, start, end, _of_wholes(text, start, found)))


_ONE_WATER = r"[^一-龥]*(?!{all_waters})[一-龥、]{1,10}?{water_body}{of_water}"
_ALL_WATERS = r"{whole_place|measured_at}"
_LEFT = r"{deducts}[^，。；]*，$"


def _of_wholes(text: str, start: int, found: list[Mention]) -> list[Mention]:
    """Refuse the water of one river, and what is left without a name: 扣除房地产投资，…."""
    far = found[-1].start
    left = large = first_of(r"{deducts|within_size}", text, start, far)
    if left < far:
        left, large = (
            first_of(kind, text, start, far) for kind in (r"{deducts}", r"{within_size}")
        )
    for place, one in enumerate(found):
        named = place and left < found[place - 1].start
        if named and (told := cued(_LEFT).search(text, left, one.start)):
            found[place] = one._replace(
                aliases=(), why=Message("behind “{words}”, not the whole", words=told.group())
            )
        elif large < one.start and one.aliases and cued(r"{holder}").match(text, one.start):
            # 在规模以上工业企业中，民营企业增加值…: not that of all private firms.
            found[place] = one._replace(aliases=(), why=Message("a part of large industry"))
        elif one.aliases and one.aliases[0].indicators[0] == "tax_revenue":
            if maker := _tax_of(text, start, one):
                why = Message("of the firm or the place that made “{words}”", words=maker)
                found[place] = one._replace(aliases=(), why=why)
        elif one.aliases and one.aliases[0].indicators[0] == "water_quality":
            river = cued(_ONE_WATER).match(text, start, one.start)
            clause = _clause_start(text, start, one.start)
            if river and not cued(_ALL_WATERS).search(text, clause, one.end):
                found[place] = one._replace(
                    aliases=(), why=Message("told of “{words}”", words=river.group())
                )
    return found


_TAX_REACH = 120
_MADE_BY = r"(?P<made>{output_noun|once_built})|{fiscal|whole_place}"


def _tax_of(text: str, start: int, mention: Mention) -> str:
    """Return what a firm, a park or a work makes, of whose taxes a bare 税收 then tells.

    长江公司实现产值42亿元，税收3.5亿元.
    """
    if cued(r"{bare_tax}").fullmatch(text, mention.start, mention.end) is None:
        return ""
    far = behind_last("。\n", text, max(0, start - _TAX_REACH), mention.start)
    told = [*cued(_MADE_BY).finditer(text, far, mention.start)]
    return (told[-1]["made"] or "") if told else ""


_SECTORS = frozenset(("primary_va", "secondary_va", "services_va"))


def _is_sector(mention: Mention) -> bool:
    """Tell whether a name is one of a sector: 第三产业外商直接投资 is a part of the investment."""
    return bool(mention.aliases) and mention.aliases[0].indicators[0] in _SECTORS


_SPLIT_REACH, _SPLIT_HEAD = 120, 60
_SPLIT = r"(?P<part>{of_counties}{own_part}?{economy})|(?P<other>{split_of})|{economy|output_noun}"
_OF_PRIVATE = r"(?P<private>{private_economy}{verb_of_value}?{value_added})|{economy}"
_OF_OTHER = Alias(("@split_otherwise",))


def _split_otherwise(text: str, mention: Mention) -> Mention:
    """Refuse a sector by which another thing is split: 投资增长5%。分产业看，第一产业增长3%.

    Also one of a part of the economy: 民营经济增加值357亿元。其中，第三产业增加值134亿元.
    """
    far = max(0, mention.start - _SPLIT_REACH)
    splits = [*cued(r"(?:^|[，。；：\n]){by_sector}").finditer(text, far, mention.start)]
    if not splits:
        return mention
    at = splits[-1].start()
    sentence = behind_last("。\n", text, max(0, at - _FAR), at)
    part = cued(_OF_PRIVATE).search(text, sentence, at)
    if part and part["private"]:
        why = Message("the sectors are those of “{words}”", words=part["private"])
        return mention._replace(aliases=(_OF_OTHER,), why=why)
    whole = [*cued(_SPLIT).finditer(text, max(0, at - _SPLIT_HEAD), at)]
    told = cued(r"{output_noun}").search(text, mention.start, mention.end)
    if whole and (whole[-1]["part"] or whole[-1]["other"] and not told):
        why = Message("the sectors are those of “{words}”", words=whole[-1].group())
        return mention._replace(aliases=(_OF_OTHER,), why=why)
    return mention


_SIZE_TOLD = (
    r"（(?:[^（）]{0,30}\d[^（）]{0,8}{after_at_least}[^（）]{0,4}|{including}[^（）\d]{1,12})）"
)
_LONGEST_NAME = 16


def _parted(text: str, start: int, end: int) -> Iterator[Mention]:
    """Yield names parted by a bracket on what they count: 规上工业（…以上）增加值."""
    before = start
    for bracket in cued(_SIZE_TOLD).finditer(text, start, end):
        low, over = max(start, bracket.start() - _LONGEST_NAME), bracket.end() - bracket.start()
        whole = (
            text[low : bracket.start()]
            + text[bracket.end() : min(end, bracket.end() + _LONGEST_NAME)]
        )
        for at, stop in _wordings(whole, 0, len(whole)):
            if before <= low + at < bracket.start() < low + stop:
                before = high = low + stop + over
                yield _judged(text, start, Mention(low + at, high, aliases()[whole[at:stop]]))


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


_UNREAD_PLACE = r"[一-龥]{2}{zone}$"


def _clause_start(text: str, start: int, at: int) -> int:
    """Return where the clause, or the member of a list, begins that a place stands in."""
    return behind_last("，：、", text, start, at)


# 江州经开区要…，力争规上工业企业超250家: all of it is of the zone.
_ZONE_FIRST = r"[^一-龥]{0,4}[一-龥]{2,8}?{own_zone}"


def _zone_acts(text: str, start: int) -> bool:
    """Tell whether a sentence begins with a zone and with what it is to do or did."""
    zone = cued(_ZONE_FIRST).match(text, start)
    return bool(zone and cued(r"[一-龥]{0,2}?{to_do|predicate}").match(text, zone.end()))


_PLACE_TOLD_OF = r"{of}(?P<known>LISTED)(?=，|\d{4}年)"
_TOLD_OF_PLACE_REACH = 60


def _told_of_place(text: str, start: int, first: Mention) -> str:
    """Return the place that the clauses before the first name of a sentence come to: …的江苏，."""
    near = max(start, first.start - _TOLD_OF_PLACE_REACH)
    told = [*with_listed(_PLACE_TOLD_OF).finditer(text, near, first.start)]
    if not told:
        return ""
    at, stop = told[-1].span("known")
    far = text[stop] == "，" and text.find("，", stop + 1, first.start) >= 0
    # 与结对的舟山，…: it is only spoken of.
    beside = cued(r"{compares|holding|and}").match(text, _clause_start(text, start, at))
    return "" if far or beside else told[-1]["known"]


def _of_places(text: str, start: int, found: list[Mention]) -> list[Mention]:
    """Return the mentions of a sentence with the place of the clause before where they have none.

    东湖区生产总值620亿元，固定资产投资增长8%: until the whole place or another one is named.
    Behind a place that is not read, such as a zone of a long name, a name is refused.
    """
    kept, place = [], "?" if _zone_acts(text, start) else _told_of_place(text, start, found[0])
    for mention in found:
        if mention.region:
            place = "" if mention.region in lookups.cues("whole_place") else mention.region
            kept.append(mention)
            continue
        if mention.aliases and not place:
            kept.append(mention)
            continue
        clause = _clause_start(text, start, mention.start)
        head = _unfilled(text[max(clause, mention.start - _HEAD) : mention.start])
        if not mention.aliases and cued(_UNREAD_PLACE).search(head):
            numbered = not cued(r"{own_part}$").search(head) and re.match(
                r"[^，。；、]{0,12}\d", text[mention.end : mention.end + 14]
            )
            # 力争经开区生产总值大幅增长，税收增长8%: the taxes are those of the zone as well.
            place = "?" if numbered or cued(r"{own_zone}$").search(head) else place
        elif cued(r"{whole_place}").search(head):
            place = ""
        elif place and mention.aliases and not mention.compared:
            if place == "?":
                mention = mention._replace(aliases=(), why=Message("of the place before"))
            else:
                mention = mention._replace(region=place)
        kept.append(mention)
    return kept


# Of at most 60 characters, right before a number.
_CLAUSE = re.compile(r"(?<![^\d，。；：、\n|])[^\d，。；：、\n|]{7,60}+(?=\d)")
_LEADING = r"(?:{whole_place|list_head|estimate|plan|sum}|\d{4}年|，)*"
_SHORTEST_MISPRINT = 7


def _misprinted(text: str, start: int, end: int, found: list[Mention]) -> Iterator[Mention]:
    """Yield names that a clause with a number opens with and that lack one character.

    The name must be that of one indicator only; names of trade are left out, where one character
    (进出口, 进口) makes another indicator of it.
    """
    long = [one for one in found if one.end - one.start > _SHORTEST]
    starts, ends = [one.start for one in long], [one.end for one in long]
    for words in _CLAUSE.finditer(text, start, end):
        low, high = words.span()
        if bisect_right(ends, low) < bisect_left(starts, high):
            continue  # a name lies there, or over its beginning
        leading = cued(_LEADING).match(text, low, high)
        near = _lacking_one(text, at := (leading.end() if leading else low), high)
        if near and len({aliases()[wording] for wording in near}) == 1:
            wording = max(near, key=len)
            stop = at + len(wording) - 1
            why = Message("read as “{words}”, a character is missing", words=wording)
            mention = Mention(at, stop, aliases()[wording], why=why)
            if (judged := _judged(text, start, mention)).aliases:
                yield judged


def _lacking_one(text: str, at: int, end: int) -> list[str]:
    """Return the wordings that stand at a place of a text, but for one character."""
    begins, follows, known = text[at : at + 4], text[at + 3 : at + 7], _by_intact()
    near = []
    for key in (text[at : at + 6], begins + follows[2:], follows):
        for wording in known.get(key, ()):
            lacks = next((i for i, c in enumerate(wording) if text[at + i : at + i + 1] != c), 0)
            stop = at + len(wording) - 1
            if stop <= end and text.startswith(wording[lacks + 1 :], at + lacks):
                near.append(wording)
    return near


@cache
def _by_intact() -> dict[str, list[str]]:
    """Return the long wordings by what is whole of them if one character lacks.

    Its place is behind the first six, among the fifth and sixth, or among the first four.
    """
    found: dict[str, list[str]] = {}
    for wording in aliases():
        if len(wording) > _SHORTEST_MISPRINT and not cued(r"{traded}").search(wording):
            for key in (wording[:6], wording[:4] + wording[6:8], wording[4:8]):
                found.setdefault(key, []).append(wording)
    return found


_FAR = 400
_HOLDER = r"(?:{holder}|{holding}[^，。；：\d]{2,16})"
# A clause without a number that opens with a part of trade tells what the next one is of.
_TOLD_OF = r"(?<![^，。；：！\s])(?P<holder>“?{holder})[^，。；：\d]{0,14}，$"
_TOLD_OF_REACH = 26


def _held(text: str, start: int, end: int, found: list[Mention]) -> list[Mention]:
    """Return the mentions of a sentence, those of trade refused that a part of it holds.

    民营企业进出口1200亿元，出口900亿元: the exports are those of private firms, too, until another
    subject or the whole place is named.
    """
    kept, holder = [], _holder_before(text, start)
    said = [_trading(text[mention.start : mention.end]) for mention in found]
    if not holder and not any(said):
        return found
    # Looked up once for the sentence: most have neither.
    whole = first_of(r"{whole_place}", text, start, end)
    held = first_of(r"{holder|holding}", text, start, end)
    group = first_of(r"{group_of_places}", text, start, end)
    for mention, says in zip(found, said, strict=True):
        clause = _clause_start(text, start, mention.start) if says else mention.start
        head = text[clause : mention.start]
        if "traded" not in says:
            holder = "" if mention.aliases and not mention.compared else holder
            if not head and "economy" in says and group < clause:
                # 双城经济圈建设加快，经济总量…: it is that of the group of places.
                grouped = cued(r"[一-龥]{0,8}{group_of_places}").search(text, start, clause)
                holder = grouped.group() if grouped else holder
        elif whole < mention.start and cued(r"{whole_place}").search(head):
            holder = ""
        elif held < mention.start and (named := cued(_HOLDER + ".{0,4}$").search(head)):
            holder = named.group()
        elif own := _part_of_trade(text, mention):
            holder = own
        elif "trade_of_all" in says:
            holder = ""
        elif not head and held < clause and (told := _told_of(text, start, mention)):
            holder = told
        elif not mention.aliases and re.match(
            r"[^，。；、]{0,12}\d", text[mention.end : min(end, mention.end + 14)]
        ):
            # 汽车出口3万辆，出口额…: a part that has a number of its own.
            holder = head
        if holder and mention.aliases and not mention.compared:
            why = Message("of “{words}”, a part", words=holder)
            mention = mention._replace(aliases=(), why=why)
        kept.append(mention)
    return kept


def _told_of(text: str, start: int, mention: Mention) -> str:
    """Return the part of trade that the clause before is about.

    市场采购贸易有力，出口额达320亿元.
    """
    if not cued(r"{traded}.?").fullmatch(text, mention.start, mention.end):
        return ""
    near = max(start, mention.start - _TOLD_OF_REACH)
    found = cued(_TOLD_OF).search(text, near, mention.start)
    return found["holder"] if found else ""


def _part_of_trade(text: str, mention: Mention) -> str:
    """Return the part of trade that a name is of which names no indicator: 服务贸易进出口."""
    known = any(alias.known for alias in mention.aliases)
    if known or not mention.aliases:
        return ""
    own = cued(r"{holder}").search(text, mention.start, mention.end)
    return own.group() if own else ""


@lru_cache(maxsize=4096)
def _trading(name: str) -> frozenset[str]:
    """Return what a name has in it of trade, or of the economy of a place."""
    kinds = ("traded", "economy", "trade_of_all")
    return frozenset(kind for kind in kinds if cued(f"{{{kind}}}").search(name))


def _holder_before(text: str, start: int) -> str:
    """Return the part of trade that the sentence before tells of, if this one begins with 其中."""
    if not cued(r"{among}").match(text, start):
        return ""
    far = max(0, start - _FAR)
    before = behind_last("。；\n", text, far, start - 1)
    found = cued(rf"(?P<holder>{_HOLDER}.{{0,6}}?){{traded}}").search(text, before, start)
    return found["holder"] if found else ""


def _wanted(known: tuple[Alias, ...], text: str, at: int, end: int) -> bool:
    """Tell whether a short name such as 服务业 is followed by the share or growth it needs.

    One such as 支出 must open its clause, and one such as 农村居民 stand right before a number.
    """
    needs = {alias.needs for alias in known}
    if needs == {"opens"}:
        return text[at - 1 : at] in _OPENING_MARKS
    if needs == {"told"}:
        return cued(_TOLD).match(text, end) is not None
    if not needs <= {"share", "growth"}:
        return True
    share = "share" in needs and cued(r"{share_ahead}").search(text, end, end + 24)
    return bool(share or "growth" in needs and cued(_GROWTH_AHEAD).match(text, end))


def _in_context(known: tuple[Alias, ...], text: str, start: int, at: int) -> tuple[Alias, ...]:
    """Return the aliases whose context stands before; the nearest context wins."""
    free = [alias for alias in known if alias.context in ((), ("^",))]
    if len(free) == len(known):
        return known
    low = max(start - 40, 0, at - 60)
    # What makes another thing of a name stands before it.
    places = [
        (max(_last(text, word, low, at + 12 * bool(alias.known)) for word in alias.context), alias)
        for alias in known
        if alias not in free
    ]
    nearest = max(place for place, _ in places)
    # The name alone, which says least, comes last.
    asking = [alias for alias in free if alias.needs]
    bare = [alias for alias in free if not alias.needs]
    told = [alias for place, alias in places if place == nearest and place[0] >= 0]
    return (*asking, *told, *bare)


def _last(text: str, word: str, start: int, end: int) -> tuple[int, int]:
    """Return where a word ends that stands last in a part of a text, or -1, and its length."""
    place = text.rfind(word, start, end)
    return (place + len(word), len(word)) if place >= 0 else (-1, 0)


def _judged(text: str, start: int, mention: Mention, before: int = -1) -> Mention:
    """Decide by the words before a mention whether it is a subject, a part or an object."""
    head = text[max(start, mention.start - _HEAD) : mention.start]
    bare = _unfilled(head)
    made = _before(_MADE, last_signs("flow", "after_flow"), head)
    bare, region = _placed(bare)
    region = region or _place_of_deed(bare) or _place_before_year(bare) or _place_of_amount(bare)
    # 全国人口 in a report of a city.
    region = region or (COUNTRY if text.startswith(COUNTRY, mention.start) else "")
    ends = last_signs("object", "compared_scope", "component", "part_end")
    found = _before(_BEFORE, ends, bare)
    if found and found["compared"] and not _no_comparison(text, mention, found["compared"]):
        why = Message("behind “{words}”, only compared with", words=found["compared"])
        return mention._replace(compared=True, why=why)
    also = len(bare) < len(head) and cued(r"{and|and_too}").match(head, len(bare))
    # 生产总值和财政总收入: the name before is one more, no part of this one.
    listed = also and before == mention.start - len(head) + len(bare)
    if found and found["part"] and not region and not listed:
        why = Message("a part, as “{words}” before it tells", words=found["part"])
        return mention._replace(aliases=(), why=why)
    # Two names without a word between belong together: 老旧小区加装电梯.
    if not (before == mention.start or also or _opens(bare)):
        why = Message("not the whole, as “{words}” before it tells", words=bare[-4:])
        return mention._replace(aliases=(), why=why)
    if mention.aliases[:1] == _OF_OUTPUT and (sector := _sector_before(bare)):
        known = aliases().get(sector + lookups.cues("value_added")[0], ())
        told = None if known else Message("told of “{words}”", words=sector)
        return mention._replace(aliases=known, why=told)
    return mention._replace(region=region, made=bool(made)) if region or made else mention


# 第三产业2004年完成 before 生产总值: of the sector.
_SECTOR_DID = r"(?P<sector>{sector_word})(?:\d{4}年)?{amounted|verb_of_value}?$"
_OF_OUTPUT = (Alias(("gdp",)),)


def _sector_before(bare: str) -> str:
    """Return the sector that is said to have had the output that is named next."""
    found = _before(_SECTOR_DID, last_signs("amounted", "verb_of_value") | {"年"}, bare)
    return found["sector"] if found else ""


_DEED = r"(?:{flow|built|verb|sum|estimate|plan}|{after_flow})+$"


def _place_of_deed(bare: str) -> str:
    """Return the place that is told to have done what stands before a name: 西湖区新增."""
    ends = last_signs("flow", "built", "verb", "sum", "estimate", "plan", "after_flow")
    deed = _before(_DEED, ends, bare)
    return _placed(bare[: deed.start()])[1] if deed else ""


_DATED = r"{within}?\d{4}年$"


def _place_before_year(bare: str) -> str:
    """Return the place before a year that stands before a name: 江苏2019年, 江苏在2019年."""
    if bare[-1:] != "年":
        return ""
    dated = cued(_DATED).search(bare, max(0, len(bare) - 6))
    return _placed(bare[: dated.start()])[1] if dated else ""


_AMOUNT = r"{amounted|ranks_with}(?:[\d.,，]{1,9}[万亿]{0,2}元|[\d.]{1,5}%){of}?$"


def _place_of_amount(bare: str) -> str:
    """Return the place before an amount that stands before a name: 东湖区以300亿元的GDP."""
    found = _before(_AMOUNT, first_signs("of") | set("元%"), bare)
    return _placed(bare[: found.start()])[1] if found else ""


def _unfilled(head: str) -> str:
    """Return the words before a name without those at their end that do not narrow it."""
    if head[-1:] not in _filling():
        return head
    filler = cued(FILLER).search(head, max(0, len(head) - _FILLED))
    return head[: filler.start()] if filler else head


@cache
def _filling() -> frozenset[str]:
    """Return the signs that words which do not narrow a name end with."""
    return last_signs("filler", "and_too", "reckoned_end", "years_old") | _FILLER_MARKS


def _before(template: str, ends: frozenset[str], words: str) -> re.Match[str] | None:
    """Return what a pattern finds at the end of the words before a name."""
    if words[-1:] not in ends:
        return None
    return cued(template).search(words, max(0, len(words) - _NEAR))


# 东湖、西湖两区: the last one, of the kind that is told of all.
_SEVERAL = r"(?:、|{and|and_too})(?P<name>[一-龥]{2,4}){together}$"


def _placed(bare: str) -> tuple[str, str]:
    """Return the words before a name without the place at their end, and the place."""
    if bare[-1:] in last_signs("whole_place") and (
        whole := cued(_WHOLE).search(bare, max(0, len(bare) - 4))
    ):
        # 西藏全区 is that place.
        rest = bare[: whole.start()]
        named = rest[-1:] in _place_ends() and with_listed(_REGION).search(
            rest, max(0, len(rest) - _NEAR)
        )
        if named and named["known"]:
            return rest[: named.start("known")], named["known"]
        return rest, whole.group()
    if bare[-1:] not in _place_ends():
        return bare, ""
    several = _before(_SEVERAL, last_signs("together"), bare)
    if several:
        name, kind = several["name"], bare[-1]
        full = name in listed() or cued(r"{zone}$").search(name)
        return bare[: several.start("name")], name if full else name + kind
    named = with_listed(_REGION).search(bare, max(0, len(bare) - _NEAR))
    if named is None or named["name"] and cued(r"{no_place}").search(named["name"]):
        return bare, ""
    kind = named.lastgroup or ""
    return bare[: named.start(kind)], named[kind]


@cache
def _place_ends() -> frozenset[str]:
    """Return the signs that the words end with behind which a place may stand before a name."""
    names = {name[-1] for row in lookups.read(lookups.Place) for name in (row.short, row.name)}
    return last_signs("centre", "county", "zone", "of", "region_word", "together") | names


def _opens(bare: str) -> bool:
    """Tell whether nothing stands before a name that would narrow it."""
    # Mostly a single mark opens; the other words take longer to look for.
    if not bare or bare[-1] in _OPENING_MARKS or bare[-1].isspace():
        return True
    return _before(_OPENING, _opening_ends(), bare) is not None


@cache
def _opening_ends() -> frozenset[str]:
    """Return the signs that the words end with behind which a name opens."""
    words = last_signs("and", "and_too", "link", "plan", "estimate", "flow", "base", "sum", "verb")
    words |= last_signs("built", "counter", "of", "during", "own_name")
    return words | set("年元五”%0123456789")


def _no_comparison(text: str, mention: Mention, word: str) -> bool:
    """Tell whether a word before a name, such as 与, joins it rather than compares with it."""
    if word in lookups.cues("joining"):
        return not cued(_MATCHED).match(text, mention.end)
    return text.endswith(lookups.cues("no_object"), 0, mention.start)
