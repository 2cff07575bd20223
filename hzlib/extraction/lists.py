"""Lists of names and of numbers: which number is whose."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, pairwise

from hzlib.extraction.bound import OTHER, Subject
from hzlib.extraction.lexicon import aliases
from hzlib.extraction.mentions import FILLER
from hzlib.extraction.quantity import Quantity
from hzlib.extraction.state import Number, Sentence, State
from hzlib.text.patterns import behind_last, cued
from hzlib.text.places import listed

JOINED = r"(?:、|{and|and_too|in_list})+"


# What may stand between the numbers of a list behind 分别, and of one without it.
_RUN = r"(?:[、，]|{and|and_too|in_run})*"
_PLAIN = r"、|{and}"
_GOES_ON = rf"$|{_PLAIN}"
_LIST_REACH = 160


def run_length(here: Sentence, quantity: Quantity, link: str = _RUN) -> int:
    """Return how many numbers the list has that begins with a quantity; a range counts as one."""
    count, stop = 1, quantity.stop
    first = bisect_right(here.numbers, quantity.start, key=lambda one: one.start)
    for item in islice(here.numbers, first, None):
        far = item.start > quantity.start + _LIST_REACH
        if far or not cued(link).fullmatch(here.text, stop, item.start):
            break
        count, stop = count + (item.joined != 2), item.stop
    return count


def in_list(here: Sentence, state: State, number: Number) -> tuple[State, bool]:
    """Tell whether a number is one of a list that is dealt out, and to whom it is."""
    quantity, gap = number.quantity, number.gap
    joined = bool(state.run) and bool(
        cued(_RUN).fullmatch(here.text, state.run[-1].stop, quantity.start)
    )
    if "every" in gap.says and len(state.dealt) > 1:
        recent = (*state.dealt[-1:], *state.dealt_from)
        state = state._replace(group=state.dealt) if state.group[0] in recent else state
    deals = _deals(here, state, number, joined)
    if deals:
        shared = _sharers(here, state, run_length(here, quantity))
        state = state._replace(dealt_from=state.group, shared=shared, dealt=shared, run=())
    # 分别从4.8万元、2.6万元增加到6.9万元、3.9万元: a second round of numbers.
    again = (
        len(state.shared) > 1 and bool(state.run) and gap.relation in ("level", "growth")
        and (not joined or len(state.run) == len(state.shared))
        and run_length(here, quantity) == len(state.shared)
    )  # fmt: skip
    if again:
        state = state._replace(run=())
    return state, deals or again or (joined and bool(state.shared))


def _deals(here: Sentence, state: State, number: Number, joined: bool) -> bool:
    """Decide whether a list of numbers is dealt out, whether or not 分别 says so."""
    quantity, group = number.quantity, state.group
    respectively = "respectively" in number.gap.says
    if not respectively and (joined or not cued(_GOES_ON).match(here.text, quantity.stop)):
        return False
    length = run_length(here, quantity, _RUN if respectively else _PLAIN)
    if length <= 1 and not respectively:
        return False
    count = sum([subject.width for subject in group])
    if respectively:
        # 分别 with one number for all of them.
        return count == 1 or length > 1
    found = members(here.text, list_start(here, state), group, length, ("(、)",))
    return length in (count, len(found)) or _told_apart(here, state, number, length)


def _told_apart(here: Sentence, state: State, number: Number, count: int) -> bool:
    """Tell whether a list goes to as many names before: 存款9亿元、贷款6亿元，增加3亿元和2亿元."""
    last = state.told[-count:]
    if len(state.group) > 1 or len(last) < count or number.gap.relation != "growth":
        return False
    starts = [one.subject.start for one in last if one.subject.aliases]
    between = (here.text[one.stop : two.subject.start] for one, two in pairwise(last))
    each = starts == sorted(set(starts)) and len(starts) == count
    return (
        each
        and starts[-1] == state.group[-1].start
        and all(cued(JOINED).fullmatch(words) for words in between)
    )


def list_start(here: Sentence, state: State) -> int:
    """Return where the list begins that the first subject of the group stands in."""
    first = state.group[0].start
    start = behind_last("，；：。", here.text, here.start, max(first, here.start))
    # They are in the order of the text.
    return max(start, next((stop for _, stop in reversed(state.told) if stop <= first), start))


def _sharers(here: Sentence, state: State, count: int) -> tuple[Subject, ...]:
    """Return the subjects that 分别 deals a list of numbers to.

    They are the subjects just named, the members of the list that they stand in, or, where the
    list is a clause back (收入13702元，纯收入4861元，分别增长…), the subjects last told a number.
    """
    split = [part for subject in state.group for part in _parts(subject)]
    if len(split) == count == len(state.group):
        last = split[-1]
        return tuple(_headed(here.text, here.text[s.start : s.end], s, last) for s in split)
    if len(split) == count:
        return tuple(split)
    if len(split) == 1 and len(years_listed(here.text, here.far, split[0].start)) == count:
        return tuple(replace(split[0], turn=turn) for turn in range(1, count + 1))
    if state.group[0] is not OTHER:
        begin = list_start(here, state)
        named = [one for one in state.group if one is not OTHER]
        behind = len(state.group) - len(named)
        found = members(here.text, begin, named, count - behind, ("(、)", "(、|{and|and_too})"))
        if len(found) == count - behind:
            return (*found, *[OTHER] * behind)
    recent: list[Subject] = []
    for subject, _ in state.told:
        # Of what is no indicator each number may be that of another thing.
        recent += [p for p in _parts(subject) if p is OTHER or not recent or recent[-1] != p]
    if len(split) > 1:
        # Several rounds of numbers go to the names; more numbers than names are of unread ones.
        return (OTHER,) * count if count % len(split) else tuple(split)
    if len(recent) < count:
        # Two numbers of one name: which of them is meant is not said.
        return (OTHER,) * count
    return tuple(recent[-count:])


_YEAR = r"(?:19|20)\d\d年"
_YEARS = rf"{_YEAR}(?:(?:、|{{and}}){_YEAR})+(?=，|{{list_head|whole_place}})"


def years_listed(text: str, start: int, end: int) -> list[int]:
    """Return the years of the last list of years in a part of a text.

    Examples
    --------
    >>> years_listed("2022年、2023年，生产总值分别增长5%、6%", 0, 12)
    [2022, 2023]
    """
    found = [*cued(_YEARS).finditer(text, start, end)]
    return [int(year) for year in re.findall(r"\d{4}", found[-1].group())] if found else []


def _parts(subject: Subject) -> list[Subject]:
    """Return one subject for each indicator that a wording stands for."""
    if subject.width == 1:
        return [subject]
    alias = next(a for a in subject.aliases if len(a.indicators) == subject.width)
    return [
        replace(subject, aliases=(replace(alias, indicators=(name,)),)) for name in alias.indicators
    ]


def members(
    text: str, begin: int, group: Sequence[Subject], count: int, joints: Sequence[str]
) -> list[Subject]:
    """Split the list that ends with a group's last name; a member may name no indicator.

    The joints are patterns with one group each; the first that gives the count is taken.
    """
    last = group[-1]
    found: list[Subject] = []
    for joint in map(cued, joints):
        found, position = [], begin
        for part in joint.split(text[begin : last.end]):
            stop = position + len(part)
            if part and not joint.fullmatch(part):
                inside = [s for s in group if position <= s.start and s.end <= stop and s.aliases]
                own = inside[-1] if inside else None
                found.append(_headed(text, part, own, last) if own else _headless(text, part, last))
            position = stop
        if len(found) == count:
            break
    return found


def _headed(text: str, part: str, own: Subject, last: Subject) -> Subject:
    """Read 战略性新兴产业 in 战略性新兴产业、装备制造业增加值 with the head of the last member."""
    if own is last or not own.aliases or not all(alias.needs for alias in own.aliases):
        return own
    headed = _headless(text, part, last)
    if headed.aliases and headed is not last and headed.aliases != aliases().get(part):
        return headed
    # 高技术制造业、技改投资: of the investment, for which there is no name.
    return OTHER if cued(r"{split_of}$").search(text, last.start, last.end) else own


LONGEST_TOGETHER = 3


def _headless(text: str, part: str, last: Subject) -> Subject:
    """Read 制造业 in 制造业和民间投资 with the head of the last member, a place with its name."""
    if last.aliases and not any(alias.known for alias in last.aliases):
        return OTHER
    wording = text[last.start : last.end]
    part = cued(r"^{list_head}").sub("", part)
    kind = last.region[-1:]
    if kind and part not in listed() and text[last.start - 1] == kind:
        near = max(0, last.start - LONGEST_TOGETHER)
        # 东湖、西湖两区
        part += kind if cued(r"{together}$").search(text, near, last.start) else ""
    zone = last.region and cued(r"(?!{holding})(?!.*{no_place})[一-龥]{1,4}{zone}").fullmatch(part)
    if zone or last.region in listed() and part in listed():
        return replace(last, region=part)
    for cut in range(len(wording) + 1):
        if known := aliases().get(part + wording[cut:]):
            return replace(last, aliases=known)
    return last if cued(FILLER).fullmatch(part) else OTHER
