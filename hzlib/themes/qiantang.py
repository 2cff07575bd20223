"""What notebook 03 shows: a district beside its city, in numbers and in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from hzlib.errors import HzError
from hzlib.evidence.sentence import Sentence, each, sentence
from hzlib.evidence.sources import Item
from hzlib.evidence.value import Missing, Value, assumed, counted
from hzlib.figures import style
from hzlib.figures.bars import add_bars
from hzlib.figures.plot import Plot, add_dots, add_spans
from hzlib.figures.printing import bars, in_print, paper
from hzlib.figures.specification import Column, Figure, Table, kindly, need
from hzlib.frames.beside import (
    BOTH,
    PART,
    WHOLE,
    beside,
    growth_gaps,
    intensities,
    plan_and_result,
    quotients,
    shares_of_whole,
)
from hzlib.frames.rows import frame_of
from hzlib.frames.selection import name
from hzlib.text.corpus import Document
from hzlib.wording import folded, industry
from hzlib.words.comparison import keyness
from hzlib.words.values import value_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "beside", "coverage_table", "growth", "growth_gaps", "intensities", "intensity_table",
    "plan_and_result", "plan_table", "quotients", "report_on", "shares", "shares_of_whole",
    "specialisation", "words_apart", "words_figure",
]  # fmt: skip

_BLUE, _RED, _GREEN = style.PALETTE[:3]
_SAME = 1
# The usual level of significance, as false discovery rate among all words listed.
_LEVEL = 0.05
_NAMED = 3  # words of each report in the title


# --- figures --------------------------------------------------------------------------------------


@kindly
def shares(data: "pd.DataFrame", part: str, whole: str, year: str | int) -> Figure:
    """Return the figure of what the district is of the city, its share of output as the measure.

    Parameters
    ----------
    data : DataFrame
        The facts (`hzlib.frames.facts.facts`).
    part, whole : str
        Full names of the two places, the district and the city.
    year : str or int
        The year.
    """
    known = shares_of_whole(beside(data, part, whole, year))
    rows = list(need(known, f"{year}年{part}和{whole}都有的总量").itertuples())
    output = next((row.value for row in rows if row.indicator == "gdp"), None)
    words = {"year": str(year), "part": part, "whole": whole}
    title = sentence("{year}年{part}占全市：", **words) + each(rows[:1], "{name}{value}")
    caption = sentence("只列两地都给出总量的指标")
    if any(row.value.bound == ">=" for row in rows):
        caption += "；“≥”表示区里只给出下限"
    if output:
        title += sentence("，地区生产总值{output}", output=output)
        caption += "。红线右边的，分量重于经济总量"
    return Figure(
        _shares_plot(rows, whole, output),
        title,
        caption + "。",
        sentence("{year}年{part}占{whole}的比重：", **words) + each(rows, "{name}{value}") + "。",
        _both_table(rows, part, whole, "占全市"),
    )


def _both_table(rows: list[Any], part: str, whole: str, heading: Column | str) -> Table:
    columns = ((part, "part"), (whole, "whole"), (heading, "value"))
    return Table.each(rows, ("指标", "name"), *columns)


def _shares_plot(rows: list[Any], whole: str, output: Value | None) -> Plot:
    shown = rows[::-1]
    plot = Plot(f"占{whole}的比重（%）", height=150 + 34 * len(rows))
    names, values = [folded(row.name) for row in shown], [row.value for row in shown]
    add_bars(
        plot, names, values, "推算", "%{y}：%{text}<br>%{hovertext}<extra></extra>",
        showlegend=False, text=list(map(str, values)), textposition="outside", cliponaxis=False,
        hovertext=[f"{row.part} ÷ {row.whole}" for row in shown],
        **style.bar("derived", _BLUE),
    )  # fmt: skip
    if output:
        plot.figure.add_vline(
            x=output.number,
            line={"color": _RED, "width": 1.6, "dash": "dot"},
            annotation={"text": "地区生产总值的比重", "font": {"color": _RED}},
            annotation_position="bottom right",
        )
    return plot


@kindly
def growth(data: "pd.DataFrame", part: str, whole: str, year: str | int) -> Figure:
    """Return the figure of growth in both places, the widest gap on top; as `shares`."""
    gaps = growth_gaps(beside(data, part, whole, year))
    rows = list(need(gaps, f"{year}年两地都有的增速").itertuples())
    shown = rows[::-1]
    names = [folded(name(row.indicator)) for row in shown]
    plot = Plot(f"{year}年比上年增长（%）", height=150 + 34 * len(rows))
    add_spans(plot, names, [sorted((row.part.number, row.whole.number)) for row in shown])
    add_dots(plot, names, [row.part for row in shown], _RED, part)
    add_dots(plot, names, [row.whole for row in shown], _BLUE, whole)
    plot.figure.update_yaxes(categoryorder="array", categoryarray=names)
    told = each(rows, "{name}{one}{part}、{other}{whole}", one=part, other=whole)
    borrowed = any(one.status == "reference" for row in rows for one in (row.part, row.whole))
    caption = sentence("圆点由两份报告各自给出{more}；投资增速波动大，一年的差距不代表趋势。",
                   more="，叉号取自参考数据" if borrowed else "")  # fmt: skip
    return Figure(
        plot,
        _growth_title(rows, part),
        caption,
        sentence("{year}年增速对比：{told}。", year=str(year), told=told),
        _both_table(rows, part, whole, Column("区减市", "+")),
    )


def _growth_title(rows: list[Any], part: str) -> Sentence:
    every = [Item(f"{row.name}之差：{row.value}", row.value.source) for row in rows]
    faster = [item for item, row in zip(every, rows, strict=True) if row.value > 0]
    title = sentence(
        "{every}增速里{faster}{part}更快",
        every=counted(every, "项", "两地都有的增速"),
        faster=counted(faster, "项", f"{part}更快的增速", among=every),
        part=part,
    )
    gap = next((row.value for row in rows if row.indicator == "gdp"), None)
    if gap is None:
        return title
    if not gap.number:
        return title + "，地区生产总值一样快"
    return title + sentence(
        "，地区生产总值{word}{gap}", word="慢" if gap < 0 else "快", gap=abs(gap)
    )


@kindly
@in_print
def specialisation(data: "pd.DataFrame", part: str, whole: str, year: str | int) -> Figure:
    """Return the printed figure of industries' weights in both places and location quotients.

    The arguments are those of `shares`.
    """
    found = quotients(beside(data, part, whole, year))
    rows = list(need(found, f"{year}年两地都有的产业增加值").itertuples())
    sheet, axes = paper(7.2, 1.9 + 0.55 * len(rows), ncols=2, width_ratios=[3, 2])
    _weights(axes[0], rows, (part, whole))
    _quotients(axes[1], rows)
    said = partial(each, mark="，", industry=lambda row: industry(row.name))
    title = said(rows[:1], "{industry}的区位商是{value:.1f}")
    if rows[1:]:
        title += "，" + said(rows[1:3], "{industry}{value:.1f}")
    sheet.suptitle(str(title), x=0.01, ha="left", fontsize=12)
    caption = sentence(
        "区位商＝产业在区里的比重÷在全市的比重，大于{same}为专门化；"
        "{whole}的数含{part}自己，产业之间有重叠。",
        same=assumed(_SAME, "", "产业在两地的比重相同时的区位商", "same"), whole=whole, part=part,
    )  # fmt: skip
    words = sentence("{year}年{part}各产业区位商：", year=str(year), part=part)
    return Figure(
        sheet,
        title,
        caption,
        words + each(rows, "{name}{value}") + "。",
        Table.each(
            rows, ("产业", "name"), (f"占{part}", "part_share"), (f"占{whole}", "whole_share"),
            ("区位商", "value"),
        ),
    )  # fmt: skip


def _weights(axes: Any, rows: list[Any], places: tuple[str, str]) -> None:
    at = list(range(len(rows)))[::-1]
    for shift, side, place, colour in (
        (0.2, "part", places[0], _RED), (-0.2, "whole", places[1], _BLUE),
    ):  # fmt: skip
        values = [getattr(row, f"{side}_share") for row in rows]
        look = style.printed_bar("derived", colour)
        drawn = bars(axes, [y + shift for y in at], values, 0.36, label=place, **look)
        axes.bar_label(drawn, [f"{value:#}" for value in values], padding=2, fontsize=8)
    axes.set_yticks(at, [industry(row.name) for row in rows])
    axes.set_xlabel("占地区生产总值（%）")
    axes.margins(x=0.16)
    axes.legend(loc="lower right", fontsize=8)


def _quotients(axes: Any, rows: list[Any]) -> None:
    at, values = list(range(len(rows)))[::-1], [row.value for row in rows]
    drawn = bars(axes, at, values, 0.5, **style.printed_bar("derived", _GREEN))
    axes.bar_label(drawn, list(map(str, values)), padding=2, fontsize=8)
    axes.axvline(_SAME, color=style.GROUNDS["ink"][0], linewidth=1)
    axes.set_yticks([])
    axes.set_xlabel(f"区位商（{_SAME} = 与全市相同）")
    axes.margins(x=0.18)


# --- tables ---------------------------------------------------------------------------------------


@kindly
def intensity_table(data: "pd.DataFrame", part: str, whole: str, year: str | int) -> Table:
    """Return the table of amounts per resident, investment per output and rates; as `shares`."""
    known = intensities(data, beside(data, part, whole, year), part, whole, year)
    rows = list(need(known, f"{year}年{part}和{whole}的人均数和比率").itertuples())
    caption = "人均数用年末常住人口"
    if any(isinstance(one, Missing) for row in rows for one in (row.part, row.whole)):
        caption += "；“—”是文件和参考数据都没有的数"
    columns = (("指标", "name"), (part, "part"), (whole, "whole"))
    return Table.each(rows, *columns, caption=f"{caption}。")


@kindly
def coverage_table(data: "pd.DataFrame", part: str, whole: str, year: str | int) -> Table:
    """Return the table of what only one of the two places states; as `shares`."""
    known = need(beside(data, part, whole, year), f"{year}年{part}和{whole}的指标")
    names = {PART: part, WHOLE: whole}
    nouns = {BOTH: "两地都有的指标", PART: f"只有{part}有的指标", WHOLE: f"只有{whole}有的指标"}
    counts = {
        one: counted(known.loc[known["known"] == one, "member"], "项", noun, known["member"])
        for one, noun in nouns.items()
    }
    caption = sentence(
        "两地都有{both}，只有{part}{mine}，只有{whole}{theirs}（总量与增速分开数）。",
        both=counts[BOTH], part=part, mine=counts[PART], whole=whole, theirs=counts[WHOLE],
    )  # fmt: skip
    return Table.each(
        known[known["known"] != BOTH].itertuples(),
        ("只见于", lambda row: names[row.known]), ("指标", "name"),
        (Column("数值", "#"), lambda row: getattr(row, row.known)), ("单位", "unit"),
        caption=caption,
    )  # fmt: skip


@kindly
def plan_table(data: "pd.DataFrame", place: str, year: str | int) -> Table:
    """Return the table of next year's targets beside this year's results.

    Parameters
    ----------
    data : DataFrame
        The common frame.
    place : str
        The place.
    year : str or int
        The year of the results.
    """
    plan = int(year) + 1
    rows = list(need(plan_and_result(data, place, year), f"{place}{plan}年的目标").itertuples())
    known = [row for row in rows if isinstance(row.gap, Value)]
    every, answered, lower = (
        [row.member for row in some] for some in (rows, known, [x for x in known if x.gap < 0])
    )
    caption = sentence(
        "{every}目标里{answered}有上年结果，其中{lower}定得比上年结果低。"
        "目标多是底线，低于上年结果不等于预计下降。",
        every=counted(every, "个", f"{plan}年的目标"),
        answered=counted(answered, "个", "有上年结果的目标", among=every),
        lower=counted(lower, "个", "定得比上年结果低的目标", among=answered),
    )
    return Table.each(
        rows, ("指标", "name"), (Column(f"{year}年结果", "p"), "result"),
        (Column(f"{plan}年目标", "p"), "plan"), (Column("目标减结果", "+"), "gap"),
        caption=caption,
    )  # fmt: skip


# --- words ----------------------------------------------------------------------------------------


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
    """Return the figure of the words that set the two reports apart; as `words_apart`."""
    found = need(words_apart(documents, part, whole, year, top), "区别两份报告的词")
    rows = list(found.itertuples())
    mine = [row for row in rows if row.log_ratio > 0]
    theirs = [row for row in rows if row.log_ratio < 0][::-1]
    sides = [(part, mine, _RED), (whole, theirs, _BLUE)]
    title = "，".join(
        f"{place}多说“{'”“'.join(row.word for row in half[:_NAMED])}”"
        for place, half, _ in sides
        if half
    )
    plot = _words_plot(sides, [row.word for row in rows])
    told = each(rows, "{word}（{a}{target}、{b}{reference}）", "，", a=part, b=whole)
    level = assumed(_LEVEL, "", "词的差别算作显著的界线（校正后的 q 值）", "level")
    caption = (
        "条上的数是两份报告里的次数；只列经多重检验校正后仍显著（q < {level}）的词，地名除外。"
    )
    return Figure(
        plot,
        title,
        sentence(caption, level=level),
        sentence("区别两份报告的词：{told}。", told=told),
        Table.each(
            rows, ("词", "word"), (Column(f"{part}（次）", "#"), "target"),
            (Column(f"{whole}（次）", "#"), "reference"), ("对数比", "log_ratio"),
            ("对数似然 G²", "g2"),
        ),
    )  # fmt: skip


def _words_plot(sides: list[tuple[str, list[Any], str]], words: list[str]) -> Plot:
    plot = Plot("每万词频次之比（以 2 为底的对数）", height=150 + 28 * len(words))
    (part, *_), (whole, *_) = sides
    hover = f"%{{y}}<br>{part} : {whole} = %{{text}} 次<extra></extra>"
    for place, half, colour in sides:
        if half:
            ratios = [row.log_ratio for row in half]
            add_bars(
                plot, [row.word for row in half], ratios, f"{place}更常说", hover,
                text=[f"{row.target:#} : {row.reference:#}" for row in half],
                textposition="outside", cliponaxis=False, **style.bar("derived", colour),
            )  # fmt: skip
    plot.figure.update_yaxes(categoryorder="array", categoryarray=words[::-1])
    return plot
