"""Where the reading of a sentence stands: what was named, told, dealt and bound so far."""

from typing import Any, NamedTuple

from hzlib.extraction.bound import Bound, Note, Subject
from hzlib.extraction.gaps import Gap
from hzlib.extraction.mentions import Mention
from hzlib.extraction.quantity import Quantity
from hzlib.messages import Message


class Sentence(NamedTuple):
    """What is read, and what is looked up of it again and again.

    Attributes
    ----------
    numbers : tuple of Quantity
        Its numbers.
    compared : tuple of Mention
        The names in it that are only compared with.
    said : int
        Where the first 预计, 累计 or 年均 stands; its end if there is none.
    far, estimate : int
        Where the sentence begins of which it is a part, and where its first 预计 stands.
    """

    text: str
    start: int
    end: int
    numbers: tuple[Quantity, ...]
    compared: tuple[Mention, ...]
    said: int
    far: int
    estimate: int


class Dealt(NamedTuple):
    """A number of a list that is being dealt out: where it ends and what was said of it."""

    stop: int
    gap: Gap


class Told(NamedTuple):
    """A subject that has a number, and where the number ends."""

    subject: Subject
    stop: int


class State(NamedTuple):
    """What a sentence has said so far.

    Attributes
    ----------
    anchor : int
        Where the words before the next number begin.
    group : tuple of Subject
        The subjects of the next number.
    told : tuple of Told
        The subjects so far.
    run, shared : tuples
        The numbers of the list that is being dealt out, and the subjects they are dealt to.
    dealt, dealt_from : tuples of Subject
        The subjects of the last list, and the group that it was dealt from.
    share : bool
        Whether 占…比重 still holds.
    pair : int
        Where the first number of 从…到… stands, or -1.
    base : str
        The year that a change is counted from.
    lower : tuple of Bound
        What the last number gave: a range may go on from it.
    bounds, notes : tuples
        The result.
    """

    anchor: int
    group: tuple[Subject, ...] = ()
    told: tuple[Told, ...] = ()
    run: tuple[Dealt, ...] = ()
    shared: tuple[Subject, ...] = ()
    dealt: tuple[Subject, ...] = ()
    dealt_from: tuple[Subject, ...] = ()
    share: bool = False
    pair: int = -1
    base: str = ""
    lower: tuple[Bound, ...] = ()
    bounds: tuple[Bound, ...] = ()
    notes: tuple[Note, ...] = ()


def noted(state: State, offset: int, what: Message, **changes: Any) -> State:
    """Return a state with one more note on a number, and with other changes.

    Examples
    --------
    >>> noted(State(0), 5, Message("no name of an indicator stands before it")).notes
    (Note(offset=5, what='前面没有指标名称'),)
    """
    return state._replace(notes=(*state.notes, Note(offset, what)), **changes)


class Number(NamedTuple):
    """A number, what the words before it say, and the name right behind it that it may count."""

    quantity: Quantity
    gap: Gap
    words: str = ""
    counted: Mention | None = None
    rule: str = "subject"
