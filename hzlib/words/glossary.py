"""Terms of statistics and planning, each with its definition and the places that use it."""

from typing import TYPE_CHECKING, Any

from hzlib import lookups
from hzlib.words.concordance import LinesSource
from hzlib.words.tokens import all_tokens

if TYPE_CHECKING:
    import pandas as pd


def glossary(source: Any = None) -> "pd.DataFrame":
    """Return the glossary, one row a term.

    The definitions are the project's own short ones, for reading reports; the official ones are in
    the statistical authorities' handbooks.

    Parameters
    ----------
    source : str, Path, Document or iterable of these, optional
        Where uses are counted; as for `hzlib.words.tokens.all_tokens`.

    Returns
    -------
    DataFrame
        ``term, group, definition`` of ``data/etc/glossary.csv``, ``docfreq`` (how many documents
        use it), ``frequency`` (how often all together) and ``evidence``, the `LinesSource` of the
        frequency.

    Examples
    --------
    >>> terms = glossary().set_index("term")
    >>> terms.loc["约束性指标", "group"], bool(terms.loc["约束性指标", "frequency"] > 0)
    ('规划用语', True)
    """
    import pandas as pd

    chosen = all_tokens(source)
    rows = []
    for one in lookups.read(lookups.GlossaryTerm):
        lines = LinesSource("|".join(one.forms), chosen)
        using = {place.document for place in lines.places}
        rows.append((one.term, one.group, one.definition, len(using), lines.count, lines))
    return pd.DataFrame(
        rows, columns=["term", "group", "definition", "docfreq", "frequency", "evidence"]
    )
