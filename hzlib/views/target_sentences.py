"""The numbers of a plan's target sentences, each with its words and its place in the outline."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from hzlib.text.corpus import Document

_GOAL = re.compile(r"20\d\d年|“[一二三四五六七八九十]+”期间|力争|每年")
_CLAUSE = re.compile(r"[^，。；：、|\n]+")
_BOX = re.compile(r"专栏\s*\d+[^›]*")
COLUMNS = ("clause", "text", "value", "unit", "bound", "box", "section", "evidence")


def further_targets(documents: "Iterable[Document]", compared: "pd.DataFrame") -> "pd.DataFrame":
    """Return the numbers of outlines' target sentences that a comparison does not have yet.

    A target sentence names a year, the plan's years, 力争 or 每年. Years and ranks are no numbers,
    nor is a condition (35周岁以下大学生35万人, 1000万美元以上企业300家: only the second number is).

    Parameters
    ----------
    documents : iterable of Document
        Documents; those that are no plan outline are passed over.
    compared : DataFrame
        What `hzlib.views.targets.comparison` returns.

    Returns
    -------
    DataFrame
        ``clause`` (the words around the number), ``text``, ``value`` (in ``unit``, the base unit),
        ``unit, bound, box`` (the 专栏, if any), ``section`` (path of headings), ``evidence``.
    """
    import pandas as pd

    from hzlib.text.outline import sentences

    seen = {_start(one) for part in ("outcome", "later") for one in compared[f"{part}_evidence"]}
    rows: list[dict[str, Any]] = []
    for document in documents:
        for sentence in sentences(document) if document.kind == "plan-outline" else ():
            if _GOAL.search(document.text, sentence.start, sentence.end):
                rows += _numbers(document, sentence.start, sentence.end)
    rows = [row for row in rows if _start(row["evidence"]) not in seen]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _start(evidence: str) -> str:
    """Return what a fact and a quantity at one place have in common."""
    return re.sub(r"^(?:fact|quantity):|-\d+$", "", evidence)


def _numbers(document: "Document", first: int, last: int) -> list[dict[str, Any]]:
    from hzlib.extraction.quantity import quantities
    from hzlib.text.outline import path

    section = path(document, first)
    box = _BOX.search(section)
    found = []
    for clause in _CLAUSE.finditer(document.text, first, last):
        stated = [one for one in quantities(document.text, *clause.span()) if one.base]
        for place, one in enumerate(stated):
            limit = document.text[one.end : one.stop]
            if limit in ("以上", "以下") and place + 1 < len(stated):
                continue
            start, end = document.cleaned.raw_span(one.start, one.end)
            found.append(
                {
                    "clause": clause[0].strip(),
                    "text": document.text[one.start : one.end],
                    "value": float(one.number),
                    "unit": one.base,
                    "bound": one.bound,
                    "box": box[0].strip() if box else "",
                    "section": section,
                    "evidence": f"quantity:{document.id}@{start}-{end}",
                }
            )
    return found
