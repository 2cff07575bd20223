"""Groups of places: targets by level and province, on a map, who states what, whose words."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hzlib import lookups
from hzlib.errors import HzError
from hzlib.evidence.entry import Source
from hzlib.evidence.sentence import Sentence, joined, sentence
from hzlib.evidence.sources import Item
from hzlib.evidence.value import Missing, Value, counted
from hzlib.figures import style
from hzlib.figures.display import is_set, refuse
from hzlib.figures.plot import Plot, spoken
from hzlib.figures.specification import Cell, Column, Figure, Note, Table
from hzlib.frames.places import (
    ends_of,
    grouped,
    is_invented,
    level,
    loose,
    median,
    province,
    quantile,
    worded,
)
from hzlib.text.corpus import Document
from hzlib.text.places import COUNTRY, short
from hzlib.themes.places.material import (
    LEVELS,
    Board,
    called,
    lacking,
    more,
    names,
    no_sizes,
    no_year,
    words,
)
from hzlib.themes.places.targets import AS_NUMBERS, NATIONAL, items, middle
from hzlib.themes.start import how_many, kind_name
from hzlib.themes.words.keys import key_title, key_words
from hzlib.themes.words.roles import is_place

if TYPE_CHECKING:
    import pandas as pd

FEW = 4  # places below which no quartiles are told
_PROVINCES = 3  # with figures, below which there is no map
_SIDE_BY_SIDE = 12  # places of which each has a column of its own
_INDICATORS = 20
_MOST = 3  # indicators that a sentence names
_LISTED = 8  # places that a cell names
_ALL = "全部地区"

Values = Mapping[str, Value]


# --- medians and quartiles ------------------------------------------------------------------------


def _groups(board: Board) -> dict[str, dict[str, Value]]:
    """Return the targets of the year of all places, by level, and by province; none of amounts."""
    values = {} if board.sized else board.values
    order = list(LEVELS)
    by_level = sorted(
        ((one, LEVELS[level(one)]) for one in values), key=lambda pair: order.index(level(pair[0]))
    )
    by_province = sorted((province(one), one) for one in values if level(one) != "province")
    levels = grouped(values, by_level)
    within = grouped(
        values, [(place, called(name) and f"{called(name)}各地") for name, place in by_province]
    )
    several = {**(levels if len(levels) > 1 else {}), **(within if len(within) > 1 else {})}
    return {_ALL: values, **several} if len(values) >= FEW else {}


def _no_groups(board: Board) -> Missing:
    """Return that there is nothing to group, and what to set."""
    if board.sized:
        return no_sizes(board)
    several = [year for year, some in board.by_year.items() if len(some) >= FEW]
    return no_year(board, f"四个以上地区的{board.what}目标", several)


def _five(values: Values) -> dict[str, Value]:
    """Return the lowest and the highest figure, and the quartiles between them."""
    high, low = ends_of(values)
    return {
        "最低": low,
        "下四分位数": quantile(values, 0.25, "下四分位数"),
        "中位数": median(values),
        "上四分位数": quantile(values, 0.75, "上四分位数"),
        "最高": high,
    }


_LOOKS = {"最低": "line-ns-open", "最高": "line-ns-open", "中位数": "diamond"}


def spread(board: Board) -> Figure | Note:
    """Return the figure of the targets by group: both ends, the quartiles and the median.

    Amounts have none: those of a province and of a county are not alike.
    """
    import plotly.graph_objects as go

    groups = _groups(board)
    if not groups:
        return Note(str(_no_groups(board)))
    plot = Plot(board.axis, height=184 + 34 * max(len(groups), 3))
    whole = {name: some for name, some in groups.items() if len(some) >= FEW}
    fives = {name: _five(some) for name, some in whole.items()}
    for ends, colour, width in _SEGMENTS:
        x, y = _segments(fives, *ends)
        plot.decorate(go.Scatter(x=x, y=y, mode="lines", line={"color": colour, "width": width}))
    for what, symbol in _LOOKS.items():
        marks = [(name, five[what]) for name, five in fives.items()]
        _marks(plot, marks, what, symbol)
    _marks(
        plot,
        [
            (name, one)
            for name, some in groups.items()
            if name not in whole
            for one in some.values()
        ],
        "各地目标",
        "triangle-up",
    )
    national = [(COUNTRY, aim)] if (aim := board.national.get(board.year)) else []
    _marks(plot, national, NATIONAL, "diamond-open")
    order = [name for name, _ in national] + list(groups)[::-1]
    plot.figure.update_yaxes(categoryorder="array", categoryarray=order)
    title, caption = _spread_title(board, groups), _SPREAD + _NATIONAL * bool(national)
    return Figure(plot, title, caption, words(spread_told(board), title), _spread_table(groups))


_NATIONAL = "空心菱形为所收全国文件载明的全国目标。"
_SEGMENTS = (
    (("最低", "最高"), style.GROUNDS["muted"][0], 2),
    (("下四分位数", "上四分位数"), style.SCALE[2], 9),
)
_SPREAD = (
    "菱形为中位数，粗线为上下四分位数之间，细线两端的竖线为最高和最低；"
    "不足四个地区的组只绘各地目标。四分位数位于两地之间的，按距离取其间的数，小数位数与所载数值相同。"
    + AS_NUMBERS
)


def _segments(fives: Mapping[str, Values], start: str, end: str) -> tuple[list[Any], list[Any]]:
    pairs = [(name, five[start].number, five[end].number) for name, five in fives.items()]
    across = [x for _, one, other in pairs for x in (one, other, None)]
    return across, [at for name, *_ in pairs for at in (name, name, None)]


def _marks(plot: Plot, marks: list[tuple[str, Value]], name: str, symbol: str) -> None:
    """Add a trace of marks of groups, if there are any."""
    import plotly.graph_objects as go

    if not marks:
        return
    colour = style.PALETTE[1] if name == "中位数" else style.PALETTE[0]
    trace = go.Scatter(
        x=[one.number for _, one in marks],
        y=[group for group, _ in marks],
        name=name,
        mode="markers",
        marker={
            "symbol": symbol,
            "size": 12,
            "color": colour,
            "line": {"color": colour, "width": 2},
        },
        hovertemplate="%{customdata[1]}<extra></extra>",
        showlegend=False,
    )
    plot.add(trace, [one for _, one in marks], [spoken(one, group, name) for group, one in marks])


def _spread_title(board: Board, groups: Mapping[str, Values]) -> Sentence:
    parts = [(name, some) for name, some in groups.items() if len(some) >= FEW][:4]
    stated = "所载数值的" * any(loose(some) and median(some).bound == "=" for _, some in parts)
    begun = f"{board.year}年{board.what}目标{stated}中位数"
    if not parts:
        return Sentence((f"{board.year}年各组地区的{board.what}目标",))
    return (
        begun
        + "："
        + joined(
            "，", (sentence("{name}{one}", name=name, one=median(some)) for name, some in parts)
        )
    )


def spread_told(board: Board) -> Sentence | Missing:
    """Return the median and the quartiles of each group in words, and which are too small."""
    groups = _groups(board)
    if not groups:
        return _no_groups(board)
    told, small = [], []
    for name, some in groups.items():
        n = counted(items(dict(some)), "个", name)
        if len(some) < FEW:
            small.append(sentence("{name}（{n}）", name=name, n=n))
            continue
        five = _five(some)
        told.append(
            sentence(
                "{name}（{n}）{middle}，四分位数{low}和{high}",
                name=name,
                n=n,
                middle=middle(some),
                low=five["下四分位数"],
                high=five["上四分位数"],
            )
        )
    if small:
        told.append("地区较少、不计四分位数的组：" + joined("、", small))
    return joined("；", told) + "。"


def _spread_table(groups: Mapping[str, Values]) -> Table:
    low, high = Column("最低", "p"), Column("最高", "p")
    heads = ("组别", "地区数", "非确数", low, "下四分位数", "中位数", "上四分位数", high)
    lines: list[tuple[Cell, ...]] = []
    for name, some in groups.items():
        five: dict[str, Value | None] = {**_five(some)}
        if len(some) < FEW:
            five |= dict.fromkeys(("下四分位数", "上四分位数"))
        n = counted(items(dict(some)), "个", name)
        lines.append((name, n, counted(items(loose(some)), "个", "非确数的目标"), *five.values()))
    return Table(heads, tuple(lines))


# --- the map --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Tile:
    """What a province aims at: its own target, or the median of its places."""

    value: Value
    text: str
    how: str


def _by_province(board: Board) -> dict[str, _Tile]:
    rows = [one for one in board.targets.itertuples() if not is_invented(one.place)]
    own = {
        str(one.place): _Tile(
            one.target, "—".join(dict.fromkeys((f"{one.low:#}", f"{one.high:#}"))), "本级"
        )
        for one in rows
        if one.level == "province"
    }
    values = {str(one.place): one.target for one in rows}
    within = grouped(values, [(str(one.place), one.province) for one in rows])
    medians = {name: median(some) for name, some in within.items() if name not in own}
    of_within = {
        name: _Tile(one, f"{one:#}", _of_within(within[name])) for name, one in medians.items()
    }
    mapped = [one.province for one in lookups.read(lookups.Tile)]
    return {name: one for name, one in (own | of_within).items() if name in mapped}


def _of_within(values: Values) -> str:
    """Return that a tile shows a median of places, and whether their targets are plain numbers."""
    return "所属各地的中位数" + "（含非确数，按所载数值计）" * bool(loose(values))


def _provinces(known: Mapping[str, _Tile]) -> Value:
    return counted(
        [Item(name, one.value.source) for name, one in known.items()], "个", "省级行政区"
    )


def tiles(board: Board) -> Figure | Sentence | Note:
    """Return the map of tiles of the provinces' targets; a sentence if too few are known.

    Of amounts there is none: those of a province and of its counties are not alike.
    """
    if board.sized:
        return Note(str(no_sizes(board)))
    known = _by_province(board)
    if len(known) < _PROVINCES:
        return sentence(
            "所收文件（不计虚构）载明{year}年{what}目标的省级行政区为{n}，不足三个，不绘分省图。",
            year=str(board.year),
            what=board.what,
            n=_provinces(known),
        )
    places = lookups.read(lookups.Tile)
    plot = Plot(height=60 + 52 * max(one.row for one in places))
    _add_tiles(plot, places, known)
    _add_empty(plot, [one for one in places if one.province not in known])
    hidden = {"visible": False, "showgrid": False, "zeroline": False}
    ends = [(0.4, max(getattr(one, name) for one in places) + 0.6) for name in ("column", "row")]
    plot.figure.update_xaxes(**hidden, range=ends[0])
    plot.figure.update_yaxes(**hidden, range=ends[1][::-1])
    plot.figure.update_layout(margin={"t": 10, "b": 10, "l": 6, "r": 6})
    title = tiles_title(board)
    return Figure(plot, title, _TILES, title + "。", _tile_table(known))


_TILES = (
    "每格为一个省级行政区，格中为目标，颜色按目标高低；位置仅为示意，不表示面积和边界。"
    "省级文件载明目标的取其目标（区间型列两端），未载明的取所属各地目标的中位数；无底色的为所收文件未载明。"
    + AS_NUMBERS
)


def _add_tiles(plot: Plot, places: Iterable[lookups.Tile], known: Mapping[str, _Tile]) -> None:
    """Add the tiles with a figure: a heat map whose cells are coloured by it."""
    import plotly.graph_objects as go

    at = {(one.row, one.column): one.province for one in places if one.province in known}
    rows, columns = (list(range(1, max(each) + 1)) for each in zip(*at, strict=True))
    grid = [[at.get((row, column), "") for column in columns] for row in rows]
    values = [[known[one].value if one else None for one in line] for line in grid]
    trace = go.Heatmap(
        z=[[one and one.number for one in line] for line in values],
        x=columns,
        y=rows,
        text=[
            [f"{short(one)}<br>{known[one].text}" if one else "" for one in line] for line in grid
        ],
        texttemplate="%{text}",
        textfont={"size": 11},
        hovertemplate="%{customdata[1]}<extra></extra>",
        xgap=3,
        ygap=3,
        showscale=False,
        hoverongaps=False,
        # Grounds on which the words can be read, in the dark too.
        colorscale=[[i, one] for i, one in enumerate(style.SCALE[1:3])],
    )
    plot.add(
        trace,
        values,
        [
            [f"{one}，{known[one].how}，{known[one].value:p}" if one else "" for one in line]
            for line in grid
        ],
    )


def _add_empty(plot: Plot, places: Sequence[lookups.Tile]) -> None:
    """Add the names of the provinces without a figure."""
    import plotly.graph_objects as go

    plot.decorate(
        go.Scatter(
            x=[one.column for one in places],
            y=[one.row for one in places],
            mode="text",
            text=[short(one.province) for one in places],
            textfont={"size": 11, "color": style.GROUNDS["muted"][0]},
        )
    )


def tiles_title(board: Board) -> Sentence:
    """Return how many provinces have a target, and between which bounds, as a title."""
    known = _by_province(board)
    high, low = ends_of({name: one.value for name, one in known.items()})
    same = worded(one.value for one in known.values())
    alike = "均为{a:p}" if len(same) == 1 else "所载数值均为{a}"
    words = alike if low.number == high.number else "最高{a:p}，最低{b:p}"
    return sentence(
        "{year}年{what}目标：{n}省级行政区（未载明的取所属各地的中位数），" + words,
        year=str(board.year),
        what=board.what,
        n=_provinces(known),
        a=high,
        b=low,
    )


def _tile_table(known: Mapping[str, _Tile]) -> Table:
    ordered = sorted(known.items(), key=lambda pair: -pair[1].value.number)
    return Table(
        ("省级行政区", Column("目标", "p"), "取法"),
        tuple((name, one.value, one.how) for name, one in ordered),
    )


# --- who states what ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Aims:
    """The targets of a year: by indicator and place, and the first of each place."""

    by_indicator: Mapping[str, Mapping[str, Mapping[str, Source]]]
    firsts: Mapping[str, Source]

    @classmethod
    def of(cls, board: Board) -> "Aims":
        """Return the targets of the year, the commonest indicators first."""
        rows = board.corpus.facts(year=board.year, status="target")
        found: dict[str, dict[str, dict[str, Source]]] = {}
        firsts: dict[str, Source] = {}
        for row in rows[rows["region"].isin(set(board.places))].to_dict("records"):
            own = found.setdefault(row["name"], {}).setdefault(row["region"], {})
            # Both ends of a range, and what two documents set, are one target.
            own.setdefault(row["measure"], row["evidence"])
            firsts.setdefault(row["region"], row["evidence"])
        ordered = sorted(found, key=lambda name: -len(found[name]))
        return cls({name: found[name] for name in ordered}, firsts)

    def places(self, among: Iterable[str], indicator: str = "") -> Value:
        """Return how many of some places have a target, of an indicator if one is named."""
        firsts = {place: next(iter(own.values()))
                  for place, own in self.by_indicator.get(indicator, {}).items()}  # fmt: skip
        having = firsts if indicator else self.firsts
        items = [Item(called(one), having[one]) for one in among if one in having]
        looked = [Item(called(one), self.firsts[one]) for one in among]
        return counted(items, "个", "载明目标的地区", looked)

    def cell(self, among: Sequence[str], indicator: str) -> Value:
        """Return how many targets the one place has, or which share of several places has any."""
        if len(among) == 1:
            return counted(
                self.by_indicator[indicator].get(among[0], {}).values(),
                "个",
                "目标",
                [Item(called(among[0]), self.firsts[among[0]])],
            )
        return (self.places(among, indicator) / self.places(among)).percent(0)


def stated(board: Board) -> Figure | Note:
    """Return the heat map of which indicators places have targets of: by place, or by level."""
    import plotly.graph_objects as go

    aims = Aims.of(board)
    if not aims.by_indicator:
        return Note(str(_no_aims(board)))
    columns = _columns(list(aims.firsts))
    shown = _drawn(aims, columns)
    grid = [[aims.cell(places, one) for places in columns.values()] for one in shown]
    trace = go.Heatmap(
        z=[[one.number for one in line] for line in grid],
        x=list(columns),
        y=shown,
        text=[[f"{one:#}" for one in line] for line in grid],
        texttemplate="%{text}",
        xgap=2,
        ygap=2,
        hovertemplate="%{customdata[1]}<extra></extra>",
        showscale=False,
        colorscale=[[0, style.GROUNDS["soft"][0]], [1, style.SCALE[3]]],
    )
    plot = Plot(height=80 + 26 * max(len(shown), 8))
    plot.add(
        trace,
        grid,
        [
            [f"{one}，{column}，{value}" for column, value in zip(columns, line, strict=True)]
            for one, line in zip(shown, grid, strict=True)
        ],
    )
    plot.figure.update_yaxes(autorange="reversed")
    plot.figure.update_layout(margin={"t": 20, "b": 40})
    title = f"{board.year}年各地载明目标的指标"
    return Figure(
        plot,
        title,
        _stated_caption(columns),
        words(stated_told(board), title),
        _stated_table(aims),
    )


def _no_aims(board: Board) -> Missing:
    return no_year(board, "的数字目标", board.by_year)


def _drawn(aims: Aims, columns: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the indicators that are drawn: of many places those of two places at the least."""
    least = 2 if any(len(some) > 1 for some in columns.values()) else 1
    found = [one for one, some in aims.by_indicator.items() if len(some) >= least]
    return (found or list(aims.by_indicator))[:_INDICATORS]


def _columns(among: list[str]) -> dict[str, list[str]]:
    """Return the columns of the heat map: places one by one, or all and each level."""
    if len(among) <= _SIDE_BY_SIDE:
        return {called(place): [place] for place in among}
    levels = {name: [one for one in among if level(one) == kind] for kind, name in LEVELS.items()}
    kept = {name: some for name, some in levels.items() if some}
    return {_ALL: among, **(kept if len(kept) > 1 else {})}


def _stated_caption(columns: Mapping[str, Sequence[str]]) -> str:
    several = any(len(places) > 1 for places in columns.values())
    said = "载明该指标目标的地区占该组地区的比重（%）；一组仅一个地区的，为目标个数"
    said = said if several else "该地区载明的目标个数"
    return f"格中为{said}。按载明目标的地区由多到少排列，至多绘二十项。"


def stated_told(board: Board) -> Sentence | Missing:
    """Return in words of which indicators most places have targets."""
    aims = Aims.of(board)
    among = list(aims.firsts)
    most = list(aims.by_indicator)[:_MOST]
    if not most:
        return _no_aims(board)
    told = joined(
        "、", (sentence("{name}（{n}）", name=one, n=aims.places(among, one)) for one in most)
    )
    return sentence(
        "{year}年，{all}地区载明指标目录内的数字目标；载明地区最多的指标：{told}。",
        told=told,
        year=str(board.year),
        all=aims.places(among),
    )


def _stated_table(aims: Aims) -> Table:
    among = list(aims.firsts)
    lines = [
        (one, aims.places(among, one), names([p for p in among if p not in some], _LISTED))
        for one, some in aims.by_indicator.items()
    ]
    return Table(("指标", "载明目标的地区数", "未载明的地区"), tuple(lines))


# --- words ----------------------------------------------------------------------------------------


def sides(board: Board, group: str = "") -> tuple[str, list[Document], list[Document]]:
    """Return a group of documents, the others, and what the group is called.

    Documents of one kind, the commonest, are compared: kinds differ in their words. Where no group
    is named it is the level of the chosen place if there are several levels, else its province,
    else the latest year, else the place itself.

    Parameters
    ----------
    board : Board
        What is compared.
    group : str, optional
        A level (省级, 地级, 县级), a province, a year or a place.

    Examples
    --------
    >>> from hzlib.themes.places import board, material
    >>> name, some, others = sides(board(material()))
    >>> name, len(some), len(others)
    ('县级', 31, 32)
    """
    kinds = Counter(one.kind for one in board.corpus.documents)
    kind = kinds.most_common(1)[0][0]
    books = [one for one in board.corpus.documents if one.kind == kind]
    for asked in [group] if group else _likely(board):
        for of in _GROUPS:
            named = {of(one) for one in books if asked in (of(one), short(of(one)))}
            some, others = (
                [one for one in books if (of(one) in named) == inside] for inside in (True, False)
            )
            if len(named) == 1 and others:
                return named.pop(), some, others
    if group and is_set():
        refuse(HzError("group={group}: no group of the documents is of it", "there are {known}",
                       group=group, known=list(_known(books))))  # fmt: skip
    return group, [], []


def _known(books: list[Document]) -> dict[str, None]:
    """Return the groups that documents can be parted into."""
    found = Counter(of(one) for of in _GROUPS for one in books)
    return dict.fromkeys(one for one, n in found.items() if one and n < len(books))


def _likely(board: Board) -> list[str]:
    years = [one.year for one in board.corpus.documents]
    return [
        LEVELS[level(board.place)],
        province(board.place),
        str(max(years, default=0)),
        board.place,
    ]


_GROUPS: tuple[Callable[[Document], str], ...] = (
    lambda one: LEVELS[level(one.place)],
    lambda one: province(one.place),
    lambda one: str(one.year),
    lambda one: one.place,
)
_REST = "其余文件"
_PLACE = "（地名）"


def group_words(board: Board, group: str = "", top: int = 12) -> "pd.DataFrame":
    """Return the key words of a group of documents against the others; places are marked as such.

    Returns
    -------
    DataFrame
        The columns of `hzlib.themes.words.keys.key_words`; empty without two sides.
    """
    name, some, others = sides(board, group)
    rows = key_words(some, others, top)
    called_so = {rows["one"].iloc[0]: called(name)} if len(rows) else {}
    side = [called_so.get(one, _REST) for one in rows["side"]]
    words = [one + _PLACE * is_place(one, (*some, *others)) for one in rows["word"]]
    return rows.assign(word=words, side=side, one=called(name), other=_REST)


def _no_sides(board: Board, group: str) -> str:
    """Return that no two groups of documents are there, and what to set."""
    begun = "两组文件的用词（"
    likely = next((one for one in _likely(board) if one and sides(board, one)[1]), "")
    if not (group and likely):
        return f"{begun}{more('其他地区或年份的文件')}）"
    return f"{begun}{lacking(f'“{group}”一组的文件', 'group', group, likely)}）"


def words_told(board: Board, rows: "pd.DataFrame", group: str = "") -> Sentence | str:
    """Return in words which documents are compared, and which words set them apart most.

    Without two sides it says what to set.
    """
    name, some, others = sides(board, group)
    if rows.empty:
        return str(_no_sides(board, group))
    return sentence(
        "{name}的{a}{kind}与其余{b}相比：{told}",
        name=called(name) + "年" * name.isdecimal(),
        kind=kind_name(some[0]),
        a=how_many(some),
        b=how_many(others),
        told=key_title(rows),
    )
