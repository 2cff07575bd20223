"""The one reader of ``data/etc``: human judgement as tables, checked when they are read.

Each table has a frozen row type below, its fields named and typed as its columns; what a column may
hold is said by its annotation alone. A field with a default may stay empty in the file.

A workspace may hold files of the same names in its folder ``etc``. The rows of its tables are
added, or replace those with the same key; so do the lines of its word files, where ``-word`` takes
a word out.

Examples
--------
>>> [unit.base for unit in read(Unit) if unit.unit == "公斤"]
['斤']
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, dataclass, fields
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import product
from pathlib import Path
from typing import (
    Annotated,
    Any,
    Literal,
    NamedTuple,
    TypeVar,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

from hzlib import messages, paths
from hzlib.errors import HzError, reason
from hzlib.messages import Message

T = TypeVar("T")


# --- what a column may hold -----------------------------------------------------------------------


class Form(NamedTuple):
    """A cell is written so: a pattern, and what to call it."""

    pattern: str
    name: Message


class Between(NamedTuple):
    """A cell holds several values with this between them."""

    separator: str


class Refers(NamedTuple):
    """A cell holds a key of another table, or something that begins with the mark."""

    file: str
    mark: str = ""


Period = Annotated[str, Form(r"\d{4}(?:-\d{4})?", Message("a year or years such as 2021-2025"))]
Choices = Annotated[
    str, Form(r"(?:[^\[\]]|\[[^\[\]]*\])+", Message("a wording with closed brackets"))
]
Address = Annotated[str, Form(r"https?://\S+", Message("an address"))]
Hash = Annotated[str, Form(r"[0-9a-f]{64}", Message("a sha256 of 64 digits"))]
IndicatorId = Annotated[str, Refers("indicators.csv")]
DocumentId = Annotated[str, Refers("documents.csv")]
NumberId = Annotated[
    str, Form(r".+@\d+", Message("the id of a number such as hangzhou-gwr-2023@507"))
]

Measure = Literal["level", "growth", "growth_avg", "share", "change"]
Status = Literal["actual", "estimate", "target"]
Bound = Literal["=", ">=", "<=", "~"]
DocumentKind = Literal[
    "work-report", "plan-report", "plan-outline", "communique", "budget-report", "news"
]  # fmt: skip
CueKind = Literal[
    "about", "account_column", "achieved", "achieved_column", "added", "adds", "adjusted",
    "adjusts", "adverb", "after_about", "after_at_least", "after_at_most", "after_flow",
    "after_plan", "ahead", "aimed", "aims", "aims_are", "all_along", "all_rows", "all_waters",
    "among", "among_them", "amounted", "anaphora", "and", "and_too", "arrives", "as_below",
    "as_much", "at_least", "at_most", "at_year_end", "attribute", "attribute_column", "average",
    "average_column", "average_growth", "bare_before", "bare_tax", "base", "before_end",
    "before_growth", "before_it", "beside", "betters", "beyond", "bracketed_year", "brings",
    "broke", "budget", "budget_column", "budgeted", "built", "built_up", "by_sector", "came_of_it",
    "cell_word", "centre", "changes", "compared", "compared_scope", "compares", "component",
    "composition", "contrary", "counted_noun", "counter", "counter_rare", "counties", "county",
    "dated_line", "deals_with", "dealt", "deducts", "differs", "district_column", "done",
    "done_behind", "doubling", "down", "during", "each", "each_part", "each_year", "economy",
    "equals", "estimate", "estimate_column", "estimate_first", "every", "excluded", "excluding",
    "expected_range", "filler", "first_of", "fiscal", "flow", "follow", "for_each", "foremost",
    "fraction", "from", "fulfilled", "fulfils", "gap", "general_noun", "goal", "ground",
    "group_column", "group_of_places", "group_word", "growth_column", "growth_word",
    "guiding_ideas", "had", "half_word", "handed_up", "has_or_with", "holder", "holding", "holiday",
    "in_a_row", "in_all", "in_list", "in_respect", "in_run", "in_step", "in_total", "in_whole",
    "including", "joining", "jointly", "keeping", "last_year", "lasting", "lasting_time",
    "latin_name", "lesser_name", "lies_ahead", "link", "links_count", "list_head", "listed_on",
    "local", "made_verb", "makes", "many_years", "mark", "mean", "mean_of", "meanwhile", "measured",
    "measured_at", "medal", "month_end", "multiple", "name_column", "next_five_years",
    "no_estimate", "no_estimate_column", "no_figure", "no_link", "no_object", "no_place",
    "no_plan_heading", "no_region", "not_and", "not_than", "noun_column", "noun_opening", "now",
    "numeral", "numeral_name", "object", "odd", "odd_early", "of", "of_all_there_are", "of_before",
    "of_counties", "of_late", "of_month", "of_old", "of_stated", "of_this_year", "of_water",
    "once_built", "ordinal", "other_column", "other_place", "output_noun", "own", "own_level",
    "own_name", "own_part", "own_zone", "owns", "pace", "part_end", "passes", "past", "past_year",
    "per", "per_many", "per_person", "per_unit", "place_opens", "place_page", "placed", "plan",
    "plan_aims", "plan_end", "plan_heading", "predicate", "price_base", "private_economy", "put_at",
    "quick", "rank", "ranked_as", "ranking", "ranks", "ranks_with", "rate_of", "reached", "really",
    "recalls", "recently", "reckoned", "reckoned_end", "region_word", "respectively",
    "review_heading", "row_column", "row_opening", "same_time", "says_done", "says_only",
    "sector_word", "sets_aims", "share", "share_ahead", "share_word", "short_noun", "since",
    "since_then", "size_class", "split_of", "steady", "strives", "strong_stock", "such_as", "sum",
    "summed", "supposed", "surplus", "takes", "takes_turn", "target_column", "term_of_office",
    "than", "than_with", "that_place", "that_year", "this_year", "three_sectors", "time_word",
    "times", "title_word", "to", "to_do", "together", "trade_of_all", "traded", "turning",
    "two_halves", "unit_column", "unitless", "until", "until_now", "up", "value_added",
    "value_column", "verb", "verb_noun", "verb_of_value", "water_body", "we", "whole_amount",
    "whole_end", "whole_place", "whole_word", "whole_year", "within", "within_size", "won",
    "work_before", "work_behind", "yardstick", "year_before", "year_before_number", "year_end",
    "year_start", "year_unit", "yearly", "years_behind", "years_column", "years_old", "years_since",
    "zone",
]  # fmt: skip
DocumentCueKind = Literal[
    "about_title", "acting", "ahead_title", "before_place", "behind_place", "box", "budget_draft",
    "budget_report", "budget_title", "bureau", "cabinet", "caption_mark", "carried_out", "census",
    "census_moment", "committee", "common_character", "common_office", "communique",
    "communique_first", "communique_later", "congress", "congress_body", "counting_column",
    "country", "country_bureau", "country_output", "development", "district_word", "file_advert",
    "file_rest", "file_word", "government", "head_of_place", "header_title", "header_year",
    "held_at", "id_column", "length", "lies", "looks_back", "manager", "meeting", "news_mark",
    "news_title", "no_before_place", "no_name", "no_name_start", "note_mark", "office", "opens",
    "outline_title", "own_line", "own_line_mark", "paper", "part_news", "part_of_year", "part_told",
    "party", "party_congress", "people", "place_column", "plan_document", "plan_draft",
    "plan_title", "plan_word", "publishes", "region", "report", "report_of_work", "reports",
    "review_title", "salutation", "section_joint", "section_opening", "section_word", "sent_by",
    "session", "session_end", "site", "site_of", "speaks_for", "survey", "text_column",
    "title_column", "title_end", "traditional", "was", "whole_country", "whole_of", "word_stem",
    "work_report", "year_column", "year_whole",
]  # fmt: skip
HeadingRole = Literal["closing", "closed", "opening", "annex", "body", "event"]
ThemeCueKind = Literal[
    "abreast", "among", "attribute_column", "base_column", "begins", "below", "by_hand",
    "category_column", "completion", "distance", "distance_left", "divides", "dollars", "empty",
    "goal_word", "growing", "growth_rate", "moves", "not_yet", "outpaces", "outside",
    "own_organ", "own_whole", "parts",
    "points", "rate_ahead", "reaches", "reaching", "rest", "same", "scope", "seen", "seen_by",
    "stays", "still", "told_share", "works_list", "year",
]  # fmt: skip
AnyCueKind = CueKind | DocumentCueKind | HeadingRole | ThemeCueKind
CUE_KINDS: frozenset[str] = frozenset(
    kind for kinds in get_args(AnyCueKind) for kind in (get_args(kinds) or (kinds,))
)


# --- the tables -----------------------------------------------------------------------------------


class Table(NamedTuple):
    """A file of ``data/etc``, the columns that tell its rows apart, and the type of a row."""

    file: str
    key: tuple[str, ...]
    row: type


TABLES: dict[str, Table] = {}
"""Every table by the name of its file."""


@dataclass_transform(frozen_default=True, kw_only_default=True)
def _table(file: str, *key: str) -> Callable[[type[T]], type[T]]:
    """Make a class the row type of a file."""

    def registered(plain: type[T]) -> type[T]:
        row = dataclass(frozen=True, slots=True, kw_only=True)(plain)
        TABLES[file] = Table(file, key, row)
        return row

    return registered


@_table("indicators.csv", "id")
class Indicator:
    """What numbers can be of.

    ``kind`` is ``amount``, ``flow`` (a count that adds up over years), ``stock`` (a count that
    new ones are added to), ``rate`` (its level is a per cent), ``rise`` (a rate that rises or
    falls: 上涨2% is its level), ``ratio`` (a bare number) or ``days`` (its per cent is a share of
    the year, with or without 占); ``units`` are the base units that a level may have; ``stock``
    is the indicator that counts what this flow adds to.
    """

    id: str
    name_zh: str
    canonical_unit: str
    note: str = ""
    kind: Literal["amount", "flow", "stock", "rate", "rise", "ratio", "days"]
    units: frozenset[str] = frozenset()
    stock: IndicatorId = ""

    @property
    def anew(self) -> bool:
        """Whether each year counts it anew, so that two years of it make no growth."""
        return self.kind in ("flow", "days")


@_table("aliases.csv", "indicator", "pattern", "needs", "context")
class Alias:
    """A wording of an indicator, or of several; ``@`` begins what is named but no indicator."""

    indicator: Annotated[tuple[str, ...], Between("+"), Refers("indicators.csv", "@")]
    pattern: Choices
    needs: Literal[
        "", "level", "growth", "share", "flow", "stock", "built", "grown", "opens", "told"
    ] = ""  # fmt: skip
    context: Annotated[tuple[str, ...], Between("|")] = ()


@_table("misreadings.csv", "word", "misread")
class Misreading:
    """What a scanner commonly makes of a word."""

    word: str
    misread: str
    note: str = ""


@_table("units.csv", "unit")
class Unit:
    """A unit as a multiple of its base unit."""

    unit: str
    base: str
    factor: Fraction


@_table("cues.csv", "kind", "word")
class Cue:
    """Words that decide how a number is read."""

    kind: CueKind
    word: Choices
    note: str = ""


@_table("document_cues.csv", "kind", "word")
class DocumentCue:
    """Words by which a text says what it is, and of which place and year."""

    kind: DocumentCueKind
    word: Choices
    note: str = ""


@_table("document_kinds.csv", "kind")
class Kind:
    """A kind of document, and how it is called if it has no title."""

    kind: DocumentKind
    title: str
    note: str = ""


@_table("documents.csv", "id")
class CatalogueRow:
    """A document of the project."""

    id: str
    file: str
    title: str
    kind: DocumentKind
    issuer: str
    place: str
    year: int
    reviewed: Period
    planned: Period
    source: str
    sha256: Hash
    defects: str = ""


@_table("corrections.csv", "doc", "start")
class Correction:
    """A repair of a copy: raw offsets, the raw text there, what is read instead, and why."""

    doc: DocumentId
    start: int
    end: int
    expected: str
    replacement: str
    reason: str


@_table("defects.csv", "pattern")
class Defect:
    """A sign that a copy lost or changed words."""

    pattern: re.Pattern[str]
    reason: str
    example: str
    near_miss: str


@_table("removals.csv", "scope", "pattern")
class Removal:
    """What in a copy is not the document's own text."""

    scope: Literal["break", "block", "line", "head", "end", "tail", "span"]
    pattern: re.Pattern[str]
    reason: str
    example: str = ""
    near_miss: str = ""


@_table("non_quantities.csv", "pattern")
class NonQuantity:
    """What looks like a number of something and is none: a date, a rank, a name."""

    reason: str
    pattern: re.Pattern[str]
    example: str
    near_miss: str


@_table("traditional.csv", "simplified")
class Traditional:
    """A simplified character with the traditional ones that are read as it."""

    simplified: str
    traditional: str


@_table("headings.csv", "role", "word")
class Heading:
    """A word by which a heading is known, or known to be none."""

    role: HeadingRole
    word: str
    note: str = ""


@_table("places.csv", "name")
class Place:
    """A province or prefecture of China."""

    name: str
    short: str
    level: Literal["province", "prefecture"]
    within: str = ""


@_table("counties.csv", "within")
class Counties:
    """The units below a prefecture or a province, and what others were called in former years."""

    within: Annotated[str, Refers("places.csv")]
    names: Annotated[tuple[str, ...], Between("|")]


@_table("place_kinds.csv", "ending")
class PlaceKind:
    """How the names of places end, the rank of such places, and what governs them."""

    ending: str
    rank: int
    named: Annotated[tuple[str, ...], Between("|")] = ()
    government: Annotated[tuple[str, ...], Between("|")] = ()
    note: str = ""


@_table("example_places.csv", "name")
class ExamplePlace:
    """A place that does not exist, of which ``data/example`` has reports."""

    name: str
    level: Literal["province", "prefecture", "county"]
    province: str


@_table("tiles.csv", "province")
class Tile:
    """Where a province stands on a map of tiles, from the left and from the top."""

    province: str
    column: int
    row: int


@_table("relative_years.csv", "word")
class RelativeYear:
    """A word for a year, counted from the year of issue."""

    word: str
    offset: int
    note: str = ""


@_table("comparability.csv", "indicator")
class Comparability:
    """What an indicator measures, and what of it may be compared with what.

    What is ``planned`` by whoever does it falls by half as soon as that is wished. ``surveys`` are
    the statistics that its levels come from, as `Revision` names them; ``low`` and ``high`` are
    what a level in its canonical unit can be of any place, a county or the country; ``authority``
    is whose statistics it is.
    """

    indicator: IndicatorId
    group: str
    kind: Literal["flow", "stock", "rate"]
    prices: Literal["constant", "current", "adjusted", "none"]
    direction: Literal["up", "down"]
    planned: Literal["", "yes"] = ""
    surveys: Annotated[tuple[str, ...], Between("|")] = ()
    low: Decimal = Decimal("-Infinity")
    high: Decimal = Decimal("Infinity")
    authority: str = ""
    definition: str
    note: str = ""


@_table("possible.csv", "measure", "unit")
class Possible:
    """What the value of a measure can be, of whatever indicator; levels are in `Comparability`."""

    measure: Measure
    unit: str
    low: Decimal
    high: Decimal
    note: str = ""


@_table("revisions.csv", "survey", "last")
class Revision:
    """A revision of the levels of past years.

    Those up to the year ``last`` were made anew; reports know it from the year ``since`` on.
    """

    survey: str
    last: int
    since: int
    event: str
    source: str


@_table("scopes.csv", "scope", "word")
class Scope:
    """A wording in the name of what was measured that says how much of it was.

    It says so of whatever is measured, or of the ``indicators`` alone. A word without a scope says
    nothing, and hides a shorter one within it that would. Words of a count are looked for in its
    printed unit too. An ``unclear`` one may be said of a ``kind`` of number or of another, a year's
    or all there are.
    """

    scope: str = ""
    word: Choices
    indicators: Annotated[tuple[str, ...], Between("|"), Refers("indicators.csv")] = ()
    unclear: Literal["", "kind"] = ""
    note: str = ""


@_table("identities.csv", "result", "operation", "first")
class Identity:
    """What levels of one place and year must satisfy."""

    result: IndicatorId
    operation: Literal["ratio", "between", "whole"]
    first: IndicatorId
    second: IndicatorId = ""
    factor: Fraction
    note: str = ""


@_table(
    "reference.csv", "region", "indicator", "measure", "period", "status", "bound", "source_title"
)
class ReferenceFigure:
    """An official figure that the documents leave out; its value as the source prints it."""

    region: str
    indicator: IndicatorId
    measure: Measure
    period: Period
    value: Decimal
    unit: str
    status: Status
    bound: Bound
    source_title: str
    publisher: str
    published: int
    url: Address = ""
    note: str = ""


@_table("reference_notes.csv", "note")
class ReferenceNote:
    """The Chinese of a part of a note of ``reference.csv``, whose parts stand between ``; ``."""

    note: str
    chinese: str


@_table("matches.csv", "target", "outcome")
class Match:
    """Whether a stated number answers a target that is no indicator: the ids of both numbers.

    What is called alike is proposed by itself (`hzlib.frames.open_targets`); a row settles it.
    """

    target: NumberId
    outcome: NumberId
    verdict: Literal["confirmed", "rejected"]
    note: str = ""


@_table("relative_words.csv", "word")
class RelativeWord:
    """What a target that is set by another one names (与经济增长同步)."""

    word: str
    indicator: IndicatorId
    note: str = ""


@_table("theme_cues.csv", "kind", "word")
class ThemeCue:
    """Words by which a theme finds sums, shares, targets, and the columns of a plan's table."""

    kind: ThemeCueKind
    word: Choices
    note: str = ""


@_table("glossary.csv", "term")
class GlossaryTerm:
    """A term of the reports or the lessons, the forms in which reports use it, and what it means.

    A term that names an indicator means what ``comparability.csv`` says of that; one without forms
    is of the lessons alone.
    """

    term: str
    group: str
    forms: Annotated[tuple[str, ...], Between("|")] = ()
    indicator: Annotated[str, Refers("comparability.csv")] = ""
    definition: str = ""

    @property
    def meaning(self) -> str:
        """What it means."""
        return self.definition or comparability()[self.indicator].definition


@_table("topics.csv", "topic", "term")
class TopicTerm:
    """A term that speaks of a topic."""

    topic: str
    term: str


@_table("answer_words.csv", "name")
class AnswerWord:
    """Another word for what an answer may be."""

    name: str
    value: str


@_table("columns.csv", "table", "column")
class ColumnMeaning:
    """What a column of a table that the program writes holds."""

    table: str
    column: str
    standard_name: str = ""
    meaning: str
    zh: str

    @property
    def told(self) -> str:
        """The meaning in the language in use."""
        return self.zh if messages.language() == "zh" else self.meaning


# --- reading --------------------------------------------------------------------------------------


def read(row_type: type[T]) -> tuple[T, ...]:
    """Return the rows of a table of ``data/etc``, in the order of the file.

    Raises
    ------
    HzError
        If the file cannot be read or anything in it is not as its row type says; the error names
        file, line and column.

    Examples
    --------
    >>> read(Place)[0].level
    'province'
    """
    return tuple(_lines(next(table.file for table in TABLES.values() if table.row is row_type)))


class _Place(NamedTuple):
    """Where a row stands."""

    path: Path
    line: int


@cache
def _lines(file: str) -> dict[Any, _Place]:
    """Return the rows of a table, each with its place."""
    table = TABLES[file]
    rows: dict[tuple[str, ...], tuple[Any, _Place]] = {}
    for path in _files(file):
        # A row of the workspace takes the place of the package's row with its key.
        rows |= _keyed(table, path)
    found = dict(rows.values())
    _refer(table, found)
    return found


def _files(file: str) -> tuple[Path, ...]:
    """Return the paths of a file of ``data/etc``: the package's, then that of the workspace."""
    own = _own().get(file)
    return (paths.data() / "etc" / file, *([own] if own else []))


@cache
def _own() -> dict[str, Path]:
    """Return the files that the workspace puts over those of ``data/etc``, by name."""
    home = paths.workspace()
    known = {path.name for path in (paths.data() / "etc").glob("*.*")} if home else set()
    found = {}
    for path in sorted((home / "etc").glob("*.*")) if home else []:
        if path.suffix in (".csv", ".txt") and not path.name.startswith((".", "~")):
            if path.name not in known:
                remedy = Message("rename it or take it away; the names are {known}",
                                 known=sorted(known))  # fmt: skip
                raise HzError("{path}: data/etc has no file of this name", remedy, path=path)
            found[path.name] = path
    return found


def _keyed(table: Table, path: Path) -> dict[tuple[str, ...], tuple[Any, _Place]]:
    """Return the rows of one file with their places, by their keys."""
    header, *lines = records(path)
    readers = _readers(table)
    names = _names(header[1], list(readers), path)
    place = [names.index(name) for name in table.key]
    rows: dict[tuple[str, ...], tuple[Any, _Place]] = {}
    for number, cells in lines:
        values = {}
        for name, cell in zip(names, cells, strict=True):
            try:
                values[name] = readers[name](cell)
            except _Wrong as wrong:
                raise _at(path, number, name, *wrong.args) from None
        key = tuple(cells[index] for index in place)
        if key in rows:
            twice = Message("{key} stands in line {line} already",
                            key=" ".join(key), line=rows[key][1].line)  # fmt: skip
            raise _at(path, number, table.key, twice, Message("take one of the two rows out"))
        rows[key] = table.row(**values), _Place(path, number)
    return rows


def records(path: Path) -> list[tuple[int, list[str]]]:
    """Return the lines of a CSV file with their numbers, each with as many cells as the header.

    Raises
    ------
    HzError
        If the file cannot be read, is empty, or a row has too few or too many cells.
    """
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    lines, last = [], 0
    try:
        for cells in reader:
            number, last = last + 1, reader.line_num
            if cells:
                lines.append((number, cells))
    except csv.Error as error:
        raise HzError(
            "{path}, line {line}: {error}",
            "put cells that hold a comma or a double quote in double quotes, inner ones twice",
            path=path,
            line=last + 1,
            error=str(error),
        ) from None
    if not lines:
        raise HzError("{path}: has no header", "restore the file", path=path)
    header = lines[0][1]
    for number, cells in lines:
        if len(cells) != len(header):
            column = header[len(cells)] if len(cells) < len(header) else str(len(header) + 1)
            wrong = Message("the row has {cells} cells, the header {columns}",
                            cells=len(cells), columns=len(header))  # fmt: skip
            raise _at(path, number, column, wrong, Message("put cells that hold a comma in quotes"))
    return lines


def _names(header: list[str], known: list[str], path: Path) -> list[str]:
    """Return the field of each column of a header."""
    names = [name.strip().replace(" ", "_") for name in header]
    wrong = [(name, Message("missing")) for name in known if name not in names]
    wrong += [(name, Message("not known")) for name in names if name not in known]
    wrong += [(name, Message("stands there twice")) for name in names if names.count(name) > 1]
    for name, what in wrong:
        raise _at(path, 1, name, what, Message("the columns are {known}", known=known))
    return names


def _at(
    path: Path, line: int, column: str | tuple[str, ...], wrong: Message, remedy: Message
) -> HzError:
    return HzError(
        "{path}, line {line}, column {column}: {wrong}",
        remedy,
        path=path,
        line=line,
        column=column,
        wrong=wrong,
    )


class _Wrong(Exception):
    """What is wrong with a cell, and the remedy."""


def _readers(table: Table) -> dict[str, Callable[[str], Any]]:
    """Return for each column what makes a value of a cell."""
    kinds = get_type_hints(table.row, include_extras=True)
    return {one.name: _reader(kinds[one.name], one.default) for one in fields(table.row)}


def _reader(kind: Any, default: Any) -> Callable[[str], Any]:
    """Return what makes a value of a cell as the annotation of its column says."""
    notes = kind.__metadata__ if get_origin(kind) is Annotated else ()
    plain = get_args(kind)[0] if notes else kind
    forms = [(re.compile(note.pattern), note.name) for note in notes if isinstance(note, Form)]
    separator = next((note.separator for note in notes if isinstance(note, Between)), None)
    if plain in _NUMBERS:
        forms.append(_NUMBERS[plain])

    def value(cell: str) -> Any:
        if not cell.strip():
            if default is MISSING:
                raise _Wrong(Message("the cell is empty"), Message("fill it in"))
            return default
        for pattern, name in forms:
            if not pattern.fullmatch(cell):
                wrong = Message("“{cell}” is not {form}", cell=cell, form=name)
                raise _Wrong(wrong, Message("mend the cell"))
        if get_origin(plain) is Literal:
            if cell not in (known := get_args(plain)):
                wrong = Message("“{cell}” is not known", cell=cell)
                raise _Wrong(wrong, Message("use one of {known}", known=known))
            return cell
        if get_origin(plain) in (tuple, frozenset):
            return get_origin(plain)(cell.split(separator))
        return _pattern(cell) if get_origin(plain) is re.Pattern else plain(cell)

    return value


_NUMBERS: dict[type, tuple[re.Pattern[str], Message]] = {
    int: (re.compile(r"-?[0-9]+"), Message("a whole number")),
    Decimal: (re.compile(r"-?[0-9]+(?:\.[0-9]+)?"), Message("a number")),
    Fraction: (
        re.compile(r"[0-9]+(?:\.[0-9]+)?|[0-9]+/0*[1-9][0-9]*"),
        Message("a number or a fraction such as 2000/3"),
    ),
}


def _pattern(cell: str) -> re.Pattern[str]:
    try:
        return re.compile(cell, re.MULTILINE)
    except re.error as error:
        wrong = Message("“{cell}” is no regular expression ({error})", cell=cell, error=str(error))
        raise _Wrong(wrong, Message("mend the pattern")) from None


def _refer(table: Table, rows: dict[Any, _Place]) -> None:
    """Check that what the cells refer to is there."""
    for name, kind in get_type_hints(table.row, include_extras=True).items():
        for note in getattr(kind, "__metadata__", ()):
            if not isinstance(note, Refers):
                continue
            referred = rows if note.file == table.file else _lines(note.file)
            known = {getattr(row, TABLES[note.file].key[0]) for row in referred}
            for row, place in rows.items():
                value = getattr(row, name)
                for word in (value,) if isinstance(value, str) else value:
                    if word and word not in known and not (note.mark and word[0] == note.mark):
                        wrong = Message("“{word}” is not in {file}", word=word, file=note.file)
                        remedy = Message("give one that is, or add it to etc/{file}",
                                         file=note.file)  # fmt: skip
                        raise _at(*place, name, wrong, remedy)


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise HzError(
            "{path}: cannot be read ({reason})",
            "restore the file or give a text file",
            path=path,
            reason=reason(error),
        ) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise HzError(
            "{path}, line {line}: not UTF-8{guess}",
            "save it as UTF-8 in your editor",
            path=path,
            line=line,
            guess=_guess(content),
        ) from None


def _guess(content: bytes) -> Message | str:
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return Message(" but, it seems, GB18030 (GBK)")


# --- by their keys --------------------------------------------------------------------------------


@cache
def indicators() -> dict[str, Indicator]:
    """Return the indicators by id.

    Examples
    --------
    >>> indicators()["gdp"].canonical_unit
    '亿元'
    """
    return {row.id: row for row in read(Indicator)}


def indicator_name(id: str) -> str:
    """Return the Chinese name of an indicator; what is no indicator is its own name.

    Examples
    --------
    >>> indicator_name("gdp"), indicator_name("营业收入")
    ('地区生产总值', '营业收入')
    """
    return indicators()[id].name_zh if id in indicators() else id


@cache
def comparability() -> dict[str, Comparability]:
    """Return how each indicator may be compared.

    Examples
    --------
    >>> comparability()["gdp"].prices
    'constant'
    """
    return {row.indicator: row for row in read(Comparability)}


def reference_note(note: str) -> str:
    """Return a note of the reference series in Chinese; a part without a row stays as it is.

    Examples
    --------
    >>> reference_note("year end; read in a reprint"), reference_note("常住人口")
    ('年末数；读自转载', '常住人口')
    """
    known = {row.note: row.chinese for row in read(ReferenceNote)}
    return "；".join(known.get(part, part) for part in note.split("; "))


@cache
def units() -> dict[str, Unit]:
    """Return the units by name.

    Examples
    --------
    >>> units()["亩"].factor
    Fraction(2000, 3)
    """
    return {row.unit: row for row in read(Unit)}


@cache
def cues(kind: AnyCueKind) -> tuple[str, ...]:
    """Return the cue words of a kind, or the words of a role of headings, longest first.

    Raises
    ------
    HzError
        If there is none: a pattern of no words would match everywhere.

    Examples
    --------
    >>> "突破" in cues("at_least")
    True
    """
    if not (words := _cue_words().get(kind)):
        raise HzError("cues.csv: no cue of the kind {kind}", "restore its row", kind=kind)
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _cue_words() -> dict[str, set[str]]:
    """Return the cue words of every kind, and the words of every role of headings."""
    found: dict[str, set[str]] = {}
    rows: Iterable[Any] = (*read(Cue), *read(DocumentCue), *read(ThemeCue))
    for row in rows:
        found.setdefault(row.kind, set()).update(expand(row.word))
    for heading in read(Heading):
        found.setdefault(heading.role, set()).add(heading.word)
    return found


def expand(pattern: str) -> Iterator[str]:
    """Return the wordings of a pattern: ``[a|b|]`` stands for a, b or nothing.

    Examples
    --------
    >>> list(expand("人均[地区|]生产总值"))
    ['人均地区生产总值', '人均生产总值']
    """
    parts = _BRACKET.split(pattern)
    # Every second part stood in brackets.
    choices = [part.split("|") if at % 2 else [part] for at, part in enumerate(parts)]
    return map("".join, product(*choices))


_BRACKET = re.compile(r"[\[\]]")


@cache
def relative_years() -> dict[str, int]:
    """Return the words for years, each with its distance from the year of issue.

    Examples
    --------
    >>> relative_years()["去年"]
    -1
    """
    return {row.word: row.offset for row in read(RelativeYear)}


@cache
def place_ranks() -> dict[str, int]:
    """Return the rank of each kind of place by how its name ends.

    Examples
    --------
    >>> place_ranks()["省"] < place_ranks()["市"]
    True
    """
    return {row.ending: row.rank for row in read(PlaceKind)}


def forget() -> None:
    """Forget what was read, for the files may have changed."""
    for cached in (
        _own, _lines, indicators, comparability, units, cues, _cue_words, relative_years,
        place_ranks,
    ):  # fmt: skip
        cached.cache_clear()


# --- word files -----------------------------------------------------------------------------------


class WordLine(NamedTuple):
    """A line of a word file, and where it stands."""

    path: Path
    number: int
    text: str

    @property
    def word(self) -> str:
        """Its word, without the mark of one that is taken out."""
        return (self.text.removeprefix("-").split() or [""])[0]


def word_lines(file: str | Path) -> tuple[WordLine, ...]:
    """Return the lines of a word file, but for empty ones and ``#`` lines.

    Parameters
    ----------
    file : str or Path
        The name of a file of ``data/etc``, which that of the workspace is put over, or the path
        of another one.

    Raises
    ------
    HzError
        If the file is missing or not UTF-8, or a line takes out a word that is not there.

    Examples
    --------
    >>> word_lines("classifiers.txt")[0].text
    '个'
    """
    first, *others = [file] if isinstance(file, Path) else _files(file)
    lines = _word_lines(first)
    for other in others:
        lines = _put_over(lines, _word_lines(other))
    return lines


def _word_lines(path: Path) -> tuple[WordLine, ...]:
    lines = enumerate(map(str.strip, _text(path).splitlines()), 1)
    return tuple(WordLine(path, n, line) for n, line in lines if line and not line.startswith("#"))


def _put_over(lines: tuple[WordLine, ...], own: tuple[WordLine, ...]) -> tuple[WordLine, ...]:
    """Return lines with those of the workspace in place of, or after, the others."""
    known = {line.word for line in lines}
    for line in own:
        if line.text.startswith("-") and line.word not in known:
            raise HzError(
                "{path}, line {line}: {text}: there is no such word to take out",
                "mend the word or take the line out",
                path=line.path,
                line=line.number,
                text=line.text,
            )
    changed = {line.word for line in own}
    added = (line for line in own if not line.text.startswith("-"))
    return (*(line for line in lines if line.word not in changed), *added)


def words(file: str | Path) -> tuple[str, ...]:
    """Return the words of a file with one word a line, such as the stop words.

    Raises
    ------
    HzError
        If the file is missing or not UTF-8, or a line holds more than one word.

    Examples
    --------
    >>> "我们" in words("stop_words.txt")
    True
    """
    lines = word_lines(file)
    for path, number, text in lines:
        if len(text.split()) > 1:
            raise HzError(
                "{path}, line {line}: {text}: more than one word",
                "one word a line",
                path=path,
                line=number,
                text=text,
            )
    return tuple(line.text for line in lines)
