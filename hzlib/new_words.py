"""New words: strings that hold together, stand freely and are in no dictionary yet.

A string is a candidate when its parts keep to each other (cohesion) and its neighbours vary on
both sides (boundary entropy). The candidates come as lines of the user dictionary, for a person
to accept or to refuse; nothing is accepted here.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")


def new_words(
    texts: Iterable[str],
    known: Callable[[str], bool],
    least: int = 5,
    longest: int = 6,
    cohesion: float = 4.0,
    entropy: float = 1.5,
) -> "pd.DataFrame":
    """Return strings that behave like words but are not known.

    Parameters
    ----------
    texts : iterable of str
        The texts to look through.
    known : callable
        Tells whether a string is in a dictionary already.
    least : int
        Fewest occurrences of a candidate.
    longest : int
        Most characters of a candidate.
    cohesion : float
        Least cohesion in bits: the pointwise mutual information of the weakest of all cuts in two.
    entropy : float
        Least entropy in bits of the neighbours on the poorer side. Where a neighbour is
        punctuation or the end of a line, each counts as a neighbour of its own.

    Returns
    -------
    DataFrame
        ``word, frequency, cohesion, left_entropy, right_entropy, line``, the best first
        (cohesion plus the poorer entropy); ``line`` is the line for the user dictionary.

    Examples
    --------
    >>> text = "发展新质生产力，培育新质生产力。布局新质生产力；壮大新质生产力"
    >>> known = {"发展", "培育", "布局", "壮大", "生产", "生产力"}.__contains__
    >>> new_words([text], known, least=4, cohesion=2, entropy=1)["word"].tolist()
    ['新质生产力']
    """
    import pandas as pd

    runs = [run for text in texts for run in _HAN.findall(text)]
    counts = _counts(runs, least, longest)
    total = sum(map(len, runs))
    found = [
        (word, frequency, bits)
        for word, frequency in counts.items()
        if len(word) > 1 and (bits := _cohesion(word, counts, total)) >= cohesion
    ]
    sides = _entropies(runs, {word for word, _, _ in found})
    rows: list[dict[str, Any]] = []
    for word, frequency, bits in found:
        left, right = sides[word]
        if min(left, right) >= entropy and not known(word):
            rows.append(
                {
                    "word": word,
                    "frequency": frequency,
                    "cohesion": bits,
                    "left_entropy": left,
                    "right_entropy": right,
                    "line": word,
                }
            )
    rows.sort(key=lambda row: -row["cohesion"] - min(row["left_entropy"], row["right_entropy"]))
    columns = ["word", "frequency", "cohesion", "left_entropy", "right_entropy", "line"]
    return pd.DataFrame(rows, columns=columns)


def _counts(runs: list[str], least: int, longest: int) -> Counter[str]:
    # Level by level: a string is as rare as its rarest part, so most need never be counted.
    kept: Counter[str] = Counter(character for run in runs for character in run)
    before = kept
    for size in range(2, longest + 1):
        level: Counter[str] = Counter()
        for run in runs:
            for i in range(len(run) - size + 1):
                word = run[i : i + size]
                if before[word[:-1]] >= least and before[word[1:]] >= least:
                    level[word] += 1
        before = Counter({word: n for word, n in level.items() if n >= least})
        kept.update(before)
    return kept


def _cohesion(word: str, counts: Counter[str], total: int) -> float:
    cuts = (counts[word[:i]] * counts[word[i:]] for i in range(1, len(word)))
    return math.log2(counts[word] * total / max(cuts))


def _entropies(runs: list[str], words: set[str]) -> dict[str, tuple[float, float]]:
    left: defaultdict[str, Counter[Any]] = defaultdict(Counter)
    right: defaultdict[str, Counter[Any]] = defaultdict(Counter)
    for number, (run, start, end) in enumerate(_places(runs, words)):
        word = run[start:end]
        left[word][run[start - 1] if start else number] += 1
        right[word][run[end] if end < len(run) else number] += 1
    return {word: (_entropy(left[word]), _entropy(right[word])) for word in words}


def _places(runs: list[str], words: set[str]) -> Iterator[tuple[str, int, int]]:
    sizes = sorted({len(word) for word in words})
    for run in runs:
        for start in range(len(run)):
            for end in (start + size for size in sizes if start + size <= len(run)):
                if run[start:end] in words:
                    yield run, start, end


def _entropy(counts: Counter[Any]) -> float:
    total = sum(counts.values())
    return -sum(n / total * math.log2(n / total) for n in counts.values())
