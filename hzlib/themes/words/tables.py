"""How words are cut and counted, a word's lines, and what documents are about."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from hzlib.evidence.sentence import Sentence, Shown, sentence
from hzlib.evidence.sources import Item
from hzlib.evidence.value import Missing, Value, assumed, counted
from hzlib.figures import style
from hzlib.figures.plot import Plot
from hzlib.figures.specification import Column, Figure, Table, kindly, need
from hzlib.wording import distinct, shortened
from hzlib.words.concordance import LinesSource, kwic, topic_terms
from hzlib.words.cutting import cut, dictionary_effect, new_words
from hzlib.words.frequency import frequency, variety
from hzlib.words.tokens import all_tokens, label
from hzlib.words.topics import coverage, latent_topics, part_words, topics
from hzlib.words.values import lines_value, rate_value, value_of, values_of

if TYPE_CHECKING:
    import pandas as pd

_KINDS = {"word": "词", "stop word": "停用词", "number": "数字", "mark": "标点", "phrase": "词组"}
_ENTRIES = {
    "user_dictionary.txt": "用户词典",
    "jieba": "jieba 词典",
    "rjieba": "jieba 词典",
    "": "",
}
_LONGEST = 18  # characters of a heading beside a heat map
_NAMED = 3  # topics that a title names
_ORDERS = {"text": "原文顺序", "left": "左侧排序", "right": "右侧排序"}


@kindly
def cut_table(sentence: str) -> Table:
    """Return how a sentence is cut, and which entry did it."""
    rows = need(cut(sentence), "句子里的词")
    cells = (
        (row.piece, _KINDS[row.kind], _ENTRIES[row.entry], row.alone) for row in rows.itertuples()
    )
    return Table(("切分", "类别", "依据", "没有用户词典时"), tuple(cells), f"例句：{sentence}")


@kindly
def effect_table(lines: Sequence[str], source: Any = None) -> Table:
    """Return which counts change when lines are added to the user dictionary."""
    rows = need(dictionary_effect(lines, source), "词频的变化")
    columns = ("词", Column("之前（次）", "#"), Column("之后（次）", "#"), Column("变化", "+#"))
    counts = (values_of(rows, name) for name in ("before", "after", "change"))
    cells = zip(rows["word"], *counts, strict=True)
    caption = f"用户词典加入“{'、'.join(lines)}”以后，词频怎样变。"
    return Table(columns, tuple(cells), caption)


def changed_words(lines: Sequence[str], source: Any = None) -> Value:
    """Return how many words change their counts when lines are added, as a list of them.

    Examples
    --------
    >>> str(changed_words(["世界一流"], "hangzhou-gwr-2023"))
    '3个词'
    """
    rows = dictionary_effect(lines, source)
    items = [Item(row.word, row.after_lines) for row in rows.itertuples()]
    return counted(items, "个词", "次数变了的词")


@kindly
def size_table(source: Any = None) -> Table:
    """Return how long and how varied the documents are."""
    rows = variety(source)
    numbers = ("tokens", "types", "ttr", "mattr")
    columns = ("文件", Column("词数", "#"), Column("不同的词", "#"), Column("型例比", ".3#"),
               Column("MATTR", ".3#"))  # fmt: skip
    cells = zip(rows["label"], *(values_of(rows, name) for name in numbers), strict=True)
    caption = sentence(
        "词数不含数字、量词和标点，停用词计在内；MATTR 是{window}移动窗口的平均型例比。",
        window=assumed(rows["window"].iloc[0], "词", "移动窗口", "window"),
    )
    return Table(columns, tuple(cells), caption)


def richest(sizes: "pd.DataFrame") -> Sentence:
    """Return in words which document is the most varied and which the least.

    Parameters
    ----------
    sizes : DataFrame
        Of `hzlib.words.frequency.variety`.

    Examples
    --------
    >>> str(richest(variety("hangzhou-gwr-2023")))
    '这里只有一份文件，没有可比的；杭州2023报告的 MATTR 是0.68。'
    """
    ordered = sizes.dropna(subset=["mattr"]).sort_values("mattr", kind="stable")
    if ordered.empty:
        return sentence("这里没有可数的词。")
    low, high = (value_of(ordered.iloc[place], "mattr", digits=2) for place in (0, -1))
    most, least = ordered["label"].iloc[-1], ordered["label"].iloc[0]
    if len(ordered) == 1:
        alone = "这里只有一份文件，没有可比的；{name}的 MATTR 是{high}。"
        return sentence(alone, name=most, high=high)
    said = "用词最丰富的是{most}（MATTR {high}），最单一的是{least}（{low}）。"
    return sentence(said, most=most, high=high, least=least, low=low)


@kindly
def line_table(word: str, source: Any = None, sort: str = "text", top: int = 12) -> Table:
    """Return the concordance of a word."""
    names = labels(source)
    need(LinesSource(word, all_tokens(source)).places, f"“{word}”的索引行")
    rows = kwic(word, source, width=16, sort=sort).head(top)
    cells = (
        (row.pre, _place(row), row.post, names[row.doc], row.section) for row in rows.itertuples()
    )
    caption = f"“{word}”的索引行（按{_ORDERS[sort]}，只列开头的行）。"
    return Table(("上文", "关键词", "下文", "文件", "章节"), tuple(cells), caption)


def _place(row: Any) -> Sentence:
    return Sentence((Shown(row.keyword, Value(1.0, "处", row.evidence)),))


@kindly
def candidate_table(source: Any = None, top: int = 20) -> Table:
    """Return candidates for the user dictionary."""
    rows = need(new_words(source), "新词").head(top)
    numbers = ("frequency", "cohesion", "left_entropy", "right_entropy")
    columns = ("词典行", "现在切成", "类别", Column("次数", "#"), Column("凝合度", ".1#"),
               Column("左熵", ".1#"), Column("右熵", ".1#"))  # fmt: skip
    cells = (
        (row.line, row.parts, _KINDS[row.kind], *(value_of(row, name) for name in numbers))
        for row in rows.itertuples()
    )
    caption = "把认可的一行抄进 data/etc/user_dictionary.txt；不认可的不用管。"
    return Table(columns, tuple(cells), caption)


# --- topics ---------------------------------------------------------------------------------------


def labels(source: Any) -> dict[str, str]:
    """Return the short name of each document by its id."""
    return {found.document.id: label(found.document) for found in all_tokens(source)}


def linked(words: str, lines: "LinesSource") -> Sentence:
    """Return words that open the lines in which they stand."""
    return Sentence((Shown(words, lines_value(lines)),))


@kindly
def topic_map(source: Any = None, by: str = "document") -> Figure:
    """Return the heat map of topics over documents, or over the parts of one document."""
    import plotly.graph_objects as go

    rows = need(topics(source, by), "主题词")
    names = list(topic_terms())
    if by == "document":
        places = list(rows["doc"].map(labels(source)))
    else:
        places = [shortened(heading, _LONGEST) for heading in rows["section"]]
    heads = distinct(places[:: len(names)])
    rows = rows.assign(place=[heads[at // len(names)] for at in range(len(rows))])
    cells = list(rows.itertuples())
    grid = [cells[at : at + len(names)] for at in range(0, len(cells), len(names))]
    values = [[rate_value(one) for one in line] for line in grid]
    trace = go.Heatmap(
        z=[[float(value) for value in line] for line in values], x=names, y=heads,
        text=[[f"{one.frequency} 次" for one in line] for line in grid],
        hovertemplate="%{y}<br>%{x}：每万词 %{z:.0f}（%{text}）<extra></extra>",
        colorbar={"title": {"text": "每万词"}}, xgap=1, ygap=1,
        colorscale=[[i / 5, colour] for i, colour in enumerate(style.SCALE)],
    )  # fmt: skip
    plot = Plot(height=220 + 30 * len(heads))
    plot.figure.update_layout(margin={"t": 40, "b": 120})
    told = [
        [f"{one.place}，{one.topic}，每万词 {value}" for one, value in zip(*pair, strict=True)]
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
    caption = "颜色是主题词典中的词每万词出现的次数；主题之间词数不同，宜横比（同一主题）不宜纵比。"
    return Figure(plot, title, caption, f"主题热图：{title}。", table)


def _topic_title(rows: "pd.DataFrame") -> str:
    """Name, for the topics that differ most, the place where each is densest."""
    used = rows[rows["frequency"] > 0]
    if used.empty:
        return "这里没有主题词典里的词"
    if rows["place"].nunique() == 1:
        best = used.sort_values("per_10k", ascending=False)["topic"].head(_NAMED)
        return f"{rows['place'].iloc[0]}说得最多的是“{'”“'.join(best)}”"
    rows = rows[rows["topic"].isin(used["topic"])]
    spread = rows.groupby("topic", sort=False)["per_10k"].agg(lambda x: x.max() / x.mean())
    said = []
    for topic in spread.sort_values(ascending=False, kind="stable").index[:_NAMED]:
        best = rows.loc[rows.loc[rows["topic"] == topic, "per_10k"].idxmax(), "place"]
        said.append(f"“{topic}”最多见于{shortened(best, 14)}")
    return "，".join(said)


@kindly
def coverage_table(source: Any = None) -> Table:
    """Return what share of the sentences the topic dictionary covers."""
    rows = need(coverage(source), "句子")
    shares = [one.percent(1) for one in values_of(rows, "share")]
    counts = (values_of(rows, name) for name in ("sentences", "covered"))
    columns = ("文件", Column("句数", "#"), Column("有主题词的句数", "#"),
               Column("覆盖率（%）", "#"))  # fmt: skip
    cells = zip(rows["doc"].map(labels(source)), *counts, shares, strict=True)
    caption = "主题词典的覆盖率：至少有一个主题词的句子占多少。"
    return Table(columns, tuple(cells), caption)


@kindly
def part_table(source: Any = None, top: int = 6) -> Table:
    """Return the words that mark each part, by tf-idf."""
    rows = need(part_words(source, top), "各部分的特征词")
    cells = tuple((row.section, linked(row.words, row.evidence)) for row in rows.itertuples())
    return Table(("部分", "特征词"), cells, "各部分的特征词（tf-idf 最高）。")


@kindly
def latent_topic_table(source: Any = None, number: int = 8, runs: int = 20) -> Table:
    """Return topics found without a dictionary, with their stability."""
    names = labels(source)
    need([part for found in all_tokens(source) for part in found.parts], "文件的部分", number)
    rows = [
        (linked(row.words, row.evidence), value_of(row, "stability", digits=2), names[row.doc],
         row.section)
        for row in latent_topics(source, number, runs).itertuples()
    ]  # fmt: skip
    caption = sentence(
        "不用词典找出的{number}主题（NMF），最稳的在前；稳定度：换随机起点重来，十个词平均有多少重现，"
        "一共算了{runs}。",
        number=assumed(number, "个", "要找的主题", "number"),
        runs=assumed(runs, "遍", "随机起点", "runs"),
    )
    return Table(("最重的十个词", "稳定度", "文件", "最重的部分"), tuple(rows), caption)


def stabilities(
    source: Any = None, number: int = 8, runs: int = 20
) -> tuple[Value | Missing, Value | Missing]:
    """Return the stability of the most and of the least stable topic found without a dictionary.

    Examples
    --------
    >>> most, least = stabilities("hangzhou-fyp15", number=5, runs=4)
    >>> most >= least
    True
    """
    if sum(len(found.parts) for found in all_tokens(source)) < number:
        return Missing.of("主题的稳定度"), Missing.of("主题的稳定度")
    found = latent_topics(source, number, runs)
    most, least = (value_of(found.iloc[place], "stability", digits=2) for place in (0, -1))
    return most, least


# --- what readings say of counts ------------------------------------------------------------------


def number_of(
    rows: "pd.DataFrame", word: str, column: str, unit: str = "次", digits: int | None = None
) -> Value | Missing:
    """Return a number of a word in a frame of words, or a `Missing` if the frame has no such word.

    Examples
    --------
    >>> rows = frequency("hangzhou-fyp15")
    >>> str(number_of(rows, "算力", "frequency")), str(number_of(rows, "量子霸权", "frequency"))
    ('8次', '没有“量子霸权”的词频的数据')
    """
    found = values_of(rows[rows["word"] == word].head(1), column, unit, digits)
    return found[0] if found else Missing.of(f"“{word}”的词频")


def fullest(word: str, source: Any = None) -> tuple[str, Value | Missing]:
    """Return the part of the documents that has a word most often, and how often.

    Examples
    --------
    >>> name, count = fullest("人工智能", "hangzhou-fyp15")
    >>> name[:12], count.unit
    ('杭州2026纲要的第二篇', '处')
    """
    rows = frequency(source, by="section", shortest=1, stop_words=True)
    rows = rows[rows["word"] == word].sort_values("frequency", kind="stable")
    if rows.empty:
        return "", Missing.of(f"“{word}”的词频")
    row = rows.iloc[-1]
    return f"{labels(source)[row['doc']]}的{row['section']}", value_of(row, "frequency", "处")


def densest(word: str, source: Any = None) -> str:
    """Return the name of the document that has a word most often by its length; empty if none has.

    Examples
    --------
    >>> densest("人工智能")
    '杭州2026纲要'
    """
    rows = frequency(source, by="document", shortest=1, stop_words=True)
    rows = rows[rows["word"] == word].sort_values("per_10k", kind="stable")
    return labels(source)[rows["doc"].iloc[-1]] if len(rows) else ""
