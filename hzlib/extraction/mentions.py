"""Where a text names an indicator, and what the words around say of the name."""

import re
from dataclasses import dataclass, replace
from functools import cache

from hzlib.extraction.lexicon import Alias, aliases, cue_pattern, trie_pattern


@dataclass(frozen=True, slots=True)
class Mention:
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
    why : str
        The reason that it is no subject, if it is none.
    """

    start: int
    end: int
    aliases: tuple[Alias, ...]
    compared: bool = False
    region: str = ""
    made: bool = False
    why: str = ""


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(trie_pattern(aliases()))


@cache
def _before() -> re.Pattern[str]:
    part = cue_pattern("component")
    return re.compile(
        rf"(?:(?P<compared>{cue_pattern('object')})(?:全国|全省|全市|全区|全县|地区|规上|规模以上|同期|我国|我省|我市|全部|全社会)?"
        rf"|(?<!第)(?P<part>{part})(?:的|性|类|型)?)$"
    )


FILLER = re.compile(
    r"(?:设区|全社会|全体|全员|全年|全口径|规上|规模以上|国家级|国家|境内外|实际|市区|城市|城镇|户籍|常住|在册|地方|年度|的|实现|完成"
    r"|达到或优于|达到或好于|达到|优于|好于|或|和|(?<!惠)及|及以上|以上|水质|断面|地表水|国控|省控|市控|县控|考核|空气|环境|大气|质量|研究与|研究和|研发与|细颗粒物|国省控|国省考核|指数|国省考|按[^，。；]{0,12}计算的|国考|省考|市考|[Ⅰ一I1][—\-至~～]|\d{1,2}周?岁以下|婴幼儿|多层|既有|[（(“\"”)）])+$"
)
_WHOLE = re.compile(
    r"(?:全国|全球|世界|我国|国家|全省|全市|全区|全县|全州|全盟|全旗|全域|我省|我市|我区|我县|本市|本省|本区|各地)$"
)
_REGION = re.compile(
    r"(?P<centre>中心城区|主城区|山区\d*县|都市圈|县域|镇域)$"
    r"|(?:^|[，。；、：（(\s”和及与])(?P<name>[一-龥]{1,3}(?:新区|自治州|自治县|都市圈|[区县旗州盟市]))(?:的)?$"
)
_NO_REGION = re.compile(
    r"设区|小区|社区|园区|景区|片区|开发区|集聚区|示范区|校区|功能区|街区|试验区|各区|辖区|城市|都市|上市|超市|各县|区县|县市|强市|大市|市区|地区|老区|山区|库区|牧区|灾区|城区"
)


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
    for match in _pattern().finditer(text, start, end):
        usable = _in_context(aliases()[match.group()], text, start, match.start())
        if not usable:
            continue
        if not _wanted(usable, text, match.end()):
            continue
        before = found[-1].end if found else -1
        found.append(_judge(text, start, Mention(match.start(), match.end(), usable), before))
    return found


def _wanted(known: tuple[Alias, ...], text: str, end: int) -> bool:
    """Tell whether a short name such as 服务业 is followed by the share or growth it needs."""
    needs = {alias.needs for alias in known}
    if not needs <= {"share", "growth"}:
        return True
    share = "share" in needs and _SHARE_AHEAD.search(text, end, end + 24)
    return bool(share or "growth" in needs and _GROWTH_AHEAD.match(text, end))


_GROWTH_AHEAD = re.compile(
    r"(?:预期|预计|力争|实现|同比|比上年|较上年|年均|分别|完成)*(?:增长|下降|增速)"
)
_SHARE_AHEAD = re.compile(r"占|比重|与|相当于|和")


def _in_context(known: tuple[Alias, ...], text: str, start: int, at: int) -> tuple[Alias, ...]:
    """Return the aliases whose context stands before; the nearest context wins."""
    free = [alias for alias in known if not alias.context or alias.context == "^"]
    bound = []
    before = text[max(start - 40, 0, at - 60) : at + 12]
    for alias in known:
        if alias.context and alias.context != "^":
            place = max(before.rfind(word) for word in alias.context.split("|"))
            if place >= 0:
                bound.append((place, alias))
    if bound:
        nearest = max(place for place, _ in bound)
        free += [alias for place, alias in bound if place == nearest]
    return tuple(free)


_NEAR = 14
_FILLED = 26


def _judge(text: str, start: int, mention: Mention, before: int = -1) -> Mention:
    """Decide by the words before a mention whether it is a subject, a part or an object."""
    head = text[max(start, mention.start - 40) : mention.start]
    filler = FILLER.search(head, max(0, len(head) - _FILLED))
    bare = head[: filler.start()] if filler else head
    # Each pattern ends where the name begins; only the last characters can match.
    made = _made().search(head, max(0, len(head) - _NEAR))
    whole = _WHOLE.search(bare, max(0, len(bare) - 3))
    name = whole.group() if whole else ""
    if whole:
        bare = bare[: whole.start()]
    else:
        named = _REGION.search(bare, max(0, len(bare) - _NEAR))
        if named and not (named["name"] and _NO_REGION.search(named["name"])):
            name = named["name"] or named["centre"]
            bare = bare[: named.start("name") if named["name"] else named.start("centre")]
    found = _before().search(bare, max(0, len(bare) - _NEAR))
    if found and found["compared"] and not _no_comparison(text, mention, found["compared"]):
        return replace(mention, compared=True, why=f"在“{found['compared']}”之后，只作比较")
    if found and found["part"] and not name:
        return replace(mention, aliases=(), why=f"前有“{found['part']}”，是组成部分")
    # Two names without a word between belong together: 老旧小区加装电梯.
    listed = before == mention.start or head[len(bare) :].startswith(("和", "与", "及"))
    if not listed and not _opens(bare):
        return replace(mention, aliases=(), why=f"前有“{bare[-4:]}”，不是全部")
    return replace(mention, region=name, made=bool(made))


@cache
def _made() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{cue_pattern('flow')})(?:城镇|境内外|国家级|国家|省级以上|登记|在册|的)*$"
    )


@cache
def _opening() -> re.Pattern[str]:
    words = cue_pattern("link", "plan", "estimate", "flow", "base", "sum", "verb", "built")
    return re.compile(
        rf"(?:^|[，。；、：:（()）\s“—和与.①-⑳]|(?<![惠普])及|{words}|\d年|\d[余多]?[万亿]?[个家所户台处部座件项套])$"
    )


def _opens(bare: str) -> bool:
    """Tell whether nothing stands before a name that would narrow it."""
    return bool(_opening().search(bare, max(0, len(bare) - _NEAR)))


_MATCHED = re.compile(
    r"(?:之|的)?比(?:重|例|值)?|(?:之|的)比|(?:增速|增长|发展)?(?:速度)?(?:基本|保持)*(?:同步|持平|匹配|一致|协调)"
)


def _no_comparison(text: str, mention: Mention, word: str) -> bool:
    """Tell whether a word before a name, such as 与, joins it rather than compares with it."""
    if word in ("和", "与", "及其", "跟", "同", "对"):
        return not _MATCHED.match(text, mention.end)
    return word == "于" and text[: mention.start].endswith(("关于", "对于", "由于", "用于", "位于"))
