"""The place that a report speaks for, found in its text and in its file name."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal, NamedTuple

from hzlib import lookups
from hzlib.messages import Message, told
from hzlib.text.numerals import NUMERAL
from hzlib.text.patterns import cued, trie_pattern

COUNTRY = "全国"
YEAR = r"(?:(?:19|20)\d\d|[二一][〇○零oO0九][〇○零oO0一二三四五六七八九]{2})年度?"
"""A pattern of a year, in digits or in Chinese numerals."""

_GIVE = Message("give it")
_HEAD = 3000
_NUMERALS = f"{NUMERAL}{{1,3}}"
_LONGEST = 15  # characters of the name of a unit

_MEETS, _BEFORE = "届", 40
_SESSION = (
    rf"{_NUMERALS}{_MEETS}WHAT{{congress}}[^\n。，]{{0,40}}"
    r"(?:{session_end}|{meeting}[）)]?$)"
)
# A text that speaks for the whole country, and one that seems to.
_OF_COUNTRY = rf"{{speaks_for|sent_by}}{{cabinet}}|{_SESSION.replace('WHAT', '{country}')}"
_OF_COUNTRY_LATER = (
    rf"^[^一-鿿\n《]*{{country}}(?:{YEAR})?[^\n。，]{{0,12}}{{development}}"
    r"|^{country_bureau}$(?!\n[^\n]*{survey})"
)
# 国家统计局17日发布数据显示，2024年国内生产总值
_COUNTRY_NEWS = r"{country_bureau}[^\n。，]{0,12}{publishes}[^\n。]{0,24}{country_output}"
# Where a text names the place that it speaks for, the surest first; RUN ends with the name.
_OF_SESSION = rf"(?P<place>RUN)第?{_SESSION.replace('WHAT', '{LINE}?[一-鿿]{0,3}?')}".replace(
    "{LINE}", "\n"
)
_OF_SPEAKER = (
    rf"{{speaks_for|sent_by}}(?P<place>RUN)(?:第?{_NUMERALS}届)?{{people}}?{{government|manager}}"
)
_OF_BUREAU = r"(?:^|[：:（(])(?P<place>RUN){bureau}"
_OF_PLACE_LATER = (
    r"^(?P<place>RUN)(?:{people}?{government})?{acting}?{head_of_place}",
    _OF_BUREAU,
    r"{country_bureau}(?P<place>RUN){survey}",
    r"^[（(]?(?P<place>RUN){people}{government}[）)]?$",
    rf"(?P<place>RUN)第{_NUMERALS}届{{congress}}{{congress_body}}",
    r"^(?P<place>RUN){lies}",
)
# News of a congress that names its place in passing: 江平县人大十七届五次会议确定.
_OF_NEWS = (
    rf"(?P<place>RUN)第?{_NUMERALS}届[一-鿿]{{0,3}}?{{congress}}[^\n。，；]{{0,16}}{{meeting}}",
    rf"(?P<place>RUN){{congress}}第?{_NUMERALS}届[一-鿿]{{0,6}}{{meeting}}",
    rf"(?P<place>RUN)第?{_NUMERALS}次{{party_congress}}",
    r"(?P<place>RUN){acting}?{head_of_place}[一-鿿]{2,4}?{reports}",
)
# What a text without such a place is about: 江平县经济社会发展.
_OF_TOPIC = (
    r"(?:^|[，。：；（《\s]|年)(?P<place>[一-鿿]{2,8}?)"
    rf"(?:{{behind_place}}|“?{NUMERAL}{{1,2}}五”?)"
)
# 作《关于江州市2025年…计划草案的报告》
_OF_REPORT = rf"《{{about_title}}?(?P<place>RUN){YEAR}[^《》\n]{{4,60}}{{report}}》"
_NEWS_HEAD = 400
_OF_SITE = r"(?P<place>RUN){people}?{government}{site_of}"
_OF_PAPER = r"[：:] ?(?P<place>LISTED){paper}"
_RUN = "[一-鿿]{2,30}?"
# What may stand before the name in a run of characters: 市长在, 一月二十七日在, 日经.
_LEAD = rf"^.*(?:(?!{{no_before_place}}){{before_place}}|月{_NUMERALS}日|^日)"
_NOT_IN_TITLE = (
    rf"{YEAR}|{{part_of_year}}|^(?:{{about_title|party|publishes|header_title}}|[：:])+|[《“【〈]"
)
_FILE_WORDS = (
    rf"^{{about_title|party}}|{{file_rest}}.*|第?{_NUMERALS}[个五].*|^年|{{file_word}}"
    r"|.*{file_advert}"
)


# --- known places ---------------------------------------------------------------------------------


@cache
def listed() -> dict[str, lookups.Place]:
    """Return the provinces and prefectures of China by their short and by their full names.

    Examples
    --------
    >>> listed()["锡林郭勒"].name, listed()["黄山市"].within
    ('锡林郭勒盟', '安徽省')
    """
    rows = lookups.read(lookups.Place)
    # Of two places with one short name the province has it.
    by_short = {row.short: row for row in reversed(rows)}
    return by_short | {row.name: row for row in rows}


@cache
def with_listed(template: str, flags: int = 0) -> re.Pattern[str]:
    """Return the pattern of a template in which LISTED is a province or a prefecture.

    Examples
    --------
    >>> with_listed("(?P<place>LISTED)").match("江苏省统计局")["place"]
    '江苏省'
    """
    return cued(template.replace("LISTED", trie_pattern(listed())), flags)


@cache
def counties() -> dict[str, frozenset[str]]:
    """Return the counties, districts and cities below the prefectures, and what they lie in.

    Examples
    --------
    >>> sorted(counties()["鼓楼区"])[:2]
    ['南京市', '开封市']
    """
    within: dict[str, set[str]] = {}
    for row in lookups.read(lookups.Counties):
        for name in row.names:
            within.setdefault(name, set()).add(row.within)
    return {name: frozenset(places) for name, places in within.items()}


def _known(name: str) -> bool:
    return name == COUNTRY or name in counties() or (name in listed() and name != short(name))


@cache
def _kinds() -> tuple[lookups.PlaceKind, ...]:
    return tuple(kind for kind in lookups.read(lookups.PlaceKind) if kind.ending != COUNTRY)


@cache
def _ending() -> str:
    """Return a pattern of how the name of a place ends."""
    return f"(?:{trie_pattern(kind.ending for kind in _kinds())})"


def short(name: str) -> str:
    """Return a place's name without the word for its kind.

    Examples
    --------
    >>> short("杭州市"), short("钱塘区"), short("凉山彝族自治州")
    ('杭州', '钱塘', '凉山')
    """
    return listed()[name].short if name in listed() else re.sub(rf"{_ending()}$", "", name)


def government(place: str) -> str:
    """Return the name of the government of a place.

    Examples
    --------
    >>> government("江州市"), government("锡林郭勒盟"), government("全国")
    ('江州市人民政府', '锡林郭勒盟行政公署', '国务院')
    """
    kinds = {kind.ending: kind for kind in lookups.read(lookups.PlaceKind)}
    ending = next((ending for ending in kinds if place.endswith(ending)), "市")
    body = next(iter(kinds[ending].government), "")
    return body if place == COUNTRY else place + body


Level = Literal["", "country", "province", "prefecture", "county", "township"]
_LEVELS: tuple[Level, ...] = ("country", "province", "prefecture", "county", "township")


def level(name: str) -> Level:
    """Return the level of a place by its full name; empty if nothing tells.

    Of a name that no list has its ending tells, but for 市, which is of two levels.

    Examples
    --------
    >>> level("全国"), level("重庆市"), level("恩施土家族苗族自治州"), level("鼓楼区")
    ('country', 'province', 'prefecture', 'county')
    >>> level("新疆生产建设兵团"), level("云溪县"), level("白水镇"), level("云溪市")
    ('province', 'county', 'township', '')
    """
    if name in listed():
        return listed()[name].level
    if name in counties():
        return "county"
    kinds = lookups.read(lookups.PlaceKind)
    kind = next((kind for kind in kinds if name.endswith(kind.ending)), None)
    return "" if kind is None or kind.ending in _of_two_levels() else _LEVELS[kind.rank]


@cache
def _of_two_levels() -> frozenset[str]:
    """Return the endings of prefectures that counties have too."""
    endings = {kind.ending for kind in _kinds() if kind.rank == 2}
    return frozenset(one for one in endings if any(name.endswith(one) for name in counties()))


def province(name: str) -> str:
    """Return the province in which a place lies, a province itself, by its full name.

    It is empty for the country, for a place that no list has, and where places of several provinces
    are called so.

    Examples
    --------
    >>> province("钱塘区"), province("黄山市"), province("重庆市"), province("巫山县")
    ('浙江省', '安徽省', '重庆市', '重庆市')
    >>> province("鼓楼区"), province("全国"), province("云溪市")
    ('', '', '')
    """
    if level(name) == "province":
        return listed()[name].name if name in listed() else name
    above = {name} if name in listed() else counties().get(name, frozenset())
    found = {listed()[place].within or place for place in above}
    return found.pop() if len(found) == 1 else ""


# --- what the text says ---------------------------------------------------------------------------


def place(
    text: str, file_name: str, claimed: str | None = None, title: str = "",
    whole_text: Callable[[], str] | None = None,
) -> tuple[str, list[str]]:  # fmt: skip
    """Return the place that a text speaks for, as a full name, and what is to be warned of.

    Parameters
    ----------
    text : str
        The text, its spaces and widths made one.
    file_name : str
        The name of its file, without suffix.
    claimed : str, optional
        What the caller says: it wins.
    title : str, optional
        The title of the text.
    whole_text : callable, optional
        What returns the whole of it, where `text` is only its first page and its headings.

    Returns
    -------
    (str, list of str)
        The full name (``宁波市``; ``全国`` for the State Council's; empty if unknown), warnings.

    Examples
    --------
    >>> place("现在，我代表国务院，向大会报告政府工作", "襄阳_2024")
    ('全国', ['文件名里是襄阳，正文是全国的'])
    """
    named = _in_file_name(file_name)
    found = _said(text, title)
    if not found and not _in_turn(text[: _HEAD // 3]):
        text = whole_text() if whole_text else text
        found = _inferred(text, named) or _in_news(text)
        found = found or ("" if named else _of_whole_country(text))
    claimed = (claimed or "").strip()
    whole = _whole(claimed, text) if claimed else ""
    if claimed and found not in (whole, "") and claimed == short(found):
        return found, []
    if claimed and whole != found:
        said = Message("place given as {claimed}, but the text speaks for {found}",
                       claimed=whole, found=found)  # fmt: skip
        return whole, [str(said)] if found else []
    if not found:
        known = _whole(named, text) if named else ""
        said = Message("taken from the file name: {known}", known=known) if known else _GIVE
        return known, [
            told("the text does not name the place that it speaks for; {said}", said=said)
        ]
    if named and named != found and (named != short(found) or _whole(named, text) != found):
        return found, [told("the file name says {named}, but the text speaks for {found}",
                            named=named, found=found)]  # fmt: skip
    return found, []


def place_in_title(line: str) -> str:
    """Return the place with which a title begins, or nothing.

    Examples
    --------
    >>> place_in_title("关于2024年江州市东湖区预算执行情况的报告"), place_in_title("政府工作报告")
    ('东湖区', '')
    """
    if cued(r"{held_at}.*{meeting}").search(line):
        return ""
    rest = cued(_NOT_IN_TITLE).sub("", line)
    if cued(r"^{country}").match(rest):
        return COUNTRY
    parts = list(_parts(rest))
    if parts:
        return _full(parts[-1])
    called = cued(r"[一-鿿]{2,6}?(?={behind_place})").match(rest)
    return _of_short(called.group()) if called else ""


def _of_short(name: str) -> str:
    """Return the only known place that has a short name: 临平; empty if none or several have."""
    if name in listed():
        return listed()[name].name
    alike = [county for county in _by_opening().get(name[:2], ()) if short(county) == name]
    return alike[0] if len(alike) == 1 else ""


def _parts(run: str) -> Iterator[str]:
    """Yield the places that a run of characters begins with: 江州市, 东湖区 of 江州市东湖区预算."""
    start, above = 0, ""
    while True:
        lengths = range(min(_LONGEST, len(run) - start), 1, -1)
        known = (run[start : start + length] for length in lengths)
        part = next((name for name in known if _known(name) and _fits(name, above)), "")
        if not part:
            formed = re.compile(rf"[一-鿿]{{2,{_LONGEST}}}?{_ending()}").match(run, start)
            part = formed.group() if formed and _well_formed(formed.group()) else ""
        if not part:
            return
        # 减小 is no part of 减小浙江省.
        cuts = (part[cut:] for cut in range(len(part) - 2))
        above = next((name for name in cuts if _known(name)), part)
        yield above
        start += len(part)


def _fits(name: str, above: str) -> bool:
    # 城区, 矿区 and the like are words as well.
    return not above or len(name) > 2 or above in counties()[name]


def _well_formed(name: str) -> bool:
    """Whether an unknown name may be that of a place."""
    stem = re.sub(rf"{_ending()}$", "", name)
    return bool(stem) and cued(r"^{no_name_start}|{no_name}").search(stem) is None


def _full(name: str) -> str:
    """Return the official name of a place that is called by its stem and its level: 恩施州."""
    stem, level = short(name), name[-1:]
    if _known(name) or len(stem) < 2:
        return name
    if stem in listed() and listed()[stem].name.endswith(level):
        return listed()[stem].name
    endings = tuple(kind.ending for kind in _kinds() if len(kind.ending) > 1 and kind.rank == 3)
    similar = _by_opening().get(stem[:2], ())
    longer = [
        county for county in similar
        if county.startswith(stem) and county[-1:] == level and county.endswith(endings)
    ]  # fmt: skip
    return longer[0] if len(longer) == 1 else name


@cache
def _by_opening() -> dict[str, list[str]]:
    """Return the counties by the first two characters of their names."""
    found: dict[str, list[str]] = {}
    for county in counties():
        found.setdefault(county[:2], []).append(county)
    return found


def _last(run: str) -> str:
    """Return 黄山区 of 在黄山市黄山区, and nothing of what is no name."""
    if run in listed():
        return listed()[run].name
    for start in range(max(0, len(run) - _LONGEST), len(run) - 1):
        before, name = run[:start], run[start:]
        if _known(name) and (not before or before in listed() or _leads(before) or _last(before)):
            return name
    parts = list(_parts(rest := cued(_LEAD).sub("", run)))
    return _full(parts[-1]) if parts and sum(map(len, parts)) == len(rest) else ""


def _leads(words: str) -> bool:
    return cued(r"(?:(?!{no_before_place}){before_place}|日)$").search(words) is not None


@cache
def _pattern(template: str) -> re.Pattern[str]:
    return cued(template.replace("RUN", _RUN), re.MULTILINE)


def _said(text: str, title: str) -> str:
    head = text[:_HEAD]
    if cued(_OF_COUNTRY, re.MULTILINE).search(head):
        return COUNTRY
    # What stands far before the first session has no place that it is of.
    near = max(0, head.find(_MEETS) - _BEFORE)
    found = _first_place(head, (_OF_SESSION,), near) or _first_place(head, (_OF_SPEAKER,))
    found = found or (place_in_title(title) if title else "")
    if not found and cued(_OF_COUNTRY_LATER, re.MULTILINE).search(head):
        return COUNTRY
    office = head[: _HEAD // 3]
    found = found or ("" if _in_turn(office) else _first_place(office, _OF_PLACE_LATER))
    return found or (COUNTRY if cued(_COUNTRY_NEWS).search(head[: _HEAD // 5]) else "")


def _first_place(head: str, templates: tuple[str, ...], start: int = 0) -> str:
    for template in templates:
        for found in _pattern(template).finditer(head, start):
            if name := _last(found["place"]):
                return name
    return ""


_OPENS_SENTENCE = r"(?:^|。)(?P<place>LISTED)"


def _in_turn(head: str) -> bool:
    """Tell whether several places of one level are told of in turn: then the text is of none.

    Their bureaus speak, or beside the one whose bureau does two others open sentences.
    """
    said = {_last(found["place"]) for found in _pattern(_OF_BUREAU).finditer(head)} - {""}
    if not said or len(said) > len({level(name) for name in said}):
        return bool(said)
    opening = with_listed(_OPENS_SENTENCE, re.MULTILINE).finditer(head)
    others = {listed()[found["place"]].name for found in opening} - said
    return len([name for name in others if level(name) in map(level, said)]) > 1


def _in_news(text: str) -> str:
    """Return the place of the congress that news tells of; a report itself names another's, too."""
    head = text[:_NEWS_HEAD]
    if named := _first_place(head, (_OF_REPORT,)):
        return named
    spoken = cued(r"{speaks_for|sent_by}[一-鿿]?{office}").search(head)
    if spoken:
        return ""
    topics = (found["place"] for found in _pattern(_OF_TOPIC).finditer(head))
    known = {_full(name) if _known(name) else listed()[name].name for name in topics
             if _known(name) or name in listed()}  # fmt: skip
    return _first_place(head, _OF_NEWS) or (known.pop() if len(known) == 1 else "")


_OWN_LEVEL = r"(?<![一-鿿]){whole_of}[省市区县州盟旗]"  # 健全市场 is none


def _of_whole_country(text: str) -> str:
    """Return the country if a text says 我国 or 国内生产总值, and hardly names a place."""
    said = [found.start() for found in cued(r"{whole_country|country_output}").finditer(text)]
    if not said or said[0] > _NEWS_HEAD or _endings(text) or cued(_OWN_LEVEL).search(text):
        return ""
    known = _perhaps_named(text)
    named = sum(known.count(row.short) for row in known.listed)
    return COUNTRY if 2 * named < len(said) else ""


# --- the file name --------------------------------------------------------------------------------


def _in_file_name(file_name: str) -> str:
    # 二〇〇四年政府工作报告: a year in characters is no place.
    for token in re.findall("[一-鿿]{2,}", re.sub(f"{YEAR}年?", " ", file_name)):
        name = cued(_FILE_WORDS).sub("", token)
        if len(name) >= 2:
            parts = list(_parts(name))
            return _full(parts[-1]) if parts else name
    return ""


def _whole(name: str, text: str) -> str:
    """Return the full name of a place that may be given by its short one."""
    if name in listed():
        return listed()[name].name
    if _known(name) or sum(map(len, _parts(name))) == len(name):
        return _full(name)
    endings = [kind.ending for kind in _kinds() if len(kind.ending) == 1]
    full = [name + ending for ending in endings]
    known = [place for place in full if place in counties()]
    return next((place for place in full if place in text), known[0] if len(known) == 1 else name)


# --- what can be inferred -------------------------------------------------------------------------


def _inferred(text: str, named: str) -> str:
    """Return the place of a text that says only 市人民政府: the file name's, or the commonest."""
    if first := _in_first_line(text):
        return first
    endings = _endings(text)
    if not endings:
        return ""
    known = _perhaps_named(text)
    commonest = _commonest(endings, known) or _of_parts(endings, known)
    commonest = commonest or _of_site(text, endings)
    if not named:
        return commonest
    if commonest and text.count(short(commonest)) > 2 * text.count(short(named)):
        return commonest
    if named not in text and short(named) not in text:
        return ""
    whole = _whole(named, text)
    if whole.endswith(endings):
        return whole
    return next((short(named) + end for end in endings if short(named) + end in text), "")


_FIRST_LINE = 40


def _in_first_line(text: str) -> str:
    """Return the only known place that the first line names, of the lowest level that a text has.

    数字看江州市2009年发展, and 我市 below: 江州市.
    """
    line = text.split("\n", 1)[0][:_FIRST_LINE]
    if line in listed():
        return listed()[line].name  # a page that is about a place
    kinds = {kind.ending: kind for kind in _kinds()}
    level = trie_pattern(kind.ending for kind in _kinds() if kind.named)
    said = set(cued(rf"{{whole_of}}({level})").findall(text[:_HEAD]))
    lowest = max(said, key=lambda ending: kinds[ending].rank, default="")
    if not lowest:
        return ""
    named = {_known_at(line, start) for start in range(len(line))}
    known = [name for name in named if name.endswith(lowest) and name]
    return known[0] if len(known) == 1 else ""


def _known_at(line: str, start: int) -> str:
    """Return the longest known place that begins at an offset of a line."""
    lengths = range(min(_LONGEST, len(line) - start), 2, -1)
    return next((name for length in lengths if _known(name := line[start : start + length])), "")


def _endings(text: str) -> tuple[str, ...]:
    """Return how places end whose government calls itself so: 行署 is that of 盟 or 地区."""
    kinds = {kind.ending: kind for kind in _kinds()}
    level = trie_pattern(kind.ending for kind in _kinds() if kind.named)
    said = cued(rf"{{speaks_for|sent_by}}(?P<level>{level})?(?P<office>{{office}})")
    found = said.search(text[:_HEAD])
    if found and found["level"]:
        return kinds[found["level"]].named
    if found and found["office"] not in lookups.cues("common_office"):
        governed = [kind for kind in _kinds() if found["office"] in kind.government]
        return max(governed, key=lambda kind: len(kind.named)).named
    return _own_endings(text)


def _own_endings(text: str) -> tuple[str, ...]:
    """Return how places end that a text calls its own: the lowest level, for 全省 compares."""
    kinds = {kind.ending: kind for kind in _kinds()}
    level = trie_pattern(kind.ending for kind in _kinds() if kind.named)
    said = Counter(cued(rf"{{whole_of}}({level})").findall(text))
    ruled = Counter(cued(rf"{{region}}|({level}){{committee}}").findall(text))
    for region in lookups.cues("region"):
        # In a region 全区 is the region, unless a district has a committee of its own.
        if text.count(region) > 2 and not ruled[region[-1]]:
            said[region] += said.pop(region[-1], 0)
    said += Counter({level: count for level, count in ruled.items() if level})
    most = max(said.values(), default=0)
    own = [kinds[level] for level, count in said.items() if count > 2 and 6 * count >= most]
    return max(own, key=lambda kind: (kind.rank, said[kind.ending])).named if own else ()


class _Known(NamedTuple):
    """Places of the lists that a text may name: provinces and prefectures, and those below.

    ``at`` are the offsets of the two characters that a name may begin with.
    """

    listed: list[lookups.Place]
    below: list[str]
    text: str
    at: dict[str, list[int]]

    def count(self, name: str) -> int:
        """Return how often the text has a name, which none that begins inside another is."""
        if len(name) < 2:
            return self.text.count(name)
        return sum(self.text.startswith(name, at) for at in self.at.get(name[:2], ()))


def _perhaps_named(text: str) -> _Known:
    """Return the places whose first two characters stand in a text: few of them all."""
    pattern, known = _openings()
    at: dict[str, list[int]] = {}
    for found in pattern.finditer(text):
        start = found.start()
        if (pair := text[start : start + 2]) in known:
            at.setdefault(pair, []).append(start)
    rows = [row for row in lookups.read(lookups.Place) if row.short[:2] in at]
    below = [name for pair in at for name in _by_opening().get(pair, ())]
    return _Known(rows, below, text, at)


@cache
def _openings() -> tuple[re.Pattern[str], frozenset[str]]:
    """Return the pairs that a place may begin with, and a pattern that finds where one may be."""
    names = (*counties(), *(row.short for row in lookups.read(lookups.Place)))
    first, second = ("".join(sorted({name[at] for name in names})) for at in (0, 1))
    return re.compile(f"[{first}](?=[{second}])"), frozenset(name[:2] for name in names)


def _commonest(endings: tuple[str, ...], known: _Known) -> str:
    """Return the known place of a level that a text names far more often than others."""
    counts = Counter({
        row.name: known.count(row.short) for row in known.listed if row.name.endswith(endings)
    })  # fmt: skip
    counts.update({name: _times(name, known) for name in known.below if name.endswith(endings)})
    (best, times), (_, next_times) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    return best if times >= 2 * max(next_times, 1) else ""


def _times(name: str, known: _Known) -> int:
    """Return how often a text names a place below the prefectures."""
    stem, full = short(name), known.count(name)
    if name in lookups.cues("district_word"):
        return 0
    if len(stem) == 1 or stem in lookups.cues("word_stem"):
        return full
    if full:
        return known.count(stem)
    # Without its full name a stem may be a word by chance; stems of cities seldom are.
    alone = known.count(stem) if name.endswith(_city()) else 0
    return alone if alone >= 8 else 0


@cache
def _city() -> tuple[str, ...]:
    """Return how places end that may be a prefecture or lie below one."""
    return tuple(kind.ending for kind in _kinds() if kind.rank == 2)


def _of_parts(endings: tuple[str, ...], known: _Known) -> str:
    """Return the place of which a text names three parts, and twice as many as of others."""
    parts: Counter[str] = Counter()
    for name in known.below:
        above = counties()[name]
        if len(name) > 2 and len(above) == 1 and known.count(name):
            parts.update(above)
    for row in known.listed:
        if row.within and known.count(row.name):
            parts[row.within] += 1
    best = [(place, count) for place, count in parts.most_common() if place.endswith(endings)]
    if not best or best[0][1] < 3 or (len(best) > 1 and best[0][1] < 2 * best[1][1]):
        return ""
    return best[0][0]


def _of_site(text: str, endings: tuple[str, ...]) -> str:
    """Return the place whose government or paper published a text, if its level is the text's."""
    head = text[:_HEAD]
    paper = with_listed(_OF_PAPER).search(head)
    found = _first_place(head, (_OF_SITE,)) or (listed()[paper["place"]].name if paper else "")
    return found if found.endswith(endings) else ""
