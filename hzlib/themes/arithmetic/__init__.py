"""Whether the documents' own shares, sums and growth rates add up."""

from hzlib.themes.arithmetic.checks import checks, count, listed, scorecard
from hzlib.themes.arithmetic.parts import parts

__all__ = ["checks", "count", "listed", "parts", "scorecard"]
