"""What documents and the reference series tell of one indicator, and what it measures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import combinations
from typing import TYPE_CHECKING, Any

from hzlib import lookups, wording
from hzlib.corpus import Corpus, corpus
from hzlib.evidence.basis import measured, revised_between
from hzlib.evidence.clause import clause
from hzlib.evidence.interval import exact, step
from hzlib.evidence.sentence import Sentence, joined
from hzlib.evidence.sources import FactSource, subject_of
from hzlib.evidence.value import Missing, Value, counted
from hzlib.figures.display import show
from hzlib.figures.specification import Column, Figure, Note, Table
from hzlib.figures.still import years
from hzlib.frames.beside import BOTH, beside, lies_in
from hzlib.frames.names import indicator_id, place_name
from hzlib.frames.outcomes import outcomes
from hzlib.frames.selection import DONE, compared, label, pick, select, values
from hzlib.themes.conclusion import PRICES, Told, conclusion, last, outcome, span, target
from hzlib.themes.first_look import account
from hzlib.themes.gdp_trends.prices import implied_bases, rivals
from hzlib.themes.relative import compared_growth, relative_targets

if TYPE_CHECKING:
    import pandas as pd

Section = tuple[str, list[Any]]
_KINDS = {
    "flow": "时期量，各年可以相加", "stock": "时点量，各年不可相加",
    "rate": "比率或平均数，各年、各地均不可相加",
}  # fmt: skip
_MET = {"up": "结果不低于目标", "down": "结果不高于目标"}
_BOUNDED = "原句以“超过”“突破”“低于”等表述的界限，一律记作≥或≤，不另分是否含界限本身。"
_PAIRED = 3  # places at the most that are set side by side two by two
_LEAST, _RESULTS = 3, 2  # years that make a picture, and results among them
_FINE = 200  # parts of a number, of which the last printed digit is one at the most
_DRAWN = ("level", "share", "growth")


@dataclass(frozen=True, repr=False)
class Profile:
    """One indicator: what it measures, every statement of it, its targets and what came of them.

    Shown at the end of a notebook's cell it is all its sections one below the other.

    Attributes
    ----------
    indicator : str
        Its id.
    rows : DataFrame
        The statements of it, as `hzlib.frames.facts.facts` gives them.
    pairs : DataFrame
        Its targets with their outcomes, as `hzlib.frames.outcomes.outcomes` gives them.
    place : str
        The place whose figures are drawn; empty if nobody states any.
    relative : DataFrame
        Its targets that another growth rate sets, as `hzlib.themes.relative.relative_targets`
        gives them.

    Examples
    --------
    >>> found = indicator("GDP", source="qiantang-gwr-2024")
    >>> found.title, found.place, [heading for heading, _ in found.sections]
    ('地区生产总值', '钱塘区', ['定义与口径', '目标与结果', '全部数值', '参考数据来源'])
    """

    indicator: str
    rows: "pd.DataFrame"
    pairs: "pd.DataFrame"
    place: str
    relative: "pd.DataFrame"

    @property
    def title(self) -> str:
        """Its name."""
        return lookups.indicator_name(self.indicator)

    @cached_property
    def records(self) -> list[dict[str, Any]]:
        """The statements one by one."""
        found: list[dict[str, Any]] = self.rows.to_dict("records")
        return found

    @cached_property
    def answer(self) -> tuple[Sentence, ...]:
        """What there is to conclude: level, change, target, comparability, where it stands."""
        return conclusion(Told(self.indicator, self.rows, self.pairs, self.place, self.relative))

    @property
    def lead(self) -> Sentence:
        """The same as one text."""
        return joined("", self.answer)

    @cached_property
    def sections(self) -> list[Section]:
        """What there is to show: headings, each with tables and figures; none is empty."""
        made = (
            ("定义与口径", [_defined(self)]),
            ("历年数值", list(_drawn(self))),
            ("目标与结果", list(_aimed(self))),
            ("各地并列", list(_beside(self))),
            ("不同表述与修订", list(_revised(self))),
            ("全部数值", list(_stated(self))),
            ("参考数据来源", list(_borrowed(self))),
        )
        return [(heading, things) for heading, things in made if things]

    def __str__(self) -> str:
        parts = (f"{heading}\n" + "\n".join(map(_words, things)) for heading, things in
                 self.sections)  # fmt: skip
        return "\n\n".join((f"{self.title}\n{self.lead}", *parts))

    def __repr__(self) -> str:
        return f"<Profile {self.indicator}: {self.lead}>"

    def _ipython_display_(self) -> None:
        show(Sentence((self.title,)))
        show(self.lead)
        for heading, things in self.sections:
            show(Sentence((heading,)))
            for one in things:
                show(one)


def _words(shown: Any) -> str:
    return str(shown.title) if isinstance(shown, Figure) else str(shown)


def indicator(name: str, place: str = "", source: Any = None) -> Profile:
    """Return one indicator with all that documents and the reference series tell of it.

    Parameters
    ----------
    name : str
        Its id, its name or another name of it (``gdp``, 地区生产总值, GDP).
    place : str, optional
        The place whose figures are listed and drawn; if not given all are listed, and those of the
        place that most of the documents speak for, or that most is told of, are drawn.
    source : str, Path, Document, Corpus or iterable of these, optional
        The documents; the catalogue's five if not given.

    Raises
    ------
    HzError
        If there is no such indicator, or no such place in the material.

    Examples
    --------
    >>> str(indicator("城镇化率", source="qiantang-gwr-2024").lead)
    '所收文件未载明常住人口城镇化率。'
    >>> found = indicator("GDP", source="qiantang-gwr-2024")
    >>> [str(row[4]) for row in dict(found.sections)["全部数值"][0].rows][-1]
    '地区生产总值增长5.5%（2024年钱塘区政府工作报告）'
    """
    books = corpus(source, reference=True)
    id, data = indicator_id(name), corpus(books, reference=True).facts()
    region = place_name(place, data["region"].unique()) if place else ""
    # Whether a target is due hangs on all that is known; the targets are those of the indicator.
    pairs = outcomes(data[(data["status"] != "target") | (data["indicator"] == id)])
    return _profile(books, (data, pairs, relative_targets(data)), id, region)


def profiles(books: Corpus, least: int = 2) -> Iterator[Profile]:
    """Yield the indicators with so many statements in documents and the reference series.

    Parameters
    ----------
    books : Corpus
        The documents.
    least : int, optional
        How many statements an indicator must have.

    Examples
    --------
    >>> next(profiles(corpus("qiantang-gwr-2024"))).title
    '地区生产总值'
    """
    data = corpus(books, reference=True).facts()
    known = data, outcomes(data), relative_targets(data)
    counts = data["indicator"].value_counts()
    for id in lookups.indicators():
        if counts.get(id, 0) >= least:
            yield _profile(books, known, id)


def _profile(books: Corpus, known: tuple["pd.DataFrame", ...], id: str, place: str = "") -> Profile:
    rows, own, relative = (
        one[(one["indicator"] == id) & ((one["region"] == place) | (not place))]
        .reset_index(drop=True) for one in known
    )  # fmt: skip
    told = list(rows["region"].value_counts().index)
    main = books.place if books.place in told else next(iter(told), "")
    return Profile(id, rows, own, place or main, relative)


# --- what it is -----------------------------------------------------------------------------------


def _measure(of: Profile, measure: str, unit: str = "") -> str:
    unit = unit or lookups.indicators()[of.indicator].canonical_unit
    return wording.measure(measure, unit, of.indicator)


def _whom(per: str) -> str:
    """Return for each of how many of what a figure counts: the years that it holds for are none."""
    for word in lookups.cues("each_year"):
        per = per.removeprefix(word)
    return per


def _defined(of: Profile) -> Table:
    """Return what it measures: its meaning, what kind of number it is, in which prices, whose."""
    known = lookups.comparability()[of.indicator]
    unit = lookups.indicators()[of.indicator].canonical_unit
    found = zip(of.rows["period"], map(measured, of.rows["evidence"]), strict=True)
    bases = [(period, one.basis) for period, one in found if one]
    years = [int(one[:4]) for one in of.rows["period"]]
    surveys = {row.event: None for row in lookups.read(lookups.Revision)
               if row.survey in known.surveys and years and row.last >= min(years)}  # fmt: skip
    scopes = [(period, x) for period, one in bases for x in one.scope]
    whom = [(period, _whom(one.per)) for period, one in bases]
    lines = (
        ("定义", known.definition), ("单位", _unit(of, unit)), ("性质", _KINDS[known.kind]),
        ("价格", known.note or PRICES[known.prices]),
        ("限定范围", _limited(scopes, len(bases))),
        ("分母", _limited(whom, len(bases))),
        ("影响往年数据可比的修订", "、".join(surveys)), ("达到目标的条件", _MET[known.direction]),
        ("统计部门", known.authority),
    )  # fmt: skip
    rows = tuple((name, said) for name, said in lines if said)
    return Table(("项目", "内容"), rows, f"{of.title}的定义与口径")


def _unit(of: Profile, unit: str) -> str:
    """Return the unit, and that large counts are told in more of it at once."""
    shown = (
        wording.axis_unit(abs(one), unit)[1] for one in of.rows["value"][of.rows["unit"] == unit]
    )
    large = [one for one in dict.fromkeys(shown) if one != wording.unit(unit)]
    return wording.unit(unit) + (f"（大数以{'、'.join(large)}表示）" if large else "")


def _limited(told: Iterable[tuple[str, str]], figures: int) -> str:
    """Return what limits figures: of some alone with the years of which it is told."""
    spans: dict[str, list[str]] = {}
    for period, limit in told:
        spans.setdefault(limit, []).append(wording.period(period))
    return "、".join(
        limit if len(found) == figures else f"{limit}（{'、'.join(dict.fromkeys(found))}）"
        for limit, found in spans.items() if limit
    )  # fmt: skip


# --- what is told of it ---------------------------------------------------------------------------


def _drawn(of: Profile) -> Iterator[Figure | Note]:
    """Yield the pictures of levels, shares and growth of the place, of enough years."""
    for measure in _DRAWN:
        every = select(of.rows, measure=measure, region=of.place)
        if every["year_to"].nunique() < _LEAST:
            continue
        rows = compared(every, of.indicator, measure, [of.place])
        rows = rows[(rows["unit"] == every["unit"].mode()[0]) & (rows["period"].str.len() == 4)]
        results = rows[rows["status"].isin(DONE)]
        if rows["period"].nunique() >= _LEAST and results["period"].nunique() >= _RESULTS:
            name = label(of.indicator, measure)
            found = span(results, of.indicator, measure, of.place)
            title = f"{name}：" + found if found else last(of.indicator, measure, results)
            yield years(values(rows), of.place + title, name)


def _aimed(of: Profile) -> Iterator[Any]:
    """Yield how many targets came out how, each with what came of it; those without a number."""
    if len(of.pairs):
        yield account(of.pairs)
        yield _judged(of)
    for place in of.relative["region"].unique():
        yield compared_growth(of.relative, place)


def _judged(of: Profile) -> Table:
    return Table.each(
        of.pairs.itertuples(),
        ("时期", lambda pair: wording.period(pair.period)),
        ("对象", lambda pair: f"{pair.region}，{_measure(of, pair.measure, pair.target.unit)}"),
        ("目标", partial(target, of.rows)), ("结果", outcome), (Column("差", "+"), "gap"),
        ("判断", "verdict"), ("原因", "reason"), caption=f"{of.title}的目标与结果",
    )  # fmt: skip


def _beside(of: Profile) -> Iterator[Table]:
    """Yield each two places that are told of in one year; of many places one table of a year."""
    spans: dict[str, set[str]] = {}
    for row in of.records:
        if row["status"] in DONE:
            spans.setdefault(row["region"], set()).add(row["period"])
    if len(spans) > _PAIRED:
        yield _many(of, spans)
        return
    done = select(of.rows, status=DONE)
    for pair in combinations(spans, 2):
        part, whole = pair if lies_in(*pair) else pair[::-1]
        nested = lies_in(part, whole)
        rows = [
            (wording.period(span), row)
            for span in sorted(spans[part] & spans[whole], reverse=True)
            for row in beside(done, part, whole, span, nested).itertuples()
            if row.known == BOTH
        ]
        if rows:
            yield _side_by_side(of, rows, part, whole)


def _many(of: Profile, spans: dict[str, set[str]]) -> Table:
    """Return the figures of all places in the year, the last one, of which most are told."""
    every = [span for known in spans.values() for span in known]
    year = max(every, key=lambda span: (every.count(span), span))
    measures = [one for one in ("level", "growth") if (of.rows["measure"] == one).any()]
    return Table.each(
        [place for place, known in spans.items() if year in known],
        ("地区", str),
        *((_measure(of, one), partial(_figure, of, one, year)) for one in measures),
        caption=f"{wording.period(year)}各地",
    )  # fmt: skip


def _figure(of: Profile, measure: str, year: str, place: str) -> Value | Missing:
    return pick(of.rows, of.indicator, measure, year, place)


def _side_by_side(of: Profile, rows: list[tuple[str, Any]], part: str, whole: str) -> Table:
    more = [("占比", "share"), ("相差", "gap"), ("说明", "unlike")]
    kept = [(head, name) for head, name in more if any(getattr(row, name) for _, row in rows)]
    return Table(
        ("时期", "口径", part, whole, *(head for head, _ in kept)),
        tuple(
            (span, _measure(of, row.measure, row.unit), row.part, row.whole,
             *(getattr(row, name) for _, name in kept))
            for span, row in rows
        ),
        f"{part}与{whole}",
    )  # fmt: skip


def _revised(of: Profile) -> Iterator[Table]:
    """Yield figures that are told in two ways, and bases that later figures imply."""
    done = [row["region"] for row in of.records if row["status"] in DONE]
    regions = [one for one in dict.fromkeys(done) if done.count(one) > 1]
    rows = [(one, row) for one in regions for row in rivals(of.rows, one).itertuples()]
    if rows:
        yield Table.each(
            rows,
            ("时期", _when), ("口径", lambda pair: _measure(of, pair[1].measure)),
            ("较低值", lambda pair: pair[1].low), ("较高值", lambda pair: pair[1].high),
            ("相差幅度", lambda pair: pair[1].gap), caption="同一数据的两种表述",
        )  # fmt: skip
    rows = [(one, row) for one in regions for row in implied_bases(of.rows, one).itertuples()]
    if rows:
        yield Table.each(
            rows,
            ("时期", _when), ("首次公布", lambda pair: pair[1].stated),
            ("倒推数", lambda pair: pair[1].implied), ("相差幅度", lambda pair: pair[1].gap),
            ("最小", lambda pair: pair[1].low), ("最大", lambda pair: pair[1].high),
            ("判断", lambda pair: _revision(pair[1])),
            caption="由次年总量和增速倒推上年数",
        )  # fmt: skip


def _revision(base: Any) -> str:
    """Return whether a level was revised since: for sure only where a revision is known of."""
    if not base.revised:
        return "在舍入误差以内"
    after = base.implied.source.parts[0].source
    return "已修订" if revised_between(base.stated.source, after) else "可能已修订或口径有变"


def _when(pair: tuple[str, Any]) -> str:
    return f"{pair[0]}{wording.period(pair[1].period)}"


def _stated(of: Profile) -> Iterator[Table]:
    """Yield every statement, in time."""
    if of.records:
        yield Table.each(
            of.records,
            ("时期", lambda row: wording.time(row["period"], row["cumulated"])), ("数值", Value.of),
            ("对象", _subject), ("名称与口径", _called), ("原句与出处", _clause),
            caption=f"所收文件和参考数据所载{of.title}",
            note=_BOUNDED if set(of.rows["bound"]) & {">=", "<="} else "",
        )  # fmt: skip


def _subject(row: dict[str, Any]) -> str:
    kind = wording.STATUSES[row["status"]]
    measure = wording.measure(row["measure"], row["unit"], row["indicator"])
    return f"{row['region']}，{kind}，{measure}"


def _called(row: dict[str, Any]) -> str:
    """Return what a statement calls it, and on which basis it stands."""
    source, known = row["evidence"], measured(row["evidence"])
    name = subject_of(source).removeprefix(Value.of(row).each)
    # Of 新建中小学、幼儿园 a number's subject may be the last member alone.
    name = row["cue"] if row["cue"].endswith(f"、{name}") and name else name
    basis = known.basis if known else None
    limits = [*basis.scope, *filter(None, [basis.per])] if basis else []
    limits += [f"早于{'、'.join(basis.before)}的修订"] if basis and basis.before else []
    limits += [f"原文{row['text']}"] if _coarse(row) else []
    said = "；".join(limits)
    return f"{name}（{said}）" if name and said else name or said


def _coarse(row: dict[str, Any]) -> bool:
    """Tell whether a number is printed in so few digits that its conversion looks finer."""
    digits, own = wording.split(row["text"])
    shown = str(Value.of(row)).replace(",", "")
    return (
        own not in ("", row["unit"])
        and digits not in shown
        and step(row["text"], row["value"]) * _FINE > abs(exact(row["value"]))
    )


def _clause(row: dict[str, Any]) -> Sentence | str:
    """Return the clause that states a number, with the document; of a reference its source."""
    source = row["evidence"]
    if isinstance(source, FactSource):
        return clause(Value.of(row), source.place) + f"（{source.document.title}）"
    return f"参考数据：{source.figure.source_title}，{source.figure.publisher}"


def _borrowed(of: Profile) -> Iterator[Table]:
    """Yield the sources of the reference figures."""
    rows = of.rows[of.rows["origin"] == "reference"]
    if len(rows):
        groups = [part for _, part in rows.groupby("doc", sort=False)]
        yield Table.each(
            groups,
            ("来源", lambda part: part["doc"].iloc[0]),
            ("发布机构", lambda part: part["evidence"].iloc[0].figure.publisher),
            ("发布年份", lambda part: str(part["evidence"].iloc[0].figure.published)),
            ("个数", lambda part: counted(values(part), "个", "参考数据")),
            caption=f"{of.title}的参考数据来源",
        )  # fmt: skip
