"""Tidy tables over the facts: what the documents state beside what the reference series gives.

A view is a pure function of frames. The common frame, made by `combined`, has one row a stated
number and the columns of `COLUMNS`; every other view selects from it.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from hzlib import paths
from hzlib.errors import HzError
from hzlib.views.rounding import step

if TYPE_CHECKING:
    import pandas as pd

    from hzlib.text.corpus import Document

COLUMNS = (
    "indicator",
    "measure",
    "region",
    "period",
    "status",
    "value",
    "unit",
    "bound",
    "text",
    "step",
    "origin",
    "doc",
    "evidence",
)
MEASURES = {
    "level": "",
    "growth": "增速",
    "growth_avg": "年均增速",
    "share": "占比",
    "change": "增减量",
}
_STATUSES = {"actual": 0, "estimate": 1, "target": 2}
_BOUNDS = {"=": 0, "~": 1, ">=": 2, "<=": 2}


def combined(facts: "pd.DataFrame", reference: "pd.DataFrame | None" = None) -> "pd.DataFrame":
    """Return documents' facts and reference figures in one frame, each with its evidence.

    Parameters
    ----------
    facts : DataFrame
        Facts as `hzlib.facts` gives them, in the order in which documents are to be trusted.
    reference : DataFrame, optional
        Reference figures as `hzlib.views.reference.reference` gives them.

    Returns
    -------
    DataFrame
        The columns of `COLUMNS`: ``origin`` is ``document`` or ``reference``, ``doc`` the
        document's id or the reference's source title, ``step`` the worth of the last printed
        digit in ``unit`` (`hzlib.views.rounding.step`: 1.61万亿元 is printed to 100亿元).

    Examples
    --------
    >>> import pandas as pd
    >>> fact = {"id": "r@3", "doc": "r", "indicator": "gdp", "measure": "level",
    ...         "region": "某市", "period": "2020", "status": "actual", "value": 16100.0,
    ...         "unit": "亿元", "bound": "=", "text": "1.61万亿元"}
    >>> row = combined(pd.DataFrame([fact])).iloc[0]
    >>> float(row.step), row.origin, row.evidence
    (100.0, 'document', 'fact:r@3')
    """
    import pandas as pd

    stated = facts.assign(origin="document", evidence="fact:" + facts["id"].astype(str))
    parts = [stated]
    if reference is not None:
        parts.append(reference.assign(origin="reference", doc=reference["source_title"]))
    data = pd.concat(parts, ignore_index=True) if len(parts) > 1 else stated
    pairs = zip(data["text"], data["value"], strict=True)
    data["step"] = [float(step(text, value)) for text, value in pairs]
    return data.reindex(columns=COLUMNS).reset_index(drop=True)


def chosen(documents: Sequence[str] = ()) -> "tuple[Document, ...]":
    """Return the documents that a user names by id or by path; the project's five if none.

    Raises
    ------
    HzError
        If a file cannot be read.

    Examples
    --------
    >>> [document.place for document in chosen(["qiantang-gwr-2024"])]
    ['钱塘区']
    """
    from hzlib.pages.evidence import remember
    from hzlib.text import corpus

    known = {document.id: document for document in corpus.documents()}
    result = tuple(known.get(name) or corpus.read(name) for name in documents)
    for document in result:
        if document.id not in known:
            remember(document)
    return result or corpus.documents()


def gather(documents: Sequence[str] = ()) -> "pd.DataFrame":
    """Return the common frame of the project's documents, or of files that a user names.

    Parameters
    ----------
    documents : sequence of str, optional
        Paths of report files, or ids of the catalogue; the five documents if empty.

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
    >>> data = gather(["hangzhou-gwr-2023"])
    >>> sorted(set(data.origin))
    ['document', 'reference']
    """
    from hzlib.extraction.facts import facts
    from hzlib.views.reference import reference

    return combined(facts(chosen(documents)), reference())


def select(data: "pd.DataFrame", **wanted: Any) -> "pd.DataFrame":
    """Return the rows whose columns have the wanted value, or one of several.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"period": ["2021", "2022", "2023"], "value": [1, 2, 3]})
    >>> list(select(frame, period=("2022", "2023")).value)
    [2, 3]
    """
    kept = [True] * len(data)
    for column, value in wanted.items():
        values = {value} if isinstance(value, str) else set(value)
        cells = data[column].tolist()
        kept = [one and cell in values for one, cell in zip(kept, cells, strict=True)]
    return data.loc[kept]


def ranked(rows: "pd.DataFrame") -> "pd.DataFrame":
    """Return rival statements of one figure, the one to show first.

    Documents come before the reference, achieved before expected figures, a plain number before
    a bound, more printed digits before fewer, then the order as given.
    """
    columns = (rows[name].tolist() for name in ("origin", "status", "bound", "step", "value"))
    # A plain sort: for frames of a few rows pandas' own machinery takes ten times as long.
    keys = [
        (origin != "document", _STATUSES[status], _BOUNDS[bound], step / abs(value or 1))
        for origin, status, bound, step, value in zip(*columns, strict=True)
    ]
    return rows.iloc[sorted(range(len(keys)), key=keys.__getitem__)]


def series(
    data: "pd.DataFrame",
    indicator: str,
    measure: str = "level",
    region: str = "杭州市",
    status: str | Iterable[str] = ("actual", "estimate"),
    plain: bool = False,
) -> "pd.DataFrame":
    """Return one row a year of an indicator, the statement to show where there are several.

    Parameters
    ----------
    data : DataFrame
        The common frame (`combined`).
    indicator, measure, region : str
        Ids of the indicator and the measure, full name of the place.
    status : str or iterable of str, optional
        Which kinds of number to take.
    plain : bool, optional
        Leave out bounds (突破…), which are no point of a curve.

    Returns
    -------
    DataFrame
        Columns of `COLUMNS`, sorted by ``period``; empty if nothing is stated.

    Examples
    --------
    >>> from hzlib.views.reference import reference
    >>> gdp = series(combined(reference().assign(id="", doc="").head(0), reference()), "gdp")
    >>> list(gdp.period)
    ['2014', '2018', '2019', '2021', '2024']
    """
    rows = select(data, indicator=indicator, measure=measure, region=region, status=status)
    rows = rows[rows["period"].str.fullmatch(r"\d{4}")]
    if plain:
        rows = rows[rows["bound"].isin(["=", "~"])]
    rows = ranked(rows).drop_duplicates("period")
    return rows.sort_values("period").reset_index(drop=True)


def aims(
    data: "pd.DataFrame", indicator: str, measure: str = "level", region: str = "杭州市"
) -> "pd.DataFrame":
    """Return an indicator's targets of single years: one row a year, two where it is a range.

    Examples
    --------
    >>> from hzlib.views.reference import reference
    >>> frame = reference()
    >>> data = combined(frame.assign(id="", doc="").head(0), frame)
    >>> list(aims(data, "gdp", "growth").period)
    ['2019', '2022', '2026', '2026']
    """
    import pandas as pd

    best = series(data, indicator, measure, region, "target")
    every = select(data, indicator=indicator, measure=measure, region=region, status="target")
    opposite = best["bound"].map({">=": "<=", "<=": ">="})
    ends = best.assign(bound=opposite)[["period", "bound", "doc"]].dropna()
    others = every.merge(ends, on=["period", "bound", "doc"]).drop_duplicates("period")
    result = best if others.empty else pd.concat([best, others[best.columns]])
    return result.sort_values(["period", "value"], kind="stable").reset_index(drop=True)


@cache
def _indicators() -> "pd.DataFrame":
    import pandas as pd

    path = paths.data() / "etc" / "indicators.csv"
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8").set_index("id")


def name(indicator: str) -> str:
    """Return an indicator's Chinese name.

    Raises
    ------
    HzError
        If there is no such indicator.

    Examples
    --------
    >>> name("gdp")
    '地区生产总值'
    """
    if indicator not in _indicators().index:
        raise HzError(f"没有“{indicator}”这个指标", "指标的代号见 data/etc/indicators.csv")
    return _indicators().at[indicator, "name_zh"]


def label(indicator: str, measure: str = "level") -> str:
    """Return the name of an indicator with its measure.

    Examples
    --------
    >>> label("gdp", "growth")
    '地区生产总值增速'
    """
    return name(indicator) + MEASURES[measure]
