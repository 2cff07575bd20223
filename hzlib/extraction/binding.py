"""Binding: which number of a sentence belongs to which indicator, and how."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from hzlib.extraction.behind import counted, named_behind, qualifies
from hzlib.extraction.bound import Bound
from hzlib.extraction.dealing import PLAIN, UNNAMED, members, run_length, sharers
from hzlib.extraction.gaps import OBJECT, Gap, read_gap
from hzlib.extraction.lexicon import Alias, indicators
from hzlib.extraction.measure import measure
from hzlib.extraction.mentions import Mention, mentions
from hzlib.extraction.naming import subject_of
from hzlib.extraction.quantity import Quantity, quantities
from hzlib.extraction.subject import OTHER, Subject

Trace = Callable[[int, str], None]


@dataclass
class _State:
    """What a sentence has said so far."""

    group: list[Subject] = field(default_factory=list)  # the subjects of the next number
    anchor: int = 0  # where the words before the next number begin
    told: list[tuple[Subject, int]] = field(
        default_factory=list
    )  # subjects and where a number of them ends
    run: list[tuple[int, Gap]] = field(
        default_factory=list
    )  # numbers of the list that is being dealt
    shared: list[Subject] = field(default_factory=list)  # the subjects they are dealt to
    dealt: list[Subject] = field(default_factory=list)  # the subjects of the last list
    dealt_from: list[Subject] = field(default_factory=list)  # and the group that it was dealt from
    share: bool = False  # whether 占…比重 still holds
    pair: int = -1  # where the first number of 从…到… stands
    base: str = ""  # the year that a change is counted from


_LIST_MEMBER = re.compile(r"、[^，。；：\d]{0,22}")
_SECOND_NUMBER = re.compile(r"(?:[、，]|以?及|和|与|增长|下降|约|达)*")
_JOINED = re.compile(r"(?:、|和|与|及|以及|及其|全市|全省|全区|规上|规模以上|地区|全社会|人均)+")


def _flows(subject: Subject) -> Iterator[tuple[Alias, str]]:
    for alias in subject.aliases:
        for name in alias.indicators:
            if name in indicators() and indicators()[name].kind == "flow":
                yield alias, name


def bind(text: str, start: int, end: int, trace: Trace | None = None) -> list[Bound]:
    """Bind the quantities of a sentence to the indicators that it names.

    Parameters
    ----------
    text : str
        Normalised text.
    start, end : int
        The sentence.
    trace : callable, optional
        Called with an offset and a line for each decision; for ``hz explain``.

    Returns
    -------
    list of Bound

    Examples
    --------
    >>> text = "城乡居民人均可支配收入分别为77043元和45183元"
    >>> [(b.indicator, int(b.quantity.number)) for b in bind(text, 0, len(text))]
    [('income_urban', 77043), ('income_rural', 45183)]
    """
    named = mentions(text, start, end)
    found = quantities(text, start, end) if named else []
    if not found:
        return []
    return _Walk(text, start, end, named, found, trace or (lambda offset, line: None)).bound


class _Walk:
    """One pass over the mentions and quantities of a sentence, in their order."""

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        named: list[Mention],
        found: list[Quantity],
        trace: Trace,
    ) -> None:
        self.text, self.start, self.end, self.trace = text, start, end, trace
        self.named = named
        self.state = _State(anchor=start)
        self.bound: list[Bound] = []
        self.lower: list[Bound] = []
        items: list[Mention | Quantity] = sorted(
            [*named, *found], key=lambda item: (item.start, -item.end)
        )
        covered = start
        for number, item in enumerate(items):
            if item.start < covered:
                # 35岁以下大学生 holds a number that is part of the name.
                continue
            if isinstance(item, Mention):
                covered = item.end
                self.mention(item)
            else:
                following = items[number + 1] if number + 1 < len(items) else None
                self.quantity(item, following if isinstance(following, Mention) else None)
        self._spread()

    def _spread(self) -> None:
        """Let 以上 or 左右 behind the last number of a 分别 hold for the others too."""
        for index in range(len(self.bound) - 2, -1, -1):
            here, after = self.bound[index], self.bound[index + 1]
            trailing = after.quantity.bound
            between = self.text[here.quantity.stop : after.quantity.start]
            dealt = here.rule == after.rule == "respectively" and here.bound == "=" != trailing
            if dealt and re.fullmatch(r"[、和与及]|以及", between):
                self.bound[index] = replace(
                    here, bound=trailing, quantity=replace(here.quantity, bound=trailing)
                )

    # -- subjects ---------------------------------------------------------------------------

    def mention(self, mention: Mention) -> None:
        """Take a mention as the new subject, or as one more of a list of subjects."""
        state = self.state
        if mention.compared:
            self.trace(mention.start, f"“{self.text[mention.start : mention.end]}”{mention.why}")
            return
        told = [*(subject for subject, _ in state.told), *state.group]
        subject = subject_of(self.text, self.start, mention, told)
        between = self.text[state.anchor : mention.start]
        listed = (
            bool(state.group)
            and state.anchor == state.group[-1].end
            and bool(_JOINED.fullmatch(between))
        )
        if (
            not listed
            and state.group
            and state.anchor == state.group[-1].end
            and _LIST_MEMBER.fullmatch(between)
        ):
            # 断面水质优良比例、水源地水质达标比例均为100%: the last member is none, the first is.
            listed = not subject.aliases
        if mention.why:
            self.trace(mention.start, f"“{self.text[mention.start : mention.end]}”{mention.why}")
        state.group = [*state.group, subject] if listed else [subject]
        state.anchor = mention.end
        state.run, state.shared = [], []
        state.share, state.pair, state.base = False, -1, ""

    # -- numbers ----------------------------------------------------------------------------

    def quantity(self, quantity: Quantity, following: Mention | None) -> None:
        """Bind one number, or give it up and say why."""
        state = self.state
        if quantity.joined > 1 and self.lower and self.lower[-1].quantity.joined == 1:
            self.bound += [replace(b, quantity=quantity, bound="<=") for b in self.lower]
            self.lower, state.anchor = [], quantity.stop
            return
        behind = following is not None and named_behind(self.text, quantity, following)
        words = self._gap_words(state.anchor, quantity.start)
        gap = read_gap(words)
        if not gap.known and state.group and (listed := UNNAMED.match(words)):
            # 分别 may deal to members that are no indicators; they must be counted too.
            rest = read_gap(words[listed.end() :])
            if rest.known:
                gap = rest
                unnamed = re.findall(r"[、和与及]+", listed.group())
                state.group = state.group + [OTHER] * len(unnamed)
        if not behind and qualifies(self.text, self.end, quantity):
            self.trace(quantity.start, "数后面还有名词，是修饰语，不是指标的数")
            if not gap.known:
                state.group, state.anchor = [OTHER], quantity.stop
            return
        free = (
            not gap.known
            or gap.flow
            or state.group in ([], [OTHER])
            or not self._fits_any(quantity)
        )
        if behind and free and following and self._before_name(quantity, following):
            return
        if not state.group:
            state.anchor = quantity.stop
            state.told.append((OTHER, quantity.stop))
            self.trace(quantity.start, "前面没有指标名称")
            return
        if not gap.known:
            self._other(quantity, words)
            return
        if gap.relation == "share":
            state.share = True
        elif state.share and gap.relation in ("", "level") and quantity.base == "%":
            gap.relation = "share"
        if gap.relation == "compare":
            self.trace(quantity.start, f"“{words}”是与其他地区或指标的差距，不是事实")
            state.anchor = quantity.stop
            return
        before = len(self.bound)
        self._attach(quantity, gap)
        self.lower = self.bound[before:]
        state.anchor = quantity.stop

    def _gap_words(self, start: int, end: int) -> str:
        """Return the text of a gap, names that are only compared with as one sign."""
        words = self.text[start:end]
        for mention in reversed(self.named):
            if start <= mention.start and mention.end <= end and mention.compared:
                words = words[: mention.start - start] + OBJECT + words[mention.end - start :]
        return words

    def _other(self, quantity: Quantity, words: str) -> None:
        """Something else is spoken of now; the subject is lost unless the clause has none."""
        self.trace(quantity.start, f"与前一指标之间的“{words[-24:]}”不是可识别的连接")
        self.state.group = [OTHER]
        self.state.told.append((OTHER, quantity.stop))
        self.state.anchor = quantity.stop

    def _fits_any(self, quantity: Quantity) -> bool:
        return any(
            quantity.base in indicators()[name].bases
            for subject in self.state.group
            for alias in subject.aliases
            for name in alias.indicators
            if name in indicators()
        )

    def _before_name(self, quantity: Quantity, following: Mention) -> bool:
        """Bind a number that stands before the name: 完成302个老旧小区改造."""
        verb = counted(self.text, self.start, self.end, quantity, following)
        if not verb:
            return False
        subject = Subject(
            following.aliases, following.start, following.end, following.region, made=True
        )
        gap = Gap(flow=verb == "flow", stock=verb == "stock")
        for alias, name in _flows(subject):
            if self._one(quantity, gap, subject, name, alias, "number-before-name"):
                self.state.group, self.state.anchor = [OTHER], quantity.stop
                return True
        return False

    def _attach(self, quantity: Quantity, gap: Gap) -> None:
        """Give a number to its subject or subjects."""
        state = self.state
        joined = bool(state.run) and _SECOND_NUMBER.fullmatch(
            self.text, state.run[-1][0], quantity.start
        )
        if (
            gap.every
            and len(state.dealt) > 1
            and state.group[0] in (state.dealt[-1], *state.dealt_from)
        ):
            state.group = state.dealt
        self._deals(quantity, gap, bool(joined))
        if gap.respectively:
            state.dealt_from = state.group
            told = [subject for subject, _ in state.told]
            count = run_length(self.text, self.end, quantity)
            state.shared = state.dealt = sharers(
                self.text, self._list_start(), state.group, told, count
            )
            state.run = []
        # 分别从4.8万元、2.6万元增加到6.9万元、3.9万元: a second round of numbers.
        again = (
            len(state.shared) > 1 and state.run and gap.relation in ("level", "growth")
            and (not joined or len(state.run) == len(state.shared))
            and run_length(self.text, self.end, quantity) == len(state.shared)
        )  # fmt: skip
        if again:
            state.run = []
        if gap.respectively or again or (joined and state.shared):
            self._deal(quantity, gap)
            return
        state.shared, state.run = [], []
        rule = "shared" if len(state.group) > 1 or state.group[0].width > 1 else "subject"
        for subject in state.group:
            self._to_subject(quantity, gap, subject, rule)
        state.told.append((state.group[-1], quantity.stop))

    def _deals(self, quantity: Quantity, gap: Gap, joined: bool) -> None:
        """Decide whether a list of numbers is dealt out, whether or not 分别 says so."""
        group = self.state.group
        count = sum(subject.width for subject in group)
        if gap.respectively:
            # 分别 with one number for all of them.
            gap.respectively = count == 1 or run_length(self.text, self.end, quantity) > 1
        elif joined or self.text[quantity.stop : quantity.stop + 1] not in "、和与以":
            return
        elif (length := run_length(self.text, self.end, quantity, PLAIN)) > 1:
            found = members(self.text, self._list_start(), group, length, (r"(、)",))
            gap.respectively = length in (count, len(found))

    def _list_start(self) -> int:
        """Return where the list begins that the first subject of the group stands in."""
        first = self.state.group[0].start
        head = max(self.text.rfind(mark, self.start, max(first, self.start)) for mark in "，；：。")
        stops = [stop for _, stop in self.state.told if stop <= first]
        return max(head + 1, self.start, *stops, 0)

    def _deal(self, quantity: Quantity, gap: Gap) -> None:
        """Give a number of a list to the subject whose turn it is."""
        state = self.state
        if state.run and not gap.relation:
            before = state.run[-1][1]
            gap.relation, gap.sign, gap.average = before.relation, before.sign, before.average
            gap.estimate, gap.start_of = before.estimate, before.start_of
            gap.bound = gap.bound if gap.bound != "=" else before.bound
        turn = len(state.run)
        state.run.append((quantity.stop, gap))
        if turn >= len(state.shared):
            self.trace(quantity.start, "“分别”的数比指标多")
            return
        self._to_subject(quantity, gap, state.shared[turn], "respectively")
        state.told.append((state.shared[turn], quantity.stop))

    # -- one number, one subject ------------------------------------------------------------

    def _to_subject(self, quantity: Quantity, gap: Gap, subject: Subject, rule: str) -> None:
        if not subject.aliases:
            self.trace(quantity.start, "所说的不是指标清单里的指标")
            return
        for alias in self._by_use(subject):
            done = False
            for name in alias.indicators:
                if name in indicators():
                    done |= self._one(quantity, gap, subject, name, alias, rule)
            if done:
                return
        self.trace(quantity.start, "单位或说法与指标不合")

    def _by_use(self, subject: Subject) -> tuple[Alias, ...]:
        """Return the aliases of a subject, the one that its last number was bound to first."""
        last = self.bound[-1] if self.bound else None
        if last is None or last.subject_start != subject.start or len(subject.aliases) < 2:
            return subject.aliases
        used = tuple(
            Alias((last.indicator,), "", "")
            for a in subject.aliases
            if last.indicator in a.indicators
        )
        return used[:1] + subject.aliases

    def _one(
        self, quantity: Quantity, gap: Gap, subject: Subject, name: str, alias: Alias, rule: str
    ) -> bool:
        """Bind a number to one indicator, if unit and words fit it."""
        indicator = indicators()[name]
        last = (
            self.bound[-1] if self.bound and self.bound[-1].subject_start == subject.start else None
        )
        found = measure(
            self.text,
            self.start,
            quantity,
            gap,
            indicator,
            alias,
            subject,
            last.measure if last else "",
        )
        if not found:
            return False
        # 净增120家，达到980家: the second number is that of all.
        whole = gap.reached and not gap.planned and last is not None and last.indicator == name
        if found == "level" and (gap.stock or whole) and indicator.stock:
            name = indicator.stock
        falls = found in ("growth", "change") or indicator.kind == "rise"
        bound = quantity.bound if quantity.bound != "=" or quantity.joined else gap.bound
        gap.estimate |= subject.estimate or (last is not None and last.gap.estimate)
        gap.average |= subject.average
        pair, pair_start = self._pair(quantity, gap)
        gap.total = (gap.total or subject.total) and not pair and pair_start < 0
        self._base(gap, found)
        cue = " ".join(gap.cues) or self.text[subject.start : subject.end]
        self.bound.append(
            Bound(
                quantity, name, found, gap.sign if falls else 1, bound, subject.region, rule, cue,
                gap, subject.start, pair, pair_start,
            )
        )  # fmt: skip
        self.trace(quantity.start, f"规则 {rule}：指标 {indicator.name}，口径 {found}，线索“{cue}”")
        return True

    def _pair(self, quantity: Quantity, gap: Gap) -> tuple[bool, int]:
        """Tell whether a number is the first of 从…到…, and where the first one stands else."""
        first = gap.start_of and gap.relation != "growth"
        before = -1 if first else self.state.pair
        if first:
            self.state.pair = quantity.start
        return first, before

    def _base(self, gap: Gap, found: str) -> None:
        """Keep the year of 较“十三五”末的9323亿元 for the change that follows."""
        if gap.base_level:
            self.state.base = gap.base_level
        elif found in ("change", "growth") and not gap.other_base:
            # The growth behind such a change is counted from the same year.
            gap.other_base = self.state.base
