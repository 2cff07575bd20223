"""Every pattern that reads a document's text takes time that grows with its length, not faster.

The patterns are those that reading a document compiles; the worst cases are made of their own parts:
each part that may be repeated is repeated, and what follows it is not there. A linear pattern reads
such a text in a few milliseconds and is not timed further, so a slow machine makes no failure.
"""

import json
import re
import subprocess
import sys
import time
from functools import cache
from re import _constants as opcodes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]

import pytest

from hzlib import paths
from hzlib.extraction.facts import extract
from hzlib.text.clean import clean
from hzlib.text.corpus import read

SIZE = 4_000
LONG = 0.005
FAR_TOO_LONG, AT_ONCE = 1.0, 0.02
RATIO = 3.2
"""Twice the length may take this many times as long: twice and noise, but not four times."""

LONGEST = 120
"""What never met more characters than this, not even in a text without punctuation, may be slow."""

COLLECT = """
import json, re, sys
used, compiled = {}, re._compile

class Watched:
    def __init__(self, one):
        self.one = one
    def __getattr__(self, name):
        found = getattr(self.one, name)
        if name not in ("match", "fullmatch", "search", "finditer", "findall", "sub", "split"):
            return found
        def call(*given, **named):
            text = given[1] if name == "sub" else given[0]
            start, stop = (*given[1:3], 0, len(text))[:2] if len(given) > 1 and name != "sub" else (0, len(text))
            if len(given) == 2 and name != "sub":
                start, stop = given[1], len(text)
            key = self.one.pattern, self.one.flags, name
            used[key] = max(used.get(key, 0), min(stop, len(text)) - start)
            return found(*given, **named)
        return call

def compile(pattern, flags):
    if isinstance(pattern, Watched):
        return pattern
    one = compiled(pattern, flags)
    frame = sys._getframe(1)
    while frame and frame.f_globals.get("__name__") in ("re", __name__):
        frame = frame.f_back
    name = frame.f_globals.get("__name__", "") if frame else ""
    return Watched(one) if name.startswith(("hzlib.text", "hzlib.extraction", "hzlib.lookups")) else one

re._compile = compile
from dataclasses import replace
from hzlib.extraction.account import account
from hzlib.text import corpus
own = corpus.documents()
endless = [
    "地区生产总值和固定资产投资分别比上年增长" * 300 + "5%",
    "地区生产总值保持在全省前列" * 400 + "5%",
    "全市新增完成建成各类项目" * 400 + "5个老旧小区",
    "一二三" * 1500, "5 6" * 1500, "生产总值5" * 800, "   " * 1500, "江州市" * 1500, "（" * 4000,
    "2024年" * 1000, "“十四五”时期" * 600, "第一章" * 1500, "\t5" * 2000, "| 5 " * 1000, "指标 5 6" * 600,
]
for text in (*(document.raw for document in own), *endless, "\\n".join(endless)):
    document = replace(own[0], id="made", raw="江州市2024年政府工作报告\\n" + text)
    account(document), document.cleaned.defects
print(json.dumps([[*key, size] for key, size in sorted(used.items())]))
"""


@cache
def collected() -> list[tuple[str, int, str, int]]:
    """Return the patterns, with flags, how each is used, and how many characters it met."""
    done = subprocess.run(
        [sys.executable, "-c", COLLECT], capture_output=True, text=True, check=True, timeout=300
    )
    return [tuple(use) for use in json.loads(done.stdout)]


# --- worst cases ----------------------------------------------------------------------------------

REPEATS = (opcodes.MAX_REPEAT, opcodes.MIN_REPEAT, opcodes.POSSESSIVE_REPEAT)
ASSERTS = (opcodes.ASSERT, opcodes.ASSERT_NOT, opcodes.AT)
CANDIDATES = "5 一甲，、。\n\t.：|（(第目\"'<[A年%—"


def example(parts, choice: int = 0) -> str:
    """Return a short text that a parsed pattern matches, as far as it can be told.

    Of alternatives the one of the number `choice` is taken.
    """
    return "".join(one_example(op, value, choice) for op, value in parts)


def one_example(op, value, choice: int = 0) -> str:
    if op is opcodes.LITERAL:
        return chr(value)
    if op is opcodes.NOT_LITERAL:
        return "甲" if value != ord("甲") else "乙"
    if op is opcodes.ANY:
        return "甲"
    if op is opcodes.IN:
        return member(value, choice)
    if op is opcodes.BRANCH:
        return example(value[1][choice % len(value[1])], choice)
    if op is opcodes.SUBPATTERN:
        return example(value[-1], choice)
    if op is opcodes.ATOMIC_GROUP:
        return example(value, choice)
    if op in REPEATS:
        return example(value[2], choice) * max(value[0], min(choice, value[1]) and 1)
    return ""


def member(items, choice: int) -> str:
    """Return a character of a set."""
    inside = re.compile("[" + "".join(map(item_source, items)) + "]")
    plain = [chr(value) for op, value in items if op is opcodes.LITERAL]
    if plain and items[0][0] is not opcodes.NEGATE:
        return plain[choice % len(plain)]
    return next((c for c in CANDIDATES if inside.match(c)), "甲")


def item_source(item) -> str:
    op, value = item
    if op is opcodes.NEGATE:
        return "^"
    if op is opcodes.LITERAL:
        return re.escape(chr(value))
    if op is opcodes.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    names = {"CATEGORY_DIGIT": r"\d", "CATEGORY_NOT_DIGIT": r"\D", "CATEGORY_SPACE": r"\s",
             "CATEGORY_NOT_SPACE": r"\S", "CATEGORY_WORD": r"\w", "CATEGORY_NOT_WORD": r"\W"}  # fmt: skip
    return names[str(value)]


CHOICES = 4


def worst_cases(parts, before: str = "") -> set[tuple[str, str]]:
    """Return what leads to each part that may be repeated often, and a text of that part."""
    found: set[tuple[str, str]] = set()
    for op, value in parts:
        if op in REPEATS and value[1] > 20:  # noqa: PLR2004
            parts_of_it = [example(value[2], choice) or "甲" for choice in range(CHOICES)]
            found |= {(before, part) for part in (*parts_of_it, "".join(parts_of_it))}
        inner = []
        if op in REPEATS:
            inner = [value[2]]
        elif op is opcodes.SUBPATTERN:
            inner = [value[-1]]
        elif op is opcodes.ATOMIC_GROUP:
            inner = [value]
        elif op is opcodes.BRANCH:
            inner = value[1]
        elif op in (opcodes.ASSERT, opcodes.ASSERT_NOT):
            inner = [value[1]]
        for part in inner:
            found |= worst_cases(part, before)
        before += one_example(op, value)
    return found


ANY = (" ", "\n", "\t", "5", "、", "，", ",", "第", "一", "甲", "甲 ", " 5", "\n ", "|", "| ", "（", "5，", "一、", "。",
       "\n5 5", "1,", "\uffff", "“")  # fmt: skip


def texts(pattern: str, flags: int) -> list[tuple[str, str]]:
    """Return beginnings and the part to repeat behind each."""
    try:
        parts = parser.parse(pattern, flags & ~re.UNICODE)
    except re.error:
        return []
    cases = worst_cases(parts)
    whole = example(parts)
    # Also the beginning again and again: each is a place to begin a search that runs on.
    again = {("", head + part) for head, part in cases if head}
    return sorted(cases | again | {("", whole or "甲")} | {("", part) for part in ANY})


def seconds(pattern: re.Pattern[str], use: str, text: str, times: int = 1) -> float:
    """Return the time of the processor, not of the clock, that reading a text takes."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        if use in ("match", "fullmatch", "search"):
            getattr(pattern, use)(text)
        else:
            for _ in pattern.finditer(text):
                pass
        best = min(best, time.process_time() - start)
    return best


def grows(measure) -> bool:
    """Tell whether twice the length takes much more than twice the time, each time of several."""
    if measure(SIZE // 8, 1) > FAR_TOO_LONG or measure(2 * SIZE, 1) > FAR_TOO_LONG:
        return True
    if measure(2 * SIZE, 2) < LONG:
        return False
    size = SIZE
    while measure(size, 3) < LONG:
        size *= 2
    return all(measure(2 * size, 2) > RATIO * measure(size, 2) for _ in range(3))


def text_of(head: str, part: str, size: int) -> str:
    # Behind it stands what no pattern expects.
    return "\n" + head + part * (size // len(part)) + "\x00\n"


# --- the tests ------------------------------------------------------------------------------------


def test_every_pattern_over_document_text_is_linear():
    uses = [use for use in collected() if use[-1] > LONGEST]
    assert len(uses) > 40  # noqa: PLR2004
    slow = []
    for source, flags, use, _ in uses:
        pattern = re.compile(source, flags)
        for case in texts(source, flags):
            if grows(
                lambda size, times, p=pattern, u=use, c=case: seconds(
                    p, u, text_of(*c, size), times
                )
            ):
                slow.append((source[:200], use, *case))
                break
    assert slow == []


def test_a_pattern_that_only_meets_few_characters_reads_them_at_once():
    slow = []
    for source, flags, use, _ in collected():
        pattern = re.compile(source, flags)
        for head, part in texts(source, flags):
            # Step by step: an exponential pattern would never end on the longest.
            for size in range(len(part), LONGEST + len(part), 4):
                if seconds(pattern, use, text_of(head, part, size), 2) > AT_ONCE:
                    slow.append((source[:200], use, head, part))
                    break
    assert slow == []


def test_a_pattern_that_is_not_linear_is_found():
    # Exponential: a few characters show it, thousands would never end.
    pattern = re.compile(r"(?:a+)+b")
    few, more = (seconds(pattern, "search", "a" * size, 3) for size in (16, 22))
    assert more > 4 * few
    pattern = re.compile(r"[ 甲]+$")
    assert ("", " ") in texts(pattern.pattern, pattern.flags)
    # On a busy machine one measurement of several may miss it.
    assert any(
        grows(lambda size, times: seconds(pattern, "search", text_of("", " ", size), times))
        for _ in range(6)
    )


@pytest.mark.parametrize("part", ANY, ids=map(repr, ANY))
def test_reading_a_text_of_one_thing_repeated_is_linear(part, tmp_path):
    def measure(size: int, times: int) -> float:
        best = float("inf")
        for _ in range(times):
            start = time.process_time()
            clean(part * (size // len(part)))
            best = min(best, time.process_time() - start)
        return best

    assert not grows(lambda size, times: measure(10 * size, times))
    path = tmp_path / "江州市2024年政府工作报告.txt"
    path.write_text(
        "江州市2024年政府工作报告\n" + part * (100_000 // len(part)) + "\n生产总值增长5%。\n",
        "utf-8",
    )
    start = time.process_time()
    extract(read(path))
    assert time.process_time() - start < 20  # noqa: PLR2004


POSSESSIVE_GROUP = re.compile(r"[)}](?:[?*+]|\{\d[\d,]*\})\+")


def test_only_a_single_character_is_repeated_possessively():
    # Python before 3.11.5 reads (?:ab)*+ wrongly, or without end; (?>(?:ab)*) is read by all.
    files = [*paths.code().rglob("*.py"), *(paths.data() / "etc").glob("*.csv")]
    lines = ((file, line) for file in files for line in file.read_text("utf-8").splitlines())
    found = [(file.name, line) for file, line in lines if POSSESSIVE_GROUP.search(line)]
    assert [(name, line) for name, line in found if not line.lstrip().startswith("#")] == []
