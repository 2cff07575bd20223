"""A number that knows where it comes from; what is computed from it knows it too."""

import html
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from hzlib.pages.source import formula

_BOUNDS = {"=": "", ">=": "≥", "<=": "≤", "~": "约"}
_UNITS = {"pp": "个百分点"}
# Units of single things, whose large counts are read in 万 and 亿.
_COUNTS = tuple("人户件个家台所斤亩天岁套张辆元") + ("平方米",)
_ADD, _MULTIPLY, _POWER, _ATOM = range(4)


@dataclass(frozen=True)
class Value:
    """A number with its unit, its evidence and what kind of number it is.

    Arithmetic with values and plain numbers gives values of status ``derived`` whose evidence is
    the formula with the evidence of all its parts.

    Parameters
    ----------
    number : float
        The number, in `unit`.
    unit : str
        ``亿元``, ``%``, ``pp``, …; may be empty.
    evidence : str
        An evidence string (see `hzlib.pages.source`).
    status : str, optional
        ``actual``, ``target``, ``estimate``, ``derived`` or ``reference``.
    bound : str, optional
        ``=``, ``>=``, ``<=`` or ``~``.
    period : str, optional
        ``2022`` or ``2021-2025``.
    digits : int, optional
        Decimals to show; else as stated, at most two for derived numbers.

    Examples
    --------
    >>> gdp = Value(18753, "亿元", "fact:hangzhou-gwr-2023@507")
    >>> people = Value(1237.6, "万人", "reference:9")
    >>> str(gdp), str((gdp / people).having("万元"))
    ('18753亿元', '15.15万元')
    >>> (gdp / people).evidence
    'formula:{"formula":"18753 ÷ 1237.6","parts":["fact:hangzhou-gwr-2023@507","reference:9"]}'
    """

    number: float
    unit: str
    evidence: str
    status: str = "actual"
    bound: str = "="
    period: str = ""
    digits: int | None = None
    _text: str = ""
    _parts: tuple[str, ...] = ()
    _rank: int = _ATOM

    @classmethod
    def of(cls, row: Any) -> "Value":
        """Return a row of the facts table as a value.

        Parameters
        ----------
        row : Mapping or Series
            With ``value, unit, status, bound, period`` and ``evidence``, or ``id``.

        Examples
        --------
        >>> row = {"value": 5.0, "unit": "%", "status": "target", "bound": ">=",
        ...        "period": "2023", "id": "a@3"}
        >>> str(Value.of(row)), Value.of(row).evidence
        ('≥5%', 'fact:a@3')
        """
        fields = dict(row if isinstance(row, Mapping) else row.items())
        evidence = fields.get("evidence") or f"fact:{fields['id']}"
        return cls(
            float(fields["value"]), fields["unit"], evidence, fields.get("status", "actual"),
            fields.get("bound", "="), str(fields.get("period", "")),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.__format__("")

    def __format__(self, spec: str) -> str:
        """Return the number in Chinese text; `spec` formats the number itself (``.1f``)."""
        number, scale = self.number, ""
        if self.unit in _COUNTS and abs(number) >= 100_000 and not spec:
            number, scale = (number / 1e8, "亿") if abs(number) >= 1e8 else (number / 1e4, "万")
        digits = f"{number:{spec}}" if spec else self._digits(number)
        return f"{_BOUNDS[self.bound]}{digits}{scale}{_UNITS.get(self.unit, self.unit)}"

    def _digits(self, number: float) -> str:
        if self.digits is not None:
            return f"{number:.{self.digits}f}"
        return plain(number, 2 if self.status == "derived" else 9)

    def html(self, spec: str = "") -> str:
        """Return the number as a piece of HTML that carries its evidence.

        Examples
        --------
        >>> Value(5, "%", "fact:a@1", bound=">=").html()
        '<span class="number" data-status="actual" data-evidence="fact:a@1">≥5%</span>'
        """
        text = html.escape(format(self, spec))
        return (
            f'<span class="number" data-status="{html.escape(self.status)}"'
            f' data-evidence="{html.escape(self.evidence)}">{text}</span>'
        )

    def _repr_html_(self) -> str:
        return self.html()

    def having(self, unit: str, digits: int | None = None) -> "Value":
        """Return the same number named in another unit, shown with so many decimals.

        Examples
        --------
        >>> str(Value(1.53333, "", "reference:1").having("倍", 1))
        '1.5倍'
        """
        return replace(self, unit=unit, digits=self.digits if digits is None else digits)

    def percent(self, digits: int | None = None) -> "Value":
        """Return a ratio as per cent.

        Examples
        --------
        >>> part, whole = Value(1, "亿元", "fact:a@1"), Value(8, "亿元", "fact:a@9")
        >>> str((part / whole).percent(1))
        '12.5%'
        """
        return (self * 100).having("%", digits)

    # --- arithmetic: unit of the result, text of the formula, evidence of the parts ---------------

    def __add__(self, other: Any) -> "Value":
        return _combine(self, "+", other)

    def __radd__(self, other: Any) -> "Value":
        return _combine(other, "+", self)

    def __sub__(self, other: Any) -> "Value":
        return _combine(self, "−", other)

    def __rsub__(self, other: Any) -> "Value":
        return _combine(other, "−", self)

    def __mul__(self, other: Any) -> "Value":
        return _combine(self, "×", other)

    def __rmul__(self, other: Any) -> "Value":
        return _combine(other, "×", self)

    def __truediv__(self, other: Any) -> "Value":
        return _combine(self, "÷", other)

    def __rtruediv__(self, other: Any) -> "Value":
        return _combine(other, "÷", self)

    def __pow__(self, other: Any) -> "Value":
        return _combine(self, "^", other)

    def __neg__(self) -> "Value":
        return _combine(0, "−", self)

    def __float__(self) -> float:
        return float(self.number)


_OPERATIONS = {
    "+": (lambda a, b: a + b, _ADD),
    "−": (lambda a, b: a - b, _ADD),
    "×": (lambda a, b: a * b, _MULTIPLY),
    "÷": (lambda a, b: a / b, _MULTIPLY),
    "^": (lambda a, b: a**b, _POWER),
}


def _combine(left: Any, sign: str, right: Any) -> Any:
    if not all(isinstance(side, int | float | Value) for side in (left, right)):
        return NotImplemented
    operation, rank = _OPERATIONS[sign]
    number = operation(float(left), float(right))
    if isinstance(number, complex) or math.isnan(number):
        raise ValueError(f"{_side(left, rank)} {sign} {_side(right, rank)} 没有实数结果")
    text = f"{_side(left, rank)} {sign} {_side(right, rank + (sign in '−÷^'))}"
    parts = tuple(dict.fromkeys((*_evidence(left), *_evidence(right))))
    return Value(
        number, _unit(left, sign, right), formula(text, parts), "derived",
        _text=text, _parts=parts, _rank=rank,
    )  # fmt: skip


def _side(side: Any, rank: int) -> str:
    if not isinstance(side, Value) or not side._text:
        text = plain(float(side), 9)
        return f"({text})" if text.startswith("-") and rank else text
    return side._text if side._rank >= rank else f"({side._text})"


def _evidence(side: Any) -> tuple[str, ...]:
    if not isinstance(side, Value):
        return ()
    return side._parts or (side.evidence,)


def _unit(left: Any, sign: str, right: Any) -> str:
    one, other = (side.unit if isinstance(side, Value) else None for side in (left, right))
    if sign == "÷":
        # A quotient of two units has no name of its own: `having` gives it one.
        return one or "" if not other else ""
    if sign in "+−":
        # Percentages differ by percentage points.
        both = one == other == "%"
        return "pp" if sign == "−" and both else (one if one is not None else other) or ""
    return (one or other or "") if sign == "×" else ""


def plain(number: float, decimals: int = 9) -> str:
    """Return a number without trailing zeros.

    Examples
    --------
    >>> plain(18753.0), plain(1.50), plain(-0.0), plain(15.1527, 2)
    ('18753', '1.5', '0', '15.15')
    """
    text = f"{number:.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text
