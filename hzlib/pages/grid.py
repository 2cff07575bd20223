"""Tables whose cells know where they come from: from a frame to plain JSON and to HTML.

A *grid* is a dictionary that survives JSON: ``columns`` (headings), ``rows`` (lists of text, number
or None), ``sources`` (for each row a dictionary from column number, as text, to evidence string).
"""

import html
import math
from typing import TYPE_CHECKING, Any

from hzlib.errors import HzError
from hzlib.pages.source import is_evidence
from hzlib.pages.style import STATUS_NAMES
from hzlib.pages.value import Value, plain

if TYPE_CHECKING:
    import pandas as pd

EVIDENCE = "evidence"
_SUFFIX = "_evidence"
HEADINGS = {
    "id": "编号", "doc": "文件", "start": "起", "end": "止", "text": "原文", "indicator": "指标",
    "measure": "口径", "region": "地区", "period": "时期", "status": "状态", "value": "数值",
    "unit": "单位", "bound": "界限", "section": "章节", "sentence": "句子", "cue": "线索词",
    "rule": "规则", "year": "年份", "growth": "增速", "share": "占比", "source_title": "来源",
    "publisher": "发布机构", "url": "网址", "note": "说明", "word": "词", "token": "词",
    "frequency": "频次", "per_10k": "每万词频次", "docfreq": "文件数", "pre": "上文",
    "keyword": "关键词", "post": "下文", "keyness": "主题性", "topic": "主题", "origin": "来历",
}  # fmt: skip
# A cell of more characters keeps some width where there is little (`tables.js` knows it too).
LONG_CELL = 20
MEASURES = {
    "level": "总量", "growth": "增速", "growth_avg": "年均增速", "share": "占比", "change": "增减",
}  # fmt: skip
BOUNDS = {"=": "", ">=": "不低于", "<=": "不高于", "~": "左右"}


def grid(frame: "pd.DataFrame") -> dict[str, Any]:
    """Return a frame as a grid.

    Parameters
    ----------
    frame : DataFrame
        A column ``x`` may have a companion ``x_evidence`` with an evidence string a row; a column
        ``evidence`` is the companion of ``value``, or else of the last column of numbers. Cells
        may also be `Value`.

    Returns
    -------
    dict
        ``columns``, ``rows``, ``sources``.

    Raises
    ------
    HzError
        If a companion column holds something else than evidence strings.

    Examples
    --------
    >>> import pandas as pd
    >>> grid(pd.DataFrame({"period": ["2022"], "value": [18753.0], "evidence": ["fact:a@1"]}))
    {'columns': ['时期', '数值'], 'rows': [['2022', 18753]], 'sources': [{'1': 'fact:a@1'}]}
    """
    shown = [name for name in map(str, frame.columns) if not _companion(name, frame)]
    carried = {_served(name, shown, frame): name for name in map(str, frame.columns)
               if _companion(name, frame)}  # fmt: skip
    rows: list[list[Any]] = []
    sources: list[dict[str, str]] = []
    for record in frame.to_dict("records"):
        cells = [record[name] for name in shown]
        evidence = {
            str(place): _source(record, carried.get(name), cells[place], name)
            for place, name in enumerate(shown)
        }
        rows.append([_cell(name, cell) for name, cell in zip(shown, cells, strict=True)])
        sources.append({place: text for place, text in evidence.items() if text})
    return {"columns": [HEADINGS.get(name, name) for name in shown], "rows": rows,
            "sources": sources}  # fmt: skip


def _companion(name: str, frame: "pd.DataFrame") -> bool:
    if name == EVIDENCE:
        return True
    return name.endswith(_SUFFIX) and name.removesuffix(_SUFFIX) in frame.columns


def _served(name: str, shown: list[str], frame: "pd.DataFrame") -> str:
    if name != EVIDENCE:
        return name.removesuffix(_SUFFIX)
    if "value" in shown:
        return "value"
    numbers = [column for column in shown if frame[column].dtype.kind in "iuf"]
    return (numbers or shown)[-1]


def _source(record: dict[str, Any], carrier: str | None, cell: Any, name: str) -> str:
    if isinstance(cell, Value):
        return cell.evidence
    found = record.get(carrier) if carrier else ""
    if not isinstance(found, str) or not found:
        return ""
    if not is_evidence(found):
        raise HzError(
            f"列 {name}: “{found[:60]}”不是出处", "出处列只放 hzlib.pages.evidence 的出处"
        )
    return found


def _cell(name: str, cell: Any) -> Any:
    if isinstance(cell, Value):
        return str(cell)
    if cell is None or (isinstance(cell, float) and not math.isfinite(cell)):
        return None
    if hasattr(cell, "item"):
        cell = cell.item()
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return _word(name, str(cell))
    return int(cell) if float(cell).is_integer() else round(float(cell), 9)


def _word(name: str, text: str) -> str:
    tables = {"status": STATUS_NAMES, "measure": MEASURES, "bound": BOUNDS}
    if name == "indicator":
        from hzlib.pages.source import indicator_name

        return indicator_name(text)
    if name == "doc":
        from hzlib.pages.source import document_title

        return document_title(text)
    return tables.get(name, {}).get(text, text)


def shown(cell: Any) -> str:
    """Return a cell as the page shows it.

    Examples
    --------
    >>> shown(None), shown(18753.0), shown(3.14159), shown("甲")
    ('—', '18753', '3.14', '甲')
    """
    if cell is None:
        return "—"
    return plain(cell, 2 if abs(cell) >= 0.1 else 4) if isinstance(cell, int | float) else cell


def number(text: str, evidence: str, status: str = "") -> str:
    """Return the HTML of one number that opens its evidence."""
    kind = f' data-status="{html.escape(status)}"' if status else ""
    return (
        f'<span class="number"{kind}'
        f' data-evidence="{html.escape(evidence)}">'
        f"{html.escape(text)}</span>"
    )


def grid_html(grid: dict[str, Any], caption: str = "") -> str:
    """Return a grid as an HTML table; cells with evidence carry it.

    Examples
    --------
    >>> grid_html({"columns": ["甲"], "rows": [["<b>"]], "sources": [{}]}).count("&lt;b&gt;")
    1
    """
    numeric = [
        all(isinstance(row[i], int | float | None) for row in grid["rows"])
        for i in range(len(grid["columns"]))
    ]
    head = "".join(
        f'<th scope="col"{_class(numeric[i])}>{html.escape(name)}</th>'
        for i, name in enumerate(grid["columns"])
    )
    body = "".join(
        f"<tr>{_row(row, sources, numeric)}</tr>"
        for row, sources in zip(grid["rows"], grid["sources"], strict=True)
    )
    title = f"<caption>{html.escape(caption)}</caption>" if caption else ""
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _row(row: list[Any], sources: dict[str, str], numeric: list[bool]) -> str:
    cells = []
    for i, cell in enumerate(row):
        text, source = shown(cell), sources.get(str(i))
        inner = number(text, source) if source and cell is not None else html.escape(text)
        # The first column names the row, unless it is a number itself.
        first = i == 0 and not numeric[0] and not source
        tag, scope = ("th", ' scope="row"') if first else ("td", "")
        look = _class(numeric[i]) or (' class="long"' if len(text) > LONG_CELL else "")
        # Data files hold what the table rounds.
        exact = plain(cell) if isinstance(cell, int | float) else text
        value = f' data-value="{exact}"' if exact != text and cell is not None else ""
        cells.append(f"<{tag}{scope}{look}{value}>{inner}</{tag}>")
    return "".join(cells)


def _class(numeric: bool) -> str:
    return ' class="amount"' if numeric else ""
