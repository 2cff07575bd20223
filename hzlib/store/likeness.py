"""Texts that are nearly the same, found among many by MinHash."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from hzlib.store.schema import SIGNATURE

if TYPE_CHECKING:
    import numpy as np

SHINGLE = 8
"""How many signs stand in each of the pieces that are compared (docs/corpus.md has the figures)."""

ALIKE = 0.4
"""From this share of pieces in common on two texts are nearly the same."""

_SEED = 1
_MARKS = "，。；：、—“”（）"
_ROWS = 3  # numbers of a signature that agree before two texts are compared at all
# The pieces that begin with one digit or character of sixteen: all of them tell no more.
_FIRST = "".join(map(chr, (*range(0x30, 0x3A, 4), *range(0x4E00, 0x9FA6, 16))))
_PIECE = re.compile(f"[{_FIRST}](?=(.{{{SHINGLE - 1}}}))")


def signature(text: str) -> list[int]:
    r"""Return the signature of a cleaned text: alike for texts that are nearly the same.

    Its numbers are those of MinHash over pieces of eight signs, without spaces, breaks of lines
    and common marks. A text without any has none.

    Parameters
    ----------
    text : str
        `Document.text`.

    Returns
    -------
    list of int
        `SIGNATURE` numbers, all of them 0 if nothing is left to compare.

    Examples
    --------
    >>> text = "全市生产总值增长5%，一般公共预算收入增长3%，城镇新增就业5万人。"
    >>> signature(text) == signature(text.replace("，", "，\n")), signature("，")[:3]
    (True, [0, 0, 0])
    """
    from rensa import RMinHash

    signs = "".join(text.split())
    for mark in _MARKS:
        signs = signs.replace(mark, "")
    if not signs:
        return [0] * SIGNATURE
    found = RMinHash(SIGNATURE, _SEED)
    found.update(_PIECE.findall(signs) or [signs])
    return list(found.digest())


class Alike(NamedTuple):
    """Two texts that are nearly the same, by their places, and the share that they have in common.

    ``first`` is the place of the one that comes first.
    """

    first: int
    second: int
    likeness: float


def alike(signatures: Sequence[Sequence[int]], least: float = ALIKE) -> list[Alike]:
    """Return which texts are nearly the same: each with the one before it that is likest.

    Only texts are compared that agree in some numbers that follow one another (locality-sensitive
    hashing), so that the time grows with the number of texts, not with that of their pairs.

    Parameters
    ----------
    signatures : sequence of sequence of int
        As `signature` gives them.
    least : float, optional
        From which share of pieces in common on two texts are nearly the same.

    Examples
    --------
    >>> one, other = ("".join(map(chr, range(at, at + 256))) for at in (0x4E00, 0x6000))
    >>> alike([signature(text) for text in (one, other, one[:250])])
    [Alike(first=0, second=2, likeness=1.0)]
    """
    import numpy as np

    if not len(signatures):
        return []
    rows = np.asarray(signatures, dtype=np.uint32)
    best: dict[int, Alike] = {}
    for firsts, seconds in _candidates(rows):
        shares = (rows[firsts] == rows[seconds]).mean(axis=1)
        near = shares >= least
        for first, second, share in zip(firsts[near], seconds[near], shares[near], strict=True):
            found = Alike(int(first), int(second), float(share))
            known = best.get(found.second)
            if known is None or (found.likeness, -found.first) > (known.likeness, -known.first):
                best[found.second] = found
    return [best[second] for second in sorted(best)]


def _candidates(rows: "np.ndarray[Any, Any]") -> Iterator[tuple[Any, Any]]:
    """Yield, band by band, the texts that agree with an earlier one in it, and that one."""
    import numpy as np

    full = np.flatnonzero(rows.any(axis=1))
    for start in range(0, SIGNATURE - _ROWS + 1, _ROWS):
        band = np.ascontiguousarray(rows[full, start : start + _ROWS])
        keys = band.view(np.dtype((np.void, band.dtype.itemsize * _ROWS))).ravel()
        _, first, of = np.unique(keys, return_index=True, return_inverse=True)
        # Of a crowd each is compared with its first: pairs of all would be too many.
        leaders = first[of]
        others = leaders != np.arange(len(full))
        yield full[leaders[others]], full[others]
