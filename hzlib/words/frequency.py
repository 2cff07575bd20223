"""How often words and sequences of words occur, how evenly they are spread, how varied they are.

`text_counts` counts any number of texts, one after the other: memory does not grow with their
number. Its counts are those of `frequency`; only positions are not kept, so that ten thousand
reports take about as long as a program needs to cut them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import compress
from typing import Any

import numpy as np
import pandas as pd

from hzlib.errors import HzError
from hzlib.messages import told
from hzlib.text.patterns import cued
from hzlib.words import measures
from hzlib.words.concordance import sources
from hzlib.words.segment import HAN, LATIN, NUMBER, SHORTEST, Segmenter, segmenter
from hzlib.words.tokens import Tokens, WordsSource, all_tokens, label, total_counts

MARK, OTHER = "\x1f", "\x1e"  # stand for a number and a Latin word while the engine cuts
# Where one of them can be: begins with a plain set of characters, which is searched for fast.
_CANDIDATE = r"[0-9A-Za-z](?>(?:[0-9A-Za-z.,\-]|{odd|multiple})*)"
_HAN = re.compile(f"[{HAN}]+")


def frequency(
    source: Any = None,
    by: str | None = None,
    top: int | None = None,
    shortest: int = SHORTEST,
    stop_words: bool = False,
    cutter: Segmenter | None = None,
) -> pd.DataFrame:
    """Return how often words occur.

    Parameters
    ----------
    source : str, Path, Document, corpus or iterable of these, optional
        As for `hzlib.words.tokens.all_tokens`.
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
        ``docfreq`` (documents that have the word; of a single document ``partfreq``, its parts
        that do) and ``dp`` (Gries' DP over the documents; by document, or of a single one, over
        its parts). Last comes ``evidence``, the `LinesSource` of the frequency;
        `hzlib.words.values.value_of` makes values of a row. per_10k counts ten thousand running
        words, stop words among them.

    Raises
    ------
    HzError
        If words are not counted by that.

    Examples
    --------
    >>> rows = frequency("hangzhou-gwr-2023", top=1)
    >>> rows["word"].tolist(), str(rows["evidence"][0])
    (['建设'], 'lines:hangzhou-gwr-2023:建设')
    """
    if by not in (None, "document", "section"):
        raise HzError("{by}: words are not counted by that", "use document or section", by=by)
    chosen = all_tokens(source, cutter)
    listed = _Listed(chosen[0].segmenter, shortest, stop_words, top)
    if by == "section":
        nothing = listed.frame(Counter(), 0).assign(doc="", section="", evidence="")
        nothing = nothing[["doc", "section", "word", "frequency", "per_10k", "rank", "evidence"]]
        frames = [frame for found in chosen for frame in _by_section(found, listed)] or [nothing]
    elif by == "document":
        frames = [_spread(found.part_counts, (found,), listed) for found in chosen]
        for frame in frames:
            having = [sum(word in t.counts for t in chosen) for word in frame["word"]]
            frame.insert(5, "docfreq", having)
            del frame["partfreq"]
    else:
        alone = len(chosen) == 1
        columns = chosen[0].part_counts if alone else [found.counts for found in chosen]
        frames = [_spread(columns, chosen, listed)]
    return pd.concat(frames, ignore_index=True)


@dataclass(frozen=True)
class _Listed:
    """A list of words by their frequency, and which of them it shows."""

    segmenter: Segmenter
    shortest: int
    stop_words: bool
    top: int | None

    def frame(self, counts: Counter[str], total: int) -> pd.DataFrame:

        words = self.segmenter.listed(counts, self.shortest, self.stop_words)
        words = sorted(words, key=lambda word: (-counts[word], word))[: self.top]
        rows = [(word, counts[word]) for word in words]
        frame = pd.DataFrame(rows, columns=["word", "frequency"])
        frame["per_10k"] = measures.per_10k(frame["frequency"], total)
        frame["rank"] = frame["frequency"].rank(method="min", ascending=False).astype(int)
        return frame


def _spread(
    columns: list[Counter[str]], chosen: tuple[Tokens, ...], listed: _Listed
) -> pd.DataFrame:

    total = total_counts(chosen)
    sizes = [column.total() for column in columns]
    frame = listed.frame(total, sum(sizes))
    matrix = np.array([[column[word] for column in columns] for word in frame["word"]])
    matrix = matrix.reshape(len(frame), len(columns))
    frame["partfreq" if len(chosen) == 1 else "docfreq"] = (matrix > 0).sum(axis=1)
    frame["dp"] = measures.deviation_of_proportions(matrix, sizes) if sum(sizes) else np.nan
    frame["evidence"] = sources(chosen, frame["word"])
    if len(chosen) == 1:
        frame.insert(0, "doc", chosen[0].document.id)
    return frame


def _by_section(found: Tokens, listed: _Listed) -> Iterator[pd.DataFrame]:
    for part, counts in zip(found.parts, found.part_counts, strict=True):
        frame = listed.frame(counts, counts.total())
        frame["evidence"] = sources((found,), frame["word"], part.index)
        frame.insert(0, "section", part.heading)
        frame.insert(0, "doc", found.document.id)
        yield frame


# --- sequences ------------------------------------------------------------------------------------


def n_grams(
    source: Any = None, n: int = 2, least: int = 3, cutter: Segmenter | None = None
) -> pd.DataFrame:
    """Return sequences of `n` words that follow one another without a break between them.

    Sequences with a stop word, or with a single character, at either end are left out.

    Parameters
    ----------
    source : str, Path, Document, corpus or iterable of these, optional
        As for `hzlib.words.tokens.all_tokens`.
    n : int
        Words of a sequence.
    least : int
        Fewest occurrences.

    Returns
    -------
    DataFrame
        ``words`` (joined by a space), ``text`` (as it stands), ``frequency, docfreq`` and
        ``evidence``, the `LinesSource` of the frequency.

    Raises
    ------
    HzError
        If there is no such sequence.

    Examples
    --------
    >>> n_grams("hangzhou-gwr-2023", n=2)["words"].tolist()[:1]
    ['深入 实施']
    """
    if n < 1:
        raise HzError("{n}: no such sequence", "give 1 or more words", n=n)
    chosen = all_tokens(source, cutter)
    total: Counter[tuple[str, ...]] = Counter()
    having: Counter[tuple[str, ...]] = Counter()
    for found in chosen:
        counts = Counter(_sequences(found, n))
        total.update(counts)
        having.update(counts.keys())
    shown = chosen[0].segmenter.listed
    rows = [
        (" ".join(words), "".join(words), count, having[words])
        for words, count in total.items()
        if count >= least and len(shown((words[0], words[-1]))) == 2
    ]
    rows.sort(key=lambda row: (-row[2], row[0]))
    frame = pd.DataFrame(rows, columns=["words", "text", "frequency", "docfreq"])
    return frame.assign(evidence=sources(chosen, frame["text"]))


def _sequences(found: Tokens, n: int) -> Iterator[tuple[str, ...]]:
    words, starts = found.words, found.starts
    joined = 1  # how many words up to this one stand without a break
    for index, word in enumerate(words):
        follows = index and starts[index - 1] + len(words[index - 1]) == starts[index]
        joined = joined + 1 if follows else 1
        if joined >= n:
            yield (*words[index - n + 1 : index], word)


# --- variety --------------------------------------------------------------------------------------


def variety(source: Any = None, window: int = 500, cutter: Segmenter | None = None) -> pd.DataFrame:
    """Return how varied the words of documents are.

    Parameters
    ----------
    source : str, Path, Document, corpus or iterable of these, optional
        As for `hzlib.words.tokens.all_tokens`.
    window : int
        Running words of a window.

    Returns
    -------
    DataFrame
        ``doc, label, tokens, types, ttr`` (types per token, which falls as a text grows), ``mattr``
        (its mean over all windows, which does not), ``window`` and ``evidence``, the
        `WordsSource` of the number of tokens.

    Raises
    ------
    HzError
        If the window has no words.

    Examples
    --------
    >>> row = variety("hangzhou-gwr-2023").iloc[0]
    >>> bool(row["ttr"] < row["mattr"] < 1)
    True
    """
    if window < 1:
        raise HzError("a window of {n} words", "give 1 or more words", n=window)
    rows = []
    for found in all_tokens(source, cutter):
        types, total = len(found.counts), len(found)
        rows.append({
            "doc": found.document.id, "label": label(found.document), "tokens": total,
            "types": types, "ttr": types / total if total else float("nan"),
            "mattr": measures.moving_type_token_ratio(found.words, window), "window": window,
            "evidence": WordsSource((found,)),
        })  # fmt: skip
    return pd.DataFrame(rows)


# --- counts without positions ---------------------------------------------------------------------


@dataclass
class TextCounts:
    """The word counts of texts.

    Parameters
    ----------
    segmenter : Segmenter
        What cut them.
    texts : int
        How many.
    characters : int
        Their length.
    frequency : Counter
        Occurrences of each word.
    docfreq : Counter
        Texts that have each word.
    """

    segmenter: Segmenter
    texts: int = 0
    characters: int = 0
    frequency: Counter[str] = field(default_factory=Counter, repr=False)
    docfreq: Counter[str] = field(default_factory=Counter, repr=False)

    def frame(
        self, top: int | None = None, shortest: int = SHORTEST, stop_words: bool = False
    ) -> pd.DataFrame:
        """Return ``word, frequency, per_10k, rank, docfreq``, the most frequent first."""
        listed = _Listed(self.segmenter, shortest, stop_words, top)
        frame = listed.frame(self.frequency, self.frequency.total())
        return frame.assign(docfreq=frame["word"].map(self.docfreq))


def text_counts(
    texts: Iterable[str],
    cutter: Segmenter | None = None,
    total: int | None = None,
    progress: bool = False,
) -> TextCounts:
    """Return the word counts of texts.

    Parameters
    ----------
    texts : iterable of str
        The texts, met once each; a generator need hold only one at a time.
    cutter : Segmenter, optional
        ``segmenter("rjieba")`` counts two million characters a second and more.
    total : int, optional
        How many texts, for the progress bar.
    progress : bool
        Show a progress bar on stderr.

    Examples
    --------
    >>> counts = text_counts(["培育新质生产力5项", "发展新质生产力"])
    >>> counts.frequency["新质生产力"], counts.docfreq["发展"], counts.frequency["项"]
    (2, 1, 0)
    """
    cutter = cutter or segmenter()
    found = TextCounts(cutter)
    numbers = _Numbers(cutter)
    for text in _with_bar(texts, total) if progress else texts:
        pieces = _pieces(text, cutter, numbers)
        found.texts += 1
        found.characters += len(text)
        found.frequency.update(pieces)
        found.docfreq.update(set(pieces))
    for piece in [piece for piece in found.frequency if not _is_word(piece, numbers)]:
        del found.frequency[piece], found.docfreq[piece]
    return found


def _with_bar(texts: Iterable[str], total: int | None) -> Iterable[str]:
    from rich.console import Console
    from rich.progress import track

    return track(texts, told("words"), total=total, console=Console(stderr=True))


def _pieces(text: str, cutter: Segmenter, numbers: "_Numbers") -> list[str]:
    """Return the pieces of a text; words and what `_is_word` tells from them."""
    latin: list[str] = []
    foreign = cued(f"{NUMBER}|{LATIN}")

    def stand_in(found: re.Match[str]) -> str:
        if found.lastgroup == "number":
            return MARK
        latin.append(found.group())
        return OTHER

    def marked(candidate: re.Match[str]) -> str:
        run = candidate.group()
        return MARK if run.isdigit() else foreign.sub(stand_in, run)

    pieces = cutter.cut_text(cued(_CANDIDATE).sub(marked, text))
    pieces.append("")
    classifiers = cutter.classifiers
    # The measure words that follow a number at once belong to it.
    for at in compress(range(len(pieces)), map(numbers.__getitem__, pieces)):
        while pieces[at := at + 1] in classifiers and not numbers[pieces[at]]:
            pieces[at] = ""
    pieces += latin
    return pieces


class _Numbers(dict[str, bool]):
    """Whether a piece is a number, found out once for each."""

    def __init__(self, cutter: Segmenter) -> None:
        super().__init__({MARK: True})
        self.cutter = cutter

    def __missing__(self, piece: str) -> bool:
        number = self[piece] = self.cutter.is_number(piece)
        return number


def _is_word(piece: str, numbers: _Numbers) -> bool:
    # All that is left of letters and digits are the Latin words.
    latin = piece[:1].isascii() and piece[:1].isalnum()
    return latin or (bool(_HAN.fullmatch(piece)) and not numbers[piece])
