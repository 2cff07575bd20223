"""Binding: which number of a sentence belongs to which indicator, and as which measure.

A sentence is read from left to right. Its names and its numbers are the items; what it has said so
far is a frozen `State`, and each item makes a new one of it: `_with_name` and `_with_number`. The
rules of a number, in the order in which they are tried:

range             the upper end of a range goes where the lower one went
qualifier         a number that describes the noun behind it is none (10亿元以上项目)
number-before-name   a count before the name of what was done (完成302个老旧小区改造)
other             words between that are not understood end the subject
compare           a gap to another place or indicator is no fact
respectively      numbers are dealt to names in their order
shared, subject   a number is of the name, or of each of the names, before it
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice, pairwise

from hzlib import lookups
from hzlib.extraction.bound import OTHER, UNFIT, Binding, Bound, Note, Subject
from hzlib.extraction.gaps import OBJECT, Gap, read_gap
from hzlib.extraction.items import STOPS, united
from hzlib.extraction.lexicon import Alias, aliases, indicators
from hzlib.extraction.lists import (
    JOINED,
    LONGEST_TOGETHER,
    in_list,
    list_start,
    members,
    run_length,
)
from hzlib.extraction.measure import NEAREST, last_verb, measured
from hzlib.extraction.mentions import Mention, mentions
from hzlib.extraction.quantity import Quantity, quantities
from hzlib.extraction.state import Dealt, Number, Sentence, State, Told, noted
from hzlib.messages import Message
from hzlib.text.patterns import behind_last, cued, first_of, first_signs
from hzlib.text.places import listed


def bind(text: str, start: int, end: int) -> Binding:
    """Bind the quantities of a sentence to the indicators that it names.

    Parameters
    ----------
    text : str
        Normalised text.
    start, end : int
        The sentence.

    Examples
    --------
    >>> text = "城乡居民人均可支配收入分别为77043元和45183元"
    >>> [(b.indicator, int(b.quantity.number)) for b in bind(text, 0, len(text)).bounds]
    [('income_urban', 77043), ('income_rural', 45183)]
    """
    found = united(text, tuple(quantities(text, start, end)))
    named = mentions(text, start, end) if found else None
    if not named:
        return Binding(quantities=found, named=named)
    compared = tuple([mention for mention in named if mention.compared])
    said = first_of(r"{estimate|sum|yearly}", text, start, end)
    here = Sentence(text, start, end, found, compared, said, *_first_estimate(text, start, end))
    state = State(anchor=start)
    items: list[Mention | Quantity] = sorted(
        [*named, *found], key=lambda item: (item.start, -item.end)
    )
    covered = start
    for item, following in zip(items, [*items[1:], None], strict=True):
        if item.start < covered:
            # 35岁以下大学生 holds a number that is part of the name.
            continue
        if isinstance(item, Mention):
            covered = item.end
            state = _with_name(here, state, item)
        else:
            behind = following if isinstance(following, Mention) else None
            state = _with_number(here, state, item, behind)
    return Binding(_trailing(text, state.bounds, found), state.notes, found, named)


def _trailing(
    text: str, bounds: tuple[Bound, ...], numbers: Sequence[Quantity]
) -> tuple[Bound, ...]:
    """Let 以上 or 左右 behind the last number of a 分别 hold for the others too."""
    if not any(one.rule == "respectively" for one in bounds):
        return bounds
    signs: dict[int, str] = {}
    for here, after in reversed([*pairwise(numbers)]):
        sign = signs.get(after.start, after.bound)
        if here.bound == "=" != sign and cued(_BETWEEN).fullmatch(text, here.stop, after.start):
            signs[here.start] = sign
    return tuple(
        one._replace(bound=sign, quantity=one.quantity._replace(bound=sign))
        if one.rule == "respectively"
        and one.bound == "=" != (sign := signs.get(one.quantity.start, "="))
        else one
        for one in bounds
    )


_BETWEEN = r"、|{and|and_too}"
_LIST_MEMBER = r"、[^，。；：\d]{0,22}"
# …优良比例和水源地水质达标率均为100%: 均 says that the first is of the list.
_LAST_MEMBER = r"(?:、|{and|and_too})[^，。；：\d]{0,22}"


def _with_name(here: Sentence, state: State, mention: Mention) -> State:
    """Take a mention as the new subject, or as one more of a list of subjects."""
    notes = state.notes
    if mention.why:
        name = here.text[mention.start : mention.end]
        what = Message("“{name}”: {why}", name=name, why=mention.why)
        notes = (*notes, Note(mention.start, what))
    if mention.compared:
        return state._replace(notes=notes)
    if _is_part(here, mention, state):
        mention = mention._replace(aliases=())
        what = Message("among what is named before: a part of it")
        notes = (*notes, Note(mention.start, what))
    subject = _subject(here, mention, state)
    listed = False
    if state.group and state.anchor == state.group[-1].end:
        span = (state.anchor, mention.start)
        each = cued(r"{every}").match(here.text, mention.end)
        # 断面水质优良比例、水源地水质达标比例均为100%: the last member is none, the first is.
        listed = bool(
            cued(JOINED).fullmatch(here.text, *span)
            or (
                not subject.aliases
                and cued(_LAST_MEMBER if each else _LIST_MEMBER).fullmatch(here.text, *span)
                # 跨境电商、保税维修等新业态进出口: the number is that of all of them.
                and not cued(r"{such_as}").search(here.text, *span)
            )
        )
    group = (*state.group, subject) if listed else (subject,)
    return State(
        mention.end, group, state.told, dealt=state.dealt, dealt_from=state.dealt_from,
        base=_same_base(state, subject), lower=state.lower, bounds=state.bounds, notes=notes,
    )  # fmt: skip


def _same_base(state: State, subject: Subject) -> str:
    """Return the year that changes are counted from, if a name is again that of the last number.

    比2000年增加6亿元，生产总值年均增长14%.
    """
    last = state.bounds[-1].indicator if state.base and state.bounds else ""
    return state.base if last and last in _families(subject.aliases) else ""


def _is_part(here: Sentence, mention: Mention, state: State) -> bool:
    """Tell whether a name stands for a part of what was named: 上市公司92家，其中境内…85家."""
    last = next(_told_last(state), None)
    near = max(here.start, mention.start - _LONGEST_AMONG)
    if last is None or not cued(_AMONG).search(here.text, near, mention.start):
        return False
    names = (mention.start, mention.end), (last.start, last.end)
    local, lesser = (
        [cued(kind).search(here.text, *name) for name in names]
        for kind in (r"{local}", r"{lesser_name}")
    )
    if local[0] and not local[1] or lesser[1] and not lesser[0]:
        # 财政预算收入32亿元，其中：地方财政预算收入20亿元; 地方财政收入32亿元，其中预算收入20亿元.
        return False
    return bool(_families(mention.aliases) & _families(last.aliases))


_AMONG = r"{among}[^，。；、]{0,8}$"
_LONGEST_AMONG = 20


def _told_last(state: State) -> Iterator[Subject]:
    """Yield the subjects so far, the last one first."""
    yield from reversed(state.group)
    for subject, _ in reversed(state.told):
        yield subject


def _families(known: Sequence[Alias]) -> set[str]:
    """Return the indicators that a wording may stand for, flow and stock as one."""
    return {indicators()[name].stock or name for alias in known for name in alias.known}


def _subject(here: Sentence, mention: Mention, state: State) -> Subject:
    """Return the subject that a mention makes, with what the words before it say."""
    known = mention.aliases
    if known and known[0].indicators[0] == "@carry":
        known = _carried(here.text, here.start, mention, state)
    says = _said_before(here, mention.start)
    if cued(r"{fiscal}{estimate}").search(here.text, mention.start, mention.end):
        says |= {"estimate"}  # 一般公共预算预计收入
    return Subject(known, mention.start, mention.end, mention.region, mention.made, says)


_NOTHING: frozenset[str] = frozenset()
# 可 of 可支配收入 estimates nothing.
_ESTIMATE = r"{estimate}(?!{no_estimate})"


def _said_before(here: Sentence, at: int) -> frozenset[str]:
    """Return what the words before a name say of it, as `Subject.says`."""
    if at <= min(here.said, here.estimate):
        return _NOTHING
    text = here.text
    clause = _clause_start(text, here.start, at)
    says = (
        ("estimate", cued(_ESTIMATE).search(text, clause, at) or _estimated(here, at)),
        ("sum", cued(r"{sum}").search(text, clause, at)),
        ("summing", cued(r"{sum}").search(text, here.said, clause)),
        ("average", cued(r"{yearly}").search(text, clause, at)),
    )
    return frozenset(kind for kind, found in says if found)


def _first_estimate(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence begins that a part stands in, and where its first 预计 is."""
    far = max(0, start - _FAR)
    whole = behind_last("。\n", text, far, start)
    return whole, first_of(r"{estimate_first}", text, whole, end)


# 2016年预计生产总值…; 预期 of 控制在预期范围内 estimates nothing.
_AHEAD = (
    r"(?:^|[，：；])(?:\d{4}年)?[^，；。：、\d]{0,4}?"
    r"(?P<cue>{estimate_first})(?!{expected_range})|{contrary}"
)


def _estimated(here: Sentence, end: int) -> bool:
    """Tell whether a 预计 at the head of a clause holds for the list that goes on to a place.

    预计固定资产投资…，零售总额…: it does until something is said to be done.
    """
    if not cued(r"{estimate_first}").search(here.text, here.estimate, end):
        return False
    ahead = cued(_AHEAD)
    cues = list(ahead.finditer(here.text[here.far : end]))
    return bool(cues and cues[-1]["cue"])


def _clause_start(text: str, start: int, end: int) -> int:
    """Return where the clause begins that a place in a sentence stands in."""
    return behind_last("，；：、", text, start, end)


_FAR = 300  # characters of a sentence, before a semicolon, in which 预计 still holds
_LONGEST_BASE = 14
_SHORTEST_BASE = 4
_SHORTEST_OPENING = 3
_FEW_BACK = 40  # subjects of a sentence that a bare word may complete


def _carried(text: str, start: int, mention: Mention, state: State) -> tuple[Alias, ...]:
    """Complete a bare 增加值 or 营业收入 with the name that the clause before begins with."""
    head = _clause_start(text, start, mention.start)
    if not cued(r"(?:{link|plan|estimate}|[，、])*").fullmatch(text, head, mention.start):
        return ()
    word = text[mention.start : mention.end]
    before = text[max(start, head - _LONGEST_BASE - 2) : head].rstrip("，、")
    clause = text[_clause_start(text, start, max(head - 1, start)) : head].rstrip("，、")
    for length in range(min(_LONGEST_BASE, len(clause)), _SHORTEST_OPENING - 1, -1):
        ending = before[-length:] if length >= _SHORTEST_BASE else ""
        # 服务业支撑作用更加明显，增加值…: the name opens the clause before; or it ends there.
        for base in (ending, clause[:length]):
            if known := aliases().get(base + word) if base else None:
                return known
    for_each = cued(r"{for_each}").fullmatch(word)
    for subject in islice(_told_last(state), _FEW_BACK):
        wording = text[subject.start : subject.end] if subject.aliases else ""
        for cut in range(len(wording), _SHORTEST_BASE - 1, -1):
            # 生产总值…，人均…: the word may stand before the name as well.
            if known := aliases().get(wording[:cut] + word) or aliases().get(word + wording[:cut]):
                return known
            # 城镇居民人均可支配收入…，农村居民…: it takes the head of the name before.
            if known := aliases().get(word + wording[-cut:]):
                return known
        if for_each and not all(map(_is_value, subject.aliases)):
            return ()  # 生产总值…，财政收入…，人均…: for each the revenue
    return ()


def _is_value(alias: Alias) -> bool:
    """Tell whether a name is that of the output or of a part of it."""
    return all(name == "gdp" or name.endswith("_va") for name in alias.known)


def _with_number(
    here: Sentence, state: State, quantity: Quantity, following: Mention | None
) -> State:
    """Bind one number, or give it up and say why."""
    words = _words_before(here, state.anchor, quantity.start)
    state, gap = _gap(here, state, words)
    counted = following if following and _names(here.text, quantity, following) else None
    number = Number(quantity, gap, words, counted)
    for rule in (
        _upper_end, _qualifier, _before_name, _nameless, _of_holders, _unrelated, _compared
    ):  # fmt: skip
        if (after := rule(here, state, number)) is not None:
            return after
    return _of_subject(here, state, number)


def _upper_end(here: Sentence, state: State, number: Number) -> State | None:
    """Bind the upper end of a range where the lower one went: 增长5.5-6%."""
    quantity = number.quantity
    if quantity.joined < 2 or not state.lower or state.lower[-1].quantity.joined != 1:
        return None
    upper = tuple(b._replace(quantity=quantity, bound="<=") for b in state.lower)
    return state._replace(bounds=(*state.bounds, *upper), lower=(), anchor=quantity.stop)


_DESCRIBES = Message("a noun follows: the number tells of it, and not of the indicator")


def _qualifier(here: Sentence, state: State, number: Number) -> State | None:
    """Give up a number that only describes the noun behind it: 10亿元以上项目."""
    quantity = number.quantity
    if _is_goal(here, state, number):
        why = Message("what was aimed at and no result")
        return noted(state, quantity.start, why, anchor=quantity.stop)
    if number.counted or not _qualifies(here, quantity):
        return None
    if "budget" in number.gap.says or number.gap.relation == "compare":
        # 为年初预算188亿元的101%, 高于12%的目标3个百分点: the share, or the gap, is read next.
        return noted(state, quantity.start, _DESCRIBES, anchor=quantity.stop)
    lost = {} if number.gap.known else {"group": (OTHER,), "anchor": quantity.stop}
    return noted(state, quantity.start, _DESCRIBES, **lost)


def _is_goal(here: Sentence, state: State, number: Number) -> bool:
    """Tell whether a number is the goal that the one before is held against.

    增长6.6%，实现了6.5%左右的预期目标.
    """
    stop = number.quantity.stop
    if here.text[stop : stop + 1] not in first_signs("of"):
        return False
    last = state.bounds[-1] if state.group and state.bounds else None
    return bool(
        last
        and last.subject_start == state.group[-1].start
        and cued(r"{of}{goal}").match(here.text, stop)
        and not cued(r"{strives}").search(number.words)
    )


def _nameless(here: Sentence, state: State, number: Number) -> State | None:
    """Give up a number that stands before any name."""
    if state.group:
        return None
    start, stop = number.quantity.start, number.quantity.stop
    told = (*state.told, Told(OTHER, stop))
    why = Message("no name of an indicator stands before it")
    return noted(state, start, why, anchor=stop, told=told)


_HOLDERS = r"{respectively}(?:{link|plan})*$"


def _of_holders(here: Sentence, state: State, number: Number) -> State | None:
    """Deal numbers of one name to the places before it; of others give them up.

    东湖区、西湖区分别出口3亿元、2亿元; 国企、民企分别出口3亿元、2亿元.
    """
    subject, quantity = state.group[-1], number.quantity
    if len(state.group) > 1 or here.text[quantity.stop : quantity.stop + 1] not in _listing():
        return None
    if not subject.aliases or subject.width > 1:
        return None
    head = here.text[max(here.start, subject.start - _HOLDERS_REACH) : subject.start]
    count = run_length(here, quantity) if cued(_HOLDERS).search(head) else 0
    if count < 2:
        return None
    if len(places := _places_before(here, subject)) == count:
        group = tuple(replace(subject, region=place) for place in places)
        said = number.gap._replace(says=number.gap.says | {"respectively"})
        return _of_subject(here, state._replace(group=group), number._replace(gap=said))
    told = (*state.told, Told(OTHER, quantity.stop))
    why = Message("dealt out before the indicator is named: of what is listed before")
    return noted(state, quantity.start, why, group=(OTHER,), anchor=quantity.stop, told=told)


_HOLDERS_REACH = 10
_PLACES_REACH = 80
_PLACES = (
    r"(?:^|[，。；：])(?P<list>[一-龥]{2,6}?(?:(?:、|{and|and_too})[一-龥]{2,6}?){1,12})"
    r"(?P<kind>{together})?{respectively}(?:{link|plan})*$"
)


def _places_before(here: Sentence, subject: Subject) -> list[str]:
    """Return the places that 分别 before a name deals its numbers to; none if one is no place.

    东湖、西湖两个行政区分别实现地区生产总值….
    """
    near = max(here.start, subject.start - _PLACES_REACH)
    found = cued(_PLACES).search(here.text[near : subject.start])
    if not found:
        return []
    kind, places = (found["kind"] or "")[-1:], []
    for name in cued(r"、|{and|and_too}").split(found["list"]):
        whole = name in listed() or cued(r"{zone}$").search(name)
        places.append(name if whole else name + kind)
    zones = cued(r"(?!.*{no_place})[一-龥]{1,5}{zone}")
    return places if all(one in listed() or zones.fullmatch(one) for one in places) else []


@cache
def _listing() -> frozenset[str]:
    """Return the signs with which a list of numbers goes on."""
    return first_signs("and", "and_too") | {"、", "，"}


def _unrelated(here: Sentence, state: State, number: Number) -> State | None:
    """End the subject with words that are not understood: ，储蓄存款余额突破2600亿元."""
    if number.gap.known:
        return None
    start, stop = number.quantity.start, number.quantity.stop
    why = Message(
        "“{words}” between the indicator and the number is no link that is understood",
        words=number.words[-24:],
    )
    told = (*state.told, Told(OTHER, stop))
    return noted(state, start, why, group=(OTHER,), anchor=stop, told=told)


def _compared(here: Sentence, state: State, number: Number) -> State | None:
    """Leave out a gap to another place or indicator: 高于全省1.1个百分点."""
    if number.gap.relation != "compare":
        return None
    why = Message(
        "“{words}” tells a gap or a ratio to another place, indicator or plan: no fact",
        words=number.words,
    )
    return noted(state, number.quantity.start, why, anchor=number.quantity.stop)


def _of_subject(here: Sentence, state: State, number: Number) -> State:
    """Bind a number to the names before it: 生产总值1530亿元，增长6.4%."""
    gap, before, stop = number.gap, len(state.bounds), number.quantity.stop
    if gap.relation == "share":
        state = state if state.share else state._replace(share=True)
    elif state.share and gap.relation in ("", "level") and number.quantity.base == "%":
        number = number._replace(gap=gap._replace(relation="share"))
    state, listed = in_list(here, _with_told(here, state, number), number)
    if listed:
        state = _dealt(here, state, number)
        return state._replace(lower=state.bounds[before:], anchor=stop)
    if len(state.group) > 1 or state.group[0].width > 1:
        if _of_both(state, number):
            why = Message("the sum of what is listed and of none of it")
            return noted(state, number.quantity.start, why, group=(OTHER,), anchor=stop)
        number = number._replace(rule="shared")
    # 甲、乙经济总量突破千亿元: each of them did; 甲、乙两市突破千亿元 may be both together.
    if (places := _places(here, state)) and not gap.says & {"every", _passed_by(here, state)}:
        why = Message("the sum of the places listed, or the number of each: the text does not say")
        return noted(state, number.quantity.start, why, group=(OTHER,), anchor=stop)
    number = number._replace(rule="shared") if places else number
    for subject in _in_each(state.group, places):
        state, gap = _to_subject(here, state, number, subject)
        number = number if gap is number.gap else number._replace(gap=gap)
    told = (*state.told, Told(state.group[-1], stop))
    lower = state.bounds[before:]
    # 技术合同登记数87项，增长93%: the growth is that of a count, which is none of the indicator.
    counted = not lower and number.quantity.base in _counters()
    grown = counted and cued(_GROWN_BEHIND).match(here.text, stop, here.end)
    group = (OTHER,) if grown else state.group
    return state._replace(lower=lower, anchor=stop, told=told, shared=(), run=(), group=group)


def _with_told(here: Sentence, state: State, number: Number) -> State:
    """Let one growth hold for the names before it that have a number each.

    城镇居民收入1.8万元，农村居民收入1.1万元，均增长12%.
    """
    gap, group = number.gap, state.group
    both = gap.relation == "growth" and gap.says & {"respectively", "every"}
    if not both or len(group) > 1 or run_length(here, number.quantity) > 1:
        return state
    alike: list[Bound] = []
    for one in reversed(state.bounds):
        last = alike[-1] if alike else one
        plain = one.measure == "level" and not one.first_of_pair
        if not plain or one.quantity.unit != last.quantity.unit:
            break
        alike.append(one)
    starts = [one.subject_start for one in alike]
    if len(set(starts)) < len(starts) or group[0].start != next(iter(starts), -1):
        return state
    told = {one.subject.start: one.subject for one in state.told}
    every = tuple(told[start] for start in reversed(starts) if start in told)
    if all("estimate" in one.gap.says for one in alike):
        every = tuple(replace(one, says=one.says | {"estimate"}) for one in every)
    return state._replace(group=every) if len(every) > 1 else state


def _places(here: Sentence, state: State) -> tuple[str, ...]:
    """Return the places of a list right before a name: 东湖区、西湖区生产总值均增长8%."""
    first = state.group[0]
    if not first.region or not first.aliases:
        return ()
    begin = list_start(here, state)
    if first_signs("and", "and_too").isdisjoint(here.text[begin : first.start]) and (
        here.text.find("、", begin, first.start) < 0
    ):
        return ()
    found = members(here.text, begin, (first,), 0, ("(、|{and|and_too})",))
    named = tuple(one.region for one in found if one.aliases == first.aliases)
    apart = 1 < len(set(named)) == len(found) and named[-1] == first.region
    return named if apart else ()


_GROWN_BEHIND = r"[，、]{before_growth}*{up|down}"


def _passed_by(here: Sentence, state: State) -> str:
    """Return what a gap says of a mark that each place of a list passed, if they are not one."""
    start = state.group[0].start
    near = max(0, start - LONGEST_TOGETHER)
    return "" if cued(r"{together}$").search(here.text, near, start) else "passes"


def _in_each(group: tuple[Subject, ...], places: tuple[str, ...]) -> Iterator[Subject]:
    """Yield the subjects of a group, those of a list of places for each of them."""
    if not places:
        yield from group
    for place in places:
        yield from (replace(one, region=place) for one in group)


def _of_both(state: State, number: Number) -> bool:
    """Tell whether one count is that of several things: 高新技术企业和科技型中小企业突破1200家."""
    deals = number.gap.says & {"every", "respectively"} or number.gap.relation == "growth"
    apart = len({frozenset(_families(subject.aliases)) for subject in state.group}) > 1
    return not deals and apart and number.quantity.base in _counters()


def _words_before(here: Sentence, start: int, end: int) -> str:
    """Return the text of a gap, names that are only compared with as one sign."""
    words = here.text[start:end]
    for mention in reversed(here.compared):
        if start <= mention.start and mention.end <= end:
            words = words[: mention.start - start] + OBJECT + words[mention.end - start :]
    return words


_UNNAMED = (
    r"(?:(?:、|{and|and_too})(?:(?!{and|and_too})(?:[^，。；、\d]|(?<=M)10)){2,14}?)+(?<!{mean_of})"
    r"(?={dealt}|{each}(?:$|{link|up|down|at_least|at_most|about}))"
)
_JOINTS = r"(?:、|{and|and_too})+"


def _gap(here: Sentence, state: State, words: str) -> tuple[State, Gap]:
    """Read a gap; members of the list before it that are no indicators are counted too."""
    gap = read_gap(words)
    listed = None if gap.known or not state.group else cued(_UNNAMED).match(words)
    if listed and (rest := read_gap(words[listed.end() :])).known:
        unnamed = len(cued(_JOINTS).findall(listed.group()))
        group = (OTHER,) if _headless_too(here, state, listed.group()) else state.group
        return state._replace(group=group + (OTHER,) * unnamed), rest
    return state, gap


_ENDING = 2  # characters of a name's last noun


def _headless_too(here: Sentence, state: State, unnamed: str) -> bool:
    """Tell whether what ends a list tells of the name before it, too: 工业企业、服务业企业利润."""
    noun = here.text[state.group[-1].end - _ENDING : state.group[-1].end]
    member = cued(_JOINTS).split(unnamed)[-1]
    at = member.rfind(noun) if len(state.group) == 1 else -1
    return at > 0 and len(member) - at - _ENDING >= _ENDING


def _fits_any(group: Sequence[Subject], quantity: Quantity) -> bool:
    return any(
        quantity.base in indicators()[name].units
        for subject in group
        for alias in subject.aliases
        for name in alias.known
    )


# --- what stands behind a number ------------------------------------------------------------------


# What may follow a stated number; anything else makes it a number of another noun.
_END = r"[:：∶，。.…；、！？!?（）()\[\]【】★“”—|\s]|$|{follow}"


def _qualifies(here: Sentence, quantity: Quantity) -> bool:
    """Tell whether a number only describes the noun behind it (10亿元以上项目)."""
    rest = here.text[quantity.stop : min(quantity.stop + 4, here.end)]
    if rest[:1] in STOPS:  # mostly a mark stands there
        return False
    if cued(r"{of}").match(rest) and not cued(r"{of}(?:{quick}?{of_stated}|[，。；、])").match(
        here.text, quantity.stop
    ):
        return True
    return bool(rest) and quantity.joined != 1 and not cued(_END).match(rest)


def _names(text: str, quantity: Quantity, following: Mention) -> bool:
    """Tell whether a number stands right before the name of what it counts (302个老旧小区)."""
    if following.compared or following.start - quantity.stop > NEAREST:
        return False
    if quantity.base in ("元", "%"):
        link = r"{of}?" if quantity.base == "元" else r"{of}"
        return bool(cued(link).fullmatch(text, quantity.stop, following.start))
    between = text[quantity.stop : following.start]
    return quantity.base in _counters() and not re.search(r"[，。；、：\d]", between)


@cache
def _counters() -> frozenset[str]:
    return frozenset((*lookups.cues("counter"), *lookups.cues("counter_rare")))


def _before_name(here: Sentence, state: State, number: Number) -> State | None:
    """Bind a number that stands before the name: 完成302个老旧小区改造."""
    quantity, gap, named = number.quantity, number.gap, number.counted
    if named is None:
        return None
    claimed = gap.known and "flow" not in gap.says and state.group not in ((), (OTHER,))
    again = _goes_on(here, state, quantity)
    if claimed and not again and _fits_any(state.group, quantity):
        return None
    verb = _counting(here, quantity, named, again)
    if verb is None:
        return noted(state, quantity.start, _DESCRIBES, group=(OTHER,)) if again else None
    subject = Subject(named.aliases, named.start, named.end, named.region, made=True)
    relation = "growth" if quantity.base == "%" else ""
    gap = Gap(relation=relation, says=frozenset((verb,)))
    number = Number(quantity, gap, rule="number-before-name")
    for alias in subject.aliases:
        for name in alias.known:
            if indicators()[name].kind == ("amount" if verb == "done" else "flow"):
                bound, _ = _one(here, state, number, subject, alias, name)
                if bound:
                    return bound._replace(group=(OTHER,), anchor=quantity.stop)
    return None


def _goes_on(here: Sentence, state: State, quantity: Quantity) -> bool:
    """Tell whether an amount before its name follows another: 50亿元工业投资和30亿元房地产投资."""
    last = state.bounds[-1].rule if state.bounds else ""
    joint = bool(state.group) and quantity.base == "元" and last == "number-before-name"
    span = (state.group[-1].end, quantity.start) if joint else (0, 0)
    return joint and bool(cued(JOINED).fullmatch(here.text, *span))


_DONE_BEFORE = (
    r"(?P<head>^|[，。；、：]|{whole_place}|{list_head}|{plan}|{estimate}|\d年)?"
    r"(?:{estimate}|{plan})?(?:{amounted}|(?P<ranks>{ranks_with}))$"
)
_RANKED_BEHIND = r"，?{ranks|placed|passes}"


def _is_done(here: Sentence, quantity: Quantity, following: Mention) -> bool:
    """Tell whether an amount or a growth before its name is what the whole place reached.

    实现900亿元的生产总值，以8%的生产总值增速居全省首位.
    """
    text, behind = here.text, following.end
    grown = any(alias.needs == "grown" for alias in following.aliases)
    if quantity.base == "%" and not grown:
        rate = cued(r"{rate_of}").match(text, behind, here.end)
        behind = rate.end() if rate else here.start
    done = cued(_DONE_BEFORE).search(text[max(here.start, quantity.start - 30) : quantity.start])
    if not done or behind == here.start or done["head"] is None and not following.region:
        return False
    rest = text[behind : min(behind + 6, here.end)]
    return bool(cued(_RANKED_BEHIND if done["ranks"] else _END).match(rest))


def _counting(here: Sentence, quantity: Quantity, following: Mention, again: bool) -> str | None:
    """Return ``flow``, ``strong_stock`` or ``work`` for a count of what the name behind it names.

    A verb such as 新增, 拥有 or 完成 must stand before the number, and nothing behind the name that
    would make it a part of another noun. ``done`` is an amount that the whole place reached.
    """
    text = here.text
    rest = text[following.end : min(following.end + 4, here.end)]
    head = max(here.start, quantity.start - 30)
    if quantity.base in ("元", "%"):
        ended = not rest or cued(_END).match(rest)
        return "done" if again and ended or _is_done(here, quantity, following) else None
    works = cued(r"{amounted}?{work_behind}").match(rest)
    if rest and not works and not cued(_END).match(rest):
        return None
    verb = last_verb(text, head, quantity.start)
    if verb:
        return verb.kind
    if cued(r"{amounted}{work_behind}").match(text, following.end):
        return "work"  # 19个老旧小区完成改造
    done = cued(r"{work_before}[^，。；]{0,6}$").search(text[head : quantity.start])
    return "work" if done else None


def _dealt(here: Sentence, state: State, number: Number) -> State:
    """Give a number of a list to the subject whose turn it is."""
    gap, turn, stop = number.gap, len(state.run), number.quantity.stop
    if state.run and not gap.relation:
        before = state.run[-1].gap
        gap = gap._replace(
            relation=before.relation,
            sign=before.sign,
            bound=gap.bound if gap.bound != "=" else before.bound,
            says=(gap.says - _HANDED_ON) | (before.says & _HANDED_ON),
            other_base=gap.other_base or before.other_base,
        )
    if turn >= len(state.shared):
        why = Message("more numbers are dealt out than names stand before them")
        state = noted(state, number.quantity.start, why)
        return state._replace(run=(*state.run, Dealt(stop, gap)))
    subject = state.shared[turn]
    state, gap = _to_subject(here, state, number._replace(gap=gap, rule="respectively"), subject)
    return state._replace(
        run=(*state.run, Dealt(stop, gap)), told=(*state.told, Told(subject, stop))
    )


_HANDED_ON = frozenset(("average", "estimate", "from", "grown_to"))


# --- one number, one subject ----------------------------------------------------------------------


def _to_subject(
    here: Sentence, state: State, number: Number, subject: Subject
) -> tuple[State, Gap]:
    """Bind a number to a subject, by the first of its meanings that fits."""
    start = number.quantity.start
    if not subject.aliases:
        return noted(state, start, Message("what is told of is none of the indicators")), number.gap
    for alias in _by_use(state, subject, number.gap.relation):
        done = False
        for name in alias.known:
            found, gap = _one(here, state, number, subject, alias, name)
            if found:
                done, state = True, found
                number = number if gap is number.gap else number._replace(gap=gap)
        if done:
            return state, number.gap
    return noted(state, start, UNFIT), number.gap


def _last(state: State, subject: Subject) -> Bound | None:
    """Return what the number before was bound to, if it was the same subject's."""
    last = state.bounds[-1] if state.bounds else None
    return last if last and last.subject_start == subject.start else None


_FEW_DEALT = 8


def _dealt_before(state: State, subject: Subject) -> Bound | None:
    """Return what an earlier list of numbers dealt to a subject: 预计分别完成…，分别增长…."""
    recent = reversed(state.bounds[-_FEW_DEALT:])
    return next((one for one in recent if one.subject_start == subject.start), None)


def _by_use(state: State, subject: Subject, relation: str) -> tuple[Alias, ...]:
    """Return the aliases of a subject, the one that its last number was bound to first.

    研发经费支出82亿元，占…比重3%: before it come those that need what is said of the number.
    """
    last = _last(state, subject)
    if last is None or len(subject.aliases) < 2:
        return subject.aliases
    used = any(last.indicator in alias.indicators for alias in subject.aliases)
    asked = [alias for alias in subject.aliases if relation and alias.needs == relation]
    return (*asked, Alias((last.indicator,)), *subject.aliases) if used else subject.aliases


def _one(
    here: Sentence, state: State, number: Number, subject: Subject, alias: Alias, name: str
) -> tuple[State | None, Gap]:
    """Bind a number to one indicator, if unit and words fit it; what is said of it stays said."""
    quantity, gap = number.quantity, number.gap
    indicator, last = indicators()[name], _last(state, subject)
    measure = measured(here, number, subject, alias, indicator, last)
    if not measure:
        return None, gap
    # 净增120家，达到980家: the second number is that of all.
    whole = "reached" in gap.says and "plan" not in gap.says
    whole = whole and last is not None and last.indicator == name
    if measure == "level" and ("strong_stock" in gap.says or whole) and indicator.stock:
        name = indicator.stock
    falls = measure in ("growth", "growth_avg", "change") or indicator.kind == "rise"
    bound = quantity.bound if quantity.bound != "=" or quantity.joined else gap.bound
    first = "from" in gap.says and gap.relation != "growth"
    pair_start = -1 if first else state.pair
    told = last or (_dealt_before(state, subject) if number.rule == "respectively" else None)
    gap = _completed(gap, subject, told, first or pair_start >= 0)
    if state.base and not gap.base_level and measure in _COUNTED and "base" not in gap.says:
        # The growth behind such a change is counted from the same year.
        gap = gap._replace(other_base=gap.other_base or state.base)
    cue = " ".join(gap.cues) or here.text[subject.start : subject.end]
    found = Bound(
        quantity, name, measure, gap.sign if falls else 1, bound, subject.region, number.rule, cue,
        gap, subject.start, first, pair_start, subject.turn,
    )  # fmt: skip
    what = Message(
        "rule {rule}: indicator {name}, measure {measure}, cue “{cue}”",
        rule=number.rule, name=indicator.name_zh, measure=measure, cue=cue,
    )  # fmt: skip
    state = noted(
        state, quantity.start, what, bounds=(*state.bounds, found),
        pair=quantity.start if first else state.pair,
        base=gap.base_level or gap.other_base or state.base,
    )  # fmt: skip
    return state, gap


_COUNTED = ("change", "growth", "growth_avg")


def _completed(gap: Gap, subject: Subject, last: Bound | None, paired: bool) -> Gap:
    """Return a gap with what the words before the name say too."""
    says = gap.says | subject.says
    if "summing" in says and "passes" not in gap.says:
        # 累计完成投资90亿元，生产总值突破70亿元: what was passed is no sum.
        says |= {"sum"}
    if last is not None and "estimate" in last.gap.says and "dated" not in gap.says:
        says |= {"estimate"}
    if last is not None and "sum" in last.gap.says and gap.relation == "share":
        # 税收收入累计完成430亿元，占…比重58%: of all those years, too.
        says |= {"of_sum"}
    # 从110亿元提高至160亿元，累计完成545亿元: behind the pair 累计 is said of the number itself.
    if paired and not ("sum" in gap.says and last is not None and last.pair_start >= 0):
        says -= {"sum"}
    return gap if says == gap.says else gap._replace(says=says)
