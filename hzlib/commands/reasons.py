"""What was told in Chinese, as documents and what is kept of them are, in the language in use."""

import csv
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from hzlib.messages import catalogue, language, told

_REASONS = Path(__file__).with_name("reasons.csv")


class _Row(NamedTuple):
    """A template in Chinese: the words between its fields, their names; and its English."""

    words: tuple[str, ...]
    names: tuple[str, ...]
    english: str


def worded(reason: str) -> str:
    """Return a reason of the reading, or a line of `explain`, in the language in use.

    What the table of reasons does not have stays Chinese, as do the words of the document.

    Examples
    --------
    >>> from hzlib.messages import use
    >>> use("en")
    >>> worded("步骤：24%… 与前一指标之间的“利润”不是可识别的连接")
    'step: 24%… “利润” between the indicator and the number is no link that is understood'
    >>> use("zh")
    >>> worded("结果：不成事实")
    '结果：不成事实'
    """
    return reason if language() == "zh" else _english(reason, _reasons(), _reason_of)


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
    return _english(message, _messages(), lambda _, words: said(words))


def _english(text: str, rows: Iterable[_Row], field: Callable[[str, str], str]) -> str:
    for row in rows:
        if (found := _found(text, row.words)) is not None:
            pairs = zip(row.names, found, strict=True)
            fields = {name: field(name, one) for name, one in pairs}
            try:
                return told(row.english, **{name: _number(one) for name, one in fields.items()})
            except ValueError:  # the field of a number has words: it is another message
                continue
    return text


def _reason_of(name: str, words: str) -> str:
    """Return a field in English: if its name is in capitals it is a reason, or several."""
    if not name.isupper():
        return words
    whole = worded(words)
    return whole if whole != words else ", ".join(map(worded, words.split("，")))


def _number(words: str) -> str | int:
    return int(words) if words.isascii() and words.isdecimal() else words


@cache
def _reasons() -> tuple[_Row, ...]:
    with _REASONS.open(encoding="utf-8", newline="") as file:
        return _rows((row["en"], row["zh"]) for row in csv.DictReader(file))


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
