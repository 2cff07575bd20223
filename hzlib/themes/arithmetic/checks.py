"""Does it add up? The documents' own arithmetic, found and checked by code.

Every number of a check can be followed to its sentence; what fits is judged by the rounding of
what is printed and by nothing else (`hzlib.evidence.interval`).
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hzlib import wording
from hzlib.evidence.clause import clause
from hzlib.evidence.sentence import Sentence, Shown, divided, joined, sentence
from hzlib.evidence.sources import Item, place_of
from hzlib.evidence.value import FormulaSource, Missing, Value, counted
from hzlib.figures import style
from hzlib.figures.bars import add_stack
from hzlib.figures.plot import Plot
from hzlib.figures.specification import Cell, Column, Figure, Table, kindly, need
from hzlib.frames.facts import facts
from hzlib.frames.rows import frame_of
from hzlib.store import choice
from hzlib.themes.arithmetic.check import FIT, OFF, OPEN, ORDER, TWICE, VERDICTS, Check
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
        The fields of `hzlib.themes.arithmetic.check.Check`; ``name``, the title as plain text;
        ``gap``, by how much the computed number is above the stated one; ``deviation``, how many
        tolerances that is, from -1 to 1 where the two fit (both are None where there is none);
        ``evidence``, the check itself.

    Examples
    --------
    >>> made = checks("hangzhou-plan-2024")
    >>> row = made[made["verdict"] == "不符"].iloc[0]
    >>> row["name"], f"{row.said:p}", str(row.computed), str(row.deviation)
    ('民生设施领域投资占比', '19.0%', '18.89%', '−2.03倍')
    """
    import pandas as pd

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
    more = {
        "name": [str(one.title) for one in made],
        "gap": list(map(_gap, made)),
        "deviation": list(map(_deviation, made)),
        "evidence": made,
    }
    return frame_of(made, Check).assign(
        **{column: pd.Series(cells, dtype=object) for column, cells in more.items()}
    )


def _plans(plan: Reading, report: Reading) -> bool:
    one, other = plan.document, report.document
    return one.id != other.id and one.place == other.place and one.planned == other.reviewed


def _gap(check: Check) -> Value | None:
    found = check.computed
    if isinstance(found, Missing) or found.unit != check.said.unit:
        return None
    apart = found - check.said
    if not isinstance(apart, Value):
        return None
    # As fine as the computed number, and an about if that is one.
    return replace(apart, digits=found.digits, bound="~" if found.bound == "~" else apart.bound)


def _deviation(check: Check) -> Value | None:
    apart, reach = _gap(check), check.tolerance
    if check.verdict == OPEN or apart is None or not isinstance(reach, Value) or not reach.number:
        return None
    return (apart / reach).having("倍")


# --- out of the table -----------------------------------------------------------------------------


def _chosen(made: "pd.DataFrame", verdicts: tuple[str, ...], kind: str) -> list[Check]:
    """Return the checks of a table that have one of the verdicts, if any is named, and a kind."""
    found: list[Check] = made["evidence"].tolist()
    return [
        check
        for check in found
        if (not verdicts or check.verdict in verdicts) and (not kind or check.kind == kind)
    ]


def _counted(found: Iterable[Check], noun: str, among: Iterable[Check] = ()) -> Value:
    return counted(map(_item, found), "项", noun, map(_item, among))


def _item(check: Check) -> Item:
    return Item(f"{check.words}，{check.verdict}", check)


def count(made: "pd.DataFrame", *verdicts: str, kind: str = "") -> Value:
    """Return how many checks have one of the verdicts (any, if none is named), a kind.

    Examples
    --------
    >>> str(count(checks("hangzhou-plan-2024"), "不符", kind="占比"))
    '1项'
    """
    return _counted(_chosen(made, verdicts, kind), _noun(verdicts, kind), _chosen(made, (), kind))


def split(made: "pd.DataFrame") -> Sentence:
    """Return how many checks have which verdict, in words.

    Examples
    --------
    >>> made = checks("hangzhou-plan-2024")
    >>> str(split(made[made["kind"] == "占比"])), str(split(made[made["kind"] == "加总"]))
    ('11项相符，1项不符，4项无法判断', '均相符')
    """
    return divided((count(made, one), one) for one in VERDICTS)


def apart_told(rates: "pd.DataFrame") -> Sentence:
    """Return how many rates are below and above what levels of two years give, as a title.

    Examples
    --------
    >>> made = checks()
    >>> rates = made[(made["kind"] == "增速") & (made["verdict"] == "无法判断")]
    >>> str(apart_told(rates))
    '不能由两年水平核对的15项增速，14项低于两年水平相除所得，1项高于两年水平相除所得'
    """
    gaps = rates["gap"].map(float)
    parts = {"低于": gaps > 0, "高于": gaps < 0, "等于": gaps == 0}
    told = divided((count(rates[some]), f"{word}两年水平相除所得") for word, some in parts.items())
    return sentence("不能由两年水平核对的{n}增速，{told}", n=count(rates), told=told)


def _noun(verdicts: tuple[str, ...], kind: str) -> str:
    noun = f"{kind}的核对" if kind else "核对"
    return f"{'、'.join(verdicts)}的{noun}" if verdicts else noun


@kindly
def scorecard(made: "pd.DataFrame") -> Figure:
    """Return the figure of how many checks of each kind have which verdict.

    Examples
    --------
    >>> str(scorecard(checks("hangzhou-plan-2024")).alt)[:16]
    '各类核对：加总相符11项；占比合'
    """
    kinds = list(dict.fromkeys(need(made["kind"], "核对")))
    counts = {
        verdict: {kind: count(made[made["kind"] == kind], verdict, kind=kind) for kind in kinds}
        for verdict in VERDICTS
    }
    plot = Plot(x="核对数（项）", height=150 + 34 * len(kinds))
    told = add_stack(plot, counts, _FILLS, "判断")
    judged = made[made["verdict"] != OPEN]
    rest = made[made["verdict"] == OPEN]
    more = sentence("；另有{n}无法判断", n=count(rest)) if len(rest) else Sentence()
    title = sentence("可判断的{n}核对，{told}", n=count(judged), told=split(judged)) + more
    title = title if len(judged) else sentence("{all}核对均无法判断", all=count(made))
    rows = tuple((kind, *(found[kind] for found in counts.values())) for kind in kinds)
    table = Table(("核对类别", *(Column(verdict, "#") for verdict in VERDICTS)), rows)
    return Figure(
        plot, title, "不含“大小关系”。点击各段可查看所含核对。",
        sentence("各类核对：{told}。", told=told), table,
    )  # fmt: skip


_FILLS = {FIT: style.ROLES["met"], OFF: style.ROLES["missed"], OPEN: style.ROLES["unlike"]}


@kindly
def listed(made: "pd.DataFrame", *verdicts: str, kind: str = "") -> Table:
    """Return the table of checks of some verdicts and of one kind, the statements' order kept.

    A column without content is left out.

    Examples
    --------
    >>> print(str(listed(checks("hangzhou-plan-2024"), "不符", kind="占比").caption))
    占比：不符1项
    """
    kinds, words, noun = kind or "各类核对", "、".join(verdicts), _noun(verdicts, kind)
    found = need(_chosen(made, verdicts, kind), noun)
    titles = _told_apart(found)
    columns = [
        (_headed(head, kind), cells)
        for head, cell in _COLUMNS
        if any(cells := titles if cell is _title else [cell(check) for check in found])
    ]
    heads, lines = zip(*columns, strict=True)
    size = _counted(found, noun)
    caption = sentence("{kinds}：{words}{size}", kinds=kinds, words=words, size=size)
    return Table(heads, tuple(zip(*lines, strict=True)), caption)


def _title(check: Check) -> Cell:
    """Return the title of a check, as a name if there is no number in it."""
    shown = any(isinstance(one, Shown) for one in check.title.pieces)
    return check.title if shown else str(check.title)


def _told_apart(found: list[Check]) -> list[Cell]:
    """Return the titles of checks; those of one title with the clause that is of each alone."""
    cells = [_title(check) for check in found]
    groups: dict[str, list[int]] = {}
    for at, cell in enumerate(cells):
        groups.setdefault(str(cell), []).append(at)
    for same in groups.values():
        told: list[Sentence] = []
        for words in (_around, _within) if len(same) > 1 else ():
            told = [words(found[at]) for at in same]
            if len(set(map(str, told))) == len(same):
                break
        for at, said in zip(same, told, strict=False):
            cells[at] = (
                sentence("{title}（{said}）", title=cells[at], said=said) if said else cells[at]
            )
    return cells


def _around(check: Check) -> Sentence:
    """Return the stretch between semicolons that states what is checked."""
    return _clause(check.said, True)


def _within(check: Check) -> Sentence:
    """Return the clauses of both statements, or of the first of the numbers that are reckoned."""
    source = getattr(check.computed, "source", None)
    if isinstance(source, FormulaSource):
        return _clause(source.parts[0])
    return joined(" → ", filter(None, (_clause(one) for one in (check.said, check.computed))))


def _clause(value: Value | Missing, wide: bool = False) -> Sentence:
    place = None if isinstance(value, Missing) else place_of(value.source)
    return clause(value, place, wide) if place else Sentence()  # type: ignore[arg-type]


# Of what is only said to be larger, and of what is said twice, no number is computed.
_HEADS = {
    ORDER: {"公布数": "被核对的数", "计算数": "应有的大小关系", "算式和说明": "依据"},
    TWICE: {"公布数": "一处", "计算数": "另一处", "算式和说明": "说明"},
}


def _headed(column: Column, kind: str) -> Column:
    heading = _HEADS.get(kind, {}).get(column.heading, column.heading)
    return replace(column, heading=heading)


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
    (Column("核对内容"), _title),
    (Column("公布数", "p"), lambda check: check.said),
    (Column("计算数", "p"), _result),
    (Column("容差"), _tolerance),
    (Column("判断"), lambda check: check.verdict),
    (Column("算式和说明"), _how),
)
