"""The numbers that Word puts before the paragraphs of its lists."""

import re
from dataclasses import dataclass, field
from typing import Any

from hzlib.text.formats.xml import child, name, value

_CHINESE = "〇一二三四五六七八九"
_IN_CHINESE = ("chineseCounting", "chineseCountingThousand", "japaneseCounting")
_PLACE = re.compile(r"%(\d)")


def _counted(number: int) -> str:
    """Return a number below a hundred in Chinese."""
    tens, ones = divmod(number, 10)
    ten = (_CHINESE[tens] if tens > 1 else "") + "十" if tens else ""
    return ten + (_CHINESE[ones] if ones or not tens else "")


@dataclass(frozen=True)
class Level:
    """A level of a list: how it counts, what stands around the numbers, and its first number."""

    kind: str
    template: str
    first: int


@dataclass
class Numbering:
    """The lists of a Word file: their levels, the styles that use them, their counts so far."""

    lists: dict[str, str]
    levels: dict[str, dict[int, Level]]
    styles: dict[str, tuple[str, int]]
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def number(self, paragraph: Any) -> str:
        """Count a paragraph of a list, and return what Word puts before it."""
        properties = child(paragraph, "pPr")
        own = child(properties, "numPr")
        list_id, level = self.styles.get(value(child(properties, "pStyle")), ("", 0))
        if own is not None:
            list_id = value(child(own, "numId")) or list_id
            level = int(value(child(own, "ilvl")) or level)
        kind = self.lists.get(list_id, "")
        levels = self.levels.get(kind, {})
        if level not in levels:
            return ""
        counts = self.counts.setdefault(kind, {})
        counts[level] = counts.get(level, levels[level].first - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        return _shown(levels, counts, level)


def _shown(levels: dict[int, Level], counts: dict[int, int], level: int) -> str:
    template = levels[level].template
    if not _PLACE.search(template) or template[-1:].isdecimal():
        return ""
    texts = []
    for place in _PLACE.finditer(template):
        at = int(place[1]) - 1
        kind = levels[at].kind if at in levels else ""
        number = counts.get(at, levels[at].first if at in levels else 0)
        if kind not in ("decimal", *_IN_CHINESE) or not 0 < number < 100:
            return ""
        texts.append(_counted(number) if kind in _IN_CHINESE else str(number))
    given = iter(texts)
    shown = _PLACE.sub(lambda _: next(given), template)
    return shown + " " if shown.isascii() else shown


def numbering(part: Any, styles: Any) -> Numbering:
    """Return the lists of a Word file from its numbering part and its styles, either may lack."""
    lists, levels, used = {}, {}, {}
    for one in part if part is not None else ():
        if name(one) == "num":
            lists[value(one, "numId")] = value(child(one, "abstractNumId"))
        elif name(one) == "abstractNum":
            levels[value(one, "abstractNumId")] = {
                int(value(level, "ilvl")): Level(
                    value(child(level, "numFmt")),
                    value(child(level, "lvlText")),
                    int(value(child(level, "start")) or 1),
                )
                for level in one
                if name(level) == "lvl"
            }
    for style in styles if styles is not None else ():
        found = child(style, "pPr", "numPr")
        if found is not None and value(child(found, "numId")):
            level = int(value(child(found, "ilvl")) or 0)
            used[value(style, "styleId")] = (value(child(found, "numId")), level)
    return Numbering(lists, levels, used)
