"""One total with its parts, their names and their shares as said and as reckoned."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from hzlib.views.check import FIT, OFF
from hzlib.views.shares import Source
from hzlib.views.stated import Stated, item, words
from hzlib.views.sums import Sum

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("name", "value", "unit", "evidence", "said", "said_evidence", "computed", "low", "high",
           "computed_evidence", "verdict")  # fmt: skip


def largest(sources: Sequence[Source]) -> tuple[Source, Sum] | None:
    """Return the sum with the most parts; of two, the one whose parts have shares."""
    made = [(source, one) for source in sources for one in source.sums if one.whole]
    key = lambda pair: (len(pair[1].parts), any(_share(pair[0], p) for p in pair[1].parts))  # noqa: E731
    return max(made, key=key, default=None)


def breakdown(source: Source, made: Sum) -> "pd.DataFrame":
    """Return the parts of a sum, one row a part, in the order of the text.

    Returns
    -------
    DataFrame
        ``name`` and ``value`` (in ``unit``, as printed) of each part; ``said`` its share of the
        total as the text states it (NaN if it does not) and ``computed`` the share that follows,
        between ``low`` and ``high``, all in per cent; ``verdict`` whether the two fit.
    """
    import pandas as pd

    return pd.DataFrame([_row(source, made, part) for part in made.parts], columns=list(COLUMNS))


def _row(source: Source, made: Sum, part: Stated) -> dict[str, Any]:
    from hzlib.pages.evidence import formula
    from hzlib.views.rounding import shown

    whole = made.whole
    assert whole is not None
    share = _share(source, part)
    interval = (part.interval / whole.interval).times(100)
    scale = whole.scale
    text = f"{shown(part.value / scale, 4)} ÷ {shown(whole.value / scale, 4)} × 100"
    fits = share is not None and interval.meets(share.interval)
    return {
        "name": _name(source, made, part),
        "value": float(part.value / scale),
        "unit": whole.unit,
        "evidence": part.evidence,
        "said": float(share.value) if share else float("nan"),
        "said_evidence": share.evidence if share else "",
        "computed": float(100 * part.value / whole.value),
        "low": float(interval.low),
        "high": float(interval.high),
        "computed_evidence": formula(text, [part.evidence, whole.evidence]),
        "verdict": "" if share is None else FIT if fits else OFF,
    }


def _share(source: Source, part: Stated) -> Stated | None:
    """Return the share that is said of a part in its stretch, if one is."""
    after = [n for n in source.numbers if n.part == part.part and n.start > part.start][:1]
    shares = [n for n in after if n.base == "%" and any(cue in n.before for cue in words("share"))]
    return shares[0] if shares else None


def _name(source: Source, made: Sum, part: Stated) -> str:
    """Return the head of a part's list item, or the words before the number."""
    listed = len({other.paragraph for other in made.parts}) == len(made.parts)
    head = item(source.document.text, part) if listed else ""
    return head or part.before.removeprefix("其中")
