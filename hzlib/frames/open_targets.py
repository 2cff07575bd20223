"""Targets that are no indicator, and the later numbers that may answer them.

新增家庭养老床位4800张 has no row in the list of indicators, yet a later report may say what came of
it. What is called alike is a proposal, until a row of ``data/etc/matches.csv`` confirms or rejects
it.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from hzlib import lookups, wording
from hzlib.evidence.sources import Item, StatedSource, stated_of, things_of
from hzlib.evidence.value import Missing, Value
from hzlib.extraction.alike import Thing
from hzlib.extraction.stated import Stated
from hzlib.frames.rows import frame_of
from hzlib.frames.selection import DONE
from hzlib.store.choice import documents
from hzlib.text.corpus import Document

if TYPE_CHECKING:
    import pandas as pd

_YEAR = len("2030")
CONFIRMED, PROPOSED = "已确认", "待确认"


@dataclass(frozen=True)
class OpenPair:
    """An open target and the number that answers it, or may answer it.

    Attributes
    ----------
    region, period : str
        Whose target, for when.
    subject : str
        What it counts or measures, in the words of the target.
    target, outcome : Value
        Both numbers.
    target_doc, outcome_doc : str
        The ids of the documents that state them.
    gap : Value or Missing
        Outcome less target; missing where they are not of one period and unit.
    state : str
        ``已确认`` or ``待确认``.
    note : str
        What the row that confirms it notes.
    row : str
        The row of ``matches.csv`` that would confirm it.
    member : Item
        The target as a member of a count.
    """

    region: str
    period: str
    subject: str
    target: Value
    target_doc: str
    outcome: Value
    outcome_doc: str
    gap: Value | Missing
    state: str
    note: str
    row: str
    member: Item


class _Number(NamedTuple):
    """A stated number with what it is of."""

    source: StatedSource
    thing: Thing

    @property
    def quantity(self) -> Stated:
        return self.source.stated

    @property
    def document(self) -> Document:
        return self.source.document


def open_targets(source: Any = None) -> "pd.DataFrame":
    """Return the targets that are no indicator and have an answer, or one that is proposed.

    An answer stands in a document of a later year, is of the target's region and period, or of
    years that hold it, and of the same thing in the same unit (`hzlib.extraction.alike`); what was
    done in a year does not answer what was to be done in several, nor the other way round. Of
    several that may answer a target one is proposed: that of its very period, with its verb, an
    achieved one, the first. Confirmed answers are those of ``data/etc/matches.csv``, whether they
    are called alike or not; rejected ones are left out.

    Parameters
    ----------
    source : str, Path, Document, Corpus or iterable of these, optional
        Ids of the catalogue, paths of files, documents; the catalogue's five if not given.

    Returns
    -------
    DataFrame
        The fields of `OpenPair`, in the order of the targets.

    Examples
    --------
    >>> found = open_targets(["hangzhou-gwr-2023", "hangzhou-plan-2024"])
    >>> pair = found[found.subject.str.contains("家庭养老床位")].iloc[0]
    >>> str(pair.target), str(pair.outcome), str(pair.gap)
    ('4,800张', '5,041张', '241张')
    """
    numbers = {one.quantity.id: one for book in documents(source) for one in _numbers(book)}
    return frame_of(_pairs(numbers), OpenPair)


def _numbers(document: Document) -> Iterator[_Number]:
    things = things_of(document)
    return (_Number(one, things[one.stated.start]) for one in stated_of(document))


def _pairs(numbers: dict[str, _Number]) -> Iterator[OpenPair]:
    settled: dict[str, list[lookups.Match]] = defaultdict(list)
    for row in lookups.read(lookups.Match):
        settled[row.target].append(row)
    answers: dict[Any, list[_Number]] = defaultdict(list)
    for one in numbers.values():
        if one.quantity.status in DONE and _is_open(one):
            answers[one.thing.key].append(one)
    single = _told_apart(numbers.values())
    for id, target in numbers.items():
        rows = settled[id]
        confirmed = [row for row in rows if row.verdict == "confirmed" and row.outcome in numbers]
        yield from (_pair(target, numbers[row.outcome], row) for row in confirmed)
        if confirmed or id not in single:
            continue
        rejected = {row.outcome for row in rows}
        found = [one for one in answers[target.thing.key]
                 if one.quantity.id not in rejected and _answers(one, target)]  # fmt: skip
        if found:
            yield _pair(target, min(found, key=lambda one: _rank(one, target)))


def looked_for(source: Any = None) -> set[str]:
    """Return the ids of the targets that are no indicator and by whose names answers are sought.

    Examples
    --------
    >>> found = open_targets("hangzhou-gwr-2023")
    >>> len(looked_for("hangzhou-gwr-2023")) > len(found)
    True
    """
    return _told_apart(one for book in documents(source) for one in _numbers(book))


def _told_apart(numbers: Iterable[_Number]) -> set[str]:
    """Return the ids of the open targets that have their name to themselves in their document.

    Of one that is stated twice the first is taken; a name for two numbers (20%的村、10%的村) tells
    neither from the other.
    """
    targets: dict[Any, dict[float, str]] = defaultdict(dict)
    for one in numbers:
        if one.quantity.status == "target" and _is_open(one):
            same = targets[one.document.id, one.thing, one.quantity.period, one.quantity.region]
            same.setdefault(one.quantity.value, one.quantity.id)
    return {id for same in targets.values() if len(same) == 1 for id in same.values()}


def _is_open(one: _Number) -> bool:
    quantity = one.quantity
    return not quantity.indicator and bool(one.thing.name and quantity.period and quantity.region)


def _answers(one: _Number, target: _Number) -> bool:
    """Tell whether a number may answer a target of the same key."""
    first, last = _years(target.quantity.period)
    begins, ends = _years(one.quantity.period)
    return (
        one.document.year > target.document.year
        and one.quantity.region == target.quantity.region
        and (begins <= first and last <= ends or _of_one_year(one, target))
        and one.thing.answers(target.thing)
    )


def _of_one_year(one: _Number, target: _Number) -> bool:
    """Tell whether a number is of one of the years for each of which a target is set (每年)."""
    (first, last), (begins, ends) = _years(target.quantity.period), _years(one.quantity.period)
    each = first < last and not target.thing.years
    return each and first <= begins and ends <= last


def _rank(one: _Number, target: _Number) -> tuple[bool, bool, bool, int]:
    """Return the place of an answer among several: the least is proposed."""
    quantity = one.quantity
    return (
        quantity.period != target.quantity.period, one.thing.act != target.thing.act,
        quantity.status != "actual", one.document.year,
    )  # fmt: skip


def _years(period: str) -> tuple[str, str]:
    return period[:4], period[-4:]


def _pair(target: _Number, outcome: _Number, row: lookups.Match | None = None) -> OpenPair:
    goal, came = _value(target), _value(outcome)
    asked, stated, one = target.quantity, outcome.quantity, target.source
    alike = asked.period == stated.period and target.thing.unit == outcome.thing.unit
    # Of a sum up to 2030 the first year is not told.
    alike = alike and not (target.thing.years and len(asked.period) == _YEAR)
    what = f"{asked.region}{wording.period(asked.period)}{asked.subject}可比的结果"
    return OpenPair(
        asked.region, asked.period, asked.subject, goal, asked.doc, came, stated.doc,
        gap=came.having(goal.unit) - goal if alike else Missing.of(what),
        state=CONFIRMED if row else PROPOSED,
        note=row.note if row else "",
        row=_line(asked.id, stated.id, "confirmed", ""),
        member=Item(f"{wording.period(asked.period)}{asked.subject}：目标{goal:p}", one),
    )  # fmt: skip


def _line(*cells: str) -> str:
    """Return cells as a line of a CSV file: a name of a file may hold a comma."""
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow(cells)
    return written.getvalue()


def _value(one: _Number) -> Value:
    return Value.of({**one.quantity._asdict(), "evidence": one.source})


def strays(source: Any = None) -> list[lookups.Match]:
    """Return the rows of ``matches.csv`` that name a number which the documents do not state.

    Only rows of which both documents are at hand can be told.

    Examples
    --------
    >>> strays()
    []
    """
    books = documents(source)
    known = {one.quantity.id for book in books for one in _numbers(book)}
    ids = {book.id for book in books}
    return [row for row in lookups.read(lookups.Match) if _lost(row, known, ids)]


def _lost(row: lookups.Match, known: set[str], ids: Iterable[str]) -> bool:
    named = (row.target, row.outcome)
    return all(one.rpartition("@")[0] in ids for one in named) and not known.issuperset(named)
