"""What a report says of itself: its place, its year and its kind."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from hzlib import lookups
from hzlib.messages import Message, told
from hzlib.text.characters import GONE, full_punctuation, one_width, without_spaces
from hzlib.text.numerals import NUMERAL, whole
from hzlib.text.patterns import cued
from hzlib.text.places import COUNTRY, government
from hzlib.text.places import place as place_of

_HEADER = Message("its header")
_NUMERALS = f"{NUMERAL}{{1,3}}"
_YEAR = r"(?P<year>(?:19|20)\d\d|[二一][〇○零oO0九][〇○零oO0一二三四五六七八九]{2})年"
_SESSION_DATE = (
    rf"{_YEAR}(?:\d{{1,2}}|{_NUMERALS})月(?:\d{{1,2}}|{_NUMERALS})日[^\n。]{{0,24}}{{session}}"
)
_TITLE_YEAR = (
    rf"(?:^|[^一-鿿\d]){_YEAR}[一-鿿]{{0,14}}{{work_report}}"
    rf"|{{work_report}}（{_YEAR.replace('year', 'late')}）"
    rf"|{{carried_out}}{{and|and_too}}{_YEAR.replace('year', 'plan')}"
)
_REVIEW = rf"^.{{0,12}}?{_YEAR}[^\n。，]{{0,20}}{{review_title}}"
_AHEAD = rf"^.{{0,4}}?{_YEAR}[^\n。，]{{0,16}}{{ahead_title}}"
_OPENING = rf"{_YEAR}(?:，|{{was}})"
_HEADER_YEAR = r"^{header_year}[：:]\s*(?P<year>(?:19|20)\d\d)"

_WORK = r"{speaks_for}[一-鿿]{0,16}{government}[^\n。]{0,12}{report}|{work_report}"
_PLAN = r"{carried_out}[^\n。]{0,24}{plan_word}|{plan_draft}"
_OUTLINE = r"{development}[^\n。]{0,6}第[一-鿿\d]{1,3}个五年|{outline_title}"
_PLAN_NUMBER = re.compile(
    rf"第(?P<number>{_NUMERALS}|\d{{1,2}})个五年|[“\"](?P<short>{_NUMERALS})五[”\"]"
)
_SPAN = re.compile(r"(?P<first>(?:19|20)\d\d)年?[—–~～至-]{1,2}(?P<last>(?:19|20)\d\d)年")

_DIGITS = {**{character: str(value) for value, character in enumerate("〇一二三四五六七八九")}}
_DIGITS |= dict.fromkeys("○零oO", "0")


class Identity(NamedTuple):
    """What a report is: place and year may be unknown ("" and 0)."""

    kind: str
    place: str
    year: int
    reviewed: str
    planned: str
    title: str
    issuer: str
    warnings: tuple[str, ...]


def identity(raw: str, name: str, place: str | None = None, year: int | None = None) -> Identity:
    r"""Find out what a report is from its text and its file name.

    Parameters
    ----------
    raw : str
        The text.
    name : str
        The file name without its suffix.
    place, year : optional
        What the caller says; it wins, and a text that says otherwise is warned of.

    Returns
    -------
    Identity
        Kind, place, year, the years reviewed and planned, title, issuer and warnings.

    Examples
    --------
    >>> text = "在某某市第十六届人民代表大会第四次会议上\n一、2023年工作回顾\n"
    >>> found = identity(text, "report")
    >>> found.place, found.year, found.reviewed, found.planned
    ('某某市', 2024, '2023', '2024')
    """
    text = full_punctuation(without_spaces(one_width(raw[:60_000])).replace(GONE, ""))
    kind = _kind(text)
    place, of_place = place_of(text, name, place)
    if kind == "plan-outline":
        year, reviewed, planned, of_year = _plan_years(text, name, year)
    else:
        year, of_year = _report_year(text, name, year)
        reviewed, planned = periods(kind, year)
    warnings = tuple(of_place + of_year)
    title, issuer = _title(text, kind, place, year), place and government(place)
    return Identity(kind, place, year, reviewed, planned, title, issuer, warnings)


def periods(kind: str, year: int) -> tuple[str, str]:
    """Return the years that a report or a plan of a year reviews and plans.

    Examples
    --------
    >>> periods("work-report", 2024), periods("plan-outline", 2026)
    (('2023', '2024'), ('2021-2025', '2026-2030'))
    """
    if not year:
        return "", ""
    if kind == "plan-outline":
        return f"{year - 5}-{year - 1}", f"{year}-{year + 4}"
    return str(year - 1), str(year)


# --- kind and title -------------------------------------------------------------------------------


def _kind(text: str) -> str:
    head = text[:1500]
    if cued(_PLAN).search(head):
        return "plan-report"
    if cued(_WORK).search(head) or not cued(_OUTLINE).search(head):
        return "work-report"
    return "plan-outline"


def _title(text: str, kind: str, place: str, year: int) -> str:
    known = next(row for row in lookups.read(lookups.Kind) if row.kind == kind)
    for line in text[:1500].split("\n")[:20]:
        line = cued(r"^{header_title}[：:]").sub("", line)
        own = len(known.mark) + 2 < len(line) <= 60
        if own and known.mark in line and not cued(r"[。，；]|{held_at}.*{meeting}").search(line):
            return line
    title = known.title if year else known.title.removeprefix("{year}年")
    of = place if place != COUNTRY else ""
    return title.format(place=of, year=year, before=year - 1, last=year + 4)


# --- year -----------------------------------------------------------------------------------------


def _report_year(text: str, name: str, claimed: int | None) -> tuple[int, list[str]]:
    said = dict(_said_years(text))
    header = said.pop(_HEADER, 0)
    found = next(iter(said.values()), 0) or header
    source = next(iter(said), _HEADER)
    named = next((int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", name)), 0)
    warnings = []
    if header and header != found:
        warnings.append(
            told("its header says {header}, but {source} says {found}",
                 header=header, source=source, found=found)
        )  # fmt: skip
    if claimed and found and claimed != found:
        warnings.append(
            told("year given as {claimed}, but {source} says {found}",
                 claimed=claimed, source=source, found=found)
        )  # fmt: skip
    elif not claimed and named and found and named != found:
        warnings.append(
            told("the file name says {named}, but {source} says {found}",
                 named=named, source=source, found=found)
        )  # fmt: skip
    year = claimed or found or named
    if not year:
        warnings.append(told("the text does not say its year"))
    return year, warnings


def _said_years(text: str) -> Iterator[tuple[Message, int]]:
    head = text[:3000]
    for source, pattern, where, later in (
        (Message("the date of its session"), _SESSION_DATE, head[:1500], 0),
        (Message("its title"), _TITLE_YEAR, head[:1500], 0),
        (Message("its heading"), _REVIEW, text, 1),
        (Message("its heading ahead"), _AHEAD, text, 0),
        (Message("its opening"), _OPENING, head[:800], 1),
        (_HEADER, _HEADER_YEAR, head, 0),
    ):
        found = cued(pattern, re.MULTILINE).search(where)
        if found:
            yield source, int(_western(next(group for group in found.groups() if group))) + later


def _western(year: str) -> str:
    return "".join(_DIGITS.get(character, character) for character in year)


def _plan_years(text: str, name: str, claimed: int | None) -> tuple[int, str, str, list[str]]:
    span = _SPAN.search(text[:600])
    number = _PLAN_NUMBER.search(text[:3000]) or _PLAN_NUMBER.search(name)
    first = 0
    if span and int(span["last"]) - int(span["first"]) == 4:
        first = int(span["first"])
    elif number:
        first = _first_year(whole(number["number"] or number["short"]))
    warnings = []
    if claimed and first and claimed != first:
        warnings.append(
            told("year given as {claimed}, but the plan begins in {first}",
                 claimed=claimed, first=first)
        )  # fmt: skip
    year = claimed or first
    if not year:
        warnings.append(told("the text does not say which plan it is"))
    return year, *periods("plan-outline", year), warnings


def _first_year(plan: int) -> int:
    # The first plan began in 1953, the second in 1958, the third, after a pause, in 1966.
    return 1953 + 5 * (plan - 1) if plan < 3 else 1966 + 5 * (plan - 3)
