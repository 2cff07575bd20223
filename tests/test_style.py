import itertools

import numpy as np
import pytest

from hzlib import wording
from hzlib.figures import style

# Machado, Oliveira and Fernandes (2009): what full protan-, deuter- and tritanopia see, linear RGB.
_VISION = {
    "normal": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                   [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                     [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                   [0.004733, 0.691367, 0.303900]],
}  # fmt: skip
_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def _linear(colour):
    part = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def _lab(linear):
    xyz = _XYZ @ np.clip(linear, 0, 1) / np.array([0.9505, 1, 1.089])
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def _contrast(one, other):
    low, high = sorted(float(_XYZ[1] @ _linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


_LOOKS = [(style.PALETTE, 0), (style.PALETTE_DARK, 1)]


@pytest.mark.parametrize(("palette", "look"), _LOOKS)
def test_every_colour_stands_out_from_its_ground(palette, look):
    assert min(_contrast(colour, style.GROUNDS["paper"][look]) for colour in palette) >= 3


@pytest.mark.parametrize(("palette", "look"), _LOOKS)
@pytest.mark.parametrize("vision", _VISION)
def test_colours_stay_apart_for_colour_blind_readers(palette, look, vision):
    seen = [_lab(np.array(_VISION[vision]) @ _linear(colour)) for colour in palette]
    assert min(np.linalg.norm(a - b) for a, b in itertools.combinations(seen, 2)) >= 12


@pytest.mark.parametrize("palette", [style.PALETTE, style.PALETTE_DARK])
def test_colours_are_steps_of_lightness_in_grey_print(palette):
    steps = sorted(_lab(_linear(colour))[0] for colour in palette)
    assert min(np.diff(steps)) >= 2


@pytest.mark.parametrize("scale", [style.SCALE, style.SCALE_DARK])
def test_the_scale_of_heat_maps_is_monotone_in_lightness(scale):
    steps = np.diff([_lab(_linear(colour))[0] for colour in scale])
    assert (steps < 0).all() or (steps > 0).all()


@pytest.mark.parametrize("look", [0, 1])
def test_text_has_contrast_aa_on_every_ground(look):
    for ground in ("paper", "soft"):
        for ink in ("ink", "muted"):
            assert _contrast(style.GROUNDS[ink][look], style.GROUNDS[ground][look]) >= 4.5


@pytest.mark.parametrize("look", [0, 1])
def test_words_on_a_fill_have_contrast_aa_in_both_looks(look):
    twins = style.twins() | {"black": "#000000"}
    for role, fill in {**style.ROLES, "paper": style.GROUNDS["paper"][0]}.items():
        ink = style.on(fill)
        colours = [twins[one] if look else one.replace("black", "#000000") for one in (fill, ink)]
        assert _contrast(*colours) >= 4.5, role


KINDS = (*wording.STATUSES, "reference estimate")


def test_each_status_has_a_line_symbol_and_bar_of_its_own():
    lines = [
        (style.line(status)["line"]["dash"], style.line(status)["marker"]["symbol"])
        for status in KINDS
    ]
    bars = [repr(style.bar(status)["marker"]) for status in KINDS]
    printed = [repr(style.printed_bar(status)) for status in KINDS]
    assert len(set(lines)) == len(set(bars)) == len(set(printed)) == 6
    assert style.line("target")["line"]["dash"] == "dash"
    assert style.line("estimate")["marker"]["symbol"].endswith("open")
    assert style.bar("estimate")["marker"]["color"] == "#ffffff"


def test_every_light_colour_has_a_twin_on_dark_ground():
    twins = style.twins()
    assert set(style.PALETTE) | {pair[0] for pair in style.GROUNDS.values()} <= set(twins)
    assert not set(style.PALETTE) & set(twins.values())


@pytest.mark.parametrize("dark", [False, True])
def test_plotly_accepts_the_template_and_the_traces(dark):
    go = pytest.importorskip("plotly.graph_objects")
    kinds = KINDS
    figure = go.Figure([go.Scatter(x=[1], y=[1], **style.line(kind)) for kind in kinds])
    figure.add_traces([go.Bar(x=[1], y=[1], **style.bar(kind)) for kind in kinds])
    figure.update_layout(template=style.template(dark))
    assert figure.layout.template.layout.paper_bgcolor == style.GROUNDS["paper"][dark]


def test_matplotlib_draws_chinese_without_boxes(recwarn):
    matplotlib = pytest.importorskip("matplotlib")
    with matplotlib.rc_context(style.print_style()):
        from matplotlib.figure import Figure

        figure = Figure()
        axes = figure.subplots()
        axes.set_title("生产总值，−3.5％ ≥ 12·（亿元）“鑫”")
        axes.bar([1, 2], [1, 2], **style.printed_bar("target"))
        axes.plot([1, 2], [1, 2], **style.printed_line("estimate"))
        figure.draw_without_rendering()
    assert not [one for one in recwarn if "Glyph" in str(one.message)]
