"""The word cloud, for a glance."""

import math
from typing import Any

from hzlib.figures import style
from hzlib.figures.printing import in_print, mark, paper
from hzlib.figures.specification import Column, Figure, Table, kindly, need
from hzlib.words.frequency import frequency
from hzlib.words.values import value_of

_INCH = 72  # points


@kindly
@in_print
def cloud(source: Any = None, top: int = 40, width: float = 3.6, height: float = 2.0) -> Figure:
    """Return a small word cloud: size says frequency (its root), place and colour say nothing."""
    rows = need(frequency(source, top=top), "词频")
    # The cloud takes the middle of a sheet as wide as the other figures, so that it stays small.
    sheet, axes = paper(7.2, height)
    sheet.set_layout_engine("none")
    axes.set_position((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(_INCH / 2 * (width - 7.2), _INCH / 2 * (width + 7.2))
    axes.set_ylim(0, _INCH * height)
    counts = [value_of(row, "frequency") for row in rows.itertuples()]
    sizes = [5 + 15 * math.sqrt(float(one) / float(counts[0])) for one in counts]
    words = list(rows["word"])
    boxes = [_measure(word, size) for word, size in zip(words, sizes, strict=True)]
    cells = []
    for place, spot in enumerate(spiral(boxes, _INCH * width, _INCH * height)):
        if spot:
            shown = axes.text(*spot, words[place], fontsize=sizes[place], ha="center", va="center",
                              color=style.colour(place % 3))  # fmt: skip
            mark(shown, counts[place])  # type: ignore[arg-type]
            cells.append((words[place], counts[place]))
    alt = f"词云，最大的词是{'、'.join(words[:5])}。"
    caption = "字号随频次的平方根变化；位置和颜色没有含义。词云只供一瞥，比较请看前面的图。"
    title = f"最常见的词：{'、'.join(words[:5])}"
    return Figure(sheet, title, caption, alt, Table(("词", Column("次数", "#")), tuple(cells)))


def _measure(word: str, size: float) -> tuple[float, float]:
    # A Chinese character fills a square; Latin letters about half of one.
    wide = sum(1.0 if ord(character) > 0x2E80 else 0.6 for character in word)
    return wide * size * 1.04, size * 1.16


def spiral(
    boxes: list[tuple[float, float]], width: float, height: float
) -> list[tuple[float, float] | None]:
    """Return the centre of each box: the first free place on a spiral from the middle.

    A box that finds no place within the sheet gets None.

    Examples
    --------
    >>> spiral([(40, 20), (40, 20)], 100, 60)[0]
    (50.0, 30.0)
    """
    placed: list[tuple[float, float, float, float]] = []
    spots: list[tuple[float, float] | None] = []
    for wide, tall in boxes:
        spots.append(None)
        for step in range(4000):
            turn = 0.12 * step
            reach = 0.9 * turn
            x = width / 2 + reach * math.cos(turn) * width / height
            y = height / 2 + reach * math.sin(turn)
            inside = wide / 2 <= x <= width - wide / 2 and tall / 2 <= y <= height - tall / 2
            if inside and not any(
                abs(x - a) < (wide + w) / 2 and abs(y - b) < (tall + h) / 2 for a, b, w, h in placed
            ):
                placed.append((x, y, wide, tall))
                spots[-1] = (x, y)
                break
    return spots
