"""matplotlib figures for print: SVG that is the same each time, and where the marks lie."""

import io
import re
from typing import Any

from hzlib.pages import style

_PATH = re.compile(r'\sd="[^"]*"')
_LONG = re.compile(r"-?\d+\.\d{3,}")


def svg(figure: Any) -> str:
    """Return a matplotlib figure as SVG text and close it.

    Text becomes outlines, so that no reader needs the font; names inside are fixed, so that the
    same figure gives the same bytes.
    """
    import sys

    import matplotlib

    buffer = io.StringIO()
    fixed: Any = {"svg.hashsalt": "hzlib", "svg.fonttype": "path", "font.sans-serif": [style.FONT]}
    style.print_style()
    with matplotlib.rc_context(fixed):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    if "matplotlib.pyplot" in sys.modules:
        import matplotlib.pyplot as plt

        plt.close(figure)
    text = buffer.getvalue()
    # A hundredth of a point is finer than any print, and the outlines of text are long.
    text = _PATH.sub(lambda path: _LONG.sub(_short, path.group()), text)
    return text[text.index("<svg") :]


def _short(number: re.Match[str]) -> str:
    return f"{float(number.group()):.2f}".rstrip("0").rstrip(".")


def places(figure: Any) -> list[dict[str, Any]]:
    """Return where the marks with evidence lie, as fractions of the picture from its top left.

    Returns
    -------
    list of dict
        ``x``, ``y``, ``width``, ``height``, ``evidence``, ``label`` (the mark's text or value).
    """
    figure.draw_without_rendering()
    found = []
    size = figure.bbox
    for artist in figure.findobj(lambda one: hasattr(one, "hz_evidence")):
        for box, evidence, label in _boxes(artist):
            x0, y0, x1, y1 = box
            if evidence:
                found.append({
                    "x": round(x0 / size.width, 5), "y": round(1 - y1 / size.height, 5),
                    "width": round((x1 - x0) / size.width, 5),
                    "height": round((y1 - y0) / size.height, 5),
                    "evidence": evidence, "label": label,
                })  # fmt: skip
    return found


def _boxes(artist: Any) -> Any:
    evidence = artist.hz_evidence
    if isinstance(evidence, str):
        box = artist.get_window_extent()
        text = artist.get_text() if hasattr(artist, "get_text") else ""
        return [((box.x0, box.y0, box.x1, box.y1), evidence, text)]
    if hasattr(artist, "get_offsets"):
        points = artist.get_offset_transform().transform(artist.get_offsets())
        values = artist.get_offsets()
    else:
        values = artist.get_xydata()
        points = artist.get_transform().transform(values)
    reach = 9.0
    return [
        ((x - reach, y - reach, x + reach, y + reach), one, f"{value[1]:g}")
        for (x, y), one, value in zip(points, evidence, values, strict=True)
    ]
