"""Tables of words for notebooks: headings in Chinese, every count with its lines."""

from collections.abc import Sequence
from typing import Any

from hzlib.charts.exhibits import Table, displayed, kindly, need
from hzlib.pages.source import formula
from hzlib.words.collocation import collocations
from hzlib.words.concordance import kwic
from hzlib.words.cutting import cut, dictionary_effect
from hzlib.words.frequency import sourced
from hzlib.words.new_words import new_words
from hzlib.words.parts import label
from hzlib.words.segment import segmenter
from hzlib.words.sequences import n_grams, variety
from hzlib.words.tokens import all_tokens, evidence
from hzlib.words.topics import coverage, part_words, themes

_KINDS = {"word": "词", "stop word": "停用词", "number": "数字", "mark": "标点", "phrase": "词组"}
_ENTRIES = {
    "user_dictionary.txt": "用户词典",
    "jieba": "jieba 词典",
    "rjieba": "jieba 词典",
    "": "",
}


@kindly
def cut_table(sentence: str) -> Table:
    """Return how a sentence is cut, and which entry did it."""
    rows = need(cut(sentence), "句子里的词")
    rows = rows.assign(kind=rows["kind"].map(_KINDS), entry=rows["entry"].map(_ENTRIES))
    frame = displayed(rows, piece="切分", kind="类别", entry="依据", alone="没有用户词典时")
    return Table(frame, f"例句：{sentence}")


@kindly
def effect_table(lines: Sequence[str], source: Any = None) -> Table:
    """Return which counts change when lines are added to the user dictionary."""
    rows = need(dictionary_effect(list(lines), source), "词频的变化")
    chosen = all_tokens(source)
    added = {line.split()[0] for line in lines}
    places = [evidence(chosen, f"={word}") for word in added]
    before, after = [], []
    for row in rows.itertuples():
        if row.word in added and not row.before:
            pieces = "/".join(segmenter().cut(row.word))
            before.append(formula(f"现在切成 {pieces}", []))
            after.append(evidence(chosen, f"={row.word}"))
        else:
            before.append(evidence(chosen, row.word))
            sign = "+" if row.change > 0 else "−"
            text = f"{row.before} {sign} {abs(row.change)}"
            after.append(formula(text, [before[-1], *places]))
    rows = rows.assign(before_evidence=before, after_evidence=after, change_evidence=after)
    frame = displayed(rows, word="词", before="之前（次）", after="之后（次）", change="变化")
    return Table(frame, f"用户词典加入“{'、'.join(lines)}”以后，词频怎样变。")


@kindly
def size_table(source: Any = None) -> Table:
    """Return how long and how varied the documents are."""
    names = _labels(source)
    rows = variety(source)
    rows = rows.assign(doc=rows["doc"].map(names), tokens_evidence=rows["evidence"])
    rows = rows.assign(**{f"{c}_evidence": rows["evidence"] for c in ("types", "ttr", "mattr")})
    rows = rows.assign(ttr=rows["ttr"].round(3), mattr=rows["mattr"].round(3))
    frame = displayed(
        rows, doc="文件", tokens="词数", types="不同的词", ttr="型例比", mattr="MATTR"
    )
    caption = "词数不含数字、量词和标点，停用词计在内；MATTR 是五百词移动窗口的平均型例比。"
    return Table(frame, caption)


@kindly
def line_table(word: str, source: Any = None, sort: str = "text", top: int = 12) -> Table:
    """Return the concordance of a word."""
    names = _labels(source)
    rows = kwic(word, source, width=16, sort=sort)
    shown = rows.head(top).assign(doc=rows["doc"].map(names), keyword_evidence=rows["evidence"])
    frame = displayed(shown, pre="上文", keyword="关键词", post="下文", doc="文件", section="章节")
    order = {"text": "原文顺序", "left": "左侧排序", "right": "右侧排序"}[sort]
    return Table(frame, f"“{word}”的索引行（按{order}，只列开头的行）。")


@kindly
def collocation_table(word: str, source: Any = None, window: int = 5, top: int = 12) -> Table:
    """Return the strongest collocations of a word."""
    rows = need(collocations(word, source, window), f"“{word}”的搭配").head(top).round(2)
    rows = sourced(rows, "together", "frequency", "expected", "g2", "mi", "t")
    frame = displayed(rows, word="词", together="同现（次）", frequency="总次数",
                      expected="偶然应有", g2="G²", mi="MI", t="t")  # fmt: skip
    return Table(frame, f"“{word}”前后{_chinese(window)}词以内的搭配，按 G² 排列。")


@kindly
def sequence_table(source: Any = None, n: int = 3, top: int = 12) -> Table:
    """Return the most frequent sequences of words."""
    rows = need(n_grams(source, n), "词的序列").head(top)
    rows = sourced(rows, "frequency", "docfreq")
    frame = displayed(rows, words="序列", frequency="次数", docfreq="文件数")
    return Table(frame, f"最常见的{_chinese(n)}词序列（两端不是停用词）。")


@kindly
def candidate_table(source: Any = None, top: int = 20) -> Table:
    """Return candidates for the user dictionary."""
    chosen = all_tokens(source)
    texts = (found.document.text for found in chosen)
    rows = need(new_words(texts, segmenter().cut), "新词").head(top).round(1)
    places = [evidence(chosen, f"={word}") for word in rows["word"]]
    rows = rows.assign(evidence=places, kind=rows["kind"].map(_KINDS))
    rows = sourced(rows, "frequency", "cohesion", "left_entropy", "right_entropy")
    frame = displayed(rows, line="词典行", parts="现在切成", kind="类别", frequency="次数",
                      cohesion="凝合度", left_entropy="左熵", right_entropy="右熵")  # fmt: skip
    caption = "把认可的一行抄进 data/etc/user_dictionary.txt；不认可的不用管。"
    return Table(frame, caption)


@kindly
def coverage_table(source: Any = None) -> Table:
    """Return what share of the sentences the topic dictionary covers."""
    rows = coverage(source)
    rows = rows.assign(doc=rows["doc"].map(_labels(source)), share=(100 * rows["share"]).round(1))
    rows = sourced(rows, "sentences", "covered", "share")
    frame = displayed(
        rows, doc="文件", sentences="句数", covered="有主题词的句数", share="覆盖率（%）"
    )
    return Table(frame, "主题词典的覆盖率：至少有一个主题词的句子占多少。")


@kindly
def theme_table(source: Any = None, number: int = 8, runs: int = 20) -> Table:
    """Return themes found without a dictionary, with their stability."""
    rows = themes(source, number, runs)
    rows = rows.assign(stability=rows["stability"].round(2), stability_evidence=rows["evidence"],
                       doc=rows["doc"].map(_labels(source)))  # fmt: skip
    frame = displayed(rows, theme="主题", words="最重的十个词", stability="稳定度", doc="文件",
                      section="最重的部分")  # fmt: skip
    caption = "不用词典找出的主题（NMF）；稳定度：换随机起点重来，十个词平均有多少重现。"
    return Table(frame, caption)


@kindly
def part_table(source: Any = None, top: int = 6) -> Table:
    """Return the words that mark each part, by tf-idf."""
    rows = part_words(source, top)
    rows = rows.assign(words_evidence=rows["evidence"])
    return Table(displayed(rows, section="部分", words="特征词"), "各部分的特征词（tf-idf 最高）。")


def _chinese(number: int) -> str:
    return "一二三四五六七八九十"[number - 1] if 1 <= number <= 10 else str(number)


def _labels(source: Any) -> dict[str, str]:
    return {found.document.id: label(found.document) for found in all_tokens(source)}
