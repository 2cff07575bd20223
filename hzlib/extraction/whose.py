"""Of which place a number is: the document's own, the one named with it, or the one in turn."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import repeat

from hzlib import lookups
from hzlib.extraction.bound import Bound
from hzlib.text.corpus import Document
from hzlib.text.patterns import cued
from hzlib.text.places import COUNTRY, listed, with_listed

Span = tuple[int, int]
Turns = tuple[tuple[int, str], ...]
"""The places that a sentence tells of in turn, each with where it begins to; mostly none."""


_COUNTY = 3


def place_of(document: Document, named: str, turn: str = "") -> str | None:
    """Return the place of a number; None if it is a wider one than the document speaks for.

    Parameters
    ----------
    document : Document
    named : str
        The place that its sentence names, such as 全市, 全国 or 西湖区; empty if it names none.
    turn : str, optional
        The place that is told of there, in a text of several.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> report = load("hangzhou-gwr-2023")
    >>> place_of(report, "全市"), place_of(report, "西湖区"), place_of(report, "全国")
    ('杭州市', '西湖区', None)
    """
    place, own = document.place, lookups.cues("own")
    if not turn and (not named or named == place):
        return place
    that = named[:1] in lookups.cues("that_place")
    wider = named in lookups.cues("other_place")
    meant = not named or that or named[0] in own or named in lookups.cues("own_part")
    if turn and meant and not wider:
        return _in_its_turn(turn, named)
    if named == place or named in lookups.cues("own_part"):
        return place
    if wider:
        if named[0] == place[-1:]:
            return place  # 县域生产总值 in a report of the county
        # 我国 is 全国, of which a report of the country speaks.
        return place if place == COUNTRY and named[1:] == COUNTRY[1:] else None
    if named in listed():
        return place if _is_short_for(named, place) else named
    if named in lookups.cues("own_zone"):
        return place if place.endswith(named) else None
    if that:
        return place if named[1:] == place[-1:] else None
    if named[0] in own:
        ranks = lookups.place_ranks()
        wide, rank = ranks.get(named[1], 3), ranks.get(place[-1:], 3)
        # 全镇 in a report of a county is of a town that it tells of.
        return None if place and (wide < rank or wide > _COUNTY >= rank) else place
    return place if place.endswith(named) or _is_short_for(named, place) else named


def _is_short_for(named: str, place: str) -> bool:
    """Tell whether a place is called so in short: 凉山州 is 凉山彝族自治州."""
    return place.startswith(named) or (place.startswith(named[:-1]) and place[-1:] == named[-1:])


def _in_its_turn(turn: str, named: str) -> str | None:
    """Return the place in turn where 全省 means it; none where that is of another rank."""
    full, ranks = listed()[turn].name if turn in listed() else turn, lookups.place_ranks()
    rank = ranks.get(named[1:2], 0) if named not in lookups.cues("own_part") else 0
    return turn if not rank or rank == ranks.get(full[-1:]) else None


def in_turn(turns: Turns, offset: int) -> str:
    """Return the place that is told of at an offset of a sentence.

    Examples
    --------
    >>> in_turn(((0, "江苏"), (20, "")), 12)
    '江苏'
    """
    return next((place for start, place in reversed(turns) if start <= offset), "")


# 贵州以…, 而青海省统计局…; not 贵州高速…, nor 贵州、青海….
_SUBJECT = (
    r"(?<![^，：；\s])(?:{place_opens}，?|\d{4}年，?)?(?P<place>LISTED)"
    r"(?:{takes_turn}|(?P<more>{listed_on}))"
    r"|{of}(?P<told>LISTED)(?=，|{has_or_with}|\d{4}年)"
)
_PAGE_HEAD = r"\s*(?P<place>[一-龥]{2,12}?){place_page}\s*"
_LONGEST_HEAD = 24


class InTurn:
    """Of which places the sentences of a text are that has none of its own, or a page for each.

    贵州以…居前，…。一般公共预算收入…: what opens a clause holds to the end of its paragraph.
    """

    def __init__(self, document: Document) -> None:
        self.text, self.own = document.text, document.place
        self.before, self.page = "", ""
        self.turns: Turns = ()

    @cached_property
    def paged(self) -> bool:
        """Whether its first line heads the page of a place: 江平县简介."""
        return bool(self._head(0, max(self.text.find("\n"), 0)))

    def _head(self, start: int, end: int) -> str:
        """Return the place whose page a line heads."""
        if end - start > _LONGEST_HEAD:
            return ""
        found = cued(_PAGE_HEAD).fullmatch(self.text, start, end)
        name = found["place"] if found else ""
        return name if name in listed() or name.endswith(tuple(lookups.place_ranks())) else ""

    def over(self, spans: Iterable[Span]) -> Iterable[tuple[Span, Turns]]:
        """Return the sentences of the text, in their order, each with its places."""
        if self.own and not self.paged:
            return zip(spans, repeat(()), strict=False)
        return ((span, self._of(*span)) for span in spans)

    def _of(self, start: int, end: int) -> Turns:
        """Return the places of the next sentence."""
        if head := self._head(start, end):
            self.page = "" if head == self.own else head
        if self.own:
            self.turns = ((start, self.page),) if self.page else ()
            return self.turns
        if self.text[start - 1 : start] in ("", "\n"):
            self.before, self.turns = "", ()
        self._end()
        self.turns = ((start, self.before), *self._subjects(start, end))
        return self.turns

    def told(self, bounds: Sequence[Bound]) -> Turns:
        """Take the places that numbers of a sentence are told of for those of its turn as well."""
        known = {} if self.own else listed()
        found = tuple((one.subject_start, one.region) for one in bounds if one.region in known)
        self.turns = tuple(sorted((*self.turns, *found)))
        return self.turns

    def _end(self) -> None:
        """Keep the place that a sentence tells of for the next one, if it is one alone."""
        named = sorted((place for _, place in self.turns[1:]), key=len)
        one = {listed()[place].name if place else "" for place in named}
        self.before = (named[-1] if len(one) == 1 else "") if named else self.before

    def _subjects(self, start: int, end: int) -> Turns:
        """Return the places that clauses of a sentence open with; of a list none is told."""
        return tuple(
            (found.start(), "" if found["more"] else found["place"] or found["told"])
            for found in with_listed(_SUBJECT).finditer(self.text, start, end)
        )
