"""What the evidence panel of one page needs, each sentence once."""

import json
from collections.abc import Iterable
from typing import Any

from hzlib.pages.grid import BOUNDS, MEASURES
from hzlib.pages.source import KWIC_LINES, document_title, parts, resolve
from hzlib.pages.style import STATUS_NAMES

# Fields of a fact that the panel does not show, or knows by other ways.
_LEFT_OUT = ("title", "region_id", "id")
# A page of many words shows fewer lines of each: together about so many, but no fewer than these.
_LINES, _FEWEST = 2700, 3
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
        ``entries`` (evidence string -> what `source.resolve` gives, a sentence replaced by
        its place in ``sentences``, marks in UTF-16 units as scripts count them), ``sentences``,
        ``documents`` (id -> title), ``readers`` (ids that have a reader page), ``words``.

    Examples
    --------
    >>> payload(["reference:1"])["entries"]["reference:1"]["period"]
    '2014'
    """
    from hzlib.text import corpus

    evidence = sorted(evidence)
    words = sum(one.startswith("kwic:") for one in evidence)
    made = _Collector(known or {}, min(KWIC_LINES, max(_FEWEST, _LINES // max(words, 1))))
    for one in evidence:
        made.take(one)
    names = sorted(made.documents)
    for entry in made.entries.values():
        for line in entry.get("lines", ()):
            line[2] = names.index(line[2])
    catalogued = {one.id for one in corpus.documents()}
    return {
        "entries": made.entries,
        "sentences": list(made.sentences),
        "documents": dict(sorted(made.documents.items())),
        "readers": sorted(catalogued & set(made.documents)),
        "words": WORDS,
    }


class _Collector:
    def __init__(self, known: dict[str, Any], lines: int) -> None:
        self.known = known
        self.lines = lines
        self.entries: dict[str, Any] = {}
        self.sentences: dict[str, int] = {}
        self.documents: dict[str, str] = {}

    def take(self, evidence: str) -> None:
        if evidence in self.entries:
            return
        self.entries[evidence] = {}
        entry = self.known.get(evidence) or resolve(evidence)
        if "lines" in entry:
            step = max(len(entry["lines"]) / self.lines, 1)
            chosen = [entry["lines"][int(i * step)]
                      for i in range(min(self.lines, len(entry["lines"])))]  # fmt: skip
            entry = {**entry, "lines": [self.line(line) for line in chosen]}
        self.entries[evidence] = self.shared(entry)
        for part in parts(evidence):
            self.take(part)

    def line(self, line: dict[str, Any]) -> list[Any]:
        kept = self.shared(line)
        return [kept["sentence"], kept["mark"][0], kept["doc"], kept["start"]]

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
