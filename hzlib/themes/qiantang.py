"""What notebook 03 needs: which two places it sets beside each other, their numbers and words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from hzlib.corpus import Corpus
from hzlib.errors import HzError
from hzlib.evidence.basis import share_of
from hzlib.evidence.value import Value
from hzlib.extraction.mentions import mentions
from hzlib.figures.display import refuse, show
from hzlib.figures.own import explore
from hzlib.figures.specification import Figure, Note, Table
from hzlib.frames.beside import beside, intensities, lies_in, plan_and_result, quotients
from hzlib.frames.names import place_name
from hzlib.frames.rows import frame_of
from hzlib.frames.selection import DONE, select
from hzlib.messages import told
from hzlib.text.corpus import Document
from hzlib.text.places import counties, listed
from hzlib.words.comparison import keyness
from hzlib.words.values import value_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Pair", "beside", "growth", "intensities", "intensity_table", "pair", "plan_and_result",
    "quotients", "report_on", "shares", "specialisation", "wholes_apart", "words_apart",
]  # fmt: skip

_NOBODY = "另一个地方"
# The usual level of significance, as false discovery rate among all words listed.
_LEVEL = 0.05
_ROOM = 1.3  # of the longest bar, so that its number fits beside it on a phone too


# --- the two places -------------------------------------------------------------------------------


class Pair(NamedTuple):
    """Two places that are set beside each other in a year.

    Attributes
    ----------
    part, whole : str
        Full names.
    year : int
        The year.
    nested : bool
        Whether the first lies within the second.
    """

    part: str
    whole: str
    year: int
    nested: bool


def pair(corpus: Corpus, part: str = "", whole: str = "", year: int = 0) -> Pair:
    """Return the two places that a material lets be compared, or say what it lacks for that.

    What is left empty is the material's own: a place that lies within another one of it, else the
    two that most documents speak for, as equals; the last year that documents of both look back on.
    A note tells if there is no such place, no second one, or if neither lies in the other.

    Parameters
    ----------
    corpus : Corpus
        The documents.
    part, whole : str, optional
        The places, in full or in short.
    year : int, optional
        The year.

    Examples
    --------
    >>> import hzlib as hz
    >>> pair(hz.corpus())
    Pair(part='钱塘区', whole='杭州市', year=2023, nested=True)
    """
    part, whole = (one and _named(corpus, one) for one in (part, whole))
    first, second = _places(corpus, part, whole if whole != part else "")
    if lies_in(second, first):
        first, second = second, first
    # Of a place that data/etc does not have the reader knows where it lies.
    told_so = bool(part and whole) and not (_known(first) and _known(second))
    nested = second != _NOBODY and (told_so or lies_in(first, second))
    if second == _NOBODY:
        show(Note(told("the material has no second place beside {place}", place=first or "—")))
    elif not nested and {first, second} <= set(corpus.facts()["region"]):
        show(Note(told("neither of {part} and {whole} lies in the other: no shares are computed; "
                       "the places of the material: {places}",
                       part=first, whole=second, places=list(corpus.places))))  # fmt: skip
    when = corpus.choose(year=year) if year else _year(corpus, first, second)
    return Pair(first, second, when, nested)


def _places(corpus: Corpus, part: str, whole: str) -> tuple[str, str]:
    """Return two places, the inner one first if one of those at hand lies in another."""
    firsts, seconds = ([one] if one else list(corpus.places) for one in (part, whole))
    pairs = [(one, other) for one in firsts for other in seconds if one != other]
    inner = [two for two in pairs if lies_in(*two)]
    return next(iter(inner or pairs), (part or whole or corpus.place, _NOBODY))


def _named(corpus: Corpus, name: str) -> str:
    """Return the full name of a place of the material; of an unknown one nothing, with a note."""
    try:
        return place_name(name, [*corpus.places, *corpus.facts()["region"].unique()])
    except HzError as error:
        refuse(error)
        return ""


def _known(place: str) -> bool:
    return place in counties() or place in listed()


def _year(corpus: Corpus, *places: str) -> int:
    """Return the last year that documents of all places look back on, else that both have facts of.

    Without such a year it is the last one that any of them tells of.
    """
    done = select(corpus.facts(), region=places, status=DONE)
    reviewed = {(one.place, one.reviewed) for one in corpus.documents}
    known = (reviewed, set(zip(done["region"], done["period"], strict=True)))
    years = [
        [{int(year) for place, year in pairs if place == one and year.isdigit()} for one in places]
        for pairs in known
    ]
    found = (way(*some) for way in (set.intersection, set.union) for some in years)
    return max(next(filter(None, found), {0}))


# --- words ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class WordApart:
    """A word that one of two reports uses more.

    Attributes
    ----------
    word, place : str
        The word, and the place whose report uses it more.
    target, reference : Value
        How often the report of the part and that of the whole use it.
    log_ratio, g2 : Value
        The binary logarithm of the ratio of its frequencies, and its log-likelihood.
    """

    word: str
    place: str
    target: Value
    reference: Value
    log_ratio: Value
    g2: Value


def wholes_apart(rows: "pd.DataFrame") -> str:
    """Return in words how shares of unlike wholes are not to be read; empty if they have one.

    Parameters
    ----------
    rows : DataFrame
        Of `beside`, those that one place alone states.

    Examples
    --------
    >>> import hzlib as hz
    >>> both = beside(hz.facts(reference=True), "钱塘区", "杭州市", 2023)
    >>> wholes_apart(both[both["known"] != "both"])
    '各占比的分母不同或未载明（见原句），不能相加，也不能相互比较大小'
    >>> wholes_apart(both.head(0))
    ''
    """
    some = rows[rows["measure"] == "share"]
    values = [one for one in (*some["part"], *some["whole"]) if isinstance(one, Value)]
    wholes = {_whole(share_of(one.source)) for one in values}
    if len(values) < 2 or (len(wholes) == 1 and "" not in wholes):
        return ""
    return "各占比的分母不同或未载明（见原句），不能相加，也不能相互比较大小"


def _whole(words: str) -> str:
    """Return what a share is a share of: the indicator's id where the words name one."""
    named = (one.aliases[0].indicators[0] for one in mentions(words, 0, len(words)) if one.aliases)
    return next(named, words)


def report_on(documents: Iterable[Document], place: str, year: str | int) -> Document | None:
    """Return a place's report on a year, None if there is none.

    Parameters
    ----------
    documents : iterable of Document
        Among them the report.
    place : str
        The place.
    year : str or int
        The year that the report reviews.

    Examples
    --------
    >>> import hzlib as hz
    >>> report_on(hz.documents(), "钱塘区", 2023).id
    'qiantang-gwr-2024'
    """
    own = (one for one in documents if one.place == place and one.reviewed == str(year))
    return next(own, None)


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
        Without a report of both places on the year there are none.

    Examples
    --------
    >>> import hzlib as hz
    >>> row = words_apart(hz.documents(), "钱塘区", "杭州市", 2023).iloc[0]
    >>> row.word, str(row.target), str(row.reference)
    ('启动', '16次', '0次')
    """
    documents = tuple(documents)
    mine, theirs = (report_on(documents, place, year) for place in (part, whole))
    if mine is None or theirs is None:
        return frame_of([], WordApart)
    words = keyness(mine, theirs)
    clear = [
        row
        for row in words[words["q"] < _LEVEL].to_dict("records")
        if not any(row["word"] in place for place in (part, whole))
    ]
    sides = [
        (place, [row for row in clear if row["log_ratio"] * sign > 0][:top])
        for place, sign in ((part, 1), (whole, -1))
    ]
    found = [_apart(row, place) for place, rows in sides for row in rows]
    return frame_of(sorted(found, key=lambda one: -one.log_ratio.number), WordApart)


def _apart(row: Any, place: str) -> WordApart:
    numbers = {name: value_of(row, name) for name in ("target", "reference")}
    measures = {name: value_of(row, name, digits=2) for name in ("log_ratio", "g2")}
    return WordApart(row["word"], place, **numbers, **measures)  # type: ignore[arg-type]


# --- what lesson 5 shows --------------------------------------------------------------------------


def shares(data: "pd.DataFrame", part: str, whole: str, year: str | int) -> Figure | Note:
    """Return the figure of what a part is of its whole; the arguments are those of `beside`.

    Examples
    --------
    >>> import hzlib as hz
    >>> str(shares(hz.facts(reference=True), "钱塘区", "杭州市", 2023).title)
    '2023年钱塘区占杭州市的比重'
    """
    import plotly.express as px

    rows = beside(data, part, whole, year).dropna(subset=["share"])
    rows = rows.sort_values("share", ascending=False)
    names = {"share": f"占{whole}的比重（%）", "name": "指标"}
    drawn = px.bar(
        rows, x="share", y="name", orientation="h", text=rows["share"].map(str), labels=names
    )
    drawn.update_traces(textposition="outside")
    drawn.update_xaxes(range=[0, _ROOM * max(map(float, rows["share"]), default=1)])
    drawn.update_yaxes(autorange="reversed")
    return explore(drawn, title=f"{year}年{part}占{whole}的比重")


def growth(data: "pd.DataFrame", part: str, whole: str, year: str | int) -> Figure | Note:
    """Return the figure of growth in both places, the widest gap on top; as `shares`."""
    import plotly.express as px

    rows = beside(data, part, whole, year).dropna(subset=["gap"])
    rows = rows.sort_values("gap", ascending=False).rename(columns={"part": part, "whole": whole})
    names = {"value": f"{year}年增速（%）", "name": "指标"}
    rates = rows.melt("name", [part, whole], "地方")
    drawn = px.scatter(rates, x="value", y="name", color="地方", orientation="h", labels=names)
    # Both places and all items are read on one scale.
    drawn.add_vline(0, line_width=1)
    drawn.update_xaxes(rangemode="tozero")
    drawn.update_yaxes(autorange="reversed")
    return explore(drawn, title=f"{year}年的增速：{part}与{whole}")


def specialisation(data: "pd.DataFrame", part: str, whole: str, year: str | int) -> Figure | Note:
    """Return the figure of location quotients; as `shares`."""
    import plotly.express as px

    rows = quotients(beside(data, part, whole, year))
    names = {"value": "区位商", "name": "产业"}
    drawn = px.bar(
        rows, x="value", y="name", orientation="h", text=rows["value"].map(str), labels=names
    )
    drawn.update_traces(textposition="outside")
    drawn.update_xaxes(range=[0, _ROOM * max(map(float, rows["value"]), default=1)])
    drawn.update_yaxes(autorange="reversed")
    drawn.add_vline(1, line_dash="dot")
    return explore(drawn, title=f"{year}年{part}对{whole}的区位商")


def intensity_table(data: "pd.DataFrame", part: str, whole: str, year: str | int) -> Table:
    """Return the table of amounts per resident, investment per output and rates; as `shares`."""
    rows = intensities(data, beside(data, part, whole, year), part, whole, year)
    return Table.of(rows.rename(columns={"part": part, "whole": whole}), "人均数按年末常住人口计算")
