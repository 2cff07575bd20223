"""How words are cut, how long and varied documents are, a word's lines, words no dictionary has."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from hzlib.evidence.sentence import Sentence, Shown, sentence
from hzlib.evidence.sources import Item
from hzlib.evidence.value import Missing, Value, assumed, counted
from hzlib.figures.specification import Column, Table, kindly, need
from hzlib.themes.words.topics import labels
from hzlib.words.concordance import LinesSource, kwic
from hzlib.words.cutting import cut, dictionary_effect, new_words
from hzlib.words.frequency import frequency, variety
from hzlib.words.segment import segmenter
from hzlib.words.tokens import all_tokens
from hzlib.words.values import value_of

if TYPE_CHECKING:
    import pandas as pd

_KINDS = {"word": "词", "stop word": "停用词", "number": "数字", "mark": "标点", "phrase": "词组"}
_ENTRIES = {
    "user_dictionary.txt": "用户词典",
    "jieba": "jieba 词典",
    "rjieba": "jieba 词典",
    "": "",
}
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
    cells = (
        (row.word, *(value_of(row, name) for name in ("before", "after", "change")))
        for row in rows.itertuples()
    )
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
    cells = ((row.label, *(value_of(row, name) for name in numbers)) for row in rows.itertuples())
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
    chosen = all_tokens(source)
    rows = new_words((found.document.text for found in chosen), segmenter().cut)
    rows = need(rows, "新词").head(top)
    rows = rows.assign(evidence=[LinesSource(f"={word}", chosen) for word in rows["word"]])
    numbers = ("frequency", "cohesion", "left_entropy", "right_entropy")
    columns = ("词典行", "现在切成", "类别", Column("次数", "#"), Column("凝合度", ".1#"),
               Column("左熵", ".1#"), Column("右熵", ".1#"))  # fmt: skip
    cells = (
        (row.line, row.parts, _KINDS[row.kind], *(value_of(row, name) for name in numbers))
        for row in rows.itertuples()
    )
    caption = "把认可的一行抄进 data/etc/user_dictionary.txt；不认可的不用管。"
    return Table(columns, tuple(cells), caption)


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
    found = rows[rows["word"] == word]
    return (
        value_of(found.iloc[0], column, unit, digits)
        if len(found)
        else Missing.of(f"“{word}”的词频")
    )


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
