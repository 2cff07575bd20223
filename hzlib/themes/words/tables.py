"""How words are cut, a word's lines, and what documents are about."""

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from hzlib.evidence.sentence import Sentence, Shown, sentence
from hzlib.evidence.value import Value
from hzlib.figures import style
from hzlib.figures.plot import Plot
from hzlib.figures.specification import Column, Figure, Table, kindly, need
from hzlib.text.numerals import NUMERAL
from hzlib.text.patterns import cued
from hzlib.themes.words.roles import labels
from hzlib.wording import distinct, shortened
from hzlib.words.concordance import LinesSource, kwic, named, topic_terms
from hzlib.words.cutting import cut
from hzlib.words.tokens import all_tokens
from hzlib.words.topics import topics
from hzlib.words.values import lines_value, rate_value, value_of

if TYPE_CHECKING:
    import pandas as pd

_KINDS = {"word": "词", "stop word": "停用词", "number": "数字", "mark": "标点", "phrase": "词组"}
_ENTRIES = {
    "user_dictionary.txt": "项目词典",
    "jieba": "通用词典",
    "rjieba": "通用词典",
    "": "",
}
_LONGEST = 18  # characters of a heading beside a heat map
_WIDTH = 10  # characters on either side of a word that stay on one line of a page
_NAMED = 3  # topics that a title names
_SHADES = "颜色为该主题的词每万词出现的次数与该列最高值之比；各主题词数不同，只能在同一列内比较。"
_ORDERS = {"text": "原文顺序", "left": "左侧排序", "right": "右侧排序"}


@kindly
def cut_table(sentence: str) -> Table:
    """Return how a sentence is cut, and which entry did it."""
    rows = need(cut(sentence), "句子里的词")
    rows = rows[rows["kind"] != "mark"]
    cells = (
        (row.piece, _KINDS[row.kind], _ENTRIES[row.entry], row.alone) for row in rows.itertuples()
    )
    return Table(("切分", "类别", "依据", "不使用项目词典时"), tuple(cells), f"例句：“{sentence}”")


def richest(sizes: "pd.DataFrame") -> Sentence:
    """Return in words which document is the most varied and which the least.

    Parameters
    ----------
    sizes : DataFrame
        Of `hzlib.words.frequency.variety`.

    Examples
    --------
    >>> from hzlib.words.frequency import variety
    >>> str(richest(variety("hangzhou-gwr-2023")))
    '仅有一份文件，无可比文件；杭州2023报告的词汇丰富度为0.682。'
    """
    ordered = sizes.dropna(subset=["mattr"]).sort_values("mattr", kind="stable")
    if ordered.empty:
        return sentence("没有可统计的词。")
    low, high = (value_of(ordered.iloc[place], "mattr", digits=3) for place in (0, -1))
    most, least = ordered["label"].iloc[-1], ordered["label"].iloc[0]
    if len(ordered) == 1:
        alone = "仅有一份文件，无可比文件；{name}的词汇丰富度为{high}。"
        return sentence(alone, name=most, high=high)
    said = "词汇最丰富的为{most}（{high}），最单一的为{least}（{low}）。"
    return sentence(said, most=most, high=high, least=least, low=low)


@kindly
def line_table(word: str, source: Any = None, sort: str = "text", top: int = 12) -> Table:
    """Return the concordance of a word."""
    names = labels(source)
    need(LinesSource(word, all_tokens(source)).places, f"“{word}”的索引行")
    rows = kwic(word, source, width=_WIDTH, sort=sort).head(top)
    cells = (
        (row.pre, _place(row), row.post, names[row.doc],
         shortened(row.section.partition(" › ")[0], _LONGEST))
        for row in rows.itertuples()
    )  # fmt: skip
    caption = f"“{named(word)}”的索引行（按{_ORDERS[sort]}，仅列前若干行）"
    line = (Column("上文", joins=True), Column("关键词", joins=True), "下文")
    return Table((*line, "文件", "章节"), tuple(cells), caption)


def _place(row: Any) -> Sentence:
    return Sentence((Shown(row.keyword, Value(1.0, "处", row.evidence, "")),))


def linked(rows: "pd.DataFrame") -> "pd.DataFrame":
    """Return a frame of words whose column ``words`` opens the lines in which they stand.

    Examples
    --------
    >>> from hzlib.words.topics import part_words
    >>> rows = linked(part_words("hangzhou-fyp15", top=2))
    >>> str(rows["words"].iloc[2]), len(list(rows["words"].iloc[2].sources()))
    ('智能、模型', 1)
    """
    if rows.empty:
        return rows
    pairs = zip(rows["words"], rows["evidence"], strict=True)
    return rows.assign(words=[Sentence((Shown(w, lines_value(lines)),)) for w, lines in pairs])


# --- topics ---------------------------------------------------------------------------------------


@kindly
def topic_map(source: Any = None, by: str = "document") -> Figure:
    """Return the heat map of topics over documents, or over the parts of one document."""
    import plotly.graph_objects as go

    rows = need(topics(source, by), "主题词")
    names = list(topic_terms())
    if by == "document":
        places = list(rows["doc"].map(labels(source)))
    else:
        places = [shortened(heading, _LONGEST) for heading in told_apart(list(rows["section"]))]
    heads = distinct(places[:: len(names)])
    rows = rows.assign(place=[heads[at // len(names)] for at in range(len(rows))])
    cells = list(rows.itertuples())
    grid = [cells[at : at + len(names)] for at in range(0, len(cells), len(names))]
    values = [[rate_value(one) for one in line] for line in grid]
    trace = go.Heatmap(
        z=_of_the_most(values), x=names, y=heads,
        text=[[f"每万词{value:.0}（{one.frequency}次）" for one, value in zip(*pair, strict=True)]
              for pair in zip(grid, values, strict=True)],
        hovertemplate="%{y}<br>%{x}：%{text}<extra></extra>",
        colorbar={"title": {"text": "与最高值之比"}}, xgap=1, ygap=1,
        colorscale=[[i / 5, colour] for i, colour in enumerate(style.SCALE)],
    )  # fmt: skip
    plot = Plot(height=220 + 30 * len(heads))
    plot.figure.update_layout(margin={"t": 40, "b": 120})
    told = [
        [f"{one.place}，{one.topic}，每万词{value}" for one, value in zip(*pair, strict=True)]
        for pair in zip(grid, values, strict=True)
    ]
    plot.add(trace, values, told)
    plot.figure.update_yaxes(autorange="reversed")
    plot.figure.update_xaxes(tickangle=-40)
    title = _topic_title(rows)
    table = Table.each(
        cells, ("文件" if by == "document" else "章节", "place"), ("主题", "topic"),
        (Column("次数", "#"), lambda row: value_of(row, "frequency")),
        (Column("每万词", "#"), lambda row: value_of(row, "per_10k", digits=1)),
    )  # fmt: skip
    return Figure(plot, title, _SHADES, f"主题热图：{title}。", table)


_NUMBERED = rf"({{ordinal}}{NUMERAL}{{1,3}}[^\W\d_])\s*(\w{{2}})(?=\w)"


def told_apart(headings: list[str]) -> list[str]:
    """Return headings so that what tells them apart comes first, behind their number.

    A word that opens most of them (坚持) is left out where it does.

    Examples
    --------
    >>> told_apart(["第一篇坚持创新", "第二篇坚持开放", "第三篇加强保障"])
    ['第一篇 创新', '第二篇 开放', '第三篇 加强保障']
    """
    numbered = [cued(_NUMBERED).match(one) for one in headings]
    (word, often), *_ = Counter(one[2] for one in numbered if one).most_common(1) or [("", 0)]
    common = word if 2 * often > len(headings) > 2 else ""  # noqa: PLR2004
    return [
        f"{found[1]} {one[found.end(1) :].lstrip().removeprefix(common)}" if found else one
        for one, found in zip(headings, numbered, strict=True)
    ]


def _of_the_most(values: list[list[Value]]) -> list[list[float]]:
    """Return the rates of each topic, a column, as shares of its highest."""
    most = [max(float(one) for one in column) or 1.0 for column in zip(*values, strict=True)]
    return [[float(one) / top for one, top in zip(line, most, strict=True)] for line in values]


def _topic_title(rows: "pd.DataFrame") -> str:
    """Name, for the topics that differ most, the place where each is densest."""
    used = rows[rows["frequency"] > 0]
    if used.empty:
        return "没有主题词典中的词"
    if rows["place"].nunique() == 1:
        best = used.sort_values("per_10k", ascending=False)["topic"].head(_NAMED)
        return f"{rows['place'].iloc[0]}使用最多的主题为“{'”“'.join(best)}”"
    rows = rows[rows["topic"].isin(used["topic"])]
    spread = rows.groupby("topic", sort=False)["per_10k"].agg(lambda x: x.max() / x.mean())
    said = []
    for topic in spread.sort_values(ascending=False, kind="stable").index[:_NAMED]:
        best = rows.loc[rows.loc[rows["topic"] == topic, "per_10k"].idxmax()]
        # A heading up to its first comma; of a document its name.
        heading = re.split("[，、]", best["section"])[0]
        said.append(f"“{topic}”最多见于{f'《{heading}》' if heading else best['place']}")
    return "，".join(said)
