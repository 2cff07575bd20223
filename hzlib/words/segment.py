"""Cutting Chinese text into words: jieba with the project's user dictionary, in the open.

jieba cuts by the most probable path through its dictionary. Its guesses at unknown words (HMM) are
off unless asked for, because they depend on the neighbours: without them the same string between
the same two word boundaries is cut the same way everywhere, so that counts of words, of phrases
and of concordance lines agree. Unknown words belong into ``user_dictionary.txt``;
:func:`hzlib.words.new_words.new_words` finds them.
"""

import contextlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from hzlib import paths
from hzlib.errors import HzError
from hzlib.words.word_files import UserWord, user_words, word_list

ENGINES = ("jieba", "rjieba")
HAN = "\u3400-\u4dbf\u4e00-\u9fff"
NUMBER = r"(?<![A-Za-z])[0-9][0-9.,]*+[余多]?[十百千万亿]*[余多]?(?![A-Za-z])"
LATIN = r"[0-9]*[A-Za-z][A-Za-z0-9]*(?:[.\-][A-Za-z0-9]+)*"
_PIECE = re.compile(f"(?P<number>{NUMBER})|(?P<latin>{LATIN})|(?P<han>[{HAN}]+)")
_NUMERALS = "〇零一二三四五六七八九十百千万亿两"
_MEMORY = 200_000  # runs of characters whose cut is remembered


@dataclass(frozen=True, eq=False)
class Segmenter:
    """A way to cut text, with the files that it follows.

    Parameters
    ----------
    engine : {"jieba", "rjieba"}
        Which program cuts.
    user : dict of str to int
        The user dictionary's words with the frequency each was given.
    stop_words : frozenset of str
        Words that lists leave out (they count as running words all the same).
    classifiers : frozenset of str
        Units and measure words, part of the number that they follow.
    guess : bool
        Whether unknown words are guessed (HMM).
    """

    engine: str
    user: dict[str, int]
    stop_words: frozenset[str]
    classifiers: frozenset[str]
    guess: bool
    _cut: Callable[[str], list[str]] = field(repr=False)
    _known: Callable[[str], bool] = field(repr=False)
    _numeral: re.Pattern[str] = field(repr=False)
    _runs: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

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
            found = self._runs[run] = tuple(self._cut(run))
        return found

    def cut_text(self, text: str) -> list[str]:
        """Return all pieces of a text, punctuation and numbers included, in one call."""
        return self._cut(text)

    def words(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield each word of a text with its offset; numbers with their units are left out.

        Examples
        --------
        >>> list(segmenter().words("新增5G基站2.5万个、大科学装置3个"))
        [('新增', 0), ('5G', 2), ('基站', 4), ('大科学装置', 12)]
        """
        classifiers, numeral = self.classifiers, self.is_number
        end_of_number = -1
        for piece in _PIECE.finditer(text):
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
        return bool(self._numeral.fullmatch(word)) and word not in self.user

    def entry(self, word: str) -> str:
        """Return what knows a word: ``user_dictionary.txt``, the engine's name or nothing.

        Examples
        --------
        >>> [segmenter().entry(word) for word in ("新质生产力", "经济", "杭")]
        ['user_dictionary.txt', 'jieba', 'jieba']
        """
        if word in self.user:
            return "user_dictionary.txt"
        return self.engine if self._known(word) else ""


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
    folder = paths.data() / "etc"
    own = Path(dictionary or folder / "user_dictionary.txt")
    entries = [] if bare else user_words(own, more)
    stops = frozenset(word_list(Path(stop_words or folder / "stop_words.txt")))
    classifiers = frozenset(word_list(folder / "classifiers.txt"))
    if engine not in ENGINES:
        raise HzError(f"{engine}: no such engine", f"use one of {', '.join(ENGINES)}")
    load = _jieba if engine == "jieba" else _rjieba
    cut, known, user = load(entries, guess)
    units = "|".join(map(re.escape, sorted(classifiers, key=len, reverse=True)))
    digits = f"[{_NUMERALS}]+"
    numeral = re.compile(f"第?{digits}(?:分之{digits}|[余多]?(?:{units})?)")
    return Segmenter(engine, user, stops, classifiers, guess, cut, known, numeral)


_Engine = tuple[Callable[[str], list[str]], Callable[[str], bool], dict[str, int]]


def _jieba(entries: list[UserWord], guess: bool) -> _Engine:
    base = _base()
    tokenizer = type(base)()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = base.FREQ.copy(), base.total, True
    for entry in entries:
        tokenizer.add_word(entry.word, entry.frequency, entry.tag)
    frequency = tokenizer.FREQ
    user = {entry.word: frequency[entry.word] for entry in entries}
    return (
        (lambda text: list(tokenizer.cut(text, HMM=guess))),
        (lambda w: frequency.get(w, 0) > 0),
        user,
    )


@cache
def _base() -> Any:
    """Return jieba's tokenizer with its own dictionary, loaded without a word to stderr.

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
    tokenizer.initialize()
    return tokenizer


def _rjieba(entries: list[UserWord], guess: bool) -> _Engine:
    try:
        import rjieba
    except ImportError:
        raise HzError("rjieba is not installed", 'pip install "hzlib[fast]"') from None
    fast = rjieba.Jieba()
    user = {}
    for entry in entries:
        frequency = entry.frequency or fast.suggest_freq(entry.word)
        fast.add_word(entry.word, frequency, entry.tag)
        user[entry.word] = frequency
    return (lambda text: fast.cut(text, guess)), fast.has_word, user
