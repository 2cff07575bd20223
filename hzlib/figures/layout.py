"""Places for marks that have none of their own: words of a cloud, nodes of a network."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

_STEPS = 4000  # of the spiral; where it ends, nothing is free


def spiral(
    boxes: Sequence[tuple[float, float]], width: float, height: float
) -> list[tuple[float, float] | None]:
    """Return the centre of each box: the first free place on a spiral from the middle.

    A box that finds no place within the sheet gets None.

    Examples
    --------
    >>> spiral([(40, 20), (40, 20)], 100, 60)[0]
    (50.0, 30.0)
    """
    placed: list[tuple[float, float, float, float]] = []
    spots: list[tuple[float, float] | None] = []
    for wide, tall in boxes:
        spots.append(None)
        for step in range(_STEPS):
            turn = 0.12 * step
            reach = 0.9 * turn
            x = width / 2 + reach * math.cos(turn) * width / height
            y = height / 2 + reach * math.sin(turn)
            inside = wide / 2 <= x <= width - wide / 2 and tall / 2 <= y <= height - tall / 2
            if inside and not any(
                abs(x - a) < (wide + w) / 2 and abs(y - b) < (tall + h) / 2 for a, b, w, h in placed
            ):
                placed.append((x, y, wide, tall))
                spots[-1] = (x, y)
                break
    return spots


def springs(
    nodes: Sequence[str], edges: Sequence[tuple[str, str]], seed: int
) -> dict[str, "np.ndarray"]:
    """Return a place from 0 to 1 for each node: the nodes push each other off, the edges pull.

    Fruchterman and Reingold's forces, from a fixed beginning.

    Examples
    --------
    >>> at = springs(["甲", "乙", "丙"], [("甲", "乙")], seed=1)
    >>> min(place.min() for place in at.values()).item(), len(at["丙"])
    (0.0, 2)
    """
    import numpy as np

    n = len(nodes)
    number = {node: i for i, node in enumerate(nodes)}
    pull = np.zeros((n, n))
    for one, other in edges:
        pull[number[one], number[other]] = pull[number[other], number[one]] = 1.0
    at = np.random.default_rng(seed).random((n, 2))
    k = 1 / np.sqrt(n)
    for step in np.linspace(0.12, 0.002, 300):
        apart = at[:, None] - at[None, :]
        distance = np.maximum(np.linalg.norm(apart, axis=2), 0.01)
        force = k**2 / distance**2 - pull * distance / k
        push = (apart * force[:, :, None]).sum(axis=1) - (at - at.mean(axis=0)) * 0.5
        length = np.maximum(np.linalg.norm(push, axis=1, keepdims=True), 1e-9)
        at = at + push / length * np.minimum(length, step)
    at = (at - at.min(axis=0)) / np.maximum(np.ptp(at, axis=0), 1e-9)
    return dict(zip(nodes, at, strict=True))
