"""Signs that work was copied: a reason to ask, never a verdict.

Three signs, each found without comparing every file with every other:

* **the same tries at the same times**: a try is noted to the second, so that two students share one
  or two by chance and many only if one file is a copy of the other;
* **the same rare wrong answers**: error similarity analysis (Bellezza and Bellezza, 1989), weighted
  by rarity. Of the questions that both got wrong, each wrong answer that both gave weighs its
  self-information: minus the binary logarithm of the share of those who erred there that gave it.
  What is told is a bound (Chernoff's) of how unlikely so great a sum is if the other student errs
  as the class does: with each bit half as likely. A pair is told if less than one such among all
  pairs of the class is to be expected by chance (Bonferroni's correction);
* **homework that is right for another's variant** and wrong for one's own.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log2

from hzlib.course import homework
from hzlib.course.grades import Student
from hzlib.course.marking import alike, is_graded, right, spoken

TOGETHER = 3  # shared times; fewer are chance in a room where all work at the same question
_SURELY = 6
_LEAST = 2  # shared wrong answers
_TILTS = tuple(step / 20 for step in range(1, 21))

Wrong = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Pair:
    """Two students and what they share; ``bits`` are of shared wrong answers."""

    one: Student
    other: Student
    sign: str
    detail: str
    bits: float | None = None


def pairs(students: Sequence[Student]) -> list[Pair]:
    """Return the pairs of students of which something should be asked, the plainest first."""
    copied = list(_copied(students))
    known = {(pair.one, pair.other) for pair in copied}
    alike = [pair for pair in _alike(students) if (pair.one, pair.other) not in known]
    return [*copied, *alike, *_swapped(students)]


def _copied(students: Sequence[Student]) -> Iterator[Pair]:
    """Yield pairs that share tries: the same answer in the same second."""
    who: dict[tuple[str, str, tuple[str, ...]], list[int]] = defaultdict(list)
    totals = [0] * len(students)
    for place, student in enumerate(students):
        for exercise, tries in student.tries.items():
            totals[place] += len(tries)
            for attempt in tries:
                who[exercise, attempt["time"], tuple(attempt["items"])].append(place)
    shared = Counter(pair for some in who.values() for pair in combinations(some, 2))
    for (one, other), count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        least = min(totals[one], totals[other])
        if count < TOGETHER:
            continue
        if totals[one] == totals[other] == count:
            said = f"全部 {count} 次作答的时间和答案都相同"
        elif 2 * count >= least or count >= _SURELY:
            said = f"{count} 次作答的时间和答案都相同（两人各有 {totals[one]}、{totals[other]} 次）"
        else:
            continue
        yield Pair(students[one], students[other], "同一份文件", said)


def _alike(students: Sequence[Student]) -> Iterator[Pair]:
    """Yield pairs that share rare wrong answers."""
    wrong = [set(_wrong(student)) for student in students]
    asked = [{exercise for exercise, _ in some} for some in wrong]
    erred = Counter(exercise for some in asked for exercise in some)
    gave: dict[Wrong, list[int]] = defaultdict(list)
    for place, answers in enumerate(wrong):
        for answer in sorted(answers):
            gave[answer].append(place)
    chance = {answer: len(some) / erred[answer[0]] for answer, some in gave.items()}
    shared: dict[tuple[int, int], list[Wrong]] = defaultdict(list)
    for answer, some in gave.items():
        for pair in combinations(some, 2):
            shared[pair].append(answer)
    edge = log2(max(1, len(students) * (len(students) - 1) / 2))
    told = []
    for (one, other), common in shared.items():
        score = -sum(log2(chance[answer]) for answer in common)
        if len(common) >= _LEAST and score >= edge:
            both = asked[one] & asked[other]
            known = [[chance[a] for a in wrong[n] if a[0] in both] for n in (one, other)]
            bits = min(_beyond(score, some) for some in known)
            if bits >= edge:
                rare = sorted(common, key=lambda answer: (chance[answer], answer))
                told.append(
                    Pair(students[one], students[other], "相同的少见错误", _few(rare), bits)
                )
    yield from sorted(told, key=lambda pair: -(pair.bits or 0))


def _beyond(score: float, chances: Sequence[float]) -> float:
    """Return how unlikely it is, in bits, to share so much of answers with these chances."""
    return max(
        tilt * score - sum(log2(1 - one + one ** (1 - tilt)) for one in chances) for tilt in _TILTS
    )


def _few(answers: Sequence[Wrong]) -> str:
    said = "；".join(f"{exercise}：{spoken(exercise, items)}" for exercise, items in answers[:5])
    return f"{len(answers)} 个，如 {said}"


def _wrong(student: Student) -> Iterator[Wrong]:
    for exercise, tries in student.tries.items():
        for one, is_right in zip(tries, student.marked[exercise], strict=True):
            if is_right is False:
                yield exercise, alike(exercise, one["items"])


def _swapped(students: Sequence[Student]) -> Iterator[Pair]:
    """Yield who gave right answers of others' variants, with whom most of these belong to."""
    swaps: dict[int, dict[int, dict[str, None]]] = {}
    tried = dict.fromkeys(name for one in students for name in one.tries)
    for exercise in filter(is_graded, tried):
        for place, other in _swaps(students, exercise):
            swaps.setdefault(place, {}).setdefault(other, {})[exercise] = None
    for place in sorted(swaps, key=lambda place: -max(map(len, swaps[place].values()))):
        found = swaps[place]
        other = max(found, key=lambda one: (len(found[one]), -one))
        alike = sum(len(some) == len(found[other]) for some in found.values())
        more = f"（{alike} 人的题目都这样）" if alike > 1 else ""
        said = f"作业 {'、'.join(found[other])} 的答案不合自己的题目，合对方的题目{more}"
        yield Pair(students[place], students[other], "别人的题目", said)


def _swaps(students: Sequence[Student], exercise: str) -> Iterator[tuple[int, int]]:
    """Yield the places of who gave a wrong answer that is right for another, and of the other."""
    variants = [sorted(homework.drawn(exercise, one.draws).items()) for one in students]
    owners: dict[str, list[int]] = defaultdict(list)
    gave: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for place, student in enumerate(students):
        if student.solved(exercise):
            owners[str(variants[place])].append(place)
        marks = student.marked.get(exercise, ())
        for one, is_right in zip(student.tries.get(exercise, ()), marks, strict=True):
            if is_right is False:
                gave[tuple(one["items"])].add(place)
    for some in owners.values():
        for items, places in gave.items():
            if right(exercise, students[some[0]].draws, items):
                yield from (
                    (place, other) for place in sorted(places) for other in some
                    if variants[place] != variants[other]
                )  # fmt: skip
