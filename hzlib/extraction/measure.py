"""Which measure a number is: level, growth, mean growth, share or change; or none."""

import re
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from hzlib import lookups
from hzlib.extraction.bound import Bound, Subject
from hzlib.extraction.gaps import Gap
from hzlib.extraction.lexicon import Alias
from hzlib.extraction.quantity import Quantity
from hzlib.extraction.state import Number, Sentence
from hzlib.text.numerals import DIGITS
from hzlib.text.patterns import behind_last, cued, first_signs

NEAREST = 6


_VERB_REACH = 90
_DATE_REACH = 16
_MANY = 10_000
_HUNDRED_MILLION = 10**8
_LARGEST_RATIO = 10
_PER_HEAD = ("元", "万元", "万元/人")


def measured(
    here: Sentence, number: Number, subject: Subject, alias: Alias,
    indicator: lookups.Indicator, last: Bound | None,
) -> str:  # fmt: skip
    """Return ``level``, ``growth``, ``growth_avg``, ``share`` or ``change``; empty if none fits."""
    quantity, gap, relation = number.quantity, number.gap, number.gap.relation
    verbal = alias.needs in ("flow", "stock", "built")
    if verbal and not _governed(here, alias, gap, subject, quantity.base == "%"):
        return ""
    if alias.needs == "grown":
        # 经济增长7%: the name says growth itself.
        grew = quantity.base == "%" and relation in ("", "level", "growth")
        return _growth(gap, subject) if grew else ""
    if alias.needs in ("growth", "share") and relation != alias.needs:
        return ""
    if quantity.base == "%":
        if indicator.kind == "stock" and _came_new(subject, last):
            return ""
        signed = quantity.digits[:1] in "+-" and indicator.kind == "amount"
        # 工业增加值+6.1%: a sign makes a growth of it, as do the words behind: 9.3%的高增速.
        grew = not relation and (signed or _is_growth(here.text, quantity.stop))
        gap = gap._replace(relation="growth") if grew else gap
        return _percent(gap, indicator.kind, subject, last)
    if quantity.base == "pp":
        return _points(gap, last)
    if quantity.base in lookups.cues("times") and indicator.kind != "ratio":
        return _times_more(gap, subject, last, indicator.kind)
    if alias.needs == "share" or relation == "share" or not _fits(quantity, indicator):
        return ""
    passed = not quantity.base and number.rule != "respectively" or _passed(here.text, number)
    if passed and _listed(here.text, quantity):
        # 跨越7万亿、8万亿、9万亿三个台阶: marks that were passed.
        return ""
    return _of_amount(here, number, subject, indicator, last)


def _is_growth(text: str, stop: int) -> bool:
    """Tell whether the words behind a number, or a list, make it a growth: 9.3%的高增速."""
    if text[stop : stop + 1] not in _listed_or_said():
        return False
    return cued(_GROWTH_BEHIND).match(text, stop) is not None


_GROWTH_BEHIND = (
    r"(?:(?:、|{and|and_too})\d{1,3}(?:\.\d+)?%){0,6}{of}{quick}?(?:{rate_of}|{growth_word})"
)


@cache
def _listed_or_said() -> frozenset[str]:
    return first_signs("of", "and", "and_too") | {"、"}


def _of_amount(
    here: Sentence, number: Number, subject: Subject, indicator: lookups.Indicator,
    last: Bound | None,
) -> str:  # fmt: skip
    """Return ``level`` or ``change`` for an amount, empty if it is neither."""
    gap = number.gap
    # 高新技术企业五年增加500家: what was added is the flow itself.
    since = gap.other_base or "base" in gap.says or gap.over and not indicator.stock
    grown = gap.relation == "growth" and "grown_to" not in gap.says
    if grown and (indicator.kind != "flow" or since):
        # 年均增加3万人: so much a year is no change of all the years.
        return "" if "average" in gap.says | subject.says else "change"
    new = indicator.kind == "flow" and not indicator.stock
    if _rounds(number.quantity, gap, last):
        return ""
    # 新建9万亩，累计达70万亩: the second is that of all, which is no indicator.
    if new and last and _then_all(gap, last) or _came_on_top(here.text, subject, indicator):
        return ""
    added = (subject.made or "flow" in gap.says) and indicator.kind == "stock"
    return "change" if added and not _of_all(gap, last) else "level"


def _came_new(subject: Subject, last: Bound | None) -> bool:
    """Tell whether what grew is what was added: 新设12万户，增长8%; not 增加12万户，增长8%."""
    if last is None or last.measure != "change":
        return False
    return subject.made or "flow" in last.gap.says and last.gap.relation != "growth"


_CLOSE = Fraction(9, 10)


def _rounds(quantity: Quantity, gap: Gap, last: Bound | None) -> bool:
    """Tell whether a number rounds the change told before it: 增加9966亿元，接近1万亿."""
    if last is None or last.measure != "change" or gap.relation or gap.bound == "=":
        return False
    sizes = sorted((abs(quantity.number), abs(last.quantity.number)))
    return 0 < sizes[1] * _CLOSE <= sizes[0]


def _came_on_top(text: str, subject: Subject, indicator: lookups.Indicator) -> bool:
    """Tell whether an amount is what came on top, or that of what is new: 新增税收5亿元.

    Or that of one policy: 带动固定资产投资90亿元.
    """
    if indicator.kind != "amount":
        return False
    near = max(0, subject.start - NEAREST)
    words = r"{adds|brings}$" if subject.made else r"{brings}$"
    return cued(words).search(text, near, subject.start) is not None


def _points(gap: Gap, last: Bound | None) -> str:
    """Return ``change``, or nothing where the growth rose: 增长17%，比上年提高9个百分点."""
    grown = last is not None and last.measure.startswith("growth") and "share" not in gap.says
    return "change" if gap.relation in ("growth", "share") and not grown else ""


def _times_more(gap: Gap, subject: Subject, last: Bound | None, kind: str) -> str:
    """Return ``growth`` where something grew by so many times: 增长1.2倍, not 是…的1.2倍."""
    grew = gap.relation == "growth" and gap.sign > 0 and kind in ("amount", "stock", "flow")
    # 增速较去年增长9倍: how the growth grew.
    mean = "average" in gap.says | subject.says or not gap.says.isdisjoint(("grown_to", "rate_of"))
    new = kind == "stock" and _came_new(subject, last)
    return "growth" if grew and not mean and not new else ""


def _then_all(gap: Gap, last: Bound) -> bool:
    """Tell whether a number behind that of what was added is that of all: 新建9万亩、达到70万亩."""
    reached = "reached" in gap.says and last.measure == "level" and not last.first_of_pair
    return reached or "strong_stock" in gap.says


def _of_all(gap: Gap, last: Bound | None) -> bool:
    """Tell whether a number is that of all, behind what was added: 新增12万户，总量达85万户."""
    return "strong_stock" in gap.says or (last is not None and "reached" in gap.says)


def _listed(text: str, quantity: Quantity) -> bool:
    """Tell whether a number is a member of a list of numbers."""
    behind = re.match(rf"、[\d{DIGITS}]", text[quantity.stop : quantity.stop + 2])
    before = re.search(r"[\d万亿元]、$", text[max(0, quantity.start - 2) : quantity.start])
    return bool(behind or before)


def _passed(text: str, number: Number) -> bool:
    """Tell whether the numbers before one in a list lack its unit: 连续迈上50、60、70亿元台阶."""
    start = number.quantity.start
    listed = number.rule != "respectively" and text[start - 1 : start] == "、"
    return listed and text[max(0, start - 2)].isdecimal()


def _fits(quantity: Quantity, indicator: lookups.Indicator) -> bool:
    if indicator.kind == "ratio":
        fits = not quantity.base or quantity.base in indicator.units
        return fits and quantity.number <= _LARGEST_RATIO
    if not quantity.base and quantity.times >= _MANY:
        # 常住人口418.6万, 生产总值1.2万亿, 人均收入4.1万: the text leaves 人 or 元 out.
        large = quantity.times >= _HUNDRED_MILLION or indicator.canonical_unit in _PER_HEAD
        dollars = "美元" in indicator.canonical_unit
        return not dollars and ("元" if large else "人") in indicator.units
    return quantity.base in indicator.units


def _growth(gap: Gap, subject: Subject) -> str:
    return "growth_avg" if "average" in gap.says | subject.says else "growth"


def _percent(gap: Gap, kind: str, subject: Subject, last: Bound | None) -> str:
    if gap.relation == "growth":
        if kind == "rate":
            return ""
        return "level" if kind == "rise" else _growth(gap, subject)
    if gap.says & {"plan", "aimed"} and last and last.measure.startswith("growth"):
        # 增长9%以上，力争达到10%: the second is growth as well.
        return last.measure
    if "dated" in gap.says and not gap.relation and last and last.measure.startswith("growth"):
        return "growth"  # 年均增长6%（其中2023年为5%）
    if kind in ("rate", "rise"):
        return "level"
    share = gap.relation == "share" and kind in ("amount", "stock")
    return "share" if kind == "days" or share else ""


def _governed(
    here: Sentence, alias: Alias, gap: Gap, subject: Subject, is_rate: bool
) -> bool:  # fmt: skip
    """Tell whether the verb before the name, or the words behind it, ask for flow or stock."""
    if "strong_stock" in gap.says:
        return alias.needs == "stock"
    # 托位总数57万个，比上年增加20%: what grew is how many there are.
    flows = "flow" in gap.says and not is_rate
    if (flows or subject.made) and alias.needs != "built":
        return alias.needs == "flow"
    clause = behind_last("，；：", here.text, here.start, subject.start)
    name = here.text[subject.start : subject.end]
    reach = max(here.start, subject.start - _VERB_REACH)
    verb = last_verb(here.text, clause, subject.start)
    if verb is None and alias.needs != "built":
        # 企业数量增长37%: what grew is how many there are.
        grew = gap.relation == "growth" and name.endswith(lookups.cues("of_all_there_are"))
        near = max(here.start, subject.start - _DATE_REACH)
        # 年末高新技术企业80家, 全市高新技术企业80家: so many there are.
        ended = cued(r"{at_year_end}|{whole_place}$").search(here.text, near, subject.start)
        if gap.bound == ">=" or gap.says & {"reached", "from"} or grew or ended:
            return alias.needs == "stock"
        verb = last_verb(here.text, reach, subject.start)
    if verb is None:
        # 小巨人企业316家: without a word for what was added, all there are.
        added = cued(r"{adds}").search(here.text, reach, subject.start)
        return alias.needs == "stock" and not added
    if alias.needs == "built":
        return verb.word in lookups.cues("built")
    return (verb.kind == "flow") == (alias.needs == "flow")


class _Verb(NamedTuple):
    """A verb of growth (新增: ``flow``) or of stock (拥有: ``strong_stock``)."""

    word: str
    kind: str


@cache
def _stock_verbs() -> frozenset[str]:
    return frozenset(lookups.cues("had"))


def last_verb(text: str, start: int, end: int) -> _Verb | None:
    """Return the last verb of growth or of stock in a part of a text.

    Examples
    --------
    >>> last_verb("新增企业", 0, 4).kind
    'flow'
    """
    verbs = list(cued(r"{had}|(?!{built_up}){flow}").finditer(text, start, end))
    if not verbs:
        return None
    word = verbs[-1].group()
    return _Verb(word, "strong_stock" if word in _stock_verbs() else "flow")
