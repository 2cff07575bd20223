"""What the panel of evidence shows of a source, and the data that pages and widgets need for it."""

import hashlib
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import singledispatch
from typing import TYPE_CHECKING, Any, Protocol

from hzlib.errors import HzError
from hzlib.text import corpus

if TYPE_CHECKING:
    from hzlib.evidence.sources import QuantitySource


class Source(Hashable, Protocol):
    """Where a number comes from: any frozen value whose text identifies it.

    The room that owns a kind of source registers what the panel shows of it: ``@entry.register``.
    """

    def __str__(self) -> str:
        """Return the identity of the source: equal for the same source, in every run."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What the panel shows of one source, worded for readers.

    Attributes
    ----------
    heading : str
        The panel's heading.
    value : str
        What the source states or gives, with its unit.
    text : str
        A formula, or in words what was counted, assumed or done.
    quote : QuantitySource, optional
        The place whose sentence is shown with the number marked.
    subject_at : tuple of (int, int)
        Raw spans in the document of `quote`: the words that say what the number counts.
    fields : tuple of (str, str)
        Label and text of each field.
    note, url : str
        Further words, an address.
    indicator : str
        The id of the indicator that the source states a number of: it may have a page of its own.
    parts : tuple of (str, Source)
        What the source is made of, each with a label; they can be followed.
    total : int, optional
        How many parts or lines there are in all.
    kinds : tuple of (str, str)
        How many parts there are of each kind: on paper this stands for them.
    lines : tuple of QuantitySource
        Places that are shown as lines of a concordance.
    """

    heading: str
    value: str = ""
    text: str = ""
    quote: "QuantitySource | None" = None
    subject_at: tuple[tuple[int, int], ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    note: str = ""
    url: str = ""
    indicator: str = ""
    parts: "tuple[tuple[str, Source], ...]" = ()
    total: int | None = None
    kinds: tuple[tuple[str, str], ...] = ()
    lines: "tuple[QuantitySource, ...]" = ()


@singledispatch
def entry(source: Any) -> Entry:
    """Return what the panel shows of a source.

    Raises
    ------
    HzError
        If it is no source.
    """
    raise HzError(
        "“{start}” ({kind}) is not a source",
        "sources come from the column evidence of a table, or from arithmetic with hz.Value",
        start=str(source)[:60],
        kind=type(source).__name__,
    )


def is_source(value: object) -> bool:
    """Tell whether a value is a source.

    Examples
    --------
    >>> is_source("fact:a@1"), is_source(None)
    (False, False)
    """
    return entry.dispatch(type(value)) is not entry.dispatch(object)


def key(source: Source) -> str:
    """Return the short name of a source in pages: the same for the same source in every run.

    Examples
    --------
    >>> from hzlib.evidence.sources import AssumptionSource
    >>> key(AssumptionSource("放宽", "about", 5.0, "%"))
    'f5ff3745eb83'
    """
    return hashlib.blake2b(str(source).encode(), digest_size=6).hexdigest()


def payload(sources: Iterable[Source]) -> dict[str, Any]:
    """Return what the panel needs for sources and for all that they are made of.

    Returns
    -------
    dict
        ``entries`` (key -> entry), ``sentences`` (each once, named by its place) and
        ``documents`` (id -> title, whether the catalogue has it, and of one's ``own`` where it is
        and what it is).

    Examples
    --------
    >>> from hzlib.evidence.sources import AssumptionSource
    >>> found = payload([AssumptionSource("放宽", "about", 5.0, "%")])
    >>> [one["value"] for one in found["entries"].values()]
    ['5%']
    """
    collected = _Collected({}, {}, {})
    waiting = list(sources)
    while waiting:
        source = waiting.pop()
        name = key(source)
        if name not in collected.entries:
            shown = entry(source)
            collected.entries[name] = collected.of(shown)
            waiting += [part for _, part in shown.parts]
    return _payload(collected.entries, collected.sentences, collected.documents)


def _payload(
    entries: dict[str, Any], sentences: dict[str, int], documents: dict[str, Any]
) -> dict[str, Any]:
    return {
        "entries": dict(sorted(entries.items())),
        "sentences": list(sentences),
        "documents": dict(sorted(documents.items())),
    }


def merged(payloads: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Return the payloads of several displays as one.

    Examples
    --------
    >>> one = {"entries": {"a": {"quote": {"sentence": 0}}}, "sentences": ["甲"], "documents": {}}
    >>> two = {"entries": {"b": {"quote": {"sentence": 0}}}, "sentences": ["乙"], "documents": {}}
    >>> merged([one, two])["entries"]["b"]["quote"]["sentence"]
    1
    """
    entries: dict[str, Any] = {}
    sentences: dict[str, int] = {}
    documents: dict[str, Any] = {}
    for one in payloads:
        places = [sentences.setdefault(text, len(sentences)) for text in one["sentences"]]
        documents |= one["documents"]
        for name, shown in one["entries"].items():
            if name not in entries:
                entries[name] = renumbered(shown, places)
    return _payload(entries, sentences, documents)


def renumbered(shown: dict[str, Any], places: Sequence[int]) -> dict[str, Any]:
    """Return an entry of a payload whose sentences have other places.

    Examples
    --------
    >>> renumbered({"quote": {"sentence": 0}}, [7])
    {'quote': {'sentence': 7}}
    """
    changed = dict(shown)
    if "quote" in shown:
        changed["quote"] = {**shown["quote"], "sentence": places[shown["quote"]["sentence"]]}
    if "lines" in shown:
        changed["lines"] = [[places[line[0]], *line[1:]] for line in shown["lines"]]
    return changed


@dataclass(frozen=True)
class _Collected:
    entries: dict[str, Any]
    sentences: dict[str, int]
    documents: dict[str, Any]

    def of(self, shown: Entry) -> dict[str, Any]:
        fields = ("heading", "value", "text", "note", "url", "indicator", "total")
        made = {name: found for name in fields if (found := getattr(shown, name)) not in ("", None)}
        if shown.fields:
            made["fields"] = [[label, text] for label, text in shown.fields if text]
        if shown.quote is not None:
            made["quote"] = self.quote(shown.quote)
            if subject := _in_sentence(shown.quote, shown.subject_at):
                made["quote"]["subject"] = subject
        if shown.parts:
            made["parts"] = [[label, key(part)] for label, part in shown.parts]
        if shown.kinds:
            made["kinds"] = [list(pair) for pair in shown.kinds]
        if shown.lines:
            quotes = map(self.quote, shown.lines)
            made["lines"] = [[q["sentence"], *q["mark"], q["doc"], q["start"]] for q in quotes]
        return made

    def quote(self, source: "QuantitySource") -> dict[str, Any]:
        place, document = source.quoted, source.document
        if document.id not in self.documents:
            self.documents[document.id] = _told(document)
        low, high = (_utf16(place.sentence, end) for end in place.mark)
        number = self.sentences.setdefault(place.sentence, len(self.sentences))
        return {
            "doc": document.id, "section": place.section, "sentence": number, "mark": [low, high],
            "start": source.start, "end": source.end,
        }  # fmt: skip


def _in_sentence(
    source: "QuantitySource", spans: tuple[tuple[int, int], ...]
) -> list[tuple[int, int]]:
    """Return where raw spans stand in the sentence of a place; what stands outside is left out."""
    place, offset = source.quoted, source.document.cleaned.text_offset
    inside = (place.place(offset(low), offset(high)) for low, high in spans)
    return [
        (_utf16(place.sentence, low), _utf16(place.sentence, high))
        for low, high in filter(None, inside)
    ]


def _told(document: corpus.Document) -> dict[str, Any]:
    known = any(row.id == document.id for row in corpus.catalogue_rows())
    told = {"title": document.title, "reader": known}
    if not known:
        # Whoever makes a page of this reads the document again, to make a page of it too.
        names = ("kind", "issuer", "place", "year", "reviewed", "planned")
        raw = document.raw.encode("utf-8", "surrogatepass")
        told["own"] = {
            "path": str(document.origin), "sha256": hashlib.sha256(raw).hexdigest(),
            **{name: getattr(document, name) for name in names},
        }  # fmt: skip
    return told


def _utf16(text: str, place: int) -> int:
    return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2
