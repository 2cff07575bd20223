"""The page of an indicator, made without a kernel."""

import html
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from hzlib.figures.specification import Table
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
        for shown in map(view, (_titled(one, f"{profile.title}：{heading}") for one in things)):
            yield Piece(shown["html"], shown)


def _titled(shown: Any, title: str) -> Any:
    """Return a table with a caption of its own: it is cited and saved without its section."""
    return (
        replace(shown, caption=title) if isinstance(shown, Table) and not shown.caption else shown
    )
