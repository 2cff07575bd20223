"""Targets of a year over places, beside what came of them, and over the years."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from hzlib.evidence.sentence import Sentence, divided, joined, sentence
from hzlib.evidence.sources import Item
from hzlib.evidence.value import Missing, Value, counted
from hzlib.figures import style
from hzlib.figures.plot import Plot, spoken
from hzlib.figures.specification import Column, Figure, Note, Table
from hzlib.figures.years import each_year
from hzlib.frames.outcomes import MET, MISSED, UNLIKE, outcomes
from hzlib.frames.places import ends_of, grouped, loose, median, results, standing, worded
from hzlib.frames.rows import objects
from hzlib.text.places import COUNTRY
from hzlib.themes.places.material import (
    LEAST,
    LEVELS,
    NAMED,
    Board,
    called,
    mixed,
    more,
    names,
    no_targets,
    no_year,
    ranked,
    words,
)

if TYPE_CHECKING:
    import pandas as pd

MOST = 40  # places that a figure draws one below the other
_LINES = 60  # places that a figure draws through the years
NATIONAL = COUNTRY
KINDS = {"=": "确数", "~": "左右", ">=": "以上", "<=": "以内", "..": "区间"}
# A target is a triangle; how it is worded turns or hollows it.
SYMBOLS = {
    "确数": "triangle-up", "左右": "triangle-up-open", "以上": "triangle-right",
    "以内": "triangle-left", "区间": "triangle-up", NATIONAL: "diamond",
}  # fmt: skip
_READ = (
    "三角为各地目标；区间型目标绘出两端，比较时取较易达到的一端；"
    "“以上”“左右”“以内”类目标取所载数值。"
)
AS_NUMBERS = "区间型目标取较易达到的一端，“以上”“左右”“以内”类目标取所载数值。"


def _read_as(values: Iterable[Value]) -> str:
    """Return which numbers are compared of targets that are no plain ones; nothing without any."""
    bounds = {one.bound for one in values}
    loose = "".join(f"“{KINDS[one]}”" for one in KINDS if one in bounds - {"=", ".."})
    said = [
        *([f"{loose}类目标取所载数值"] if loose else []),
        *(["区间型目标取较易达到的一端"] if ".." in bounds else []),
    ]
    return f"比较时，{'，'.join(said)}。" if said else ""


def items(values: dict[str, Value]) -> list[Item]:
    """Return figures of places as members of a list that is counted."""
    return [Item(f"{called(place)} {one:p}", one.source) for place, one in values.items()]


def some(rows: "pd.DataFrame", place: str, most: int = MOST) -> "pd.DataFrame":
    """Return the rows that a figure has room for: both ends of an order, and a place of one's own.

    Parameters
    ----------
    rows : DataFrame
        With ``place``, in an order.
    place : str
        The place that is always among them.
    most : int, optional
        How many rows.

    Examples
    --------
    >>> import pandas as pd
    >>> some(pd.DataFrame({"place": list("甲乙丙丁戊")}), "丙", 3)["place"].tolist()
    ['甲', '丙', '戊']
    """
    if len(rows) <= most:
        return rows
    half = (most - 1) // 2
    kept = [
        at < most - 1 - half or at >= len(rows) - half or one == place
        for at, one in enumerate(rows["place"])
    ]
    return rows.loc[kept]


def drawn(every: int, shown: int) -> str:
    """Return which places a figure draws, if it has no room for all of them.

    Examples
    --------
    >>> drawn(300, 40), drawn(30, 30)
    ('图中绘出两端的地区和所选地区，其余见表。', '')
    """
    return "图中绘出两端的地区和所选地区，其余见表。" if shown < every else ""


# --- targets of a year ----------------------------------------------------------------------------


def ends(board: Board) -> "pd.DataFrame":
    """Return the targets of the year as marks to be drawn: of a range both ends.

    Returns
    -------
    DataFrame
        ``place``, ``label``, ``kind`` (one of `KINDS`) and ``value``, the highest first; the
        country's own target last.

    Examples
    --------
    >>> from hzlib.themes.places import board, material
    >>> ends(board(material("qiantang-gwr-2024")))["label"].tolist()
    ['钱塘区']
    """
    rows = [
        {
            "place": one.place,
            "label": called(one.place),
            "value": value,
            "kind": KINDS[one.target.bound],
        }
        for one in some(board.targets, board.place).itertuples()
        for value in dict.fromkeys((one.low, one.high))
    ]
    if aim := board.national.get(board.year):
        own = {"place": COUNTRY, "label": COUNTRY, "value": aim, "kind": NATIONAL}
        rows += [own] * bool(rows)
    return objects(rows, ["place", "label", "kind", "value"])


def marked(figure: Any, rows: "pd.DataFrame", place: str) -> Any:
    """Return a figure of places one below the other, the row of a place on a ground of its own.

    A line goes through the country's target, if it is drawn.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
        The places are on its vertical axis.
    rows : DataFrame
        ``label`` of what it draws, the uppermost first.
    place : str
        The place.
    """
    order = list(dict.fromkeys(rows["label"]))[::-1]
    figure.update_layout(height=150 + 25 * max(len(order), 3))
    figure.update_yaxes(categoryorder="array", categoryarray=order, title_text="")
    for aim in rows.loc[rows["place"] == COUNTRY, "value"] if COUNTRY in order else ():
        figure.add_vline(aim.number, layer="below", line={"dash": "dash", "width": 1})
    if called(place) in order:
        at = order.index(called(place))
        figure.add_shape(
            type="rect",
            xref="paper",
            x0=0,
            x1=1,
            y0=at - 0.5,
            y1=at + 0.5,
            layer="below",
            fillcolor=style.SCALE[1],
            line_width=0,
        )
    return figure


def targets_caption(board: Board) -> str:
    """Return how the figure of the targets is read."""
    own = f"底色标出{called(board.place)}。" if board.place in board.values else ""
    own += "菱形和虚线为所收全国文件载明的全国目标。" if board.national.get(board.year) else ""
    return _READ + own + drawn(len(board.targets), len(some(board.targets, board.place)))


def targets_title(board: Board) -> Sentence:
    """Return what the figure of the targets finds."""
    values = board.values
    begun = f"{board.year}年各地{board.what}目标"
    if not values:
        return Sentence((begun,))
    n = counted(items(values), "个", "载明目标的地区")
    return sentence(begun + "：{n}地区，{spread}", n=n, spread=_spread(board, named=False))


def _spread(board: Board, named: bool = True) -> Sentence:
    """Return the median and both ends of the targets, with who has these if asked for.

    Of amounts there is no median.
    """
    values = board.values
    high, low = ends_of(values)
    if high.number == low.number:
        several = "所载数值均为{one}" if len(worded(values.values())) > 1 else "均为{one:p}"
        return sentence(several if len(values) > 1 else "为{one:p}", one=high)
    tops, lows = (
        "（"
        + _having({place: one for place, one in values.items() if one.number == end.number})
        + "）"
        for end in (high, low)
    )
    return sentence(
        "{middle}，" * (not board.sized) + "最高{high:p}{tops}，最低{low:p}{lows}",
        middle=middle(values),
        high=high,
        low=low,
        tops=tops if named else "",
        lows=lows if named else "",
    )


def middle(values: dict[str, Value]) -> Sentence:
    """Return the median of targets, and how many are no plain numbers where it does not show it."""
    one, some = median(values), loose(values)
    words = "中位数{one}" + "（{n}非确数）" * (one.bound == "=" and bool(some))
    return sentence(words, one=one, n=counted(items(some), "个", "非确数的目标"))


def _having(values: dict[str, Value]) -> Sentence:
    """Return the first few places with one number, each with its wording if these differ."""
    if len(worded(values.values())) == 1:
        return names(values)
    first = joined("、", (
        sentence("{place}{one:p}", place=called(place), one=one)
        for place, one in [*values.items()][:NAMED]
    ))  # fmt: skip
    return first + "等" * (len(values) > NAMED)


def targets_told(board: Board) -> Sentence | Missing:
    """Return in words what the places aim at in the year, and how they word it."""
    values = board.values
    if not values:
        return no_targets(board)
    by_kind = grouped(values, [(place, KINDS[one.bound]) for place, one in values.items()])
    kinds = ((counted(items(by_kind.get(name, {})), "个", name), name) for name in KINDS.values())
    return sentence(
        "{year}年，{n}地区载明{what}目标，{spread}。按表述分：{kinds}。"
        + _read_as(values.values())
        + _UNLIKE_SIZES * board.sized
        + "{national}",
        national=_national_told(board),
        year=str(board.year),
        n=counted(items(values), "个", "载明目标的地区"),
        what=board.what,
        spread=_spread(board),
        kinds=joined(
            "，", (sentence("{name}{n}", n=n, name=name) for n, name in kinds if n.number)
        ),
    )


def _national_told(board: Board) -> Sentence:
    """Return what the country aims at, and how many places above and below; nothing if unknown."""
    aim, values = board.national.get(board.year), board.values
    if aim is None:
        return Sentence()
    sides = {"高于全国": 1, "与全国相同": 0, "低于全国": -1}
    own = {place: (one.number > aim.number) - (one.number < aim.number)
           for place, one in values.items()}  # fmt: skip
    told = divided(
        (counted(items({place: values[place] for place in own if own[place] == side}), "个",
                 f"目标{name}的地区"), name)
        for name, side in sides.items()
    )  # fmt: skip
    words = "所收全国文件载明的全国目标为{aim:p}，按所载数值，各地区{told}。"
    return sentence(words, aim=aim, told=told)


_UNLIKE_SIZES = "总量与地区大小有关，不计中位数和位次。"


def own_told(board: Board) -> Sentence | None:
    """Return in words where the chosen place's target stands.

    None if it has none, or is alone, or if amounts are compared.
    """
    found, own = standing(board.values, board.place), board.values.get(board.place)
    if found is None or own is None or board.sized:
        return None
    return sentence(
        "{place}的目标为{own:p}，按所载数值，{standing}。",
        place=called(board.place),
        own=own,
        standing=ranked(found.rank, found.equal, found.among, mixed(board), "由高到低"),
    )


def targets_table(board: Board) -> Table | Note:
    """Return the targets of the year place by place, each beside the result of the year before."""
    rows = board.targets
    if rows.empty:
        return Note(str(no_targets(board)))
    before = results(board.rows, str(board.year - 1), board.places)
    return Table.each(
        rows.itertuples(),
        ("地区", lambda row: called(row.place)),
        (Column("级别", choose=True), lambda row: LEVELS[row.level]),
        (Column("省级行政区", choose=True), lambda row: called(row.province) or "—"),
        (Column(f"{board.year}年目标", "p"), "target"),
        (Column("表述", choose=True), lambda row: KINDS[row.target.bound]),
        (Column(f"{board.year - 1}年结果", "p"), lambda row: before.get(row.place)),
        caption=f"{board.year}年各地{board.what}目标",
    )


# --- targets and results --------------------------------------------------------------------------


def answered(board: Board, about: float) -> "pd.DataFrame":
    """Return the targets of the year that have a result in a later document, by their gap.

    Where the year has no such target it is the latest year before that has one.

    Returns
    -------
    DataFrame
        The columns of `hzlib.frames.outcomes.outcomes`, ``place`` and ``label``; what surpassed its
        target most comes first.
    """
    rows, year = board.rows, _answered_year(board)
    done = results(rows, year, board.places)
    known = rows[rows["region"].isin({*done})]
    pairs = outcomes(known[(known["status"] != "target") | (known["period"] == year)], about)
    aimed = board.every[board.every["period"] == year].set_index("place")["doc"]
    own = pairs["target_doc"] == pairs["region"].map(aimed)
    pairs = pairs[own & pairs["verdict"].isin([MET, MISSED, UNLIKE])]
    pairs = pairs.loc[[isinstance(one, Value) for one in pairs["outcome"]]]
    gaps = [one.outcome.number - one.target.number for one in pairs.itertuples()]
    told = [called(one) for one in pairs["region"]]
    pairs = pairs.assign(place=pairs["region"], label=told, above=gaps)
    return pairs.sort_values("above", ascending=False, kind="stable").reset_index(drop=True)


def _answered_year(board: Board) -> str:
    known = (one for one in _answered_years(board) if one <= board.year)
    return str(max(known, default=board.year))


def _answered_years(board: Board) -> list[int]:
    """Return the years of which a place states both a target and a result."""
    return [
        year
        for year, aimed in board.by_year.items()
        if {*aimed} & {*results(board.rows, str(year), board.places)}
    ]


def answered_title(board: Board, pairs: "pd.DataFrame") -> Sentence:
    """Return how many targets that have a result were met, as a title."""
    if pairs.empty:
        return Sentence((f"各地{board.what}的目标与结果",))
    n = counted(_targets(pairs), "个", "目标和结果均载明的地区")
    words = "{year}年{what}的目标和结果均载明的{n}地区：{told}"
    return sentence(
        words, year=pairs["period"].iloc[0], what=board.what, n=n, told=_verdicts(pairs)
    )


def _targets(pairs: "pd.DataFrame") -> list[Item]:
    return [
        Item(f"{one.label} 目标{one.target:p}，结果{one.outcome:p}", one.target.source)
        for one in pairs.itertuples()
    ]


def _verdicts(pairs: "pd.DataFrame") -> Sentence:
    return divided(
        (counted(_targets(pairs[pairs["verdict"] == one]), "个", f"{one}的地区"), one)
        for one in (MET, MISSED, UNLIKE)
    )


def answered_told(board: Board, rows: "pd.DataFrame") -> Sentence | Missing:
    """Return in words what came of the targets of the year, and whose gap was widest."""
    if rows.empty:
        what, years = "及以前目标和结果均载明的地区", _answered_years(board)
        return no_year(board, what, years, "同一地区次年的报告")
    told = sentence(
        "{year}年，{n}地区的{what}目标有后续结果：{told}",
        year=rows["period"].iloc[0],
        what=board.what,
        n=counted(_targets(rows), "个", "目标和结果均载明的地区"),
        told=_verdicts(rows),
    )
    first, last = rows.iloc[0], rows.iloc[-1]
    if len(rows) > 1 and first["above"] > last["above"]:
        told += sentence(
            "；结果减目标最高的为{a}（目标{b:p}，结果{c:p}），最低的为{d}（目标{e:p}，结果{f:p}）",
            a=first["label"],
            b=first["target"],
            c=first["outcome"],
            d=last["label"],
            e=last["target"],
            f=last["outcome"],
        )
    return told + "。"


# --- over the years -------------------------------------------------------------------------------


def over_years(board: Board) -> Figure | Note:
    """Return the figure of the targets through the years: a line a place, and the median."""
    lines = _lines(board)
    if len(board.by_year) < 2:  # noqa: PLR2004
        return Note(str(_no_years(board)))
    years = _medians(board)
    plot = Plot("年份", board.axis, height=420)
    shown = _shown(board, lines)
    for place, line in shown.items():
        if place != board.place:
            look = (style.SCALE[3], 1, 8)
            _add_line(plot, called(place), line, "triangle-up", look, showlegend=False)
    if years:
        _add_line(plot, "中位数", years, "square", (style.PALETTE[1], 3, 12), showlegend=True)
    if board.place in shown:  # over the others
        look = (style.PALETTE[0], 3, 10)
        _add_line(plot, called(board.place), shown[board.place], "triangle-up", look,
                  showlegend=True)  # fmt: skip
    each_year(plot.figure)
    plot.figure.update_layout(legend_title_text="地区")
    if board.national:
        look = (style.PALETTE[2], 2, 10)
        _add_line(plot, COUNTRY, board.national, "diamond", look, showlegend=True)
    left = len(lines) - len(shown)
    caption = _YEARS_READ + _MEDIANS_READ * bool(years) + AS_NUMBERS
    caption += "菱形为所收全国文件载明的全国目标。" * bool(board.national)
    caption += "地区较多，图中仅绘年份最多的部分地区。" if left > 0 else ""
    table = Table.each(
        board.by_year.items(),
        ("年份", lambda pair: str(pair[0])),
        ("载明目标的地区数", lambda pair: counted(items(pair[1]), "个", "载明目标的地区")),
        *([] if board.sized else [("中位数", lambda pair: median(pair[1]))]),
        ("非确数", lambda pair: counted(items(loose(pair[1])), "个", "非确数的目标")),
        (Column("最高", "p"), lambda pair: ends_of(pair[1])[0]),
        (Column("最低", "p"), lambda pair: ends_of(pair[1])[1]),
    )
    title = f"各地{board.what}目标的逐年变化"
    return Figure(plot, title, caption, words(years_told(board), title), table)


def _add_line(
    plot: Plot,
    name: str,
    line: Mapping[int, Value],
    symbol: str,
    look: tuple[str, int, int],
    **more: Any,
) -> None:
    """Add the marks of a line, which breaks where years are missing."""
    import plotly.graph_objects as go

    colour, width, size = look
    years = sorted(line)
    # An empty mark behind the last year of a run.
    places = [at for year in years for at in ((year,) if year + 1 in line else (year, year + 0.5))]
    values = [line.get(at) if isinstance(at, int) else None for at in places]
    trace = go.Scatter(
        x=places, y=[one and one.number for one in values], name=name, mode="lines+markers",
        line={"color": colour, "width": width}, hovertemplate="%{customdata[1]}<extra></extra>",
        marker={"size": size, "color": colour, "symbol": symbol}, **more,
    )  # fmt: skip
    told = [
        spoken(one, name, str(at)) if one else "" for at, one in zip(places, values, strict=True)
    ]
    plot.add(trace, values, told)


_YEARS_READ = "浅色为各地区，相邻两年均载明目标的连线。"
_MEDIANS_READ = "方块为当年载明目标的各地区的中位数，不足三个地区的年份图中不绘。"


def _lines(board: Board) -> dict[str, dict[int, Value]]:
    found: dict[str, dict[int, Value]] = {}
    for one in board.every.itertuples():
        found.setdefault(str(one.place), {})[int(str(one.period))] = one.target
    return found


def _shown(board: Board, lines: dict[str, dict[int, Value]]) -> dict[str, dict[int, Value]]:
    """Return the lines that are drawn, the chosen place's last, so that it lies on top."""
    longest = sorted(lines, key=lambda place: (place == board.place, len(lines[place])))
    return {place: lines[place] for place in longest[-_LINES:]}


def _medians(board: Board) -> dict[int, Value]:
    several = {} if board.sized else board.by_year
    return {year: median(some) for year, some in several.items() if len(some) >= LEAST}


def _no_years(board: Board) -> Missing:
    return Missing.of(f"同一地区相邻两年的{board.what}目标", advice=more("同一地区相邻年份的报告"))


def years_told(board: Board) -> Sentence | Missing:
    """Return in words how the targets moved between two years, and how many of them."""
    lines = _lines(board)
    pairs = Counter(
        (year, year + 1) for line in lines.values() for year in line if year + 1 in line
    )
    if not pairs:
        return _no_years(board)
    (first, last), _ = max(pairs.items(), key=lambda pair: (pair[1], pair[0]))
    both = {
        place: (line[first], line[last])
        for place, line in lines.items()
        if first in line and last in line
    }
    moves: dict[str, list[Item]] = {"下调": [], "持平": [], "上调": []}
    for place, (one, other) in both.items():
        kind = ("持平", "上调", "下调")[(other.number > one.number) - (other.number < one.number)]
        moves[kind].append(Item(f"{called(place)} {one:p}→{other:p}", other.source))
    every = [item for some in moves.values() for item in some]
    medians = [median({place: pair[at] for place, pair in both.items()}) for at in (0, 1)]
    return sentence(
        "{a}年和{b}年均载明{what}目标的{n}地区中，按所载数值{told}"
        + "；所载数值的中位数{a}年为{x}，{b}年为{y}" * (not board.sized)
        + "。",
        a=str(first),
        b=str(last),
        what=board.what,
        x=medians[0],
        y=medians[1],
        n=counted(every, "个", "两年均载明目标的地区"),
        told=divided((counted(some, "个", f"{kind}的地区"), kind) for kind, some in moves.items()),
    )
