"""What holds for everything that a theme shows: checks used by the tests of each theme."""

import re
from dataclasses import fields, is_dataclass

from hzlib import lookups
from hzlib.evidence.entry import key
from hzlib.evidence.sentence import Sentence, Shown, as_sentence
from hzlib.evidence.sources import FactSource, ListSource
from hzlib.evidence.value import Value
from hzlib.figures.plot import Plot
from hzlib.figures.specification import Figure, Table
from hzlib.figures.view import view
from hzlib.frames.facts import ReferenceSource

_YEARS = re.compile(r"(?<![\d.])(?:19|20)\d\d(?:[—-](?:19|20)\d\d)?(?![\d.])")
# Digits that touch Latin letters belong to a name: PM2.5, G2.
_NAMES = re.compile(r"[A-Za-z]+[\d.]+|\d+[A-Za-z]+")


def check(shown, names=()):
    """Check a figure or a table: its words, its counts, its marks, its view.

    Parameters
    ----------
    shown : Figure or Table
        What a theme shows.
    names : iterable of str, optional
        Names with digits in them, such as titles of documents.
    """
    assert isinstance(shown, Figure | Table), shown
    for words in _words(shown):
        assert not digits(words, names), f"{digits(words, names)}: {words}"
    for value in _values(shown):
        if isinstance(value.source, ListSource):
            assert value.number == len(value.source.items), value
    if isinstance(shown, Figure):
        assert shown.title and shown.caption and shown.table is not None
        assert str(shown.alt).endswith("。") and "。。" not in str(shown.alt), shown.alt
        _check_marks(shown.plot)
        _check_choices(shown)
    seen = view(shown)
    told = set(re.findall(r'data-evidence="([^"]*)"', seen["html"]))
    assert told, "nothing to follow"
    assert told <= set(seen["evidence"]["entries"])
    for one in seen["evidence"]["entries"].values():
        assert {part for _, part in one.get("parts", ())} <= set(seen["evidence"]["entries"])


def digits(words, names=()):
    """Return what is left of numbers in the plain text of a sentence: none may be."""
    plain = "\n".join(one for one in as_sentence(words).pieces if isinstance(one, str))
    indicators = [one.name_zh for one in lookups.indicators().values()]
    for name in sorted([*indicators, *names], key=len, reverse=True):
        plain = plain.replace(name, "")
    return re.findall(r"\d+", _NAMES.sub("", _YEARS.sub("", plain)))


def _words(shown):
    if isinstance(shown, Figure):
        yield from (shown.title, shown.caption, shown.alt, shown.reading)
        for choice in shown.choices:
            for option in choice.options:
                yield from (option.title, option.caption, option.alt, option.reading)
        yield from _words(shown.table)
    else:
        yield from (shown.caption, shown.note)
        yield from (column.heading for column in shown.columns)
        yield from (cell for row in shown.rows for cell in row if isinstance(cell, str | Sentence))


def _values(part):
    """Return every value in a specification."""
    if isinstance(part, Value):
        yield part
    elif isinstance(part, Shown):
        yield part.value
    elif isinstance(part, tuple | list):
        for one in part:
            yield from _values(one)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _values(getattr(part, field.name))


def _check_marks(plot):
    if not isinstance(plot, Plot):
        tied = plot.findobj(lambda one: hasattr(one, "hz_values"))
        assert tied
        return
    drawn = [trace for trace in plot.figure.data if trace.hoverinfo != "skip"]
    assert drawn
    for trace in drawn:
        for place, (name, label) in enumerate(_flat(trace.customdata)):
            if not name:
                continue
            assert label
            stated = _number(plot.sources[name])
            if trace.type in ("scatter", "bar") and stated is not None:
                ends = [axis[place] for axis in (trace.x, trace.y) if len(axis) > place]
                assert any(_near(end, stated) for end in ends), (trace.name, place, stated, ends)
    assert all(key(source) == name for name, source in plot.sources.items())


def _flat(rows):
    for row in rows:
        if len(row) == 2 and isinstance(row[0], str):
            yield row
        else:
            yield from _flat(row)


def _near(drawn, stated):
    return isinstance(drawn, int | float) and abs(drawn - stated) <= 1e-6 * max(1, abs(stated))


def _number(source):
    """Return the number that a source gives, where a mark must stand at it."""
    if isinstance(source, FactSource):
        return source.fact.value
    if isinstance(source, ReferenceSource):
        return float(source.figure.value)
    if isinstance(source, ListSource):
        return len(source.items)
    return getattr(source, "number", None)


def _check_choices(figure):
    for choice in figure.choices:
        states = [option.visible for option in choice.options if option.visible is not None]
        assert 0 <= choice.active < len(choice.options)
        for state in states:
            assert len(state) == len(figure.plot.figure.data)
        if states:
            shown = [trace.visible in (None, True) for trace in figure.plot.figure.data]
            assert shown == list(states[choice.active])
