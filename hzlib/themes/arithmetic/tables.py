"""Tables of the documents' arithmetic."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hzlib import wording
from hzlib.evidence.sentence import Sentence, Shown, joined, sentence
from hzlib.evidence.value import Missing, Value
from hzlib.figures.specification import Cell, Column, Table, kindly, need
from hzlib.themes.arithmetic.check import Check
from hzlib.themes.arithmetic.checks import counted_checks, rows_of

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS = (
    Column("说的是什么"), Column("印的数", "p"), Column("算得", "p"), Column("容差"),
    Column("判断"), Column("算式和说明"),
)  # fmt: skip


@kindly
def listed(made: "pd.DataFrame", *verdicts: str, kind: str = "") -> Table:
    """Return the table of checks of some verdicts and of one kind, the statements' order kept.

    Examples
    --------
    >>> from hzlib.themes.arithmetic.checks import checks
    >>> print(str(listed(checks("hangzhou-plan-2024"), "不符", kind="占比").caption))
    占比：不符1项
    """
    kinds, words = kind or "各类核对", "、".join(verdicts) or "全部"
    found = need(rows_of(made, *verdicts, kind=kind), f"{kinds}里{words}的")
    size = counted_checks(found, f"{kinds}里{words}的")
    return check_table(
        found, sentence("{kinds}：{words}{size}", kinds=kinds, words=words, size=size)
    )


def check_table(found: Sequence[Check], caption: Sentence | str = "") -> Table:
    """Return checks as a table; a column without content is left out."""
    rows = [_row(check) for check in found]
    full = [place for place in range(len(_COLUMNS)) if any(row[place] for row in rows)]
    return Table(
        tuple(_COLUMNS[place] for place in full),
        tuple(tuple(row[place] for place in full) for row in rows),
        caption,
    )


def _row(check: Check) -> tuple[Cell, ...]:
    reckoned = isinstance(check.computed, Value)
    result = check.computed if reckoned else check.formula or None
    how = joined("；", filter(None, (check.formula if reckoned else None, check.reason))) or None
    return (
        named(check.title),
        check.said,
        result,
        _tolerance(check.tolerance),
        check.verdict,
        how,
    )


def named(title: Sentence) -> Sentence | str:
    """Return a title as a name if there is no number in it."""
    return title if any(isinstance(one, Shown) for one in title.pieces) else str(title)


def _tolerance(value: Value | Missing) -> Shown | None:
    if isinstance(value, Missing):
        return None
    told = wording.number(float(f"{value.number:.2g}"))
    return Shown(f"±{told}" if value.number else told, value)
