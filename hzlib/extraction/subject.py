"""What a number counts or measures, in the words of its own sentence.

A number's noun stands behind it (40个亚运场馆) or before it (新增托位2626个); where only a word
such as 总数 or a verb stands there, the subject is the one before. A subject is spans of the text:
no word of it is invented. The words between subject and number are read as binding reads them.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from hzlib import lookups
from hzlib.extraction.gaps import Gap, link_start, read_gap
from hzlib.extraction.items import GOES_ON, JOINTS, SHARES, Item, counters, items
from hzlib.extraction.quantity import Quantity, quantities
from hzlib.text.numerals import NUMERAL
from hzlib.text.patterns import behind_last, cued, first_signs, last_signs

Span = tuple[int, int]


class Counted(NamedTuple):
    """A number with what it counts.

    Attributes
    ----------
    quantity : Quantity
    subject : tuple of Span
        Spans of the text that together name what is counted or measured; none where nothing does.
    measure : str
        ``level``, ``growth``, ``growth_avg``, ``share``, ``change``, ``rank`` or ``other``.
    gap : Gap
        What stands between subject and number.
    """

    quantity: Quantity
    subject: tuple[Span, ...]
    measure: str
    gap: Gap

    @property
    def bound(self) -> str:
        """What number and words around it bound: ``=``, ``>=``, ``<=`` or ``~``."""
        own = self.quantity.bound != "=" or self.quantity.joined
        return self.quantity.bound if own else self.gap.bound

    @property
    def value(self) -> int | float:
        """The number in the unit that the text prints; a fall is negative."""
        falls = self.gap.sign < 0 and self.measure in _MOVES
        return -self.quantity.printed if falls else self.quantity.printed


_MOVES = ("growth", "growth_avg", "change")


def counted(
    text: str, start: int, end: int, found: Sequence[Quantity] | None = None
) -> list[Counted]:
    """Return the numbers of a sentence with what they count or measure, in their order.

    Parameters
    ----------
    text : str
        Normalised text.
    start, end : int
        The sentence.
    found : sequence of Quantity, optional
        Its numbers, where they are read already.

    Examples
    --------
    >>> text = "新增学校85所、学位9.6万个，建成40个亚运场馆"
    >>> [text[slice(*one.subject[0])] for one in counted(text, 0, len(text))]
    ['新增学校', '学位', '亚运场馆']
    """
    stated = quantities(text, start, end) if found is None else found
    told: list[Counted] = []
    if not (listed := items(text, start, end, stated)):
        return told
    here, state = _Here(text, start, end, listed), _State(start)
    for index, item in enumerate(listed):
        if item.inner:
            told.append(_size(here, index))
            continue
        state = _with_number(here, state, index)
        if state.told:
            told.append(state.told)
    return _of_each(text, start, told)


class _Here(NamedTuple):
    """The sentence that is read, and its numbers."""

    text: str
    start: int
    end: int
    items: list[Item]


class _State(NamedTuple):
    """What a sentence has said so far.

    Attributes
    ----------
    stop : int
        Where the number before ends.
    told : Counted or None
        The number before, if it counts something.
    subject : tuple of Span
        The subject of the last number.
    dealt : tuple of tuple of Span
        The subjects of the list that numbers are dealt to.
    turn : int
        Which of them has had its number last; -1 where no list is being dealt out.
    topic : tuple of Span
        What the clause of the last number names before it, where the number counts what is behind.
    """

    stop: int
    told: Counted | None = None
    subject: tuple[Span, ...] = ()
    dealt: tuple[tuple[Span, ...], ...] = ()
    turn: int = -1
    topic: tuple[Span, ...] = ()


# --- what holds for each member of a list --------------------------------------------------------

# 每年, and 每万名老年人口拥有: what opens a list and is said of each of its numbers.
_EACH = (
    r"(?P<year>{each_year})"
    r"|{per}(?:\d*{per_many})?[^，。；、：\d]{0,10}?{owns}"
)
_LIST = r"(?:[^，；。\n]|，(?={made_verb|added}))*"


def _of_each(text: str, start: int, told: list[Counted]) -> list[Counted]:
    """Return the numbers of a sentence, those with what opens their list that are of each of it."""
    far = told[-1].quantity.start if told else start
    if not cued(r"{per}").search(text, start, far):
        return told
    for opening in cued(_EACH).finditer(text, start, far):
        stop = cued(_LIST).match(text, opening.end()).end()  # type: ignore[union-attr]
        told = [_each(one, opening, stop) for one in told]
    return told


def _each(one: Counted, opening: re.Match[str], stop: int) -> Counted:
    """Return a number with the opening of the list that it stands in; others as they are."""
    first = min((low for low, _ in one.subject), default=opening.start())
    if one.quantity.start >= stop and opening["year"]:
        return one._replace(subject=_without(one.subject, opening.span()))
    if one.quantity.start < opening.end() or one.measure in _NOT_OF_EACH or stop <= first:
        return one
    says = one.gap.says | {"average"} if opening["year"] else one.gap.says
    subject = (opening.span(), *one.subject) if first >= opening.end() else one.subject
    return one._replace(subject=subject, gap=one.gap._replace(says=says))


def _without(subject: tuple[Span, ...], out: Span) -> tuple[Span, ...]:
    """Return a subject without a stretch of it: 财政每年安排3亿元，三年共安排9亿元."""
    parts = (
        part
        for low, high in subject
        for part in ((low, min(high, out[0])), (max(low, out[1]), high))
    )
    return tuple(dict.fromkeys(part for part in parts if part[0] < part[1]))


_NOT_OF_EACH = ("rank", "other")


# --- one number -----------------------------------------------------------------------------------


def _with_number(here: _Here, state: _State, index: int) -> _State:
    """Find what a number counts: the noun behind it, else the words before."""
    item = here.items[index]
    quantity = item.quantity
    if quantity.joined == 2 and state.told and state.told.quantity.joined == 1:
        # The upper end of a range is of what the lower one is.
        told = state.told._replace(quantity=quantity)
        return state._replace(stop=quantity.stop, told=told)
    words = _words(here, state, item)
    behind = None if item.measure else _behind(here, index)
    if behind:
        subject = (*_narrowing(here.text, words, behind), behind)
        measure = _measure(quantity, words.gap)
        if quantity.unit in SHARES and measure == "level":
            measure = "share"
        gap = _inherited(here, state, words, words.gap)
        told = Counted(quantity, subject, measure, gap)
        # 覆盖20个国家、156个城市: of the list's second count the clause is about the same.
        listed = here.text[words.clause - 1 : words.clause] == "、"
        topic = _topic(here.text, words) or (state.topic if listed else ())
        return _State(quantity.stop, told, subject, topic=topic)
    bare = not quantity.unit and quantity.multiple == 1 and not item.measure
    if (
        bare
        and words.cut == item.words_end
        and not cued(r"{unitless}").search(here.text, max(here.start, words.cut - 2), words.cut)
    ):
        return state._replace(stop=quantity.stop, told=None)
    return _of_words(here, state, index, words)


def _of_words(here: _Here, state: _State, index: int, words: "_Words") -> _State:
    """Give a number to the subject that the words before it name, or to the one before."""
    item, gap = here.items[index], words.gap
    # Only a comma or 和 stands between the number before and this one.
    goes_on = state.told and cued(GOES_ON).fullmatch(here.text, state.stop, item.words_end)
    if goes_on and state.turn >= 0 and state.told:
        subjects, turn = state.dealt, state.turn + 1
        gap = gap if gap.relation else state.told.gap
    else:
        subjects, turn = _subjects(here, state, index, words), 0
        if goes_on and state.told and state.told.quantity.unit == item.quantity.unit:
            gap = gap if gap.relation else state.told.gap
    subject = subjects[min(turn, len(subjects) - 1)] if subjects else ()
    if item.measure == "other":
        said = words.cut <= words.lead or cued(r"{predicate}").match(here.text, words.lead)
        reached = _reached(here, item) if said or not subject else None
        subject = (reached,) if reached else subject
    if item.measure == "rank" and words.cut <= words.lead:
        subject = _ranking(here, item.words_end) or subject
    if item.measure:
        gap = Gap(says=gap.says & {"estimate", "from"})
    gap = _inherited(here, state, words, gap)
    told = Counted(item.quantity, subject, item.measure or _measure(item.quantity, gap), gap)
    deals = len(subjects) > 1 or "respectively" in gap.says
    return _State(
        item.quantity.stop, told, subject,
        subjects if deals else state.dealt, turn if deals else -1,
    )  # fmt: skip


def _inherited(here: _Here, state: _State, words: "_Words", gap: Gap) -> Gap:
    """Return a gap with the verb of the list: 新增学校85所、学位9.6万个 are both new."""
    text = here.text
    begins = text[words.lead : words.lead + 1] in first_signs("added")
    added = begins and cued(r"{added}").match(text, words.lead, words.cut)
    listed = text[words.clause - 1 : words.clause] == "、" and state.told
    if added or listed and "added" in listed.gap.says:
        return _saying(gap, "added", "flow")
    return _saying(gap, "dealt") if _is_done(here, words) else gap


@lru_cache(maxsize=4096)
def _saying(gap: Gap, *kinds: str) -> Gap:
    """Return a gap that says more."""
    return gap._replace(says=gap.says.union(kinds))


def _topic(text: str, words: "_Words") -> tuple[Span, ...]:
    """Return what the clause of a number names first, where it begins with no verb."""
    if words.lead > words.clause or words.cut - words.lead < _SHORTEST_TOPIC:
        return ()
    verb = cued(r"{predicate|within}").search(text, words.lead + 2, words.cut)
    return ((words.lead, verb.start() if verb else words.cut),)


def _measure(quantity: Quantity, gap: Gap) -> str:
    """Return what a number measures of its subject."""
    if gap.relation == "compare":
        return "other"
    if gap.relation == "share" and (quantity.unit in SHARES or "/" in quantity.digits):
        return "share"
    if gap.relation != "growth" or "added" in gap.says and quantity.unit not in SHARES:
        return "level"
    if quantity.unit in counters() and gap.cues[-1:] and gap.cues[-1] in lookups.cues("betters"):
        return "level"
    if quantity.unit in SHARES:
        return "growth_avg" if "average" in gap.says else "growth"
    return "change"


# --- the words before a number --------------------------------------------------------------------


class _Words(NamedTuple):
    """The words before a number.

    Attributes
    ----------
    clause : int
        Where its clause begins.
    opened : int
        Where what opens the clause ends: its time, its marks.
    lead, cut : int
        Span of what they name, without what opens the clause and what links it to the number.
    gap : Gap
        What the link says.
    """

    clause: int
    opened: int
    lead: int
    cut: int
    gap: Gap


_REACH = 26


def _words(here: _Here, state: _State, item: Item) -> _Words:
    """Read the words before a number from its end: first what links, then what names."""
    text, high = here.text, item.words_end
    clause = _clause(text, state.stop, high)
    cut = link_start(text, max(clause, high - _REACH), high)
    gap = _read_link(text[cut:high].strip())
    if gap.relation != "compare" and cut <= clause:
        # 增速分别高于全国、全省1.7和0.9个百分点: what is compared stands before the comma.
        far = read_gap(text[state.stop : high])
        gap = far if far.known and far.relation == "compare" else gap
    ends = text[cut - 1 : cut] in last_signs("yardstick")
    if ends and (over := cued(_OVER).search(text, clause, cut)):
        # 收购价高于市场价1元/斤: what it is higher than is not what is measured.
        cut = link_start(text, clause, over.start())
        gap = _read_link(text[cut:high].strip())
    based = cued(r"{than}$").search(text, clause, cut) if text[cut : cut + 4].isdecimal() else None
    if compared := based or _compared(text, clause, cut, item.quantity):
        # 比上个五年增长52.7%: what it is compared with is not what grew.
        cut = link_start(text, clause, compared.start())
        gap = _read_link(text[cut:high].strip()) if gap.relation else gap
    if cut < high and text[cut] in first_signs("added", "made_verb"):
        # 竣工279个, 上市公司新增27家: the verb says what is counted.
        kept = r"{added|made_verb}+" if cut <= clause else r"{added}"
        verb = cued(kept).match(text, cut, high)
        cut = verb.end() if verb else cut
    if item.measure == "rank" and (placed := cued(_AMONG).search(text, clause + 1, cut)):
        # 发展指数在大中城市居第3位: among whom is not what is ranked.
        cut = placed.start()
    if shared := _share(text, clause, cut, item):
        cut = link_start(text, clause, shared.start())
        gap = gap._replace(relation="share", bound=_limit(text[shared.start() : high]) or gap.bound)
    opened = _opening_end(text, clause, cut)
    lead = _verb_end(text, opened, cut)
    counts = text[clause].isdecimal() or text[clause] in NUMERAL
    if counts and cued(_YEARS_IN_ALL).fullmatch(text, clause, high):
        # 五年共有5个项目: the years name nothing.
        summed = gap._replace(says=gap.says - {"reached"} | {"sum"})
        return _Words(clause, opened, cut, cut, summed)
    if lead > clause and (says := _opened(text[clause:lead])):
        gap = _saying(gap, *says)
    return _Words(clause, opened, lead, cut, gap)


def _share(text: str, clause: int, cut: int, item: Item) -> re.Match[str] | None:
    """Return the words of a clause that say that a number is a share, and of what."""
    part = item.quantity.unit == "%" or "/" in item.quantity.digits
    if item.measure or not (part or text[cut - 1 : cut] in _share_ends()):
        return None
    if _sharing().isdisjoint(text[clause:cut]):
        return None
    found = cued(_SHARE).search(text, clause, cut)
    return found if found and (found["word"] or part) else None


@cache
def _share_ends() -> frozenset[str]:
    """Return the signs that words which ask for a share end with."""
    return last_signs("share_word") | {"比"}


@cache
def _sharing() -> frozenset[str]:
    """Return the signs of which words that say of a share have one."""
    return first_signs("takes") | frozenset("比份")


@lru_cache(maxsize=4096)
def _opened(words: str) -> frozenset[str]:
    """Return what the words say that open a clause."""
    return frozenset(kind for kind in _OPENING if cued(f"{{{kind}}}").search(words))


@lru_cache(maxsize=4096)
def _read_link(words: str) -> Gap:
    """Read the words that link a number to what it counts."""
    gap = read_gap(words)
    gap = gap if gap.known else Gap()
    if cued(r"{added}").search(words):
        return gap._replace(says=gap.says | {"added", "flow"})
    return gap._replace(says=gap.says - {"flow"})


_SHARE = (
    r"{takes}[^，。；：\d]{0,26}?(?P<word>{of}?{share_word}|(?<={takes})比)?$"
    r"|(?P<ends>占比|比重|份额)$"
)


_LIMITS = {
    r"{takes}{share_word}{at_least}": ">=", r"{takes}{share_word}{at_most}": "<=",
    r"{takes}{share_word}{about}": "~",
}  # fmt: skip


def _limit(share: str) -> str:
    """Return the bound that stands before what a share is taken of: 占比不低于总数的70%."""
    return next((bound for words, bound in _LIMITS.items() if cued(words).match(share)), "")


_OVER = r"{beyond}{yardstick}$"


_LEADING = (
    r"(?>(?:[\s①-⑳.、．]|[“‘](?![^”’]{0,60}[”’])|{of}|{adverb}(?={made_verb|added|says_done})|\d{1,2}[.、．]"
    r"|{until}?(?:19|20)\d{2}年(?:{until}|{year_end})?|{list_head|among|says_done|plan|sum|yearly}"
    rf"|(?:{NUMERAL}{{1,2}}|\d)年来?(?=.))*)"
)
_YEARS_IN_ALL = rf"(?:{NUMERAL}|\d)年来?{{summed}}{{link}}?"
_AMONG = r"{within}[^，。；、]{1,16}$|{among_them}$"
_COMPARED = r"(?!{not_than}){than}(?:[^，。；、：\d]|(?:19|20)\d{2}年){1,9}$"
_EQUAL = r"{equals}(?:[^，。；、：\d]|(?:19|20)\d{2}年){1,12}"


def _compared(text: str, start: int, end: int, quantity: Quantity) -> re.Match[str] | None:
    """Return what a number is compared with: 比上个五年, or 是五年前 of 是五年前的3.6倍."""
    begins = quantity.unit in SHARES and text[start : start + 1] in first_signs("equals")
    if begins and (equal := cued(_EQUAL).fullmatch(text, start, end)):
        return equal
    if first_signs("than").isdisjoint(text[start:end]):
        return None
    than = cued(r"{than}").search(text, start, end)
    return cued(_COMPARED).search(text, than.start(), end) if than else None


_VERBS = rf"{{made_verb}}(?:(?:{JOINTS}){{made_verb}})*(?!{{verb_noun}})"
_JOINED = rf"(?:{JOINTS}){{verb}}"
_BARE = 2


def _lead(text: str, start: int, end: int) -> int:
    """Return where what a clause names begins, behind its time and its verb."""
    return _verb_end(text, _opening_end(text, start, end), end)


def _opening_end(text: str, start: int, end: int) -> int:
    """Return where what opens a clause ends: its time, its marks."""
    sign = text[start : start + 1]
    if sign not in _leading_signs() and not (sign.isspace() or sign.isdecimal()):
        return start
    return cued(_LEADING).match(text, start, end).end()  # type: ignore[union-attr]


@cache
def _leading_signs() -> frozenset[str]:
    """Return the signs, but for digits and spaces, that what opens a clause begins with."""
    signs = first_signs("of", "adverb", "until", "list_head", "among", "says_done", "plan")
    marks = frozenset(f"①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳.、．“‘{NUMERAL}")
    return signs | marks | first_signs("sum", "yearly")


def _verb_end(text: str, opened: int, end: int) -> int:
    """Return where the verb ends with which the words of a clause begin, behind what opens it.

    A verb is left where without it next to nothing is named: 签约项目, 实施面积; and where another
    one is joined to it that belongs to the name: 建成和改造绿道.
    """
    begins = text[opened : opened + 1] in first_signs("made_verb")
    verb = cued(_VERBS).match(text, opened, end) if begins else None
    if verb is None or end - verb.end() < _BARE or cued(_JOINED).match(text, verb.end(), end):
        return opened
    general = cued(r"{general_noun|counted_noun}").fullmatch(text, verb.end(), end)
    kept = general or cued(r"{deals_with}").fullmatch(text, opened, verb.end())
    return opened if kept else verb.end()


_DONE = r"{made_verb|makes|adds|deals_with}(?!{verb_noun})"


def _is_done(here: _Here, words: _Words) -> bool:
    """Tell whether a verb opens the list of a number: 整治河道3条、湖2个, not 整治面积."""
    text = here.text
    opening = behind_last("，；：。\n", text, here.start, words.cut)
    known = opening == words.clause
    lead = words.opened if known else _opening_end(text, opening, words.cut)
    if text[lead : lead + 1] in _first_done() and cued(_DONE).match(text, lead, words.cut):
        return True
    ends = lead > opening and text[lead - 1] in last_signs("made_verb")
    return ends and cued(r"{made_verb}$").search(text, opening, lead) is not None


@cache
def _first_done() -> frozenset[str]:
    """Return the signs that the verbs begin with which open a list."""
    return first_signs("made_verb", "makes", "adds", "deals_with")


_OPENING = ("estimate", "sum", "plan")


def _clause(text: str, low: int, high: int) -> int:
    """Return where the clause begins that ends at a place; closed brackets and quotes are in it."""
    depth = 0
    for at in range(high - 1, low - 1, -1):
        sign = text[at]
        if sign not in _MARKS:
            continue
        if sign in "）)”’」》":
            depth += 1
        elif sign in "（(“‘「《":
            if not depth and sign in "（(":
                return at + 1
            depth = max(depth - 1, 0)
        elif not depth:
            return at + 1
    return low


_MARKS = frozenset("，；：。、！？|\n（(“‘「《）)”’」》")


# --- subjects -------------------------------------------------------------------------------------


def _subjects(
    here: _Here, state: _State, index: int, words: _Words
) -> tuple[tuple[Span, ...], ...]:
    """Return the subjects that the words before a number name, or the one before."""
    text, (lead, cut) = here.text, _trimmed(here.text, words.lead, words.cut)
    dealt = "respectively" in words.gap.says
    count = _run_length(here, index) if dealt else 1
    if lead >= cut:
        if dealt and len(state.dealt) == count:
            return state.dealt
        rank = here.items[index].measure == "rank"
        prior = state.topic if rank and state.topic else _prior(here, state, words)
        return (prior,) if prior else ()
    begin = _list_start(here, state, words)
    if dealt and count > 1:
        if count == _PAIR and (pair := _halved(text, begin, cut)):
            return pair
        members = _members(text, begin, cut)
        if len(members) == count:
            return _owned(text, _headed(text, members))
    begins = text[lead] in first_signs("counted_noun", "made_verb", "added")
    if begins and cued(r"{counted_noun|made_verb|added}*").fullmatch(text, lead, cut):
        # 总数, 出让: what they are of is the subject before.
        done = cued(r"{made_verb|added}*").fullmatch(text, lead, cut)
        prior = state.topic if done and state.topic else _prior(here, state, words)
        other = cued("{output_noun}").match(text, lead, cut)
        prior = _without_output(text, prior) if other else prior
        if prior and text[slice(*prior[-1])].endswith(text[lead:cut]):
            # 计划投资3亿元，投资占比5%
            return (prior,)
        if not done and len(prior) > 1 and cued(r"{counted_noun}").fullmatch(text, *prior[-1]):
            # 项目8个、总投资9亿元、年度计划投资3亿元
            prior = prior[:-1]
        return ((*_unmade(text, prior, bool(done)), (lead, cut)),)
    begins = text[begin] in first_signs("of_before")
    if begins and cued(r"{of_before}").fullmatch(text, begin, cut):
        return (_owned(text, (_prior(here, state, words), ((begin, cut),)))[-1],)
    return (((begin, cut),),)


def _owned(text: str, subjects: tuple[tuple[Span, ...], ...]) -> tuple[tuple[Span, ...], ...]:
    """Return subjects, those that only name a part (死亡人数) with what it is of: 事故起数."""
    first, *others = subjects
    if not first:
        return tuple(others)
    *ahead, (low, high) = first
    end = cued(r"{before_end}$").search(text, low + 1, high)
    whole = (*ahead, (low, end.start() if end else high))
    part = (cued(r"{of_before}").fullmatch(text, *one[-1]) for one in others)
    owned = ((*whole, *one) if found else one for one, found in zip(others, part, strict=True))
    return (first, *owned)


def _halved(text: str, start: int, end: int) -> tuple[tuple[Span, ...], ...]:
    """Return the two subjects that a word of two halves names: 存贷款余额."""
    found = [*cued(r"{two_halves}").finditer(text, start, end)]
    if len(found) != 1:
        return ()
    middle = found[0].start() + 1
    before = ((start, middle - 1),) if start < middle - 1 else ()
    return ((start, middle), (middle + 1, end)), (*before, (middle, end))


def _headed(text: str, members: list[Span]) -> tuple[tuple[Span, ...], ...]:
    """Return the members of a list, each with the noun that the last one ends with."""
    last = members[-1]
    lengths = {high - low for low, high in members[:-1]}
    length = min(lengths)
    half = cued(r"{half_word}").fullmatch(text[members[0][1] - 1] + text[last[0]])
    if half and len(members) == _PAIR:
        # 存、贷款余额
        head = last[0] + 1
    elif len(lengths) == 1 and length <= _SHORT and last[1] - last[0] > length + 1:
        # 第一、第二、第三产业增加值; 城镇和农村居民收入.
        head = last[0] + length
    else:
        noun = cued(r"{counted_noun}$").search(text, last[0] + 1, last[1])
        ended = any(cued(r"{counted_noun}$").search(text, *member) for member in members[:-1])
        if noun is None or ended:
            return tuple((member,) for member in members)
        head = noun.start()
    return (*((member, (head, last[1])) for member in members[:-1]), (last,))


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return a span without the white space around it."""
    while start < end and (text[start].isspace() or text[start] in "）)"):
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _members(text: str, start: int, end: int) -> list[Span]:
    """Return the members of a list of names."""
    found = []
    for joint in cued(JOINTS).finditer(text, start, end):
        found.append((start, joint.start()))
        start = joint.end()
    return [span for span in (*found, (start, end)) if span[0] < span[1]]


def _run_length(here: _Here, index: int) -> int:
    """Return how many numbers the list has that begins with one; a range counts as one."""
    count, stop = 0, here.items[index].quantity.start
    for item in islice(here.items, index, None):
        if count and not cued(GOES_ON).fullmatch(here.text, stop, item.quantity.start):
            break
        count, stop = count + (item.quantity.joined != 2), item.quantity.stop
    return count


_SHORT = 3
_PAIR = 2
_LONGEST_MEMBER = 20


def _list_start(here: _Here, state: _State, words: _Words) -> int:
    """Return where the list of names begins whose last member stands before a number."""
    text, lead = here.text, words.lead
    if lead > words.clause or text[lead - 1 : lead] != "、":
        return lead
    low = behind_last("，；：。\n", text, state.stop, lead)
    if low == state.stop and low > here.start:
        # The list holds the number before.
        return lead
    members = text[low : lead - 1].split("、")
    verbal = cued(r"{flow|says_done|made_verb|predicate}").match(text, lead)
    if verbal or any(
        len(member) > _LONGEST_MEMBER or cued(r"{predicate}").search(member, 1)
        for member in members
    ):
        return lead
    return _lead(text, low, lead)


def _prior(here: _Here, state: _State, words: _Words) -> tuple[Span, ...]:
    """Return the subject that stands as it is, or the topic of the clause before."""
    text = here.text
    end = words.clause - 1
    while end > state.stop and text[end - 1] in "，、：；（ ":
        end -= 1
    start = _clause(text, state.stop, end) if end > state.stop else end
    if link_start(text, start, end) <= start or cued(r"{rank|rate_of|beyond|broke}").match(
        text, start
    ):
        return state.subject
    start = _lead(text, start, end) if start < end else end
    if (
        end - start < _SHORTEST_TOPIC
        or state.subject
        and text[state.stop : words.clause].strip("）)”")[:1] == "（"
    ):
        return state.subject
    verb = cued(r"{predicate}").search(text, start + 2, end)
    return ((start, verb.start() if verb else end),)


_SHORTEST_TOPIC = 3


def _without_output(text: str, subject: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return a subject without what it makes, where it makes something else: 产业增加值、营收."""
    if not subject:
        return ()
    start, end = subject[-1]
    output = cued("{output_noun}$").search(text, start + 1, end)
    return (*subject[:-1], (start, output.start())) if output else subject


_ADDED = r"(?:{flow|says_done}{after_flow}*)"


def _unmade(text: str, subject: tuple[Span, ...], other: bool) -> tuple[Span, ...]:
    """Return a subject without the verb of what was added: 新增上市公司27家、总数283家.

    Where another deed is told of it (用地收储9亩、出让3亩), also without the one that it ends with.
    """
    if not subject:
        return ()
    start, end = subject[-1]
    if other and (dealt := cued(r"{deals_with}$").search(text, start + _BARE, end)):
        return (*subject[:-1], (start, dealt.start()))
    start, end = subject[0]
    verbs = r"(?:{flow|says_done|deals_with}{after_flow}*)" if other else _ADDED
    verb = cued(verbs).match(text, start, end)
    # 新建、续建项目: of two verbs, none is left alone.
    if verb is None or verb.end() >= end or text[verb.end()] == "、":
        return subject
    return ((verb.end(), end), *subject[1:])


# --- the noun behind a number ---------------------------------------------------------------------

_GENERIC = 2


def _narrowing(text: str, words: "_Words", noun: Span) -> tuple[Span, ...]:
    """Return the words before a number that say which ones, where its noun is a general one."""
    general = noun[1] - noun[0] < _GENERIC or cued(r"{general_noun}").fullmatch(text, *noun)
    lead, cut = _trimmed(text, words.lead, words.cut)
    return ((lead, cut),) if general and cut - lead >= _GENERIC else ()


# 均 ends a noun, but not in 人均.
_PREDICATE = r"{predicate}|(?<!{mean_of}){every}"
_LONGEST_NOUN = 40
_NOUN_END = re.compile(r"[，。；、：:！？!?（(）)|\n]")


def _behind(here: _Here, index: int) -> Span | None:
    """Return the noun behind a number; two numbers side by side share one: 10轮5.5亿元消费券.

    So do the ends of a range, and numbers with a sum behind them: 6大项64小项共382场比赛.
    """
    quantity, named = here.items[index].quantity, here.items[index].named
    following = here.items[index + 1] if index + 1 < len(here.items) else None
    if quantity.joined == 1:
        ranged = following is not None and following.quantity.joined == 2
        return _behind(here, index + 1) if ranged else None
    adjacent = following is not None and _is_beside(here.text, quantity, following.quantity)
    if following and adjacent and not following.inner:
        return _behind(here, index + 1)
    if not adjacent and not named:
        return None
    return _noun(here, quantity.stop, index)


def _size(here: _Here, index: int) -> Counted:
    """Return a number that says how large things are: 超10亿元 of 超10亿元项目31个."""
    quantity = here.items[index].quantity
    near = max(here.start, quantity.start - _BARE)
    least = cued(r"{at_least}$").search(here.text, near, quantity.start)
    return Counted(quantity, _sized(here, index), "other", Gap(bound=">=" if least else "="))


def _sized(here: _Here, index: int) -> tuple[Span, ...]:
    """Return what is of a size: 项目 of 1亿元以上项目, 村 of 20万元以上的村达900个."""
    if here.items[index + 1 : index + 2] and here.text[here.items[index].quantity.stop] == "、":
        return _sized(here, index + 1)
    noun = _noun(here, here.items[index].quantity.stop, index)
    if noun is None:
        return ()
    return ((noun[0], max(link_start(here.text, *noun), noun[0] + 1)),)


def _is_beside(text: str, quantity: Quantity, following: Quantity) -> bool:
    """Tell whether nothing stands between two numbers, or only 共."""
    between = text[quantity.stop : following.start]
    return not between or between in lookups.cues("in_total")


def _noun(here: _Here, at: int, index: int) -> Span | None:
    """Return the noun that begins at a place, up to a mark, a verb or the next number."""
    text = here.text
    start = cued(r"(?:{of|such_as})?").match(text, at).end()  # type: ignore[union-attr]
    stop = min(here.end, start + _LONGEST_NOUN)
    for item in islice(here.items, index + 1, None):
        if not item.inner:
            stop = min(stop, max(item.words_end, start))
            break
    stop = _noun_end(text, start, stop)
    # What stands in quotation marks is a name, whatever words it has.
    verbs = (
        one.start()
        for one in cued(_PREDICATE).finditer(text, start + 2, stop)
        if text.count("“", start, one.start()) <= text.count("”", start, one.start())
    )
    stop = next(verbs, None) or _unlinked(here, index, start, stop)
    start, stop = _trimmed(text, start, stop)
    joint = cued(_LOOSE_END).search(text, max(start, stop - _BARE), stop)
    stop = joint.start() if joint else stop
    return (start, stop) if start < stop else None


def _unlinked(here: _Here, index: int, start: int, stop: int) -> int:
    """Return where a noun ends right before another number: 场馆服务市民 of …超8万小时."""
    following = here.items[index + 1 : index + 2]
    if not following or following[0].words_end != stop:
        return stop
    cut = link_start(here.text, max(start, stop - _REACH), stop)
    kept = cut <= start or cued(r"{general_noun}").match(here.text, cut)
    return stop if kept else cut


_LOOSE_END = rf"(?:{JOINTS}|{{of}})$"
_BRACKETED = re.compile(r"（[^（）\d]{1,12}）(?=[一-龥])")


def _noun_end(text: str, start: int, stop: int) -> int:
    """Return where a noun ends at a mark; a short bracket within it does not end it: 县（市）."""
    at = start
    while mark := _NOUN_END.search(text, at, stop):
        bracket = _BRACKETED.match(text, mark.start(), stop)
        if bracket is None and not (mark.group() == "、" and mark.start() == start + 1):
            return mark.start()
        # 省、市级项目: one character is a part of the word behind the mark.
        at = bracket.end() if bracket else mark.end()
    return stop


def _reached(here: _Here, item: Item) -> Span | None:
    """Return what was reached for years in a row: 连续16年荣获“…”称号."""
    at = item.quantity.stop
    if ranking := _ranking(here, at):
        return ranking[0]
    if cued(r"{ranks}").match(here.text, at) and not cued(r"{won}").match(here.text, at):
        return None
    mark = _NOUN_END.search(here.text, at, here.end)
    stop = mark.start() if mark else here.end
    rank = cued(r"{among_them}?{ranks}").search(here.text, at + 2, stop)
    stop = rank.start() if rank else stop
    return (at, stop) if at < stop else None


_RANKING = r"{ranks}(?P<name>[^，。；、：\d第]{6,}?{ranking})第"
_IN_A_ROW = rf"\s*(?:{{in_a_row}}(?:\d|{NUMERAL}){{1,3}}年)?"


def _ranking(here: _Here, at: int) -> tuple[Span, ...]:
    """Return the ranking that a clause names where nothing before its verb names what is ranked.

    居省乡村振兴综合考核评价第1; not 居全省第1, nor 甲区居全省乡村振兴综合考核第1.
    """
    opening = behind_last("，。；：", here.text, here.start, at)
    if not cued(_IN_A_ROW).fullmatch(here.text, opening, at):
        return ()
    found = cued(_RANKING).match(here.text, at, here.end)
    return (found.span("name"),) if found else ()
