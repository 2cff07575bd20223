"""One place's output and incomes through the years: prices, revisions, needs, parts.

Levels are nominal (prices of their year), growth of output is real (constant prices); a figure says
which of the two it shows and never mixes them.
"""

from hzlib.frames.derived import moved, per_head, shares, unaware
from hzlib.themes.gdp_trends.drawn import against_targets, levels, nominal_and_real, structure
from hzlib.themes.gdp_trends.prices import base_items, implied_bases, prices, rivals
from hzlib.themes.gdp_trends.targets import needed, needed_growth

__all__ = [
    "against_targets", "base_items", "implied_bases", "levels", "moved", "needed",
    "needed_growth", "nominal_and_real", "per_head", "prices", "rivals", "shares", "structure",
    "unaware",
]  # fmt: skip
