# What `import hzlib as hz` offers; lazy_loader reads from here where each name comes from.

# Documents, what they state and how it compares
from .corpus import Corpus as Corpus, corpus as corpus
from .frames.chinese import chinese as chinese
from .frames.facts import facts as facts
from .frames.selection import (
    breaks as breaks,
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
from .frames.quantities import alike as alike, quantities as quantities
from .store.choice import documents as documents
from .text.corpus import Document as Document, catalogue as catalogue, load as load, read as read
from .text.outline import sections as sections

# Values and what they come from
from .errors import HzError as HzError
from .evidence.value import (
    Missing as Missing,
    Value as Value,
    assumed as assumed,
    caution as caution,
    counted as counted,
    total as total,
)
from .evidence.sentence import joined as joined, sentence as sentence

# Figures, tables, readings
from .figures.display import say as say, table as table
from .figures.own import explore as explore
from .figures.plot import (
    Plot as Plot,
    Point as Point,
    add_marks as add_marks,
    add_path as add_path,
    points as points,
)
from .figures import style as style
from .figures.printing import in_print as in_print, mark as mark, paper as paper
from .figures.specification import (
    Choice as Choice,
    Column as Column,
    Figure as Figure,
    Option as Option,
    Table as Table,
)

# Words
from .words.comparison import collocations as collocations, network as network
from .words.concordance import kwic as kwic
from .words.cutting import (
    cut as cut,
    dictionary_effect as dictionary_effect,
    new_words as new_words,
)
from .words.frequency import (
    frequency as frequency,
    n_grams as n_grams,
    text_counts as text_counts,
    variety as variety,
)
from .words.topics import glossary as glossary
from .words.comparison import keyness as keyness
from .words.concordance import topic_terms as topic_terms
from .words.tokens import tokens as tokens
from .words.topics import coverage as coverage, latent_topics as latent_topics, topics as topics
from .words.comparison import word_trends as word_trends
from .words.values import value_of as value_of, values_of as values_of

# Help, by what one wants to do
from .guide import help as help

# Themes, one for each notebook; a first look at any report
from . import themes as themes
from .themes.first_look import first_look as first_look
from .themes.indicator import indicator as indicator

# Lessons
from .course.classroom import (
    begin as begin,
    check as check,
    question as question,
    results as results,
)

__version__: str
