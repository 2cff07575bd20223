"""Targets and what became of them: the accounts, the differences, both sentences side by side."""

from hzlib.themes.target_outcome.figures import amounts, rates, scorecard
from hzlib.themes.target_outcome.readings import (
    answered_growth,
    count,
    quote,
    quoted,
    spoken,
    tally,
)
from hzlib.themes.target_outcome.relative import relative_targets
from hzlib.themes.target_outcome.tables import compared_growth, reach, sentences, unanswered

__all__ = [
    "amounts", "answered_growth", "compared_growth", "count", "quote", "quoted", "rates", "reach",
    "relative_targets", "scorecard", "sentences", "spoken", "tally", "unanswered",
]  # fmt: skip
