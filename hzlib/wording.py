"""Numbers, signs, units and the columns of the facts table in the words of a reader.

This is the one place that turns a number into text: thousands are set off, a minus is ``−``, counts
from 10,000 on are told in 万 and 亿 (docs/style.zh-CN.md).
"""

import math
import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hzlib import lookups

Number = float | Fraction | Decimal
MINUS = "−"
STATUSES = {
    "actual": "实际", "estimate": "预计", "target": "目标", "derived": "推算",
    "reference": "参考数据",
}  # fmt: skip
COUNT = "计数"
MEASURES = {
    "level": "总量", "growth": "增速", "growth_avg": "年均增速", "share": "占比", "change": "增减",
    "rank": "名次", "other": "其他",
}  # fmt: skip
# Of quantities that belong to no indicator, also what no series is made of.
STATED_MEASURES = {**MEASURES, "rank": "名次", "other": "其他"}
BOUNDS = {"=": "", ">=": "≥", "<=": "≤", "~": "约", "..": ""}
BOUND_WORDS = {"=": "", ">=": "不低于", "<=": "不高于", "~": "左右", "..": "范围"}
RULES = {
    "subject": "名称在前，数值在后", "shared": "多个名称共用一数",
    "respectively": "各名称与各数值依次对应", "number-before-name": "数值在前，名称在后",
    "composition": "三次产业之比，合计为一百",
    "table": "指标表",
}  # fmt: skip
ORIGINS = {"document": "文件", "reference": "参考数据", "derived": "推算"}
_UNITS = {"pp": "个百分点"}
# Units of single things, whose large counts are read in 万 and 亿.
_COUNTS = frozenset("人名户件个家台所处项斤吨亩天岁套张辆位次例棵株头幢栋间座册元") | {
    "人次", "户次", "件次", "平方米", "公里", "美元", "",
}  # fmt: skip
_SCALES = {1: "", 10**4: "万", 10**8: "亿"}
_LARGE = 10_000
# Incomes are read to the 元, as the bureaus print them; so is a number without a unit.
_LATER = {"元": 100_000, "美元": 100_000, "": 100_000}


def plain(value: Number, decimals: int = 9) -> str:
    """Return a number as data files and sorting want it: no separators, no needless zeros.

    Examples
    --------
    >>> plain(18753.0), plain(-1.50), plain(-0.0), plain(15.1527, 2)
    ('18753', '-1.5', '0', '15.15')
    """
    text = f"{float(value):.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def number(value: Number, decimals: int | None = None, most: int = 9, sign: bool = False) -> str:
    """Return a number in running text.

    Parameters
    ----------
    value : float or Fraction
        The number.
    decimals : int, optional
        Exactly so many decimals; else as many as there are, `most` at the most.
    most : int, optional
        See `decimals`.
    sign : bool, optional
        Set a plus before positive numbers too.

    Examples
    --------
    >>> number(18753), number(-1.5), number(0.4, sign=True), number(2.0, decimals=1)
    ('18,753', '−1.5', '+0.4', '2.0')
    """
    digits = plain(value, most) if decimals is None else f"{float(value):.{decimals}f}"
    digits = digits.removeprefix("-")
    whole, point, rest = digits.partition(".")
    body = f"{int(whole):,}{point}{rest}" if whole.isdigit() else digits
    negative = float(value) < 0 and any(one in "123456789" for one in body)
    return (MINUS if negative else "+" if sign and float(value) > 0 else "") + body


_DIGITS_IN_A_ROW = re.compile(r"(?<![\d.])\d{4,}(?![\d年])")


def set_off(text: str) -> str:
    """Return a cell of a document's table with thousands set off; years stay as they are.

    Examples
    --------
    >>> set_off("4500"), set_off("≥11000亿元（2024年）"), set_off("21.5")
    ('4,500', '≥11,000亿元（2024年）', '21.5')
    """
    return _DIGITS_IN_A_ROW.sub(lambda found: f"{int(found[0]):,}", text)


def unit(name: str) -> str:
    """Return a unit as it is read.

    Examples
    --------
    >>> unit("pp"), unit("亿元")
    ('个百分点', '亿元')
    """
    return _UNITS.get(name, name)


def unscaled(name: str) -> str:
    """Return a unit without the 万 and 亿 before it.

    Examples
    --------
    >>> unscaled("万平方米"), unscaled("亿元")
    ('平方米', '元')
    """
    return name.lstrip("万亿")


def change_unit(name: str) -> str:
    """Return the unit in which a change is told: of rates, ratios and ages their own, else %.

    Examples
    --------
    >>> change_unit("岁"), change_unit("%"), change_unit("亿元")
    ('岁', 'pp', '%')
    """
    return {"%": "pp", "倍": "倍", "岁": "岁"}.get(name, "%")


_RATES = ("%", "‰", "倍", "岁")


def _is_rate(unit_name: str, subject: str) -> bool:
    """Tell whether what has such a unit, or such a name, is no amount."""
    per = [one + many for one in lookups.cues("per") for many in lookups.cues("per_many")]
    if _is_measured(unit_name):
        per += lookups.cues("for_each")  # 人均绿地; but 家庭 of 人均收入偏低家庭120户 are counted
    return unit_name in _RATES or "/" in unit_name or any(one in subject for one in per)


def _is_measured(unit_name: str) -> bool:
    """Tell whether a unit is of what is measured and not counted one by one."""
    whole = lookups.cues("lasting_time")
    return unit_name in whole or any(one in unit_name for one in lookups.cues("measured"))


def measure(name: str, unit_name: str = "", indicator: str = "", subject: str = "") -> str:
    """Return a measure as it is read of a number in a unit, and of an indicator if it is of one.

    Of what is none its name tells whether it is for each of so many (每千人, 人均).

    A rate or an average is no amount and does not grow; of an amount what moves by percentage
    points is its share.

    Examples
    --------
    >>> measure("level", "亿元"), measure("level", "家"), measure("level", "%", "forest_coverage")
    ('总量', '数量', '水平')
    >>> measure("growth", "%", "gdp"), measure("growth", "%", "pm25")
    ('增速', '变动率')
    >>> measure("change", "pp", "services_va"), measure("change", "pp", "urbanization")
    ('占比增减', '增减')
    >>> measure("level", "人", "", "每千人口注册护士数"), measure("level", "分钟", "", "商事登记")
    ('水平', '时长')
    """
    known, said = lookups.comparability().get(indicator), STATED_MEASURES[name]
    rate = known.kind == "rate" if known else _is_rate(unit_name, subject)
    if name == "level":
        lasts = not known and unit_name in lookups.cues("lasting_time")
        thing = unit_name and not _is_measured(unit_name)
        return "水平" if rate else "时长" if lasts else "数量" if thing else said
    if rate and known and (known.prices == "none" or known.direction == "down"):
        return {"growth": "变动率", "growth_avg": "年均变动率"}.get(name, said)
    return "占比增减" if known and not rate and (name, unit_name) == ("change", "pp") else said


def amount(number: Number, base: str) -> tuple[Number, str]:
    """Return money in 亿 of its unit, and any other number as it is, with the unit.

    Examples
    --------
    >>> amount(Fraction(350_000_000), "元"), amount(Fraction(12), "家")
    ((Fraction(7, 2), '亿元'), (Fraction(12, 1), '家'))
    """
    return (number / 10**8, f"亿{base}") if base in ("元", "美元") else (number, base)


def quantity(
    value: Number,
    unit_name: str,
    bound: str = "=",
    decimals: int | None = None,
    most: int = 9,
    sign: bool = False,
) -> str:
    """Return a number with its unit and its bound; counts from 10,000 on in 万 and 亿.

    Examples
    --------
    >>> quantity(18753, "亿元"), quantity(12376000, "人"), quantity(5, "%", ">=")
    ('18,753亿元', '1,237.6万人', '≥5%')
    >>> quantity(9999, "户"), quantity(10000, "户"), quantity(-6000, "人"), quantity(73797, "元")
    ('9,999户', '1万户', '−6,000人', '73,797元')
    """
    factor = 1 if decimals is not None else _scale(value, unit_name)
    value = value if factor == 1 else float(value) / factor
    return f"{BOUNDS[bound]}{number(value, decimals, most, sign)}{_SCALES[factor]}{unit(unit_name)}"


def _scale(value: Number, unit_name: str) -> int:
    """Return in how many at once so many things are told: 1, 10,000 or 100,000,000."""
    size = abs(float(value))
    if unit_name not in _COUNTS or size < _LATER.get(unit_name, _LARGE):
        return 1
    return 10**8 if size >= 10**8 else 10**4


def axis_unit(largest: Number, unit_name: str) -> tuple[int, str]:
    """Return in how many at once, and in which unit, the numbers of an axis are written.

    Examples
    --------
    >>> axis_unit(70680, "个"), axis_unit(9500, "个"), axis_unit(21860, "亿元")
    ((10000, '万个'), (1, '个'), (1, '亿元'))
    """
    factor = _scale(largest, unit_name)
    return factor, _SCALES[factor] + unit(unit_name)


def written(text: str, value: float, unit_name: str, bound: str = "=") -> str:
    """Return a stated number with the digits and the unit of the document, and its bound.

    A large count that is printed without 万 gets it, as in `quantity`.

    Parameters
    ----------
    text : str
        The number as printed; a cell of a table has no unit.
    value : float
        Its value in `unit_name`.
    unit_name : str
        The canonical unit.
    bound : str, optional
        ``=``, ``>=``, ``<=``, ``~`` or ``..``.

    Examples
    --------
    >>> written("178万户", 1780000, "户", ">="), written("31.4", 314000, "人")
    ('≥178万户', '31.4万人')
    >>> written("3.5%", -3.5, "%"), written("万亿元", 10000, "亿元", ">=")
    ('−3.5%', '≥10,000亿元')
    >>> written("10680名", 10680, "人"), written("6870个", 6870, "个")
    ('1.068万名', '6,870个')
    """
    digits, own = split(text)
    factor = abs(Fraction(str(value))) / Fraction(digits) if digits and Fraction(digits) else None
    if not digits or factor is None or not (own or factor in _SCALES):
        return quantity(value, unit_name, bound, most=4)
    minus = MINUS if value < 0 else ""
    if own and _scale(Fraction(digits), own) > 1:
        return f"{BOUNDS[bound]}{minus}{quantity(Fraction(digits), own)}"
    body = number(Fraction(digits), len(digits.partition(".")[2]))
    tail = own or f"{_SCALES[int(factor)]}{unit(unit_name)}"
    return f"{BOUNDS[bound]}{minus}{body}{tail}"


def rank(value: float, unit_name: str = "", bound: str = "=") -> str:
    """Return a rank as it is read; with the bound ``<=`` it is one of the first.

    Examples
    --------
    >>> rank(1, "名"), rank(8), rank(3, bound="<=")
    ('第1名', '第8位', '前3位')
    """
    return f"{'前' if bound == '<=' else '第'}{number(value)}{unit_name or '位'}"


_DIGITS = re.compile(r"[\d.]*")


def split(text: str) -> tuple[str, str]:
    """Return the digits of a printed number and what follows them.

    Examples
    --------
    >>> split("１．６１万亿元"), split("≥1,200家")
    (('1.61', '万亿元'), ('1200', '家'))
    """
    text = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "")
    text = text.lstrip("-—−<>≥≤约[")
    found = _DIGITS.match(text)
    digits = found.group() if found else ""
    return digits.strip("."), text[len(digits) :]


def period(name: str) -> str:
    """Return a period as it is read.

    Examples
    --------
    >>> period("2023"), period("2021-2025")
    ('2023年', '2021—2025年')
    """
    return f"{name.replace('-', '—')}年" if name[-4:].isdigit() else name


def time(name: str, cumulated: bool) -> str:
    """Return a period as it is read, and whether a number is of all its years together.

    Examples
    --------
    >>> time("2021-2025", True), time("2021-2025", False)
    ('2021—2025年（累计）', '2021—2025年')
    """
    return period(name) + "（累计）" * cumulated


def widened(about: float) -> str:
    """Return how far 左右 reaches in words: 0.05 is 半成, 0.1 一成, 0.15 一成半.

    Examples
    --------
    >>> [widened(about) for about in (0, 0.05, 0.1, 0.15)]
    ['不放宽', '放宽半成', '放宽一成', '放宽一成半']
    """
    halves = round(about * 20)
    if not 0 <= halves < 20 or abs(halves - about * 20) > 1e-9:
        return f"放宽到 {about:.1%}"
    whole = "〇一二三四五六七八九"[halves // 2] + "成" if halves > 1 else ""
    half = "半" if whole else "半成"
    return "放宽" + whole + half * (halves % 2) if halves else "不放宽"


def is_number(value: Any) -> bool:
    """Tell whether a value is a number that can be shown.

    Examples
    --------
    >>> is_number(3), is_number(float("nan")), is_number(None), is_number(True)
    (True, False, False, False)
    """
    known = isinstance(value, int | float | Fraction) and not isinstance(value, bool)
    return known and math.isfinite(value)


def folded(label: str, width: int = 13) -> str:
    """Return a long label of an axis on two lines, parted at its comma if that does.

    Examples
    --------
    >>> folded("城乡居民收入倍差"), folded("数字经济核心产业增加值占GDP比重")
    ('城乡居民收入倍差', '数字经济核心产业增<br>加值占GDP比重')
    >>> folded("规模以上工业增加值增速，2023年")
    '规模以上工业增加值增速，<br>2023年'
    """
    if len(label) <= width:
        return label
    comma = label.find("，") + 1
    middle = comma if len(label) - width <= comma <= width + 1 else (len(label) + 1) // 2
    return f"{label[:middle]}<br>{label[middle:]}"


def shortened(label: str, longest: int) -> str:
    """Return a label of at most so many characters, the rest told by a dot.

    Examples
    --------
    >>> shortened("第二篇", 18), shortened("加快建设现代化产业体系", 6)
    ('第二篇', '加快建设现…')
    """
    return label if len(label) <= longest else label[: longest - 1] + "…"


def distinct(labels: list[str]) -> list[str]:
    """Return labels for an axis, on which two that are alike would fall together.

    Examples
    --------
    >>> distinct(["总体要求", "重点", "总体要求"])
    ['总体要求', '重点', '总体要求′']
    """
    seen = [labels[:place].count(label) for place, label in enumerate(labels)]
    return [label + "′" * times for label, times in zip(labels, seen, strict=True)]


def industry(name: str, short: bool = False) -> str:
    """Return the name of an industry, given that of its value added, for a narrow place too.

    Examples
    --------
    >>> industry("规模以上工业增加值"), industry("规模以上工业增加值", short=True)
    ('规模以上工业', '规上工业')
    """
    name = name.removesuffix("增加值")
    return name.replace("产业", "").replace("规模以上", "规上") if short else name


def together(names: list[str], most: int = 0) -> str:
    """Return names in a row, the rest summed up by 等 where there are more than `most`.

    Examples
    --------
    >>> together(["甲", "乙"]), together(["甲", "乙", "丙"], most=2)
    ('甲、乙', '甲、乙等')
    """
    if most and len(names) > most:
        return "、".join(names[:most]) + "等"
    return "、".join(names)
