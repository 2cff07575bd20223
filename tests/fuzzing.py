"""Texts that nobody wrote, made of the project's own words, and what none of them may break.

An input has a seed and a number, and is the same in every run and process.
"""

import re
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import NamedTuple

from made_files import cell, docx, paragraph, pdf, table

from hzlib import lookups
from hzlib.errors import HzError
from hzlib.extraction.account import account
from hzlib.extraction.lexicon import aliases, indicators, units
from hzlib.extraction.stated import Stated, reading
from hzlib.text.corpus import Document, documents, read_all

# --- inputs ---------------------------------------------------------------------------------------


class Input(NamedTuple):
    """A file to read: its name and its bytes; or a text that is read as such where `raw` is one."""

    name: str
    content: bytes
    raw: str = ""

    @property
    def size(self) -> int:
        """How many characters it has, nearly."""
        return len(self.raw) or len(self.content.decode("utf-8", "ignore"))


_MARKS = tuple("，。；：、！？（）()“”‘’《》「」|—–-~～·%‰.,:/+=*#>_[]{}<&\\\"' \t\n")
_NUMERALS = (
    "0", "00", "1", "5.6", "-3.2", "+6.1", "1,234", "12,34", "1，234", "1 234", "5 6", "０．５", "2.3.4", "1/3", "3/0",
    "999999999999999", "1" * 15, "1" * 40, "0.000000001", "1·5", "三", "两", "十", "百", "半", "一半", "三成五", "三分之一",
    "百分之五", "千分之三", "一万五千", "1万5千", "三百二", "零点五", "几十", "数百", "十余", "5-6", "5—6", "5%-6%", "-1.2--0.5",
    "3到5", "2021—2025", "2025-2021", "①", "⑳", "Ⅳ", "²", "½", "٣", "१", "𝟓", "1e21", "l0", "O5", "万亿", "亿", "千亿万亿",
)  # fmt: skip
_TIMES = (
    "2024年", "2023年", "2021—2025年", "2025—2021年", "0年", "0000年", "9999年", "1899年", "21世纪", "“十四五”", "十五五时期",
    "九十九五时期", "一五", "五年来", "三年累计", "2030年", "比2020年", "从2019年的", "上半年", "一季度", "1-11月", "十年来",
    "“九十五”末", "到2035年", "二〇二四年", "本届政府", "今年", "去年", "明年", "以来", "九年来", "2019—21年", "2019—10年",
)  # fmt: skip
_HEADS = (
    "江州市{}年政府工作报告", "江州市{}年国民经济和社会发展统计公报", "关于江州市{}年国民经济和社会发展计划执行情况的报告",
    "江州市国民经济和社会发展第十五个五年规划纲要", "江州市{}年预算执行情况和预算草案的报告", "{}", "# 江州市{}年政府工作报告",
    "江州市{}年上半年经济运行情况", "第{}届", "江州市国民经济和社会发展第九十九个五年规划纲要",
)  # fmt: skip
_YEARS = (
    "2024",
    "2011",
    "2026",
    "0",
    "1",
    "1900",
    "2099",
    "9999",
    "２０２３",
    "二〇二四",
    "20",
    "",
)
_SECTIONS = (
    "\n一、{}年工作回顾\n",
    "\n二、今年工作安排\n",
    "\n第一章 发展基础\n",
    "\n三、今后五年\n",
    "\n（一）",
    "\n1.",
    "\n## ",
)
_ODD = (
    "\x00", "\x01", "\x07", "\x1b[31m", "\x7f", "\x85", "\r", "\r\n", "\u2028", "\u2029", "\u200b", "\u200f", "\u202e",
    "\u202d", "\u2067", "\u2066", "\ufeff", "\u00ad", "\ue000", "\uf8ff", "\uffff", "\ufffe", "\ufffd", "\ud800", "\udfff",
    "\ud83d", "😀", "𠮷", "e\u0301", "\u0300" * 9, "\u3000", "\u00a0", "ﬁ", "㎡", "㈠", "〇", "億", "萬",
    "<b>", "</td><td>", "<script>", "&#60;", "&amp;", "<!--", "**", "__", "```", "[1]", "[^1]", "{at_least}", "\\d+", "%s",
)  # fmt: skip


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """Return the project's own words, by what they are."""
    places = [name for row in lookups.read(lookups.Counties) for name in row.names]
    cues = {word for kind in lookups.CUE_KINDS for word in lookups.cues(kind)}
    shown = {row.name_zh for row in indicators().values()}
    return {
        "name": tuple(sorted(aliases())),
        "shown": tuple(sorted(shown)),
        "unit": ("", *sorted(units())),
        "cue": tuple(sorted(cues)),
        "place": ("全市", "全国", "全省", "江州市", "东湖区", *sorted(places)),
        "mark": _MARKS,
        "numeral": _NUMERALS,
        "time": _TIMES,
        "odd": _ODD,
    }


def _number(random: Random) -> str:
    """Return a number, in digits of any count or as it may be written otherwise."""
    if random.random() < 0.4:
        return random.choice(_NUMERALS)
    if random.random() < 0.3:
        return "".join(
            random.choices("零〇一二两三四五六七八九十百千万亿点半", k=random.randint(1, 8))
        )
    digits = "".join(random.choices("0123456789", k=random.choice((1, 2, 3, 4, 6, 15, 22))))
    point = random.random() < 0.4
    return digits + (
        "." + "".join(random.choices("0123456789", k=random.randint(1, 4))) if point else ""
    )


def _piece(random: Random, kind: str) -> str:
    return random.choice(_words()[kind])


def _statement(random: Random) -> str:
    """Return a sentence nearly as a report has it."""
    parts = [_piece(random, "place") if random.random() < 0.3 else "",
             _piece(random, "time") if random.random() < 0.4 else ""]  # fmt: skip
    for _ in range(random.randint(1, 3)):
        names = random.randint(1, 3) if random.random() < 0.3 else 1
        parts.append(random.choice("、和与").join(_piece(random, "name") for _ in range(names)))
        for _ in range(random.randint(1, 3)):
            parts += [_piece(random, "cue") for _ in range(random.randint(0, 3))]
            parts += [
                _number(random),
                random.choice(("", "", "万", "亿", "万亿")),
                _piece(random, "unit"),
            ]
            parts.append(random.choice("，，、，；（）") if random.random() < 0.9 else "")
    return "".join(parts) + random.choice(("。", "。\n", "；", ""))


def _noise(random: Random) -> str:
    """Return pieces of any kind, in any order."""
    kinds = random.choices(tuple(_words()), k=random.randint(1, 20))
    return "".join(_piece(random, kind) for kind in kinds)


def _table(random: Random) -> str:
    """Return a table: tab-separated, with bars, of HTML, or a cell a line; rows may be torn."""
    start, between, end = random.choice(
        (
            ("", "\t", "\n"),
            ("| ", " | ", " |\n"),
            ("<tr><td>", "</td><td>", "</td></tr>"),
            ("", "\n", "\n"),
            ("", "  ", "\n"),
        )
    )
    width = random.randint(2, 6)
    head = [random.choice(("指标", "指标名称", "单位", "2024年", "2025年目标", "2030年", "年均增长", "增长（%）", "累计", "属性", "“十五五”目标",
                           _piece(random, "time"))) for _ in range(width)]  # fmt: skip
    rows = [head, ["---"] * width] if start == "| " else [head]
    for _ in range(random.randint(1, 5)):
        cells = [
            _number(random) + random.choice(("", "%", _piece(random, "unit"))) for _ in range(width)
        ]
        cells[0] = _piece(random, random.choice(("name", "shown"))) + random.choice(
            ("", "（%）", "（亿元）")
        )
        rows.append(cells[: random.randint(1, width)] if random.random() < 0.2 else cells)
    return "\n" + "".join(start + between.join(row) + end for row in rows)


def _repeated(random: Random) -> str:
    """Return the same again and again: what takes long, if anything does."""
    part = "".join(
        _piece(random, random.choice(tuple(_words()))) for _ in range(random.randint(1, 4))
    )
    return part * random.choice((3, 9, 30))


def _mutated(random: Random) -> str:
    """Return a stretch of one of the project's documents, damaged."""
    raw = random.choice(documents()).raw
    start = random.randrange(len(raw))
    text = raw[start : start + random.choice((40, 80, 200))]
    for _ in range(random.randint(1, 8)):
        at, to = sorted((random.randrange(len(text) + 1), random.randrange(len(text) + 1)))
        to = min(to, at + 12)
        other = random.randrange(len(text) + 1)
        text = random.choice((
            text[:at] + text[to:],
            text[:at] + text[at:to] * 2 + text[to:],
            text[:other] + text[at:to] + text[other:],
            text[:at] + _piece(random, random.choice(tuple(_words()))) + text[at:],
            text[:at] + re.sub(r"\d", lambda _: random.choice("0123456789"), text[at:]),
            re.sub(r"\d+", lambda _: _number(random), text, count=2),
        ))  # fmt: skip
    return text


_MAKERS: tuple[Callable[[Random], str], ...] = (
    _statement,
    _statement,
    _noise,
    _table,
    _repeated,
    _mutated,
    _mutated,
)
_SUFFIXES = (".txt",) * 12 + (".md", ".html", ".csv")
_DIRECT, _PACKED = 8, 20  # one input of so many is no file, one no plain text
_ENCODINGS = ("utf-8",) * 12 + ("gb18030", "utf-16", "big5", "utf-8-sig")


def text(random: Random) -> str:
    """Return a text: mostly headed as a report is, of a few parts."""
    head = (
        random.choice(_HEADS).format(random.choice(_YEARS)) + "\n" if random.random() < 0.8 else ""
    )
    parts = []
    for _ in range(random.randint(1, 2)):
        if random.random() < 0.4:
            parts.append(random.choice(_SECTIONS).format(random.choice(_YEARS)))
        parts.append(random.choice(_MAKERS)(random))
    return head + "".join(parts)


_PARTS = (
    "<p>", "</p>", "<table>", "<tr>", "<td>", "<td colspan=x>", "<td colspan=-1>", "<td colspan=999999999>",
    "<td rowspan=70000>", "</table>", "<div class=footnote>", "<sup>", "<a href=#x>", "<title>", "<style>a{", "<ol start=x>",
    "<li value=9>", "<br>", "<pre>", "<!--", "<body hidden>", "<ruby>", "<svg>", "<template>", "<meta charset=gbk>",
)  # fmt: skip
_WORD_PARTS = (
    "",
    "<w:br/>",
    "<w:tab/>",
    "<w:p>",
    "</w:p>",
    "<w:footnoteReference w:id='1'/>",
    "<w:del>",
    "<w:numPr/>",
)
_NOTES = ("", "<w:footnote w:id='1'/>", "<w:footnote w:id='x'><w:p/></w:footnote>")
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd]|[{}]")


def _packed(random: Random) -> Input:
    """Return a file that is no plain text: of Word, a page of the web, a PDF, a table of reports."""
    texts = [_NO_XML.sub("", text(random)) for _ in range(3)]
    kind = random.choice(("docx", "docx", "pdf", "html", "html", "csv", "csv"))
    if kind == "html":
        words = "".join(random.choice(_PARTS) + one[: random.randint(1, 60)] for one in texts * 4)
        content = ("<html>" + words).encode()
    elif kind == "csv":
        cells = (f'"{one}",{random.choice(("2024", "", "x", "0", "99999"))}\n' for one in texts)
        head = (
            random.choice(("text", "正文")) + "," + random.choice(("year", "年份", "title")) + "\n"
        )
        content = (head + "".join(cells)).encode(random.choice(("utf-8", "gb18030")))
    elif kind == "pdf":
        content = pdf([(50, 800 - 20 * line, 12, one[:40]) for line, one in enumerate(texts)])
    else:
        content = _docx(random, [one.replace("&", "&amp;").replace("<", "&lt;") for one in texts])
    for _ in range(random.choice((0, 0, 0, 1, 4))):
        at = random.randrange(len(content))
        content = content[:at] + random.randbytes(1) + content[at + 1 :]
    return Input(f"{random.choice(_YEARS)}.{kind}", content)


def _docx(random: Random, texts: list[str]) -> bytes:
    """Return a Word file of texts, its elements torn."""
    rows = [cell(texts[0][:9]), cell("2024年")], [cell(texts[1][:5]), cell("5")]
    body = "".join(map(paragraph, texts)) + table(*rows)
    for _ in range(random.randint(0, 3)):
        tag = random.choice(re.findall(r"<[^>]+>", body))
        body = body.replace(tag, random.choice((*_WORD_PARTS, tag * 2)), 1)
    return docx(body, footnotes=random.choice((*_NOTES, paragraph("注"))))


def made(seed: int, number: int) -> Input:
    """Return the input of a seed and a number."""
    random = Random(f"{seed}/{number}")
    if number % _PACKED == 1:
        return _packed(random)
    words = text(random)
    if number % _DIRECT == 0:
        return Input("", b"", words)
    # Half of a surrogate pair is in no file as such, but bytes that would be one are.
    encoding = random.choice(_ENCODINGS)
    how = "surrogatepass" if encoding == "utf-8" and random.random() < 0.2 else "ignore"
    content = words.encode(encoding, how)
    if random.random() < 0.03:
        at = random.randrange(len(content) + 1)
        content = (
            content[:at]
            + random.randbytes(random.randint(0, 4))
            + content[at + random.randint(0, 3) :]
        )
    place = random.choice(("江州市", "", "report", "杭州"))
    return Input(f"{place}{random.choice(_YEARS)}{random.choice(_SUFFIXES)}", content)


# --- what none may break --------------------------------------------------------------------------

_PERIOD = re.compile(r"(?:19|20)\d\d|(?P<first>(?:19|20)\d\d)-(?P<last>(?:19|20)\d\d)")
_FAR = 10**18


def broken(document: Document) -> Iterator[str]:
    """Yield what in the reading of a document cannot be."""
    read = reading(document)
    for fact in read.decided.facts:
        yield from (
            f"{fact.id} {fact.text!r}: {why}" for why in _of_row(document, fact, fact.indicator)
        )
    for row in read.quantities:
        yield from (f"{row.id} {row.text!r}: {why}" for why in _of_row(document, row, "quantity"))
        yield from _of_subject(document, row)
    yield from _on_one_place(
        [(one.start, one.end, f"{one.indicator} of {one.region}") for one in read.decided.facts]
    )
    yield from _on_one_place([(row.start, row.end, "quantity") for row in read.quantities])


def _on_one_place(rows: list[tuple[int, int, str]]) -> Iterator[str]:
    """Yield rows that are of one thing on one place, or on a part of another's place."""
    for one, after in pairwise(sorted(rows)):
        if one == after or (after[0] < one[1] and after[:2] != one[:2]):
            yield f"{one[2]} at {one[:2]}, and {after[2]} at {after[:2]}"


def _of_row(document: Document, row, what: str) -> Iterator[str]:
    """Yield what is wrong with a fact or a quantity."""
    if not 0 <= row.start < row.end <= len(document.raw):
        yield f"{what} outside of the text"
    if document.raw[row.start : row.end] != row.text:
        yield f"{what} says it read what is not there"
    found = _PERIOD.fullmatch(row.period)
    if not found and (row.period or what != "quantity"):
        yield f"{what} of the period {row.period!r}"
    if found and found["first"] and found["first"] >= found["last"]:
        yield f"{what} of the period {row.period!r}"
    if not abs(row.value) < _FAR:
        yield f"{what} has the value {row.value}"
    if row.status not in ("actual", "estimate", "target") or row.bound not in (
        "=",
        ">=",
        "<=",
        "~",
    ):
        yield f"{what} has the status {row.status!r}, the bound {row.bound!r}"


def _of_subject(document: Document, row: Stated) -> Iterator[str]:
    """Yield what is wrong with the places of a quantity's subject."""
    words = ""
    for part in row.subject_at.split():
        low, high = map(int, part.split("-"))
        if not 0 <= low < high <= len(document.raw):
            yield f"{row.id} {row.text!r}: subject at {part}"
        words += document.raw[low:high]
    if "".join(words.split()) != row.subject:
        yield f"{row.id} {row.text!r}: subject {row.subject!r} is not at {row.subject_at!r}"


def faults(one: Input, folder: Path) -> list[str]:
    """Return what breaks in reading one input; an `HzError` is an answer."""
    found = []
    try:
        for document in documents_of(one, folder):
            found += broken(document)
            if len(document.raw) % _ACCOUNTED == 0:
                found += _unaccounted(document)
    except HzError:
        pass
    except Exception as error:  # whatever it is, it is what is looked for
        at = traceback.extract_tb(error.__traceback__)[-1]
        found.append(f"{type(error).__name__} in {Path(at.filename).name}, {at.name}: {error}")
    return found


_ACCOUNTED = 3  # one document of so many has its numbers accounted for


def documents_of(one: Input, folder: Path) -> tuple[Document, ...]:
    """Return the documents of an input."""
    if one.raw:
        like = documents()[len(one.raw) % len(documents())]
        return (replace(like, id="made", raw=one.raw, corrections=()),)
    path = folder / one.name
    path.write_bytes(one.content)
    return read_all(path)


def _unaccounted(document: Document) -> Iterator[str]:
    """Yield what is wrong with the account of a document's numbers."""
    made = account(document)
    for one in (*made.numerals, *made.unbound):
        if document.raw[one.start : one.end] != one.text or one.start >= one.end:
            yield f"{document.id}@{one.start} {one.text!r}: told of another place"


def least(one: Input, folder: Path) -> Input:
    """Return a short input that still breaks something; nothing of it can be left out."""

    def of(words: str) -> Input:
        if one.raw:
            return one._replace(raw=words)
        return one._replace(content=words.encode("utf-8", "surrogateescape"))

    words = one.raw or one.content.decode("utf-8", "surrogateescape")
    step = len(words) // 2
    while step:
        at, before = 0, len(words)
        while at < len(words):
            shorter = words[:at] + words[at + step :]
            if shorter and faults(of(shorter), folder):
                words = shorter
            else:
                at += step
        step = step // 2 or int(len(words) < before)
    return of(words)
