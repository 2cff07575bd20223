"""Help in Chinese, by what one wants to do."""

import csv
from functools import cache
from pathlib import Path

from hzlib import lookups
from hzlib.errors import HzError
from hzlib.figures.specification import Table
from hzlib.messages import told

_FILE = Path(__file__).with_name("help.csv")


@cache
def tasks() -> tuple[dict[str, str], ...]:
    """Return what the help tells: ``task``, ``code``, ``said``."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def help(about: str = "") -> Table:
    """Return what can be done and how it is written, in Chinese.

    Parameters
    ----------
    about : str, optional
        A task, or any word of one; ``指标`` lists the indicators. All tasks if not given.

    Raises
    ------
    HzError
        If nothing is said about it.

    Examples
    --------
    >>> print(help("逐年"))
    想做什么  怎样写  说明
    比  rows = corpus.compare("gdp", "growth")  一个指标逐年、逐地：结果和目标
    """
    if about in ("指标", "indicators"):
        rows = [(row.name_zh, row.id, row.canonical_unit) for row in lookups.indicators().values()]
        return Table(("指标", "代号", "单位"), tuple(rows), told("the indicators that are read"))
    found = [row for row in tasks() if any(about in cell for cell in row.values())]
    if not found:
        raise HzError(
            "{about}: the help says nothing about it", "there are {known}",
            about=about, known=list(dict.fromkeys(row["task"] for row in tasks())),
        )  # fmt: skip
    cells = tuple((row["task"], row["code"], row["said"]) for row in found)
    return Table(("想做什么", "怎样写", "说明"), cells)
