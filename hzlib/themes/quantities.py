"""All the numbers of documents: what they count, which things and which numbers come again."""

import math
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import combinations, starmap
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from hzlib import lookups, wording
from hzlib.errors import HzError
from hzlib.evidence.basis import counted_apart
from hzlib.evidence.clause import clause, followed
from hzlib.evidence.sentence import Sentence, divided, joined, sentence
from hzlib.evidence.sources import Item
from hzlib.evidence.value import Value, caution, counted, when
from hzlib.extraction.alike import Words, bare, counted_as, known_by
from hzlib.figures.display import refuse
from hzlib.figures.specification import Cell, Column, Table, kindly, need
from hzlib.frames.names import indicators_meant, nearest
from hzlib.frames.quantities import act_of, alike, called, known, statement, with_whole
from hzlib.frames.rows import objects
from hzlib.messages import Message
from hzlib.text.patterns import cued
from hzlib.words.tokens import label

if TYPE_CHECKING:
    import pandas as pd

_WIDEST = 3  # columns of documents that a page has room for
_NAMES = 3  # characters of a subject that tells one thing from another
_ORDER = "二三四五六七八九十"  # of numbers that one document states of one year
_TOLD = 4  # things that a sentence names
_APART = "差异"  # the column that says how the numbers of a thing are unlike
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
    return counted(items, "个", "统计对象")


def books(rows: "pd.DataFrame") -> list[str]:
    """Return the short name of the document of each number.

    Examples
    --------
    >>> import hzlib as hz
    >>> set(books(hz.quantities("hangzhou-fyp15")))
    {'杭州2026纲要'}
    """
    return [_book(row) for row in rows.itertuples()]


def _measure(row: Any) -> str:
    return wording.measure(row.measure, row.unit, row.indicator, row.subject)


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
    ['对象', '数值', '口径', '时期', '状态', '单位', '章节']
    """
    found = list(need(rows, "数量").itertuples())
    several = _of_several(found)
    columns: list[tuple[Column, Callable[[Any], Cell]]] = [
        (Column("对象"), lambda row: _whose(row, several)), (Column("数值", "p"), Value.of),
        (Column("口径", choose=True), _measure),
        (Column("时期", choose=True), _spanned),
        (Column("状态", choose=True), lambda row: wording.STATUSES[row.status]),
        (Column("单位", choose=True), lambda row: _unit(row.unit)),
        (Column("文件", choose=True), _book),
        (Column("章节", choose=True), lambda row: row.section.partition(" › ")[0]),
    ]  # fmt: skip
    if len(set(rows["doc"])) < 2:
        # In each row the name of the one document tells nothing.
        columns = [one for one in columns if one[1] is not _book]
    size = counted([row.evidence for row in found], "个", "列出的数量")
    return Table.each(found, *columns, caption=sentence("全部数量（{size}）", size=size))


def _of_several(rows: list[Any]) -> set[tuple[str, str]]:
    """Return the subjects that stand for several indicators in a document: 城乡居民收入."""
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        names[row.doc, row.subject].add(row.indicator)
    return {one for one, known in names.items() if len(known - {""}) > 1}


def _unit(unit: str) -> str:
    """Return a unit by which is chosen: those that are read alike (百分点, 个百分点) as one."""
    read = wording.unit(counted_as(unit))
    return read if read != counted_as(unit) else unit


def _whose(row: Any, several: set[tuple[str, str]]) -> Sentence | str:
    subject = row.subject.removeprefix(Value.of(row).each)
    doubt = row.name and (row.doc, row.subject) in several
    if doubt:
        return f"{subject}（{row.name}）"
    if row.measure == "share" and len(told := with_whole(subject, [row])) > len(subject):
        return told
    # What names nothing of its own (集体), and a threshold, are told with the words around them.
    if row.indicator or (len(bare(subject)) >= _NAMES and row.measure != "other"):
        return str(subject)
    place = getattr(row.evidence, "place", row.evidence)
    words = clause(Value.of(row), place)
    return sentence("{a}（{b}）", a=subject, b=words) if followed(words) else str(subject)


def kinds(rows: "pd.DataFrame") -> Sentence:
    """Return how many numbers have each measure, in words; together they are all of them.

    Examples
    --------
    >>> import hzlib as hz
    >>> str(kinds(hz.quantities("hangzhou-gwr-2023", indicator="GDP")))
    '总量1个，增速2个'
    """
    groups: dict[str, list[Any]] = {}
    for row in rows.sort_values("measure", kind="stable").itertuples():
        groups.setdefault(_measure(row), []).append(row.evidence)
    return joined("，", [
        sentence("{name}{n}", name=one, n=counted(some, "个", f"{one}的数"))
        for one, some in groups.items()
    ])  # fmt: skip


def placed(rows: "pd.DataFrame") -> Sentence:
    """Return how many numbers are of indicators of the catalogue, and how many of none.

    Examples
    --------
    >>> import hzlib as hz
    >>> str(placed(hz.quantities("hangzhou-gwr-2023", indicator="GDP")))
    '均归入指标目录'
    """
    known = rows["indicator"] != ""
    parts = ((rows[known], "归入指标目录"), (rows[~known], "仅见于本篇"))
    return divided((counted(some["evidence"], "个", words), words) for some, words in parts)


def about(rows: "pd.DataFrame", subject: str) -> "pd.DataFrame":
    """Return the numbers of one thing, of one measure and unit: its level, if that is stated.

    What was done in five years is not set beside what was done in one: of periods of unlike length
    those are taken that most numbers are of.

    If the material calls nothing so, a note says it, with what is called nearly so.

    Parameters
    ----------
    rows : DataFrame
        What `hzlib.quantities` returns.
    subject : str
        A name of an indicator, or a subject; if none is just that, words that all stand in it.

    Returns
    -------
    DataFrame
        Its rows by the time that they are of, with ``thing`` (what each is of) and ``label``: the
        document, the period, and where they differ place and thing.

    Examples
    --------
    >>> import hzlib as hz
    >>> about(hz.quantities(place="杭州"), "GDP")["text"].tolist()[1:4]
    ['1.61万亿元', '18753亿元', '20059亿元']
    """
    found = rows.assign(thing=_called(rows, subject))
    found = found[found["thing"] != ""]
    if found.empty and subject.split():
        refuse(_unknown(subject, {*rows["name"], *rows["subject"]} - {""}))
    years = (found["year_to"] - found["year_from"]).fillna(0)
    groups = found.groupby(["measure", "unit", years], observed=True, sort=False)
    # Levels before rates; of as many the kind that comes first.
    parts = [((one[0] == "level", len(part)), part) for one, part in groups]
    found = max(parts, key=itemgetter(0), default=(0, found))[1]
    found = found.sort_values(["year_to", "year_from"], kind="stable", ignore_index=True)
    several = [len(set(found[name])) > 1 for name in ("region", "thing")]
    labels = [_labelled(row, *several) for row in found.itertuples()]
    again = [labels[:place].count(one) for place, one in enumerate(labels)]
    told = wording.distinct([
        f"{one}（其{_ORDER[min(n, len(_ORDER)) - 1]}）" if n else one
        for one, n in zip(labels, again, strict=True)
    ])  # fmt: skip
    return found.assign(label=told)


def _unknown(name: str, known: set[str]) -> HzError:
    near = nearest(name, sorted(known))
    what = Message("{name}: nothing in the material is called so", name=name)
    return HzError(what, "the nearest: {near}", near=near) if near else HzError(what)


def _called(rows: "pd.DataFrame", subject: str) -> list[str]:
    """Return for each number the name of its thing if it is the wanted one, else nothing."""
    words, every = subject.split(), list(rows.itertuples())
    name = "".join(words)
    of = indicators_meant(name)
    if len(of) == 1:
        called = lookups.indicator_name(of[0])
        return [called if of[0] in row.indicator.split() else "" for row in every]
    same = {known(row) for row in every if words and subject in (row.name, row.subject)}
    same |= {known_by(name)}
    found = [row for row in every if known(row) in same]
    found = found or [
        row for row in every if words and all(one in f"{row.name} {row.subject}" for one in words)
    ]
    names = {known(row): row.name or row.subject for row in reversed(found)}
    kept = {row.Index for row in found}
    return [names[known(row)] if row.Index in kept else "" for row in every]


def _labelled(row: Any, several_places: bool, several_things: bool) -> str:
    place = row.region if several_places else ""
    thing = row.thing if several_things else ""
    return "，".join(filter(None, (_book(row), f"{place}{wording.period(row.period)}", thing)))


def headed(found: "pd.DataFrame", subject: str) -> str:
    """Return what the numbers of `about` are of, with their measure.

    Examples
    --------
    >>> import hzlib as hz
    >>> rows = hz.quantities(place="杭州")
    >>> headed(about(rows, "GDP"), "GDP"), headed(about(rows, "学位"), "学位")
    ('地区生产总值（总量）', '新增学位（数量）')
    """
    things = set(found["thing"])
    if not things:
        return f"“{subject}”" if subject else "多份文件共有的对象"
    name = things.pop() if len(things) == 1 else f"名称里有“{subject}”的"
    return f"{name}（{_measure(next(found.itertuples()))}）"


def ends(found: "pd.DataFrame") -> Sentence | None:
    """Return the first and the last result of one thing in words: those of one place.

    Parameters
    ----------
    found : DataFrame
        What `about` returns.

    Returns
    -------
    Sentence or None
        None if they are of several things, or results of several periods are lacking.

    Examples
    --------
    >>> import hzlib as hz
    >>> str(ends(about(hz.quantities(), "新增学位")))
    '杭州市的新增学位（数量），所收文件载明的实际数最早为2020年的8万个，最近为2023年的8.4万个。'
    """
    two = _two_ends(found)
    if two is None:
        return None
    first, last = two
    return sentence(
        "{place}的{what}，所收文件载明的实际数最早为{a}的{x:p}，最近为{b}的{y:p}。",
        place=found["region"].mode().iloc[0], what=headed(found, ""), x=first, y=last,
        a=wording.period(first.period), b=wording.period(last.period),
    )  # fmt: skip


def _two_ends(found: "pd.DataFrame") -> tuple[Value, Value] | None:
    """Return the first and the last plain result of one thing in the place with most numbers."""
    place = "".join(found["region"].mode().head(1))
    done = found[(found["region"] == place) & (found["status"] == "actual")]
    done = done[(done["bound"] == "=") & (done["period"] != "")]
    if not place or len(set(found["thing"])) > 1 or done["period"].nunique() < 2:
        return None
    return Value.of(done.iloc[0]), Value.of(done.iloc[-1])


def title(found: "pd.DataFrame", subject: str) -> Sentence:
    """Return from where to where the results of one thing went, as a title; else what it is.

    Examples
    --------
    >>> import hzlib as hz
    >>> str(title(about(hz.quantities(), "新增学位"), "新增学位"))
    '杭州市的新增学位（数量），由2020年的8万个升至2023年的8.4万个'
    """
    two = _two_ends(found)
    if two is None:
        return sentence("{what}：各处数值", what=headed(found, subject))
    first, last = two
    way = "升至" if last > first else "降至" if last < first else "变为"
    return sentence(
        "{place}的{what}，由{a}的{x:p}" + way + "{b}的{y:p}",
        place=found["region"].mode().iloc[0], what=headed(found, ""), x=first, y=last,
        a=wording.period(first.period), b=wording.period(last.period),
    )  # fmt: skip


# --- what several documents, years, or one alone state --------------------------------------------


def _names(things: list[str]) -> str:
    """Return the first of some things."""
    return "、".join(things[:_TOLD]) + ("等" if len(things) > _TOLD else "")


def shared(common: "pd.DataFrame") -> Sentence | None:
    """Return what the most documents state, in words.

    Parameters
    ----------
    common : DataFrame
        What `hzlib.alike` returns, a column a document.

    Examples
    --------
    >>> import hzlib as hz
    >>> str(shared(hz.alike(hz.quantities(["hangzhou-gwr-2021", "hangzhou-gwr-2023"]))))[:13]
    '多份文件共有的对象共48个'
    """
    if common.empty:
        return None
    heads = list(common.columns[list(common.columns).index("numbers") + 1 :])
    sizes = common[heads].notna().sum(axis=1)
    every = [Item(f"{row.subject}（{_measure(row)}）", row.numbers.source)
             for row in common.itertuples()]  # fmt: skip
    told = [one for one, size in zip(every, sizes, strict=True) if size == sizes.max()]
    words = "各份文件均载明的" if sizes.max() == len(heads) else "载明文件最多的"
    noun = "多份文件共有的对象"
    return sentence(
        "{noun}共{all}，" + words + "{n}：{names}。", noun=noun, all=counted(every, "个", noun),
        n=counted(told, "个", words), names=_names([one.label for one in told]),
    )  # fmt: skip


def widest(rows: "pd.DataFrame") -> Sentence | None:
    """Return of which thing the results of two years differ the most, in words.

    Amounts alone are compared, of single years, on one basis and in one place.

    Parameters
    ----------
    rows : DataFrame
        What `hzlib.quantities` returns.

    Examples
    --------
    >>> import hzlib as hz
    >>> str(widest(hz.quantities(subject="上市公司", place="杭州")))
    '同一对象首末两年的实际数，相差最大的（标※的除外）为杭州市新增上市公司：...'
    """
    found = alike(rows, "period")
    heads = [one for one in found.columns if one.isdigit()]
    pairs = [(row, pair) for row in found[found["measure"] == "level"].to_dict("records")
             if (pair := _both_years(row, heads))]  # fmt: skip
    if not pairs:
        return None
    row, (first, last) = max(pairs, key=lambda one: _apartness(*one[1]))
    return sentence(
        "同一对象首末两年的实际数，相差最大的（标※的除外）为{place}{what}：{a}{x:p}，{b}{y:p}，"
        "后者为前者的{times}。",
        place=row["region"], what=row["subject"], x=first, y=last, times=_times(first, last),
        a=wording.period(first.period), b=wording.period(last.period),
    )  # fmt: skip


def _both_years(row: dict[Any, Any], heads: list[str]) -> tuple[Value, Value] | None:
    """Return the first and the last plain result of a thing, if they are alike and not nought."""
    plain = [one for head in heads if (one := row[head]) is not None
             and one.status == "actual" and one.bound == "=" and one.number > 0]  # fmt: skip
    if len(plain) < 2 or _apart(row, heads):
        return None
    first, last = (replace(plain[at], dated=False) for at in (0, -1))
    return None if caution(last / first) else (first, last)


def _apartness(first: Value, last: Value) -> float:
    return abs(math.log(last.number / first.number))


def _times(first: Value, last: Value) -> Value:
    found: Value = (last / first).having("倍")
    return found


def alone(rows: "pd.DataFrame") -> Sentence | None:
    """Return what the latest document states and no other one does, in words.

    Parameters
    ----------
    rows : DataFrame
        What `hzlib.quantities` returns.

    Examples
    --------
    >>> import hzlib as hz
    >>> str(alone(hz.quantities()))[:26]
    '杭州2026纲要载明而其余文件未载明的对象共149个'
    """
    groups: dict[Any, list[Any]] = defaultdict(list)
    for row in rows.itertuples():
        if row.indicator or isinstance(known(row), Words):
            groups[known(row)].append(row)
    documents = {row.doc: row.evidence.document for row in rows.itertuples()}
    latest = max(documents, key=lambda one: documents[one].year, default="")
    own = [some for some in groups.values() if {row.doc for row in some} == {latest}]
    if len(documents) < 2 or not own:
        return None
    own.sort(key=len, reverse=True)
    names = [called(some) for some in own]
    return sentence(
        "{book}载明而其余文件未载明的对象共{n}，载明次数较多的为{names}。", names=_names(names),
        book=label(documents[latest]),
        n=counted([Item(called(some), some[0].evidence) for some in own], "个", "独有的对象"),
    )  # fmt: skip


@kindly
def most(rows: "pd.DataFrame", top: int = 15) -> Table:
    """Return a table of what most numbers are of that no indicator names, with these.

    Parameters
    ----------
    rows : DataFrame
        What `hzlib.quantities` returns.
    top : int, optional
        How many things.

    Examples
    --------
    >>> import hzlib as hz
    >>> [str(cell) for cell in most(hz.quantities(subject="未来社区"), 1).rows[0]]
    ['未来社区', '40个（2022年），100个（2023年目标），134个（2023年）', '3个']
    """
    groups: dict[Any, list[Any]] = {}
    for row in rows[(rows["indicator"] == "") & (rows["measure"] != "other")].itertuples():
        if row.subject:
            groups.setdefault(known(row), []).append(row)
    often = sorted(groups.values(), key=len, reverse=True)[:top]
    lines = [
        (some[0].subject, joined("，", [_dated(Value.of(row)) for row in some]),
         counted([row.evidence for row in some], "个", f"“{some[0].subject}”的数"))
        for some in need(often, "数量")
    ]  # fmt: skip
    return Table(("对象", "数值", "个数"), tuple(lines), "指标目录以外载明数量最多的对象")


@kindly
def beside(rows: "pd.DataFrame", by: str = "doc") -> Table:
    """Return what several documents, or several years, state of one thing side by side.

    Parameters
    ----------
    rows : DataFrame
        What `hzlib.quantities` returns.
    by : {"doc", "period"}, optional
        A column a document, of more than three all in one; or all periods in one column, the
        latest first.

    Examples
    --------
    >>> import hzlib as hz
    >>> rows = hz.quantities(["hangzhou-gwr-2021", "hangzhou-gwr-2023"], indicator="新增学位")
    >>> [str(cell) for cell in beside(rows).rows[0]][:4]
    ['新增学位', '数量', '8万个（2020年）', '7.068万个（2022年）']
    >>> str(beside(rows, "period").rows[0][2]).split("，")[-2:]
    ['2021年6万个（目标）', '2020年8万个']
    """
    several = {"doc": "多份文件共有的对象", "period": "多个时期共有的对象"}[by]
    found = need(alike(rows, by), several)
    places = by == "period" and len(set(rows["region"])) > 1
    heads = list(found.columns[list(found.columns).index("numbers") + 1 :])
    names = {row.doc: _book(row) for row in rows.drop_duplicates("doc").itertuples()}
    wide = by == "doc" and len(heads) <= _WIDEST
    cells = _by_document if wide else partial(_in_one, names) if by == "doc" else _by_period
    marks = [_apart(row, heads) for row in found.to_dict("records")]
    lines = [
        (f"{row['subject']}{'※' if apart else ''}",
         wording.measure(row["measure"], row["unit"], row["indicator"], row["subject"]),
         *([row["region"]] if places else []),
         *cells(row, heads),
         *([apart] if any(marks) else []),
         row["numbers"])
        for row, apart in zip(found.to_dict("records"), marks, strict=True)
    ]  # fmt: skip
    columns = [Column("对象"), Column("口径", choose=True)]
    columns += [Column("地区", choose=True)] if places else []
    columns += [Column(names[one]) for one in heads] if wide else [
        Column("各文件数值" if by == "doc" else "各时期数值")
    ]  # fmt: skip
    columns += [Column(_APART)] if any(marks) else []
    size = counted(list(found["numbers"]), "个", several)
    caption = sentence("{several}：{size}", several=several, size=size)
    note = f"标※的对象，各处口径或时段不一，见“{_APART}”栏。" if any(marks) else ""
    return Table((*columns, Column("处数")), tuple(lines), caption, note)


def _apart(row: dict[Any, Any], heads: list[str]) -> str:
    """Return how what the numbers of a thing count differs, or for each of how many."""
    pairs = [*combinations((row[one] for one in heads if row[one] is not None), 2)]
    told = (next(filter(None, starmap(way, pairs)), "") for way in _WAYS[row["measure"]])
    return "，".join(filter(None, told))


def _counted_apart(one: Value, other: Value) -> str:
    return counted_apart(one.source, other.source, _named(one), _named(other))


def _lasting(one: Value, other: Value) -> str:
    """Return how the periods of two numbers differ in length; of means of each year they do not."""
    spans = [value for value in (one, other) if "-" in value.period and not value.each]
    years = [[int(year) for year in value.period.split("-")] for value in spans]
    lengths = {last - first for first, last in years} | ({0} if len(spans) == 1 else set())
    return f"时段不同：{_named(spans[0])}为多年累计" if len(lengths) > 1 else ""


def _spanned(row: Any) -> str:
    """Return the years of a number, with the part of a year that its sentence names."""
    part = "" if row.indicator else _part_of(row.evidence)
    return wording.time(row.period, row.cumulated) + (f"（{part}）" if part else "")


def _dated_apart(one: Value, other: Value) -> str:
    """Return that one number is of a part of a year (一季度), or both of unlike ones."""
    parts = [_part_of(value.source) for value in (one, other)]
    told = (f"{_named(value)}为“{part}”的数"
            for value, part in zip((one, other), parts, strict=True) if part)  # fmt: skip
    return f"时段不同：{'，'.join(told)}" if len({*parts}) > 1 else ""


def _part_of(source: Any) -> str:
    """Return the part of a year that the sentence of a number names before it."""
    text = source.document.text
    at = source.document.cleaned.text_offset(statement(source).start)
    begin = max(text.rfind(mark, 0, at) for mark in "。；\n") + 1
    found = [*cued("{part_of_year|holiday}").finditer(text, begin, at)]
    if not found or cued(r"{whole_year}|\d{4}{year}").search(text, found[-1].end(), at):
        return ""
    return found[-1].group()


def _listed_apart(one: Value, other: Value) -> str:
    """Return that one result stands in a list of works, which may count these alone."""
    lists = [_list_of(value) for value in (one, other)]
    if "target" in (one.status, other.status) or all(lists) or not any(lists):
        return ""
    within, without = (one, other) if lists[0] else (other, one)
    return f"位置不同：{_named(within)}列于“{''.join(lists)}”，{_named(without)}不在其中"


def _list_of(value: Value) -> str:
    """Return the heading of the list of works that states a number; nothing of any other."""
    parts = statement(value.source).section.split(" › ")
    return next((one for one in parts if cued("{works_list}").search(one)), "")


def _summed_apart(one: Value, other: Value) -> str:
    """Return that what was made by either year may be all there are: 建成40个, 建成134个."""
    done = {one.status, other.status} == {"actual"} and one.period != other.period
    summed = done and any(_may_be_all(value.source) for value in (one, other))
    return "未写明是否为新增，可能有累计数" if summed else ""


def _may_be_all(source: Any) -> bool:
    """Tell whether a number is of what was made, not added, and is there in later years."""
    text = source.document.text
    at = source.document.cleaned.text_offset(statement(source).start)
    begin = max(text.rfind(mark, 0, at) for mark in "。；\n") + 1
    return act_of(source) == "makes" and bool(cued("{stays}").search(text, begin, at))


# By the measure of two numbers: what may tell them apart.
_WAYS: dict[str, tuple[Callable[[Value, Value], str], ...]] = defaultdict(
    lambda: (_counted_apart,),
    level=(_counted_apart, _lasting, _dated_apart, _listed_apart, _summed_apart),
    growth=(_counted_apart, _lasting, _dated_apart),
    change=(_counted_apart, _lasting, _dated_apart),
)  # fmt: skip


def _named(value: Value) -> str:
    """Return what a number is called by its document and its period."""
    kind = "目标" if value.status == "target" else "数"
    document = getattr(value.source, "document", None)
    begun = f"{label(document)}所载" if document else ""
    return f"{begun}{wording.period(value.period)}的{kind}"


def _in_one(names: dict[str, str], row: dict[Any, Any], documents: list[str]) -> list[Sentence]:
    """Return the numbers of all documents of a thing as one cell."""
    known = [(names[one], row[one]) for one in documents if row[one] is not None]
    told = [sentence("{name}：{value}", name=name, value=_dated(value)) for name, value in known]
    return [joined("；", told)]


def _by_document(row: dict[Any, Any], documents: list[str]) -> list[Sentence | None]:
    return [row[one] and _dated(row[one]) for one in documents]


def _by_period(row: dict[Any, Any], periods: list[str]) -> list[Sentence | None]:
    """Return the numbers of all periods of a thing as one cell, the latest first."""
    latest = sorted(periods, key=lambda one: (one[-4:], one[:4]), reverse=True)
    values = [row[one] for one in latest if row[one] is not None]
    told = [
        sentence("{when}{value:p}{kind}", when=wording.period(one.period), value=one,
                 kind=when(one, period=False)) for one in values
    ]  # fmt: skip
    return [joined("，", told)]


def _dated(value: Value) -> Sentence:
    return sentence("{value:p}{told}", value=value, told=when(value))


ALIKE = SAME, OTHER, MEASURED, UNLIKE = (
    "同一对象，地区、时期和状态相同", "同一对象，地区、时期或状态不同", "同一对象，口径不同",
    "不同对象",
)  # fmt: skip


def repeated(rows: "pd.DataFrame") -> "pd.DataFrame":
    """Return the numbers that several documents state: of three digits or more, or of one thing.

    That two numbers are equal does not make them one: ``alike`` says what they have in common.

    Parameters
    ----------
    rows : DataFrame
        What `hzlib.quantities` returns.

    Returns
    -------
    DataFrame
        A row a number, those of most documents first: ``number`` (a `Value`), ``subjects``,
        ``alike`` (whether two documents state it of one thing, measure, place, period and status;
        or of one thing and measure; or of
        one thing only; or of none), ``where`` (a `Sentence`: document, place, period, kind),
        ``numbers`` (how often it stands, a `Value`).

    Examples
    --------
    >>> import hzlib as hz
    >>> rows = repeated(hz.quantities(unit="条"))
    >>> rows.loc[rows["alike"] == OTHER, "subjects"].iloc[0]
    '风景线'
    """
    groups: dict[tuple[Any, ...], list[Any]] = {}
    # A threshold (10亿元以上项目) is no number of what it is said of.
    for row in rows[rows["measure"] != "other"].itertuples(index=False):
        digits = wording.split(row.text)[0].replace(".", "").strip("0")
        thing = "" if len(digits) >= _DIGITS else _thing(row)
        if thing or len(digits) >= _DIGITS:
            groups.setdefault((row.value, row.unit, thing), []).append(row)
    found = [_again(some) for some in groups.values() if len({one.doc for one in some}) > 1]
    found.sort(key=lambda row: (ALIKE.index(row["alike"]), -row["documents"]))
    return objects(found, ["number", "subjects", "alike", "where", "numbers", "documents"])


def _thing(row: Any) -> Any:
    """Return what a number is of; nothing if it is spelt out, as in names (三个方面)."""
    spelt = not any(one.isdigit() and one.isascii() for one in row.text)
    return "" if spelt and not row.indicator else known(row)


def _again(rows: list[Any]) -> dict[str, Any]:
    values = [Value.of(row) for row in rows]
    told = [
        sentence("{title}：{place}{value:p}{when}", title=_book(row), place=row.region,
                 value=value, when=when(value))
        for row, value in zip(rows, values, strict=True)
    ]  # fmt: skip
    items = [Item(f"{_book(row)} {row.name or row.subject}", row.evidence) for row in rows]
    named: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        named[known(row)].append(row)
    subjects = dict.fromkeys(map(called, named.values()))
    return {
        "number": values[0], "subjects": "；".join(subjects), "alike": _in_common(rows),
        "where": joined("；", told), "numbers": counted(items, "处", "载明该数的位置"),
        "documents": len({row.doc for row in rows}),
    }  # fmt: skip


def _in_common(rows: list[Any]) -> str:
    """Return what equal numbers of two documents at the least have in common."""
    thing, kind, all_of_it = defaultdict(set), defaultdict(set), defaultdict(set)
    for row in rows:
        one = known(row), row.measure
        thing[known(row)].add(row.doc)
        kind[one].add(row.doc)
        if row.region and row.period:
            all_of_it[*one, row.region, row.period, row.status].add(row.doc)
    for words, groups in ((SAME, all_of_it), (OTHER, kind), (MEASURED, thing)):
        if any(len(docs) > 1 for docs in groups.values()):
            return words
    return UNLIKE


@kindly
def repeats(found: "pd.DataFrame") -> Table:
    """Return the numbers of `repeated` as a table to search and to choose from.

    Examples
    --------
    >>> import hzlib as hz
    >>> str(repeats(repeated(hz.quantities("hangzhou-gwr-2023"))))
    '（没有足够的数据：多份文件共有的数值。）'
    """
    need(found, "多份文件共有的数值")
    lines: list[tuple[Cell, ...]] = [
        (row.subjects, row.number, row.alike, row.where, row.numbers) for row in found.itertuples()
    ]
    columns = ("对象", Column("数值", "p"), Column("异同", choose=True), "位置", "处数")
    size = counted(list(found["numbers"]), "个", "多份文件共有的数值")
    return Table(columns, tuple(lines), sentence("多份文件共有的数值：{size}", size=size))


def in_common(found: "pd.DataFrame") -> Sentence | None:
    """Return how many numbers of `repeated` are of one thing, place and period, in words.

    Examples
    --------
    >>> import hzlib as hz
    >>> str(in_common(repeated(hz.quantities(unit="条"))))  # doctest: +ELLIPSIS
    '多份文件共有的数值...'
    """
    if found.empty:
        return None
    every, noun = list(found["numbers"]), "多份文件共有的数值"
    told = [
        sentence("{n}为{words}", words=words,
                 n=counted(found.loc[found["alike"] == words, "numbers"], "个", words))
        for words in ALIKE if (found["alike"] == words).any()
    ]  # fmt: skip
    return sentence("{noun}共{all}：{told}。", noun=noun, all=counted(every, "个", noun),
                    told=joined("；", told))  # fmt: skip
