"""A number that knows what it is and where it comes from; what is computed from it knows it too."""

import html
import math
import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

from hzlib import wording
from hzlib.errors import HzError
from hzlib.evidence.basis import cautions
from hzlib.evidence.entry import Entry, Source, entry, is_source, key
from hzlib.evidence.interval import Interval, noted, printed
from hzlib.evidence.sources import (
    AssumptionSource,
    FactSource,
    Item,
    ListSource,
    MethodSource,
    Place,
    each_year,
    read_as,
    subject_of,
)

_ADD, _MULTIPLY, _POWER, _ATOM = range(4)
_SPEC = re.compile(r"(?P<sign>\+?)(?:\.(?P<decimals>\d)f?)?(?P<bare>#?)")
_DERIVED_DECIMALS = 2
_MADE = "该数由本项目推算；算式中各数出自："
CAUTION = "※"


_Operator = Callable[["Value", Any], "Value"]


def _operators(sign: str) -> tuple[_Operator, _Operator]:
    """Return the methods for a sign with a value on its left and on its right."""

    def forward(value: "Value", other: Any) -> "Value":
        return _combined(value, sign, other)

    def reflected(value: "Value", other: Any) -> "Value":
        return _combined(other, sign, value)

    return forward, reflected


def _comparison(compare: Callable[[float, float], bool]) -> Callable[["Value", Any], bool]:
    return lambda value, other: compare(value.number, float(other))


@dataclass(frozen=True)
class Value:
    """A number with its unit, its source and what kind of number it is.

    Arithmetic with values and plain numbers gives values of status ``derived`` whose source is the
    formula over the values that went into it; those of two units do not add up. What is computed
    of a floor or a ceiling is one too, and `Missing` where bounds pull both ways. Values compare
    and sort by their numbers.

    Parameters
    ----------
    number : float
        The number, in `unit`.
    unit : str
        ``亿元``, ``%``, ``pp``, …; may be empty.
    source : Source
        Where it comes from (see `hzlib.evidence.sources`).
    status : {"actual", "estimate", "target", "derived", "reference"}, optional
        What kind of number it is.
    bound : {"=", ">=", "<=", "~", ".."}, optional
        Whether it is a floor, a ceiling, an about, or one end of a range.
    period : str, optional
        ``2022`` or ``2021-2025``.
    digits : int, optional
        Decimals to show; else as stated, of derived numbers at most two.
    printed : str, optional
        The number as the document prints it (``1.61万亿元``); the format ``p`` shows it.
    ranks : bool, optional
        Whether it is a rank, which is read as one (``第8位``).
    each : str, optional
        The word (每年) by which a number of several years is one of each; it is read with it.
    dated : bool, optional
        Whether it is read with its period and kind (``8万个（2023年目标）``), where no format is
        asked for: in a row with numbers of other periods.

    Examples
    --------
    >>> import hzlib as hz
    >>> facts = hz.facts("hangzhou-gwr-2023")
    >>> gdp = Value.of(facts.iloc[0])
    >>> str(gdp), str((gdp * 2).source)
    ('18,753亿元', 'formula:18,753 × 2=37506亿元:fact:hangzhou-gwr-2023@507')
    """

    number: float
    unit: str
    source: Source
    status: str = "actual"
    bound: str = "="
    period: str = ""
    digits: int | None = None
    printed: str = ""
    ranks: bool = False
    each: str = ""
    dated: bool = False

    @classmethod
    def of(cls, row: Any) -> "Value":
        """Return the number of a row of a table of facts.

        Parameters
        ----------
        row : Mapping, Series or named tuple
            With ``value, unit, evidence``; ``status, bound, period, origin, text, measure`` if
            known.

        Raises
        ------
        HzError
            If the row has no source.
        """
        fields = _fields(row)
        status = fields.get("status", "actual")
        if fields.get("origin") == "reference" and status != "target":
            status = "reference"
        source, period = fields["evidence"], str(fields.get("period", ""))
        return cls(
            float(fields["value"]), fields["unit"], source, status, fields.get("bound", "="),
            period, printed=fields.get("text", ""), ranks=fields.get("measure") == "rank",
            each=each_year(period, subject_of(source)) if "-" in period else "",
        )  # fmt: skip

    def __str__(self) -> str:
        return self.__format__("")

    def __repr__(self) -> str:
        about = " ".join(filter(None, (str(replace(self, dated=False)), self.period, self.status)))
        return f"<Value {about}>"

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Value):
            return _identity(self) == _identity(other)
        return self.number == other if isinstance(other, int | float) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.number)

    def __deepcopy__(self, memo: dict[int, Any]) -> "Value":
        """Return the value itself, which nobody can change: plotly copies what it draws."""
        return self

    def to_plotly_json(self) -> float:
        """Return the number, as plotly draws it."""
        return self.number

    def __format__(self, spec: str) -> str:
        """Return the number in Chinese text.

        ``.1f`` gives so many decimals, ``+`` a sign before positive numbers, ``#`` no unit; ``p``
        the number as the document prints it, ``w`` its bound in words (不低于).
        """
        return _formatted(self, spec)

    @property
    def sign(self) -> int | None:
        """On which side of zero it is: 1, 0 or −1; None where its bound leaves that open.

        Examples
        --------
        >>> five = assumed(5, "%", "放宽", "about")
        >>> five.sign, replace(five, bound=">=").sign, replace(five, bound="<=").sign
        (1, 1, None)
        """
        side = (self.number > 0) - (self.number < 0)
        open_to = _DIRECTIONS.get(self.bound, 0)
        return None if open_to and side != open_to else side

    @property
    def interval(self) -> Interval:
        """What rounding leaves open in a stated number, in its unit."""
        return _left_open(self)

    def html(self, spec: str = "") -> str:
        """Return the number as HTML that opens its evidence.

        Examples
        --------
        >>> assumed(5, "%", "放宽", "about").html()
        '<span class="hz-number" data-status="derived" data-evidence="f5ff3745eb83">5%</span>'
        """
        return number_html(format(self, spec), self)

    def _repr_html_(self) -> str:
        return self.html()

    def having(self, unit: str, digits: int | None = None) -> "Value":
        """Return the same number named in another unit, shown with so many decimals.

        Examples
        --------
        >>> ratio = assumed(3, "亿元", "甲", "a") / assumed(2, "亿元", "乙", "b")
        >>> str(ratio.having("倍", 1))
        '1.5倍'
        """
        source = self.source
        source = replace(source, unit=unit) if isinstance(source, FormulaSource) else source
        digits = self.digits if digits is None else digits
        return replace(self, unit=unit, digits=digits, source=source)

    def percent(self, digits: int | None = None) -> "Value":
        """Return a ratio as per cent.

        Examples
        --------
        >>> ratio = assumed(1, "亿元", "甲", "a") / assumed(8, "亿元", "乙", "b")
        >>> str(ratio.percent(1))
        '12.5%'
        """
        return (self * 100).having("%", digits)

    # --- arithmetic -------------------------------------------------------------------------------

    __add__, __radd__ = _operators("+")
    __sub__, __rsub__ = _operators("−")
    __mul__, __rmul__ = _operators("×")
    __truediv__, __rtruediv__ = _operators("÷")
    __pow__, _ = _operators("^")

    def __neg__(self) -> "Value":
        return _combined(0, "−", self)

    def __abs__(self) -> "Value":
        return self if self.number >= 0 else _absolute(self)

    def __round__(self, digits: int = 0) -> "Value":
        return replace(self, digits=digits)

    def __float__(self) -> float:
        return float(self.number)

    __lt__, __le__ = _comparison(operator.lt), _comparison(operator.le)
    __gt__, __ge__ = _comparison(operator.gt), _comparison(operator.ge)


def _identity(value: Value) -> tuple[Any, ...]:
    return tuple(getattr(value, name) for name in Value.__dataclass_fields__ if name != "dated")


def _formatted(value: Value, spec: str) -> str:
    if value.each:
        return value.each + format(replace(value, each=""), spec)
    if value.dated and not spec:
        return f"{replace(value, dated=False)}{when(value)}"
    if value.ranks:
        return wording.rank(value.number, value.unit, value.bound)
    if spec == "w":
        bare = format(replace(value, bound="=") if value.bound in _DIRECTIONS else value, "")
        return wording.BOUND_WORDS[value.bound] + bare if value.bound in _DIRECTIONS else bare
    if spec == "p" and value.printed:
        return wording.written(value.printed, value.number, value.unit, value.bound)
    found = _SPEC.fullmatch(spec.rstrip("p"))
    if not found:
        raise ValueError(f"{spec!r}: a value is formatted as [+][.decimals][#]")
    decimals = int(found["decimals"]) if found["decimals"] else value.digits
    most = _most(value.number) if value.status == "derived" else 9
    sign = bool(found["sign"])
    if found["bare"]:
        return wording.BOUNDS[value.bound] + wording.number(value.number, decimals, most, sign)
    return wording.quantity(value.number, value.unit, value.bound, decimals, most, sign)


def kind_word(value: Value) -> str:
    """Return in a word what kind of number a value is; a count of things is not computed.

    Examples
    --------
    >>> one = assumed(5, "%", "放宽", "about")
    >>> kind_word(one), kind_word(counted([one]))
    ('推算', '计数')
    """
    counts = value.status == "derived" and getattr(value.source, "counts", False)
    return wording.COUNT if counts else wording.STATUSES.get(value.status, "")


def when(value: Value, period: bool = True) -> str:
    """Return period and kind of a value in brackets, as they stand behind it; an actual is usual.

    Examples
    --------
    >>> one = Value(5, "%", assumed(5, "%", "甲", "a").source, "target", period="2023")
    >>> when(one), when(one, period=False)
    ('（2023年目标）', '（目标）')
    """
    kind = "" if value.status == "actual" else kind_word(value)
    told = f"{wording.period(value.period) if period else ''}{kind}"
    return f"（{told}）" if told else ""


def _most(number: float) -> int:
    """Return how many decimals a number shows at the most that was computed."""
    return _DERIVED_DECIMALS if abs(number) >= 0.1 else 4


def fact_value(source: FactSource) -> Value:
    """Return the number that a fact states.

    Examples
    --------
    >>> from hzlib.evidence.sources import facts_of
    >>> from hzlib.text.corpus import load
    >>> str(fact_value(facts_of(load("hangzhou-gwr-2023"))[0]))
    '18,753亿元'
    """
    return Value.of({**asdict(source.fact), "evidence": source})


def as_read(source: Place, number: float, unit: str, bound: str, printed: str) -> Value:
    """Return a number of a document in the unit in which it is printed, of the kind it was read as.

    One that states nothing (15分钟生活圈) is of no kind.

    Examples
    --------
    >>> from hzlib.evidence.sources import stated_of
    >>> from hzlib.text.corpus import load
    >>> rows = stated_of(load("hangzhou-gwr-2023"))
    >>> goal = next(one for one in rows if one.stated.text == "4800张")
    >>> as_read(goal, 4800, "张", "=", "4800张")
    <Value 4,800张 2023 target>
    """
    one = read_as(source)
    status, period = (one.status, one.period) if one else ("", "")
    return Value(number, unit, source, status, bound, period, printed=printed)


def _left_open(value: Value) -> Interval:
    """Return `Value.interval`; a row of the reference series keeps no print (9.5万件)."""
    found = printed(value.printed, value.number)
    exact = found.low == found.high and hasattr(value.source, "figure")
    return noted(value.number) if exact else found


def _fields(row: Any) -> Mapping[str, Any]:
    as_mapping = getattr(row, "_asdict", None) or getattr(row, "to_dict", None)
    fields: Mapping[str, Any] = (
        row if isinstance(row, Mapping) else as_mapping() if as_mapping else {}
    )
    if not is_source(fields.get("evidence")):
        raise HzError(
            "Value.of: the row has no source",
            "give a row with the column evidence, such as one of hz.facts()",
        )
    return fields


def number_html(text: str, value: Value) -> str:
    """Return a text as HTML that opens the evidence of a value; a caution is marked ※.

    What was computed is marked so, whatever it stands for.
    """
    mark = f' data-caution="{CAUTION}"' if caution(value) else ""
    # A target of the reference series is none of the documents' own.
    status = "reference" if hasattr(value.source, "figure") else value.status
    status = "derived" if isinstance(value.source, FormulaSource) else status
    return (
        f'<span class="hz-number" data-status="{html.escape(status)}"{mark}'
        f' data-evidence="{key(value.source)}">{html.escape(text)}</span>'
    )


@dataclass(frozen=True)
class FormulaSource:
    """A formula over values.

    Attributes
    ----------
    text : str
        The formula with its numbers; ``^`` is a power.
    number, unit : float, str
        What it gives.
    parts : tuple of Value
        The values in it, each once, in their order.
    rank : int
        How strongly its last operation binds.
    bound : str
        As of `Value`: what is computed of bounds is one.
    """

    text: str
    number: float
    unit: str
    parts: tuple[Value, ...]
    rank: int
    bound: str = "="

    def __str__(self) -> str:
        parts = ";".join(str(part.source) for part in self.parts)
        return f"formula:{self.text}={self.number:.12g}{self.unit}:{parts}"

    __repr__ = __str__


@entry.register
def _(source: FormulaSource) -> Entry:
    unlike = _caution(source)
    return Entry(
        heading="推算方法",
        value=wording.quantity(source.number, source.unit, source.bound, most=_most(source.number)),
        text=source.text,
        note=(f"{CAUTION}算式所含各数{_how(source)}：{unlike}。" if unlike else "") + _MADE,
        parts=tuple((_label(part), part.source) for part in source.parts),
        total=len(source.parts),
    )


def caution(value: Value) -> str:
    """Return why the figures that a value is computed of are not alike; empty if they are.

    Examples
    --------
    >>> import hzlib as hz
    >>> data = hz.facts(reference=True)
    >>> first, last = (hz.pick(data, "gdp", "level", year, "杭州市") for year in (2023, 2024))
    >>> caution(last / first)
    '2023年的数早于第五次全国经济普查的修订'
    """
    return _caution(value.source) if isinstance(value.source, FormulaSource) else ""


@lru_cache(maxsize=8192)
def _caution(source: FormulaSource) -> str:
    return "；".join(cautions(part.source for part in source.parts))


def unlike(values: Iterable[Value]) -> str:
    """Return whether the figures that values are computed of are unlike, or only may be so.

    That two years' levels do not fit the growth between them tells of a difference that may be one.

    Examples
    --------
    >>> import hzlib as hz
    >>> data = hz.facts(reference=True)
    >>> levels = [hz.pick(data, "gdp", "level", year, "杭州市") for year in (2022, 2023, 2024)]
    >>> unlike([levels[2] / levels[1]]), unlike([levels[1] / levels[0]])
    ('口径不同', '')
    """
    found = (_how(one.source) for one in values if isinstance(one.source, FormulaSource))
    said = {*found} - {""}
    return "口径不同或可能不同" if len(said) > 1 else "".join(said)


@lru_cache(maxsize=8192)
def _how(source: FormulaSource) -> str:
    parts = [part.source for part in source.parts]
    known = cautions(parts, inferred=False)
    return "口径不同" if known else "可能口径不同" if cautions(parts) else ""


def _label(value: Value) -> str:
    return " ".join(
        filter(None, (wording.period(value.period) if value.period else "", str(value)))
    )


_OPERATIONS: dict[str, tuple[Callable[[float, float], Any], int]] = {
    "+": (lambda a, b: a + b, _ADD),
    "−": (lambda a, b: a - b, _ADD),
    "×": (lambda a, b: a * b, _MULTIPLY),
    "÷": (lambda a, b: a / b, _MULTIPLY),
    "^": (lambda a, b: a**b, _POWER),
}


def _combined(left: Any, sign: str, right: Any) -> Any:
    if not all(isinstance(side, int | float | Value) for side in (left, right)):
        return NotImplemented
    operation, rank = _OPERATIONS[sign]
    after = _exponent(right) if sign == "^" else _side(right, rank + (sign in "−÷"))
    text = f"{_side(left, rank + (sign == '^'))} {sign} {after}"
    try:
        number = operation(float(left), float(right))
    except (ZeroDivisionError, OverflowError):
        number = math.nan
    if isinstance(number, complex) or math.isnan(number):
        raise HzError(
            "{formula} has no real result",
            "see whether the divisor is zero, or take another number",
            formula=text,
        )
    bound = _bound(left, sign, right)
    if bound is None:
        return Missing.of(f"可由界限值判断的{text}")
    if sign in "+−" and (units := _unlike_units(left, right)):
        raise HzError("{formula}: {one} and {other} do not add up",
                      "bring both to one unit by a factor, and name it with having", formula=text,
                      one=units[0], other=units[1])  # fmt: skip
    unit = _unit(left, sign, right)
    return _derived(text, float(number), unit, (*_atoms(left), *_atoms(right)), rank, bound)


_DIRECTIONS = {">=": 1, "<=": -1}


def _bound(left: Any, sign: str, right: Any) -> str | None:
    """Return the bound of what is computed; None if its sides pull it both ways."""
    one, other = (_DIRECTIONS.get(getattr(side, "bound", ""), 0) for side in (left, right))
    if sign in "×÷^":
        # A side grows with the other one where that is positive.
        one, other = one * _turn(float(right)), other * _turn(float(left))
    pulls = {one, -other if sign in "−÷" else other} - {0}
    found = [bound for bound, way in _DIRECTIONS.items() if way in pulls]
    return None if len(found) > 1 else (found or ["="])[0]


def _turn(number: float) -> int:
    return -1 if number < 0 else 1


def _applied(value: Value, shape: str, number: float, unit: str = "", turn: int = 1) -> Value:
    inner = value.source.text if isinstance(value.source, FormulaSource) else _side(value, _ADD)
    way = turn * _DIRECTIONS.get(value.bound, 0)
    usual = "~" if value.bound == "~" else "="
    bound = next((one for one, other in _DIRECTIONS.items() if other == way), usual)
    return _derived(shape.format(inner), number, unit, _atoms(value), _ATOM, bound)


def _absolute(value: Value) -> Value:
    return replace(_applied(value, "|{}|", -value.number, value.unit, -1), digits=value.digits)


def _derived(
    text: str, number: float, unit: str, atoms: tuple[Value, ...], rank: int, bound: str
) -> Value:
    parts = tuple({(str(one.source), one.number): one for one in atoms}.values())
    source = FormulaSource(text, number, unit, parts, rank, bound)
    return Value(number, unit, source, "derived", bound)


def _side(side: Any, rank: int) -> str:
    if isinstance(side, Value) and isinstance(side.source, FormulaSource):
        source = side.source
        return source.text if source.rank >= rank else f"({source.text})"
    text = wording.number(float(side))
    return f"({text})" if float(side) < 0 and rank else text


def _exponent(side: Any) -> str:
    """Return an exponent; a root as the fraction that it is."""
    root = 1 / float(side) if not isinstance(side, Value) and 0 < abs(float(side)) < 1 else 0.0
    return f"(1 ÷ {round(root)})" if root and abs(root - round(root)) < 1e-9 else _side(side, _ATOM)


def _atoms(side: Any) -> tuple[Value, ...]:
    if not isinstance(side, Value):
        return ()
    return side.source.parts if isinstance(side.source, FormulaSource) else (side,)


def _unlike_units(left: Any, right: Any) -> tuple[str, ...]:
    """Return the units of two values if they are two; what is a number alone fits any."""
    units = tuple(side.unit for side in (left, right) if isinstance(side, Value) and side.unit)
    return units if len(set(units)) == 2 and set(units) != {"%", "pp"} else ()


def _unit(left: Any, sign: str, right: Any) -> str:
    one, other = (side.unit if isinstance(side, Value) else None for side in (left, right))
    if sign == "÷":
        if one == "%" and right == 100:
            return ""  # per cent become the ratio that they are
        # A quotient of two units has no name of its own: `having` gives it one.
        return one or "" if not other else ""
    if sign in "+−":
        # Percentages differ by percentage points.
        both = one == other == "%"
        return "pp" if sign == "−" and both else (one if one is not None else other) or ""
    return (one or other or "") if sign == "×" else ""


def log2(value: Value) -> Value:
    """Return the binary logarithm of a value.

    Examples
    --------
    >>> found = log2(assumed(8, "", "倍数", "times"))
    >>> str(found), found.source.text
    ('3', 'log2(8)')
    """
    return _applied(value, "log2({})", math.log2(value.number))


def total(values: Iterable[Value]) -> Value:
    """Return the sum of values.

    Raises
    ------
    HzError
        If there are none: a sum of nothing has no unit.

    Examples
    --------
    >>> total([assumed(1, "个", "甲", "a"), assumed(2, "个", "乙", "b")]).source.text
    '1 + 2'
    """
    found = list(values)
    if not found:
        raise HzError("total: there is nothing to add", "give an hz.Value at least")
    # By halves: the formula of a long list is then built in few steps.
    half = len(found) // 2
    return total(found[:half]) + total(found[half:]) if half else found[0]


def assumed(
    number: float, unit: str, name: str, parameter: str, digits: int | None = None
) -> Value:
    """Return a number that nobody states but that was chosen: a parameter, a threshold.

    Parameters
    ----------
    number : float
        The number.
    unit : str
        Its unit.
    name : str
        What it is, in Chinese.
    parameter : str
        The parameter that holds it.
    digits : int, optional
        Decimals to show.

    Examples
    --------
    >>> str(assumed(5, "%", "“左右”放宽", "about"))
    '5%'
    """
    source = AssumptionSource(name, parameter, float(number), unit)
    return Value(float(number), unit, source, "derived", digits=digits)


def reckoned(
    name: str,
    words: str,
    number: float | Fraction,
    unit: str,
    parts: "Iterable[Item | Value | Source]",
    digits: int | None = None,
) -> Value:
    """Return what a method in words gives that went over parts, no short formula.

    Examples
    --------
    >>> half = reckoned("折半", "取一半", 5, "%", [assumed(10, "%", "放宽", "about")])
    >>> str(half), half.source.text
    ('5%', '取一半')
    """
    source = MethodSource(name, words, float(number), unit, tuple(map(_item, parts)))
    return Value(float(number), unit, source, "derived", digits=digits)


def both_ends(
    span: Interval,
    name: str,
    words: str,
    unit: str,
    parts: "Iterable[Item | Value | Source]",
    digits: int | None = None,
) -> tuple[Value, Value]:
    """Return the ends of an interval as values; ``{end}`` in the words says which.

    Examples
    --------
    >>> reach = assumed(10, "%", "放宽", "about")
    >>> low, high = both_ends(printed("10%", 10), "进位", "{end}是这么多", "%", [reach])
    >>> str(low), high.source.text
    ('9.5%', '最大是这么多')
    """
    items = tuple(map(_item, parts))
    low, high = (
        reckoned(name, words.replace("{end}", end), number, unit, items, digits)
        for number, end in ((span.low, "最小"), (span.high, "最大"))
    )
    return low, high


def counted(
    members: "Iterable[Item | Value | Source]",
    unit: str = "个",
    noun: str = "所数的",
    among: "Iterable[Item | Value | Source]" = (),
) -> Value:
    """Return how many members a list has, as a value that opens the list.

    Parameters
    ----------
    members : iterable of Item, Value or Source
        What is counted.
    unit, noun : str, optional
        The unit of the count, and what is counted, in words.
    among : iterable of Item, Value or Source, optional
        What was looked through; it is shown where nothing was found.

    Examples
    --------
    >>> found = counted([assumed(1, "%", "甲", "a"), assumed(2, "%", "乙", "b")], "项", "假定")
    >>> str(found), len(found.source.items)
    ('2项', 2)
    """
    items = tuple(map(_item, members))
    shown = () if items else tuple(map(_item, among))
    return Value(float(len(items)), unit, ListSource(noun, unit, items, shown), "derived")


def _item(member: Any) -> Item:
    if isinstance(member, Item):
        return member
    if isinstance(member, Value):
        return Item(_label(member), member.source)
    return Item("", member)


@dataclass(frozen=True)
class Missing:
    """A figure that nobody states; whatever is computed from it is missing too.

    Attributes
    ----------
    what : tuple of str
        What it would be.
    advice : str
        What may be done about it, if anything is known.

    Examples
    --------
    >>> str(1 + Missing.of("某市2020年人口") * 2)
    '没有某市2020年人口的数据'
    """

    what: tuple[str, ...]
    advice: str = ""

    # A value's attributes, so that a missing figure can stand in its place.
    number = math.nan
    unit = period = status = ""
    bound = "="
    sign = None

    @classmethod
    def of(cls, *what: str, advice: str = "") -> "Missing":
        """Return a missing figure by what it would be, and what may be done about it."""
        return cls(tuple(dict.fromkeys(what)), advice)

    def __str__(self) -> str:
        return "；".join(filter(None, (f"没有{'、'.join(self.what)}的数据", self.advice)))

    def __repr__(self) -> str:
        return f"<Missing {'、'.join(self.what)}>"

    def _repr_html_(self) -> str:
        return html.escape(str(self))

    def __format__(self, spec: str) -> str:
        return str(self)

    def __float__(self) -> float:
        return math.nan

    def _absorbed(self, other: Any = None) -> "Missing":
        return Missing.of(*self.what, *getattr(other, "what", ()))

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _absorbed
    __truediv__ = __rtruediv__ = __pow__ = __rpow__ = _absorbed

    def __neg__(self) -> "Missing":
        return self

    __abs__ = __neg__

    def __round__(self, digits: int = 0) -> "Missing":
        return self

    def having(self, unit: str, digits: int | None = None) -> "Missing":
        """Return the missing figure itself, as a value's `having` returns the value."""
        return self

    def percent(self, digits: int | None = None) -> "Missing":
        """Return the missing figure itself, as a value's `percent` returns the value."""
        return self

    def __lt__(self, other: Any) -> bool:
        return False

    __le__ = __gt__ = __ge__ = __lt__
