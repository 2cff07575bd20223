"""All the numbers of documents: what they count, which things and which numbers come again."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hzlib import wording
from hzlib.evidence.sentence import Sentence, joined, sentence
from hzlib.evidence.sources import Item
from hzlib.evidence.value import Value, counted
from hzlib.extraction.alike import known_by
from hzlib.figures.specification import Cell, Column, Table, kindly, need
from hzlib.frames.quantities import alike, known
from hzlib.frames.rows import objects
from hzlib.words.tokens import label

if TYPE_CHECKING:
    import pandas as pd

_DIGITS = 3  # so many digits hardly come again by chance


def things(rows: "pd.DataFrame") -> Value:
    """Return how many things numbers count or measure: indicators, and subjects of other words.

    Parameters
    ----------
    rows : DataFrame
        What `hzlib.quantities` returns.

    Examples
    --------
    >>> import hzlib as hz
    >>> rows = hz.quantities("hangzhou-gwr-2023", indicator=["GDP", "常住人口"])
    >>> [item.label for item in things(rows).source.items]
    ['地区生产总值']
    """
    named = {known(row): row for row in rows[::-1].itertuples()}
    items = [Item(row.name or row.subject, row.evidence) for row in reversed(named.values())]
    return counted(items, "样", "数的东西")


def books(rows: "pd.DataFrame") -> list[str]:
    """Return the short name of the document of each number.

    Examples
    --------
    >>> import hzlib as hz
    >>> set(books(hz.quantities("hangzhou-fyp15")))
    {'杭州2026纲要'}
    """
    return [_book(row) for row in rows.itertuples()]


def _book(row: Any) -> str:
    return label(row.evidence.document)


@kindly
def listed(rows: "pd.DataFrame") -> Table:
    """Return numbers as a table to search, to sort, and to choose from by column.

    Examples
    --------
    >>> import hzlib as hz
    >>> table = listed(hz.quantities("hangzhou-gwr-2023", indicator="GDP", measure="level"))
    >>> [column.heading for column in table.columns]
    ['对象', '数', '口径', '时期', '状态', '单位', '章节']
    """
    found = list(need(rows, "数").itertuples())
    columns: list[tuple[Column, Callable[[Any], Cell]]] = [
        (Column("对象"), lambda row: row.subject), (Column("数", "p"), Value.of),
        (Column("口径", choose=True), lambda row: wording.STATED_MEASURES[row.measure]),
        (Column("时期", choose=True), lambda row: wording.period(row.period)),
        (Column("状态", choose=True), lambda row: wording.STATUSES[row.status]),
        (Column("单位", choose=True), lambda row: row.unit),
        (Column("文件", choose=True), _book),
        (Column("章节", choose=True), lambda row: row.section.partition(" › ")[0]),
    ]  # fmt: skip
    if len(set(rows["doc"])) < 2:
        # In each row the name of the one document tells nothing.
        columns = [one for one in columns if one[1] is not _book]
    size = counted([row.evidence for row in found], "个", "列出的数")
    return Table.each(found, *columns, caption=sentence("{size}数", size=size))


def about(rows: "pd.DataFrame", subject: str) -> "pd.DataFrame":
    """Return the numbers of one thing, of the measure and the unit that most of them have.

    Parameters
    ----------
    rows : DataFrame
        What `hzlib.quantities` returns.
    subject : str
        An indicator's name or a subject; if none is just that, words that all stand in it.

    Returns
    -------
    DataFrame
        Its rows by the time that they are of, with ``label``: document and period.

    Examples
    --------
    >>> import hzlib as hz
    >>> about(hz.quantities(place="杭州", measure="总量"), "地区生产总值")["text"].tolist()[1:4]
    ['1.61万亿元', '18753亿元', '20059亿元']
    """
    words, every = subject.split(), list(rows.itertuples())
    named = {known(row) for row in every if words and subject in (row.name, row.subject)}
    same = [known(row) in {known_by("".join(words)), *named} for row in every]
    held = [words and all(word in f"{row.name} {row.subject}" for word in words) for row in every]
    found = rows.loc[[bool(one) for one in (same if any(same) else held)]]
    kinds = found.groupby(["measure", "unit"], observed=True, sort=False)
    # The one that comes first of those that are as frequent.
    found = max((part for _, part in kinds), key=len, default=found)
    found = found.sort_values(["year_to", "year_from"], kind="stable", ignore_index=True)
    labels = [f"{_book(row)}，{wording.period(row.period)}" for row in found.itertuples()]
    return found.assign(label=labels)


@kindly
def beside(rows: "pd.DataFrame", by: str = "doc") -> Table:
    """Return what several documents, or several years, state of one thing side by side.

    Parameters
    ----------
    rows : DataFrame
        What `hzlib.quantities` returns.
    by : {"doc", "period"}, optional
        What the columns are.

    Examples
    --------
    >>> import hzlib as hz
    >>> table = beside(hz.quantities(place="杭州", indicator="新增学位"))
    >>> [str(cell) for cell in table.rows[0]][:4]
    ['新增学位', '总量', '8万个（2020年）', '70,680个（2022年）']
    """
    several = {"doc": "几份文件都说到的事物", "period": "几个时期都说到的事物"}[by]
    found = need(alike(rows, by), several)
    several_places = by == "period" and len(set(rows["region"])) > 1
    names = {row.doc: _book(row) for row in rows.drop_duplicates("doc").itertuples()}
    cells = list(found.columns[list(found.columns).index("numbers") + 1 :])
    lines = [
        (row["subject"], wording.STATED_MEASURES[row["measure"]],
         *([row["region"]] if several_places else []),
         *(_dated(row[one]) if by == "doc" else row[one] for one in cells), row["numbers"])
        for row in found.to_dict("records")
    ]  # fmt: skip
    columns = [Column("对象"), Column("口径", choose=True)]
    columns += [Column("地区", choose=True)] if several_places else []
    columns += [Column(names.get(one) or wording.period(one), "p") for one in cells]
    size = counted(list(found["numbers"]), "样", several)
    caption = sentence("{several}：{size}", several=several, size=size)
    return Table((*columns, Column("共几处")), tuple(lines), caption)


def _dated(value: Value | None) -> Sentence | None:
    if value is None:
        return None
    kind = "" if value.status == "actual" else wording.STATUSES[value.status]
    told = f"（{wording.period(value.period)}{kind}）" if value.period or kind else ""
    return sentence("{value:p}{told}", value=value, told=told)


def repeated(rows: "pd.DataFrame") -> "pd.DataFrame":
    """Return the numbers that several documents state: of three digits or more, or of one thing.

    Parameters
    ----------
    rows : DataFrame
        What `hzlib.quantities` returns.

    Returns
    -------
    DataFrame
        A row a number, those of most documents first: ``number`` (a `Value`), ``subjects``,
        ``same`` (whether its subjects are of the same words), ``where`` (a `Sentence`),
        ``numbers`` (how often it stands, a `Value`).

    Examples
    --------
    >>> import hzlib as hz
    >>> rows = repeated(hz.quantities(unit="件"))
    >>> rows.loc[rows["same"], "subjects"].iloc[0]
    '民生实事'
    """
    groups: dict[tuple[Any, ...], list[Any]] = {}
    for row in rows.itertuples(index=False):
        digits = wording.split(row.text)[0].replace(".", "").strip("0")
        thing = "" if len(digits) >= _DIGITS else known(row)
        if thing or len(digits) >= _DIGITS:
            groups.setdefault((row.value, row.unit, thing), []).append(row)
    found = [_again(some) for some in groups.values() if len({one.doc for one in some}) > 1]
    found.sort(key=lambda row: (not row["same"], -row["documents"]))
    names = ["number", "subjects", "same", "where", "numbers", "documents"]
    return objects(found, names).astype({"same": bool})


def _again(rows: list[Any]) -> dict[str, Any]:
    values = [Value.of(row) for row in rows]
    told = [
        sentence("{title}：{value:p}", title=_book(row), value=value)
        for row, value in zip(rows, values, strict=True)
    ]
    items = [Item(_book(row), row.evidence) for row in rows]
    subjects = list(dict.fromkeys(row.name or row.subject for row in rows))
    return {
        "number": values[0], "subjects": "；".join(subjects),
        "same": len({known(row) for row in rows}) == 1, "where": joined("；", told),
        "numbers": counted(items, "处", "写着这个数的地方"),
        "documents": len({row.doc for row in rows}),
    }  # fmt: skip


@kindly
def repeats(found: "pd.DataFrame") -> Table:
    """Return the numbers of `repeated` as a table to search and to choose from.

    Examples
    --------
    >>> import hzlib as hz
    >>> str(repeats(repeated(hz.quantities("hangzhou-gwr-2023"))))
    '（没有足够的数据：几份文件都有的数。）'
    """
    need(found, "几份文件都有的数")
    lines: list[tuple[Cell, ...]] = [
        (row.subjects, row.number, "说法相同" if row.same else "说法不同", row.where, row.numbers)
        for row in found.itertuples()
    ]
    columns = ("对象", Column("数", "p"), Column("对象的说法", choose=True), "写在哪里", "共几处")
    size = counted(list(found["numbers"]), "个", "几份文件都有的数")
    return Table(columns, tuple(lines), sentence("几份文件都有的数：{size}", size=size))
