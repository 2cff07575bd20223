"""The page of an indicator, made without a kernel."""

import html
from collections.abc import Iterator

from hzlib.corpus import Corpus
from hzlib.figures.view import view
from hzlib.pages.page import Page, Piece, assembled
from hzlib.themes.indicator import Profile, profiles


def indicator_pages(books: Corpus) -> Iterator[Page]:
    """Yield a page for each indicator of which documents tell more than once.

    Examples
    --------
    >>> from hzlib.corpus import corpus
    >>> page = next(indicator_pages(corpus("qiantang-gwr-2024")))
    >>> page.name, page.title, page.figures
    ('indicator-gdp', '地区生产总值', {})
    """
    for profile in profiles(books):
        found = list(_pieces(profile))
        name = f"indicator-{profile.indicator}"
        yield assembled(Page(name, "indicator"), found, [piece.html for piece in found])


def _pieces(profile: Profile) -> Iterator[Piece]:
    """Yield what the page shows: the name, the first sentences, each section."""
    yield Piece(f"<h1>{html.escape(profile.title)}</h1>")
    yield Piece(f"<p>{profile.lead.html()}</p>", view(profile.lead))
    for heading, things in profile.sections:
        yield Piece(f"<h2>{html.escape(heading)}</h2>")
        for shown in map(view, things):
            yield Piece(shown["html"], shown)
