"""The page of an indicator, made without a kernel."""

import html
from collections.abc import Iterator

from hzlib.figures.view import view
from hzlib.pages.page import Page, Piece, assembled
from hzlib.themes.indicator import Profile


def indicator_page(profile: Profile) -> Page:
    """Return the page of an indicator.

    Examples
    --------
    >>> from hzlib.themes.indicator import indicator
    >>> page = indicator_page(indicator("GDP", source="qiantang-gwr-2024"))
    >>> page.name, page.title, page.figures
    ('indicator-gdp', '地区生产总值', {})
    """
    found = list(_pieces(profile))
    said = tuple(one.html() for one in profile.answer)
    begun = Page(f"indicator-{profile.indicator}", "indicator", answer=said)
    return assembled(begun, found, [piece.html for piece in found])


def _pieces(profile: Profile) -> Iterator[Piece]:
    """Yield what the page shows: the name, what the answer's numbers rest on, each section."""
    yield Piece(f"<h1>{html.escape(profile.title)}</h1>", view(profile.lead))
    for heading, things in profile.sections:
        yield Piece(f"<h2>{html.escape(heading)}</h2>")
        for shown in map(view, things):
            yield Piece(shown["html"], shown)
