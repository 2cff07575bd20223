"""Does it add up? The documents' own arithmetic, found and checked by code.

Every number of a check can be followed to its sentence; what fits is judged by the rounding of
what is printed and by nothing else (`hzlib.views.rounding`).
"""

from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from typing import TYPE_CHECKING

from hzlib.views.check import FIT, HUNDRED, KINDS, OFF, OPEN, SUM, Check, compared
from hzlib.views.identities import growths, relations, repeats
from hzlib.views.rounding import exact, shown
from hzlib.views.shares import Source, completions, shares
from hzlib.views.stated import stated
from hzlib.views.sums import Sum, sums

if TYPE_CHECKING:
    import pandas as pd

    from hzlib.text.corpus import Document

VERDICTS = (FIT, OFF, OPEN)
COLUMNS = tuple(field.name for field in fields(Check))
__all__ = ["COLUMNS", "KINDS", "VERDICTS", "checks", "source", "summary", "sum_check"]


def checks(
    documents: "Sequence[Document]",
    facts: "pd.DataFrame",
    reference: "pd.DataFrame | None" = None,
    about: float = 0.05,
) -> "pd.DataFrame":
    """Return the checks of the documents' arithmetic, one row a check.

    Parameters
    ----------
    documents : sequence of Document
        The documents whose text is read for sums, shares and rates of completion.
    facts : DataFrame
        Their facts (`hzlib.extraction.facts.facts`).
    reference : DataFrame, optional
        Reference figures, for growth and repeated figures.
    about : float, optional
        How far 左右 reaches, as a share of the number.

    Returns
    -------
    DataFrame
        The columns of `COLUMNS`. ``kind`` is one of `KINDS`; ``said`` the number as printed and
        ``stated`` its value in ``unit``; ``computed`` what ``formula`` gives, between ``low`` and
        ``high`` for all that rounding leaves open; ``tolerance`` half the width of both prints
        together; ``verdict`` one of `VERDICTS`, with a Chinese ``reason`` where one is due;
        ``evidence`` the formula with the evidence of its numbers, ``said_evidence`` that of the
        number that is checked; ``sentence`` what the document says.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> from hzlib.extraction.facts import facts
    >>> report = load("hangzhou-plan-2024")
    >>> made = checks([report], facts(report))
    >>> made[made.said == "2068.5亿元"].iloc[0]["verdict"]
    '相符'
    """
    import pandas as pd

    from hzlib.views.common import combined

    sources = [source(document, facts) for document in documents]
    made: list[Check] = []
    for one in sources:
        made += [sum_check(item, one) for item in one.sums]
        made += [_levelled(check, one) for check in shares(one)]
        made += completions(one, [plan for plan in sources if _plans(plan, one)])
    data = combined(facts, reference)
    made += growths(data) + relations(data) + repeats(data, about)
    frame = pd.DataFrame([asdict(check) for check in made], columns=list(COLUMNS))
    return _with_sentences(frame, facts)


def source(document: "Document", facts: "pd.DataFrame") -> Source:
    """Return a document with its numbers, facts and sums."""
    own = facts[facts["doc"] == document.id]
    numbers = stated(document, own["id"])
    by_evidence = {"fact:" + row["id"]: row for row in own.to_dict("records")}
    return Source(document, numbers, by_evidence, sums(numbers, document.text))


def sum_check(made: Sum, where: Source) -> Check:
    """Return the check of a total against its parts."""
    first, whole = made.parts[0], made.whole
    scale = whole.scale if whole else first.scale
    values = [part.value / scale for part in made.parts]
    before = (whole.before if whole else first.before).removeprefix("其中")
    title = f"{before}{whole.text}{whole.after}（{len(values)} 项相加）" if whole else before
    return compared(
        SUM if whole else HUNDRED,
        first.doc,
        title if whole else f"{title}（{len(values)} 项合计应为 100%）",
        whole.text if whole else "100%",
        whole.unit if whole else "%",
        made.stated.times(1 / scale),
        made.computed.times(1 / scale),
        sum(values[1:], values[0]),
        " + ".join(shown(value, 4) for value in values),
        [part.evidence for part in made.parts],
        whole.evidence if whole else first.evidence,
        sentence=where.sentence(whole or first),
    )


def summary(made: "pd.DataFrame") -> "pd.DataFrame":
    """Return how many checks of each kind came out how.

    Examples
    --------
    >>> import pandas as pd
    >>> made = pd.DataFrame({"kind": ["加总", "加总", "占比"], "verdict": ["相符", "不符", "相符"]})
    >>> summary(made).to_dict("records")[0]
    {'kind': '加总', '相符': 1, '不符': 1, '无法判断': 0, '合计': 2}
    """
    import pandas as pd

    counts = pd.crosstab(made["kind"], made["verdict"])
    kinds = [kind for kind in KINDS if kind in counts.index]
    counts = counts.reindex(index=kinds, columns=list(VERDICTS), fill_value=0)
    counts["合计"] = counts.sum(axis=1)
    counts.columns.name = None
    return counts.reset_index()


def _levelled(check: Check, where: Source) -> Check:
    """Say of a share that does not fit whether it is what the other shares leave of 100 %."""
    for made in where.sums if check.verdict == OFF else ():
        others = [part for part in made.parts if part.evidence != check.said_evidence]
        if made.whole is None and len(others) == len(made.parts) - 1:
            rest = 100 - sum(part.value for part in others)
            if check.stated is not None and rest == exact(check.stated):
                reason = f"正好是 100% 减去另外 {len(others)} 项，可能为凑足 100% 而调整"
                return replace(check, reason=reason)
    return check


def _plans(plan: Source, report: Source) -> bool:
    one, other = plan.document, report.document
    return one.id != other.id and one.place == other.place and one.planned == other.reviewed


def _with_sentences(frame: "pd.DataFrame", facts: "pd.DataFrame") -> "pd.DataFrame":
    said = dict(zip("fact:" + facts["id"], facts["sentence"], strict=True))
    found = [said.get(evidence, "") for evidence in frame["said_evidence"]]
    return frame.assign(sentence=frame["sentence"].where(frame["sentence"] != "", found))
