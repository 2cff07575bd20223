"""Figures of a district beside its city."""

from typing import TYPE_CHECKING, Any

from hzlib.evidence.sentence import Sentence, joined, sentence
from hzlib.evidence.sources import Item
from hzlib.evidence.value import Value, assumed, counted
from hzlib.figures import style
from hzlib.figures.plot import Plot, add_dots, add_spans
from hzlib.figures.printing import in_print, mark, paper
from hzlib.figures.specification import Column, Figure, Table, kindly, need
from hzlib.themes.qiantang.beside import beside, growth_gaps, quotients, shares_of_whole
from hzlib.wording import folded

if TYPE_CHECKING:
    import pandas as pd

_BLUE, _RED, _GREEN = style.PALETTE[:3]
_SAME = 1


@kindly
def shares(data: "pd.DataFrame", part: str, whole: str, year: str | int) -> Figure:
    """Return the figure of what the district is of the city, its share of output as the measure.

    Parameters
    ----------
    data : DataFrame
        The common frame (`hzlib.frames.facts.gather`).
    part, whole : str
        Full names of the two places, the district and the city.
    year : str or int
        The year.
    """
    rows = list(shares_of_whole(beside(data, part, whole, year)).itertuples())
    need(rows, f"{year}年{part}和{whole}都有的总量")
    output = next((row.value for row in rows if row.indicator == "gdp"), None)
    title = sentence(
        "{year}年{part}占全市：{name}{value}",
        year=str(year), part=part, name=rows[0].name, value=rows[0].value,
    )  # fmt: skip
    caption = sentence("只列两地都给出总量的指标")
    if any(row.value.bound == ">=" for row in rows):
        caption += "；“≥”表示区里只给出下限"
    if output:
        title += sentence("，地区生产总值{output}", output=output)
        caption += "。红线右边的，分量重于经济总量"
    told = joined("；", [sentence("{name}{value}", name=row.name, value=row.value) for row in rows])
    words = "{year}年{part}占{whole}的比重：{told}。"
    cells = tuple((row.name, row.part, row.whole, row.value) for row in rows)
    return Figure(
        _shares_plot(rows, whole, output),
        title,
        caption + "。",
        sentence(words, year=str(year), part=part, whole=whole, told=told),
        Table(("指标", part, whole, "占全市"), cells),
    )


def _shares_plot(rows: list[Any], whole: str, output: Value | None) -> Plot:
    import plotly.graph_objects as go

    shown = rows[::-1]
    plot = Plot(f"占{whole}的比重（%）", height=150 + 34 * len(rows))
    bars = go.Bar(
        x=[row.value.number for row in shown],
        y=[folded(row.name) for row in shown],
        orientation="h",
        name="推算",
        showlegend=False,
        text=[str(row.value) for row in shown],
        textposition="outside",
        cliponaxis=False,
        hovertext=[f"{row.part} ÷ {row.whole}" for row in shown],
        hovertemplate="%{y}：%{text}<br>%{hovertext}<extra></extra>",
        **style.bar("derived", _BLUE),
    )
    plot.add(bars, [row.value for row in shown])
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
    """Return the figure of growth in both places, the widest gap on top.

    Parameters
    ----------
    data : DataFrame
        The common frame.
    part, whole : str
        Full names of the two places, the district and the city.
    year : str or int
        The year.
    """
    rows = list(growth_gaps(beside(data, part, whole, year)).itertuples())
    need(rows, f"{year}年两地都有的增速")
    shown = rows[::-1]
    names = [folded(row.name.removesuffix("增速")) for row in shown]
    plot = Plot(f"{year}年比上年增长（%）", height=150 + 34 * len(rows))
    add_spans(plot, names, [(row.part.number, row.whole.number) for row in shown])
    add_dots(plot, names, [row.part for row in shown], _RED, part)
    add_dots(plot, names, [row.whole for row in shown], _BLUE, whole)
    plot.figure.update_yaxes(categoryorder="array", categoryarray=names)
    told = joined("；", [
        sentence("{name}{part}{a}、{whole}{b}", name=row.name, part=part, whole=whole, a=row.part,
             b=row.whole)
        for row in rows
    ])  # fmt: skip
    borrowed = any(one.status == "reference" for row in rows for one in (row.part, row.whole))
    caption = sentence("圆点由两份报告各自给出{more}；投资增速波动大，一年的差距不代表趋势。",
                   more="，叉号取自参考数据" if borrowed else "")  # fmt: skip
    cells = tuple((row.name, row.part, row.whole, row.value) for row in rows)
    return Figure(
        plot,
        _growth_title(rows, part),
        caption,
        sentence("{year}年增速对比：{told}。", year=str(year), told=told),
        Table(("指标", part, whole, Column("区减市", "+")), cells),
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


# --- for print ------------------------------------------------------------------------------------


@kindly
@in_print
def specialisation(data: "pd.DataFrame", part: str, whole: str, year: str | int) -> Figure:
    """Return the printed figure of industries' weights in both places and location quotients.

    Parameters
    ----------
    data : DataFrame
        The common frame.
    part, whole : str
        Full names of the two places, the district and the city.
    year : str or int
        The year.
    """
    rows = list(quotients(beside(data, part, whole, year)).itertuples())
    need(rows, f"{year}年两地都有的产业增加值")
    industries = [row.name.removesuffix("增加值") for row in rows]
    sheet, axes = paper(7.2, 1.9 + 0.55 * len(rows), ncols=2, width_ratios=[3, 2])
    _weights(axes[0], rows, industries, (part, whole))
    _quotients(axes[1], rows)
    first = sentence("{name}的区位商是{value:.1f}", name=industries[0], value=rows[0].value)
    others = [
        sentence("{name}{value:.1f}", name=name, value=row.value)
        for name, row in list(zip(industries, rows, strict=True))[1:3]
    ]
    title = joined("，", [first, *others])
    sheet.suptitle(str(title), x=0.01, ha="left", fontsize=12)
    same = assumed(_SAME, "", "产业在两地的比重相同时的区位商", "same")
    caption = sentence(
        "区位商＝产业在区里的比重÷在全市的比重，大于{same}为专门化；"
        "{whole}的数含{part}自己，产业之间有重叠。",
        same=same, whole=whole, part=part,
    )  # fmt: skip
    told = joined("；", [sentence("{name}{value}", name=row.name, value=row.value) for row in rows])
    cells = tuple((row.name, row.part_share, row.whole_share, row.value) for row in rows)
    words = "{year}年{part}各产业区位商：{told}。"
    return Figure(
        sheet,
        title,
        caption,
        sentence(words, year=str(year), part=part, told=told),
        Table(("产业", f"占{part}", f"占{whole}", "区位商"), cells),
    )


def _weights(axes: Any, rows: list[Any], industries: list[str], places: tuple[str, str]) -> None:
    at = list(range(len(rows)))[::-1]
    for shift, side, place, colour in (
        (0.2, "part", places[0], _RED), (-0.2, "whole", places[1], _BLUE),
    ):  # fmt: skip
        values = [getattr(row, f"{side}_share") for row in rows]
        look = style.printed_bar("derived", colour)
        places_of_bars = [y + shift for y in at]
        widths = [value.number for value in values]
        bars = mark(axes.barh(places_of_bars, widths, 0.36, label=place, **look), values)
        axes.bar_label(bars, [f"{value:#}" for value in values], padding=2, fontsize=8)
    axes.set_yticks(at, industries)
    axes.set_xlabel("占地区生产总值（%）")
    axes.margins(x=0.16)
    axes.legend(loc="lower right", fontsize=8)
    axes.grid(axis="y", visible=False)


def _quotients(axes: Any, rows: list[Any]) -> None:
    at = list(range(len(rows)))[::-1]
    values = [row.value for row in rows]
    look = style.printed_bar("derived", _GREEN)
    bars = mark(axes.barh(at, [value.number for value in values], 0.5, **look), values)
    axes.bar_label(bars, [str(value) for value in values], padding=2, fontsize=8)
    axes.axvline(_SAME, color=style.GROUNDS["ink"][0], linewidth=1)
    axes.set_yticks([])
    axes.set_xlabel(f"区位商（{_SAME} = 与全市相同）")
    axes.margins(x=0.18)
    axes.grid(axis="y", visible=False)
