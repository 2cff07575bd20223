"""Segmentation in the open: how a sentence is cut, by which entry, and what a new entry changes."""

import re
from typing import TYPE_CHECKING, Any

from hzlib.words.segment import Segmenter, segmenter
from hzlib.words.tokens import Tokens, all_tokens, tokens

if TYPE_CHECKING:
    import pandas as pd

_REST = re.compile(r"\s+|.", re.DOTALL)


def cut(text: str, cutter: Segmenter | None = None) -> "pd.DataFrame":
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
    import pandas as pd

    cutter = cutter or segmenter()
    bare = segmenter(cutter.engine, guess=cutter.guess, bare=True)
    rows: list[dict[str, Any]] = []
    position = 0
    for word, start in cutter.words(text):
        rows += _rest(text, position, start)
        position = start + len(word)
        alone = "/".join(bare.cut(word))
        kind = "stop word" if word in cutter.stop_words else "word"
        rows.append(_row(word, start, kind, cutter.entry(word), alone if alone != word else ""))
    rows += _rest(text, position, len(text))
    return pd.DataFrame(rows, columns=["piece", "start", "end", "kind", "entry", "alone"])


def _row(piece: str, start: int, kind: str, entry: str = "", alone: str = "") -> dict[str, Any]:
    end = start + len(piece)
    return {
        "piece": piece, "start": start, "end": end, "kind": kind, "entry": entry, "alone": alone,
    }  # fmt: skip


_NUMBER = re.compile(r"[0-9][0-9.,]*[%‰]?[\u4e00-\u9fff]*|[\u4e00-\u9fff]+")


def _rest(text: str, start: int, end: int) -> list[dict[str, Any]]:
    # What stands between two words is a number with its unit, or marks.
    rows = []
    while start < end:
        number = _NUMBER.match(text, start, end)
        found = number or _REST.match(text, start, end)
        assert found is not None
        if found.group().strip():
            rows.append(_row(found.group(), start, "number" if number else "mark"))
        start = found.end()
    return rows


def dictionary_effect(
    lines: list[str], source: Any = None, cutter: Segmenter | None = None
) -> "pd.DataFrame":
    """Return which counts change when lines are added to the user dictionary.

    Parameters
    ----------
    lines : list of str
        Lines of the user dictionary, ``word [frequency] [tag]``.
    source : None, str, Document or iterable of these
        As for :func:`hzlib.words.tokens.all_tokens`.

    Returns
    -------
    DataFrame
        ``word, before, after, change``, the largest change first; empty if nothing changes.

    Examples
    --------
    >>> found = dictionary_effect(["世界一流"], "hangzhou-gwr-2023")
    >>> found.set_index("word").loc["世界一流"].tolist()
    [0, 5, 5]
    """
    import pandas as pd

    before = all_tokens(source, cutter)
    wider = segmenter((cutter or segmenter()).engine, more=tuple(lines))
    after = [tokens(found.document, wider) for found in before]
    counts = [_total(before), _total(after)]
    words = sorted(word for word in counts[0] | counts[1] if counts[0][word] != counts[1][word])
    rows = [(w, counts[0][w], counts[1][w], counts[1][w] - counts[0][w]) for w in words]
    rows.sort(key=lambda row: (-abs(row[3]), row[0]))
    return pd.DataFrame(rows, columns=["word", "before", "after", "change"])


def _total(chosen: list[Tokens]) -> Any:
    from collections import Counter

    total: Counter[str] = Counter()
    for found in chosen:
        total.update(found.counts)
    return total
