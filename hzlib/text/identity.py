"""What a report says of itself: its place, its year and its kind."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from hzlib import lookups
from hzlib.messages import Message, told
from hzlib.text.characters import GONE, full_punctuation, one_width, without_spaces
from hzlib.text.numerals import NUMERAL, whole
from hzlib.text.patterns import behind_last, cued
from hzlib.text.places import COUNTRY, YEAR, government
from hzlib.text.places import place as place_of
from hzlib.text.titles import PART, Title, is_path, title

_HEADER = Message("its header")
_NUMERALS = f"{NUMERAL}{{1,3}}"
_YEAR = f"(?P<year>{YEAR})"
_DAY = rf"(?:\d{{1,2}}|{_NUMERALS})月(?:\d{{1,2}}|{_NUMERALS})日"
_SESSION_DATE = (
    rf"{_YEAR}{_DAY}[^\n。：年]{{0,14}}\n?[^\n。：年]{{0,24}}{{session}}"
    rf"|{{congress}}[^\n。，]{{0,20}}\n?[^\n。，一-鿿\d]{{0,3}}(?P<below>{YEAR}){_DAY}"
)
_TITLE_YEAR = (
    rf"(?:^|[^一-鿿\d]){_YEAR}[一-鿿]{{0,14}}{{work_report}}"
    rf"|{{work_report}}（(?P<late>{YEAR})）|{{carried_out}}{{and|and_too}}(?P<plan>{YEAR})"
)
# The beginning of a line is looked for by the line end before it, which is found quickly.
# Also of a report whose paragraphs were run together.
_REVIEW = rf"(?:\n.{{0,12}}?|。一、[^\n。，]{{0,12}}?){_YEAR}[^\n。，]{{0,20}}{{review_title}}"
_AHEAD = rf"\n.{{0,4}}?(?<!{{until}}){_YEAR}[^\n。，]{{0,16}}{{ahead_title}}"
_OPENING = rf"(?<!{{until}}){_YEAR}(?:，|{{was}})"
_THIS_YEAR = rf"{{this_year}}（{_YEAR}）"
# A date alone on its line, or one that a narrow page parted from its session.
_DATELINE = (
    rf"[—–（(【-]{{0,6}}(?:{_YEAR}(?:{_DAY})?[）)】]?$|(?P<session>{YEAR}){_DAY}{{before_place}}"
    # With the name of who speaks it is that of the session: （2006年2月8日 张某某）.
    rf"|(?<=[（(])(?P<spoken>{YEAR}){_DAY}[一-鿿]{{2,4}}[）)]$)"
)
# 2019年经济社会发展主要预期目标是
_AIMS = rf"(?<!{{until}}){_YEAR}[^\n。，：\d]{{0,16}}{{aims}}"
_AIMS_ARE = rf"{_AIMS}[^\n。，：\d]{{0,4}}(?:：|{{was}})"
_HEADING_YEAR = (
    rf"\n[^\n。，；：\d]{{0,12}}(?<!{{until}}){_YEAR}"
    rf"(?!\d{{1,2}}月|{_NUMERALS}月)[^\n。，；）]{{2,24}}$"
)
_HEADING_PAST = r"\n[^\n。，；：\d]{0,6}{past_year|last_year}[^\n。，；]{0,12}$"
_HEADER_YEAR = r"^{header_year}[：:]\s*(?P<year>(?:19|20)\d\d)"
# A year that is no part of a date.
_TOLD = rf"(?<![\d一-鿿]){_YEAR}(?!\d{{1,2}}月|{_NUMERALS}月)"
# 2020年11月1日零时
_MOMENT = rf"{_YEAR}{_DAY}{{census_moment}}"
_ISSUED = rf"(?<!\d)(?:{_YEAR}(?:\d{{1,2}}|{_NUMERALS})月|(?P<iso>20\d\d)-\d\d?-\d\d?)"

_WORK = r"{speaks_for}[一-鿿]{0,16}{government}[^\n。]{0,12}{report}|{work_report}"
_PLAN = r"{carried_out}[^\n。]{0,24}{plan_word}|{plan_draft}"
_BUDGET = r"{budget_report}[^\n。]{0,24}{budget_draft}"
_OUTLINE = r"{development}[^\n。]{0,6}第[一-鿿\d]{1,3}个五年|{outline_title}"
_STATISTICS = (
    r"(?:^|。)一、{communique_first}(?:$|{section_opening})",
    r"(?:^|。)[二三四五]、{communique_later}",
)
_LOOKING_BACK = ("communique", "news")
_PLAN_NUMBER = re.compile(
    rf"第(?P<number>{_NUMERALS}|\d{{1,2}})个五年|[“\"]?(?P<short>{_NUMERALS}?)五[”\"]"
)
_SHORT_NUMBER = rf"(?P<short>{_NUMERALS})五(?:{{plan_document}}|[一-鿿]{{2,24}}{{plan_document}}$)"
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
        What the caller says: the place wins, the year where the text does not say it; a text that
        says otherwise is warned of.

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
    whole = one_width(raw)[:_MOST]
    text = _plain(_outlined(whole))
    found = title(text)
    kind = found.kind if found else _untitled_kind(text, name)
    line = found.line if found else ""
    place, of_place = place_of(text, name, place, line, lambda: _plain(whole))
    if kind == "plan-outline":
        year, reviewed, planned, of_year = _plan_years(text, name, line, year)
    else:
        year, reviewed, planned, of_year = _report_years(text, name, kind, line, year)
    warnings = tuple(of_place + of_year)
    called, issuer = _called(found, kind, place, year, reviewed), place and government(place)
    return Identity(kind, place, year, reviewed, planned, called, issuer, warnings)


_MOST, _FIRST_PAGE = 60_000, 6_000
_RUN_TOGETHER, _OF_A_LINE = 1_000, 120  # characters of a line, and those that may head it


def _outlined(text: str) -> str:
    """Return the first page of a text and the beginnings of the lines below it: its headings.

    Of lines that were run together all is kept.
    """
    page = text.find("\n", _FIRST_PAGE)
    if page < 0:
        return text
    lines = text[page:].split("\n")
    heads = [line if len(line) > _RUN_TOGETHER else line[:_OF_A_LINE] for line in lines]
    return text[:page] + "\n".join(heads)


def _plain(text: str) -> str:
    return full_punctuation(without_spaces(text).replace(GONE, ""))


def periods(kind: str, year: int) -> tuple[str, str]:
    """Return the years that a document of a kind and of a year of issue reviews and plans.

    A communiqué and news of statistics plan nothing; the first year of an outline is its year.

    Examples
    --------
    >>> periods("work-report", 2024), periods("plan-outline", 2026), periods("communique", 2025)
    (('2023', '2024'), ('2021-2025', '2026-2030'), ('2024', ''))
    """
    if not year:
        return "", ""
    if kind == "plan-outline":
        return f"{year - 5}-{year - 1}", f"{year}-{year + 4}"
    return str(year - 1), "" if kind in _LOOKING_BACK else str(year)


# --- kind and title -------------------------------------------------------------------------------


def _untitled_kind(text: str, name: str) -> str:
    # A narrow page tears the words; a path (首页 > 政务公开) is that of a site.
    head = "".join(line for line in text[:1500].split("\n") if not is_path(line))
    for kind, pattern in (
        ("plan-report", _PLAN),
        ("budget-report", _BUDGET),
        ("work-report", _WORK),
    ):
        if cued(pattern).search(head):
            return kind
    if all(cued(pattern, re.MULTILINE).search(text) for pattern in _STATISTICS):
        return "communique"
    if cued(_OUTLINE).search(head):
        return "plan-outline"
    if _is_news_of_a_part(text):
        return "news"
    in_name = title(name)
    return in_name.kind if in_name else "work-report"


_NEWS_HEAD, _FIRST_WORDS, _HEAD_OF_NEWS = 300, 120, 1500


# 2024年3月, alone on its line: when it was issued, not what it is of.
_DATE_LINE = re.compile(
    rf"^[（(]?{YEAR}(?:\d{{1,2}}|{_NUMERALS})月(?:(?:\d{{1,2}}|{_NUMERALS})日)?[）)]?$",
    re.MULTILINE,
)


def _is_news_of_a_part(text: str) -> bool:
    """Tell whether a text without a title opens as news of a part of a year."""
    head = _DATE_LINE.sub("", text[:_NEWS_HEAD])
    if _part(head) and cued(r"{news_title}").search(head):
        return True
    # 上半年GDP增长3%，领跑全省: it stands before what is told first, or in the first line with it.
    told = cued(r"{part_news|part_told}").search(head[:_FIRST_WORDS])
    line = head.split("\n")[0]
    titled = told and told.start() < len(line) <= _LONGEST_HEADING * 2 and "。" not in line
    before = line if titled else head[: told.start()] if told else ""
    return bool(before and _part(before) or _opening_part(text))


_FIRST_TOLD = r"{part_told}[^，。；\d]{0,8}\d"
_OPENS_WITH_PART = rf"[^。；\d]{{0,8}}?(?:\d{{4}}年)?(?:{PART})"


def _opening_part(text: str) -> str:
    """Return how the first number of news begins, if it is of a part of a year."""
    line = text.split("\n", 1)[0]
    if not cued(r"{news_title}").search(line) or _spoken(text[:_NEWS_HEAD]):
        return ""
    told = cued(_FIRST_TOLD).search(head := text[:_HEAD_OF_NEWS])
    start = behind_last("。；\n", head, 0, told.start()) if told else 0
    opened = cued(_OPENS_WITH_PART).match(head, start, told.start()) if told else None
    return opened.group() if opened else ""


def _called(found: Title | None, kind: str, place: str, year: int, reviewed: str) -> str:
    """Return the title of a document, or how one of its kind is called."""
    if found and found.own and not cued(r"{held_at}.*{meeting}").search(found.line):
        return found.line
    called = next(row.title for row in lookups.read(lookups.Kind) if row.kind == kind)
    before = reviewed or year - 1
    if not year:
        called = re.sub(r"\{(?:year|before)\}年", "", called)
    of = place if place != COUNTRY else ""
    return called.format(place=of, year=year, before=before, last=year + 4)


# --- the years of a report ------------------------------------------------------------------------


def _report_years(
    text: str, name: str, kind: str, line: str, claimed: int | None
) -> tuple[int, str, str, list[str]]:
    """Return the year of issue, the years reviewed and planned, and what is to be warned of."""
    back = kind in _LOOKING_BACK
    # What has no title says in its opening of which part of a year it is.
    head = _DATE_LINE.sub("", text[:_NEWS_HEAD])
    line = line or (back and (head if _part(head) else _opening_part(text))) or ""
    part = _part(line)
    lines = f"\n{text}"
    headed = (0, 0) if back else (_first(_REVIEW, lines), _first(_AHEAD, lines))
    said = dict(_looking_back(text, line, part) if back else _said(text, line, *headed))
    header = said.pop(_HEADER, 0)
    found, source = next(iter(said.values()), 0) or header, next(iter(said), _HEADER)
    issued = _issued(text, found) if back else found
    digits = next((int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", name)), 0)
    named = digits if back else _of_title(name) or digits
    # A communiqué of 2023, issued in 2024, is of both years, and its file is named by the first.
    later = 1 if back and not part else 0
    fitting = {found, issued, found - later}
    warnings = _contradictions(header, claimed, named, found - later, source, fitting)
    unsaid = claimed or (named and named + later)
    year = issued if said or not claimed else claimed
    year = year or unsaid
    if not year:
        warnings.append(told("the text does not say its year"))
    basis = next(iter(said.values()), 0) or claimed or found or unsaid
    of_headings = None if back else _in_headings(*headed) or _in_title(line)
    reviewed, planned = of_headings or periods(kind, basis)
    if part:
        warnings.append(
            told("it is of a part of the year ({part}): its numbers are no annual facts", part=part)
        )
        reviewed = ""
    return year, reviewed, planned, warnings


def _contradictions(
    header: int, claimed: int | None, named: int, found: int, source: Message, fitting: set[int]
) -> list[str]:
    """Return what header, caller and file name say against the text."""
    warnings = []
    if header and header != found:
        warnings.append(
            told("its header says {header}, but {source} says {found}",
                 header=header, source=source, found=found)
        )  # fmt: skip
    if claimed and found > 0 and claimed not in fitting and source != _HEADER:
        warnings.append(
            told("year given as {claimed}, but {source} says {found}, which is taken",
                 claimed=claimed, source=source, found=found)
        )  # fmt: skip
    elif not claimed and named and found > 0 and named not in fitting:
        warnings.append(
            told("the file name says {named}, but {source} says {found}",
                 named=named, source=source, found=found)
        )  # fmt: skip
    return warnings


def _said(text: str, line: str, reviewed: int, planned: int) -> Iterator[tuple[Message, int]]:
    """Yield what says the year of issue of a report, the surest first; two are of headings."""
    head = text[:3000]
    ahead = int((_in_headings(reviewed, planned) or ("", "0"))[1])
    titled = _of_title(line) or _first(_TITLE_YEAR, head[:1500])
    silent = True
    for source, found in (
        (Message("the date of its session"), _first(_SESSION_DATE, head[:1500])),
        # Two headings that fit together are surer than a title, which a collector may have given.
        (Message("its title"), 0 if ahead and titled != ahead else titled),
        (Message("its heading ahead"), ahead),
        (Message("its heading"), reviewed and reviewed + 1),
        (Message("its aims"), _first(_AIMS_ARE, head)),
        (Message("its heading ahead"), planned),
        (Message("the date below its title"), _dated(text)),
        (Message("its opening"), _first(_THIS_YEAR, head[:800])),
        (Message("its opening"), _opened(head[:800], line)),
        (Message("its aims"), _first(_AIMS, head)),
        (_HEADER, _first(_HEADER_YEAR, head)),
        (Message("the date below its title"), _of_news(head, line)),
    ):
        silent = silent and not found
        if found:
            yield source, found
    if silent and (found := _only(text)):
        yield Message("the only year that it names"), found


_PAST = rf"(?<!{{until}})(?P<year>{YEAR})(?!\d{{1,2}}月)"


def _opened(head: str, line: str) -> int:
    """Return the year of issue that the opening words of a report give by the year behind it.

    Where the same page tells of a later one that is over (2001年，…。2021年全市…), they open none.
    """
    year = _first(_OPENING, head, 1)
    told = [_western(found["year"]) for found in cued(_PAST).finditer(head)]
    day = None if line or _spoken(head) else cued(_PAGE_DAY).search(head[:_PAGE_HEAD])
    published = _western(day["year"] or day["iso"]) if day else year
    return year if max([published, *told]) <= year else 0


def _spoken(head: str) -> bool:
    """Tell whether a text is a report that was held, not told by a page."""
    return cued(r"{salutation}|{speaks_for}").search(head) is not None


_NAMED = rf"{_YEAR}(?!{{since}})"  # 创1994年以来最高水平 tells of no year


def _only(text: str) -> int:
    """Return the year of issue of a text that looks back and names one year alone."""
    years = {_western(found["year"]) for found in cued(_NAMED).finditer(text)}
    if len(years) != 1 or not cued(r"{looks_back}").search(text) or _aims(text):
        return 0
    return years.pop() + 1


_ABOVE, _ABOVE_REACH = r"{differs}[^，。；\d]{0,4}$", 10


def _aims(text: str) -> bool:
    """Tell whether a text says what is aimed at; 高于预期目标 tells what came of it."""
    found = (one.start() for one in cued(r"{aims}").finditer(text))
    return any(not cued(_ABOVE).search(text, max(0, at - _ABOVE_REACH), at) for at in found)


def _of_title(line: str) -> int:
    """Return the year of issue that a title says: of two years it plans the last."""
    years = [_western(year) for year in re.findall(rf"{YEAR}|20\d\d$", line)]
    if not years:
        return 0
    reviews = cued(r"{carried_out|budget_report}").search(line) is not None
    return years[0] + 1 if reviews and len(years) == 1 and not _part(line) else years[-1]


def _in_headings(reviewed: int, planned: int) -> tuple[str, str] | None:
    """Return the years reviewed and planned, if the headings say both, one behind the other."""
    return (str(reviewed), str(planned)) if reviewed and planned == reviewed + 1 else None


_NEAR_TITLE = 8


def _dated(text: str) -> int:
    """Return the year of a date below the title, if the first heading is of the year before it.

    The date alone may be that of a web page; a heading of the past year, or of a five-year plan
    that begins or has just ended, fits it as well.
    """
    for line in text[:1500].split("\n")[:_NEAR_TITLE]:
        if found := cued(_DATELINE).match(line):
            year = _western(found["year"] or found["session"] or found["spoken"])
            reviewed = _first(_HEADING_YEAR, lines := f"\n{text}")
            past = cued(_HEADING_PAST, re.MULTILINE).search(lines)
            plan = 0 if reviewed or past else _numbered_heading(text)
            fits = past or plan in (year, year - 5) or found["spoken"]
            fits = reviewed == year - 1 if reviewed else fits
            return year if fits else 0
        if "。" in line:
            break
    return 0


# A day, as a page gives it: 2024-01-15, 2024年1月15日.
_PAGE_DAY = rf"(?<!\d)(?:{_YEAR}{_DAY}|(?P<iso>20\d\d)-\d\d?-\d\d?)"
_NEWS = r"{news_mark}|^[^\n。]{0,40}{congress}[^\n。，]{0,12}{opens}"
_PAGE_HEAD = 400


_OF_NO_PRICE = rf"{_YEAR}(?!{{price_base}})"
_LATE, _FIVE = re.compile(r"[年-]1[12]"), 5


def _of_news(head: str, line: str) -> int:
    """Return the year of the day on which a page of news was published, if what it tells fits."""
    day = cued(_PAGE_DAY).search(head[:_PAGE_HEAD])
    if not day:
        return 0
    if (line or _spoken(head)) and not cued(_NEWS).search(head[: 2 * _PAGE_HEAD]):
        return 0
    year = _western(day["year"] or day["iso"])
    told = {_western(one["year"]) for one in cued(_OF_NO_PRICE).finditer(head, day.end())}
    # News of what is aimed at names years ahead only; late in a year that of issue may be the next.
    late, ahead = _LATE.match(day.group()[4:]), bool(told) and min(told) > year
    if late and ahead and year + _FIVE in told and cued(r"{next_five_years}").search(head):
        return year + 1  # in December, on the five years that begin with the next one
    ahead = ahead and not late
    return year if not told or told & {year - 1, year} or ahead else 0


def _numbered_heading(text: str) -> int:
    """Return the first year of the five-year plan that the first such heading names, or 0."""
    heads = (line for line in text.split("\n") if len(line) <= _LONGEST_HEADING)
    named = (first for line in heads if (first := _numbered(line)))
    return next(named, 0)


_LONGEST_HEADING = 30


def _in_title(line: str) -> tuple[str, str] | None:
    """Return the years reviewed and planned, if a title says both: 2025年…执行情况和2026年…草案."""
    years = [_western(year) for year in re.findall(YEAR, line)]
    both = len(years) == 2 and years[1] == years[0] + 1
    return (str(years[0]), str(years[1])) if both else None


def _looking_back(text: str, line: str, part: str) -> Iterator[tuple[Message, int]]:
    """Yield what says the year of statistics, as the year behind it; a part has its own."""
    head, later = text[:3000], 0 if part else 1
    for source, found in (
        (Message("its title"), _first(_YEAR, line, later)),
        (Message("its opening"), _first(_MOMENT, head, later) or _first(_TOLD, head, later)),
    ):
        if found:
            yield source, found


def _issued(text: str, year: int) -> int:
    """Return the year of the date below the title, if it can be that of issue."""
    dates = (
        int(_western(day["year"] or day["iso"])) for day in cued(_ISSUED).finditer(text[:1500])
    )
    return next((date for date in dates if not year or year <= date <= year + 1), year)


def _part(line: str) -> str:
    """Return the part of a year that a title names, unless it names the whole year as well."""
    found = cued(PART).search(line)
    return found.group() if found and not cued(r"{year_whole}").search(line) else ""


def _first(pattern: str, where: str, later: int = 0) -> int:
    """Return the first year that a pattern finds, counted on, or 0."""
    found = cued(pattern, re.MULTILINE).search(where)
    return _western(next(group for group in found.groups() if group)) + later if found else 0


def _western(year: str) -> int:
    return int("".join(_DIGITS.get(character, character) for character in year[:4]))


# --- the years of a plan --------------------------------------------------------------------------


def _plan_years(
    text: str, name: str, line: str, claimed: int | None
) -> tuple[int, str, str, list[str]]:
    """Return the years of a plan: from its title, else of the plan that the text names most."""
    first = _numbered(line) or _spanned(line)
    first = first or _spanned(text[:600]) or _most_named(text) or _numbered(name)
    warnings = []
    if claimed and first and claimed != first:
        warnings.append(
            told("year given as {claimed}, but the plan begins in {first}, which is taken",
                 claimed=claimed, first=first)
        )  # fmt: skip
    year = first or claimed or 0
    if not year:
        warnings.append(told("the text does not say which plan it is"))
    return year, *periods("plan-outline", year), warnings


def _spanned(text: str) -> int:
    span = _SPAN.search(text)
    return int(span["first"]) if span and int(span["last"]) - int(span["first"]) == 4 else 0


def _numbered(text: str) -> int:
    number = _PLAN_NUMBER.search(text) or cued(_SHORT_NUMBER, re.MULTILINE).search(text)
    found = number and (number.groupdict().get("number") or number["short"])
    return _first_year(whole(found)) if found else 0


def _most_named(text: str) -> int:
    """Return the first year of the plan that a text names most: it looks back at the one before."""
    named = Counter(found["number"] or found["short"] for found in _PLAN_NUMBER.finditer(text))
    return _first_year(whole(max(named, key=lambda plan: named[plan]))) if named else 0


def _first_year(plan: int) -> int:
    # The first plan began in 1953, the second in 1958, the third, after a pause, in 1966.
    return 1953 + 5 * (plan - 1) if plan < 3 else 1966 + 5 * (plan - 3)
