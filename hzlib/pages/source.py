"""Evidence strings: one short text that says where a number comes from, and what it stands for.

======================================  ===========================================================
``fact:<doc>@<start>``                  the stated number that starts at that raw offset
``quantity:<doc>@<start>-<end>``        a raw span that is no fact
``reference:<n>``                       data row `n` (from 1) of ``data/etc/reference.csv``
``kwic:<doc, part or *>:<query>``        the lines of a query (see `hzlib.words.concordance`)
``formula:<json>``                      a formula and the evidence of its parts
``all:<json>``                          several sources of one thing, side by side
======================================  ===========================================================
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from hzlib import paths
from hzlib.errors import HzError

if TYPE_CHECKING:
    from hzlib.text.corpus import Document

KINDS = ("fact", "quantity", "reference", "kwic", "formula", "all")
_STRING = re.compile(rf"(?:{'|'.join(KINDS)}):", re.ASCII)
KWIC_LINES = 30
_FIELDS = (
    "text", "indicator", "measure", "region", "period", "status", "value", "unit", "bound",
    "section", "cue", "rule",
)  # fmt: skip

# Documents outside of the catalogue, by id: evidence strings name documents by id alone.
_known: dict[str, "Document"] = {}


def is_evidence(text: object) -> bool:
    """Tell whether a text is an evidence string.

    Examples
    --------
    >>> is_evidence("fact:a@1"), is_evidence("事实"), is_evidence(3)
    (True, False, False)
    """
    return isinstance(text, str) and bool(_STRING.match(text))


def formula(text: str, parts: Iterable[str]) -> str:
    """Return the evidence string of a computed number.

    Parameters
    ----------
    text : str
        The formula with its numbers, ``"18753 ÷ 1237.6"``.
    parts : iterable of str
        The evidence of the numbers in it, in their order; repeated ones count once.

    Examples
    --------
    >>> formula("18753 ÷ 1237.6", ["fact:a@1", "reference:2"])
    'formula:{"formula":"18753 ÷ 1237.6","parts":["fact:a@1","reference:2"]}'
    """
    parts = list(dict.fromkeys(part for part in parts if part))
    return "formula:" + _compact({"formula": text, "parts": parts})


def together(parts: Iterable[str]) -> str:
    """Return the evidence string of several sources side by side; a single one stays as it is.

    Examples
    --------
    >>> together(["fact:a@1", "fact:b@2"])
    'all:["fact:a@1","fact:b@2"]'
    """
    parts = list(dict.fromkeys(part for part in parts if part))
    return parts[0] if len(parts) == 1 else "all:" + _compact(parts)


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def parts(evidence: str) -> list[str]:
    """Return the evidence strings that one is made of: none for a plain source.

    Examples
    --------
    >>> parts('all:["fact:a@1","fact:b@2"]')
    ['fact:a@1', 'fact:b@2']
    """
    kind, _, rest = evidence.partition(":")
    if kind == "formula":
        return list(_json(evidence, rest)["parts"])
    return list(_json(evidence, rest)) if kind == "all" else []


def _json(evidence: str, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise HzError(f"出处“{evidence[:80]}”写坏了", "应由 hzlib.pages.evidence 生成") from None


def remember(document: "Document") -> None:
    """Make the evidence strings of a document outside of the catalogue resolve in this process."""
    _known[document.id] = document


def document(name: str) -> "Document":
    """Return the document that evidence strings name, from the catalogue or remembered."""
    from hzlib.text import corpus

    return _known[name] if name in _known else corpus.load(name)


def resolve(evidence: str) -> dict[str, Any]:
    """Return what an evidence string stands for, as the pages show it.

    Parameters
    ----------
    evidence : str
        An evidence string (see the module).

    Returns
    -------
    dict
        ``kind`` and, by kind: *fact* and *quantity*: ``doc``, ``title``, ``start``, ``end`` (raw
        offsets), ``sentence``, ``mark`` (span of the number in it), ``section``; a fact also its
        further fields and ``name``, its indicator's Chinese name. *reference*: the row. *kwic*:
        ``word``, ``total``, ``lines`` (at most `KWIC_LINES`, each like a quantity). *formula*:
        ``formula``, ``parts``. *all*: ``parts`` (evidence strings, to be resolved in turn).

    Raises
    ------
    HzError
        If it is no evidence string, or names what is not there.

    Examples
    --------
    >>> resolve("reference:1")["publisher"]
    '杭州市人民政府'
    >>> resolve('formula:{"formula":"1 + 2","parts":["fact:a@1"]}')["parts"]
    ['fact:a@1']
    """
    kind, _, rest = evidence.partition(":")
    if kind not in KINDS or not rest:
        raise HzError(f"“{evidence[:80]}”不是出处", f"出处以 {'、'.join(KINDS)} 之一加冒号开头")
    found = _RESOLVERS[kind](evidence, rest)
    return {"kind": kind, **found}


def _fact(evidence: str, rest: str) -> dict[str, Any]:
    name, start = _place(evidence, rest)
    row = _facts(document(name)).get(start)
    if row is None:
        raise HzError(f"{evidence}: 该位置没有事实", "重新运行生成这一出处的代码")
    fields = {field: row[field] for field in _FIELDS if field in row}
    return {**_quote(document(name), start, row["end"]), **fields, **_named(row["indicator"])}


def _quantity(evidence: str, rest: str) -> dict[str, Any]:
    name, span = rest.rsplit("@", 1)
    start, _, end = span.partition("-")
    if not (start.isdigit() and end.isdigit() and int(start) < int(end)):
        raise HzError(f"{evidence}: 位置写坏了", "形如 quantity:<文件>@<起>-<止>")
    return _quote(document(name), int(start), int(end))


def _reference(evidence: str, rest: str) -> dict[str, Any]:
    rows = _reference_rows()
    if not rest.isdigit() or not 1 <= int(rest) <= len(rows):
        raise HzError(f"{evidence}: 参考数据没有这一行", "行号从 1 起，见 data/etc/reference.csv")
    row = rows[int(rest) - 1]
    return {"row": int(rest), **row, **_named(row["indicator"])}


def _kwic(evidence: str, rest: str) -> dict[str, Any]:
    from hzlib.words import concordance

    name, _, query = rest.partition(":")
    if not query:
        raise HzError(f"{evidence}: 缺少词语", "形如 kwic:<文件或 *>:<词>")
    places = concordance.places(name, query)
    lines = [_quote(one, *one.cleaned.raw_span(i, j)) for one, i, j in _spread(places)]
    return {"word": concordance.named(query), "doc": name, "total": len(places), "lines": lines}


def _spread(places: list[Any]) -> list[Any]:
    # Lines from the whole of the text rather than the first thirty of the first document.
    step = max(len(places) / KWIC_LINES, 1)
    return [places[int(i * step)] for i in range(min(len(places), KWIC_LINES))]


def _formula(evidence: str, rest: str) -> dict[str, Any]:
    body = _json(evidence, rest)
    return {"formula": body["formula"], "parts": body["parts"]}


def _all(evidence: str, rest: str) -> dict[str, Any]:
    return {"parts": _json(evidence, rest)}


_RESOLVERS = {
    "fact": _fact,
    "quantity": _quantity,
    "reference": _reference,
    "kwic": _kwic,
    "formula": _formula,
    "all": _all,
}


def _place(evidence: str, rest: str) -> tuple[str, int]:
    name, _, start = rest.rpartition("@")
    if not name or not start.isdigit():
        raise HzError(f"{evidence}: 位置写坏了", "形如 fact:<文件>@<起>")
    return name, int(start)


def facts_of(name: str) -> dict[int, dict[str, Any]]:
    """Return the facts of a document by the raw offset at which they begin."""
    return _facts(document(name))


@cache
def _facts(document: "Document") -> dict[int, dict[str, Any]]:
    from hzlib.extraction.facts import extract

    return {fact.start: {name: getattr(fact, name) for name in (*_FIELDS, "end")}
            for fact in extract(document)}  # fmt: skip


@cache
def _sentences(document: "Document") -> tuple[Any, ...]:
    from hzlib.text.outline import sentences

    return tuple(sentences(document))


@cache
def _sections(document: "Document") -> tuple[Any, ...]:
    from hzlib.text.outline import sections

    return tuple(sections(document))


def _quote(document: "Document", start: int, end: int) -> dict[str, Any]:
    """Return the sentence around a raw span, in cleaned text, with the span marked in it."""
    from bisect import bisect_right

    low, high = document.cleaned.text_offset(start), document.cleaned.text_offset(end)
    sentences = _sentences(document)
    found = bisect_right(sentences, low, key=lambda sentence: sentence.start) - 1
    sentence = sentences[found] if found >= 0 else None
    if sentence is None or not low < sentence.end:
        first, last, section = max(low - 40, 0), min(high + 40, len(document.text)), None
    else:
        first, last, section = sentence.start, max(sentence.end, high), sentence.section
    return {
        "doc": document.id, "title": document.title, "start": start, "end": end,
        "sentence": document.text[first:last], "mark": [low - first, high - first],
        "section": " › ".join(_headings(document, section)),
    }  # fmt: skip


def _headings(document: "Document", section: int | None) -> Iterator[str]:
    if section is not None:
        entry = _sections(document)[section]
        yield from _headings(document, entry.parent)
        yield f"{entry.number}{entry.heading}"


@cache
def _reference_rows() -> list[dict[str, str]]:
    with (paths.data() / "etc" / "reference.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _names() -> dict[str, str]:
    with (paths.data() / "etc" / "indicators.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["name_zh"] for row in csv.DictReader(file)}


def indicator_name(indicator: str) -> str:
    """Return an indicator's Chinese name; the id itself if there is none."""
    return _names().get(indicator, indicator)


def document_title(name: str) -> str:
    """Return the title of a document; the name itself if it is none of ours."""
    from hzlib.text import corpus

    titles = {one.id: one.title for one in (*corpus.documents(), *_known.values())}
    return titles.get(name, name)


def _named(indicator: str) -> dict[str, str]:
    return {"name": indicator_name(indicator)}
