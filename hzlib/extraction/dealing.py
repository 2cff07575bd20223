"""Lists: how many numbers stand together, and which subjects 分别 deals them to."""

import re
from collections.abc import Sequence
from dataclasses import replace

from hzlib.extraction.lexicon import aliases
from hzlib.extraction.mentions import FILLER
from hzlib.extraction.quantity import Quantity, quantities
from hzlib.extraction.subject import OTHER, Subject, parts

RUN = re.compile(r"(?:[、，]|以?及|和|与|增长|下降|约|达|超|左右)*")
"""What may stand between the numbers of a list behind 分别."""
PLAIN = re.compile(r"[、和与]|以及")
"""What may stand between the numbers of a list without 分别."""
UNNAMED = re.compile(r"(?:[、和与及][^，。；、和与及\d]{2,14}?)+(?=分别|均)")
"""Members behind the last name of a list that name no indicator."""
_REACH = 160


def run_length(text: str, end: int, quantity: Quantity, link: re.Pattern[str] = RUN) -> int:
    """Return how many numbers the list has that begins with a quantity; a range counts as one.

    Examples
    --------
    >>> text = "分别增长3%、4%和5%，其中"
    >>> run_length(text, len(text), quantities(text)[0])
    3
    """
    count, stop = 0, quantity.start
    for item in quantities(text, quantity.start, min(end, quantity.start + _REACH)):
        if count and not link.fullmatch(text[stop : item.start]):
            break
        count, stop = count + (item.joined != 2), item.stop
    return count


def members(
    text: str, begin: int, group: Sequence[Subject], count: int, joints: Sequence[str]
) -> list[Subject]:
    """Split the list that ends with a group's last name; a member may name no indicator.

    Parameters
    ----------
    text : str
    begin : int
        Where the list begins.
    group : sequence of Subject
        The subjects named in the list.
    count : int
        How many members are wanted.
    joints : sequence of str
        Patterns, each with one group, to split by; the first that gives the count is taken.
    """
    last = group[-1]
    found: list[Subject] = []
    for joint in joints:
        found, position = [], begin
        for part in re.split(joint, text[begin : last.end]):
            stop = position + len(part)
            if part and not re.fullmatch(joint, part):
                inside = [s for s in group if position <= s.start and s.end <= stop and s.aliases]
                found.append(inside[-1] if inside else _headless(text, part, last))
            position = stop
        if len(found) == count:
            break
    return found


def _headless(text: str, part: str, last: Subject) -> Subject:
    """Read 制造业 in 制造业和民间投资 with the head of the last member."""
    wording = text[last.start : last.end]
    part = re.sub(r"^(?:全市|全省|全区|全县|全年)", "", part)
    for cut in range(len(wording) + 1):
        if known := aliases().get(part + wording[cut:]):
            return replace(last, aliases=known)
    return last if FILLER.fullmatch(part) else OTHER


def sharers(
    text: str, begin: int, group: Sequence[Subject], told: Sequence[Subject], count: int
) -> list[Subject]:
    """Return the subjects that 分别 deals a list of numbers to.

    They are the subjects just named, the members of the list that they stand in, or, where the
    list is a clause back (收入13702元，纯收入4861元，分别增长…), the subjects last told a number.
    """
    split = [part for subject in group for part in parts(subject)]
    if len(split) == count:
        return split
    if group[0] is not OTHER:
        found = members(text, begin, group, count, (r"(、)", r"([、和与]|以及|及)"))
        if len(found) == count:
            return found
    recent: list[Subject] = []
    for subject in told:
        recent += [part for part in parts(subject) if not recent or recent[-1] != part]
    if len(split) > 1:
        return split
    if len(recent) < count:
        # Two numbers of one name: which of them is meant is not said.
        return [OTHER] * count
    return recent[-count:]
