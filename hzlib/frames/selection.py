"""Rows, series and single figures out of the common frame."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hzlib import lookups, wording
from hzlib.errors import HzError
from hzlib.evidence.basis import Basis, difference, measured, unclear
from hzlib.evidence.value import Missing, Value, counted
from hzlib.frames.chinese import EVIDENCE, english, is_chinese, reader
from hzlib.frames.facts import row_of
from hzlib.frames.names import indicator_id, measure_id, place_name, refuse_others, status_id
from hzlib.frames.rows import frame_of

if TYPE_CHECKING:
    import pandas as pd

_ORDER = {"document": 0, "reference": 1, "actual": 0, "estimate": 1, "target": 2}
_MERE = 2  # from here on a bound is no point of a curve
_LAST = 3
_BOUNDS = {"=": 0, "~": 1, ">=": _MERE, "<=": _MERE}
DONE = ("actual", "estimate")
_NAMED = ("地区", "状态")
Row = Mapping[str, Any]
# What tells which of rival statements comes first.
_RIVAL = ("origin", "status", "bound", "step", "value", "doc", "period", "sentence")
# What a value takes of a row.
_FIELDS = (
    "value", "unit", "evidence", "status", "bound", "period", "origin", "text", "measure",
)  # fmt: skip


def select(data: "pd.DataFrame", **wanted: Any) -> "pd.DataFrame":
    """Return the rows whose columns have the wanted value, or one of several.

    In a table with Chinese columns (`hzlib.chinese`) a value may be any name that people use.

    Parameters
    ----------
    data : DataFrame
        Any.
    **wanted : str, int or iterable
        A column, and what its cells may be.

    Raises
    ------
    HzError
        If there is no such column, or no such name.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"period": ["2021", "2022", "2023"], "value": [1, 2, 3]})
    >>> list(select(frame, period=("2022", "2023")).value)
    [2, 3]
    """
    kept = [True] * len(data)
    for column, value in wanted.items():
        if column not in data.columns:
            raise HzError("{name}: no such column", "there are {known}",
                          name=column, known=list(map(str, data.columns)))  # fmt: skip
        values = {value} if isinstance(value, str | int) else set(value)
        cells = data[column].tolist()
        if is_chinese(data):
            read = reader(column, data)
            values, cells = {*map(read, values)}, [*map(read, cells)]
        kept = [one and cell in values for one, cell in zip(kept, cells, strict=True)]
    return data.loc[kept]


def ranked(rows: "pd.DataFrame", first: str = "origin") -> "pd.DataFrame":
    """Return rival statements of one figure, the one to show first.

    Documents come before the reference, then achieved before expected figures (with `first`
    ``status`` the other way round), a plain number before a bound, more printed digits before
    fewer, then the order as given. A target that its document also states as a bound (6000 in a
    table, 超6000 beside it) is that bound; what is striven for beyond it (增长9%以上，力争达到10%)
    comes after it.
    """
    return rows.iloc[_order(_cells(rows), range(len(rows)), first)]


def ranked_rows(rows: Sequence[Row], first: str = "origin") -> list[Row]:
    """Return rival statements as `ranked` does, of the rows of a table as mappings."""
    cells = {name: [row[name] for row in rows] for name in _RIVAL}
    return [rows[at] for at in _order(cells, range(len(rows)), first)]


_Cells = dict[str, list[Any]]
_RANKS = (*_RIVAL, "measure", "unit")
_PASSED = ("period", "measure", "bound", "unit", "value")


def _cells(rows: "pd.DataFrame") -> _Cells:
    """Return columns as lists: for a few rows of a frame pandas takes a hundred times as long."""
    return {name: rows[name].tolist() for name in _RANKS if name in rows}


def _order(cells: _Cells, at: Iterable[int], first: str = "origin") -> list[int]:
    """Return the places of rival statements, the one to show first."""
    second = "status" if first == "origin" else "origin"
    places = list(at)
    loose = _bounded(cells, places)

    def key(place: int) -> tuple[Any, ...]:
        one, other, bound, step, value = (
            cells[name][place] for name in (first, second, "bound", "step", "value")
        )
        open_to = _LAST if place in loose else _BOUNDS[bound]
        return _ORDER[one], _ORDER[other], open_to, step / abs(value or 1)

    return sorted(places, key=key)


def _bounded(cells: _Cells, at: Iterable[int]) -> set[int]:
    """Return the places of plain targets that are a bound, or lie beyond one, in their document."""
    names = ("bound", "doc", "period", "sentence", "value")
    aims = [(place, *(cells[name][place] for name in names)) for place in at
            if cells["status"][place] == "target"]  # fmt: skip
    same, ends = set(), defaultdict(list)
    for _, bound, doc, period, said, value in aims:
        if _BOUNDS[bound] == _MERE:
            same.add((doc, period, value))
            ends[doc, period, said].append((1 if bound == ">=" else -1, value))
    return {
        place for place, bound, doc, period, said, value in aims
        if bound == "=" and (doc, period, value) in same
        or bound in ("=", "~") and any((value - end) * beyond > 0
                                       for beyond, end in ends[doc, period, said])
    }  # fmt: skip


def _clear(rows: "pd.DataFrame") -> list[int]:
    """Return the places of rows that are points of a series."""
    return [place for place, one in enumerate(rows["evidence"]) if not unclear(one)]


def _best(cells: _Cells, at: Iterable[int], plain: bool = False) -> list[int]:
    """Return the places of the statements to show, one a year, by year."""
    best: dict[str, int] = {}
    for place in _order(cells, at):
        period, bound = cells["period"][place], cells["bound"][place]
        if len(period) == 4 and (not plain or _BOUNDS[bound] < _MERE):
            best.setdefault(period, place)
    return [best[period] for period in sorted(best)]


def series(
    data: "pd.DataFrame",
    indicator: str,
    measure: str,
    region: str,
    status: str | Iterable[str] = DONE,
    plain: bool = False,
) -> "pd.DataFrame":
    """Return one row a year of an indicator, the statement to show where there are several.

    What may be of another kind of number (`hzlib.evidence.basis.unclear`) is left out.

    Parameters
    ----------
    data : DataFrame
        What `hzlib.frames.facts.facts` returns.
    indicator, measure, region : str
        Ids of the indicator and the measure, full name of the place.
    status : str or iterable of str, optional
        Which kinds of number to take.
    plain : bool, optional
        Leave out bounds (突破…), which are no point of a curve.

    Returns
    -------
    DataFrame
        The columns of the common frame, sorted by ``period``; empty if nothing is stated.

    Examples
    --------
    >>> from hzlib.frames.facts import sources, tabled
    >>> list(series(tabled(sources()), "gdp", "level", "杭州市").period)
    ['2014', '2018', '2019', '2021', '2024']
    """
    rows = select(data, indicator=indicator, measure=measure, region=region, status=status)
    return rows.iloc[_best(_cells(rows), _clear(rows), plain)].reset_index(drop=True)


def aims(data: "pd.DataFrame", indicator: str, measure: str, region: str) -> "pd.DataFrame":
    """Return an indicator's targets of single years: one row a year, two where it is a range.

    Examples
    --------
    >>> from hzlib.frames.facts import sources, tabled
    >>> list(aims(tabled(sources()), "gdp", "growth", "杭州市").period)
    ['2019', '2022', '2026', '2026']
    """
    rows = select(data, indicator=indicator, measure=measure, region=region, status="target")
    return rows.iloc[_aims(_cells(rows), _clear(rows), range(len(rows)))].reset_index(drop=True)


def _aims(cells: _Cells, clear: Iterable[int], every: Iterable[int]) -> list[int]:
    """Return the places of the targets to show: one a year, of a range both ends."""
    names = ("period", "doc", "bound")
    ends: dict[tuple[Any, ...], int] = {}
    for place in every:
        ends.setdefault(tuple(cells[name][place] for name in names), place)
    best = _best(cells, clear)
    opposite = {">=": "<=", "<=": ">="}
    others = (ends.get((*(cells[name][place] for name in names[:2]),
                        opposite.get(cells["bound"][place])), -1) for place in best)  # fmt: skip
    found = [*best, *(one for one in others if one >= 0)]
    return sorted(found, key=lambda place: (cells["period"][place], cells["value"][place]))


def compared(
    data: "pd.DataFrame", indicator: str, measure: str, regions: Iterable[str]
) -> "pd.DataFrame":
    """Return an indicator of places through the years: what came and what was aimed at.

    Of rival statements of a result or of a target of one year the one to show is taken (`ranked`);
    a level of which only a floor is told that an earlier year had passed is left out.

    Parameters
    ----------
    data : DataFrame
        What `hzlib.frames.facts.facts` returns.
    indicator, measure : str
        Ids of the indicator and the measure.
    regions : iterable of str
        Full names of the places, in the order of the rows.

    Returns
    -------
    DataFrame
        The columns of `data`, by place, results before targets, by year; a target that is a range
        has two rows.

    Examples
    --------
    >>> from hzlib.frames.facts import facts
    >>> rows = compared(facts(), "gdp", "growth", ["钱塘区"])
    >>> rows[["period", "status", "value"]].values.tolist()
    [['2023', 'actual', 4.2], ['2024', 'target', 5.5]]
    """
    rows = select(data, indicator=indicator, measure=measure)
    cells, clear = _cells(rows), set(_clear(rows))
    of: dict[str, list[int]] = {}
    for place, region in enumerate(rows["region"]):
        of.setdefault(region, []).append(place)
    found: list[int] = []
    for region in regions:
        own = of.get(region, [])
        aimed = [one for one in own if cells["status"][one] == "target"]
        done = _best(cells, [one for one in own if one in clear and cells["status"][one] in DONE])
        found += (one for one, old in zip(done, _passed(cells, done), strict=True) if not old)
        found += _aims(cells, [one for one in aimed if one in clear], aimed)
    return rows.iloc[found].reset_index(drop=True)


def results(data: "pd.DataFrame", indicator: str, measure: str, region: str) -> "pd.DataFrame":
    """Return a `series` without milestones long passed, which are no result of their year.

    Examples
    --------
    >>> from hzlib.frames.facts import facts
    >>> data = facts(reference=True)
    >>> [found(data, "gdp", "level", "杭州市")["period"].iloc[-1] for found in (series, results)]
    ['2025', '2024']
    """
    rows = series(data, indicator, measure, region)
    return rows[[not one for one in passed(rows)]]


def passed(rows: "pd.DataFrame") -> list[bool]:
    """Tell of which levels only a floor is told that a result of an earlier year had passed.

    A report on several years that tells of such a milestone does not tell of its last year.

    Parameters
    ----------
    rows : DataFrame
        Results of one indicator and place.

    Examples
    --------
    >>> from hzlib.frames.facts import facts
    >>> rows = series(facts(reference=True), "gdp", "level", "杭州市")
    >>> rows["text"][passed(rows)].tolist()
    ['2万亿元']
    """
    return _passed(_cells(rows), range(len(rows)))


def passed_rows(rows: Sequence[Row]) -> list[bool]:
    """Tell as `passed` does of the rows of a table as mappings."""
    return _passed({name: [row[name] for row in rows] for name in _PASSED}, range(len(rows)))


def _passed(cells: _Cells, at: Iterable[int]) -> list[bool]:
    known = [tuple(cells[name][place] for name in _PASSED) for place in at]
    plain = [one for one in known if one[2] in ("=", "~") and one[0].isdigit()]
    return [
        measure == "level" and bound == ">=" and any(
            earlier < period and (kind, other) == (measure, unit) and number >= value
            for earlier, kind, _, other, number in plain
        )
        for period, measure, bound, unit, value in known
    ]  # fmt: skip


def stated_indicators(rows: "pd.DataFrame") -> "pd.DataFrame":
    """Return the indicators that rows of the facts table are of, the most frequent first.

    Returns
    -------
    DataFrame
        ``name``, ``indicator``, ``unit``, ``numbers`` (a value that lists them), ``places``,
        ``first`` and ``last`` year.

    Examples
    --------
    >>> from hzlib.frames.facts import facts
    >>> first = stated_indicators(facts("hangzhou-gwr-2023")).iloc[0]
    >>> first["name"], str(first.numbers)
    ('数字经济核心产业增加值', '4个')
    """
    import pandas as pd

    found = [
        {
            "name": lookups.indicator_name(one), "indicator": one,
            "unit": lookups.indicators()[one].canonical_unit,
            "numbers": counted(part["evidence"], "个", "读出的数据"),
            "places": "、".join(part["region"].unique()),
            "first": part["year_from"].min(), "last": part["year_to"].max(),
        }
        for one, part in rows.groupby("indicator", sort=False)
    ]  # fmt: skip
    found.sort(key=lambda row: -row["numbers"].number)
    names = ["name", "indicator", "unit", "numbers", "places", "first", "last"]
    return pd.DataFrame(found, columns=names)


def values(rows: "pd.DataFrame") -> list[Value]:
    """Return the numbers of rows as values.

    Examples
    --------
    >>> from hzlib.frames.facts import facts
    >>> rows = facts("hangzhou-gwr-2023", indicator="gdp", year=2022)
    >>> [str(value) for value in values(rows)]
    ['18,753亿元', '1.5%']
    """
    if is_chinese(rows):
        return [Value.of(row_of(one)) for one in rows[EVIDENCE].tolist()]
    names = [one for one in _FIELDS if one in rows]
    # A column as a list: taking each row out of a frame takes ten times as long.
    cells = zip(*(rows[one].tolist() for one in names), strict=True)
    return [Value.of(dict(zip(names, one, strict=True))) for one in cells]


def by_period(rows: "pd.DataFrame") -> dict[str, Value]:
    """Return the numbers of rows as values, by their period."""
    return {value.period: value for value in values(rows)}


def pick(
    data: "pd.DataFrame",
    indicator: str,
    measure: str,
    period: str | int,
    region: str = "",
    status: str | Iterable[str] = DONE,
    **named: Any,
) -> Value | Missing:
    """Return one figure as a value, or a `Missing` that says what is lacking.

    Parameters
    ----------
    data : DataFrame
        What `hzlib.frames.facts.facts` returns.
        or `hzlib.chinese` of it.
    indicator, measure : str
        The indicator and the measure, by id or by a name that people use.
    period : str or int
        A year, or two (``2021-2025``).
    region : str, optional
        The place; the one that most of the documents speak for if not given.
    status : str or iterable of str, optional
        Which kinds of number to take.
    **named : str
        ``地区`` and ``状态`` for `region` and `status`.

    Raises
    ------
    HzError
        If a name is unknown, or no place is given and no place has more than half of the documents.

    Examples
    --------
    >>> from hzlib.frames.facts import facts
    >>> data = facts("hangzhou-gwr-2023", reference=True)
    >>> str(pick(data, "gdp", "level", 2020)), str(pick(data, "生产总值", "总量", 2021))
    ('没有杭州市2020年地区生产总值的数据', '18,109亿元')
    """
    refuse_others("hz.pick", named, _NAMED)
    region, status = named.get("地区", region), named.get("状态", status)
    places = data["地区" if is_chinese(data) else "region"].unique()
    region = place_name(region, places) if region else own_place(data)
    wanted = {
        "indicator": indicator_id(indicator), "measure": measure_id(measure), "region": region,
        "status": status_id(status) if isinstance(status, str) else [*map(status_id, status)],
    }  # fmt: skip
    if is_chinese(data):
        data = english(data[data["时期"] == str(period)])
    rows = ranked(select(data, **wanted, period=str(period)))
    if rows.empty:
        goal = "目标" if wanted["status"] == "target" else ""
        return Missing.of(f"{region}{period}年{label(indicator, measure_id(measure))}{goal}")
    return Value.of(rows.iloc[0])


def own_place(data: "pd.DataFrame") -> str:
    """Return the place that more than half of the documents of a frame speak for.

    Raises
    ------
    HzError
        If there is none.

    Examples
    --------
    >>> from hzlib.frames.facts import facts
    >>> own_place(facts())
    '杭州市'
    """
    sources, regions = (EVIDENCE, "地区") if is_chinese(data) else ("evidence", "region")
    stated = (source for source in data[sources] if hasattr(source, "document"))
    books = {source.document.id: source.document for source in stated}
    return most_of([book.place for book in books.values()] or data[regions].unique().tolist())


def most_of(places: Iterable[str]) -> str:
    """Return the place that more than half of them are.

    Raises
    ------
    HzError
        If there is none.

    Examples
    --------
    >>> most_of(["杭州市", "钱塘区", "杭州市"])
    '杭州市'
    """
    counts = Counter(places)
    for one, count in counts.most_common(1):
        if 2 * count > counts.total():
            return one
    raise HzError(
        "the material is of several places: {places}",
        "name the one that is meant",
        places=list(counts) or "—",
    )


@dataclass(frozen=True)
class Break:
    """Two figures of an indicator, one after the other in time, that are not alike, and why."""

    before: Value
    after: Value
    reason: str


def breaks(rows: "pd.DataFrame") -> "pd.DataFrame":
    """Return where a series of one indicator goes from one basis to another.

    Parameters
    ----------
    rows : DataFrame
        Facts of one indicator, measure and place in the order of time (`series`).

    Returns
    -------
    DataFrame
        The columns of `Break`.

    Examples
    --------
    >>> from hzlib.frames.facts import facts
    >>> found = breaks(series(facts(reference=True), "gdp", "level", "杭州市", plain=True))
    >>> found["reason"].iloc[-1]
    '2023年的数早于第五次全国经济普查的修订'
    """
    found = (
        Break(one, other, difference(one.source, other.source))
        for one, other in pairwise(values(rows))
    )
    return frame_of((one for one in found if one.reason), Break)


def ends(
    data: "pd.DataFrame", indicator: str, region: str, measure: str = "level"
) -> tuple[Value | Missing, Value | Missing]:
    """Return the first and the last plain figure of an indicator that are alike.

    Of several runs of figures on one basis (`hzlib.evidence.basis`) the one over most years is
    taken, of equal ones the last; a figure that the next one belies ends its run. Where no two
    figures are alike there are two `Missing`.

    Examples
    --------
    >>> from hzlib.frames.facts import facts
    >>> [one.period for one in ends(facts(reference=True), "gdp", "杭州市")]
    ['2015', '2023']
    """
    alike: dict[Basis | None, list[Value]] = {}
    for one in values(series(data, indicator, measure, region, plain=True)):
        known = measured(one.source)
        alike.setdefault(known.basis if known else None, []).append(one)
    runs = [run for found in alike.values() for run in _unbroken(found)]
    spans = [(run[0], run[-1]) for run in runs if len(run) > 1]
    if not spans:
        missing = Missing.of(f"{region}两个年份口径相同的{label(indicator, measure)}")
        return missing, missing
    return max(spans, key=lambda span: (_years_between(*span), span[1].period))


def _unbroken(found: list[Value]) -> list[list[Value]]:
    """Return figures on one basis in runs of which each figure is like the one before it."""
    runs = [found[:1]]
    for before, after in pairwise(found):
        if difference(before.source, after.source):
            runs.append([])
        runs[-1].append(after)
    return runs


def _years_between(first: Value, last: Value) -> int:
    return int(last.period[-4:]) - int(first.period[-4:])


def yearly(first: Value | Missing, last: Value | Missing) -> Value | Missing:
    """Return average growth a year between two values, in per cent.

    Raises
    ------
    HzError
        If both are of one year, or either is of no year.

    Examples
    --------
    >>> from hzlib.frames.facts import facts
    >>> first, last = ends(facts(reference=True), "gdp", "杭州市")
    >>> str(yearly(first, last))
    '8.4%'
    """
    if isinstance(first, Missing) or isinstance(last, Missing):
        return first + last
    ends_in = [one.period[-4:] for one in (first, last)]
    if not all(end.isdigit() for end in ends_in) or ends_in[0] == ends_in[1]:
        raise HzError(
            "yearly: {first} and {last} are not two years",
            "give the values of an earlier and a later year",
            first=first.period or "—",
            last=last.period or "—",
        )
    years = int(ends_in[1]) - int(ends_in[0])
    return (((last / first) ** (1 / years)) - 1).percent(1)


def name(indicator: str) -> str:
    """Return an indicator's Chinese name.

    Raises
    ------
    HzError
        If there is no such indicator.

    Examples
    --------
    >>> name("gdp")
    '地区生产总值'
    """
    return lookups.indicator_name(indicator_id(indicator))


def label(indicator: str, measure: str = "level", unit: str = "") -> str:
    """Return the name of an indicator with its measure, of a number in a unit.

    Examples
    --------
    >>> label("gdp", "growth"), label("gdp")
    ('地区生产总值增速', '地区生产总值')
    """
    told = "" if measure == "level" else wording.measure(measure, unit, indicator_id(indicator))
    return name(indicator) + told
