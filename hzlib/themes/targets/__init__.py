"""What notebook 02 shows: two plans' targets, what came of them, what is asked for next."""

from hzlib.themes.targets.comparison import (
    ambition,
    anew,
    comparison,
    composition,
    normalised,
    tally,
)
from hzlib.themes.targets.outline import (
    Plan,
    further_targets,
    indicator_table,
    main_indicators,
    plan,
)
from hzlib.themes.targets.tables import comparison_table, further_table, pace_table

__all__ = [
    "Plan", "ambition", "anew", "comparison", "comparison_table", "composition", "further_table",
    "further_targets", "indicator_table", "main_indicators", "normalised", "pace_table", "plan",
    "tally",
]  # fmt: skip
