"""What the glossary of the lessons shows."""

from hzlib.figures.specification import Column, Table, kindly, need
from hzlib.words.topics import glossary
from hzlib.words.values import value_of


@kindly
def terms(group: str) -> Table:
    """Return the terms of one group with their meanings and the places that use them.

    Parameters
    ----------
    group : str
        A group of ``data/etc/glossary.csv``, such as 国民经济.

    Examples
    --------
    >>> str(terms("规划用语").rows[0][0])
    '预期性指标'
    """
    every = glossary()
    rows = need(every[every["group"] == group], f"“{group}”一组的术语")
    cells = (
        (row.term, row.definition, value_of(row, "docfreq"), value_of(row, "frequency"))
        for row in rows.itertuples()
    )
    columns = ("术语", "含义", Column("文件数", "#"), Column("出现次数", "#"))
    return Table(columns, tuple(cells), f"{group}（点击出现次数可查看例句）")
