"""The word files that a user edits: the user dictionary, the stop words, the measure words."""

import re
from dataclasses import dataclass
from pathlib import Path

from hzlib.errors import HzError

_HAN_ONLY = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_LONGEST = 30


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


def user_words(path: Path, more: tuple[str, ...] = ()) -> list[UserWord]:
    """Return the entries of a user dictionary: ``word [frequency] [tag]`` a line.

    `more` are further lines, as if they stood at the end of the file.

    Empty lines and lines that begin with ``#`` are skipped; a word given twice counts once.

    Raises
    ------
    HzError
        If the file is missing or not UTF-8, or a line has a wrong field; the message names the
        line.
    """
    entries: dict[str, UserWord] = {}
    lines = [(f"{path}, line {number}: {line}", line) for number, line in _lines(path)]
    lines += [(f"the further line {line!r}", line) for line in more if line.strip()]
    for place, line in lines:
        entry = _entry(line.split(), place)
        entries.setdefault(entry.word, entry)
    return list(entries.values())


def _entry(fields: list[str], place: str) -> UserWord:
    word, *rest = fields
    if not _HAN_ONLY.fullmatch(word):
        raise HzError(
            f"{place}: the word may hold Chinese characters only",
            "words with Latin letters, digits or punctuation need no line, they stand alone",
        )
    if not 2 <= len(word) <= _LONGEST:
        raise HzError(f"{place}: a word has 2 to {_LONGEST} characters")
    frequency = int(rest.pop(0)) if rest and re.fullmatch("[0-9]{1,9}", rest[0]) else None
    tag = rest.pop(0) if rest and re.fullmatch("[a-z]{1,4}", rest[0]) else "n"
    if rest:
        raise HzError(
            f"{place}: the field {rest[0]!r} is neither a frequency nor a part of speech",
            "write the line as: word [whole number] [lower-case letters], such as 新质生产力 300 n",
        )
    if frequency == 0:
        raise HzError(f"{place}: a frequency of 0 would hide the word", "give 1 or more, or none")
    return UserWord(word, frequency, tag)


def word_list(path: Path) -> list[str]:
    """Return the words of a file with one word a line, such as the stop words.

    Raises
    ------
    HzError
        If the file is missing or not UTF-8, or a line holds more than one word.
    """
    words = []
    for number, line in _lines(path):
        if len(line.split()) > 1:
            raise HzError(f"{path}, line {number}: {line}: more than one word", "one word a line")
        words.append(line)
    return words


def _lines(path: Path) -> list[tuple[int, str]]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise HzError(f"{path}: cannot be read ({error.strerror})", "give a text file") from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise HzError(
            f"{path}: not UTF-8{_guess(content)}", "save it as UTF-8 in your editor"
        ) from None
    lines = enumerate(map(str.strip, text.splitlines()), 1)
    return [(number, line) for number, line in lines if line and not line.startswith("#")]


def _guess(content: bytes) -> str:
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return " but, it seems, GB18030 (GBK)"
