# What `import hzlib as hz` offers; lazy_loader reads from here where each name comes from.

# Documents and facts
from .frames.facts import facts as facts, gather as gather
from .frames.selection import (
    ends as ends,
    label as label,
    name as name,
    pick as pick,
    select as select,
    series as series,
    values as values,
    yearly as yearly,
)
from .frames.outcomes import outcomes as outcomes
from .frames.reference import reference as reference
from .text.choice import documents as documents
from .text.corpus import Document as Document, catalogue as catalogue, load as load, read as read
from .text.outline import sections as sections

# Values and what they come from
from .errors import HzError as HzError
from .evidence.value import (
    Missing as Missing,
    Value as Value,
    assumed as assumed,
    counted as counted,
    total as total,
)
from .evidence.sentence import joined as joined, sentence as sentence

# Figures, tables, readings
from .figures.display import say as say, table as table
from .figures.explore import explore as explore
from .figures.plot import Plot as Plot, Point as Point, add_marks as add_marks, add_path as add_path, points as points
from .figures.printing import in_print as in_print, mark as mark, paper as paper
from .figures.specification import (
    Choice as Choice,
    Column as Column,
    Figure as Figure,
    Option as Option,
    Table as Table,
)

# Themes, one for each notebook
from . import themes as themes

__version__: str
