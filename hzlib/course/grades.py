"""Grades: the progress files that a teacher collected, and what each student has of them.

Nobody is lost: who is on the roster has a row whatever came of the file, and a file that cannot be
graded is tied to a student by the number in it or by its name.
"""

import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hzlib.course import homework
from hzlib.course.checking import exercises
from hzlib.course.marking import is_graded, is_guess, right
from hzlib.course.progress import file_name, glimpse, load, normal
from hzlib.course.roster import Person, Roster, within
from hzlib.errors import HzError
from hzlib.messages import Message, in_chinese

HANDED, MISSING, FAULTY = "已交", "没有交", "文件有问题"
RIGHT, WRONG, NOTED, UNJUDGED = "对", "错", "已答", "未判"

Try = Mapping[str, Any]
Problem = HzError | Message


@dataclass(frozen=True, eq=False)
class Student:
    """A student: the tries at each exercise in their order, and which of them are right.

    ``draws`` is the number as the student wrote it, by which homework is drawn; ``marked`` has None
    for what is not judged.
    """

    number: str
    name: str
    draws: str = ""
    group: str = ""
    state: str = HANDED
    notes: tuple[str, ...] = ()
    tries: Mapping[str, tuple[Try, ...]] = field(default_factory=dict)
    marked: Mapping[str, tuple[bool | None, ...]] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The student in a few words, for a table about several."""
        return f"{self.number} {self.name}".strip()

    def solved(self, exercise: str) -> bool:
        """Tell whether a try that counts is right."""
        return True in self._counted(exercise)

    def _counted(self, exercise: str) -> tuple[bool | None, ...]:
        """Return the marks that count: of homework the last, for answers could be tried out."""
        marks = self.marked.get(exercise, ())
        return marks[-1:] if is_graded(exercise) else marks

    def mark(self, exercise: str) -> str:
        """Return what the table of grades has of an exercise; nothing if it was not tried."""
        marks = self._counted(exercise)
        if not marks:
            return ""
        if is_guess(exercise):
            return NOTED
        if True in marks:
            return RIGHT
        return UNJUDGED if None in marks else WRONG


@dataclass(frozen=True)
class Grades:
    """All students, those of the roster in its order, and what did not enter, with the reason."""

    students: tuple[Student, ...]
    problems: tuple[Problem, ...]

    @property
    def handed(self) -> tuple[Student, ...]:
        """Those whose files could be graded."""
        return tuple(one for one in self.students if one.state == HANDED)


def grades(folder: Path, listed: Roster | None = None, apart: Collection[Path] = ()) -> Grades:
    """Return the grades of all progress files in a folder and the folders in it.

    What counts as right is recomputed from the answers that the files keep. Of a student with
    several files the tries of all are taken together.

    Parameters
    ----------
    folder : Path
        Where the files are.
    listed : Roster, optional
        Who is in the course.
    apart : collection of Path, optional
        Files in the folder that are the teacher's own.

    Raises
    ------
    HzError
        If there is no such folder, or without a roster no progress file in it.
    """
    if not folder.is_dir():
        raise HzError(
            "{path}: no such folder", "name the folder with the progress files", path=folder
        )
    own = {path.resolve() for path in apart}
    files = [_read(path, folder) for path in _files(folder) if path.resolve() not in own]
    piles = _Piles(files, listed or Roster(()))
    if not listed and not any(pile.files for pile in piles.sorted()):
        raise HzError(
            "{path}: no progress file that can be read{problems}",
            path=folder,
            problems="".join(f"\n{problem}" for problem in piles.problems),
        )
    found = [_student(pile, listed) for pile in piles.sorted()]
    return Grades(tuple(found), tuple(piles.problems))


# --- files ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _File:
    """A file of the folder: its content, or else what is wrong with it."""

    place: str
    number: str
    name: str
    content: dict[str, Any] | None = None
    problem: HzError | None = None

    @property
    def title(self) -> str:
        """Its name and its folder's in the form in which numbers are looked for in them."""
        return unicodedata.normalize("NFKC", self.place).upper()


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            # Hidden files are the system's own; all others a teacher shall hear of.
            if not name.startswith((".", "~$")) and name not in ("desktop.ini", "Thumbs.db"):
                yield Path(place) / name


def _read(path: Path, folder: Path) -> _File:
    place = path.relative_to(folder).as_posix()
    try:
        found = load(path)
    except HzError as error:
        number, name = glimpse(path)
        problem = HzError(*error.args, **error.fields | {"path": place})
        return _File(place, normal(number), name, problem=problem)
    return _File(place, normal(found["number"]), found["name"], found)


# --- whose file it is -----------------------------------------------------------------------------

_OWN = re.compile(r"(进度-[0-9A-Z_-]+?)(?:-DAMAGED-.*|[ (.].*)?")


@dataclass
class _Pile:
    """What was handed in by one student; ``strays`` files bear another's number as their name."""

    number: str
    person: Person | None = None
    files: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Problem] = field(default_factory=list)
    strays: int = 0


class _Piles:
    """Files by their students."""

    def __init__(self, files: list[_File], listed: Roster) -> None:
        self.problems: list[Problem] = []
        self._listed = listed
        self._piles = {one.number or one.name: _Pile(one.number, one) for one in listed.people}
        self._near = _near({file.number for file in files if file.number}, listed)
        for file in files:
            if file.content is not None:
                key = self._key(file.number) or self._placed(file) or f"{file.name} {file.place}"
                pile = self._piles.setdefault(key, _Pile(file.number))
                pile.files.append(file.content)
        self._stems = {_stem(number): number for number in self._piles if number}
        for file in files:
            self._faulted(file)

    def sorted(self) -> list[_Pile]:
        """Return what each student handed in, those of the roster first."""
        listed = [pile for pile in self._piles.values() if pile.person]
        others = [pile for pile in self._piles.values() if not pile.person]
        return [*listed, *sorted(others, key=lambda pile: (not pile.number, pile.number))]

    def _key(self, number: str) -> str:
        return self._near.get(number, number)

    def _faulted(self, file: _File) -> None:
        """Note a file that cannot be graded, or that is not who its name says."""
        named = self._named(file)
        if file.problem:
            key = self._key(file.number) or named or self._called(file)
            self._blame(file.problem, key)
        elif named and file.number and self._key(named) != self._key(file.number):
            problem = Message(
                "{path}: holds the progress of {number}", path=file.place, number=file.number
            )
            self._blame(problem, self._key(named))
            self._piles[self._key(file.number)].strays += 1

    def _blame(self, problem: Problem, key: str) -> None:
        self.problems.append(problem)
        if key:
            self._piles.setdefault(key, _Pile(key)).faults.append(problem)

    def _placed(self, file: _File) -> str:
        """Return the number on the roster that a file or its folder is named by."""
        return within(file.title, [one.number for one in self._listed.people if one.number])

    def _named(self, file: _File) -> str:
        """Return the student number that the name of a file tells, its own first."""
        if file.number and within(file.title, [file.number]):
            return file.number
        own = _OWN.fullmatch(file.title.rpartition("/")[2])
        if own and own[1] == _stem(file.number):
            return file.number
        known = within(file.title, [number for number in self._piles if number])
        fallback = own[1].partition("-")[2] if own else ""
        return known or (self._stems.get(own[1], fallback) if own else "")

    def _called(self, file: _File) -> str:
        """Return the key of who is meant by the name in a file, or in the name of the file."""
        inside = [one for one in self._listed.people if one.name and one.name in file.place]
        person = self._listed.called(file.name) or (inside[0] if len(inside) == 1 else None)
        return person.number or person.name if person else ""


def _stem(number: str) -> str:
    return file_name(number).removesuffix(".json").upper()


def _near(numbers: Iterable[str], listed: Roster) -> dict[str, str]:
    """Return numbers that are on the roster but for zeros before them, where that is unique."""
    claims: dict[str, list[str]] = {}
    for number in numbers:
        if person := listed.of(number):
            claims.setdefault(person.number, []).append(number)
    return {some[0]: number for number, some in claims.items() if len(some) == 1}


# --- a student ------------------------------------------------------------------------------------


def _student(pile: _Pile, listed: Roster | None) -> Student:
    names = sorted({one["name"] for one in pile.files if one["name"]})
    person = pile.person
    draws = next((normal(one["number"]) for one in pile.files if normal(one["number"])), "")
    state = HANDED if pile.files else FAULTY if pile.faults else MISSING
    tries = _together(pile.files)
    return Student(
        number=_fuller(person.number, draws) if person else pile.number,
        name=person.name if person and person.name else "、".join(names),
        draws=draws,
        group=person.group if person else "",
        state=state,
        notes=(*_notes(pile, names, listed), *_mismatched(draws, tries)),
        tries=tries,
        marked={name: tuple(_judged(name, draws, one) for one in tries[name]) for name in tries},
    )


def _fuller(listed: str, own: str) -> str:
    """Return a student number with the zeros before it that a spreadsheet may have lost."""
    same = listed.isdecimal() and listed.lstrip("0") == own.lstrip("0")
    return max(listed, own, key=len) if same else listed


def _notes(pile: _Pile, names: list[str], listed: Roster | None) -> Iterator[str]:
    written = sorted({one["number"] for one in pile.files if normal(one["number"])})
    if len(pile.files) - pile.strays > 1:
        yield "有几个文件，已合并"
    if len(written) > 1:
        yield f"学号有几种写法：{'、'.join(written)}"
    if len(names) > 1:
        yield "同一学号有几个姓名"
    if pile.person and pile.files:
        if written and pile.number not in map(normal, written):
            yield f"学号与名单差前面的零：名单里是 {pile.number}，文件里是 {'、'.join(written)}"
        if names and pile.person.name and normal(pile.person.name) not in map(normal, names):
            yield f"文件里的姓名是{'、'.join(names)}"
    if any(not normal(one["number"]) for one in pile.files):
        yield "没有填学号，按文件名归入" if pile.number else "没有填学号"
    if listed and not pile.person:
        yield "不在名单上"
        alike = [one for name in names if (one := listed.called(name))]
        yield from (f"名单上同名的是 {one.number}" for one in alike)
    yield from map(in_chinese, pile.faults)


def _together(files: list[dict[str, Any]]) -> dict[str, tuple[Try, ...]]:
    """Return the tries of all files by exercise in their order, those that a copy repeats once."""
    found: dict[str, dict[Any, Try]] = {}
    for one in files:
        for name, tries in one["exercises"].items():
            for attempt in tries if name in exercises() else ():
                key = (attempt["time"], *attempt["items"])
                found.setdefault(name, {})[key] = attempt
    return {
        name: tuple(sorted(found[name].values(), key=lambda one: str(one["time"])))
        for name in exercises()
        if name in found
    }


def _judged(exercise: str, student: str, attempt: Try) -> bool | None:
    if is_guess(exercise):
        return None
    try:
        return right(exercise, student, attempt["items"])
    except HzError:  # a homework's answers are in a checkout only
        return None


def _mismatched(student: str, tries: Mapping[str, tuple[Try, ...]]) -> Iterator[str]:
    """Yield a note on homework whose question is not that which the student number draws."""
    wrong = [
        exercise for exercise, some in tries.items() if is_graded(exercise)
        and not {one["question"] for one in some if one.get("question")}
        <= {homework.question(exercise, student)}
    ]  # fmt: skip
    if wrong:
        yield f"题目与学号不符：{'、'.join(wrong)}"
