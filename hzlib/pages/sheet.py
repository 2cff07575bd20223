"""A page for print: tables and text on A4, without scripts and without a way to other pages."""

import html

from hzlib import web
from hzlib.pages.assemble import characters, face_css, subset, templates, variables


def sheet_html(title: str, body: str) -> str:
    """Return the file of a page for print.

    Parameters
    ----------
    title : str
        Plain text.
    body : str
        HTML, made of texts that were escaped.

    Returns
    -------
    str
        The same for the same content.

    Examples
    --------
    >>> page = sheet_html("成绩", "<p>甲</p>")
    >>> "<script" in page, page.count("<h1>成绩</h1>")
    (False, 1)
    """
    font = face_css(subset(characters([title, html.unescape(body)])))
    return str(
        templates().get_template("sheet.html.j2").render(
            title=title, body=body, style=f"{font}\n{variables()}\n{web.sheet('sheet')}"
        )
    )  # fmt: skip
