"""Reader pages: one document each, its outline beside it, every fact marked where it stands."""

from hzlib import lookups, wording
from hzlib.evidence.entry import payload
from hzlib.evidence.fulltext import fulltext
from hzlib.evidence.sources import facts_of
from hzlib.pages.page import Page
from hzlib.text.corpus import Document


def reader_page(document: Document) -> Page:
    """Return the reader page of a document.

    Examples
    --------
    >>> from hzlib.text.corpus import load
    >>> page = reader_page(load("qiantang-gwr-2024"))
    >>> page.name, page.body["text"].count("<h2") > 0
    ('read-qiantang-gwr-2024', True)
    """
    laid = fulltext(document)
    facts = [source.fact for source in facts_of(document)]
    named = {fact.indicator: lookups.indicator_name(fact.indicator) for fact in facts}
    present = {fact.status for fact in facts}
    return Page(
        name=f"read-{document.id}",
        kind="reader",
        title=document.title,
        lead=f"《{document.title}》全文：标出每个被抽取的数字，可按指标和性质筛选。",
        body={
            "text": laid.html,
            "outline": laid.outline,
            "indicators": sorted(named.items(), key=lambda pair: pair[1]),
            "statuses": [(key, name) for key, name in wording.STATUSES.items() if key in present],
            "issuer": document.issuer,
            "cleaned": bool(document.cleaned.removals or document.cleaned.defects),
        },
        evidence=payload(laid.sources()),
    )
