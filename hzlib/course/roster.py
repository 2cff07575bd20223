"""The roster: who is in the course, from the table that a school's office gives."""

import csv
import io
import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hzlib.course.progress import normal, shown
from hzlib.errors import HzError, reason
from hzlib.text.formats import workbook
from hzlib.text.formats.encoding import decoded

_HEADS = {
    "number": ("学号", "学生学号", "学籍号", "studentid", "studentnumber", "studentno"),
    "name": ("姓名", "学生姓名", "名字", "name", "studentname"),
    "group": ("班级", "班", "行政班", "行政班级", "教学班", "班级名称", "class"),
}
_HEADED = 20  # rows among which the heads are looked for: titles stand above them
_EXACT = 10**15  # a spreadsheet keeps no more digits of a number
_CUT = re.compile(r"\d[.]?\d*E[+]?\d+", re.IGNORECASE)


@dataclass(frozen=True)
class Person:
    """A row of the roster; the number is as `hzlib.course.progress.normal` has it."""

    number: str
    name: str
    group: str = ""


@dataclass(frozen=True)
class Roster:
    """All who are in the course, in the order of the table.

    Examples
    --------
    >>> roster = Roster((Person("0017", "张三"), Person("18", "李四")))
    >>> roster.of("0017").name, roster.of("17").name, roster.of("19")
    ('张三', '张三', None)
    """

    people: tuple[Person, ...]

    def of(self, number: str) -> Person | None:
        """Return whose number it is: a spreadsheet may have lost the zeros before it."""
        exact = [one for one in self.people if one.number == number]
        if exact or not number.isdecimal():
            return exact[0] if exact and number else None
        near = [one for one in self.people if one.number.lstrip("0") == number.lstrip("0")]
        return near[0] if len(near) == 1 else None

    def called(self, name: str) -> Person | None:
        """Return who bears a name, if it is one alone."""
        found = [one for one in self.people if name and normal(one.name) == normal(name)]
        return found[0] if len(found) == 1 else None


def roster(path: Path) -> Roster:
    """Read a roster: .csv (UTF-8, GBK or UTF-16) or .xlsx, its columns found by their heads.

    Raises
    ------
    HzError
        If it cannot be read, has no column 学号, or its numbers have lost digits.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise HzError(
            "{path}: cannot be read ({reason})", path=path, reason=reason(error)
        ) from None
    is_book = workbook.is_workbook(content)
    if not is_book and path.suffix.lower() not in (".csv", ".txt", ".tsv"):
        raise HzError("{path}: no roster that can be read", "save it as .xlsx or .csv", path=path)
    tables = workbook.sheets(content, path) if is_book else [_lines(content, path)]
    for rows in tables:
        for place, row in enumerate(rows[:_HEADED]):
            if "number" in (found := _columns(row)):
                return Roster(_people(rows[place + 1 :], found, path, place + 2))
    raise HzError(
        "{path}: no row has the head {head}",
        "write {head} over the column of the student numbers, {name} over that of the names",
        path=path,
        head=_HEADS["number"][0],
        name=_HEADS["name"][0],
    )


def _columns(row: Sequence[Any]) -> dict[str, int]:
    """Return where the heads stand in a row, if it is that of the heads."""
    cells = [re.sub(r"\W|_", "", unicodedata.normalize("NFKC", _text(one))).lower() for one in row]
    return {
        kind: min(cells.index(head) for head in heads if head in cells)
        for kind, heads in _HEADS.items()
        if not set(heads).isdisjoint(cells)
    }


def _people(
    rows: Sequence[Sequence[Any]], columns: dict[str, int], path: Path, first: int
) -> tuple[Person, ...]:
    people: dict[tuple[str, str], Person] = {}
    for line, row in enumerate(rows, first):
        said = {kind: row[at] if at < len(row) else "" for kind, at in columns.items()}
        number = _number(said["number"], path, line)
        name, group = (_text(said.get(kind, "")) for kind in ("name", "group"))
        if number or name:
            known = people.setdefault((number, "" if number else name), Person(number, name, group))
            if name not in known.name:
                both = f"{known.name}、{name}"
                people[number, ""] = Person(number, both, known.group)
    return tuple(people.values())


def _number(cell: Any, path: Path, line: int) -> str:
    lost = isinstance(cell, int | float) and not -_EXACT < cell < _EXACT
    text = normal(_text(cell))
    if lost or _CUT.fullmatch(text):
        raise HzError(
            "{path}, line {line}: the student number {number} has lost digits in a spreadsheet",
            "make the column one of text and type the number again",
            path=path,
            line=line,
            number=text,
        )
    return text


def _text(cell: Any) -> str:
    """Return a cell as text; a whole number is told without a point."""
    return shown(" ".join(workbook.text(cell).lstrip("\ufeff'").split()))


def _lines(content: bytes, path: Path) -> list[list[str]]:
    text = decoded(content, path)[0].lstrip("\ufeff")
    delimiter = max(",\t;", key=text.count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def within(text: str, words: Collection[str]) -> str:
    """Return the longest of several words that stands in a text by itself, or nothing.

    Examples
    --------
    >>> within("进度-20240017 (1).json", ["20240017", "17", "2024"])
    '20240017'
    >>> within("张三 作业", ["17"])
    ''
    """
    found = set(re.findall(r"[0-9A-Z]+(?:[-_][0-9A-Z]+)*", text.upper()))
    found |= {part for one in found for part in re.split("[-_]", one)}
    return max(found & set(words), key=len, default="")
