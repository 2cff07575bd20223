"""The colour of a series: by what its name stands for, the same in every figure of every page."""

from collections.abc import Iterable
from functools import cache

from hzlib import lookups, wording
from hzlib.figures import style
from hzlib.frames.outcomes import DUE, MET, MISSED, NO_ANSWER, REPORTED, UNLIKE

# What series are called that stand for a kind of number or for a verdict.
_SAID = {
    **{word: status for status, word in wording.STATUSES.items()}, "结果": "actual",
    MET: "met", MISSED: "missed", UNLIKE: "unlike", NO_ANSWER: "none", DUE: "due",
    REPORTED: "reported",
    "相符": "met", "不符": "missed", "无法判断": "unlike",
}  # fmt: skip
_PART = 3  # the rank of places that lie in another one of the kinds that have reports


def role(name: str) -> str:
    """Return what the name of a series stands for, as a key of `hzlib.figures.style.ROLES`.

    Examples
    --------
    >>> role("目标"), role("达到"), role("杭州市"), role("钱塘区"), role("服务业")
    ('target', 'met', 'whole', 'part', '')
    """
    if name in _SAID:
        return _SAID[name]
    rank = next((one for ending, one in _ranks() if name.endswith(ending)), None)
    return "" if rank is None else "part" if rank >= _PART else "whole"


@cache
def _ranks() -> tuple[tuple[str, int], ...]:
    kinds = lookups.read(lookups.PlaceKind)
    return tuple((kind.ending, kind.rank) for kind in kinds)


def hues(names: Iterable[str]) -> dict[str, str]:
    """Return a colour for each series of a figure: that of its role, else the next that is free.

    Examples
    --------
    >>> hues(["钱塘区", "杭州市"]) == dict(reversed(hues(["杭州市", "钱塘区"]).items()))
    True
    >>> list(hues(["甲", "乙"]).values()) == list(style.PALETTE[:2])
    True
    """
    known = list(dict.fromkeys(names))
    found: dict[str, str] = {}
    for name in known:
        colour = style.ROLES.get(role(name), "")
        if colour and colour not in found.values():
            found[name] = colour
    free = [one for one in style.PALETTE if one not in found.values()] or list(style.PALETTE)
    others = [name for name in known if name not in found]
    found |= {name: free[place % len(free)] for place, name in enumerate(others)}
    return {name: found[name] for name in known}
