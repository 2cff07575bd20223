"""What lessons 6 to 10 show that a student need not read: tables, and words as values."""

from typing import TYPE_CHECKING, Any

from hzlib.corpus import Corpus
from hzlib.errors import HzError
from hzlib.evidence.sentence import Sentence, sentence
from hzlib.evidence.value import CAUTION, Value, caution
from hzlib.figures.specification import Column, Figure, Note, Table, kindly, need
from hzlib.frames.beside import beside
from hzlib.frames.names import indicator_id, measure_id
from hzlib.frames.selection import label, select
from hzlib.text.corpus import Document, documents
from hzlib.themes.gdp_trends import needed_growth
from hzlib.themes.target_outcome import result
from hzlib.themes.words.tables import line_table
from hzlib.words.comparison import keyness, word_trends
from hzlib.words.frequency import variety
from hzlib.words.tokens import label as short_title
from hzlib.words.values import value_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "key_words", "lines", "most_stated", "needed", "rate", "size", "structure", "targets", "times",
    "verdict", "words_table",
]  # fmt: skip


# --- targets and what became of them --------------------------------------------------------------


def verdict(
    pairs: "pd.DataFrame", indicator: str, measure: str, year: str | int, place: str = "杭州市"
) -> str:
    """Return the verdict on a target; names as people write them.

    Examples
    --------
    >>> import hzlib as hz
    >>> verdict(hz.outcomes(hz.facts(reference=True)), "生产总值", "增速", 2022)
    '未达到'
    """
    asked = {"indicator": indicator_id(indicator), "measure": measure_id(measure)}
    rows = select(pairs, region=place, period=str(year), **asked)
    return str(rows["verdict"].iloc[0])


@kindly
def targets(pairs: "pd.DataFrame", place: str, year: str | int) -> Table:
    """Return a place's targets for a year, all of them, with what is known of each.

    Parameters
    ----------
    pairs : DataFrame
        What `hzlib.outcomes` returns.
    place : str
        Whose targets.
    year : str or int
        For which year.

    Examples
    --------
    >>> import hzlib as hz
    >>> len(targets(hz.outcomes(hz.facts(reference=True)), "杭州市", 2025).rows)
    9
    """
    rows = need(select(pairs, region=place, period=str(year)), f"{place}{year}年的目标")
    return Table.each(
        rows.itertuples(),
        ("指标", lambda row: label(row.indicator, row.measure, row.target.unit)),
        (Column("目标", "p"), "target"),
        ("结果", lambda row: result(row.outcome)),
        ("判断", _doubted),
        ("依据", "reason"),
        caption=f"{place}{year}年的目标与结果",
    )


def _doubted(row: Any) -> str:
    return f"{row.verdict}{CAUTION if isinstance(row.gap, Value) and caution(row.gap) else ''}"


def needed(data: "pd.DataFrame", place: str, goal: int, since: int) -> Figure | Note:
    """Return the figure of the growth of output that one target needs, from some years on.

    Parameters
    ----------
    data : DataFrame
        The facts (`hzlib.facts`).
    place : str
        Whose target.
    goal, since : int
        The year of the target, and the first year from which the way is reckoned.

    Examples
    --------
    >>> import hzlib as hz
    >>> figure = needed(hz.facts(reference=True), "杭州市", 2030, since=2021)
    >>> sorted(set(figure.figure.data[0].x))
    [2021, 2022, 2023, 2024]
    """
    aims, before = {str(goal)}, set(map(str, range(since, goal)))
    asked = data["status"].eq("target").map({True: aims, False: before})
    kept = [one in years for one, years in zip(data["period"], asked, strict=True)]
    return needed_growth(data.loc[kept], place)


# --- words ----------------------------------------------------------------------------------------


def times(word: str, title: str) -> Value:
    """Return how often a document uses a word; the document is named as on the axes of figures.

    Examples
    --------
    >>> str(times("人工智能", "杭州2026纲要")), str(times("人工智能", "杭州2024计划"))
    ('76次', '0次')
    """
    return _counted(word, title, "frequency")


def size(title: str) -> Value:
    """Return how many running words a document has.

    Examples
    --------
    >>> str(size("杭州2021报告"))
    '6,763词'
    """
    found = value_of(next(variety(_document(title)).itertuples()), "tokens")
    assert isinstance(found, Value)
    return found


def rate(word: str, title: str) -> Value:
    """Return how often a document uses a word in ten thousand running words.

    Examples
    --------
    >>> found = rate("人工智能", "杭州2026纲要")
    >>> str(round(found, 1)), found.source.text
    ('28.5次', '76 ÷ 26,653 × 10,000')
    """
    return _counted(word, title, "per_10k")


def _counted(word: str, title: str, column: str) -> Value:
    found = value_of(next(word_trends([word], _document(title)).itertuples()), column)
    assert isinstance(found, Value)
    return found


def _document(title: str) -> Document:
    titles = {short_title(one): one for one in documents()}
    if title not in titles:
        raise HzError(
            "{doc}: no such document in the corpus", "there are {known}",
            doc=title, known=list(titles),
        )  # fmt: skip
    return titles[title]


@kindly
def words_table(*words: str) -> Table:
    """Return how often the documents use words: times, rate and the interval of the rate.

    Examples
    --------
    >>> str(words_table("数字经济").rows[0][0])
    '杭州2021报告'
    """
    rows = need(word_trends(words), "这些词")
    # Of several words each is read through the documents.
    rows = rows.sort_values("word", key=lambda one: one.map(words.index), kind="stable")
    return Table.each(
        rows.itertuples(),
        ("文件", "label"),
        ("词", "word"),
        (Column("次数", "#"), lambda row: value_of(row, "frequency")),
        (Column("每万词", "#"), lambda row: value_of(row, "per_10k", digits=1)),
        ("95%区间", _interval),
        caption="、".join(f"“{word}”" for word in words) + "在各文件中的频次",
    )


@kindly
def key_words(target: str, reference: str, top: int = 8) -> Table:
    """Return the words that one document uses more than another, the surest first.

    Parameters
    ----------
    target, reference : str
        Two documents, named as on the axes of figures.
    top : int, optional
        How many words.

    Examples
    --------
    >>> [str(cell) for cell in key_words("杭州2026纲要", "杭州2021报告").rows[0]]
    ['领域', '99次', '3次', '27.3', '3.07']
    """
    found = keyness(_document(target), _document(reference))
    rows = need(found[found["log_ratio"] > 0].head(top), "这些词")
    return Table.each(
        rows.itertuples(),
        ("词", "word"),
        (target, lambda row: value_of(row, "target")),
        (reference, lambda row: value_of(row, "reference")),
        ("G²", lambda row: value_of(row, "g2", digits=1)),
        ("对数比", lambda row: value_of(row, "log_ratio", digits=2)),
        caption=f"{target}比{reference}突出的词",
    )


def lines(word: str, title: str) -> Table:
    """Return a word in its lines in one document, named as on the axes of figures.

    Examples
    --------
    >>> len(lines("人工智能", "杭州2021报告").rows)
    5
    """
    return line_table(word, _document(title))


def _interval(row: Any) -> Sentence:
    low, high = (value_of(row, end, digits=1) for end in ("low", "high"))
    return sentence("{low}—{high}", low=low, high=high)


# --- two places -----------------------------------------------------------------------------------


@kindly
def structure(data: "pd.DataFrame", part: str, whole: str, year: str | int) -> Table:
    """Return the weights of industries in the output of two places, and their growth.

    Parameters
    ----------
    data : DataFrame
        The facts (`hzlib.facts`).
    part, whole : str
        The two places.
    year : str or int
        The year.

    Examples
    --------
    >>> import hzlib as hz
    >>> table = structure(hz.facts(reference=True), "钱塘区", "杭州市", 2023)
    >>> [str(cell) for cell in table.rows[0]]
    ['规模以上工业增加值', '58.1%', '21.7%', '2.4%', '2.4%']
    """
    rows = need(beside(data, part, whole, year), f"{year}年{part}和{whole}的数")
    found = {(row.indicator, row.measure): row for row in rows.itertuples()}
    output = found["gdp", "level"]
    made = [
        (row.name, (row.part / output.part).percent(1), (row.whole / output.whole).percent(1),
         found[row.indicator, "growth"].part, found[row.indicator, "growth"].whole)
        for row in (found[one, "level"] for one in ("industrial_va", "services_va"))
    ]  # fmt: skip
    heads = ("行业", f"占{part}生产总值", f"占{whole}生产总值", f"{part}增速", f"{whole}增速")
    return Table(heads, tuple(made), f"{year}年两地的行业比重与实际增速")


# --- a report of one's own ------------------------------------------------------------------------


@kindly
def most_stated(corpus: Corpus, top: int = 8) -> Table:
    """Return the indicators of which documents state most numbers.

    Examples
    --------
    >>> import hzlib as hz
    >>> [str(cell) for cell in most_stated(hz.corpus("qiantang-gwr-2024")).rows[0]]
    ['服务业增加值', '4个']
    """
    rows = need(corpus.indicators().head(top), "读出的数")
    caption = f"数字最多的{len(rows)}个指标"
    return Table.each(rows.itertuples(), ("指标", "name"), ("数字", "numbers"), caption=caption)
