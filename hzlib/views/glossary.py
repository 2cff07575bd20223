"""Terms of statistics and planning, each with its definition and the places that use it."""

from typing import TYPE_CHECKING

from hzlib.extraction.lexicon import rows

if TYPE_CHECKING:
    import pandas as pd


def glossary() -> "pd.DataFrame":
    """Return the glossary, one row a term.

    The definitions are the project's own short ones, for reading reports; the official ones are in
    the statistical authorities' handbooks.

    Returns
    -------
    DataFrame
        ``term, group, definition`` of ``data/etc/glossary.csv``, ``documents`` (how many of the
        five use it), ``uses`` (how often all together) and ``evidence`` (the lines that use it).

    Examples
    --------
    >>> terms = glossary().set_index("term")
    >>> terms.loc["约束性指标", "group"], bool(terms.loc["约束性指标", "uses"] > 0)
    ('规划用语', True)
    """
    import pandas as pd

    table = pd.DataFrame(rows("glossary.csv"))
    found = [_uses(forms) for forms in table["forms"]]
    table["documents"] = [len(docs) for docs in found]
    table["uses"] = [sum(docs.values()) for docs in found]
    table["evidence"] = "kwic:*:" + table["forms"]
    return table.drop(columns="forms")


def _uses(query: str) -> dict[str, int]:
    """Return how often each document uses a term, in one of its forms."""
    from collections import Counter

    from hzlib.words.concordance import places

    return Counter(document.id for document, _, _ in places("*", query))


def show(group: str) -> None:
    """Display the terms of one group as a table that leads to the places."""
    from hzlib.pages.evidence import table

    terms = glossary()
    chosen = terms[terms["group"] == group]
    names = {
        "term": "术语", "definition": "意思", "documents": "文件数", "uses": "出现次数",
        "evidence": "出现次数_evidence",
    }  # fmt: skip
    table(chosen[list(names)].rename(columns=names), caption=f"{group}（点出现次数，看用它的句子）")
