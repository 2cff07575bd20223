"""Whether the documents' own shares, sums and growth rates add up."""

from hzlib.themes.arithmetic.checks import checks, count, first, longest
from hzlib.themes.arithmetic.figures import overview, parts, prices, tolerances, widest
from hzlib.themes.arithmetic.tables import listed

__all__ = [
    "checks", "count", "first", "listed", "longest", "overview", "parts", "prices", "tolerances",
    "widest",
]  # fmt: skip
