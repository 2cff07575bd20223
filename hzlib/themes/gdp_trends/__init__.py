"""One place's output and incomes through the years: levels, prices, targets, needs, structure.

Levels are nominal (prices of their year), growth of output is real (constant prices); a figure says
which of the two it shows and never mixes them.
"""

from hzlib.frames.derived import per_head, shares
from hzlib.themes.gdp_trends.levels import CHOICES, PARTS, choice, levels, per_person, structure
from hzlib.themes.gdp_trends.prices import (
    base_items,
    implied_bases,
    nominal_and_real,
    prices,
    revised_bases,
    rivals,
)
from hzlib.themes.gdp_trends.targets import against_targets, needed, needed_growth, pair_items

__all__ = [
    "CHOICES", "PARTS", "against_targets", "base_items", "choice", "implied_bases", "levels",
    "needed", "needed_growth", "nominal_and_real", "pair_items", "per_head", "per_person", "prices",
    "revised_bases", "rivals", "shares", "structure",
]  # fmt: skip
