"""Cutting Chinese text into words: jieba with the project's user dictionary, in the open.

jieba cuts by the most probable path through its dictionary. Its guesses at unknown words (HMM) are
off unless asked for, because they depend on the neighbours: without them the same string between
the same two word boundaries is cut the same way everywhere, so that counts of words, of phrases
and of concordance lines agree. Unknown words belong into ``user_dictionary.txt``;
`hzlib.words.cutting.new_words` finds them.
"""

import contextlib
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from hzlib import lookups
from hzlib.errors import HzError
from hzlib.messages import Message, told
from hzlib.text.patterns import cued

ENGINES = ("jieba", "rjieba")
SHORTEST = 2  # characters; single ones are mostly remains of unknown words
HAN = "\u3400-\u4dbf\u4e00-\u9fff"
NUMBER = r"(?P<number>(?<![A-Za-z])[0-9][0-9.,]*+{odd}?{multiple}*{odd}?(?![A-Za-z]))"
LATIN = r"(?P<latin>[0-9]*[A-Za-z][A-Za-z0-9]*(?:[.\-][A-Za-z0-9]+)*)"
_PIECE = f"{NUMBER}|{LATIN}|(?P<han>[{HAN}]+)"
_NUMERAL = "{ordinal}?{numeral}+(?:{fraction}{numeral}+|{odd}?(?:UNITS)?)"
_HAN_ONLY = re.compile(f"[{HAN}]+")
_LONGEST = 30  # characters of a word of the user dictionary
_MEMORY = 200_000  # runs of characters whose cut is remembered


# --- the user dictionary --------------------------------------------------------------------------


@dataclass(frozen=True)
class UserWord:
    """A line of the user dictionary.

    Parameters
    ----------
    word : str
        Chinese characters only.
    frequency : int or None
        How strongly the word holds against other cuts; None lets the engine choose what is just
        enough to keep the word whole.
    tag : str
        Part of speech, as jieba names it.
    """

    word: str
    frequency: int | None = None
    tag: str = "n"


def _user_words(file: str | Path, more: tuple[str, ...]) -> list[UserWord]:
    """Return the entries of a user dictionary, ``word [frequency] [tag]`` a line.

    `more` are further lines, as if they stood at the end of the file; a word given twice counts
    once.
    """
    entries: dict[str, UserWord] = {}
    lines = [
        (Message("{path}, line {line}: {text}", path=path, line=n, text=text), text)
        for path, n, text in lookups.word_lines(file)
    ]
    lines += [(Message("the further line “{text}”", text=text), text)
              for text in more if text.strip()]  # fmt: skip
    for place, line in lines:
        entry = _entry(line.split(), place)
        entries.setdefault(entry.word, entry)
    return list(entries.values())


def _entry(fields: list[str], place: Message) -> UserWord:
    word, *rest = fields
    if not _HAN_ONLY.fullmatch(word):
        raise HzError(
            "{place}: the word may hold Chinese characters only",
            "words with Latin letters, digits or punctuation need no line, they stand alone",
            place=place,
        )
    if not 2 <= len(word) <= _LONGEST:
        raise HzError(
            "{place}: a word has 2 to {longest} characters",
            "one word a line",
            place=place,
            longest=_LONGEST,
        )
    frequency = int(rest.pop(0)) if rest and re.fullmatch("[0-9]{1,9}", rest[0]) else None
    tag = rest.pop(0) if rest and re.fullmatch("[a-z]{1,4}", rest[0]) else "n"
    if rest:
        raise HzError(
            "{place}: the field “{field}” is neither a frequency nor a part of speech",
            "write the line as: word [whole number] [lower-case letters], such as {example}",
            place=place,
            field=rest[0],
            example="新质生产力 300 n",
        )
    if frequency == 0:
        raise HzError(
            "{place}: a frequency of 0 would hide the word", "give 1 or more, or none", place=place
        )
    return UserWord(word, frequency, tag)


# --- cutting --------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Segmenter:
    """A way to cut text, with the files that it follows.

    The engine loads its dictionary with the first cut.

    Parameters
    ----------
    engine : {"jieba", "rjieba"}
        Which program cuts.
    entries : tuple of UserWord
        The lines of the user dictionary.
    stop_words : frozenset of str
        Words that lists leave out (they count as running words all the same).
    classifiers : frozenset of str
        Units and measure words, part of the number that they follow.
    guess : bool
        Whether unknown words are guessed (HMM).
    settings : str
        What differs from the project's own way to cut, in words; empty where nothing does.
    """

    engine: str
    entries: tuple[UserWord, ...] = field(repr=False)
    stop_words: frozenset[str] = field(repr=False)
    classifiers: frozenset[str] = field(repr=False)
    guess: bool
    settings: str
    _numeral: re.Pattern[str] = field(repr=False)
    _runs: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def _loaded(self) -> "_Engine":
        load = _jieba if self.engine == "jieba" else _rjieba
        return load(self.entries, self.guess)

    @cached_property
    def _own(self) -> frozenset[str]:
        return frozenset(entry.word for entry in self.entries)

    @cached_property
    def rules(self) -> str:
        """All that decides a cut besides the engine's own dictionary, as text."""
        rules = (self.engine, self.guess, self.entries, sorted(self.classifiers))
        return repr((*rules, self._numeral.pattern, cued(_PIECE).pattern))

    @property
    def user(self) -> dict[str, int]:
        """The user dictionary's words with the frequency each was given."""
        return self._loaded.user

    def cut(self, run: str) -> tuple[str, ...]:
        """Return the words of a run of Chinese characters (no punctuation, no numbers).

        Examples
        --------
        >>> segmenter().cut("培育新质生产力")
        ('培育', '新质生产力')
        """
        found = self._runs.get(run)
        if found is None:
            if len(self._runs) >= _MEMORY:
                self._runs.clear()
            found = self._runs[run] = tuple(self._loaded.cut(run))
        return found

    def cut_text(self, text: str) -> list[str]:
        """Return all pieces of a text, punctuation and numbers included, in one call."""
        return self._loaded.cut(text)

    def words(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield each word of a text with its offset; numbers with their units are left out.

        Examples
        --------
        >>> list(segmenter().words("新增5G基站2.5万个、大科学装置3个"))
        [('新增', 0), ('5G', 2), ('基站', 4), ('大科学装置', 12)]
        """
        classifiers, numeral = self.classifiers, self.is_number
        end_of_number = -1
        for piece in cued(_PIECE).finditer(text):
            start = piece.start()
            if piece.lastgroup == "number":
                end_of_number = piece.end()
            elif piece.lastgroup == "latin":
                yield piece.group(), start
            else:
                for word in self.cut(piece.group()):
                    end = start + len(word)
                    if numeral(word) or (start == end_of_number and word in classifiers):
                        end_of_number = end
                    else:
                        yield word, start
                    start = end

    def is_number(self, word: str) -> bool:
        """Tell whether a word is written-out digits, with or without a unit: 三, 第二, 两个, 亿元.

        Examples
        --------
        >>> [segmenter().is_number(word) for word in ("两个", "第二届", "十四五", "一体化")]
        [True, True, False, False]
        """
        return bool(self._numeral.fullmatch(word)) and word not in self._own

    def listed(
        self, words: Iterable[str], shortest: int = SHORTEST, stop_words: bool = False
    ) -> list[str]:
        """Return the words that a list shows: no shorter ones, and stop words only if asked for.

        Examples
        --------
        >>> segmenter().listed(["我们", "经济", "市"])
        ['经济']
        """
        hidden = frozenset() if stop_words else self.stop_words
        return [word for word in words if len(word) >= shortest and word not in hidden]

    def entry(self, word: str) -> str:
        """Return what knows a word: ``user_dictionary.txt``, the engine's name or nothing.

        Examples
        --------
        >>> [segmenter().entry(word) for word in ("新质生产力", "经济", "杭")]
        ['user_dictionary.txt', 'jieba', 'jieba']
        """
        if word in self._own:
            return "user_dictionary.txt"
        return self.engine if self._loaded.knows(word) else ""


@lru_cache(maxsize=4)  # each holds a dictionary of some 40 MB
def segmenter(
    engine: str = "jieba",
    dictionary: str | Path | None = None,
    stop_words: str | Path | None = None,
    guess: bool = False,
    more: tuple[str, ...] = (),
    bare: bool = False,
) -> Segmenter:
    """Return the segmenter that follows the files of ``data/etc``, or other files.

    Parameters
    ----------
    engine : {"jieba", "rjieba"}
        ``rjieba`` is some twenty times as fast and comes with the extra ``fast``.
    dictionary, stop_words : path, optional
        Files in place of ``user_dictionary.txt`` and ``stop_words.txt``.
    guess : bool
        Let the engine guess unknown words.
    more : tuple of str
        Further lines of the user dictionary.
    bare : bool
        Do without the user dictionary.

    Raises
    ------
    HzError
        If a file is missing, is not UTF-8 or has a line with a wrong field, if there is no such
        engine or it is not installed.

    Examples
    --------
    >>> len(segmenter().user) > 100
    True
    """
    if engine not in ENGINES:
        raise HzError("{name}: no such engine", "use one of {known}", name=engine, known=ENGINES)
    if engine == "rjieba" and not find_spec("rjieba"):
        raise HzError("rjieba is not installed", 'run: pip install "hzlib[fast]"')
    own = Path(dictionary) if dictionary else "user_dictionary.txt"
    entries = () if bare else tuple(_user_words(own, more))
    stops = frozenset(lookups.words(Path(stop_words) if stop_words else "stop_words.txt"))
    classifiers = frozenset(lookups.words("classifiers.txt"))
    units = "|".join(map(re.escape, sorted(classifiers, key=lambda unit: (-len(unit), unit))))
    numeral = cued(_NUMERAL.replace("UNITS", units))
    settings = _settings(engine, dictionary, guess, more, bare)
    return Segmenter(engine, entries, stops, classifiers, guess, settings, numeral)


def _settings(
    engine: str, dictionary: str | Path | None, guess: bool, more: tuple[str, ...], bare: bool
) -> str:
    """Return what changes the cut of our texts; both engines cut them alike but for guesses."""
    told = {
        "engine": engine if guess and engine != ENGINES[0] else "", "guess": guess,
        "dictionary": dictionary or "", "more": "/".join(more), "bare": bare,
    }  # fmt: skip
    return ",".join(name if value is True else f"{name}={value}" for name, value in told.items()
                    if value)  # fmt: skip


class _Engine(NamedTuple):
    """What an engine with its dictionary does."""

    cut: Callable[[str], list[str]]
    knows: Callable[[str], bool]
    user: dict[str, int]


def _jieba(entries: Sequence[UserWord], guess: bool) -> _Engine:
    base = _base()
    tokenizer = type(base)()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = base.FREQ.copy(), base.total, True
    for entry in entries:
        tokenizer.add_word(entry.word, entry.frequency, entry.tag)
    frequency = tokenizer.FREQ
    user = {entry.word: frequency[entry.word] for entry in entries}
    return _Engine(
        lambda text: list(tokenizer.cut(text, HMM=guess)),
        lambda word: frequency.get(word, 0) > 0,
        user,
    )


@cache
def _base() -> Any:
    """Return jieba's tokenizer with its own dictionary, loaded in silence unless it is compiled.

    jieba keeps a compiled dictionary in the shared temporary folder, from which anybody's file
    would be loaded; here it lies in the user's cache folder.
    """
    import logging
    import warnings

    from platformdirs import user_cache_path

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42.1 has invalid escapes and asks pkg_resources
        import jieba
    jieba.setLogLevel(logging.CRITICAL + 1)
    tokenizer = jieba.Tokenizer()
    folder = user_cache_path("hzlib")
    tokenizer.tmp_dir, tokenizer.cache_file = str(folder), f"jieba-{jieba.__version__}.cache"
    with contextlib.suppress(OSError):  # without the folder only the next start is slower
        folder.mkdir(parents=True, exist_ok=True)
    if not (folder / tokenizer.cache_file).exists() and _is_watched():
        print(told("jieba compiles its dictionary, this once"), file=sys.stderr, flush=True)
    tokenizer.initialize()
    return tokenizer


def _is_watched() -> bool:
    """Tell whether somebody waits: at a terminal, or at a notebook that makes no page."""
    notebook = "ipykernel" in sys.modules and "HZLIB_REPORT" not in os.environ
    return sys.stderr.isatty() or notebook


def _rjieba(entries: Sequence[UserWord], guess: bool) -> _Engine:
    import rjieba

    fast = rjieba.Jieba()
    user = {}
    for entry in entries:
        frequency = entry.frequency or fast.suggest_freq(entry.word)
        fast.add_word(entry.word, frequency, entry.tag)
        user[entry.word] = frequency
    return _Engine(lambda text: fast.cut(text, guess), fast.has_word, user)
