"""Charts of words for print (matplotlib), the word cloud among them."""

import math
from typing import TYPE_CHECKING, Any

from hzlib.charts.exhibits import Chart, displayed, kindly, need
from hzlib.charts.marks import in_print, paper
from hzlib.pages import style
from hzlib.words.frequency import frequency
from hzlib.words.keyness import keyness
from hzlib.words.use_charts import brief, trend_frame, trend_title
from hzlib.words.word_charts import KEY_CAPTION, key_frame, key_title, top_keys
from hzlib.words.word_trends import word_trends

if TYPE_CHECKING:
    pass

_BLUE, _RED = style.PALETTE[:2]


@kindly
@in_print
def printed_key_words(target: Any, reference: Any, names: tuple[str, str], top: int = 10) -> Chart:
    """Return the chart of key words for print; as :func:`hzlib.words.word_charts.key_words`."""
    from hzlib.pages.evidence import mark

    rows = need(top_keys(keyness(target, reference), top), "差别显著的词")
    sheet, axes = paper(7.2, 0.9 + 0.235 * len(rows))
    for side, colour, shape in (
        (rows["log_ratio"] < 0, _RED, "o"),
        (rows["log_ratio"] > 0, _BLUE, "s"),
    ):
        part = rows[side]
        axes.hlines(part.index, part["low"], part["high"], color=colour, linewidth=1)
        name = f"{names[int(colour == _RED)]}更多"
        look = {"color": colour, "marker": shape, "s": 26, "zorder": 3, "label": name}
        dots = axes.scatter(part["log_ratio"], part.index, **look)
        mark(dots, list(part["log_ratio_evidence"]))
    axes.axvline(0, color=style.GROUNDS["muted"][0], linewidth=0.8)
    axes.set_yticks(rows.index, rows["word"])
    axes.grid(axis="y", visible=False)
    axes.grid(axis="x", visible=True)
    axes.set_xlabel("对数比（2 为底）")
    axes.legend(loc="lower right")
    title = key_title(rows, names)
    axes.set_title(title.replace("；", "；\n"))
    return Chart(sheet, key_frame(rows, names), KEY_CAPTION, f"关键词图：{title}。")


@kindly
@in_print
def printed_trends(words: list[str], source: Any = None) -> Chart:
    """Return the small multiples of :func:`hzlib.words.word_charts.trends` for print."""
    from hzlib.pages.evidence import mark

    rows = need(word_trends(words, source), "词频")
    columns = min(4, len(words))
    lines = -(-len(words) // columns)
    sheet, grid = paper(7.2, 0.6 + 1.5 * lines, nrows=lines, ncols=columns, squeeze=False)
    for place, axes in enumerate(grid.flat):
        if place >= len(words):
            axes.set_visible(False)
            continue
        part = rows[rows["word"] == words[place]].reset_index(drop=True)
        axes.plot(part.index, part["per_10k"], color=_BLUE, linestyle=":", linewidth=1)
        axes.vlines(part.index, part["low"], part["high"], color=_BLUE, linewidth=1)
        dots = axes.scatter(part.index, part["per_10k"], color=_BLUE, marker="s", s=18, zorder=3)
        mark(dots, list(part["evidence"]))
        axes.set_xticks(part.index, brief(list(part["label"]), "\n"), fontsize=8)
        axes.set_xlim(-0.4, len(part) - 0.6)
        axes.set_ylim(0, None)
        axes.set_title(words[place].split("|")[0], fontsize=10)
    title = trend_title(rows, words)
    caption = "每万词出现次数，竖线是百分之九十五的区间（按句子重抽样）；各小图刻度不同。"
    return Chart(sheet, trend_frame(rows), f"{title}。{caption}", f"各文件的词频：{title}。")


@kindly
@in_print
def cloud(source: Any = None, top: int = 40, width: float = 3.6, height: float = 2.0) -> Chart:
    """Return a small word cloud: size says frequency (its root), place and colour say nothing."""
    from hzlib.pages.evidence import mark

    rows = need(frequency(source, top=top), "词频")
    # The cloud takes the middle of a sheet as wide as the other figures, so that it stays small.
    sheet, axes = paper(7.2, height)
    sheet.set_layout_engine("none")
    axes.set_position((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(36 * (width - 7.2), 36 * (width + 7.2))
    axes.set_ylim(0, 72 * height)
    largest = rows["frequency"].iloc[0]
    sizes = [5 + 15 * math.sqrt(count / largest) for count in rows["frequency"]]
    spots = spiral([(_measure(w, s)) for w, s in zip(rows["word"], sizes, strict=True)],
                   72 * width, 72 * height)  # fmt: skip
    kept = [spot is not None for spot in spots]
    for row, size, spot in zip(rows.itertuples(), sizes, spots, strict=True):
        if spot:
            text = axes.text(*spot, row.word, fontsize=size, ha="center", va="center",
                             color=style.colour(row.Index % 3))  # fmt: skip
            mark(text, row.evidence)
    shown = rows[kept].assign(frequency_evidence=rows["evidence"])
    frame = displayed(shown, word="词", frequency="次数")
    alt = f"词云，最大的词是{'、'.join(rows['word'].head(5))}。"
    caption = "字号随频次的平方根变化；位置和颜色没有含义。词云只供一瞥，比较请看前面的图。"
    return Chart(sheet, frame, caption, alt)


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
