"""What notebook 03 shows: a district beside its city, in numbers and in words."""

from hzlib.themes.qiantang.beside import beside as beside
from hzlib.themes.qiantang.beside import growth_gaps as growth_gaps
from hzlib.themes.qiantang.beside import intensities as intensities
from hzlib.themes.qiantang.beside import plan_and_result as plan_and_result
from hzlib.themes.qiantang.beside import quotients as quotients
from hzlib.themes.qiantang.beside import shares_of_whole as shares_of_whole
from hzlib.themes.qiantang.figures import growth as growth
from hzlib.themes.qiantang.figures import shares as shares
from hzlib.themes.qiantang.figures import specialisation as specialisation
from hzlib.themes.qiantang.tables import coverage_table as coverage_table
from hzlib.themes.qiantang.tables import intensity_table as intensity_table
from hzlib.themes.qiantang.tables import plan_table as plan_table
from hzlib.themes.qiantang.words import report_on as report_on
from hzlib.themes.qiantang.words import words_apart as words_apart
from hzlib.themes.qiantang.words import words_figure as words_figure
