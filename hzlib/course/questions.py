"""What a class tells of the questions: how hard they are, whom they part, what goes wrong."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from hzlib.course.checking import exercises
from hzlib.course.grades import Student, Try
from hzlib.course.marking import alike, is_graded, is_guess, mistake, spoken

LEAST = 12  # students from whom on a question's discrimination is told


@dataclass(frozen=True)
class Question:
    """A question in numbers.

    Attributes
    ----------
    exercise : str
        Its number.
    tried, right, first : int
        Students who tried it, who solved it, whose first try was right.
    tries : float
        Tries that a student took on average, up to the first right one; of homework, whose last
        try counts, all.
    discrimination : float or None
        Share of the upper third of the students that solved it, less that of the lower third.
        They are ranked by what else they solved. None for fewer than twelve.
    """

    exercise: str
    tried: int
    right: int
    first: int
    tries: float
    discrimination: float | None

    @property
    def share(self) -> float:
        """The difficulty: which share of those who tried it solved it."""
        return self.right / self.tried


@dataclass(frozen=True)
class Said:
    """A wrong answer, or a guess: in the form compared, as a student wrote it, how many gave it."""

    exercise: str
    items: str
    written: str
    students: int
    hint: str = ""


def questions(students: Sequence[Student]) -> list[Question]:
    """Return the questions that somebody tried, but the guesses."""
    return list(_questions(students))


def _questions(students: Sequence[Student]) -> Iterator[Question]:
    for exercise in exercises():
        tried = [one for one in students if one.marked.get(exercise)]
        judged = [one for one in tried if None not in one.marked[exercise]]
        if not judged or is_guess(exercise):
            continue
        marks = [one.marked[exercise] for one in judged]
        yield Question(
            exercise, len(judged), sum(one.solved(exercise) for one in judged),
            sum(some[0] is True for some in marks),
            fmean(map(len, marks) if is_graded(exercise) else map(_until, marks)),
            _discrimination(judged, exercise),
        )  # fmt: skip


def _until(marks: Sequence[bool | None]) -> int:
    """Return how many tries there are up to the first right one."""
    return marks.index(True) + 1 if True in marks else len(marks)


def _discrimination(tried: Sequence[Student], exercise: str) -> float | None:
    if len(tried) < LEAST:
        return None
    ranked = [(_others(one, exercise), one.solved(exercise)) for one in tried]
    return _top(ranked) - _top([(-score, solved) for score, solved in ranked])


def _others(student: Student, exercise: str) -> int:
    return sum(student.solved(one) for one in student.marked if one != exercise)


def _top(ranked: list[tuple[int, bool]]) -> float:
    """Return the share of the best third that solved it; of those alike at its edge a part."""
    size = len(ranked) // 3
    edge = sorted((score for score, _ in ranked), reverse=True)[size - 1]
    above = [solved for score, solved in ranked if score > edge]
    level = [solved for score, solved in ranked if score == edge]
    return (sum(above) + (size - len(above)) * fmean(level)) / size


def mistakes(students: Sequence[Student], most: int) -> list[Said]:
    """Return the commonest wrong answers of each question, and the hint that they mostly got."""
    wrong = {
        exercise: [
            (student, one)
            for student in students
            for one, right in _with_marks(student, exercise)
            if right is False
        ]
        for exercise in exercises()
    }
    return [said for exercise, some in wrong.items() for said in _said(exercise, some, most)]


def guesses(students: Sequence[Student]) -> list[Said]:
    """Return what was predicted, the first guess of each student."""
    firsts = {
        exercise: [(one, one.tries[exercise][0]) for one in students if one.tries.get(exercise)]
        for exercise in filter(is_guess, exercises())
    }
    return [said for exercise, some in firsts.items() for said in _said(exercise, some, len(some))]


def _with_marks(student: Student, exercise: str) -> Iterator[tuple[Try, bool | None]]:
    return zip(student.tries.get(exercise, ()), student.marked.get(exercise, ()), strict=True)


def _said(exercise: str, some: Sequence[tuple[Student, Try]], most: int) -> Iterator[Said]:
    who: dict[tuple[str, ...], list[tuple[Student, Try]]] = {}
    for student, one in some:
        who.setdefault(alike(exercise, one["items"]), []).append((student, one))
    said = {items: len({id(student) for student, _ in given}) for items, given in who.items()}
    for items in sorted(said, key=lambda items: (-said[items], items))[:most]:
        given = who[items]
        told = (mistake(exercise, student.draws, one) for student, one in given)
        hints = Counter(hint for hint in told if hint)
        written = Counter(one["answer"] for _, one in given).most_common(1)[0][0]
        hint = hints.most_common(1)[0][0] if hints else ""
        yield Said(exercise, spoken(exercise, items), written, said[items], hint)
