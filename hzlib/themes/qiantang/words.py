"""The words of a district's report against those of its city's, in brief."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hzlib.errors import HzError
from hzlib.evidence.sentence import joined, sentence
from hzlib.evidence.value import Value, assumed
from hzlib.figures import style
from hzlib.figures.plot import Plot
from hzlib.figures.specification import Column, Figure, Table, kindly, need
from hzlib.frames.rows import frame_of
from hzlib.text.corpus import Document
from hzlib.words.comparison import keyness
from hzlib.words.values import value_of

if TYPE_CHECKING:
    import pandas as pd

# The usual level of significance, as false discovery rate among all words listed.
_LEVEL = 0.05
_BLUE, _RED = style.PALETTE[:2]
_NAMED = 3  # words of each report in the title


@dataclass(frozen=True)
class WordApart:
    """A word that one of two reports uses more.

    Attributes
    ----------
    word : str
        The word.
    target, reference : Value
        How often the report of the part and that of the whole use it.
    log_ratio, g2 : Value
        The binary logarithm of the ratio of its frequencies, and its log-likelihood.
    """

    word: str
    target: Value
    reference: Value
    log_ratio: Value
    g2: Value


def report_on(documents: Iterable[Document], place: str, year: str | int) -> Document:
    """Return a place's report on a year.

    Parameters
    ----------
    documents : iterable of Document
        Among them the report.
    place : str
        The place.
    year : str or int
        The year that the report reviews.

    Raises
    ------
    HzError
        If there is none.

    Examples
    --------
    >>> import hzlib as hz
    >>> report_on(hz.documents(), "钱塘区", 2023).id
    'qiantang-gwr-2024'
    """
    for document in documents:
        if document.place == place and document.reviewed == str(year):
            return document
    raise HzError("there is no report of {place} on {year}", place=place, year=year)


def words_apart(
    documents: Iterable[Document], part: str, whole: str, year: str | int, top: int = 8
) -> "pd.DataFrame":
    """Return the words that set two places' reports on a year apart, the strongest of each.

    Parameters
    ----------
    documents : iterable of Document
        Among them the two reports.
    part, whole : str
        The two places.
    year : str or int
        The year that the reports review.
    top : int, optional
        Words of each report.

    Returns
    -------
    DataFrame
        The columns of `WordApart`: words that stay significant for all the words listed
        (``q`` < 0.05), the most typical of ``part`` first; the places' own names are left out.

    Raises
    ------
    HzError
        If there is no report of one place on the year.

    Examples
    --------
    >>> import hzlib as hz
    >>> row = words_apart(hz.documents(), "钱塘区", "杭州市", 2023).iloc[0]
    >>> row.word, str(row.target), str(row.reference)
    ('启动', '16次', '0次')
    """
    documents = tuple(documents)
    words = keyness(report_on(documents, part, year), report_on(documents, whole, year))
    clear = [
        row
        for row in words[words["q"] < _LEVEL].to_dict("records")
        if not any(row["word"] in place for place in (part, whole))
    ]
    sides = [[row for row in clear if row["log_ratio"] * sign > 0][:top] for sign in (1, -1)]
    found = sorted((row for side in sides for row in side), key=lambda row: -row["log_ratio"])
    return frame_of(map(_apart, found), WordApart)


def _apart(row: Any) -> WordApart:
    numbers = {name: value_of(row, name) for name in ("target", "reference")}
    measures = {name: value_of(row, name, digits=2) for name in ("log_ratio", "g2")}
    return WordApart(row["word"], **numbers, **measures)  # type: ignore[arg-type]


@kindly
def words_figure(
    documents: Iterable[Document], part: str, whole: str, year: str | int, top: int = 8
) -> Figure:
    """Return the figure of the words that set the two reports apart.

    Parameters
    ----------
    documents : iterable of Document
        Among them the two reports.
    part, whole : str
        The two places.
    year : str or int
        The year that the reports review.
    top : int, optional
        Words of each report.
    """
    rows = list(words_apart(documents, part, whole, year, top).itertuples())
    need(rows, "区别两份报告的词")
    mine = [row for row in rows if row.log_ratio > 0]
    theirs = [row for row in rows if row.log_ratio < 0][::-1]
    title = "，".join(
        f"{place}多说“{'”“'.join(row.word for row in half[:_NAMED])}”"
        for place, half in ((part, mine), (whole, theirs))
        if half
    )
    told = joined("，", [
        sentence("{word}（{part}{a}、{whole}{b}）", word=row.word, part=part, a=row.target,
             whole=whole, b=row.reference)
        for row in rows
    ])  # fmt: skip
    columns = ("词", Column(f"{part}（次）", "#"), Column(f"{whole}（次）", "#"), "对数比",
               "对数似然 G²")  # fmt: skip
    cells = tuple((row.word, row.target, row.reference, row.log_ratio, row.g2) for row in rows)
    level = assumed(_LEVEL, "", "词的差别算作显著的界线（校正后的 q 值）", "level")
    caption = sentence(
        "条上的数是两份报告里的次数；只列经多重检验校正后仍显著（q < {level}）的词，地名除外。",
        level=level,
    )
    return Figure(
        _plot(mine, theirs, (part, whole), [row.word for row in rows]),
        title,
        caption,
        sentence("区别两份报告的词：{told}。", told=told),
        Table(columns, cells),
    )


def _plot(mine: list[Any], theirs: list[Any], places: tuple[str, str], words: list[str]) -> Plot:
    import plotly.graph_objects as go

    part, whole = places
    plot = Plot("每万词频次之比（以 2 为底的对数）", height=150 + 28 * len(words))
    for place, half, colour in ((part, mine, _RED), (whole, theirs, _BLUE)):
        if half:
            bars = go.Bar(
                x=[row.log_ratio.number for row in half],
                y=[row.word for row in half],
                orientation="h",
                name=f"{place}更常说",
                text=[f"{row.target:#} : {row.reference:#}" for row in half],
                textposition="outside",
                cliponaxis=False,
                hovertemplate=f"%{{y}}<br>{part} : {whole} = %{{text}} 次<extra></extra>",
                **style.bar("derived", colour),
            )
            plot.add(bars, [row.log_ratio for row in half])
    plot.figure.update_yaxes(categoryorder="array", categoryarray=words[::-1])
    return plot
