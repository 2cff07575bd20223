"""A figure that a notebook draws itself, in plotly or matplotlib, whose marks answer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import compress, pairwise
from numbers import Real
from typing import Any

from hzlib import lookups, wording
from hzlib.errors import HzError
from hzlib.evidence.basis import difference
from hzlib.evidence.entry import is_source
from hzlib.evidence.sentence import Sentence, joined, sentence
from hzlib.evidence.value import CAUTION, Value, caution, kind_word, unlike
from hzlib.figures import breaks, panels, printing, style
from hzlib.figures.breaks import (
    Crossing,
    bounded_apart,
    crossings,
    dashed,
    is_expected,
    strokes,
)
from hzlib.figures.naming import name_series
from hzlib.figures.plot import Plot, arrows, cautioned, kind, symbol
from hzlib.figures.roles import hues
from hzlib.figures.specification import HEADINGS, Choice, Column, Figure, Note, Option, Table
from hzlib.figures.years import FOLDED, each_year, fold_years, is_folded, reaches, ticks
from hzlib.messages import told

_STOPS = ("。", "！", "？", "；")
_LEFT_OUT = "横轴在“//”处略去没有数的年份"
_EXPECTED = "虚线的一端为预计"
_ALONE = "没有相邻年份的确数，不连线"
_BARE = 20  # pixels above a figure without a legend
_TOLD = 12  # marks that the text for screen readers tells one by one
_DOWN = "triangle-down"
# What a mark of each kind of number looks like, as the caption says it.
_LOOKS = {
    "circle": "实心是实际", "circle-open": "空心是预计", "triangle-up": "三角是目标",
    _DOWN: "倒三角是上限目标", "square": "方块是推算", "x": "叉号是参考数据",
    "circle-x-open": "圈里有叉是参考数据的预计", "x-open": "空心叉号是参考数据的目标",
    "line-ew-open": "箭头表示只给出界限",
}  # fmt: skip
# A target turned downwards is a limit, or of what is better low.
_FALLS = "以低为好的指标的目标"
_HATCHES = {
    "actual": "实心是实际", "estimate": "空心是预计", "target": "斜纹是目标",
    "derived": "点纹是推算", "reference": "网纹是参考数据",
    "reference estimate": "横纹是参考数据的预计",
}  # fmt: skip


def explore(
    figure: Any,
    evidence: Sequence[Any] | None = None,
    title: Sentence | str = "",
    caption: Sentence | str = "",
    alt: Sentence | str = "",
    table: Table | None = None,
    choices: Sequence[Choice] = (),
) -> Figure | Note:
    """Return a figure of one's own in the house's style, its marks answering when clicked.

    Titles of axes and traces that are columns or ids are worded in Chinese, marks show what kind of
    number they are (actual solid, estimate hollow, target a triangle or hatched, a bound an arrow),
    lines break where years are missing, and with two strokes where the figures are not alike; they
    are broken ones to and from an estimate, and join no targets of several years.
    What ``hover_name`` gives a mark is what it is called.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure, matplotlib.figure.Figure or Axes
        In plotly, marks whose sizes are values, or which carry their sources in ``customdata``, as
        ``plotly.express`` sets it with ``custom_data=["evidence"]``; in matplotlib, marks tied to
        their values by `hzlib.figures.printing.mark`.
    evidence : sequence of sources or values, optional
        One a mark, for a plotly figure with a single trace.
    title, caption, alt : Sentence or str, optional
        What it finds; how it is read; what it shows, for who cannot see it. The last two are made
        from the marks if they are not given.
    table : Table, optional
        The numbers beside it, if there is more to say than the sizes of its marks.
    choices : sequence of Choice, optional
        Boxes and sliders over a plotly figure; of each the first option, or ``active``, is shown.

    Returns
    -------
    Figure or Note
        A note where there is nothing to draw.

    Raises
    ------
    HzError
        If no mark has a source, or there are more or fewer sources than marks.

    Examples
    --------
    >>> import hzlib as hz
    >>> import plotly.express as px
    >>> rows = hz.corpus().compare("gdp", "growth", "杭州")
    >>> shown = explore(px.line(rows, x="year_to", y="value", color="status",
    ...                         custom_data=["evidence"]))
    >>> [trace.name for trace in shown.figure.data], str(shown.caption)
    (['实际', '预计', '目标'], '实心是实际，空心是预计，三角是目标。')
    """
    if hasattr(figure, "savefig") or hasattr(figure, "get_figure"):
        return _printed(figure, title, caption, alt, table)
    import plotly.graph_objects as go

    layout = figure.to_dict()["layout"]
    plot = Plot(figure=go.Figure(layout=layout), height=layout.get("height", 440))
    colours = hues(_said(trace.name) for trace in figure.data if trace.name)
    shown = [_marks(go.Figure(trace).data[0], evidence, colours) for trace in figure.data]
    if not any(_axis(one.trace) and len(one.trace[_axis(one.trace)]) for one in shown):
        return _nothing(title)
    if not any(one.values for one in shown):
        raise HzError(
            "hz.explore: the marks have no sources",
            'draw with custom_data=["evidence"], or give evidence=table["evidence"]',
        )
    every, choices = _drawn(plot, shown), _pointed(plot, shown, choices)
    _fold(plot.figure)
    _worded(plot.figure, every)
    _high(plot.figure, layout)
    _laid(plot.figure, shown, choices)
    choices = _told_each(plot.figure, shown, choices, caption, table)
    choices = name_series(plot.figure, choices)
    begun = _begun(plot.figure, choices)
    found = title or begun.title or layout.get("title", {}).get("text") or ""
    return Figure(
        plot, found,
        caption=begun.caption or _caption(shown, caption, is_folded(plot.figure)),
        alt=alt or begun.alt or _alt(found, shown),
        table=table or begun.table or _table(plot.figure, shown),
        choices=choices,
    )  # fmt: skip


def _laid(figure: Any, shown: "Sequence[_Trace]", choices: Sequence[Choice]) -> None:
    """Lay out the years and the room above; join the dots of items, apart by unit and size."""
    dots = all(one.trace.type == "scatter" and _lies(one.trace) and one.values for one in shown)
    each_year(figure)
    fold_years(figure)
    _tight(figure)
    if choices or not dots or any((one.xaxis or "x") != "x" for one in figure.data):
        return
    items: dict[str, list[Value]] = {}
    for drawn, one in zip(figure.data, shown, strict=False):
        for name, value in zip(drawn.y, one.values, strict=True):
            items.setdefault(name, []).extend([value] if value is not None else [])
    order = figure.layout.yaxis.categoryarray
    named = [name for name in (items if order is None else order) if name in items]
    several = len({one.trace.name for one in shown}) > 1
    if several or any("lines" in (one.trace.mode or "") for one in shown):
        panels.label_ends(figure, [one.values for one in shown])
    found = panels.groups({name: items[name] for name in named})
    if len(found) > 1 and not figure.layout.shapes:
        panels.part(figure, found)
    panels.uncover(figure)
    if several:
        panels.join_marks(figure)


def _told_each(
    figure: Any, shown: "Sequence[_Trace]", choices: Sequence[Choice],
    caption: Sentence | str, table: Table | None,
) -> tuple[Choice, ...]:  # fmt: skip
    """Return a choice whose options have the words and the table of what they show."""
    if len(choices) != 1:
        return tuple(choices)

    def told(option: Option) -> Option:
        states = option.visible or (True,) * len(shown)
        seen = [one for one, state in zip(shown, states, strict=False) if state]
        layout, folded = option.layout, False
        if signs := figure.layout.annotations:
            drawn = [one for one, state in zip(figure.data, states, strict=False) if state]
            signs = [one for one in signs if reaches(drawn, one)]
            folded = FOLDED in [one.name for one in signs]
            layout = {"annotations": [one.to_plotly_json() for one in signs],
                      **ticks(figure, drawn, folded), **layout}  # fmt: skip
        return replace(
            option, layout=layout, caption=option.caption or _caption(seen, caption, folded),
            alt=option.alt or _alt(option.title, seen),
            table=option.table or (None if table else _table(figure, seen)),
        )  # fmt: skip

    return (replace(choices[0], options=tuple(map(told, choices[0].options))),)


def _caption(
    shown: "Sequence[_Trace]", said: Sentence | str, folded: bool = False
) -> Sentence | str:
    """Return what the marks of some traces mean, behind a caption of one's own."""
    values = [value for one in shown if not _looks_chosen(one.trace) for value in one.values
              if value is not None]  # fmt: skip
    bars = all(one.trace.type == "bar" for one in shown if one.values)
    broken = (crossing.reason for one in shown for crossing in one.crossed)
    over = (reason for one in shown for reason in one.over_gaps)
    apart = unlike(values) if CAUTION not in str(said) else ""
    signed = f"{CAUTION}表示算式所含各数{apart}，点击可查看原因。" if apart else ""
    more = [*([_LEFT_OUT] if folded else []), *_lines_told(shown)]
    return _legend(values, bars, said, more) + breaks.parted(broken, over) + signed


def _lines_told(shown: "Sequence[_Trace]") -> list[str]:
    """Return what a broken line means, and that there is none where one was asked for."""
    if any(one.dashes for one in shown):
        return [_EXPECTED]
    curves = [one for one in shown if len(one.results) > 1]
    drawn = any("lines" in one.trace.mode or one.crossed for one in curves)
    return [_ALONE] if curves and not drawn else []


def _looks_chosen(trace: Any) -> bool:
    """Tell whether the notebook chose the mark of a trace, which then says no kind of number."""
    chosen = getattr(getattr(trace, "marker", None), "symbol", None)
    return isinstance(chosen, str) and chosen != "circle"


def _nothing(title: Sentence | str) -> Note:
    """Return the note that stands in for a figure; a title without values says of what."""
    nothing = told("there are no figures to draw")
    return Note(f"{title}：{nothing}" if title and isinstance(title, str) else nothing)


def _drawn(plot: Plot, shown: "Sequence[_Trace]") -> list[Value]:
    """Add traces in the house's style to a plot, and return the values of their marks."""
    for one in shown:
        if one.values:
            plot.add(_dressed(one), one.values, one.trace.hovertext)
        else:
            plot.decorate(one.trace)
    return [value for one in shown for value in one.values if value is not None]


def _pointed(
    plot: Plot, shown: "Sequence[_Trace]", choices: Sequence[Choice]
) -> tuple[Choice, ...]:
    """Add arrows, strokes of breaks and cautions; return the choices, showing them with these."""
    owners = []
    for place, one in enumerate(shown):
        if one.trace.type not in ("scatter", "scattergl") or not one.values:
            continue
        signs = (arrows(one.trace, one.values, _lies(one.trace)), dashed(one.trace, one.dashes),
                 strokes(one.trace, one.crossed), cautioned(one.trace, one.values))  # fmt: skip
        for more in filter(None, signs):
            plot.decorate(more)
            owners.append(place)
    return tuple(
        replace(choice, options=tuple(
            replace(one, visible=(*one.visible, *(one.visible[place] for place in owners)))
            if one.visible else one for one in choice.options
        )) for choice in choices
    )  # fmt: skip


def _begun(figure: Any, choices: Sequence[Choice]) -> Option:
    """Show the first state of each choice, and return the one whose words are shown."""
    first = [choice.options[choice.active] for choice in choices]
    for option in first:
        figure.update(data=[{"visible": seen} for seen in option.visible or ()])
        figure.update_layout(option.layout, overwrite=True)
    return next((option for option in first if option.title), Option("", layout={}))


def _printed(
    drawn: Any, title: Sentence | str, caption: Sentence | str, alt: Any, table: Table | None
) -> Figure | Note:
    sheet = drawn if hasattr(drawn, "savefig") else drawn.get_figure()
    tied = list(printing.tied_values(sheet))
    if not tied and not any(axes.has_data() for axes in sheet.axes):
        return _nothing(title)
    if not tied:
        raise HzError(
            "hz.explore: the marks have no sources",
            "tie each to its value: hz.mark(artist, values)",
        )
    printing.dress(sheet)
    words = alt or joined("，", (sentence("{value}", value=one) for one in tied[:_TOLD]))
    return Figure(sheet, title, caption, words, table)


# --- the marks of a trace -------------------------------------------------------------------------


@dataclass(frozen=True)
class _Trace:
    """A trace with the value of each of its marks; without values it shows no number.

    ``joined`` tells whether a line through years joins the marks, ``dashes`` where that is broken
    since one of its ends is expected.
    """

    trace: Any
    values: list[Value | None]
    joined: bool = False
    dashes: list[tuple[tuple[float, float], tuple[float, float]]] = field(default_factory=list)

    def places(self) -> list[str]:
        """Return where the marks stand, in words."""
        names = ("labels", "y" if _lies(self.trace) else "x")
        found = (getattr(self.trace, name, None) for name in names)
        axis = next((one for one in found if one is not None), [""] * len(self.values))
        return [str(one).replace("<br>", "") for one in axis]

    @cached_property
    def crossed(self) -> list[Crossing]:
        """Where its line would go from one basis to another."""
        return crossings(self.trace, self.values) if self.joined else []

    @property
    def results(self) -> list[Value]:
        """The points of its curve."""
        found = self.values if self.joined else ()
        return [one for one in found if one is not None and breaks.on_curve(one)]

    @property
    def over_gaps(self) -> list[str]:
        """Why its marks are not alike between which years are missing."""
        return breaks.over_gaps(self.trace.x, self.values) if self.results else []

    def numbers(self) -> Iterator[tuple[str, Value]]:
        """Return the places that have numbers, with these."""
        pairs = zip(self.places(), self.values, strict=True) if self.values else ()
        yield from ((place, value) for place, value in pairs if value is not None)


def _marks(trace: Any, evidence: Sequence[Any] | None, colours: dict[str, str]) -> _Trace:
    """Return a trace with the value of each of its marks, its sizes plain numbers."""
    trace.name = _said(trace.name) or None
    _coloured(trace, colours.get(trace.name, ""))
    axis = _axis(trace)
    sizes = list(getattr(trace, axis)) if axis else []
    carried = () if trace.customdata is None else trace.customdata
    sources = list(evidence) if evidence is not None else [_source(one) for one in carried]
    if any(isinstance(one, Value) for one in sizes):
        sources = [one if isinstance(one, Value) else None for one in sizes]
    if not any(is_source(one) or isinstance(one, Value) for one in sources):
        return _Trace(trace, [])
    if len(sizes) != len(sources):
        raise HzError(
            "hz.explore: the figure has {marks} marks and {sources} sources",
            "give each mark a source; bins of a histogram have none, draw points or bars",
            marks=len(sizes),
            sources=len(sources),
        )
    numbers = [None if one is None or one != one else float(one) for one in sizes]
    # plotly keeps what equals the new numbers, and values do.
    trace[axis] = None
    trace[axis] = numbers
    values = [_value(*pair) for pair in zip(sources, numbers, strict=True)]
    return _Trace(trace, values, _joins(trace))


def _joins(trace: Any) -> bool:
    """Tell whether a line through years is to join the marks of a trace."""
    years = getattr(trace, "x", None)
    whole = all(isinstance(year, Real) for year in (() if years is None else years))
    return "lines" in (getattr(trace, "mode", None) or "") and whole and not _lies(trace)


def _lies(trace: Any) -> bool:
    """Tell whether a trace has its items one below the other, its numbers to the right."""
    axes = (getattr(trace, name, None) for name in ("x", "y"))
    across, down = (any(isinstance(one, str) for one in axis[:1]) if axis is not None else False
                    for axis in axes)  # fmt: skip
    return down and not across


def _axis(trace: Any) -> str:
    """Return the name of the axis on which the sizes of the marks are."""
    for name in ("x", "y"):
        places = getattr(trace, name, None)
        if places is not None and any(isinstance(one, Value) for one in places):
            trace.orientation = "h" if name == "x" else "v"
            return name
    names = ("x",) if getattr(trace, "orientation", None) == "h" else ("y", "values", "r")
    return next((name for name in names if getattr(trace, name, None) is not None), "")


def _source(row: Any) -> Any:
    """Return the source among what a mark carries: one thing, or a row of several."""
    if is_source(row) or isinstance(row, Value):
        return row
    members = row if hasattr(row, "__iter__") and not isinstance(row, str) else ()
    return next((one for one in members if is_source(one) or isinstance(one, Value)), None)


_STATED = ("fact", "stated", "figure")  # what a source that states a number calls it


def _value(source: Any, size: float | None) -> Value | None:
    if isinstance(source, Value) or source is None:
        return source
    if size is None:
        return None
    stated = next((getattr(source, one) for one in _STATED if hasattr(source, one)), None)
    if stated is None:
        return Value(size, "", source, "derived")
    fields = {name: getattr(stated, name)
              for name in ("unit", "status", "bound", "period", "measure")}  # fmt: skip
    origin = "reference" if hasattr(source, "figure") else "document"
    return Value.of({**fields, "value": size, "evidence": source, "origin": origin})


# --- the house's style ----------------------------------------------------------------------------


def _dressed(one: _Trace) -> Any:
    """Return a trace that shows what kind of number each of its marks is."""
    trace = _broken(one)
    _led(one)
    trace.update(hovertemplate="%{customdata[1]}<extra></extra>")
    kinds = [kind(value) if value else "actual" for value in one.values]
    if trace.type == "bar":
        colour = trace.marker.color if isinstance(trace.marker.color, str) else style.PALETTE[0]
        looks = [style.bar(each, colour)["marker"] for each in kinds]
        trace.marker.color = [look["color"] for look in looks]
        trace.marker.line = {"color": colour, "width": 1.6}
        trace.marker.pattern = {
            "shape": [look.get("pattern", {}).get("shape", "") for look in looks],
            "fgcolor": colour, "bgcolor": style.GROUNDS["paper"][0], "size": 6, "solidity": 0.25,
        }  # fmt: skip
        _inked(trace, looks)
        _signed(one)
    if trace.type in ("scatter", "scattergl") and "text" not in (trace.mode or ""):
        # A legend shows a line only where there is one.
        drawn = "lines" in (trace.mode or "") and any(map(_reach, pairwise(trace.y)))
        trace.mode = "lines+markers" if drawn else "markers"
        if trace.marker.symbol in (None, "circle"):
            trace.marker.symbol = _symbols(one)
        trace.marker.size = 10 if trace.marker.size is None else trace.marker.size
        alike = {value.status for value in one.values if value}
        if len(alike) == 1:
            trace.line.dash = style.line(*alike)["line"]["dash"]
    return trace


def _reach(two: tuple[Any, Any]) -> bool:
    """Tell whether there are two marks for a line to join."""
    return all(one is not None and one == one for one in two)


def _inked(trace: Any, looks: Sequence[Mapping[str, Any]]) -> None:
    """Give what is written in bars a colour that is read there, also on a pattern's pale ground.

    Left alone, plotly writes in white on a pattern: it judges by the pattern's colour.
    """
    if trace.textfont.color is not None or trace.insidetextfont.color is not None:
        return
    paper = style.GROUNDS["paper"][0]
    fills = [paper if "pattern" in look else look["color"] for look in looks]
    known = style.twins()
    trace.insidetextfont.color = [style.on(one) if one in known else paper for one in fills]


def _signed(one: _Trace) -> None:
    """Put a caution behind what is written at bars of figures that are not alike."""
    signs = [CAUTION if value and caution(value) else "" for value in one.values]
    if not any(signs):
        return
    trace, told = one.trace, getattr(one.trace, "texttemplate", None)
    written = [""] * len(signs) if trace.text is None else trace.text
    if told is not None:
        each = [told] * len(signs) if isinstance(told, str) else told
        trace.texttemplate = [f"{words}{sign}" for words, sign in zip(each, signs, strict=True)]
    else:
        trace.text = [f"{words}{sign}" for words, sign in zip(written, signs, strict=True)]
        # A sign alone stands over its column: in a narrow one it would lie on the pattern.
        if trace.textposition in (None, "auto") and not any(written):
            trace.textposition, trace.cliponaxis = "outside", False


def _symbols(one: _Trace) -> list[str]:
    found = [symbol(value) if value else "circle" for value in one.values]
    lies = _lies(one.trace)
    return [name.replace("line-ew", "line-ns") if lies else name for name in found]


def _led(one: _Trace) -> None:
    """Put an empty place ahead of results of which some are actual: the legend shows the first."""
    trace, found = one.trace, [symbol(value) for value in one.values if value]
    mixed = "circle" in found and found[0] != "circle"
    targets = any(value.status == "target" for value in one.values if value)
    if mixed and not targets and _bare(trace):
        if isinstance(getattr(trace, "texttemplate", None), str):  # plotly would write a nought
            trace.texttemplate = ["", *[trace.texttemplate] * len(trace.y)]
        trace.x, trace.y = [trace.x[0], *trace.x], [None, *trace.y]
        one.values.insert(0, None)


def _bare(trace: Any) -> bool:
    """Tell whether nothing but its places and sizes is told of each mark of an upright trace."""
    if trace.type not in ("scatter", "scattergl", "bar") or _lies(trace) or _axis(trace) != "y":
        return False
    each = (trace.text, trace.hovertext, trace.error_x.array, trace.error_y.array)
    symbols = trace.type == "bar" or trace.marker.symbol in (None, "circle")
    return symbols and all(one is None for one in each)


def _broken(one: _Trace) -> Any:
    """Return a trace whose line breaks where years are missing or unlike, and beside a bound.

    To and from an estimate it is a broken one, which is drawn by itself.
    """
    trace = one.trace
    if not one.joined:
        return trace
    years, sizes = list(trace.x), list(trace.y)
    for place in range(len(years) - 1, 0, -1):
        pair = one.values[place - 1 : place + 1]
        gap = years[place] > years[place - 1] + 1
        passing = years[place] > years[place - 1]
        apart = gap or (passing and bounded_apart(*pair)) or _unlike(*pair)
        known = [value for value in pair if value is not None]
        expected = passing and len(known) > 1 and any(map(is_expected, known))
        if expected and not apart:
            ends = slice(place - 1, place + 1)
            one.dashes.append((tuple(years[ends]), tuple(sizes[ends])))
        if apart or expected:
            years.insert(place, years[place - 1])
            sizes.insert(place, None)
            one.values.insert(place, None)
    trace.x, trace.y = years, sizes
    return trace


def _unlike(one: Value | None, other: Value | None) -> bool:
    return bool(one is not None and other is not None and difference(one.source, other.source))


def _coloured(trace: Any, own: str) -> None:
    """Give a trace with a colour of plotly's own that of its role, or of the house's palette."""
    import plotly.io as pio

    usual = [one.casefold() for one in pio.templates["plotly"].layout.colorway]
    drawn: Any
    for drawn in (trace, getattr(trace, "marker", None), getattr(trace, "line", None)):
        for name in ("color", "fillcolor"):
            chosen = getattr(drawn, name, None) if drawn is not None and name in drawn else None
            if isinstance(chosen, str) and chosen.casefold() in usual:
                drawn[name] = own or style.colour(usual.index(chosen.casefold()))


def _high(figure: Any, layout: Any) -> None:
    """Give lying bars and dots a line each, unless the figure has a height of its own."""
    places = [getattr(trace, "y", None) for trace in figure.data]
    named = {one for axis in places if axis is not None for one in axis if isinstance(one, str)}
    if named and "height" not in layout:
        line = 36 if any("<br>" in one for one in named) else 26
        figure.update_layout(height=max(300, 150 + line * len(named)))


def _tight(figure: Any) -> None:
    """Take back the room for a legend or for heads of panels where there are none."""
    named = [trace for trace in figure.data if trace.showlegend is not False and trace.name]
    shown = len(named) > 1 or any(trace.showlegend for trace in named)
    heads = any(one.yref == "paper" for one in figure.layout.annotations)
    if not shown and not heads:
        figure.update_layout(margin_t=_BARE)


def _fold(figure: Any) -> None:
    """Set the long names of items that lie one below the other on two lines."""
    lying = [trace for trace in figure.data if _lies(trace)]
    axes = [figure.layout.yaxis] if lying and figure.layout.yaxis.categoryarray is not None else []
    for part, name in (*((one, "y") for one in lying), *((one, "categoryarray") for one in axes)):
        part[name] = [wording.folded(str(one)) for one in part[name]]


def _worded(figure: Any, values: Iterable[Value]) -> None:
    """Put the names of columns into Chinese, the unit beside that of the numbers."""
    units = {wording.unit(value.unit) for value in values}
    unit = f"（{units.pop()}）" if len(units) == 1 and units != {""} else ""
    for axis in (*figure.select_xaxes(), *figure.select_yaxes()):
        if said := axis.title.text:
            axis.title.text = heading(said) + (unit if said in ("value", "number") else "")
    for panel in figure.layout.annotations:
        # plotly.express heads a panel with column=value; what the values are the title says.
        column, sign, one = (panel.text or "").partition("=")
        if sign and (not column or column in HEADINGS):
            panel.text = one
    if said := figure.layout.legend.title.text:
        figure.layout.legend.title.text = "，".join(map(heading, said.split(", ")))


def heading(column: str) -> str:
    """Return the Chinese heading of a column; what is no column stays as it is."""
    return HEADINGS.get(column, column)


def _said(name: str | None) -> str:
    """Return the name of a trace as it is shown: its parts are columns, ids or words."""
    return "，".join(map(_name, (name or "").split(", ")))


def _name(said: str) -> str:
    named = wording.STATUSES.get(said) or wording.MEASURES.get(said) or wording.ORIGINS.get(said)
    return named or lookups.indicator_name(said)


# --- what it shows, in words and as a table -------------------------------------------------------


def _legend(
    values: Sequence[Value], bars: bool, said: Sentence | str, further: Sequence[str] = ()
) -> Sentence | str:
    """Return what the marks that are drawn mean, behind a caption that does not say it."""
    looks = _HATCHES if bars else _LOOKS
    marks = [(kind(value) if bars else symbol(value), value) for value in values]
    drawn = {look for look, _ in marks}
    down = {value.bound == "<=" for look, value in marks if look == _DOWN}
    # What is called computed may be counts, or counts as well.
    computed = "或".join(sorted({kind_word(one) for one in values if one.status == "derived"}))
    found = [
        _turned(words, down) if look == _DOWN
        else words.replace(wording.STATUSES["derived"], computed)
        for look, words in looks.items() if look in drawn
    ]  # fmt: skip
    if said:
        plain = looks["actual" if bars else "circle"]
        known = [plain] if found == [plain] else []
        known += [words for words in found if words.partition("是")[0] in str(said)]
        found = [words for words in found if words not in known]
    found += further
    more = f"{'，'.join(dict.fromkeys(found))}。" if found else ""
    stop = "。" if said and more and not str(said).endswith(_STOPS) else ""
    return said + (stop + more) if said else more


def _turned(words: str, limits: set[bool]) -> str:
    """Return what targets turned downwards are: limits, or of what is better low, or both."""
    if False not in limits:
        return words
    return f"{words}或{_FALLS}" if True in limits else f"{words.partition('是')[0]}是{_FALLS}"


def _alt(title: Sentence | str, shown: Sequence[_Trace]) -> Sentence:
    pairs = [(one.trace.name or "", *pair) for one in shown for pair in one.numbers()]
    several = len({value.status for *_, value in pairs}) > 1
    words = joined("；", (
        sentence("{what}：{value}", value=value, what="，".join(filter(None, (
            name, place, kind_word(value) if several and kind_word(value) != name else ""
        ))))
        for name, place, value in pairs[:_TOLD]
    ))  # fmt: skip
    more = "；其余见数据表。" if len(pairs) > _TOLD else "。"
    return (title + "。" if title else Sentence()) + words + more


def _table(figure: Any, shown: Sequence[_Trace]) -> Table:
    lying = any(_lies(one.trace) for one in shown)
    names = figure.layout.yaxis if lying else figure.layout.xaxis
    heads = (
        figure.layout.legend.title.text or "系列",
        names.title.text or ("项目" if lying else "横轴"),
        heading("status"), Column("数"),
    )  # fmt: skip
    rows = [
        (one.trace.name or "", place, kind_word(value), value)
        for one in shown for place, value in one.numbers()
    ]  # fmt: skip
    # A column that tells nothing apart is left out.
    several = len({row[2] for row in rows}) > 1 and any(row[0] != row[2] for row in rows)
    kept = [any(row[0] for row in rows), True, several, True]
    return Table(tuple(compress(heads, kept)), tuple(tuple(compress(row, kept)) for row in rows))
