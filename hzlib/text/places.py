"""The place that a report speaks for, found in its text and in its file name."""

import csv
import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from hzlib import paths

COUNTRY = "全国"
_UNIT = "特别行政区|自治区|自治州|自治县|自治旗|地区|省|市|州|盟|县|旗|区"
_PART = re.compile(rf"[一-鿿]{{2,}}?(?:{_UNIT})")
_NAME = rf"[一-鿿]{{2,20}}?(?:{_UNIT})"
_HEAD = 3000

# The text speaks for the whole country.
_OF_COUNTRY = re.compile(
    r"代表国务院|中华人民共和国国民经济和社会发展|第[一-鿿]{1,3}届全国人民代表大会"
)
# Where a text names the place that it speaks for, the surest first.
_OF_PLACE = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"(?P<place>[一-鿿]{3,28}?)第?[一二三四五六七八九十]{1,3}届[一-鿿]{0,3}人民代表大会",
        rf"代表(?P<place>{_NAME})(?:人民)?政府",
        rf"^(?:关于)?(?:[^\n，。]{{4}}年)?(?P<place>{_NAME})(?:人民)?政府工作报告",
        rf"(?:^|关于|报告)(?P<place>{_NAME})(?:(?:19|20)\d\d年)?国民经济和社会发展",
        rf"^(?P<place>{_NAME})(?:人民政府|行政公署|行署)?(?:省长|市长|区长|县长|州长|盟长|旗长|主席)",
    )
)
# What may stand before the name in a run of characters: 市长在, 一月二十七日在, 日经.
_LEAD = re.compile(r"^.*(?:[在于由]|经(?!开)|月[一二三四五六七八九十]{1,3}日|^日)")
# The level of the government that speaks, where it does not give its name.
_LEVEL = re.compile(
    r"(?:代表|受)(?P<level>自治区|自治州|自治县|省|市|区|县|州|旗|盟|地区)?"
    r"(?P<office>人民政府|政府|行政公署|行署)"
)
_UNITS = {
    "省": ("省",),
    "自治区": ("自治区",),
    "市": ("市",),
    "州": ("州",),
    "自治州": ("州",),
    "盟": ("盟", "地区"),
    "地区": ("地区",),
    "县": ("县",),
    "自治县": ("自治县",),
    "区": ("区",),
    "旗": ("旗",),
}
_NO_NAME = re.compile(
    r"[城都超上门股全我各县区省本入楼夜集菜级辖社校园战特新旧老小街市工海矿山景个]$"
)
_BARE = r"(?<![一-鿿])[在是对为与和到]?(?P<stem>[一-鿿]{2,3})"
_FILE_WORDS = re.compile(
    r"(?:人民)?政府.*|工作报告.*|国民经济.*|第?[一二三四五六七八九十]{1,3}[个五].*|^年|报告|纲要|.*体育"
)


class Listed(NamedTuple):
    """A province or prefecture of the official list."""

    name: str
    short: str
    level: str
    within: str


@cache
def listed() -> dict[str, Listed]:
    """Return the provinces and prefectures of China by their short and by their full names.

    Examples
    --------
    >>> listed()["锡林郭勒"].name, listed()["黄山市"].within
    ('锡林郭勒盟', '安徽省')
    """
    with (paths.data() / "etc" / "places.csv").open(encoding="utf-8", newline="") as file:
        rows = [Listed(*row) for row in csv.reader(file)][1:]
    # Of two places with one short name the province has it.
    by_short = {row.short: row for row in reversed(rows)}
    return by_short | {row.name: row for row in rows}


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
    ('全国', ['the file name says 襄阳, but the text speaks for 全国'])
    """
    named = _in_file_name(file_name)
    found = _said(text) or _inferred(text, named)
    claimed = (claimed or "").strip()
    whole = _whole(claimed, text) if claimed else ""
    if claimed and found not in (whole, "") and claimed == _short(found):
        return found, []
    if claimed and whole != found:
        return whole, [f"place given as {whole}, but the text speaks for {found}"] if found else []
    if not found:
        known = _whole(named, text) if named else ""
        said = f"taken from the file name: {known}" if known else "give it"
        return known, [f"the text does not name the place that it speaks for; {said}"]
    if named and named != found and (named != _short(found) or _whole(named, text) != found):
        return found, [f"the file name says {named}, but the text speaks for {found}"]
    return found, []


def _said(text: str) -> str:
    head = text[:_HEAD]
    if _OF_COUNTRY.search(head):
        return COUNTRY
    for pattern in _OF_PLACE:
        for found in pattern.finditer(head):
            name = _last_part(_LEAD.sub("", found["place"]))
            if name:
                return name
    return ""


def _last_part(name: str) -> str:
    """Return 黄山区 of 黄山市黄山区, and nothing of what is no name."""
    parts, start = [], 0
    while (part := _PART.match(name, start)) is not None:
        parts.append(part.group())
        start = part.end()
    return parts[-1] if parts and start == len(name) else ""


def _short(name: str) -> str:
    return listed()[name].short if name in listed() else re.sub(rf"(?:{_UNIT})$", "", name)


def _in_file_name(file_name: str) -> str:
    for token in re.findall("[一-鿿]{2,}", file_name):
        name = _FILE_WORDS.sub("", token)
        if len(name) >= 2:
            return _last_part(name) or name
    return ""


def _whole(name: str, text: str) -> str:
    """Return the full name of a place that may be given by its short one."""
    if name in listed():
        return listed()[name].name
    if name == COUNTRY or _last_part(name) == name:
        return name
    units = [unit for unit in ("市", "区", "县", "旗", "州", "盟", "省") if name + unit in text]
    return name + units[0] if units else name


def _inferred(text: str, named: str) -> str:
    """Return the place of a text that says only 市人民政府: the file name's, or the commonest."""
    level = _LEVEL.search(text[:_HEAD])
    if level is None:
        return ""
    units = _UNITS["盟" if level["office"] in ("行署", "行政公署") else level["level"] or "市"]
    commonest = _commonest(text, units)
    if not named:
        return commonest
    if commonest and text.count(_short(commonest)) > 2 * text.count(_short(named)):
        return commonest
    if named not in text and _short(named) not in text:
        return ""
    whole = _whole(named, text)
    if whole.endswith(units):
        return whole
    return next((_short(named) + unit for unit in units if _short(named) + unit in text), "")


def _commonest(text: str, units: tuple[str, ...]) -> str:
    """Return the place of a level that a text names far more often than others, or nothing."""
    counts: Counter[str] = Counter()
    for row in set(listed().values()):
        if row.name.endswith(units):
            counts[row.name] = text.count(row.short)
    for unit in units:
        found = Counter(
            match["stem"]
            for match in re.finditer(_BARE + unit + "(?![场域级政民县区容直属内外])", text)
        )
        for stem, count in found.items():
            if count >= 3 and not _NO_NAME.search(stem) and stem + unit not in counts:
                counts[stem + unit] = text.count(stem)
    best = counts.most_common(2)
    if not best or best[0][1] < 4 or (len(best) > 1 and best[0][1] < 2 * best[1][1]):
        return ""
    return best[0][0]
