"""The headings of a text: where a numbered part, a heading line or a run-in heading begins."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hzlib import lookups
from hzlib.text.patterns import cued

_NUMERAL = "[一二三四五六七八九十百零〇]"
_LONGEST = 60


class Mark(NamedTuple):
    """The beginning of a section.

    `rank` orders kinds of headings (a lower one holds a higher one), `after` is the offset at
    which the heading ends.
    """

    start: int
    rank: int
    number: str
    heading: str
    after: int


PART, CHAPTER, DIVISION, BOX, FIRST, SECOND, THIRD, FOURTH, ITEM, RUN_IN, INLINE = range(1, 12)
_NUMBERS = (
    (PART, rf"第(?:{_NUMERAL}{{1,4}}|\d{{1,3}})篇"),
    (CHAPTER, rf"第(?:{_NUMERAL}{{1,4}}|\d{{1,3}})章"),
    (DIVISION, rf"第(?:{_NUMERAL}{{1,4}}|\d{{1,3}})节"),
    (BOX, r"{box}\d{1,3}"),
    (FIRST, rf"{_NUMERAL}{{1,3}}[、．.](?!{_NUMERAL}{{1,3}}、)"),
    (SECOND, rf"（{_NUMERAL}{{1,3}}）"),
    (THIRD, r"\d{1,2}[.、．](?!\d)|\d{1,2}\.(?=(?:19|20)\d\d年)"),
    (FOURTH, r"（\d{1,2}）|[①-⑳]"),
    (ITEM, rf"{_NUMERAL}{{1,2}}是|[-—]{{2,4}}"),
)
_RANKS = tuple((rank, f"rank{rank}") for rank, _ in _NUMBERS)
_NUMBERED = (
    r"^(?:(?P<row>\|) ?(?={box}))?(?:"
    + "|".join(f"(?P<rank{rank}>{pattern})" for rank, pattern in _NUMBERS)
    + rf")[：:]? ?(?P<heading>[^\n。；！？：|]{{0,{_LONGEST}}})(?P<stop>[。；！？：|]|$)?"
)
# A heading and the text that follows it on its line: 2023年工作回顾过去一年.
_GLUED = r".{2,38}?(?!{closed}){closing}(?=\d{4}年|{opening})"
_INNER = re.compile(rf"第{_NUMERAL}{{1,4}}[章节](?=[^，。；的、和 ])")
_TAIL = re.compile(
    rf"(?:{_NUMERAL}{{1,3}}、|（{_NUMERAL}{{1,3}}）|第{_NUMERAL}{{1,4}}[章节])[^，：；]{{2,30}}$"
)
_RUN_IN = re.compile(r"[一-鿿“”、·A-Za-z+—]{4,18}。")
_CIRCLED = re.compile(r"(?P<number>[①-⑳])(?P<heading>[^\n，。；：|]{1,30})")
_SALUTATION = r"^{salutation}[一-鿿、]{2,12}[：:！]"
_PLAIN_LINE = re.compile(r"^[一-鿿“”、\d]{4,30}$", re.MULTILINE)


def _numbers() -> re.Pattern[str]:
    return cued(_NUMBERED, re.MULTILINE)


def marks(text: str, sentences: Sequence[tuple[int, int]]) -> list[Mark]:
    r"""Return the beginnings of the sections of a text, in order.

    Parameters
    ----------
    text : str
        A cleaned text.
    sentences : sequence of (int, int)
        The spans of its sentences.

    Examples
    --------
    >>> text = "一、2023年工作回顾\n（一）稳住增长。全年增长5%。"
    >>> [(mark.number, mark.heading) for mark in marks(text, [(0, 11), (12, 20), (20, 27)])]
    [('一、', '2023年工作回顾'), ('（一）', '稳住增长')]
    """
    every = [mark for match in _numbers().finditer(text) for mark in _numbered(match)]
    found = _in_body(every, text)
    found += _at_line_end(text, sentences, found)
    found += _circled(text, found)
    found += _plain(text, found)
    numbered = {mark.start: mark for mark in found}
    found += _run_in(text, sentences, numbered)
    return sorted(found)


def _numbered(match: re.Match[str]) -> Iterator[Mark]:
    rank, number = next((rank, found) for rank, name in _RANKS if (found := match[name]))
    heading = match["heading"]
    after = match.end("heading")
    whole = match["stop"] is not None
    if rank <= SECOND and (glued := cued(_GLUED).match(heading)):
        heading, whole = glued.group(), True
        after = match.start("heading") + len(heading)
    alone = match.string[match.end() : match.end() + 1] in ("", "\n")
    if not whole or (rank >= THIRD and alone and match["stop"] != "："):
        # A sentence, not a heading: what stands before its first comma names the part.
        heading = re.split("，", heading)[0][:30]
        after = match.start("heading") + len(heading)
    start = match.start()
    if rank in (PART, CHAPTER) and (inner := _INNER.search(heading)):
        # Two headings stand on one line.
        split = match.start("heading") + inner.start()
        yield Mark(start, rank, number, heading[: inner.start()].strip(), split)
        start, number, heading = split, inner.group(), heading[inner.end() :]
        rank = CHAPTER if number.endswith("章") else DIVISION
    if number[0] in "-—":
        number = ""
    if heading.strip() or number:
        yield Mark(start, rank, number, heading.strip(), after)


def _in_body(found: list[Mark], text: str) -> list[Mark]:
    """Return the marks without those of the title page, such as ——2016年…会议上."""
    salutation = cued(_SALUTATION, re.MULTILINE).search(text, 0, 3000)
    first = next((mark.start for mark in found if mark.rank <= SECOND), len(text))
    body = min(first, salutation.start()) if salutation else first if first < len(text) else 0
    return [mark for mark in found if mark.start >= body]


def _at_line_end(
    text: str, sentences: Sequence[tuple[int, int]], found: Sequence[Mark]
) -> Iterator[Mark]:
    """Yield headings that stand at the end of the paragraph before: …提出意见。一、…回顾."""
    known = {mark.start for mark in found}
    for start, end in sentences:
        if end - start > 36 or text[end : end + 1] not in ("", "\n") or start in known:
            continue
        if text[start - 1 : start] in ("", "\n") or not _TAIL.match(text, start, end):
            continue
        match = _numbers().match(text[start:end])
        for mark in _numbered(match) if match else ():
            yield mark._replace(start=start, after=end)


def _circled(text: str, found: Sequence[Mark]) -> Iterator[Mark]:
    """Yield the items ①②③ inside a paragraph."""
    known = {mark.start for mark in found}
    for match in _CIRCLED.finditer(text):
        if match.start() not in known:
            yield Mark(match.start(), INLINE, match["number"], match["heading"], match.end())


def _plain(text: str, found: Sequence[Mark]) -> Iterator[Mark]:
    """Yield headings that are a line without a number; and the beginning of an annex."""
    ranks = {mark.rank for mark in found}
    numbered = not ranks.isdisjoint((PART, CHAPTER, FIRST))
    salutation = cued(_SALUTATION, re.MULTILINE).search(text, 0, 3000)
    body = salutation.end() if salutation else 0
    for match in _PLAIN_LINE.finditer(text, body):
        line = match.group()
        annex = line.startswith(lookups.cues("annex")) and len(line) <= 12
        if annex or (not numbered and line.endswith(lookups.cues("closing"))):
            rank = min(ranks & {PART, CHAPTER}, default=FIRST) if annex else FIRST
            yield Mark(match.start(), rank, "", line, match.end())


# --- run-in headings ------------------------------------------------------------------------------


def _run_in(
    text: str, sentences: Sequence[tuple[int, int]], numbered: dict[int, Mark]
) -> Iterator[Mark]:
    """Yield the short sentences that open a paragraph or an item and name what follows."""
    # In a plan outline the sections (节) are short: their paragraphs have no headings.
    divided = any(mark.rank == DIVISION for mark in numbered.values())
    block: list[tuple[int, Mark]] = []  # the number of the paragraph, its heading
    for count, paragraph in enumerate(_paragraphs(text, sentences)):
        likely = [end - start <= 19 and _likely(text, start, end) for start, end in paragraph]
        if paragraph[0][0] in numbered:
            yield from _not_alone(block)
            block = []
            yield from _after_number(text, paragraph, likely)
        elif not divided and _heads([False, *likely], 1):
            block.append((count, _run_in_mark(text, *paragraph[0])))
    yield from _not_alone(block)


def _not_alone(block: Sequence[tuple[int, Mark]]) -> Iterator[Mark]:
    """Yield the headings of paragraphs near each other: one alone is a short sentence."""
    places = {count for count, _ in block}
    for count, mark in block:
        if not places.isdisjoint(range(count - 3, count)) or not places.isdisjoint(
            range(count + 1, count + 4)
        ):
            yield mark


def _paragraphs(text: str, sentences: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    paragraph: list[tuple[int, int]] = []
    for start, end in sentences:
        if paragraph and text[start - 1] == "\n":
            yield paragraph
            paragraph = []
        paragraph.append((start, end))
    if paragraph:
        yield paragraph


def _after_number(
    text: str, paragraph: Sequence[tuple[int, int]], likely: Sequence[bool]
) -> Iterator[Mark]:
    """Yield the run-in headings after a heading: two or more at once, or three further on."""
    likely = [False, *likely[1:]]
    firsts = [index for index in range(1, len(paragraph)) if _heads(likely, index)]
    if len(firsts) >= (2 if firsts[:1] == [1] else 3):
        for index in firsts:
            yield _run_in_mark(text, *paragraph[index])


def _run_in_mark(text: str, start: int, end: int) -> Mark:
    return Mark(start, RUN_IN, "", text[start : end - 1], end)


def _heads(likely: Sequence[bool], index: int) -> bool:
    """Say whether a likely heading is the first of at most two in a row, and not the last."""
    run = index
    while run < len(likely) and likely[run]:
        run += 1
    return likely[index] and not likely[index - 1] and run - index <= 2 and run < len(likely)


def _likely(text: str, start: int, end: int) -> bool:
    return (
        _RUN_IN.fullmatch(text, start, end) is not None
        and not text.startswith(lookups.cues("body"), start)
        and cued(r"{event}").search(text, start, end) is None
    )
