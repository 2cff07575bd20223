"""Numbers with their unit, as the text writes them.

What stands there as one number is read whole or not at all: a number that is torn, or may be read
in two ways, is a `Refused`, never the part of it that could be read.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from operator import truediv
from typing import NamedTuple

from hzlib import lookups
from hzlib.extraction.lexicon import MULTIPLES, units
from hzlib.messages import Message
from hzlib.text.numerals import DIGITS, numeral, whole
from hzlib.text.patterns import cue_pattern, cued, trie_pattern, with_cues


class Quantity(NamedTuple):
    """A stated number.

    Attributes
    ----------
    start, end : int
        Span in the text that was read, the unit included.
    digits : str
        The number in Arabic digits, without commas (``1.61``), or a fraction (``1/3``); behind a
        sign that the text writes (``-1.2``, ``+6.1``).
    times : Fraction
        What multiple and unit make of it (``万亿元``: 1000000000000).
    base : str
        Base unit of ``units.csv``; empty if the text gives none (``1.2万亿``: `times` tells that
        it is an amount).
    bound : str
        ``=``, ``>=``, ``<=`` or ``~`` as far as the words right behind the number tell.
    stop : int
        Where the words behind the number (以上, 左右 …) end.
    joined : int
        0, or for a range 1 (the lower end) and 2 (the upper end).
    unit : str
        The unit as the text prints it, without 万 and 亿.
    multiple : int
        What 万 and 亿 alone make of the number.
    """

    start: int
    end: int
    digits: str
    times: Fraction
    base: str
    bound: str
    stop: int
    joined: int = 0
    unit: str = ""
    multiple: int = 1

    @property
    def printed(self) -> int | float:
        """The number in the unit that the text prints (``3.45万亩`` is 34500)."""
        above, below = self.ratio
        return divided(above * self.multiple, below)

    @property
    def number(self) -> Fraction:
        """The number in the base unit (``1.61万亿元`` is 1610000000000)."""
        above, below = self.ratio
        return Fraction(above * self.times.numerator, below * self.times.denominator)

    @property
    def ratio(self) -> tuple[int, int]:
        """The digits as a ratio of integers, which are quicker than a Fraction made of text."""
        above, over, below = self.digits.partition("/")
        if over:
            return int(above), int(below)
        whole, _, decimals = self.digits.partition(".")
        return int(whole + decimals), 10 ** len(decimals)


def divided(above: int, below: int) -> int | float:
    """Return a ratio as a number, whole if it can be.

    Examples
    --------
    >>> divided(6, 2), divided(6, 4)
    (3, 1.5)
    """
    # A translated / would round what is beyond floats before it divides.
    return truediv(above, below) if above % below else above // below


class Refused(NamedTuple):
    """What stands there as a number and cannot be read with certainty: its span, and why."""

    start: int
    end: int
    why: Message


# --- the pattern ----------------------------------------------------------------------------------

# All that may be one number in Arabic digits, well formed or not. A full-width comma separates
# thousands or clauses, so there the groups must be right.
_ARABIC = (
    r"\d{1,3}(?>(?:，\d{3})+)(?!，?\d)(?>(?:\.\d++)?)"
    r"|\d++(?>(?:[.,'’·]\d++| {1,3}(?:[.,] ?)?\d++|[.,] \d++"
    # A letter that a scanner took for a digit makes it no number, but it is part of it.
    r"|[lIOo]++(?=[\d.%‰万亿元])\d*+)*)"
)
_WELL_FORMED = re.compile(
    r"\d{1,15}(?:[.·]\d{1,9})?|\d{1,3}(?P<mark>[,'’ ，])\d{3}(?:(?P=mark)\d{3}){0,3}(?:\.\d{1,9})?"
)
_FRACTION = r"[一二两三四五六七八九十]{1,3}分之[一二两三四五六七八九十百点]{1,6}"
# An Arabic number that is part of a name or a date is passed over whole.
_PASSED = re.compile(r"\d[\d.]*+|.", re.DOTALL)
# Where a number certainly ends: 三成 and 一半 are words of many others (三成员, 一半径).
_END = r"(?=[，。；、：！？）)”\s|]|$|{after_at_least|after_at_most|after_about}|{of}|{odd})"


@cache
def _first() -> re.Pattern[str]:
    """Return the pattern of a character that a number may begin with."""
    # The set first, which is found quickly; then what it must stand beside.
    counted = "".join({word[0] for word in units()})
    return cued(
        rf"[\d{DIGITS}零〇十百千万亿](?:(?<=\d)|(?<=[{DIGITS}十])(?=[{DIGITS}零〇十百千万亿点分成半至到—–~～\-{re.escape(counted)}]"
        rf"|{{odd|odd_early}})|(?<=[零〇])(?=点)|(?<=[百千])(?=分之|{{odd}})|(?<={{bare_before}}[百千万亿]))"
    )


def has_number(text: str, start: int, end: int) -> bool:
    """Tell, quickly, whether there may be a number in a part of a text.

    Examples
    --------
    >>> has_number("新增三家", 0, 4), has_number("一季度", 0, 3)
    (True, False)
    """
    return _first().search(text, start, end) is not None


# 18金5银2铜: of medals where the next number or a mark follows, or another kind was before.
_MEDAL = (
    r"{medal}(?:(?=\d|[，。；、（）]|{and|of}|$)|(?<={medal}\d{medal})|(?<={medal}\d\d{medal}))"
)


@cache
def _pattern() -> re.Pattern[str]:
    medals = lookups.cues("medal")
    listed = with_cues(_MEDAL)
    unit = f"(?:{trie_pattern(word for word in units() if word not in medals)}|{listed})"
    multiple = f"(?!{_own()}){trie_pattern(word for word in MULTIPLES if word)}"
    after = "|".join(
        f"(?P<{kind}>{cue_pattern(f'after_{kind}')})" for kind in ("at_least", "at_most", "about")
    )
    # The upper end of a range may have a sign; 到 joins only where the lower end has no unit.
    joint = rf"(?:[—–]{{1,2}}+|[~～至])[-+]?|-{{1,2}}|(?<=[\d{DIGITS}十百千万亿])到"
    return re.compile(
        f"{_number_word(unit)}|(?>(?P<per>[百千]分之)?)(?:{_written_number()})"
        + with_cues(rf"(?P<odd>{{odd|odd_early}}?)(?P<multiple>{multiple})?")
        + with_cues(rf"(?P<odd2>{{odd|odd_early}}?)(?P<unit>{unit})?(?P<odd3>{{odd}}?)")
        + r"(?:[:：∶]1(?![\d.]))?"
        + rf"(?:(?P<range>{joint})(?=[百千]分之|[\d{DIGITS}十])|(?:{after})?)"
    )


def _number_word(unit: str) -> str:
    """Return the pattern of the words that are numbers: 三分之一, 六成五, 一半, 突破万亿元."""
    tenths = rf"(?P<tenths>(?P<tenth>\d|[{DIGITS}])成(?P<fifth>[{DIGITS}半])?)"
    bare = "(?P<bare>万亿|千亿|百亿|亿|万|千万|百万)"
    return with_cues(
        rf"(?<![第之几数十百千万亿零〇{DIGITS}])(?P<fraction>{_FRACTION})"
        rf"|(?<![A-Za-z\d.第/])(?P<ratio>\d{{1,2}}/[1-9]\d{{0,2}})(?![\d/.]|{{multiple}})"
        rf"|(?<![第\d])(?:{tenths}|(?P<half>一半)){_END}"
        rf"|(?<={{bare_before}}){bare}(?P<bare_unit>{unit}|(?=[，。、；]|{{mark}}))"
        rf"(?>{{after_at_least}}?)"
    )


def _own() -> str:
    """Return the pattern of units such as 千克 and 百分点, to which 千 and 百 belong."""
    return trie_pattern(word for word in units() if word[0] in "十百千")


def _written_number() -> str:
    """Return the pattern of a number in Arabic digits, in characters, or in both."""
    times = f"(?!{_own()})[十百千万亿]"
    digit = f"[{DIGITS}零〇]|点(?=[{DIGITS}零〇])"
    # 1万5千, 1万五千; but in 9万亿三个台阶 the 三 is another number.
    more = rf"\d|[{DIGITS}零〇](?:{times}|{digit})"
    mixed = rf"\d[\d.]*+(?>(?:{times})+)(?={more})(?>(?:{digit}|[\d.]|{times})+)"
    chinese = (
        rf"(?:[{DIGITS}十]|[零〇](?=点[{DIGITS}零〇]))(?>(?:{digit}|{times}\d*+)*)|(?<=分之)百"
        rf"|[百千](?={{odd}})"
    )
    # A digit behind a Latin letter, a dot or 第 belongs to a name or a rank, one in characters
    # behind an opening quotation mark to a name, one behind 专栏 that begins a line to its name
    # (专栏15对外开放); 几 and 数 make it no number.
    return with_cues(
        rf"(?<![A-Za-z\d.第_])(?P<mixed>{mixed})"
        rf"|(?<![“‘《「第几数上每零〇十百千万亿{DIGITS}])(?!{{numeral_name}}|{_numeral_places()})"
        rf"(?P<chinese>{chinese})"
        rf"|(?:(?<![A-Za-z\d.第_])(?<!\n{{box}})|(?<={{latin_name}}))(?P<arabic>{_ARABIC})"
    )


def _numeral_places() -> str:
    """Return the pattern of the names of places that begin with a numeral: 三台县."""
    names = (name for row in lookups.read(lookups.Counties) for name in row.names)
    return trie_pattern(name for name in names if name[0] in f"{DIGITS}十")


@cache
def _counters() -> frozenset[str]:
    """Return the units before which one numeral in characters is a count: 三家, 两个百分点."""
    shares = (word for word, unit in units().items() if unit.base in ("pp", "倍"))
    return frozenset((*lookups.cues("counter"), *lookups.cues("counter_rare"), *shares))


# --- reading --------------------------------------------------------------------------------------


def quantities(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """Return the numbers of a text in their order, years and ranks left out.

    Parameters
    ----------
    text : str
        Normalised text, such as ``document.text``.
    start, end : int, optional
        Part of the text to read.

    Returns
    -------
    list of Quantity

    Examples
    --------
    >>> [(float(q.number), q.base, q.bound) for q in quantities("增长5%以上，达1.61万亿元")]
    [(5.0, '%', '>='), (1610000000000.0, '元', '=')]
    """
    return [one for one in numbers(text, start, end) if isinstance(one, Quantity)]


def numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[Quantity | Refused]:
    """Yield the numbers of a text in their order, and what is no number that can be read.

    Parameters
    ----------
    text : str
        Normalised text, such as ``document.text``.
    start, end : int, optional
        Part of the text to read.

    Examples
    --------
    >>> [(one.start, one.end) for one in numbers("增加10 0.5亿元") if isinstance(one, Refused)]
    [(2, 10)]
    """
    end = len(text) if end is None else end
    lower: _Written | None = None
    torn = -1
    first, pattern = _first(), _pattern()
    while found := first.search(text, start, end):
        match = pattern.match(text, found.start(), end)
        if match is None:
            start = _PASSED.match(text, found.start(), end).end()  # type: ignore[union-attr]
            continue
        start = match.end()
        if not match["arabic"] and (word := _word(match)):
            yield word
            continue
        if lower and lower.match.end() != match.start():
            lower = None
        # Where one end of a range cannot be read, the other is no number by itself.
        one = _refused(match, _TORN) if torn == match.start() else _written(match, lower)
        if isinstance(one, _Written):
            if lower and not lower.unit and one.unit:
                yield _united(lower, one)
            part = (3 if lower.unit else 2) if lower else 0
            lower = one if match["range"] else None
            if lower is None or one.unit:
                yield _quantity(one, one, 1 if lower else 2 if part else 0)
            continue
        lower, torn = None, match.end() if one and match["range"] else -1
        if one:
            yield one


class _Written(NamedTuple):
    """A number as it is written: where it starts, a sign included, its digits, multiple, unit."""

    match: re.Match[str]
    start: int
    digits: str
    times: int
    unit: str


_TORN = Message("written in part only, or in a way that can be read as several")
_SIGNED = Message("the sign before it may be none of a number")
_TOO_MUCH = Message("too great to be")
_PER = {"百分之": "%", "千分之": "‰"}
_DATE = ("年", "月", "日", "时", "点")
_COLONS = frozenset(":：∶")
_HALF = re.compile(r"半(?=[，。；、）\s]|$)")


def _refused(match: re.Match[str], why: Message) -> Refused:
    return Refused(match.start(), match.end("odd3"), why)


def _written(match: re.Match[str], lower: _Written | None) -> _Written | Refused | None:
    """Return a number as it is written; None if it is part of a name, a date or a ratio."""
    arabic, mixed, per, multiple, unit = match.group("arabic", "mixed", "per", "multiple", "unit")
    unit = unit or _PER.get(per or "", "")
    number = "arabic" if arabic else "mixed" if mixed else "chinese"
    if not unit:
        at = match.end(number)
        behind = match.string[at : at + 1]
        if behind in _DATE or (not multiple and behind == "几"):
            return None
    if _is_ratio(match) or (number == "chinese" and not _is_count(match)):
        return None
    found = _arabic(match, arabic) if arabic else _in_characters(match[number])
    if found is None:
        return _refused(match, _TORN) if unit or multiple or mixed else None
    end = match.end("odd3")
    if _HALF.match(match.string, end) or (per and match["unit"]):
        return _refused(match, _TORN)
    sign = _sign_of_upper(lower) if lower else _sign(match, unit)
    if sign is None:
        return _refused(match, _SIGNED)
    digits, times = found
    times *= MULTIPLES[multiple or ""]
    if _is_too_much(digits, times):
        return _refused(match, _TOO_MUCH)
    return _Written(match, match.start() - len(sign), sign + digits, times, unit)


def _in_characters(words: str) -> tuple[str, int] | None:
    """Return a number in characters, alone or with digits; 百分之百 and 千余 have one of size."""
    return (str(whole(words)), 1) if words in ("百", "千") else numeral(words)


_MOST = 10**18  # 百亿亿: what no sum of money, no count and no measure of a report comes to
_FEW_DIGITS, _MULTIPLE = 6, 10**12  # which together make no more


def _is_too_much(digits: str, times: int) -> bool:
    """Tell whether a number is one that no text can mean."""
    little = len(digits) <= _FEW_DIGITS and times <= _MULTIPLE
    return not little and abs(int(digits.partition(".")[0])) * times >= _MOST


def _is_ratio(match: re.Match[str]) -> bool:
    """Tell whether a number is part of a ratio or a time: 1:2.3, 14:30."""
    text, (start, stop) = match.string, match.span()
    if text[start - 1 : start] in _COLONS and (start == 1 or text[start - 2].isdecimal()):
        return True
    if text[stop : stop + 1] not in _COLONS or match["unit"] or stop != match.end("odd3"):
        return False
    return text[stop + 1 : stop + 2].isdecimal()


def _is_count(match: re.Match[str]) -> bool:
    """Tell whether a numeral in characters counts something, and is no part of a word."""
    words, unit = match["chinese"], match["unit"]
    if match["per"]:
        return True
    if not unit:
        return bool(match["range"]) or (len(words) > 1 and words[-1] in "万亿" and _ends(match))
    if len(words) > 1 or match["odd"] or match["odd2"]:
        return True
    # 一家 is mostly an article.
    return unit in _counters() and (words != "一" or _ends(match))


def _ends(match: re.Match[str]) -> bool:
    return cued(_END).match(match.string, match.end("odd3")) is not None


def _arabic(match: re.Match[str], number: str) -> tuple[str, int] | None:
    """Return a number in Arabic digits, if it is well formed and can be read in one way only."""
    if len(number) <= _LONGEST and number.isdecimal():
        return number, 1
    found = _WELL_FORMED.fullmatch(number)
    counted = match["unit"] or match["multiple"] or match["per"]
    if found is None or ("·" in number and not counted):
        return None
    if mark := found["mark"]:
        if mark in "， " and not (counted and _is_one_number(match, mark)):
            return None
        number = number.replace(mark, "")
    return number.replace("·", "."), 1


def _is_one_number(match: re.Match[str], mark: str) -> bool:
    """Tell whether a full-width comma or a space separates thousands, not two numbers."""
    text, start = match.string, match.start()
    if match["arabic"].count(mark) > 1 and "亿" in (match["multiple"] or ""):
        return False
    if mark == " ":
        return start > 0 and text[start - 1] not in _LABELS
    return not cued(r"{respectively}").search(text, max(start - _LIST_REACH, 0), start)


_LABELS = "\n第表图栏"
_LONGEST = 15
_LIST_REACH = 12
_WORD_REACH = 8
_SIGNS = frozenset("-+—–负△")  # △ is the minus of accounts
_AROUND_SIGN = frozenset((*_SIGNS, "", "\n"))
_BEFORE_SIGN = re.compile(r"[㐀-䶿一-鿿（(：:|\t，、]")


def _sign(match: re.Match[str], unit: str) -> str | None:
    """Return the sign that stands before a number; None if it may be one or a dash."""
    text, at = match.string, match.start() - 1
    if at < 0 or text[at] not in _SIGNS:
        return ""
    sign, before, words = text[at], text[max(at - 1, 0) : at], text[max(at - _WORD_REACH, 0) : at]
    shares = unit in units() and units()[unit].base in ("%", "pp", "‰")
    if sign == "负":
        linked = cued(r"(?:{up|to|link}|[，、：:（(])$").search(words)
        return "" if not linked else "-" if shares else None
    placed = _BEFORE_SIGN.match(before)
    if not shares:
        return None if sign in "-△" and placed else ""
    if not placed:
        # Behind a number it joins, doubled it is a dash.
        return "" if before == sign or before not in _AROUND_SIGN else None
    if cued(r"{down}$").search(words) or (sign in "—–" and not cued(r"{up}$").search(words)):
        return None
    return "+" if sign == "+" else "-"


def _sign_of_upper(lower: _Written) -> str | None:
    joint = lower.match["range"]
    if joint == "--":
        # -1.2--0.5%: the second may be a sign.
        return None if lower.digits[0] in "-+" else ""
    return joint[-1] if joint[-1] in "-+" and joint != "-" else ""


def _united(lower: _Written, upper: _Written) -> Quantity | Refused:
    """Return the lower end of a range with the unit of the upper one, as far as it can be."""
    found = _quantity(lower, upper, 1)
    much = _is_too_much(found.digits, found.multiple)
    return Refused(found.start, found.end, _TOO_MUCH) if much else found


_ONE = Fraction(1)


@cache
def _factor(times: int, unit: str) -> tuple[str, Fraction]:
    """Return the base unit, and what multiple and unit make of a number."""
    return (units()[unit].base, units()[unit].factor * times) if unit else ("", Fraction(times))


def _quantity(one: _Written, united: _Written, joined: int) -> Quantity:
    """Make a quantity; the unit of a range's lower end may stand at its upper end."""
    match, times, unit = one.match, one.times, one.unit
    if one is not united and not unit:
        unit, times = united.unit, times if times > 1 else united.times
    base, factor = _factor(times, unit)
    end = match.end("odd3")
    odd = match["odd"] or match["odd2"] or match["odd3"]
    bound = "<=" if joined > 1 else ">=" if joined or odd else "="
    ranged = match["range"]
    if not ranged and match.end() > end:
        if match["about"]:
            bound = "~"
        elif not joined and match["at_least"]:
            bound = ">="
        elif not joined and match["at_most"]:
            bound = "<="
    stop = end if ranged else match.end()
    return Quantity(one.start, end, one.digits, factor, base, bound, stop, joined, unit, times)


def _word(match: re.Match[str]) -> Quantity | None:
    """Return the number that a word is: 三分之一, 三成, 一半, the bare 万亿元 behind 突破."""
    start, end = match.span()
    if match["bare"]:
        unit, times = match["bare_unit"], MULTIPLES[match["bare"]]
        base, factor = _factor(times, unit)
        return Quantity(start, match.end("bare_unit"), "1", factor, base, "=", end, 0, unit, times)
    if match["tenths"]:
        fifth = "5" if match["fifth"] == "半" else str(whole(match["fifth"] or "0"))
        return _sized(match, str(whole(match["tenth"])) + fifth, *_factor(1, "%"), "%")
    if match["half"]:
        return _sized(match, "1/2", "", _ONE)
    if match["ratio"]:
        return Quantity(*match.span(), match["ratio"], _ONE, "", "=", match.end())
    if match["fraction"]:
        below, above = match["fraction"].split("分之")
        return Quantity(start, end, f"{whole(above)}/{whole(below) or 1}", _ONE, "", "=", end)
    return None


_BOUNDS = {"at_least": ">=", "at_most": "<=", "about": "~", "odd": ">="}


def _sized(
    match: re.Match[str], digits: str, base: str, times: Fraction, unit: str = ""
) -> Quantity:
    """Return a number in words with the bound that the words behind it give."""
    behind = cued(
        "(?P<at_least>{after_at_least})|(?P<at_most>{after_at_most})|(?P<about>{after_about})|(?P<odd>{odd})"
    ).match(match.string, match.end())
    bound = _BOUNDS[behind.lastgroup or ""] if behind else "="
    stop = behind.end() if behind else match.end()
    return Quantity(match.start(), match.end(), digits, times, base, bound, stop, 0, unit)
