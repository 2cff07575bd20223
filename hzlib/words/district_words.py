"""The words of a district's report against those of its city's, in brief."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from hzlib.charts.exhibits import Chart, displayed, kindly, need
from hzlib.charts.marks import figure
from hzlib.errors import HzError
from hzlib.pages import style

if TYPE_CHECKING:
    import pandas as pd

    from hzlib.text.corpus import Document

# The usual level of significance, as false discovery rate among all words listed.
_LEVEL = 0.05
_BLUE, _RED = style.PALETTE[:2]


def report_on(documents: "Iterable[Document]", place: str, year: str | int) -> "Document":
    """Return a place's report on a year.

    Raises
    ------
    HzError
        If there is none.
    """
    for document in documents:
        if document.place == place and document.reviewed == str(year):
            return document
    raise HzError(f"没有{place}回顾{year}年的报告")


def words_apart(
    documents: "Iterable[Document]", part: str, whole: str, year: str | int, top: int = 8
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
        Rows of `hzlib.words.keyness.keyness` that stay significant for all the words listed
        (``q`` < 0.05), the most typical of ``part`` first; the places' own names are left out.

    Raises
    ------
    HzError
        If there is no report of one place on the year.
    """
    import pandas as pd

    from hzlib.words.keyness import keyness

    documents = tuple(documents)
    words = keyness(report_on(documents, part, year), report_on(documents, whole, year))
    named = [word in part + whole for word in words["word"]]
    clear = words[(words["q"] < _LEVEL) & ~pd.Series(named, index=words.index)]
    sides = [clear[clear["log_ratio"] > 0].head(top), clear[clear["log_ratio"] < 0].head(top)]
    return pd.concat(sides).sort_values("log_ratio", ascending=False, kind="stable")


@kindly
def words_chart(
    documents: "Iterable[Document]", part: str, whole: str, year: str | int, top: int = 8
) -> Chart:
    """Return the chart of the words that set the two reports apart."""
    import plotly.graph_objects as go

    rows = need(words_apart(documents, part, whole, year, top), "区别两份报告的词")
    rows = rows.iloc[::-1].reset_index(drop=True)
    mine, theirs = (rows[rows["log_ratio"] * sign > 0] for sign in (1, -1))
    title = "，".join(
        f"{place}多说“{'”“'.join(words.head(3))}”"
        for place, words in ((part, mine["word"].iloc[::-1]), (whole, theirs["word"]))
        if len(words)
    )
    axis = "每万词频次之比（以 2 为底的对数）"
    chart = figure(title, axis, "", height=150 + 28 * len(rows))
    for place, half, colour in ((part, mine, _RED), (whole, theirs, _BLUE)):
        if half.empty:
            continue
        chart.add_trace(
            go.Bar(
                x=half["log_ratio"].round(3),
                y=half["word"],
                orientation="h",
                name=f"{place}更常说",
                customdata=list(half["log_ratio_evidence"]),
                text=[f"{row.target} : {row.reference}" for row in half.itertuples()],
                hovertemplate=f"%{{y}}<br>{part} : {whole} = %{{text}} 次<extra></extra>",
                **style.bar("actual", colour),
            )
        )
    chart.update_yaxes(categoryorder="array", categoryarray=list(rows["word"]))
    frame = displayed(
        rows[::-1], word="词", target=f"{part}（次）", reference=f"{whole}（次）",
        log_ratio="对数比", g2="对数似然 G²",
    )  # fmt: skip
    alt = "区别两份报告的词：" + "，".join(
        f"{row.word}（{part}{row.target}次、{whole}{row.reference}次）"
        for row in rows[::-1].itertuples()
    )
    caption = (
        f"条上的数是两份报告里的次数；只列经多重检验校正后仍显著（q < {_LEVEL}）的词，地名除外。"
    )
    return Chart(chart, frame, caption, alt + "。")
