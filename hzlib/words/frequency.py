"""How often words occur, how evenly they are spread, and the same for any number of texts."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hzlib.errors import HzError
from hzlib.words import measures
from hzlib.words.segment import Segmenter
from hzlib.words.tokens import SHORTEST, Tokens, all_tokens, evidence

if TYPE_CHECKING:
    import pandas as pd

    from hzlib.pages.value import Value


def frequency(
    source: Any = None,
    by: str | None = None,
    top: int | None = None,
    shortest: int = SHORTEST,
    stop_words: bool = False,
    cutter: Segmenter | None = None,
) -> "pd.DataFrame":
    """Return how often words occur.

    Parameters
    ----------
    source : None, str, Document or iterable of these
        As for :func:`hzlib.words.tokens.all_tokens`.
    by : {None, "document", "section"}
        Count in all documents together, in each, or in each of their parts.
    top : int, optional
        Only the most frequent words (of each document or part).
    shortest : int
        Fewest characters of a listed word.
    stop_words : bool
        List the stop words too.

    Returns
    -------
    DataFrame
        ``word, frequency, per_10k, rank`` (equal frequencies share the lowest rank), in front of
        them ``doc`` and ``section`` as far as asked for. Unless counted by section, also
        ``docfreq`` (documents that have the word; of a single document its parts) and ``dp``
        (Gries' DP over the documents; by document, or of a single one, over its parts). Last
        comes ``evidence``. per_10k counts ten thousand running words, stop words among them.

    Examples
    --------
    >>> frequency("hangzhou-gwr-2023", top=1)["word"].tolist()
    ['建设']
    """
    import pandas as pd

    if by not in (None, "document", "section"):
        raise HzError(f"{by}: words are not counted by that", "use document or section")
    chosen = all_tokens(source, cutter)
    listed = _Listed(chosen[0].segmenter, shortest, stop_words, top)
    if by == "section":
        frames = [frame for found in chosen for frame in _by_section(found, listed)]
    elif by == "document":
        frames = [_spread(found.part_counts(), [found], listed) for found in chosen]
        _document_frequency(frames, chosen)
    else:
        alone = len(chosen) == 1
        columns = chosen[0].part_counts() if alone else [found.counts for found in chosen]
        frames = [_spread(columns, chosen, listed)]
    return pd.concat(frames, ignore_index=True)


@dataclass(frozen=True)
class _Listed:
    """Which words a list shows."""

    segmenter: Segmenter
    shortest: int
    stop_words: bool
    top: int | None

    def counts(self, counts: Counter[str]) -> list[tuple[str, int]]:
        hidden = frozenset() if self.stop_words else self.segmenter.stop_words
        rows = [
            (word, count)
            for word, count in counts.items()
            if len(word) >= self.shortest and word not in hidden
        ]
        rows.sort(key=lambda row: (-row[1], row[0]))
        return rows[: self.top]

    def frame(self, counts: Counter[str], total: int) -> "pd.DataFrame":
        import pandas as pd

        frame = pd.DataFrame(self.counts(counts), columns=["word", "frequency"])
        frame["per_10k"] = measures.per_10k(frame["frequency"], total)
        frame["rank"] = frame["frequency"].rank(method="min", ascending=False).astype(int)
        return frame


def _spread(columns: list[Counter[str]], chosen: list[Tokens], listed: _Listed) -> "pd.DataFrame":
    import numpy as np

    total: Counter[str] = Counter()
    for column in columns:
        total.update(column)
    sizes = [column.total() for column in columns]
    frame = listed.frame(total, sum(sizes))
    matrix = np.array([[column[word] for column in columns] for word in frame["word"]])
    matrix = matrix.reshape(len(frame), len(columns))
    frame["docfreq"] = (matrix > 0).sum(axis=1)
    frame["dp"] = measures.deviation_of_proportions(matrix, sizes) if sum(sizes) else np.nan
    frame["evidence"] = [evidence(chosen, word) for word in frame["word"]]
    if len(chosen) == 1:
        frame.insert(0, "doc", chosen[0].document.id)
    return frame


def _document_frequency(frames: list["pd.DataFrame"], chosen: list[Tokens]) -> None:
    for frame in frames:
        frame["docfreq"] = [sum(word in t.counts for t in chosen) for word in frame["word"]]


def _by_section(found: Tokens, listed: _Listed) -> Iterator["pd.DataFrame"]:
    doc = found.document.id
    for part, counts in zip(found.parts, found.part_counts(), strict=True):
        frame = listed.frame(counts, counts.total())
        frame["evidence"] = [f"kwic:{doc}/{part.index}:{word}" for word in frame["word"]]
        frame.insert(0, "section", part.heading)
        frame.insert(0, "doc", doc)
        yield frame


def value_of(row: Any, column: str, unit: str = "", digits: int = 0) -> "Value":
    """Return a number of a row of any table of words as a value that leads to its lines.

    Parameters
    ----------
    row : Series
        With the column's evidence in ``<column>_evidence`` or ``evidence``.
    column, unit : str
        The column and the unit of its numbers.
    digits : int
        Decimals to show.

    Examples
    --------
    >>> rows = frequency("hangzhou-fyp15", top=1)
    >>> value = value_of(rows.iloc[0], "frequency", "次")
    >>> value.unit, value.evidence
    ('次', 'kwic:hangzhou-fyp15:建设')
    """
    from hzlib.pages.value import Value

    source = row.get(f"{column}_evidence") or row["evidence"]
    return Value(float(row[column]), unit, source, "derived", digits=digits)


def sourced(rows: "pd.DataFrame", *columns: str) -> "pd.DataFrame":
    """Return rows whose named columns have the evidence of the row, as far as they have none.

    Examples
    --------
    >>> rows = sourced(frequency("hangzhou-fyp15", top=1), "frequency", "rank")
    >>> rows["rank_evidence"].item()
    'kwic:hangzhou-fyp15:建设'
    """
    lacking = [column for column in columns if f"{column}_evidence" not in rows]
    return rows.assign(**{f"{column}_evidence": rows["evidence"] for column in lacking})
