"""What the evidence panel of one page needs, each sentence once."""

import json
from collections.abc import Iterable
from typing import Any

from hzlib.grid import BOUNDS, MEASURES
from hzlib.source import document_title, parts, resolve
from hzlib.style import STATUS_NAMES

# Fields of a fact that the panel does not show, or knows by other ways.
_LEFT_OUT = ("title", "region_id", "id")
UNITS = {"pp": "个百分点"}
WORDS = {"status": STATUS_NAMES, "measure": MEASURES, "bound": {**BOUNDS, "=": ""}, "unit": UNITS}


def payload(evidence: Iterable[str], known: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the payload of a page.

    Parameters
    ----------
    evidence : iterable of str
        The evidence strings of the page; their parts are followed.
    known : dict, optional
        Evidence strings that were resolved where the notebook ran: those of documents outside of
        the catalogue.

    Returns
    -------
    dict
        ``entries`` (evidence string -> what `hzlib.source.resolve` gives, a sentence replaced by
        its place in ``sentences``, marks in UTF-16 units as scripts count them), ``sentences``,
        ``documents`` (id -> title), ``readers`` (ids that have a reader page), ``words``.

    Examples
    --------
    >>> payload(["reference:1"])["entries"]["reference:1"]["period"]
    '2014'
    """
    from hzlib import corpus

    made = _Collector(known or {})
    for one in sorted(evidence):
        made.take(one)
    catalogued = {one.id for one in corpus.documents()}
    return {
        "entries": made.entries,
        "sentences": list(made.sentences),
        "documents": dict(sorted(made.documents.items())),
        "readers": sorted(catalogued & set(made.documents)),
        "words": WORDS,
    }


class _Collector:
    def __init__(self, known: dict[str, Any]) -> None:
        self.known = known
        self.entries: dict[str, Any] = {}
        self.sentences: dict[str, int] = {}
        self.documents: dict[str, str] = {}

    def take(self, evidence: str) -> None:
        if evidence in self.entries:
            return
        self.entries[evidence] = {}
        entry = self.known.get(evidence) or resolve(evidence)
        if "lines" in entry:
            entry = {**entry, "lines": [self.shared(line) for line in entry["lines"]]}
        self.entries[evidence] = self.shared(entry)
        for part in parts(evidence):
            self.take(part)

    def shared(self, entry: dict[str, Any]) -> dict[str, Any]:
        if "sentence" not in entry:
            return entry
        text = entry["sentence"]
        self.documents[entry["doc"]] = entry.get("title") or document_title(entry["doc"])
        low, high = (_utf16(text, place) for place in entry["mark"])
        place = self.sentences.setdefault(text, len(self.sentences))
        kept = {name: value for name, value in entry.items() if name not in _LEFT_OUT}
        return {**kept, "sentence": place, "mark": [low, high]}


def _utf16(text: str, place: int) -> int:
    return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2


def script_json(value: Any) -> str:
    r"""Return JSON that may stand in a script element: no text in it can end the element.

    Examples
    --------
    >>> script_json({"a": "</script><!--"})
    '{"a":"\\u003c/script\\u003e\\u003c!--"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
