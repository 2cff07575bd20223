"""The text of a document without what is not the document's, and the way back to the raw text."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import accumulate
from typing import NamedTuple

from hzlib import lookups
from hzlib.errors import HzError
from hzlib.text.characters import (
    GONE,
    erased,
    full_punctuation,
    line_numbers,
    one_width,
    without_spaces,
)
from hzlib.text.lines import Furniture, broken, columns, furniture
from hzlib.text.patterns import cued

_EDGE = 3000  # characters at the head and at the tail in which a page's furniture stands
_BROKEN_LINE, _LINE = "断行", "行号"
_BETWEEN: dict[Furniture, str] = {"number": "页码", "head": "页眉", "mark": "脚注号"}
_MISREAD = "数字识别错误"
_RUN_ON = "标题与正文相连"


class Removal(NamedTuple):
    """A stretch that is not the document's own text: raw offsets and the reason."""

    start: int
    end: int
    reason: str


class Defect(NamedTuple):
    """A place where the copy lost or changed the document's words: raw offsets and the reason."""

    start: int
    end: int
    reason: str


class Correction(NamedTuple):
    """A repair of such a place: raw offsets, the raw text there, what is read instead, and why."""

    start: int
    end: int
    expected: str
    replacement: str
    reason: str


@dataclass(frozen=True, eq=False)
class Cleaned:
    """A cleaned text with its audit trail.

    Parameters
    ----------
    text : str
        The text that extraction and words read.
    removals : tuple of Removal
        What was taken out, in the order of the raw text.
    corrections : tuple of Correction
        What was repaired.

    Notes
    -----
    Spaces and invisible characters that were dropped are not listed as removals: the map to the
    raw text shows them.
    """

    text: str
    removals: tuple[Removal, ...]
    corrections: tuple[Correction, ...]
    _starts: list[int] = field(repr=False)
    _sources: list[int] = field(repr=False)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw offsets of the span `start`:`end` of the text.

        Examples
        --------
        >>> raw = "增长 ５．６ ％。"
        >>> cleaned = clean(raw)
        >>> start = cleaned.text.index("5.6%")
        >>> low, high = cleaned.raw_span(start, start + 4)
        >>> raw[low:high]
        '５．６ ％'
        """
        starts, sources = self._starts, self._sources  # the first start is 0
        if not starts or self.corrections or end <= start:
            low = self._raw(start, 0)
            return (low, self._raw(end - 1, 1)) if end > start else (low, low)
        first = last = bisect_right(starts, start) - 1
        if last + 1 < len(starts) and starts[last + 1] < end:
            last = bisect_right(starts, end - 1, last) - 1
        return start + sources[first] - starts[first], end + sources[last] - starts[last]

    def text_offset(self, raw: int) -> int:
        """Return the offset in the text of the first kept character at or after a raw offset.

        Examples
        --------
        >>> clean("增长 5%").text_offset(3)
        2
        """
        source = raw
        for correction in reversed(self.corrections):
            longer = len(correction.replacement) - (correction.end - correction.start)
            if raw >= correction.end:
                source += longer
            elif raw > correction.start:
                source += correction.start - raw
        starts, sources = self._starts, self._sources
        segment = bisect_right(sources, source) - 1
        if segment < 0:
            return 0
        end = starts[segment + 1] if segment + 1 < len(starts) else len(self.text)
        return min(starts[segment] + source - sources[segment], end)

    @cached_property
    def defects(self) -> tuple[Defect, ...]:
        """The places where the copy is wrong and no correction mends it, in raw offsets."""
        pattern, reasons = _defect_rules()
        return tuple(
            Defect(*self.raw_span(*match.span()), reasons[match.lastgroup or ""])
            for match in pattern.finditer(self.text)
        )

    def _raw(self, offset: int, width: int) -> int:
        """Return the raw offset of a character of the text, or (width 1) of its end."""
        starts = self._starts  # the first is 0
        segment = bisect_right(starts, offset) - 1
        source = self._sources[segment] + offset - starts[segment] if starts else 0
        return self._uncorrected(source, width) if self.corrections else source + width

    def _uncorrected(self, source: int, width: int) -> int:
        """Return the raw offset of a character of the corrected text, or (width 1) of its end."""
        shift = 0
        for correction in self.corrections:
            start = correction.start + shift
            longer = len(correction.replacement) - (correction.end - correction.start)
            if source < start:
                break
            if source < start + len(correction.replacement):
                return correction.end if width else correction.start
            shift += longer
        return source - shift + width


def clean(raw: str, corrections: Iterable[Correction] = ()) -> Cleaned:
    r"""Clean a raw text.

    Parameters
    ----------
    raw : str
        The text of a file as decoded.
    corrections : iterable of Correction, optional
        Repairs, in raw offsets, none over another.

    Raises
    ------
    HzError
        If a correction does not meet the raw text that it expects.

    Examples
    --------
    >>> cleaned = clean("更多数据尽在某网\n全市生产总值18753 亿元。")
    >>> cleaned.text
    '全市生产总值18753亿元。'
    >>> cleaned.removals
    (Removal(start=0, end=8, reason='水印'),)
    """
    given, numbers = tuple(sorted(corrections)), line_numbers(raw)
    raw = erased(raw, numbers)
    repairs = tuple(sorted((*given, *_misread(raw, given), *_run_on(raw, given))))
    text, removals = _own(one_width(_corrected(raw, repairs)))
    text, breaks = _joined(columns(text))
    removals += breaks
    text = without_spaces(text)
    kept = [match.span() for match in _KEPT.finditer(text)]
    sources = [start for start, _ in kept]
    lengths = [end - start for start, end in kept]
    starts = list(accumulate(lengths[:-1], initial=0)) if kept else []
    cleaned = full_punctuation(text.replace(GONE, ""))
    unaudited = Cleaned(cleaned, (), repairs, starts, sources)
    if repairs:
        removals = [
            Removal(unaudited._uncorrected(low, 0), unaudited._uncorrected(high - 1, 1), reason)
            for low, high, reason in removals
        ]
    removals += [Removal(low, high, _LINE) for low, high in numbers]
    return replace(unaudited, removals=tuple(_outermost(removals)))


def _joined(text: str) -> tuple[str, list[Removal]]:
    """Return the text without the line breaks inside sentences, and these as removals."""
    breaks = broken(text)
    removals = []
    for low, high in breaks:
        # A page number inside the break is a removal of its own.
        number = text.find(GONE, low, high)
        removals.append(Removal(low, high if number < 0 else number, _BROKEN_LINE))
    return erased(text, breaks), removals


def _outermost(removals: Iterable[Removal]) -> Iterator[Removal]:
    """Yield the removals in order, none over another."""
    reached = 0
    for removal in sorted(removals, key=lambda removal: (removal.start, -removal.end)):
        if removal.end > reached:
            yield removal._replace(start=max(removal.start, reached))
            reached = removal.end


_KEPT = re.compile(f"[^{GONE}]+")


# A letter that a scanner took for a digit: between digits, or as the first before them, where what
# stands behind shows a number.
_MIXED = re.compile(
    r"[lI\d](?<![A-Za-z\d.].)(?:(?<=\d)|(?=\.?\d))[\dlIOo]{0,7}(?:[.,，．][\dlIOo]{1,4})?(?=\s?[万亿%％元])"
)
_LETTER = re.compile(r"[lIOo]")
# 812。5亿元: a full stop for a decimal point.
_STOP = re.compile(r"。(?<=\d.)(?=\d{1,4}[万亿%％])")
_BESIDE = re.compile(r"[lIOo](?:(?<=\d.)|(?=[\d.]))")


def _misread(raw: str, given: Sequence[Correction]) -> Iterator[Correction]:
    """Yield a correction for each letter or full stop in a number, where none is given."""
    for number in _MIXED.finditer(raw) if _BESIDE.search(raw) else ():
        if any(row.start < number.end() and number.start() < row.end for row in given):
            continue
        if number.group()[-1] in "lIOo":
            continue
        for letter in _LETTER.finditer(raw, *number.span()):
            digit = "1" if letter.group() in "lI" else "0"
            yield Correction(letter.start(), letter.end(), letter.group(), digit, _MISREAD)
    for stop in _STOP.finditer(raw):
        if not any(row.start < stop.end() and stop.start() < row.end for row in given):
            yield Correction(stop.start(), stop.end(), "。", ".", _MISREAD)


# A numbered heading of a communiqué that its text follows on the same line: 四、农业全年….
_HEADING = (
    r"[一二三四五六七八九十](?<![〇一二三四五六七八九十].)[一二三四五六七八九十]{0,2}、 ?"
    r"{section_word}(?:{section_joint}?{section_word}){0,4} {0,2}(?={section_opening})"
)


# 提出意见。一、2023年工作回顾过去一年，…: a text whose lines were run together.
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_NUMBER = rf"[ \u3000]{{0,4}}(?:{_NUMERAL}、|（{_NUMERAL}）|第{_NUMERAL}[篇章节])"
_BEHIND_SENTENCE = re.compile(rf"[。！？!](?={_NUMBER})")
_RUN_TOGETHER = re.compile(
    rf"[。！？!](?={_NUMBER})|[一-鿿”）》](?=[ \u3000]{{0,4}}第{_NUMERAL}[篇章节][ \u3000])"
)
_LINE_OF_ITS_OWN = re.compile(rf"\n{_NUMBER}")


def _run_on(raw: str, given: Sequence[Correction]) -> Iterator[Correction]:
    """Yield the line ends that are lacking around headings, where no correction is given."""
    places = set()
    if not _LINE_OF_ITS_OWN.search(raw) and _BEHIND_SENTENCE.search(raw):
        places = _apart(raw, {before.end() for before in _RUN_TOGETHER.finditer(raw)})
    for heading in cued(_HEADING).finditer(raw):
        inside = raw[raw.rfind("\n", 0, heading.start()) + 1 : heading.start()].strip() != ""
        places |= {heading.start(), heading.end()} if inside else {heading.end()}
    for place in sorted(places):
        if not any(row.start <= place <= row.end for row in given):
            yield Correction(place, place, "", "\n", _RUN_ON)


def _apart(raw: str, places: set[int]) -> set[int]:
    """Return the places of headings but those that a sentence only lists (一、回顾。二、安排。)."""
    stops = {place: raw.find("。", place) + 1 for place in places}
    listed = {
        place for place, stop in stops.items()
        if stop in places and raw.find("，", place, stop) < 0
    }  # fmt: skip
    return places - listed - {stops[place] for place in listed}


def _corrected(raw: str, corrections: Sequence[Correction]) -> str:
    pieces, last = [], 0
    for start, end, expected, replacement, reason in corrections:
        if raw[start:end] != expected or start < last:
            raise HzError(
                "corrections.csv: “{found}” stands at {start}-{end}, not “{expected}” ({reason})",
                "mend the row, or restore the document that it was made for",
                found=raw[start:end],
                start=start,
                end=end,
                expected=expected,
                reason=reason,
            )
        pieces += [raw[last:start], replacement]
        last = end
    return "".join(pieces) + raw[last:] if pieces else raw


def _own(text: str) -> tuple[str, list[Removal]]:
    """Return the text with what is not its own overwritten, and the removals."""
    removals: list[Removal] = []
    text = "\n" + text  # so that each line, the first too, is found by the line end before it
    for scope, pattern, parts, reasons in _removal_rules():
        start, end = 0, len(text)
        if scope == "head":
            end = text.find("\n", _EDGE) + 1 or len(text)
        elif scope in ("tail", "end"):
            start = max(len(text) - _EDGE, 0)
        found = [
            Removal(*match.span(part), reasons[match.lastgroup or ""])
            for match in pattern.finditer(text, start, end)
            for part in parts
        ]
        removals += found
        last = "\n" if scope == "break" else GONE
        text = erased(text, [(low, high) for low, high, _ in found], last)
    page = furniture(text)
    removals += [Removal(low, high, _BETWEEN[kind]) for low, high, kind in page]
    text = erased(text, [(low, high) for low, high, _ in page])
    return text[1:], [Removal(max(low - 1, 0), high - 1, why) for low, high, why in removals]


# --- rules ----------------------------------------------------------------------------------------

Reasons = dict[str, str]


class Rule(NamedTuple):
    """What is taken out where: its scope, its pattern, and the reason by the group that matched.

    ``parts`` are the groups of the pattern that are taken out; the whole of it is 0.
    """

    scope: str
    pattern: re.Pattern[str]
    parts: Sequence[str | int]
    reasons: Reasons


@cache
def _removal_rules() -> tuple[Rule, ...]:
    rows = lookups.read(lookups.Removal)
    rules: list[Rule] = []
    for scope in ("break", "block", "line", "head", "end", "tail", "span"):
        chosen = [row for row in rows if row.scope == scope]
        if scope in ("line", "head", "tail"):
            # One pattern for all whole lines of a scope: a single pass over the text.
            pattern, reasons = _either(chosen)
            space = rf"[ {GONE}]{{0,40}}"
            whole = rf"\n{space}(?:{pattern}){space}(?=\n|\Z)"
            rules.append(Rule(scope, re.compile(whole, re.M), [0], reasons))
            continue
        classed = []
        for row in chosen:
            if found := _CLASSED.fullmatch(row.pattern.pattern):
                classed.append((found["signs"], found["rest"], row))
                continue
            names = dict.fromkeys(("", "gone", "gone2", "first"), row.reason)
            parts = [name for name in ("gone", "gone2") if name in row.pattern.groupindex]
            rules.append(Rule(scope, row.pattern, parts or [0], names))
        if classed:
            rules.append(_of_one_sign(scope, classed))
    return tuple(rules)


# A pattern of which all is taken out and that begins with one of some signs.
_CLASSED = re.compile(r"\[(?P<signs>(?:\\.|[^\]\\])+)\](?![*+?{])(?!.*\(\?P<)(?P<rest>.*)")


def _of_one_sign(scope: str, classed: Sequence[tuple[str, str, lookups.Removal]]) -> Rule:
    """Return one rule for all patterns that begin with one of some signs: a single quick search."""
    each = [
        f"(?P<rule{number}>(?<=[{signs}]){rest})" for number, (signs, rest, _) in enumerate(classed)
    ]
    pattern = f"[{''.join(signs for signs, _, _ in classed)}](?:{'|'.join(each)})"
    return Rule(scope, re.compile(pattern), [0], _reasons([row for _, _, row in classed]))


@cache
def _defect_rules() -> tuple[re.Pattern[str], Reasons]:
    pattern, reasons = _either(lookups.read(lookups.Defect))
    return re.compile(pattern, re.M), reasons


def _either(rows: Sequence[lookups.Removal | lookups.Defect]) -> tuple[str, Reasons]:
    named = [f"(?P<rule{number}>{row.pattern.pattern})" for number, row in enumerate(rows)]
    return "|".join(named), _reasons(rows)


def _reasons(rows: Sequence[lookups.Removal | lookups.Defect]) -> Reasons:
    return {f"rule{number}": row.reason for number, row in enumerate(rows)}
