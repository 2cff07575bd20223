"""Which stated numbers are of one thing: the name of their subject, and what was done with it.

新增家庭养老床位 and 家庭养老床位 are called alike, yet one counts what was added and the other may
count all there are. The verb tells it, and stands in the subject, before it, before the number, or
before the first member of a list.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from hzlib import lookups
from hzlib.extraction.dating import periods
from hzlib.extraction.framing import Frame, frame_at, frames
from hzlib.extraction.stated import Stated
from hzlib.text.corpus import Document
from hzlib.text.numerals import NUMERAL
from hzlib.text.patterns import cued

Act = Literal["", "adds", "makes", "in_all"]


class Words(NamedTuple):
    """A thing by its words: name, verbs that belong to it, whether so many came to be."""

    name: str
    dealt: frozenset[str]
    came: bool


class Thing(NamedTuple):
    """What a number is of, by which it is known again in other texts.

    Attributes
    ----------
    name : str
        The words of the subject without signs, 的 and verbs. Empty where they are too few, and for
        a number that counts what was listed before it (甲、乙等8个项目) or is spelt out (三项工作),
        as numbers in names are.
    dealt : frozenset of str
        The verbs that say what was done with it (盘活, 改造), wherever they stand.
    measure, unit : str
        What is measured, in what; words such as 名 and 人, which count the same, are one unit.
    act : str
        ``adds`` (新增: on top of what there was), ``makes`` (建成: so many came to be), ``in_all``
        (累计, 总数), or empty: no verb, or one that says no more than that it is done (完成).
    years : bool
        Whether so many are done in several years, even if its period names one: 到2030年累计新增,
        三年新增.
    """

    name: str
    dealt: frozenset[str]
    measure: str
    unit: str
    act: Act
    years: bool = False

    @property
    def key(self) -> tuple[str, frozenset[str], str, str]:
        """What two numbers of one thing have in common."""
        return self[:4]

    @property
    def words(self) -> Words:
        """What it is known by, whatever is measured of it (`known_by`)."""
        return Words(self.name, self.dealt, self.act in _CAME)

    def answers(self, other: "Thing") -> bool:
        """Tell whether a number of this thing may answer one of the other.

        What was to be added is answered by what was added; what was to be made by that as well, or
        by what was made, which may be all there are; a total answers what may be one. What was done
        in a year does not answer what was to be done in several, nor the other way round.

        Examples
        --------
        >>> more = Thing("普惠托位", frozenset(), "level", "个", "adds")
        >>> made = more._replace(act="makes")
        >>> more.answers(made), made.answers(more), more._replace(act="in_all").answers(more)
        (True, False, False)
        """
        acts, total = {self.act, other.act}, self.act == "in_all"
        asked = self.act in _ANSWERED[other.act]
        if other.years:
            fits = (self.years or total) and (asked or (self.years and "in_all" in acts))
        else:
            fits = asked and not self.years and not (total and other.dealt and not other.act)
        return self.key == other.key and bool(self.name) and fits


# By the verb of what is asked for: the verbs of what may answer it.
_ANSWERED: dict[Act, tuple[Act, ...]] = {
    "": ("", "makes", "in_all"), "adds": ("adds",), "makes": ("makes", "adds"),
    "in_all": ("in_all", ""),
}  # fmt: skip
_VERB = "{adds|makes|deals_with|in_all|says_only}"
_CAME: tuple[Act, ...] = ("adds", "makes")  # the others tell of all there are
_CHANGES = ("change", "growth")
_LEAST = 3  # characters: 学位 does not tell one thing from another, 新增学位 does


def things(document: Document, found: Sequence[Stated]) -> list[Thing]:
    """Return what each of the stated numbers of a document is of.

    Parameters
    ----------
    document : Document
        The document.
    found : sequence of Stated
        All its numbers in the order of the text (`hzlib.extraction.stated.stated`): a verb holds
        for the members of a list behind it.

    Examples
    --------
    >>> from hzlib.extraction.stated import stated
    >>> from hzlib.text.corpus import load
    >>> report = load("hangzhou-gwr-2023")
    >>> found = stated(report)
    >>> made = dict(zip([one.text for one in found], things(report, found), strict=True))
    >>> made["4800张"].name, made["4800张"].act, made["3000个"].name, made["3000个"].act
    ('家庭养老床位', 'adds', '普惠托位', 'adds')
    """
    return list(_things(document, found))


def known_by(subject: str) -> Words:
    """Return what the thing of a subject is known by, as far as the subject tells it.

    Examples
    --------
    >>> known_by("建成“口袋公园”") == known_by("新增口袋公园") != known_by("口袋公园")
    True
    """
    name, verbs = _named(subject)
    return Words(name, verbs.dealt, _act(verbs) in _CAME)


def _things(document: Document, found: Sequence[Stated]) -> Iterator[Thing]:
    text, stop, before = document.text, 0, _Verbs()
    framed = frames(document)
    for one in found:
        place = _Place.of(document, one)
        name, own = _named(one.subject)
        ahead = _ahead(text, place)
        if not ahead and cued(_GOES_ON).fullmatch(text, stop, place.start):
            ahead = before
        stop, before = max(stop, place.end), ahead or own
        link = _verbs(text, _link_start(text, place), place.number)
        verbs = own | ahead | link
        act = _act(link) or _act(own | ahead)
        if (
            len(name) < _LEAST - (act == "adds")
            or not _DIGIT.search(one.text)
            or _is_listed(text, place)
        ):
            name = ""
        unit = counted_as(one.unit)
        # What is in per cent is neither added nor summed up.
        act = "" if unit in _RATES else act
        done = verbs.dealt or verbs.acts.intersection(_CAME) or one.measure in _CHANGES
        years = done and _takes_years(document, framed, one, place)
        yield Thing(name, verbs.dealt, one.measure, unit, act, bool(years))


_YEARS_LONG = (
    rf"(?P<row>{{in_a_row|yearly}})?(?:(?<!\d)\d{{1,2}}|两|{NUMERAL}{{1,2}})年{{lasting}}?[，,]?"
    rf"(?:{{summed}}|{{at_least|at_most|about}}|{_VERB})*\Z"
)


def _takes_years(document: Document, framed: list[Frame], one: Stated, place: "_Place") -> bool:
    """Tell whether what is done takes several years, as its period or the words ahead say."""
    text, year = document.text, one.period
    begin = max(text.rfind(mark, 0, place.start) for mark in "。；;\n") + 1
    if cued("{yearly}").search(text, begin, place.number):
        return False
    if one.period[:4] != one.period[-4:]:
        return True
    long = cued(_YEARS_LONG).search(text, max(begin, place.start - _FAR), place.start)
    if long and not long["row"]:
        return True
    dated = cued(rf"(?P<until>{{until}})?{year}年").search(text, begin, place.number)
    if dated:
        # 到2030年新增 counts from now on, 2030年新增 that year alone.
        return bool(dated["until"]) and year > (document.planned[:4] or str(document.year))
    named = [(one.first, one.last) for one in periods(text, begin, place.number, document.year)]
    frame = frame_at(framed, place.start)
    first, last = named[-1] if named else (frame.first, frame.last)
    return first < last and str(last) == year


_GOES_ON = r"(?:[、（(，\s]*{among}|[、（(\s]|{and|and_too})+"
_DIGIT = re.compile(r"\d")
_RATES = ("%", "‰")


def counted_as(unit: str) -> str:
    """Return the unit that stands for all which count the same.

    Examples
    --------
    >>> counted_as("名") == counted_as("人"), counted_as("公顷")
    (True, '公顷')
    """
    known = lookups.units().get(unit)
    return known.base if known and known.factor == 1 else unit


def _is_listed(text: str, place: "_Place") -> bool:
    """Tell whether a number counts what was listed before it: 甲、乙等8个项目."""
    return text.endswith(lookups.cues("such_as"), 0, place.number)


class _Place(NamedTuple):
    """Where a number stands with its subject: begin, number, words that link it, end."""

    start: int
    number: int
    link: int
    end: int

    @classmethod
    def of(cls, document: Document, one: Stated) -> "_Place":
        offset = document.cleaned.text_offset
        number, end = offset(one.start), offset(one.end)
        spans = [tuple(map(int, part.split("-"))) for part in one.subject_at.split()]
        ahead = [(offset(low), offset(high)) for low, high in spans if low < one.start]
        behind = [offset(high) for low, high in spans if low >= one.start]
        start, link = (ahead[0][0], ahead[-1][1]) if ahead else (number, number)
        return cls(start, number, min(link, number), max(end, *behind, 0))


# --- verbs ----------------------------------------------------------------------------------------


class _Verbs(NamedTuple):
    """What the verbs of a stretch of text say."""

    acts: frozenset[Act] = frozenset()
    dealt: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.acts or self.dealt)

    def __or__(self, other: "_Verbs") -> "_Verbs":
        return _Verbs(self.acts | other.acts, self.dealt | other.dealt)


_ACTS: tuple[Act, ...] = ("in_all", "adds", "makes")  # 累计新增 is a total
_REACH = 20
_FAR = 26


def _act(verbs: _Verbs) -> Act:
    return next((act for act in _ACTS if act in verbs.acts), "")


def _ahead(text: str, place: _Place) -> _Verbs:
    """Return the verbs right before a subject, or before a number whose noun stands behind it."""
    # Not the last word of a heading, 安排 in 2023年工作安排.
    linked = rf"{_VERB}+(?:{{at_least|at_most|about|every}}|[^\S\n])*\Z"
    found = cued(linked).search(text, max(0, place.start - _REACH), place.start)
    return _verbs(text, found.start(), place.start) if found else _Verbs()


def _link_start(text: str, place: _Place) -> int:
    """Return where the words begin that link a number to a subject, which may stand far ahead."""
    return max(
        text.rfind(mark, place.link, place.number) + 1 or place.link for mark in "，；。,（("
    )


def _verbs(text: str, start: int, end: int) -> _Verbs:
    """Return the verbs of a stretch, each the longest that begins where it does."""
    if end - start > _FAR or "|" in text[start:end]:
        return _Verbs()
    words = {found[0] for found in cued(_VERB).finditer(text, start, end)}
    acts = {act for act in _ACTS if words.intersection(lookups.cues(act))}  # type: ignore[arg-type]
    if cued("{to|sum}").search(text, start, end):
        acts.add("in_all")
    return _Verbs(frozenset(acts), frozenset(words.intersection(lookups.cues("deals_with"))))


def bare(subject: str) -> str:
    """Return a subject as it is printed, without the verbs that open and close it.

    Examples
    --------
    >>> bare("新增“雄鹰”企业"), bare("标准厂房建设"), bare("实施项目")
    ('“雄鹰”企业', '标准厂房', '项目')
    """
    start, end = _inner(subject)
    return subject[start:end]


def _named(subject: str) -> tuple[str, _Verbs]:
    """Return the name of a subject, and the verbs that open and close it."""
    start, end = _inner(subject)
    name = re.sub(r"\W", "", cued("{of}").sub("", subject[start:end]))
    return name, _verbs(subject, 0, start) | _verbs(subject, end, len(subject))


def _inner(subject: str) -> tuple[int, int]:
    """Return where the words begin and end that stand between the verbs of a subject."""
    opening = cued(rf"[“‘]*{{each_year}}?(?>{_VERB}*)").match(subject)
    start = opening.end() if opening else 0
    closing = cued(f"(?<=..){_VERB}+$").search(subject, start)
    return start, closing.start() if closing else len(subject)
