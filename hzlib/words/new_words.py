"""New words: strings that hold together, stand freely and are in no dictionary yet.

A string is a candidate when its parts keep to each other (cohesion) and its neighbours vary on
both sides (boundary entropy). The candidates come as lines of the user dictionary, for a person
to accept or to refuse; nothing is accepted here.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = [
    "word", "frequency", "cohesion", "left_entropy", "right_entropy", "parts", "kind", "line",
]  # fmt: skip
# Characters that join words rather than make them.
FUNCTION = frozenset("的和与及等在为以了是对从到向由于将被把各其此并而或个年月日章节")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")


def new_words(
    texts: Iterable[str],
    cut: Callable[[str], Sequence[str]],
    least: int = 5,
    longest: int = 6,
    cohesion: float = 4.0,
    entropy: float = 1.5,
) -> "pd.DataFrame":
    """Return strings that behave like words but are cut apart.

    Parameters
    ----------
    texts : iterable of str
        The texts to look through.
    cut : callable
        Cuts a string into words, such as ``segmenter().cut``; what it leaves whole is known.
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
        ``word, frequency, cohesion, left_entropy, right_entropy, parts`` (how it is cut),
        ``kind`` (``word`` if a single character is among the parts, else ``phrase``) and ``line``
        (for the user dictionary); words before phrases, then the best first (cohesion plus the
        poorer entropy). Strings that begin or end with a function word are left out.

    Examples
    --------
    >>> text = "发展新质生产力，培育新质生产力。布局新质生产力；壮大新质生产力"
    >>> from hzlib.words.segment import segmenter
    >>> found = new_words([text], segmenter(bare=True).cut, least=4, cohesion=2, entropy=1)
    >>> found[["word", "parts", "line"]].values.tolist()
    [['新质生产力', '新/质/生产力', '新质生产力']]
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
    rows: list[tuple[Any, ...]] = []
    for word, frequency, bits in found:
        left, right = sides[word]
        pieces = cut(word)
        if min(left, right) < entropy or len(pieces) == 1 or FUNCTION & {word[0], word[-1]}:
            continue
        kind = "word" if min(map(len, pieces)) == 1 else "phrase"
        rows.append((word, frequency, bits, left, right, "/".join(pieces), kind, word))
    rows.sort(key=lambda row: (row[6] == "phrase", -row[2] - min(row[3], row[4]), row[0]))
    return pd.DataFrame(rows, columns=COLUMNS)


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
