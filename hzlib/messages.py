"""Messages to users: written in English in the code, worded in the language in use.

The Chinese of each stands in ``messages.csv``. Notebooks, pages and the classroom are Chinese, as
is whatever never calls `use`; the command line follows the user's locale.
"""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, Literal

Language = Literal["zh", "en"]

_CATALOGUE = Path(__file__).with_name("messages.csv")
_COMMAS = {"zh": "、", "en": ", "}
_STOPS = {"zh": "；", "en": "; "}
_REST = {"zh": "……共{}个", "en": " … {} in all"}
_MOST = 60  # members of a list that a message names
_CHOICE = re.compile(r"(\{(\w+)[^{}]*\}[^{}\[\]|]*)\[([^|\]]*)\|([^|\]]*)\]")
_language: Language = "zh"
# What moves a terminal's cursor, colours, or turns text round; tabs and line ends do no harm.
_STEERING = re.compile(r"[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Message:
    """A message with its fields, worded when it is read.

    Examples
    --------
    >>> str(Message("{path}: no such file", path="report.txt"))
    'report.txt: 没有这个文件'
    """

    __slots__ = ("fields", "template")

    def __init__(self, template: str, /, **fields: Any) -> None:
        self.template = template
        self.fields = fields

    def __str__(self) -> str:
        return told(self.template, **self.fields)

    def __repr__(self) -> str:
        return repr(str(self))


def told(template: str, /, **fields: Any) -> str:
    """Return a message in the language in use.

    Parameters
    ----------
    template : str
        English, with ``{name}`` where a field stands; without fields it is plain text. What stands
        behind a count, ``{count} [file is|files are]``, is the first if there is one, else the
        second. A template that the catalogue does not have is shown as it is.
    **fields
        A list or a tuple is told with commas, of a long one the first members and how many there
        are; a `Message` in the language of the whole.

    Examples
    --------
    >>> told("use one of {known}", known=["text", "left"])
    '可用：text、left'
    """
    wording = _chinese().get(template, template) if _language == "zh" else template
    if not fields:
        return wording
    # The first choice behind a number is of one, as in English.
    wording = _CHOICE.sub(lambda one: one[1] + one[3 if fields.get(one[2]) == 1 else 4], wording)
    return wording.format(**{name: _shown(field) for name, field in fields.items()})


def _shown(field: Any) -> Any:
    if isinstance(field, list | tuple):
        rest = _REST[_language].format(len(field)) if len(field) > _MOST else ""
        field = _COMMAS[_language].join(map(str, field[:_MOST])) + rest
    # Numbers have a format of the template's, messages are worded already.
    return visible(str(field)) if isinstance(field, str | os.PathLike) else field


def listed(sentences: Sequence[str], most: int) -> str:
    """Return sentences in one, of many the first.

    Examples
    --------
    >>> listed(["甲没有读", "乙没有读", "丙没有读"], 2)
    '甲没有读；乙没有读；…'
    """
    return _STOPS[_language].join([*sentences[:most], "…"][: len(sentences)])


def visible(text: str) -> str:
    r"""Return a text with each sign that steers a terminal written out, as JSON writes it.

    Names of files and texts of documents come from others: what they hold is shown, not obeyed.

    Examples
    --------
    >>> print(visible("\x1b[31m红\u202e"))
    \u001b[31m红\u202e
    """
    return _STEERING.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def in_chinese(message: object) -> str:
    """Return a message, or an error, in Chinese, whatever language is in use.

    Examples
    --------
    >>> in_chinese(Message("{path}: no such file", path="report.txt"))
    'report.txt: 没有这个文件'
    """
    with chinese():
        return str(message)


@contextmanager
def chinese() -> Iterator[None]:
    """Let messages be worded in Chinese for a while: what is read is kept for others."""
    global _language
    before, _language = _language, "zh"
    try:
        yield
    finally:
        _language = before


def use(language: Language) -> None:
    """Let all messages be worded in a language from now on."""
    global _language
    _language = language


def language() -> Language:
    """Return the language in use.

    Examples
    --------
    >>> language()
    'zh'
    """
    return _language


def of_locale() -> Language:
    """Return the language of the user's locale; ``HZLIB_LANG`` comes before it."""
    for name in ("HZLIB_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if named := os.environ.get(name):
            return _language_of(named)
    import locale

    try:
        return _language_of(locale.getlocale()[0] or "")
    except ValueError:  # a locale that Python does not know
        return "en"


def _language_of(named: str) -> Language:
    # Windows says Chinese (Simplified)_China.
    return "zh" if named.lower().startswith(("zh", "chinese")) else "en"


def catalogue() -> dict[str, str]:
    """Return the Chinese of each English template.

    Examples
    --------
    >>> catalogue()["{path}: no such file"]
    '{path}: 没有这个文件'
    """
    return _chinese()


@cache
def _chinese() -> dict[str, str]:
    import csv

    with _CATALOGUE.open(encoding="utf-8", newline="") as file:
        return checked(list(csv.DictReader(file)))


def checked(rows: list[dict[str, str]]) -> dict[str, str]:
    """Return the Chinese of each English template; an error of a row names that row.

    Examples
    --------
    >>> checked([{"en": "{path}: gone", "zh": "{file}: 不见了"}])
    Traceback (most recent call last):
    ValueError: messages.csv: “{path}: gone” has other fields in Chinese
    """
    chinese: dict[str, str] = {}
    for row in rows:
        if row["en"] in chinese:
            raise ValueError(f"messages.csv: “{row['en']}” stands there twice")
        if not row["zh"] or fields(row["en"]) != fields(row["zh"]):
            raise ValueError(f"messages.csv: “{row['en']}” has other fields in Chinese")
        chinese[row["en"]] = row["zh"]
    return chinese


def fields(template: str) -> set[str]:
    """Return the names of the fields of a template."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}
