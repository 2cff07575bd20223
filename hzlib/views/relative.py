"""Targets that name another growth rate instead of a number, and what came of them.

收入增速高于GDP增速 and 与经济增长同步 state no number, yet two later growth rates answer the
first; the second says not how close is close enough and stays open.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from hzlib.views.judge import DUE, MET, MISSED, NO_ANSWER, UNLIKE
from hzlib.views.rounding import exact, printed, shown

if TYPE_CHECKING:
    import pandas as pd

    from hzlib.text.corpus import Document

COLUMNS = (
    *("region", "period", "doc", "said", "said_evidence", "indicator", "than", "asked"),
    *("growth", "growth_evidence", "base", "base_evidence", "gap", "gap_evidence"),
    *("verdict", "reason"),
)
_ABOVE = re.compile(
    r"(?P<who>[^，；。：\d]{2,30}?)增速(?:高于|快于)(?P<than>[^，；。、\d]{2,14}?)(?:增速)?"
    r"(?:(?P<gap>\d+(?:\.\d+)?)个百分点)?(?=[，；。]|以上|$)"
)
_ALONG = re.compile(
    r"(?P<who>[^，；。：\d]{2,30}?)(?:增长)?与(?P<than>[^，；。、\d]{2,10}?)(?:基本)?同步(?:增长)?(?=[，；。]|$)"
)


def relative(
    documents: "Iterable[Document]", facts: "pd.DataFrame", data: "pd.DataFrame"
) -> "pd.DataFrame":
    """Return the targets that are set against another growth rate, one row an indicator.

    They are looked for in the sentences that set targets in numbers; year and place are those of
    these targets.

    Parameters
    ----------
    documents : iterable of Document
        The documents.
    facts : DataFrame
        Their facts.
    data : DataFrame
        The common frame, in which the growth rates are looked up.

    Returns
    -------
    DataFrame
        ``said`` the words; ``indicator`` grows faster than, or along with, ``than``; ``asked`` by
        how many percentage points at least (NaN for 同步); ``growth``, ``base`` and ``gap`` what
        came, in % and percentage points; ``verdict`` and ``reason`` as in
        `hzlib.views.outcomes.outcomes`.
    """
    import pandas as pd

    by_id = {document.id: document for document in documents}
    goals = facts[(facts["status"] == "target") & facts["period"].str.fullmatch(r"\d{4}")]
    rows: list[dict[str, Any]] = []
    for (doc, sentence), group in goals.groupby(["doc", "sentence"], sort=False):
        years, regions = group["period"].unique(), group["region"].unique()
        if doc in by_id and len(years) == len(regions) == 1:
            for goal in _goals(by_id[doc], sentence):
                rows.append(_row(goal | {"period": years[0], "region": regions[0]}, data))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _goals(document: "Document", sentence: str) -> Iterator[dict[str, Any]]:
    begin = document.text.find(sentence)
    for pattern in (_ABOVE, _ALONG):
        for match in pattern.finditer(sentence) if begin >= 0 else ():
            than = _meant(match["than"])
            raw = document.cleaned.raw_span(begin + match.start(), begin + match.end())
            found = [one for part in match["who"].split("、") for one in _meant(part)]
            asked = float(match.groupdict().get("gap") or 0) if pattern is _ABOVE else float("nan")
            for indicator in found if len(than) == 1 else ():
                yield {
                    "doc": document.id,
                    "said": match[0].strip(),
                    "said_evidence": f"quantity:{document.id}@{raw[0]}-{raw[1]}",
                    "indicator": indicator,
                    "than": than[0],
                    "asked": asked,
                }


def _meant(words: str) -> tuple[str, ...]:
    """Return the indicators that words stand for."""
    from hzlib.extraction.lexicon import aliases

    words = words.strip()
    if words in _further():
        return (_further()[words],)
    known = aliases().get(words)
    return known[0].indicators if known else ()


@cache
def _further() -> dict[str, str]:
    from hzlib.extraction.lexicon import rows

    return {row["word"]: row["indicator"] for row in rows("relative_words.csv")}


def _growth(data: "pd.DataFrame", goal: Mapping[str, Any], indicator: str) -> Any:
    from hzlib.views.common import ranked

    rows = data[
        (data["indicator"] == indicator)
        & (data["measure"] == "growth")
        & (data["region"] == goal["region"])
        & (data["period"] == goal["period"])
        & (data["status"] != "target")
        & (data["bound"] == "=")
    ]
    return None if rows.empty else ranked(rows).iloc[0]


def _row(goal: dict[str, Any], data: "pd.DataFrame") -> dict[str, Any]:
    from hzlib.pages.evidence import formula
    from hzlib.views.common import label
    from hzlib.views.outcomes import horizons

    sides = {"growth": goal["indicator"], "base": goal["than"]}
    found = {side: _growth(data, goal, indicator) for side, indicator in sides.items()}
    for side, row in found.items():
        if row is not None:
            goal |= {side: row["value"], f"{side}_evidence": row["evidence"]}
    missing = [label(sides[side], "growth") for side, row in found.items() if row is None]
    if missing and goal["period"] > horizons(data).get(goal["region"], ""):
        return goal | {"verdict": DUE, "reason": "期限在现有材料之后"}
    if missing:
        return goal | {"verdict": NO_ANSWER, "reason": f"现有材料没有给出{'、'.join(missing)}"}
    one, other = found["growth"], found["base"]
    gap = exact(one["value"]) - exact(other["value"])
    sums = f"{shown(one['value'])} − {shown(other['value'])} = {shown(gap)}".replace("-", "−")
    goal |= {
        "gap": float(gap),
        "gap_evidence": formula(sums, [one["evidence"], other["evidence"], goal["said_evidence"]]),
    }
    return goal | _verdict(goal["asked"], one, other)


def _verdict(asked: float, one: Any, other: Any) -> dict[str, str]:
    if asked != asked:
        return {"verdict": UNLIKE, "reason": "“同步”没有说差多少以内算同步，只列出差额"}
    gap = exact(one["value"]) - exact(other["value"])
    # 高于 asks for more, 高于…1个百分点 for that much at least.
    met = gap >= exact(asked) if asked else gap > 0
    spread = printed(one["text"], one["value"]) - printed(other["text"], other["value"])
    near = spread.low <= exact(asked) <= spread.high
    return {
        "verdict": MET if met else MISSED,
        "reason": "在进位误差以内，按印出的数判断" if near else "",
    }
