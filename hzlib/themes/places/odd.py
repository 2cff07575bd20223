"""What is odd about the documents: which stand there twice, which are to be looked at first."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hzlib.corpus import Corpus
from hzlib.evidence.sentence import Sentence, Shown, joined, sentence
from hzlib.evidence.sources import Item, QuantitySource
from hzlib.evidence.value import Value, counted
from hzlib.figures.specification import Column, Table
from hzlib.store.quality import KINDS, Finding, findings
from hzlib.themes.start import begin, how_many


def oddities(corpus: Corpus) -> list[Finding]:
    """Return what is odd about the documents; see `hzlib.store.quality.findings`.

    Examples
    --------
    >>> from hzlib.themes.places import material
    >>> oddities(material())
    []
    """
    return findings(corpus.documents)


def once(corpus: Corpus, odd: Iterable[Finding]) -> Corpus:
    """Return the documents without those whose text another one has: each text counts once.

    Examples
    --------
    >>> from hzlib.themes.places import material
    >>> len(once(material(["hangzhou-gwr-2023", "hangzhou-gwr-2023"]), []).documents)
    1
    """
    copies = {one.document for one in odd if one.first not in (None, one.document)}
    kept = (one for one in dict.fromkeys(corpus.documents) if one not in copies)
    return replace(corpus, documents=tuple(kept))


def _how_many(found: Iterable[Finding], noun: str) -> Value:
    books = dict.fromkeys(one.document for one in found)
    return counted([Item(one.title or one.id, begin(one)) for one in books], "份", noun)


def oddities_told(corpus: Corpus, odd: Sequence[Finding]) -> Sentence:
    """Return in words how many documents are odd, in what, and that copies are left out.

    Examples
    --------
    >>> from hzlib.themes.places import material
    >>> str(oddities_told(material("hangzhou-gwr-2023"), []))
    '1份文件中，没有发现重复、残缺、前后矛盾等疑点。'
    """
    books = how_many(corpus.documents)
    if not odd:
        return sentence("{books}文件中，没有发现重复、残缺、前后矛盾等疑点。", books=books)
    by_kind = ((kind, [one for one in odd if one.kind == kind]) for kind in KINDS)
    kinds = (
        sentence("{kind}{n}", kind=kind, n=_how_many(some, kind)) for kind, some in by_kind if some
    )
    told = sentence(
        "{books}文件中，{n}有疑点（一份可有几种）：{kinds}。",
        books=books, n=_how_many(odd, "有疑点的文件"), kinds=joined("，", kinds),
    )  # fmt: skip
    if any(one.first for one in odd):
        left = how_many(once(corpus, odd).documents)
        told += sentence("重复的文件只计文字最多的一份，下文所用为{left}。", left=left)
    return told


def oddities_table(odd: Sequence[Finding]) -> Table | None:
    """Return the table of what is odd; a document leads to its first sentence. None without any."""
    if not odd:
        return None
    return Table.each(
        odd,
        ("文件", _leading),
        ("文件名", "file"),
        (Column("疑点", choose=True), "kind"),
        ("说明", "what"),
        caption="文件中的疑点",
        note="疑点由程序查出，供核对，不一定是错误；注明“重复”的文件不计入下文。",
    )


def _leading(one: Finding) -> Sentence:
    """Return the title of a document, which leads to what is odd in it, or to its beginning."""
    document, source = one.document, begin(one.document)
    if one.at:
        source = QuantitySource.of(document, *map(document.cleaned.text_offset, one.at))
    return Sentence((Shown(document.title or document.id, Value(1.0, "处", source, "")),))
