"""How figures of one's own are laid out: colours by role, names, panels, years left out."""

from dataclasses import replace

import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
import pytest

import hzlib as hz
from hzlib.evidence.value import assumed
from hzlib.figures import style
from hzlib.figures.naming import NAMED
from hzlib.figures.printing import still
from hzlib.figures.view import view


def _of(size, status="actual", unit="%", bound="="):
    return replace(assumed(size, unit, "甲", "a"), status=status, bound=bound)


def _lines(**series):
    """Return the figure of lines over the years from 2020 on, one a name."""
    rows = [(2020 + n, _of(size), name) for name, sizes in series.items()
            for n, size in enumerate(sizes) if size is not None]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["year", "value", "series"])
    return px.line(frame, x="year", y="value", color="series", markers=True)


def _dots(rows, **more):
    frame = pd.DataFrame(rows, columns=["name", "value", "series"])
    return px.scatter(frame, x="value", y="name", color="series", orientation="h", **more)


def _named(figure):
    return {one.text: one for one in figure.layout.annotations if one.name == NAMED}


# --- colours --------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", [["杭州市", "钱塘区"], ["钱塘区", "杭州市"]])
def test_a_place_has_its_colour_in_whatever_order_it_is_drawn(order):
    shown = hz.explore(_lines(**{name: [n, n + 1] for n, name in enumerate(order)}))
    colours = {trace.name: trace.line.color for trace in shown.figure.data}
    assert colours == {"杭州市": style.ROLES["whole"], "钱塘区": style.ROLES["part"]}


def test_two_places_of_one_rank_and_what_has_no_role_have_colours_apart():
    shown = hz.explore(_lines(杭州市=[1, 2], 宁波市=[5, 6], 目标=[9, 10], 服务业=[13, 14]))
    colours = [trace.line.color for trace in shown.figure.data]
    assert len(set(colours)) == 4 and colours[2] == style.ROLES["target"]


def test_a_colour_that_was_chosen_stays():
    figure = _lines(目标=[1, 2], 结果=[5, 6]).update_traces(line_color="#123456")
    assert {one.line.color for one in hz.explore(figure).figure.data} == {"#123456"}


# --- names beside the marks -----------------------------------------------------------------------


def test_lines_are_named_at_their_ends_in_their_colours_instead_of_a_legend():
    figure = hz.explore(_lines(甲=[1, 2, 3], 乙=[9, 8, 7])).figure
    named = _named(figure)
    assert figure.layout.showlegend is False
    assert {name: (one.x, one.y) for name, one in named.items()} == {
        "甲": (2022, 3),
        "乙": (2022, 7),
    }
    assert named["甲"].font.color == style.PALETTE[0]
    (axes,) = still(hz.explore(_lines(甲=[1, 2, 3], 乙=[9, 8, 7])).plot).axes
    assert {"甲", "乙"} <= {one.get_text() for one in axes.texts} and axes.get_legend() is None


def test_where_names_would_meet_the_legend_stays():
    crowd = {name: [n / 50, 1 + n / 50] for n, name in enumerate("甲乙丙丁戊己")}
    figure = hz.explore(_lines(**crowd, 远=[90, 95])).figure
    assert not _named(figure) and figure.layout.showlegend is None
    close = hz.explore(
        _lines(甲=[1, 2], 乙=[1.2, 2.2], 丙=[1.1, 2.1], 丁=[60, 70], 戊=[1, 2])
    ).figure
    assert not _named(close)


def test_dots_are_named_above_the_first_item_that_has_them():
    rows = [
        ("子", _of(5), "甲"),
        ("子", _of(50), "乙"),
        ("丑", _of(8), "甲"),
        ("丑", _of(40), "乙"),
    ]
    figure = hz.explore(_dots(rows)).figure
    top = figure.data[0].y[-1]  # the first item stands lowest
    assert {name: (one.x, one.y) for name, one in _named(figure).items()} == {
        "甲": (8, top), "乙": (40, top),
    }  # fmt: skip


# --- panels ---------------------------------------------------------------------------------------


def test_small_differences_have_an_axis_of_their_own():
    rows = [(name, _of(size), series) for name, sizes in
            {"子": (79, 25), "丑": (31, 3), "寅": (4.2, 5.6), "卯": (2.4, 2.4)}.items()
            for size, series in zip(sizes, "甲乙", strict=True)]  # fmt: skip
    shown = hz.explore(_dots(rows))
    panels = {one.xaxis: set() for one in shown.figure.data}
    for one in shown.figure.data:
        panels[one.xaxis] |= set(one.y)
    assert panels == {"x": {"子", "丑"}, "x2": {"寅", "卯"}}
    assert len(shown.table.rows) == 8
    keys = {label[0] for one in shown.figure.data for label in one.customdata}
    assert keys == set(shown.plot.sources)
    joined = {(one.xref, one.y0): (one.x0, one.x1) for one in shown.figure.layout.shapes}
    assert joined == {("x", "子"): (25, 79), ("x", "丑"): (3, 31), ("x2", "寅"): (4.2, 5.6)}
    # Where two marks hide one another the one behind is larger.
    (behind,) = (one for one in shown.figure.data if one.xaxis == "x2" and one.name == "甲")
    assert len(set(behind.marker.size)) == 2
    assert len(still(shown.plot).axes) == 2


def test_items_of_different_units_do_not_share_an_axis():
    rows = [("子", _of(1.5, unit="岁"), "甲"), ("丑", _of(2, unit="pp"), "甲")]
    figure = hz.explore(_dots(rows, labels={"value": "每年变化", "name": ""})).figure
    titles = [figure.layout.xaxis.title.text, figure.layout.xaxis2.title.text]
    assert titles == ["每年变化（岁）", "每年变化（个百分点）"]


def test_dots_that_a_line_joins_carry_their_numbers_though_they_are_one_series():
    rows = pd.DataFrame({"value": [_of(5), _of(7)], "name": ["子", "子"]})
    joined = px.line(rows, x="value", y="name", markers=True)
    (trace,) = hz.explore(joined).figure.data
    assert (trace.mode, list(trace.text)) == ("lines+markers+text", ["5", "7"])
    alone = px.scatter(rows.head(1), x="value", y="name", orientation="h")
    assert hz.explore(alone).figure.data[0].mode == "markers"


def test_marks_of_like_size_share_an_axis():
    rows = [("子", _of(5), "甲"), ("丑", _of(7), "甲"), ("丑", _of(9), "乙")]
    assert {one.xaxis for one in hz.explore(_dots(rows)).figure.data} <= {None, "x"}


# --- years ----------------------------------------------------------------------------------------


def test_a_far_year_is_brought_near_and_it_is_said():
    shown = hz.explore(_lines(结果=[1, 2, 3, 4, 5], 目标=[*[None] * 10, 9]))
    assert list(shown.figure.data[1].x) == [2026]
    assert shown.figure.layout.xaxis.ticktext[-1] == "2030" and "//" in str(shown.caption)
    assert "2030" in shown.figure.data[1].customdata[0][1]
    assert [row[1] for row in shown.table.rows][-1] == "2030"
    assert "//" in [one.get_text() for one in still(shown.plot).axes[0].texts]


def test_years_that_follow_one_another_stay_as_they_are():
    shown = hz.explore(_lines(结果=[1, 2, 3], 目标=[None, None, None, 9]))
    assert list(shown.figure.data[1].x) == [2023] and "//" not in str(shown.caption)


# --- choices --------------------------------------------------------------------------------------


def test_caption_description_and_table_follow_the_choice():
    near, far = go.Scatter(x=[2020, 2021], y=[_of(1), _of(2)], name="近", mode="lines+markers"), \
        go.Scatter(x=[2020, 2030], y=[_of(3), _of(4, "target")], name="远", mode="lines+markers")  # fmt: skip
    options = (
        hz.Option("近", (True, False), title="近"),
        hz.Option("远", (False, True), title="远"),
    )
    shown = hz.explore(go.Figure([near, far]), choices=[hz.Choice("看", options)])
    first, second = shown.choices[0].options
    assert (str(shown.caption), str(shown.alt)) == (str(first.caption), str(first.alt))
    assert str(first.caption) == "实心是实际。" and "三角是目标" in str(second.caption)
    assert "4%" in str(second.alt) and "4%" not in str(first.alt)
    assert [len(one.table.rows) for one in (shown, first, second)] == [2, 2, 2]
    (spec,) = view(shown)["figures"].values()
    assert "4" in spec["choices"][0]["options"][1]["table"]


def test_of_a_choice_only_what_lies_behind_left_out_years_says_so_and_each_writes_its_years():
    far = go.Scatter(x=[*range(2014, 2020), 2030], y=[*map(_of, range(6)), _of(9, "target")],
                     name="结果", mode="lines+markers")  # fmt: skip
    near = go.Scatter(x=[2020, 2023], y=[_of(1), _of(2)], name="结果", mode="lines+markers")
    options = (
        hz.Option("远", (True, False), title="远"),
        hz.Option("近", (False, True), title="近"),
    )
    shown = hz.explore(go.Figure([far, near]), choices=[hz.Choice("看", options)])
    first, second = shown.choices[0].options
    assert "略去没有数的年份" in str(first.caption) and "略去" not in str(second.caption)
    assert first.layout["xaxis.ticktext"][-1] == "2030"
    assert second.layout["xaxis.ticktext"] == ["2020", "2021", "2022", "2023"]


# --- print ----------------------------------------------------------------------------------------


def test_lines_and_fields_over_a_figure_are_printed():
    figure = _lines(甲=[1, 2, 3])
    figure.add_vline(2021, line_color="#ff0000").add_hrect(y0=1, y1=2, fillcolor="#00ff00")
    (axes,) = still(hz.explore(figure).plot).axes
    assert "#ff0000" in [one.get_color() for one in axes.lines]
    assert (0.0, 1.0, 0.0, 1.0) in [one.get_facecolor() for one in axes.patches]


def test_marks_of_a_line_are_printed_in_its_colour():
    from matplotlib.colors import to_hex

    (axes,) = still(hz.explore(_lines(目标=[1, 2], 甲=[5, 6])).plot).axes
    printed = {to_hex(one) for dots in axes.collections for one in dots.get_facecolor()}
    assert style.ROLES["target"] in printed


def test_what_is_drawn_out_of_the_print_style_gets_its_ink():
    sheet, axes = hz.paper()
    bars = axes.bar([0], [5], label="甲")
    axes.bar_label(hz.mark(bars, [_of(5)]), ["5"])
    legend = axes.legend()
    hz.explore(sheet)
    assert axes.texts[0].get_color() == style.GROUNDS["ink"][0] and not legend.get_frame_on()
