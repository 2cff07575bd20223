"""A total and its parts: their numbers, and their shares as stated and as computed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hzlib.evidence.value import Missing, Value
from hzlib.frames.rows import frame_of
from hzlib.store import choice
from hzlib.text.patterns import cued
from hzlib.themes.arithmetic.check import FIT, OFF
from hzlib.themes.arithmetic.reading import Reading, Stated, Sum, item, own, reading

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of a total.

    Attributes
    ----------
    total : str
        What the total is of.
    whole : Value
        The total.
    name : str
        What the part is of.
    value : Value
        Its number, in the unit of the total.
    said : Value or Missing
        Its share of the total as the text states it.
    computed : Value
        The share that follows, in per cent.
    verdict : str
        Whether the two fit; empty if no share is stated.
    """

    total: str
    whole: Value
    name: str
    value: Value
    said: Value | Missing
    computed: Value
    verdict: str


def parts(documents: Any = None) -> "pd.DataFrame":
    """Return the sum with the most parts: its parts, their shares as stated and as computed.

    Parameters
    ----------
    documents : str, Path, Document or iterable of these, optional
        The documents; the catalogue's five if not given.

    Returns
    -------
    DataFrame
        The columns of `Part`, in the order of the text; empty if nothing is a sum.

    Examples
    --------
    >>> row = parts("hangzhou-plan-2024").iloc[0]
    >>> row.total, str(row.whole), row["name"], str(row.value), str(row.computed)
    ('年度计划投资', '2,068.5亿元', '先进制造业基地领域', '921.5亿元', '44.55%')
    """
    found = largest([reading(book) for book in choice.documents(documents)])
    return frame_of(breakdown(*found) if found else [], Part)


def largest(readings: Sequence[Reading]) -> tuple[Reading, Sum] | None:
    """Return the sum with the most parts, all of them; of two, the one whose parts have shares."""
    made = [
        (one, found) for one in readings for found in one.sums if found.whole and not found.open
    ]
    return max(made, key=_size, default=None)


def _size(pair: tuple[Reading, Sum]) -> tuple[int, bool]:
    source, made = pair
    return len(made.parts), any(_share(source, part) for part in made.parts)


def breakdown(source: Reading, made: Sum) -> list[Part]:
    """Return the parts of a sum in the order of the text.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> parts = breakdown(*largest([reading(load("hangzhou-plan-2024"))]))
    >>> parts[0].name, str(parts[0].value), str(parts[0].computed)
    ('先进制造业基地领域', '921.5亿元', '44.55%')
    """
    whole = made.whole
    assert whole is not None
    listed = len({other.paragraph for other in made.parts}) == len(made.parts)
    found = []
    for part in made.parts:
        name = (item(source.document.text, part) if listed else "") or own(part.before)
        share, value = _share(source, part), part.at(whole.scale, whole.unit)
        span = (part.interval / whole.interval).times(100)
        found.append(Part(
            total=own(whole.before),
            whole=whole.value,
            name=name,
            value=value,
            said=share.value if share else Missing.of(f"{name}的占比"),
            computed=(value / whole.value).percent(),
            verdict="" if share is None else FIT if span.meets(share.interval) else OFF,
        ))  # fmt: skip
    return found


def _share(source: Reading, part: Stated) -> Stated | None:
    """Return the share that is said of a part in its stretch, if one is."""
    after = source.following.get(part)
    told = after and after.base == "%" and cued(r"{told_share}").search(after.before)
    return after if told else None
