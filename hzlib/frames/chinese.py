"""The table of facts in Chinese: its columns and what stands in them, for who reads no English."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from hzlib import wording
from hzlib.errors import HzError
from hzlib.frames.facts import COLUMNS as FACTS
from hzlib.frames.facts import row_of
from hzlib.frames.names import BOUNDS, bound_id, indicator_id, measure_id, place_name, status_id
from hzlib.text.corpus import documents

if TYPE_CHECKING:
    import pandas as pd

EVIDENCE = "出处"
# Chinese name of a column -> its name in the table of facts.
COLUMNS = {
    "指标": "name", "口径": "measure", "地区": "region", "时期": "period", "状态": "status",
    "界限": "bound", "数值": "value", "单位": "unit", "原文": "text", "原句": "sentence",
    "文件": "doc", "来历": "origin", EVIDENCE: "evidence",
}  # fmt: skip


def chinese(rows: "pd.DataFrame") -> "pd.DataFrame":
    """Return a table of facts with Chinese columns and words in the cells.

    `hzlib.pick`, `hzlib.select` and `hzlib.table` take it like the table that it is made of.

    Parameters
    ----------
    rows : DataFrame
        What `hzlib.facts` returns, or rows of it.

    Returns
    -------
    DataFrame
        ``指标, 口径, 地区, 时期, 状态, 界限, 数值, 单位, 原文, 原句, 文件, 来历, 出处``.

    Raises
    ------
    HzError
        If it is no table of facts.

    Examples
    --------
    >>> import hzlib as hz
    >>> data = hz.chinese(hz.facts("hangzhou-gwr-2023"))
    >>> rows = hz.select(data, 指标="GDP", 口径="增速", 状态="目标")
    >>> rows[["指标", "时期", "界限", "原文"]].values.tolist()
    [['地区生产总值', '2023', '不低于', '5%']]
    """
    import pandas as pd

    if missing := [name for name in COLUMNS.values() if name not in rows.columns]:
        raise HzError(
            "hz.chinese: the table has no column {missing}",
            "give a table such as hz.facts(), with all its columns",
            missing=missing,
        )
    titles = {one.id: one.title for one in documents()}
    words: dict[str, Callable[[Any], Any]] = {
        "status": lambda id: wording.STATUSES.get(id, id),
        "bound": lambda id: BOUNDS.get(id, id),
        "origin": lambda id: wording.ORIGINS.get(id, id),
        "unit": wording.unit,
        "doc": lambda id: titles.get(id, id),
    }
    made: dict[str, list[Any]] = {
        told: [*map(words.get(name, _same), rows[name].tolist())] for told, name in COLUMNS.items()
    }
    measured = zip(*(rows[name].tolist() for name in ("measure", "unit", "indicator")), strict=True)
    made["口径"] = [wording.measure(*one) for one in measured]
    return pd.DataFrame(made, index=rows.index)


def _same(cell: Any) -> Any:
    return cell


def is_chinese(rows: "pd.DataFrame") -> bool:
    """Return whether a table has Chinese columns and still its sources."""
    return EVIDENCE in rows.columns


def english(rows: "pd.DataFrame") -> "pd.DataFrame":
    """Return the columns of the table of facts for rows of a Chinese one, from their sources.

    Examples
    --------
    >>> import hzlib as hz
    >>> facts = hz.facts("hangzhou-gwr-2023")
    >>> list(english(chinese(facts)).id) == list(facts.id)
    True
    """
    import pandas as pd

    # Without the types of the columns, which take longer than all the rest for a few rows.
    return pd.DataFrame([*map(row_of, rows[EVIDENCE].tolist())], columns=FACTS)


def english_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of a Chinese table with the columns of the table of facts beside its own.

    Examples
    --------
    >>> import hzlib as hz
    >>> data = hz.chinese(hz.facts("hangzhou-gwr-2023"))
    >>> english_row(dict(data[["出处"]].iloc[0]))["region"]
    '杭州市'
    """
    return {**row, **row_of(row[EVIDENCE])}


def reader(column: str, rows: "pd.DataFrame") -> Callable[[Any], Any]:
    """Return what brings to one form all that people write for a cell of a column.

    Examples
    --------
    >>> import hzlib as hz
    >>> data = hz.chinese(hz.facts("hangzhou-gwr-2023"))
    >>> reader("口径", data)("增长率"), reader("地区", data)("杭州"), reader("时期", data)(2022)
    ('growth', '杭州市', '2022')
    """
    if column == "地区":
        places = list(dict.fromkeys(rows["地区"]))
        return lambda name: name if name in places else place_name(str(name), places)
    return _READERS.get(column, _same)


_READERS: dict[str, Callable[[Any], Any]] = {
    "指标": lambda name: indicator_id(str(name)),
    "口径": lambda name: measure_id(str(name)),
    "状态": lambda name: status_id(str(name)),
    "界限": lambda name: bound_id(str(name)),
    "时期": lambda year: str(year).removesuffix("年"),
}
