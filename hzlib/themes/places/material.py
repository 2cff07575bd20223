"""What is compared: the documents, their places and levels, the indicator and the year."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from hzlib import paths
from hzlib.corpus import Corpus, corpus
from hzlib.errors import HzError
from hzlib.evidence.sentence import Sentence, joined, sentence
from hzlib.evidence.sources import Item
from hzlib.evidence.value import Missing, Value, counted
from hzlib.figures.display import is_set, refuse
from hzlib.figures.specification import Column, Table, kindly, need
from hzlib.frames.places import is_invented, is_sized, level, province, targets
from hzlib.frames.selection import label, name
from hzlib.store.quality import Finding
from hzlib.text.corpus import Document, catalogue_rows
from hzlib.text.places import COUNTRY
from hzlib.themes.start import begin, how_many, kind_name

if TYPE_CHECKING:
    import pandas as pd

LEVELS = {
    "country": "全国",
    "province": "省级",
    "prefecture": "地级",
    "county": "县级",
    "township": "乡镇",
    "": "级别不明",
}
INVENTED = "（虚构）"
NAMED = 2  # places that a sentence names
LEAST = 3  # places below which little can be said of them together


def material(source: Any = None) -> Corpus:
    """Return the documents as a corpus; if none are named, the project's and the invented ones.

    Examples
    --------
    >>> len(material().documents), len(material("hangzhou-gwr-2023").documents)
    (65, 1)
    """
    if isinstance(source, list | tuple) and not source:
        source = None
    if source is None:
        invented = sorted((paths.data() / "example").glob("*.txt"))
        source = [*(row.id for row in catalogue_rows()), *invented]
    return corpus(source)


def called(place: str) -> str:
    """Return a place as it is shown: an invented one is marked.

    Examples
    --------
    >>> called("澜溪市"), called("杭州市")
    ('澜溪市（虚构）', '杭州市')
    """
    return place + INVENTED * is_invented(place)


def words(told: Sentence | Missing, title: Sentence | str) -> Sentence | str:
    """Return what is told of a figure, or its title where nothing is."""
    return told if isinstance(told, Sentence) else title


def names(places: Iterable[str], most: int = NAMED) -> Sentence:
    """Return places in a sentence, the first few by name.

    Examples
    --------
    >>> str(names(["甲市", "乙市", "丙市", "丁市"])), str(names(["澜溪市"]))
    ('甲市、乙市等', '澜溪市（虚构）')
    """
    every = list(places)
    return Sentence(("、".join(map(called, every[:most])) + "等" * (len(every) > most),))


@dataclass(frozen=True)
class Board:
    """What the notebook compares.

    Attributes
    ----------
    corpus : Corpus
        The documents.
    place, indicator, measure : str
        The place that is set against the others; whose figures.
    year : int
        For which the targets are.
    """

    corpus: Corpus
    place: str
    indicator: str
    measure: str
    year: int

    @property
    def places(self) -> tuple[str, ...]:
        """The places that are compared: those of the documents, but for the country."""
        return tuple(one for one in self.corpus.places if one != COUNTRY)

    @cached_property
    def rows(self) -> "pd.DataFrame":
        """The facts of the indicator and the measure, in the unit of most of them."""
        found = self.corpus.facts(indicator=self.indicator, measure=self.measure)
        return found[found["unit"] == found["unit"].mode().iloc[0]] if len(found) else found

    @cached_property
    def every(self) -> "pd.DataFrame":
        """The targets of all years; see `hzlib.frames.places.targets`."""
        return targets(self.rows, self.places)

    @cached_property
    def targets(self) -> "pd.DataFrame":
        """The targets of the year, the highest first."""
        found = self.every
        return found[found["period"] == str(self.year)].reset_index(drop=True)

    @cached_property
    def by_year(self) -> dict[int, dict[str, Value]]:
        """The targets of each year by place."""
        return {
            int(year): dict(zip(rows["place"], rows["target"], strict=True))
            for year, rows in self.every.groupby("period")
        }

    @cached_property
    def national(self) -> dict[int, Value]:
        """What the country's own documents aim at, by year; nothing of amounts."""
        if self.sized:
            return {}
        books = (getattr(one, "document", None) for one in self.rows["evidence"])
        own = self.rows.loc[[book is not None and book.place == COUNTRY for book in books]]
        found = targets(own, (COUNTRY,))
        return {int(one.period): one.target for one in found.itertuples()}

    @property
    def values(self) -> dict[str, Value]:
        """The targets of the year by place."""
        return self.by_year.get(self.year, {})

    @property
    def unit(self) -> str:
        """The unit of its numbers."""
        return str(self.rows["unit"].iloc[0]) if len(self.rows) else ""

    @property
    def sized(self) -> bool:
        """Whether its numbers grow with the size of a place: unlike places have no median."""
        return len(self.rows) > 0 and is_sized(self.indicator, self.measure, self.unit)

    @property
    def what(self) -> str:
        """The indicator with its measure."""
        return label(self.indicator, self.measure, self.unit)

    @property
    def axis(self) -> str:
        """What stands at the axis of its numbers."""
        return f"{self.what}（{self.unit}）" if self.unit else self.what


def lacking(
    what: str, parameter: str, value: object, *others: object, added: str = "文件"
) -> Missing:
    """Return that a parameter of the notebook leaves nothing of something, and what to set.

    Parameters
    ----------
    what : str
        Of what there is nothing.
    parameter, value : str, object
        The parameter, and what it is.
    *others : object
        What it may be set to.
    added : str, optional
        The documents that may be added where it may be set to nothing else.

    Examples
    --------
    >>> str(lacking("1999年的目标", "year", 1999, 2024))
    '没有1999年的目标的数据；参数 `year=1999` 可改为 `year=2024`'
    """
    now, *then = (f"`{parameter}={one}`" for one in (value, *others))
    tried = f" 可改为 {'、'.join(then)}" if then else f" 没有可改的取值，{more(added)}"
    return Missing.of(what, advice=f"参数 {now}{tried}")


def more(what: str) -> str:
    """Return that documents may be added.

    Examples
    --------
    >>> more("文件")
    '`documents` 中可增加文件'
    """
    return f"{_DOCUMENTS} 中可增加{what}"


_DOCUMENTS = "`documents`"


def no_year(board: Board, what: str, years: Iterable[int], added: str = "文件") -> Missing:
    """Return that the year leaves nothing of something, and the nearest of those that have some.

    Where none has, it says which documents may be added.
    """
    near = sorted(years, key=lambda one: (abs(one - board.year), -one))
    return lacking(f"{board.year}年{what}", "year", board.year, *near[:1], added=added)


def no_targets(board: Board) -> Missing:
    """Return that there are no targets of the indicator for the year, and what to set."""
    if board.by_year:
        return no_year(board, f"{board.what}目标", board.by_year)
    return lacking(f"{board.what}的年度目标", "indicator", name(board.indicator))


def no_sizes(board: Board) -> Missing:
    """Return that amounts of places of unlike size are not set side by side, and what to set."""
    what = f"大小不同的地区之间可比的{board.what}目标（所载为总量）"
    now = f"`indicator={name(board.indicator)}`"
    return Missing.of(what, advice=f"参数 {now} 可改为有增速或比率目标的指标")


def board(corpus: Corpus, place: str = "", year: int = 0, indicator: str = "") -> Board:
    """Return what is compared; what is left empty is the material's own.

    The indicator is output, its measure the one of most targets, but growth, a share or a rate
    before an amount, if at least three targets are one; the year is the one for which most places
    have a target, the latest of equals; the place is one that has a target then and is not
    invented, if there is any, of several that of most documents.

    Examples
    --------
    >>> found = board(material())
    >>> found.place, found.indicator, found.measure, found.year
    ('钱塘区', 'gdp', 'growth', 2024)
    """
    indicator = corpus.choose(indicator=indicator or "gdp")
    rows = corpus.facts(indicator=indicator)
    aimed = rows[rows["status"] == "target"]
    begun = Board(corpus, "", indicator, _measure(aimed if len(aimed) else rows), 0)
    periods = Counter(begun.every["period"])
    latest = max(periods, key=lambda one: (periods[one], one), default="")
    begun = replace(begun, year=year or int(latest or corpus.choose(year=0)))
    known = begun.values
    if year and not known and is_set():
        refuse(HzError("year={year}: the material has no target of it", "there are {known}",
                       year=year, known=sorted(begun.by_year)))  # fmt: skip
    usual = max(begun.places, key=lambda one: (one in known, not is_invented(one)), default="")
    return replace(begun, place=corpus.choose(place=place or usual))


def _measure(rows: "pd.DataFrame") -> str:
    """Return the measure of most rows, of at least some one that tells of places of any size."""
    found = Counter(rows["measure"])
    cells = zip(rows["indicator"], rows["measure"], rows["unit"], strict=True)
    sized = {one[1]: is_sized(*one) for one in dict.fromkeys(cells)}
    best = max(
        found, key=lambda one: (found[one] >= LEAST and not sized[one], found[one]), default="level"
    )
    return str(best)


def mixed(board: Board) -> str:
    """Return in brackets that a place that exists is set beside some that do not."""
    beside = any(map(is_invented, board.places)) and not is_invented(board.place)
    return "（含虚构）" * beside


def ranked(rank: Value, equal: Value, among: Value, beside: str = "", order: str = "") -> Sentence:
    """Return in words where a place stands; where all figures are equal it has no rank.

    ``beside`` follows the places, ``order`` says how they are ranked, if nothing before does.
    """
    if equal.number + 1 == among.number:
        return sentence("{n}地区" + beside + "数值相同", n=among)
    tied = "（与{equal}地区并列）" if equal.number else ""
    words = "在{n}地区" + beside + "中" + order + "列{rank}" + tied
    return sentence(words, n=among, rank=rank, equal=equal)


# --- what there is --------------------------------------------------------------------------------


def by_place(corpus: Corpus) -> dict[str, list[Document]]:
    """Return the documents of each place, the highest level first."""
    order = list(LEVELS)
    found: dict[str, list[Document]] = {}
    for one in sorted(corpus.documents, key=lambda one: order.index(level(one.place))):
        if one.place:
            found.setdefault(one.place, []).append(one)
    return found


def _place_item(place: str, documents: list[Document]) -> Item:
    return Item(called(place), begin(documents[0]))


def how_many_places(places: Mapping[str, list[Document]], noun: str = "地区") -> Value:
    """Return how many places there are; the list opens the first sentence of each."""
    return counted([_place_item(*pair) for pair in places.items()], "个", noun)


def account(corpus: Corpus, odd: Iterable[Finding] = ()) -> Sentence:
    """Return how many documents of how many places, levels and years there are.

    Of what is odd about the material it tells how many more have the text of one of these.

    Examples
    --------
    >>> str(account(material()))[:25]
    '65份文件涉及26个地区：省级2个，地级11个，县'
    """
    found = by_place(corpus)
    copies = list(dict.fromkeys(one.document for one in odd if one.first))
    more = "（另有{copies}文字重复，不计）" if copies else ""
    books = sentence("{n}文件" + more, n=how_many(corpus.documents), copies=how_many(copies))
    when = _years(corpus.documents)
    if not found:
        return books + "均未载明地区。"
    invented = {place: some for place, some in found.items() if is_invented(place)}
    levels: dict[str, dict[str, list[Document]]] = {}
    for place, some in found.items():
        levels.setdefault(LEVELS[level(place)], {})[place] = some
    words = "，其中{n}为虚构" if invented else ""
    return sentence(
        "{books}涉及{places}地区：{levels}" + words + "{when}。",
        books=books, places=how_many_places(found), n=how_many_places(invented, "虚构的地区"),
        levels=_levels([(how_many_places(some), name) for name, some in levels.items()]),
        when=f"；文件年份为{when}年" if when else "",
    )  # fmt: skip


def _levels(found: Sequence[tuple[Value, str]]) -> Sentence:
    if len(found) == 1:
        return Sentence((f"均为{found[0][1]}",))
    return joined("，", (name + sentence("{n}", n=n) for n, name in found))


@kindly
def holdings(corpus: Corpus) -> Table:
    """Return the table of the material: places and documents by level and province.

    Examples
    --------
    >>> [str(cell) for cell in holdings(material("qiantang-gwr-2024")).rows[0]]
    ['县级', '浙江省', '1个', '1份', '2024', '政府工作报告']
    """
    groups: dict[tuple[str, str], dict[str, list[Document]]] = {}
    for place, books in need(by_place(corpus), "载明地区的文件").items():
        groups.setdefault((LEVELS[level(place)], province(place)), {})[place] = books
    return Table.each(
        groups.items(),
        (Column("级别", choose=True), lambda one: one[0][0]),
        (Column("省级行政区", choose=True), lambda one: called(one[0][1]) or "—"),
        ("地区数", lambda one: how_many_places(one[1])),
        ("文件数", lambda one: how_many(_books(one[1]))),
        ("文件年份", lambda one: _years(_books(one[1]))),
        ("文种", lambda one: "、".join(dict.fromkeys(map(kind_name, _books(one[1]))))),
        caption="所收文件的地区、级别和年份",
        note=_UNPLACED,
    )


def _books(places: Mapping[str, list[Document]]) -> list[Document]:
    return [one for some in places.values() for one in some]


def _years(books: Iterable[Document]) -> str:
    years = sorted({one.year for one in books if one.year})
    return "—".join(dict.fromkeys(str(one) for one in (*years[:1], *years[-1:])))


_UNPLACED = "省级行政区按行政区划表确定；表中未列或多地同名的，记为“—”。"
