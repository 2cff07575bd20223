"""Does it add up? The documents' own arithmetic, found and checked by code.

Every number of a check can be followed to its sentence; what fits is judged by the rounding of
what is printed and by nothing else (`hzlib.evidence.interval`).
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from hzlib import wording
from hzlib.evidence.sentence import Sentence, Shown, joined, sentence
from hzlib.evidence.sources import Item
from hzlib.evidence.value import Missing, Value, counted
from hzlib.figures.specification import Cell, Column, Table, kindly, need
from hzlib.frames.facts import facts
from hzlib.frames.rows import frame_of
from hzlib.text import choice
from hzlib.themes.arithmetic.check import OPEN, Check, lacking
from hzlib.themes.arithmetic.identities import growth_checks, relation_checks, repeat_checks
from hzlib.themes.arithmetic.reading import Reading, reading
from hzlib.themes.arithmetic.shares import completion_checks, share_checks, sum_check

if TYPE_CHECKING:
    import pandas as pd

ABOUT = 0.05
"""How far 左右 reaches, as a share of the number."""


def checks(documents: Any = None, about: float = ABOUT) -> "pd.DataFrame":
    """Return the checks of the documents' arithmetic, one row a check.

    Parameters
    ----------
    documents : str, Path, Document or iterable of these, optional
        The documents; the catalogue's five if not given. Reference figures of their places are
        used for growth and repeated figures.
    about : float, optional
        How far 左右 reaches, as a share of the number.

    Returns
    -------
    DataFrame
        The columns are the fields of `hzlib.themes.arithmetic.check.Check`.

    Examples
    --------
    >>> made = checks("hangzhou-plan-2024")
    >>> [row.verdict for row in made.itertuples() if f"{row.said:p}" == "19.0%"]
    ['不符']
    """
    books = choice.documents(documents)
    readings = [reading(book) for book in books]
    made: list[Check] = []
    for one in readings:
        made += [sum_check(found, about) for found in one.sums]
        made += share_checks(one, about)
        made += completion_checks(one, [plan for plan in readings if _plans(plan, one)], about)
    data = facts(books, reference=True)
    known = data["origin"].ne("reference") | data["region"].isin({book.place for book in books})
    for found in (growth_checks, relation_checks, repeat_checks):
        made += found(data[known], about)
    return frame_of(made, Check)


def _plans(plan: Reading, report: Reading) -> bool:
    one, other = plan.document, report.document
    return one.id != other.id and one.place == other.place and one.planned == other.reviewed


# --- out of the table -----------------------------------------------------------------------------


def rows_of(made: "pd.DataFrame", *verdicts: str, kind: str = "", title: str = "") -> list[Check]:
    """Return the checks of a table that have one of the verdicts, a kind, an end of the title.

    Examples
    --------
    >>> len(rows_of(checks("hangzhou-plan-2024"), "不符", kind="占比"))
    1
    """
    return [
        check
        for check in (Check(**row) for row in made.to_dict("records"))
        if (not verdicts or check.verdict in verdicts)
        and (not kind or check.kind == kind)
        and str(check.title).endswith(title)
    ]


def count(made: "pd.DataFrame", *verdicts: str, kind: str = "") -> Value:
    """Return how many checks have one of the verdicts (any, if none is named).

    Examples
    --------
    >>> str(count(checks("hangzhou-plan-2024"), "不符", kind="占比"))
    '1项'
    """
    noun = f"{kind}的核对" if kind else "核对"
    noun = f"{'、'.join(verdicts)}的{noun}" if verdicts else noun
    among = rows_of(made, kind=kind)
    return counted_checks(rows_of(made, *verdicts, kind=kind), noun, among)


def counted_checks(found: list[Check], noun: str, among: list[Check] | None = None) -> Value:
    """Return how many checks there are, as a value that opens their list."""
    return counted(map(_item, found), "项", noun, map(_item, among or ()))


def _item(check: Check) -> Item:
    return Item(f"{check.words}，{check.verdict}", check)


def first(made: "pd.DataFrame", kind: str, *verdicts: str, title: str = "") -> Check:
    """Return the first check of a kind, with one of the verdicts, whose title ends so.

    The figures of a check that is not there are missing.

    Examples
    --------
    >>> str(first(checks("hangzhou-gwr-2023"), "占比", "相符").computed)
    '27.07%'
    """
    found = rows_of(made, *verdicts, kind=kind, title=title)
    return found[0] if found else lacking(f"可以举例的{title or kind}核对")


def longest(made: "pd.DataFrame", kind: str) -> Check:
    """Return the check of a kind with the most numbers in its formula, amounts before counts.

    Examples
    --------
    >>> str(longest(checks("hangzhou-plan-2024"), "加总").computed)
    '2,068.5亿元'
    """
    found = [check for check in rows_of(made, kind=kind) if isinstance(check.computed, Value)]
    size = lambda check: (str(check.formula).count("+"), len(check.computed.unit))  # noqa: E731
    return max(found, key=size, default=lacking(f"可以举例的{kind}核对"))


def gap(check: Check) -> Value | Missing:
    """Return by how much the computed number is above the stated one."""
    return check.computed - check.said


def deviation(check: Check) -> Value | Missing:
    """Return how many tolerances the computed number is above the stated one.

    From -1 to 1 the two fit. A count has no tolerance: there it is the gap itself.
    """
    if check.verdict == OPEN or isinstance(check.tolerance, Missing):
        return Missing.of("可以判断的两个数的偏差")
    apart = gap(check)
    return (apart / check.tolerance).having("倍") if check.tolerance.number else apart


# --- as tables ------------------------------------------------------------------------------------


@kindly
def listed(made: "pd.DataFrame", *verdicts: str, kind: str = "") -> Table:
    """Return the table of checks of some verdicts and of one kind, the statements' order kept.

    Examples
    --------
    >>> print(str(listed(checks("hangzhou-plan-2024"), "不符", kind="占比").caption))
    占比：不符1项
    """
    kinds, words = kind or "各类核对", "、".join(verdicts) or "全部"
    found = need(rows_of(made, *verdicts, kind=kind), f"{kinds}里{words}的")
    size = counted_checks(found, f"{kinds}里{words}的")
    caption = sentence("{kinds}：{words}{size}", kinds=kinds, words=words, size=size)
    return check_table(found, caption)


def check_table(found: Sequence[Check], caption: Sentence | str = "") -> Table:
    """Return checks as a table; a column without content is left out."""
    columns = [
        (head, cells) for head, cell in _COLUMNS if any(cells := [cell(check) for check in found])
    ]
    heads, lines = zip(*columns, strict=True)
    return Table(heads, tuple(zip(*lines, strict=True)), caption)


def _title(check: Check) -> Cell:
    """Return the title of a check, as a name if there is no number in it."""
    shown = any(isinstance(one, Shown) for one in check.title.pieces)
    return check.title if shown else str(check.title)


def _result(check: Check) -> Cell:
    return check.computed if isinstance(check.computed, Value) else check.formula or None


def _how(check: Check) -> Cell:
    formula = check.formula if isinstance(check.computed, Value) else None
    return joined("；", filter(None, (formula, check.reason))) or None


def _tolerance(check: Check) -> Cell:
    value = check.tolerance
    if isinstance(value, Missing):
        return None
    told = wording.number(float(f"{value.number:.2g}"))
    return Shown(f"±{told}" if value.number else told, value)


_COLUMNS: tuple[tuple[Column, Callable[[Check], Cell]], ...] = (
    (Column("说的是什么"), _title),
    (Column("印的数", "p"), lambda check: check.said),
    (Column("算得", "p"), _result),
    (Column("容差"), _tolerance),
    (Column("判断"), lambda check: check.verdict),
    (Column("算式和说明"), _how),
)
