"""Which years and which status the numbers of a passage have, and which place they are of."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from hzlib.text.corpus import Document

_ORDINALS = {c: i for i, c in enumerate("零一二三四五六七八九")}
_PLAN = (
    r"“?(?P<plan>[一二三四五六七八九十]{1,2})五”?"
    r"(?=[时期规计以末发、，的主我经初目收开全各这将及和工成总任])"
)
_REVIEW_HEADING = re.compile(
    r"回顾|回眸|总结|过去|主要工作|工作情况|执行情况|完成情况|以来|成就|成效|成绩|现实基础|发展基础|取得"
)
_PLAN_HEADING = re.compile(
    r"安排|任务|总体要求|重点工作|部署|思路|工作建议|目标|建议|自身建设|今年(?:的)?(?:主要)?工作|计划(?!执行)|展望|举措|着力|努力|打算"
)
_BIG_HEADING = re.compile(
    r"[ \t]*(?:第[一二三四五六七八九十]{1,3}[部篇章]分?|[一二三四五六七八九十]{1,3}、)"
)
_SPAN_CUE = re.compile(
    r"(?:过去|这|前|上|本届政府(?:任期|以来)?的?)五年(?:来|间|以来|里)?|五年(?:来|间|以来)|本届政府(?:任期|以来)"
)
_FUTURE_CUE = re.compile(r"(?:今后|未来|今后的|未来的)五年")
_YEAR_CUE = re.compile(r"一年来|(?:刚刚)?过去(?:的)?(?:一年|\d{4}年)")
_TARGET_CUE = re.compile(
    r"(?:今年|\d{4}年)[^。；]{0,24}?(?:预期目标|主要目标|发展目标|工作(?:的)?总体要求|工作(?:的)?总体思路|政府工作|要求是|目标是)"
    r"|今年(?:，|,)?(?:我们)?(?:要|将|重点|着力)|(?:主要)?预期目标(?:是|为|：|建议)"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Years and status that hold from a place in the text on.

    Attributes
    ----------
    offset : int
        Where it begins in the document's text.
    first, last : int
        First and last year; the same for a single year.
    status : str
        ``actual``, ``estimate`` or ``target``.
    reason : str
        The words that say so.
    stretch : tuple of int
        The several years that an average or a sum stands for here.
    """

    offset: int
    first: int
    last: int
    status: str
    reason: str
    stretch: tuple[int, int] = (0, 0)

    @property
    def span(self) -> str:
        """The years as the facts table writes them."""
        return str(self.last) if self.first == self.last else f"{self.first}-{self.last}"


def plan_years(ordinal: str) -> tuple[int, int]:
    """Return the years of a five-year plan named by its Chinese ordinal.

    Examples
    --------
    >>> plan_years("十四"), plan_years("十")
    ((2021, 2025), (2001, 2005))
    """
    tens, _, ones = ordinal.rpartition("十")
    number = (
        (10 if "十" in ordinal else 0)
        + _ORDINALS.get(ones, 0)
        + (10 * (_ORDINALS[tens] - 1) if tens else 0)
    )
    first = 1951 + 5 * number
    return first, first + 4


def frames(document: Document) -> list[Frame]:
    """Return the frames of a document in the order of the text.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> frames(load("hangzhou-gwr-2023"))[0].span
    '2022'
    """
    if document.kind == "plan-outline":
        return _outline_frames(document)
    return _report_frames(document)


def _years(period: str, fallback: int) -> tuple[int, int]:
    found = [int(year) for year in re.findall(r"\d{4}", period)]
    return (found[0], found[-1]) if found else (fallback, fallback)


def _outline_frames(document: Document) -> list[Frame]:
    """Up to the guiding ideas an outline looks back; from there on it plans."""
    first, last = _years(document.planned, document.year)
    back = _years(document.reviewed, first - 1)
    found = [Frame(0, *back, "actual", "规划基础", back)]
    start = re.search(
        r"^[^\n。]{0,40}(?:指导思想|总体要求|基本要求|指导方针|总体思路|主要目标|发展目标|战略目标)[^\n。]{0,20}$"
        r"|到\d{4}年，|“?[一二三四五六七八九十]{1,2}五”?(?:时期|期间)?[^。\n]{0,14}(?:主要目标|指导思想|发展目标)",
        document.text, re.MULTILINE,
    )  # fmt: skip
    if start:
        found.append(
            Frame(start.start(), first, last, "target", start.group().strip()[:30], (first, last))
        )
    return found


_PARAGRAPH = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_TITLE = re.compile(r"报告|会议|代表大会")


def _report_frames(document: Document) -> list[Frame]:
    """Walk the paragraphs: headings first, then the sentences' own words."""
    walk = _Walk(document)
    for paragraph in _PARAGRAPH.finditer(document.text):
        line = paragraph.group().strip()
        numbered = _BIG_HEADING.match(line)
        # A line that ends like a sentence is one, however short.
        short = len(line) < 36 and not line.endswith(("。", "；", "！"))
        if numbered or (short and re.search(r"\d{4}年|今年|去年|过去|五年", line)):
            head = line[:60].split("。")[0]
            if numbered or not _TITLE.search(head):
                walk.heading(paragraph.start(), head, bool(numbered))
            if short:
                continue
        for sentence in _SENTENCE.finditer(document.text, *paragraph.span()):
            start, end = sentence.span()
            if _TURN.search(document.text, start, min(start + _OPENING, end)):
                walk.sentence(start, document.text[start:end])
    return walk.found


# A sentence without any of these changes no frame.
_TURN = re.compile(r"年|五|本届|目标")
_OPENING = 66


class _Walk:
    """Where the reading of a report stands: looking back or ahead, at a year or at several."""

    def __init__(self, document: Document) -> None:
        self.issue = document.year
        last = _years(document.reviewed, self.issue - 1)[1]
        self.review = Frame(0, last, last, "actual", "报告年份")
        self.plan = Frame(0, self.issue, self.issue, "target", "报告年份")
        self.back = (self.issue - 5, self.issue - 1)
        self.ahead = (self.issue, self.issue + 4)
        self.planning = self.wide = False
        self.now = re.compile(rf"今年|{self.issue}年")
        self.found = [Frame(0, last, last, "actual", "报告年份", self.back)]

    def put(self, offset: int, reason: str) -> None:
        """Add the frame of the present state where it differs from the last one."""
        single = self.plan if self.planning else self.review
        years = (
            (self.ahead if self.planning else self.back)
            if self.wide
            else (single.first, single.last)
        )
        stretch = self.ahead if self.planning else self.back
        new = Frame(offset, *years, single.status, reason, stretch)
        last = self.found[-1]
        if (new.first, new.last, new.status, stretch) != (
            last.first,
            last.last,
            last.status,
            last.stretch,
        ):
            self.found.append(new)

    def name(self, text: str) -> tuple[int, int] | None:
        """Take over the five-year plans that a text names."""
        named = None
        for match in re.finditer(_PLAN, text):
            years = plan_years(match["plan"])
            if years[1] < self.issue:
                self.back = years
            elif years[0] >= self.issue - 4:
                self.ahead = years
            named = named or years
        return named

    def heading(self, offset: int, head: str, numbered: bool) -> None:
        """Read a heading."""
        self.name(head)
        looks_back = _REVIEW_HEADING.search(head)
        now = str(self.issue) in head or "今年" in head
        plans = _PLAN_HEADING.search(head) or now
        if (
            looks_back
            and not (now and str(self.issue - 1) not in head)
            and not (self.planning and plans)
        ):
            self.planning = False
            many = re.search(r"五年|本届|[一二三四五六七八九十]五", head)
            self.wide = bool(many) and not re.search(
                rf"{self.issue - 1}年|去年|过去(?:的)?一年", head
            )
        elif plans:
            self.planning = True
            many = _FUTURE_CUE.search(head) or re.search(_PLAN, head)
            self.wide = bool(many) and not now
        elif numbered and self.planning and self.wide:
            self.wide = False
        else:
            return
        self.put(offset, head)

    def sentence(self, offset: int, text: str) -> None:
        """Read the opening words of a sentence."""
        head = text.strip()[:60]
        named = _STRETCH.search(head[:24])
        years = plan_years(named["plan"]) if named else None
        if self.planning:
            self._ahead(offset, head, years)
        else:
            self._back(offset, head, years)

    def _back(self, offset: int, head: str, years: tuple[int, int] | None) -> None:
        if years and years[0] > self.issue - 2 and re.search(r"目标|将|力争|要", head):
            self.ahead, self.planning, self.wide = years, True, True
        elif _turns_to_plan(head, self.issue):
            self.planning = True
            self.wide = not self.now.search(head) and self.ahead != (self.issue, self.issue + 4)
        elif years and years[1] < self.issue:
            self.back, self.wide = years, True
        elif _SPAN_CUE.search(head[:24]):
            self.wide = True
        elif self.wide and _YEAR_CUE.match(head.lstrip("—")):
            self.wide = False
        else:
            return
        self.put(offset, head[:16])

    def _ahead(self, offset: int, head: str, years: tuple[int, int] | None) -> None:
        if self.now.search(head, 0, 40):
            self.wide = False
        elif years and years[1] >= self.issue and re.search(r"目标|将|力争|要|达|实现", head):
            self.ahead, self.wide = years, True
        elif _FUTURE_CUE.search(head[:40]):
            self.wide = True
        else:
            return
        self.put(offset, head[:16])


def _turns_to_plan(head: str, issue: int) -> bool:
    found = _TARGET_CUE.search(head)
    if found:
        year = re.match(r"\d{4}", found.group())
        if year and int(year.group()) < issue:
            return False
        return not re.search(r"完成|年初|实现了", head[: found.end()])
    return bool(re.match(rf"{issue}年(?:是|，|,|工作|经济|政府|全市|全省|全区)", head))


_STRETCH = re.compile(
    r"(?<![比较])"
    + _PLAN.split("(?=")[0]
    + r"(?:时期|期间|以来|的?五年|[^，。]{0,6}五年)(?!的?[\d.]+倍)"
)


def frame_at(found: list[Frame], offset: int) -> Frame:
    """Return the frame that holds at an offset of the text."""
    return found[max(0, bisect_right(found, offset, key=lambda frame: frame.offset) - 1)]
