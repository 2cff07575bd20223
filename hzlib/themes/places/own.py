"""A place of one's own against the others, in several indicators."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hzlib.evidence.sentence import Sentence, joined, sentence
from hzlib.evidence.sources import Item
from hzlib.evidence.value import Missing, Value, counted
from hzlib.figures.specification import Column, Note, Table
from hzlib.frames.places import Standing, is_sized, median, results, standing
from hzlib.frames.rows import frame_of
from hzlib.frames.selection import label
from hzlib.themes.places.material import LEAST, Board, called, lacking, mixed, ranked

if TYPE_CHECKING:
    import pandas as pd

_MOST = 12  # indicators
_NAMED = 2  # of them that a sentence tells


@dataclass(frozen=True)
class Ranked:
    """Where the chosen place stands in one indicator.

    Attributes
    ----------
    what : str
        The indicator with its measure.
    own, middle : Value
        Its figure, and the median of all places.
    rank, equal, among, above : Value
        As of `hzlib.frames.places.Standing`.
    """

    what: str
    own: Value
    middle: Value
    rank: Value
    equal: Value
    among: Value
    above: Value


def ranks(board: Board) -> "pd.DataFrame":
    """Return where the chosen place stands in the results of the year before the targets.

    Growth, shares and rates are compared of which at least three places have a figure: what grows
    with the size of a place says nothing of its rank.

    Returns
    -------
    DataFrame
        The fields of `Ranked`, the indicators of most places first.

    Examples
    --------
    >>> from hzlib.themes.places import board, material
    >>> rows = ranks(board(material(), place="澜溪市"))
    >>> rows["what"].iloc[0], str(rows["among"].iloc[0])
    ('地区生产总值增速', '26个')
    """
    year = str(board.year - 1)
    rows = board.corpus.facts(year=board.year - 1)
    found: list[Ranked] = []
    own = rows[rows["region"] == board.place]
    for indicator, measure, unit in dict.fromkeys(
        zip(own["indicator"], own["measure"], own["unit"], strict=True)
    ):
        alike = rows[
            (rows["indicator"] == indicator) & (rows["measure"] == measure) & (rows["unit"] == unit)
        ]
        if is_sized(indicator, measure, unit):
            continue
        values = results(alike, year, board.places)
        place = standing(values, board.place)
        if place is not None and len(values) >= LEAST:
            found.append(_ranked(label(indicator, measure, unit), values, board.place, place))
    found.sort(key=lambda one: -one.among.number)
    return frame_of(found[:_MOST], Ranked)


def _ranked(what: str, values: dict[str, Value], place: str, found: Standing) -> Ranked:
    return Ranked(
        what, values[place], median(values), found.rank, found.equal, found.among, found.above
    )


def _no_ranks(board: Board) -> Missing:
    """Return that the place has no results of the year before the targets, and what to set."""
    own = {one.year for one in board.corpus.documents if one.place == board.place and one.year}
    what = f"{called(board.place)}{board.year - 1}年可与各地比较的结果"
    near = sorted(own - {board.year}, key=lambda one: (abs(one - board.year), -one))
    return lacking(what, "year", board.year, *near[:1])


def ranks_table(board: Board, rows: "pd.DataFrame") -> Table | Note:
    """Return the table of where the chosen place stands."""
    if rows.empty:
        return Note(str(_no_ranks(board)))
    who, year = called(board.place), board.year - 1
    return Table.each(
        rows.itertuples(),
        ("指标", "what"),
        (Column(who, "p"), "own"),
        ("各地中位数", "middle"),
        ("位次（由高到低）", "rank"),
        ("并列", "equal"),
        ("参加比较的地区", "among"),
        ("数值较低的地区所占比重", "above"),
        caption=f"{year}年{who}在各地中的位次",
    )


def ranks_told(board: Board, rows: "pd.DataFrame") -> Sentence | Missing:
    """Return in words where the chosen place stands in the indicators of most places."""
    if rows.empty:
        return _no_ranks(board)
    told = joined("；", (
        sentence("{what}{own:p}，{place}", what=one.what, own=one.own,
                 place=ranked(one.rank, one.equal, one.among))
        for one in rows.head(_NAMED).itertuples()
    ))  # fmt: skip
    every = counted(
        [Item(one.what, one.own.source) for one in rows.itertuples()], "项", "可比的指标"
    )
    first = "其中" if len(rows) > _NAMED else ""
    return sentence(
        "{year}年，{place}有{n}指标可与其他地区" + mixed(board) + "比较，" + first + "{told}。",
        year=str(board.year - 1),
        place=called(board.place),
        n=every,
        told=told,
    )
