"""What notebook 02 shows: two plans' targets, what came of them, what is asked for next."""

from hzlib.themes.targets.ambition import ambition as ambition
from hzlib.themes.targets.comparison import comparison as comparison
from hzlib.themes.targets.comparison import composition as composition
from hzlib.themes.targets.comparison import normalised as normalised
from hzlib.themes.targets.figures import categories as categories
from hzlib.themes.targets.figures import dumbbell as dumbbell
from hzlib.themes.targets.figures import yearly as yearly
from hzlib.themes.targets.main_indicators import indicator_table as indicator_table
from hzlib.themes.targets.main_indicators import main_indicators as main_indicators
from hzlib.themes.targets.sentences import further_targets as further_targets
from hzlib.themes.targets.tables import comparison_table as comparison_table
from hzlib.themes.targets.tables import further_table as further_table
