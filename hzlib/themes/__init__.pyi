from . import arithmetic as arithmetic
from . import gdp_trends as gdp_trends
from . import glossary as glossary
from . import qiantang as qiantang
from . import start as start
from . import target_outcome as target_outcome
from . import targets as targets
from . import words as words
