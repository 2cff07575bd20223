"""Of which level of a budget a number is: the whole place's, or its own level's (市本级) alone."""

from hzlib.extraction.bound import Bound
from hzlib.text.corpus import Document
from hzlib.text.numerals import NUMERAL
from hzlib.text.outline import path
from hzlib.text.patterns import behind_last, cued
from hzlib.text.tables import Table

_LEVEL = (
    r"(?P<part>(?<!{handed_up}){own_level}|{own_zone})|(?!{other_place}){whole_place}"
    # 东湖区地方一般公共预算收入…。其中，税收收入…: of the district as well.
    r"|(?:^|[。；])(?>(?:\d年|[^一-龥。；]){0,8})"
    r"(?P<place>(?:(?!{whole_place})[一-龥]){1,5}{zone})(?=[一-龥]{0,6}{fiscal})"
)
_INHERITED = r"(?P<part>(?<!{handed_up}){own_level})|(?!{other_place}){whole_place}"
# A heading that is the name of a place: 二、东湖区.
_DISTRICT = (
    rf"(?:^|› )(?:第?{NUMERAL}{{1,3}}[、章节]\s*|[（(]{NUMERAL}{{1,3}}[）)]|\d{{1,2}}[.．、])?"
    r"(?P<part>(?!{whole_place})[一-龥]{1,10}{zone})(?= ›|$)"
)
_OPENING_LEVEL = r"(?:[^一-龥。\n]|\d年|[（(][一-龥][）)]){0,9}{own_level}(?![^。]*{whole_place})"
# What goes on with the paragraph before.
_ITEM = r"[^一-龥\n]*[●○■□◆◇▲△★☆·•—]|\s*{among}|\S[^\n]*\t\S"
_ABOVE, _FEW_HEADINGS, _LONG_LINE = 600, 3, 40


def of_one_level(document: Document, bound: Bound) -> bool:
    """Tell whether a number of a budget is that of one level: 2.市本级…。一般公共预算支出….

    The last words say so that stand before it in its paragraph, else in the lines or the headings
    over it; in a text that is no budget, those that its sentence opens with.
    """
    if not bound.indicator or bound.region:
        return False
    # A number of a table has the text before it searched, so the other question comes first.
    tests = (_names_money, _says_level)
    return all(test(document, bound) for test in (tests[::-1] if bound.rule == "table" else tests))


def _names_money(document: Document, bound: Bound) -> bool:
    """Tell whether the name of a number, or what stands behind it, is of a budget."""
    text, at = document.text, bound.subject_start
    return cued(r"{fiscal}").search(text, at, bound.quantity.start) is not None


def _says_level(document: Document, bound: Bound) -> bool:
    """Tell whether the words over a number of a budget, or before it, are those of one level."""
    at, text = bound.subject_start, document.text
    if document.kind != "budget-report":
        return cued(_OPENING_LEVEL).match(text, behind_last("。\n", text, 0, at), at) is not None
    start = text.rfind("\n", 0, at) + 1
    over = path(document, at)
    for template, words in (
        (_LEVEL, text[start:at]), (_INHERITED, _lines_above(text, start)), (_LEVEL, over)
    ):  # fmt: skip
        named = list(cued(template).finditer(words))
        if named:
            part = named[-1]["part"] or named[-1].groupdict().get("place") or ""
            return bool(part) and not document.place.endswith(part)
    districts = (one["part"] for one in cued(_DISTRICT).finditer(over))
    return any(
        not cued(r"{no_place}$").search(name) and not document.place.endswith(name)
        for name in districts
    )


def _lines_above(text: str, start: int) -> str:
    """Return the lines before a paragraph that it stands under: what it lists, and headings."""
    low, item = start, bool(cued(_ITEM).match(text, start))
    for _ in range(_FEW_HEADINGS):
        far = max(0, low - 1 - _ABOVE)
        before = text.rfind("\n", far, low - 1) + 1
        short = low - before <= _LONG_LINE and text[low - 2 : low - 1] not in "。；"
        if not low or far and not before or not (item or short):
            break
        # The items of a list stand under what was said before the first one.
        low, item = before, bool(cued(_ITEM).match(text, before))
    return text[low:start]


def table_of_one_level(document: Document, table: Table) -> bool:
    """Tell whether a table of a budget is that of one level: 2025年市级一般公共预算收支总表."""
    own = document.kind == "budget-report" and cued(r"{own_level}").search(table.caption.text)
    return bool(own) and not cued(r"{whole_place}").search(table.caption.text)
