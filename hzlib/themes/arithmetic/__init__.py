"""Whether the documents' own shares, sums and growth rates add up."""

from hzlib.themes.arithmetic.checks import apart_told, checks, count, listed, scorecard, split
from hzlib.themes.arithmetic.parts import parts

__all__ = ["apart_told", "checks", "count", "listed", "parts", "scorecard", "split"]
