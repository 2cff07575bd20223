"""Values out of the rows of this room's frames.

The frames hold plain numbers, so that thousands of words cost nothing. A row that is shown is
turned into values here: each leads to the lines that it counts or says how it was reckoned.

==========================================  ========================================================
column                                      source of the value
==========================================  ========================================================
frequency, together, covered, sentences     the lines: the row's ``evidence``
target, reference                           the lines: ``target_lines``, ``reference_lines``
before, after                               the lines: ``before_lines``, ``after_lines``
per_10k, target_per_10k, reference_per_10k  formula over the count and the running words
log_ratio, expected, mi, t, ttr, share,     formula over counts
change
tokens                                      the running words
docfreq, partfreq                           the list of the documents, or parts, with their lines
all others (g2, p, q, dp, low, high …)      method: what was computed with which counts
==========================================  ========================================================
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from hzlib import wording
from hzlib.errors import HzError
from hzlib.evidence.entry import Source
from hzlib.evidence.sources import Item, MethodSource
from hzlib.evidence.value import Missing, Value, counted, log2
from hzlib.words.comparison import DRAWS
from hzlib.words.concordance import LinesSource, named, near_parts, windows
from hzlib.words.measures import Z_95
from hzlib.words.tokens import Tokens, WordsSource, label

if TYPE_CHECKING:
    import pandas as pd

_SIDES = ("target_lines", "reference_lines")
_LINES = {
    "target": "target_lines", "reference": "reference_lines", "before": "before_lines",
    "after": "after_lines",
}  # fmt: skip
_COUNTED = {
    "per_10k": "frequency", "target_per_10k": "target", "reference_per_10k": "reference",
}  # fmt: skip
_UNITS = {"covered": "句", "sentences": "句"}
_FEW = 6  # columns of a measure of spread that are written out
_Row = Mapping[str, Any]


def value_of(row: Any, column: str, unit: str = "", digits: int | None = None) -> Value | Missing:
    """Return a number of a row of any frame of words as a value that can be followed.

    Parameters
    ----------
    row : Series, named tuple or Mapping
        A row of `frequency`, `keyness`, `collocations`, `network`, `word_trends`, `topics`,
        `coverage`, `latent_topics`, `variety`, `n_grams`, `dictionary_effect`, `glossary` or
        `new_words`.
    column : str
        The column of the number.
    unit : str, optional
        Its unit; that of the column if it is left out (次, 词, 句, or none).
    digits : int, optional
        Decimals to show.

    Returns
    -------
    Value or Missing
        Of status ``derived``; see the module for its source. `Missing` if the number is not
        defined, such as the spread of a word in an empty document.

    Raises
    ------
    HzError
        If it is no row, has no such column of numbers, or not the sources that the number comes
        from.

    Examples
    --------
    >>> from hzlib.words.frequency import frequency
    >>> row = frequency("hangzhou-fyp15", top=1).iloc[0]
    >>> value = value_of(row, "frequency")
    >>> value.unit, str(value.source), float(row["frequency"]) == value.number
    ('次', 'lines:hangzhou-fyp15:建设', True)
    >>> value_of(row, "per_10k", digits=1).source.text
    '402 ÷ 26,653 × 10,000'
    """
    cells = _cells(row)
    if column not in cells:
        raise HzError(
            "hz.value_of: the row has no column “{column}”",
            "the columns are {known}",
            column=column,
            known=list(cells),
        )
    if not hasattr(cells[column], "__float__"):
        raise HzError(
            "hz.value_of: the column “{column}” holds no numbers",
            "the columns with numbers are {known}",
            column=column,
            known=[name for name, cell in cells.items() if hasattr(cell, "__float__")],
        )
    if not wording.is_number(float(cells[column])):
        return Missing.of(f"“{cells.get('word', cells.get('label', ''))}”的{column}")
    value = _MAKERS.get(column, _method)(cells, column)
    return value.having(unit or value.unit, digits)


def values_of(
    rows: "pd.DataFrame", column: str, unit: str = "", digits: int | None = None
) -> list[Value | Missing]:
    """Return a column of a frame of words as values, as `value_of` gives them.

    Examples
    --------
    >>> from hzlib.words.frequency import frequency
    >>> [value.unit for value in values_of(frequency("hangzhou-fyp15", top=2), "frequency")]
    ['次', '次']
    """
    return [value_of(row, column, unit, digits) for row in rows.itertuples()]


def lines_value(lines: LinesSource) -> Value:
    """Return how many places lines are as a value that leads to them.

    Examples
    --------
    >>> from hzlib.words.tokens import all_tokens
    >>> str(lines_value(LinesSource("人工智能", all_tokens("hangzhou-fyp15"))))
    '76次'
    """
    return Value(float(lines.count), "次", lines, "derived")


def _count(cells: _Row, column: str = "frequency") -> Value:
    lines = _source(cells, _LINES.get(column, "evidence"))
    number, unit = float(cells[column]), _UNITS.get(column, "次")
    if column == "sentences" and "covered" in cells:
        return _sentence_total(lines.tokens)
    if column == "frequency" and "together" in cells:
        return _frequency_without_node(lines, number)
    if column in ("before", "after") and lines.count != number:
        return _cut_apart(lines, number)
    return Value(number, unit, lines, "derived")


def rate_value(row: Any, column: str = "per_10k") -> Value:
    """Return occurrences per ten thousand running words as a formula over both counts.

    Parameters
    ----------
    row : Series, named tuple or Mapping
        A row of a frame of words.
    column : {"per_10k", "target_per_10k", "reference_per_10k"}, optional
        The rate.

    Examples
    --------
    >>> from hzlib.words.topics import topics
    >>> value = rate_value(topics("hangzhou-fyp15").iloc[0])
    >>> [str(part.source)[:20] for part in value.source.parts]
    ['lines:hangzhou-fyp15', 'words:hangzhou-fyp15']
    """
    cells = _cells(row)
    count = _count(cells, _COUNTED[column])
    lines = _source(cells, _LINES.get(_COUNTED[column], "evidence"))
    total = _words(lines.words)
    # Where nothing was said, nothing was said often.
    return (count / total * 10_000).having("次", 1) if total.number else count


def _log_ratio(cells: _Row, column: str = "log_ratio") -> Value:
    a, b, n, m = _finite(cells)
    return log2((a / n) / (b / m)).having("", 2)


def _sides(cells: _Row) -> tuple[Value, Value, Value, Value]:
    """Return both counts of a row of `keyness` and their running words."""
    a, b = _count(cells, "target"), _count(cells, "reference")
    n, m = (_words(_source(cells, name).words) for name in _SIDES)
    return a, b, n, m


def _finite(cells: _Row) -> tuple[Value, Value, Value, Value]:
    """Return `_sides` with a half more in every cell where a count is zero."""
    a, b, n, m = _sides(cells)
    return (a, b, n, m) if a.number and b.number else (a + 0.5, b + 0.5, n + 1, m + 1)


def _words(source: WordsSource) -> Value:
    return Value(float(source.count), "词", source, "derived")


def _sentence_total(tokens: tuple[Tokens, ...]) -> Value:
    """Return the number of sentences of documents that have a word at all."""
    number = float(sum(len(set(found.sentences)) for found in tokens))
    text = "按句末标点和标题分句，仅计含有词的句子。"
    return _by_method("分句计数", text, number, "句", _items(词数=WordsSource(tokens)))


def _by_method(name: str, text: str, number: float, unit: str, parts: tuple[Item, ...]) -> Value:
    return Value(number, unit, MethodSource(name, text, number, unit, parts), "derived")


def _method(cells: _Row, column: str) -> Value:
    """Return a number that is no short formula as a value that says how it was computed."""
    if column not in _METHODS:
        raise HzError(
            "hz.value_of: it is not known how “{column}” is computed",
            "use one of {known}",
            column=column,
            known=list(_METHODS),
        )
    name, unit, described = _METHODS[column]
    text, parts = (
        (described, _items(所据=_source(cells, "evidence")))
        if isinstance(described, str)
        else described(cells, column)
    )
    return _by_method(name, text, float(cells[column]), unit, parts)


def _cells(row: Any) -> _Row:
    if isinstance(row, Mapping):
        return row
    made = getattr(row, "_asdict", None) or getattr(row, "to_dict", None)
    if made is None or getattr(row, "ndim", 1) != 1:
        raise HzError(
            "hz.value_of: {kind} is no row",
            "give a row of a table of words, such as {example}",
            kind=type(row).__name__,
            example="rows.iloc[0]",
        )
    cells: _Row = made()
    return cells


def _source(cells: _Row, column: str) -> Any:
    source = cells.get(column)
    if source is None:
        raise HzError(
            "hz.value_of: the row has no “{column}”",
            "give a row of a table of frequencies, key words or the like",
            column=column,
        )
    return source


# --- formulas over counts -------------------------------------------------------------------------


def _frequency_without_node(lines: LinesSource, number: float) -> Value:
    near = near_parts(lines.query)
    assert near is not None
    node, _, word = near
    every = LinesSource(word, lines.tokens)
    if every.count == number:
        return Value(number, "次", every, "derived")
    parts = _items(**{word: every, node: LinesSource(node, lines.tokens)})
    text = f"“{word}”的次数，不含“{node}”自身所含部分。"
    return _by_method("总次数", text, number, "次", parts)


def _cut_apart(lines: LinesSource, number: float) -> Value:
    pieces = "/".join(word for word, _ in lines.tokens[0].segmenter.words(lines.query))
    text = f"切分为{pieces}，不计为一个词。"
    return _by_method("切词", text, number, "次", _items(**{lines.query: lines}))


def _change(row: _Row, column: str) -> Value:
    return _count(row, "after") - _count(row, "before")


def _association(cells: _Row) -> tuple[Value, Value, Value, Value]:
    """Return O, R, C and N of a row: together, in the windows, the collocate, all."""
    lines = _source(cells, "evidence")
    near = near_parts(lines.query)
    if near is None:
        one, other = (
            Value(float(source.count), "句", source, "derived")
            for source in (LinesSource(f"&{word}", lines.tokens) for word in lines.query.split("&"))
        )
        return _count(cells, "sentences"), one, other, _sentence_total(lines.tokens)
    node, window, _ = near
    around, inside = _window_sizes(lines.tokens, node, window)
    parts = _items(**{node: LinesSource(node, lines.tokens), "全部词数": lines.words})
    near_it = f"“{node}”前后{window}词以内、同一句中的词，每个位置只计一次。"
    others = f"全部词数减去“{node}”自身。"
    return (
        _count(cells, "together"),
        _by_method("窗口内词数", near_it, around, "词", parts),
        _count(cells, "frequency"),
        _by_method("其余词数", others, lines.words.count - inside, "词", parts),
    )


@lru_cache(maxsize=64)
def _window_sizes(tokens: tuple[Tokens, ...], node: str, window: int) -> tuple[float, int]:
    found = [windows(one, node, window) for one in tokens]
    return float(sum(len(near) for near, _ in found)), sum(len(nodes) for _, nodes in found)


def _associated(row: _Row, column: str) -> Value:
    together, span, word, total = _association(row)
    expected = (span * word / total).having(together.unit)
    if column == "expected":
        return expected
    if column == "mi":
        return log2(together / expected)
    return ((together - expected) / together**0.5).having("")


def _type_ratio(row: _Row, column: str) -> Value:
    return (_method(row, "types") / _words(_source(row, "evidence"))).having("")


def _share(row: _Row, column: str) -> Value:
    return _count(row, "covered") / _count(row, "sentences")


def _having(row: _Row, column: str) -> Value:
    """Return how many documents, or parts of one, have a word, as a list of them."""
    lines: LinesSource = _source(row, "evidence")
    if column == "partfreq":
        found = lines.tokens[0]
        looked = [
            (part.heading, LinesSource(lines.query, lines.tokens, part.index))
            for part in found.parts
        ]
    else:
        looked = [(label(t.document), LinesSource(lines.query, (t,))) for t in lines.tokens]
    items = [Item(name, source) for name, source in looked if source.count]
    if len(items) != row[column]:  # counted in more documents than the row's own
        return _method(row, column)
    unit, noun = ("个", "部分") if column == "partfreq" else ("份", "文件")
    return counted(items, unit, f"含“{named(lines.query)}”的{noun}")


def _running_words(row: _Row, column: str) -> Value:
    return _words(_source(row, "evidence"))


_MAKERS: dict[str, Callable[[_Row, str], Value]] = {
    **dict.fromkeys(("frequency", "together", "covered", "sentences", *_LINES), _count),
    **dict.fromkeys(_COUNTED, rate_value),
    **dict.fromkeys(("expected", "mi", "t"), _associated),
    **dict.fromkeys(("docfreq", "partfreq"), _having),
    "log_ratio": _log_ratio, "ttr": _type_ratio, "share": _share, "tokens": _running_words,
    "change": _change,
}  # fmt: skip


# --- methods in words -----------------------------------------------------------------------------

_Told = tuple[str, tuple[Item, ...]]


def _n(number: float | Value) -> str:
    return wording.number(float(number), most=2)


def _g2(cells: _Row, column: str) -> _Told:
    if "target_lines" in cells:
        a, b, n, m = _sides(cells)
        cells_of = ((a.number, n.number - a.number), (b.number, m.number - b.number))
        parts = _items(目标=a.source, 参照=b.source, 目标词数=n.source, 参照词数=m.source)
    else:
        together, span, word, total = _association(cells)
        o, r, c, whole = (value.number for value in (together, span, word, total))
        cells_of = ((o, r - o), (c - o, whole - r - c + o))
        parts = _items(
            同现=together.source, 窗口=span.source, 总次数=word.source, 全部=total.source
        )
    told = "，".join(f"{_n(first)}与{_n(second)}" for first, second in cells_of)
    sign = "，低于期望的取负值" if "target_lines" not in cells else ""
    text = f"2 × Σ 实际次数 × ln（实际次数 ÷ 期望次数），四格表：{told}（Dunning，1993）{sign}。"
    return text, parts


def _p(cells: _Row, column: str) -> _Told:
    g2 = _items(**{"G²": _method(cells, "g2").source})
    text = f"G² = {_n(abs(float(cells['g2'])))}，自由度为1的卡方分布不小于该值的概率"
    adjusted = {"q": "Benjamini和Hochberg（1995）", "p_holm": "Holm（1979）"}.get(column, "")
    adjusted = "Holm（1979）" if "sentences" in cells else adjusted
    more = f"，并按{adjusted}的方法，对同时比较的各词校正" if adjusted else ""
    return f"{text}{more}。", g2


def _end(cells: _Row, column: str) -> _Told:
    side = "下限" if column == "low" else "上限"
    if "seed" in cells:
        return _resampled(cells, side)
    a, b, n, m = _finite(cells)
    sign = "−" if column == "low" else "+"
    variance = f"1 ÷ {_n(a)} − 1 ÷ {_n(n)} + 1 ÷ {_n(b)} − 1 ÷ {_n(m)}"
    text = f"95%置信区间的{side}：对数比 {sign} {Z_95:.2f} × √({variance}) ÷ ln 2（Katz等，1978）。"
    return text, _items(对数比=_log_ratio(cells).source)


def _resampled(cells: _Row, side: str) -> _Told:
    lines = _source(cells, "evidence")
    parts = _items(次数=lines, 词数=lines.words)
    if not cells["frequency"]:
        limit = "−ln 0.025 ÷ 词数 × 10,000" if side == "上限" else "零"
        return f"未出现，取泊松分布的95%{side}：{limit}。", parts
    place = "2.5" if side == "下限" else "97.5"
    text = (
        f"95%区间的{side}：以句子为单位有放回重抽{_n(DRAWS)}次（随机种子为{cells['seed']}），"
        f"取各次每万词频次的第{place}百分位。"
    )
    return text, parts


def _dp(cells: _Row, column: str) -> _Told:
    lines: LinesSource = cells.get("target_lines") or _source(cells, "evidence")
    over_parts = "target_lines" in cells or len(lines.tokens) == 1
    columns = [
        counts
        for found in lines.tokens
        for counts in (found.part_counts if over_parts else [found.counts])
    ]
    counts = [column[lines.query] for column in columns]
    sizes = [column.total() for column in columns]
    noun = "部分" if over_parts else "文件"
    text = f"½ × Σ |各{noun}的次数 ÷ 总次数 − 各{noun}的词数 ÷ 总词数|，共{len(columns)}个{noun}"
    if len(columns) <= _FEW:
        terms = (
            f"|{_n(count)} ÷ {_n(sum(counts))} − {_n(size)} ÷ {_n(sum(sizes))}|"
            for count, size in zip(counts, sizes, strict=True)
        )
        text += f"：½ × ({' + '.join(terms)})"
    return f"{text}（Gries，2008）。", _items(次数=lines, 词数=lines.words)


def _mattr(cells: _Row, column: str) -> _Told:
    size = _n(cells["window"])
    text = f"以{size}词为窗口逐词移动，取各窗口型例比的平均值（Covington和McFall，2010）。"
    return text, _items(词数=_source(cells, "evidence"))


def _stability(cells: _Row, column: str) -> _Told:
    again = cells["runs"] - 1
    text = (
        f"对“部分 × 词”的tf-idf矩阵作非负矩阵分解，改变随机起点重算{again}次："
        "权重最高的10个词在最相近主题中平均重现的比例。"
    )
    return text, _items(**{cells["words"]: _source(cells, "evidence")})


def _items(**sources: Source) -> tuple[Item, ...]:
    return tuple(Item(name, source) for name, source in sources.items())


_METHODS: dict[str, tuple[str, str, str | Callable[[_Row, str], _Told]]] = {
    "g2": ("G²（对数似然）", "", _g2),
    "p": ("p值", "", _p),
    "q": ("q值", "", _p),
    "p_holm": ("校正后的p值", "", _p),
    "low": ("区间下限", "", _end),
    "high": ("区间上限", "", _end),
    "dp": ("离散度（DP）", "", _dp),
    "mattr": ("词汇丰富度（移动窗口型例比，MATTR）", "", _mattr),
    "stability": ("稳定度", "", _stability),
    "error": ("标准误", "次", f"以句子为单位重抽{_n(DRAWS)}次，各次每万词频次的标准差。"),
    "types": ("型数", "个", "切分所得不同词的个数。"),
    "cohesion": (
        "凝合度",
        "",
        "log2（次数 × 总字数 ÷ 两段次数之积），取最松的断点，单位为比特。",
    ),
    "left_entropy": ("左熵", "", "前一个字的熵，单位为比特；标点和行首每次计为不同的字。"),
    "right_entropy": ("右熵", "", "后一个字的熵，单位为比特；标点和行尾每次计为不同的字。"),
    "rank": ("名次", "", "按次数由多到少排列的名次，次数相同的并列。"),
    "docfreq": ("文件频次", "份", "所统计文件中含该词的文件数。"),
    "partfreq": ("部分频次", "个", "文件各部分中含该词的部分数。"),
}
"""By column: the name of the method, the unit, and what was done (with the source as its part)."""
