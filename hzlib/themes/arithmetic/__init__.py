"""Whether the documents' own shares, sums and growth rates add up."""

from hzlib.themes.arithmetic.checks import checks, count, first, listed, longest
from hzlib.themes.arithmetic.figures import overview, parts, prices, tolerances, widest

__all__ = [
    "checks", "count", "first", "listed", "longest", "overview", "parts", "prices", "tolerances",
    "widest",
]  # fmt: skip
