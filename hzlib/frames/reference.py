"""Official figures of years that the documents leave out, each with its source."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from hzlib import lookups, wording
from hzlib.evidence.entry import Entry, entry

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class ReferenceSource:
    """A row of ``data/etc/reference.csv``; ``number`` counts its rows from 1.

    Examples
    --------
    >>> str(sources()[15]), sources()[15].figure.period
    ('reference:16', '2021')
    """

    number: int
    figure: lookups.ReferenceFigure

    def __str__(self) -> str:
        return f"reference:{self.number}"


@entry.register
def _(source: ReferenceSource) -> Entry:
    row = source.figure
    stated = wording.quantity(row.value, row.unit, row.bound)
    return Entry(
        heading="参考数据",
        value=stated,
        text=f"{row.source_title}（{row.publisher}）",
        note="参考数据，不出自本项目的文件。",
        fields=(
            ("指标", lookups.indicator_name(row.indicator)),
            ("口径", wording.MEASURES[row.measure]),
            ("地区", row.region),
            ("时期", wording.period(row.period)),
            ("状态", wording.STATUSES[row.status]),
            ("数值", stated),
            ("界限", wording.BOUND_WORDS[row.bound]),
            ("说明", row.note),
        ),
        url=row.url,
    )


@cache
def sources() -> tuple[ReferenceSource, ...]:
    """Return the reference figures as sources, in the order of the file."""
    rows = lookups.read(lookups.ReferenceFigure)
    return tuple(ReferenceSource(number, row) for number, row in enumerate(rows, 1))


def reference() -> "pd.DataFrame":
    """Return the reference series, one row a figure.

    The series fills gaps in the documents; it never replaces a figure that they state. Where the
    note says "read in a reprint", the original page was not at hand.

    Returns
    -------
    DataFrame
        The columns of ``data/etc/reference.csv`` (``value`` as a number in ``unit``, the
        indicator's canonical unit, ``%`` for growth), ``text`` (the value as the file writes it)
        and ``evidence``.

    Raises
    ------
    HzError
        If the file is damaged.

    Examples
    --------
    >>> series = reference()
    >>> row = series[(series.indicator == "gdp") & (series.period == "2021")].iloc[0]
    >>> float(row.value), row.unit, str(row.evidence)
    (18109.0, '亿元', 'reference:16')
    """
    import pandas as pd

    rows = [
        {
            "region": row.region, "indicator": row.indicator, "measure": row.measure,
            "period": row.period, "value": float(row.value), "unit": row.unit,
            "status": row.status, "bound": row.bound, "source_title": row.source_title,
            "publisher": row.publisher, "url": row.url, "note": row.note,
            "text": f"{wording.plain(row.value)}{row.unit}", "evidence": source,
        }
        for source in sources() for row in (source.figure,)
    ]  # fmt: skip
    return pd.DataFrame(rows)
