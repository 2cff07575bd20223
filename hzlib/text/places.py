"""The place that a report speaks for, found in its text and in its file name."""

import re
from collections import Counter
from functools import cache

from hzlib import lookups
from hzlib.messages import Message, told
from hzlib.text.numerals import NUMERAL
from hzlib.text.patterns import cued, trie_pattern, with_cues

COUNTRY = "全国"
_GIVE = Message("give it")
_HEAD = 3000
_NUMERALS = f"{NUMERAL}{{1,3}}"

# The text speaks for the whole country.
_OF_COUNTRY = r"{of_country}|第[一-鿿]{1,3}{country_congress}"
# Where a text names the place that it speaks for, the surest first; NAME stands for a name.
_OF_PLACE = (
    rf"(?P<place>[一-鿿]{{3,28}}?)第?{_NUMERALS}届[一-鿿]{{0,3}}{{congress}}",
    r"{speaks_for}(?P<place>NAME){people}?{government}",
    r"^{about_title}?(?:[^\n，。]{4}年)?(?P<place>NAME){people}?{work_report}",
    r"(?:^|{about_title|report})(?P<place>NAME)(?:(?:19|20)\d\d年)?{development}",
    r"^(?P<place>NAME){office}?{head_of_place}",
)
# What may stand before the name in a run of characters: 市长在, 一月二十七日在, 日经.
_LEAD = rf"^.*(?:(?!{{no_before_place}}){{before_place}}|月{_NUMERALS}日|^日)"
_BARE = r"(?<![一-鿿]){before_stem}?(?P<stem>[一-鿿]{2,3})"
_FILE_WORDS = rf"{{file_rest}}.*|第?{_NUMERALS}[个五].*|^年|{{file_word}}|.*{{file_advert}}"


@cache
def _ending() -> str:
    """Return a pattern of how the name of a place ends."""
    return f"(?:{trie_pattern(kind.ending for kind in _kinds())})"


@cache
def _kinds() -> tuple[lookups.PlaceKind, ...]:
    return tuple(kind for kind in lookups.read(lookups.PlaceKind) if kind.ending != COUNTRY)


@cache
def _of_place() -> tuple[re.Pattern[str], ...]:
    name = f"[一-鿿]{{2,20}}?{_ending()}"
    return tuple(cued(pattern.replace("NAME", name), re.MULTILINE) for pattern in _OF_PLACE)


@cache
def _level() -> re.Pattern[str]:
    """Return the pattern of the level of a government that does not give its name."""
    level = trie_pattern(kind.ending for kind in _kinds() if kind.named)
    return cued(rf"{{speaks_for|sent_by}}(?P<level>{level})?(?P<office>{{office}})")


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


def government(place: str) -> str:
    """Return the name of the government of a place.

    Examples
    --------
    >>> government("江州市"), government("锡林郭勒盟"), government("全国")
    ('江州市人民政府', '锡林郭勒盟行政公署', '国务院')
    """
    kinds = {kind.ending: kind for kind in lookups.read(lookups.PlaceKind)}
    ending = next((ending for ending in kinds if place.endswith(ending)), "市")
    body = kinds[ending].government[0]
    return body if place == COUNTRY else place + body


def place(text: str, file_name: str, claimed: str | None = None) -> tuple[str, list[str]]:
    """Return the place that a text speaks for, as a full name, and what is to be warned of.

    Parameters
    ----------
    text : str
        The text, its spaces and widths made one.
    file_name : str
        The name of its file, without suffix.
    claimed : str, optional
        What the caller says: it wins.

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
    found = _said(text) or _inferred(text, named)
    claimed = (claimed or "").strip()
    whole = _whole(claimed, text) if claimed else ""
    if claimed and found not in (whole, "") and claimed == _short(found):
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
    if named and named != found and (named != _short(found) or _whole(named, text) != found):
        return found, [told("the file name says {named}, but the text speaks for {found}",
                            named=named, found=found)]  # fmt: skip
    return found, []


def _said(text: str) -> str:
    head = text[:_HEAD]
    if cued(_OF_COUNTRY).search(head):
        return COUNTRY
    for pattern in _of_place():
        for found in pattern.finditer(head):
            name = _last_part(cued(_LEAD).sub("", found["place"]))
            if name:
                return name
    return ""


def _last_part(name: str) -> str:
    """Return 黄山区 of 黄山市黄山区, and nothing of what is no name."""
    parts, start = [], 0
    while (part := cued(rf"[一-鿿]{{2,}}?{_ending()}").match(name, start)) is not None:
        parts.append(part.group())
        start = part.end()
    return parts[-1] if parts and start == len(name) else ""


def _short(name: str) -> str:
    return listed()[name].short if name in listed() else re.sub(rf"{_ending()}$", "", name)


def _in_file_name(file_name: str) -> str:
    for token in re.findall("[一-鿿]{2,}", file_name):
        name = cued(_FILE_WORDS).sub("", token)
        if len(name) >= 2:
            return _last_part(name) or name
    return ""


def _whole(name: str, text: str) -> str:
    """Return the full name of a place that may be given by its short one."""
    if name in listed():
        return listed()[name].name
    if name == COUNTRY or _last_part(name) == name:
        return name
    endings = (kind.ending for kind in _kinds() if len(kind.ending) == 1)
    return next((name + ending for ending in endings if name + ending in text), name)


def _inferred(text: str, named: str) -> str:
    """Return the place of a text that says only 市人民政府: the file name's, or the commonest."""
    level = _level().search(text[:_HEAD])
    if level is None:
        return ""
    endings = _endings(level["office"], level["level"] or "市")
    commonest = _commonest(text, endings)
    if not named:
        return commonest
    if commonest and text.count(_short(commonest)) > 2 * text.count(_short(named)):
        return commonest
    if named not in text and _short(named) not in text:
        return ""
    whole = _whole(named, text)
    if whole.endswith(endings):
        return whole
    return next((_short(named) + end for end in endings if _short(named) + end in text), "")


def _endings(office: str, level: str) -> tuple[str, ...]:
    """Return how places end whose government calls itself so: 行署 is that of 盟 or 地区."""
    kinds = {kind.ending: kind for kind in _kinds()}
    if office in lookups.cues("common_office"):
        return kinds[level].named
    own = [kind for kind in _kinds() if office in kind.government]
    return max(own, key=lambda kind: len(kind.named)).named


def _commonest(text: str, endings: tuple[str, ...]) -> str:
    """Return the place of a level that a text names far more often than others, or nothing."""
    counts: Counter[str] = Counter()
    for row in set(listed().values()):
        if row.name.endswith(endings):
            counts[row.name] = text.count(row.short)
    for ending in endings:
        pattern = cued(_BARE + ending + with_cues("(?!{no_place_before})"))
        found = Counter(match["stem"] for match in pattern.finditer(text))
        for stem, count in found.items():
            if count >= 3 and not cued(r"{no_stem}$").search(stem) and stem + ending not in counts:
                counts[stem + ending] = text.count(stem)
    best = counts.most_common(2)
    if not best or best[0][1] < 4 or (len(best) > 1 and best[0][1] < 2 * best[1][1]):
        return ""
    return best[0][0]
