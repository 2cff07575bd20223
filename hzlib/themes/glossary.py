"""What the glossary of the lessons shows."""

from hzlib import lookups
from hzlib.figures.specification import Column, Table, kindly, need
from hzlib.words.topics import glossary
from hzlib.words.values import value_of


@kindly
def terms(group: str) -> Table:
    """Return the terms of one group with their meanings and the places that use them.

    Parameters
    ----------
    group : str
        A group of ``data/etc/glossary.csv``, such as 国民经济; those of the lessons (教学用语)
        are not counted in the documents.

    Examples
    --------
    >>> str(terms("规划用语").rows[0][0])
    '预期性指标'
    """
    rows = [one for one in lookups.read(lookups.GlossaryTerm) if one.group == group]
    need(rows, f"“{group}”一组的术语")
    if not any(one.forms for one in rows):
        cells = tuple((one.term, one.meaning) for one in rows)
        return Table(("术语", "含义"), cells, f"{group}（不计出现次数）")
    every = glossary()
    counted = {one.term: "、".join(one.forms) for one in rows if one.forms != (one.term,)}
    used = (
        (row.term, row.definition, counted.get(row.term, ""),
         value_of(row, "docfreq"), value_of(row, "frequency"))
        for row in every[every["group"] == group].itertuples()
    )  # fmt: skip
    columns = ("术语", "含义", "计数的写法", Column("文件数", "#"), Column("出现次数", "#"))
    return Table(columns, tuple(used), f"{group}（点击出现次数可查看例句）")
