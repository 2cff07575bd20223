"""Text with values in it: what titles, captions and readings are made of.

A number reaches a reader only as a value, so that every number of a text can be followed.
"""

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import Formatter
from typing import Any

from hzlib.errors import HzError
from hzlib.evidence.entry import Source
from hzlib.evidence.value import Missing, Value, number_html


@dataclass(frozen=True)
class Shown:
    """A value as a sentence shows it."""

    text: str
    value: Value


@dataclass(frozen=True)
class Sentence:
    """Text with values in it; sentences can be added and joined.

    Attributes
    ----------
    pieces : tuple of str or Shown
        The text, piece by piece; an empty line in it begins a new paragraph.
    """

    pieces: tuple[str | Shown, ...] = ()

    def __str__(self) -> str:
        return "".join(one if isinstance(one, str) else one.text for one in self.pieces)

    def __bool__(self) -> bool:
        return bool(str(self))

    def __add__(self, other: "Sentence | str") -> "Sentence":
        more = (other,) if isinstance(other, str) else other.pieces
        return Sentence((*self.pieces, *more))

    def __radd__(self, other: str) -> "Sentence":
        return Sentence((other, *self.pieces))

    def html(self) -> str:
        """Return the text as HTML; each number opens its evidence.

        Examples
        --------
        >>> sentence("{a} < {b}", a="甲", b="乙").html()
        '甲 &lt; 乙'
        """
        return "".join(
            html.escape(one, quote=False)
            if isinstance(one, str)
            else number_html(one.text, one.value)
            for one in self.pieces
        )

    def sources(self) -> Iterator[Source]:
        """Return the sources of the values in the text, in their order."""
        for one in self.pieces:
            if isinstance(one, Shown):
                yield one.value.source


def sentence(template: str, **values: Any) -> Sentence:
    """Return a sentence: a template with values set into it.

    Parameters
    ----------
    template : str
        The text, with ``{name}`` (or ``{name:.1f}``, see `Value`) where a value stands.
    **values : Value, Missing, Sentence or str
        What the names stand for. A bare number is refused: it could not be followed.

    Raises
    ------
    HzError
        If a name has no value, or a value is a bare number.

    Examples
    --------
    >>> from hzlib.evidence.value import assumed
    >>> str(sentence("放宽{reach}。", reach=assumed(5, "%", "放宽", "about")))
    '放宽5%。'
    """
    pieces: list[str | Shown] = []
    for literal, name, spec, _ in Formatter().parse(template):
        if literal:
            pieces.append(literal)
        if name is not None:
            if name not in values:
                raise HzError(
                    "“{start}…”: “{name}” is not given",
                    "write {name}=...",
                    start=template[:20],
                    name=name,
                )
            pieces += _pieces(name, values[name], spec or "")
    return Sentence(tuple(pieces))


def _pieces(name: str, value: Any, spec: str) -> list[str | Shown]:
    if isinstance(value, Value):
        return [Shown(format(value, spec), value)]
    if isinstance(value, Sentence):
        return list(value.pieces)
    if isinstance(value, str | Missing):
        return [format(value, spec)]
    raise HzError(
        "“{name}” is a number without a source ({kind})",
        "give an hz.Value; write hz.assumed(...) for a number of your choice, hz.counted(...) for"
        " a count, a year as text",
        name=name,
        kind=type(value).__name__,
    )


def joined(mark: str, sentences: "Iterable[Sentence | str]") -> Sentence:
    """Return sentences as one, with a mark between them.

    Examples
    --------
    >>> str(joined("；", [sentence("甲"), "乙"]))
    '甲；乙'
    """
    pieces: list[str | Shown] = []
    for place, one in enumerate(sentences):
        pieces += [mark] if place else []
        pieces += [one] if isinstance(one, str) else one.pieces
    return Sentence(tuple(pieces))


def divided(parts: "Iterable[tuple[Value, Sentence | str]]", mark: str = "，") -> Sentence:
    """Return how many of a whole are of which kind, without the kinds that none is of.

    Parameters
    ----------
    parts : iterable of (Value, Sentence or str)
        How many, and what is said of them.
    mark : str, optional
        What stands between two kinds.

    Examples
    --------
    >>> from hzlib.evidence.value import counted
    >>> none, one, two = (counted(["甲", "乙"][:n]) for n in range(3))
    >>> str(divided([(two, "达到"), (none, "不可比"), (one, "无结果")]))
    '2个达到，1个无结果'
    >>> str(divided([(two, "达到"), (none, "不可比")]))
    '均达到'
    """
    found = [(n, words) for n, words in parts if n.number]
    if len(found) == 1:
        return "均" + as_sentence(found[0][1])
    return joined(mark, (sentence("{n}{words}", n=n, words=words) for n, words in found))


def each(rows: Iterable[Any], template: str, mark: str = "；", **values: Any) -> Sentence:
    """Return a template filled for each of several rows, the sentences joined.

    Parameters
    ----------
    rows : iterable
        What is told of, one after the other.
    template : str
        As for `sentence`; a name that is not given is an attribute of the row.
    mark : str, optional
        What stands between two rows.
    **values : Value, Missing, Sentence, str or callable
        What stands in every row, or a function of the row.

    Examples
    --------
    >>> from hzlib.evidence.sources import Item
    >>> rows = [Item("甲", None), Item("乙", None)]
    >>> str(each(rows, "{place}的{label}{upper}", place="某市", upper=lambda row: row.label * 2))
    '某市的甲甲甲；某市的乙乙乙'
    """
    own = {name for _, name, _, _ in Formatter().parse(template) if name} - set(values)

    def filled(row: Any) -> Sentence:
        given = {name: one(row) if callable(one) else one for name, one in values.items()}
        return sentence(template, **given, **{name: getattr(row, name) for name in own})

    return joined(mark, map(filled, rows))


def as_sentence(value: "Sentence | str | None") -> Sentence:
    """Return a text as a sentence."""
    return value if isinstance(value, Sentence) else Sentence((value,) if value else ())
