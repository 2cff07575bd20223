"""What a notebook shows on the last line of a cell: a figure, a table, or a note in their stead.

They are frozen: built from values once, and rendered for a notebook, a page or print alike.
"""

from collections.abc import Callable, Iterable, Iterator, Sized
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from hzlib import lookups, wording
from hzlib.errors import HzError
from hzlib.evidence.entry import Source, is_source
from hzlib.evidence.sentence import Sentence, Shown, as_sentence
from hzlib.evidence.value import Missing, Value
from hzlib.figures.plot import Plot
from hzlib.frames.chinese import EVIDENCE, english_row
from hzlib.messages import Message

if TYPE_CHECKING:
    import pandas as pd

Cell = Value | Shown | Missing | Sentence | str | None
LONG = 500  # rows; a longer table has but the first of them where nothing can build the others
STANDING = 100  # rows that it has there, as many as paper and slides show


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, and how its values are formatted (see `Value`).

    A long table has a box for each column with ``choose``, to see the rows with one of its words.
    What a column that ``joins`` says goes on in the next one, as the line of a concordance does.

    Examples
    --------
    >>> Column("增速（%）", ".1#").heading
    '增速（%）'
    """

    heading: str
    spec: str = ""
    choose: bool = False
    joins: bool = False


@dataclass(frozen=True)
class Table:
    """A table of values.

    Parameters
    ----------
    columns : tuple of Column or str
        The headings; a unit that stands in the heading is left out of the cells by ``#``.
    rows : tuple of tuple of Value, Shown, Missing, Sentence, str or None
        The cells.
    caption : Sentence or str, optional
        What the table shows.
    note : Sentence or str, optional
        What stands under it.

    Examples
    --------
    >>> from hzlib.evidence.value import assumed
    >>> reach = assumed(5, "%", "放宽", "about")
    >>> print(Table(("参数", Column("数（%）", "#")), (("放宽", reach),), "参数"))
    参数
    参数  数（%）
    放宽  5
    """

    columns: tuple[Column | str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: Sentence | str = ""
    note: Sentence | str = ""

    def __post_init__(self) -> None:
        heads = tuple(one if isinstance(one, Column) else Column(one) for one in self.columns)
        rows = tuple(map(tuple, self.rows))
        for row in rows:
            if len(row) != len(heads):
                raise HzError(
                    "a row of the table has {cells} cells, its head {columns}",
                    "give each column a cell",
                    cells=len(row),
                    columns=len(heads),
                )
        object.__setattr__(self, "columns", heads)
        object.__setattr__(self, "rows", rows)

    @classmethod
    def of(cls, frame: "pd.DataFrame", caption: Sentence | str = "") -> "Table":
        """Return a frame as a table; ``value`` and ``text`` take their sources from ``evidence``.

        A long one can be narrowed to one of the words of a column that has few.

        Examples
        --------
        >>> import hzlib as hz
        >>> facts = hz.facts("hangzhou-gwr-2023")
        >>> table = Table.of(facts[["period", "value", "unit", "evidence"]])
        >>> [column.heading for column in table.columns]
        ['时期', '数值', '单位']
        """
        names = [str(name) for name in frame.columns if name not in _SOURCES]
        if "name" in names:
            names = [name for name in names if name not in _TECHNICAL]
        # The unit of a value is written with it unless it has a column of its own.
        specs = {"change": "+"}
        specs |= {
            value: "#" for value, unit in (("value", "unit"), ("数值", "单位")) if unit in names
        }
        columns = tuple(Column(HEADINGS.get(name, name), specs.get(name, "")) for name in names)
        rows = [_row(record, names) for record in frame.to_dict("records")]
        if len(rows) > LONG:
            cells = zip(columns, zip(*rows, strict=True), strict=True)
            columns = tuple(replace(column, choose=_few(some)) for column, some in cells)
        return cls(columns, tuple(rows), caption)

    @classmethod
    def each(
        cls,
        rows: Iterable[Any],
        *columns: tuple[Column | str, str | Callable[[Any], Cell]],
        caption: Sentence | str = "",
        note: Sentence | str = "",
    ) -> "Table":
        """Return a table with a line for each of several rows.

        Parameters
        ----------
        rows : iterable
            What the lines tell of.
        *columns : tuple
            A heading, and what stands under it: an attribute of the row, or a function of it.
        caption, note : Sentence or str, optional
            See `Table`.

        Examples
        --------
        >>> rows = [Column("甲"), Column("乙", "#")]
        >>> print(Table.each(rows, ("列", "heading"), ("位数", lambda row: row.spec or "无")))
        列  位数
        甲  无
        乙  #
        """
        heads, fields = zip(*columns, strict=True)
        cells = (
            tuple(one(row) if callable(one) else getattr(row, one) for one in fields)
            for row in rows
        )
        return cls(heads, tuple(cells), caption, note)

    @property
    def standing(self) -> tuple[tuple[Cell, ...], ...]:
        """Its rows; of a long table those that stand where nothing can build the others."""
        return self.rows if len(self.rows) <= LONG else self.rows[:STANDING]

    @property
    def left_out(self) -> str:
        """What is said of a long table there; empty of any other."""
        count = len(self.rows)
        return f"共{count:,}行，这里列出前{STANDING}行。" if count > LONG else ""

    def sources(self) -> Iterator[Source]:
        """Return the sources of all its values."""
        for row in self.rows:
            for cell in row:
                yield from _sources(cell)
        for words in (self.caption, self.note):
            yield from as_sentence(words).sources()

    def __str__(self) -> str:
        heads = [column.heading for column in self.columns]  # type: ignore[union-attr]
        rows = [[cell_text(*pair) for pair in zip(row, self.columns, strict=True)]
                for row in self.standing]  # fmt: skip
        lines = [heads, *rows, *([[self.left_out]] if self.left_out else [])]
        shown = "\n".join("  ".join(line) for line in lines)
        return f"{self.caption}\n{shown}" if self.caption else shown


def _few(cells: tuple[Cell, ...]) -> bool:
    """Tell whether a column has some words, and few enough to choose from."""
    return all(isinstance(one, str) for one in cells) and 1 < len(set(cells)) <= _CHOICES


def _row(record: dict[str, Any], names: list[str]) -> tuple[Cell, ...]:
    cells: dict[str, Cell] = {name: _worded(name, record[name]) for name in names}
    if EVIDENCE in record:
        record = english_row(record)
    if is_source(record.get("evidence")) and wording.is_number(record.get("value")):
        value = Value.of({"unit": "", **record})
        text = Shown(str(record.get("text", "")), value)
        linked: dict[str, Cell] = {"value": value, "数值": value, "text": text, "原文": text}
        cells |= {name: cell for name, cell in linked.items() if name in cells}
    return tuple(cells.values())


def _sources(cell: Cell) -> Iterator[Source]:
    if isinstance(cell, Value):
        yield cell.source
    elif isinstance(cell, Shown):
        yield cell.value.source
    elif isinstance(cell, Sentence):
        yield from cell.sources()


def cell_text(cell: Cell, column: Any) -> str:
    """Return a cell as it is shown."""
    if cell is None or isinstance(cell, Missing):
        return "—"
    if isinstance(cell, Value):
        return format(cell, column.spec)
    return cell.text if isinstance(cell, Shown) else str(cell)


_SOURCES = ("evidence", EVIDENCE)
_CHOICES = 400  # words of a column of a long table, each a place to choose in its box
# Columns of the facts table that a reader does without where the indicator's name is there.
_TECHNICAL = frozenset((
    "id", "start", "end", "indicator", "year_from", "year_to", "origin", "cue", "rule", "step",
    "subject_at", "cumulated", "base",
))  # fmt: skip
HEADINGS = {
    "id": "编号", "doc": "文件", "start": "起", "end": "止", "text": "原文", "indicator": "指标",
    "measure": "口径", "region": "地区", "period": "时期", "status": "状态", "value": "数值",
    "unit": "单位", "bound": "界限", "section": "章节", "sentence": "句子", "cue": "识别用词",
    "rule": "名称与数值", "year": "年份", "source_title": "来源", "publisher": "发布机构",
    "url": "网址", "note": "说明", "word": "词", "origin": "来历", "pre": "上文",
    "keyword": "关键词", "post": "下文", "name": "指标", "year_from": "起始年", "year_to": "年份",
    "cumulated": "多年合计", "base": "基期",
    "step": "末位",
    "outcome": "结果", "gap": "差", "verdict": "判断", "reason": "原因", **wording.MEASURES,
    "subject": "数的对象", "number": "数值", "numbers": "数字",
    "places": "地区", "first": "最早", "last": "最晚",
    # Frames of words.
    "label": "文件", "words": "词", "frequency": "次数", "per_10k": "每万词（次）", "dp": "离散度",
    "docfreq": "文件数", "partfreq": "部分数", "g2": "显著程度（G²）", "mi": "结合强度",
    "t": "常见程度",
    "log_ratio": "对数比", "side": "较多使用的文件", "target": "目标", "reference": "参照",
    "together": "同现", "expected": "期望次数", "low": "下限", "high": "上限", "tokens": "词数",
    "types": "不同的词", "ttr": "型例比", "mattr": "词汇丰富度", "before": "之前", "after": "之后",
    "sentences": "句数", "covered": "有主题词的句数", "share": "占比",
    "stability": "稳定度", "line": "词典行", "parts": "现在切成", "cohesion": "凝合度",
    "left_entropy": "左熵", "right_entropy": "右熵", "at": "位置",
}  # fmt: skip
_WORDS: dict[str, dict[str, str]] = {
    "status": wording.STATUSES, "measure": wording.STATED_MEASURES, "bound": wording.BOUND_WORDS,
    "rule": wording.RULES, "origin": wording.ORIGINS, "unit": {"pp": wording.unit("pp")},
}  # fmt: skip


def _worded(name: str, cell: Any) -> Cell:
    if cell is None or isinstance(cell, Value | Shown | Missing | Sentence):
        return cell
    if hasattr(cell, "item"):
        cell = cell.item()
    if isinstance(cell, float) and cell != cell:
        return None
    if wording.is_number(cell):
        return wording.number(cell, most=4)
    if name == "indicator" and str(cell) in lookups.indicators():
        return lookups.indicator_name(str(cell))
    return _WORDS.get(name, {}).get(str(cell), str(cell))


@dataclass(frozen=True)
class Option:
    """One state of a choice: what is to be seen, and the words that change with it.

    Attributes
    ----------
    label : str
        The option's name.
    visible : tuple of bool, optional
        Which traces are to be seen.
    layout : dict, optional
        Changes of plotly's layout, with dotted names.
    title, caption, reading, alt : Sentence or str, optional
        Words that take the place of the figure's.
    table : Table, optional
        Numbers that take the place of the figure's.

    Examples
    --------
    >>> Option("只看实际", visible=(True, False)).title
    ''
    """

    label: str
    visible: tuple[bool, ...] | None = None
    layout: dict[str, Any] = field(default_factory=dict)
    title: Sentence | str = ""
    caption: Sentence | str = ""
    reading: Sentence | str = ""
    alt: Sentence | str = ""
    table: Table | None = None


@dataclass(frozen=True)
class Choice:
    """A box or a slider over a figure; its first option, or `active`, is shown first.

    Examples
    --------
    >>> choice = Choice("年份", (Option("2023"), Option("2024")), "slider", active=1)
    >>> choice.options[choice.active].label
    '2024'
    """

    name: str
    options: tuple[Option, ...]
    kind: str = "box"
    active: int = 0


@dataclass(frozen=True)
class Figure:
    """A figure with its words and the table of its numbers.

    Parameters
    ----------
    plot : Plot or matplotlib.figure.Figure
        To explore, or for print.
    title : Sentence or str
        What the figure finds.
    caption : Sentence or str
        How it is to be read.
    alt : Sentence or str
        What it shows, in words, for who cannot see it.
    table : Table, optional
        Its numbers.
    choices : tuple of Choice, optional
        Boxes and sliders.
    reading : Sentence or str, optional
        A paragraph under the figure that follows the choice.

    Examples
    --------
    >>> figure = Figure(Plot("年份"), "总量翻了一番", "现价。", "折线图：由10到20亿元。")
    >>> type(figure.figure).__module__, str(figure.title)
    ('plotly.graph_objs._figure', '总量翻了一番')
    """

    plot: Any
    title: Sentence | str
    caption: Sentence | str
    alt: Sentence | str
    table: Table | None = None
    choices: tuple[Choice, ...] = ()
    reading: Sentence | str = ""

    @property
    def figure(self) -> Any:
        """The plotly or matplotlib figure, to be changed at will."""
        return self.plot.figure if isinstance(self.plot, Plot) else self.plot

    def having(self, **words: Any) -> "Figure":
        """Return the figure with other words: ``title``, ``caption``, ``alt``, ``reading``."""
        return replace(self, **words)

    def sources(self) -> Iterator[Source]:
        """Return the sources of the figure's words and of its table; its marks have their own."""
        states: list[Figure | Option] = [self]
        states += [option for choice in self.choices for option in choice.options]
        for one in states:
            for words in (one.title, one.caption, one.reading, one.alt):
                yield from as_sentence(words).sources()
            if one.table is not None:
                yield from one.table.sources()


@dataclass(frozen=True)
class Note:
    """What stands in for a figure or a table that the figures at hand do not allow.

    Parameters
    ----------
    text : Sentence or str
        Why; without a full stop.
    lacks : bool, optional
        Whether it stands in for something, and does not only tell what was chosen.
    """

    text: Sentence | str
    lacks: bool = True

    def __str__(self) -> str:
        return f"（{self.text}。）"


Built = TypeVar("Built", bound=Callable[..., Any])


def kindly(build: Built) -> Built:
    """Let a function answer with a `Note` where it would raise `HzError`."""

    @wraps(build)
    def built(*args: Any, **named: Any) -> Any:
        try:
            return build(*args, **named)
        except HzError as error:
            return Note(str(error))

    return built  # type: ignore[return-value]


Rows = TypeVar("Rows", bound=Sized)


def need(rows: Rows, what: str, least: int = 1) -> Rows:
    """Return rows if there are so many.

    Raises
    ------
    HzError
        Else; it says that there are no figures of ``what``.
    """
    if len(rows) < least:
        few = Message(" (at least {least} are needed, there are {count})", least=least,
                      count=len(rows))  # fmt: skip
        raise HzError("not enough data: {what}{few}", what=what, few=few if least > 1 else "")
    return rows
