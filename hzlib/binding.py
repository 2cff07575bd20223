"""Binding: which number of a sentence belongs to which indicator, and how."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache

from hzlib.gaps import OBJECT, Gap, read_gap
from hzlib.lexicon import Alias, aliases, cue_pattern, cues, indicators
from hzlib.mentions import FILLER, Mention, mentions
from hzlib.quantity import Quantity, quantities

Trace = Callable[[int, str], None]


@dataclass(frozen=True, slots=True)
class Subject:
    """What the numbers that follow are numbers of; no alias for a thing that is no indicator."""

    aliases: tuple[Alias, ...]
    start: int
    end: int
    region: str = ""
    made: bool = False
    estimate: bool = False
    total: bool = False
    average: bool = False

    @property
    def width(self) -> int:
        """How many indicators the wording stands for (城乡居民收入: 2)."""
        return max((len(alias.indicators) for alias in self.aliases), default=1)


@dataclass(frozen=True, slots=True)
class Bound:
    """A quantity bound to one indicator of one subject."""

    quantity: Quantity
    indicator: str
    measure: str
    sign: int
    bound: str
    region: str
    rule: str
    cue: str
    gap: Gap
    subject_start: int
    first_of_pair: bool = False
    pair_start: int = -1


@dataclass
class _State:
    """What a sentence has said so far."""

    group: list[Subject] = field(default_factory=list)
    anchor: int = 0
    told: list[tuple[Subject, Quantity]] = field(default_factory=list)
    run: list[tuple[Quantity, Gap]] = field(default_factory=list)
    shared: list[Subject] = field(default_factory=list)
    dealt: list[Subject] = field(default_factory=list)
    told_group: list[Subject] = field(default_factory=list)
    share: bool = False
    pair: int = -1
    base: str = ""


OTHER = Subject((), -1, -1)
_OF = re.compile(r"的(?:目标|水平|规模|基础|增长|增速|速度|大关|台阶|预期|[，。；、是])")
_RUN_LINK = re.compile(r"(?:[、，]|以?及|和|与|增长|下降|约|达|超|左右)*")
_LIST_MEMBER = re.compile(r"、[^，。；：\d]{0,22}")
_BARE_LINK = re.compile(r"[、和与]|以及")
_LISTED = re.compile(r"(?:[、和与及][^，。；、和与及\d]{2,14}?)+(?=分别|均)")


@cache
def _flows() -> re.Pattern[str]:
    return re.compile(rf"(?P<stock>拥有|累计|现有|总数|总量)|(?P<flow>{cue_pattern('flow')})")


@cache
def _said(kind: str) -> re.Pattern[str]:
    return re.compile(cue_pattern(kind))


@cache
def _joining() -> re.Pattern[str]:
    return re.compile(rf"(?:{cue_pattern('link', 'plan')}|[，、])*")


_AFTER = re.compile(r"[:∶是，。；、：:！？!?）)\]\s|(（【★“”—]|和|与|及|至|到|增|提|上|下|减|降|缩|占|同比|比|较|大关|台阶|新台阶|以|左右|的|（|，|$|年均|分别|均|其中|居|位|列|再|创|实现|达|并|或|且|扩|升|优于|好于|后|水平|关口|后的|高于|低于|规模|，")


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
        self, text: str, start: int, end: int, named: list[Mention], found: list[Quantity], trace: Trace
    ) -> None:
        self.text, self.start, self.end, self.trace = text, start, end, trace
        self.named = named
        self.state = _State(anchor=start)
        self.bound: list[Bound] = []
        self.lower: list[Bound] = []
        items: list[Mention | Quantity] = sorted([*named, *found], key=lambda item: (item.start, -item.end))
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
                self.quantity(item, following)
        self._spread()

    def _spread(self) -> None:
        """Let 以上 or 左右 behind the last number of a 分别 hold for the others too."""
        for index in range(len(self.bound) - 2, -1, -1):
            here, after = self.bound[index], self.bound[index + 1]
            trailing = after.quantity.bound
            if (
                here.rule == after.rule == "respectively" and here.bound == "=" and trailing != "="
                and re.fullmatch(r"[、和与及]|以及", self.text[here.quantity.stop : after.quantity.start])
            ):  # fmt: skip
                self.bound[index] = replace(here, bound=trailing, quantity=replace(here.quantity, bound=trailing))

    # -- subjects ---------------------------------------------------------------------------

    def mention(self, mention: Mention) -> None:
        """Take a mention as the new subject, or as one more of a list of subjects."""
        state = self.state
        if mention.compared:
            self.trace(mention.start, f"“{self.text[mention.start : mention.end]}”{mention.why}")
            return
        subject = self._subject(mention)
        between = self.text[state.anchor : mention.start]
        listed = state.group and state.anchor == state.group[-1].end and _joins(between)
        if not listed and state.group and state.anchor == state.group[-1].end and _LIST_MEMBER.fullmatch(between):
            # 断面水质优良比例、水源地水质达标比例均为100%: the last member is none, the first is.
            listed = not subject.aliases
        if mention.why:
            self.trace(mention.start, f"“{self.text[mention.start : mention.end]}”{mention.why}")
        state.group = [*state.group, subject] if listed else [subject]
        state.anchor = mention.end
        state.run, state.shared = [], []
        state.share, state.pair = False, -1

    def _subject(self, mention: Mention) -> Subject:
        """Make a subject of a mention, with what the clause before it says."""
        clause = max(self.text.rfind(mark, self.start, mention.start) for mark in "，；：、")
        head = self.text[max(clause + 1, self.start) : mention.start]
        if self.text[max(self.start, mention.start - 3) : mention.start].endswith(("预计，", "预计：")):
            head = "预计"
        known = mention.aliases
        if known and known[0].indicators[0] == "@carry":
            known = self._carried(mention, head)
        return Subject(
            known, mention.start, mention.end, mention.region, mention.made,
            _said("estimate").search(head) is not None,
            _said("sum").search(self.text, self.start, mention.start) is not None,
            "年均" in head or "每年" in head,
        )  # fmt: skip

    def _carried(self, mention: Mention, head: str) -> tuple[Alias, ...]:
        """Complete a bare 增加值 or 营业收入 with the name that the clause before begins with."""
        if not _joining().fullmatch(head):
            return ()
        word = self.text[mention.start : mention.end]
        before = self.text[self.start : mention.start - len(head)].rstrip("，、")
        for length in range(min(14, len(before)), 3, -1):
            if known := aliases().get(before[-length:] + word):
                return known
        for subject in reversed([s for s, _ in self.state.told] + self.state.group):
            wording = self.text[subject.start : subject.end] if subject.aliases else ""
            for cut in range(len(wording), 3, -1):
                known = aliases().get(wording[:cut] + word)
                if known:
                    return known
        return ()

    # -- numbers ----------------------------------------------------------------------------

    def quantity(self, quantity: Quantity, following: Mention | Quantity | None) -> None:
        """Bind one number, or give it up and say why."""
        state, text = self.state, self.text
        if quantity.joined > 1 and self.lower and self.lower[-1].quantity.joined == 1:
            self.bound += [replace(b, quantity=quantity, bound="<=") for b in self.lower]
            self.lower, state.anchor = [], quantity.stop
            return
        words = self._gap_words(state.anchor, quantity.start)
        gap = read_gap(words)
        if not gap.known and state.group and (listed := _LISTED.match(words)):
            # 分别 may deal to members that are no indicators; they must be counted too.
            rest = read_gap(words[listed.end() :])
            if rest.known:
                gap = rest
                state.group = state.group + [OTHER] * len(re.findall(r"[、和与及]+", listed.group()))
        qualifies = self._qualifies(quantity)
        if qualifies and not self._named_behind(quantity, following):
            self.trace(quantity.start, "数后面还有名词，是修饰语，不是指标的数")
            if not gap.known:
                state.group, state.anchor = [OTHER], quantity.stop
            return
        if self._named_behind(quantity, following) and (not state.group or not gap.known or state.group == [OTHER] or gap.flow or not self._fits_any(quantity)):
            assert isinstance(following, Mention)
            if self._before_name(quantity, following):
                return
        if not state.group:
            state.anchor = quantity.stop
            state.told.append((OTHER, quantity))
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

    def _qualifies(self, quantity: Quantity) -> bool:
        rest = self.text[quantity.stop : min(quantity.stop + 4, self.end)]
        if rest.startswith("的") and not _OF.match(self.text, quantity.stop):
            return True
        return bool(rest) and quantity.joined != 1 and not _AFTER.match(rest)

    def _named_behind(self, quantity: Quantity, following: Mention | Quantity | None) -> bool:
        if not isinstance(following, Mention) or following.compared:
            return False
        between = self.text[quantity.stop : following.start]
        return len(between) <= 6 and not re.search(r"[，。；、：\d]", between) and quantity.base in _COUNTS

    def _other(self, quantity: Quantity, words: str) -> None:
        """Something else is spoken of now; the subject is lost unless the clause has none."""
        self.trace(quantity.start, f"与前一指标之间的“{words[-24:]}”不是可识别的连接")
        self.state.group = [OTHER]
        self.state.told.append((OTHER, quantity))
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
        rest = self.text[following.end : min(following.end + 4, self.end)]
        if rest and not _AFTER.match(rest) and not rest.startswith(("改造", "整治", "任务", "工程")):
            return False
        head = self.text[max(self.start, quantity.start - 30) : quantity.start]
        verb = self._last_verb(max(self.start, quantity.start - 30), quantity.start)
        subject = Subject(following.aliases, following.start, following.end, following.region, True)
        if verb is None and not re.search(r"(?:改造|完成|实施|加装|增设)[^，。；]{0,6}$", head):
            return False
        gap = Gap(flow=verb is not None and bool(verb["flow"]), stock=verb is not None and bool(verb["stock"]))
        for alias in subject.aliases:
            for name in alias.indicators:
                if name in indicators() and indicators()[name].kind == "flow" and self._one(quantity, gap, subject, name, alias, "number-before-name"):
                    self.state.group, self.state.anchor = [OTHER], quantity.stop
                    return True
        return False

    def _attach(self, quantity: Quantity, gap: Gap) -> None:
        """Give a number to its subject or subjects."""
        state = self.state
        joined = bool(state.run) and re.fullmatch(r"(?:[、，]|以?及|和|与|增长|下降|约|达)*", self.text[state.run[-1][0].stop : quantity.start]) is not None
        if gap.every and len(state.dealt) > 1 and state.group[0] in (state.dealt[-1], *state.told_group):
            state.group = state.dealt
        parts = [part for subject in state.group for part in _parts(subject)]
        if not gap.respectively and not joined and (count := self._run_length(quantity, _BARE_LINK)) > 1:
            gap.respectively = count in (len(parts), len(self._members(state.group[0], count, (r"(、)",))))
        if gap.respectively and len(parts) > 1 and self._run_length(quantity) == 1:
            gap.respectively = False
        if gap.respectively or (joined and state.shared):
            if gap.respectively:
                state.told_group = state.group
                state.shared = state.dealt = self._sharers(gap, quantity)
                state.run = []
            self._share(quantity, gap)
            return
        if state.shared and len(state.shared) > 1 and gap.relation in ("level", "growth") and state.run and self._run_length(quantity) == len(state.shared):
            # 分别从4.8万元、2.6万元增加到6.9万元、3.9万元: the second round of numbers.
            state.run = []
            self._share(quantity, gap)
            return
        state.shared = []
        state.run = []
        rule = "shared" if len(state.group) > 1 or state.group[0].width > 1 else "subject"
        for subject in state.group:
            self._to_subject(quantity, gap, subject, rule)
        state.told.append((state.group[-1], quantity))

    def _share(self, quantity: Quantity, gap: Gap) -> None:
        state = self.state
        index = len(state.run)
        if state.run and not gap.relation:
            gap.relation, gap.sign = state.run[-1][1].relation, state.run[-1][1].sign
            gap.average, gap.estimate, gap.start_of = (getattr(state.run[-1][1], name) for name in ("average", "estimate", "start_of"))
            gap.bound = gap.bound if gap.bound != "=" else state.run[-1][1].bound
        state.run.append((quantity, gap))
        if index >= len(state.shared):
            self.trace(quantity.start, "“分别”的数比指标多")
            return
        subject = state.shared[index]
        self._to_subject(quantity, gap, subject, "respectively")
        state.told.append((subject, quantity))

    def _sharers(self, gap: Gap, quantity: Quantity) -> list[Subject]:
        """Return the subjects that 分别 deals its numbers to."""
        state = self.state
        count = self._run_length(quantity)
        split = [part for subject in state.group for part in _parts(subject)]
        if len(split) == count:
            return split
        members = self._members(state.group[0], count) if state.group and state.group[0] is not OTHER else []
        if len(members) == count:
            return members
        told: list[Subject] = []
        for subject, _ in state.told:
            for part in _parts(subject):
                if not told or told[-1] != part:
                    told.append(part)
        recent = [subject for subject in told if subject.start != -1 or subject is OTHER]
        if len(split) == 1 and len(recent) >= count:
            return recent[-count:]
        return split if len(split) > 1 else recent[-count:] if len(recent) >= count else split

    def _run_length(self, quantity: Quantity, link: re.Pattern[str] = _RUN_LINK) -> int:
        """Count the numbers of the list that begins with this one."""
        found = quantities(self.text, quantity.start, min(self.end, quantity.start + 160))
        count, stop = 0, quantity.start
        for item in found:
            if count and not link.fullmatch(self.text[stop : item.start]):
                break
            if item.joined == 2:
                stop = item.stop
                continue
            count, stop = count + 1, item.stop
        return count

    def _members(
        self, first: Subject, count: int, joints: tuple[str, ...] = (r"(、)", r"([、和与]|以及|及)")
    ) -> list[Subject]:
        """Split the list before 分别 into members; a member may name no indicator."""
        last = self.state.group[-1]
        head = max((self.text.rfind(mark, self.start, first.start) for mark in "，；：。"), default=-1)
        begin = max(head + 1, self.start, *(q.stop for _, q in self.state.told if q.stop <= first.start), 0)
        members: list[Subject] = []
        for joint in joints:
            members, position = [], begin
            for part in re.split(joint, self.text[begin : last.end]):
                stop = position + len(part)
                if part and not re.fullmatch(joint, part):
                    inside = [s for s in self.state.group if position <= s.start and s.end <= stop and s.aliases]
                    members.append(inside[-1] if inside else self._headless(part, last))
                position = stop
            if len(members) == count:
                return members
        return members

    def _headless(self, part: str, last: Subject) -> Subject:
        """Read 制造业 in 制造业和民间投资 with the head of the last member."""
        wording = self.text[last.start : last.end]
        part = re.sub(r"^(?:全市|全省|全区|全县|全年|第)", "", part) if not part.startswith("第") else part
        for cut in range(len(wording)):
            known = aliases().get(part + wording[cut:])
            if known:
                return Subject(known, last.start, last.end, last.region, last.made)
        return last if FILLER.fullmatch(part) else OTHER

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
        used = tuple(Alias((last.indicator,), "", "") for a in subject.aliases if last.indicator in a.indicators)
        return used[:1] + subject.aliases

    def _one(self, quantity: Quantity, gap: Gap, subject: Subject, name: str, alias: Alias, rule: str) -> bool:
        measure = self._measure(quantity, gap, subject, name, alias)
        if not measure:
            return False
        indicator = indicators()[name]
        if measure == "level" and indicator.kind == "flow" and gap.stock and indicator.stock:
            name = indicator.stock
        sign = gap.sign if measure in ("growth", "change") or (name == "cpi" and gap.relation == "growth") else 1
        bound = quantity.bound if quantity.bound != "=" or quantity.joined else gap.bound
        pair = gap.start_of and gap.relation in ("", "level", "share")
        gap.estimate |= subject.estimate or (self.bound != [] and self.bound[-1].subject_start == subject.start and self.bound[-1].gap.estimate)
        gap.total |= subject.total
        gap.average |= subject.average
        pair_start = self.state.pair if not pair else -1
        if pair or pair_start >= 0:
            gap.total = False
        if gap.base_level:
            self.state.base = gap.base_level
        elif measure == "change" and not gap.other_base:
            gap.other_base, self.state.base = self.state.base, ""
        if pair:
            self.state.pair = quantity.start
        cue = " ".join(gap.cues) or self.text[subject.start : subject.end]
        self.bound.append(
            Bound(quantity, name, measure, sign, bound, subject.region, rule, cue, gap, subject.start, pair, pair_start)
        )
        self.trace(quantity.start, f"规则 {rule}：指标 {indicator.name}，口径 {measure}，线索“{cue}”")
        return True

    def _measure(self, quantity: Quantity, gap: Gap, subject: Subject, name: str, alias: Alias) -> str:
        """Return the measure that unit and words make, empty if they do not fit the indicator."""
        indicator = indicators()[name]
        base, relation = quantity.base, gap.relation
        if alias.needs in ("flow", "stock", "built") and not self._governed(alias, gap, subject):
            return ""
        if alias.needs == "grown":
            return self._percent(replace_relation(gap), "amount", name, subject) if base == "%" else ""
        if alias.needs == "growth" and relation != "growth":
            return ""
        if alias.needs == "share" and relation != "share":
            return ""
        if base == "%":
            return self._percent(gap, indicator.kind, name, subject)
        if base == "pp":
            return "change" if relation in ("growth", "share") else ""
        if alias.needs == "share":
            return ""
        if base not in indicator.bases and not (name == "urban_rural_ratio" and not base):
            return ""
        if name == "urban_rural_ratio" and not 1 <= quantity.number <= 10:
            return ""
        if relation == "share":
            return ""
        if relation == "growth" and indicator.kind != "flow":
            return "change"
        if (subject.made or gap.flow) and indicator.kind == "amount" and name in _GROWING:
            return "change"
        return "level"

    def _percent(self, gap: Gap, kind: str, name: str, subject: Subject) -> str:
        if gap.relation == "growth":
            if name == "cpi":
                return "level"
            if kind == "rate":
                return ""
            return "growth_avg" if gap.average or subject.average else "growth"
        last = self.bound[-1] if self.bound else None
        if gap.planned and last and last.subject_start == subject.start and last.measure.startswith("growth"):
            # 增长9%以上，力争达到10%: the second is growth as well.
            return last.measure
        if name == "rd_intensity" or kind == "rate":
            return "level"
        if name == "good_air" or (gap.relation == "share" and kind == "amount"):
            return "share"
        return ""

    def _governed(self, alias: Alias, gap: Gap, subject: Subject) -> bool:
        """Tell whether the verb before the name, or the words behind it, ask for flow or stock."""
        if gap.stock:
            return alias.needs == "stock"
        if (gap.flow or subject.made) and alias.needs != "built":
            return alias.needs == "flow"
        clause = max(self.text.rfind(mark, self.start, subject.start) for mark in "，；：") + 1
        verb = self._last_verb(max(clause, self.start), subject.start)
        if verb is None and alias.needs != "built":
            if gap.bound == ">=" or gap.reached or gap.start_of:
                return alias.needs == "stock"
            verb = self._last_verb(max(self.start, subject.start - 90), subject.start)
        if verb is None:
            return False
        if alias.needs == "built":
            return verb.group() in cues("built")
        return bool(verb["flow"]) == (alias.needs == "flow")

    def _last_verb(self, start: int, end: int) -> re.Match[str] | None:
        """Return the last verb of growth or stock in a part of the text."""
        verb = None
        for verb in _flows().finditer(self.text, start, end):
            pass
        return verb


def replace_relation(gap: Gap) -> Gap:
    """Return the gap after a name that says growth itself, such as 经济增长."""
    return replace(gap, relation="growth" if gap.relation in ("", "level") else gap.relation)


_GROWING = frozenset({"market_entities", "metro_length", "expressway_urban_length", "population", "fai"} - {"fai"})
_COUNTS = frozenset({"个", "家", "所", "户", "人", "台", "处", "部", "座", "件", "项", "套", "张"})


def _joins(between: str) -> bool:
    """Tell whether the words between two names only join them."""
    return re.fullmatch(r"(?:[、]|和|与|及|以及|及其|全市|全省|全区|规上|规模以上|地区|全社会|人均)*", between) is not None and bool(between)


def _parts(subject: Subject) -> list[Subject]:
    """Split a wording that stands for several indicators into one subject each."""
    if subject.width == 1:
        return [subject]
    alias = next(a for a in subject.aliases if len(a.indicators) == subject.width)
    return [
        Subject((Alias((name,), alias.needs, alias.context),), subject.start, subject.end, subject.region, subject.made)
        for name in alias.indicators
    ]


def value(bound: Bound, unit: str) -> Fraction:
    """Return the signed value of a bound quantity in a unit such as ``亿元``.

    Examples
    --------
    >>> text = "粮食总产量1.2万吨"
    >>> value(bind(text, 0, len(text))[0], "斤")
    Fraction(24000000, 1)
    """
    from hzlib.lexicon import canonical

    number = bound.quantity.number * bound.sign
    if unit in ("%", "pp"):
        return number
    return number / canonical(unit)[1]
