"""Segmentation in the open: how a sentence is cut, what a new entry changes, which are missing.

A string is a candidate for the user dictionary when its parts keep to each other (cohesion) and its
neighbours vary on both sides (boundary entropy). The candidates come as lines of the dictionary,
for a person to accept or to refuse; nothing is accepted here.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import pandas as pd

from hzlib import lookups
from hzlib.words.concordance import queries, sources
from hzlib.words.segment import HAN, Segmenter, segmenter
from hzlib.words.tokens import all_tokens, total_counts

COLUMNS = [
    "word", "frequency", "cohesion", "left_entropy", "right_entropy", "parts", "kind", "line",
]  # fmt: skip
_HAN = re.compile(f"[{HAN}]+")
_REST = re.compile(r"\s+|.", re.DOTALL)


def cut(text: str, cutter: Segmenter | None = None) -> pd.DataFrame:
    """Return how a sentence is cut, and what decided it.

    Parameters
    ----------
    text : str
        A sentence.
    cutter : Segmenter, optional
        Another segmenter than that of the project's files.

    Returns
    -------
    DataFrame
        ``piece, start, end, kind`` (``word``, ``stop word``, ``number``, ``mark``), ``entry``
        (``user_dictionary.txt``, ``jieba`` or empty: a character that no entry joins) and
        ``alone`` (how the engine's own dictionary cuts the piece, where that differs).

    Examples
    --------
    >>> cut("培育新质生产力")[["piece", "entry", "alone"]].values.tolist()
    [['培育', 'jieba', ''], ['新质生产力', 'user_dictionary.txt', '新/质/生产力']]
    """
    cutter = cutter or segmenter()
    bare = segmenter(cutter.engine, guess=cutter.guess, bare=True)
    rows: list[tuple[str, int, int, str, str, str]] = []
    position = 0
    for word, start in cutter.words(text):
        rows += _rest(text, position, start)
        position = start + len(word)
        alone = "/".join(bare.cut(word))
        kind = "stop word" if word in cutter.stop_words else "word"
        alone = alone if alone != word else ""
        rows.append((word, start, position, kind, cutter.entry(word), alone))
    rows += _rest(text, position, len(text))
    return pd.DataFrame(rows, columns=["piece", "start", "end", "kind", "entry", "alone"])


_NUMBER = re.compile(r"[0-9][0-9.,]*[%‰]?[\u4e00-\u9fff]*|[\u4e00-\u9fff]+")


def _rest(text: str, start: int, end: int) -> list[tuple[str, int, int, str, str, str]]:
    # What stands between two words is a number with its unit, or marks.
    rows = []
    while start < end:
        number = _NUMBER.match(text, start, end)
        found = number or _REST.match(text, start, end)
        assert found is not None
        if found.group().strip():
            kind = "number" if number else "mark"
            rows.append((found.group(), *found.span(), kind, "", ""))
        start = found.end()
    return rows


def dictionary_effect(
    lines: str | Sequence[str], source: Any = None, cutter: Segmenter | None = None
) -> pd.DataFrame:
    """Return which counts change when lines are added to the user dictionary.

    Parameters
    ----------
    lines : str or sequence of str
        Lines of the user dictionary, ``word [frequency] [tag]``.
    source : str, Path, Document, corpus or iterable of these, optional
        As for `hzlib.words.tokens.all_tokens`.

    Returns
    -------
    DataFrame
        ``word, before, after, change``, the largest change first; empty if nothing changes.
        ``before_lines`` and ``after_lines`` are the `LinesSource` of the word either way.

    Examples
    --------
    >>> found = dictionary_effect(["世界一流"], "hangzhou-gwr-2023")
    >>> found.set_index("word").loc["世界一流", ["before", "after"]].tolist()
    [0, 5]
    """
    before = all_tokens(source, cutter)
    wider = segmenter((cutter or segmenter()).engine, more=tuple(queries(lines)))
    after = all_tokens([found.document for found in before], wider)
    counts = [total_counts(before), total_counts(after)]
    words = sorted(word for word in counts[0] | counts[1] if counts[0][word] != counts[1][word])
    rows = [(w, counts[0][w], counts[1][w], counts[1][w] - counts[0][w]) for w in words]
    rows.sort(key=lambda row: (-abs(row[3]), row[0]))
    frame = pd.DataFrame(rows, columns=["word", "before", "after", "change"])
    return frame.assign(
        before_lines=sources(before, frame["word"]), after_lines=sources(after, frame["word"])
    )


# --- new words ------------------------------------------------------------------------------------


def new_words(
    source: Any = None,
    least: int = 5,
    longest: int = 6,
    cohesion: float = 4.0,
    entropy: float = 1.5,
    cutter: Segmenter | None = None,
) -> pd.DataFrame:
    """Return strings that behave like words but are cut apart.

    Parameters
    ----------
    source : str, Path, Document, corpus or iterable of these, optional
        As for `hzlib.words.tokens.all_tokens`.
    least : int
        Fewest occurrences of a candidate.
    longest : int
        Most characters of a candidate.
    cohesion : float
        Least cohesion in bits: the pointwise mutual information of the weakest of all cuts in two.
    entropy : float
        Least entropy in bits of the neighbours on the poorer side. Where a neighbour is
        punctuation or the end of a line, each counts as a neighbour of its own.
    cutter : Segmenter, optional
        What it leaves whole is known.

    Returns
    -------
    DataFrame
        ``word, frequency, cohesion, left_entropy, right_entropy, parts`` (how it is cut),
        ``kind`` (``word`` if a single character is among the parts, else ``phrase``), ``line``
        (for the user dictionary) and ``evidence``, the `LinesSource` of the frequency; words before
        phrases, then the best first (cohesion plus the poorer entropy). Strings that begin or end
        with a character of ``data/etc/function_characters.txt`` are left out.

    Examples
    --------
    >>> bare = segmenter(bare=True)
    >>> "新质生产力" in set(new_words("hangzhou-fyp15", cutter=bare, cohesion=3)["word"])
    True
    """
    chosen = all_tokens(source, cutter)
    texts = (found.document.text for found in chosen)
    known = chosen[0].segmenter.cut
    frame = candidates(texts, known, least, longest, cohesion, entropy)
    return frame.assign(evidence=sources(chosen, [f"={word}" for word in frame["word"]]))


def candidates(
    texts: Iterable[str],
    cut: Callable[[str], Sequence[str]],
    least: int,
    longest: int,
    cohesion: float,
    entropy: float,
) -> pd.DataFrame:
    """Return the rows of `new_words` from texts and what cuts a string into words.

    Examples
    --------
    >>> text = "发展新质生产力，培育新质生产力。布局新质生产力；壮大新质生产力"
    >>> found = candidates([text], segmenter(bare=True).cut, 4, 6, cohesion=2, entropy=1)
    >>> found[["word", "parts", "line"]].values.tolist()
    [['新质生产力', '新/质/生产力', '新质生产力']]
    """
    runs = [run for text in texts for run in _HAN.findall(text)]
    counts = _counts(runs, least, longest)
    total = sum(map(len, runs))
    found = [
        (word, frequency, bits)
        for word, frequency in counts.items()
        if len(word) > 1 and (bits := _cohesion(word, counts, total)) >= cohesion
    ]
    sides = _entropies(runs, {word for word, _, _ in found})
    function = set(lookups.words("function_characters.txt"))
    rows: list[tuple[Any, ...]] = []
    for word, frequency, bits in found:
        left, right = sides[word]
        pieces = cut(word)
        if min(left, right) < entropy or len(pieces) == 1 or function & {word[0], word[-1]}:
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
