"""The numbers of a sentence that count or measure something, its ranks with them."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from hzlib import lookups
from hzlib.extraction.gaps import link_start
from hzlib.extraction.quantity import Quantity
from hzlib.text.numerals import DIGITS, NUMERAL, whole
from hzlib.text.patterns import cued


class Item(NamedTuple):
    """A number, where the words before it end, and its measure where its form tells it.

    ``named`` is true if a noun stands behind it, ``inner`` for one that only says how large the
    things are that another one counts.
    """

    quantity: Quantity
    words_end: int
    measure: str = ""
    named: bool = False
    inner: bool = False


_Found = tuple[Quantity, int, str]
"""A number, where the words before it end, and its measure."""


def items(text: str, start: int, end: int, stated: Sequence[Quantity]) -> list[Item]:
    """Return the numbers of a sentence that count or measure something, in their order.

    Parameters
    ----------
    text : str
        Normalised text.
    start, end : int
        The sentence.
    stated : sequence of Quantity
        Its quantities; those that are part of a name are left out, ranks are added.

    Examples
    --------
    >>> from hzlib.extraction.quantity import quantities
    >>> text = "引进35岁以下大学生3万人，居全省第2位"
    >>> found = items(text, 0, len(text), quantities(text))
    >>> [(int(one.quantity.number), one.measure) for one in found]
    [(30000, ''), (2, 'rank')]
    """
    ordered: list[_Found] = [(one, one.start, "") for one in stated]
    if _has_placing(text, start, end) and cued(_PLACING).search(text, start, end):
        ordered += _placed(text, start, end)
        ordered.sort(key=lambda found: found[0].start)
    kept: list[Item] = []
    stop = start
    for index, (one, words_end, measure) in enumerate(ordered, 1):
        after = ordered[index][0] if index < len(ordered) else None
        quantity = _united(text, one, after)
        if quantity.start >= stop and not _of_name(text, quantity, after):
            named = names_behind(text, quantity.stop)
            inner = named and _is_threshold(text, quantity, after)
            if inner and kept and _is_listed_size(text, kept[-1].quantity, quantity):
                kept[-1] = kept[-1]._replace(inner=True)
            kept.append(Item(quantity, words_end, measure, named, inner))
            stop = quantity.stop
    return kept


JOINTS = r"、|{and|and_too}"
GOES_ON = r"(?:[、，]|{and|and_too|in_run|every})*"


_RATES = ("%", "个百分点", "百分点")


def _dealt_amount(text: str, quantity: Quantity, after: Quantity | None) -> Quantity:
    """Return a number with the unit of the amount that it is dealt with: 分别突破5000、5300亿元."""
    if quantity.unit or after is None or quantity.multiple != 1 or after.base not in _AMOUNTS:
        return quantity
    if text[quantity.end : after.start] != "、":
        return quantity
    if not cued(_DEALT).search(text, max(0, quantity.start - _QUOTED), quantity.start):
        return quantity
    return quantity._replace(
        unit=after.unit,
        base=after.base,
        times=quantity.times * after.times,
        multiple=after.multiple,
    )


_AMOUNTS = ("元", "美元")
_DEALT = r"{respectively}[^，。；、\d]{0,6}$"


def united(text: str, found: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """Return quantities, those without a unit with that of the one they are listed with.

    Examples
    --------
    >>> from hzlib.extraction.quantity import quantities
    >>> text = "分别提高1.7和0.9个百分点"
    >>> [one.base for one in united(text, tuple(quantities(text, 0, len(text))))]
    ['pp', 'pp']
    """
    for one in found:
        if not one.unit:
            break
    else:
        return found
    after, whole = None, []
    for one in reversed(found):
        after = _dealt_amount(text, _united(text, one, after), after)
        whole.append(after)
    return tuple(reversed(whole))


SHARES = ("%", "‰", "倍", "成")


def _united(text: str, quantity: Quantity, after: Quantity | None) -> Quantity:
    """Return a number with the unit of the one it is listed with: 1.7和0.9个百分点."""
    if quantity.unit or not after or quantity.multiple != 1 or after.unit not in _RATES:
        return quantity
    if not cued(JOINTS).fullmatch(text, quantity.end, after.start):
        return quantity
    return quantity._replace(unit=after.unit, base=after.base)


# --- numbers that are none, or part of a name -----------------------------------------------------

_TIMES = ("岁", "周岁", "分钟", "小时")


def _of_name(text: str, quantity: Quantity, following: Quantity | None) -> bool:
    """Tell whether a number is part of a name: 35岁以下大学生, 0—6岁儿童, “1248”计划, 5G."""
    if quantity.unit in _TIMES:
        upper = quantity.joined == 1 and following
        return names_behind(text, upper.stop if upper else quantity.stop)
    near = text[max(0, quantity.start - _QUOTED) : quantity.start]
    if not _MARKS.isdisjoint(near) and _OPENED.search(near) and _CLOSED.match(text, quantity.end):
        return True
    if not quantity.unit and text.startswith(lookups.cues("size_class"), quantity.stop):
        # 5000亿级产业集群
        return True
    if quantity.unit or quantity.multiple != 1:
        return text[quantity.start - 1 : quantity.start] in _QUOTES and not cued(_END).match(
            text, quantity.end
        )
    return text[quantity.start - 1 : quantity.start] in _NAMED or not cued(_END).match(
        text, quantity.stop
    )


_QUOTED = 12
_MARKS = frozenset("“‘《")
_OPENED = re.compile(r"[“‘《][^”’》，。；]*$")
_CLOSED = re.compile(r"[^“‘《，。；]{0,12}[”’》]")
_QUOTES = ("“", "‘", "「")
_NAMED = frozenset("“‘「+＋/·×±")
_END = r"[:：∶，。.；、！？!?（）()\[\]【】★—|\s]|$|{follow}"


def _is_threshold(text: str, quantity: Quantity, following: Quantity | None) -> bool:
    """Tell whether a number before a noun says how large things are: 1亿元以上产业项目.

    Such are 收入超120亿元企业1家 and 规模超2万亿元的城市, too.
    """
    if quantity.unit in counters() or quantity.unit in SHARES:
        return False
    if quantity.stop > quantity.end and quantity.bound in (">=", "<="):
        return True
    between = text[quantity.stop : following.start] if following else ""
    near = max(0, quantity.start - _QUOTED)
    bounded = cued(r"{at_least}$").search(text, max(near, quantity.start - 3), quantity.start)
    if bounded and cued(r"{of}").match(text, quantity.stop):
        # 经济规模超2万亿元的城市: the words before say what is so large.
        return cued(r"{counted_noun}{at_least}$").search(text, near, quantity.start) is not None
    counts = following is not None and following.unit in counters()
    # 50亿元企业2家: what is of a size is called by a general name.
    general = between in lookups.cues("general_noun") and quantity.multiple > 1
    sized = bounded and len(between) > 1 or not quantity.unit or general
    return bool(sized and counts and 0 < len(between) < _QUOTED and not _BREAK.search(between))


def _is_listed_size(text: str, quantity: Quantity, following: Quantity) -> bool:
    """Tell whether a number says it as well that is listed before one: 用地100亩以上、楼宇…以上."""
    bounded = quantity.stop > quantity.end and quantity.unit not in counters()
    near = following.start - quantity.stop < _QUOTED
    return bounded and near and text[quantity.stop] == "、" and following.bound == quantity.bound


@cache
def counters() -> frozenset[str]:
    """Return the units that count things: 个, 家, 项."""
    return frozenset((*lookups.cues("counter"), *lookups.cues("counter_rare")))


def names_behind(text: str, at: int) -> bool:
    """Tell whether a noun stands at a place behind a number, and no word that goes on from it."""
    # Mostly a mark stands there.
    return text[at : at + 1] not in STOPS and cued(_NO_NOUN).match(text, at) is None


STOPS = frozenset("，。；、")
_NO_NOUN = (
    r"(?!{of}(?!{quick}?{of_stated}|[，。；、]))"
    rf"(?:{{done_behind|to}}|(?!{{noun_opening}})(?:{_END}))"
)


# --- ranks and years in a row ---------------------------------------------------------------------

_PLACED = (
    rf"(?:第(?P<place>\d{{1,3}}|{NUMERAL}{{1,3}})|前(?P<first>\d{{1,3}}|{NUMERAL}{{1,2}}))"
    r"(?P<unit>{ranked_as}|%)?(?P<end>(?=[，。；、：！）)”\s|]|$))?"
    rf"|{{in_a_row}}(?P<row>\d{{1,3}}|两|{NUMERAL}{{1,3}})年"
    r"|(?<![\d.—\-~～至])(?P<years>\d{1,3}(?:\.\d{1,2})?)年(?=[，。；、）以]|$)"
)
# What every one of them holds, found quickly.
_PLACING = rf"[第前\d{DIGITS}十](?:(?<=[第前])(?:\d|{NUMERAL})|年)"


def _has_placing(text: str, start: int, end: int) -> bool:
    """Tell, quickly, whether a sentence has a sign that ranks and counts of years are told by."""
    signs = text.find("第", start, end), text.find("前", start, end), text.find("年", start, end)
    return max(signs) >= 0


_RANK_REACH = 24
_ONE = Fraction(1)
_LOOSE = frozenset(("", "的", "了", "在", "近", "到"))


def _placed(text: str, start: int, end: int) -> Iterator[_Found]:
    """Yield the ranks of a sentence, and its counts of years."""
    stop = -1
    for found in cued(_PLACED).finditer(text, start, end):
        at = found.start()
        if text.endswith(lookups.cues("put_at"), start, at):
            continue
        if found["row"]:
            yield _of_form(found, "row", "年"), at, "other"
        elif found["years"]:
            linked = link_start(text, max(start, at - _RANK_REACH), at)
            least = cued(r"{after_at_least|after_at_most}").match(text, found.end())
            if least and names_behind(text, least.end()):
                # 5年以上工龄: part of a name.
                continue
            if "." in found["years"] or text[linked:at] not in _LOOSE:
                yield _of_form(found, "years", "年"), at, ""
        elif found["unit"] or found["end"] is not None and _is_rank(text, start, stop, at):
            stop, verb = found.end(), _rank_verb(text, start, at)
            name = "first" if found["first"] else "place"
            rank = _of_form(found, name, found["unit"] or "")
            bound = "<=" if found["first"] else "="
            yield rank._replace(start=at, bound=bound), verb, "rank"


def _is_rank(text: str, start: int, stop: int, at: int) -> bool:
    """Tell whether an ordinal without unit is a rank: 居全省第2, 分别列第1、第2."""
    joined = stop > 0 and cued(GOES_ON).fullmatch(text, stop, at)
    near = max(start, at - _NEAR)
    return bool(
        joined
        or _rank_verb(text, start, at) < at
        or cued(r"{whole_place|ranking}$").search(text, near, at)
    )


_NEAR = 4


def _rank_verb(text: str, start: int, at: int) -> int:
    """Return where the verb of a rank begins, 居 in 居全国第六; the rank's own place if none."""
    low = max(start, at - _RANK_REACH)
    near = (
        f.start()
        for f in cued(r"{ranks}").finditer(text, low, at)
        if not _BREAK.search(text, f.end(), at)
    )
    return max(near, default=at)


_BREAK = re.compile(r"[，。；、：\d]")


def _of_form(found: re.Match[str], name: str, unit: str) -> Quantity:
    """Return the quantity that a form such as 第3位 states."""
    digits = found[name] if found[name][0].isdecimal() else str(whole(found[name]))
    return Quantity(found.start(name), found.end(), digits, _ONE, unit, "=", found.end(), 0, unit)
