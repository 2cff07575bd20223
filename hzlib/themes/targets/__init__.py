"""What notebook 02 shows: two plans' targets, what came of them, what is asked for next."""

from hzlib.themes.targets.comparison import ambition, comparison, composition, normalised
from hzlib.themes.targets.figures import (
    categories,
    comparison_table,
    dumbbell,
    further_table,
    yearly,
)
from hzlib.themes.targets.outline import further_targets, indicator_table, main_indicators

__all__ = [
    "ambition", "categories", "comparison", "comparison_table", "composition", "dumbbell",
    "further_table", "further_targets", "indicator_table", "main_indicators", "normalised",
    "yearly",
]  # fmt: skip
