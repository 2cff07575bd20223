"""What was told in Chinese, as documents and what is kept of them are, in the language in use."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from hzlib.messages import catalogue, language, told


class _Row(NamedTuple):
    """A template in Chinese: the words between its fields, their names; and its English."""

    words: tuple[str, ...]
    names: tuple[str, ...]
    english: str


def said(message: str) -> str:
    """Return a message that was kept in Chinese in the language in use.

    Examples
    --------
    >>> from hzlib.messages import use
    >>> use("en")
    >>> said("a.txt: 文件是空的；请一份报告一个文件")
    'a.txt: the file is empty; give one report a file'
    >>> use("zh")
    """
    if language() == "zh":
        return message
    told = _english(message)
    # A warning stands behind the name of its file.
    name, colon, words = message.partition(": ")
    return f"{name}{colon}{said(words)}" if told == message and words else told


def _listed(words: str) -> str:
    """Return names with the commas of English between them; Chinese words are left alone."""
    names = words.split("、")
    return ", ".join(names) if all(map(str.isascii, names)) else words


def _english(text: str) -> str:
    for row in _messages():
        if (found := _found(text, row.words)) is not None:
            fields = (_number(_listed(said(words))) for words in found)
            try:
                return told(row.english, **dict(zip(row.names, fields, strict=True)))
            except ValueError:  # the field of a number has words: it is another message
                continue
    return text


def _number(words: str) -> str | int:
    return int(words) if words.isascii() and words.isdecimal() else words


@cache
def _messages() -> tuple[_Row, ...]:
    return _rows(catalogue().items())


def _rows(pairs: Iterable[tuple[str, str]]) -> tuple[_Row, ...]:
    """Return templates, those with most words of their own first."""
    rows = []
    for english, template in pairs:
        pieces = re.split(r"\{(\w+)(?::[^{}]*)?\}", template)
        rows.append(_Row(tuple(pieces[::2]), tuple(pieces[1::2]), english))
    rows.sort(key=lambda row: -len("".join(row.words)))
    return tuple(row for row in rows if "".join(row.words).strip())


def _found(text: str, words: tuple[str, ...]) -> list[str] | None:
    """Return what stands in a text for the fields of a template; None if it is not of it."""
    if not text.startswith(words[0]):
        return None
    found, at = [], len(words[0])
    for number, one in enumerate(words[1:], 2):
        end = text.find(one, at) if one and number < len(words) else len(text) - len(one)
        if end < at or not text.startswith(one, end):
            return None
        found.append(text[at:end])
        at = end + len(one)
    return found if at == len(text) else None
