"""The facts of documents, beside what the reference series gives, as tables."""

from dataclasses import asdict, dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any

from hzlib import lookups, wording
from hzlib.evidence.entry import Entry, entry
from hzlib.evidence.interval import step
from hzlib.evidence.sources import facts_of, figure_fields
from hzlib.extraction.facts import Fact
from hzlib.text.choice import documents

if TYPE_CHECKING:
    import pandas as pd


FACT_COLUMNS = tuple(field.name for field in fields(Fact))
COLUMNS = (
    "indicator", "measure", "region", "period", "status", "value", "unit", "bound", "text", "step",
    "origin", "doc", "evidence",
)  # fmt: skip


def facts(source: Any = None) -> "pd.DataFrame":
    """Return the facts of documents: one row a stated number.

    Parameters
    ----------
    source : str, Path, Document or iterable of these, optional
        Ids of the catalogue, paths of files, documents; the catalogue's five if not given.

    Returns
    -------
    DataFrame
        The columns ``id doc start end text indicator measure region period status value unit bound
        section sentence cue rule`` and ``evidence``, the source that `Value.of` carries on; the
        unit of ``value`` is in ``unit``, offsets are code points of the raw file.

    Raises
    ------
    HzError
        If a file cannot be read.

    Examples
    --------
    >>> table = facts("hangzhou-gwr-2023")
    >>> table.loc[table.indicator.eq("gdp") & table.measure.eq("level"), "text"].tolist()
    ['18753亿元']
    """
    import pandas as pd

    found = [one for document in documents(source) for one in facts_of(document)]
    columns = {name: [getattr(one.fact, name) for one in found] for name in FACT_COLUMNS}
    table = pd.DataFrame(columns)
    table["evidence"] = pd.Series(found, dtype=object)
    return table


def gather(source: Any = None) -> "pd.DataFrame":
    """Return what documents state beside the reference series, one row a figure.

    Parameters
    ----------
    source : str, Path, Document or iterable of these, optional
        As for `facts`.

    Returns
    -------
    DataFrame
        See `combined`; the reference series is in it.

    Raises
    ------
    HzError
        If a file cannot be read.

    Examples
    --------
    >>> sorted(set(gather("hangzhou-gwr-2023").origin))
    ['document', 'reference']
    """
    return combined(facts(source), reference())


def combined(facts: "pd.DataFrame", reference: "pd.DataFrame | None" = None) -> "pd.DataFrame":
    """Return documents' facts and reference figures in one frame, each with its source.

    Parameters
    ----------
    facts : DataFrame
        Facts as `facts` gives them, in the order in which documents are to be trusted.
    reference : DataFrame, optional
        Reference figures as `hzlib.frames.facts.reference` gives them.

    Returns
    -------
    DataFrame
        The columns of `COLUMNS`: ``origin`` is ``document`` or ``reference``, ``doc`` the
        document's id or the reference's source title, ``step`` the worth of the last printed
        digit in ``unit`` (1.61万亿元 is printed to 100亿元).

    Examples
    --------
    >>> data = combined(facts("hangzhou-gwr-2023"))
    >>> float(data.iloc[0].step), data.iloc[0].origin, str(data.iloc[0].evidence)
    (1.0, 'document', 'fact:hangzhou-gwr-2023@507')
    """
    import pandas as pd

    stated = facts.assign(origin="document")
    parts = [stated]
    if reference is not None:
        parts.append(reference.assign(origin="reference", doc=reference["source_title"]))
    filled = [part for part in parts if len(part)]
    data = pd.concat(filled, ignore_index=True) if len(filled) > 1 else (filled or parts)[0]
    data = data.reindex(columns=[name for name in COLUMNS if name != "step"])
    pairs = zip(data["text"], data["value"], strict=True)
    data.insert(9, "step", [float(step(text, value)) for text, value in pairs])
    return data.reset_index(drop=True)


# --- the reference series -------------------------------------------------------------------------


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
        fields=(*figure_fields(row, stated), ("说明", row.note)),
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
        asdict(one.figure)
        | {
            "value": float(one.figure.value),
            "text": f"{wording.plain(one.figure.value)}{one.figure.unit}",
            "evidence": one,
        }
        for one in sources()
    ]
    return pd.DataFrame(rows)
